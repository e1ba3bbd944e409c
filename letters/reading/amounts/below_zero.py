"""Whether an amount has a minus sign: "€ -20 miljoen", "–3,1 miljard", "-/- € 5 mln.", or the word. It is a lowering or a
receipt, and never read as what is above zero. A dash that begins an item, or stands around words, is no minus.
"""

import re
from dataclasses import replace

from letters.reading.text.flowing import FlowingText
from ukrainesteun.money import COMMON_SIGNS
from ukrainesteun.numerals import one_of

from .found import Found

BELOW_ZERO = "met een minteken: een verlaging of een ontvangst"
PERHAPS = "het streepje ervoor kan een minteken zijn: dan is het een verlaging of een ontvangst"
DASH = "[-–—]"  # as a flow has them
_SIGN = rf"(?:{one_of(COMMON_SIGNS)})"
INSIDE = re.compile(rf"{_SIGN}[ ]?(?:{DASH}/{DASH}|{DASH})[ ]?[0-9]")
# Right before the amount: a minus that is glued to it, or apart behind a colon or a bracket.
GLUED = re.compile(rf"(?:(?<=[ (\[:=|])|(?<=\A))(?P<minus>{DASH}/{DASH}[ ]?|{DASH})\Z")
# The word, but not that of "plus minus": about as much.
WORD = re.compile(r"(?<!\w)(?<!plus[ -])(?<!plus[ ][eo][nf][ ])(?P<minus>minus)[ \n]\Z", re.IGNORECASE)
LONGEST_WORD = 14
APART = re.compile(rf"[(:=|][ ]?(?P<minus>{DASH}[ ])\Z")
# The sign that is no dash, which a flow has as one: a minus also where it stands apart behind a word.
MINUS_SIGN = "\u2212"
MATHEMATICAL = re.compile(rf"(?:(?<=[^\W\d_][ ])|(?<=\n))(?P<minus>{DASH})[ ]?\Z")
FIRST_OF_LINE = re.compile(rf"(?:\n|\A)[ ]?{DASH}\Z")
CLOSES = re.compile(rf"[ ]?{DASH}(?:[ ,;]|[^\W\d_])")  # behind an amount between two dashes
REACH = 6


def signed(flowing: FlowingText, found: Found) -> Found:
    """The same, or with its minus sign."""
    if not found.amount or found.figure:
        return found
    start, sign, said = minus_before(flowing, found.start, found.end)
    high = found.high if sign > 0 else None
    return replace(found, start=start, amount=sign * found.amount, high=high, remark=said or found.remark)


def minus_before(flowing: FlowingText, start: int, end: int) -> tuple[int, int, str]:
    """(where it begins with its minus, 1 or -1, what to say of it) of an amount in a flow. Where the dash may be that of an
    item, it stays above zero and says PERHAPS."""
    flow = flowing.flow
    if INSIDE.match(flow, start, end):
        return start, -1, BELOW_ZERO
    if word := WORD.search(flow[max(start - LONGEST_WORD, 0) : start]):
        return max(start - LONGEST_WORD, 0) + word.start("minus"), -1, BELOW_ZERO
    before = flow[max(start - REACH, 0) : start]
    if not before.endswith(("-", "–", "—", "- ", "– ", "— ")):
        return start, 1, ""
    if (apart := MATHEMATICAL.search(before)) and not CLOSES.match(flow, end):
        place = start - len(before) + apart.start("minus")
        if flowing.text[flowing.place(place)] == MINUS_SIGN:
            return place, -1, BELOW_ZERO
    if FIRST_OF_LINE.search(before):
        return start, 1, PERHAPS
    minus = GLUED.search(before) or APART.search(before)
    if not minus or CLOSES.match(flow, end):
        return start, 1, ""
    return start - len(before) + minus.start("minus"), -1, BELOW_ZERO
