"""What one row may be: the rules of the database, their Dutch messages, and what a row says of itself."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from commitments.models import Affected, Category, Commitment, Mention

from . import factories as make

pytestmark = pytest.mark.django_db


def refusal(row, **fields):
    """What the database says when this row is changed so, in one word: the name of the constraint, or "" for nothing."""
    try:
        with transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**fields)
    except IntegrityError as error:
        return str(error)
    return ""


def complaints(row, **fields):
    """What a person reads when this row is changed so."""
    row.refresh_from_db()
    for name, value in fields.items():
        setattr(row, name, value)
    try:
        row.full_clean()
    except ValidationError as error:
        return error.messages
    return []


@pytest.mark.parametrize(
    ("name", "fields", "message"),
    [
        (
            "an_amount_is_positive",
            {"amount_eur": 0},
            "Een toezegging is meer dan nul euro. Vul het bedrag in hele euro's in.",
        ),
        (
            "an_amount_is_believable",
            {"amount_eur": 10**13 + 1},
            "Dit is meer dan tienduizend miljard euro. Kijk het aantal nullen na.",
        ),
        (
            "the_end_year_is_not_before_the_year",
            {"year": 2025, "end_year": 2024},
            "De periode eindigt voor ze begint. Draai de jaren om of laat “tot en met” leeg.",
        ),
        (
            "a_guarantee_is_excluded",
            {"finance_type": "garantie"},
            "Een garantie is geen uitgave en telt niet mee: kies bij “uitgesloten omdat” de garantie.",
        ),
    ],
)
def test_the_database_refuses_a_commitment_and_a_person_reads_why(name, fields, message):
    commitment = make.commitment()
    assert name in refusal(commitment, **fields)
    assert complaints(commitment, **fields) == [message]


@pytest.mark.parametrize(
    ("name", "link", "message"),
    [
        ("a_commitment_is_not_part_of_itself", "part_of", "Een toezegging kan geen onderdeel van zichzelf zijn."),
        ("a_commitment_is_not_on_top_of_itself", "on_top_of", "Een toezegging kan niet boven op zichzelf komen."),
    ],
)
def test_a_commitment_is_neither_whole_nor_top_up_of_itself(name, link, message):
    commitment = make.commitment()
    assert name in refusal(commitment, **{link: commitment})
    assert complaints(commitment, **{link: commitment}) == [message]


def test_a_commitment_ends_once():
    first = make.commitment()
    make.commitment(replaces=first)
    again = make.change(make.letter(), [])
    with pytest.raises(IntegrityError), transaction.atomic():
        Affected.objects.create(change=again, commitment=first)
    with pytest.raises(ValidationError, match="al geëindigd door een andere wijziging"):
        Affected(change=again, commitment=first).full_clean()


def test_a_part_may_go_on_in_one_commitment_after_another_but_not_in_itself():
    part, first, second = make.commitment(), make.commitment(), make.commitment()
    for into in (first, second):
        make.change(make.letter(), [], "corrected", into={part: into})
    assert part.affected.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Affected.objects.create(change=make.change(make.letter(), []), commitment=part, into=part)


@pytest.mark.parametrize("verdict", ["states", "repeats", "sums", "changes"])
def test_a_mention_that_states_or_repeats_needs_a_commitment(verdict):
    mention = make.mention(make.letter())
    assert "a_verdict_has_a_commitment_only_if_it_needs_one" in refusal(mention, verdict=verdict)
    assert complaints(mention, verdict=verdict) == [
        "Kies bij “noemt”, “herhaalt”, “telt op” en “noemt een verschil” de toezegging; "
        "laat haar bij elk ander oordeel leeg."
    ]


@pytest.mark.parametrize("verdict", ["others", "ceiling", "need", "motion", "other", "not-money"])
def test_a_mention_of_something_else_has_no_commitment(verdict):
    mention = make.states(make.commitment())
    assert "a_verdict_has_a_commitment_only_if_it_needs_one" in refusal(mention, verdict=verdict)
    assert complaints(mention, verdict=verdict) == [
        "Kies bij “noemt”, “herhaalt”, “telt op” en “noemt een verschil” de toezegging; "
        "laat haar bij elk ander oordeel leeg."
    ]


def test_a_written_amount_is_positive_or_absent():
    mention = make.mention(make.letter())
    assert "a_written_amount_is_positive" in refusal(mention, amount=0)
    assert complaints(mention, amount=0) == ["Een bedrag is meer dan nul. Laat het leeg als er geen getal staat."]
    assert refusal(mention, amount=None) == ""
    assert complaints(mention, amount=None) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"amount_eur": 1},
        {"amount_eur": 10**13},
        {"year": 2024, "end_year": 2026},
        {"finance_type": "garantie", "exclusion": "garantie"},
        {"finance_type": "lening"},
    ],
)
def test_what_is_within_the_rules_is_taken(fields):
    commitment = make.commitment()
    assert refusal(commitment, **fields) == ""
    assert complaints(commitment, **fields) == []


@pytest.mark.parametrize("year", [2013, 2101])
def test_a_year_outside_any_letter_is_refused_in_the_form(year):
    assert len(complaints(make.commitment(), year=year, end_year=2100)) >= 1


def test_without_an_end_year_a_commitment_is_for_one_year():
    commitment = make.commitment(year=2025, end_year=2026)
    assert complaints(commitment, end_year=None) == []
    assert (commitment.end_year, commitment.period, commitment.is_period) == (2025, "2025", False)


def test_a_period_is_printed_with_both_its_years():
    commitment = make.commitment(year=2024, end_year=2026)
    assert (commitment.period, commitment.is_period) == ("2024-2026", True)


def test_a_new_commitment_gets_an_address_of_its_own_that_stays():
    def saved(title):
        fields = {"amount_eur": 5, "year": 2024, "category": make.category(), "letter": letter}
        commitment = Commitment(title=title, **fields)
        commitment.full_clean()
        commitment.save()
        return commitment

    letter = make.letter()
    titles = ["Steun à la carte, één", "Steun à la carte, één", "Steun à la carte", "€ !", "€ ?", "x" * 100, "x" * 100]
    rows = [saved(title) for title in titles]
    assert [row.slug for row in rows] == [
        "steun-a-la-carte-een",
        "steun-a-la-carte-een-2",
        "steun-a-la-carte",
        "toezegging",
        "toezegging-2",
        "x" * 70,
        f"{'x' * 70}-2",
    ]
    rows[0].title = "Iets anders"
    rows[0].full_clean()
    assert rows[0].slug == "steun-a-la-carte-een"


def test_nothing_that_others_lean_on_can_be_deleted():
    whole = make.commitment(channel=None)
    make.commitment(part_of=whole)
    superseded = make.commitment()
    make.commitment(replaces=superseded)
    quoted = make.commitment()
    make.states(quoted)
    for row in (whole, superseded, quoted, whole.category, whole.letter):
        with pytest.raises(ProtectedError):
            row.delete()


def test_standing_drafts_and_dates_are_told_apart():
    day = datetime.date(2023, 1, 1)
    known = make.letter(datetime.date(2022, 1, 1))
    later = make.letter(datetime.date(2024, 1, 1))
    whole = make.commitment(100, letter=known)
    make.commitment(10, letter=known, part_of=whole)
    superseded = make.commitment(20, letter=known)
    make.commitment(20, letter=known, replaces=superseded)
    excluded = make.commitment(30, letter=known, exclusion="plafond")
    make.commitment(3, letter=known, part_of=excluded)
    make.commitment(40, letter=known, published_at=None)
    make.commitment(50, letter=later)
    everything = Commitment.objects.select_related("letter").order_by("pk")
    everything.peildatum = day
    assert [row.standing.label for row in everything.with_standing()] == [
        "telt mee",
        "telt mee in een groter bedrag",
        "vervangen",
        "telt mee",
        "telt niet mee",
        "het grotere bedrag telt niet mee",
        "concept",
        "nog niet bekend op de peildatum",
    ]


def test_a_row_tells_of_no_relation_that_is_a_draft_or_not_yet_known():
    day = datetime.date(2023, 1, 1)
    known, later = make.letter(datetime.date(2022, 1, 1)), make.letter(datetime.date(2024, 1, 1))
    draft = make.commitment(letter=known, published_at=None)
    whole = make.commitment(letter=later)
    row = make.commitment(letter=known, part_of=whole, replaces=draft)
    make.commitment(letter=later, replaces=row)
    told = Commitment.objects.published().as_of(day).with_standing().with_changes().get(pk=row.pk)
    assert (told.standing.value, told.whole_slug, told.predecessors, told.successors) == ("counted", None, [], [])


def test_a_mention_links_to_its_quote_on_the_official_page():
    numbered, unnumbered = make.letter(number=171), make.letter(reference="BZ-1")
    quote = "de EUR 5 miljoen"
    rows = [make.mention(letter, quote=quote) for letter in (numbered, unnumbered)]
    assert [row.source_url for row in rows] == [
        "https://zoek.officielebekendmakingen.nl/kst-36045-171.html#:~:text=de%20EUR%205%20miljoen",
        "",
    ]


def test_rows_name_themselves():
    commitment = make.commitment(letter=make.letter(number=171), title="Steun")
    mention = make.mention(commitment.letter)
    assert [str(row) for row in (commitment, mention, make.category("cyber"))] == [
        "Steun",
        "EUR 5 miljoen (Kamerstuk 36 045, nr. 171)",
        "Cyber",
    ]


def test_rows_are_found_by_their_natural_keys():
    commitment = make.promised(make.working())
    make.approved(commitment)  # its public copy has the same key
    mention = commitment.mentions.get()
    for row in (commitment, mention, commitment.category):
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row


def test_categories_and_channels_are_published_by_their_commitments():
    make.commitment(category="military")
    make.commitment(category="humanitarian", published_at=None)
    make.commitment(category="undivided", letter=make.letter(published_at=None))
    assert [row.slug for row in Category.objects.published()] == ["military"]
    assert Mention.objects.published().count() == 0
