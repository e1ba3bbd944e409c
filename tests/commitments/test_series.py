"""Totals shaped for a chart and its table: complete, in order, and with an empty cell where no letter has an amount."""

import datetime
from collections import Counter
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments import series
from commitments.models import Category, Commitment
from commitments.querysets import Movement, Total
from commitments.series import Answer, Bar, CategoryLabel, Flow, Period, Slice

from . import factories as make

MILITARY = CategoryLabel("military", "Militair", "Militair", "blue")
HUMANITARIAN = CategoryLabel("humanitarian", "Humanitair en herstel", "Humanitair", "rust")
UNDIVIDED = CategoryLabel("undivided", "Nog niet verdeeld", "Niet verdeeld", "stone")
CATEGORIES = (MILITARY, HUMANITARIAN, UNDIVIDED)
SLUGS = [category.slug for category in CATEGORIES]
FEBRUARY, NOVEMBER = datetime.date(2023, 2, 20), datetime.date(2023, 11, 17)

years = st.integers(2019, 2030)
periods = st.tuples(years, years).map(sorted)
amounts = st.integers(0, 10**13)
totals = st.dictionaries(st.tuples(periods.map(tuple), st.sampled_from(SLUGS)), amounts, max_size=12).map(
    lambda found: [Total(*period, slug, amount) for (period, slug), amount in found.items()]
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


def labels():
    return [CategoryLabel(row.slug, row.name, row.short_name, row.colour) for row in Category.objects.published()]


def published(day=None):
    return Commitment.objects.published().as_of(day)


# By period


def test_each_year_has_its_place_and_periods_come_after_them():
    rows = [
        Total(2024, 2026, "military", 4_000),
        Total(2022, 2023, "humanitarian", 60),
        Total(2023, 2023, "undivided", 1_260),
        Total(2023, 2023, "military", 1_240),
    ]
    found = series.by_period(rows, CATEGORIES)
    assert [(period.label, amounts, total) for period, amounts, total, _ in found.rows()] == [
        ("2022", [None, None, None], None),
        ("2023", [1_240, None, 1_260], 2_500),
        ("2024", [None, None, None], None),
        ("2025", [None, None, None], None),
        ("2026", [None, None, None], None),
        ("2022-2023", [None, 60, None], 60),
        ("2024-2026", [4_000, None, None], 4_000),
    ]
    assert found.category_totals() == [5_240, 60, 1_260]
    assert found.total_eur == 6_560
    assert [[period.label for period in some] for some in (found.years, found.unsplit)] == [
        ["2022", "2023", "2024", "2025", "2026"],
        ["2022-2023", "2024-2026"],
    ]


def test_an_amount_outside_the_usual_years_widens_the_axis_without_a_gap():
    rows = [Total(2019, 2019, "military", 1), Total(2028, 2028, "military", 2)]
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
    found = series.by_period([Total(2026, 2030, "military", 1)], CATEGORIES)
    assert [period.label for period in found.periods] == ["2022", "2023", "2024", "2025", "2026", "2026-2030"]


def test_without_amounts_every_year_is_empty():
    found = series.by_period([], CATEGORIES)
    assert [(period.label, amounts, total) for period, amounts, total, _ in found.rows()] == [
        (str(year), [], None) for year in range(2022, 2027)
    ]
    assert (found.total_eur, found.categories, found.category_totals()) == (0, (), [])


def test_only_categories_with_an_amount_are_there_in_the_order_given():
    rows = [Total(2024, 2024, "undivided", 1), Total(2023, 2023, "military", 1)]
    assert series.by_period(rows, CATEGORIES).categories == (MILITARY, UNDIVIDED)


@given(totals)
def test_rows_columns_and_totals_of_the_table_add_up(rows):
    found = series.by_period(rows, CATEGORIES)
    table = found.rows()
    cells = [amount for _, amounts, _, _ in table for amount in amounts if amount is not None]
    assert Counter(cells) == Counter(row.amount_eur for row in rows)
    assert sum(cells) == found.total_eur == sum(total or 0 for _, _, total, _ in table)
    assert sum(amount or 0 for amount in found.category_totals()) == found.total_eur
    assert len({period for period, *_ in table}) == len(table)


@given(totals)
def test_a_cell_is_empty_only_where_there_is_no_amount(rows):
    found = series.by_period(rows, CATEGORIES)
    given_cells = {(Period(row.year, row.end_year), row.category) for row in rows}
    assert {
        (period, category.slug)
        for period in found.periods
        for category in found.categories
        if found.amount(period, category) is not None
    } == given_cells


# Running total


def test_the_running_total_takes_a_step_on_each_date():
    found = series.running_total(
        [
            Movement(FEBRUARY, "military", 2022, 2022, 1_000),
            Movement(FEBRUARY, "military", 2023, 2023, 1_240),
            Movement(FEBRUARY, "undivided", 2023, 2023, 1_260),
            Movement(NOVEMBER, "military", 2024, 2024, 2_000),
            Movement(NOVEMBER, "undivided", 2023, 2023, -1_260),
        ],
        CATEGORIES,
    )
    assert found.rows() == [(FEBRUARY, [2_240, 1_260], 3_500), (NOVEMBER, [4_240, 0], 4_240)]
    assert found.categories == (MILITARY, UNDIVIDED)


def test_the_running_total_of_nothing_is_empty():
    found = series.running_total([], CATEGORIES)
    assert (found.dates, found.categories, found.steps_eur, found.rows()) == ((), (), {}, [])


@given(movements)
def test_the_running_total_ends_at_the_sum_of_all_movements(rows):
    found = series.running_total(rows, CATEGORIES)
    assert [date for date, _, _ in found.rows()] == sorted({row.date for row in rows})
    ends = {slug: steps[-1] for slug, steps in found.steps_eur.items()}
    sums = Counter()
    for row in rows:
        sums[row.category] += row.amount_eur
    assert ends == dict(sums)
    assert not rows or found.rows()[-1][2] == sum(sums.values())


# Flows, slices, bars


def test_flows_leave_out_what_is_empty():
    rows = [
        ("kst-1", "Eerste", "undivided", 2023, 2023, 0),
        ("kst-1", "Eerste", "military", 2023, 2023, 40),
        ("kst-2", "Tweede", "military", 2024, 2026, 60),
    ]
    assert series.flows(rows, CATEGORIES) == [
        Flow("Eerste", "kst-1", MILITARY, Period(2023, 2023), 40),
        Flow("Tweede", "kst-2", MILITARY, Period(2024, 2026), 60),
    ]
    assert series.flows([], CATEGORIES) == []


def commitment(title, amount, colour):
    """As much of a commitment as a slice needs."""
    return SimpleNamespace(
        title=title, amount_eur=amount, category=SimpleNamespace(colour=colour), get_absolute_url=lambda: f"/{title}/"
    )


def test_a_whole_is_its_parts_and_what_is_left():
    whole = commitment("Reservering", 2_500, "stone")
    parts = [commitment("Militair", 1_240, "blue"), commitment("Klein", 1, "rust")]
    assert series.slices(whole, parts, 1_259) == [
        Slice("Militair", "/Militair/", "blue", 1_240, 496),
        Slice("Klein", "/Klein/", "rust", 1, 1),
        Slice("niet over de onderdelen verdeeld", "", "stone", 1_259, 503),
    ]


def test_a_whole_that_is_divided_has_nothing_left_and_one_without_parts_is_not_sliced():
    whole = commitment("Reservering", 100, "stone")
    assert series.slices(whole, [commitment("Militair", 100, "blue")], 0) == [
        Slice("Militair", "/Militair/", "blue", 100, 1000)
    ]
    assert series.slices(whole, [], 100) == []


def test_every_category_has_a_bar_and_the_longest_is_full():
    found = series.by_period([Total(2023, 2023, "military", 2_000), Total(2024, 2024, "humanitarian", 5)], CATEGORIES)
    assert series.bars(found, CATEGORIES, {"military", "humanitarian"}) == [
        Bar(MILITARY, 2_000, is_known=True, percent=100),
        Bar(HUMANITARIAN, 5, is_known=True, percent=0),
        Bar(UNDIVIDED, None, is_known=False, percent=0),
    ]
    assert series.bars(series.by_period([], CATEGORIES), CATEGORIES, {"undivided"}) == [
        Bar(MILITARY, None, is_known=False, percent=0),
        Bar(HUMANITARIAN, None, is_known=False, percent=0),
        Bar(UNDIVIDED, None, is_known=True, percent=0),
    ]


@given(totals.filter(lambda rows: not rows or any(row.amount_eur for row in rows)))
def test_no_bar_is_longer_than_the_longest(rows):
    found = series.bars(series.by_period(rows, CATEGORIES), CATEGORIES, set())
    assert all(0 <= bar.percent <= 100 for bar in found)
    assert [bar.category for bar in found] == list(CATEGORIES)


# The answer


def test_the_answer_tells_the_total_the_largest_and_what_is_not_divided():
    rows = [
        Total(2023, 2023, "military", 1_240),
        Total(2023, 2023, "undivided", 1_260),
        Total(2024, 2024, "military", 2_000),
        Total(2022, 2023, "humanitarian", 60),
    ]
    assert series.answer(series.by_period(rows, CATEGORIES)) == Answer(
        total_eur=4_560,
        since=2022,
        largest=MILITARY,
        largest_eur=3_240,
        undivided_eur=1_260,
        unsplit=[(Period(2022, 2023), 60)],
        highest_year=Period(2023, 2023),
        is_circa=False,
    )


def test_the_finding_is_true_whatever_the_periods_hold():
    def finding(*rows):
        return series.answer(series.by_period([Total(*years, "military", 7) for years in rows], CATEGORIES)).finding

    assert [finding((2024, 2024)), finding((2024, 2024), (2024, 2026)), finding((2024, 2026))] == [
        "Bij 2024 staat het hoogste bedrag",
        "Van de losse jaren staat bij 2024 het hoogste bedrag",
        "Geen bedrag is voor één jaar alleen",
    ]


def test_each_period_says_its_stages_and_whether_an_amount_is_not_exact():
    rows = [Total(2022, 2022, "military", 1_000), Total(2024, 2026, "military", 4_000)]
    stages = [(2022, 2022, "geleverd"), (2022, 2022, "aangekondigd"), (2024, 2026, "gereserveerd")]
    found = series.by_period(rows, CATEGORIES, stages, [(2022, 2022)])
    assert {period.label: stages for period, _, _, stages in found.rows() if stages} == {
        "2022": ("geleverd", "aangekondigd"),
        "2024-2026": ("gereserveerd",),
    }
    assert (found.circa, series.answer(found).is_circa) == ({Period(2022, 2022)}, True)


def test_without_amounts_there_is_no_answer():
    assert series.answer(series.by_period([], CATEGORIES)) is None


def test_with_only_a_period_no_year_is_the_highest():
    found = series.answer(series.by_period([Total(2024, 2026, "military", 4_000)], CATEGORIES))
    assert (found.highest_year, found.since) == (None, 2024)


def test_a_letter_that_adds_nothing_has_no_share():
    letters = [SimpleNamespace(slug="kst-1"), SimpleNamespace(slug="kst-2")]
    rows = [("kst-1", "Eerste", "military", 2023, 2023, 40), ("kst-1", "Eerste", "undivided", 2023, 2023, 2)]
    assert series.with_share(letters, rows) == [(letters[0], 42), (letters[1], None)]


# From the database


@pytest.mark.django_db
def test_a_period_that_later_letters_divide_wholly_is_not_a_period_without_an_amount():
    whole = make.commitment(100, year=2024, end_year=2025)
    for year in (2024, 2025):
        make.commitment(50, year=year, part_of=whole)
    found = series.by_period(published().counted().totals(), labels())
    assert {period.label: total for period, _, total, _ in found.rows() if total is not None} == {
        "2024": 50,
        "2025": 50,
    }


@pytest.mark.django_db
def test_the_series_of_the_site_add_up_to_its_total(ledger):
    counted, names = published().counted(), labels()
    running = series.running_total(published().movements(), names)
    assert [
        series.by_period(counted.totals(), names).total_eur,
        running.rows()[-1][2],
        sum(flow.amount_eur for flow in series.flows(counted.shares(), names)),
    ] == [11_995_000_000] * 3
    assert [(date.isoformat(), total) for date, _, total in running.rows()] == [
        ("2023-02-20", 3_740_000_000),
        ("2023-11-17", 7_995_000_000),
        ("2024-06-28", 11_995_000_000),
    ]
