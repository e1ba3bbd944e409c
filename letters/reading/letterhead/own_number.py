"""Which Kamerstuk a letter is: the number and dossiers that are printed above it, or at the foot of its pages."""

import re
from collections.abc import Iterator
from contextlib import suppress

from letters.kamerstuk import NotAKamerstuk, parse_dossier, parse_kamerstuk
from letters.reading.text.feet import OWN_FOOT
from letters.reading.text.layout import tidy
from letters.reading.text.paper import Paper

from .lines import LINE_END, LONGEST_VALUE, SPACE, goes_on_a_sentence
from .printed import AT_FOOT, Place, PrintedDossier

NUMBER = re.compile(
    rf"^{SPACE}*(?:[0-9]{{2}}{SPACE}[0-9]{{3}}[\w\t -]{{0,12}}{SPACE})?Nr\.\s*(?P<number>[0-9]{{1,5}})"
    rf"(?:{SPACE}+H|\s{{1,4}}HERDRUK[0-9]?)?"
    rf"(?={SPACE}*$|{SPACE}+(?:[A-Z]{{4,}}|Brief|Verslag|Lijst|Motie|Nota)\b)",
    re.MULTILINE,
)
# The Eerste Kamer gives its documents letters; they have no number.
LETTERED = re.compile(
    rf"^{SPACE}*(?:Nr\.\s*)?[A-Z]{{1,3}}{SPACE}+(?=(?:BRIEF|VERSLAG|LIJST|MOTIE)\s+VAN\b)", re.MULTILINE
)
DOSSIER = re.compile(
    rf"^{SPACE}*(?P<dossier>[0-9]{{2}}{SPACE}?[0-9]{{3}}(?:-[0-9]{{2}}|{SPACE}(?:[IVX]+[A-Z]?|[A-Z])(?![\w'])|{SPACE}\(R[0-9]{{3,4}}\))?)"
    rf"(?={SPACE}*$|{SPACE}+[A-Z'\"«(])",
    re.MULTILINE,
)
OWN_NUMBER = re.compile(
    rf"^{SPACE}*(?:(?:Kamerstuk(?:ken|nummer)?|kst){SPACE}*:?{SPACE}*(?:II{SPACE}+)?|(?=[^\n]{{6,12}},?{SPACE}nr))"
    rf"(?P<kamerstuk>[0-9]{{2}}{SPACE}?[0-9]{{3}}[^\n]{{0,30}}?[0-9]){LINE_END}",
    re.MULTILINE | re.IGNORECASE,
)
NOISE = re.compile(r"Tweede Kamer der Staten-Generaal|Vergaderjaar\b.*|[0-9]|", re.IGNORECASE)


def own_number(
    paper: Paper, seen: str, head: str
) -> tuple[int | None, Place | None, tuple[PrintedDossier, ...], int | None]:
    """The letter's number, its Place, the dossiers, and where the title may begin; None and () for what is not there.

    "Nr. 171" below the dossiers, or else a line of the head ("Kamerstuk 36 045, nr. 171"), or else the foot of a page.
    """
    text = paper.text
    printed = NUMBER.search(head)
    if printed:
        number = int(printed["number"])
        dossiers = tuple(_dossiers(text, seen, printed.start())) or tuple(_dossier_of(head, number))
        dossiers = dossiers or _dossier_at_foot(paper, number)
        return number, Place(*printed.span("number")), dossiers, printed.end()
    lettered = LETTERED.search(head)
    if lettered:
        return None, None, tuple(_dossiers(text, seen, lettered.start())), lettered.end()
    lines = (line for line in OWN_NUMBER.finditer(head) if not goes_on_a_sentence(seen, line.start()))
    line = next(lines, None)
    match = line or _footer(paper.seen)
    if match:
        group = "kamerstuk" if match["kamerstuk"] else "slug"
        with suppress(NotAKamerstuk):
            own = parse_kamerstuk(match[group])
            place = Place(*match.span(group), "" if line else AT_FOOT)
            dossier = PrintedDossier(own.dossier, "", *match.span(group))
            return own.number, place, (dossier,), line and line.end()
    return None, None, (), None


def _dossier_of(head: str, number: int) -> Iterator[PrintedDossier]:
    """The dossier in a line of the head that names this number with it: "Kamerstuk 36800-K-5"."""
    for line in OWN_NUMBER.finditer(head):
        with suppress(NotAKamerstuk):
            own = parse_kamerstuk(line["kamerstuk"])
            if own.number == number:
                yield PrintedDossier(own.dossier, "", *line.span("kamerstuk"))
                return


def _dossiers(text: str, seen: str, end: int) -> Iterator[PrintedDossier]:
    """The dossiers above the number, each once, with what is printed behind or below it as its title."""
    lines = list(DOSSIER.finditer(seen, 0, end))
    stops = [*(line.start() for line in lines[1:]), end][: len(lines)]
    titles = [_dossier_title(text, seen, line.end(), stop) for line, stop in zip(lines, stops, strict=True)]
    if len(lines) > 1 and not any(titles[:-1]):  # two columns, exported one after the other
        below = [tidy(row) for row in text[lines[-1].end() : end].splitlines() if tidy(row)]
        titles = below if len(below) == len(lines) else titles
    known = set()
    for line, title in zip(lines, titles, strict=True):
        try:
            number = parse_dossier(line["dossier"])
        except NotAKamerstuk:
            continue
        if number not in known:
            known.add(number)
            yield PrintedDossier(number, title, *line.span("dossier"))


def _dossier_title(text: str, seen: str, start: int, stop: int) -> str:
    for paragraph in re.split(r"\n[^\S\n]*\n", text[start:stop]):
        title = tidy(paragraph)
        if not NOISE.fullmatch(title):
            return title[:LONGEST_VALUE]
    return ""


def _dossier_at_foot(paper: Paper, number: int) -> tuple[PrintedDossier, ...]:
    """The dossier of a letter that begins with its number only, as it is printed at the foot of its pages."""
    footer = _footer(paper.seen, number)
    if footer and is_foot_of(footer, number):
        group = "kamerstuk" if footer["kamerstuk"] else "slug"
        with suppress(NotAKamerstuk):
            return (PrintedDossier(parse_kamerstuk(footer[group]).dossier, "", *footer.span(group)),)
    return ()


def _footer(seen: str, number: int | None = None) -> re.Match[str] | None:
    """What the official publication prints at the foot of its pages: a footnote says the same, but once.

    Where the letter's number is known, once is enough.
    """
    known = set()
    for match in OWN_FOOT.finditer(seen):
        if match["slug"] or match["kamerstuk"] in known or is_foot_of(match, number):
            return match
        known.add(match["kamerstuk"])
    return None


def is_foot_of(footer: re.Match[str], number: int | None) -> bool:
    printed = re.search("[0-9]+$", footer["slug"] or footer["kamerstuk"])
    return number is not None and printed is not None and int(printed[0]) == number
