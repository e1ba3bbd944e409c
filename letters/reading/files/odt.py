"""The text of a letter in OpenDocument (.odt): what stands at the head of its pages, its paragraphs, its tables with a cell for
each column, and its notes."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .cals import MOST_COLUMNS, MOST_ROWS
from .page_heads import lines_of_head
from .signs import ACROSS, CELL, DOWN, HEAD_CELL, NOTE, TABLE, marks_of
from .xml import TooDeep, parsed

CONTENT, STYLES = "content.xml", "styles.xml"
HEADS = ("header-first", "header")  # of a page, in its style
LARGEST_XML = 15_000_000  # bytes
LEFT_OUT = {
    "tracked-changes",
    "annotation",
    "annotation-end",
    "table-of-content",
    "sequence-decls",
    "forms",
    "title",
    "desc",
}
PARAGRAPHS = {"p", "h"}


def read_odt(content: bytes) -> str:
    """The text, with the signs of signs.py for its tables and notes. Raises as read_publication does."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = _part(archive, CONTENT)
        styles = _part(archive, STYLES) if STYLES in archive.namelist() else None
    body = root.find("./body/text")
    if body is None:
        return ""
    head = () if styles is None else lines_of_head(_lines(styles))
    return "\n\n".join([*head, _Letter(root).text(body)])


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    with archive.open(name) as member:
        part = member.read(LARGEST_XML + 1)
    if len(part) > LARGEST_XML:
        raise TooDeep
    return parsed(part)


def _lines(styles: Element) -> Iterator[str]:
    """The paragraphs at the head of the pages."""
    letter = _Letter(styles)
    for name in HEADS:
        for head in styles.iter(name):
            yield from letter.lines(head)


class _Letter:
    """One document that is read."""

    def __init__(self, root: Element) -> None:
        self.notes: list[str] = []
        self.raised = {
            style.get("name")
            for style in root.iter("style")
            for properties in style.iter("text-properties")
            if properties.get("text-position", "").startswith("super")
        }

    def lines(self, element: Element) -> Iterator[str]:
        """Its paragraphs, each on one line."""
        return (" ".join(paragraph.split()) for paragraph in self._paragraphs(element))

    def text(self, body: Element) -> str:
        return "\n\n".join([*self._paragraphs(body), *self.notes])

    def _paragraphs(self, element: Element) -> Iterator[str]:
        for part in element:
            tag: object = part.tag  # of a comment it is no text
            if not isinstance(tag, str) or tag in LEFT_OUT:
                continue
            if part.tag in PARAGRAPHS:
                yield from filter(None, [_tidy("".join(self._runs(part)))])
                for box in part.iter("text-box"):
                    yield from self._paragraphs(box)
            elif part.tag == "table":
                yield from self._table(part)
            else:
                yield from self._paragraphs(part)

    def _runs(self, element: Element) -> Iterator[str]:
        yield element.text or ""
        for part in element:
            if part.tag == "note":
                yield self._note(part)
            elif part.tag == "span" and part.get("style-name") in self.raised:
                words = "".join(self._runs(part))
                yield marks_of(words) or words
            elif part.tag in ("s", "tab"):
                yield (
                    " " * min(int(part.get("c", "1")) if part.get("c", "1").isdecimal() else 1, 20)
                    if part.tag == "s"
                    else "  "
                )
            elif part.tag == "line-break":
                yield "\n"
            elif part.tag not in LEFT_OUT | {"text-box", "frame"}:
                yield from self._runs(part)
            yield part.tail or ""

    def _note(self, note: Element) -> str:
        """The mark of a note, whose words go below the letter."""
        number = "".join(self._runs(citation)).strip() if (citation := note.find("note-citation")) is not None else ""
        body = note.find("note-body")
        words = " ".join(" ".join(self._paragraphs(body)).split()) if body is not None else ""
        self.notes.append(f"{NOTE}<sup>{number}</sup> {words}".rstrip())
        return f"<sup>{number}</sup>"

    def _table(self, table: Element) -> Iterator[str]:
        label = TABLE
        below: dict[int, int] = {}  # of a column, over how many more rows a cell spreads
        for row, bar in _rows(table, CELL):
            cells = list(self._cells(row, bar, below))
            if any(words for _, words in cells):
                yield label + " ".join(f"{sign} {words}".rstrip() for sign, words in cells)
                label = ""

    def _cells(self, row: Element, bar: str, below: dict[int, int]) -> Iterator[tuple[str, str]]:
        """(sign, words) of each column of a row. One that is repeated without words, up to the edge of a sheet, counts once."""
        column = 0
        for cell in row:
            if cell.tag not in ("table-cell", "covered-table-cell"):
                continue
            words = "  ".join(" ".join(one.split()) for one in self._paragraphs(cell) if TABLE not in one)
            times = min(_count(cell, "number-columns-repeated"), MOST_COLUMNS)
            for _ in range(times if words or times < 20 else 1):
                is_below = cell.tag != "table-cell" and below.get(column, 0) > 0
                if is_below:
                    below[column] -= 1
                for at in range(
                    column, column + _count(cell, "number-columns-spanned") if cell.tag == "table-cell" else column
                ):
                    below[at] = min(_count(cell, "number-rows-spanned"), MOST_ROWS) - 1
                if column < MOST_COLUMNS:
                    yield (bar if cell.tag == "table-cell" else DOWN if is_below else ACROSS), words
                column += 1


def _rows(element: Element, bar: str) -> Iterator[tuple[Element, str]]:
    for part in element:
        if part.tag == "table-row":
            yield part, bar
        elif part.tag in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(part, HEAD_CELL if part.tag == "table-header-rows" else bar)


def _count(cell: Element, name: str) -> int:
    stated = cell.get(name, "1")
    return max(int(stated), 1) if stated.isdecimal() and len(stated) < 6 else 1


def _tidy(words: str) -> str:
    """The words of a paragraph: line by line, with the gaps that stand for tabs."""
    return "\n".join(line.strip() for line in words.replace("\t", "  ").split("\n")).strip()
