"""What stands behind one amount of a chart, in short: what a note at it tells before the reader goes there."""

from dataclasses import dataclass

from django.db.models import F, Q

from commitments.models import Commitment, Mention
from commitments.querysets import CommitmentQuerySet


@dataclass(frozen=True)
class Note:
    """How many commitments an amount is made of, and of the largest its title, stage, quote and where that stands.

    The texts are empty where there is no commitment, and the quote and its source where none was published. `page` is
    that of the commitment where there is one, `letter` that of the source: paths, without a question.
    """

    count: int
    title: str = ""
    stage: str = ""
    quote: str = ""
    source: str = ""  # "Kamerstuk 36 045, nr. 171"
    page: str = ""
    letter: str = ""


def note_of(counted: CommitmentQuerySet[Commitment]) -> Note:
    """The Note of commitments that count; those without a share of their own are left out."""
    found = counted.with_own_share().filter(Q(own_share_eur__gt=0))
    largest = found.order_by(F("own_share_eur").desc(), "pk").first()
    return note_of_one(largest, found.count()) if largest else Note(0)


def note_of_one(largest: Commitment, count: int = 1) -> Note:
    """The Note of this commitment, the largest of so many."""
    mentions = largest.mentions.published().filter(verdict=Mention.Verdict.STATES).select_related("letter__dossier")
    mention = mentions.order_by("letter__date", "position").first()
    return Note(
        count,
        largest.title,
        largest.stage,
        mention.quote if mention else "",
        mention.letter.designation if mention else "",
        largest.get_absolute_url() if count == 1 else "",
        mention.letter.get_absolute_url() if mention else "",
    )
