"""How far what can be pointed at reaches: at least as far as a fingertip, also where its mark is thinner."""

from collections.abc import Sequence

from .canvas import REACH


def spread(lengths: Sequence[float], limit: float, start: float = 0) -> list[tuple[float, float]]:
    """Where each of these lengths, laid end to end from `start`, can be pointed at: (from, to), in the same order.

    None meets another, and each is at least REACH long as long as all of them find room before `limit`. What is long
    enough keeps its place, except for what thin ones before it take; only where the room ends do they take from others.
    """
    least = min(REACH, (limit - start) / max(len(lengths), 1))
    found: list[tuple[float, float]] = []
    at = cursor = start
    for length in lengths:
        low = max(at, cursor)
        cursor = max(at + length, low + least)
        found.append((low, cursor))
        at += length
    for place in range(len(found) - 1, -1, -1):
        low, high = found[place]
        high = min(high, limit)
        low = min(low, high - least)
        found[place] = low, high
        limit = low
    return found


def is_other(low: float, high: float, start: float, length: float) -> bool:
    """Whether it reaches elsewhere than its mark, which is this long from `start`."""
    return abs(low - start) > 1 or abs(high - start - length) > 1
