"""The forms of the admin: what a clerk may type about a letter."""

from django import forms

from ukrainesteun.years import FIRST_YEAR, LAST_YEAR

from .models import Letter


class EditionForm(forms.ModelForm):
    """A form for a working row. Its address has to differ from those of other working rows, not of public copies."""

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"is_public_copy"}


class LetterForm(EditionForm):
    """A letter's facts. The address of a draft follows its number; of a public letter it stays, others link to it."""

    class Meta:
        model = Letter
        fields = "__all__"

    def clean_date(self):
        date = self.cleaned_data["date"]
        if not FIRST_YEAR <= date.year <= LAST_YEAR:
            raise forms.ValidationError(f"Een brief uit het jaar {date.year} kan hier niet staan. Kijk het jaar na.")
        return date

    def _post_clean(self):
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
