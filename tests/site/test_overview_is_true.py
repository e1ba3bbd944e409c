"""Each sentence above the chart of the overview is true of the ledger on the day that it is about, whatever the ledger."""

import datetime

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.commitments import factories as make
from tests.commitments.charts.test_findings_are_true import (
    FACTS,
    STAGES,
    Reading,
    day_of,
    highest,
    judged,
    label_of_years,
    listed,
    plain_ledgers,
    save,
    says,
)
from tests.proving import TIMES
from ukrainesteun.money import format_euro, short_euro

from .test_sentences import blocks, sentences
from .urls import parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

JUDGES = []


def last_day(reading):
    return max(row.date for row, _ in reading.shares)


@says(r"In (\d+) brie(f|ven) zegt Nederland Oekraïne (.+) toe", JUDGES)
def heading(reading, letters, plural, amount):
    found = {row.letter for row, _ in reading.shares}
    about = reading.amount().partition("€")[0]
    return (int(letters), plural == "f") == (len(found), len(found) == 1) and spaced(amount) == spaced(
        about + short_euro(reading.total())
    )


@says(r"Alles valt in de categorie “(\w+)”\.", JUDGES)
def all_in_one(reading, name):
    return set(reading.categories()) == {name}


@says(r"De grootste categorie(?:ën zijn| is) (“.+”): (elk )?(.+)\.", JUDGES)
def the_largest(reading, names, each, amount):
    named, totals = set(listed(names)), reading.categories()
    return (
        named == highest(totals)
        and len(totals) > 1
        and bool(each) == (len(named) > 1)
        and is_amount(amount, max(totals.values()))
    )


@says(r"De brieven tot en met (.+) zeggen nog niet waarvoor (.+) is\.", JUDGES)
def not_divided(reading, until, amount):
    known = [date for date, is_published in make.LETTERS if is_published and (not reading.day or date <= reading.day)]
    return day_of(until) == max(known) and is_amount(amount, reading.categories()["Undivided"])


def in_a_sentence(period):
    first, last = period.split("-")
    return f"{first} en {last}" if int(last) - int(first) == 1 else f"{first} tot en met {last}"


@says(r"Voor (\d{4} (?:en|tot en met) \d{4}): (.+)", JUDGES)
def for_several_years(reading, years, amount):
    totals = reading.by(lambda row: label_of_years(row) if row.year != row.end_year else None)
    told = {in_a_sentence(period): total for period, total in totals.items()}
    return years in told and is_amount(amount, told[years])


@says(r"Dit geld verdelen de brieven niet per jaar:", JUDGES)
def some_for_several_years(reading):
    return any(row.year != row.end_year for row, _ in reading.shares)


@says(r"Samen is het (.+)\.", JUDGES)
def all_of_it(reading, amount):
    return spaced(amount).endswith(spaced(format_euro(reading.total())))


@says(r"Dat telden wij zelf op, uit (\d+) toezeggingen\.", JUDGES)
@says(r"Dat is (1) toezegging\.", JUDGES)
def how_many(reading, number):
    return int(number) == len([row for row in reading.rows if reading.counting.counts(row)])


@says(r"(\d+) daarvan (?:is|zijn) onderdeel van een groter bedrag en tel(?:t|len) niet dubbel\.", JUDGES)
def how_many_inside(reading, number):
    counting = reading.counting
    return int(number) == len([row for row in reading.rows if counting.counts(row) and counting.whole_of(row)]) > 0


@says(r"((?:.+? (?:geleverd|toegewezen|gereserveerd|aangekondigd)(?:, | en |\.$))+)", JUDGES)
def in_which_stages(reading, told):
    totals = reading.by(lambda row: reading.facts[row.key][0])
    parts = told.removesuffix(".").replace(" en ", ", ").split(", ")
    stages = [stage for stage in STAGES if stage in totals]
    return len(parts) == len(stages) and all(
        part.endswith(f" {stage}") and is_amount(part.removesuffix(f" {stage}"), totals[stage])
        for part, stage in zip(parts, stages, strict=True)
    )


@says(r"Het laatste bedrag dat meetelt, staat in een brief van (.+)\.", JUDGES)
def the_last(reading, day):
    return day_of(day) == last_day(reading)


@says(r"(\d+) andere toezegging(?:en)? tel(?:t|len) niet mee\.", JUDGES)
def left_out(reading, number):
    known = reading.counting.known.values()
    return int(number) == len([row for row in known if not reading.counting.counts(row)]) > 0


@says(r"In deze brieven stond toen nog geen bedrag dat meetelt", JUDGES)
@says(r"Toen was er nog geen van deze brieven", JUDGES)
@says(r"In deze brieven tot en met deze dag staat geen Nederlandse toezegging die meetelt\.", JUDGES)
def nothing(reading):
    return not reading.shares


@says(r"Hoe zeker is het\?", JUDGES)
@says(r"Geld dat alleen in andere stukken staat, ziet u hier niet\.", JUDGES)
@says(r"Zo is geteld\.", JUDGES)
@says(r"Wanneer de eerste kwam, staat op de tijdlijn\.", JUDGES)
def claims_nothing(reading):
    return True


def spaced(text):
    return text.replace("\xa0", " ")


def is_amount(text, euros):
    return spaced(text).lower().endswith(spaced(short_euro(euros)).lower())


@settings(max_examples=10 * TIMES)
@given(st.one_of(make.ledgers(), plain_ledgers()), FACTS, st.sampled_from([None, *make.DATES]))
def test_no_sentence_of_the_overview_is_false(rows, facts, day):
    with make.rolled_back():
        save(rows, facts)
        reading = Reading(rows, facts, day, {})
        main = parse(text_of(Client().get("/", {"as_of": day.isoformat()} if isinstance(day, datetime.date) else {})))[
            0
        ]
        said = [
            one for one in main.find(".//main") if one.tag == "h1" or one.get("class") in ("lead", "unsplit", "sure")
        ]
        told = [sentence for text in blocks(said) for sentence in split(text)]
        verdicts = {sentence: judged(sentence, reading, JUDGES) for sentence in told}
        assert {sentence: verdict for sentence, verdict in verdicts.items() if verdict != [True]} == {}
        assert len(told) >= (5 if reading.shares else 2)


def test_where_all_was_replaced_the_timeline_says_that_nothing_counts_any_more(client):
    old = make.commitment(100, year=2023, letter=make.letter(datetime.date(2023, 2, 20)))
    make.commitment(100, year=2024, replaces=old, letter=make.letter(datetime.date(2023, 11, 17)))
    for year, said in (
        ("2023", "2023: Van deze toezeggingen telt niets meer mee"),
        ("2024", "2024: € 100, uit 1 brief"),
    ):
        document, _ = parse(text_of(client.get("/tijdlijn/", {"year": year})))
        assert words(document.find(".//main//h1")) == said


def test_the_heading_has_the_amount_that_its_card_and_its_letter_have(visit):
    document, _ = parse(text_of(visit("/?as_of=2023-06-01")))
    assert spaced(words(document.find(".//h1"))) == "In 1 brief zegt Nederland Oekraïne circa € 3,74 mld toe"
    document, _ = parse(text_of(visit("/")))
    assert spaced(words(document.find(".//h1"))) == "In 3 brieven zegt Nederland Oekraïne circa € 12 mld toe"


def split(text):
    """Sentences, where a ":" or ";" ends none."""
    found = []
    for piece in sentences(text):
        if found and found[-1][-1] in ";:":
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return found
