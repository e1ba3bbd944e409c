"""Every public address of the site, read from its URL configuration.

A page that is added is visited by every test of this folder at once. Where that takes something that cannot be known
(which rows fill an argument, that an answer is not HTML), a test fails and says which line to add here.
"""

from dataclasses import dataclass
from functools import lru_cache

import html5lib
from django.db.models import Count
from django.urls import get_resolver, reverse

from commitments.charts.catalogue import CHARTS, OF_COMMITMENT
from commitments.charts.growth import GROWTH, LIFE
from commitments.models import Category, Commitment, Mention, Release
from letters.models import Letter, Minister

NOT_PUBLIC = {"admin"}  # namespaces: who opens these, logs in first
# Pages to which no other page leads, and of which no search engine is told: for maintainers, and after a form was sent.
NOT_LISTED = {"style", "report_thanks"}
SETS_A_COOKIE = {"report"}  # the one form that changes something: its cookie keeps others from sending it

# Which published rows fill the argument of a page, by the page's name.
ROWS = {
    "commitment": Commitment,
    "letter": Letter,
    "minister": Minister,
    "category": Category,
    "commitment_card": Commitment,
    "letter_card": Letter,
}
# The files of charts: their argument is the name of a chart.
OF_CHARTS = {"chart_figure", "chart_csv", "chart_excel", "chart_json", "chart_svg", "chart_png"}

OF_RELEASES = {"release", "release_data", "release_commitments", "release_difference"}  # their argument is a number

# The answers that are no HTML page, by name: the content type, or where a redirect leads.
CSV = "text/csv; charset=utf-8; header=present"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LISTS = ("commitments", "mentions", "letters", "ministers", "categories", "corrections", "outcomes")
FILES = {
    **{f"{name}_csv": CSV for name in LISTS},
    **{f"{name}_excel": CSV for name in LISTS},
    **{f"{name}_json": "application/json" for name in LISTS},
    **{f"{name}_xlsx": XLSX for name in LISTS},
    "sitemap": "application/xml",
    "robots": "text/plain",
    "commitment_card": "image/png",
    "letter_card": "image/png",
    "site_card": "image/png",
    "plain_card": "image/png",
    "chart_figure": "application/json",
    "chart_note": "application/json",
    "chart_csv": CSV,
    "chart_excel": CSV,
    "chart_json": "application/json",
    "chart_svg": "image/svg+xml",
    "chart_png": "image/png",
    "release_data": "application/json",
    "release_commitments": CSV,
    "release_difference": CSV,
}
REDIRECTS = {
    "newest_release": "/uitgaven/1/",
    "usual_admin": "/beheer/",
    "favicon": "/static/favicon.svg",
}


@dataclass(frozen=True)
class Pattern:
    """One line of the URL configuration."""

    name: str
    route: str
    arguments: tuple[str, ...]

    def __str__(self):
        return self.name or self.route

    @property
    def is_page(self):
        return self.name not in FILES and self.name not in REDIRECTS


def _patterns(resolver, before=""):
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if not hasattr(entry, "url_patterns"):
            yield Pattern(entry.name, route, tuple(entry.pattern.converters))
        elif entry.namespace not in NOT_PUBLIC:
            yield from _patterns(entry, route)


PATTERNS = tuple(_patterns(get_resolver()))
PAGES = tuple(pattern for pattern in PATTERNS if pattern.is_page)
LISTED = tuple(pattern for pattern in PAGES if pattern.name not in NOT_LISTED)
WITH_SLUG = tuple(pattern for pattern in PATTERNS if "slug" in pattern.arguments or "name" in pattern.arguments)


def wholes():
    """The slugs of the published commitments of which some part counts: these have a chart."""
    parts = Commitment.objects.published().counted().with_standing().exclude(whole_slug=None)
    return sorted(set(parts.values_list("whole_slug", flat=True)))


def with_a_life():
    """The slugs of the published commitments that stand in more than one letter: these have a chart of their life."""
    told = Mention.objects.published().exclude(commitment=None).order_by().values("commitment__slug")
    told = told.annotate(letters=Count("letter", distinct=True)).filter(letters__gt=1)
    return sorted(told.values_list("commitment__slug", flat=True))


def addresses(pattern):
    """The addresses of this pattern, one for each published row (or each chart) where it has an argument."""
    assert pattern.name, f"“{pattern.route}” has no name: give it one in its urls.py"
    if not pattern.arguments:
        return [reverse(pattern.name)]
    if pattern.name in OF_CHARTS:
        charts = CHARTS if pattern.name == "chart_figure" else CHARTS | GROWTH  # those are drawings only
        of_whole = reverse(pattern.name, args=[OF_COMMITMENT])
        found = (
            [reverse(pattern.name, args=[chart]) for chart in charts] if Commitment.objects.published().exists() else []
        )
        found += [f"{of_whole}?commitment={slug}" for slug in wholes()]
        lives = [] if pattern.name == "chart_figure" else with_a_life()
        return [*found, *(f"{reverse(pattern.name, args=[LIFE])}?commitment={slug}" for slug in lives)]
    if pattern.name in OF_RELEASES:
        return [reverse(pattern.name, args=[number]) for number in Release.objects.values_list("number", flat=True)]
    assert pattern.name in ROWS, (
        f"which rows are the pages of “{pattern.route}”? Add “{pattern.name}” to ROWS in {__name__}"
    )
    slugs = ROWS[pattern.name].objects.published().order_by("slug").values_list("slug", flat=True)
    return [reverse(pattern.name, args=[slug]) for slug in slugs]


def every_address(patterns=PATTERNS):
    return [address for pattern in patterns for address in addresses(pattern)]


def body(response):
    return response.getvalue() if response.streaming else response.content


def text_of(response):
    return body(response).decode("utf-8")


@lru_cache(maxsize=200)  # many tests look at the same pages, and this parser is slow
def parse(text):
    """The document and what is wrong with it as HTML, by the strict parser."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    document = parser.parse(text)
    lines = text.split("\n")
    return document, [
        f"line {line}: {html5lib.constants.E[code] % facts}: {lines[line - 1][max(column - 60, 0) : column + 20]}"
        for (line, column), code, facts in parser.errors
    ]


def words(element):
    """All text in an element, on one line."""
    return " ".join("".join(element.itertext()).split())
