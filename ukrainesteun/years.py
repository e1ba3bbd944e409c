"""The years that can stand in the ledger, and how one year or several are printed. Pure Python."""

import datetime

FIRST_YEAR, LAST_YEAR = 2014, 2100  # of a letter and of what it promises; another is a slip of the keyboard
FIRST_DAY, LAST_DAY = datetime.date(FIRST_YEAR, 1, 1), datetime.date(LAST_YEAR, 12, 31)


def period_label(year: int, end_year: int) -> str:
    """ "2024", or "2024-2026" for a period that the letter does not split."""
    return str(year) if year == end_year else f"{year}-{end_year}"
