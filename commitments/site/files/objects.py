"""JSON: one object that says what it is, with a list of objects, one for each row."""

import datetime
import json
from collections.abc import Iterator

from ..titles import title_of
from .table import LICENCE, LICENCE_URL, Extract, Table

CONTENT_TYPE = "application/json"


def pieces(table: Table, extract: Extract) -> Iterator[str]:
    """The file in pieces, so that no more than one row is held at a time."""
    peildatum = extract.filters.get("as_of")
    about = {
        "title": title_of(table.title, extract.scope, datetime.date.fromisoformat(peildatum) if peildatum else None),
        "address": extract.address,
        "as_of": extract.day.isoformat() if extract.day else None,
        "filters": dict(extract.filters),
        "total_eur": table.total and table.total.amount_eur,
        "total_precision": table.total and table.total.precision,
        "total_means": table.total_means,
        "not_included": table.not_included or None,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "columns": [
            {"name": column.name, "type": column.kind, "description": column.description} for column in table.columns
        ],
    }
    yield json.dumps(about, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "rows": ['
    for number, row in enumerate(table.objects()):
        yield (",\n" if number else "\n") + json.dumps(row, ensure_ascii=False, default=str)
    yield "\n]}\n"
