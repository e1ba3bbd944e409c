import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.reading.text.paragraphs import Paragraph, Piece, paragraphs
from tests import growth

texts = st.lists(st.sampled_from(["de", "EUR", "2,5", "mld", " ", " ", "\n", "\n\n", ". ", "\u00a0"]), max_size=40).map(
    "".join
)


@st.composite
def texts_with_spans(draw):
    """A text, and (start, end, mark) of some runs of it, sorted and apart from each other."""
    text = draw(texts)
    places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    return text, [
        (start, end, place) for place, (start, end) in enumerate(zip(places[::2], places[1::2], strict=False))
    ]


def plain(text, spans=()):
    """Each paragraph as one string."""
    return ["".join(piece.text for piece in paragraph.pieces) for paragraph in paragraphs(text, spans)]


def marked(text, *spans):
    """The runs of text that carry a mark, as (mark, text)."""
    return [
        (piece.mark, piece.text) for row in paragraphs(text, spans) for piece in row.pieces if piece.mark is not None
    ]


def test_lines_flow_again_and_blank_lines_part_paragraphs():
    assert paragraphs("Den Haag,\n17 november\n\n  \n\nNa een  jaar\u00a0en\n") == [
        Paragraph((Piece("Den Haag, 17 november"),), is_heading=False),
        Paragraph((Piece("Na een jaar en "),), is_heading=False),
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n \n", "\t"])
def test_a_text_of_nothing_has_no_paragraphs(text):
    assert paragraphs(text) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("onze bondge-\nnoten zijn", "onze bondgenoten zijn"),
        ("een terug- en\nvooruitblik", "een terug- en vooruitblik"),
        ("in 2024-\n2026", "in 2024- 2026"),
        ("het **Verenigd _Koninkrijk_**", "het Verenigd _Koninkrijk_"),
        ("eigenbelang<sup>1</sup>. Ook", "eigenbelang1. Ook"),
        ("zie [de brief](https://example.org) hier", "zie de brief hier"),
        ("zie [de brief] hier", "zie [de brief] hier"),
        ("5 < 6 & 7 > 6", "5 < 6 & 7 > 6"),
    ],
)
def test_what_the_export_added_is_not_shown(text, shown):
    assert plain(text) == [shown]


def test_headings_are_told_apart():
    assert paragraphs("## **3. Draag bij**\n\nTekst") == [
        Paragraph((Piece("3. Draag bij"),), is_heading=True),
        Paragraph((Piece("Tekst"),), is_heading=False),
    ]


def test_a_span_is_marked_where_it_stands():
    text = "De EUR\n2 miljard en EUR 3 miljoen."
    assert paragraphs(text, [(3, 16, "a"), (20, 33, "b")]) == [
        Paragraph(
            (
                Piece("De "),
                Piece("EUR 2 miljard", "a"),
                Piece(" en "),
                Piece("EUR 3 miljoen", "b"),
                Piece("."),
            ),
            is_heading=False,
        )
    ]


def test_a_span_over_two_paragraphs_is_marked_in_both():
    assert marked("een twee\n\ndrie vier", (4, 14, "a")) == [("a", "twee"), ("a", "drie")]


def test_spans_side_by_side_are_both_marked():
    assert marked("een twee", (0, 3, "a"), (3, 8, "b")) == [("a", "een"), ("b", " twee")]


def test_of_overlapping_spans_the_second_is_cut_off():
    assert marked("een twee drie", (0, 8, "a"), (4, 13, "b")) == [("a", "een twee"), ("b", " drie")]
    assert marked("een twee drie", (0, 13, "a"), (4, 8, "b")) == [("a", "een twee drie")]


def test_a_span_of_nothing_is_not_shown():
    assert marked("een\n\ntwee", (3, 5, "a"), (5, 5, "b")) == []


@given(texts_with_spans())
def test_marking_never_changes_a_word_of_the_text(case):
    text, spans = case
    assert [row.split() for row in plain(text, spans)] == [row.split() for row in plain(text)]
    assert " ".join(plain(text)).split() == text.split()


@given(texts_with_spans())
def test_each_mark_holds_the_words_of_its_span(case):
    text, spans = case
    words = {mark: "" for _, _, mark in spans}
    for mark, piece in marked(text, *spans):
        words[mark] += f" {piece}"
    assert {mark: piece.split() for mark, piece in words.items()} == {
        mark: text[start:end].split() for start, end, mark in spans
    }


@given(texts_with_spans())
def test_no_piece_is_empty_and_no_paragraph_blank(case):
    for paragraph in paragraphs(*case):
        assert all(piece.text for piece in paragraph.pieces)
        assert re.search(r"\S", "".join(piece.text for piece in paragraph.pieces))


@pytest.mark.parametrize("piece", ["[", "a-", "a\n ", "*", "\n \n"])
def test_a_strange_text_takes_no_more_than_linear_time(piece):
    assert growth.is_linear(paragraphs, growth.of(piece, 100_000))
