"""What a reader asks (the peildatum and filters in the address) goes along with every link, and is never ignored in silence."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from letters.models import Letter

from .urls import LISTED, addresses, every_address, parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

QUESTIONS = {
    "a day": {"as_of": "2024-02-01"},
    "a year": {"year": "2024"},
    "a category and a day": {"as_of": "2024-02-01", "category": "military"},
    "who signed, and a stage": {"minister": "ollongren", "stage": "gereserveerd"},
}
# What lets go of a part of the question says so in its words.
LETS_GO = re.compile(r"verwijder|terug naar de laatste stand|Zonder ‘")
MOST = 3  # rows of one kind
PAGES_WITHOUT_NUMBERS = {"accessibility", "report"}


def links(address, document):
    """The links to pages of the site: (words, path, what it asks, whether it is an amount in a chart)."""
    in_charts = {link for figure in document.iter("figure") for link in figure.iter()}
    for link in document.iter():
        href = link.get("href") if link.tag.rpartition("}")[2] == "a" else None
        if href and not href.startswith(("#", "http", "mailto:")):
            parts = urlsplit(href)
            if not re.search(r"\.(csv|json|xlsx|svg|png)$", parts.path):
                yield words(link), parts.path or address, dict(parse_qsl(parts.query)), link in in_charts


@pytest.mark.parametrize("asked", QUESTIONS.values(), ids=list(QUESTIONS))
def test_every_link_keeps_the_question_or_says_which_part_it_lets_go(asked, visit):
    """An amount in the chart of a page that says what it cannot answer leads to that amount, so without it."""
    lost = []
    for address in [address for pattern in LISTED for address in addresses(pattern)[:MOST]]:
        text = text_of(visit(address, asked))
        for said, path, query, in_chart in links(address, parse(text)[0]):
            missing = {name for name in asked if name not in query}
            if LETS_GO.search(said) or is_the_row_itself(path, missing) or (in_chart and "Op deze pagina do" in text):
                continue
            if missing:
                lost.append(f"{address}: “{said}” to {path} loses {sorted(missing)}")
    assert lost == []


def is_the_row_itself(path, missing):
    """A category's own page needs no filter on that category, nor a letter's or a minister's."""
    own = {"/categorieen/": "category", "/brieven/": "letter", "/bewindspersonen/": "minister"}
    return any(path.startswith(start) and missing == {name} for start, name in own.items())


@pytest.mark.parametrize("asked", QUESTIONS.values(), ids=list(QUESTIONS))
def test_a_page_says_what_it_cannot_answer(asked, visit):
    silent = []
    for pattern in LISTED:
        if pattern.name in PAGES_WITHOUT_NUMBERS:
            continue
        address = addresses(pattern)[0]
        text = text_of(visit(address, asked))
        plain = text_of(visit(address))
        if words(main_of(text)) == words(main_of(plain)):
            silent.append(address)
    assert silent == []


def main_of(text):
    return parse(text)[0].find(".//main")


def test_the_overview_names_what_makes_no_difference_there(visit):
    main = main_of(text_of(visit("/", {"year": "2024", "category": "military", "as_of": "2024-02-01"})))
    said = words(main.find("div"))
    assert said.startswith("Op deze pagina doen het jaar en de categorie niet mee.")
    assert [link.get("href") for link in main.find("div").iter("a")] == [
        "/toezeggingen/?as_of=2024-02-01&year=2024&category=military"
    ]


@pytest.mark.parametrize("asked", QUESTIONS.values(), ids=list(QUESTIONS))
@pytest.mark.parametrize("page", ["flows", "categories", "overview", "timeline"])
def test_the_amount_of_a_bar_is_the_total_of_the_page_it_leads_to(page, asked, visit):
    document, _ = parse(text_of(visit(reverse(page), asked)))
    compared = 0
    for link in document.iter():
        if link.get("class") != "point" or not link.get("href", "").startswith("/toezeggingen/?"):
            continue
        told = re.search(r"€\s[\d.]+", words(link[0]))[0]
        total = re.search(r"<h1>.*Samen is dat ([^<]*)\. Een ", text_of(visit(link.get("href"))), re.DOTALL)[1]
        assert " ".join(total.split()).removeprefix("circa ") == told, f"{words(link[0])} leads to {link.get('href')}"
        compared += 1
    assert compared or page in ("categories", "timeline") or "minister" in asked


@pytest.mark.parametrize("day", ["2024-02-01", "2023-06-01"])
def test_what_the_overview_says_of_a_category_and_a_letter_its_own_page_says_too(day, visit):
    document, _ = parse(text_of(visit("/", {"as_of": day})))
    rows = [link for link in document.iter("a") if link.get("class") == "row"]
    assert len(rows) > 4
    for row in rows:
        amount = words(row.findall("span")[-1])
        if "€" not in amount:
            continue
        target = main_of(text_of(visit(row.get("href"))))
        assert amount.removeprefix("+ ") in words(target), f"{words(row)} leads to {row.get('href')}"


def test_a_day_after_the_newest_approval_is_that_day(ledger, client):
    approved = localdate(Letter.objects.published().order_by("-published_at")[0].published_at)
    response = client.get("/", {"as_of": "2049-12-31"})
    assert response.context["peildatum"] == approved


def test_what_was_not_known_yet_on_the_peildatum_says_so_on_its_page(visit):
    letter = Letter.objects.published().newest_first()[0]
    text = text_of(visit(letter.get_absolute_url(), {"as_of": "2022-06-01"}))
    assert "Op 1 juni 2022 was dit nog niet bekend" in words(main_of(text))


# Search engines


def robots(document):
    return [meta.get("content") for meta in document.iter("meta") if meta.get("name") == "robots"]


@pytest.mark.parametrize(
    ("address", "told", "canonical"),
    [
        ("/toezeggingen/", [], ["/toezeggingen/"]),
        ("/toezeggingen/?year=2024", ["nofollow"], ["/toezeggingen/?year=2024"]),
        ("/toezeggingen/?sort=title", [], ["/toezeggingen/"]),  # the same rows in another order
        ("/toezeggingen/?year=2024&page=2&sort=title", ["nofollow"], ["/toezeggingen/?year=2024&page=2"]),
        ("/brieven/?page=2", [], ["/brieven/?page=2"]),
        ("/brieven/?page=1", [], ["/brieven/"]),
        ("/toezeggingen/?year=2024&category=cyber", ["noindex, nofollow"], []),
        ("/toezeggingen/?as_of=2024-02-01", ["noindex, nofollow"], []),
        ("/?as_of=2024-02-01", ["noindex, nofollow"], []),
        ("/stromen/?year=2024", ["noindex, nofollow"], []),
        ("/toezeggingen/reservering-2023/?year=2024", ["noindex, nofollow"], []),
        ("/melden/", [], ["/melden/"]),
        ("/melden/?over=/tijdlijn/", ["noindex"], []),
        ("/melden/dank/", ["noindex"], []),
    ],
)
def test_a_search_engine_may_keep_a_page_or_it_may_not_and_only_a_page_that_it_may_has_a_canonical_address(
    address, told, canonical, visit
):
    document, _ = parse(text_of(visit(address)))
    assert robots(document) == told
    links = [link.get("href") for link in document.iter("link") if link.get("rel") == "canonical"]
    assert links == [f"http://testserver{path}" for path in canonical]


def test_a_crawler_meets_each_page_once_and_few_lists_with_a_filter(visit):
    """It follows what it may: no link that says nofollow, and none from a page that does."""
    waiting, seen = ["/"], {"/"}
    while waiting:
        address = waiting.pop()
        response = visit(address)
        if not response["Content-Type"].startswith("text/html"):
            continue
        document, _ = parse(text_of(response))
        if any("nofollow" in told for told in robots(document)):
            continue
        for link in document.iter():
            href = (link.get("href") or "").partition("#")[0]
            may_follow = link.tag.rpartition("}")[2] == "a" and "nofollow" not in link.get("rel", "")
            if may_follow and href.startswith("/") and href not in seen:
                seen.add(href)
                waiting.append(href)
    pages = {address for address in seen if "?" not in address}
    assert set(every_address(LISTED)) <= pages
    lists = {address for address in seen - pages if address.startswith("/toezeggingen/?")}
    assert len(lists) <= 25, sorted(lists)
    assert not [address for address in lists if address.count("=") > 1]
