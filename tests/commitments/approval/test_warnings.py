"""What the review page warns of before a letter becomes public."""

import datetime

import pytest

from commitments.approval.effects import effect_of_approval
from commitments.approval.warnings import warnings_about
from tests.commitments import factories as make
from tests.commitments.clerks import address

pytestmark = pytest.mark.django_db

LATER = datetime.date(2024, 3, 1)


def warnings_of(letter):
    letter = make.again(letter)
    return warnings_about(letter, effect_of_approval(letter, make.NOW))


def stated(letter, amount_eur, quote, **fields):
    row = make.commitment(amount_eur, letter=letter, published_at=None, **fields)
    make.states(row, quote=quote.format(row.as_printed))
    return row


def test_an_ordinary_letter_gives_no_warning():
    make.commitment(1_000)
    assert warnings_of(make.working(100, date=LATER)) == []


@pytest.mark.parametrize("quote", ["Sinds 2022 heeft Nederland {} toegezegd.", "In totaal gaat het om {}."])
def test_an_amount_that_sounds_like_a_sum_of_earlier_ones_is_named(quote):
    make.commitment(1_000_000)
    letter = make.working(date=LATER)
    row = stated(letter, 900_000, quote)
    [warning] = warnings_of(letter)
    assert f"“{row}” (€\xa0900.000) klinkt als een optelling" in warning


def test_a_whole_of_which_the_parts_count_beside_it_is_named():
    make.commitment(1_000_000)
    letter = make.working(300, 100, 200, date=LATER)
    whole, *parts = letter.commitments.order_by("pk")
    [warning] = warnings_of(letter)
    assert warning.startswith(f"“{whole}” is precies de som van “{parts[0]}”, “{parts[1]}”")
    for part in parts:
        part.part_of = whole
        part.save()
    assert warnings_of(letter) == []


def test_a_year_that_more_than_doubles_is_named():
    make.commitment(1_000)
    assert warnings_of(make.working(1_000, date=LATER)) == []
    [warning] = warnings_of(make.working(1_001, date=LATER))
    assert "Het totaal van 2024 wordt meer dan 2 keer zo groot: van €\xa01.000 naar €\xa02.001" in warning


def test_another_total_than_the_letter_prints_is_named():
    make.commitment(1_000)
    letter = make.working(100, date=LATER)
    make.mention(letter, amount=100, amount_as_written="EUR 100", quote="In totaal is dit EUR 100.")
    assert warnings_of(letter) == []
    letter = make.working(100, date=LATER)
    make.mention(letter, amount=150, amount_as_written="EUR 150", quote="In totaal is dit EUR 150.")
    [warning] = warnings_of(letter)
    assert "De brief noemt als totaal ‘EUR 150’; goedkeuren verandert het openbare totaal met €\xa0100" in warning


def test_the_review_page_shows_them_and_still_lets_a_colleague_approve(bert):
    make.commitment(1_000)
    letter = make.working(2_000, date=LATER)
    page = bert.get(address(letter, "review")).render().content.decode()
    assert "Kijk dit na voor u goedkeurt" in page
    assert "meer dan 2 keer zo groot" in page
    assert "Goedkeuren en openbaar maken" in page
