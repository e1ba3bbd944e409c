"""Find a quote back in a letter's text, however the text was exported.

Both are normalised in the same way, and the place found is led back to the original text. Not counted as differences:
line breaks and kinds of space, a hyphen between letters (a word broken at a line end), soft hyphens, kinds of dash and
quotation mark, ligatures, markdown emphasis, and a footnote mark that stands in one of the two. Capitals do count,
and so does every digit of an amount.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote as percent_encode

from ukrainesteun.joining import joined
from ukrainesteun.money import COMMON_NAMES, COMMON_SIGNS, SCALE_ABBREVIATIONS, WRITTEN_SCALES
from ukrainesteun.numerals import one_of

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
TO_SUPERSCRIPT = str.maketrans("0123456789", SUPERSCRIPTS)
FROM_SUPERSCRIPT = str.maketrans(SUPERSCRIPTS, "0123456789")
SAME_SIGN = str.maketrans({**dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys('‘’‚‛‹›`´“”„‟«»"', "'")})

# First step: what a sign is. Most are plain ones, which stay as they are.
SIGN = re.compile(
    r"(?P<plain>[A-Za-z0-9 \n.,;:!?()%/'-]+)(?![\u0300-\u036f])"
    r"|<sup>\s*(?P<sup>[0-9]{1,3})\s*</sup>"
    r"|(?P<nothing>[*_\\\u200b-\u200d\u2060\ufeff]|\u00ad\s*)"
    r"|.[\u0300-\u036f]*",
    re.DOTALL,
)
# Second step: what a sign means between its neighbours. Letters are [^\W\d_]. Every hyphen within a word is left out,
# whether a line end put it there or not: two exports of a letter differ in it, and which of them is right does not matter.
_UNITS = one_of([*SCALE_ABBREVIATIONS, *COMMON_NAMES, "procent"])
_NO_CODE = "".join(f"(?<!{sign})" for sign in COMMON_SIGNS if sign.isalpha())
# What stays as it is, many signs at once: words with one blank between them, and a number behind a blank, in which no
# footnote mark can stand ("2022.3" may have one).
_WORD = rf"[^\s0-9{SUPERSCRIPTS}-]+"
_FIGURE = r"(?<=\s)(?!(?:19|20)[0-9]{2}\.[0-9])[0-9]+(?:[.,][0-9]+)*"
TOKEN = re.compile(
    rf"(?P<mark>[{SUPERSCRIPTS}]+"
    rf"|(?:(?<=[^\W\d_][^\W\d_]){_NO_CODE}|(?<=[^\W\d_][.,;:!?)\]'])|(?<=[)\]'][.,;:!?)\]']))"
    rf"[0-9]{{1,3}}(?![0-9]|[.,][0-9]|\s*%|\s*(?:(?:{one_of(WRITTEN_SCALES)})(?:en)?|{_UNITS})\b)"
    r"|(?<=[^0-9.,](?:19|20)[0-9]{2}\.)[0-9]{1,2}(?=\s+[A-Z]|\s*\Z))"  # the end of a sentence: "in 2022.3"
    r"|(?P<within>(?<=[^\W\d_])-\s*(?=[^\W\d_]))"
    r"|(?P<hyphen>(?<=\w)-\s*(?=\w))"
    r"|(?P<space>\s+)"
    rf"|(?P<plain>{_WORD}(?:[ ]{_WORD})*|{_FIGURE})"
    r"|.",
    re.DOTALL,
)

LONGEST_AMOUNT = 40  # signs; what is longer is remembered nowhere


@dataclass(frozen=True)
class _Signs:
    """Signs that were kept of a text, and of each where it starts and ends in the original."""

    kept: list[str] = field(default_factory=list)  # in pieces
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> "_Signs":
        signs = cls()
        for match in SIGN.finditer(text):
            start, end = match.span()
            if match["plain"]:
                signs.keep(match[0], range(start, end), range(start + 1, end + 1))
            elif not match["nothing"]:
                meant = _meant(match)
                signs.keep(meant, [start] * len(meant), [end] * len(meant))
        return signs

    def keep(self, signs: str, starts: Iterable[int], ends: Iterable[int]) -> None:
        self.kept.append(signs)
        self.starts.extend(starts)
        self.ends.extend(ends)


def _meant(match: re.Match[str]) -> str:
    """The signs that one sign of a text stands for."""
    if match["sup"]:
        return match["sup"].translate(TO_SUPERSCRIPT)
    if match[0].isascii() or match[0] in SUPERSCRIPTS:
        return match[0].translate(SAME_SIGN)
    return unicodedata.normalize("NFKC", match[0].translate(SAME_SIGN))


@dataclass(frozen=True)
class NormalisedText:
    """A text made ready to find quotes in: normalise once, find often."""

    normal: str
    starts: tuple[int, ...]  # of each sign of normal, its place in the original text
    ends: tuple[int, ...]
    marks: dict[int, str]  # place in normal -> the footnote mark that was left out there

    @classmethod
    def of(cls, text: str) -> "NormalisedText":
        """The text made ready; an amount, which is asked for many quotes, once."""
        return _ready(text) if len(text) <= LONGEST_AMOUNT else cls.made_of(text)

    @classmethod
    def made_of(cls, text: str) -> "NormalisedText":
        signs, normal = _Signs.of(text), _Signs()
        marks: dict[int, str] = {}
        for token in TOKEN.finditer("".join(signs.kept)):
            start, end = token.span()
            if token["mark"]:
                marks[len(normal.starts)] = token["mark"].translate(FROM_SUPERSCRIPT)
            elif token["plain"]:
                normal.keep(token[0], signs.starts[start:end], signs.ends[start:end])
            elif token["space"]:
                if normal.kept and normal.kept[-1] != " ":
                    normal.keep(" ", [signs.starts[start]], [signs.ends[start]])
            elif not token["within"]:
                normal.keep(token[0][0], [signs.starts[start]], [signs.ends[start]])
        return cls("".join(normal.kept), tuple(normal.starts), tuple(normal.ends), marks)

    def find(self, quote: str, start: int = 0) -> tuple[int, int] | None:
        """The (start, end) of the first place of this quote in the original text from `start` on, or None.

        A quote is found as whole words and whole numbers: "5 miljard" does not stand in "2,5 miljard".
        """
        return next(self.find_all(quote, start), None)

    def find_all(self, quote: str, start: int = 0) -> Iterator[tuple[int, int]]:
        """Yields each such place, in order."""
        wanted = NormalisedText.of(quote)
        text = wanted.normal.rstrip(" -")
        place = self.normal.find(text, bisect_left(self.starts, start)) if text else -1
        while place >= 0:
            if self._is_whole(place, place + len(text)) and self._has_same_marks(place, wanted):
                yield self.starts[place], self.ends[place + len(text) - 1]
            place = self.normal.find(text, place + 1)

    def _is_whole(self, start: int, end: int) -> bool:
        return not (self._is_inside_word(start) or self._is_inside_word(end))

    def _is_inside_word(self, place: int) -> bool:
        """Whether this place in normal has a word or a number on both sides of it."""
        if not 0 < place < len(self.normal):
            return False
        before, after = self.normal[place - 1], self.normal[place]
        if before.isalnum() and after.isalnum():
            was_parted = self.ends[place - 1] < self.starts[place]  # by a hyphen or a footnote mark
            return before.isdigit() or after.isdigit() or not was_parted
        return bool(re.search("[0-9][.,][0-9]", self.normal[max(place - 2, 0) : place + 2]))

    def _has_same_marks(self, place: int, wanted: "NormalisedText") -> bool:
        return all(self.marks.get(place + at, mark) == mark for at, mark in wanted.marks.items())


@lru_cache(maxsize=1_000)
def _ready(text: str) -> NormalisedText:
    return NormalisedText.made_of(text)


def find_quote(text: str, quote: str, start: int = 0) -> tuple[int, int] | None:
    """The (start, end) of the quote in the text, or None. For many quotes in one text: NormalisedText.of(text).find."""
    return NormalisedText.of(text).find(quote, start)


def amount_stands_in(quote: str, amount_as_written: str) -> bool:
    """Whether the quote holds this amount, as a whole: "EUR 2,5 miljard" does not stand in "EUR 2,51 miljard"."""
    return find_quote(quote, amount_as_written) is not None


def text_fragment_url(url: str, quote: str, edge_words: int = 4) -> str:
    """The address that makes a browser scroll to the quote (a URL text fragment, WICG scroll-to-text-fragment).

    A long quote is given as its first and last `edge_words` words, so that a small difference between the text we
    have and the official page does no harm. An empty quote gives the address itself.
    """
    plain = re.sub(r"</?sup>|[*]", "", quote).translate(FROM_SUPERSCRIPT)
    words = joined(plain).split()
    parts = [words] if len(words) <= 2 * edge_words else [words[:edge_words], words[-edge_words:]]
    directive = ",".join(percent_encode(" ".join(part), safe="").replace("-", "%2D") for part in parts)
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}" if directive else url
