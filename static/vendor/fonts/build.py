"""Makes the fonts of this folder, and the widths of letters that the drawings use, from two exact npm packages.

    python build.py [DIRECTORY]

Needs npm, and fontTools 4.60.1 and brotli 1.2.1 in an environment of your own; the site does not run this. With a
DIRECTORY it builds there and leaves the committed files alone: that is how two builds are compared.

The licence keeps the name "Source" for unmodified fonts, so ours are called Steun Sans and Steun Serif.
"""

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from fontTools.varLib.hvar import add_HVAR
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
METRICS = Path("commitments", "charts", "drawings", "metrics.json")


def letters(*ranges):
    return {code for first, last in ranges for code in range(first, last + 1)}


LATIN = letters((0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x133), (0x152, 0x153)) | set(
    map(ord, "ʻʼ\u2009\u2010\u2011–—‘’‚“”„•…\u202f′″‹›€™←↑→↓↕−≈≤≥")
)
LATIN_EXT = letters((0x100, 0x17E), (0x218, 0x21B), (0x1E9E, 0x1E9E)) - LATIN - set(map(ord, "ĬĭŦŧ"))
CYRILLIC = letters((0x410, 0x44F)) | set(map(ord, "ЁёЄєІіЇїҐґ№"))  # Ukrainian and Russian
PARTS = {"latin": LATIN, "latin-ext": LATIN_EXT, "cyrillic": CYRILLIC}

FAMILIES = {  # folder: package, version, family, weights on the web, weights for the rasteriser
    "steun-sans": ("source-sans-3", "5.3.0", "Steun Sans", (400, 700), (400, 600)),
    "steun-serif": ("source-serif-4", "5.3.1", "Steun Serif", (400, 600), (600,)),
}
STYLES = {400: "Regular", 600: "SemiBold"}
FEATURES = ["kern", "liga", "tnum", "lnum", "pnum"]  # the digits are tabular and lining without any
LICENCE = "This Font Software is licensed under the SIL Open Font License, Version 1.1."


def fetch(package, version, folder):
    """The package's own files; npm checks them by its hash."""
    name = f"@fontsource-variable/{package}@{version}"
    packed = subprocess.run(
        ["npm", "pack", "--silent", name], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.split()[-1]
    with tarfile.open(Path(folder, packed)) as archive:
        archive.extractall(Path(folder, package), filter="data")
    return Path(folder, package, "package")


def source(package, part):
    return TTFont(package / "files" / f"{package.parent.name}-{part}-wght-normal.woff2", recalcTimestamp=False)


# Signs that the packages lack, composed of those they have: they vary in weight with their parts

UP, RIGHT, LEFT = [[1, 0], [0, 1]], [[0, -1], [1, 0]], [[0, 1], [-1, 0]]


def compose(font, char, parts, wide):
    """A glyph of parts (letter, turn, dx, dy, letters it stands after), as wide as the letters of `wide` together."""
    cmap, glyf, gvar, hmtx = font.getBestCmap(), font["glyf"], font["gvar"].variations, font["hmtx"]
    name, glyph = f"uni{ord(char):04X}", Glyph()
    glyph.numberOfContours, glyph.components = -1, []
    for letter, turn, dx, dy, after in parts:
        component = GlyphComponent()
        component.glyphName, component.flags = cmap[ord(letter)], 0x1006  # whole units; the offset is not turned
        component.x, component.y = dx + sum(hmtx[cmap[ord(other)]][0] for other in after), dy
        if turn != UP:
            component.transform = turn
        glyph.components.append(component)
    variations = []
    for other in {*wide, *(other for part in parts for other in part[4])}:
        for variation in gvar[cmap[ord(other)]]:
            wider = variation.coordinates[-3] or (0, 0)
            moved = [wider if other in after else (0, 0) for *_, after in parts]
            ends = [(0, 0), (wider[0] * wide.count(other), 0), (0, 0), (0, 0)]
            variations.append(TupleVariation(dict(variation.axes), moved + ends))
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    glyf[name], gvar[name] = glyph, sorted(variations, key=lambda one: (sorted(one.axes.items()), one.coordinates))
    hmtx[name] = (sum(hmtx[cmap[ord(letter)]][0] for letter in wide), 0)
    glyph.recalcBounds(glyf)
    hmtx[name] = (hmtx[name][0], glyph.xMin)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(char)] = name


def complete(font, part):
    """What our part of the alphabet asks and the package's file lacks."""
    cmap = font.getBestCmap()
    if part == "latin":
        for code, same in ((0x2010, "-"), (0x2011, "-"), (0x202F, "\u2009")):
            if code not in cmap and ord(same) in cmap:
                for table in font["cmap"].tables:
                    table.cmap[code] = cmap[ord(same)]
        arrow, advance = font["glyf"][cmap[ord("↑")]], font["hmtx"][cmap[ord("↑")]][0]
        x, y = advance // 2, (arrow.yMin + arrow.yMax) // 2
        compose(font, "→", [("↑", RIGHT, x - y, y + x, "")], "↑")
        compose(font, "←", [("↑", LEFT, x + y, y - x, "")], "↑")
        compose(font, "↕", [("↑", UP, 0, 150, ""), ("↓", UP, 0, -150, "")], "↑")
        compose(font, "≈", [("~", UP, 0, 95, ""), ("~", UP, 0, -95, "")], "~")
        compose(font, "≤", [("<", UP, 0, 70, ""), ("−", UP, 0, -270, "")], "<")
        compose(font, "≥", [(">", UP, 0, 70, ""), ("−", UP, 0, -270, "")], ">")
        compose(font, "ĳ", [("i", UP, 0, 0, ""), ("j", UP, 0, 0, "i")], "ij")
        compose(font, "Ĳ", [("I", UP, 0, 0, ""), ("J", UP, 0, 0, "I")], "IJ")
    return font


def cut(font, characters, features):
    options = subset.Options()
    options.layout_features = features
    options.name_IDs, options.notdef_outline, options.glyph_names = ["*"], True, True
    options.drop_tables += ["STAT", "BASE", "DSIG"]
    options.recalc_timestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)


def rename(font, family, style="Regular", weight=400):
    names, old = font["name"], font["name"].getDebugName
    copyright, version, url = old(0), old(5).split(";")[0], old(14)
    postscript = f"{family.replace(' ', '')}-{style}"
    family_of_four = family if style == "Regular" else f"{family} {style}"
    records = {
        0: copyright,
        1: family_of_four,
        2: "Regular",
        3: f"{version};{postscript}",
        4: f"{family} {style}",
        5: version,
        6: postscript,
        10: f"{family} is a modified subset of a font of Adobe; see the copyright.",
        13: LICENCE,
        14: url,
        **({16: family, 17: style} if style != "Regular" else {}),
    }
    names.names = []
    if "fvar" in font:
        records |= {25: family.replace(" ", ""), 256: "Weight"}
        font["fvar"].instances = []
        font["fvar"].axes[0].axisNameID = 256
    for number, text in records.items():
        names.setName(text, number, 3, 1, 0x409)
    table = font["OS/2"]
    table.usWeightClass, table.achVendID = weight, "NONE"
    table.fsSelection = table.fsSelection & ~0x61 | (0x40 if style == "Regular" else 0)
    font["head"].macStyle = 0


def save(font, path, flavor=None):
    post = font["post"]
    post.formatType, font.flavor = 3.0, flavor
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path, reorderTables=None if flavor else True)
    print(f"{path.stat().st_size:7,} {path.name}")


def for_the_web(package, part, family, weights, path):
    font = complete(source(package, part), part)
    missing = PARTS[part] - set(font.getBestCmap())
    assert not missing, f"{path.name}: {[hex(code) for code in sorted(missing)]}"
    del font["HVAR"]  # made again below, with the new glyphs
    low, high = weights
    cut(font, PARTS[part], FEATURES)
    font = instantiateVariableFont(font, {"wght": (low, low, high)})
    if "MVAR" in font:
        del font["MVAR"]
    add_HVAR(font)
    rename(font, family)
    save(font, path, "woff2")


def for_the_rasteriser(package, family, weight, path, work):
    """One weight with all letters in one file: resvg reads no woff2 and sets no axes. Its digits are tabular."""
    files = []
    for part in PARTS:
        font = complete(source(package, part), part)
        del font["HVAR"]
        cut(font, PARTS[part], ["kern", "liga"])
        font = instantiateVariableFont(font, {"wght": weight})
        for table in {"prep", "gasp", "GDEF"} & set(font.keys()):
            del font[table]
        files.append(Path(work, f"{path.stem}-{part}.ttf"))
        font.save(files[-1])
    first = TTFont(files[0], recalcTimestamp=False)
    font = Merger().merge([str(file) for file in files])
    font.recalcTimestamp = False
    font["name"] = first["name"]
    for field in ("created", "modified", "fontRevision"):
        setattr(font["head"], field, getattr(first["head"], field))
    rename(font, family, STYLES[weight], weight)
    cmap, hmtx = font.getBestCmap(), font["hmtx"]
    assert len({hmtx[cmap[ord(digit)]][0] for digit in "0123456789"}) == 1, path.name
    save(font, path)
    return widths(font)


def widths(font):
    """Advances in thousandths of an em; `default`, for letters that are not here, is a Cyrillic one's."""
    cmap, em = font.getBestCmap(), font["head"].unitsPerEm
    wide = {chr(code): round(font["hmtx"][name][0] * 1000 / em) for code, name in sorted(cmap.items())}
    cyrillic = [wide[chr(code)] for code in range(0x430, 0x450)]
    wide["\u00ad"] = 0  # a soft hyphen is only seen where a line is broken
    return {
        "default": round(sum(cyrillic) / len(cyrillic)),
        "widths": {letter: wide[letter] for letter in wide if ord(letter) in LATIN | LATIN_EXT},
    }


def check_css(css):
    """fonts.css says for each file which characters are in it."""
    for folder in FAMILIES:
        for part, characters in PARTS.items():
            (text,) = re.findall(rf"{folder}/{folder}-{part}\.woff2[^}}]*unicode-range: ([^;]+);", css)
            ranges = [[int(end, 16) for end in one.strip()[2:].split("-")] for one in text.split(",")]
            assert letters(*((one[0], one[-1]) for one in ranges)) == characters, (
                f"{folder} {part}: {spans(characters)}"
            )


def spans(characters):
    text, ordered = [], sorted(characters)
    for first in (code for code in ordered if code - 1 not in characters):
        last = next(code for code in range(first, 0x110000) if code + 1 not in characters)
        text.append(f"U+{first:04X}" + (f"-{last:04X}" if last > first else ""))
    return ", ".join(text)


def main(out, metrics):
    made, measured = [], {}
    with tempfile.TemporaryDirectory() as work:
        for folder, (name, version, family, weights, statics) in FAMILIES.items():
            package = fetch(name, version, work)
            licence = out / folder / "LICENSE"
            licence.parent.mkdir(parents=True, exist_ok=True)
            licence.write_bytes((package / "LICENSE").read_bytes())
            made.append(licence)
            for part in PARTS:
                made.append(out / folder / f"{folder}-{part}.woff2")
                for_the_web(package, part, family, weights, made[-1])
            for weight in statics:
                made.append(out / "ttf" / f"{folder}-{weight}.ttf")
                key = f"{folder.removeprefix('steun-')}-{weight}"
                measured[key] = for_the_rasteriser(package, family, weight, made[-1], work)
    lines = [
        f"{json.dumps(key)}: {json.dumps(font, ensure_ascii=False, separators=(',', ':'))}"
        for key, font in sorted(measured.items())
    ]
    metrics.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    sums = {str(path.relative_to(out)): path.read_bytes() for path in made} | {"build.py": Path(__file__).read_bytes()}
    (out / "SHA256SUMS").write_text(
        "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(sums.items()))
    )
    check_css((HERE / "fonts.css").read_text(encoding="utf-8"))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]).resolve(), Path(sys.argv[1]).resolve() / METRICS.name)
    else:
        main(HERE, ROOT / METRICS)
