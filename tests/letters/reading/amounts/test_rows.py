"""What a row of a table says, the same in every format that a letter comes in."""

import pytest

from letters.reading.amounts.mentions import read_amounts
from letters.reading.files.documents import read_document
from letters.reading.text.paper import Paper
from tests import growth
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


ROWS_WITH_UNITS = [
    ("Post", "2026", "2027"), ("Ontmijning (x € 1 mln.)", "15", "16"), ("Energieherstel (x € 1.000)", "8.500", "9.500"),
    ("Vrijwilligers", "30", "40"), ("Aandeel (%)", "12", "13"), ("Voertuigen (aantal)", "250", "260"),
]  # fmt: skip


@all_forms()
def test_a_row_has_its_own_unit_and_the_year_of_each_column(form):
    assert read(form("Kengetallen", ROWS_WITH_UNITS)) == [
        (15, (2026,), "Ontmijning (x € 1 mln.)"), (16, (2027,), "Ontmijning (x € 1 mln.)"),
        (8.5, (2026,), "Energieherstel (x € 1.000)"), (9.5, (2027,), "Energieherstel (x € 1.000)"),
    ]  # fmt: skip


@all_forms()
def test_the_unit_of_a_row_goes_before_that_of_its_table(form):
    rows = [("Post", "2026", "2027"), ("Militair", "500", "600"), *ROWS_WITH_UNITS[1:3], ("Hulp", "700", "800")]
    assert read(form("Uitgaven (x € 1.000)", rows)) == [
        (0.5, (2026,), "Militair"), (0.6, (2027,), "Militair"),
        (15, (2026,), "Ontmijning (x € 1 mln.)"), (16, (2027,), "Ontmijning (x € 1 mln.)"),
        (8.5, (2026,), "Energieherstel (x € 1.000)"), (9.5, (2027,), "Energieherstel (x € 1.000)"),
        (0.7, (2026,), "Hulp"), (0.8, (2027,), "Hulp"),
    ]  # fmt: skip


@all_forms()
def test_a_row_with_its_own_unit_needs_no_years(form):
    rows = [("Post", "Bedrag"), *(row[:2] for row in ROWS_WITH_UNITS[1:4])]
    found = read_amounts(form("Kengetallen", rows))
    assert [one.amount for one in found] == [15 * MILLION, 8_500_000]


@all_forms(KNOWN_COLUMNS)
def test_a_cell_of_a_row_may_hold_its_unit(form):
    rows = [("Post", "Eenheid", "2026", "2027"), ("Formatie", "fte", "12", "13"), ("Hulp", "€ mln.", "15", "16"),
            ("Herstel", "", "17", "18")]  # fmt: skip
    assert read(form("Kengetallen (x € 1.000)", rows)) == [
        (15, (2026,), "Hulp"), (16, (2027,), "Hulp"), (0.017, (2026,), "Herstel"), (0.018, (2027,), "Herstel"),
    ]  # fmt: skip


@all_forms()
def test_a_row_may_hold_the_unit_of_all_below_it(form):
    rows = [("Post", "2026", "2027"), ("(x € 1.000)", "", ""), ("Munitie", "12.500", "1.234")]
    assert read(form("Steun", rows)) == [(12.5, (2026,), "Munitie"), (1.234, (2027,), "Munitie")]


def test_a_line_of_a_list_of_tables_is_no_row():
    assert not read(Paper("Inhoud\n\nTabel 1: Steun (x € 1.000)   12\nTabel 2: Hulp (x € 1 mln.)   14\n"))


# Columns of years


@all_forms()
@pytest.mark.parametrize("head", ["Jaar", "Looptijd", "Begrotingsjaar", "Periode", "Planning"])
def test_a_column_of_years_is_no_money_and_gives_each_row_its_year(form, head):
    rows = [("Doel", "Bedrag", head), ("Water", "5,0", "2026"), ("Gas", "1.250", "2027"), ("Olie", "8", "2026")]
    assert read(form(IN_MILLIONS, rows)) == [(5, (2026,), "Water"), (1250, (2027,), "Gas"), (8, (2026,), "Olie")]


@all_forms()
@pytest.mark.parametrize("head", ["Jaar", "Looptijd"])
def test_a_column_of_years_may_hold_ranges_and_stand_first(form, head):
    rows = [("Doel", head, "Bedrag"), ("Water", "2026-2027", "5,0"), ("Gas", "2027", "6,0")]
    assert read(form(IN_MILLIONS, rows)) == [(5, (2026, 2027), "Water"), (6, (2027,), "Gas")]


@all_forms()
def test_a_head_of_one_row_tells_that_its_column_holds_years(form):
    rows = [("Organisatie", "Bedrag", "Looptijd"), ("UNICEF", "12", "2026")]
    assert read(form(IN_MILLIONS, rows)) == [(12, (2026,), "UNICEF")]


@all_forms()
def test_what_looks_like_a_year_below_a_head_of_money_is_an_amount(form):
    rows = [("Doel", "Stand", "Mutatie"), ("Water", "2026", "12"), ("Gas", "1950", "14")]
    found = read_amounts(form("Bijdragen (x € 1.000)", rows))
    assert [one.amount for one in found] == [2_026_000, 12_000, 1_950_000, 14_000]


def test_many_heads_in_a_table_take_no_more_than_linear_time():
    lines = "| Doel | 2026 | Looptijd |\n| Water | 5 | 2027 |\n"
    assert growth.is_linear(lambda text: read_amounts(Paper(f"{IN_MILLIONS}\n\n{text}")), growth.of(lines))
    lines = "Ontmijning (x € 1 mln.)   15   16\nVrijwilligers   15   16\n"
    assert growth.is_linear(lambda text: read_amounts(Paper(text)), growth.of(lines))


# Marks, signs and words in a cell


@all_forms()
@pytest.mark.parametrize("mark", ["[2]", " [2]", " [a]", " (1)", " **", "**", "*", " †", "†", " ‡", "¹"])
def test_a_mark_of_a_note_loses_no_amount(form, mark):
    rows = [("Doel", "2026", "2027"), ("Water", "5,0", f"7,5{mark}"), ("Gas", f"8,0{mark}", "9,0")]
    assert read(form(IN_MILLIONS, rows)) == [
        (5, (2026,), "Water"), (7.5, (2027,), "Water"), (8, (2026,), "Gas"), (9, (2027,), "Gas"),
    ]  # fmt: skip


@all_forms(KNOWN_COLUMNS)
@pytest.mark.parametrize("written", ["8,0 1", "8,0 a)", "8,0 1)", "8,25 1", "1.250 2", "8,0 (waarvan 2,0 voor drones)",
                                     "8,0 waarvan 2,0 nieuw",
                                     "8,0 (raming 2026)"])  # fmt: skip
def test_a_loose_mark_and_words_between_brackets_lose_no_amount(form, written):
    rows = [("Doel", "2026", "2027"), ("Water", written, "7,5"), ("Gas", "9,0", written)]
    amount = {"8,25 1": 8.25, "1.250 2": 1250}.get(written, 8)
    assert read(form(IN_MILLIONS, rows)) == [
        (amount, (2026,), "Water"), (7.5, (2027,), "Water"), (9, (2026,), "Gas"), (amount, (2027,), "Gas"),
    ]  # fmt: skip


@all_forms()
@pytest.mark.parametrize("minus", ["−/− ", "-/- ", "–/– ", "−", "–", "-"])
def test_a_cell_below_zero_is_so_in_every_form(form, minus):
    rows = [("Doel", "2026", "2027"), ("Water", "500", f"{minus}300"), ("Gas", f"{minus}1,5", "900")]
    assert read(form(IN_MILLIONS, rows)) == [
        (500, (2026,), "Water"), (-300, (2027,), "Water"), (-1.5, (2026,), "Gas"), (900, (2027,), "Gas"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("(waarvan 2,0 voor drones)", [8]),
        ("raming", [8]),
        ("waarvan 2,0 nieuw", [8]),
        ("9,0", [8, 9]),
    ],
)
def test_each_paragraph_of_a_cell_is_read_by_itself(more, expected):
    xml = cals(IN_MILLIONS, row("Doel", "2026"), row("Hulp", f"<entry><al>8,0</al><al>{more}</al></entry>"), 2)
    html = page(IN_MILLIONS, tr("Doel", "2026") + tr("Hulp", f"<td><p>8,0</p><p>{more}</p></td>"))
    lines = page(IN_MILLIONS, tr("Doel", "2026") + tr("Hulp", f"<td>8,0<br/>{more}</td>"))
    for name, content in (("a.xml", xml), ("a.html", html), ("b.html", lines)):
        found = read(read_document(name, content.encode()).paper)
        assert found == [(amount, (2026,), "Hulp") for amount in expected]


@pytest.mark.parametrize("words", [" waarvan aa", " (ab)", " [1]"])
def test_a_cell_with_many_words_behind_its_figure_takes_no_more_than_linear_time(words):
    assert growth.is_linear(
        lambda text: read_amounts(Paper(f"{IN_MILLIONS}\n\n| Doel | 2026 |\n| Hulp | 5{text}! |\n")),
        growth.of(words, 60_000),
    )
