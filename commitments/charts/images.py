"""SVG to PNG, by resvg, in our own typeface."""

from functools import lru_cache

import resvg_py
from django.conf import settings

FONTS = sorted(str(path) for path in (settings.BASE_DIR / "static" / "vendor" / "fonts" / "ttf").glob("*.ttf"))


@lru_cache(maxsize=64)  # some 100 KB each; a picture that is asked for again is there at once
def png(svg: str, width: int) -> bytes:
    """The bytes of a PNG image of this width in pixels, of an SVG without files of its own."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=width,
            font_files=FONTS,
            skip_system_fonts=True,
            font_family="Steun Sans",
            sans_serif_family="Steun Sans",
        )
    )
