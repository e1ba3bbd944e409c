"""From a pasted letter to a published amount: one person pastes and confirms, a second one approves, the public reads.

The letter is Kamerstuk 36 045, nr. 171 where its text lies beside the project; elsewhere one of our own that is built
like it. Every action of both persons is counted, and nobody types a number.
"""

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from playwright.sync_api import expect

from commitments.models import Commitment, Mention
from letters.models import Letter
from tests import LETTERS, ROOT
from tests.browsing import follow
from ukrainesteun.money import format_euro

pytestmark = pytest.mark.looks

MOST_ACTIONS = 25
PASSWORD = "winterkost-62-fiets"
REAL = LETTERS / "003_796570df8198d3e5.txt"
OWN = ROOT / "tests" / "letters" / "own" / "01-steun-in-2024.txt"
SHIPPED_TOTAL_EUR = 11_995_000_000
SHIPPED, OURS = "kst-36045-171", "kst-36045-9171"


class Person:
    """Somebody at the admin, who counts what he does there."""

    actions = 0  # of all persons together

    def __init__(self, open_page, name, group):
        account = User.objects.create_user(name, password=PASSWORD, is_staff=True)
        account.groups.add(Group.objects.get(name=group))
        self.page = open_page()
        self.page.goto("/beheer/login/")
        self.page.get_by_label("Gebruikersnaam").fill(name)
        self.page.get_by_label("Wachtwoord").fill(PASSWORD)
        follow(self.page.get_by_role("button", name="Aanmelden"))

    def click(self, what):
        Person.actions += 1
        what.click()

    def paste(self, field, text):
        Person.actions += 1
        field.fill(text)


def without(slug):
    """The shipped ledger as it was before this letter."""
    with transaction.atomic():
        Mention.objects.filter(commitment__letter__slug=slug).delete()
        Commitment.objects.filter(letter__slug=slug).delete()
        Letter.objects.filter(slug=slug).delete()


@pytest.fixture
def pasted(live_ledger):
    """(text, address) of the letter that is entered."""
    if not REAL.exists():
        return OWN.read_text(encoding="utf-8"), OURS
    without(SHIPPED)
    return REAL.read_text(encoding="utf-8"), SHIPPED


def test_a_pasted_letter_becomes_public_by_two_persons_in_few_actions(open_page, pasted):
    text, slug = pasted
    Person.actions = 0
    clerk = Person(open_page, "redacteur", "redacteur")
    clerk.click(clerk.page.get_by_role("link", name="Brief invoeren"))
    clerk.paste(clerk.page.get_by_label("Plak de tekst van de brief"), text)
    clerk.click(clerk.page.get_by_role("button", name="Lees de brief"))
    clerk.click(clerk.page.get_by_role("button", name="Alle zekere voorstellen akkoord"))
    for row in clerk.page.get_by_label("Akkoord").all():
        if not row.is_checked():
            clerk.click(row)
    handled, _, total, _ = clerk.page.locator(".count").inner_text().split()  # "14 van 14 behandeld"
    assert handled == total
    clerk.click(clerk.page.get_by_role("button", name="Klaar"))
    expect(clerk.page.locator(".messagelist")).to_contain_text("staat als concept in het grootboek")

    entered = Letter.objects.working().get(slug=slug)
    promised = entered.commitments.all()
    assert len(promised) >= 7
    assert clerk.page.get_by_role("button", name="Goedkeuren").count() == 0
    assert not Commitment.objects.published().filter(letter__slug=slug)

    chief = Person(open_page, "eindredacteur", "eindredacteur")
    before = Commitment.objects.published().counted().total_eur()
    chief.click(chief.page.get_by_role("link", name=entered.designation).first)
    added = chief.page.locator(".effects tfoot td").last.inner_text()
    chief.click(chief.page.get_by_role("button", name="Goedkeuren en openbaar maken"))
    expect(chief.page.locator(".messagelist")).to_contain_text("goedgekeurd en openbaar")

    after = Commitment.objects.published().counted().total_eur()
    assert added.replace("\N{NO-BREAK SPACE}", "").replace("+", "").strip() == f"€{after - before:,}".replace(",", ".")
    assert slug != SHIPPED or after == SHIPPED_TOTAL_EUR
    assert Person.actions <= MOST_ACTIONS
    public = open_page()
    public.goto("/")
    expect(public.locator("main")).to_contain_text(format_euro(after))
    for commitment in Commitment.objects.published().filter(letter__slug=slug):
        public.goto(commitment.get_absolute_url())
        expect(public.locator("blockquote").first).to_contain_text(commitment.mentions.stating()[0].amount_as_written)
