"""What a page says of itself in a tab, to a search engine and with a link is true of what was chosen on it."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from .urls import LISTED, addresses, parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

HOST = "http://testserver"
QUESTIONS = {
    "nothing": {},
    "a day": {"as_of": "2024-02-01"},
    "a year": {"year": "2024"},
    "a category and a day": {"as_of": "2024-02-01", "category": "military"},
    "a minister": {"minister": "hoekstra"},
    "nothing counts": {"year": "2026", "category": "cyber"},
}
AMOUNT = re.compile(r"€\s[\d.,]+(?:\s(?:mln|mld))?")
TOTAL = "€\xa012"  # what the whole ledger has: "€ 12 mld", "€ 11.995.000.000"


def introduction(document):
    """(title, {name: content}) of a page."""
    metas = {meta.get("property") or meta.get("name"): meta.get("content") for meta in document.iter("meta")}
    return words(next(document.iter("title"))), metas


def asked_at(visit, address, asked=None):
    return introduction(parse(text_of(visit(address, asked)))[0])


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/toezeggingen/", "Toezeggingen"),
        ("/toezeggingen/?year=2024", "Toezeggingen: 2024"),
        ("/toezeggingen/?year=2024&category=military", "Toezeggingen: 2024, Militair"),
        ("/tijdlijn/?minister=hoekstra", "Tijdlijn: in brieven van Wopke Hoekstra"),
        ("/vindplaatsen/?as_of=2024-02-01", "Vindplaatsen, zoals bekend op 1 februari 2024"),
        ("/categorieen/military/?year=2024", "Militair: 2024"),
        ("/brieven/?as_of=2024-02-01", "Brieven, zoals bekend op 1 februari 2024"),
        ("/toezeggingen/?year=1999", "Toezeggingen"),  # that filter does nothing, and the page says so
    ],
)
def test_a_title_says_what_was_chosen(address, title, visit):
    shown, metas = asked_at(visit, address)
    assert shown == f"{title} · Oekraïnesteun"
    assert metas["og:title"] == title


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/toezeggingen/?category=military&year=2024", "2024, Militair: 1 toezegging; € 2 mld telt mee"),
        ("/toezeggingen/?q=cyber", "Met “cyber”: "),
        ("/toezeggingen/?year=2026&category=cyber", "2026, Cyber: Geen toezegging past bij deze keuze"),
        ("/categorieen/?minister=hoekstra", "In brieven van Wopke Hoekstra: "),
        ("/categorieen/military/?minister=hoekstra", "Militair, in brieven van Wopke Hoekstra: "),
        ("/bewindspersonen/ollongren/?category=military&year=2024", "Kajsa Ollongren, 2024, Militair: "),
        (
            "/bewindspersonen/ollongren/?category=cyber&year=2022",
            "Kajsa Ollongren, 2022, Cyber: Geen bedrag dat meetelt",
        ),
        ("/stromen/?category=military&year=2024", "2024, Militair: € 2 mld: uit welke brief, "),
        ("/tijdlijn/?minister=hoekstra", "In brieven van Wopke Hoekstra: "),
        ("/vindplaatsen/?q=cyber", "Met “cyber”: "),
        ("/vindplaatsen/?minister=hoekstra&category=cyber", "Cyber, in brieven van Wopke Hoekstra: "),
    ],
)
def test_a_heading_says_of_which_choice_it_is_true(address, heading, visit):
    shown = words(parse(text_of(visit(address)))[0].find(".//main//h1")).replace("\xa0", " ")
    assert shown.startswith(heading)


def test_a_list_that_is_swapped_in_brings_its_title_and_no_card(ledger, client):
    text = text_of(client.get("/toezeggingen/", {"year": "2024"}, headers={"HX-Request": "true"}))
    assert "<title>Toezeggingen: 2024 · Oekraïnesteun</title>" in text
    assert "og:" not in text


@pytest.mark.parametrize("asked", QUESTIONS.values(), ids=list(QUESTIONS))
def test_a_card_has_no_amount_that_its_page_does_not_have(asked, visit):
    compared = 0
    for pattern in LISTED:
        address = addresses(pattern)[0]
        document, _ = parse(text_of(visit(address, asked)))
        title, metas = introduction(document)
        assert metas["og:image"].startswith(HOST), address
        card = visit(metas["og:image"].removeprefix(HOST))
        assert card.status_code == 200, address
        told = " ".join([title, metas["description"], metas["og:image:alt"], *texts_of(card)])
        if address == "/toezeggingen/" and "/grafieken/" in metas["og:image"]:  # a chart that the page does not show
            assert dict(parse_qsl(urlsplit(metas["og:image"]).query)) == asked | {"shape": "social"}
            told = f"{title} {metas['description']}"
        shown = shown_on(document)
        if metas["og:image"].partition("?")[0] == f"{HOST}/kaart.png":  # of the whole site, on that day
            day = {"as_of": asked["as_of"]} if "as_of" in asked else {}
            shown += "".join(shown_on(parse(text_of(visit(page, day)))[0]) for page in ("/tijdlijn/", "/categorieen/"))
        for amount in AMOUNT.findall(" ".join(told.split())):
            assert amount in shown, f"{address} {asked}: {amount}"
            compared += 1
    assert compared > 3


def shown_on(document):
    """All that stands in the page and in the titles of its amounts."""
    titles = [element.get("title", "") for element in document.iter()]
    return " ".join(" ".join([words(document.find(".//main")), *titles]).split())


def texts_of(card):
    """The words of a picture: what it says of itself for who cannot see it."""
    return re.findall(r"<(?:title|desc)[^>]*>([^<]*)<", card.content.decode())


def test_where_no_card_fits_a_choice_there_is_one_without_an_amount(visit):
    _, metas = asked_at(visit, "/vindplaatsen/?year=2024")
    assert metas["og:image"] == f"{HOST}/kaart-zonder-bedrag.png"
    card = visit("/kaart-zonder-bedrag.png")
    assert not AMOUNT.search(" ".join(texts_of(card)))


def test_the_card_of_a_day_has_the_total_of_that_day(visit):
    _, metas = asked_at(visit, "/brieven/?as_of=2024-02-01")
    assert metas["og:image"] == f"{HOST}/kaart.png?as_of=2024-02-01"
    told = " ".join(texts_of(visit("/kaart.png?as_of=2024-02-01")))
    assert "Zoals bekend op 1 februari 2024." in told
    assert "mld" in told
    assert TOTAL not in told


@pytest.mark.parametrize(
    ("address", "alt"),
    [
        ("/?as_of=2023-06-01", "Grafiek: "),
        (
            "/brieven/?as_of=2023-06-01",
            "Wat Nederland Oekraïne toezegde, brief voor brief en euro voor euro: het totaal",
        ),
        ("/brieven/kst-36045-151/?as_of=2023-06-01", "Een jaar oorlog, terug- en vooruitblik: "),
        ("/toezeggingen/reservering-2023/?as_of=2023-06-01", "Reservering voor steun in 2023: "),
    ],
)
def test_a_card_of_a_day_says_which_day(address, alt, visit):
    _, metas = asked_at(visit, address)
    assert metas["og:image:alt"].startswith(alt)
    assert metas["og:image:alt"].endswith(", zoals bekend op 1 juni 2023")
    assert "as_of=2023-06-01" in metas["og:image"]
    assert "oals bekend op 1 juni 2023." in " ".join(texts_of(visit(metas["og:image"].removeprefix(HOST))))


def test_the_card_of_what_was_not_known_yet_is_that_without_an_amount(visit):
    title, metas = asked_at(visit, "/toezeggingen/reservering-2023/?as_of=2022-06-01")
    assert title.startswith("Nog niet bekend op 1 juni 2022")
    assert metas["og:image"] == f"{HOST}/kaart-zonder-bedrag.png"
    assert "bekend" not in metas["og:image:alt"]
    assert "bekend" not in " ".join(texts_of(visit("/toezeggingen/reservering-2023/kaart.png?as_of=2022-06-01")))


def test_a_description_of_an_early_day_names_no_later_year(visit):
    _, metas = asked_at(visit, "/?as_of=2022-02-01")
    assert set(re.findall(r"20\d\d", metas["description"])) == {"2022"}


def test_a_title_that_is_a_question_ends_with_its_own_mark(visit):
    _, metas = asked_at(visit, "/melden/")
    assert metas["description"] == "Klopt er iets niet? Meld het: wij kijken ernaar en verbeteren wat niet klopt."


def test_the_list_of_a_year_has_the_chart_of_that_year_as_its_card(visit):
    _, metas = asked_at(visit, "/toezeggingen/?year=2024")
    assert metas["og:image"] == f"{HOST}/grafieken/per-jaar.png?year=2024&shape=social"
    assert metas["og:image:alt"] == "Grafiek: 2024\xa0– samen €\xa02,49\xa0mld"
    assert metas["description"].startswith("Toezeggingen: 2024. Samen €\xa02.489.000.000, met bij elk bedrag")


def test_the_card_of_a_day_before_the_first_letter_is_no_mistake(visit):
    assert not AMOUNT.search(" ".join(texts_of(visit("/kaart.png?as_of=2020-01-01"))))


def test_a_card_of_a_day_that_is_no_date_is_refused(visit):
    assert visit("/kaart.png?as_of=morgen").status_code == 400


@pytest.mark.parametrize("asked", QUESTIONS.values(), ids=list(QUESTIONS))
def test_no_two_pages_have_the_same_description(asked, visit):
    found = {}
    for pattern in LISTED:
        for address in addresses(pattern)[:2]:
            _, metas = asked_at(visit, address, asked)
            assert len(metas["description"]) <= 300
            assert metas["og:description"] == metas["description"]
            found.setdefault(metas["description"], []).append(address)
    assert [same for same in found.values() if len(same) > 1] == []
