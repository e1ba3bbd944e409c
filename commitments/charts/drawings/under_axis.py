"""Words of days under an axis of time, in rows, each with a line down to it that runs through no other words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from commitments.charts.series import Event

ROWS = 4  # of words
FEW = 5  # so many are tried in every way


@dataclass(frozen=True)
class Placed:
    """The words of an event in a row under the axis, with a line down to them at x."""

    row: int
    x: float
    left: float
    right: float
    lines: list[str]
    event: Event

    def meets(self, other: "Placed") -> bool:
        """Whether the words of the two stand on each other, or the line of one runs through those of the other."""
        if self.row == other.row:
            return self.left < other.right + 14 and other.left < self.right + 14
        above, below = (self, other) if self.row < other.row else (other, self)
        return above.left - 2 < below.x < above.right + 2


def placed_under(wanted: Sequence[Sequence[Placed]]) -> list[Placed]:
    """Each of these in a row where it fits, in one of the ways that it can stand; as many as fit."""
    placed: list[Placed] = []
    for ways in sorted(wanted, key=lambda ways: (ways[0].left < ways[0].x - 4, -ways[0].x)):
        placed += _spots(ways, placed)[:1]
    if len(placed) < len(wanted) <= FEW:
        return _all_placed(wanted, []) or placed
    return placed


def _all_placed(wanted: Sequence[Sequence[Placed]], placed: list[Placed]) -> list[Placed]:
    """All of these beside those that are placed; nothing where that cannot be."""
    if not wanted:
        return placed
    found = (_all_placed(wanted[1:], [*placed, spot]) for spot in _spots(wanted[0], placed))
    return next(filter(None, found), [])


def _spots(ways: Sequence[Placed], placed: Sequence[Placed]) -> list[Placed]:
    """Where one fits beside those that are placed: as high as can be in the first way, then in the next."""
    spots = [replace(one, row=row) for one in ways for row in range(ROWS)]
    return [spot for spot in spots if not any(spot.meets(other) for other in placed)]
