"""Who signed a letter, as printed.

Signatures stand in a block of offices and names: below one another, side by side, or all offices before all names.
"Mede namens" stands in a sentence, mostly with only the office. Officials of a committee, who sign a verslag, are not read.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from letters.reading.text.layout import tidy
from letters.reading.text.nearby import matches_in, parts_around, places_of_words
from letters.reading.text.paper import Paper
from ukrainesteun.folding import folded

from .offices import PRESIDENT, NamedOffice, office_key, office_title, offices_at, with_capitals

SIGNED, ON_BEHALF = "ondertekend", "mede-namens"
LONGEST_LINE = 200  # characters; a line of offices is shorter
PARTICLES = {"van", "de", "der", "den", "het", "ten", "ter", "te", "in", "op", "'t", "el", "al", "von", "la"}

_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞĀĆČĐĞİŁŃŞŠŻŽ", "a-zà-öø-ÿāćčđğıłńşšżž"
_PARTICLE = rf"(?:(?:{'|'.join(sorted(PARTICLES))})[ ])"
_FAMILY = rf"[{_UPPER}'][^\W\d_]*"
ACADEMIC = r"(?i:(?:(?:drs|dr|mr|ir|ing|prof|mevr|mw|dhr|jhr|jkvr|bc)\.?|mevrouw|de heer)[ ]){0,4}"
INITIALS = rf"(?:(?:[{_UPPER}][{_LOWER}]{{0,2}}\.-?[ ]?){{1,7}})"
_GIVEN = rf"[{_UPPER}][{_LOWER}]+(?:-[{_UPPER}][{_LOWER}]+)?"
NAME = re.compile(
    rf"{ACADEMIC}(?P<first>(?:{_GIVEN}[ ])?{INITIALS}|(?:{_GIVEN}[ ]){{1,3}})?"
    rf"(?:\([{_UPPER}][{_LOWER}]+\)[ ])?"
    rf"(?P<family>{_PARTICLE}{{0,3}}{_FAMILY}(?:(?:-|[ ]){_PARTICLE}{{0,3}}{_FAMILY}){{0,3}})"
    r"(?:,?[ ](?:MA|MBA|MSc|BSc|LLM|PhD|MPA))*"
)
# Columns stand two spaces apart; an office behind a comma or a name, or initials behind a name, begin one as well.
COLUMN = re.compile(
    r"\S(?:\S|[ ](?=\S)(?!(?<=, )[Dd]e (?:[Mm]inister|[Ss]taatssecretaris)\b)(?!(?<=[a-zà-ÿ]{4} )(?:[A-Z]\.){1,6} ?[A-Z])"
    r"(?!(?<=[a-zà-ÿ]{2} )De (?:[Mm]inister|[Ss]taatssecretaris)\b))*"
)
ALL = re.compile(r".+")
FIRST_NAME = re.compile(_GIVEN)
PAGE_NUMBER = re.compile(r"[0-9]{1,3}")
OFFICE_NAMED = ("inister", "taatssecretaris", "INISTER", "TAATSSECRETARIS")
OFFICE_BEGIN = re.compile(
    rf"(?:de )?(?:(?P<unsaid>(?:minister|staatssecretaris)$)|(?:minister|staatssecretaris) (?:van|voor)\b|{PRESIDENT}\b)",
    re.IGNORECASE,
)
OFFICE_WORDS = re.compile(
    rf"(?:(?:[Dd]e|[{_UPPER}&][\w'&-]*|minister(?:-president)?|staatssecretaris|van|voor|het|en|der|[aA]\.[iI]\.|-),? ?){{1,20}}"
)
BROKEN_OFF = re.compile(rf"^[{_LOWER}]+,?[ ]?")  # the rest of a word
INCOMPLETE = re.compile(
    r"(?:\b(?:minister|staatssecretaris|en|van|voor|de|het|buitenlandse|binnenlandse|economische|sociale|algemene|groene|ruimtelijke)|[&-])$",
    re.IGNORECASE,
)
PREMIER = re.compile(rf"(?:de )?{PRESIDENT}", re.IGNORECASE)
SECOND_OFFICE = re.compile(r"minister van algemene zaken\b", re.IGNORECASE)
PASSED_OVER = re.compile(
    r"[(\[]?(?:w\. ?g\.|was getekend|handtekening|voor deze|namens deze|bij afwezigheid|b\. ?a\.|i\. ?a\.|loco|waarnemend"
    r"|(?:digitaal|elektronisch) ondertekend)[)\]]?[,:]?|gedaan te .{2,60}|[-. ]+|,?(?:mede|tevens) namens.*",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"(?:hoogachtend|met (?:vriendelijke )?groet(?:en)?|[(\[]?(?:w\. ?g\.|was getekend)[)\]]?),?", re.IGNORECASE
)
_MYSELF = r"(?:mijzelf|mezelf|onszelf|mij)"
ALSO_FOR = re.compile(
    r"\b(?:(?:mede|ook|tevens)\s{1,3}(?:namens|uit\s{1,3}naam\s{1,3}van)"
    rf"|(?P<alone>namens)(?P<myself>\s{{1,3}}{_MYSELF}\s{{1,3}}en)?)\s{{1,3}}",
    re.IGNORECASE,
)
AND_MYSELF = re.compile(rf"\)?,?\s{{1,3}}(?:en|alsook|alsmede)\s{{1,3}}(?:namens\s{{1,3}})?{_MYSELF}\b")
SPEAKER = re.compile(
    r"\b(?:deze\s+brief|hierbij|hiermee|ik|wij|we|bied|bieden|stuur|sturen|zend|zenden|informeer|informeren|u|uw)\b",
    re.IGNORECASE,
)
AROUND = 250  # characters before and after "mede namens" in which the letter must speak for itself

ONLY_OFFICE = "de brief noemt alleen het ambt"
NO_NAME = "onder dit ambt is geen naam gelezen"
COLLEAGUE = "de brief noemt een ambtgenoot of collega, niet diens ambt"


@dataclass(frozen=True)
class PrintedSignature:
    """One signature as printed. `name` is "" where the letter names only the office; `why` says in Dutch what is odd."""

    name: str
    office: str  # without "De": Minister van Defensie
    manner: str  # "ondertekend" or "mede-namens"
    start: int
    end: int
    why: str = ""


@dataclass
class _Office:
    """An office in a block that is being read, up to its name."""

    words: str
    start: int
    end: int
    stands_alone: bool  # below a blank line
    above: re.Match[str] | None = None  # the name on the line above it


@dataclass
class _Block:
    """The offices that still wait for their names, oldest first, and those of the line just read, which may go on."""

    waiting: list[_Office] = field(default_factory=list)
    current: list[_Office] = field(default_factory=list)
    has_names: bool = False
    is_closed: bool = False  # "Hoogachtend" or "(w.g.)" stands above it


def read_signatures(letter: Paper | str) -> tuple[PrintedSignature, ...]:
    """Every PrintedSignature of a letter: those below it in order, then those on whose behalf it was also written."""
    paper = Paper.of(letter)
    signed = _unique(_signed(paper))
    offices = {office_key(signature.office) for signature in signed}
    behalf = [row for row in _unique(_on_behalf(paper.text, paper.unbroken)) if office_key(row.office) not in offices]
    return (*signed, *behalf)


def _unique(signatures: Iterable[PrintedSignature]) -> list[PrintedSignature]:
    found: dict[tuple[str, str], PrintedSignature] = {}
    for signature in signatures:
        found.setdefault((office_key(signature.office), signature.name), signature)
    return list(found.values())


def _signed(paper: Paper) -> Iterator[PrintedSignature]:
    text, seen = paper.text, paper.seen
    block, after_blank = _Block(), True
    opening: tuple[int, str] | None = None
    with_office = {seen.rfind("\n", 0, place) + 1 for place in places_of_words(seen, OFFICE_NAMED)}
    for start, line in paper.lines:
        row = line.strip()
        if not row:
            yield from _with_names_above(text, block)
            after_blank, opening, block.current = True, None, []
            continue
        if block.waiting or start in with_office:
            columns = _columns(seen, start, line) if len(row) <= LONGEST_LINE else []
            above = _name_above(seen, block, opening)
            yield from _read_line(text, block, columns, after_blank)
            if above and len(block.waiting) == 1 and not block.waiting[0].words.endswith(","):
                block.waiting[0].above = above
        is_closing = bool(CLOSING.fullmatch(row))
        block.is_closed |= is_closing
        opening = (start, line) if after_blank and not is_closing else None
        after_blank = is_closing
    yield from _with_names_above(text, block)
    yield from _nameless(block)


def _name_above(seen: str, block: _Block, opening: tuple[int, str] | None) -> re.Match[str] | None:
    """The name that an opening line is, if no office waits for it; without initials it must stand in a letter's closing."""
    if block.waiting or not opening or len(opening[1]) > LONGEST_LINE:
        return None
    columns = _columns(seen, *opening)
    match = NAME.fullmatch(columns[0][0]) if len(columns) == 1 else None
    return columns[0] if match and match["first"] and (block.is_closed or "." in match["first"]) else None


def _with_names_above(text: str, block: _Block) -> Iterator[PrintedSignature]:
    """The signatures of offices below their name, once it is certain that no name follows."""
    for office, above in [(office, office.above) for office in block.waiting if office.above and _is_whole(office)]:
        block.waiting.remove(office)
        name = tidy(text[slice(*above.span())])
        yield PrintedSignature(name, office_title(office.words), SIGNED, above.start(), office.end)


def _columns(seen: str, start: int, line: str) -> list[re.Match[str]]:
    """The columns of a line as matches, without page numbers; a first name stays with the initials behind it."""
    columns = [
        column for column in COLUMN.finditer(seen, start, start + len(line)) if not PAGE_NUMBER.fullmatch(column[0])
    ]
    if len(columns) == 2 and FIRST_NAME.fullmatch(columns[0][0]) and columns[1].start() == columns[0].end() + 1:
        return list(ALL.finditer(seen, columns[0].start(), columns[1].end()))
    return columns


def _read_line(text: str, block: _Block, columns: list[re.Match[str]], after_blank: bool) -> Iterator[PrintedSignature]:
    """Lets one line begin offices, go on with them, or give them their names; any other line ends the block."""
    words = [column[0] for column in columns]
    names = next((at for at, column in enumerate(words) if not _is_name(column)), 0)
    one_line = [_office_with_name(text, column) for column in columns]
    offices = zip(words[names:], one_line[names:], strict=True)
    if 0 < names <= len(block.waiting) and all(_is_office(office) or signature for office, signature in offices):
        yield from _read_line(text, block, columns[:names], after_blank)
        columns, words, one_line, block.waiting = columns[names:], words[names:], one_line[names:], []
    if len(words) == 2 and (beside := _beside_office(text, columns)):
        yield beside
    elif words and all(one_line):
        yield from filter(None, one_line)
    elif words and (going_on := _going_on(block, words)):
        for office, column in zip(going_on, columns, strict=True):
            office.words, office.end = tidy(f"{office.words}\n{column[0]}"), column.end()
    elif words and all(_is_office(column) for column in words):
        if block.has_names:
            block.waiting, block.has_names = [], False
        block.current = [_Office(column[0], *column.span(), after_blank) for column in columns]
        block.waiting += block.current
    elif words and block.waiting and all(map(_is_name, words)) and all(map(_is_whole, block.waiting)):
        block.has_names, block.current = True, []
        for column in columns[: len(block.waiting)]:
            office = block.waiting.pop(0)
            yield PrintedSignature(
                tidy(text[slice(*column.span())]), office_title(office.words), SIGNED, office.start, column.end()
            )
    elif not (block.waiting and all(PASSED_OVER.fullmatch(column) for column in words)) or not words:
        yield from _nameless(block)
        block.waiting, block.current, block.has_names = [], [], False


def _is_office(words: str) -> bool:
    return bool(OFFICE_BEGIN.match(words)) and bool(OFFICE_WORDS.fullmatch(with_capitals(words)))


def _is_whole(office: _Office) -> bool:
    """Whether an office says of what: a column may be too narrow for it."""
    begin = OFFICE_BEGIN.match(office.words)
    return begin is not None and not begin["unsaid"]


def _is_name(words: str) -> bool:
    """Whether a line is a name; without a first name or initials it begins with a capital, unlike "in Brussel"."""
    match = None if PASSED_OVER.fullmatch(words) else NAME.fullmatch(words)
    return match is not None and (bool(match["first"]) or match["family"][0].isupper())


def _going_on(block: _Block, words: list[str]) -> list[_Office]:
    """The offices of the line above that this line goes on with, one for each of its columns, or []."""
    is_broken = len(words) == len(block.current) == 1 and block.current[0].words.endswith("-")
    rest = [BROKEN_OFF.sub("", words[0])] if is_broken else words
    if len(words) > len(block.current) or not all(not column or OFFICE_WORDS.fullmatch(column) for column in rest):
        return []
    if SECOND_OFFICE.match(words[0]):
        premiers = [office for office in block.current if PREMIER.match(office.words)]
        return premiers if len(premiers) == len(words) else []
    if any(OFFICE_BEGIN.match(column) for column in words):
        return []
    unfinished = [office for office in block.current if not office.words.endswith(",")]
    offices = unfinished if len(unfinished) == len(words) else block.current[-len(words) :]
    starts_small = all(column[0].islower() for column in words)
    is_rest = starts_small or any(column.endswith(",") for column in words)
    return offices if is_rest or INCOMPLETE.search(offices[-1].words) else []


def _office_with_name(text: str, column: re.Match[str]) -> PrintedSignature | None:
    """The signature in "De Minister van Defensie, K.H. Ollongren" on one line, or None."""
    office, comma, name = column[0].rpartition(", ")
    match = comma and _is_office(office) and NAME.fullmatch(name)
    if not match or not match["first"]:
        return None
    start = column.start() + len(office) + len(comma)
    return PrintedSignature(
        tidy(text[start : column.end()]), office_title(office), SIGNED, column.start(), column.end()
    )


def _beside_office(text: str, columns: list[re.Match[str]]) -> PrintedSignature | None:
    """The signature in "De Minister van Financiën E. Heinen" on one line, or None."""
    office, name = columns
    match = NAME.fullmatch(name[0])
    if not (_is_office(office[0]) and match and match["first"] and "." in match["first"]):
        return None
    return PrintedSignature(
        tidy(text[slice(*name.span())]), office_title(office[0]), SIGNED, office.start(), name.end()
    )


def _nameless(block: _Block) -> Iterator[PrintedSignature]:
    for office in block.waiting:
        if office.stands_alone and office.words.endswith(",") and _is_whole(office):
            yield PrintedSignature("", office_title(office.words), SIGNED, office.start, office.end, NO_NAME)


def _on_behalf(text: str, seen: str) -> Iterator[PrintedSignature]:
    """The offices behind "mede namens", where the letter itself speaks: not where it tells what a minister did.

    "Namens" alone counts where it goes on with "en mijzelf".
    """
    done, spans = 0, [(place, place) for place in places_of_words(folded(seen), ("namens", "naam"))]
    for match in matches_in(ALSO_FOR, seen, parts_around(spans, 40, 60)):
        if match.start() < done:
            continue
        offices = list(offices_at(seen, match.end()))
        last = offices[-1] if offices else None
        done = (last.name[1] if last.name else last.end) if last else match.end()
        is_mine = not match["alone"] or match["myself"] or AND_MYSELF.match(seen, done)
        if offices and is_mine and _speaks_for_itself(seen, match):
            yield from (_for_office(text, office) for office in offices)


def _for_office(text: str, office: NamedOffice) -> PrintedSignature:
    if office.name:
        name = tidy(text[slice(*office.name)])
        match = NAME.fullmatch(name)
        if match and match["first"]:
            return PrintedSignature(name, office.office, ON_BEHALF, office.start, office.name[1])
    why = COLLEAGUE if office.is_guess else ONLY_OFFICE
    return PrintedSignature("", office.office, ON_BEHALF, office.start, office.end, why)


def _speaks_for_itself(seen: str, match: re.Match[str]) -> bool:
    """Whether "mede namens" stands in a sentence of "ik" or "wij", or by itself among the signatures."""
    before = seen[max(match.start() - AROUND, 0) : match.start()].rpartition("\n\n")[2]
    after = seen[match.end() : match.end() + AROUND].partition("\n\n")[0]
    is_apart = not before.strip() or bool(re.search(r",\s*\n\s*$", before))
    return is_apart or bool(SPEAKER.search(f"{before} {after}"))
