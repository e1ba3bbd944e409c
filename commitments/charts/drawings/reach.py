"""How far what can be pointed at reaches: at least as far as a fingertip, also where its mark is thinner."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from .canvas import REACH

LIFTS = (0, 6, 13)  # how far from their bar words may stand, where what is thin reaches beyond it
VISIBLE = 12  # what is as long as this is pointed at by itself, where words are to be clear
SHRINK = 0.95  # where the room is not enough, what is tried next


def spread(lengths: Sequence[float], limit: float, start: float = 0) -> list[tuple[float, float]]:
    """Where each of these lengths, laid end to end from `start`, can be pointed at: (from, to), in the same order.

    None meets another. What is as long as a fingertip keeps that, and its own middle; what is thinner is REACH long as
    long as that leaves room for it before `limit`, else as much less as need be.
    """
    least = min(REACH, (limit - start) / max(len(lengths), 1))
    fingertip = least
    while (
        edges := _edges(lengths, limit, start, [fingertip if length >= REACH else least for length in lengths])
    ) is None:
        least *= SHRINK
    return list(pairwise(edges))


def _edges(
    lengths: Sequence[float], limit: float, start: float, least: Sequence[float], visible: float = REACH
) -> list[float] | None:
    """The edges between them, as near to their own as leaves each at least so long, and what is as long as `visible` its
    own middle; None where that cannot be.
    """
    own = list(accumulate(lengths, initial=start))
    middles = [(low + high) / 2 if high - low >= visible else None for low, high in pairwise(own)]
    latest = [limit]  # of each edge, from the last to the first
    for middle, length in zip(reversed(middles), reversed(least), strict=True):
        latest.append(min(latest[-1] - length, limit if middle is None else middle))
    latest.reverse()
    edges = [start]
    for edge, end, middle, length in zip(own[1:], latest[1:], middles, least, strict=True):
        earliest = max(edges[-1] + length, start if middle is None else middle)
        if earliest > end + 0.001:
            return None
        edges.append(min(max(edge, earliest), end))
    return edges


def clear_of_words(
    lengths: Sequence[float], limit: float, room: float, least: float, start: float = 0
) -> tuple[list[tuple[float, float]], bool]:
    """The same where words follow the last of them, which need this `room` before the limit; and whether they have it.

    Then none reaches farther than the last of LIFTS beyond the end of all. Where that leaves some less than `least`, they
    reach to the limit, also over the words.
    """
    for lift in LIFTS if len(lengths) > 1 else ():
        end = min(start + sum(lengths) + lift, limit - room)
        if edges := _edges(lengths, end, start, [least] * len(lengths), VISIBLE):
            return list(pairwise(edges)), True
    return spread(lengths, limit, start), len(lengths) == 1


def is_other(low: float, high: float, start: float, length: float) -> bool:
    """Whether it reaches elsewhere than its mark, which is this long from `start`."""
    return abs(low - start) > 1 or abs(high - start - length) > 1
