"""Where a line end broke a word, and the words joined again: the one definition, for every reader and every page."""

import re

LOWER = "a-zß-öø-ÿ"
UPPER = "A-ZÀ-ÖØ-Þ"
# A hyphen at a line end between two small letters, or two capitals; not "terug- en vooruitblik", nor MINISTER-PRESIDENT.
_REST = r"(?!(?:en|of|EN|OF)\b)"
_LINE_END = r"[^\S\n]{0,9}+\n\s*+"
BROKEN_WORD = (
    rf"-(?:(?<=[{LOWER}]-){_LINE_END}(?=[{LOWER}]){_REST}"
    rf"|(?<=[{UPPER}]-)(?<!MINISTER-){_LINE_END}(?=[{UPPER}]){_REST})"
)
BROKEN = re.compile(BROKEN_WORD)
SOFT_HYPHEN = "\u00ad"
_JOINED = re.compile(rf"{BROKEN_WORD}|{SOFT_HYPHEN}\s*+")


def joined(text: str) -> str:
    """The text with each word whole that a line end, or a hyphen that is only there for it, broke."""
    return _JOINED.sub("", text)
