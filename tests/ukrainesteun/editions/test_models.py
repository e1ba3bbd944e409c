"""The two editions of what is entered, their versions, and the history of what is worked on."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from commitments.models import Category, Commitment, Mention
from letters.models import Dossier, Letter, Minister, Signature
from ukrainesteun.editions.models import because, facts_in, unit_of

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def letter(**fields):
    facts = {"slug": "bz-1", "reference": "BZ-1", "date": datetime.date(2024, 6, 28), "short_title": "Steun"}
    return Letter.objects.create(**facts | fields)


def copy_of(row, **fields):
    return letter(is_public_copy=True, working=row, **{"version": row.version, "published_at": NOW} | fields)


def history(model):
    """(what happened, why) of each change of rows of this model, oldest first."""
    return list(model.history.order_by("history_id").values_list("history_type", "history_change_reason"))


# Editions


@pytest.mark.engines
def test_a_row_is_worked_on_or_the_public_copy_of_one_that_is():
    row = letter()
    copy = copy_of(row)
    assert list(Letter.objects.working()) == [row]
    assert list(Letter.objects.public_copies()) == list(Letter.objects.published()) == [copy]
    assert (row.public_copy, copy.working) == (copy, row)
    assert Letter.objects.get_by_natural_key("bz-1") == row


def test_what_was_never_approved_has_no_public_copy():
    row = letter()
    assert (row.public_copy, row.is_approved, row.is_published) == (None, False, False)


def test_a_public_copy_that_is_hidden_is_not_published():
    row = letter()
    copy = copy_of(row, published_at=None)
    assert (copy.is_published, row.is_published) == (False, False)


@pytest.mark.engines
def test_only_a_public_copy_is_published():
    with pytest.raises(IntegrityError, match="only_the_public_copy_of_a_letter_is_public"), transaction.atomic():
        letter(published_at=NOW)


@pytest.mark.engines
def test_a_row_belongs_to_a_unit():
    row, dossier = letter(), Dossier(number="36045")
    assert (unit_of(row), unit_of(dossier)) == (row, dossier)
    assert unit_of(Signature(letter=row)) == unit_of(Mention(letter=row)) == unit_of(Commitment(letter=row)) == row


@pytest.mark.parametrize(
    ("model", "facts"),
    [
        (Dossier, ["number", "title"]),
        (Category, ["slug", "name", "short_name", "description", "position", "colour"]),
        (Signature, ["position", "minister", "office", "manner", "name_as_printed"]),
    ],
)
def test_facts_are_the_fields_that_belong_neither_to_the_edition_nor_to_the_unit(model, facts):
    assert [field.name for field in facts_in(model)] == facts


@pytest.mark.engines
def test_an_address_is_taken_once_in_each_edition():
    row = letter()
    copy_of(row)
    for again in (lambda: letter(), lambda: letter(is_public_copy=True)):
        with pytest.raises(IntegrityError), transaction.atomic():
            again()


@pytest.mark.engines
def test_a_public_copy_stays_when_its_working_row_is_deleted():
    row = letter()
    copy = copy_of(row)
    row.delete()
    copy.refresh_from_db()
    assert (copy.working, copy.is_published) == (None, True)


# Versions


def test_the_first_save_is_version_one_and_each_later_one_is_a_version_more():
    anna = User.objects.create(username="anna")
    row = Letter(slug="bz-1", reference="BZ-1", date=NOW.date(), short_title="Steun")
    versions = []
    for user in (anna, anna, None):
        row.note_edit(user, NOW)
        row.save()
        versions.append((row.version, row.edited_by, row.edited_at))
    assert versions == [(1, anna, NOW), (2, anna, NOW), (3, None, NOW)]


def test_a_version_is_approved_when_the_public_copy_carries_it():
    row = letter()
    copy_of(row)
    assert row.is_approved
    row.note_edit(None, NOW)
    assert not row.is_approved
    assert row.is_published


# History


@pytest.mark.engines
def test_each_change_of_a_working_row_is_in_its_history_with_the_reason():
    with because("ingevoerd"):
        row = letter()
    with because("verschreven"):
        row.short_title = "Meer steun"
        row.save()
    row.save()  # outside: no reason
    with because("dubbel"):
        row.delete()
    assert history(Letter) == [("+", "ingevoerd"), ("~", "verschreven"), ("~", ""), ("-", "dubbel")]
    assert [past.short_title for past in Letter.history.order_by("history_id")] == ["Steun", *["Meer steun"] * 3]


def test_a_reason_within_a_reason_ends_with_its_block():
    with because("buiten"):
        with because("binnen"):
            letter()
        Dossier.objects.create(number="36045")
    assert (history(Letter), history(Dossier)) == ([("+", "binnen")], [("+", "buiten")])


@pytest.mark.engines
def test_a_reason_ends_when_something_goes_wrong():
    with pytest.raises(ZeroDivisionError), because("fout"):
        1 / 0  # noqa: B018
    letter()
    assert history(Letter) == [("+", "")]


def test_a_change_of_the_other_dossiers_is_in_the_history_of_the_letter():
    row, dossier = letter(), Dossier.objects.create(number="36045")
    with because("stond er ook boven"):
        row.other_dossiers.add(dossier)
    assert history(Letter) == [("+", ""), ("~", "stond er ook boven")]
    newest = Letter.history.latest("history_id")
    assert [link.dossier for link in newest.other_dossiers.all()] == [dossier]


def test_a_signature_has_a_history_of_its_own():
    minister = Minister.objects.create(slug="ollongren", name="Kajsa Ollongren", family_name="Ollongren")
    signature = Signature.objects.create(letter=letter(), minister=minister, office="Minister van Defensie")
    with because("ander ambt"):
        signature.office = "Viceminister-president"
        signature.save()
    signature.delete()
    assert history(Signature) == [("+", ""), ("~", "ander ambt"), ("-", "")]


def test_a_public_copy_has_no_history_nor_have_its_signatures():
    row = letter()
    before = Letter.history.count()
    copy = copy_of(row)
    copy.short_title = "Anders"
    copy.save()
    copy.other_dossiers.add(Dossier.objects.create(number="36045"))
    minister = Minister.objects.create(slug="ollongren", name="Kajsa Ollongren", family_name="Ollongren")
    copy.signatures.create(minister=minister, office="Minister van Defensie")
    copy.signatures.all().delete()
    copy.delete()
    assert Letter.history.count() == before
    assert Signature.history.count() == 0
