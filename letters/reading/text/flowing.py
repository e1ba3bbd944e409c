"""A letter's text as one flow of words, with for each place in it the place in the text as it stands.

Dashes of every kind become one of three. Line ends become spaces, broken words are joined, footnote marks, markdown
emphasis and page footers are left out; a blank line, a bullet and a row of a table begin with "\\n". So a pattern for an
amount need not know how a PDF broke it.
Where the foot of a page, with its footnotes or without, stands inside an amount or a sentence, these flow on past it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from ukrainesteun.folding import folded
from ukrainesteun.joining import BROKEN_WORD, LOWER, joined
from ukrainesteun.money import COMMON_NAMES, COMMON_SIGNS, LARGE_SCALES, SCALE_ABBREVIATIONS, SCALE_WORDS
from ukrainesteun.months import MONTHS
from ukrainesteun.numerals import one_of

from .feet import FOOT_LINE

_EURO = COMMON_NAMES[0]
# The mark of a note that an export put on the line: a group of four digits, a year of five, and what is glued to "euro".
_BEFORE_YEAR = ("in", "In", "eind", "begin", "medio", "vanaf", "Vanaf", "sinds", "Sinds", "jaar", "t/m", *MONTHS)
_OF_YEAR = "|".join(rf"(?<=\b{word}\ 20[0-4][0-9])" for word in _BEFORE_YEAR)
GLUED_MARK = rf"""(?:(?<=[0-9]\.[0-9]{{3}})[1-9][0-9]?(?![\w/-]|[.,][0-9])
        |(?:{_OF_YEAR})[1-9][0-9]?(?![\w%/-]|[.,][0-9])
        |(?<=[\s0-9]{_EURO})[1-9][0-9]?(?![\w%]|[.,][0-9]|\s?(?:{one_of(SCALE_WORDS | SCALE_ABBREVIATIONS)})))"""
ALTERED = re.compile(
    rf"""(?P<footer>(?>(?:[^\S\n]*+\n\s*+{FOOT_LINE}[^\S\n]*+(?=\n|\Z))+)\s*+)
    |(?P<nothing><sup>\s{{0,9}}(?:[0-9]{{1,3}}|[a-df-z])\s{{0,9}}</sup>|[¹²³⁰⁴-⁹]+|[*_\\\u200b-\u200d\u2060\ufeff]+|\u00ad\s*+
        |{GLUED_MARK}|{BROKEN_WORD})
    |(?P<space>\s{{2,}}|[^\S\ ])""",
    re.VERBOSE,
)
# The signs with which something altered begins; a single space is none, and nor is a hyphen within a line.
SUSPECT = re.compile(
    r"[\s<¹²³⁰⁴-⁹*_\\\u200b-\u200d\u2060\ufeff\u00ad1-9-](?:(?<![ 1-9-])|(?<=\ )(?=\s)|(?<=-)(?=\s)"
    rf"|(?<=[0-9]\.[0-9]{{3}}[1-9])|(?<=20[0-4][0-9][1-9])|(?<={_EURO}[1-9]))"
)
# A line that ends in the midst of an amount, and what the next line must begin with for the amount to go on there.
_HEADS = one_of(sorted({word[:3] for word in LARGE_SCALES}))  # "mil-", "bil-"
_TAILS = one_of(sorted({word[3:] for word in LARGE_SCALES}))
BROKEN_AMOUNT = re.compile(
    rf"(?:{one_of(COMMON_SIGNS)})[ ]?(?:(?P<number>[0-9][0-9.,]{{0,20}})[ ]?(?P<half>(?:{_HEADS})-)?)?[^\S\n]*\n"
)
_SCALE = one_of(SCALE_WORDS | SCALE_ABBREVIATIONS)
REST = {
    "sign": re.compile(rf"[^\S\n]{{0,99}}[0-9][0-9.,]*[ ]?(?:{_SCALE})"),
    "number": re.compile(rf"[^\S\n]{{0,99}}(?:{_SCALE})"),
    "half": re.compile(rf"[^\S\n]{{0,99}}(?:{_TAILS})"),
}
BELOW_TEXT = re.compile(
    rf"[^\S\n]*(?:(?P<note>(?:<sup>)?[0-9]{{1,2}}(?:</sup>)?[^\S\n]+[A-ZÀ-Þh'‘’«(])|{FOOT_LINE}|\Z)", re.VERBOSE
)
MOST_BROKEN, MOST_FOOT_LINES, LONGEST_LINE = 200, 30, 1000
EMPHASIS = re.compile(r"[*\\\u200b-\u200d\u2060\ufeff]")
GOES_ON = re.compile(rf"[{LOWER}0-9,][{LOWER}]")  # the sign before the foot of a page and the one after it
BLANK = re.compile(r"\n[^\S\n]*\n|\f")
DASHES = {"‐": "-", "‑": "-", "‒": "–", "−": "–", "―": "—"}
ITEM = re.compile(r"[|#•]|[-–o*]\s|\*\*[A-Z]|(?:[0-9]{1,2}|[a-z])[.)]\s{1,3}[A-Z€]")


@dataclass(frozen=True)
class FlowingText:
    """`flow` is what patterns read; `text` is the original."""

    text: str
    flow: str
    flow_starts: tuple[int, ...]  # of each run that stands unaltered in the text
    starts: tuple[int, ...]  # its place in the text

    @classmethod
    def of(cls, text: str) -> "FlowingText":
        even = with_even_dashes(text)
        pieces: list[str] = []
        flow_starts, starts = [0], [0]
        place = length = 0
        for start, end, sign in _alterations(even):
            pieces += (even[place:start], sign)
            length += start - place
            if sign:
                flow_starts.append(length)
                starts.append(start)
                length += 1
            flow_starts.append(length)
            starts.append(end)
            place = end
        pieces.append(even[place:])
        return cls(text, "".join(pieces), tuple(flow_starts), tuple(starts))

    @cached_property
    def folded(self) -> str:
        """The flow in small letters."""
        return folded(self.flow)

    def place(self, at: int) -> int:
        """The place in the text of a sign of the flow."""
        run = bisect_right(self.flow_starts, at) - 1
        return self.starts[run] + at - self.flow_starts[run]

    def at(self, place: int) -> int:
        """The place in the flow of a sign of the text, or of the first one after it that is left."""
        run = bisect_right(self.starts, place) - 1
        past = self.flow_starts[run] + place - self.starts[run]
        return min(past, self.flow_starts[run + 1]) if run + 1 < len(self.starts) else past

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The (start, end) in the text of a part of the flow, which is not empty."""
        return self.place(start), self.place(end - 1) + 1


def with_even_dashes(text: str) -> str:
    """The text with each hyphen, dash and minus as one of three signs, on the same place."""
    for sign, same in DASHES.items():
        text = text.replace(sign, same)
    return text


def _alterations(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, what stands in the flow for it) of each altered part of the text, in order and apart."""
    place = 0
    for start, end, sign in [*_interruptions(text), (len(text), len(text), None)]:
        while suspect := SUSPECT.search(text, place, start):
            begin = suspect.start()
            match = ALTERED.match(text, begin, start)
            place = match.end() if match else begin + 1
            if match:
                yield begin, place, "" if match.lastgroup == "nothing" else _sign(text, match)
        if sign is not None:
            yield start, end, sign
        place = end


def _interruptions(text: str) -> list[tuple[int, int, str | None]]:
    """(start, end, sign) of each foot of a page with footnotes that stands between the two halves of an amount."""
    result: list[tuple[int, int, str | None]] = []
    for match in islice(BROKEN_AMOUNT.finditer(text), MOST_BROKEN):
        kind = "half" if match["half"] else "number" if match["number"] else "sign"
        end = _after_foot(text, match.end(), REST[kind])
        if end:
            start = match.end("half") - 1 if match["half"] else match.start() + len(match[0].rstrip())
            result.append((start, end, "" if match["half"] else " "))
    return result


def _after_foot(text: str, place: int, rest: re.Pattern[str]) -> int | None:
    """Where the text goes on with `rest` below the foot of the page that begins here; None where there is no such foot."""
    in_note = False
    for count in range(MOST_FOOT_LINES):
        if count and rest.match(text, place):
            return place + len(text[place : place + 200]) - len(text[place : place + 200].lstrip())
        end = text.find("\n", place, place + LONGEST_LINE)
        if end < 0:
            return None
        line = BELOW_TEXT.match(text, place, end)
        if line is None and text[place:end].strip() and not in_note:
            return None
        in_note = in_note or bool(line and line["note"])
        place = end + 1
    return None


def _sign(text: str, match: re.Match[str]) -> str:
    """What stands in the flow for a footer or for blanks: a space, or the begin of something new."""
    if match.lastgroup == "footer":
        before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
        return " " if GOES_ON.fullmatch(before + after) else "\n"
    if BLANK.search(match[0]):
        return "\n"
    return "\n" if "\n" in match[0] and ITEM.match(text, match.end()) else " "


def flowed(text: str) -> str:
    """A part of a letter on one line, as it is printed in a quote: marks of emphasis left out, broken words joined."""
    return " ".join(joined(EMPHASIS.sub("", text)).split())
