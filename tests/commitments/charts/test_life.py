"""The life line: as high as what stands and as wide as it lasts, legible whatever it is of, under a title that is true."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commitments.charts import series, titles
from commitments.charts.drawings import life as life_drawing
from commitments.charts.series import LetterLabel, Life, LifeStep, Stretch, Sum
from commitments.precision import ROUGHLY
from tests.proving import TIMES

from .svg import Picture, box_of_path, euros_in
from .test_series import CATEGORIES

pytestmark = pytest.mark.looks

FIRST_DAY = datetime.date(2022, 3, 1)
KINDS = {
    "announced": "voor het eerst genoemd",
    "repeated": "herhaald",
    "raised": "verhoogd",
    "moved-in-time": "verschoven in de tijd",
}
SHAPES = {"wide": 960, "narrow": 380, "square": 560}


def life(days, stretches, kinds=None, stand=None, **about):
    """A Life with a letter on each of these days (from the first) and these (amount, begin, end, …)."""
    found = tuple(
        Stretch(
            f"toezegging-{number}",
            f"Toezegging {number}",
            more[0] if more else CATEGORIES[0],
            more[1] if more else "gereserveerd",
            Sum(amount, more[2] if more else "exact"),
            begin,
            end,
        )
        for number, (amount, begin, end, *more) in enumerate(stretches)
    )
    steps = tuple(
        LifeStep(_letter(place, day), (kind,), KINDS[kind], _sum(found, place))
        for place, (day, kind) in enumerate(zip(sorted(days), kinds or ["raised"] * len(days), strict=True))
    )
    return Life(steps, found, stand or steps[-1].letter.date, **about)


def _letter(place, day):
    date = FIRST_DAY + datetime.timedelta(days=day)
    return LetterLabel(f"kst-{place}", f"Brief {place}", f"Kamerstuk 36 045, nr. {place}", date)


def _sum(stretches, place):
    return Sum.of((one.amount.amount_eur, one.amount.precision) for one in stretches if one.begin <= place < one.end)


@st.composite
def lives(draw):
    """A Life of up to twelve letters, some on one day, in which one or more commitments stand at a time, or none."""
    days = draw(st.lists(st.integers(0, 1_500), min_size=2, max_size=12))
    places = st.tuples(st.integers(0, len(days)), st.integers(0, len(days))).map(sorted)
    looks = st.tuples(st.sampled_from(CATEGORIES), st.sampled_from(series.STAGES), st.sampled_from(list(ROUGHLY)))
    rows = st.lists(st.tuples(st.integers(1, 10**13), places, looks), min_size=1, max_size=6)
    stretches = [(amount, *ends, *look) for amount, ends, look in draw(rows) if ends[0] < ends[1]]
    kinds = draw(st.lists(st.sampled_from(list(KINDS)), min_size=len(days), max_size=len(days)))
    later = draw(st.integers(0, 700))
    return life(days, stretches, kinds, FIRST_DAY + datetime.timedelta(days=max(days) + later))


def draw(one, shape):
    if shape == "wide":
        return life_drawing.draw_wide("leven", one, "Titel")
    return life_drawing.draw_narrow("leven", one, "Titel", width=SHAPES[shape])


@settings(max_examples=40 * TIMES)
@example(
    life([0, 1_498], [(15 * 10**9, 0, 2)], stand=datetime.date(2027, 7, 10)), "narrow"
)  # 2026 came too near to 2027
@example(
    life([0, 0, 0, 1], [(38_338, 2, 3), (15 * 10**9, 1, 2)]), "wide"
)  # the most stood between two letters of a day
@given(lives().filter(lambda one: one.is_drawn), st.sampled_from(list(SHAPES)))
def test_any_life_is_legible(one, shape):
    picture = Picture(draw(one, shape))
    assert (picture.overlaps(), picture.close(), picture.outside()) == ([], [], [])


@settings(max_examples=40 * TIMES)
@given(lives().filter(lambda one: one.is_drawn), st.sampled_from(list(SHAPES)))
def test_an_area_is_as_high_as_its_amount_and_as_wide_as_it_lasts(one, shape):
    picture = Picture(draw(one, shape))
    told = [(level, stretch) for level in one.levels for stretch in level.stretches]
    assert [point.words for point in picture.points] == [
        life_drawing.words_of(stretch, level) for level, stretch in told
    ]
    line = box_of_path(next(path for path in picture.all("path") if path.get("stroke-width") == "2"))
    scale = life_drawing.PLOT / one.highest_eur
    ends = one.levels[-1].until if one.levels[-1].stretches else one.levels[-1].since
    a_day = (line.right - line.left) / (ends - one.since).days
    for point, (level, stretch) in zip(picture.points, told, strict=True):
        assert point.euros == stretch.amount.amount_eur
        high = stretch.amount.amount_eur * scale
        assert max(high - 1.2, 0.8) <= point.box.bottom - point.box.top <= max(high, 1) + 0.2
        assert point.box.bottom <= line.bottom + 0.2
        assert abs(point.box.left - line.left - a_day * (level.since - one.since).days) < 0.2
        assert abs(point.box.right - point.box.left - max(a_day * (level.until - level.since).days, 0.5)) < 0.2
    assert line.bottom - line.top <= life_drawing.PLOT + 0.1


@settings(max_examples=40 * TIMES)
@given(lives())
def test_what_stands_on_a_day_is_what_stands_after_the_last_letter_of_that_day(one):
    for level in one.levels:
        place = max(number for number, step in enumerate(one.steps) if step.letter.date <= level.since)
        assert level.stretches == one.standing_after(place)
        assert level.total == one.steps[place].total or not level.stretches
    assert all(before.until == after.since for before, after in pairwise(one.levels))
    assert all(before.stretches != after.stretches for before, after in pairwise(one.levels))
    assert (one.levels[0].since, one.levels[-1].until) == (one.since, one.until)


@settings(max_examples=40 * TIMES)
@given(lives().filter(lambda one: one.is_drawn), st.booleans(), st.booleans())
def test_the_title_of_a_life_is_true(one, left, joined):
    one = Life(one.steps, one.stretches, one.stand, left, joined)
    amounts = [step.total for step in one.steps if step.total.amount_eur]
    first, last, said = amounts[0], one.last, titles.of_life(one)
    if not last.amount_eur:
        assert said == f"Dit bedrag geldt niet meer: het was {amounts[-1]}"
    elif left or joined:
        assert said.startswith(f"Eerst {first}, daarna {last}: ")
        assert ("apart" in said, "ander geld" in said) == (left, joined)
    elif last.amount_eur != first.amount_eur:
        difference = Sum(abs(last.amount_eur - first.amount_eur)).euros
        assert said.startswith("Het bedrag werd ")
        assert f"{difference} {'hoger' if last.amount_eur > first.amount_eur else 'lager'}: {last}" in said
    elif {step.total.amount_eur for step in one.steps} == {last.amount_eur}:
        assert said.startswith(f"Het bedrag bleef {last}")
        assert ("herhaald" in said) == any(step.did == ("repeated",) for step in one.steps)
    else:
        assert said == f"Het bedrag veranderde, en is nu weer {last}"


@settings(max_examples=20 * TIMES)
@given(lives().filter(lambda one: one.is_drawn))
def test_who_cannot_see_it_is_told_every_letter_and_every_amount(one):
    told = Picture(draw(one, "wide")).root.findtext("desc")
    assert euros_in(told) == [step.total.amount_eur for step in one.steps if step.total.amount_eur]
    assert told.count("niets") == sum(not step.total.amount_eur for step in one.steps)


def test_each_level_has_its_amount_where_there_is_room_and_the_last_always():
    one = life([0, 200, 400, 402], [(60, 0, 1), (85, 1, 2), (100, 2, 3), (40, 3, 4)])
    assert {"60", "85", "40"} <= set(_amounts(draw(one, "wide")))
    for shape in SHAPES:
        assert "40" in _amounts(draw(one, shape)), shape


def _amounts(drawing):
    return [text.text.removeprefix("ca. ") for text in Picture(drawing).all("text") if text.get("font-weight") == "600"]


def test_a_letter_has_a_ring_with_a_core_where_it_did_more_than_repeat_and_the_key_says_so():
    changing = life([0, 300], [(50, 0, 1), (70, 1, 2)], ["announced", "raised"])
    repeating = life([0, 100, 300], [(50, 0, 3)], ["announced", "repeated", "repeated"])
    rings = {
        kind: [circle.get("class") for circle in Picture(draw(one, "wide")).all("circle")]
        for kind, one in (("changing", changing), ("repeating", repeating))
    }
    assert rings["changing"] == ["event", "core"] * 2
    assert rings["repeating"] == ["event"] * 2 + ["event", "core"] + ["event"] + ["event", "core"], "and the key"
    assert life_drawing.REPEATS in Picture(draw(repeating, "wide")).texts
    assert life_drawing.ABOUT_MARKS not in Picture(draw(changing, "wide")).texts


def test_below_the_axis_stands_what_each_letter_did_and_of_too_many_what_changed_it():
    few = life([0, 300], [(50, 0, 1), (70, 1, 2)], ["announced", "repeated"])
    assert {"voor het eerst genoemd", "herhaald"} <= set(Picture(draw(few, "wide")).texts)
    many = life(range(0, 1200, 40), [(50, 0, 30)], ["announced", *["repeated"] * 28, "raised"])
    texts = Picture(draw(many, "narrow")).texts
    assert {"voor het eerst genoemd", "verhoogd"} <= set(texts)
    assert "herhaald" not in texts


def test_where_nothing_stands_any_more_the_line_ends_at_nothing():
    one = life([0, 300], [(50, 0, 1)], ["announced", "raised"])
    picture = Picture(draw(one, "wide"))
    line = box_of_path(next(path for path in picture.all("path") if path.get("stroke-width") == "2"))
    (area,) = picture.points
    assert abs(line.right - area.box.right) < 0.2
    assert line.right < picture.width - 20, "some days without it are drawn too"


def test_one_letter_or_an_amount_that_never_stood_for_a_day_is_not_drawn():
    assert not life([0], [(50, 0, 1)]).is_drawn
    assert not life([0, 0], [(50, 0, 1)], ["announced", "raised"]).is_drawn
    assert life([0, 1], [(50, 0, 1)], ["announced", "raised"]).is_drawn
