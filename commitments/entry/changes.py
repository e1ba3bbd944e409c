"""The changes of a letter on its page: each with what it ends, and the commitments of the same page that begin by it."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin

from commitments.changes import set_affected
from commitments.ledger.changes import PlannedChange, change_problems, circle_of_changes, ended_already, origins
from commitments.models import Change, Commitment
from ukrainesteun.editions.choosing import KeysField, SearchMany

from .positions import give_positions


class CommitmentsField(KeysField):
    """Several commitments that are worked on, to be searched for; each with its amount and years."""

    def __init__(self, label: str, help_text: str = "") -> None:
        search = SearchMany(Change._meta.get_field("affects"), admin.site, attrs={"data-width": "min(100%, 44em)"})
        super().__init__(Commitment.objects.working(), label=label, help_text=help_text, required=False, widget=search)

    def label_from_instance(self, commitment: Commitment) -> str:
        return with_amount(commitment)


def with_amount(commitment: Commitment) -> str:
    """How a commitment is told from others where one is to be picked: "Steun in 2026 (€ 3,5 mld, 2026)"."""
    return f"{commitment} ({commitment.amount}, {commitment.period})"


class ChangeForm(forms.ModelForm):
    ended = CommitmentsField("Eindigt", "De eerdere toezeggingen die hiermee eindigen. Zoek op naam of adres.")
    position = forms.IntegerField(
        label="Volgorde", required=False, min_value=1, max_value=32767, help_text="Leeg: achter de andere."
    )

    class Meta:
        model = Change
        fields = ["kind", "rest_ends", "position", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["ended"] = [one.pk for one in self.instance.ended]


class ChangeFormSet(forms.BaseInlineFormSet):
    """The changes of one letter; they are held against the commitments of the same page, which begin by them."""

    commitments: Any = None  # the formset of the same page, set by who makes the page
    _should_delete_form: Callable[[Any], bool]  # not in the stubs, being Django's own

    def is_valid(self) -> bool:
        if self.commitments is not None:
            self.commitments.is_valid()  # which may find a mistake in a change
        return super().is_valid()

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.kept if not form.errors]
        give_positions(kept, "wijziging")

    @property
    def kept(self) -> list[Any]:
        """The forms of the changes that will be there."""
        forms_there = [form for form in self.forms if form.instance.pk or form.has_changed()]
        return [form for form in forms_there if not self._should_delete_form(form)]

    def begun_by(self, form: Any) -> Any:
        """The form of the change by which the commitment of this form begins; None where it is new money."""
        if number := form.cleaned_data.get("new_change"):
            return self.forms[number - 1]
        change = form.cleaned_data.get("begun_by")
        return change and next((one for one in self.forms if one.instance == change), None)

    def planned(self, commitments: list[Any]) -> list[tuple[Any, PlannedChange]]:
        """Each change as it will be, with its form; `commitments` are the forms of those that will be there."""
        begins: dict[int, list[Commitment]] = defaultdict(list)
        going: dict[int, list[tuple[Commitment, Commitment]]] = defaultdict(list)
        for form in commitments:
            change = self.begun_by(form)
            if change is not None:
                begins[id(change)].append(form.instance)
                going[id(change)] += [(part, form.instance) for part in form.cleaned_data.get("takes") or ()]
        return [(form, self._planned(form, begins[id(form)], going[id(form)])) for form in self.kept]

    def _planned(self, form: Any, begins: list[Commitment], going: list[Any]) -> PlannedChange:
        data = form.cleaned_data
        ended = tuple(data.get("ended") or ())
        kind, rest_ends = data.get("kind") or "", bool(data.get("rest_ends"))
        return PlannedChange(self.instance, kind, ended, tuple(begins), tuple(going), rest_ends, form.instance.pk)

    def hold(self, planned: list[tuple[Any, PlannedChange]]) -> None:
        """Notes on the form of each change what is wrong with it."""
        before = origins([change for _, change in planned])
        ended_here = [one.pk for _, change in planned for one in change.ended]
        ours = [change.pk for _, change in planned if change.pk] + [one.instance.pk for one in self.deleted_forms]
        elsewhere = ended_already([one for _, change in planned for one in change.ended], ours)
        for form, change in planned:
            for one in change.ended:
                if ended_here.count(one.pk) > 1:
                    form.add_error("ended", f"“{one}” eindigt op deze pagina al door een andere wijziging.")
                elif problem := elsewhere.get(one.pk):
                    form.add_error("ended", problem)
            for problem in (*change_problems(change), circle_of_changes(change, before)):
                if problem:
                    form.add_error(None, problem)

    def save_affected(self, commitments: list[Any]) -> None:
        """What each change ends and takes along, once the changes and the commitments of the page are saved."""
        planned = self.planned(commitments)
        set_affected({form.instance: dict.fromkeys(change.ended) | dict(change.gone_on) for form, change in planned})
