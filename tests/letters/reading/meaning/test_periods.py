"""For which years an amount is, by the years around it."""

import datetime

import pytest

from letters.reading.amounts.mentions import read_amounts

DATE = datetime.date(2026, 3, 3)


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        (
            "Het kabinet maakt respectievelijk € 300, 400 en 500 miljoen vrij in 2026, 2027 en 2028.",
            [(2026,), (2027,), (2028,)],
        ),
        (
            "Voor teams is in 2026, 2027 en 2028 achtereenvolgens € 3 miljoen, € 2 miljoen en € 1 miljoen begroot.",
            [(2026,), (2027,), (2028,)],
        ),
        ("In 2027 tot en met 2029 stelt het kabinet jaarlijks € 80 miljoen beschikbaar.", [(2027, 2028, 2029)]),
        (
            "In 2026 krijgt het leger € 3,1 miljard, maar daarvan is in 2025 al € 1,7 miljard uitgegeven.",
            [(2026,), (2025,)],
        ),
    ],
)
def test_each_amount_has_its_own_years(sentence, years):
    read = [mention.years for mention in read_amounts(sentence, DATE)]
    assert [one.value for one in read] == years
    assert not any(one.doubtful for one in read)


def test_years_in_an_order_that_does_not_fit_the_amounts_are_in_doubt():
    sentence = "In 2026, 2027 en 2028 is achtereenvolgens € 3 miljoen en € 2 miljoen begroot."
    assert all(mention.years.doubtful for mention in read_amounts(sentence, DATE))


@pytest.mark.parametrize("opening", ["Daarvan gaat", "Het gaat om", "In totaal gaat het om"])
def test_what_points_to_the_sentence_before_it_has_its_years_in_doubt(opening):
    text = f"Het kabinet trekt in 2027 en 2028 geld uit voor herstel. {opening} € 5 miljoen."
    [mention] = read_amounts(text, DATE)
    assert (mention.years.value, mention.years.doubtful) == ((2027, 2028), True)
