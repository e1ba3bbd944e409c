"""What an amount is per inhabitant, and as a share of GDP."""

import pytest

from commitments.precision import Sum
from commitments.yardsticks import OF_GDP, PER_INHABITANT, YARDSTICKS


@pytest.mark.parametrize(
    ("yardstick", "amount", "year", "share"),
    [
        (PER_INHABITANT, Sum(4_200_000_000), 2023, "€\xa0236"),
        (PER_INHABITANT, Sum(178_112_910), 2023, "€\xa010"),
        (PER_INHABITANT, Sum(10_000_000), 2022, "€\xa00,57"),
        (PER_INHABITANT, Sum(1_000), 2022, "minder dan een cent"),
        (PER_INHABITANT, Sum(4_200_000_000, "circa"), 2023, "circa €\xa0236"),
        (OF_GDP, Sum(4_200_000_000), 2023, "0,41\xa0%"),
        (OF_GDP, Sum(3_000_000), 2023, "minder dan 0,01\xa0%"),
        (OF_GDP, Sum(11_870_000_000, "at-most"), 2025, "ten hoogste 1,00\xa0%"),
    ],
)
def test_an_amount_is_divided_by_the_figure_of_its_own_year(yardstick, amount, year, share):
    assert yardstick.of(amount, year) == share


@pytest.mark.parametrize("yardstick", YARDSTICKS, ids=lambda one: one.slug)
def test_a_year_without_a_figure_is_not_worked_out(yardstick):
    assert yardstick.of(Sum(1_000_000_000), 2030) is None


@pytest.mark.parametrize("yardstick", YARDSTICKS, ids=lambda one: one.slug)
def test_each_figure_says_where_it_stands(yardstick):
    assert all(one.source and one.source_url.startswith("https://") for one in yardstick.figures.values())
