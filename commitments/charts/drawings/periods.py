"""Bars of a PeriodSeries: columns where there is room for them, else a row for each year or period."""

from commitments.charts.series import PeriodSeries

from .canvas import NARROW, WIDE, Drawing, text_width
from .columns import AXIS, draw_columns, slots_of
from .rows import draw_rows
from .wording import PageOf, PageOfPeriod, nothing, sum_of

NARROWEST_SLOT = 80  # a column of less than this has no room for its own total


def draw_wide(
    name: str, series: PeriodSeries, title: str, href: PageOf = nothing, page_of: PageOfPeriod = nothing
) -> Drawing:
    """Columns, or rows where the years are too many. `href` gives the page of a segment, `page_of` that of a year."""
    sums = max((text_width(sum_of(series, period), bold=True) + 6 for period in series.periods), default=0)
    if (WIDE - AXIS) / slots_of(series) < max(NARROWEST_SLOT, sums):
        return draw_rows(name, series, title, describe(series), href, page_of, WIDE)
    return draw_columns(name, series, title, describe(series), href, page_of)


def draw_narrow(
    name: str,
    series: PeriodSeries,
    title: str,
    href: PageOf = nothing,
    page_of: PageOfPeriod = nothing,
    width: float = NARROW,
) -> Drawing:
    return draw_rows(name, series, title, describe(series), href, page_of, width)


def describe(series: PeriodSeries) -> str:
    """The chart in words, for who cannot see it."""
    told = [f"{period.label}: {sum_of(series, period) or series.nothing_at(period)}" for period in series.periods]
    return f"Staven per jaar of periode. {'; '.join(told)}. De tabel bij de grafiek heeft elk bedrag."
