"""SVG to PNG, by resvg."""

from functools import lru_cache

import resvg_py


@lru_cache(maxsize=64)  # some 100 KB each; a picture that is asked for again is there at once
def png(svg: str, width: int) -> bytes:
    """The bytes of a PNG image of this width in pixels, of an SVG without files of its own and with outlined words."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True))
