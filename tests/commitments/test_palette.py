"""Every colour is seen on paper, read upon, and told from its neighbours by any eye."""

import math
import re
from itertools import combinations, pairwise

import pytest
from django.conf import settings

from commitments import palette
from commitments.models import Category

pytestmark = pytest.mark.looks

STYLES = settings.BASE_DIR / "static" / "css"
SHADES = ["light", "dark"]

# CIEDE2000: about 2 is seen when two patches touch, and from about 10 colours differ at a glance. Neighbours in a stack
# are told apart at a glance; other pairs of the first seven, which have labels of their own and do not touch, with ease.
NEIGHBOURS, FIRST_SEVEN, ANY = 10, 6, 4

# What an eye sees that lacks one kind of cone, in linear RGB, at severity 1.0: Machado, Oliveira and Fernandes, "A
# physiologically-based model for simulation of color vision deficiency", IEEE TVCG 15 (2009), 1291-1298.
EYES = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
SRGB_TO_XYZ = (  # IEC 61966-2-1, each row divided by the white point D65
    (0.433953, 0.376219, 0.189828),
    (0.212673, 0.715152, 0.072175),
    (0.017758, 0.109477, 0.872766),
)


def times(matrix, vector):
    return [sum(one * other for one, other in zip(row, vector, strict=True)) for row in matrix]


def lab(colour, eye):
    """CIELAB of "#rrggbb" as this eye sees it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    seen = [min(max(part, 0), 1) for part in times(EYES[eye], linear)]
    x, y, z = (
        math.cbrt(part) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in times(SRGB_TO_XYZ, seen)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one, other):
    """Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula", Color Res. Appl. 30 (2005), 21-30."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1 + 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + 25**7)))
    c1, c2 = math.hypot(a1 * stretch, b1), math.hypot(a2 * stretch, b2)
    h1, h2 = (math.degrees(math.atan2(b, a * stretch)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = h1 + turn / 2 if c1 * c2 else h1 + h2

    def cos(degrees):
        return math.cos(math.radians(degrees))

    t = 1 - 0.17 * cos(hue - 30) + 0.24 * cos(2 * hue) + 0.32 * cos(3 * hue + 6) - 0.2 * cos(4 * hue - 63)
    lightness = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2))
    chromas = (c2 - c1) / (1 + 0.045 * chroma)
    hues = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2)) / (1 + 0.015 * chroma * t)
    around_blue = 60 * math.exp(-(((hue % 360 - 275) / 25) ** 2))
    mixed = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7)) * math.sin(math.radians(around_blue))
    return math.sqrt(lightness**2 + chromas**2 + hues**2 + mixed * chromas * hues)


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_formula_gives_what_its_authors_publish(one, other, difference):
    assert ciede2000(one, other) == pytest.approx(difference, abs=0.0001)


def too_near(pairs, shade, least):
    found = {}
    for one, other in pairs:
        colours = [getattr(palette.PALETTE[key], shade) for key in (one, other)]
        for eye in EYES:
            difference = ciede2000(*(lab(colour, eye) for colour in colours))
            if difference < least:
                found[one, other, eye] = round(difference, 1)
    return found


@pytest.mark.parametrize("shade", SHADES)
def test_colours_that_stack_beside_each_other_differ_at_a_glance_for_every_eye(shade):
    assert too_near(pairwise(palette.PALETTE), shade, NEIGHBOURS) == {}


@pytest.mark.parametrize("shade", SHADES)
def test_any_two_colours_differ_for_every_eye(shade):
    assert too_near(combinations(list(palette.PALETTE)[:7], 2), shade, FIRST_SEVEN) == {}
    assert too_near(combinations(palette.PALETTE, 2), shade, ANY) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("shade", SHADES)
def test_categories_that_stack_beside_each_other_differ_at_a_glance_for_every_eye(shade, ledger):
    stacked = list(Category.objects.published().order_by("position").values_list("colour", flat=True))
    assert len(stacked) == len(set(stacked)) == 7, "each its own"
    assert too_near(pairwise(stacked), shade, NEIGHBOURS) == {}
    assert too_near(combinations(stacked, 2), shade, FIRST_SEVEN) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("shade", SHADES)
def test_military_aid_and_the_peace_facility_differ_by_more_than_a_shade(shade, ledger):
    colours = dict(Category.objects.published().values_list("slug", "colour"))
    (_, *one), (_, *other) = (
        lab(getattr(palette.PALETTE[colours[slug]], shade), "normal") for slug in ("military", "epf")
    )
    hues = [math.degrees(math.atan2(b, a)) for a, b in (one, other)]
    assert 180 - abs(180 - abs(hues[0] - hues[1]) % 360) > 90, "another hue, not a lighter one"


def tokens(name):
    """A colour of site.css on a light and on a dark page."""
    return re.findall(rf"--{name}:\s*(#[0-9a-f]{{6}});", (STYLES / "site.css").read_text(encoding="utf-8"))[:2]


@pytest.mark.parametrize(("place", "shade"), list(enumerate(SHADES)))
def test_every_colour_stands_out_on_paper(place, shade):
    grounds = [tokens(name)[place] for name in ("paper", "wash")]
    weak = {
        (key, ground): round(ratio, 2)
        for key, colour in palette.PALETTE.items()
        for ground in grounds
        if (ratio := palette.contrast(getattr(colour, shade), ground)) < 3  # WCAG 2.2, 1.4.11
    }
    assert weak == {}


@pytest.mark.parametrize("shade", SHADES)
def test_words_on_a_colour_are_legible(shade):
    weak = {
        key: round(ratio, 2)
        for key, colour in palette.PALETTE.items()
        if key != palette.GREY  # there words have a halo of paper
        and (ratio := palette.contrast(getattr(colour, shade), getattr(colour, f"ink_{shade}"))) < 4.5  # WCAG 1.4.3
    }
    assert weak == {}
    assert {getattr(colour, f"ink_{shade}") for colour in palette.PALETTE.values()} <= set(palette.INKS)


def test_contrast_is_that_of_wcag():
    assert palette.contrast("#ffffff", "#000000") == pytest.approx(21)
    assert palette.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_the_accent_of_the_page_is_the_first_colour():
    assert next(iter(palette.PALETTE)) == "blue"
    assert tokens("accent")[0] == palette.PALETTE["blue"].light


def test_no_two_colours_have_one_name():
    assert len({colour.name for colour in palette.PALETTE.values()}) == len(palette.PALETTE)


def test_the_stylesheet_has_the_colours_of_the_palette():
    light, _, dark = (STYLES / "palette.css").read_text(encoding="utf-8").partition("(prefers-color-scheme: dark)")
    dark, _, classes = dark.partition("\n}\n")
    for css, shade in ((light, "light"), (dark, "dark")):
        declared = dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", css))
        values = {key: getattr(colour, shade) for key, colour in palette.PALETTE.items()}
        inks = {f"on-{key}": getattr(colour, f"ink_{shade}") for key, colour in palette.PALETTE.items()}
        assert declared == values | inks
    assert re.findall(r"\.colour-([a-z]+) \{ --colour: [^;]*var\(--([a-z]+)\)", classes) == [
        (key, key) for key in palette.PALETTE
    ]


@pytest.mark.django_db
def test_every_colour_of_a_category_is_in_the_palette(ledger):
    assert set(Category.objects.values_list("colour", flat=True)) <= set(palette.PALETTE)
    assert Category._meta.get_field("colour").default in palette.PALETTE
    assert palette.GREY in palette.PALETTE
