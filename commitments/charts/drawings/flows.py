"""Flows from letter to category to year: bands between three columns, or on a phone a list of the same flows."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any

from commitments import palette
from commitments.charts.series import ALL_STAGES, CategoryLabel, Flow, LetterLabel, Period, Sum

from .canvas import (
    FIRST,
    NARROW,
    REACH,
    SMALL,
    WIDE,
    Box,
    Canvas,
    Drawing,
    text_width,
    wrap,
)
from .key import draw_key
from .wording import nothing

LEFT, RIGHT, NODE = 236, 150, 14  # room for the names of the letters and of the years; how wide a node is
PLOT, SLOT, GAP = 360, 36, 10  # how high all euros are together, the least room for a name, and between nodes
COLUMNS = (
    0,
    (WIDE - LEFT - RIGHT) * 0.46,
    WIDE - RIGHT - NODE - LEFT,
)  # where each column of nodes begins, in its area
XS = [LEFT + x for x in COLUMNS]
NAMES = XS[1] + NODE + 8  # where those of the categories begin
NEUTRAL = "slate"
LABELLED, ROOMY = 0.02, 18  # what part of all euros has its amount at it; as thick as this it has room for it
BAR = 7  # how thick a bar is in the list: one row of dots
APART = 16  # between two words on one line of the list


# The page of a letter, a category and a period, each None where it does not matter.
PageOf = Callable[[LetterLabel | None, CategoryLabel | None, Period | None], str]
# "letter" or "category" with its label, or "period" with the Period
Node = tuple[str, Any]


def shared_by(flows: Sequence[Flow]) -> tuple[LetterLabel | None, CategoryLabel | None, Period | None]:
    """(letter, category, period) that all these flows have in common, each None where they differ."""
    letters, categories = {flow.letter for flow in flows}, {flow.category for flow in flows}
    periods = {flow.period for flow in flows}
    return (
        letters.pop() if len(letters) == 1 else None,
        categories.pop() if len(categories) == 1 else None,
        periods.pop() if len(periods) == 1 else None,
    )


def page_of(node: Node, flows: Sequence[Flow], href: PageOf) -> str:
    """The page of the flows through a node, or in the band that begins at it."""
    letter, category, period = shared_by(flows)
    if letter and letter.is_several and node[0] != "letter":
        letter = None  # there are no others, so it does not matter of which letters they are
    return href(letter, category, period)


def draw_wide(name: str, flows: Sequence[Flow], title: str, href: PageOf = nothing, stage: str = ALL_STAGES) -> Drawing:
    """`href` gives the page for a letter, a category and a period, each None where it does not matter; `stage` is that
    of all these flows, or ALL_STAGES."""
    return _bands(name, flows, title, href, stage)


def draw_narrow(
    name: str,
    flows: Sequence[Flow],
    title: str,
    href: PageOf = nothing,
    stage: str = ALL_STAGES,
    width: float = NARROW,
) -> Drawing:
    return _list(name, flows, title, href, stage, width)


def describe(flows: Sequence[Flow]) -> str:
    """The chart in words, for who cannot see it."""
    number = f"{len(flows)} stromen" if len(flows) > 1 else "Eén stroom"
    return (
        f"{number} van brief, via categorie, naar jaar of periode, samen {told(flows)}. "
        "De tabel bij de grafiek heeft elk bedrag."
    )


def sum_of(flows: Sequence[Flow]) -> int:
    return sum(flow.amount_eur for flow in flows)


def told(flows: Sequence[Flow]) -> str:
    """The same in full: "circa € 60.000.000"."""
    return Sum.of((flow.amount_eur, flow.precision) for flow in flows).full


def amount_of(flows: Sequence[Flow]) -> str:
    """What these flows add up to, as it stands in the drawing: "ca. 60 mln"."""
    return Sum.of((flow.amount_eur, flow.precision) for flow in flows).in_drawing


def euros_at(flows: Sequence[Flow], end: Callable[[Flow], Any]) -> dict[Any, int]:
    """What stands at one end of the flows with its euros, in order of the flows."""
    euros: dict[Any, int] = defaultdict(int)
    for flow in flows:
        euros[end(flow)] += flow.amount_eur
    return dict(euros)


def by_size(flows: Sequence[Flow], end: Callable[[Flow], Any]) -> dict[Any, int]:
    """The same, the largest first."""
    return dict(sorted(euros_at(flows, end).items(), key=lambda node: -node[1]))


def in_time(flows: Sequence[Flow]) -> list[Flow]:
    """The flows from the oldest letter to the newest and then those of several together, those of one letter from the first
    year to the last."""
    return sorted(flows, key=lambda flow: (flow.letter.is_several, flow.letter.date, flow.letter.slug, flow.period))


def bands_of(flows: Sequence[Flow]) -> tuple[dict[tuple[Node, Node], list[Flow]], dict[Node, list[Flow]]]:
    """The flows in each band, by the nodes at its ends, and those that go through each node."""
    bands: dict[tuple[Node, Node], list[Flow]] = defaultdict(list)
    through: dict[Node, list[Flow]] = defaultdict(list)
    for flow in flows:
        letter: Node = ("letter", flow.letter)
        category: Node = ("category", flow.category)
        period: Node = ("period", flow.period)
        bands[letter, category].append(flow)
        bands[category, period].append(flow)
        for node in (letter, category, period):
            through[node].append(flow)
    return bands, through


def _bands(name: str, flows: Sequence[Flow], title: str, href: PageOf, stage: str) -> Drawing:
    canvas = Canvas(name, WIDE)
    columns = _columns(flows)
    scale = PLOT / sum_of(flows)
    places, bottom = _placed(columns, scale)
    for x, anchor, words in zip(XS, ("end", "start", "start"), ("Brief", "Categorie", "Jaar of periode"), strict=True):
        canvas.text(x + (NODE if anchor == "end" else 0), FIRST, words, size=SMALL, tone="soft", anchor=anchor)
    bands, through = bands_of(flows)
    for node, y in places.items():
        if node[0] == "category":  # its name and amount stand among the bands
            middle = y + columns[1][node] * scale / 2
            wide = max(
                text_width(name_of(node, short=True), SMALL), text_width(amount_of(through[node]), SMALL, bold=True)
            )
            canvas.take(NAMES, middle - 16, NAMES + wide + 8, middle + 18)
    amounts = _draw_bands(canvas, bands, places, scale, href)
    for node, y in places.items():
        _draw_node(canvas, node, y, columns[column_of(node)][node] * scale, through[node], href, stage)
    for x, y, anchor, words in amounts:
        canvas.text(x, y, words, size=SMALL, halo=True, anchor=anchor)
    middles = {node: (y + columns[column_of(node)][node] * scale / 2, NODE) for node, y in places.items()}
    y = draw_key(canvas, bottom + 16, list(by_size(flows, lambda flow: flow.category)), [stage]) - 10
    return canvas.drawing(y, title, describe(flows), [Box(LEFT, 0, WIDE - RIGHT, bottom)], middles)


def _columns(flows: Sequence[Flow]) -> list[dict[Node, int]]:
    """The nodes of each column with their euros: letters and years in order of time, categories by size."""
    periods = euros_at(flows, lambda flow: flow.period)
    return [
        euros_at(in_time(flows), lambda flow: ("letter", flow.letter)),
        by_size(flows, lambda flow: ("category", flow.category)),
        {("period", period): periods[period] for period in sorted(periods)},
    ]


def _placed(columns: Sequence[Mapping[Node, int]], scale: float) -> tuple[dict[Node, float], float]:
    """Where each node begins, from above, and where the lowest ends."""
    places: dict[Node, float] = {}
    bottom: float = 0
    for column in columns:
        y: float = FIRST + 16
        for node, amount in column.items():
            height = amount * scale
            places[node] = y + max(SLOT - height, 0) / 2
            y += max(height, SLOT) + GAP
        bottom = max(bottom, y)
    return places, bottom


def _draw_bands(
    canvas: Canvas,
    bands: Mapping[tuple[Node, Node], Sequence[Flow]],
    places: Mapping[Node, float],
    scale: float,
    href: PageOf,
) -> list[tuple[float, float, str, str]]:
    """Draws each band; returns the amounts to write on them, (x, y, anchor, words), once all bands are there."""
    order = {node: number for number, node in enumerate(places)}
    leaving, arriving = dict(places), dict(places)
    total = sum(sum_of(found) for (start, _), found in bands.items() if start[0] == "letter")
    wanted = []
    for start, end in sorted(bands, key=lambda band: (order[band[0]], order[band[1]])):
        found = bands[start, end]
        thick = sum_of(found) * scale
        x1, x2 = (XS[0] + NODE, XS[1]) if start[0] == "letter" else (XS[1] + NODE, XS[2])
        y1, y2 = leaving[start], arriving[end]
        leaving[start] += thick
        arriving[end] += thick
        colour = (start if start[0] == "category" else end)[1].colour
        with canvas.point(page_of(start, found, href), words_of_band(start, end, found)):
            d = _band(x1, y1, x2, y2, max(thick, 0.75))
            value = palette.PALETTE[colour].light
            canvas.add("path", d=d, class_=f"band mark colour-{colour}", fill=value, fill_opacity="0.4")
            if thick < REACH:
                canvas.reach_along(d, REACH - thick)
        if sum_of(found) >= LABELLED * total and (thick >= ROOMY or _branches(bands, start, end)):
            from_letter, at_end = (x1 + 8, y1 + thick / 2, "start"), (x2 - 8, y2 + thick / 2, "end")
            halfway = ((x1 + x2) / 2, (y1 + y2 + thick) / 2, "middle")
            spots = [at_end, halfway]
            if start[0] == "letter":  # beside a category stands its name
                spots.insert(0 if thick >= ROOMY else 1, from_letter)  # where a thin band begins, others are close
            amount = amount_of(found)
            # At a year a thin band is far from what names it.
            named = [f"{start[1].short_name} {amount}"] if start[0] == "category" and thick < ROOMY else []
            wanted.append((thick, [*named, amount], spots))
    return _spots_of(canvas, wanted)


def _branches(bands: Mapping[tuple[Node, Node], object], start: Node, end: Node) -> bool:
    """Whether a band is not all that goes through the node at one of its ends, which would have its amount."""
    leaving = [band for band in bands if band[0] == start]
    arriving = [band for band in bands if band[1] == end]
    return len(leaving) > 1 and len(arriving) > 1


def _spots_of(
    canvas: Canvas, wanted: Sequence[tuple[float, list[str], list[tuple[float, float, str]]]]
) -> list[tuple[float, float, str, str]]:
    """Where each of these words stands, (x, y, anchor, words): the thickest band first, each in the first free spot, and
    the fullest words that have one."""
    amounts = []
    for _, options, spots in sorted(wanted, key=lambda one: -one[0]):
        for words, (x, y, anchor) in product(options, spots):
            wide = text_width(words, SMALL)
            left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[anchor]
            box = Box(left - 3, y - 8, left + wide + 3, y + 8)
            if canvas.is_free(box):
                canvas.take(box.left, box.top, box.right, box.bottom)
                amounts.append((x, y + 5, anchor, words))
                break
    return amounts


def _draw_node(
    canvas: Canvas, node: Node, y: float, height: float, flows: Sequence[Flow], href: PageOf, stage: str
) -> None:
    """Draws a node with its name and amount: those of a letter left of it, of others right."""
    place = column_of(node)
    colour = node[1].colour if node[0] == "category" else NEUTRAL
    with canvas.point(page_of(node, flows, href), f"{name_of(node)}: {told(flows)}"):
        canvas.fill(XS[place], y, NODE, max(height, 1), colour, stage)
        half = max(height, REACH) / 2
        canvas.reach(Box(XS[place] - 8, y + height / 2 - half, XS[place] + NODE + 8, y + height / 2 + half))
    middle = y + height / 2
    if node[0] == "letter":
        names = wrap(name_of(node), LEFT - 20, SMALL, most=2)
        top = middle - 2 - 8 * (len(names) - 1)
        below = canvas.lines(LEFT - 10, top, names, 16, size=SMALL, anchor="end")
        canvas.text(LEFT - 10, below, amount_of(flows), size=SMALL, bold=True, anchor="end")
    else:
        left = XS[place] + NODE + 8
        room = (XS[2] if place == 1 else WIDE) - left - text_width("999,99 mln", SMALL) * (place == 1) - 16
        canvas.text(left, middle - 2, wrap(name_of(node, short=True), room, SMALL)[0], size=SMALL, halo=True)
        canvas.text(left, middle + 14, amount_of(flows), size=SMALL, bold=True, halo=True)


def column_of(node: Node) -> int:
    return ("letter", "category", "period").index(node[0])


def x_of(node: Node) -> float:
    """How far the middle of a node is from where the first column begins."""
    return COLUMNS[column_of(node)] + NODE / 2


def name_of(node: Node, short: bool = False) -> str:
    kind, what = node
    if kind == "letter":
        return str(what.name)
    if kind == "category":
        return str(what.short_name if short else what.name)
    return str(what.label)


def words_of_band(start: Node, end: Node, flows: Sequence[Flow]) -> str:
    """A band for who points at it."""
    return f"{name_of(start)} naar {name_of(end)}: {told(flows)}"


def _band(x1: float, y1: float, x2: float, y2: float, thick: float) -> str:
    middle = (x1 + x2) / 2
    return (
        f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        f"v{thick:.1f}C{middle:.1f} {y2 + thick:.1f} {middle:.1f} {y1 + thick:.1f} {x1:.1f} {y1 + thick:.1f}z"
    )


def _list(name: str, flows: Sequence[Flow], title: str, href: PageOf, stage: str, width: float) -> Drawing:
    """Each letter with its flows below it, in order of time."""
    canvas = Canvas(name, width)
    y: float = 4
    left = max(text_width(flow.period.label, SMALL) for flow in flows) + APART
    scale = (width - left) / max(flow.amount_eur for flow in flows)
    for letter in euros_at(in_time(flows), lambda flow: flow.letter):
        if y > 10:
            canvas.line(0, y, width, y)
        own = in_time([flow for flow in flows if flow.letter == letter])
        amount = amount_of(own)
        room = width - text_width(amount, bold=True) - 16
        below = canvas.lines(0, y + 22, wrap(letter.name, room, bold=True, most=2), bold=True)
        canvas.text(width, y + 22, amount, bold=True, anchor="end")
        y = below - 4
        for flow in own:
            words = f"{letter.name} naar {flow.category.name}, {flow.period.label}: {told([flow])}"
            with canvas.point(href(*shared_by([flow])), words):
                _draw_flow(canvas, flow, y, scale, left, stage)
            y += 36
        y += 6
    y = draw_key(canvas, y + 16, list(by_size(flows, lambda flow: flow.category)), [stage]) - 10
    return canvas.drawing(y, title, describe(flows))


def _draw_flow(canvas: Canvas, flow: Flow, y: float, scale: float, left: float, stage: str) -> None:
    """One line of the list: the period, the category with its bar below it, and the amount."""
    amount = amount_of([flow])
    room = canvas.width - left - text_width(amount, SMALL) - APART
    canvas.reach(Box(0, y - 2, canvas.width, y + 32))
    canvas.text(0, y + 14, flow.period.label, size=SMALL, tone="soft")
    canvas.text(left, y + 14, wrap(flow.category.name, room, SMALL, most=1)[0], size=SMALL)
    canvas.text(canvas.width, y + 14, amount, size=SMALL, anchor="end")
    canvas.fill(left, y + 20, max(flow.amount_eur * scale, 1), BAR, flow.category.colour, stage)
