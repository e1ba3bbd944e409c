"""An older version comes back as a new draft, all of it, and what is public stays as it is."""

import random

import pytest
from django.utils import timezone

from commitments.approval import invariants
from commitments.approval.decisions import Refused
from commitments.approval.effects import snapshot_of
from commitments.approval.restoring import restore
from commitments.models import Category, Channel, Commitment, Mention
from letters.models import Dossier, Letter, Minister
from tests.commitments import factories as make
from tests.commitments.clerks import address, told

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


def minister(slug):
    return Minister.objects.get_or_create(slug=slug, defaults={"name": slug.title(), "family_name": slug.title()})[0]


def public_rows():
    """All that the public reads, as it is in the database."""
    return {
        model: list(model.objects.public_copies().order_by("pk").values())
        for model in (Letter, Commitment, Category, Channel, Dossier, Minister)
    } | {Mention: list(Mention.objects.filter(letter__is_public_copy=True).order_by("pk").values())}


def back(row, number, clerk):
    """Restores this version of the row; what is then there."""
    restore(make.again(row), number, clerk.user, timezone.now())
    return snapshot_of(make.again(row))


# through the admin


@pytest.mark.engines
def test_an_older_version_becomes_the_newest_draft(anna, bert):
    letter = make.approved(make.working(100, note="Zoals het was."))
    before, public = snapshot_of(letter), public_rows()
    anna.open(letter).type(note="Van Anna").fill("commitments-0", note="x").save()
    response = bert.does(letter, "restore", number="1", reason="Anna vergiste zich")
    assert told(response) == [("success", f"{letter}: versie 1 is teruggezet als concept, versie 3.")]
    letter = make.again(letter)
    assert snapshot_of(letter) == before
    assert (letter.version, letter.edited_by, letter.state) == (
        3,
        bert.user,
        "openbaar; een wijziging wacht op goedkeuring",
    )
    assert public_rows() == public
    record = letter.history.filter(version=3).earliest()
    assert (record.history_user, record.history_change_reason) == (bert.user, "Anna vergiste zich")
    assert told(anna.does(letter, "approve"))[0][0] == "success"


def test_who_puts_back_what_is_not_public_any_more_does_not_approve_it(anna, bert):
    letter = make.approved(make.working(100, note="Zoals het was."))
    anna.open(letter).type(note="Van Anna").save()
    letter = make.approved(letter)
    bert.does(letter, "restore", number="1")
    assert told(bert.does(letter, "approve"))[0][0] == "error"
    assert told(anna.does(letter, "approve"))[0][0] == "success"


def test_without_a_reason_the_history_says_which_version_came_back(anna):
    category = make.category(name="Een")
    anna.open(category).type(name="Twee").save()
    anna.does(category, "restore", number="1")
    assert make.again(category).name == "Een"
    assert category.history.get(version=3).history_change_reason == "Versie 1 teruggezet"


@pytest.mark.parametrize("number", ["", "x", "0", "9", "-1", "9" * 30, "9" * 5000, "1.0"])
def test_a_version_that_is_not_there_is_not_restored(anna, number):
    category = make.category(name="Een")
    anna.open(category).type(name="Twee").save()
    assert told(anna.does(category, "restore", number=number)) == [("error", "Kies een versie uit de geschiedenis.")]
    assert (make.again(category).name, make.again(category).version) == ("Twee", 2)


def test_a_refusal_says_why_and_changes_nothing(anna):
    category = make.category("cyber", name="Cyber")
    letter = make.working()
    commitment = make.commitment(letter=letter, category=category, published_at=None, title="Drones")
    anna.open(letter).fill("commitments-0", category=make.category().pk).save()
    category.delete()
    before = snapshot_of(make.again(letter))
    assert told(anna.does(letter, "restore", number="1")) == [
        ("error", f"toezegging “{commitment}”: categorie (intussen verwijderd). Voer dat eerst opnieuw in.")
    ]
    assert snapshot_of(make.again(letter)) == before
    assert make.again(letter).version == 2
    assert anna.get(address(letter, "history")).status_code == 200


# what comes back


@pytest.mark.engines
def test_deleted_rows_come_back_under_their_own_addresses(anna):
    letter = make.approved(make.working(100, 200))
    first = letter.commitments.first()
    letter.signatures.create(minister=minister("m"), office="Minister")
    anna.open(letter).type(note="x").save()
    before = snapshot_of(make.again(letter))
    anna.open(letter).delete(first.mentions.get(), letter.signatures.get()).save()
    assert anna.open(letter).delete(first).save().status_code == 302
    public = public_rows()[Commitment]
    assert back(letter, 2, anna) == before
    assert Commitment.objects.working().get(slug=first.slug).public_copy.published_at
    assert [row | {"working_id": None} for row in public_rows()[Commitment]] == [
        row | {"working_id": None} for row in public
    ]
    assert Commitment.objects.published().counted().total_eur() == 300


@pytest.mark.engines
def test_rows_that_changed_places_change_back(anna):
    letter = make.working(100, 200)
    one, other = minister("a"), minister("b")
    for place, who in enumerate((one, other), 1):
        letter.signatures.create(minister=who, office="Minister", position=place)
    anna.open(letter).type(note="x").save()
    old, older = (make.promised(make.working(), title=title) for title in ("Oud", "Ouder"))
    for row, ended in zip(letter.commitments.order_by("pk"), (old, older), strict=True):
        make.change(letter, [ended], "corrected", [row])
    assert anna.open(letter).type(note="y").save().status_code == 302
    number, before = make.again(letter).version, snapshot_of(make.again(letter))
    swapped = anna.open(letter).fill("changes-0", ended=[older.pk]).fill("changes-1", ended=[old.pk])
    assert swapped.save().status_code == 302
    for offices in (("Staatssecretaris", "Premier"), ("Minister", "Minister")):
        form = anna.open(letter)
        for place, (office, who) in enumerate(zip(offices, (other, one), strict=True)):
            form.fill(f"signatures-{place}", office=office, minister=who.pk)
        assert form.save().status_code == 302
    assert [row.minister for row in letter.signatures.all()] == [other, one]
    assert back(letter, number, anna) == before


def test_what_uses_a_row_that_goes_does_not_keep_it_when_it_comes_back_itself(anna):
    """A mention and a part that now hang on a newer commitment hung on an older one then."""
    letter = make.working(100, 200)
    before = snapshot_of(letter)
    anna.open(letter).type(note="x").save()
    form = anna.open(letter)
    row = form.add("commitments", title="Nieuw geheel", amount_eur="900", year="2024", category=make.category().pk,
                   precision="exact", stage="aangekondigd", finance_type="gift")  # fmt: skip
    form.fill("mentions-0", verdict="repeats", commitment=None, new_commitment=int(row.rpartition("-")[2]) + 1)
    assert form.save().status_code == 302
    whole = letter.commitments.get(title="Nieuw geheel")
    form = anna.open(letter)
    assert form.fill(form.row(letter.commitments.first()), part_of=whole.pk).save().status_code == 302
    assert back(letter, 1, anna) == before
    assert not Commitment.objects.filter(title="Nieuw geheel").exists()


@pytest.mark.engines
def test_links_to_many_come_back(anna):
    old, letter = make.working(), make.working()
    whole = make.commitment(100, letter=old, published_at=None)
    part = make.commitment(40, letter=old, published_at=None, part_of=whole)
    make.commitment(100, letter=letter, published_at=None, replaces=whole)
    dossier = Dossier.objects.create(number="28676")
    anna.open(letter).type(other_dossiers=[str(dossier.pk)]).fill("commitments-0", takes=[str(part.pk)]).save()
    before = snapshot_of(make.again(letter))
    anna.open(letter).type(other_dossiers=None).fill("commitments-0", takes=None).save()
    assert letter.commitments.get().takes.count() == 0
    assert back(letter, 2, anna) == before
    assert [row.commitment for row in letter.commitments.get().takes.all()] == [part]


@pytest.mark.engines
def test_a_part_that_was_taken_along_comes_back_with_its_letter(anna):
    letter = make.working()
    whole = make.commitment(100, letter=letter, published_at=None)
    part = make.commitment(40, letter=letter, published_at=None, part_of=whole)
    successor = make.commitment(100, letter=letter, published_at=None, replaces=whole)
    form = anna.open(letter)
    form.fill(form.row(successor), takes=[str(part.pk)]).save()
    before = snapshot_of(make.again(letter))
    form = anna.open(letter)
    form.fill(form.row(successor), takes=None).save()
    assert anna.open(letter).delete(part).save().status_code == 302
    assert back(letter, 2, anna) == before


def texts(number):
    return [f"Woord {number}", f"Tekst {number}\nmet een tweede regel", ""]


@pytest.mark.engines
@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_each_version_comes_back_as_it_was(anna, seed):
    chance = random.Random(seed)
    letter = make.working(100, 200)
    others = [Dossier.objects.create(number=str(number)) for number in (28676, 36410)]
    for who in ("a", "b"):
        minister(who)
    kept = {1: snapshot_of(letter)}
    for number in range(6):
        form = anna.open(letter)
        form.type(
            note=chance.choice(texts(number)), other_dossiers=[str(one.pk) for one in others if chance.random() < 0.5]
        )
        mentions = list(letter.mentions.all())
        for commitment in letter.commitments.all():
            form.fill(
                form.row(commitment), note=chance.choice(texts(number)), stage=chance.choice(["geleverd", "toegewezen"])
            )
        if chance.random() < 0.5:
            form.add("mentions", quote="EUR 1 mln", amount_as_written="EUR 1 mln", verdict="other")
        for mention in mentions:
            if mention.commitment is None and chance.random() < 0.4:
                form.delete(mention)
            else:
                form.fill(form.row(mention), note=chance.choice(texts(number)))
        for signature in letter.signatures.all():
            form.delete(signature)
        for who in Minister.objects.filter(slug__in=["a", "b"]).order_by("slug"):
            if chance.random() < 0.6 and not letter.signatures.filter(minister=who).exists():
                form.add("signatures", minister=who.pk, office="Minister", manner="ondertekend", position="1")
        assert form.save().status_code == 302
        version = make.again(letter).version
        kept[version] = snapshot_of(make.again(letter))
    for number, before in kept.items():
        assert snapshot_of(make.again(letter), number) == before, "the history knows it"
        assert back(letter, number, anna) == before
    assert not any(rows for _, rows in invariants.broken())


# what cannot come back


def refusal(row, number, clerk):
    with pytest.raises(Refused) as refused:
        back(row, number, clerk)
    assert make.again(row).version == row.version
    return refused.value.problems


def test_what_names_a_minister_a_dossier_or_a_channel_that_is_gone_is_refused(anna):
    letter = make.working()
    gone = [
        minister("m"),
        Dossier.objects.create(number="28676"),
        Channel.objects.create(slug="x", name="X", short_name="X"),
    ]
    signature = letter.signatures.create(minister=gone[0], office="Minister")
    letter.other_dossiers.set([gone[1]])
    make.commitment(letter=letter, published_at=None, channel=gone[2], title="Drones")
    anna.open(letter).type(note="x").save()
    anna.open(letter).type(other_dossiers=None).delete(signature).fill("commitments-0", channel=None).save()
    letter, dossier = make.again(letter), gone[1].pk
    for row in reversed(gone):
        row.delete()
    assert refusal(letter, 2, anna) == ["brief: dossier (intussen verwijderd). Voer dat eerst opnieuw in."]
    assert back(letter, 3, anna)
    Dossier.objects.create(pk=dossier, number="28676")
    assert refusal(make.again(letter), 2, anna) == [
        "ondertekening “Minister”: bewindspersoon (intussen verwijderd). Voer dat eerst opnieuw in.",
        "toezegging “Drones”: kanaal (intussen verwijderd). Voer dat eerst opnieuw in.",
    ]


def test_a_commitment_that_would_go_and_is_in_use_elsewhere_is_not_removed(anna):
    letter, other = make.working(), make.working()
    anna.open(letter).type(note="x").save()
    commitment = make.promised(letter, 100)
    part = make.promised(other, 10, part_of=commitment, title="Deel")
    letter = make.again(letter)
    [problem] = refusal(letter, 1, anna)
    assert problem == f"Een toezegging die dan vervalt, is nog in gebruik bij “{part}”. Verander dat eerst."
    make.states(commitment, letter=other, verdict="repeats")
    part.mentions.all().delete()
    part.delete()
    assert "is nog in gebruik bij" in refusal(letter, 1, anna)[0]


@pytest.mark.engines
def test_an_address_that_is_taken_meanwhile_is_not_taken_twice(anna):
    letter = make.working()
    commitment = make.commitment(letter=letter, published_at=None, slug="drones", title="Drones")
    anna.open(letter).type(note="x").save()
    anna.open(letter).delete(commitment).save()
    make.commitment(published_at=None, slug="drones", letter=make.working())
    assert refusal(make.again(letter), 2, anna) == ["toezegging “Drones”: Er is al een toezegging met dit adres."]


@pytest.mark.engines
def test_a_number_that_is_taken_meanwhile_is_not_taken_twice(anna):
    letter = make.working(number=71)
    anna.open(letter).type(number="72").save()
    make.working(number=71, slug="anders")
    assert refusal(make.again(letter), 1, anna) == [
        f"brief “{letter}”: Dit nummer is in dit dossier al in gebruik voor een andere brief."
    ]


def test_a_predecessor_that_has_another_successor_by_now_is_not_replaced_twice(anna):
    old = make.promised(make.working(), 100)
    letter = make.working()
    make.commitment(letter=letter, published_at=None, replaces=old, title="Nieuw")
    anna.open(letter).type(note="x").save()
    form = anna.open(letter).fill("commitments-0", begun_by=None)
    assert form.delete(letter.changes.get()).save().status_code == 302
    other = make.commitment(letter=make.working(), published_at=None, replaces=old)
    assert refusal(make.again(letter), 2, anna) == [
        f"“{old}” is al geëindigd, door {other.letter.designation}. Kies wat toen begon."
    ]


def test_a_commitment_that_moved_to_another_letter_is_not_taken_back_from_it(anna):
    here, there = make.working(), make.working()
    commitment = make.commitment(letter=here, published_at=None, title="Drones")
    anna.open(here).type(note="x").save()
    assert anna.open(commitment).type(letter=there.pk).save().status_code == 302
    assert refusal(make.again(here), 2, anna) == [
        f"“Drones” staat nu bij {there.designation}. Verplaats haar eerst terug."
    ]
    assert (make.again(here).version, make.again(there).version) == (3, 2)


def test_parts_that_do_not_fit_any_more_are_refused(anna):
    letter, other = make.working(), make.working()
    whole = make.commitment(100, letter=letter, published_at=None, title="Geheel")
    anna.open(letter).type(note="x").save()
    anna.open(letter).fill("commitments-0", amount_eur="500").save()
    make.commitment(400, letter=other, published_at=None, part_of=whole)
    [problem] = refusal(make.again(letter), 2, anna)
    assert problem.startswith("De onderdelen zijn samen €\xa0400, meer dan het geheel “Geheel” van €\xa0100")
