"""What of each letter is new money, and what changed from one day to another: both add up, for any ledger."""

import csv
import datetime
import io
import re
from collections import Counter
from itertools import pairwise

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from commitments.charts import growth, series
from commitments.charts.drawings import difference as difference_drawing
from commitments.charts.drawings import named as named_drawing
from commitments.charts.selection import Choice, Selection, everything
from commitments.charts.series import named as named_series
from commitments.models import Change, Commitment, Mention
from commitments.querysets import Movement
from letters.models import Letter
from tests.commitments import factories as make
from tests.commitments.test_counting import Counting, changes_of_one_day
from tests.proving import TIMES
from ukrainesteun.money import format_euro, short_euro

from .svg import Picture
from .test_series import LETTERS

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

DAYS = [None, *make.DATES, datetime.date(2020, 1, 1), datetime.date(2023, 7, 1), datetime.date(2026, 1, 1)]
# Which rows a later letter repeats: (the place of the row, the letter).
REPEATS = st.lists(st.tuples(st.integers(0, 11), st.sampled_from(make.ANY_LETTER)), max_size=8)


def save_with_mentions(rows, repeats):
    """The Rows in the database, each with the mention that states it; and these mentions that repeat one."""
    saved = make.save(rows)
    letters = {letter.slug: letter for letter in Letter.objects.all()}
    told = [(row, row.letter, "states") for row in rows]
    told += [(rows[place], letter, "repeats") for place, letter in repeats if _can_repeat(rows, place, letter)]
    mentions = [
        Mention(
            letter=letters[f"brief-{letter}"],
            position=position,
            quote=f"Citaat {position}",
            amount_as_written=format_euro(row.amount),
            amount=row.amount,
            currency="EUR",
            verdict=verdict,
            commitment=saved[row.key],
        )
        for position, (row, letter, verdict) in enumerate(told, start=1)
    ]
    Mention.objects.bulk_create(mentions)
    return told


def _can_repeat(rows, place, letter):
    return place < len(rows) and make.LETTERS[letter][0] > rows[place].date


def is_public(row, letter):
    return row.published and make.LETTERS[row.letter][1] and make.LETTERS[letter][1]


def changes_of_days(rows):
    """{day: by how much the total changed then}, in plain Python."""
    totals = [(day, sum(Counting(rows, day).own_shares().values())) for day in make.DATES]
    return {day: total - before for (_, before), (day, total) in pairwise([(None, 0), *totals])}


# New money or old money


def test_each_kind_of_change_is_new_or_not_and_has_its_step():
    assert series.MOVED == Change.CONSERVING
    assert {*named_series.NEW, *series.MOVED, "lowered", "withdrawn"} == {"new", *Change.Kind.values}


@settings(max_examples=20 * TIMES)
@given(make.ledgers(), REPEATS)
def test_of_each_letter_new_and_before_and_excluded_are_what_a_naive_reader_adds_up(rows, repeats):
    with make.rolled_back():
        told = save_with_mentions(rows, repeats)
        naive, excluded = Counter(), Counter()
        for row, letter, _ in told:
            if is_public(row, letter):
                naive[f"brief-{letter}"] += row.amount
                excluded[f"brief-{letter}"] += row.amount if row.exclusion else 0
        named = {one.letter.slug: one for one in everything().named}
        sums = {
            slug: [one.new.amount_eur, one.before.amount_eur, one.excluded.amount_eur] for slug, one in named.items()
        }
        assert {slug: sum(parts) for slug, parts in sums.items()} == +naive
        assert all(part >= 0 for parts in sums.values() for part in parts)
        assert all(named[slug].excluded.amount_eur <= excluded[slug] for slug in named)
        assert all(one.total.amount_eur == naive[slug] for slug, one in named.items())


@settings(max_examples=20 * TIMES)
@given(make.ledgers(), REPEATS)
def test_new_is_what_a_letter_made_more_count_and_what_only_moves_is_not_new(rows, repeats):
    with make.rolled_back():
        save_with_mentions(rows, repeats)
        changes = changes_of_days(rows)
        kinds = {}
        for movement in everything().movements:
            kinds.setdefault(movement.letter, set()).add(movement.kind)
        skipped = changes_of_one_day(rows)  # what ends on the day on which it began never counted
        alone = Counter(date for date, is_published in make.LETTERS if is_published)
        for one in everything().named:
            found, change = kinds.get(one.letter.slug, set()), changes[one.letter.date]
            if one.letter.slug in skipped:
                continue
            if alone[one.letter.date] == 1 and found <= {"new", *Change.CONSERVING}:
                assert one.new.amount_eur == min(max(change, 0), one.total.amount_eur)
            elif alone[one.letter.date] == 1:
                assert one.new.amount_eur >= min(change, one.total.amount_eur)


def test_what_a_letter_begins_by_a_change_is_old_up_to_what_that_ended():
    early, late = make.letter(make.LETTERS[1][0]), make.letter(make.LETTERS[4][0])
    five = make.commitment(5, letter=early)
    make.states(five)
    for old, amount, new in ((five, 8, 3),):
        raised = make.commitment(amount, letter=late, replaces=old)
        make.states(raised)
        make.states(five, "repeats", letter=late)
        (_, named) = everything().named
        assert (named.new.amount_eur, named.before.amount_eur, named.excluded.amount_eur) == (new, 10, 0)


def test_what_moves_in_time_or_is_lowered_brings_nothing_new_and_a_part_is_told_in_its_whole():
    early, late = make.letter(make.LETTERS[1][0]), make.letter(make.LETTERS[4][0])
    first, second = (make.commitment(amount, letter=early, year=2025) for amount in (5, 7))
    moved = make.commitment(5, letter=late, year=2024)
    make.change(late, [first], "moved-in-time", [moved])
    lowered = make.commitment(6, letter=late, replaces=second)
    whole = make.commitment(20, letter=late)
    part = make.commitment(8, letter=late, part_of=whole)
    ceiling = make.commitment(100, letter=late, exclusion="plafond")
    for row in (moved, lowered, whole, part, ceiling):
        make.states(row)
    (named,) = everything().named
    assert (named.new.amount_eur, named.before.amount_eur, named.excluded.amount_eur) == (20, 5 + 6 + 8, 100)


def test_where_a_letter_makes_more_count_than_it_names_in_euros_all_that_it_names_is_new():
    letter = make.letter()
    in_euros, in_dollars = make.commitment(3, letter=letter), make.commitment(9, letter=letter)
    make.states(in_euros)
    make.states(in_dollars, currency="USD")
    (named,) = everything().named
    assert (named.new.amount_eur, named.total.amount_eur) == (3, 3)


@settings(max_examples=10 * TIMES)
@given(make.ledgers(), REPEATS, st.sampled_from(DAYS))
def test_a_later_letter_does_not_change_what_of_an_earlier_one_is_new(rows, repeats, day):
    with make.rolled_back():
        save_with_mentions(rows, repeats)
        known = [one for one in everything().named if day is None or one.letter.date <= day]
        assert everything(day).named == known


@settings(max_examples=10 * TIMES)
@given(make.ledgers(), REPEATS)
def test_file_of_the_chart_file_of_mentions_and_pages_of_letters_have_the_same_sum_of_each_letter(rows, repeats):
    with make.rolled_back():
        save_with_mentions(rows, repeats)
        client, of_mentions, of_chart = Client(), Counter(), Counter()
        for row in csv.DictReader(io.StringIO(_text(client, "/vindplaatsen.csv"))):
            of_mentions[row["letter"]] += int(row["naive_eur"] or 0)
        if of_mentions:
            for row in csv.DictReader(io.StringIO(_text(client, "/grafieken/nieuw-geld.csv"))):
                of_chart[row["letter"]] += int(row["named_eur"])
        assert of_chart == +of_mentions
        for slug, naive in of_chart.items():
            page = _text(client, f"/brieven/{slug}/")
            assert f"{format_euro(naive)}</span>" in page.partition("Zomaar opgeteld staat er")[2][:70]


def _text(client, address):
    response = client.get(address)
    return (b"".join(response) if response.streaming else response.content).decode()


@settings(max_examples=15 * TIMES)
@given(make.ledgers(), REPEATS)
def test_the_finding_on_new_money_is_true(rows, repeats):
    with make.rolled_back():
        told = save_with_mentions(rows, repeats)
        naive = sum(row.amount for row, letter, _ in told if is_public(row, letter))
        chart = growth.named(everything())
        assert (chart is None) == (naive == 0)
        if chart:
            new = sum(row[-1] for row in chart.rows() if row[1] == "new")
            assert chart.total_eur == chart.total.amount_eur == naive
            assert _is_true_of(chart.title, 100 * new / naive)
            wide = chart.wide.description
            assert all(f"{one.letter.name}: {named_drawing.in_words(one)}" in wide for one in chart.data)


def _is_true_of(title, share):
    """Whether so many of each hundred euros fit the sentence; one that is not known here fits none."""
    words = title.replace("\xa0", " ")
    if found := re.fullmatch(
        r"Van elke € 100 aan Nederlands geld in de brieven telt € (\d+) voor het eerst mee", words
    ):
        return abs(int(found[1]) - share) <= 0.5 and 0 < share < 100
    return {
        "Al het Nederlandse geld in de brieven telt voor het eerst mee": share == 100,
        "Niets van het Nederlandse geld in de brieven telt voor het eerst mee": share == 0,
        "Bijna al het Nederlandse geld in de brieven telt voor het eerst mee": 99.5 <= share < 100,
        "Bijna niets van het Nederlandse geld in de brieven telt voor het eerst mee": 0 < share < 0.5,
    }.get(words, False)


# From one day to another


@settings(max_examples=25 * TIMES)
@given(make.ledgers(), st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_from_any_day_to_any_other_the_steps_add_up_to_the_difference_of_the_totals(rows, since, until):
    with make.rolled_back():
        make.save(rows)
        if since and until and since > until:
            since, until = until, since
        found = series.difference(everything(until).movements, since, until)
        begin = sum(Counting(rows, since).own_shares().values()) if since else 0
        end = sum(Counting(rows, until).own_shares().values())
        assert (found.begin.amount_eur, found.end.amount_eur) == (begin, end)
        steps = {step.name: step.change.amount_eur for step in found.steps}
        assert list(steps) == list(series.STEPS)
        assert begin + sum(steps.values()) == end == found.steps[-1].total_eur
        if not changes_of_one_day(rows):  # what ends on the day on which it began never counted
            assert steps["moved"] == 0, "net nothing"
        assert steps["new"] >= 0 <= steps["more"]
        assert steps["less"] <= 0
        totals = [begin, *(step.total_eur for step in found.steps)]
        assert [after - before for before, after in pairwise(totals)] == list(steps.values())
        assert min(totals) >= 0


@settings(max_examples=15 * TIMES)
@given(make.ledgers(), st.sampled_from(DAYS), st.sampled_from(make.CATEGORIES))
def test_of_one_category_the_steps_add_up_too_with_what_came_from_another_or_went_there(rows, since, category):
    with make.rolled_back():
        make.save(rows)
        chosen = Commitment.objects.published().filter(category__slug=category)
        selection = Selection(chosen, (Choice("category", category, category.title()),), since=since)
        if not (chart := growth.difference(selection)):
            return
        found = chart.data
        assert found.begin.amount_eur + sum(step.change.amount_eur for step in found.steps) == found.end.amount_eur
        shares = [share for share in selection.shares if share.category == category]
        assert found.end.amount_eur == sum(share.amount_eur for share in shares)
        assert Picture(chart.wide).outside() == Picture(chart.narrow).outside() == []


@settings(max_examples=15 * TIMES)
@given(make.ledgers(), st.sampled_from(DAYS))
def test_the_finding_on_a_difference_is_true(rows, since):
    with make.rolled_back():
        make.save(rows)
        selection = everything()
        chart = growth.difference(Selection(selection.commitments, since=since))
        assert (chart is None) == (not selection.movements)
        if chart:
            begin = sum(Counting(rows, since).own_shares().values()) if since else 0
            end = sum(Counting(rows, None).own_shares().values())
            assert chart.title == _difference_in_words(begin, end)
            assert chart.rows()[0][-1] == begin
            assert chart.rows()[-1][-1] == end


def _difference_in_words(begin, end):
    if begin == end:
        return f"Het totaal bleef gelijk: {short_euro(end)}" if end else "Er telde op geen van beide dagen iets mee"
    if not begin:
        return f"Het totaal groeide naar {short_euro(end)}"
    went, to = ("omhoog" if end > begin else "omlaag"), (short_euro(end) if end else "niets")
    return f"Het totaal ging {short_euro(abs(end - begin))} {went}, van {short_euro(begin)} naar {to}"


def test_each_kind_of_change_stands_in_its_step_and_what_moved_is_told_though_it_adds_nothing():
    early, late = make.letter(make.LETTERS[1][0]), make.letter(make.LETTERS[4][0])
    amounts = (10, 20, 30, 40)
    raised, lowered, moved, gone = (make.commitment(amount, letter=early, year=2025) for amount in amounts)
    make.commitment(15, letter=late, replaces=raised)
    make.commitment(18, letter=late, replaces=lowered)
    make.change(late, [moved], "moved-in-time", [make.commitment(30, letter=late, year=2024)])
    make.change(late, [gone])
    make.commitment(7, letter=late)
    found = series.difference(everything().movements, make.LETTERS[1][0])
    steps = {step.name: step.change.amount_eur for step in found.steps}
    assert steps == {"new": 7, "more": 5, "less": -2, "moved": 0, "withdrawn": -40}
    assert (found.begin.amount_eur, found.end.amount_eur, found.turnover.amount_eur) == (100, 70, 30)


# Drawings


def _named(number, sizes, name="Brief {}"):
    found = []
    for place in range(number):
        letter = series.LetterLabel(f"brief-{place}", name.format(place), "Kamerstuk", LETTERS[0].date)
        new, before, excluded = (sizes[(place + more) % len(sizes)] for more in range(3))
        found.append(
            series.Named(letter, series.Sum(new, "circa"), series.Sum(before), series.Sum(excluded, "at-most"))
        )
    return found


LONG = "Steun aan Oekraïne voor de wederopbouw van de energievoorziening en het ontmijnen van landbouwgrond, " * 2
NAMED = {
    "one letter": _named(1, [4 * 10**9, 0, 0]),
    "tiny beside large": _named(6, [1, 10**10, 0, 5 * 10**7]),
    "thirty letters": _named(30, [10**9, 3 * 10**8, 0, 2]),
    "long names": _named(3, [10**9, 3 * 10**8, 10**8], LONG + "{}"),
    "three tiny ones": _named(1, [1, 1, 1]) + _named(1, [10**10, 0, 0]),
}


def _movement(eur, kind, letter="brief-1", day=5, category="military"):
    return Movement(datetime.date(2024, day, 1), category, 2024, 2024, eur, "circa", letter, kind)


DIFFERENCES = {
    "only new": ([_movement(10**9, "new")], None),
    "all steps": (
        [
            _movement(10**10, "new", day=1),
            _movement(2 * 10**9, "new"),
            _movement(10**9, "raised"),
            _movement(-3 * 10**9, "lowered"),
            _movement(-(10**9), "merged"),
            _movement(10**9, "merged", category="cyber"),
            _movement(-5 * 10**8, "withdrawn"),
        ],
        datetime.date(2024, 2, 1),
    ),
    "a euro beside much": ([_movement(10**10, "new", day=1), _movement(1, "raised")], datetime.date(2024, 2, 1)),
    "to nothing": ([_movement(10**10, "new", day=1), _movement(-(10**10), "withdrawn")], datetime.date(2024, 2, 1)),
    "below nothing on the way": (
        [_movement(5, "new", day=1), _movement(9, "transferred"), _movement(-12, "lowered")],
        datetime.date(2024, 2, 1),
    ),
}


def drawings():
    for state, data in NAMED.items():
        yield f"{state}, wide", named_drawing.draw_wide("a", data, "Titel")
        for width in (380, 560):
            yield f"{state}, {width}", named_drawing.draw_narrow("a", data, "Titel", width=width)
    for state, (movements, since) in DIFFERENCES.items():
        data = series.difference(movements, since, datetime.date(2024, 12, 1))
        yield f"{state}, wide", difference_drawing.draw_wide("a", data, "Titel")
        for width in (380, 560):
            yield f"{state}, {width}", difference_drawing.draw_narrow("a", data, "Titel", width=width)


@pytest.mark.parametrize(("state", "drawing"), list(drawings()))
def test_no_words_stand_on_each_other_or_outside_the_drawing(state, drawing):
    picture = Picture(drawing)
    assert (picture.overlaps(), picture.outside(), picture.close()) == ([], [], [])


def test_a_bar_is_as_long_as_its_amount_and_begins_where_the_one_above_it_ends():
    movements, since = DIFFERENCES["all steps"]
    picture = Picture(difference_drawing.draw_wide("a", series.difference(movements, since), "Titel"))
    boxes = [point.box for point in picture.points]
    lengths = [round((box.right - box.left + 1) / (boxes[0].right - boxes[0].left + 1), 2) for box in boxes]
    assert lengths == [1, 0.2, 0.1, 0.3, 0.05, 0.95]
    assert boxes[1].left == pytest.approx(boxes[0].right + 1, abs=0.1)
    assert boxes[3].right == pytest.approx(boxes[2].right, abs=0.1), "what is less hangs from what was more"
    assert boxes[5].right == pytest.approx(boxes[4].left - 1, abs=1.1)
