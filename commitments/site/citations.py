"""How a page, a list or a chart is cited: what it is, the amount, and an address at which that amount stays."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime

from commitments.charts.series import Sum
from commitments.models import Release
from letters.models import Letter
from letters.peildatum import stand_of

from .filters import TimelineFilter
from .release import release_of

QUOTED_WITHIN = str.maketrans("“”", "‘’")  # quotation marks within others


@dataclass(frozen=True)
class CitedPage:
    """A page as somebody cites it. A letter of a later day does not change what its dated address shows."""

    address: str  # absolute, with the filters of the page and its day as the peildatum
    day: datetime.date | None  # up to which the letters go; None without letters
    scope: str = ""  # what was chosen, in words
    release: Release | None = None  # of which this page is

    def citation(self, what: str, amount: Sum | str, letter: Letter | None = None, place: str = "") -> str:
        """One sentence in Dutch on what is at `place` on this page, or on all of it.

        `amount` is what a reader finds there: the sum of it, or in words; `letter` is where it is from.
        """
        told = [
            f"Oekraïnesteun, “{what.translate(QUOTED_WITHIN)}”",
            _together(amount) if isinstance(amount, Sum) else amount,
        ]
        if letter:
            told.append(f"op grond van {letter.designation} van {date_format(letter.date, 'j F Y')}")
        told.append(f"{self.address}#{place}" if place else self.address)
        if self.day:
            told.append(f"stand van {date_format(self.day, 'j F Y')}")
        if self.release:
            made_on = date_format(localtime(self.release.made_at), "j F Y")
            told.append(f"uitgave {self.release.number} van {made_on}")
        return f"{', '.join(told)}."


def _together(amount: Sum) -> str:
    """Every euro of it; no letter says zero."""
    return f"samen {amount.full}" if amount.amount_eur else "geen bedrag dat meetelt"


def cited_page(
    request: HttpRequest, peildatum: datetime.date | None, page_filter: TimelineFilter | None = None
) -> CitedPage:
    """This page with the filters that it understands and that are right; not the page number, nor the order."""
    day = stand_of(peildatum)
    choices, fixed = (page_filter.choices(), page_filter.fixed) if page_filter else ((), frozenset())
    asked = {choice.name: choice.value for choice in choices if choice.name not in fixed}
    if page_filter and page_filter.since:
        asked["since"] = page_filter.since.isoformat()
    if day:
        asked["as_of"] = day.isoformat()
    query = f"?{urlencode(asked)}" if asked else ""
    scope = ", ".join(choice.words for choice in choices)
    return CitedPage(f"{request.build_absolute_uri(request.path)}{query}", day, scope, release_of(request))
