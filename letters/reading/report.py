"""A Reading in the shape of JSON. Its keys are promised to others: add to them, change none."""

import datetime
from dataclasses import asdict, is_dataclass
from decimal import Decimal
from typing import Any

from letters.reading.amounts.mentions import AmountMention
from letters.reading.letterhead.printed import Header

from .letter import Reading

# What of an amount is read between the lines, and so has a reason.
INFERRED = ("precision", "years", "category", "stage", "payer")
ALSO_INFERRED = ("finance_type", "exclusion", "title")


def as_json(reading: Reading) -> dict[str, Any]:
    """The Reading as dicts, lists, strings, numbers and None: dates as 2023-11-17, amounts in whole units of their
    currency, places as `start` and `end` in the text. What is not printed is None or an empty list, never a guess;
    every `why` is a sentence in Dutch."""
    return {
        "header": _header(reading.header),
        "signatures": [_plain(signature) for signature in reading.signatures],
        "citations": [_plain(citation) for citation in reading.citations],
        "amounts": [_amount(mention) for mention in reading.amounts],
        "percentages": [_plain(mention) for mention in reading.percentages],
        "quantities": [_plain(mention) for mention in reading.quantities],
    }


def _header(header: Header) -> dict[str, Any]:
    return {
        "kind": header.kind,
        "paper": header.paper or None,
        "number": header.kamerstuk_number,
        "dossiers": [{"number": dossier.number, "title": dossier.title} for dossier in header.dossiers],
        "date": _plain(header.date),
        "subject": header.subject or None,
        "title": header.title or None,
        "reference": header.reference or None,
        "session_year": header.session_year or None,
        "addressee": header.addressee or None,
        "places": {
            "number" if name == "kamerstuk_number" else name: _plain(place) for name, place in header.places.items()
        }
        | {"dossiers": [{"start": dossier.start, "end": dossier.end} for dossier in header.dossiers]},
    }


def _amount(mention: AmountMention) -> dict[str, Any]:
    inferred = {name: getattr(mention, name) for name in (*INFERRED, *ALSO_INFERRED)}
    return {
        "quote": mention.quote,
        "as_written": mention.as_written,
        "amount": _plain(mention.amount),
        "currency": mention.currency or None,
        **{name: _plain(inferred[name].value) for name in INFERRED},
        "start": mention.start,
        "end": mention.end,
        "amount_high": _plain(mention.amount_high),
        **{name: _plain(inferred[name].value) for name in ALSO_INFERRED},
        "remark": mention.remark,
        "why": {name: found.why for name, found in inferred.items() if found.why},
        "doubtful": [name for name, found in inferred.items() if found.doubtful],
    }


def _plain(value: Any) -> Any:
    """A value as JSON knows it; a dataclass becomes an object with its fields."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(part) for name, part in asdict(value).items()}
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    return value
