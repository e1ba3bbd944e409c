"""What a letter did to the total and to earlier promises, as its page and the timeline tell it."""

import datetime
from collections.abc import Iterable

from django.db.models import Prefetch

from commitments.charts import series
from commitments.charts.selection import everything, label_of
from commitments.models import Affected, Change, Commitment, Mention
from commitments.querysets import Movement
from letters.models import Letter

KINDS = {"new": "nieuw geld", **dict(Change.Kind.choices)}


def told_of(letter: Letter, peildatum: datetime.date | None) -> dict[str, object]:
    """What the page of a published letter says of this, as known on the peildatum: by how much it changed the total, by
    which kinds, its changes, and what of all that it names is new."""
    moved = series.by_letter(everything(peildatum).movements)[letter.slug]
    return {
        "change": series.changes_by_letter(moved).get(letter.slug),
        "kinds": kinds_of_change(moved),
        "changes": changes_of(letter),
        "named": named_by(letter, moved),
    }


def computed_from(commitment: Commitment, mentions: Iterable[Mention]) -> dict[str, object]:
    """Of a commitment whose letter prints only a difference: the mentions with that, and in words whether it was taken off
    or added; nothing for one that its letter states. Asks for `with_changes()`."""
    own = [mention for mention in mentions if mention.letter_id == commitment.letter_id]
    if any(mention.verdict == Mention.Verdict.STATES for mention in own):
        return {}
    before = sum(one.as_printed.amount for one in commitment.predecessors)
    found = [mention for mention in own if mention.verdict == Mention.Verdict.CHANGES]
    return {"computed": found, "sign": "min" if commitment.as_printed.amount < before else "plus"}


def named_by(letter: Letter, movements: Iterable[Movement]) -> series.Named | None:
    """What of the Dutch euros that this letter names is new; None where it names none."""
    namings = Mention.objects.published().filter(letter=letter).namings()
    return next(iter(series.named_by_letters(namings, movements, [label_of(letter)])), None)


def kinds_of_change(movements: Iterable[Movement]) -> list[tuple[str, series.Sum]]:
    """(kind in words, by how much) of what the movements of one letter did; nothing where it did one thing."""
    found = series.changes_by_kind(movements)
    told = [(words, found[kind]) for kind, words in KINDS.items() if kind in found]
    return told if len(told) > 1 else []


def changes_of(letter: Letter) -> list[Change]:
    """The changes of a published letter, each with what it `known_ended` and `known_begins`: only what is public."""
    public = Commitment.objects.published()
    ended = Affected.objects.filter(into=None, commitment__in=public).select_related("commitment").order_by("pk")
    return list(
        letter.changes.prefetch_related(
            Prefetch("affected", ended, to_attr="known_ended"),
            Prefetch("begins", public.order_by("pk"), to_attr="known_begins"),
        )
    )
