"""No chart has a number that its table lacks, and none lacks a number of its table."""

import datetime
import json
import re
from collections import Counter
from itertools import pairwise

import pytest
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from hypothesis import given

from commitments import charts, palette, series
from commitments.models import Category, Commitment
from commitments.querysets import Movement, Total
from ukrainesteun.money import format_euro, short_euro

from . import factories as make
from .test_series import CATEGORIES, FEBRUARY, labels, movements, totals

STYLES = settings.BASE_DIR / "static" / "css"
SINCE, UNTIL = datetime.date(2022, 1, 13), datetime.date(2025, 3, 4)


def drawn(figure):
    """The figure as the page gives it to the browser."""
    return json.loads(json.dumps(figure.to_plotly_json(), cls=DjangoJSONEncoder))


def bars_of(by_period):
    """(category, period, euros) of every bar that has an amount."""
    return Counter(
        (trace["name"], label, amount)
        for trace in drawn(charts.by_period_bars(by_period))["data"]
        for label, amount in zip(trace["x"], trace["y"], strict=True)
        if amount is not None
    )


def cells_of(by_period):
    """The same of every cell of the table."""
    return Counter(
        (category.name, period.label, amount)
        for period, amounts, *_ in by_period.rows()
        for category, amount in zip(by_period.categories, amounts, strict=True)
        if amount is not None
    )


def hold_bars_to_table(by_period):
    figure = drawn(charts.by_period_bars(by_period))
    assert bars_of(by_period) == cells_of(by_period)
    assert [note["text"] for note in figure["layout"]["annotations"]] == [
        f"<b>{short_euro(total)}</b>" if total else "geen bedrag<br>in deze brieven"
        for _, _, total, _ in by_period.rows()
    ]
    heights = [note["y"] for note in figure["layout"]["annotations"]]
    assert heights == [total or 0 for _, _, total, _ in by_period.rows()]
    highest = max(heights, default=0)
    assert figure["layout"]["yaxis"]["range"][1] >= highest


def hold_steps_to_table(running):
    traces = {trace["name"]: trace for trace in drawn(charts.running_total_steps(running, SINCE, UNTIL))["data"]}
    assert list(traces) == [category.name for category in running.categories]
    dates = [SINCE, *running.dates, UNTIL]
    for place, category in enumerate(running.categories):
        column = [amounts[place] for _, amounts, _ in running.rows()]
        trace = traces[category.name]
        assert trace["x"] == [date.isoformat() for date in dates]
        assert trace["y"] == [0, *column, column[-1]]
        assert trace["customdata"] == [format_euro(amount) for amount in trace["y"]]


def hold_sankey_to_table(flows):
    (trace,) = drawn(charts.flow_sankey(flows))["data"]
    nodes, links = trace["node"], trace["link"]
    letters = list(dict.fromkeys(flow.letter_slug for flow in flows))
    ends = Counter()
    for source, target, value in zip(links["source"], links["target"], links["value"], strict=True):
        ends[nodes["label"][source].split("<br>")[0], nodes["label"][target].split("<br>")[0]] += value
    table = Counter()
    for flow in flows:
        table[flow.letter, flow.category.name] += flow.amount_eur
        table[flow.category.name, flow.period.label] += flow.amount_eur
    assert ends == table
    assert sum(links["value"]) == 2 * sum(flow.amount_eur for flow in flows)
    assert len(nodes["label"]) == len(nodes["color"]) == len(trace["meta"]["nodes"])
    assert len(links["value"]) == len(links["color"]) == len(trace["meta"]["links"])
    from_letters = sum(
        value for source, value in zip(links["source"], links["value"], strict=True) if source < len(letters)
    )
    assert from_letters == sum(flow.amount_eur for flow in flows)


def published():
    return Commitment.objects.published()


# The site's own charts


@pytest.mark.django_db
def test_the_charts_of_the_site_draw_their_tables(ledger):
    counted, names = published().counted(), labels()
    hold_bars_to_table(series.by_period(counted.totals(), names))
    hold_steps_to_table(series.running_total(published().movements(), names))
    hold_sankey_to_table(series.flows(counted.shares(), names))


@pytest.mark.django_db
def test_the_bars_of_the_site_are_these_amounts(ledger):
    by_period = series.by_period(published().counted().totals(), labels())
    assert bars_of(by_period) == Counter(
        {
            ("Militair", "2022", 1_000_000_000): 1,
            ("Militair", "2023", 2_940_000_000): 1,
            ("Militair", "2024", 2_000_000_000): 1,
            ("Militair", "2024-2026", 4_000_000_000): 1,
            ("Europese Vredesfaciliteit", "2024", 295_000_000): 1,
            ("Humanitair en herstel", "2022", 180_000_000): 1,
            ("Humanitair en herstel", "2022-2023", 60_000_000): 1,
            ("Humanitair en herstel", "2024", 102_000_000): 1,
            ("Accountability", "2024", 89_000_000): 1,
            ("Accountability", "2025", 25_000_000): 1,
            ("Accountability", "2026", 41_000_000): 1,
            ("Cyber", "2024", 3_000_000): 1,
            ("Nog niet verdeeld", "2023", 1_260_000_000): 1,
        }
    )


@pytest.mark.django_db
@make.for_every(make.ledgers(), examples=15)
def test_the_charts_of_any_ledger_draw_their_tables(rows):
    with make.rolled_back():
        make.save(rows)
        counted, names = published().counted(), labels()
        hold_bars_to_table(series.by_period(counted.totals(), names))
        hold_steps_to_table(series.running_total(published().movements(), names))
        if flows := series.flows(counted.shares(), names):
            hold_sankey_to_table(flows)


# Charts of anything


@make.for_every(totals, examples=15)
def test_bars_draw_their_table(rows):
    hold_bars_to_table(series.by_period(rows, CATEGORIES))


@given(movements)
def test_steps_draw_their_table(rows):
    hold_steps_to_table(series.running_total(rows, CATEGORIES))


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [Total(2024, 2024, "military", 1)],
        [Total(2024, 2026, "military", 4_000_000_000)],
        [Total(2024, 2024, "military", 1), Total(2024, 2024, "humanitarian", 10_000_000_000)],
        [Total(2024, 2024, "military", 10**13)],
    ],
    ids=["no data", "one euro", "one period", "a euro beside ten billion", "the highest amount"],
)
def test_extremes_draw_their_table(rows):
    hold_bars_to_table(series.by_period(rows, CATEGORIES))
    steps = [Movement(FEBRUARY, row.category, row.year, row.end_year, row.amount_eur) for row in rows]
    hold_steps_to_table(series.running_total(steps, CATEGORIES))
    shares = [("kst-1", "Een brief", row.category, row.year, row.end_year, row.amount_eur) for row in rows]
    hold_sankey_to_table(series.flows(shares, CATEGORIES))


def test_two_letters_with_one_name_are_two_nodes():
    shares = [(slug, "Steun", "military", 2024, 2024, 10) for slug in ("kst-1", "kst-2")]
    (trace,) = drawn(charts.flow_sankey(series.flows(shares, CATEGORIES)))["data"]
    assert [label.replace("\xa0", " ") for label in trace["node"]["label"]] == [
        "Steun<br>€ 10",
        "Steun<br>€ 10",
        "Militair<br>€ 20",
        "2024<br>€ 20",
    ]
    assert list(zip(trace["link"]["source"], trace["link"]["target"], trace["link"]["value"], strict=True)) == [
        (0, 2, 10),
        (2, 3, 20),
        (1, 2, 10),
    ]


def test_a_total_stands_above_its_own_column():
    by_period = series.by_period([Total(2024, 2026, "military", 4), Total(2023, 2023, "military", 5)], CATEGORIES)
    layout = drawn(charts.by_period_bars(by_period))["layout"]
    columns = layout["xaxis"]["categoryarray"]
    assert columns == ["2022", "2023", "2024", "2025", "2026", " ", "2024-2026"]
    assert [columns[note["x"]] for note in layout["annotations"]] == [
        "2022",
        "2023",
        "2024",
        "2025",
        "2026",
        "2024-2026",
    ]
    assert layout["xaxis"]["ticktext"][-3:] == [
        "<b>2026</b>",
        " ",
        "<b>2024-2026</b><br><i>niet per jaar</i><br><i>verdeeld</i>",
    ]


def test_a_column_says_its_stages_and_whether_its_total_is_exact():
    rows = [Total(2022, 2022, "military", 1_000), Total(2023, 2023, "military", 5)]
    stages = [(2022, 2022, "geleverd"), (2022, 2022, "aangekondigd"), (2023, 2023, "gereserveerd")]
    layout = drawn(charts.by_period_bars(series.by_period(rows, CATEGORIES, stages, [(2022, 2022)])))["layout"]
    assert layout["xaxis"]["ticktext"][:3] == [
        "<b>2022</b><br>geleverd<br>aangekondigd",
        "<b>2023</b><br>gereserveerd",
        "<b>2024</b>",
    ]
    assert [note["text"] for note in layout["annotations"]][:2] == ["<b>ca. €\xa01.000</b>", "<b>€\xa05</b>"]


def test_years_are_names_and_not_numbers():
    by_period = series.by_period([Total(2024, 2024, "military", 4)], CATEGORIES)
    figure = drawn(charts.by_period_bars(by_period))
    assert figure["layout"]["xaxis"]["type"] == "category"
    assert all(isinstance(label, str) for trace in figure["data"] for label in trace["x"])


@pytest.mark.parametrize("highest", [0, 1, 2, 5, 7, 99, 10**6, 3_740_000_000, 4_236_000_000, 10_000_000_001, 10**13])
def test_the_axis_of_euros_has_few_round_steps_in_words_up_to_the_highest_amount(highest):
    axis = charts._euro_axis(highest)
    ticks = axis["tickvals"]
    assert ticks[0] == 0
    assert ticks[-1] >= highest
    assert len(ticks) <= 8
    assert len({after - before for before, after in pairwise(ticks)}) <= 1
    assert len(set(axis["ticktext"])) == len(ticks)
    assert not any(re.search("[BMGk]$|€", text) for text in axis["ticktext"])


@pytest.mark.django_db
def test_every_colour_comes_from_the_palette(ledger):
    counted, names = published().counted(), labels()
    light = {colour.light for colour in palette.PALETTE.values()}
    bars = drawn(charts.by_period_bars(series.by_period(counted.totals(), names)))["data"]
    lines = drawn(charts.running_total_steps(series.running_total(published().movements(), names), SINCE, UNTIL))[
        "data"
    ]
    assert [(trace["name"], trace["meta"], trace["marker"]["color"]) for trace in bars] == [
        (name.name, name.colour, palette.PALETTE[name.colour].light) for name in names if name.slug != "trade-finance"
    ]
    assert [trace["line"]["color"] for trace in lines] == [trace["marker"]["color"] for trace in bars]
    hatched = [trace["name"] for trace in bars if trace["marker"].get("pattern")]
    assert hatched == ["Nog niet verdeeld"]
    (flow,) = drawn(charts.flow_sankey(series.flows(counted.shares(), names)))["data"]
    assert set(flow["node"]["color"]) <= light
    assert set(flow["meta"]["nodes"]) | set(flow["meta"]["links"]) <= set(palette.PALETTE)


def test_figures_carry_no_template_and_ask_nobody_else():
    by_period = series.by_period([Total(2024, 2024, "military", 4)], CATEGORIES)
    figure = drawn(charts.by_period_bars(by_period))
    assert "http" not in json.dumps(figure)
    assert "template" not in figure["layout"]
    assert len(json.dumps(figure)) < 5_000


# The palette


def declared(css):
    return dict(re.findall(r"--([a-z]+):\s*(#[0-9a-f]{6});", css))


def test_the_stylesheet_has_the_colours_of_the_palette():
    light, _, dark = (STYLES / "palette.css").read_text(encoding="utf-8").partition("(prefers-color-scheme: dark)")
    dark, _, classes = dark.partition("\n}\n")
    assert declared(light) == {key: colour.light for key, colour in palette.PALETTE.items()}
    assert declared(dark) == {key: colour.dark for key, colour in palette.PALETTE.items()}
    assert re.findall(r"\.colour-([a-z]+) \{ --colour: [^;]*var\(--([a-z]+)\)", classes) == [
        (key, key) for key in palette.PALETTE
    ]


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_every_colour_stands_out_on_paper_light_and_dark():
    css = (STYLES / "site.css").read_text(encoding="utf-8")
    light_paper, dark_paper = re.findall(r"--paper:\s*(#[0-9a-f]{6});", css)[:2]
    weakest = {
        key: round(min(contrast(colour.light, light_paper), contrast(colour.dark, dark_paper)), 1)
        for key, colour in palette.PALETTE.items()
    }
    assert {key: ratio for key, ratio in weakest.items() if ratio < 1.9} == {}


def test_no_two_colours_are_the_same():
    for shade in ("light", "dark"):
        values = [getattr(colour, shade) for colour in palette.PALETTE.values()]
        assert len(set(values)) == len(values)
    assert len({colour.name for colour in palette.PALETTE.values()}) == len(palette.PALETTE)


@pytest.mark.django_db
def test_every_colour_of_a_category_is_in_the_palette(ledger):
    assert set(Category.objects.values_list("colour", flat=True)) <= set(palette.PALETTE)
    assert Category._meta.get_field("colour").default in palette.PALETTE
    assert {palette.HATCHED, charts.NEUTRAL} <= set(palette.PALETTE)


def test_of_many_letters_the_smaller_ones_flow_together_and_no_euro_is_lost():
    names = {category.slug: category for category in CATEGORIES}
    many = [
        series.Flow(f"Brief {place}", f"brief-{place}", names["military"], series.Period(2024, 2024), place)
        for place in range(1, 101)
    ]
    (flow,) = drawn(charts.flow_sankey(many))["data"]
    shown = flow["node"]["label"][: charts.LETTERS_IN_FLOWS + 1]
    assert shown[0].startswith("76 andere brieven<br>")
    assert [label.split("<br>")[0] for label in shown[1:]] == [f"Brief {place}" for place in range(77, 101)]
    assert sum(flow["link"]["value"]) == 2 * sum(range(1, 101))
