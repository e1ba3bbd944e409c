"""One Paper of a letter: whoever asks, each view of its text is worked out once."""

import sys
from collections import Counter

import pytest

from letters.reading.amounts import money_words, tables
from letters.reading.letter import read_letter
from letters.reading.text import flowing, layout, notes, paper, sentences
from letters.reading.text.paper import Paper
from letters.reading.text.paragraphs import blocks, paragraphs
from tests import ROOT

OWN = sorted((ROOT / "tests" / "letters" / "own").glob("*.txt"))
FUNCTIONS = [
    layout.as_seen,
    layout.unbroken,
    notes.find_notes,
    paper.find_tables,
    paper._paragraphs,
    tables.read_grids,
    money_words.neighbourhoods,
]
VIEWS = [flowing.FlowingText, sentences.Sentences]


@pytest.fixture
def worked_out(monkeypatch):
    """How often each view was worked out of each text, by (name, what it was given)."""
    counts = Counter()

    def counted(name, work):
        def count(*given):
            counts[name, given] += 1
            return work(*given)

        return count

    rooms = [room for name, room in sys.modules.items() if name.startswith("letters.reading")]
    for function in FUNCTIONS:
        for room in rooms:
            if getattr(room, function.__name__, None) is function:
                monkeypatch.setattr(room, function.__name__, counted(function.__name__, function))
    for view in VIEWS:
        monkeypatch.setattr(view, "of", counted(view.__name__, view.of))
    return counts


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_reading_a_letter_and_showing_it_works_out_each_view_once(worked_out, path):
    letter = Paper(path.read_text(encoding="utf-8"))
    read_letter(letter)
    blocks(letter)
    blocks(letter, [(0, 1, "mark")])
    paragraphs(letter)
    paragraphs(letter)
    names = {name for name, _ in worked_out}
    assert {"as_seen", "unbroken", "find_tables", "_paragraphs", "FlowingText", "Sentences"} <= names
    assert [view for view, times in worked_out.items() if times > 1] == []


def test_the_lines_of_a_letter_are_its_whole_text_as_seen():
    letter = Paper("Een **zin**\n\nen nog een.\n Slot")
    assert letter.lines == ((0, "Een   zin  \n"), (12, "\n"), (13, "en nog een.\n"), (25, " Slot"))


def test_the_blocks_of_a_letter_are_its_paragraphs_and_tables_in_their_order():
    text = "Vooraf.\n\n| a | b |\n| 1 | 2 |\n\nAchteraf\nen verder."
    letter = Paper(text)
    assert letter.blocks == ((0, 7), *letter.tables, (text.index("Achteraf"), len(text)))
    assert [text[slice(*part)] for part in letter.paragraphs] == [
        "Vooraf.", "| a | b |\n| 1 | 2 |", "Achteraf\nen verder.",
    ]  # fmt: skip
