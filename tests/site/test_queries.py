"""The number of queries of a page does not grow with the ledger."""

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commitments.models import Commitment, Mention
from commitments.releasing.making import make_release
from commitments.site.files import table
from letters.models import Letter
from tests.commitments.factories import broken_rules

from .ledgers import NOW, make_ledger
from .urls import PATTERNS, addresses, body

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

FEW, MANY = 12, 60
OF_CHANGES = 3  # queries that are asked only where something shown was changed
MOST_QUERIES = 26  # of any page; more is a page that fetches in a roundabout way

# The lists as people open them, beside every address as it is.
QUERIES = {
    "overview": ["as_of=2023-06-01"],
    "timeline": ["category=military", "stage=aangekondigd", "minister=bewindspersoon-0"],
    "commitments": [
        "q=steun",
        "sort=-amount_eur",
        "as_of=2023-06-01",
        "minister=bewindspersoon-0&year=2022",
        "q=zoekraakt&category=cyber&year=2022",
    ],
    "commitments_csv": ["as_of=2023-06-01", "category=military"],
    "commitments_json": ["q=steun"],
    "mentions": ["verdict=states", "sort=-amount", "category=military&as_of=2023-06-01"],
    "mentions_csv": ["verdict=repeats"],
    "letters_json": ["as_of=2023-06-01"],
    "category": ["sort=title"],
}


def queries_by_address(client, commitments):
    """How many queries each page takes on a ledger of this size, opened for its first row; nothing stays behind."""
    counts = {}
    with transaction.atomic():
        make_ledger(commitments)
        make_release(NOW, "geladen")
        for pattern in PATTERNS:
            for query in ["", *QUERIES.get(pattern.name, [])]:
                address = addresses(pattern)[0] + (f"?{query}" if query else "")
                with CaptureQueriesContext(connection) as captured:
                    response = client.get(address)
                    body(response)
                assert response.status_code in (200, 301, 302), address
                counts[address] = len(captured)
        transaction.set_rollback(True)
    return counts


def test_no_answer_takes_more_queries_when_the_ledger_grows(client):
    """Neither do the files, as long as they fit in one of the chunks in which they are fetched."""
    assert table.CHUNK >= MANY
    few, many = queries_by_address(client, FEW), queries_by_address(client, MANY)
    more = {address: many[address] - few[address] for address in few}
    assert {address: count for address, count in more.items() if not 0 <= count <= OF_CHANGES} == {}
    assert {address: count for address, count in many.items() if count > MOST_QUERIES} == {}


@pytest.mark.parametrize("name", ["commitments_csv", "commitments_json"])
def test_a_file_takes_the_same_number_of_queries_for_each_chunk(name, client, monkeypatch):
    """A chunk bounds the memory; what belongs to its rows is fetched for all of them together."""
    make_ledger(200)
    counts = {}
    for chunks in (1, 2, 5):
        monkeypatch.setattr(table, "CHUNK", 200 // chunks)
        with CaptureQueriesContext(connection) as captured:
            body(client.get(reverse(name)))
        counts[chunks] = len(captured)
    each = counts[2] - counts[1]
    assert 0 < each <= 7
    assert counts[5] == counts[1] + 4 * each


def test_the_ledgers_of_these_tests_are_sound_and_have_every_kind_of_row(db):
    make_ledger(42, drafts=10)
    known = Commitment.objects.published()
    assert broken_rules() == {}
    assert (known.count(), Commitment.objects.filter(published_at=None).count()) == (42, 10)
    assert {commitment.standing.value for commitment in known.with_standing()} == {
        "counted",
        "inside-whole",
        "superseded",
        "excluded",
    }
    assert set(Mention.objects.values_list("verdict", flat=True)) == set(Mention.Verdict.values)
    assert round(Mention.objects.count() / 52, 1) == 2.5
    assert Letter.objects.published().count() == 11
    assert known.exclude(takes=None).exists()
    assert known.exclude(channel=None).exists()
    assert known.exclude(year=F("end_year")).exists()
