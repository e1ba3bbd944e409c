from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.reading.header import Header, read_header

LETTERS = Path(__file__).resolve().parents[3].parent / "shared" / "letters"

PRINTED = """Tweede Kamer der Staten-Generaal

Vergaderjaar 2022-2023

36 200 V   Vaststelling van de begrotingsstaten
21 501-20  Europese Raad
36 045
Situatie in Oekraïne

Nr. 171  BRIEF VAN DE MINISTER VAN DEFENSIE

Den Haag, 17 november 2023

Zie de brief (Kamerstuk
28 676, nr. 440) van
Den Haag, 3 mei 2022
"""


@pytest.mark.skipif(not LETTERS.is_dir(), reason="the letters' full texts are not beside the project")
def test_the_headers_of_the_five_letters():
    assert {path.name[:3]: read_header(path.read_text()) for path in LETTERS.glob("*.txt")} == {
        "000": Header(date=date(2024, 6, 28), reference="BZDOC-151675943-16"),
        "001": Header(kamerstuk_number=151, date=date(2023, 2, 20)),
        "002": Header(kamerstuk_number=2189, dossiers=("21501-20", "36045"), date=date(2025, 3, 4)),
        "003": Header(kamerstuk_number=171, date=date(2023, 11, 17)),
        "004": Header(kamerstuk_number=384, dossiers=("28676",), date=date(2022, 1, 13), kind="verslag"),
    }


def test_a_printed_kamerstuk_gives_its_dossiers_in_order_and_its_own_date():
    assert read_header(PRINTED) == Header(171, ("36200-V", "21501-20", "36045"), date(2023, 11, 17))


def test_the_kind_of_line_ending_does_not_matter():
    assert read_header(PRINTED.replace("\n", "\r\n")) == read_header(PRINTED)


def test_a_ministry_letter_gives_its_reference_and_date():
    text = "Postbus 20061\n**Onze Referentie**  \nBZ2500123\n**Datum**  28 juni 2.024  \nBetreft steun\n"
    assert read_header(text) == Header(date=date(2024, 6, 28), reference="BZ2500123")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Geachte voorzitter,",
        "Den Haag, 31 februari 2023",
        "Op 17 november 2023 was ik in Den Haag, 3 mei 2022 vergeten.",
        "Onze Referentie\n\nBijlage(n)\n",
        "nr. 171 van de reeks\n",
        "12 345\n\nGeen nummer onder dit dossier",
        "Inleiding. " * 300 + PRINTED,
    ],
)
def test_what_is_not_printed_at_the_beginning_is_not_guessed(text):
    assert read_header(text) == Header()


@given(st.text() | st.lists(st.sampled_from([*PRINTED.split(" "), "\n", "Nr. ", "21 501\n"])).map("".join))
def test_no_text_raises(text):
    assert isinstance(read_header(text), Header)
