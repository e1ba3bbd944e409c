"""What staff do with a report, what the public reads of it, and how long what tells who sent it is kept."""

import datetime
from io import StringIO

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commitments.models import Report
from tests.site.test_naughty_strings import STRINGS, attack, harm
from tests.site.test_permissions import sent_from
from tests.site.urls import parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

LIST = reverse("admin:commitments_report_changelist")
WORDS = {"mistake": "Er stond 2,5 miljard.", "answer": "Het is 2,6 miljard geworden."}


def told(**facts):
    facts = {"title": "pagina “Tijdlijn”", "address": "/tijdlijn/?year=2024", "kind": "pagina"} | facts
    facts = {"text": "Mijn buurman Jan zegt 2,6.", "email": "lezer@voorbeeld.nl", "received_at": timezone.now()} | facts
    return Report.objects.create(**facts)


def page_of(report):
    return reverse("admin:commitments_report_change", args=[report.pk])


@pytest.fixture
def anna():
    """The browser of an editor."""
    user = User.objects.create_user("anna", is_staff=True)
    user.groups.add(Group.objects.get(name="redacteur"))
    browser = Client()
    browser.force_login(user)
    return browser


def decide(browser, report, **typed):
    return browser.post(page_of(report), sent_from(browser.get(page_of(report))) | typed)


@pytest.mark.engines
@pytest.mark.parametrize("state", ["correctie", "geen-correctie", "spam"])
def test_when_a_report_is_dealt_with_its_email_address_is_gone_and_who_did_it_when_is_noted(state, anna):
    report = told()
    assert decide(anna, report, state=state, **WORDS).status_code == 302
    report = Report.objects.get()
    assert (report.state, report.email, str(report.dealt_with_by)) == (state, "", "anna")
    assert report.dealt_with_at.date() == timezone.now().date()


def test_a_report_that_is_looked_at_keeps_its_address(anna):
    report = told()
    assert decide(anna, report, state="in-behandeling").status_code == 302
    report = Report.objects.get()
    assert (report.email, report.dealt_with_by, report.dealt_with_at) == ("lezer@voorbeeld.nl", None, None)


def test_a_correction_says_what_was_wrong_and_what_was_done(anna):
    response = decide(anna, told(), state="correctie", mistake="Er stond 2,5.")
    assert "schrijf op wat er niet klopte en wat ermee is gedaan" in text_of(response)
    assert Report.objects.get().state == "nieuw"


@pytest.mark.engines
def test_the_database_holds_the_same(db):
    report, now = told(), timezone.now()
    for wrong in (
        {"state": "correctie", "dealt_with_at": now, "email": ""},
        {"state": "spam", "dealt_with_at": now},
        {"state": "spam", "email": ""},
        {"dealt_with_at": now},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Report.objects.filter(pk=report.pk).update(**wrong)


def test_nobody_overwrites_unseen_what_a_colleague_wrote_meanwhile(anna, admin_client):
    report = told()
    opened = sent_from(anna.get(page_of(report)))
    decide(admin_client, report, state="geen-correctie", answer="Het klopte.")
    response = anna.post(page_of(report), opened | {"answer": "Wij kijken nog."})
    assert "Een collega veranderde deze melding intussen." in text_of(response)
    assert "Wij kijken nog." in text_of(response)
    assert Report.objects.get().answer == "Het klopte."


def test_of_the_reader_nothing_is_in_the_history(anna):
    report = told(sender="f" * 64)
    decide(anna, report, state="correctie", **WORDS)
    lines = [{field.name: getattr(line, field.name) for field in line._meta.fields} for line in report.history.all()]
    assert [line["state"] for line in lines] == ["correctie", "nieuw"]
    assert not any({"text", "email", "sender"} & line.keys() for line in lines)
    page = text_of(anna.get(page_of(report)))
    assert "anna: leidde tot een correctie · Er stond 2,5 miljard. · Het is 2,6 miljard geworden." in page


@pytest.mark.parametrize("state", ["nieuw", "in-behandeling", "geen-correctie", "spam"])
def test_what_led_to_no_correction_is_not_public(state, ledger, client, anna):
    decide(anna, told(), state=state, **WORDS)
    text = text_of(client.get(reverse("method")))
    assert "Nog geen melding van een lezer leidde tot een correctie." in text
    assert "2,6 miljard" not in text


def test_what_led_to_a_correction_is_public_without_what_the_reader_wrote(ledger, client, anna):
    decide(anna, told(address="/tijdlijn/?q=jan#grafiek-stromen"), state="correctie", **WORDS)
    text = text_of(client.get(reverse("method")))
    section = next(one for one in parse(text)[0].iter("section") if one.get("aria-labelledby") == "gecorrigeerd")
    assert "Pagina “Tijdlijn”, op" in words(section)
    assert [words(one) for one in section.iter("dd")] == ["Er stond 2,5 miljard.", "Het is 2,6 miljard geworden."]
    assert section.find(".//li//a").get("href") == "/tijdlijn/#grafiek-stromen"
    assert [secret for secret in ("buurman", "lezer@voorbeeld.nl", "q=jan", "anna") if secret in text] == []


def test_what_was_typed_is_only_text_wherever_it_shows(ledger, client, anna):
    report = told(title=attack(500), text=attack(4_000))
    decide(anna, report, state="correctie", mistake=attack(2_000), answer=attack(2_000))
    pages = [text_of(anna.get(address)) for address in (LIST, page_of(report), reverse("method"))]
    assert [found for page in pages if (found := harm(page))] == []
    assert [page for page in pages if "kwaad" not in page] == []


@pytest.mark.engines
def test_the_list_is_filtered_by_state_and_searched(anna):
    told(text="Over drones")
    told(state="in-behandeling", text="Over munitie")
    found = {
        query: [report.text for report in anna.get(f"{LIST}?{query}").context["cl"].result_list]
        for query in ("state__exact=nieuw", "q=munitie", "q=Tijdlijn&kind__exact=brief")
    }
    assert found == {
        "state__exact=nieuw": ["Over drones"],
        "q=munitie": ["Over munitie"],
        "q=Tijdlijn&kind__exact=brief": [],
    }
    for string in (*STRINGS, "a\0b", "x" * 5_000):
        assert anna.get(LIST, {"q": string}).status_code in (200, 302, 400)


def test_spam_is_put_away_many_at_once_and_what_was_dealt_with_stays_as_it_is(anna):
    reports = [told(), told(), told()]
    decide(anna, reports[0], state="geen-correctie")
    sent = {"action": "put_away_as_spam", "_selected_action": [report.pk for report in reports]}
    assert "Als spam afgedaan: 2." in text_of(anna.post(LIST, sent, follow=True))
    assert sorted(Report.objects.values_list("state", "email")) == [("geen-correctie", ""), ("spam", ""), ("spam", "")]


def test_the_start_page_says_how_many_are_new(anna):
    assert "Er zijn geen nieuwe meldingen." in text_of(anna.get(reverse("admin:index")))
    told(state="in-behandeling")
    told()
    assert "1 nieuwe melding<" in text_of(anna.get(reverse("admin:index")))
    told()
    assert "2 nieuwe meldingen<" in text_of(anna.get(reverse("admin:index")))


@pytest.mark.engines
def test_an_email_address_is_kept_ninety_days_at_most_and_the_code_of_a_sender_an_hour(db):
    now = timezone.now()
    for age in ({"days": 90}, {"days": 89}, {"hours": 1}, {"minutes": 59}):
        told(received_at=now - datetime.timedelta(**age), sender="f" * 64)
    printed = StringIO()
    call_command("forget_reporters", stdout=printed)
    assert printed.getvalue() == "Gewist: 1 e-mailadressen en 3 kenmerken van afzenders.\n"
    kept = [(bool(report.email), bool(report.sender)) for report in Report.objects.order_by("pk")]
    assert kept == [(False, False), (True, False), (True, False), (True, True)]
