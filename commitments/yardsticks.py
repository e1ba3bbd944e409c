"""What an amount of one year is for each inhabitant, or as a share of what the country earns. No database.

The figures are constants, each with where it stands and of when it is; a year without one is not worked out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from commitments.precision import Sum
from ukrainesteun.money import NBSP, format_euro, format_money

STATLINE = "https://opendata.cbs.nl/statline/#/CBS/nl/dataset/{}/table"


@dataclass(frozen=True)
class Figure:
    """One figure of one year: `said` is how it is printed, `source` where it stands and of when."""

    value: int
    said: str
    source: str
    source_url: str


def _inhabitants(year: int, value: int, table: str) -> Figure:
    return Figure(value, format_money(value, ""), f"CBS, stand op 1 januari {year}", STATLINE.format(table))


def _earned(in_billions: int, source: str, source_url: str) -> Figure:
    return Figure(in_billions * 10**9, f"€{NBSP}{format_money(in_billions, '')}{NBSP}mld", source, source_url)


@dataclass(frozen=True)
class Yardstick:
    """What amounts are divided by; `slug` is its value in an address."""

    slug: str
    name: str  # of a choice, and of a column: "per inwoner"
    divisor: str  # what `figures` are: "inwoners"
    divided_by: str  # the same in words, after "gedeeld door "
    caution: str  # what a reader must know of the figures
    figures: dict[int, Figure]
    printed: Callable[[Decimal], str]

    def of(self, amount: Sum, year: int) -> str | None:
        """What an amount of this year is by it, printed with how sure it is: "circa € 236"; None without a figure."""
        figure = self.figures.get(year)
        return amount.roughly + self.printed(Decimal(amount.amount_eur) / figure.value) if figure else None


def _euros(share: Decimal) -> str:
    """ "€ 236", below ten euros with its cents."""
    if share >= 10:
        return format_euro(int(share.quantize(Decimal(1), ROUND_HALF_UP)))
    cents = share.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"€{NBSP}{cents}".replace(".", ",") if cents else "minder dan een cent"


def _per_cent(share: Decimal) -> str:
    hundredths = (share * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{hundredths}{NBSP}%".replace(".", ",") if hundredths else f"minder dan 0,01{NBSP}%"


PER_INHABITANT = Yardstick(
    slug="inwoner",
    name="per inwoner",
    divisor="inwoners",
    divided_by="het aantal inwoners op 1 januari van dat jaar",
    caution="",
    figures={
        2022: _inhabitants(2022, 17_590_672, "85496NED"),
        2023: _inhabitants(2023, 17_811_291, "85496NED"),
        2024: _inhabitants(2024, 17_942_942, "85496NED"),
        2025: _inhabitants(2025, 18_044_027, "03759ned"),
    },
    printed=_euros,
)
OF_GDP = Yardstick(
    slug="bbp",
    name="als deel van het bbp",
    divisor="bbp",
    divided_by="het bruto binnenlands product (bbp) van dat jaar",
    caution="Het bbp is wat heel Nederland in een jaar verdient. Dit zijn de cijfers van toen. Het CBS stelt ze later bij.",
    figures={
        2022: _earned(
            933, "Najaarsnota 2022, tabel 5.1: raming", "https://www.rijksfinancien.nl/najaarsnota/2022/1531133"
        ),
        2023: _earned(
            1_033,
            "CBS, eerste cijfer, aangehaald door NH Nieuws",
            "https://www.nhnieuws.nl/nieuws/n143100/cbs-omvang-nederlandse-economie-voor-het-eerst-meer-dan-duizend-miljard-euro",
        ),
        # Its debt of EUR 491.6 billion was 43.3 per cent of it; the report itself was not at hand to look for more.
        2024: _earned(
            1_135,
            "eigen berekening uit de staatsschuld in het Financieel Jaarverslag van het Rijk 2024",
            "https://www.tweedekamer.nl/kamerstukken/detail?did=2025D20003&id=2025Z08666",
        ),
        2025: _earned(
            1_187, "Najaarsnota 2025, tabel 5.1: raming", "https://www.rijksfinancien.nl/najaarsnota/2025/10597912"
        ),
    },
    printed=_per_cent,
)
YARDSTICKS = (PER_INHABITANT, OF_GDP)
BY_SLUG = {one.slug: one for one in YARDSTICKS}
