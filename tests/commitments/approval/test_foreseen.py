"""What is typed is told with what it would do to the totals, before anything of it is saved."""

import datetime
from collections import Counter
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import strategies as st

from commitments.approval.effects import effect_of_approval
from commitments.ledger.effects import Effect
from commitments.models import Commitment
from letters.models import Letter
from tests.commitments import factories as make
from tests.commitments.clerks import Clerk, address, errors_of
from tests.commitments.factories import for_every, rolled_back
from ukrainesteun.money import format_euro
from ukrainesteun.years import period_label

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

EARLY, LATE = datetime.date(2024, 6, 28), datetime.date(2025, 3, 4)
NO_SUM = ("", "")


@pytest.fixture
def earlier(db):
    """A public commitment of 3.500 for 2026."""
    return make.approved(make.promised(make.working(date=EARLY), 3_500, title="Steun in 2026", year=2026))


@pytest.fixture
def letter(earlier):
    return make.working(date=LATE, number=184)


def fields(title, amount, **more):
    facts = {"precision": "exact", "stage": "aangekondigd", "finance_type": "gift", "category": make.category().pk}
    return facts | {"title": title, "amount_eur": str(amount), "year": "2026"} | more


def foreseen(form):
    """What the script of the page is told, for the form as it is now."""
    response = form.clerk.post(form.path, form.data | {"_effect": ["part"]})
    assert response.status_code == 200
    return response.context_data["foreseen"]


def cells(day):
    """What one day tells: {(period, category): (before, after)}, the sum as ("", "")."""
    return {(one.period, one.category): (one.before_eur, one.after_eur) for one in day.effects}


def everything():
    """Every row of every table of the ledger, its history too."""
    models = [model for name in ("letters", "commitments", "admin") for model in apps.get_app_config(name).get_models()]
    return {model: list(model._base_manager.order_by("pk").values_list()) for model in models}


def shown(response):
    return response.render().content.decode().replace("\xa0", " ")


# each kind of change, with the values that are right

KINDS = {
    "raised": (
        [("Meer", 4_000, {})],
        {("2026", "Military"): (3_500, 4_000), NO_SUM: (3_500, 4_000)},
    ),
    "lowered": (
        [("Minder", 3_000, {})],
        {("2026", "Military"): (3_500, 3_000), NO_SUM: (3_500, 3_000)},
    ),
    "moved-in-time": (
        [("Eerder", 2_000, {"year": "2025"}), ("Rest", 1_500, {})],
        {("2025", "Military"): (0, 2_000), ("2026", "Military"): (3_500, 1_500), NO_SUM: (3_500, 3_500)},
    ),
    "split": (
        [("Wapens", 2_500, {}), ("Hulp", 1_000, {"category": "humanitarian"})],
        {("2026", "Humanitarian"): (0, 1_000), ("2026", "Military"): (3_500, 2_500), NO_SUM: (3_500, 3_500)},
    ),
    "withdrawn": ([], {("2026", "Military"): (3_500, 0), NO_SUM: (3_500, 0)}),
    "": (
        [("Nieuw", 700, {"year": "2027", "end_year": "2028"})],
        {("2027-2028", "Military"): (0, 700), NO_SUM: (3_500, 4_200)},
    ),
}


@pytest.mark.engines
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_change_is_told_per_year_and_category_with_the_sum(anna, letter, earlier, kind):
    begins, expected = KINDS[kind]
    form = anna.open(letter)
    if kind:
        form.add("changes", kind=kind, ended=[earlier.pk])
    for title, amount, more in begins:
        if "category" in more:
            more = more | {"category": make.category(more["category"]).pk}
        form.add("commitments", **fields(title, amount, **more), new_change=1 if kind else "")
    [newest] = foreseen(form).days
    assert (newest.day, cells(newest)) == (LATE, expected)


def test_a_letter_that_is_not_the_newest_is_told_on_its_date_and_on_the_newest_day(anna, letter, earlier):
    make.approved(make.promised(letter, 3_000, title="Lager", year=2026, replaces=earlier))
    form = anna.open(make.working(date=datetime.date(2024, 9, 1), number=172))
    form.add("commitments", **fields("Ertussen", 100))
    between, newest = foreseen(form).days
    assert (between.day, newest.day) == (datetime.date(2024, 9, 1), LATE)
    assert cells(between) == {("2026", "Military"): (3_500, 3_600), NO_SUM: (3_500, 3_600)}
    assert cells(newest) == {("2026", "Military"): (3_000, 3_100), NO_SUM: (3_000, 3_100)}


def test_what_is_typed_over_a_public_letter_is_told_against_what_is_public(anna, earlier):
    form = anna.open(earlier.letter).fill("commitments-0", amount_eur="3.600", year="2027", end_year="")
    [newest] = foreseen(form).days
    assert cells(newest) == {
        ("2026", "Military"): (3_500, 0),
        ("2027", "Military"): (0, 3_600),
        NO_SUM: (3_500, 3_600),
    }
    anna.open(earlier.letter).delete(*earlier.letter.mentions.all()).save()
    form = anna.open(earlier.letter).delete(earlier)
    assert cells(foreseen(form).days[0]) == {("2026", "Military"): (3_500, 0), NO_SUM: (3_500, 0)}


def test_a_letter_that_is_new_is_told_before_it_is_there(anna, earlier):
    form = anna.new(Letter).type(kind="brief", dossier=earlier.letter.dossier_id, number="190", date="04-03-2025",
                                 short_title="Nieuw")  # fmt: skip
    form.add("commitments", **fields("Nieuw", 100))
    assert foreseen(form).days[0].sum == Effect("", "", 3_500, 3_600)
    assert not Letter.objects.filter(number=190).exists()


# it equals what comes of it


@dataclass(frozen=True)
class Case:
    """What a letter does to each of some earlier commitments of 1.000, and the new money in it."""

    date: datetime.date
    what: tuple
    new: tuple


DAYS = (datetime.date(2024, 9, 1), LATE, datetime.date(2025, 9, 16))
CASES = st.builds(
    Case,
    st.sampled_from(DAYS),
    st.lists(st.sampled_from(["stays", "withdrawn", "raised", "lowered", "moved-in-time", "split"]), min_size=3, max_size=3),
    st.lists(st.tuples(st.integers(1, 900), st.sampled_from(["2025", "2026"])), max_size=2),
)  # fmt: skip
BEGINS = {
    "raised": [(1_300, "2026", "military")],
    "lowered": [(600, "2026", "military")],
    "moved-in-time": [(400, "2025", "military"), (600, "2026", "military")],
    "split": [(900, "2026", "military"), (100, "2026", "humanitarian")],
}


def typed(clerk, case):
    """The page of a letter on which this case is typed, with the quotes that approval asks."""
    first = make.working(date=EARLY)
    earlier = [make.promised(first, 1_000, title=f"Eerder {place}", year=2026) for place in range(3)]
    make.approved(first)
    make.approved(make.promised(make.working(date=LATE), 50, year=2027))
    form, changes = clerk.open(make.working(date=case.date)), 0
    rows = [(amount, year, "military", "") for amount, year in case.new]
    for what, ended in zip(case.what, earlier, strict=True):
        if what != "stays":
            form.add("changes", kind=what, ended=[ended.pk])
            changes += 1
            rows += [(*one, changes) for one in BEGINS.get(what, ())]
    for number, (amount, year, slug, change) in enumerate(rows, start=1):
        facts = fields(f"Toezegging {number}", amount, year=year, category=make.category(slug).pk)
        form.add("commitments", **facts, new_change=change)
        written = format_euro(amount)
        form.add("mentions", quote=f"Het is {written} ({number}).", amount_as_written=written, verdict="states",
                 new_commitment=number)  # fmt: skip
    return form


def moved(until):
    """The euros that all that is public moved, up to this day, by (period, category)."""
    names = dict(Commitment.objects.published().values_list("category__slug", "category__name"))
    found = Counter()
    for one in Commitment.objects.published().movements():
        if one.date <= until:
            found[period_label(one.year, one.end_year), names[one.category]] += one.amount_eur
    return found


@pytest.mark.prove
def test_what_is_foreseen_is_what_the_review_shows_and_what_approval_moves(db):
    @for_every(CASES, examples=12)
    def holds(case):
        with rolled_back():
            form = typed(Clerk("anna"), case)
            letter = Letter.objects.working().order_by("pk").last()
            days = foreseen(form).days
            before = {day.day: moved(day.day) for day in days}
            saved = form.save()
            assert saved.status_code == 302, errors_of(saved)
            assert effect_of_approval(letter, make.NOW) == days
            make.approved(letter)
            for day in days:
                after = moved(day.day)
                told = {cell: new - old for cell, (old, new) in cells(day).items() if cell != NO_SUM}
                assert told == {cell: after[cell] - before[day.day][cell] for cell in {*after, *before[day.day]}
                                if after[cell] != before[day.day][cell]}  # fmt: skip
                assert day.sum.after_eur == sum(after.values())

    holds()


# nothing of it stays


@pytest.mark.engines
@pytest.mark.parametrize("button", ["part", "page"])
def test_a_look_at_the_effect_saves_nothing(anna, letter, earlier, button):
    form = anna.open(letter).type(note="Getypt", _reason="Getypt")
    form.add("changes", kind="lowered", ended=[earlier.pk])
    form.add("commitments", **fields("Lager", 3_000), new_change=1)
    before = everything()
    response = anna.post(form.path, form.data | {"_effect": [button]})
    assert response.status_code == 200
    page = shown(response)
    assert "Totaal: € 3.500 → € 3.000 (− € 500)" in page
    assert everything() == before


def test_the_page_that_comes_with_the_effect_has_all_that_was_typed_and_can_be_saved(anna, letter, earlier):
    form = anna.open(letter).type(note="Getypt")
    form.add("changes", kind="lowered", ended=[earlier.pk])
    form.add("commitments", **fields("Lager", 3_000), new_change=1)
    form.data["_effect"] = ["page"]
    response = form.save()
    page = shown(response)
    assert errors_of(response) == set()
    assert 'class="errornote"' not in page
    assert 'value="Lager"' in page
    del form.data["_effect"]
    assert form.save().status_code == 302
    assert letter.commitments.get().begun_by.ended == [earlier]


def test_what_is_not_readable_yet_is_told_with_where_and_nothing_is_told_of_totals(anna, letter, earlier):
    form = anna.open(letter)
    form.add("changes", kind="raised", ended=[earlier.pk])
    form.add("commitments", **fields("Lager", "veel"), new_change=1)
    form.add("commitments", **fields("Nieuw", 100, year=""))
    found = foreseen(form)
    assert found.days == []
    assert [(anchor, where) for anchor, where, _ in found.unreadable] == [
        ("id_commitments-0-amount_eur", "Toezegging 1, bedrag"),
        ("id_commitments-1-year", "Toezegging 2, jaar"),
    ]
    page = shown(anna.post(form.path, form.data | {"_effect": ["part"]}))
    assert "Het effect is nog niet te berekenen. Dit moet eerst in orde zijn:" in page
    assert '<a href="#id_commitments-0-amount_eur">Toezegging 1, bedrag</a>' in page


def test_a_change_that_does_not_add_up_is_told_as_saving_tells_it(anna, letter, earlier):
    form = anna.open(letter)
    form.add("changes", kind="raised", ended=[earlier.pk])
    form.add("commitments", **fields("Lager", 3_000), new_change=1)
    [(anchor, where, sentence)] = foreseen(form).unreadable
    assert (anchor, where) == ("changes-0", "Wijziging 1")
    assert sentence.startswith("“verhoogd” maakt een bedrag hoger")


def test_quotes_and_signatures_that_are_not_ready_do_not_hinder(anna, letter, earlier):
    form = anna.open(letter)
    form.add("commitments", **fields("Nieuw", 100))
    form.add("mentions", quote="EUR 100", amount_as_written="EUR 100", verdict="states")
    form.add("signatures", office="Minister")
    assert foreseen(form).days[0].sum == Effect("", "", 3_500, 3_600)


def test_drafts_of_others_do_not_count_and_are_told_where_they_are_meant(anna, letter, earlier):
    draft = make.promised(make.working(date=EARLY, number=100), 900, title="Van een ander", year=2026)
    make.promised(make.working(date=EARLY, number=101), 800, title="Ook van een ander", year=2026)
    form = anna.open(letter)
    form.add("changes", kind="lowered", ended=[draft.pk])
    form.add("commitments", **fields("Lager", 500), new_change=1)
    found = foreseen(form)
    assert found.drafts == [draft]
    assert found.days[0].sum == Effect("", "", 3_500, 4_000)
    assert "“Van een ander”" in shown(anna.post(form.path, form.data | {"_effect": ["part"]}))


def test_who_saved_meanwhile_is_told_and_nothing_is_lost(anna, bert, letter, earlier):
    form = anna.open(letter).type(note="Van Anna")
    form.add("commitments", **fields("Van Anna", 100))
    bert.open(letter).type(note="Van Bert").save()
    found = foreseen(form)
    assert found.days == []
    assert "een collega was u voor" in found.unreadable[0][2]
    form.data["_effect"] = ["page"]
    page = shown(form.save())
    assert "Twee versies naast elkaar" in page
    assert 'value="Van Anna"' in page


def test_who_may_only_look_is_not_told_an_effect(letter):
    reader = Clerk("lezer", "lezer")
    assert "Bekijk het effect" not in shown(reader.get(address(letter)))


# many rows


def queries_for(clerk, rows):
    """How many queries a look takes where a letter has this many commitments and one change is typed."""
    with rolled_back():
        letter = make.working(*[100] * rows, date=LATE)
        ended = make.approved(make.promised(make.working(date=EARLY), 50, year=2026))
        form = clerk.open(letter)
        form.add("changes", kind="withdrawn", ended=[ended.pk])
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert foreseen(form).days[0].sum.after_eur == 100 * rows
        return len(asked)


def test_a_look_takes_as_many_queries_for_two_hundred_rows_as_for_twenty(anna):
    few, many = queries_for(anna, 20), queries_for(anna, 200)
    assert many <= few + 10, (few, many)
