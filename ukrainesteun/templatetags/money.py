"""Amounts in templates, loaded everywhere: {{ amount_eur|short_euro }}. Nothing (None) is printed as nothing."""

from django import template

from ukrainesteun import money

register = template.Library()


@register.filter
def euro(amount_eur):
    return "" if amount_eur in (None, "") else money.format_euro(amount_eur)


@register.filter
def short_euro(amount_eur, digits=2):
    return "" if amount_eur in (None, "") else money.short_euro(amount_eur, digits)


@register.filter
def signed_euro(amount_eur, roughly=""):
    return "" if amount_eur in (None, "") else money.signed_euro(amount_eur, roughly=roughly)


@register.filter
def signed_full_euro(amount_eur):
    return money.format_signed_euro(amount_eur)


@register.filter
def per_cent(per_mille):
    return money.format_per_cent(per_mille)
