"""What letters say that came of promises, taken together."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.ledger.contradictions import Kind, contradictions
from commitments.ledger.outcomes import outcome_problems, together, told
from commitments.models import Commitment, Outcome
from commitments.precision import Sum
from tests.commitments import factories as make

MILLION = 1_000_000
FIRST, SECOND, THIRD = datetime.date(2024, 3, 1), datetime.date(2024, 9, 1), datetime.date(2025, 3, 1)

pytestmark = pytest.mark.django_db


def outcome(letter, millions, **fields):
    """An outcome of military support with its quote."""
    return make.outcome(letter, millions * MILLION, **{"category": make.category()} | fields)


def up_to(day, millions, **fields):
    """All up to this day, as a letter of that day says."""
    years = {"year": 2022, "end_year": day.year}
    return outcome(make.letter(day), millions, on_date=day, is_cumulative=True, **years | fields)


def all_told():
    return told(Outcome.objects.published().with_what_they_tell())


# What is wrong with one


def wrong(commitments=(), category=None, year=2024, on_date=None, letter=None):
    return [field for field, _ in outcome_problems(list(commitments), category, year, on_date, letter)]


def test_an_outcome_is_of_commitments_or_of_a_category_in_its_years():
    category, row = make.category(), make.commitment()
    assert wrong([row]) == wrong(category=category) == []
    assert wrong() == ["commitments"]
    assert wrong([row], category) == ["category"]
    assert wrong(category=category, year=None) == ["year"]
    assert wrong([row], year=None) == []


def test_an_outcome_speaks_of_no_day_and_no_promise_after_its_letter():
    row = make.commitment(letter=make.letter(SECOND))
    assert wrong([row], letter=make.letter(FIRST)) == ["commitments"]
    assert wrong([row], letter=make.letter(SECOND), on_date=THIRD) == ["on_date"]
    assert wrong([row], letter=make.letter(SECOND), on_date=SECOND) == []


# What several say


def test_what_letters_say_of_one_thing_in_one_way_stands_together_in_order_of_its_day():
    later, earlier = up_to(SECOND, 9), up_to(FIRST, 5)
    (one,) = all_told()
    assert list(one.outcomes) == [earlier, later]
    assert (one.newest, together([one])) == (later, Sum(9 * MILLION))


def test_two_valuations_of_the_same_stand_apart_and_are_no_growth():
    letter = make.letter(FIRST)
    for valuation, millions in (("book", 5), ("replacement", 9)):
        outcome(letter, millions, on_date=FIRST, is_cumulative=True, year=2024, end_year=2024, valuation=valuation)
    assert [(one.valuation, len(one.outcomes), one.falls()) for one in all_told()] == [
        ("book", 1, []),
        ("replacement", 1, []),
    ]


def test_what_came_of_one_commitment_is_not_what_came_of_another():
    one, other = make.commitment(), make.commitment()
    for about in ([one], [other], [one, other], [one]):
        make.outcome(make.letter(SECOND), MILLION, commitments=about)
    assert sorted((len(each.commitments), len(each.outcomes)) for each in all_told()) == [(1, 1), (1, 2), (2, 1)]


def test_years_are_added_to_the_newest_of_all_until_then_and_one_year_counts_once():
    up_to(FIRST, 5)
    for day, millions in ((SECOND, 2), (THIRD, 3)):
        outcome(make.letter(day), millions, year=2025, end_year=2025)
    outcome(make.letter(THIRD), 4, year=2024, end_year=2024)  # which the five have up to March
    assert {one.period for one in all_told()} == {"2022-2024", "2025", "2024"}
    assert together(all_told()) == Sum(8 * MILLION)


def test_what_is_told_of_a_category_is_not_added_to_what_is_told_of_its_commitments():
    one, other = make.commitment(), make.commitment()
    for row, millions in ((one, 2), (other, 3)):
        make.outcome(make.letter(SECOND), millions * MILLION, commitments=[row])
    assert together(all_told()) == Sum(5 * MILLION)
    outcome(make.letter(SECOND), 4, year=2024, end_year=2024)
    assert together(all_told()) == Sum(4 * MILLION)
    assert together([]) is None


@given(st.lists(st.integers(1, 20), min_size=1, max_size=6))
def test_what_can_only_grow_falls_exactly_where_a_later_day_has_less(millions):
    with make.rolled_back():
        days = [FIRST + datetime.timedelta(days=30 * place) for place in range(len(millions))]
        for day, amount in zip(days, millions, strict=True):
            up_to(day, amount)
        less = sum(after < before for before, after in pairwise(millions))
        (one,) = all_told()
        assert (len(one.falls()), together([one])) == (less, Sum(millions[-1] * MILLION))
        found = contradictions()
        assert found.pairs[Kind.FALLS] == len(millions) - 1
        assert len([each for each in found.found if each.kind == Kind.FALLS]) == less


@pytest.mark.engines
def test_no_outcome_changes_what_was_promised():
    row = make.commitment(5 * MILLION)
    before = Commitment.objects.published().counted().totals()
    make.outcome(make.letter(SECOND), 3 * MILLION, commitments=[row])
    make.outcome(make.letter(SECOND), 3 * MILLION, kind="received", category=row.category, year=2024, end_year=2024)
    assert Commitment.objects.published().counted().totals() == before


@pytest.mark.engines
def test_on_a_day_only_what_letters_said_by_then_is_told():
    up_to(FIRST, 5)
    up_to(SECOND, 9)
    known = Outcome.objects.published().as_of(FIRST)
    assert [one.amount_eur for one in known] == [5 * MILLION]
