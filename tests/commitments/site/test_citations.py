"""What a reader copies into an article: the amount, the day, and an address at which that amount is found again."""

import datetime
import html
import json
import re

import pytest

from commitments.models import Category, Release
from tests.commitments import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

CITATION = re.compile(r"(?:Citeren: |Citeer</summary><p>)(Oekraïnesteun, “[^<]*)</p>")
FIGURE = re.compile(r'<figure class="chart" id="grafiek-([a-z-]+)">.*?</figure>', re.DOTALL)
FULL = re.compile(r"€\xa0[0-9]{1,3}(?:\.[0-9]{3})+")
ADDRESS = re.compile(r"http://testserver[^ ,]*")
# Every page that has citations, with a question that it can answer.
PAGES = [
    "/",
    "/?as_of=2023-12-31",
    "/tijdlijn/?category=military",
    "/stromen/?year=2024&as_of=2024-02-01",
    "/categorieen/?stage=geleverd",
    "/categorieen/military/",
    "/categorieen/military/?year=2024",
    "/bewindspersonen/ollongren/?as_of=2023-12-31",
    "/brieven/kst-36045-171/",
    "/toezeggingen/?year=2024&category=military",
    "/toezeggingen/?minister=hoekstra",
    "/toezeggingen/?amount_min=2,5 miljard",
    "/toezeggingen/reservering-2023/",
    "/toezeggingen/intensivering-militaire-steun-2023/?as_of=2024-02-01",
]


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def citations(text):
    return [html.unescape(one) for one in CITATION.findall(text)]


def amount_and_address(citation):
    return FULL.search(citation).group(), ADDRESS.search(citation).group().removeprefix("http://testserver")


def test_a_quotation_within_a_citation_has_single_marks(ledger, client):
    (citation,) = citations(text_of(client, "/tijdlijn/"))
    assert citation.startswith(
        "Oekraïnesteun, “Met de brief ‘Steun aan Oekraïne in 2024’ veranderde het totaal het meest: "
    )


@pytest.mark.parametrize("page", PAGES)
def test_the_amount_in_a_citation_is_the_amount_at_its_address(page, ledger, client):
    found = citations(text_of(client, page))
    assert found
    for citation in found:
        amount, address = amount_and_address(citation)
        there = text_of(client, address)
        place = address.partition("#")[2].removeprefix("grafiek-")
        if place:
            there = next(figure.group() for figure in FIGURE.finditer(there) if figure.group(1) == place)
            if place not in ("lopend-totaal", "levensloop"):  # of which the rows are not to be added up
                file = html.unescape(re.search(r'href="([^"]*-gegevens\.json[^"]*)"', there).group(1))
                total = json.loads(b"".join(client.get(file).streaming_content))["total_eur"]
                assert f"€\xa0{total:,}".replace(",", ".") == amount, citation
        assert amount in there.split("Citeer")[0] or amount in there.split("Citeren")[0], citation


@pytest.mark.parametrize("page", PAGES)
def test_a_citation_has_the_day_in_its_address_and_in_words(page, ledger, client):
    day, words = re.search("as_of=([0-9-]+)", page), {"2023-12-31": "31 december 2023", "2024-02-01": "1 februari 2024"}
    day, words = (day.group(1), words[day.group(1)]) if day else ("2025-03-04", "4 maart 2025")
    for citation in citations(text_of(client, page)):
        assert f"as_of={day}" in amount_and_address(citation)[1]
        assert f", stand van {words}, uitgave 1 van " in citation


def test_a_later_letter_leaves_the_cited_number_as_it_was(ledger, client):
    cited = citations(text_of(client, "/toezeggingen/?category=military"))
    amount, address = amount_and_address(cited[0])
    letter = make.letter(date=datetime.date(2025, 6, 1))
    make.commitment(7_000_000, letter=letter, category=Category.objects.published().get(slug="military"))
    assert amount not in text_of(client, "/toezeggingen/?category=military")
    assert amount in text_of(client, address)


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("/toezeggingen/", "“Toezeggingen”"),
        ("/toezeggingen/?year=2024", "“Toezeggingen: 2024”"),
        ("/toezeggingen/?year=2024&minister=ollongren", "“Toezeggingen: 2024, in brieven van Kajsa Ollongren”"),
        ("/categorieen/military/?year=2024", "“Toezeggingen: 2024, Militair”"),
        ("/bewindspersonen/ollongren/", "“Toezeggingen: in brieven van Kajsa Ollongren”"),
        ("/brieven/kst-36045-171/", "op grond van Kamerstuk 36 045, nr. 171 van 17 november 2023"),
        ("/vindplaatsen/?verdict=not-money", "“Vindplaatsen: geen geld”, 2 vindplaatsen, http"),
        ("/stromen/?year=2024", "“2024\xa0– "),
        ("/vindplaatsen/?year=2024", "12 vindplaatsen, zomaar opgeteld ten hoogste €"),
    ],
)
def test_a_citation_names_the_selection(page, name, ledger, client):
    assert name in citations(text_of(client, page))[-1]


def test_a_citation_of_mentions_has_the_sum_that_its_page_prints(ledger, client):
    text = text_of(client, "/vindplaatsen/?year=2024")
    amount, address = amount_and_address(citations(text)[-1])
    assert f"komt hier op ten hoogste {amount}." in text
    assert f"komt hier op ten hoogste {amount}." in text_of(client, address)


def test_a_citation_of_a_page_has_only_what_that_page_understands(ledger, client):
    for page, address in (
        ("/?year=2024", "/?as_of=2025-03-04#grafiek-per-jaar"),
        ("/toezeggingen/?year=1999&sort=title&page=1", "/toezeggingen/?as_of=2025-03-04"),
        ("/categorieen/military/?category=cyber", "/categorieen/military/?as_of=2025-03-04"),
    ):
        assert amount_and_address(citations(text_of(client, page))[-1])[1] == address


def test_a_citation_of_a_commitment_in_full(ledger, client):
    Release.objects.update(number=12, made_at=datetime.datetime(2026, 11, 28, 23, 30, tzinfo=datetime.UTC))
    cited, *charts = citations(text_of(client, "/toezeggingen/reservering-2023/"))[::-1]
    assert cited == (
        "Oekraïnesteun, “Reservering voor steun in 2023”, €\xa02.500.000.000, op grond van Kamerstuk 36 045, nr. 151 van "
        "20 februari 2023, http://testserver/toezeggingen/reservering-2023/?as_of=2025-03-04, stand van 4 maart 2025, "
        "uitgave 12 van 29 november 2026."
    )
    whole = "”, samen €\xa02.500.000.000, http://testserver/toezeggingen/reservering-2023/?as_of=2025-03-04#grafiek-onderdelen"
    assert [whole in chart for chart in charts].count(True) == 1


def test_where_no_amount_counts_a_citation_says_so_and_no_zero(client):
    make.commitment(5, exclusion="plafond")
    (cited,) = citations(text_of(client, "/toezeggingen/"))
    assert "“Toezeggingen”, geen bedrag dat meetelt, http://" in cited
