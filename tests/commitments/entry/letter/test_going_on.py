"""An intake that turns out to be of a letter that is there: who enters it is told, and goes on there with what he did."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from commitments.entry.letter import going_on
from commitments.ledger.places import renew_places
from commitments.models import Commitment, Intake
from letters.models import Letter
from tests.commitments import factories
from tests.commitments.entry.letter.pages import begin, finish, problems, send

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

# A head that is not read: neither number nor dossier.
LETTER = """\
Den Haag, 17 november 2023

In 2024 stelt het kabinet EUR 900 miljoen beschikbaar voor militaire steun, waaronder EUR 150 miljoen voor militaire
training. De EU geeft in 2024 EUR 6 miljard aan leningen.

De EUR 900 miljoen voor militaire steun komt in 2024 uit de algemene middelen.

De Minister van Defensie,
K.H. Ollongren
"""
TYPED = {"letter-number": "171", "dossier-1-number": "36 045", "dossier-1-title": "Situatie"}
DONE = {"row-1-title": "Militaire hulp", "row-1-agreed": "on", "row-4-target": "rij 1", "row-4-agreed": "on"}
WORDS = " ".join(f"De minister schreef ook zin {number}." for number in range(60))


@pytest.fixture
def begun(client, anna):
    return begin(client, LETTER)


@pytest.fixture
def there(anna):
    return Letter.objects.get(number=171)


def with_text(letter, text):
    Letter.objects.filter(pk=letter.pk).update(text=text)
    letter.refresh_from_db()
    return letter


def link(letter):
    return f'<a href="{reverse("admin:letters_letter_change", args=[letter.pk])}">{letter}</a>'


def row_of(intake, written, number=0):
    rows = [row for row in intake.proposals["rows"] if row["fields"]["as_written"]["value"] == written]
    key = rows[number]["key"]
    return {name: intake.answers.get(f"row-{key}-{name}") for name in ("title", "target", "part_of", "agreed")}


def test_who_types_the_number_of_a_letter_that_is_there_is_led_to_it_when_he_saves(client, begun, there):
    assert link(there) not in client.get(begun.get_absolute_url()).content.decode()
    page = send(client, begun, follow=True, **TYPED).content.decode()
    assert "Deze brief staat al in het grootboek" in page
    assert f"In het grootboek staat {link(there)}, van 17\xa0november\xa02023." in page


@pytest.mark.engines
def test_and_goes_on_there_with_the_rows_that_he_did(client, begun, there):
    send(client, begun, **TYPED, **DONE)
    response = send(client, begun, "same", follow=True)
    intake = Intake.objects.get()
    assert response.redirect_chain == [(intake.get_absolute_url(), 302)]
    assert f"Dit is de invoer van {there}. Wat u deed is meegegaan." in response.content.decode()
    assert (intake.pk, intake.letter) == (begun.pk, there)
    assert row_of(intake, "EUR 900 miljoen")["title"] == "Militaire hulp"
    assert [row_of(intake, "EUR 900 miljoen", number)["agreed"] for number in (0, 1)] == ["on", "on"]
    assert row_of(intake, "EUR 150 miljoen")["agreed"] != "on"
    assert finish(client, intake).status_code == 302
    assert there.commitments.filter(title="Militaire hulp").exists()


def test_a_row_that_refers_to_what_is_in_the_ledger_refers_to_its_commitment_there(client, begun, there):
    with_text(there, f"36 045, nr. 171\n\n{LETTER}")
    money = {"quote": "EUR 900 miljoen beschikbaar voor militaire steun", "amount_as_written": "EUR 900 miljoen"}
    steun = factories.commitment(900_000_000, slug="steun-2024", letter=there, published_at=None)
    factories.states(steun, amount=900_000_000, **money)
    renew_places(there)
    send(client, begun, **TYPED, **DONE, **{"row-2-part_of": "rij 1", "row-2-agreed": "on"})
    send(client, begun, "same")
    intake = Intake.objects.get()
    assert (intake.text, intake.letter) == (there.text, there)
    assert row_of(intake, "EUR 900 miljoen", 1)["target"] == "steun-2024"
    assert row_of(intake, "EUR 150 miljoen") == {
        "title": "Militaire training in 2024", "target": "", "part_of": "steun-2024", "agreed": "on",
    }  # fmt: skip
    gone = LogEntry.objects.get()
    assert (gone.object_id, gone.get_change_message()) == (str(begun.pk), f"Verdergegaan in {there}.")


@pytest.mark.engines
def test_rows_that_were_added_and_several_from_one_quote_go_along(client, begun, there):
    with_text(there, f"36 045, nr. 171\n\n{LETTER}")
    client.post(begun.get_absolute_url(), {"version": "1", "add": "1", "quote": "algemene middelen"})
    send(client, begun, "more", more="1")
    send(client, begun, **TYPED, **{"row-1a-title": "Nog een", "row-4a-note": "Zelf gezien."})
    send(client, begun, "same")
    intake = Intake.objects.get()
    titles = [intake.answers[f"row-{row['key']}-title"] for row in intake.proposals["rows"]]
    assert titles.count("Nog een") == 1
    added = next(row for row in intake.proposals["rows"] if intake.text[row["start"] :].startswith("algemene"))
    assert intake.answers[f"row-{added['key']}-note"] == "Zelf gezien."


def test_a_sum_and_what_is_left_keep_their_rows_and_signs():
    names = {"rij 1": "rij 3", "rij 2": "steun-2024", "rij 4": "rij 5"}
    for written, renamed in (
        ("rij 1 - rij 2", "rij 3 - steun-2024"),
        ("rij 1 t/m 4", "rij 3, steun-2024, rij 3, rij 5"),
        ("winterpakket-2022", "winterpakket-2022"),
        ("rij 3 en 4", "rij 3, rij 5"),
    ):
        fields = going_on._renamed({"row-9-target": written}, "9", "10", names, ["1", "2", "3", "4", "9"])
        assert fields["row-10-target"] == renamed


def test_what_has_no_place_in_the_text_of_that_letter_stays_where_it_is(client, begun, there):
    with_text(there, LETTER.replace("EUR 150 miljoen voor militaire\ntraining", "steun"))
    send(client, begun, **TYPED, **DONE, **{"row-2-agreed": "on"})
    page = send(client, begun, "same", follow=True).content.decode()
    assert f"Niet in de tekst van {there}, en dus niet meegegaan: EUR 150 miljoen." in page
    assert sorted(Intake.objects.values_list("letter", flat=True), key=str) == [there.pk, None]


def test_an_intake_in_which_nothing_was_done_is_no_more_where_the_letter_has_its_text(client, begun, there):
    with_text(there, f"36 045, nr. 171\n\n{LETTER}")
    send(client, begun, **TYPED)
    response = send(client, begun, "same")
    assert response.url == reverse("admin:letters_letter_change", args=[there.pk])
    assert Intake.objects.count() == 0


def test_what_another_did_there_stays(client, begun, there, anna):
    with_text(there, f"36 045, nr. 171\n\n{LETTER}")
    going = going_on.begin_for(there, anna)
    theirs = {"row-1-title": "Van bert", "row-1-agreed": "on", "row-2-title": "Nog niet klaar"}
    going.save_answers(going.answers | theirs, None)
    send(client, begun, **TYPED, **DONE, **{"row-2-title": "Van anna", "row-2-agreed": "on"})
    send(client, begun, "same")
    intake = Intake.objects.get()
    assert (intake.pk, intake.answers["row-1-title"], intake.answers["row-2-title"]) == (
        going.pk,
        "Van bert",
        "Van anna",
    )
    assert anna.pk in intake.writers[""]


@pytest.mark.engines
def test_nothing_goes_along_of_an_intake_that_somebody_saves_just_then(begun, there, anna):
    Intake.objects.get(pk=begun.pk).save_answers(begun.answers | TYPED, anna)
    with pytest.raises(going_on.SavedMeanwhile):
        going_on.go_on(begun, there, anna)
    assert Intake.objects.get().letter is None


# where only a person can tell


@pytest.fixture
def alike(client, anna):
    """An intake of a text that the ledger has with another number, and that letter."""
    there = factories.letter(datetime.date(2023, 11, 17), number=9000, text=f"{LETTER}{WORDS}", published_at=None)
    head = "36 045 Situatie in Oekraïne\n\nNr. 9171 BRIEF VAN DE MINISTER VAN DEFENSIE\n\n"
    return begin(client, f"{head}{LETTER}{WORDS}"), there


def test_a_text_that_looks_like_that_of_another_letter_is_asked_about_before_it_becomes_one(client, alike):
    intake, there = alike
    page = client.get(intake.get_absolute_url()).content.decode()
    assert "Is dit dezelfde brief?" in page
    assert f"De tekst is voor een groot deel dezelfde. In het grootboek staat {link(there)}" in page
    assert problems(finish(client, intake)) == [
        ("Brief", "Is dit dezelfde brief? Ga verder in de brief die er is, of kruis aan dat dit een andere is.")
    ]
    assert finish(client, intake, **{"letter-is_another": there.slug}).status_code == 302
    assert Letter.objects.filter(number=9171).exists()


def test_who_says_that_it_is_the_same_letter_goes_on_there(client, alike):
    intake, there = alike
    send(client, intake, "same", **DONE)
    assert (Intake.objects.get().letter, Letter.objects.filter(number=9171).count()) == (there, 0)
    assert Commitment.objects.filter(letter=there).count() == 0


def test_the_answer_stays_until_it_is_taken_back(client, alike):
    intake, there = alike
    send(client, intake, **{"letter-is_another": there.slug})
    intake.refresh_from_db()
    assert intake.answers["letter-is_another"] == there.slug
    send(client, intake)
    intake.refresh_from_db()
    assert intake.answers["letter-is_another"] == ""


def test_a_number_that_is_there_with_another_date_leads_to_that_letter_too(client, begun, there):
    page = send(client, begun, follow=True, **TYPED, **{"letter-date": "18-11-2023"}).content.decode()
    assert f"{there.designation} is er al, maar van 17 november 2023, en deze brief is van 18 november 2023." in page
    assert link(there) in page
