"""One bar of a Whole with its slices, and under it what each is."""

from commitments.charts.series import ROUGHLY, Whole
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


def _bar(name: str, whole: Whole, title: str, width: float, columns: int) -> Drawing:
    canvas = Canvas(name, width)
    x, scale = 0.0, width / whole.amount_eur
    for piece, per_mille in whole.rows():
        wide = piece.amount_eur * scale
        with canvas.point(piece.url, f"{piece.name}: {format_euro(piece.amount_eur)}, {format_per_cent(per_mille)}"):
            canvas.fill(x, 0, max(wide - 1, 1), BAR, piece.colour)
        amount = plain(piece.amount_eur)
        if text_width(amount, bold=True) + 12 <= wide:
            canvas.text_on(piece.colour, "", x + wide / 2, BAR / 2 + 5, amount, bold=True, anchor="middle")
        x += wide
    room = (width - 36 * (columns - 1)) / columns
    lengths = [0] * columns
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
            canvas.fill(left, y - 12, 14, 14, piece.colour)
            canvas.lines(left + 22, y, names)
            canvas.text(left + room - ends, y, amount, bold=True, anchor="end")
            canvas.text(left + room, y, share, size=SMALL, tone="soft", anchor="end")
        lengths[column] += 12 + 18 * len(names)
    return canvas.drawing(BAR + 18 + max(lengths), title, describe(whole), [Box(0, 0, width, BAR)])
