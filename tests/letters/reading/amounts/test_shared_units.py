"""Numbers that share the unit of the amount behind them, each with the year that stands with it."""

import pytest

from letters.reading.amounts.mentions import read_amounts
from tests import growth
from tests.letters.reading.amounts.test_below_zero import files, read

MILLION = 1_000_000


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Er is in 2026 5 en in 2027 7 miljoen euro beschikbaar.", [(5, 2026), (7, 2027)]),
        ("Er is in 2026 5, in 2027 6,5 en in 2028 7 miljoen euro beschikbaar.", [(5, 2026), (6.5, 2027), (7, 2028)]),
        ("Er is voor 2026 5 en voor het jaar 2027 7 miljoen euro.", [(5, 2026), (7, 2027)]),
        ("Er is 2,5 (2026), 3 (2027) en 4 miljoen euro (2028) voor.", [(2.5, 2026), (3, 2027), (4, 2028)]),
        ("Er is 2,5 (2026) en 4 miljoen euro (2027) voor.", [(2.5, 2026), (4, 2027)]),
    ],
)
def test_numbers_with_a_year_share_the_unit_behind_them(words, expected):
    for name, content in files(words):
        found = [(one.amount / MILLION, *one.years.value, one.currency) for one in read(name, content)]
        assert found == [(amount, year, "EUR") for amount, year in expected], name


@pytest.mark.parametrize(
    "words", ["In 2026 12 landen en in 2027 7 miljoen euro.", "Artikel 5 (2026) geldt en 7 miljoen euro."]
)
def test_numbers_of_something_else_share_no_unit(words):
    assert [one.amount for one in read_amounts(words)] == [7 * MILLION]


def test_many_shared_units_take_no_more_than_linear_time():
    assert growth.is_linear(read_amounts, growth.of("in 2026 5, in 2027 6 en in 2028 7 miljoen euro, ", 60_000))
