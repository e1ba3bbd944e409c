"""The mark of a note never becomes part of a number, in whatever format it comes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.reading.amounts.mentions import read_amounts
from letters.reading.files.documents import read_document
from letters.reading.files.raised import with_marks

from .pdfs import pdf_of

LARGE, SMALL = 11, 6


def xml(words):
    return f"<officiele-publicatie><kamerstuk><stuk><al>{words}</al></stuk></kamerstuk></officiele-publicatie>".encode()


def page(words):
    return f"<html><body><p>{words}</p></body></html>".encode()


def drawn(words, way):
    """A PDF in which what stands between ^ and ^ is drawn small and high: by a move, by a matrix, or by a rise."""
    shown, x = [], 60.0
    for at, part in enumerate(words.split("^")):
        size, up = (SMALL, 4) if at % 2 else (LARGE, 0)
        glyphs = part.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)")
        if way == "matrix":
            shown.append(b"%d 0 0 %d %.2f %d Tm (%s) Tj" % (size, size, x, 780 + up, glyphs))
        elif way == "move":
            shown.append(b"BT /F1 %d Tf %.2f %d Td [(%s)] TJ ET" % (size, x, 780 + up, glyphs))
        else:
            shown.append(b"/F1 %d Tf %d Ts (%s) Tj" % (size, up, glyphs))
        x += sum(0.28 if sign in " .,il" else 0.556 for sign in part) * size
    if way == "move":
        return pdf_of(b" ".join(shown))
    return pdf_of(b"BT /F1 %d Tf 60 780 Td %s ET" % (1 if way == "matrix" else LARGE, b" ".join(shown)))


def files(words):
    """(name, content) of the formats in which the marks between ^ and ^ are known."""
    raised = "".join(f"<sup>{part}</sup>" if at % 2 else part for at, part in enumerate(words.split("^")))
    yield "a.xml", xml(raised)
    yield "a.html", page(raised)
    for way in ("move", "matrix", "rise"):
        yield f"{way}.pdf", drawn(words, way)
    yield "a.txt", raised.encode()
    yield "b.txt", words.translate(str.maketrans({"^": None})).encode()


def read(name, content):
    return [(one.amount, one.years.value) for one in read_amounts(read_document(name, content).paper)]


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("Nederland geeft in 2024 dan € 2.500.000^4^ aan Oekraïne.", (2_500_000, (2024,))),
        ("Nederland geeft in 2024^3^ dan € 100 miljoen^4^ aan Oekraïne.", (100_000_000, (2024,))),
        ("Nederland geeft eind 2024^3^ dan € 2,5 miljard.^12^ Meer volgt.", (2_500_000_000, (2024,))),
        ("Nederland geeft in 2024 dan 5.000 euro^5^ aan Oekraïne.", (5_000, (2024,))),
    ],
    ids=["group of four", "year of five", "end of a sentence", "behind the name"],
)
def test_the_mark_of_a_note_is_no_figure_in_any_format(words, amount):
    for name, content in files(words):
        assert read(name, content) == [amount], name


@pytest.mark.parametrize("mark", ["1", "12", "1, 2", "1,2", "[1]", "1)", "a", "*", "**"])
def test_what_is_raised_inside_an_amount_leaves_it_whole(mark):
    for name, content in (("a.xml", xml(f"Het is € 100<sup>{mark}</sup> miljoen.")),
                          ("a.html", page(f"Het is € 100<sup>{mark}</sup> miljoen."))):  # fmt: skip
        assert read(name, content) == [(100_000_000, None)]


@pytest.mark.parametrize("way", ["move", "matrix", "rise"])
def test_in_a_pdf_the_size_and_the_height_tell_a_mark(way):
    assert read("a.pdf", drawn("Het is € 100^1^ miljoen.", way)) == [(100_000_000, None)]
    assert "<sup>" not in read_document("a.pdf", drawn("Voor de 1^e^ keer is het € 100 miljoen.", way)).text


def test_what_is_raised_and_no_mark_stays_text():
    for name, content in files("Voor de 1^e^ keer is het € 100 miljoen."):
        text = read_document(name, content).text
        assert "<sup>" not in text or name == "a.txt", name


@pytest.mark.parametrize("words", ["Er komt euro5 bij.", "De euro12 en meer."])
def test_a_mark_behind_the_word_euro_is_no_amount(words):
    assert read("a.txt", words.encode()) == []


def test_a_number_that_may_end_in_the_mark_of_a_note_is_doubtful():
    body = "Het is € {} miljoen.\n\n1 Kamerstuk 36 045, nr. 171.\n"
    (one,) = read_amounts(body.format(1001))
    assert (one.amount, one.remark) == (
        1_001_000_000,
        "‘1’ kan het teken van noot 1 zijn: dan staat hier € 100 miljoen",
    )
    assert [one.remark for one in read_amounts(body.format(1002))] == [""]
    assert [one.remark for one in read_amounts("De hulp1 gaat door. " + body.format(1001))] == [""]
    assert [one.remark for one in read_amounts("Het is € 101 miljoen.\n\n1 Inleiding\n\nMeer volgt.")] == [""]


@given(st.text(alphabet="\ue000 012,;a\n", max_size=40))
def test_marks_of_a_drawing_take_nothing_but_their_own_sign_away(text):
    plain = with_marks(text).replace("<sup>", "").replace("</sup>", "")
    assert [sign for sign in plain if sign not in ",; "] == [sign for sign in text if sign not in "\ue000,; "]


def rows(text):
    return [(one.amount // 1_000, one.years.value, one.title.value) for one in read_amounts(text)]


WIDE = "Steun (x € 1.000)\nDoel           {}      {}\nHulp           {}     {}\n"
NARROW = "Steun (x € 1.000)\nDoel {} {}\nHulp {} {}\n"
BARS = "Steun (x € 1.000)\n\n| Doel | {} | {} |\n|---|---|---|\n| Hulp | {} | {} |\n"


@pytest.mark.parametrize("table", [WIDE, NARROW, BARS], ids=["columns", "single spaces", "bars"])
@pytest.mark.parametrize(
    "cells",
    [
        ("2024", "2025", "3.100", "42"),
        ("2024¹", "2025", "3.100²", "42³"),
        ("2024<sup>1</sup>", "2025", "3.100<sup>2</sup>", "42"),
        ("2024", "20251", "3.1002", "42"),
        ("2024", "2025", "3.100*", "42**"),
    ],
    ids=["no marks", "signs", "raised", "on the line", "stars"],
)
def test_the_mark_of_a_note_in_the_lines_of_a_table_loses_no_amount_and_no_year(table, cells):
    assert rows(table.format(*cells)) == [(3_100, (2024,), "Hulp"), (42, (2025,), "Hulp")]
