"""Texts as cells of a spreadsheet, which no spreadsheet program may run as a formula (OWASP, CSV injection)."""

import re

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
# A text that begins with a sign that starts a formula gets an apostrophe, and so does one that already looks guarded:
# else the reader could not tell them apart.
_GUARDED = re.compile(f"'+[{re.escape(''.join(FORMULA_STARTS))}]")
_TO_GUARD = re.compile(f"'*[{re.escape(''.join(FORMULA_STARTS))}]")


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet program runs as a formula."""
    return f"'{text}" if _TO_GUARD.match(text) else text


def unguarded(text: str) -> str:
    """The text of which `guarded` made this cell."""
    return text[1:] if _GUARDED.match(text) else text
