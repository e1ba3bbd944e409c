"""The fields of a new commitment, from what the letter says of one amount."""

import datetime
import re
from dataclasses import replace
from typing import Any

from letters.reading.amounts.mentions import AmountMention
from letters.reading.meaning.inferred import Inferred
from letters.reading.meaning.titles import OF_SENTENCE
from ukrainesteun.money import format_money, may_be_euros
from ukrainesteun.months import MONTHS
from ukrainesteun.numerals import ONES, TEENS
from ukrainesteun.years import period_label

from .proposed import NEW, Proposed, ProposedRow

DEFAULT_STAGE = "aangekondigd"
INFERRED = ("precision", "years", "category", "stage", "payer", "finance_type", "exclusion", "title")
IN_EUROS = "geeft de brief dit bedrag ook in euro's, maak dan daarvan de toezegging, en van dit bedrag “iets anders”"
ASK_RATE = "vul in hoeveel van deze munt één euro was op de dag van de brief; zonder koers telt het bedrag niet mee"
NEARBY = 1500  # characters before and after an amount in which the words that tell of it stand
YEAR = re.compile(r"\b20[0-9]{2}\b")
IS_UNIT_OF_TABLE = re.compile("de eenheid staat bij de tabel: [^;]*")  # a remark that says no more leaves nothing open
# The last of as many months: "twee" is februari, "elf" is november; one month or twelve are said otherwise.
MONTHS_SO_FAR = dict(zip([*ONES, *TEENS][1:11], MONTHS[1:11], strict=True))
FIRST_MONTHS = re.compile(rf"\beerste\s+(?P<number>{'|'.join(MONTHS_SO_FAR)})\s+maanden\b", re.IGNORECASE)


def with_quoted_reasons(mention: AmountMention, text: str) -> AmountMention:
    """The mention, with reasons that are words of the letter between quotation marks."""
    nearby = " ".join(text[max(mention.start - NEARBY, 0) : mention.end + NEARBY].split())
    quoted: dict[str, Any] = {name: _quoted(getattr(mention, name), nearby) for name in INFERRED}
    return replace(mention, **quoted)


def _quoted(inferred: Inferred, nearby: str) -> Inferred:
    is_said = inferred.why and inferred.why in nearby
    return replace(inferred, why=f"‘{inferred.why}’") if is_said else inferred


def years_of(inferred: Inferred) -> tuple[int, ...]:
    """The years that were read; none where the letter gives none."""
    return inferred.value if isinstance(inferred.value, tuple) else ()


def proposed(inferred: Inferred, default: str = "", missing: str = "") -> Proposed:
    """What was read, as it would be typed; a default is doubtful where `missing` says what the letter does not."""
    if inferred.value in (None, ""):
        return Proposed(default, missing or inferred.why, bool(missing) or inferred.doubtful)
    return Proposed(str(inferred.value), inferred.why, inferred.doubtful)


def of_new_commitment(
    row: ProposedRow, mention: AmountMention, letter_date: datetime.date | None
) -> dict[str, Proposed]:
    """The fields of a row, as if its amount is a new commitment: a person may decide that it is one."""
    return {
        "verdict": _verdict(row, mention),
        "title": _title(mention),
        "amount": _amount(row, mention),
        **_currency(row),
        "precision": proposed(mention.precision, default="exact"),
        **_period(mention, letter_date),
        "category": proposed(mention.category, missing="de brief noemt geen bestemming: kies de categorie"),
        "stage": proposed(mention.stage, default=DEFAULT_STAGE, missing="de brief noemt geen fase"),
        "finance_type": proposed(mention.finance_type, default="gift"),
        "exclusion": proposed(mention.exclusion),
        **dict.fromkeys(("period_note", "channel", "part_of"), Proposed()),
    }


def _verdict(row: ProposedRow, mention: AmountMention) -> Proposed:
    if not row.currency:
        return Proposed(NEW, "er staat geen munt bij dit bedrag", True)
    if not may_be_euros(row.currency):
        return Proposed(NEW, f"Nederland betaalt dit in {row.currency} ({mention.payer.why}); {IN_EUROS}", True)
    return Proposed(NEW, f"geld van Nederland: {mention.payer.why}", mention.payer.doubtful)


def _amount(row: ProposedRow, mention: AmountMention) -> Proposed:
    typed = format_money(row.amount, "") if row.amount else ""
    if mention.amount_high is not None:
        high = format_money(mention.amount_high, row.currency)
        return Proposed(typed, f"een bereik, tot {high}: hier staat het laagste", True)
    if mention.remark:
        return Proposed(typed, mention.remark, not IS_UNIT_OF_TABLE.fullmatch(mention.remark))
    return Proposed(typed, f"‘{row.as_written}’")


def _currency(row: ProposedRow) -> dict[str, Proposed]:
    """The fields of an amount that is no euros. It is a person who looks up the rate, and says where."""
    if may_be_euros(row.currency):
        return {}
    return {"currency": Proposed(row.currency, f"‘{row.as_written}’"), "rate": Proposed("", ASK_RATE, True)}


def _title(mention: AmountMention) -> Proposed:
    """The title that was read, with the year or period where it is certain: so that two years have two titles."""
    title, years = proposed(mention.title), set(years_of(mention.years))
    if mention.title.why == OF_SENTENCE and mention.category.value and not mention.category.doubtful:
        title = replace(title, doubtful=False)  # what the sentence begins with says for what all its amounts are
    if not title.value or not years or mention.years.doubtful or YEAR.search(title.value):
        return title
    return replace(title, value=f"{title.value} in {period_label(min(years), max(years))}")


def _period(mention: AmountMention, letter_date: datetime.date | None) -> dict[str, Proposed]:
    years = set(years_of(mention.years))
    return {
        "year": first_year(mention) if years else _year_of(letter_date),
        "end_year": Proposed(str(max(years)), mention.years.why) if len(years) > 1 else Proposed(),
    }


def first_year(mention: AmountMention) -> Proposed:
    """The year, or the first of a period, that was read; nothing where none was."""
    years = years_of(mention.years)
    return Proposed(str(min(years)), mention.years.why, mention.years.doubtful) if years else Proposed()


def _year_of(letter_date: datetime.date | None) -> Proposed:
    why = "bij dit bedrag staat geen jaar"
    if letter_date is None:
        return Proposed("", why, True)
    return Proposed(str(letter_date.year), f"{why}; dit is het jaar van de brief", True)


def period_note(words: str, said_in: str = "") -> dict[str, Proposed]:
    """The field for "de eerste vier maanden" where these words say so: "januari-april"; else no field."""
    months = FIRST_MONTHS.search(words)
    if not months:
        return {}
    until = MONTHS_SO_FAR[months["number"].lower()]
    return {"period_note": Proposed(f"{MONTHS[0]}-{until}", f"‘{months[0]}’{said_in}")}
