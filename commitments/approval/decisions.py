"""Approval: what is approved is copied, and the copies are what the public reads. All of one letter or nothing. Each
decision makes a release.

A letter is approved with its signatures, commitments and mentions. The names it uses (dossiers, ministers, categories,
channels) come along the first time; a later change of a name is approved on its own. Withdrawing hides the public
copies and leaves a public note.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from commitments.ledger.changes import change_problems, differences_in, ended_for, planned_changes
from commitments.ledger.completeness import without_verdict
from commitments.ledger.outcomes import proof_problems
from commitments.ledger.rules import LINK_WORDS, computed_problem, is_amount_of
from commitments.ledger.wholes import part_problems
from commitments.models import Affected, Commitment, Mention, Release
from commitments.releasing.making import make_release
from letters.dating import unanswered_doubt
from letters.models import Letter
from ukrainesteun.editions.models import Unit

from . import public_copies, public_notes
from .authors import Written, wrote_any

WHY = "Deze versie verandert wat openbaar is. Geef de reden; zij komt op de site te staan."


class Refused(ValueError):
    """Nothing was changed; `problems` says in Dutch why not."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def four_eyes_problem(unit: Unit, by: User, found: Sequence[Written] | None = None) -> str | None:
    """Who wrote any of it does not approve it, unless the installation has one person (FOUR_EYES=false).

    `found` is what is written of it, where that is known already.
    """
    if settings.FOUR_EYES and wrote_any(unit, by, found):
        return (
            "U schreef zelf mee aan wat hiermee openbaar wordt. Wie er niets van schreef, keurt het goed. "
            "Maakt u ongedaan wat u veranderde, dan mag u het ook."
        )
    return None


@transaction.atomic
def approve_letter(letter: Letter, by: User, now: datetime, reason: str = "", date_reason: str = "") -> Letter:
    """Makes the working version of this letter what the public reads; returns the public copy.

    `reason` is public: why something that was public is changed, or left out. `date_reason` says why a date that is in
    doubt is right. Raises Refused.
    """
    if problem := four_eyes_problem(letter, by):
        raise Refused([problem])
    if (doubt := unanswered_doubt(letter, timezone.localdate(now))) and not date_reason:
        raise Refused([f"{doubt} Kijk de datum na. Klopt zij, kruis dat dan aan en zeg waarom."])
    copy = publish_letter(letter, by, now, reason)
    make_release(now, Release.Occasion.APPROVED, [copy])
    return copy


@transaction.atomic
def publish_letter(letter: Letter, by: User | None, now: datetime, reason: str = "") -> Letter:
    """The same without a second pair of eyes, for a command, which makes the release itself: `by` may be None."""
    if problems := list(_held_back(letter)):
        raise Refused(problems)
    gone = public_without(letter)
    if gone and not reason.strip():
        names = ", ".join(f"“{commitment}”" for commitment in gone)
        raise Refused([f"Deze versie laat weg wat openbaar is: {names}. Geef de reden; zij komt op de site te staan."])
    before, was_public_once = public_notes.published(letter, letter.public_copy), letter.public_copy is not None
    copy, commitments = public_copies.renew(letter, gone, by, now)
    notes = [public_notes.withdrawal(commitment, copy) for commitment in gone]
    if problems := _rests_on(gone):  # asked now: what is in this letter may have let go
        raise Refused(problems)
    public_copies.renew_mentions(letter, copy, by, now)
    changes = planned_changes(copy)
    if problems := list(dict.fromkeys(problem for _, problem in part_problems(commitments, changes))):
        raise Refused(problems)
    corrected = public_notes.corrections(letter, copy, before, was_public_once)
    if corrected and by is not None and not reason.strip():
        raise Refused([WHY])
    public_notes.save([*notes, *corrected], by, now, reason)
    return copy


@transaction.atomic
def approve_name(name: Unit, by: User, now: datetime, reason: str = "") -> Unit:
    """Makes the working version of this dossier, minister, category or channel what the public reads; `reason` is public.

    Raises Refused.
    """
    if problem := four_eyes_problem(name, by):
        raise Refused([problem])
    before = public_notes.published_name(name)
    copy = public_copies.renew_name(name, by, now)
    corrected = public_notes.corrections_of_name(copy, before)
    if corrected and not reason.strip():
        raise Refused([WHY])
    public_notes.save(corrected, by, now, reason)
    make_release(now, Release.Occasion.NAMED)
    return copy


@transaction.atomic
def withdraw_letter(letter: Letter, by: User, now: datetime, reason: str) -> None:
    """Hides the public copy of this letter with its commitments, and leaves a public note with the reason.

    Raises Refused without a reason, or where something that stays public rests on it.
    """
    copy = letter.public_copy
    if copy is None or not copy.is_published:
        raise Refused(["Deze brief is niet openbaar."])
    if not reason.strip():
        raise Refused(["Geef een reden: zij komt op de site te staan."])
    commitments = copy.commitments.filter(published_at__isnull=False)
    if problems := _rests_on(commitments):
        raise Refused(problems)
    public_notes.save([public_notes.withdrawal(row, copy) for row in (copy, *commitments)], by, now, reason)
    public_copies.hide_commitments(commitments)
    copy.changes.all().delete()
    copy.published_at = None
    copy.save(update_fields=["published_at"])
    make_release(now, Release.Occasion.WITHDRAWN, [copy])


def _held_back(letter: Letter) -> Iterator[str]:
    """Why this letter cannot be approved as it is."""
    if missing := without_verdict(letter):
        first = f"“{missing[0].as_written}”"
        yield (
            f"1 bedrag in de tekst heeft nog geen oordeel: {first}. Loop de vindplaatsen na."
            if len(missing) == 1
            else f"{len(missing)} bedragen in de tekst hebben nog geen oordeel, te beginnen met {first}. "
            "Loop de vindplaatsen na."
        )
    for commitment in _with_proof(letter):
        yield from _held_back_commitment(commitment)
    yield from _held_back_changes(letter)
    yield from _held_back_repeats(letter)
    yield from _held_back_outcomes(letter)


def _held_back_changes(letter: Letter) -> Iterator[str]:
    """A change holds what it says, and ends what the public reads."""
    for change in planned_changes(letter):
        yield from change_problems(change)
        for one in change.ended:
            if one.letter_id != letter.pk and not one.is_published:
                yield (
                    f"“{one}” eindigt door deze brief en is nog een concept. Keur eerst {one.letter.designation} goed."
                )


def _held_back_repeats(letter: Letter) -> Iterator[str]:
    """A letter repeats what the public reads; what was withdrawn since, it may go on repeating."""
    copy = letter.public_copy
    known = set(copy.mentions.values_list("commitment", flat=True)) if copy else set()
    elsewhere = letter.mentions.filter(commitment__isnull=False).exclude(commitment__letter=letter)
    for mention in elsewhere.select_related("commitment__letter__dossier", "commitment__public").defer(
        "commitment__letter__text"
    ):
        commitment = mention.commitment
        if commitment is None or commitment.is_published:
            continue
        if commitment.public_copy and commitment.public_copy.pk in known:
            continue
        first = f"Keur eerst {commitment.letter.designation} goed"
        if commitment.public_copy:
            why = "is teruggetrokken en dus nergens meetelt"
            first += ", of geef dit bedrag een ander oordeel"
        else:
            why = "nooit is goedgekeurd"
        yield f"“{mention.amount_as_written}” hoort bij “{commitment}”, die {why}. {first}."


def _held_back_outcomes(letter: Letter) -> Iterator[str]:
    """An outcome is proved, and is about what the public reads."""
    about = Commitment.objects.select_related("letter__dossier", "public").defer("letter__text")
    for outcome in letter.outcomes.prefetch_related("mentions", Prefetch("commitments", about)):
        yield from proof_problems(outcome, outcome.mentions.all())
        for one in outcome.commitments.all():
            if one.letter_id != letter.pk and not one.is_published:
                yield (
                    f"“{outcome}” gaat over “{one}”, die niet openbaar is. Keur eerst {one.letter.designation} goed, "
                    "of kies een andere toezegging."
                )


def _with_proof(letter: Letter) -> QuerySet[Commitment]:
    """The commitments of this letter, each with its mentions here that prove it, as `proof`, and what it links to."""
    links = [f"{link}__{name}" for link in Commitment.LINKS for name in ("letter__dossier", "public")]
    texts = [f"{link}__letter__text" for link in Commitment.LINKS]
    proof = Prefetch("mentions", Mention.objects.proving().filter(letter=letter), to_attr="proof")
    with_links = letter.commitments.select_related("begun_by", *links).defer(*texts)
    return with_links.prefetch_related(proof, "begun_by__affected__commitment")


def _held_back_commitment(commitment: Any) -> Iterator[str]:
    for link, words in LINK_WORDS.items():
        other = getattr(commitment, link)
        if other and other.letter_id != commitment.letter_id and not other.is_published:
            yield (
                f"“{commitment}” {words} “{other}”, dat nog een concept is. Keur eerst {other.letter.designation} goed."
            )
    proof = commitment.proof
    stated = [mention for mention in proof if mention.verdict == Mention.Verdict.STATES]
    if not proof:
        yield (
            f"“{commitment}” heeft nog geen citaat. "
            "Voeg bij de brief een vindplaats toe met het oordeel “noemt de toezegging”."
        )
    elif not stated and (problem := computed_problem(commitment, ended_for(commitment), differences_in(proof))):
        yield problem
    for mention in stated:
        if not is_amount_of(mention.amount, mention.currency, commitment):
            yield f"“{commitment}” is {commitment.as_printed}, maar het citaat zegt “{mention.amount_as_written}”."


def public_without(letter: Letter) -> QuerySet[Commitment]:
    """The public commitments of this letter that its working version no longer has."""
    gone = Q(working=None) | ~Q(working__letter=letter)
    public = Commitment.objects.filter(gone, letter__working=letter, published_at__isnull=False)
    return public.exclude(working=None, slug__in=letter.commitments.values("slug"))  # entered again: see public_copies


def _rests_on(commitments: Iterable[Commitment]) -> list[str]:
    """What stays public and rests on these public commitments, as problems."""
    pks = [commitment.pk for commitment in commitments]
    others = Commitment.objects.filter(published_at__isnull=False).exclude(pk__in=pks)
    parts = others.filter(part_of__in=pks).select_related("part_of")
    ending = (
        Affected.objects.ending().filter(commitment__in=pks).select_related("commitment", "change__letter__dossier")
    )
    elsewhere = ending.exclude(change__letter__in={commitment.letter_id for commitment in commitments})
    return [
        *(f"“{part.part_of}” heeft een openbaar onderdeel: “{part}”. Trek dat eerst terug." for part in parts),
        *(
            f"“{row.commitment}” eindigt door {row.change.letter.designation}, die openbaar is. Trek die eerst terug."
            for row in elsewhere
        ),
    ]
