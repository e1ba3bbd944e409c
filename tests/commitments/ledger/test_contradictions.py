"""Where letters contradict each other: ledgers that have contradictions and ledgers that have none."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.ledger.contradictions import Kind, Parts, Printed, compare, contradictions
from commitments.models import Mention
from tests.commitments import factories as make

FIRST, SECOND, THIRD = (datetime.date(year, 5, 1) for year in (2023, 2024, 2025))
MILLION = 1_000_000
NO_PARTS = Parts({}, {})


def quoted(amount_eur, words="Voor {} is geld."):
    written = f"EUR {amount_eur // MILLION} miljoen"
    return {"quote": words.format(written), "amount_as_written": written, "amount": amount_eur}


def promised(amount_eur=5 * MILLION, date=FIRST, **fields):
    row = make.commitment(amount_eur, letter=fields.pop("letter", None) or make.letter(date), **fields)
    make.states(row, **quoted(amount_eur))
    return row


def repeated(row, amount_eur, letter, **fields):
    verdict = fields.pop("verdict", "repeats")
    return make.states(row, verdict, letter, **quoted(amount_eur) | fields)


def found():
    """The kinds of what contradicts, with both amounts."""
    return [(one.kind, one.first_eur, one.second_eur) for one in contradictions().found]


# The same thing


@pytest.mark.django_db
def test_an_amount_that_is_repeated_as_it_was_promised_contradicts_nothing():
    row = promised()
    repeated(row, 5 * MILLION, make.letter(SECOND))
    assert (found(), contradictions().pairs[Kind.REPEATED]) == ([], 1)


@pytest.mark.django_db
def test_an_amount_that_is_repeated_otherwise_stands_beside_what_was_promised():
    row = promised()
    repeated(row, 6 * MILLION, make.letter(SECOND))
    (one,) = contradictions().found
    assert (one.kind, one.first_eur, one.second_eur, one.difference_eur) == (
        Kind.REPEATED,
        5 * MILLION,
        6 * MILLION,
        MILLION,
    )
    assert Mention.objects.get(pk=one.first).verdict == "states"
    assert [Mention.objects.get(pk=key).letter.date for key in one.second] == [SECOND]


@pytest.mark.django_db
def test_what_is_not_printed_in_euros_or_is_no_promise_is_not_compared():
    row = promised()
    later = make.letter(SECOND)
    repeated(row, 6 * MILLION, later, currency="USD")
    make.mention(later, **quoted(7 * MILLION))
    assert contradictions().pair_count == 0


@pytest.mark.django_db
def test_a_letter_after_the_peildatum_contradicts_nothing_yet():
    row = promised()
    repeated(row, 6 * MILLION, make.letter(SECOND))
    assert contradictions(FIRST).pair_count == 0
    assert len(contradictions(SECOND).found) == 1


@pytest.mark.django_db
def test_a_letter_that_is_a_draft_contradicts_nothing():
    row = promised()
    repeated(row, 6 * MILLION, make.letter(SECOND, published_at=None))
    assert contradictions().pair_count == 0


@pytest.mark.django_db
def test_a_raise_is_no_contradiction():
    row = promised()
    promised(9 * MILLION, SECOND, replaces=row)
    assert found() == []


amounts = st.integers(1, 4).map(lambda number: number * MILLION)


def as_printed(stated, repeats):
    """Commitments that are stated with these amounts, and (which one, amount) repeated in letters after that."""
    first = [
        Printed(key, 1, FIRST, f"q{key}", "geld", eur, "states", key, eur) for key, eur in enumerate(stated, start=1)
    ]
    later = [
        Printed(100 + place, 1 + place, SECOND, f"q{place}", "geld", eur, "repeats", 1 + which % len(stated), 0)
        for place, (which, eur) in enumerate(repeats, start=1)
    ]
    return first, later


@given(st.lists(amounts, min_size=1, max_size=5), st.lists(st.tuples(st.integers(0, 9), amounts), max_size=12))
def test_each_repeat_is_compared_once_and_found_if_and_only_if_it_differs(stated, repeats):
    first, later = as_printed(stated, repeats)
    comparison = compare([*later, *first], NO_PARTS)
    assert comparison.pair_count == len(repeats)
    differing = {one.mention for one in later if one.amount_eur != stated[one.commitment - 1]}
    assert {key for one in comparison.found for key in one.second} == differing
    assert len(comparison.found) == len(differing)


# Totals


def one_total(total_eur, *rows, letter):
    """One quote that adds up several commitments."""
    for row in rows:
        repeated(row, total_eur, letter, verdict="sums", quote=f"In totaal is dat {total_eur}.")


@pytest.mark.django_db
def test_a_total_that_is_its_parts_together_contradicts_nothing():
    rows = [promised(2 * MILLION), promised(3 * MILLION)]
    one_total(5 * MILLION, *rows, letter=make.letter(SECOND))
    assert (found(), contradictions().pairs) == ([], dict.fromkeys(Kind, 0) | {Kind.SUM: 1})


@pytest.mark.django_db
def test_a_total_that_is_not_its_parts_together_stands_beside_the_quotes_of_these():
    rows = [promised(2 * MILLION), promised(3 * MILLION)]
    one_total(6 * MILLION, *rows, letter=make.letter(SECOND))
    (one,) = contradictions().found
    assert (one.kind, one.first_eur, one.second_eur) == (Kind.SUM, 6 * MILLION, 5 * MILLION)
    assert [Mention.objects.get(pk=key).commitment for key in one.second] == rows


@pytest.mark.django_db
def test_in_a_total_a_part_is_not_added_to_its_whole():
    whole = promised(5 * MILLION)
    part = promised(2 * MILLION, letter=whole.letter, part_of=whole)
    one_total(5 * MILLION, whole, part, letter=make.letter(SECOND))
    assert found() == []


@given(st.lists(amounts, min_size=2, max_size=5), st.integers(1, 20))
def test_a_total_is_found_if_and_only_if_it_is_not_the_sum(stated, millions):
    first, _ = as_printed(stated, [])
    total = [
        Printed(100 + one.commitment, 2, SECOND, "samen", "geld", millions * MILLION, "sums", one.commitment, eur)
        for one, eur in zip(first, stated, strict=True)
    ]
    comparison = compare([*first, *total], NO_PARTS)
    assert comparison.pairs == dict.fromkeys(Kind, 0) | {Kind.SUM: 1}
    assert bool(comparison.found) == (sum(stated) != millions * MILLION)


# Wholes and parts


@pytest.mark.django_db
def test_parts_that_fit_in_their_whole_contradict_nothing():
    whole = promised(5 * MILLION)
    for _ in range(2):
        promised(2 * MILLION, letter=whole.letter, part_of=whole)
    assert (found(), contradictions().pairs[Kind.PARTS]) == ([], 1)


@pytest.mark.django_db
def test_parts_that_a_later_letter_prints_as_more_than_their_whole_stand_beside_it():
    whole = promised(5 * MILLION)
    parts = [promised(2 * MILLION, letter=whole.letter, part_of=whole) for _ in range(2)]
    later = make.letter(SECOND)
    for place, part in enumerate(parts):
        repeated(part, 3 * MILLION, later, quote=f"Deel {place} is EUR 3 miljoen.")
    assert found() == [
        (Kind.REPEATED, 2 * MILLION, 3 * MILLION),
        (Kind.REPEATED, 2 * MILLION, 3 * MILLION),
        (Kind.PARTS, 5 * MILLION, 6 * MILLION),
    ]


@pytest.mark.django_db
def test_a_part_that_has_ended_is_not_added_to_what_came_in_its_place():
    whole = promised(5 * MILLION)
    old = promised(3 * MILLION, letter=whole.letter, part_of=whole)
    later = make.letter(SECOND)
    promised(4 * MILLION, letter=later, part_of=whole, replaces=old)
    repeated(old, 3 * MILLION, later, quote="Het was EUR 3 miljoen.")
    assert found() == []


@pytest.mark.django_db
def test_the_shipped_letters_do_not_contradict_each_other(ledger):
    comparison = contradictions()
    assert comparison.found == []
    assert comparison.pairs == dict.fromkeys(Kind, 0) | {Kind.REPEATED: 7, Kind.PARTS: 2}
