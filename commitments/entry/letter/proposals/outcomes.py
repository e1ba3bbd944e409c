"""The fields of an amount that tells what came of promises: of what kind, and of which day."""

import datetime
import re
from dataclasses import replace

from ukrainesteun.months import MONTHS

from .meanings import Meaning, recap_of
from .proposed import Proposed, ProposedRow
from .surroundings import Surroundings
from .wordings import words

TICKED = "on"
DAY = re.compile(
    rf"(?<!\w)(?P<said>(?P<until>tot en met|t/m|tot)|op|per|stand) (?P<day>[0-9]{{1,2}}) (?P<month>{'|'.join(MONTHS)})"
    r"(?: (?P<year>20[0-9]{2})| (?P<past>jl))(?!\w)",
    re.IGNORECASE,
)
NOW = words(r"tot (?:nu|nog|dan) toe|tot dusver(?:re)?|tot op heden|inmiddels|op dit moment|reeds|al")
VALUATIONS = (
    ("replacement", words(r"vervangingswaarde")),
    ("book", words(r"boekwaarde")),
    ("purchase", words(r"aanschafwaarde|aankoopwaarde|inkoopwaarde")),
)


def of_outcome(
    row: ProposedRow, meaning: Meaning, around: Surroundings, letter_date: datetime.date | None
) -> dict[str, Proposed]:
    """The fields of an outcome besides those that a commitment has too. It is in no total, so a year that follows from its day
    and a purpose that the sentence before it names leave no doubt."""
    on_date, is_cumulative = _day(around, letter_date)
    valued = next(((slug, said) for slug, pattern in VALUATIONS if (said := pattern.search(around.sentence))), None)
    year, category = row.fields["year"], row.fields["category"]
    return {
        "outcome_kind": Proposed(meaning.outcome, meaning.why, not meaning.is_certain),
        "on_date": on_date,
        "is_cumulative": Proposed(TICKED if is_cumulative and on_date.value else "", on_date.why),
        "valuation": Proposed(valued[0], f"‘{valued[1][0]}’") if valued else Proposed(),
        "about": Proposed(),
        "year": replace(year, doubtful=year.doubtful and not on_date.value),
        "category": replace(category, doubtful=not category.value or "kop ‘" in category.why),
    }


def _day(around: Surroundings, letter_date: datetime.date | None) -> tuple[Proposed, bool]:
    """The day for which it holds, as it would be typed, and whether it tells all up to that day."""
    recap = recap_of(around)
    said = DAY.search(f"{around.lead} {around.own}")
    if said and (day := _date_of(said, letter_date)):
        return Proposed(f"{day:%d-%m-%Y}", f"‘{said[0]}’"), bool(said["until"] or recap)
    if not letter_date:
        return Proposed(), False
    now = NOW.search(f"{around.lead} {around.own}")
    why = f"‘{now[0]}’: de dag van de brief" if now else "de brief noemt geen dag: de dag van de brief"
    return Proposed(f"{letter_date:%d-%m-%Y}", why), bool(recap)


def _date_of(said: re.Match[str], letter_date: datetime.date | None) -> datetime.date | None:
    """The day that is said, unless it is after the letter."""
    year = int(said["year"]) if said["year"] else letter_date.year if letter_date else None
    month = MONTHS.index(said["month"].lower()) + 1
    if year is None:
        return None
    try:
        day = datetime.date(year, month, int(said["day"]))
    except ValueError:
        return None
    if said["past"] and letter_date and day > letter_date:
        day = day.replace(year=day.year - 1)
    return day if not letter_date or day <= letter_date else None


def about(row: ProposedRow, target: str, why: str) -> ProposedRow:
    """The row as the outcome of this commitment, from which its category and its years follow."""
    fields = {"about": Proposed(target, why), "category": Proposed()}
    if row.fields["on_date"].value:
        fields |= {"year": Proposed(), "end_year": Proposed()}
    elif row.fields["year"].doubtful:
        fields["year"] = Proposed(row.fields["year"].value, row.fields["year"].why)
    return row.having(**fields)
