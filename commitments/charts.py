"""Figures made from complete series. plotly draws what stands here; no chart has a number that its table lacks.

Colours are the light ones of the palette; each trace names its colour in `meta`, by which static/js/charts.js gives
it the page's own value, light or dark.
"""

from collections import defaultdict

from plotly import graph_objects as go
from plotly import io

from ukrainesteun.money import format_euro, short_euro

from . import palette
from .series import PeriodSeries

io.templates.default = None  # 6 KB in every figure, and none of it is our look

NO_AMOUNT = "geen bedrag in deze brieven"
NEUTRAL = "slate"
LETTERS_IN_FLOWS = 24  # more do not fit beside each other; the smaller ones are one node, the table has them all


def warm_up():
    """Makes a first figure, so that no reader waits for plotly to load what it loads on first use."""
    by_period_bars(PeriodSeries((), (), {}))


def by_period_bars(series):
    """Stacked bars: a column for each year and, apart from them, for each period that the letters do not split."""
    gap = [" "] if series.unsplit else []
    order = [period.label for period in series.years] + gap + [period.label for period in series.unsplit]
    place = {label: number for number, label in enumerate(order)}  # plotly takes the text "2022" for a place
    figure = go.Figure(layout=_layout(barmode="stack", bargap=0.34))
    for category in series.categories:
        amounts = [series.amount(period, category) for period in series.periods]
        figure.add_bar(
            name=category.name,
            x=[period.label for period in series.periods],
            y=amounts,
            customdata=[format_euro(amount) if amount else None for amount in amounts],
            hovertemplate="<b>%{x}</b><br>%{fullData.name}: %{customdata}<extra></extra>",
            marker=_fill(category.colour),
            meta=category.colour,
        )
    for period in series.periods:
        total = series.period_total(period)
        figure.add_annotation(
            x=place[period.label],
            y=total or 0,
            text=f"<b>{'ca. ' if period in series.circa else ''}{short_euro(total)}</b>"
            if total
            else NO_AMOUNT.replace(" in ", "<br>in "),
            showarrow=False,
            yshift=12 if total else 22,
        )
    names = [_under_bar(series, period) for period in series.years] + gap
    names += [_under_bar(series, period, "<i>niet per jaar</i>", "<i>verdeeld</i>") for period in series.unsplit]
    figure.update_xaxes(
        type="category",
        categoryorder="array",
        categoryarray=order,
        range=[-0.5, len(order) - 0.5],
        tickvals=list(place.values()),
        ticktext=names,
        tickangle=0,
        fixedrange=True,
    )
    figure.update_yaxes(**_euro_axis(max([series.period_total(period) or 0 for period in series.periods], default=0)))
    return figure


def _under_bar(series, period, *more):
    """The label of a column: its year or period, and in which stages its euros are."""
    return "<br>".join([f"<b>{period.label}</b>", *more, *series.stages.get(period, ())])


def running_total_steps(running, since, until):
    """A stepped line for each category: nothing on the date `since`, its total after each letter, up to `until`."""
    figure = go.Figure(layout=_layout(hovermode="x"))
    dates = [date.isoformat() for date in (since, *running.dates, until)]
    for category in running.categories:
        steps = running.steps_eur[category.slug]
        amounts = [0, *steps, steps[-1]]
        figure.add_scatter(
            name=category.name,
            x=dates,
            y=amounts,
            customdata=[format_euro(amount) for amount in amounts],
            hovertemplate="%{fullData.name}: %{customdata}<extra></extra>",
            mode="lines",
            line={"shape": "hv", "width": 2.5, "color": palette.PALETTE[category.colour].light},
            meta=category.colour,
        )
    figure.update_xaxes(type="date", fixedrange=True, hoverformat="%-d %B %Y")
    figure.update_yaxes(**_euro_axis(max([max(steps) for steps in running.steps_eur.values()], default=0)))
    return figure


def flow_sankey(flows):
    """Letter to category to year or period. Both sides add up to the total, for a flow is an own share."""
    letter_of = _letters_shown(flows)
    letters = list(dict.fromkeys(letter_of.values()))
    categories = list(dict.fromkeys(flow.category for flow in flows))
    periods = sorted({flow.period for flow in flows}, key=lambda period: (not period.is_one_year, period))
    nodes = [*letters, *categories, *periods]
    place = {node: number for number, node in enumerate(nodes)}
    links, passing = defaultdict(int), defaultdict(int)
    for flow in flows:
        letter = letter_of[flow.letter_slug]
        links[letter, flow.category] += flow.amount_eur
        links[flow.category, flow.period] += flow.amount_eur
        for node in (letter, flow.category, flow.period):
            passing[node] += flow.amount_eur
    names = [*(name for _, name in letters), *(category.name for category in categories)]
    names += [period.label for period in periods]
    colours = [*[NEUTRAL] * len(letters), *(category.colour for category in categories), *[NEUTRAL] * len(periods)]
    link_colours = [(start if start in categories else end).colour for start, end in links]
    figure = go.Figure(layout=_layout(margin={"l": 4, "r": 4, "t": 12, "b": 28}))
    figure.add_sankey(
        arrangement="snap",
        node={
            "label": [f"{name}<br>{short_euro(passing[node])}" for name, node in zip(names, nodes, strict=True)],
            "customdata": [
                f"{name}<br><b>{format_euro(passing[node])}</b>" for name, node in zip(names, nodes, strict=True)
            ],
            "hovertemplate": "%{customdata}<extra></extra>",
            "color": [palette.PALETTE[colour].light for colour in colours],
            "pad": 36,
            "thickness": 14,
            "line": {"width": 0},
        },
        link={
            "source": [place[start] for start, _ in links],
            "target": [place[end] for _, end in links],
            "value": list(links.values()),
            "customdata": [
                f"{names[place[start]]}<br>naar {names[place[end]]}<br><b>{format_euro(amount)}</b>"
                for (start, end), amount in links.items()
            ],
            "hovertemplate": "%{customdata}<extra></extra>",
            "color": [_translucent(palette.PALETTE[colour].light) for colour in link_colours],
        },
        meta={"nodes": colours, "links": link_colours},
    )
    return figure


def _letters_shown(flows):
    """For each letter's slug its node, (slug, name): its own for the largest, one together for the rest."""
    euros, names = defaultdict(int), {}
    for flow in flows:
        euros[flow.letter_slug] += flow.amount_eur
        names[flow.letter_slug] = flow.letter
    largest = set(sorted(euros, key=euros.get, reverse=True)[:LETTERS_IN_FLOWS])
    rest = ("", f"{len(names) - len(largest)} andere brieven")
    return {slug: (slug, name) if slug in largest else rest for slug, name in names.items()}


def _layout(**more):
    return go.Layout(
        **{
            "separators": ",.",
            "showlegend": False,
            "dragmode": False,
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "margin": {"l": 56, "r": 8, "t": 28, "b": 64},
            **more,
        }
    )


def _fill(colour):
    fill = {"color": palette.PALETTE[colour].light, "line": {"width": 0}}
    return fill | {"pattern": {"shape": "/", "size": 7, "solidity": 0.35}} if colour == palette.HATCHED else fill


def _translucent(hex_colour, alpha=0.45):
    red, green, blue = (int(hex_colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def _euro_axis(highest_eur):
    """An axis from 0 with three to six round steps, in words: "2 mld"."""
    step = 10 ** max(len(str(max(highest_eur, 1))) - 1, 0)
    while highest_eur / step < 3 and step % 2 == 0:
        step //= 2
    while highest_eur / step > 6:
        step *= 2
    ticks = list(range(0, highest_eur + step, step))
    return {
        "range": [0, max(highest_eur * 1.12, 1)],
        "tickvals": ticks,
        "ticktext": ["0", *(short_euro(tick).removeprefix("€\u00a0") for tick in ticks[1:])],
        "fixedrange": True,
        "rangemode": "tozero",
    }
