"""What one letter, dossier, minister or signature may be, and what it says of itself."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from letters.models import Dossier, Letter, Minister, Signature

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

DAY = datetime.date(2024, 6, 28)
NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture
def dossier():
    return Dossier.objects.create(number="36045", title="Situatie in Oekraïne")


def letter(**fields):
    """A letter that is not saved yet."""
    return Letter(**{"date": DAY, "short_title": "Steun", **fields})


def saved(**fields):
    row = letter(**fields)
    row.full_clean()
    row.save()
    return row


def signed(row, minister, office="Minister van Defensie", **fields):
    return Signature.objects.create(letter=row, minister=minister, office=office, **fields)


def complaints(row):
    try:
        row.full_clean()
    except ValidationError as error:
        return error.messages
    return []


def refusal(row):
    """What the database itself says to this row."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        return str(error)
    return ""


# Addresses and names


@pytest.mark.parametrize(
    ("number", "printed", "slug", "designation"),
    [
        ("36045", "36 045", "kst-36045-171", "Kamerstuk 36 045, nr. 171"),
        ("21501-20", "21 501-20", "kst-21501-20-171", "Kamerstuk 21 501-20, nr. 171"),
        ("36 200 V", "36 200 V", "kst-36200-V-171", "Kamerstuk 36 200 V, nr. 171"),
    ],
)
def test_a_numbered_letter_is_known_by_its_kamerstuk(number, printed, slug, designation):
    dossier = Dossier(number=number)
    dossier.full_clean()
    dossier.save()
    row = saved(dossier=dossier, number=171)
    assert (dossier.printed_number, row.slug, row.designation) == (printed, slug, designation)
    assert row.official_url == f"https://zoek.officielebekendmakingen.nl/{slug}.html"
    assert str(row) == f"{designation} (Steun)"


def test_an_unnumbered_letter_is_known_by_its_reference():
    row = saved(reference="BZDOC-151675943-16")
    assert (row.slug, row.designation, row.official_url, row.kamerstuk) == (
        "bzdoc-151675943-16",
        "kenmerk BZDOC-151675943-16",
        "",
        None,
    )


def test_an_address_stays_when_the_letter_gets_its_number(dossier):
    row = saved(reference="BZDOC-151675943-16")
    row.dossier, row.number = dossier, 184
    row.full_clean()
    row.save()
    assert (row.slug, row.designation) == ("bzdoc-151675943-16", "Kamerstuk 36 045, nr. 184")


@pytest.mark.engines
def test_two_letters_do_not_share_an_address():
    saved(reference="BZ-1")
    with pytest.raises(ValidationError) as refused:
        letter(reference="bz 1").full_clean(exclude={"slug"})  # as a form does that does not show the address
    assert refused.value.messages == ["Er is al een brief met het adres bz-1. Open die brief om hem te bewerken."]


@pytest.mark.parametrize("reference", ["///", "…"])
def test_a_reference_without_letters_or_digits_is_refused_for_it_gives_no_address(reference):
    row = letter(reference=reference)
    assert complaints(row) != []


# Rules of the database


@pytest.mark.engines
def test_a_kamerstuk_number_stands_once_in_a_dossier(dossier):
    saved(dossier=dossier, number=171)
    other = letter(dossier=dossier, number=171, slug="anders")
    assert refusal(other)
    assert complaints(other) == ["Dit nummer is in dit dossier al in gebruik voor een andere brief."]
    assert complaints(letter(dossier=Dossier.objects.create(number="28676"), number=171)) == []


@pytest.mark.engines
def test_a_kamerstuk_number_needs_a_dossier():
    row = letter(number=171, slug="anders")
    assert "a_kamerstuk_number_needs_a_dossier" in refusal(row)
    assert complaints(row) == ["Een nummer hoort bij een dossier: kies het dossier, of laat het nummer leeg."]


@pytest.mark.engines
def test_a_letter_has_a_number_or_a_reference(dossier):
    row = letter(dossier=dossier, slug="anders")
    assert "a_letter_has_a_number_or_a_reference" in refusal(row)
    assert complaints(row) == [
        "Vul het dossier met nummer in, of anders het kenmerk. Zonder een van beide is de brief niet terug te vinden."
    ]


@pytest.mark.parametrize(
    ("number", "message"),
    [(0, "Een Kamerstuknummer begint bij 1."), (100_000, "Een Kamerstuknummer heeft hooguit vijf cijfers.")],
)
def test_a_kamerstuk_number_has_one_to_five_digits(dossier, number, message):
    assert complaints(letter(dossier=dossier, number=number, slug="anders")) == [message]


@pytest.mark.engines
def test_a_minister_stands_once_under_a_letter_in_an_office(dossier):
    row = saved(dossier=dossier, number=171)
    minister = Minister.objects.create(slug="ollongren", name="Kajsa Ollongren", family_name="Ollongren")
    signed(row, minister)
    twice = Signature(letter=row, minister=minister, office="Minister van Defensie")
    assert refusal(twice)
    assert complaints(twice) == ["Deze bewindspersoon staat met dit ambt al onder deze brief."]
    twice.office = "Viceminister-president"
    assert complaints(twice) == []


@pytest.mark.engines
def test_what_others_lean_on_is_not_deleted(dossier):
    row = saved(dossier=dossier, number=171)
    minister = Minister.objects.create(slug="ollongren", name="Kajsa Ollongren", family_name="Ollongren")
    signature = signed(row, minister)
    for needed in (dossier, minister):
        with pytest.raises(ProtectedError):
            needed.delete()
    row.delete()
    assert not Signature.objects.filter(pk=signature.pk).exists()


# Dossiers


@pytest.mark.parametrize("written", ["36045", "36 045", "36.045", " 36\u00a0045 "])
def test_a_dossier_is_kept_in_one_form_however_it_is_typed(written):
    dossier = Dossier(number=written)
    dossier.full_clean()
    assert (dossier.number, str(dossier)) == ("36045", "36 045")


@pytest.mark.engines
@pytest.mark.usefixtures("dossier")
def test_one_dossier_in_two_forms_is_one_dossier():
    assert complaints(Dossier(number="36 045")) == ["Er is al een dossier met dit nummer."]


@pytest.mark.parametrize("written", ["Oekraïne", "36 04", "21 501"])
def test_what_is_no_dossier_is_refused_with_an_example(written):
    (message,) = complaints(Dossier(number=written))
    assert "Schrijf bijvoorbeeld" in message


def test_a_dossier_is_found_by_its_number_and_keeps_its_title_or_is_made_by_who_asks(dossier, django_user_model):
    anna = django_user_model.objects.create(username="anna")
    Dossier.objects.create(number="28676", is_public_copy=True)
    assert Dossier.objects.found_or_made("36045", "Anders", anna, NOW) == dossier
    made = Dossier.objects.found_or_made("28676", "NAVO" * 100, anna, NOW)
    assert (made.is_public_copy, made.title, made.version, made.edited_by, made.edited_at) == (
        False, "NAVO" * 75, 1, anna, NOW,
    )  # fmt: skip
    dossier.refresh_from_db()
    assert (dossier.title, dossier.version, dossier.edited_by) == ("Situatie in Oekraïne", 1, None)


def test_a_dossier_is_named_with_its_title(dossier):
    assert str(dossier) == "36 045 · Situatie in Oekraïne"


# What a page may show


@pytest.mark.engines
def test_only_published_letters_and_who_signed_them_are_shown(dossier):
    public = saved(dossier=dossier, number=171, is_public_copy=True, published_at=NOW)
    draft = saved(dossier=dossier, number=172)
    both, hidden, none = (
        Minister.objects.create(slug=name, name=name.title(), family_name=name.title()) for name in ("a", "b", "c")
    )
    signed(public, both)
    signed(public, both, office="Viceminister-president")
    signed(draft, both)
    signed(draft, hidden)
    assert list(Letter.objects.published()) == [public]
    assert list(Minister.objects.published()) == [both]
    assert Signature.objects.published().count() == 2
    counted = {row.slug: row.letter_count for row in Minister.objects.with_published_signatures()}
    assert counted == {"a": 1, "b": 0, "c": 0}
    assert [len(row.published_signatures) for row in Minister.objects.with_published_signatures()] == [2, 0, 0]
    assert none not in Minister.objects.published()


@pytest.mark.engines
def test_letters_come_in_order_of_date_and_as_known_on_a_date(dossier):
    days = [datetime.date(2024, 1, 1), datetime.date(2023, 1, 1), datetime.date(2024, 1, 1)]
    rows = [saved(dossier=dossier, number=number, date=day) for number, day in enumerate(days, 1)]
    assert list(Letter.objects.in_order_of_date()) == [rows[1], rows[0], rows[2]]
    assert list(Letter.objects.newest_first()) == [rows[2], rows[0], rows[1]]
    assert list(Letter.objects.all()) == [rows[2], rows[0], rows[1]]
    assert list(Letter.objects.as_of(datetime.date(2023, 12, 31))) == [rows[1]]
    assert Letter.objects.as_of(None).count() == 3


@pytest.mark.engines
def test_ministers_are_sorted_by_family_name():
    names = [("Hanke Bruins Slot", "Bruins Slot"), ("Dick Schoof", "Schoof"), ("Kajsa Ollongren", "Ollongren")]
    for name, family in names:
        Minister.objects.create(slug=family.lower().replace(" ", "-"), name=name, family_name=family)
    assert [row.family_name for row in Minister.objects.all()] == ["Bruins Slot", "Ollongren", "Schoof"]


def test_rows_are_found_by_their_natural_keys_and_name_themselves(dossier):
    row = saved(dossier=dossier, number=171)
    minister = Minister.objects.create(slug="ollongren", name="Kajsa Ollongren", family_name="Ollongren")
    signature = signed(row, minister)
    for found in (dossier, row, minister, signature):
        assert type(found).objects.get_by_natural_key(*found.natural_key()) == found
    assert (str(minister), str(signature)) == ("Kajsa Ollongren", "Kajsa Ollongren, Minister van Defensie")
