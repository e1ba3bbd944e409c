"""Signs that stand in a text while a format is read, for what its elements say: tables, cells and notes.

A reader of a format writes CELL, HEAD_CELL, ACROSS or DOWN where the text has the bar of a cell, TABLE before a table,
and NOTE before the mark of a note above its own words; so every place survives whatever is done to blanks and lines, and
the text itself stays what it was.
"""

import re

from letters.reading.text.notes import Note
from letters.reading.text.structure import Structure
from letters.reading.text.tables import Cell, Table

# No text has these: XML forbids them, and the reader of HTML leaves them out. Over a cell with ACROSS spreads the cell
# before it, over one with DOWN that above it.
CELL, HEAD_CELL, TABLE, NOTE, ACROSS, DOWN = "\x01", "\x02", "\x03", "\x04", "\x05", "\x06"
BARS = f"{CELL}{HEAD_CELL}{TABLE}{ACROSS}{DOWN}"
SIGNS = re.compile(f"[{CELL}{HEAD_CELL}{TABLE}{NOTE}{ACROSS}{DOWN}]")
IN_TEXT = str.maketrans({**dict.fromkeys((CELL, HEAD_CELL, ACROSS, DOWN), "|"), TABLE: None, NOTE: None})
COVERED = {ACROSS: "before", DOWN: "above"}
MARK = re.compile(r"<sup>(?P<number>[^\n]*?)</sup>\s{0,3}")  # as the readers write the mark of a note
# What is raised and marks notes: numbers, letters but for that of "1e", stars. Several have a comma or a blank between them.
_NOTE_MARK = r"[\[(]?(?:[0-9]{1,3}|[a-df-z]|\*{1,3})[\])]?"
NOTE_MARKS = re.compile(rf"\s*{_NOTE_MARK}(?:\s*[,;]\s*{_NOTE_MARK}|\s+{_NOTE_MARK})*\s*")

Bar = tuple[int, str]  # the place of a cell's bar in the text, and its sign


def with_structure(marked: str, *, states_notes: bool) -> tuple[str, Structure]:
    """The text that readers get, and the Structure that its signs gave.

    `states_notes` says that no signs for notes means no notes; else they may be there, not to be told from their text.
    """
    text = marked.translate(IN_TEXT)
    tables: list[list[list[Bar]]] = [[]]
    notes: list[Note] = []
    row_end = -1  # of the row that was met last
    for sign, place in _places(marked):
        if sign == NOTE:
            notes += [Note(mark["number"], mark.end()) for mark in [MARK.match(text, place)] if mark]
        elif sign != TABLE:
            if place > row_end:
                tables[-1].append([])
                row_end = _line_end(text, place)
            tables[-1][-1].append((place, sign))
        elif place > row_end:  # a table within a cell is part of its row
            tables.append([])
    found = tuple(Table(tuple(_row(text, bars) for bars in rows)) for rows in tables if rows)
    return text, Structure(found, tuple(notes) if notes or states_notes else None)


def _places(marked: str) -> list[tuple[str, int]]:
    """Each sign with its place in the text without signs."""
    places, gone = [], 0
    for match in SIGNS.finditer(marked):
        places.append((match[0], match.start() - gone))
        gone += match[0] in (TABLE, NOTE)
    return places


def marks_of(raised: str) -> str | None:
    """What a raised text is as marks of notes, each on its own, so that it never runs into an amount; None for other text."""
    if not NOTE_MARKS.fullmatch(raised):
        return None
    marks = re.findall(r"[0-9]+|[a-z]|\*+", raised)
    return "".join(mark if mark[0] == "*" else f"<sup>{mark}</sup>" for mark in marks)


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return end if end >= 0 else len(text)


def _row(text: str, bars: list[Bar]) -> tuple[Cell, ...]:
    """The cells of a row, without the blanks around their words."""
    cells: list[Cell] = []
    ends = [*(place for place, _ in bars[1:]), _line_end(text, bars[0][0])]
    is_head_row = any(sign == HEAD_CELL for _, sign in bars)
    for (bar, sign), end in zip(bars, ends, strict=True):
        words = text[bar + 1 : end]
        start = bar + 1 + (len(words) - len(words.lstrip()) if words.strip() else 0)
        covered = COVERED.get(sign, "")
        is_head = sign == HEAD_CELL or (bool(covered) and is_head_row)
        cells.append(Cell(start, start + len(words.strip()), is_head, covered))
    return tuple(cells)
