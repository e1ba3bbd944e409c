"""A Found is a place and a number; what the words around it say about it is for other rooms."""

from dataclasses import dataclass

from .captions import Column, Figure


@dataclass(frozen=True)
class Found:
    """A term in the flow; `start` and `end` are places there."""

    start: int
    end: int
    amount: int | None
    currency: str = ""
    high: int | None = None
    scale: int = 1
    remark: str = ""
    group: tuple[int, int] | None = None  # the list of which it is a member
    unit: str = ""  # the word that counts, in "180-miljoenpakket"
    figure: Figure | None = None  # of a table whose caption has the unit
    column: Column | None = None  # of a table that prints the unit in its cells

    @property
    def span(self) -> tuple[int, int]:
        return self.group or (self.start, self.end)
