"""The timeline: the letters in order of date, each with what it did to the total."""

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q

from commitments.charts import catalogue, series
from commitments.models import Affected, Change, Mention
from letters.models import Letter

from .certainty import how_sure
from .changes import kinds_of_change
from .citations import cited_page
from .filtered_pages import render_filtered
from .filters import TimelineFilter, read_filter
from .wholes import below_their_wholes

LETTERS_PER_PAGE = 25


def timeline(request):
    """The letters in order of date, each with what it announced, changed or repeated among the chosen commitments."""
    timeline_filter, problems = read_filter(request, TimelineFilter)
    selection = timeline_filter.selection()
    known = Letter.objects.published().as_of(selection.peildatum).without_text().select_related("dossier")
    chosen = selection.commitments
    chart = catalogue.running_total(selection)
    letters = _with_what_they_say(known.in_order_of_date(), chosen)
    if timeline_filter.chosen():
        letters = _about(letters, chosen)
    page = Paginator(letters, LETTERS_PER_PAGE).get_page(request.GET.get("page"))
    moved = series.by_letter(selection.movements)
    for letter, change in series.with_change(list(page), selection.movements):
        letter.change = change
        letter.kinds = kinds_of_change(moved[letter.slug])
        letter.is_outside = not change and letter.slug in selection.letters_outside
        letter.announced = below_their_wholes(letter.announced)
    context = {
        "filter": timeline_filter,
        "problems": problems,
        "peildatum": selection.peildatum,
        "ways_out": []
        if page.paginator.count
        else timeline_filter.ways_out(lambda found, is_choice: _about(known, found) if is_choice else known),
        "page": page,
        "chart": chart,
        "cited": cited_page(request, selection.peildatum, timeline_filter),
        "source_count": len(selection.sources),
        "total": selection.by_period.total,
        "sure": how_sure(selection),
    }
    return render_filtered(request, "commitments/timeline.html", context)


def _with_what_they_say(letters, chosen):
    """Each letter with what of the chosen commitments it `announced` and `repeats`; its changes with what they `withdrawn`."""
    keys = chosen.values("pk")
    announced = chosen.with_standing().with_counted_share().with_changes().select_related("category")
    ending = Affected.objects.ending().filter(change__kind=Change.Kind.WITHDRAWN, commitment__in=keys)
    repeats = Mention.objects.published().repeating().filter(commitment__in=keys)
    return letters.prefetch_related(
        "signatures__minister",
        Prefetch("commitments", announced, "announced"),
        Prefetch("changes__affected", ending.select_related("commitment__category").order_by("pk"), "withdrawn"),
        Prefetch("mentions", repeats.select_related("commitment"), "repeats"),
    )


def _about(letters, commitments):
    """The letters that announced, changed or repeated one of these commitments."""
    chosen = commitments.order_by()
    told = {"commitment__in": chosen.values("pk")}
    return letters.filter(
        Q(pk__in=chosen.values("letter"))
        | Q(pk__in=Mention.objects.filter(**told).order_by().values("letter"))
        | Q(pk__in=Affected.objects.filter(**told).values("change__letter"))
    )
