"""What readers are told of an approval: what the site said, what it says now, when and why."""

import datetime

import pytest

from commitments.approval import decisions
from commitments.ledger.places import renew_places
from commitments.models import Channel, Correction
from letters.models import Dossier, Minister
from tests.commitments import factories as make
from tests.commitments.clerks import Clerk, address, told

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

WHY = "Wij lazen het bedrag verkeerd."
NEEDED = "Deze versie verandert wat openbaar is. Geef de reden; zij komt op de site te staan."


@pytest.fixture
def anna(db):
    return Clerk("anna")


@pytest.fixture
def bert(db):
    return Clerk("bert")


@pytest.fixture
def letter(db):
    return make.approved(make.working(100, number=171, short_title="Steun in 2024"))


def noted(**which):
    """(what, of what, field, before, after) of each correction, the oldest first."""
    rows = Correction.objects.filter(**which).order_by("pk")
    return [(row.what, row.title, row.field, row.before, row.after) for row in rows]


def changed(commitment, **facts):
    """The letter of this commitment once these facts were approved."""
    for name, value in facts.items():
        setattr(commitment, name, value)
    commitment.save()
    return make.approved(commitment, WHY)


def test_of_a_first_publication_nothing_is_a_correction(letter):
    assert noted() == []


def test_a_changed_amount_is_told_in_words_and_in_euros(anna, bert, letter):
    commitment = letter.commitments.get()
    form = anna.open(letter).fill("commitments-0", amount_eur="200")
    form.fill("mentions-0", quote="Nederland geeft €\xa0200.", amount_as_written="€\xa0200", amount=200)
    assert form.save().status_code == 302
    assert told(bert.does(letter, "approve", reason=WHY))[0][0] == "success"
    amount, quote = Correction.objects.order_by("pk")
    assert (amount.what, amount.kind, amount.field) == ("gewijzigd", "toezegging", "amount_eur")
    assert (amount.slug, amount.title) == (commitment.slug, commitment.title)
    assert (amount.letter, amount.letter_slug) == ("Kamerstuk 36 045, nr. 171", "kst-36045-171")
    assert (amount.before, amount.after) == ("€\xa0100", "€\xa0200")
    assert (amount.before_eur, amount.after_eur) == (100, 200)
    assert (amount.reason, amount.made_by) == (WHY, bert.user)
    assert (quote.field, quote.before, quote.after) == (
        "quote", "“Nederland geeft €\xa0100.”", "“Nederland geeft €\xa0200.”",
    )  # fmt: skip
    assert (quote.before_eur, quote.after_eur) == (None, None)


@pytest.mark.parametrize(
    ("precision", "said"), [("circa", "circa €\xa0100"), ("at-most", "ten hoogste €\xa0100"), ("exact", "€\xa0100")]
)
def test_an_amount_is_told_as_precise_as_the_site_said_it(precision, said):
    commitment = make.promised(make.working(), 100, precision=precision)
    make.approved(commitment)
    commitment.mentions.update(quote="Nederland geeft €\xa0200.", amount_as_written="€\xa0200", amount=200)
    changed(make.again(commitment), amount_eur=200)
    amount = Correction.objects.get(field="amount_eur")
    assert (amount.before, amount.after) == (said, said.replace("100", "200"))
    assert (amount.before_eur, amount.before_precision) == (100, precision)
    assert (amount.after_eur, amount.after_precision) == (200, precision)


def test_an_amount_that_only_becomes_less_precise_is_told_as_that():
    commitment = make.promised(make.working(), 100)
    make.approved(commitment)
    changed(make.again(commitment), precision="circa")
    assert [row[2:] for row in noted()] == [("precision", "precies", "circa")]
    changed(make.again(commitment), amount_eur=100, precision="at-least")
    assert [row[2:] for row in noted()][1:] == [("precision", "circa", "ten minste")]


def test_what_is_added_and_withdrawn_keeps_how_precise_it_was(letter):
    make.promised(letter, 50, title="Later", precision="circa")
    letter = make.approved(letter, WHY)
    added = Correction.objects.get()
    assert (added.after, added.after_eur, added.after_precision) == ("circa €\xa050", 50, "circa")
    assert (added.before_eur, added.before_precision) == (None, "")
    decisions.withdraw_letter(letter, None, make.NOW, "Een concept.")
    gone = Correction.objects.withdrawals().order_by("kind", "title")
    assert {one.title: str(one.before_sum.full) for one in gone} == {
        letter.short_title: "circa €\xa0150",
        letter.commitments.exclude(title="Later").get().title: "€\xa0100",
        "Later": "circa €\xa050",
    }


def test_of_a_correction_from_before_precision_was_kept_the_amount_is_printed_as_it_was():
    assert Correction(before_eur=100).before_sum.full == "€\xa0100"
    assert Correction().before_sum is None


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"title": "Drones"}, [("title", "Toezegging", "Drones")]),
        ({"precision": "circa"}, [("precision", "precies", "circa")]),
        ({"year": 2025, "end_year": 2026}, [("period", "2024", "2025-2026")]),
        ({"period_note": "januari-april"}, [("period_note", "", "januari-april")]),
        ({"stage": "geleverd"}, [("stage", "aangekondigd", "geleverd")]),
        ({"finance_type": "lening"}, [("finance_type", "gift (geld of goederen)", "lening")]),
        ({"exclusion": "plafond"}, [("exclusion", "", "een plafond, geen toegezegd bedrag")]),
        ({"note": "Zo lezen wij het."}, [("note", "", "Zo lezen wij het.")]),
    ],
)
def test_each_fact_of_a_commitment_is_told_under_its_own_name(facts, expected):
    commitment = make.promised(make.working(), title="Toezegging")
    make.approved(commitment)
    changed(make.again(commitment), **facts)
    assert [row[2:] for row in noted()] == expected


def test_links_and_names_are_told_by_the_name_of_what_they_lead_to(letter):
    whole = letter.commitments.get()
    part = make.promised(letter, 10, title="Deel")
    make.approved(letter, WHY)
    ifu = Channel.objects.create(slug="ifu", name="Fonds", short_name="IFU")
    changed(make.again(part), part_of=whole, channel=ifu, category=make.category("cyber"))
    assert [row[2:] for row in noted(what="gewijzigd")] == [
        ("category", "Military", "Cyber"), ("channel", "", "Fonds"), ("part_of", "", whole.title),
    ]  # fmt: skip


def test_another_name_of_a_whole_is_told_of_the_whole_and_not_of_its_parts(letter):
    whole = letter.commitments.get()
    make.promised(letter, 10, title="Deel", part_of=whole)
    make.approved(letter, WHY)
    changed(make.again(whole), title="Anders")
    assert noted(what="gewijzigd") == [("gewijzigd", "Anders", "title", whole.title, "Anders")]


def test_a_commitment_that_a_public_letter_gets_later_is_told(letter):
    make.promised(letter, 50, title="Gemist")
    make.approved(letter, WHY)
    assert noted() == [("toegevoegd", "Gemist", "", "", "€\xa050")]
    assert list(Correction.objects.values_list("before_eur", "after_eur")) == [(None, 50)]


def test_a_commitment_that_comes_from_another_letter_changed_its_letter(letter):
    moved, other = letter.commitments.get(), make.working(number=172)
    moved.letter = other
    moved.save()
    letter.mentions.update(letter=other)
    make.approved(other, WHY)
    assert noted() == [("gewijzigd", moved.title, "letter", "Kamerstuk 36 045, nr. 171", "Kamerstuk 36 045, nr. 172")]


def test_the_facts_of_a_letter_are_told_too(letter):
    minister = Minister.objects.create(slug="wit", name="Anna de Wit", family_name="Wit")
    letter.signatures.create(minister=minister, office="Minister van Defensie")
    letter.other_dossiers.add(Dossier.objects.create(number="21501-20"))
    letter.date, letter.short_title, letter.reference = datetime.date(2024, 2, 1), "Meer steun", "BZ-1"
    letter.save()
    make.approved(letter, WHY)
    assert [row[2:] for row in noted(kind="brief")] == [
        ("reference", "", "BZ-1"),
        ("dossiers", "36 045", "36 045; 21 501-20"),
        ("date", "1 januari 2024", "1 februari 2024"),
        ("short_title", "Steun in 2024", "Meer steun"),
        ("signatures", "", "Anna de Wit, Minister van Defensie (ondertekend)"),
    ]


TEXT = "Nederland geeft €\xa0100."


def with_text(letter, text):
    """The letter once it has this text, as a new version."""
    letter.text = text
    letter.save()
    letter.save_edit(None, make.NOW)
    renew_places(letter)
    return letter


@pytest.mark.parametrize("after", ["Voorzitter. Nederland geeft €\xa0100.", ""])
def test_that_the_text_of_a_letter_changed_is_told_with_its_reason_and_without_its_words(after, letter, bert, client):
    make.approved(with_text(letter, TEXT))
    with_text(make.again(letter), after)
    assert told(bert.does(letter, "approve", reason="")) == [("error", NEEDED)]
    assert told(bert.does(letter, "approve", reason=WHY))[0][0] == "success"
    assert noted() == [("gewijzigd", "Steun in 2024", "text", "", "")]
    page = client.get("/correcties/").content.decode()
    assert "<dt>Tekst</dt><dd>De tekst van de brief is veranderd.</dd>" in page
    assert "Er stond niets" not in page


@pytest.mark.parametrize(
    ("name", "facts", "expected"),
    [
        (lambda: make.category("cyber"), {"name": "Digitaal", "description": "Wat online gebeurt.", "position": 1},
         [("categorie", "cyber", "name", "Cyber", "Digitaal"),
          ("categorie", "cyber", "description", "", "Wat online gebeurt.")]),
        (lambda: Channel.objects.create(slug="ifu", name="Fonds", short_name="IFU"), {"short_name": "Fonds"},
         [("kanaal", "ifu", "short_name", "IFU", "Fonds")]),
        (lambda: Minister.objects.create(slug="wit", name="A. de Wit", family_name="Wit"), {"name": "Anna de Wit"},
         [("bewindspersoon", "wit", "name", "A. de Wit", "Anna de Wit")]),
        (lambda: Dossier.objects.create(number="36200-V"), {"title": "Begroting"},
         [("dossier", "36200-V", "title", "", "Begroting")]),
    ],
    ids=["category", "channel", "minister", "dossier"],
)  # fmt: skip
def test_another_name_or_description_is_told_with_its_reason(name, facts, expected, bert, client):
    name = name()
    assert told(bert.does(name, "approve", reason=""))[0][0] == "success"
    assert noted() == []
    for field, value in facts.items():
        setattr(name, field, value)
    name.save()
    name.save_edit(None, make.NOW)
    assert told(bert.does(name, "approve", reason="")) == [("error", NEEDED)]
    assert not make.again(name).is_approved
    assert told(bert.does(name, "approve", reason=WHY))[0][0] == "success"
    rows = Correction.objects.order_by("pk")
    assert [(one.kind, one.slug, one.field, one.before, one.after) for one in rows] == expected
    assert {(one.reason, one.made_by, one.letter) for one in rows} == {(WHY, bert.user, "")}
    page = client.get("/correcties/").content.decode()
    assert f"Er staat nu: <ins>{expected[-1][4]}</ins>" in page
    assert client.get("/correcties.csv").status_code == 200


def test_a_colour_or_an_order_of_a_category_is_no_correction(bert):
    category = make.category("cyber")
    bert.does(category, "approve")
    category.position, category.colour = 7, "slate"
    category.save()
    category.save_edit(None, make.NOW)
    assert told(bert.does(category, "approve", reason=""))[0][0] == "success"
    assert noted() == []


def test_an_amount_that_is_judged_otherwise_or_explained_otherwise_is_told(letter):
    other = make.approved(make.promised(make.working(number=151), title="Eerder"))
    mention = make.states(other, verdict="repeats", letter=letter)
    make.approved(letter)
    assert noted() == []
    mention.verdict, mention.commitment = "other", None
    mention.save()
    make.approved(make.again(letter), WHY)
    mention.note = "Dit is geld van de EU."
    mention.save()
    make.approved(make.again(letter), WHY)
    repeat, context = (
        "“€\xa0100”: herhaalt een toezegging: “Eerder”",
        "“€\xa0100”: iets anders, geen toezegging",
    )
    assert noted() == [
        ("gewijzigd", "Steun in 2024", "reading", repeat, context),
        ("gewijzigd", "Steun in 2024", "reading", context, f"{context} (Dit is geld van de EU.)"),
    ]


def test_a_first_text_other_blanks_in_it_and_a_first_verdict_are_no_correction(letter):
    with_text(letter, TEXT)
    make.mention(letter)
    make.approved(letter)
    make.approved(with_text(make.again(letter), "Nederland geeft\n€\xa0100."))
    assert noted() == []


def test_what_is_left_out_is_told_as_withdrawn_with_the_other_changes_of_that_approval(letter):
    make.promised(letter, 50, title="Vervalt")
    letter = make.approved(letter, WHY)
    Correction.objects.all().delete()
    gone = letter.commitments.get(title="Vervalt")
    gone.mentions.all().delete()
    gone.delete()
    changed(letter.commitments.get(), note="Nagezien.")
    assert [row[:3] for row in noted()] == [
        ("teruggetrokken", "Vervalt", ""), ("gewijzigd", letter.commitments.get().title, "note"),
    ]  # fmt: skip
    assert set(Correction.objects.values_list("reason", flat=True)) == {WHY}


def test_a_letter_that_was_withdrawn_and_comes_back_is_told_with_what_is_in_it(anna, letter):
    anna.does(letter, "withdraw", reason="Te vroeg.")
    make.approved(letter, "Toch goed.")
    title = letter.commitments.get().title
    assert [(row[0], row[1], row[4]) for row in noted()] == [
        ("teruggetrokken", "Steun in 2024", ""),
        ("teruggetrokken", title, ""),
        ("toegevoegd", "Steun in 2024", ""),
        ("toegevoegd", title, "€\xa0100"),
    ]


def test_a_row_that_was_deleted_and_entered_again_under_its_address_was_not_gone(letter):
    row = letter.commitments.get()
    row.mentions.all().delete()
    row.delete()
    make.promised(letter, 100, slug=row.slug, title="Opnieuw")
    make.approved(letter, WHY)
    assert noted() == [("gewijzigd", "Opnieuw", "title", row.title, "Opnieuw")]


def test_who_changes_what_is_public_says_why(anna, bert, letter):
    anna.open(letter.commitments.get()).type(note="Nagezien.").save()
    for reason in ("", "  ", "\0"):
        assert told(bert.does(letter, "approve", reason=reason)) == [("error", NEEDED)]
    assert noted() == []
    assert not make.again(letter).is_approved
    assert told(bert.does(letter, "approve", reason=WHY))[0][0] == "success"
    assert len(noted()) == 1


def test_the_page_asks_for_the_reason_and_proposes_what_was_typed_with_the_edits(anna, bert, letter):
    anna.open(letter.commitments.get()).type(note="Eén", _reason="Gemeld door een lezer.").save()
    anna.open(letter.commitments.get()).type(note="Twee", _reason="Nagezien in de brief.").save()
    page = bert.get(address(letter, "review")).render().content.decode()
    assert "Reden, openbaar" in page
    assert "required>Gemeld door een lezer.\nNagezien in de brief.</textarea>" in page
    draft = make.working(100)
    assert "approve-reason" not in bert.get(address(draft, "review")).render().content.decode()


def test_an_approval_that_changes_nothing_for_readers_asks_for_no_reason(bert, letter):
    make.mention(letter)
    letter.save_edit(None, make.NOW)
    assert told(bert.does(letter, "approve", reason=""))[0][0] == "success"
    assert noted() == []


def test_what_is_refused_leaves_no_correction(letter):
    commitment = letter.commitments.get()
    commitment.amount_eur = 999  # and the quote says otherwise
    commitment.save()
    with pytest.raises(decisions.Refused):
        make.approved(letter, WHY)
    assert noted() == []
