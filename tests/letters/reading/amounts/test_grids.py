"""Tables of which the columns are known: in official XML, in a web page, and in a text with bars."""

import pytest

from letters.reading.amounts.mentions import read_amounts
from letters.reading.files.documents import read_document

MILLION = 1_000_000


def cals(title, thead, tbody, columns=4, beside=""):
    """An official XML with one table."""
    specs = "".join(f'<colspec colname="c{at + 1}" colnum="{at + 1}"/>' for at in range(columns))
    head = f"<thead>{thead}</thead>" if thead else ""
    return (
        f"<officiele-publicatie><kamerstuk><stuk><al>Vooraf.</al>{beside}<table><title>{title}</title>"
        f'<tgroup cols="{columns}">{specs}{head}<tbody>{tbody}</tbody></tgroup></table><al>Daarna 5.</al>'
        "</stuk></kamerstuk></officiele-publicatie>"
    )


def row(*cells):
    return (
        "<row>"
        + "".join(cell if cell.startswith("<") else f"<entry><al>{cell}</al></entry>" for cell in cells)
        + "</row>"
    )


def page(caption, rows):
    return f"<html><body><p>Vooraf.</p><p>{caption}</p><table>{rows}</table><p>Daarna 5.</p></body></html>"


def tr(*cells):
    return "<tr>" + "".join(cell if cell.startswith("<") else f"<td>{cell}</td>" for cell in cells) + "</tr>"


def read(content, name="a.xml"):
    """(amount, years, label) of each amount of a file."""
    document = read_document(name, content.encode())
    return [(one.amount, one.years.value, one.title.value) for one in read_amounts(document.paper)]


def in_millions(found):
    return [(amount / MILLION, *(years or ()), label) for amount, years, label in found]


YEARS_OF_XML = row("Doel", "2024", "2025", "2026")
YEARS_OF_PAGE = "<tr><th>Doel</th><th>2024</th><th>2025</th><th>2026</th></tr>"
ROWS = (("Militair", "500", "", "600"), ("Herstel", "", "20", ""), ("Hulp", "1.250,5", "7", "8"))
READ = [
    (500, 2024, "Militair"), (600, 2026, "Militair"), (20, 2025, "Herstel"),
    (1250.5, 2024, "Hulp"), (7, 2025, "Hulp"), (8, 2026, "Hulp"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xml", cals("Steun (x € 1 mln.)", YEARS_OF_XML, "".join(row(*cells) for cells in ROWS))),
        ("a.xml", cals("Steun (x € 1 mln.)", "", YEARS_OF_XML + "".join(row(*cells) for cells in ROWS))),
        ("a.html", page("Steun (x € 1 mln.)", YEARS_OF_PAGE + "".join(tr(*cells) for cells in ROWS))),
        ("a.html", page("Steun (x € 1 mln.)", YEARS_OF_PAGE.replace("th>", "td>") + "".join(tr(*one) for one in ROWS))),
        ("a.txt", "Steun (x € 1 mln.)\n\n| Doel | 2024 | 2025 | 2026 |\n|---|---|---|---|\n"
         + "".join("| " + " | ".join(cells) + " |\n" for cells in ROWS)),
    ],
    ids=["xml", "xml without a head", "page", "page without heads", "text"],
)  # fmt: skip
def test_every_row_is_read_and_an_empty_cell_shifts_no_year(name, content):
    assert in_millions(read(content, name)) == READ


def test_a_cell_that_is_left_out_is_found_by_the_name_of_the_next():
    body = row("Militair", "500", '<entry colname="c4"><al>600</al></entry>') + row(
        "Herstel", '<entry colname="c3">20</entry>'
    )
    assert in_millions(read(cals("x € 1 mln.", YEARS_OF_XML, body))) == [
        (500, 2024, "Militair"), (600, 2026, "Militair"), (20, 2025, "Herstel"),
    ]  # fmt: skip


TWO_HEADS_XML = (
    row('<entry morerows="1">Doel</entry>', '<entry namest="c2" nameend="c3">Begroting</entry>', "Raming")
    + row('<entry colname="c2">2024</entry>', "2025", "2026")
)  # fmt: skip
TWO_HEADS_PAGE = (
    "<thead><tr><th rowspan=2>Doel</th><th colspan=2>Begroting</th><th>Raming</th></tr>"
    "<tr><th>2024</th><th>2025</th><th>2026</th></tr></thead>"
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xml", cals("Steun (x € 1.000)", TWO_HEADS_XML, row("Militair", "500", "", "600"))),
        ("a.html", page("Steun (x € 1.000)", TWO_HEADS_PAGE + tr("Militair", "500", "", "600"))),
    ],
    ids=["xml", "page"],
)
def test_the_years_may_stand_in_the_second_row_of_the_head(name, content):
    assert read(content, name) == [(500_000, (2024,), "Militair"), (600_000, (2026,), "Militair")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "a.xml",
            cals(
                "x € 1 mln.",
                row("Doel", '<entry namest="c2" nameend="c3">2024</entry>', "2025")
                + row("", "stand", "mutatie", "stand"),
                row("Hulp", "1", "2", "3"),
            ),
        ),
        (
            "a.html",
            page(
                "x € 1 mln.",
                "<tr><th>Doel</th><th colspan=2>2024</th><th>2025</th></tr><tr><th></th><th>stand</th><th>mutatie</th>"
                "<th>stand</th></tr>" + tr("Hulp", "1", "2", "3"),
            ),
        ),
    ],
    ids=["xml", "page"],
)
def test_a_year_that_spreads_over_columns_is_that_of_each(name, content):
    assert in_millions(read(content, name)) == [(1, 2024, "Hulp"), (2, 2024, "Hulp"), (3, 2025, "Hulp")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "a.xml",
            cals("x € 1 mln.", row("Doel", "Wat", "2024"), row('<entry morerows="1">Hulp</entry>', "tenten", "1")
                 + row("dekens", "2"), 3),
        ),
        ("a.html", page("x € 1 mln.", tr("Doel", "Wat", "2024") + tr("<td rowspan=2>Hulp</td>", "tenten", "1")
                        + tr("dekens", "2"))),
    ],
    ids=["xml", "page"],
)  # fmt: skip
def test_a_label_that_spreads_down_is_that_of_each_row(name, content):
    assert in_millions(read(content, name)) == [(1, 2024, "Hulp"), (2, 2024, "Hulp")]


@pytest.mark.parametrize(
    ("title", "head", "factor"),
    [
        ("Steun (x € 1.000)", "Doel", 1_000),
        ("Steun (x € 1 mln.)", "Doel", MILLION),
        ("Steun", "(bedragen x € 1.000)", 1_000),
        ("Steun", "Bedragen in miljoenen euro's", MILLION),
        ("Steun, bedragen in euro's", "Doel", 1),
        ("Steun (x € 1)", "Doel", 1),
    ],
)
def test_the_unit_stands_in_the_title_or_in_the_head(title, head, factor):
    assert read(cals(title, row(head, "2024"), row("Hulp", "1.500"), 2)) == [(1_500 * factor, (2024,), "Hulp")]
    assert read(page(title, tr(head, "2024") + tr("Hulp", "1.500")), "a.html") == [(1_500 * factor, (2024,), "Hulp")]


def test_a_column_may_have_its_own_unit():
    head = row("Doel", "fte", "2024 (x € 1.000)", "%")
    assert read(cals("Hulp", head, row("Ambassade", "12", "300", "4"))) == [(300_000, (2024,), "Ambassade")]


@pytest.mark.parametrize(
    "rows",
    [
        [("Formatie", "fte", "120", "130"), ("Hulp", "€ mln.", "15", "16"), ("Groei", "%", "2,5", "3")],
        [("Formatie (fte)", "", "120", "130"), ("Hulp (x € 1 mln.)", "", "15", "16"), ("Groei in %", "", "2,5", "3")],
    ],
    ids=["in a cell", "in the label"],
)
def test_a_row_has_its_own_unit_and_counts_are_no_money(rows):
    head = ("Wat", "Eenheid", "2024", "2025")
    xml = cals("Kengetallen (x € 1.000)", row(*head), "".join(row(*cells) for cells in rows))
    html = page("Kengetallen (x € 1.000)", tr(*head) + "".join(tr(*cells) for cells in rows))
    assert [one[:2] for one in read(xml)] == [(15 * MILLION, (2024,)), (16 * MILLION, (2025,))]
    assert [one[:2] for one in read(html, "a.html")] == [(15 * MILLION, (2024,)), (16 * MILLION, (2025,))]


@pytest.mark.parametrize("written", ["–3,1", "‒ 3,1", "-3,1", "−3,1", "-/- 3,1", "‑3,1", "€ -3,1"])
def test_a_negative_cell_is_never_its_positive(written):
    for content, name in (
        (cals("x € 1 mln.", row("Doel", "2024"), row("Hulp", written), 2), "a.xml"),
        (page("x € 1 mln.", tr("Doel", "2024") + tr("Hulp", written)), "a.html"),
        (f"x € 1 mln.\n\n| Doel | 2024 |\n|---|---|\n| Hulp | {written} |\n", "a.txt"),
    ):
        (found,) = read_amounts(read_document(name, content.encode()).paper)
        assert (found.amount, found.years.value) == (-3_100_000, (2024,))
        assert "minteken" in found.remark


def test_a_total_says_that_it_is_one():
    head, body = row("Doel", "2024", "2025", "Totaal"), row("Hulp", "1", "2", "3") + row("Totaal", "4", "5", "9")
    found = read_amounts(read_document("a.xml", cals("x € 1 mln.", head, body).encode()).paper)
    assert [(one.amount // MILLION, one.years.value, one.is_total) for one in found] == [
        (1, (2024,), False), (2, (2025,), False), (3, (2024, 2025), True),
        (4, (2024,), True), (5, (2025,), True), (9, (2024, 2025), True),
    ]  # fmt: skip
    assert "de som van andere bedragen" in found[2].remark


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xml", cals("x € 1 mln.", row("Doel", "2024<noot><noot.nr>1</noot.nr><noot.al>Raming.</noot.al></noot>"),
                       row("Hulp", "500<noot><noot.nr>2</noot.nr><noot.al>Ook.</noot.al></noot>"), 2)),
        ("a.xml", cals("x € 1 mln.", row("Doel", "2024<sup>1</sup>"), row("Hulp", "500<sup>2</sup>"), 2)),
        ("a.html", page("x € 1 mln.", tr("Doel", "2024<sup>1</sup>") + tr("Hulp", "500<sup>2</sup>"))),
        ("a.txt", "x € 1 mln.\n\n| Doel | 2024¹ |\n|---|---|\n| Hulp | 500² |\n"),
        ("a.txt", "x € 1 mln.\n\n| Doel | 2024* |\n|---|---|\n| Hulp | 500 2) |\n"),
    ],
    ids=["notes", "raised", "page", "signs", "brackets"],
)  # fmt: skip
def test_the_mark_of_a_note_loses_no_amount_and_no_year(name, content):
    assert in_millions(read(content, name)) == [(500, 2024, "Hulp")]


def test_two_figures_in_one_cell_never_become_one():
    body = row("Hulp", "<entry><al>500</al><al>600</al></entry>")
    assert 500_600 * MILLION not in [one[0] for one in read(cals("x € 1 mln.", row("Doel", "2024"), body, 2))]


def test_numbers_of_articles_are_no_money():
    head = row("Artikel", "Omschrijving", "2024")
    assert in_millions(read(cals("x € 1 mln.", head, row("3", "Hulp", "5") + row("4.1", "Herstel", "6"), 3))) == [
        (5, 2024, "Hulp"), (6, 2024, "Herstel"),
    ]  # fmt: skip


def test_cells_with_their_own_sign_have_the_year_of_their_column():
    body = row("Hulp", "€ 5 mln.", "", "€ 600.000") + row("Herstel", "", "ca. € 7 mln.", "")
    expected = [(5, 2024, "Hulp"), (0.6, 2026, "Hulp"), (7, 2025, "Herstel")]
    assert in_millions(read(cals("Steun", YEARS_OF_XML, body))) == expected
    rows = tr("Hulp", "€ 5 mln.", "", "€ 600.000") + tr("Herstel", "", "ca. € 7 mln.", "")
    assert in_millions(read(page("Steun", YEARS_OF_PAGE + rows), "a.html")) == expected


def test_a_table_that_spreads_without_end_costs_no_more_than_a_large_one():
    wild = "<td colspan=99999 rowspan=99999>5</td>"
    assert read(page("x € 1 mln.", tr("Doel", "2024") + tr("Hulp", wild) * 50), "a.html")
    wild = '<entry namest="c1" nameend="c4" morerows="99999">5</entry>'
    assert read(cals("x € 1 mln.", YEARS_OF_XML, row("Hulp", "5") + f"<row>{wild}</row>" * 50))
