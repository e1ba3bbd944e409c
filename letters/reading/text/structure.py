"""What a format knows of its text, as places in it: so that it need not be found there again. Kept as JSON beside it."""

from dataclasses import dataclass
from typing import Any

from .notes import Note
from .tables import Cell, Table


@dataclass(frozen=True)
class Structure:
    """The tables and the notes of a text, in order of place. `notes` is None where its format does not tell notes from
    other text."""

    tables: tuple[Table, ...] = ()
    notes: tuple[Note, ...] | None = None


def json_of_structure(structure: Structure) -> dict[str, Any]:
    """A Structure as JSON knows it: of each table the rows with their cells as [start, end, is_head, covered], of each
    note [number, start]."""
    return {
        "tables": [[list(map(_json_of_cell, row)) for row in table.rows] for table in structure.tables],
        "notes": None if structure.notes is None else [[note.number, note.start] for note in structure.notes],
    }


def _json_of_cell(cell: Cell) -> list[int | bool | str]:
    return [cell.start, cell.end, cell.is_head, cell.covered]


def structure_of_json(stated: dict[str, Any]) -> Structure:
    """The Structure of `json_of_structure`."""
    tables = tuple(Table(tuple(tuple(Cell(*cell) for cell in row) for row in table)) for table in stated["tables"])
    notes = stated["notes"]
    return Structure(tables, None if notes is None else tuple(Note(*note) for note in notes))
