"""A draft that was never public is deleted with all that is in it, in one step. What was ever public is withdrawn instead.

What stays is the history: who deleted what, and when. The words of what was never public do not.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model, Q

from commitments.ledger.places import renew_places
from commitments.ledger.rules import LINK_WORDS
from commitments.models import Affected, Change, Commitment, Intake, Mention, Outcome
from commitments.querysets import MentionQuerySet
from letters.models import Letter, Signature

Draft = Letter | Commitment


def rows_of(draft: Draft) -> list[Model]:
    """What goes with this draft, in the order in which a page lists it."""
    if isinstance(draft, Commitment):
        return list(_quotes_of(draft))
    intakes = Intake.objects.filter(letter=draft)
    return [
        *draft.changes.all(),
        *draft.commitments.all(),
        *draft.outcomes.all(),
        *draft.mentions.select_related("letter__dossier"),
        *_signatures(draft),
        *intakes,
    ]


def in_the_way(draft: Draft) -> list[str]:
    """Why this draft cannot go yet: each sentence says what to change first, and where."""
    going = [draft] if isinstance(draft, Commitment) else list(draft.commitments.select_related("public"))
    letter = draft.letter_id if isinstance(draft, Commitment) else draft.pk
    return [
        *_were_public(going),
        *_linked_from_elsewhere(going),
        *_changed_elsewhere(going, draft),
        *_quoted_elsewhere(going, letter),
        *_told_of(going, draft),
    ]


@transaction.atomic
def delete(draft: Draft) -> None:
    """Deletes this draft with `rows_of` it. The caller has seen that nothing is `in_the_way`."""
    pk = draft.pk
    if isinstance(draft, Commitment):
        _quotes_of(draft).delete()
        draft.delete()
        renew_places(draft.letter)
        _forget_words_of_commitments([pk])
        return
    commitments = list(draft.commitments.values_list("pk", flat=True))
    draft.mentions.all().delete()
    draft.changes.all().delete()
    draft.outcomes.all().delete()
    draft.commitments.update(**dict.fromkeys(Commitment.LINKS))  # a whole may go before its parts
    draft.commitments.all().delete()
    draft.delete()
    _forget_words_of_commitments([*commitments, *_gone(Commitment, letter_id=pk)])
    Letter.history.filter(id=pk).update(text="", note="")
    Signature.history.filter(letter_id=pk).update(name_as_printed="")
    Mention.history.filter(letter_id=pk).update(quote="", note="")
    for model in (Change, Outcome):
        model.history.filter(letter_id=pk).update(note="")


def _forget_words_of_commitments(pks: Sequence[int]) -> None:
    """The history of these deleted commitments, and of the quotes that went, keeps who did what and when."""
    Commitment.history.filter(id__in=pks).update(title="", note="", period_note="")
    Mention.history.filter(id__in=_gone(Mention, commitment_id__in=pks)).update(quote="", note="")


def _gone(model: type[Any], **which: object) -> list[int]:
    """The keys of the rows that were once this in the history, and are there no more."""
    once = model.history.filter(**which).values_list("id", flat=True).distinct()
    return sorted(set(once) - set(model.objects.filter(pk__in=list(once)).values_list("pk", flat=True)))


def may_not_delete(user: User, draft: Draft) -> list[str]:
    """The kinds of rows that this user may not delete and that would go along; empty for who may."""
    kinds = {type(row) for row in (draft, *rows_of(draft))}
    return sorted(
        str(kind._meta.verbose_name)
        for kind in kinds
        if not user.has_perm(f"{kind._meta.app_label}.delete_{kind._meta.model_name}")
    )


def _signatures(letter: Letter) -> Iterable[Signature]:
    return letter.signatures.select_related("minister")


def _quotes_of(commitment: Commitment) -> MentionQuerySet[Mention]:
    return commitment.mentions.filter(letter=commitment.letter_id).select_related("letter__dossier")


def _were_public(going: Sequence[Commitment]) -> Iterator[str]:
    for commitment in going:
        if commitment.public_copy is not None:
            yield (
                f"“{commitment}” is openbaar geweest, in {commitment.public_copy.letter.designation}. "
                "Verplaats haar eerst terug naar die brief."
            )


def _linked_from_elsewhere(going: Sequence[Commitment]) -> Iterator[str]:
    pks = [commitment.pk for commitment in going]
    others = Commitment.objects.working().exclude(pk__in=pks)
    for link, words in LINK_WORDS.items():
        for other in others.filter(**{f"{link}__in": pks}).select_related(link, "letter__dossier"):
            yield f"“{other}” ({other.letter.designation}) {words} “{getattr(other, link)}”. Verander dat eerst."


def _changed_elsewhere(going: Sequence[Commitment], draft: Draft) -> Iterator[str]:
    """A letter goes with its own changes, a commitment without."""
    rows = Affected.objects.filter(Q(commitment__in=going) | Q(into__in=going), change__letter__is_public_copy=False)
    if isinstance(draft, Letter):
        rows = rows.exclude(change__letter=draft)
    for row in rows.select_related("commitment", "into", "change__letter__dossier"):
        yield f"{row} door een wijziging in {row.change.letter.designation}. Verander die eerst."


def _quoted_elsewhere(going: Sequence[Commitment], letter: int) -> Iterator[str]:
    quotes = Mention.objects.filter(commitment__in=going).exclude(letter=letter)
    for mention in quotes.select_related("commitment", "letter__dossier"):
        yield (
            f"“{mention.amount_as_written}” in {mention.letter.designation} hoort bij “{mention.commitment}”. "
            "Geef die vindplaats eerst een ander oordeel."
        )


def _told_of(going: Sequence[Commitment], draft: Draft) -> Iterator[str]:
    """A letter goes with its own outcomes, a commitment without."""
    outcomes = Outcome.objects.working().filter(commitments__in=going)
    if isinstance(draft, Letter):
        outcomes = outcomes.exclude(letter=draft)
    for outcome in outcomes.select_related("letter__dossier").distinct():
        yield f"“{outcome}” in {outcome.letter.designation} gaat over wat u verwijdert. Verander die uitkomst eerst."
