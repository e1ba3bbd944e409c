"""The official publication's XML to text: the printed head, paragraphs, and the footnotes at the foot.

A footnote's number stays in its place as <sup>1</sup>, so that it never runs into an amount.
"""

import datetime
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder

from defusedxml.ElementTree import XMLParser

from letters.kamerstuk import NotAKamerstuk, parse_dossier, print_dossier
from letters.reading.letterhead.papers import paper_of
from letters.reading.letterhead.printed import PrintedDossier, PrintedFacts

from .cals import grid_rows, is_head
from .metadata import ANSWER_ROOTS, METADATA_ROOTS, facts_of_metadata
from .signs import CELL, HEAD_CELL, NOTE, TABLE, marks_of

DEEPEST = 100  # elements within each other
MOST_ELEMENTS = 200_000
LEFT_OUT = {"metadata", "illustratie", "officiele-inhoudsopgave"}
PARAGRAPHS = {
    "al",
    "titel",
    "kop",
    "tussenkop",
    "li",
    "row",
    "functie",
    "naam",
    "noot.al",
    "tekstregel",
    "datumtekst",
    "lid",
}
APART = {"lijst", "table", "tgroup", "box", "citaat", "al-groep", "definitielijst", "plaatje", "li.nr", "lidnr"}
INLINE = {"nadruk", "sup", "inf", "extref", "intref", "dossierref", "noot", "br", "datum"}
SIDE_BY_SIDE = {"entry", "li.nr", "nr", "voornaam", "achternaam", "lidnr", "label"}  # in one paragraph, a space apart


OPEN_OFFICE = re.compile(r"(?:\b(?:van|voor|en)|-)$")  # more of it follows
OFFICE_GOES_ON, OFFICE_ENDS = re.compile(r"[^,.;:]+,?"), re.compile(r"[,.;:](?=\s|$)")
NAMES_OFFICE = re.compile(r"inister|ecretaris|\bnamens\b", re.IGNORECASE)


# What a publication may be: a paper of a dossier, one outside any, or questions with their answers.
PAPERS = ("kamerstuk", "niet-dossier-stuk", "kamervragen")
OUTSIDE_DOSSIER = {"nds-stuk": "stuk", "nds-nr": "stuknr"}  # the same by another name
IN_HEAD = ("stuknr", "datumtekst", "kamerstukkop", "dossier", "metadata")


class NotAPublication(ValueError):
    """Valid XML of another kind."""


class IsMetadata(NotAPublication):
    """What comes beside a publication; `facts` are what it tells of that."""

    def __init__(self, facts: PrintedFacts | None) -> None:
        super().__init__()
        self.facts = facts


class IsAnswer(NotAPublication):
    """What a service answers: a list of what it found, or an error."""


class TooDeep(ValueError):
    """More layers or elements than any letter has."""


class _Bounded(TreeBuilder):
    """Builds the tree as long as it stays as small as that of a letter."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = self.count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> Element:
        self.depth += 1
        self.count += 1
        if self.depth > DEEPEST or self.count > MOST_ELEMENTS:
            raise TooDeep
        return super().start(tag, attributes)

    def end(self, tag: str) -> Element:
        self.depth -= 1
        return super().end(tag)


def parsed(content: bytes) -> Element:
    """The root of XML (bytes), the names of elements without their namespaces, and so those of attributes."""
    parser = XMLParser(target=_Bounded(), forbid_entities=True, forbid_external=True)
    parser.feed(content)
    root: Element = parser.close()
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
        for name in [name for name in element.attrib if "}" in name]:
            element.set(name.rpartition("}")[2], element.attrib.pop(name))
    return root


def read_publication(content: bytes) -> tuple[str, PrintedFacts]:
    """The text, with the signs of signs.py for its tables and notes, and the PrintedFacts of a publication (bytes).

    Raises NotAPublication, TooDeep, ParseError, and DefusedXmlException for entities of its own and references to elsewhere."""
    root = parsed(content)
    kamerstuk = next((element for element in root.iter() if element.tag in PAPERS), None)
    if kamerstuk is None and root.tag in METADATA_ROOTS:
        raise IsMetadata(facts_of_metadata(root))
    if kamerstuk is None:
        raise IsAnswer if root.tag in ANSWER_ROOTS else NotAPublication
    if kamerstuk.tag == "niet-dossier-stuk":
        for element in kamerstuk.iter():
            element.tag = OUTSIDE_DOSSIER.get(element.tag, element.tag)
    facts = _facts(root, kamerstuk)
    notes: list[str] = []
    return "\n\n".join([*filter(None, _head(kamerstuk, facts, notes)), *_body(kamerstuk, notes), *notes]), facts


def _text_of(element: Element | None, notes: list[str]) -> str:
    """Everything written in an element, on one line, with the marks of its footnotes; these go to `notes`.

    The cells of a table have a bar before them, so that the figures of two cells never become one.
    """
    return "" if element is None else " ".join("".join(_runs(element, notes)).split())


def _runs(element: Element, notes: list[str]) -> Iterator[str]:
    if element.tag == "noot":
        number = _text_of(element.find("noot.nr"), notes)
        words = [element.text or ""]
        for part in element:
            words += [*(_runs(part, notes) if part.tag != "noot.nr" else ()), part.tail or ""]
        notes.append(f"{NOTE}<sup>{number}</sup> {' '.join(''.join(words).split())}".rstrip())
        yield f"<sup>{number}</sup>"
    elif element.tag == "sup" and (marks := marks_of("".join(element.itertext()))):
        yield marks  # of notes that stand elsewhere
    elif element.tag not in LEFT_OUT and isinstance(element.tag, str):
        is_apart = element.tag in SIDE_BY_SIDE | PARAGRAPHS or element.tag == "br"
        yield f"{CELL} " if element.tag == "entry" else " " if is_apart else ""
        yield element.text or ""
        for child in element:
            yield from _runs(child, notes)
            yield child.tail or ""
        yield " " if is_apart else ""


def _dossier(element: Element) -> PrintedDossier | None:
    """The PrintedDossier of a `dossier`, or None where its number is none."""
    number = element.find(".//dossiernummer")
    written = " ".join("".join((element if number is None else number).itertext()).split())
    try:
        return PrintedDossier(parse_dossier(written), _text_of(element.find("titel"), []))
    except NotAKamerstuk:
        return None


def _facts(root: Element, kamerstuk: Element) -> PrintedFacts:
    number = re.search("[0-9]{1,5}", _text_of(kamerstuk.find(".//stuknr/ondernummer"), []))
    return PrintedFacts(
        dossiers=tuple(filter(None, map(_dossier, kamerstuk.iter("dossier")))),
        number=int(number[0]) if number else None,
        title=re.sub(r"<sup>.*?</sup>", "", _text_of(kamerstuk.find("./stuk/titel"), [])),
        date=_date(kamerstuk),
        paper=_paper(root, kamerstuk),
    )


def _date(kamerstuk: Element) -> datetime.date | None:
    """The date of the paper itself, as the publication states it for machines: any other date in it is of something else."""
    for text in kamerstuk.findall("./stuk/datumtekst"):
        for element in (text, *text.iter("datum")):
            try:
                return datetime.date.fromisoformat(element.get("isodatum", ""))
            except ValueError:
                continue
    return None


def _paper(root: Element, kamerstuk: Element) -> str:
    """The kind of paper, of the metadata, else of the first line of the head that names one."""
    stated = [
        meta.get("content", "")
        for meta in root.iter("meta")
        if meta.get("name") == "DC.type" and meta.get("scheme", "").endswith("KamerstukTypen")
    ]
    lines = [
        _text_of(line, [])
        for line in kamerstuk.findall("./kamerstukkop/tekstregel")
        if line.get("inhoud") == "documenttype"
    ]
    return next(filter(None, map(paper_of, stated + lines)), "")


def _head(kamerstuk: Element, facts: PrintedFacts, notes: list[str]) -> Iterator[str]:
    """What is printed above a Kamerstuk: chamber and year, dossiers with their titles, number with title, date."""
    for line in kamerstuk.findall("./kamerstukkop/tekstregel"):
        yield _text_of(line, notes)
    for dossier in facts.dossiers:
        yield f"{print_dossier(dossier.number)}  {dossier.title}".strip()
    number, title = (_text_of(kamerstuk.find(path), notes) for path in ("./stuk/stuknr", "./stuk/titel"))
    yield f"{number}  {title}".strip()
    dated = _text_of(kamerstuk.find("./stuk/datumtekst"), notes)
    if dated:
        yield dated


def _body(kamerstuk: Element, notes: list[str]) -> Iterator[str]:
    piece = kamerstuk.find("stuk")
    for element in kamerstuk if piece is None else piece:
        if element.tag not in (IN_HEAD if piece is None else (*IN_HEAD, "titel")):
            yield from filter(None, _paragraphs(element, notes))
    for element in kamerstuk if piece is not None else ():
        if element.tag == "bijlage":
            yield from filter(None, _paragraphs(element, notes))


def _table(tgroup: Element, notes: list[str]) -> Iterator[str]:
    """The rows of a table, each with a cell for each column."""
    label = TABLE
    for group, _, cells in grid_rows(tgroup):
        bar = HEAD_CELL if is_head(group) else CELL
        row = [f"{cell.covered or bar} {_in_cell(cell.entry, notes)}".strip() for cell in cells]
        if any(cell.entry is not None for cell in cells):
            yield label + " ".join(row)
            label = ""


def _in_cell(entry: Element | None, notes: list[str]) -> str:
    """The words of a cell. Its paragraphs stay two spaces apart, so that two figures never become one."""
    if entry is None:
        return ""
    if len(entry) > 1 and all(part.tag == "al" for part in entry):
        return "  ".join(filter(None, (_text_of(part, notes) for part in entry)))
    return _text_of(entry, notes).removeprefix(CELL).strip()


def _paragraphs(element: Element, notes: list[str]) -> Iterator[str]:
    """The paragraphs in an element; what signs a letter stays together, as a signature is one."""
    tag: object = element.tag  # of a comment it is no text
    if not isinstance(tag, str) or tag in LEFT_OUT:
        return
    if element.tag == "ondertekening":
        yield "\n".join(filter(None, _signature(element, notes)))
    elif element.tag == "tgroup":
        yield from _table(element, notes)
    elif element.tag == "kop" or (element.tag in PARAGRAPHS and not _holds_paragraphs(element)):
        yield _text_of(element, notes)
    else:
        label = ""
        for words, child in _parts(element, notes):
            if child is not None and child.tag in ("li.nr", "lidnr"):
                label = _text_of(child, notes)
                continue
            for paragraph in filter(None, [words] if child is None else _paragraphs(child, notes)):
                yield f"{label} {paragraph}".strip()
                label = ""


def _signature(element: Element, notes: list[str]) -> Iterator[str]:
    """The lines of what signs a letter. Loose words stay: they may end an office, or name for whom it was signed as well."""
    later = " ".join((element.text or "").split())  # what stands between an office and its name comes behind the name
    for part in element:
        line, *more = _lines_of(part, notes)
        loose = " ".join((part.tail or "").split())
        if part.tag == "functie":
            first = OFFICE_GOES_ON.match(loose) if OPEN_OFFICE.search(line) else OFFICE_ENDS.match(loose)
            line, loose = (f"{line} {first[0]}".strip(), loose[first.end() :].strip()) if first else (line, loose)
        yield line.replace(" ,", ",")
        yield from more
        if part.tag == "functie" and not NAMES_OFFICE.search(loose):
            later = f"{later} {loose}".strip()
        else:
            yield from (later, loose)
            later = ""
    yield later


def _lines_of(part: Element, notes: list[str]) -> list[str]:
    """What an element has before, between and behind its line ends."""
    lines = [[part.text or ""]]
    for child in part:
        if child.tag == "br":
            lines.append([])
        else:
            lines[-1] += _runs(child, notes)
        lines[-1].append(child.tail or "")
    return [" ".join("".join(words).split()) for words in lines]


def _parts(element: Element, notes: list[str]) -> Iterator[tuple[str, Element | None]]:
    """What an element holds, in order: ("", a child that has paragraphs of its own), or (words that stand between them, None).

    Words in which something is stressed or referred to stay one paragraph, so that no amount is cut in two.
    """
    has_words = bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)
    words = [element.text or ""]
    for child in element:
        if child.tag in INLINE or (has_words and not _holds_paragraphs(child) and child.tag not in APART):
            words += _runs(child, notes)
        else:
            yield " ".join("".join(words).split()), None
            yield "", child
            words = []
        words.append(child.tail or "")
    yield " ".join("".join(words).split()), None


def _holds_paragraphs(element: Element) -> bool:
    return any(child.tag in PARAGRAPHS | APART for child in element)
