"""Names with a lying bar each, all on one scale: what a bar is made of may begin anywhere on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from .canvas import FIRST, REACH, SMALL, Box, Canvas, Drawing, text_width, wrap
from .key import Meaning, draw_meanings
from .leaders import LINE, Leader, write_leaders
from .reach import spread

THICK, APART = 26, 16  # a bar, and from one to the next
SIDE = 0.36  # of a wide drawing: what the names before the bars may take
WIDE_ENOUGH = 700  # from this width on the names stand before their bars, else above
LABELLED = 0.02  # of the scale: what is as long as this has its amount in it or below it


@dataclass(frozen=True)
class Piece:
    """From one amount on the scale to another, in a colour and a fill; `words` are for who points at it."""

    begin: int
    end: int
    colour: str
    fill: str
    words: str
    amount: str = ""  # in it or below it; empty where the words at the end of its bar have it

    @property
    def low(self) -> int:
        return min(self.begin, self.end)

    @property
    def length(self) -> int:
        return abs(self.end - self.begin)


@dataclass(frozen=True)
class Bar:
    """A name that may lead somewhere, with what stands small below it, its pieces, and the amount at their end."""

    name: str
    below: str
    pieces: tuple[Piece, ...]
    amount: str
    words: str
    href: str = ""
    goes_on_at: int | None = None  # from here a line leads to the next bar


@dataclass
class _Sheet:
    canvas: Canvas
    left: float
    low: int
    scale: float

    def x_of(self, euros: int) -> float:
        return self.left + (euros - self.low) * self.scale

    @property
    def has_names_before(self) -> bool:
        return self.left > 0


def draw_bars(
    name: str,
    bars: Sequence[Bar],
    meanings: Sequence[Meaning],
    title: str,
    description: str,
    width: float,
) -> Drawing:
    canvas = Canvas(name, width)
    y = draw_meanings(canvas, FIRST, meanings)
    sheet = _sheet_of(canvas, bars)
    before: tuple[float, float] | None = None  # where the line from the bar above begins
    for bar in bars:
        top, y, clear = _write_name(sheet, bar, y)
        _draw_pieces(sheet, bar, top)
        if before:
            x, start = before
            canvas.line(x, start if x > clear else top, x, top if bar.pieces else top + THICK, "soft", dash="2 4")
        before = None if bar.goes_on_at is None else (sheet.x_of(bar.goes_on_at), top + THICK)
        y = max(y, _write_below(sheet, bar, top + THICK)) + APART
    return canvas.drawing(y - APART + 4, title, description)


def _sheet_of(canvas: Canvas, bars: Sequence[Bar]) -> _Sheet:
    """The scale on which all of them fit, with the words at their ends."""
    left = canvas.width * SIDE if canvas.width >= WIDE_ENOUGH else 0
    edges = [edge for bar in bars for piece in bar.pieces for edge in (piece.begin, piece.end)]
    low, high = min([0, *edges]), max([0, *edges])
    room = max(text_width(bar.amount, bold=True) for bar in bars) + 12
    return _Sheet(canvas, left, low, (canvas.width - left - room) / max(high - low, 1))


def _write_name(sheet: _Sheet, bar: Bar, y: float) -> tuple[float, float, float]:
    """Writes what a bar is of; returns the y at which the bar begins, that below what was written, and the x from which on
    nothing stands above the bar."""
    canvas, room = sheet.canvas, (sheet.left or sheet.canvas.width) - (16 if sheet.has_names_before else 0)
    lines = wrap(bar.name, room, most=3)
    first = y + 16
    small = wrap(bar.below, room, SMALL, most=2) if bar.below else []
    with canvas.label(bar.href, bar.words):
        below = canvas.lines(0, first, lines)
        below = canvas.lines(0, below - 2, small, size=SMALL, tone="soft")
        canvas.reach(Box(0, y, room, max(y + REACH, below - 12)))
    bottom = below - 12
    if sheet.has_names_before:
        return y, max(bottom, y + REACH), sheet.left - 1
    taken = max(*(text_width(line) for line in lines), *(text_width(line, SMALL) for line in small), 0)
    return max(bottom, y + REACH) + 2, y, taken + 6


def _draw_pieces(sheet: _Sheet, bar: Bar, top: float) -> None:
    """Draws what a bar is made of, each with its amount where there is room, and the amount at their end."""
    canvas = sheet.canvas
    lengths = [piece.length * sheet.scale for piece in bar.pieces]
    start = min((sheet.x_of(piece.low) for piece in bar.pieces), default=0)
    reaches = spread(lengths, canvas.width, min(start, canvas.width - REACH * len(lengths))) if lengths else []
    for piece, long, (low, high) in zip(bar.pieces, lengths, reaches, strict=True):
        x = sheet.x_of(piece.low)
        with canvas.point("", piece.words):
            canvas.fill(x, top, max(long - 1, 1), THICK, piece.colour, piece.fill)
            canvas.reach(Box(low, top - 2, high, top - 2 + REACH))
        if piece.amount and text_width(piece.amount, SMALL) + 8 <= long:
            middle = x + long / 2
            canvas.text_on(piece.colour, piece.fill, middle, top + 18, piece.amount, size=SMALL, anchor="middle")
    ends = [sheet.x_of(max(piece.begin, piece.end)) for piece in bar.pieces]
    end = max(ends, default=sheet.x_of(bar.goes_on_at or 0))
    canvas.text(end + 8, top + 18, bar.amount, bold=True)


def _write_below(sheet: _Sheet, bar: Bar, bottom: float) -> float:
    """Writes the amounts that have no room in their piece below the bar; returns the y below."""
    lengths = [(piece, piece.length * sheet.scale) for piece in bar.pieces if piece.amount]
    told = [
        Leader(piece.amount, sheet.x_of(piece.low) + long / 2, "", piece.words)
        for piece, long in lengths
        if text_width(piece.amount, SMALL) + 8 > long
    ]
    return bottom + 6 + LINE * write_leaders(sheet.canvas, told, bottom, sheet.left)
