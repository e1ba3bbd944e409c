"""What kind of paper it is and what dates it: of its metadata and its head, never of its body."""

import datetime

import pytest

from letters.reading.files.documents import read_document
from letters.reading.letterhead.header import printed_header
from letters.reading.letterhead.papers import paper_of
from letters.reading.letterhead.printed import with_facts
from letters.reading.text.paper import Paper
from tests.letters.reading.files.pdfs import drawn, pdf_of

BODY = (
    "De motie van het lid Jansen vraagt om meer. Het verslag van een commissiedebat van 3 mei 2021 noemt € 5 miljoen."
)


def read(content, name="a.xml"):
    document = read_document(name, content)
    return with_facts(printed_header(document.paper), document.facts)


def xml(head="", body=f"<al>{BODY}</al>", metadata=""):
    return (
        f"<officiele-publicatie><metadata>{metadata}</metadata><kamerstuk><dossier><dossiernummer><dossiernr>36 045</dossiernr>"
        f"</dossiernummer><titel>Situatie in Oekraïne</titel></dossier><stuk>{head}{body}</stuk></kamerstuk>"
        "</officiele-publicatie>"
    ).encode()


def files(*lines):
    """(name, content) of a text, a page and a PDF with these lines above the body."""
    yield "a.txt", "\n\n".join([*lines, BODY]).encode()
    yield "a.html", "".join(["<html><body>", *(f"<p>{line}</p>" for line in [*lines, BODY]), "</body></html>"]).encode()
    yield "a.pdf", pdf_of(drawn([part for line in [*lines, *BODY.split(". ")] for part in (line, "")]))


HEADS = [
    ("BRIEF VAN DE MINISTER VAN DEFENSIE", "brief", "brief"),
    ("MOTIE VAN HET LID JANSEN C.S.", "motie", "brief"),
    ("GEWIJZIGDE MOTIE VAN HET LID JANSEN", "motie", "brief"),
    ("AMENDEMENT VAN HET LID JANSEN", "amendement", "brief"),
    ("MEMORIE VAN TOELICHTING", "memorie", "brief"),
    ("VOORSTEL VAN WET", "voorstel van wet", "brief"),
    ("NOTA VAN WIJZIGING", "nota van wijziging", "brief"),
    ("TWEEDE NOTA VAN WIJZIGING", "nota van wijziging", "brief"),
    ("VERSLAG VAN EEN COMMISSIEDEBAT", "verslag commissiedebat", "brief"),
    ("VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "verslag", "verslag"),
    ("VERSLAG HOUDENDE EEN LIJST VAN VRAGEN EN ANTWOORDEN", "verslag", "verslag"),
    ("LIJST VAN VRAGEN EN ANTWOORDEN", "verslag", "verslag"),
]


@pytest.mark.parametrize(("title", "paper", "kind"), HEADS)
def test_the_head_says_what_kind_of_paper_it_is_in_every_format(title, paper, kind):
    for name, content in files("36 045 Situatie in Oekraïne", f"Nr. 7 {title}", "Den Haag, 7 juli 2023"):
        header = read(content, name)
        assert (header.paper, header.kind) == (paper, kind), name
    header = read(xml(f"<stuknr>Nr. <ondernummer>7</ondernummer></stuknr><titel>{title}</titel>"))
    assert (header.paper, header.kind) == (paper, kind)


@pytest.mark.parametrize(
    ("stated", "paper"),
    [
        ("Brief regering", "brief"), ("Brief", "brief"), ("Motie", "motie"), ("Verslag", "verslag"),
        ("Voorstel van wet", "voorstel van wet"), ("Verslag van een commissiedebat", "verslag commissiedebat"),
        ("Antwoord schriftelijke vragen", "antwoord op vragen"), ("Antwoord", "antwoord op vragen"),
        ("Overige Kamerstukken", ""), ("Overig", ""), ("Kamerstuk", ""),
    ],
)  # fmt: skip
def test_metadata_tells_the_kind_before_the_title_does(stated, paper):
    assert paper_of(stated) == paper
    metadata = f'<meta name="DC.type" scheme="OVERHEIDop.KamerstukTypen" content="{stated}"/>'
    assert read(xml("<titel>BRIEF VAN DE MINISTER</titel>", metadata=metadata)).paper == paper or not paper
    page = (
        f'<html><head><meta name="OVERHEIDop.dossiernummer" content="36045"><meta name="DC.type" content="Kamerstuk">'
        f'<meta name="DC.type" content="{stated}"></head><body><p>{BODY}</p></body></html>'
    )
    assert read(page.encode(), "a.html").paper == paper


def test_a_letter_of_a_ministry_is_a_letter_though_no_title_says_so():
    head = "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDatum 7 juli 2023\n\nGeachte voorzitter,\n\n"
    assert read((head + BODY).encode(), "a.txt").paper == "brief"


def test_a_text_without_a_head_has_no_kind():
    assert read(BODY.encode(), "a.txt").paper == ""


@pytest.mark.parametrize("word", ["Voorgesteld", "Ontvangen", "Vastgesteld", "Vastgesteld d.d."])
def test_the_line_below_the_title_dates_a_paper_in_every_format(word):
    for name, content in files("36 045 Situatie in Oekraïne", "Nr. 7 MOTIE VAN HET LID JANSEN", f"{word} 7 juli 2023"):
        assert read(content, name).date == datetime.date(2023, 7, 7), name


def test_answers_have_the_date_on_which_they_were_received():
    lines = (
        "Vragen van het lid Jansen (ingezonden 26 februari 2014).",
        "Antwoord van Minister Jansen (ontvangen 17 maart 2014)",
    )
    for name, content in files(*lines):
        header = read(content, name)
        assert (header.date, header.paper) == (datetime.date(2014, 3, 17), "antwoord op vragen"), name


IN_BODY = '<al>Zie de brief van <datum isodatum="2021-05-03">3 mei 2021</datum>.</al>'


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ('<datumtekst isodatum="2023-07-07">Ontvangen 7 juli 2023</datumtekst>', IN_BODY, (2023, 7, 7)),
        (
            '<datumtekst>Vastgesteld <datum isodatum="2023-07-07">7 juli 2023</datum></datumtekst>',
            IN_BODY,
            (2023, 7, 7),
        ),
        ("", "<al>Aan de Voorzitter</al><al>Den Haag, 7 juli 2023</al>" + IN_BODY, (2023, 7, 7)),
        ("", IN_BODY, None),
        ("", f"<vrije-tekst><datumtekst>{IN_BODY}</datumtekst></vrije-tekst>", None),
    ],
)
def test_only_the_paper_itself_dates_it_and_never_its_body(head, body, date):
    assert read(xml(head, body)).date == (datetime.date(*date) if date else None)


@pytest.mark.parametrize("dossier", ["36 045 Situatie in Oekraïne", "36045 Situatie in Oekraïne"])
def test_a_dossier_is_read_with_and_without_a_space(dossier):
    for name, content in files(dossier, "Nr. 7 BRIEF VAN DE MINISTER VAN DEFENSIE"):
        assert [(one.number, one.title) for one in read(content, name).dossiers] == [
            ("36045", "Situatie in Oekraïne")
        ], name


def test_a_line_with_the_whole_number_tells_the_dossier_of_a_lone_number():
    for name, content in files("Kamerstuk 36800-K-5", "Nr. 5 AMENDEMENT VAN HET LID JANSEN"):
        header = read(content, name)
        assert ([one.number for one in header.dossiers], header.kamerstuk_number) == (["36800-K"], 5), name


def test_the_dossier_of_a_rijkswet_is_read_kept_and_printed():
    for name, content in files(
        "35 932 (R2157) Goedkeuring van een verdrag", "Nr. 7 BRIEF VAN DE MINISTER VAN DEFENSIE"
    ):
        assert [(one.number, one.title) for one in read(content, name).dossiers] == [
            ("35932-R2157", "Goedkeuring van een verdrag")
        ], name
    dossier = "<dossiernr>35 932</dossiernr> <rijkswetnr>(R2157)</rijkswetnr>"
    content = (
        xml("<stuknr>Nr. <ondernummer>7</ondernummer></stuknr>")
        .decode()
        .replace("<dossiernr>36 045</dossiernr>", dossier)
    )
    document = read_document("a.xml", content.encode())
    assert [one.number for one in document.facts.dossiers] == ["35932-R2157"]
    assert "35 932 (R2157)  Situatie" in document.text


@pytest.mark.parametrize("mark", [" H ", " HERDRUK ", " HERDRUK1 ", "\n\nHERDRUK\n\n", "\n\nHERDRUK1\n\n"])
def test_a_reprint_has_the_number_and_the_title_of_its_paper(mark):
    text = f"36 045 Situatie\n\nNr. 12{mark}BRIEF VAN DE MINISTER VAN DEFENSIE\n\nDen Haag, 12 maart 2026\n"
    header = printed_header(Paper(text))
    assert (header.kamerstuk_number, [one.number for one in header.dossiers], header.paper) == (12, ["36045"], "brief")
    assert header.title == "Brief van de Minister van Defensie"
