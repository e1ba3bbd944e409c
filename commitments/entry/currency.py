"""What a clerk fills in of an amount in another currency, and what is wrong with it: the same in a form and in a sheet."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from commitments.models import Commitment
from letters.forms import EditionForm
from ukrainesteun.exchange_rates import EUR, in_euros, rate_problem
from ukrainesteun.fields import EuroField, RateField, UnitsField
from ukrainesteun.money import format_euro

OF_ANOTHER_CURRENCY = ("amount_in_currency", "rate", "rate_date", "rate_source")
HELP = {one.name: str(one.help_text) for one in Commitment._meta.concrete_fields}
NOT_OF_EUROS = "Een bedrag in euro's heeft dit niet. Kies de munt van de brief, of maak dit leeg."


def currency_problems(facts: Mapping[str, Any], today: date) -> Iterator[tuple[str, str]]:
    """What is wrong between the currency of a commitment and what goes with it: yields (field, message)."""
    if facts["currency"] == EUR:
        yield from ((name, NOT_OF_EUROS) for name in OF_ANOTHER_CURRENCY if facts[name])
        return
    if not facts["amount_in_currency"]:
        yield "amount_in_currency", "Vul het bedrag in de munt van de brief in, zoals de brief het noemt."
    if facts["rate"] is None:
        if facts["rate_date"] or facts["rate_source"]:
            yield "rate", "Vul de koers in, of maak dag en bron leeg."
        return
    if problem := rate_problem(facts["currency"], facts["rate"]):
        yield "rate", problem
    if not facts["rate_date"]:
        yield "rate_date", "Vul de dag van deze koers in."
    elif facts["rate_date"] > today:
        yield "rate_date", "Deze dag moet nog komen, dus er is nog geen koers. Kijk de dag na."
    if not facts["rate_source"]:
        yield "rate_source", "Vul in waar deze koers staat, zoals Europese Centrale Bank."


def typed_euros_problem(typed: int | None, before: int | None, facts: Mapping[str, Any]) -> str | None:
    """Why euros that a person typed at another currency cannot stay: they follow. What stood there `before` he did not type."""
    if facts["currency"] == EUR or typed in (None, before):
        return None
    if not (facts["rate"] and facts["amount_in_currency"]):
        return "Zonder koers zijn er geen euro's. Maak dit leeg, of vul de koers in."
    euros = in_euros(facts["amount_in_currency"], facts["rate"])
    return None if typed == euros else f"Dit volgt uit de koers: {format_euro(euros)}. Maak dit leeg."


class CurrencyForm(EditionForm):
    """The amount of a commitment: in euros, or in another currency with or without a rate."""

    amount_eur = EuroField(label="Bedrag", help_text=HELP["amount_eur"], required=False)
    amount_in_currency = UnitsField(label="Bedrag in die munt", help_text=HELP["amount_in_currency"], required=False)
    rate = RateField(label="Koers", help_text=HELP["rate"], required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "currency" in self.fields:
            self.fields["currency"].required = False  # a page that does not ask is about euros

    def clean_currency(self):
        return self.cleaned_data["currency"] or self.instance.currency

    def clean(self):
        data = super().clean() or self.cleaned_data
        names = ("currency", "amount_eur", *OF_ANOTHER_CURRENCY)
        if not all(name in self.fields for name in names) or any(name in self.errors for name in names):
            return data
        if data["currency"] == EUR and data["amount_eur"] is None:
            self.add_error("amount_eur", forms.Field.default_error_messages["required"])
        for name, problem in currency_problems(data, timezone.localdate()):
            self.add_error(name, problem)
        before = self.initial.get("amount_eur")
        if typed := typed_euros_problem(data.get("amount_eur"), before, data | self._wrong()):
            self.add_error("amount_eur", typed)
        return data

    def _wrong(self):
        """What is wrong gives no euros."""
        return {name: None for name in ("rate", "amount_in_currency") if name in self.errors}
