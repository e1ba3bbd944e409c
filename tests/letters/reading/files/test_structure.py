"""Formats that know their tables and notes fill the Paper themselves; what is read is the same as of their text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.reading.amounts.mentions import read_amounts
from letters.reading.files.documents import read_document
from letters.reading.files.signs import CELL, HEAD_CELL, NOTE, TABLE, with_structure
from letters.reading.text.paper import Paper
from letters.reading.text.structure import json_of_structure, structure_of_json

XML = """<?xml version="1.0" encoding="utf-8"?><officiele-publicatie><kamerstuk><stuk><al>Verdeling (x EUR mln.)</al>
<table><tgroup><thead><row><entry>Doel</entry><entry>2024</entry><entry>2025</entry></row></thead><tbody>
<row><entry>Militair <nadruk>steun</nadruk></entry><entry>2.000</entry><entry>2.100</entry></row>
<row><entry>Herstel<noot><noot.nr>1</noot.nr><noot.al>Zie de brief.</noot.al></noot></entry><entry/><entry>90</entry></row>
</tbody></tgroup></table><al>Daarna 5.</al></stuk></kamerstuk></officiele-publicatie>"""
HTML = """<html><body><p>Verdeling (x EUR mln.)</p><table><tr><th>Doel</th><th>2024</th></tr><tr><td>Militair | civiel</td>
<td>2.000</td></tr></table><table><tr><td>Ander</td><td>3</td></tr></table></body></html>"""


def words_of(paper):
    """The words of each cell of each row of each table."""
    return [[[paper.text[c.start : c.end] for c in row] for row in table.rows] for table in paper.tables]


def test_a_table_of_the_official_xml_is_a_table_with_empty_cells_and_a_head():
    paper = read_document("a.xml", XML.encode()).paper
    assert words_of(paper) == [
        [["Doel", "2024", "2025"], ["Militair steun", "2.000", "2.100"], ["Herstel<sup>1</sup>", "", "90"]]
    ]
    assert [[cell.is_head for cell in row] for row in paper.tables[0].rows] == [[True] * 3, [False] * 3, [False] * 3]


def test_a_table_of_a_page_is_a_table_even_where_a_cell_holds_a_bar():
    paper = read_document("a.html", HTML.encode()).paper
    assert words_of(paper) == [[["Doel", "2024"], ["Militair | civiel", "2.000"]], [["Ander", "3"]]]
    assert [cell.is_head for cell in paper.tables[0].rows[0]] == [True, True]


def notes_of(paper):
    """The number of each note, with what follows it on its line."""
    return [(note.number, paper.text[note.start :].partition("\n")[0]) for note in paper.notes]


def publication(words):
    """An official XML of these paragraphs."""
    return f"<officiele-publicatie><kamerstuk><stuk>{words}</stuk></kamerstuk></officiele-publicatie>".encode()


def page(words):
    """A saved web page of these paragraphs."""
    return f"<html><body>{words}</body></html>".encode()


@pytest.mark.parametrize(
    ("words", "notes"),
    [
        ("<al>Zie<noot><noot.nr>1</noot.nr><noot.al>Kamerstuk 36 045, nr. 5.</noot.al></noot>.</al>",
         [("1", "Kamerstuk 36 045, nr. 5.")]),
        ("<al>Eén<noot><noot.nr>1</noot.nr><noot.al>zie aldaar</noot.al></noot> en twee<noot><noot.nr>a</noot.nr>"
         "<noot.al>12 Ibidem</noot.al></noot></al>", [("1", "zie aldaar"), ("a", "12 Ibidem")]),
        ("<al>1 Inleiding</al><al>3 Vervolg</al>", []),
    ],
    ids=["a note", "whatever its mark and its words look like", "no paragraph that begins with a number"],
)  # fmt: skip
def test_a_note_of_the_official_xml_is_what_its_elements_call_one(words, notes):
    assert notes_of(read_document("a.xml", publication(words)).paper) == notes


@pytest.mark.parametrize(
    ("words", "notes"),
    [
        ("<p>Zin<sup>1</sup>.</p><p>2 Kop</p><div><sup><a>1</a></sup> Zie Kamerstuk</div>", [("1", "Zie Kamerstuk")]),
        ("<p>Zin<sup>1</sup>.</p><p><a class='nootnum'>[1]</a> zie aldaar</p>", [("1", "zie aldaar")]),
        ("<p>Zin<sup>1</sup>.</p><table><tr><td><sup>1</sup> Cel</td></tr></table>", []),
        ("<p><sup>e</sup> Zin</p>", []),
        ("<p>Zin<sup>1</sup>.</p><p>1 Zie Kamerstuk</p>", [("1", "Zie Kamerstuk")]),
    ],
    ids=["not a number that begins a head", "whatever its words", "not a cell", "not a letter", "found in the text"],
)
def test_a_note_of_a_page_begins_with_a_raised_number_and_where_none_does_it_is_found_in_the_text(words, notes):
    assert notes_of(read_document("a.html", page(words)).paper) == notes


@pytest.mark.parametrize("of_text", [False, True], ids=["as the format gives it", "found in its text"])
def test_every_row_of_an_official_table_is_read_though_blank_lines_part_them(of_text):
    document = read_document("a.xml", XML.encode())
    amounts = read_amounts(document.text if of_text else document.paper)
    assert [(one.as_written, one.amount) for one in amounts] == [
        ("2.000", 2_000_000_000),
        ("2.100", 2_100_000_000),
        ("90", 90_000_000),
    ]


def test_a_bar_within_a_cell_parts_no_columns():
    document = read_document("a.html", HTML.encode())
    amounts = read_amounts(document.paper)
    assert (amounts[0].amount, amounts[0].years.value, amounts[0].title.value) == (
        2_000_000_000,
        (2024,),
        "Militair | civiel",
    )


@given(
    st.lists(st.sampled_from([CELL, HEAD_CELL, TABLE, NOTE, NOTE + "<sup>1</sup> ", "\n", " ", "woord", "|", "12"])),
    st.booleans(),
)
def test_the_signs_of_structure_leave_the_text_and_its_places_whole(parts, states_notes):
    marked = "".join(parts)
    text, structure = with_structure(marked, states_notes=states_notes)
    assert text == marked.replace(CELL, "|").replace(HEAD_CELL, "|").replace(TABLE, "").replace(NOTE, "")
    assert structure_of_json(json_of_structure(structure)) == structure
    for note in structure.notes or ():
        assert text[: note.start].rstrip().endswith(f"<sup>{note.number}</sup>")
    for table in structure.tables:
        for row in table.rows:
            for cell in row:
                assert text[cell.start : cell.end] == text[cell.start : cell.end].strip()
                assert "\n" not in text[cell.start : cell.end]


@given(st.text(alphabet="|a1 \n-.,", max_size=80))
def test_the_tables_found_in_a_text_stand_in_it_in_order(text):
    paper, place = Paper(text), 0
    for table in paper.tables:
        for cell in (cell for row in table.rows for cell in row):
            assert place <= cell.start <= cell.end <= len(text)
            place = cell.end


@pytest.mark.parametrize("part", ["<main>{}</main>", '<div id="broodtekst">{}</div>', "{}"])
def test_what_stands_beside_the_text_of_a_page_is_read(part):
    beside = "<p>Vooraf.</p><aside><p>Het kabinet trekt € 6 miljoen uit.</p></aside><p>Daarna.</p>"
    text = read_document("a.html", f"<html><body>{part.format(beside)}</body></html>".encode()).text
    assert text.split("\n\n") == ["Vooraf.", "Het kabinet trekt € 6 miljoen uit.", "Daarna."]
