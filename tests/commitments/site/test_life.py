"""The life of a commitment on its page: each letter that announced, repeated or changed it, with its quotes and amounts."""

import csv
import datetime
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commitments.charts.growth import LIFE
from commitments.models import Change, Commitment, Outcome
from commitments.site.changes import KINDS
from commitments.site.life import SOURCES, WORDS, life_of
from tests.commitments import factories as make
from tests.commitments.charts.test_growth import REPEATS, save_with_mentions
from tests.commitments.ledger.test_lineage import kin, stands
from tests.commitments.test_counting import Counting
from tests.site.urls import parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

MLD = 10**9


def known(day=None):
    return Commitment.objects.published().as_of(day)


def told(client, row, **asked):
    """What the page of this commitment says of each letter in its life, on one line each."""
    document, _ = parse(text_of(client.get(row.get_absolute_url(), asked)))
    story = next(one for one in document.iter("ol") if one.get("class") == "story life")
    return [words(item).replace("\xa0", " ") for item in story]


def summed_up(client, row, **asked):
    document, _ = parse(text_of(client.get(row.get_absolute_url(), asked)))
    section = next(one for one in document.iter("section") if one.get("aria-labelledby") == "levensloop")
    return words(section.find("p"))


@pytest.fixture
def letters(db):
    return [
        make.letter(datetime.date(2023, month, 1), short_title=title, number=4000 + month)
        for month, title in ((1, "Eerste brief"), (3, "Tweede brief"), (5, "Derde brief"), (9, "Vierde brief"))
    ]


def test_every_kind_of_change_has_its_words():
    kinds = {*Change.Kind.values, *Outcome.Kind.values}
    assert set(WORDS) == {"announced", "repeated", *kinds, "gone-on", "gone-along"}
    assert {kind: WORDS[kind] for kind in Change.Kind.values} == {kind: KINDS[kind] for kind in Change.Kind.values}


def test_a_commitment_of_one_letter_has_a_life_of_one_step_and_no_drawing(client, letters):
    row = make.commitment(2 * MLD, letter=letters[0])
    make.states(row)
    (step,) = told(client, row)
    assert step.startswith(
        "1 januari 2023 Eerste brief € 2 mld Voor het eerst genoemd. € 2.000.000.000 noemt de toezegging"
    )
    assert "“Nederland geeft € 2.000.000.000.”" in step
    assert summed_up(client, row) == "Geen latere brief op deze site herhaalt of verandert dit bedrag."
    response = client.get(row.get_absolute_url())
    assert response.context["life_chart"] is None
    file = client.get(f"/grafieken/{LIFE}.csv", {"commitment": row.slug})
    assert (file.status_code, file.content.decode()) == (
        404,
        "Deze toezegging staat in één brief en is niet herhaald of veranderd, stand van 1 september 2023.\n",
    )


def test_what_is_repeated_twice_in_a_letter_is_one_step_with_both_quotes(client, letters):
    row = make.commitment(2 * MLD, letter=letters[0])
    make.states(row)
    make.states(row, "repeats", letter=letters[1], quote="Zoals gezegd € 2.000.000.000.")
    make.states(row, "repeats", letter=letters[1], quote="Nog eens € 2.000.000.000.")
    make.states(row, "repeats", letter=letters[3])
    steps = told(client, row)
    assert len(steps) == 3
    assert steps[1].startswith("1 maart 2023 Tweede brief Blijft € 2 mld Herhaald.")
    assert "“Zoals gezegd € 2.000.000.000.”" in steps[1]
    assert "“Nog eens € 2.000.000.000.”" in steps[1]
    assert summed_up(client, row) == "Herhaald in 2 brieven."
    chart = client.get(row.get_absolute_url()).context["life_chart"]
    assert chart.title.replace("\xa0", " ") == "Het bedrag bleef € 2 mld, en is in 2 brieven herhaald"


def test_the_life_goes_from_the_first_promise_to_what_stands_now_on_the_page_of_each(client, letters):
    first = make.commitment(4 * MLD, letter=letters[0], title="Eerste", slug="eerste")
    second = make.commitment(5 * MLD, letter=letters[1], replaces=first, title="Tweede", slug="tweede")
    third = make.commitment(3 * MLD, letter=letters[3], replaces=second, title="Derde", slug="derde")
    make.states(first, "repeats", letter=letters[2])
    for row in (first, second, third):
        make.states(row)
        steps = told(client, row)
        assert len(steps) == 4
        names = {one: "deze toezegging" if one == row else one.title for one in (first, second, third)}
        assert (
            f"Van € 4 mld naar € 5 mld Verhoogd: {names[first]} (€ 4 mld). Daarvoor in de plaats: {names[second]} (€ 5 mld)."
            in steps[1]
        )
        assert "Blijft € 5 mld Herhaald." in steps[2]
        assert f"Van € 5 mld naar € 3 mld Verlaagd: {names[second]} (€ 5 mld)." in steps[3]
        assert summed_up(client, row) == "Herhaald in 1 brief. Veranderd in 2 brieven."


def test_each_quote_says_of_which_commitment_it_is_and_leads_to_its_place_in_the_letter(client, letters):
    first = make.commitment(4 * MLD, letter=letters[0], title="Eerste")
    second = make.commitment(5 * MLD, letter=letters[1], replaces=first, title="Tweede")
    for row in (first, second):
        make.states(row)
    page = text_of(client.get(second.get_absolute_url()))
    assert f'href="{letters[0].get_absolute_url()}#vindplaats-1">€ 4.000.000.000</a>'.replace(" ", "\xa0") in page
    steps = told(client, second)
    assert "noemt de toezegging Eerste “Nederland geeft" in steps[0]
    assert "noemt de toezegging “Nederland geeft" in steps[1]


def test_what_was_split_merged_and_withdrawn_is_told_with_what_went_apart(client, letters):
    whole = make.commitment(8 * MLD, letter=letters[0], title="Geheel")
    drones, shells = (
        make.commitment(amount * MLD, letter=letters[1], title=title)
        for amount, title in ((3, "Drones"), (5, "Munitie"))
    )
    make.change(letters[1], [whole], "split", [drones, shells])
    other = make.commitment(1 * MLD, letter=letters[1], title="Ander")
    merged = make.commitment(4 * MLD, letter=letters[2], title="Samen")
    make.change(letters[2], [drones, other], "merged", [merged])
    make.change(letters[3], [merged], "withdrawn", note="Het gaat niet door.")
    steps = told(client, drones)
    assert (
        "Van € 8 mld naar € 3 mld Gesplitst: Geheel (€ 8 mld). "
        "Daarvoor in de plaats: deze toezegging (€ 3 mld) en Munitie (€ 5 mld)." in steps[1]
    )
    assert (
        "Van € 3 mld naar € 4 mld Samengevoegd: deze toezegging (€ 3 mld) en Ander (€ 1 mld). "
        "Daarvoor in de plaats: Samen (€ 4 mld)." in steps[2]
    )
    assert "Van € 4 mld naar niets Vervallen: Samen (€ 4 mld). Het gaat niet door." in steps[3]
    title = client.get(drones.get_absolute_url()).context["life_chart"].title
    assert title.replace("\xa0", " ") == "Dit bedrag geldt niet meer: het was € 4 mld"
    on_the_day = client.get(drones.get_absolute_url(), {"as_of": "2023-03-01"}).context["life_chart"].title
    assert on_the_day.replace("\xa0", " ") == "Eerst € 8 mld, daarna € 3 mld: een ander deel ging apart verder"


def test_a_part_tells_where_it_went_when_its_whole_changed_and_the_whole_which_parts_it_took(client, letters):
    whole = make.commitment(8 * MLD, letter=letters[0], title="Geheel")
    part = make.commitment(3 * MLD, letter=letters[0], part_of=whole, title="Deel")
    left = make.commitment(1 * MLD, letter=letters[0], part_of=whole, title="Rest")
    new = make.commitment(9 * MLD, letter=letters[2], replaces=whole, takes=[part], title="Nieuw geheel")
    of_part, of_left, of_new = (told(client, row) for row in (part, left, new))
    assert (
        "Blijft € 3 mld Verder in een ander geheel: deze toezegging (€ 3 mld) is nu een onderdeel van Nieuw geheel"
        in of_part[1]
    )
    assert (
        "Van € 1 mld naar niets Geëindigd met het geheel: deze toezegging (€ 1 mld) was een onderdeel van Geheel"
        in of_left[1]
    )
    assert "Onderdelen die meegaan: Deel (€ 3 mld)." in of_new[1]


def test_on_a_day_the_life_has_the_letters_up_to_that_day(client, letters):
    first = make.commitment(4 * MLD, letter=letters[0])
    make.commitment(5 * MLD, letter=letters[3], replaces=first)
    make.states(first, "repeats", letter=letters[2])
    counts = {
        day: len(told(client, first, as_of=day)) for day in ("2023-01-01", "2023-05-01", "2023-08-31", "2023-09-01")
    }
    assert list(counts.values()) == [1, 2, 2, 3]
    assert "Geen latere brief" in summed_up(client, first, as_of="2023-04-01")


def test_what_came_of_it_is_a_step_with_its_quote_that_changes_no_amount(client, letters):
    row = make.commitment(2 * MLD, letter=letters[0], title="Luchtverdediging")
    make.states(row)
    make.outcome(letters[1], 500_000_000, [row], on_date=datetime.date(2023, 2, 28), is_cumulative=True)
    lower = make.commitment(MLD, letter=letters[2], replaces=row)
    make.states(lower)
    make.outcome(letters[3], 700_000_000, [lower], kind="delivered", valuation="book")
    for one in (row, lower):
        steps = told(client, one)
        assert steps[1].startswith(
            "1 maart 2023 Tweede brief Blijft € 2 mld Uitgegeven: € 500.000.000, alles tot en met 28 februari 2023. "
            "Dit telt nergens mee."
        )
        assert "“Daarvan is € 500.000.000 uitgegeven.”" in steps[1]
        assert "Geleverd: € 700.000.000, over 2024, boekwaarde." in steps[3]
        assert summed_up(client, one) == "Veranderd in 1 brief. In 2 brieven staat wat ervan kwam."
    assert client.get(row.get_absolute_url()).context["life"].drawn.repeats == 0
    rows = list(csv.DictReader(io.StringIO(text_of(client.get(f"/grafieken/{LIFE}.csv", {"commitment": row.slug})))))
    assert [one["happened"] for one in rows] == ["announced", "spent", "lowered", "delivered"]
    assert [one["total_eur"] for one in rows] == ["2000000000", "2000000000", "1000000000", "1000000000"]


@pytest.mark.parametrize(("amounts", "is_ours"), [((MLD,), False), ((MLD, MLD), True)])
def test_a_life_line_says_that_we_added_up_only_where_amounts_stood_together(client, letters, amounts, is_ours):
    row = make.commitment(2 * MLD, letter=letters[0])
    change = make.change(letters[1], [row], "split" if is_ours else "lowered")
    for amount in amounts:
        make.commitment(amount, letter=letters[1], begun_by=change)
    chart = client.get(row.get_absolute_url()).context["life_chart"]
    assert chart.source_in_words.endswith("Eigen optelling.") == is_ours
    assert ("Eigen optelling." in text_of(client.get(row.get_absolute_url()))) == is_ours


def test_on_a_day_the_life_tells_no_outcome_of_later(client, letters):
    row = make.commitment(2 * MLD, letter=letters[0])
    make.outcome(letters[2], 500_000_000, [row])
    assert len(told(client, row, as_of="2023-03-01")) == 1
    assert len(told(client, row)) == 2


def test_a_draft_is_no_part_of_a_life(client, letters):
    first = make.commitment(4 * MLD, letter=letters[0])
    draft = make.letter(datetime.date(2023, 10, 1), published_at=None)
    make.commitment(5 * MLD, letter=draft, replaces=first, published_at=None)
    make.states(first, "repeats", letter=draft)
    assert len(told(client, first)) == 1


def test_the_letter_says_the_same_of_what_it_changed(client, letters):
    first = make.commitment(4 * MLD, letter=letters[0])
    second = make.commitment(3_500_000_000, letter=letters[2], replaces=first)
    assert "Van € 4 mld naar € 3,5 mld" in told(client, second)[1]
    said = re.sub("<[^>]*>", "", text_of(client.get(letters[2].get_absolute_url()))).replace("\xa0", " ")
    assert "Met deze brief ging het totaal € 500 mln omlaag." in said


def test_the_life_line_is_there_as_a_picture_of_each_shape_and_as_a_file_of_each_kind(ledger, client):
    asked = {"commitment": "reservering-2023"}
    for shape in ("wide", "square", "social"):
        picture = client.get(f"/grafieken/{LIFE}.svg", asked | {"shape": shape})
        said = picture.content.decode().replace("\xa0", " ")
        assert "Het bedrag bleef € 2,5 mld, en is in één brief herhaald" in said
        assert client.get(f"/grafieken/{LIFE}.png", asked | {"shape": shape}).content.startswith(b"\x89PNG")
    for ending in (".csv", "-excel.csv", "-gegevens.json"):
        response = client.get(f"/grafieken/{LIFE}{ending}", asked)
        assert "-reservering-2023-stand-2025-03-04." in response["Content-Disposition"]
    assert client.get(f"/grafieken/{LIFE}.json", asked).json() == {}
    (first, second) = csv.DictReader(io.StringIO(text_of(client.get(f"/grafieken/{LIFE}.csv", asked))))
    assert (first["happened"], second["happened"], second["total_eur"]) == ("announced", "repeated", "2500000000")
    for wrong, status in (({"commitment": "bestaat-niet"}, 404), (asked | {"as_of": "2022-06-01"}, 404)):
        assert client.get(f"/grafieken/{LIFE}.csv", wrong).status_code == status


@make.for_every(make.ledgers(), examples=8)
def test_the_last_amount_of_a_life_is_what_stands_of_it_on_each_day_in_page_and_file(rows):
    with make.rolled_back():
        make.save(rows)
        client = Client()
        for day in (None, make.DATES[3]):
            counting = Counting(rows, day)
            for one in known(day):
                life = life_of(one, known(day))
                standing = [key for key in kin(counting, int(one.slug)) if stands(counting, counting.known[key])]
                assert life.steps[-1].after.amount_eur == sum(counting.known[key].amount for key in standing)
                assert [step.before for step in life.steps[1:]] == [step.after for step in life.steps[:-1]]
                assert [step.after for step in life.steps] == [step.total for step in life.drawn.steps]
                if life.drawn.is_drawn:
                    asked = {"commitment": one.slug} | ({"as_of": day.isoformat()} if day else {})
                    found = list(csv.DictReader(io.StringIO(text_of(client.get(f"/grafieken/{LIFE}.csv", asked)))))
                    amounts = [int(row["total_eur"] or 0) for row in found]
                    assert amounts == [step.after.amount_eur for step in life.steps]
                    assert [row["letter"] for row in found] == [step.letter.slug for step in life.steps]


@make.for_every(make.ledgers().flatmap(lambda rows: REPEATS.map(lambda repeats: (rows, repeats))), examples=8)
def test_every_mention_of_a_lineage_stands_in_its_letter_once_and_each_letter_is_one_step(drawn):
    with make.rolled_back():
        save_with_mentions(*drawn)
        for one in known():
            life = life_of(one, known())
            letters = [step.letter for step in life.steps]
            assert len(letters) == len(set(letters))
            assert letters == sorted(letters, key=lambda letter: (letter.date, letter.pk))
            mentions = [mention for step in life.steps for mention in step.mentions]
            expected = {mention.pk for row in life.lineage.members for mention in row.mentions.published()}
            assert sorted(mention.pk for mention in mentions) == sorted(expected)
            assert all(mention.letter == step.letter for step in life.steps for mention in step.mentions)
            only_told = {step.letter for step in life.steps} - {
                did.letter for source in SOURCES for did in source(life.lineage)
            }
            assert life.repeats == len(only_told)


def test_a_page_takes_as_many_queries_however_long_the_life_is(client):
    counts, row = {}, make.commitment(100, letter=make.letter(datetime.date(2022, 3, 1)))
    for number in range(1, 7):
        letter = make.letter(datetime.date(2023, 1, 1) + datetime.timedelta(days=number), number=5000 + number)
        make.states(row, "repeats", letter=letter)
        row = make.commitment(100 - number, replaces=row, letter=letter)
        make.states(row)
        with CaptureQueriesContext(connection) as captured:
            assert len(told(client, row)) == number + 1
        counts[number] = len(captured)
    assert len(set(list(counts.values())[1:])) == 1, counts
