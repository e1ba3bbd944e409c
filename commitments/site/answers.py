"""Answers that are files, and refusals in plain text."""

from collections.abc import Iterator
from functools import wraps

from django.http import HttpResponse, StreamingHttpResponse

from letters.peildatum import read_peildatum, stand_of

from .files import delimited, names, objects, workbook
from .files.table import Extract

PLAIN = "text/plain; charset=utf-8"


class Refused(Exception):
    """There is no such file; the message says in Dutch why, and `status` whose fault that is."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def or_refused(view):
    """The view; where it raises Refused, its message as plain text."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Refused as refusal:
            return HttpResponse(f"{refusal}\n", status=refusal.status, content_type=PLAIN)

    return answered


def sound(filter_and_problems):
    """The filter, of what `read_filter` gives. Raises Refused where something in the address is wrong."""
    found, problems = filter_and_problems
    if problems:
        raise Refused("\n".join(problem for _, problem in problems), 400)
    return found


def sound_peildatum(request):
    """The peildatum in the address, or None. Raises Refused where it is no date."""
    peildatum, problem = read_peildatum(request.GET.get("as_of"))
    if problem:
        raise Refused(problem, 400)
    return peildatum


def extract_of(request, peildatum, filters=None, words=(), scope=""):
    """What of the ledger this request asks for. Where nobody chose a peildatum, the day is that of the newest letter."""
    chosen = {"as_of": peildatum.isoformat()} if peildatum else {}
    return Extract(
        day=stand_of(peildatum),
        filters={**(filters or {}), **chosen},
        words=tuple((str(label), str(value)) for label, value, *_ in words),
        scope=scope,
        address=request.build_absolute_uri(),
    )


def list_file(kind, tables, extract):
    """A file of the first of these lists: `kind` is csv, excel (a CSV too), json, or xlsx, which has the others too.

    Its rows are fetched as they are sent.
    """
    table, stem, suffix = tables[0], tables[0].stem, kind
    pieces: Iterator[str] | Iterator[bytes]
    if kind == "xlsx":
        pieces, content_type = workbook.pieces(tables, extract), workbook.CONTENT_TYPE
    elif kind == "json":
        pieces, content_type = objects.pieces(table, extract), objects.CONTENT_TYPE
    elif kind == "excel":
        pieces, content_type, stem, suffix = (
            delimited.excel_lines(table),
            delimited.CONTENT_TYPE,
            f"{stem}-excel",
            "csv",
        )
    else:
        pieces, content_type = delimited.standard_lines(table), delimited.CONTENT_TYPE
    response = StreamingHttpResponse(pieces, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{names.file_name(stem, extract, suffix)}"'
    return response
