"""What a reader can tell us about: a public page of ours, or a chart on one. Any other address is none."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.db.models import QuerySet
from django.urls import Resolver404, resolve

from commitments.models import Category, Commitment, Release
from commitments.reports import LONGEST_ADDRESS, Report
from letters.models import Letter, Minister

# The pages that have no row, by the name of their address, with what the menu calls them.
PAGES = {
    "overview": "Overzicht",
    "timeline": "Tijdlijn",
    "difference": "Verschil tussen twee dagen",
    "flows": "Stromen",
    "execution": "Uitgegeven en geleverd",
    "categories": "Waarvoor",
    "commitments": "Toezeggingen",
    "mentions": "Vindplaatsen",
    "letters": "Brieven",
    "ministers": "Bewindspersonen",
    "corrections": "Correcties",
    "method": "Zo is geteld",
    "definitions": "Definities",
    "contradictions": "Tegenspraak",
    "accessibility": "Toegankelijkheid",
    "releases": "Uitgaven",
}
# The charts, by their name in the catalogue. The title of a chart says what it finds, and that may be what is wrong.
CHARTS = {
    "per-jaar": "Bedragen per jaar",
    "per-categorie": "Bedragen per categorie",
    "totaal": "Het totaal",
    "lopend-totaal": "Het lopende totaal",
    "stromen": "Stromen",
    "onderdelen": "Onderdelen",
    "levensloop": "Levensloop",
    "nieuw-geld": "Nieuw geld of oud geld",
    "verschil": "Verschil tussen twee dagen",
}
ROWS = ("commitment", "letter", "minister", "category", "release")  # the pages that have one
CHART = "grafiek-"  # how the place of a chart on its page begins


@dataclass(frozen=True)
class Subject:
    """What a report is about; `title` reads on after "de", `address` is a path on this site."""

    kind: Report.Kind
    title: str
    address: str


WHOLE_SITE = Subject(Report.Kind.SITE, "site als geheel", "/")


def is_a_subject(name: str) -> bool:
    """Whether a reader can tell us about the pages of this name."""
    return name in PAGES or name in ROWS


def subject_of(address: str) -> Subject | None:
    """The page at this address, as /tijdlijn/?year=2024#grafiek-stromen; None where there is no public page of ours."""
    if "\0" in address or "%00" in address:
        return None
    try:
        scheme, host, path, query, place = urlsplit(address)
        page = resolve(path)
    except (ValueError, Resolver404):
        return None
    found = None if scheme or host else _page(page.view_name, page.kwargs)
    if found is None:
        return None
    kind, title = found
    chart = CHARTS.get(place.removeprefix(CHART)) if place.startswith(CHART) else None
    query = f"?{urlencode(parse_qsl(query))}" if query else ""
    if chart:
        kind, title = Report.Kind.CHART, f"grafiek “{chart}” op de {title}"
    whole = path + query + (f"#{place}" if chart else "")
    return Subject(kind, title, whole if len(whole) <= LONGEST_ADDRESS else path)


def _page(name: str, arguments: dict[str, str]) -> tuple[Report.Kind, str] | None:
    """The kind and title of the page of this name, or None."""
    if name in PAGES:
        return Report.Kind.PAGE, f"pagina “{PAGES[name]}”"
    kind, rows = _rows(name)
    row = rows and rows.filter(**arguments).first()
    return (kind, f"{row._meta.verbose_name} “{row}”") if row else None


def _rows(name: str) -> tuple[Report.Kind, "QuerySet[Any] | None"]:
    """The published rows of which this is the name of a page."""
    if name == "commitment":
        return Report.Kind.COMMITMENT, Commitment.objects.published()
    if name == "letter":
        return Report.Kind.LETTER, Letter.objects.published().without_text().select_related("dossier")
    if name == "release":
        return Report.Kind.PAGE, Release.objects.all()
    if name == "minister":
        return Report.Kind.PAGE, Minister.objects.published()
    return Report.Kind.PAGE, Category.objects.published() if name == "category" else None
