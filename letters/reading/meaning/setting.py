"""An amount in its surroundings: what the modules that infer something from the words around it are given."""

import datetime
from dataclasses import dataclass

Span = tuple[int, int]
Word = tuple[int, int, str]  # in small letters
Payer = tuple[str, int, int, str]  # the words that say so last
Telling = dict[str, list[tuple[str, int, int, str]]]


@dataclass(frozen=True)
class Period:
    """A place in the flow that names years; `kind` is explicit, since, relative or date (the date of an event)."""

    start: int
    end: int
    years: tuple[int, ...]
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Setting:
    """All places are places in the flow; spans are (start, end)."""

    flow: str
    start: int
    end: int
    currency: str
    own: tuple[int, int]  # its clause
    quote: tuple[int, int]  # what of it is quoted
    sentence: tuple[int, int]
    neighbours: tuple[tuple[int, int], ...]  # the amounts of the sentence, itself included
    words: list[Word]  # of the sentence
    telling: Telling  # kind -> (what it points to, start, end, word) of those words that point to something
    payers: list[Payer]  # (payer, start, end, the words that say so)
    periods: list[Period]
    earlier: list[Span]  # the sentences before it in its paragraph, the nearest first
    earlier_telling: list[Telling]  # as `telling`, of the nearest two
    earlier_payers: list[Payer]  # as `payers`, of the nearest
    heading: str
    letter_date: datetime.date | None
