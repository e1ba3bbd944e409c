"""The total as it came to be, letter by letter."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from commitments.precision import Sum, combined

from .labels import CategoryLabel, LetterLabel

if TYPE_CHECKING:  # a series needs no database
    from commitments.querysets import Movement

# a date, each category with its total, their sum, what changed, and the letters that changed it
RunningRow = tuple[datetime.date, list[tuple[CategoryLabel, Sum]], Sum, Sum, tuple[LetterLabel, ...]]


@dataclass(frozen=True)
class Event:
    """A day that did not change this total, but without which the chart is not understood."""

    date: datetime.date
    name: str
    is_outside: bool = False  # whether it brought money that was not chosen
    since: datetime.date | None = None  # of several letters together, of which `date` is that of the newest


INVASION = Event(datetime.date(2022, 2, 24), "Grootschalige Russische inval")


@dataclass(frozen=True)
class RunningTotal:
    """The total of each category after each date on which one changed; `steps[slug]` runs beside `dates`."""

    dates: tuple[datetime.date, ...]
    categories: tuple[CategoryLabel, ...]
    steps_eur: dict[str, tuple[int, ...]] = field(hash=False)
    # those that changed it
    letters: dict[datetime.date, tuple[LetterLabel, ...]] = field(default_factory=dict, hash=False)
    events: tuple[Event, ...] = ()
    precisions: dict[tuple[str, datetime.date], str] = field(default_factory=dict, hash=False)
    # how exact is what changed on each date
    changes: dict[datetime.date, str] = field(default_factory=dict, hash=False)
    each: str = ""  # "elke maand": its dates are the last of each on which something changed; empty where they are all

    def precision(self, category: CategoryLabel, date: datetime.date) -> str:
        """How exact the total of a category is after this date."""
        return self.precisions.get((category.slug, date), "exact")

    def rows(self) -> list[RunningRow]:
        """The table: for each date (category, its total) in their order, their sum, what changed, and by which letters."""
        rows: list[RunningRow] = []
        before = 0
        for place, date in enumerate(self.dates):
            amounts = [
                (category, Sum(self.steps_eur[category.slug][place], self.precision(category, date)))
                for category in self.categories
            ]
            total = Sum.of((amount.amount_eur, amount.precision) for _, amount in amounts)
            change = Sum(total.amount_eur - before, self.changes.get(date, "exact"))
            rows.append((date, amounts, total, change, self.letters.get(date, ())))
            before = total.amount_eur
        return rows

    @property
    def total_eur(self) -> int:
        return sum(steps[-1] for steps in self.steps_eur.values())

    @cached_property
    def highest_eur(self) -> int:
        return max((total.amount_eur for _, _, total, _, _ in self.rows()), default=0)

    @cached_property
    def since(self) -> datetime.date:
        return min([*self.dates, *(event.date for event in self.events)])

    @cached_property
    def until(self) -> datetime.date:
        """The last day that is drawn: some time after the last step, so that there is something of it to see."""
        last = max([*self.dates, *(event.date for event in self.events)])
        return max(last, self.dates[-1] + max((last - self.since) / 12, datetime.timedelta(days=30)))


def running_total(
    movements: Sequence["Movement"],
    categories: Iterable[CategoryLabel],
    letters: Sequence[LetterLabel] = (),
    outside: Collection[str] = (),
) -> RunningTotal:
    """A RunningTotal of these movements. `letters` are all letters: those that changed nothing are events. `outside` are
    the slugs of those with money that may not be among these movements."""
    changes: dict[datetime.date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    by_date: dict[datetime.date, list[Movement]] = defaultdict(list)
    for movement in movements:
        changes[movement.date][movement.category] += movement.amount_eur
        by_date[movement.date].append(movement)
    used = {movement.category for movement in movements}
    shown = tuple(category for category in categories if category.slug in used)
    steps: dict[str, list[int]] = defaultdict(list)
    so_far: dict[str, int] = defaultdict(int)
    for date in sorted(changes):
        for category in shown:
            so_far[category.slug] += changes[date][category.slug]
            steps[category.slug].append(so_far[category.slug])
    quiet = [
        Event(letter.date, letter.name, letter.slug in outside) for letter in letters if letter.date not in changes
    ]
    if any(letter.date >= INVASION.date for letter in letters):
        quiet.append(INVASION)
    loud: dict[datetime.date, list[LetterLabel]] = {date: [] for date in sorted(changes)}
    for letter in letters:
        if letter.date in loud:
            loud[letter.date].append(letter)
    return RunningTotal(
        precisions=_precisions(by_date),
        changes={date: _precision_of_change(by_date[date]) for date in changes},
        dates=tuple(sorted(changes)),
        categories=shown,
        steps_eur={slug: tuple(amounts) for slug, amounts in steps.items()},
        letters={date: tuple(found) for date, found in loud.items()} if letters else {},
        events=tuple(sorted(quiet, key=lambda event: (event.date, event.name))),
    )


def _precision_of_change(movements: Sequence["Movement"]) -> str:
    """How exact is what these changed, all of one date: combined of what did not stay as it was in some category."""
    changed: dict[tuple[str, str], int] = defaultdict(int)
    for movement in movements:
        changed[movement.category, movement.precision] += movement.amount_eur
    return combined(precision for (_, precision), euros in changed.items() if euros)


def _precisions(by_date: Mapping[datetime.date, Sequence["Movement"]]) -> dict[tuple[str, datetime.date], str]:
    """How exact the total of each category is after each date: combined of what then counts in it."""
    found = {}
    standing: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for date in sorted(by_date):
        for movement in by_date[date]:
            standing[movement.category][movement.precision] += movement.amount_eur
        for slug, amounts in standing.items():
            found[slug, date] = combined(precision for precision, euros in amounts.items() if euros)
    return found
