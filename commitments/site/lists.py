"""The mentions and the corrections as pages, and each list of the site as a file of each kind."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import render

from commitments.models import Commitment, Correction, Mention, Outcome
from letters.models import Letter, Minister

from .answers import extract_of, list_file, or_refused, sound, sound_peildatum
from .citations import cited_page
from .corrections import by_occasion
from .files import categories, commitments, corrections, letters, mentions, ministers, outcomes
from .filtered_pages import render_filtered
from .filters import read_filter
from .glossary import mentioned
from .mention_filter import read_mention_filter
from .sums import naive_sum
from .tables import mention_table

CORRECTIONS_PER_PAGE = 100


def mention_list(request):
    mention_filter, problems = read_mention_filter(request)
    found = mention_filter.qs
    naive, count = naive_sum(found), found.count()
    counted = f"{count} vindplaats{'' if count == 1 else 'en'}"
    context = {
        "filter": mention_filter,
        "problems": problems,
        "peildatum": found.peildatum,
        "table": (table := mention_table(request, found)),
        "mentioned": mentioned(row.record for row in table.paginated_rows),
        "count": count,
        "ways_out": [] if count else mention_filter.ways_out(lambda found, is_choice: found),
        "naive": naive,
        "not_included": mention_filter.not_included,
        "counted": counted,
        "cited_amount": f"{counted}, zomaar opgeteld {naive.full}" if naive.amount_eur else counted,
        "cited": cited_page(request, found.peildatum, mention_filter),
    }
    return render_filtered(request, "commitments/mention_list.html", context)


def correction_list(request):
    """What the site said otherwise before, the newest first."""
    told = Correction.objects.with_letters_once()
    page = Paginator(told, CORRECTIONS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "occasions": by_occasion(page), "no_filters": {}}
    return render(request, "commitments/correction_list.html", context)


# The files. Each list comes with the rows of the others that belong to it, which only a workbook has room for.


@or_refused
def commitments_file(request, kind):
    commitment_filter = sound(read_filter(request))
    found = commitment_filter.qs
    places = Mention.objects.published().as_of(found.peildatum).filter(commitment__in=found.order_by().values("pk"))
    extract = _extract(request, found, commitment_filter)
    told = Correction.objects.filter(kind=Correction.Kind.COMMITMENT, slug__in=found.order_by().values("slug"))
    others = [(mentions, [places]), (letters, [_letters_of(found, places), found.peildatum]), (corrections, [told])]
    return _file(kind, extract, (commitments, [found, commitment_filter.not_included]), others)


@or_refused
def mentions_file(request, kind):
    mention_filter = sound(read_mention_filter(request))
    found = mention_filter.qs
    promised = Commitment.objects.published().as_of(found.peildatum)
    told = promised.filter(pk__in=found.order_by().values("commitment"))
    extract = _extract(request, found, mention_filter)
    others = [(commitments, [told]), (letters, [_letters_of(told, found), found.peildatum])]
    return _file(kind, extract, (mentions, [found, mention_filter.not_included]), others)


@or_refused
def categories_file(request, kind):
    commitment_filter = sound(read_filter(request))
    selection = commitment_filter.selection()
    found = selection.commitments
    places = Mention.objects.published().as_of(found.peildatum).filter(commitment__in=found.order_by().values("pk"))
    extract = _extract(request, found, commitment_filter)
    others = [(commitments, [found]), (mentions, [places]), (letters, [_letters_of(found, places), found.peildatum])]
    return _file(kind, extract, (categories, [selection]), others)


@or_refused
def letters_file(request, kind):
    peildatum = sound_peildatum(request)
    others = [
        (commitments, [Commitment.objects.published().as_of(peildatum)]),
        (mentions, [Mention.objects.published().as_of(peildatum)]),
    ]
    found = Letter.objects.published().as_of(peildatum)
    return _file(kind, extract_of(request, peildatum), (letters, [found, peildatum]), others)


@or_refused
def ministers_file(request, kind):
    peildatum = sound_peildatum(request)
    found = Minister.objects.published().as_of(peildatum)
    others = [
        (mentions, [Mention.objects.published().as_of(peildatum)]),
        (letters, [Letter.objects.published().as_of(peildatum), peildatum]),
    ]
    return _file(kind, extract_of(request, peildatum), (ministers, [found, peildatum]), others)


@or_refused
def outcomes_file(request, kind):
    peildatum = sound_peildatum(request)
    found = Outcome.objects.published().as_of(peildatum)
    told = Commitment.objects.published().as_of(peildatum).filter(outcomes__in=found).distinct()
    places = Mention.objects.published().filter(outcome__in=found)
    others = [(commitments, [told]), (mentions, [places]), (letters, [_letters_of(told, places), peildatum])]
    return _file(kind, extract_of(request, peildatum), (outcomes, [found]), others)


def corrections_file(request, kind):
    """All of them: they are about the site, so no peildatum and no filter is asked.

    A workbook has what the public can read now of the commitments and the letters that they are about.
    """
    told = Correction.objects.all()
    about = told.filter(kind=Correction.Kind.COMMITMENT).order_by()
    found = Commitment.objects.published().filter(slug__in=about.values("slug"))
    places = Mention.objects.published().filter(commitment__in=found.order_by().values("pk"))
    named = Letter.objects.published().filter(slug__in=told.order_by().values("letter_slug"))
    others = [(commitments, [found]), (mentions, [places]), (letters, [_letters_of(found, places) | named, None])]
    return _file(kind, extract_of(request, None), (corrections, [told]), others)


def _letters_of(promised, places):
    """The published letters in which these commitments are announced or these mentions stand."""
    announced = promised.order_by().values("letter")
    return Letter.objects.published().filter(Q(pk__in=announced) | Q(pk__in=places.order_by().values("letter")))


def _extract(request, found, chosen):
    """What these rows are of the ledger, by the filter that chose them."""
    return extract_of(request, found.peildatum, chosen.in_address(), chosen.chosen(), chosen.scope)


def _file(kind, extract, asked, others):
    """The answer: `asked` and each of `others` is a list (a module with `table_of`) and its rows."""
    shown = [asked, *others] if kind == "xlsx" else [asked]
    return list_file(kind, [module.table_of(*rows) for module, rows in shown], extract)
