"""What the overview says before any chart: an answer in a sentence, a list of categories, what each letter adds."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from commitments.precision import Sum, combined

from .labels import UNDIVIDED, CategoryLabel, Period
from .periods import PeriodSeries

if TYPE_CHECKING:  # a series needs no database
    from commitments.querysets import Share


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


def with_share(letters: Iterable[OfLetter], shares: Iterable["Share"]) -> list[tuple[OfLetter, Sum | None]]:
    """(letter, what it adds to the total); None for one that adds nothing."""
    by_letter: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for share in shares:
        by_letter[share.letter].append((share.amount_eur, share.precision))
    return [(letter, Sum.of(by_letter[letter.slug]) if letter.slug in by_letter else None) for letter in letters]
