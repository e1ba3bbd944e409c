"""Which lines of a text are a table, and a table on a screen."""

import pytest

from letters.reading.text.paper import Paper
from letters.reading.text.paragraphs import Paragraph, ShownTable, blocks


def cells(text):
    """The words of every cell of every table."""
    return [[[text[c.start : c.end] for c in row] for row in table.rows] for table in Paper(text).tables]


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        ("Zin.\n\n| a | b |\n|---|---|\n| 1 | |\n\nZin.", [[["a", "b"], ["1", ""]]]),
        ("| a | 1\n\n| b | 2\n\n\n| c | 3", [[["a", "1"], ["b", "2"]], [["c", "3"]]]),
        ("| a |\n\n| b |", [[["a"]], [["b"]]]),
        ("Jaar  2024  2025\nSteun  2.000  € 3\nZin zonder kolommen.", [[["Jaar", "2024", "2025"], ["Steun", "2.000", "€ 3"]]]),
        ("De Minister van Defensie,   De Minister van Financiën,\nK.H. Ollongren   S.A.M. Kaag", []),
        ("een zin met EUR 5 | 6 miljoen", []),
        ("", []),
    ],
)  # fmt: skip
def test_rows_with_bars_and_columns_of_figures_are_tables(text, tables):
    assert cells(text) == tables


def test_the_row_above_a_rule_is_the_head():
    (table,) = Paper("| a | b |\n|---|---|\n| 1 | 2 |").tables
    assert [[cell.is_head for cell in row] for row in table.rows] == [[True, True], [False, False]]


def test_a_table_on_a_screen_keeps_its_marks_in_their_cells_and_the_paragraphs_around_it():
    text = "Vooraf € 1.\n\n| Steun | € 2 mln. |\n| Hulp | 3 |\n\nAchteraf € 4."
    spans = [(text.index(words), text.index(words) + len(words), words) for words in ("€ 1", "€ 2 mln.", "3", "€ 4")]
    before, table, after = blocks(Paper(text), spans)
    assert (isinstance(before, Paragraph), before.marks, after.marks) == (True, ["€ 1"], ["€ 4"])
    assert isinstance(table, ShownTable)
    assert [[[(piece.text, piece.mark) for piece in cell.pieces] for cell in row] for row in table.rows] == [
        [[("Steun", None)], [("€ 2 mln.", "€ 2 mln.")]],
        [[("Hulp", None)], [("3", "3")]],
    ]
