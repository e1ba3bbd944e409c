"""What a number format adds to a number, as Excel and LibreOffice write it in XLSX."""

import pytest

from commitments.entry.sheet.number_formats import shown


@pytest.mark.parametrize(
    ("number", "number_format", "text"),
    [
        (102, '0" mln"', "102 mln"),
        (102, '#,##0\\ "mln"', "102 mln"),
        (102, 'General" mln"', "102 mln"),
        (2.5, '"€" 0.0" miljard"', "€ 2,5 miljard"),
        (2_499_600_000, '#,##0,,"mln"', "2499,6 mln"),
        (102, '[$€-413]\\ #,##0\\ "mln"', "€ 102 mln"),
        (102, "[$USD]\\ #,##0", "USD 102"),
        (102, "[$$-409]#,##0.00", "$ 102"),
        (0.5, "0%", "50 %"),
        (102, '_ [Red]0" mln"_-;[Blue]-0', "102 mln"),
        (102_000_000, '[>=1000000]0,,"M";[>=1000]0,"K";0', "102 M"),
        (1_000, '[>=1000000]0,,"M";[>=1000]0,"K";0', "1 K"),
        (10, '[>=1000000]0,,"M";[>=1000]0,"K";0', "10"),
        (-3, '0" mln";-0" mln min"', "-3 mln min"),
        (0, '0" mln";-0" mln"', "0 mln"),
    ],
)
def test_a_number_with_its_unit_is_what_a_person_sees_without_rounding(number, number_format, text):
    assert shown(number, number_format).text(number) == text


@pytest.mark.parametrize(
    "number_format",
    ["General", "0", "0.00", "#,##0", "#,##0.00", '"€" #,##0', "[$€-413]\\ #,##0.00", '€ #,##0",-"', "@", "0.00E+00", "",
     '_ "€" * #,##0.00_ ;_ "€" * \\-#,##0.00_ ;_ "€" * "-"??_ ;_ @_ ', '#,##0 "euro"'],
)  # fmt: skip
def test_the_usual_formats_of_numbers_and_euros_add_nothing(number_format):
    found = shown(102, number_format)
    assert (found.is_plain, found.divided_by) == (True, 1)


@pytest.mark.parametrize(
    ("number_format", "divided_by"), [("#,##0,", 1_000), ("0.0,,", 1_000_000), ("0,,.0", 1_000_000)]
)
def test_commas_behind_the_digits_divide(number_format, divided_by):
    found = shown(102_000_000, number_format)
    assert (found.is_plain, found.divided_by) == (True, divided_by)
