"""From letter, by category, to year or period."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commitments.precision import Sum, combined

from .labels import CategoryLabel, LetterLabel, Period, together, told_apart

if TYPE_CHECKING:  # a series needs no database
    from commitments.querysets import Share


MOST_FLOWS = 100  # of the letters that a chart tells apart


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


def largest_flows(flows: Sequence[Flow], categories: Sequence[CategoryLabel]) -> list[Flow]:
    """The same with no more letters and flows than a chart can tell apart: those of the smaller letters are one letter's,
    at the end, the categories in the order given."""
    euros: Counter[LetterLabel] = Counter()
    for flow in flows:
        euros[flow.letter] += flow.amount_eur
    own, others = told_apart(euros)
    number = Counter(flow.letter for flow in flows)
    own.sort(key=lambda letter: -euros[letter])
    while len(own) > 1 and (len(others) == 1 or sum(number[letter] for letter in own) > MOST_FLOWS):
        others.append(own.pop())
    if not others:
        return list(flows)
    apart, letter = set(own), together(others)
    rest: dict[tuple[CategoryLabel, Period], list[Flow]] = defaultdict(list)
    for flow in flows:
        if flow.letter not in apart:
            rest[flow.category, flow.period].append(flow)
    ends = sorted(rest, key=lambda end: (categories.index(end[0]), end[1]))
    return [
        *(flow for flow in flows if flow.letter in apart),
        *(
            Flow(letter, *end, sum(one.amount_eur for one in rest[end]), combined(one.precision for one in rest[end]))
            for end in ends
        ),
    ]
