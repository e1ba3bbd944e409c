"""Small multiples of a PeriodSeries: one category a panel, all on one scale."""

from collections.abc import Mapping
from dataclasses import dataclass

from commitments.charts.series import NO_AMOUNT, CategoryLabel, Period, PeriodSeries, Segment, Sum

from .canvas import (
    NARROW,
    SMALL,
    WIDE,
    Box,
    Canvas,
    Drawing,
    text_width,
    wrap,
)
from .key import draw_key
from .leaders import LINE, Leader, lines_of, write_leaders
from .reach import spread
from .wording import PageOf, amount_of, is_rough, nothing, spanning_words, words_of

TWO_COLUMNS = 520  # from this width on
ROW, GAP = 30, 30  # how high a year is, without words below its bar; between panels
LABELLED = 0.02  # of the axis: what is as long as this has its amount in it, beside it or below it
DASH = "–"


def draw_wide(name: str, series: PeriodSeries, title: str, href: PageOf = nothing) -> Drawing:
    return _panels(name, series, title, href, WIDE, columns=3)


def draw_narrow(name: str, series: PeriodSeries, title: str, href: PageOf = nothing, width: float = NARROW) -> Drawing:
    return _panels(name, series, title, href, width, columns=2 if width >= TWO_COLUMNS else 1)


def describe(series: PeriodSeries) -> str:
    """The chart in words, for who cannot see it."""
    told = [f"{category.name} {series.of_category(category).total.in_drawing}" for category in series.categories]
    return f"Een paneel per categorie, alle op één schaal. Samen: {'; '.join(told)}. De tabel heeft elk bedrag."


def highest(series: PeriodSeries) -> int:
    """The longest bar of all panels, in euros."""
    amounts = [series.amount(period, category) or 0 for period in series.periods for category in series.categories]
    return max(amounts, default=0)


def has_dash(series: PeriodSeries) -> bool:
    """Whether a dash stands in some panel, for NO_AMOUNT."""
    return any(
        _words_at(series, period, category)[:1] == [DASH] for period in series.periods for category in series.categories
    )


@dataclass(frozen=True)
class _Sheet:
    """What all panels have in common."""

    canvas: Canvas
    series: PeriodSeries
    href: PageOf
    room: float  # how wide a panel is
    label: float  # room in it for the name of a year
    scale: float  # a euro

    def segments(self, period: Period, category: CategoryLabel) -> list[Segment]:
        return _segments(self.series, period, category)

    def told_below(self, period: Period, category: CategoryLabel, left: float) -> list[Leader]:
        """The amounts that stand below the bar of a panel that begins here, for they do not fit in it."""
        found = self.segments(period, category)
        told, x = [], left + self.label
        for segment in found if len(found) > 1 else ():
            wide = segment.amount_eur * self.scale
            is_seen = segment.amount_eur >= LABELLED * highest(self.series)
            if is_seen and not _fits(segment, wide):
                told.append(Leader(amount_of(segment), x + wide / 2, self.href(segment), words_of(segment)))
            x += wide
        return told

    def words(self, period: Period, category: CategoryLabel) -> list[str]:
        """The lines of words at a year."""
        first, *rest = _words_at(self.series, period, category)
        room = self.room - self.label - 8
        return [
            *([first] if self.segments(period, category) else wrap(first, room, SMALL)),
            *(line for words in rest for line in wrap(words, room, SMALL)),
        ]

    def height(self, period: Period, category: CategoryLabel) -> float:
        """How high a year is, with what stands below its bar."""
        words = self.words(period, category)
        lines = lines_of(self.told_below(period, category, 0), self.label, self.room)
        return ROW + LINE * (lines + max(len(words) - 1, 0))


def _panels(name: str, series: PeriodSeries, title: str, href: PageOf, width: float, columns: int) -> Drawing:
    canvas = Canvas(name, width)
    columns = max(min(columns, len(series.categories)), 1)
    room = (width - GAP * (columns - 1)) / columns
    label = text_width("2024-2026", SMALL) + 8
    sums = max(
        text_width(_sum_of(series, period, row), SMALL) for period in series.periods for row in series.categories
    )
    sheet = _Sheet(canvas, series, href, room, label, (room - label - sums - 8) / max(highest(series), 1))
    top: float = 0
    areas: list[Box] = []
    places: dict[tuple[CategoryLabel, Period], tuple[float, float]] = {}
    for start in range(0, len(series.categories), columns):
        row = series.categories[start : start + columns]
        heads = [wrap(category.name, room - 90, bold=True, most=2) for category in row]
        head = 12 + 18 * max(len(lines) for lines in heads)
        heights = {period: max(sheet.height(period, category) for category in row) for period in series.periods}
        bottom = top + head + sum(heights.values())
        for column, (category, lines) in enumerate(zip(row, heads, strict=True)):
            left = column * (room + GAP)
            canvas.line(left, top + 1, left + room, top + 1, "axis")
            canvas.lines(left, top + 21, lines, bold=True)
            canvas.text(left + room, top + 21, series.of_category(category).total.in_drawing, bold=True, anchor="end")
            places |= _panel(sheet, category, left, top + head, heights)
            areas.append(Box(left + label, top + head, left + label + max(highest(series), 1) * sheet.scale, bottom))
        top = bottom + 22
    top = draw_key(canvas, top + 8, series.categories, series.stages, is_rough(series)) - 10
    return canvas.drawing(top, title, describe(series), areas, places)


def _panel(
    sheet: _Sheet, category: CategoryLabel, left: float, top: float, heights: Mapping[Period, float]
) -> dict[tuple[CategoryLabel, Period], tuple[float, float]]:
    """Draws a year of these heights after the other; returns the middle and thickness of the bar of each."""
    canvas, start, y = sheet.canvas, left + sheet.label, top
    places: dict[tuple[CategoryLabel, Period], tuple[float, float]] = {}
    for period, high in heights.items():
        found = sheet.segments(period, category)
        canvas.text(left, y + 19, period.label, size=SMALL, tone="ink" if found else "soft")
        words = sheet.words(period, category)
        if found:
            _draw_bar(sheet, period, category, start, y)
            told = sheet.told_below(period, category, left)
            below = write_leaders(canvas, told, y + ROW - 2, start, left + sheet.room)
            canvas.lines(start + 6, y + 23 + LINE * (below + 1), words[1:], LINE, size=SMALL, tone="soft")
        else:
            canvas.lines(start + 6, y + 19, words, LINE, size=SMALL, tone="soft")
        places[category, period] = y + ROW / 2 + 0.5, ROW - 9
        y += high
    canvas.line(start, top + 2, start, y, "soft")
    return places


def _draw_bar(sheet: _Sheet, period: Period, category: CategoryLabel, x: float, y: float) -> None:
    """Draws the bar of a year, from x, with each amount that fits in it and their sum beside it."""
    canvas, found = sheet.canvas, sheet.segments(period, category)
    lengths = [segment.amount_eur * sheet.scale for segment in found]
    for segment, wide, (low, high) in zip(found, lengths, spread(lengths, canvas.width, x), strict=True):
        fill = category.colour, segment.stage
        with canvas.point(sheet.href(segment), words_of(segment)):
            wavy = "right" if segment.precision != "exact" else None
            canvas.fill(x, y + 5, max(wide, 1), ROW - 9, *fill, wavy=wavy)
            canvas.reach(Box(low, y, high, y + ROW))
        if len(found) > 1 and _fits(segment, wide):
            canvas.text_on(*fill, x + wide / 2, y + 20, amount_of(segment), size=SMALL, anchor="middle")
        x += wide
    words = _sum_of(sheet.series, period, category)
    if len(found) == 1:
        with canvas.words(sheet.href(found[0]), words_of(found[0])):
            canvas.text(x + 6, y + 19, words, size=SMALL)
            canvas.reach(Box(x + 2, y, x + 10 + text_width(words, SMALL), y + ROW))
    else:
        canvas.text(x + 6, y + 19, words, size=SMALL)


def _fits(segment: Segment, wide: float) -> bool:
    return text_width(amount_of(segment), SMALL) + 10 <= wide


def _segments(series: PeriodSeries, period: Period, category: CategoryLabel) -> list[Segment]:
    return [segment for segment in series.of(period) if segment.category == category]


def _words_at(series: PeriodSeries, period: Period, category: CategoryLabel) -> list[str]:
    """The lines at a year in a panel: its amount or why there is none, and what is for several years of which it is one."""
    spanning = spanning_words(series.of_category(category), period)
    here = _sum_of(series, period, category) or series.nothing_at(period, category)
    if here == NO_AMOUNT:
        return [spanning or DASH]
    return [here, spanning] if spanning else [here]


def _sum_of(series: PeriodSeries, period: Period, category: CategoryLabel) -> str:
    """The amount of a year or period as it stands at its bar: "ca. 180 mln"; nothing where there is none."""
    found = _segments(series, period, category)
    return Sum.of((segment.amount_eur, segment.precision) for segment in found).in_drawing if found else ""
