"""Numbers in Dutch words: "anderhalf", "vijfhonderd", "twee-en-een-half". Pure Python, for who reads and who types."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from itertools import count

ONES = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
TEENS = ["tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"]
TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]


def _below_hundred() -> Iterator[tuple[str, int]]:
    yield from zip(ONES + TEENS, count(1))
    for ten, value in zip(TENS, count(20, 10)):
        yield ten, value
        yield from ((f"{one}en{ten}", value + more) for one, more in zip(ONES, count(1)))


def _numerals() -> dict[str, Decimal]:
    """Each Dutch numeral below a million that a letter may spell out, without spaces, hyphens and accents."""
    low = dict(_below_hundred())
    hundreds = {"honderd": 100} | {f"{word}honderd": 100 * value for word, value in low.items() if value < 20}
    small = low | hundreds
    small |= {h + word: hundreds[h] + low[word] for h in hundreds for word in low}
    small |= {f"{h}en{word}": hundreds[h] + value for h in hundreds for word, value in low.items()}
    halves = {word + tail: Decimal(2 * value + 1) / 2 for word, value in low.items() for tail in HALF}
    thousands = {"duizend": 1000} | {f"{word}duizend": 1000 * value for word, value in small.items() if value > 1}
    parts = {"half": "0.5", "halve": "0.5", "kwart": "0.25", "eenkwart": "0.25", "driekwart": "0.75"}
    parts |= {"eenhalf": "0.5", "eenhalve": "0.5", "anderhalf": "1.5", "anderhalve": "1.5"}
    parts |= {f"een{word}": "1" for word in ("kleine", "ruime", "dikke", "krappe", "goede")}
    whole = {word: Decimal(value) for word, value in (small | thousands).items()}
    return whole | halves | {word: Decimal(value) for word, value in parts.items()}


HALF = ("enhalf", "enhalve", "eneenhalf", "eneenhalve")
_ACCENTS = str.maketrans("éëï", "eei", " -\n")


def one_of(words: Iterable[str]) -> str:
    """A pattern for one of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


ONE = "(?:een|één|eén|twee|drie|vier|vijf|zes|zeven|acht|negen)"
_LOW = rf"(?:{ONE}[eë]n-?(?:{one_of(TENS)})|{one_of(TEENS)}|{one_of(TENS)}|{ONE})"
_SMALL = rf"(?:(?:{one_of(TEENS)}|{ONE})?honderd(?:(?:en)?{_LOW})?|{_LOW})"
# A pattern for re.VERBOSE and re.IGNORECASE.
WORDS = rf"""(?:anderhal(?:f|ve)|(?:een[ ]|drie[ ]?)?kwart|(?:een[ ])?hal(?:f|ve)|een[ ](?:kleine|ruime|dikke|krappe|goede)
    |{ONE}[- ]?[eë]n[- ]?(?:een[- ]?)?hal(?:f|ve)|(?:{_SMALL})?duizend|{_SMALL})(?![^\W_])"""


def numeral_value(words: str) -> Decimal | None:
    """What a numeral says: Decimal("1.5") for "anderhalf"; None for what is none, or misspelt."""
    return _known().get(words.lower().translate(_ACCENTS))


@cache
def _known() -> dict[str, Decimal]:
    return _numerals()
