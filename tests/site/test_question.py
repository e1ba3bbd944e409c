"""What a reader asks (the peildatum and filters in the address) goes along with every link, and is never ignored in silence."""

import json
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.utils.timezone import localdate

from commitments.site.question import ASKED
from letters.models import Letter

from .urls import LISTED, addresses, every_address, parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

QUESTIONS = {
    "a day": {"as_of": "2024-02-01"},
    "a year": {"year": "2024"},
    "a category and a day": {"as_of": "2024-02-01", "category": "military"},
    "a definition": {"definitie": "toegewezen-en-geleverd"},
    "who signed, and a stage": {"minister": "ollongren", "stage": "gereserveerd"},
}
# What only the lists can answer; asked where each row of a page may lose it, for the numbers are those of the lists.
OF_LISTS = {"a word and a least amount": {"q": "militair", "amount_min": "100000000"}}
# What lets go of a part of the question says so in its words.
LETS_GO = re.compile(r"verwijder|^Alles wat meetelt$|terug naar de laatste stand|Zonder ‘")
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


@pytest.mark.parametrize("asked", (QUESTIONS | OF_LISTS).values(), ids=list(QUESTIONS | OF_LISTS))
def test_every_link_keeps_the_question_or_says_which_part_it_lets_go(asked, visit):
    """An amount in the chart of a page that says what it cannot answer leads to that amount, so without it."""
    lost = []
    for address in [address for pattern in LISTED for address in addresses(pattern)[:MOST]]:
        text = text_of(visit(address, asked))
        for said, path, query, in_chart in links(address, parse(text)[0]):
            missing = {name for name in asked if name not in query}
            if address == "/definities/" and path not in ("/definities/", "/verantwoording/"):
                missing.discard("definitie")  # there each link is about a definition, the site's own too
            if LETS_GO.search(said) or is_the_row_itself(path, missing) or (in_chart and "Op deze pagina do" in text):
                continue
            if missing:
                lost.append(f"{address}: “{said}” to {path} loses {sorted(missing)}")
    assert lost == []


@pytest.mark.parametrize("asked", (QUESTIONS | OF_LISTS).values(), ids=list(QUESTIONS | OF_LISTS))
def test_a_word_is_sought_within_the_question_wherever_the_box_stands(asked, visit):
    for address in [address for pattern in LISTED for address in addresses(pattern)[:1]]:
        document, _ = parse(text_of(visit(address, asked)))
        (box,) = (form for form in document.iter("form") if form.get("role") == "search")
        sent = {field.get("name"): field.get("value") for field in box.iter("input") if field.get("type") == "hidden"}
        assert sent == {name: value for name, value in asked.items() if name != "q"}, address


def test_what_was_sought_within_a_choice_is_told_and_has_its_way_out(visit):
    main = main_of(text_of(visit("/toezeggingen/", {"q": "militair", "year": "2023", "as_of": "2023-06-01"})))
    assert words(main.find(".//h1")).startswith("Met “militair”, 2023: ")
    assert "zoals bekend op 1 juni 2023" in words(main)
    (chosen,) = (one for one in main.iter("ul") if one.get("class") == "chosen")
    assert words(chosen).count("verwijder") == 3


def is_the_row_itself(path, missing):
    """A category's own page needs no filter on that category, nor a letter's or a minister's."""
    own = {"/categorieen/": "category", "/brieven/": "letter", "/bewindspersonen/": "minister"}
    return any(path.startswith(start) and missing == {name} for start, name in own.items())


def files(document):
    """The files that a page offers: (path without its ending, ending, what the link asks, without the shape of a picture)."""
    for link in document.find(".//main").iter("a"):
        parts = urlsplit(link.get("href", ""))
        if link.get("download") is not None and not parts.netloc:
            stem, kind = re.fullmatch(r"(.+?)((?:-excel|-gegevens)?\.\w+)", parts.path).groups()
            query = dict(parse_qsl(parts.query))
            query.pop("shape", None)
            yield stem, kind, query


def pages_with_files():
    """One page of each kind, and one of a commitment with parts, which has a chart."""
    return [*(addresses(pattern)[0] for pattern in LISTED), "/toezeggingen/reservering-2023/"]


@pytest.mark.parametrize("asked", [QUESTIONS["a category and a day"], *OF_LISTS.values()], ids=str)
def test_a_file_is_of_the_day_and_the_choice_of_the_page_that_offers_it(asked, visit):
    """But for what that page says that it does not answer. Corrections and releases are about the site, so they are of no day."""
    followed = []
    for address in pages_with_files():
        document, _ = parse(text_of(visit(address, asked)))
        said, found = words(document.find(".//main")), list(files(document))
        not_answered = " ".join(re.findall(r"Op deze pagina do(?:et|en) (.*?) niet mee", said))
        for stem, kind, query in found:
            assert query == next(others for other, _, others in found if other == stem), f"{address}: {stem}{kind}"
            if not kind.endswith(".json") or stem.startswith(("/correcties", "/uitgaven/")):
                continue
            told = json.loads(text_of(visit(f"{stem}{kind}", query)))
            assert told["as_of"] == asked.get("as_of", "2025-03-04"), f"{address}: {stem}{kind}"
            assert told["filters"].items() <= query.items(), f"{address}: {stem}{kind}"
            lost = {name for name in asked if name != "as_of" and told["filters"].get(name) != asked[name]}
            left = {name for name in lost if ASKED[name] not in not_answered and not is_the_row_itself(address, {name})}
            assert left == set(), f"{address}: {stem}{kind}"
            followed.append(stem)
    assert len(set(followed)) >= 8


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


# The numbers at both ends of a link

AMOUNT = re.compile(r"(?:circa |ten minste |ten hoogste )?€ \d[\d.]*\d(?!,\d| m)")  # every euro, and how exact it is
NOTHING = re.compile(r"[Gg]een bedrag dat meetelt|telt niets meer mee|Geen toezegging past")
CHARTED = ["/", "/tijdlijn/", "/categorieen/", "/stromen/", "/categorieen/military/", "/bewindspersonen/hoekstra/"]


def total_of_list(visit, address):
    """The total that the list of commitments at this address prints with every euro."""
    main = words(main_of(text_of(visit(address))))
    return re.search(r"(?:Samen is dat|Dat is) (.*?€ [\d.]*\d)", main)[1]


def amounts_that_lead_to_a_list(document):
    """(what is told, address) of each amount in a chart or its table that leads to a list of commitments."""
    in_tables = {link for table in document.iter("table") for link in table.iter("a")}
    for link in document.iter():
        address = link.get("href", "")
        is_point = link.get("class") == "point"
        told = AMOUNT.search(words(link[0] if is_point else link)) if is_point or link in in_tables else None
        if told and address.startswith("/toezeggingen/?"):
            yield told[0], address


@pytest.mark.parametrize("asked", QUESTIONS.values(), ids=list(QUESTIONS))
@pytest.mark.parametrize("address", CHARTED)
def test_an_amount_in_a_chart_or_a_table_is_the_total_of_the_list_it_leads_to(address, asked, visit):
    document, _ = parse(text_of(visit(address, asked)))
    found = set(amounts_that_lead_to_a_list(document))
    assert found or NOTHING.search(words(document.find(".//main")))
    assert {to: total_of_list(visit, to) for _, to in found} == {to: told for told, to in found}


@pytest.mark.parametrize("asked", [{}, *QUESTIONS.values()], ids=["nothing", *QUESTIONS])
def test_the_total_of_a_category_or_a_minister_is_that_of_the_list_of_it(asked, visit):
    compared = 0
    for kind, name in (("category", "category"), ("minister", "minister")):
        pattern = next(pattern for pattern in LISTED if pattern.name == kind)
        for address in addresses(pattern):
            main = main_of(text_of(visit(address, asked)))
            [told] = [
                element.get("title")
                for element in [*main.find("h1").iter("span"), *main.iter("b")]
                if element.get("title")
            ][:1] or [None]
            if told is None:
                assert NOTHING.search(words(main)) or "nog geen brief van deze bewindspersoon" in words(main), address
                continue
            query = asked | {name: address.strip("/").rpartition("/")[2]}
            assert total_of_list(visit, f"/toezeggingen/?{urlencode(query)}") == spaced(told), f"{address} {asked}"
            compared += 1
    assert compared > 3


def spaced(amount):
    return amount.replace("\xa0", " ")


@pytest.mark.parametrize("day", [{}, {"as_of": "2024-02-01"}, {"as_of": "2023-06-01"}], ids=str)
def test_what_a_letter_adds_is_the_total_of_the_list_of_it(day, visit):
    compared = 0
    for letter in Letter.objects.published():
        if day and str(letter.date) > day["as_of"]:
            continue
        lead = next(
            one
            for one in main_of(text_of(visit(letter.get_absolute_url(), day))).iter("p")
            if one.get("class") == "lead"
        )
        told = [bold.get("title") for bold in lead.iter("b")]
        query = urlencode(day | {"letter": letter.slug})
        if told:
            assert total_of_list(visit, f"/toezeggingen/?{query}") == spaced(told[0]), letter.slug
            compared += 1
        else:
            assert "Samen is dat" not in words(main_of(text_of(visit(f"/toezeggingen/?{query}")))), letter.slug
    assert compared


@pytest.mark.parametrize("asked", [{}, *QUESTIONS.values()], ids=["nothing", *QUESTIONS])
def test_what_the_list_of_categories_says_of_one_its_own_page_says_too(asked, visit):
    compared = 0
    facts = next(
        one for one in main_of(text_of(visit("/categorieen/", asked))).iter("dl") if one.get("class") == "facts"
    )
    for term, told in zip(facts.findall("dt"), facts.findall("dd"), strict=True):
        address = term.find("a").get("href")
        if asked.get("category") not in (None, urlsplit(address).path.strip("/").rpartition("/")[2]):
            continue  # the page of another category lets go of that filter
        heading = words(main_of(text_of(visit(address))).find("h1"))
        if amount := re.search(r"(?:circa |ten hoogste )?€ [\d,.]+ m\w+", words(told), re.IGNORECASE):
            assert amount[0].lower() in heading.lower(), f"{words(told)} leads to {address}"
            compared += 1
        else:
            assert "geen bedrag dat meetelt" in heading.lower(), address
    assert compared


@pytest.mark.parametrize("asked", [{}, *QUESTIONS.values()], ids=["nothing", *QUESTIONS])
def test_an_amount_in_a_row_of_the_list_is_that_of_the_page_it_leads_to(asked, visit):
    """The page of a commitment says its amount whatever was chosen; a row may add its own share."""
    rows = [row for row in main_of(text_of(visit("/toezeggingen/", asked))).iter("tr") if row.find("th/a") is not None]
    rows = [row for row in rows if row.find("th").get("scope") == "row"]
    for row in rows[: 2 * MOST]:
        amount = next(one.get("title") for one in row.iter("span") if one.get("class") == "money nowrap")
        page = words(main_of(text_of(visit(row.find("th/a").get("href")))))
        assert f"Bedrag{spaced(amount)}" in page, row.find("th/a").get("href")
    assert rows


@pytest.mark.parametrize("day", ["2024-02-01", "2023-06-01"])
def test_what_the_overview_says_of_a_category_and_a_letter_its_own_page_says_too(day, visit):
    document, _ = parse(text_of(visit("/", {"as_of": day})))
    rows = [link for link in document.iter("a") if link.get("class") == "row"]
    with_amount = [row for row in rows if "€" in words(row.findall("span")[-1])]
    assert len(with_amount) > 3
    for row in with_amount:
        target = main_of(text_of(visit(row.get("href"))))
        amount = words(row.findall("span")[-1])
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
