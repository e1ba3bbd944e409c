"""CSV in two manners: the standard one, for programs, and one that a Dutch Excel opens in columns at a double click."""

import csv
from collections.abc import Callable, Iterator
from decimal import Decimal

from ukrainesteun.cells import guarded

from .table import Table

CONTENT_TYPE = "text/csv; charset=utf-8; header=present"


class _Echo:
    """A file for csv.writer that hands back each line."""

    def write(self, line: str) -> str:
        return line


def standard_lines(table: Table) -> Iterator[str]:
    """The lines of RFC 4180: commas, UTF-8 without a BOM."""
    return _lines(table, ",")


def excel_lines(table: Table) -> Iterator[str]:
    """With semicolons, decimal commas, and a BOM by which Excel knows that it is UTF-8."""
    yield "\ufeff"
    yield from _lines(table, ";", lambda value: str(value).replace(".", ",") if isinstance(value, Decimal) else value)


def _lines(table: Table, delimiter: str, printed: Callable[[object], object] = lambda value: value) -> Iterator[str]:
    writer = csv.writer(_Echo(), delimiter=delimiter)
    yield writer.writerow([column.name for column in table.columns])
    for row in table.rows():
        yield writer.writerow([guarded(value) if isinstance(value, str) else printed(value) for value in row])
