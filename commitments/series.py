"""Totals shaped for a chart and its table: complete, in order, labelled. No database, no plotly.

Every amount is in whole euros. None is an empty cell, "geen bedrag in deze brieven"; it is never shown as € 0.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

FIRST_YEAR, LAST_YEAR = 2022, 2026  # the years that the site is about; data outside them widens the axis


@dataclass(frozen=True, order=True)
class Period:
    """One year, or several years that the letters do not split."""

    year: int
    end_year: int

    @property
    def label(self):
        return period_label(self.year, self.end_year)

    @property
    def is_one_year(self):
        return self.year == self.end_year


def period_label(year, end_year):
    """ "2024", or "2024-2026" for a period."""
    return str(year) if year == end_year else f"{year}-{end_year}"


@dataclass(frozen=True)
class CategoryLabel:
    """What a chart needs to know of a category."""

    slug: str
    name: str
    short_name: str
    colour: str  # a key of the palette


@dataclass(frozen=True)
class PeriodSeries:
    """Euros by year or period and by category. Each year has its place, also one without an amount."""

    periods: tuple[Period, ...]
    categories: tuple[CategoryLabel, ...]
    amounts_eur: dict[tuple[Period, str], int] = field(hash=False)
    stages: dict[Period, tuple[str, ...]] = field(default_factory=dict, hash=False)  # the most euros first
    circa: frozenset[Period] = frozenset()  # with an amount that is not exact

    def amount(self, period, category):
        return self.amounts_eur.get((period, category.slug))

    def period_total(self, period):
        return _sum(self.amount(period, category) for category in self.categories)

    def category_total(self, category):
        return _sum(self.amount(period, category) for period in self.periods)

    @property
    def total_eur(self):
        return sum(self.amounts_eur.values())

    @property
    def years(self):
        return tuple(period for period in self.periods if period.is_one_year)

    @property
    def unsplit(self):
        return tuple(period for period in self.periods if not period.is_one_year)

    def unsplit_totals(self):
        """(period, euros) for each period that the letters do not split."""
        return [(period, self.period_total(period)) for period in self.unsplit]

    def rows(self):
        """The table: for each year or period its amounts in the order of the categories, their sum and their stages."""
        return [
            (
                period,
                [self.amount(period, category) for category in self.categories],
                self.period_total(period),
                self.stages.get(period, ()),
            )
            for period in self.periods
        ]

    def category_totals(self):
        return [self.category_total(category) for category in self.categories]


def _sum(amounts):
    amounts = [amount for amount in amounts if amount is not None]
    return sum(amounts) if amounts else None


def by_period(totals, categories, stages=(), circa=(), first_year=FIRST_YEAR, last_year=LAST_YEAR):
    """A PeriodSeries of these totals: first each year in turn, then the periods that the letters do not split.

    Only categories with an amount are in it, in the order given. `stages` are (year, end year, stage) rows: delivered
    and reserved are not the same, so a chart that puts them side by side says which is which. `circa` are the
    (year, end year) pairs of which some amount is not exact.
    """
    stages_of = defaultdict(list)
    for year, end_year, stage in stages:
        stages_of[Period(year, end_year)].append(stage)
    amounts = {(Period(total.year, total.end_year), total.category): total.amount_eur for total in totals}
    periods = {period for period, _ in amounts}
    one_year = [period.year for period in periods if period.is_one_year]
    years = range(min([first_year, *one_year]), max([last_year, *one_year]) + 1)
    used = {category for _, category in amounts}
    return PeriodSeries(
        periods=(*(Period(year, year) for year in years), *sorted(p for p in periods if not p.is_one_year)),
        categories=tuple(category for category in categories if category.slug in used),
        amounts_eur=amounts,
        stages={period: tuple(found) for period, found in stages_of.items()},
        circa=frozenset(Period(*years) for years in circa),
    )


@dataclass(frozen=True)
class RunningTotal:
    """The total of each category after each date on which one changed; `steps[slug]` runs beside `dates`."""

    dates: tuple[datetime.date, ...]
    categories: tuple[CategoryLabel, ...]
    steps_eur: dict[str, tuple[int, ...]] = field(hash=False)

    def rows(self):
        """The table: for each date the total of each category, and their sum."""
        return [
            (date, amounts := [self.steps_eur[category.slug][place] for category in self.categories], sum(amounts))
            for place, date in enumerate(self.dates)
        ]


def running_total(movements, categories):
    """A RunningTotal of these movements."""
    changes = defaultdict(lambda: defaultdict(int))
    for movement in movements:
        changes[movement.date][movement.category] += movement.amount_eur
    used = {movement.category for movement in movements}
    shown = tuple(category for category in categories if category.slug in used)
    steps, so_far = defaultdict(list), defaultdict(int)
    for date in sorted(changes):
        for category in shown:
            so_far[category.slug] += changes[date][category.slug]
            steps[category.slug].append(so_far[category.slug])
    return RunningTotal(tuple(sorted(changes)), shown, {slug: tuple(amounts) for slug, amounts in steps.items()})


@dataclass(frozen=True)
class Flow:
    """Euros that one letter promised for one category in one year or period: own shares only."""

    letter: str  # its short name
    letter_slug: str
    category: CategoryLabel
    period: Period
    amount_eur: int


def flows(shares, categories):
    """Flows of (letter slug, letter name, category slug, year, end year, euros) rows; empty ones are left out."""
    by_slug = {category.slug: category for category in categories}
    return [
        Flow(name, slug, by_slug[category], Period(year, end_year), amount)
        for slug, name, category, year, end_year, amount in shares
        if amount
    ]


@dataclass(frozen=True)
class Slice:
    """One part of a whole, or (with `url` empty) what is left of the whole."""

    title: str
    url: str
    colour: str  # a key of the palette
    amount_eur: int
    per_mille: int  # of the whole, at least 1; only for drawing


def slices(whole, parts, own_share_eur):
    """The whole as its parts that count, and what is not divided among them; nothing for a whole without parts."""
    found = [(part.title, part.get_absolute_url(), part.category.colour, part.amount_eur) for part in parts]
    if found and own_share_eur:
        found.append(("niet over de onderdelen verdeeld", "", whole.category.colour, own_share_eur))
    return [Slice(*facts, per_mille=max(1, facts[-1] * 1000 // whole.amount_eur)) for facts in found]


@dataclass(frozen=True)
class Bar:
    """One category in a list of bars; None where nothing of it counts."""

    category: CategoryLabel
    amount_eur: int | None
    is_known: bool  # some letter by then has an amount, counting or not
    percent: int  # of the longest bar; only for drawing


def bars(by_period, categories, known):
    """A Bar for each of these categories, also for one of which nothing counts. `known` are the slugs with an amount."""
    amounts = {category.slug: by_period.category_total(category) for category in by_period.categories}
    longest = max(amounts.values(), default=1)
    return [
        Bar(
            category,
            amounts.get(category.slug),
            category.slug in known,
            (amounts.get(category.slug) or 0) * 100 // longest,
        )
        for category in categories
    ]


@dataclass(frozen=True)
class Answer:
    """What the overview says in a sentence, before any chart."""

    total_eur: int
    since: int  # the first year with an amount
    largest: CategoryLabel
    largest_eur: int
    undivided_eur: int
    unsplit: list[tuple[Period, int]]
    highest_year: Period | None
    is_circa: bool

    @property
    def finding(self):
        """The sentence over the chart: true also where a period that is not split could change the order of the years."""
        if self.highest_year is None:
            return "Geen bedrag is voor één jaar alleen"
        if self.unsplit:
            return f"Van de losse jaren staat bij {self.highest_year.label} het hoogste bedrag"
        return f"Bij {self.highest_year.label} staat het hoogste bedrag"


def answer(by_period, undivided="undivided"):
    """The Answer of a PeriodSeries; None where there is no amount at all."""
    if not by_period.amounts_eur:
        return None
    largest = max(by_period.categories, key=by_period.category_total)
    years = [period for period in by_period.years if by_period.period_total(period)]
    highest = max(years, key=by_period.period_total, default=None)
    return Answer(
        total_eur=by_period.total_eur,
        since=min(period.year for period, _ in by_period.amounts_eur),
        largest=largest,
        largest_eur=by_period.category_total(largest),
        undivided_eur=sum(amount for (_, slug), amount in by_period.amounts_eur.items() if slug == undivided),
        unsplit=by_period.unsplit_totals(),
        highest_year=highest,
        is_circa=bool(by_period.circa),
    )


def with_share(letters, shares):
    """(letter, the euros it adds to the total) pairs; None for a letter that adds nothing. `shares` as for flows()."""
    by_letter = defaultdict(int)
    for slug, *_, amount in shares:
        by_letter[slug] += amount
    return [(letter, by_letter.get(letter.slug)) for letter in letters]
