"""A PeriodSeries as rows: a lying bar for each year, and below these for each period that no letter splits."""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass

from commitments.charts.series import Period, PeriodSeries, Segment

from .canvas import FIRST, LEAST_NARROW, REACH, SMALL, Box, Canvas, Drawing, text_width, wrap
from .key import draw_key
from .leaders import LINE, Leader, write_leaders
from .reach import clear_of_words
from .wording import (
    UNSPLIT,
    PageOf,
    PageOfPeriod,
    amount_of,
    is_rough,
    link_of_period,
    link_of_sum,
    spanning_words,
    sum_of,
    words_of,
    years_spanned,
)

ROW, LOW_ROW, THICKEST = 48, 32, 28  # how high a row is, where there are many, and the bar in it
MANY = 12  # years
LABEL, CHANNEL = 50, 11  # before the bars: room for a year, and for a bracket
BRACKETS = 3  # more are not drawn
LABELLED = 0.02  # of the axis: what is as long as this has its amount in it or below it

Spot = tuple[Segment, float, float]  # a segment, where it begins, how long it is


@dataclass
class _Sheet:
    """What all rows have in common."""

    canvas: Canvas
    series: PeriodSeries
    href: PageOf
    page_of: PageOfPeriod
    left: float  # where the bars begin
    scale: float  # a euro
    row: float  # how high a row is, without words below its bar

    @property
    def thickness(self) -> float:
        return min(THICKEST, self.row - 6)


def draw_rows(
    name: str,
    series: PeriodSeries,
    title: str,
    description: str,
    href: PageOf,
    page_of: PageOfPeriod,
    width: float,
) -> Drawing:
    canvas = Canvas(name, width)
    start = y = draw_key(canvas, FIRST, series.categories, series.stages, is_rough(series)) - 4
    brackets = series.unsplit if len(series.unsplit) <= BRACKETS else ()
    left = LABEL + CHANNEL * len(brackets)
    sums = max((text_width(sum_of(series, period), bold=True) for period in series.periods), default=0)
    scale = (width - left - sums - 10) / max(series.highest_eur, 1)
    sheet = _Sheet(canvas, series, href, page_of, left, scale, ROW if len(series.periods) <= MANY else LOW_ROW)
    top: float = y
    places: dict[Period, tuple[float, float]] = {}
    for period in series.periods:
        if period == next(iter(series.unsplit), None):
            canvas.line(left, start, left, y, "axis")
            y = top = _head_of_periods(canvas, left, y + 8)
        _write_period(sheet, period, y + sheet.row / 2)
        places[period] = y, _draw_row(sheet, period, y)
        y = places[period][1]
    _draw_brackets(sheet, brackets, places)
    canvas.line(left, top, left, y, "axis")
    area = Box(left, start, left + max(series.highest_eur, 1) * scale, y)
    middles = {period: (begin + sheet.row / 2, sheet.thickness) for period, (begin, _) in places.items()}
    return canvas.drawing(y + 6, title, description, [area], middles)


def _head_of_periods(canvas: Canvas, left: float, y: float) -> float:
    canvas.line(left, y, canvas.width, y)
    lines = wrap(f"Voor meer jaren samen, {UNSPLIT}", canvas.width - left - 8, SMALL)
    return canvas.lines(left + 8, y + 18, lines, LINE, size=SMALL, tone="soft") - 8


def _write_period(sheet: _Sheet, period: Period, middle: float) -> None:
    """The name of a year or period, which leads to it."""
    canvas, high = sheet.canvas, min(REACH, sheet.row)
    with canvas.label(*link_of_period(sheet.series, period, sheet.page_of)):
        if period.is_one_year:
            canvas.text(0, middle + 5, period.label, bold=True)
        else:
            canvas.text(0, middle - 2, f"{period.year}-", bold=True)
            canvas.text(0, middle + 14, str(period.end_year), bold=True)
        canvas.reach(Box(0, middle - high / 2, LABEL - 8, middle + high / 2))


def _draw_row(sheet: _Sheet, period: Period, y: float) -> float:
    """Draws the bar of one year or period with its words; returns the y below."""
    canvas, series, middle = sheet.canvas, sheet.series, y + sheet.row / 2
    if series.period_total(period):
        spots = _draw_bar(sheet, period, middle)
        bottom = middle + sheet.thickness / 2
        below = _write_below(sheet, spots, bottom)
    else:
        canvas.text(sheet.left + 8, middle + 5, series.nothing_at(period), size=SMALL, tone="soft")
        bottom = below = 0
    y = bottom + 11 + LINE * below if below else y + sheet.row
    spanning = spanning_words(series, period)
    if spanning:
        lines = wrap(spanning, canvas.width - sheet.left - 8, SMALL)
        y = canvas.lines(sheet.left + 8, y + 5, lines, LINE, size=SMALL, tone="soft") - 1
    return y


def _draw_bar(sheet: _Sheet, period: Period, middle: float) -> list[Spot]:
    """Draws a bar with its sum beside it."""
    canvas, thickness = sheet.canvas, sheet.thickness
    top, at = middle - thickness / 2, sheet.left
    segments = sheet.series.of(period)
    lengths = [segment.amount_eur * sheet.scale for segment in segments]
    spots: list[Spot] = []
    total = sum_of(sheet.series, period)
    spans, is_clear = clear_of_words(lengths, canvas.width, text_width(total, bold=True) + 12, LEAST_NARROW, at)
    for segment, length, (low, high) in zip(segments, lengths, spans, strict=True):
        with canvas.point(sheet.href(segment), words_of(segment)):
            wavy = "right" if segment.precision != "exact" else None
            fill = segment.category.colour, segment.stage
            canvas.fill(at + 0.5, top, max(length - 1, 1), thickness, *fill, wavy=wavy)
            canvas.reach(Box(low, middle - REACH / 2, high, middle + REACH / 2))
        spots.append((segment, at, length))
        at += length
    _write_sum(sheet, period, max(at, spans[-1][1]) if is_clear and len(spots) > 1 else at, middle, is_clear)
    return spots


def _write_sum(sheet: _Sheet, period: Period, end: float, middle: float, is_clear: bool) -> None:
    """The sum beside its bar, which opens the note of the one amount or that of all."""
    canvas, words = sheet.canvas, sum_of(sheet.series, period)
    link = link_of_sum(sheet.series, period, sheet.href, sheet.page_of)
    with canvas.words(*link) if is_clear else nullcontext():
        canvas.text(end + 8, middle + 5, words, bold=True)
        if is_clear:
            right = end + 12 + text_width(words, bold=True)
            canvas.reach(Box(end + 2, middle - REACH / 2, right, middle + REACH / 2))


def _write_below(sheet: _Sheet, spots: list[Spot], bottom: float) -> int:
    """Writes each amount in its segment or, with a line to it, below the bar; returns how many stand below."""
    if len(spots) == 1:
        return 0  # its amount is the sum beside it
    below: list[Leader] = []
    for segment, begin, length in spots:
        amount, fill = amount_of(segment), (segment.category.colour, segment.stage)
        if text_width(amount, SMALL) + 8 <= length:
            middle = bottom - sheet.thickness / 2 + 5
            sheet.canvas.text_on(*fill, begin + length / 2, middle, amount, size=SMALL, anchor="middle")
        elif segment.amount_eur >= LABELLED * sheet.series.highest_eur:
            words = f"{segment.category.short_name} {amount}"
            below.append(Leader(words, begin + length / 2, sheet.href(segment), words_of(segment)))
    return write_leaders(sheet.canvas, below, bottom, sheet.left + 2)


def _draw_brackets(sheet: _Sheet, brackets: tuple[Period, ...], places: Mapping[Period, tuple[float, float]]) -> None:
    """Beside the years that an unsplit period spans a bracket that leads to its row."""
    for number, period in enumerate(reversed(brackets)):
        covered = years_spanned(sheet.series, period)
        if covered:
            x = LABEL + CHANNEL * number - 4
            first, last = places[covered[0]][0] + 5, places[covered[-1]][1] - 5
            to = places[period][0] + sheet.row / 2
            sheet.canvas.path(f"M{x + 6} {first:.1f}h-6V{last:.1f}h6")
            sheet.canvas.line(x, last, x, to, "soft", dash="2 4")
            sheet.canvas.line(x, to, sheet.left, to, "soft", dash="2 4")
