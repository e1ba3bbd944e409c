"""What the beginning of a letter says about the letter itself: its number, dossiers, date and reference.

Two forms: the printed Kamerstuk ("Nr. 171  BRIEF VAN DE ...", "Den Haag, 17 november 2023") and the ministry's own
("Onze Referentie", "Datum 28 juni 2024"). What is not printed there stays empty; the body is never read.
"""

import datetime
import re
from dataclasses import dataclass

from letters.kamerstuk import NotAKamerstuk, parse_dossier

BEGINNING = 3000  # characters
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
# A year may be spoilt in the export: 2.023.
DATE = re.compile(
    r"^\s*(?:Vastgesteld(?:\s+d\.d\.)?|Datum:?|Den\s+Haag,|'s-Gravenhage,)\s+"
    rf"(?P<day>[0-9]{{1,2}})\s+(?P<month>{'|'.join(MONTHS)})\s+(?P<year>[12]\.?[0-9]{{3}})\s*$",
    re.MULTILINE,
)
NUMBER = re.compile(r"^\s*Nr\.\s*([0-9]{1,5})(?:\s*$|\s+[A-Z]{4,})", re.MULTILINE)
DOSSIER = re.compile(
    r"^[^\S\n]*([0-9]{2}\s[0-9]{3}(?:-[0-9]{2}|[^\S\n](?:[IVX]+[A-Z]?|[A-Z]))?)(?:[^\S\n]*$|[^\S\n]+[A-Z])",
    re.MULTILINE,
)
REFERENCE = re.compile(r"^\s*Onze\s+[Rr]eferentie:?\s+([A-Z0-9][A-Za-z0-9./-]*[0-9])\s*$", re.MULTILINE)
REPORT = re.compile(r"^\s*(?:Nr\.\s*[0-9]+\s+)?VERSLAG\s+VAN\s+EEN\s+SCHRIFTELIJK\s+OVERLEG", re.MULTILINE)


@dataclass(frozen=True)
class Header:
    """What a text prints about itself; None, () or "" for what it does not print. A text is a "brief" unless it says
    to be a "verslag" (verslag van een schriftelijk overleg)."""

    kamerstuk_number: int | None = None
    dossiers: tuple[str, ...] = ()  # as stored: 21501-20; the number belongs to the first
    date: datetime.date | None = None
    reference: str = ""
    kind: str = "brief"


def _dossiers(text):
    for written in DOSSIER.findall(text):
        try:
            yield parse_dossier(written)
        except NotAKamerstuk:
            continue


def _date(match):
    """The day, or None where it is not on the calendar (31 februari)."""
    try:
        return datetime.date(int(match["year"].replace(".", "")), MONTHS.index(match["month"]) + 1, int(match["day"]))
    except ValueError:
        return None


def read_header(text):
    """The Header of a letter's text. Never raises: a mangled text gives an emptier header."""
    beginning = re.sub(r"[*#\r]", "", text[:BEGINNING])
    number, day, reference = NUMBER.search(beginning), DATE.search(beginning), REFERENCE.search(beginning)
    return Header(
        kamerstuk_number=int(number[1]) if number else None,
        # Dossiers stand above the number; elsewhere a line of five digits is something else.
        dossiers=tuple(dict.fromkeys(_dossiers(beginning[: number.start()]))) if number else (),
        date=_date(day) if day else None,
        reference=reference[1] if reference else "",
        kind="verslag" if REPORT.search(beginning) else "brief",
    )
