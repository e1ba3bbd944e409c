"""What must hold of a change: what it ends, what begins, and where parts go, each rule with the sentence for who breaks it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Prefetch

from commitments.models import Affected, Change, Commitment, Mention
from letters.models import Letter
from ukrainesteun.exchange_rates import EUR
from ukrainesteun.money import Money

from .rules import printed_alike

Kind = Change.Kind
HOW_TO_DECIDE = "Kies bij wat begint welke daarin verder gaan, of kruis aan dat de andere mee eindigen."


@dataclass(frozen=True)
class PlannedChange:
    """A change as it would be saved: `gone_on` are the parts of what it ends, each with what it goes on in."""

    letter: Letter
    kind: str
    ended: tuple[Commitment, ...]
    begins: tuple[Commitment, ...]
    gone_on: tuple[tuple[Commitment, Commitment], ...] = ()
    rest_ends: bool = False
    pk: int | None = None  # of the change that is saved already

    @classmethod
    def of(cls, change: Change) -> "PlannedChange":
        """A change as it is saved."""
        begins = tuple(sorted(change.begins.all(), key=lambda one: one.pk))
        ended, gone_on = tuple(change.ended), tuple(change.gone_on)
        return cls(change.letter, change.kind, ended, begins, gone_on, change.rest_ends, change.pk)


def planned_changes(letter: Letter) -> list[PlannedChange]:
    """The changes of this letter as they are saved."""
    return [PlannedChange.of(change) for change in with_what_they_affect(letter.changes.all())]


def with_what_they_affect(changes: models.QuerySet[Change]) -> models.QuerySet[Change]:
    """These changes with all that the rules ask of them; without the texts of letters."""
    affected, commitments = Affected.objects, Commitment.objects.select_related("letter__dossier")
    ended = "affected__commitment"
    return (
        changes.select_related("letter")
        .defer("letter__text")
        .prefetch_related(
            Prefetch("affected", affected.select_related("into")),
            Prefetch(ended, commitments.select_related("part_of", "public").defer("letter__text")),
            Prefetch("begins", commitments.defer("letter__text")),
            Prefetch(f"{ended}__affected", affected.select_related("into")),
            Prefetch(f"{ended}__part_of__affected", affected.select_related("change")),
            f"{ended}__part_of__affected__change__begins",
            f"{ended}__parts__affected",
            Prefetch(f"{ended}__takes", affected.select_related("commitment")),
            f"{ended}__takes__commitment__affected",
        )
    )


def kind_between(ended: Sequence[Commitment], begins: Sequence[Commitment]) -> Change.Kind:
    """What a change most likely is, by the amounts, places and years of what it ends and begins."""
    if _exclusions(ended) != _exclusions(begins):
        return Kind.CORRECTED
    compared = _compared(ended, begins)
    if compared is None:
        return Kind.CORRECTED
    before, after = compared
    if after.amount != before.amount:
        return Kind.RAISED if after.amount > before.amount else Kind.LOWERED

    def differ(*names: str) -> bool:
        said = [{tuple(getattr(one, name) for name in names) for one in ones} for ones in (ended, begins)]
        return said[0] != said[1]

    if differ("category_id", "channel_id"):
        return Kind.TRANSFERRED
    if differ("year", "end_year"):
        return Kind.MOVED_IN_TIME
    if len(begins) == 1 < len(ended):
        return Kind.MERGED
    return Kind.SPLIT if len(ended) == 1 < len(begins) else Kind.CORRECTED


def change_problems(change: PlannedChange) -> Iterator[str]:
    """What is wrong with this change, in Dutch; what it says of parts is held against the ledger in wholes.py."""
    yield from _numbers(change)
    if change.ended:
        yield from _dates(change)
        yield from _doubled(change)
        yield from _amounts(change)
        yield from _places(change)
        yield from _parts(change)


def _numbers(change: PlannedChange) -> Iterator[str]:
    if not change.ended:
        yield "Kies wat hiermee eindigt: ten minste één eerdere toezegging."
    if change.kind == Kind.WITHDRAWN:
        if change.begins:
            yield f"Wat vervalt, krijgt niets in zijn plaats, en hier begint {_named(change.begins)}. Kies een andere soort."
    elif not change.begins:
        yield "Er begint niets: laat bij een toezegging van deze brief zien dat zij hiermee begint, of kies “vervallen”."
    if change.kind == Kind.SPLIT and len(change.begins) == 1:
        yield f"Wat gesplitst wordt, gaat verder als twee of meer. Hier begint alleen {_named(change.begins)}."
    if change.kind == Kind.MERGED and len(change.ended) == 1:
        yield f"Samengevoegd worden er twee of meer. Hier eindigt alleen {_named(change.ended)}."


def _dates(change: PlannedChange) -> Iterator[str]:
    for one in change.ended:
        if one.letter.date > change.letter.date:
            yield f"“{one}” staat in een latere brief dan deze en kan hier dus niet eindigen."


def _doubled(change: PlannedChange) -> Iterator[str]:
    """What begins here does not end here, and no euro ends twice."""
    if both := [one for one in change.ended if one in change.begins]:
        yield f"{_named(both)} begint met deze wijziging en kan er niet ook door eindigen."
    for part in change.ended:
        if wholes := [one for one in change.ended if one in _wholes_of(part)]:
            yield f"“{part}” is een onderdeel van {_named(wholes)}. Kies bij wat eindigt alleen het geheel."


def _amounts(change: PlannedChange) -> Iterator[str]:
    if not change.begins or any(one.as_printed.amount is None for one in change.begins):
        return
    label = Kind(change.kind).label
    if compared := _compared(change.ended, change.begins):
        yield from _told_otherwise(change.kind, label, *compared)
    elif change.kind != Kind.CORRECTED:
        yield f"Bij “{label}” zijn de bedragen in verschillende munten, en zonder koers. Vul de koers in, of kies “hersteld”."
    if change.kind != Kind.CORRECTED and _exclusions(change.ended) != _exclusions(change.begins):
        yield f"Bij “{label}” telt wat begint om dezelfde reden mee, of niet mee, als wat eindigt."


def _told_otherwise(kind: str, label: str, before: Money, after: Money) -> Iterator[str]:
    """What a kind says of the amounts before and after, where these say otherwise."""
    told = f"wat eindigt is samen {before}, wat begint {after}"
    if kind == Kind.RAISED and after.amount <= before.amount:
        yield f"“{label}” maakt een bedrag hoger, maar {told}."
    elif kind == Kind.LOWERED and after.amount >= before.amount:
        yield f"“{label}” maakt een bedrag lager, maar {told}."
    elif kind in Change.CONSERVING and after != before:
        more, other = ("meer", Kind.RAISED) if after.amount > before.amount else ("minder", Kind.LOWERED)
        difference = Money(abs(after.amount - before.amount), after.currency)
        yield (
            f"Bij “{label}” blijft het bedrag gelijk, maar {told}: {difference} {more}. "
            f"Voer dat verschil in als een eigen wijziging: “{other.label}”."
        )


def _compared(ended: Sequence[Commitment], begins: Sequence[Commitment]) -> tuple[Money, Money] | None:
    """What these are together before and after: in euros, else in the one currency that all are in; None without either."""
    both = [*ended, *begins]
    if all(one.amount_eur is not None for one in both):
        before, after = (sum(one.amount_eur or 0 for one in ones) for ones in (ended, begins))
        return Money(before, EUR), Money(after, EUR)
    if currency := printed_alike(both):
        before, after = (sum(one.as_printed.amount for one in ones) for ones in (ended, begins))
        return Money(before, currency), Money(after, currency)
    return None


def _exclusions(ones: Sequence[Commitment]) -> set[str]:
    return {one.exclusion for one in ones}


def _places(change: PlannedChange) -> Iterator[str]:
    """What begins takes the place of what ends in its whole, or the amount would count twice."""
    for ended in change.ended:
        whole = ended.part_of
        if whole is None:
            continue
        fitting = {whole.pk, *(row.into_id for row in ended.affected.all() if row.into_id)}
        fitting |= {one.pk for row in whole.affected.all() if row.into_id is None for one in row.change.begins.all()}
        for one in change.begins:
            if one.part_of_id not in fitting:
                yield (
                    f"“{ended}” is een onderdeel van “{whole}”. Kies dat geheel bij “{one}” ook, anders telt het bedrag "
                    "dubbel."
                )


def _parts(change: PlannedChange) -> Iterator[str]:
    parts = {part for one in change.ended for part in parts_of(one) if part not in change.begins}
    going = {part for part, _ in change.gone_on}
    if strangers := sorted(going - parts, key=str):
        yield f"Geen onderdeel van wat hiermee eindigt: {_named(strangers)}. Haal dat weg."
    left = {part for part in parts - going if not any(row.into_id is None for row in part.affected.all())}
    if left and not change.rest_ends:
        told = "; ".join(sorted(f"“{part}” ({part.slug}, {part.as_printed})" for part in left))
        yield f"Wat eindigt heeft onderdelen: {told}. {HOW_TO_DECIDE}"


def ended_for(commitment: Commitment) -> list[Commitment]:
    """What ended when this commitment began; nothing for new money."""
    return commitment.begun_by.ended if commitment.begun_by else []


def differences_in(mentions: Iterable[Mention]) -> list[int]:
    """The euros of the differences that these mentions print."""
    return [mention.amount or 0 for mention in mentions if mention.verdict == Mention.Verdict.CHANGES]


def parts_of(whole: Commitment) -> set[Commitment]:
    """The commitments that are a part of this one, or went on in it."""
    return {*whole.parts.all(), *(row.commitment for row in whole.takes.all())} if whole.pk else set()


def _wholes_of(part: Commitment) -> set[Commitment]:
    return {one for one in (part.part_of, *(row.into for row in part.affected.all())) if one is not None}


def _named(ones: object) -> str:
    return ", ".join(f"“{one}”" for one in ones)  # type: ignore[attr-defined]


def ended_already(commitments: Iterable[Commitment], besides: Iterable[int]) -> dict[int, str]:
    """Why those of these cannot end that ended by another change than `besides` (keys of changes), by their key."""
    keys = [one.pk for one in commitments]
    rows = Affected.objects.filter(into=None, commitment__in=keys).exclude(change__in=besides)
    return {
        row.commitment_id: f"“{row.commitment}” is al geëindigd, door {row.change.letter.designation}. Kies wat toen begon."
        for row in rows.select_related("commitment", "change__letter__dossier")
    }


def circle_of_changes(change: PlannedChange, origins: dict[int, tuple[Commitment, ...]]) -> str | None:
    """What a change begins may not, along any road of changes, end in what it ends: within one day that could be.

    `origins` gives, by the key of a commitment, what ended when it began.
    """
    begun, seen, waiting = {one.pk for one in change.begins if one.pk}, set[int](), list(change.ended)
    while waiting:
        one = waiting.pop()
        if one.pk in begun:
            return (
                f"Dit wordt een kring: “{one}” begint hier, en is een voorganger van wat hier eindigt. Kies een andere."
            )
        if one.pk not in seen:
            seen.add(one.pk)
            waiting += origins.get(one.pk, ())
    return None


def origins(changes: list[PlannedChange]) -> dict[int, tuple[Commitment, ...]]:
    """What ended when each commitment began, by its key: in the ledger, with these changes in place of those saved.

    Of changes of one letter those of earlier days are not asked: these end nothing that begins on its day.
    """
    saved = Change.objects.exclude(pk__in={change.pk for change in changes if change.pk})
    if changes:
        saved = saved.filter(letter__date__gte=changes[0].letter.date)
    found: dict[int, tuple[Commitment, ...]] = {}
    for change in saved.prefetch_related("affected__commitment", "begins"):
        found |= {one.pk: tuple(change.ended) for one in change.begins.all()}
    return found | {one.pk: change.ended for change in changes for one in change.begins if one.pk}
