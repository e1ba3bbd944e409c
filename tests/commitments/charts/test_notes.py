"""The note at an amount of a chart: what stands behind that amount, and why it is less than that of the quote."""

import json

import pytest

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
