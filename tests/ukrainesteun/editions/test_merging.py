"""Two versions of one page laid side by side: what is taken over, what is kept, and what somebody has to choose."""

import random
from itertools import count

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.proving import TIMES
from ukrainesteun.editions.merging import (
    MAIN,
    Dispute,
    Merge,
    SentPage,
    all_new,
    choose,
    differing,
    fingerprint,
    is_same,
    merge,
    normal,
    read_page,
    write_page,
)

NUMBERS = [("mentions", "new_commitment", "commitments")]


def page(main=None, deleted=(), **rows):
    """A SentPage of one-valued fields; rows as mentions_12={...} or mentions_new_0={...}."""
    fields = {MAIN: main or {}} | {name.replace("_", ":", 1).replace("new_", "new-"): row for name, row in rows.items()}
    return SentPage({row: {name: (value,) for name, value in one.items()} for row, one in fields.items()}, set(deleted))


def merged(base, mine, theirs):
    return merge(base.fingerprints(), mine, theirs)


# fields


def test_what_only_they_changed_is_taken_over():
    result = merged(
        page({"note": "a", "title": "x"}), page({"note": "a", "title": "x"}), page({"note": "b", "title": "x"})
    )
    assert result == Merge(page({"note": "b", "title": "x"}), taken=[(MAIN, "note")])


def test_what_only_i_changed_is_kept():
    result = merged(page({"note": "a"}), page({"note": "b"}), page({"note": "a"}))
    assert result == Merge(page({"note": "b"}))
    assert not result.tells_something


def test_what_both_changed_is_a_dispute_and_the_page_shows_mine():
    result = merged(page({"note": "a"}), page({"note": "mine"}), page({"note": "theirs"}))
    assert result == Merge(page({"note": "mine"}), disputes=[Dispute(MAIN, "note", ("mine",), ("theirs",))])


def test_what_both_changed_alike_is_no_dispute():
    assert merged(page({"note": "a"}), page({"note": "b"}), page({"note": "b"})) == Merge(page({"note": "b"}))


def test_without_what_i_started_from_every_difference_is_a_dispute():
    mine, theirs = page({"note": "a", "title": "x"}), page({"note": "b", "title": "x"})
    assert merge({}, mine, theirs) == Merge(mine, disputes=[Dispute(MAIN, "note", ("a",), ("b",))])


def test_what_i_emptied_and_they_changed_is_a_dispute():
    mine = SentPage({MAIN: {"note": ()}})
    assert merged(page({"note": "a"}), mine, page({"note": "b"})).disputes == [Dispute(MAIN, "note", (), ("b",))]


def test_line_ends_spaces_around_and_the_order_of_choices_are_no_difference():
    assert normal((" a\r\nb ", "", "\t")) == normal(("a\nb",)) == ("a\nb",)
    assert fingerprint(("2", "1")) == fingerprint(("1", "2", " "))
    assert fingerprint(("12",)) != fingerprint(("1", "2"))


# rows


def test_a_row_that_they_added_comes_onto_my_page():
    result = merged(page(), page({}), page({}, mentions_7={"note": "b"}))
    assert result == Merge(page({}, mentions_7={"note": "b"}), added=["mentions:7"])


def test_a_row_that_i_added_stays_new():
    mine = page({}, mentions_new_0={"note": "b"})
    assert merged(page(), mine, page()) == Merge(mine)


def test_a_row_that_they_removed_goes_when_i_had_not_touched_it():
    base = page({}, mentions_7={"note": "a"})
    assert merged(base, base, page()) == Merge(page(), removed=["mentions:7"])


def test_a_row_that_they_removed_and_i_changed_comes_back_as_a_new_one():
    base, mine = page({}, mentions_7={"note": "a"}), page({}, mentions_7={"note": "mine"})
    result = merged(base, mine, page())
    [row] = result.rescued
    assert result.page.rows == {MAIN: {}, row: {"note": ("mine",)}}
    assert row.startswith("mentions:new-")


def test_a_row_that_both_removed_is_gone():
    base, mine = page({}, mentions_7={"note": "a"}), page({}, mentions_7={"note": "b"}, deleted=["mentions:7"])
    assert merged(base, mine, page()) == Merge(page(), removed=["mentions:7"])


def test_a_row_that_i_removed_is_spared_when_they_had_changed_it():
    base = page({}, mentions_7={"note": "a"})
    mine, theirs = page({}, mentions_7={"note": "a"}, deleted=["mentions:7"]), page({}, mentions_7={"note": "b"})
    assert merged(base, mine, theirs) == Merge(theirs, taken=[("mentions:7", "note")], spared=["mentions:7"])


def test_a_row_that_i_removed_and_they_left_alone_is_removed():
    mine = page({}, mentions_7={"note": "a"}, deleted=["mentions:7"])
    base = page({}, mentions_7={"note": "a"})
    assert merged(base, mine, base) == Merge(mine)


# what differs, and what was chosen about it


def test_two_pages_differ_in_the_fields_that_they_do_not_have_alike():
    mine = page({"note": "a\r\n", "title": "x"}, mentions_7={"note": "b"}, mentions_new_0={"note": "c"})
    theirs = page({"note": "a", "title": "y"}, mentions_7={"note": ""}, mentions_8={"note": "d"})
    assert differing(mine, theirs) == [(MAIN, "title"), ("mentions:7", "note")]


def test_a_page_is_the_same_only_with_the_same_rows_none_of_them_ticked_to_be_deleted():
    saved = page({"note": "a"}, mentions_7={"note": "b"})
    assert is_same(page({"note": " a "}, mentions_7={"note": "b"}), saved)
    assert not is_same(page({"note": "A"}, mentions_7={"note": "b"}), saved)
    assert not is_same(page({"note": "a"}), saved)
    assert not is_same(page({"note": "a"}, mentions_7={"note": "b"}, deleted=["mentions:7"]), saved)


def test_what_was_chosen_is_on_the_page_and_what_was_not_is_asked_again():
    mine, theirs = page({"note": "a", "title": "b", "number": "c"}), page({"note": "A", "title": "B", "number": "C"})
    choices = {" note": "theirs", " title": "mine", " number": None}
    assert choose(mine, theirs, choices) == (
        page({"note": "A", "title": "b", "number": "c"}),
        [Dispute(MAIN, "number", ("c",), ("C",))],
    )
    assert mine == page({"note": "a", "title": "b", "number": "c"})


def test_a_choice_about_what_is_on_no_page_or_is_settled_by_now_changes_nothing():
    mine = page({"note": "a"})
    for name in ("", " ", "x", " slug", "mentions:7 note", " note"):
        assert choose(mine, page({"note": "a "}), {name: None}) == (mine, [])
        assert choose(mine, page({"title": "a"}), {name: "theirs"}) == (mine, [])


def test_what_was_deleted_meanwhile_comes_back_with_new_rows_but_for_those_that_i_deleted():
    mine = page({"note": "a"}, mentions_7={"note": "b"}, mentions_8={}, mentions_new_3={}, deleted=["mentions:8"])
    assert all_new(mine) == page({"note": "a"}, mentions_new_100001={"note": "b"}, mentions_new_3={})


# what a browser sends


def test_a_page_is_read_by_its_rows_saved_ones_by_their_key():
    data = {
        "title": ["x"],
        "forged": ["y"],
        "mentions-TOTAL_FORMS": ["2"],
        "mentions-0-id": ["7"],
        "mentions-0-letter": ["1"],
        "mentions-0-note": ["a"],
        "mentions-0-DELETE": ["on"],
        "mentions-1-id": [""],
        "mentions-1-note": ["b"],
        "mentions-__prefix__-note": [""],
        "others-0-note": ["c"],
    }
    assert read_page(data, ["mentions"], ["title", "number"], "letter") == SentPage(
        {
            MAIN: {"title": ("x",), "number": ()},
            "mentions:7": {"note": ("a",)},
            "mentions:new-1": {"note": ("b",)},
        },
        {"mentions:7"},
    )


def test_a_page_is_written_with_its_saved_rows_first():
    written = write_page(page({"title": "x"}, mentions_new_0={"note": "b"}, mentions_7={"note": "a"}), ["mentions"])
    assert written == {
        "title": ("x",),
        "mentions-TOTAL_FORMS": ("2",),
        "mentions-INITIAL_FORMS": ("1",),
        "mentions-0-note": ("a",),
        "mentions-0-id": ("7",),
        "mentions-1-note": ("b",),
    }


def number_after(sent, also_saved):
    """The number that a mention has for a commitment, when this many commitments were saved meanwhile."""
    mine = page(
        {},
        commitments_1={"title": "a"},
        commitments_new_1={"title": "mine"},
        mentions_new_0={"new_commitment": sent},
    )
    theirs = page({}, commitments_1={"title": "a"}, **{f"commitments_{9 + more}": {} for more in range(also_saved)})
    result = merged(page({}, commitments_1={"title": "a"}), mine, theirs)
    return write_page(result.page, ["commitments", "mentions"], NUMBERS)["mentions-0-new_commitment"]


def test_a_number_still_points_to_the_same_new_row_when_rows_came_before_it():
    assert number_after("2", also_saved=0) == ("2",)
    assert number_after(" 2 ", also_saved=0) == (" 2 ",)
    assert number_after("2", also_saved=3) == ("5",)
    assert number_after(" 2 ", also_saved=1) == ("3",)


def test_a_number_that_points_to_no_new_row_stays_as_it_was_typed():
    for typed in ("1", "9", "0", "-1", "x", "²", "9" * 5000):
        assert number_after(typed, also_saved=0) == (typed,)


# whatever two people do

NAMES = st.sampled_from(["note", "title", "new_commitment"])
TEXTS = st.text(st.sampled_from("ab12\r\n \u202e🐈\ud800"), max_size=4)
VALUES = st.lists(TEXTS, max_size=3).map(tuple)
FIELDS = st.fixed_dictionaries({"note": VALUES, "title": VALUES, "new_commitment": VALUES})
SAVED = st.sampled_from([f"{prefix}:{key}" for prefix in ("commitments", "mentions") for key in range(4)])
NEW = st.sampled_from([f"{prefix}:new-{number}" for prefix in ("commitments", "mentions") for number in range(4)])


@st.composite
def pages(draw, keys=SAVED):
    rows = {MAIN: draw(FIELDS)} | draw(st.dictionaries(keys, FIELDS, max_size=5))
    ticked = draw(st.sets(st.sampled_from(sorted(rows))))
    return SentPage(rows, ticked - {MAIN})


@given(pages(), pages(SAVED | NEW), pages())
def test_nothing_that_i_typed_is_lost(base, mine, theirs):
    result = merge(base.fingerprints(), mine, SentPage(theirs.rows))
    was = base.fingerprints()
    rescued = [result.page.rows[row] for row in result.rescued]
    for row, fields in mine.rows.items():
        for name, typed in fields.items():
            stays = normal(result.page.rows.get(row, {}).get(name, ("?",))) == normal(typed)
            is_as_before = fingerprint(typed) == was.get(f"{row} {name}", fingerprint(()))
            assert stays or is_as_before or fields in rescued or row in mine.deleted, (row, name)


@given(pages(), pages(SAVED | NEW), pages())
def test_nothing_of_theirs_is_overwritten_unseen(base, mine, theirs):
    result, was = merge(base.fingerprints(), mine, SentPage(theirs.rows)), base.fingerprints()
    disputed = {(one.row, one.field): one.theirs for one in result.disputes}
    for row, fields in theirs.rows.items():
        assert row in result.page.rows
        for name, saved in fields.items():
            stays = normal(result.page.rows[row][name]) == normal(saved)
            i_saw_it = fingerprint(saved) == was.get(f"{row} {name}")
            assert stays or i_saw_it or disputed[row, name] == saved
            if row in result.page.deleted:
                assert i_saw_it, "deleted, though they had changed it"
    assert set(result.added) == theirs.rows.keys() - mine.rows.keys()


def page_of_one_number(*typed):
    """A mention with number 1, as typed; the only new commitment was the fourth of its page, and is the first of the next."""
    empty = {"note": (), "title": (), "new_commitment": ()}
    return SentPage({MAIN: empty, "commitments:new-3": empty, "mentions:0": empty | {"new_commitment": typed}})


@given(pages(SAVED | NEW))
@example(page_of_one_number("", "1"))
@example(page_of_one_number(" 1"))
def test_what_is_written_is_read_back(one):
    prefixes = ["commitments", "mentions"]

    def sent(page):
        return {name: list(values) for name, values in write_page(page, prefixes, NUMBERS).items()}

    as_a_browser_has_it = read_page(sent(one), prefixes, one.rows[MAIN])
    assert read_page(sent(as_a_browser_has_it), prefixes, one.rows[MAIN]) == as_a_browser_has_it
    assert texts(as_a_browser_has_it) == texts(one)


def texts(page):
    """All that is in it, without the names of rows: new ones are numbered anew."""
    return sorted((fields.get("note", ()), fields.get("title", ())) for fields in page.rows.values())


NAUGHTY = st.text(st.sampled_from("commitments-mentions-0123²٣id DELETE__prefix__TOTAL_FORMS\x00🐈\ud800"), max_size=30)


@given(st.dictionaries(NAUGHTY | st.sampled_from(["mentions-0-id", "mentions-1-id", "mentions-0-DELETE"]),
                       st.lists(NAUGHTY, max_size=3), max_size=8), pages())  # fmt: skip
def test_whatever_is_sent_is_read_laid_beside_what_is_saved_and_written(data, saved):
    prefixes = ["commitments", "mentions"]
    mine = read_page(data, prefixes, saved.rows[MAIN], "letter")
    result = merge(dict.fromkeys(data, "x"), mine, SentPage(saved.rows))
    written = write_page(result.page, prefixes, NUMBERS)
    again = read_page({name: list(values) for name, values in written.items()}, prefixes, saved.rows[MAIN], "letter")
    assert again.rows.keys() >= saved.rows.keys()


# schedules of several people: tests/commitments/entry/test_schedules.py has them with a database and pages

SCHEDULES = 2_000 * TIMES


def copy_of(page):
    return SentPage({row: dict(fields) for row, fields in page.rows.items()})


def run_schedule(chance, words):
    """Two to five people open one page, type and save in any order, until each has been answered.

    Who is told of another version sees it, chooses, and saves again.
    """
    saved = page({"note": "a", "title": "a"}, mentions_1={"note": "a"}, mentions_2={"note": "a"})
    waiting, shown, typed = list(range(chance.randint(2, 5))), {}, {}
    while waiting:
        who = chance.choice(waiting)
        if who not in shown:
            shown[who] = copy_of(saved)
            places = [(row, name) for row, fields in saved.rows.items() for name in fields]
            typed[who] = {place: (f"woord {next(words)}",) for place in places if chance.random() < 0.3}
            continue
        mine = copy_of(shown[who])
        for (row, name), word in typed[who].items():
            mine.rows[row][name] = word
        result = merge(shown[who].fingerprints(), mine, saved)
        if result.tells_something:
            hold_that_it_tells_everything(result, shown[who], mine, saved)
            for one in result.disputes:
                if chance.random() < 0.3:  # he prefers theirs
                    del typed[who][one.row, one.field]
            shown[who] = copy_of(saved)
            typed[who] = {place: word for place, word in typed[who].items() if place[0] in saved.rows}
            continue
        assert shown[who] == saved, "overwritten unseen"
        assert {(row, name): result.page.rows[row][name] for row, name in typed[who]} == typed[who], "not there"
        saved = result.page
        waiting.remove(who)
        untouched = [row for row in saved.rows if row != MAIN and (row, "note") not in typed[who]]
        if untouched and chance.random() < 0.2:
            del saved.rows[untouched[0]]


def hold_that_it_tells_everything(result, shown, mine, saved):
    """Each difference from what somebody last saw is told, and each row that he typed in and that is gone comes back."""
    told = {(one.row, one.field) for one in result.disputes} | set(result.taken)
    assert told == {
        (row, name)
        for row, fields in saved.rows.items()
        for name, value in fields.items()
        if value not in (shown.rows[row][name], mine.rows[row][name])
    }
    lost = shown.rows.keys() - saved.rows.keys()
    assert set(result.removed) == {row for row in lost if mine.rows[row] == shown.rows[row]}
    assert [result.page.rows[row] for row in result.rescued] == [
        mine.rows[row] for row in mine.rows if row in lost - {*result.removed}
    ]


@pytest.mark.prove
def test_nothing_is_lost_in_any_schedule_of_merges():
    chance, words = random.Random("schedules"), count(1)
    for _ in range(SCHEDULES):
        run_schedule(chance, words)
