"""A letter's text as a reader sees it, sign for sign on the same place: no emphasis, tables, footnote marks or odd spaces.

Patterns are written for this view; what they find is cut from the original text by its places, and tidied for display.
"""

import re
from functools import lru_cache

SAME_PLACE = str.maketrans(
    {
        **dict.fromkeys("*#|_>\r\f\v\u00a0\u2002\u2003\u2007\u2009\u200a\u200b\u202f\u2060\ufeff⁰¹²³⁴⁵⁶⁷⁸⁹", " "),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("‘’‛`´", "'"),
    }
)
BLANKED = re.compile(r"<sup>\s{0,5}[0-9]{1,3}\s{0,5}</sup>|<br {0,2}/?>", re.IGNORECASE)
ADDED = re.compile(r"<sup>\s{0,5}[0-9]{1,3}\s{0,5}</sup>|<br {0,2}/?>|[*#|\u00ad\u200b\ufeff]", re.IGNORECASE)
# A word that a line end broke; not MINISTER-PRESIDENT, nor "terug- en vooruitblik".
BROKEN = re.compile(
    r"(?:(?<=[a-zà-ÿ])-[^\S\n]{0,9}\n[^\S\n]{0,9}(?=[a-zà-ÿ])|(?<=[A-Z])(?<!MINISTER)-[^\S\n]{0,9}\n[^\S\n]{0,9}(?=[A-Z]))"
    r"(?!(?:en|of)\b|EN\b|OF\b)"
)

BROKEN_WORD = re.compile(rf"(?<!\w)(?P<head>[^\W\d_]{{1,40}})(?P<end>{BROKEN.pattern})")


@lru_cache(maxsize=2)  # one letter is asked for its header, signatures and citations in turn
def as_seen(text):
    """The text without markup, every sign on the place it had: markup became spaces, a table's line break a line end."""
    return BLANKED.sub(_blank, text).translate(SAME_PLACE)


def _blank(match):
    return "\n".ljust(len(match[0])) if match[0][1] in "bB" else " " * len(match[0])


def unbroken(seen):
    """A text as seen, with each word that a line end broke whole, behind as many blanks as the break took up."""
    return BROKEN_WORD.sub(lambda match: " " * len(match["end"]) + match["head"], seen)


def tidy(fragment):
    """A piece of the original text on one line, as it would have been typed: words joined that a line end broke."""
    return " ".join(BROKEN.sub("", ADDED.sub(" ", fragment)).split())
