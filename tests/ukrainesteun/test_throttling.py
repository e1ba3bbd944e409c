"""Wrong passwords: who is held up, for how long, and who is not."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.db.models import F
from django.test import Client, RequestFactory

from ukrainesteun.signing_in.address import client_address

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

PASSWORD = "drie-blauwe-stoelen"
LIMIT = 10


@pytest.fixture(autouse=True)
def counted(settings):
    settings.AXES_ENABLED = True
    assert settings.AXES_FAILURE_LIMIT == LIMIT
    for name in ("anna", "bert"):
        User.objects.create_superuser(name, password=PASSWORD)


def log_in(username="anna", password=PASSWORD, address="192.0.2.7", **headers):
    data = {"username": username, "password": password, "next": "/beheer/"}
    return Client(REMOTE_ADDR=address, **headers).post("/beheer/login/", data)


def guess(times, **facts):
    return [log_in(password="verkeerd", **facts).status_code for _ in range(times)]


def test_ten_wrong_passwords_close_this_name_at_this_address_also_for_the_right_one():
    assert guess(LIMIT) == [200] * (LIMIT - 1) + [429]
    response = log_in()
    page = response.content.decode()
    assert response.status_code == 429
    assert "(over 15 minuten)" in page
    assert "Misschien is uw wachtwoord wel goed" in page
    assert 14 * 60 < int(response["Retry-After"]) <= 15 * 60


def test_another_browser_at_the_same_address_is_closed_too():
    for number in range(LIMIT):
        guess(1, HTTP_USER_AGENT=f"browser {number}")
    assert log_in(HTTP_USER_AGENT="one more").status_code == 429


def test_the_same_person_elsewhere_and_colleagues_here_get_in():
    guess(LIMIT)
    assert log_in(address="192.0.2.8").status_code == 302
    assert log_in("bert").status_code == 302


def go_forward(**duration):
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(**duration))


def test_trying_meanwhile_makes_the_wait_no_longer():
    guess(LIMIT)
    go_forward(minutes=14)
    assert "(over 1 minuut)" in log_in().content.decode()
    guess(3)
    go_forward(minutes=1)
    assert log_in().status_code == 302


def test_a_successful_login_counts_from_zero_again():
    guess(LIMIT - 1)
    assert log_in().status_code == 302
    assert guess(LIMIT - 1) == [200] * (LIMIT - 1)


def test_a_name_that_nobody_has_gets_the_same_answers():
    def answers(name):
        for _ in range(LIMIT + 1):
            response = log_in(name, "verkeerd")
            text = response.content.decode().replace(f'value="{name}"', "")
            yield response.status_code, re.sub(r'csrfmiddlewaretoken" value="\w+"|<strong>\d\d:\d\d uur', "", text)

    known, unknown = list(answers("anna")), list(answers("niemand"))
    assert known == unknown
    assert known[-1][0] == 429


def test_no_password_is_written_down():
    log_in(password="bijna-goed")
    attempt = AccessAttempt.objects.get()
    assert "bijna-goed" not in f"{attempt.post_data} {attempt.get_data}"


def address_of(**facts):
    return client_address(RequestFactory().get("/", **facts))


def test_without_a_proxy_x_forwarded_for_is_not_believed():
    assert address_of(REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="198.51.100.1") == "192.0.2.7"


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("198.51.100.1", "198.51.100.1"),
        ("203.0.113.9, 198.51.100.1", "198.51.100.1"),  # the first is what the client made of it
        ("onzin", "10.0.0.1"),
        ("", "10.0.0.1"),
        ("::ffff:198.51.100.1", "198.51.100.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
    ],
)
def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_added(forwarded, address, settings):
    settings.HTTPS = True
    assert address_of(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded) == address


def test_a_connection_without_an_address_is_counted_all_the_same():
    assert address_of(REMOTE_ADDR="") is None
    assert guess(LIMIT, address="")[-1] == 429
