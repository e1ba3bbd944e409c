"""What must hold of an outcome: what it is about, of when it speaks, and the quote that prints it. Each rule with the
sentence for who breaks it. And what outcomes of several letters say together."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from commitments.models import Category, Commitment, Mention, Outcome
from commitments.precision import Sum
from letters.models import Letter
from ukrainesteun.money import format_euro

from .rules import are_euros


def outcome_problems(
    commitments: Sequence[Commitment],
    category: Category | None,
    year: int | None,
    on_date: datetime.date | None,
    letter: Letter | None,
) -> Iterator[tuple[str | None, str]]:
    """(field, what is wrong) with an outcome about these commitments, or about this category in the years from `year` on."""
    if commitments and category:
        yield "category", "Kies toezeggingen of een categorie, niet allebei: de categorie volgt uit de toezeggingen."
    if not commitments and not category:
        yield "commitments", "Waarvan is dit de uitkomst? Kies toezeggingen, of een categorie met haar jaren."
    if category and not commitments and year is None:
        yield "year", "Over welke jaren van deze categorie gaat het? Vul het jaar in."
    if letter is None or letter.date is None:
        return
    if on_date and on_date > letter.date:
        yield "on_date", "De stand is van na de brief. Kijk de datum na."
    for one in commitments:
        if one.letter.date > letter.date:
            yield "commitments", f"“{one}” staat in een latere brief dan deze. Kies een eerdere toezegging."


def proof_problems(outcome: Outcome, mentions: Iterable[Mention]) -> Iterator[str]:
    """An outcome stands in its own letter, with its own amount: what is wrong with these mentions of it."""
    own = [mention for mention in mentions if mention.letter_id == outcome.letter_id]
    if not own:
        yield f"“{outcome}” heeft nog geen citaat. Voeg een vindplaats toe met het oordeel “{Mention.Verdict.OUTCOME.label}”."
    for mention in own:
        if not are_euros(mention.amount, mention.currency, outcome.amount_eur):
            amount = format_euro(outcome.amount_eur)
            yield f"“{outcome}” is {amount}, maar het citaat zegt “{mention.amount_as_written}”."


@dataclass(frozen=True)
class Told:
    """What letters say of one thing in one way: outcomes of one kind and valuation, in order of the day they speak of."""

    kind: str
    valuation: str
    category: Category | None  # None where it is about commitments of several
    commitments: tuple[Commitment, ...]  # empty where it is about a category in its years
    period: str  # of the category; empty for commitments
    outcomes: tuple[Outcome, ...]

    @property
    def newest(self) -> Outcome:
        return self.outcomes[-1]

    @property
    def cumulative(self) -> list[Outcome]:
        """Those that tell all up to their day, which can only grow."""
        return [outcome for outcome in self.outcomes if outcome.is_cumulative]

    def pairs(self) -> Iterator[tuple[Outcome, Outcome]]:
        """Each of those with the next one, as (earlier, later)."""
        return pairwise(self.cumulative)

    def falls(self) -> list[tuple[Outcome, Outcome]]:
        """The pairs of which the later has less."""
        return [(earlier, later) for earlier, later in self.pairs() if later.amount_eur < earlier.amount_eur]


def told(outcomes: Iterable[Outcome]) -> list[Told]:
    """These outcomes by what they are about and how, in the order of their first day; with commitments and category."""
    together: dict[tuple[object, ...], list[Outcome]] = {}
    for outcome in sorted(outcomes, key=lambda one: (one.day, one.letter.date, one.position)):
        about = tuple(sorted(one.pk for one in outcome.commitments.all()))
        subject = about or (outcome.category_id, outcome.period if not outcome.is_cumulative else "")
        together.setdefault((outcome.kind, outcome.valuation, bool(about), subject), []).append(outcome)
    return [_told(ones) for ones in together.values()]


def _told(outcomes: Sequence[Outcome]) -> Told:
    first = outcomes[0]
    commitments = tuple(sorted(first.commitments.all(), key=lambda one: (one.year, one.slug)))
    categories: set[Category | None] = {one.category for one in commitments} or {first.category}
    return Told(
        first.kind,
        first.valuation,
        categories.pop() if len(categories) == 1 else None,
        commitments,
        "" if commitments else outcomes[-1].period,
        tuple(outcomes),
    )


def together(found: Iterable[Told]) -> Sum | None:
    """What these, of one kind and category, make together; None for nothing.

    What is told of the category as a whole goes before what is told of commitments in it.
    """
    found = list(found)
    of_category = [outcome for one in found if not one.commitments for outcome in one.outcomes]
    groups = [of_category] if of_category else [list(one.outcomes) for one in found]
    sums = [_all_of(outcomes) for outcomes in groups if outcomes]
    return Sum.of((one.amount_eur, one.precision) for one in sums) if sums else None


def _all_of(outcomes: Sequence[Outcome]) -> Sum:
    """The newest that tells all up to its day, with the years after that day; of one year what the newest letter tells."""
    cumulative = max((one for one in outcomes if one.is_cumulative), key=lambda one: (one.day, one.pk), default=None)
    until = cumulative.day.year if cumulative else 0
    for_years: dict[object, Outcome] = {}
    for outcome in sorted(outcomes, key=lambda one: (one.letter.date, one.position)):
        if not outcome.is_cumulative and (outcome.year or outcome.day.year) > until:
            for_years[outcome.period or outcome.day] = outcome
    return Sum.of(
        (one.amount_eur, one.precision) for one in [*([cumulative] if cumulative else []), *for_years.values()]
    )
