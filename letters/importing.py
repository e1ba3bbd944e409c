"""A letter that was read, into the database: the text of a letter that is there, or a draft of a new one.

Nothing that is there is ever changed but an empty text, which is filled, and another text if that is asked for.
"""

import textwrap
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from letters.reading.letter import Reading
from letters.reading.letterhead.ministers import match_minister
from letters.reading.letterhead.printed import Header
from ukrainesteun.editions.models import because

from .models import Dossier, Letter, Minister, Signature
from .recognising import Unclear, fingerprint_of, holders_of_offices, known_ministers, let_others_wait, recognise

LONGEST_NAME = 80  # characters of a letter's short title
REASON = "ingelezen uit een bestand"


class NotImported(ValueError):
    """The letter is left as it was, or out; the message says in Dutch why."""


@transaction.atomic
def import_letter(
    text: str, reading: Reading, replace: bool = False, then: Callable[[Letter], object] | None = None
) -> str:
    """Brings a read letter into the database and says in Dutch what was done. Raises NotImported.

    `then` is called with a letter that was there and got this text, in the same transaction.
    """
    let_others_wait()
    found = _letter_of(reading.header, text)
    if found is None:
        return _added(text, reading)
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if fingerprint_of(letter.text) == fingerprint_of(text):
        return f"{letter.slug}, de tekst was er al"
    if letter.text and not replace:
        raise NotImported(f"{letter.slug} heeft al een andere tekst; met --replace wordt die vervangen.")
    _set_text(letter, text)
    if then:
        then(letter)
    return f"{letter.slug}, tekst ingelezen ({len(text)} tekens)"


def _letter_of(header, text):
    """The letter that this header and text are of, as it is worked on, or None when it is new. Raises NotImported."""
    if header.date is None:
        raise NotImported("geen datum gevonden; die is nodig om de brief te herkennen.")
    if header.kamerstuk_number is None and not header.reference:
        raise NotImported("geen Kamerstuknummer en geen kenmerk gevonden; een van beide is nodig.")
    try:
        letter = recognise(header, text)
    except Unclear as problem:
        raise NotImported(str(problem)) from problem
    if letter is None and header.kamerstuk_number is not None and not header.dossiers:
        day = date_format(header.date, "j F Y")
        raise NotImported(
            f"nr. {header.kamerstuk_number} van {day} staat niet in de database, en zonder dossier kan de brief "
            "er niet bij. Voer hem in via het beheer."
        )
    return letter


def _set_text(letter, text):
    """Fills or replaces the text, as a new version, so that a page that is open elsewhere does not overwrite it unseen.

    Filling is nobody's decision: the text is the letter itself. So a letter that was approved stays approved, and the
    public copy gets the text too. Replacing a text waits for approval, like any edit.
    """
    copy, was_approved, was_empty = letter.public_copy, letter.is_approved, not letter.text
    letter.text = text
    letter.note_edit(None, timezone.now())
    _checked(letter)
    with because(REASON):
        letter.save()
    if copy and was_empty and not copy.text:
        copy.text = text
        copy.version = letter.version if was_approved else copy.version
        copy.save(update_fields=["text", "version"])


def _added(text, reading):
    """A draft of the letter, with the signatures of ministers that are known. Says who was not, and what is doubtful."""
    with because(REASON):
        letter = _draft(text, reading.header)
        signed, unknown, doubtful = _sign(letter, reading.signatures)
    said = [f"{len(text)} tekens", f"{signed} ondertekening{'' if signed == 1 else 'en'}"]
    said += [f"niet herkend: {', '.join(unknown)}"] if unknown else []
    said += [f"kijk na: {'; '.join(doubtful)}"] if doubtful else []
    return f"{letter.slug}, nieuw, als concept ({'; '.join(said)})"


def _draft(text, header):
    now = timezone.now()
    dossiers = [Dossier.objects.found_or_made(one.number, one.title, None, now) for one in header.dossiers]
    has_number = header.kamerstuk_number is not None
    letter = Letter(
        kind=header.kind,
        dossier=dossiers[0] if dossiers else None,
        number=header.kamerstuk_number if has_number else None,
        reference=header.reference,
        date=header.date,
        title=header.title,
        short_title=short_title(header),
        text=text,
    )
    letter.note_edit(None, now)
    _checked(letter)
    letter.save()
    letter.other_dossiers.set(dossiers[1:])
    return letter


def short_title(header: Header) -> str:
    """A name for lists, out of the subject, until somebody thinks of a better one."""
    subject = header.subject or f"Brief van {header.date:%d-%m-%Y}"
    return textwrap.shorten(subject, LONGEST_NAME, placeholder="…")


def _checked(row):
    try:
        row.full_clean()
    except ValidationError as problem:
        raise NotImported(" ".join(problem.messages)) from problem


def _sign(letter, signatures):
    """Saves the signatures of known ministers: how many, and who was not known, and whose match a person must check."""
    ministers = {minister.slug: minister for minister in Minister.objects.working()}
    known, offices = known_ministers(), holders_of_offices(letter.date)
    unknown, doubtful, done = [], [], set()
    for printed in signatures:
        match = match_minister(printed, known, offices)
        person = f"{printed.name or 'naam onbekend'} ({printed.office})"
        if match.slug is None:
            unknown.append(person)
        elif (match.slug, printed.office) not in done:
            done.add((match.slug, printed.office))
            doubtful += [f"{person}: {match.why}"] if match.doubtful else []
            _save_signature(letter, ministers[match.slug], printed, len(done))
    return len(done), unknown, doubtful


def _save_signature(letter, minister, printed, position):
    signature = Signature(
        letter=letter,
        minister=minister,
        office=printed.office,
        manner=printed.manner,
        name_as_printed=printed.name,
        position=position,
    )
    _checked(signature)
    signature.save()
