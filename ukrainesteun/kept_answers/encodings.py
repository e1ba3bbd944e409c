"""In which way an answer is compressed: the best that the reader takes."""

import gzip
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]

SMALLEST = 200  # bytes; less is not worth it
PLAIN = ""
HOW: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=9),
    "gzip": lambda body: gzip.compress(body, compresslevel=9, mtime=0),
}
COMPRESSED = ("text/", "application/json", "application/xml", "application/javascript", "image/svg+xml")


def best(accepted: str, content_type: str, size: int) -> str:
    """The encoding for a reader who says that he takes these (Accept-Encoding); PLAIN for none."""
    if size < SMALLEST or not content_type.startswith(COMPRESSED):
        return PLAIN
    taken = dict(map(_weighed, accepted.lower().split(",")))
    return next((name for name in HOW if taken.get(name, taken.get("*", 0.0)) > 0), PLAIN)


def _weighed(one: str) -> tuple[str, float]:
    """ "gzip;q=0.5" as ("gzip", 0.5); a weight that cannot be read is none."""
    name, _, weight = one.partition(";")
    try:
        return name.strip(), float(weight.partition("=")[2]) if weight.strip() else 1.0
    except ValueError:
        return name.strip(), 0.0
