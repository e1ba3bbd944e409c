"""The note at an amount of a chart: what stands behind that amount, and why it is less than that of the quote."""

import datetime
import json

import pytest

from commitments.models import Commitment, Mention
from letters.models import Letter
from tests.site.urls import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


def note(visit, **asked):
    return json.loads(text_of(visit("/grafieken/toelichting.json", asked)))


@pytest.mark.parametrize(
    ("asked", "title", "remainder"),
    [
        (
            {"category": "undivided", "year": "2023"},
            "Reservering voor steun in 2023",
            "Hier telt € 1,26 mld: € 2,5 mld, min € 1,24 mld die al als onderdeel telt.",
        ),
        (
            {"category": "humanitarian", "year": "2022-2023"},
            "Humanitaire hulp sinds de inval",
            "Hier telt circa € 50 mln: circa € 60 mln, min € 10 mln die al als onderdeel telt.",
        ),
        ({"category": "military", "year": "2024-2026"}, "Extra militaire steun voor 2024 tot en met 2026", ""),
    ],
)
def test_it_says_why_an_amount_is_less_than_that_of_its_quote(asked, title, remainder, visit):
    found = note(visit, **asked)
    assert found["title"] == title
    assert found["remainder"].replace("\xa0", " ") == remainder


def test_a_note_on_one_commitment_has_what_was_known_on_the_peildatum(ledger, client):
    commitment = Commitment.objects.published().get(slug="militaire-steun-extra-2024-2026")
    first = commitment.mentions.published().stating().get()
    before, since = first.letter.date - datetime.timedelta(days=1), first.letter.date
    assert note(client.get, commitment=commitment.slug) == note(
        client.get, commitment=commitment.slug, as_of=since.isoformat()
    )
    for asked in ({"as_of": before.isoformat()}, {"as_of": "gisteren"}):
        answer = client.get("/grafieken/toelichting.json", {"commitment": commitment.slug} | asked)
        assert answer.status_code in (404, 400)
    later = Letter.objects.published().newest_first()[0]
    Mention.objects.filter(pk=first.pk).update(letter=later)
    found = note(client.get, commitment=commitment.slug, as_of=since.isoformat())
    assert (found["title"], found["quote"], found["letter"]) == (commitment.title, "", "")
    assert note(client.get, commitment=commitment.slug)["letter"] == later.get_absolute_url()


def test_where_nothing_counts_it_says_nothing(visit):
    assert note(visit, category="trade-finance") == {
        "count": 0,
        "title": "",
        "stage": "",
        "quote": "",
        "source": "",
        "page": "",
        "letter": "",
        "remainder": "",
    }
