"""Fields of forms in which a person types an amount as letters print it."""

from django import forms

from .money import NotMoney, format_euro, parse_euro


class EuroField(forms.CharField):
    """Whole euros, typed as “2,5 miljard”, “102 mln” or in full."""

    def to_python(self, value):
        value = super().to_python(value)
        if value in self.empty_values:
            return None
        try:
            return parse_euro(value)
        except NotMoney as problem:
            raise forms.ValidationError(str(problem)) from problem

    def prepare_value(self, value):
        return format_euro(value).removeprefix("€\u00a0") if isinstance(value, int) else value

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except forms.ValidationError:
            return True
