"""From a pasted letter to a published amount: one person pastes and confirms, a second one approves, the public reads.

The letter is Kamerstuk 36 045, nr. 171 where its text lies beside the project; elsewhere one of our own that is built
like it. Every action of both persons is counted, and nobody types a number. Then letters of kinds that these are not, with
the answers of a careful reader: what is public in the end is what he found, and docs/entry.md has the actions. Of those
`make prove` takes all, `make test` one and the newest three.
"""

import re
from dataclasses import dataclass

import pytest
import yaml
from django.contrib.auth.models import Group, User
from django.db import transaction
from playwright.sync_api import expect

from commitments.approval import invariants
from commitments.models import Commitment, Mention
from letters.models import Letter
from tests import LETTERS, ROOT
from tests.browsing import follow
from tests.proving import TIMES
from ukrainesteun.money import format_euro

pytestmark = pytest.mark.looks

MOST_ACTIONS = 25
PASSWORD = "winterkost-62-fiets"
REAL = LETTERS / "003_796570df8198d3e5.txt"
WITH_ANSWERS = ROOT / "tests" / "letters"
OWN = WITH_ANSWERS / "own" / "01-steun-in-2024.txt"
SHIPPED_TOTAL_EUR = 11_995_000_000
ALIKE = "met hetzelfde antwoord"  # the button by which rows that ask the same get the answer of this one
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

    def press(self, what):
        """Clicks what leads to another page, and waits for that."""
        Person.actions += 1
        follow(what)

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
    clerk.press(clerk.page.get_by_role("link", name="Brief invoeren"))
    clerk.paste(clerk.page.get_by_label("Plak de tekst van de brief"), text)
    clerk.press(clerk.page.get_by_role("button", name="Lees de brief"))
    clerk.press(clerk.page.get_by_role("button", name="Alle zekere voorstellen akkoord"))
    for row in clerk.page.get_by_label("Akkoord").all():
        if not row.is_checked():
            clerk.click(row)
    handled, _, total, _ = clerk.page.locator(".count").inner_text().split()  # "14 van 14 behandeld"
    assert handled == total
    clerk.press(clerk.page.get_by_role("button", name="Klaar"))
    expect(clerk.page.locator(".messagelist")).to_contain_text("staat als concept in het grootboek")

    entered = Letter.objects.working().get(slug=slug)
    promised = entered.commitments.all()
    assert len(promised) >= 7
    assert clerk.page.get_by_role("button", name="Goedkeuren").count() == 0
    assert not Commitment.objects.published().filter(letter__slug=slug)

    chief = Person(open_page, "eindredacteur", "eindredacteur")
    before = Commitment.objects.published().counted().total_eur()
    chief.press(chief.page.get_by_role("link", name=entered.designation).first)
    added = chief.page.locator(".effects tfoot td").last.inner_text()
    chief.press(chief.page.get_by_role("button", name="Goedkeuren en openbaar maken"))
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


# Letters of other kinds


@dataclass(frozen=True)
class Kind:
    """A letter of our own, what a person corrects in what the program proposes (the fields, by row), and where it is kept."""

    name: str
    corrections: dict
    folder: str = "own"

    @property
    def text(self):
        return (WITH_ANSWERS / self.folder / f"{self.name}.txt").read_text(encoding="utf-8")

    @property
    def answers(self):
        return yaml.safe_load((WITH_ANSWERS / self.folder / f"{self.name}.yaml").read_text(encoding="utf-8"))


KINDS = (
    Kind("31-begroting-met-drie-tabellen", {}),
    Kind(
        "32-bedragen-per-jaar",
        {
            "8": {"Titel": "Cyberhulp"},
            "9": {"Categorie": "Cyber"},
        },
    ),
    Kind("33-veel-kleine-bijdragen", {}),
    Kind(
        "34-lijst-van-leveringen",
        {"19": {"Telkens opnieuw in": "2026 en 2027", "Uitgesloten omdat": "geen: het bedrag telt mee"}},
    ),
    Kind("35-begroting-in-drie-hoofdstukken", {}),
    Kind(
        "36-jaren-in-woorden",
        {
            "3": {"Oordeel": "nieuwe toezegging"},
        },
    ),
    Kind("37-kleine-projecten-van-de-ambassade", {}),
    Kind("38-begroting-met-doelen", {}),
    Kind("39-reeksen-van-jaren", {}),
    Kind("40-genummerde-giften", {"7": {"Titel": "Bescherming tegen cyberaanvallen"}}),
    Kind("41-begroting-met-drie-soorten-tabellen", {"7": {"Categorie": "Militair"}}),
    Kind(
        "42-jaarbedragen-voluit",
        {"4": {"Categorie": "Militair"}, "5": {"Titel": "Noodhulp van het Rode Kruis"}},
    ),
    Kind(
        "43-subsidies-aan-stichtingen",
        {
            "9": {"Uitgesloten omdat": "geen: het bedrag telt mee", ALIKE: ""},
            "12": {"Categorie": "Humanitair en herstel"},
        },
    ),
    Kind("44-jaarreeksen-met-eigen-woorden", {"8": {"Titel": "Internationaal Strafhof"}}),
    Kind(
        "28-meerjarige-steun",
        {
            "7": {"Titel": "Schaderegister en Claimscommissie"},
            "8": {"Jaar": "2027", "Uitgesloten omdat": "geen: het bedrag telt mee"},
        },
        "unseen",
    ),
)
MOST_ACTIONS_A_ROW = 1.5


def correct(clerk, row, fields):
    """Gives these fields of a row their value; one that does not stand open is behind the row's fold."""
    for label, value in fields.items():
        if label == ALIKE:
            clerk.press(row.get_by_role("button", name=ALIKE))
            continue
        field = row.get_by_label(label, exact=True)
        if not field.is_visible():
            clerk.click(row.locator("summary"))
        Person.actions += 1
        if field.evaluate("field => field.localName") == "select":
            field.select_option(label=value)
        else:
            field.fill(value)


def go_through(clerk):
    """Agrees with what is left: first where that does most rows at once."""
    to_do = "article.row:has(header input:not(:checked))"
    buttons = f"{to_do} button[name=alike]"
    while counts := [int(one.get_attribute("data-rows")) for one in clerk.page.locator(buttons).all()]:
        if max(counts) == 0:
            break
        clerk.press(clerk.page.locator(buttons).nth(counts.index(max(counts))))
    while (row := clerk.page.locator(to_do).first).count():
        clerk.click(row.get_by_label("Akkoord"))


def enter(clerk, kind):
    """The clerk's part, up to a draft in the ledger; returns how many rows there were."""
    clerk.press(clerk.page.get_by_role("link", name="Brief invoeren"))
    clerk.paste(clerk.page.get_by_label("Plak de tekst van de brief"), kind.text)
    clerk.press(clerk.page.get_by_role("button", name="Lees de brief"))
    if (added := clerk.page.locator("#nieuwe-namen[open] button[value^=minister]")).count():
        clerk.press(added.last)
    for key, fields in kind.corrections.items():
        correct(clerk, clerk.page.locator(f"#rij-{key}"), fields)
    if (certain := clerk.page.get_by_role("button", name="Alle zekere voorstellen akkoord")).is_enabled():
        clerk.press(certain)
    go_through(clerk)
    handled, _, total, _ = clerk.page.locator(".count").inner_text().split()
    assert handled == total
    clerk.press(clerk.page.get_by_role("button", name="Klaar"))
    expect(clerk.page.locator(".messagelist")).to_contain_text("staat als concept in het grootboek")
    return int(total)


@pytest.mark.prove
@pytest.mark.parametrize("kind", KINDS if TIMES > 1 else (KINDS[0], *KINDS[-3:]), ids=lambda kind: kind.name)
def test_a_letter_of_another_kind_becomes_public_as_a_careful_reader_reads_it(open_page, live_ledger, kind):
    Person.actions = 0
    rows = enter(Person(open_page, "redacteur", "redacteur"), kind)
    entered = Letter.objects.working().get(number=kind.answers["header"]["number"])
    assert {statement: found for statement, found in invariants.broken() if found} == {}

    chief = Person(open_page, "eindredacteur", "eindredacteur")
    chief.press(chief.page.get_by_role("link", name=entered.designation).first)
    chief.press(chief.page.get_by_role("button", name="Goedkeuren en openbaar maken"))
    expect(chief.page.locator(".messagelist")).to_contain_text("goedgekeurd en openbaar")

    public = Commitment.objects.published().filter(letter__slug=entered.slug).exclude(amount_eur=None)  # without a rate
    found = sorted(public.values_list("amount_eur", "year", "end_year", "category__slug"))
    assert found == sorted(tuple(one) for one in kind.answers["commitments"])
    assert {statement: rows for statement, rows in invariants.broken() if rows} == {}
    assert public.counted().total_eur() == sum(amount for amount, *_ in kind.answers["commitments"])
    assert Person.actions <= MOST_ACTIONS_A_ROW * rows, (rows, len(found), Person.actions)
    told = (ROOT / "docs" / "entry.md").read_text(encoding="utf-8")
    assert re.search(rf"\| {kind.name} \| {rows} \| {len(found)} \| [0-9]* ?\| {Person.actions} \|", told), (
        rows,
        len(found),
        Person.actions,
    )
