"""The page on which the ledger is counted by each definition, and the switch on the overview and the timeline."""

import json
import re
from urllib.parse import urlencode

import pytest
from django.test import RequestFactory
from hypothesis import strategies as st

from commitments.definitions import DEFINITIONS, OTHERS, OWN
from commitments.site.definitions import counts
from commitments.site.filters import read_filter
from tests.commitments import factories as make
from tests.commitments.test_counting import DAYS
from tests.commitments.test_definitions import with_ceilings
from tests.site.urls import parse, text_of, words

pytestmark = pytest.mark.django_db


def counts_of(start=OWN, **asked):
    return counts(read_filter(RequestFactory().get("/definities/", asked))[0], start)


def main_of(visit, address):
    return parse(text_of(visit(address)))[0].find(".//main")


@make.for_every(st.tuples(make.ledgers(), st.sampled_from(DEFINITIONS)))
def test_on_every_day_the_steps_lead_exactly_from_any_definition_to_any_other(drawn):
    rows, start = drawn
    with make.rolled_back():
        make.save(with_ceilings(rows))
        for day in DAYS:
            found = counts_of(start, **({"as_of": day.isoformat()} if day else {}))
            begin = next(one for one in found if one.definition is start)
            assert begin.steps == ()
            for one in found:
                assert (
                    begin.total.amount_eur + sum(step.amount.amount_eur for step in one.steps) == one.total.amount_eur
                )
                assert one.difference.amount_eur == one.total.amount_eur - begin.total.amount_eur


@pytest.mark.parametrize("asked", [{}, {"as_of": "2024-02-01"}, {"category": "military"}, {"year": "2024"}], ids=str)
def test_the_list_that_a_definition_leads_to_has_its_total_and_its_rows(asked, visit):
    for one in counts_of(**asked):
        said = words(main_of(visit, one.address))
        if one.how_many:
            told = re.search(r"(?:Samen is dat|Dat is) (.*?€ [\d.]*\d)", said)[1]
            assert told == one.total.full.replace("\xa0", " "), one.definition.slug
        data = json.loads(text_of(visit(one.address.replace("/?", ".json?").replace("gen/", "gen.json"))))
        counting = [row for row in data["rows"] if row["own_share_eur"] is not None]
        assert len(counting) == one.how_many


@pytest.mark.parametrize("start", DEFINITIONS, ids=lambda one: one.slug)
def test_a_step_leads_to_the_list_of_what_it_leaves_out_or_adds(start, visit):
    led = 0
    for one in counts_of(start):
        for step in one.steps:
            said = words(main_of(visit, step.address))
            assert f"{step.amount.size.full}".replace("\xa0", " ") in said, step.address
            led += 1
    assert led > 10


def test_the_page_says_each_total_with_its_day_and_its_source(visit):
    said = words(main_of(visit, "/definities/"))
    for total in ("11.995.000.000", "4.789.000.000", "9.940.000.000", "11.700.000.000", "12.140.000.000"):
        assert f"Samen is dat circa € {total}, stand van 4 maart 2025." in said
    assert said.count("Bron: ") == len(DEFINITIONS)
    assert "Bron: eigen definitie." in said
    assert "zoals bekend op 1 juni 2023" in words(main_of(visit, "/definities/?as_of=2023-06-01"))


def test_before_the_first_amount_the_page_says_that_there_is_none(visit):
    said = words(main_of(visit, "/definities/?as_of=2022-06-01"))
    assert "Er was toen nog geen bedrag dat meetelt" in said
    assert said.count("Zo geteld is er geen bedrag dat meetelt.") == len(DEFINITIONS)


@pytest.mark.parametrize("address", ["/", "/tijdlijn/"])
@pytest.mark.parametrize("definition", OTHERS, ids=lambda one: one.slug)
def test_a_definition_is_said_in_heading_title_chart_card_and_file(address, definition, visit):
    text = text_of(visit(f"{address}?{urlencode({'definitie': definition.slug})}"))
    document, _ = parse(text)
    name = f"{definition.name[0].upper()}{definition.name[1:]}"
    assert words(document.find(".//main//h1")).startswith(name)
    assert f": {definition.name}" in words(document.find(".//title"))
    figure = document.find(".//main//figure")
    assert name in words(figure)
    [card] = [one.get("content") for one in document.iter("meta") if one.get("property") == "og:image"]
    assert f"definitie={definition.slug}" in card
    [csv] = [one.get("href") for one in figure.iter("a") if words(one) == "CSV (standaard)"]
    response = visit(csv)
    slug = re.sub(r"\W+", "-", definition.name.lower())
    assert slug in response["Content-Disposition"]


@pytest.mark.parametrize("definition", OTHERS, ids=lambda one: one.slug)
def test_by_one_definition_overview_timeline_and_list_have_one_total(definition, visit):
    query = urlencode({"definitie": definition.slug})
    totals = {
        next(
            one.get("title")
            for one in main_of(visit, f"{address}?{query}").find(".//h1").iter("span")
            if one.get("title")
        )
        for address in ("/", "/tijdlijn/", "/categorieen/")
    }
    (count,) = (one for one in counts_of() if one.definition is definition)
    assert totals == {count.total.full}


@pytest.mark.parametrize("address", ["/", "/tijdlijn/", "/definities/", "/toezeggingen/"])
def test_a_definition_that_nobody_knows_is_told_and_changes_nothing(address, visit):
    main = main_of(visit, f"{address}?definitie=alles-en-nog-wat")
    assert "De definitie “alles-en-nog-wat” kennen wij niet." in words(main)
    assert [words(one) for one in main.iter("h1")] == [words(one) for one in main_of(visit, address).iter("h1")]
    assert visit("/grafieken/per-jaar.csv?definitie=alles-en-nog-wat").status_code == 400


def test_the_switch_on_the_overview_has_every_definition_and_marks_the_chosen_one(visit):
    main = main_of(visit, "/?as_of=2024-02-01&definitie=militair")
    (switch,) = (one for one in main.iter("nav") if one.get("aria-label") == "Hoe geteld")
    found = {words(link).lower(): link for link in switch.find("ul").iter("a")}
    assert list(found) == [one.name.lower() for one in DEFINITIONS]
    assert [name for name, link in found.items() if link.get("aria-current")] == ["alleen militaire steun"]
    assert found["zonder epf"].get("href") == "/?as_of=2024-02-01&definitie=zonder-epf"
    assert found["alles wat meetelt"].get("href") == "/?as_of=2024-02-01"


def test_a_letter_whose_new_money_a_definition_leaves_out_does_not_say_that_it_has_none(visit):
    said = words(main_of(visit, "/?definitie=toegewezen-en-geleverd"))
    assert re.search(r"Reactie op het AIV-adviesKamerstuk 36.045, nr. 184buiten deze keuze", said), said


def test_where_every_definition_gives_one_amount_the_heading_says_that(client):
    make.commitment(5_000_000, stage="geleverd")
    heading = parse(text_of(client.get("/definities/")))[0].find(".//main//h1")
    assert words(heading) == "Hoe u ook telt, het is € 5 mln"


def test_where_a_definition_gives_nothing_the_heading_and_the_tables_say_so(visit):
    for address in ("/definities/?year=2025", "/definities/?year=2025&vanaf=militair"):
        main = main_of(visit, address)
        heading = words(main.find(".//h1")).replace("\xa0", " ")
        assert heading == "2025: Het totaal hangt af van wat u meetelt: van niets tot € 25 mln"
        assert "niets" in [words(cell) for cell in main.iter("td")]
        assert re.search(r"€\s0(?![\d.,])", words(main)) is None


def test_where_ceilings_and_guarantees_count_too_nobody_is_said_to_promise_them(visit):
    heading = words(main_of(visit, "/?definitie=met-plafonds-garanties-leningen").find(".//h1")).replace("\xa0", " ")
    assert heading == "Ook plafonds, garanties en leningen: In 3 brieven staat samen circa € 12,14 mld"
    assert words(main_of(visit, "/?definitie=militair").find(".//h1")).endswith(" toe")


def test_a_reader_compares_with_the_definition_of_his_choice(visit):
    said = words(main_of(visit, "/definities/?vanaf=militair"))
    assert "Van “alleen militaire steun” naar “alles wat meetelt”" in said
    assert "Van “alleen militaire steun” naar “alleen militaire steun”" not in said
    assert "Erbij: Accountability" in said


def test_an_unknown_definition_to_compare_with_is_said(visit):
    said = words(main_of(visit, "/definities/?vanaf=koe"))
    assert "De definitie “koe” kennen wij niet. Wij vergelijken met de telling van deze site." in said
    assert "filter" not in said
