"""Nothing with an amount is lost, wherever in a paper it stands: notes, captions, boxes, quotations, forms."""

import pytest

from letters.reading.amounts.mentions import read_amounts
from letters.reading.files.documents import read_document


def xml(words):
    return f"<officiele-publicatie><kamerstuk><stuk>{words}</stuk></kamerstuk></officiele-publicatie>".encode()


def amounts(content, name="a.xml"):
    return [one.amount // 1_000_000 for one in read_amounts(read_document(name, content).paper)]


def note(words):
    return f"<al>Zin € 1 miljoen<noot><noot.nr>1</noot.nr>{words}</noot>, punt.</al>"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (note("<noot.al>Waarvan € 2 miljoen.</noot.al>"), [1, 2]),
        (note("<noot.lijst><noot.li><noot.nr>a</noot.nr><noot.al>€ 2 miljoen;</noot.al></noot.li>"
              "<noot.li><noot.al>€ 3 miljoen.</noot.al></noot.li></noot.lijst>"), [1, 2, 3]),
        (note("<al>Waarvan € 2 miljoen.</al><lijst><li><li.nr>-</li.nr><al>€ 3 miljoen</al></li></lijst>"), [1, 2, 3]),
        (note("Waarvan € 2 <nadruk>miljoen</nadruk> nu."), [1, 2]),
        ("<plaatje><illustratie naam='x.jpg'/><bijschrift>Figuur 1: € 1 miljoen.</bijschrift></plaatje>", [1]),
        ("<box><titel>Hulp</titel><al>Het is € 1 <nadruk>miljoen</nadruk>.</al></box>", [1]),
        ("<citaat>Het is € 1 <nadruk>miljoen</nadruk>.</citaat><citaat><al>Het is € 2 miljoen.</al></citaat>", [1, 2]),
        ("<definitielijst><definitie-item><term>Hulp</term><definitie><al>€ 1 miljoen</al></definitie></definitie-item>"
         "</definitielijst>", [1]),
        ("<margetekst>Het is € 1 miljoen.</margetekst>", [1]),
        ("<al>Het is € 1 <nadruk>miljoen</nadruk>: <lijst><li><li.nr>a.</li.nr><al>€ 2 miljoen</al></li></lijst> en "
         "€ 3 miljoen.</al>", [1, 2, 3]),
        ("<lijst><li><li.nr>1.</li.nr>Hulp € 1 miljoen<lijst><li>€ 2 miljoen</li></lijst></li></lijst>", [1, 2]),
        ("<al>Het is € 1 mil<?xpp afbreek?>joen<!-- niet lezen: € 9 miljoen -->.</al>", [1]),
        ("<table><title>Hulp</title><tgroup cols='1'><tbody><row><entry>Zie onder</entry></row></tbody></tgroup>"
         "<bron>Bron: € 1 miljoen.</bron></table>", [1]),
    ],
    ids=["note", "list in a note", "paragraphs in a note", "bare note", "caption", "box", "quotation", "definition",
         "margin", "list in a paragraph", "list in an item", "instructions", "source of a table"],
)  # fmt: skip
def test_every_part_of_the_official_xml_is_read(words, found):
    assert amounts(xml(words)) == found


BODY = f"<div id='broodtekst'><p>{'Hierbij bericht ik u. ' * 20}Het is € 1 miljoen<sup><a class='nootnum'>1</a></sup>.</p></div>"
NOTES = (
    "<div id='noten'><div class='voet noot'><h5 class='note-close'>Sluiten</h5><sup><span class='nootnum'>1</span></sup>"
    "<p>Waarvan € 2 miljoen.</p></div></div>"
)


@pytest.mark.parametrize(
    "whole",
    ["<form id='mainForm' method='post'><input type='hidden' value='€ 9 miljoen'>{}</form>", "<div>{}</div>", "{}"],
)
def test_a_page_in_a_form_is_read_with_the_notes_beside_its_text(whole):
    page = f"<html><body>{whole.format(BODY + NOTES + '<div>Zoek: € 8 miljoen</div>')}</body></html>".encode()
    document = read_document("a.html", page)
    assert amounts(page, "a.html") == [1, 2]
    assert [note.number for note in document.paper.notes] == ["1"]
    assert "Sluiten" not in document.text


def test_a_form_in_a_page_is_no_part_of_the_letter():
    page = b"<html><body><p>Het is EUR 1 miljoen.</p><form><label>Zoek EUR 8 miljoen</label></form></body></html>"
    assert amounts(page, "a.html") == [1]


OUTSIDE = (
    "<officiele-publicatie><niet-dossier-stuk><kamerstukkop><tekstregel inhoud='vergaderjaar'>Vergaderjaar 2023-2024</tekstregel>"
    "</kamerstukkop><nds-stuk><nds-nr>2023D16300</nds-nr><titel>BRIEF VAN DE MINISTER</titel><datumtekst isodatum='2023-07-07'>"
    "Ontvangen 7 juli 2023</datumtekst><al>Het is € 1 miljoen.</al></nds-stuk></niet-dossier-stuk></officiele-publicatie>"
)
ANSWERS = (
    "<officiele-publicatie><kamervragen><titel>Vragen van het lid Jansen</titel><vraag><al>Is het € 1 miljoen?</al></vraag>"
    "<antwoord><al>Het is € 2 miljoen.</al></antwoord></kamervragen></officiele-publicatie>"
)


@pytest.mark.parametrize(("content", "found"), [(OUTSIDE, [1]), (ANSWERS, [1, 2])], ids=["no dossier", "questions"])
def test_a_paper_outside_a_dossier_is_read(content, found):
    assert amounts(content.encode()) == found
    document = read_document("a.xml", content.encode())
    assert document.facts.dossiers == ()
    assert ("2023D16300" in document.text) == ("nds-nr" in content)


def test_what_is_annexed_to_a_paper_is_read():
    content = xml("<al>Het is € 1 miljoen.</al>").replace(
        b"</kamerstuk>", "<bijlage><al>€ 2 miljoen.</al></bijlage></kamerstuk>".encode()
    )
    assert amounts(content) == [1, 2]
