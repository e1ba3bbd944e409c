"""A letter as its readers hold it: one Paper, made once from any format, with each view of the text worked out once.

What a format knows of itself (official XML, HTML) comes as its Structure; of a letter that is only text, pasted or from a
PDF, the tables and notes are found in the text. The text is never changed: every place is counted in it.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from .flowing import FlowingText
from .layout import as_seen, unbroken
from .quotes import FROM_SUPERSCRIPT
from .sentences import Sentences
from .tables import Cell, Table, cells_of, find_tables

# A footnote in a text: a line that begins with its mark.
MARK = r"(?:<sup>\s?(?P<sup>[0-9]{1,3})\s?</sup>|(?P<plain>[0-9]{1,3})(?![0-9])|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))"
NOTE = re.compile(rf"^[^\S\n]{{0,5}}{MARK}\s{{1,3}}(?=[A-Z(])", re.MULTILINE)
LONGEST_BLANK = 50  # characters of a blank line
LINE = re.compile(r"[^\n]*(?:\n|\Z)")


@dataclass(frozen=True)
class Note:
    """A footnote: its number, and where its own words begin."""

    number: str
    start: int


@dataclass(frozen=True)
class Structure:
    """What a format knows of its text. Empty for a text that is only text."""

    tables: tuple[Table, ...] = ()
    notes: tuple[Note, ...] = ()


NO_STRUCTURE = Structure()


@dataclass(frozen=True)
class Paper:
    """A letter's text and its structure. `is_known` says whether the format gave that, or it must be found in the text."""

    text: str
    structure: Structure = NO_STRUCTURE
    is_known: bool = False

    @classmethod
    def of(cls, letter: "Paper | str") -> "Paper":
        """The Paper itself, or one made of a letter's plain text."""
        return letter if isinstance(letter, Paper) else cls(letter)

    @cached_property
    def seen(self) -> str:
        """The text without markup, every sign on its place."""
        return as_seen(self.text)

    @cached_property
    def unbroken(self) -> str:
        """As seen, with the words whole that a line end broke."""
        return unbroken(self.seen)

    @cached_property
    def lines(self) -> tuple[re.Match[str], ...]:
        """The lines as seen, each with its line end."""
        return tuple(LINE.finditer(self.seen))

    @cached_property
    def flowing(self) -> FlowingText:
        return FlowingText.of(self.text)

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences of the flow."""
        return Sentences.of(self.flowing.flow)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return self.structure.tables if self.is_known else find_tables(self.text)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """The footnotes, in order of place."""
        if self.structure.notes:
            return self.structure.notes
        return tuple(Note(note_number(note), note.end()) for note in NOTE.finditer(self.text))

    @cached_property
    def _rows(self) -> list[tuple[Cell, ...]]:
        return [row for table in self.tables for row in table.rows]

    @cached_property
    def _row_starts(self) -> list[int]:
        return [row[0].start for row in self._rows]

    def cells(self, start: int, line: str) -> list[tuple[int, int]]:
        """(start, end), counted from here, of the filled cells of the line that begins here: as the format gives them,
        else by what parts them."""
        at = bisect_right(self._row_starts, start + len(line)) - 1 if self.is_known else -1
        row = self._rows[at] if at >= 0 else ()
        if row and start <= row[0].start and row[-1].end <= start + len(line):
            return [(cell.start - start, cell.end - start) for cell in row if cell.start < cell.end]
        return cells_of(line)

    def is_within_table(self, place: int) -> bool:
        """Whether a table goes on past this place, where a line is blank."""
        if not self.text[place : place + LONGEST_BLANK].lstrip().startswith("|"):
            return False
        at = bisect_right(self._table_starts, place) - 1
        return at >= 0 and place < self.tables[at].end

    @cached_property
    def _table_starts(self) -> list[int]:
        return [table.start for table in self.tables]


def note_number(mark: re.Match[str]) -> str:
    """The number of a footnote as its mark prints it."""
    return (mark["sup"] or mark["plain"] or mark["raised"]).translate(FROM_SUPERSCRIPT)
