"""Who types in a browser sees at once what it would do to the totals; without a script, after a press."""

import datetime

import pytest
from playwright.sync_api import expect

from commitments.models import Commitment
from tests.browsing import follow
from tests.commitments import factories as make
from tests.commitments.clerks import address
from tests.commitments.entry.test_letter_by_hand import add_row, search, signed_in

pytestmark = pytest.mark.looks

EARLY, LATE = datetime.date(2024, 6, 28), datetime.date(2025, 9, 16)


@pytest.fixture
def letter(transactional_db):
    """A letter without anything in it, after one that promised 3,5 mld for 2026."""
    earlier = make.working(date=EARLY, number=171)
    make.approved(make.promised(earlier, 3_500_000_000, title="Militaire steun in 2026", year=2026))
    return make.working(date=LATE, number=301, short_title="Ontwerpbegroting 2026")


def rows_of(page):
    """The lines of the table, once it is there."""
    page.locator("#effect table tfoot").wait_for()
    return [line.replace("\xa0", " ").split("\t") for line in page.locator("#effect table").inner_text().splitlines()]


def lower(page):
    """Types that of the 3,5 mld 3 mld stays; the clerk presses nothing."""
    field = add_row(page, "changes")
    field("kind").select_option("lowered")
    search(page, field("ended"), "Militaire steun in 2026")
    field = add_row(page, "commitments")
    for name, value in (("title", "Militaire steun, lager"), ("amount_eur", "3 miljard"), ("year", "2026")):
        field(name).fill(value)
    field("category").select_option(str(make.category().pk))
    page.locator("#commitments-0").get_by_role("group").last.locator("summary, h2").first.click()
    page.locator("#id_commitments-0-new_change").fill("1")


def test_the_table_follows_what_is_typed_and_nothing_is_saved(letter, page, axe):
    page = signed_in(page, "griffier", address(letter))
    lower(page)
    short = page.locator(".effect-in-short")
    expect(short).to_have_text(
        "Totaal: € 3.500.000.000 → € 3.000.000.000 (− € 500.000.000)".replace("€ ", "€\xa0").replace("− ", "−\xa0")
    )
    assert ["2026", "Military", "€ 3.500.000.000", "€ 3.000.000.000", "− € 500.000.000"] in rows_of(page)
    page.locator("#id_commitments-0-amount_eur").fill("3,4 miljard")
    expect(short).to_contain_text("100.000.000)")
    page.locator("#id_commitments-0-amount_eur").fill("veel")
    expect(page.locator("#effect .unreadable")).to_contain_text("Toezegging 1, bedrag")
    expect(page.locator("#effect [role=status]")).to_have_text("Bijgewerkt.")
    assert [fault for fault in axe(page, preload=False) if "select2" not in fault] == []
    assert (letter.changes.count(), letter.commitments.count(), make.again(letter).version) == (0, 0, letter.version)


@pytest.fixture
def plain_page(open_page):
    return open_page(java_script_enabled=False)


def test_without_a_script_a_press_gives_the_table_and_what_was_typed_stays(letter, plain_page):
    commitment = Commitment.objects.working().get()
    page = signed_in(plain_page, "griffier", address(commitment.letter))
    for name in ("year", "end_year"):
        page.locator(f"#id_commitments-0-{name}").fill("2027")
    follow(page.get_by_role("button", name="Bekijk het effect"))
    assert ["2027", "Military", "€ 0", "€ 3.500.000.000", "+ € 3.500.000.000"] in rows_of(page)
    expect(page.locator("#id_commitments-0-year")).to_have_value("2027")
    assert make.again(commitment).year == 2026
    assert page.locator(".errornote").count() == 0


def test_enter_in_a_field_saves_as_before_and_is_no_look(letter, page):
    commitment = Commitment.objects.working().get()
    page = signed_in(page, "griffier", address(commitment.letter))
    page.locator("#id_note").fill("Getypt")
    page.locator("#id_commitments-0-title").fill("Anders")
    page.locator("#id_commitments-0-title").press("Enter")
    page.wait_for_url("**/letters/letter/")
    assert make.again(commitment).title == "Anders"
