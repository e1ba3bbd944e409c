"""The forms of the admin: what a clerk may type about a letter."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst

from ukrainesteun.editions.admin import admin_address
from ukrainesteun.years import EARLIEST_LETTER, LAST_DAY

from .dating import told_while_entered, unanswered_doubt
from .models import Letter
from .reading.letterhead.printed import Header, PrintedDossier
from .recognising import Unclear, recognise

TELLING = frozenset({"dossier", "number", "other_dossiers", "reference", "date", "title", "text"})  # which letter it is
THERE = "there"  # the code of the error that the ledger has this letter


class EditionForm(forms.ModelForm):
    """A form for a working row. Its address has to differ from those of other working rows, not of public copies."""

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"is_public_copy"}


class LetterForm(EditionForm):
    """A letter's facts, as typed by hand or corrected in an intake: never those of a letter that is there already.

    The address of a draft follows its number; of a public letter it stays, others link to it.
    """

    class Meta:
        model = Letter
        fields = "__all__"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "date" in self.fields and self.instance.pk:
            doubt = told_while_entered(unanswered_doubt(self.instance, timezone.localdate()))
            self.fields["date"].help_text = doubt or self.fields["date"].help_text

    def clean_date(self):
        date = self.cleaned_data["date"]
        if not EARLIEST_LETTER <= date <= LAST_DAY:
            raise forms.ValidationError(f"Een brief uit het jaar {date.year} kan hier niet staan. Kijk het jaar na.")
        return date

    def clean(self):
        data = super().clean()
        is_told_anew = self.instance.pk is None or TELLING & set(self.changed_data)
        if is_told_anew and not self.errors and (problem := self._as_one_that_is_there(data)):
            self.add_error(None, forms.ValidationError(problem, THERE))
        return data

    def _as_one_that_is_there(self, data):
        """Why these facts are not those of a letter of its own, with the address of the other; "" where they are."""
        dossiers = [data.get("dossier"), *(data.get("other_dossiers") or ())]
        header = Header(
            kamerstuk_number=data.get("number"),
            dossiers=tuple(PrintedDossier(dossier.number) for dossier in dossiers if dossier),
            date=data.get("date"),
            reference=data.get("reference") or "",
            title=data.get("title") or "",
        )
        try:
            other = recognise(header, data.get("text") or self.instance.text, other_than=self.instance.pk)
            problem = "Deze brief staat al in het grootboek."
        except Unclear as unclear:
            other, problem = unclear.letter, capfirst(str(unclear))
            if other is None:
                return problem
        if other is None:
            return ""
        address = admin_address(Letter, "change", other.pk)
        return format_html('{} Ga verder op de pagina van <a href="{}">{}</a>, of verbeter wat u hier typte.',
                           problem, address, other)  # fmt: skip

    def _post_clean(self):
        if self.has_error(NON_FIELD_ERRORS, THERE):
            return  # that it has the number or the address of another, is said
        super()._post_clean()
        letter = self.instance
        if self.errors or not letter.pk or letter.slug in letter.addresses():
            return
        if letter.is_published:
            self.add_error(
                None,
                f"Deze brief is openbaar op het adres {letter.slug}, dat bij het oude nummer of kenmerk hoort. "
                "Trek hem terug, verander het dan en publiceer hem opnieuw.",
            )
        elif Letter.objects.working().filter(slug=letter.expected_slug()).exclude(pk=letter.pk).exists():
            self.add_error(None, f"Er is al een brief met het adres {letter.expected_slug()}.")
        else:
            letter.slug = letter.expected_slug()


class SignatureFormSet(forms.BaseInlineFormSet):
    def get_unique_error_message(self, unique_check):
        return "Een bewindspersoon staat hier twee keer met hetzelfde ambt. Haal er één weg."
