"""What changed from one day to another: a waterfall between two totals."""

import datetime
from itertools import pairwise

from django.core.paginator import Paginator
from django.shortcuts import render

from commitments.charts import growth
from commitments.charts.series import LetterLabel

from .certainty import how_sure
from .citations import cited_page
from .filters import read_filter_since

STEPS_PER_PAGE = 50
MOST_DAYS = 100  # of letters that the fields for a day suggest: the newest; each step below has its day too


def difference(request):
    """The total on the day `since`, each step by which it changed, and the total on the peildatum."""
    commitment_filter, problems = read_filter_since(request)
    selection = commitment_filter.selection()
    chart = growth.difference(selection)
    context = {
        "filter": commitment_filter,
        "problems": problems,
        "peildatum": selection.peildatum,
        "since": selection.since,
        "chart": chart,
        "sure": how_sure(selection),
        "days": sorted({letter.date for letter in selection.letters})[-MOST_DAYS:],
        "page": Paginator(_steps_of_letters(selection), STEPS_PER_PAGE).get_page(request.GET.get("page")),
        "cited": cited_page(request, selection.peildatum, commitment_filter),
    }
    return render(request, "commitments/difference.html", context)


def _steps_of_letters(selection):
    """(letter, the address of what it changed: from the letters before it up to its own day), for each day with letters."""
    by_day: dict[datetime.date, list[LetterLabel]] = {}
    for letter in selection.letters:
        by_day.setdefault(letter.date, []).append(letter)
    days = [None, *(day.isoformat() for day in by_day)]
    return [
        (letters, selection.address("difference", since=before, as_of=day))
        for letters, (before, day) in zip(by_day.values(), pairwise(days), strict=True)
    ]
