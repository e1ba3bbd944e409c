"""manage.py import_letters: the texts of letters that are in the database, and drafts of letters that are new.

The five letters themselves are no part of the project. Where they lie beside it, every quote and every amount of the
shipped ledger is held against them.
"""

import datetime
import re
from functools import cache

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from commitments.entry.letter.beginning import begin
from commitments.models import Commitment, Mention
from letters.models import Dossier, Letter, Minister, Signature
from letters.reading.text.quotes import NormalisedText
from tests import LETTERS
from tests.letters.reading.files.pdfs import drawn, pdf_of
from ukrainesteun.money import parse_money

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

normalised = cache(NormalisedText.of)


TEXT = """\
 Nr. 171  BRIEF VAN DE MINISTER VAN DEFENSIE

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 17 november 2023

Nederland geeft EUR 2 miljard.
"""
UNNUMBERED = """\
Onze Referentie
BZDOC-151675943-16
Datum 28 juni 2024

Het kabinet heeft 4 miljard uitgetrokken.
"""


@pytest.fixture
def letter():
    dossier = Dossier.objects.create(number="36045")
    return Letter.objects.create(
        slug="kst-36045-171", dossier=dossier, number=171, date=datetime.date(2023, 11, 17), short_title="Steun"
    )


@pytest.fixture
def importing(tmp_path, capsys):
    """Imports files of these names and contents; gives what was said of each, and the last word of a failure."""

    def run(*words, **contents):
        for name, content in contents.items():
            path = tmp_path / f"{name}.txt"
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        failure = ""
        try:
            call_command("import_letters", str(tmp_path), *words)
        except CommandError as error:
            failure = str(error)
        return capsys.readouterr().out.splitlines(), failure

    return run


def text_of(letter):
    letter.refresh_from_db()
    return letter.text


def test_a_letter_that_is_known_gets_its_text(letter, importing):
    assert importing(a=TEXT) == ([f"a.txt: kst-36045-171, tekst ingelezen ({len(TEXT)} tekens)"], "")
    assert text_of(letter) == TEXT


def test_only_the_text_is_written_as_a_new_version_with_its_reason(letter, importing):
    before = Letter.objects.filter(pk=letter.pk).values().get()
    importing(a=TEXT)
    after = Letter.objects.filter(pk=letter.pk).values().get()
    assert after == before | {"text": TEXT, "version": 2, "edited_at": after["edited_at"]}
    assert letter.history.latest().history_change_reason == "ingelezen uit een bestand"


def test_a_text_that_is_filled_in_is_public_at_once_and_one_that_is_replaced_waits_for_approval(letter, importing):
    copy = Letter.objects.create(
        slug=letter.slug, reference="x", date=letter.date, short_title="Steun", is_public_copy=True, working=letter
    )
    importing(a=TEXT)
    letter = Letter.objects.get(pk=letter.pk)
    assert (text_of(letter), text_of(copy), letter.is_approved) == (TEXT, TEXT, True)
    importing("--replace", a=TEXT + "Nog een zin.\n")
    letter = Letter.objects.get(pk=letter.pk)
    assert (text_of(letter), text_of(copy), letter.is_approved) == (TEXT + "Nog een zin.\n", TEXT, False)


def test_a_letter_without_a_number_is_found_by_its_reference(importing):
    letter = Letter.objects.create(
        slug="bz", reference="BZDOC-151675943-16", date=datetime.date(2024, 6, 28), short_title="Advies"
    )
    assert importing(a=UNNUMBERED) == ([f"a.txt: bz, tekst ingelezen ({len(UNNUMBERED)} tekens)"], "")
    assert text_of(letter) == UNNUMBERED


@pytest.mark.engines
def test_a_second_run_changes_nothing(letter, importing):
    importing(a=TEXT)
    assert importing() == (["a.txt: kst-36045-171, de tekst was er al"], "")
    assert text_of(letter) == TEXT


def test_another_text_never_replaces_one_that_is_there(letter, importing):
    importing(a=TEXT)
    assert importing(a=TEXT + "Nog een zin.\n") == (
        ["a.txt: NIET: kst-36045-171 heeft al een andere tekst; met --replace wordt die vervangen."],
        "1 van de bestanden niet ingelezen.",
    )
    assert text_of(letter) == TEXT


def test_another_text_replaces_one_that_is_there_if_asked(letter, importing):
    importing(a=TEXT)
    longer = TEXT + "Nog een zin.\n"
    assert importing("--replace", a=longer) == ([f"a.txt: kst-36045-171, tekst ingelezen ({len(longer)} tekens)"], "")
    assert text_of(letter) == longer


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "Het bestand is leeg. Open het bestand, kopieer de tekst en plak die in het invoerscherm."),
        (TEXT.replace("17 november 2023", "onlangs"), "geen datum gevonden; die is nodig om de brief te herkennen."),
        (
            TEXT.replace(" Nr. 171  BRIEF", "BRIEF"),
            "geen Kamerstuknummer en geen kenmerk gevonden; een van beide is nodig.",
        ),
        (
            TEXT.replace("171", "172"),
            "nr. 172 van 17 november 2023 staat niet in de database, en zonder dossier kan de brief er niet bij. "
            "Voer hem in via het beheer.",
        ),
        (
            TEXT.replace("17 november", "18 november"),
            "nr. 171 van 18 november 2023 staat niet in de database, en zonder dossier kan de brief er niet bij. "
            "Voer hem in via het beheer.",
        ),
        (
            "36 045  Situatie in Oekraïne\n" + TEXT.replace("17 november", "18 november"),
            "Kamerstuk 36 045, nr. 171 is er al, maar van 17 november 2023, en deze brief is van 18 november 2023. "
            "Kijk beide na.",
        ),
        (
            bytes(range(256)) * 40,
            "Dit bestand bevat geen leesbare tekst. Bewaar de brief als PDF of als platte tekst en probeer het daarmee.",
        ),
        (
            TEXT.encode() + b"x" * 10_000_000,
            "Het bestand is groter dan 10 MB. Zo groot is geen brief; open het bestand, kopieer de tekst en plak die "
            "in het invoerscherm.",
        ),
    ],
    ids=["empty", "no date", "no number", "other number", "other date", "date of a known number", "binary", "large"],
)
def test_what_nobody_can_tell_is_refused_with_why(letter, importing, content, why):
    assert importing(a=content) == ([f"a.txt: NIET: {why}"], "1 van de bestanden niet ingelezen.")
    assert text_of(letter) == ""
    assert Letter.objects.count() == 1


@pytest.mark.engines
def test_two_letters_with_one_number_and_date_are_told_apart_by_the_dossier(letter, importing):
    other = Letter.objects.create(
        slug="kst-28676-171",
        dossier=Dossier.objects.create(number="28676"),
        number=171,
        date=letter.date,
        short_title="NAVO",
    )
    said, _ = importing(a=TEXT)
    assert said == [
        "a.txt: NIET: nr. 171 van 17 november 2023 kan meer dan één brief zijn: Kamerstuk 36 045, nr. 171 of "
        "Kamerstuk 28 676, nr. 171. Zet de dossiers erboven, of kijk nummer en kenmerk na."
    ]
    importing(a="28 676 NAVO\n" + TEXT)
    assert (text_of(letter), text_of(other)) == ("", "28 676 NAVO\n" + TEXT)


def test_one_bad_file_does_not_hold_back_the_others(letter, importing):
    said, failure = importing(a=b"\x89PNG\r\n\x1a\n", b=TEXT, c="Een boodschappenlijst")
    assert said == [
        "a.txt: NIET: Dit is een afbeelding, en dat leest het programma niet. "
        "Bewaar de brief als PDF of als platte tekst en probeer het daarmee.",
        f"b.txt: kst-36045-171, tekst ingelezen ({len(TEXT)} tekens)",
        "c.txt: NIET: geen datum gevonden; die is nodig om de brief te herkennen.",
    ]
    assert failure == "2 van de bestanden niet ingelezen."


# Letters that are new

NEW = """Vergaderjaar 2023-2024

36 045  Situatie in Oekraïne

21 501-20  Europese Raad

Nr. 201  BRIEF VAN DE MINISTERS VAN DEFENSIE EN VAN BUITENLANDSE ZAKEN

Den Haag, 3 mei 2024

Hierbij bied ik u, mede namens de Minister van Financiën, deze brief aan. Nederland geeft EUR 2 miljard.

De Minister van Defensie,
drs. K.H. Ollongren

De Minister van Buitenlandse Zaken,
H.G.J. Bruin Slot

De Staatssecretaris van Defensie,
C.A. van der Nieuwe
"""


@pytest.fixture
def ministers():
    """The two who signed NEW."""
    return [
        Minister.objects.create(slug=slug, name=name, family_name=family_name)
        for slug, name, family_name in (
            ("ollongren", "Kajsa Ollongren", "Ollongren"),
            ("bruins-slot", "Hanke Bruins Slot", "Bruins Slot"),
        )
    ]


def test_a_new_letter_is_added_as_a_draft_with_what_was_read(ministers, importing):
    said, failure = importing(a=NEW)
    assert failure == ""
    assert said == [
        f"a.txt: kst-36045-201, nieuw, als concept ({len(NEW)} tekens; 2 ondertekeningen; niet herkend: "
        "C.A. van der Nieuwe (Staatssecretaris van Defensie), naam onbekend (Minister van Financiën); kijk na: "
        "H.G.J. Bruin Slot (Minister van Buitenlandse Zaken): de naam is anders gespeld dan die van Hanke Bruins Slot)"
    ]
    letter = Letter.objects.get()
    title = "Brief van de Ministers van Defensie en van Buitenlandse Zaken"
    assert (letter.slug, letter.kind, str(letter.date), letter.title) == ("kst-36045-201", "brief", "2024-05-03", title)
    assert (letter.short_title, letter.published_at, letter.text) == (title, None, NEW)
    assert [str(dossier) for dossier in (letter.dossier, *letter.other_dossiers.all())] == [
        "36 045 · Situatie in Oekraïne",
        "21 501-20 · Europese Raad",
    ]
    assert [(row.minister.slug, row.office, row.manner, row.name_as_printed) for row in letter.signatures.all()] == [
        ("ollongren", "Minister van Defensie", "ondertekend", "drs. K.H. Ollongren"),
        ("bruins-slot", "Minister van Buitenlandse Zaken", "ondertekend", "H.G.J. Bruin Slot"),
    ]


def test_a_new_letter_is_added_once(ministers, importing):
    importing(a=NEW)
    rows = Letter.objects.count(), Signature.objects.count(), Dossier.objects.count()
    assert importing() == (["a.txt: kst-36045-201, de tekst was er al"], "")
    assert (Letter.objects.count(), Signature.objects.count(), Dossier.objects.count()) == rows == (1, 2, 2)


def test_what_a_person_changed_stays(ministers, importing):
    importing(a=NEW)
    Letter.objects.update(short_title="Steun van de lente", title="")
    Dossier.objects.filter(number="36045").update(title="Oekraïne")
    importing()
    importing("--replace", a=NEW + "Bijlage.\n")
    letter = Letter.objects.get()
    assert (letter.short_title, letter.title, letter.dossier.title) == ("Steun van de lente", "", "Oekraïne")


def test_a_letter_with_only_a_reference_is_added_by_it(importing):
    text = UNNUMBERED.replace("2024\n", "2024\nBetreft " + "heel veel " * 10 + "steun\n", 1)
    assert importing(a=text)[1] == ""
    letter = Letter.objects.get()
    assert (letter.slug, letter.number, letter.dossier) == ("bzdoc-151675943-16", None, None)
    assert len(letter.short_title) <= 80
    assert letter.short_title == "heel veel " * 7 + "heel veel…"


def test_a_known_dossier_keeps_its_title(importing):
    Dossier.objects.create(number="36045", title="De oorlog")
    importing(a=NEW)
    assert {row.number: row.title for row in Dossier.objects.all()} == {
        "36045": "De oorlog",
        "21501-20": "Europese Raad",
    }


def test_an_office_without_a_name_is_that_of_who_held_it_then(letter, ministers, importing):
    holder = Minister.objects.create(slug="heinen", name="Eelco Heinen", family_name="Heinen")
    before = Minister.objects.create(slug="kaag", name="Sigrid Kaag", family_name="Kaag")
    long_ago = Letter.objects.create(
        slug="oud", dossier=letter.dossier, number=1, date=datetime.date(2019, 1, 1), short_title="Oud"
    )
    Signature.objects.create(letter=letter, minister=holder, office="Minister van Financiën")
    Signature.objects.create(letter=long_ago, minister=before, office="Staatssecretaris van Defensie")
    said, _ = importing(a=NEW)
    assert "Eelco Heinen ondertekende er een andere brief mee" in said[0]
    signatures = Letter.objects.get(number=201).signatures.filter(manner="mede-namens")
    assert [(row.minister, row.name_as_printed) for row in signatures] == [(holder, "")]


@pytest.mark.engines
def test_a_letter_that_cannot_be_saved_leaves_nothing_behind(importing, monkeypatch):
    monkeypatch.setattr(Letter, "full_clean", lambda letter: Letter.validate_constraints(Letter()))
    said, failure = importing(a=NEW)
    assert said[0].startswith("a.txt: NIET: ")
    assert failure
    assert (Letter.objects.count(), Dossier.objects.count()) == (0, 0)


@pytest.mark.engines
def test_null_characters_are_left_out(letter, importing):
    importing(a=TEXT.replace("EUR", "EUR\0"))
    assert text_of(letter) == TEXT


def test_a_byte_order_mark_is_no_part_of_the_text(letter, importing):
    importing(a=b"\xef\xbb\xbf" + TEXT.encode())
    assert text_of(letter) == TEXT


def test_line_ends_of_windows_are_line_ends(letter, importing):
    importing(a=TEXT.replace("\n", "\r\n"))
    assert text_of(letter) == TEXT


def test_of_a_folder_the_letters_are_read_in_every_form(letter, tmp_path, capsys):
    (tmp_path / "brief.pdf").write_bytes(pdf_of(drawn(TEXT.strip().splitlines())))
    (tmp_path / "brief.html").write_text(f"<html><body><pre>{TEXT}", encoding="utf-8")
    (tmp_path / "brief.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "map.txt").mkdir()
    call_command("import_letters", str(tmp_path))
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in said] == ["brief.html", "brief.pdf"]
    assert "tekst ingelezen" in said[0]
    assert "de tekst was er al" in said[1], "it has the same words"


def test_a_path_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"weg bestaat niet\.$"):
        call_command("import_letters", str(tmp_path / "weg"))


# The five letters


def loose(word):
    """A word as a letter may print it: also broken at the end of a line."""
    return r"(?:-\s*\n\s*)?".join(map(re.escape, word))


def one_of(*words):
    return "(?:" + "|".join(map(loose, words)) + ")"


# Its own words and order, so that it does not share a mistake with the code.
GAP = r"[\s\u00a0\u202f]*"
NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
SCALE = one_of("miljoen", "miljard", "biljoen", "duizend", "mln", "mld", "mrd", "bln", "mio") + r"(?!\w)"
SIGN = r"(?:\bEUR(?![A-Za-z])|\bUSD|\bGBP|\bUS\$|€|\$|£)"
NAME = r"\b" + one_of("euro's", "euro’s", "euro", "dollars", "dollar", "pond", "kronen", "kroon") + r"(?![\w-])"
MONEY = re.compile(
    rf"{SIGN}{GAP}{NUMBER}(?:{GAP}{SCALE})?"
    rf"|{NUMBER}{GAP}{SCALE}(?:{GAP}{NAME})?"
    rf"|{NUMBER}{GAP}{NAME}"
    rf"|\b(?:\w+\s+)?{one_of('miljoenen', 'miljarden', 'biljoenen')}\b"
    rf"|\b(?:een|één|half|anderhalf|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|honderd)\s+{SCALE}"
)


def money_in(text):
    """(start, end) of everything in this text that could be an amount of money."""
    return [match.span() for match in MONEY.finditer(text)]


def test_the_independent_scan_finds_money_in_every_form():
    found = [
        "EUR 2,5 mld",
        "EUR 1,24 mld",
        "€4 miljard",
        "€ 120 miljoen",
        "€25 mln",
        "7,2 miljard",
        "400 miljoen dollar",
        "USD 524 miljard",
        "US$ 3",
        "vele miljarden",
        "EUR 2.500.000",
        "500 euro",
        "12 mil-\njoen",
        "EUR\n102 miljoen",
        "anderhalf miljard",
        "€ 1.000",
    ]
    text = "; aan ".join(found) + " in 2022, 30 000 militairen, 2%, G7, Euro-Atlantisch, nr. 171, EUROPA"
    assert [text[start:end] for start, end in money_in(text)] == found


@pytest.fixture
def imported(ledger, capsys):
    """The shipped ledger with the texts of the five letters."""
    if not LETTERS.is_dir():
        pytest.skip("the five letters are not beside the project (../shared/letters)")
    capsys.readouterr()
    call_command("import_letters", str(LETTERS))
    return capsys.readouterr().out.splitlines()


def places(letter):
    """The (start, end, mention) of the amount of each mention in the text of its letter, in order of position."""
    text, spans = normalised(letter.text), []
    for mention in letter.mentions.order_by("position"):
        quote = text.find(mention.quote)
        amount = quote and text.find(mention.amount_as_written, quote[0])
        assert amount, f"{letter.slug} {mention.position}: {mention.quote}"
        assert amount[1] <= quote[1]
        spans.append((*amount, mention))
    return spans


def test_all_five_letters_are_recognised(imported):
    assert [line.partition(", tekst ingelezen")[0] for line in imported] == [
        "000_8b6a00b4669f0f4c.txt: kst-36045-184",
        "001_0e7a2470fd6dc557.txt: kst-36045-151",
        "002_91f6e9fb3ccb44de.txt: kst-21501-20-2189",
        "003_796570df8198d3e5.txt: kst-36045-171",
        "004_6610d91b8de083c3.txt: kst-28676-384",
    ]
    assert not Letter.objects.filter(text="").exists()  # nor any public copy: it shows the same text


def test_the_ledger_is_sound_with_the_texts(imported, capsys):
    call_command("check_ledger")
    assert capsys.readouterr().out.endswith("regels nagezocht; alles klopt.\n")


def test_every_quote_stands_once_in_its_letter(imported):
    found = {}
    for letter in Letter.objects.working():
        text = normalised(letter.text)
        for mention in letter.mentions.all():
            first = text.find(mention.quote)
            found[letter.slug, mention.position] = first is not None and text.find(mention.quote, first[1]) is None
    assert len(found) == 37
    assert [key for key, is_once in found.items() if not is_once] == []


def test_every_amount_parses_to_what_is_stored(imported):
    rows = Mention.objects.filter(letter__is_public_copy=False).exclude(amount=None)
    assert len(rows) == 36
    for mention in rows:
        money = parse_money(mention.amount_as_written)
        assert (money.amount, money.currency) == (mention.amount, mention.currency)


def test_mentions_stand_in_the_order_of_the_text(imported):
    for letter in Letter.objects.working():
        starts = [start for start, _, _ in places(letter)]
        assert starts == sorted(set(starts)), letter.slug


def test_every_amount_of_money_in_the_five_letters_has_a_verdict(imported):
    overlooked, invented, count = [], [], 0
    for letter in Letter.objects.working():
        spans, money = places(letter), money_in(letter.text)
        count += len(money)
        overlooked += [
            (letter.slug, letter.text[start - 40 : end + 40])
            for start, end in money
            if not any(first <= start and end <= last for first, last, _ in spans)
        ]
        invented += [
            (letter.slug, mention.quote)
            for first, last, mention in spans
            if not any(first <= start and end <= last for start, end in money)
        ]
    assert (overlooked, invented, count) == ([], [], 37)


def test_the_signatures_are_as_printed(imported):
    for letter in Letter.objects.working().exclude(kind="verslag"):
        text = " ".join(letter.text.split())
        for signature in letter.signatures.all():
            assert signature.name_as_printed in text
            assert signature.office.casefold() in text.casefold(), (letter.slug, signature.office)


@pytest.mark.engines
def test_the_totals_are_the_same_with_and_without_the_texts(imported):
    with_texts = Commitment.objects.published().counted().totals()
    Letter.objects.update(text="")
    assert Commitment.objects.published().counted().totals() == with_texts


# a letter that somebody is entering


def test_a_letter_that_is_being_entered_is_not_brought_in_beside_it(importing, letter):
    anna = User.objects.create(username="anna")
    intake = begin(TEXT, anna)
    for copy in (TEXT, TEXT.replace("EUR 2 miljard", "EUR 2 mld")):
        said, _ = importing(brief=copy)
        assert said == [f"brief.txt: NIET: Deze brief wordt al ingevoerd: {intake}."]
    assert Letter.objects.get(pk=letter.pk).text == ""
    new = TEXT.replace("171", "9171").replace("17 november", "18 november")
    begin(new, anna)
    said, _ = importing(brief=new.replace("miljard", "mld"))
    assert said == ["brief.txt: NIET: Deze brief wordt al ingevoerd: Brief van 18 november 2023."]
    assert Letter.objects.count() == 1


def test_the_same_text_with_other_blanks_was_there_already(importing, letter):
    importing(brief=TEXT)
    said, failure = importing(brief=TEXT.replace("\n\n", "\n\n\n").replace("EUR 2", "EUR\n2"))
    assert (said, failure) == (["brief.txt: kst-36045-171, de tekst was er al"], "")
