"""What the overview says before any chart: an answer in a sentence, a list of categories, what each letter changed."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from commitments.precision import Sum, combined

from .labels import UNDIVIDED, CategoryLabel, Period
from .periods import PeriodSeries

if TYPE_CHECKING:  # a series needs no database
    from commitments.querysets import Movement


@dataclass(frozen=True)
class Bar:
    """One category in a list of bars; its amount is None where nothing of it counts."""

    category: CategoryLabel
    amount: Sum | None
    is_known: bool  # some letter by then has an amount, counting or not
    percent: int  # of the longest bar; only for drawing


def bars(by_period: PeriodSeries, categories: Iterable[CategoryLabel], known: Collection[str]) -> list[Bar]:
    """A Bar for each of these categories, also for one of which nothing counts. `known` are the slugs with an amount."""
    amounts = {category.slug: by_period.of_category(category).total for category in by_period.categories}
    longest = max((amount.amount_eur for amount in amounts.values()), default=1)
    return [
        Bar(
            category,
            amount := amounts.get(category.slug),
            category.slug in known,
            amount.amount_eur * 100 // longest if amount else 0,
        )
        for category in categories
    ]


@dataclass(frozen=True)
class Answer:
    """What the overview says in a sentence, before any chart."""

    total: Sum
    largest: tuple[CategoryLabel, ...]  # more than one where they are equal
    largest_amount: Sum  # of each
    is_all: bool  # there is no other category
    undivided: Sum | None  # what is reserved and for no purpose yet
    unsplit: list[tuple[Period, Sum]]


def answer(by_period: PeriodSeries, undivided: str = UNDIVIDED) -> Answer | None:
    """The Answer of a PeriodSeries; None where there is no amount at all."""
    if not by_period.segments:
        return None
    highest = max(by_period.category_total(category) for category in by_period.categories)
    largest = tuple(one for one in by_period.categories if by_period.category_total(one) == highest)
    rest = [category for category in by_period.categories if category.slug == undivided]
    return Answer(
        total=by_period.total,
        largest=largest,
        largest_amount=Sum(
            highest, combined(part.precision for part in by_period.segments if part.category in largest)
        ),
        is_all=len(by_period.categories) == 1,
        undivided=by_period.of_category(rest[0]).total if rest else None,
        unsplit=by_period.unsplit_totals(),
    )


class HasSlug(Protocol):
    slug: str


OfLetter = TypeVar("OfLetter", bound=HasSlug)


def with_change(letters: Iterable[OfLetter], movements: Iterable["Movement"]) -> list[tuple[OfLetter, Sum | None]]:
    """(letter, by how much it changed the total, less than nothing where it lowered it); None for one that did not."""
    changes = changes_by_letter(movements)
    return [(letter, changes.get(letter.slug)) for letter in letters]


def changes_by_letter(movements: Iterable["Movement"]) -> dict[str, Sum]:
    """By how much each letter, by its slug, changed the total: those that did."""
    return _net(movements, lambda movement: movement.letter)


def changes_by_kind(movements: Iterable["Movement"]) -> dict[str, Sum]:
    """By how much the movements of one letter changed the total, by the kind of what it did: "new", or that of a change."""
    return _net(movements, lambda movement: movement.kind)


def by_letter(movements: Iterable["Movement"]) -> dict[str, list["Movement"]]:
    """The movements of each letter, by its slug; of one that made none an empty list."""
    found: dict[str, list[Movement]] = defaultdict(list)
    for movement in movements:
        found[movement.letter].append(movement)
    return found


def net(movements: Iterable["Movement"]) -> Sum:
    """What these movements make together. As exact as what did not stay as it was."""
    return _net(movements, lambda movement: "").get("", Sum(0))


def _net(movements: Iterable["Movement"], key: Callable[["Movement"], str]) -> dict[str, Sum]:
    """What movements make together by their key, where that is anything. As exact as what did not stay as it was."""
    found: dict[str, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for movement in movements:
        found[key(movement)][movement.category, movement.precision] += movement.amount_eur
    sums = {
        name: Sum.of((euros, precision) for (_, precision), euros in changed.items() if euros)
        for name, changed in found.items()
    }
    return {name: one for name, one in sums.items() if one.amount_eur}
