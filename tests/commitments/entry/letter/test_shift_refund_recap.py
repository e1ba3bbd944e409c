"""A letter that moves money in time, tells of a refund and adds up: from its text to public in a browser, action by action."""

import datetime

import pytest
from playwright.sync_api import expect

from commitments.models import Commitment, Mention, Outcome
from letters.models import Letter
from tests.browsing import follow
from tests.commitments import factories as make
from tests.commitments.clerks import address
from tests.commitments.entry.test_letter_by_hand import signed_in

from .test_in_browser import log_in
from .test_sums import FOOT, HEAD

pytestmark = pytest.mark.looks

EARLY = datetime.date(2022, 6, 28)
MOST_ACTIONS = 40
BODY = """\
Van de EUR 3,5 miljard voor militaire steun in 2026 wordt EUR 2 miljard al in 2025 ingezet; voor militaire steun in 2026 \
blijft EUR 1,5 miljard over.

Uit de Europese Vredesfaciliteit is in 2023 EUR 120 miljoen terugontvangen.

In totaal staat voor militaire steun en herstel nu EUR 3,56 miljard gereserveerd."""
RIGHT = {
    "1": {"verdict": "repeats", "target": "militaire-steun-2026"},
    "2": {"verdict": "new", "title": "Militaire steun, nu in 2025", "year": "2025", "category": "military",
          "replaces": "militaire-steun-2026"},
    "3": {"verdict": "new", "title": "Militaire steun, rest in 2026", "year": "2026", "category": "military",
          "replaces": "militaire-steun-2026"},
    "4": {"verdict": "outcome", "outcome_kind": "received", "year": "2023", "category": "epf"},
    "5": {"verdict": "repeats", "target": "rij 2, rij 3, fonds-voor-herstel"},
}  # fmt: skip


@pytest.fixture
def promises(ledger_of_two):
    """What an earlier letter promised: 3,5 mld for 2026, and a fund of 60 mln."""
    make.category("epf")
    earlier = make.working(date=EARLY, number=90)
    make.promised(earlier, 3_500_000_000, slug="militaire-steun-2026", title="Militaire steun in 2026", year=2026)
    make.promised(earlier, 60_000_000, slug="fonds-voor-herstel", title="Fonds", year=2026, category="humanitarian")
    make.approved(earlier)


class Clerk:
    """Who fills what is not right yet; each field, each row that is opened and each button is an action."""

    def __init__(self, page):
        self.page, self.actions = page, 0

    def press(self, name):
        follow(self.page.get_by_role("button", name=name))
        self.actions += 1

    def answer(self, key, **right):
        for name, value in right.items():
            field = self.page.locator(f"#id_row-{key}-{name}")
            if field.input_value() == value:
                continue
            if not field.is_visible():
                self.page.locator(f"#rij-{key} summary").click()
                self.actions += 1
            (field.select_option if field.evaluate("one => one.tagName") == "SELECT" else field.fill)(value)
            self.actions += 1

    def agree(self, key):
        tick = self.page.locator(f"#id_row-{key}-agreed")
        if not tick.is_checked():
            tick.check()
            self.actions += 1


def test_a_shift_in_time_a_refund_and_a_recap_take_at_most_forty_actions(page, open_page, promises, axe):
    log_in(page)
    clerk = Clerk(page)
    page.get_by_label("Plak de tekst van de brief").fill(f"{HEAD}{BODY}{FOOT}")
    clerk.actions += 1
    clerk.press("Lees de brief")
    expect(page.locator(".count")).to_have_text("0 van 5 behandeld")
    for key, right in RIGHT.items():
        clerk.answer(key, **right)
    expect(page.locator("#rij-4").get_by_label("Titel", exact=True)).to_be_hidden()
    assert axe(page, preload=False) == []
    for key in RIGHT:
        clerk.agree(key)
    clerk.press("Klaar")
    expect(page.locator(".messagelist")).to_contain_text("staat als concept in het grootboek")
    assert clerk.actions <= MOST_ACTIONS

    letter = Letter.objects.working().get(number=9171)
    colleague = signed_in(open_page(), "collega", address(letter, "review"))
    follow(colleague.get_by_role("button", name="Goedkeuren en openbaar maken"))
    known = Commitment.objects.published()
    assert known.as_of(EARLY).counted().total_eur() == known.counted().total_eur() == 3_560_000_000
    assert letter.changes.get().kind == "moved-in-time"
    assert [str(one) for one in Outcome.objects.published()] == ["terugontvangen: €\xa0120\xa0mln"]
    sums = Mention.objects.published().filter(verdict="sums").values_list("commitment__amount_eur", flat=True)
    assert sorted(sums) == [60_000_000, 1_500_000_000, 2_000_000_000]
    colleague.goto("/uitvoering/")
    expect(colleague.locator("main")).to_contain_text("Terugontvangen: Epf, 2023")
