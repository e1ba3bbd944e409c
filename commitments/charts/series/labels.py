"""The words of a series: periods, categories, letters, stages, and how sure a sum is."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from letters.reading.meaning.lexicon import lexicon
from ukrainesteun.money import format_euro, format_signed_euro, short_euro, signed_euro
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


ALL_STAGES = "alle fasen samen"  # of an amount that is not told apart by stage
STAGES = ("geleverd", "toegewezen", "gereserveerd", "aangekondigd")  # the surest first, as they stack


def combined(precisions: Iterable[str]) -> str:
    """The precision of a sum: exact where all are, "at least" or "at most" where the others are that, else circa."""
    others = set(precisions) - {"exact"}
    return others.pop() if len(others) == 1 else "circa" if others else "exact"


ROUGHLY = {"exact": "", "circa": "circa ", "at-least": "ten minste ", "at-most": "ten hoogste "}


@dataclass(frozen=True)
class Sum:
    """Whole euros and how sure they are. In a template it prints itself: "circa € 3,74 mld"."""

    amount_eur: int
    precision: str = "exact"

    @classmethod
    def of(cls, amounts: Iterable[tuple[int, str]]) -> "Sum":
        """What these (euros, precision) add up to."""
        found = list(amounts)
        return cls(sum(eur for eur, _ in found), combined(precision for _, precision in found))

    def __str__(self) -> str:
        return ROUGHLY[self.precision] + short_euro(self.amount_eur)

    @property
    def roughly(self) -> str:
        """What stands before the euros: "circa ", or nothing for an exact amount."""
        return ROUGHLY[self.precision]

    @property
    def full(self) -> str:
        """Every euro of it: "circa € 3.740.000.000"."""
        return ROUGHLY[self.precision] + format_euro(self.amount_eur)

    @property
    def signed(self) -> str:
        """As a difference: "+ circa € 3,74 mld"."""
        return signed_euro(self.amount_eur, roughly=ROUGHLY[self.precision])

    @property
    def signed_full(self) -> str:
        """The same with every euro: "+ circa € 3.740.000.000"."""
        return format_signed_euro(self.amount_eur, roughly=ROUGHLY[self.precision])


def sum_or_none(amounts: Iterable[int | None]) -> int | None:
    """What they add up to; None where there is no amount."""
    found = [amount for amount in amounts if amount is not None]
    return sum(found) if found else None
