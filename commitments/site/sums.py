"""What rows add up to, with how sure that is: the one way in which a page or file gets a Sum of rows of the database."""

from collections.abc import Iterable
from typing import Any

from commitments.charts.series import Sum
from commitments.models import Commitment, Mention
from commitments.querysets import CommitmentQuerySet, MentionQuerySet, Share


def sum_of(counted: CommitmentQuerySet[Commitment]) -> Sum:
    """Of commitments that count: their own shares."""
    return sum_of_shares(counted.shares())


def sum_of_shares(shares: Iterable[Share]) -> Sum:
    return Sum.of((share.amount_eur, share.precision) for share in shares)


def share_of(commitments: Any) -> Sum | None:
    """Of commitments that have their `counted_share_eur`; None where none of them counts."""
    found = [(one.counted_share_eur, one.precision) for one in commitments if one.counted_share_eur]
    return Sum.of(found) if found else None


def naive_sum(mentions: MentionQuerySet[Mention]) -> Sum:
    """Of mentions: what a naive reader makes of them, as sure as the commitments that they tell of."""
    return Sum.of(mentions.naive_amounts())
