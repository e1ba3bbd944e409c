"""The public pages about money. Each fetches what is published, shapes it, and renders it."""

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q, Sum
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from letters.models import Letter, Minister, Signature
from letters.reading.paragraphs import paragraphs
from letters.reading.quotes import NormalisedText

from . import charts, exports, series
from .filters import CommitmentFilter, TimelineFilter
from .models import Category, Commitment, Mention
from .peildatum import read_peildatum
from .tables import commitment_table

NEWEST_LETTERS = 5
LETTERS_PER_PAGE = 25


def _labels():
    return [
        series.CategoryLabel(category.slug, category.name, category.short_name, category.colour)
        for category in Category.objects.published()
    ]


def _letters(peildatum=None):
    return Letter.objects.published().as_of(peildatum).without_text().select_related("dossier")


def _by_period(counted, labels):
    return series.by_period(counted.totals(), labels, counted.stages(), counted.circa_periods())


def overview(request):
    peildatum, problem = read_peildatum(request.GET.get("as_of"))
    known, letters = Commitment.objects.published().as_of(peildatum), _letters(peildatum).newest_first()
    labels, counted = _labels(), known.counted()
    by_period = _by_period(counted, labels)
    context = {
        "problem": problem,
        "peildatum": peildatum,
        "series": by_period,
        "chart": charts.by_period_bars(by_period),
        "answer": series.answer(by_period),
        "bars": series.bars(
            by_period, labels, set(known.order_by().values_list("category__slug", flat=True).distinct())
        ),
        "letters": series.with_share(letters[:NEWEST_LETTERS], counted.shares()),
        "letter_count": letters.count(),
        "latest": letters.first(),
        "root_count": counted.with_standing().roots().count(),
        "left_out_count": known.left_out().count(),
    }
    return render(request, "commitments/overview.html", context)


def timeline(request):
    """The letters in order of date, each with what it announced, changed or repeated among the chosen commitments."""
    timeline_filter = TimelineFilter(request.GET, Commitment.objects.published())
    chosen = timeline_filter.qs
    running = series.running_total(chosen.movements(), _labels())
    letters = (
        _letters()
        .in_order_of_date()
        .prefetch_related(
            "signatures__minister",
            Prefetch(
                "commitments", chosen.with_standing().with_counted_share().select_related("category"), "announced"
            ),
            Prefetch(
                "mentions",
                Mention.objects.published()
                .filter(verdict=Mention.Verdict.REPEATS, commitment__in=chosen.values("pk"))
                .select_related("commitment"),
                "repeats",
            ),
        )
    )
    if timeline_filter.chosen():
        letters = letters.filter(
            Q(commitments__in=chosen.values("pk")) | Q(mentions__commitment__in=chosen.values("pk"))
        )
    page = Paginator(letters.distinct(), LETTERS_PER_PAGE).get_page(request.GET.get("page"))
    first, latest = _letters().in_order_of_date().first(), _letters().newest_first().first()
    context = {
        "filter": timeline_filter,
        "page": page,
        "running": running,
        "chart": charts.running_total_steps(running, first.date, latest.date) if running.dates else None,
        "total_eur": sum(steps[-1] for steps in running.steps_eur.values()),
        "is_circa": chosen.counted().circa_periods().exists(),
    }
    return render(request, "commitments/timeline.html", context)


def flows(request):
    peildatum, problem = read_peildatum(request.GET.get("as_of"))
    counted = Commitment.objects.published().as_of(peildatum).counted()
    found = series.flows(counted.shares(), _labels())
    context = {
        "problem": problem,
        "peildatum": peildatum,
        "is_circa": counted.circa_periods().exists(),
        "flows": found,
        "total_eur": sum(flow.amount_eur for flow in found),
        "chart": charts.flow_sankey(found) if found else None,
    }
    return render(request, "commitments/flows.html", context)


def _filtered(request):
    """The filter of the commitments as known on the peildatum in the URL, and what is wrong in that URL."""
    peildatum, problem = read_peildatum(request.GET.get("as_of"))
    commitment_filter = CommitmentFilter(request.GET, Commitment.objects.published().as_of(peildatum))
    return commitment_filter, [*([("as_of", problem)] if problem else []), *commitment_filter.problems()]


def commitment_list(request):
    commitment_filter, problems = _filtered(request)
    found = commitment_filter.qs
    context = {
        "filter": commitment_filter,
        "problems": problems,
        "peildatum": found.peildatum,
        "around": series.by_period(commitment_filter.periods_around().counted().totals(), _labels()).unsplit_totals(),
        "is_circa": found.counted().circa_periods().exists(),
        "table": commitment_table(request, found),
        "count": found.count(),
        "counted_eur": found.counted().total_eur(),
    }
    return render(request, "commitments/commitment_list.html", context)


def _download(request, pieces, content_type, name):
    commitment_filter, problems = _filtered(request)
    if problems:
        return HttpResponse(
            "".join(f"{problem}\n" for _, problem in problems), status=400, content_type="text/plain; charset=utf-8"
        )
    response = StreamingHttpResponse(pieces(commitment_filter.qs), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def commitments_csv(request):
    return _download(request, exports.csv_lines, "text/csv; charset=utf-8", "toezeggingen.csv")


def commitments_json(request):
    return _download(request, exports.json_pieces, "application/json", "toezeggingen.json")


def commitment_detail(request, slug):
    known = Commitment.objects.published()
    commitment = get_object_or_404(
        known.with_standing().with_counted_share().select_related("category", "channel", "letter__dossier"), slug=slug
    )
    parts = known.filter(Q(part_of=commitment) | Q(moved_to=commitment)).distinct().select_related("category")
    relatives = {commitment.whole_slug, commitment.predecessor_slug, commitment.successor_slug}
    relatives = {relative.slug: relative for relative in known.filter(slug__in=relatives - {None})}
    context = {
        "commitment": commitment,
        "whole": relatives.get(commitment.whole_slug),
        "predecessor": relatives.get(commitment.predecessor_slug),
        "successor": relatives.get(commitment.successor_slug),
        "slices": series.slices(commitment, parts.counted(), commitment.counted_share_eur),
        "mentions": commitment.mentions.published()
        .select_related("letter__dossier")
        .order_by("letter__date", "position"),
        "signatures": commitment.letter.signatures.select_related("minister"),
    }
    return render(request, "commitments/commitment_detail.html", context)


def letter_detail(request, slug):
    letter = Letter.objects.published().select_related("dossier").filter(slug=slug).first()
    if letter is None:
        by_reference = get_object_or_404(Letter.objects.published().exclude(reference=""), reference__iexact=slug)
        return redirect(by_reference, permanent=True)
    mentions = list(letter.mentions.published().select_related("commitment"))
    context = {
        "letter": letter,
        "mentions": mentions,
        "signatures": letter.signatures.select_related("minister"),
        "other_dossiers": letter.other_dossiers.all(),
        "paragraphs": paragraphs(letter.text, _amounts_in(letter.text, mentions)),
        "share_eur": Commitment.objects.published().counted().filter(letter=letter).total_eur(),
    }
    return render(request, "commitments/letter_detail.html", context)


def _amounts_in(text, mentions):
    """Where the amounts of these mentions stand in the text: (start, end, mention), in order; those not found left out."""
    normalised, spans = NormalisedText.of(text), []
    for mention in mentions if text else ():
        quote = normalised.find(mention.quote)
        amount = quote and normalised.find(mention.amount_as_written, quote[0])
        if amount:
            spans.append((*amount, mention))
    return sorted(spans, key=lambda span: span[:2])


def minister_detail(request, slug):
    minister = get_object_or_404(Minister.objects.published(), slug=slug)
    counted = Commitment.objects.published().counted().signed_by(minister)
    by_period = _by_period(counted, _labels())
    signatures = minister.signatures.published().select_related("letter__dossier").defer("letter__text")
    context = {
        "minister": minister,
        "signatures": signatures.order_by("-letter__date"),
        "has_signed": signatures.filter(manner=Signature.Manner.SIGNED).exists(),
        "series": by_period,
        "chart": charts.by_period_bars(by_period) if by_period.amounts_eur else None,
    }
    return render(request, "commitments/minister_detail.html", context)


def category_detail(request, slug):
    category = get_object_or_404(Category.objects.published(), slug=slug)
    chosen = Commitment.objects.published().filter(category=category)
    by_period = _by_period(chosen.counted(), _labels())
    context = {
        "category": category,
        "series": by_period,
        "chart": charts.by_period_bars(by_period) if by_period.amounts_eur else None,
        "table": commitment_table(request, chosen),
        "count": chosen.count(),
    }
    return render(request, "commitments/category_detail.html", context)


def method(request):
    known = Commitment.objects.published()
    naive = Mention.objects.published().of_the_netherlands().filter(currency="EUR")
    left_out = known.left_out().with_standing().select_related("letter__dossier").defer("letter__text")
    context = {
        "total_eur": known.counted().total_eur(),
        "naive_eur": naive.aggregate(total=Sum("amount", default=0))["total"],
        "naive_count": naive.count(),
        "is_circa": known.counted().circa_periods().exists(),
        "root_count": known.counted().with_standing().roots().count(),
        "left_out": left_out.order_by("letter__date", "pk"),
        "letters": _letters().in_order_of_date(),
    }
    return render(request, "commitments/method.html", context)
