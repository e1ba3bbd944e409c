"""Totals shaped for a chart and its table: complete, in order, labelled. No database, no plotly.

Every amount is in whole euros. None is an empty cell, "geen bedrag in deze brieven"; it is never shown as € 0.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from commitments import palette
from ukrainesteun.years import period_label

UNDIVIDED = "undivided"  # the slug of the category of what is reserved and not divided yet
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


@dataclass(frozen=True)
class CategoryLabel:
    """What a chart needs to know of a category."""

    slug: str
    name: str
    short_name: str
    colour: str  # a key of the palette


@dataclass(frozen=True)
class LetterLabel:
    """What a chart needs to know of a letter."""

    slug: str
    name: str  # its short title
    designation: str  # "Kamerstuk 36 045, nr. 171"
    date: datetime.date


STAGES = ("geleverd", "toegewezen", "gereserveerd", "aangekondigd")  # the surest first, as they stack


def combined(precisions):
    """The precision of a sum: exact where all are, "at least" or "at most" where the others are that, else circa."""
    others = set(precisions) - {"exact"}
    return others.pop() if len(others) == 1 else "circa" if others else "exact"


ROUGHLY = {"exact": "", "circa": "circa ", "at-least": "ten minste ", "at-most": "ten hoogste "}


@dataclass(frozen=True)
class Segment:
    """The euros of one category in one year or period that are in one stage: a piece of a bar."""

    period: Period
    category: CategoryLabel
    stage: str
    precision: str
    amount_eur: int


@dataclass(frozen=True)
class PeriodSeries:
    """Euros by year or period and by category. Each year has its place, also one without an amount."""

    periods: tuple[Period, ...]
    categories: tuple[CategoryLabel, ...]
    segments: tuple[Segment, ...]  # by period, then category, then stage, as they stack

    @cached_property
    def _by_cell(self):
        cells = defaultdict(list)
        for segment in self.segments:
            cells[segment.period, segment.category.slug].append(segment)
        return cells

    @cached_property
    def _by_period(self):
        periods = defaultdict(list)
        for segment in self.segments:
            periods[segment.period].append(segment)
        return periods

    def of(self, period):
        """The segments of one year or period, in the order in which they stack."""
        return self._by_period.get(period, [])

    def amount(self, period, category):
        return _sum(segment.amount_eur for segment in self._by_cell.get((period, category.slug), []))

    def period_total(self, period):
        return _sum(segment.amount_eur for segment in self.of(period))

    def category_total(self, category):
        return _sum(self.amount(period, category) for period in self.periods)

    def precision(self, period):
        """Whether the total of a year or period is exact, as the precision of a sum."""
        return combined(segment.precision for segment in self.of(period))

    @property
    def roughly(self):
        """What stands before the total: "circa ", or nothing for an exact one."""
        return ROUGHLY[combined(segment.precision for segment in self.segments)]

    @property
    def total_eur(self):
        return sum(segment.amount_eur for segment in self.segments)

    @cached_property
    def highest_eur(self):
        return max((self.period_total(period) or 0 for period in self.periods), default=0)

    @property
    def stages(self):
        """The stages that occur, the surest first."""
        found = {segment.stage for segment in self.segments}
        return tuple(stage for stage in STAGES if stage in found)

    @property
    def years(self):
        return tuple(period for period in self.periods if period.is_one_year)

    @property
    def unsplit(self):
        return tuple(period for period in self.periods if not period.is_one_year)

    def unsplit_totals(self):
        """(period, euros, what stands before them) for each period that the letters do not split."""
        return [(period, self.period_total(period), ROUGHLY[self.precision(period)]) for period in self.unsplit]

    def rows(self):
        """The table: each year or period, (category, euros, what stands before them) in the order of the categories,
        their sum and what stands before it, and their stages.
        """
        return [
            (
                period,
                [
                    (category, self.amount(period, category), self._roughly(period, category))
                    for category in self.categories
                ],
                self.period_total(period),
                ROUGHLY[self.precision(period)],
                tuple(stage for stage in STAGES if any(segment.stage == stage for segment in self.of(period))),
            )
            for period in self.periods
        ]

    def _roughly(self, period, category):
        return ROUGHLY[combined(segment.precision for segment in self._by_cell.get((period, category.slug), []))]

    def category_totals(self):
        """(euros, what stands before them) for each category."""
        return [(self.category_total(category), self.of_category(category).roughly) for category in self.categories]

    def of_category(self, category):
        """The same years and periods, with one category."""
        return PeriodSeries(
            self.periods,
            (category,),
            tuple(segment for segment in self.segments if segment.category == category),
        )


def _sum(amounts):
    amounts = [amount for amount in amounts if amount is not None]
    return sum(amounts) if amounts else None


def by_period(shares, categories, first_year=FIRST_YEAR, last_year=LAST_YEAR):
    """A PeriodSeries of these shares: first each year in turn, then the periods that the letters do not split.

    Only categories with an amount are in it, in the order given. Delivered and reserved are not the same, so a bar
    keeps its stages apart.
    """
    place = {category.slug: (number, category) for number, category in enumerate(categories)}
    cells = defaultdict(list)
    for share in shares:
        number, category = place[share.category]
        cells[Period(share.year, share.end_year), number, category, STAGES.index(share.stage)].append(share)
    segments = tuple(
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
    periods = {segment.period for segment in segments}
    one_year = [period.year for period in periods if period.is_one_year]
    years = range(min([first_year, *one_year]), max([last_year, *one_year]) + 1)
    used = {segment.category for segment in segments}
    return PeriodSeries(
        periods=(*(Period(year, year) for year in years), *sorted(p for p in periods if not p.is_one_year)),
        categories=tuple(category for category in categories if category in used),
        segments=segments,
    )


@dataclass(frozen=True)
class Event:
    """A day that changed no total, but without which the chart is not understood."""

    date: datetime.date
    name: str


INVASION = Event(datetime.date(2022, 2, 24), "Grootschalige Russische inval")


@dataclass(frozen=True)
class RunningTotal:
    """The total of each category after each date on which one changed; `steps[slug]` runs beside `dates`."""

    dates: tuple[datetime.date, ...]
    categories: tuple[CategoryLabel, ...]
    steps_eur: dict[str, tuple[int, ...]] = field(hash=False)
    letters: dict[datetime.date, tuple[LetterLabel, ...]] = field(
        default_factory=dict, hash=False
    )  # those that changed it
    events: tuple[Event, ...] = ()

    def rows(self):
        """The table: for each date (category, its total) in their order, their sum, what changed, and by which letters."""
        totals = [sum(steps[place] for steps in self.steps_eur.values()) for place in range(len(self.dates))]
        return [
            (
                date,
                [(category, self.steps_eur[category.slug][place]) for category in self.categories],
                totals[place],
                totals[place] - (totals[place - 1] if place else 0),
                self.letters.get(date, ()),
            )
            for place, date in enumerate(self.dates)
        ]

    @property
    def total_eur(self):
        return sum(steps[-1] for steps in self.steps_eur.values())

    @property
    def letter_count(self):
        return sum(len(letters) for letters in self.letters.values())

    @cached_property
    def highest_eur(self):
        return max((total for _, _, total, _, _ in self.rows()), default=0)

    @property
    def since(self):
        return min([*self.dates, *(event.date for event in self.events)])

    @property
    def until(self):
        """The last day that is drawn: some time after the last step, so that there is something of it to see."""
        last = max([*self.dates, *(event.date for event in self.events)])
        return max(last, self.dates[-1] + max((last - self.since) / 12, datetime.timedelta(days=30)))


def running_total(movements, categories, letters=()):
    """A RunningTotal of these movements. `letters` are all letters: those that changed nothing are events."""
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
    quiet = [Event(letter.date, letter.name) for letter in letters if letter.date not in changes]
    if any(letter.date >= INVASION.date for letter in letters):
        quiet.append(INVASION)
    return RunningTotal(
        tuple(sorted(changes)),
        shown,
        {slug: tuple(amounts) for slug, amounts in steps.items()},
        {date: tuple(letter for letter in letters if letter.date == date) for date in sorted(changes)}
        if letters
        else {},
        tuple(sorted(quiet, key=lambda event: (event.date, event.name))),
    )


@dataclass(frozen=True)
class Flow:
    """Euros that one letter promised for one category in one year or period: own shares only."""

    letter: LetterLabel
    category: CategoryLabel
    period: Period
    amount_eur: int
    precision: str = "exact"

    @property
    def roughly(self):
        """What stands before the euros: "circa ", or nothing for an exact amount."""
        return ROUGHLY[self.precision]


def flows(shares, categories, letters):
    """The Flows of these shares, the letters in the order given; empty ones are left out."""
    by_slug = {category.slug: category for category in categories}
    amounts = defaultdict(list)
    for share in shares:
        amounts[share.letter, share.category, Period(share.year, share.end_year)].append(share)
    order = {letter.slug: (number, letter) for number, letter in enumerate(letters)}
    return [
        Flow(order[slug][1], by_slug[category], period, amount, combined(share.precision for share in found))
        for (slug, category, period), found in sorted(
            amounts.items(), key=lambda flow: (order[flow[0][0]][0], categories.index(by_slug[flow[0][1]]), flow[0][2])
        )
        if (amount := sum(share.amount_eur for share in found))
    ]


@dataclass(frozen=True)
class Slice:
    """One part of a whole, or (with `url` empty) what is left of the whole."""

    name: str
    url: str
    colour: str  # a key of the palette
    amount_eur: int


@dataclass(frozen=True)
class Whole:
    """An amount as its slices, the largest first and what is not divided last; they add up to it."""

    name: str
    precision: str
    slices: tuple[Slice, ...]

    @property
    def amount_eur(self):
        return sum(piece.amount_eur for piece in self.slices)

    def rows(self):
        """The table: each slice with its share of the whole, in tenths of a per cent, rounded."""
        return [(piece, (piece.amount_eur * 2000 + self.amount_eur) // (2 * self.amount_eur)) for piece in self.slices]


UNDIVIDED_NAME = "niet over de onderdelen verdeeld"


def whole_of_commitment(whole, parts, own_share_eur):
    """A commitment as its parts that count and what is left; None for one without parts."""
    found = [Slice(part.title, part.get_absolute_url(), part.category.colour, part.amount_eur) for part in parts]
    if not found:
        return None
    found.sort(key=lambda piece: -piece.amount_eur)
    if own_share_eur:
        found.append(Slice(UNDIVIDED_NAME, "", palette.HATCHED, own_share_eur))
    return Whole(whole.title, whole.precision, tuple(found))


def whole_of_total(by_period, urls=None, undivided=UNDIVIDED):
    """The total as its categories, what is reserved but not divided last. `urls` gives each category's page by slug."""
    found = [
        (
            category.slug == undivided,
            -by_period.category_total(category),
            Slice(
                category.name, (urls or {}).get(category.slug, ""), category.colour, by_period.category_total(category)
            ),
        )
        for category in by_period.categories
    ]
    return Whole(
        "Alles samen",
        combined(segment.precision for segment in by_period.segments),
        tuple(piece for *_, piece in sorted(found, key=lambda one: one[:2])),
    )


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
    unsplit: list[tuple[Period, int, str]]
    roughly: str  # "circa " and the like, before the total


def answer(by_period, undivided=UNDIVIDED):
    """The Answer of a PeriodSeries; None where there is no amount at all."""
    if not by_period.segments:
        return None
    largest = max(by_period.categories, key=by_period.category_total)
    return Answer(
        total_eur=by_period.total_eur,
        since=min(segment.period.year for segment in by_period.segments),
        largest=largest,
        largest_eur=by_period.category_total(largest),
        undivided_eur=sum(segment.amount_eur for segment in by_period.segments if segment.category.slug == undivided),
        unsplit=by_period.unsplit_totals(),
        roughly=by_period.roughly,
    )


def with_share(letters, shares):
    """(letter, the euros it adds to the total, what stands before them); None euros for one that adds nothing."""
    by_letter = defaultdict(list)
    for share in shares:
        by_letter[share.letter].append(share)
    return [
        (
            letter,
            _sum(share.amount_eur for share in by_letter[letter.slug]),
            ROUGHLY[combined(share.precision for share in by_letter[letter.slug])],
        )
        for letter in letters
    ]
