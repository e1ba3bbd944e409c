"""The title of a chart is a sentence that is true of its numbers, whatever they are."""

import pytest
from hypothesis import given

from commitments.charts import series, titles
from commitments.charts.series import LetterLabel, Slice, Whole
from commitments.querysets import Movement

from .test_series import (
    CATEGORIES,
    FEBRUARY,
    LETTERS,
    NOVEMBER,
    share,
    shares,
)

pytestmark = pytest.mark.looks

MILLIARD = 10**9


def spaced(text):
    return text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([share(7, 2024, 2026)], "Al het geld is voor meer jaren samen: € 7"),
        ([share(7, 2024)], "Al het geld is voor 2024: € 7"),
        ([share(7, 2024), share(9, 2024, 2026)], "Alleen 2024 heeft een eigen bedrag: € 7"),
        (
            [share(7, 2024), share(7, 2023), share(9, 2024, 2026)],
            "Alleen 2023 en 2024 hebben een eigen bedrag: elk € 7",
        ),
        ([share(7, 2024), share(5, 2023)], "Het meeste geld is voor 2024: € 7"),
        ([share(7, 2024), share(4, 2023), share(3, 2023)], "Al het geld is voor 2023 en 2024: elk € 7"),
        ([share(7, year) for year in (2022, 2023, 2025)], "Al het geld is voor 2022, 2023 en 2025: elk € 7"),
        (
            [share(7, 2024), share(5, 2023), share(1, 2022, 2023)],
            "Van het geld voor één jaar is het meeste voor 2024: € 7",
        ),
        (
            [share(7, 2024), share(7, 2023), share(2, 2026), share(1, 2022, 2023)],
            "Van het geld voor één jaar is het meeste voor 2023 en 2024: elk € 7",
        ),
    ],
)
def test_of_periods(rows, sentence):
    assert spaced(titles.of_periods(series.by_period(rows, CATEGORIES))) == sentence


def test_what_is_not_split_by_year_is_told_beside_the_title_unless_it_is_all_there_is():
    def sentence(*rows):
        return spaced(titles.unsplit_in_words(series.by_period(rows, CATEGORIES)))

    more = share(5, 2024, 2026, precision="circa"), share(4, 2022, 2023)
    assert sentence(share(7, 2024), *more) == "Daarbij komt wat de brieven niet per jaar verdelen: circa € 9."
    assert sentence(*more) == sentence(share(7, 2024)) == ""


@given(shares.filter(bool))
def test_a_year_that_is_called_the_highest_is(rows):
    found = series.by_period(rows, CATEGORIES)
    sentence = titles.of_periods(found)
    totals = {period.label: found.period_total(period) for period in found.years if found.period_total(period)}
    named = [year for year in totals if year in sentence]
    assert named == [year for year in totals if totals[year] == max(totals.values())]


def test_of_the_running_total():
    def sentence(*changes, letters=LETTERS):
        rows = [Movement(date, "military", 2024, 2024, amount) for date, amount in changes]
        return spaced(titles.of_running_total(series.running_total(rows, CATEGORIES, letters)))

    assert sentence((FEBRUARY, 3_740_000_000)) == "Het totaal veranderde één keer, met de brief “Eerste”: + € 3,74 mld"
    assert sentence((FEBRUARY, 5), (NOVEMBER, 7)) == "Met de brief “Tweede” veranderde het totaal het meest: + € 7"
    assert sentence((FEBRUARY, 9 * MILLIARD), (NOVEMBER, -MILLIARD)) == (
        "Met de brief “Eerste” veranderde het totaal het meest: + € 9 mld"
    )
    assert sentence((FEBRUARY, 5), (NOVEMBER, -7)) == "Met de brief “Tweede” veranderde het totaal het meest: − € 7"
    two = [LetterLabel(slug, slug, slug, FEBRUARY) for slug in ("a", "b")]
    assert sentence((FEBRUARY, 5), letters=two) == "Het totaal veranderde één keer, op 20 februari 2023: + € 5"
    assert (
        sentence((FEBRUARY, 5), (NOVEMBER, 4), letters=two)
        == "Het totaal veranderde het meest op 20 februari 2023: + € 5"
    )
    assert sentence((FEBRUARY, 5), (NOVEMBER, -5)) == (
        "Het totaal veranderde het meest op 20 februari 2023 (+ € 5) en 17 november 2023 (− € 5)"
    )


def test_of_flows():
    rows = [
        share(3 * MILLIARD, 2023),
        share(MILLIARD, 2024),
        share(2 * MILLIARD, 2023, category="undivided", letter=2),
    ]
    assert spaced(titles.of_flows(series.flows(rows, CATEGORIES, LETTERS))) == (
        "De grootste stroom: € 4 mld, van de brief “Eerste” naar “Militair”"
    )
    assert spaced(titles.of_flows(series.flows(rows[:2], CATEGORIES, LETTERS))) == (
        "Al het geld: € 4 mld, van de brief “Eerste” naar “Militair”"
    )
    assert spaced(titles.of_flows(series.flows(rows[1:], CATEGORIES, LETTERS))) == (
        "De grootste stroom: € 2 mld, van de brief “Tweede” naar “Nog niet verdeeld”"
    )
    assert spaced(
        titles.of_flows(series.flows([*rows, share(2 * MILLIARD, 2022, letter=2)], CATEGORIES, LETTERS)[1:])
    ) == ("2 stromen zijn het grootst: elk € 2 mld")


def test_of_a_whole():
    def whole(*slices, precision="exact"):
        return Whole("Reservering", precision, tuple(Slice(*piece, ()) for piece in slices))

    military, cyber = ("Militair", "/a/", "blue", 1_240 * 10**6), ("Cyber", "/b/", "teal", 10**6)
    rest = ("niet over de onderdelen verdeeld", "", "stone", 1_259 * 10**6)
    assert [
        spaced(titles.of_whole(found))
        for found in (
            whole(military, cyber, rest),
            whole(military, rest, precision="circa"),
            whole(military, cyber),
            whole(military, cyber, precision="at-least"),
            whole(military),
        )
    ] == [
        "Van € 2,5 mld is € 1,24 mld over onderdelen verdeeld",
        "Van circa € 2,5 mld is € 1,24 mld over onderdelen verdeeld",
        "€ 1,24 mld, helemaal verdeeld over 2 onderdelen",
        "Ten minste € 1,24 mld, helemaal verdeeld over 2 onderdelen",
        "€ 1,24 mld, helemaal verdeeld over 1 onderdeel",
    ]


def test_of_the_total():
    def sentence(*rows):
        return spaced(titles.of_total(series.whole_of_total(series.by_period(rows, CATEGORIES))))

    assert sentence(share(829, 2024), share(171, 2023, category="humanitarian")) == (
        "Van elke € 100 valt € 83 in de categorie Militair"
    )
    assert sentence(share(5)) == "Alles valt in de categorie Militair"


def test_of_the_total_the_largest_category_is_named_also_where_that_is_what_is_undivided():
    rows = [share(1, 2024), share(9, 2023, category="undivided")]
    found = series.whole_of_total(series.by_period(rows, CATEGORIES))
    assert spaced(titles.of_total(found)) == "Van elke € 100 valt € 90 in de categorie Nog niet verdeeld"
    nearly = series.whole_of_total(series.by_period([share(1), share(MILLIARD, category="humanitarian")], CATEGORIES))
    assert titles.of_total(nearly) == "Bijna alles valt in de categorie Humanitair en herstel"


def test_of_panels():
    def sentence(*amounts):
        rows = [share(amount, 2023, category=category) for category, amount in amounts]
        return titles.of_panels(series.by_period(rows, CATEGORIES))

    assert [
        sentence(("military", 5), ("humanitarian", 3), ("undivided", 1)),
        sentence(("military", 5), ("humanitarian", 3), ("undivided", 2)),
        sentence(("military", 2), ("humanitarian", 4), ("undivided", 3)),
        sentence(("military", 3), ("humanitarian", 4), ("undivided", 3)),
    ] == [
        "“Militair” is groter dan al het andere samen",
        "“Militair” is het grootst, dan volgt “Humanitair en herstel”",
        "“Humanitair en herstel” is het grootst, dan volgt “Nog niet verdeeld”",
        "“Humanitair en herstel” is het grootst, dan volgen “Militair” en “Nog niet verdeeld”",
    ]


def test_two_categories_that_are_as_large_are_both_named_as_the_largest():
    rows = [share(5, 2023), share(5, 2024, category="humanitarian")]
    sentence = titles.of_panels(series.by_period(rows, CATEGORIES))
    assert sentence == "“Militair” en “Humanitair en herstel” zijn even groot"
    sentence = titles.of_panels(series.by_period([*rows, share(1, 2024, category="undivided")], CATEGORIES))
    assert sentence == "“Militair” en “Humanitair en herstel” zijn het grootst"


def test_stages_in_words_the_surest_first():
    rows = [
        share(4 * 10**6, stage="aangekondigd"),
        share(MILLIARD, stage="geleverd"),
        share(3_730_000_000, 2023, stage="toegewezen"),
    ]
    assert spaced(titles.stages_in_words(series.by_period(rows, CATEGORIES))) == (
        "€ 1 mld geleverd, € 3,73 mld toegewezen en € 4 mln aangekondigd"
    )
    assert spaced(titles.stages_in_words(series.by_period([share(5)], CATEGORIES))) == "€ 5 gereserveerd"


def test_without_any_amount_there_is_no_stage_to_tell():
    assert titles.stages_in_words(series.by_period([], CATEGORIES)) == ""
