"""The forms of the admin: what a clerk may type, and what the database cannot check by itself."""

from django import forms
from django.utils.functional import cached_property

from commitments.intakes import paper_of
from commitments.ledger.changes import ended_for, planned_changes
from commitments.ledger.rules import BEGINS_THERE, computed_problem, is_amount_of, stating_problems
from commitments.ledger.wholes import part_problems
from commitments.models import Affected, Change, Commitment, Mention
from letters.forms import EditionForm, LetterForm
from letters.reading.amounts.written import reading_of
from letters.reading.text.paper import Paper
from letters.reading.text.quotes import NormalisedText, amount_stands_in
from ukrainesteun.fields import EuroField
from ukrainesteun.money import NotMoney, format_euro, format_money

from .changes import ChangeFormSet, CommitmentsField


class CommitmentForm(EditionForm):
    amount_eur = EuroField(label="Bedrag", help_text=Commitment._meta.get_field("amount_eur").help_text)

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
        self._link_to_what_is_typed([form.instance for form in kept])
        changes = self._hold_against_changes()
        for commitment, problem in part_problems([form.instance for form in kept], changes, removed):
            next(form for form in kept if form.instance is commitment).add_error(None, problem)

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


class MentionForm(forms.ModelForm):
    position = forms.IntegerField(
        label="Volgorde", required=False, min_value=1, max_value=32767, help_text="Leeg: achter de andere."
    )
    new_commitment = forms.IntegerField(
        label="Of nieuwe toezegging #",
        required=False,
        min_value=1,
        help_text="Het nummer achter “Toezegging: #”, voor een die hierboven nieuw is ingevuld.",
    )

    paper = Paper("")  # of the letter's text, set by the formset

    class Meta:
        model = Mention
        fields = "__all__"
        widgets = {"quote": forms.Textarea(attrs={"rows": 3, "cols": 60}), "note": forms.Textarea(attrs={"rows": 2})}

    def clean(self):
        data = super().clean()
        quote, written = data.get("quote"), data.get("amount_as_written")
        if quote and written and not amount_stands_in(quote, written):
            self.add_error("amount_as_written", f"“{written}” staat niet in het citaat. Neem het letterlijk over.")
        elif written:
            self._read_amount(data, written)
        self._ask_for_commitment(data)
        return data

    def _read_amount(self, data, written):
        """Holds what was typed against what the letter shows; what was left empty is filled in from there."""
        typed, currency = data.get("amount"), data.get("currency")
        try:
            money, first = reading_of(written, data.get("quote", ""), self.paper, typed, currency or None)
        except NotMoney as problem:
            if data.get("verdict") in Mention.NEEDS_COMMITMENT:
                self.add_error("amount_as_written", str(problem))
            return
        if money:
            data["amount"], data["currency"] = money.amount, money.currency
        elif typed not in (None, first.amount):
            typed = format_money(typed, currency or first.currency)
            self.add_error("amount", f"“{written}” is {first}, hier staat {typed}. Laat het veld leeg of verbeter het.")
        else:
            printed = first.currency or "geen munt"
            self.add_error("currency", f"In “{written}” staat {printed}, hier {currency}. Laat het veld leeg.")

    def _ask_for_commitment(self, data):
        chosen = [name for name in ("commitment", "new_commitment") if data.get(name)]
        if not data.get("verdict") or {"commitment", "new_commitment"} & set(self.errors):
            return
        if data["verdict"] not in Mention.NEEDS_COMMITMENT:
            for name in chosen:
                self.add_error(name, "Bij “context” en “geen geld” hoort geen toezegging. Laat dit leeg.")
        elif not chosen:
            self.add_error(
                "commitment",
                "Kies de toezegging die dit bedrag noemt of herhaalt. Is zij hierboven nieuw ingevuld, "
                "geef dan hiernaast haar nummer.",
            )
        elif len(chosen) == 2:
            self.add_error("new_commitment", "Kies een bestaande toezegging of geef een nummer, niet allebei.")

    def _get_validation_exclusions(self):
        """The database's rule waits for a commitment that is saved just before this mention."""
        waits = {"commitment"} if self.cleaned_data.get("new_commitment") else set()
        return super()._get_validation_exclusions() | waits


class MentionFormSet(forms.BaseInlineFormSet):
    """The mentions of one letter: each with its own place, its quote in the letter's text and its amount right."""

    commitments: CommitmentFormSet | None = None  # of the same page, set by LetterAdmin

    @cached_property
    def paper(self):
        """The Paper of the letter's text; who enters a letter with the tables of its file sets it."""
        return paper_of(self.instance)

    def _construct_form(self, *args, **kwargs):
        form = super()._construct_form(*args, **kwargs)
        form.paper = self.paper
        return form

    def clean(self):
        super().clean()
        filled = [
            form
            for form in self.forms
            if form.is_valid()
            and form.cleaned_data is not form.initial  # who may only look at mentions sends none of them
            and form.cleaned_data.get("quote")
            and not self._should_delete_form(form)
        ]
        self._give_positions(filled)
        self._find_quotes(filled)
        for form in filled:
            self._hold_against_commitment(form)
        self._hold_differences(filled)

    def _give_positions(self, filled):
        taken = set()
        for form in filled:
            position = form.cleaned_data["position"]
            if position in taken:
                form.add_error("position", f"Volgorde {position} is al gebruikt. Geef elke vindplaats een eigen.")
            if position:
                taken.add(position)
        for form in filled:
            if not form.cleaned_data.get("position") and not form.errors:
                form.instance.position = max(taken, default=0) + 1
                taken.add(form.instance.position)

    def _find_quotes(self, filled):
        if not (filled and self.instance.text):
            return
        text = NormalisedText.of(self.instance.text)
        for form in filled:
            if text.find(form.cleaned_data["quote"]) is None:
                form.add_error("quote", "Dit citaat staat niet in de tekst van de brief. Neem het letterlijk over.")

    def _hold_against_commitment(self, form):
        """A commitment is stated in its own letter, with its own amount: the amount that is typed on this page."""
        data = form.cleaned_data
        number, commitment = data.get("new_commitment"), data.get("commitment")
        rows = self.commitments.forms if self.commitments is not None else []
        if number:
            row = rows[number - 1] if number <= len(rows) else None
            if row is None or row.instance.pk or not row.has_changed() or self.commitments._should_delete_form(row):
                form.add_error("new_commitment", f"Hierboven staat geen nieuwe toezegging met nummer {number}.")
                return
        else:
            row = next((row for row in rows if commitment and row.instance == commitment), None)
        if data["verdict"] != Mention.Verdict.STATES or (row and row.errors):
            return
        commitment = row.instance if row else commitment
        if row is None and commitment.letter_id != self.instance.pk:
            form.add_error(
                "verdict",
                f"“{commitment}” is aangekondigd in {commitment.letter.designation}. "
                "In deze brief wordt zij dus herhaald, niet genoemd.",
            )
        elif data.get("amount") is not None and not is_amount_of(data["amount"], data["currency"], commitment):
            form.add_error(
                "amount_as_written",
                f"Het citaat zegt {format_money(data['amount'], data['currency'])}, "
                f"de toezegging “{commitment}” {format_euro(commitment.amount_eur)}. Een van beide klopt niet.",
            )

    def _hold_differences(self, filled):
        """A difference is of a commitment of this letter that comes in the place of another, and gives its amount."""
        together: dict[object, list[MentionForm]] = {}
        for form in filled:
            if form.cleaned_data.get("verdict") == Mention.Verdict.CHANGES and not form.errors:
                target = form.cleaned_data.get("commitment") or form.cleaned_data.get("new_commitment")
                together.setdefault(target, []).append(form)
        for forms_of_one in together.values():
            row, commitment = self._meant_by(forms_of_one[0])
            if row and row.errors:
                continue
            stated = any(
                form.cleaned_data.get("verdict") == Mention.Verdict.STATES and self._meant_by(form)[1] is commitment
                for form in filled
                if not form.errors
            )
            ended = self._ended_for(row, commitment)
            differences = [form.cleaned_data.get("amount") or 0 for form in forms_of_one]
            if not ended or commitment.letter_id not in (None, self.instance.pk):
                problem = (
                    f"“{commitment}” begint niet door een wijziging van deze brief. Kies wat door een wijziging begint."
                )
            else:
                problem = None if stated else computed_problem(commitment, ended, differences)
            if problem:
                forms_of_one[0].add_error("verdict", problem)

    def _meant_by(self, form):
        """The form of the commitment on the same page that this mention names, if it is there, and the commitment."""
        number, commitment = form.cleaned_data.get("new_commitment"), form.cleaned_data.get("commitment")
        rows = self.commitments.forms if self.commitments is not None else []
        row = rows[number - 1] if number else next((row for row in rows if row.instance == commitment), None)
        return row, row.instance if row else commitment

    def _ended_for(self, row, commitment):
        changes = self.commitments.changes if self.commitments is not None else None
        if row is None or changes is None:
            return ended_for(commitment)
        change = changes.begun_by(row) if row.is_valid() else None
        return list(change.cleaned_data.get("ended") or ()) if change else []

    def save(self, commit=True):
        for form in self.forms:
            if number := form.cleaned_data.get("new_commitment"):
                form.instance.commitment = self.commitments.forms[number - 1].instance
        return super().save(commit)
