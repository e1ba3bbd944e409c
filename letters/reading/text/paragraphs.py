"""A letter's text as paragraphs to read on a screen: its lines flow again, given spans stay marked, and where the page
asks for it a table is a table."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ukrainesteun.joining import BROKEN_WORD

from .paper import Paper
from .tables import Table

Span = tuple[int, int, Any]  # (start, end, what the page is to know of it)

# Up to a blank line, or to a line that begins with a space: so these texts begin a new page.
PARAGRAPH = re.compile(r"\S.*?(?=\n[^\S\n]*\n|\n[ ]\S|\Z)", re.DOTALL)
MARKUP = re.compile(rf"\*+|^\#+\s*|</?sup>|{BROKEN_WORD}|\[([^][\n]{{0,300}})\]\([^()\n]{{0,300}}\)", re.MULTILINE)


@dataclass(frozen=True)
class Piece:
    """A run of text; `mark` is what was given for the span that it lies in, or None."""

    text: str
    mark: object = None
    is_continued: bool = False  # its span began in an earlier paragraph


@dataclass(frozen=True)
class Paragraph:
    pieces: tuple[Piece, ...]
    is_heading: bool

    @property
    def marks(self) -> list[object]:
        """What is marked in this paragraph and not begun in an earlier one."""
        return [piece.mark for piece in self.pieces if piece.mark is not None and not piece.is_continued]


@dataclass(frozen=True)
class ShownCell:
    pieces: tuple[Piece, ...]
    is_head: bool


@dataclass(frozen=True)
class ShownTable:
    """A table as rows of cells."""

    rows: tuple[tuple[ShownCell, ...], ...]
    is_table = True  # for a template, which has no types


class _Marked:
    """Cuts parts of a text, asked for in order, where the spans that are marked begin and end."""

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        self.text, self.spans = text, deque(spans)

    def pieces(self, first: int, last: int) -> tuple[Piece, ...]:
        """The Pieces of the text from `first` up to `last` that have any words."""
        pieces, place = [], first
        while self.spans and self.spans[0][0] < last:
            begin, end, mark = self.spans[0]
            start = max(begin, place)
            pieces.append(Piece(_flow(self.text[place:start])))
            pieces.append(Piece(_flow(self.text[start : min(end, last)]), mark, begin < first))
            place = max(place, min(end, last))
            if end > last:
                self.spans[0] = (last, end, mark)
                break
            self.spans.popleft()
        pieces.append(Piece(_flow(self.text[place:last])))
        return tuple(piece for piece in pieces if piece.text)


def paragraphs(text: str, spans: Iterable[Span] = ()) -> list[Paragraph]:
    """The Paragraphs of a text. `spans` are (start, end, mark), sorted and apart from each other; overlap is cut off."""
    return list(_paragraphs(_Marked(text, spans), 0, len(text)))


def blocks(paper: Paper, spans: Iterable[Span] = ()) -> list[Paragraph | ShownTable]:
    """As `paragraphs`, of a Paper, with its tables as tables."""
    marked, place = _Marked(paper.text, spans), 0
    shown: list[Paragraph | ShownTable] = []
    for table in paper.tables:
        start = paper.text.rfind("\n", place, table.start) + 1 or place
        shown += _paragraphs(marked, place, start)
        shown.append(_shown(marked, table))
        end = paper.text.find("\n", table.end)
        place = end if end >= 0 else len(paper.text)
    return [*shown, *_paragraphs(marked, place, len(paper.text))]


def _paragraphs(marked: _Marked, first: int, last: int) -> Iterator[Paragraph]:
    for match in PARAGRAPH.finditer(marked.text, first, last):
        if pieces := marked.pieces(*match.span()):
            yield Paragraph(pieces, match[0].startswith("#"))


def _shown(marked: _Marked, table: Table) -> ShownTable:
    rows = [[ShownCell(marked.pieces(cell.start, cell.end), cell.is_head) for cell in row] for row in table.rows]
    return ShownTable(tuple(map(tuple, rows)))


def _flow(text: str) -> str:
    """One line, without markdown's signs and with words joined that a line end broke."""
    flowed = re.sub(r"\s+", " ", MARKUP.sub(lambda match: match[1] or "", text))
    return flowed if flowed.strip() or flowed == " " else ""
