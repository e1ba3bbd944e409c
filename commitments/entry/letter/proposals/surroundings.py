"""The words around one amount: what leads to it, what follows it, and what its sentence and the one before it say."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from letters.reading.text.flowing import flowed

from .wholes import sentence_around

LONGEST = 400  # characters before a sentence in which the one before it stands


@dataclass(frozen=True)
class Surroundings:
    """Each is words on one line. `before` and `after` reach to the next amount of the sentence, or to its end."""

    sentence: str
    before: str
    after: str
    lead: str  # how the sentence begins, before its first amount; "" where that is this one
    tail: str  # how it ends, after its last amount; "" where that is this one
    earlier: str  # the sentence before it, in its paragraph
    head: str  # the first line of the table in whose line it stands
    is_first: bool  # whether no amount stands before it in its sentence

    @property
    def own(self) -> str:
        """What leads to the amount and what follows it."""
        return f"{self.before} {self.after}"

    @property
    def is_question(self) -> bool:
        return self.sentence.endswith("?")


def surroundings_of(span: tuple[int, int], spans: Sequence[tuple[int, int]], text: str) -> Surroundings:
    """The Surroundings of one amount among all amounts of the text; `spans` are in order."""
    first, last = sentence_around(text, *span)
    beside = spans[bisect_left(spans, (first, 0)) : bisect_left(spans, (last, 0))] or [span]
    previous = max((end for _, end in beside if end <= span[0]), default=first)
    following = min((start for start, _ in beside if start >= span[1]), default=last)
    is_first, is_last = beside[0][0] >= span[0], beside[-1][0] <= span[0]
    paragraph = text.rfind("\n\n", max(first - LONGEST, 0), first) + 2
    floor = max(paragraph if paragraph > 1 else 0, first - LONGEST, 0)
    earlier = (
        text[sentence_around(text, max(first - 2, floor), max(first - 2, floor))[0] : first] if first > floor else ""
    )
    return Surroundings(
        sentence=flowed(text[first : last + 1]),
        before=flowed(text[previous : span[0]]),
        after=flowed(text[span[1] : following]),
        lead="" if is_first else flowed(text[first : beside[0][0]]),
        tail="" if is_last else flowed(text[beside[-1][1] : last]),
        earlier=flowed(earlier),
        head=_head_of_table(text, span[0]),
        is_first=is_first,
    )


def _head_of_table(text: str, place: int) -> str:
    """The line with the names of the columns, above a place in a table of which bars divide the cells; "" outside one."""
    line = text.rfind("\n", 0, place) + 1
    if text[line : line + 1] != "|":
        return ""
    while line and (above := text.rfind("\n", 0, line - 1) + 1) < line and text[above : above + 1] == "|":
        line = above
    return flowed(text[line : text.find("\n", line)])
