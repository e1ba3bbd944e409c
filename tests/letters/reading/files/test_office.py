"""A letter in Word or OpenDocument is read as one in any other format."""

import datetime

import pytest

from letters.reading.amounts.mentions import read_amounts
from letters.reading.files.documents import UnreadableDocument, read_document
from letters.reading.files.extraction import CANNOT
from letters.reading.letterhead.header import printed_header
from letters.reading.letterhead.signatures import read_signatures

from .office import docx, odt, zipped_of

FORMS = pytest.mark.parametrize(("made", "form"), [(docx, "docx"), (odt, "odt")], ids=["docx", "odt"])


def read(content):
    return read_document("brief.bin", content)


def amounts(document):
    return [(one.amount, one.years.value) for one in read_amounts(document.paper)]


def problem(content):
    with pytest.raises(UnreadableDocument) as refused:
        read(content)
    return str(refused.value)


LETTER = (
    "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
    "Datum 7 juli 2023",
    "Betreft Steun aan Oekraïne",
    "Geachte voorzitter,",
    "In 2024 geeft Nederland € 100^1^ miljoen[^Kamerstuk 36 045, nr. 5.] & meer.",
    "Hoogachtend,",
    "De Minister van Defensie,\tDe Minister van Buitenlandse Zaken,",
    "K.H. Ollongren\tH.G.J. Bruins Slot",
)


@FORMS
def test_a_letter_is_read_with_its_head_its_amounts_its_notes_and_its_signatures(made, form):
    document = read(made(*LETTER))
    assert (document.form, amounts(document)) == (form, [(100_000_000, (2024,))])
    header = printed_header(document.paper)
    assert (str(header.date), header.subject) == ("2023-07-07", "Steun aan Oekraïne")
    assert [document.text[note.start :] for note in document.paper.notes] == ["Kamerstuk 36 045, nr. 5."]
    assert [(one.name, one.office) for one in read_signatures(document.paper)] == [
        ("K.H. Ollongren", "Minister van Defensie"), ("H.G.J. Bruins Slot", "Minister van Buitenlandse Zaken"),
    ]  # fmt: skip


@FORMS
def test_a_table_has_a_cell_for_each_column(made, form):
    rows = [
        ["Doel", ("Begroting", 2), "Raming"],
        ["", "2024", "2025", "2026"],
        ["Hulp^1^", "1", "", "3"],
        ["Wapens", "", "–2", "4"],
    ]
    assert amounts(read(made("Steun (x € 1 mln.)", rows, "Daarna 5."))) == [
        (1_000_000, (2024,)), (3_000_000, (2026,)), (-2_000_000, (2025,)), (4_000_000, (2026,)),
    ]  # fmt: skip


@FORMS
def test_a_scan_in_a_document_says_that_it_is_one(made, form):
    assert problem(made("", " ")) == CANNOT["picture"]


@pytest.mark.parametrize("made", [docx, odt])
@pytest.mark.parametrize("size", [10, 300, 600])
def test_a_damaged_document_is_refused(made, size):
    assert problem(made(*LETTER)[:size]) in (CANNOT["bad zip"], CANNOT["damaged office"])


BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"word/document.xml": BOMB}, "entities"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": BOMB}, "entities"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a" + " " * 20_000_000}, "deep"),
        ({"word/document.xml": "<a>" + "b" * 20_000_000}, "heavy"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a>" * 300}, "deep"),
        ({"word/document.xml": "<a>"}, "damaged office"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a>"}, "damaged office"),
        ({"xl/workbook.xml": "<a/>"}, "other office"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}, "other office"),
    ],
    ids=[
        "entities in Word",
        "entities in ODT",
        "large ODT",
        "large Word",
        "deep ODT",
        "bad Word",
        "bad ODT",
        "Excel",
        "ODS",
    ],
)
def test_hostile_and_other_documents_keep_their_limits(files, said):
    assert problem(zipped_of(files)) == CANNOT[said]


@FORMS
def test_what_a_ministry_prints_at_the_head_of_its_paper_is_read_once(made, form):
    head = ("Ministerie van Defensie", "Datum\t12 maart 2026", "Datum\t12 maart 2026", "Pagina 1 van 4", "")
    document = read(made("Geachte voorzitter,", "Het kabinet geeft € 5 miljoen.", head=head))
    assert document.text.split("\n\n")[:3] == ["Ministerie van Defensie", "Datum 12 maart 2026", "Geachte voorzitter,"]
    assert "Pagina" not in document.text
    assert printed_header(document.paper).date == datetime.date(2026, 3, 12)


def test_what_was_deleted_is_no_text():
    assert amounts(read(docx("Het is € 5 miljoen.", deleted="Het was € 9 miljoen."))) == [(5_000_000, None)]
