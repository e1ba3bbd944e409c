"""What a letter does to earlier promises, entered on its page with what begins."""

import datetime
import json

import pytest

from commitments.approval.decisions import Refused
from commitments.models import Change, Commitment, Mention
from tests.commitments import factories as make
from tests.commitments.clerks import address, errors_of, sent_again
from tests.commitments.factories import broken_rules

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

EARLY = datetime.date(2024, 6, 28)


@pytest.fixture
def earlier(db):
    """A public commitment of 3,5 mld for 2026."""
    return make.approved(make.promised(make.working(date=EARLY), 3_500, title="Steun in 2026", year=2026))


@pytest.fixture
def letter(earlier):
    return make.working(date=datetime.date(2025, 3, 4), number=184)


def fields(title, amount, **more):
    facts = {"precision": "exact", "stage": "aangekondigd", "finance_type": "gift", "category": make.category().pk}
    return facts | {"title": title, "amount_eur": str(amount), "year": "2026"} | more


@pytest.mark.engines
def test_a_shift_in_time_ends_one_commitment_and_begins_two(anna, letter, earlier):
    form = anna.open(letter)
    form.add("changes", kind="moved-in-time", ended=[earlier.pk])
    form.add("commitments", **fields("In 2025", 2_000, year="2025"), new_change=1)
    form.add("commitments", **fields("In 2026", 1_500), new_change=1)
    assert form.save().status_code == 302
    change = letter.changes.get()
    assert (change.kind, change.ended) == ("moved-in-time", [earlier])
    assert sorted(change.begins.values_list("title", "amount_eur")) == [("In 2025", 2_000), ("In 2026", 1_500)]
    assert str(change) == "verschoven in de tijd: “Steun in 2026”"


def test_what_a_letter_withdraws_needs_no_amount_and_nothing_that_begins(anna, letter, earlier):
    form = anna.open(letter)
    form.add("changes", kind="withdrawn", ended=[earlier.pk], note="Het besluit gaat niet door.")
    assert form.save().status_code == 302
    counted = Commitment.objects.published()
    make.approved(letter)
    assert counted.counted().total_eur() == 0
    assert counted.as_of(EARLY).counted().total_eur() == 3_500


def test_what_does_not_add_up_is_told_on_the_change_and_what_was_typed_stays(anna, letter, earlier):
    form = anna.open(letter)
    form.add("changes", kind="moved-in-time", ended=[earlier.pk])
    form.add("commitments", **fields("In 2025", 2_000, year="2025"), new_change=1)
    response = form.save()
    assert [message.replace("\xa0", " ") for message in errors_of(response)] == [
        "Bij “verschoven in de tijd” blijft het bedrag gelijk, maar wat eindigt is samen € 3.500, wat begint € 2.000: "
        "€ 1.500 minder. Voer dat verschil in als een eigen wijziging: “verlaagd”."
    ]
    page = response.render().content.decode()
    assert "Steun in 2026" in page
    assert 'value="In 2025"' in page
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    ("change", "begins", "problem"),
    [
        ({"kind": "lowered"}, {"new_change": 2}, "Hierboven staat geen wijziging met nummer 2."),
        (
            {"kind": "lowered", "DELETE": "on"},
            {"new_change": 1},
            "Hierboven staat geen wijziging met nummer 1.",
        ),
        (
            None,
            {"takes": True},
            "Onderdelen gaan alleen verder in wat door een wijziging begint. Kies die hierboven.",
        ),
        ({"kind": "lowered"}, {}, "Er begint niets: laat bij een toezegging van deze brief zien dat zij hiermee begint, of "
                                  "kies “vervallen”."),
        ({"kind": "lowered", "ended": []}, {"new_change": 1}, "Kies wat hiermee eindigt: ten minste één eerdere toezegging."),
    ],
)  # fmt: skip
def test_a_reference_that_leads_nowhere_is_told_where_it_was_typed(anna, letter, earlier, change, begins, problem):
    form = anna.open(letter)
    if change is not None:
        form.add("changes", **{"ended": [earlier.pk]} | change)
    if begins.get("takes"):
        begins = {"takes": [earlier.pk]}
    form.add("commitments", **fields("Lager", 3_000), **begins)
    assert problem in errors_of(form.save())


def test_what_ended_already_does_not_end_again(anna, letter, earlier):
    make.change(make.working(date=datetime.date(2025, 1, 1), number=180), [earlier])
    form = anna.open(letter)
    form.add("changes", kind="withdrawn", ended=[earlier.pk])
    assert errors_of(form.save()) == {
        "“Steun in 2026” is al geëindigd, door Kamerstuk 36 045, nr. 180. Kies wat toen begon."
    }


def test_two_changes_of_one_page_do_not_end_the_same(anna, letter, earlier):
    form = anna.open(letter)
    for _ in range(2):
        form.add("changes", kind="withdrawn", ended=[earlier.pk])
    assert errors_of(form.save()) == {"“Steun in 2026” eindigt op deze pagina al door een andere wijziging."}


def test_who_takes_a_change_away_says_what_becomes_of_what_began(anna, letter, earlier):
    lower = make.promised(letter, 3_000, title="Lager", replaces=earlier)
    change = lower.begun_by
    form = anna.open(letter).delete(change)
    assert errors_of(form.save()) == {"U haalt deze wijziging weg. Maak dit leeg: dan is “Lager” nieuw geld."}
    form = anna.open(letter).delete(change).fill("commitments-0", begun_by=None)
    assert form.save().status_code == 302
    assert (make.again(lower).begun_by, list(letter.changes.all())) == (None, [])


def test_a_change_that_was_approved_is_undone_by_the_next_version(anna, letter, earlier):
    lower = make.promised(letter, 3_000, title="Lager", replaces=earlier)
    make.approved(letter)
    assert Commitment.objects.published().counted().total_eur() == 3_000
    form = anna.open(letter).delete(lower.begun_by).fill("commitments-0", begun_by=None)
    form.save()
    assert Commitment.objects.published().counted().total_eur() == 3_000
    make.approved(letter)
    assert Commitment.objects.published().counted().total_eur() == 6_500


@pytest.mark.engines
def test_a_number_of_a_new_change_stays_right_when_a_colleague_was_first(anna, bert, letter, earlier):
    other = make.promised(make.working(date=EARLY, number=100), 50, title="Ander")
    first, second = anna.open(letter), bert.open(letter)
    first.add("changes", kind="withdrawn", ended=[other.pk])
    assert first.save().status_code == 302
    second.add("changes", kind="lowered", ended=[earlier.pk])
    second.add("commitments", **fields("Lager", 3_000), new_change=1)
    shown = second.save()  # with what the colleague added
    assert bert.post(address(letter), sent_again(shown)).status_code == 302
    assert [(change.kind, change.ended) for change in letter.changes.all()] == [
        ("withdrawn", [other]),
        ("lowered", [earlier]),
    ]
    assert letter.commitments.get().begun_by.kind == "lowered"


def test_parts_go_on_in_what_begins(anna, letter):
    old = make.working(date=EARLY, number=101)
    whole = make.promised(old, 100, title="Geheel", year=2026)
    part = make.promised(old, 40, title="Deel", part_of=whole, year=2026)
    form = anna.open(letter)
    form.add("changes", kind="lowered", ended=[whole.pk])
    row = form.add("commitments", **fields("Kleiner", 80), new_change=1)
    [message] = errors_of(form.save())
    assert message.startswith("Wat eindigt heeft onderdelen: “Deel”")
    saved = form.fill(row, takes=[part.pk]).save()
    assert saved.status_code == 302, errors_of(saved)
    change = letter.changes.get()
    assert change.gone_on == [(part, change.begins.get())]


def test_the_search_for_what_ends_finds_working_rows(admin_client, earlier):
    names = {"app_label": "commitments", "model_name": "change", "field_name": "affects", "term": "2026"}
    found = admin_client.get("/beheer/autocomplete/", names).json()["results"]
    assert [(row["id"], row["text"].replace("\xa0", " ")) for row in found] == [
        (str(earlier.pk), "Steun in 2026 (€ 3.500, 2026)")
    ]


def test_the_page_of_a_change_is_that_of_its_letter(admin_client, letter, earlier):
    make.change(letter, [earlier])
    page = admin_client.get(address(letter)).content.decode()
    assert "vervallen: “Steun in 2026”" in page


# An amount that the letter does not print, but the difference


def difference(written, **more):
    quote = f"Van de 3.500 wordt {written} dit jaar al ingezet."
    return {"quote": quote, "amount_as_written": written, "verdict": "changes"} | more


def typed_shift(form, earlier, rest=1_500):
    """Of what was for 2026, 2.000 goes to 2025: the letter prints that, and not what is left for 2026."""
    form.add("changes", kind="moved-in-time" if rest == 1_500 else "lowered", ended=[earlier.pk])
    form.add("commitments", **fields("In 2025", 2_000, year="2025"), new_change=1)
    form.add("commitments", **fields("In 2026", rest), new_change=1)
    form.add("mentions", **difference("€ 2.000", verdict="states"), new_commitment=1)
    form.add("mentions", **difference("€ 2.000"), new_commitment=2)
    return form


@pytest.mark.engines
def test_what_is_left_follows_from_what_ended_and_the_difference_that_is_printed(anna, letter, earlier):
    assert typed_shift(anna.open(letter), earlier).save().status_code == 302
    make.approved(letter)
    assert dict(Commitment.objects.published().counted().values_list("year", "amount_eur")) == {
        2025: 2_000,
        2026: 1_500,
    }
    assert broken_rules() == {}


def test_another_amount_than_follows_is_refused_with_what_follows(anna, letter, earlier):
    response = typed_shift(anna.open(letter), earlier, rest=1_400).save()
    assert {message.replace("\xa0", " ") for message in errors_of(response)} == {
        "“In 2026” is € 1.400. Uit wat eindigt (€ 3.500) en het verschil (€ 2.000) volgt € 1.500, "
        "of € 5.500 als het erbij komt."
    }


def test_a_difference_is_of_what_comes_in_the_place_of_another(anna, letter, earlier):
    form = anna.open(letter)
    form.add("commitments", **fields("Nieuw", 1_500))
    form.add("mentions", **difference("€ 2.000"), new_commitment=1)
    assert errors_of(form.save()) == {
        "“Nieuw” begint niet door een wijziging van deze brief. Kies wat door een wijziging begint."
    }
    form = anna.open(letter)
    form.add("mentions", **difference("€ 2.000"), commitment=earlier.pk)
    assert errors_of(form.save()) == {
        "“Steun in 2026” begint niet door een wijziging van deze brief. Kies wat door een wijziging begint."
    }


def test_without_a_difference_that_gives_it_an_amount_that_is_not_printed_is_held_back(letter, earlier):
    make.commitment(1_500, letter=letter, published_at=None, replaces=earlier, title="Lager")
    with pytest.raises(Refused, match="heeft nog geen citaat"):
        make.approved(letter)


def test_a_page_shows_how_an_amount_was_worked_out_and_leads_to_both_quotes(anna, letter, earlier, client):
    typed_shift(anna.open(letter), earlier).save()
    make.approved(letter)
    rest = Commitment.objects.published().get(title="In 2026")
    page = client.get(rest.get_absolute_url()).content.decode().replace("\xa0", " ")
    assert f': eigen berekening, <a href="{earlier.get_absolute_url()}">€ 3.500</a> min “€ 2.000”' in page
    assert "noemt een verschil" in page
    rows = json.loads(b"".join(client.get("/toezeggingen.json")))["rows"]
    assert "ingezet" in next(row["quote"] for row in rows if row["slug"] == rest.slug)


def test_the_naive_sum_has_an_amount_once_that_states_one_and_is_the_difference_of_another(anna, letter, earlier):
    typed_shift(anna.open(letter), earlier).save()
    make.approved(letter)
    assert Mention.objects.published().filter(letter__slug=letter.slug).naive_eur() == 2_000
