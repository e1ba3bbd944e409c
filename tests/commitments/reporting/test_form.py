"""What a reader tells us is kept as it was typed, or refused in Dutch with what was typed; and floods are held up."""

import datetime
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from commitments.models import Report
from commitments.reporting import limits
from tests.site.test_html import mistakes
from tests.site.test_naughty_strings import STRINGS, attack, harm
from tests.site.urls import every_address, parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

FORM = reverse("report")
TEXT = "In de brief van 20 februari staat 2,6 miljard, niet 2,5."
PAGE = "/toezeggingen/reservering-2023/"
LONG, SHORT = "<kwaad onkwaad=1> 🐈 " * 50_000, "(een megabyte)"


def send(address="192.0.2.7", **typed):
    return Client(REMOTE_ADDR=address).post(FORM, {"text": TEXT} | typed)


def shown(response):
    """The page, with SHORT where the whole of LONG stands as text: the strict parser is slow."""
    return text_of(response).replace(escape(LONG), SHORT)


def field(response, name):
    """The element of this field in the page."""
    document, _ = parse(shown(response))
    return next(one for one in document.iter() if one.get("name") == name)


def words_typed(response):
    return (field(response, "text").text or "").strip("\n")


def said(response):
    document, _ = parse(shown(response))
    return " ".join(words(one) for one in document.iter() if one.get("role") == "alert")


# taken


@pytest.mark.engines
def test_a_report_lands_in_the_queue_with_the_page_that_it_is_about(ledger):
    response = send(over=PAGE, email="lezer@voorbeeld.nl")
    assert (response.status_code, response["Location"]) == (
        302,
        "/melden/dank/?over=%2Ftoezeggingen%2Freservering-2023%2F",
    )
    report = Report.objects.get()
    assert (report.kind, report.title, report.address) == (
        "toezegging",
        "toezegging “Reservering voor steun in 2023”",
        PAGE,
    )
    assert (report.text, report.email, report.state) == (TEXT, "lezer@voorbeeld.nl", "nieuw")


def test_without_a_page_it_is_about_the_site_as_a_whole(db):
    assert send().status_code == 302
    assert (Report.objects.get().kind, Report.objects.get().title) == ("site", "site als geheel")


def test_the_page_that_thanks_says_what_happens_next_and_leads_back(ledger, client):
    text = text_of(client.get(send(over=f"{PAGE}#grafiek-onderdelen")["Location"]))
    assert "Wat er nu gebeurt" in text
    assert f'href="{PAGE}#grafiek-onderdelen"' in text


def test_the_form_says_what_it_is_about_and_what_becomes_of_an_address(ledger, client):
    main = words(parse(text_of(client.get(FORM, {"over": PAGE})))[0].find(".//main"))
    assert "Uw melding gaat over de toezegging “Reservering voor steun in 2023”" in main
    assert "Is uw melding afgehandeld, dan wissen wij het adres. Na 90 dagen wissen wij het in elk geval." in main
    assert "Wat u schrijft wordt niet openbaar" in main


@pytest.mark.engines
@pytest.mark.parametrize("string", STRINGS)
def test_any_text_is_kept_as_it_was_typed(string, db):
    assert send(text=f"Kijk: {string} !").status_code == 302
    assert Report.objects.get().text == f"Kijk: {string} !".replace("\r\n", "\n")


def test_a_line_end_counts_as_one_character_as_in_a_browser(db):
    assert send(text="\r\n".join(["x" * 99] * 40)).status_code == 302
    assert len(Report.objects.get().text) == 3_999


# refused


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"text": ""}, "Schrijf wat er niet klopt, of welke brief u mist."),
        ({"text": " \r\n\t "}, "Schrijf wat er niet klopt, of welke brief u mist."),
        ({"text": "x" * 4_001}, "Dit zijn 4001 tekens; er passen er 4000. Kort de tekst in, of stuur hem in delen."),
        ({"text": LONG}, "er passen er 4000"),
        ({"text": "a\0b"}, "Er stond een teken in dat geen tekst is. Wij haalden het weg"),
        ({"email": "geen adres"}, "Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl, of laat het leeg."),
        ({"email": "a@b.nl\0"}, "Dit is geen e-mailadres."),
        ({"email": "x" * 250 + "@b.nl"}, "Een e-mailadres heeft hooguit 254 tekens."),
        ({"website": "https://kwaad.example"}, "Een veld dat niet te zien is en leeg moet blijven, was ingevuld"),
        ({"over": "https://elders.example/"}, "De pagina waar u vandaan komt, kennen wij niet (meer)."),
        ({"over": "/toezeggingen/\0/"}, "Uw melding is nog niet verzonden."),
        ({"over": LONG}, "Uw melding is nog niet verzonden."),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_mistake_gets_a_sentence_that_says_what_to_do_and_what_was_typed_is_kept(typed, message, ledger):
    response = send(**{"over": PAGE, "email": "lezer@voorbeeld.nl"} | typed)
    assert response.status_code == 200
    assert message in said(response)
    assert harm(shown(response)) == []
    assert mistakes(shown(response)) == []
    kept = {"text": TEXT, "email": "lezer@voorbeeld.nl"} | typed
    assert words_typed(response) == kept["text"].replace("\0", "").replace("\r\n", "\n").replace(LONG, SHORT).strip(
        "\n"
    )
    assert field(response, "email").get("value") == kept["email"].replace("\0", "")
    assert not Report.objects.exists()


def test_what_is_sent_again_after_the_trap_was_emptied_is_taken(db):
    """A browser may have filled it in for somebody who never saw it."""
    assert field(send(website="x"), "website").get("value") is None


def test_an_address_to_come_from_is_never_more_than_text(client, db):
    for over in ("https://elders.example/", attack(2_000), "javascript:kwaad()"):
        for page in (FORM, reverse("report_thanks")):
            text = text_of(client.get(page, {"over": over}))
            assert harm(text) == []
            main = parse(text)[0].find(".//main")
            assert {link.get("href") for link in main.iter("a")} <= {"/verantwoording/#gecorrigeerd", "/"}
            assert {one.get("name") for one in main.iter("input")} <= {"csrfmiddlewaretoken", "email", "website"}


def test_a_nul_in_the_address_is_refused(client):
    assert client.get(FORM, {"over": "/\0"}).status_code == 400


def test_more_than_the_server_reads_is_refused(db):
    assert send(text="x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)).status_code == 413


def test_nothing_is_taken_from_a_form_of_another_site(db):
    visitor = Client(enforce_csrf_checks=True)
    assert visitor.post(FORM, {"text": TEXT}).status_code == 403
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', text_of(visitor.get(FORM)))[1]
    assert visitor.post(FORM, {"text": TEXT, "csrfmiddlewaretoken": token}).status_code == 302


def test_no_cache_between_us_and_the_reader_keeps_the_form(client, db):
    assert client.get(FORM)["Cache-Control"] == "private, no-cache"


def test_no_other_public_page_has_a_form_that_sends_anything(visit):
    asked = [address for address in every_address() if b'method="post"' in visit(address).content]
    assert asked == [FORM]


# floods


@pytest.fixture
def clock(monkeypatch):
    """Sets the time to so many minutes past noon."""

    def at(minutes):
        now = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC) + datetime.timedelta(minutes=minutes)
        monkeypatch.setattr(timezone, "now", lambda: now)

    at(0)
    return at


@pytest.mark.engines
def test_one_sender_is_held_up_after_five_reports_in_an_hour_and_keeps_what_was_typed(clock, db):
    for minute in range(5):
        clock(minute)
        assert send().status_code == 302
    clock(30)
    response = send(text="De zesde", email="lezer@voorbeeld.nl")
    assert (response.status_code, response["Retry-After"]) == (429, "1801")
    assert "Vanaf 14:00 uur kan het weer. Wat u typte staat hieronder nog" in said(response)  # in Amsterdam
    assert field(response, "text").text.strip() == "De zesde"
    assert field(response, "email").get("value") == "lezer@voorbeeld.nl"
    assert send(address="192.0.2.8").status_code == 302
    clock(60)
    assert send().status_code == 302
    assert send().status_code == 429
    assert Report.objects.count() == 7


@pytest.mark.engines
def test_all_together_are_held_up_after_sixty_reports_in_an_hour(clock, db):
    for number in range(limits.OF_ALL):
        assert send(address=f"198.51.100.{number}").status_code == 302
    response = send(address="203.0.113.1")
    assert response.status_code == 429
    assert "Het afgelopen uur kwamen er zo veel meldingen" in said(response)
    clock(60)
    assert send(address="203.0.113.1").status_code == 302


def test_a_refused_report_does_not_count(clock, db):
    for _ in range(9):
        send(text="")
    assert send().status_code == 302


def test_behind_a_proxy_its_visitors_are_counted_each_for_himself(clock, db, settings):
    settings.HTTPS, settings.SECURE_SSL_REDIRECT = True, False

    def sent_for(client):
        return Client(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=client).post(FORM, {"text": TEXT}).status_code

    assert [sent_for("192.0.2.7") for _ in range(6)] == [302] * 5 + [429]
    assert sent_for("192.0.2.8") == 302


@pytest.mark.engines
def test_of_a_sender_a_code_is_kept_that_is_another_tomorrow_and_for_an_hour_at_most(clock, db):
    send()
    first = Report.objects.get()
    assert re.fullmatch("[0-9a-f]{64}", first.sender)
    assert first.sender != limits.sender_of("192.0.2.7", timezone.now() + datetime.timedelta(days=1))
    clock(60)
    send(address="192.0.2.8")
    assert [bool(report.sender) for report in Report.objects.order_by("pk")] == [False, True]


def test_who_is_logged_in_needs_no_other_form(db):
    visitor = Client()
    visitor.force_login(User.objects.create_user("anna"))
    assert visitor.post(FORM, {"text": TEXT}).status_code == 302


# our own address


def test_the_form_keeps_the_question_in_its_menu_and_when_it_is_sent(ledger, client):
    asked = "?as_of=2024-02-01&year=2024&over=/tijdlijn/%3Fyear%3D2024"
    document, _ = parse(text_of(client.get(f"{FORM}{asked}")))
    (form,) = [one for one in document.iter("form") if one.get("method") == "post"]
    assert form.get("action") == f"{FORM}?as_of=2024-02-01&year=2024"
    menu = [link.get("href") for link in document.find(".//nav").iter("a")]
    assert {href.partition("?")[2] for href in menu} == {"as_of=2024-02-01&year=2024"}
    sent = Client(REMOTE_ADDR="192.0.2.8").post(form.get("action"), {"text": TEXT, "over": "/tijdlijn/?year=2024"})
    assert sent["Location"] == "/melden/dank/?as_of=2024-02-01&year=2024&over=%2Ftijdlijn%2F%3Fyear%3D2024"


def test_the_foot_of_a_page_leads_to_the_form_about_that_page_with_its_question(visit):
    for address, about in (
        ("/tijdlijn/?year=2024&as_of=2024-02-01", "/tijdlijn/?year=2024&as_of=2024-02-01"),
        ("/brieven/kst-36045-171/", "/brieven/kst-36045-171/"),
        ("/melden/?over=/stromen/", "/stromen/"),
        ("/melden/", None),
        ("/bestaat-niet/", None),
    ):
        foot = parse(text_of(visit(address)))[0].find(".//footer")
        (link,) = [urlsplit(one.get("href")) for one in foot.iter("a") if one.get("href").startswith(FORM)]
        assert dict(parse_qsl(link.query)).get("over") == about, address


def test_the_files_in_the_foot_keep_the_day_and_not_the_filters_for_they_are_all_data(visit):
    foot = parse(text_of(visit("/tijdlijn/?year=2024&as_of=2024-02-01")))[0].find(".//footer")
    files = [one.get("href") for one in foot.iter("a") if "toezeggingen." in one.get("href")]
    assert files == [f"/toezeggingen.{kind}?as_of=2024-02-01" for kind in ("xlsx", "csv", "json")]


@pytest.mark.parametrize("address", ["", "redactie@oekrainesteun.example"])
@pytest.mark.parametrize("page", ["/", "/toegankelijkheid/", "/melden/", "/bestaat-niet/"])
def test_every_page_says_how_to_reach_us_with_an_address_or_without(page, address, ledger, client, settings):
    settings.CONTACT_EMAIL = address
    foot = parse(text_of(client.get(page)))[0].find(".//footer")
    told = "Klopt er iets niet, of mist u een brief? Meld het"
    assert (f"{told}, of schrijf naar {address}." if address else f"{told}.") in words(foot)
    links = [one.get("href") for one in foot.iter("a")]
    assert [link for link in links if link.startswith("mailto:")] == ([f"mailto:{address}"] if address else [])
    assert any(link.startswith(FORM) for link in links)


def test_the_page_with_every_component_shows_the_form_empty_and_with_what_is_wrong(ledger, client):
    document, _ = parse(text_of(client.get(reverse("style"))))
    forms = [one for one in document.iter("form") if one.get("class") == "tell"]
    assert [[words(error) for error in form.iter("ul")] for form in forms] == [
        [],
        [
            "Schrijf wat er niet klopt, of welke brief u mist.",
            "Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl, of laat het leeg.",
        ],
    ]
