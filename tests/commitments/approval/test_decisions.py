"""What may become public, and what may be taken back: a letter whole or not at all, and never a part without its whole.

The site shows public copies; `shown()` and `total()` say what a visitor gets, whatever is worked on behind it.
"""

import datetime

import pytest
from django.contrib.auth.models import User

from commitments.approval import decisions, invariants
from commitments.models import Affected, Category, Change, Channel, Commitment, Correction, Mention
from letters.models import Dossier, Letter, Minister
from tests.commitments import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

NOW = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(days=7)
EARLY = datetime.date(2023, 1, 1)


def publish(letter, now=NOW, reason=""):
    return decisions.publish_letter(make.again(letter), None, now, reason)


def withdraw(letter, reason="Vergissing.", by=None, now=NOW):
    return decisions.withdraw_letter(make.again(letter), by, now, reason)


def problems(act, *args, **fields):
    """Why this is refused; nothing is."""
    before = everything_public()
    with pytest.raises(decisions.Refused) as refused:
        act(*args, **fields)
    assert everything_public() == before, "something was changed all the same"
    return refused.value.problems


def everything_public():
    """Every value of every public copy."""
    models = (Dossier, Minister, Category, Channel, Letter, Commitment)
    of_letters = Mention.objects.filter(letter__is_public_copy=True)
    return [
        *(list(model.objects.public_copies().order_by("pk").values()) for model in models),
        list(of_letters.order_by("pk").values()),
        list(Change.objects.filter(letter__is_public_copy=True).order_by("pk").values()),
        list(Affected.objects.filter(change__letter__is_public_copy=True).order_by("pk").values()),
        list(Correction.objects.values()),
    ]


def shown():
    """The title and amount of each commitment that is public."""
    return sorted(Commitment.objects.published().values_list("title", "amount_eur"))


def total():
    return Commitment.objects.published().counted().total_eur()


def change(row, **fields):
    """What a person does in the admin, to one working row."""
    assert type(row).objects.working().filter(pk=row.pk).update(**fields) == 1
    if "amount_eur" in fields:
        make.again(row).mentions.all().delete()
        make.states(make.again(row))


def remove(commitment):
    commitment.mentions.all().delete()
    commitment.delete()


def names(letter):
    """What of the names that this letter uses is public: (name, public name)."""
    (row,) = letter.commitments.all()
    signature = letter.signatures.get()
    found = (letter.dossier, *letter.other_dossiers.all(), signature.minister, row.category, row.channel)
    return [(str(name), name.public_copy and str(name.public_copy)) for name in found]


@pytest.fixture
def anna():
    return User.objects.create(username="anna")


@pytest.fixture
def bram():
    return User.objects.create(username="bram")


@pytest.fixture
def letter():
    """Worked on, with every kind of name in it."""
    row = make.working()
    row.other_dossiers.add(Dossier.objects.create(number="21501-20"))
    minister = Minister.objects.create(slug="ollongren", name="Kajsa Ollongren", family_name="Ollongren")
    row.signatures.create(minister=minister, office="Minister van Defensie", position=1)
    channel = Channel.objects.create(slug="ifu", name="Fonds", short_name="IFU")
    make.promised(row, 100, title="Steun", channel=channel)
    return row


# Approving


@pytest.mark.engines
def test_the_first_approval_makes_public_copies_of_all_that_is_in_a_letter_and_of_the_names_it_uses(letter):
    assert {public for _, public in names(letter)} == {None}
    copy = publish(letter)
    assert (copy.is_public_copy, copy.working, copy.slug, copy.published_at) == (True, letter, letter.slug, NOW)
    assert shown() == [("Steun", 100)]
    assert [mention.quote for mention in Mention.objects.published()] == ["Nederland geeft €\xa0100."]
    assert copy.signatures.get().office == "Minister van Defensie"
    assert names(make.again(letter)) == [
        ("36 045", "36 045"),
        ("21 501-20", "21 501-20"),
        ("Kajsa Ollongren", "Kajsa Ollongren"),
        ("Military", "Military"),
        ("Fonds", "Fonds"),
    ]
    assert not any(rows for _, rows in invariants.broken())


def test_a_letter_without_commitments_becomes_public():
    letter = make.working()
    assert not letter.is_published
    publish(letter)
    assert make.again(letter).is_published


@pytest.mark.engines
def test_a_whole_and_its_parts_become_public_together():
    letter = make.working()
    whole = make.promised(letter, 100)
    part = make.promised(letter, 60, part_of=whole)
    make.promised(letter, 60, part_of=part)
    publish(letter)
    assert Commitment.objects.published().count() == 3
    assert total() == 100


@pytest.mark.engines
def test_what_is_edited_after_approval_is_public_only_when_it_is_approved_again(letter):
    publish(letter)
    before, (commitment,) = everything_public(), letter.commitments.all()
    change(letter, short_title="Anders")
    change(commitment, title="Meer steun", amount_eur=150)
    make.promised(letter, 20, title="Nog iets")
    letter.signatures.all().delete()
    letter.other_dossiers.clear()
    assert everything_public() == before
    copy = publish(letter)
    assert shown() == [("Meer steun", 150), ("Nog iets", 20)]
    assert (copy.short_title, copy.signatures.count(), copy.other_dossiers.count()) == ("Anders", 0, 0)
    assert not any(rows for _, rows in invariants.broken())


def test_what_is_public_keeps_its_moment_when_it_is_approved_again():
    letter = make.working(100)
    publish(letter)
    make.promised(letter, 20)
    assert publish(letter, LATER).published_at == NOW
    assert list(Commitment.objects.published().order_by("pk").values_list("published_at", flat=True)) == [NOW, LATER]


def test_the_public_copy_says_which_version_was_approved_and_by_whom(letter, anna, bram):
    letter.note_edit(anna, NOW)
    letter.save()
    copy = decisions.approve_letter(make.again(letter), bram, LATER)
    assert (copy.version, copy.edited_by, copy.edited_at) == (2, bram, LATER)
    assert make.again(letter).is_approved
    letter.note_edit(anna, LATER)
    letter.save()
    assert not make.again(letter).is_approved
    assert make.again(letter).is_published


def test_a_name_that_becomes_public_with_a_letter_says_by_whom_and_when(letter, bram):
    decisions.approve_letter(letter, bram, LATER)
    (row,) = letter.commitments.all()
    used = (letter.dossier, *letter.other_dossiers.all(), letter.signatures.get().minister, row.category, row.channel)
    assert [(name.public_copy.version, name.public_copy.edited_by, name.public_copy.edited_at) for name in used] == [
        (1, bram, LATER)
    ] * 5


def test_the_public_copy_of_a_name_says_which_version_was_approved_by_whom_and_when(anna, bram):
    name = make.category()
    name.note_edit(anna, NOW)
    name.save()
    copy = decisions.approve_name(make.again(name), bram, LATER)
    assert (copy.version, copy.edited_by, copy.edited_at) == (2, bram, LATER)
    assert make.again(name).is_approved


def test_what_has_a_public_copy_is_approved_into_that_copy(letter):
    assert publish(letter).pk == publish(letter).pk
    assert Letter.objects.public_copies().count() == Commitment.objects.public_copies().count() == 1


# Four eyes (test_authors.py says who wrote what)


def written_by(user, row, **facts):
    """A new version of this row, by this user."""
    for name, value in facts.items():
        setattr(row, name, value)
    row.note_edit(user, NOW)
    row.save()
    return row


def test_who_wrote_any_of_it_does_not_approve_it(letter, anna, bram):
    written_by(anna, letter, note="Van Anna")
    own = [
        "U schreef zelf mee aan wat hiermee openbaar wordt. Wie er niets van schreef, keurt het goed. "
        "Maakt u ongedaan wat u veranderde, dan mag u het ook."
    ]
    assert problems(decisions.approve_letter, letter, anna, NOW) == own
    decisions.approve_letter(letter, bram, NOW)
    assert make.again(letter).is_approved


def test_where_one_person_works_she_approves_her_own_version(letter, anna, settings):
    settings.FOUR_EYES = False
    written_by(anna, letter, note="Van Anna")
    decisions.approve_letter(letter, anna, NOW)
    assert make.again(letter).is_approved


def test_what_a_command_wrote_may_be_approved_by_anyone(letter, anna):
    written_by(None, letter, note="Ingelezen")
    decisions.approve_letter(letter, anna, LATER)
    assert make.again(letter).is_approved


def test_who_wrote_a_name_does_not_approve_it(anna, bram):
    cyber = written_by(anna, make.category("cyber"), name="Digitaal")
    assert len(problems(decisions.approve_name, cyber, anna, NOW)) == 1
    assert decisions.approve_name(cyber, bram, NOW).name == "Digitaal"


# A date in doubt


DOUBT = "Kijk de datum na. Klopt zij, kruis dat dan aan en zeg waarom."


@pytest.mark.parametrize(
    ("date", "doubt"),
    [
        (datetime.date(2026, 3, 2), "De brief is gedateerd op 2 maart 2026: dat moet nog komen."),
        (datetime.date(2013, 12, 31), "De brief is gedateerd op 31 december 2013: van voor 2014."),
    ],
)
def test_a_date_to_come_or_of_before_2014_needs_somebody_who_says_why_it_is_right(date, doubt, bram):
    letter = make.working(100, date=date)
    assert problems(decisions.approve_letter, letter, bram, NOW) == [f"{doubt} {DOUBT}"]
    decisions.approve_letter(letter, bram, NOW, date_reason="Nagevraagd bij de griffie.")
    assert make.again(letter).is_approved


@pytest.mark.parametrize("date", [datetime.date(2026, 3, 1), datetime.date(2014, 1, 1)])
def test_a_date_of_today_or_of_2014_is_in_no_doubt(date, bram):
    letter = make.working(100, date=date)
    decisions.approve_letter(letter, bram, NOW)
    assert make.again(letter).is_approved


def test_today_is_the_day_in_the_netherlands(bram):
    letter, late = make.working(100, date=datetime.date(2026, 3, 2)), NOW.replace(hour=23, minute=30)
    decisions.approve_letter(letter, bram, late)


def test_a_date_that_was_confirmed_is_not_asked_again_until_it_changes(bram):
    letter = make.working(100, date=datetime.date(2027, 1, 1))
    decisions.approve_letter(letter, bram, NOW, date_reason="Nagevraagd.")
    letter = written_by(None, make.again(letter), note="Anders")
    decisions.approve_letter(letter, bram, LATER, reason="Verbeterd.")
    letter = written_by(None, make.again(letter), date=datetime.date(2027, 1, 2))
    (problem,) = problems(decisions.approve_letter, letter, bram, LATER, reason="Verbeterd.")
    assert problem == f"De brief is gedateerd op 2 januari 2027: dat moet nog komen. {DOUBT}"


# What holds a letter back


def test_without_a_quote_in_its_own_letter_nothing_becomes_public():
    letter = make.working()
    commitment = make.commitment(title="Steun", letter=letter, published_at=None)
    message = (
        "“Steun” heeft nog geen citaat. Voeg bij de brief een vindplaats toe met het oordeel “noemt de toezegging”."
    )
    assert problems(publish, letter) == [message]
    make.states(commitment, verdict="repeats")
    make.states(commitment, letter=make.working())
    assert problems(publish, letter) == [message]


@pytest.mark.engines
@pytest.mark.parametrize("quoted", [{"amount": 90}, {"currency": "USD"}, {"amount": None, "currency": ""}])
def test_a_quote_with_another_amount_holds_back_its_letter(quoted):
    letter = make.working()
    make.states(make.commitment(100, title="Steun", letter=letter, published_at=None), **quoted)
    assert problems(publish, letter) == ["“Steun” is €\xa0100, maar het citaat zegt “€\xa0100”."]


def test_a_money_expression_without_a_verdict_holds_back_its_letter():
    letter = make.working(text="Nederland geeft EUR 5 miljoen voor herstel en EUR 7 miljoen voor cyber.")
    message = "{} bedragen in de tekst hebben nog geen oordeel, te beginnen met “{}”. Loop de vindplaatsen na."
    assert problems(publish, letter) == [message.format(2, "EUR 5 miljoen")]
    make.mention(letter, quote="EUR 5 miljoen voor herstel")
    assert problems(publish, letter) == [
        "1 bedrag in de tekst heeft nog geen oordeel: “EUR 7 miljoen”. Loop de vindplaatsen na."
    ]
    make.mention(letter, quote="EUR 7 miljoen voor cyber", amount_as_written="EUR 7 miljoen", amount=7_000_000)
    publish(letter)


def test_a_whole_in_a_letter_that_is_not_public_holds_back_its_part():
    whole = make.promised(make.working(number=151), title="Geheel")
    letter = make.working()
    make.promised(letter, 60, title="Deel", part_of=whole)
    assert problems(publish, letter) == [
        "“Deel” is een onderdeel van “Geheel”, dat nog een concept is. Keur eerst Kamerstuk 36 045, nr. 151 goed."
    ]
    publish(whole.letter)
    publish(letter)
    assert total() == 100


def test_a_predecessor_in_a_letter_that_is_not_public_holds_back_its_successor():
    # Otherwise both the first and the third of a chain count, as long as the second is a draft.
    first = make.approved(make.promised(make.working(number=1)))
    second = make.promised(make.working(number=151), title="Tweede", replaces=first)
    third = make.promised(make.working(), title="Derde", replaces=second)
    assert problems(publish, third.letter) == [
        "“Tweede” eindigt door deze brief en is nog een concept. Keur eerst Kamerstuk 36 045, nr. 151 goed."
    ]
    publish(second.letter)
    publish(third.letter)
    assert total() == 100


def test_a_repeat_of_what_was_never_approved_holds_back_its_letter():
    commitment = make.promised(make.working(number=151), title="Steun")
    letter = make.working()
    make.states(commitment, verdict="repeats", letter=letter)
    assert problems(publish, letter) == [
        "“€\xa0100” hoort bij “Steun”, die nooit is goedgekeurd. Keur eerst Kamerstuk 36 045, nr. 151 goed."
    ]


def test_a_new_repeat_of_what_was_withdrawn_holds_back_its_letter():
    first = make.working(number=151)
    commitment = make.promised(first, title="Steun")
    publish(first)
    withdraw(first)
    letter = make.working()
    make.states(commitment, verdict="repeats", letter=letter)
    assert problems(publish, letter) == [
        "“€\xa0100” hoort bij “Steun”, die is teruggetrokken en dus nergens meetelt. Keur eerst Kamerstuk 36 045, nr. 151 "
        "goed, of geef dit bedrag een ander oordeel."
    ]


def test_what_becomes_public_does_not_make_parts_exceed_their_whole():
    # Behind the public ledger there is room for the new part; in it there is not, before the smaller one is approved.
    whole = make.approved(make.promised(make.working(), 100, title="Geheel"))
    part = make.approved(make.promised(make.working(), 60, part_of=whole, title="Eerste"))
    change(part, amount_eur=30)
    other = make.promised(make.working(), 70, part_of=whole, title="Tweede")
    assert problems(publish, other.letter) == [
        "De onderdelen zijn samen €\xa0130, meer dan het geheel “Geheel” van €\xa0100: “Tweede” €\xa070, “Eerste” €\xa060."
    ]
    publish(part.letter)
    publish(other.letter)
    assert shown() == [("Eerste", 30), ("Geheel", 100), ("Tweede", 70)]


@pytest.mark.engines
def test_all_that_holds_a_letter_back_is_said_at_once_and_nothing_becomes_public():
    letter = make.working(100)
    for title in ("Een", "Twee"):
        make.commitment(title=title, letter=letter, published_at=None)
    assert [problem.split(" heeft ")[0] for problem in problems(publish, letter)] == ["“Een”", "“Twee”"]
    assert not make.again(letter).is_published


def test_a_refusal_reads_as_its_problems_one_on_a_line():
    assert str(decisions.Refused(["Dit mag niet.", "Dat ook niet."])) == "Dit mag niet.\nDat ook niet."


# What is left out of a public letter


def test_leaving_out_what_is_public_needs_a_reason_and_leaves_a_note(letter, bram):
    publish(letter)
    remove(letter.commitments.get())
    asked = ["Deze versie laat weg wat openbaar is: “Steun”. Geef de reden; zij komt op de site te staan."]
    assert problems(publish, letter) == asked
    assert problems(publish, letter, reason=" ") == asked
    decisions.approve_letter(make.again(letter), bram, LATER, "Dubbel ingevoerd. ")
    assert shown() == []
    assert list(Correction.objects.withdrawals().values_list("kind", "title", "letter", "before_eur", "reason")) == [
        ("toezegging", "Steun", letter.designation, 100, "Dubbel ingevoerd.")
    ]
    assert list(Correction.objects.withdrawals().values_list("made_by__username", "made_at")) == [("bram", LATER)]


def test_who_gives_no_reason_is_told_all_that_would_be_left_out(bram):
    letter = make.working()
    rows = [make.promised(letter, title=title) for title in ("Eén", "Twee")]
    publish(letter)
    for row in rows:
        remove(row)
    asked = ["Deze versie laat weg wat openbaar is: “Eén”, “Twee”. Geef de reden; zij komt op de site te staan."]
    assert problems(decisions.publish_letter, make.again(letter), None, NOW) == asked
    assert problems(decisions.approve_letter, make.again(letter), bram, NOW) == asked


def test_what_was_withdrawn_before_it_was_removed_is_not_asked_about_again():
    letter = make.working()
    kept, gone = (make.promised(letter, title=title) for title in ("Blijft", "Weg"))
    publish(letter)
    withdraw(letter)
    remove(gone)
    publish(letter)
    assert shown() == [("Blijft", 100)]
    assert Correction.objects.withdrawals().filter(title="Weg").count() == 1
    assert make.again(kept).is_published


@pytest.mark.engines
def test_the_quote_of_what_is_left_out_is_no_longer_public():
    letter, other = make.working(), make.working()
    commitment = make.promised(letter)
    make.states(commitment, verdict="repeats", letter=other)
    publish(letter)
    publish(other)
    assert Mention.objects.published().count() == 2
    remove(commitment)
    publish(letter, reason="Vergissing.")
    assert Mention.objects.published().count() == 0


def test_a_whole_is_left_out_together_with_its_parts_or_without_them():
    letter = make.working()
    whole = make.promised(letter, 100, title="Geheel")
    part = make.promised(letter, 60, title="Deel", part_of=whole)
    publish(letter)
    change(part, part_of=None)
    remove(whole)
    publish(letter, reason="Het geheel stond er niet.")
    assert shown() == [("Deel", 60)]
    remove(make.again(part))
    publish(letter, reason="Het deel ook niet.")
    assert shown() == []


def test_a_whole_with_a_public_part_in_another_letter_is_not_left_out():
    whole = make.approved(make.promised(make.working(), 100, title="Geheel"))
    part = make.approved(make.promised(make.working(), 60, title="Deel", part_of=whole))
    change(part, part_of=None)
    remove(whole)
    assert problems(publish, whole.letter, reason="Vergissing.") == [
        "“Geheel” heeft een openbaar onderdeel: “Deel”. Trek dat eerst terug."
    ]
    publish(part.letter)
    publish(whole.letter, reason="Vergissing.")
    assert shown() == [("Deel", 60)]


def test_what_moved_to_another_letter_is_not_a_whole_there_before_that_letter_is_approved():
    letter, other = make.working(), make.working()
    whole = make.promised(letter, 100, title="Geheel")
    make.promised(letter, 60, title="Deel", part_of=whole)
    publish(letter)
    whole.mentions.all().delete()
    change(whole, letter=other)
    make.states(make.again(whole))
    assert problems(publish, letter, reason="Verkeerde brief.") == [
        "“Geheel” heeft een openbaar onderdeel: “Deel”. Trek dat eerst terug."
    ]
    publish(other)
    publish(letter)
    assert (shown(), total()) == ([("Deel", 60), ("Geheel", 100)], 100)


@pytest.mark.engines
def test_what_is_entered_again_at_the_same_address_gets_its_old_copy_back(letter):
    publish(letter)
    (commitment,) = letter.commitments.all()
    copy = commitment.public_copy
    remove(commitment)
    publish(letter, reason="Vergissing.")
    assert not make.again(copy).is_published
    again = make.promised(letter, 120, title="Steun", slug=commitment.slug)
    publish(letter, LATER)
    assert (make.again(again).public_copy, make.again(copy).published_at) == (copy, LATER)
    assert shown() == [("Steun", 120)]


@pytest.mark.engines
@pytest.mark.parametrize("place", ["the same letter", "another letter"])
def test_what_is_entered_again_before_an_approval_was_never_away(letter, place):
    publish(letter)
    (commitment,) = letter.commitments.all()
    copy = commitment.public_copy
    remove(commitment)
    target = letter if place == "the same letter" else make.working()
    again = make.promised(target, 120, title="Steun", slug=commitment.slug)
    publish(target)
    publish(letter)
    assert make.again(again).public_copy == copy
    assert shown() == [("Steun", 120)]
    assert not Correction.objects.withdrawals().exists()


# Withdrawing


@pytest.mark.engines
def test_withdrawing_hides_a_letter_with_all_that_is_in_it_and_leaves_notes_with_the_amounts(letter, bram):
    whole = letter.commitments.get()
    make.promised(letter, 60, title="Deel", part_of=whole)
    copy = publish(letter)
    withdraw(letter, " Niet de juiste versie. ", by=bram, now=LATER)
    assert (shown(), total()) == ([], 0)
    assert not make.again(copy).is_published
    assert not Mention.objects.published().exists()
    assert not Minister.objects.published().exists()
    fields = ("kind", "slug", "title", "letter", "before_eur", "reason", "made_by__username", "made_at")
    named, why = letter.designation, ("Niet de juiste versie.", "bram", LATER)
    slugs = dict(letter.commitments.values_list("title", "slug"))
    assert set(Correction.objects.values_list(*fields)) == {
        ("brief", letter.slug, "Een brief", named, 100, *why),
        ("toezegging", slugs["Deel"], "Deel", named, 60, *why),
        ("toezegging", slugs["Steun"], "Steun", named, 100, *why),
    }


def test_withdrawing_leaves_what_is_worked_on_as_it_is(letter):
    publish(letter)
    before = list(Commitment.objects.working().values()), list(Letter.objects.working().values())
    withdraw(letter)
    assert (list(Commitment.objects.working().values()), list(Letter.objects.working().values())) == before


def test_withdrawing_needs_a_reason(letter):
    publish(letter)
    for reason in ("", " \n"):
        assert problems(withdraw, letter, reason) == ["Geef een reden: zij komt op de site te staan."]


def test_only_what_is_public_is_withdrawn(letter):
    assert problems(withdraw, letter) == ["Deze brief is niet openbaar."]
    publish(letter)
    withdraw(letter)
    assert problems(withdraw, letter) == ["Deze brief is niet openbaar."]


def test_a_letter_with_a_whole_of_public_parts_elsewhere_is_not_withdrawn():
    whole = make.approved(make.promised(make.working(), 100, title="Geheel"))
    part = make.approved(make.promised(make.working(), 60, title="Deel", part_of=whole))
    assert problems(withdraw, whole.letter) == ["“Geheel” heeft een openbaar onderdeel: “Deel”. Trek dat eerst terug."]
    withdraw(part.letter)
    withdraw(whole.letter)
    assert shown() == []


def test_a_letter_with_the_predecessor_of_what_is_public_elsewhere_is_not_withdrawn():
    # Otherwise both the first and the third of a chain count.
    first = make.approved(make.promised(make.working()))
    second = make.approved(make.promised(make.working(), title="Tweede", replaces=first))
    third = make.approved(make.promised(make.working(), title="Derde", replaces=second))
    assert problems(withdraw, second.letter) == [
        f"“Tweede” eindigt door {third.letter.designation}, die openbaar is. Trek die eerst terug."
    ]
    assert total() == 100


@pytest.mark.engines
def test_what_was_withdrawn_and_is_approved_again_has_its_old_addresses_and_a_new_moment(letter):
    copy = publish(letter)
    commitment = copy.commitments.get()
    row = make.again(letter)
    decisions.withdraw_letter(row, None, NOW, "Vergissing.")
    assert decisions.publish_letter(row, None, LATER) == copy
    assert (make.again(copy).published_at, make.again(copy).slug) == (LATER, letter.slug)
    assert (make.again(commitment).published_at, shown()) == (LATER, [("Steun", 100)])
    assert Correction.objects.withdrawals().count() == 2


def test_repeats_elsewhere_of_what_is_withdrawn_go_along_and_come_back(letter):
    other = make.working()
    make.states(letter.commitments.get(), verdict="repeats", letter=other)
    publish(letter)
    copy = publish(other)
    withdraw(letter)
    assert list(copy.mentions.published()) == []
    publish(other)  # also when this letter is approved meanwhile
    assert list(copy.mentions.published()) == []
    publish(letter)
    assert [mention.verdict for mention in copy.mentions.published()] == ["repeats"]


def test_a_part_that_a_successor_took_along_is_inside_it_again_after_a_withdrawal():
    whole = make.promised(make.working(date=EARLY), 100)
    part = make.promised(make.working(), 40, part_of=whole, category="humanitarian")
    successor = make.promised(make.working(), 90, replaces=whole, takes=[part])
    for row in (whole, part, successor):
        publish(row.letter)
    before = Commitment.objects.published().counted().totals()
    assert {row.category: row.amount_eur for row in before} == {"military": 50, "humanitarian": 40}
    withdraw(part.letter)
    assert total() == 90
    publish(part.letter)
    assert Commitment.objects.published().counted().totals() == before


@pytest.mark.engines
def test_a_copy_that_is_withdrawn_lets_go_of_its_whole_its_predecessor_and_the_parts_it_took_along():
    letter = make.working()
    whole = make.promised(letter, 100)
    part = make.promised(letter, 40, part_of=whole)
    make.promised(letter, 90, replaces=whole, takes=[part])
    publish(letter)
    withdraw(letter)
    copies = Commitment.objects.public_copies()
    assert list(copies.values_list("part_of", "begun_by", "affected", "takes", "published_at")) == [(None,) * 5] * 3
    assert not Change.objects.filter(letter__is_public_copy=True).exists()


def test_a_part_that_is_approved_again_does_not_go_to_a_successor_that_was_withdrawn():
    whole = make.promised(make.working(date=EARLY), 100)
    part = make.promised(make.working(date=EARLY), 40, part_of=whole)
    successor = make.promised(make.working(), 90, replaces=whole, takes=[part])
    for row in (whole, part, successor):
        publish(row.letter)
    withdraw(successor.letter)
    publish(part.letter)
    assert list(make.again(part).public_copy.affected.all()) == []


def test_what_is_withdrawn_and_approved_again_counts_as_before(ledger):
    before = Commitment.objects.published().counted().totals()
    letters = list(Letter.objects.working().newest_first())
    for letter in letters:
        withdraw(letter)
    assert Commitment.objects.published().counted().totals() == []
    for letter in reversed(letters):
        publish(letter)
    assert Commitment.objects.published().counted().totals() == before
    assert not any(rows for _, rows in invariants.broken())


@pytest.mark.engines
def test_the_ledger_of_the_site_approved_once_more_is_what_it_was(ledger):
    before = Commitment.objects.published().counted().totals()
    for letter in Letter.objects.working().in_order_of_date():
        publish(letter)
    assert Commitment.objects.published().counted().totals() == before
    assert not Correction.objects.withdrawals().exists()


# Names


@pytest.mark.engines
@pytest.mark.parametrize(
    ("of", "fields"),
    [
        (lambda letter: letter.dossier, {"title": "Anders"}),
        (lambda letter: letter.signatures.get().minister, {"name": "Anders"}),
        (lambda letter: letter.commitments.get().category, {"name": "Anders", "position": 1}),
        (lambda letter: letter.commitments.get().channel, {"name": "Anders"}),
    ],
    ids=["dossier", "minister", "category", "channel"],
)
def test_a_change_of_a_name_is_public_only_when_that_name_is_approved(letter, bram, of, fields):
    publish(letter)
    before, name = everything_public(), of(letter)
    change(name, **fields)
    publish(letter)
    assert everything_public()[:4] == before[:4], "a letter that uses it was approved, not the name itself"
    copy = decisions.approve_name(make.again(name), bram, LATER, "Zo heet het.")
    assert {field: getattr(copy, field) for field in fields} == fields
    assert not any(rows for _, rows in invariants.broken())
