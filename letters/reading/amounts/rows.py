"""What a line of a table in a text is: years above columns, words above them, a row of figures, or a sentence that ends it.

Places are counted from the beginning of the line, but for those of words above columns.
"""

import re
from dataclasses import dataclass, replace

from letters.reading.text.nearby import Part
from letters.reading.text.paper import Paper

from .captions import (
    CELL,
    FIGURE,
    FOUR_FIGURES,
    LONGEST_LABEL,
    LONGEST_LINE,
    MINUS,
    NO_MARK,
    WITHOUT_FIGURE,
    YEAR_CELL,
    YEAR_COLUMN,
    YEARS_ONLY,
    Caption,
    captions_in,
    unit_of,
    year_of,
)

DASHES = "-‐‑‒–−"
DASH = f"[{DASHES}]"
ENDS_WITHOUT_FIGURE = re.compile(rf"(?<!\w)(?:{WITHOUT_FIGURE})\s*$", re.IGNORECASE)
YEARS = rf"20[0-4][0-9](?:{DASH}|/|t/m)(?:20)?[0-9]{{2}}"
BEFORE_FIGURES = re.compile(rf"(?:\s(?:{YEARS}|{DASH}|{WITHOUT_FIGURE}))+\s*$", re.IGNORECASE)
FIGURES = (
    rf"(?P<figures>(?:\s(?:{YEARS}(?!\S)|(?:{DASH}/{DASH} ?|{DASH})?[0-9][0-9.,]*{NO_MARK}*|{DASH}|{WITHOUT_FIGURE}))+)"
)
TRAILING = re.compile(
    rf"(?:(?<=\s)|\A)(?:(?:{DASH}/{DASH} ?|{DASH})?(?:{FIGURE})|(?P<none>{DASH}|{WITHOUT_FIGURE}|{YEARS}))"
    rf"(?=\s|\Z|{NO_MARK})",
    re.IGNORECASE,
)
# "Militaire steun 2.000 2.100": a label, and a figure or none for each column.
TRAILING_ROW = re.compile(
    rf"\s*[^\W\d_][^.;:!?]{{2,80}}?"
    rf"{FIGURES}\s*$",
    re.IGNORECASE,
)
FIGURES_ONLY = re.compile(rf"[ ]?[)|\]]?{FIGURES}\s*$", re.IGNORECASE)
TITLE = re.compile(
    r"\s*(?:tabel|figuur|grafiek|overzicht|bijlage|box)\b", re.IGNORECASE
)  # of a table, no label of a row
BEFORE_FIGURE = re.compile(MINUS)
LABEL_EDGES = f" *_|-–{NO_MARK}"
MOST_HEADS = 10  # above the columns of one table
LONGEST_WORDS = 40  # characters of a cell that has no figure


def is_prose(paper: Paper, line: str, start: int) -> bool:
    """Whether a line is no row: a sentence, or too long. Cells with few words are none: "Gas   p.m.   nog te bepalen."."""
    if line.lstrip().startswith(("|", "#")) or ENDS_WITHOUT_FIGURE.search(line):
        return False
    if not (len(line) > LONGEST_LABEL or line.rstrip().endswith(".")):
        return False
    cells = paper.cells(start, line) if len(line) <= LONGEST_LINE else []
    if len(cells) < 2 or line[slice(*cells[0])].endswith((".", "!", "?")):
        return True
    return any(last - first > LONGEST_WORDS for first, last in cells[1:])


def years_above(paper: Paper, line: str, start: int) -> tuple[int, ...]:
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


def words_above(paper: Paper, line: str, start: int) -> list[tuple[int, int]]:
    """Where in the text the words above the columns stand, without those above the labels; [] for a line that is no head."""
    if len(line) > LONGEST_LINE:
        return []
    cells = paper.cells(start, line)
    are_words = len(cells) > 2 and all(
        re.fullmatch(r"[^\d|]*[^\W\d_]{3}[^\d|]*", line[slice(*one)]) for one in cells[1:]
    )
    return [(start + first, start + last) for first, last in cells[1:]] if are_words else []


def column_words(paper: Paper, line: str, start: int) -> list[str]:
    """The words above the columns from the right, as far as a line tells; those of one with single spaces word by word."""
    if len(line) > LONGEST_LINE:
        return []
    cells = [line[slice(*cell)] for cell in paper.cells(start, line)]
    words = cells if len(cells) > 1 else line.split()
    return words[::-1] if len(words) <= MOST_HEADS and not re.search(r"[0-9]", line) else []


def _other_figures(line: str, years: list[str]) -> bool:
    return len(re.findall(r"(?<![\w.,])[0-9][0-9.,]*", line)) > len(years)


@dataclass(frozen=True)
class Row:
    """A line with figures: what stands before them, and (start, end) and words of each cell, None for one without a figure."""

    label: str
    cells: list[Part | None]
    words: list[str]


def row_of(paper: Paper, line: str, start: int, caption: Caption) -> Row | None:
    """The Row of a line of the table with this caption; None for a line that is none."""
    if len(line) > LONGEST_LINE:
        return None
    cells = [(a, b) for a, b in paper.cells(start, line) if not (start + a <= caption.start < start + b)]
    if len(cells) > 1:
        label = line[slice(*cells[0])]
        if TITLE.match(label) or (not re.search(r"[^\W\d_]", label) and not YEAR_CELL.fullmatch(label)):
            return None
        return _row(line, label, cells[1:])
    if TITLE.match(line) or start <= caption.start < start + len(line):
        return None
    return _trailing(line, TRAILING_ROW.match(line))


def row_with_unit(paper: Paper, line: str, start: int) -> tuple[Row, Caption] | None:
    """The Row of a line that says what its own figures count in, and that: "Ontmijning (x € 1 mln.)   15   16"."""
    cells = paper.cells(start, line) if len(line) <= LONGEST_LINE else []
    for at, (first, last) in enumerate(cells):
        unit = unit_of(line, first, last, True) if at else next(iter(captions_in(line, first, last)), None)
        if not unit or not unit.currency or not re.search(r"[^\W\d_]{3}", line[: unit.start]):
            continue
        label = line[slice(*cells[0])]
        if len(cells) == 1:
            figures = FIGURES_ONLY.match(line, unit.end)
            label = line[: figures.start("figures")] if figures else ""
            row = _trailing(line, figures, label)
        else:
            row = _row(line, label, [one for one in cells[1:] if one != (first, last)])
        is_of_table = not row or all(YEAR_CELL.fullmatch(words) for words in row.words) or TITLE.match(label)
        return None if is_of_table or not row else (row, replace(unit, start=start + unit.start, end=start + unit.end))
    return None


def _row(line: str, label: str, cells: list[Part]) -> Row | None:
    figures = [CELL.fullmatch(line, *cell) for cell in cells]
    words = [line[slice(*cell)].strip() for cell in cells]
    return Row(label, [match and _with_minus(match) for match in figures], words) if any(figures) else None


def _with_minus(cell: re.Match[str]) -> tuple[int, int]:
    """Where the figure of a cell stands, with its minus sign."""
    return cell.start("minus" if cell["minus"] else "figure"), cell.end("figure")


def _trailing(line: str, match: re.Match[str] | None, label: str = "") -> Row | None:
    """The Row of a line with single spaces: "Militaire steun 2.000 2.100"."""
    if not match or (re.search(r"[.,]\s*$", line) and not ENDS_WITHOUT_FIGURE.search(line)):
        return None
    found = list(TRAILING.finditer(line, match.start("figures")))
    cells = [None if cell["none"] else cell.span() for cell in found]
    first = next((cell for cell in cells if cell), None)
    label = label or BEFORE_FIGURES.sub("", line[: first[0] if first else 0])
    return Row(label, cells, [cell[0] for cell in found]) if first else None


# Columns of years


def year_columns(rows: list[Row], heads: list[str]) -> set[int]:
    """Which columns hold years, no amounts: what stands above one says so, or all that it holds are, and other figures in
    the table are written otherwise. `heads` are the words above, from the right."""
    width = max((len(row.cells) for row in rows), default=0)
    named = {width - at for at, words in enumerate(heads, 1) if YEAR_COLUMN.fullmatch(words)}
    found = {at for at in named if at >= 0}
    for at in range(width if width > 1 else 0):
        held = [row.words[at] for row in rows if len(row.words) == width and row.words[at].strip(DASHES)]
        others = [words for row in rows for place, words in enumerate(row.words) if place != at]
        if len(held) > 1 and all(map(YEARS_ONLY.fullmatch, held)) and not any(map(FOUR_FIGURES.fullmatch, others)):
            found.add(at)
    return found
