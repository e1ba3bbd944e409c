from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.reading.letterhead.header import own_number_spans, printed_header
from letters.reading.letterhead.printed import FROM_FILE, Header, PrintedDossier, PrintedFacts, with_facts
from tests import LETTERS, growth


def read_header(text, facts=None):
    """What the program does with each letter: what it prints, and then what its file states. Of which kind a paper is, is
    asked in test_papers.py."""
    header = with_facts(printed_header(text), facts)
    return replace(header, paper="", places={name: place for name, place in header.places.items() if name != "paper"})


VOORZITTER = "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal"

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
MINISTRY = """> Retouradres Postbus 20701 2500 ES Den Haag

de Voorzitter van de Tweede Kamer
der Staten-Generaal
Plein 2
2511 CR Den Haag

Ministerie van Defensie
Plein 4

Onze referentie
BS2025003456
Uw referentie
2025Z01234
Bijlage(n)
2

Datum 12 maart 2025
Betreft Kamerbrief inzake cyberweer-
baarheid en steun aan Oekraïne

Geachte voorzitter,

Op
Den Haag, 3 mei 2022
Kamerstuk 36 045, nr. 12
Betreft dit iets anders?
"""


def title(name):
    return {"title": name, "subject": name}


@pytest.mark.skipif(not LETTERS.is_dir(), reason="the letters' full texts are not beside the project")
def test_the_headers_of_the_five_letters():
    three = "voor Buitenlandse Handel en Ontwikkelingssamenwerking"
    assert {path.name[:3]: read_header(path.read_text(encoding="utf-8")) for path in LETTERS.glob("*.txt")} == {
        "000": Header(
            date=date(2024, 6, 28),
            reference="BZDOC-151675943-16",
            addressee=VOORZITTER,
            **title(
                "Kabinetsreactie op advies van de AIV van 22 februari 2024 "
                "'Standvastigheid, Weerbaarheid en Perspectief'"
            ),
        ),
        "001": Header(
            kamerstuk_number=151,
            date=date(2023, 2, 20),
            addressee=VOORZITTER,
            **title(f"Brief van de Ministers van Buitenlandse Zaken, van Defensie en {three}"),
        ),
        "002": Header(
            kamerstuk_number=2189,
            dossiers=(PrintedDossier("21501-20", "Europese Raad"), PrintedDossier("36045", "Situatie in Oekraïne")),
            date=date(2025, 3, 4),
            session_year="2024–2025",
            addressee=VOORZITTER,
            **title("Brief van de Ministers van Buitenlandse Zaken en van Defensie"),
        ),
        "003": Header(
            kamerstuk_number=171,
            date=date(2023, 11, 17),
            addressee=VOORZITTER,
            **title(f"Brief van de Ministers van Defensie, van Buitenlandse Zaken en {three}"),
        ),
        "004": Header(
            kamerstuk_number=384,
            dossiers=(PrintedDossier("28676", "NAVO"),),
            date=date(2022, 1, 13),
            kind="verslag",
            session_year="2021–2022",
            **title("Verslag van een schriftelijk overleg"),
        ),
    }


def test_a_printed_kamerstuk_gives_its_dossiers_in_order_and_its_own_date():
    assert read_header(PRINTED) == Header(
        kamerstuk_number=171,
        dossiers=(
            PrintedDossier("36200-V", "Vaststelling van de begrotingsstaten"),
            PrintedDossier("21501-20", "Europese Raad"),
            PrintedDossier("36045", "Situatie in Oekraïne"),
        ),
        date=date(2023, 11, 17),
        session_year="2022–2023",
        **title("Brief van de Minister van Defensie"),
    )


def test_a_ministrys_letter_gives_what_its_labels_say():
    assert read_header(MINISTRY) == Header(
        date=date(2025, 3, 12),
        reference="BS2025003456",
        addressee="de Voorzitter van de Tweede Kamer der Staten-Generaal",
        **title("Kamerbrief inzake cyberweerbaarheid en steun aan Oekraïne"),
    )


@pytest.mark.parametrize("text", [PRINTED, MINISTRY])
def test_the_kind_of_line_ending_and_of_space_does_not_matter(text):
    assert read_header(text.replace("\n", "\r\n")) == read_header(text)
    assert read_header(text.replace(" ", "\u00a0")) == read_header(text)


def test_what_was_found_has_its_place():
    header = read_header(MINISTRY)
    assert {name: " ".join(MINISTRY[place.start : place.end].split()) for name, place in header.places.items()} == {
        "date": "12 maart 2025",
        "subject": "Kamerbrief inzake cyberweer- baarheid en steun aan Oekraïne",
        "title": "Kamerbrief inzake cyberweer- baarheid en steun aan Oekraïne",
        "reference": "BS2025003456",
        "addressee": "de Voorzitter van de Tweede Kamer der Staten-Generaal",
    }
    assert {name: place.why for name, place in header.places.items() if place.why} == {
        "title": "hetzelfde als het onderwerp"
    }
    assert [PRINTED[row.start : row.end] for row in read_header(PRINTED).dossiers] == [
        "36 200 V",
        "21 501-20",
        "36 045",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "| **Datum** | 28 juni 2.024 |\n|---|---|\n| **Betreft** | Steun aan<br>Oekraïne |\n| Kenmerk | 2024-0000123456 |",
            {"date": date(2024, 6, 28), "reference": "2024-0000123456", **title("Steun aan Oekraïne")},
        ),
        (
            "Datum 3 april 2025 Betreft Kamerbrief inzake steun\n\nGeachte voorzitter,",
            {"date": date(2025, 4, 3), **title("Kamerbrief inzake steun")},
        ),
        (
            "Onze referentie  Uw referentie  Bijlage(n)\nBZ2500123  2024Z1234  1\nDatum: 3-4-2025\nBetreft: Steun\nGeachte heer",
            {"date": date(2025, 4, 3), "reference": "BZ2500123", **title("Steun")},
        ),
        (
            "Datum\n\n14 april 2025\n\nOnderwerp\n\nLeveringen van\nmaterieel\n\nKenmerk\nMINBUZA.2025.123-4",
            {"date": date(2025, 4, 14), "reference": "MINBUZA.2025.123-4", **title("Leveringen van materieel")},
        ),
        (
            "Geachte voorzitter,\nHierbij dit.\n\nDatum\n2 mei 2025\nBetreft\nVoorjaarsnota\nOnze referentie\n2025-0000111222",
            {"date": date(2025, 5, 2), "reference": "2025-0000111222", **title("Voorjaarsnota")},
        ),
        (
            f"Kamerstuk 36 045, nr. 201\n\n{VOORZITTER}\n\nDen Haag, 12 april 2024\n\nZie Kamerstuk 36 045, nr. 3",
            {
                "kamerstuk_number": 201,
                "dossiers": (PrintedDossier("36045"),),
                "date": date(2024, 4, 12),
                "addressee": VOORZITTER,
            },
        ),
        (
            "Den Haag, 12 april 2024\n\nHierbij.\n\nkst-36045-201\nISSN 0921 - 7371\n's-Gravenhage 2024\n",
            {"kamerstuk_number": 201, "dossiers": (PrintedDossier("36045"),), "date": date(2024, 4, 12)},
        ),
        (
            "Wij geven steun.\nTweede Kamer, vergaderjaar 2023–2024, 36 045, nr. 201  1\n"
            "Ook nu.\nTweede Kamer, vergaderjaar 2023–2024, 36 045, nr. 201  2\n",
            {"kamerstuk_number": 201, "dossiers": (PrintedDossier("36045"),), "session_year": "2023–2024"},
        ),
        (
            "36 045, nr. 201\nBRIEF VAN DE MINISTER VAN DEFENSIE\nDen Haag, 3 mei 2024\n",
            {
                "kamerstuk_number": 201,
                "dossiers": (PrintedDossier("36045"),),
                "date": date(2024, 5, 3),
                **title("Brief van de Minister van Defensie"),
            },
        ),
        (
            "36 045\n21 501-20\nSituatie in Oekraïne\nEuropese Raad\nNr. 5\nBrief van de Minister van Defensie\n\n"
            "4 maart 2025\n\nGeachte voorzitter,",
            {
                "kamerstuk_number": 5,
                "dossiers": (
                    PrintedDossier("36045", "Situatie in Oekraïne"),
                    PrintedDossier("21501-20", "Europese Raad"),
                ),
                "date": date(2025, 3, 4),
                **title("Brief van de Minister van Defensie"),
            },
        ),
        (
            "36 045 Situatie in de\nOekraïne\n\nNr. 9 VERSLAG VAN EEN NADER SCHRIFTELIJK OVERLEG\n\nVastgesteld d.d. 3 mei 2024",
            {
                "kamerstuk_number": 9,
                "dossiers": (PrintedDossier("36045", "Situatie in de Oekraïne"),),
                "date": date(2024, 5, 3),
                "kind": "verslag",
                **title("Verslag van een nader schriftelijk overleg"),
            },
        ),
    ],
    ids=[
        "table",
        "one line",
        "labels side by side",
        "labels above",
        "below",
        "line",
        "foot",
        "feet",
        "only a line",
        "columns",
        "verslag",
    ],
)
def test_every_form_of_a_head_is_read(text, found):
    assert read_header(text) == Header(**found)


# Each text is followed by a salutation.
MINISTRY_HEADS = {
    "all labels before all values": (
        "Datum\nBetreft\n\n12 maart 2025\nLeveringen",
        {"date": date(2025, 3, 12), "subject": "Leveringen"},
    ),
    "the subject over two lines": (
        "Datum\nBetreft\n12 maart 2025\nLeveringen aan\nOekraïne en Moldavië",
        {"date": date(2025, 3, 12), "subject": "Leveringen aan Oekraïne en Moldavië"},
    ),
    "the subject first": (
        "Betreft\nDatum\n\nUitkomsten van\nRamstein\n12 maart 2025",
        {"date": date(2025, 3, 12), "subject": "Uitkomsten van Ramstein"},
    ),
    "three labels, with colons": (
        "Datum:\nOnze referentie:\nBetreft:\n\n12 maart 2025\nBS2025001234\nLeveringen",
        {"date": date(2025, 3, 12), "reference": "BS2025001234", "subject": "Leveringen"},
    ),
    "a label that is not ours among them": (
        "Ons kenmerk\nUw kenmerk\nDatum\nBetreft\n2025-0000123456\n2025Z04567\n3 april 2025\nGarantie",
        {"date": date(2025, 4, 3), "reference": "2025-0000123456", "subject": "Garantie"},
    ),
    "labels on one line, values on the next": (
        "Datum     Betreft\n12 maart 2025     Leveringen aan Oekraïne",
        {"date": date(2025, 3, 12), "subject": "Leveringen aan Oekraïne"},
    ),
    "everything on one line": (
        "Datum 14 juli 2023    Betreft Munitie    Ons kenmerk BS2023012345",
        {"date": date(2023, 7, 14), "reference": "BS2023012345", "subject": "Munitie"},
    ),
    "two of three on one line": (
        "Datum 12 april 2024   Onze referentie BZ24001122\nBetreft Steun; verslag van de reis naar Kyiv",
        {"date": date(2024, 4, 12), "reference": "BZ24001122", "subject": "Steun; verslag van de reis naar Kyiv"},
    ),
    "a column of values": (
        "Datum      14 juli 2023\nOns kenmerk    BS2023012345\nOnderwerp   Stukken voor het\n   debat\nPagina 1 van 4",
        {"date": date(2023, 7, 14), "reference": "BS2023012345", "subject": "Stukken voor het debat"},
    ),
    "a table": (
        "| Datum | 14 juli 2023 |\n| --- | --- |\n| Betreft | Antwoord op vragen |\n| Ons kenmerk | BS2023012345 |",
        {"date": date(2023, 7, 14), "reference": "BS2023012345", "subject": "Antwoord op vragen"},
    ),
    "a reference with a slash that stands apart": (
        "Datum: 30 mei 2024\nBetreft: Handel\nOnze referentie: DGBEB / 90914377",
        {"date": date(2024, 5, 30), "reference": "DGBEB / 90914377", "subject": "Handel"},
    ),
    "a reference with a slash and a hyphen": (
        "Kenmerk: IENW/BSK-2024/123456\nDatum: 3 april 2025\nBetreft: Steun",
        {"date": date(2025, 4, 3), "reference": "IENW/BSK-2024/123456", "subject": "Steun"},
    ),
    "a reference of digits": (
        "Ons kenmerk\n5234567\n\nDatum\n3 april 2025\n\nOnderwerp\nOpvang van ontheemden",
        {"date": date(2025, 4, 3), "reference": "5234567", "subject": "Opvang van ontheemden"},
    ),
    "a Kamerstuk under another label": (
        "Onze referentie\nBZ2500123\nUw referentie\nKamerstuk 36 045, nr. 150\nDatum 3 april 2025\nBetreft Agenda RBZ",
        {"date": date(2025, 4, 3), "reference": "BZ2500123", "subject": "Agenda RBZ"},
    ),
    "bold, and a spoilt year": (
        "**Onze Referentie**  \nMinbuza-2023.12345-6\n\n**Datum** 9 december 2.022  \n**Betreft** Winterhulp",
        {"date": date(2022, 12, 9), "reference": "Minbuza-2023.12345-6", "subject": "Winterhulp"},
    ),
    "place and date above, and a weekday": (
        "Den Haag, 12 april 2024 \nOns kenmerk: BS/2024-001122 \nOnderwerp: Toezegging over\nmunitie",
        {"date": date(2024, 4, 12), "reference": "BS/2024-001122", "subject": "Toezegging over munitie"},
    ),
    "a verslag that is a brief": (
        "Datum donderdag 12 april 2024\nBetreft Verslag van de Raad Buitenlandse Zaken van 20 maart 2024",
        {"date": date(2024, 4, 12), "subject": "Verslag van de Raad Buitenlandse Zaken van 20 maart 2024"},
    ),
    "an address below the addressee": (
        "Aan de Voorzitter van de\nTweede Kamer der Staten-Generaal\nPrinses Irenestraat 6\nDen Haag\n\n"
        "Datum 28 juni 2024\nBetreft: Inzet op de\nconferentie in Berlijn",
        {"date": date(2024, 6, 28), "subject": "Inzet op de conferentie in Berlijn", "addressee": VOORZITTER},
    ),
    "the Eerste Kamer": (
        "Aan de Voorzitter van de\nEerste Kamer der Staten-Generaal\nKazernestraat 52\n\nDatum 28 juni 2024\nBetreft Steun",
        {
            "date": date(2024, 6, 28),
            "subject": "Steun",
            "addressee": "Aan de Voorzitter van de Eerste Kamer der Staten-Generaal",
        },
    ),
}


@pytest.mark.parametrize("name", MINISTRY_HEADS)
def test_every_arrangement_of_a_ministrys_labels_and_values_is_read(name):
    text, found = MINISTRY_HEADS[name]
    assert read_header(f"{text}\n\nGeachte voorzitter,\n\nHierbij.") == Header(**found, title=found["subject"])


def test_labels_with_too_few_values_are_given_none_that_do_not_look_like_theirs():
    header = read_header("Onze referentie\nDatum\nBetreft\n\nLeveringen\n12 maart 2025\n\nGeachte voorzitter,")
    assert (header.reference, header.date) == ("", None)


FOOT = "\n’s-Gravenhage 2023   Tweede Kamer, vergaderjaar 2023–2024, 36 045, nr. 171   1\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            f"21 501-02 Raad Buitenlandse Zaken\n\nNr. 2750  BRIEF VAN DE MINISTER VAN DEFENSIE\n\n{VOORZITTER}\n\n"
            "Den Haag, 11 oktober 2023\n\nHierbij de geannoteerde agenda.",
            {
                "kamerstuk_number": 2750,
                "dossiers": (PrintedDossier("21501-02", "Raad Buitenlandse Zaken"),),
                "date": date(2023, 10, 11),
                "addressee": VOORZITTER,
                **title("Brief van de Minister van Defensie"),
            },
        ),
        (
            "36 045 Situatie in Oekraïne\n21 501-20 Europese Raad\nNr. 12 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n"
            "Vastgesteld 14 mei 2024\n",
            {
                "kamerstuk_number": 12,
                "dossiers": (
                    PrintedDossier("36045", "Situatie in Oekraïne"),
                    PrintedDossier("21501-20", "Europese Raad"),
                ),
                "date": date(2024, 5, 14),
                "kind": "verslag",
                **title("Verslag van een schriftelijk overleg"),
            },
        ),
        (
            "36 200 X  Begroting\n\nB  BRIEF VAN DE MINISTER VAN DEFENSIE\n\nDen Haag, 3 mei 2023\n",
            {
                "dossiers": (PrintedDossier("36200-X", "Begroting"),),
                "date": date(2023, 5, 3),
                **title("Brief van de Minister van Defensie"),
            },
        ),
        (
            f"Nr. 171  BRIEF VAN DE MINISTER VAN DEFENSIE\n\nDen Haag, 17 november 2023\n\nHierbij.\n{FOOT}",
            {
                "kamerstuk_number": 171,
                "dossiers": (PrintedDossier("36045"),),
                "date": date(2023, 11, 17),
                "session_year": "2023–2024",
                **title("Brief van de Minister van Defensie"),
            },
        ),
        (
            f"Nr. 172  BRIEF VAN DE MINISTER VAN DEFENSIE\n\nDen Haag, 17 november 2023\n\nHierbij.\n{FOOT}",
            {
                "kamerstuk_number": 172,
                "date": date(2023, 11, 17),
                **title("Brief van de Minister van Defensie"),
            },
        ),
    ],
    ids=["agenda", "verslag", "letter of the Eerste Kamer", "number at the foot", "another number at the foot"],
)
def test_the_head_of_a_printed_kamerstuk_is_read_with_what_stands_at_the_foot(text, found):
    assert read_header(text) == Header(**found)


def test_the_own_number_stands_in_the_head_and_at_the_foot():
    text = f"Kamerstuk 36 045, nr. 171\n\nDen Haag, 17 november 2023\n\nZie 36 045, nr. 12.\n{FOOT}"
    assert [text[start:end].strip() for start, end in own_number_spans(text)] == [
        "36 045, nr. 171",
        "’s-Gravenhage 2023   Tweede Kamer, vergaderjaar 2023–2024, 36 045, nr. 171",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Geachte voorzitter,",
        "Den Haag, 31 februari 2023",
        "Op 17 november 2023 was ik in Den Haag, 3 mei 2022 vergeten.",
        "Onze Referentie\n\nBijlage(n)\n",
        "Onze referentie\n\n12 maart 2025\n",
        "nr. 171 van de reeks\n",
        "12 345\n\nGeen nummer onder dit dossier",
        "Geachte voorzitter,\n\nKamerstuk 36 045, nr. 12\n\nBetreft dit u?",
        "Geachte voorzitter,\n\nZie de brief\nTweede Kamer, vergaderjaar 2023–2024, 36 045, nr. 201",
        "Wij waren toen in het verre en koude\nDen Haag, 3 mei 2022\nen bleven daar.",
        "Inleiding. " * 300 + PRINTED,
    ],
)
def test_what_is_not_printed_at_the_beginning_is_not_guessed(text):
    assert read_header(text) == Header()


def test_what_the_file_states_wins_and_says_so():
    facts = PrintedFacts(
        (PrintedDossier("36045", "Situatie in Oekraïne"),), 5, "BRIEF VAN DE MINISTER", date(2024, 5, 3)
    )
    header = read_header("Wij geven EUR 2 miljard.", facts)
    assert header == Header(
        kamerstuk_number=5, dossiers=facts.dossiers, date=facts.date, **title("Brief van de Minister")
    )
    assert {place.why for place in header.places.values()} == {FROM_FILE}


def test_what_file_and_text_agree_on_keeps_its_place():
    facts = PrintedFacts((PrintedDossier("36200-V"),), 171, "", date(2023, 11, 17))
    header = read_header(PRINTED, facts)
    assert header.places == read_header(PRINTED).places
    assert header.dossiers == (PrintedDossier("36200-V", "Vaststelling van de begrotingsstaten"),)


pieces = st.sampled_from(
    [*PRINTED.split(" "), *MINISTRY.split(" "), "\n", "Nr. ", "21 501\n", "kst-", "ISSN", "<br>", "|"]
)


@given(st.text() | st.lists(pieces).map(" ".join) | st.lists(pieces).map("".join))
def test_no_text_raises_and_every_place_lies_in_the_text(text):
    header = read_header(text)
    assert isinstance(header, Header)
    for place in [*header.places.values(), *header.dossiers]:
        assert 0 <= place.start < place.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        " ",
        "\n",
        "Onze referentie\n",
        "Datum ",
        "-\n",
        "kst-36045-1\nISSN ",
        "<sup>1</sup>",
        "Betreft\n",
        "Kenmerk A / ",
    ],
)
def test_a_strange_text_takes_no_more_than_linear_time(piece):
    assert growth.is_linear(read_header, growth.of(piece))
