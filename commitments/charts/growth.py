"""The charts of how amounts grew: what of each letter is new money, what changed from one day to another, and the life of
one commitment."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.formats import date_format

from commitments.models import Commitment

from . import series, titles
from .catalogue import Chart, drawn, sentences
from .drawings import difference as difference_drawing
from .drawings import life as life_drawing
from .drawings import named as named_drawing
from .selection import Selection


def named(selection: Selection) -> Chart | None:
    """What of the euros that each letter names is new; None where no letter names any."""
    data = selection.named
    if not data:
        return None
    shown = series.largest_named(data)
    together = titles.of_together(shown[-1].letter, len(shown) - 1)
    title = selection.titled(titles.of_named(data))
    return Chart(
        name=NEW_MONEY,
        title=title,
        subtitle=sentences(
            f"Nederlandse euro's die elke brief noemt, zomaar opgeteld en afgerond, {selection.day}.", together
        ),
        total=series.Sum.of((one.total.amount_eur, one.total.precision) for one in data),
        data=shown,
        together=together,
        table="_named_table.html",
        sources=[one.letter for one in data],
        query=selection.query,
        draw=drawn(named_drawing, NEW_MONEY, shown, title, selection.page_of_letter),
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


def life(commitment: Commitment, data: series.Life, known: Selection, question: str = "") -> Chart | None:
    """How much stood in the life of this commitment after each letter; None where there is no more than one.

    `known` is everything on a day. `question` ends the address of each commitment.
    """
    if not data.is_drawn:
        return None
    title = titles.of_life(data)
    # Without a peildatum the same as `known.day`, which asks for all letters.
    day = known.day if known.peildatum else f"stand van {date_format(data.stand, 'j F Y')}"
    return Chart(
        name=LIFE,
        title=title,
        subtitle=f"“{commitment.title}” met wat ervoor en erna kwam, in euro, {day}.",
        total=data.last,
        data=data,
        table="_life_table.html",
        sources=list(dict.fromkeys(step.letter for step in data.steps)),
        query=known.address("commitments", commitment=commitment.slug).partition("?")[2],
        draw=drawn(life_drawing, LIFE, data, title, lambda one: reverse("commitment", args=[one.slug]) + question),
        vocabulary=(*data.stages, *(category.name for category in data.categories)),
        columns=("date", "letter", "happened", "precision", "total_eur"),
        is_sum=data.is_sum,
        rows=lambda: [_row_of_life(step) for step in data.steps],
    )


def _row_of_life(step: series.LifeStep) -> tuple[str, str, str, str | None, int | None]:
    """Where nothing stands any more both last cells are empty, for no letter says zero."""
    total = step.total
    amount = (total.precision, total.amount_eur) if total.amount_eur else (None, None)
    return (step.letter.date.isoformat(), step.letter.slug, "+".join(step.did), *amount)


DIFFERENCE, LIFE, NEW_MONEY = "verschil", "levensloop", "nieuw-geld"
GROWTH: dict[str, Callable[[Selection], Chart | None]] = {NEW_MONEY: named, DIFFERENCE: difference}
