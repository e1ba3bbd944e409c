"""What a reader takes along: each chart as a figure, a table and a picture, and the pictures that go with links."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format

from commitments.charts import catalogue, images
from commitments.charts.drawings import cards
from commitments.charts.selection import everything, label_of
from commitments.models import Commitment
from letters.models import Letter
from ukrainesteun.money import short_euro

from .answers import Refused, extract_of, list_file, or_refused, sound
from .files import charts, names
from .filters import read_filter

WIDTHS = {"wide": 1600, "square": 1200, "social": 1200}  # of the pictures, in pixels
SHAPE_IN_NAME = {"wide": "", "square": "-vierkant", "social": "-kaart"}
SQUARE = 560  # how wide the drawing in a square picture is


def _chart_of(request, name):
    """The chart of this name with the filters in the URL, and what of the ledger it shows.

    Raises Refused, and Http404 where no chart has this name.
    """
    if name == catalogue.OF_COMMITMENT:
        slug = request.GET.get("commitment", "")
        chart = _chart_of_commitment(slug)
        return chart, extract_of(request, None, {"commitment": slug}, [("Toezegging", slug)])
    if name not in catalogue.CHARTS:
        raise Http404
    commitment_filter = sound(read_filter(request))
    selection = commitment_filter.selection()
    if chart := catalogue.CHARTS[name](selection):
        return chart, extract_of(
            request, selection.peildatum, commitment_filter.in_address(), commitment_filter.chosen()
        )
    raise Refused("Bij deze keuze is er geen bedrag dat meetelt.", 404)


def _chart_of_commitment(slug):
    known = Commitment.objects.published()
    commitment = get_object_or_404(
        known.with_standing().with_counted_share().select_related("category", "letter__dossier"), slug=slug
    )
    chart = catalogue.of_commitment(
        commitment,
        known.inside(commitment).select_related("category").counted(),
        [label_of(commitment.letter)],
    )
    if chart is None:
        raise Refused("Deze toezegging heeft geen onderdelen.", 404)
    return chart


@or_refused
def chart_figure(request, name):
    chart, _ = _chart_of(request, name)
    return JsonResponse(chart.figures())


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
    drawing = chart.draw("narrow", SQUARE) if shape == "square" else chart.wide
    card = cards.chart_card(shape, drawing, chart.title, chart.subtitle, chart.source_in_words, request.get_host())
    return card, names.file_name(f"{name}{SHAPE_IN_NAME[shape]}", extract, kind)


def _png(svg, width, name):
    response = HttpResponse(images.png(svg, width), content_type="image/png")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def site_card(request):
    """The picture that goes with a link to any other page."""
    title = "Wat Nederland Oekraïne toezegde, brief voor brief en euro voor euro"
    total = everything().by_period
    amount = str(total.total) if total.segments else ""
    card = cards.text_card(title, amount, "Bron: brieven aan de Tweede Kamer", request.get_host())
    return _png(card, WIDTHS["social"], "kaart.png")


def commitment_card(request, slug):
    """The picture that goes with a link to a commitment."""
    commitment = get_object_or_404(Commitment.objects.published().select_related("letter__dossier"), slug=slug)
    amount = f"{commitment.precision_prefix}{short_euro(commitment.amount_eur)}"
    source = f"{commitment.letter.designation}, {date_format(commitment.letter.date, 'j F Y')}"
    return _png(cards.text_card(commitment.title, amount, source, request.get_host()), WIDTHS["social"], "kaart.png")


def letter_card(request, slug):
    """The picture that goes with a link to a letter."""
    letter = get_object_or_404(Letter.objects.published().select_related("dossier"), slug=slug)
    source = f"{letter.designation}, {date_format(letter.date, 'j F Y')}"
    return _png(cards.text_card(letter.short_title, "", source, request.get_host()), WIDTHS["social"], "kaart.png")
