"""New money or old money: what the Dutch euros are that each letter names.

A naive reader adds up all of them: with_naive_eur() says what he takes of each mention. Of that sum

* `new` is by how much the letter made more count: its movements of the kinds in NEW, each as far as it adds anything;
* `excluded` is what it names of commitments that do not count, for a reason that stands at each;
* `before` is the rest: money that was named already. It repeats it, tells of a part of another amount, or goes on with it.

What counts is what movements() say. So what a letter begins by a change is old up to what that change ended, and new only
as far as it is more. Where a letter makes more count than it names in euros (a promise in dollars, an amount that we worked
out), all that it names is new.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commitments.precision import Sum, combined

from .labels import LetterLabel, together, told_apart
from .overview import by_letter, changes_by_kind

if TYPE_CHECKING:  # a series needs no database
    from commitments.querysets import Movement, Naming

NEW = ("new", "raised", "corrected")  # the kinds by which a letter can make more count; the others only move or lessen
NAMED_AS = {"new": "nieuw geld", "before": "al genoemd", "excluded": "telt niet mee"}


@dataclass(frozen=True)
class Named:
    """What the Dutch euros of one letter are; together they are what a naive reader adds up."""

    letter: LetterLabel
    new: Sum
    before: Sum
    excluded: Sum

    @property
    def total(self) -> Sum:
        return Sum.of((one.amount_eur, one.precision) for _, one in self.pieces())

    def pieces(self) -> list[tuple[str, Sum]]:
        """(key of NAMED_AS, how much) of what there is."""
        found = [("new", self.new), ("before", self.before), ("excluded", self.excluded)]
        return [(name, one) for name, one in found if one.amount_eur]


def named_by_letters(
    namings: Iterable["Naming"], movements: Iterable["Movement"], letters: Sequence[LetterLabel]
) -> list[Named]:
    """The Named of each of these letters in which a naive reader finds anything, in their order."""
    told: dict[str, list[Naming]] = defaultdict(list)
    for naming in namings:
        told[naming.letter].append(naming)
    moved = by_letter(movements)
    return [_named(letter, told[letter.slug], moved[letter.slug]) for letter in letters if letter.slug in told]


def largest_named(letters: Sequence[Named]) -> list[Named]:
    """The same with no more than a chart can tell apart: the smaller ones are one Named, at the end."""
    shown, others = told_apart({one.letter: one.total.amount_eur for one in letters})
    if not others:
        return list(letters)
    rest = [one for one in letters if one.letter in others]
    return [
        *(one for one in letters if one.letter in shown),
        Named(
            together(others),
            _sum(one.new for one in rest),
            _sum(one.before for one in rest),
            _sum(one.excluded for one in rest),
        ),
    ]


def _sum(sums: Iterable[Sum]) -> Sum:
    """Where there is nothing, how precise that is does not matter."""
    return Sum.of((one.amount_eur, one.precision) for one in sums if one.amount_eur)


def _named(letter: LetterLabel, namings: Sequence["Naming"], movements: Sequence["Movement"]) -> Named:
    kinds = changes_by_kind(movements)
    new = Sum.of(
        (kinds[kind].amount_eur, kinds[kind].precision) for kind in NEW if kind in kinds and _adds(kinds[kind])
    )
    excluded = Sum.of((one.amount_eur, one.precision) for one in namings if one.exclusion)
    naive = sum(one.amount_eur for one in namings)
    new_eur = min(new.amount_eur, naive)
    excluded_eur = min(excluded.amount_eur, naive - new_eur)
    roughly = combined(one.precision for one in namings if not one.exclusion)
    return Named(
        letter,
        Sum(new_eur, new.precision),
        Sum(naive - new_eur - excluded_eur, roughly),
        Sum(excluded_eur, excluded.precision),
    )


def _adds(change: Sum) -> bool:
    return change.amount_eur > 0
