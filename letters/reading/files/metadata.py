"""The data about a publication that come beside it: metadata.xml of the official site, JSON of the Tweede Kamer.

They are no letter; of a letter that comes with them they tell number, dossiers and kind. No date of theirs is taken: that of
publication is not that of the letter, which is in its words.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from letters.kamerstuk import NotAKamerstuk, parse_dossier
from letters.reading.letterhead.papers import paper_of
from letters.reading.letterhead.printed import PrintedDossier, PrintedFacts

# The roots of XML files that come from the same sites and are no publication.
METADATA_ROOTS = {"metadata_gegevens", "metadata", "owms-metadata", "owmskern", "gzd"}
ANSWER_ROOTS = {"searchRetrieveResponse", "explainResponse", "diagnostics", "feed", "entry", "Edmx"}


def facts_of_pairs(stated: Iterable[tuple[str, str]]) -> PrintedFacts | None:
    """The PrintedFacts of (name, value) pairs as the official site gives them; None where they name no dossier."""
    pairs = [(name.rpartition(".")[2].lower(), value.strip()) for name, value in stated if value.strip()]
    first = dict(reversed(pairs))
    dossiers = [dossier for name, value in pairs if name == "dossiernummer" for dossier in _dossiers(value)]
    if not dossiers:
        return None
    titles = [value for name, value in pairs if name == "dossiertitel"]
    titles = titles if len(titles) == len(dossiers) else [""] * len(dossiers)
    number = re.fullmatch("[0-9]{1,5}", first.get("ondernummer", ""))
    return PrintedFacts(
        dossiers=tuple(PrintedDossier(*pair) for pair in zip(dossiers, titles, strict=True)),
        number=int(number[0]) if number else None,
        title="",  # the title there holds dossier and subject as well
        paper=next(filter(None, (paper_of(value) for name, value in pairs if name == "type")), ""),
    )


def _dossiers(value: str) -> Iterator[str]:
    for part in value.split(";"):
        try:
            yield parse_dossier(part)
        except NotAKamerstuk:
            continue


def facts_of_metadata(root: Element) -> PrintedFacts | None:
    """The PrintedFacts of a metadata.xml."""
    return facts_of_pairs((one.get("name", ""), one.get("content", "")) for one in root.iter() if one.get("name"))


def read_json(content: bytes) -> dict[str, Any] | None:
    """The first record of a JSON file, {} for JSON without one; None where it is no JSON."""
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if isinstance(found, dict) and isinstance(found.get("value"), list):
        found = found["value"]
    records = found if isinstance(found, list) else [found]
    return next((record for record in records if isinstance(record, dict)), {})


def facts_of_record(record: dict[str, Any]) -> PrintedFacts | None:
    """The PrintedFacts of a Document of the Tweede Kamer; None where it names no dossier."""
    dossiers = []
    for one in record.get("Kamerstukdossier") or ():
        number, more = (one.get("Nummer"), one.get("Toevoeging") or "") if isinstance(one, dict) else (None, "")
        try:
            dossiers.append(PrintedDossier(parse_dossier(f"{number} {more}".strip()), str(one.get("Titel") or "")))
        except NotAKamerstuk:
            continue
    number = record.get("Volgnummer")
    if not dossiers:
        return None
    return PrintedFacts(
        dossiers=tuple(dossiers),
        number=number if isinstance(number, int) and 0 < number < 100_000 else None,
        paper=paper_of(str(record.get("Soort") or "")),
    )
