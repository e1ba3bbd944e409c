"""The marks of notes in the drawing of a PDF's page: what is drawn smaller than the text before it, and higher.

Text from a PDF has no sizes, so that "€ 2.500.000" with a small 4 above it would become "€ 2.500.0004". Before the text is
taken out, a sign of our own is drawn before whatever is raised; `with_marks` makes marks of the numbers behind it.
"""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

RAISED = "\ue000"  # for private use: no letter has it
MARK = re.compile(
    rf"{RAISED}(?P<marks>[0-9]{{1,3}}(?:{RAISED}?[0-9]{{1,2}})?(?:[,;]{RAISED}?[ ]?{RAISED}?[0-9]{{1,3}})*)(?![.,]?[0-9])"
)
DRAWS_TEXT = re.compile(rb"T[jJf]")
SMALLER = 0.85  # at most so large as the text before it
LEAST_HEIGHT, MOST_HEIGHT = 0.12, 0.8  # above its line, in sizes of the text before it
SHOWING = {b"Tj", b"TJ", b"'", b'"'}
MOST_SHOWN = 200_000  # pieces of text on a page
Matrix = tuple[float, float, float, float, float, float]
WHOLE: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass
class _Pen:
    """Where the next text is drawn, and how large."""

    page: Matrix = WHOLE
    text: Matrix = WHOLE
    size: float = 0.0
    rise: float = 0.0
    leading: float = 0.0
    kept: list[tuple[Matrix, float, float, float]] = field(default_factory=list)

    def height(self) -> tuple[float, float]:
        """(the size, the height on the page) of what is drawn now."""
        whole = _times(self.text, self.page)
        scale = math.hypot(whole[2], whole[3])
        return self.size * scale, whole[5] + self.rise * whole[3]

    def move(self, operator: bytes, numbers: list[float]) -> None:
        """Does what this operator says."""
        if operator == b"Tf" and numbers:
            self.size = numbers[-1]
        elif operator == b"Tm" and len(numbers) == 6:
            self.text = tuple(numbers)  # type: ignore[assignment]
        elif operator in (b"Td", b"TD") and len(numbers) == 2:
            self.text = _times((1.0, 0.0, 0.0, 1.0, *numbers), self.text)  # type: ignore[arg-type]
            self.leading = -numbers[1] if operator == b"TD" else self.leading
        elif operator in (b"T*", b"'", b'"'):
            self.text = _times((1.0, 0.0, 0.0, 1.0, 0.0, -self.leading), self.text)
        elif operator in (b"TL", b"Ts") and numbers:
            setattr(self, "leading" if operator == b"TL" else "rise", numbers[0])
        elif operator == b"BT":
            self.text = WHOLE
        elif operator == b"cm" and len(numbers) == 6:
            self.page = _times(tuple(numbers), self.page)  # type: ignore[arg-type]
        elif operator == b"q" and len(self.kept) < 1_000:
            self.kept.append((self.page, self.size, self.rise, self.leading))
        elif operator == b"Q" and self.kept:
            self.page, self.size, self.rise, self.leading = self.kept.pop()


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def text_of(page: "PageObject") -> str:
    """The text of a page, with the mark of each note as <sup>1</sup>."""
    from pypdf.generic import ContentStream, NameObject

    drawing = page["/Contents"].get_object() if "/Contents" in page else None
    content = ContentStream(drawing, page.pdf, "bytes") if drawing is not None else None
    if content is not None and DRAWS_TEXT.search(content.get_data()):
        operations = list(content.operations)
        places = set(_raised(operations))
        content.operations = [one for at, each in enumerate(operations) for one in _drawn(each, at in places)]
        page[NameObject("/Contents")] = content
    return with_marks(page.extract_text())


def _drawn(operation: tuple[Any, bytes], is_raised: bool) -> Iterable[tuple[Any, bytes]]:
    from pypdf.generic import NumberObject, TextStringObject

    # The move to where it is already keeps the sign's own width out of the distance to what follows.
    before = [([TextStringObject(RAISED)], b"Tj"), ([NumberObject(0), NumberObject(0)], b"Td")] if is_raised else []
    return [*before, operation]


def _raised(operations: list[tuple[Any, bytes]]) -> Iterator[int]:
    """The places of the operations that draw something small and high behind larger text on its line."""
    pen, line = _Pen(), (0.0, 0.0)
    shown = 0
    for at, (operands, operator) in enumerate(operations):
        numbers = [float(one) for one in operands if isinstance(one, int | float)] if operator != b"TJ" else []
        pen.move(operator, numbers)
        if operator not in SHOWING:
            continue
        shown += 1
        if shown > MOST_SHOWN:
            return
        size, height = pen.height()
        above = height - line[1]
        if 0 < size <= SMALLER * line[0] and LEAST_HEIGHT * line[0] <= above <= MOST_HEIGHT * line[0]:
            yield at
        else:
            line = size, height


def with_marks(text: str) -> str:
    """The text with each raised number as the mark of a note, and other raised text ("1e") as it is."""
    return MARK.sub(_mark, text).replace(RAISED, "") if RAISED in text else text


def _mark(match: re.Match[str]) -> str:
    numbers = re.split("[,; ]+", match["marks"].replace(RAISED, ""))
    return "".join(f"<sup>{number}</sup>" for number in numbers if number)
