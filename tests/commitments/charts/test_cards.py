"""Pictures that a newspaper can post: filled, nothing over anything else, and letters that can be read, whatever was chosen."""

import re
from xml.etree import ElementTree

import pytest

from commitments.charts import catalogue, growth
from commitments.charts.drawings import cards
from commitments.charts.selection import everything

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

CHARTS = catalogue.CHARTS | growth.GROWTH

SVG = "{http://www.w3.org/2000/svg}"
MUCH_AND_LITTLE = (
    "",
    "year=2024",
    "year=2025",
    "category=military",
    "category=cyber",
    "as_of=2023-02-20",
    "stage=geleverd",
)


def parts_of(svg):
    """The lines of words as (left, baseline, size, words), and the box of the drawing."""
    root = ElementTree.fromstring(svg)
    lines = []
    for group in root.find(f"{SVG}g").iter(f"{SVG}g"):
        if "aria-label" in group.attrib:
            place = re.findall("[0-9.]+", group[-1].get("transform"))
            lines.append((float(place[0]), float(place[1]), float(place[2]) * 1000, group.get("aria-label")))
    inner = root.find(f"{SVG}svg")
    box = [float(inner.get(name)) for name in ("x", "y", "width", "height")] if inner is not None else None
    return lines, box, float(inner.get("viewBox").split()[2]) if inner is not None else None


@pytest.mark.parametrize("shape", cards.SHAPES)
@pytest.mark.parametrize("name", CHARTS)
def test_a_card_is_filled_and_its_words_stand_clear_of_the_drawing(name, shape, ledger, client):
    width, height = cards.SHAPES[shape]
    for query in MUCH_AND_LITTLE:
        lines, (left, top, wide, high), own_width = parts_of(
            client.get(f"/grafieken/{name}.svg?shape={shape}&{query}").content
        )
        foot = next(baseline for _, baseline, _, words in lines if words.startswith("Bron: "))
        assert (left >= 0, left + wide <= width, top + high < foot) == (True, True, True), query
        head = [line for line in lines if line[1] < foot]
        is_beside = left > width / 3
        lowest = max(baseline for _, baseline, *_ in head)
        assert is_beside or lowest < top + 4, query
        covered = wide * high + (lowest * (left if is_beside else width))
        assert covered > width * height / 3, (query, covered / (width * height))
        assert wide / own_width >= 0.55, (query, "letters of 16 units are at least 9")


@pytest.mark.parametrize("shape", cards.SHAPES)
def test_no_word_of_a_title_is_cut_off(shape, ledger, client):
    for name in CHARTS:
        for query in MUCH_AND_LITTLE:
            svg = client.get(f"/grafieken/{name}.svg?shape={shape}&{query}").content
            title = ElementTree.fromstring(svg).find(f"{SVG}title").text
            lines, *_ = parts_of(svg)
            assert title in " ".join(words for *_, words in lines), (name, query)


def test_a_wide_picture_has_the_drawing_of_the_page_where_that_fills_it(ledger, client):
    assert [parts_of(client.get(f"/grafieken/{name}.svg").content)[2] for name in ("per-jaar", "stromen")] == [960, 960]


@pytest.mark.parametrize(
    ("name", "query"), [("lopend-totaal", ""), ("lopend-totaal", "year=2024"), ("stromen", "year=2024")]
)
def test_a_wide_picture_keeps_no_drawing_of_the_page_in_letters_that_are_hard_to_read(name, query, ledger, client):
    _, (_, _, wide, _), own_width = parts_of(client.get(f"/grafieken/{name}.svg?{query}").content)
    assert wide / own_width >= 0.74, "letters of 16 units are at least 12"
    assert own_width != 960


def test_a_card_of_words_has_its_title_its_amount_and_what_that_is():
    svg = cards.text_card(
        "Een titel", "€ 2,5 mld", "Militair, voor 2024. “een citaat”", "Bron: Kamerstuk", "site.example"
    )
    assert [words for *_, words in parts_of(svg)[0]] == [
        *("Een titel", "€ 2,5 mld", "Militair, voor 2024. “een citaat”"),
        *("Bron: Kamerstuk", "Oekraïnesteun", "site.example · geen website van de Rijksoverheid"),
    ]


def test_a_very_long_title_leaves_room_for_the_drawing(ledger):
    chart = catalogue.per_period(everything())
    for shape, (_, height) in cards.SHAPES.items():
        _, (_, _, _, high), _ = parts_of(
            cards.chart_card(shape, chart.draw, "Veel woorden " * 20, "Kort", "Bron: x", "site")
        )
        assert high > height * 0.15, shape
