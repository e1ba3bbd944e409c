"""The amounts of a table of which the columns are known: each cell under the heads of its own column, so that an empty
cell shifts no year. Of the official formats that is every table; of a text, one with bars or with a line for each cell.

What a table counts in is printed above it, in its heads, in the head of a column, or in a row itself.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from letters.reading.text.nearby import Part
from letters.reading.text.paper import Paper
from letters.reading.text.tables import Cell, Table

from .captions import (
    CELL,
    COUNTS,
    CURRENCY,
    FOUR_FIGURES,
    LONGEST_LABEL,
    WHOLE_PRINTED,
    YEAR_CELL,
    YEAR_COLUMN,
    YEARS_ONLY,
    Caption,
    Column,
    Figure,
    captions_in,
    is_complete,
    is_of_counts,
    unit_of,
    unmarked,
    values_of,
    year_of,
)

ABOVE = 600  # characters above a table in which its caption stands
MOST_LINES_ABOVE = 3
YEARS = re.compile(
    r"(?<![\w.,])(?P<first>20[0-4][0-9])(?:(?:[ ]?(?P<span>[-‒–—]|t/m|tot en met)[ ]?|[ ](?P<both>en|&)[ ])"
    r"(?P<last>20[0-4][0-9]|[0-9]{2}(?![0-9])))?(?![.,]?[0-9]{2}|[\d]{2})"
)
MARKS = re.compile(r"<sup>[^<>\n]{0,9}</sup>|[⁰¹²³⁴-⁹]+|[*_]+")
TOTAL = re.compile(r"\b(?:sub)?tota(?:al|len)\b|\bcumulatief\b|\bsaldo\b|\bgezamenlijk\b|^som\b", re.IGNORECASE)
NUMBERED = re.compile(
    r"(?:nr|no|nummer|art(?:ikel)?(?:nummer|nr)?|code|id|bijlage|pagina|blz|noot|voetnoot)s?\.?", re.IGNORECASE
)
COUNTED = re.compile(
    r"\baantal(?:len)?\b|%|\bprocent|\bfte['’]?s?\b|\bstuks\b|\b(?:personen|mensen)\)?$", re.IGNORECASE
)
NAMES_SOMETHING, BEGINS_WITH_WORDS = re.compile(r".*[^\W\d_]{3}"), re.compile(r"[^\d|]*[^\W\d_]{3}")
MONEY = re.compile(
    rf"bedrag|uitgave|kosten|budget|raming|begrot|bijdrage|subsidie|stand|mutatie|totaal|toezegging|{CURRENCY}",
    re.IGNORECASE,
)
FOUR = -1  # no column, but all of them together
CODE = re.compile(r"(?:art(?:ikel)?\.? ?)?[0-9]+(?:\.[0-9]+)*\.?|[A-Za-z][.)]?", re.IGNORECASE)


@dataclass
class GridReading:
    """What the grids of a Paper hold: Figures, Columns, where captions stand, and (start, end) of the tables themselves."""

    figures: list[Figure] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    captions: list[Part] = field(default_factory=list)
    spans: list[Part] = field(default_factory=list)


@dataclass(frozen=True)
class _Head:
    """What stands above a column: its words, place, years and unit."""

    words: str = ""
    place: Part | None = None
    years: tuple[int, ...] = ()
    unit: Caption | None = None
    holds_years: bool = False  # the column does

    @property
    def is_money(self) -> bool:
        """Whether its figures may be money."""
        return not self.holds_years and (
            bool(self.unit) or not (COUNTS.search(self.words) or NUMBERED.fullmatch(self.words))
        )


def read_grids(paper: Paper) -> GridReading:
    """The GridReading of a Paper."""
    result, floor = GridReading(), 0
    for table in paper.tables:
        if _is_grid(paper, table):
            grid = _Grid(paper, table, floor)
            figures, columns = grid.read()
            if figures or columns:
                result.figures += figures
                result.columns += columns
                result.captions += [(unit.start, unit.end) for unit in grid.units]
                result.spans.append((table.start, table.end))
        floor = table.end
    return result


def _is_grid(paper: Paper, table: Table) -> bool:
    """Whether each row has a cell for each column: the format says so, or bars or lines do."""
    first = table.rows[0][0].start
    begin = paper.text.rfind("\n", 0, first) + 1
    has_bars = "|" in paper.text[begin : first + 1]
    return max(map(len, table.rows)) > 1 and (has_bars or table.start in paper.stacked.starts)


class _Grid:
    """One table that is read, row by row."""

    def __init__(self, paper: Paper, table: Table, floor: int) -> None:
        self.paper, self.text, self.table = paper, paper.text, table
        self.units: list[Caption] = []
        self.labels: dict[int, str] = {}  # of a column, the words of the last cell that spreads down
        self.has_heads = any(cell.is_head for cell in table.rows[0])
        self.unit = self._unit_above(floor)

    def read(self) -> tuple[list[Figure], list[Column]]:
        """The Figures and Columns of its rows, under the heads above each."""
        figures: list[Figure] = []
        columns: list[Column] = []
        heads: list[tuple[Cell, ...]] = []
        has_begun = False
        above: list[_Head] = []
        for row in self.table.rows:
            if self._is_head(row, has_begun):
                heads = [*([] if has_begun else heads), row]
                has_begun = False
                continue
            if not has_begun:
                above = self._heads(heads)
                has_begun = True
            if unit := self._unit_of_all(row):
                self.unit = unit
                continue
            for found in self._row(row, above):
                (figures if isinstance(found, Figure) else columns).append(found)  # type: ignore[arg-type]
        return figures, columns

    # What it counts in

    def _unit_above(self, floor: int) -> Caption | None:
        """What the last of the few lines above the table says that it counts in."""
        begin = self.text.rfind("\n", 0, self.table.start) + 1
        start = max(begin - ABOVE, floor)
        lines = [line for line in self.text[start:begin].split("\n") if line.strip()]
        if not lines:
            return None
        kept = sum(len(line) + 2 for line in lines[-MOST_LINES_ABOVE:])
        found = captions_in(self.text, max(start, begin - kept - 4), begin)
        found = [one for one in found if not is_of_counts(self.text, one)]
        return self._using(found[-1]) if found else None

    def _using(self, unit: Caption) -> Caption:
        self.units.append(unit)
        return unit

    def _unit_in(self, cell: Cell, of_cell: bool = False) -> Caption | None:
        """What this cell says that the figures beside or below it count in."""
        unit = unit_of(self.text, cell.start, cell.end, of_cell)
        return self._using(unit) if unit else None

    def _unit_of_all(self, row: tuple[Cell, ...]) -> Caption | None:
        """What a row that holds nothing else says that the rows below it count in."""
        filled = [cell for cell in row if cell.start < cell.end]
        units = [self._unit_in(cell) for cell in filled]
        is_only = units and all(units) and not any(CELL.fullmatch(self._words(cell)) for cell in filled)
        return units[0] if is_only else None

    # What stands above the columns

    def _words(self, cell: Cell) -> str:
        return " ".join(MARKS.sub("", self.text[cell.start : cell.end]).split())

    def _is_head(self, row: tuple[Cell, ...], has_begun: bool) -> bool:
        """Whether a row stands above columns: its format says so, or it has words and years only."""
        filled = [cell for cell in row if cell.start < cell.end]
        if self.has_heads:
            return bool(filled) and all(cell.is_head for cell in filled)
        behind = [self._words(part) for cell in row[1:] if cell.start < cell.end for part in self._parts(cell)]
        years = [words for words in behind if YEARS.search(words) and not re.search("[0-9]{3}[.,][0-9]", words)]
        others = [words for words in behind if words not in years]
        if any(CELL.fullmatch(words) or self._is_printed(words) for words in others):
            return False
        is_lone_year = len(behind) == 1 and bool(years) and bool(YEAR_CELL.fullmatch(self._words(row[0])))
        return not is_lone_year and (bool(years) or not has_begun)

    @staticmethod
    def _is_printed(words: str) -> bool:
        return bool(WHOLE_PRINTED.fullmatch(words))

    def _heads(self, rows: list[tuple[Cell, ...]]) -> list[_Head]:
        """The _Head of each column, with what spreads over it."""
        width = max(map(len, self.table.rows))
        heads = [self._head([cell for row in rows if (cell := _standing(row, at))]) for at in range(width)]
        if heads and heads[0].unit and self.unit is None:
            self.unit = heads[0].unit
        years = tuple(sorted({year for head in heads for year in head.years}))
        heads = [replace(head, holds_years=self._holds_years(at, head)) for at, head in enumerate(heads)]
        return [
            replace(head, years=years) if years and not head.years and TOTAL.search(head.words) else head
            for head in heads
        ]

    def _holds_years(self, at: int, head: _Head) -> bool:
        """Whether a column holds years, no amounts: its head says so, or all that it holds are."""
        is_named = bool(YEAR_COLUMN.fullmatch(head.words))
        return not (head.years or head.unit) and (is_named or (at in self._only_years and not MONEY.search(head.words)))

    @cached_property
    def _only_years(self) -> set[int]:
        """The columns that hold years only, in a table that has other figures, written otherwise."""
        filled, years, figures = Counter[int](), Counter[int](), Counter[int]()
        for row in self.table.rows:
            for at, cell in enumerate(row):
                words = "" if cell.is_head or cell.end - cell.start > LONGEST_LABEL else self._words(cell)
                if words:
                    filled[at] += 1
                    years[at] += bool(YEARS_ONLY.fullmatch(words))
                    figures[at] += bool(CELL.fullmatch(words))
                    figures[FOUR] += bool(FOUR_FIGURES.fullmatch(words))
        heads = 0 if self.has_heads else 1
        full = {at for at, count in years.items() if count >= max(2, filled[at] - heads)}
        plain = sum(years[at] for at in full)
        has_others = any(count for at, count in figures.items() if at not in full and at != FOUR)
        return full if has_others and figures[FOUR] <= plain else set()

    def _head(self, cells: list[Cell]) -> _Head:
        filled = [cell for cell in dict.fromkeys(cells) if cell.start < cell.end]
        years = next(filter(None, (years_in(self._words(cell)) for cell in reversed(filled))), ())
        unit = next(filter(None, (self._unit_in(cell) for cell in reversed(filled))), None)
        place = (filled[-1].start, filled[-1].end) if filled else None
        return _Head(" ".join(map(self._words, filled)), place, years, unit)

    # The rows

    def _row(self, row: tuple[Cell, ...], heads: list[_Head]) -> Iterator[Figure | Column]:
        """The Figures and Columns of a row: its figures under the heads of their columns."""
        at_label, label = self._label(row)
        unit = self._unit_of_row(row, at_label)
        if not unit and (COUNTED.search(label) or self._is_counted(row)):
            return
        begin = self.text.rfind("\n", 0, row[0].start + 1) + 1
        end = self.text.find("\n", row[-1].end)
        line = (begin, begin + len(self.text[begin : end if end >= 0 else len(self.text)].rstrip()))
        found: list[Figure | Column] = []
        years = self._years_of_row(row, heads, at_label)
        for at, cell in enumerate(row):
            head = heads[at] if at < len(heads) else _Head()
            is_label = at <= at_label and (at == at_label or not head.years)
            if not is_label and cell.start < cell.end and head.is_money:
                head = head if head.years else replace(head, years=years)
                for part in self._parts(cell):
                    one = self._in_cell(part, head, unit or head.unit or self.unit, label, line)
                    found += [one] if one else []
        without_year = [one for one in found if isinstance(one, Column) and not one.years]
        yield from (one for one in found if len(without_year) < 2 or one not in without_year)  # which of the two is it?

    def _parts(self, cell: Cell) -> Iterator[Cell]:
        """The cell, or its paragraphs where each of them is a figure."""
        start, parts = cell.start, self.text[cell.start : min(cell.end, cell.start + LONGEST_LABEL)].split("  ")
        if len(parts) < 2 or not all(CELL.fullmatch(part.strip()) for part in parts):
            yield cell
            return
        for part in parts:
            yield Cell(start + len(part) - len(part.lstrip()), start + len(part.rstrip()))
            start += len(part) + 2

    def _years_of_row(self, row: tuple[Cell, ...], heads: list[_Head], at_label: int) -> tuple[int, ...]:
        """The years that a row says in a column of years."""
        columns = [at for at, head in enumerate(heads[: len(row)]) if head.holds_years and at != at_label]
        return tuple(sorted({year for at in columns for year in years_in(self._words(row[at]))}))

    def _in_cell(self, cell: Cell, head: _Head, unit: Caption | None, label: str, line: Part) -> Figure | Column | None:
        """What a cell under this head holds, in the row with this label."""
        own_year = YEAR_CELL.fullmatch(label)
        years = (year_of(own_year["year"]),) if own_year else head.years or (unit.years if unit else ())
        found = self._figure(cell, unit, years, label, line) if unit else None
        if found:
            is_total = bool(TOTAL.search(label) or (TOTAL.search(head.words) and len(years) != 1))
            found = replace(found, is_total=is_total)
            return replace(found, head=head.place, label=head.words) if own_year and head.place else found
        printed = WHOLE_PRINTED.fullmatch(self.text[cell.start : cell.end].translate(SPACES))
        if own_year:
            label = head.words if max(map(len, self.table.rows)) > 2 else ""
        if not printed or not (NAMES_SOMETHING if years else BEGINS_WITH_WORDS).match(label):
            return None
        return Column(cell.start + printed.start("printed"), cell.start + printed.end("printed"), years, label, line)

    def _label(self, row: tuple[Cell, ...]) -> tuple[int, str]:
        """(the column, the words) of what a row is about: its first words, those of a cell that spreads down among them."""
        at, label = 0, ""
        for place, cell in enumerate(row):
            words = self._words(cell)
            words = self.labels.get(place, "") if cell.covered == "above" else words
            self.labels[place] = words
            if (
                words
                and (CELL.fullmatch(words) or self._is_printed(words))
                and (place or not YEAR_CELL.fullmatch(words))
            ):
                if place:
                    break
                continue
            if words and (not label or CODE.fullmatch(label)) and not unit_of(words, 0, len(words), True):
                at, label = place, words
        return at, label[:300].strip(" |-–")

    def _unit_of_row(self, row: tuple[Cell, ...], at_label: int) -> Caption | None:
        """What the figures of this row count in, where the row says so: in its label, or in a cell of its own."""
        for at, cell in enumerate(row):
            if cell.start < cell.end and (unit := self._unit_in(cell, of_cell=at != at_label)):
                return unit
        return None

    def _is_counted(self, row: tuple[Cell, ...]) -> bool:
        """Whether a cell of the row says that it counts no money: "fte", "%"."""
        return any(COUNTED.fullmatch(self._words(cell)) for cell in row if 0 < cell.end - cell.start < LONGEST_LABEL)

    def _figure(self, cell: Cell, unit: Caption, years: tuple[int, ...], label: str, line: Part) -> Figure | None:
        """The Figure in a cell, or None where it holds none."""
        written = unmarked(self.text[cell.start : cell.end].translate(SPACES))
        match = CELL.fullmatch(written)
        if not match:
            return None
        low, high = values_of(match["figure"])
        if low is None or low == 0 or is_complete(low, match["figure"][0].isdigit(), unit):
            return None
        sign = -1 if match["minus"] else 1
        start = cell.start + (match.start("minus") if match["minus"] else match.start("figure"))
        upper = int(high * unit.factor) if high is not None and high > low and sign > 0 else None
        return Figure(
            start,
            cell.start + match.end("figure"),
            sign * int(low * unit.factor),
            unit.currency,
            years,
            label,
            line,
            unit.words,
            upper,
        )


SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " "))


def _standing(row: tuple[Cell, ...], at: int) -> Cell | None:
    """The cell of a head that stands in this column, or spreads over it from the left."""
    while at < len(row) and row[at].covered == "before" and at > 0:
        at -= 1
    return row[at] if at < len(row) else None


def years_in(words: str) -> tuple[int, ...]:
    """The years that a head names: "2024", "Begroting 2024", "2024–2026"; the first where it compares two."""
    match = YEARS.search(words)
    if not match:
        return ()
    first = int(match["first"])
    if not match["last"]:
        return (first,)
    last = int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
    if not first < last <= first + 20:
        return (first,)
    return tuple(range(first, last + 1)) if match["span"] else (first, last)
