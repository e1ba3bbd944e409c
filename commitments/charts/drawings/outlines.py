"""The words of an SVG as outlines of their letters, so that a program without our typeface shows what a browser shows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

import uharfbuzz

TTF = Path(__file__).resolve().parents[3] / "static" / "vendor" / "fonts" / "ttf"
OF_TEXT = ("x", "y", "font-family", "font-size", "font-weight", "text-anchor")  # attributes that an outline has not
OF_HALO = ("stroke", "stroke-width", "stroke-linejoin", "paint-order")

Point = tuple[float, float]
Contour = tuple[Point, str]  # where it begins, and from there on as SVG writes it; in units of the typeface, y upward


def outline_words(svg: ElementTree.Element, size: float = 16, family: str = "") -> None:
    """Puts an outline in the place of every <text> below this element; `aria-label` keeps the words.

    The size and family are those that the element inherits.
    """
    size, family = float(svg.get("font-size", size)), svg.get("font-family", family)
    for child in svg:
        if child.tag == "text":
            _outline(child, size, family)
        else:
            outline_words(child, size, family)
    for name in ("font-size", "font-family"):
        svg.attrib.pop(name, None)


def _outline(text: ElementTree.Element, size: float, family: str) -> None:
    """Makes one <text> the group of its outline, and of its halo where it has one."""
    words = text.text or ""
    size, family = float(text.get("font-size", size)), text.get("font-family", family)
    weight = 600 if text.get("font-weight") == "600" else 400
    font = _font(f"{family.lower().replace(' ', '-')}-{weight}.ttf")
    drawn, wide = _written(font, words)
    scale = size / font.face.upem
    x = float(text.get("x", 0)) - wide * scale * {"middle": 0.5, "end": 1}.get(text.get("text-anchor", ""), 0)
    place = f"translate({x:.2f} {float(text.get('y', 0)):.2f}) scale({scale:g} {-scale:g})"
    halo = {name: value for name in OF_HALO if (value := text.attrib.pop(name, None))}
    for name in OF_TEXT:
        text.attrib.pop(name, None)
    text.tag, text.text = "g", None
    text.set("role", "img")
    text.set("aria-label", words)
    if halo:  # below the letters by its place, for many programs do not know paint-order
        halo |= {"stroke-width": f"{float(halo['stroke-width']) / scale:g}", "fill": "none"}
        halo.pop("paint-order", None)
        ElementTree.SubElement(text, "path", {"d": drawn, "transform": place} | halo)
    ElementTree.SubElement(text, "path", {"d": drawn, "transform": place})


@lru_cache(maxsize=4)
def _font(name: str) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(TTF / name))))


def _written(font: uharfbuzz.Font, words: str) -> tuple[str, float]:
    """The words as one path that begins at the left of the baseline, and how wide they are; in units of the typeface."""
    if not words:
        return "", 0
    buffer = uharfbuzz.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    drawn, at = [], 0
    for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        for (x, y), contour in _contours(font, glyph.codepoint):
            drawn.append(f"M{x + at + place.x_offset:g} {y + place.y_offset:g}{contour}z")
        at += place.x_advance
    return "".join(drawn), at


@lru_cache(maxsize=1024)  # of all typefaces together, those that are used
def _contours(font: uharfbuzz.Font, glyph: int) -> tuple[Contour, ...]:
    pen = _Pen()
    font.draw_glyph_with_pen(glyph, pen)
    return tuple(pen.contours())


@dataclass
class _Pen:
    """Follows the outline of a letter as a font draws it."""

    begins: list[Point] = field(default_factory=list)
    lines: list[list[str]] = field(default_factory=list)
    at: Point = (0, 0)

    def contours(self) -> Iterator[Contour]:
        for begin, lines in zip(self.begins, self.lines, strict=True):
            yield begin, "".join(lines)

    def moveTo(self, point: Point) -> None:
        self.begins.append(point)
        self.lines.append([])
        self.at = point

    def lineTo(self, point: Point) -> None:
        self._draw("l", point)

    def qCurveTo(self, *points: Point) -> None:
        self._draw("q", *points)

    def curveTo(self, *points: Point) -> None:
        self._draw("c", *points)

    def closePath(self) -> None:
        """Each contour is closed where the words are put together."""

    def _draw(self, command: str, *points: Point) -> None:
        x, y = self.at
        steps = " ".join(f"{to_x - x:g} {to_y - y:g}" for to_x, to_y in points)
        self.lines[-1].append(command + steps.replace(" -", "-"))
        self.at = points[-1]
