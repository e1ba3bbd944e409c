"""What the beginning of a letter says about the letter itself: its number, dossiers, date, subject and so on.

Two forms: the printed Kamerstuk ("Nr. 171  BRIEF VAN DE ...", "Den Haag, 17 november 2023") and the ministry's own
("Onze referentie", "Datum 28 juni 2024", "Betreft ..."). What is not printed there stays empty; the body is never read,
but for a reference and a page footer that a file may put below it.
"""

import re
from dataclasses import replace
from typing import Any

from letters.reading.text.feet import OWN_FOOT
from letters.reading.text.layout import tidy
from letters.reading.text.paper import Paper

from .labels import date, labelled_text, reference, stacked_values
from .lines import LINE_END, LONGEST_VALUE, PRINTED_DATE, SALUTATION, SPACE
from .offices import sentence_case
from .own_number import is_foot_of, own_number
from .papers import printed_paper
from .printed import AT_FOOT, Header, Place

BEGINNING = 3000  # characters
TITLE_LINE = re.compile(rf"[^\n]*[A-Z]{{3}}[^\na-zà-ÿ]*{LINE_END}")
REPORT = re.compile(
    rf"^{SPACE}*(?:(?:Nr\.{SPACE}*[0-9]+|[A-Z]{{1,3}})\s+)?(?:INBRENG{SPACE}+)?"
    r"(?:VERSLAG\b[^\n]{0,40}\bSCHRIFTELIJK\s+OVERLEG|VERSLAG\s+HOUDENDE\s+EEN\s+LIJST\b|LIJST\s+VAN\s+VRAGEN\b)",
    re.MULTILINE,
)
SESSION = re.compile(r"vergaderjaar\s+(?P<years>[0-9]{4}\s?[-/]\s?[0-9]{4})", re.IGNORECASE)
ADDRESSEE = re.compile(
    rf"^{SPACE}*(?P<addressee>(?:Aan{SPACE}+)?(?:de{SPACE}+)?(?:(?:heer|mevrouw){SPACE}+)?Voorzitters?\s+van\s+de\s+"
    r"(?:(?:Eerste|Tweede|en|van|de|Kamer)\s+){2,8}der\s+Staten-\s*Generaal)",
    re.MULTILINE | re.IGNORECASE,
)
PROSE = re.compile(r"^[^\n]*[a-z][^\n]{60,}(?:\n[^\n]{40,}){2,}", re.MULTILINE)


def printed_header(letter: Paper | str) -> Header:
    """The Header of what the text itself prints, every value under its own name only.

    Never raises: a mangled text gives an emptier header.
    """
    paper = Paper.of(letter)
    text, seen = paper.text, paper.seen[:BEGINNING]
    head = seen[: _head_end(seen)]
    number, place, dossiers, end = own_number(paper, seen, head)
    stacked = stacked_values(seen)
    found: dict[str, Any] = {
        "kamerstuk_number": (number, place) if number else None,
        "date": date(seen, head, stacked),
        "subject": labelled_text(text, seen, head, stacked),
        "title": _title(text, seen, end) if end else None,
        "reference": reference(paper, stacked),
        "session_year": _session(SESSION.search(head)) or _session_at_foot(paper, number),
        "addressee": _addressee(text, seen),
        "kind": _kind(REPORT.search(head)),
    }
    found["paper"] = printed_paper(head, found["addressee"] and found["addressee"][1])
    found = {name: value for name, value in found.items() if value and value[0]}
    return Header(
        **{name: value for name, (value, _) in found.items()},
        dossiers=dossiers,
        places={name: place for name, (_, place) in found.items()},
    )


def _head_end(seen: str) -> int:
    """Where the letter itself begins: at its salutation, or below the line with place and date, or at the first prose."""
    salutation = SALUTATION.search(seen)
    if salutation:
        return salutation.start()
    dated = PRINTED_DATE.search(seen)
    if dated:
        return dated.end()
    prose = PROSE.search(seen)
    return prose.start() if prose else len(seen)


def _kind(report: re.Match[str] | None) -> tuple[str, Place] | None:
    return ("verslag", Place(*report.span())) if report else None


def _title(text: str, seen: str, end: int) -> tuple[str, Place] | None:
    """The lines in capitals that begin behind the number, or the rest of its line."""
    start = end + len(seen[end:]) - len(seen[end:].lstrip())
    stop = start
    while (line := TITLE_LINE.match(seen, stop)) and line.end() < start + LONGEST_VALUE:
        stop = line.end() + 1
    if stop == start:
        mixed = re.compile(r"(?:Brief|Verslag|Lijst|Motie|Nota)\b[^\n]*(?:\n[^\S\n]*\S[^\n]*){0,3}").match(seen, start)
        stop = mixed.end() if mixed else start
    if stop == start:
        return None
    stop = start + len(seen[start:stop].rstrip())
    title = tidy(text[start:stop])
    why = "in hoofdletters gedrukt; de kleine letters zijn van ons" if title.isupper() else ""
    return sentence_case(title)[:LONGEST_VALUE], Place(start, stop, why)


def _session(match: re.Match[str] | None) -> tuple[str, Place] | None:
    return (re.sub(r"\s?[-/]\s?", "–", match["years"]), Place(*match.span("years"))) if match else None


def _session_at_foot(paper: Paper, number: int | None) -> tuple[str, Place] | None:
    seen = paper.seen
    feet = (foot for foot in OWN_FOOT.finditer(seen) if foot["kamerstuk"] and is_foot_of(foot, number))
    foot = next(feet, None)
    session = _session(SESSION.search(seen, *foot.span())) if foot else None
    return (session[0], replace(session[1], why=AT_FOOT)) if session else None


def _addressee(text: str, seen: str) -> tuple[str, Place] | None:
    salutation = SALUTATION.search(seen)
    match = ADDRESSEE.search(seen, 0, salutation.start() if salutation else len(seen))
    return (tidy(text[slice(*match.span("addressee"))]), Place(*match.span("addressee"))) if match else None


def own_number_spans(letter: Paper | str, header: Header | None = None) -> list[tuple[int, int]]:
    """Where a text prints its own Kamerstuk number: in the head of a dated letter and at the foot of its pages."""
    paper = Paper.of(letter)
    header = header or printed_header(paper)
    place = header.places.get("kamerstuk_number")
    if place is None:
        return []
    head: list[tuple[int, int]] = []
    if header.date and place.why != AT_FOOT and place.start is not None and place.end is not None:
        head.append((place.start, place.end))
    feet = [foot.span() for foot in OWN_FOOT.finditer(paper.seen) if is_foot_of(foot, header.kamerstuk_number)]
    return [*head, *feet]
