"""Fields of forms in which a person types an amount as letters print it, or a rate as a bank does."""

from decimal import Decimal

from django import forms

from .exchange_rates import format_rate, parse_rate
from .money import format_money, parse_euro, parse_units


class WrittenField(forms.CharField):
    """What a person writes, and a program has to read; `read` raises ValueError with what to type instead."""

    def read(self, text):
        raise NotImplementedError

    def to_python(self, value):
        value = super().to_python(value)
        if value in self.empty_values:
            return None
        try:
            return self.read(value)
        except ValueError as problem:
            raise forms.ValidationError(str(problem)) from problem

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except forms.ValidationError:
            return True


class EuroField(WrittenField):
    """Whole euros, typed as “2,5 miljard”, “102 mln” or in full."""

    def read(self, text):
        return parse_euro(text)

    def prepare_value(self, value):
        return format_money(value, "") if isinstance(value, int) else value


class UnitsField(EuroField):
    """Whole units of a currency that stands in another field, typed in the same way and without its sign."""

    def read(self, text):
        return parse_units(text)


class RateField(WrittenField):
    """How many units of a currency are one euro, typed as “1,0843”."""

    def read(self, text):
        return parse_rate(text)

    def prepare_value(self, value):
        return format_rate(value) if isinstance(value, Decimal) else value
