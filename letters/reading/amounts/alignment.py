"""Under which year a figure stands in a table of which the text has only lines: by tabs, by place, or by counting.

A row with fewer figures than there are years has an empty cell somewhere. Where neither tabs nor places tell which, no year
is given: a wrong one is worse.
"""

import re
from dataclasses import dataclass

from letters.reading.text.nearby import Part

YEAR = re.compile(
    r"(?<![\w.,])(?P<year>20[0-4][0-9]|2\.0[1-4][0-9])(?![\d.,]*[0-9])|(?P<total>\btotaa?l\w*)", re.IGNORECASE
)
WIDE = re.compile(r"\S[ \u00a0]{2,}\S")
FAR = 3  # characters between a figure and the year above it
Years = tuple[int, ...] | None  # None where it is not known which


@dataclass(frozen=True)
class YearHeads:
    """The line with the years above the columns."""

    line: str
    heads: tuple[tuple[int, int, tuple[int, ...]], ...]  # (start, end) in the line, and the year; () of a total

    @classmethod
    def of(cls, line: str) -> "YearHeads":
        found = [(*match.span(), (_year(match),) if match["year"] else ()) for match in YEAR.finditer(line)]
        first = next((at for at, (_, _, years) in enumerate(found) if years), len(found))
        return cls(line, tuple(found[first:]))

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({year for _, _, years in self.heads for year in years}))

    def above(self, line: str, cells: list[Part | None]) -> list[Years]:
        """The years above each cell of a line, all of them above a total; a cell without a figure is None."""
        placed = self._by_tabs(line, cells) or self._by_place(line, cells)
        if placed is None and len(cells) == len(self.heads):
            placed = list(range(len(cells)))
        if placed is None and len(cells) == len(self.heads) + 1 and all(years for _, _, years in self.heads):
            return [*(years for _, _, years in self.heads), self.years]
        if placed is None:
            return [None] * len(cells)
        return [(self.heads[at][2] or self.years) if at >= 0 else None for at in placed]

    def _by_tabs(self, line: str, cells: list[Part | None]) -> list[int] | None:
        if "\t" not in self.line or "\t" not in line:
            return None
        columns = {self.line.count("\t", 0, start): at for at, (start, _, _) in enumerate(self.heads)}
        placed = [columns.get(line.count("\t", 0, cell[0]), -1) if cell else -1 for cell in cells]
        return placed if all(at >= 0 for at, cell in zip(placed, cells, strict=True) if cell) else None

    def _by_place(self, line: str, cells: list[Part | None]) -> list[int] | None:
        """Where each figure stands below one head and no other, all in order."""
        if not (WIDE.search(self.line) and WIDE.search(line)):
            return None
        placed, last = [], -1
        for cell in cells:
            if cell is None:
                placed.append(-1)
                continue
            far = sorted((max(0, start - cell[1], cell[0] - end), at) for at, (start, end, _) in enumerate(self.heads))
            if not far or far[0][0] > FAR or (len(far) > 1 and far[1][0] == far[0][0]) or far[0][1] <= last:
                return None
            last = far[0][1]
            placed.append(last)
        return placed


def _year(match: re.Match[str]) -> int:
    return int(match["year"].replace(".", ""))
