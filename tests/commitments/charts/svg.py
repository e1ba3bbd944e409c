"""What stands where in a drawing: its texts and shapes as boxes, its amounts as points. For tests."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from xml.etree import ElementTree

from commitments.charts.drawings.canvas import SIZE, Box, text_width

ASCENT, DESCENT = 0.7, 0.2  # of the size of a text: how far its letters reach above and below the baseline
EURO = re.compile("€\u00a0([0-9]{1,3}(?:\\.[0-9]{3})*)(?![0-9.,]*\u00a0m)")
STEP = re.compile(r"([MmHhVvCcqz])|(-?[0-9.]+)")
TAKES = {"M": 2, "H": 1, "h": 1, "V": 1, "v": 1, "C": 6, "q": 4, "z": 0}


def euros_in(words):
    """The exact amounts in a text, in whole euros."""
    return [int(amount.replace(".", "")) for amount in EURO.findall(words)]


def number(element, name, otherwise=0):
    return float(element.get(name, otherwise))


def box_of_rect(element):
    x, y = number(element, "x"), number(element, "y")
    return Box(x, y, x + number(element, "width"), y + number(element, "height"))


def corners(d):
    """The points that a path goes through (of a curve also those it leans to)."""
    found, x, y, tokens = [], 0.0, 0.0, STEP.findall(d)
    place = 0
    while place < len(tokens):
        command = tokens[place][0] or command  # noqa: F821
        place += bool(tokens[place][0])
        values = [float(value) for _, value in tokens[place : place + TAKES[command]]]
        assert len(values) == TAKES[command], d
        place += TAKES[command]
        if command == "q":
            found += [(x + values[0], y + values[1]), (x + values[2], y + values[3])]
        elif command == "C":
            found += list(zip(values[::2], values[1::2], strict=True))
        elif command in "MHVhv":
            to_x = values[0] if command in "MH" else x + values[0] if command == "h" else x
            to_y = values[-1] if command in "MV" else y + values[0] if command == "v" else y
            found.append((to_x, to_y))
        if found:
            x, y = found[-1]
    return found


def box_of_path(element):
    xs, ys = zip(*corners(element.get("d")), strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def box_of_text(element):
    size = number(element, "font-size", SIZE)
    serif = element.get("font-family") == "Steun Serif"
    wide = text_width(element.text or "", size, bold=element.get("font-weight") == "600", serif=serif)
    x, y = number(element, "x"), number(element, "y")
    left = {"start": x, "middle": x - wide / 2, "end": x - wide}[element.get("text-anchor", "start")]
    return Box(left, y - ASCENT * size, left + wide, y + DESCENT * size)


def box_of_line(element):
    x1, x2, y1, y2 = (number(element, name) for name in ("x1", "x2", "y1", "y2"))
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def box_of_circle(element):
    x, y, r = (number(element, name) for name in ("cx", "cy", "r"))
    return Box(x - r, y - r, x + r, y + r)


BOXES = {
    "rect": box_of_rect,
    "path": box_of_path,
    "text": box_of_text,
    "line": box_of_line,
    "circle": box_of_circle,
}


@dataclass
class Point:
    """One amount of a drawing: its words, where it leads, and its mark."""

    element: ElementTree.Element

    @property
    def words(self):
        return self.element.findtext("title")

    @property
    def euros(self):
        """The first exact amount in its words."""
        return euros_in(self.words)[0]

    @property
    def href(self):
        return self.element.get("href", "")

    @cached_property
    def mark(self):
        """The element that is as large as its amount."""
        (mark,) = (element for element in self.element if "mark" in element.get("class", "").split())
        return mark

    @property
    def box(self):
        return BOXES[self.mark.tag](self.mark)

    @property
    def reach(self):
        """Where it can be pointed at: its mark, or what makes that larger."""
        larger = [element for element in self.element if element.get("class") == "reach" and element.tag == "rect"]
        return box_of_rect(larger[0]) if larger else self.box

    @property
    def colour(self):
        return next(name for name in self.mark.get("class").split() if name.startswith("colour-"))[7:]

    @property
    def look(self):
        """What lies on the mark: "solid", "veiled", "striped", "dotted", "hollow"; "wave" behind it for an edge that waves."""
        rest = [element for element in self.element if element is not self.mark and element.tag in ("rect", "path")]
        rest = [element for element in rest if element.get("class") != "reach"]
        fills = [element.get("fill") for element in rest if element.tag == "rect"]
        veils = [element.get("fill-opacity") for element in rest if element.get("class") == "veil"]
        look = (
            "striped"
            if any(fill.endswith("-strepen)") for fill in fills)
            else "dotted"
            if any(fill.endswith("-stippen)") for fill in fills)
            else {(): "solid", ("0.24",): "veiled", ("0.8",): "hollow"}[tuple(veils)]
        )
        if any(element.get("class", "").startswith("rim") for element in rest):
            look += " with a rim"
        return look + (" wave" if any(element.tag == "path" for element in rest) else "")


class Picture:
    """A drawing as it is printed, read back."""

    def __init__(self, svg):
        self.root = ElementTree.fromstring(svg if isinstance(svg, str) else svg.__html__())
        _, _, self.width, self.height = map(float, self.root.get("viewBox").split())

    def all(self, tag):
        return self.root.iter(tag)

    @cached_property
    def points(self):
        return [Point(element) for element in self.root.iter() if element.get("class") == "point"]

    @cached_property
    def texts(self):
        return [element.text for element in self.root.iter("text")]

    @property
    def words(self):
        return " ".join(self.texts)

    def _shapes(self):
        hidden = {id(inner) for defs in self.root.iter("defs") for inner in defs.iter()}
        return [element for element in self.root.iter() if element.tag in BOXES and id(element) not in hidden]

    def outside(self, tolerance=1):
        """What lies outside the drawing, with how far."""
        found = []
        for element in self._shapes():
            box = BOXES[element.tag](element)
            over = max(-box.left, -box.top, box.right - self.width, box.bottom - self.height)
            if over > tolerance:
                found.append((element.tag, element.text or element.attrib, round(over, 1)))
        return found

    def close(self, least=0.6):
        """Pairs of texts on one line with less between them than this part of their size, which read as one."""
        boxes = [(element, box_of_text(element)) for element in self.root.iter("text") if element.text]
        return [
            (one.text, other.text)
            for (one, a), (other, b) in combinations(boxes, 2)
            if min(a.bottom, b.bottom) - max(a.top, b.top) > (a.bottom - a.top) / 2
            and max(a.left, b.left) - min(a.right, b.right)
            < least * max(number(element, "font-size", SIZE) for element in (one, other))
        ]

    def overlaps(self, tolerance=1):
        """Pairs of texts that stand on each other by more than `tolerance` in both directions."""
        boxes = [(element.text, box_of_text(element)) for element in self.root.iter("text") if element.text]
        return [
            (one, other)
            for (one, a), (other, b) in combinations(boxes, 2)
            if min(a.right, b.right) - max(a.left, b.left) > tolerance
            and min(a.bottom, b.bottom) - max(a.top, b.top) > tolerance
        ]
