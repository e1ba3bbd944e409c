import re
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from commitments.entry.letter.beginning import UnderWay, refuse_another_way
from commitments.ledger.places import renew_places
from commitments.models import Release
from commitments.releasing.making import make_release
from letters.importing import NotImported, import_letter
from letters.reading.files.documents import UnreadableDocument, read_document
from letters.reading.letter import read_letter
from letters.recognising import let_others_wait

SUFFIXES = {".txt", ".pdf", ".xml", ".html", ".htm", ".docx", ".odt", ".zip"}
METADATA = re.compile("metadata", re.IGNORECASE)


class Command(BaseCommand):
    help = "Leest brieven in: een brief die er is krijgt zijn tekst, een nieuwe komt erbij als concept."

    def add_arguments(self, parser):
        parser.add_argument(
            "paths",
            nargs="+",
            metavar="PAD",
            type=Path,
            help="Brieven als tekst, PDF, Word, ODT, XML, HTML of ZIP, of mappen vol.",
        )
        parser.add_argument("--replace", action="store_true", help="Vervang ook een tekst die er al staat.")

    def handle(self, *args, paths, replace, **options):
        failures = 0
        for path, beside in _files(paths):
            try:
                outcome = _import(path, beside, replace)
            except (UnreadableDocument, NotImported, UnderWay) as problem:
                failures += 1
                outcome = f"NIET: {problem}"
            self.stdout.write(f"{path.name}: {outcome}")
        if failures:
            raise CommandError(f"{failures} van de bestanden niet ingelezen.", returncode=1)


def _files(paths):
    """(path, paths of the metadata that come with it) of each letter."""
    for path in paths:
        if not path.exists():
            raise CommandError(f"{path} bestaat niet.")
        yield from _letters_in(path) if path.is_dir() else [(path, [])]


def _letters_in(folder):
    """The letters of a folder. Metadata go with the letter of their name, or with the only one."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    metadata = [path for path in files if path.suffix.lower() == ".json" or METADATA.search(path.stem)]
    letters = [path for path in files if path.suffix.lower() in SUFFIXES and path not in metadata]
    is_only = len({path.stem for path in letters}) == 1
    return [(path, [one for one in metadata if is_only or one.name.startswith(f"{path.stem}.")]) for path in letters]


def _import(path, beside, replace):
    """Imports one file, wholly or not at all, and says in Dutch what was done."""
    try:
        content = path.read_bytes()
        others = [(one.name, one.read_bytes()) for one in beside]
    except OSError as error:
        raise NotImported("het bestand is niet te openen. Kijk de rechten ervan na.") from error
    document = read_document(path.name, content, others)
    reading = read_letter(document.paper, document.facts)
    with transaction.atomic():
        let_others_wait()
        refuse_another_way(document.text, reading.header)
        return import_letter(document.text, reading, replace, _take_in)


def _take_in(letter):
    """The amounts of what is worked on and of what is public stand somewhere else in the new text, which may be public."""
    for edition in filter(None, (letter, letter.public_copy)):
        renew_places(edition)
    copy = letter.public_copy
    if copy and copy.is_published and copy.text == letter.text:
        make_release(timezone.now(), Release.Occasion.TEXT, [copy])
