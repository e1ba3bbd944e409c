"""Every public page answers, says whose site it is and how far its data go, and leads nowhere that does not exist."""

import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import parse_qs, urldefrag, urljoin

import pytest
from django.template import engines
from django.urls import reverse
from django.utils.formats import date_format

from letters.models import Letter
from tests.proving import TIMES

from .urls import (
    FILES,
    LISTED,
    NOT_LISTED,
    PAGES,
    PATTERNS,
    REDIRECTS,
    ROWS,
    addresses,
    body,
    every_address,
    parse,
    text_of,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


def test_every_name_in_the_lists_of_addresses_exists():
    assert {*ROWS, *FILES, *REDIRECTS} <= {pattern.name for pattern in PATTERNS}


def test_no_two_patterns_share_a_name():
    names = [pattern.name for pattern in PATTERNS]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("pattern", PAGES, ids=str)
def test_every_page_says_what_it_is_whose_it_is_not_and_how_far_its_data_go(pattern, visit):
    newest = Letter.objects.published().newest_first().first()
    found = addresses(pattern)
    assert found, f"no published row has a page at {pattern.route}"
    for address in found:
        response = visit(address)
        assert response.status_code == 200, address
        assert response["Content-Type"] == "text/html; charset=utf-8", (
            f"{address} is not HTML: add “{pattern.name}” to FILES (or REDIRECTS) in tests/site/urls.py"
        )
        document, _ = parse(text_of(response))
        title, heading = document.find("head/title"), document.findall(".//h1")
        assert document.get("lang") == "nl", address
        assert words(title).removesuffix("· Oekraïnesteun").strip(), f"{address}: a title of its own"
        assert len(heading) == 1, f"{address}: one h1"
        assert words(heading[0]), f"{address}: an h1 with words"
        assert len(document.findall(".//main")) == 1, f"{address}: one main"
        canonical = [link.get("href") for link in document.iter("link") if link.get("rel") == "canonical"]
        kept = [] if pattern.name in NOT_LISTED else [f"http://testserver{address}"]
        assert canonical == kept, f"{address}: the address under which a search engine keeps it"
        foot = document.find(".//footer")
        assert "Geen website van de Rijksoverheid" in words(foot), address
        assert date_format(newest.date, "j F Y") in words(foot), f"{address}: the date of the newest letter"
        links = {link.get("href") for link in foot.iter("a")}
        assert {reverse("method"), newest.get_absolute_url()} <= links, address


@pytest.mark.parametrize("pattern", [pattern for pattern in PAGES if not pattern.arguments], ids=str)
def test_every_page_without_a_row_of_its_own_works_on_an_empty_database(pattern, db, client):
    response = client.get(*addresses(pattern))
    assert response.status_code == 200
    document, problems = parse(text_of(response))
    assert problems == []
    assert len(document.findall(".//h1")) == 1
    assert "Geen website van de Rijksoverheid" in words(document.find(".//footer"))


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("overview", "Toen was er nog geen van deze brieven"),
        ("timeline", "Er is nog geen bedrag dat meetelt"),
        ("categories", "Er is nog geen bedrag dat meetelt"),
        ("flows", "Er is nog geen bedrag dat meetelt"),
    ],
)
def test_without_an_amount_that_counts_a_page_says_so_and_draws_nothing(name, heading, db, client):
    document, _ = parse(text_of(client.get(reverse(name))))
    assert words(document.find(".//h1")) == heading
    assert [element.get("id") for element in document.iter("figure")] == []


@pytest.mark.parametrize("pattern", [pattern for pattern in PATTERNS if pattern.name in FILES], ids=str)
def test_every_file_has_its_content_type_and_something_in_it(pattern, ledger, client):
    for address in addresses(pattern):
        response = client.get(address)
        assert (response.status_code, response["Content-Type"]) == (200, FILES[pattern.name]), address
        assert len(body(response)) > 50, address


@pytest.mark.parametrize("name", REDIRECTS)
def test_every_redirect_leads_to_an_address_that_exists(name, ledger, client):
    response = client.get(reverse(name))
    assert response.status_code in (301, 302)
    assert response["Location"] == REDIRECTS[name]
    target = client.get(response["Location"], follow=True)
    assert target.status_code == 200
    assert target.getvalue() if target.streaming else target.content


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/?next=/", "/admin/letters/letter/1/", "/admin/%0A?x"])
def test_whoever_looks_for_the_admin_where_it_usually_is_is_led_to_its_front_door_and_told_no_more(path, client):
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, "/beheer/")


def test_the_slash_after_it_may_be_forgotten(client):
    assert client.get("/admin")["Location"] == "/admin/"


def test_an_address_that_only_begins_like_that_of_an_admin_is_no_page(db, client):
    assert client.get("/administratie/").status_code == 404


def test_no_page_prints_what_its_view_does_not_give(ledger, client, monkeypatch):
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "[%s ontbreekt]")
    missing = {}
    for address in every_address(PAGES):
        if found := set(re.findall(r"\[\S+ ontbreekt\]", text_of(client.get(address)))):
            missing[address] = found
    assert missing == {}


def test_titles_differ(visit):
    titles = {}
    for address in every_address(PAGES):
        document, _ = parse(text_of(visit(address)))
        titles.setdefault(words(document.find("head/title")), []).append(address)
    assert {title: shared for title, shared in titles.items() if len(shared) > 1} == {}


class Links(HTMLParser):
    """The ids on a page, and the addresses that it names. test_html.py holds that pages are valid, by a stricter parser."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.addresses = set(), []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if attributes.get("id"):
            self.ids.add(attributes["id"])
        if address := attributes.get("href") or attributes.get("src"):
            self.addresses.append(address)


def test_links_are_read_wherever_a_browser_finds_one():
    page = Links("""<!doctype html><link rel=icon href='/a'><body id=top><a href="/b?x=1&amp;y=2">B</a><!-- <a href="/no"> -->
        <script src="/c">"<a href='/no'>"</script><img src="/d"><svg><a href="#top" id="x"/></svg><a id="">""")
    assert page.addresses == ["/a", "/b?x=1&y=2", "/c", "/d", "#top"]
    assert page.ids == {"top", "x"}


@pytest.mark.prove
def test_every_link_leads_to_a_page_and_every_fragment_to_a_place_on_it(visit):
    """A crawl from the front page, over each address of the site that a page links to.

    A sorted or filtered list is opened too, but its links are those of the list itself, so it is not crawled on; and of
    those that ask the same of the same page with another value, only the first few are opened.
    """
    ids, waiting, fragments, broken = {}, ["/"], [], []
    opened = Counter()
    origins = {"/": "/"}
    while waiting:
        address = waiting.pop()
        response = visit(address, follow=True)
        if response.status_code != 200:
            broken.append(f"{origins[address]} links to {address}: {response.status_code}")
        ids[address] = set()
        if not response["Content-Type"].startswith("text/html"):
            continue
        page = Links(text_of(response))
        ids[address] = page.ids
        if "?" in address:
            continue
        for href in page.addresses:
            target, fragment = urldefrag(urljoin(f"http://testserver{address}", href))
            if not target.startswith("http://testserver/"):
                continue
            target = target.removeprefix("http://testserver")
            if fragment:
                fragments.append((address, target, fragment))
            path, _, asked = target.partition("?")
            alike = (path, tuple(parse_qs(asked)))
            if target not in origins and not (asked and opened[alike] >= 2 * TIMES):
                opened[alike] += 1
                origins[target] = address
                waiting.append(target)
    assert broken == []
    assert [place for place in fragments if place[1] in ids and place[2] not in ids[place[1]]] == []
    never_linked = [address for address in every_address(LISTED) if address not in ids]
    assert never_linked == [], "pages that no other page leads to"


def test_the_sitemap_lists_every_page_and_nothing_else(visit):
    text = text_of(visit(reverse("sitemap")))
    listed = [place.split("</loc>")[0].removeprefix("http://testserver") for place in text.split("<loc>")[1:]]
    assert sorted(listed) == sorted(every_address(LISTED))


@pytest.mark.parametrize("name", sorted(NOT_LISTED))
def test_a_page_that_is_not_listed_tells_search_engines_to_leave_it(name, ledger, client):
    document, _ = parse(text_of(client.get(reverse(name))))
    assert [meta.get("content") for meta in document.iter("meta") if meta.get("name") == "robots"] == ["noindex"]


def test_robots_may_read_all_but_the_admin_and_are_led_to_the_sitemap(client):
    lines = text_of(client.get(reverse("robots"))).split("\n")
    assert [line for line in lines if line] == [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        f"Sitemap: http://testserver{reverse('sitemap')}",
    ]


def test_a_letter_is_also_found_by_its_reference_in_any_case(ledger, client):
    letter = Letter.objects.published().exclude(reference="").exclude(number=None).first()
    for reference in (letter.reference.lower(), letter.reference.upper()):
        response = client.get(reverse("letter", args=[reference]))
        assert (response.status_code, response["Location"]) == (301, letter.get_absolute_url())


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("/toezeggingen/reservering-2024/", "/toezeggingen/reservering-2023/"),
        ("/brieven/kst-36045-172/", "/brieven/kst-36045-171/"),
        ("/bewindspersonen/olongren/", "/bewindspersonen/ollongren/"),
        ("/categorieen/cyberr", "/categorieen/cyber/"),
    ],
)
def test_an_address_that_is_almost_right_is_answered_with_the_page_that_was_meant(address, meant, ledger, client):
    response = client.get(address, follow=True)
    assert response.status_code == 404
    main = parse(text_of(response))[0].find(".//main")
    assert meant in {link.get("href") for link in main.iter("a")}


@pytest.mark.parametrize("address", ["/zoek-dit/", "/toezeggingen/" + "x" * 5_000 + "/", "/brieven/%F0%9F%87%BA/"])
def test_an_address_like_no_page_is_answered_with_a_field_to_search(address, ledger, client):
    response = client.get(address)
    assert response.status_code == 404
    main = parse(text_of(response))[0].find(".//main")
    assert [field.get("name") for field in main.iter("input")] == ["q"]
