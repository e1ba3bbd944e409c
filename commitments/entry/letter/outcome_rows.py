"""The rows of an intake that say what became of promises, as the form of the ledger takes them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import inlineformset_factory

from commitments.entry.outcomes import OutcomeForm, OutcomeFormSet
from commitments.models import Category, Commitment, Outcome
from letters.models import Letter

from .answers import formset_data
from .rows_to_enter import RowToEnter, working_key

# Where the page says what the form says of a field of its own.
OUTCOME_NAMES = {"amount_eur": "amount", "kind": "outcome_kind", "commitments": "about", "position": "outcome_kind"}
SAME = ("precision", "year", "end_year", "on_date", "is_cumulative", "valuation", "note")

EntryOutcomes = inlineformset_factory(
    Letter,
    Outcome,
    form=OutcomeForm,
    formset=OutcomeFormSet,
    extra=0,
    can_delete=False,
    max_num=1000,
    absolute_max=2000,
)


def entry_outcomes(rows: Sequence[RowToEnter], letter: Letter, made: Mapping[RowToEnter, Commitment]) -> Any:
    """A form for each of these rows; `made` are the new commitments of the page by row, which are saved before it."""
    last = letter.outcomes.count() if letter.pk else 0
    data = [_outcome_data(row) | {"position": position} for position, row in enumerate(rows, start=last + 1)]
    formset: Any = EntryOutcomes(formset_data("outcomes", data), instance=letter, queryset=Outcome.objects.none())
    for form, row in zip(formset.forms, rows, strict=True):
        form.also_about = [made[one] for one in row.targets["about"] if isinstance(one, RowToEnter) and one in made]
    return formset


def _outcome_data(row: RowToEnter) -> dict[str, object]:
    answers = row.answers
    about = [one.pk for one in row.targets["about"] if isinstance(one, Commitment)]
    return {name: answers[name] for name in SAME} | {
        "kind": answers["outcome_kind"],
        "amount_eur": answers["amount"],
        "category": ""
        if row.targets["about"]
        else working_key(Category, answers["category"]),  # it follows from what it is about
        "commitments": about,
    }
