"""Two people at work on one letter, each in a browser: what the second typed is there again, with what happened."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from tests.browsing import follow
from tests.commitments import factories as make
from tests.commitments.clerks import address, staff

from .pages import begin, finish
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
