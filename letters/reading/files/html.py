"""A saved web page to text: of officielebekendmakingen.nl, or any other. Only what a reader came for, in lines.

Footnote numbers stay as <sup>1</sup>. What the page states in its <meta> elements becomes the facts.
"""

import datetime
import re
from dataclasses import replace
from html.parser import HTMLParser

from letters.reading.letterhead.printed import PrintedFacts

from .metadata import facts_of_pairs
from .signs import ACROSS, BARS, CELL, DOWN, HEAD_CELL, NOTE, SIGNS, TABLE, marks_of

LEFT_OUT = {
    "script", "style", "nav", "header", "footer", "button", "noscript", "svg", "template", "iframe",
    "object", "select", "textarea", "math", "head", "dialog",
}  # fmt: skip
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr", "img", "label", "del",
}  # fmt: skip
MAIN_PARTS = ("broodtekst", "noten")  # of an official page; its notes stand beside its text
CELLS = {"td", "th"}
LINES = {"br", "tr", "li", "dt", "dd"}
NOTE_MARK = re.compile(r"(?:^|\s)(?:nootnum|footnote-ref|noot-?nummer|noteref)(?:\s|$)")
NOT_SHOWN = re.compile(r"(?:^|\s)(?:note-close|sr-only|visually-hidden|visuallyhidden|skiplinks?|breadcrumbs?)(?:\s|$)")
RAISED, LOWERED = "\ue000", "\ue001"  # around what is raised, until it is known whether that is a number
PARTED = "\ue002"  # between two paragraphs of a cell
CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,3}=\s{0,3}[\"']?([\w-]{1,40})", re.IGNORECASE)


def read_page(content: bytes) -> tuple[str, PrintedFacts | None]:
    """The text of a page (bytes), with the signs of signs.py for its tables and notes, and of an official publication the
    PrintedFacts."""
    page = _Collector()
    page.feed(_decoded(content))
    page.close()
    return page.text(), page.facts()


def _decoded(content: bytes) -> str:
    """The page in the encoding of its mark, UTF-8, what it says itself, or the web's old default; in that order."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    stated = CHARSET.search(content[:4096])
    for encoding in ("utf-8-sig", stated[1].decode() if stated else "cp1252"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", "replace")


class _Spread:
    """How far the cells of one table spread over columns and over the rows below."""

    MOST_COLUMNS, MOST_ROWS = 100, 1_000

    def __init__(self) -> None:
        self.column = 0  # in which the next cell stands, as far as none spreads there
        self.rows: dict[int, int] = {}  # of a column, over how many more rows a cell spreads

    def covered(self) -> int:
        """How many cells from here on are covered by cells of the rows above."""
        count = 0
        while self.rows.get(self.column, 0) > 0:
            self.rows[self.column] -= 1
            self.column += 1
            count += 1
        return count

    def cell(self, attributes: dict[str, str | None]) -> int:
        """How many cells behind this one it spreads over."""
        across = min(_count(attributes.get("colspan")), max(self.MOST_COLUMNS - self.column, 1))
        down = min(_count(attributes.get("rowspan")), self.MOST_ROWS)
        for column in range(self.column, self.column + across):
            self.rows[column] = down - 1
        self.column += across
        return across - 1


def _count(stated: str | None) -> int:
    return max(int(stated), 1) if stated and stated.isdecimal() and len(stated) < 6 else 1


class _Collector(HTMLParser):
    """Collects the text, by where it stands: in the main part of the page, or elsewhere."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: list[tuple[str, str]] = []
        self.runs: dict[bool, list[str]] = {True: [], False: []}  # within <main>, and everything
        self.main = 0  # how many elements deep in the main part, itself included
        self.hidden = 0  # the same, in what is left out
        self.mark = 0  # the same, in a footnote mark
        self.main_tag = self.hidden_tag = self.mark_tag = ""
        self.is_in_cell = self.is_preformatted = False
        self.is_at_start = True  # of a line, where a footnote mark is that of the note itself
        self.has_words = False  # anything yet; a form before that may hold the whole page
        self.starts = ""  # the sign of a table of which no cell was met yet
        self.spread = _Spread()  # of the table that was met last
        self.behind = 0  # cells over which the cell spreads that was met last

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "meta":
            self.meta.append((attributes.get("name") or "", attributes.get("content") or ""))
        if tag == "body":  # a head need not be closed
            self.hidden = 0
        if tag not in EMPTY:
            self._open(tag, attributes)
        self.is_preformatted = self.is_preformatted or tag == "pre"
        if not self.hidden:
            self._place(tag, attributes)
            self._part(tag)

    def _place(self, tag: str, attributes: dict[str, str | None]) -> None:
        """Gives each column a cell, where this cell or row begins: also those over which another cell spreads."""
        if tag not in CELLS | {"tr", "table"}:
            return
        self._write(f" {ACROSS} " * self.behind)
        self.behind = 0
        if tag == "table":
            self.spread = _Spread()
        elif tag == "tr":
            self._write(f" {DOWN} " * self.spread.covered())
            self.spread.column = 0
        else:
            before = self.spread.covered()
            self._write(f" {self.starts}" + f" {DOWN} " * before if before else "")
            self.starts = "" if before else self.starts
            self.behind = self.spread.cell(attributes)

    def _open(self, tag: str, attributes: dict[str, str | None]) -> None:
        classes = attributes.get("class") or ""
        if self.hidden:
            self.hidden += tag == self.hidden_tag
        elif (
            tag in LEFT_OUT
            or (tag == "form" and self.has_words)
            or (tag in ("div", "section", "span") and "hidden" in attributes)
            or NOT_SHOWN.search(classes)
        ):
            self.hidden, self.hidden_tag = 1, tag
        elif self.main:
            self.main += tag == self.main_tag
        elif tag == "main" or attributes.get("role") == "main" or attributes.get("id") in MAIN_PARTS:
            self.main, self.main_tag = 1, tag
        if self.mark:
            self.mark += tag == self.mark_tag
        elif not self.hidden and (tag == "sup" or NOTE_MARK.search(classes)):
            self.mark, self.mark_tag = 1, tag
            self._write(NOTE + RAISED if self.is_at_start else RAISED)

    def _part(self, tag: str) -> None:
        """Parts what this element holds from what is before it; a table is lines, with a bar before each cell."""
        if tag in CELLS:
            self.is_in_cell = True
            self._write(f" {self.starts}{HEAD_CELL if tag == 'th' else CELL} ")
            self.starts = ""
        elif tag not in INLINE:
            self.is_in_cell = self.is_in_cell and tag not in ("tr", "table")
            self._write(f" {PARTED} " if self.is_in_cell else "\n" if tag in LINES else "\n\n")
            self.starts = TABLE if tag == "table" else self.starts
            self.is_at_start = not self.is_in_cell

    def handle_endtag(self, tag: str) -> None:
        self.is_preformatted = self.is_preformatted and tag != "pre"
        if self.hidden:
            self.hidden -= tag == self.hidden_tag
            return
        if self.mark and tag == self.mark_tag:
            self.mark -= 1
            self._write("" if self.mark else LOWERED)
        if tag == "table":
            self._place(tag, {})
        if tag not in INLINE | CELLS | LINES:
            self._part(tag)
        if self.main:
            self.main -= tag == self.main_tag

    def handle_data(self, data: str) -> None:
        data = SIGNS.sub("", data)
        if not self.hidden:
            self._write(data if self.is_preformatted else re.sub(r"[^\S\u00a0]+", " ", data))

    def _write(self, words: str) -> None:
        if words:
            self.is_at_start = self.is_at_start and words.isspace()
            self.has_words = self.has_words or not words.isspace()
            self.runs[False].append(words)
            if self.main:
                self.runs[True].append(words)

    def text(self) -> str:
        """The main part of the page, or all of it where it does not say which that is."""
        main = _lines(self.runs[True])
        return main if len(main) > 200 else _lines(self.runs[False])

    def facts(self) -> PrintedFacts | None:
        """What an official publication states about itself, or None on any other page."""
        facts = facts_of_pairs(self.meta)
        dates = (value.strip() for name, value in self.meta if name.rpartition(".")[2].lower() == "datumbrief")
        return facts and replace(facts, date=_date(next(dates, "")))


def _date(value: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return None


def _lines(runs: list[str]) -> str:
    """Lines without spaces around them, and a blank line between paragraphs."""
    text = re.sub(f"({NOTE}?){RAISED}([^{RAISED}{LOWERED}]*){LOWERED}", _mark, "".join(runs))
    text = re.sub(f"{NOTE}?[{RAISED}{LOWERED}]", "", text)
    lines = [_line(line) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _line(line: str) -> str:
    """A line with single spaces. Two paragraphs of a cell stay two spaces apart, so that two figures never become one."""
    parts = (re.sub(r"[ ]{2,}", " ", part).strip(" ") for part in line.split(PARTED))
    kept = "  ".join(filter(None, parts))
    return re.sub(rf"(?<=[{BARS}])[ ]{{2}}|[ ]{{2}}(?=[{BARS}])", " ", kept)


def _mark(match: re.Match[str]) -> str:
    """What is raised as the marks of footnotes; other raised text ("1<sup>e</sup>") as text."""
    marks = marks_of(match[2])
    return match[2] if marks is None else f"{match[1] if marks[0] == '<' else ''}{marks}"
