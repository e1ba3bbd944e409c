"""What the overview says before any chart: an answer in a sentence, a list of categories, what each letter adds."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from .labels import ROUGHLY, UNDIVIDED, CategoryLabel, Period, combined, sum_or_none
from .periods import PeriodSeries

if TYPE_CHECKING:  # a series needs no database
    from commitments.querysets import Share


@dataclass(frozen=True)
class Bar:
    """One category in a list of bars; None where nothing of it counts."""

    category: CategoryLabel
    amount_eur: int | None
    is_known: bool  # some letter by then has an amount, counting or not
    percent: int  # of the longest bar; only for drawing


def bars(by_period: PeriodSeries, categories: Iterable[CategoryLabel], known: Collection[str]) -> list[Bar]:
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


def answer(by_period: PeriodSeries, undivided: str = UNDIVIDED) -> Answer | None:
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


class HasSlug(Protocol):
    slug: str


OfLetter = TypeVar("OfLetter", bound=HasSlug)


def with_share(letters: Iterable[OfLetter], shares: Iterable["Share"]) -> list[tuple[OfLetter, int | None, str]]:
    """(letter, the euros it adds to the total, what stands before them); None euros for one that adds nothing."""
    by_letter: dict[str, list[Share]] = defaultdict(list)
    for share in shares:
        by_letter[share.letter].append(share)
    return [
        (
            letter,
            sum_or_none(share.amount_eur for share in by_letter[letter.slug]),
            ROUGHLY[combined(share.precision for share in by_letter[letter.slug])],
        )
        for letter in letters
    ]
