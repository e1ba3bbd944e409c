"""How this site counts: the rule in words, what is left out and why, and which letters it is counted from.

The page stays short in a large ledger: of long lists it shows some, and leads to the list that has all.
"""

from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import render

from commitments.charts import growth
from commitments.charts.selection import everything
from commitments.models import Commitment, Mention, Report
from letters.models import Letter
from letters.peildatum import read_peildatum

from .citations import cited_page
from .files.explained import LISTS
from .sums import naive_sum, sum_of

MOST_LEFT_OUT = 50  # the highest amounts; the list of commitments has all
MOST_LETTERS = 50  # the newest
REPORTS_PER_PAGE = 25


def method(request):
    peildatum, problem = read_peildatum(request.GET.get("as_of"))
    known = Commitment.objects.published().as_of(peildatum)
    mentions = Mention.objects.published().as_of(peildatum)
    letters = Letter.objects.published().as_of(peildatum).without_text().select_related("dossier")
    selection = everything(peildatum)
    corrections = Report.objects.that_led_to_a_correction()
    context = {
        "total": sum_of(known.counted()),
        "naive": naive_sum(mentions),
        "chart": growth.named(selection),
        "cited": cited_page(request, peildatum),
        "naive_count": mentions.with_naive_eur().exclude(naive_amount_eur=None).count(),
        "counting": known.counted().count(),
        "left_out": _highest(known.left_out()),
        "left_out_count": known.left_out().count(),
        "list_of_left_out": selection.address("commitments", sort="-standing"),
        "letters": list(letters.newest_first()[:MOST_LETTERS])[::-1],
        "letter_count": letters.count(),
        "peildatum": peildatum,
        "problem": problem,
        "page": Paginator(corrections, REPORTS_PER_PAGE).get_page(request.GET.get("page")),
        "lists": LISTS,
    }
    return render(request, "commitments/method.html", context)


def _highest(left_out):
    """The highest of these commitments, in order of date; an amount that is no euros comes last."""
    rows = left_out.with_standing().select_related("letter__dossier").defer("letter__text")
    highest = rows.order_by(F("amount_eur").desc(nulls_last=True), "pk")[:MOST_LEFT_OUT]
    return sorted(highest, key=lambda one: (one.letter.date, one.pk))
