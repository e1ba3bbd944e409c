"""The colours a category can have: one place for the charts, the stylesheet and the admin's choices.

Each colour is a name with its value on a light and on a dark page, and the ink that is legible on it.
static/css/palette.css gives the same values to the stylesheets; a test holds the two equal. The values were searched by
computation, near those that fit the page, so that each stands out on paper, and those stay apart for the colour-blind
that stand beside each other below or in a stack of the ledger's categories; tests/commitments/test_palette.py holds that.
"""

from dataclasses import dataclass

INKS = ("#ffffff", "#1c1b19")


@dataclass(frozen=True)
class Colour:
    """A colour's Dutch name and its value on a light and on a dark page."""

    name: str
    light: str
    dark: str

    @property
    def ink_light(self) -> str:
        """The colour of words on it, on a light page."""
        return _ink_on(self.light)

    @property
    def ink_dark(self) -> str:
        """The colour of words on it, on a dark page."""
        return _ink_on(self.dark)


def _ink_on(colour: str) -> str:
    return max(INKS, key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """How well two colours stand out, 1 to 21, as WCAG 2.2 defines it."""
    low, high = sorted([_luminance(one), _luminance(other)])
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


PALETTE = {
    "blue": Colour("blauw", "#1d4e89", "#6f9fd8"),
    "sky": Colour("lichtblauw", "#5d8db1", "#bed8ee"),
    "rust": Colour("roest", "#b0480d", "#df8257"),
    "violet": Colour("paars", "#7b5ea7", "#cab4f1"),
    "teal": Colour("groenblauw", "#187c77", "#5fc3b5"),
    "stone": Colour("grijs, gearceerd", "#8c8879", "#7d786c"),
    "ochre": Colour("oker", "#ad8123", "#e3bd43"),
    "plum": Colour("pruim", "#8d3a61", "#ca82a6"),
    "moss": Colour("mosgroen", "#637635", "#aabb71"),
    "slate": Colour("leisteen", "#4c5f6d", "#98aebe"),
}
GREY = "stone"  # of what is not divided yet; no ink is legible on it light and dark, so its words stand on paper
CHOICES = [(key, colour.name) for key, colour in PALETTE.items()]
