"""Two people at work on one letter, each in a browser: what the second typed is there again, with what happened; and who
presses a button twice gets one of it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from commitments.models import Intake
from letters.models import Letter
from tests.browsing import follow
from tests.commitments import factories as make
from tests.commitments.clerks import address, staff

from .pages import agreed, begin, finish, send
from .test_entering import LETTER

pytestmark = pytest.mark.looks


@pytest.fixture
def at_work(open_page, live_server):
    """Opens a page in which this member of staff is signed in."""

    def open_for(name):
        client, page = Client(), open_page()
        client.force_login(staff(name))
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return page

    return open_for


def test_a_letter_that_is_withdrawn_while_a_colleague_edits_it_is_saved_and_that_is_said(at_work, transactional_db):
    letter = make.working(100, short_title="Steun in 2024")
    make.approved(letter)
    bert, anna = at_work("bert"), at_work("anna")
    bert.goto(address(letter))
    bert.get_by_label("Korte naam").fill("Van Bert")

    anna.goto(address(letter, "review"))
    anna.locator("summary", has_text="Terugtrekken").click()
    anna.locator("#withdraw-reason").fill("Onjuist.")
    follow(anna.get_by_role("button", name="Terugtrekken"))

    follow(bert.get_by_role("button", name="Opslaan en opnieuw bewerken"))
    expect(bert.locator(".messagelist .warning")).to_contain_text("is teruggetrokken terwijl u eraan werkte")
    expect(bert.get_by_label("Korte naam")).to_have_value("Van Bert")
    expect(bert.locator(".field-state .readonly")).to_have_text("teruggetrokken, en nadien gewijzigd")


def test_what_is_typed_in_an_intake_that_a_colleague_finishes_stays_in_sight(at_work, ledger_of_two, axe):
    colleague = Client()
    colleague.force_login(staff("anna"))
    intake = begin(colleague, LETTER)
    bert = at_work("bert")
    bert.goto(intake.get_absolute_url())
    bert.get_by_label("Korte naam").fill("Van Bert")
    assert finish(colleague, intake).status_code == 302

    follow(bert.get_by_role("button", name="Bewaren en later verder"))
    expect(bert.locator(".conflict h2")).to_have_text("anna maakte deze invoer klaar terwijl u typte")
    expect(bert.locator(".conflict td").first).to_have_text("Van Bert")
    assert axe(bert, preload=False) == []
    follow(bert.get_by_role("link", name="de pagina van de brief").first)
    expect(bert.get_by_label("Korte naam")).to_be_editable()


def complained_of_refusals_only(complaints, page):
    """No complaint of the browser is left but that a form was refused, or its page gone."""
    page.evaluate("0")  # what the browser has said by now has come in when it answers
    assert [one for one in complaints if "status of 403" not in one and "status of 404" not in one] == []
    complaints.clear()


def pressed_twice(page, name):
    """The button is pressed again before the answer to the first press is there; waits for the last answer.

    The second press breaks off the navigation of the first, which is no failure: what counts is the page that comes.
    """
    before = page.url
    page.get_by_role("button", name=name).dblclick(no_wait_after=True)
    expect(page).not_to_have_url(before)
    page.wait_for_load_state("networkidle")


def test_a_button_that_is_pressed_twice_makes_one_intake_one_letter_and_one_approval(at_work, ledger_of_two):
    anna, bert = at_work("anna"), at_work("bert")
    anna.goto(reverse("admin:intake_list"))
    anna.get_by_label("Plak de tekst van de brief").fill(LETTER)
    pressed_twice(anna, "Lees de brief")
    intake = Intake.objects.get()
    typist = Client()
    typist.force_login(staff("anna"))
    send(typist, intake, **agreed(intake))
    anna.goto(intake.get_absolute_url())
    pressed_twice(anna, "Klaar: als concept in het grootboek")
    letter = Letter.objects.get(number=9171)
    assert letter.version == 1
    make.approved(Letter.objects.get(number=151))  # of which this letter repeats an amount
    bert.goto(address(letter, "review"))
    pressed_twice(bert, "Goedkeuren en openbaar maken")
    assert LogEntry.objects.filter(object_id=str(letter.pk), change_message__startswith="Goedgekeurd").count() == 1


def test_what_is_typed_in_a_draft_and_an_intake_that_a_colleague_throws_away_is_there_to_be_copied(
    at_work, complaints, ledger_of_two
):
    letter = make.working(100, short_title="Vergissing")
    colleague = Client()
    colleague.force_login(staff("anna"))
    intake = begin(colleague, LETTER)
    bert, anna = at_work("bert"), at_work("anna")
    bert.goto(address(letter))
    bert.get_by_label("Korte naam").fill("Van Bert")
    anna.goto(address(letter))
    follow(anna.get_by_role("link", name="Verwijderen", exact=True))
    follow(anna.get_by_role("button", name="Voorgoed verwijderen"))
    follow(bert.get_by_role("button", name="Opslaan en opnieuw bewerken"))
    expect(bert.get_by_text("Een collega heeft dit intussen verwijderd.")).to_be_visible()
    expect(bert.get_by_label("Korte naam")).to_have_value("Van Bert")

    bert.goto(intake.get_absolute_url())
    bert.get_by_label("Korte naam").fill("Ook van Bert")
    anna.goto(intake.get_absolute_url())
    follow(anna.get_by_role("link", name="Bij vergissing begonnen? Gooi deze invoer weg"))
    follow(anna.get_by_role("button", name="Voorgoed weggooien"))
    follow(bert.get_by_role("button", name="Bewaren en later verder"))
    expect(bert.locator(".session-note").first).to_contain_text("een collega verwijderde het of gooide het weg")
    expect(bert.locator(".typed")).to_contain_text("Brief, korte naam")
    expect(bert.locator(".typed")).to_contain_text("Ook van Bert")
    complained_of_refusals_only(complaints, bert)


def test_a_form_that_is_sent_when_no_session_is_known_any_more_is_sent_once_one_signed_in(
    at_work, complaints, ledger_of_two, axe
):
    """As after a restart with another key, or with an empty table of sessions."""
    user = staff("anna")
    user.set_password("winterkost-62-fiets")
    user.save()
    colleague = Client()
    colleague.force_login(user)
    intake = begin(colleague, LETTER)
    anna = at_work("anna")
    anna.goto(intake.get_absolute_url())
    anna.get_by_label("Korte naam").fill("Voor de herstart")
    Session.objects.all().delete()
    follow(anna.get_by_role("button", name="Bewaren en later verder"))
    expect(anna.locator(".session-note").first).to_contain_text("U bent niet meer aangemeld.")
    assert axe(anna, preload=False) == []
    with anna.context.expect_page() as opened:
        anna.get_by_role("link", name="Aanmelden, in een nieuw tabblad").click()
    tab = opened.value
    tab.get_by_label("Gebruikersnaam").fill("anna")
    tab.get_by_label("Wachtwoord").fill("winterkost-62-fiets")
    follow(tab.get_by_role("button", name="Aanmelden"))
    follow(anna.get_by_role("button", name="Alsnog versturen"))
    expect(anna.locator(".session-note").first).to_contain_text("U hebt u opnieuw aangemeld")
    follow(anna.get_by_role("button", name="Alsnog versturen"))
    expect(anna.get_by_label("Korte naam")).to_have_value("Voor de herstart")
    assert Intake.objects.get().answers["letter-short_title"] == "Voor de herstart"
    complained_of_refusals_only(complaints, anna)
