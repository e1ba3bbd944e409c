"""For one year, how much and how sure: a tap from the overview, said above all else, and true of any ledger and choice."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.commitments import factories as make
from tests.commitments.charts.test_findings_are_true import (
    CHOICES,
    FACTS,
    STAGES,
    Reading,
    is_unsplit,
    judged,
    plain_ledgers,
    save,
    says,
)
from tests.proving import TIMES

from .test_bad_input import READS
from .test_overview_is_true import claims_nothing, in_which_stages, spaced
from .test_sentences import blocks, sentences
from .urls import parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

PAGES = ("commitments", "timeline", "categories", "flows")
NOT_IN_2024 = (
    "Voor 2024 tot en met 2026 samen is ook € 4 mld gereserveerd. De brieven zeggen niet hoeveel daarvan voor 2024 is. "
    "Daarom telt het hier niet mee."
)


def above_all_else(document):
    """The heading, and what stands about certainty before any list or chart."""
    main = document.find(".//main")
    told = [one for one in main.iter() if one.tag == "h1" or one.get("class") in ("sure", "spanning")]
    return [spaced(text) for text in blocks(told)]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (
            "/toezeggingen/?year=2024",
            [
                "2024: 7 toezeggingen; € 2,49 mld telt mee",
                "Hoe zeker is het? Alles wat meetelt, is toegewezen.",
                NOT_IN_2024,
            ],
        ),
        (
            "/tijdlijn/?year=2024",
            ["2024: € 2,49 mld, uit 1 brief", "Hoe zeker is het? Alles wat meetelt, is toegewezen.", NOT_IN_2024],
        ),
        (
            "/toezeggingen/?year=2023",
            [
                "2023: 6 toezeggingen; € 4,2 mld telt mee",
                "Hoe zeker is het? € 1,24 mld toegewezen en € 2,96 mld gereserveerd.",
                "Voor 2022 en 2023 samen is ook circa € 60 mln geleverd. De brieven zeggen niet hoeveel daarvan voor 2023 is. "
                "Daarom telt het hier niet mee.",
            ],
        ),
        (
            "/toezeggingen/?year=2024-2026",
            [
                "2024-2026 (niet per jaar verdeeld): 1 toezegging; € 4 mld telt mee",
                "Hoe zeker is het? Alles wat meetelt, is gereserveerd. De brieven verdelen dit geld niet per jaar.",
            ],
        ),
        (
            "/toezeggingen/?year=2024&as_of=2024-02-01",
            ["2024: 5 toezeggingen; € 2,49 mld telt mee", "Hoe zeker is het? Alles wat meetelt, is toegewezen."],
        ),
    ],
)
def test_a_page_about_a_year_says_how_much_and_how_sure_and_what_is_in_no_sum_of_it(address, told, visit):
    assert above_all_else(parse(text_of(visit(address)))[0]) == told


@pytest.mark.parametrize("asked", [{}, {"as_of": "2024-02-01"}], ids=["now", "then"])
def test_each_year_with_an_amount_is_one_tap_away_on_the_overview_and_its_page_has_the_same_amount(
    asked, ledger, client
):
    overview = client.get(reverse("overview"), asked)
    chart = overview.context["chart"].data
    (nav,) = [one for one in parse(text_of(overview))[0].iter("nav") if one.get("class") == "years"]
    links = {words(link): link.get("href") for link in nav.iter("a")}
    assert list(links) == [period.label for period in chart.periods if chart.of(period)]
    for period in chart.periods:
        if chart.of(period):
            assert client.get(links[period.label]).context["total"].amount_eur == chart.period_total(period)


def test_the_years_of_the_table_below_the_chart_lead_there_too(visit):
    document, _ = parse(text_of(visit("/?as_of=2024-02-01")))
    table = next(one for one in document.iter("table") if "broad" in one.get("class", ""))
    links = {words(one): one.get("href") for head in table.iter("th") for one in head.iter("a")}
    assert links["2023"] == "/toezeggingen/?as_of=2024-02-01&year=2023"
    assert "2022-2023" in links


# Of any ledger

JUDGES = []
says(r"Hoe zeker is het\?", JUDGES)(claims_nothing)
says(r"Daarom telt het hier niet mee\.", JUDGES)(claims_nothing)
says(r"((?=.*€)(?:.+? (?:geleverd|toegewezen|gereserveerd|aangekondigd)(?:, | en |\.$))+)", JUDGES)(in_which_stages)


@says(r"Alles wat meetelt, is (\w+)\.", JUDGES)
def all_in_one_stage(reading, stage):
    return set(reading.by(lambda row: reading.facts[row.key][0])) == {stage}


@says(r"De brieven verdelen dit geld niet per jaar\.", JUDGES)
def chosen_for_several_years(reading):
    return "-" in reading.chosen["year"] and reading.total(is_unsplit) == reading.total() > 0


@says(r"Voor (\d{4}) (?:en|tot en met) (\d{4}) samen is ook (.+) ((?:\w+ en )*\w+)\.", JUDGES)
def also_for_several_years(reading, first, last, amount, stages):
    around = Reading(reading.rows, reading.facts, reading.day, {**reading.chosen, "year": f"{first}-{last}"})
    found = around.by(lambda row: around.facts[row.key][0])
    return (
        int(first) <= int(reading.chosen["year"]) <= int(last)
        and spaced(amount) == spaced(around.amount())
        and stages.split(" en ") == [stage for stage in STAGES if stage in found]
    )


@says(r"De brieven zeggen niet hoeveel daarvan voor (\d{4}) is\.", JUDGES)
def not_how_much_of_it(reading, year):
    return reading.chosen["year"] == year


@settings(max_examples=10 * TIMES)
@given(st.one_of(make.ledgers(), plain_ledgers()), FACTS, CHOICES, st.sampled_from(PAGES))
def test_no_sentence_on_how_sure_a_choice_is_is_false(rows, facts, asked, page):
    with make.rolled_back():
        save(rows, facts)
        day = datetime.date.fromisoformat(asked["as_of"]) if "as_of" in asked else None
        chosen = {name: value for name, value in asked.items() if name != "as_of" and name in READS[page]}
        reading = Reading(rows, facts, day, chosen)
        response = Client().get(reverse(page), asked)
        if response.context["problems"]:
            return  # a choice that this ledger does not offer makes no difference
        told = above_all_else(parse(text_of(response))[0])[1:]
        found = [sentence for text in told for sentence in sentences(text)]
        verdicts = {sentence: judged(sentence, reading, JUDGES) for sentence in found}
        assert {sentence: verdict for sentence, verdict in verdicts.items() if verdict != [True]} == {}
        assert bool(reading.total()) == any(re.match("Hoe zeker", sentence) for sentence in found)
