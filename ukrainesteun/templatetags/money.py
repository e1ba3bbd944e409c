"""Amounts in templates, loaded everywhere: {{ amount_eur|short_euro }}. Nothing (None) is printed as nothing."""

from typing import Literal

from django import template

from ukrainesteun import money

register = template.Library()

Amount = int | Literal[""] | None  # Django's templates write "" for a variable that is not there


@register.filter
def euro(amount_eur: Amount) -> str:
    return "" if amount_eur is None or amount_eur == "" else money.format_euro(amount_eur)


@register.filter
def short_euro(amount_eur: Amount) -> str:
    return "" if amount_eur is None or amount_eur == "" else money.short_euro(amount_eur)


@register.filter
def in_heading(amount: object) -> str:
    """A printed amount of which "mld" may stand on a line of its own, where the letters are so large that it has to."""
    euros, _, unit = str(amount).rpartition(money.NBSP)
    return f"{euros} {unit}" if money.NBSP in euros else str(amount)


@register.filter
def signed_full_euro(amount_eur: int) -> str:
    return money.format_signed_euro(amount_eur)


@register.filter
def per_cent(per_mille: int) -> str:
    return money.format_per_cent(per_mille)
