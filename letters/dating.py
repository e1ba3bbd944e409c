"""Whether the date that a letter has can be right; whoever enters or approves one of another time is asked."""

import datetime

from django.utils.formats import date_format

from ukrainesteun.years import FIRST_YEAR


def doubt_about_date(date: datetime.date, today: datetime.date) -> str:
    """Why somebody must look again at this date of a letter; "" for nothing."""
    printed = date_format(date, "j F Y")
    if date > today:
        return f"De brief is gedateerd op {printed}: dat moet nog komen."
    return f"De brief is gedateerd op {printed}: van voor {FIRST_YEAR}." if date.year < FIRST_YEAR else ""
