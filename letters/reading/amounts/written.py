"""What a written amount says, by itself and among the words around it: "25" in "EUR 25 en 41 miljoen" is 25 million, and
"120,5" in a table "x € 1 miljoen" is 120,500,000 euros."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from letters.reading.text.paper import Paper
from letters.reading.text.quotes import amount_stands_in
from ukrainesteun.money import Money, NotMoney, parse_money

from .mentions import AmountMention, read_amounts

PAPERS_REMEMBERED = 8  # whoever goes through the amounts of a letter asks for each of them


def readings(as_written: str, quote: str, letter: Paper | str = "") -> Iterator[Money]:
    """Yields the Moneys that this expression may be, the likeliest first: as the quote shows it, as the letter shows it
    there (a cell of a table of which the head says "in miljoenen"), by itself, and as the letter shows it elsewhere.
    Raises NotMoney where it is none.
    """
    problem: NotMoney | None = None
    in_quote = _alike(as_written, read_amounts(quote))
    yield from map(_money, in_quote)
    in_letter = _alike(as_written, _amounts_of(Paper.of(letter)))
    yield from (_money(one) for one in in_letter if _is_in(quote, one))
    try:
        yield parse_money(as_written)
    except NotMoney as error:
        problem = error
    yield from map(_money, in_letter)
    if problem and not in_quote and not in_letter:
        raise problem


def reading_of(
    as_written: str, quote: str, letter: Paper | str, amount: int | None, currency: str | None
) -> tuple[Money | None, Money]:
    """The reading that has this amount and currency (None stands for any; "" is no currency), or None; and the likeliest.

    Raises NotMoney where the expression is no amount at all.
    """
    seen: list[Money] = []
    for money in readings(as_written, quote, letter):
        seen.append(money)
        if amount in (None, money.amount) and currency in (None, money.currency):
            return money, seen[0]
    return None, seen[0]


def says_by_itself(as_written: str, amount: int | None, currency: str | None) -> bool:
    """Whether the expression has this amount and currency without the words around it: then that is one of its readings."""
    try:
        money = parse_money(as_written)
    except NotMoney:
        return False
    return (money.amount, money.currency) == (amount, currency)


def _alike(as_written: str, shown: Iterable[AmountMention]) -> list[AmountMention]:
    """Those that are written so."""
    wanted = " ".join(as_written.split())
    return [one for one in shown if one.as_written == wanted and one.amount]


def _money(mention: AmountMention) -> Money:
    return Money(mention.amount or 0, mention.currency)


def _is_in(quote: str, mention: AmountMention) -> bool:
    """Whether the quote is of the place where this amount stands: the same words, more of them, or fewer."""
    return amount_stands_in(mention.quote, quote) or amount_stands_in(quote, mention.quote)


@lru_cache(maxsize=PAPERS_REMEMBERED)
def _amounts_of(paper: Paper) -> tuple[AmountMention, ...]:
    return read_amounts(paper) if paper.text else ()
