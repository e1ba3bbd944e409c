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


Lines = tuple[Sequence[Leader], Sequence[Leader], int]  # words that begin at their line, that end at it, and their row


def lines_of(told: Sequence[Leader], left: float, right: float) -> int:
    """How many lines of words these take."""
    after, before, row = _fitting(told, left, right)
    return max(len(after), row + len(before)) if before else len(after)


def write_leaders(
    canvas: Canvas,
    told: Sequence[Leader],
    bottom: float,
    left: float = 0,
    right: float | None = None,
    leading: float = LINE,
) -> int:
    """Writes each of these, in order of x, between `left` and `right` (the edge); returns how many lines that takes.

    `leading` is from line to line, and how high each can be pointed at.

    Words that begin at their line stand with the last highest, and those that end at it with the first highest, so that
    no line runs through words. Where they are too many for that, those closest to another stay unwritten.
    """
    right = canvas.width if right is None else right
    after, before, row = _fitting(told, left, right)
    for number, one in enumerate(reversed(after)):
        _write(canvas, one, one.x + BESIDE, bottom + leading * number, bottom, leading)
    for number, one in enumerate(before, start=row):
        _write(canvas, one, one.x - BESIDE - one.width, bottom + leading * number, bottom, leading)
    return lines_of(told, left, right)


def _fitting(told: Sequence[Leader], left: float, right: float) -> Lines:
    """The same as _divided, of as many as fit."""
    told = list(told)
    while (found := _divided(told, left, right)) is None:
        told.remove(min(told[1:], key=lambda one: one.x - told[told.index(one) - 1].x))
    return found


def _divided(told: Sequence[Leader], left: float, right: float) -> Lines | None:
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


def _write(canvas: Canvas, one: Leader, at: float, top: float, bottom: float, leading: float) -> None:
    y = top + 15 + (leading - LINE) / 2  # in the middle of its line
    canvas.path(f"M{one.x:.1f} {bottom:.1f}V{y - 5:.1f}{'h4' if at > one.x else 'h-4'}", "soft", 1)
    with canvas.words(one.href, one.title):
        canvas.text(at, y, one.words, size=SMALL)
        canvas.reach(Box(at - 3, top + 2, at + one.width + 3, top + 2 + leading))
