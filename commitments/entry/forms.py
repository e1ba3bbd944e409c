"""The forms of the admin: what a clerk may type, and what the database cannot check by itself."""

from django import forms

from commitments.ledger.changes import planned_changes
from commitments.ledger.rules import BEGINS_THERE, stating_problems
from commitments.ledger.wholes import part_problems
from commitments.models import Affected, Change, Commitment, Outcome
from letters.forms import LetterForm

from .changes import ChangeFormSet, CommitmentsField
from .currency import CurrencyForm


class CommitmentForm(CurrencyForm):
    class Meta:
        model = Commitment
        fields = "__all__"


class LetterCommitmentForm(CommitmentForm):
    """A commitment on the page of its letter, where it may begin by a change of that letter."""

    new_change = forms.IntegerField(
        label="Of nieuwe wijziging #",
        required=False,
        min_value=1,
        help_text="Het nummer achter “Wijziging: #”, voor een die hierboven nieuw is ingevuld.",
    )
    takes = CommitmentsField("Onderdelen die hierin verder gaan", "Van wat met deze wijziging eindigt.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["takes"] = [row.commitment_id for row in self.instance.takes.all()]
        if "begun_by" in self.fields:
            self.fields["begun_by"].queryset = Change.objects.filter(letter=self.instance.letter_id)

    def clean(self):
        data = super().clean()
        if data.get("begun_by") and data.get("new_change"):
            self.add_error("new_change", "Kies een wijziging die er al is of geef een nummer, niet allebei.")
        if data.get("takes") and not (data.get("begun_by") or data.get("new_change")):
            self.add_error(
                "takes", "Onderdelen gaan alleen verder in wat door een wijziging begint. Kies die hierboven."
            )
        return data


class LedgerCommitmentForm(CommitmentForm):
    """A commitment on its own page, held against its letter and the parts, wholes and quotes that are there."""

    class Meta:
        model = Commitment
        exclude = ["begun_by"]  # which is said on the page of its letter

    def _post_clean(self):
        super()._post_clean()
        if self.errors:
            return
        began = self.instance.begun_by
        if began and began.letter != self.instance.letter:
            self.add_error("letter", BEGINS_THERE.format(began.letter.designation))
            return
        changes = planned_changes(self.instance.letter)
        for problem in dict.fromkeys(problem for _, problem in part_problems([self.instance], changes)):
            self.add_error(None, problem)
        if self.instance.pk:
            stated = self.instance.mentions.stating().select_related("letter__dossier")
            for field, problem in stating_problems(self.instance, stated):
                self.add_error(field, problem)


class CommitmentFormSet(forms.BaseInlineFormSet):
    """The commitments of one letter, held together against its changes and the parts and wholes that are there."""

    changes: ChangeFormSet | None = None  # of the same page, set by who makes the page

    def clean(self):
        try:
            super().clean()
        except forms.ValidationError as problem:
            if getattr(problem, "code", "") != "deleting_protected":
                raise
            advice = "Verwijder die eerst en sla op; daarna kan de toezegging weg."
            raise forms.ValidationError([problem, advice]) from problem
        if any(self.errors) or self.instance.date is None:
            return
        kept = [form for form in self.forms if form.has_changed() and not self._should_delete_form(form)]
        removed = [form.instance for form in self.deleted_forms]
        self._ask_of_outcomes(removed)
        self._link_to_what_is_typed([form.instance for form in kept])
        changes = self._hold_against_changes()
        for commitment, problem in part_problems([form.instance for form in kept], changes, removed):
            next(form for form in kept if form.instance is commitment).add_error(None, problem)

    def _ask_of_outcomes(self, removed):
        """What goes is not what another letter says something came of."""
        for outcome in (
            Outcome.objects.working()
            .filter(commitments__in=[one.pk for one in removed if one.pk])
            .exclude(letter=self.instance.pk)
        ):
            problem = f"“{outcome}” in {outcome.letter.designation} gaat over een toezegging die u verwijdert."
            raise forms.ValidationError([problem, "Verander eerst die uitkomst."])

    @property
    def there(self):
        """The forms of the commitments that will be there."""
        filled = [form for form in self.forms if form.instance.pk or form.has_changed()]
        return [form for form in filled if not self._should_delete_form(form)]

    def _hold_against_changes(self):
        """The changes of the page as they will be; what is wrong with them, or with a reference to one, is noted."""
        if self.changes is None:
            return planned_changes(self.instance) if self.instance.pk else []
        if not super(ChangeFormSet, self.changes).is_valid():
            return []
        kept = self.changes.kept
        for form in self.there:
            number, chosen = form.cleaned_data.get("new_change"), form.cleaned_data.get("begun_by")
            if number and (number > len(self.changes.forms) or self.changes.forms[number - 1] not in kept):
                form.add_error("new_change", f"Hierboven staat geen wijziging met nummer {number}.")
            if chosen and not any(one.instance == chosen for one in kept):
                form.add_error(
                    "begun_by", f"U haalt deze wijziging weg. Maak dit leeg: dan is “{form.instance}” nieuw geld."
                )
        if any(form.errors for form in self.there):
            return []
        planned = self.changes.planned(self.there)
        self.changes.hold(planned)
        return [change for _, change in planned]

    def save(self, commit=True):
        for form in self.there:
            if form.cleaned_data.get("new_change"):
                form.instance.begun_by = self.changes.begun_by(form).instance
        return super().save(commit)

    def save_new(self, form, commit=True):
        """Of two new rows with one title, the second gets its address when the first is saved."""
        form.instance.slug = ""
        form.instance.clean()
        return super().save_new(form, commit)

    def _link_to_what_is_typed(self, commitments):
        """A relative on the same page is taken as it will be saved, not as it still is."""
        typed = {commitment.pk: commitment for commitment in commitments if commitment.pk}
        for commitment in commitments:
            for link in Commitment.LINKS:
                setattr(commitment, link, typed.get(getattr(commitment, f"{link}_id"), getattr(commitment, link)))


class LedgerLetterForm(LetterForm):
    """A letter whose date also has to suit what it ends or its commitments come on top of, and the other way round."""

    EARLIER = {
        "on_top_of": "“{}” komt boven op “{}”, en zou met deze datum ouder zijn. "
        "Kijk de datum na, of haal eerst die verwijzing weg.",
    }
    ENDS_EARLIER = (
        "“{}” eindigt door {}, en zou met deze datum nog niet bestaan. Kijk de datum na, of verander de wijziging."
    )

    def clean_date(self):
        date = super().clean_date()
        own = self.instance.pk
        for link, message in self.EARLIER.items():
            pairs = Commitment.objects.filter(**{f"{link}__isnull": False}).select_related(link)
            for pair in (
                pairs.filter(letter=own, **{f"{link}__letter__date__gt": date}).exclude(**{f"{link}__letter": own}),
                pairs.filter(letter__date__lt=date, **{f"{link}__letter": own}).exclude(letter=own),
            ):
                if commitment := pair.first():
                    raise forms.ValidationError(message.format(commitment, getattr(commitment, link)))
        rows = Affected.objects.filter(into=None, change__letter__is_public_copy=False)
        for row in (
            rows.filter(change__letter=own, commitment__letter__date__gt=date).exclude(commitment__letter=own).first(),
            rows.filter(change__letter__date__lt=date, commitment__letter=own).exclude(change__letter=own).first(),
        ):
            if row:
                raise forms.ValidationError(self.ENDS_EARLIER.format(row.commitment, row.change.letter.designation))
        return date
