"""The fills that say how sure an amount is, as far as they are patterns over its colour."""

from xml.etree import ElementTree

from commitments.charts.series import ALL_STAGES

# Of a stage: the pattern that lies over the colour of its category. The other stages have none.
PATTERNS = {"gereserveerd": "strepen", ALL_STAGES: "stippen"}
# Of a pattern: how large its tile is, how it is turned, and the shape in it.
TILES: dict[str, tuple[str, dict[str, str], str, dict[str, str]]] = {
    "strepen": (
        "7",
        {"patternTransform": "rotate(45)"},
        "rect",
        {"width": "2.2", "height": "7", "fill-opacity": "0.6"},
    ),
    "stippen": ("7", {}, "circle", {"cx": "3.5", "cy": "3.5", "r": "1.2", "fill-opacity": "0.6"}),
}


def pattern(name: str, id_: str, paper: str) -> ElementTree.Element:
    """The <pattern> of this name, with its shapes in the colour of paper."""
    size, turn, tag, shape = TILES[name]
    found = ElementTree.Element(
        "pattern", {"id": id_, "width": size, "height": size, "patternUnits": "userSpaceOnUse"} | turn
    )
    ElementTree.SubElement(found, tag, shape | {"fill": paper, "class": "veil"})
    return found
