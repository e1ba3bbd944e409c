"""A letter's text as paragraphs to read on a screen: its lines flow again, and given spans stay marked."""

import re
from dataclasses import dataclass

from .joining import BROKEN_WORD

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
    def marks(self):
        """What is marked in this paragraph and not begun in an earlier one."""
        return [piece.mark for piece in self.pieces if piece.mark is not None and not piece.is_continued]


def paragraphs(text, spans=()):
    """The Paragraphs of a text. `spans` are (start, end, mark), sorted and apart from each other; overlap is cut off."""
    spans, result = list(spans), []
    for match in PARAGRAPH.finditer(text):
        pieces, place = [], match.start()
        while spans and spans[0][0] < match.end():
            begin, end, mark = spans[0]
            start = max(begin, place)
            pieces.append(Piece(_flow(text[place:start])))
            pieces.append(Piece(_flow(text[start : min(end, match.end())]), mark, begin < match.start()))
            place = max(place, min(end, match.end()))
            if end > match.end():
                spans[0] = (match.end(), end, mark)
                break
            spans.pop(0)
        pieces.append(Piece(_flow(text[place : match.end()])))
        kept = tuple(piece for piece in pieces if piece.text)
        if kept:
            result.append(Paragraph(kept, match[0].startswith("#")))
    return result


def _flow(text):
    """One line, without markdown's signs and with words joined that a line end broke."""
    flowed = re.sub(r"\s+", " ", MARKUP.sub(lambda match: match[1] or "", text))
    return flowed if flowed.strip() or flowed == " " else ""
