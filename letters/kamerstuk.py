"""Kamerstuk numbers: every written form is parsed here, and every printed form is made here.

A dossier is stored as `36045`, `21501-20` or `36200-V`: five digits and, for some, a suffix of exactly two digits or
a budget chapter (Roman numeral, letter, or both: V, IXB, B). Where "nr." is written, the dossier stands before it.
Where it is not, the last part is the number: `28 676-425` is number 425 of 28676, `21501-20-2189` is 2189 of 21501-20.
Dossier 21501 only exists with a suffix, so `21 501-20` alone has no number and is refused.
"""

import re
from dataclasses import dataclass

OFFICIAL_SITE = "https://zoek.officielebekendmakingen.nl/"
HIGHEST_NUMBER = 99_999  # within a dossier

DOSSIER = (
    r"(?P<five>[0-9]{2}[ .]?[0-9]{3})(?: ?- ?(?P<digits>[0-9]{2})(?![0-9])| ?-? ?(?P<chapter>[IVX]+[A-Z]?|[A-Z]))?"
)
KAMERSTUK = (
    r"(?:kst-|(?:kamerstuk(?:ken)?|kamerbrief)[ ,:]*(?:II )?(?:[0-9]{4}[/-][0-9]{2,4}, ?)?)?"
    rf"{DOSSIER}(?: ?,? ?(?:nummer|nr) ?\.? ?| ?- ?)(?P<number>[0-9]{{1,5}})"
)


class NotAKamerstuk(ValueError):
    """The text is no dossier or Kamerstuk number; the message says in Dutch what to type instead."""


def _tidy(text: str) -> str:
    """One line, single spaces, plain hyphens, and only the last part of a web address."""
    text = re.sub("[‐‑‒–—−]", "-", " ".join(text.split()))
    address = re.fullmatch(
        r"(?:https?://)?[^\s/]*officielebekendmakingen\.nl/(?:[^?#]*/)?(kst-[^/?#.]+)(?:[.?#].*)?", text
    )
    return address[1] if address else text.strip(" .,;()")


def _dossier(match: re.Match[str]) -> str:
    five, suffix = re.sub("[ .]", "", match["five"]), match["digits"] or (match["chapter"] or "").upper()
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
    """The stored dossier as the Tweede Kamer prints it: "36 045", "21 501-20", "36 200 V"."""
    five, _, suffix = dossier.partition("-")
    separator = "-" if suffix.isdigit() else " "
    return f"{five[:2]} {five[2:]}" + (separator + suffix if suffix else "")


@dataclass(frozen=True)
class KamerstukId:
    """One document in one dossier. Refuses a dossier that is not in its stored form (NotAKamerstuk)."""

    dossier: str
    number: int

    def __post_init__(self) -> None:
        if parse_dossier(self.dossier) != self.dossier or not 0 < self.number <= HIGHEST_NUMBER:
            raise NotAKamerstuk(f"‘{self.dossier}’, nr. {self.number} is geen Kamerstuk, zoals 36 045, nr. 171.")

    def __str__(self) -> str:
        return self.printed

    @property
    def printed(self) -> str:
        """ "36 045, nr. 171" """
        return f"{print_dossier(self.dossier)}, nr. {self.number}"

    @property
    def slug(self) -> str:
        """ "kst-36045-171" """
        return f"kst-{self.dossier}-{self.number}"

    @property
    def url(self) -> str:
        """The official page."""
        return f"{OFFICIAL_SITE}{self.slug}.html"


def parse_kamerstuk(text: str) -> KamerstukId:
    """The KamerstukId of any written form: "36 045, nr. 171", "28 676-425", "kst-36200-V-37", the official address.

    The module's docstring has the rule for forms without "nr.". Raises NotAKamerstuk.
    """
    match = re.fullmatch(KAMERSTUK, _tidy(text), re.IGNORECASE)
    if not match:
        raise NotAKamerstuk(
            f"‘{_tidy(text)}’ is geen Kamerstuknummer. Schrijf bijvoorbeeld 36 045, nr. 171 of kst-36045-171."
        )
    return KamerstukId(_dossier(match), int(match["number"]))
