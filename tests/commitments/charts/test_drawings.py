"""The drawings are honest, legible and sound SVG, whatever they are of."""

import datetime
import re
from functools import cache
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commitments.charts import series
from commitments.charts.drawings import canvas as canvas_drawing
from commitments.charts.drawings import (
    cards,
    columns,
    flows,
    key,
    panels,
    periods,
    reach,
    running,
    whole,
    wording,
)
from commitments.charts.drawings.canvas import Box, text_width, wrap
from commitments.charts.drawings.scale import round_steps
from commitments.charts.series import CategoryLabel, LetterLabel, Period
from commitments.precision import ROUGHLY, plain_euro
from commitments.querysets import Movement
from tests.proving import TIMES

from .svg import Picture, box_of_path, box_of_rect, box_of_text, euros_in, number
from .test_series import (
    CATEGORIES,
    FEBRUARY,
    LETTERS,
    MILITARY,
    UNDIVIDED,
    share,
    shares,
)

pytestmark = pytest.mark.looks

MILLIARD = 10**9
SHAPES = {"wide": None, "narrow": 380, "square": 560}
LONG = "Steun aan Oekraïne voor de wederopbouw van de energievoorziening en het ontmijnen van landbouwgrond, " * 3
COLOURS = ("blue", "sky", "rust", "violet", "teal", "ochre", "plum", "moss", "slate")


# States in which a drawing could go wrong


def many_categories(number, name="Categorie {}"):
    return [
        CategoryLabel(f"categorie-{place}", name.format(place), name.format(place)[:30], COLOURS[place % len(COLOURS)])
        for place in range(number)
    ]


def many_letters(number, name="Brief {} over steun aan Oekraïne", days=40):
    return [
        LetterLabel(
            f"kst-{place}",
            name.format(place),
            f"Kamerstuk 36 045, nr. {place}",
            datetime.date(2022, 3, 1) + datetime.timedelta(days=days * place),
        )
        for place in range(1, number + 1)
    ]


def site_like():
    """Much as the shipped ledger: five years, two periods, several categories and stages."""
    rows = [
        share(1_000_000_000, 2022, stage="geleverd"),
        share(180_000_000, 2022, category="humanitarian", precision="circa"),
        share(2_940_000_000, 2023, stage="toegewezen"),
        share(1_260_000_000, 2023, category="undivided"),
        share(102_000_000, 2024, category="humanitarian", letter=2),
        share(2_000_000_000, 2024, stage="aangekondigd", letter=2),
        share(25_000_000, 2025, category="humanitarian", letter=2),
        share(60_000_000, 2022, 2023, "humanitarian", letter=1),
        share(4_000_000_000, 2024, 2026, letter=2),
    ]
    return CATEGORIES, LETTERS, rows


def with_categories(*years):
    def state():
        categories = many_categories(40)
        return (
            categories,
            LETTERS,
            [
                share((place + 1) * 10**7, year, category=category.slug, letter=1 + place % 2)
                for place, category in enumerate(categories)
                for year in years
            ],
        )

    return state


def with_letters(number, days):
    def state():
        rows = [
            share(
                (1 + place % 7) * 10**8,
                2022 + place % 5,
                category=CATEGORIES[place % 3].slug,
                stage=series.STAGES[place % 4],
                letter=place,
            )
            for place in range(1, number + 1)
        ]
        return CATEGORIES, many_letters(number, days=days), rows

    return state


def with_long_names():
    categories = [
        CategoryLabel(slug, (name + LONG)[:300], (name + LONG)[:30], colour)
        for slug, name, colour in (("military", "Een ", "blue"), ("humanitarian", "W" * 70, "rust"))
    ]
    letters = [
        LetterLabel(letter.slug, (letter.name + LONG)[:300], letter.designation, letter.date) for letter in LETTERS
    ]
    rows = [
        share(3 * MILLIARD, 2023),
        share(MILLIARD, 2024, category="humanitarian", letter=2),
        share(2 * MILLIARD, 2024, letter=2),
    ]
    return categories, letters, rows


STATES = {
    "the shipped ledger": site_like,
    "one amount": lambda: (CATEGORIES, LETTERS, [share(1_240_000_000)]),
    "one period": lambda: (CATEGORIES, LETTERS, [share(4 * MILLIARD, 2024, 2026)]),
    "40 categories": with_categories(2024),
    "40 categories each year": with_categories(*range(2022, 2027)),
    "30 years": lambda: (
        CATEGORIES,
        LETTERS,
        [share((1 + year % 4) * MILLIARD, year, category=CATEGORIES[year % 3].slug) for year in range(2000, 2030)],
    ),
    "a euro beside ten billion": lambda: (
        CATEGORIES,
        LETTERS,
        [
            share(1, 2022, precision="circa"),
            share(1, 2023, category="humanitarian", stage="aangekondigd"),
            share(10 * MILLIARD, 2023, letter=2),
            share(1, 2024, category="undivided"),
            share(10 * MILLIARD, 2025, letter=2),
        ],
    ),
    "ten thousand billion": lambda: (CATEGORIES, LETTERS, [share(10**13), share(10**13 - 1, 2025, precision="circa")]),
    "long names": with_long_names,
    "four periods": lambda: (
        CATEGORIES,
        LETTERS,
        [
            share(MILLIARD, 2022, 2024),
            share(2 * MILLIARD, 2023, 2025, "humanitarian", precision="circa"),
            share(3 * MILLIARD, 2024, 2026, letter=2),
            share(10**8, 2025, 2030, "undivided"),
            share(2 * MILLIARD, 2023),
        ],
    ),
    "every stage in every year": lambda: (
        CATEGORIES,
        LETTERS,
        [
            share(MILLIARD + place, year, category=category.slug, stage=stage, precision=precision)
            for year in range(2022, 2027)
            for place, category in enumerate(CATEGORIES)
            for stage, precision in zip(series.STAGES, ROUGHLY, strict=True)
        ],
    ),
    "30 letters": with_letters(30, 40),
    "60 letters in two months": with_letters(60, 1),
}


def href(segment):
    return f"/toezeggingen/?year={segment.period.label}&category={segment.category.slug}&stage={segment.stage}"


def href_of_period(period):
    return f"/toezeggingen/?year={period.label}"


def href_of_flow(letter, category, period):
    ends = (letter and letter.slug, category and category.slug, period and period.label)
    return "/toezeggingen/?" + "&".join(filter(None, ends))


def href_of_letter(letter):
    return f"/brieven/{letter.slug}/"


def href_of_step(category, date):
    return f"/toezeggingen/?category={category.slug}&as_of={date}"


def href_of_slice(category, stage):
    return f"/toezeggingen/?category={category.slug}&stage={stage}"


def by_period_of(state):
    categories, _, rows = STATES[state]()
    return series.by_period(rows, categories)


def running_of(state):
    categories, letters, rows = STATES[state]()
    dates = {letter.slug: letter.date for letter in letters}
    changes = [Movement(dates[row.letter], row.category, row.year, row.end_year, row.amount_eur) for row in rows]
    return series.running_total(changes, categories, letters)


def flows_of(state):
    categories, letters, rows = STATES[state]()
    return series.largest_flows(series.flows(rows, categories, letters), categories)


def whole_of(state):
    found = by_period_of(state)
    return series.whole_of_total(
        found, {category.slug: f"/categorieen/{category.slug}/" for category in found.categories}, href_of_slice
    )


CHARTS = {  # of each chart: its module, its data in a state, and where its amounts lead
    "per-jaar": (periods, by_period_of, [href, href_of_period]),
    "per-categorie": (panels, by_period_of, [href]),
    "lopend-totaal": (running, running_of, [href_of_letter, href_of_step]),
    "stromen": (flows, flows_of, [href_of_flow]),
    "totaal": (whole, whole_of, []),
}


def draw(chart, data, shape="wide", width=None, *stage):
    module, _, more = CHARTS[chart]
    more = [*more, *stage]
    if shape == "wide":
        return module.draw_wide(f"{chart}-breed", data, "Een titel", *more)
    return module.draw_narrow(f"{chart}-smal", data, "Een titel", *more, width=width or SHAPES[shape])


@cache
def drawn(chart, state, shape):
    """(data, drawing, picture) of a chart in a state; made once."""
    data = CHARTS[chart][1](state)
    drawing = draw(chart, data, shape)
    return data, drawing, Picture(drawing)


every_shape = pytest.mark.parametrize("shape", SHAPES)
every_state = pytest.mark.parametrize("state", STATES)
every_chart = pytest.mark.parametrize("chart", CHARTS)


# Legible


@every_chart
@every_state
def test_no_two_texts_stand_on_each_other(state, chart):
    found = {shape: drawn(chart, state, shape)[2].overlaps() for shape in SHAPES}
    assert {shape: pairs for shape, pairs in found.items() if pairs} == {}


@every_chart
@every_state
def test_no_two_words_on_one_line_stand_so_close_that_they_read_as_one(state, chart):
    found = {shape: drawn(chart, state, shape)[2].close() for shape in SHAPES}
    assert {shape: pairs for shape, pairs in found.items() if pairs} == {}


@every_chart
@every_state
def test_nothing_lies_outside_the_drawing(state, chart):
    found = {shape: drawn(chart, state, shape)[2].outside() for shape in SHAPES}
    assert {shape: over for shape, over in found.items() if over} == {}


# In low rows, a year of which an amount stands below the bar and that four periods span.
LOW_ROWS = [
    share(1_105_000, 2019, stage="toegewezen"),
    *(share(amount, 2019, stage="geleverd") for amount in (1, 1, 1, 3_579_415)),
    *(
        share(1, *period, stage="geleverd")
        for period in ((2019, 2020), (2019, 2021), (2019, 2022), (2019, 2023), (2020, 2021))
    ),
]


@given(shares)
@example(LOW_ROWS)
@settings(max_examples=20 * TIMES)
def test_any_amounts_are_legible(rows):
    found = series.by_period(rows, CATEGORIES)
    if rows:
        for chart, data in (
            ("per-jaar", found),
            ("per-categorie", found),
            ("totaal", series.whole_of_total(found)),
            ("stromen", series.flows(rows, CATEGORIES, LETTERS)),
        ):
            for shape in SHAPES:
                picture = Picture(draw(chart, data, shape))
                assert (chart, shape, picture.overlaps(), picture.outside()) == (chart, shape, [], [])


def test_a_text_is_wrapped_and_cut_to_what_fits():
    assert wrap("een twee drie vier", text_width("een twee") + 1) == ["een twee", "drie vier"]
    (line,) = wrap("een twee drie vier", text_width("een twee") + 1, most=1)
    assert (line[:6], line[-1]) == ("een tw", "…")
    lines = wrap(LONG, 200, most=3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(text_width(line) <= 200 for line in [*lines, *wrap("W" * 300, 200)])


def test_a_line_in_a_picture_parts_no_day_and_no_number_of_a_document():
    lines = wrap("Kamerstuk 36 045, nr. 171 van 4 maart 2025", text_width("van 4 maart 2025"))
    assert lines == ["Kamerstuk", "36\xa0045, nr.\xa0171", "van 4\xa0maart\xa02025"]


@pytest.mark.parametrize("highest", [0, 1, 2, 5, 7, 99, 10**6, 3_740_000_000, 4_236_000_000, 10_000_000_001, 10**13])
def test_the_axis_of_euros_has_few_round_steps_up_to_the_highest_amount(highest):
    steps = round_steps(highest)
    assert (steps[0], steps[-1] >= highest) == (0, True)
    assert len(steps) <= 8
    assert len({after - before for before, after in pairwise(steps)}) <= 1
    assert len({plain_euro(step) for step in steps}) == len(steps)


# Honest


def test_a_point_tells_its_exact_amount():
    _, _, picture = drawn("per-jaar", "the shipped ledger", "wide")
    assert [point.words.replace("\xa0", " ") for point in picture.points] == [
        "Militair, 2022: € 1.000.000.000 (geleverd)",
        "Humanitair en herstel, 2022: circa € 180.000.000 (gereserveerd)",
        "Militair, 2023: € 2.940.000.000 (toegewezen)",
        "Nog niet verdeeld, 2023: € 1.260.000.000 (gereserveerd)",
        "Militair, 2024: € 2.000.000.000 (aangekondigd)",
        "Humanitair en herstel, 2024: € 102.000.000 (gereserveerd)",
        "Humanitair en herstel, 2025: € 25.000.000 (gereserveerd)",
        "Humanitair en herstel, 2022-2023: € 60.000.000 (gereserveerd)",
        "Militair, 2024-2026: € 4.000.000.000 (gereserveerd)",
    ]


def stacks_of(picture, drawing):
    """The marks of each bar, in the order in which they stand: of one that stands from below, else from the left."""
    stacks = {}
    for point in picture.points:
        box = point.box
        stacks.setdefault((box.left, box.right) if drawing.is_upright else (box.top, box.bottom), []).append(point)
    return list(stacks.values())


def hold_stack(points, start, scale, upright, sign):
    """The bar starts at `start`, each mark is as long as its euros, and none stands on another."""
    at = start
    for point in points:
        low, high = (point.box.top, point.box.bottom) if upright else (point.box.left, point.box.right)
        near, far = (high, low) if sign < 0 else (low, high)
        assert abs((high - low) - point.euros * scale) <= 1.1, point.words
        assert abs(near - at) <= 1.1, f"{point.words}: begins at {near}, not at {at}"
        assert (far - near) * sign > 0
        at += sign * point.euros * scale


def hold_bars(data, drawing, picture):
    (area,) = drawing.areas
    length = area.bottom - area.top if drawing.is_upright else area.right - area.left
    assert len(picture.points) == len(data.segments)
    stacks = stacks_of(picture, drawing)
    assert len(stacks) == sum(1 for period in data.periods if data.of(period))
    for points in stacks:
        if drawing.is_upright:
            hold_stack(points, area.bottom, length / data.highest_eur, True, -1)
        else:
            hold_stack(points, area.left, length / data.highest_eur, False, 1)
        assert len({(point.box.right - point.box.left) if drawing.is_upright else 0 for point in points}) == 1


@every_state
@every_shape
def test_a_bar_starts_at_zero_and_is_as_long_as_its_amount(shape, state):
    hold_bars(*drawn("per-jaar", state, shape))


@given(shares.filter(bool))
def test_any_bar_is_as_long_as_its_amount(rows):
    data = series.by_period(rows, CATEGORIES)
    for shape in SHAPES:
        drawing = draw("per-jaar", data, shape)
        hold_bars(data, drawing, Picture(drawing))


@every_state
@every_shape
def test_all_panels_are_on_one_scale(shape, state):
    data, drawing, picture = drawn("per-categorie", state, shape)
    assert len(drawing.areas) == len(data.categories)
    assert len({round(area.right - area.left, 3) for area in drawing.areas}) == 1
    scale = (drawing.areas[0].right - drawing.areas[0].left) / panels.highest(data)
    count = 0
    for category, area in zip(data.categories, drawing.areas, strict=True):
        inside = [
            point
            for point in picture.points
            if area.left - 1 <= point.box.left <= area.right + 1 and area.top <= point.box.top <= area.bottom
        ]
        assert {point.words.split(", ")[0] for point in inside if "," not in category.name} <= {category.name}
        count += len(inside)
        rows = {}
        for point in inside:
            rows.setdefault(point.box.top, []).append(point)
        for points in rows.values():
            hold_stack(points, area.left, scale, False, 1)
    assert count == len(picture.points) == len(data.segments)


@every_state
@every_shape
def test_a_step_is_as_high_as_its_total_and_as_wide_as_it_lasts(shape, state):
    data, drawing, picture = drawn("lopend-totaal", state, shape)
    (area,) = drawing.areas
    scale = (area.bottom - area.top) / data.highest_eur
    days = (area.right - area.left) / (data.until - data.since).days
    ends = [*data.dates[1:], data.until]
    told = [
        (category, date, end, amount)
        for category in data.categories
        for date, end, amount in zip(data.dates, ends, data.steps_eur[category.slug], strict=True)
        if amount
    ]
    floors = dict.fromkeys(data.dates, 0)
    assert len(told) == len(picture.points)
    for (category, date, end, amount), point in zip(told, picture.points, strict=True):
        assert (point.euros, point.words.startswith(category.name)) == (amount, True)
        box = point.box
        assert abs((box.bottom - box.top) - amount * scale) <= 1.1, point.words
        assert abs(box.bottom - (area.bottom - floors[date] * scale)) <= 1.1, point.words
        assert abs(box.left - (area.left + (date - data.since).days * days)) <= 1.1, point.words
        assert abs(box.right - (area.left + (end - data.since).days * days)) <= 1.1, point.words
        floors[date] += amount


@every_state
@every_shape
def test_the_slices_of_a_whole_fill_its_bar(shape, state):
    data, drawing, picture = drawn("totaal", state, shape)
    (area,) = drawing.areas
    assert [(point.euros, point.href, point.colour) for point in picture.points] == [
        (part.amount_eur, part.url, piece.colour) for piece, part in data.pieces()
    ]
    assert len({(point.box.top, point.box.bottom) for point in picture.points}) == 1
    hold_stack(picture.points, area.left, (area.right - area.left) / data.amount_eur, False, 1)


@every_state
def test_the_bands_and_nodes_of_the_flows_are_as_thick_as_their_euros(state):
    data, _, picture = drawn("stromen", state, "wide")
    total = sum(flow.amount_eur for flow in data)
    scale = flows.PLOT / total
    nodes = [point for point in picture.points if point.mark.tag == "rect"]
    bands = [point for point in picture.points if point.mark.tag == "path"]
    columns = {}
    for point in nodes:
        box = point.box
        assert abs((box.bottom - box.top) - point.euros * scale) <= 1.1, point.words
        columns.setdefault(box.left, []).append(point)
    assert [sum(point.euros for point in column) for column in columns.values()] == [total] * 3
    for column in columns.values():
        for above, below in pairwise(column):
            assert above.box.bottom <= below.box.top, f"{above.words} stands on {below.words}"
    assert sum(point.euros for point in bands) == 2 * total
    for point in bands:
        thick = float(point.mark.get("d").split("v")[1].split("C")[0])
        assert abs(thick - point.euros * scale) <= 1, point.words


@every_state
def test_in_the_list_of_flows_each_bar_is_as_long_as_its_euros(state):
    for shape in ("narrow", "square"):
        data, drawing, picture = drawn("stromen", state, shape)
        assert sorted(point.euros for point in picture.points) == sorted(flow.amount_eur for flow in data)
        longest = max(point.box.right - point.box.left for point in picture.points)
        assert abs(picture.points[0].box.left + longest - drawing.width) <= 0.2
        assert len({point.box.left for point in picture.points}) == 1
        highest = max(flow.amount_eur for flow in data)
        for point in picture.points:
            assert abs((point.box.right - point.box.left) - longest * point.euros / highest) <= 1.1, point.words


@every_shape
def test_plotlys_places_are_those_of_the_bars(shape):
    for state in STATES:
        data, drawing, picture = drawn("per-jaar", state, shape)
        assert list(drawing.places) == list(data.periods)
        segments = {wording.words_of(segment): segment for segment in data.segments}
        for point in picture.points:
            middle, thick = drawing.places[segments[point.words].period]
            box = point.box
            low, high = (box.left, box.right) if drawing.is_upright else (box.top, box.bottom)
            assert abs((low + high) / 2 - middle) <= 0.2, (state, point.words)
            assert abs((high - low) - thick) <= 0.2, (state, point.words)


# What a fill says


def test_a_stage_is_the_fill_and_an_edge_that_is_not_exact_waves():
    rows = [
        share(MILLIARD, 2022, stage=stage, precision=precision)
        for stage in series.STAGES
        for precision in ("exact", "circa")
    ]
    for stage, look in LOOKS.items():
        for precision, wave in (("exact", ""), ("circa", " wave"), ("at-least", " wave"), ("at-most", " wave")):
            data = series.by_period([share(MILLIARD, stage=stage, precision=precision)], CATEGORIES)
            for chart in ("per-jaar", "per-categorie"):
                for shape in SHAPES:
                    (point,) = Picture(draw(chart, data, shape)).points
                    assert (chart, shape, point.look) == (chart, shape, look + wave), (stage, precision)
    data = series.by_period(rows, CATEGORIES)
    assert [point.look for point in Picture(draw("per-jaar", data)).points] == [
        look + " wave" for look in LOOKS.values()
    ]


LOOKS = {
    "geleverd": "solid",
    "toegewezen": "veiled",
    "gereserveerd": "striped",
    "aangekondigd": "hollow with a rim",
}


@pytest.mark.parametrize("chart", ["per-jaar", "per-categorie", "totaal"])
@pytest.mark.parametrize("category", ["military", "undivided"])
def test_a_fill_is_one_stage_in_every_chart_that_has_stages_whatever_the_category(category, chart):
    rows = [share((place + 1) * MILLIARD, stage=stage, category=category) for place, stage in enumerate(LOOKS)]
    by_period = series.by_period(rows, CATEGORIES)
    data = series.whole_of_total(by_period) if chart == "totaal" else by_period
    for shape in SHAPES:
        looks = {
            point.words.split("(")[1].split(")")[0]: point.look for point in Picture(draw(chart, data, shape)).points
        }
        assert looks == LOOKS, shape


@pytest.mark.parametrize("chart", ["lopend-totaal", "stromen"])
def test_where_all_stages_are_together_the_fill_is_dotted_and_the_key_says_so(chart):
    for stage in series.STAGES:
        rows = [share(MILLIARD, category="undivided", stage=stage), share(MILLIARD, stage=stage)]
        data = {
            "lopend-totaal": series.running_total(
                [Movement(FEBRUARY, row.category, 2024, 2024, row.amount_eur) for row in rows], CATEGORIES, LETTERS
            ),
            "stromen": series.flows(rows, CATEGORIES, LETTERS),
        }[chart]
        for shape in SHAPES:
            picture = Picture(draw(chart, data, shape))
            assert {point.look for point in picture.points if point.mark.tag == "rect"} == {"dotted"}, shape
            assert "stippen: alle fasen samen" in picture.texts


@pytest.mark.parametrize("stage", LOOKS)
@pytest.mark.parametrize("chart", ["lopend-totaal", "stromen"])
def test_where_one_stage_was_chosen_its_fill_is_drawn_and_the_key_says_that_stage(chart, stage):
    data = drawn(chart, "the shipped ledger", "wide")[0]
    for shape in SHAPES:
        picture = Picture(draw(chart, data, shape, None, stage))
        rects = [point for point in picture.points if point.mark.tag == "rect"]
        thick = [one for one in rects if min(number(one.mark, "width"), number(one.mark, "height")) > 3]
        assert {point.look for point in thick} == {LOOKS[stage]}, shape
        assert stage in picture.texts
        assert "alle fasen" not in picture.words


@pytest.mark.parametrize(("precision", "prefix"), [("circa", "ca. "), ("at-least", "min. "), ("at-most", "max. ")])
def test_an_amount_that_is_not_exact_says_so_in_words(precision, prefix):
    data = series.by_period([share(1_240_000_000, precision=precision), share(MILLIARD, 2023)], CATEGORIES)
    for chart in ("per-jaar", "per-categorie"):
        for shape in SHAPES:
            picture = Picture(draw(chart, data, shape))
            assert f"{prefix}1,24\xa0mld" in picture.texts, (chart, shape)
            assert "1\xa0mld" in picture.texts, (chart, shape)
    assert f"2024: {prefix}1,24\xa0mld" in draw("per-jaar", data).description


def test_every_chart_says_of_the_same_amount_that_it_is_not_exact():
    rows = [share(3 * MILLIARD, precision="circa", stage="geleverd"), share(MILLIARD, stage="gereserveerd")]
    movements = [Movement(FEBRUARY, row.category, 2024, 2024, row.amount_eur, row.precision) for row in rows]
    found = series.by_period(rows, CATEGORIES)
    for chart, data in {
        "per-jaar": found,
        "per-categorie": found,
        "totaal": series.whole_of_total(found),
        "lopend-totaal": series.running_total(movements, CATEGORIES, LETTERS),
        "stromen": series.flows(rows, CATEGORIES, LETTERS),
    }.items():
        for shape in SHAPES:
            drawing = draw(chart, data, shape)
            assert "ca. 4\xa0mld" in Picture(drawing).words, (chart, shape)
            if chart in ("totaal", "lopend-totaal"):
                assert "circa €\xa04.000.000.000" in drawing.description, (chart, shape)
                assert "circa €\xa0" in Picture(drawing).points[0].words, (chart, shape)


def test_an_empty_year_says_that_these_letters_have_no_amount():
    data = series.by_period([share(1, 2024)], CATEGORIES)
    for shape in SHAPES:
        drawing = draw("per-jaar", data, shape)
        assert Picture(drawing).words.count("geen bedrag in deze brieven") == 4, shape
        assert drawing.description.count("geen bedrag in deze brieven") == 4, shape
    for shape in SHAPES:
        assert Picture(draw("per-categorie", data, shape)).texts.count("–") == 4, shape


UNSPLIT_ROWS = [share(4_000_000_000, 2024, 2026), share(60_000_000, 2022, 2023, precision="circa")]


def test_a_period_that_is_not_split_has_a_bracket_over_its_years():
    data = series.by_period([*UNSPLIT_ROWS, share(1, 2030, 2031), share(10, 2023)], CATEGORIES)
    drawing = draw("per-jaar", data)
    picture = Picture(drawing)
    slot = drawing.places[Period(2023, 2023)][0] - drawing.places[Period(2022, 2022)][0]
    brackets = [path for path in picture.all("path") if "H" in path.get("d")]
    for path, years in zip(brackets, [(2022, 2023), (2024, 2026)], strict=True):
        box = box_of_path(path)
        first, last = (drawing.places[Period(year, year)][0] for year in years)
        assert first - slot / 2 <= box.left <= first
        assert last <= box.right <= last + slot / 2
    assert "niet per jaar verdeeld" in picture.words
    for shape in ("narrow", "square"):
        words = Picture(draw("per-jaar", data, shape)).words
        assert "Voor meer jaren samen, niet per jaar verdeeld" in words, shape
        assert "2024- 2026" in words


def test_the_money_of_a_period_is_drawn_once_and_each_of_its_years_says_the_same():
    data = series.by_period([*UNSPLIT_ROWS, share(4_200_000_000, 2024)], CATEGORIES)
    for shape in SHAPES:
        picture = Picture(draw("per-jaar", data, shape))
        words = picture.words
        assert "samen nog" not in words
        assert sum(point.euros for point in picture.points if ", 2024-2026: " in point.words) == 4_000_000_000
        assert words.count("+ deel van 2024-2026") == 3, f"{shape}: 2024, 2025 and 2026"
        assert words.count("+ deel van 2022-2023") == 2, f"{shape}: 2022 and 2023"


def test_in_its_panel_each_year_of_a_period_says_the_same_whether_or_not_it_has_an_amount_of_its_own():
    data = series.by_period([*UNSPLIT_ROWS, share(2_000_000_000, 2024)], CATEGORIES)
    for shape in SHAPES:
        picture = Picture(draw("per-categorie", data, shape))
        assert picture.words.count("+ deel van 2024-2026") == 3, f"{shape}: 2024, 2025 and 2026"
        assert picture.words.count("+ deel van 2022-2023") == 2, f"{shape}: 2022 and 2023"
        assert "–" not in picture.texts, shape


def test_a_panel_says_of_an_empty_year_why_it_is_empty():
    data = series.by_period(
        [share(2 * MILLIARD, 2024)],
        CATEGORIES,
        outside=[(2023, 2023, "military"), (2022, 2022, "humanitarian")],
        left_out=[(2025, 2025, "military")],
    )
    for shape in SHAPES:
        texts = [
            text.replace("\xa0", " ")
            for text in Picture(draw("per-categorie", data, shape)).texts
            if not text.isdecimal()
        ]
        assert texts[2:6] == ["–", "valt buiten deze keuze", "2 mld", "telt hier niet mee"], shape


def test_every_segment_of_two_per_cent_of_the_axis_of_the_panels_has_its_amount():
    rows = [
        share(3 * MILLIARD, 2024, stage="geleverd"),
        share(200_000_000, 2024, stage="toegewezen", precision="circa"),
        share(100_000_000, 2024),
        share(10_000_000, 2024, stage="aangekondigd"),
    ]
    data = series.by_period(rows, CATEGORIES)
    for shape in SHAPES:
        texts = Picture(draw("per-categorie", data, shape)).texts
        assert {"3\xa0mld", "ca. 200\xa0mln", "100\xa0mln"} <= set(texts), shape
        assert "10\xa0mln" not in texts, shape


def test_a_year_in_two_periods_names_both():
    rows = [share(MILLIARD, 2022, 2024), share(2 * MILLIARD, 2023, 2025), share(3 * MILLIARD, 2024, 2026)]
    data = series.by_period(rows, CATEGORIES)
    assert [wording.spanning_words(data, year) for year in data.periods] == [
        "+ deel van 2022-2024",
        "+ deel van 2022-2024 en 2023-2025",
        "+ deel van 2022-2024, 2023-2025 en 2024-2026",
        "+ deel van 2023-2025 en 2024-2026",
        "+ deel van 2024-2026",
        *("", "", ""),
    ]


def key_of(picture, names):
    """The words of the key: what stands beside a small square."""
    return [text for text in picture.texts if text in names]


def test_the_key_names_only_the_stages_that_occur():
    stages = set(series.STAGES)
    for rows, expected in (
        ([share(1, stage="geleverd"), share(1, 2023, stage="aangekondigd")], ["geleverd", "aangekondigd"]),
        ([share(1, stage="geleverd"), share(1, 2023, stage="geleverd")], ["geleverd"]),
    ):
        data = series.by_period(rows, CATEGORIES)
        for shape in SHAPES:
            assert key_of(Picture(draw("per-jaar", data, shape)), stages) == expected, shape
    wave = "golvende rand: niet precies"
    for precision, expected in (("exact", []), ("circa", [wave])):
        data = series.by_period([share(1, precision=precision)], CATEGORIES)
        for shape in SHAPES:
            assert key_of(Picture(draw("per-jaar", data, shape)), {wave}) == expected


@every_chart
def test_the_key_has_a_row_for_colours_and_one_for_fills(chart):
    colours, fills = ("Kleur: waarvoor", "Vulling: hoe ver")
    for shape in SHAPES:
        _, _, picture = drawn(chart, "the shipped ledger", shape)
        at = dict(zip(picture.texts, picture.all("text"), strict=True))
        assert float(at[colours].get("y")) < float(at[fills].get("y")), shape
        spots = [one.get("class") for one in picture.all("rect") if number(one, "rx") > 6]
        assert {f"mark colour-{category.colour}" for category in CATEGORIES} == set(spots), shape
    assert (colours, fills) == (key.COLOURS, key.FILLS)


@pytest.mark.parametrize("rows", [site_like()[2], [*site_like()[2], share(180_000_000, 2024, category="undivided")]])
def test_every_segment_of_two_per_cent_of_the_axis_has_its_amount_in_or_beside_it(rows):
    data = series.by_period(rows, CATEGORIES)
    assert columns.LABELLED == 0.02
    for shape in SHAPES:
        words = " ".join(Picture(draw("per-jaar", data, shape)).texts)
        for period in data.periods:
            for segment in data.of(period):
                if segment.amount_eur >= 0.02 * data.highest_eur:
                    assert wording.amount_of(segment) in words, (shape, segment)


def test_every_area_of_two_per_cent_has_its_amount_at_the_step_where_it_changed():
    days = [datetime.date(2023, 2, 20), datetime.date(2023, 11, 17), datetime.date(2024, 6, 28)]
    changes = [
        Movement(days[0], "military", 2023, 2023, 2_240_000_000, "circa"),
        Movement(days[0], "humanitarian", 2023, 2023, 240_000_000),
        Movement(days[0], "undivided", 2023, 2023, 1_260_000_000),
        Movement(days[1], "military", 2024, 2024, 3_700_000_000),
        Movement(days[1], "humanitarian", 2024, 2024, 102_000_000),
        Movement(days[2], "military", 2024, 2026, 4_000_000_000),
    ]
    data = series.running_total(changes, CATEGORIES, LETTERS)
    for shape in SHAPES:
        words = [text.replace("\xa0", " ") for text in Picture(draw("lopend-totaal", data, shape)).texts]
        for amount, times in (
            *(("ca. 2,24 mld", 1), ("240 mln", 1), ("1,26 mld", 2), ("ca. 5,94 mld", 1)),
            *(("342 mln", 2), ("ca. 9,94 mld", 1)),
        ):
            found = re.findall(rf"(?<!€ ){amount}", " ".join(words))
            assert len(found) == times, f"{shape}: {amount} where it came to be, and at the end"


def test_every_band_of_two_per_cent_has_its_amount_or_is_all_of_what_it_leads_to():
    rows = [
        share(9 * MILLIARD, 2023),
        share(240_000_000, 2022, category="humanitarian"),
        share(260_000_000, 2024, category="humanitarian", letter=2),
        share(MILLIARD, 2024, letter=2),
        share(300_000_000, 2024, category="undivided", letter=2),
        share(5_000_000, 2023, category="humanitarian"),
    ]
    texts = Picture(draw("stromen", series.flows(rows, CATEGORIES, LETTERS))).texts
    told = [text.replace("\xa0", " ") for text in texts]
    # At a year a thin band is far from its category, so there its name stands too.
    for amount, times in (
        *(("245 mln", 1), ("260 mln", 1), ("Humanitair 260 mln", 1)),
        *(("240 mln", 1), ("300 mln", 1), ("5 mln", 0)),
    ):
        assert told.count(amount) == times, amount


def test_each_day_without_a_step_has_its_name_also_where_its_words_must_be_narrow():
    quiet = [
        LetterLabel(f"kst-{place}", name, f"Kamerstuk 36 045, nr. {place}", day)
        for place, (name, day) in enumerate(
            {
                "Overleg over de NAVO, vóór de invasie": datetime.date(2022, 1, 13),
                "Steun aan Oekraïne in 2024": datetime.date(2023, 11, 17),
                "Reactie op het AIV-advies": datetime.date(2024, 6, 28),
                "Nederlandse inzet na drie jaar oorlog": datetime.date(2025, 3, 4),
            }.items()
        )
    ]
    changes = [Movement(FEBRUARY, "military", 2023, 2023, 3_740_000_000)]
    data = series.running_total(changes, CATEGORIES, quiet)
    for width in (380, 440, 520, 620, 740, 960):
        words = Picture(draw("lopend-totaal", data, "narrow", width)).words
        for day in ("13 jan 2022", "24 feb 2022", "17 nov 2023", "28 jun 2024", "4 mrt 2025"):
            assert day in words, (width, day)


def test_each_year_of_the_timeline_is_named_also_where_it_ends_soon_after_the_year_began():
    changes = [
        Movement(datetime.date(2023, 11, 17), "military", 2024, 2024, 2_000_000_000),
        Movement(datetime.date(2023, 11, 17), "humanitarian", 2024, 2024, 102_000_000),
    ]
    quiet = [LetterLabel("kst-9", "Na drie jaar oorlog", "Kamerstuk 36 045, nr. 9", datetime.date(2025, 3, 4))]
    data = series.running_total(changes, CATEGORIES, quiet)
    for shape in SHAPES:
        texts = Picture(draw("lopend-totaal", data, shape)).texts
        assert {"2022", "2023", "2024", "2025"} <= set(texts), shape


def test_every_piece_of_two_per_cent_of_a_bar_of_slices_has_its_amount_in_or_below_it():
    rows = [
        share(83 * 10**8, 2024, stage="geleverd", precision="circa"),
        share(3 * 10**8, 2024, category="humanitarian", stage="toegewezen"),
        share(25 * 10**7, 2024, category="humanitarian", stage="aangekondigd"),
        share(11 * 10**8, 2024, category="undivided"),
        share(5 * 10**6, 2023, category="undivided", stage="geleverd"),
    ]
    data = series.whole_of_total(series.by_period(rows, CATEGORIES))
    assert whole.LABELLED == 0.02
    for shape in SHAPES:
        at_bar = Picture(draw("totaal", data, shape)).texts[:4]
        assert sorted(at_bar) == ["1,1\xa0mld", "250\xa0mln", "300\xa0mln", "ca. 8,3\xa0mld"], shape


@pytest.mark.parametrize("parts", [(1,), (10, 10), (1, 2, 3, 40), (900, 1, 1)])
def test_a_thin_part_on_the_bar_of_its_whole_is_as_large_as_a_fingertip_and_leaves_the_others_that(parts):
    def one(amount):
        return SimpleNamespace(
            title=f"Deel van {amount}",
            precision="exact",
            stage="toegewezen",
            amount_eur=amount * 10**6,
            category=SimpleNamespace(colour="blue"),
            get_absolute_url=lambda: f"/toezeggingen/deel-{amount}/",
        )

    total = one(1_000)
    data = series.whole_of_commitment(total, [one(amount) for amount in parts], (1_000 - sum(parts)) * 10**6)
    for shape, least in (("wide", canvas_drawing.LEAST_WIDE), ("narrow", canvas_drawing.LEAST_NARROW)):
        reaches = [point.reach for point in Picture(draw("totaal", data, shape)).points]
        assert len(reaches) == len(data.slices)
        assert all(box.right - box.left >= least and box.bottom - box.top >= least for box in reaches), shape
        assert all(one.right <= other.left + 0.1 for one, other in pairwise(reaches)), shape


@pytest.mark.parametrize("highest", [1_260_000_000, 12_600_000_000, 113_000_000_000])
def test_the_amounts_at_an_axis_lie_within_the_drawing_however_wide_they_are(highest):
    movements = [Movement(datetime.date(2023, 2, 20), "undivided", 2023, 2023, highest)]
    data = series.running_total(movements, CATEGORIES, LETTERS)
    for shape in SHAPES:
        assert Picture(draw("lopend-totaal", data, shape)).outside(tolerance=0.1) == [], shape


@every_state
def test_no_line_to_words_runs_through_other_words(state):
    for chart in ("totaal", "lopend-totaal"):
        for shape in SHAPES:
            _, _, picture = drawn(chart, state, shape)
            assert words_with_a_line_through(picture) == [], (chart, shape)


def words_with_a_line_through(picture):
    """The words of a picture through which a line runs that leads to words."""
    lines = [
        box_of_path(path)
        for path in picture.all("path")
        if path.get("class") in ("hair", "soft") and path.get("d").count("V") == 1
    ]
    texts = [(text.text, box_of_text(text)) for text in picture.all("text")]
    return [words for words, box in texts for line in lines if line.meets(box)]


def test_the_line_to_a_day_early_in_a_year_does_not_run_through_that_year():
    early = [datetime.date(2022, 1, 13), datetime.date(2023, 1, 20), datetime.date(2025, 1, 20)]
    quiet = [LetterLabel(f"kst-{day}", f"Brief van {day.year}", "Kamerstuk 36 045", day) for day in early]
    changes = [Movement(datetime.date(2024, 6, 28), "military", 2024, 2024, 2_000_000_000)]
    data = series.running_total(changes, CATEGORIES, quiet)
    for shape in SHAPES:
        picture = Picture(draw("lopend-totaal", data, shape))
        assert {"2022", "2023", "Brief van 2022", "Brief van 2023"} <= set(picture.texts), shape
        assert words_with_a_line_through(picture) == [], shape


def test_a_thin_flow_has_its_amount_where_it_ends_and_a_thick_one_where_it_begins():
    rows = [
        share(3_000_000_000, 2023),
        share(120_000_000, 2023, category="humanitarian"),
        share(102_000_000, 2024, category="humanitarian", letter="2"),
    ]
    picture = Picture(draw("stromen", series.flows(rows, CATEGORIES, LETTERS)))
    at = [(text.text, text.get("text-anchor"), number(text, "x")) for text in picture.all("text")]
    begins, ends = flows.XS[0] + flows.NODE + 8, round(flows.XS[1] - 8, 1)
    assert [words for words, anchor, x in at if (anchor, x) == ("start", begins)] == ["3\xa0mld"]
    assert [words for words, anchor, x in at if (anchor, x) == ("end", ends)] == ["120\xa0mln"]


lengths = st.lists(st.floats(0, 300), min_size=1, max_size=12)


@given(lengths)
def test_what_can_be_pointed_at_is_as_large_as_a_fingertip_and_meets_no_other(found):
    finger = canvas_drawing.REACH
    limit = max(sum(found), len(found) * finger)
    spans = reach.spread(found, limit)
    assert spans[0][0] >= -0.001
    assert spans[-1][1] <= limit + 0.001
    assert all(one[1] <= other[0] + 0.001 for one, other in pairwise(spans))
    at, long = 0, 0
    for length, (low, high) in zip(found, spans, strict=True):
        if length >= finger:
            long += 1
            assert low - 0.01 <= at + length / 2 <= high + 0.01, "what is long enough keeps its middle"
            assert high - low >= finger - 0.001, "and stays as large as a fingertip"
        at += length
    if not long:
        assert all(high - low >= finger - 0.001 for low, high in spans)


def test_only_where_the_room_ends_a_thin_one_takes_from_a_thick_one():
    assert reach.spread([100, 1, 100], 400) == [(0, 100), (100, 130), (130, 201)]
    assert reach.spread([200, 1, 1, 1, 200], 403) == [(0, 200), (200, 230), (230, 260), (260, 290), (290, 403)]
    assert reach.spread([200, 1, 1, 1, 40], 243) == [(0, 123), (123, 153), (153, 183), (183, 213), (213, 243)]
    assert reach.spread([60, 1, 1, 40], 102)[0][1] >= 30, "and leaves it a fingertip"
    assert reach.spread([100, 1], 101) == [(0, 71), (71, 101)]
    assert reach.spread([1, 1], 20) == [(0, 10), (10, 20)], "less than there is room for"


@given(lengths)
def test_words_after_a_bar_are_pointed_at_only_where_its_thin_pieces_do_not_need_their_place(found):
    spans, is_clear = reach.clear_of_words(found, sum(found) + 400, 20, 26)
    if not is_clear:
        assert spans == reach.spread(found, sum(found) + 400)
    elif len(found) > 1:
        assert spans[-1][1] <= sum(found) + 13.001
        assert all(high - low >= 25.999 for low, high in spans)


def words_of_labels(picture, class_):
    """(words, page, texts) of what tells of an amount (`words`) or leads on (`label`)."""
    return [
        (element.findtext("title"), element.get("href"), [text.text for text in element.iter("text")])
        for element in picture.root.iter()
        if element.get("class") == class_
    ]


@pytest.mark.parametrize("chart", ["per-jaar", "per-categorie", "totaal"])
@every_state
def test_a_label_leads_where_its_bar_leads_and_says_the_same(chart, state):
    for shape in SHAPES:
        data, _, picture = drawn(chart, state, shape)
        points = {(point.words, point.href) for point in picture.points}
        if chart == "per-jaar":
            points |= {(wording.words_of_sum(data, one), href_of_period(one)) for one in data.periods if data.of(one)}
        labels = words_of_labels(picture, "words")
        assert [label for label in labels if label[:2] not in points or not any(label[2])] == [], shape


def test_each_sum_of_the_shipped_ledgers_shape_opens_a_note():
    for shape in SHAPES:
        _, _, picture = drawn("per-jaar", "the shipped ledger", shape)
        labels = {texts[0]: title.replace("\xa0", " ") for title, _, texts in words_of_labels(picture, "words")}
        assert labels["4,2\xa0mld"] == "2023: € 4.200.000.000 samen"
        assert labels["4\xa0mld"] == "Militair, 2024-2026: € 4.000.000.000 (gereserveerd)", "its only amount"


def test_the_name_of_a_year_leads_to_that_year_where_it_has_an_amount():
    for shape in SHAPES:
        data = series.by_period([share(MILLIARD, 2023), share(5, 2024, 2026)], CATEGORIES)
        found = words_of_labels(Picture(draw("per-jaar", data, shape)), "label")
        assert {("".join(texts), href, title) for title, href, texts in found} == {
            ("2022", None, "2022: geen bedrag in deze brieven"),
            ("2023", "/toezeggingen/?year=2023", "Alles voor 2023"),
            ("2024", None, "2024: geen bedrag in deze brieven"),
            ("2025", None, "2025: geen bedrag in deze brieven"),
            ("2026", None, "2026: geen bedrag in deze brieven"),
            ("2024-2026", "/toezeggingen/?year=2024-2026", "Alles voor 2024-2026"),
        }, shape


@every_chart
@every_state
def test_no_two_amounts_are_pointed_at_in_one_spot(state, chart):
    if chart == "stromen":
        return  # bands cross each other
    for shape in SHAPES:
        _, _, picture = drawn(chart, state, shape)
        boxes = [(point.words, point.reach) for point in picture.points]
        for place, (one, a) in enumerate(boxes):
            for other, b in boxes[place + 1 :]:
                if min(a.right, b.right) - max(a.left, b.left) > 1.2:
                    assert min(a.bottom, b.bottom) - max(a.top, b.top) <= 1.2, (shape, one, other)


@every_state
@pytest.mark.parametrize("chart", ["per-jaar", "lopend-totaal"])
def test_every_category_is_named_once_at_its_bar_or_in_the_key(chart, state):
    """Beside its bar by its short name, in the key by its whole name."""
    for shape in ("wide", "narrow"):
        data, _, picture = drawn(chart, state, shape)
        if len(data.categories) == 1:
            continue
        squares = [element for element in picture.all("rect") if element.get("width") == "13" and element.get("class")]
        in_key = {element.get("class").split("colour-")[1] for element in squares if "mark" in element.get("class")}
        for category in data.categories:
            starts = f"{category.short_name} "
            direct = [
                text
                for text in picture.texts
                if text == category.short_name or (text.startswith(starts) and text != category.name)
            ]
            named = direct or text_starts(picture, category.name)
            assert named, f"{shape}: {category.name} has no name in the drawing"
            if not direct:
                assert category.colour in in_key, f"{shape}: {category.name}"


def test_the_key_says_the_short_name_where_nobody_would_know_the_category_by_that():
    peace = CategoryLabel("epf", "Europese Vredesfaciliteit", "EPF", "ochre")
    aid = CategoryLabel("humanitarian", "Humanitair en herstel", "Humanitair", "rust")
    assert [peace.name_in_key, aid.name_in_key] == ["Europese Vredesfaciliteit (EPF)", "Humanitair en herstel"]
    data = series.by_period([share(MILLIARD, 2024, category="epf"), share(MILLIARD, 2023)], [peace, *CATEGORIES])
    for shape in SHAPES:
        assert "Europese Vredesfaciliteit (EPF)" in Picture(draw("per-jaar", data, shape)).texts, shape


def test_a_category_whose_highest_piece_has_no_room_for_its_name_has_it_at_the_next():
    """Of low pieces above each other all words stand right of the bar, where no other bar is in the way."""
    rows = [
        share(4_000_000_000, 2022),
        share(180_000_000, 2022, category="humanitarian"),
        share(4_200_000_000, 2023),
        share(2_300_000_000, 2024),
        share(102_000_000, 2024, category="humanitarian"),
        share(90_000_000, 2024, category="undivided"),
        share(41_000_000, 2025),
        share(60_000_000, 2022, 2023, "humanitarian"),
        share(4_000_000_000, 2024, 2026),
    ]
    texts = Picture(draw("per-jaar", series.by_period(rows, CATEGORIES), "wide")).texts
    assert [text for text in texts if "180" in text or "102" in text or "90" in text] == [
        "180\xa0mln",
        "Humanitair 102\xa0mln",
        "Niet verdeeld 90\xa0mln",
    ]


def text_starts(picture, name):
    return [text for text in picture.texts if name.startswith(text.rstrip("…")) and len(text) > 3]


def test_an_amount_at_a_column_has_its_name_above_that_where_there_is_no_room_beside_it():
    rows = [
        share(1_000_000_000, 2022, precision="circa"),
        share(180_000_000, 2022, category="humanitarian"),
        share(4_200_000_000, 2023),
        share(2_000_000_000, 2024),
        share(102_000_000, 2024, category="humanitarian"),
        share(60_000_000, 2022, 2023, "humanitarian"),
        share(4_000_000_000, 2024, 2026),
    ]
    picture = Picture(draw("per-jaar", series.by_period(rows, CATEGORIES), "wide"))
    boxes = {text.text: box_of_text(text) for text in picture.all("text")}
    assert boxes["Humanitair 180\xa0mln"].bottom < boxes["ca. 1,18\xa0mld"].top
    assert "Humanitair 102\xa0mln" in boxes


def test_every_segment_leads_to_its_commitments():
    for chart in ("per-jaar", "per-categorie"):
        for shape in SHAPES:
            data, _, picture = drawn(chart, "the shipped ledger", shape)
            assert sorted(point.href for point in picture.points) == sorted(map(href, data.segments)), (chart, shape)
    for shape in ("narrow", "square"):
        data, _, picture = drawn("stromen", "the shipped ledger", shape)
        assert sorted(point.href for point in picture.points) == sorted(
            href_of_flow(flow.letter, flow.category, flow.period) for flow in data
        )


def test_a_band_leads_to_what_its_flows_share():
    rows = [share(5, 2023), share(7, 2024), share(3, 2024, category="undivided", letter=2)]
    picture = Picture(draw("stromen", series.flows(rows, CATEGORIES, LETTERS)))
    bands = {point.words.replace("\xa0", " "): point.href for point in picture.points if point.mark.tag == "path"}
    assert bands == {
        "Eerste naar Militair: € 12": "/toezeggingen/?kst-1&military",
        "Tweede naar Nog niet verdeeld: € 3": "/toezeggingen/?kst-2&undivided&2024",
        "Militair naar 2023: € 5": "/toezeggingen/?kst-1&military&2023",
        "Militair naar 2024: € 7": "/toezeggingen/?kst-1&military&2024",
        "Nog niet verdeeld naar 2024: € 3": "/toezeggingen/?kst-2&undivided&2024",
    }


def test_letters_years_and_periods_of_the_flows_stand_in_order_of_time():
    rows = [
        share(9, 2025),
        share(3, 2024, 2026),
        share(7, 2022, 2023),
        share(1, 2022),
        share(90, 2024, letter=2),
        share(5, 2023, category="undivided", letter=2),
        share(8, 2024, category="undivided", letter=2),
    ]
    data = series.flows(rows, CATEGORIES, list(reversed(LETTERS)))
    nodes = [point for point in Picture(draw("stromen", data)).points if point.mark.tag == "rect"]
    assert [point.words.split(":")[0] for point in nodes] == [
        *("Eerste", "Tweede"),
        *("Militair", "Nog niet verdeeld"),
        *("2022", "2022-2023", "2023", "2024", "2024-2026", "2025"),
    ]
    assert [point.words.split(":")[0] for point in Picture(draw("stromen", data, "narrow")).points] == [
        "Eerste naar Militair, 2022",
        "Eerste naar Militair, 2022-2023",
        "Eerste naar Militair, 2024-2026",
        "Eerste naar Militair, 2025",
        "Tweede naar Nog niet verdeeld, 2023",
        "Tweede naar Militair, 2024",
        "Tweede naar Nog niet verdeeld, 2024",
    ]


def test_of_many_letters_the_smaller_ones_flow_together_and_no_euro_is_lost():
    letters = many_letters(100, "Brief {}")
    rows = [share(place, letter=place) for place in range(1, 101)]
    data = series.largest_flows(series.flows(rows, CATEGORIES, letters), CATEGORIES)
    picture = Picture(draw("stromen", data))
    nodes = [point for point in picture.points if point.mark.tag == "rect"]
    names = [point.words.split(":")[0] for point in nodes]
    assert names == [*(f"Brief {place}" for place in range(77, 101)), "Overige (76 brieven)", "Militair", "2024"]
    assert nodes[24].euros == sum(range(1, 77))
    listed = Picture(draw("stromen", data, "narrow")).points
    assert len(listed) == 25
    assert listed[-1].words.startswith("Overige (76 brieven) naar Militair, 2024")
    assert sum(point.euros for point in listed) == sum(range(1, 101))


def test_a_letter_is_named_at_its_step_and_what_changed_nothing_stands_under_the_axis():
    quiet = LetterLabel("kst-0", "Zonder bedrag", "Kamerstuk 36 045, nr. 0", datetime.date(2022, 6, 1))
    changes = [
        Movement(LETTERS[0].date, "military", 2023, 2023, 3_740_000_000),
        Movement(LETTERS[1].date, "military", 2024, 2024, -1_000_000_000),
    ]
    last = LetterLabel("kst-3", "Ook zonder", "Kamerstuk 36 045, nr. 3", datetime.date(2025, 3, 4))
    data = series.running_total(changes, CATEGORIES, [quiet, *LETTERS, last])
    for shape in SHAPES:
        drawing = draw("lopend-totaal", data, shape)
        picture = Picture(drawing)
        labels = {
            element.findtext("title").replace("\xa0", " "): element.get("href")
            for element in picture.root.iter()
            if element.get("class") == "label"
        }
        assert labels == {
            "Eerste, 20 feb 2023: + € 3,74 mld": "/brieven/kst-1/",
            "Tweede, 17 nov 2023: − € 1 mld": "/brieven/kst-2/",
            "Grootschalige Russische inval, 24 feb 2022: geen nieuw bedrag": None,
            "Zonder bedrag, 1 jun 2022: geen nieuw bedrag": None,
            "Ook zonder, 4 mrt 2025: geen nieuw bedrag": None,
        }, shape
        assert "20 feb 2023: €\xa03.740.000.000; 17 nov 2023: €\xa02.740.000.000" in drawing.description
        assert "Zonder bedrag, 1 jun 2022: geen nieuw bedrag; Ook zonder" in drawing.description
        assert picture.texts[-2:] == ["Rondje: geen stap", "geen nieuw bedrag"]


def test_a_letter_whose_money_was_not_chosen_says_so_and_never_that_it_has_none():
    quiet = LetterLabel("kst-0", "Zonder bedrag", "Kamerstuk 36 045, nr. 0", datetime.date(2022, 6, 1))
    changes = [Movement(LETTERS[0].date, "military", 2023, 2023, 3_740_000_000)]
    data = series.running_total(changes, CATEGORIES, [quiet, *LETTERS], {LETTERS[0].slug, LETTERS[1].slug})
    for shape in SHAPES:
        drawing = draw("lopend-totaal", data, shape)
        picture = Picture(drawing)
        titles = [title.text for title in picture.root.iter("title")]
        assert "Tweede, 17 nov 2023: nieuw bedrag valt buiten deze keuze" in titles, shape
        assert "Zonder bedrag, 1 jun 2022: geen nieuw bedrag" in titles, shape
        assert "Tweede, 17 nov 2023: nieuw bedrag valt buiten deze keuze" in drawing.description
        assert picture.texts[-3:] == [
            "Rondje: geen stap",
            "geen nieuw bedrag",
            "nieuw bedrag valt buiten deze keuze",
        ], shape
        marks = [element.get("class") for element in picture.all("circle")]
        assert (marks.count("event"), marks.count("core")) == (5, 2), (
            f"{shape}: three days and two samples; of each one"
        )


# Sound SVG


def ids_of(root):
    return [element.get("id") for element in root.iter() if element.get("id")]


@every_chart
@every_state
def test_a_drawing_is_accessible_svg_without_style_or_script(state, chart):
    ids = []
    for shape in ("wide", "narrow"):
        data, _, picture = drawn(chart, state, shape)
        root = picture.root
        ids += ids_of(root)
        assert (root.tag, root.get("role")) == ("svg", "group")
        assert (root[0].tag, root[0].text, root[1].tag) == ("title", "Een titel", "desc")
        assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (root[0].get("id"), root[1].get("id"))
        assert root[1].text == CHARTS[chart][0].describe(data)
        for element in root.iter():
            assert element.tag in {
                *("svg", "g", "a", "title", "desc", "defs", "pattern"),
                *("rect", "path", "line", "circle", "text"),
            }
            assert not {"style", "onclick", "xlink:href"} & set(element.attrib)
            fill = element.get("fill", "")
            if fill.startswith("url("):
                assert fill[5:-1] in ids_of(root), fill
            if element.tag == "text":
                assert element.get("fill", "").startswith("#"), element.text
            classes = element.get("class", "").split()
            if "mark" in classes:
                colour = next(name for name in classes if name.startswith("colour-"))
                assert element.get("fill") == canvas_drawing.palette.PALETTE[colour.removeprefix("colour-")].light
            for name in ("x", "y", "width", "height", "x1", "x2", "y1", "y2"):
                assert "e" not in element.get(name, "") and "n" not in element.get(name, ""), element.attrib  # noqa: PT018
            for name in ("width", "height"):
                assert element.tag == "svg" or float(element.get(name, 1)) > 0, element.attrib
    assert len(ids) == len(set(ids)), "an id that both shapes have"


def test_what_a_letter_says_cannot_be_markup():
    evil = CategoryLabel("military", "<script>alert(1)</script> & \"'", "<b>&", "blue")
    drawing = draw("per-jaar", series.by_period([share(MILLIARD), share(1, 2023)], [evil]))
    assert "<script" not in drawing.__html__()
    assert Picture(drawing).points[0].words.startswith(evil.name)


def test_no_amount_is_a_stop_of_the_tab_key_by_itself():
    """A keyboard walks along the frame, not along every link: none of them is a stop of its own."""
    for chart in CHARTS:
        _, _, picture = drawn(chart, "the shipped ledger", "wide")
        assert {element.get("tabindex") for element in picture.all("a")} <= {"-1"}


# Cards, before their words are outlined


@pytest.mark.parametrize("shape", cards.SHAPES)
@every_chart
def test_a_card_holds_its_drawing_title_and_source(chart, shape, monkeypatch):
    monkeypatch.setattr(cards, "outline_words", lambda svg: None)
    width, height = cards.SHAPES[shape]
    for state in ("the shipped ledger", "long names", "40 categories"):
        data = drawn(chart, state, "wide")[0]
        svg = cards.chart_card(
            shape,
            lambda *how, data=data: draw(chart, data, *how),
            *("De titel. " + LONG, "Ondertitel. " + LONG, "Bron: " + LONG, "voorbeeld.nl"),
        )
        picture = Picture(svg.replace(' xmlns="http://www.w3.org/2000/svg"', ""))
        assert (picture.width, picture.height) == (width, height)
        assert "voorbeeld.nl · geen website van de Rijksoverheid" in picture.texts
        assert picture.words.startswith("De titel.")
        assert "Bron: " in picture.words
        (inner,) = [element for element in picture.all("svg") if element is not picture.root]
        x, y, wide, high = (float(inner.get(name)) for name in ("x", "y", "width", "height"))
        assert x >= 0 and y >= 0 and wide > 0 and high > 0, (state, x, y, wide, high)  # noqa: PT018
        own_width, own_height = (float(length) for length in inner.get("viewBox").split()[2:])
        assert wide / high == pytest.approx(own_width / own_height, rel=0.01)
        picture.root.remove(inner)
        assert (picture.overlaps(), picture.outside()) == ([], []), state
        place = Box(x, y, x + wide, y + high)
        over = [element.text for element in picture.all("text") if box_of_text(element).meets(place)]
        assert over == [], state


def test_a_card_of_words_fits(monkeypatch):
    monkeypatch.setattr(cards, "outline_words", lambda svg: None)
    for title, amount in (("Militaire steun", "circa €\xa02,5\xa0mld"), (LONG, "€\xa010\xa0mld"), (LONG, "")):
        for words in ("", "Militair. “kort”", LONG * 2):
            svg = cards.text_card(title, amount, words, "Bron: " + LONG, "voorbeeld.nl")
            picture = Picture(svg.replace(' xmlns="http://www.w3.org/2000/svg"', ""))
            assert (picture.overlaps(), picture.outside()) == ([], []), title
            assert not amount or amount in picture.texts


def test_euros_are_read_from_words():
    assert euros_in("circa €\xa01.240.000.000 (geleverd)") == [1_240_000_000]
    assert euros_in("€\xa05, daarna €\xa01,24\xa0mld") == [5]
    assert box_of_rect(Picture("<svg viewBox='0 0 1 1'><rect x='1' width='2'/></svg>").root[0]) == Box(1, 0, 3, 0)


def test_the_undivided_colour_is_that_of_the_palette():
    assert UNDIVIDED.colour == canvas_drawing.palette.GREY
    assert MILITARY.colour in canvas_drawing.palette.PALETTE
