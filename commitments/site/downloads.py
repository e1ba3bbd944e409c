"""What a reader takes along: each chart as a figure, a table and a picture, and the pictures that go with links."""

from dataclasses import asdict

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format

from commitments.charts import catalogue, growth, images, notes
from commitments.charts.drawings import cards
from commitments.charts.selection import Selection, everything
from commitments.ledger.places import count_amounts
from commitments.models import Commitment
from letters.models import Letter
from letters.peildatum import read_peildatum

from .answers import Refused, extract_of, list_file, or_refused, sound, sound_peildatum
from .files import charts, names
from .files.table import Extract
from .filters import read_filter, read_filter_since
from .life import life_of
from .titles import known_on

WIDTHS = {"wide": 1600, "square": 1200, "social": 1200}  # of the pictures, in pixels
# What stands on a picture of the site as a whole.
OF_SITE = "oekrainesteun"  # begins the name of its file
SITE = "Wat Nederland Oekraïne toezegde, brief voor brief en euro voor euro"
PROMISE = "Elke euro telt één keer mee, en leidt naar een citaat in een brief."
SOURCE = "Bron: brieven aan de Tweede Kamer"
SHAPE_IN_NAME = {"wide": "", "square": "-vierkant", "social": "-kaart"}


def _chart_of(request, name):
    """The chart of this name with the filters in the URL, and what of the ledger it shows.

    Raises Refused, and Http404 where no chart has this name.
    """
    if name in OF_ONE:
        slug, peildatum = request.GET.get("commitment", ""), sound_peildatum(request)
        chart = OF_ONE[name](_known(slug, peildatum), everything(peildatum))
        return chart, extract_of(request, peildatum, {"commitment": slug}, [("Toezegging", slug)])
    build = (catalogue.CHARTS | growth.GROWTH).get(name)
    if build is None:
        raise Http404
    commitment_filter = sound((read_filter_since if name == growth.DIFFERENCE else read_filter)(request))
    selection, chosen = commitment_filter.selection(), commitment_filter.in_address()
    if since := selection.since:
        chosen["since"] = since.isoformat()
    if name == growth.NEW_MONEY and selection.has_chosen("letter", "minister"):  # these choose commitments, not letters
        raise Refused("Deze grafiek toont van elke brief al het geld. Kies hier dus geen brief of bewindspersoon.", 404)
    if chart := build(selection):
        return chart, extract_of(request, selection.peildatum, chosen, commitment_filter.chosen())
    raise Refused("Bij deze keuze is er geen bedrag dat meetelt.", 404)


def _known(slug, peildatum):
    """The published commitment with this slug. Raises Refused where it was not known on the peildatum, and Http404."""
    commitment = get_object_or_404(Commitment.objects.published().select_related("letter"), slug=slug)
    if peildatum and peildatum < commitment.letter.date:
        raise Refused(f"Op {date_format(peildatum, 'j F Y')} was deze toezegging nog niet bekend.", 404)
    return commitment


def _chart_of_parts(commitment, known):
    """The chart of the parts of this commitment, of what is `known`: a Selection of everything on a day. Raises Refused."""
    rows = known.commitments.with_standing().with_counted_share().select_related("category", "letter")
    if chart := catalogue.of_commitment(rows.get(pk=commitment.pk), known):
        return chart
    raise Refused(f"Deze toezegging heeft geen onderdelen die meetellen, {known.day}.", 404)


def _chart_of_life(commitment, known):
    """The same of the life of this commitment."""
    if chart := growth.life(commitment, life_of(commitment, known.commitments).drawn, known):
        return chart
    raise Refused(f"Deze toezegging staat in één brief en is niet herhaald of veranderd, {known.day}.", 404)


OF_ONE = {catalogue.OF_COMMITMENT: _chart_of_parts, growth.LIFE: _chart_of_life}


@or_refused
def chart_figure(request, name):
    chart, _ = _chart_of(request, name)
    return JsonResponse(chart.figures())


@or_refused
def chart_note(request):
    """What stands behind an amount of a chart: the commitments with the filters in the URL, or one by its slug."""
    if slug := request.GET.get("commitment"):
        known = Commitment.objects.published().as_of(peildatum := sound_peildatum(request))
        return JsonResponse(asdict(notes.note_of_one(get_object_or_404(known, slug=slug), peildatum)))
    return JsonResponse(asdict(notes.note_of(sound(read_filter(request)).selection().counted)))


@or_refused
def chart_file(request, name, kind):
    """What the chart draws, as rows: CSV in either manner, or JSON."""
    chart, extract = _chart_of(request, name)
    return list_file(kind, [charts.table_of(chart)], extract)


@or_refused
def chart_svg(request, name):
    card, file_name = _card_of(request, name, _shape_in(request), "svg")
    response = HttpResponse(card, content_type="image/svg+xml")
    response["Content-Disposition"] = f'inline; filename="{file_name}"'
    return response


@or_refused
def chart_png(request, name):
    shape = _shape_in(request)
    card, file_name = _card_of(request, name, shape, "png")
    return _png(card, WIDTHS[shape], file_name)


def _shape_in(request):
    """The shape of picture in the URL. Raises Refused."""
    shape = request.GET.get("shape", "wide")
    if shape not in cards.SHAPES:
        raise Refused(f"“{shape[:40]}” is geen vorm. Kies uit: {', '.join(cards.SHAPES)}.", 400)
    return shape


def _card_of(request, name, shape, kind):
    """The chart on a card of this shape, as SVG, and the name under which a picture of this kind is saved."""
    chart, extract = _chart_of(request, name)
    card = cards.chart_card(shape, chart.draw, chart.title, chart.subtitle, chart.source_in_words, request.get_host())
    return card, names.file_name(f"{name}{SHAPE_IN_NAME[shape]}", extract, kind)


def _png(svg, width, name):
    response = HttpResponse(images.png(svg, width), content_type="image/png")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@or_refused
def site_card(request):
    """The picture that goes with a link to a page without a chart: the total, as known on the peildatum."""
    selection = everything(sound_peildatum(request))
    words = f"{PROMISE} {selection.day.capitalize()}."
    name = _name_of(request, OF_SITE, selection.peildatum)
    if chart := catalogue.of_total(selection):
        return _chart_card(request, chart, f"Nederland zegde Oekraïne {chart.total} toe", words, SOURCE, name)
    return _text_card(request, SITE, "", words, SOURCE, name)


def plain_card(request):
    """The same without an amount, for a page of a choice that no other picture shows."""
    return _text_card(
        request, SITE, "", PROMISE, SOURCE, names.file_name(f"{OF_SITE}-zonder-bedrag", Extract(None), "png")
    )


def commitment_card(request, slug):
    """The picture that goes with a link to a commitment, on the peildatum as on its page."""
    known = Commitment.objects.published().select_related("letter__dossier", "category")
    commitment = get_object_or_404(known, slug=slug)
    peildatum, is_known = _day_of(request, commitment.letter)
    if not is_known:
        return plain_card(request)
    quoted = commitment.mentions.published().as_of(peildatum).stating().first()
    about = f"{commitment.category.name}, voor {commitment.period}, {commitment.get_stage_display()}"
    return _text_card(
        request,
        commitment.title,
        str(commitment.amount),
        _on_day(f"{about}. “{quoted.quote}”" if quoted else f"{about}.", peildatum),
        _source_of(commitment.letter),
        _name_of(request, f"toezegging-{slug}", peildatum),
    )


def letter_card(request, slug):
    """The picture that goes with a link to a letter: what of it counts in the total, on the peildatum as on its page."""
    letter = get_object_or_404(Letter.objects.published().select_related("dossier"), slug=slug)
    peildatum, is_known = _day_of(request, letter)
    if not is_known:
        return plain_card(request)
    name = _name_of(request, f"brief-{slug}", peildatum)
    chart = catalogue.of_total(Selection(Commitment.objects.published().as_of(peildatum).filter(letter=letter)))
    if chart:
        words = _on_day(
            "Zoveel van deze brief telt mee in het totaal. Bij elk bedrag staat hoe wij het lezen.", peildatum
        )
        return _chart_card(request, chart, f"{letter.short_title}: {chart.total}", words, _source_of(letter), name)
    words = "In dit document staat geen Nederlandse toezegging die meetelt."
    if read := count_amounts(letter.mentions.published()):
        words += f" Wij lazen er {read} bedrag{'en' if read > 1 else ''} in. Bij elk bedrag staat hoe wij het lezen."
    return _text_card(request, letter.short_title, "", _on_day(words, peildatum), _source_of(letter), name)


def _day_of(request, letter):
    """The peildatum of a page about this letter, None where there is none; and whether the letter was known on it."""
    peildatum, _ = read_peildatum(request.GET.get("as_of"))
    return peildatum, peildatum is None or letter.date <= peildatum


def _on_day(words, peildatum):
    """These sentences, with the peildatum where there is one."""
    return f"{words} {known_on(peildatum).capitalize()}." if peildatum else words


def _name_of(request, stem, peildatum):
    """Under which the picture that goes with a link is saved: what it is of, and up to which day."""
    return names.file_name(f"{stem}{SHAPE_IN_NAME['social']}", extract_of(request, peildatum), "png")


def _source_of(letter):
    return f"Bron: {letter.designation}, {date_format(letter.date, 'j F Y')}"


def _chart_card(request, chart, title, words, source, name):
    card = cards.chart_card("social", chart.draw, title, words, source, request.get_host())
    return _png(card, WIDTHS["social"], name)


def _text_card(request, title, amount, words, source, name):
    return _png(cards.text_card(title, amount, words, source, request.get_host()), WIDTHS["social"], name)
