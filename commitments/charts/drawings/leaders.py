"""Words below a lying bar, each with a line to the piece of it that they tell of."""

from collections.abc import Sequence

from .canvas import SMALL, Canvas, text_width

LINE, BESIDE = 17, 6  # from line to line; from a line to its words

Told = Sequence[tuple[str, float]]  # words, and the x of the middle of their piece


def write_leaders(canvas: Canvas, told: Told, bottom: float, left: float = 0) -> int:
    """Writes each of these, in order of x, between `left` and the edge; returns how many lines of words that takes.

    Words that begin at their line stand with the last highest, and those that end at it with the first highest, so that
    no line runs through words. Where they are too many for that, those closest to another stay unwritten.
    """
    told = list(told)
    while (found := _divided(told, left, canvas.width)) is None:
        told.remove(min(told[1:], key=lambda one: one[1] - told[told.index(one) - 1][1]))
    after, before, row = found
    for number, (words, x) in enumerate(reversed(after)):
        _write(canvas, words, x, x + BESIDE, bottom, number)
    for number, (words, x) in enumerate(before, start=row):
        _write(canvas, words, x, x - BESIDE - text_width(words, SMALL), bottom, number)
    return max(len(after), row + len(before)) if before else len(after)


def _divided(told: Told, left: float, right: float) -> tuple[Told, Told, int] | None:
    """(those whose words begin at their line, those whose words end at it, the row of the first of these), if it can be."""
    for place in range(len(told), -1, -1):
        after, before = told[:place], told[place:]
        end = max((x + BESIDE + text_width(words, SMALL) for words, x in after), default=left)
        start = min((x - BESIDE - text_width(words, SMALL) for words, x in before), default=right)
        if end > right or start < left:
            continue
        if not before or end + 8 <= start:
            return after, before, 0
        if end + 4 <= before[0][1]:  # below the others, with the lines right of them
            return after, before, len(after)
    return ([], [], 0) if len(told) == 1 else None


def _write(canvas: Canvas, words: str, x: float, at: float, bottom: float, number: int) -> None:
    y = bottom + 15 + LINE * number
    canvas.path(f"M{x:.1f} {bottom:.1f}V{y - 5:.1f}{'h4' if at > x else 'h-4'}", "soft", 1)
    canvas.text(at, y, words, size=SMALL)
