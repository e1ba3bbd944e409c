"""How sure the money of a choice is: in which stages it is, and of one year what may be for it but is in no sum of it."""

from dataclasses import dataclass

from commitments.charts import series, titles
from commitments.charts.selection import Selection


@dataclass(frozen=True)
class Spanning:
    """What the letters promise for several years together, the chosen year among them: in no sum of that year."""

    period: series.Period
    amount: series.Sum
    stages: str  # "gereserveerd", "toegewezen en gereserveerd"


@dataclass(frozen=True)
class HowSure:
    """What a page says below the sum of a choice."""

    stages: str  # what it adds up to in each stage, in words; empty where nothing counts
    only: str  # the one stage in which all of it is; empty where there are more
    period: series.Period | None  # the chosen year, or the chosen years that the letters do not split
    spanning: tuple[Spanning, ...]


def how_sure(selection: Selection) -> HowSure:
    found = selection.by_period
    around = series.by_period(
        selection.around.counted().shares() if selection.around is not None else (), selection.categories
    )
    return HowSure(
        stages=titles.stages_in_words(found) if found.segments else "",
        only=found.stages[0] if len(found.stages) == 1 else "",
        period=_chosen_period(selection),
        spanning=tuple(
            Spanning(period, amount, _stages_of(around, period)) for period, amount in around.unsplit_totals()
        ),
    )


def _chosen_period(selection: Selection) -> series.Period | None:
    years = [choice.value.split("-") for choice in selection.choices if choice.name == "year"]
    return series.Period(int(years[0][0]), int(years[0][-1])) if years else None


def _stages_of(found: series.PeriodSeries, period: series.Period) -> str:
    here = {segment.stage for segment in found.of(period)}
    return " en ".join(stage for stage in found.stages if stage in here)
