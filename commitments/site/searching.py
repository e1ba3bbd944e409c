"""What the search box finds: an amount, whoever names it, or words as they stand in what is published."""

import re

from django.db.models import Q

from commitments.models import HIGHEST_AMOUNT_EUR, Mention
from ukrainesteun.money import PERHAPS_EUROS, Money, NotMoney, format_euro, parse_euro, parse_money, short_euro
from ukrainesteun.searching import Has, HasPattern, without_accents

LEAST_AMOUNT = 100_000  # euros; a lower number in the search box is a year, or of a document: "2024", "36 045"
AN_AMOUNT = "een bedrag van "


def amount_in(text: str) -> int | None:
    """The whole euros that a reader looks for with "100 mln" or "2.500.000.000"; None for words and for small numbers."""
    try:
        amount = parse_euro(text)
    except NotMoney:
        return None
    return amount if LEAST_AMOUNT <= amount <= HIGHEST_AMOUNT_EUR else None


def other_money_in(text: str) -> Money | None:
    """The amount of another currency that a reader looks for with "100 mln dollar"; None for anything else."""
    try:
        money = parse_money(text)
    except NotMoney:
        return None
    return None if money.currency in PERHAPS_EUROS or money.amount < LEAST_AMOUNT else money


def sought_in_words(text: str) -> str:
    """What is looked for: "een bedrag van € 2,5 mld" where it is an amount, or the words themselves."""
    if money := other_money_in(text):
        return f"{AN_AMOUNT}{money}"
    amount = amount_in(text)
    return f"{AN_AMOUNT}{_as_short_as_is_exact(amount)}" if amount else text


def of_commitments(text: str) -> Q:
    """The commitments that have this amount or of which a letter names it; or that have these words, also in a quote or
    in the title of their letter."""
    if amount := amount_in(text):
        return Q(amount_eur=amount) | Q(pk__in=_published(of_mentions(text)))
    if money := other_money_in(text):
        own = Q(amount_in_currency=money.amount, currency=money.currency)
        return own | Q(pk__in=_published(of_mentions(text)))
    return (
        _has("title", text)
        | _has("note", text)
        | _has("letter__short_title", text)
        | Q(pk__in=_published(_has("quote", text)))
    )


def of_mentions(text: str) -> Q:
    """The mentions of this amount, in euros unless another currency was typed, or with these words, also in the title of their
    commitment."""
    if amount := amount_in(text):
        return Q(amount=amount, currency__in=PERHAPS_EUROS)
    if money := other_money_in(text):
        return Q(amount=money.amount, currency=money.currency)
    return _has("quote", text) | _has("note", text) | _has("commitment__title", text)


def _published(is_found: Q):
    return Mention.objects.published().filter(is_found).values("commitment")


def _has(field: str, words: str) -> Q:
    """Where the field has these words. A number at an end of them is whole: "24" is neither in "1,24" nor in "245"."""
    words = words.replace("\0", "")
    before = r"(?<![\d.,])" if words[:1].isdecimal() else ""
    after = r"(?!\d|[.,]\d)" if words[-1:].isdecimal() else ""
    if before or after:
        return Q(**{f"{field}__{HasPattern.lookup_name}": before + re.escape(without_accents(words)) + after})
    return Q(**{f"{field}__{Has.lookup_name}": words})


def _as_short_as_is_exact(amount_eur: int) -> str:
    short = short_euro(amount_eur)
    return short if parse_euro(short) == amount_eur else format_euro(amount_eur)
