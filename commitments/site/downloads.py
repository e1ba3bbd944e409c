"""What a reader takes along: the commitments as files, and each chart as a figure, a table and a picture."""

from functools import wraps

from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format

from commitments.charts import catalogue, images
from commitments.charts.drawings import cards
from commitments.charts.selection import everything, label_of
from commitments.models import Commitment
from letters.models import Letter
from ukrainesteun.money import short_euro

from . import files
from .filters import read_filter

PLAIN, CSV = "text/plain; charset=utf-8", "text/csv; charset=utf-8"
WIDTHS = {"wide": 1600, "square": 1200, "social": 1200}  # of the pictures, in pixels
SQUARE = 560  # how wide the drawing in a square picture is


class Refused(Exception):
    """There is no such file; the message says in Dutch why, and `status` whose fault that is."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def _or_refused(view):
    """The view; where it raises Refused, its message as plain text."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Refused as refusal:
            return HttpResponse(f"{refusal}\n", status=refusal.status, content_type=PLAIN)

    return answered


def _filter_of(request):
    """The filter of the commitments in the URL. Raises Refused where something in it is wrong."""
    commitment_filter, problems = read_filter(request)
    if problems:
        raise Refused("\n".join(problem for _, problem in problems), 400)
    return commitment_filter


def _attachment(pieces, content_type, name):
    response = StreamingHttpResponse(pieces, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@_or_refused
def commitments_csv(request):
    return _attachment(files.csv_lines(_filter_of(request).qs), CSV, "toezeggingen.csv")


@_or_refused
def commitments_json(request):
    return _attachment(files.json_pieces(_filter_of(request).qs), "application/json", "toezeggingen.json")


def _chart_of(request, name):
    """The chart of this name with the filters in the URL. Raises Refused, and Http404 where no chart has this name."""
    if name == catalogue.OF_COMMITMENT:
        return _chart_of_commitment(request.GET.get("commitment", ""))
    if name not in catalogue.CHARTS:
        raise Http404
    if chart := catalogue.CHARTS[name](_filter_of(request).selection()):
        return chart
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


@_or_refused
def chart_figure(request, name):
    return JsonResponse(_chart_of(request, name).figures())


@_or_refused
def chart_csv(request, name):
    chart = _chart_of(request, name)
    return _attachment(files.table_lines(chart.columns, chart.rows()), CSV, f"{name}.csv")


@_or_refused
def chart_svg(request, name):
    return HttpResponse(_card_of(request, name, _shape_in(request)), content_type="image/svg+xml")


@_or_refused
def chart_png(request, name):
    shape = _shape_in(request)
    return _png(_card_of(request, name, shape), WIDTHS[shape], f"{name}.png")


def _shape_in(request):
    """The shape of picture in the URL. Raises Refused."""
    shape = request.GET.get("shape", "wide")
    if shape not in cards.SHAPES:
        raise Refused(f"“{shape[:40]}” is geen vorm. Kies uit: {', '.join(cards.SHAPES)}.", 400)
    return shape


def _card_of(request, name, shape):
    """The chart on a card of this shape, as SVG."""
    chart = _chart_of(request, name)
    drawing = chart.draw("narrow", SQUARE) if shape == "square" else chart.wide
    return cards.chart_card(shape, drawing, chart.title, chart.subtitle, chart.source_in_words, request.get_host())


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
