"""An axis of time: its years, and below them words of days in rows, each with a line that runs through no other words."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from commitments.charts.series import Event
from ukrainesteun.months import SHORT_MONTHS

from .canvas import SMALL, Box, Canvas, text_width, wrap

BETWEEN_YEARS = 9  # or two read as one
BELOW_YEARS = 26  # from the axis to below the years under it
ROWS = 4  # of words
FEW = 5  # so many are tried in every way


def day_of(date: datetime.date) -> str:
    return f"{date.day} {SHORT_MONTHS[date.month - 1]} {date.year}"


def days_of(event: Event) -> str:
    """The day of an event, or up to which day several letters go."""
    return f"tot en met {day_of(event.date)}" if event.since else day_of(event.date)


@dataclass(frozen=True)
class TimeAxis:
    """The days from `since` at the x `left` to `until` at `right`, on the y `base`."""

    since: datetime.date
    until: datetime.date
    left: float
    right: float
    base: float

    def x_of(self, date: datetime.date) -> float:
        days = max((self.until - self.since).days, 1)
        return self.left + (self.right - self.left) * (date - self.since).days / days


def write_years(canvas: Canvas, axis: TimeAxis) -> float:
    """Writes the years below the axis, those that fit; returns the y below."""
    ends: float = 0
    for year in range(axis.since.year, axis.until.year + 1):
        first = datetime.date(year, 1, 1)
        x = axis.x_of(max(first, axis.since))
        if first >= axis.since:
            canvas.line(x, axis.base, x, axis.base + 6, "axis")
        label = str(year)
        left = x + 4 if first >= axis.since else x
        if left >= ends and left + text_width(label) <= canvas.width:
            canvas.text(left, axis.base + 20, label, size=SMALL, tone="soft")
            canvas.take(left - 2, axis.base + 6, left + text_width(label, SMALL) + 2, axis.base + BELOW_YEARS)
            ends = left + text_width(label) + BETWEEN_YEARS
    return axis.base + BELOW_YEARS


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


def words_at(axis: TimeAxis, event: Event, room: float, most: int) -> list[Placed]:
    """The words of an event, as wide as this at most, right of its line or (what comes second) left of it."""
    x = axis.x_of(event.date)
    lines = [*wrap(event.name, min(room, axis.right - axis.left), SMALL, most=most), days_of(event)]
    wide = max(text_width(line, SMALL) for line in lines)
    lefts = [min(max(x - 4, 0), axis.right - wide), *([x + 4 - wide] if x + 4 > wide else [])]
    return [Placed(0, x, left, left + wide, lines, event) for left in lefts]


def write_under(
    canvas: Canvas, axis: TimeAxis, y: float, placed: Sequence[Placed], title_of: Callable[[Event], str]
) -> float:
    """Writes these below y, each with its line down from the axis; returns the y below."""
    rows = range(max((one.row for one in placed), default=-1) + 1)
    high = [max((len(one.lines) for one in placed if one.row == row), default=0) for row in rows]
    tops = [y + 14 + sum(16 * lines + 6 for lines in high[:row]) for row in (*rows, len(rows))]
    for one in placed:
        is_clear = canvas.is_free(Box(one.x - 1, axis.base + 6, one.x + 1, y))  # of a year, through which no line runs
        canvas.path(f"M{one.x:.1f} {axis.base + 6 if is_clear else y:.1f}V{tops[one.row] - 11:.1f}", "hair", 1)
    for one in sorted(placed, key=lambda one: one.x):
        with canvas.label("", title_of(one.event)):
            canvas.lines(one.left, tops[one.row], one.lines, 16, size=SMALL, tone="soft", halo=True)
    return tops[-1] - 6 if placed else y
