"""A letter as its readers hold it: one Paper, made once from any format, with each view of the text worked out once.

What a format knows of itself (official XML, HTML) comes as its Structure; of a letter that is only text, pasted or from a
PDF, the tables and notes are found in the text. The text is never changed: every place is counted in it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from ukrainesteun.folding import folded

from .flowing import FlowingText
from .layout import as_seen, unbroken
from .nearby import Part
from .notes import Note, find_notes
from .sentences import Sentences
from .stacked import Stacked, find_stacked
from .structure import Structure
from .tables import Cell, Table, cells_of, find_tables

LONGEST_TEXT = 2_000_000  # characters, twenty times the longest letters; more is no letter
LONGEST_BLANK = 50  # characters of a blank line
LINE = re.compile(r"[^\n]*\n|[^\n]+")
# Up to a blank line, or to a line that begins with a space: so these texts begin a new page.
PARAGRAPH = re.compile(r"\S.*?(?=\n[^\S\n]*\n|\n[ ]\S|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Paper:
    """A letter's text, and its structure as the format gives it; None where that must be found in the text."""

    text: str
    structure: Structure | None = None

    @classmethod
    def of(cls, letter: "Paper | str") -> "Paper":
        """The Paper itself, or one made of a letter's plain text."""
        return letter if isinstance(letter, Paper) else cls(letter)

    @cached_property
    def seen(self) -> str:
        """The text without markup, every sign on its place."""
        return as_seen(self.text)

    @cached_property
    def folded(self) -> str:
        """As seen, in small letters."""
        return folded(self.seen)

    @cached_property
    def unbroken(self) -> str:
        """As seen, with the words whole that a line end broke."""
        return unbroken(self.seen)

    @cached_property
    def lines(self) -> tuple[tuple[int, str], ...]:
        """(start, line) of the lines as seen, each with its line end."""
        lines = LINE.findall(self.seen)
        return tuple(zip(accumulate(map(len, lines), initial=0), lines, strict=False))

    @cached_property
    def paragraphs(self) -> tuple[Part, ...]:
        """(start, end) of the paragraphs, the rows of tables among them."""
        return tuple(_paragraphs(self.text, 0, len(self.text)))

    @cached_property
    def blocks(self) -> tuple[Part | Table, ...]:
        """The letter in its order: (start, end) of the paragraphs, and the tables between them."""
        if not self.tables:
            return self.paragraphs
        place = 0
        blocks: list[Part | Table] = []
        for table in self.tables:
            start = self.text.rfind("\n", place, table.start) + 1 or place
            blocks += [*_paragraphs(self.text, place, start), table]
            end = self.text.find("\n", table.end)
            place = end if end >= 0 else len(self.text)
        return (*blocks, *_paragraphs(self.text, place, len(self.text)))

    @cached_property
    def flowing(self) -> FlowingText:
        return FlowingText.of(self.text)

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences of the flow."""
        return Sentences.of(self.flowing.flow)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        if self.structure:
            return self.structure.tables
        return tuple(sorted([*find_tables(self.text), *self.stacked.tables], key=lambda table: table.start))

    @cached_property
    def stacked(self) -> Stacked:
        """What a text prints with each cell of a table on a line of its own; nothing where the format knows its tables."""
        return Stacked((), ()) if self.structure else find_stacked(self.text)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """The footnotes, in order of place."""
        stated = self.structure.notes if self.structure else None
        return find_notes(self.text) if stated is None else stated

    @cached_property
    def _rows(self) -> list[tuple[Cell, ...]]:
        return [row for table in self.tables for row in table.rows]

    @cached_property
    def _row_starts(self) -> list[int]:
        return [row[0].start for row in self._rows]

    def cells(self, start: int, line: str) -> list[tuple[int, int]]:
        """(start, end), counted from here, of the filled cells of the line that begins here: as the format gives them,
        else by what parts them."""
        at = bisect_right(self._row_starts, start + len(line)) - 1 if self.structure else -1
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

    def head_of_row(self, place: int) -> str:
        """What stands above the first cell of the row of a table that is at this place; "" where no head does."""
        at = bisect_right(self._table_starts, place) - 1
        if at < 0 or place >= self.tables[at].end:
            return ""
        heads = [row[0] for row in self.tables[at].rows if row[0].is_head and row[0].end < place]
        return self.text[heads[-1].start : heads[-1].end].strip(" *_") if heads else ""

    @cached_property
    def _table_starts(self) -> list[int]:
        return [table.start for table in self.tables]


def _paragraphs(text: str, first: int, last: int) -> Iterator[Part]:
    return (match.span() for match in PARAGRAPH.finditer(text, first, last))
