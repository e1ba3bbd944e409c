"""What comes beside a letter is no letter: refused alone, and used where both come together, in a ZIP or a folder."""

import json

import pytest
from django.core.management import call_command

from letters.models import Letter
from letters.reading.files.documents import UnreadableDocument, read_document
from letters.reading.files.extraction import CANNOT
from letters.reading.letterhead.header import printed_header
from letters.reading.letterhead.printed import with_facts

from .office import docx, zipped_of
from .pdfs import drawn, pdf_of

METADATA = (
    '<metadata_gegevens><metadata name="DC.identifier" scheme="OVERHEIDop.ParlID" content="kst-36045-171"/>'
    '<metadata name="DC.type" scheme="OVERHEIDop.KamerstukTypen" content="Brief regering"/>'
    '<metadata name="OVERHEIDop.dossiernummer" content="36045;36600-X"/><metadata name="OVERHEIDop.ondernummer" content="171"/>'
    '<metadata name="DCTERMS.issued" content="2021-01-01"/></metadata_gegevens>'
)
RECORD = {
    "@odata.context": "x",
    "value": [
        {
            "Id": "a", "Soort": "Brief regering", "Volgnummer": 171, "Datum": "2021-01-01T00:00:00+01:00",
            "Kamerstukdossier": [{"Nummer": 36045, "Toevoeging": None, "Titel": "Hulp"}, {"Nummer": 36600, "Toevoeging": "X"}],
        }
    ],
}  # fmt: skip
ODATA = json.dumps(RECORD)
SRU = '<searchRetrieveResponse xmlns="http://docs.oasis-open.org/ns/search-ws/sruResponse"><records/></searchRetrieveResponse>'
LINES = [
    "Geachte voorzitter,",
    "Den Haag, 7 juli 2023",
    "Het is EUR 5 miljoen.",
    "",
    "De Minister van Defensie,",
    "K.H. Ollongren",
]
LETTERS = {
    "brief.txt": "\n".join(LINES).encode(),
    "brief.pdf": pdf_of(drawn(LINES)),
    "brief.docx": docx(*LINES),
    "brief.html": ("<html><body>" + "".join(f"<p>{line}</p>" for line in LINES) + "</body></html>").encode(),
}


def problem(name, content):
    with pytest.raises(UnreadableDocument) as refused:
        read_document(name, content)
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("metadata.xml", METADATA, "metadata"), ("metadata.xml", f'<?xml version="1.0"?>{METADATA}', "metadata"),
        ("a.json", ODATA, "json"), ("a.txt", ODATA, "json"), ("a.json", "[]", "json"),
        ("a.xml", SRU, "answer"), ("feed.xml", '<feed xmlns="http://www.w3.org/2005/Atom"><entry/></feed>', "answer"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_letter_is_called_by_its_name(name, content, said):
    assert problem(name, content.encode()) == CANNOT[said]


def header(document):
    return with_facts(printed_header(document.paper), document.facts)


def is_told(document):
    """Whether number, dossiers and kind are those of the metadata, and the date that of the letter's own words."""
    found = header(document)
    told = ([one.number for one in found.dossiers], found.kamerstuk_number, found.paper, str(found.date))
    return told == (["36045", "36600-X"], 171, "brief", "2023-07-07")


@pytest.mark.parametrize("beside", [("metadata.xml", METADATA), ("a.json", ODATA)], ids=["metadata", "record"])
@pytest.mark.parametrize("name", LETTERS)
def test_in_a_zip_a_letter_is_read_with_its_metadata(name, beside):
    content = zipped_of(
        {f"map/{name}": LETTERS[name], f"map/{beside[0]}": beside[1], "__MACOSX/._x": "x", "foto.png": "\x89PNG"}
    )
    document = read_document("brief.zip", content)
    assert document.form == {"txt": "text"}.get(name[6:], name[6:])
    assert "5 miljoen" in document.text
    assert is_told(document)
    assert is_told(read_document(name, LETTERS[name], [(beside[0], beside[1].encode())]))


def test_of_a_letter_in_several_formats_the_best_is_read():
    assert read_document("a.zip", zipped_of(LETTERS)).form == "html"
    letters = {name: content for name, content in LETTERS.items() if name != "brief.html"}
    assert read_document("a.zip", zipped_of(letters)).form == "docx"


def test_an_annex_beside_a_kamerstuk_is_not_the_letter():
    files = {"kst-36045-171.pdf": LETTERS["brief.pdf"], "blg-1253259.pdf": pdf_of(drawn(["Bijlage"]))}
    assert "5 miljoen" in read_document("a.zip", zipped_of(files)).text


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"metadata.xml": METADATA}, "no letter"), ({}, "no letter"), ({"a.csv": "1;2"}, "no letter"),
        ({"a.txt": "Brief", "b.txt": "Brief"}, "more letters"), ({f"{at}.txt": "Brief" for at in range(60)}, "many files"),
        ({"a.txt": "x" * 20_000_000}, "heavy"),
        ({"a.zip": zipped_of({"b.txt": "Brief"})}, "no letter"),
    ],
    ids=["only metadata", "empty", "other", "two letters", "many", "large", "a ZIP in a ZIP"],
)  # fmt: skip
def test_a_zip_without_one_letter_says_so(files, said):
    content = zipped_of(files) if files else zipped_of({"map/": ""})
    assert problem("a.zip", content) == CANNOT[said]


@pytest.mark.django_db
def test_of_a_folder_metadata_go_with_their_letter_and_are_none_themselves(tmp_path, capsys):
    (tmp_path / "brief.txt").write_bytes(LETTERS["brief.txt"])
    (tmp_path / "metadata.xml").write_text(METADATA, encoding="utf-8")
    call_command("import_letters", str(tmp_path))
    assert [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()] == ["brief.txt"]
    assert Letter.objects.working().get(number=171, dossier__number="36045").date.year == 2023
