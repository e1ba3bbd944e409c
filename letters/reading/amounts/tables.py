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
    CELL,
    COUNTS,
    FIGURE,
    LONGEST_LABEL,
    LONGEST_LINE,
    MINUS,
    NO_MARK,
    PRINTED_CELL,
    WITHOUT_FIGURE,
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
from .grids import GridReading, read_grids

DASHES = "-‐‑‒–−"
DASH = f"[{DASHES}]"
ENDS_WITHOUT_FIGURE = re.compile(rf"(?<!\w)(?:{WITHOUT_FIGURE})\s*$", re.IGNORECASE)
BEFORE_FIGURES = re.compile(rf"(?:\s(?:{DASH}|{WITHOUT_FIGURE}))+\s*$", re.IGNORECASE)
TRAILING = re.compile(
    rf"(?:(?<=\s)|\A)(?:(?:{MINUS.replace('[ ]?', '')})?(?:{FIGURE})|(?P<none>{DASH}|{WITHOUT_FIGURE}))(?=\s|\Z|{NO_MARK})",
    re.IGNORECASE,
)
# "Militaire steun 2.000 2.100": a label, and a figure or none for each column.
TRAILING_ROW = re.compile(
    rf"\s*[^\W\d_][^.;:!?]{{2,80}}?"
    rf"(?P<figures>(?:\s(?:{DASH}?[0-9][0-9.,]*{NO_MARK}*|{DASH}|{WITHOUT_FIGURE}))+)\s*$",
    re.IGNORECASE,
)
BEFORE_FIGURE = re.compile(MINUS)
SPOILT_YEAR = re.compile(r"(?<![\w.,])2\.0[1-4][0-9](?![\w.,])")  # below years it is a figure
LABEL_EDGES = f" *_|-–{NO_MARK}"
MOST_CAPTIONS = 1_000  # in one text
MOST_LINES, MOST_IDLE_LINES = 80, 4
LONGEST_WORDS = 40  # characters of a cell that has no figure


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
        found = [] if is_of_counts(text, caption) else _figures(paper, caption, place, stop)
        if found or match["times"] or match["amounts"] or (match["open"] and match["close"]):
            captions.append((caption.start, caption.end))
        if found:
            figures += found
            place = found[-1].end
    return TableReading(sorted(figures, key=lambda one: one.start), _columns(paper, grids), captions)


def _figures(paper: Paper, caption: Caption, floor: int, stop: int) -> list[Figure]:
    """The figures of the lines from the caption's own on, until a sentence or a blank line that ends the table, or a table
    that was read as a grid."""
    figures: list[Figure] = []
    columns: YearHeads | None = None
    heads: list[tuple[int, int]] = []
    idle = 0
    for count, (start, line) in enumerate(_lines(paper.text, caption, floor)):
        if start + len(line) > stop:
            break
        if not line.strip():
            if paper.is_within_table(start):
                continue
            idle += 1
            if figures and count:
                break
        elif _header(paper, line, start) and not (columns and SPOILT_YEAR.search(line)):
            columns = YearHeads.of(line)
        elif cells := _cells(paper, line, caption, start):
            figures += _row(paper, cells, line, start, caption, columns or heads)
            idle = 0
        else:
            heads = _word_heads(paper, line, start) or heads
            idle += 1
            if count and _is_prose(paper, line, start):
                break
        if idle > MOST_IDLE_LINES:
            break
    return figures


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


def _is_prose(paper: Paper, line: str, start: int) -> bool:
    """Whether a line is no row: a sentence, or too long. Cells with few words are none: "Gas   p.m.   nog te bepalen."."""
    if line.lstrip().startswith(("|", "#")) or ENDS_WITHOUT_FIGURE.search(line):
        return False
    if not (len(line) > LONGEST_LABEL or line.rstrip().endswith(".")):
        return False
    cells = paper.cells(start, line) if len(line) <= LONGEST_LINE else []
    if len(cells) < 2 or line[slice(*cells[0])].endswith((".", "!", "?")):
        return True
    return any(last - first > LONGEST_WORDS for first, last in cells[1:])


def _header(paper: Paper, line: str, start: int) -> tuple[int, ...]:
    """The years above the columns; () for a line that is no header."""
    if len(line) > LONGEST_LINE:
        return ()
    cells = [line[first:last] for first, last in paper.cells(start, line)]
    if len(cells) == 1:
        written = re.findall(r"(?<![\w.,])(?:20[0-4][0-9]|2\.0[1-4][0-9])(?![\w.,])", line)
        rest = re.sub(r"[\d.]+|[^\W\d_]+", "", line)
        return (
            tuple(year_of(year) for year in written)
            if len(written) > 1 and not re.search(r"[0-9]", rest) and not _other_figures(line, written)
            else ()
        )
    matches = [YEAR_CELL.fullmatch(cell) for cell in cells]
    years = tuple(year_of(match["year"]) for match in matches if match)
    others = [cell for cell, match in zip(cells, matches, strict=True) if not match]
    if not years or any(CELL.fullmatch(cell) for cell in others):
        return ()
    is_row = len(years) == 1 and len(others) == 0
    return () if is_row else years


def _word_heads(paper: Paper, line: str, start: int) -> list[tuple[int, int]]:
    """Where in the text the words above the columns stand, without those above the labels; [] for a line that is no head."""
    if len(line) > LONGEST_LINE:
        return []
    cells = paper.cells(start, line)
    are_words = len(cells) > 2 and all(
        re.fullmatch(r"[^\d|]*[^\W\d_]{3}[^\d|]*", line[slice(*one)]) for one in cells[1:]
    )
    return [(start + first, start + last) for first, last in cells[1:]] if are_words else []


def _other_figures(line: str, years: list[str]) -> bool:
    return len(re.findall(r"(?<![\w.,])[0-9][0-9.,]*", line)) > len(years)


def _cells(paper: Paper, line: str, caption: Caption, start: int) -> list[tuple[int, int] | None]:
    """(start, end) of each column in a line that is a row, None for one without a figure; [] for any other line."""
    if len(line) > LONGEST_LINE:
        return []
    cells = [(a, b) for a, b in paper.cells(start, line) if not (start + a <= caption.start < start + b)]
    if len(cells) > 1:
        label = line[slice(*cells[0])]
        if not re.search(r"[^\W\d_]", label) and not YEAR_CELL.fullmatch(label):
            return []
        figures = [CELL.fullmatch(line, *cell) for cell in cells[1:]]
        return [match and _with_minus(match) for match in figures] if any(figures) else []
    if start <= caption.start < start + len(line):
        return []
    return _trailing(line)


def _with_minus(cell: re.Match[str]) -> tuple[int, int]:
    """Where the figure of a cell stands, with its minus sign."""
    return cell.start("minus" if cell["minus"] else "figure"), cell.end("figure")


def _trailing(line: str) -> list[tuple[int, int] | None]:
    """The columns at the end of a line with single spaces: "Militaire steun 2.000 2.100"."""
    match = TRAILING_ROW.match(line)
    if not match or (re.search(r"[.,]\s*$", line) and not ENDS_WITHOUT_FIGURE.search(line)):
        return []
    found = TRAILING.finditer(line, match.start("figures"))
    cells = [None if cell["none"] else cell.span() for cell in found]
    return cells if any(cells) else []


def _row(
    paper: Paper,
    cells: list[tuple[int, int] | None],
    line: str,
    start: int,
    caption: Caption,
    columns: YearHeads | list[tuple[int, int]],
) -> list[Figure]:
    """The Figures of a line; `columns` are the years above it, or where the words above it stand."""
    above: list[Years] = columns.above(line, cells) if isinstance(columns, YearHeads) else [()] * len(cells)
    edges = paper.cells(start, line)
    first_figure = next(cell for cell in cells if cell)
    label = line[slice(*edges[0])] if len(edges) > 1 else BEFORE_FIGURES.sub("", line[: first_figure[0]])
    label = label.strip(LABEL_EDGES)
    if COUNTS.search(label):
        return []
    own_year = YEAR_CELL.fullmatch(label)
    result = []
    for at, cell in enumerate(cells):
        if not cell:
            continue
        minus = BEFORE_FIGURE.match(line, *cell)
        first = minus.end() if minus else cell[0]
        value, high = values_of(line[first : cell[1]])
        if value is None or is_complete(value, line[first].isdigit(), caption):
            continue
        amount = int(value * caption.factor) * (-1 if minus else 1)
        years = (year_of(own_year["year"]),) if own_year else above[at] or caption.years
        is_open = not own_year and above[at] is None
        head = columns[at] if own_year and isinstance(columns, list) and len(columns) == len(cells) else None
        named = paper.text[slice(*head)].strip(LABEL_EDGES) if head else label
        if amount:
            row = (start, start + len(line.rstrip()))
            figure = (start + cell[0], start + cell[1])
            upper = int(high * caption.factor) if high is not None and high > value and not minus else None
            found = Figure(*figure, amount, caption.currency, years, named, row, caption.words, upper, head)
            result.append(replace(found, years=(), is_of_some_year=True) if is_open else found)
    return result


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
            if place >= len(text) or idle > MOST_IDLE_LINES or (not row and _is_prose(paper, line, place)):
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
