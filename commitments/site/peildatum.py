"""The peildatum in the URL: "as known on"."""

import datetime

from ukrainesteun.years import FIRST_DAY, LAST_DAY


def read_peildatum(text):
    """(date, "") for a date as 2023-12-31, (None, "") for nothing, and (None, what is wrong, in Dutch) for the rest."""
    if not text:
        return None, ""
    try:
        peildatum = datetime.date.fromisoformat(text)
    except ValueError:
        return None, f"“{text[:40]}” is geen datum. Schrijf de peildatum als 2023-12-31. Hieronder staat alles tot nu."
    if not FIRST_DAY <= peildatum <= LAST_DAY:
        return None, f"De peildatum {text} ligt buiten deze gegevens. Hieronder staat alles tot nu."
    return peildatum, ""
