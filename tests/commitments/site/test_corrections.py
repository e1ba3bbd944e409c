"""Where readers find what the site said otherwise before: a page, the pages of what it is about, and files."""

import csv
import datetime
import io
import json
import re

import pytest
from openpyxl import load_workbook

from commitments.approval import decisions
from commitments.models import Correction
from commitments.site.files import corrections as file_of_corrections
from tests.commitments import factories as make
from tests.site.test_html import mistakes
from tests.site.urls import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

WHY = "Wij lazen het bedrag <verkeerd>."


@pytest.fixture
def corrected(db):
    """A public commitment of which amount and note were changed at one approval, and one that is withdrawn."""
    letter = make.working(number=171, short_title="Steun in 2024")
    drones = make.promised(letter, 100, title="Drones", slug="drones")
    make.promised(letter, 50, title="Tanks", slug="tanks")
    letter = make.approved(letter)
    drones.amount_eur, drones.note = 2_000_000, "Nagezien."
    drones.save()
    drones.mentions.update(quote="EUR 2 miljoen voor drones", amount_as_written="EUR 2 miljoen", amount=2_000_000)
    tanks = letter.commitments.get(slug="tanks")
    tanks.mentions.all().delete()
    tanks.delete()
    return make.approved(letter, WHY)


def words(text):
    main = text[text.index("<main") : text.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace("\xa0", " ")


def page(client, path="/correcties/"):
    response = client.get(path)
    assert response.status_code == 200
    return words(response.content.decode())


def test_without_a_correction_the_page_says_so(client):
    assert "Nog geen correcties" in page(client)
    assert "Een nieuwe brief is geen correctie." in page(client)


def test_the_page_tells_what_it_said_what_it_says_when_and_why(corrected, client):
    text = page(client)
    assert "Drones 1 januari 2026 · toezegging gewijzigd · Kamerstuk 36 045, nr. 171 Bedrag" in text
    assert "Bedrag Er stond: € 100 Er staat nu: € 2.000.000" in text
    assert "Toelichting Er stond niets. Er staat nu: Nagezien." in text
    assert "Citaat Er stond: “Nederland geeft € 100.” Er staat nu: “EUR 2 miljoen voor drones”" in text
    assert text.count("Waarom Wij lazen het bedrag &lt;verkeerd&gt;.") == 2, "once for each commitment"


def test_what_was_withdrawn_is_told_with_its_amount_and_without_a_link(corrected, client):
    assert (
        "Tanks 1 januari 2026 · toezegging teruggetrokken · Kamerstuk 36 045, nr. 171 Teruggetrokken Er stond: € 50"
        in page(client)
    )
    html = client.get("/correcties/").content.decode()
    assert 'href="/toezeggingen/drones/"' in html
    assert 'href="/toezeggingen/tanks/"' not in html


@pytest.mark.engines
@pytest.mark.parametrize(
    ("titles", "words"),
    [
        (("Kaarten", "Kaarsen"), "mee. Ook niet meer op de site: Kaarten, € 100 Kaarsen, € 101 Waarom"),
        (("Kaarten",), "zoveel telde de brief mee. Ook niet meer op de site: Kaarten, € 100 Waarom"),
        ((), "De brief telde niet mee. Waarom"),
    ],
)
def test_a_letter_that_is_withdrawn_is_told_once_with_the_commitments_that_went_with_it(
    corrected, client, titles, words
):
    letter = make.working(number=231, short_title="Nieuws")
    for amount, title in enumerate(titles, start=100):
        make.promised(letter, amount, title=title)
    letter = make.approved(letter)
    later = make.NOW + datetime.timedelta(days=1)
    decisions.withdraw_letter(letter, None, later, "De brief was een concept.")
    text = page(client)
    assert words in text
    assert text.count("2 januari 2026") == 1
    assert Correction.objects.filter(made_at=later).count() == 1 + len(titles), "the files have a row for each"
    assert "toezegging teruggetrokken · Kamerstuk 36 045, nr. 171" in text, "one that went alone stands there by itself"


@pytest.mark.engines
def test_what_was_withdrawn_is_told_as_precise_as_it_was(client):
    letter = make.working(number=231, short_title="Nieuws")
    for amount, precision in ((100, "exact"), (20, "circa"), (3, "at-most")):
        make.promised(letter, amount, title=precision.title(), slug=precision, precision=precision)
    letter = make.approved(letter)
    decisions.withdraw_letter(letter, None, make.NOW, "De brief was een concept.")
    assert (
        "Er stond: circa € 123 ; zoveel telde de brief mee. Ook niet meer op de site: Exact, € 100 Circa, circa € 20 "
        "At-Most, ten hoogste € 3 Waarom" in page(client)
    )
    for path, said in (
        ("/toezeggingen/circa/", "van circa € 20, uit"),
        ("/brieven/kst-36045-231/", "voor circa € 123."),
    ):
        assert said in words(client.get(path).content.decode())
    rows = json.loads(text_of(client.get("/correcties.json")))["rows"]
    assert [(row["before_eur"], row["before_precision"], row["after_precision"]) for row in rows[1:]] == [
        (100, "exact", None), (20, "circa", None), (3, "at-most", None),
    ]  # fmt: skip


def test_what_went_with_a_letter_has_a_link_once_the_public_can_read_it_again(corrected, client):
    links = re.compile(r'<a href="/toezeggingen/(drones|tanks)/">[^<]*</a>, <del>(.*?)</del>')
    decisions.withdraw_letter(corrected, None, make.NOW + datetime.timedelta(days=1), "Een concept.")
    gone = client.get("/correcties/").content.decode()
    assert links.findall(gone) == []
    assert mistakes(gone) == []
    make.approved(make.again(corrected))
    assert links.findall(client.get("/correcties/").content.decode()) == [("drones", "€\xa02.000.000")]


def test_the_newest_stands_first_and_long_lists_have_pages(client):
    Correction.objects.bulk_create(
        Correction(
            what="gewijzigd", kind="toezegging", slug=f"nr-{number}", title=f"Nummer {number}.", made_at=make.NOW
        )
        for number in range(101)
    )
    text = page(client)
    assert text.index("Nummer 100.") < text.index("Nummer 99.") < text.index("Nummer 1.")
    assert "Nummer 0." not in text
    assert "pagina 1 van 2" in text
    assert "Nummer 0." in page(client, "/correcties/?page=2")
    assert page(client, "/correcties/?page=x") == text


def test_the_page_of_a_commitment_tells_its_own_corrections(corrected, client):
    text = page(client, "/toezeggingen/drones/")
    assert "Wat hier anders stond 1 januari 2026 · toezegging gewijzigd Bedrag Er stond: € 100" in text
    assert "Tanks" not in text
    other = make.approved(make.working(100)).commitments.get()
    assert "Wat hier anders stond" not in page(client, other.get_absolute_url())


def test_the_page_of_a_letter_tells_its_own_corrections(corrected, client):
    assert "Wat hier anders stond" not in page(client, "/brieven/kst-36045-171/")
    corrected.note = "Let op."
    corrected.save()
    make.approved(corrected, WHY)
    text = page(client, "/brieven/kst-36045-171/")
    assert (
        "Wat hier anders stond 1 januari 2026 · brief gewijzigd Toelichting Er stond niets. Er staat nu: Let op."
        in text
    )


@pytest.mark.parametrize("path", ["/correcties/", "/toezeggingen/drones/"])
def test_the_pages_are_valid_html(path, corrected, client):
    assert mistakes(client.get(path).content.decode()) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_no_fault_against_wcag_and_fits_a_phone(scheme, transactional_db, corrected, open_page, axe):
    page = open_page(color_scheme=scheme, viewport={"width": 390, "height": 844})
    page.goto("/correcties/")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_every_page_leads_there_and_so_does_what_was_withdrawn(corrected, client):
    for path in ("/", "/verantwoording/", "/stromen/"):
        assert '<a href="/correcties/">Correcties</a>' in client.get(path).content.decode()
    withdrawn = client.get("/toezeggingen/tanks/")
    assert withdrawn.status_code == 410
    assert 'href="/correcties/"' in withdrawn.content.decode()


# the files

ROWS = [
    {"what": "teruggetrokken", "slug": "tanks", "field": None, "before": None, "after": None, "before_eur": 50,
     "after_eur": None},
    {"what": "gewijzigd", "slug": "drones", "field": "amount_eur", "before": "€\xa0100", "after": "€\xa02.000.000",
     "before_eur": 100, "after_eur": 2_000_000},
    {"what": "gewijzigd", "slug": "drones", "field": "quote", "before": "“Nederland geeft €\xa0100.”",
     "after": "“EUR 2 miljoen voor drones”", "before_eur": None, "after_eur": None},
    {"what": "gewijzigd", "slug": "drones", "field": "note", "before": None, "after": "Nagezien.", "before_eur": None,
     "after_eur": None},
]  # fmt: skip
OF_ALL = {"corrected_on": "2026-01-01", "kind": "toezegging", "letter": "kst-36045-171", "reason": WHY}


def test_the_files_have_every_correction_the_oldest_first(corrected, client):
    told = json.loads(text_of(client.get("/correcties.json")))
    assert (told["title"], told["total_eur"], told["filters"]) == ("Correcties", None, {})
    assert [{name: row[name] for name in ROWS[0]} for row in told["rows"]] == ROWS
    assert all(row | OF_ALL == row for row in told["rows"])
    of_csv = list(csv.DictReader(io.StringIO(text_of(client.get("/correcties.csv")), newline="")))
    plain = [{name: "" if value is None else str(value) for name, value in row.items()} for row in told["rows"]]
    assert of_csv == plain
    header, *rows = load_workbook(io.BytesIO(client.get("/correcties.xlsx").getvalue()))["Correcties"].values
    assert list(header) == [column.name for column in file_of_corrections.COLUMNS]
    assert [dict(zip(header, row, strict=True)) for row in rows] == told["rows"]


def test_the_file_of_commitments_says_when_each_was_corrected_and_brings_what_was(corrected, client):
    rows = json.loads(text_of(client.get("/toezeggingen.json")))["rows"]
    assert [(row["slug"], row["corrected_on"]) for row in rows] == [("drones", "2026-01-01")]
    book = load_workbook(io.BytesIO(client.get("/toezeggingen.xlsx").getvalue()))
    assert [row[3] for row in book["Correcties"].iter_rows(min_row=2, values_only=True)] == ["drones"] * 3


def test_the_workbook_of_corrections_brings_what_they_are_about_and_the_public_can_read_now(corrected, client):
    make.states(make.commitment(3, letter=make.letter(number=172), title="Nooit gecorrigeerd"))
    book = load_workbook(io.BytesIO(client.get("/correcties.xlsx").getvalue()))
    assert book.sheetnames == ["Correcties", "Toezeggingen", "Vindplaatsen", "Brieven", "Uitleg"]
    rows = {name: list(book[name].iter_rows(min_row=2, values_only=True)) for name in book.sheetnames}
    assert [row[0] for row in rows["Toezeggingen"]] == ["drones"]
    assert [(row[0], row[4]) for row in rows["Vindplaatsen"]] == [("kst-36045-171", "EUR 2 miljoen")]
    assert [row[0] for row in rows["Brieven"]] == ["kst-36045-171"]


def test_no_file_and_no_page_names_who_made_it(corrected, client, admin_user):
    Correction.objects.update(made_by=admin_user)
    for path in ("/correcties/", "/correcties.json", "/correcties.csv", "/toezeggingen/drones/"):
        assert "admin" not in text_of(client.get(path))
