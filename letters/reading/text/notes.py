"""The footnotes of a letter: where the words of each begin, as a format gives them or found in lines."""

import re
from dataclasses import dataclass

from .quotes import FROM_SUPERSCRIPT

# A footnote in a text: a line that begins with its mark.
MARK = r"(?:<sup>\s?(?P<sup>[0-9]{1,3})\s?</sup>|(?P<plain>[0-9]{1,3})(?![0-9])|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))"
LINE_OF_NOTE = re.compile(rf"^[^\S\n]{{0,5}}{MARK}\s{{1,3}}(?=[A-Z(])", re.MULTILINE)


@dataclass(frozen=True)
class Note:
    """A footnote: its number, and where its own words begin."""

    number: str
    start: int


def find_notes(text: str) -> tuple[Note, ...]:
    """The Notes that the lines of a text show, in order of place."""
    return tuple(Note(note_number(mark), mark.end()) for mark in LINE_OF_NOTE.finditer(text))


def note_number(mark: re.Match[str]) -> str:
    """The number of a footnote as its MARK prints it."""
    return (mark["sup"] or mark["plain"] or mark["raised"]).translate(FROM_SUPERSCRIPT)
