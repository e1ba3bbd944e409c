"""The one module that parses and prints money. Amounts are whole units (euros, dollars) in an int; no float is used.

Dutch notation: a comma before decimals, points between thousands. So "2.5 miljard" is an error, never a guess.
"""

import operator
import re
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal, get_currency_symbol

HIGHEST_AMOUNT = 10**15
LONGEST_TEXT = 80  # characters; no amount is longer, and it keeps integers small

SCALES = {
    "duizend": 10**3,
    "miljoen": 10**6,
    "mln": 10**6,
    "miljard": 10**9,
    "mld": 10**9,
    "mrd": 10**9,
    "biljoen": 10**12,
    "bln": 10**12,
}
CURRENCIES = {
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euro's": "EUR",
    "$": "USD",
    "us$": "USD",
    "usd": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "us dollar": "USD",
    "amerikaanse dollar": "USD",
    "£": "GBP",
    "gbp": "GBP",
    "pond": "GBP",
    "chf": "CHF",
    "dkk": "DKK",
    "nok": "NOK",
    "sek": "SEK",
    "uah": "UAH",
}
SHORT_SCALES = ((10**6, "mln"), (10**9, "mld"), (10**12, "bln"))
NBSP = "\u00a0"
MINUS = "\u2212"


def _one_of(words):
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


AMOUNT = re.compile(
    rf"""(?P<about>(?:circa|ca\.|ongeveer|zo'n|ruim|bijna|meer\ dan|ten\ minste|minstens|maximaal)\ )?
    (?P<before>{_one_of(CURRENCIES)})?\ ?
    (?P<whole>[0-9]{{1,3}}(?:\.[0-9]{{3}})+|[0-9]{{1,3}}(?:\ [0-9]{{3}})+|[0-9]+)
    (?:,(?P<decimals>[0-9]+|-))?
    (?:\ ?(?P<scale>{_one_of(SCALES)})\.?)?
    \ ?(?P<after>{_one_of(CURRENCIES)})?""",
    re.VERBOSE | re.IGNORECASE,
)


class NotMoney(ValueError):
    """The text is not an amount; the message says in Dutch what is wrong and what to type instead."""


@dataclass(frozen=True)
class Money:
    """An amount in whole units, and its ISO 4217 currency: "EUR", "USD", or "" where none is printed."""

    amount: int
    currency: str = ""

    def __str__(self):
        return format_money(self.amount, self.currency)


def _tidy(text):
    """The text on one line with single spaces, a word broken at a line end joined again."""
    text = text.replace("\u00ad", "").replace("’", "'")
    return " ".join(re.sub(r"(?<=[a-z])-\s*\n\s*(?=[a-z])", "", text).split())


def _match(text):
    tidy = _tidy(text)
    if not tidy:
        raise NotMoney("Vul een bedrag in, bijvoorbeeld 2,5 miljard.")
    if len(tidy) > LONGEST_TEXT:
        raise NotMoney("Deze tekst is te lang voor een bedrag. Schrijf alleen het bedrag, bijvoorbeeld 2,5 miljard.")
    match = AMOUNT.fullmatch(tidy)
    if match:
        return match
    if re.match(r"\D*[-−–]\s*\D?\s*[0-9]", tidy):
        raise NotMoney(f"‘{tidy}’: een bedrag is groter dan nul. Schrijf het zonder minteken.")
    if re.search(r"[0-9][.,][0-9]", tidy):
        raise NotMoney(
            f"‘{tidy}’: gebruik een komma voor decimalen (2,5 miljard) en punten tussen duizendtallen (2.500.000.000)."
        )
    raise NotMoney(f"‘{tidy}’ is geen bedrag. Schrijf bijvoorbeeld 2,5 miljard, 102 mln of 2.500.000.000.")


def _money(match):
    text, currency = match[0], CURRENCIES.get((match["before"] or match["after"] or "").lower(), "")
    if match["before"] and match["after"] and CURRENCIES[match["after"].lower()] != currency:
        raise NotMoney(f"‘{text}’ noemt twee munten. Schrijf er één.")
    decimals = (match["decimals"] or "").strip("-")
    if len(decimals) > 2 and not match["scale"]:
        raise NotMoney(
            f"‘{text}’: gebruik punten tussen duizendtallen (2.500.000), of schrijf miljoen of miljard erbij."
        )
    units = int(re.sub("[. ]", "", match["whole"]) + decimals) * SCALES.get((match["scale"] or "").lower(), 1)
    amount, rest = divmod(units, 10 ** len(decimals))
    if rest:
        raise NotMoney(f"‘{text}’ is geen heel bedrag. Schrijf miljoen of miljard erbij, of rond af op hele euro's.")
    if amount == 0:
        raise NotMoney("Een bedrag is groter dan nul. Staat er geen bedrag in de brief, laat het dan weg.")
    if amount > HIGHEST_AMOUNT:
        raise NotMoney(f"‘{text}’ is onwaarschijnlijk groot. Controleer het aantal nullen.")
    return Money(amount, currency)


def parse_money(text):
    """The Money of an amount as a letter writes it: "EUR 2,5 miljard", "€25 mln.", "400 miljoen dollar", "7,2 miljard".

    "circa" and the like are allowed and say nothing here: precision is another field.
    Raises NotMoney for anything else, so also for zero, a negative or a broken number of units, and two amounts.
    """
    return _money(_match(text))


def parse_euro(text):
    """Whole euros (int) from what a person types in a form: "2,5 miljard", "€ 102 mln", "102000000".

    Raises NotMoney; stricter than parse_money: no "circa", no other currency, and no "1.240 miljard", which is
    more often a mistyped 1,24 miljard.
    """
    match = _match(text)
    if match["about"]:
        raise NotMoney(f"Vul alleen het bedrag in; ‘{match['about'].strip()}’ hoort bij de nauwkeurigheid.")
    money = _money(match)
    if money.currency not in ("", "EUR"):
        raise NotMoney(f"Dit bedrag is in {money.currency}. Vul een bedrag in euro's in, bijvoorbeeld 2,5 miljard.")
    if "." in match["whole"] and SCALES.get((match["scale"] or "").lower()) == 10**9:
        raise NotMoney(
            f"‘{match[0]}’ kan twee dingen betekenen. Gebruik een komma voor decimalen "
            f"({match['whole'].replace('.', ',')} miljard), of schrijf het bedrag voluit in cijfers."
        )
    return money.amount


def _print(amount, currency, number):
    """Sign, symbol and number, never broken over two lines: "−€ 3 mln"."""
    symbol = get_currency_symbol(currency, locale="nl") + NBSP if currency else ""
    return (MINUS if amount < 0 else "") + symbol + number


def _rounded(size, scale, digits):
    """size / scale, rounded half up, in units of 10**-digits."""
    return (2 * size * 10**digits + scale) // (2 * scale)


def format_money(amount, currency):
    """The exact amount: "€ 2.500.000.000", "US$ 524.000.000.000"; only the number where currency is ""."""
    return _print(amount, currency, format_decimal(abs(operator.index(amount)), locale="nl"))


def short_money(amount, currency, digits=2):
    """The amount in mln, mld or bln with at most `digits` decimals, rounded half up: "€ 1,24 mld", "US$ 524 mld".

    Below a million it is exact ("€ 750.000"); what rounds to a thousand mln is printed as "1 mld".
    """
    size = abs(operator.index(amount))
    if size < 10**6:
        return format_money(amount, currency)
    thousand = 1000 * 10**digits
    fitting = (short for short in SHORT_SCALES if _rounded(size, short[0], digits) < thousand)
    scale, name = next(fitting, SHORT_SCALES[-1])
    decimal = Decimal(_rounded(size, scale, digits)).scaleb(-digits)
    number = format_decimal(decimal, format="#,##0." + "#" * digits, locale="nl")
    return _print(amount, currency, number + NBSP + name)


def format_euro(amount_eur):
    """ "€ 2.500.000.000": exact, with a non-breaking space; a minus (U+2212) stands before the €."""
    return format_money(amount_eur, "EUR")


def short_euro(amount_eur, digits=2):
    """ "€ 2,5 mld", "€ 295 mln", "€ 750.000": see short_money for the rounding."""
    return short_money(amount_eur, "EUR", digits)


def signed_euro(amount_eur, digits=2, roughly=""):
    """A difference: "+ € 3,2 mld", "− € 3 mln", "€ 0", "+ circa € 3,2 mld"."""
    return _sign(amount_eur) + roughly + short_euro(abs(amount_eur), digits)


def format_signed_euro(amount_eur):
    """The exact difference: "+ € 3.200.000.000"."""
    return _sign(amount_eur) + format_euro(abs(amount_eur))


def _sign(amount):
    return ("+" if amount > 0 else MINUS) + NBSP if amount else ""


def format_per_cent(per_mille):
    """ "82,9 %"; what rounds to nothing is "minder dan 0,1 %"."""
    whole, tenth = divmod(per_mille, 10)
    return f"{whole},{tenth}{NBSP}%" if per_mille else f"minder dan 0,1{NBSP}%"
