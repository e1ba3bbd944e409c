"""The process that takes the text out of any file but plain text, under limits of its own.

Run by documents.py: the file on standard input, on standard output JSON with `text`, `facts` and `structure`, or `problem`.
"""

import datetime
import io
import json
import re
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from defusedxml.common import DefusedXmlException

from letters.reading.letterhead.printed import PrintedDossier, PrintedFacts
from letters.reading.text.layout import without_ligatures
from letters.reading.text.paper import LONGEST_TEXT
from letters.reading.text.structure import Structure, json_of_structure

from .archives import Member, NotOneLetter, form_of_archive, letter_among, members_of
from .forms import OtherFile, form_of, plain_text
from .html import read_page
from .metadata import facts_of_record, read_json
from .odt import read_odt
from .raised import text_of
from .signs import with_structure
from .word import HasEntities, TooLarge, read_word
from .xml import IsAnswer, IsMetadata, NotAPublication, TooDeep, read_publication

if TYPE_CHECKING:
    from pypdf import PdfReader

MEMORY = 240 * 1024 * 1024  # bytes of address space, Python itself included
CPU_SECONDS = 4
MOST_PAGES = 200

PASTE = "Open het bestand, kopieer de tekst en plak die in het invoerscherm."
CANNOT = {
    "heavy": f"Het lezen van dit bestand kost te veel tijd of geheugen; het is beschadigd of ongewoon. {PASTE}",
    "long": "In dit bestand staan meer dan twee miljoen tekens. Zo lang is geen brief; knip hem eruit en plak de tekst.",
    "pages": f"Deze PDF heeft meer dan {MOST_PAGES} bladzijden. Zo lang is geen brief; bewaar alleen de bladzijden van de brief.",
    "no pages": f"Deze PDF heeft geen bladzijden. {PASTE}",
    "encrypted": "Deze PDF is met een wachtwoord beveiligd. Bewaar hem zonder beveiliging, of kopieer de tekst en plak die.",
    "damaged": f"Deze PDF is beschadigd en niet te lezen. Haal hem opnieuw op. Lukt dat niet: {PASTE[0].lower()}{PASTE[1:]}",
    "scanned": "In deze PDF staat geen tekst, alleen beeld: het is een scan. Laat er eerst tekstherkenning (OCR) op los, "
    "of plak de tekst.",
    "bad xml": "Deze XML is beschadigd of geen geldige XML. Haal het bestand opnieuw op bij officielebekendmakingen.nl.",
    "entities": "Deze XML verwijst naar iets buiten het bestand of bouwt zichzelf op, en wordt daarom niet gelezen. "
    "Haal het bestand opnieuw op bij officielebekendmakingen.nl.",
    "deep": "In dit bestand zitten te veel lagen in elkaar; het is beschadigd of ongewoon. " + PASTE,
    "other xml": "Deze XML is geen officiële publicatie van een Kamerstuk. Haal de XML op bij officielebekendmakingen.nl, "
    "of plak de tekst.",
    "picture": "In dit bestand staat geen tekst, alleen beeld: het is een scan. Laat er eerst tekstherkenning (OCR) op los, "
    "of plak de tekst.",
    "damaged office": f"Dit Word- of OpenDocument-bestand is beschadigd en niet te lezen. {PASTE}",
    "other office": "Dit is een rekenblad of een presentatie, en dat leest het programma niet. Kopieer de tekst en plak die.",
    "metadata": "Dit zijn de gegevens bij een publicatie, niet de brief zelf. "
    "Geef het bestand van de brief, of beide samen in één zipbestand.",
    "answer": "Dit is een antwoord van een zoekdienst, geen brief. Haal de brief zelf op bij officielebekendmakingen.nl.",
    "json": "Dit is JSON: gegevens over een brief, niet de brief zelf. "
    "Geef het bestand van de brief, of beide samen in één zipbestand.",
    "no letter": "In dit zipbestand zit geen brief. Er hoort een brief in als XML, HTML, PDF, Word, OpenDocument of tekst.",
    "more letters": "In dit zipbestand zitten meer brieven. Geef ze één voor één, elk met haar eigen gegevens.",
    "many files": "In dit zipbestand zitten te veel bestanden. Geef alleen de brief en haar gegevens.",
    "locked": "Dit zipbestand is met een wachtwoord beveiligd. Pak het uit en geef de brief zelf.",
    "bad zip": f"Dit zipbestand is beschadigd en niet te lezen. {PASTE}",
    "no text": f"In dit bestand staat geen tekst. {PASTE}",
}


LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def tidied(text: str) -> str:
    """The text with line ends of one kind, each letter a sign of its own, and without signs that no database and no file
    in UTF-8 can hold."""
    return (
        LONE_SURROGATE.sub("\ufffd", without_ligatures(text))
        .replace("\0", "")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\f", "\n")
    )


class CannotExtract(Exception):
    """The file gives no text; `problem` is a key of CANNOT, `facts` are what a file beside a letter tells of it."""

    def __init__(self, problem: str, facts: PrintedFacts | None = None) -> None:
        super().__init__(problem)
        self.problem, self.facts = problem, facts


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    answer = json.dumps(extract(sys.argv[1], sys.stdin.buffer.read()))
    sys.stdout.write(answer)


def extract(form: str, content: bytes) -> dict[str, Any]:
    """What is in the file, ready for JSON: text, facts and, where the format knows it, structure; or the key of a problem."""
    try:
        beside = None
        if form == "metadata":
            return {"text": "", "form": form, "facts": json_of_facts(_facts_beside(content)), "structure": None}
        if form == "zip":
            form, content, beside = _opened(content)
        marked, facts = READERS[form](content)
        text, structure = _structured(form, tidied(marked))
        if len(text) > LONGEST_TEXT:
            raise CannotExtract("long")
        if not any(map(str.isalnum, text)):
            raise CannotExtract("no text")
    except CannotExtract as problem:
        return {"problem": problem.problem}
    except OtherFile as other:
        return {"message": str(other)}
    except (MemoryError, RecursionError):
        return {"problem": "heavy"}
    known = structure and json_of_structure(structure)
    return {"text": text, "form": form, "facts": json_of_facts(facts or beside), "structure": known}


def _opened(content: bytes) -> tuple[str, bytes, PrintedFacts | None]:
    """(form, content, what its metadata tell) of what a ZIP is, or of the one letter in it."""
    beside = None
    try:
        form = form_of_archive(content)
        if form == "zip":
            form, content, beside = _of_archive(content)
            form = form_of_archive(content) if form == "zip" else form
    except NotOneLetter as problem:
        raise CannotExtract(str(problem)) from None
    if form in ("zip", "other office"):
        raise CannotExtract("no letter" if form == "zip" else form)
    return form, content, beside


def _of_archive(content: bytes) -> tuple[str, bytes, PrintedFacts | None]:
    """(form, content, what its metadata tell) of the one letter in a ZIP."""
    letters: list[Member] = []
    beside: PrintedFacts | None = None
    for member in members_of(content):
        try:
            form = form_of(member.name, member.content)
        except OtherFile:
            continue  # a picture, say
        if form == "json" or (form == "xml" and _metadata(member.content)):
            beside = beside or _facts_beside(member.content)
        else:
            letters.append(member)
    letter = letter_among(letters)
    return form_of(letter.name, letter.content), letter.content, beside


def _facts_beside(content: bytes) -> PrintedFacts | None:
    """What a file of metadata tells of the letter beside it."""
    record = read_json(content)
    if record is not None:
        return facts_of_record(record)
    found = _metadata(content)
    return found.facts if found else None


def _metadata(content: bytes) -> CannotExtract | None:
    """What an XML is that is no publication, with its facts; None for a publication, or XML that is damaged."""
    try:
        _read_xml(content)
    except CannotExtract as problem:
        return problem if problem.problem in ("metadata", "answer") else None
    return None


def _read_word(content: bytes) -> tuple[str, None]:
    try:
        text = read_word(content)
    except (MemoryError, RecursionError):
        raise
    except HasEntities:
        raise CannotExtract("entities") from None
    except TooLarge:
        raise CannotExtract("heavy") from None
    except Exception:  # mammoth raises many kinds of exception on a damaged file
        raise CannotExtract("damaged office") from None
    return _with_words(text)


def _read_odt(content: bytes) -> tuple[str, None]:
    try:
        return _with_words(read_odt(content))
    except DefusedXmlException:
        raise CannotExtract("entities") from None
    except TooDeep:
        raise CannotExtract("deep") from None
    except (ParseError, ValueError, LookupError, OSError, EOFError, RuntimeError, BadZipFile, NotImplementedError):
        raise CannotExtract("damaged office") from None


def _with_words(text: str) -> tuple[str, None]:
    if not any(map(str.isalnum, text)):
        raise CannotExtract("picture")
    return text, None


def _read_json(content: bytes) -> tuple[str, None]:
    raise CannotExtract("json")


def _read_text(content: bytes) -> tuple[str, None]:
    return plain_text(content), None


def _structured(form: str, marked: str) -> tuple[str, Structure | None]:
    """The text with what its format knows of it: nothing of a PDF or of plain text; of a web page, and of Word, its tables,
    but its notes only where one begins with a raised number."""
    return (marked, None) if form in ("pdf", "text") else with_structure(marked, states_notes=form in ("xml", "odt"))


def _read_pdf(content: bytes) -> tuple[str, None]:
    # Imported here: only a PDF needs it, and it takes time and memory.
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not _is_opened(reader):
            raise CannotExtract("encrypted")
        count = len(reader.pages)
        if count > MOST_PAGES:
            raise CannotExtract("pages")
        texts = _page_texts(reader)
    except (CannotExtract, MemoryError, RecursionError):
        raise
    except LimitReachedError:
        raise CannotExtract("heavy") from None
    except Exception:  # pypdf raises nearly every kind of exception on a damaged file
        raise CannotExtract("damaged") from None
    if count == 0:
        raise CannotExtract("no pages")
    text = "\n".join(texts)
    if not any(map(str.isalnum, text)):
        raise CannotExtract("scanned")
    return text, None


def _is_opened(reader: "PdfReader") -> bool:
    """Whether the PDF opens without a password: some are only locked against changes."""
    with suppress(Exception):
        return bool(reader.decrypt(""))
    return False


def _page_texts(reader: "PdfReader") -> list[str]:
    texts, length = [], 0
    for page in reader.pages:
        texts.append(text_of(page))
        length += len(texts[-1])
        if length > LONGEST_TEXT:
            raise CannotExtract("long")
    return texts


def _read_xml(content: bytes) -> tuple[str, PrintedFacts]:
    try:
        return read_publication(content)
    except DefusedXmlException:
        raise CannotExtract("entities") from None
    except TooDeep:
        raise CannotExtract("deep") from None
    except IsMetadata as found:
        raise CannotExtract("metadata", found.facts) from None
    except IsAnswer:
        raise CannotExtract("answer") from None
    except NotAPublication:
        raise CannotExtract("other xml") from None
    except (ParseError, ValueError, LookupError):
        raise CannotExtract("bad xml") from None


READERS: dict[str, Callable[[bytes], tuple[str, PrintedFacts | None]]] = {
    "pdf": _read_pdf,
    "xml": _read_xml,
    "text": _read_text,
    "json": _read_json,
    "docx": _read_word,
    "odt": _read_odt,
    "html": read_page,
}


def json_of_facts(facts: PrintedFacts | None) -> dict[str, Any] | None:
    """PrintedFacts as JSON knows them; None stays None."""
    if facts is None:
        return None
    return {
        "dossiers": [[dossier.number, dossier.title] for dossier in facts.dossiers],
        "number": facts.number,
        "title": facts.title,
        "date": facts.date and facts.date.isoformat(),
        "paper": facts.paper,
    }


def facts_of_json(stated: dict[str, Any] | None) -> PrintedFacts | None:
    """The PrintedFacts of `json_of_facts`."""
    if stated is None:
        return None
    return PrintedFacts(
        dossiers=tuple(PrintedDossier(number, title) for number, title in stated["dossiers"]),
        number=stated["number"],
        title=stated["title"],
        date=datetime.date.fromisoformat(stated["date"]) if stated["date"] else None,
        paper=stated["paper"],
    )


if __name__ == "__main__":
    main()
