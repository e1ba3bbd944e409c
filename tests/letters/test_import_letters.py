"""manage.py import_letters: the texts of letters that are in the database, and nothing else.

The five letters themselves are no part of the project. Where they lie beside it, every quote and every amount of the
shipped ledger is held against them.
"""

import datetime
import re
from functools import cache
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from commitments.models import Commitment, Mention
from letters.models import Dossier, Letter
from letters.reading.quotes import NormalisedText
from ukrainesteun.money import parse_money

pytestmark = pytest.mark.django_db

normalised = cache(NormalisedText.of)

LETTERS = Path(__file__).resolve().parents[2].parent / "shared" / "letters"

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


def test_only_the_text_is_written(letter, importing):
    before = Letter.objects.filter(pk=letter.pk).values().get()
    importing(a=TEXT)
    assert Letter.objects.filter(pk=letter.pk).values().get() == before | {"text": TEXT}


def test_a_letter_without_a_number_is_found_by_its_reference(importing):
    letter = Letter.objects.create(
        slug="bz", reference="BZDOC-151675943-16", date=datetime.date(2024, 6, 28), short_title="Advies"
    )
    assert importing(a=UNNUMBERED) == ([f"a.txt: bz, tekst ingelezen ({len(UNNUMBERED)} tekens)"], "")
    assert text_of(letter) == UNNUMBERED


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
        (b"", "geen datum gevonden; die is nodig om de brief te herkennen."),
        (TEXT.replace("17 november 2023", "onlangs"), "geen datum gevonden; die is nodig om de brief te herkennen."),
        (
            TEXT.replace(" Nr. 171  BRIEF", "BRIEF"),
            "geen Kamerstuknummer en geen kenmerk gevonden; een van beide is nodig.",
        ),
        (
            TEXT.replace("171", "172"),
            "nr. 172 van 2023-11-17 is niet precies één brief in de database. Voer de brief eerst in via het beheer.",
        ),
        (
            TEXT.replace("17 november", "18 november"),
            "nr. 171 van 2023-11-18 is niet precies één brief in de database. Voer de brief eerst in via het beheer.",
        ),
        (
            "21 501-20 Europese Raad\n" + TEXT,
            "nr. 171 van 2023-11-17 is niet precies één brief in de database. Voer de brief eerst in via het beheer.",
        ),
        (
            UNNUMBERED,
            "kenmerk BZDOC-151675943-16 van 2024-06-28 is niet precies één brief in de database. "
            "Voer de brief eerst in via het beheer.",
        ),
        (bytes(range(256)) * 40, "geen tekst in UTF-8. Bewaar het bestand als platte tekst in UTF-8."),
        (TEXT.encode("utf-16"), "geen tekst in UTF-8. Bewaar het bestand als platte tekst in UTF-8."),
        (TEXT + "x" * 5_000_000, "groter dan 5 MB; dat is geen brief."),
    ],
    ids=[
        "empty",
        "no date",
        "no number",
        "other number",
        "other date",
        "dossier",
        "reference",
        "binary",
        "16",
        "large",
    ],
)
def test_what_is_not_one_letter_in_the_database_is_refused_with_why(letter, importing, content, why):
    assert importing(a=content) == ([f"a.txt: NIET: {why}"], "1 van de bestanden niet ingelezen.")
    assert text_of(letter) == ""
    assert Letter.objects.count() == 1


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
        "a.txt: NIET: nr. 171 van 2023-11-17 is niet precies één brief in de database. "
        "Voer de brief eerst in via het beheer."
    ]
    importing(a="28 676 NAVO\n" + TEXT)
    assert (text_of(letter), text_of(other)) == ("", "28 676 NAVO\n" + TEXT)


def test_one_bad_file_does_not_hold_back_the_others(letter, importing):
    said, failure = importing(a=b"\xff\xfe\x00", b=TEXT, c="Een boodschappenlijst")
    assert said == [
        "a.txt: NIET: geen tekst in UTF-8. Bewaar het bestand als platte tekst in UTF-8.",
        f"b.txt: kst-36045-171, tekst ingelezen ({len(TEXT)} tekens)",
        "c.txt: NIET: geen datum gevonden; die is nodig om de brief te herkennen.",
    ]
    assert failure == "2 van de bestanden niet ingelezen."


def test_null_characters_are_left_out(letter, importing):
    importing(a=TEXT.replace("EUR", "EUR\0"))
    assert text_of(letter) == TEXT


def test_a_byte_order_mark_is_no_part_of_the_text(letter, importing):
    importing(a=b"\xef\xbb\xbf" + TEXT.encode())
    assert text_of(letter) == TEXT


def test_line_ends_of_windows_are_line_ends(letter, importing):
    importing(a=TEXT.replace("\n", "\r\n"))
    assert text_of(letter) == TEXT


def test_only_text_files_of_a_folder_are_read(letter, tmp_path, capsys):
    (tmp_path / "brief.pdf").write_text(TEXT, encoding="utf-8")
    call_command("import_letters", str(tmp_path))
    assert (capsys.readouterr().out, text_of(letter)) == ("", "")
    call_command("import_letters", str(tmp_path / "brief.pdf"))
    assert text_of(letter) == TEXT


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
    assert not Letter.objects.filter(text="").exists()


def test_the_ledger_is_sound_with_the_texts(imported, capsys):
    call_command("check_ledger")
    assert capsys.readouterr().out.endswith("regels nagezocht; alles klopt.\n")


def test_every_quote_stands_once_in_its_letter(imported):
    found = {}
    for letter in Letter.objects.all():
        text = normalised(letter.text)
        for mention in letter.mentions.all():
            first = text.find(mention.quote)
            found[letter.slug, mention.position] = first is not None and text.find(mention.quote, first[1]) is None
    assert len(found) == 37
    assert [key for key, is_once in found.items() if not is_once] == []


def test_every_amount_parses_to_what_is_stored(imported):
    rows = Mention.objects.exclude(amount=None)
    assert len(rows) == 36
    for mention in rows:
        money = parse_money(mention.amount_as_written)
        assert (money.amount, money.currency) == (mention.amount, mention.currency)


def test_mentions_stand_in_the_order_of_the_text(imported):
    for letter in Letter.objects.all():
        starts = [start for start, _, _ in places(letter)]
        assert starts == sorted(set(starts)), letter.slug


def test_every_amount_of_money_in_the_five_letters_has_a_verdict(imported):
    overlooked, invented, count = [], [], 0
    for letter in Letter.objects.all():
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
    for letter in Letter.objects.exclude(kind="verslag"):
        text = " ".join(letter.text.split())
        for signature in letter.signatures.all():
            assert signature.name_as_printed in text
            assert signature.office.casefold() in text.casefold(), (letter.slug, signature.office)


def test_the_totals_are_the_same_with_and_without_the_texts(imported):
    with_texts = Commitment.objects.published().counted().totals()
    Letter.objects.update(text="")
    assert Commitment.objects.published().counted().totals() == with_texts
