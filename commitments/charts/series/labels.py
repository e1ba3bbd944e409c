"""The words of a series: periods, categories, letters and stages."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from letters.reading.meaning.lexicon import lexicon
from ukrainesteun.years import period_in_words, period_label

UNDIVIDED = lexicon().without_purpose  # the slug of the category of what is reserved and not divided yet


@dataclass(frozen=True, order=True)
class Period:
    """One year, or several years that the letters do not split."""

    year: int
    end_year: int

    @property
    def label(self) -> str:
        return period_label(self.year, self.end_year)

    @property
    def in_words(self) -> str:
        return period_in_words(self.year, self.end_year)

    @property
    def is_one_year(self) -> bool:
        return self.year == self.end_year


@dataclass(frozen=True)
class CategoryLabel:
    """What a chart needs to know of a category."""

    slug: str
    name: str
    short_name: str
    colour: str  # a key of the palette

    @property
    def name_in_key(self) -> str:
        """Its name, with the short one that stands at its amounts where nobody would know that by it."""
        is_clear = self.short_name.lower() in self.name.lower()
        return self.name if is_clear else f"{self.name} ({self.short_name})"


@dataclass(frozen=True)
class LetterLabel:
    """What a chart needs to know of a letter."""

    slug: str
    name: str  # its short title
    designation: str  # "Kamerstuk 36 045, nr. 171"
    date: datetime.date
    count: int = 1  # how many letters it is; several have no page

    @property
    def is_several(self) -> bool:
        return self.count > 1


ALL_STAGES = "alle fasen samen"  # of an amount that is not told apart by stage
MOST_LETTERS = 24  # that a chart tells apart; of more the smaller ones are one
STAGES = ("geleverd", "toegewezen", "gereserveerd", "aangekondigd")  # the surest first, as they stack


def sum_or_none(amounts: Iterable[int | None]) -> int | None:
    """What they add up to; None where there is no amount."""
    found = [amount for amount in amounts if amount is not None]
    return sum(found) if found else None


def told_apart(euros: Mapping[LetterLabel, int]) -> tuple[list[LetterLabel], list[LetterLabel]]:
    """(the largest letters, the others), both in the order given: all are told apart up to MOST_LETTERS, and never all
    but one. `euros` are those of each letter."""
    if len(euros) <= MOST_LETTERS + 1:
        return list(euros), []
    largest = set(sorted(euros, key=lambda letter: -euros[letter])[:MOST_LETTERS])
    return [one for one in euros if one in largest], [one for one in euros if one not in largest]


def together(letters: Collection[LetterLabel]) -> LetterLabel:
    """One label for all these letters, of the day of the newest."""
    name = f"Overige ({len(letters)} brieven)"
    return LetterLabel("", name, name, max(letter.date for letter in letters), len(letters))
