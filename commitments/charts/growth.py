"""The charts of how the total grew: what of each letter is new money, and what changed from one day to another."""

from collections.abc import Callable

from . import series, titles
from .catalogue import Chart, drawn, sentences
from .drawings import difference as difference_drawing
from .drawings import named as named_drawing
from .selection import Selection


def named(selection: Selection) -> Chart | None:
    """What of the euros that each letter names is new; None where no letter names any."""
    data = selection.named
    if not data:
        return None
    title = selection.titled(titles.of_named(data))
    return Chart(
        name="nieuw-geld",
        title=title,
        subtitle=f"Nederlandse euro's die elke brief noemt, zomaar opgeteld, {selection.day}.",
        total=series.Sum.of((one.total.amount_eur, one.total.precision) for one in data),
        data=data,
        table="_named_table.html",
        sources=[one.letter for one in data],
        query=selection.query,
        draw=drawn(named_drawing, "nieuw-geld", data, title, selection.page_of_letter),
        vocabulary=(),
        columns=("letter", "named_as", "precision", "named_eur"),
        rows=lambda: [
            (one.letter.slug, name, amount.precision, amount.amount_eur)
            for one in data
            for name, amount in one.pieces()
        ],
    )


def difference(selection: Selection) -> Chart | None:
    """From the total on the day `since` to that on the peildatum; None where nothing ever counted."""
    if not selection.movements:
        return None
    data = series.difference(selection.movements, selection.since, selection.peildatum)
    title = selection.titled(titles.of_difference(data))
    changed = {movement.letter for movement in selection.movements if not data.since or movement.date > data.since}
    return Chart(
        name="verschil",
        title=title,
        subtitle=sentences(
            f"Het totaal {difference_drawing.first_day(data)} en wat er daarna veranderde, in euro, {selection.day}.",
            selection.spanning_in_words,
        ),
        total=data.end,
        data=data,
        table="_difference_table.html",
        sources=[letter for letter in selection.letters if letter.slug in changed] or selection.sources,
        query=selection.query,
        note=selection.spanning_in_words,
        draw=drawn(difference_drawing, "verschil", data, title),
        vocabulary=(),
        columns=("step", "precision", "change_eur", "total_eur"),
        rows=lambda: _rows_of(data),
    )


def _rows_of(data: series.Difference) -> list[tuple[str, str | None, int | None, int]]:
    """From the first total to the last: each adds its change to the total before it."""
    steps = [(step.name, step.change.precision, step.change.amount_eur, step.total_eur) for step in data.steps]
    return [
        ("begin", data.begin.precision, None, data.begin.amount_eur),
        *steps,
        ("end", data.end.precision, None, data.end.amount_eur),
    ]


DIFFERENCE = "verschil"
GROWTH: dict[str, Callable[[Selection], Chart | None]] = {"nieuw-geld": named, DIFFERENCE: difference}
