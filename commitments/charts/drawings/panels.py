"""Small multiples of a PeriodSeries: one category a panel, all on one scale."""

from commitments.charts.series import CategoryLabel, Period, PeriodSeries, Sum

from .canvas import (
    NARROW,
    SMALL,
    WIDE,
    Box,
    Canvas,
    Drawing,
    text_width,
    wrap,
)
from .key import draw_key
from .reach import spread
from .wording import PageOf, is_rough, nothing, short, words_of

TWO_COLUMNS = 520  # from this width on
ROW, GAP = 30, 30  # how high a year is; between panels


def draw_wide(name: str, series: PeriodSeries, title: str, href: PageOf = nothing) -> Drawing:
    return _panels(name, series, title, href, WIDE, columns=3)


def draw_narrow(name: str, series: PeriodSeries, title: str, href: PageOf = nothing, width: float = NARROW) -> Drawing:
    return _panels(name, series, title, href, width, columns=2 if width >= TWO_COLUMNS else 1)


def describe(series: PeriodSeries) -> str:
    """The chart in words, for who cannot see it."""
    told = [f"{category.name} {short(series.of_category(category).total)}" for category in series.categories]
    return f"Een paneel per categorie, alle op één schaal. Samen: {'; '.join(told)}. De tabel heeft elk bedrag."


def highest(series: PeriodSeries) -> int:
    """The longest bar of all panels, in euros."""
    amounts = [series.amount(period, category) or 0 for period in series.periods for category in series.categories]
    return max(amounts, default=0)


def _panels(name: str, series: PeriodSeries, title: str, href: PageOf, width: float, columns: int) -> Drawing:
    canvas = Canvas(name, width)
    columns = max(min(columns, len(series.categories)), 1)
    room = (width - GAP * (columns - 1)) / columns
    label = text_width("2024-2026", SMALL) + 8
    sums = max(
        text_width(_sum_of(series, period, row), SMALL) for period in series.periods for row in series.categories
    )
    scale = (room - label - sums - 8) / max(highest(series), 1)
    top: float = 0
    areas: list[Box] = []
    for start in range(0, len(series.categories), columns):
        row = series.categories[start : start + columns]
        heads = [wrap(category.name, room - 90, bold=True, most=2) for category in row]
        head = 12 + 18 * max(len(lines) for lines in heads)
        for column, (category, lines) in enumerate(zip(row, heads, strict=True)):
            left = column * (room + GAP)
            canvas.line(left, top + 1, left + room, top + 1, "axis")
            canvas.lines(left, top + 21, lines, bold=True)
            canvas.text(left + room, top + 21, short(series.of_category(category).total), bold=True, anchor="end")
            _panel(canvas, series, category, left, top + head, label, scale, href)
            right = left + label + max(highest(series), 1) * scale
            areas.append(Box(left + label, top + head, right, top + head + ROW * len(series.periods)))
        top += head + ROW * len(series.periods) + 22
    top = draw_key(canvas, top + 8, (), series.stages, is_rough(series)) - 10
    return canvas.drawing(top, title, describe(series), areas)


def _panel(
    canvas: Canvas,
    series: PeriodSeries,
    category: CategoryLabel,
    left: float,
    top: float,
    label: float,
    scale: float,
    href: PageOf,
) -> None:
    for number, period in enumerate(series.periods):
        y = top + ROW * number
        amount = series.amount(period, category)
        canvas.text(left, y + 19, period.label, size=SMALL, tone="ink" if amount else "soft")
        if not amount:
            canvas.text(left + label + 6, y + 19, "–", size=SMALL, tone="soft")
            continue
        x = left + label
        found = [segment for segment in series.of(period) if segment.category == category]
        lengths = [segment.amount_eur * scale for segment in found]
        for segment, wide, (low, high) in zip(found, lengths, spread(lengths, canvas.width, x), strict=True):
            with canvas.point(href(segment), words_of(segment)):
                wavy = "right" if segment.precision != "exact" else None
                canvas.fill(x, y + 5, max(wide, 1), ROW - 9, category.colour, segment.stage, wavy=wavy)
                canvas.reach(Box(low, y, high, y + ROW))
            x += wide
        words = _sum_of(series, period, category)
        if len(found) == 1:
            with canvas.words(href(found[0]), words_of(found[0])):
                canvas.text(x + 6, y + 19, words, size=SMALL)
                canvas.reach(Box(x + 2, y, x + 10 + text_width(words, SMALL), y + ROW))
        else:
            canvas.text(x + 6, y + 19, words, size=SMALL)
    canvas.line(left + label, top + 2, left + label, top + ROW * len(series.periods), "soft")


def _sum_of(series: PeriodSeries, period: Period, category: CategoryLabel) -> str:
    """The amount of a year or period as it stands at its bar: "ca. 180 mln"; nothing where there is none."""
    found = [segment for segment in series.of(period) if segment.category == category]
    return short(Sum.of((segment.amount_eur, segment.precision) for segment in found)) if found else ""
