"""What a letter says that became of promises, on its page: each outcome with what it is about, and its mention below it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from commitments.ledger.outcomes import outcome_problems
from commitments.ledger.rules import are_euros
from commitments.models import Commitment, Mention, Outcome
from ukrainesteun.fields import EuroField
from ukrainesteun.money import format_euro, format_money

from .positions import give_positions


class OutcomeForm(forms.ModelForm):
    also_about: Sequence[Commitment] = ()  # new commitments of the same page, which are saved before it

    amount_eur = EuroField(label="Bedrag", help_text=Outcome._meta.get_field("amount_eur").help_text)
    position = forms.IntegerField(
        label="Volgorde", required=False, min_value=1, max_value=32767, help_text="Leeg: achter de andere."
    )

    class Meta:
        model = Outcome
        fields = [
            "kind", "amount_eur", "precision", "valuation", "on_date", "is_cumulative", "year", "end_year", "commitments",
            "category", "position", "note",
        ]  # fmt: skip
        widgets = {"note": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for field, problem in outcome_problems(
            [*(data.get("commitments") or ()), *self.also_about],
            data.get("category"),
            data.get("year"),
            data.get("on_date"),
            self.instance.letter if self.instance.letter_id else None,
        ):
            self.add_error(field, problem)
        return data

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]  # not in the stubs, being Django's own
        self.instance.commitments.add(*self.also_about)


class OutcomeFormSet(forms.BaseInlineFormSet):
    """The outcomes of one letter; the mentions of the same page prove them."""

    def clean(self) -> None:
        super().clean()
        give_positions([form for form in self.there if not form.errors], "uitkomst")

    @property
    def there(self) -> list[Any]:
        """The forms of the outcomes that will be there."""
        filled = [form for form in self.forms if form.instance.pk or form.has_changed()]
        return [form for form in filled if not self._should_delete_form(form)]  # type: ignore[attr-defined]

    def named_by(self, form: Any) -> Any:
        """The form of the outcome on this page that the form of a mention names; None where there is none of that number."""
        number, chosen = form.cleaned_data.get("new_outcome"), form.cleaned_data.get("outcome")
        if number is None:
            return next((one for one in self.there if chosen and one.instance == chosen), None)
        row = self.forms[number - 1] if number <= len(self.forms) else None
        return row if row in self.there else None

    def leaves_alone(self, outcome: Outcome | None) -> bool:
        """Whether an outcome of the letter has no form on this page: in an intake those that were there already."""
        return outcome is not None and all(form.instance != outcome for form in self.forms)


def hold_against_outcome(form: Any, outcomes: OutcomeFormSet | None) -> None:
    """A mention that says what came of promises has the amount of its outcome, as it is typed on this page."""
    data = form.cleaned_data
    if data.get("verdict") != Mention.Verdict.OUTCOME or form.errors:
        return
    row = outcomes.named_by(form) if outcomes is not None else None
    if row is None and data.get("new_outcome"):
        form.add_error("new_outcome", f"Hierboven staat geen uitkomst met nummer {data['new_outcome']}.")
    elif row is None and outcomes is not None and not outcomes.leaves_alone(data.get("outcome")):
        form.add_error("outcome", "U haalt deze uitkomst weg. Kies een andere, of geef dit bedrag een ander oordeel.")
    elif row is None or not row.errors:
        outcome = row.instance if row else data["outcome"]
        if data.get("amount") is None or not are_euros(data["amount"], data["currency"], outcome.amount_eur):
            printed = format_money(data["amount"], data["currency"]) if data.get("amount") else "geen getal"
            form.add_error(
                "amount_as_written",
                f"Het citaat zegt {printed}, de uitkomst “{outcome}” {format_euro(outcome.amount_eur)}. "
                "Een van beide klopt niet.",
            )
