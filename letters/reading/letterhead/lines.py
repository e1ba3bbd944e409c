"""The lines at the top of a letter: what all readers of its head ask of them, and the dates that they print."""

import datetime
import re

from ukrainesteun.months import MONTHS

LONGEST_VALUE = 300  # characters of a subject, title or dossier title
SPACE = r"[^\S\n]"
LINE_END = rf"{SPACE}*(?=\n|\Z)"
# A year may be spoilt in the export: 2.023.
DAY = (
    rf"(?P<day>[0-9]{{1,2}})(?:{SPACE}+(?P<month>{'|'.join(MONTHS)}){SPACE}+|-(?P<month_number>[0-9]{{1,2}})-)"
    r"(?P<year>[12]\.?[0-9]{3})(?![0-9])"
)
PRINTED_DATE = re.compile(
    rf"^{SPACE}*(?P<lead>(?:Vastgesteld|Voorgesteld|Ontvangen)(?:\s+(?:d\.d\.|op))?{SPACE}+|(?:Den{SPACE}+Haag|'s-Gravenhage){SPACE}*,?{SPACE}+)"
    rf"{DAY}{LINE_END}",
    re.MULTILINE | re.IGNORECASE,
)
LONE_DATE = re.compile(rf"^{SPACE}*{DAY}{LINE_END}", re.MULTILINE | re.IGNORECASE)
LABELLED_DATE = re.compile(rf"\s*(?:[a-z]+dag{SPACE}+)?{DAY}", re.IGNORECASE)
SALUTATION = re.compile(rf"^{SPACE}*Geachte\b", re.MULTILINE)


def day(match: re.Match[str]) -> datetime.date | None:
    """The day, or None where it is not on the calendar (31 februari)."""
    month = int(match["month_number"]) if match["month_number"] else MONTHS.index(match["month"].lower()) + 1
    try:
        return datetime.date(int(match["year"].replace(".", "")), month, int(match["day"]))
    except ValueError:
        return None


def goes_on_a_sentence(seen: str, start: int) -> bool:
    """Whether the line that begins here is the next line of running text."""
    before = seen[:start].rstrip(" \t").removesuffix("\n").rpartition("\n")[2].strip()
    return bool(re.search(r"[a-z]$", before)) and not re.search(r"Generaal$|Haag$|Kamer$", before)
