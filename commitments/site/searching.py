"""What the search box finds: an amount, whoever names it, or words as they stand in what is published."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format

from commitments.models import HIGHEST_AMOUNT_EUR, Mention
from letters.kamerstuk import NotAKamerstuk, parse_paper
from letters.models import Letter
from letters.peildatum import day_in, newest_approval
from ukrainesteun.money import PERHAPS_EUROS, Money, NotMoney, format_euro, parse_euro, parse_money, short_euro
from ukrainesteun.searching import Has, HasPattern, without_accents
from ukrainesteun.years import period_label

LEAST_AMOUNT = 100_000  # euros; a lower number in the search box is a year, or of a document: "2024", "36 045"
MOST_WORDS = 10  # of a name or a title; more would only make the search slow
AN_AMOUNT = "een bedrag van "
YEARS = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?")


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


def of_letters(text: str) -> Q:
    """The letters with this number, or with all these words in a title or in their reference."""
    try:
        return Q(slug=parse_paper(text).slug)
    except NotAKamerstuk:
        return _has_all(text, "short_title", "title", "reference")


def of_ministers(text: str) -> Q:
    """The ministers with all these words in their name."""
    return _has_all(text, "name")


def _has_all(text: str, *fields: str) -> Q:
    """Where each of these words is in one of the fields."""
    found = Q()
    for word in text.split()[:MOST_WORDS]:
        in_one = Q()
        for field in fields:
            in_one |= _has(field, word)
        found &= in_one
    return found


@dataclass(frozen=True)
class Meant:
    """What may be meant with a year or a day in the search box: a question, and the address that answers it."""

    words: str
    address: str


def meant_by(text: str, commitments: Any, asked: QueryDict) -> list[Meant]:
    """A Meant for the year or the period, and for the day, that was typed.

    `asked` is all that was asked, and `commitments` are those of it whatever the words: a year of which there are none is not
    offered. Nor is a day before the first letter, or one to come.
    """
    return [*_years_meant(text.strip(), commitments, asked), *_day_meant(text, asked)]


def _years_meant(text: str, commitments: Any, asked: QueryDict) -> Iterator[Meant]:
    if found := YEARS.fullmatch(text):
        year, end_year = int(found[1]), int(found[2] or found[1])
        if commitments.filter(year=year, end_year=end_year).exists():
            label = period_label(year, end_year)
            kind = "het jaar" if year == end_year else "de periode"
            yield Meant(f"Bedoelt u {kind} {label}?", _without_words("commitments", asked, year=label))


def _day_meant(text: str, asked: QueryDict) -> Iterator[Meant]:
    day = day_in(text)
    if day and Letter.objects.published().as_of(day).exists() and day <= newest_approval():
        words = f"Wat was bekend op {date_format(day, 'j F Y')}?"
        yield Meant(words, _without_words("overview", asked, as_of=day.isoformat()))


def _without_words(name: str, asked: QueryDict, **more: str) -> str:
    """The address of this page with what was asked but for the words, and with `more`."""
    query = asked.copy()
    query.pop("q", None)
    for key, value in more.items():
        query[key] = value
    return f"{reverse(name)}?{query.urlencode()}"


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
