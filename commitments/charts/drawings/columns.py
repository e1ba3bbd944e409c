"""A PeriodSeries as columns: the years, and apart from them the periods that no letter splits."""

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import product
from typing import Any

from commitments.charts.series import CategoryLabel, Period, PeriodSeries, Segment
from commitments.precision import plain_euro

from .canvas import FIRST, LEAST_WIDE, REACH, SMALL, WIDE, Box, Canvas, Drawing, text_width, wrap
from .key import draw_key
from .reach import clear_of_words, is_other
from .scale import round_steps
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

AXIS, TOP, PLOT = 66, 36, 300  # room for the axis, above the bars, and for the bars
SUM = 28  # room for the sum above a bar
BAR = 0.5  # of a slot; beside it there is room for an amount that does not fit in it
APART = 0.4  # of a slot, between the years and the periods
LABELLED = 0.02  # of the axis: what is as high as this has its amount in it or beside it
FARTHEST = 60  # how far an amount may stand from the middle of its segment

Drawn = list[tuple[Segment, float, float]]  # a segment, its top, its height


def slots_of(series: PeriodSeries) -> float:
    """How many columns wide the drawing is."""
    return len(series.periods) + (APART if series.unsplit else 0)


def draw_columns(
    name: str, series: PeriodSeries, title: str, description: str, href: PageOf, page_of: PageOfPeriod
) -> Drawing:
    canvas = Canvas(name, WIDE)
    slot = (WIDE - AXIS) / slots_of(series)
    places = {period: AXIS + slot * number for number, period in enumerate(series.years)}
    apart = AXIS + slot * (len(series.years) + APART)
    places |= {period: apart + slot * number for number, period in enumerate(series.unsplit)}
    base, scale = TOP + PLOT, PLOT / max(series.highest_eur, 1)
    _draw_axis(canvas, series, base, scale)
    middles = {period: (left + slot / 2, slot * BAR) for period, left in places.items()}
    bars = {period: _column(canvas, series, period, middles[period], slot, scale, href, page_of) for period in places}
    _write_amounts(canvas, bars, middles, base, href)
    canvas.line(AXIS, base, WIDE, base, "axis")
    if series.unsplit:
        canvas.line(apart - slot * APART / 2, TOP - 24, apart - slot * APART / 2, base + 30, dash="2 4")
    y = _write_periods(canvas, series, places, slot, base, page_of)
    y = _draw_brackets(canvas, series, places, slot, y)
    y = draw_key(canvas, y + 30, series.categories, series.stages, is_rough(series))
    return canvas.drawing(y - 10, title, description, [Box(AXIS, TOP, WIDE, base)], middles, is_upright=True)


def _draw_axis(canvas: Canvas, series: PeriodSeries, base: float, scale: float) -> None:
    for tick in round_steps(series.highest_eur):
        y = base - tick * scale
        if tick > series.highest_eur:
            continue
        if tick:
            canvas.grid(AXIS, WIDE, y)
        canvas.text(AXIS - 10, y + 5, plain_euro(tick) if tick else "0", size=SMALL, tone="soft", anchor="end")
    canvas.text(AXIS - 10, FIRST, "euro", size=SMALL, tone="soft", anchor="end")


def _column(
    canvas: Canvas,
    series: PeriodSeries,
    period: Period,
    place: tuple[float, float],
    slot: float,
    scale: float,
    href: PageOf,
    page_of: PageOfPeriod,
) -> Drawn:
    """Draws the column of one year or period; returns the (segment, its top, its height) it is made of."""
    (middle, width), base = place, TOP + PLOT
    total = series.period_total(period)
    if not total:
        _say_that_there_is_none(canvas, series.nothing_at(period), middle, slot, base)
        return []
    drawn: Drawn = []
    below = 0.0
    heights = [segment.amount_eur * scale for segment in series.of(period)]
    spans, is_clear = clear_of_words(heights, base, SUM, LEAST_WIDE)
    for segment, height, (low, high) in zip(series.of(period), heights, spans, strict=True):
        with canvas.point(href(segment), words_of(segment)):
            shown = max(height - 1, 1)  # a hairline of paper between two segments, and no amount too small to see
            wavy = "top" if segment.precision != "exact" else None
            fill = segment.category.colour, segment.stage
            canvas.fill(middle - width / 2, base - below - shown, width, shown, *fill, wavy=wavy)
            if is_other(low, high, below, height):
                half = max(width, REACH) / 2
                canvas.reach(Box(middle - half, base - high, middle + half, base - low))
        drawn.append((segment, base - below - height, height))
        below += height
    top = base - (max(total * scale, spans[-1][1]) if is_clear and len(drawn) > 1 else total * scale)
    _write_sum(canvas, series, period, middle, top, (href, page_of) if is_clear else None)
    canvas.take(middle - width / 2 - 2, base - total * scale, middle + width / 2 + 2, base)
    return drawn


def _write_sum(
    canvas: Canvas,
    series: PeriodSeries,
    period: Period,
    middle: float,
    top: float,
    pages: tuple[PageOf, PageOfPeriod] | None,
) -> None:
    """Writes the sum above its column, which opens the note of the one amount or that of all; keeps other words away."""
    words = sum_of(series, period)
    half = text_width(words, bold=True) / 2 + 2
    with canvas.words(*link_of_sum(series, period, *pages)) if pages else nullcontext():
        canvas.text(middle, top - 9, words, bold=True, anchor="middle")
        if pages:
            canvas.reach(Box(middle - half, top - REACH - 1, middle + half, top - 1))
    canvas.take(middle - half, top - 26, middle + half, top - 5)


def _say_that_there_is_none(canvas: Canvas, words: str, middle: float, slot: float, base: float) -> None:
    lines = wrap(words, slot - 8, SMALL)
    first = base - 8 - 15 * (len(lines) - 1)
    canvas.lines(middle, first, lines, 15, size=SMALL, tone="soft", anchor="middle")
    canvas.take(middle - slot / 2, base - 8 - 15 * len(lines), middle + slot / 2, base)


def _write_amounts(
    canvas: Canvas,
    bars: Mapping[Period, Drawn],
    middles: Mapping[Period, tuple[float, float]],
    base: float,
    href: PageOf,
) -> None:
    """Writes each amount in its segment or beside it and, once, each category's name where it fits."""
    named: set[CategoryLabel] = set()
    inside: set[Segment] = set()
    bearers = _bearers(bars.values())
    for period, drawn in bars.items():
        inside |= _write_inside(canvas, drawn, *middles[period], bearers, named)
    owed: set[CategoryLabel] = set()  # those whose bearer had no room for their name, so that the next may have it
    for period, drawn in bars.items():
        floor = base - 2.0
        for segment, top, height in drawn:
            category = segment.category
            is_bearer = category not in named and (bearers[category] == segment or category in owed)
            if is_bearer or (segment not in inside and height >= LABELLED * PLOT):
                options = _options(segment, is_bearer or len(bearers) > 1, segment not in inside)
                link = href(segment), words_of(segment)
                place = _Place(*middles[period], top + height / 2, drawn[-1][1])
                written, floor = _write_around(canvas, options, link, place, floor)
                if is_bearer:
                    (named if category.short_name in " ".join(written) else owed).add(category)


def _bearers(bars: Iterable[Drawn]) -> dict[CategoryLabel, Segment]:
    """Of each category its highest segment, which bears its name."""
    highest: dict[CategoryLabel, tuple[float, Segment]] = {}
    for drawn in bars:
        for segment, _, height in drawn:
            if segment.category not in highest or height > highest[segment.category][0]:
                highest[segment.category] = height, segment
    return {category: segment for category, (_, segment) in highest.items()}


def _write_inside(
    canvas: Canvas,
    drawn: Drawn,
    middle: float,
    width: float,
    bearers: Mapping[CategoryLabel, Segment],
    named: set[CategoryLabel],
) -> set[Segment]:
    """Writes amounts into segments, and above one the category's name if it bears that; returns what has its amount."""
    told = {segment for segment, *_ in drawn if len(drawn) == 1}  # its amount is the sum above it
    for segment, top, height in drawn:
        if height < 19:
            continue
        fill = segment.category.colour, segment.stage
        style: dict[str, Any] = {"size": SMALL, "anchor": "middle"}
        name, amount, down = segment.category.short_name, amount_of(segment), 5
        is_bearer = bearers[segment.category] == segment
        if is_bearer and height >= 38 and text_width(name, SMALL, bold=True) <= width - 4:
            canvas.text_on(*fill, middle, top + height / 2 - 3, name, bold=True, **style)
            named.add(segment.category)
            down = 13
        elif segment in told:
            continue
        if text_width(amount, SMALL) <= width - 4:
            canvas.text_on(*fill, middle, top + height / 2 + down, amount, **style)
            told.add(segment)
    return told


def _options(segment: Segment, wants_name: bool, wants_amount: bool) -> tuple[list[list[str]], list[list[str]]]:
    """The lines that a segment would have at it, the fullest first: with its category's name, and without."""
    name, amount = segment.category.short_name, amount_of(segment)
    if not wants_amount:
        return [[name], name.split(" ")], []
    named = [[f"{name} {amount}"], [name, amount]] if wants_name else []
    return named, [[amount], amount.split(" ")]  # "ca. " may stand on a line of its own


@dataclass(frozen=True)
class _Place:
    """A segment in its column: the middle of that and how wide it is, and from above its own middle and where that begins."""

    middle: float
    width: float
    at: float
    top: float


def _write_around(
    canvas: Canvas,
    options: tuple[list[list[str]], list[list[str]]],
    link: tuple[str, str],
    place: _Place,
    floor: float,
) -> tuple[list[str], float]:
    """Writes the first of these lines that have room beside the column, or, before a name is left out, above it.

    Returns what was written, and the floor of what stands above it.
    """
    named, bare = options
    for lines in named:
        if found := _write_beside(canvas, lines, link, place, floor):
            return lines, found
    if named and _write_above(canvas, named[0][0], link, place):
        return named[0], floor
    for lines in bare:
        if found := _write_beside(canvas, lines, link, place, floor):
            return lines, found
    return [], floor


def _write_beside(canvas: Canvas, lines: list[str], link: tuple[str, str], place: _Place, floor: float) -> float | None:
    """Writes these lines right of the column, or else left, with a line to the segment; None where they have no room.

    None stands below `floor`; returns the floor of what stands above them.
    """
    at, wide, rest = place.at, max(text_width(line, SMALL) for line in lines), 15 * (len(lines) - 1)
    for side, down in ((1, 0), (-1, 0), (1, 8), (1, 16), (-1, 8), (-1, 16)):
        x, last = place.middle + side * (place.width / 2 + 8), min(at + 4 + rest / 2 + down, floor)
        left, right = (x, x + wide) if side > 0 else (x - wide, x)
        box = Box(left, last - rest - 13, right, last + 3)
        is_inside = box.left >= AXIS and box.right < WIDE and box.top >= 0
        if is_inside and canvas.is_free(box) and at - last + rest < FARTHEST:
            canvas.line(x - side * 7, at, x - side * 2, last - rest / 2 - 4, "soft")
            with canvas.words(*link):
                canvas.lines(x, last - rest, lines, 15, size=SMALL, anchor="end" if side < 0 else None)
                canvas.reach(box)
            canvas.take(box.left, box.top, box.right, box.bottom)
            return box.top - 4
    return None


def _write_above(canvas: Canvas, words: str, link: tuple[str, str], place: _Place) -> bool:
    """Writes words above a column and its sum, with a line that goes round the sum to the segment; whether they have room."""
    wide, edge, at = text_width(words, SMALL), place.middle + place.width / 2 + 3, place.at
    # The sum may be wider than its column, and stands higher where that has thin segments.
    for lift, aside in product((SUM + 4, SUM + 11, SUM + 18), (6, 14, 22, 30)):
        x, last = edge + aside, place.top - lift
        left = max(max(place.middle + wide / 2, x + 4) - wide, AXIS + 2)
        box = Box(left, last - 13, left + wide, last + 3)
        boxes = box, Box(edge, at - 2, x + 2, at + 2), Box(x - 2, box.bottom, x + 2, at)
        if x < box.right < WIDE and box.top >= 0 and all(map(canvas.is_free, boxes)):
            canvas.path(f"M{edge - 2:.1f} {at:.1f}H{x:.1f}V{box.bottom:.1f}", "soft", 1)
            with canvas.words(*link):
                canvas.text(left, last, words, size=SMALL)
                canvas.reach(box)
            for one in boxes:
                canvas.take(one.left, one.top, one.right, one.bottom)
            return True
    return False


def _write_periods(
    canvas: Canvas,
    series: PeriodSeries,
    places: Mapping[Period, float],
    slot: float,
    base: float,
    page_of: PageOfPeriod,
) -> float:
    """Under each column its year or period, which leads to it, and what it shares with others; returns the y below."""
    most = 0
    for period, left in places.items():
        middle, half = left + slot / 2, max(text_width(period.label, bold=True), REACH) / 2
        with canvas.label(*link_of_period(series, period, page_of)):
            canvas.text(middle, base + 22, period.label, bold=True, anchor="middle")
            canvas.reach(Box(middle - half, base + 2, middle + half, base + 2 + REACH))
        words = spanning_words(series, period) if period.is_one_year else UNSPLIT
        if words:
            lines = wrap(words, slot - 6, SMALL)
            canvas.lines(left + slot / 2, base + 39, lines, 15, size=SMALL, tone="soft", anchor="middle")
            most = max(most, len(lines))
    return base + 28 + 15 * most


def _draw_brackets(
    canvas: Canvas, series: PeriodSeries, places: Mapping[Period, float], slot: float, y: float
) -> float:
    """From the years that an unsplit period spans a bracket that leads to its column; returns the y below."""
    top, y = y, y + 8
    for period in series.unsplit:
        covered = years_spanned(series, period)
        if not covered:
            continue
        left, right = places[covered[0]] + 8, places[covered[-1]] + slot - 8
        # an end that lies beyond the years on the axis stays open
        start = f"M{left:.1f} {y - 7}v7" if period.year == covered[0].year else f"M{left:.1f} {y}"
        canvas.path(f"{start}H{right:.1f}{'v-7' if period.end_year == covered[-1].year else ''}")
        middle = places[period] + slot / 2
        canvas.line(right, y, middle, y, "soft", dash="2 4")
        canvas.line(middle, y, middle, top, "soft", dash="2 4")
        y += 10
    return y - 8
