"""Counting by another definition is the counting rule, asked of other rows: held against that rule on made-up ledgers."""

import datetime
import re
from dataclasses import replace

import pytest

from commitments.definitions import BY_SLUG, DEFINITIONS, OTHERS, OWN, OWN_COUNT
from commitments.models import Commitment

from . import factories as make
from .test_counting import DAYS, Counting

pytestmark = pytest.mark.django_db

ADMITTING = next(definition for definition in OTHERS if definition.admitted)


def known(day=None):
    return Commitment.objects.published().as_of(day)


def totals(definition, day=None):
    counted = definition.of(known(day)).counted()
    return {(row.year, row.end_year, row.category): row.amount_eur for row in counted.totals()}


def with_ceilings(rows):
    """The ledger, in which every second row that does not count is a ceiling."""
    return [replace(row, exclusion="plafond") if row.exclusion and row.key % 2 else row for row in rows]


@make.for_every(make.ledgers())
def test_what_a_definition_admits_counts_as_if_nothing_had_excluded_it(rows):
    rows = with_ceilings(rows)
    admitted = [replace(row, exclusion="") if row.exclusion == "plafond" else row for row in rows]
    with make.rolled_back():
        make.save(rows)
        assert {day: totals(ADMITTING, day) for day in DAYS} == {day: Counting(admitted, day).totals() for day in DAYS}
        assert {day: totals(OWN, day) for day in DAYS} == {day: Counting(rows, day).totals() for day in DAYS}


@make.for_every(make.ledgers())
def test_by_every_definition_the_movements_up_to_a_day_are_the_total_on_it(rows):
    with make.rolled_back():
        make.save(with_ceilings(rows))
        for definition in DEFINITIONS:
            movements = definition.of(known()).movements()
            for day in DAYS:
                moved = sum(one.amount_eur for one in movements if day is None or one.date <= day)
                assert moved == definition.of(known(day)).counted().total_eur()


@make.for_every(make.ledgers())
def test_by_every_definition_the_rows_that_count_have_own_shares_that_add_up_to_its_total(rows):
    with make.rolled_back():
        make.save(with_ceilings(rows))
        for definition in DEFINITIONS:
            standing = definition.of(known()).with_standing().with_counted_share()
            shares = [one.counted_share_eur for one in standing if one.counts]
            assert sum(shares) == definition.of(known()).counted().total_eur()
            assert min(shares, default=0) >= 0


def test_a_guarantee_that_lies_in_what_counts_adds_nothing_to_it():
    whole = make.commitment(100)
    make.commitment(30, part_of=whole, letter=whole.letter, exclusion="garantie", finance_type="garantie")
    assert (totals(OWN), totals(ADMITTING)) == ({(2024, 2024, "military"): 100},) * 2


def test_a_ceiling_that_a_later_letter_ended_counts_by_no_definition():
    ceiling = make.commitment(30, exclusion="plafond")
    later = make.letter(datetime.date(2024, 5, 1))
    make.change(later, [ceiling])
    assert totals(ADMITTING, datetime.date(2024, 4, 30)) == {(2024, 2024, "military"): 30}
    assert totals(ADMITTING) == {}


def test_money_of_which_nobody_knows_whether_it_is_in_another_amount_counts_by_no_definition():
    make.commitment(100, exclusion="overlap-onbekend")
    assert [totals(definition) for definition in DEFINITIONS] == [{}] * len(DEFINITIONS)


def test_the_shipped_ledger_has_these_totals(ledger):
    assert {one.slug: one.of(known()).counted().total_eur() for one in DEFINITIONS} == {
        "": 11_995_000_000,
        "toegewezen-en-geleverd": 4_789_000_000,
        "militair": 9_940_000_000,
        "zonder-epf": 11_700_000_000,
        "met-plafonds-garanties-leningen": 12_140_000_000,
    }


def test_each_definition_has_an_address_a_name_and_a_source_of_its_own():
    assert len(BY_SLUG) == len(DEFINITIONS) == len({one.name for one in DEFINITIONS})
    for one in OTHERS:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", one.slug)
        assert one.source == OWN_COUNT or one.source_url.startswith("https://"), one.slug
