"""Making letters and commitments public, and taking them back; all of one letter or nothing."""

from django.db import transaction

from ukrainesteun.money import format_euro

from .models import Commitment


def publish_commitments(commitments, now):
    """Publishes these drafts together, wholes and parts in one go.

    Returns the problems, in Dutch; with any, nothing is published. `now` is the moment to note.
    """
    drafts = list(commitments.filter(published_at=None).select_related("letter", "part_of", "supersedes"))
    together = {draft.pk for draft in drafts}
    problems = [problem for draft in drafts for problem in _held_back(draft, together)]
    return problems or _change(together, now)


def _held_back(draft, together):
    """Why this draft cannot become public together with those."""
    if not draft.letter.is_published:
        yield f"“{draft}” staat in een brief die nog niet openbaar is. Publiceer eerst de brief."
    whole, predecessor = draft.part_of, draft.supersedes
    if whole and not whole.is_published and whole.pk not in together:
        yield f"“{draft}” is een onderdeel van “{whole}”, dat nog een concept is. Publiceer dat eerst."
    if predecessor and not predecessor.is_published and predecessor.pk not in together:
        yield f"“{draft}” vervangt “{predecessor}”, dat nog een concept is. Publiceer dat eerst."
    stated = draft.mentions.stating().filter(letter=draft.letter)
    if not stated:
        yield f"“{draft}” heeft nog geen citaat. Voeg bij de brief een vindplaats toe met het oordeel “noemt de toezegging”."
    for mention in stated.exclude(amount=draft.amount_eur, currency="EUR"):
        yield f"“{draft}” is {format_euro(draft.amount_eur)}, maar het citaat zegt “{mention.amount_as_written}”."


def _change(pks, published_at):
    """Gives these commitments this moment, unless the public parts of a public whole would then exceed it."""
    with transaction.atomic():
        Commitment.objects.filter(pk__in=pks).update(published_at=published_at)
        exceeded = Commitment.objects.published().counted().with_own_share().filter(own_share_eur__lt=0)
        problems = [
            f"De openbare onderdelen van “{whole}” worden dan samen {format_euro(whole.amount_eur - whole.own_share_eur)}, "
            f"meer dan het geheel van {format_euro(whole.amount_eur)}."
            for whole in exceeded
        ]
        if problems:
            transaction.set_rollback(True)
    return problems


def publish_letter(letter, now):
    """Publishes a letter with all its draft commitments, or nothing; returns the problems, in Dutch."""
    with transaction.atomic():
        if not letter.is_published:
            letter.published_at = now
            letter.save(update_fields=["published_at"])
        problems = publish_commitments(letter.commitments.all(), now)
        if problems:
            transaction.set_rollback(True)
    return problems


def withdraw_commitments(commitments):
    """Takes these commitments back together; returns the problems, in Dutch; with any, nothing is withdrawn."""
    pks = set(commitments.values_list("pk", flat=True))
    public = Commitment.objects.filter(published_at__isnull=False).exclude(pk__in=pks)
    problems = [
        f"“{part.part_of}” heeft een openbaar onderdeel: “{part}”. Trek dat eerst terug."
        for part in public.filter(part_of__in=pks).select_related("part_of")
    ]
    problems += [
        f"“{successor.supersedes}” is vervangen door “{successor}”, dat openbaar is. Trek dat eerst terug."
        for successor in public.filter(supersedes__in=pks).select_related("supersedes")
    ]
    return problems or _change(pks, None)


def withdraw_letter(letter):
    """Takes a letter back with all its commitments, or nothing; returns the problems, in Dutch."""
    with transaction.atomic():
        problems = withdraw_commitments(letter.commitments.all())
        if not problems:
            letter.published_at = None
            letter.save(update_fields=["published_at"])
    return problems
