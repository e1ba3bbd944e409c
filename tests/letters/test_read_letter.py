"""manage.py read_letter: what the program finds in one file, for people and for programs."""

import json
import subprocess
import sys

import pytest
from django.core.management import call_command

from tests import ROOT
from tests.letters.reading.files.pdfs import drawn, pdf_of

TEXT = """\
36 045  Situatie in Oekraïne

Nr. 201  BRIEF VAN DE MINISTER VAN DEFENSIE

Den Haag, 3 mei 2024

Nederland geeft in 2024 circa EUR 2 miljard (Kamerstuk 36 045, nr. 134, motie van het lid Piri).

De Minister van Defensie,
K.H. Ollongren
"""


@pytest.fixture
def reading(tmp_path, capsys):
    """Reads a file of this content; what was said, and in which words it was refused."""

    def run(content, *words, name="brief.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        code = 0
        try:
            call_command("read_letter", str(path), *words)
        except SystemExit as ended:
            code = ended.code
        said = capsys.readouterr()
        return said.out, said.err, code

    return run


def test_json_holds_all_of_it(reading):
    out, err, code = reading(TEXT, "--format", "json")
    found = json.loads(out)
    assert (err, code) == ("", 0)
    assert list(found) == ["header", "signatures", "citations", "amounts", "percentages", "quantities"]
    assert found["header"]["dossiers"] == [{"number": "36045", "title": "Situatie in Oekraïne"}]
    assert found["amounts"][0]["amount"] == 2_000_000_000
    assert "Oekraïne" in out


def test_a_pdf_is_read_the_same_way(reading):
    out, _, _ = reading(pdf_of(drawn(TEXT.splitlines())), "--format", "json", name="brief.pdf")
    found = json.loads(out)
    assert (found["header"]["number"], found["header"]["date"]) == (201, "2024-05-03")
    assert [row["name"] for row in found["signatures"]] == ["K.H. Ollongren"]


def test_for_people_it_is_said_in_dutch(reading):
    out, _, _ = reading(TEXT)
    assert out.splitlines()[:8] == [
        "Brief van de Minister van Defensie",
        "  soort: brief",
        "  dossiers: 36 045 Situatie in Oekraïne",
        "  nummer: 201",
        "  datum: 2024-05-03",
        "  kenmerk: niet gevonden",
        "  vergaderjaar: niet gevonden",
        "  aan: niet gevonden",
    ]
    assert "Ondertekeningen: 1\n  Minister van Defensie: K.H. Ollongren\n" in out
    assert "EUR 2 miljard = 2.000.000.000 · EUR · circa · 2024" in out
    assert "https://zoek.officielebekendmakingen.nl/kst-36045-134.html" in out


@pytest.mark.parametrize("words", [(), ("--format", "json")])
def test_an_empty_reading_is_a_reading(reading, words):
    out, err, code = reading("Geen brief maar een zin.", *words)
    assert out
    assert (err, code) == ("", 0)


def test_a_file_that_cannot_be_read_is_said_so_and_fails(reading, capsys):
    assert reading(b"\x89PNG\r\n\x1a\n") == (
        "",
        "Dit is een afbeelding, en dat leest het programma niet. "
        "Bewaar de brief als PDF of als platte tekst en probeer het daarmee.\n",
        1,
    )
    with pytest.raises(SystemExit):
        call_command("read_letter", "weg.txt")
    assert capsys.readouterr().err == "weg.txt is niet te openen. Kijk de naam en de rechten van het bestand na.\n"


def test_it_speaks_utf8_and_needs_no_database_whatever_the_terminal(tmp_path):
    path = tmp_path / "brief.txt"
    path.write_text(TEXT, encoding="utf-8")
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONIOENCODING": "ascii",
        "VAR_DIR": str(tmp_path / "var"),
        "DATABASE_URL": "postgres://niemand@127.0.0.1:1/geen",
    }
    command = [sys.executable, "manage.py", "read_letter", str(path), "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert json.loads(done.stdout.decode("utf-8"))["header"]["dossiers"][0]["title"] == "Situatie in Oekraïne"
