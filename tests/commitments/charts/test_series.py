"""Totals shaped for a chart and its table: complete, in order, and with an empty cell where no letter has an amount."""

import datetime
from collections import Counter
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.charts import series
from commitments.charts.series import (
    Answer,
    Bar,
    CategoryLabel,
    Event,
    Flow,
    InStage,
    LetterLabel,
    Period,
    Segment,
    Slice,
    Sum,
    Whole,
)
from commitments.models import Category, Commitment
from commitments.precision import ROUGHLY
from commitments.querysets import Movement, Share
from letters.models import Letter
from tests.commitments import factories as make

MILITARY = CategoryLabel("military", "Militair", "Militair", "blue")
HUMANITARIAN = CategoryLabel("humanitarian", "Humanitair en herstel", "Humanitair", "rust")
UNDIVIDED = CategoryLabel("undivided", "Nog niet verdeeld", "Niet verdeeld", "stone")
CATEGORIES = (MILITARY, HUMANITARIAN, UNDIVIDED)
SLUGS = [category.slug for category in CATEGORIES]
FEBRUARY, NOVEMBER = datetime.date(2023, 2, 20), datetime.date(2023, 11, 17)
FIRST = LetterLabel("kst-1", "Eerste", "Kamerstuk 36 045, nr. 1", FEBRUARY)
SECOND = LetterLabel("kst-2", "Tweede", "Kamerstuk 36 045, nr. 2", NOVEMBER)
LETTERS = (FIRST, SECOND)
PRECISIONS = tuple(ROUGHLY)


def share(amount_eur, year=2024, end_year=None, category="military", stage="gereserveerd", precision="exact", letter=1):
    """A Share of which a test gives only what it is about."""
    return Share(f"kst-{letter}", category, year, end_year or year, stage, precision, amount_eur)


years = st.integers(2019, 2030)
periods = st.tuples(years, years).map(sorted)
amounts = st.integers(1, 10**13)
shares = st.lists(
    st.builds(
        lambda amount, period, category, stage, precision, letter: share(
            amount, *period, category, stage, precision, letter
        ),
        amounts,
        periods,
        st.sampled_from(SLUGS),
        st.sampled_from(series.STAGES),
        st.sampled_from(PRECISIONS),
        st.sampled_from([1, 2]),
    ),
    max_size=12,
)
movements = st.lists(
    st.builds(
        Movement,
        date=st.dates(FEBRUARY, NOVEMBER),
        category=st.sampled_from(SLUGS),
        year=st.just(2024),
        end_year=st.just(2024),
        amount_eur=st.integers(-(10**12), 10**12),
    ),
    max_size=12,
)


def euros(amount):
    return amount and amount.amount_eur


def spaced(text):
    return text.replace("\u00a0", " ")


def labels():
    return [CategoryLabel(row.slug, row.name, row.short_name, row.colour) for row in Category.objects.published()]


def letter_labels():
    found = Letter.objects.published().select_related("dossier").in_order_of_date()
    return [LetterLabel(letter.slug, letter.short_title, letter.designation, letter.date) for letter in found]


def published(day=None):
    return Commitment.objects.published().as_of(day)


# By period


def test_each_year_has_its_place_and_periods_come_after_them():
    rows = [
        share(4_000, 2024, 2026),
        share(60, 2022, 2023, "humanitarian", "geleverd"),
        share(1_260, 2023, category="undivided"),
        share(1_240, 2023, stage="aangekondigd"),
    ]
    found = series.by_period(rows, CATEGORIES)
    assert [
        (period.label, [euros(one) for _, one in amounts], euros(total), [(stage, euros(one)) for stage, one in stages])
        for period, amounts, total, stages in found.rows()
    ] == [
        ("2022", [None, None, None], None, []),
        ("2023", [1_240, None, 1_260], 2_500, [("gereserveerd", 1_260), ("aangekondigd", 1_240)]),
        ("2024", [None, None, None], None, []),
        ("2025", [None, None, None], None, []),
        ("2026", [None, None, None], None, []),
        ("2022-2023", [None, 60, None], 60, [("geleverd", 60)]),
        ("2024-2026", [4_000, None, None], 4_000, [("gereserveerd", 4_000)]),
    ]
    assert all([category for category, *_ in amounts] == [*CATEGORIES] for _, amounts, *_ in found.rows())
    assert found.category_totals() == [
        (MILITARY, Sum(5_240)),
        (CATEGORIES[1], Sum(60)),
        (UNDIVIDED, Sum(1_260)),
    ]
    assert (found.total_eur, found.highest_eur) == (6_560, 4_000)
    assert found.stages == ("geleverd", "gereserveerd", "aangekondigd")
    assert found.unsplit_totals() == [(Period(2022, 2023), Sum(60)), (Period(2024, 2026), Sum(4_000))]
    assert [[period.label for period in some] for some in (found.years, found.unsplit)] == [
        ["2022", "2023", "2024", "2025", "2026"],
        ["2022-2023", "2024-2026"],
    ]


def test_a_bar_is_segments_by_category_and_stage_the_surest_first():
    rows = [
        share(5, 2023, category="undivided"),
        share(4, 2023, stage="aangekondigd"),
        share(3, 2023, stage="geleverd", precision="circa"),
        share(2, 2023, stage="geleverd", letter=2),
        share(1, 2022, stage="toegewezen"),
    ]
    found = series.by_period(rows, CATEGORIES)
    assert found.segments == (
        Segment(Period(2022, 2022), MILITARY, "toegewezen", "exact", 1),
        Segment(Period(2023, 2023), MILITARY, "geleverd", "circa", 5),
        Segment(Period(2023, 2023), MILITARY, "aangekondigd", "exact", 4),
        Segment(Period(2023, 2023), UNDIVIDED, "gereserveerd", "exact", 5),
    )
    assert found.of(Period(2022, 2022)) == list(found.segments[:1])
    assert found.of(Period(2025, 2025)) == []
    assert [found.sum_at(Period(year, year)) for year in (2022, 2023, 2025)] == [Sum(1), Sum(14, "circa"), None]


@pytest.mark.parametrize(
    ("precisions", "whole"),
    [
        ([], "exact"),
        (["exact", "exact"], "exact"),
        (["exact", "circa"], "circa"),
        (["at-least", "exact"], "at-least"),
        (["at-most"], "at-most"),
        (["at-least", "at-most"], "circa"),
        (["at-least", "circa"], "circa"),
    ],
)
def test_a_sum_is_as_precise_as_its_least_precise_amount(precisions, whole):
    assert series.combined(precisions) == whole
    assert series.combined(iter(precisions)) == whole
    rows = [share(1, precision=precision) for precision in precisions]
    assert series.by_period(rows, CATEGORIES).total == Sum(len(rows), whole)


def test_every_stage_of_a_commitment_has_its_place():
    assert set(series.STAGES) == set(Commitment.Stage.values)


def test_each_cell_and_each_sum_says_whether_it_is_exact():
    rows = [
        share(1_000, 2022, precision="circa"),
        share(5, 2022, category="undivided"),
        share(7, 2024, 2026, precision="at-least"),
    ]
    found = series.by_period(rows, CATEGORIES)
    told = {
        period.label: ([spaced(str(one or "")) for _, one in amounts], spaced(str(total or "")))
        for period, amounts, total, _ in found.rows()
    }
    assert (told["2022"], told["2023"], told["2024-2026"]) == (
        (["circa € 1.000", "€ 5"], "circa € 1.005"),
        (["", ""], ""),
        (["ten minste € 7", ""], "ten minste € 7"),
    )
    assert found.category_totals() == [(MILITARY, Sum(1_007, "circa")), (UNDIVIDED, Sum(5))]
    assert found.unsplit_totals() == [(Period(2024, 2026), Sum(7, "at-least"))]


def test_an_amount_outside_the_usual_years_widens_the_axis_without_a_gap():
    rows = [share(1, 2019), share(2, 2028)]
    assert [period.label for period in series.by_period(rows, CATEGORIES).periods] == [
        "2019",
        "2020",
        "2021",
        "2022",
        "2023",
        "2024",
        "2025",
        "2026",
        "2027",
        "2028",
    ]


def test_a_period_does_not_widen_the_axis_of_years():
    found = series.by_period([share(1, 2026, 2030)], CATEGORIES)
    assert [period.label for period in found.periods] == ["2022", "2023", "2024", "2025", "2026", "2026-2030"]


def test_without_amounts_every_year_is_empty():
    found = series.by_period([], CATEGORIES)
    assert found.rows() == [(Period(year, year), [], None, []) for year in range(2022, 2027)]
    assert (found.total_eur, found.highest_eur, found.categories, found.category_totals()) == (0, 0, (), [])
    assert (found.stages, found.total, found.unsplit_totals()) == ((), Sum(0), [])


def test_only_categories_with_an_amount_are_there_in_the_order_given():
    rows = [share(1, 2024, category="undivided"), share(1, 2023)]
    assert series.by_period(rows, CATEGORIES).categories == (MILITARY, UNDIVIDED)


def test_one_category_keeps_every_year_and_period():
    found = series.by_period([share(1, 2023), share(2, 2024, 2026, "undivided")], CATEGORIES)
    one = found.of_category(MILITARY)
    assert (one.periods, one.categories, one.segments) == (found.periods, (MILITARY,), found.segments[:1])


@given(shares)
def test_rows_columns_and_totals_of_the_table_add_up(rows):
    found = series.by_period(rows, CATEGORIES)
    table = found.rows()
    cells = Counter()
    for row in rows:
        cells[Period(row.year, row.end_year), row.category] += row.amount_eur
    assert {
        (period, category.slug): amount.amount_eur
        for period, amounts, *_ in table
        for category, amount in amounts
        if amount is not None
    } == dict(cells)
    assert sum(cells.values()) == found.total_eur == sum(euros(total) or 0 for _, _, total, _ in table)
    assert (
        sum(amount.amount_eur for _, amount in found.category_totals())
        == found.total_eur
        == sum(segment.amount_eur for segment in found.segments)
    )
    assert max([0, *(euros(total) for _, _, total, _ in table if total)]) == found.highest_eur
    assert len({period for period, *_ in table}) == len(table)
    assert sum(found.of_category(category).total_eur for category in found.categories) == found.total_eur


@given(shares)
def test_no_two_segments_are_the_same_piece_of_a_bar(rows):
    found = [(part.period, part.category, part.stage) for part in series.by_period(rows, CATEGORIES).segments]
    assert found == sorted(
        set(found), key=lambda part: (part[0], CATEGORIES.index(part[1]), series.STAGES.index(part[2]))
    )


# Running total


def test_the_running_total_takes_a_step_on_each_date():
    changes = [
        Movement(FEBRUARY, "military", 2022, 2022, 1_000),
        Movement(FEBRUARY, "military", 2023, 2023, 1_240),
        Movement(FEBRUARY, "undivided", 2023, 2023, 1_260),
        Movement(NOVEMBER, "military", 2024, 2024, 2_000),
        Movement(NOVEMBER, "undivided", 2023, 2023, -1_260),
    ]
    found = series.running_total(changes, CATEGORIES, LETTERS)
    assert found.rows() == [
        (FEBRUARY, [(MILITARY, Sum(2_240)), (UNDIVIDED, Sum(1_260))], Sum(3_500), Sum(3_500), (FIRST,)),
        (NOVEMBER, [(MILITARY, Sum(4_240)), (UNDIVIDED, Sum(0))], Sum(4_240), Sum(740), (SECOND,)),
    ]
    assert found.categories == (MILITARY, UNDIVIDED)
    assert (found.total_eur, found.highest_eur) == (4_240, 4_240)
    without = series.running_total(changes, CATEGORIES)
    assert [row[:4] for row in without.rows()] == [row[:4] for row in found.rows()]
    assert ([row[4] for row in without.rows()], without.events) == ([(), ()], ())


def test_a_letter_that_changed_nothing_and_the_invasion_are_events():
    earlier = LetterLabel("kst-0", "Nul", "Kamerstuk 36 045, nr. 0", datetime.date(2022, 1, 13))
    last = LetterLabel("kst-3", "Derde", "Kamerstuk 36 045, nr. 3", datetime.date(2025, 3, 4))
    change = [Movement(FEBRUARY, "military", 2022, 2022, 1_000)]
    found = series.running_total(change, CATEGORIES, [earlier, FIRST, last])
    assert found.events == (
        Event(datetime.date(2022, 1, 13), "Nul"),
        Event(datetime.date(2022, 2, 24), "Grootschalige Russische inval"),
        Event(datetime.date(2025, 3, 4), "Derde"),
    )
    assert (found.letters, found.since) == ({FEBRUARY: (FIRST,)}, earlier.date)
    assert found.until > FEBRUARY
    assert found.until >= last.date
    before = LetterLabel("kst-9", "Vroeg", "Kamerstuk 36 045, nr. 9", datetime.date(2022, 2, 1))
    then = [Movement(before.date, "military", 2022, 2022, 1_000)]
    assert series.running_total(then, CATEGORIES, [before]).events == (), "before the invasion it is no event"


def test_something_of_the_last_step_is_drawn():
    found = series.running_total([Movement(FEBRUARY, "military", 2022, 2022, 1_000)], CATEGORIES, [FIRST])
    assert (found.since, (found.until - FEBRUARY).days) == (datetime.date(2022, 2, 24), 30)


def on_days(number, apart):
    """A running total that changes by a euro on so many days, and between these days letters that change nothing."""
    first = datetime.date(2022, 1, 1)
    days = [first + datetime.timedelta(days=place * apart) for place in range(number)]
    loud = [
        Movement(day, "military", 2024, 2024, 1, "circa", f"brief-{place}", "new") for place, day in enumerate(days)
    ]
    labels = [
        series.LetterLabel(f"brief-{place}", f"Brief {place}", "Kamerstuk", day) for place, day in enumerate(days)
    ]
    quiet = [
        series.LetterLabel(f"stil-{place}", f"Stil {place}", "Kamerstuk", day + datetime.timedelta(days=1))
        for place, day in enumerate(days)
    ]
    letters = sorted([*labels, *quiet], key=lambda letter: letter.date)
    return series.running_total(loud, CATEGORIES, letters)


@pytest.mark.parametrize(
    ("number", "apart", "each"), [(24, 2, ""), (140, 2, ""), (141, 2, "elke maand"), (400, 30, "elk kwartaal")]
)
def test_of_many_steps_the_last_of_each_month_or_quarter_is_left_with_its_own_total(number, apart, each):
    whole = on_days(number, apart)
    few = series.few_steps(whole)
    assert few.each == each
    totals = {date: total for date, _, total, _, _ in whole.rows()}
    assert {date: total for date, _, total, _, _ in few.rows()} == {date: totals[date] for date in few.dates}
    assert few.dates[-1] == whole.dates[-1]
    assert sum(change.amount_eur for *_, change, _ in few.rows()) == number
    assert [letter for *_, letters in few.rows() for letter in letters] == [
        letter for *_, letters in whole.rows() for letter in letters
    ]


def test_of_many_letters_that_change_nothing_those_of_a_month_are_one_event():
    assert series.few_steps(on_days(24, 2)).events == on_days(24, 2).events
    january, february, march = datetime.date(2022, 1, 30), datetime.date(2022, 2, 27), datetime.date(2022, 3, 1)
    assert series.few_steps(on_days(30, 2)).events == (
        series.Event(january, "15 brieven", since=datetime.date(2022, 1, 2)),
        series.INVASION,
        series.Event(february, "14 brieven", since=datetime.date(2022, 2, 1)),
        series.Event(march, "Stil 29"),
    )


def test_the_running_total_of_nothing_is_empty():
    found = series.running_total([], CATEGORIES, [FIRST])
    assert (found.dates, found.categories, found.steps_eur, found.rows()) == ((), (), {}, [])


@given(movements)
def test_the_running_total_ends_at_the_sum_of_all_movements(rows):
    found = series.running_total(rows, CATEGORIES, LETTERS)
    assert [date for date, *_ in found.rows()] == sorted({row.date for row in rows})
    ends = {slug: steps[-1] for slug, steps in found.steps_eur.items()}
    sums = Counter()
    for row in rows:
        sums[row.category] += row.amount_eur
    assert ends == dict(sums)
    assert found.total_eur == sum(sums.values()) == sum(change.amount_eur for *_, change, _ in found.rows())
    for _, amounts, total, _, _ in found.rows():
        assert total.amount_eur == sum(amount.amount_eur for _, amount in amounts)
    if rows:
        assert found.since <= min(found.dates) <= max(found.dates) < found.until


# Flows, wholes, bars


def test_flows_add_up_by_letter_category_and_period_in_the_order_of_the_letters():
    rows = [
        share(60, 2024, 2026, letter=2),
        share(3, 2023, category="undivided"),
        share(40, 2023, stage="geleverd"),
        share(2, 2023, stage="aangekondigd", precision="circa"),
    ]
    assert series.flows(rows, CATEGORIES, LETTERS) == [
        Flow(FIRST, MILITARY, Period(2023, 2023), 42, "circa"),
        Flow(FIRST, UNDIVIDED, Period(2023, 2023), 3),
        Flow(SECOND, MILITARY, Period(2024, 2026), 60),
    ]
    assert series.flows([share(0)], CATEGORIES, LETTERS) == series.flows([], CATEGORIES, LETTERS) == []


@given(shares)
def test_no_euro_is_lost_in_the_flows(rows):
    found = series.flows(rows, CATEGORIES, LETTERS)
    assert sum(flow.amount_eur for flow in found) == sum(row.amount_eur for row in rows)
    assert len({(flow.letter, flow.category, flow.period) for flow in found}) == len(found)


def named(number, euros):
    letter = series.LetterLabel(f"brief-{number}", f"Brief {number}", "Kamerstuk", datetime.date(2024, 1, 1 + number))
    return series.Named(letter, Sum(euros), Sum(0), Sum(euros, "circa"))


@pytest.mark.parametrize(("number", "apart"), [(3, 3), (24, 24), (25, 25), (26, 24), (30, 24)])
def test_of_many_letters_the_largest_stand_apart_and_the_others_are_one(number, apart):
    found = series.largest_named([named(place, 1 + place) for place in range(number)])
    own = [one for one in found if not one.letter.is_several]
    assert [one.letter.name for one in own] == [f"Brief {place}" for place in range(number - apart, number)]
    others = sum(range(1, 1 + number - apart))
    name = f"Overige ({number - apart} brieven)"
    together = series.LetterLabel("", name, name, datetime.date(2024, 1, max(number - apart, 1)), number - apart)
    rest = [series.Named(together, Sum(others), Sum(0), Sum(others, "circa"))]
    assert found[apart:] == (rest if number > apart else [])


def test_of_many_flows_those_of_the_smaller_letters_are_one_letters_and_no_euro_is_lost():
    """Few letters with many flows each are many too."""
    letters = [LetterLabel(f"kst-{place}", f"Brief {place}", "Kamerstuk", FEBRUARY) for place in range(12)]
    rows = [
        share(
            1 + 10 * place + year % 4, year, category=slug, letter=place, precision="circa" if place == 2 else "exact"
        )
        for place in range(12)
        for slug in SLUGS
        for year in range(2022, 2026)
    ]
    flows = series.flows(rows, CATEGORIES, letters)
    found = series.largest_flows(flows, CATEGORIES)
    assert [flow for flow in found if not flow.letter.is_several] == [
        flow
        for flow in flows
        if flow.letter.slug in ("kst-4", "kst-5", "kst-6", "kst-7", "kst-8", "kst-9", "kst-10", "kst-11")
    ]
    name = "Overige (4 brieven)"
    assert found[8 * 12 :] == [
        series.Flow(
            LetterLabel("", name, name, FEBRUARY, 4), category, series.Period(year, year), 64 + 4 * (year % 4), "circa"
        )
        for category in CATEGORIES
        for year in range(2022, 2026)
    ]


def commitment(title, amount, colour, precision="exact", stage="gereserveerd"):
    """As much of a commitment as a slice needs."""
    return SimpleNamespace(
        title=title,
        stage=stage,
        amount_eur=amount,
        precision=precision,
        category=SimpleNamespace(colour=colour),
        get_absolute_url=lambda: f"/{title}/",
    )


def test_a_whole_is_its_parts_the_largest_first_and_what_is_left():
    whole = commitment("Reservering", 2_500, "stone", "circa")
    parts = [commitment("Klein", 1, "rust"), commitment("Militair", 1_240, "blue", stage="geleverd")]
    found = series.whole_of_commitment(whole, parts, 1_259)
    assert found == Whole(
        "Reservering",
        "circa",
        (
            Slice("Militair", "/Militair/", "blue", 1_240, (InStage("geleverd", 1_240, "/Militair/"),)),
            Slice("Klein", "/Klein/", "rust", 1, (InStage("gereserveerd", 1, "/Klein/"),)),
            Slice(
                *("niet over de onderdelen verdeeld", "", "stone", 1_259),
                *((InStage("gereserveerd", 1_259, "", "circa"),), "circa"),
            ),
        ),
    )
    assert (found.amount_eur, [per_mille for _, per_mille in found.rows()]) == (2_500, [496, 0, 504])


def test_what_is_left_of_a_commitment_has_the_colour_of_what_the_commitment_is_for():
    whole, part = commitment("Humanitair en herstel", 102, "rust"), commitment("Noodhulp", 52, "blue")
    found = series.whole_of_commitment(whole, [part], 50)
    assert [(piece.name, piece.colour) for piece in found.slices] == [
        ("Noodhulp", "blue"),
        ("niet over de onderdelen verdeeld", "rust"),
    ]


def test_a_whole_that_is_divided_has_nothing_left_and_one_without_parts_is_no_whole():
    whole = commitment("Reservering", 100, "stone")
    stages = (InStage("gereserveerd", 100, "/Militair/"),)
    assert series.whole_of_commitment(whole, [commitment("Militair", 100, "blue")], 0) == Whole(
        "Reservering", "exact", (Slice("Militair", "/Militair/", "blue", 100, stages),)
    )
    assert series.whole_of_commitment(whole, [], 100) is None


def test_the_total_is_its_categories_the_largest_first_and_what_is_undivided_last():
    rows = [
        share(5, 2023, category="undivided"),
        share(1, 2023, stage="aangekondigd"),
        share(4, 2024, category="humanitarian"),
        share(3, 2023, category="humanitarian"),
        share(2, 2022, category="humanitarian", stage="geleverd"),
    ]
    urls = {"military": "/categorieen/military/"}
    found = series.whole_of_total(
        series.by_period(rows, CATEGORIES), urls, lambda category, stage: f"/{category.slug}/{stage}/"
    )
    assert found == Whole(
        "Alles samen",
        "exact",
        (
            Slice(
                "Humanitair en herstel",
                "",
                "rust",
                9,
                (
                    InStage("geleverd", 2, "/humanitarian/geleverd/"),
                    InStage("gereserveerd", 7, "/humanitarian/gereserveerd/"),
                ),
            ),
            Slice(
                "Militair",
                "/categorieen/military/",
                "blue",
                1,
                (InStage("aangekondigd", 1, "/military/aangekondigd/"),),
            ),
            Slice("Nog niet verdeeld", "", "stone", 5, (InStage("gereserveerd", 5, "/undivided/gereserveerd/"),)),
        ),
    )
    assert found.stages == ("geleverd", "gereserveerd", "aangekondigd")


@given(shares.filter(bool))
def test_the_slices_add_up_to_the_whole(rows):
    found = series.by_period(rows, CATEGORIES)
    whole = series.whole_of_total(found)
    assert whole.amount_eur == found.total_eur == sum(piece.amount_eur for piece in whole.slices)
    assert whole.precision == series.combined(row.precision for row in rows)
    for piece in whole.slices:
        assert piece.amount_eur == sum(part.amount_eur for part in piece.stages)
    assert abs(sum(per_mille for _, per_mille in whole.rows()) - 1000) <= len(whole.slices) / 2


def test_every_category_has_a_bar_and_the_longest_is_full():
    found = series.by_period([share(2_000, 2023), share(5, 2024, category="humanitarian")], CATEGORIES)
    assert series.bars(found, CATEGORIES, {"military", "humanitarian"}) == [
        Bar(MILITARY, Sum(2_000), is_known=True, percent=100),
        Bar(HUMANITARIAN, Sum(5), is_known=True, percent=0),
        Bar(UNDIVIDED, None, is_known=False, percent=0),
    ]
    assert series.bars(series.by_period([], CATEGORIES), CATEGORIES, {"undivided"}) == [
        Bar(MILITARY, None, is_known=False, percent=0),
        Bar(HUMANITARIAN, None, is_known=False, percent=0),
        Bar(UNDIVIDED, None, is_known=True, percent=0),
    ]


@given(shares)
def test_no_bar_is_longer_than_the_longest(rows):
    found = series.bars(series.by_period(rows, CATEGORIES), CATEGORIES, set())
    assert all(0 <= bar.percent <= 100 for bar in found)
    assert [bar.category for bar in found] == list(CATEGORIES)


# The answer


def test_the_answer_tells_the_total_the_largest_and_what_is_not_divided():
    rows = [
        share(1_240, 2023),
        share(1_260, 2023, category="undivided"),
        share(2_000, 2024, precision="at-least"),
        share(60, 2022, 2023, "humanitarian"),
    ]
    assert series.answer(series.by_period(rows, CATEGORIES)) == Answer(
        total=Sum(4_560, "at-least"),
        largest=(MILITARY,),
        largest_amount=Sum(3_240, "at-least"),
        is_all=False,
        undivided=Sum(1_260),
        unsplit=[(Period(2022, 2023), Sum(60))],
    )


def test_the_answer_names_all_categories_that_are_the_largest():
    rows = [share(5, 2023), share(5, 2024, category="humanitarian", precision="circa"), share(4, category="undivided")]
    answer = series.answer(series.by_period(rows, CATEGORIES))
    assert ([category.slug for category in answer.largest], answer.largest_amount) == (
        ["military", "humanitarian"],
        Sum(5, "circa"),
    )
    assert series.answer(series.by_period(rows[:1], CATEGORIES)).is_all


def test_without_amounts_there_is_no_answer():
    assert series.answer(series.by_period([], CATEGORIES)) is None


def test_an_amount_is_printed_with_how_sure_it_is():
    amount = Sum.of([(3_700_000_000, "exact"), (40_000_000, "circa")])
    assert [text.replace("\xa0", " ") for text in (str(amount), amount.full, amount.signed)] == [
        "circa € 3,74 mld",
        "circa € 3.740.000.000",
        "+ circa € 3,74 mld",
    ]
    assert str(Sum(5)).replace("\xa0", " ") == "€ 5"


def moved(amount_eur, letter="kst-1", category="military", precision="exact", kind="new"):
    return Movement(FEBRUARY, category, 2023, 2023, amount_eur, precision, letter, kind)


def test_a_letter_that_changed_nothing_has_no_change():
    letters = [SimpleNamespace(slug=f"kst-{number}") for number in (1, 2, 3)]
    movements = [moved(40), moved(-2, category="undivided", precision="circa"), moved(5, "kst-3"), moved(-5, "kst-3")]
    assert series.with_change(letters, movements) == [
        (letters[0], Sum(38, "circa")),
        (letters[1], None),
        (letters[2], None),
    ]


def test_what_one_letter_did_is_told_by_kind():
    movements = [
        moved(40),
        moved(-30, kind="lowered"),
        moved(10, "kst-2"),
        moved(7, kind="split"),
        moved(-7, kind="split"),
    ]
    assert series.changes_by_kind(series.by_letter(movements)["kst-1"]) == {"new": Sum(40), "lowered": Sum(-30)}


# From the database


@pytest.mark.django_db
def test_a_period_that_later_letters_divide_wholly_is_not_a_period_without_an_amount():
    whole = make.commitment(100, year=2024, end_year=2025)
    for year in (2024, 2025):
        make.commitment(50, year=year, part_of=whole)
    found = series.by_period(published().counted().shares(), labels())
    assert {period.label: total for period, _, total, _ in found.rows() if total is not None} == {
        "2024": Sum(50),
        "2025": Sum(50),
    }


@pytest.mark.django_db
def test_the_series_of_the_site_add_up_to_its_total(ledger):
    counted, names, letters = published().counted(), labels(), letter_labels()
    by_period = series.by_period(counted.shares(), names)
    running = series.running_total(published().movements(), names, letters)
    assert [
        by_period.total_eur,
        running.total_eur,
        sum(flow.amount_eur for flow in series.flows(counted.shares(), names, letters)),
        series.whole_of_total(by_period).amount_eur,
        sum(change.amount_eur for _, change in series.with_change(letters, published().movements()) if change),
    ] == [11_995_000_000] * 5
    assert [(date.isoformat(), total, change) for date, _, total, change, _ in running.rows()] == [
        ("2023-02-20", Sum(3_740_000_000, "circa"), Sum(3_740_000_000, "circa")),
        ("2023-11-17", Sum(7_995_000_000, "circa"), Sum(4_255_000_000)),
        ("2024-06-28", Sum(11_995_000_000, "circa"), Sum(4_000_000_000)),
    ]
