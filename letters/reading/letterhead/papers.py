"""What kind of paper a text is: a letter, a motion, a report, … as its metadata or its head says.

The amounts of a motion or an amendment are wishes of the Kamer; those of a bill or a report are said by others than a letter
of the government. The ledger keeps letters and reports only; this tells which of the kinds a paper is.
"""

import re
from dataclasses import replace

from .lines import SPACE
from .printed import Place

BRIEF = "brief"
# What a paper says to be, in small letters, the longer words first; and what we call it.
_PAPERS = (
    (r"(?:(?:nader )?gewijzigde )?motie\b", "motie"),
    (r"(?:(?:nader )?gewijzigd )?(?:sub)?amendement\b", "amendement"),
    (r"(?:\w+ )?nota van (?:wijziging|verbetering)\b", "nota van wijziging"),
    (r"nota naar aanleiding van het (?:nader )?verslag\b", "nota naar aanleiding van het verslag"),
    (r"memorie van (?:toelichting|antwoord)\b", "memorie"),
    (r"(?:gewijzigd )?(?:voorstel|ontwerp) van (?:rijks)?wet\b", "voorstel van wet"),
    (r"verslag van (?:een|het) (?:\w+ )?(?:commissiedebat|algemeen overleg|nota-?overleg|wetgevingsoverleg|rondetafelgesprek|"
     r"tweeminutendebat)\b", "verslag commissiedebat"),
    (r"(?:inbreng )?verslag\b(?! van de (?:algemene )?rekenkamer)", "verslag"),
    (r"lijst van vragen(?: en antwoorden)?\b", "verslag"),
    (r"antwoord(?:en)? (?:schriftelijke vragen|op vragen|van (?:de )?(?:minister|staatssecretaris))\b", "antwoord op vragen"),
    (r"antwoord\Z|antwoord schriftelijke vragen\b", "antwoord op vragen"),
    (r"(?:gewijzigde )?brief\b|brief regering\b|brief kamer\b", BRIEF),
)  # fmt: skip
PAPERS = tuple((re.compile(words), paper) for words, paper in _PAPERS)
# Below number and title stand only lines in capitals, so that a letter that speaks of a motion is none.
_FIRST = (
    r"BRIEF|INBRENG|VERSLAG|LIJST|(?:(?:NADER\s+)?GEWIJZIGDE?\s+)?(?:MOTIE|(?:SUB)?AMENDEMENT|VOORSTEL)|MEMORIE|ONTWERP"
    r"|(?:\w+\s+)?NOTA"
)
HEAD = re.compile(
    rf"^{SPACE}*(?:Nr\.?{SPACE}*[0-9]+(?:{SPACE}+H(?:ERDRUK[0-9]?)?)?\s+|[A-Z]{{1,3}}{SPACE}+)?(?P<title>(?:{_FIRST})\b[^\na-z]{{0,200}}?)"
    rf"{SPACE}*(?:\n|\Z)",
    re.MULTILINE,
)
MIXED = re.compile(
    rf"^{SPACE}*Nr\.?{SPACE}*[0-9]+\s+(?P<title>(?:Brief|Verslag|Lijst|Motie|Gewijzigde|Nota|Memorie|Amendement|Voorstel)\b[^\n]{{0,200}})",
    re.MULTILINE,
)
QUESTIONS = re.compile(
    rf"^{SPACE}*(?P<title>(?:(?:Nader{SPACE}+)?Antwoord(?:en)?{SPACE}+van{SPACE}+(?:de{SPACE}+)?"
    r"(?:Minister|minister|Staatssecretaris|staatssecretaris))[^\n]{0,200})",
    re.MULTILINE,
)


def paper_of(words: str) -> str:
    """The kind of paper that metadata or a title names ("Brief regering", "GEWIJZIGDE MOTIE VAN HET LID …"); "" for another."""
    small = " ".join(words.split()).lower()
    return next((paper for pattern, paper in PAPERS if pattern.match(small)), "")


def printed_paper(head: str, addressee: Place | None = None) -> tuple[str, Place] | None:
    """The kind of paper that the head of a text says it is; one that is addressed to somebody is a letter."""
    for pattern in (HEAD, MIXED, QUESTIONS):
        match = pattern.search(head)
        if match and (paper := paper_of(match["title"])):
            return paper, Place(*match.span("title"))
    return (BRIEF, replace(addressee, why="gericht aan de Kamer")) if addressee else None
