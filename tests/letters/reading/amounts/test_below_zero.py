"""Dashes and minus signs of every kind, in every format: a range stays one, and what is below zero stays there."""

import pytest

from letters.reading.amounts.below_zero import BELOW_ZERO, PERHAPS
from letters.reading.amounts.mentions import read_amounts
from letters.reading.files.documents import read_document
from tests.letters.reading.files.pdfs import drawn, pdf_of

MILLION = 1_000_000
DASHES = "-‐‑‒–−"
IN_CP1252 = "-–"


def files(words):
    yield "a.txt", words.encode()
    yield (
        "a.xml",
        f"<officiele-publicatie><kamerstuk><stuk><al>{words}</al></stuk></kamerstuk></officiele-publicatie>".encode(),
    )
    yield "a.html", f"<html><body><p>{words}</p></body></html>".encode()
    if all(sign in IN_CP1252 for sign in words if sign in DASHES + "ĳĲ"):
        yield "a.pdf", pdf_of(drawn([words]))


def read(name, content):
    return read_amounts(read_document(name, content).paper)


@pytest.mark.parametrize("dash", DASHES)
def test_every_dash_makes_a_range_of_years_and_of_amounts(dash):
    for name, content in files(f"In 2024{dash}2026 geeft Nederland € 3{dash}4 miljoen."):
        (one,) = read(name, content)
        assert (one.amount, one.amount_high, one.years.value) == (3 * MILLION, 4 * MILLION, (2024, 2025, 2026)), name
        assert one.as_written == f"€ 3{dash}4 miljoen"


@pytest.mark.parametrize("dash", DASHES)
@pytest.mark.parametrize(
    "words",
    ["Het verschil is € {}20 miljoen.", "Het verschil is {}€ 20 miljoen.", "Het verschil is {}20 miljoen euro.",
     "Ontvangsten: {} 20 miljoen euro.", "De stand wijzigt ({}20 miljoen euro)."],
)  # fmt: skip
def test_an_amount_with_a_minus_sign_is_below_zero(words, dash):
    for name, content in files(words.format(dash)):
        (one,) = read(name, content)
        assert (one.amount, one.remark) == (-20 * MILLION, BELOW_ZERO), name
        assert one.as_written in " ".join(read_document(name, content).text.split())


@pytest.mark.parametrize(
    "words",
    ["Steun – € 20 miljoen – gaat door.", "De steun –20 miljoen euro– gaat door.", "Voor de EU-€ 20 miljoen.",
     "Zo is het – € 20 miljoen."],
)  # fmt: skip
def test_a_dash_around_or_between_words_is_no_minus(words):
    for name, content in files(words):
        assert [one.amount for one in read(name, content)] == [20 * MILLION], name


@pytest.mark.parametrize(
    "words",
    ["Het verschil van − 3 miljoen euro.", "Een mutatie van − € 3 miljoen.", "Dit is € 9 miljoen − € 3 miljoen."],
)
def test_the_sign_that_is_no_dash_is_a_minus_also_where_it_stands_apart(words):
    for name, content in files(words):
        assert read(name, content)[-1].amount == -3 * MILLION, name


def test_the_dash_of_an_item_is_no_minus_but_one_that_is_glued_to_a_number_is_doubtful():
    assert [(one.amount, one.remark) for one in read_amounts("Het gaat om:\n- € 20 miljoen voor drones;\n")] == [
        (20 * MILLION, "")
    ]
    assert [(one.amount, one.remark) for one in read_amounts("Het gaat om:\n\n–20 miljoen euro voor drones;\n")] == [
        (20 * MILLION, PERHAPS)
    ]


@pytest.mark.parametrize("dash", DASHES)
def test_a_figure_in_the_lines_of_a_text_keeps_its_minus_sign(dash):
    wide = f"Steun (x € 1 mln.)\n              2024    2025\nHulp          {dash}3,1     2,0\nHerstel       4       {dash}5\n"
    narrow = f"Steun (x € 1 mln.)\nJaar 2024 2025\nHulp {dash}3,1 2,0\nHerstel 4 {dash}5\n"
    for text in (wide, narrow):
        assert [(one.amount, one.years.value) for one in read_amounts(text)] == [
            (-3_100_000, (2024,)), (2 * MILLION, (2025,)), (4 * MILLION, (2024,)), (-5 * MILLION, (2025,)),
        ]  # fmt: skip


@pytest.mark.parametrize(("sign", "plain"), [("ĳ", "ij"), ("Ĳ", "IJ")])
def test_ij_as_one_sign_is_two_letters_in_every_format(sign, plain):
    for name, content in files(f"Nederland draagt b{sign} met € 20 miljoen."):
        document = read_document(name, content)
        assert f"b{plain} met" in document.text
        assert [one.amount for one in read_amounts(document.paper)] == [20 * MILLION]


@pytest.mark.parametrize("sign", [*(f"{dash}/{dash} " for dash in DASHES), "-/-", "−/−", "minus ", "Minus "])
@pytest.mark.parametrize(
    "words", ["De bijstelling is {}€ 20 miljoen.", "De stand daalt ({}20 miljoen euro).", "{}€ 20 miljoen"]
)
def test_an_amount_behind_minus_is_below_zero(words, sign):
    for name, content in files(words.format(sign)):
        (one,) = read(name, content)
        assert (one.amount, one.remark) == (-20 * MILLION, BELOW_ZERO), name
        assert one.as_written in " ".join(read_document(name, content).text.split())


@pytest.mark.parametrize("words", ["plus minus", "plus-minus", "plusminus", "plus of minus"])
def test_about_as_much_is_not_below_zero(words):
    for name, content in files(f"Het verschil is {words} € 20 miljoen."):
        assert [one.amount for one in read(name, content)] == [20 * MILLION], name
