"""How Dutch letters write money: signs, scales and numbers, in figures and in words.

`TERM`, `LIST` and `VAGUE` are patterns for a FlowingText; each begins at a sign or a number and has bounded or
possessive repetition only, so that any text is read in linear time.
"""

import re
from decimal import Decimal
from functools import lru_cache

from letters.reading.text.flowing import FlowingText
from letters.reading.text.nearby import Part, parts_around, spans_of_words
from ukrainesteun.folding import folded
from ukrainesteun.money import (
    CODES,
    COUNTRIES,
    CURRENCY_NAMES,
    EURO_SIGNS,
    LARGE_SCALES,
    SCALE_ABBREVIATIONS,
    SCALE_WORDS,
    SCALES,
)
from ukrainesteun.numerals import ONE, WORDS, numeral_value, one_of

GAP = r"[ \n]{0,3}+"

FIGURES = r"""(?:[0-9]{1,3}(?:\.[0-9]{3}){1,5}(?![0-9])|[0-9]{1,3}(?:['’][0-9]{3}){1,5}(?![0-9])
    |[0-9]{1,3}(?:,[0-9]{3}){2,5}(?![0-9])|[0-9]{1,3}(?:[ \n][0-9]{3}){1,5}(?![0-9])|[0-9]++)
    (?:,(?:[0-9]++|-{1,2}|[–—])|\.[0-9]{1,2}(?=[ \n]{0,3}(?:mi|ml|mr|mj|bi|bl|tr|[bm]n?(?![^\W_]))))?½?"""
# The first letters are only there for speed: most words are no numeral.
NUMBER = rf"(?:{FIGURES}|(?=a[cn]|d[reu]|e[eél]|é|h[ao]|kw|ne|t[aiw]|v[ei]|ze){WORDS})"
SCALE = rf"(?:(?:{one_of(SCALE_WORDS)})(?![^\W\d_])|(?:{one_of(SCALE_ABBREVIATIONS)})(?![^\W\d_])\.?)"
SHORT = r"(?:[ ]?(?:bn|mn|m)|[bk])(?![^\W_])"  # "EUR 560m", "$61B": English, and only with a sign before it
# "180-miljoenpakket": what is one word with the scale. The Miljoenennota is no amount.
COMPOUND = rf"-?(?:{one_of(LARGE_SCALES)})(?:en)?(?!ste|air|ennota|nota)[^\W\d_]{{3,30}}"
SIGN = (
    rf"(?:(?<![^\W_])(?:EUR|(?-i:{'|'.join(CODES)}|MEUR|kEUR))(?![^\W\d_])|(?<![^\W_])[mk]€|US\$|CA\$|[CA]\$|€|\$|£|¥)"
)
NAMES = one_of([*CURRENCY_NAMES, "SDR"]).replace("'", "['’]")
NAME = rf"(?<![^\W_])(?:(?:{one_of(COUNTRIES)})[ \n-]?)?(?:{NAMES})(?![^\W_])"
BEFORE = rf"(?:{SIGN}|(?<![^\W_])(?:US[ ]dollar|euro|dollar)(?![^\W\d_])(?=[ \n]?[0-9]))"
# A sign is not the currency of the number before it when its own number follows: "in 2.023 EUR 1,7 miljard".
AFTER = rf"(?:{NAME}|{SIGN}(?!{GAP}[-–]?[0-9]))"
START = r"(?<![\w.,/])(?<![^\W\d_]-)"
WORD_START = r"(?:(?<![^\W\d_])(?=[0-9A-Za-zé])|(?=[€$£¥]))"
JOINT = r"""(?:(?:[ \n](?P<joint>à|a|tot[ ]en[ ]met|tot|t/m|of|en|naar|[-–—+])[ \n]|[ ]?(?P<dash>[-–—]|à)[ ]?)
    (?:(?:maximaal|circa|ca\.|wel|ruim|mogelijk|zelfs|hooguit|bijna|ongeveer|de|zo['’]n)[ ]){0,2})"""
TERM = re.compile(
    rf"""{WORD_START}(?:(?P<sign>{BEFORE}){GAP}(?:[-−–][ ]?)?|{START})
    (?:(?P<low>{NUMBER})(?:{GAP}-?(?P<low_scale>{SCALE}|(?(sign){SHORT}|(?!))))?(?:{GAP}(?P<low_after>{AFTER}))?
        {JOINT}(?:(?P<second>{BEFORE}){GAP})?)?
    (?P<number>{NUMBER})
    (?:{GAP}-?[ \n]?(?P<scale>{SCALE})|[ \n]?(?P<compound>{COMPOUND})|(?(sign)(?P<short>{SHORT})|(?!)))?
    (?:-?{GAP}(?P<after>{AFTER}))?
    (?(sign)|(?(scale)|(?(compound)|(?(after)|(?!)))))""",
    re.VERBOSE | re.IGNORECASE,
)
# "respectievelijk EUR 25, 41 en 89 miljoen": one sign, one scale.
LIST = re.compile(
    rf"""{WORD_START}(?:(?P<sign>{BEFORE}){GAP}|{START}(?<![0-9],[ \n])(?<!EUR[ ])(?<![€$£][ ]))
    (?P<members>(?>{NUMBER})(?:{GAP}{SCALE})?(?>(?:,[ \n](?:{BEFORE}{GAP})?(?>{NUMBER})(?>(?:{GAP}{SCALE})?)){{1,8}}))
    ,?[ \n](?:en|of)[ \n]
    (?P<last_sign>{BEFORE}{GAP})?(?P<last>{NUMBER}){GAP}(?P<scale>{SCALE})(?:{GAP}(?P<after>{AFTER}))?""",
    re.VERBOSE | re.IGNORECASE,
)
# Where a LIST ends.
LIST_ANCHOR = re.compile(
    rf"[ \n](?:en|of)[ \n](?:{SIGN}{GAP})?[0-9a-zé][^ \n]{{0,25}}{GAP}{SCALE}", re.VERBOSE | re.IGNORECASE
)
LIST_WORDS = (" en", "\nen", " of", "\nof")  # one of them is in every LIST_ANCHOR
MEMBER = re.compile(
    rf"(?:(?P<sign>{BEFORE}){GAP})?(?P<number>{NUMBER})(?:{GAP}(?P<scale>{SCALE}))?", re.VERBOSE | re.IGNORECASE
)
# Numbers with neither sign nor scale, that share those of the amount beside them; matched at its end, or up to its start.
_YEAR = r"20[0-9]{2}"
_BARE = rf"(?!{_YEAR}(?![0-9])){FIGURES}(?![ ]?(?:%|procent)|[.,]?[0-9])"
_OF_YEAR = rf"(?:{_YEAR}:?[ \n]{_BARE}|{_BARE}[ \n](?:(?:in|voor)[ \n]|\(){_YEAR}\)?)"
_IN_YEAR = rf"(?<!\w)(?:in|voor)[ \n](?:het[ ]jaar[ ])?{_YEAR}"
_AND = r"(?:[,;][ \n](?:en[ \n])?|[ \n]en[ \n])"
BARE_AFTER = (
    # "EUR 90 mln. (2025: 30; 2026: 60)", "EUR 90 mln. (30 in 2025 en 60 in 2026)"
    re.compile(rf"[ \n]?\((?:waarvan[ ])?(?P<members>{_OF_YEAR}(?:{_AND}{_OF_YEAR}){{0,9}})\)", re.VERBOSE),
    # "EUR 25 miljoen in 2025 en 41 in 2026", "EUR 25 miljoen (2025), 41 (2026)"
    re.compile(
        rf"""[ \n](?:(?:in|voor)[ \n](?:het[ ]jaar[ ])?|\(){_YEAR}\)?
        (?P<members>(?:{_AND}{_BARE}[ \n](?:(?:in|voor)[ \n](?:het[ ]jaar[ ])?|\(){_YEAR}(?![0-9])\)?){{1,9}})""",
        re.VERBOSE,
    ),
    # "EUR 90 miljard, waarvan 60 voor wapens"
    re.compile(
        rf",?[ \n]waarvan[ \n](?P<members>{_BARE})(?=[ \n](?:voor|in|aan|al|naar|uit|via)[ \n](?!{_YEAR}))", re.VERBOSE
    ),
)
BARE_BEFORE_SIGN = (
    # "23 van de EUR 40 miljoen"
    re.compile(rf"{START}(?P<members>{_BARE})[ \n]van[ \n](?:de[ \n])?(?:in[ ]totaal[ \n])?\Z", re.VERBOSE),
    # "Zweden geeft 3,5 en Denemarken 2,2 miljard euro"
    re.compile(r"(?<=[^\W\d][ \n])(?P<members>[0-9]{1,3},[0-9]{1,2})[ \n]en[ \n][A-Z][^\W_]+[ \n]\Z"),
)
# "een tranche van 4,5 en een van 1,9 miljard"
BARE_BEFORE = (
    # "in 2026 5 en in 2027 7 miljoen euro", "2,5 (2026), 3 (2027) en 4 miljoen euro (2028)"
    re.compile(
        rf"{_IN_YEAR}[ \n](?P<members>{_BARE}(?:,[ \n]{_IN_YEAR}[ \n]{_BARE}){{0,3}})[ \n]en[ \n]{_IN_YEAR}[ \n]\Z",
        re.VERBOSE,
    ),
    re.compile(
        rf"{START}(?P<members>{_BARE}[ \n]\({_YEAR}\)(?:,[ \n]{_BARE}[ \n]\({_YEAR}\)){{0,3}})[ \n]en[ \n]\Z",
        re.VERBOSE,
    ),
    re.compile(
        rf"(?<=[ \n]van[ \n])(?P<members>{_BARE})[ \n]en[ \n](?:een|één)[ \n](?:tweede[ \n]|andere[ \n])?van[ \n]\Z",
        re.VERBOSE,
    ),
)
BARE = re.compile(rf"{START}{_BARE}", re.VERBOSE)
MANY = (
    "vele|veel|tientallen|honderden|duizenden|enkele|meerdere|een[ ]paar|een[ ]aantal|verschillende|diverse|talloze"
    "|ettelijke"
)
VAGUE = re.compile(
    rf"""(?<![^\W_])(?:(?P<many>(?:(?:enkele|vele|meerdere|een[ ]paar)[ ])?(?:{MANY})[ \n])(?:{one_of(LARGE_SCALES)})(?:en)?
    |(?:{one_of(LARGE_SCALES)})en)(?![^\W_])(?:{GAP}(?P<after>{AFTER}))?""",
    re.VERBOSE | re.IGNORECASE,
)
# One of them is in every VAGUE.
VAGUE_WORDS = (*(word for word in re.findall("[a-z]{4,}", MANY)), *(f"{word}en" for word in LARGE_SCALES))
PERCENTAGE = re.compile(
    rf"""{WORD_START}{START}(?P<number>(?:[0-9]++(?:[.,][0-9]{{1,6}})?)|{WORDS}){GAP}
    (?:%|(?:procent|pct)(?:punt(?:en)?)?(?![^\W\d_]))""",
    re.VERBOSE | re.IGNORECASE,
)
# "2 à 3 ton": a hundred thousand euros, where the words around it are about money; goods are weighed in the same word.
TONS = re.compile(
    rf"""{START}(?:(?P<low>[0-9]{{1,2}}(?:,[0-9])?)(?:[ ]?[-–][ ]?|[ ](?:à|a|tot|of)[ ]))?
    (?P<number>[0-9]{{1,2}}(?:,[0-9])?|{ONE}|anderhalve)[ \n]ton(?![^\W_])(?:[ ](?P<after>euro)(?![^\W_]))?
    (?=[.,;:)]|\Z
        |[ \n](?:per|euro|extra|nodig|uit|voor|in|bij|meer|minder|beschikbaar|en|vrij|aan[ ](?:subsidie|kosten))(?![^\W_]))""",
    re.VERBOSE | re.IGNORECASE,
)
TON_WORDS = ("ton",)
# What every term has one of, in small letters: so most of a text need not be looked at closely. The second are parts of
# other words where a letter stands behind them.
_NAMES = (
    name for name in CURRENCY_NAMES if not any(name.startswith(other) for other in CURRENCY_NAMES if other != name)
)
ANYWHERE = ("€", "$", "£", "¥", *SCALE_WORDS, *_NAMES)
WORD_ENDS = ("ton", "meur", "keur", *SCALE_ABBREVIATIONS, *(code.lower() for code in CODES))
PERCENT_WORDS = ("%", "procent", "pct")
# The sign with which a TERM begins: of money, a figure, or the first letter of a numeral or a currency.
TERM_STARTER = re.compile(
    r"""[0-9€$£¥éÉA-Zacdehkmntuvz](?:(?<=[€$£¥])|(?<=[0-9])(?<![\w.,/].)|(?<![^\W\d_].)(?:(?<=[éÉ])|(?<=[eE])[eEéÉlLuU]
    |(?<=[aA])[cCnN$U]|(?<=[dD])[rReEuUoOK]|(?<=[hH])[aAoOU]|(?<=[kK])[wWeE€R]|(?<=[nN])[eEO]|(?<=[tT])[aAiIwW]
    |(?<=[vV])[eEiI]|(?<=[zZ])[eE]|(?<=[uU])[sSA]|(?<=[mM])[eE€]|(?<=[cC])[aA$HZN]|(?<=B)G|(?<=G)B|(?<=J)P|(?<=P)L
    |(?<=R)[OU]|(?<=S)[ED]|(?<=X)D|(?<=T)R|(?<=I)N))""",
    re.VERBOSE,
)
MOST_MATCHES = 20_000  # a megabyte of letters has some five thousand amounts; a text with more than this is no letter
LONGEST_NUMBER = 40  # characters; int() and Decimal() of more are slow, and no amount is that large


def neighbourhoods(flow: FlowingText) -> list[Part]:
    """The (start, end) of the parts of a flow, in order and apart, that are within reach of what every term has."""
    small = flow.folded
    ending = [span for span in spans_of_words(small, WORD_ENDS) if not _is_letter(small[span[1] : span[1] + 1])]
    return parts_around(sorted([*spans_of_words(small, ANYWHERE), *ending]), 100, 60)


def _is_letter(sign: str) -> bool:
    return sign.isalnum() and not sign.isdecimal()


@lru_cache(maxsize=2_000)
def number_value(written: str) -> Decimal | None:
    """The Decimal of a number as written ("2.500.000", "1 250", "2,5", "twee-en-een-half"); None for one too long, or misspelt.

    A point before one or two decimals is read as a comma: "2.5 miljard" in a text with English habits.
    """
    if len(written) > LONGEST_NUMBER:
        return None
    if not written[0].isdigit():
        return numeral_value(written)
    half = written.endswith("½")
    figures = re.sub(r"[ \n'’]", "", written.rstrip("½"))
    if re.search(r",[0-9]{3},[0-9]{3}|\.[0-9]{1,2}$", figures):
        figures = figures.replace(",", "")
    else:
        figures = figures.replace(".", "").replace(",", ".")
    return Decimal(figures.rstrip(".-–—")) + (Decimal("0.5") if half else 0)


@lru_cache(maxsize=2_000)
def scale_value(written: str | None) -> int:
    """What a scale word multiplies by: 10**6 for "mln."; also of a compound like "miljoenpakket"; 1 for none."""
    if not written:
        return 1
    word = folded(written).strip("-. \n")
    return SCALES.get(word) or next(SCALES[large] for large in LARGE_SCALES if word.startswith(large))


# Of which country the crowns are of which an amount does not say so: the last that is named before them.
CROWNS = re.compile(r"kro(?:on|nen|ner)\Z", re.IGNORECASE)
OF_CROWNS = {"zwe": "SEK", "den": "DKK", "dee": "DKK", "noo": "NOK", "nor": "NOK", "tsj": "CZK"}
WITH_CROWNS = re.compile(
    r"(?<!\w)(?:zwe(?=den|eds)|den(?=emark)|dee(?=n)|noo(?=rwe|rs)|nor(?=en)|tsj(?=echi))", re.IGNORECASE
)


def currency_of_crowns(words: str) -> str:
    """The currency of crowns behind these words; "" where they name no country."""
    countries = WITH_CROWNS.findall(words)
    return OF_CROWNS[countries[-1].lower()] if countries else ""


# What tells that a "ton" is money, and that it is a weight.
COSTS = re.compile(
    r"kost|uitgave|bedrag|subsidi|structureel|jaarlijks|budget|bijdrage|raming|geraamd|begroot|betaa|vergoed|investe|besteed|"
    rf"{one_of(EURO_SIGNS)}",
    re.IGNORECASE,
)
GOODS = re.compile(
    r"(?<!\w)(?:vervoer|leverde|gewicht|weeg|woog|wegen|lading|graan|munitie|hulpgoederen)", re.IGNORECASE
)
# "verlaagd met € 1 miljoen tot € 2 miljoen": a difference, and what it comes to.
BY = re.compile(
    r"(?<!\w)(?:verhoog|verlaag|ophoog|opgehoog|vermeerder|verminder|stijg|gestegen|daal|gedaald|neemt|nemen|gekort|groei|bijgesteld)"
    r"[^.;:]{0,60}[ \n]met[ \n](?:\w+[ \n]){0,2}\Z",
    re.IGNORECASE,
)
# "€ 46.000 (x € 1.000)": the unit that a budget prints with each number.
UNIT_AFTER = re.compile(
    rf"[ \n]?\((?:in[ ])?[x×][ ]?(?:(?:{one_of(EURO_SIGNS)})[ ]?)?"
    rf"(?:1\.000(?P<millions>\.000)?|1?[ ]?(?P<word>{one_of(SCALE_WORDS | SCALE_ABBREVIATIONS)})\.?)\)",
    re.IGNORECASE,
)


def unit_value(unit: re.Match[str]) -> int:
    """What a UNIT_AFTER multiplies by."""
    return scale_value(unit["word"]) if unit["word"] else 10**6 if unit["millions"] else 10**3
