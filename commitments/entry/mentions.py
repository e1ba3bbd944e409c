"""The mentions of a letter on its page: each with its place, its quote in the text, and its amount right."""

from collections import defaultdict

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.functional import cached_property

from commitments.intakes import paper_of
from commitments.ledger.changes import ended_for
from commitments.ledger.rules import computed_problem, is_amount_of
from commitments.models import Mention, Outcome
from letters.reading.amounts.written import reading_of
from letters.reading.text.paper import Paper
from letters.reading.text.quotes import NormalisedText, amount_stands_in
from ukrainesteun.money import NotMoney, format_money

from .forms import CommitmentFormSet
from .outcomes import OutcomeFormSet, hold_against_outcome
from .positions import give_positions


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
    new_outcome = forms.IntegerField(
        label="Of nieuwe uitkomst #",
        required=False,
        min_value=1,
        help_text="Het nummer achter “Uitkomst: #”, voor een die hierboven nieuw is ingevuld.",
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
        self._ask_for(
            "commitment",
            data.get("verdict") in Mention.NEEDS_COMMITMENT,
            missing="Kies de toezegging die dit bedrag noemt of herhaalt. Is zij hierboven nieuw ingevuld, "
            "geef dan hiernaast haar nummer.",
            doubled="Kies een bestaande toezegging of geef een nummer, niet allebei.",
            not_needed="Bij dit oordeel hoort geen toezegging. Laat dit leeg.",
        )
        self._ask_for(
            "outcome",
            data.get("verdict") == Mention.Verdict.OUTCOME,
            missing="Kies de uitkomst die dit bedrag noemt. Is zij hierboven nieuw ingevuld, geef dan hiernaast haar nummer.",
            doubled="Kies een uitkomst die er al is of geef een nummer, niet allebei.",
            not_needed="Bij dit oordeel hoort geen uitkomst. Laat dit leeg.",
        )
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

    def _ask_for(self, name, is_needed, missing, doubled, not_needed):
        """Either a row that is there or the number of a new one, where the verdict needs it; else neither."""
        names = (name, f"new_{name}")
        chosen = [one for one in names if self.cleaned_data.get(one)]
        if not self.cleaned_data.get("verdict") or set(names) & set(self.errors):
            return
        if not is_needed:
            for one in chosen:
                self.add_error(one, not_needed)
        elif not chosen:
            self.add_error(name, missing)
        elif len(chosen) == 2:
            self.add_error(names[1], doubled)

    def _get_validation_exclusions(self):
        """The database's rules wait for a commitment or an outcome that is saved just before this mention."""
        waits = {name for name in ("commitment", "outcome") if self.cleaned_data.get(f"new_{name}")}
        return super()._get_validation_exclusions() | waits


class MentionFormSet(forms.BaseInlineFormSet):
    """The mentions of one letter: each with its own place, its quote in the letter's text and its amount right."""

    commitments: CommitmentFormSet | None = None  # of the same page, set by LetterAdmin, as the next
    outcomes: OutcomeFormSet | None = None

    @cached_property
    def paper(self):
        """The Paper of the letter's text; who enters a letter with the tables of its file sets it."""
        return paper_of(self.instance)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.paper = self.paper
        if "outcome" in form.fields:
            form.fields["outcome"].queryset, form.fields["outcome"].choices = self._outcomes_to_choose

    @cached_property
    def _outcomes_to_choose(self):
        """Those of the letter, and the same as choices: asked once for all rows."""
        found = Outcome.objects.filter(letter=self.instance.pk)
        return found, [*BLANK_CHOICE_DASH, *((one.pk, str(one)) for one in found)]

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
        give_positions(filled, "vindplaats")
        self._find_quotes(filled)
        for form in filled:
            self._hold_against_commitment(form)
            hold_against_outcome(form, self.outcomes)
        hold_totals(filled)
        self._hold_differences(filled)

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
                f"de toezegging “{commitment}” {commitment.as_printed}. Een van beide klopt niet.",
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
            if number := form.cleaned_data.get("new_outcome"):
                form.instance.outcome = self.outcomes.forms[number - 1].instance
        return super().save(commit)


def hold_totals(forms):
    """A total names at least two commitments: a mention for each, with the same words."""
    together = defaultdict(list)
    for form in forms:
        data = form.cleaned_data
        if data.get("verdict") == Mention.Verdict.SUMS and not form.errors:
            meant = data.get("commitment") or data.get("new_commitment")
            together[data["quote"], data["amount_as_written"]].append((form, meant))
    for of_one in together.values():
        if len({meant for _, meant in of_one}) < 2:
            of_one[0][0].add_error(
                "verdict",
                "Een totaal telt ten minste twee toezeggingen op. Voer hetzelfde citaat nog eens in, met de andere.",
            )
