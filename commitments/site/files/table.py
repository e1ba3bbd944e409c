"""What a file is: columns with rows that are fetched as they are read, and what of the ledger it holds."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from commitments.charts.series import Sum

CHUNK = 500  # rows fetched at a time, so that memory does not grow with the ledger
LICENCE = "CC0 1.0"
LICENCE_URL = "https://creativecommons.org/publicdomain/zero/1.0/"

Row = tuple[object, ...]


@dataclass(frozen=True)
class Column:
    """One published column: its name, what kind of value it has (text, integer, decimal, date, code), and in Dutch what it is."""

    name: str
    kind: str
    description: str


@dataclass(frozen=True)
class ColumnOf(Column):
    """A column with its value for a row of the database (None where there is none)."""

    value: Callable[[Any], object]


NOT_INCLUDED = Column(
    "not_included",
    "text",
    "Bij één jaar: wat niet in deze lijst staat, omdat de brieven het niet per jaar verdelen. In elke rij hetzelfde.",
)


@dataclass(frozen=True)
class Table:
    """One list: `stem` begins the name of its file, `rows` gives its cells anew each time it is called.

    `total` is None where the rows are not to be added up; `total_means` says in Dutch of what it is. `not_included` is a
    sentence in Dutch on what lies outside the choice and could be taken for a part of it, empty where nothing does.
    """

    stem: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[Row]]
    total: Sum | None
    total_means: str
    not_included: str = ""

    def objects(self) -> Iterator[dict[str, object]]:
        """Each row as its cells by the name of the column."""
        names = [column.name for column in self.columns]
        return (dict(zip(names, row, strict=True)) for row in self.rows())


@dataclass(frozen=True)
class Extract:
    """What of the ledger a file holds: up to which day letters are known, which filters, and its own address."""

    day: datetime.date | None  # the peildatum, else the date of the newest letter; None without letters
    filters: Mapping[str, str] = field(default_factory=dict)  # as they stand in the address
    words: tuple[tuple[str, str], ...] = ()  # the same as (label, value) in Dutch
    scope: str = ""  # the same as the title of a page has it; empty where the title of the table says it
    address: str = ""


def fetched(queryset: "QuerySet[Any, Any]") -> Iterator[Any]:
    """The rows of this queryset, some at a time."""
    return queryset.iterator(chunk_size=CHUNK)


def cells(columns: tuple[Column, ...], found: Iterator[Any], not_included: str = "") -> Iterator[Row]:
    """The cells of each row; a column without a value of its own is NOT_INCLUDED."""
    for one in found:
        yield tuple(column.value(one) if isinstance(column, ColumnOf) else not_included or None for column in columns)
