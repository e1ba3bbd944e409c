"""What a page, a list or a file is called: its name, what was chosen of it, and the day on which that was known."""

import datetime

from django.utils.formats import date_format


def known_on(peildatum: datetime.date) -> str:
    """ "zoals bekend op 1 februari 2024"."""
    return f"zoals bekend op {date_format(peildatum, 'j F Y')}"


def title_of(name: str, scope: str = "", peildatum: datetime.date | None = None) -> str:
    """ "Toezeggingen: 2024, Militair, zoals bekend op 1 februari 2024": `scope` is what was chosen, in words."""
    title = f"{name}: {scope}" if scope else name
    return f"{title}, {known_on(peildatum)}" if peildatum else title
