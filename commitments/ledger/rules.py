"""The rules that a form holds and `check_ledger` proves, each with the sentence for who breaks it.

The rules about one row stand in the database (models.py); these are about rows together.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from commitments.models import Commitment, Mention
from ukrainesteun.money import format_euro, may_be_euros

# What a message says of one that has each of Commitment.LINKS, before the other.
LINK_WORDS = {"part_of": "is een onderdeel van", "supersedes": "vervangt", "on_top_of": "komt boven op"}


def is_amount_of(amount: int | None, currency: str, commitment: Commitment) -> bool:
    """Whether an amount in a letter is that of a commitment: as many euros, also where the letter prints no sign."""
    return amount == commitment.amount_eur and may_be_euros(currency)


def stating_problems(commitment: Commitment, mentions: Iterable[Mention]) -> Iterator[tuple[str, str]]:
    """A commitment is stated in its own letter, with its own amount: yields (field of the commitment, message).

    `mentions` are those that state it, with their letters.
    """
    for mention in mentions:
        if mention.letter_id != commitment.letter_id:
            yield (
                "letter",
                f"{mention.letter.designation} noemt deze toezegging (“{mention.amount_as_written}”). "
                "Verander eerst, op de pagina van die brief, het oordeel van die vindplaats.",
            )
        elif not is_amount_of(mention.amount, mention.currency, commitment):
            yield (
                "amount_eur",
                f"Het citaat zegt “{mention.amount_as_written}”. Verbeter bedrag en citaat samen, "
                f"op de pagina van de brief ({mention.letter.designation}).",
            )


def moving_problems(
    successor: Commitment,
    predecessor: Commitment | None,
    moved: Sequence[Commitment],
    is_decided: object,
    how_to_decide: str,
) -> Iterator[str]:
    """Parts move only with a successor, from its predecessor; who enters one says which, or that none does.

    `is_decided` tells by its truth whether that was said; else the message ends with `how_to_decide`. Yields messages.
    """
    if predecessor is None:
        if moved:
            yield "Onderdelen gaan alleen mee met een toezegging die een andere vervangt. Laat dit leeg."
        return
    parts = movable_parts(successor, predecessor)
    if strangers := [part for part in moved if part not in parts]:
        names = ", ".join(f"“{part}”" for part in strangers)
        yield f"Geen onderdeel van “{predecessor}”: {names}. Haal dit weg."
    if parts and not is_decided:
        names = "; ".join(sorted(f"“{part}” ({part.slug}, {format_euro(part.amount_eur)})" for part in parts))
        yield f"“{predecessor}” heeft onderdelen: {names}. {how_to_decide}"


def movable_parts(successor: Commitment, predecessor: Commitment | None) -> set[Commitment]:
    """The commitments that a successor may take along: the parts of its predecessor, if any, and what that took along."""
    if predecessor is None:
        return set()
    return {*predecessor.parts.all(), *predecessor.moved_parts.all()} - ({successor} if successor.pk else set())


def chain(commitment: Commitment, link: str) -> Iterator[Commitment]:
    """The commitments above this one along one of its LINKS, nearest first; stops where it would repeat."""
    seen, above = {commitment.pk} if commitment.pk else set(), getattr(commitment, link)
    while above is not None and above.pk not in seen:
        yield above
        seen.add(above.pk)
        above = getattr(above, link)


def circle_problem(commitment: Commitment, link: str) -> str | None:
    """A whole may not, along any road, be a part of its own part; nor a successor of its own successor, and so on."""
    road = list(chain(commitment, link))
    last = road[-1] if road else None
    if last is None or getattr(last, link) is None:
        return None
    return (
        f"Dit wordt een kring: “{road[0]}” komt via “{LINK_WORDS[link]}” weer bij deze toezegging uit. Kies een andere."
    )


def period_problem(part: Commitment, whole: Commitment) -> str | None:
    """A part's period lies within its whole's."""
    if None in (part.year, part.end_year, whole.year, whole.end_year):
        return None
    if whole.year <= part.year <= part.end_year <= whole.end_year:
        return None
    return f"De periode {part.period} valt buiten die van het geheel “{whole}” ({whole.period})."


def parts_problem(whole: Commitment, parts: Sequence[Commitment]) -> str | None:
    """Parts do not exceed their whole. `parts` are those that stand: not excluded, not superseded."""
    together = sum(part.amount_eur for part in parts)
    if together <= whole.amount_eur:
        return None
    names = ", ".join(f"“{part}” {format_euro(part.amount_eur)}" for part in parts)
    return (
        f"De onderdelen zijn samen {format_euro(together)}, meer dan het geheel “{whole}” "
        f"van {format_euro(whole.amount_eur)}: {names}."
    )


def standing_parts(whole: Commitment) -> list[Commitment]:
    """The parts of a saved whole that stand, as the ledger has them: those that lie in it, and those that moved to it."""
    return _Family([], {}, ()).parts_of(whole)


def successor_problem(commitment: Commitment) -> str | None:
    """A successor comes in the same letter or a later one, and takes the place of its predecessor in the whole."""
    predecessor = commitment.supersedes
    if predecessor is None:
        return None
    if predecessor.letter.date > commitment.letter.date:
        return f"“{predecessor}” staat in een latere brief dan deze en kan er dus niet door vervangen zijn."
    whole = predecessor.part_of
    if whole is None or commitment.part_of_id in {whole.pk, *_taken_along_by(predecessor), *_successors_of(whole)}:
        return None
    return f"“{predecessor}” is een onderdeel van “{whole}”. Kies dat geheel hier ook, anders telt het bedrag dubbel."


def top_up_problem(commitment: Commitment) -> str | None:
    """What comes on top of another comes in the same letter or a later one, beside it and not in it or in its place."""
    base = commitment.on_top_of
    if base is None:
        return None
    if base.letter.date > commitment.letter.date:
        return (
            f"“{base}” staat in een latere brief dan deze. Wat erbovenop komt, staat in dezelfde brief of een latere."
        )
    if base in (commitment.part_of, commitment.supersedes):
        return f"Dit komt boven op “{base}” en kan er dus geen onderdeel van zijn, en het niet vervangen. Kies één van beide."
    return None


def _taken_along_by(part: Commitment) -> Iterable[int]:
    return part.moved_to.values_list("pk", flat=True)


def _successors_of(whole: Commitment) -> Iterable[int]:
    return whole.successors.values_list("pk", flat=True)


def part_problems(
    pending: Collection[Commitment],
    moved: Mapping[int, Iterable[Commitment]] | None = None,
    removed: Iterable[Commitment] = (),
) -> Iterator[tuple[Commitment, str]]:
    """What is wrong between these commitments, as they would be saved, and the parts and wholes already there.

    `moved` gives, by id() of a pending successor, the parts that it takes along; `removed` are about to be deleted.
    Yields (commitment, message) pairs, on a pending commitment that a person can mend.
    """
    family = _Family(pending, moved or {}, removed)
    for commitment in pending:
        for problem in (
            *(circle_problem(commitment, link) for link in Commitment.LINKS),
            successor_problem(commitment),
            top_up_problem(commitment),
        ):
            if problem:
                yield commitment, problem
    for whole in family.wholes():
        parts = family.parts_of(whole)
        if any(one.amount_eur is None for one in (*parts, whole)):
            continue
        yield from family.on_pending(parts_problem(whole, parts), *parts, whole)
        for part in parts:
            yield from family.on_pending(period_problem(part, whole), part, whole)


class _Family:
    """Wholes and parts as they will be once the pending commitments are saved and the removed ones are gone."""

    def __init__(
        self,
        pending: Collection[Commitment],
        moved: Mapping[int, Iterable[Commitment]],
        removed: Iterable[Commitment],
    ) -> None:
        self.pending = pending
        self.moved = moved
        self.typed = {commitment.pk: commitment for commitment in pending if commitment.pk}
        self.gone = {commitment.pk for commitment in removed}
        self.replaced = {commitment.supersedes_id for commitment in pending} - {None}

    def on_pending(self, problem: str | None, *concerned: Commitment) -> Iterator[tuple[Commitment, str]]:
        """The problem, on the first of those concerned that is pending."""
        mender = next((one for one in concerned if any(one is other for other in self.pending)), None)
        if problem and mender is not None:
            yield mender, problem

    def wholes(self) -> list[Commitment]:
        """Every commitment of which a part, or the amount, may change: the pending ones and the wholes they lie in."""
        above = {commitment.part_of_id for commitment in self.pending if commitment.part_of_id is not None}
        above |= set(Commitment.objects.filter(moved_parts__in=self.typed).values_list("pk", flat=True))
        return [*self.pending, *Commitment.objects.filter(pk__in=above - self.typed.keys())]

    def parts_of(self, whole: Commitment) -> list[Commitment]:
        """The parts of this whole that stand: those typed now first, then those that were there."""
        mine = [commitment for commitment in self.pending if whole.pk and commitment.part_of_id == whole.pk]
        taken = list(self.moved.get(id(whole), whole.moved_parts.all() if whole.pk else ()))
        there = list(whole.parts.all()) if whole.pk else []
        mine += [self.typed[part.pk] for part in taken if part.pk in self.typed]
        mine += [part for part in taken + there if part.pk not in self.typed]
        return [part for part in mine if self._stands(part)]

    def _stands(self, part: Commitment) -> bool:
        if part.exclusion or part.pk in self.gone | self.replaced:
            return False
        if part.pk is None:
            return True
        return all(other.pk in self.gone | self.typed.keys() for other in part.successors.all())
