"""A word that a line end broke, and the foot of a page: one definition each, and all who read or show a text agree."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.reading.text.feet import FOOT_LINE, OWN_FOOT
from letters.reading.text.flowing import FlowingText, flowed
from letters.reading.text.joining import joined
from letters.reading.text.layout import tidy, unbroken
from letters.reading.text.paragraphs import paragraphs
from tests import ROOT


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


def test_only_their_own_modules_define_a_broken_word_and_the_foot_of_a_page():
    sources = {path.name: path.read_text() for path in (ROOT / "letters" / "reading").rglob("*.py")}
    defining = {name for name, source in sources.items() if re.search(r"\)-\[\^\\S\\n\]|\)-\\s\*\\n", source)}
    assert defining == set()
    assert {name for name, source in sources.items() if "ISSN" in source} == {"feet.py"}
