"""The overview by a yardstick: what each year is per inhabitant, or as a share of GDP, and the switch between them."""

from dataclasses import dataclass

from commitments.charts.series import Period, PeriodSeries, Sum
from commitments.yardsticks import BY_SLUG, YARDSTICKS, Figure, Yardstick

IN_EUROS = "in euro's"
NAME = "per"  # in an address


@dataclass(frozen=True)
class Measured:
    """What one year or period is by a yardstick. `share` and `figure` are None where it cannot be worked out."""

    period: Period
    amount: Sum
    share: str | None
    figure: Figure | None


def read_yardstick(slug: str | None) -> tuple[Yardstick | None, list[tuple[str, str]]]:
    """The yardstick in an address, and what is wrong there as (name, in Dutch) pairs. None for euros, and for what is unknown."""
    if not slug or slug in BY_SLUG:
        return BY_SLUG.get(slug or ""), []
    known = " of ".join(f"“{one}”" for one in BY_SLUG)
    return None, [(NAME, f"De omrekening “{slug}” kennen wij niet. Kies {known}.")]


def yardsticks_to_choose(chosen: Yardstick | None) -> list[tuple[str, str, bool]]:
    """(slug, name, whether it is chosen) of each way to see the amounts, euros first."""
    return [("", IN_EUROS, chosen is None), *((one.slug, one.name, one is chosen) for one in YARDSTICKS)]


def measured(by_period: PeriodSeries, yardstick: Yardstick) -> list[Measured]:
    """A Measured for each year and period with an amount, in their order. A period has no year to work it out with."""
    return [
        Measured(
            period,
            total,
            yardstick.of(total, period.year) if period.is_one_year else None,
            yardstick.figures.get(period.year) if period.is_one_year else None,
        )
        for period, _, total, _ in by_period.rows()
        if total is not None
    ]
