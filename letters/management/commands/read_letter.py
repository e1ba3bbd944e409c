import json
import sys
from contextlib import suppress
from pathlib import Path

from django.core.management.base import BaseCommand

from letters.kamerstuk import print_dossier
from letters.reading.files.documents import UnreadableDocument, read_document
from letters.reading.letter import read_letter
from letters.reading.report import as_json


class Command(BaseCommand):
    help = "Leest een brief (tekst, PDF, Word, ODT, XML, HTML of ZIP) en toont wat het programma erin vindt. Verandert niets."
    requires_system_checks = []  # it needs no database

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="BESTAND", type=Path)
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help="Voor mensen of voor programma's."
        )

    def handle(self, *args, path, format, **options):
        try:
            document = read_document(path.name, _content(path))
        except UnreadableDocument as problem:
            self.stderr.write(str(problem))
            sys.exit(1)
        found = as_json(read_letter(document.paper, document.facts))
        with suppress(AttributeError):  # whatever the terminal's language: a letter is in UTF-8
            self.stdout.reconfigure(encoding="utf-8")
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) if format == "json" else in_words(found))


def _content(path):
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"{path} is niet te openen. Kijk de naam en de rechten van het bestand na.") from error


def in_words(found):
    """What was found, in Dutch, for somebody at a terminal."""
    return "\n".join([*_heading(found["header"]), *_signatures(found), *_amounts(found), *_citations(found)])


def _heading(header):
    yield header["title"] or "(geen titel gevonden)"
    if header["subject"] and header["subject"] != header["title"]:
        yield header["subject"]
    dossiers = [" ".join([print_dossier(row["number"]), row["title"]]).strip() for row in header["dossiers"]]
    for name, value in (
        ("soort", header["kind"]),
        ("dossiers", "; ".join(dossiers)),
        ("nummer", header["number"]),
        ("datum", header["date"]),
        ("kenmerk", header["reference"]),
        ("vergaderjaar", header["session_year"]),
        ("aan", header["addressee"]),
    ):
        yield f"  {name}: {value or 'niet gevonden'}"


def _signatures(found):
    yield f"\nOndertekeningen: {len(found['signatures'])}"
    for row in found["signatures"]:
        manner = "mede namens " if row["manner"] == "mede-namens" else ""
        yield f"  {manner}{row['office']}" + (f": {row['name']}" if row["name"] else "")


def _amounts(found):
    yield f"\nBedragen: {len(found['amounts'])}"
    for row in found["amounts"]:
        known = [
            row[name]
            for name in ("amount", "amount_high", "currency", "precision", "years", "category", "stage", "payer")
        ]
        yield f"  {row['as_written']} = {' · '.join(_words(value) for value in known if value not in (None, '', []))}"
        yield f"    “{' '.join(row['quote'].split())}”"


def _words(value):
    if isinstance(value, list):
        return "-".join(map(str, value))
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else str(value)


def _citations(found):
    yield f"\nAangehaald: {len(found['citations'])}"
    for row in found["citations"]:
        yield (
            f"  {row['as_written']}"
            + (f" ({row['what']})" if row["what"] else "")
            + (f" {row['url']}" if row["url"] else "")
        )
