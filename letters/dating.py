"""Whether the date that a letter has can be right; whoever enters or approves one of another time is asked."""

import datetime

from django.utils.formats import date_format

from ukrainesteun.years import FIRST_YEAR

from .models import Letter


def doubt_about_date(date: datetime.date, today: datetime.date) -> str:
    """Why somebody must look again at this date of a letter; "" for nothing."""
    printed = date_format(date, "j F Y")
    if date > today:
        return f"De brief is gedateerd op {printed}: dat moet nog komen."
    return f"De brief is gedateerd op {printed}: van voor {FIRST_YEAR}." if date.year < FIRST_YEAR else ""


def unanswered_doubt(letter: Letter, today: datetime.date) -> str:
    """The same of a letter that is there; "" too where somebody said why the date is right, and made it public."""
    copy = letter.public_copy
    return "" if copy and copy.date == letter.date else doubt_about_date(letter.date, today)


def told_while_entered(doubt: str) -> str:
    """This doubt for who enters the letter: why the date is right, is asked of who approves it."""
    return doubt and f"{doubt} Klopt dat, dan vraagt de site bij het goedkeuren waarom."
