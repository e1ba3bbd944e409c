"""Files of a spreadsheet program: CSV and XLSX in and out, cell by cell. Knows nothing of commitments."""

import csv
import datetime
import io
import re
import warnings
import zipfile
from dataclasses import dataclass
from itertools import islice

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from ukrainesteun.cells import unguarded

from .number_formats import shown

LARGEST_FILE = 5 * 1024 * 1024  # bytes
LARGEST_UNPACKED = 16 * 1024 * 1024  # bytes; an XLSX is a zip file, and may hold a thousand times its own size
MOST_PACKED_FILES = 500
MOST_ROWS = 5_000
MOST_COLUMNS = 100
LONGEST_XLSX_TEXT = 32_767  # characters in one cell; Excel's own limit

SAVE_ANEW = "Open het in een spreadsheetprogramma en bewaar het als .xlsx of als CSV UTF-8."


class NotASheet(ValueError):
    """The file cannot be read at all, or this cannot be written as a file; the message says in Dutch why, and what to do."""


@dataclass(frozen=True)
class Unreadable:
    """A cell of which we do not guess what is meant; `problem` says why not, and what to type instead."""

    problem: str


@dataclass(frozen=True)
class SheetRow:
    """One row with something in it: its number in the spreadsheet program, and its cells by the name of their column.

    A cell is a str, int, float or Unreadable; an empty one is "".
    """

    number: int
    cells: dict[str, object]


# In XLSX, _x0041_ is the letter A, and _x005F_x0041_ says that it is not.
_ESCAPED = "x[0-9A-Fa-f]{4}_"


# writing


def write_csv(columns, rows):
    """A CSV file: UTF-8 with a BOM, and semicolons, for that is what a Dutch Excel opens in columns at a double click."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";", lineterminator="\r\n").writerows([columns, *rows])
    return file.getvalue().encode("utf-8-sig")


def write_xlsx(columns, rows, title):
    """An XLSX file of one sheet; numbers are numbers, and a text is a text whatever it begins with."""
    book = Workbook()
    sheet = book.active
    sheet.title, sheet.freeze_panes = title, "A2"
    for place, name in enumerate(columns, 1):
        wide = any(isinstance(row[place - 1], str) and len(row[place - 1]) > 30 for row in rows)
        sheet.column_dimensions[get_column_letter(place)].width = 50 if wide else max(12, len(name) + 2)
    sheet.append([_cell(sheet, name, font=Font(bold=True)) for name in columns])
    wrapped = Alignment(vertical="top", wrap_text=True)
    for number, row in enumerate(rows, 2):
        for name, value in zip(columns, row, strict=True):
            if problem := _not_for_xlsx(value):
                raise NotASheet(f"Rij {number}, kolom {name}: {problem} Exporteer als CSV.")
        sheet.append([_cell(sheet, value, alignment=wrapped) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _not_for_xlsx(value):
    if not isinstance(value, str):
        return None
    if len(value) > LONGEST_XLSX_TEXT:
        return f"een cel van XLSX bevat hoogstens {dotted(LONGEST_XLSX_TEXT)} tekens."
    return "deze tekst bevat een teken dat niet in XLSX kan." if ILLEGAL_CHARACTERS_RE.search(value) else None


def _cell(sheet, value, **looks):
    if isinstance(value, str):
        value = re.sub(f"_(?={_ESCAPED})", "_x005F_", value)
    cell = Cell(sheet, column=1, row=1, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    for name, look in looks.items():
        setattr(cell, name, look)
    return cell


# reading


def read(content, columns):
    """The SheetRows of this file (bytes), XLSX or CSV, of which the first row has exactly these columns, in any order.

    Rows with nothing in them are left out, merged ones included. Raises NotASheet.
    """
    if len(content) > LARGEST_FILE:
        raise NotASheet(f"Dit bestand is groter dan {LARGEST_FILE // 1024**2} MB. Verdeel het over meer bestanden.")
    if not content.strip():
        raise NotASheet("Dit bestand is leeg.")
    lines = _xlsx_lines(content) if content.startswith(b"PK") else _csv_lines(content)
    (_, header), *lines = lines or [(1, [])]
    names = _names(header, columns)
    if len(lines) > MOST_ROWS:
        raise NotASheet(f"Dit bestand heeft meer dan {dotted(MOST_ROWS)} rijen. Verdeel het over meer bestanden.")
    for number, cells in lines:
        if any(cell != "" for cell in cells[len(names) :]):
            raise NotASheet(
                f"Rij {number} is langer dan de kopregel. Kijk na of er een scheidingsteken te veel in staat."
            )
    return [SheetRow(number, dict(zip(names, [*cells, *[""] * len(names)], strict=False))) for number, cells in lines]


def _filled(lines):
    """The first lines with something in them, with their numbers: no more than the header and one row too many."""
    numbered = ((number, cells) for number, cells in enumerate(lines, 1) if any(cell != "" for cell in cells))
    return list(islice(numbered, MOST_ROWS + 2))


def _names(header, columns):
    """The names in the first row, once they are the columns that are asked."""
    while header and header[-1] == "":
        header = header[:-1]
    names = [name.strip().lower() if isinstance(name, str) else "(geen tekst)" for name in header]
    missing = [name for name in columns if name not in names]
    if len(missing) == len(columns):
        raise NotASheet(f"De eerste rij hoort de namen van de kolommen te bevatten: {', '.join(columns)}.")
    problems = []
    if missing:
        problems.append(f"In de eerste rij ontbreken deze kolommen: {', '.join(missing)}. Neem ze over uit een export.")
    if strangers := [name or "(zonder naam)" for name in names if name not in columns]:
        problems.append(f"Deze kolommen kennen wij niet: {', '.join(strangers)}. Haal ze weg.")
    if twice := sorted({name for name in names if names.count(name) > 1 and name in columns}):
        problems.append(f"Deze kolommen staan er twee keer: {', '.join(twice)}. Houd van elk één over.")
    if problems:
        raise NotASheet(" ".join(problems))
    return names


def _csv_lines(content):
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotASheet(f"Dit is een oud Excel-bestand (.xls), of een met een wachtwoord. {SAVE_ANEW}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotASheet(f"Dit is geen XLSX, en geen CSV in UTF-8. {SAVE_ANEW}") from error
    header = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(";,\t", key=header.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return _filled([unguarded(cell) if cell.strip() else "" for cell in line] for line in lines)
    except csv.Error as error:
        if "field limit" in str(error):
            most = dotted(csv.field_size_limit())
            raise NotASheet(
                f"Na regel {lines.line_num} staat een cel van meer dan {most} tekens. Kort haar in."
            ) from error
        raise NotASheet(f"Dit CSV-bestand is beschadigd: kijk de aanhalingstekens na. {SAVE_ANEW}") from error


def _xlsx_lines(content):
    try:
        _refuse_bombs(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's, about looks that it does not keep
            book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what a file says of its own size is not to be believed
            return _filled(_xlsx_cells(row) for row in sheet.iter_rows())
    except NotASheet:
        raise
    except Exception as error:  # a damaged file shows itself in any of a dozen ways
        raise NotASheet(f"Dit is geen XLSX-bestand dat wij kunnen lezen. {SAVE_ANEW}") from error


def _xlsx_cells(row):
    if len(row) > MOST_COLUMNS:
        raise NotASheet(f"Een rij heeft meer dan {MOST_COLUMNS} kolommen. Haal weg wat er niet hoort.")
    return [_xlsx_value(cell) for cell in row]


def _refuse_bombs(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        files = packed.infolist()
    if len(files) > MOST_PACKED_FILES or sum(file.file_size for file in files) > LARGEST_UNPACKED:
        raise NotASheet("Dit XLSX-bestand is uitgepakt te groot. Kopieer alleen de rijen naar een nieuw bestand.")


def _xlsx_value(cell):
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return ""
    if cell.data_type == "f":
        return Unreadable("Hier staat een formule. Plak de cel opnieuw, als waarde.")
    if cell.data_type == "e":
        return Unreadable(f"Hier staat de fout {value}. Typ wat er hoort te staan.")
    if isinstance(value, str):
        return unguarded(re.sub(f"_x005F_(?={_ESCAPED})", "_", value))
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return Unreadable(
            f"Uw programma heeft hier een datum of tijd van gemaakt ({_dutch(value)}). "
            "Geef de cel de opmaak Tekst en typ opnieuw wat er hoort te staan."
        )
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Unreadable("Hier staat “waar” of “onwaar”. Typ wat er hoort te staan.")
    return _as_shown(value, shown(value, cell.number_format or ""))


def _as_shown(number, how):
    """The number, or where its cell shows a unit with it ("102 mln"), the text that a person sees."""
    if not how.is_plain:
        return how.text(number)
    if how.divided_by > 1:
        return Unreadable(
            f"Hier staat {dotted(number)}, maar de opmaak van de cel toont {how.text(number)}. "
            "Geef de cel de opmaak Getal en kijk het bedrag na."
        )
    return number


def dotted(number):
    """A number as it is printed in Dutch: "5.000"."""
    return f"{number:_}".replace("_", ".")


def _dutch(moment):
    if isinstance(moment, datetime.date):
        return f"{moment.day}-{moment.month}-{moment.year}"
    return str(moment)
