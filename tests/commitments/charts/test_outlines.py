"""Words as outlines: where the words stood, as wide as they were, and as the typeface draws them."""

import re
from xml.etree import ElementTree

import pytest

from commitments.charts.drawings.canvas import Canvas, text_width
from commitments.charts.drawings.outlines import outline_words

WORDS = "€ 2,5 mld voor Oekraïne"


def outlined(words=WORDS, x=100, **style):
    """The group that the words became, in a drawing of the size and family that all have."""
    canvas = Canvas("naam", 500)
    canvas.text(x, 50, words, **style)
    svg = ElementTree.Element("svg", {"font-family": "Steun Sans", "font-size": "16"})
    svg.append(canvas.root)
    outline_words(svg)
    assert "font-family" not in svg.attrib
    return canvas.root[0]


def left_and_scale(group):
    left, top, across, up = re.fullmatch(
        r"translate\(([0-9.-]+) ([0-9.-]+)\) scale\(([0-9.-]+) ([0-9.-]+)\)", group[-1].get("transform")
    ).groups()
    assert (top, float(up)) == ("50.00", -float(across))
    return float(left), float(across)


def test_a_text_becomes_a_group_that_has_its_words():
    group = outlined()
    assert (group.tag, group.text, group.get("aria-label"), group.get("role")) == ("g", None, WORDS, "img")
    assert [child.tag for child in group] == ["path"]
    assert {"x", "y", "font-size", "font-weight", "text-anchor"}.isdisjoint(group.attrib)
    assert group.get("fill") == "#1c1b19"


@pytest.mark.parametrize(("anchor", "left"), [(None, 0), ("middle", 0.5), ("end", 1)])
def test_words_stand_where_they_stood(anchor, left):
    found, scale = left_and_scale(outlined(anchor=anchor))
    assert scale == 0.016
    assert found == pytest.approx(100 - left * text_width(WORDS), abs=2), "but for the kerning"


def test_bold_large_and_serif_words_are_drawn_so():
    paths = {outlined(**style)[0].get("d") for style in ({}, {"bold": True}, {"serif": True})}
    assert len(paths) == 3
    assert left_and_scale(outlined(size=34))[1] == 0.034


def test_a_halo_lies_below_the_letters_as_a_stroke_of_its_own():
    halo, letters = outlined(halo=True)
    assert (halo.get("d"), halo.get("fill"), halo.get("stroke")) == (letters.get("d"), "none", "#fbfaf6")
    assert float(halo.get("stroke-width")) * 0.016 == pytest.approx(3)
    assert letters.get("stroke") is None


def test_letters_of_other_languages_and_nothing_at_all_can_be_outlined():
    for words in ("Збройні сили України", "škoda", "日本", ""):
        assert outlined(words).get("aria-label") == words
    assert outlined("")[0].get("d") == ""


def test_a_path_begins_with_a_move_and_each_contour_is_closed():
    drawn = outlined("il")[0].get("d")
    assert drawn.startswith("M")
    assert drawn.count("M") == drawn.count("z") == 3, "two stems and a dot"
