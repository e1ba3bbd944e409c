"""A file to the text of a letter: plain text, PDF, Word, OpenDocument, and the official publication as XML or HTML; or a ZIP.

What a file is, its content says first and its name second. All but plain text is read by a process of its own
(extraction.py), with a limit on memory and time, so that a hostile file costs no more than an honest one may.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from letters.reading.letterhead.printed import PrintedFacts
from letters.reading.text.paper import LONGEST_TEXT, Paper
from letters.reading.text.structure import Structure, structure_of_json

from .extraction import CANNOT, PASTE, facts_of_json, tidied
from .forms import OtherFile, form_of, plain_text

LARGEST_FILE = 10_000_000  # bytes
LONGEST_SECONDS = 4.5  # of the reading process, from its start to its end


class UnreadableDocument(ValueError):
    """The file gives no text; the message says in one Dutch sentence or two what is wrong and what to do."""


@dataclass(frozen=True)
class Document:
    """The text of a file, in which every place of a reading is counted."""

    text: str
    form: str  # "text", "pdf", "docx", "odt", "xml" or "html"
    facts: PrintedFacts | None = None  # what the file states outside its text, or the metadata that came with it
    structure: Structure | None = field(default=None, compare=False, repr=False)  # what its format knows of its text

    @cached_property
    def paper(self) -> Paper:
        """The Paper of this text, for its readers."""
        return Paper(self.text, self.structure)


def read_document(name: str, content: bytes, beside: Sequence[tuple[str, bytes]] = ()) -> Document:
    """The Document in a file of this name and content (bytes). Raises UnreadableDocument.

    `beside` are (name, content) of the metadata that came with it: they tell what the letter does not state itself.
    """
    document = _read(name, content)
    if document.facts is None and (found := next(filter(None, (_facts(*one) for one in beside)), None)):
        return replace(document, facts=found)
    return document


def _facts(name: str, content: bytes) -> PrintedFacts | None:
    """What a file of metadata tells; None where it tells nothing."""
    with suppress(UnreadableDocument):
        return _extracted("metadata", content[:LARGEST_FILE]).facts
    return None


def _read(name: str, content: bytes) -> Document:
    if not content.strip(b"\0 \t\r\n"):
        raise UnreadableDocument(f"Het bestand is leeg. {PASTE}")
    if len(content) > LARGEST_FILE:
        raise UnreadableDocument(
            f"Het bestand is groter dan {LARGEST_FILE // 1_000_000} MB. Zo groot is geen brief; {PASTE[0].lower()}{PASTE[1:]}"
        )
    try:
        form = form_of(name, content)
        text = tidied(plain_text(content)) if form == "text" else ""
    except OtherFile as problem:
        raise UnreadableDocument(str(problem)) from None
    if len(text) > LONGEST_TEXT:
        raise UnreadableDocument(CANNOT["long"])
    return Document(text, "text") if form == "text" else _extracted(form, content)


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
    if "message" in answer:
        raise UnreadableDocument(answer["message"])
    if "problem" in answer:
        raise UnreadableDocument(CANNOT[answer["problem"]])
    structure = answer["structure"] and structure_of_json(answer["structure"])
    return Document(answer["text"], answer["form"], facts_of_json(answer["facts"]), structure)
