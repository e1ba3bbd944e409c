"""Figures made from complete series, on the spots where the drawing of the same series has its marks.

The server's drawing keeps the words; plotly draws the marks below them and knows which one the reader points at. So a
figure has no titles, ticks or legend, and its sizes are in the drawing's units: static/js/charts.js scales them to the
page. Each point carries its words and where it leads. Colours are keys of the palette in `meta`, by which the script
gives each trace the page's own value, light or dark.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from plotly import graph_objects as go
from plotly import io

from commitments import palette
from commitments.charts.drawings.canvas import Drawing
from commitments.charts.drawings.running import PageOfStep, words_of_step
from commitments.charts.drawings.scale import round_steps
from commitments.charts.drawings.whole import words_of as words_of_slice
from commitments.charts.drawings.wording import PageOf as PageOfSegment
from commitments.charts.drawings.wording import words_of
from commitments.charts.series import (
    CategoryLabel,
    Flow,
    Period,
    PeriodSeries,
    RunningTotal,
    Segment,
    Whole,
)

from .drawings import flows as flow_drawing
from .drawings import panels as panel_drawing

io.templates.default = None  # 6 KB in every figure, and none of it is our look


MILLISECONDS_IN_A_DAY = 86_400_000  # plotly's unit on an axis of dates


def warm_up() -> None:
    """Makes a first figure, so that no reader waits for plotly to load what it loads on first use."""
    go.Figure().add_bar(x=[1], y=[1]).to_plotly_json()


def _figure(drawing: Drawing, **layout: Any) -> go.Figure:
    """A figure as large as the drawing, with the plot area where the drawing's only area is."""
    area = drawing.areas[0]
    margin = {"l": area.left, "r": drawing.width - area.right, "t": area.top, "b": drawing.height - area.bottom}
    return go.Figure(
        layout={
            "width": drawing.width,
            "height": drawing.height,
            "margin": margin | {"pad": 0},
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            **layout,
        }
    )


def _axis(low: float | str, high: float | str, **more: Any) -> dict[str, Any]:
    return {"range": [low, high], "visible": False, "fixedrange": True, **more}


def _euros(highest_eur: int) -> dict[str, Any]:
    """An upright axis of euros with the lines of the drawing's scale; the script gives them the page's colour."""
    return _axis(0, max(highest_eur, 1)) | {
        "visible": True,
        "showgrid": True,
        "zeroline": False,
        "showticklabels": False,
        "tickvals": [tick for tick in round_steps(highest_eur) if 0 < tick <= highest_eur],
    }


def by_period_bars(series: PeriodSeries, drawing: Drawing, href: PageOfSegment) -> go.Figure:
    """A stack for each year or period, a trace for each category and stage; upright, or lying where the drawing is."""
    area = drawing.areas[0]
    figure = _figure(drawing, barmode="stack")
    _add_bars(figure, series, drawing.places, href, drawing.is_upright)
    if drawing.is_upright:
        figure.update_layout(xaxis=_axis(area.left, area.right), yaxis=_euros(series.highest_eur))
    else:
        figure.update_layout(xaxis=_axis(0, max(series.highest_eur, 1)), yaxis=_axis(area.bottom, area.top))
    return figure


def _add_bars(
    figure: go.Figure,
    series: PeriodSeries,
    places: Mapping[Period, tuple[float, float]],
    href: PageOfSegment,
    upright: bool,
    **axes: str,
) -> None:
    stacks: dict[tuple[int, CategoryLabel, str], list[Segment]] = defaultdict(list)
    for segment in series.segments:
        stacks[series.categories.index(segment.category), segment.category, segment.stage].append(segment)
    order = {stage: number for number, stage in enumerate(series.stages)}
    for (_, category, _), segments in sorted(stacks.items(), key=lambda stack: (stack[0][0], order[stack[0][2]])):
        middles = [places[segment.period][0] for segment in segments]
        euros = [segment.amount_eur for segment in segments]
        figure.add_bar(
            name=category.name,
            **({"x": middles, "y": euros} if upright else {"x": euros, "y": middles, "orientation": "h"}),
            width=[places[segment.period][1] for segment in segments],
            customdata=[[words_of(segment), href(segment)] for segment in segments],
            hoverinfo="none",
            marker={"color": palette.PALETTE[category.colour].light, "line": {"width": 0}},
            meta=category.colour,
            **axes,
        )


def running_total_steps(running: RunningTotal, drawing: Drawing, href: PageOfStep) -> go.Figure:
    """Steps for each category: its total from each letter that changed one until the next."""
    figure = _figure(drawing, barmode="stack")
    ends = [*running.dates[1:], running.until]
    lasting = [(end - start).days * MILLISECONDS_IN_A_DAY for start, end in zip(running.dates, ends, strict=True)]
    rows = running.rows()
    for category in running.categories:
        amounts = [dict(row[1])[category] for row in rows]
        figure.add_bar(
            name=category.name,
            x=[date.isoformat() for date in running.dates],
            y=[amount.amount_eur for amount in amounts],
            offset=0,
            width=lasting,
            customdata=[
                [words_of_step(category, amount, row), href(category, row[0])]
                for amount, row in zip(amounts, rows, strict=True)
            ],
            hoverinfo="none",
            marker={"color": palette.PALETTE[category.colour].light, "line": {"width": 0}},
            meta=category.colour,
        )
    since, until = running.since.isoformat(), running.until.isoformat()
    figure.update_layout(xaxis=_axis(since, until, type="date"), yaxis=_euros(running.highest_eur))
    return figure


def flow_sankey(flows: Sequence[Flow], drawing: Drawing, href: flow_drawing.PageOf) -> go.Figure:
    """Letter to category to year or period. Both sides add up to the total, for a flow is an own share."""
    nodes = list(drawing.places)
    place = {node: number for number, node in enumerate(nodes)}
    bands, through = flow_drawing.bands_of(flows)
    ends = sorted(bands, key=lambda band: (place[band[0]], place[band[1]]))
    node_colours = [node[1].colour if node[0] == "category" else flow_drawing.NEUTRAL for node in nodes]
    link_colours = [(start if start[0] == "category" else end)[1].colour for start, end in ends]
    figure = _figure(drawing)
    figure.add_sankey(
        arrangement="fixed",
        node=_spots_of_nodes(nodes, drawing)
        | {
            "label": [flow_drawing.name_of(node) for node in nodes],
            "customdata": [_words_of_node(node, through[node], href) for node in nodes],
            "hoverinfo": "none",
            "color": [palette.PALETTE[colour].light for colour in node_colours],
        },
        link={
            "source": [place[start] for start, _ in ends],
            "target": [place[end] for _, end in ends],
            "value": [flow_drawing.sum_of(bands[band]) for band in ends],
            "customdata": [
                [
                    flow_drawing.words_of_band(*band, bands[band]),
                    flow_drawing.page_of(band[0], bands[band], href),
                ]
                for band in ends
            ],
            "hoverinfo": "none",
            "color": [palette.PALETTE[colour].light for colour in link_colours],
        },
        meta={"nodes": node_colours, "links": link_colours},
    )
    return figure


def _words_of_node(node: flow_drawing.Node, flows: Sequence[Flow], href: flow_drawing.PageOf) -> list[str]:
    """The words of a node for who points at it, and where it leads."""
    words = f"{flow_drawing.name_of(node)}: {flow_drawing.told(flows)}"
    return [words, flow_drawing.page_of(node, flows, href)]


def _spots_of_nodes(nodes: Sequence[flow_drawing.Node], drawing: Drawing) -> dict[str, Any]:
    """Where plotly puts the nodes, so that they stand where those of the drawing do."""
    area = drawing.areas[0]
    wide, high = area.right - area.left, area.bottom - area.top
    columns = Counter(flow_drawing.column_of(node) for node in nodes)
    return {
        "x": [flow_drawing.x_of(node) / wide for node in nodes],
        "y": [(drawing.places[node][0] - area.top) / high for node in nodes],
        # plotly makes all euros as high as the room that its padding leaves in the fullest column
        "pad": (high - flow_drawing.PLOT) / max(max(columns.values()) - 1, 1),
        "thickness": flow_drawing.NODE,
        "line": {"width": 0},
    }


def whole_bar(whole: Whole, drawing: Drawing) -> go.Figure:
    """One lying bar of slices that add up to the whole, each told apart by stage."""
    figure = _figure(drawing, barmode="stack")
    for piece, part in whole.pieces():
        figure.add_bar(
            name=piece.name,
            x=[part.amount_eur],
            y=[0],
            width=[1],
            orientation="h",
            customdata=[[words_of_slice(whole, piece, part), part.url]],
            hoverinfo="none",
            marker={"color": palette.PALETTE[piece.colour].light, "line": {"width": 0}},
            meta=piece.colour,
        )
    figure.update_layout(xaxis=_axis(0, whole.amount_eur), yaxis=_axis(-0.5, 0.5))
    return figure


def panel_bars(series: PeriodSeries, drawing: Drawing, href: PageOfSegment) -> go.Figure:
    """Small multiples: the lying bars of each category on axes of their own, all on one scale."""
    figure = _figure(drawing, barmode="stack")
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0})
    highest = max(panel_drawing.highest(series), 1)
    for number, (category, area) in enumerate(zip(series.categories, drawing.areas, strict=True), start=1):
        suffix = "" if number == 1 else str(number)
        places = {period: drawing.places[category, period] for period in series.periods}
        _add_bars(figure, series.of_category(category), places, href, False, xaxis=f"x{suffix}", yaxis=f"y{suffix}")
        across = [area.left / drawing.width, area.right / drawing.width]
        down = [1 - area.bottom / drawing.height, 1 - area.top / drawing.height]
        figure.update_layout(
            {
                f"xaxis{suffix}": _axis(0, highest, domain=across, anchor=f"y{suffix}"),
                f"yaxis{suffix}": _axis(area.bottom, area.top, domain=down, anchor=f"x{suffix}"),
            }
        )
    return figure
