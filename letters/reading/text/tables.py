"""The tables of a letter: rows of cells, each cell with its place in the text, as a format gives them or found in lines."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from ukrainesteun.money import COMMON_SIGNS, LARGE_SCALES, SCALE_ABBREVIATIONS
from ukrainesteun.numerals import one_of

GAP = re.compile(r"\t+|[ \u00a0]{2,}")
RULE = re.compile(r"[|:\s+=-]*-[|:\s+=-]*")  # the line under the head of a table in markdown
NUMERIC = re.compile(
    rf"[*_ ]*(?:(?:{one_of(COMMON_SIGNS)})[ ]?)?[-–]?[0-9][0-9.,]*[ ]?"
    rf"(?:%|(?:{one_of(SCALE_ABBREVIATIONS)})\.?|{one_of(LARGE_SCALES)})?[*_ ]*|[-–]"
)
LINE = re.compile(r"[^\n]*(?:\n|\Z)")
LONGEST_ROW = 2_000  # characters; a longer line is no row to look for columns in
FEWEST_ROWS = 2


@dataclass(frozen=True)
class Cell:
    """A cell and its place in the text; an empty one ends where it begins. Over one that is
    covered spreads the cell before it or above it."""

    start: int
    end: int
    is_head: bool = False
    covered: str = ""  # "before" or "above", by the cell there


@dataclass(frozen=True)
class Table:
    """Rows of cells, in the order of the text."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def start(self) -> int:
        return self.rows[0][0].start

    @property
    def end(self) -> int:
        return self.rows[-1][-1].end


def cells_of(line: str) -> list[tuple[int, int]]:
    """(start, end) of the filled cells of a line, by the bars of markdown, or by tabs and wide gaps."""
    if "|" in line:
        edges = [-1, *(match.start() for match in re.finditer(r"\|", line)), len(line)]
        return [(first + 1, last) for first, last in pairwise(edges) if line[first + 1 : last].strip()]
    place, cells = 0, []
    for gap in GAP.finditer(line.rstrip()):
        cells.append((place, gap.start()))
        place = gap.end()
    return [(first, last) for first, last in [*cells, (place, len(line.rstrip()))] if line[first:last].strip()]


def find_tables(text: str) -> tuple[Table, ...]:
    """The Tables that the lines of a text show: rows with bars, or columns of figures a wide gap apart.

    Rows with a bar before each cell and none at the end are ours, of an official XML: there a blank line parts them.
    """
    tables: list[Table] = []
    rows: list[tuple[Cell, ...]] = []
    kind, blanks = "", 0
    for line in LINE.finditer(text):
        words = line[0].rstrip("\n")
        if not words.strip():
            blanks += 1
            continue
        own = _kind(words)
        goes_on = own == kind and (not blanks or (own == "ours" and blanks == 1))
        if not goes_on:
            _close(tables, rows, kind, text)
            rows = []
        if own and own != "columns" and RULE.fullmatch(words):
            rows[:] = [tuple(replace(cell, is_head=True) for cell in row) for row in rows]
        elif own:
            rows.append(_row(words, line.start(), own))
        kind, blanks = own, 0
    _close(tables, rows, kind, text)
    return tuple(tables)


def _kind(line: str) -> str:
    """ "bars", "ours" or "columns" of a line that may be a row; "" of any other."""
    stripped = line.strip()
    if stripped.startswith("|"):
        return "bars" if stripped.endswith("|") and len(stripped) > 1 else "ours"
    has_gap = "  " in stripped or "\t" in stripped or "\u00a0" in stripped
    return (
        "columns" if has_gap and len(line) <= LONGEST_ROW and GAP.search(stripped) and len(cells_of(line)) > 1 else ""
    )


def _row(line: str, start: int, kind: str) -> tuple[Cell, ...]:
    if kind == "columns":
        spans = cells_of(line)
    else:
        edges = [match.start() for match in re.finditer(r"\|", line)]
        ends = edges[1:] if kind == "bars" else [*edges[1:], len(line)]
        spans = [(first + 1, last) for first, last in zip(edges, ends, strict=False)]
    return tuple(_cell(line, start, *span) for span in spans)


def _cell(line: str, start: int, first: int, last: int) -> Cell:
    """The cell without the blanks around its words."""
    words = line[first:last]
    begin = first + len(words) - len(words.lstrip()) if words.strip() else first
    return Cell(start + begin, start + begin + len(words.strip()))


def _close(tables: list[Table], rows: list[tuple[Cell, ...]], kind: str, text: str) -> None:
    """Keeps these rows, where they are a table: columns that hold no figures may be the names below a letter."""
    if kind == "columns":
        figures = [any(NUMERIC.fullmatch(text[cell.start : cell.end]) for cell in row[1:]) for row in rows]
        if len(rows) < FEWEST_ROWS or sum(figures) < len(rows) / 2 or len({len(row) for row in rows}) > 2:
            return
    if rows:
        tables.append(Table(tuple(rows)))
