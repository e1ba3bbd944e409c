"""The life of a commitment, letter by letter: announced, repeated, raised, moved, spent, with each quote and the amount after.

What a letter did is a Happening. Each source of those is a function in SOURCES; `life_of()` chains them and puts them in
the order of letters. A letter with quotes and no happening only repeats.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from django.db.models import Q

from commitments.charts import series
from commitments.charts.selection import label_of
from commitments.ledger.lineage import Lineage, lineage_of, place_of
from commitments.models import Change, Commitment, Mention, Outcome
from commitments.precision import Sum
from commitments.querysets import CommitmentQuerySet
from letters.models import Letter
from letters.peildatum import stand_of

ANNOUNCED, GONE_ON, GONE_ALONG = "announced", "gone-on", "gone-along"
WORDS = {
    ANNOUNCED: "voor het eerst genoemd",
    series.REPEATED: "herhaald",
    **dict(Change.Kind.choices),
    **dict(Outcome.Kind.choices),
    GONE_ON: "verder in een ander geheel",
    GONE_ALONG: "geëindigd met het geheel",
}


@dataclass(frozen=True)
class Happening:
    """One thing that a letter did: to all that it `ended`, with all that it `begun`; for a part to its `whole`."""

    letter: Letter
    what: str  # a key of WORDS
    ended: tuple[Commitment, ...] = ()
    begun: tuple[Commitment, ...] = ()
    part: Commitment | None = None
    whole: Commitment | None = None
    taken: tuple[Commitment, ...] = ()  # the parts that went along into what begins
    outcome: Outcome | None = None  # what it told of what came of them
    note: str = ""

    @property
    def words(self) -> str:
        return WORDS[self.what]

    @property
    def parts(self) -> list[Commitment]:
        return [self.part] if self.part else []

    @property
    def wholes(self) -> list[Commitment]:
        return [self.whole] if self.whole else []


@dataclass(frozen=True)
class Step:
    """One letter in the life of a commitment: what it did, where it says so, and what stood before and after it."""

    letter: Letter
    happenings: list[Happening]
    before: Sum
    after: Sum
    mentions: list[Mention] = field(default_factory=list)

    def mentions_of(self, commitment: Commitment) -> list[Mention]:
        return [one for one in self.mentions if one.commitment_id == commitment.pk]


@dataclass(frozen=True)
class Life:
    """All steps of the life of a commitment, in the order of letters, with its lineage and what a drawing needs."""

    lineage: Lineage
    steps: list[Step]
    drawn: series.Life

    @property
    def repeats(self) -> int:
        return self.drawn.repeats

    @property
    def changes(self) -> int:
        """In how many letters more happened to it than that they announced or repeated it, or told what came of it."""
        plain = {ANNOUNCED, series.REPEATED, *Outcome.Kind.values}
        return sum(any(one.what not in plain for one in step.happenings) for step in self.steps)

    @property
    def outcomes(self) -> int:
        """In how many letters it is told what came of it."""
        return sum(any(one.outcome for one in step.happenings) for step in self.steps)


def life_of(commitment: Commitment, rows: CommitmentQuerySet[Commitment]) -> Life:
    """The Life of a published commitment among `rows`: what is published and known on their peildatum."""
    lineage = lineage_of(commitment, rows)
    mentions = _mentions(lineage)
    happened: dict[Letter, list[Happening]] = defaultdict(list)
    for one in chain.from_iterable(source(lineage) for source in SOURCES):
        happened[one.letter].append(one)
    letters = sorted({*happened, *mentions}, key=place_of)
    steps, before = [], Sum(0)
    for letter in letters:
        after = _total(one for one in lineage.members if lineage.stands_after(one, place_of(letter)))
        did = happened.get(letter) or [Happening(letter, series.REPEATED)]
        steps.append(Step(letter, did, before, after, mentions.get(letter, [])))
        before = after
    return Life(lineage, steps, _drawn(lineage, steps, rows.peildatum))


def _total(members: Iterable[Commitment]) -> Sum:
    """Of those that have euros: an amount in another currency without a rate adds up to nothing."""
    return Sum.of((one.amount_eur, one.precision) for one in members if one.amount_eur is not None)


def _mentions(lineage: Lineage) -> dict[Letter, list[Mention]]:
    """Where the members, and what came of them, are written, by letter, in the order of its text."""
    told = Outcome.objects.filter(commitments__in=lineage.keys)
    found = (
        Mention.objects.published()
        .as_of(lineage.peildatum)
        .filter(Q(commitment__in=lineage.keys) | Q(outcome__in=told))
    )
    by_letter: dict[Letter, list[Mention]] = defaultdict(list)
    for one in found.select_related("letter__dossier", "commitment").defer("letter__text").order_by("position", "pk"):
        by_letter[one.letter].append(one)
    return by_letter


def _announcements(lineage: Lineage) -> Iterator[Happening]:
    """The members that came in the place of nothing."""
    by_letter: dict[Letter, list[Commitment]] = defaultdict(list)
    for one in lineage.members:
        if not one.predecessors:
            by_letter[one.letter].append(one)
    for letter, begun in by_letter.items():
        yield Happening(letter, ANNOUNCED, begun=tuple(begun))


def _changes(lineage: Lineage) -> Iterator[Happening]:
    """The changes by which a member began or ended, each once, with all that it ended and began."""
    changes: dict[int, Change] = {}
    ended: dict[int, dict[int, Commitment]] = defaultdict(dict)
    begun: dict[int, dict[int, Commitment]] = defaultdict(dict)
    for one in lineage.members:
        if (change := one.begun_by) and one.predecessors:
            changes[change.pk] = change
            ended[change.pk] |= {row.pk: row for row in one.predecessors}
            begun[change.pk][one.pk] = one
        if change := one.ended_by:
            changes[change.pk] = change
            ended[change.pk][one.pk] = one
            begun[change.pk] |= {row.pk: row for row in one.successors}
    letters = {one.letter_id: one.letter for one in lineage.members}
    for key, change in sorted(changes.items(), key=lambda found: (found[1].position, found[0])):
        taken = [row.commitment for row in lineage.going_on if row.change_id == key and row.into_id in lineage.keys]
        yield Happening(
            letters.get(change.letter_id) or change.letter,
            change.kind,
            tuple(ended[key].values()),
            tuple(begun[key].values()),
            taken=tuple(one for one in taken if one.pk not in lineage.keys),
            note=change.note,
        )


def _wholes(lineage: Lineage) -> Iterator[Happening]:
    """What became of a member because its whole changed: it went on in another, or ended along."""
    for row in lineage.going_on:
        if row.commitment_id in lineage.keys and (whole := lineage.wholes.get(row.into_id or 0)):
            yield Happening(whole.letter, GONE_ON, part=row.commitment, whole=whole)
    for one in lineage.members:
        end = lineage.end_of(one)
        if end and end.whole and end.place >= place_of(one.letter):
            yield Happening(end.change.letter, GONE_ALONG, part=one, whole=end.whole)


def _outcomes(lineage: Lineage) -> Iterator[Happening]:
    """What letters told that came of a member. It changes no amount."""
    found = Outcome.objects.published().as_of(lineage.peildatum).filter(commitments__in=lineage.keys).distinct()
    for one in found.select_related("letter__dossier").defer("letter__text").order_by("position", "pk"):
        yield Happening(one.letter, one.kind, outcome=one, note=one.note)


SOURCES: tuple[Callable[[Lineage], Iterable[Happening]], ...] = (_announcements, _changes, _wholes, _outcomes)


def _drawn(lineage: Lineage, steps: list[Step], peildatum: datetime.date | None) -> series.Life:
    """The same life as a drawing shows it."""
    places = [place_of(step.letter) for step in steps]
    stretches = []
    for one in lineage.members:
        standing = [number for number, place in enumerate(places) if lineage.stands_after(one, place)]
        if standing and isinstance(one.amount, Sum):
            category = one.category
            label = series.CategoryLabel(category.slug, category.name, category.short_name, category.colour)
            stretches.append(
                series.Stretch(one.slug, one.title, label, one.stage, one.amount, standing[0], standing[-1] + 1)
            )
    happened = [one for step in steps for one in step.happenings]
    return series.Life(
        tuple(_step(step) for step in steps),
        tuple(stretches),
        stand_of(peildatum) or steps[-1].letter.date,
        left=any(one.pk not in lineage.keys for did in happened for one in did.begun),
        joined=any(one.pk not in lineage.keys for did in happened for one in did.ended),
    )


def _step(step: Step) -> series.LifeStep:
    did = {one.what: one.words for one in step.happenings}
    return series.LifeStep(label_of(step.letter), tuple(did), ", ".join(did.values()), step.after)
