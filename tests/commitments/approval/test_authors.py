"""The second pair of eyes wrote nothing of what it approves: that is asked of the words, not of who saved last."""

import re

import pytest
from django.core.management import call_command

from commitments.approval.authors import SHOWN, written, wrote_any
from commitments.entry.letter import beginning, entering
from commitments.models import Channel, Commitment, Intake
from letters.models import Letter, Minister
from tests.commitments import factories as make
from tests.commitments.clerks import Clerk, address, told

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


@pytest.fixture
def anna(db):
    return Clerk("anna")


@pytest.fixture
def bert(db):
    return Clerk("bert")


@pytest.fixture
def carla(db):
    return Clerk("carla")


@pytest.fixture
def letter(db):
    """A public letter that nobody edited since."""
    return make.approved(make.working(100, note="Zoals het was.", short_title="Steun"))


def said(unit):
    """Who wrote what: {author: {row: labels}}."""
    return {one.author: dict(one.rows) for one in written(make.again(unit))}


def may(unit, *clerks):
    """Who of these could approve it."""
    return [clerk.user.username for clerk in clerks if not wrote_any(make.again(unit), clerk.user)]


def test_a_colleagues_full_stop_takes_nobodys_words_away(anna, bert, carla, letter):
    anna.open(letter).type(note="Een heel nieuwe toelichting").save()
    bert.open(letter).type(note="Een heel nieuwe toelichting.").save()
    assert said(letter) == {"anna": {"brief": ["toelichting"]}, "bert": {"brief": ["toelichting"]}}
    assert told(anna.does(letter, "approve"))[0][0] == "error"
    assert told(carla.does(letter, "approve"))[0][0] == "success"


def test_a_save_in_another_field_takes_nobodys_words_away(anna, bert, carla, letter):
    anna.open(letter).type(note="Van Anna").save()
    bert.open(letter).type(short_title="Van Bert").save()
    assert said(letter) == {"anna": {"brief": ["toelichting"]}, "bert": {"brief": ["korte naam"]}}
    assert may(letter, anna, bert, carla) == ["carla"]


def test_what_was_undone_was_written_by_nobody(anna, bert, letter):
    anna.open(letter).type(note="Van Anna").save()
    bert.open(letter).type(short_title="Van Bert").save()
    bert.open(letter).type(short_title="Steun").save()
    assert said(letter) == {"anna": {"brief": ["toelichting"]}}
    assert may(letter, anna, bert) == ["bert"]


def test_who_undoes_what_a_colleague_wrote_wrote_nothing(anna, bert, letter):
    anna.open(letter).type(note="Van Anna").save()
    bert.open(letter).type(note="Zoals het was.").save()
    assert said(letter) == {}
    assert may(letter, anna, bert) == ["anna", "bert"]


def test_an_amount_is_of_who_made_it_what_it_is(anna, bert, letter):
    commitment = letter.commitments.get()
    anna.open(commitment).type(stage="gereserveerd").save()
    bert.open(commitment).type(stage="geleverd").save()
    assert said(letter) == {"bert": {f"toezegging: {commitment}": ["fase"]}}


def test_who_wrote_what_was_approved_long_ago_is_of_no_matter(anna, bert, letter):
    anna.open(letter).type(note="Van Anna").save()
    letter = make.approved(letter)
    bert.open(letter).type(short_title="Van Bert").save()
    assert may(letter, anna, bert) == ["anna"]


def test_a_row_is_of_who_entered_it_and_its_removal_of_who_removed_it(anna, bert, carla, letter):
    mention = make.mention(letter)
    letter = make.approved(letter)
    minister = Minister.objects.create(slug="wit", name="Anna de Wit", family_name="Wit")
    form = anna.open(letter)
    form.add("signatures", minister=minister.pk, office="Minister van Defensie", manner="ondertekend", position=1)
    assert form.save().status_code == 302
    assert bert.open(letter).delete(mention).save().status_code == 302
    found = said(letter)
    assert list(found) == ["anna", "bert", "een opdracht aan het programma"]  # which entered the minister
    assert found["anna"] == {"ondertekening: Anna de Wit, Minister van Defensie": ["nieuw"]}
    assert found["bert"] == {"vindplaats 2: EUR 5 miljoen": ["vervalt"]}
    assert may(letter, anna, bert, carla) == ["carla"]


def test_what_was_entered_and_taken_away_again_was_written_by_nobody(anna, letter):
    letter.save_edit(anna.user, make.NOW)
    added = make.mention(letter)
    anna.open(letter).delete(added).save()
    assert said(letter) == {}


def test_parts_that_move_along_and_other_dossiers_are_written_too(anna, letter):
    whole = letter.commitments.get()
    part = make.promised(letter, 10, title="Deel", part_of=whole)
    successor = make.promised(letter, 200, title="Opvolger", replaces=whole)
    letter = make.approved(letter)
    form = anna.open(letter)
    form.fill(form.row(successor), takes=[part.pk]).save()
    assert said(letter) == {"anna": {"wijziging 1: verhoogd": ["eindigt, of gaat verder"]}}


def test_a_draft_that_was_never_approved_is_of_all_who_wrote_in_it(anna, bert, carla):
    draft = make.working(100)
    anna.open(draft).type(note="Van Anna").save()
    bert.open(draft.commitments.get()).type(note="Van Bert").save()
    found = said(draft)
    assert found["anna"] == {"brief": ["toelichting"]}
    assert found["bert"] == {f"toezegging: {draft.commitments.get()}": ["toelichting"]}
    assert found["een opdracht aan het programma"]["brief"] == ["nieuw"]
    assert may(draft, anna, bert, carla) == ["carla"]


def test_a_name_that_becomes_public_with_the_letter_is_of_who_wrote_it(anna, bert, letter):
    channel = Channel.objects.create(slug="ifu", name="Fonds", short_name="IFU")
    anna.open(channel).type(name="Van Anna").save()
    bert.open(letter.commitments.get()).type(channel=channel.pk).save()
    assert said(letter)["anna"] == {"kanaal: Van Anna": ["naam"]}
    assert may(letter, anna, bert) == []
    make.approved(letter)
    channel = make.again(channel)
    bert.open(channel).type(name="Van Bert").save()
    assert said(letter) == {}, "a later change of a name is approved on its own"
    assert may(channel, anna, bert) == ["anna"]


def test_what_a_command_wrote_is_of_nobody_who_could_approve(anna, letter, tmp_path):
    anna.open(letter).type(note="Van Anna").save()
    (tmp_path / "brief.txt").write_text(
        f"Kamerstuk 36 045, nr. {letter.number}\n\nDen Haag, 1 januari 2024\n\nTekst.\n"
    )
    call_command("import_letters", tmp_path)
    found = said(letter)
    assert found == {
        "anna": {"brief": ["toelichting"]},
        "een opdracht aan het programma": {"brief": ["tekst"]},
    }
    assert may(letter, anna) == []


def test_who_is_gone_is_named_as_such(anna, letter):
    anna.open(letter).type(note="Van Anna").save()
    anna.user.delete()
    assert list(said(letter)) == ["iemand die hier niet meer werkt"]


# an intake


BRIEF = """36 045 Situatie in Oekraïne

Nr. 9171 BRIEF VAN DE MINISTER VAN DEFENSIE

Den Haag, 15 november 2023

Er komen geen bedragen in deze brief.
"""


def saved(intake, clerk, **answers):
    """The intake once this clerk saved these answers."""
    assert intake.save_answers(
        intake.answers | {f"letter-{name}": value for name, value in answers.items()}, clerk.user
    )
    return Intake.objects.get(pk=intake.pk)


@pytest.mark.parametrize("form", ["", "txt"])
def test_a_letter_is_of_who_pasted_or_uploaded_its_text_though_another_finished_its_intake(form, anna, bert, carla):
    intake = beginning.begin(BRIEF, anna.user, form and "brief.txt", form)
    letter, errors = entering.enter(Intake.objects.get(pk=intake.pk), bert.user, make.NOW)
    assert errors == {}
    assert may(letter, anna, bert, carla) == ["carla"]


def test_a_letter_is_of_everybody_who_typed_in_its_intake_not_only_of_who_finished_it(anna, bert, carla):
    intake = beginning.begin(BRIEF, anna.user)
    intake = saved(intake, anna, note="Van Anna")
    intake = saved(intake, bert, short_title="Van Bert")
    letter, errors = entering.enter(intake, bert.user, make.NOW)
    assert errors == {}
    assert may(letter, anna, bert, carla) == ["carla"]
    make.approved(letter)
    letter = make.again(letter)
    bert.open(letter).type(note="Van Bert").save()
    assert may(letter, anna, bert, carla) == ["anna", "carla"]


def test_who_saved_an_intake_without_changing_anything_wrote_nothing(anna, bert):
    intake = beginning.begin(BRIEF, bert.user)
    intake = saved(saved(intake, bert, short_title="Van Bert"), anna)
    letter, _ = entering.enter(intake, bert.user, make.NOW)
    assert may(letter, anna, bert) == ["anna"]


# the review page


def shown(clerk, letter):
    page = clerk.get(address(letter, "review")).render().content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_review_page_names_who_wrote_what(anna, bert, carla, letter):
    anna.open(letter).type(note="Van Anna").save()
    bert.open(letter.commitments.get()).type(note="Van Bert", title="Drones").save()
    page = shown(carla, letter)
    assert "Wie hiervan wat schreef Anna Brief : toelichting Bert Toezegging: Drones : titel, toelichting" in page
    carla.does(letter, "approve")
    assert "Wie hiervan wat schreef" not in shown(carla, letter)


def test_of_somebody_who_wrote_many_rows_the_page_lists_some_and_says_how_many_more(anna, letter):
    letter.save_edit(anna.user, make.NOW)
    for place in range(SHOWN + 2):
        make.mention(letter, note=f"Plaats {place}")
    assert "en in nog 2 rijen" in shown(anna, letter)


def test_a_date_in_doubt_is_confirmed_on_the_page_with_a_reason_that_the_history_keeps(anna):
    draft = make.working(100, date=make.NOW.date().replace(year=2099))
    page = shown(anna, draft)
    assert "De brief is gedateerd op 1 januari 2099: dat moet nog komen." in page
    for data in (
        {},
        {"date_is_right": "on"},
        {"date_reason": "Nagevraagd."},
        {"date_is_right": "on", "date_reason": " "},
    ):
        assert told(anna.does(draft, "approve", **data))[0][0] == "error"
        assert not make.again(draft).is_published
    done = told(anna.does(draft, "approve", date_is_right="on", date_reason="Nagevraagd."))
    assert done == [("success", f"{draft}: goedgekeurd en openbaar: versie 1. De datum klopt: Nagevraagd.")]
    history = anna.get(address(draft, "history")).render().content.decode()
    assert "Goedgekeurd en openbaar: versie 1. De datum klopt: Nagevraagd. <" in history, "with one full stop"
    assert "moet nog komen" not in shown(anna, draft)


def test_a_letter_of_before_2014_is_entered_by_hand_and_becomes_public_with_a_reason_only(anna, bert):
    draft = make.working(reference="BZ-1")
    saved = anna.open(draft).type(date="31-12-2013").save()
    doubt = "De brief is gedateerd op 31 december 2013: van voor 2014. "
    doubt += "Klopt dat, dan vraagt de site bij het goedkeuren waarom."
    assert (saved.status_code, told(saved)[0]) == (302, ("warning", doubt))
    assert doubt in anna.get(address(draft)).render().content.decode()
    assert [level for level, _ in told(anna.open(draft).type(note="Anders.").save())] == ["success"]
    assert "van voor 2014" in shown(bert, draft)
    assert told(bert.does(draft, "approve"))[0][0] == "error"
    assert told(bert.does(draft, "approve", date_is_right="on", date_reason="Zo gedrukt."))[0][0] == "success"
    assert doubt not in anna.get(address(draft)).render().content.decode(), "it was answered"


def test_a_new_letter_of_a_day_to_come_is_entered_by_hand_and_its_date_told(anna):
    saved = anna.new(Letter).type(reference="BZ-2", date="01-01-2030", short_title="Steun").save()
    assert "dat moet nog komen. Klopt dat, dan vraagt de site" in told(saved)[0][1]


def test_a_sound_date_is_not_asked_about(anna):
    assert "De datum klopt" not in shown(anna, make.working(100))


def test_a_commitment_that_came_from_another_letter_is_of_who_moved_it_and_of_who_wrote_it_there(anna, bert, letter):
    moved = make.commitment(50, letter=make.working(), published_at=None, title="Verplaatst")
    bert.open(moved).type(title="Van Bert").save()
    anna.open(moved).type(letter=letter.pk).save()
    assert "toezegging: Van Bert" in said(letter)["anna"]
    assert "toezegging: Van Bert" in said(letter)["bert"]
    assert Commitment.objects.get(title="Van Bert").letter == letter


def test_of_a_commitment_that_was_approved_in_another_letter_nobody_brings_words_along(anna, bert, letter):
    moved = make.promised(make.working(), 50, title="Verplaatst")
    bert.open(moved).type(title="Van Bert").save()
    make.approved(moved)
    anna.open(moved).type(letter=letter.pk).save()
    assert "bert" not in said(letter)
