"""What a reader may have meant who types a year or a day in the search box: the list offers it, and nothing that is empty."""

import datetime

import pytest

from letters.peildatum import day_in
from tests.site.urls import parse, text_of, words

pytestmark = pytest.mark.looks

FIRST_OF_FEBRUARY = datetime.date(2024, 2, 1)


def offered(visit, **asked):
    """{words: address} of what the list of commitments offers below its heading."""
    document, _ = parse(text_of(visit("/toezeggingen/", asked)))
    found = [one.find("a") for one in document.find(".//div[@id='kop']").iter("p") if one.get("class") == "meant"]
    return {words(link).replace("\xa0", " "): link.get("href") for link in found}


@pytest.mark.parametrize(
    "typed",
    [
        "1 februari 2024",
        "1 feb 2024",
        "01 Februari 2024",
        " 1-2-2024 ",
        "01-02-2024",
        "1/2/2024",
        "1.2.2024",
        "2024-02-01",
    ],
)
def test_a_day_is_read_however_it_is_typed(typed):
    assert day_in(typed) == FIRST_OF_FEBRUARY


@pytest.mark.parametrize(
    "typed",
    ["", "2024", "20240201", "31-2-2024", "2024-13-01", "1 februari", "1-2/2024", "op 1 februari 2024", "1-2-24"],
)
def test_what_is_no_day_is_none(typed):
    assert day_in(typed) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "ways"),
    [
        ({"q": "2024"}, {"Bedoelt u het jaar 2024?": "/toezeggingen/?year=2024"}),
        (
            {"q": "2024", "category": "military", "as_of": "2024-02-01"},
            {"Bedoelt u het jaar 2024?": "/toezeggingen/?as_of=2024-02-01&category=military&year=2024"},
        ),
        ({"q": "2024-2026"}, {"Bedoelt u de periode 2024-2026?": "/toezeggingen/?year=2024-2026"}),
        ({"q": "2024 – 2026"}, {"Bedoelt u de periode 2024-2026?": "/toezeggingen/?year=2024-2026"}),
        ({"q": "1999"}, {}),
        ({"q": "2024", "as_of": "2022-06-01"}, {}),
        ({"q": "2024", "year": "2023"}, {}),
        ({"q": "cyber 2024"}, {}),
        ({}, {}),
    ],
)
def test_a_year_in_the_search_box_is_offered_where_the_question_has_commitments_of_it(asked, ways, visit):
    assert offered(visit, **asked) == ways


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["1 februari 2024", "1-2-2024", "2024-02-01"])
def test_a_day_in_the_search_box_leads_to_what_was_known_on_it(typed, visit):
    (way,) = offered(visit, q=typed).items()
    assert way == ("Wat was bekend op 1 februari 2024?", "/?as_of=2024-02-01")
    heading = parse(text_of(visit(way[1])))[0].find(".//main//h1")
    assert words(heading).startswith("In 2 brieven")


@pytest.mark.django_db
def test_a_day_in_the_search_box_goes_before_the_one_that_was_asked(visit):
    assert offered(visit, q="1-2-2024", as_of="2025-03-04", definitie="militair") == {
        "Wat was bekend op 1 februari 2024?": "/?as_of=2024-02-01&definitie=militair"
    }


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["1 januari 1900", "1 januari 2130"])
def test_a_day_before_the_first_letter_or_to_come_is_not_offered(typed, visit):
    assert offered(visit, q=typed) == {}
