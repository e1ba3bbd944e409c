"""A life line: how much stood after each letter in the life of one commitment, with a mark for each letter."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from commitments.charts.series import Event, Level, Life, LifeStep, Stretch
from commitments.precision import plain_euro

from .canvas import NARROW, SIZE, SMALL, WIDE, Box, Canvas, Drawing, text_width
from .key import draw_key
from .reach import is_other, spread
from .scale import round_steps
from .under_axis import Placed, TimeAxis, day_of, placed_under, words_at, write_under, write_years
from .wording import nothing

TOP, PLOT = 40, 210  # room above the highest amount for its words, and for the amounts
AXIS = 58  # room for the words of the scale, at least
GAP = 12  # between an axis or the end of the line and the words beside it
AROUND = 5  # an amount, beside another on one line
MARK = 6  # how far the mark of a letter reaches from the line
WORDS = 150  # how wide the words of a letter are at most
ABOUT_MARKS, CHANGES, REPEATS = "Rondje: een brief", "zegt iets nieuws", "herhaalt"
NOTHING = "niets"

PageOf = Callable[[Stretch], str]  # the page of a commitment


@dataclass(frozen=True)
class _Sheet:
    """Where on the canvas the days and euros stand, for all that is drawn of a Life."""

    canvas: Canvas
    life: Life
    time: TimeAxis

    @property
    def scale(self) -> float:
        return PLOT / self.life.highest_eur

    def y_of(self, amount_eur: int) -> float:
        return self.time.base - amount_eur * self.scale


def draw_wide(name: str, life: Life, title: str, href: PageOf = nothing) -> Drawing:
    """`href` gives the page of a commitment."""
    return _line(Canvas(name, WIDE), life, title, href)


def draw_narrow(name: str, life: Life, title: str, href: PageOf = nothing, width: float = NARROW) -> Drawing:
    return _line(Canvas(name, width), life, title, href)


def describe(life: Life) -> str:
    """The chart in words, for who cannot see it."""
    told = "; ".join(in_words(step) for step in life.steps)
    return f"Het bedrag na elke brief. {told}. De tabel bij de grafiek heeft elk bedrag."


def in_words(step: LifeStep) -> str:
    """What a letter did: "16 sep 2025: verlaagd, € 3.500.000.000"."""
    return f"{day_of(step.letter.date)}: {step.words}, {step.total.full if step.total.amount_eur else NOTHING}"


def words_of(stretch: Stretch, level: Level) -> str:
    """A commitment for who points at it."""
    return f"{stretch.title}, vanaf {day_of(level.since)}: {stretch.amount.full} ({stretch.stage})"


def _line(canvas: Canvas, life: Life, title: str, href: PageOf) -> Drawing:
    ticks = {tick: plain_euro(tick) if tick else "0" for tick in round_steps(life.highest_eur)}
    left = max(AXIS, *(text_width(words, SMALL) + GAP + 2 for words in ticks.values()))
    sheet = _Sheet(canvas, life, _time(life, left, canvas.width))
    for tick, words in ticks.items():
        if tick <= life.highest_eur:
            if tick:
                canvas.grid(left, sheet.time.right, sheet.y_of(tick))
            canvas.text(left - GAP, sheet.y_of(tick) + 5, words, size=SMALL, tone="soft", anchor="end")
    _areas(sheet, href)
    _steps(sheet)
    _marks(sheet)
    _amounts(sheet)
    canvas.line(left, sheet.time.base, sheet.time.right, sheet.time.base, "axis")
    y = _letters(sheet, write_years(canvas, sheet.time))
    marks = {not step.is_repeat: REPEATS if step.is_repeat else CHANGES for step in life.steps}
    y = draw_key(
        canvas, y + 22, life.categories, life.stages, life.is_rough, marks if len(marks) > 1 else {}, ABOUT_MARKS
    )
    return canvas.drawing(y - 10, title, describe(life))


def _time(life: Life, left: float, width: float) -> TimeAxis:
    """The axis up to the right edge, or with room right of it for the last amount where the last level is too short."""
    time = TimeAxis(life.since, life.until, left, width - 8, TOP + PLOT)
    words = text_width(life.last.in_drawing, bold=True)
    is_short = time.right - time.x_of(life.steps[-1].letter.date) < words + 8
    return replace(time, right=width - words - GAP) if is_short and life.last.amount_eur else time


def _edges(sheet: _Sheet, level: Level) -> tuple[float, float]:
    return sheet.time.x_of(level.since), sheet.time.x_of(level.until)


def _areas(sheet: _Sheet, href: PageOf) -> None:
    """Below the line what stands, each commitment in the colour of its category and the fill of its stage."""
    canvas, base, levels = sheet.canvas, sheet.time.base, sheet.life.levels
    wide = [end - start for start, end in (_edges(sheet, level) for level in levels)]
    across = spread(wide, canvas.width, sheet.time.left)
    for level, (left, right) in zip(levels, across, strict=True):
        start, end = _edges(sheet, level)
        heights = [one.amount.amount_eur * sheet.scale for one in level.stretches]
        floor = 0.0
        for one, height, (low, high) in zip(level.stretches, heights, spread(heights, base), strict=True):
            with canvas.point(href(one), words_of(one, level)):
                wavy = "top" if one.amount.precision != "exact" else None
                look = one.category.colour, one.stage
                shown = max(height - 1, 1)  # a hairline of paper between two, and no amount too small to see
                canvas.fill(start, base - floor - shown, end - start, shown, *look, wavy=wavy)
                if is_other(low, high, floor, height) or is_other(left, right, start, end - start):
                    canvas.reach(Box(left, base - high, right, base - low))
            floor += height


def _steps(sheet: _Sheet) -> None:
    """The line itself, from the first letter to the last day, or to where nothing stands any more."""
    levels, (x, _) = sheet.life.levels, _edges(sheet, sheet.life.levels[0])
    d = f"M{x:.1f} {sheet.time.base:.1f}"
    for level in levels:
        _, end = _edges(sheet, level)
        d += f"V{sheet.y_of(level.total.amount_eur):.1f}" + (f"H{end:.1f}" if _goes_on(level, levels) else "")
    sheet.canvas.path(d, "axis", 2)


def _goes_on(level: Level, levels: tuple[Level, ...]) -> bool:
    """Whether the line goes on at this level: not at the last where nothing stands any more."""
    return bool(level.stretches) or level != levels[-1]


def _marks(sheet: _Sheet) -> None:
    """A ring for each letter where it stands on the line, with a core where it did more than repeat."""
    for step in sorted(sheet.life.steps, key=lambda step: not step.is_repeat):
        x, y = sheet.time.x_of(step.letter.date), sheet.y_of(step.total.amount_eur)
        with sheet.canvas.label("", f"{step.letter.name}, {in_words(step)}"):
            sheet.canvas.day(x, y, is_outside=not step.is_repeat)
        sheet.canvas.take(x - MARK, y - MARK, x + MARK, y + MARK)


def _amounts(sheet: _Sheet) -> None:
    """The amount of each level at its beginning, the last first, then the first and the largest steps, as they fit."""
    canvas, levels = sheet.canvas, sheet.life.levels
    for level in levels:
        start, end = _edges(sheet, level)
        canvas.take(start - 1, sheet.y_of(level.total.amount_eur) - 1, end + 1, sheet.time.base)
    totals = [level.total.amount_eur for level in levels]
    steps = [abs(after - before) for before, after in pairwise([0, *totals])]
    order = sorted(range(len(levels)), key=lambda place: (place != len(levels) - 1, place != 0, -steps[place]))
    for place in order:
        if levels[place].stretches:
            _write_amount(sheet, levels[place])


def _write_amount(sheet: _Sheet, level: Level) -> None:
    """Above its level from the left, or else ending at its right, or beside its step; nothing where none is free."""
    canvas, words = sheet.canvas, level.total.in_drawing
    start, end = _edges(sheet, level)
    y, wide = sheet.y_of(level.total.amount_eur), text_width(words, SIZE, bold=True)
    middle = min(max((start + end) / 2, start + wide / 2), sheet.time.right - wide / 2)
    spots = [(start + 2, y - 10), (end - wide - 2, y - 10), (middle - wide / 2, y - 10)]
    spots += [(start - wide - 10, y + 14), (start - wide - 10, y - 10)]
    spots += [(end + 8, y + 5)] if level == sheet.life.levels[-1] else []
    for x, baseline in spots:
        box = Box(x - AROUND, baseline - 15, x + wide + AROUND, baseline + 3)
        if sheet.time.left <= x and x + wide <= canvas.width and box.top >= 0 and canvas.is_free(box):
            canvas.text(x, baseline, words, bold=True, halo=True)
            canvas.take(box.left, box.top, box.right, box.bottom)
            return


def _letters(sheet: _Sheet, y: float) -> float:
    """Below the axis what each letter did and when: all of them, or where these do not fit those that did not just repeat."""
    days: dict[bool, list[Event]] = {}
    for only_changes in (False, True):
        told: dict[str, list[str]] = {}
        for step in sheet.life.steps:
            if not (only_changes and step.is_repeat):
                told.setdefault(step.letter.date.isoformat(), []).append(step.words)
        dates = {step.letter.date.isoformat(): step.letter.date for step in sheet.life.steps}
        days[only_changes] = [Event(dates[day], ", ".join(dict.fromkeys(words))) for day, words in told.items()]
    placed = _placed(sheet, days[False])
    if len(placed) < len(days[False]):
        placed = _placed(sheet, days[True])
    return write_under(sheet.canvas, sheet.time, y, placed, lambda event: f"{event.name}, {day_of(event.date)}")


def _placed(sheet: _Sheet, events: list[Event]) -> list[Placed]:
    return placed_under([words_at(sheet.time, event, WORDS, 2) for event in events])
