"""Euros by year or period and by category."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from commitments.precision import Sum, combined

from .labels import STAGES, CategoryLabel, Period, sum_or_none

if TYPE_CHECKING:  # a series needs no database
    from commitments.querysets import Share

NO_AMOUNT, OUTSIDE, LEFT_OUT = "geen bedrag in deze brieven", "valt buiten deze keuze", "telt niet mee"
NONE_OF_IT = "geen bedrag"  # of the category that was chosen: the letters may have money for something else
LEFT_OUT_HERE = "telt hier niet mee"  # of one category: it may be left out, or count with its parts in another
AXIS_BEGIN, AXIS_END = 2022, 2026  # the years that the site is about; data outside them widens the axis

Cell = tuple[Period, str]  # and the slug of a category
PeriodRow = tuple[Period, list[tuple[CategoryLabel, Sum | None]], Sum | None, list[tuple[str, Sum]]]


@dataclass(frozen=True)
class Segment:
    """The euros of one category in one year or period that are in one stage: a piece of a bar."""

    period: Period
    category: CategoryLabel
    stage: str
    precision: str
    amount_eur: int

    @property
    def amount(self) -> Sum:
        return Sum(self.amount_eur, self.precision)


@dataclass(frozen=True)
class PeriodSeries:
    """Euros by year or period and by category. Each year has its place, also one without an amount."""

    periods: tuple[Period, ...]
    categories: tuple[CategoryLabel, ...]
    segments: tuple[Segment, ...]  # by period, then category, then stage, as they stack
    cells_outside: frozenset[Cell] = frozenset()  # with an amount in the letters, chosen or not
    cells_left_out: frozenset[Cell] = frozenset()  # with an amount that was chosen, counting or not
    chosen_category: str = ""  # the slug of the one that a reader, or the page, chose

    @cached_property
    def _by_cell(self) -> dict[tuple[Period, str], list[Segment]]:
        cells: dict[tuple[Period, str], list[Segment]] = defaultdict(list)
        for segment in self.segments:
            cells[segment.period, segment.category.slug].append(segment)
        return cells

    @cached_property
    def _by_period(self) -> dict[Period, list[Segment]]:
        periods: dict[Period, list[Segment]] = defaultdict(list)
        for segment in self.segments:
            periods[segment.period].append(segment)
        return periods

    def of(self, period: Period) -> list[Segment]:
        """The segments of one year or period, in the order in which they stack."""
        return self._by_period.get(period, [])

    def amount(self, period: Period, category: CategoryLabel) -> int | None:
        return sum_or_none(segment.amount_eur for segment in self._by_cell.get((period, category.slug), []))

    def nothing_at(self, period: Period, category: CategoryLabel | None = None) -> str:
        """What stands where a year or period has no amount here, or none of this category."""
        slug = category.slug if category else ""
        if period in _periods_of(self.cells_left_out, slug):
            return LEFT_OUT if category is None else LEFT_OUT_HERE
        if self._is_outside(period, slug or self.chosen_category):
            return OUTSIDE
        return NONE_OF_IT if self._is_outside(period, slug) else NO_AMOUNT

    def _is_outside(self, period: Period, slug: str) -> bool:
        """Whether the letters have an amount at this year or period, of this category; "" is all. Of several years that
        are shown together, none is outside."""
        shown = {other for other in _periods_of(self._by_cell, slug) if not other.is_one_year}
        return any(_is_in(period, other) for other in _periods_of(self.cells_outside, slug) - shown)

    @property
    def outside(self) -> set[Period]:
        """The years and periods with an amount in the letters of which nothing was chosen."""
        return {period for period in self.periods if not self.of(period) and self.nothing_at(period) == OUTSIDE}

    @property
    def left_out(self) -> set[Period]:
        """Those of which something was chosen that does not count."""
        return {period for period in self.periods if not self.of(period) and self.nothing_at(period) == LEFT_OUT}

    def period_total(self, period: Period) -> int | None:
        return sum_or_none(segment.amount_eur for segment in self.of(period))

    def category_total(self, category: CategoryLabel) -> int:
        return sum(self.amount(period, category) or 0 for period in self.periods)

    def sum_at(self, period: Period) -> Sum | None:
        """The total of a year or period, with how sure it is; None where it has no amount."""
        return _sum_of(self.of(period))

    @property
    def total_eur(self) -> int:
        return sum(segment.amount_eur for segment in self.segments)

    @property
    def total(self) -> Sum:
        """All of it, with how sure it is."""
        return _sum_of(self.segments) or Sum(0)

    @cached_property
    def highest_eur(self) -> int:
        return max((self.period_total(period) or 0 for period in self.periods), default=0)

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages that occur, the surest first."""
        found = {segment.stage for segment in self.segments}
        return tuple(stage for stage in STAGES if stage in found)

    @property
    def years(self) -> tuple[Period, ...]:
        return tuple(period for period in self.periods if period.is_one_year)

    @property
    def unsplit(self) -> tuple[Period, ...]:
        return tuple(period for period in self.periods if not period.is_one_year)

    def unsplit_totals(self) -> list[tuple[Period, Sum]]:
        """(period, its amount) for each period that the letters do not split."""
        return [(period, self.sum_at(period) or Sum(0)) for period in self.unsplit]

    def rows(self) -> list[PeriodRow]:
        """The table: each year or period, (category, its amount) in the order of the categories, their sum, and (stage,
        what is in it), the surest first. None is where there is no amount.
        """
        return [
            (
                period,
                [(category, _sum_of(self._by_cell.get((period, category.slug), []))) for category in self.categories],
                self.sum_at(period),
                self._stages_of(period),
            )
            for period in self.periods
        ]

    def _stages_of(self, period: Period) -> list[tuple[str, Sum]]:
        found = ((stage, _sum_of([one for one in self.of(period) if one.stage == stage])) for stage in STAGES)
        return [(stage, amount) for stage, amount in found if amount]

    def category_totals(self) -> list[tuple[CategoryLabel, Sum]]:
        """(category, its total) for each category."""
        return [(category, self.of_category(category).total) for category in self.categories]

    def of_category(self, category: CategoryLabel) -> "PeriodSeries":
        """The same years and periods, with one category."""
        return PeriodSeries(
            self.periods,
            (category,),
            tuple(segment for segment in self.segments if segment.category == category),
            self.cells_outside,
            self.cells_left_out,
            self.chosen_category,
        )


def by_period(
    shares: Iterable["Share"],
    categories: Sequence[CategoryLabel],
    first_year: int = AXIS_BEGIN,
    last_year: int = AXIS_END,
    outside: Iterable[tuple[int, int, str]] = (),
    left_out: Iterable[tuple[int, int, str]] = (),
    chosen_category: str = "",
) -> PeriodSeries:
    """A PeriodSeries of these shares: first each year in turn, then the periods that the letters do not split.

    Only categories with an amount are in it, in the order given. Delivered and reserved are not the same, so a bar
    keeps its stages apart. `outside` are the (year, end year, category) with an amount that may not be among these shares,
    and `left_out` those with one that was chosen and may not count.
    """
    segments = _segments(shares, categories)
    periods = {segment.period for segment in segments}
    used = {segment.category for segment in segments}
    return PeriodSeries(
        periods=_in_order(periods, first_year, last_year),
        categories=tuple(category for category in categories if category in used),
        segments=segments,
        cells_outside=frozenset((Period(year, end_year), slug) for year, end_year, slug in outside),
        cells_left_out=frozenset((Period(year, end_year), slug) for year, end_year, slug in left_out),
        chosen_category=chosen_category,
    )


def _segments(shares: Iterable["Share"], categories: Sequence[CategoryLabel]) -> tuple[Segment, ...]:
    """These shares as pieces of bars: by period, then in the order of the categories, then the surest stage first."""
    place = {category.slug: (number, category) for number, category in enumerate(categories)}
    cells: dict[tuple[Period, int, CategoryLabel, int], list[Share]] = defaultdict(list)
    for share in shares:
        number, category = place[share.category]
        cells[Period(share.year, share.end_year), number, category, STAGES.index(share.stage)].append(share)
    return tuple(
        Segment(
            period,
            category,
            STAGES[stage],
            combined(share.precision for share in found),
            sum(share.amount_eur for share in found),
        )
        for (period, number, category, stage), found in sorted(
            cells.items(), key=lambda cell: (cell[0][0], cell[0][1], cell[0][3])
        )
    )


def _sum_of(segments: Sequence[Segment]) -> Sum | None:
    """What they add up to; None where there is none."""
    return Sum.of((segment.amount_eur, segment.precision) for segment in segments) if segments else None


def _periods_of(cells: Iterable[Cell], slug: str) -> set[Period]:
    """The periods of the cells of this category; "" is all."""
    return {period for period, other in cells if slug in ("", other)}


def _is_in(period: Period, other: Period) -> bool:
    """Whether it is that period, or one of its years."""
    return period == other or (period.is_one_year and other.year <= period.year <= other.end_year)


def _in_order(periods: Iterable[Period], first_year: int, last_year: int) -> tuple[Period, ...]:
    """Each year in turn, these with an amount and those between, and then the periods of several years."""
    found = sorted(periods)
    one_year = [period.year for period in found if period.is_one_year]
    years = range(min([first_year, *one_year]), max([last_year, *one_year]) + 1)
    return (*(Period(year, year) for year in years), *(period for period in found if not period.is_one_year))
