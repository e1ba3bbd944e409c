"""Which known minister a signature is of: by family name, in spite of its spelling, or by the office alone."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .offices import office_key
from .signatures import ACADEMIC, INITIALS, ONLY_OFFICE, PARTICLES, PrintedSignature


@dataclass(frozen=True)
class KnownMinister:
    slug: str
    name: str  # as in daily use: Kajsa Ollongren
    family_name: str


@dataclass(frozen=True)
class Match:
    """Which known minister a signature is of, or None; in Dutch why we think so, and whether a person must look."""

    slug: str | None
    why: str
    doubtful: bool


def match_minister(
    signature: PrintedSignature, known: Iterable[KnownMinister], offices: Mapping[str, str] | None = None
) -> Match:
    """The Match of a signature with known ministers: by family name, in spite of its spelling.

    `offices` says who holds an office at the letter's date (office -> slug), in any writing of the office. First names
    or initials that contradict make a match doubtful, or none; two people who fit equally well are no match.
    """
    holder = {office_key(office): slug for office, slug in (offices or {}).items()}.get(office_key(signature.office))
    if not signature.name:
        return _match_by_office(signature, holder, {minister.slug: minister.name for minister in known})
    fits = [(minister, fit) for minister in known if (fit := _fit(signature.name, minister))]
    best = min((fit.rank for _, fit in fits), default=0)
    fits = [(minister, fit) for minister, fit in fits if fit.rank == best]
    if len(fits) > 1:
        fits = [(minister, fit) for minister, fit in fits if minister.slug == holder]
    if len(fits) != 1:
        return Match(None, f"‘{signature.name}’ is niet precies één bekende bewindspersoon", True)
    minister, fit = fits[0]
    has_office = minister.slug == holder
    if fit.needs_office and not has_office:
        return Match(None, f"‘{signature.name}’ lijkt op {minister.name}, maar {fit.why}", True)
    return Match(minister.slug, fit.why or f"de naam is die van {minister.name}", bool(fit.why) and not has_office)


def _match_by_office(signature: PrintedSignature, holder: str | None, names: dict[str, str]) -> Match:
    if holder is None:
        return Match(None, f"{ONLY_OFFICE}, en niemand met dit ambt is bekend", True)
    return Match(holder, f"{ONLY_OFFICE}; {names.get(holder, holder)} ondertekende er een andere brief mee", True)


@dataclass(frozen=True)
class _Fit:
    """How a printed name fits a minister; a lower rank fits better. `why` is what differs, in Dutch."""

    rank: int
    why: str
    needs_office: bool  # differs so much that only the office can make it a match


def _fit(printed: str, minister: KnownMinister) -> _Fit | None:
    """The _Fit of a printed name, or None where the family name is another one."""
    name = re.sub(rf"^{ACADEMIC}", "", " ".join(printed.split()))
    initials = re.match(INITIALS, name)
    words = _words(name[initials.end() :] if initials else name)
    family = _words(minister.family_name)
    for rank, wanted, why, is_same in (
        (0, family, "", str.__eq__),
        (1, _words(minister.family_name.split("-")[0]), "er staat maar een deel van de achternaam", str.__eq__),
        (2, family, f"de naam is anders gespeld dan die van {minister.name}", _differ_by_one),
    ):
        if words and is_same("".join(words[-len(wanted) :]), "".join(wanted)):
            first = initials[0] if initials else " ".join(words[: -len(wanted)])
            return _with_first_name(_Fit(rank, why, False), first, minister)
    return None


def _with_first_name(fit: _Fit, first: str, minister: KnownMinister) -> _Fit:
    """The fit, with what the first name or the initials add to it."""
    given = _words(minister.name)[0]
    letters = "".join(_words(first))
    if not letters:
        return _Fit(fit.rank, fit.why or "er staat geen voornaam of voorletter bij", fit.rank > 0)
    if letters[0] == given[0] and ("." in first or letters.startswith(given)):
        return fit
    if "." in first:
        return _Fit(fit.rank + 10, f"de voorletters {first.strip()} passen niet bij {minister.name}", fit.rank > 0)
    return _Fit(fit.rank + 20, f"de voornaam is een andere dan die van {minister.name}", True)


def _words(name: str) -> list[str]:
    """The words of a name that tell people apart, without accents, capitals, hyphens and particles."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    words = re.findall(r"[^\W\d_]+", re.sub("[\u0300-\u036f]", "", plain).casefold())
    return [word for word in words if word not in PARTICLES] or words


def _differ_by_one(one: str, other: str) -> bool:
    """Whether one letter is missing, added, changed or swapped with its neighbour, in names that are long enough."""
    if min(len(one), len(other)) < 6 or abs(len(one) - len(other)) > 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, other_rest = one[same:], other[same:]
    return (
        rest[1:] == other_rest
        or rest == other_rest[1:]
        or rest[1:] == other_rest[1:]
        or (rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:])
    )
