"""The letter itself: its own fields, its dossiers and who signed it."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from letters.kamerstuk import print_dossier
from letters.reading.letterhead.ministers import Match
from letters.reading.letterhead.printed import Header
from letters.reading.letterhead.signatures import PrintedSignature
from ukrainesteun.months import MONTHS

from .proposed import Proposed

LONGEST_SHORT_TITLE = 80  # characters, as in the ledger


def propose_letter(header: Header) -> dict[str, Proposed]:
    """The letter's own fields, by name: what its head prints, with why where it is not printed as such."""
    day = header.date
    title = header.title or header.subject
    return {
        "kind": Proposed(header.kind),
        "number": Proposed(str(header.kamerstuk_number or ""), _place(header, "kamerstuk_number")),
        "reference": Proposed(header.reference, _place(header, "reference")),
        "date": Proposed(f"{day:%d-%m-%Y}" if day else "", _place(header, "date"), day is None),
        "title": Proposed(title, _place(header, "title")),
        "short_title": _short_title(header.subject or title, day),
        "note": Proposed(),
    }


def _place(header: Header, name: str) -> str:
    place = header.places.get(name)
    return place.why if place else "" if getattr(header, name) else "niet gevonden in de brief"


def _short_title(subject: str, day: datetime.date | None) -> Proposed:
    """A name for lists: always doubtful, for it is ours. A title that only says who writes makes no name."""
    if subject and not re.match(r"(?:Brief|Verslag|Lijst) van\b", subject, re.IGNORECASE):
        return Proposed(
            _cut(subject, LONGEST_SHORT_TITLE), "naar het onderwerp: maak er een korte eigen naam van", True
        )
    name = f"Brief van {day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""
    return Proposed(name, "de brief heeft geen onderwerp: geef hem een korte eigen naam", True)


def _cut(text: str, longest: int) -> str:
    """The text, or as many of its whole words as fit."""
    return text if len(text) <= longest else text[: longest - 1].rpartition(" ")[0].rstrip(" ,;:–-") + "…"


def propose_dossiers(
    header: Header, known_titles: Mapping[str, str], cited: Iterable[str] = ()
) -> Iterator[dict[str, Proposed]]:
    """The number and title of each dossier that is printed. `known_titles` are those of the ledger, by number.

    Where a letter prints a number without a dossier, the dossier of the ledger is proposed that it cites most; `cited`
    are the dossiers of its citations.
    """
    if header.kamerstuk_number and not header.dossiers:
        counted = Counter(number for number in cited if number in known_titles)
        for number, times in counted.most_common(1):
            why = f"staat niet op de brief; hij verwijst er het vaakst naar ({times} keer)"
            yield {"number": Proposed(print_dossier(number), why, True), "title": Proposed(known_titles[number])}
    for dossier in header.dossiers:
        known = known_titles.get(dossier.number)
        why = "staat in het grootboek" if known is not None else "nieuw: wordt met de brief aangemaakt"
        yield {"number": Proposed(print_dossier(dossier.number)), "title": Proposed(known or dossier.title, why)}


def propose_signature(signature: PrintedSignature, match: Match) -> dict[str, Proposed]:
    """The fields of one signature, for the known minister that it matches."""
    return {
        "minister": Proposed(match.slug or "", match.why, match.doubtful or match.slug is None),
        "office": Proposed(signature.office, signature.why),
        "manner": Proposed(signature.manner),
        "name_as_printed": Proposed(signature.name),
    }
