"""A clerk enters a letter in a browser: pastes it, adds what the program missed, agrees, and is ready."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from commitments.entry.letter import beginning
from letters.models import Letter
from tests.browsing import follow

from .test_alike import HEAD as HEAD_OF_ALIKE
from .test_alike import TABLE
from .test_entering import LETTER
from .test_sums import FOOT, HEAD, TWICE

pytestmark = pytest.mark.looks
MISSED = "EUR 150 miljoen"
SELECT = """words => {
    const walker = document.createTreeWalker(document.getElementById('letter'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode() && !walker.currentNode.data.includes(words));
    const start = walker.currentNode.data.indexOf(words);
    getSelection().setBaseAndExtent(walker.currentNode, start, walker.currentNode, start + words.length);
}"""


@pytest.fixture
def overlooks(monkeypatch):
    """The reader misses one amount; once it is pointed at, it reads it."""
    read = beginning.read_letter

    def without_one(text, facts=None):
        reading = read(text, facts)
        return replace(reading, amounts=tuple(one for one in reading.amounts if one.as_written != MISSED))

    monkeypatch.setattr(beginning, "read_letter", without_one)


def log_in(page):
    User.objects.create_superuser("griffier", password="winterkost-62-fiets")
    page.goto("/beheer/invoeren/")
    page.get_by_label("Gebruikersnaam").fill("griffier")
    page.get_by_label("Wachtwoord").fill("winterkost-62-fiets")
    follow(page.get_by_role("button", name="Aanmelden"))


def test_a_letter_is_entered_by_pasting_selecting_and_agreeing(page, ledger_of_two, overlooks, axe):
    log_in(page)
    assert axe(page, preload=False) == []
    page.get_by_label("Plak de tekst van de brief").fill(LETTER)
    page.get_by_role("button", name="Lees de brief").click()
    count = page.locator(".count")
    expect(count).to_have_text("0 van 4 behandeld")
    assert axe(page, preload=False) == []

    # A mark opens its row, and a row lights its mark.
    page.locator("#letter a", has_text="EUR 6 miljard").click()
    expect(page.locator("#rij-3 details")).to_have_attribute("open", "")
    expect(page.locator("mark.current")).to_have_text("EUR 6 miljard")

    # What was missed is selected, and becomes a row at its place.
    page.evaluate(SELECT, MISSED)
    expect(page.get_by_label("Een bedrag gemist?")).to_have_value(MISSED)
    page.get_by_role("button", name="Bedrag toevoegen").click()
    expect(count).to_have_text("0 van 5 behandeld")
    row = page.locator("#rij-2a")
    expect(row.get_by_label("Bedrag", exact=True)).to_have_value("150.000.000")
    expect(row.get_by_label("Onderdeel van")).to_have_value("")
    row.get_by_label("Onderdeel van").fill("rij 2")

    # Agreeing counts at once, also before it is saved; which fields show depends on the verdict.
    expect(page.locator("#rij-3").get_by_label("Titel", exact=True)).to_be_hidden()
    row.get_by_label("Akkoord").check()
    expect(count).to_have_text("1 van 5 behandeld")
    expect(page.locator('#letter a[data-row="2a"]')).to_have_attribute("data-state", "akkoord")
    page.get_by_role("button", name="Alle zekere voorstellen akkoord").click()
    expect(count).to_have_text("3 van 5 behandeld")
    for agreed in page.get_by_label("Akkoord").all():
        agreed.check()
    expect(count).to_have_text("5 van 5 behandeld")

    # Something is wrong: said on top, and the link leads to the field, though its row is closed.
    page.get_by_label("Korte naam").fill("")
    page.get_by_role("button", name="Klaar").click()
    page.get_by_role("link", name="Brief, korte naam").click()
    expect(page.get_by_label("Korte naam")).to_be_focused()
    assert axe(page, preload=False) == []
    page.get_by_label("Korte naam").fill("Steun in 2024")
    page.get_by_role("button", name="Klaar").click()
    expect(page.locator(".messagelist")).to_contain_text("staat als concept in het grootboek")
    letter = Letter.objects.get(number=9171)
    assert list(letter.commitments.order_by("pk").values_list("amount_eur", "part_of__amount_eur")) == [
        (900_000_000, None), (150_000_000, 900_000_000),
    ]  # fmt: skip
    assert letter.mentions.count() == 5


def test_without_scripts_a_quote_is_pasted_and_the_page_fits_a_telephone(open_page, ledger_of_two, overlooks):
    page = open_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    log_in(page)
    page.get_by_label("Plak de tekst van de brief").fill(LETTER)
    page.get_by_role("button", name="Lees de brief").click()
    page.get_by_label("Een bedrag gemist?").fill(f"waaronder {MISSED} voor militaire training")
    page.get_by_role("button", name="Bedrag toevoegen").click()
    expect(page.locator(".count")).to_have_text("0 van 5 behandeld")
    expect(page.locator("#rij-2a h3")).to_contain_text(MISSED)
    assert page.locator("body").bounding_box()["width"] <= 390


@pytest.mark.parametrize("has_scripts", [True, False])
def test_one_answer_does_for_rows_that_ask_the_same_by_keyboard_with_and_without_scripts(
    open_page, ledger_of_two, axe, has_scripts
):
    page = open_page(java_script_enabled=has_scripts, viewport={"width": 390, "height": 844})
    log_in(page)
    page.get_by_label("Plak de tekst van de brief").fill(HEAD_OF_ALIKE + TABLE)
    follow(page.get_by_role("button", name="Lees de brief"))
    assert not has_scripts or axe(page, preload=False) == []
    page.locator("#rij-1").get_by_label("Fase").select_option("toegewezen")  # it stands open
    page.locator("#rij-1").get_by_role("button", name="hetzelfde antwoord voor rij 2 en rij 3").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_have_text("Akkoord: rij 1 t/m 3. Overgenomen: fase toegewezen.")
    expect(page.locator(".count")).to_have_text("3 van 3 behandeld")
    expect(page.get_by_role("button", name="hetzelfde antwoord")).to_have_count(0)
    assert page.locator("body").bounding_box()["width"] <= 390


def test_who_leaves_without_saving_is_warned_and_who_saves_is_not(page, ledger_of_two):
    log_in(page)
    page.get_by_label("Plak de tekst van de brief").fill(LETTER)
    page.get_by_role("button", name="Lees de brief").click()
    questions = []
    page.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.accept()))
    page.get_by_label("Korte naam").fill("Anders")
    page.goto("/beheer/invoeren/")
    assert questions == ["beforeunload"]
    page.get_by_role("link", name="Brief van 15 november 2023").click()
    page.get_by_label("Korte naam").fill("Anders")
    page.keyboard.press("Enter")
    expect(page.locator(".count")).to_have_text("0 van 5 behandeld")
    page.goto("/beheer/invoeren/")
    expect(page.get_by_role("link", name="Anders")).to_be_visible()
    assert questions == ["beforeunload"]


def test_the_reasons_of_another_verdict_are_gone_and_a_quote_gets_one_more_row(page, ledger_of_two, axe):
    log_in(page)
    page.get_by_label("Plak de tekst van de brief").fill(f"{HEAD}{TWICE}{FOOT}")
    follow(page.get_by_role("button", name="Lees de brief"))
    row = page.locator("#rij-1")
    row.get_by_text("Velden van rij 1").click()
    reasons = row.locator(".says-it .why, > .doubt, > .asked .doubt, > .sum")
    expect(reasons).to_have_count(3)
    for verdict, is_seen in (("other", False), ("new", True)):
        row.get_by_label("Oordeel").select_option(verdict)
        for reason in reasons.all():
            expect(reason).to_be_visible(visible=is_seen)

    row.get_by_label("Telkens opnieuw in").fill("")
    follow(row.get_by_role("button", name="Nog een toezegging uit dit citaat"))
    more = page.locator("#rij-1a")
    together = "samen uit dit citaat: 2 × € 50.000.000 = € 100.000.000"
    expect(more.locator(".sum")).to_have_text(f"{together}, niet wat er staat")
    expect(row.get_by_label("Voor elk dit bedrag")).to_have_count(0)
    more.get_by_label("Voor elk dit bedrag").check()
    follow(page.get_by_role("button", name="Bewaren en later verder"))
    expect(more.locator(".sum")).to_have_text(together)
    assert axe(page, preload=False) == []
    more.get_by_role("link", name="in de tekst").click()
    expect(page.locator("#plaats-1")).to_be_in_viewport()
