"""The public pages about money. Each fetches what is published, shapes it, and renders it."""

from difflib import get_close_matches

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html

from commitments import palette
from commitments.charts import catalogue, examples, growth, series, titles
from commitments.charts.selection import Choice, Selection, everything
from commitments.ledger.places import count_amounts, know_each_other, places_of
from commitments.models import Category, Commitment, Correction, Mention
from commitments.reporting.forms import ReportForm
from letters.models import Letter, Minister, Signature
from letters.peildatum import read_peildatum
from letters.reading.text.paper import Paper
from letters.reading.text.paragraphs import blocks

from .certainty import how_sure
from .changes import computed_from, told_of
from .citations import cited_page
from .corrections import by_occasion
from .definitions import START, counts, definitions_to_choose, read_start
from .filtered_pages import render_filtered
from .filters import OverviewFilter, TimelineFilter, read_filter
from .glossary import mentioned
from .life import life_of
from .question import Question
from .searching import meant_by
from .standings import in_short, why_left_out
from .tables import commitment_table
from .yardsticks import NAME, measured, read_yardstick, yardsticks_to_choose

NEWEST_LETTERS = 5
SIGNATURES_PER_PAGE = 100
CHANGES_SHOWN = 5  # of the letter that changed the total last
NEAR, LONGEST_SLUG = 3, 80  # on the page that says that there is no such page


def _letters(peildatum=None):
    return Letter.objects.published().as_of(peildatum).without_text().select_related("dossier")


def overview(request):
    overview_filter, problems = read_filter(request, OverviewFilter)
    yardstick, unknown = read_yardstick(request.GET.get(NAME))
    selection, peildatum = overview_filter.selection(), overview_filter.queryset.peildatum
    known, letters = selection.commitments, _letters(peildatum).newest_first()
    known_categories = set(known.order_by().values_list("category__slug", flat=True).distinct())
    counting = selection.counted.count()
    context = {
        "problems": problems + unknown,
        "filter": overview_filter if selection.choices else None,
        "definitions": definitions_to_choose(overview_filter),
        "yardsticks": yardsticks_to_choose(yardstick),
        "yardstick": yardstick,
        "measured": measured(selection.by_period, yardstick) if yardstick else [],
        "peildatum": peildatum,
        "answer": series.answer(selection.by_period),
        "answer_until": selection.sources[-1].date if selection.sources else None,
        "source_count": len(selection.sources),
        "changed_last": _changed_last(selection),
        "chart": catalogue.per_period(selection),
        "cited": cited_page(request, peildatum, overview_filter),
        "years": [period for period in selection.by_period.periods if selection.by_period.of(period)],
        "bars": series.bars(
            selection.by_period,
            [one for one in selection.categories if not selection.choices or one.slug in known_categories],
            known_categories,
        ),
        "stages": titles.stages_in_words(selection.by_period),
        "letters": series.with_change(letters[:NEWEST_LETTERS], selection.movements),
        "letters_outside": selection.letters_outside,
        "letter_count": len(selection.letters),
        "latest": selection.letters[-1] if selection.letters else None,
        "counting": counting,
        "part_count": counting - selection.counted.with_standing().roots().count(),
        "left_out_count": known.left_out().count(),
    }
    return render(request, "commitments/overview.html", context)


def _changed_last(selection):
    """The newest letter that changed the total, with by how much, and what it announced; None where none did."""
    if not selection.movements:
        return None
    date = selection.movements[-1].date
    letters = [letter for letter in selection.letters if letter.date == date]
    announced = (
        selection.counted.filter(letter__slug__in=[letter.slug for letter in letters])
        .with_standing()
        .with_counted_share()
    )
    return {
        "letters": letters,
        "change": series.Sum.of(
            (movement.amount_eur, movement.precision) for movement in selection.movements if movement.date == date
        ),
        "announced": announced.select_related("category").order_by("-amount_eur", "pk")[:CHANGES_SHOWN],
    }


def flows(request):
    commitment_filter, problems = read_filter(request)
    selection = commitment_filter.selection()
    context = {
        "filter": commitment_filter,
        "problems": problems,
        "peildatum": selection.peildatum,
        "series": selection.by_period,
        "sure": how_sure(selection),
        "chart": catalogue.flows(selection),
        "cited": cited_page(request, selection.peildatum, commitment_filter),
    }
    return render(request, "commitments/flows.html", context)


def categories(request):
    commitment_filter, problems = read_filter(request)
    selection = commitment_filter.selection()
    labels = {label.slug: label for label in selection.by_period.categories}
    context = {
        "filter": commitment_filter,
        "problems": problems,
        "peildatum": selection.peildatum,
        "series": selection.by_period,
        "sure": how_sure(selection),
        "whole": catalogue.of_total(selection),
        "chart": catalogue.per_category(selection),
        "cited": cited_page(request, selection.peildatum, commitment_filter),
        "categories": [
            (category, selection.by_period.of_category(label) if (label := labels.get(category.slug)) else None)
            for category in selection.category_rows
        ],
    }
    return render(request, "commitments/category_list.html", context)


def commitment_list(request):
    commitment_filter, problems = read_filter(request)
    selection = commitment_filter.selection()
    found = selection.commitments
    context = {
        "filter": commitment_filter,
        "problems": problems,
        "peildatum": found.peildatum,
        "sure": how_sure(selection),
        "total": selection.by_period.total,
        "cited": cited_page(request, found.peildatum, commitment_filter),
        "chart": catalogue.per_period(selection),  # not on the page: the picture that goes with a link to it
        "table": (table := commitment_table(request, found)),
        "count": (count := found.count()),
        "left_out": (left_out := found.left_out().count()),
        "counting": count - left_out,
        "has_parts": any(row.record.whole_slug for row in table.paginated_rows),
        "ways_out": [] if count else commitment_filter.ways_out(lambda found, is_choice: found),
        "meant": meant_by(
            commitment_filter.in_address().get("q", ""),
            commitment_filter.whatever_the_words(),
            Question(request.GET).asked,
        ),
    }
    return render_filtered(request, "commitments/commitment_list.html", context)


def _withdrawn(request, kind, slug):
    """The public note of what was at this address (410), or the page that says that nothing was (404)."""
    notes = Correction.objects.withdrawals().about(kind, slug)
    if not notes:
        raise Http404
    return render(request, "commitments/withdrawn.html", {"note": notes[0]}, status=410)


def _not_yet_known(request, letter, peildatum, of):
    """The page on a day before its letter: that it was not known then, from which letter on it is, and how to get there.

    `of` is what it is about: "commitment" or "letter"."""
    context = {
        "of": of,
        "letter": letter,
        "peildatum": peildatum,
        "is_known": False,
        "then": Question(request.GET).on(letter.date),
        "cited": cited_page(request, peildatum),
    }
    return render(request, "commitments/not_yet_known.html", context)


def commitment_detail(request, slug):
    """As known on the peildatum."""
    published = Commitment.objects.published().filter(slug=slug).select_related("letter__dossier").first()
    if published is None:
        return _withdrawn(request, Correction.Kind.COMMITMENT, slug)
    peildatum, problem = read_peildatum(request.GET.get("as_of"))
    if peildatum and peildatum < published.letter.date:
        return _not_yet_known(request, published.letter, peildatum, "commitment")
    known = Commitment.objects.published().as_of(peildatum)
    rows = known.with_standing().with_counted_share().select_related("category", "channel", "letter__dossier")
    commitment, life = rows.defer("letter__text").get(slug=slug), life_of(published, known)
    slugs = {commitment.whole_slug, commitment.on_top_of_slug} - {None}
    relatives = {relative.slug: relative for relative in known.filter(slug__in=slugs)}
    selection, mentions = Selection(known), [one for step in life.steps for one in step.mentions_of(commitment)]
    context = {
        "problem": problem,
        "peildatum": peildatum,
        "amount": commitment.amount.full,
        "cited": cited_page(request, peildatum),
        "commitment": commitment,
        "in_short": in_short(commitment),
        "why_left_out": why_left_out(commitment),
        "whole": relatives.get(commitment.whole_slug),
        "base": relatives.get(commitment.on_top_of_slug),
        "top_ups": known.filter(on_top_of=commitment).select_related("letter").order_by("letter__date", "pk"),
        "chart": catalogue.of_commitment(commitment, selection, str(Question(request.GET))),
        "changed": life.lineage.of,
        "life": life,
        "life_chart": growth.life(commitment, life.drawn, selection, str(Question(request.GET))),
        "mentions": mentions,
        "corrections": by_occasion(Correction.objects.about(Correction.Kind.COMMITMENT, slug)),
        "signatures": commitment.letter.signatures.select_related("minister"),
    }
    context |= computed_from(life.lineage.of, mentions)
    return render(request, "commitments/commitment_detail.html", context)


def letter_detail(request, slug):
    letter = Letter.objects.published().select_related("dossier").filter(slug=slug).first()
    if letter is None:
        by_reference = Letter.objects.published().exclude(reference="").filter(reference__iexact=slug).first()
        return (
            redirect(by_reference, permanent=True)
            if by_reference
            else _withdrawn(request, Correction.Kind.LETTER, slug)
        )
    peildatum, problem = read_peildatum(request.GET.get("as_of"))
    if peildatum and peildatum < letter.date:
        return _not_yet_known(request, letter, peildatum, "letter")
    mentions = list(letter.mentions.published().select_related("commitment", "outcome__letter"))
    selection = Selection(
        Commitment.objects.published().as_of(peildatum).filter(letter=letter),
        (Choice("letter", slug, letter.short_title),),
    )
    # The tables as the text itself has them: what an intake knows of its file is no part of what was approved.
    know_each_other(mentions)
    text = blocks(Paper(letter.text), places_of(mentions))
    context = {
        "letter": letter,
        "mentions": mentions,
        "amount_count": count_amounts(one for one in mentions if one.verdict != Mention.Verdict.NOT_MONEY),
        "other_count": count_amounts(one for one in mentions if one.verdict == Mention.Verdict.NOT_MONEY),
        "mentioned": mentioned(mentions),
        "asked": Question({"as_of": peildatum.isoformat()} if peildatum else {}).asked_of(letter=slug),
        "signatures": letter.signatures.select_related("minister"),
        "other_dossiers": letter.other_dossiers.all(),
        "blocks": text,
        "corrections": by_occasion(Correction.objects.about(Correction.Kind.LETTER, slug)),
        "marked": {mark.pk for block in text for mark in block.marks},
        "share": selection.by_period,
        "cited": cited_page(request, peildatum),
        "problem": problem,
        "peildatum": peildatum,
    }
    return render(request, "commitments/letter_detail.html", context | told_of(letter, peildatum))


def minister_detail(request, slug):
    minister = get_object_or_404(Minister.objects.published(), slug=slug)
    commitment_filter, problems = read_filter(request, minister=slug)
    selection = commitment_filter.selection()
    known = minister.signatures.published().as_of(selection.peildatum)
    signatures = list(known.select_related("letter__dossier").defer("letter__text").order_by("-letter__date"))
    context = {
        "filter": commitment_filter,
        "problems": problems,
        "peildatum": selection.peildatum,
        "minister": minister,
        "signatures": signatures,
        "page": Paginator(signatures, SIGNATURES_PER_PAGE).get_page(request.GET.get("page")),
        "sure": how_sure(selection),
        "count": selection.commitments.count(),
        "signed_count": sum(one.manner == Signature.Manner.SIGNED for one in signatures),
        "series": selection.by_period,
        "cited": cited_page(request, selection.peildatum, commitment_filter),
        "chart": catalogue.per_period(selection),
        "asked": Question(request.GET).asked_of(minister=slug),
    }
    return render(request, "commitments/minister_detail.html", context)


def category_detail(request, slug):
    category = get_object_or_404(Category.objects.published(), slug=slug)
    commitment_filter, problems = read_filter(request, category=slug)
    selection = commitment_filter.selection()
    context = {
        "filter": commitment_filter,
        "problems": problems,
        "peildatum": selection.peildatum,
        "category": category,
        "series": selection.by_period,
        "cited": cited_page(request, selection.peildatum, commitment_filter),
        "chart": catalogue.per_period(selection),
        "table": commitment_table(request, selection.commitments),
        "count": selection.commitments.count(),
        "sure": how_sure(selection),
        "asked": Question(request.GET).asked_of(category=slug),
    }
    return render(request, "commitments/category_detail.html", context)


def definitions(request):
    """The same ledger counted by each definition, with what makes it differ from the site's own count, or from another."""
    commitment_filter, problems = read_filter(request)
    start, unknown = read_start(request.GET.get(START))
    found = counts(commitment_filter, start)
    commitment_filter.fixed = frozenset({"definitie"})  # the page is about all of them: its title names none
    context = {
        "filter": commitment_filter,
        "problems": problems + unknown,
        "peildatum": commitment_filter.queryset.peildatum,
        "counts": found,
        "start": next(one for one in found if one.definition is start),
        "is_nothing_in_one": not all(one.how_many for one in found),
        "range": sorted({one.total for one in found if one.how_many}, key=lambda total: total.amount_eur),
    }
    return render(request, "commitments/definitions.html", context)


def page_not_found(request, exception):
    """What the reader may have meant: published rows of which the address resembles the one he asked for."""
    kinds = {"toezeggingen": Commitment, "brieven": Letter, "bewindspersonen": Minister, "categorieen": Category}
    kind, _, slug = request.path.strip("/").partition("/")
    found = []
    if kind in kinds and 0 < len(slug) <= LONGEST_SLUG:
        known = kinds[kind].objects.published()
        near = get_close_matches(slug, known.order_by("slug").values_list("slug", flat=True), n=NEAR, cutoff=0.5)
        rows = {
            row.slug: row for row in known.filter(slug__in=near).defer(*(["text"] if kinds[kind] is Letter else []))
        }
        found = [(kinds[kind]._meta.verbose_name, rows[slug]) for slug in near]
    words = "".join(one if one.isalnum() else " " for one in slug) if len(slug) <= LONGEST_SLUG else ""
    return render(request, "404.html", {"near": found, "words": words}, status=404)


def style(request):
    """Every component in every state, for maintainers; not linked from anywhere and not indexed."""
    selection = everything()
    charts = [build(selection) for build in (catalogue.CHARTS | growth.GROWTH).values()]
    context = {
        "colours": palette.PALETTE.items(),
        "amounts": examples.amounts(),
        "standings": examples.standings(),
        "mentions": examples.mentions(),
        "table": commitment_table(request, selection.commitments),
        "filter": TimelineFilter(request.GET, selection.commitments),
        "page": Paginator(range(3), 1).page(2),
        "report_forms": [
            ReportForm(auto_id="leeg-%s"),
            ReportForm({"text": "", "email": "geen adres"}, auto_id="fout-%s"),
        ],
        "ways_out": [("Fase", "geleverd", "category=military", 5), ("Jaar", "2024", "", 1)],
        "charts": [chart for chart in charts if chart],
        "cited": cited_page(request, None),
        "drawings": [
            (state, [[format_html("{}", drawing) for drawing in pair] for pair in pairs])
            for state, pairs in examples.drawings()
        ],
    }
    response = render(request, "commitments/style.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def accessibility(request):
    return render(request, "commitments/accessibility.html")
