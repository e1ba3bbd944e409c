from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from letters.models import Letter
from letters.reading.header import read_header

LARGEST_BYTES = 5_000_000


class Command(BaseCommand):
    help = "Vult de tekst van brieven die al in de database staan, gevonden op hun nummer of kenmerk en hun datum."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PAD", type=Path, help="Tekstbestanden, of mappen vol.")
        parser.add_argument("--replace", action="store_true", help="Vervang ook een tekst die er al staat.")

    def handle(self, *args, paths, replace, **options):
        failures = 0
        for path in _files(paths):
            try:
                outcome = _import(path, replace)
            except CommandError as problem:
                failures += 1
                outcome = f"NIET: {problem}"
            self.stdout.write(f"{path.name}: {outcome}")
        if failures:
            raise CommandError(f"{failures} van de bestanden niet ingelezen.", returncode=1)


def _files(paths):
    for path in paths:
        if not path.exists():
            raise CommandError(f"{path} bestaat niet.")
        yield from sorted(path.glob("*.txt")) if path.is_dir() else [path]


def _import(path, replace):
    """Imports one file and says, in Dutch, what was done; raises CommandError with why not."""
    if path.stat().st_size > LARGEST_BYTES:
        raise CommandError(f"groter dan {LARGEST_BYTES // 1_000_000} MB; dat is geen brief.")
    try:
        text = path.read_text(encoding="utf-8-sig").replace("\0", "")
    except UnicodeDecodeError as error:
        raise CommandError("geen tekst in UTF-8. Bewaar het bestand als platte tekst in UTF-8.") from error
    letter = _letter_of(text)
    if letter.text == text:
        return f"{letter.slug}, de tekst was er al"
    if letter.text and not replace:
        raise CommandError(f"{letter.slug} heeft al een andere tekst; met --replace wordt die vervangen.")
    letter.text = text
    letter.save(update_fields=["text"])
    return f"{letter.slug}, tekst ingelezen ({len(text)} tekens)"


def _letter_of(text):
    header = read_header(text)
    if header.date is None:
        raise CommandError("geen datum gevonden; die is nodig om de brief te herkennen.")
    letters = Letter.objects.filter(date=header.date)
    if header.kamerstuk_number is not None:
        letters = letters.filter(number=header.kamerstuk_number)
        if header.dossiers:
            letters = letters.filter(dossier__number__in=header.dossiers)
        name = f"nr. {header.kamerstuk_number} van {header.date}"
    elif header.reference:
        letters = letters.filter(reference=header.reference)
        name = f"kenmerk {header.reference} van {header.date}"
    else:
        raise CommandError("geen Kamerstuknummer en geen kenmerk gevonden; een van beide is nodig.")
    found = list(letters[:2])
    if len(found) != 1:
        raise CommandError(f"{name} is niet precies één brief in de database. Voer de brief eerst in via het beheer.")
    return found[0]
