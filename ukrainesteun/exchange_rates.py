"""Other currencies than the euro, and what one euro is in them. A rate is written as the European Central Bank quotes it: how
many units of the currency are one euro. No float is used."""

import re
from decimal import ROUND_HALF_UP, Decimal

EUR = "EUR"
LONGEST_RATE = 14  # characters
# Each currency that a letter may print (money.CODES), what it is called, and about how many of it are one euro.
CURRENCIES = {
    "USD": ("Amerikaanse dollar", Decimal("1.1")),
    "GBP": ("Brits pond", Decimal("0.85")),
    "CHF": ("Zwitserse frank", Decimal(1)),
    "SEK": ("Zweedse kroon", Decimal(11)),
    "DKK": ("Deense kroon", Decimal("7.46")),
    "NOK": ("Noorse kroon", Decimal(11)),
    "UAH": ("Oekraïense hryvnia", Decimal(40)),
    "PLN": ("Poolse zloty", Decimal("4.4")),
    "CZK": ("Tsjechische kroon", Decimal(25)),
    "HUF": ("Hongaarse forint", Decimal(390)),
    "RON": ("Roemeense leu", Decimal(5)),
    "BGN": ("Bulgaarse lev", Decimal("1.96")),
    "CAD": ("Canadese dollar", Decimal("1.5")),
    "AUD": ("Australische dollar", Decimal("1.65")),
    "JPY": ("Japanse yen", Decimal(150)),
    "CNY": ("Chinese yuan", Decimal("7.7")),
    "KRW": ("Zuid-Koreaanse won", Decimal(1450)),
    "RUB": ("Russische roebel", Decimal(85)),
    "TRY": ("Turkse lira", Decimal(40)),
    "INR": ("Indiase roepie", Decimal(95)),
    "XDR": ("bijzondere trekkingsrechten", Decimal("0.82")),
}
MOST_OFF = 2  # times more or less than about; what is further off is a slip of the keyboard, or the rate upside down
_RATE = re.compile(r"[0-9]{1,6}(?:,[0-9]{1,6}|\.(?:[0-9]{1,2}|[0-9]{4,6}))?")


class NotARate(ValueError):
    """The text is not a rate; the message says in Dutch what to type instead."""


def parse_rate(text: str) -> Decimal:
    """The rate that a person types: "1,0843", or "1.0843" as the bank prints it. Raises NotARate; "1.084" may be a thousand."""
    written = text.strip()
    if not _RATE.fullmatch(written):
        shown = written if len(written) <= LONGEST_RATE else f"{written[:LONGEST_RATE]}…"
        raise NotARate(f"‘{shown}’ is geen koers. Schrijf hoeveel van de munt één euro is, zoals 1,0843.")
    return Decimal(written.replace(",", "."))


def format_rate(rate: Decimal) -> str:
    """ "1,0843": without the noughts at its end."""
    written = f"{rate:f}"
    return (written.rstrip("0").rstrip(".") if "." in written else written).replace(".", ",")


def rate_problem(currency: str, rate: Decimal) -> str | None:
    """Why nobody can believe this rate, in Dutch; None where one can."""
    name, usual = CURRENCIES[currency]
    if usual / MOST_OFF <= rate <= usual * MOST_OFF:
        return None
    return (
        f"Eén euro is ongeveer {format_rate(usual)} {name}, hier staat {format_rate(rate)}. "
        "Vul in hoeveel van de munt één euro is; kijk ook de komma na."
    )


def in_euros(amount: int, rate: Decimal) -> int:
    """An amount of another currency in whole euros at this rate, rounded half up."""
    return int((Decimal(amount) / rate).quantize(Decimal(1), rounding=ROUND_HALF_UP))
