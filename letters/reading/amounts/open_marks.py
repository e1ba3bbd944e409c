"""Numbers of which the last figures may be the mark of a note: "€ 1001 miljoen" over a note 1 of which no mark is seen.

Only of a text in which marks stand on the line: pasted, or from a PDF that draws them as large as the rest.
"""

import re
from functools import cached_property

from letters.reading.text.paper import Paper
from letters.reading.text.quotes import FROM_SUPERSCRIPT

# Marks as a text may show them. Each pattern begins with its first sign and looks back after it: so a text is gone through fast.
PLACED = (
    re.compile(r"<sup>\s?([0-9]{1,3})\s?</sup>"),
    re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})"),
    re.compile(
        r"([0-9](?:(?<=[^\W\d_][0-9])|(?<=[.,;:!?)»'’\]][0-9])(?<![0-9].[0-9])|(?<=[0-9]\.[0-9]{3}[0-9])"
        r"|(?<=[12][09][0-9]{2}[0-9]))[0-9]{0,2})(?![\w%]|[.,][0-9])"
    ),
)
NOTE_LINE = re.compile(
    r"^[^\S\n]{0,5}(?P<plain>[1-9][0-9]?)\s{1,3}(?=[A-Z(])(?:[^\n]+\n){1,3}?(?<=[.)]\n)", re.MULTILINE
)
NUMBER = re.compile(r"(?<![\d.,])(?P<whole>[0-9]{2,5}|[0-9]{1,3},[0-9]{2,3})(?![\d.,])")


class OpenMarks:
    """The notes of a Paper of which no mark is seen in its text."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper

    @cached_property
    def _open(self) -> frozenset[str]:
        """Their numbers. A note is a line below that ends as a sentence does: a head does not."""
        if self.paper.structure is not None and self.paper.structure.notes is not None:
            return frozenset()
        text = f"{self.paper.text}\n"
        numbers = {line["plain"] for line in NOTE_LINE.finditer(text)}
        for pattern in PLACED if numbers else ():
            numbers -= {mark.translate(FROM_SUPERSCRIPT) for mark in pattern.findall(text)}
        return frozenset(numbers)

    def doubt_of(self, written: str) -> str:
        """In Dutch, which note's mark the last figures of this amount may be; "" for none."""
        number = NUMBER.search(written)
        if not number or not self._open:
            return ""
        whole = number["whole"]
        for length in (1, 2):
            rest, mark = whole[:-length], whole[-length:]
            if mark in self._open and rest and rest[-1].isdigit() and int(rest.replace(",", "")):
                return f"‘{mark}’ kan het teken van noot {mark} zijn: dan staat hier {written.replace(whole, rest, 1)}"
        return ""
