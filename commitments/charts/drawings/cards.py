"""A drawing with its title, what it shows and its source: an image that says by itself what it is and where it is from."""

from xml.etree import ElementTree

from .canvas import (
    ACCENT,
    HAIR,
    PAPER,
    SMALL,
    Canvas,
    Drawing,
    as_text,
    text_width,
    wrap,
)
from .outlines import outline_words

SHAPES = {"wide": (1120, 630), "square": (720, 720), "social": (1200, 630)}  # in units; images.py makes them larger
EDGE = 40


def chart_card(shape: str, drawing: Drawing, title: str, subtitle: str, source: str, site: str) -> str:
    """SVG of this shape with the drawing in it. `site` is the host name under which the reader finds it."""
    width, height = SHAPES[shape]
    canvas = Canvas("kaart", width)
    big = 34 if width > 1000 else 28
    y = canvas.lines(
        EDGE, EDGE + 26, wrap(title, width - 2 * EDGE, big, most=3, serif=True), big * 1.2, size=big, serif=True
    )
    y = canvas.lines(EDGE, y - 8, wrap(subtitle, width - 2 * EDGE, 16, most=3), 21, size=16, tone="soft")
    foot = _foot(canvas, source, site, width, height)
    room_wide, room_high = width - 2 * EDGE, foot - y - 18
    scale = min(room_wide / drawing.width, room_high / drawing.height)
    inner = drawing.element()
    inner.set("x", f"{EDGE + (room_wide - drawing.width * scale) / 2:.1f}")
    inner.set("y", f"{y + 4:.1f}")
    inner.set("width", f"{drawing.width * scale:.1f}")
    inner.set("height", f"{drawing.height * scale:.1f}")
    return _finished(canvas, height, title, f"{subtitle} {source}", inner)


def text_card(title: str, amount: str, source: str, site: str) -> str:
    """SVG of a plain card for pages without a chart: a title, and an amount where there is one."""
    width, height = SHAPES["social"]
    canvas = Canvas("kaart", width)
    canvas.add("rect", x=EDGE, y=EDGE, width=72, height=6, fill=ACCENT)
    y = canvas.lines(EDGE, EDGE + 76, wrap(title, width - 2 * EDGE, 52, most=4, serif=True), 62, size=52, serif=True)
    if amount:
        canvas.text(EDGE, y + 62, amount, size=88, serif=True, tone="accent")
    _foot(canvas, source, site, width, height)
    return _finished(canvas, height, title, source)


def _foot(canvas: Canvas, source: str, site: str, width: float, height: float) -> float:
    """The source and whose card it is; returns the y above."""
    mark = "Oekraïnesteun"
    words = f"{site} · geen website van de Rijksoverheid"
    lines = wrap(source, width - 2 * EDGE - (text_width(words, SMALL) + 40 if width > 1000 else 0), SMALL, most=3)
    top = height - 34 - 17 * max(len(lines) - 1, 1)
    bottom = top if width > 1000 else top - 40
    canvas.add("line", x1=EDGE, x2=width - EDGE, y1=bottom - 20, y2=bottom - 20, stroke=HAIR)
    canvas.lines(EDGE, bottom, lines, 17, size=SMALL, tone="soft")
    canvas.text(width - EDGE, height - 51, mark, size=18, serif=True, anchor="end")
    canvas.text(width - EDGE, height - 32, words, size=SMALL, tone="soft", anchor="end")
    return bottom - 20


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
            "font-size": "15",
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
