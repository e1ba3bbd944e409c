"""Wholes and parts in time: parts fit in their whole on every date, whatever changes end them or take them along."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from commitments.models import Affected, Commitment
from commitments.spans import END_OF_TIME
from letters.models import Letter
from ukrainesteun.money import format_euro

from .changes import PlannedChange
from .rules import circle_problem, know_chains, period_problem, top_up_problem


@dataclass(frozen=True)
class PartInTime:
    """A part of a whole from one date up to (not on) another."""

    part: Commitment
    since: datetime.date
    until: datetime.date


def parts_problem(whole: Commitment, parts: Sequence[PartInTime]) -> str | None:
    """Parts are on no date together more than their whole; one without euros has none that can be more."""
    if whole.amount_eur is None:
        return None
    for date in sorted({one.since for one in parts}):
        there = [one.part for one in parts if one.since <= date < one.until]
        euros = [part.amount_eur or 0 for part in there]  # none is without: what has no euros is excluded
        together = sum(euros)
        if together > whole.amount_eur:
            names = ", ".join(f"“{part}” {format_euro(amount)}" for part, amount in zip(there, euros, strict=True))
            return (
                f"De onderdelen zijn samen {format_euro(together)}, meer dan het geheel “{whole}” "
                f"van {format_euro(whole.amount_eur)}: {names}."
            )
    return None


def parts_in_time(whole: Commitment) -> list[PartInTime]:
    """The parts of a saved whole, as the ledger has them: those that lie in it, and those that went on in it."""
    return _Family([], [], ()).parts_of(whole)


def part_problems(
    pending: Collection[Commitment], changes: Sequence[PlannedChange] = (), removed: Iterable[Commitment] = ()
) -> Iterator[tuple[Commitment, str]]:
    """What is wrong between these commitments, as they would be saved, and the parts and wholes already there.

    `changes` are those of their letter, as they would be saved; `removed` are about to be deleted. Yields (commitment,
    message) pairs, on a pending commitment that a person can mend.
    """
    family = _Family(pending, changes, removed)
    know_chains(pending)
    for commitment in pending:
        for problem in (*(circle_problem(commitment, link) for link in Commitment.LINKS), top_up_problem(commitment)):
            if problem:
                yield commitment, problem
    for whole in _with_parts(family.wholes()):
        parts = family.parts_of(whole)
        if any(one.amount_eur is None for one in (*(one.part for one in parts), whole)):
            continue
        yield from family.on_pending(parts_problem(whole, parts), *(one.part for one in parts), whole)
        for one in parts:
            yield from family.on_pending(period_problem(one.part, whole), one.part, whole)


class _Family:
    """Wholes and parts as they will be once the pending commitments and changes are saved and the removed ones are gone."""

    def __init__(
        self, pending: Collection[Commitment], changes: Sequence[PlannedChange], removed: Iterable[Commitment]
    ) -> None:
        self.pending = pending
        self.typed = {commitment.pk: commitment for commitment in pending if commitment.pk}
        self.gone = {commitment.pk for commitment in removed}
        self.said_anew = {change.pk for change in changes if change.pk}
        self.ended = {_key(one): change.letter.date for change in changes for one in change.ended}
        self.inside: dict[int, list[Commitment]] = defaultdict(list)
        for part in pending:
            if part.part_of_id is not None:
                self.inside[part.part_of_id].append(part)
        self.taken: dict[Any, list[tuple[Commitment, datetime.date]]] = defaultdict(list)
        for change in changes:
            for part, into in change.gone_on:
                self.taken[_key(into)].append((part, change.letter.date))

    def on_pending(self, problem: str | None, *concerned: Commitment) -> Iterator[tuple[Commitment, str]]:
        """The problem, on the first of those concerned that is pending."""
        if not problem:
            return
        mender = next((one for one in concerned if any(one is other for other in self.pending)), None)
        if mender is not None:
            yield mender, problem

    def wholes(self) -> list[Commitment]:
        """Every commitment of which a part, or the amount, may change: the pending ones and the wholes they lie in."""
        above = {commitment.part_of_id for commitment in self.pending if commitment.part_of_id is not None}
        above |= set(
            Affected.objects.filter(commitment__in=self.typed, into__isnull=False).values_list("into", flat=True)
        )
        return [*self.pending, *Commitment.objects.filter(pk__in=above - self.typed.keys())]

    def parts_of(self, whole: Commitment) -> list[PartInTime]:
        """The parts of this whole: those typed now first, then those that were there."""
        found: dict[Any, PartInTime] = {}
        for part, since in self._parts(whole):
            part = self.typed.get(part.pk, part)
            if not part.exclusion and part.pk not in self.gone and _key(part) not in found:
                begin = max(part.letter.date, since) if since else part.letter.date
                found[_key(part)] = PartInTime(part, begin, self._until(part))
        return list(found.values())

    def _parts(self, whole: Commitment) -> Iterator[tuple[Commitment, datetime.date | None]]:
        yield from ((one, None) for one in self.inside.get(whole.pk, ()))
        yield from self.taken[_key(whole)]
        if whole.pk:
            saved = (row for row in whole.takes.all() if row.change_id not in self.said_anew)
            yield from ((row.commitment, row.change.letter.date) for row in saved)
            yield from ((part, None) for part in whole.parts.all() if part.pk not in self.typed)

    def _until(self, part: Commitment) -> datetime.date:
        if _key(part) in self.ended:
            return self.ended[_key(part)]
        saved = part.affected.all() if part.pk else ()
        ending = [row for row in saved if row.into_id is None and row.change_id not in self.said_anew]
        return ending[0].change.letter.date if ending else END_OF_TIME


def _with_parts(wholes: Sequence[Commitment]) -> Sequence[Commitment]:
    """The same, with their parts fetched at once, and when each of these stands."""
    texts_apart = Letter.objects.without_text()
    saved = [whole for whole in wholes if whole.pk]
    part, ending = "takes__commitment", Affected.objects.select_related("change__letter").defer("change__letter__text")
    letters = (Prefetch(name, texts_apart) for name in ("parts__letter", f"{part}__letter", "takes__change__letter"))
    endings = (Prefetch(name, ending) for name in ("affected", "parts__affected", f"{part}__affected"))
    prefetch_related_objects(saved, *letters, *endings)
    return wholes


def _key(commitment: Commitment) -> tuple[str, int]:
    """What tells a commitment from others, also where it is not saved yet."""
    return ("saved", commitment.pk) if commitment.pk else ("typed", id(commitment))
