import json
import subprocess
import sys
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.reading.files import documents
from letters.reading.files.documents import LARGEST_FILE, Document, UnreadableDocument, read_document
from letters.reading.files.extraction import CANNOT, MOST_PAGES, extract
from letters.reading.letterhead.header import printed_header
from letters.reading.letterhead.printed import PrintedDossier, PrintedFacts, with_facts
from letters.reading.letterhead.signatures import read_signatures
from tests import ROOT
from tests.proving import TIMES

from .pdfs import HOSTILE, IMAGE, drawn, pdf, pdf_of

LETTER = "Oekraïne krijgt € 2 miljard.\n"

XML = """<?xml version="1.0" encoding="utf-8"?>
<officiele-publicatie><metadata><meta name="x" content="niet lezen"/></metadata><kamerstuk>
<kamerstukkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2024-2025</tekstregel></kamerstukkop>
<dossier><dossiernummer><dossiernr>36 600</dossiernr> <begrotingshoofdstuk>X</begrotingshoofdstuk></dossiernummer>
<titel>Begroting van Defensie</titel></dossier>
<dossier><dossiernummer><dossiernr>36 045</dossiernr></dossiernummer><titel>Situatie in Oekraïne</titel></dossier>
<stuk><stuknr>Nr. <ondernummer kamer="2">133</ondernummer></stuknr><titel>BRIEF VAN DE MINISTER VAN DEFENSIE</titel>
<datumtekst isodatum="2025-02-20">Den Haag, 20 februari 2025</datumtekst>
<algemeen><vrije-tekst><tekst status="goed">
<al>Nederland geeft EUR 2 miljard<noot id="a" type="voet"><noot.nr>1</noot.nr><noot.al>Kamerstuk 36 045,
nr. 5.</noot.al></noot>, en <nadruk type="cur">later</nadruk> meer.</al>
<lijst type="expliciet"><li><li.nr>–</li.nr><al>Munitie.</al></li><li><li.nr>2.</li.nr><al>Drones.</al></li></lijst>
<table><tgroup><tbody><row><entry><al>2024</al></entry><entry><al>500</al></entry></row></tbody></tgroup></table>
</tekst></vrije-tekst></algemeen>
<algemeen><ondertekening><functie>De Minister van Defensie,</functie>
<naam><voornaam>R.P.</voornaam><achternaam>Brekelmans</achternaam></naam></ondertekening></algemeen>
</stuk></kamerstuk></officiele-publicatie>"""
XML_TEXT = """\
Vergaderjaar 2024-2025

36 600 X  Begroting van Defensie

36 045  Situatie in Oekraïne

Nr. 133  BRIEF VAN DE MINISTER VAN DEFENSIE

Den Haag, 20 februari 2025

Nederland geeft EUR 2 miljard<sup>1</sup>, en later meer.

– Munitie.

2. Drones.

| 2024 | 500

De Minister van Defensie,
R.P. Brekelmans

<sup>1</sup> Kamerstuk 36 045, nr. 5."""
FACTS = PrintedFacts(
    dossiers=(PrintedDossier("36600-X", "Begroting van Defensie"), PrintedDossier("36045", "Situatie in Oekraïne")),
    number=133,
    title="BRIEF VAN DE MINISTER VAN DEFENSIE",
    date=date(2025, 2, 20),
)

HTML = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>kst-36045-5</title>
<meta name="OVERHEIDop.dossiernummer" content="36045"><meta name="OVERHEIDop.ondernummer" content="5">
<style>p { color: red }</style><script>var p = "<p>EUR 9 miljard</p>";</script></head>
<body><nav><ul><li>Zoeken</li></ul></nav><div id="broodtekst" class="stuk"><p>36&nbsp;045</p><p>Situatie in Oekra&iuml;ne</p>
<h1>Nr. 5 BRIEF VAN DE MINISTER VAN DEFENSIE</h1><p>Den Haag, 3 mei 2024</p>
<p>Nederland geeft &euro;&nbsp;2 miljard<a class="nootnum supernote" href="#n1">1</a>, voor de 1<sup>e</sup>
keer, en dat is genoeg om deze bladzijde langer te maken dan een paar regels die in een menu zouden passen.</p>
<table><tr><th>Jaar</th><th><p>Bedrag</p></th></tr><tr><td>2024</td><td>500</td></tr></table>
<p>De Minister van Defensie,<br/>K.H. Ollongren</p>
<div class="voet noot"><h5 class="note-close">X Noot</h5><sup><span class="nootnum"><a id="n1"></a>1</span></sup>
<p>Kamerstuk 36 045, nr. 3</p></div></div><footer>Over deze site</footer></body></html>"""
HTML_TEXT = """\
36\u00a0045

Situatie in Oekraïne

Nr. 5 BRIEF VAN DE MINISTER VAN DEFENSIE

Den Haag, 3 mei 2024

Nederland geeft €\u00a02 miljard<sup>1</sup>, voor de 1e \
keer, en dat is genoeg om deze bladzijde langer te maken dan een paar regels die in een menu zouden passen.

| Jaar | Bedrag
| 2024 | 500

De Minister van Defensie,
K.H. Ollongren

<sup>1</sup>

Kamerstuk 36 045, nr. 3"""


def problem(content, name="brief"):
    """What is said of a file that cannot be read."""
    with pytest.raises(UnreadableDocument) as caught:
        read_document(name, content)
    return str(caught.value)


# Plain text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_in_every_encoding_that_can_be_told(encoding):
    assert read_document("brief.txt", LETTER.encode(encoding)) == Document(LETTER, "text")


def test_line_ends_become_one_kind_and_null_characters_go():
    assert read_document("a.txt", b"een\r\ntwee\rdrie\0\x0cvier").text == "een\ntwee\ndrie\nvier"


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 40,
        "twee".encode("utf-16-le") * 50,
        b"\xff\xfe\x00",
        b"\x01\x02\x03" * 100,
        b"... --- ...",
        b"\x81\x8d" * 9,
    ],
)
def test_what_is_no_text_is_never_shown_as_one(content):
    assert problem(content).startswith("Dit bestand bevat geen leesbare tekst.")


def test_damaged_utf8_is_not_taken_for_an_older_encoding():
    assert "beschadigd (UTF-8 met fouten)" in problem(LETTER.encode() + b"\xff")


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\0\0"])
def test_an_empty_file_is_said_to_be_empty(content):
    assert problem(content).startswith("Het bestand is leeg.")


def test_a_file_that_is_too_large_is_refused():
    assert problem(b"x" * (LARGEST_FILE + 1)).startswith("Het bestand is groter dan 10 MB.")
    assert problem(b"Oorlog. " * 400_000) == CANNOT["long"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "een bestand van een oude Word of Excel"),
        (b"{\\rtf1 brief}", "een RTF-bestand"),
        (b"\x89PNG\r\n\x1a\n", "een afbeelding"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "een afbeelding"),
        (b"\0\0\0\x18ftypheic", "een afbeelding of film"),
        (b"\x1f\x8b\x08\0", "een ingepakt bestand"),
    ],
)
def test_other_files_are_called_by_their_name_with_advice(content, kind):
    said = f"Dit is {kind}, en dat leest het programma niet. Bewaar de brief als PDF of als platte tekst en probeer het daarmee."
    assert problem(content, "brief.txt") == said


def test_what_a_file_is_its_content_says_and_not_its_name():
    assert read_document("brief.txt", pdf_of(drawn(["Brief"]))).form == "pdf"
    assert read_document("brief.pdf", LETTER.encode()).form == "text"
    assert read_document("brief.txt", XML.encode()).form == "xml"
    assert read_document("brief.xml", HTML.encode()).form == "html"
    assert read_document("brief.txt", b"MZ is geen programma maar een zin.").form == "text"


# PDF


def test_the_text_of_a_pdf_is_read_page_by_page():
    found = read_document(
        "a.pdf", pdf_of(drawn(["Nr. 5  BRIEF VAN DE MINISTER", "Wij geven € 2 miljard (twee)."]), drawn(["België"]))
    )
    assert (found.form, found.facts) == ("pdf", None)
    lines = [line for line in found.text.splitlines() if line]
    assert lines == ["Nr. 5  BRIEF VAN DE MINISTER", "Wij geven € 2 miljard (twee).", "België"]


def encrypted(user_password, content):
    """The PDF behind a password, or with "" only locked against changes."""
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    writer, file = PdfWriter(clone_from=PdfReader(BytesIO(content))), BytesIO()
    writer.encrypt(user_password, owner_password="eigenaar", algorithm="RC4-128")
    writer.write(file)
    return file.getvalue()


def test_a_pdf_behind_a_password_is_refused_and_one_that_is_only_locked_is_read():
    content = pdf_of(drawn(["EUR 2 miljard"]))
    assert problem(encrypted("geheim", content)) == CANNOT["encrypted"]
    assert read_document("a.pdf", encrypted("", content)).text.strip() == "EUR 2 miljard"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (pdf_of(), "no pages"),
        (pdf_of(b"q 500 0 0 700 0 0 cm /Im1 Do Q", IMAGE, resources=b"/XObject << /Im1 7 0 R >>"), "scanned"),
        (pdf_of(*[drawn(["x"])] * (MOST_PAGES + 1)), "pages"),
        (b"%PDF-1.7\nhier houdt het op", "damaged"),
        (pdf(b"<< /Type /Catalog >>"), "damaged"),
    ],
    ids=["no pages", "scanned", "pages", "damaged", "no page tree"],
)
def test_a_pdf_without_text_is_refused_with_what_to_do(content, key):
    assert problem(content) == CANNOT[key]


# XML and HTML


def test_the_official_xml_begins_as_printed_and_ends_with_its_footnotes():
    assert read_document("kst-36045-133.xml", XML.encode()) == Document(XML_TEXT, "xml", FACTS)


def test_the_head_of_the_xml_says_what_its_facts_say():
    header = with_facts(printed_header(XML_TEXT))
    assert with_facts(printed_header(XML_TEXT), FACTS) == header
    assert (header.kamerstuk_number, header.dossiers, header.date) == (FACTS.number, FACTS.dossiers, FACTS.date)
    assert [(row.name, row.office) for row in read_signatures(XML_TEXT)] == [
        ("R.P. Brekelmans", "Minister van Defensie")
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252"])
def test_xml_is_read_in_the_encoding_that_it_states(encoding):
    content = XML.replace('encoding="utf-8"', f'encoding="{encoding}"').replace("–", "-").encode(encoding)
    assert read_document("a.xml", content).text == XML_TEXT.replace("–", "-")


BOMB = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12))
HOSTILE_MARKUP = {
    "entities": f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "x">{BOMB}]><a>&a11;</a>'.encode(),
    "outside": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><kamerstuk>&a;</kamerstuk>',
    "deep": b"<?xml version='1.0'?>" + b"<a>" * 1_000_000,
    "many": b"<?xml version='1.0'?><kamerstuk>" + b"<a/>" * 2_000_000 + b"</kamerstuk>",
    "attributes": b"<?xml version='1.0'?><kamerstuk " + b" ".join(b"a%d='x'" % at for at in range(600_000)) + b"/>",
    "open tags": b"<html>" + b"<a " * 3_000_000,
    "comments": b"<html>" + b"<!--" * 2_000_000,
    "declarations": b"<html>" + b"<![" * 3_000_000,
    "deep page": b"<html>" + b"<div>x" * 100_000,
    "references": b"<html>" + b"&#" * 4_000_000,
    "marks": b"<html>" + b"<sup>1" * 100_000,
}
# What is said of each; None: it is read, for a page is what one makes of it. A file that the limits end is heavy, and on
# a slow machine that may be any.
SAID = {
    "deflate bomb": "heavy",
    "bomb in a bomb": "heavy",
    "much drawing": "heavy",
    "deep nesting": "heavy",
    "deep drawing": "scanned",
    "deep dictionaries": "scanned",
    "endless page tree": "damaged",
    "a tree that doubles": "heavy",
    "tables in a ring": "damaged",
    "object streams in a ring": "no pages",
    "only its first bytes": "damaged",
    "only a beginning": "damaged",
    "many objects": "damaged",
    "entities": "entities",
    "outside": "entities",
    "deep": "deep",
    "many": "deep",
    "attributes": "no text",
    "open tags": "heavy",
    "comments": "heavy",
    "declarations": "heavy",
    "deep page": None,
    "references": "long",
    "marks": None,
}


MEASURED = """
import json, resource, sys
from letters.reading.files.documents import UnreadableDocument, read_document
for path in sys.argv[1:]:
    content, said = open(path, "rb").read(), None
    try:
        read_document(path, content)
    except UnreadableDocument as refused:
        said = str(refused)
    print(json.dumps([said, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024]))
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Of each hostile file what was said, and the megabytes of the largest process so far.

    Measured from a process of its own: a child's peak begins at its parent's.
    """
    folder = tmp_path_factory.mktemp("hostile")
    made = {name: make() for name, make in HOSTILE.items()} | HOSTILE_MARKUP
    for at, content in enumerate(made.values()):
        (folder / f"{at:02}").write_bytes(content)
    command = [sys.executable, "-c", MEASURED, *sorted(map(str, folder.iterdir()))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return dict(zip(made, map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("name", [*HOSTILE, *HOSTILE_MARKUP])
def test_of_a_hostile_file_is_said_what_it_is_and_it_costs_less_than_256_megabytes(hostile, name):
    said, megabytes = hostile[name]
    assert said in (CANNOT.get(SAID[name]), CANNOT["heavy"])
    assert 10 < megabytes < 256


def test_the_clock_ends_the_reading_of_a_file_that_takes_longer_than_the_limit(monkeypatch):
    monkeypatch.setattr(documents, "LONGEST_SECONDS", 0)
    assert problem(XML.encode()) == CANNOT["heavy"]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (HOSTILE_MARKUP["entities"], "entities"),
        (HOSTILE_MARKUP["outside"], "entities"),
        (HOSTILE_MARKUP["deep"], "deep"),
        (b"<?xml version='1.0'?><kamerstuk><al>", "bad xml"),
        (b"<?xml version='1.0' encoding='klingon'?><kamerstuk/>", "bad xml"),
        (b"<?xml version='1.0'?><rss><al>Nieuws</al></rss>", "other xml"),
        (b"<html><head><title>Brief</title></head><body><script>brief()</script></body></html>", "no text"),
    ],
)
def test_markup_that_is_no_letter_is_refused_with_what_to_do(content, key):
    assert problem(content) == CANNOT[key]


def test_of_a_web_page_only_the_main_text_is_read():
    assert read_document("kst-36045-5.html", HTML.encode()) == Document(
        HTML_TEXT, "html", PrintedFacts((PrintedDossier("36045"),), 5)
    )


def test_any_saved_page_is_read_whatever_its_encoding():
    page = "<html><head><body><p>Oekraïne krijgt<b> 2</b> miljard.<p>Nu."
    for content in (page.encode("cp1252"), page.encode("utf-8"), page.encode("utf-16")):
        assert read_document("a.html", content) == Document("Oekraïne krijgt 2 miljard.\n\nNu.", "html")


pieces = st.sampled_from(
    [*XML.split(">"), *HTML.split("<"), "<", ">", "<?xml ", "<html>", "<sup>", "</div>", "&#xD800;", "\ud800"]
)


@settings(max_examples=200 * TIMES)
@given(st.sampled_from(["xml", "html"]), st.lists(pieces).map("".join) | st.text())
def test_no_markup_raises(form, text):
    answer = extract(form, text.encode("utf-8", "surrogatepass"))
    assert answer.keys() in ({"text", "form", "facts", "structure"}, {"problem"})
    assert answer.get("problem", "deep") in CANNOT


@given(st.binary() | st.text().map(str.encode))
@settings(max_examples=20 * TIMES)
def test_any_bytes_are_a_text_or_refused(content):
    with suppress(UnreadableDocument):
        assert read_document("brief", content).text
