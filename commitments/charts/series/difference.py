"""From the total on one day to that on another: what was new, what became more or less, what moved, what was withdrawn."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commitments.precision import Sum

from .overview import net

if TYPE_CHECKING:  # a series needs no database
    from commitments.querysets import Movement

MOVED = ("moved-in-time", "transferred", "split", "merged")  # the kinds of change that conserve
STEPS = {
    "new": "nieuw geld",
    "more": "meer dan eerder",
    "less": "minder dan eerder",
    "moved": "verschoven",
    "withdrawn": "vervallen",
}


@dataclass(frozen=True)
class Step:
    """One of STEPS: by how much it changed the total, and the total after it."""

    name: str
    change: Sum
    total_eur: int

    @property
    def total(self) -> Sum:
        return Sum(self.total_eur)

    @property
    def words(self) -> str:
        return STEPS[self.name]


@dataclass(frozen=True)
class Difference:
    """From the total after `since` (None is before the first letter) to that after `until` (None is after the newest)."""

    since: datetime.date | None
    until: datetime.date | None
    begin: Sum
    steps: tuple[Step, ...]
    end: Sum
    turnover: Sum  # what got another year or another category; that changes no total

    @property
    def change(self) -> Sum:
        return Sum.of((step.change.amount_eur, step.change.precision) for step in self.steps if step.change.amount_eur)


def difference(
    movements: Iterable["Movement"], since: datetime.date | None, until: datetime.date | None = None
) -> Difference:
    """The Difference that these movements make: all up to `until`, for those up to `since` are what it begins with."""
    found = [movement for movement in movements if until is None or movement.date <= until]
    before = [movement for movement in found if since is not None and movement.date <= since]
    after = [movement for movement in found if since is None or movement.date > since]
    together: dict[tuple[str, str], list[Movement]] = defaultdict(list)
    for movement in after:
        together[movement.letter, movement.kind].append(movement)
    changes: dict[str, list[Sum]] = defaultdict(list)
    for (_, kind), moved in together.items():
        change = net(moved)
        changes[_step_of(kind, change.amount_eur)].append(change)
    begin, end = net(before), net(found)
    steps, total_eur = [], begin.amount_eur
    for name in STEPS:
        change = Sum.of((one.amount_eur, one.precision) for one in changes[name] if one.amount_eur)
        total_eur += change.amount_eur
        steps.append(Step(name, change, total_eur))
    return Difference(since, until, begin, tuple(steps), end, _turnover(after))


def _step_of(kind: str, change_eur: int) -> str:
    if kind in MOVED:
        return "moved"
    if kind == "withdrawn" or (kind == "new" and change_eur > 0):
        return kind
    return "more" if change_eur > 0 else "less"


def _turnover(movements: Iterable["Movement"]) -> Sum:
    """What came to another year or category, of changes that conserve: of each letter what it added there."""
    places: dict[tuple[str, str, int, int], list[Movement]] = defaultdict(list)
    for movement in movements:
        if movement.kind in MOVED:
            places[movement.letter, movement.category, movement.year, movement.end_year].append(movement)
    changes = [net(moved) for moved in places.values()]
    return Sum.of((change.amount_eur, change.precision) for change in changes if change.amount_eur > 0)
