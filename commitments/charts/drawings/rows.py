"""A PeriodSeries as rows: a lying bar for each year, and below these for each period that no letter splits."""

from collections.abc import Mapping
from dataclasses import dataclass

from commitments.charts.series import Period, PeriodSeries, Segment

from .canvas import REACH, SMALL, Box, Canvas, Drawing, text_width, wrap
from .key import draw_key
from .leaders import LINE, write_leaders
from .reach import is_other, spread
from .wording import UNSPLIT, PageOf, amount_of, is_rough, spanning_words, sum_of, words_of, years_spanned

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
    left: float  # where the bars begin
    scale: float  # a euro
    row: float  # how high a row is, without words below its bar

    @property
    def thickness(self) -> float:
        return min(THICKEST, self.row - 6)


def draw_rows(name: str, series: PeriodSeries, title: str, description: str, href: PageOf, width: float) -> Drawing:
    canvas = Canvas(name, width)
    categories = series.categories if len(series.categories) > 1 else ()
    start = y = draw_key(canvas, 13, categories, series.stages, is_rough(series)) - 4
    brackets = series.unsplit if len(series.unsplit) <= BRACKETS else ()
    left = LABEL + CHANNEL * len(brackets)
    sums = max((text_width(sum_of(series, period), bold=True) for period in series.periods), default=0)
    scale = (width - left - sums - 10) / max(series.highest_eur, 1)
    sheet = _Sheet(canvas, series, href, left, scale, ROW if len(series.periods) <= MANY else LOW_ROW)
    top: float = y
    places: dict[Period, tuple[float, float]] = {}
    for period in series.periods:
        if period == next(iter(series.unsplit), None):
            canvas.line(left, start, left, y, "axis")
            y = top = _head_of_periods(canvas, left, y + 8)
        _write_period(canvas, period, y + sheet.row / 2)
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


def _write_period(canvas: Canvas, period: Period, middle: float) -> None:
    if period.is_one_year:
        canvas.text(0, middle + 5, period.label, bold=True)
    else:
        canvas.text(0, middle - 2, f"{period.year}-", bold=True)
        canvas.text(0, middle + 14, str(period.end_year), bold=True)


def _draw_row(sheet: _Sheet, period: Period, y: float) -> float:
    """Draws the bar of one year or period with its words; returns the y below."""
    canvas, series, middle = sheet.canvas, sheet.series, y + sheet.row / 2
    if series.period_total(period):
        spots = _draw_bar(sheet, period, middle)
        end = max(begin + length for _, begin, length in spots)
        canvas.text(end + 8, middle + 5, sum_of(series, period), bold=True)
        bottom = middle + sheet.thickness / 2
        below = _write_below(sheet, spots, bottom)
    else:
        canvas.text(sheet.left + 8, middle + 5, series.nothing_at(period), size=SMALL, tone="soft")
        bottom = below = 0
    y = bottom + 8 + LINE * below if below else y + sheet.row
    spanning = spanning_words(series, period)
    if spanning:
        lines = wrap(spanning, canvas.width - sheet.left - 8, SMALL)
        y = canvas.lines(sheet.left + 8, y + 5, lines, LINE, size=SMALL, tone="soft") - 1
    return y


def _draw_bar(sheet: _Sheet, period: Period, middle: float) -> list[Spot]:
    canvas, thickness = sheet.canvas, sheet.thickness
    top, at = middle - thickness / 2, sheet.left
    segments = sheet.series.of(period)
    lengths = [segment.amount_eur * sheet.scale for segment in segments]
    spots: list[Spot] = []
    for segment, length, (low, high) in zip(segments, lengths, spread(lengths, canvas.width, at), strict=True):
        with canvas.point(sheet.href(segment), words_of(segment)):
            wavy = "right" if segment.precision != "exact" else None
            fill = segment.category.colour, segment.stage
            canvas.fill(at + 0.5, top, max(length - 1, 1), thickness, *fill, wavy=wavy)
            if is_other(low, high, at, length) or thickness < THICKEST:
                canvas.reach(Box(low, middle - REACH / 2, high, middle + REACH / 2))
        spots.append((segment, at, length))
        at += length
    return spots


def _write_below(sheet: _Sheet, spots: list[Spot], bottom: float) -> int:
    """Writes each amount in its segment or, with a line to it, below the bar; returns how many stand below."""
    if len(spots) == 1:
        return 0  # its amount is the sum beside it
    below: list[tuple[str, float]] = []
    for segment, begin, length in spots:
        amount, fill = amount_of(segment), (segment.category.colour, segment.stage)
        if text_width(amount, SMALL) + 8 <= length:
            middle = bottom - sheet.thickness / 2 + 5
            sheet.canvas.text_on(*fill, begin + length / 2, middle, amount, size=SMALL, anchor="middle")
        elif segment.amount_eur >= LABELLED * sheet.series.highest_eur:
            below.append((f"{segment.category.short_name} {amount}", begin + length / 2))
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
