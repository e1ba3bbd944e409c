"""A drawing with its title, what it shows and its source: an image that says by itself what it is and where it is from.

No picture is half empty: of the ways to put title and drawing together, that is taken in which they are the largest.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from .canvas import ACCENT, HAIR, NARROW, PAPER, Box, Canvas, Drawing, as_text, text_width, wrap
from .outlines import outline_words

SHAPES = {"wide": (1120, 630), "square": (720, 720), "social": (1200, 630)}  # in units; images.py makes them larger
EDGE = 40
LANDSCAPE = 1000  # a card as wide as this has room for the title beside the drawing
TITLES, BESIDE = (30, 34, 42, 52), (380, 440)  # sizes of a title, and how wide it may be beside a drawing
NARROW_WIDTHS = (NARROW, 440, 520, 620, 740, 880)  # how wide a narrow drawing is tried
LARGEST, LEGIBLE = 2.1, 1.2  # how much a drawing is enlarged at most, and from where larger letters read no better
SMALLS, LEADING = (48, 42, 36, 28), 1.28  # sizes of the words on a card without a drawing; from line to line
LEAST = 0.3  # of the height of a card that a drawing gets
# The drawing of a wide page is kept on a wide card where it takes this part of its room, and is this large or has this part
# of the merit of the best layout: a reader finds it again, but not in letters that he cannot read.
FOUND, READ, KEPT = 0.6, 0.75, 0.75

Draw = Callable[..., Drawing]  # (shape, width)


@dataclass(frozen=True)
class _Head:
    """A title and what stands below it, as lines of one size."""

    width: float
    title: tuple[str, ...]
    big: float
    subtitle: tuple[str, ...]
    small: float

    @classmethod
    def of(cls, title: str, subtitle: str, width: float, big: float) -> "_Head":
        small = 20 if big > 34 else 17
        lines = wrap(title, width, big, most=6, serif=True), wrap(subtitle, width, small, most=8)
        return cls(width, tuple(lines[0]), big, tuple(lines[1]), small)

    @property
    def height(self) -> float:
        return len(self.title) * self.big * 1.2 + len(self.subtitle) * self.small * 1.3 + 8

    @property
    def is_whole(self) -> bool:
        """Whether no word of the title was cut off."""
        return not self.title[-1].endswith("…")

    def draw(self, canvas: Canvas) -> None:
        y = canvas.lines(EDGE, EDGE + self.big * 0.78, self.title, self.big * 1.2, size=self.big, serif=True)
        y += self.small - self.big * 0.78 + 4
        canvas.lines(EDGE, y, self.subtitle, self.small * 1.3, size=self.small, tone="soft")


@dataclass(frozen=True)
class _Layout:
    """One way to fill a card."""

    head: _Head
    room: Box
    drawing: Drawing

    @property
    def scale(self) -> float:
        wide, high = self.room.right - self.room.left, self.room.bottom - self.room.top
        return min(wide / self.drawing.width, high / self.drawing.height, LARGEST)

    @property
    def drawn(self) -> float:
        """The area of the drawing as it stands on the card."""
        return self.drawing.width * self.drawing.height * self.scale**2

    @property
    def filled(self) -> float:
        """Which part of its room the drawing takes."""
        return self.drawn / ((self.room.right - self.room.left) * (self.room.bottom - self.room.top))

    def is_found_again(self, best: "_Layout") -> bool:
        """Whether it fills its room, and can be read or is not much less than the best."""
        return self.filled > FOUND and (self.scale > READ or self.merit > best.merit * KEPT)

    @property
    def merit(self) -> float:
        """How much of a card it fills; a drawing with small letters counts for less, and so does a title."""
        return self.drawn * min(self.scale / LEGIBLE, 1) ** 2 + self.head.height * self.head.width / 5

    def placed(self) -> ElementTree.Element:
        """The drawing in the middle of its room."""
        wide, high = self.drawing.width * self.scale, self.drawing.height * self.scale
        inner = self.drawing.element()
        inner.set("x", f"{(self.room.left + self.room.right - wide) / 2:.1f}")
        inner.set("y", f"{(self.room.top + self.room.bottom - high) / 2:.1f}")
        inner.set("width", f"{wide:.1f}")
        inner.set("height", f"{high:.1f}")
        return inner


def chart_card(shape: str, draw: Draw, title: str, subtitle: str, source: str, site: str) -> str:
    """SVG of this shape with the drawing in it. `site` is the host name under which the reader finds it."""
    width, height = SHAPES[shape]
    canvas = Canvas("kaart", width)
    foot = _foot_of(canvas, source, site, height)
    places = [
        (head, room)
        for head, room in _heads(title, subtitle, width, foot.top)
        if room.bottom - room.top > height * LEAST or head.big == min(TITLES)
    ]
    on_desktop = draw("wide")
    drawings = [on_desktop, *(draw("narrow", narrow) for narrow in NARROW_WIDTHS)]
    layouts = [_Layout(*place, drawing) for place in places for drawing in drawings]
    best = max(layouts, key=lambda layout: layout.merit)
    if shape == "wide":
        kept = [layout for layout in layouts if layout.drawing is on_desktop and layout.is_found_again(best)]
        best = max(kept, key=lambda layout: layout.merit, default=best)
    best.head.draw(canvas)
    foot.draw(canvas)
    return _finished(canvas, height, title, f"{subtitle} {source}", best.placed())


def _heads(title: str, subtitle: str, width: float, foot: float) -> Iterator[tuple[_Head, Box]]:
    """The title in each size, above the drawing and (on a wide card) beside it, with the room that is left."""
    for big in TITLES:
        head = _Head.of(title, subtitle, width - 2 * EDGE, big)
        if big == min(TITLES) or head.is_whole:
            yield head, Box(EDGE, EDGE + head.height + 12, width - EDGE, foot - 12)
        for beside in BESIDE if width > LANDSCAPE else ():
            head = _Head.of(title, subtitle, beside, big)
            if head.is_whole and head.height < foot - EDGE:
                yield head, Box(EDGE + beside + 40, EDGE, width - EDGE, foot - 16)


def text_card(title: str, amount: str, words: str, source: str, site: str) -> str:
    """SVG of a plain card for pages without a chart: a title, an amount where there is one, and what it is."""
    width, height = SHAPES["social"]
    canvas = Canvas("kaart", width)
    foot = _foot_of(canvas, source, site, height)
    big = next((size for size in (72, 62) if len(wrap(title, width - 2 * EDGE, size, serif=True)) < 3), 52)
    lines = wrap(title, width - 2 * EDGE, big, most=4, serif=True)
    high = 26 + len(lines) * big * 1.15 + (146 if amount else 14)
    room = foot.top - EDGE - high
    small = next((size for size in SMALLS if _lines_high(words, width - 2 * EDGE, size) <= room), min(SMALLS))
    told = wrap(words, width - 2 * EDGE, small, most=max(1, int(room // (small * LEADING))))
    high += len(told) * small * LEADING
    y = max(EDGE, (foot.top - high) / 2)
    canvas.add("rect", x=EDGE, y=y, width=72, height=6, fill=ACCENT)
    y = canvas.lines(EDGE, y + 26 + big * 0.8, lines, big * 1.15, size=big, serif=True) - big * 0.8
    if amount:
        canvas.text(EDGE, y + 104, amount, size=108, serif=True, tone="accent")
    canvas.lines(EDGE, y + (146 if amount else 14) + small, told, small * LEADING, size=small, tone="soft")
    foot.draw(canvas)
    return _finished(canvas, height, title, f"{amount} {words} {source}".strip())


def _lines_high(words: str, width: float, size: float) -> float:
    return len(wrap(words, width, size)) * size * LEADING


@dataclass(frozen=True)
class _Foot:
    """The source and whose card it is. `top` is the y above it."""

    source: tuple[str, ...]
    owner: str
    small: float
    top: float
    height: float  # of the card

    def draw(self, canvas: Canvas) -> None:
        right = canvas.width - EDGE
        canvas.add("line", x1=EDGE, x2=right, y1=self.top, y2=self.top, stroke=HAIR)
        canvas.lines(EDGE, self.top + 24, self.source, 20, size=self.small, tone="soft")
        canvas.text(right, self.height - 54, "Oekraïnesteun", size=20, serif=True, anchor="end")
        canvas.text(right, self.height - 32, self.owner, size=self.small, tone="soft", anchor="end")


def _foot_of(canvas: Canvas, source: str, site: str, height: float) -> _Foot:
    """Below what is on a wide card the source stands left of the owner, on a square one above him."""
    owner = f"{site} · geen website van de Rijksoverheid"
    is_wide = canvas.width > LANDSCAPE
    small = 16 if is_wide else 14
    room = canvas.width - 2 * EDGE - (text_width(owner, small) + 40 if is_wide else 0)
    lines = tuple(wrap(source, room, small, most=3))
    return _Foot(lines, owner, small, height - (58 if is_wide else 98) - 20 * max(len(lines) - 1, 1), height)


def _finished(
    canvas: Canvas, height: float, title: str, description: str, inner: ElementTree.Element | None = None
) -> str:
    """The whole card as text, with words for who cannot see it, and the letters outlined for who lacks our typeface."""
    size = {"width": str(canvas.width), "height": str(height)}
    svg = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {canvas.width} {height}",
            "role": "group",
            "aria-labelledby": "kaart-titel",
            "aria-describedby": "kaart-uitleg",
            "font-family": "Steun Sans",
            "font-size": "16",
        }
        | size,
    )
    ElementTree.SubElement(svg, "title", id="kaart-titel").text = title
    ElementTree.SubElement(svg, "desc", id="kaart-uitleg").text = description
    ElementTree.SubElement(svg, "rect", size | {"fill": PAPER})
    svg.append(canvas.root)
    if inner is not None:
        svg.append(inner)
    outline_words(svg)
    return as_text(svg)
