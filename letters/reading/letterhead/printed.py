"""What a letter says of itself, as a Header: what its text prints and, where there is one, what its file states."""

import datetime
from dataclasses import dataclass, field, replace
from typing import Any

from .offices import sentence_case

AT_FOOT = "staat onder aan de bladzijden"
FROM_FILE = "stond als gegeven in het bestand, niet in de tekst"


@dataclass(frozen=True)
class Place:
    """Where a value stands, or why we think it though it is not printed as such."""

    start: int | None
    end: int | None
    why: str = ""  # in Dutch; empty for what is printed as the value itself


@dataclass(frozen=True)
class PrintedDossier:
    """A dossier as printed above a letter: its number as stored (21501-20) and its title, "" if none is printed."""

    number: str
    title: str = ""
    start: int | None = field(default=None, compare=False)
    end: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class PrintedFacts:
    """What the official XML or HTML states about a letter outside its text."""

    dossiers: tuple[PrintedDossier, ...] = ()
    number: int | None = None
    title: str = ""
    date: datetime.date | None = None
    paper: str = ""  # which kind of paper it is, as in papers.py


@dataclass(frozen=True)
class Header:
    """What a text prints about itself; None, () or "" for what it does not print. To the ledger a text is a "brief" unless
    it says to be a "verslag" (verslag van een schriftelijk overleg, lijst van vragen); `paper` tells of any text what it is.

    `places` has for each value that was found, by the name of its field, where it stands and, if it is not printed as
    such, why. The subject of a printed Kamerstuk is its title, and the title of a ministry's letter its subject.
    """

    kamerstuk_number: int | None = None
    dossiers: tuple[PrintedDossier, ...] = ()  # the number belongs to the first
    date: datetime.date | None = None
    reference: str = ""
    kind: str = "brief"
    paper: str = ""  # brief, motie, memorie, …: as in papers.py
    subject: str = ""
    title: str = ""
    session_year: str = ""  # 2023–2024
    addressee: str = ""
    places: dict[str, Place] = field(default_factory=dict, compare=False)


def with_facts(printed: Header, facts: PrintedFacts | None = None) -> Header:
    """The Header of what a text prints and the file states."""
    return _with_one_name(_with_facts(printed, facts) if facts else printed)


def _with_facts(header: Header, facts: PrintedFacts) -> Header:
    """The header with what the file itself states. A place stays, where text and file agree."""
    stated: dict[str, Any] = {
        "kamerstuk_number": facts.number,
        "date": facts.date,
        "title": sentence_case(facts.title),
        "paper": facts.paper,
    }
    news = {name: value for name, value in stated.items() if value and value != getattr(header, name)}
    places = header.places | dict.fromkeys(news, Place(None, None, FROM_FILE))
    if facts.dossiers:
        printed = {dossier.number: dossier for dossier in header.dossiers}
        news["dossiers"] = tuple(
            replace(
                printed.get(dossier.number, dossier),
                title=dossier.title or getattr(printed.get(dossier.number), "title", ""),
            )
            for dossier in facts.dossiers
        )
    return replace(header, **news, places=places)


def _with_one_name(header: Header) -> Header:
    """A Kamerstuk's title is its subject, and the other way round, where only one of them is printed."""
    for empty, filled in (("subject", "title"), ("title", "subject")):
        if not getattr(header, empty) and getattr(header, filled):
            why = f"hetzelfde als {'de titel' if filled == 'title' else 'het onderwerp'}"
            place = replace(header.places[filled], why=header.places[filled].why or why)
            return replace(header, **{empty: getattr(header, filled)}, places=header.places | {empty: place})
    return header
