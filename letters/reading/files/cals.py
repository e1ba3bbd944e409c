"""The rows of a CALS table as a grid: each column has a cell in each row, whatever the table leaves out or spreads.

A cell may say by its name in which column it stands, and then those before it may be left out; it may spread over columns
(`namest`, `nameend`) and over the rows below (`morerows`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .signs import ACROSS, DOWN

MOST_COLUMNS = 100  # a letter's tables have ten
MOST_ROWS = 1_000  # over which a cell spreads


@dataclass(frozen=True)
class Placed:
    """A cell of a grid: the `entry` that stands there, or None; and the sign that tells which cell spreads over it."""

    entry: Element | None = None
    covered: str = ""


EMPTY, BESIDE, BELOW = Placed(), Placed(covered=ACROSS), Placed(covered=DOWN)


def is_head(group: Element) -> bool:
    return group.tag == "thead"


def grid_rows(tgroup: Element) -> Iterator[tuple[Element, Element, list[Placed]]]:
    """(the `thead` or `tbody`, the `row`, its Placed cells) of each row of a `tgroup`, all with as many columns as it has."""
    width = _width(tgroup)
    for group in tgroup:
        if group.tag not in ("thead", "tbody", "tfoot"):
            continue
        names = _names(group) or _names(tgroup)
        rows_to_cover: dict[int, int] = {}
        for row in group:
            if row.tag == "row":
                yield group, row, _placed(row, names, rows_to_cover, width)


def _names(group: Element) -> dict[str, int]:
    """The places of the columns, counted from 0, by their names."""
    columns = group.findall("colspec")
    return {name: at for at, column in enumerate(columns) if (name := column.get("colname"))}


def _width(tgroup: Element) -> int:
    stated = tgroup.get("cols", "")
    specified = max(len(group.findall("colspec")) for group in (tgroup, *tgroup))
    return min(max(int(stated) if stated.isdecimal() and len(stated) < 4 else 0, specified), MOST_COLUMNS)


def _placed(row: Element, names: dict[str, int], rows_to_cover: dict[int, int], width: int) -> list[Placed]:
    """The cells of a row; `rows_to_cover` has for each column over how many more rows a cell above it spreads."""
    cells: list[Placed] = []

    def fill(upto: int) -> None:
        """The columns up to there, which no entry of this row fills."""
        while len(cells) < upto:
            covered = rows_to_cover.get(len(cells), 0)
            if covered:
                rows_to_cover[len(cells)] = covered - 1
            cells.append(BELOW if covered else EMPTY)

    for entry in row:
        if entry.tag not in ("entry", "entrytbl"):
            continue
        at = names.get(entry.get("namest") or entry.get("colname") or "", -1)
        fill(min(at, MOST_COLUMNS))
        while rows_to_cover.get(len(cells)) and at < len(cells):
            fill(len(cells) + 1)
        last = names.get(entry.get("nameend") or "", -1)
        across = min(max(last - len(cells), 0), MOST_COLUMNS) + 1
        below = entry.get("morerows", "")
        down = min(int(below), MOST_ROWS) if below.isdecimal() and len(below) < 6 else 0
        for column in range(len(cells), len(cells) + across):
            rows_to_cover[column] = down
        cells += [Placed(entry), *[BESIDE] * (across - 1)]
    fill(width)
    return cells
