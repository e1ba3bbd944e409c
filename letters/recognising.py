"""Which letter of the ledger a text is, who a signatory is, and who held an office: one answer for whoever asks.

A letter comes in by paste, as a file, from a folder or by hand, and may print its number in any order of its dossiers,
under the reference of the ministry only, or both. It stays one letter. What its facts are, a person may correct; then
the question is asked again. Where facts tell nothing, the words do; where these contradict the facts, a person is asked.
"""

import datetime
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.formats import date_format

from .models import Letter, Minister, Signature
from .reading.letterhead.ministers import KnownMinister
from .reading.letterhead.printed import Header, PrintedDossier

Named = TypeVar("Named")  # whatever the others are known by

# An office is taken to have the same holder so long before and after a letter.
SAME_OFFICE = datetime.timedelta(days=400)
NEARLY_ALL, MOST = 0.8, 0.5  # of the words of two texts, in their order
FEWEST_WORDS = 40  # of a text that tells by its words which letter it is
# In so many days a letter that is sent again has a date that was read or typed wrong.
NEAR = datetime.timedelta(days=31)


@dataclass(frozen=True)
class Copy:
    """One copy of a letter, as it came in or as the ledger has it: what it prints of itself, and its text; "" for none."""

    header: Header
    text: str = ""


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


def let_others_wait() -> None:
    """Who saves a letter waits here until the transaction of who came first has ended, and sees what that did. Asked
    first in a transaction, before a letter is locked: of two at once, one finds the letter that the other made."""
    ContentType.objects.select_for_update(no_key=True).get(app_label="letters", model="letter")


def recognise(header: Header, text: str = "", other_than: int | None = None) -> Letter | None:
    """The working row of the letter that this header and text are of; None for a letter that the ledger does not have.

    Whether it is, `same_letter` tells. Of two dates, one is a slip, or there are two letters: Unclear is raised for the
    number of a letter of another day, in any of the printed dossiers, and for its reference. In another dossier than the
    first that number may be another letter's by chance: they are two where each has a reference of its own.

    `other_than` is the key of the row that is being edited, which is not to be found itself.
    """
    if header.date is None:
        return None
    letters = Letter.objects.working().exclude(pk=other_than).select_related("dossier").order_by("pk")
    of_that_day = letters.filter(date=header.date).prefetch_related("other_dossiers")
    found: list[Letter] = same_letter(Copy(header, text), {letter: copy_of(letter) for letter in of_that_day})
    if len(found) > 1:
        which = " of ".join(letter.designation for letter in found)
        raise Unclear(
            f"{_name(header)} kan meer dan één brief zijn: {which}. Zet de dossiers erboven, of kijk nummer en kenmerk na."
        )
    if not found:
        _refuse_another_day(header, letters.exclude(date=header.date))
        return None
    return found[0]


def resembling(copy: Copy) -> Letter | None:
    """The letter that has most of these words, where its facts say that it is another; None for none.

    Only a person can tell whether it is the same letter. Of another day it has nearly all of the words, and nothing but
    the day says that it is another.
    """
    header = copy.header
    if header.date is None:
        return None
    letters = Letter.objects.working().filter(date__range=(header.date - NEAR, header.date + NEAR)).exclude(text="")
    likeness: dict[Letter, float] = {}
    for letter in letters.select_related("dossier").prefetch_related("other_dossiers").order_by("pk"):
        is_of_that_day, other = letter.date == header.date, copy_of(letter)
        if is_of_that_day or not _are_told_apart(header, other.header):
            alike = _likeness(copy.text, other.text)
            likeness |= {letter: alike} if alike >= (MOST if is_of_that_day else NEARLY_ALL) else {}
    return max(likeness, key=likeness.__getitem__, default=None)


def copy_of(letter: Letter) -> Copy:
    """A letter of the ledger, with what it would print of itself as far as that tells which letter it is."""
    dossiers = [letter.dossier, *letter.other_dossiers.all()]
    header = Header(
        kamerstuk_number=letter.number,
        dossiers=tuple(PrintedDossier(dossier.number) for dossier in dossiers if dossier),
        date=letter.date,
        reference=letter.reference,
        title=letter.title,
    )
    return Copy(header, letter.text)


def same_letter(copy: Copy, others: Mapping[Named, Copy]) -> list[Named]:
    """The names of the others that are copies of the same letter. Of letters of one day, these are one:

    - with the same number, where the first dossier of either is one of the other's. A number belongs to the first
      dossier, but copies of one letter print their dossiers in another order, or fewer. Of two such letters it is the
      one that has the number in the dossier that is printed first;
    - with the same reference, unless their numbers differ;
    - with the same title, where one has only a number and the other only a reference;
    - with nearly the same words, unless their numbers or their references differ.
    Nothing is told from a number alone. There may be more than one.
    """
    header = copy.header
    that_day = {name: one.header for name, one in others.items() if header.date and one.header.date == header.date}
    named = [*_numbered(header, that_day), *(name for name, one in that_day.items() if _is_referred(header, one))]
    if named:
        return list(dict.fromkeys(named))
    titled = [name for name, other in that_day.items() if _is_titled(header, other)]
    return titled or [name for name in that_day if _is_worded(copy, others[name])]


def _numbered(header: Header, others: Mapping[Named, Header]) -> list[Named]:
    """Those with the printed number: in the first printed dossier, or else where the first of either is in the other."""
    if header.kamerstuk_number is None:
        return []
    printed = _dossiers(header)
    same = {name: other for name, other in others.items() if other.kamerstuk_number == header.kamerstuk_number}
    if not printed:
        return list(same)
    first = [name for name, other in same.items() if _dossiers(other)[:1] == printed[:1]]
    return first or [name for name, other in same.items() if _share_a_first_dossier(header, other)]


def _share_a_first_dossier(header: Header, other: Header) -> bool:
    mine, theirs = _dossiers(header), _dossiers(other)
    are_in = mine[0] in theirs or (bool(theirs) and theirs[0] in mine)
    return are_in and not _have_own_references(header, other)


def _dossiers(header: Header) -> list[str]:
    """The numbers of its dossiers, that to which its own number belongs first."""
    return [dossier.number for dossier in header.dossiers]


def _have_own_references(header: Header, other: Header) -> bool:
    """Whether the ministry gave each a reference, and not the same."""
    return bool(header.reference and other.reference) and _plain(header.reference) != _plain(other.reference)


def _is_referred(header: Header, other: Header) -> bool:
    """Whether it has the printed reference, unless it has another number than the one printed."""
    reference, numbers = _plain(header.reference), {header.kamerstuk_number, other.kamerstuk_number} - {None}
    return bool(reference) and _plain(other.reference) == reference and len(numbers) < 2


def _is_titled(header: Header, other: Header) -> bool:
    """Whether it has the printed title, where one of the two has a number and the other only the ministry's reference."""
    title, has_number = _plain(header.title), header.kamerstuk_number is not None
    has_other = bool(other.reference) if has_number else other.kamerstuk_number is not None
    is_alike = bool(title) and _plain(other.title) == title and has_number == (other.kamerstuk_number is None)
    return is_alike and has_other and not (header.reference and other.reference)


def _is_worded(copy: Copy, other: Copy) -> bool:
    """Whether it has nearly the same words, and neither number nor reference tells that it is another."""
    return not _are_told_apart(copy.header, other.header) and _likeness(copy.text, other.text) >= NEARLY_ALL


def _are_told_apart(header: Header, other: Header) -> bool:
    """Of two that are not the same by their number: whether each has one, or a reference of its own."""
    return None not in (header.kamerstuk_number, other.kamerstuk_number) or _have_own_references(header, other)


def _likeness(text: str, other: str) -> float:
    """How much of the longer of two texts stands in both, from 0 to 1: by each three words that follow each other.
    0 where it cannot be most of it."""
    if min(len(text), len(other)) < MOST * max(len(text), len(other)):
        return 0
    mine, theirs = _threes(text), _threes(other)
    return len(mine & theirs) / max(len(mine), len(theirs)) if min(len(mine), len(theirs)) >= FEWEST_WORDS else 0


def _threes(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return set(zip(words, words[1:], words[2:], strict=False))


def _plain(words: str) -> str:
    """Words as they compare: without case, and with single spaces."""
    return " ".join(words.split()).casefold()


def _name(header: Header) -> str:
    number = header.kamerstuk_number
    what = f"nr. {number}" if number is not None else f"kenmerk {header.reference}" if header.reference else "een brief"
    return f"{what} van {_printed(header.date)}"


def _refuse_another_day(header: Header, letters: QuerySet[Letter]) -> None:
    """A new letter cannot have the number, or the reference, of one of another day: then one of the dates is wrong."""
    first, *others = [dossier.number for dossier in header.dossiers] or [""]
    same = letters.none() if header.kamerstuk_number is None else letters.filter(number=header.kamerstuk_number)
    alike = letters.filter(reference__iexact=" ".join(header.reference.split()))
    referred = [letter for letter in alike if _is_referred(header, copy_of(letter).header)]
    for letter in (*same.filter(dossier__number=first), *referred):
        raise Unclear(_on_two_days(header, letter), letter)
    for letter in same.filter(dossier__number__in=others):
        if not _have_own_references(header, copy_of(letter).header):
            two = "Zijn het twee brieven, zet dan in het beheer bij beide het kenmerk."
            raise Unclear(f"{_on_two_days(header, letter)} {two}", letter)


def _on_two_days(header: Header, letter: Letter) -> str:
    days = _printed(letter.date), _printed(header.date)
    return f"{letter.designation} is er al, maar van {days[0]}, en deze brief is van {days[1]}. Kijk beide na."


def _printed(day: datetime.date | None) -> str:
    return date_format(day, "j F Y") if day else "een onbekende dag"


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
