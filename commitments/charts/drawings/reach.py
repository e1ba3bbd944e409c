"""How far what can be pointed at reaches: at least as far as a fingertip, also where its mark is thinner."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from .canvas import REACH

SHRINK = 0.95  # where the room is not enough, what is tried next


def spread(lengths: Sequence[float], limit: float, start: float = 0) -> list[tuple[float, float]]:
    """Where each of these lengths, laid end to end from `start`, can be pointed at: (from, to), in the same order.

    None meets another. What is as long as a fingertip keeps its own middle, and each is at least REACH long as long as
    that leaves room for it before `limit`.
    """
    least = min(REACH, (limit - start) / max(len(lengths), 1))
    while (edges := _edges(lengths, limit, start, least)) is None:
        least *= SHRINK
    return list(pairwise(edges))


def _edges(lengths: Sequence[float], limit: float, start: float, least: float) -> list[float] | None:
    """The edges between them, as near to their own as leaves each at least this long; None where that cannot be."""
    own = list(accumulate(lengths, initial=start))
    middles = [(low + high) / 2 if high - low >= REACH else None for low, high in pairwise(own)]
    latest = [limit]  # of each edge, from the last to the first
    for middle in reversed(middles):
        latest.append(min(latest[-1] - least, limit if middle is None else middle))
    latest.reverse()
    edges = [start]
    for edge, end, middle in zip(own[1:], latest[1:], middles, strict=True):
        earliest = max(edges[-1] + least, start if middle is None else middle)
        if earliest > end + 0.001:
            return None
        edges.append(min(max(edge, earliest), end))
    return edges


def is_other(low: float, high: float, start: float, length: float) -> bool:
    """Whether it reaches elsewhere than its mark, which is this long from `start`."""
    return abs(low - start) > 1 or abs(high - start - length) > 1
