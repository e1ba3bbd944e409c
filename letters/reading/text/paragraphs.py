"""The paragraphs of a Paper as a page shows them: their lines flow again, given spans stay marked, and where the page asks
for it a table is a table."""

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ukrainesteun.joining import BROKEN_WORD

from .nearby import Part
from .paper import Paper
from .tables import Table

Span = tuple[int, int, Any]  # (start, end, what the page is to know of it)

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
        return _marks(self.pieces)


@dataclass(frozen=True)
class ShownCell:
    pieces: tuple[Piece, ...]
    is_head: bool


@dataclass(frozen=True)
class ShownTable:
    """A table as rows of cells."""

    rows: tuple[tuple[ShownCell, ...], ...]
    is_table = True  # for a template, which has no types

    @property
    def marks(self) -> list[object]:
        """What is marked in its cells, row by row."""
        return [mark for row in self.rows for cell in row for mark in _marks(cell.pieces)]


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


def paragraphs(letter: Paper | str, spans: Iterable[Span] = ()) -> list[Paragraph]:
    """The Paragraphs of a letter. `spans` are (start, end, mark), sorted and apart from each other; overlap is cut off."""
    paper = Paper.of(letter)
    marked = _Marked(paper.text, spans)
    return list(filter(None, (_paragraph(marked, part) for part in paper.paragraphs)))


def blocks(paper: Paper, spans: Iterable[Span] = ()) -> list[Paragraph | ShownTable]:
    """As `paragraphs`, with the tables as tables."""
    marked = _Marked(paper.text, spans)
    shown = (_shown(marked, one) if isinstance(one, Table) else _paragraph(marked, one) for one in paper.blocks)
    return list(filter(None, shown))


def _paragraph(marked: _Marked, part: Part) -> Paragraph | None:
    """The Paragraph, or None where nothing is left of it to show."""
    pieces = marked.pieces(*part)
    return Paragraph(pieces, marked.text.startswith("#", part[0])) if pieces else None


def _shown(marked: _Marked, table: Table) -> ShownTable:
    rows = [[ShownCell(marked.pieces(cell.start, cell.end), cell.is_head) for cell in row] for row in table.rows]
    return ShownTable(tuple(map(tuple, rows)))


def _marks(pieces: Iterable[Piece]) -> list[object]:
    return [piece.mark for piece in pieces if piece.mark is not None and not piece.is_continued]


def _flow(text: str) -> str:
    """One line, without markdown's signs and with words joined that a line end broke."""
    flowed = re.sub(r"\s+", " ", MARKUP.sub(lambda match: match[1] or "", text))
    return flowed if flowed.strip() or flowed == " " else ""
