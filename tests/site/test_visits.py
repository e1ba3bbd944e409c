"""What tests/visits.py remembers is what a visitor of the shipped ledger would get."""

import pytest
from django.urls import reverse

from commitments.models import Category
from tests.sharing import shared

from .urls import body

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


@pytest.mark.parametrize("name", ["overview", "commitments_csv", "favicon"])
def test_a_visit_gives_what_a_client_gets(name, visit, client):
    for _ in range(2):
        visited, got = visit(reverse(name)), client.get(reverse(name))
        assert (visited.status_code, in_any_order(visited.headers)) == (got.status_code, in_any_order(got.headers))
        assert visited.content == body(got)


def in_any_order(headers):
    """The headers; django-csp writes its directives in another order in each process."""
    policy = "Content-Security-Policy"
    return {name: sorted(value.split("; ")) if name == policy else value for name, value in headers.items()}


def test_a_test_that_changed_something_is_not_given_the_pages_of_before(visit):
    visit("/")
    Category.objects.update(name="Anders")
    with pytest.raises(AssertionError, match="not as it ships any more"):
        visit("/")


def test_what_the_processes_of_a_run_share_is_made_once(monkeypatch, tmp_path):
    monkeypatch.setenv("PYTEST_XDIST_TESTRUNUID", "this-run")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    made = iter([("first", 1), ("second", 2)])
    assert [shared(name, lambda: next(made)) for name in ("/", "/", "/tijdlijn/", "/")] == [
        ("first", 1), ("first", 1), ("second", 2), ("first", 1),
    ]  # fmt: skip
