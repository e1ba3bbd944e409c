"""The rules that a form holds and `check_ledger` proves, each with the sentence for who breaks it.

The rules about one row stand in the database (models.py); these are about rows together.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from commitments.models import Commitment, Mention
from ukrainesteun.exchange_rates import EUR
from ukrainesteun.money import Money, may_be_euros

# What a message says of one that has each of Commitment.LINKS, before the other.
LINK_WORDS = {"part_of": "is een onderdeel van", "on_top_of": "komt boven op"}

BEGINS_THERE = "Deze toezegging begint door een wijziging van {}, en hoort dus bij die brief. Haal haar daar eerst weg."


def are_euros(amount: int | None, currency: str, amount_eur: int) -> bool:
    """Whether an amount is as many euros as these, also where the letter prints no sign."""
    return amount == amount_eur and may_be_euros(currency)


def is_amount_of(amount: int | None, currency: str, commitment: Commitment) -> bool:
    """Whether an amount in a letter is that of a commitment: as many euros, or as many of its own currency; also where the
    letter prints no sign."""
    may_be_its_own = may_be_euros(currency) if commitment.currency == EUR else currency in ("", commitment.currency)
    return amount == commitment.as_printed.amount and may_be_its_own


def printed_alike(commitments: Iterable[Commitment]) -> str | None:
    """The currency in which the letters print all of these; None where that is more than one."""
    currencies = {one.currency for one in commitments}
    return currencies.pop() if len(currencies) == 1 else None


def computed_problem(commitment: Commitment, ended: Iterable[Commitment], differences: Iterable[int]) -> str | None:
    """An amount that its letter does not print is what ended, with the differences that it does print added or taken off."""
    before_it = list(ended)
    currency = printed_alike([commitment, *before_it])
    if currency is None:
        return f"“{commitment}” is in een andere munt dan wat eindigt, dus haar bedrag volgt niet uit het verschil."
    before, difference = sum(one.as_printed.amount for one in before_it), sum(differences)
    less, more = Money(before - difference, currency), Money(before + difference, currency)
    if commitment.as_printed in (less, more):
        return None
    return (
        f"“{commitment}” is {commitment.as_printed}. Uit wat eindigt ({Money(before, currency)}) en het verschil "
        f"({Money(difference, currency)}) volgt {less}, of {more} als het erbij komt."
    )


def stating_problems(commitment: Commitment, mentions: Iterable[Mention]) -> Iterator[tuple[str, str]]:
    """A commitment is stated in its own letter, with its own amount: yields (field of the commitment, message).

    `mentions` are those that state it, with their letters.
    """
    for mention in mentions:
        if mention.letter_id != commitment.letter_id:
            yield (
                "letter",
                f"{mention.letter.designation} noemt deze toezegging (“{mention.amount_as_written}”). "
                "Verander eerst, op de pagina van die brief, het oordeel van die vindplaats.",
            )
        elif not is_amount_of(mention.amount, mention.currency, commitment):
            yield (
                "amount_eur" if commitment.currency == EUR else "amount_in_currency",
                f"Het citaat zegt “{mention.amount_as_written}”. Verbeter bedrag en citaat samen, "
                f"op de pagina van de brief ({mention.letter.designation}).",
            )


def chain(commitment: Commitment, link: str) -> Iterator[Commitment]:
    """The commitments above this one along one of its LINKS, nearest first; stops where it would repeat."""
    seen, above = {commitment.pk} if commitment.pk else set(), getattr(commitment, link)
    while above is not None and above.pk not in seen:
        yield above
        seen.add(above.pk)
        above = getattr(above, link)


def know_chains(commitments: Iterable[Commitment]) -> None:
    """Fetches at once all that lies above these along their LINKS, each with its letter: a few queries for any number."""
    above = Commitment.objects.select_related("letter").defer("letter__text")
    for link in Commitment.LINKS:
        field: Any = Commitment._meta.get_field(link)
        known, seen, level = dict[int, Commitment](), set[int](), [*commitments]
        while level := [one for one in level if getattr(one, field.attname) and id(one) not in seen]:
            seen |= {id(one) for one in level}
            asked = [one for one in level if not field.is_cached(one)]
            known |= above.in_bulk({getattr(one, field.attname) for one in asked} - known.keys())
            for one in asked:
                field.set_cached_value(one, known[getattr(one, field.attname)])
            level = [getattr(one, link) for one in level]


def circle_problem(commitment: Commitment, link: str) -> str | None:
    """A whole may not, along any road, be a part of its own part; nor on top of what is on top of it."""
    road = list(chain(commitment, link))
    last = road[-1] if road else None
    if last is None or getattr(last, link) is None:
        return None
    return (
        f"Dit wordt een kring: “{road[0]}” komt via “{LINK_WORDS[link]}” weer bij deze toezegging uit. Kies een andere."
    )


def period_problem(part: Commitment, whole: Commitment) -> str | None:
    """A part's period lies within its whole's."""
    if None in (part.year, part.end_year, whole.year, whole.end_year):
        return None
    if whole.year <= part.year <= part.end_year <= whole.end_year:
        return None
    return f"De periode {part.period} valt buiten die van het geheel “{whole}” ({whole.period})."


def top_up_problem(commitment: Commitment) -> str | None:
    """What comes on top of another comes in the same letter or a later one, beside it and not in it or in its place."""
    base = commitment.on_top_of
    if base is None:
        return None
    if base.letter.date > commitment.letter.date:
        return (
            f"“{base}” staat in een latere brief dan deze. Wat erbovenop komt, staat in dezelfde brief of een latere."
        )
    if base == commitment.part_of:
        return f"Dit komt boven op “{base}” en kan er dus geen onderdeel van zijn. Kies één van beide."
    return None
