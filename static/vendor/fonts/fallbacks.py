"""How the fallback numbers in fonts.css were found. Needs fontTools and brotli; the site does not run this.

    python fallbacks.py OURS.woff2 FALLBACK.ttf WEIGHT

size-adjust makes a line of Dutch in the fallback as wide as in our font; the overrides give it our line height,
so the page does not jump when our font arrives. Arial was measured on Liberation Sans, Times New Roman on
Liberation Serif and Georgia on Gelasio: free fonts with the same widths.
"""

import sys

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

DUTCH = (
    "Het kabinet heeft in de brief van vorige week aan de Tweede Kamer gemeld dat Nederland dit jaar opnieuw "
    "militaire en humanitaire steun aan Oekraïne geeft. Een deel van het bedrag was al eerder toegezegd, een deel "
    "is nieuw. De minister van Defensie schrijft dat het gaat om € 3,4 miljard voor de jaren 2024, 2025 en 2026, "
    "waarvan 1,15 miljard is betaald. Op welke begroting staat het geld, en wie heeft erover besloten?"
)


def width_in_ems(font):
    cmap, advances = font.getBestCmap(), font["hmtx"]
    return sum(advances[cmap[ord(char)]][0] for char in DUTCH) / font["head"].unitsPerEm


ours, fallback, weight = TTFont(sys.argv[1]), TTFont(sys.argv[2]), float(sys.argv[3])
ours = instantiateVariableFont(ours, {"wght": weight})
size_adjust = width_in_ems(ours) / width_in_ems(fallback)
em = ours["head"].unitsPerEm * size_adjust
hhea = ours["hhea"]
print(f"size-adjust: {size_adjust:.2%};")
print(f"ascent-override: {hhea.ascent / em:.2%};")
print(f"descent-override: {-hhea.descent / em:.2%};")
print(f"line-gap-override: {hhea.lineGap / em:.2%};")
