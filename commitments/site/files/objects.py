"""JSON: one object that says what it is, with a list of objects, one for each row."""

import json
from collections.abc import Iterator

from .table import LICENCE, LICENCE_URL, Choice, Table

CONTENT_TYPE = "application/json"


def pieces(table: Table, choice: Choice) -> Iterator[str]:
    """The file in pieces, so that no more than one row is held at a time."""
    about = {
        "title": table.title,
        "address": choice.address,
        "as_of": choice.day.isoformat() if choice.day else None,
        "filters": dict(choice.filters),
        "total_eur": table.total_eur,
        "total_means": table.total_means,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "columns": [
            {"name": column.name, "type": column.kind, "description": column.description} for column in table.columns
        ],
    }
    yield json.dumps(about, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "rows": ['
    names = [column.name for column in table.columns]
    for number, row in enumerate(table.rows()):
        yield (",\n" if number else "\n") + json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)
    yield "\n]}\n"
