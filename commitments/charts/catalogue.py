"""The charts of the site by name: from the commitments a reader chose to a title, drawings, a table, files and a source.
Those of how the total grew stand in growth.py.

A Chart is one way of looking at a Selection. A page shows its drawings; /grafieken/<name>.svg, .png, .csv and .json
(plotly's figure) give the same chart by itself, with the page's own filters in the address.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.urls import reverse
from django.utils.html import format_html
from plotly.graph_objects import Figure

from commitments.charts.drawings.canvas import NARROW, Drawing

from . import figures, series, titles
from .drawings import flows as flow_drawing
from .drawings import panels as panel_drawing
from .drawings import periods as period_drawing
from .drawings import running as running_drawing
from .drawings import whole as whole_drawing
from .selection import Selection

DESIGNATIONS_SHOWN = 4


@dataclass(frozen=True, kw_only=True)
class Chart:
    """One chart, complete: `title` is its finding, `table` the template of its twin, `sources` its letters."""

    name: str
    title: str
    subtitle: str
    total: series.Sum  # of what it shows: for a running total, that of the last day
    data: Any  # what the drawings and the table show: a PeriodSeries, a Whole, Flows, …
    table: str
    sources: list[series.LetterLabel]
    query: str  # of the addresses of its files
    draw: Callable[..., Drawing]  # (shape, width); shape is "wide" or "narrow"
    draw_figure: Callable[[Drawing], Figure] | None = None  # None where plotly takes over no drawing
    vocabulary: tuple[str, ...]  # what is named in it: stages and categories
    columns: tuple[str, ...]  # of its CSV file
    rows: Callable[[], list[tuple[Any, ...]]]  # of that file; the last of a row is its euros
    together: str = ""  # a sentence on what only the files have apart
    note: str = ""  # of one year: what is for several years too, and not in it
    is_sum: bool = True  # whether an amount in it is added up by us

    @cached_property
    def wide(self) -> Drawing:
        return self.draw("wide")

    @cached_property
    def narrow(self) -> Drawing:
        return self.draw("narrow")

    @property
    def words_to_explain(self) -> tuple[str, ...]:
        """Where a reader may meet a word that nobody explained yet: in the title, in what is named, in the sources."""
        return (self.title, *self.vocabulary, *(letter.designation for letter in self.sources_shown))

    def drawings(self) -> list[tuple[str, str, bool]]:
        """The drawings as a template prints them: (shape, SVG, whether plotly can take it over)."""
        return [
            (shape, format_html("{}", drawing), bool(drawing.areas))
            for shape, drawing in (("wide", self.wide), ("narrow", self.narrow))
        ]

    def figures(self) -> dict[str, dict[str, Any]]:
        """plotly's figure on each of the drawings that it can take over, as JSON by shape."""
        shapes = {"wide": self.wide, "narrow": self.narrow}
        draw = self.draw_figure
        return {shape: draw(one).to_plotly_json() for shape, one in shapes.items() if draw and one.areas}

    @property
    def total_eur(self) -> int:
        """What its rows add up to."""
        return sum(amount or 0 for *_, amount in self.rows())

    def file(self, kind: str, **more: str) -> str:
        query = "&".join(filter(None, [self.query, urlencode(more)]))
        return reverse(f"chart_{kind}", args=[self.name]) + (f"?{query}" if query else "")

    @property
    def query_around(self) -> str:
        """The filters that a cell of the table does not have itself, to put after its own in an address."""
        own = {"year", "category", *({"letter"} & set(self.columns))}
        return urlencode([(name, value) for name, value in parse_qsl(self.query) if name not in own])

    @property
    def figure_url(self) -> str:
        return self.file("figure")

    @property
    def csv_url(self) -> str:
        return self.file("csv")

    @property
    def excel_url(self) -> str:
        return self.file("excel")

    @property
    def json_url(self) -> str:
        return self.file("json")

    @property
    def svg_urls(self) -> dict[str, str]:
        return {"breed": self.file("svg"), "vierkant": self.file("svg", shape="square")}

    @property
    def png_urls(self) -> dict[str, str]:
        return {"breed": self.file("png"), "vierkant": self.file("png", shape="square")}

    @property
    def card_url(self) -> str:
        """The picture that goes with a link to a page with this chart."""
        return self.file("png", shape="social")

    @property
    def sources_shown(self) -> list[series.LetterLabel]:
        return self.sources[:DESIGNATIONS_SHOWN]

    @property
    def sources_more(self) -> int:
        return len(self.sources) - len(self.sources_shown)

    @property
    def source_in_words(self) -> str:
        """The source as a picture prints it."""
        named = "; ".join(letter.designation for letter in self.sources_shown)
        more = f" en {self.sources_more} andere brieven" if self.sources_more else ""
        return f"Bron: {named}{more}." + (" Eigen optelling." if self.is_sum else "")


def drawn(module: Any, name: str, data: Any, title: str, *more: Any) -> Callable[..., Drawing]:
    """How to draw this data in either shape, with ids that differ; `more` is what else this module wants to know."""

    def draw(shape: str, width: float = NARROW) -> Drawing:
        drawing: Drawing = (
            module.draw_wide(f"{name}-breed", data, title, *more)
            if shape == "wide"
            else module.draw_narrow(f"{name}-smal", data, title, *more, width=width)
        )
        return drawing

    return draw


def sentences(*sentences: str) -> str:
    """Those that there are, after each other."""
    return " ".join(filter(None, sentences))


def _names(categories: Iterable[series.CategoryLabel]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(category.name for category in categories))


SEGMENT_COLUMNS = ("year", "end_year", "category", "stage", "precision", "amount_eur")


def _segment_rows(by_period: series.PeriodSeries) -> list[tuple[Any, ...]]:
    return [
        (part.period.year, part.period.end_year, part.category.slug, part.stage, part.precision, part.amount_eur)
        for part in by_period.segments
    ]


def _finding_of_periods(selection: Selection) -> str:
    data = selection.by_period
    return titles.of_sum(data) if selection.has_chosen("year") else titles.of_periods(data)


def per_period(selection: Selection) -> Chart | None:
    """Bars by year or period and category; None where no amount counts."""
    data = selection.by_period
    if not data.segments:
        return None
    title = selection.titled(_finding_of_periods(selection))
    return Chart(
        name="per-jaar",
        title=title,
        subtitle=sentences(
            f"Toegezegd per jaar en categorie, in euro, {selection.day}.",
            titles.unsplit_in_words(data),
            selection.spanning_in_words,
        ),
        total=data.total,
        data=data,
        table="_period_table.html",
        sources=selection.sources,
        query=selection.query,
        note=selection.spanning_in_words,
        draw=drawn(period_drawing, "per-jaar", data, title, selection.page_of_segment, selection.page_of_period),
        draw_figure=lambda drawing: figures.by_period_bars(data, drawing, selection.page_of_segment),
        vocabulary=(*data.stages, *_names(data.categories)),
        columns=SEGMENT_COLUMNS,
        rows=lambda: _segment_rows(data),
    )


def _what_panels_show(data: series.PeriodSeries) -> str:
    if len(data.categories) == 1:
        return "Toegezegd per jaar"
    return "Een vak per categorie met een bedrag, overal dezelfde schaal"


def per_category(selection: Selection) -> Chart | None:
    """Small multiples: a panel for each category."""
    data = selection.by_period
    if not data.segments:
        return None
    # Of one category the bar of the total, which stands above it, says that it is all.
    finding = titles.of_panels(data) if len(data.categories) > 1 else _finding_of_periods(selection)
    title = selection.titled(finding)
    return Chart(
        name="per-categorie",
        title=title,
        subtitle=sentences(
            f"{_what_panels_show(data)}, in euro, {selection.day}.",
            f"Een streepje: {series.NO_AMOUNT}." if panel_drawing.has_dash(data) else "",
            selection.spanning_in_words,
        ),
        total=data.total,
        data=data,
        table="_period_table.html",
        sources=selection.sources,
        query=selection.query,
        note=selection.spanning_in_words,
        draw=drawn(panel_drawing, "per-categorie", data, title, selection.page_of_segment),
        draw_figure=lambda drawing: figures.panel_bars(data, drawing, selection.page_of_segment),
        vocabulary=(*data.stages, *_names(data.categories)),
        columns=SEGMENT_COLUMNS,
        rows=lambda: _segment_rows(data),
    )


def of_total(selection: Selection) -> Chart | None:
    """The total as one bar of categories."""
    if not selection.by_period.segments:
        return None
    urls = {category.slug: selection.page_of_category(category.slug) for category in selection.categories}
    data = series.whole_of_total(selection.by_period, urls, selection.page_of_stage)
    finding = titles.of_sum(selection.by_period) if selection.has_chosen("category") else titles.of_total(data)
    title = selection.titled(finding)
    return _whole_chart(
        "totaal",
        data,
        title,
        sentences(
            f"Aandeel in {'deze keuze' if selection.choices else 'het totaal'}, in euro, {selection.day}.",
            selection.spanning_in_words,
        ),
        selection.sources,
        selection.query,
        selection.spanning_in_words,
    )


def of_commitment(commitment: Any, known: Selection, question: str = "") -> Chart | None:
    """A commitment as its parts that count; None for one without parts.

    `known` is everything on a day, and the commitment a row of that day with its standing and its counted share.
    `question` ends the address of each part.
    """
    parts: list[Any] = list(known.commitments.inside(commitment).select_related("category", "letter").counted())
    data = series.whole_of_commitment(commitment, parts, commitment.counted_share_eur, question)
    if data is None:
        return None
    slugs = {row.letter.slug for row in (commitment, *parts)}
    return _whole_chart(
        "onderdelen",
        data,
        titles.of_whole(data),
        f"“{commitment.title}” en de onderdelen die meetellen, in euro, {known.day}.",
        [letter for letter in known.letters if letter.slug in slugs],
        known.address("commitments", commitment=commitment.slug).partition("?")[2],
    )


def _whole_chart(
    name: str,
    data: series.Whole,
    title: str,
    subtitle: str,
    sources: list[series.LetterLabel],
    query: str,
    note: str = "",
) -> Chart:
    return Chart(
        name=name,
        title=title,
        subtitle=subtitle,
        total=data.amount,
        data=data,
        table="_whole_table.html",
        sources=sources,
        query=query,
        note=note,
        draw=drawn(whole_drawing, name, data, title),
        draw_figure=lambda drawing: figures.whole_bar(data, drawing),
        vocabulary=(*data.stages, *(piece.name for piece in data.slices)),
        columns=("name", "precision", "amount_eur"),
        rows=lambda: [(piece.name, piece.precision, piece.amount_eur) for piece in data.slices],
    )


def running_total(selection: Selection) -> Chart | None:
    """How the total came to be, letter by letter."""
    data = series.running_total(selection.movements, selection.categories, selection.letters, selection.letters_outside)
    if not data.dates:
        return None
    title = selection.titled(titles.of_running_total(data))
    shown = series.few_steps(data)
    changed = [letter for letters in data.letters.values() for letter in letters]
    return Chart(
        name="lopend-totaal",
        title=title,
        subtitle=sentences(
            f"Het totaal na {titles.of_each_step(shown)}, per categorie, in euro, {selection.day}.",
            selection.spanning_in_words,
        ),
        total=selection.by_period.total,
        data=shown,
        together=f"Hier staat het totaal na {titles.of_each_step(shown)}." if shown.each else "",
        table="_running_table.html",
        sources=changed,
        query=selection.query,
        note=selection.spanning_in_words,
        draw=drawn(
            *(running_drawing, "lopend-totaal", shown, title),
            *(selection.page_of_letter, selection.page_of_step, selection.stage_so_far),
        ),
        draw_figure=lambda drawing: figures.running_total_steps(shown, drawing, selection.page_of_step),
        vocabulary=(selection.stage_so_far, *_names(data.categories)),
        columns=("date", "category", "precision", "total_eur"),
        rows=lambda: [
            # Nothing yet, or nothing any more: an empty cell, for no letter says zero.
            (
                date.isoformat(),
                category.slug,
                *((amount.precision, amount.amount_eur) if amount.amount_eur else (None, None)),
            )
            for date, amounts, *_ in data.rows()
            for category, amount in amounts
        ],
    )


def _flow_rows(flows: Iterable[series.Flow]) -> list[tuple[Any, ...]]:
    return [
        (one.letter.slug, one.category.slug, one.period.year, one.period.end_year, one.precision, one.amount_eur)
        for one in flows
    ]


def flows(selection: Selection) -> Chart | None:
    """From letter, by category, to year or period."""
    data = series.flows(selection.shares, selection.categories, selection.letters)
    if not data:
        return None
    title = selection.titled(titles.of_flows(data))
    shown = series.largest_flows(data, selection.categories)
    together = titles.of_together(shown[-1].letter, len({flow.letter for flow in shown}) - 1)
    return Chart(
        name="stromen",
        title=title,
        subtitle=sentences(
            f"Van brief, via categorie, naar jaar of periode, in euro, {selection.day}.",
            "Onderdelen gaan af van het grotere bedrag.",
            together,
            selection.spanning_in_words,
        ),
        total=selection.by_period.total,
        data=shown,
        together=together,
        table="_flow_table.html",
        sources=selection.sources,
        query=selection.query,
        note=selection.spanning_in_words,
        draw=drawn(flow_drawing, "stromen", shown, title, selection.page_of_flow, selection.stage),
        draw_figure=lambda drawing: figures.flow_sankey(shown, drawing, selection.page_of_flow),
        vocabulary=(selection.stage, *_names(flow.category for flow in data)),
        columns=("letter", "category", "year", "end_year", "precision", "amount_eur"),
        rows=lambda: _flow_rows(data),
    )


CHARTS: dict[str, Callable[[Selection], Chart | None]] = {
    "per-jaar": per_period,
    "per-categorie": per_category,
    "totaal": of_total,
    "lopend-totaal": running_total,
    "stromen": flows,
}
OF_COMMITMENT = "onderdelen"
