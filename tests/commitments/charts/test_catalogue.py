"""A chart by name is complete: its words, its addresses and its sources; and there is none where nothing counts."""

import datetime
import re
from collections import Counter

import pytest
from django.conf import settings
from django.urls import reverse

from commitments.charts import catalogue, growth
from commitments.charts.selection import Choice, Selection
from commitments.models import Commitment
from tests.commitments import factories as make

from .svg import Picture

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

NOVEMBER = datetime.date(2023, 11, 17)


def selection(day=None, **filters):
    return Selection(Commitment.objects.published().as_of(day), choices(filters))


def choices(filters):
    return tuple(Choice(name, value, f"{name} {value}") for name, value in filters.items())


def test_without_an_amount_that_counts_there_is_no_chart():
    make.letter()
    make.commitment(5, exclusion="plafond")
    make.commitment(5, published_at=None)
    assert {name: build(selection()) for name, build in catalogue.CHARTS.items()} == dict.fromkeys(catalogue.CHARTS)


def test_each_chart_of_the_site_says_what_it_shows(ledger):
    charts = {name: build(selection()) for name, build in catalogue.CHARTS.items()}
    assert {name: chart.name for name, chart in charts.items()} == {name: name for name in catalogue.CHARTS}
    assert {name: chart.title.replace("\xa0", " ") for name, chart in charts.items()} == {
        "per-jaar": "Van het geld voor één jaar is het meeste voor 2023: € 4,2 mld",
        "per-categorie": "“Militair” is groter dan al het andere samen",
        "totaal": "Van elke € 100 valt € 83 in de categorie Militair",
        "lopend-totaal": "Met de brief “Steun aan Oekraïne in 2024” veranderde het totaal het meest: + € 4,26 mld",
        "stromen": "De grootste stroom: € 4 mld, van de brief “Reactie op het AIV-advies” naar “Militair”",
    }
    for chart in charts.values():
        assert "stand van 4 maart 2025" in chart.subtitle or chart.name == "totaal"
        assert chart.title == chart.wide.title == chart.narrow.title


def test_a_peildatum_is_said_and_goes_along_in_every_address(ledger):
    for name, build in catalogue.CHARTS.items():
        chart = build(selection(NOVEMBER, category="military"))
        assert chart.query == "as_of=2023-11-17&category=military", name
        assert (chart.figure_url, chart.csv_url) == (
            f"/grafieken/{name}.json?as_of=2023-11-17&category=military",
            f"/grafieken/{name}.csv?as_of=2023-11-17&category=military",
        )
        assert chart.png_urls == {
            "breed": f"/grafieken/{name}.png?as_of=2023-11-17&category=military",
            "vierkant": f"/grafieken/{name}.png?as_of=2023-11-17&category=military&shape=square",
        }
        assert chart.card_url.endswith("&shape=social")
        assert chart.query_around == "as_of=2023-11-17", "the cells have a category of their own"
    assert "zoals bekend op 17 november 2023" in catalogue.per_period(selection(NOVEMBER)).subtitle
    assert catalogue.per_period(selection()).csv_url == "/grafieken/per-jaar.csv"


@pytest.mark.parametrize("name", catalogue.CHARTS)
def test_a_picture_of_one_stage_does_not_say_that_all_stages_are_together(name, ledger):
    everything = catalogue.CHARTS[name](selection())
    assert ("stippen: alle fasen samen" in Picture(everything.wide).texts) == (name in ("lopend-totaal", "stromen"))
    for stage in Commitment.Stage.values:
        of_stage = Selection(Commitment.objects.published().filter(stage=stage), choices({"stage": stage}))
        if chart := catalogue.CHARTS[name](of_stage):
            for drawing in (chart.wide, chart.narrow):
                texts = Picture(drawing).texts
                assert (stage in texts, "alle fasen" in " ".join(texts)) == (True, False), (stage, drawing.name)
            assert stage in chart.vocabulary, "the page explains the word"


def test_every_segment_leads_to_commitments_that_are_there(ledger, client):
    found = selection(NOVEMBER, minister="ollongren")
    chart = catalogue.per_period(Selection(found.commitments, choices({"minister": "ollongren"})))
    for point in Picture(chart.wide).points:
        assert "as_of=2023-11-17&minister=ollongren&year=" in point.href
    for segment in chart.data.segments:
        address = found.page_of_segment(segment)
        assert client.get(address).status_code == 200
        assert address == (
            f"{reverse('commitments')}?as_of=2023-11-17&minister=ollongren"
            f"&year={segment.period.label}&category={segment.category.slug}&stage={segment.stage}"
        )


def test_the_page_of_a_segment_counts_what_the_segment_shows(ledger, client):
    found = selection()
    for segment in found.by_period.segments:
        response = client.get(found.page_of_segment(segment))
        assert response.context["total"].amount_eur >= segment.amount_eur, segment


def test_a_filter_of_the_page_gives_way_to_that_of_a_segment():
    whole = make.commitment(9, year=2024)
    found = Selection(Commitment.objects.published(), choices({"year": "2023", "letter": whole.letter.slug}))
    (segment,) = found.by_period.segments
    assert found.page_of_segment(segment) == (
        f"/toezeggingen/?year=2024&letter={whole.letter.slug}&category=military&stage={segment.stage}"
    )


def test_the_source_is_the_letters_that_have_a_share(ledger):
    chart = catalogue.per_period(selection())
    shares = {share.letter for share in selection().shares}
    assert {letter.slug for letter in chart.sources} == shares
    assert [letter.date for letter in chart.sources] == sorted(letter.date for letter in chart.sources)
    assert chart.source_in_words.startswith("Bron: Kamerstuk 36 045, nr. ")
    assert chart.source_in_words.endswith(". Eigen optelling.")


def test_of_many_sources_some_are_named_and_the_rest_is_counted():
    for place in range(1, 8):
        make.commitment(place, letter=make.letter(datetime.date(2024, 1, place), number=900 + place))
    chart = catalogue.per_period(selection())
    assert (len(chart.sources_shown), chart.sources_more) == (4, 3)
    assert chart.source_in_words == (
        "Bron: Kamerstuk 36 045, nr. 901; Kamerstuk 36 045, nr. 902; Kamerstuk 36 045, nr. 903; "
        "Kamerstuk 36 045, nr. 904 en 3 andere brieven. Eigen optelling."
    )


def test_no_two_charts_on_a_page_share_an_id(ledger):
    ids = Counter()
    whole = Commitment.objects.published().with_standing().with_counted_share().get(slug="reservering-2023")
    charts = [build(selection()) for build in catalogue.CHARTS.values()]
    for chart in [*charts, catalogue.of_commitment(whole, selection())]:
        for drawing in (chart.wide, chart.narrow):
            ids.update(element.get("id") for element in Picture(drawing).root.iter() if element.get("id"))
    assert {name: times for name, times in ids.items() if times > 1} == {}


def test_a_commitment_without_parts_that_count_has_no_chart():
    whole = make.commitment(9)
    make.commitment(5, part_of=whole, exclusion="plafond")
    known = Commitment.objects.published()
    row = known.with_standing().with_counted_share().get(pk=whole.pk)
    assert catalogue.of_commitment(row, selection()) is None
    part = make.commitment(4, part_of=whole)
    row = known.with_standing().with_counted_share().get(pk=whole.pk)
    chart = catalogue.of_commitment(row, selection())
    assert chart.rows() == [(part.title, "exact", 4), ("niet over de onderdelen verdeeld", "exact", 5)]


def test_the_parts_that_moved_to_a_commitment_are_in_its_chart():
    first = make.commitment(10)
    part = make.commitment(4, part_of=first)
    successor = make.commitment(12, replaces=first, takes=[part])
    known = Commitment.objects.published()
    row = known.with_standing().with_counted_share().get(pk=successor.pk)
    chart = catalogue.of_commitment(row, selection())
    assert chart.rows() == [(part.title, "exact", 4), ("niet over de onderdelen verdeeld", "exact", 8)]


def test_the_chart_of_one_commitment_says_its_day_and_names_the_letters_of_the_parts_known_then():
    dates = [datetime.date(2023, month, 1) for month in (1, 5, 9)]
    first, second, third = [make.letter(date, number=number) for number, date in enumerate(dates, 901)]
    whole = make.commitment(10, title="Steun", letter=first)
    make.commitment(4, part_of=whole, letter=second)
    make.commitment(3, part_of=whole, letter=third)
    for day, subtitle, letters, query in (
        (
            datetime.date(2023, 6, 1),
            "zoals bekend op 1 juni 2023",
            [first, second],
            f"as_of=2023-06-01&commitment={whole.slug}",
        ),
        (None, "stand van 1 september 2023", [first, second, third], f"commitment={whole.slug}"),
    ):
        rows = Commitment.objects.published().as_of(day).with_standing().with_counted_share()
        chart = catalogue.of_commitment(rows.get(pk=whole.pk), selection(day))
        assert chart.subtitle == f"“Steun” en de onderdelen die meetellen, in euro, {subtitle}."
        assert [letter.slug for letter in chart.sources] == [letter.slug for letter in letters]
        assert chart.query == query


def test_the_data_dictionary_tells_the_columns_of_each_chart_in_order(ledger):
    page = (settings.BASE_DIR / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    of_charts = page.partition("# The charts")[2].partition("\n# ")[0]
    told = {}
    for names, columns in re.findall(r"^\| ((?:`[a-z-]+`(?:, )?)+) \| (.*) \|$", of_charts, re.M):
        told |= dict.fromkeys(re.findall("`([a-z-]+)`", names), re.findall("`([a-z_]+)`", columns))
    charts = catalogue.CHARTS | growth.GROWTH
    assert set(told) == {*charts, catalogue.OF_COMMITMENT, growth.LIFE}
    for name, build in charts.items():
        assert tuple(told[name]) == build(selection()).columns, name
    assert told[catalogue.OF_COMMITMENT] == told["totaal"]


def test_one_page_asks_the_database_once_for_all_its_charts(ledger, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        found = selection()
        for build in catalogue.CHARTS.values():
            build(found)


def test_what_is_all_in_one_stage_has_the_fill_of_that_stage():
    make.commitment(9, year=2024, stage="toegewezen")
    old = make.commitment(3, year=2024, stage="gereserveerd", category="humanitarian")
    new = make.commitment(4, year=2024, stage="toegewezen", category="humanitarian", replaces=old)
    make.commitment(5, year=2023, stage="geleverd", exclusion="plafond")
    names = {"lopend-totaal", "stromen"}
    first = {name: catalogue.CHARTS[name](selection()).vocabulary[0] for name in names}
    assert first == {"lopend-totaal": "alle fasen samen", "stromen": "toegewezen"}, "what is replaced was drawn too"
    Commitment.objects.filter(pk__in=[old.pk, new.pk]).update(stage="toegewezen")
    for name in names:
        chart = catalogue.CHARTS[name](selection())
        assert chart.vocabulary[0] == "toegewezen", name
        assert "alle fasen" not in str(chart.wide.__html__()), name


def test_a_year_without_money_for_the_chosen_category_has_no_amount_and_is_not_outside_the_choice():
    make.commitment(9, year=2024, category="cyber")
    make.commitment(7, year=2025, category="cyber")
    make.commitment(5, year=2023, category="military")
    asked = {"category": "cyber", "year": "2024"}
    chosen = Commitment.objects.published().filter(category__slug="cyber", year=2024)
    of_both = Selection(chosen, choices(asked)).by_period
    assert {period.label: of_both.nothing_at(period) for period in of_both.periods if not of_both.of(period)} == {
        "2022": "geen bedrag in deze brieven",
        "2023": "geen bedrag",
        "2025": "valt buiten deze keuze",
        "2026": "geen bedrag in deze brieven",
    }


def test_a_year_that_is_part_of_several_that_are_shown_is_not_outside_the_choice():
    make.commitment(9, year=2024, end_year=2026, category="military")
    make.commitment(7, year=2025, category="cyber")
    chosen = Commitment.objects.published().filter(category__slug="military")
    found = Selection(chosen, choices({"category": "military"})).by_period
    assert {period.label: found.nothing_at(period) for period in found.periods if not found.of(period)} == {
        "2022": "geen bedrag in deze brieven",
        "2023": "geen bedrag in deze brieven",
        "2024": "geen bedrag in deze brieven",
        "2025": "geen bedrag",
        "2026": "geen bedrag in deze brieven",
    }


def test_a_year_of_which_no_amount_counts_is_never_said_to_have_none():
    make.commitment(9, year=2024)
    make.commitment(5, year=2023, exclusion="plafond")
    found = selection().by_period
    assert {period.label: found.nothing_at(period) for period in found.periods if not found.of(period)} == {
        "2022": "geen bedrag in deze brieven",
        "2023": "telt niet mee",
        "2025": "geen bedrag in deze brieven",
        "2026": "geen bedrag in deze brieven",
    }
    of_one = Selection(Commitment.objects.published().filter(year=2024), choices({"year": "2024"})).by_period
    assert [of_one.nothing_at(period) for period in of_one.periods if period.year in (2022, 2023)] == [
        "geen bedrag in deze brieven",
        "valt buiten deze keuze",
    ]
