"""One bar of a Whole with its slices, and under it what each is."""

from commitments.charts.series import ROUGHLY, InStage, Slice, Whole
from ukrainesteun.money import format_euro, format_per_cent

from .canvas import (
    NARROW,
    SMALL,
    WIDE,
    Box,
    Canvas,
    Drawing,
    text_width,
    wrap,
)
from .key import draw_key
from .reach import is_other, spread
from .scale import plain

BAR = 46


def draw_wide(name: str, whole: Whole, title: str) -> Drawing:
    return _bar(name, whole, title, WIDE, columns=2)


def draw_narrow(name: str, whole: Whole, title: str, width: float = NARROW) -> Drawing:
    return _bar(name, whole, title, width, columns=1)


def describe(whole: Whole) -> str:
    """The chart in words, for who cannot see it."""
    told = [f"{piece.name} {format_euro(piece.amount_eur)}" for piece in whole.slices]
    return f"Eén staaf van {ROUGHLY[whole.precision]}{format_euro(whole.amount_eur)}: {'; '.join(told)}."


def words_of(whole: Whole, piece: Slice, part: InStage) -> str:
    """A slice in one stage for who points at it."""
    share = format_per_cent(whole.per_mille(part.amount_eur))
    return f"{piece.name}: {format_euro(part.amount_eur)} ({part.stage}), {share}"


def stages_of(piece: Slice) -> str:
    """A slice by stage: "1 mld geleverd, 2,7 mld toegewezen"."""
    return ", ".join(f"{plain(part.amount_eur)} {part.stage}" for part in piece.stages)


def _bar(name: str, whole: Whole, title: str, width: float, columns: int) -> Drawing:
    canvas = Canvas(name, width)
    x, scale = 0.0, width / whole.amount_eur
    pieces = whole.pieces()
    reaches = spread([part.amount_eur * scale for _, part in pieces], width)
    for (piece, part), (start, end) in zip(pieces, reaches, strict=True):
        wide = part.amount_eur * scale
        with canvas.point(part.url, words_of(whole, piece, part)):
            canvas.fill(x, 0, max(wide - 1, 1), BAR, piece.colour, part.stage)
            if is_other(start, end, x, wide):
                canvas.reach(Box(start, 0, end, BAR))
        amount = plain(part.amount_eur)
        if text_width(amount, bold=True) + 16 <= wide:
            canvas.text_on(piece.colour, part.stage, x + wide / 2, BAR / 2 + 5, amount, bold=True, anchor="middle")
        x += wide
    room = (width - 36 * (columns - 1)) / columns
    lengths = [0.0] * columns
    ends = max(text_width(format_per_cent(per_mille), SMALL) for _, per_mille in whole.rows()) + 10
    amounts = max(text_width(plain(piece.amount_eur), bold=True) for piece in whole.slices)
    for number, (piece, per_mille) in enumerate(whole.rows()):
        column = number % columns
        left = column * (room + 36)
        y = BAR + 26 + lengths[column]
        amount = f"{plain(piece.amount_eur)}"
        share = format_per_cent(per_mille)
        names = wrap(piece.name, room - 22 - ends - amounts - 12, most=3)
        with canvas.label(piece.url, f"{piece.name}: {format_euro(piece.amount_eur)}"):
            canvas.dot(left, y - 12, 14, piece.colour)
            below = canvas.lines(left + 22, y, names)
            canvas.text(left + room - ends, y, amount, bold=True, anchor="end")
            canvas.text(left + room, y, share, size=SMALL, tone="soft", anchor="end")
        told = wrap(stages_of(piece), room - 22, SMALL) if len(piece.stages) > 1 else []
        canvas.lines(left + 22, below - 2, told, 16, size=SMALL, tone="soft")
        lengths[column] += 12 + 18 * len(names) + 16 * len(told)
    y = draw_key(canvas, BAR + 34 + max(lengths), (), whole.stages)
    return canvas.drawing(y - 12, title, describe(whole), [Box(0, 0, width, BAR)])
