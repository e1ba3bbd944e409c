"""What a change may be: each rule with the sentence for who breaks it."""

import datetime

import pytest

from commitments.ledger.changes import PlannedChange, change_problems, kind_between, planned_changes
from commitments.ledger.wholes import part_problems
from commitments.models import Commitment
from tests.commitments import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

EARLY, LATE = datetime.date(2023, 2, 20), datetime.date(2024, 6, 28)


@pytest.fixture
def letter(db):
    return make.letter(LATE)


@pytest.fixture
def first(db):
    return make.commitment(100, letter=make.letter(EARLY), title="Eerst")


def begun(letter, *amounts, **fields):
    return tuple(
        make.commitment(amount, letter=letter, title=title, **fields)
        for amount, title in zip(amounts, ("Nieuw", "Nog een"), strict=False)
    )


def problems(letter, kind, ended, begins=(), gone_on=(), rest_ends=False):
    change = PlannedChange(letter, kind, tuple(ended), tuple(begins), tuple(gone_on), rest_ends)
    return [problem.replace("\xa0", " ") for problem in change_problems(change)]


# Kinds and amounts


@pytest.mark.parametrize(
    ("kind", "amounts"),
    [
        ("raised", [101]),
        ("lowered", [99]),
        ("lowered", [40, 59]),
        ("moved-in-time", [60, 40]),
        ("transferred", [100]),
        ("split", [60, 40]),
        ("corrected", [7]),
        ("withdrawn", []),
    ],
)
def test_each_kind_has_the_amounts_that_its_name_says(letter, first, kind, amounts):
    assert problems(letter, kind, [first], begun(letter, *amounts)) == []


@pytest.mark.parametrize(
    ("kind", "amounts", "problem"),
    [
        ("raised", [100], "“verhoogd” maakt een bedrag hoger, maar wat eindigt is samen € 100, wat begint € 100."),
        ("lowered", [120], "“verlaagd” maakt een bedrag lager, maar wat eindigt is samen € 100, wat begint € 120."),
        (
            "moved-in-time",
            [60, 50],
            "Bij “verschoven in de tijd” blijft het bedrag gelijk, maar wat eindigt is samen € 100, wat begint € 110: "
            "€ 10 meer. Voer dat verschil in als een eigen wijziging: “verhoogd”.",
        ),
        (
            "split",
            [60, 30],
            "Bij “gesplitst” blijft het bedrag gelijk, maar wat eindigt is samen € 100, wat begint € 90: "
            "€ 10 minder. Voer dat verschil in als een eigen wijziging: “verlaagd”.",
        ),
        (
            "split",
            [100],
            "Wat gesplitst wordt, gaat verder als twee of meer. Hier begint alleen “Nieuw”.",
        ),
        ("merged", [100], "Samengevoegd worden er twee of meer. Hier eindigt alleen “Eerst”."),
        (
            "withdrawn",
            [100],
            "Wat vervalt, krijgt niets in zijn plaats, en hier begint “Nieuw”. Kies een andere soort.",
        ),
        (
            "corrected",
            [],
            "Er begint niets: laat bij een toezegging van deze brief zien dat zij hiermee begint, of kies “vervallen”.",
        ),
    ],
)
def test_who_breaks_that_is_told_by_how_much_and_what_to_do(letter, first, kind, amounts, problem):
    assert problems(letter, kind, [first], begun(letter, *amounts)) == [problem]


def test_two_that_are_merged_are_worth_what_they_were_together(letter, first):
    other = make.commitment(50, letter=make.letter(EARLY))
    assert problems(letter, "merged", [first, other], begun(letter, 150)) == []
    assert problems(letter, "merged", [first, other], begun(letter, 100)) != []


def test_what_does_not_count_is_not_moved_to_where_it_counts(letter):
    ceiling = make.commitment(100, letter=make.letter(EARLY), exclusion="plafond")
    assert problems(letter, "transferred", [ceiling], begun(letter, 100, exclusion="plafond")) == []
    for kind, amount, label in (("transferred", 100, "overgeheveld"), ("raised", 120, "verhoogd")):
        assert problems(letter, kind, [ceiling], begun(letter, amount)) == [
            f"Bij “{label}” telt wat begint om dezelfde reden mee, of niet mee, als wat eindigt."
        ]
    assert problems(letter, "corrected", [ceiling], begun(letter, 100)) == []


def test_the_kind_follows_from_amounts_places_and_years_where_nobody_said_it(letter, first):
    other = make.commitment(100, letter=make.letter(EARLY))
    in_2025 = begun(letter, 60, 40, year=2025)
    for ended, begins, kind in [
        ([first], begun(letter, 101), "raised"),
        ([first], begun(letter, 99), "lowered"),
        ([first], begun(letter, 100, category="humanitarian"), "transferred"),
        ([first], in_2025, "moved-in-time"),
        ([first], begun(letter, 60, 40), "split"),
        ([first, other], begun(letter, 200), "merged"),
        ([first], begun(letter, 100), "corrected"),
        ([first], begun(letter, 100, exclusion="plafond"), "corrected"),
    ]:
        assert kind_between(ended, begins) == kind


# What ends


def test_a_change_ends_something_that_stood_before_it(letter, first):
    assert problems(letter, "raised", [], begun(letter, 100)) == [
        "Kies wat hiermee eindigt: ten minste één eerdere toezegging."
    ]
    assert problems(make.letter(EARLY), "withdrawn", [make.commitment(letter=letter, title="Later")]) == [
        "“Later” staat in een latere brief dan deze en kan hier dus niet eindigen."
    ]


def test_what_begins_by_a_change_does_not_end_by_it(letter):
    new = begun(letter, 100)
    assert problems(letter, "corrected", new, new) == [
        "“Nieuw” begint met deze wijziging en kan er niet ook door eindigen."
    ]


def test_no_euro_ends_twice(letter, first):
    part = make.commitment(60, letter=make.letter(EARLY), part_of=first, title="Deel")
    assert problems(letter, "withdrawn", [first, part], rest_ends=True) == [
        "“Deel” is een onderdeel van “Eerst”. Kies bij wat eindigt alleen het geheel."
    ]


# Wholes and parts


@pytest.fixture
def part(first):
    return make.commitment(60, letter=first.letter, part_of=first, title="Deel")


def test_who_ends_a_whole_says_where_its_parts_go(letter, first, part):
    new = begun(letter, 100)
    assert problems(letter, "corrected", [first], new) == [
        f"Wat eindigt heeft onderdelen: “Deel” ({part.slug}, € 60). "
        "Kies bij wat begint welke daarin verder gaan, of kruis aan dat de andere mee eindigen."
    ]
    assert problems(letter, "corrected", [first], new, [(part, new[0])]) == []
    assert problems(letter, "corrected", [first], new, rest_ends=True) == []


def test_of_a_part_that_ended_before_nothing_is_asked(letter, first, part):
    make.commitment(50, letter=make.letter(EARLY), part_of=first, replaces=part, title="Kleiner")
    new = begun(letter, 100)
    [problem] = problems(letter, "corrected", [first], new)
    assert "“Kleiner”" in problem
    assert "“Deel”" not in problem


def test_only_parts_of_what_ends_go_on(letter, first, part):
    stranger, new = make.commitment(5, title="Vreemde"), begun(letter, 100)
    assert problems(letter, "corrected", [first], new, [(part, new[0]), (stranger, new[0])]) == [
        "Geen onderdeel van wat hiermee eindigt: “Vreemde”. Haal dat weg."
    ]


def test_parts_that_went_on_once_may_go_on_again(letter, first, part):
    second = make.commitment(100, letter=letter, replaces=first, takes=[part])
    new = begun(letter, 100)
    assert problems(letter, "corrected", [second], new, [(part, new[0])]) == []


def test_what_comes_in_the_place_of_a_part_lies_in_the_same_whole(letter, first, part):
    assert problems(letter, "raised", [part], begun(letter, 70, part_of=first)) == []
    assert problems(letter, "raised", [part], begun(letter, 70)) == [
        "“Deel” is een onderdeel van “Eerst”. Kies dat geheel bij “Nieuw” ook, anders telt het bedrag dubbel."
    ]


def test_or_in_what_came_in_the_place_of_that_whole(letter, first, part):
    second = make.commitment(100, letter=letter, replaces=first, takes=[part])
    third = make.commitment(100, letter=letter, replaces=second, takes=[part])
    for whole in (second, third):
        assert problems(letter, "corrected", [part], begun(letter, 60, part_of=whole)) == []


def test_or_also_where_that_left_the_part_behind(letter, first, part):
    second = make.commitment(100, letter=letter, replaces=first)
    assert problems(letter, "corrected", [part], begun(letter, 60, part_of=second)) == []


def test_parts_fit_in_their_whole_on_every_date(first):
    """Two that are never there together may be more than the whole together; two that once were may not, whatever ended."""
    part = make.commitment(60, letter=first.letter, part_of=first)
    after = make.commitment(100, letter=make.letter(LATE), part_of=first, replaces=part)
    assert list(part_problems([first, part, after])) == []
    once = make.commitment(50, letter=first.letter, part_of=first, title="Ooit")
    make.change(make.letter(datetime.date(2023, 6, 1)), [once])
    [(_, problem)] = part_problems([once])
    assert problem.replace("\xa0", " ").startswith(
        "De onderdelen zijn samen € 110, meer dan het geheel “Eerst” van € 100"
    )


def test_parts_that_go_on_are_not_more_than_what_they_go_on_in(letter, first, part):
    new = make.commitment(59, letter=letter, replaces=first, takes=[part])
    [(row, problem)] = part_problems([new])
    assert row == new
    assert "€\xa060, meer dan het geheel" in problem


# As saved


def test_a_saved_change_is_planned_as_it_was(letter, first, part):
    new = make.commitment(100, letter=letter, replaces=first, takes=[part])
    [planned] = planned_changes(letter)
    assert (planned.kind, planned.ended, planned.begins) == ("corrected", (first,), (new,))
    assert (planned.gone_on, planned.pk) == (((part, new),), new.begun_by.pk)


def test_what_was_withdrawn_counts_until_the_letter_that_says_so(letter, first):
    make.change(letter, [first])
    known = Commitment.objects.published()
    assert [known.as_of(day).counted().total_eur() for day in (EARLY, LATE)] == [100, 0]
    [row] = known.with_standing()
    assert row.standing.label == "vervallen"
