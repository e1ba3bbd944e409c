"""What a step does to the public totals: it is tried and taken back, so what is told cannot differ from what happens."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from commitments.models import Category, Commitment
from commitments.querysets import Total
from letters.peildatum import stand_of
from ukrainesteun.years import period_label

Totals = dict[tuple[int, int, str, str], int]  # euros by (year, end year, period, name of the category)


@dataclass(frozen=True)
class Effect:
    """What a step does to one cell of the totals, in whole euros; `period` and `category` are empty for the sum."""

    period: str
    category: str
    before_eur: int
    after_eur: int

    @property
    def change_eur(self) -> int:
        return self.after_eur - self.before_eur


@dataclass(frozen=True)
class EffectsOnDay:
    """What a step does to the totals as known on one day: an Effect for each cell that changes, and the sum last."""

    day: datetime.date
    effects: list[Effect]

    @property
    def sum(self) -> Effect:
        return self.effects[-1]


def effects_of(step: Callable[[], object], date: datetime.date) -> list[EffectsOnDay]:
    """The EffectsOnDay of a step by which a letter of this date becomes public: on its date, and last on the newest day.

    One where that is the same day. What the step raises is passed on; nothing of it stays.
    """
    with transaction.atomic():
        asked = [date, None] if date < (stand_of(None) or date) else [None]  # of the newest day once is enough
        before = [_totals(day) for day in asked]
        try:
            step()
            newest = stand_of(None) or date
            after = [_totals(day) for day in asked]
            # The public name of a category, if it has one, comes last and stays.
            names = dict(Category.objects.order_by("is_public_copy").values_list("slug", "name"))
        finally:
            transaction.set_rollback(True)
    told = [_compared(*(_named(totals, names) for totals in both)) for both in zip(before, after, strict=True)]
    newest_day = EffectsOnDay(newest, told[-1])
    return [EffectsOnDay(date, told[0]), newest_day] if date < newest else [newest_day]


def _compared(before: Totals, after: Totals) -> list[Effect]:
    cells = sorted({*before, *after})
    changed = [Effect(cell[2], cell[3], before.get(cell, 0), after.get(cell, 0)) for cell in cells]
    effects = [effect for effect in changed if effect.change_eur]
    return [*effects, Effect("", "", sum(before.values()), sum(after.values()))]


def _totals(day: datetime.date | None) -> list[Total]:
    """The public totals as known on this day; None leaves out nothing."""
    return Commitment.objects.published().as_of(day).counted().totals()


def _named(totals: list[Total], names: dict[str, str]) -> Totals:
    return {
        (total.year, total.end_year, period_label(total.year, total.end_year), names[total.category]): total.amount_eur
        for total in totals
    }
