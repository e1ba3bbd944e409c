"""Bars of a PeriodSeries: columns where there is room for them, else a row for each year or period."""

from collections.abc import Callable, Mapping
from typing import Any

from commitments.charts.series import ROUGHLY, CategoryLabel, Period, PeriodSeries, Segment
from ukrainesteun.money import format_euro

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
from .scale import plain, round_steps

UNSPLIT = "niet per jaar verdeeld"
SHORT_PREFIX = {"exact": "", "circa": "ca. ", "at-least": "min. ", "at-most": "max. "}

AXIS, TOP, PLOT = 64, 34, 300  # of columns: room for the axis, above the bars, and for the bars
NARROWEST_SLOT = 80  # a column of less than this has no room for its own total
BAR = 0.62  # of a slot


PageOf = Callable[[Segment], str]  # the page of a segment
Drawn = list[tuple[Segment, float, float]]  # a segment, its top, its height


def nothing(_: object) -> str:
    return ""


def draw_wide(name: str, series: PeriodSeries, title: str, href: PageOf = nothing) -> Drawing:
    """Columns, or rows where the years are too many. `href` gives the page of a segment."""
    slots = len(series.periods) + bool(series.unsplit)
    sums = max((text_width(sum_of(series, period), bold=True) + 6 for period in series.periods), default=0)
    if (WIDE - AXIS) / slots < max(NARROWEST_SLOT, sums):
        return _rows(name, series, title, href, WIDE)
    return _columns(name, series, title, href)


def draw_narrow(name: str, series: PeriodSeries, title: str, href: PageOf = nothing, width: float = NARROW) -> Drawing:
    return _rows(name, series, title, href, width)


def describe(series: PeriodSeries) -> str:
    """The chart in words, for who cannot see it."""
    told = [f"{period.label}: {sum_of(series, period) or series.nothing_at(period)}" for period in series.periods]
    return f"Staven per jaar of periode. {'; '.join(told)}. De tabel bij de grafiek heeft elk bedrag."


def sum_of(series: PeriodSeries, period: Period) -> str:
    """The total of a year or period as it stands at its bar: "ca. 1,18 mld"; nothing where there is none."""
    total = series.period_total(period)
    return f"{SHORT_PREFIX[series.precision(period)]}{plain(total)}" if total else ""


def amount_of(segment: Segment) -> str:
    """A segment's amount as it stands in or beside it: "ca. 1 mld"."""
    return f"{SHORT_PREFIX[segment.precision]}{plain(segment.amount_eur)}"


def words_of(segment: Segment) -> str:
    """A segment for who points at it."""
    amount = f"{ROUGHLY[segment.precision]}{format_euro(segment.amount_eur)}"
    return f"{segment.category.name}, {segment.period.label}: {amount} ({segment.stage})"


def _columns(name: str, series: PeriodSeries, title: str, href: PageOf) -> Drawing:
    canvas = Canvas(name, WIDE)
    slot = (WIDE - AXIS) / (len(series.periods) + bool(series.unsplit))
    places = {period: AXIS + slot * number for number, period in enumerate(series.years)}
    apart = AXIS + slot * (len(series.years) + 1)
    places |= {period: apart + slot * number for number, period in enumerate(series.unsplit)}
    ticks = round_steps(series.highest_eur)
    base, scale = TOP + PLOT, PLOT / max(series.highest_eur, 1)
    for tick in ticks:
        y = base - tick * scale
        if tick > series.highest_eur:
            continue
        if tick:
            canvas.grid(AXIS, WIDE, y)
        canvas.text(AXIS - 10, y + 5, plain(tick) if tick else "0", size=SMALL, tone="soft", anchor="end")
    canvas.text(AXIS - 10, TOP - 20, "euro", size=SMALL, tone="soft", anchor="end")
    bars = {}
    for period, left in places.items():
        bars[period] = _column(canvas, series, period, left, slot, base, scale, href)
    middles = {period: (left + slot / 2, slot * BAR) for period, left in places.items()}
    named = _names(canvas, bars, middles, base)
    canvas.line(AXIS, base, WIDE, base, "axis")
    for period, left in places.items():
        canvas.text(left + slot / 2, base + 22, period.label, bold=True, anchor="middle")
        if not period.is_one_year:
            canvas.lines(
                left + slot / 2, base + 38, wrap(UNSPLIT, slot - 6, SMALL), 15, size=SMALL, tone="soft", anchor="middle"
            )
    if series.unsplit:
        middle = apart - slot / 2
        canvas.line(middle, TOP - 24, middle, base + 30, dash="2 4")
    y = _brackets(canvas, series, places, slot, base + 36)
    y = canvas.key(
        max(y, base + (76 if series.unsplit else 42)) + 12,
        series.categories if set(series.categories) - named else (),
        series.stages if len(series.stages) > 1 else (),
        any(segment.precision != "exact" for segment in series.segments),
    )
    return canvas.drawing(y - 8, title, describe(series), [Box(AXIS, TOP, WIDE, base)], middles, is_upright=True)


def _write_sum(canvas: Canvas, words: str, middle: float, width: float, top: float, base: float) -> None:
    """Writes the sum above its column, and keeps other words away from both."""
    canvas.text(middle, top - 9, words, bold=True, anchor="middle")
    half = max(width, text_width(words, bold=True)) / 2
    canvas.take(middle - width / 2 - 2, top, middle + width / 2 + 2, base)
    canvas.take(middle - half - 2, top - 26, middle + half + 2, top)


def _say_that_there_is_none(canvas: Canvas, words: str, left: float, slot: float, base: float) -> None:
    lines = wrap(words, slot - 8, SMALL)
    first = base - 8 - 15 * (len(lines) - 1)
    canvas.lines(left + slot / 2, first, lines, 15, size=SMALL, tone="soft", anchor="middle")
    canvas.take(left, base - 8 - 15 * len(lines), left + slot, base)


def _column(
    canvas: Canvas,
    series: PeriodSeries,
    period: Period,
    left: float,
    slot: float,
    base: float,
    scale: float,
    href: PageOf,
) -> Drawn:
    """Draws the column of one year or period; returns the (segment, its top, its height) it is made of."""
    middle, width = left + slot / 2, slot * BAR
    total = series.period_total(period)
    if not total:
        _say_that_there_is_none(canvas, series.nothing_at(period), left, slot, base)
        return []
    drawn: Drawn = []
    below = 0
    for segment in series.of(period):
        height = segment.amount_eur * scale
        top = base - (below + segment.amount_eur) * scale
        with canvas.point(href(segment), words_of(segment)):
            shown = max(height - 1, 1)  # a hairline of paper between two segments, and no amount too small to see
            wavy = "top" if segment.precision != "exact" else None
            canvas.fill(
                middle - width / 2,
                base - below * scale - shown,
                width,
                shown,
                segment.category.colour,
                segment.stage,
                wavy=wavy,
            )
        drawn.append((segment, top, height))
        below += segment.amount_eur
    _write_sum(canvas, sum_of(series, period), middle, width, base - total * scale, base)
    return drawn


def _names(
    canvas: Canvas, bars: Mapping[Period, Drawn], middles: Mapping[Period, tuple[float, float]], base: float
) -> set[CategoryLabel]:
    """Writes amounts into the segments and, once, each category's name where it fits; returns the categories named."""
    named: set[CategoryLabel] = set()
    highest: dict[CategoryLabel, tuple[float, Segment]] = {}
    for drawn in bars.values():
        for segment, _, height in drawn:
            if segment.category not in highest or height > highest[segment.category][0]:
                highest[segment.category] = height, segment
    bearers = {category: segment for category, (_, segment) in highest.items()}
    for period, drawn in bars.items():
        _write_inside(canvas, drawn, *middles[period], bearers, named)
    for period, drawn in bars.items():
        _write_beside(canvas, drawn, *middles[period], bearers, named, base)
    return named


def _write_inside(
    canvas: Canvas,
    drawn: Drawn,
    middle: float,
    width: float,
    bearers: Mapping[CategoryLabel, Segment],
    named: set[CategoryLabel],
) -> None:
    """Writes each amount into its segment, and above it the category's name in the segment that bears it."""
    for segment, top, height in drawn:
        if height < 19:
            continue
        fill = segment.category.colour, segment.stage
        style: dict[str, Any] = {"size": SMALL, "anchor": "middle"}
        name, amount, down = segment.category.short_name, amount_of(segment), 5
        is_bearer = bearers[segment.category] is segment
        if is_bearer and height >= 38 and text_width(name, SMALL, bold=True) <= width - 6:
            canvas.text_on(*fill, middle, top + height / 2 - 3, name, bold=True, **style)
            named.add(segment.category)
            down = 13
        elif len(drawn) == 1:
            continue  # its amount is the sum above it
        if text_width(amount, SMALL) <= width - 6:
            canvas.text_on(*fill, middle, top + height / 2 + down, amount, **style)


def _write_beside(
    canvas: Canvas,
    drawn: Drawn,
    middle: float,
    width: float,
    bearers: Mapping[CategoryLabel, Segment],
    named: set[CategoryLabel],
    base: float,
) -> None:
    """Writes the names that did not fit to the right of the column, with a line to the segment, where there is room."""
    right, floor = middle + width / 2 + 6, base - 2
    for segment, top, height in drawn:
        if segment.category in named or bearers[segment.category] is not segment:
            continue
        y = min(top + height / 2 + 4, floor)
        amount = "" if height >= 19 else f" {amount_of(segment)}"
        for text in dict.fromkeys((f"{segment.category.short_name}{amount}", segment.category.short_name)):
            box = Box(right, y - 13, right + text_width(text, SMALL), y + 3)
            if box.right < WIDE and box.top >= 0 and canvas.is_free(box) and top + height / 2 - y < 40:
                canvas.line(right - 5, top + height / 2, right - 1, y - 4, "soft")
                canvas.text(right + 1, y, text, size=SMALL)
                canvas.take(box.left, box.top, box.right, box.bottom)
                named.add(segment.category)
                floor = y - 16
                break


def _brackets(canvas: Canvas, series: PeriodSeries, places: Mapping[Period, float], slot: float, y: float) -> float:
    """Under the years that an unsplit period spans a bracket with its amount; returns the y below."""
    for period in series.unsplit:
        covered = [year for year in series.years if period.year <= year.year <= period.end_year]
        if not covered:
            continue
        left, right = places[covered[0]] + 8, places[covered[-1]] + slot - 8
        # an end that lies beyond the years on the axis stays open
        start = f"M{left:.1f} {y}v7" if period.year == covered[0].year else f"M{left:.1f} {y + 7}"
        canvas.path(f"{start}H{right:.1f}{'v-7' if period.end_year == covered[-1].year else ''}")
        words = f"{period.label} samen nog {sum_of(series, period)}"
        middle = (left + right) / 2
        half = text_width(words, SMALL) / 2
        canvas.text(max(middle, half), y + 23, words, size=SMALL, tone="soft", anchor="middle")
        y += 34
    return y


ROW, THICKEST = 46, 26  # of rows: how high one is, and the bar in it
LABEL, CHANNEL = 50, 11  # before the bars: room for a year, and for a bracket


def _rows(name: str, series: PeriodSeries, title: str, href: PageOf, width: float) -> Drawing:
    canvas = Canvas(name, width)
    y = canvas.key(
        13,
        series.categories if len(series.categories) > 1 else (),
        series.stages if len(series.stages) > 1 else (),
        any(segment.precision != "exact" for segment in series.segments),
    )
    start = top = y
    row = ROW if len(series.periods) <= 12 else 32
    brackets = series.unsplit if len(series.unsplit) <= 3 else ()
    left = LABEL + CHANNEL * len(brackets)
    sums = max((text_width(sum_of(series, period), bold=True) for period in series.periods), default=0)
    scale = (width - left - sums - 10) / max(series.highest_eur, 1)
    places = {}
    for period in series.periods:
        if period == next(iter(series.unsplit), None):
            canvas.line(left, start, left, y, "axis")
            y += 8
            canvas.line(0, y, width, y)
            canvas.text(0, y + 18, f"Voor meer jaren samen, {UNSPLIT}", size=SMALL, tone="soft")
            y += 26
            top = y
        places[period] = y
        if period.is_one_year:
            canvas.text(0, y + row / 2 + 5, period.label, bold=True)
        else:
            canvas.text(0, y + row / 2 - 2, f"{period.year}-", bold=True)
            canvas.text(0, y + row / 2 + 14, str(period.end_year), bold=True)
        _row(canvas, series, period, left, y, row, scale, href)
        y += row
    for number, period in enumerate(brackets):
        covered = [places[year] for year in series.years if period.year <= year.year <= period.end_year]
        if covered:
            x = LABEL + CHANNEL * number - 4
            canvas.path(f"M{x + 6} {covered[0] + 5:.1f}h-6V{covered[-1] + row - 5:.1f}h6")
    canvas.line(left, top, left, y, "axis")
    area = Box(left, start, left + max(series.highest_eur, 1) * scale, y)
    middles = {period: (top + row / 2, min(THICKEST, row - 6)) for period, top in places.items()}
    return canvas.drawing(y + 6, title, describe(series), [area], middles)


def _row(
    canvas: Canvas,
    series: PeriodSeries,
    period: Period,
    left: float,
    y: float,
    row: float,
    scale: float,
    href: PageOf,
) -> None:
    total = series.period_total(period)
    thickness = min(THICKEST, row - 6)
    top = y + (row - thickness) / 2
    if not total:
        canvas.text(left + 8, y + row / 2 + 5, series.nothing_at(period), size=SMALL, tone="soft")
        return
    before = 0
    for segment in series.of(period):
        x, wide = left + before * scale, segment.amount_eur * scale
        with canvas.point(href(segment), words_of(segment)):
            wavy = "right" if segment.precision != "exact" else None
            canvas.fill(x + 0.5, top, max(wide - 1, 1), thickness, segment.category.colour, segment.stage, wavy=wavy)
        amount = amount_of(segment)
        if len(series.of(period)) > 1 and text_width(amount, SMALL) + 8 <= wide:
            fill = segment.category.colour, segment.stage
            canvas.text_on(*fill, x + wide / 2, y + row / 2 + 5, amount, size=SMALL, anchor="middle")
        before += segment.amount_eur
    at = left + total * scale + 8
    canvas.text(at, y + row / 2 + 5, sum_of(series, period), bold=True)
    shared = [other for other in series.unsplit if other.year <= period.year <= other.end_year]
    if period.is_one_year and shared:
        at += text_width(sum_of(series, period), bold=True) + 8
        words = f"+ deel van {' en '.join(sum_of(series, other) for other in shared)}"
        if at + text_width(words, SMALL) <= canvas.width:
            canvas.text(at, y + row / 2 + 5, words, size=SMALL, tone="soft")
