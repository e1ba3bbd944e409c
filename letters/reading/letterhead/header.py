"""What the beginning of a letter says about the letter itself: its number, dossiers, date, subject and so on.

Two forms: the printed Kamerstuk ("Nr. 171  BRIEF VAN DE ...", "Den Haag, 17 november 2023") and the ministry's own
("Onze referentie", "Datum 28 juni 2024", "Betreft ..."). What is not printed there stays empty; the body is never read,
but for a reference and a page footer that a file may put below it.
"""

import datetime
import re
from contextlib import suppress
from dataclasses import dataclass, field, replace

from letters.kamerstuk import NotAKamerstuk, parse_dossier, parse_kamerstuk
from letters.reading.text.dates import MONTHS
from letters.reading.text.feet import OWN_FOOT
from letters.reading.text.layout import tidy
from letters.reading.text.paper import Paper

from .offices import sentence_case

BEGINNING = 3000  # characters
LONGEST_VALUE = 300  # characters of a subject, title or dossier title
SPACE = r"[^\S\n]"
LINE_END = rf"{SPACE}*(?=\n|\Z)"
# A year may be spoilt in the export: 2.023.
DAY = (
    rf"(?P<day>[0-9]{{1,2}})(?:{SPACE}+(?P<month>{'|'.join(MONTHS)}){SPACE}+|-(?P<month_number>[0-9]{{1,2}})-)"
    r"(?P<year>[12]\.?[0-9]{3})(?![0-9])"
)
# A label stands at the begin of a line, apart from what is before it (two spaces), or right after a year.
LABEL_NAMES = {
    "date": r"datum",
    "subject": r"betreft|onderwerp",
    "reference": r"onze\s+referentie|ons\s+kenmerk|kenmerk|referentie",
    "": r"uw\s+(?:referentie|kenmerk|brief)|bijlage(?:n|\(n\)|\[n\])?|contactpersoon|behandeld\s+door|opgesteld\s+door|"
    r"afschrift\s+aan|telefoon|pagina\s+[0-9]+\s+van\s+[0-9]+",
}
LABEL = re.compile(
    r"(?:^[^\S\n]*|(?<=[^\S\n]{2})|(?<=[0-9]{4}[^\S\n]))"
    r"(?:" + "|".join(f"(?P<{name or 'other'}>{words})" for name, words in LABEL_NAMES.items()) + r")"
    r"(?=[^\S\n]*(?::|\n|\Z)|[^\S\n]+\S)[^\S\n]*:?",
    re.MULTILINE | re.IGNORECASE,
)
PRINTED_DATE = re.compile(
    rf"^{SPACE}*(?P<lead>Vastgesteld(?:\s+(?:d\.d\.|op))?{SPACE}+|(?:Den{SPACE}+Haag|'s-Gravenhage){SPACE}*,?{SPACE}+)"
    rf"{DAY}{LINE_END}",
    re.MULTILINE | re.IGNORECASE,
)
AT_LINE_END = re.compile(LINE_END)
COLUMN = re.compile(r"\S(?:\S|[ ]\S)*")
ROW = re.compile(rf"^{SPACE}*(?P<value>\S(?:[^\n]*\S)?){SPACE}*(?:\n|\Z)", re.MULTILINE)
LONE_DATE = re.compile(rf"^{SPACE}*{DAY}{LINE_END}", re.MULTILINE | re.IGNORECASE)
LABELLED_DATE = re.compile(rf"\s*(?:[a-z]+dag{SPACE}+)?{DAY}", re.IGNORECASE)
NUMBER = re.compile(
    rf"^{SPACE}*(?:[0-9]{{2}}{SPACE}[0-9]{{3}}[\w\t -]{{0,12}}{SPACE})?Nr\.\s*(?P<number>[0-9]{{1,5}})(?:{SPACE}+H)?"
    rf"(?={SPACE}*$|{SPACE}+(?:[A-Z]{{4,}}|Brief|Verslag|Lijst|Motie|Nota)\b)",
    re.MULTILINE,
)
# The Eerste Kamer gives its documents letters; they have no number.
LETTERED = re.compile(
    rf"^{SPACE}*(?:Nr\.\s*)?[A-Z]{{1,3}}{SPACE}+(?=(?:BRIEF|VERSLAG|LIJST|MOTIE)\s+VAN\b)", re.MULTILINE
)
DOSSIER = re.compile(
    rf"^{SPACE}*(?P<dossier>[0-9]{{2}}{SPACE}[0-9]{{3}}(?:-[0-9]{{2}}|{SPACE}(?:[IVX]+[A-Z]?|[A-Z]))?)"
    rf"(?={SPACE}*$|{SPACE}+[A-Z'\"«(])",
    re.MULTILINE,
)
OWN_NUMBER = re.compile(
    rf"^{SPACE}*(?:(?:Kamerstuk(?:ken|nummer)?|kst){SPACE}*:?{SPACE}*(?:II{SPACE}+)?|(?=[^\n]{{6,12}},?{SPACE}nr))"
    rf"(?P<kamerstuk>[0-9]{{2}}{SPACE}?[0-9]{{3}}[^\n]{{0,30}}?[0-9]){LINE_END}",
    re.MULTILINE | re.IGNORECASE,
)
TITLE_LINE = re.compile(rf"[^\n]*[A-Z]{{3}}[^\na-zà-ÿ]*{LINE_END}")
REPORT = re.compile(
    rf"^{SPACE}*(?:(?:Nr\.{SPACE}*[0-9]+|[A-Z]{{1,3}})\s+)?(?:INBRENG{SPACE}+)?VERSLAG\b[^\n]{{0,40}}\bSCHRIFTELIJK\s+OVERLEG",
    re.MULTILINE,
)
# "BS2025003456" or "DGBEB / 24012345": one word, with slashes that may stand apart.
REFERENCE = re.compile(rf"[A-Za-z0-9][\w./-]{{0,60}}(?:{SPACE}/{SPACE}[\w./-]{{1,60}}){{0,3}}(?<=[0-9A-Za-z])")
FEWEST_DIGITS = 4  # of a reference
SESSION = re.compile(r"vergaderjaar\s+(?P<years>[0-9]{4}\s?[-/]\s?[0-9]{4})", re.IGNORECASE)
ADDRESSEE = re.compile(
    rf"^{SPACE}*(?P<addressee>(?:Aan{SPACE}+)?(?:de{SPACE}+)?(?:(?:heer|mevrouw){SPACE}+)?Voorzitters?\s+van\s+de\s+"
    r"(?:(?:Eerste|Tweede|en|van|de|Kamer)\s+){2,8}der\s+Staten-\s*Generaal)",
    re.MULTILINE | re.IGNORECASE,
)
SALUTATION = re.compile(rf"^{SPACE}*Geachte\b", re.MULTILINE)
PROSE = re.compile(r"^[^\n]*[a-z][^\n]{60,}(?:\n[^\n]{40,}){2,}", re.MULTILINE)
NOISE = re.compile(r"Tweede Kamer der Staten-Generaal|Vergaderjaar\b.*|[0-9]|", re.IGNORECASE)

AT_FOOT = "staat onder aan de bladzijden"
FROM_FILE = "stond als gegeven in het bestand, niet in de tekst"


@dataclass(frozen=True)
class Place:
    """Where a value stands, or why we think it though it is not printed as such."""

    start: int | None
    end: int | None
    why: str = ""  # in Dutch; empty for what is printed as the value itself


@dataclass(frozen=True)
class PrintedDossier:
    """A dossier as printed above a letter: its number as stored (21501-20) and its title, "" if none is printed."""

    number: str
    title: str = ""
    start: int | None = field(default=None, compare=False)
    end: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class PrintedFacts:
    """What the official XML or HTML states about a letter outside its text."""

    dossiers: tuple[PrintedDossier, ...] = ()
    number: int | None = None
    title: str = ""
    date: datetime.date | None = None


@dataclass(frozen=True)
class Header:
    """What a text prints about itself; None, () or "" for what it does not print. A text is a "brief" unless it says
    to be a "verslag" (verslag van een schriftelijk overleg).

    `places` has for each value that was found, by the name of its field, where it stands and, if it is not printed as
    such, why. The subject of a printed Kamerstuk is its title, and the title of a ministry's letter its subject.
    """

    kamerstuk_number: int | None = None
    dossiers: tuple[PrintedDossier, ...] = ()  # the number belongs to the first
    date: datetime.date | None = None
    reference: str = ""
    kind: str = "brief"
    subject: str = ""
    title: str = ""
    session_year: str = ""  # 2023–2024
    addressee: str = ""
    places: dict[str, Place] = field(default_factory=dict, compare=False)


def read_header(letter, facts=None):
    """The Header of a letter's text; `facts` (PrintedFacts) win from what the text prints, and fill what it does not.

    Never raises: a mangled text gives an emptier header.
    """
    return with_facts(printed_header(letter), facts)


def with_facts(printed, facts=None):
    """The Header of what a text prints and the file states."""
    return _with_one_name(_with_facts(printed, facts) if facts else printed)


def printed_header(letter):
    """The Header of what the text itself prints, every value under its own name only."""
    paper = Paper.of(letter)
    text, seen = paper.text, paper.seen[:BEGINNING]
    head = seen[: _head_end(seen)]
    number, place, dossiers, end = _own_number(paper, seen, head)
    stacked = _stacked(seen)
    found = {
        "kamerstuk_number": number and (number, place),
        "date": _date(seen, head, stacked),
        "subject": _labelled_text(text, seen, head, stacked),
        "title": end and _title(text, seen, end),
        "reference": _reference(paper, stacked),
        "session_year": _session(SESSION.search(head)) or _session_at_foot(paper, number),
        "addressee": _addressee(text, seen),
        "kind": _kind(REPORT.search(head)),
    }
    found = {name: value for name, value in found.items() if value and value[0]}
    return Header(
        **{name: value for name, (value, _) in found.items()},
        dossiers=dossiers,
        places={name: place for name, (_, place) in found.items()},
    )


def _head_end(seen):
    """Where the letter itself begins: at its salutation, or below the line with place and date, or at the first prose."""
    salutation = SALUTATION.search(seen)
    if salutation:
        return salutation.start()
    dated = PRINTED_DATE.search(seen)
    if dated:
        return dated.end()
    prose = PROSE.search(seen)
    return prose.start() if prose else len(seen)


def _stacked(seen):
    """Of labels before all their values: where each value stands, by what the label names.

    Each label has its line and so has each value, but a subject may have more; or all labels stand on one line, and all
    values on the next. A date and a reference must look like one.
    """
    labels, begin = list(LABEL.finditer(seen)), 0
    for at, label in enumerate(labels):
        following = labels[at + 1].start() if at + 1 < len(labels) else len(seen)
        if not seen[label.end() : following].strip():
            continue
        run, begin = labels[begin : at + 1], at + 1
        lines = seen.count("\n", run[0].start(), label.end())
        if len(run) > 1 and AT_LINE_END.match(seen, label.end()):
            rows = _rows(seen, label.end(), following, len(run) if lines else 1)
            if not lines:
                rows = [column.span() for row in rows[:1] for column in COLUMN.finditer(seen, *row)]
            spans = _values_of([one.lastgroup for one in run], rows)
            if _look_right(seen, spans):
                return spans
    return {}


def _rows(seen, start, stop, fewest):
    """The places of the lines from here, up to the first blank one behind the fewest that are wanted."""
    salutation = SALUTATION.search(seen, start, stop)
    rows, end = [], start
    for row in ROW.finditer(seen, start, salutation.start() if salutation else stop):
        if len(rows) >= fewest and seen[end : row.start("value")].count("\n") > 1:
            break
        rows.append(row.span("value"))
        end = row.end()
    return rows


def _values_of(names, rows):
    """The rows by the names of their labels, in the same order; those that are left over go with the subject."""
    surplus = len(rows) - len(names)
    if surplus < 0 or (surplus and names.count("subject") != 1) or surplus > 3:
        return {}
    spans, at = {}, 0
    for name in names:
        last = at + (surplus if name == "subject" else 0)
        spans[name] = rows[at][0], rows[last][1]
        at = last + 1
    return spans


def _look_right(seen, spans):
    is_date = "date" not in spans or LABELLED_DATE.match(seen, spans["date"][0])
    return is_date and ("reference" not in spans or _reference_at(seen, spans["reference"][0]))


def _kind(report):
    return report and ("verslag", Place(*report.span()))


def _day(match):
    """The day, or None where it is not on the calendar (31 februari)."""
    month = int(match["month_number"]) if match["month_number"] else MONTHS.index(match["month"].lower()) + 1
    try:
        return datetime.date(int(match["year"].replace(".", "")), month, int(match["day"]))
    except ValueError:
        return None


def _date(seen, head, stacked):
    """The date under the label, in the line with the place, or alone on a line of the head; in that order of trust."""
    if "date" in stacked:
        match = LABELLED_DATE.match(seen, stacked["date"][0])
        return _day(match), Place(match.start("day"), match.end())
    for label in LABEL.finditer(seen):
        match = label["date"] and LABELLED_DATE.match(seen, label.end())
        if match:
            return _day(match), Place(match.start("day"), match.end())
    for match in PRINTED_DATE.finditer(seen):
        if not _goes_on_a_sentence(seen, match.start()):
            return _day(match), Place(match.start("day"), match.end("year"))
    lone = LONE_DATE.search(head)
    if lone and len(head) < len(seen) and not _goes_on_a_sentence(seen, lone.start()):
        return _day(lone), Place(lone.start("day"), lone.end("year"), "een datum zonder opschrift, boven de brief")
    return None


def _goes_on_a_sentence(seen, start):
    """Whether the line that begins here is the next line of running text."""
    before = seen[:start].rstrip(" \t").removesuffix("\n").rpartition("\n")[2].strip()
    return bool(re.search(r"[a-z]$", before)) and not re.search(r"Generaal$|Haag$|Kamer$", before)


def _labelled_text(text, seen, head, stacked):
    """What stands behind "Betreft", up to a blank line, the next label or the salutation."""
    if "subject" in stacked:
        return tidy(text[slice(*stacked["subject"])])[:LONGEST_VALUE], Place(*stacked["subject"])
    labels = list(LABEL.finditer(seen))
    for at, label in enumerate(labels):
        beside_date = any(other["date"] for other in labels[max(at - 1, 0) : at + 2])
        if not label["subject"] or (label.start() >= len(head) and not beside_date):
            continue
        stop = min([other.start() for other in labels[at + 1 : at + 2]] + [label.end() + LONGEST_VALUE + 50])
        salutation = SALUTATION.search(seen, label.end(), stop)
        value = re.compile(rf"\s*(?P<value>\S[^\n]*(?:\n{SPACE}*\S[^\n]*){{0,4}})").match(
            seen, label.end(), salutation.start() if salutation else stop
        )
        if value:
            return tidy(text[slice(*value.span("value"))])[:LONGEST_VALUE], Place(*value.span("value"))
    return None


def _title(text, seen, end):
    """The lines in capitals that begin behind the number, or the rest of its line."""
    start = re.compile(r"\s*").match(seen, end).end()
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


def _reference_at(seen, start):
    value = REFERENCE.match(seen, start)
    enough = value and sum(sign.isdigit() for sign in value[0]) >= FEWEST_DIGITS
    return value if enough and not LABELLED_DATE.match(seen, start) else None


def _reference(paper, stacked):
    """What stands behind "Onze referentie", on its line or the next; it may stand on every page, so also below."""
    text, seen = paper.text, paper.seen
    if "reference" in stacked:
        value = _reference_at(seen, stacked["reference"][0])
        return tidy(text[slice(*value.span())]), Place(*value.span())
    for label in LABEL.finditer(seen):
        if not label["reference"]:
            continue
        start = label.end()
        # Labels may stand side by side, with their values side by side below.
        while beside := LABEL.match(seen, re.compile(r"[^\S\n]*").match(seen, start).end()):
            start = beside.end()
        gap = re.compile(r"[\s:-]{0,200}").match(seen, start).end()
        value = _reference_at(seen, gap)
        if value and not LABEL.match(seen, gap):
            return tidy(text[slice(*value.span())]), Place(*value.span())
    return None


def _session(match):
    return match and (re.sub(r"\s?[-/]\s?", "–", match["years"]), Place(*match.span("years")))


def _session_at_foot(paper, number):
    seen = paper.seen
    feet = (foot for foot in OWN_FOOT.finditer(seen) if foot["kamerstuk"] and _is_foot_of(foot, number))
    foot = next(feet, None)
    session = foot and _session(SESSION.search(seen, *foot.span()))
    return session and (session[0], replace(session[1], why=AT_FOOT))


def _addressee(text, seen):
    match = ADDRESSEE.search(seen, 0, SALUTATION.search(seen).start() if SALUTATION.search(seen) else len(seen))
    return match and (tidy(text[slice(*match.span("addressee"))]), Place(*match.span("addressee")))


def _dossiers(text, seen, end):
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


def _dossier_title(text, seen, start, stop):
    for paragraph in re.split(r"\n[^\S\n]*\n", text[start:stop]):
        title = tidy(paragraph)
        if not NOISE.fullmatch(title):
            return title[:LONGEST_VALUE]
    return ""


def _own_number(paper, seen, head):
    """The letter's number, its Place, the dossiers, and where the title may begin; None and () for what is not there.

    "Nr. 171" below the dossiers, or else a line of the head ("Kamerstuk 36 045, nr. 171"), or else the foot of a page.
    """
    text = paper.text
    printed = NUMBER.search(head)
    if printed:
        number = int(printed["number"])
        dossiers = tuple(_dossiers(text, seen, printed.start())) or _dossier_at_foot(paper, number)
        return number, Place(*printed.span("number")), dossiers, printed.end()
    lettered = LETTERED.search(head)
    if lettered:
        return None, None, tuple(_dossiers(text, seen, lettered.start())), lettered.end()
    lines = (line for line in OWN_NUMBER.finditer(head) if not _goes_on_a_sentence(seen, line.start()))
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


def _dossier_at_foot(paper, number):
    """The dossier of a letter that begins with its number only, as it is printed at the foot of its pages."""
    footer = _footer(paper.seen, number)
    if footer and _is_foot_of(footer, number):
        group = "kamerstuk" if footer["kamerstuk"] else "slug"
        with suppress(NotAKamerstuk):
            return (PrintedDossier(parse_kamerstuk(footer[group]).dossier, "", *footer.span(group)),)
    return ()


def _footer(seen, number=None):
    """What the official publication prints at the foot of its pages: a footnote says the same, but once.

    Where the letter's number is known, once is enough.
    """
    known = set()
    for match in OWN_FOOT.finditer(seen):
        if match["slug"] or match["kamerstuk"] in known or _is_foot_of(match, number):
            return match
        known.add(match["kamerstuk"])
    return None


def _is_foot_of(footer, number):
    printed = re.search("[0-9]+$", footer["slug"] or footer["kamerstuk"])
    return number is not None and printed is not None and int(printed[0]) == number


def own_number_spans(letter, header=None):
    """Where a text prints its own Kamerstuk number: in the head of a dated letter and at the foot of its pages."""
    paper = Paper.of(letter)
    header = header or printed_header(paper)
    place = header.places.get("kamerstuk_number")
    if place is None:
        return []
    head = [(place.start, place.end)] if header.date and place.why != AT_FOOT else []
    feet = [foot.span() for foot in OWN_FOOT.finditer(paper.seen) if _is_foot_of(foot, header.kamerstuk_number)]
    return [*head, *feet]


def _with_facts(header, facts):
    """The header with what the file itself states. A place stays, where text and file agree."""
    stated = {"kamerstuk_number": facts.number, "date": facts.date, "title": sentence_case(facts.title)}
    news = {name: value for name, value in stated.items() if value and value != getattr(header, name)}
    places = header.places | dict.fromkeys(news, Place(None, None, FROM_FILE))
    if facts.dossiers:
        printed = {dossier.number: dossier for dossier in header.dossiers}
        news["dossiers"] = tuple(
            replace(
                printed.get(dossier.number, dossier),
                title=dossier.title or getattr(printed.get(dossier.number), "title", ""),
            )
            for dossier in facts.dossiers
        )
    return replace(header, **news, places=places)


def _with_one_name(header):
    """A Kamerstuk's title is its subject, and the other way round, where only one of them is printed."""
    for empty, filled in (("subject", "title"), ("title", "subject")):
        if not getattr(header, empty) and getattr(header, filled):
            why = f"hetzelfde als {'de titel' if filled == 'title' else 'het onderwerp'}"
            place = replace(header.places[filled], why=header.places[filled].why or why)
            return replace(header, **{empty: getattr(header, filled)}, places=header.places | {empty: place})
    return header
