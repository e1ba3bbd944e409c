"""Signing in: the second step, who is asked for it and where, and how a session ends."""

import re
import time
from base64 import b32decode
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.browsing import follow
from ukrainesteun.signing_in import second_factor, sessions
from ukrainesteun.signing_in.address import is_on_loopback
from ukrainesteun.signing_in.middleware import DOORS, STEPS

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

HOST = "steun.example"
PASSWORD = "drie-blauwe-stoelen"


@pytest.fixture(autouse=True)
def served_to_the_world(settings):
    settings.ALLOWED_HOSTS = [HOST, "127.0.0.1", "localhost", "[::1]", "testserver"]


@pytest.fixture
def anna():
    return User.objects.create_superuser("anna", password=PASSWORD)


@pytest.fixture
def away(anna):
    """A browser elsewhere, in which anna has given her password."""
    client = Client(HTTP_HOST=HOST, REMOTE_ADDR="192.0.2.7")
    client.force_login(anna)
    return client


def code_of(phone, steps=0):
    """The six digits that the phone shows, or will show: a code is accepted one step early or late."""
    return f"{totp(phone.bin_key, drift=steps):06d}"


def give_phone(user):
    return TOTPDevice.objects.create(user=user, name="Authenticator-app")


def verified(client, user):
    """The same browser, after the second step."""
    phone = TOTPDevice.objects.filter(user=user).first() or give_phone(user)
    client.post(reverse("admin:second_factor"), {"code": code_of(phone, -1)})
    return client


# The two patterns of the admin that are regular expressions, and an address of each.
EXPRESSIONS = {"app_list": "/beheer/auth/", None: "/beheer/bestaat-niet"}


def guarded_addresses():
    """An address for each pattern of the admin but the doors: who may not enter need not know what an argument is."""

    def addresses(patterns, before):
        for entry in patterns:
            route = before + str(entry.pattern)
            if hasattr(entry, "url_patterns"):
                yield from addresses(entry.url_patterns, route)
            elif f"admin:{entry.name}" not in DOORS | STEPS:
                yield EXPRESSIONS[entry.name] if "(?P" in route else re.sub("<[^>]+>", "1", route)

    (admin,) = (entry for entry in get_resolver().url_patterns if getattr(entry, "namespace", None) == "admin")
    return list(dict.fromkeys(addresses(admin.url_patterns, "/beheer/")))


def test_the_admin_has_the_addresses_that_these_tests_should_visit():
    addresses = guarded_addresses()
    assert len(addresses) > 40
    assert {"/beheer/", "/beheer/jsi18n/", "/beheer/autocomplete/", "/beheer/password_change/"} <= set(addresses)
    assert {"/beheer/letters/letter/add/", "/beheer/auth/", "/beheer/bestaat-niet"} <= set(addresses)


@pytest.mark.parametrize("method", ["get", "post"])
def test_elsewhere_staff_without_a_phone_can_reach_nothing_but_the_set_up(away, method):
    leads_to = {}
    for address in guarded_addresses():
        response = getattr(away, method)(address)
        leads_to[address] = (response.status_code, response.get("Location", "").partition("?")[0])
    assert {
        address: found for address, found in leads_to.items() if found != (302, "/beheer/tweede-stap/instellen/")
    } == {}


@pytest.mark.parametrize("method", ["get", "post"])
def test_staff_with_a_phone_can_reach_nothing_before_the_code_not_even_on_the_machine_itself(anna, client, method):
    give_phone(anna)
    client.force_login(anna)
    leads_to = {}
    for address in guarded_addresses():
        response = getattr(client, method)(address)
        leads_to[address] = (response.status_code, response.get("Location", "").partition("?")[0])
    assert {address: found for address, found in leads_to.items() if found != (302, "/beheer/tweede-stap/")} == {}


def test_set_up_asks_the_code_of_a_phone_that_has_one_first(anna, away):
    give_phone(anna)
    response = away.get(reverse("admin:second_factor_setup") + "?next=/beheer/letters/")
    assert response["Location"] == "/beheer/tweede-stap/?next=%2Fbeheer%2Fletters%2F"


def test_logging_out_is_always_possible(away):
    assert away.post(reverse("admin:logout")).status_code == 200
    assert "/login/" in away.get("/beheer/")["Location"]


def test_who_is_not_staff_meets_the_login_page(away, anna):
    User.objects.filter(pk=anna.pk).update(is_staff=False, is_superuser=False)
    for address in ("/beheer/", "/beheer/tweede-stap/", "/beheer/tweede-stap/instellen/"):
        assert away.get(address)["Location"].startswith("/beheer/login/"), address


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:8000", "[::1]:8000"])
def test_on_the_machine_itself_no_phone_is_asked_for(anna, host):
    client = Client(HTTP_HOST=host, REMOTE_ADDR="::1" if "[" in host else "127.0.0.1")
    client.force_login(anna)
    assert client.get("/beheer/").status_code == 200
    assert client.get("/beheer/tweede-stap/instellen/").status_code == 200


@pytest.mark.parametrize(
    "request_says",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_HOST": HOST},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=192.0.2.7"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": HOST},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost." + HOST},
    ],
    ids=str,
)
def test_a_request_that_only_says_localhost_is_not_on_the_machine_itself(request_says, settings):
    settings.ALLOWED_HOSTS.append(f".{HOST}")
    request = RequestFactory().get("/beheer/", **{"HTTP_HOST": "localhost", **request_says})
    assert not is_on_loopback(request)


def test_behind_a_proxy_nothing_is_on_the_machine_itself(settings):
    request = RequestFactory().get("/beheer/", HTTP_HOST="localhost")
    assert is_on_loopback(request)
    settings.HTTPS = True
    assert not is_on_loopback(request)


def shown_key(page):
    return b32decode(re.search(r'class="key">([A-Z2-7 ]+)<', page)[1].replace(" ", "")).hex()


def set_up(client, **data):
    """Goes through the set-up page; the answer, and the phone that was set up."""
    page = client.get("/beheer/tweede-stap/instellen/").content.decode()
    phone = TOTPDevice(key=shown_key(page))
    return client.post("/beheer/tweede-stap/instellen/", {"new_code": code_of(phone), **data}), phone


def shown_codes(response):
    return re.findall(r"<li><code>([0-9 ]+)</code>", response.content.decode())


def test_set_up_takes_a_code_of_the_phone_and_shows_ten_recovery_codes(away, anna):
    session_before = away.session.session_key
    response, phone = set_up(away, next="/beheer/letters/letter/")
    assert response.status_code == 200
    codes = shown_codes(response)
    assert len(set(codes)) == 10
    assert 'href="/beheer/letters/letter/"' in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert second_factor.phone_of(anna).key == phone.key
    assert away.session.session_key != session_before
    assert away.get("/beheer/letters/letter/").status_code == 200
    assert [entry.change_message for entry in LogEntry.objects.all()] == ["Tweede stap ingesteld."]


def test_the_qr_code_needs_no_style_and_no_script_of_its_own(away):
    page = away.get("/beheer/tweede-stap/instellen/").content.decode()
    drawing = re.search(r'<div class="qr-code".*?</svg>', page, re.DOTALL)[0]
    assert "viewBox" in drawing
    assert "style" not in drawing
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page


def test_the_qr_code_stays_the_same_when_a_code_was_mistyped(away, anna):
    before = shown_key(away.get("/beheer/tweede-stap/instellen/").content.decode())
    response = away.post("/beheer/tweede-stap/instellen/", {"new_code": "12345a"})
    assert "Deze code hoort niet bij de QR-code" in response.content.decode()
    assert shown_key(response.content.decode()) == before
    assert second_factor.phone_of(anna) is None
    assert away.get("/beheer/").status_code == 302


def test_the_code_that_proved_a_phone_is_not_accepted_again(away, anna):
    _, phone = set_up(away)
    with pytest.raises(second_factor.CodeRefused):
        second_factor.verify(anna, code_of(phone))


def test_after_the_password_a_code_opens_the_admin_under_a_new_session_key(away, anna):
    phone = give_phone(anna)
    key = away.session.session_key
    code = code_of(phone)
    response = away.post("/beheer/tweede-stap/?next=/beheer/letters/", {"code": f"{code[:3]} {code[3:]}"})
    assert (response.status_code, response["Location"]) == (302, "/beheer/letters/")
    assert away.session.session_key != key
    assert not Session.objects.filter(session_key=key).exists()
    assert away.get("/beheer/").status_code == 200


@pytest.mark.engines
def test_a_code_opens_one_session_and_no_other(away, anna):
    verified(away, anna)
    other = Client(HTTP_HOST=HOST)
    other.force_login(anna)
    assert other.get("/beheer/").status_code == 302


ELSEWHERE = ["https://kwaad.example/", "//kwaad.example/", r"\\kwaad.example", "javascript:1"]


@pytest.mark.parametrize("sent_in", ["address", "form"])
@pytest.mark.parametrize("next_address", ["", *ELSEWHERE])
def test_who_signs_in_with_a_next_on_another_site_comes_on_the_first_page_of_the_admin(
    next_address, sent_in, client, anna
):
    query = {"next": next_address}
    address = f"/beheer/login/?{urlencode(query)}" if sent_in == "address" else "/beheer/login/"
    credentials = {"username": "anna", "password": PASSWORD} | (query if sent_in == "form" else {})
    assert client.post(address, credentials)["Location"] == "/beheer/"


@pytest.mark.parametrize("next_address", ELSEWHERE)
def test_next_leads_nowhere_but_to_this_site(next_address, away, anna):
    phone = give_phone(anna)
    assert "kwaad" not in away.get("/beheer/tweede-stap/", {"next": next_address}).content.decode()
    response = away.post("/beheer/tweede-stap/", {"code": code_of(phone), "next": next_address})
    assert response["Location"] == "/beheer/"


@pytest.mark.engines
def test_a_recovery_code_works_once(away, anna):
    response, _ = set_up(away)
    code = shown_codes(response)[3]
    away.logout()
    away.force_login(anna)
    assert away.post("/beheer/tweede-stap/", {"code": code}).status_code == 302
    assert away.get("/beheer/").status_code == 200
    away.logout()
    away.force_login(anna)
    assert "al gebruikt" in away.post("/beheer/tweede-stap/", {"code": code}).content.decode()
    assert second_factor.recovery_codes_left(anna) == 9


def test_a_recovery_code_is_of_one_user_alone(anna):
    give_phone(anna)
    codes = second_factor.new_recovery_codes(anna)
    bert = User.objects.create_user("bert", is_staff=True)
    second_factor.new_recovery_codes(bert)
    with pytest.raises(second_factor.CodeRefused):
        second_factor.verify(bert, codes[0])


def test_the_database_does_not_hold_the_recovery_codes(anna, settings):
    codes = second_factor.new_recovery_codes(anna)
    stored = set(StaticToken.objects.values_list("token", flat=True))
    assert len(stored) == 10
    assert not stored & set(codes)
    settings.SECRET_KEY = "another key, so other hashes"
    with pytest.raises(second_factor.CodeRefused):
        second_factor.verify(anna, codes[0])


def test_who_has_few_recovery_codes_left_is_told(away, anna):
    phone = give_phone(anna)
    second_factor.new_recovery_codes(anna)
    StaticToken.objects.filter(pk__in=list(StaticToken.objects.values_list("pk", flat=True)[2:])).delete()
    response = away.post("/beheer/tweede-stap/", {"code": code_of(phone)}, follow=True)
    assert "U hebt nog 2 van uw herstelcodes." in response.content.decode()


def test_new_recovery_codes_cost_a_code_and_end_the_old_ones(away, anna):
    verified(away, anna)
    phone = second_factor.phone_of(anna)
    old = second_factor.new_recovery_codes(anna)
    assert shown_codes(away.post("/beheer/tweede-stap/herstelcodes/", {"code": "000000000000"})) == []
    codes = shown_codes(away.post("/beheer/tweede-stap/herstelcodes/", {"code": code_of(phone)}))
    assert len(codes) == 10
    with pytest.raises(second_factor.CodeRefused):
        second_factor.verify(anna, old[0])


def test_another_phone_takes_the_place_of_the_present_one_for_a_code_of_that(away, anna):
    verified(away, anna)
    present = second_factor.phone_of(anna)
    refused, _ = set_up(away, present_code="000000000000")
    assert refused.context["form"].errors["present_code"]
    assert second_factor.phone_of(anna) == present
    response, phone = set_up(away, present_code=code_of(present))
    assert response.status_code == 302
    assert [device.key for device in TOTPDevice.objects.filter(user=anna)] == [phone.key]
    assert away.get("/beheer/").status_code == 200


def test_a_set_up_in_a_second_window_does_not_take_the_place_of_the_first(anna):
    first, second = (TOTPDevice(user=anna, name=name) for name in ("first", "second"))
    assert second_factor.replace_phone(None, first)
    assert not second_factor.replace_phone(None, second)
    assert second_factor.phone_of(anna) == first


def test_a_wrong_code_makes_the_next_one_wait_and_the_page_says_how_long(away, anna):
    phone = give_phone(anna)
    wrong = f"{(int(code_of(phone)) + 1) % 10**6:06d}"
    assert "1 seconde" in away.post("/beheer/tweede-stap/", {"code": wrong}).content.decode()
    TOTPDevice.objects.update(throttling_failure_count=6, throttling_failure_timestamp=timezone.now())
    page = away.post("/beheer/tweede-stap/", {"code": code_of(phone)}).content.decode()
    assert "Deze code is niet bekeken; probeer het over 32 seconden opnieuw." in page
    assert away.get("/beheer/").status_code == 302


def test_wrong_codes_never_close_the_door_for_more_than_nine_minutes(anna):
    phone = give_phone(anna)
    wrong = f"{(int(code_of(phone)) + 1) % 10**6:06d}"
    for _ in range(12):
        TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now() - timedelta(hours=1))
        with pytest.raises(second_factor.CodeRefused) as refusal:
            second_factor.verify(anna, wrong)
    assert "over 9 minuten" in str(refusal.value)


@pytest.mark.parametrize(("wrong_codes", "told"), [(2, False), (3, True)])
def test_the_owner_is_told_that_somebody_guessed_codes(wrong_codes, told, away, anna):
    phone = give_phone(anna)
    TOTPDevice.objects.update(
        throttling_failure_count=wrong_codes, throttling_failure_timestamp=phone.created_at - timedelta(hours=1)
    )
    page = away.post("/beheer/tweede-stap/", {"code": code_of(phone)}, follow=True).content.decode()
    assert ("door iemand die uw wachtwoord kent" in page) == told


def test_what_is_no_code_at_all_costs_no_waiting(anna):
    phone = give_phone(anna)
    for text in ("12345", "abcdef", "١٢٣٤٥٦", "1234567"):
        with pytest.raises(second_factor.CodeRefused, match="zes cijfers"):
            second_factor.verify(anna, text)
    assert second_factor.verify(anna, code_of(phone)) == phone


def take_away(client, *users):
    data = {"action": "take_away_second_factor", "_selected_action": [user.pk for user in users]}
    return client.post("/beheer/auth/user/", data, follow=True)


def test_a_superuser_takes_away_the_second_step_of_a_colleague_which_is_noted(away, anna):
    verified(away, anna)
    bert = User.objects.create_user("bert", password=PASSWORD, is_staff=True)
    second_factor.new_recovery_codes(bert)
    his = Client(HTTP_HOST=HOST)
    his.force_login(bert)
    verified(his, bert)
    assert his.get("/beheer/").status_code == 200
    assert "Tweede stap weggenomen van bert." in take_away(away, bert, anna).content.decode()
    assert not TOTPDevice.objects.filter(user=bert).exists()
    assert not StaticDevice.objects.filter(user=bert).exists()
    assert second_factor.phone_of(anna), "one's own stays"
    assert his.get("/beheer/")["Location"].startswith("/beheer/login/"), "whoever has the phone is out"
    entry = LogEntry.objects.get(object_id=str(bert.pk))
    assert (entry.user, entry.change_message) == (anna, "Tweede stap weggenomen.")


def test_who_only_manages_users_cannot_take_it_away(away, anna):
    User.objects.filter(pk=anna.pk).update(is_superuser=False)
    anna.user_permissions.set(anna.user_permissions.model.objects.filter(content_type__model="user"))
    verified(away, anna)
    bert = User.objects.create_user("bert", is_staff=True)
    give_phone(bert)
    assert "take_away_second_factor" not in away.get("/beheer/auth/user/").content.decode()
    take_away(away, bert)
    assert second_factor.phone_of(bert)


def test_no_administrator_can_read_the_key_of_a_phone(away, anna):
    verified(away, anna)
    for address in ("/beheer/otp_totp/totpdevice/", "/beheer/otp_static/staticdevice/"):
        assert away.get(address).status_code == 404


def test_a_command_takes_it_away_when_nobody_is_left(anna, capsys):
    give_phone(anna)
    call_command("reset_second_factor", "anna")
    assert "Tweede stap van anna weggenomen" in capsys.readouterr().out
    assert second_factor.phone_of(anna) is None
    with pytest.raises(CommandError, match="Er is geen gebruiker ‘bert’"):
        call_command("reset_second_factor", "bert")


def age(client, **seconds):
    """Puts the times in the session so many seconds back."""
    session = client.session
    for name, value in seconds.items():
        session[name] = int(time.time()) - value
    session.save()


@pytest.fixture
def at_work(anna, client):
    """anna's browser on the machine itself, at work."""
    client.force_login(anna)
    assert client.get("/beheer/").status_code == 200
    return client


def test_a_session_ends_after_an_hour_without_use_and_returns_to_where_one_was(at_work):
    age(at_work, used_at=59 * 60)
    assert at_work.get("/beheer/").status_code == 200
    age(at_work, used_at=60 * 60)
    response = at_work.get("/beheer/letters/letter/?q=x", follow=True)
    assert response.redirect_chain == [("/beheer/login/?ended=idle&next=%2Fbeheer%2Fletters%2Fletter%2F%3Fq%3Dx", 302)]
    assert "Uw sessie is verlopen door inactiviteit" in response.content.decode()
    response = at_work.post(
        response.redirect_chain[0][0], {"username": "anna", "password": PASSWORD, "next": "/beheer/letters/letter/?q=x"}
    )
    assert response["Location"] == "/beheer/letters/letter/?q=x"


def test_a_session_that_is_in_use_ends_after_twelve_hours(at_work):
    age(at_work, began_at=12 * 3600 - 60)
    assert at_work.get("/beheer/").status_code == 200
    age(at_work, began_at=12 * 3600)
    assert "ended=idle" in at_work.get("/beheer/")["Location"]


@pytest.mark.parametrize("door", ["/beheer/login/", "/beheer/logout/"])
def test_no_door_gives_an_ended_session_a_new_life(door, at_work):
    age(at_work, used_at=3600)
    at_work.get(door)
    assert at_work.get("/beheer/").status_code == 302


def test_the_idle_time_is_a_setting(at_work, settings):
    settings.STAFF_IDLE_SECONDS = 300
    age(at_work, used_at=301)
    assert at_work.get("/beheer/").status_code == 302


def writes(client):
    with CaptureQueriesContext(connection) as captured:
        client.get("/beheer/")
    return [query["sql"] for query in captured if query["sql"].startswith(("UPDATE", "INSERT"))]


def test_use_is_written_down_once_a_minute(at_work, monkeypatch):
    began = at_work.session[sessions.USED_AT]
    monkeypatch.setattr(sessions.time, "time", lambda: began + 59)
    assert writes(at_work) == []
    monkeypatch.setattr(sessions.time, "time", lambda: began + 60)
    assert len(writes(at_work)) == 1
    assert at_work.session[sessions.USED_AT] == began + 60


def test_what_was_sent_after_the_end_is_kept_and_can_be_sent_once_more(at_work):
    address = "/beheer/auth/group/add/"
    typed = {"name": 'Groep "A" <b>', "more": "regel 1\r\nregel 2"}
    age(at_work, used_at=3600)
    response = at_work.post(address, typed, follow=True)
    assert "Wat u net wilde opslaan is bewaard" in response.content.decode()
    login, _ = response.redirect_chain[0]
    assert login.endswith("next=%2Fbeheer%2Fbewaarde-invoer%2F")
    credentials = {"username": "anna", "password": PASSWORD, "next": "/beheer/bewaarde-invoer/"}
    response = at_work.post(login, credentials, follow=True)
    page = response.content.decode()
    assert f'action="{address}"' in page
    assert 'value="Groep &quot;A&quot; &lt;b&gt;"' in page
    assert response.context["kept"]["fields"] == [[name, value] for name, value in typed.items()]
    assert at_work.post(address, {"name": ""}).status_code == 200
    assert sessions.KEPT_FORM in at_work.session, "a form with a mistake was not saved"
    assert at_work.post(address, typed).status_code == 302
    assert sessions.KEPT_FORM not in at_work.session


def test_what_was_kept_can_be_thrown_away(at_work, anna):
    age(at_work, used_at=3600)
    at_work.post("/beheer/auth/group/add/", {"name": "Groep"})
    at_work.force_login(anna)
    assert at_work.get("/beheer/bewaarde-invoer/").status_code == 200
    assert at_work.post("/beheer/bewaarde-invoer/")["Location"] == "/beheer/"
    assert sessions.KEPT_FORM not in at_work.session


def test_what_one_user_sent_is_shown_to_no_other(at_work):
    age(at_work, used_at=3600)
    at_work.post("/beheer/auth/group/add/", {"name": "geheim"})
    at_work.force_login(User.objects.create_superuser("bert"))
    assert at_work.get("/beheer/bewaarde-invoer/")["Location"] == "/beheer/"


def test_a_password_is_never_kept(at_work):
    age(at_work, used_at=3600)
    response = at_work.post("/beheer/password_change/", {"old_password": PASSWORD, "new_password1": "x"}, follow=True)
    assert "<strong>niet</strong> opgeslagen" in response.content.decode()
    assert sessions.KEPT_FORM not in at_work.session


def test_a_form_that_another_site_made_up_is_not_kept(at_work):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = at_work.cookies
    age(at_work, used_at=3600)
    assert strict.post("/beheer/auth/group/add/", {"name": "kwaad"}).status_code == 403
    assert sessions.KEPT_FORM not in strict.session


def test_a_public_page_does_not_look_at_the_session(at_work, ledger, django_assert_num_queries):
    visitor = Client()
    with CaptureQueriesContext(connection) as captured:
        visitor.get("/verantwoording/")
    age(at_work, used_at=3600)
    with django_assert_num_queries(len(captured)):
        response = at_work.get("/verantwoording/")
    assert (response.status_code, len(response.cookies)) == (200, 0)


@pytest.mark.looks
def test_set_up_and_code_are_usable_in_a_browser(open_page, live_server, axe):
    user = User.objects.create_superuser("anna", password=PASSWORD)
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto("/beheer/")
    page.get_by_label("Gebruikersnaam").fill("anna")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    follow(page.get_by_role("button", name="Aanmelden"))
    page.get_by_role("button", name="Afmelden").wait_for()
    page.goto("/beheer/tweede-stap/instellen/?next=/beheer/letters/letter/")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    square = page.locator(".qr-code svg").bounding_box()
    assert square["width"] >= 200
    key = b32decode(page.locator(".key").inner_text().replace(" ", "")).hex()
    page.get_by_label("Code uit de app").fill(code_of(TOTPDevice(key=key)))
    page.get_by_role("button", name="Instellen").click()
    page.get_by_role("link", name="Ik heb ze bewaard").wait_for()
    page.wait_for_load_state()
    assert page.locator(".recovery-codes li").count() == 10
    assert axe(page) == []
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    page.wait_for_url("**/beheer/letters/letter/")
    assert second_factor.recovery_codes_left(user) == 10
