"""The years that the ledger can hold, and how one year or several are printed."""

import datetime

FIRST_YEAR, LAST_YEAR = 2014, 2100  # of money, of a peildatum; what lies outside is a slip of the keyboard
FIRST_DAY, LAST_DAY = datetime.date(FIRST_YEAR, 1, 1), datetime.date(LAST_YEAR, 12, 31)
# A letter of before FIRST_DAY becomes public where somebody says that its date is right.
EARLIEST_LETTER = datetime.date(1900, 1, 1)


def period_label(year: int | str, end_year: int | str) -> str:
    """ "2024", or "2024-2026" for a period that the letters do not split; of years as numbers, or as they were typed."""
    return str(year) if year == end_year else f"{year}-{end_year}"


def period_in_words(year: int, end_year: int) -> str:
    """The same as a sentence has it: "2024", "2022 en 2023", "2024 tot en met 2026"."""
    if year == end_year:
        return str(year)
    return f"{year} en {end_year}" if end_year == year + 1 else f"{year} tot en met {end_year}"
