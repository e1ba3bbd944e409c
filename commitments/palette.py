"""The colours a category can have: one place for the charts, the stylesheet and the admin's choices.

Each colour is a name with its value on a light and on a dark page. static/css/palette.css gives the same values to
the stylesheets; a test holds the two equal.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Colour:
    """A colour's Dutch name and its value on a light and on a dark page."""

    name: str
    light: str
    dark: str


PALETTE = {
    "blue": Colour("blauw", "#1d4e89", "#6f9fd8"),
    "sky": Colour("lichtblauw", "#7fb0d6", "#b5d3ec"),
    "rust": Colour("roest", "#c4572b", "#e08a5f"),
    "violet": Colour("paars", "#7b5ea7", "#b39ad6"),
    "teal": Colour("groenblauw", "#1f7d72", "#5cc2b4"),
    "stone": Colour("grijs, gearceerd", "#b9b4a8", "#7d786c"),
    "ochre": Colour("oker", "#a97c10", "#d8b04a"),
    "plum": Colour("pruim", "#8e3b62", "#d088ab"),
    "moss": Colour("mosgroen", "#5d7432", "#a3bd74"),
    "slate": Colour("leisteen", "#51616e", "#9aabb8"),
}
HATCHED = "stone"
CHOICES = [(key, colour.name) for key, colour in PALETTE.items()]
