"""What a reader takes along: the commitments as files, and each chart as a figure, a table and a picture."""

from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format

from commitments.charts import catalogue, images
from commitments.charts.drawings import cards
from commitments.models import Commitment
from letters.models import Letter
from ukrainesteun.money import short_euro

from . import files
from .filters import read_filter

PLAIN = "text/plain; charset=utf-8"
WIDTHS = {"wide": 1600, "square": 1200, "social": 1200}  # of the pictures, in pixels
SQUARE = 560  # how wide the drawing in a square picture is


def _download(request, pieces, content_type, name):
    commitment_filter, problems = read_filter(request)
    if problems:
        return _refused(problems)
    return _attachment(pieces(commitment_filter.qs), content_type, name)


def _refused(problems):
    return HttpResponse("".join(f"{problem}\n" for _, problem in problems), status=400, content_type=PLAIN)


def _attachment(pieces, content_type, name):
    response = StreamingHttpResponse(pieces, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def commitments_csv(request):
    return _download(request, files.csv_lines, "text/csv; charset=utf-8", "toezeggingen.csv")


def commitments_json(request):
    return _download(request, files.json_pieces, "application/json", "toezeggingen.json")


def _chart_of(request, name):
    """The chart of this name with the filters in the URL, or an answer that says what is wrong."""
    if name == catalogue.OF_COMMITMENT:
        return _chart_of_commitment(request.GET.get("commitment", ""))
    if name not in catalogue.CHARTS:
        raise Http404
    commitment_filter, problems = read_filter(request)
    if problems:
        return _refused(problems)
    selection = catalogue.Selection(commitment_filter.qs, commitment_filter.in_address())
    chart = catalogue.CHARTS[name](selection)
    return chart or HttpResponse("Bij deze keuze is er geen bedrag dat meetelt.\n", status=404, content_type=PLAIN)


def _chart_of_commitment(slug):
    known = Commitment.objects.published()
    commitment = get_object_or_404(
        known.with_standing().with_counted_share().select_related("category", "letter__dossier"), slug=slug
    )
    chart = catalogue.of_commitment(
        commitment,
        known.inside(commitment).select_related("category").counted(),
        [catalogue.label_of(commitment.letter)],
    )
    return chart or HttpResponse("Deze toezegging heeft geen onderdelen.\n", status=404, content_type=PLAIN)


def chart_figure(request, name):
    chart = _chart_of(request, name)
    return chart if isinstance(chart, HttpResponse) else JsonResponse(chart.figures())


def chart_csv(request, name):
    chart = _chart_of(request, name)
    if isinstance(chart, HttpResponse):
        return chart
    return _attachment(files.table_lines(chart.columns, chart.rows()), "text/csv; charset=utf-8", f"{name}.csv")


def chart_svg(request, name):
    return _picture(request, name, lambda svg, shape: HttpResponse(svg, content_type="image/svg+xml"))


def chart_png(request, name):
    return _picture(request, name, lambda svg, shape: _png(svg, WIDTHS[shape], f"{name}.png"))


def _picture(request, name, answer):
    shape = request.GET.get("shape", "wide")
    if shape not in cards.SHAPES:
        return _refused([("shape", f"“{shape[:40]}” is geen vorm. Kies uit: {', '.join(cards.SHAPES)}.")])
    chart = _chart_of(request, name)
    if isinstance(chart, HttpResponse):
        return chart
    drawing = chart.draw("narrow", SQUARE) if shape == "square" else chart.wide
    return answer(
        cards.chart_card(shape, drawing, chart.title, chart.subtitle, chart.source_in_words, request.get_host()), shape
    )


def _png(svg, width, name):
    response = HttpResponse(images.png(svg, width), content_type="image/png")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def site_card(request):
    """The picture that goes with a link to any other page."""
    title = "Wat Nederland Oekraïne toezegde, brief voor brief en euro voor euro"
    total = catalogue.everything().by_period
    amount = f"{total.roughly}{short_euro(total.total_eur)}" if total.segments else ""
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
