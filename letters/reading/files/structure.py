"""What a format knows of its text, kept while the text is made: signs that stand in it for the bar before each cell.

A reader of a format writes CELL or HEAD_CELL where the text has the bar of a cell, and STARTS before a table; so every
place survives whatever is done to blanks and lines, and the text itself stays what it was.
"""

import re
from typing import Any

from letters.reading.text.paper import NOTE, Note, Structure, note_number
from letters.reading.text.tables import Cell, Table

# No text has these: XML forbids them, and the reader of HTML leaves them out.
CELL, HEAD_CELL, STARTS = "\x01", "\x02", "\x03"
SIGNS = re.compile(f"[{CELL}{HEAD_CELL}{STARTS}]")
BAR = str.maketrans({CELL: "|", HEAD_CELL: "|", STARTS: None})
ROW = re.compile(f"{STARTS}|[{CELL}{HEAD_CELL}][^\\n]*")


def with_structure(marked: str) -> tuple[str, Structure]:
    """The text that readers get, and the Structure that its signs gave."""
    text = marked.translate(BAR)
    rows: list[list[tuple[Cell, ...]]] = [[]]
    shift = 0  # how many signs before this place stand for nothing
    for match in ROW.finditer(marked):
        if match[0] == STARTS:
            rows.append([])
            shift += 1
        else:
            rows[-1].append(_row(match[0], match.start() - shift))
            shift += match[0].count(STARTS)
    notes = tuple(Note(note_number(note), note.end()) for note in NOTE.finditer(text))
    return text, Structure(tuple(Table(tuple(table)) for table in rows if table), notes)


def _row(marked: str, start: int) -> tuple[Cell, ...]:
    """The cells of a row that begins here, without the blanks around their words."""
    row = marked.replace(STARTS, "")
    bars = [match.start() for match in SIGNS.finditer(row)]
    cells = []
    for bar, end in zip(bars, [*bars[1:], len(row)], strict=True):
        words = row[bar + 1 : end]
        begin = bar + 1 + (len(words) - len(words.lstrip()) if words.strip() else 0)
        cells.append(Cell(start + begin, start + begin + len(words.strip()), row[bar] == HEAD_CELL))
    return tuple(cells)


def json_of_structure(structure: Structure) -> dict[str, list[Any]]:
    """A Structure as JSON knows it."""
    return {
        "tables": [[[[c.start, c.end, c.is_head] for c in row] for row in table.rows] for table in structure.tables],
        "notes": [[note.number, note.start] for note in structure.notes],
    }


def structure_of_json(stated: dict[str, list[Any]]) -> Structure:
    """The Structure of `json_of_structure`."""
    return Structure(
        tables=tuple(Table(tuple(tuple(Cell(*cell) for cell in row) for row in table)) for table in stated["tables"]),
        notes=tuple(Note(*note) for note in stated["notes"]),
    )
