"""The one module that parses and prints money. Amounts are whole units (euros, dollars) in an int; no float is used.

Dutch notation: a comma before decimals, points between thousands. So "2.5 miljard" is an error, never a guess.
"""

import operator
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

from babel.numbers import format_decimal, get_currency_symbol

from .folding import folded
from .joining import joined
from .numerals import WORDS, numeral_value, one_of

HIGHEST_AMOUNT = 10**15
LONGEST_TEXT = 80  # characters; no amount is longer, and it keeps integers small

SCALE_WORDS = {
    "duizend": 10**3,
    "miljoen": 10**6,
    "million": 10**6,
    "miljard": 10**9,
    "billion": 10**9,
    "biljoen": 10**12,
    "trillion": 10**12,
}
# Of these, what Dutch letters write out, and what may be in the plural there: "miljoenen".
LARGE_SCALES = ("miljoen", "miljard", "biljoen")
WRITTEN_SCALES = ("duizend", *LARGE_SCALES)
SCALE_ABBREVIATIONS = {
    "mln": 10**6,
    "mio": 10**6,
    "mlj": 10**6,
    "mld": 10**9,
    "mrd": 10**9,
    "mjd": 10**9,
    "bln": 10**12,
}
# "EUR 560m", "$61B": English, and only with a sign before it.
SCALE_LETTERS = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9}
SCALES = SCALE_WORDS | SCALE_ABBREVIATIONS | SCALE_LETTERS
TON = 10**5  # "2 ton" may be euros, or the weight of goods
SCALED_SIGNS = {"m€": 10**6, "meur": 10**6, "k€": 10**3, "keur": 10**3}

# fmt: off
CODES = (
    "EUR", "USD", "GBP", "CHF", "SEK", "DKK", "NOK", "UAH", "PLN", "CZK", "HUF", "RON", "BGN", "CAD", "AUD", "JPY", "CNY",
    "KRW", "RUB", "TRY", "INR", "XDR", "SDR",
)
# fmt: on
SPECIAL = {"SDR": "XDR"}  # what the IMF prints, and its code
SIGNS = {"€": "EUR", "us$": "USD", "$": "USD", "£": "GBP", "¥": "JPY", "ca$": "CAD", "c$": "CAD", "a$": "AUD"}
CURRENCY_NAMES = {
    "euro": "EUR",
    "euro's": "EUR",
    "euros": "EUR",
    "dollar": "USD",
    "dollars": "USD",
    "pond": "GBP",
    "ponden": "GBP",
    "pond sterling": "GBP",
    **dict.fromkeys(("kroon", "kronen", "kroner"), ""),  # of which country is not said
    "kronor": "SEK",
    "hryvnia": "UAH",
    "grivna": "UAH",
    "zloty": "PLN",
    "yen": "JPY",
    **dict.fromkeys(("roebel", "roebels"), "RUB"),
    **dict.fromkeys(("roepie", "roepies"), "INR"),
    "lira": "TRY",
    "frank": "CHF",
}
# What letters about Ukraine print most, for who reads tables, quotes and sentences.
EURO_SIGNS = ("EUR", "€")
COMMON_SIGNS = (*EURO_SIGNS, "USD", "US$", "$", "£")
COMMON_NAMES = ("euro", "euro's", "euros", "dollar", "dollars")
OF_COUNTRY = {
    ("amerikaanse", "dollar"): "USD",
    ("us", "dollar"): "USD",
    ("canadese", "dollar"): "CAD",
    ("australische", "dollar"): "AUD",
    ("britse", "pond"): "GBP",
    ("zweedse", "kro"): "SEK",
    ("deense", "kro"): "DKK",
    ("noorse", "kro"): "NOK",
    ("tsjechische", "kro"): "CZK",
    ("zwitserse", "frank"): "CHF",
    ("oekraïense", "hryvnia"): "UAH",
    ("poolse", "zloty"): "PLN",
    ("japanse", "yen"): "JPY",
    ("russische", "roebel"): "RUB",
}
COUNTRIES = sorted({country for country, _ in OF_COUNTRY})
SHORT_SCALES = ((10**6, "mln"), (10**9, "mld"), (10**12, "bln"))
NBSP = "\u00a0"
MINUS = "\u2212"

_NAME = rf"(?:(?:{one_of(COUNTRIES)})[ -]?)?(?:{one_of(CURRENCY_NAMES)})"
_CURRENCY = rf"(?:{one_of(SIGNS)}|(?<![^\W\d_])(?:{one_of([*SCALED_SIGNS, *CODES])}|{_NAME})(?![^\W\d_]))"
_FIGURES = r"(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:\ [0-9]{3})+|[0-9]{1,3}(?:'[0-9]{3})+|[0-9]+)"
AMOUNT = re.compile(
    rf"""(?P<about>(?:circa|ca\.|ongeveer|zo'n|ruim|bijna|meer\ dan|ten\ minste|minstens|maximaal)\ )?
    (?P<before>{_CURRENCY})?\ ?
    (?:(?P<whole>{_FIGURES})(?:,(?P<decimals>[0-9]+|-{{1,2}}|[–—]))?(?P<half>½)?|(?P<only_half>½)|(?<!\w)(?P<words>{WORDS}))
    (?:[ -]?(?P<scale>{one_of(SCALE_WORDS | SCALE_ABBREVIATIONS)})\.?
        |\ ?(?P<ton>ton)(?![^\W_])
        |(?(before)\ ?(?P<letter>{one_of(SCALE_LETTERS)})(?![^\W_])|(?!)))?
    (?:\ ?(?P<after>{_CURRENCY}))?""",
    re.VERBOSE | re.IGNORECASE,
)
_FIRST_OF_TWO = re.compile(r"\ ?(?:tot\ en\ met|t/m|tot|à|a|of|en|naar|[-–—+])\ ?", re.IGNORECASE)
_SHORTENED = re.compile(r"(?:(?:EUR|€) ?)?([0-9]+(?:[.,][0-9]+)?E\+?[0-9]{1,3})(?: ?(?:EUR|euro))?", re.IGNORECASE)
_FRACTION = re.compile(r"[0-9] ?/ ?[0-9]|[¼¾⅓⅔⅛]")
_ENGLISH = re.compile(rf"([0-9][0-9.,]*) ?({one_of(SCALE_LETTERS)})", re.IGNORECASE)
_DUTCH_SCALES = {10**3: "duizend", 10**6: "miljoen", 10**9: "miljard"}
_WELL_FORMED = re.compile(rf"{_FIGURES}(?:,[0-9]+)?", re.VERBOSE)


class NotMoney(ValueError):
    """The text is not an amount; the message says in Dutch what is wrong and what to type instead."""


@dataclass(frozen=True)
class Money:
    """An amount in whole units, and its ISO 4217 currency: "EUR", "USD", or "" where none is printed."""

    amount: int
    currency: str = ""

    def __str__(self) -> str:
        return format_money(self.amount, self.currency)


PERHAPS_EUROS = ("", "EUR")


def may_be_euros(currency: str) -> bool:
    """Whether an amount of this currency may be euros: it says so, or no currency is printed with it."""
    return currency in PERHAPS_EUROS


@lru_cache(maxsize=2_000)
def currency_of(written: str | None) -> str:
    """The ISO 4217 code of a sign or name as written: "EUR" for "euro's"; "" where none is printed or known."""
    word = re.sub(r"[ \n-]+", " ", (written or "").lower().replace("’", "'"))
    if word.upper() in CODES:
        return SPECIAL.get(word.upper(), word.upper())
    for (country, name), code in OF_COUNTRY.items():
        if word.startswith(country) and name in word:
            return code
    return SIGNS.get(word) or CURRENCY_NAMES.get(word) or ("EUR" if word in SCALED_SIGNS else "")


def sign_scale(written: str | None) -> int:
    """What is in the sign itself: 10**6 for "M€" and "MEUR", 10**3 for "k€"."""
    return SCALED_SIGNS.get((written or "").lower(), 1)


def _tidy(text: str) -> str:
    """The text on one line with single spaces, a word broken at a line end joined again."""
    return " ".join(joined(text).replace("’", "'").split())


def _match(text: str) -> re.Match[str]:
    tidy = _tidy(text)
    if not tidy:
        raise NotMoney("Vul een bedrag in, bijvoorbeeld 2,5 miljard.")
    if len(tidy) > LONGEST_TEXT:
        raise NotMoney("Deze tekst is te lang voor een bedrag. Schrijf alleen het bedrag, bijvoorbeeld 2,5 miljard.")
    match = AMOUNT.fullmatch(tidy)
    if match and _is_amount(match):
        return match
    raise NotMoney(_fault(tidy))


def _is_amount(match: re.Match[str]) -> bool:
    """A numeral is one only with what it counts: "twee miljoen"; and "een euro" is an article."""
    words = match["words"]
    has_scale = bool(match["scale"] or match["ton"] or match["letter"])
    return not words or has_scale or (words.lower() != "een" and bool(match["before"] or match["after"]))


def _fault(tidy: str) -> str:
    """What is wrong with a text that is no amount, and what to type instead."""
    if re.match(r"\D*[-−–]\s*\D?\s*[0-9]", tidy):
        return f"‘{tidy}’: een bedrag is groter dan nul. Schrijf het zonder minteken."
    if re.search(r"%|procent\b", tidy, re.IGNORECASE):
        return f"‘{tidy}’ is een percentage. Schrijf het bedrag zelf, bijvoorbeeld 2,5 miljard."
    if short := _SHORTENED.fullmatch(tidy):
        whole = _in_full(short[1])
        return f"‘{tidy}’ is een afgekort getal, zoals een spreadsheet dat maakt. Kijk het na en schrijf het voluit{whole}."
    if _has_two_amounts(tidy):
        return f"‘{tidy}’ noemt meer dan één bedrag. Schrijf er één."
    if _FRACTION.search(tidy):
        return f"‘{tidy}’: schrijf een breuk met een komma, bijvoorbeeld 0,25 miljard."
    if not all(_WELL_FORMED.fullmatch(run) for run in re.findall(r"[0-9](?:[0-9.,]*[0-9])?", tidy)):
        return (
            f"‘{tidy}’: gebruik een komma voor decimalen (2,5 miljard) en punten tussen duizendtallen (2.500.000.000)."
        )
    return _fault_in_words(tidy)


def _fault_in_words(tidy: str) -> str:
    """The same, where the number itself is right."""
    if english := _ENGLISH.fullmatch(tidy):
        scale = _DUTCH_SCALES[SCALE_LETTERS[english[2].lower()]]
        return f"‘{english[2]}’ achter een getal kan van alles zijn. Bedoelt u {english[1]} {scale}, schrijf dat dan."
    amount = AMOUNT.match(tidy)
    rest = tidy[amount.end() :] if amount and _is_amount(amount) else ""
    if amount and rest.strip(" ,.") and (amount["scale"] or not amount["words"]) and re.match(r"[\W_]", rest):
        if AMOUNT.search(rest):
            return f"‘{tidy}’ noemt meer dan één bedrag. Schrijf er één."
        if re.fullmatch(r" ?[^\W\d_]+\.?", rest) and not amount["scale"] and not amount["after"]:
            return f"‘{rest.strip()}’ kennen wij niet bij een bedrag. Schrijf duizend, mln, miljoen, mld of miljard."
        return f"‘{tidy}’: schrijf alleen het bedrag, zonder ‘{rest.strip()}’."
    if numeral_value(tidy) is not None:
        return f"‘{tidy}’: schrijf het getal in cijfers, of met miljoen of miljard erbij."
    return f"‘{tidy}’ is geen bedrag. Schrijf bijvoorbeeld 2,5 miljard, 102 mln of 2.500.000.000."


def _in_full(shortened: str) -> str:
    """An example for "6,5E+07": ", zoals 65.000.000". Empty where that is no whole number, or too large for an amount."""
    try:
        value = Decimal(shortened.replace(",", "."))
    except InvalidOperation:
        return ""
    is_amount = value <= HIGHEST_AMOUNT and value == value.to_integral_value()
    return f", zoals {format_money(int(value), '')}" if is_amount else ""


def _has_two_amounts(tidy: str) -> bool:
    """Whether it is a range or a sum: "2 tot 3 miljard", "EUR 45 en 50 miljoen"."""
    joints = _FIRST_OF_TWO.finditer(tidy)
    return any(AMOUNT.fullmatch(tidy, 0, one.start()) and AMOUNT.match(tidy, one.end()) for one in joints)


def _number(match: re.Match[str]) -> Fraction | None:
    """The number before its scale; None for a numeral that is misspelt."""
    if match["words"]:
        value = numeral_value(match["words"])
        return None if value is None else Fraction(value)
    if match["only_half"]:
        return Fraction(1, 2)
    decimals = (match["decimals"] or "").strip("-–—")
    number = Fraction(int(re.sub("[. ']", "", match["whole"]) + decimals), 10 ** len(decimals))
    return number + (Fraction(1, 2) if match["half"] else 0)


def _scale(match: re.Match[str]) -> int:
    """What the number is multiplied by: the scale, or what is in the sign. Raises NotMoney where it is both."""
    in_sign = max(sign_scale(match["before"]), sign_scale(match["after"]))
    written = folded(match["scale"] or match["letter"] or "")
    if in_sign > 1 and (written or match["ton"]):
        raise NotMoney(f"‘{match[0]}’ noemt de schaal twee keer. Schrijf bijvoorbeeld 5 miljoen euro.")
    return TON if match["ton"] else SCALES[written] if written else in_sign


def _currency(match: re.Match[str]) -> str:
    """The ISO 4217 code, "" where none is written. Raises NotMoney for two, and for one of an unknown country."""
    written = [one for one in (match["before"], match["after"]) if one]
    codes = {currency_of(one) for one in written}
    if len(codes) > 1:
        raise NotMoney(f"‘{match[0]}’ noemt twee munten. Schrijf er één.")
    if codes == {""}:
        raise NotMoney(f"‘{match[0]}’ zegt niet van welk land de munt is. Schrijf bijvoorbeeld Noorse kronen.")
    if match["ton"] and not codes:
        raise NotMoney(f"‘{match[0]}’ kan ook een gewicht zijn. Schrijf bijvoorbeeld 3 ton euro, of 300.000.")
    return codes.pop() if codes else ""


def _money(match: re.Match[str]) -> Money:
    text, currency, scale, number = match[0], _currency(match), _scale(match), _number(match)
    if number is None:
        raise NotMoney(f"‘{text}’ is geen bedrag. Schrijf het getal in cijfers, bijvoorbeeld 2,5 miljard.")
    if len((match["decimals"] or "").strip("-–—")) > 2 and scale == 1:
        raise NotMoney(
            f"‘{text}’: gebruik punten tussen duizendtallen (2.500.000), of schrijf miljoen of miljard erbij."
        )
    amount = number * scale
    if amount.denominator != 1:
        raise NotMoney(f"‘{text}’ is geen heel bedrag. Schrijf miljoen of miljard erbij, of rond af op hele euro's.")
    if amount == 0:
        raise NotMoney("Een bedrag is groter dan nul. Staat er geen bedrag in de brief, laat het dan weg.")
    if amount > HIGHEST_AMOUNT:
        raise NotMoney(f"‘{text}’ is onwaarschijnlijk groot. Controleer het aantal nullen.")
    return Money(int(amount), currency)


def _about(match: re.Match[str]) -> str:
    """The word that makes it less exact: "circa", and "ruime" in "een ruime miljard"; "" for none."""
    found = re.fullmatch("een (kleine|ruime|dikke|krappe|goede)", match["words"] or "", re.IGNORECASE)
    return (match["about"] or "").strip() or (found[1] if found else "")


def parse_money(text: str) -> Money:
    """The Money of an amount as a letter writes it: "EUR 2,5 miljard", "€25 mln.", "anderhalf miljard dollar", "MEUR 5".

    "circa" and the like are allowed and say nothing here: precision is another field.
    Raises NotMoney for anything else, so also for zero, a negative or a broken number of units, and two amounts.
    """
    return _money(_match(text))


def parse_euro(text: str) -> int:
    """Whole euros (int) from what a person types in a form: "2,5 miljard", "€ 102 mln", "102000000".

    Raises NotMoney; stricter than parse_money: no "circa", no other currency, and no "1.240 miljard", which is
    more often a mistyped 1,24 miljard.
    """
    match = _match(text)
    if about := _about(match):
        raise NotMoney(f"Vul alleen het bedrag in; ‘{about}’ hoort bij de nauwkeurigheid.")
    money = _money(match)
    if not may_be_euros(money.currency):
        raise NotMoney(f"Dit bedrag is in {money.currency}. Vul een bedrag in euro's in, bijvoorbeeld 2,5 miljard.")
    if "." in (match["whole"] or "") and _scale(match) == 10**9:
        raise NotMoney(
            f"‘{match[0]}’ kan twee dingen betekenen. Gebruik een komma voor decimalen "
            f"({match['whole'].replace('.', ',')} miljard), of schrijf het bedrag voluit in cijfers."
        )
    return money.amount


def parse_units(text: str) -> int:
    """Whole units of a currency that is said elsewhere, typed as euros are: "100 mln". Raises NotMoney, also for a sign."""
    if _currency(_match(text)):
        raise NotMoney(f"‘{_tidy(text)}’: schrijf het bedrag zonder de munt, die staat ernaast.")
    return parse_euro(text)


# A page prints hundreds of amounts, many of them more than once, and Babel reads its patterns anew for each.
_decimal = lru_cache(maxsize=10_000, typed=True)(format_decimal)
_symbol = lru_cache(maxsize=500)(get_currency_symbol)


def _print(amount: int, currency: str, number: str) -> str:
    """Sign, symbol and number, never broken over two lines: "−€ 3 mln"."""
    symbol = _symbol(currency, locale="nl") + NBSP if currency else ""
    return (MINUS if amount < 0 else "") + symbol + number


def _rounded(size: int, scale: int, digits: int) -> int:
    """size / scale, rounded half up, in units of 10**-digits."""
    unit: int = 10**digits
    return (2 * size * unit + scale) // (2 * scale)


def format_money(amount: int, currency: str) -> str:
    """The exact amount: "€ 2.500.000.000", "US$ 524.000.000.000"; only the number where currency is ""."""
    return _print(amount, currency, _decimal(abs(operator.index(amount)), locale="nl"))


def short_money(amount: int, currency: str, digits: int = 2) -> str:
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
    number = _decimal(decimal, format="#,##0." + "#" * digits, locale="nl")
    return _print(amount, currency, number + NBSP + name)


def format_euro(amount_eur: int) -> str:
    """ "€ 2.500.000.000": exact, with a non-breaking space; a minus (U+2212) stands before the €."""
    return format_money(amount_eur, "EUR")


def short_euro(amount_eur: int, digits: int = 2) -> str:
    """ "€ 2,5 mld", "€ 295 mln", "€ 750.000": see short_money for the rounding."""
    return short_money(amount_eur, "EUR", digits)


def signed_euro(amount_eur: int, digits: int = 2, roughly: str = "") -> str:
    """A difference: "+ € 3,2 mld", "− € 3 mln", "€ 0", "+ circa € 3,2 mld"."""
    return _sign(amount_eur) + roughly + short_euro(abs(amount_eur), digits)


def format_signed_euro(amount_eur: int, roughly: str = "") -> str:
    """The difference with every euro: "+ € 3.200.000.000", "+ circa € 3.200.000.000"."""
    return _sign(amount_eur) + roughly + format_euro(abs(amount_eur))


def _sign(amount: int) -> str:
    return ("+" if amount > 0 else MINUS) + NBSP if amount else ""


def format_per_cent(per_mille: int) -> str:
    """ "82,9 %"; what rounds to nothing is "minder dan 0,1 %"."""
    whole, tenth = divmod(per_mille, 10)
    return f"{whole},{tenth}{NBSP}%" if per_mille else f"minder dan 0,1{NBSP}%"
