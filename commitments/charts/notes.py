"""What stands behind one amount of a chart, in short: what a note at it tells before the reader goes there."""

import datetime
from dataclasses import dataclass

from django.db.models import F, Q

from commitments.models import Commitment
from commitments.querysets import CommitmentQuerySet

from .series import Sum


@dataclass(frozen=True)
class Note:
    """How many commitments an amount is made of, and of the largest its title, stage, quote and where that stands.

    The texts are empty where there is no commitment, and the quote and its source where none was published. `page` is
    that of the commitment where there is one, `letter` that of the source: paths, without a question. `remainder` says why
    the amount is less than that of the quote, where parts of it count elsewhere.
    """

    count: int
    title: str = ""
    stage: str = ""
    quote: str = ""
    source: str = ""  # "Kamerstuk 36 045, nr. 171"
    page: str = ""
    letter: str = ""
    remainder: str = ""  # "Hier telt € 1,26 mld: € 2,5 mld, min € 1,24 mld die al als onderdeel telt."


def note_of(counted: CommitmentQuerySet[Commitment]) -> Note:
    """The Note of commitments that count; those without a share of their own are left out."""
    found = counted.with_own_share().filter(Q(own_share_eur__gt=0))
    largest = found.order_by(F("own_share_eur").desc(), "pk").first()
    if largest is None:
        return Note(0)
    parts = Commitment.objects.published().as_of(counted.peildatum).inside(largest).counted()
    inside = [(euros, precision) for euros, precision in parts.values_list("amount_eur", "precision") if euros]
    remainder = _remainder(largest, inside)
    return note_of_one(largest, counted.peildatum, found.count(), remainder)


def _remainder(whole: Commitment, parts: list[tuple[int, str]]) -> str:
    """What is left of a whole without these (euros, precision); nothing where it has no parts."""
    amount, inside = whole.amount, Sum.of(parts)
    if not parts or not isinstance(amount, Sum):
        return ""
    left = Sum.of([(amount.amount_eur - inside.amount_eur, amount.precision)])
    return f"Hier telt {left}: {amount}, min {inside} die al als onderdeel telt."


def note_of_one(
    largest: Commitment, peildatum: datetime.date | None = None, count: int = 1, remainder: str = ""
) -> Note:
    """The Note of this commitment, the largest of so many, with a quote that was known on the peildatum."""
    mentions = largest.mentions.published().as_of(peildatum).stating().select_related("letter__dossier")
    mention = mentions.order_by("letter__date", "position").first()
    return Note(
        count,
        largest.title,
        largest.stage,
        mention.quote if mention else "",
        mention.letter.designation if mention else "",
        largest.get_absolute_url() if count == 1 else "",
        mention.letter.get_absolute_url() if mention else "",
        remainder,
    )
