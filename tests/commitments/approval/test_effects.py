"""Versions of a letter or a name laid side by side: every field, from what and to what, and who made them when and why."""

import datetime

import pytest
from django.http import Http404

from commitments.approval.effects import snapshot_of
from commitments.models import Category, Channel, Commitment, Mention
from letters.models import Dossier, Minister
from tests.commitments import factories as make
from tests.commitments.clerks import address
from ukrainesteun.editions.versions import (
    AROUND,
    LONGEST_SHOWN,
    Difference,
    RowFacts,
    differences,
    excerpts,
    versions,
)

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


def minister(slug="ollongren", name="Kajsa Ollongren"):
    return Minister.objects.create(slug=slug, name=name, family_name=name)


def shown(clerk, unit, **query):
    return clerk.get(address(unit, "compare"), **query).context_data["differences"]


# the comparison itself


def test_rows_are_compared_by_what_they_say():
    before = {"a": RowFacts("A", {"titel": "x", "jaar": "2024"}), "b": RowFacts("B", {"titel": "y", "leeg": ""})}
    after = {"a": RowFacts("A nu", {"titel": "z", "jaar": "2024"}), "c": RowFacts("C", {"titel": "w", "leeg": ""})}
    assert differences(before, after) == [
        Difference("A nu", changes=[("titel", "x", "z")]),
        Difference("C", is_added=True, changes=[("titel", "", "w")]),
        Difference("B", is_removed=True, changes=[("titel", "y", "")]),
    ]
    assert differences(after, after) == []


# the pages

CHANGES = {
    "letter": {"kind": "verslag", "title": "Titel", "short_title": "Kort", "note": "Noot", "reference": "BZ-1",
               "date": "02-02-2024", "text": "Tekst"},
    "commitments-0": {"title": "Anders", "precision": "circa", "year": "2025", "end_year": "2026", "period_note": "mei",
                      "stage": "geleverd", "finance_type": "garantie", "exclusion": "garantie", "note": "Noot"},
    "signatures-0": {"manner": "mede-namens", "name_as_printed": "K.H. Ollongren", "position": "2"},
    "mentions-1": {"quote": "Zeker EUR 7 mln", "amount_as_written": "EUR 7 mln", "amount": "7000000", "note": "Noot",
                   "verdict": "not-money"},
}  # fmt: skip


def test_a_comparison_shows_every_field_that_changed_from_what_and_to_what(anna):
    letter = make.working(100)
    letter.signatures.create(minister=minister(), office="Minister van Defensie")
    make.mention(letter)
    form = anna.open(letter)
    for name, fields in CHANGES.items():
        form.fill("" if name == "letter" else name, **fields)
    form.type(text=f"{letter.mentions.first().quote} Zeker EUR 7 mln")
    assert form.save().status_code == 302
    found = {difference.name: difference.changes for difference in shown(anna, letter)}
    title = letter.commitments.get().title
    assert found == {
        "brief": [
            ("soort", "brief", "verslag van een schriftelijk overleg"),
            ("kenmerk", "", "BZ-1"),
            ("datum", "1 januari 2024", "2 februari 2024"),
            ("titel", "", "Titel"),
            ("korte naam", "Een brief", "Kort"),
            ("toelichting", "", "Noot"),
            ("tekst", "", f"{letter.mentions.first().quote} Zeker EUR 7 mln"),
        ],
        "ondertekening: Kajsa Ollongren, Minister van Defensie": [
            ("volgorde", "1", "2"),
            ("hoe", "ondertekend", "mede namens"),
            ("naam zoals gedrukt", "", "K.H. Ollongren"),
        ],
        "toezegging: Anders": [
            ("titel", found["toezegging: Anders"][0][1], "Anders"),
            ("nauwkeurigheid", "precies", "circa"),
            ("jaar", "2024", "2025"),
            ("tot en met", "2024", "2026"),
            ("periode in woorden", "", "mei"),
            ("fase", "aangekondigd", "geleverd"),
            ("soort", "gift (geld of goederen)", "garantie"),
            ("uitgesloten omdat", "geen: het bedrag telt mee", "een garantie, geen uitgave"),
            ("toelichting", "", "Noot"),
        ],
        "vindplaats 2: EUR 7 mln": [
            ("citaat", "Het gaat om EUR 5 miljoen.", "Zeker EUR 7 mln"),
            ("bedrag zoals geschreven", "EUR 5 miljoen", "EUR 7 mln"),
            ("bedrag", "€\xa05.000.000", "€\xa07.000.000"),
            ("oordeel", "iets anders, geen toezegging", "geen geld"),
            ("toelichting", "", "Noot"),
        ],
    }
    assert title == "Anders"


def test_every_field_that_a_clerk_can_change_is_in_a_snapshot(anna):
    """So that a field that is added later cannot change unseen."""
    letter = make.working(100)
    letter.signatures.create(minister=minister(), office="Minister van Defensie")
    told = snapshot_of(letter)
    for model, key in ((type(letter), ""), (Commitment, "commitment"), (Mention, "mention"), (Minister, "signature")):
        fields = (Minister.signatures.rel.related_model if model is Minister else model)._meta
        [row] = [row for name, row in told.items() if name.split(" ")[0] == key]
        editable = {
            str(field.verbose_name)
            for field in (*fields.concrete_fields, *fields.many_to_many)
            if field.editable and field.name not in ("id", "letter")
        }
        assert editable <= row.facts.keys() | {"adres"}, model


def test_rows_that_came_and_went_are_shown_with_all_they_say(anna):
    letter = make.working(100)
    mention = make.mention(letter, note="Weg ermee")
    form = anna.open(letter).delete(mention)
    form.add("mentions", quote="EUR 1 mln", amount_as_written="EUR 1 mln", verdict="other", position="9")
    assert form.save().status_code == 302
    added, removed = shown(anna, letter)
    assert (added.name, added.is_added, removed.name, removed.is_removed) == (
        "vindplaats 9: EUR 1 mln", True, "vindplaats 2: EUR 5 miljoen", True
    )  # fmt: skip
    assert ("citaat", "", "EUR 1 mln") in added.changes
    assert ("toelichting", "Weg ermee", "") in removed.changes
    page = anna.get(address(letter, "compare")).render().content.decode()
    assert "<del>Weg ermee</del>" in page
    assert "<ins>EUR 1 mln</ins>" in page


def test_links_to_many_are_compared(anna):
    old, new = make.working(), make.working()
    whole = make.commitment(100, letter=old, published_at=None, title="Oud")
    part = make.commitment(40, letter=old, published_at=None, title="Deel", part_of=whole)
    row = make.commitment(100, letter=new, published_at=None, title="Nieuw", replaces=whole)
    one, other = (Dossier.objects.create(number=number) for number in ("21501-20", "28676"))
    form = anna.open(new).type(other_dossiers=[str(one.pk), str(other.pk)])
    assert form.fill("commitments-0", takes=[str(part.pk)]).save().status_code == 302
    assert anna.open(new).type(other_dossiers=[str(other.pk)]).save().status_code == 302
    first, second = shown(anna, new, van="1", naar="2")
    assert (first.name, first.changes) == ("brief", [("andere dossiers", "", "21 501-20, 28 676")])
    assert (second.name, second.changes) == ("wijziging 1: hersteld", [("gaat verder", "", f"Deel in {row}")])
    [only] = shown(anna, new)
    assert only.changes == [("andere dossiers", "21 501-20, 28 676", "28 676")]


def test_versions_are_compared_both_ways_and_with_themselves(anna):
    category = make.category(name="Een")
    for name in ("Twee", "Drie"):
        anna.open(category).type(name=name).save()
    assert [one.changes for one in shown(anna, category)] == [[("naam", "Twee", "Drie")]]
    assert [one.changes for one in shown(anna, category, van="1", naar="3")] == [[("naam", "Een", "Drie")]]
    assert [one.changes for one in shown(anna, category, van="3", naar="1")] == [[("naam", "Drie", "Een")]]
    assert shown(anna, category, van="2", naar="2") == []


@pytest.mark.parametrize("query", [{"van": "0"}, {"naar": "9"}, {"van": "x"}, {"naar": "9" * 30}, {"van": "9" * 5000},
                                   {"van": "-1"}, {"naar": ""}, {"van": "1.0"}])  # fmt: skip
def test_a_version_that_is_not_there_is_not_found(anna, query):
    letter = make.working(100)
    anna.open(letter).type(note="x").save()
    with pytest.raises(Http404):
        anna.get(address(letter, "compare"), **query)


def test_an_old_version_that_names_what_is_gone_is_still_shown(anna):
    gone = minister("gone", "Weg")
    letter = make.working()
    letter.signatures.create(minister=gone, office="Minister")
    dossier, channel = (
        Dossier.objects.create(number="28676"),
        Channel.objects.create(slug="x", name="X", short_name="X"),
    )
    letter.other_dossiers.set([dossier])
    category = make.category("cyber")
    commitment = make.commitment(letter=letter, published_at=None, category=category, channel=channel)
    anna.open(letter).type(note="x").save()
    form = anna.open(letter).type(other_dossiers=None).delete(letter.signatures.get(), commitment)
    assert form.save().status_code == 302
    for row in (gone, dossier, channel, category):
        row.delete()
    found = {label: before for difference in shown(anna, letter) for label, before, _ in difference.changes}
    assert found["andere dossiers"] == "dossier (intussen verwijderd)"
    assert found["categorie"] == "categorie (intussen verwijderd)"
    assert found["kanaal"] == "kanaal (intussen verwijderd)"
    assert found["bewindspersoon"] == "bewindspersoon (intussen verwijderd)"
    anna.get(address(letter, "compare")).render()


# the history


def test_the_history_lists_every_version_with_who_when_and_why(anna, bert):
    letter = make.working(100)
    before = datetime.datetime.now(datetime.UTC)
    anna.open(letter).type(note="Van Anna", _reason="Gebeld").save()
    bert.open(letter.commitments.get()).type(note="Van Bert", _reason="<b>Nagelezen</b>").save()
    after = datetime.datetime.now(datetime.UTC)
    found = versions(make.again(letter))
    assert [(one.number, one.made_by and one.made_by.username, one.reason) for one in found] == [
        (3, "bert", "<b>Nagelezen</b>"),
        (2, "anna", "Gebeld"),
        (1, None, ""),
    ]
    assert before < found[1].made_at < found[0].made_at < after
    page = anna.get(address(letter, "history")).render().content.decode()
    assert "&lt;b&gt;Nagelezen&lt;/b&gt;" in page
    for word in ("anna", "bert", "Gebeld", "een opdracht aan het programma"):
        assert word in page


def test_the_history_says_which_version_was_approved(anna, bert):
    letter = make.working(100)
    anna.open(letter).type(note="Van Anna").save()
    bert.does(letter, "approve")
    anna.open(letter).type(note="Weer van Anna").save()
    page = anna.get(address(letter, "history")).render().content.decode()
    assert page.count("goedgekeurd</span>") == 1
    assert '<th scope="row">2 <span class="tag">goedgekeurd</span></th>' in page


def test_a_public_copy_has_no_history(anna):
    letter = make.approved(make.working(100))
    for model in (type(letter), Commitment, Category):
        assert not model.history.filter(is_public_copy=True).exists()
    assert Mention.history.filter(letter=letter).count() == Mention.history.count()


def test_of_a_long_text_only_the_part_that_differs_is_shown():
    before = "a" * 5_000 + " EUR 2 miljard " + "z" * 5_000
    after = before.replace("2", "3")
    shown = excerpts(before, after)
    assert shown == tuple(f"…{value[5_005 - AROUND : 5_006 + AROUND]}…" for value in (before, after))
    assert excerpts("kort", "korter") == ("kort", "korter")
    long_one, other = excerpts("", "b" * 5_000), excerpts("b" * 5_000, "")
    assert (len(long_one[1]), len(other[0])) == (LONGEST_SHOWN + 1, LONGEST_SHOWN + 1)
