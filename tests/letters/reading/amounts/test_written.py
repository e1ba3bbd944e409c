"""What a written amount may say: by itself, and among the words around it."""

import pytest

from letters.reading.amounts.written import reading_of, readings, says_by_itself
from letters.reading.text.paper import Paper
from letters.reading.text.structure import Structure
from letters.reading.text.tables import Cell, Table
from ukrainesteun.money import Money, NotMoney


@pytest.mark.parametrize(
    ("as_written", "quote", "text", "found"),
    [
        ("EUR 2,5 miljard", "reserveert EUR 2,5 miljard", "", [Money(2_500_000_000, "EUR")]),
        ("anderhalf miljard euro", "Nederland geeft anderhalf miljard euro", "", [Money(1_500_000_000, "EUR")]),
        ("41", "respectievelijk EUR 25, 41 en 89 miljoen", "", [Money(41_000_000, "EUR"), Money(41)]),
        ("7,2 miljard", "in 2022 7,2 miljard uitgegeven", "", [Money(7_200_000_000)]),
    ],
)
def test_an_amount_is_read_as_its_quote_shows_it_and_by_itself(as_written, quote, text, found):
    assert list(dict.fromkeys(readings(as_written, quote, text))) == found


def test_a_figure_in_a_table_is_read_with_what_the_head_of_the_table_says():
    text = "| Bedragen in miljoenen euro | 2024 |\n|---|---|\n| Militaire steun | 2.000 |\n"
    assert Money(2_000_000_000, "EUR") in readings("2.000", "Militaire steun", text)


TABLE = "| Steun (x € 1 miljoen) | 2024 | 2025 |\n|---|---|---|\n| Herstel | 10 | 120,5 |\n"


@pytest.mark.parametrize(("cell", "amount"), [("10", 10_000_000), ("120,5", 120_500_000)])
def test_a_cell_is_read_with_the_unit_of_its_table_before_it_is_read_by_itself(cell, amount):
    assert next(readings(cell, "Herstel | 10 | 120,5", TABLE)) == Money(amount, "EUR")


def test_a_cell_is_read_with_the_table_that_its_file_gave():
    text = "Steun (x € 1 miljoen)\nHerstel: 120,5"
    cells = (Cell(22, 30), Cell(31, 36))
    paper = Paper(text, Structure((Table((cells,)),)))
    assert next(readings("120,5", "Herstel: 120,5", paper)) == Money(120_500_000, "EUR")
    with pytest.raises(NotMoney):
        next(readings("120,5", "Herstel: 120,5", text))


@pytest.mark.parametrize(
    ("amount", "currency", "found"),
    [
        (None, None, Money(41_000_000, "EUR")),
        (41, None, Money(41)),
        (41, "", Money(41)),
        (41, "EUR", None),
        (42, None, None),
    ],
)
def test_of_the_readings_the_first_is_taken_that_agrees_with_what_is_held_against_it(amount, currency, found):
    quote = "respectievelijk EUR 25, 41 en 89 miljoen"
    assert reading_of("41", quote, "", amount, currency) == (found, Money(41_000_000, "EUR"))


def test_what_is_no_amount_says_why():
    with pytest.raises(NotMoney, match="geen bedrag"):
        next(readings("vele lampen", "vele lampen", "vele lampen"))


@pytest.mark.parametrize(
    ("as_written", "amount", "currency", "says"),
    [
        ("EUR 2,5 miljard", 2_500_000_000, "EUR", True),
        ("EUR 2,5 miljard", 2_500_000_000, "", False),
        ("EUR 2,5 miljard", 2_400_000_000, "EUR", False),
        ("41", 41_000_000, "EUR", False),
        ("geen bedrag", 5, "EUR", False),
    ],
)
def test_what_an_amount_says_by_itself_is_a_reading_whatever_stands_around_it(as_written, amount, currency, says):
    assert says_by_itself(as_written, amount, currency) is says
    for quote in (as_written, f"samen EUR 25 en {as_written} voor munitie", "iets anders"):
        if says:
            assert reading_of(as_written, quote, "", amount, currency)[0] == Money(amount, currency)
