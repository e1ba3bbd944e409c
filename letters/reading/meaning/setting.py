"""An amount in its surroundings: what the modules that infer something from the words around it are given."""

import datetime
from dataclasses import dataclass


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
    words: list  # of the sentence
    telling: dict  # kind -> (what it points to, start, end, word) of those words that point to something
    payers: list  # (payer, start, end, the words that say so)
    periods: list
    earlier: list  # the sentences before it in its paragraph, the nearest first
    earlier_telling: list  # as `telling`, of the nearest two
    earlier_payers: list  # as `payers`, of the nearest
    heading: str
    letter_date: datetime.date | None
