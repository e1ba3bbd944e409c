"""Parts of a text near what must be in every match: so most of a long text need not be looked at closely.

Words are looked for without regard to capitals, as a pattern with re.IGNORECASE does, but at the speed of str.find.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

Part = tuple[int, int]


def places_of_words(small: str, words: Iterable[str]) -> list[int]:
    """Where these words, in small letters, stand in a folded text, in order."""
    places = []
    for word in words:
        place = small.find(word)
        while place >= 0:
            places.append(place)
            place = small.find(word, place + 1)
    return sorted(places)


def spans_of_words(small: str, words: Iterable[str]) -> list[Part]:
    """As `places_of_words`, with where each word ends."""
    spans = []
    for word in words:
        place, length = small.find(word), len(word)
        while place >= 0:
            spans.append((place, place + length))
            place = small.find(word, place + length)
    return sorted(spans)


def parts_with(words: Iterable[str], small: str, parts: Iterable[Part]) -> list[Part]:
    """Those of these parts of a folded text in which one of the words, in small letters, stands."""
    words = tuple(words)
    return [(start, end) for start, end in parts if any(small.find(word, start, end) >= 0 for word in words)]


def parts_around(spans: Iterable[Part], before: int, after: int) -> list[Part]:
    """The (start, end) of the parts, in order and apart, that are within reach of spans, which come in order."""
    parts: list[Part] = []
    start = end = -1
    for first, last in spans:
        if first - before > end >= 0:
            parts.append((start, end))
            start = end = -1
        start = max(0, first - before) if end < 0 else start
        end = max(end, last + after)
    return [*parts, (start, end)] if end >= 0 else parts


def matches_in(
    pattern: re.Pattern[str], text: str, parts: Iterable[Part], most: int | None = None
) -> Iterator[re.Match[str]]:
    """The matches of a pattern in these parts of the text, in order; no more than `most`."""
    return islice(chain.from_iterable(pattern.finditer(text, start, end) for start, end in parts), most)


def matches_from(
    starter: re.Pattern[str], pattern: re.Pattern[str], text: str, parts: Iterable[Part]
) -> Iterator[re.Match[str]]:
    """As `matches_in`, of a pattern that begins nowhere but where `starter` finds a sign."""
    for place, end in parts:
        while start := starter.search(text, place, end):
            match = pattern.match(text, start.start(), end)
            if match:
                yield match
            place = match.end() if match else start.end()
