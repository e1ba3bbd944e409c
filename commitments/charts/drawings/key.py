"""The key of a drawing: a row for the colours, which say what for, one for the fills, which say how sure, and one for the
days on an axis of time without a step."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from commitments.charts.series import ALL_STAGES, CategoryLabel

from .canvas import SMALL, Canvas, text_width, wrap

COLOURS, FILLS, DAYS = "Kleur: waarvoor", "Vulling: hoe ver", "Rondje: geen stap"
MEANS = "Kleur: wat het is"
WAVE = "golvende rand: niet precies"
FILL_COLOUR = "slate"  # of a fill that stands for no category
SQUARE, BESIDE = 13, 19  # how large a sample is, and where its words begin
LINE, GAP = 22, 18  # from line to line, and between two items
NAME = 140  # room for the name of a row, where it stands before its items
WITH_NAMES_BEFORE = 700  # from this width on

Meaning = tuple[str, str, str]  # words, and the colour and fill that mean them here
Item = tuple[str, Callable[[float, float], None]]  # its words, and what draws its sample at (x, y)


def draw_key(
    canvas: Canvas,
    y: float,
    categories: Sequence[CategoryLabel] = (),
    stages: Sequence[str] = (),
    is_rough: bool = False,
    days: Mapping[bool, str] = MappingProxyType({}),
    about_days: str = DAYS,
) -> float:
    """What the colours and fills mean; `stages` may have ALL_STAGES. `days` has the words of each kind of day that is
    drawn, by whether it has a core, and `about_days` what they are. Returns the y below."""
    colours = [(category.name_in_key, _colour(canvas, category.colour)) for category in categories]
    fills = [(_words_of(stage), _fill(canvas, stage)) for stage in stages]
    fills += [(WAVE, _wave(canvas))] if is_rough else []
    quiet = [(days[has_core], _day(canvas, has_core)) for has_core in sorted(days)]
    with canvas.group("key"):
        for name, items in ((COLOURS, colours), (FILLS, fills), (about_days, quiet)):
            if items:
                y = _row(canvas, y, name, items)
    return y


def draw_meanings(canvas: Canvas, y: float, meanings: Sequence[Meaning]) -> float:
    """The key of a drawing in which colours and fills mean something else than in the others. Returns the y below."""
    with canvas.group("key"):
        return _row(canvas, y, MEANS, [(words, _sample(canvas, colour, fill)) for words, colour, fill in meanings])


def _sample(canvas: Canvas, colour: str, fill: str) -> Callable[[float, float], None]:
    def draw(x: float, y: float) -> None:
        canvas.fill(x, y, SQUARE, SQUARE, colour, fill)

    return draw


def _words_of(stage: str) -> str:
    return f"stippen: {ALL_STAGES}" if stage == ALL_STAGES else stage


def _row(canvas: Canvas, y: float, name: str, items: Sequence[Item]) -> float:
    canvas.text(0, y, name, size=SMALL, bold=True)
    left = float(NAME)
    if canvas.width < WITH_NAMES_BEFORE:
        left, y = 0.0, y + LINE
    x = left
    for words, draw in items:
        wide = BESIDE + text_width(words, SMALL)
        if x > left and x + wide > canvas.width:
            x, y = left, y + LINE
        draw(x, y - 11)
        lines = wrap(words, canvas.width - x - BESIDE, SMALL, most=2)
        y = canvas.lines(x + BESIDE, y, lines, 16, size=SMALL) - 16
        x += wide + GAP
    return y + LINE + 2


def _colour(canvas: Canvas, colour: str) -> Callable[[float, float], None]:
    """A round sample: a colour without a fill."""

    def draw(x: float, y: float) -> None:
        canvas.dot(x, y, SQUARE, colour)

    return draw


def _fill(canvas: Canvas, stage: str) -> Callable[[float, float], None]:
    def draw(x: float, y: float) -> None:
        canvas.fill(x, y, SQUARE, SQUARE, FILL_COLOUR, stage)

    return draw


def _day(canvas: Canvas, is_outside: bool) -> Callable[[float, float], None]:
    def draw(x: float, y: float) -> None:
        canvas.day(x + SQUARE / 2, y + SQUARE / 2, is_outside)

    return draw


def _wave(canvas: Canvas) -> Callable[[float, float], None]:
    def draw(x: float, y: float) -> None:
        canvas.wave(x, y + SQUARE / 2, SQUARE)

    return draw
