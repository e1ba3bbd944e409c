"""What a file is: its content says so first, and its name second. And plain text, decoded without guessing."""

import re

from .metadata import ANSWER_ROOTS, METADATA_ROOTS, read_json

SAVE_AS = "Bewaar de brief als PDF of als platte tekst en probeer het daarmee."

# How files begin that are no letter to us, and what their owner calls them.
OTHER_FILES = (
    (b"PK\x05\x06", "een leeg zipbestand"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "een bestand van een oude Word of Excel"),
    (b"{\\rtf", "een RTF-bestand"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een afbeelding"),
    (b"GIF8", "een afbeelding"),
    (b"II*\x00", "een afbeelding"),
    (b"MM\x00*", "een afbeelding"),
    (b"BM", "een afbeelding"),
    (b"RIFF", "een afbeelding of geluid"),
    (b"\x1f\x8b", "een ingepakt bestand"),
    (b"7z\xbc\xaf", "een ingepakt bestand"),
    (b"Rar!", "een ingepakt bestand"),
    (b"\x7fELF", "een programma"),
    (b"MZ", "een programma"),
)
BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f\ufffd]")
# Letters of more than one byte that are whole: then the text is UTF-8 with an error in it, and no older encoding.
UTF8_LETTER = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
# XML that comes from the official sites without saying that it is XML.
OFFICIAL_ROOT = re.compile(
    rf"<(?:\w+:)?(?:officiele-publicatie|kamerstuk|{'|'.join(sorted(METADATA_ROOTS | ANSWER_ROOTS))})[\s>]",
    re.IGNORECASE,
)
MARKUP_NAMES = (".html", ".htm", ".xhtml")


class OtherFile(ValueError):
    """The file is no letter to us; the message says in Dutch what it is and what to do."""


def form_of(name: str, content: bytes) -> str:
    """ "text", "pdf", "xml", "html", "zip" or "json". Raises OtherFile."""
    beginning = content[:4096]
    if b"%PDF-" in beginning[:1024]:
        return "pdf"
    if beginning.startswith(b"PK\x03\x04"):
        return "zip"
    _refuse_other_files(content)
    markup = _decoded_beginning(beginning).lstrip("\ufeff \t\r\n").lower()
    if markup.startswith(("<!doctype html", "<html")) or ("<html" in markup and markup.startswith("<")):
        return "html"
    if markup.startswith("<?xml") or OFFICIAL_ROOT.match(markup):
        return "xml"
    if markup.startswith("<") and name.lower().endswith(MARKUP_NAMES):
        return "html"
    return "json" if markup.startswith(("{", "[")) and read_json(content) is not None else "text"


def _refuse_other_files(content: bytes) -> None:
    for magic, kind in OTHER_FILES:
        if content.startswith(magic) and (len(magic) > 2 or b"\0" in content[:64]):
            raise OtherFile(f"Dit is {kind}, en dat leest het programma niet. {SAVE_AS}")
    if content[4:8] == b"ftyp":
        raise OtherFile(f"Dit is een afbeelding of film, en dat leest het programma niet. {SAVE_AS}")


def _decoded_beginning(beginning: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if beginning.startswith(mark):
            return beginning[: len(beginning) // 2 * 2].decode(encoding, "replace")
    return beginning.decode("latin-1")


def plain_text(content: bytes) -> str:
    """The decoded text. Never by a guess that turns signs into other signs."""
    text = _decoded(content)
    if len(CONTROL.findall(text)) > len(text) / 500 + 1 or not re.search(r"\w\w", text):
        raise OtherFile(f"Dit bestand bevat geen leesbare tekst. {SAVE_AS}")
    return text


def _decoded(content: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode(content, encoding)
    if content.count(b"\0") > len(content) / 10:  # UTF-16 without its mark, or no text at all
        raise OtherFile(f"Dit bestand bevat geen leesbare tekst. {SAVE_AS}")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        if UTF8_LETTER.search(content):
            raise OtherFile(
                "De tekens in dit bestand zijn beschadigd (UTF-8 met fouten). Bewaar het opnieuw als platte tekst in UTF-8."
            ) from None
        return _decode(content, "cp1252")


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise OtherFile(f"Dit bestand bevat geen leesbare tekst. {SAVE_AS}") from None
