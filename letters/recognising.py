"""Which letter of the ledger a text is, who a signatory is, and who held an office: one answer for whoever asks.

A letter comes in by paste, as a file, from a folder or by hand, and may print its number in any order of its dossiers,
under the reference of the ministry only, or both. It stays one letter. What its facts are, a person may correct; then
the question is asked again.
"""

import datetime
import hashlib
from collections.abc import Iterable

from django.db.models import QuerySet

from .models import Letter, Minister, Signature
from .reading.letterhead.printed import Header
from .reading.letterhead.signatures import KnownMinister

SAME_OFFICE = datetime.timedelta(
    days=400
)  # an office is taken to have the same holder so long before and after a letter


class Unclear(ValueError):
    """Nobody can tell which letter this is, or it contradicts one that is there; the message says in Dutch why, and
    `letter` is that one, if it is one."""

    def __init__(self, message: str, letter: Letter | None = None) -> None:
        super().__init__(message)
        self.letter = letter


def fingerprint_of(text: str) -> str:
    """What two copies of one text have in common: their words, whatever stands between them."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def letter_with(text: str) -> Letter | None:
    """The letter of the ledger that has this very text."""
    telling = max(text[:2000].split(), key=len, default="")  # so that few letters are read whole
    letters = Letter.objects.working().filter(text__contains=telling).select_related("dossier") if telling else ()
    fingerprint = fingerprint_of(text)
    return next((letter for letter in letters if fingerprint_of(letter.text) == fingerprint), None)


def recognise(header: Header, other_than: int | None = None) -> Letter | None:
    """The working row of the letter that this header is of; None for a letter that the ledger does not have.

    Of letters of one day, these are one letter:
    - with the same number, where the first dossier of either is one of the other's. A number belongs to the first
      dossier, but copies of one letter print their dossiers in another order, or fewer. Of two such letters it is the
      one that has the number in the dossier that is printed first;
    - with the same reference, unless their numbers differ;
    - with the same title, where one has only a number and the other only a reference.
    Nothing is told from a number alone. Of two dates, one is a slip, or there are two letters: Unclear is raised for the
    number of a letter of another day, in any of the printed dossiers, and for its reference. In another dossier than the
    first that number may be another letter's by chance: they are two where each has a reference of its own.

    `other_than` is the key of the row that is being edited, which is not to be found itself.
    """
    if header.date is None or (header.kamerstuk_number is None and not header.reference and not header.title):
        return None
    letters = Letter.objects.working().exclude(pk=other_than).select_related("dossier").order_by("pk")
    of_that_day = list(letters.filter(date=header.date).prefetch_related("other_dossiers"))
    named = dict.fromkeys([*_numbered(header, of_that_day), *_referred(header, of_that_day)])
    found = list(named) or _titled(header, of_that_day)
    if len(found) > 1:
        which = " of ".join(letter.designation for letter in found)
        raise Unclear(
            f"{_name(header)} kan meer dan één brief zijn: {which}. Zet de dossiers erboven, of kijk nummer en kenmerk na."
        )
    if not found:
        _refuse_another_day(header, letters.exclude(date=header.date))
        return None
    return found[0]


def _numbered(header: Header, letters: Iterable[Letter]) -> list[Letter]:
    """Those with the printed number: in the first printed dossier, or else where the first of either is in the other."""
    if header.kamerstuk_number is None:
        return []
    printed = [dossier.number for dossier in header.dossiers]
    same = {letter: _dossiers(letter) for letter in letters if letter.number == header.kamerstuk_number}
    if not printed:
        return list(same)
    first = [letter for letter, dossiers in same.items() if dossiers[0] == printed[0]]
    return first or [
        letter
        for letter, dossiers in same.items()
        if (dossiers[0] in printed or printed[0] in dossiers) and not _have_own_references(header, letter)
    ]


def _dossiers(letter: Letter) -> list[str]:
    """The numbers of its dossiers, that to which its own number belongs first."""
    dossiers = [letter.dossier, *letter.other_dossiers.all()]
    return [dossier.number for dossier in dossiers if dossier]


def _have_own_references(header: Header, letter: Letter) -> bool:
    """Whether the ministry gave each a reference, and not the same."""
    return bool(header.reference and letter.reference) and _plain(header.reference) != _plain(letter.reference)


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


def _refuse_another_day(header: Header, letters: QuerySet[Letter]) -> None:
    """A new letter cannot have the number, or the reference, of one of another day: then one of the dates is wrong."""
    first, *others = [dossier.number for dossier in header.dossiers] or [""]
    same = letters.none() if header.kamerstuk_number is None else letters.filter(number=header.kamerstuk_number)
    alike = letters.filter(reference__iexact=" ".join(header.reference.split()))
    for letter in (*same.filter(dossier__number=first), *_referred(header, alike)):
        raise Unclear(_on_two_days(header, letter), letter)
    for letter in same.filter(dossier__number__in=others):
        if not _have_own_references(header, letter):
            two = "Zijn het twee brieven, zet dan in het beheer bij beide het kenmerk."
            raise Unclear(f"{_on_two_days(header, letter)} {two}", letter)


def _on_two_days(header: Header, letter: Letter) -> str:
    return f"{letter.designation} is er al, maar van {letter.date}, en deze brief is van {header.date}. Kijk beide na."


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
