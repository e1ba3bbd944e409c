"""From letter, by category, to year or period."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commitments.precision import Sum, combined

from .labels import CategoryLabel, LetterLabel, Period

if TYPE_CHECKING:  # a series needs no database
    from commitments.querysets import Share


@dataclass(frozen=True)
class Flow:
    """Euros that one letter promised for one category in one year or period: own shares only."""

    letter: LetterLabel
    category: CategoryLabel
    period: Period
    amount_eur: int
    precision: str = "exact"

    @property
    def amount(self) -> Sum:
        return Sum(self.amount_eur, self.precision)


def flows(shares: Iterable["Share"], categories: Sequence[CategoryLabel], letters: Iterable[LetterLabel]) -> list[Flow]:
    """The Flows of these shares, the letters in the order given; empty ones are left out."""
    by_slug = {category.slug: category for category in categories}
    amounts: dict[tuple[str, str, Period], list[Share]] = defaultdict(list)
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
