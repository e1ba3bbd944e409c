"""Steps of a RunningTotal: an area for each category, stacked, that rises or falls on the date of a letter."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from commitments.charts.series import ALL_STAGES, CategoryLabel, Event, LetterLabel, RunningRow, RunningTotal, Sum
from commitments.precision import plain_euro

from .canvas import FIRST, NARROW, REACH, SMALL, WIDE, Box, Canvas, Drawing, text_width, wrap
from .key import draw_key
from .reach import is_other, spread
from .scale import round_steps
from .under_axis import TimeAxis, day_of, days_of, placed_under, words_at, write_under, write_years
from .wording import nothing

TOP, HEADROOM, PLOT = 24, 72, 340  # above: usually, and where words or what a finger points at need more
UP = 13  # from the baseline of words at a step to the top of their box
BESIDE = 130  # the room that words need beside a step

EVENT_WIDTHS = (260, 160, 110)  # how wide the words of an event are at most; narrower where more of them then fit
FARTHEST = 80  # how far below its area an amount may stand
NO_NEW_AMOUNT, OUTSIDE_CHOICE = "geen nieuw bedrag", "nieuw bedrag valt buiten deze keuze"


PageOf = Callable[[LetterLabel], str]  # the page of a letter
PageOfStep = Callable[[CategoryLabel, datetime.date], str]  # the page of what a category has from a date


@dataclass(frozen=True)
class _Sheet:
    """Where on the canvas the dates and euros stand, for all that is drawn of a RunningTotal."""

    canvas: Canvas
    running: RunningTotal
    stage: str  # its fill: that of all of it, or ALL_STAGES
    axis: float  # the x of the first date
    right: float  # the x of the last
    base: float  # the y of nothing
    scale: float  # a euro

    @cached_property
    def time(self) -> TimeAxis:
        return TimeAxis(self.running.since, self.running.until, self.axis, self.right, self.base)

    def x_of(self, date: datetime.date) -> float:
        return self.time.x_of(date)

    @cached_property
    def heights(self) -> list[list[float]]:
        """Of each step how high each category is."""
        steps = zip(*(self.running.steps_eur[category.slug] for category in self.running.categories), strict=True)
        return [[max(amount, 0) * self.scale for amount in step] for step in steps]

    @cached_property
    def edges(self) -> list[float]:
        """The x at which each step begins, and that at which the last ends."""
        return [*(self.x_of(date) for date in self.running.dates), self.right]


def draw_wide(
    name: str,
    running: RunningTotal,
    title: str,
    href: PageOf = nothing,
    page_of: PageOfStep = nothing,
    stage: str = ALL_STAGES,
) -> Drawing:
    """`href` gives the page of a letter, `page_of` that of a category from a date; `stage` is that of all of it, or
    ALL_STAGES."""
    return _steps(Canvas(name, WIDE), running, title, href, page_of, stage, axis=64)


def draw_narrow(
    name: str,
    running: RunningTotal,
    title: str,
    href: PageOf = nothing,
    page_of: PageOfStep = nothing,
    stage: str = ALL_STAGES,
    width: float = NARROW,
) -> Drawing:
    return _steps(Canvas(name, width), running, title, href, page_of, stage, axis=58)


def describe(running: RunningTotal) -> str:
    """The chart in words, for who cannot see it."""
    told = [f"{day_of(date)}: {total.full}" for date, _, total, _, _ in running.rows()]
    quiet = f"Zonder stap: {'; '.join(words_of_event(event) for event in running.events)}." if running.events else ""
    after = f"de laatste brief van {running.each}" if running.each else "elke brief"
    first = f"Het totaal na {after} die het veranderde. {'; '.join(told)}."
    return " ".join(filter(None, [first, quiet, "De tabel bij de grafiek heeft elk bedrag."]))


def words_of_step(category: CategoryLabel, amount: Sum, row: RunningRow) -> str:
    """What a category has from a date, for who points at it, and what that date did to all of them together."""
    date, _, total, change, letters = row
    who = f" door “{letters[0].name}”" if len(letters) == 1 else ""
    return f"{category.name}, vanaf {day_of(date)}: {amount.full}, alles samen {total.full}: {change.signed_full}{who}"


def words_of_event(event: Event) -> str:
    """A day without a step, and whether it brought money that was not chosen."""
    days = f"{day_of(event.since)} {days_of(event)}" if event.since else day_of(event.date)
    return f"{event.name}, {days}: {OUTSIDE_CHOICE if event.is_outside else NO_NEW_AMOUNT}"


def _who(letters: Sequence[LetterLabel]) -> str:
    return letters[0].name if len(letters) == 1 else f"{len(letters)} brieven"


def _steps(
    canvas: Canvas, running: RunningTotal, title: str, href: PageOf, page_of: PageOfStep, stage: str, axis: float
) -> Drawing:
    right = canvas.width - max(_room_beside(running, canvas.width), 8)
    ticks = {tick: plain_euro(tick) if tick else "0" for tick in round_steps(running.highest_eur)}
    axis = max(axis, *(text_width(words, SMALL) + 10 for words in ticks.values()))  # "1,25 mld" is wider than most
    scale = PLOT / max(running.highest_eur, 1)
    sheet = _Sheet(canvas, running, stage, axis, right, TOP + PLOT, scale)
    highest = next(date for date, _, total, *_ in running.rows() if total.amount_eur == running.highest_eur)
    if sheet.x_of(highest) - axis < BESIDE or _is_tight(sheet):
        sheet = replace(sheet, base=HEADROOM + PLOT)
    base = sheet.base
    for tick, words in ticks.items():
        y = base - tick * scale
        if tick <= running.highest_eur:
            if tick:
                canvas.grid(axis, right, y)
            canvas.text(axis - 8, y + 5, words, size=SMALL, tone="soft", anchor="end")
    _areas(sheet, page_of)
    _labels(sheet, href)
    _name_areas(sheet)
    _tell_changes(sheet, page_of)
    canvas.line(axis, base, right, base, "axis")
    y = write_years(canvas, sheet.time)
    y = _events(sheet, y)
    days = {event.is_outside: OUTSIDE_CHOICE if event.is_outside else NO_NEW_AMOUNT for event in running.events}
    y = draw_key(canvas, y + 14, running.categories, [stage], days=days)
    return canvas.drawing(y - 10, title, describe(running), [Box(axis, base - PLOT, right, base)])


def _areas(sheet: _Sheet, page_of: PageOfStep) -> None:
    canvas, running, base, edges = sheet.canvas, sheet.running, sheet.base, sheet.edges
    wide = [end - start for start, end in pairwise(edges)]
    across = spread(wide, canvas.width, edges[0])
    amounts = [[max(amount, 0) for amount in running.steps_eur[category.slug]] for category in running.categories]
    heights = sheet.heights
    upward = [_spread_drawn(step, base) for step in heights]
    rows = running.rows()
    floor = [0.0] * len(edges)
    for number, category in enumerate(running.categories):
        for place, date in enumerate(running.dates):
            height, amount = heights[place][number], amounts[number][place]
            if not amount:
                continue
            (left, end), (low, high) = across[place], upward[place][number]
            with canvas.point(page_of(category, date), words_of_step(category, rows[place][1][number][1], rows[place])):
                top = base - floor[place] - height
                canvas.fill(edges[place], top, wide[place], max(height, 0.5), category.colour, sheet.stage)
                if is_other(low, high, floor[place], height) or is_other(left, end, edges[place], wide[place]):
                    canvas.reach(Box(left, base - high, end, base - low))
            floor[place] += height


def _is_tight(sheet: _Sheet) -> bool:
    """Whether some area is too thin for a finger, for want of room above it."""
    return any(0 < high - low < REACH for step in sheet.heights for low, high in _spread_drawn(step, sheet.base))


def _spread_drawn(heights: Sequence[float], limit: float) -> list[tuple[float, float]]:
    """Where each of these can be pointed at; what has no height is not drawn and takes no room."""
    spans = iter(spread([height for height in heights if height], limit))
    return [next(spans) if height else (0, 0) for height in heights]


def _spot(canvas: Canvas, x: float, y: float, wide: float, high: float, room: Box) -> tuple[str, float, Box] | None:
    """Where a label of this size fits at a step: left below its edge or else right above it; (anchor, x, box)."""
    spots = [
        ("end", x - 8, Box(x - 8 - wide, y - 4, x - 1, y + high - 4)),
        ("start", x, Box(x, y - high - 6, x + wide, y - 4)),
    ]
    for anchor, at, box in spots:
        is_inside = (
            room.left <= box.left and box.right <= room.right and room.top <= box.top and box.bottom <= room.bottom
        )
        if is_inside and canvas.is_free(box):
            return anchor, at, box
    return None


def _labels(sheet: _Sheet, href: PageOf) -> None:
    """Names each letter at its step, the largest first."""
    canvas, base, edges = sheet.canvas, sheet.base, sheet.edges
    rows = sheet.running.rows()
    for place, (_, _, total, _, _) in enumerate(rows):
        canvas.take(edges[place], base - total.amount_eur * sheet.scale, edges[place + 1], base)
    for place, (date, _, total, change, letters) in sorted(enumerate(rows), key=lambda row: -abs(row[1][3].amount_eur)):
        x, y = edges[place], base - total.amount_eur * sheet.scale
        amount = change.signed_in_drawing
        for room in (330, 190, 130, 90, 0, -1):
            names = wrap(_who(letters), room, SMALL, most=4) if letters and room > 0 else []
            amounts = [amount] if room >= 0 else amount.split(" ")  # "+ ca." on a line of its own
            sizes = [*(text_width(line, bold=True) for line in amounts), *(text_width(line, SMALL) for line in names)]
            wide = max(*sizes, text_width(day_of(date), SMALL)) + 2
            high = 17 * (1 + len(amounts)) + 16 * len(names)
            spot = _spot(canvas, x, y, wide, high, Box(sheet.axis, FIRST - UP, sheet.right + 4, base))
            if spot:
                anchor, at, box = spot
                canvas.take(box.left, box.top, box.right, box.bottom)
                with canvas.label(
                    href(letters[0]) if len(letters) == 1 else "", f"{_who(letters)}, {day_of(date)}: {amount}"
                ):
                    style: dict[str, Any] = {"anchor": anchor, "halo": True}
                    below = canvas.lines(at, box.top + UP, amounts, 17, bold=True, **style)
                    below = canvas.lines(at, below, names, 16, size=SMALL, **style)
                    canvas.text(at, below, day_of(date), size=SMALL, tone="soft", **style)
                break


# Of the axis: an area as high as this has its amount in it or beside it, where it changed and at the end.
LABELLED = 0.02
BESIDE_MOST = 0.27  # of the width: what names right of the last step may take


def _words_beside(running: RunningTotal, width: float) -> dict[CategoryLabel, str]:
    """What may stand right of the last step: each amount, with its category's name where the drawing is wide enough."""
    _, last, *_ = running.rows()[-1]
    told = [(category, amount) for category, amount in last if amount.amount_eur >= LABELLED * running.highest_eur]
    named = {category: f"{category.short_name} {amount.in_drawing}" for category, amount in told}
    if width == WIDE or max((text_width(words, SMALL) for words in named.values()), default=0) <= BESIDE_MOST * width:
        return named
    return {category: amount.in_drawing for category, amount in told}


def _room_beside(running: RunningTotal, width: float) -> float:
    """How much room these words need."""
    beside = [text_width(words, SMALL) for words in _words_beside(running, width).values()]
    return max(beside) + 14 if len(beside) > 1 else 0


def _name_areas(sheet: _Sheet) -> None:
    """Each category in its own area in the last step, or else right of it with a line."""
    canvas, base, right = sheet.canvas, sheet.base, sheet.right
    beside = _words_beside(sheet.running, canvas.width)
    floor, lowest = 0.0, base + 4
    wide = right - sheet.edges[-2]
    for category, amount in sheet.running.rows()[-1][1]:
        height = amount.amount_eur * sheet.scale
        middle = base - floor - height / 2
        words = f"{category.short_name} {amount.in_drawing}"
        if amount.amount_eur > 0 and height >= 20 and text_width(words, SMALL, bold=True) + 16 <= wide:
            fill = category.colour, sheet.stage
            canvas.text_on(*fill, right - 8, middle + 5, words, size=SMALL, bold=True, anchor="end")
        elif words := beside.get(category, ""):
            y = min(middle + 5, lowest)
            if right + 10 + text_width(words, SMALL) <= canvas.width and y > 12:
                canvas.line(right + 1, middle, right + 8, y - 5, "soft")
                canvas.text(right + 10, y, words, size=SMALL)
                lowest = y - 16
        floor += height


def _tell_changes(sheet: _Sheet, page_of: PageOfStep) -> None:
    """Each category's amount at the step where it changed: in its area, or else left of that with a line."""
    running, rows = sheet.running, sheet.running.rows()
    for place, (date, amounts, *_) in enumerate(rows[:-1]):
        floor = sum(sheet.heights[place])
        lowest = 0.0
        for number, (category, amount) in reversed(list(enumerate(amounts))):
            height = sheet.heights[place][number]
            floor -= height
            steps = running.steps_eur[category.slug]
            is_new = not place or steps[place] != steps[place - 1]
            if not is_new or height < LABELLED * PLOT:
                continue
            link = page_of(category, date), words_of_step(category, amount, rows[place])
            middle = sheet.base - floor - height / 2
            if not _told_inside(sheet, place, category, amount, height, middle):
                lowest = _told_beside(sheet, place, (category, amount), link, max(middle, lowest))


def _told_inside(sheet: _Sheet, place: int, category: CategoryLabel, amount: Sum, height: float, middle: float) -> bool:
    """Writes an amount into its area, with its name where there is room for both; whether there is room."""
    left, right = sheet.edges[place], sheet.edges[place + 1]
    words, fill = amount.in_drawing, (category.colour, sheet.stage)
    for lines in ([f"{category.short_name} {words}"], [words], words.split(" "), words.replace("\xa0", " ").split(" ")):
        wide, high = max(text_width(line, SMALL) for line in lines), 18 * len(lines)
        if height >= high + 2 and wide + 12 <= right - left:
            for number, line in enumerate(lines):
                y = middle + 5 - high / 2 + 9 + 18 * number
                sheet.canvas.text_on(*fill, right - 6, y, line, size=SMALL, anchor="end")
            return True
    return False


def _told_beside(
    sheet: _Sheet, place: int, told: tuple[CategoryLabel, Sum], link: tuple[str, str], middle: float
) -> float:
    """Writes an amount left of its area with a line to that, as high as there is room; returns where the next may stand."""
    canvas, x, (category, amount) = sheet.canvas, sheet.edges[place], told
    for words in (f"{category.short_name} {amount.in_drawing}", amount.in_drawing):
        wide = text_width(words, SMALL)
        for down in range(0, FARTHEST, 4):
            box = Box(x - 10 - wide, middle + down - 8, x - 7, middle + down + 8)
            if sheet.axis < box.left and box.bottom < sheet.base and canvas.is_free(box):
                canvas.take(box.left, box.top, box.right, box.bottom)
                canvas.line(x - 7, middle + down, x - 1, middle, "soft")
                with canvas.words(*link):
                    canvas.text(x - 10, middle + down + 5, words, size=SMALL, anchor="end", halo=True)
                    canvas.reach(box)
                return middle + down + 16
    return middle


def _events(sheet: _Sheet, y: float) -> float:
    """Under the axis what changed no total, in grey; returns the y below. What does not fit stays a mark."""
    canvas, base = sheet.canvas, sheet.base
    for event in sheet.running.events:
        canvas.day(sheet.x_of(event.date), base, is_outside=event.is_outside)
    events = sheet.running.events
    wanted = [
        [words_at(sheet.time, event, room, 2 if room == EVENT_WIDTHS[0] else 3) for event in events]
        for room in EVENT_WIDTHS
    ]
    placed = max((placed_under(words) for words in wanted), key=len)
    return write_under(canvas, sheet.time, y, placed, words_of_event)
