"""Where sentences, clauses and headings of a FlowingText begin and end."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from ukrainesteun.money import SCALE_ABBREVIATIONS


def word_set(words: str) -> frozenset[str]:
    """A set of words that is written as a text, for a list of dozens of words reads best as one."""
    return frozenset(words.split())


LONGEST = 700  # characters; what runs on longer is cut, so that one endless line costs no more than a letter
BREAK = re.compile(
    r"\n|[.!?…](?:[0-9]{1,2}(?![0-9.,]))?[\"'»”’)\]]{0,3}(?:[0-9]{1,2})?(?=[ ][\"'«“‘(\[]{0,2}[A-Z0-9À-Þ€•])"
)
ABBREVIATED = word_set(
    """nr nrs art artt drs dr mr ir ing prof ca o.a b.v bijv bv resp max min incl excl vgl blz p stb stcrt d.d
    dd m.b.t t.a.v t.b.v i.v.m d.w.z i.s.m t.o.v c.q st mw dhr plm jhr lid gen maj kol"""
)
ITEM = re.compile(r"\s*(?:[•*▪–-]|(?:[0-9]{1,2}|[a-z])[.)])\s")
LONGEST_LIST = 4_000  # characters, from its announcement to its last item
LAST_WORD = re.compile(r"[^\W\d_][\w.]*\Z")
HEADING = re.compile(r"#*\s*(?:[0-9]{1,2}(?:\.[0-9]{1,2})*\.?\s+)?([A-ZÀ-Þ'«][^\n|]{2,78}[^\s.,:;|)])[ ]?\Z")
WORD = re.compile(r"[^\W_]+(?:[-'’&][^\W_]+|\.[^\W\d_]+)*")
MARKED = re.compile(r"([a-zß-öø-ÿ]{3,})[0-9]{1,2}\Z")  # a footnote mark sticks to the word


@dataclass(frozen=True)
class Sentences:
    """The sentences of a flow, as the places where one ends and the next begins; and its headings."""

    flow: str
    bounds: tuple[int, ...]
    heading_starts: tuple[int, ...]
    headings: tuple[str, ...]

    @classmethod
    def of(cls, flow: str) -> "Sentences":
        bounds: list[int] = [0]
        headings: list[tuple[int, str]] = []
        line = 0
        for match in BREAK.finditer(flow):
            if match[0] == "\n":
                _add_heading(headings, flow, line, match.start())
                line = match.end()
            elif match[0][0] == "." and _is_abbreviation(flow, match.start()):
                continue
            _add_bound(bounds, flow, match.end())
        _add_bound(bounds, flow, len(flow))
        return cls(flow, tuple(bounds), tuple(start for start, _ in headings), tuple(words for _, words in headings))

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The (start, end) of the sentence, or sentences, in which this part of the flow stands."""
        first = self.bounds[max(bisect_right(self.bounds, start) - 1, 0)]
        last = self.bounds[min(bisect_left(self.bounds, end), len(self.bounds) - 1)]
        return first, last

    def before(self, start: int, most: int = 3) -> list[tuple[int, int]]:
        """The (start, end) of at most so many sentences before the one that begins here, the nearest first, as long as
        they stand in the same paragraph."""
        at = bisect_left(self.bounds, start)
        result: list[tuple[int, int]] = []
        while at > 0 and len(result) < most and self.flow[self.bounds[at] - 1 : self.bounds[at]] != "\n":
            result.append((self.bounds[at - 1], self.bounds[at]))
            at -= 1
        return result

    def announcing(self, start: int) -> tuple[int, int] | None:
        """The (start, end) of the sentence that announces, with a colon, the list of which an item begins here; None where
        no item begins here, or the words above the list announce nothing."""
        end, floor = start, max(start - LONGEST_LIST, 0)
        while ITEM.match(self.flow, end):
            last = floor + len(self.flow[floor:end].rstrip())
            line = self.flow.rfind("\n", floor, last) + 1
            if last == floor or (not line and floor):
                return None
            if not ITEM.match(self.flow, line, last):
                return self.around(last - 1, last) if self.flow[last - 1] == ":" else None
            end = line
        return None

    def heading_above(self, start: int, farthest: int = 4000) -> str:
        """The words of the nearest heading above this place; "" where none is near."""
        at = bisect_left(self.heading_starts, start) - 1
        return self.headings[at] if at >= 0 and start - self.heading_starts[at] <= farthest else ""


def _add_bound(bounds: list[int], flow: str, end: int) -> None:
    while end - bounds[-1] > LONGEST:
        space = flow.rfind(" ", bounds[-1] + LONGEST // 2, bounds[-1] + LONGEST)
        bounds.append(space + 1 if space > 0 else bounds[-1] + LONGEST)
    if end > bounds[-1]:
        bounds.append(end)


def _is_abbreviation(flow: str, dot: int) -> bool:
    word = LAST_WORD.search(flow, max(0, dot - 9), dot)
    if not word:
        return False
    # "EUR 5 mln. (2024)" goes on; "EUR 5 mln. Nederland" does not.
    is_scale = word[0].lower() in SCALE_ABBREVIATIONS and not flow[dot + 2 : dot + 3].isupper()
    return is_scale or word[0].lower() in ABBREVIATED


def _add_heading(headings: list[tuple[int, str]], flow: str, start: int, end: int) -> None:
    if 4 <= end - start <= 90:
        match = HEADING.match(flow, start, end)
        if match and not match[1].startswith(("Onze ", "Nr. ", "Aan de ")):
            headings.append((start, match[1]))


def words_of(flow: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """The (start, end, word in small letters) of the words in a part of the flow."""
    return [(*match.span(), _bare(match[0].lower())) for match in WORD.finditer(flow, start, end)]


def _bare(word: str) -> str:
    marked = word[-1].isdigit() and MARKED.fullmatch(word)
    return marked[1] if marked else word
