"""The page of an intake tells what its rows would do to the totals, before it is done."""

import pytest
from django.urls import reverse

from commitments.approval.effects import effect_of_approval
from commitments.ledger.effects import Effect
from commitments.models import Commitment, Intake
from letters.models import Letter
from tests.commitments import factories as make
from tests.commitments.approval.test_foreseen import NO_SUM, cells, everything
from tests.commitments.entry.letter.pages import begin, finish, typed

from .test_entering import LETTER, PART, REPEAT, WHOLE

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


BEFORE = 2_500_000_000  # the reservation of the earlier letter, with its part


@pytest.fixture
def begun(client, anna):
    make.approved(Letter.objects.get(number=151))
    return begin(client, LETTER)


def address(intake):
    return reverse("admin:intake_effect", args=[intake.pk])


def look(client, intake, button="part", **changes):
    response = client.post(address(intake), typed(intake, **changes) | {"_effect": button})
    assert response.status_code == 200
    return response


def foreseen(client, intake, **changes):
    return look(client, intake, **changes).context["foreseen"]


TYPED = {f"row-{WHOLE}-category": "military", f"row-{WHOLE}-year": "2024", f"row-{PART}-category": "military",
         f"row-{PART}-year": "2024"}  # fmt: skip


@pytest.mark.engines
def test_what_an_intake_foresees_is_what_the_review_shows_once_it_is_done(client, begun):
    days = foreseen(client, begun, **TYPED).days
    assert cells(days[-1]) == {
        ("2024", "Military"): (0, 900_000_000),
        NO_SUM: (BEFORE, BEFORE + 900_000_000),
    }
    assert finish(client, begun, **TYPED).status_code == 302
    begun.refresh_from_db()
    assert effect_of_approval(begun.letter, make.NOW) == days


def test_a_row_counts_as_it_stands_agreed_or_not(client, begun):
    assert Intake.objects.get(pk=begun.pk).answers.get(f"row-{WHOLE}-agreed") != "on"
    found = foreseen(client, begun, **TYPED | {f"row-{WHOLE}-verdict": "context", f"row-{PART}-part_of": ""})
    assert found.days[-1].sum == Effect("", "", BEFORE, BEFORE + 150_000_000)


def test_a_row_that_is_not_right_yet_is_left_out_and_told_with_what_refers_to_it(client, begun):
    found = foreseen(client, begun, **TYPED | {f"row-{WHOLE}-amount": "heel veel"})
    assert [where for _, where, _ in found.unreadable] == [
        f"Rij {WHOLE}, bedrag",
        f"Rij {PART}, onderdeel van",
        f"Rij {REPEAT}, herhaalt",
    ]
    assert found.days[-1].sum == Effect("", "", BEFORE, BEFORE)
    page = look(client, begun, **TYPED | {f"row-{WHOLE}-amount": "heel veel"}).content.decode()
    assert "nog niet in orde" in page


def test_without_the_facts_of_the_letter_nothing_is_told_but_what_lacks(client, begun):
    found = foreseen(client, begun, **TYPED | {"letter-date": "ooit"})
    assert found.days == []
    assert ("id_letter-date", "Brief, datum") in [(anchor, where) for anchor, where, _ in found.unreadable]


@pytest.mark.engines
@pytest.mark.parametrize("button", ["part", "page"])
def test_a_look_at_the_effect_saves_nothing_of_an_intake(client, begun, button):
    before = everything()
    response = look(client, begun, button, **TYPED | {"letter-note": "Getypt", "dossier-2-number": "29 521"})
    assert everything() == before
    assert "900.000.000" in response.content.decode()


def test_the_page_that_comes_with_the_effect_keeps_what_was_typed_and_goes_on_in_the_intake(client, begun):
    page = look(client, begun, "page", **TYPED | {"letter-note": "Getypt"}).content.decode()
    assert ">\nGetypt</textarea>" in page
    assert f'action="{begun.get_absolute_url()}"' in page
    assert client.get(address(begun)).url == begun.get_absolute_url()


def test_of_a_letter_that_is_there_the_rows_come_on_top_of_what_it_has(client, begun):
    assert finish(client, begun, **TYPED).status_code == 302
    begun.refresh_from_db()
    letter = make.approved(begun.letter)
    make.again(letter).mentions.exclude(commitment=None).last().delete()
    assert Commitment.objects.published().counted().total_eur() == BEFORE + 900_000_000
    response = client.post(reverse("admin:intake_check", args=[letter.pk]))
    again = Intake.objects.under_way().get(letter=letter)
    assert response.url == again.get_absolute_url()
    assert foreseen(client, again).days[-1].sum == Effect("", "", BEFORE + 900_000_000, BEFORE + 900_000_000)


def test_who_looks_at_a_version_that_a_colleague_saved_over_is_told_so(client, begun):
    response = client.post(address(begun), typed(begun, version="999") | {"_effect": "part"})
    assert "Een collega bewaarde hier intussen iets." in response.content.decode()
    response = client.post(address(begun), typed(begun, version="999") | {"_effect": "page"})
    assert response.context["is_conflict"]
