"""How precise an amount is, and the one place where an amount is printed with that. No database."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from ukrainesteun.money import NBSP, Money, format_euro, format_signed_euro, short_euro, short_money, signed_euro


class Precision(models.TextChoices):
    EXACT = "exact", "precies"
    CIRCA = "circa", "circa"
    AT_LEAST = "at-least", "ten minste"
    AT_MOST = "at-most", "ten hoogste"


ROUGHLY = {"exact": "", "circa": "circa ", "at-least": "ten minste ", "at-most": "ten hoogste "}
IN_DRAWING = {"exact": "", "circa": "ca. ", "at-least": "min. ", "at-most": "max. "}


def combined(precisions: Iterable[str]) -> str:
    """The precision of a sum: exact where all are, "at least" or "at most" where the others are that, else circa."""
    others = set(precisions) - {"exact"}
    return others.pop() if len(others) == 1 else "circa" if others else "exact"


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
        return self.roughly + self.euros

    @property
    def roughly(self) -> str:
        """What stands before the euros: "circa ", or nothing for an exact amount. For where `euros` stand in other letters."""
        return ROUGHLY[self.precision]

    @property
    def euros(self) -> str:
        """Without how sure they are: "€ 3,74 mld"."""
        return short_euro(self.amount_eur)

    @property
    def full(self) -> str:
        """Every euro of it: "circa € 3.740.000.000"."""
        return self.roughly + format_euro(self.amount_eur)

    @property
    def size(self) -> "Sum":
        """The same without its sign, for where words say whether it is more or less."""
        return Sum(abs(self.amount_eur), self.precision)

    @property
    def signed(self) -> str:
        """As a difference: "+ circa € 3,74 mld"."""
        return signed_euro(self.amount_eur, roughly=self.roughly)

    @property
    def signed_full(self) -> str:
        """The same with every euro: "+ circa € 3.740.000.000"."""
        return format_signed_euro(self.amount_eur, roughly=self.roughly)

    @property
    def in_drawing(self) -> str:
        """As it stands in a drawing, where the sign of the euro stands once, at the axis or above: "ca. 3,74 mld"."""
        return IN_DRAWING[self.precision] + plain_euro(self.amount_eur)

    @property
    def signed_in_drawing(self) -> str:
        """The same as a difference, where a sign of the euro stands at each: "+ ca. € 3,74 mld"."""
        return signed_euro(self.amount_eur, roughly=IN_DRAWING[self.precision])


@dataclass(frozen=True)
class Unconverted:
    """An amount of another currency that nobody has made euros of, and how sure it is: "circa US$ 100 mln". It adds up to
    nothing, so it is printed in the ways of a Sum and has no `amount_eur`."""

    money: Money
    precision: str = "exact"

    def __str__(self) -> str:
        return ROUGHLY[self.precision] + short_money(self.money.amount, self.money.currency)

    @property
    def full(self) -> str:
        """Every unit of it: "circa US$ 100.000.000"."""
        return ROUGHLY[self.precision] + str(self.money)


def plain_euro(amount_eur: int) -> str:
    """An amount without its sign, as at an axis: "2,94 mld"."""
    return short_euro(amount_eur).replace(f"€{NBSP}", "")
