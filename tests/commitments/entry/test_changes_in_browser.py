"""A clerk enters what a letter does to earlier promises, in a browser, and a colleague approves it."""

import datetime

import pytest
from playwright.sync_api import expect

from commitments.models import Commitment
from tests.browsing import follow
from tests.commitments import factories as make
from tests.commitments.clerks import address

from .test_letter_by_hand import add_row, search, signed_in

pytestmark = pytest.mark.looks

EARLY, LATE = datetime.date(2024, 6, 28), datetime.date(2025, 9, 16)
MOST_ACTIONS = 40


class Counted:
    """What a clerk does on a page, one action for each field that is filled, thing that is picked and button that is pressed."""

    def __init__(self, page):
        self.page, self.actions = page, 0

    def row(self, prefix, **values):
        """Opens a new row and fills these fields; a list is what is searched for, and picked."""
        field = add_row(self.page, prefix)
        self.actions += 1
        for name, value in values.items():
            if isinstance(value, list):
                for words in value:
                    search(self.page, field(name), words)
                    self.actions += 2
            elif name in ("kind", "verdict", "category", "stage"):
                field(name).select_option(value)
                self.actions += 1
            else:
                field(name).fill(value)
                self.actions += 1

    def press(self, name):
        follow(self.page.get_by_role("button", name=name))
        self.actions += 1


@pytest.fixture
def promises(transactional_db):
    """What earlier letters promised: 3,5 mld for 2026, and a fund of 60 mln."""
    earlier = make.working(date=EARLY, number=171)
    make.promised(earlier, 3_500_000_000, title="Militaire steun in 2026", year=2026)
    make.promised(earlier, 60_000_000, title="Fonds voor herstel", year=2026, category="humanitarian")
    make.approved(earlier)
    return earlier


def test_a_shift_in_time_a_withdrawal_and_a_recap_take_at_most_forty_actions(promises, page, open_page, axe):
    letter = make.working(date=LATE, number=301, short_title="Ontwerpbegroting 2026")
    page = signed_in(page, "griffier", address(letter))
    clerk = Counted(page)
    clerk.row("changes", kind="moved-in-time", ended=["Militaire steun in 2026"])
    clerk.row("changes", kind="withdrawn", ended=["Fonds voor herstel"])
    military = str(make.category().pk)
    for title, amount, year in (
        ("Militaire steun, nu in 2025", "2 miljard", "2025"),
        ("Militaire steun, rest", "1,5 miljard", "2026"),
    ):
        clerk.row("commitments", title=title, amount_eur=amount, year=year, category=military)
        number = int(page.locator("#id_commitments-TOTAL_FORMS").input_value()) - 1
        page.locator(f"#commitments-{number}").get_by_role("group").last.locator("summary, h2").first.click()
        page.locator(f"#id_commitments-{number}-new_change").fill("1")
        clerk.actions += 2
    quote = {
        "quote": "Van de 3,5 miljard voor 2026 wordt EUR 2 miljard dit jaar al ingezet",
        "amount_as_written": "EUR 2 miljard",
    }
    clerk.row("mentions", **quote, verdict="states", new_commitment="1")
    clerk.row("mentions", **quote, verdict="changes", new_commitment="2")
    clerk.row("mentions", quote="de eerder toegezegde EUR 3,5 miljard", amount_as_written="EUR 3,5 miljard", verdict="repeats",
              commitment=["Militaire steun in 2026"])  # fmt: skip
    clerk.press("Opslaan en opnieuw bewerken")
    assert page.locator(".errorlist").all_inner_texts() == []
    assert clerk.actions <= MOST_ACTIONS
    assert [fault for fault in axe(page, preload=False) if "select2" not in fault] == []
    review = f"{address(letter, 'review')}"

    colleague = signed_in(open_page(), "collega", review)
    shown = colleague.locator("#content-main").inner_text().replace("\xa0", " ")
    assert "Militaire steun in 2026" in shown
    follow(colleague.get_by_role("button", name="Goedkeuren en openbaar maken"))
    known = Commitment.objects.published()
    assert known.as_of(EARLY).counted().total_eur() == 3_560_000_000
    assert dict(known.counted().values_list("year", "amount_eur")) == {2025: 2_000_000_000, 2026: 1_500_000_000}
    colleague.goto("/tijdlijn/")
    expect(colleague.locator("main")).to_contain_text("verschoven in de tijd")
    expect(colleague.locator("main")).to_contain_text("Vervallen: Fonds voor herstel")
