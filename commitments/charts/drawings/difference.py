"""A waterfall: the total on one day, each step by which it changed, and the total on another day."""

from commitments.charts.series import Difference, Step, Sum

from .bars import Bar, Piece, draw_bars
from .canvas import NARROW, WIDE, Drawing
from .under_axis import day_of

TOTAL, MORE, LESS = ("slate", "geleverd"), ("moss", "geleverd"), ("plum", "gereserveerd")
NOTHING = "niets"


def draw_wide(name: str, difference: Difference, title: str) -> Drawing:
    return _bars(name, difference, title, WIDE)


def draw_narrow(name: str, difference: Difference, title: str, width: float = NARROW) -> Drawing:
    return _bars(name, difference, title, width)


def describe(difference: Difference) -> str:
    """The chart in words, for who cannot see it."""
    steps = "; ".join(f"{step.words}: {told_of(step.change)}" for step in difference.steps)
    begin, end = (amount.full if amount.amount_eur else NOTHING for amount in (difference.begin, difference.end))
    return f"Van {begin} {first_day(difference)} naar {end} {last_day(difference)}. {steps[0].upper()}{steps[1:]}."


def told_of(change: Sum) -> str:
    return change.signed_full if change.amount_eur else NOTHING


def first_day(difference: Difference) -> str:
    return f"op {day_of(difference.since)}" if difference.since else "vóór de eerste brief"


def last_day(difference: Difference) -> str:
    return f"op {day_of(difference.until)}" if difference.until else "na de nieuwste brief"


def in_words(step: Step, turnover: Sum) -> str:
    """What stands small below a step, where its amount does not tell all."""
    if step.name == "moved" and turnover.amount_eur:
        return f"{turnover} kreeg een ander jaar of een andere categorie"
    return ""


def _bars(name: str, difference: Difference, title: str, width: float) -> Drawing:
    changes = [step.change.amount_eur for step in difference.steps]
    meanings = [("totaal", *TOTAL)]
    meanings += [("erbij", *MORE)] if any(eur > 0 for eur in changes) else []
    meanings += [("eraf", *LESS)] if any(eur < 0 for eur in changes) else []
    begin, end = difference.begin, difference.end
    bars = [
        _total(f"Totaal {first_day(difference)}", begin, is_last=False),
        *(_step(step, difference.turnover) for step in difference.steps),
        _total(f"Totaal {last_day(difference)}", end, is_last=True),
    ]
    return draw_bars(name, bars, meanings, title, describe(difference), width)


def _total(name: str, total: Sum, is_last: bool) -> Bar:
    words = f"{name}: {total.full if total.amount_eur else NOTHING}"
    pieces = (Piece(0, total.amount_eur, *TOTAL, words),) if total.amount_eur else ()
    amount = total.in_drawing if total.amount_eur else NOTHING
    return Bar(name, "", pieces, amount, words, goes_on_at=None if is_last else total.amount_eur)


def _step(step: Step, turnover: Sum) -> Bar:
    change, name = step.change.amount_eur, step.words.capitalize()
    words = f"{name}: {told_of(step.change)}"
    before = step.total_eur - change
    pieces = (Piece(before, step.total_eur, *(MORE if change > 0 else LESS), words),) if change else ()
    amount = step.change.signed_in_drawing if change else NOTHING
    return Bar(name, in_words(step, turnover), pieces, amount, words, goes_on_at=step.total_eur)
