"""Any table, written in every format that a letter comes in, is read back as it was made; where a format loses the columns,
no figure gets a year that is not its own."""

from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from letters.reading.amounts.mentions import read_amounts
from letters.reading.amounts.unread_tables import unread_tables
from letters.reading.files.extraction import extract
from letters.reading.text.paper import Paper
from letters.reading.text.stacked import FEWEST_LOOSE
from letters.reading.text.structure import structure_of_json
from tests import growth
from tests.letters.reading.files.office import docx, odt
from tests.letters.reading.files.pdfs import drawn, pdf_of
from tests.proving import TIMES

LABELS = ("Militaire steun", "Herstel", "Humanitaire hulp", "Winterhulp", "Leningen", "Ontmijnen")
UNITS = {"x € 1 mln.": 1_000_000, "x € 1.000": 1_000, "bedragen in miljoenen euro's": 1_000_000}
numbers = st.one_of(
    st.integers(min_value=1, max_value=9_999),
    st.integers(min_value=-999, max_value=-1),
    st.integers(min_value=1, max_value=999).map(lambda number: number + 0.5),
)


@st.composite
def tables(draw, full=False):
    """(unit, years, rows of (label, values))."""
    count = draw(st.integers(min_value=2, max_value=5))
    first = draw(st.integers(min_value=2022, max_value=2026))
    cell = numbers if full else st.none() | numbers
    labels = draw(st.lists(st.sampled_from(LABELS), min_size=2, max_size=4, unique=True))
    rows = [(label, draw(st.lists(cell, min_size=count, max_size=count))) for label in labels]
    rows = [(label, row if any(one is not None for one in row) else [7, *row[1:]]) for label, row in rows]
    return draw(st.sampled_from(list(UNITS))), [first + at for at in range(count)], rows


def written(value):
    """A value as a table prints it: "1.234", "–2,5", "" for none."""
    if value is None:
        return ""
    shown = f"{abs(value):,}".replace(",", "!").replace(".", ",").replace("!", ".")
    return f"–{shown}" if value < 0 else shown


def answer(table):
    """(amount, year, label) of each figure."""
    unit, years, rows = table
    return [
        (round(value * UNITS[unit]), (year,), label)
        for label, row in rows
        for year, value in zip(years, row, strict=True)
        if value is not None
    ]


def lines_of(table):
    _, years, rows = table
    return [["Doel", *map(str, years)], *([label, *map(written, row)] for label, row in rows)]


def as_xml(table):
    """CALS, in which empty cells are empty, or left out, in turn."""
    head, *rows = lines_of(table)
    specs = "".join(f'<colspec colname="c{at}"/>' for at in range(len(head)))

    def row(cells):
        named = [f'<entry colname="c{at}"><al>{escape(cell)}</al></entry>' for at, cell in enumerate(cells)]
        empty = [f'<entry colname="c{at}"/>' if at % 2 else "" for at in range(len(cells))]
        shown = "".join(full if cell else none for cell, full, none in zip(cells, named, empty, strict=True))
        return f"<row>{shown}</row>"

    return (
        f"<officiele-publicatie><kamerstuk><stuk><al>Vooraf.</al><table><title>Steun ({escape(table[0])})</title>"
        f'<tgroup cols="{len(head)}">{specs}<thead>{row(head)}</thead><tbody>{"".join(map(row, rows))}</tbody></tgroup></table>'
        "<al>Daarna.</al></stuk></kamerstuk></officiele-publicatie>"
    ).encode()


def as_page(table):
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in lines_of(table))
    return f"<html><body><p>Steun ({escape(table[0])})</p><table>{rows}</table><p>Daarna.</p></body></html>".encode()


def with_bars(table):
    head, *rows = (f"| {' | '.join(row)} |" for row in lines_of(table))
    return "\n".join([f"Steun ({table[0]})", "", head, "|---" * (len(table[1]) + 1) + "|", *rows, "", "Daarna."])


def in_columns(table):
    rows = lines_of(table)
    return "\n".join(
        [f"Steun ({table[0]})", *(row[0].ljust(24) + "".join(cell.rjust(12) for cell in row[1:]) for row in rows)]
    )


def with_tabs(table):
    return "\n".join([f"Steun ({table[0]})", *("\t".join(row) for row in lines_of(table))])


def as_pdf(table):
    return pdf_of(
        drawn([f"Steun ({table[0]})", *(" ".join(filter(None, row)) for row in lines_of(table)), "", "Daarna."])
    )


def as_docx(table):
    return docx(f"Steun ({table[0]})", lines_of(table), "Daarna.")


def as_odt(table):
    return odt(f"Steun ({table[0]})", lines_of(table), "Daarna.")


def read(form, content):
    if isinstance(content, bytes):
        found = extract(form, content)
        paper = Paper(found["text"], found["structure"] and structure_of_json(found["structure"]))
    else:
        paper = Paper(content)
    return [(one.amount, one.years.value, one.title.value) for one in read_amounts(paper)]


MAKERS = [("xml", as_xml), ("html", as_page), ("text", with_bars), ("text", in_columns), ("text", with_tabs),
          ("docx", as_docx), ("odt", as_odt)]  # fmt: skip


@pytest.mark.parametrize(("form", "made"), MAKERS, ids=[made.__name__ for _, made in MAKERS])
@settings(max_examples=60 * TIMES)
@given(table=tables())
@example(table=("x € 1 mln.", [2022, 2023], [("Militaire steun", [None, 2_010]), ("Herstel", [7, None])]))
def test_a_table_is_read_back_as_it_was_made(form, made, table):
    assert read(form, made(table)) == answer(table)


def stacked(table, blank=""):
    """Each filled cell on a line of its own, as what is copied from a web page."""
    head, *rows = lines_of(table)
    cells = [*head[1:], *(cell for row in rows for cell in row if cell)]
    return "\n".join(["Vooraf.", "", f"Steun ({table[0]})", *(f"{blank}{cell}" for cell in cells), "", "Daarna."])


@pytest.mark.parametrize("blank", ["", "\n", "\u00a0\n"])
@settings(max_examples=60 * TIMES)
@given(table=tables(full=True))
def test_a_full_table_with_each_cell_on_a_line_of_its_own_is_read_back(blank, table):
    assert read("text", stacked(table, blank)) == answer(table)


@settings(max_examples=60 * TIMES)
@given(table=tables())
def test_of_such_a_table_no_figure_gets_the_year_of_another_and_what_is_not_read_is_told(table):
    paper = Paper(stacked(table))
    found = read_amounts(paper)
    told = answer(table)
    assert all((one.amount, one.years.value, one.title.value) in told for one in found)
    loose = sum(value is not None for _, row in table[2] for value in row) - len(found)
    assert loose < FEWEST_LOOSE or unread_tables(paper, found)


@settings(max_examples=60 * TIMES)
@given(table=tables(full=True))
def test_a_full_table_is_read_back_from_a_pdf(table):
    assert read("pdf", as_pdf(table)) == answer(table)


@settings(max_examples=60 * TIMES)
@given(table=tables())
def test_from_a_pdf_that_loses_the_columns_no_figure_gets_the_year_of_another(table):
    found = read("pdf", as_pdf(table))
    assert [(amount, label) for amount, _, label in found] == [(amount, label) for amount, _, label in answer(table)]
    assert all(years in (None, told) for (_, years, _), (_, told, _) in zip(found, answer(table), strict=True))


ROW = ("Militaire steun", [1, None, 3, 4])


@pytest.mark.parametrize("made", [with_bars, in_columns, with_tabs])
def test_a_long_table_takes_no_more_than_linear_time(made):
    unit, years = "x € 1 mln.", [2024, 2025, 2026, 2027]
    line = made((unit, years, [ROW])).splitlines()[-3 if made is with_bars else -1] + "\n"
    head = made((unit, years, []))
    assert growth.is_linear(lambda text: read_amounts(Paper(f"{head}\n{text}")), growth.of(line))


def test_a_long_table_with_a_line_for_each_cell_takes_no_more_than_linear_time():
    table = ("x € 1 mln.", [2024, 2025], [("Militaire steun", [1, 3])])
    assert growth.is_linear(lambda text: read_amounts(Paper(text)), growth.of(stacked(table) + "\n"))
    row = "Militaire steun\n1\n3\n"
    head = stacked((*table[:2], []))
    assert growth.is_linear(lambda text: read_amounts(Paper(f"{head}\n{text}")), growth.of(row))
