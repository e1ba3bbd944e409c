"""Every Kamerstuk, motie and other official publication that a letter cites, with its official address.

The letter's own number is no citation. A motie whose number is in a footnote is cited there and where it is named.
A number with "nr." is read wherever it stands: "36 045, nr. 134". Without "nr." it needs a word before it that says what
it is ("Kamerstuk 36045-134", "kst-36045-134") or all its parts ("21501-20-2189"). Documents of the EU are left alone.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from letters.kamerstuk import OFFICIAL_SITE, KamerstukId, LooseId, NotAKamerstuk, parse_dossier, parse_kamerstuk
from letters.reading.text.layout import tidy
from letters.reading.text.nearby import matches_from
from letters.reading.text.notes import MARK as _MARK
from letters.reading.text.notes import note_number
from letters.reading.text.paper import Paper
from ukrainesteun.months import MONTHS

from .header import own_number_spans
from .printed import Header

LARGEST_RANGE = 50  # documents in "nrs. 12-14"; more is a mistake
FAR = 500  # characters between a motie and its number: a motie may be named with its whole title

_S = r"\s{0,3}"
_WORD = rf"Kamer(?:-{_S})?(?:stuk(?:-{_S})?(?:ken|nummers?|nr\.?)?|brief)|kst\.?|TK|EK|dossier"
_YEARS = rf"(?:(?:vergaderjaar\s{{1,3}})?(?:19|20)[0-9]{{2}}{_S}[-/]{_S}(?:[0-9]{{4}}|[0-9]{{2}}){_S},?{_S})"
_PREFIX = rf"(?P<prefix>\b(?:{_WORD}){_S}(?:nr\.?{_S})?[,:]?{_S}(?:I{{1,2}}{_S},?{_S})?{_YEARS}?(?:nr\.?{_S})?)"
_FIVE = r"[0-9]{2}[\s.]?[0-9]{3}"
_DOSSIER = (
    rf"{_FIVE}(?:{_S}-{_S}[0-9]{{2}}(?![0-9])|{_S}-?{_S}(?:[IVX]{{1,5}}[A-Z]?|[A-Z])(?![\w.])|{_S}\(R[0-9]{{3,4}}\))?"
)
# A number of a list is not the begin of the next dossier, nor the day of a date; behind "nr." it ends a part of the sentence.
_NUMBER = rf"[0-9]{{1,5}}(?![0-9]|[ .][0-9]{{3}}(?![0-9])|\s(?:{'|'.join(MONTHS)})\b)"
_LAST = rf"{_NUMBER}(?={_S}(?:[),;:\]]|\.(?![0-9])|(?:,{_S})?en\b|(?:waarin|over|inzake|d\.d)\b|\Z))(?!,[0-9])"
_LIST = rf"{_NUMBER}(?:{_S}(?:,|en|-|t/m|tot{_S}en{_S}met|,{_S}en){_S}{_NUMBER}){{0,30}}"
# The sign with which either pattern begins: of a dossier, or of a word before it.
STARTER = re.compile(
    r"[0-9bBkKtTeEdD](?:(?<![0-9.-].)(?<=[0-9])(?=[0-9][\s.]?[0-9]{3})"
    r"|(?<!\w.)(?:(?<=[kK])[aAsS]|(?<=[bB])[lL][gG]-|(?<=[tTeE])[kK]|(?<=[dD])[oO]))"
)
KAMERSTUK = re.compile(
    rf"(?:{_PREFIX}(?:(?P<first>{_DOSSIER}){_S}(?:en|,|/){_S}(?={_FIVE}))?)?(?<![0-9.-])(?P<dossier>{_DOSSIER}){_S}[,/;]?{_S}"
    rf"(?:(?:nrs|nummers){_S}\.?:?{_S}(?P<list>{_LIST})"
    rf"|(?:nr|nummer){_S}\.?:?{_S}(?P<number>[0-9]{{1,5}})(?![0-9])"
    rf"(?P<more>(?:{_S}(?:,|en|,{_S}en){_S}(?:nr{_S}\.{_S}[0-9]{{1,5}}(?![0-9])|{_LAST})){{0,30}}))",
    re.IGNORECASE,
)
WITHOUT_NR = re.compile(
    rf"(?:(?P<prefix>\b(?:{_WORD}){_S}[,:]?{_S}(?:nr\.?{_S})?(?:I{{1,2}}{_S})?{_YEARS}?)"
    rf"(?P<named>{_FIVE}(?:-[0-9]{{2}}(?=-)|{_S}-?[IVX]{{1,5}}[A-Z]?(?=-))?-{_S}[0-9]{{1,5}})"
    rf"|\b(?P<loose>kst-[0-9]{{7}}|blg-[0-9]{{6,8}})|\b(?P<slug>kst-[0-9]{{5}}(?:-[0-9]{{2}}(?=-)|-[IVX]{{1,5}}[A-Z]?(?=-)|-[A-Z](?=-))?-[0-9]{{1,5}})"
    rf"|(?<![\w.,-])(?P<whole>{_FIVE}-[0-9]{{2}}-[0-9]{{1,5}}))(?![0-9])",
    re.IGNORECASE,
)
UNDER = re.compile(rf"[oO](?<!\w.)(?i:nder{_S}\s(?:nr\.?|nummer)){_S}(?P<number>[0-9]{{1,5}})(?![0-9])")
# Each begins with its first sign and looks back after it: so a text is gone through fast.
QUESTION = re.compile(r"[12](?<!\w.)(?:(?<=1)9|(?<=2)0)[0-9]{2}Z[0-9]{4,6}\b")
ANNEX = re.compile(
    rf"Aanhangsel(?<!\wAanhangsel)(?:\s{{1,3}}(?:van\s{{1,3}}de\s{{1,3}})?Handelingen)?{_S},?{_S}(?:I{{1,2}}{_S},?{_S})?"
    rf"(?:vergaderjaar\s{{1,3}})?(?P<from>20[0-9]{{2}}){_S}[-/]{_S}(?:20)?(?P<to>[0-9]{{2}}){_S},?{_S}nr{_S}\.?{_S}(?P<number>[0-9]{{1,5}})\b"
)
GAZETTE = re.compile(
    rf"(?P<paper>St(?<!\wSt)(?:b|crt))\.?{_S},?{_S}(?P<year>(?:19|20)[0-9]{{2}}){_S},?{_S}(?:nr\.?{_S})?(?P<number>[0-9]{{1,5}})\b"
)

_PARTICLES = r"(?:(?:van|de|der|den|ten|ter|het|el|al|von|in|'t)\s{1,2}){0,3}"
_CAPITAL = r"[A-ZÀ-ÞŞĞÇ]"
_NO_NAME = r"(?!(?:Kamerstuk(?:ken|nummer)?|Handelingen|Aanhangsel|Tweede|Eerste|Nr|TK|EK|Stb|Stcrt|Zie)\b)"
_NAME_WORD = rf"{_NO_NAME}{_CAPITAL}(?:[^\W\d_]|['-]){{1,30}}"
_NAME = rf"{_PARTICLES}{_NAME_WORD}(?:\s{{1,2}}(?:{_PARTICLES})?{_NAME_WORD}){{0,2}}"
_NAMES = rf"{_NAME}(?:(?:{_S}[,/]{_S}|\s{{1,2}}en\s{{1,2}}){_NAME}){{0,8}}(?:\s{{1,2}}c\.{_S}s\.)?"
MOTIE = re.compile(
    rf"\b(?:gewijzigde\s{{1,2}}|Gewijzigde\s{{1,2}})?[Mm]oties?(?:"
    rf"\s{{1,3}}van\s{{1,3}}(?:(?:het{_S}\s)?(?:[Kk]amer)?lid|(?:de{_S}\s)?(?:[Kk]amer)?leden|de{_S}\sheer|mevrouw|de{_S}\sheren)\s{{1,3}}(?P<movers>{_NAMES})"
    rf"|(?:{_S}-{_S}|\s{{1,3}})(?P<surnames>{_NAMES}))"
)
SENTENCE_END = r"(?<!c\.s)(?<!d\.d)(?<!jl)(?<!nr)[.;]\s+[A-Z«]|(?<=[.:;)!?»])\s{0,9}\n\s{0,9}\n"
NEW_SENTENCE = re.compile(SENTENCE_END)
# Between a motie and its number no sentence ends and no other motie or letter is named.
BREAK = re.compile(rf"{SENTENCE_END}|\b[Mm]oties?\b|\b(?:[Kk]amer)?[Bb]rief\s{{1,3}}(?:van|d\.d\.)\s{{1,3}}[0-9]")
# The mark of a footnote right behind a name or further on.
MARK = re.compile(_MARK)
LATER_MARK = re.compile(
    r"<sup>\s?(?P<sup>[0-9]{1,3})\s?</sup>|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})"
    r"|(?:(?<=[a-zà-ÿ]{2})|(?<=[a-zà-ÿ)»'’][.,;:)])|(?<=\s(?:19|20)[0-9]{2}\.))(?P<plain>[0-9]{1,3})(?![\w%]|[.,][0-9])"
)
# What a footnote may say before the number of a motie.
BEFORE_NUMBER = re.compile(r"[\s(]*(?:[Zz]ie\s+(?:ook\s+)?)?(?:de\s+)?(?P<named>(?:[Gg]ewijzigde\s+)?[Mm]otie\b)?")


@dataclass(frozen=True)
class Citation:
    """One document cited. `slug` and `url` are "" where it is named without a number; `number` is that of the Kamerstuk."""

    start: int
    end: int
    as_written: str
    slug: str = ""  # kst-36045-171
    dossier: str = ""  # as stored: 21501-20
    number: int | None = None
    kind: str = "kamerstuk"  # "kamerstuk", "motie", "aanhangsel" (questions of the Kamer) or "besluit" (Stb., Stcrt.)
    url: str = ""
    what: str = ""  # who moved a motie, as printed


def read_citations(letter: Paper | str, header: Header | None = None) -> tuple[Citation, ...]:
    """Every Citation of a text, in the order of their numbers; one without a number is where it is named.

    A list of numbers gives a Citation for each, all on the place of the list. `header` is what the text prints about
    itself, where somebody read that already.
    """
    paper = Paper.of(letter)
    text, seen = paper.text, paper.seen
    found = _apart([*_numbered(text, seen), *_publications(text, seen)])
    found = _apart([*found, *_under(text, seen, found)])
    return tuple(_with_moties(paper, _apart_from(own_number_spans(paper, header), found)))


def _apart_from(spans: list[tuple[int, int]], citations: list[Citation]) -> list[Citation]:
    """The citations that touch none of these spans, which are in order."""
    starts = [start for start, _ in spans]
    before = [bisect_left(starts, citation.end) for citation in citations]
    return [one for one, at in zip(citations, before, strict=True) if at == 0 or spans[at - 1][1] <= one.start]


def _apart(citations: Iterable[Citation]) -> list[Citation]:
    """Those that do not lie within another one, in order."""
    kept: list[Citation] = []
    end = 0
    for citation in sorted(citations, key=lambda citation: (citation.start, -citation.end)):
        if citation.start >= end or (kept and (citation.start, citation.end) == (kept[-1].start, kept[-1].end)):
            kept.append(citation)
            end = citation.end
    return kept


def _numbered(text: str, seen: str) -> Iterator[Citation]:
    whole = [(0, len(seen))]
    for match in matches_from(STARTER, KAMERSTUK, seen, whole):
        try:
            # "Kamerstukken 22 054 en 36 045, nr. 377": the number belongs to the first.
            dossier = parse_dossier(re.sub(r"\s*-\s*", "-", match["first"] or match["dossier"]))
            numbers, end = _numbers(match)
            for number in numbers:
                yield _citation(text, (match.start(), end), KamerstukId(dossier, number))
        except NotAKamerstuk:
            continue
    for match in matches_from(STARTER, WITHOUT_NR, seen, whole):
        if match["loose"]:
            paper = LooseId(match["loose"].lower())
            yield Citation(*match.span(), tidy(text[slice(*match.span())]), paper.slug, url=paper.url)
            continue
        try:
            yield _citation(text, match.span(), parse_kamerstuk(match["named"] or match["slug"] or match["whole"]))
        except NotAKamerstuk:
            continue


def _citation(text: str, span: tuple[int, int], kamerstuk: KamerstukId) -> Citation:
    return Citation(
        *span, tidy(text[slice(*span)]), kamerstuk.slug, kamerstuk.dossier, kamerstuk.number, url=kamerstuk.url
    )


def _numbers(match: re.Match[str]) -> tuple[list[int], int]:
    """The numbers of "nrs. 12 en 14", "nrs. 12-14", "nr. 12 en nr. 14" and "nr. 12 en 14", each once; and where they end."""
    if match["number"]:
        return _numbers_behind_nr(match)
    numbers: list[int] = []
    for glue, written in re.findall(r"([^0-9]*)([0-9]+)", match["list"]):
        number = int(written)
        is_range = numbers and re.search(r"-|t/m|met", glue) and 0 < number - numbers[-1] <= LARGEST_RANGE
        numbers += range(numbers[-1] + 1, number + 1) if is_range else [number]
    return list(dict.fromkeys(numbers)), match.end()


def _numbers_behind_nr(match: re.Match[str]) -> tuple[list[int], int]:
    """As above. A number without a "nr." of its own goes up, and is no year: "nr. 12, 2023" has one."""
    numbers, end = [int(match["number"])], match.end("number")
    for more in re.finditer(r"(?P<nr>nr[\s.]*)?(?P<number>[0-9]+)", match["more"], re.IGNORECASE):
        number, before = int(more["number"]), numbers[-1]
        if not more["nr"] and (number <= before or before < 1900 <= number < 2100):
            break
        numbers.append(number)
        end = match.start("more") + more.end()
    return list(dict.fromkeys(numbers)), end


def _under(text: str, seen: str, citations: list[Citation]) -> Iterator[Citation]:
    """The Kamerstukken of which only the number is written, "onder nr. 13": of the dossier before, in the same sentence."""
    starts = [citation.start for citation in citations]
    for match in UNDER.finditer(seen):
        at = bisect_left(starts, match.start()) - 1
        before = citations[at] if at >= 0 else None
        if not before or not before.dossier or match.start() - before.end > FAR:
            continue
        if not NEW_SENTENCE.search(seen, before.end, match.start()):
            with suppress(NotAKamerstuk):
                yield _citation(text, match.span(), KamerstukId(before.dossier, int(match["number"])))


def _publications(text: str, seen: str) -> Iterator[Citation]:
    """Questions of the Kamer, by their own number or that of the Aanhangsel, and Staatsblad and Staatscourant."""
    for match in QUESTION.finditer(seen):
        yield _publication(text, match, f"kv-tk-{match[0]}", None, "aanhangsel")
    for match in ANNEX.finditer(seen):
        slug = f"ah-tk-{match['from']}20{match['to']}-{int(match['number'])}"
        yield _publication(text, match, slug, int(match["number"]), "aanhangsel")
    for match in GAZETTE.finditer(seen):
        slug = f"{match['paper'].lower()}-{match['year']}-{int(match['number'])}"
        yield _publication(text, match, slug, int(match["number"]), "besluit")


def _publication(text: str, match: re.Match[str], slug: str, number: int | None, kind: str) -> Citation:
    written = tidy(text[slice(*match.span())])
    return Citation(*match.span(), written, slug, "", number, kind, f"{OFFICIAL_SITE}{slug}.html")


def _with_moties(paper: Paper, citations: list[Citation]) -> list[Citation]:
    """The citations with those of moties: a number that goes with one says so, and one without a number is added.

    A motie's number stands behind it, or in the footnote whose mark stands behind it. Such a motie has its own place,
    and comes right before its footnote.
    """
    text, seen = paper.text, paper.seen
    citations = list(citations)
    named: list[tuple[int, Citation]] = []
    starts = [citation.start for citation in citations]
    notes = _notes(paper)
    for match in MOTIE.finditer(seen):
        group = "movers" if match["movers"] else "surnames"
        what = tidy(text[slice(*match.span(group))])
        span = match.start(), match.end(group)
        at, in_footnote = _number_of(text, seen, citations, starts, notes, match.end())
        if at is None:
            named.append((span[0], Citation(*span, tidy(text[slice(*span)]), kind="motie", what=what)))
            continue
        are_many = bool(re.search(r"\b[Mm]oties\b", match[0]))
        for place in range(at, bisect_right(starts, starts[at]) if are_many else at + 1):
            citations[place] = replace(citations[place], kind="motie", what=what)
            if in_footnote:
                cited = replace(citations[place], start=span[0], end=span[1], as_written=tidy(text[slice(*span)]))
                named.append((starts[at], cited))
    ordered = sorted([*named, *zip(starts, citations, strict=True)], key=lambda pair: pair[0])
    return [citation for _, citation in ordered]


def _number_of(
    text: str, seen: str, citations: list[Citation], starts: list[int], notes: dict[str, list[int]], end: int
) -> tuple[int | None, bool]:
    """(index, in_footnote) of the Kamerstuk that is the number of a motie named up to here: the first that is pointed at.

    The index is None where there is none.
    """
    behind = _first_behind(seen, citations, starts, end)
    stop = BREAK.search(seen, end, end + FAR)
    mark = MARK.match(text, end) or LATER_MARK.search(text, end, stop.end() if stop else end + FAR)
    is_late = mark and stop and mark.start() > stop.start() + 1  # a mark may stand right behind the full stop
    if not mark or is_late or (behind is not None and starts[behind] < mark.start()):
        return behind, False
    footnote = _in_footnote(seen, citations, starts, notes.get(note_number(mark), []), mark.end())
    return (behind, False) if footnote is None else (footnote, True)


def _first_behind(seen: str, citations: list[Citation], starts: list[int], end: int) -> int | None:
    """The index of the first Kamerstuk behind a motie, in the same sentence, or None."""
    at = bisect_left(starts, end)
    if at < len(citations) and citations[at].kind in ("kamerstuk", "motie") and citations[at].number:
        start = citations[at].start
        if start - end <= FAR and not BREAK.search(seen, end, start):
            return at
    return None


def _notes(paper: Paper) -> dict[str, list[int]]:
    """Of each footnote number, the places where a note of that number begins, in order."""
    notes: dict[str, list[int]] = {}
    for note in paper.notes:
        notes.setdefault(note.number, []).append(note.start)
    return notes


def _in_footnote(seen: str, citations: list[Citation], starts: list[int], places: list[int], end: int) -> int | None:
    """The index of the Kamerstuk with which the next footnote at these places begins, or None."""
    first = bisect_left(places, end)
    for place in places[first : first + 3]:
        at = bisect_left(starts, place)
        if at < len(citations) and citations[at].slug and _leads_to_number(seen, place, starts[at]):
            return at
    return None


def _leads_to_number(seen: str, place: int, start: int) -> bool:
    """Whether a footnote goes straight to its number, or names the motie and nothing else first."""
    before = BEFORE_NUMBER.match(seen, place, start)
    if before is None:
        return False
    if before["named"]:
        return start - place <= FAR and not BREAK.search(seen, before.end(), start)
    return not seen[before.end() : start].strip(" (\n")
