import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.reading.letter import read_letter
from letters.reading.report import as_json
from tests import LETTERS, growth

TEXT = """\
36 045  Situatie in Oekraïne

Nr. 201  BRIEF VAN DE MINISTER VAN DEFENSIE

Den Haag, 3 mei 2024

Nederland geeft in 2024 circa EUR 2 miljard aan militaire steun (Kamerstuk 36 045, nr. 134).

De Minister van Defensie,
K.H. Ollongren
"""
KEYS = ["quote", "as_written", "amount", "currency", "precision", "years", "category", "stage", "payer", "start", "end"]


def test_the_shape_is_the_one_that_was_promised():
    found = as_json(read_letter(TEXT))
    assert list(found) == ["header", "signatures", "citations", "amounts", "percentages", "quantities"]
    header = {key: value for key, value in found["header"].items() if key != "places"}
    assert header == {
        "kind": "brief",
        "paper": "brief",
        "number": 201,
        "dossiers": [{"number": "36045", "title": "Situatie in Oekraïne"}],
        "date": "2024-05-03",
        "subject": "Brief van de Minister van Defensie",
        "title": "Brief van de Minister van Defensie",
        "reference": None,
        "session_year": None,
        "addressee": None,
    }
    assert [(row["office"], row["name"], row["manner"]) for row in found["signatures"]] == [
        ("Minister van Defensie", "K.H. Ollongren", "ondertekend")
    ]
    assert [row["slug"] for row in found["citations"]] == ["kst-36045-134"]
    (amount,) = found["amounts"]
    assert list(amount)[: len(KEYS)] == KEYS
    assert (amount["amount"], amount["currency"], amount["precision"], amount["years"]) == (
        2_000_000_000,
        "EUR",
        "circa",
        [2024],
    )


def test_every_place_is_a_place_in_the_text():
    found = as_json(read_letter(TEXT))
    places = found["header"]["places"]
    assert TEXT[places["number"]["start"] : places["number"]["end"]] == "201"
    assert TEXT[places["dossiers"][0]["start"] : places["dossiers"][0]["end"]] == "36 045"
    for row in found["amounts"] + found["citations"]:
        assert TEXT[row["start"] : row["end"]] == row["as_written"]


def test_what_is_not_printed_is_null_and_no_guess():
    found = as_json(read_letter("Er is 7,2 miljard uitgegeven."))
    assert [row["currency"] for row in found["amounts"]] == [None]
    assert {key: value for key, value in found["header"].items() if value} == {
        "kind": "brief",
        "places": {"dossiers": []},
    }


@given(st.text() | st.lists(st.sampled_from([*TEXT.split(" "), "\n", "5 %", "tien miljoen", "USD "])).map(" ".join))
def test_of_any_text_the_reading_is_json(text):
    found = as_json(read_letter(text))
    assert json.loads(json.dumps(found, ensure_ascii=False)) == found


def test_a_long_letter_is_read_in_linear_time():
    body = TEXT.partition("\n\n")[2]
    assert growth.is_linear(read_letter, growth.of(body, 1_600 * len(body)))


@pytest.mark.skipif(not LETTERS.is_dir(), reason="the letters' full texts are not beside the project")
def test_the_five_letters_are_read_with_a_date_each():
    dates = [read_letter(path.read_text(encoding="utf-8")).header.date for path in LETTERS.glob("*.txt")]
    assert len(dates) == 5
    assert all(isinstance(date, datetime.date) for date in dates)
