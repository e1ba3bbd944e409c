"""A public copy says what its working row says, and leads to other public copies only."""

import datetime

import pytest
from hypothesis import strategies as st

from commitments.approval import invariants, public_copies
from commitments.changes import set_affected
from commitments.models import Category, Change, Channel, Commitment, Mention
from letters.models import Dossier, Letter, Minister, Signature
from tests.commitments import factories as make
from ukrainesteun.editions.models import because
from ukrainesteun.money import format_euro

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

OF_AN_EDITION = {"id", "is_public_copy", "working", "version", "edited_by", "edited_at", "published_at"}
IN_A_LETTER = (Signature, Mention)
YEARS = (2022, 2023, 2024)


def what_it_says(row):
    """Every fact of a row, and what its links lead to by natural key."""
    said = {}
    for field in (*row._meta.concrete_fields, *row._meta.many_to_many):
        if field.name in OF_AN_EDITION:
            continue
        value = getattr(row, field.name)
        if field.many_to_many:
            value = sorted(one.natural_key() for one in value.all())
        elif field.is_relation:
            value = value and value.natural_key()
        said[field.name] = value
    return said


def edition(**which):
    """What all rows of one edition say, by model and natural key."""
    return {
        (model.__name__, *row.natural_key()): what_it_says(row)
        for model in (Letter, Commitment, Signature, Mention)
        for row in model.objects.filter(
            **{f"letter__{key}" if model in IN_A_LETTER else key: which[key] for key in which}
        )
    }


def worked_on():
    return edition(is_public_copy=False)


def public():
    return edition(published_at__isnull=False)


def sound():
    return not any(rows for _, rows in invariants.broken())


# Facts and links


def test_a_copy_of_the_ledger_of_the_site_says_what_its_working_rows_say(ledger):
    assert public() == worked_on()
    for model in (Dossier, Minister, Category, Channel):
        copies = {row.natural_key(): what_it_says(row) for row in model.objects.public_copies()}
        assert copies == {row.natural_key(): what_it_says(row) for row in model.objects.working()} != {}


def test_facts_are_all_that_a_row_says_but_its_links_and_what_belongs_to_its_edition():
    assert set(public_copies.facts(Letter())) == {
        "slug", "kind", "number", "reference", "date", "title", "short_title", "note", "text",
    }  # fmt: skip
    assert set(public_copies.facts(Mention())) == {
        "position", "quote", "amount_as_written", "amount", "currency", "verdict", "note", "start", "end",
    }  # fmt: skip


def test_two_letters_that_use_one_name_share_its_copy():
    first, second = (make.approved(make.promised(make.working())) for _ in range(2))
    assert first.public_copy.category == second.public_copy.category
    assert Category.objects.public_copies().count() == 1
    assert Dossier.objects.public_copies().count() == 1


@pytest.mark.engines
def test_what_supersedes_what_may_be_swapped():
    letter = make.working()
    first, second, third = (make.promised(letter, title=title) for title in ("Een", "Twee", "Drie"))
    earlier = make.change(letter, [first], "corrected", [second])
    later = make.change(letter, [second], "corrected", [third])
    make.approved(letter)
    set_affected({earlier: {third: None}, later: {first: None}})
    make.approved(letter)
    assert public() == worked_on()
    assert sound()


@pytest.mark.engines
def test_a_whole_and_its_part_may_change_places():
    letter = make.working()
    whole = make.promised(letter, 100)
    part = make.promised(letter, 100, part_of=whole)
    make.approved(letter)
    Commitment.objects.filter(pk=part.pk).update(part_of=None)
    Commitment.objects.filter(pk=whole.pk).update(part_of=part)
    make.approved(letter)
    assert public() == worked_on()
    assert sound()


def taken_along(commitment):
    """The working rows of the parts that went on in the public copy of this commitment."""
    rows = make.again(commitment).public_copy.takes.order_by("pk")
    return [row.commitment.working for row in rows]


def test_the_parts_that_a_successor_took_along_are_copied():
    letter = make.working()
    whole = make.promised(letter, 100)
    parts = [make.promised(letter, 30, part_of=whole) for _ in range(2)]
    successor = make.promised(letter, 80, replaces=whole, takes=parts)
    make.approved(letter)
    assert taken_along(successor) == parts
    successor.begun_by.set_affected({whole: None, parts[1]: successor})
    make.approved(letter)
    assert taken_along(successor) == [parts[1]]
    assert sound()


def test_a_part_that_is_approved_later_lies_in_the_successor_that_took_it_along():
    whole = make.approved(make.promised(make.working(date=datetime.date(2023, 1, 1)), 100))
    part = make.promised(make.working(), 40, part_of=whole)
    make.approved(make.promised(make.working(), 90, replaces=whole, takes=[part]))
    make.approved(part)
    assert public() == worked_on()


def test_a_part_does_not_make_public_that_an_edited_letter_took_it_along():
    whole = make.approved(make.promised(make.working(date=datetime.date(2023, 1, 1)), 100))
    part = make.approved(make.promised(make.working(), 40, part_of=whole))
    successor = make.approved(make.promised(make.working(), 90, replaces=whole))
    successor.begun_by.set_affected({whole: None, part: successor})
    successor.letter.note_edit(None, make.NOW)
    successor.letter.save()
    make.approved(part)
    assert taken_along(successor) == []
    make.approved(successor)
    assert taken_along(successor) == [part]


@pytest.mark.engines
def test_rows_that_were_deleted_and_entered_again_get_their_old_copies():
    def copies():
        return {model: list(model.objects.public_copies()) for model in (Dossier, Letter, Category, Commitment)}

    def entered():
        return make.promised(make.working(number=171), slug="steun")

    commitment = make.approved(entered())
    before = copies()
    commitment.mentions.all().delete()
    for row in (commitment, commitment.letter, commitment.letter.dossier, commitment.category):
        row.delete()
    again = make.approved(entered())
    assert copies() == before
    assert [again.public_copy] == before[Commitment]
    assert sound()


@pytest.mark.engines
def test_of_several_rows_that_were_deleted_each_gets_its_own_copy_back():
    letter = make.working()
    slugs = ("eerste", "tweede", "derde")
    rows = [make.promised(letter, slug=slug) for slug in slugs]
    make.approved(letter)
    before = {copy.slug: copy.pk for copy in Commitment.objects.public_copies()}
    for row in rows:
        row.mentions.all().delete()
        row.delete()
    for slug in reversed(slugs):
        make.promised(letter, slug=slug)
    make.approved(letter)
    assert {copy.slug: copy.pk for copy in Commitment.objects.public_copies()} == before


def test_approving_one_letter_leaves_the_links_in_another_as_they_are():
    letter = make.working()
    whole = make.promised(letter, 100)
    part = make.promised(letter, 40, part_of=whole, slug="deel")
    make.approved(letter)
    part.mentions.all().delete()
    part.delete()
    make.approved(make.promised(make.working()))
    assert Commitment.objects.published().get(slug="deel").part_of == make.again(whole).public_copy


# History


def test_copies_have_no_history():
    letter = make.working()
    whole = make.promised(letter, 100)
    make.promised(letter, 80, replaces=whole, takes=[make.promised(letter, 30, part_of=whole)])
    letter.other_dossiers.add(Dossier.objects.create(number="21501-20"))
    letter.signatures.create(
        minister=Minister.objects.create(slug="m", name="M", family_name="M"), office="Minister", position=1
    )
    models = (Dossier, Minister, Letter, Signature, Category, Change, Commitment, Mention)
    before = [model.history.count() for model in models]
    assert min(before) > 0
    make.approved(letter)
    make.approved(letter)
    assert [model.history.count() for model in models] == before


def test_the_history_of_a_change_tells_of_each_change_and_of_what_it_affected():
    letter = make.working()
    whole, part = make.promised(letter, 100), make.promised(letter, 30)
    commitment = make.commitment(80, letter=letter, published_at=None)
    with because("ingevoerd"):
        change = make.change(letter, [whole], "lowered", [commitment])
    with because("onderdeel gaat verder"):
        change.set_affected({whole: None, part: commitment})
    with because("verschreven"):
        change.kind = "corrected"
        change.save()
    key = change.pk
    with because("dubbel"):
        change.delete()
    found = Change.history.filter(id=key).order_by("history_id")
    assert [
        (
            row.history_type,
            row.history_change_reason,
            row.kind,
            [(link.commitment, link.into) for link in row.affects.all()],
        )
        for row in found
    ] == [
        ("+", "ingevoerd", "lowered", []),
        ("~", "ingevoerd", "lowered", [(whole, None)]),
        ("~", "onderdeel gaat verder", "lowered", [(whole, None), (part, commitment)]),
        ("~", "verschreven", "corrected", [(whole, None), (part, commitment)]),
        ("-", "dubbel", "corrected", []),
    ]


def test_the_history_of_a_mention_tells_of_each_change():
    mention = make.mention(make.working())
    key = mention.pk
    with because("is geen geld"):
        mention.verdict = "not-money"
        mention.save()
    mention.delete()
    assert list(Mention.history.filter(id=key).values_list("history_type", "verdict", "history_change_reason")) == [
        ("-", "not-money", ""),
        ("~", "not-money", "is geen geld"),
        ("+", "other", ""),
    ]


# Any sequence of edits

EDITS = st.lists(
    st.tuples(st.sampled_from(["amount", "delete", "add", "move"]), *[st.integers(0, 11)] * 3), min_size=1, max_size=8
)


def three_letters():
    """Public letters with wholes of a million, parts of at most a hundred in and outside their letter, and repeats."""
    letters = [make.working(date=datetime.date(year, 1, 1)) for year in YEARS]
    whole, other = make.promised(letters[0], 10**6), make.promised(letters[1], 10**6)
    for letter, of in zip((*letters, letters[0]), (whole, whole, other, None), strict=True):
        make.promised(letter, 50, part_of=of)
    make.states(whole, verdict="repeats", letter=letters[2])
    for letter in letters:
        make.approved(letter)
    return letters


def edit(letters, kind, first, second, amount_eur):
    """One change of working rows, if these numbers choose one that can be approved in order of date."""
    rows = list(Commitment.objects.working().order_by("pk"))
    row = rows[first % len(rows)] if rows else None
    wholes = [one for one in rows if one.amount_eur > 10**5]
    whole = [None, *wholes][second % (len(wholes) + 1)]
    if kind == "add":
        letter = letters[first % len(letters)]
        is_known = whole and whole.letter.date <= letter.date
        make.promised(letter, 50 + amount_eur if is_known else 10**6, part_of=whole if is_known else None)
    elif row and kind == "amount":
        new = amount_eur + (10**6 if row in wholes else 1)
        Commitment.objects.filter(pk=row.pk).update(amount_eur=new)
        written = format_euro(new)
        row.mentions.update(amount=new, amount_as_written=written, quote=f"Nederland geeft {written}.")
    elif row and kind == "move" and row not in wholes and (whole is None or whole.letter.date <= row.letter.date):
        Commitment.objects.filter(pk=row.pk).update(part_of=whole)
    elif row and kind == "delete" and not row.parts.exists() and not public_parts_elsewhere(row):
        row.mentions.all().delete()
        row.delete()


def public_parts_elsewhere(row):
    copy = row.public_copy
    return copy and copy.parts.exclude(letter=copy.letter).exists()


def test_after_any_edits_the_public_reads_what_was_approved_until_all_is_approved_again():
    letters = three_letters()
    before, totals = public(), Commitment.objects.published().counted().totals()
    assert before == worked_on()

    @make.for_every(EDITS, examples=10)
    def holds(edits):
        with make.rolled_back():
            for one in edits:
                edit(letters, *one)
            assert public() == before
            assert Commitment.objects.published().counted().totals() == totals
            for letter in letters:
                make.approved(letter, reason="Bewerkt.")
            assert public() == worked_on()
            assert sound()

    holds()
