"""Amounts in a table whose caption prints currency and scale once: "(x EUR mln.)", "bedragen in € 1.000".

Places are places in the letter's text itself, for the columns of a table are gone in a FlowingText.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from letters.reading.text.nearby import Part, matches_from
from letters.reading.text.paper import Paper
from letters.reading.text.tables import Cell

from .alignment import YearHeads, Years
from .captions import (
    CAPTION,
    CAPTION_STARTER,
    COUNTS,
    LONGEST_LINE,
    PRINTED_CELL,
    YEAR_CELL,
    Caption,
    Column,
    Figure,
    caption_of,
    is_complete,
    is_of_counts,
    unmarked,
    values_of,
    year_of,
)
from .grids import COUNTED, GridReading, read_grids, years_in
from .rows import (
    BEFORE_FIGURE,
    LABEL_EDGES,
    Row,
    column_words,
    is_prose,
    row_of,
    row_with_unit,
    words_above,
    year_columns,
    years_above,
)

SPOILT_YEAR = re.compile(r"(?<![\w.,])2\.0[1-4][0-9](?![\w.,])")  # below years it is a figure
MOST_CAPTIONS = 1_000  # in one text
MOST_LINES, MOST_IDLE_LINES = 80, 4
MOST_ROWS_ABOVE = 40  # between a row with a unit of its own and the years above it


@dataclass(frozen=True)
class TableReading:
    """What the tables of a Paper hold: Figures, the Columns of amounts that print their own unit, and where captions stand."""

    figures: list[Figure]
    columns: list[Column]
    captions: list[Part]


def read_tables(paper: Paper, parts: list[Part]) -> TableReading:
    """The TableReading of a Paper; `parts` are the (start, end) in it that are near a word for money."""
    text = paper.text
    grids = read_grids(paper)
    figures, captions = list(grids.figures), list(grids.captions)
    place = at = 0
    for match in islice(matches_from(CAPTION_STARTER, CAPTION, text, parts), MOST_CAPTIONS):
        caption = caption_of(match, text)
        if caption is None:
            continue
        while at < len(grids.spans) and grids.spans[at][1] <= caption.start:
            at += 1
        stop = grids.spans[at][0] if at < len(grids.spans) else len(text)
        own = _of_lone_row(paper, caption, stop)
        if own is not None and caption.start < place:
            captions.append((caption.start, caption.end))  # of a row that was read with its table
            continue
        found = own if own is not None else [] if is_of_counts(text, caption) else _figures(paper, caption, place, stop)
        if found or match["times"] or match["amounts"] or (match["open"] and match["close"]):
            captions.append((caption.start, caption.end))
        if found:
            figures += found
            place = found[-1].end
    return TableReading(sorted(figures, key=lambda one: one.start), _columns(paper, grids), captions)


def _figures(paper: Paper, caption: Caption, floor: int, stop: int) -> list[Figure]:
    """The figures of the lines from the caption's own on, until a sentence or a blank line that ends the table, or a table
    that was read as a grid."""
    rows: list[_Line] = []
    columns: YearHeads | None = _years_before(paper, caption.start, floor, 1)
    is_clear = True  # whether the years above the columns are printed as years, so that 2.023 below them is a figure
    heads: list[Part] = []
    above: list[str] = []
    idle = 0
    for count, (start, line) in enumerate(_lines(paper.text, caption, floor)):
        if start + len(line) > stop:
            break
        if not line.strip():
            if paper.is_within_table(start):
                continue
            idle += 1
            if rows and count:
                break
        elif years_above(paper, line, start) and not (columns and SPOILT_YEAR.search(line) and (rows or is_clear)):
            columns, is_clear = YearHeads.of(line), not SPOILT_YEAR.search(line)
        elif own := row_with_unit(paper, line, start):
            rows.append(_Line(start, line, own[0], own[1], columns, [], []))
            idle = 0
        elif row := row_of(paper, line, start, caption):
            rows.append(_Line(start, line, row, caption, columns, heads, above))
            idle = 0
        else:
            heads = words_above(paper, line, start) or heads
            above = column_words(paper, line, start) or above
            idle += 1
            if count and is_prose(paper, line, start):
                break
        if idle > MOST_IDLE_LINES:
            break
    return [found for line in _with_their_years(rows) for found in _figures_of(paper, line)]


@dataclass(frozen=True)
class _Line:
    """A row of a table in a text, what it counts in, and what stands above its columns: years, or words and their places."""

    start: int
    line: str
    row: Row
    unit: Caption
    columns: YearHeads | None
    heads: list[Part]
    above: list[str]
    years: tuple[int, ...] = ()  # of the row itself


def _with_their_years(lines: list[_Line]) -> list[_Line]:
    """The same, with the years of a column of years as those of the row."""
    free = [line for line in lines if not line.columns]
    found = year_columns([line.row for line in free], free[0].above) if free else set()
    result = []
    for line in lines:
        held = [at for at in found if at < len(line.row.cells)] if not line.columns else []
        cells = [None if at in held else cell for at, cell in enumerate(line.row.cells)]
        years = tuple(sorted({year for at in held for year in years_in(line.row.words[at])}))
        result.append(replace(line, row=replace(line.row, cells=cells), years=years))
    return result


def _years_before(paper: Paper, place: int, floor: int, most: int) -> YearHeads | None:
    """The years above columns in one of the few lines before a place, with rows and nothing else between."""
    end, blanks = paper.text.rfind("\n", 0, place), 0
    for _ in range(2 * most):
        start = paper.text.rfind("\n", max(end - LONGEST_LINE, 0), max(end, 0)) + 1
        if end <= floor or start < floor:
            return None
        line = unmarked(paper.text[start:end])
        end = start - 1
        blanks = 0 if line.strip() else blanks + 1
        if blanks > 1 or (most == 1 and blanks) or is_prose(paper, line, start):
            return None
        if years_above(paper, line, start):
            return YearHeads.of(line)
        if most == 1:
            return None
    return None


def _of_lone_row(paper: Paper, caption: Caption, stop: int) -> list[Figure] | None:
    """The figures of the row that this caption is of; None where it is of a table."""
    start, line = next(_lines(paper.text, caption, 0))
    found = row_with_unit(paper, line, start)
    if not found or start + len(line) > stop:
        return None
    columns = _years_before(paper, start, 0, MOST_ROWS_ABOVE)
    return list(_figures_of(paper, _Line(start, line, *found, columns, [], [])))


def _lines(text: str, caption: Caption, floor: int) -> Iterator[tuple[int, str]]:
    """(start, line) from the line of the caption on; of a very long line only the end of it that holds the caption."""
    start = max(
        text.rfind("\n", max(0, caption.start - LONGEST_LINE), caption.start) + 1, floor, caption.start - LONGEST_LINE
    )
    for _ in range(MOST_LINES):
        end = text.find("\n", start, start + 2 * LONGEST_LINE)
        yield start, unmarked(text[start : end if end >= 0 else start + 2 * LONGEST_LINE])
        if end < 0:
            return
        start = end + 1


def _figures_of(paper: Paper, one: _Line) -> Iterator[Figure]:
    """The Figures of a row."""
    line, cells, unit = one.line, one.row.cells, one.unit
    label = one.row.label.strip(LABEL_EDGES)
    if COUNTS.search(label) or any(COUNTED.fullmatch(words) for words in one.row.words):
        return
    above: list[Years] = one.columns.above(line, cells) if one.columns else [()] * len(cells)
    own_year = YEAR_CELL.fullmatch(label)
    for at, cell in enumerate(cells):
        if not cell:
            continue
        minus = BEFORE_FIGURE.match(line, *cell)
        first = minus.end() if minus else cell[0]
        value, high = values_of(line[first : cell[1]])
        amount = int(value * unit.factor) * (-1 if minus else 1) if value is not None else 0
        if value is None or not amount or is_complete(value, line[first].isdigit(), unit):
            continue
        head = one.heads[at] if own_year and not one.columns and len(one.heads) == len(cells) else None
        named = paper.text[slice(*head)].strip(LABEL_EDGES) if head else label
        upper = int(high * unit.factor) if high is not None and high > value and not minus else None
        is_open = not own_year and above[at] is None
        years = (year_of(own_year["year"]),) if own_year else above[at] or one.years or unit.years
        yield Figure(
            one.start + cell[0],
            one.start + cell[1],
            amount,
            unit.currency,
            () if is_open else years,
            named,
            (one.start, one.start + len(line.rstrip())),
            unit.words,
            upper,
            head,
            is_of_some_year=is_open,
        )


# Tables that print the currency in every cell

YEAR = r"(?:20[0-4][0-9]|2\.0[1-4][0-9])"
YEARS_HEAD = re.compile(
    rf"(?<![\w.,]){YEAR}(?:[ \t|*_]+{YEAR}){{1,9}}[ \t|*_]*(?:totaal[ \t|*_]*)?$", re.MULTILINE | re.IGNORECASE
)
COLUMN_GAP = re.compile(r"\S[ \u00a0]{2,}\S|\t")
MOST_HEADS = 200  # in one text


def _columns(paper: Paper, grids: GridReading) -> list[Column]:
    """The Columns of a Paper, in order of place: of grids, below years, and in a table without years beside a label."""
    below_years = [one for one in _below_years(paper) if not _is_within(grids.spans, one.start)]
    taken = {column.row[0] for column in (*below_years, *grids.columns)}
    rows = [row for table in paper.tables if (table.start, table.end) not in grids.spans for row in table.rows]
    beside = [column for row in rows for column in _beside_label(paper.text, row)]
    free = [one for one in beside if one.row[0] not in taken]
    return sorted([*grids.columns, *below_years, *free], key=lambda one: one.start)


def _is_within(spans: list[Part], place: int) -> bool:
    at = bisect_right(spans, (place, place)) - 1
    return at >= 0 and place < spans[at][1]


def _beside_label(text: str, row: tuple[Cell, ...]) -> list[Column]:
    """The Column of a row with one amount, behind a cell of words."""
    filled = [cell for cell in row if cell.start < cell.end]
    amounts = [cell for cell in filled[1:] if _is_amount(text[cell.start : cell.end].strip(" *_"))]
    label = text[filled[0].start : filled[0].end].strip(" *_|-–\t") if filled else ""
    if len(amounts) != 1 or not re.match(r"[^\d|]*[^\W\d_]{3}", label) or COUNTS.search(label):
        return []
    start = text.rfind("\n", 0, filled[0].start) + 1
    end = text.find("\n", filled[-1].end)
    line = text[start : end if end >= 0 else len(text)]
    return [Column(amounts[0].start, amounts[0].end, (), label, (start, start + len(line.rstrip())))]


def _is_amount(written: str) -> bool:
    match = PRINTED_CELL.fullmatch(written)
    return bool(match and match["amount"])


def _below_years(paper: Paper) -> list[Column]:
    text, place = paper.text, 0
    columns: list[Column] = []
    for head in islice(YEARS_HEAD.finditer(text), MOST_HEADS):
        if head.start() < place:
            continue
        heads = YearHeads.of(text[text.rfind("\n", 0, head.start()) + 1 : head.end()][-LONGEST_LINE:])
        idle, place = 0, head.end() + 1
        for _ in range(MOST_LINES):
            end = text.find("\n", place, place + LONGEST_LINE)
            end = end if end >= 0 else min(len(text), place + LONGEST_LINE)
            line = text[place:end]
            if YEARS_HEAD.search(line):
                break
            row = _printed_row(line, place, heads)
            idle = 0 if row else idle + 1
            if place >= len(text) or idle > MOST_IDLE_LINES or (not row and is_prose(paper, line, place)):
                break
            columns += row
            place = end + 1
    return columns


def _printed_row(line: str, start: int, heads: YearHeads) -> list[Column]:
    """The Columns of a line with as many cells as there are years, or one more, their total; or fewer, a wide gap apart."""
    cells = list(PRINTED_CELL.finditer(line))
    amounts = [cell for cell in cells if cell["amount"]]
    is_whole = len(cells) in (len(heads.heads), len(heads.heads) + 1)
    if not amounts or not (is_whole or (len(cells) < len(heads.heads) and COLUMN_GAP.search(line))):
        return []
    above = heads.above(line, [cell.span() if is_whole or cell["amount"] else None for cell in cells])
    label = line[: cells[0].start()].strip(" *_|-–\t")
    row = (start, start + len(line.rstrip()))
    return [
        Column(start + cell.start(), start + cell.end(), above[at] or (), label, row, is_of_some_year=above[at] is None)
        for at, cell in enumerate(cells)
        if cell["amount"]
    ]
