"""Tables that print each cell on a line of its own, as what is copied from a web page does.

Years above the columns say how many cells a row has: each row is a label and as many figures. Where the lines keep to that,
the table is as sure as one with columns. Where they do not, nobody can tell of which year a figure is, and it is told.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .nearby import Part
from .tables import Cell, Table

LINE = re.compile(r"[^\n]*\S[^\n]*")
YEAR = re.compile(r"20[0-4][0-9]")
FIGURE = re.compile(r"(?:[-‐‑‒–−][ \u00a0]?)?[0-9][0-9.,]{0,20}(?<![.,])|[-‐‑‒–−]|p\.m\.|nihil", re.IGNORECASE)
WORDS = re.compile(r"(?=.{0,89}[^\W\d_]{2}).{2,90}(?<![.;:?!])")
FEWEST_ROWS, FEWEST_LOOSE = 2, 4
MOST_BETWEEN = 2  # lines with words between two figures of one table, or above the label of a row


@dataclass(frozen=True)
class Stacked:
    """The tables of which each cell is known, and (start, end) of the lines of others, in order of place."""

    tables: tuple[Table, ...]
    unread: tuple[Part, ...]

    @cached_property
    def starts(self) -> frozenset[int]:
        """Where each of the tables begins."""
        return frozenset(table.start for table in self.tables)


@dataclass(frozen=True)
class _Line:
    start: int
    words: str

    @property
    def cell(self) -> Cell:
        return Cell(self.start, self.start + len(self.words))

    @property
    def is_year(self) -> bool:
        return bool(YEAR.fullmatch(self.words))

    @property
    def is_figure(self) -> bool:
        return bool(FIGURE.fullmatch(self.words))

    @property
    def is_label(self) -> bool:
        return not self.is_figure and bool(WORDS.fullmatch(self.words))


def find_stacked(text: str) -> Stacked:
    """The Stacked tables of a text."""
    lines = [_line_of(match) for match in LINE.finditer(text)]
    tables: list[Table] = []
    place = 0
    while place < len(lines):
        rows, after = _rows(lines, place)
        if len(rows) > FEWEST_ROWS:
            tables.append(Table(tuple(rows)))
        place = after
    return Stacked(tuple(tables), tuple(_loose(lines, tables)))


def _line_of(match: re.Match[str]) -> _Line:
    words = match[0].strip()
    return _Line(match.start() + len(match[0]) - len(match[0].lstrip()), words)


def _rows(lines: list[_Line], place: int) -> tuple[list[tuple[Cell, ...]], int]:
    """(the years from this line on as a head, and the rows below it; the line behind these)."""
    years = place
    while years < len(lines) and lines[years].is_year and (years == place or _follows(lines[years - 1], lines[years])):
        years += 1
    count = years - place
    if count < 2:
        return [], place + 1
    start = lines[place].start
    rows: list[tuple[Cell, ...]] = [(Cell(start, start, True), *(_head(line) for line in lines[place:years]))]
    after = years
    while row := _row(lines, after, count):
        label, after = row
        rows.append(tuple(line.cell for line in lines[label:after]))
    return rows, after


def _follows(one: _Line, other: _Line) -> bool:
    return int(other.words) == int(one.words) + 1


def _head(line: _Line) -> Cell:
    return Cell(line.start, line.start + len(line.words), True)


def _row(lines: list[_Line], place: int, count: int) -> tuple[int, int] | None:
    """(the line of its label, the line behind it) of a row with so many cells; None where the lines are no such row."""
    label = place
    while label < min(len(lines) - 1, place + MOST_BETWEEN) and lines[label].is_label and lines[label + 1].is_label:
        label += 1
    if label >= len(lines) or not lines[label].is_label:
        return None
    cells = lines[label + 1 : label + 2 + count]
    found = next((at for at, line in enumerate(cells) if not line.is_figure), len(cells))
    are_years = all(line.is_year for line in cells[:count])
    return None if found != count or are_years else (label, label + 1 + count)


def _loose(lines: list[_Line], tables: list[Table]) -> Iterator[Part]:
    """(start, end) of the runs of lines that hold a figure each, with few words between, and are in no table."""
    starts, ends = [table.start for table in tables], [table.end for table in tables]
    run: list[_Line] = []
    between = 0
    for line in [*lines, None]:
        at = bisect_left(ends, line.start) if line else 0
        is_taken = line is not None and at < len(starts) and starts[at] <= line.start
        if line and line.is_figure and not is_taken:
            run.append(line)
            between = 0
            continue
        between += 1
        if line is None or is_taken or between > MOST_BETWEEN or not line.is_label:
            if sum(not one.is_year for one in run) >= FEWEST_LOOSE:
                yield run[0].start, run[-1].cell.end
            run = []
