"""A chart's drawings, plotly's figures, its table and its file have the same numbers: none lacks one of another."""

import json
import re
from collections import Counter, defaultdict

import html5lib
import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from hypothesis import given

from commitments import palette
from commitments.charts import catalogue, figures, series
from commitments.charts.drawings import flows as flow_drawing
from commitments.charts.drawings.canvas import Box
from commitments.charts.selection import Choice, Selection, everything
from commitments.models import Category, Commitment
from tests.commitments import factories as make
from ukrainesteun.money import format_euro

from .svg import Picture, euros_in
from .test_drawings import (
    SHAPES,
    STATES,
    draw,
    href,
    href_of_flow,
    href_of_step,
)
from .test_drawings import drawn as drawn_in_state
from .test_series import CATEGORIES, LETTERS, share, shares

ROUGHLY = {"exact": "", "circa": "circa ", "at-least": "ten minste ", "at-most": "ten hoogste "}


# Reading each form of a chart back


def as_json(figure):
    """The figure as the page gives it to the browser."""
    return json.loads(json.dumps(figure, cls=DjangoJSONEncoder))


def table_of(chart):
    """The cells of the chart's table: its rows, the head first, as texts; of a cell with an amount in full the euros."""
    html = html5lib.parseFragment(
        render_to_string(chart.table, {"data": chart.data, "chart": chart}),
        treebuilder="etree",
        namespaceHTMLElements=False,
    )
    rows = []
    for row in html.iter("tr"):
        cells = []
        for cell in row:
            text = "".join(cell.itertext()).strip()
            cells.append(next(iter(euros_in(text)), text))
        rows.append(cells)
    return rows


def bars_of(figure):
    """(words, euros, where it leads, colour) of every bar of a figure."""
    found = []
    for trace in figure["data"]:
        euros = trace["x"] if trace.get("orientation") == "h" else trace["y"]
        for (words, leads), amount in zip(trace["customdata"], euros, strict=True):
            found.append((words, amount, leads, trace["meta"]))
    return Counter(found)


def points_of(drawing):
    """The same of every amount of a drawing."""
    return Counter((point.words, point.euros, point.href, point.colour) for point in Picture(drawing).points)


def hold_segments(chart):
    """Bars by period: in both drawings, both figures and the file; and the table has their sums."""
    names = {category.slug: category for category in chart.data.categories}
    expected, cells = Counter(), defaultdict(int)
    leads = {
        (part.period.year, part.period.end_year, part.category.slug, part.stage): part for part in chart.data.segments
    }
    pages = {point.words: point.href for point in Picture(chart.wide).points}
    for year, end_year, slug, stage, precision, amount in chart.rows():
        period = str(year) if year == end_year else f"{year}-{end_year}"
        words = f"{names[slug].name}, {period}: {ROUGHLY[precision]}{format_euro(amount)} ({stage})"
        expected[words, amount, pages.get(words), names[slug].colour] += 1
        cells[period, names[slug].name] += amount
        for part in (f"year={period}", f"category={slug}", f"stage={stage}"):
            assert part in pages[words].partition("?")[2].split("&")
    assert len(leads) == sum(expected.values()), "each a piece of its own"
    assert points_of(chart.wide) == points_of(chart.narrow) == expected
    for figure in as_json(chart.figures()).values():
        assert bars_of(figure) == expected
    head, *rows, foot = table_of(chart)
    told = {
        (row[0].split(" ")[0], name): cell
        for row in rows
        for name, cell in zip(head[1:-2], row[1:-2], strict=True)
        if cell != ""
    }
    assert told == dict(cells)
    assert foot[-2] == sum(cells.values()) == chart.data.total_eur
    for row in rows:
        amounts = [cell for cell in row[1:-2] if cell != ""]
        assert row[-2] == sum(amounts) if amounts else row[-2] in ("geen bedrag", "telt niet mee")


def hold_steps(chart):
    names = {category.slug: category for category in chart.data.categories}
    steps = {(date, names[slug].name): amount or 0 for date, slug, _, amount in chart.rows()}
    expected = Counter((name, amount) for (_, name), amount in steps.items() if amount)
    for drawing in (chart.wide, chart.narrow):
        assert (
            Counter((point.words.rsplit(", vanaf", 1)[0], point.euros) for point in Picture(drawing).points) == expected
        )
    for figure in as_json(chart.figures()).values():
        traces = {
            (date, trace["name"]): (amount, words)
            for trace in figure["data"]
            for date, amount, (words, _) in zip(trace["x"], trace["y"], trace["customdata"], strict=True)
        }
        assert {place: amount for place, (amount, _) in traces.items()} == steps
        for (_, name), (amount, words) in traces.items():
            assert words.startswith(f"{name}, vanaf ")
            assert euros_in(words)[0] == amount
    head, *rows = table_of(chart)
    columns = head[2:-2]
    assert columns == [category.name for category in chart.data.categories]
    for row, (date, _, total, change, _) in zip(rows, chart.data.rows(), strict=True):
        amounts = [cell or 0 for cell in row[2:-2]]
        assert amounts == [steps[date.isoformat(), name] for name in columns]
        assert (row[-2], sum(amounts)) == (total.amount_eur, total.amount_eur)
        assert row[-1] == abs(change.amount_eur)


def as_exact(words):
    """Without what says that an amount is not: that is held apart."""
    return re.sub("(circa|ten minste|ten hoogste) (?=€)", "", words)


def hold_flows(chart):
    letters = {letter.slug: letter.name for letter in (flow.letter for flow in chart.data)}
    names = {category.slug: category.name for category in (flow.category for flow in chart.data)}
    told, links = Counter(), Counter()
    assert len(letters) <= 24, "of more letters the smaller ones are one node; there is another test for that"
    for letter, category, year, end_year, _, amount in chart.rows():
        period = str(year) if year == end_year else f"{year}-{end_year}"
        told[letters[letter], names[category], period, amount] += 1
        links[letter, names[category]] += amount
        links[names[category], period] += amount
    wanted = Counter(
        f"{letter} naar {name}, {period}: {format_euro(amount)}" for letter, name, period, amount in told.elements()
    )
    assert Counter(as_exact(point.words) for point in Picture(chart.narrow).points) == wanted
    bands = [point for point in Picture(chart.wide).points if point.mark.tag == "path"]
    by_words = Counter(
        f"{letters.get(start, start)} naar {end}: {format_euro(amount)}" for (start, end), amount in links.items()
    )
    assert Counter(as_exact(point.words) for point in bands) == by_words
    figures = as_json(chart.figures())
    assert list(figures) == ["wide"], "the list for a phone has no figure"
    ((trace,),) = [figure["data"] for figure in figures.values()]
    link, node = trace["link"], trace["node"]
    assert Counter(as_exact(words) for words, _ in link["customdata"]) == by_words
    assert (
        sorted(link["value"]) == sorted(links.values()) == sorted(euros_in(words)[0] for words, _ in link["customdata"])
    )
    assert [as_exact(words) for words, _ in link["customdata"]] == [
        f"{node['label'][start]} naar {node['label'][end]}: {format_euro(amount)}"
        for start, end, amount in zip(link["source"], link["target"], link["value"], strict=True)
    ]
    assert Counter(leads for _, leads in link["customdata"]) == Counter(point.href for point in bands)
    assert len(node["label"]) == len(node["color"]) == len(node["customdata"]) == len(trace["meta"]["nodes"])
    assert len(link["value"]) == len(link["color"]) == len(trace["meta"]["links"])
    nodes = [point for point in Picture(chart.wide).points if point.mark.tag == "rect"]
    assert [point.words for point in nodes] == [words for words, _ in node["customdata"]]
    _, *rows, foot = table_of(chart)
    assert Counter((letter, name, period, amount) for letter, name, period, amount in rows) == told
    assert foot[-1] == sum(flow.amount_eur for flow in chart.data)


def hold_slices(chart):
    expected = [(name, amount) for name, _, amount in chart.rows()]
    by_stage = [(piece.name, part.amount_eur) for piece, part in chart.data.pieces()]
    sums = defaultdict(int)
    for place, piece in enumerate(chart.data.slices):
        sums[place, piece.name] += sum(part.amount_eur for part in piece.stages)
    assert [(name, amount) for (_, name), amount in sums.items()] == expected
    for drawing in (chart.wide, chart.narrow):
        points = Picture(drawing).points
        assert [(point.words.rsplit(": ", 1)[0], point.euros) for point in points] == by_stage
    for figure in as_json(chart.figures()).values():
        assert [(trace["name"], *trace["x"]) for trace in figure["data"]] == by_stage
        assert bars_of(figure) == points_of(chart.wide)
    _, *rows, foot = table_of(chart)
    assert [(name, amount) for name, amount, _ in rows] == expected
    assert foot[1] == chart.data.amount_eur == sum(amount for _, amount in expected)


HOLDS = {
    "per-jaar": hold_segments,
    "per-categorie": hold_segments,
    "totaal": hold_slices,
    "onderdelen": hold_slices,
    "lopend-totaal": hold_steps,
    "stromen": hold_flows,
}


def charts_of(commitments, **filters):
    """Every chart of these commitments that there is."""
    choices = tuple(Choice(name, value, value) for name, value in filters.items())
    selection = Selection(commitments, choices)
    return [chart for chart in (make_chart(selection) for make_chart in catalogue.CHARTS.values()) if chart]


def charts_of_wholes():
    known = Commitment.objects.published()
    wholes = known.with_standing().with_counted_share().select_related("category", "letter__dossier")
    found = [catalogue.of_commitment(whole, Selection(known)) for whole in wholes.order_by("pk")]
    return [chart for chart in found if chart]


def hold(found):
    for chart in found:
        HOLDS[chart.name](chart)
        hold_place(chart)


def hold_place(chart):
    """plotly's figure is as large as the drawing, and its areas are those of the drawing."""
    for shape, figure in as_json(chart.figures()).items():
        drawing, layout = getattr(chart, shape), figure["layout"]
        assert (layout["width"], layout["height"]) == (drawing.width, drawing.height)
        margin, axes = layout["margin"], [name for name in layout if name.startswith("xaxis")]
        for number, area in enumerate(drawing.areas):
            suffix = str(number + 1) if number else ""
            across = layout.get(f"xaxis{suffix}", {}).get("domain", [0, 1])
            down = layout.get(f"yaxis{suffix}", {}).get("domain", [0, 1])
            wide = drawing.width - margin["l"] - margin["r"]
            high = drawing.height - margin["t"] - margin["b"]
            left, right = (margin["l"] + wide * part for part in across)
            bottom, top = (margin["t"] + high * (1 - part) for part in down)
            for found, expected in zip(
                (left, top, right, bottom), (area.left, area.top, area.right, area.bottom), strict=True
            ):
                assert found == pytest.approx(expected, abs=0.01), (chart.name, shape, number)
        assert len(axes) in (0, len(drawing.areas))


# The site's own charts


def test_every_chart_of_the_book_is_held():
    assert set(HOLDS) == {*catalogue.CHARTS, catalogue.OF_COMMITMENT}


@pytest.mark.django_db
def test_the_charts_of_the_site_tell_their_tables(ledger):
    found = charts_of(Commitment.objects.published())
    assert [chart.name for chart in found] == list(catalogue.CHARTS)
    hold(found)
    wholes = charts_of_wholes()
    assert len(wholes) >= 2
    hold(wholes)


@pytest.mark.django_db
def test_the_bars_of_the_site_are_these_amounts(ledger):
    chart = catalogue.per_period(everything())
    amounts = Counter()
    for year, end_year, category, _, _, amount in chart.rows():
        amounts[category, year, end_year] += amount
    assert amounts == Counter(
        {
            ("military", 2022, 2022): 1_000_000_000,
            ("military", 2023, 2023): 2_940_000_000,
            ("military", 2024, 2024): 2_000_000_000,
            ("military", 2024, 2026): 4_000_000_000,
            ("epf", 2024, 2024): 295_000_000,
            ("humanitarian", 2022, 2022): 180_000_000,
            ("humanitarian", 2022, 2023): 60_000_000,
            ("humanitarian", 2024, 2024): 102_000_000,
            ("accountability", 2024, 2024): 89_000_000,
            ("accountability", 2025, 2025): 25_000_000,
            ("accountability", 2026, 2026): 41_000_000,
            ("cyber", 2024, 2024): 3_000_000,
            ("undivided", 2023, 2023): 1_260_000_000,
        }
    )


@pytest.mark.django_db
@make.for_every(make.ledgers(), examples=15)
def test_the_charts_of_any_ledger_tell_their_tables(rows):
    with make.rolled_back():
        saved = make.save(rows)
        for place, commitment in enumerate(saved.values()):
            commitment.stage = series.STAGES[place % 4]
            commitment.precision = list(ROUGHLY)[place % 3]
        Commitment.objects.bulk_update(saved.values(), ["stage", "precision"])
        known = Commitment.objects.published()
        found = charts_of(known)
        # Where nothing counts any more, the running total still tells how it came to nothing.
        nothing = [] if not known.movements() else ["lopend-totaal"]
        expected = list(catalogue.CHARTS) if known.counted() else nothing
        assert [chart.name for chart in found] == expected
        hold(found)
        hold(charts_of_wholes())
        sums = {sum(row[-1] for row in chart.rows()) for chart in found if chart.name != "lopend-totaal"}
        assert sums <= {known.counted().total_eur()}


# Figures of anything


FIGURES = {
    "per-jaar": lambda data, drawing: figures.by_period_bars(data, drawing, href),
    "per-categorie": lambda data, drawing: figures.panel_bars(data, drawing, href),
    "lopend-totaal": lambda data, drawing: figures.running_total_steps(data, drawing, href_of_step),
    "stromen": lambda data, drawing: figures.flow_sankey(data, drawing, href_of_flow),
    "totaal": lambda data, drawing: figures.whole_bar(data, drawing),
}


def figure_of(chart, data, drawing):
    return as_json(FIGURES[chart](data, drawing).to_plotly_json())


def boxes_of_bars(figure):
    """Where plotly puts each bar of a figure with one area, in the drawing's units: words -> Box."""
    layout, found, ends = figure["layout"], {}, defaultdict(float)
    margin = layout["margin"]
    left, top = margin["l"], margin["t"]
    wide, high = layout["width"] - left - margin["r"], layout["height"] - top - margin["b"]
    (x0, x1), (y0, y1) = layout["xaxis"]["range"], layout["yaxis"]["range"]

    for trace in figure["data"]:
        lying = trace.get("orientation") == "h"
        middles, euros = (trace["y"], trace["x"]) if lying else (trace["x"], trace["y"])
        for middle, amount, thick, (words, _) in zip(middles, euros, trace["width"], trace["customdata"], strict=True):
            start, end = ends[middle], ends[middle] + amount
            ends[middle] = end
            across = (start, end) if lying else (middle - thick / 2, middle + thick / 2)
            down = (middle - thick / 2, middle + thick / 2) if lying else (start, end)
            xs = [left + wide * (x - x0) / (x1 - x0) for x in across]
            ys = [top + high * (1 - (y - y0) / (y1 - y0)) for y in down]
            found[words] = Box(min(xs), min(ys), max(xs), max(ys))
    return found


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("chart", ["per-jaar", "totaal"])
def test_plotlys_bars_stand_on_those_of_the_drawing(chart, state):
    for shape in SHAPES:
        data, drawing, picture = drawn_in_state(chart, state, shape)
        plotly = boxes_of_bars(figure_of(chart, data, drawing))
        assert plotly.keys() == {point.words for point in picture.points}
        for point in picture.points:
            one, other = point.box, plotly[point.words]
            for a, b in zip(
                (one.left, one.top, one.right, one.bottom),
                (other.left, other.top, other.right, other.bottom),
                strict=True,
            ):
                assert abs(a - b) <= 1.6, (shape, point.words, one, other)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("chart", ["per-jaar", "lopend-totaal"])
def test_plotlys_lines_across_are_those_of_the_drawing(chart, state):
    for shape in SHAPES:
        data, drawing, picture = drawn_in_state(chart, state, shape)
        figure, (area,) = figure_of(chart, data, drawing), drawing.areas
        axis = figure["layout"]["yaxis"]
        if not axis.get("showgrid"):
            assert not [line for line in picture.all("line") if "grid" in line.get("class").split()]
            continue
        high = axis["range"][1]
        assert axis["range"][0] == 0
        found = [area.bottom - tick * (area.bottom - area.top) / high for tick in axis["tickvals"]]
        drawn = [float(line.get("y1")) for line in picture.all("line") if "grid" in line.get("class").split()]
        assert found == pytest.approx(drawn, abs=0.1), shape


@given(shares.filter(bool))
def test_every_figure_of_anything_is_the_drawing(rows):
    by_period = series.by_period(rows, CATEGORIES)
    for chart, data in (
        ("per-jaar", by_period),
        ("per-categorie", by_period),
        ("totaal", series.whole_of_total(by_period)),
    ):
        for shape in ("wide", "narrow"):
            drawing = draw(chart, data, shape)
            assert bars_of(figure_of(chart, data, drawing)) == points_of(drawing)


def test_two_letters_with_one_name_are_two_nodes():
    letters = [
        series.LetterLabel(slug, "Steun", slug, letter.date)
        for slug, letter in zip(("kst-1", "kst-2"), LETTERS, strict=True)
    ]
    flows = series.flows([share(10), share(10, letter=2)], CATEGORIES, letters)
    (trace,) = figure_of("stromen", flows, draw("stromen", flows))["data"]
    assert [words.replace("\xa0", " ") for words, _ in trace["node"]["customdata"]] == [
        "Steun: € 10",
        "Steun: € 10",
        "Militair: € 20",
        "2024: € 20",
    ]
    assert list(zip(trace["link"]["source"], trace["link"]["target"], trace["link"]["value"], strict=True)) == [
        (0, 2, 10),
        (1, 2, 10),
        (2, 3, 20),
    ]


def test_of_many_letters_the_smaller_ones_are_one_node_of_plotly_too():
    flows, drawing, picture = drawn_in_state("stromen", "60 letters in two months", "wide")
    (trace,) = figure_of("stromen", flows, drawing)["data"]
    assert [words for words, _ in trace["node"]["customdata"]] == [
        point.words for point in picture.points if point.mark.tag == "rect"
    ]
    assert sum(label == "Overige (36 brieven)" for label in trace["node"]["label"]) == 1
    assert sum(trace["link"]["value"]) == 2 * sum(flow.amount_eur for flow in flows)


@pytest.mark.django_db
def test_every_colour_comes_from_the_palette(ledger):
    light = {key: colour.light for key, colour in palette.PALETTE.items()}
    for chart in [*charts_of(Commitment.objects.published()), *charts_of_wholes()]:
        for figure in as_json(chart.figures()).values():
            for trace in figure["data"]:
                if trace["type"] == "sankey":
                    assert trace["node"]["color"] == [light[name] for name in trace["meta"]["nodes"]]
                    assert trace["link"]["color"] == [light[name] for name in trace["meta"]["links"]]
                else:
                    assert trace["marker"]["color"] == light[trace["meta"]]


@pytest.mark.parametrize("chart", FIGURES)
def test_figures_carry_no_template_words_or_axes_and_ask_nobody_else(chart):
    for shape in ("wide", "narrow"):
        data, drawing, _ = drawn_in_state(chart, "the shipped ledger", shape)
        if not drawing.areas:
            continue
        figure = figure_of(chart, data, drawing)
        text = json.dumps(figure)
        assert "http" not in text
        assert not {"template", "title", "annotations", "shapes"} & figure["layout"].keys()
        assert figure["layout"]["showlegend"] is False
        axes = [value for name, value in figure["layout"].items() if name[:5] in ("xaxis", "yaxis")]
        assert not [axis for axis in axes if axis["visible"] and axis["showticklabels"]]
        assert {trace["hoverinfo"] for trace in figure["data"] if trace["type"] == "bar"} <= {"none"}
        assert len(text) < 12_000


def test_the_neutral_and_grey_colours_are_in_the_palette():
    assert {palette.GREY, flow_drawing.NEUTRAL} <= set(palette.PALETTE)
    assert Category._meta.get_field("colour").default in palette.PALETTE


def test_the_first_figure_is_made_before_the_first_reader():
    figures.warm_up()
