"""One answer for rows that ask the same: which these are, what is taken over, and what stays to be asked."""

import pytest

from commitments.entry.letter.alike import named, with_alike
from commitments.entry.letter.page import IntakePage
from commitments.models import Intake
from tests.commitments.clerks import staff

from .pages import begin, logged_in, typed

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

HEAD = """36 045 Situatie in Oekraïne

Nr. 9181 BRIEF VAN DE MINISTER VAN DEFENSIE

Den Haag, 15 november 2025

"""
FOOT = "\n\nDe Minister van Defensie,\nK.H. Ollongren\n"
TABLE = """Tabel 1. Steun (bedragen x € 1 miljoen)

| Onderwerp | 2026 |
|---|---:|
| Drones | 75 |
| Munitie | 60 |
| Noodhulp | 45 |
"""
OTHER = """Tabel 2. Steun (bedragen x € 1 miljoen)

| Onderwerp | 2026 |
|---|---:|
| Cyberhulp | 30 |
"""


@pytest.fixture
def enter(client, ledger_of_two):
    """Begins the intake of a letter with this text."""
    logged_in(client)
    return lambda text: begin(client, HEAD + text + FOOT)


def press(client, intake, key, **changes):
    data = typed(intake) | {f"row-{name}": value for name, value in changes.items()} | {"alike": key}
    response = client.post(intake.get_absolute_url(), data, follow=True)
    intake.refresh_from_db()
    return [str(one) for one in response.context["messages"]]


def alike(intake):
    page = with_alike(IntakePage(Intake.objects.get(pk=intake.pk)), intake)
    return {row.key: row.alike for row in page.rows if row.alike}


def agreed(intake):
    return [row.key for row in IntakePage(intake).rows if row.is_agreed]


def answer(intake, key, name):
    return intake.answers[f"row-{key}-{name}"]


def test_rows_of_one_table_ask_the_same_and_a_row_of_another_does_not(enter):
    assert alike(enter(f"{TABLE}\n{OTHER}")) == {"1": ["2", "3"], "2": ["1", "3"], "3": ["1", "2"]}


def test_one_press_agrees_with_all_that_ask_the_same(enter, client):
    intake = enter(TABLE)
    assert press(client, intake, "2") == ["Akkoord: rij 2, rij 1 en rij 3."]
    assert agreed(intake) == ["1", "2", "3"]
    assert alike(intake) == {}


def test_what_was_corrected_in_a_row_is_corrected_where_the_same_was_proposed_for_the_same_reason(enter, client):
    intake = enter(TABLE)
    said = press(client, intake, "1", **{"1-stage": "toegewezen", "1-year": "2027", "3-year": "2028"})
    assert said == ["Akkoord: rij 1 t/m 3. Overgenomen: jaar 2027 en fase toegewezen."]
    assert [answer(intake, key, "stage") for key in "123"] == ["toegewezen"] * 3
    assert [answer(intake, key, "year") for key in "123"] == ["2027", "2027", "2028"]


def test_a_title_that_nobody_typed_has_the_year_that_was_taken_over(enter, client):
    intake = enter(TABLE)
    press(client, intake, "1", **{"1-year": "2027", "3-title": "Dekens in 2026"})
    assert [answer(intake, key, "title") for key in "123"] == ["Drones in 2027", "Munitie in 2027", "Dekens in 2026"]


def test_what_a_row_says_of_itself_is_not_taken_over(enter, client):
    intake = enter(TABLE)
    press(
        client, intake, "1", **{"1-title": "Onbemande toestellen", "1-amount": "74 miljoen", "1-category": "military"}
    )
    assert (answer(intake, "2", "title"), answer(intake, "2", "amount")) == ("Munitie in 2026", "60.000.000")
    assert answer(intake, "3", "category") == "humanitarian"


def test_a_row_that_asks_something_else_too_is_left_and_named(enter, client):
    intake = enter(TABLE.replace("| Noodhulp |", "| Iets wat niemand kent |"))
    assert press(client, intake, "1") == ["Akkoord: rij 1 en rij 2. Nog iets anders te vragen: rij 3."]
    assert agreed(intake) == ["1", "2"]


def test_a_row_that_asks_more_takes_along_those_that_ask_less(enter, client):
    intake = enter(TABLE.replace("| Noodhulp |", "| Iets wat niemand kent |"))
    press(client, intake, "3", **{"3-category": "humanitarian"})
    assert agreed(intake) == ["1", "2", "3"]


def test_in_running_text_the_same_doubt_of_another_value_is_another_question(enter, client):
    text = (
        "Voor noodhulp is er EUR 4 miljoen. Voor dekens is er EUR 5 miljoen.\n\n"
        "Voor ontmijning draagt Nederland in 2026 ook EUR 6 miljoen bij."
    )
    found = alike(enter(text))
    assert found["1"][0] == "2"
    intake = Intake.objects.get()
    press(client, intake, "1")
    assert agreed(intake)[:2] == ["1", "2"]
    years = {key: answer(intake, key, "year") for key in agreed(intake)}
    assert set(years.values()) == {"2025"}


def test_in_running_text_only_what_is_in_the_same_doubt_is_taken_over(enter, client):
    intake = enter("Voor noodhulp is er EUR 4 miljoen. Voor dekens is er EUR 5 miljoen.")
    assert alike(intake)["1"] == ["2"]
    press(client, intake, "1", **{"1-category": "military", "1-each_year": "2026 en 2027", "1-stage": "toegewezen"})
    taken = [answer(intake, "2", name) for name in ("category", "each_year", "stage")]
    assert taken == ["humanitarian", "", "toegewezen"]


def test_in_running_text_a_row_that_asks_more_is_not_touched_by_one_that_asks_less(enter, client):
    intake = enter("Voor noodhulp is er EUR 4 miljoen. Voor iets wat niemand kent is er EUR 5 miljoen.")
    assert alike(intake) == {"2": ["1"]}
    assert press(client, intake, "1", **{"1-stage": "toegewezen"}) == []
    assert answer(intake, "2", "stage") == "aangekondigd"


def test_a_category_by_another_word_of_the_letter_is_another_reason(enter, client):
    intake = enter(TABLE.replace("Munitie", "Dekens"))
    press(client, intake, "2", **{"2-category": "cyber"})
    assert [answer(intake, key, "category") for key in "123"] == ["military", "cyber", "humanitarian"]


def test_a_row_that_was_handled_or_added_takes_no_answer_of_another(enter, client):
    intake = enter(TABLE)
    client.post(intake.get_absolute_url(), typed(intake) | {"row-3-agreed": "on", "more": "2"})
    intake.refresh_from_db()
    press(client, intake, "1", **{"1-stage": "toegewezen"})
    assert answer(intake, "3", "stage") == "aangekondigd"
    assert answer(intake, "2a", "stage") == "aangekondigd"
    assert "2a" not in agreed(intake)


def test_a_field_that_nobody_filled_in_is_not_agreed_with_unseen(enter, client):
    text = "Voor noodhulp geeft Nederland jaarlijks EUR 4 miljoen. Voor ontmijning geeft Nederland jaarlijks EUR 5 miljoen."
    intake = enter(text)
    assert press(client, intake, "1")[0].startswith("Akkoord: rij 1. Nog iets anders te vragen: rij 2.")


def test_years_that_were_typed_for_an_amount_a_year_are_those_of_the_others(enter, client):
    text = "Voor noodhulp geeft Nederland jaarlijks EUR 4 miljoen. Voor ontmijning geeft Nederland jaarlijks EUR 5 miljoen."
    intake = enter(text)
    press(client, intake, "1", **{"1-each_year": "2026 en 2027"})
    assert answer(intake, "2", "each_year") == "2026 en 2027"
    assert agreed(intake) == ["1", "2"]


def test_a_press_for_a_row_that_is_not_there_or_asks_nothing_does_nothing(enter, client):
    intake = enter(OTHER)
    assert press(client, intake, "1") == []
    assert press(client, intake, "99") == []
    assert agreed(intake) == []


def test_who_may_only_look_gives_no_answers(enter, client):
    intake = enter(TABLE)
    client.force_login(staff("kijker", "lezer"))
    data = typed(intake) | {"alike": "1"}
    assert client.post(intake.get_absolute_url(), data).status_code == 403
    page = client.get(intake.get_absolute_url()).content.decode()
    assert "hetzelfde antwoord" not in page


def test_what_is_asked_of_a_row_stands_open_and_is_not_in_its_fold(enter, client):
    intake = enter(TABLE)
    page = client.get(intake.get_absolute_url()).content.decode()
    row = page.split('id="rij-1"')[1].split("</article>")[0]
    before_fold, fold = row.split("<details")
    assert 'name="row-1-stage"' in before_fold
    assert 'name="row-1-stage"' not in fold
    assert 'name="row-1-title"' in before_fold, "what is corrected most stands open too"
    assert 'name="row-1-quote"' in fold
    press(client, intake, "1")
    row = client.get(intake.get_absolute_url()).content.decode().split('id="rij-1"')[1].split("</article>")[0]
    assert 'name="row-1-stage"' in row.split("<details")[1]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["2"], "rij 2"),
        (["2", "3"], "rij 2 en rij 3"),
        (["2", "3", "4", "7", "7a"], "rij 2 t/m 4, rij 7 en rij 7a"),
    ],
)
def test_rows_are_named_as_people_write_them(keys, words):
    assert named(keys) == words
