"""Words below a lying bar, each with a line to the piece of it that they tell of."""

from collections.abc import Sequence
from dataclasses import dataclass

from .canvas import SMALL, Box, Canvas, text_width

LINE, BESIDE = 17, 6  # from line to line; from a line to its words


@dataclass(frozen=True)
class Leader:
    """Words below a bar, the x of the middle of the piece that they tell of, where that leads, and what it is."""

    words: str
    x: float
    href: str
    title: str

    @property
    def width(self) -> float:
        return text_width(self.words, SMALL)


def write_leaders(canvas: Canvas, told: Sequence[Leader], bottom: float, left: float = 0) -> int:
    """Writes each of these, in order of x, between `left` and the edge; returns how many lines of words that takes.

    Words that begin at their line stand with the last highest, and those that end at it with the first highest, so that
    no line runs through words. Where they are too many for that, those closest to another stay unwritten.
    """
    told = list(told)
    while (found := _divided(told, left, canvas.width)) is None:
        told.remove(min(told[1:], key=lambda one: one.x - told[told.index(one) - 1].x))
    after, before, row = found
    for number, one in enumerate(reversed(after)):
        _write(canvas, one, one.x + BESIDE, bottom, number)
    for number, one in enumerate(before, start=row):
        _write(canvas, one, one.x - BESIDE - one.width, bottom, number)
    return max(len(after), row + len(before)) if before else len(after)


def _divided(
    told: Sequence[Leader], left: float, right: float
) -> tuple[Sequence[Leader], Sequence[Leader], int] | None:
    """(those whose words begin at their line, those whose words end at it, the row of the first of these), if it can be."""
    for place in range(len(told), -1, -1):
        after, before = told[:place], told[place:]
        end = max((one.x + BESIDE + one.width for one in after), default=left)
        start = min((one.x - BESIDE - one.width for one in before), default=right)
        if end > right or start < left:
            continue
        if not before or end + 8 <= start:
            return after, before, 0
        if end + 4 <= before[0].x:  # below the others, with the lines right of them
            return after, before, len(after)
    return ([], [], 0) if len(told) == 1 else None


def _write(canvas: Canvas, one: Leader, at: float, bottom: float, number: int) -> None:
    y = bottom + 15 + LINE * number
    canvas.path(f"M{one.x:.1f} {bottom:.1f}V{y - 5:.1f}{'h4' if at > one.x else 'h-4'}", "soft", 1)
    with canvas.words(one.href, one.title):
        canvas.text(at, y, one.words, size=SMALL)
        canvas.reach(Box(at - 3, y - 13, at + one.width + 3, y - 13 + LINE))
