"""Kamerstuk numbers: every written form is parsed here, and every printed form is made here.

A dossier is stored as `36045`, `21501-20`, `36200-V` or `35932-R2157`: five digits and, for some, a suffix of exactly two
digits, a budget chapter (Roman numeral, letter, or both: V, IXB, B), or the number of a Rijkswet. Where "nr." is written,
the dossier stands before it. Where it is not, the last part is the number: `28 676-425` is number 425 of 28676,
`21501-20-2189` is 2189 of 21501-20. Dossier 21501 only exists with a suffix, so `21 501-20` alone has no number and is refused.

The Eerste Kamer gives letters where the Tweede Kamer gives numbers: `36 045, E`, with a comma, for `36 600 X` is a dossier.
A paper that is not typeset yet, an annex and one outside a dossier have an id of their own (LooseId).
"""

import re
from dataclasses import dataclass

OFFICIAL_SITE = "https://zoek.officielebekendmakingen.nl/"
HIGHEST_NUMBER = 99_999  # within a dossier

DOSSIER = (
    r"(?P<five>[0-9]{2}[ .]?[0-9]{3})(?: ?- ?(?P<digits>[0-9]{2})(?![0-9])| ?-? ?\(?(?P<rijkswet>R[0-9]{3,4})\)?"
    r"| ?-? ?(?P<chapter>[IVX]+[A-Z]?|[A-Z]))?"
)
KAMERSTUK = (
    r"(?:kst-|(?:kamerstuk(?:ken)?|kamerbrief)[ ,:]*(?:II )?(?:[0-9]{4}[/-][0-9]{2,4}, ?)?)?"
    rf"{DOSSIER}(?: ?,? ?(?:nummer|nr) ?\.? ?| ?- ?)(?P<number>[0-9]{{1,5}})"
    r"(?: ?(?P<edition>H|\(herdruk\)|\((?:erratum|versie)(?: [0-9])?\)|-[nb][0-9]))?"
)
LETTERED = (
    r"(?:kst-|(?:kamerstuk(?:ken)?|kamerbrief)[ ,:]*(?:I )?(?:[0-9]{4}[/-][0-9]{2,4}, ?)?)?"
    rf"{DOSSIER}(?: ?, ?(?:letter |nr\.? ?)?| ?- ?)(?P<letters>[A-Z]{{1,3}})"
)
LOOSE = re.compile(
    r"(?:kst-|blg-)[0-9]{6,8}|ah-(?:tk|ek)-[0-9]{8}-[0-9]{1,5}|h-(?:tk|ek)-[0-9]{8}-[0-9]{1,4}-[0-9]{1,4}"
    r"|nds-(?:tk|ek)-[0-9a-z-]{1,30}|(?:19|20)[0-9]{2}[DZ][0-9]{4,6}",
    re.IGNORECASE,
)


RIJKSWET = re.compile(r"R[0-9]{3,4}")


class NotAKamerstuk(ValueError):
    """The text is no dossier or Kamerstuk number; the message says in Dutch what to type instead."""


def _tidy(text: str) -> str:
    """One line, single spaces, plain hyphens, and only the last part of a web address."""
    text = re.sub("[‐‑‒–—−]", "-", " ".join(text.split()))
    address = re.fullmatch(
        r"(?:https?://)?[^\s/]*officielebekendmakingen\.nl/(?:[^?#]*/)?((?:kst|blg|ah|h|nds)-[^/?#.]+)(?:[.?#].*)?",
        text,
    )
    if address:
        return address[1]
    text = text.strip(" .,;")
    while text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip(" .,;")
    return text if text.count("(") == text.count(")") else text.strip(" .,;()")


def _dossier(match: re.Match[str]) -> str:
    five = re.sub("[ .]", "", match["five"])
    suffix = match["digits"] or (match["rijkswet"] or match["chapter"] or "").upper()
    if five == "21501" and not match["digits"]:
        raise NotAKamerstuk("Dossier 21 501 heeft altijd een volgnummer. Schrijf bijvoorbeeld 21 501-20, nr. 2189.")
    return f"{five}-{suffix}" if suffix else five


def parse_dossier(text: str) -> str:
    """The dossier as we store it: "36 200 V" -> "36200-V". Raises NotAKamerstuk."""
    match = re.fullmatch(DOSSIER, _tidy(text), re.IGNORECASE)
    if not match:
        raise NotAKamerstuk(f"‘{_tidy(text)}’ is geen dossier. Schrijf bijvoorbeeld 36 045, 21 501-20 of 36 200 V.")
    return _dossier(match)


def print_dossier(dossier: str) -> str:
    """The stored dossier as the Tweede Kamer prints it: "36 045", "21 501-20", "36 200 V", "35 932 (R2157)"."""
    five, _, suffix = dossier.partition("-")
    if RIJKSWET.fullmatch(suffix):
        return f"{five[:2]} {five[2:]} ({suffix})"
    separator = "-" if suffix.isdigit() else " "
    return f"{five[:2]} {five[2:]}" + (separator + suffix if suffix else "")


def _in_address(dossier: str) -> str:
    """The dossier in an address: without the number of a Rijkswet."""
    five, _, suffix = dossier.partition("-")
    return five if RIJKSWET.fullmatch(suffix) else dossier


@dataclass(frozen=True)
class KamerstukId:
    """One document in one dossier. Refuses a dossier that is not in its stored form (NotAKamerstuk)."""

    dossier: str
    number: int
    edition: str = ""  # "h" for a herdruk, "n1" for an erratum, "b1" for a version; both up to 9

    def __post_init__(self) -> None:
        is_known = re.fullmatch("h|[nb][1-9]|", self.edition)
        if parse_dossier(self.dossier) != self.dossier or not 0 < self.number <= HIGHEST_NUMBER or not is_known:
            raise NotAKamerstuk(f"‘{self.dossier}’, nr. {self.number} is geen Kamerstuk, zoals 36 045, nr. 171.")

    def __str__(self) -> str:
        return self.printed

    @property
    def printed(self) -> str:
        """ "36 045, nr. 171", "36 045, nr. 171 (herdruk)" """
        return f"{print_dossier(self.dossier)}, nr. {self.number}{_printed_edition(self.edition)}"

    @property
    def slug(self) -> str:
        """ "kst-36045-171", "kst-36045-171-n1" """
        edition = f"-{self.edition}" if self.edition not in ("", "h") else ""
        return f"kst-{_in_address(self.dossier)}-{self.number}{edition}"

    @property
    def url(self) -> str:
        """The official page."""
        return f"{OFFICIAL_SITE}{self.slug}.html"


def _printed_edition(edition: str) -> str:
    if edition in ("", "h"):
        return " (herdruk)" if edition else ""
    name, number = "erratum" if edition[0] == "n" else "versie", "" if edition[1] == "1" else f" {edition[1]}"
    return f" ({name}{number})"


def _edition(written: str | None) -> str:
    """An edition as it is stored, of how it is printed or stands in an address."""
    if not written:
        return ""
    small = written.strip("()- ").lower()
    if small in ("h", "herdruk"):
        return "h"
    name, _, number = small.partition(" ")
    return f"{'n' if name == 'erratum' else 'b'}{number or 1}" if name in ("erratum", "versie") else small


@dataclass(frozen=True)
class LetteredId:
    """One document of the Eerste Kamer in one dossier: it has letters for a number."""

    dossier: str
    letters: str

    def __post_init__(self) -> None:
        if parse_dossier(self.dossier) != self.dossier or not re.fullmatch("[A-Z]{1,3}", self.letters):
            raise NotAKamerstuk(f"‘{self.dossier}’, {self.letters} is geen stuk van de Eerste Kamer, zoals 36 045, E.")

    def __str__(self) -> str:
        return self.printed

    @property
    def printed(self) -> str:
        """ "36 045, E" """
        return f"{print_dossier(self.dossier)}, {self.letters}"

    @property
    def slug(self) -> str:
        """ "kst-36045-E" """
        return f"kst-{_in_address(self.dossier)}-{self.letters}"

    @property
    def url(self) -> str:
        """The official page."""
        return f"{OFFICIAL_SITE}{self.slug}.html"


@dataclass(frozen=True)
class LooseId:
    """A paper that has no number in a dossier, or not yet: "kst-1259252" until it is typeset, "blg-1253259", "2023D16300"."""

    slug: str

    def __post_init__(self) -> None:
        if not LOOSE.fullmatch(self.slug) or self.slug != _loose(self.slug):
            raise NotAKamerstuk(f"‘{self.slug}’ is geen nummer van een stuk, zoals kst-1259252 of 2023D16300.")

    def __str__(self) -> str:
        return self.printed

    @property
    def printed(self) -> str:
        return self.slug

    @property
    def url(self) -> str:
        """The official page; "" for a number of the Tweede Kamer, which has none there."""
        return "" if self.slug[0].isdigit() else f"{OFFICIAL_SITE}{self.slug}.html"


def _loose(written: str) -> str:
    return written.upper() if written[0].isdigit() else written.lower()


PaperId = KamerstukId | LetteredId | LooseId


def parse_kamerstuk(text: str) -> KamerstukId:
    """The KamerstukId of any written form: "36 045, nr. 171", "28 676-425", "kst-36200-V-37", the official address.

    The module's docstring has the rule for forms without "nr.". Raises NotAKamerstuk.
    """
    match = re.fullmatch(KAMERSTUK, _tidy(text), re.IGNORECASE)
    if not match:
        raise NotAKamerstuk(
            f"‘{_tidy(text)}’ is geen Kamerstuknummer. Schrijf bijvoorbeeld 36 045, nr. 171 of kst-36045-171."
        )
    return KamerstukId(_dossier(match), int(match["number"]), _edition(match["edition"]))


def parse_paper(text: str) -> PaperId:
    """The id of any paper: as `parse_kamerstuk`, a lettered one of the Eerste Kamer, or one outside a dossier. Raises
    NotAKamerstuk."""
    tidied = _tidy(text)
    if LOOSE.fullmatch(tidied):
        return LooseId(_loose(tidied))
    match = re.fullmatch(LETTERED, tidied, re.IGNORECASE)
    if match and (
        not match["chapter"] or re.search(rf"[-,] ?(?:letter |nr\.? ?)?{match['letters']}$", tidied, re.IGNORECASE)
    ):
        return LetteredId(_dossier(match), match["letters"].upper())
    return parse_kamerstuk(text)
