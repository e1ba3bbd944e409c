"""XLSX: a workbook with a sheet for each list, and a last sheet that explains them. Written row by row, to disk."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from tempfile import TemporaryFile
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.formats import date_format
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from commitments.charts.drawings.canvas import NOT_IN_XML

from .table import LICENCE, LICENCE_URL, Extract, Table

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TEXT = 32_767  # characters in one cell; Excel's own limit
PIECE = 1 << 16  # bytes sent at a time
MADE = (1980, 1, 1, 0, 0, 0)  # the time in the zip file: two files of the same rows are the same to the byte
WIDTHS = {"text": 30, "integer": 16, "decimal": 12, "date": 12, "code": 16}  # of a column, in characters
RULE = (
    "Tel van de toezeggingen die openbaar zijn, uit een brief van op of vóór de peildatum, de eigen delen op: het bedrag "
    "min de onderdelen die meetellen. Wat vervangen of uitgesloten is, telt niet mee, en de onderdelen daarvan ook niet."
)
# In XLSX, _x0041_ is the letter A, and _x005F_x0041_ says that it is not.
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def pieces(tables: Sequence[Table], extract: Extract) -> Iterator[bytes]:
    """The file in pieces: a sheet for each table, the first of them in front, and the explanation."""
    with TemporaryFile() as file:
        book = Workbook(write_only=True)
        try:
            _fill(book, tables, extract)
        finally:  # Also where its rows cannot be read: until then openpyxl keeps each sheet in an open file of its own.
            ExcelWriter(book, _Archive(file, "w", ZIP_DEFLATED)).save()
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _fill(book: Any, tables: Sequence[Table], extract: Extract) -> None:
    book.properties.created = book.properties.modified = datetime.datetime(*MADE)
    book.properties.creator = "Oekraïnesteun"
    counts = [_add_sheet(book, table) for table in tables]
    explanation = book.create_sheet("Uitleg")
    explanation.column_dimensions["A"].width, explanation.column_dimensions["B"].width = 28, 110
    for number, row in enumerate(_explained(tables, counts, extract)):
        explanation.append([_cell(explanation, value, is_bold=not number or len(row) == 1) for value in row])


class _Archive(ZipFile):
    """A zip file in which every part has the same time."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **kwargs: Any) -> None:
        super().writestr(self._part(zinfo_or_arcname), data)

    def write(self, filename: Any, arcname: Any = None, *args: Any, **kwargs: Any) -> None:
        with open(filename, "rb") as source, self.open(self._part(arcname), "w") as part:
            while chunk := source.read(PIECE):
                part.write(chunk)

    def _part(self, name: str) -> ZipInfo:
        info = ZipInfo(name, MADE)
        info.compress_type = ZIP_DEFLATED
        return info


def _add_sheet(book: Any, table: Table) -> int:
    """Writes the rows of this table; returns how many there are."""
    sheet = book.create_sheet(table.title)
    sheet.freeze_panes = "A2"
    for place, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = max(WIDTHS[column.kind], len(column.name) + 2)
    sheet.append([_cell(sheet, column.name, is_bold=True) for column in table.columns])
    count = 0
    for row in table.rows():
        sheet.append([_cell(sheet, value) for value in row])
        count += 1
    return count


def _cell(sheet: Any, value: object, is_bold: bool = False) -> Any:
    """A number as a number, and a text as a text whatever it begins with: no program runs it as a formula."""
    is_text = isinstance(value, str)
    if is_text:
        value = _ESCAPED.sub("_x005F_", NOT_IN_XML.sub("\ufffd", str(value))[:LONGEST_TEXT])
    cell = WriteOnlyCell(sheet, value)
    if is_text:
        cell.data_type = "s"
    if is_bold:
        cell.font = Font(bold=True)
    return cell


def _explained(tables: Sequence[Table], counts: Sequence[int], extract: Extract) -> Iterable[tuple[object, ...]]:
    """The rows of the explanation: what was asked for, the counting rule, each list with its total and columns."""
    yield ("Oekraïnesteun", "wat Nederland Oekraïne toezegde. Geen website van de Rijksoverheid.")
    yield ("Adres", extract.address)
    if extract.day:
        yield ("Stand", f"met de brieven tot en met {date_format(extract.day, 'j F Y')}")
    yield ("Gekozen", "; ".join(f"{label}: {value}" for label, value in extract.words) or "alles, zonder filter")
    yield ("Licentie", f"{LICENCE}, vrij te gebruiken: {LICENCE_URL}")
    yield ("Telregel", RULE)
    for table, count in zip(tables, counts, strict=True):
        yield ()
        yield (table.title,)
        yield ("Aantal rijen", count)
        if table.total:
            yield ("Totaal in euro", table.total.amount_eur)
            yield ("Hoe precies", table.total.precision)
            yield ("Dit totaal is", table.total_means)
        if table.not_included:
            yield ("Let op", table.not_included)
        for column in table.columns:
            yield (column.name, column.description)
