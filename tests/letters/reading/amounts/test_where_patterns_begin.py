"""A pattern that is tried only where it can begin, or near what it must have, finds all that it finds everywhere."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.reading.amounts.captions import CAPTION, CAPTION_STARTER
from letters.reading.amounts.money_words import (
    LIST_ANCHOR,
    LIST_WORDS,
    PERCENT_WORDS,
    PERCENTAGE,
    TERM,
    TERM_STARTER,
    TON_WORDS,
    TONS,
    VAGUE,
    VAGUE_WORDS,
    neighbourhoods,
)
from letters.reading.letterhead.labels import LABEL, REFERENCE_WORDS
from letters.reading.text.flowing import FlowingText
from letters.reading.text.nearby import matches_from, parts_around, parts_with, spans_of_words
from ukrainesteun.folding import folded

# What amounts, captions and labels are made of, and what only looks like it.
WORDS = """€ EUR Eur MEUR US$ x × ( [ | in In İn ın bedragen alle 1 1.000 2,5 25, 41 miljoen MILJARD miljoenen mln. mrd bln ton
    euro dollars kronen pond ponden vele enkele paar tientallen en of à een twee % procent referentie kenmerk onze"""
pieces = st.lists(st.sampled_from([*WORDS.split(), " ", "\n", "  ", "ſ", "-", ":", "a"]), max_size=30)
texts = pieces.map("".join) | pieces.map(" ".join)


def everywhere(pattern, text):
    return [match.span() for match in pattern.finditer(text)]


@pytest.mark.parametrize(
    ("starter", "pattern"), [(CAPTION_STARTER, CAPTION), (TERM_STARTER, TERM)], ids=["captions", "terms"]
)
@given(text=texts)
def test_every_match_begins_where_the_starter_finds_a_sign(starter, pattern, text):
    found = [match.span() for match in matches_from(starter, pattern, text, [(0, len(text))])]
    assert found == everywhere(pattern, text)


@pytest.mark.parametrize(
    ("words", "pattern"),
    [(LIST_WORDS, LIST_ANCHOR), (TON_WORDS, TONS), (VAGUE_WORDS, VAGUE), (PERCENT_WORDS, PERCENTAGE)],
    ids=["ends of lists", "tons", "amounts of unknown size", "percentages"],
)
@given(text=texts)
def test_every_match_has_one_of_the_words(words, pattern, text):
    assert all(any(word in folded(match[0]) for word in words) for match in pattern.finditer(text))


@given(texts)
def test_every_label_of_a_reference_has_one_of_the_words(text):
    labels = [label for label in LABEL.finditer(text) if label["reference"]]
    assert all(any(word in folded(label[0]) for word in REFERENCE_WORDS) for label in labels)


@given(texts)
def test_every_amount_lies_in_the_neighbourhood_of_what_every_amount_has(text):
    flow = FlowingText.of(text)
    parts = neighbourhoods(flow)
    for match in TERM.finditer(flow.flow):
        if match["scale"] or match["after"] or re.search("[€$£¥]", match["sign"] or ""):
            assert any(start <= match.start() and match.end() <= end for start, end in parts)


def test_parts_within_reach_of_each_other_are_one():
    assert parts_around([], 10, 5) == []
    assert parts_around([(3, 4), (20, 22)], 10, 6) == [(0, 28)]
    assert parts_around([(3, 4), (20, 22)], 10, 5) == [(0, 9), (10, 27)]


def test_a_part_is_kept_where_a_word_stands_in_it_whole():
    assert spans_of_words("ton, tonton", ("ton",)) == [(0, 3), (5, 8), (8, 11)]
    assert parts_with(("ton",), "twee ton en meer", [(0, 7), (0, 8), (8, 16)]) == [(0, 8)]
