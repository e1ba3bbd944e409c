"""What an import would do, row by row, in words."""

import hashlib
from dataclasses import dataclass

from commitments.models import Commitment


@dataclass(frozen=True)
class CellChange:
    """One field of a row that changes, in words; empty for nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class RowPreview:
    """What an import does with one row: its number in the file, and either its changes or what is wrong with it.

    A problem is (column, message); the column is empty where it is about the row as a whole.
    """

    number: int
    title: str
    is_new: bool
    changes: tuple[CellChange, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Preview:
    """What an import does, row by row. `is_complete` says whether also the rules between rows were looked at."""

    rows: tuple[RowPreview, ...]
    is_complete: bool

    @property
    def new(self) -> list[RowPreview]:
        return [row for row in self.rows if row.is_new and not row.problems]

    @property
    def changed(self) -> list[RowPreview]:
        return [row for row in self.rows if row.changes and not row.is_new and not row.problems]

    @property
    def unchanged(self) -> list[RowPreview]:
        return [row for row in self.rows if not (row.changes or row.problems)]

    @property
    def wrong(self) -> list[RowPreview]:
        return [row for row in self.rows if row.problems]

    @property
    def can_be_done(self) -> bool:
        return not self.wrong and bool(self.new or self.changed)

    @property
    def fingerprint(self) -> str:
        """Equal for two previews that say the same."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


@dataclass(frozen=True)
class Done:
    """What an import wrote."""

    new: tuple[Commitment, ...]
    changed: tuple[Commitment, ...]
