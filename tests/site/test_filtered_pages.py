"""The pages with filters as the server gives them: whole to a visitor, in part to htmx, and never the one for the other."""

import pytest
from django.urls import reverse

from letters.models import Letter

from .test_html import mistakes
from .urls import PAGES, addresses, parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

FILTERED = ("commitments", "mentions", "timeline")
HTMX = {"HX-Request": "true"}
RESTORE = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
SWAPPED = ("kop", "gekozen", "melding", "lijst", "voet")


def by_id(document):
    return {element.get("id"): element for element in document.iter() if element.get("id")}


@pytest.mark.parametrize("name", FILTERED)
@pytest.mark.parametrize("query", ["", "?category=military", "?category=cyber&year=2022", "?year=1999"])
def test_htmx_gets_only_what_changes_and_a_visitor_the_whole(name, query, ledger, client):
    address = reverse(name) + query
    whole, part, restored = (client.get(address, headers=headers) for headers in ({}, HTMX, RESTORE))
    assert text_of(restored) == text_of(whole)
    for response in (whole, part, restored):
        assert "hx-request" in response["Vary"].lower(), "or the browser takes the part for the page"
    text = text_of(part)
    assert "<!doctype" not in text
    assert "<header" not in text
    assert 'id="filters"' not in text, "the form stays as the reader left it"
    there, here = by_id(parse(text_of(whole))[0]), by_id(parse(text)[0])
    assert set(SWAPPED) <= there.keys()
    assert set(SWAPPED) <= here.keys()
    for place in ("kop", "gekozen", "lijst", "voet"):
        assert words(here[place]) == words(there[place]), place
    assert (words(there["melding"]), bool(words(here["melding"]))) == ("", True), "said of a change, not on arrival"
    assert parse(text)[0].find("head/title").text == parse(text_of(whole))[0].find("head/title").text


@pytest.mark.parametrize("pattern", PAGES, ids=str)
def test_only_pages_that_filter_load_htmx(pattern, ledger, client):
    document, _ = parse(text_of(client.get(addresses(pattern)[0])))
    sources = [script.get("src", "") for script in document.iter("script")]
    loads = any("htmx" in source for source in sources), any("filters.js" in source for source in sources)
    assert loads == ((True, True) if pattern.name in FILTERED else (False, False))


def links_in(document):
    return {words(link): link.get("href") for link in document.iter("a")}


def test_an_empty_list_says_which_filter_to_let_go_of(ledger, client):
    response = client.get(reverse("commitments"), {"category": "cyber", "year": "2022"})
    document, _ = parse(text_of(response))
    assert mistakes(text_of(response)) == []
    links = links_in(by_id(document)["lijst"])
    assert links["Zonder ‘Jaar: 2022’ is er 1 toezegging"] == "/toezeggingen/?category=cyber"
    assert links["Zonder ‘Categorie: Cyber’ zijn er 2 toezeggingen"] == "/toezeggingen/?year=2022"

    document, _ = parse(
        text_of(client.get(reverse("commitments"), {"q": "zoekraakt", "category": "cyber", "year": "2022"}))
    )
    result = by_id(document)["lijst"]
    assert "Eén filter weghalen is niet genoeg: ook dan blijft de lijst leeg." in words(result)
    assert links_in(result)["Verwijder alle filters"] == "/toezeggingen/"

    document, _ = parse(text_of(client.get(reverse("commitments"), {"as_of": "2022-01-01"})))
    assert links_in(by_id(document)["lijst"])["Zonder ‘Zoals bekend op: 1 januari 2022’ zijn er 20 toezeggingen"] == (
        "/toezeggingen/"
    )


def test_an_empty_timeline_says_the_same_with_letters(ledger, client):
    chosen = {"category": "cyber", "year": "2022"}
    document, _ = parse(text_of(client.get(reverse("timeline"), chosen)))
    ways = {text: href for text, href in links_in(by_id(document)["lijst"]).items() if text.startswith("Zonder")}
    assert len(ways) == 2
    for text, href in ways.items():
        there, _ = parse(text_of(client.get(href)))
        letters = len(next(item for item in there.iter("ol") if item.get("class") == "story").findall("li"))
        assert f"{'is' if letters == 1 else 'zijn'} er {letters} brie{'f' if letters == 1 else 'ven'}" in text

    # With one filter alone, without it is every letter, also those without an amount.
    document, _ = parse(text_of(client.get(reverse("timeline"), {"minister": "veldkamp"})))
    (way,) = [text for text in links_in(by_id(document)["lijst"]) if text.startswith("Zonder")]
    assert way.endswith(f" zijn er {Letter.objects.published().count()} brieven")


def test_newest_letter_first_and_within_a_letter_as_they_were_entered(ledger, client):
    response = client.get(reverse("commitments"), {"sort": "-letter"})
    rows = [row.record for row in response.context["table"].paginated_rows]
    assert rows == sorted(rows, key=lambda row: (-row.letter.date.toordinal(), row.pk))
    headings = {column.name: column.order_by_alias.next for column in response.context["table"].columns}
    assert headings["letter"] == "letter"
    assert headings["title"] == "title"
