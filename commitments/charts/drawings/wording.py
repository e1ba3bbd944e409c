"""How the amounts of a PeriodSeries are told, in a drawing and to who points at one."""

from collections.abc import Callable

from commitments.charts.series import Period, PeriodSeries, Segment, Sum

UNSPLIT = "niet per jaar verdeeld"

PageOf = Callable[[Segment], str]  # the page of a segment
PageOfPeriod = Callable[..., str]  # (period, category): the page of a year or period, of one category or of all


def nothing(*_: object) -> str:
    """The page of what leads nowhere."""
    return ""


def sum_of(series: PeriodSeries, period: Period) -> str:
    """The total of a year or period as it stands at its bar: "ca. 1,18 mld"; nothing where there is none."""
    total = series.sum_at(period)
    return total.in_drawing if total else ""


def amount_of(segment: Segment) -> str:
    """A segment's amount as it stands in or beside it: "ca. 1 mld"."""
    return segment.amount.in_drawing


def words_of(segment: Segment) -> str:
    """A segment for who points at it."""
    return f"{segment.category.name}, {segment.period.label}: {segment.amount.full} ({segment.stage})"


def words_of_sum(series: PeriodSeries, period: Period) -> str:
    """All of a year or period for who points at it."""
    return f"{period.label}: {(series.sum_at(period) or Sum(0)).full} samen"


def link_of_sum(series: PeriodSeries, period: Period, href: PageOf, page_of: PageOfPeriod) -> tuple[str, str]:
    """(page, words) of the total at a bar: those of its one segment, or of all of them together."""
    found = series.of(period)
    return (href(found[0]), words_of(found[0])) if len(found) == 1 else (page_of(period), words_of_sum(series, period))


def link_of_period(series: PeriodSeries, period: Period, page_of: PageOfPeriod) -> tuple[str, str]:
    """(page, words) of the name of a year or period; no page where it has no amount here."""
    if series.of(period):
        return page_of(period), f"Alles voor {period.label}"
    return "", f"{period.label}: {series.nothing_at(period)}"


def is_rough(series: PeriodSeries) -> bool:
    """Whether an amount in it is not exact."""
    return any(segment.precision != "exact" for segment in series.segments)


def spanning_words(series: PeriodSeries, year: Period) -> str:
    """What each year says that an unsplit period spans: "+ deel van 2024-2026", the name of its bar and not its amount;
    nothing for another year or a period."""
    spanning = [other.label for other in series.unsplit if year in years_spanned(series, other) and series.of(other)]
    if not spanning or not year.is_one_year:
        return ""
    *first, last = spanning
    return f"+ deel van {', '.join(first)} en {last}" if first else f"+ deel van {last}"


def years_spanned(series: PeriodSeries, period: Period) -> list[Period]:
    """The years on the axis that an unsplit period spans."""
    return [year for year in series.years if period.year <= year.year <= period.end_year]
