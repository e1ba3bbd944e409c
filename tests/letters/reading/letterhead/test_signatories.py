"""Signatures as the makers of official papers write them, and a letter that says that they are not all there."""

import pytest

from letters.reading.files.documents import read_document
from letters.reading.letterhead.printed import Header
from letters.reading.letterhead.signatories import NOBODY, unread_signatories
from letters.reading.letterhead.signatures import ON_BEHALF, SIGNED, PrintedSignature, read_signatures
from tests.letters.reading.files.pdfs import drawn, pdf_of

DEFENCE, FOREIGN, FINANCE = "Minister van Defensie", "Minister van Buitenlandse Zaken", "Minister van Financiën"


def name(first, family):
    return f"<naam><voornaam>{first}</voornaam><achternaam>{family}</achternaam></naam>"


def read(content, file="a.xml"):
    return [(one.name, one.office) for one in read_signatures(read_document(file, content).paper)]


def xml(signature):
    return (
        f"<officiele-publicatie><kamerstuk><stuk><al>Hierbij bericht ik u.</al><ondertekening>{signature}</ondertekening>"
        "</stuk></kamerstuk></officiele-publicatie>"
    ).encode()


BREKELMANS, VELDKAMP = name("R.P.", "Brekelmans"), name("C.C.J.", "Veldkamp")


@pytest.mark.parametrize(
    ("signature", "signed"),
    [
        (f"<functie>De {DEFENCE},</functie> bij afwezigheid, {BREKELMANS}", [("R.P. Brekelmans", DEFENCE)]),
        (f"<functie>De {DEFENCE}</functie>, wegens een reis te Kyiv: {BREKELMANS}", [("R.P. Brekelmans", DEFENCE)]),
        (f"<functie>De Minister van</functie> Defensie, {BREKELMANS}", [("R.P. Brekelmans", DEFENCE)]),
        (
            f"<functie>De {DEFENCE},</functie> mede namens de {FINANCE}, {BREKELMANS}",
            [("R.P. Brekelmans", DEFENCE), ("", FINANCE)],
        ),
        (f"<functie>De {DEFENCE},</functie><deze>R.P. Brekelmans</deze>", [("R.P. Brekelmans", DEFENCE)]),
        (f"<deze>De {DEFENCE},<br/>R.P. Brekelmans</deze>", [("R.P. Brekelmans", DEFENCE)]),
        (f"<deze>De {FINANCE} E. Heinen</deze>", [("E. Heinen", FINANCE)]),
        (
            f"<functie>De {DEFENCE},</functie>{BREKELMANS}<functie>De {FOREIGN},</functie>{VELDKAMP}",
            [("R.P. Brekelmans", DEFENCE), ("C.C.J. Veldkamp", FOREIGN)],
        ),
        (
            f"<functie>De {DEFENCE},</functie><functie>De {FOREIGN},</functie>{BREKELMANS}{VELDKAMP}",
            [("R.P. Brekelmans", DEFENCE), ("C.C.J. Veldkamp", FOREIGN)],
        ),
    ],
)
def test_loose_words_in_an_official_signature_lose_no_name(signature, signed):
    assert read(xml(signature)) == signed


@pytest.mark.parametrize(
    "between", ["Voor deze,", "b.a.", "(w.g.)", "Gedaan te Den Haag", "namens deze:", "bij afwezigheid,"]
)
def test_words_between_an_office_and_a_name_lose_no_name_in_any_format(between):
    lines = ["Hierbij bericht ik u.", "", f"De {DEFENCE},", between, "R.P. Brekelmans"]
    for file, content in (
        ("a.txt", "\n".join(lines).encode()),
        ("a.html", f"<html><body>{'<br>'.join(lines)}</body></html>".encode()),
        ("a.pdf", pdf_of(drawn(lines))),
    ):
        assert read(content, file) == [("R.P. Brekelmans", DEFENCE)], file


def test_who_is_named_where_the_letter_speaks_of_itself_is_not_lost():
    text = f"Dit is nieuw.\n\nDat vervangt deze brief, mede namens de {FINANCE}.\n\nDe {DEFENCE},\nR.P. Brekelmans"
    assert read(text.encode(), "a.txt") == [("R.P. Brekelmans", DEFENCE), ("", FINANCE)]


def signed(*offices, manner=SIGNED):
    return [PrintedSignature("A. B", office, manner, 0, 1) for office in offices]


@pytest.mark.parametrize(
    ("title", "signatures", "said"),
    [
        ("", [], NOBODY),
        ("", signed(FINANCE, manner=ON_BEHALF), NOBODY),
        ("", signed(DEFENCE), ""),
        ("Brief van de minister van Defensie", signed(DEFENCE), ""),
        ("Brief van de ministers van Defensie en van Buitenlandse Zaken", signed(DEFENCE, FOREIGN), ""),
        ("Brief van de ministers van Defensie en van Buitenlandse Zaken", signed(DEFENCE), "2 bewindspersonen"),
        (
            "Brief van de ministers van Defensie, van Financiën en van Buitenlandse Zaken",
            signed(DEFENCE),
            "3 bewindspersonen",
        ),
        (
            "Brief van de minister van Defensie en de staatssecretaris van Financiën",
            signed(DEFENCE),
            "2 bewindspersonen",
        ),
        ("Brief over de ministers van Defensie en van Financiën", signed(DEFENCE), ""),
    ],
)
def test_a_letter_whose_signatories_cannot_be_told_says_so(title, signatures, said):
    told = unread_signatories(Header(title=title), signatures)
    assert said in told if said else told == ""


def test_a_report_of_a_committee_needs_no_minister():
    assert unread_signatories(Header(kind="verslag"), []) == ""
