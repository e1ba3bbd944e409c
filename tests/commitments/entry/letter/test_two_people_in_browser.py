"""Two people at work on one letter, each in a browser: what the second typed is there again, with what happened; and who
presses a button twice gets one of it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import connection, transaction
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


def typing_in_an_intake_of_anna(at_work):
    """Her client, the intake that she began, and the page in which Bert typed in it."""
    anna = Client()
    anna.force_login(staff("anna"))
    intake = begin(anna, LETTER)
    bert = at_work("bert")
    bert.goto(intake.get_absolute_url())
    bert.get_by_label("Korte naam").fill("Van Bert")
    return anna, intake, bert


def test_what_is_typed_in_an_intake_that_a_colleague_finishes_stays_in_sight(at_work, ledger_of_two, axe):
    anna, intake, bert = typing_in_an_intake_of_anna(at_work)
    assert finish(anna, intake).status_code == 302

    follow(bert.get_by_role("button", name="Bewaren en later verder"))
    expect(bert.locator(".conflict h2")).to_have_text("anna maakte deze invoer klaar terwijl u typte")
    expect(bert.locator(".conflict td").first).to_have_text("Van Bert")
    assert axe(bert, preload=False) == []
    follow(bert.get_by_role("link", name="de pagina van de brief").first)
    expect(bert.get_by_label("Korte naam")).to_be_editable()


def complained_of_refusals_only(complaints, page):
    """No complaint of the browser is left but that a form was refused, its page gone, or the database held."""
    page.evaluate("0")  # what the browser has said by now has come in when it answers
    statuses = [f"status of {status}" for status in (403, 404, 503)]
    assert [one for one in complaints if not any(status in one for status in statuses)] == []
    complaints.clear()


def pressed_twice(page, name):
    """The button is pressed again before the answer to the first press is there; waits for the last answer.

    The second press breaks off the navigation of the first, which is no failure: what counts is the page that comes. It
    may have the address of the one before: then the second press was told that the first was enough.
    """
    page.evaluate("window.isLeft = false")
    page.get_by_role("button", name=name).dblclick(no_wait_after=True)
    page.wait_for_function("() => window.isLeft === undefined")  # an expression is evaluated, which the site forbids
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


def test_a_form_that_is_sent_when_no_session_is_known_any_more_takes_one_press_once_one_signed_in(
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
    expect(anna.get_by_label("Korte naam")).to_have_value("Voor de herstart")
    assert Intake.objects.get().answers["letter-short_title"] == "Voor de herstart"
    complained_of_refusals_only(complaints, anna)


def test_who_brings_a_letter_that_a_colleague_entered_is_led_to_it_also_with_another_copy(at_work, ledger_of_two):
    colleague = Client()
    colleague.force_login(staff("anna"))
    finish(colleague, begin(colleague, LETTER))
    there = Letter.objects.get(number=9171)
    other_copy = LETTER.replace("Voor 2023 heeft", "Voor het jaar 2023\nheeft").encode()
    bert = at_work("bert")
    for field, brought in (
        ("Plak de tekst van de brief", LETTER),
        ("Of kies een bestand", {"name": "kopie.txt", "mimeType": "text/plain", "buffer": other_copy}),
    ):
        bert.goto(reverse("admin:intake_list"))
        typed = bert.get_by_label(field)
        typed.fill(brought) if isinstance(brought, str) else typed.set_input_files(brought)
        follow(bert.get_by_role("button", name="Lees de brief"))
        expect(bert.locator(".errornote")).to_contain_text(f"Deze brief staat al in het grootboek: {there}.")
        follow(bert.get_by_role("link", name="Ga daarheen"))
        expect(bert.get_by_label("Korte naam")).to_have_value(there.short_title)
    assert not Intake.objects.under_way().exists()


def test_what_is_typed_beside_a_file_that_is_refused_is_there_again_with_what_to_do(at_work, ledger_of_two):
    bert = at_work("bert")
    bert.goto(reverse("admin:intake_list"))
    text = bert.get_by_label("Plak de tekst van de brief")
    text.fill(LETTER)
    bert.get_by_label("Of kies een bestand").set_input_files(
        {"name": "brief.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 geen brief"}
    )
    follow(bert.get_by_role("button", name="Lees de brief"))
    expect(bert.locator("#problem")).to_contain_text("Deze PDF is beschadigd")
    expect(text).to_have_value(LETTER)
    follow(bert.get_by_role("button", name="Lees de brief"))
    expect(bert.locator(".count")).to_have_text("0 van 5 behandeld")


@pytest.mark.engines
def test_what_is_typed_while_a_colleague_holds_the_database_too_long_is_saved_once_it_is_free(
    at_work, complaints, ledger_of_two, monkeypatch
):
    """The connections that the site opens for this wait as it waits, but less long."""
    patience = {"timeout": 0.2} if connection.vendor == "sqlite" else {"options": "-c lock_timeout=200"}
    _, intake, bert = typing_in_an_intake_of_anna(at_work)
    with monkeypatch.context() as patch, transaction.atomic():
        for name, value in patience.items():
            patch.setitem(connection.settings_dict["OPTIONS"], name, value)
        Intake.objects.filter(pk=intake.pk).update(file_name="Anna is bezig")
        follow(bert.get_by_role("button", name="Bewaren en later verder"))
        expect(bert.locator(".session-note").first).to_contain_text("Wacht even en verstuur het dan alsnog.")
    follow(bert.get_by_role("button", name="Alsnog versturen"))
    expect(bert.get_by_label("Korte naam")).to_have_value("Van Bert")
    assert Intake.objects.get().answers["letter-short_title"] == "Van Bert"
    complained_of_refusals_only(complaints, bert)
