"""Where letters contradict each other, in what they print: found by comparing, and judged by nobody.

Four things are compared. What a later place says of a commitment with what its own letter said of it. A total that one
quote gives for several commitments with what these are together. The parts of a whole with that whole, as one letter prints
them. And what letters say of all that came of promises up to a day with what they say of a later day.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import Case, F, When

from commitments.explanations import Place, key_of
from commitments.models import Affected, Mention, Outcome
from ukrainesteun.exchange_rates import EUR
from ukrainesteun.money import may_be_euros

from .outcomes import Told, told


class Kind(StrEnum):
    REPEATED = "repeated"  # the same commitment, with another amount
    SUM = "sum"  # a total, with another amount than its parts make
    PARTS = "parts"  # parts that are more than their whole
    FALLS = "falls"  # what can only grow, and is less on a later day


@dataclass(frozen=True)
class Printed:
    """An amount in euros as a letter prints it, and the commitment that it tells of."""

    mention: int  # its key
    letter: int
    date: datetime.date
    quote: str
    written: str
    amount_eur: int
    verdict: str
    commitment: int
    commitment_eur: int | None  # as its letter prints it; None where that is no euros

    @property
    def is_stated(self) -> bool:
        return self.verdict == Mention.Verdict.STATES


@dataclass(frozen=True)
class Contradiction:
    """Two sides that do not say the same: the `first`, and the `second` beside it, as keys of mentions."""

    kind: Kind
    first: int
    first_eur: int
    second: tuple[int, ...]
    second_eur: int

    @property
    def mentions(self) -> tuple[int, ...]:
        """Of both sides, the first one first."""
        return (self.first, *self.second)

    @property
    def difference_eur(self) -> int:
        return abs(self.first_eur - self.second_eur)


@dataclass
class Comparison:
    """What was compared, how many pairs of each kind, and which of them differ."""

    pairs: dict[Kind, int] = field(default_factory=lambda: dict.fromkeys(Kind, 0))
    found: list[Contradiction] = field(default_factory=list)

    def add(self, one: Contradiction, differs: bool) -> None:
        self.pairs[one.kind] += 1
        if differs:
            self.found.append(one)

    @property
    def pair_count(self) -> int:
        return sum(self.pairs.values())


@dataclass(frozen=True)
class Parts:
    """Which commitment lies in which whole, and from which date on it has ended."""

    wholes: Mapping[int, frozenset[int]]
    ended: Mapping[int, datetime.date]

    def above(self, commitment: int) -> set[int]:
        """Every whole around it, at any depth."""
        found: set[int] = set()
        waiting = [commitment]
        while waiting:
            new = self.wholes.get(waiting.pop(), frozenset()) - found
            found |= new
            waiting.extend(new)
        return found

    def has_ended(self, commitment: int, date: datetime.date) -> bool:
        return self.ended.get(commitment, datetime.date.max) <= date


def compare(printed: Iterable[Printed], parts: Parts) -> Comparison:
    """All that can be compared, in order of the letters."""
    in_order = sorted(printed, key=lambda one: (one.date, one.letter, one.mention))
    comparison, sums = Comparison(), _sums(in_order)
    in_a_sum = {one.mention for ones in sums for one in ones}
    alone = [one for one in in_order if one.mention not in in_a_sum]
    stated: dict[int, Printed] = {}
    for one in [*(one for one in alone if one.is_stated), *alone]:
        stated.setdefault(one.commitment, one)
    _compare_repeats(alone, stated, comparison)
    _compare_sums(sums, stated, parts, comparison)
    _compare_parts(alone, stated, parts, comparison)
    return comparison


def _compare_repeats(alone: list[Printed], stated: Mapping[int, Printed], comparison: Comparison) -> None:
    for one in alone:
        first = stated[one.commitment]
        if one is not first:
            pair = Contradiction(Kind.REPEATED, first.mention, first.amount_eur, (one.mention,), one.amount_eur)
            comparison.add(pair, first.amount_eur != one.amount_eur)


def _sums(in_order: Iterable[Printed]) -> list[list[Printed]]:
    """The amounts that one quote gives as the total of several commitments: one for each of these."""
    together: dict[tuple[int, str, str], dict[int, Printed]] = defaultdict(dict)
    for one in in_order:
        if one.verdict == Mention.Verdict.SUMS:
            together[one.letter, one.quote, one.written].setdefault(one.commitment, one)
    return [list(ones.values()) for ones in together.values() if len(ones) > 1]


def _compare_sums(
    sums: Iterable[list[Printed]], stated: Mapping[int, Printed], parts: Parts, comparison: Comparison
) -> None:
    for ones in sums:
        told = {one.commitment for one in ones}
        roots = [one for one in ones if not parts.above(one.commitment) & told]
        amounts = [one.commitment_eur for one in roots if one.commitment_eur is not None]
        if len(amounts) < len(roots):
            continue  # our own conversion contradicts no letter
        second = tuple(stated[one.commitment].mention for one in roots if one.commitment in stated)
        together = sum(amounts)
        total = ones[0]
        pair = Contradiction(Kind.SUM, total.mention, total.amount_eur, second, together)
        comparison.add(pair, total.amount_eur != together)


def _compare_parts(
    alone: Collection[Printed], stated: Mapping[int, Printed], parts: Parts, comparison: Comparison
) -> None:
    """In each letter the parts that it prints, each once and as low as it prints it, beside their whole."""
    for ones in _by_letter(alone):
        lowest: dict[int, Printed] = {}
        for one in sorted(ones, key=lambda one: one.amount_eur):
            lowest.setdefault(one.commitment, one)
        inside: dict[int, list[Printed]] = defaultdict(list)
        for one in sorted(lowest.values(), key=lambda one: one.mention):
            if not parts.has_ended(one.commitment, one.date):
                for whole in sorted(parts.wholes.get(one.commitment, ())):
                    inside[whole].append(one)
        for whole, members in inside.items():
            beside = max((one for one in ones if one.commitment == whole), key=lambda one: one.amount_eur, default=None)
            around = beside or stated.get(whole)
            date = members[0].date
            if around is None or around.date > date or parts.has_ended(whole, date):
                continue
            together = sum(one.amount_eur for one in members)
            second = tuple(one.mention for one in members)
            pair = Contradiction(Kind.PARTS, around.mention, around.amount_eur, second, together)
            comparison.add(pair, together > around.amount_eur)


def _compare_days(series: Iterable[Told], comparison: Comparison) -> None:
    """What letters say of all up to a day, each with what they say of the next day."""
    for earlier, later in (pair for one in series for pair in one.pairs()):
        first, second = (outcome.mentions.all()[0].pk for outcome in (earlier, later))
        pair = Contradiction(Kind.FALLS, first, earlier.amount_eur, (second,), later.amount_eur)
        comparison.add(pair, later.amount_eur < earlier.amount_eur)


def _by_letter(printed: Iterable[Printed]) -> Iterator[list[Printed]]:
    together: dict[int, list[Printed]] = defaultdict(list)
    for one in printed:
        together[one.letter].append(one)
    yield from together.values()


def contradictions(peildatum: datetime.date | None = None) -> Comparison:
    """Of all that is published and known on the peildatum."""
    mentions = Mention.objects.published().as_of(peildatum).filter(commitment__isnull=False, amount__isnull=False)
    names = ("pk", "letter_id", "letter__date", "quote", "amount_as_written", "amount", "verdict")
    in_euros = Case(When(commitment__currency=EUR, then=F("commitment__amount_eur")))
    of_commitment = ("commitment_id", in_euros, "commitment__part_of_id", "currency")
    rows = list(mentions.order_by("letter__date", "letter_id", "position").values_list(*names, *of_commitment))
    printed = [Printed(*facts) for *facts, _, currency in rows if may_be_euros(currency)]
    wholes: dict[int, set[int]] = defaultdict(set)
    for *_, commitment, _, whole, _ in rows:
        if whole is not None:
            wholes[commitment].add(whole)
    ended: dict[int, datetime.date] = {}
    affected = Affected.objects.filter(change__letter__published_at__isnull=False)
    if peildatum is not None:
        affected = affected.filter(change__letter__date__lte=peildatum)
    for commitment, into, date in affected.values_list("commitment_id", "into_id", "change__letter__date"):
        if into is None:
            ended[commitment] = min(date, ended.get(commitment, date))
        else:
            wholes[commitment].add(into)
    comparison = compare(printed, Parts({key: frozenset(found) for key, found in wholes.items()}, ended))
    _compare_days(told(Outcome.objects.published().as_of(peildatum).with_what_they_tell()), comparison)
    return comparison


def known_by(contradiction: Contradiction, mentions: Mapping[int, Mention]) -> str:
    """The key by which an Explanation knows it; `mentions` has its own by primary key, with their letters."""
    first, *second = (_place(mentions[key]) for key in contradiction.mentions)
    return key_of(contradiction.kind.value, first, second)


def _place(mention: Mention) -> Place:
    return mention.letter.slug, mention.quote, mention.amount_as_written
