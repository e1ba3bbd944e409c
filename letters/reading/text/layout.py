"""A letter's text as a reader sees it, sign for sign on the same place: no emphasis, tables, footnote marks or odd spaces.

Patterns are written for this view; what they find is cut from the original text by its places, and tidied for display.
A Paper holds these views of its letter, each worked out once.
"""

import re

from ukrainesteun.joining import BROKEN, joined

SAME_PLACE = {
    **dict.fromkeys("*#|_>\r\f\v\u00a0\u2002\u2003\u2007\u2009\u200a\u200b\u202f\u2060\ufeff⁰¹²³⁴⁵⁶⁷⁸⁹", " "),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("‘’‛`´", "'"),
}
BLANKED = re.compile(r"<sup>\s{0,5}(?:[0-9]{1,3}|[a-df-z])\s{0,5}</sup>|<br {0,2}/?>", re.IGNORECASE)
ADDED = re.compile(r"<sup>\s{0,5}(?:[0-9]{1,3}|[a-df-z])\s{0,5}</sup>|<br {0,2}/?>|[*#|\u200b\ufeff]", re.IGNORECASE)
# Letters that a typesetter draws as one sign, as a PDF hands them over.
LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ĳ": "ij", "Ĳ": "IJ"}
)
HEAD = re.compile(r"(?<!\w)[^\W\d_]{1,40}\Z")  # of a broken word


def without_ligatures(text: str) -> str:
    """The text with each letter a sign of its own. Asked of every text that comes in, before any place in it is known."""
    return text.translate(LIGATURES)


def as_seen(text: str) -> str:
    """The text without markup, every sign on the place it had: markup became spaces, a table's line break a line end."""
    seen = BLANKED.sub(_blank, text)
    for sign, same in SAME_PLACE.items():  # ten times as fast as str.translate on letters
        seen = seen.replace(sign, same)
    return seen


def _blank(match: re.Match[str]) -> str:
    return "\n".ljust(len(match[0])) if match[0][1] in "bB" else " " * len(match[0])


def unbroken(seen: str) -> str:
    """A text as seen, with each word that a line end broke whole, behind as many blanks as the break took up."""
    pieces: list[str] = []
    place = 0
    for broken in BROKEN.finditer(seen):
        start, end = broken.span()
        head = HEAD.search(seen, start - 41 if start - 41 > place else place, start)
        if head:
            begin = head.start()
            pieces += (seen[place:begin], " " * (end - start), seen[begin:start])
            place = end
    return "".join([*pieces, seen[place:]])


def tidy(fragment: str) -> str:
    """A piece of the original text on one line, as it would have been typed: words joined that a line end broke."""
    return " ".join(joined(ADDED.sub(" ", fragment)).split())
