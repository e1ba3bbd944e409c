"""The counting rule, held against a naive reading of it in plain Python, on ledgers that hypothesis makes up."""

import datetime
from collections import Counter
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.models import Category, Change, Channel, Commitment, Intake, Mention
from commitments.querysets import Movement, Share, Total

from . import factories as make

pytestmark = pytest.mark.django_db

FEBRUARY, NOVEMBER, JUNE = datetime.date(2023, 2, 20), datetime.date(2023, 11, 17), datetime.date(2024, 6, 28)
DAYS = [*make.DATES, None]  # None: no peildatum


# The rule once more, straight from its sentence: one date, no SQL, no intervals.


class Counting:
    """A ledger as it counts on one date: own shares, what lies in what, and where each row stands."""

    def __init__(self, rows, day):
        self.rows, self.day = rows, day
        self.known = {
            row.key: row
            for row in rows
            if row.published and make.LETTERS[row.letter][1] and (day is None or row.date <= day)
        }
        self.superseded = {key for row in self.known.values() for key in row.replaces}
        self.withdrawn = {row.key for row in rows if row.withdrawn is not None and self.is_known(row.withdrawn)}
        self.ended = self.superseded | self.withdrawn

    def is_known(self, letter):
        date, is_published = make.LETTERS[letter]
        return is_published and (self.day is None or date <= self.day)

    def whole_of(self, row):
        """The whole that it lies in: the one it is part of, or the known successor of that one that took it along."""
        whole = self.known.get(row.part_of)
        while whole is not None:
            took_it = [other for other in self.known.values() if whole.key in other.replaces and row.key in other.moved]
            if not took_it:
                return whole
            whole = took_it[0]
        return None

    def counts(self, row):
        if row.key not in self.known or row.key in self.ended or row.exclusion:
            return False
        whole = self.whole_of(row)
        return whole is None or self.counts(whole)

    def own_shares(self):
        counted = [row for row in self.rows if self.counts(row)]
        shares = {row.key: row.amount for row in counted}
        for row in counted:
            if whole := self.whole_of(row):
                shares[whole.key] -= row.amount
        return shares

    def totals(self):
        totals, by_key = Counter(), {row.key: row for row in self.rows}
        for key, share in self.own_shares().items():
            row = by_key[key]
            totals[row.year, row.end_year, row.category] += share
        return {cell: total for cell, total in totals.items() if total}  # a whole that is divided wholly leaves none

    def roots_eur(self):
        return sum(row.amount for row in self.rows if self.counts(row) and not self.whole_of(row))

    def standing(self, row):
        if not (row.published and make.LETTERS[row.letter][1]):
            return "draft"
        if row.key not in self.known:
            return "not-yet-known"
        if self.counts(row):
            return "inside-whole" if self.whole_of(row) else "counted"
        if row.key in self.superseded:
            return "superseded"
        if row.key in self.withdrawn:
            return "withdrawn"
        return "excluded" if row.exclusion else "whole-left-out"


def known(day):
    return Commitment.objects.published().as_of(day)


def moves():
    """The movements, whichever letter made them."""
    return [replace(movement, letter="") for movement in known(None).movements()]


def totals(day=None):
    return {(row.year, row.end_year, row.category): row.amount_eur for row in known(day).counted().totals()}


def totals_of(rows, day=None):
    with make.rolled_back():
        make.save(rows)
        return totals(day)


def sums_of(rows, days):
    """The total of this ledger on each of these days."""
    with make.rolled_back():
        make.save(rows)
        return [known(day).counted().total_eur() for day in days]


# Properties of every ledger


@make.for_every(make.ledgers())
def test_the_generated_ledgers_are_sound(rows):
    they_have_no_quotes = "elke openbare toezegging heeft in haar eigen brief een citaat"
    with make.rolled_back():
        make.save(rows)
        assert all(rule.startswith(they_have_no_quotes) for rule in make.broken_rules())


@make.for_every(make.ledgers())
def test_on_every_date_each_total_is_what_the_rule_says(rows):
    with make.rolled_back():
        make.save(rows)
        assert {day: totals(day) for day in DAYS} == {day: Counting(rows, day).totals() for day in DAYS}


@make.for_every(make.ledgers())
def test_each_own_share_is_the_amount_without_the_parts_that_count_and_never_negative(rows):
    with make.rolled_back():
        make.save(rows)
        for day in DAYS:
            shares = dict(known(day).counted().with_own_share().values_list("slug", "own_share_eur"))
            assert shares == {str(key): share for key, share in Counting(rows, day).own_shares().items()}
            assert min(shares.values(), default=0) >= 0


@make.for_every(make.ledgers())
def test_categories_own_shares_letters_and_wholes_add_up_to_one_total(rows):
    with make.rolled_back():
        make.save(rows)
        for day in (NOVEMBER, None):
            counted = known(day).counted()
            in_rows = known(day).with_standing().with_counted_share()
            sums = {
                "total": counted.total_eur(),
                "categories": sum(totals(day).values()),
                "letters": sum(share.amount_eur for share in counted.shares()),
                "rows": sum(share or 0 for share in in_rows.values_list("counted_share_eur", flat=True)),
            }
            assert sums == dict.fromkeys(sums, Counting(rows, day).roots_eur())


@make.for_every(make.ledgers())
def test_every_published_row_counts_or_is_left_out_and_not_both(rows):
    with make.rolled_back():
        make.save(rows)
        for day in (NOVEMBER, None):
            counted = Counter(known(day).counted().values_list("slug", flat=True))
            left_out = Counter(known(day).left_out().values_list("slug", flat=True))
            assert counted + left_out == Counter(known(day).values_list("slug", flat=True))
            assert not counted & left_out


@make.for_every(make.ledgers())
def test_a_total_does_not_change_by_later_letters(rows):
    with make.rolled_back():
        make.save(rows)
        of_all = {day: totals(day) for day in make.DATES}
    for day in make.DATES[:-1]:
        assert of_all[day] == totals_of(make.without(rows, lambda row, day=day: row.date > day))


@make.for_every(make.ledgers())
def test_a_total_does_not_change_by_drafts(rows):
    public = make.without(rows, lambda row: not row.published or not make.LETTERS[row.letter][1])
    for day in (NOVEMBER, None):
        assert totals_of(rows, day) == totals_of(public, day)


@make.for_every(make.ledgers())
def test_the_movements_up_to_a_date_add_up_to_the_totals_on_it(rows):
    with make.rolled_back():
        make.save(rows)
        movements = Commitment.objects.published().movements()
        assert movements == sorted(movements, key=lambda movement: movement.date)
        for day in make.DATES:
            sums = Counter()
            for movement in movements:
                if movement.date <= day:
                    sums[movement.year, movement.end_year, movement.category] += movement.amount_eur
            on_that_day = totals(day)
            assert {key: amount for key, amount in sums.items() if amount} == {
                key: amount for key, amount in on_that_day.items() if amount
            }


@make.for_every(make.ledgers())
def test_what_a_letter_changed_is_what_would_be_otherwise_without_the_changes_of_that_day(rows):
    """Of a day with one letter that is the step of that day; of a day with two, the two together."""
    with make.rolled_back():
        make.save(rows)
        by_day, by_letter = Counter(), Counter()
        dates = {f"brief-{place}": date for place, (date, _) in enumerate(make.LETTERS)}
        for movement in Commitment.objects.published().movements():
            by_day[movement.date] += movement.amount_eur
            by_letter[movement.letter] += movement.amount_eur
            assert dates[movement.letter] == movement.date
        assert sum(by_letter.values()) == known(None).counted().total_eur()
        assert all(sum(by_letter[slug] for slug, date in dates.items() if date == day) == by_day[day] for day in by_day)


def changes_of_one_day(rows):
    """The letters in which something ends that never stood, for it was announced on the same day."""
    by_key = {row.key: row for row in rows}
    of_same_day = [row for row in rows if any(by_key[key].date == row.date for key in row.replaces)]
    return {f"brief-{row.letter}" for row in of_same_day} | {
        f"brief-{row.withdrawn}"
        for row in rows
        if row.withdrawn is not None and make.LETTERS[row.withdrawn][0] == row.date
    }


def wholes_that_come_late(rows):
    """The letters whose wholes have parts in letters of before: what counted by itself counts within them from then on."""
    by_key = {row.key: row for row in rows}
    wholes = [(row, by_key[row.part_of]) for row in rows if row.part_of is not None]
    return {f"brief-{whole.letter}" for row, whole in wholes if row.date < whole.date}


@make.for_every(make.ledgers())
def test_of_a_letter_the_kinds_that_conserve_add_up_to_nothing(rows):
    skipped = changes_of_one_day(rows) | wholes_that_come_late(rows)
    with make.rolled_back():
        make.save(rows)
        kinds = Counter()
        for movement in Commitment.objects.published().movements():
            if movement.letter not in skipped:
                kinds[movement.letter, movement.kind] += movement.amount_eur
        assert {key: eur for key, eur in kinds.items() if eur and key[1] in Change.CONSERVING} == {}
        assert all(eur >= 0 for (_, kind), eur in kinds.items() if kind == "raised")
        assert all(eur <= 0 for (_, kind), eur in kinds.items() if kind in ("lowered", "withdrawn"))


@make.for_every(make.ledgers())
def test_each_row_stands_where_the_rule_puts_it(rows):
    with make.rolled_back():
        make.save(rows)
        for day in (NOVEMBER, None):
            counting = Counting(rows, day)
            everything = Commitment.objects.select_related("letter")
            everything.peildatum = day
            assert {row.slug: row.standing.value for row in everything.with_standing()} == {
                str(row.key): counting.standing(row) for row in rows
            }
            assert set(known(day).counted().values_list("slug", flat=True)) == {
                row.slug for row in known(day).with_standing() if row.standing.value in ("counted", "inside-whole")
            }


@make.for_every(make.ledgers())
def test_a_filter_chooses_among_what_counts_and_never_changes_it(rows):
    with make.rolled_back():
        make.save(rows)
        by_category = {slug: known(None).filter(category__slug=slug).counted().total_eur() for slug in make.CATEGORIES}
        sums = Counter()
        for (_, _, slug), amount in totals().items():
            sums[slug] += amount
        assert by_category == {slug: sums[slug] for slug in make.CATEGORIES}


# What never changes the total over all categories


@make.for_every(make.ledgers_and(make.with_part))
def test_adding_a_part_never_changes_the_total(before_and_after):
    before, after = before_and_after
    is_part = after[-1].part_of is not None
    assert not is_part or sums_of(before, [None]) == sums_of(after, [None])


@make.for_every(make.ledgers_and(make.with_part, letters=make.on_or_after))
def test_adding_a_part_in_a_letter_of_its_whole_or_later_never_changes_the_total_of_any_date(before_and_after):
    before, after = before_and_after
    is_part = after[-1].part_of is not None
    assert not is_part or sums_of(before, DAYS) == sums_of(after, DAYS)


@make.for_every(make.ledgers_and(make.with_successor, equal=True))
def test_a_successor_of_equal_amount_never_changes_the_total_of_any_date(before_and_after):
    before, after = before_and_after
    assert not after[-1].replaces or sums_of(before, DAYS) == sums_of(after, DAYS)


@make.for_every(make.ledgers_and(make.with_change, kinds=Change.CONSERVING))
def test_a_change_that_conserves_never_changes_the_total_of_any_date(before_and_after):
    before, after = before_and_after
    conserves = after[-1].kind in Change.CONSERVING and len(after) > len(before)
    assert not conserves or sums_of(before, DAYS) == sums_of(after, DAYS)


@make.for_every(make.ledgers())
def test_repeats_and_context_never_change_a_total(rows):
    with make.rolled_back():
        saved = make.save(rows)
        before = totals()
        for commitment in saved.values():
            make.states(commitment, verdict="repeats", letter=commitment.letter)
            make.mention(commitment.letter)
        assert totals() == before


# Examples


def test_a_part_takes_its_amount_out_of_its_whole():
    letter = make.letter(FEBRUARY)
    whole = make.commitment(2_500, category="undivided", letter=letter)
    make.commitment(1_240, category="military", letter=letter, part_of=whole)
    assert known(None).counted().totals() == [
        Total(2024, 2024, "military", 1_240),
        Total(2024, 2024, "undivided", 1_260),
    ]


def test_a_part_counts_only_where_its_whole_counts():
    letter = make.letter(FEBRUARY)
    whole = make.commitment(100, letter=letter, exclusion="plafond")
    part = make.commitment(40, letter=letter, part_of=whole)
    make.commitment(10, letter=letter, part_of=part)
    assert known(None).counted().totals() == []
    assert [row.standing.value for row in known(None).with_standing().order_by("pk")] == [
        "excluded",
        "whole-left-out",
        "whole-left-out",
    ]


def test_an_excluded_part_stays_in_its_whole():
    whole = make.commitment(100)
    make.commitment(40, part_of=whole, exclusion="overlap-onbekend", category="humanitarian")
    assert totals() == {(2024, 2024, "military"): 100}


def test_a_part_stands_on_its_own_until_its_whole_is_announced():
    whole = make.commitment(100, category="undivided", letter=make.letter(NOVEMBER))
    make.commitment(40, category="military", letter=make.letter(FEBRUARY), part_of=whole)
    assert [known(day).counted().totals() for day in (FEBRUARY, NOVEMBER)] == [
        [Total(2024, 2024, "military", 40)],
        [Total(2024, 2024, "military", 40), Total(2024, 2024, "undivided", 60)],
    ]
    assert moves() == [
        Movement(FEBRUARY, "military", 2024, 2024, 40),
        Movement(NOVEMBER, "undivided", 2024, 2024, 60),
    ]


def test_a_successor_takes_the_place_of_what_it_supersedes_from_its_own_letter_on():
    first = make.commitment(100, letter=make.letter(FEBRUARY))
    second = make.commitment(150, letter=make.letter(NOVEMBER), replaces=first)
    make.commitment(30, letter=make.letter(JUNE), replaces=second, category="humanitarian")
    assert [totals(day) for day in (FEBRUARY, NOVEMBER, JUNE)] == [
        {(2024, 2024, "military"): 100},
        {(2024, 2024, "military"): 150},
        {(2024, 2024, "humanitarian"): 30},
    ]
    assert moves() == [
        Movement(FEBRUARY, "military", 2024, 2024, 100),
        Movement(NOVEMBER, "military", 2024, 2024, 50, kind="raised"),
        Movement(JUNE, "military", 2024, 2024, -150, kind="lowered"),
        Movement(JUNE, "humanitarian", 2024, 2024, 30, kind="lowered"),
    ]


def test_parts_that_move_count_inside_the_successor_and_the_others_no_longer():
    early, late = make.letter(FEBRUARY), make.letter(JUNE)
    whole = make.commitment(100, category="undivided", letter=early)
    moves = make.commitment(40, category="military", letter=early, part_of=whole)
    make.commitment(10, category="humanitarian", letter=early, part_of=whole)
    make.commitment(100, category="undivided", letter=late, replaces=whole, takes=[moves])
    assert [totals(day) for day in (FEBRUARY, JUNE)] == [
        {(2024, 2024, "undivided"): 50, (2024, 2024, "military"): 40, (2024, 2024, "humanitarian"): 10},
        {(2024, 2024, "undivided"): 60, (2024, 2024, "military"): 40},
    ]
    rows = known(None).with_standing().order_by("pk")
    assert [(row.standing.value, row.whole_slug) for row in rows] == [
        ("superseded", None),
        ("inside-whole", rows[3].slug),
        ("whole-left-out", rows[0].slug),
        ("counted", None),
    ]


def test_an_excluded_successor_also_supersedes():
    first = make.commitment(100, letter=make.letter(FEBRUARY))
    make.commitment(100, letter=make.letter(NOVEMBER), replaces=first, exclusion="lening")
    assert [totals(day) for day in (FEBRUARY, NOVEMBER)] == [{(2024, 2024, "military"): 100}, {}]


def test_a_draft_neither_counts_nor_supersedes_nor_holds_parts():
    whole = make.commitment(100)
    make.commitment(1, published_at=None)
    make.commitment(2, letter=make.letter(published_at=None))
    make.commitment(3, replaces=whole, published_at=None, letter=make.letter(published_at=None))
    make.commitment(4, part_of=whole, published_at=None)
    draft = make.commitment(50, published_at=None)
    make.commitment(5, part_of=draft)
    assert totals() == {(2024, 2024, "military"): 105}


def test_a_period_is_a_column_of_its_own():
    make.commitment(100, year=2024)
    make.commitment(200, year=2024, end_year=2026)
    assert totals() == {(2024, 2024, "military"): 100, (2024, 2026, "military"): 200}
    assert [known(None).in_year(year).counted().total_eur() for year in (2023, 2024, 2025, 2026, 2027)] == [
        0,
        300,
        200,
        200,
        0,
    ]


def test_totals_come_in_order_of_year_and_of_the_categories_places():
    for year, end_year, slug in ((2025, 2025, "undivided"), (2024, 2026, "military"), (2024, 2024, "humanitarian")):
        make.commitment(7, year=year, end_year=end_year, category=slug)
    make.commitment(7, year=2024, category="military")
    assert known(None).counted().totals() == [
        Total(2024, 2024, "military", 7),
        Total(2024, 2024, "humanitarian", 7),
        Total(2024, 2026, "military", 7),
        Total(2025, 2025, "undivided", 7),
    ]


def test_nothing_counts_in_an_empty_ledger():
    counted = known(None).counted()
    assert [counted.totals(), counted.total_eur(), counted.shares(), known(None).movements()] == [[], 0, [], []]


def test_shares_are_as_fine_as_a_chart_needs_and_none_is_zero():
    first, second = make.letter(NOVEMBER, number=1), make.letter(JUNE, number=2)
    whole = make.commitment(100, letter=first, category="undivided", stage="gereserveerd")
    make.commitment(60, letter=second, part_of=whole, stage="geleverd")
    make.commitment(40, letter=second, part_of=whole, stage="geleverd", precision="circa")
    make.commitment(7, letter=first, stage="aangekondigd", year=2024, end_year=2026)
    make.commitment(3, letter=first, stage="aangekondigd", year=2024, end_year=2026)
    assert known(None).counted().shares() == [
        Share(first.slug, "military", 2024, 2026, "aangekondigd", "exact", 10),
        Share(second.slug, "military", 2024, 2024, "geleverd", "circa", 40),
        Share(second.slug, "military", 2024, 2024, "geleverd", "exact", 60),
    ]
    assert known(NOVEMBER).counted().shares() == [
        Share(first.slug, "military", 2024, 2026, "aangekondigd", "exact", 10),
        Share(first.slug, "undivided", 2024, 2024, "gereserveerd", "exact", 100),
    ]


def test_shares_come_in_order_of_letter_category_period_stage_and_precision():
    late = make.letter(JUNE, number=1)
    first, second = make.letter(FEBRUARY, number=2), make.letter(FEBRUARY, number=3)
    make.commitment(1, letter=late)
    make.commitment(2, letter=second)
    make.commitment(3, letter=first, category="undivided")
    make.commitment(4, letter=first, stage="geleverd", precision="circa")
    make.commitment(5, letter=first, stage="aangekondigd", precision="exact")
    make.commitment(6, letter=first, stage="aangekondigd", precision="circa")
    make.commitment(7, letter=first, stage="aangekondigd", end_year=2026)
    make.commitment(8, letter=first, year=2023, end_year=2027)
    assert [share.amount_eur for share in known(None).counted().shares()] == [8, 6, 5, 4, 7, 3, 2, 1]


@make.for_every(make.ledgers())
def test_shares_and_totals_are_the_same_euros(rows):
    with make.rolled_back():
        make.save(rows)
        for day in (NOVEMBER, None):
            shares, sums = known(day).counted().shares(), Counter()
            for share in shares:
                sums[share.year, share.end_year, share.category] += share.amount_eur
            assert dict(sums) == totals(day)
            assert 0 not in {share.amount_eur for share in shares}


def test_a_part_that_moved_is_inside_its_new_whole():
    first = make.commitment(10)
    part, other = make.commitment(4, part_of=first), make.commitment(3, part_of=first)
    successor = make.commitment(12, replaces=first, takes=[part])
    assert set(known(None).inside(successor)) == {part}
    assert set(known(None).inside(first)) == {part, other}
    assert list(known(None).inside(other)) == []


def test_amounts_far_above_32_bits_add_up_exactly():
    for _ in range(3):
        make.commitment(9_999_999_999_999)
    assert totals() == {(2024, 2024, "military"): 29_999_999_999_997}
    assert sum(row.amount_eur for row in known(None).movements()) == 29_999_999_999_997


def test_a_category_and_a_channel_are_public_when_something_published_is_in_them():
    ifu, ebrd = (Channel.objects.create(slug=slug, name=slug, short_name=slug) for slug in ("ifu", "ebrd"))
    make.commitment(category="military", channel=ifu)
    make.commitment(category="humanitarian", channel=ebrd, published_at=None)
    make.commitment(category="undivided", letter=make.letter(published_at=None))
    assert [row.slug for row in Category.objects.published()] == ["military"]
    assert [row.slug for row in Channel.objects.published()] == ["ifu"]


def test_each_row_tells_what_it_replaced_and_what_replaced_it_as_far_as_that_is_known():
    first = make.commitment(slug="eerste", letter=make.letter(FEBRUARY))
    second = make.commitment(slug="tweede", letter=make.letter(NOVEMBER), replaces=first)
    make.commitment(slug="derde", letter=make.letter(JUNE), replaces=second)

    def told(day):
        rows = known(day).with_standing().with_changes().order_by("pk")
        return [
            (row.slug, [one.slug for one in row.predecessors], [one.slug for one in row.successors], row.counts)
            for row in rows
        ]

    assert told(FEBRUARY) == [("eerste", [], [], True)]
    assert told(NOVEMBER) == [("eerste", [], ["tweede"], False), ("tweede", ["eerste"], [], True)]
    assert told(None) == [
        ("eerste", [], ["tweede"], False),
        ("tweede", ["eerste"], ["derde"], False),
        ("derde", ["tweede"], [], True),
    ]


def test_a_minister_answers_for_what_stands_in_the_letters_under_his_name(ledger):
    from letters.models import Minister

    def of(slug):
        counted = Commitment.objects.published().counted()
        return counted.signed_by(Minister.objects.published().get(slug=slug)).total_eur()

    assert {slug: of(slug) for slug in ("hoekstra", "ollongren", "veldkamp")} == {
        "hoekstra": 2_740_000_000 + 1_000_000_000,
        "ollongren": 11_995_000_000,
        "veldkamp": 0,
    }


def test_only_mentions_that_tell_of_no_draft_are_published():
    letter, draft_letter = make.letter(), make.letter(published_at=None)
    public, draft = make.commitment(letter=letter), make.commitment(letter=letter, published_at=None)
    shown = [make.states(public), make.mention(letter)]
    make.states(draft)
    make.mention(draft_letter)
    make.states(public, verdict="repeats", letter=draft_letter)
    assert list(Mention.objects.published()) == shown


def test_a_mention_in_a_public_letter_does_not_tell_of_what_stands_in_a_draft():
    commitment = make.commitment(letter=make.letter(published_at=None))
    make.states(commitment, verdict="repeats", letter=make.letter())
    assert list(Mention.objects.published()) == []


def test_mentions_are_chosen_by_the_date_of_their_letter_and_by_their_verdict():
    commitment = make.commitment(letter=make.letter(FEBRUARY))
    states = make.states(commitment)
    repeats = make.states(commitment, verdict="repeats", letter=make.letter(NOVEMBER))
    context = make.mention(make.letter(JUNE))
    mentions = Mention.objects.order_by("pk")
    assert list(mentions.as_of(None)) == [states, repeats, context]
    assert list(mentions.as_of(NOVEMBER)) == [states, repeats]
    assert list(mentions.stating()) == [states]


def test_a_naive_reader_adds_up_every_dutch_euro_also_what_is_repeated_and_nothing_else():
    commitment = make.commitment(10, letter=make.letter(FEBRUARY))
    make.states(commitment)
    make.states(commitment, verdict="repeats", letter=make.letter(NOVEMBER))
    make.states(make.commitment(letter=make.letter(JUNE)), verdict="repeats", amount=7, currency="USD")
    make.mention(make.letter(JUNE), amount=100)
    known = Mention.objects.as_of(NOVEMBER)
    assert Mention.objects.naive_amounts() == [(20, "exact")]
    assert (Mention.objects.naive_eur(), known.naive_eur(), Mention.objects.none().naive_eur()) == (20, 20, 0)
    assert (known.peildatum, known.filter(verdict="repeats").peildatum) == (NOVEMBER, NOVEMBER)
    assert Mention.objects.as_of(FEBRUARY).naive_eur() == 10


@pytest.mark.parametrize("text", ["", "Samen EUR 30. En nog eens EUR 30."])
def test_a_printed_total_that_repeats_several_commitments_is_divided_over_them(text):
    letter = make.letter(FEBRUARY, text=text)
    one, two = make.commitment(10, letter=letter), make.commitment(20, letter=letter)
    quotes = [("Samen EUR 30", one), ("Samen EUR 30", two), ("nog eens EUR 30", one)]
    for quote, commitment in quotes:
        written = {"quote": quote, "amount_as_written": "EUR 30", "amount": 30}
        make.states(commitment, verdict="repeats", **written)
    found = Mention.objects.with_naive_eur().order_by("position")
    assert [mention.naive_amount_eur for mention in found] == [10, 20, 30]
    assert Mention.objects.naive_eur() == 60
    assert Mention.objects.filter(commitment=two).naive_eur() == 20


def test_two_equal_amounts_in_one_quote_are_both_added_up():
    letter = make.letter(FEBRUARY, text="| Totaal | 30 | 30 |")
    for euros in (10, 20, 12, 18):
        written = {"quote": "| Totaal | 30 | 30 |", "amount_as_written": "30", "amount": 30}
        make.states(make.commitment(euros, letter=letter), verdict="repeats", **written)
    assert Mention.objects.naive_eur() == 60


def test_what_remains_of_two_commitments_is_not_more_than_is_written():
    letter = make.letter(FEBRUARY)
    for euros in (900, 10):
        written = {"quote": "dan resteert EUR 750", "amount_as_written": "EUR 750", "amount": 750}
        make.states(make.commitment(euros, letter=letter), verdict="repeats", **written)
    assert Mention.objects.naive_eur() == 760


def test_a_quote_that_proves_several_commitments_is_added_up_for_each():
    letter = make.letter(FEBRUARY, text="Jaarlijks EUR 50.")
    for _ in range(3):
        written = {"quote": "Jaarlijks EUR 50", "amount_as_written": "EUR 50", "amount": 50}
        make.states(make.commitment(50, letter=letter), **written)
    assert Mention.objects.naive_eur() == 150


def test_a_letter_and_a_position_name_the_mention_that_is_worked_on():
    letter = make.working(100, 200)
    make.approved(letter)
    first, second = letter.mentions.order_by("position")
    assert [Mention.objects.get_by_natural_key(letter.slug, position) for position in (1, 2)] == [first, second]


def test_a_letter_that_is_being_entered_is_under_way_until_it_is_finished(anna):
    under_way = Intake.objects.create(started_by=anna.user, text="Een brief")
    Intake.objects.create(started_by=anna.user, text="Nog een", finished_at=make.NOW)
    assert list(Intake.objects.under_way()) == [under_way]


# Every ledger costs the same number of queries

QUERIES = {
    "totals": lambda: known(JUNE).counted().totals(),
    "total_eur": lambda: known(JUNE).counted().total_eur(),
    "shares": lambda: list(known(JUNE).counted().shares()),
    "movements": lambda: known(None).movements(),
    "a list with standing and share": lambda: [
        (row.standing, row.counted_share_eur)
        for row in known(JUNE).with_standing().with_counted_share().select_related("letter")
    ],
    "left_out": lambda: list(known(JUNE).left_out()),
}


@pytest.mark.parametrize("name", QUERIES)
def test_a_ledger_of_any_size_costs_one_query(name):
    counts = {}
    for size in (5, 500):
        with make.rolled_back():
            make.commitments_in_bulk(size)
            with CaptureQueriesContext(connection) as queries:
                QUERIES[name]()
            counts[size] = len(queries)
    assert counts == {5: 1, 500: 1}
