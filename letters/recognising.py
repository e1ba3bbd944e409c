"""Which letter of the ledger a text is, who a signatory is, and who held an office: one answer for whoever asks.

A letter comes in by paste, as a file or from a folder, and may print its number in any order of its dossiers, under the
reference of the ministry only, or both. It stays one letter.
"""

import datetime
import hashlib
from collections.abc import Iterable

from .models import Letter, Minister, Signature
from .reading.letterhead.printed import Header
from .reading.letterhead.signatures import KnownMinister

SAME_OFFICE = datetime.timedelta(
    days=400
)  # an office is taken to have the same holder so long before and after a letter


class Unclear(ValueError):
    """Nobody can tell which letter this is, or it contradicts one that is there; the message says in Dutch why."""


def fingerprint_of(text: str) -> str:
    """What two copies of one text have in common: their words, whatever stands between them."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def letter_with(text: str) -> Letter | None:
    """The letter of the ledger that has this very text."""
    telling = max(text[:2000].split(), key=len, default="")  # so that few letters are read whole
    letters = Letter.objects.working().filter(text__contains=telling).select_related("dossier") if telling else ()
    fingerprint = fingerprint_of(text)
    return next((letter for letter in letters if fingerprint_of(letter.text) == fingerprint), None)


def recognise(header: Header) -> Letter | None:
    """The working row of the letter that this header is of; None for a letter that the ledger does not have.

    Nothing is told from a number alone: the date agrees, and the dossier where one is printed. Raises Unclear.
    """
    if header.date is None or (header.kamerstuk_number is None and not header.reference and not header.title):
        return None
    of_that_day = list(Letter.objects.working().filter(date=header.date).select_related("dossier").order_by("pk"))
    named = dict.fromkeys([*_numbered(header, of_that_day), *_referred(header, of_that_day)])
    found = list(named) or _titled(header, of_that_day)
    if len(found) > 1:
        raise Unclear(
            f"{_name(header)} kan meer dan één brief zijn. "
            "Zet de dossiers boven de brief, of voer hem in via het beheer."
        )
    if not found:
        _refuse_the_number_of_another(header)
        return None
    return found[0]


def _numbered(header: Header, letters: Iterable[Letter]) -> list[Letter]:
    """Those with the printed number, in any of the printed dossiers: their order differs between copies of a letter."""
    if header.kamerstuk_number is None:
        return []
    numbers = {dossier.number for dossier in header.dossiers}
    return [
        letter
        for letter in letters
        if letter.number == header.kamerstuk_number
        and letter.dossier
        and (letter.dossier.number in numbers or not numbers)
    ]


def _referred(header: Header, letters: Iterable[Letter]) -> list[Letter]:
    """Those with the printed reference, unless they have another number than the one printed."""
    reference = _plain(header.reference)
    return [
        letter for letter in letters if reference and _plain(letter.reference) == reference and _may_be(header, letter)
    ]


def _titled(header: Header, letters: Iterable[Letter]) -> list[Letter]:
    """Those with the printed title, where one of the two has a number and the other only the ministry's reference."""
    title, has_number = _plain(header.title), header.kamerstuk_number is not None
    return [
        letter
        for letter in letters
        if title and _plain(letter.title) == title and has_number == (letter.number is None)
        and not (header.reference and letter.reference)
    ]  # fmt: skip


def _may_be(header: Header, letter: Letter) -> bool:
    return letter.number is None or header.kamerstuk_number in (None, letter.number)


def _plain(words: str) -> str:
    """Words as they compare: without case, and with single spaces."""
    return " ".join(words.split()).casefold()


def _name(header: Header) -> str:
    number = header.kamerstuk_number
    what = f"nr. {number}" if number is not None else f"kenmerk {header.reference}" if header.reference else "een brief"
    return f"{what} van {header.date}"


def _refuse_the_number_of_another(header: Header) -> None:
    """A new letter cannot have the number, or the reference, of one that is there: then one of the two dates is wrong."""
    letters = Letter.objects.working().select_related("dossier")
    others = letters.none()
    if header.kamerstuk_number is not None and header.dossiers:
        others = letters.filter(number=header.kamerstuk_number, dossier__number=header.dossiers[0].number)
    elif header.reference:
        others = letters.filter(reference__iexact=header.reference)
    if other := others.first():
        raise Unclear(
            f"{other.designation} is er al, maar van {other.date}, en deze brief is van {header.date}. Kijk beide na."
        )


def known_ministers() -> list[KnownMinister]:
    """The ministers of the ledger, for the reader to match signatories with (letters.reading's match_minister)."""
    ministers = Minister.objects.working().values_list("slug", "name", "family_name")
    return [KnownMinister(*facts) for facts in ministers]


def holders_of_offices(date: datetime.date | None) -> dict[str, str]:
    """Who held each office on a date, as far as letters of about then tell: office -> slug, by the nearest letter.

    Nobody, where the date is not known: an office changes hands.
    """
    if date is None:
        return {}
    near = Signature.objects.filter(
        letter__is_public_copy=False, letter__date__gte=date - SAME_OFFICE, letter__date__lte=date + SAME_OFFICE
    ).values_list("letter__date", "pk", "office", "minister__slug")
    nearest_last = sorted(near, key=lambda one: (-abs((one[0] - date).days), one[1]))
    return {office: slug for _, _, office, slug in nearest_last}
