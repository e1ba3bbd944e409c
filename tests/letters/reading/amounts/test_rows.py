"""What a row of a table says, the same in every format that a letter comes in."""

import pytest

from letters.reading.amounts.mentions import read_amounts
from letters.reading.files.documents import read_document
from letters.reading.text.paper import Paper
from tests.letters.reading.amounts.test_grids import cals, page, row, tr
from tests.letters.reading.files.office import docx, odt

MILLION = 1_000_000
IN_MILLIONS = "Bijdragen (x € 1 mln.)"


def in_lines(title, rows, parted):
    return Paper("\n".join(["Zie.", "", title, "", *map(parted, rows), "", "Daarna.", ""]))


def with_spaces(title, rows):
    """As a PDF gives it that loses the columns."""
    return in_lines(title, rows, lambda cells: " ".join(filter(None, cells)))


def in_columns(title, rows):
    widths = [max(map(len, column)) + 3 for column in zip(*rows, strict=True)]
    return in_lines(title, rows, lambda cells: "".join(map(str.ljust, cells, widths)).rstrip())


def with_tabs(title, rows):
    return in_lines(title, rows, "\t".join)


def with_bars(title, rows):
    return in_lines(title, rows, lambda cells: f"| {' | '.join(cells)} |")


def as_xml(title, rows):
    body = "".join(row(*cells) for cells in rows[1:])
    return read_document("a.xml", cals(title, row(*rows[0]), body, len(rows[0])).encode()).paper


def as_page(title, rows):
    return read_document("a.html", page(title, "".join(tr(*cells) for cells in rows)).encode()).paper


def as_docx(title, rows):
    return read_document("a.docx", docx("Zie.", title, rows, "Daarna.")).paper


def as_odt(title, rows):
    return read_document("a.odt", odt("Zie.", title, rows, "Daarna.")).paper


FORMS = (with_spaces, in_columns, with_tabs, with_bars, as_xml, as_page, as_docx, as_odt)
KNOWN_COLUMNS = FORMS[1:]


def all_forms(forms=FORMS):
    return pytest.mark.parametrize("form", forms, ids=[form.__name__ for form in forms])


def read(paper):
    """(millions, years, label) of each amount."""
    return [(one.amount / MILLION, one.years.value, one.title.value) for one in read_amounts(paper)]


@all_forms()
@pytest.mark.parametrize("words", ["p.m.", "n.v.t.", "nihil", "nog onbekend", "n.n.b.", "–", "PM"])
def test_a_row_without_figures_ends_no_table(form, words):
    rows = [("Doel", "2026", "2027"), ("Water", "5,0", "6,0"), ("Gas", words, words), ("Drones", "900,0", "950,0")]
    assert read(form(IN_MILLIONS, rows)) == [
        (5, (2026,), "Water"), (6, (2027,), "Water"), (900, (2026,), "Drones"), (950, (2027,), "Drones"),
    ]  # fmt: skip


@all_forms()
@pytest.mark.parametrize("words", ["p.m.", "nog onbekend", "volgt", "n.v.t.", "–"])
def test_words_in_a_cell_lose_no_amount_and_no_year(form, words):
    rows = [("Doel", "2026", "2027"), ("Water", "5,0", words), ("Gas", words, "7,0"), ("Olie", "8,0", "9,0")]
    assert read(form(IN_MILLIONS, rows)) == [
        (5, (2026,), "Water"), (7, (2027,), "Gas"), (8, (2026,), "Olie"), (9, (2027,), "Olie"),
    ]  # fmt: skip


@all_forms(KNOWN_COLUMNS)
def test_any_words_in_a_cell_lose_no_amount(form):
    rows = [("Doel", "2026", "2027"), ("Gas", "zie de brief.", "in overleg."), ("Water", "5,0", "in overleg met de NAVO."),
            ("Olie", "8,0", "9,0")]  # fmt: skip
    assert read(form(IN_MILLIONS, rows)) == [(5, (2026,), "Water"), (8, (2026,), "Olie"), (9, (2027,), "Olie")]


@all_forms()
def test_words_in_a_cell_beside_an_amount_with_its_own_sign(form):
    rows = [("Doel", "2026", "2027"), ("Water", "€ 5 mln.", "nog onbekend"), ("Gas", "p.m.", "€ 7 mln.")]
    assert read(form("Bijdragen", rows)) == [(5, (2026,), "Water"), (7, (2027,), "Gas")]


def test_a_sentence_ends_a_table():
    text = "Bijdragen (x € 1 mln.)\nDoel  2026  2027\nWater  5,0  6,0\nDit is alles.  Meer volgt.\nNog 12  13  14\n"
    assert read(Paper(text)) == [(5, (2026,), "Water"), (6, (2027,), "Water")]
