"""A file to the text of a letter: plain text, PDF, and the official publication as XML or HTML.

What a file is, its content says first and its name second. PDF, XML and HTML are read by a process of their own
(extraction.py), with a limit on memory and time, so that a hostile file costs no more than an honest one may.
"""

import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from letters.reading.letterhead.printed import PrintedFacts
from letters.reading.text.paper import LONGEST_TEXT, Paper
from letters.reading.text.structure import Structure, structure_of_json

from .extraction import CANNOT, facts_of_json, tidied

LARGEST_FILE = 10_000_000  # bytes
LONGEST_SECONDS = 4.5  # of the reading process, from its start to its end
SAVE_AS = "Bewaar de brief als PDF of als platte tekst en probeer het daarmee."
PASTE = "Open het bestand, kopieer de tekst en plak die in het invoerscherm."

# How files begin that are no letter to us, and what their owner calls them.
OTHER_FILES = (
    (b"PK\x03\x04", "een Word-, OpenDocument- of zipbestand"),
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
OFFICE_FILES = ((b"word/", "een Word-bestand"), (b"vnd.oasis.opendocument", "een OpenDocument-bestand"))
BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f\ufffd]")
# Letters of more than one byte that are whole: then the text is UTF-8 with an error in it, and no older encoding.
UTF8_LETTER = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
MARKUP_NAMES = (".html", ".htm", ".xhtml")


class UnreadableDocument(ValueError):
    """The file gives no text; the message says in one Dutch sentence or two what is wrong and what to do."""


@dataclass(frozen=True)
class Document:
    """The text of a file, in which every place of a reading is counted."""

    text: str
    form: str  # "text", "pdf", "xml" or "html"
    facts: PrintedFacts | None = None  # what XML and HTML state outside their text
    structure: Structure | None = field(default=None, compare=False, repr=False)  # what XML and HTML know of their text

    @cached_property
    def paper(self) -> Paper:
        """The Paper of this text, for its readers."""
        return Paper(self.text, self.structure)


def read_document(name: str, content: bytes) -> Document:
    """The Document in a file of this name and content (bytes). Raises UnreadableDocument."""
    if not content.strip(b"\0 \t\r\n"):
        raise UnreadableDocument(f"Het bestand is leeg. {PASTE}")
    if len(content) > LARGEST_FILE:
        raise UnreadableDocument(
            f"Het bestand is groter dan {LARGEST_FILE // 1_000_000} MB. Zo groot is geen brief; {PASTE[0].lower()}{PASTE[1:]}"
        )
    form = _form(name, content)
    if form == "text":
        return Document(_plain_text(content), "text")
    return _extracted(form, content)


def _form(name: str, content: bytes) -> str:
    beginning = content[:4096]
    if b"%PDF-" in beginning[:1024]:
        return "pdf"
    _refuse_other_files(content)
    markup = _decoded_beginning(beginning).lstrip("\ufeff \t\r\n").lower()
    if markup.startswith(("<!doctype html", "<html")) or ("<html" in markup and markup.startswith("<")):
        return "html"
    if markup.startswith("<?xml") or markup.startswith("<officiele-publicatie"):
        return "xml"
    if markup.startswith("<") and name.lower().endswith(MARKUP_NAMES):
        return "html"
    return "text"


def _refuse_other_files(content: bytes) -> None:
    for magic, kind in OTHER_FILES:
        if content.startswith(magic) and (len(magic) > 2 or b"\0" in content[:64]):
            office = next((words for sign, words in OFFICE_FILES if magic[:2] == b"PK" and sign in content), kind)
            raise UnreadableDocument(f"Dit is {office}, en dat leest het programma niet. {SAVE_AS}")
    if content[4:8] == b"ftyp":
        raise UnreadableDocument(f"Dit is een afbeelding of film, en dat leest het programma niet. {SAVE_AS}")


def _decoded_beginning(beginning: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if beginning.startswith(mark):
            return beginning[: len(beginning) // 2 * 2].decode(encoding, "replace")
    return beginning.decode("latin-1")


def _plain_text(content: bytes) -> str:
    """The decoded text. Never by a guess that turns signs into other signs."""
    text = tidied(_decoded(content))
    if len(text) > LONGEST_TEXT:
        raise UnreadableDocument(CANNOT["long"])
    if len(CONTROL.findall(text)) > len(text) / 500 + 1 or not re.search(r"\w\w", text):
        raise UnreadableDocument(f"Dit bestand bevat geen leesbare tekst. {SAVE_AS}")
    return text


def _decoded(content: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode(content, encoding)
    if content.count(b"\0") > len(content) / 10:  # UTF-16 without its mark, or no text at all
        raise UnreadableDocument(f"Dit bestand bevat geen leesbare tekst. {SAVE_AS}")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        if UTF8_LETTER.search(content):
            raise UnreadableDocument(
                "De tekens in dit bestand zijn beschadigd (UTF-8 met fouten). Bewaar het opnieuw als platte tekst in UTF-8."
            ) from None
        return _decode(content, "cp1252")


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableDocument(f"Dit bestand bevat geen leesbare tekst. {SAVE_AS}") from None


def _extracted(form: str, content: bytes) -> Document:
    """The Document that the reading process makes of this content."""
    command = [sys.executable, "-m", "letters.reading.files.extraction", form]
    root = Path(__file__).resolve().parents[3]
    try:
        done = subprocess.run(
            command,
            cwd=root,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableDocument(CANNOT["heavy"]) from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:  # the process was ended by its limits
        raise UnreadableDocument(CANNOT["heavy"]) from None
    if "problem" in answer:
        raise UnreadableDocument(CANNOT[answer["problem"]])
    structure = answer["structure"] and structure_of_json(answer["structure"])
    return Document(answer["text"], form, facts_of_json(answer["facts"]), structure)
