"""A rate as a person types it, and what an amount is in euros at it."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukrainesteun.exchange_rates import CURRENCIES, NotARate, format_rate, in_euros, parse_rate, rate_problem
from ukrainesteun.money import CODES, SPECIAL

RATES = st.decimals(min_value="0.000001", max_value=999_999, places=6)


@pytest.mark.parametrize(
    ("typed", "rate"), [("1,0843", "1.0843"), ("1.0843", "1.0843"), (" 11 ", "11"), ("7,46", "7.46")]
)
def test_a_rate_is_typed_with_a_comma_or_as_the_bank_prints_it(typed, rate):
    assert parse_rate(typed) == Decimal(rate)


@pytest.mark.parametrize("typed", ["", "een", "-1,08", "1.084", "1,08,4", "1,1234567", "1e3", "0x1", "12345678"])
def test_what_is_no_rate_or_could_be_two_is_refused(typed):
    with pytest.raises(NotARate, match="Schrijf hoeveel van de munt één euro is"):
        parse_rate(typed)


@given(RATES)
def test_a_rate_that_is_printed_is_read_as_the_same(rate):
    assert parse_rate(format_rate(rate)) == rate


@given(st.integers(1, 10**13), RATES.filter(bool))
def test_euros_are_the_amount_divided_by_the_rate_rounded_half_up(amount, rate):
    exact = Fraction(amount) / Fraction(rate)
    assert in_euros(amount, rate) == (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def test_half_a_euro_goes_up():
    assert (in_euros(3, Decimal(2)), in_euros(5, Decimal(2)), in_euros(100_000_000, Decimal("1.0843"))) == (
        2,
        3,
        92_225_399,
    )


def test_each_currency_that_a_letter_may_print_has_a_name_and_a_usual_rate():
    assert set(CURRENCIES) == {SPECIAL.get(code, code) for code in CODES} - {"EUR"}


@pytest.mark.parametrize("code", CURRENCIES)
def test_a_rate_far_from_the_usual_one_is_not_believed(code):
    _, usual = CURRENCIES[code]
    assert rate_problem(code, usual) is None
    assert "kijk ook de komma na" in rate_problem(code, usual * 10)
    assert "Eén euro is ongeveer" in rate_problem(code, usual / 10)


def test_a_rate_upside_down_is_told_from_the_right_one():
    assert rate_problem("NOK", Decimal("11.5")) is None
    assert rate_problem("NOK", 1 / Decimal("11.5"))
