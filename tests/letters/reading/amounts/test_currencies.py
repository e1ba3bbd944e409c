"""Amounts in other currencies than the euro keep their own, whatever stands beside them."""

import pytest

from letters.reading.amounts.mentions import read_amounts

MILLION = 1_000_000


def read(text):
    return [(one.amount // MILLION, one.currency) for one in read_amounts(text)]


@pytest.mark.parametrize(
    ("words", "currency"),
    [
        ("Zweden geeft 640 miljoen kronor.", "SEK"),
        ("Er komt 640 miljoen kronor bij.", "SEK"),
        ("Zweden geeft 640 miljoen kronen.", "SEK"),
        ("De Zweedse regering geeft 640 miljoen kroon.", "SEK"),
        ("Noorwegen geeft 640 miljoen kronen.", "NOK"),
        ("De Noren geven 640 miljoen kroner.", "NOK"),
        ("Zweden en Denemarken doen mee; Denemarken geeft 640 miljoen kronen.", "DKK"),
        ("Tsjechië geeft 640 miljoen kronen.", "CZK"),
        ("India geeft 640 miljoen roepie.", "INR"),
        ("India geeft 640 miljoen roepies.", "INR"),
        ("Turkije geeft 640 miljoen lira.", "TRY"),
        ("Turkije geeft TRY 640 miljoen en meer.", "TRY"),
        ("India geeft INR 640 miljoen en meer.", "INR"),
    ],
)
def test_crowns_rupees_and_lira_are_money_of_their_own(words, currency):
    assert read(words) == [(640, currency)]


def test_crowns_are_of_no_country_that_an_earlier_sentence_names():
    assert "SEK" not in [currency for _, currency in read("Zweden doet mee. Noorwegen geeft 640 miljoen kronen.")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Canada geeft C$ 2 miljard en India 30 miljoen roepie.", [(2000, "CAD"), (30, "INR")]),
        ("Canada geeft C$ 2 miljard en Zweden 30 miljoen kronor.", [(2000, "CAD"), (30, "SEK")]),
        ("Nederland geeft € 2 miljard en Turkije 30 miljoen lira.", [(2000, "EUR"), (30, "TRY")]),
    ],
)
def test_a_currency_is_not_that_of_the_amount_before_it(words, expected):
    assert read(words) == expected
