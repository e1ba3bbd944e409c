"""One bar of a Whole with its slices, and under it what each is."""

from collections.abc import Sequence
from contextlib import AbstractContextManager

from commitments.charts.series import InStage, Slice, Whole
from ukrainesteun.money import format_per_cent

from .canvas import (
    LEAST_NARROW,
    LEAST_WIDE,
    NARROW,
    REACH,
    SMALL,
    WIDE,
    Box,
    Canvas,
    Drawing,
    text_width,
    wrap,
)
from .key import COLOURS, draw_key
from .leaders import LINE, Leader, write_leaders
from .reach import is_other, spread

BAR, APART = 46, 36  # how high the bar is; between the columns below it
LABELLED = 0.02  # of the whole: what is as long as this has its amount in it or below it


def draw_wide(name: str, whole: Whole, title: str) -> Drawing:
    return _bar(name, whole, title, WIDE, columns=2)


def draw_narrow(name: str, whole: Whole, title: str, width: float = NARROW) -> Drawing:
    return _bar(name, whole, title, width, columns=1)


def describe(whole: Whole) -> str:
    """The chart in words, for who cannot see it."""
    told = [f"{piece.name} {piece.amount.full}" for piece in whole.slices]
    return f"Eén staaf van {whole.amount.full}: {'; '.join(told)}."


def words_of(whole: Whole, piece: Slice, part: InStage) -> str:
    """A slice in one stage for who points at it."""
    share = format_per_cent(whole.per_mille(part.amount_eur))
    return f"{piece.name}: {part.amount.full} ({part.stage}), {share}"


def stages_of(piece: Slice) -> str:
    """A slice by stage: "ca. 1 mld geleverd, 2,7 mld toegewezen"."""
    return ", ".join(f"{part.amount.in_drawing} {part.stage}" for part in piece.stages)


def _bar(name: str, whole: Whole, title: str, width: float, columns: int) -> Drawing:
    canvas, least = Canvas(name, width), LEAST_WIDE if columns > 1 else LEAST_NARROW
    scale = width / whole.amount_eur
    reaches = spread([part.amount_eur * scale for _, part in whole.pieces()], width)
    is_thin = any(end - start < least for start, end in reaches)
    below = _draw_pieces(canvas, whole, reaches, least if is_thin else LINE) + 22
    canvas.text(0, below, COLOURS, size=SMALL, bold=True)
    y = _list_slices(canvas, whole, below, columns, by_piece=is_thin or columns == 1)
    y = draw_key(canvas, y + 10, (), whole.stages)
    return canvas.drawing(y - 12, title, describe(whole), [Box(0, 0, width, BAR)])


def _draw_pieces(canvas: Canvas, whole: Whole, reaches: Sequence[tuple[float, float]], leading: float) -> float:
    """Draws the bar, with each amount in its piece or, on lines so far apart, below it; returns the y below."""
    x, scale = 0.0, canvas.width / whole.amount_eur
    below: list[Leader] = []
    for (piece, part), (start, end) in zip(whole.pieces(), reaches, strict=True):
        wide, amount = part.amount_eur * scale, part.amount.in_drawing
        with canvas.point(part.url, words_of(whole, piece, part)):
            canvas.fill(x, 0, max(wide - 1, 1), BAR, piece.colour, part.stage)
            if is_other(start, end, x, wide):
                canvas.reach(Box(start, 0, end, BAR))
        if text_width(amount, bold=True) + 16 <= wide:
            canvas.text_on(piece.colour, part.stage, x + wide / 2, BAR / 2 + 5, amount, bold=True, anchor="middle")
        elif part.amount_eur >= LABELLED * whole.amount_eur:
            below.append(Leader(amount, x + wide / 2, part.url, words_of(whole, piece, part)))
        x += wide
    lines = write_leaders(canvas, below, BAR, leading=leading)
    return BAR + (leading * lines + 8 if lines else 0)


def _list_slices(canvas: Canvas, whole: Whole, top: float, columns: int, by_piece: bool) -> float:
    """What each slice is, in columns; returns the y of the key below. `by_piece` has a line to point at for each piece of
    the bar, which may itself be too thin for a finger."""
    room = (canvas.width - APART * (columns - 1)) / columns
    lengths = [0.0] * columns
    ends = max(text_width(format_per_cent(per_mille), SMALL) for _, per_mille in whole.rows()) + 10
    amounts = max(text_width(piece.amount.in_drawing, bold=True) for piece in whole.slices)
    for number, (piece, per_mille) in enumerate(whole.rows()):
        column = number % columns
        left, y = column * (room + APART), top + 26 + lengths[column]
        names = wrap(piece.name, room - 22 - ends - amounts - 12, most=3)
        with _link_of(canvas, whole, piece, by_piece):
            canvas.dot(left, y - 12, 14, piece.colour)
            below = canvas.lines(left + 22, y, names)
            canvas.text(left + room - ends, y, piece.amount.in_drawing, bold=True, anchor="end")
            canvas.text(left + room, y, format_per_cent(per_mille), size=SMALL, tone="soft", anchor="end")
            canvas.reach(Box(left, y - 20, left + room, y - 20 + REACH))
        if len(piece.stages) > 1:
            below = (_list_pieces if by_piece else _tell_stages)(canvas, piece, left + 22, below, room - 22)
        lengths[column] += 12 + below - y
    return top + 34 + max(lengths)


def _link_of(canvas: Canvas, whole: Whole, piece: Slice, by_piece: bool) -> AbstractContextManager[object]:
    """What a line of the list leads to: the page of its slice, or else the note of the one piece that is all of it."""
    if by_piece and len(piece.stages) == 1:
        return canvas.words(piece.stages[0].url, words_of(whole, piece, piece.stages[0]))
    return canvas.label(piece.url, f"{piece.name}: {piece.amount.full}")


def _tell_stages(canvas: Canvas, piece: Slice, left: float, y: float, room: float) -> float:
    """A slice by stage in one sentence; returns the y below."""
    return canvas.lines(left, y - 2, wrap(stages_of(piece), room, SMALL), 16, size=SMALL, tone="soft") + 2


def _list_pieces(canvas: Canvas, piece: Slice, left: float, y: float, room: float) -> float:
    """A slice by stage, each on a line to point at; returns the y below."""
    for part in piece.stages:
        with canvas.label(part.url, f"{piece.name}: {part.amount.full} ({part.stage})"):
            canvas.fill(left, y - 8, 14, 14, piece.colour, part.stage)
            canvas.text(left + 22, y + 4, f"{part.amount.in_drawing} {part.stage}", size=SMALL, tone="soft")
            canvas.reach(Box(left, y - 16, left + room, y - 16 + REACH))
        y += REACH
    return y - 4
