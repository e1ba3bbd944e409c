"""The lineage of a commitment: all in whose place it came and all that came in its place, and which of these stand."""

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.ledger.lineage import lineage_of, place_of
from commitments.models import Commitment
from tests.commitments import factories as make
from tests.commitments.test_counting import Counting, changes_of_one_day

pytestmark = pytest.mark.django_db

DAYS = (None, make.DATES[3])


def known(day=None):
    return Commitment.objects.published().as_of(day)


def slugs(rows):
    return [one.slug for one in rows]


def end_of(row):
    lineage = lineage_of(row, known())
    return lineage.end_of(lineage.of)


def kin(counting, key):
    """The keys of the lineage of a known row, in plain Python."""
    earlier = {row.key: {old for old in row.replaces if old in counting.known} for row in counting.known.values()}
    later = {key: {row.key for row in counting.known.values() if key in row.replaces} for key in counting.known}
    return _reached(key, earlier) | _reached(key, later)


def _reached(key, links):
    found, waiting = set(), [key]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += links[one]
    return found


def stands(counting, row):
    """Whether a known row stands: it did not end, and neither did the whole in which it lies."""
    if row.key in counting.ended:
        return False
    whole = counting.whole_of(row)
    return whole is None or stands(counting, whole)


@make.for_every(make.ledgers())
def test_a_lineage_goes_back_to_the_first_and_forth_to_the_last_that_is_known(rows):
    with make.rolled_back():
        make.save(rows)
        for day in DAYS:
            counting = Counting(rows, day)
            found = {one.slug: set(slugs(lineage_of(one, known(day)).members)) for one in known(day)}
            assert found == {str(key): set(map(str, kin(counting, key))) for key in counting.known}


@make.for_every(make.ledgers())
def test_after_the_last_letter_a_lineage_has_the_amounts_that_stand_on_that_day(rows):
    with make.rolled_back():
        make.save(rows)
        for day in DAYS:
            counting = Counting(rows, day)
            for one in known(day):
                lineage = lineage_of(one, known(day))
                last = max(place_of(letter) for letter in _letters_of(lineage))
                standing = {row.slug for row in lineage.members if lineage.stands_after(row, last)}
                assert standing == {
                    str(key) for key in kin(counting, int(one.slug)) if stands(counting, counting.known[key])
                }


def _letters_of(lineage):
    ends = [lineage.end_of(one) for one in lineage.members]
    return [*(one.letter for one in lineage.members), *(end.change.letter for end in ends if end)]


@make.for_every(make.ledgers())
def test_what_counts_by_itself_stands_and_what_has_no_whole_and_no_exclusion_counts_if_it_stands(rows):
    with make.rolled_back():
        make.save(rows)
        for one in known().with_standing():
            lineage = lineage_of(one, known())
            is_standing = lineage.end_of(lineage.of) is None
            assert is_standing or not one.counts
            if not one.exclusion and one.part_of_id is None and one.whole_slug is None:
                assert one.counts == is_standing


@make.for_every(make.ledgers())
def test_where_no_money_went_apart_each_letter_changed_a_lineage_as_it_changed_the_total(rows):
    """Of commitments that are no parts and have none: those of the others move with their wholes."""
    if changes_of_one_day(rows):  # what ends on the day on which it began never counted
        return
    with make.rolled_back():
        make.save(rows)
        for one in known():
            lineage = lineage_of(one, known())
            members = known().filter(pk__in=lineage.keys)
            has_parts = Commitment.objects.filter(part_of__in=members).exists() or lineage.going_on or lineage.wholes
            if has_parts or members.exclude(exclusion="").exists():
                continue
            moved, before = Counter(), 0
            for movement in members.movements():
                moved[movement.letter] += movement.amount_eur
            for letter in sorted(set(_letters_of(lineage)), key=place_of):
                after = sum(row.amount_eur for row in lineage.members if lineage.stands_after(row, place_of(letter)))
                assert after - before == moved[letter.slug]
                before = after


def test_what_was_merged_split_and_went_on_is_one_lineage_without_what_went_apart():
    first, other = make.commitment(5, slug="eerste"), make.commitment(3, slug="ander")
    merged = make.commitment(8, slug="samen", replaces=[first, other])
    parts = [make.commitment(amount, slug=f"deel-{amount}", letter=merged.letter) for amount in (2, 6)]
    make.change(merged.letter, [merged], "split", parts)
    last = make.commitment(4, slug="lager", replaces=parts[1])
    assert set(slugs(lineage_of(last, known()).members)) == {"eerste", "ander", "samen", "deel-6", "lager"}
    assert set(slugs(lineage_of(first, known()).members)) == {"eerste", "samen", "deel-2", "deel-6", "lager"}


def test_a_part_of_which_a_change_says_nothing_ends_with_its_whole_at_any_depth():
    letter, late = make.letter(make.DATES[0]), make.letter(make.DATES[3])
    whole = make.commitment(10, letter=letter)
    part = make.commitment(6, letter=letter, part_of=whole)
    inner = make.commitment(2, letter=letter, part_of=part)
    gone_on = make.commitment(3, letter=letter, part_of=whole)
    new = make.commitment(9, letter=late, replaces=whole, takes=[gone_on])
    end = end_of(inner)
    assert (end.change.letter, end.whole) == (late, part)
    assert end_of(part).whole == whole
    assert end_of(gone_on) is None
    assert [row.into for row in lineage_of(gone_on, known()).going_on] == [new]


def test_a_lineage_takes_as_many_queries_however_long_it_is():
    counts, row = {}, make.commitment(100, letter=make.letter(make.DATES[0]))
    for number in range(1, 6):
        row = make.commitment(100 - number, replaces=row, letter=make.letter(make.DATES[-1]))
        with CaptureQueriesContext(connection) as captured:
            lineage = lineage_of(row, known())
            assert len(lineage.members) == number + 1
            assert [lineage.end_of(one) is None for one in lineage.members] == [False] * number + [True]
        counts[number] = len(captured)
    assert len(set(counts.values())) == 1
    assert counts[1] <= 6
