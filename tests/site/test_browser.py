"""What a visitor sees and does, in a real Chromium.

The fixtures fail a test for each complaint on the console, each breach of the Content-Security-Policy and each request
to elsewhere. A test here walks several pages, because the browser and the ledger cost more than the page.
"""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from commitments.ledger.places import renew_places
from commitments.models import Category, Commitment
from letters.models import Letter
from tests.browsing import follow

from .test_html import hostile
from .urls import PAGES, addresses

pytestmark = pytest.mark.looks

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
NO_AMOUNT = "geen bedrag"


def visit(page, address):
    page.goto(address)


def euros(text):
    """ "€ 1.000.000.000" in the table as a number; None for an empty cell."""
    if text in ("", NO_AMOUNT):
        return None
    assert re.fullmatch(r"−?€\s[0-9]{1,3}(\.[0-9]{3})*", text), text
    return int(re.sub(r"[^0-9]", "", text))


def rows_of(page):
    return page.locator("table.cards tbody tr th").all_inner_texts()


def amounts_of(page):
    """The exact amounts in the table of commitments, which stand in the title of the short ones."""
    titles = page.locator("tbody .money").evaluate_all("found => found.map((one) => one.title)")
    return [euros(title[title.index("€") :]) for title in titles]


def test_the_table_is_filtered_and_sorted_by_hand_and_the_address_tells_how(live_ledger, page):
    every = Commitment.objects.published()
    military = every.filter(category__slug="military")

    visit(page, reverse("commitments"))
    assert len(rows_of(page)) == every.count()
    page.get_by_label("Categorie", exact=True).select_option("military")
    page.get_by_role("button", name="Toon").click()
    page.wait_for_url("**category=military**")
    assert sorted(rows_of(page)) == sorted(military.values_list("title", flat=True))
    assert page.get_by_label("Categorie", exact=True).input_value() == "military"
    assert "Categorie: Militair" in page.locator(".chosen").inner_text()

    page.get_by_role("link", name="Bedrag", exact=True).click()
    page.wait_for_url("**sort=amount_eur**")
    assert "category=military" in page.url
    assert amounts_of(page) == sorted(military.values_list("amount_eur", flat=True))
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    page.get_by_role("link", name="Bedrag").first.click()
    page.wait_for_url("**sort=-amount_eur**")
    assert amounts_of(page) == sorted(military.values_list("amount_eur", flat=True), reverse=True)
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"

    page.get_by_label("Jaar", exact=True).select_option("2024")
    page.get_by_role("button", name="Toon").click()
    page.wait_for_url("**year=2024**")
    assert "sort=-amount_eur" in page.url, "the order outlives another filter"
    assert sorted(rows_of(page)) == sorted(military.filter(year=2024, end_year=2024).values_list("title", flat=True))
    files = [
        page.get_by_role("main").get_by_role("link", name=name).get_attribute("href")
        for name in ("CSV (standaard)", "JSON")
    ]
    assert all("category=military" in href and "year=2024" in href for href in files), files

    page.go_back()
    page.wait_for_url(lambda url: "sort=-amount_eur" in url and "year=2024" not in url)
    expect(page.locator(".chosen li")).to_have_count(2)
    assert sorted(rows_of(page)) == sorted(military.values_list("title", flat=True))
    assert page.get_by_label("Jaar", exact=True).input_value() == ""
    page.get_by_role("link", name="het filter Categorie").click()
    page.wait_for_url(lambda url: "military" not in url)
    assert len(rows_of(page)) == every.count()

    page.goto(reverse("commitments") + "?category=bestaat-niet&as_of=gisteren")
    assert page.get_by_role("alert").count() == 2
    assert len(rows_of(page)) == every.count()


def test_who_searches_lands_on_the_rows_and_from_there_on_the_quote(live_ledger, page):
    visit(page, "/verantwoording/")
    search = page.get_by_role("banner").get_by_role("searchbox")
    search.fill("ontmijning")
    search.press("Enter")
    page.wait_for_url("**/toezeggingen/?q=ontmijning")
    assert rows_of(page)
    page.get_by_role("row").get_by_role("link", name=rows_of(page)[0]).click()
    page.wait_for_url("**/toezeggingen/*/?q=ontmijning")
    assert page.locator("blockquote").first.inner_text().startswith("“")
    page.locator(".life a[href*='#vindplaats-']").first.click()
    page.wait_for_url("**/brieven/*/?q=ontmijning#vindplaats-*")
    assert page.locator(".mentions > li:target blockquote").count() == 1


def test_without_javascript_the_filters_work(live_ledger, open_page):
    page = open_page(java_script_enabled=False, viewport=NARROW)
    page.goto(reverse("commitments"))
    page.locator(".fold > summary").click()
    page.get_by_label("Categorie", exact=True).select_option("military")
    follow(page.get_by_role("button", name="Toon"))
    assert len(rows_of(page)) == Commitment.objects.published().filter(category__slug="military").count()


def one_of_each():
    """An address of each kind of page: with a row of its own where there is much on it; and the page that is not there."""
    long = {
        "commitment": "reservering-2023",
        "letter": "kst-36045-171",
        "minister": "ollongren",
        "category": "military",
    }
    found = [reverse(page.name, args=[long[page.name]]) if page.name in long else addresses(page)[0] for page in PAGES]
    return [*found, "/toezeggingen/?q=zoekraakt&year=1900"]


def scrolls_sideways(page):
    """How far a page is wider than the screen, and by what."""
    return page.evaluate("""() => {
        const width = document.documentElement.clientWidth;
        const over = document.documentElement.scrollWidth - width;
        if (over <= 0) return null;
        const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > width + 1);
        return [over, wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 90))];
    }""")


def test_nothing_scrolls_sideways(live_ledger, page):
    """On every kind of page, with its tables folded and open."""
    letter = Letter.objects.published().get(slug="kst-36045-171")
    letter.text = "# Steun\n\n" + "\n\n".join(letter.mentions.order_by("position").values_list("quote", flat=True))
    letter.save()
    renew_places(letter)
    found = {}
    for address in one_of_each():
        visit(page, address)
        for viewport in (WIDE, NARROW):
            page.set_viewport_size(viewport)
            if too_wide := scrolls_sideways(page):
                found[f"{address} {viewport['width']}"] = too_wide
            page.evaluate("for (const twin of document.querySelectorAll('details')) twin.open = true")
            if too_wide := scrolls_sideways(page):
                found[f"{address} {viewport['width']} with its tables open"] = too_wide
    assert found == {}


CUT_OFF = """() => [...document.querySelectorAll('.scroll caption:not(.hidden)')].filter((one) => one.checkVisibility() &&
    one.getBoundingClientRect().right > one.closest('.scroll').getBoundingClientRect().right + 1).map((one) => one.textContent)"""


def test_what_stands_above_a_table_is_read_without_scrolling_it(live_ledger, page):
    """A sentence above a table that is wider than a phone is not as wide as the table."""
    page.set_viewport_size(NARROW)
    found, read = {}, 0
    for address in ("/?per=bbp", "/?per=inwoner", "/categorieen/", "/stromen/", "/verantwoording/", "/definities/"):
        visit(page, address)
        page.evaluate("for (const twin of document.querySelectorAll('details')) twin.open = true")
        read += page.locator(".scroll caption:not(.hidden)").count()
        if cut_off := page.evaluate(CUT_OFF):
            found[address] = cut_off
    assert (found, read > 5) == ({}, True)


def test_long_and_hostile_texts_run_nothing_and_keep_to_the_screen(live_ledger, open_page):
    Commitment.objects.update(title=hostile(300), note="x" * 400)
    Category.objects.update(name=hostile(80), description=hostile(500))
    Letter.objects.update(short_title=hostile(80), title=hostile(300))
    for minister in (letter.signatures.first().minister for letter in Letter.objects.exclude(signatures=None)):
        minister.name = hostile(120)
        minister.save()
    page = open_page(viewport=NARROW)
    found = {}
    for address in one_of_each():
        visit(page, address)
        if too_wide := scrolls_sideways(page):
            found[address] = too_wide
        assert page.locator("kwaad").count() == 0, address
    assert found == {}
