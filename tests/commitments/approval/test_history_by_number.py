"""What a version said is asked by its number: the clock of the machine may go back, stand still or leap."""

import datetime
from importlib import import_module
from itertools import count

import pytest
from django.apps import apps
from django.utils import timezone

from commitments.approval.effects import snapshot_of
from commitments.approval.restoring import restore
from commitments.models import Commitment, Mention
from letters.models import Letter, Minister, Signature
from tests.commitments import factories as make
from tests.commitments.clerks import Clerk, address
from ukrainesteun.editions.versions import versions

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

NOON = datetime.datetime(2026, 5, 1, 12, tzinfo=datetime.UTC)
CLOCKS = {"going back": -3600, "standing still": 0, "going on": 1}  # seconds at each look


@pytest.fixture(params=CLOCKS)
def clock(request, monkeypatch):
    looks = count()
    monkeypatch.setattr(timezone, "now", lambda: NOON + datetime.timedelta(seconds=CLOCKS[request.param] * next(looks)))


@pytest.fixture
def anna(db):
    return Clerk("anna")


@pytest.fixture
def letter(clock, anna):
    """A letter of four versions: entered; another note; a commitment dearer, a signature gone; a commitment left it."""
    letter = make.working(number=171, note="Eén")
    stays, leaves = make.promised(letter, 100, title="Blijft"), make.promised(letter, 50, title="Vertrekt")
    minister = Minister.objects.create(slug="wit", name="Anna de Wit", family_name="Wit")
    signature = letter.signatures.create(minister=minister, office="Minister van Defensie")
    anna.open(letter).type(note="Twee").save()
    form = anna.open(letter).delete(signature, *leaves.mentions.all())
    form.fill(form.row(stays), note="Nagezien").save()
    other = make.working(number=172)
    assert anna.open(leaves).type(letter=other.pk).save().status_code == 302
    return make.again(letter)


def said(letter, number):
    """What a version says: the note, the commitments with their notes, the signatures, the number of quotes."""
    found = snapshot_of(letter, number)
    commitments = {row.facts["titel"]: row.facts["toelichting"] for key, row in found.items() if "commitment" in key}
    signatures = [row.facts["ambt"] for key, row in found.items() if "signature" in key]
    return found[""].facts["toelichting"], commitments, signatures, sum("mention" in key for key in found)


def test_each_version_says_what_it_said_whatever_the_clock_did(letter):
    assert [version.number for version in versions(letter)] == [4, 3, 2, 1]
    assert [said(letter, number) for number in (1, 2, 3, 4)] == [
        ("Eén", {"Blijft": "", "Vertrekt": ""}, ["Minister van Defensie"], 2),
        ("Twee", {"Blijft": "", "Vertrekt": ""}, ["Minister van Defensie"], 2),
        ("Twee", {"Blijft": "Nagezien", "Vertrekt": ""}, [], 1),
        ("Twee", {"Blijft": "Nagezien"}, [], 1),
    ]


def test_a_row_that_moved_is_with_its_new_letter_from_the_version_in_which_it_came(letter):
    other = Letter.objects.get(number=172)
    assert [list(said(other, number)[1]) for number in (1, 2)] == [[], ["Vertrekt"]]


@pytest.mark.engines
def test_what_moved_and_came_back_is_there_in_each_version_in_which_it_was(letter, anna):
    leaves = Commitment.objects.get(title="Vertrekt")
    anna.open(leaves).type(letter=letter.pk).save()
    letter = make.again(letter)
    assert [sorted(said(letter, number)[1]) for number in (3, 4, 5)] == [
        ["Blijft", "Vertrekt"], ["Blijft"], ["Blijft", "Vertrekt"],
    ]  # fmt: skip


def test_the_page_lays_any_two_versions_side_by_side(letter, anna):
    for before, after in ((1, 2), (2, 3), (1, 3), (3, 4), (4, 1)):
        assert anna.get(address(letter, "compare"), van=before, naar=after).status_code == 200
    page = anna.get(address(letter, "compare"), van=1, naar=2).render().content.decode()
    assert "<del>Eén</del>" in page
    assert "<ins>Twee</ins>" in page
    assert "Nagezien" not in page


def test_an_older_version_comes_back_as_it_was(letter, anna):
    Commitment.objects.get(title="Vertrekt").delete()
    restore(letter, 1, anna.user, NOON)
    assert said(make.again(letter), 5) == said(letter, 1)


def test_a_name_says_what_it_said_too(clock, anna):
    category = make.category()
    for name in ("Eén", "Twee", "Drie"):
        anna.open(category).type(name=name).save()
    category = make.again(category)
    assert [snapshot_of(category, number)[""].facts["naam"] for number in (1, 2, 3, 4)] == [
        "Military", "Eén", "Twee", "Drie",
    ]  # fmt: skip


@pytest.mark.engines
def test_what_the_clock_told_of_an_older_history_is_kept_by_number(monkeypatch, anna):
    """The migration: a history without numbers gets those that it would have had."""
    monkeypatch.setattr(timezone, "now", (NOON + datetime.timedelta(seconds=place) for place in count()).__next__)
    letter, other = make.working(number=171), make.working(number=172)
    moved = make.promised(letter, 50)
    anna.open(letter).type(note="Twee").delete(*moved.mentions.all()).save()
    anna.open(moved).type(letter=other.pk).save()
    numbered = [model.history.order_by("id", "history_date") for model in (Signature, Commitment, Mention)]
    facts = ("id", "letter_id", "history_type", "unit_version")
    known = [list(records.values_list(*facts)) for records in numbered]
    Commitment.history.filter(history_type="-").delete()
    for records in numbered:
        records.update(unit_version=0)
    import_module("commitments.migrations.0009_history_by_number").number_history(apps, None)
    assert [sorted(records.values_list(*facts)) for records in numbered] == [sorted(one) for one in known]
