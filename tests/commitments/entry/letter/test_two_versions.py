"""Two people on one intake: the answers of one laid beside those that the other saved, by the same rules as in the admin."""

import pytest

from commitments.entry.letter.versions import beside_saved, differences
from commitments.models import Intake

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

ROW = {"key": "1", "start": 0, "end": 5, "fields": {}}
BEFORE = {"letter-title": "a", "letter-note": "b", "letter-reference": "c"}


@pytest.fixture
def intake():
    """An intake of which somebody saved version 2: another title and note."""
    found = Intake.objects.create(text="x", fingerprint="x", proposals={"rows": [ROW], "marks": []}, answers=BEFORE)
    assert found.save_answers(BEFORE | {"letter-title": "theirs", "letter-note": "theirs"}, None)
    return found


def told(intake, answers):
    return [(where, mine.name, mine.value, theirs.value) for where, mine, theirs in differences(intake, answers)]


def test_what_only_the_other_changed_is_taken_over_and_what_both_changed_stays_as_typed(intake):
    answers, taken = beside_saved(intake, BEFORE | {"letter-title": "mine", "letter-reference": "mine"}, 1)
    assert answers == {"letter-title": "mine", "letter-note": "theirs", "letter-reference": "mine"}
    assert taken == ["letter-note"]
    assert told(intake, answers) == [
        ("Brief", "letter-reference", "mine", "c"),
        ("Brief", "letter-title", "mine", "theirs"),
    ]


def test_without_a_version_nothing_is_taken_over_and_every_difference_is_told(intake):
    answers, taken = beside_saved(intake, BEFORE, None)
    assert (answers, taken) == (BEFORE, [])
    assert told(intake, answers) == [("Brief", "letter-title", "a", "theirs"), ("Brief", "letter-note", "b", "theirs")]


def test_line_ends_and_spaces_around_are_no_difference_and_stay_as_typed(intake):
    typed = BEFORE | {"letter-title": " theirs\r\n", "letter-note": "theirs"}
    assert beside_saved(intake, typed, 1) == (typed, [])
    assert told(intake, typed) == []


def test_a_field_that_came_since_the_page_was_opened_is_taken_over(intake):
    """The other added a row after this page was read and before it was saved: my page does not have its fields."""
    assert intake.save_answers(intake.answers | {"row-1-quote": "new", "row-1-agreed": "on"}, None)
    answers, taken = beside_saved(intake, BEFORE, 2)
    assert (answers["row-1-quote"], answers["row-1-agreed"]) == ("new", "on")
    assert taken == ["row-1-quote", "row-1-agreed"]


def test_a_group_that_only_i_have_is_told(intake):
    typed = intake.answers | {"dossier-1-number": "36 045", "row-1-agreed": "on"}
    assert told(intake, typed) == [
        ("Dossier 1", "dossier-1-number", "36 045", ""),
        ("Rij 1", "row-1-agreed", "ja", "nee"),
    ]


@pytest.mark.parametrize("version", ["", "x", "-1", "²", "9" * 5000])
def test_a_version_that_cannot_be_is_a_conflict_and_no_crash(admin_client, intake, version):
    response = admin_client.post(intake.get_absolute_url(), {"version": version, "letter-title": "mine", "save": "1"})
    assert response.status_code == 200
    assert response.context["is_conflict"]
    intake.refresh_from_db()
    assert (intake.version, intake.answers["letter-title"]) == (2, "theirs")
