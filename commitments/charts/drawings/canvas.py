"""Shapes and words on a canvas, and how wide words are. No database, no Django."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from commitments import palette
from commitments.charts.series import ALL_STAGES
from ukrainesteun.lines import held

from .fills import PATTERNS, pattern

WIDE, NARROW = 960, 380  # how wide a drawing is: on a desktop and a tablet, on a phone
SIZE = 16  # of the text; a page shows a wide drawing at 80 to 118 per cent, a narrow one at 92 to 135
SMALL = 15
LINE = 19
FIRST = 16  # the baseline of words at the top of a drawing: higher, their letters could reach beyond it
REACH = 30  # how large what can be pointed at is at least, where there is room
LEAST_WIDE, LEAST_NARROW = 29.6, 26.1  # what is 24 pixels on a tablet and on a phone

# Light values for whoever shows a drawing without our stylesheet: the tokens of static/css/site.css.
PAPER, INK, SOFT, HAIR, ACCENT = "#fbfaf6", "#1c1b19", "#5d594f", "#dcd7ca", "#1d4e89"

# What no XML can hold, escaped or not: a letter that was pasted may bring such characters along.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@lru_cache(maxsize=1)
def _metrics() -> Any:
    return json.loads(Path(__file__).with_name("metrics.json").read_text(encoding="utf-8"))


def text_width(text: str, size: float = SIZE, *, bold: bool = False, serif: bool = False) -> float:
    """How wide a text is in our own typeface; one that falls back is made as wide by static/vendor/fonts/fonts.css."""
    font = _metrics()["serif-600" if serif else "sans-600" if bold else "sans-400"]
    widths: float = sum(font["widths"].get(letter, font["default"]) for letter in text)
    return widths * size / 1000


def wrap(text: str, width: float, size: float = SIZE, most: int = 9, **font: bool) -> list[str]:
    """The text in at most `most` lines that fit the width; what does not fit ends in "…"."""
    lines, words = [""], held(text).split(" ")
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or text_width(longer, size, **font) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    return [_cut(line, width, size, **font) for line in lines]


def _cut(line: str, width: float, size: float, **font: bool) -> str:
    if text_width(line, size, **font) <= width:
        return line
    line = line.removesuffix(" …")
    while line and text_width(f"{line}…", size, **font) > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


@dataclass(frozen=True)
class Box:
    """A rectangle that is taken: no other words may stand in it."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass
class Canvas:
    """Takes shapes and words in order. `name` makes the ids in it unique on a page."""

    name: str
    width: float
    taken: list[Box] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root = ElementTree.Element("g")
        self._patterns: dict[str, ElementTree.Element] = {}
        self._group = self.root

    def add(self, tag: str, **attributes: str | float | None) -> ElementTree.Element:
        """A shape in the group that is open now; None leaves an attribute out."""
        element = ElementTree.SubElement(self._group, tag)
        for key, value in attributes.items():
            if value is not None:
                element.set(key.rstrip("_").replace("_", "-"), value if isinstance(value, str) else _number(value))
        return element

    def is_free(self, box: Box) -> bool:
        return not any(box.meets(other) for other in self.taken)

    def take(self, left: float, top: float, right: float, bottom: float) -> None:
        self.taken.append(Box(left, top, right, bottom))

    # words

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = SIZE,
        bold: bool = False,
        serif: bool = False,
        anchor: str | None = None,
        tone: str = "ink",
        halo: bool = False,
    ) -> ElementTree.Element:
        """One line of text whose baseline is at y. `tone`: ink, soft, accent, or a colour's key for text on that colour."""
        fill, class_ = {
            "ink": (INK, None),
            "soft": (SOFT, "soft"),
            "accent": (ACCENT, "accent"),
        }.get(tone) or (palette.PALETTE[tone].ink_light, f"on colour-{tone}")
        element = self.add(
            "text",
            x=x,
            y=y,
            fill=fill,
            font_size=size if size != SIZE else None,
            font_weight="600" if bold or serif else None,
            font_family="Steun Serif" if serif else None,
            text_anchor=anchor,
            class_=" ".join(filter(None, [class_, "serif" if serif else "", "halo" if halo else ""])) or None,
            stroke=PAPER if halo else None,
            stroke_width=3 if halo else None,
            stroke_linejoin="round" if halo else None,
            paint_order="stroke" if halo else None,
        )
        element.text = words
        return element

    def text_on(self, colour: str, stage: str, x: float, y: float, words: str, **style: Any) -> ElementTree.Element:
        """One line of text on a fill; what is not solid gets a plate behind it, or stripes would run through the words."""
        on_paper = colour == palette.GREY or stage == "aangekondigd"
        if on_paper or stage != "geleverd":
            size, bold = style.get("size", SIZE), style.get("bold", False)
            wide = text_width(words, size, bold=bold)
            left = x - 3 - wide * {"middle": 0.5, "end": 1}.get(style.get("anchor", ""), 0)
            fill = ("plate", PAPER) if on_paper else (f"plate colour-{colour}", palette.PALETTE[colour].light)
            self.add(
                "rect", x=left, y=y - size + 1, width=wide + 6, height=size + 3, rx=2, class_=fill[0], fill=fill[1]
            )
        return self.text(x, y, words, tone="ink" if on_paper else colour, **style)

    def lines(self, x: float, y: float, lines: Sequence[str], leading: float = LINE, **style: Any) -> float:
        """Lines of text below each other; returns the y below the last."""
        for number, line in enumerate(lines):
            self.text(x, y + number * leading, line, **style)
        return y + len(lines) * leading

    # shapes

    def grid(self, x1: float, x2: float, y: float) -> ElementTree.Element:
        """A line of the scale, behind the marks."""
        return self.line(x1, y, x2, y, "hair", extra="grid")

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        kind: str = "hair",
        dash: str | None = None,
        extra: str | None = None,
    ) -> ElementTree.Element:
        stroke = {"hair": HAIR, "axis": INK, "soft": SOFT}[kind]
        return self.add(
            "line",
            x1=x1,
            y1=y1,
            x2=x2,
            y2=y2,
            class_=" ".join(filter(None, [kind, extra])),
            stroke=stroke,
            stroke_dasharray=dash,
        )

    def path(self, d: str, kind: str = "soft", width: float = 1.5) -> ElementTree.Element:
        stroke = {"hair": HAIR, "axis": INK, "soft": SOFT, "paper": PAPER}[kind]
        return self.add("path", d=d, class_=kind, fill="none", stroke=stroke, stroke_width=width)

    def point(self, href: str, title: str) -> "_Link":
        """What is drawn next is one amount: a link with its words for who points at it; `with canvas.point(...)`."""
        return _Link(self, href, title, "point")

    def label(self, href: str, title: str) -> "_Link":
        """The same around words that are read with the chart."""
        return _Link(self, href, title, "label")

    def words(self, href: str, title: str) -> "_Link":
        """The same around words that tell of one amount, such as its label: who points at them means the amount."""
        return _Link(self, href, title, "words")

    def fill(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: str,
        stage: str = "",
        *,
        wavy: str | None = None,
    ) -> None:
        """A rectangle in a category's colour; its stage is the fill, and an edge that is not exact is wavy.

        Delivered is solid, allocated lighter, reserved striped, announced hollow; dotted is all stages together.
        `wavy` names the edge, "top" or "right".
        """
        value = palette.PALETTE[colour].light
        at = {"x": x, "y": y, "width": max(width, 0.5), "height": max(height, 0.5)}
        self.add("rect", **at, class_=f"mark colour-{colour}", fill=value)
        if stage == ALL_STAGES:  # in its own corner, so that a thin bar has whole dots
            corner = {"transform": f"translate({_number(x)} {_number(y)})"}
            self.add("rect", **corner, width=at["width"], height=at["height"], fill=self._pattern(PATTERNS[stage]))
        elif stage in PATTERNS:
            self.add("rect", **at, fill=self._pattern(PATTERNS[stage]))
        elif stage == "toegewezen":
            self.add("rect", **at, class_="veil", fill=PAPER, fill_opacity="0.24")
        elif stage == "aangekondigd" and min(width, height) > 3:  # what is thinner is all rim
            self.add("rect", **at, class_="veil", fill=PAPER, fill_opacity="0.8")
            inset = {"x": x + 0.75, "y": y + 0.75, "width": width - 1.5, "height": height - 1.5}
            self.add("rect", **inset, class_=f"rim colour-{colour}", fill="none", stroke=value, stroke_width=1.5)
        if wavy and min(width, height) > 5:
            self.path(_wave(x, y, width) if wavy == "top" else _wave(x + width, y, height, upright=True), "paper", 3)

    def dot(self, x: float, y: float, size: float, colour: str) -> None:
        """A colour that says what for, and has no fill that says how sure."""
        value = palette.PALETTE[colour].light
        self.add("rect", x=x, y=y, width=size, height=size, rx=size / 2, class_=f"mark colour-{colour}", fill=value)

    def day(self, x: float, y: float, is_outside: bool) -> None:
        """A day on an axis of time that did not change its total; with a core where its money was not chosen."""
        self.add("circle", cx=x, cy=y, r=4, class_="event", fill=PAPER, stroke=SOFT, stroke_width=1.5)
        if is_outside:
            self.add("circle", cx=x, cy=y, r=2, class_="core", fill=SOFT)

    def wave(self, x: float, y: float, width: float) -> None:
        """The edge of what is not exact, by itself."""
        self.path(_wave(x, y, width), "soft", 1.5)

    def reach(self, box: Box) -> None:
        """Makes the point that is drawn now as large as this for who points at it; nothing of it is seen."""
        left, right = max(box.left, 0), min(box.right, self.width)
        top = max(box.top, 0)
        self.add("rect", x=left, y=top, width=right - left, height=box.bottom - top, class_="reach", fill="none")

    def reach_along(self, d: str, more: float) -> None:
        """The same for a thin band: as much wider as this."""
        self.add("path", d=d, class_="reach", fill="none", stroke="none", stroke_width=more)

    def _pattern(self, name: str) -> str:
        """The fill of stripes or dots, made on first use."""
        if name not in self._patterns:
            self._patterns[name] = pattern(name, f"{self.name}-{name}", PAPER)
        return f"url(#{self.name}-{name})"

    def group(self, class_: str) -> "_Group":
        """What is drawn next stands together in a group; `with canvas.group(...)`."""
        return _Group(self, class_)

    def drawing(
        self,
        height: float,
        title: str,
        description: str,
        areas: Iterable[Box] = (),
        places: "Places | None" = None,
        is_upright: bool = False,
    ) -> "Drawing":
        return Drawing(
            name=self.name,
            width=self.width,
            height=height,
            title=title,
            description=description,
            root=self.root,
            patterns=tuple(self._patterns.values()),
            areas=tuple(areas),
            places=places or {},
            is_upright=is_upright,
        )


class _Group:
    def __init__(self, canvas: Canvas, class_: str) -> None:
        self.canvas, self.class_ = canvas, class_

    def __enter__(self) -> ElementTree.Element:
        self.outer = self.canvas._group
        self.canvas._group = ElementTree.SubElement(self.outer, "g", {"class": self.class_})
        return self.canvas._group

    def __exit__(self, *_: object) -> None:
        self.canvas._group = self.outer


class _Link(_Group):
    def __init__(self, canvas: Canvas, href: str, title: str, kind: str) -> None:
        super().__init__(canvas, kind)
        self.href, self.title = href, title

    def __enter__(self) -> ElementTree.Element:
        self.outer = self.canvas._group
        tag = "a" if self.href else "g"
        attributes = {"href": self.href, "tabindex": "-1"} if self.href else {}
        if "&" in self.href:  # a list with two filters or more, which a search engine need not meet
            attributes["rel"] = "nofollow"
        self.canvas._group = ElementTree.SubElement(self.outer, tag, {"class": self.class_} | attributes)
        ElementTree.SubElement(self.canvas._group, "title").text = self.title
        return self.canvas._group


Places = Mapping[Any, tuple[float, float]]  # by what a mark is: the middle of it, and how thick it is


@dataclass(frozen=True)
class Drawing:
    """A finished drawing; in a template it prints itself as SVG.

    `areas` and `places` say where its marks stand, so that plotly can put its own on the same spots: the areas in
    which euros are drawn to scale, and the middle and thickness of each bar.
    """

    name: str
    width: float
    height: float
    title: str
    description: str
    root: ElementTree.Element
    patterns: tuple[ElementTree.Element, ...] = ()
    areas: tuple[Box, ...] = ()
    places: Places = field(default_factory=dict, hash=False)
    is_upright: bool = False  # bars that stand

    def __html__(self) -> str:
        return as_text(self.element())

    def element(self) -> ElementTree.Element:
        """The <svg>, with its title and description for who cannot see it; the table has every number."""
        svg = ElementTree.Element(
            "svg",
            {
                "viewBox": f"0 0 {_number(self.width)} {_number(self.height)}",
                "role": "group",
                "aria-labelledby": f"{self.name}-titel",
                "aria-describedby": f"{self.name}-uitleg",
                "font-family": "Steun Sans",
                "font-size": str(SIZE),
            },
        )
        ElementTree.SubElement(svg, "title", id=f"{self.name}-titel").text = self.title
        ElementTree.SubElement(svg, "desc", id=f"{self.name}-uitleg").text = self.description
        if self.patterns:
            ElementTree.SubElement(svg, "defs").extend(self.patterns)
        svg.append(self.root)
        return svg


def as_text(svg: ElementTree.Element) -> str:
    """The <svg> as text, which every reader of XML can read: a character that XML cannot hold becomes U+FFFD."""
    return NOT_IN_XML.sub("\ufffd", ElementTree.tostring(svg, encoding="unicode"))


def _number(value: float) -> str:
    """A coordinate in at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def _wave(x: float, y: float, length: float, upright: bool = False) -> str:
    """A wavy line of this length from (x, y), to the right or downward."""
    count = max(2, round(length / 9))
    step = length / count
    if upright:
        return f"M{_number(x)} {_number(y)}" + "".join(
            f"q{3 if number % 2 else -3} {_number(step / 2)} 0 {_number(step)}" for number in range(count)
        )
    return f"M{_number(x)} {_number(y)}" + "".join(
        f"q{_number(step / 2)} {3 if number % 2 else -3} {_number(step)} 0" for number in range(count)
    )
