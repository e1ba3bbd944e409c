"""What a written amount says, by itself and among the words around it: "25" in "EUR 25 en 41 miljoen" is 25 million."""

from collections.abc import Iterator

from ukrainesteun.money import Money, NotMoney, parse_money

from .mentions import read_amounts


def readings(as_written: str, quote: str, text: str = "") -> Iterator[Money]:
    """Yields the Moneys that this expression may be, the likeliest first: as the quote shows it, by itself, and as the
    whole text shows it (a figure in a table of which the head says "in miljoenen"). Raises NotMoney where it is none.
    """
    is_read = False
    problem: NotMoney | None = None
    for money in _shown(as_written, quote):
        is_read = True
        yield money
    try:
        yield parse_money(as_written)
        is_read = True
    except NotMoney as error:
        problem = error
    for money in _shown(as_written, text):
        is_read = True
        yield money
    if problem and not is_read:
        raise problem


def reading_of(
    as_written: str, quote: str, text: str, amount: int | None, currency: str | None
) -> tuple[Money | None, Money]:
    """The reading that has this amount and currency (None stands for any; "" is no currency), or None; and the likeliest.

    Raises NotMoney where the expression is no amount at all.
    """
    seen: list[Money] = []
    for money in readings(as_written, quote, text):
        seen.append(money)
        if amount in (None, money.amount) and currency in (None, money.currency):
            return money, seen[0]
    return None, seen[0]


def _shown(as_written: str, text: str) -> Iterator[Money]:
    wanted = " ".join(as_written.split())
    for mention in read_amounts(text) if text else ():
        if mention.as_written == wanted and mention.amount:
            yield Money(mention.amount, mention.currency)
