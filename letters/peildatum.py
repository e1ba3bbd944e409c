"""The peildatum in the URL: "as known on"."""

import datetime
import re

from django.db.models import Max
from django.utils.timezone import localdate

from ukrainesteun.months import MONTHS, SHORT_MONTHS

from .models import Letter

NAMES = "|".join((*MONTHS, *SHORT_MONTHS))
DAY = re.compile(
    rf"(?P<day>\d{{1,2}})(?:([-/.])(?P<number>\d{{1,2}})\2|\s+(?P<name>{NAMES})\.?\s+)(?P<year>\d{{4}})", re.IGNORECASE
)
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def day_in(text):
    """The day that somebody typed: "1 februari 2024", "1 feb 2024", "1-2-2024" or "2024-02-01"; None for anything else."""
    typed, found = text.strip(), DAY.fullmatch(text.strip())
    try:
        if ISO_DAY.fullmatch(typed):
            return datetime.date.fromisoformat(typed)
        return datetime.date(int(found["year"]), _month(found), int(found["day"])) if found else None
    except ValueError:
        return None


def _month(found):
    if found["number"]:
        return int(found["number"])
    name = found["name"].lower()
    return (MONTHS if name in MONTHS else SHORT_MONTHS).index(name) + 1


def stand_of(peildatum):
    """Up to which day the letters go: the peildatum, or the date of the newest letter; None where there is none."""
    return peildatum or Letter.objects.published().newest_first().values_list("date", flat=True).first()


def newest_approval():
    """The day of the newest approval of a letter, after which nothing is known; None where there is none."""
    newest = Letter.objects.published().aggregate(approved_at=Max("published_at"))["approved_at"]
    return localdate(newest) if newest else None


def read_peildatum(text, name="peildatum"):
    """(date, "") for a date as 2023-12-31, (None, "") for nothing, and (None, what is wrong, in Dutch) for the rest.

    A day after the newest approval is that day: more than what was public then is not known. On a day before the first
    letter nothing was known, and that is what pages and files say. `name` is what the day is called that was asked.
    """
    if not text:
        return None, ""
    try:
        peildatum = datetime.date.fromisoformat(text)
    except ValueError:
        return None, f"“{text[:40]}” kunnen wij niet lezen als datum. Schrijf de {name} zo: 2023-12-31."
    return min(peildatum, newest_approval() or peildatum), ""
