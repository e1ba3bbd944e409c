"""The offices of ministers as letters print them: "De Minister van Buitenlandse Zaken", in any case, one or a list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SMALL = {"van", "voor", "de", "der", "het", "en", "in", "a.i.", "zonder"}
# Words that go on the name of a department behind a comma or "en": Onderwijs, Cultuur en Wetenschap.
SECOND_WORDS = (
    "Cultuur|Wetenschap|Welzijn|Sport|Natuur|Voedsel|Visserij|Koninkrijksrelaties|Veiligheid|Werkgelegenheid|Waterstaat"
    "|Klimaat|Innovatie|Milieu|Migratie|Groene|Ruimtelijke|Ontwikkeling|Energie|Rijksdienst|Integratie|Stikstof|Participatie"
    "|Pensioenen|Voortgezet|Belastingdienst|Douane|Preventie"
)
# As the government writes them; letters also print them without capitals. A longer name stands before its own beginning.
DEPARTMENT_NAMES = (
    "Algemene Zaken",
    "Asiel en Migratie",
    "Binnenlandse Zaken en Koninkrijksrelaties",
    "Buitenlandse Handel en Ontwikkelingssamenwerking",
    "Buitenlandse Handel en Ontwikkelingshulp",
    "Buitenlandse Handel",
    "Buitenlandse Zaken",
    "Defensie",
    "Economische Zaken en Klimaat",
    "Economische Zaken",
    "Financiën",
    "Infrastructuur en Waterstaat",
    "Justitie en Veiligheid",
    "Klimaat en Energie",
    "Klimaat en Groene Groei",
    "Landbouw, Natuur en Voedselkwaliteit",
    "Landbouw, Visserij, Voedselzekerheid en Natuur",
    "Onderwijs, Cultuur en Wetenschap",
    "Ontwikkelingssamenwerking",
    "Rechtsbescherming",
    "Sociale Zaken en Werkgelegenheid",
    "Volksgezondheid, Welzijn en Sport",
    "Volkshuisvesting en Ruimtelijke Ordening",
)

_GAP = r"\s{1,6}"
_WORD = r"(?!(?:Uw|Kamer|Het|De|Ik|Wij|Ministers?|Staatssecretaris(?:sen)?)\b)[A-ZÀ-Þ][\w'-]{1,40}"
_NEXT = rf"(?:,{_GAP}(?=(?:{SECOND_WORDS}))|{_GAP}(?:(?:en|&){_GAP})?){_WORD}"
_KNOWN = "|".join(re.escape(name).replace(r"\ ", r"\s{1,3}") for name in DEPARTMENT_NAMES)
_GOES_ON = rf"(?:,|{_GAP}(?:en|&)){_GAP}(?:{SECOND_WORDS})"
DEPARTMENT = rf"(?:(?i:{_KNOWN})(?![\w-]|{_GOES_ON})|{_WORD}(?:{_NEXT}){{0,6}})"
KNOWN_DEPARTMENT = re.compile(rf"\b(?:{_KNOWN})(?![\w-])", re.IGNORECASE)
CAPITALS = {name.casefold(): name for name in DEPARTMENT_NAMES}
PRESIDENT = r"(?:[Vv]ice-?)?[Mm]inister[\s-]{1,2}[Pp]resident"
ONE_OFFICE = rf"{PRESIDENT}|(?:[Mm]inister|[Ss]taatssecretaris){_GAP}(?:van|voor){_GAP}{DEPARTMENT}(?:{_GAP}a\.i\.)?"
_AND = rf"(?:,{_GAP}|,?{_GAP}en{_GAP})"
DEPARTMENTS = rf"(?:van|voor){_GAP}{DEPARTMENT}(?:{_AND}(?:(?:van|voor){_GAP})?{DEPARTMENT}){{0,8}}"
COLLEAGUE = rf"(?:mijn|onze){_GAP}(?:ambtgeno(?:ot|te|ten)|collega(?:'s)?)"

# One item of a list of offices, at the place where it begins.
ITEM = re.compile(
    rf"(?:namens{_GAP})?(?:van{_GAP})?(?:(?:de|onze){_GAP})?"
    rf"(?:(?P<many>[Mm]inisters|[Ss]taatssecretarissen|{COLLEAGUE}){_GAP}(?P<departments>{DEPARTMENTS})|(?P<one>{ONE_OFFICE}))"
)
AND = re.compile(rf",?{_GAP}(?:en|alsmede|als){_GAP}|,{_GAP}")
NO_OFFICE = re.compile(
    rf"(?:de|het|mijn|onze){_GAP}[a-z][\w-]{{1,30}}(?={_AND}(?:de|het|mijn|onze){_GAP})"
)  # the vice-premier
SPLIT = re.compile(rf"(?:,{_GAP}|,?{_GAP}en{_GAP})(?!(?i:{SECOND_WORDS}))")
# What may be the name of the minister behind the office: "(A. Naam)", or between commas.
BESIDE = re.compile(
    rf"{_GAP}\((?P<in_brackets>[^()\n]{{3,60}})\)|,{_GAP}(?P<between_commas>[A-ZÀ-Þ][^,;()\n]{{3,60}})(?=,)"
)


@dataclass(frozen=True)
class NamedOffice:
    """An office in a sentence. A guess is that of an "ambtgenoot", of whom the letter says only the department."""

    start: int
    end: int
    office: str
    is_guess: bool
    name: tuple[int, int] | None = None  # where the minister's name may stand


def office_title(printed: str) -> str:
    """An office as it stands in a sentence of ours: "DE MINISTER VAN DEFENSIE," -> "Minister van Defensie"."""
    words = re.sub(r"^de\s", "", " ".join(printed.split()).strip(" ,;:"), flags=re.IGNORECASE)
    if words.isupper():
        words = " ".join(_in_case(word) for word in words.split())
    words = re.sub(r"\bminister[ -]president\b", "Minister-President", words, flags=re.IGNORECASE)
    words = with_capitals(re.sub(r"(?<=, )minister\b", "Minister", words))
    return words[:1].upper() + words[1:]


def with_capitals(words: str) -> str:
    """The words with the capitals of departments: "minister van justitie en veiligheid" has two."""
    return KNOWN_DEPARTMENT.sub(lambda match: CAPITALS[" ".join(match[0].split()).casefold()], words)


def sentence_case(title: str) -> str:
    """A title in capitals as a sentence: "BRIEF VAN DE MINISTER VAN DEFENSIE" -> "Brief van de Minister van Defensie".

    Offices and departments get their capitals; of other words nobody can tell, so they get none.
    """
    if not title.isupper():
        return title
    office = re.search(r"\b(?:MINISTER|STAATSSECRETARIS)", title)
    start = office.start() if office else len(title)
    words = title[:start].lower() + " ".join(_in_case(word) for word in title[start:].split())
    return words[:1].upper() + words[1:]


def _in_case(word: str) -> str:
    lower = word.lower()
    return lower if lower.strip(",") in SMALL else "-".join(part.capitalize() for part in lower.split("-"))


def office_key(office: str) -> str:
    """What all ways of writing one office have in common: "minister van justitie en veiligheid"."""
    words = re.sub(r"\ba\.i\.?|\b(?:de|het)\b|[,.]", " ", office.casefold().replace("&", " en ").replace("-", " "))
    return " ".join(words.split())


def offices_at(seen: str, place: int) -> Iterator[NamedOffice]:
    """Every NamedOffice of the list of offices that begins at this place of a text as seen."""
    while item := ITEM.match(seen, place) or NO_OFFICE.match(seen, place):
        beside = BESIDE.match(seen, item.end())
        if beside and beside["between_commas"] and ITEM.match(seen, beside.start("between_commas")):
            beside = None
        if item.re is ITEM:
            yield from _offices_of(item, beside)
        glue = AND.match(seen, (beside or item).end())
        if not glue:
            return
        place = glue.end()


def _offices_of(item: re.Match[str], beside: re.Match[str] | None) -> Iterator[NamedOffice]:
    if item["one"]:
        name = beside.span(beside.lastgroup or 0) if beside else None
        yield NamedOffice(*item.span("one"), office_title(item["one"]), False, name)
        return
    kind = "Staatssecretaris" if item["many"].lower().startswith("staats") else "Minister"
    is_guess = not item["many"].endswith(("ministers", "Ministers", "sen"))
    start, preposition = item.start("departments"), "van"
    stops = [match.span() for match in SPLIT.finditer(item["departments"])]
    if kind == "Minister" and is_guess and item["many"].endswith(("oot", "ote", "collega")):
        stops = []  # one colleague
    for begin, end in zip([0, *(stop for _, stop in stops)], [*(begin for begin, _ in stops), None], strict=True):
        words = item["departments"][begin:end]
        first, _, rest = words.partition(" ")
        preposition, department = (first, rest) if first in ("van", "voor") else (preposition, words)
        place = start + begin
        yield NamedOffice(place, place + len(words), office_title(f"{kind} {preposition} {department}"), is_guess)
