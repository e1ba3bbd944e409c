"""Nothing that staff typed is lost where it could not be saved: it is there again, with why and what to do."""

import html
import re

import pytest
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.urls import resolve

from tests.browsing import follow
from ukrainesteun.signing_in import sessions, unsaved
from ukrainesteun.signing_in.labels import label_of

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

ADDRESS = "/beheer/auth/group/add/"
TYPED = {"name": 'Groep "A" <b>', "more": "regel 1\r\nregel 2"}
HERE, ELSEWHERE = "http://testserver", "http://kwaad.example"


@pytest.fixture
def anna():
    return User.objects.create_superuser("anna", password="winterkost-62-fiets")


@pytest.fixture
def browser(anna):
    """anna's browser, with a page that was opened before she signed in again: the token of its forms is another one."""
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.force_login(anna)
    browser.cookies["csrftoken"] = "a" * 32
    return browser


def told(response):
    return html.unescape(re.search(r'<p class="session-note" role="status">(.*?)</p>', response.content.decode())[1])


def carried(response):
    """What the page sends once more: (address, {name: value})."""
    page = response.content.decode()
    fields = re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', page, re.DOTALL)
    return re.search(r'<form method="post" action="(.*?)"', page)[1], {
        html.unescape(name): html.unescape(value) for name, value in fields
    }


def test_a_form_of_before_one_signed_in_again_is_shown_and_can_be_sent_once_more(browser):
    response = browser.post(ADDRESS, TYPED | {"csrfmiddlewaretoken": "b" * 32}, headers={"origin": HERE})
    assert response.status_code == 403
    assert told(response).startswith("U hebt u opnieuw aangemeld nadat u deze pagina opende")
    address, fields = carried(response)
    token = fields.pop("csrfmiddlewaretoken")
    assert (address, fields) == (ADDRESS, TYPED | {"_shown_to": "anna"})
    assert browser.post(address, fields | {"csrfmiddlewaretoken": token}).status_code == 302


@pytest.mark.parametrize("origin", [ELSEWHERE, "null", None])
def test_what_may_come_from_another_site_is_not_shown(origin, browser):
    response = browser.post(ADDRESS, {"name": "kwaad"}, headers={"origin": origin} if origin else {})
    assert (response.status_code, b"kwaad" in response.content) == (403, False)
    assert "Dit formulier is niet aangenomen" in response.content.decode()


def test_a_form_with_an_old_token_gives_an_ended_session_no_new_life(browser):
    session = browser.session
    session[sessions.USED_AT] = 1
    session.save()
    response = browser.post(ADDRESS, TYPED, headers={"origin": HERE})
    assert told(response).startswith("U bent niet meer aangemeld.")
    assert browser.get("/beheer/").status_code == 302


def test_who_signed_in_in_another_tab_and_does_so_here_too_goes_where_he_was_going(browser):
    data = {"username": "anna", "password": "x", "next": "/beheer/letters/"}
    response = browser.post("/beheer/login/", data, headers={"origin": HERE})
    assert (response.status_code, response["Location"]) == (302, "/beheer/letters/")


@pytest.mark.parametrize(
    ("address", "goes_to"),
    [
        ("/beheer/letters/letter/?q=x#y", "/beheer/letters/letter/?q=x#y"),
        ("https://evil.example/beheer/", "/beheer/"),
        ("//evil.example/beheer/", "/beheer/"),
        ("/beheer/../..//evil.example", "/beheer/"),
        ("/beheer/letters/../../..//evil.example", "/beheer/"),
        ("/beheer/%2e%2e/%2E./toezeggingen/", "/beheer/"),
        ("/beheer//evil.example", "/beheer/"),
        ("/beheer/./", "/beheer/"),
        ("/beheer/nergens/", "/beheer/"),
        ("/beheer", "/beheer/"),
        ("/toezeggingen/", "/beheer/"),
        ("javascript:alert(1)", "/beheer/"),
        ("/beheer/\\evil.example", "/beheer/"),
    ],
)
def test_who_signs_in_goes_on_to_a_page_of_the_admin_and_nowhere_else(client, anna, address, goes_to):
    anna.set_password("geheim-genoeg")
    anna.save()
    data = {"username": "anna", "password": "geheim-genoeg", "next": address}
    response = client.post("/beheer/login/", data)
    assert (response.status_code, response["Location"]) == (302, goes_to)


def test_who_is_signed_out_keeps_what_was_typed_and_is_told_to_sign_in_elsewhere(client):
    response = client.post(ADDRESS, TYPED)
    assert response.status_code == 403
    assert told(response).startswith("U bent niet meer aangemeld.")
    assert 'href="/beheer/login/" target="_blank"' in response.content.decode()
    assert carried(response)[0] == ADDRESS
    assert TYPED.items() <= carried(response)[1].items()
    assert not Session.objects.exists()


def test_after_a_restart_with_another_key_what_was_typed_is_there_and_is_saved_once_signed_in(client, anna, settings):
    client.force_login(anna)
    assert client.get(ADDRESS).status_code == 200
    settings.SECRET_KEY = "x" * 50
    response = client.post(ADDRESS, TYPED)
    assert told(response).startswith("U bent niet meer aangemeld.")
    client.force_login(anna)
    assert client.post(*carried(response)).status_code == 302


def test_a_password_and_a_code_are_never_shown_again(client):
    for address, field in (("/beheer/password_change/", "old_password"), ("/beheer/tweede-stap/", "code")):
        response = client.post(address, {field: "123456"})
        assert response.status_code == 302, address


def test_a_form_with_a_file_asks_for_the_file_again_beside_what_was_typed(client, tmp_path):
    (tmp_path / "brief.txt").write_text("Den Haag")
    with (tmp_path / "brief.txt").open("rb") as file:
        response = client.post("/beheer/invoeren/", {"text": "Nederland geeft", "file": file})
    page = response.content.decode()
    assert carried(response)[1]["text"] == "Nederland geeft"
    assert 'enctype="multipart/form-data"' in page
    words = "Het bestand brief.txt is niet bewaard: een pagina kan geen bestand teruggeven. Kies het opnieuw"
    assert re.search(rf'<label for="(\w+)">{words}</label> <input type="file" name="file"', page)


def test_a_form_that_is_too_large_says_so_and_where_what_was_typed_still_is(client, anna):
    client.force_login(anna)
    response = client.post(ADDRESS, {"name": "a" * 10_000_001})
    page = response.content.decode()
    assert (response.status_code, "Dit is te veel voor één formulier" in page) == (413, True)
    assert "Ga met de knop ‘Terug’ van uw browser terug" in page


class Locked(Exception):
    sqlite_errorcode = 5


class GivenUp(Exception):
    pgcode = "55P03"


def failing(monkeypatch, error, cause=None):
    """What becomes of the form when its save fails with this."""

    def fail(*args):
        raise error from cause

    monkeypatch.setattr(GroupAdmin, "save_model", fail)


@pytest.mark.parametrize("cause", [Locked(), GivenUp()])
def test_a_save_that_waited_too_long_for_another_says_so_and_can_be_sent_once_more(cause, client, anna, monkeypatch):
    client.force_login(anna)
    failing(monkeypatch, OperationalError("database is locked"), cause)
    response = client.post(ADDRESS, TYPED)
    assert response.status_code == 503
    assert told(response).startswith("Een ander was langer dan 20 seconden aan het bewaren.")
    assert carried(response)[1]["name"] == TYPED["name"]


def test_a_mistake_of_the_program_shows_what_was_typed(browser, monkeypatch):
    failing(monkeypatch, ZeroDivisionError())
    browser.handler.enforce_csrf_checks = False
    response = browser.post(ADDRESS, TYPED)
    assert response.status_code == 500
    assert told(response).startswith("Er ging iets mis.")
    assert carried(response)[1]["more"] == TYPED["more"]


def test_what_can_no_longer_be_saved_is_there_to_be_copied(client, anna, monkeypatch):
    client.force_login(anna)
    for error, status, words in (
        (PermissionDenied(), 403, "U mag dit niet opslaan"),
        (None, 404, "een collega verwijderde het of gooide het weg"),
    ):
        if error:
            failing(monkeypatch, error)
        address = ADDRESS if error else "/beheer/invoeren/404/"
        response = client.post(address, TYPED | {"_save": "1", "letter-note": TYPED["name"]})
        page = response.content.decode()
        assert (response.status_code, words in told(response)) == (status, True)
        label = "Naam" if error else "Brief, toelichting"
        assert f"<dt>{label}</dt><dd>Groep &quot;A&quot; &lt;b&gt;</dd>" in page
        assert "Alsnog versturen" not in page
        assert "_save" not in page


LABELS = {
    "/beheer/invoeren/1/": {
        "row-1-as_written": "Rij 1, bedrag zoals geschreven",
        "row-3a-agreed": "Rij 3a, akkoord",
        "letter-short_title": "Brief, korte naam",
        "dossier-2-number": "Dossier 2, dossier",
        "signature-1-minister": "Ondertekening 1, bewindspersoon",
        "new-minister_name": "Nieuwe naam, naam van de bewindspersoon",
        "quote": "Een bedrag gemist",
        "version": "",
        "row-1-nothing": "",
    },
    "/beheer/invoeren/": {"text": "De tekst van de brief", "other": ""},
    "/beheer/letters/letter/1/change/": {
        "short_title": "Korte naam",
        "signatures-0-office": "Ondertekening 1, ambt",
        "commitments-1-amount_eur": "Toezegging 2, bedrag",
        "changes-0-rest_ends": "Wijziging 1, andere onderdelen eindigen mee",
        "mentions-0-DELETE": "Vindplaats 1, verwijderen",
        "mentions-0-id": "",
        "mentions-0-letter": "",
        "mentions-TOTAL_FORMS": "",
        "_reason": "Reden van de wijziging",
        "_version": "",
    },
    "/beheer/letters/letter/1/goedkeuren/": {"date_reason": "Waarom klopt de datum", "version": ""},
}


@pytest.mark.parametrize("address", LABELS)
def test_what_was_typed_has_the_label_of_its_field(address, rf):
    request = rf.post(address)
    request.resolver_match = resolve(address)
    assert {name: label_of(request, name) for name in LABELS[address]} == LABELS[address]


def test_a_file_that_was_chosen_is_said_to_be_lost(client, anna):
    client.force_login(anna)
    file = SimpleUploadedFile("brief.txt", b"Den Haag")
    page = client.post("/beheer/invoeren/404/", {"letter-note": "Zie", "file": file}).content.decode()
    assert "brief.txt" not in page, "that page has no field for a file"
    client.logout()
    page = client.post(
        "/beheer/invoeren/", {"text": "Zie", "file": SimpleUploadedFile("brief.txt", b"x")}
    ).content.decode()
    assert "<dt>Bestand</dt><dd>brief.txt: dit bestand is niet bewaard." in page


def test_another_person_is_told_whose_text_it_is_before_he_sends_it(browser):
    bert = User.objects.create_superuser("bert")
    browser.force_login(bert)
    browser.cookies["csrftoken"] = "a" * 32
    page = browser.post(ADDRESS, TYPED | {"_typed_by": "anna"}, headers={"origin": HERE}).content.decode()
    words = (
        "<strong>anna</strong> vulde dit formulier in. U bent aangemeld als <strong>bert</strong>. Verstuurt u het, dan"
    )
    assert words in page
    own = browser.post(ADDRESS, TYPED | {"_typed_by": "bert"}, headers={"origin": HERE})
    assert "vulde dit formulier in" not in own.content.decode()


def test_who_signed_in_after_the_page_with_the_text_of_another_was_shown_is_told_before_it_is_saved(client, anna):
    """His browser has the right token: the page takes it along."""
    shown = client.post(ADDRESS, TYPED | {"_typed_by": "anna"})
    client.force_login(User.objects.create_superuser("bert"))
    again = client.post(*carried(shown))
    assert "U bent aangemeld als <strong>bert</strong>. Verstuurt u het, dan" in again.content.decode()
    assert not Group.objects.filter(name=TYPED["name"]).exists()
    assert client.post(*carried(again)).status_code == 302
    client.force_login(anna)
    assert client.post(ADDRESS, carried(shown)[1] | {"name": "Haar eigen"}).status_code == 302


def test_who_is_signed_out_is_told_who_filled_the_form_in(client):
    page = client.post(ADDRESS, TYPED | {"_typed_by": "anna"}).content.decode()
    assert "<strong>anna</strong> vulde dit formulier in.</p>" in page


@pytest.mark.parametrize("address", [ADDRESS, "/beheer/invoeren/", "/beheer/letters/letter/add/"])
def test_a_page_says_for_whom_it_was_opened(client, anna, address):
    client.force_login(anna)
    assert '<input type="hidden" name="_typed_by" value="anna">' in client.get(address).content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.engines
def test_the_database_gives_up_waiting_and_says_that_it_is_a_lock(monkeypatch):
    """A second connection waits for a row, or on SQLite for the file, that the first one holds."""
    anna = User.objects.create_superuser("anna")
    second = connection.copy()
    try:
        with second.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 10" if second.vendor == "sqlite" else "SET lock_timeout = 10")
        with transaction.atomic():
            User.objects.select_for_update().get(pk=anna.pk)
            with second.cursor() as cursor, pytest.raises(OperationalError) as refused:
                cursor.execute("UPDATE auth_user SET last_name = 'x'")
        assert unsaved.is_lock(refused.value)
    finally:
        second.close()


def test_so_long_waits_each_engine():
    options = connection.settings_dict["OPTIONS"]
    waits = options["timeout"] if connection.vendor == "sqlite" else options["options"]
    assert waits in (20, "-c lock_timeout=20s")


def test_two_tabs_and_a_new_session_lose_nothing_in_a_browser(page, complaints, axe, anna):
    def sign_in(tab):
        tab.goto("/beheer/login/?next=/beheer/auth/group/add/")
        tab.get_by_label("Gebruikersnaam").fill("anna")
        tab.get_by_label("Wachtwoord").fill("winterkost-62-fiets")
        follow(tab.get_by_role("button", name="Aanmelden"))

    sign_in(page)
    page.get_by_label("Naam").fill("Tolken")
    other = page.context.new_page()
    other.goto("/beheer/")
    follow(other.get_by_role("button", name="Afmelden"))
    sign_in(other)

    follow(page.get_by_role("button", name="Opslaan", exact=True))
    assert page.locator(".session-note").inner_text().startswith("U hebt u opnieuw aangemeld")
    assert axe(page) == []
    follow(page.get_by_role("button", name="Alsnog versturen"))
    assert page.locator(".messagelist").inner_text().count("Tolken") == 1
    assert [complaint for complaint in complaints if "403" not in complaint] == []
    complaints.clear()
