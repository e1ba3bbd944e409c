"""Filters with JavaScript: the page changes in place, and says so; nothing a reader typed or stood on is lost."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from commitments.models import Commitment
from tests.browsing import until

from .ledgers import make_ledger

pytestmark = pytest.mark.looks

LIST, TIMELINE = "/toezeggingen/", "/tijdlijn/"
NARROW = {"width": 390, "height": 844}
FAILED = re.compile("De lijst kon niet worden bijgewerkt")


@pytest.fixture
def page(live_ledger, page):
    page.in_place = lambda: page.evaluate("window.marker") == "here"
    return page


def visit(page, address):
    page.goto(address)
    page.evaluate("window.marker = 'here'")


def is_asked(url):
    """Whether this is the address of a list with a choice, which no page but the list itself asks for."""
    return re.search(r"/(toezeggingen|tijdlijn)/\?", url) is not None


def rows(page):
    return page.locator("#lijst tbody tr")


def settle(page):
    """Waits until what was swapped in answers to keys and clicks: a fiftieth of a second later, sooner than a person."""
    expect(page.locator(".htmx-request, .htmx-added, .htmx-settling")).to_have_count(0)


def hold_the_pause_after_typing(page):
    """The 400 ms after the last letter last until `endPause()`: a slow machine may take longer to answer."""
    page.evaluate(
        """() => {
            const later = window.setTimeout;
            window.setTimeout = (run, wait, ...rest) =>
                wait === 400 ? ((window.endPause = run), 0) : later(run, wait, ...rest);
        }"""
    )


def wait_until(page, is_so):
    while not is_so():
        page.wait_for_timeout(20)


def focused(page):
    return page.evaluate("document.activeElement.id")


def query(page):
    return page.url.partition("?")[2]


def test_each_way_to_choose_changes_the_list_and_the_address_without_a_new_page(page):
    visit(page, LIST)
    expect(rows(page)).to_have_count(20)
    expect(page.locator("#melding")).to_have_text("")

    page.get_by_label("Categorie", exact=True).select_option("military")
    expect(page.locator(".chosen")).to_contain_text("Categorie: Militair")
    assert query(page) == "category=military", "an empty field stays out of the address"
    flows = page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Stromen")
    expect(flows).to_have_attribute("href", re.compile(r"/stromen/\?category=military$"))
    in_box = 'form[role=search] input[type="hidden"]'
    expect(page.locator(in_box)).to_have_count(1)
    expect(page.locator(in_box)).to_have_value("military")
    page.get_by_role("textbox", name="Minstens").press_sequentially("2500000000")
    expect(rows(page)).to_have_count(1)
    assert query(page) == "category=military&amount_min=2500000000"
    page.get_by_role("link", name="het filter Minstens").click()
    expect(rows(page)).to_have_count(Commitment.objects.published().filter(category__slug="military").count())
    expect(page.get_by_role("textbox", name="Minstens")).to_have_value("")
    page.get_by_role("link", name="Bedrag").first.click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Bedrag")
    assert query(page) == "category=military&sort=amount_eur"
    page.get_by_text("Kies een dag").click()
    page.get_by_label("Zoals bekend op").fill("2023-06-01")
    page.get_by_role("button", name="Kies deze dag").click()
    expect(page.locator(".eyebrow")).to_contain_text("zoals bekend op 1 juni 2023")
    assert query(page) == "as_of=2023-06-01&category=military&sort=amount_eur"
    page.get_by_role("link", name="terug naar de laatste stand").click()
    expect(page.get_by_label("Zoals bekend op")).to_have_value("2025-03-04")
    page.get_by_role("searchbox", name="Zoek", exact=True).fill("extra")
    page.get_by_role("searchbox", name="Zoek", exact=True).press("Enter")
    expect(rows(page)).to_have_count(1)
    page.get_by_role("link", name="verwijder alle filters").click()
    expect(rows(page)).to_have_count(20)
    assert page.url.endswith(LIST)
    expect(page.get_by_label("Categorie", exact=True)).to_have_value("")
    assert page.title() == "Toezeggingen · Oekraïnesteun"
    assert page.in_place()

    visit(page, TIMELINE)
    page.get_by_label("Fase").select_option("gereserveerd")
    expect(page.locator(".chosen")).to_contain_text("Fase: gereserveerd")
    assert query(page) == "stage=gereserveerd"
    assert page.title() == "Tijdlijn: gereserveerd · Oekraïnesteun"
    assert page.in_place()


def test_what_is_found_is_said_in_a_region_that_stays(page):
    visit(page, LIST)
    page.evaluate("window.region = document.getElementById('melding')")
    page.get_by_label("Categorie", exact=True).select_option("cyber")
    expect(page.get_by_role("status")).to_have_text("1 toezegging; € 3 mln telt mee")
    page.get_by_label("Jaar", exact=True).select_option("2022")
    expect(page.get_by_role("status")).to_have_text("Geen toezegging past bij deze keuze")
    assert page.evaluate("window.region === document.getElementById('melding') && window.region.isConnected")
    assert page.locator("#lijst [role=status], #lijst [aria-live]").count() == 0, "said once"
    page.goto(page.url)
    expect(page.locator("#melding")).to_have_text("")

    visit(page, TIMELINE)
    page.get_by_label("Categorie", exact=True).select_option("cyber")
    expect(page.get_by_role("status").first).to_have_text(re.compile(r"^[0-9]+ brie(f|ven); €\s3\smln telt mee$"))


def travel(page, steps):
    """Through the browser's history; playwright's own go_back() is lost when htmx reloads the page that it lands on."""
    page.evaluate("document.documentElement.dataset.here = true")
    page.evaluate("steps => { setTimeout(() => history.go(steps)) }", steps)
    until(page, "() => !document.documentElement.dataset.here && document.readyState === 'complete'")


def test_back_and_forward_show_the_choice_of_then_and_so_do_the_fields(page):
    visit(page, LIST)
    category, year = page.get_by_label("Categorie", exact=True), page.get_by_label("Jaar", exact=True)
    category.select_option("military")
    expect(page.locator(".chosen li")).to_have_count(2)
    year.select_option("2024")
    expect(page.locator(".chosen li")).to_have_count(3)
    both = rows(page).count()
    travel(page, -1)
    expect(page.locator(".chosen li")).to_have_count(2)
    expect(category).to_have_value("military")
    expect(year).to_have_value("")
    travel(page, -1)
    expect(rows(page)).to_have_count(20)
    expect(category).to_have_value("")
    travel(page, 2)
    expect(rows(page)).to_have_count(both)
    expect(year).to_have_value("2024")
    # Also from another page: the browser may not take the bare part from its cache.
    rows(page).first.get_by_role("link").first.click()
    page.wait_for_url("**/toezeggingen/*/?*year=2024*")
    page.go_back()
    expect(rows(page)).to_have_count(both)
    expect(page.get_by_role("banner")).to_be_visible()
    expect(year).to_have_value("2024")


def test_the_keyboard_stays_where_it_is(page):
    visit(page, LIST)
    page.get_by_label("Categorie", exact=True).focus()
    page.evaluate("window.field = document.activeElement")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".chosen li")).to_have_count(2)
    first = query(page)
    page.keyboard.press("ArrowDown")
    page.wait_for_url(lambda url: first not in url)
    assert focused(page) == "id_category"
    assert page.evaluate("window.field === document.activeElement"), "not another one with the same name"

    settle(page)
    page.locator("#sorteer-title").focus()
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Toezegging")
    assert focused(page) == "sorteer-title"

    settle(page)
    page.get_by_role("link", name="het filter Categorie").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".chosen")).to_have_count(0)
    assert focused(page) == "lijst", "what was clicked is gone; the reader goes on from the result"
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('lijst').contains(document.activeElement)")
    assert page.in_place()


def test_what_is_typed_while_results_come_in_is_kept_with_the_caret(page):
    visit(page, LIST)
    hold_the_pause_after_typing(page)
    held = []
    page.route(is_asked, lambda route: held.append(route))
    search = page.get_by_role("searchbox", name="Zoek", exact=True)
    search.press_sequentially("ontmning")
    page.evaluate("endPause()")
    wait_until(page, lambda: held)
    for _ in range(4):
        search.press("ArrowLeft")
    search.press_sequentially("ij")
    assert len(held) == 1, "nothing is asked for between two letters"
    held.pop().continue_()
    expect(page.get_by_role("status")).to_have_text("Geen toezegging past bij deze keuze")
    assert focused(page) == "id_q"
    assert search.input_value() == "ontmijning"
    assert search.evaluate("field => [field.selectionStart, field.selectionEnd]") == [6, 6]
    page.evaluate("endPause()")
    wait_until(page, lambda: held)
    held.pop().continue_()
    expect(rows(page)).to_have_count(2)
    assert query(page) == "q=ontmijning"
    assert search.evaluate("field => field.selectionStart") == 6


def test_a_request_that_a_newer_one_overtakes_is_dropped(page):
    visit(page, LIST)
    held = []
    page.route(is_asked, lambda route: held.append(route))
    category = page.get_by_label("Categorie", exact=True)
    with page.expect_event("requestfailed") as dropped:
        category.select_option("military")
        category.select_option("cyber")
    assert "category=military" in dropped.value.url
    wait_until(page, lambda: len(held) == 2)
    expect(page.locator("#lijst")).to_have_attribute("aria-busy", "true")
    held[1].continue_()
    expect(rows(page)).to_have_count(1)
    expect(page.locator("#lijst")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("#storing")).to_be_hidden()
    assert query(page) == "category=cyber"


def test_a_request_that_fails_is_told_and_leaves_everything_as_it_was(page, complaints):
    for fail in (lambda route: route.abort(), lambda route: route.fulfill(status=500, body="stuk")):
        visit(page, LIST)
        page.route(is_asked, fail)
        search = page.get_by_role("searchbox", name="Zoek", exact=True)
        search.press_sequentially("ontmijning")
        expect(page.get_by_role("alert")).to_have_text(FAILED)
        assert search.input_value() == "ontmijning"
        expect(rows(page)).to_have_count(20)
        expect(page.locator("#lijst")).not_to_have_attribute("aria-busy", "true")
        assert page.url.endswith(LIST)
        page.unroute(is_asked)
        page.get_by_role("button", name="Toon").click()
        expect(rows(page)).to_have_count(2)
        expect(page.locator("#storing")).to_be_hidden()
        assert page.in_place()
    assert all("Failed to load resource" in complaint for complaint in complaints), complaints
    complaints.clear()


def test_wrong_values_are_told_at_the_field_and_forgotten_when_mended(page):
    visit(page, LIST)
    amount = page.get_by_role("textbox", name="Minstens")
    amount.press_sequentially("veel")
    expect(page.get_by_role("alert")).to_contain_text("‘veel’ is geen bedrag. Schrijf bijvoorbeeld 2,5 miljard")
    expect(amount).to_have_attribute("aria-describedby", "id_amount_min_error")
    expect(amount).to_have_attribute("aria-invalid", "true")
    assert (focused(page), amount.input_value()) == ("id_amount_min", "veel")
    amount.fill("2500000000")
    expect(rows(page)).to_have_count(2)
    expect(amount).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator("#kop [role=alert]")).to_have_count(0)


def test_who_finds_nothing_follows_a_way_out(page):
    visit(page, LIST + "?category=cyber&year=2022")
    page.get_by_role("link", name="Zonder ‘Jaar: 2022’ is er 1 toezegging").click()
    expect(rows(page)).to_have_count(1)
    expect(page.get_by_label("Jaar", exact=True)).to_have_value("")
    expect(page.get_by_label("Categorie", exact=True)).to_have_value("cyber")
    assert page.in_place()


def test_on_a_phone_the_filters_are_folded_and_say_how_many_are_chosen(open_page, live_ledger, axe):
    page = open_page(viewport=NARROW)
    visit(page, LIST)
    summary = page.locator(".fold > summary")
    expect(summary).to_have_text(re.compile(r"^Filters\s*$"))
    expect(page.get_by_label("Fase")).to_be_hidden()
    summary.click()
    page.get_by_label("Categorie", exact=True).select_option("military")
    expect(summary).to_contain_text("Filters (1 gekozen)")
    expect(page.get_by_label("Fase")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("link", name="verwijder alle filters").click()
    expect(summary).to_have_text(re.compile(r"^Filters\s*$"))
    page.set_viewport_size({"width": 1280, "height": 900})
    summary_is_there = page.locator(".fold > summary").is_visible()
    expect(page.get_by_label("Fase")).to_be_visible()
    assert not summary_is_there

    plain = open_page(viewport=NARROW, java_script_enabled=False)
    plain.goto(LIST)
    expect(plain.get_by_label("Fase")).to_be_hidden()
    plain.locator(".fold > summary").click()
    expect(plain.get_by_label("Fase")).to_be_visible()


def test_on_a_phone_what_a_choice_comes_to_is_seen_while_the_filters_are_open(open_page, live_ledger, axe):
    page = open_page(viewport=NARROW)
    for address, said in ((LIST, "7 toezeggingen; € 2,49 mld telt mee"), (TIMELINE, "2 brieven; € 2,49 mld telt mee")):
        visit(page, address)
        page.locator(".fold > summary").click()
        status = page.locator("#melding")
        assert status.bounding_box()["width"] <= 1, "nothing was chosen yet"
        page.get_by_label("Jaar", exact=True).select_option("2024")
        expect(status).to_have_text(said)
        expect(status).to_be_in_viewport(ratio=1)
        assert status.bounding_box()["width"] == NARROW["width"]
        for field in page.locator("#filters :is(select, input, button):visible").all():
            field.focus()
            box = field.bounding_box()
            assert box["y"] + box["height"] <= status.bounding_box()["y"], "no field is below it"
        assert axe(page) == []
        page.locator(".fold > summary").click()
        assert status.bounding_box()["width"] <= 1, "the heading is near again"


def test_a_next_page_comes_in_place_from_its_top(open_page, transactional_db):
    make_ledger(120)
    page = open_page()
    visit(page, reverse("commitments"))
    page.get_by_role("link", name="Volgende").click()
    expect(page.get_by_role("status")).to_have_text(re.compile("; pagina 2 van 3$"))
    until(page, "() => Math.abs(document.getElementById('lijst').getBoundingClientRect().top) < 5")
    assert query(page) == "page=2"
    assert focused(page) == "lijst"
    assert page.evaluate("window.marker") == "here"
    page.get_by_label("Fase").select_option("aangekondigd")
    expect(page.locator(".chosen li")).to_have_count(2)
    assert query(page) == "stage=aangekondigd", "another choice begins at its first page"


def test_a_file_above_the_list_comes_as_a_file_and_the_list_stays(page):
    visit(page, f"{LIST}?category=accountability")
    before = rows(page).count()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Excel (XLSX)").first.click()
    assert coming.value.suggested_filename.endswith(".xlsx")
    assert page.in_place()
    assert (rows(page).count(), query(page)) == (before, "category=accountability")


@pytest.mark.parametrize("address", [LIST, TIMELINE, "/vindplaatsen/"])
def test_only_what_leads_to_the_page_itself_comes_in_place(page, address):
    """Any other link has to be followed: what it leads to has no list to swap in."""
    visit(page, f"{address}?category=military&as_of=2024-02-01")
    leads_elsewhere = page.eval_on_selector_all(
        "[data-hx-boost=true], [data-hx-boost=true] :is(a, form)",
        """all => all.filter(one => one.matches("a, form"))
            .filter(one => one.hasAttribute("download") || new URL(one.href ?? one.action).pathname !== location.pathname)
            .map(one => one.outerHTML)""",
    )
    assert leads_elsewhere == []
