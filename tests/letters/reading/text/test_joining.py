"""A word that a line end broke, and the foot of a page: one definition each, and all who read or show a text agree."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.reading.text.feet import FOOT_LINE, OWN_FOOT
from letters.reading.text.flowing import FlowingText, flowed
from letters.reading.text.layout import tidy, unbroken
from letters.reading.text.paragraphs import paragraphs
from tests import product_sources
from ukrainesteun.joining import joined
from ukrainesteun.money import Money, parse_money


def on_a_screen(text):
    return "".join(piece.text for paragraph in paragraphs(text) for piece in paragraph.pieces)


READERS = (
    joined,
    tidy,
    flowed,
    on_a_screen,
    lambda text: FlowingText.of(text).flow,
    lambda text: unbroken(text).strip(),
)
words = st.text("abceéïz", min_size=2, max_size=9).filter(lambda word: word not in ("en", "of"))


@given(words, words)
def test_every_reader_joins_a_word_that_a_line_end_broke(head, tail):
    assert {reader(f"{head}-\n{tail}") for reader in READERS} == {head + tail}


@pytest.mark.parametrize("text", ["terug-\nen vooruitblik", "MINISTER-\nPRESIDENT", "in 2024-\n2026", "niet-\nNAVO"])
def test_no_reader_joins_what_was_no_word(text):
    for reader in READERS:
        assert "-" in reader(text)


def test_what_the_official_pdf_prints_at_its_foot_is_left_out_of_the_flow_as_well():
    for foot in (
        "Tweede Kamer, vergaderjaar 2023-2024, 36 045, nr. 171",
        "'s-Gravenhage 2023 Tweede Kamer, vergaderjaar 2023-2024, 36 045, nr. 171",
        "kst-36045-171\nISSN 0921 - 7371",
    ):
        assert OWN_FOOT.match(foot)
        assert all(re.fullmatch(FOOT_LINE, line, re.VERBOSE) for line in foot.splitlines())
        assert FlowingText.of(f"een zin die\n{foot}\nverder gaat").flow == "een zin die verder gaat"


# A hyphen, perhaps what closes a group or looks around, blanks, a line end: in a pattern; and one with only blanks.
BEFORE_A_LINE_END = re.compile(r"(?<! )-(?:\)|\(\?[^)]*\))*(?:\[[^\]]*\]|\\s|\{[^}]*\}|[*+ ])*\\n")
BEFORE_A_LETTER = re.compile(r"-\\s\*\(\?=")


def test_only_their_own_modules_define_a_broken_word_and_the_foot_of_a_page():
    """quotes.py leaves out every hyphen within a word, broken or not, for it compares two exports of a letter."""
    sources = product_sources()
    assert {name for name, source in sources.items() if BEFORE_A_LINE_END.search(source)} == set()
    assert {name for name, source in sources.items() if BEFORE_A_LETTER.search(source)} == {
        "letters/reading/text/quotes.py"
    }
    assert {name for name, source in sources.items() if "ISSN" in source} == {"letters/reading/text/feet.py"}


@pytest.mark.parametrize(
    "twin",
    [r"(?<=[a-z])-\s*\n\s*(?=[a-z])", r"(\w)-[^\S\n]*\n\s*", r"-\n", r"([a-z]-)(?=x)\s{0,3}\n", r"(?<=[a-z]-)\n"],
)
def test_a_second_definition_of_a_broken_word_would_be_seen(twin):
    assert BEFORE_A_LINE_END.search(twin)


def test_who_types_an_amount_may_paste_a_broken_word_as_well():
    assert parse_money("2,5 mil-\njoen euro") == parse_money("2,5 mil\u00ad\njoen euro") == Money(2_500_000, "EUR")
