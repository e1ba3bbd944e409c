"""What a table counts in, as it prints that once: "(x EUR mln.)", "bedragen in € 1.000"; and what its cells may hold.

Places are places in the letter's text itself, for the columns of a table are gone in a FlowingText.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from ukrainesteun.folding import folded
from ukrainesteun.money import (
    COMMON_NAMES,
    COMMON_SIGNS,
    EURO_SIGNS,
    LARGE_SCALES,
    SCALE_ABBREVIATIONS,
    SCALES,
    WRITTEN_SCALES,
    currency_of,
)
from ukrainesteun.numerals import one_of

from .money_words import number_value

SIGN, EURO = rf"(?:{one_of(COMMON_SIGNS)})", rf"(?:{one_of(EURO_SIGNS)})"
CURRENCY = rf"(?:{SIGN}|{one_of(COMMON_NAMES)})".replace("'", "['’]")
FACTORS = {"1.000": 10**3, "1000": 10**3, "1.000.000": 10**6}
ABBREVIATED = rf"(?:{one_of(SCALE_ABBREVIATIONS)})"
SCALE = rf"(?:{one_of(FACTORS)}|{ABBREVIATED}\.?|(?:{one_of(WRITTEN_SCALES)})(?:en)?)"
CAPTION = re.compile(
    rf"""(?:(?P<times>(?<![\w])(?<![0-9][ ])[x×][ ]?)|(?<!\w)(?P<amounts>bedragen[ ](?:zijn[ ]|luiden[ ])?in[ ])
        |(?P<open>[(|\[][ ]?(?:(?:alle[ ])?bedragen[ ])?(?P<in>in[ ])?)|(?<!\w)in[ ])
    (?P<before>{CURRENCY})?[ ]?(?P<one>1[ ])?(?P<scale>{SCALE})(?:[ ](?P<after>{CURRENCY}))?
    (?![\w€]|[ ]?[0-9])(?P<close>[ ]?[)|\]])?""",
    re.VERBOSE | re.IGNORECASE,
)
# The sign with which a CAPTION begins.
CAPTION_STARTER = re.compile(
    r"[xX×(|\[bBiIİı](?:(?<=[xX×])|(?<=[(|\[])(?=[ ]{0,2}[aAbBiIİı€eEuU$£dD1mM])"
    r"|(?<!\w.)(?:(?<=[bB])(?=[eE])|(?<=[iIİı])(?=[nN][ ])))"
)
FIGURE = (
    rf"(?:{EURO}[ ]?)?[0-9]{{1,3}}(?:\.[0-9]{{3}})*(?:,[0-9]{{1,3}})?|(?:{EURO}[ ]?)?[0-9]{{1,6}}(?:,[0-9]{{1,3}})?"
    r"|[0-9]{1,3}(?:[ ][0-9]{3})+"
)
# What stands with a figure in its cell: "ca. 15", "10¹", "40 (raming)", "(20)", "33,–", "25 à 30".
BESIDE = r"(?:ca|circa|ongeveer|ruim|bijna|max|maximaal|ten[ ]hoogste|min|minimaal|minstens|ten[ ]minste)\.?[ ]|[(±~≈<>≥≤][ ]?"
JOINT = r"[ ]?(?:à|tot|[-‐‑‒–−])[ ]?"  # of a range
# Behind it, also words between brackets, and the mark of a note: "10¹", "10<sup>1</sup>", "10 1)", "7,5 [2]", "8,0 **".
NO_MARK = "\u2060"  # stands for a sign of a mark; it has no width
BEHIND = (
    r",[-–—]{1,2}|\u2060+|[⁰¹²³⁴-⁹]+|<sup>[^<>\n]{1,9}</sup>|[ ]?(?:\*{1,3}|[†‡§]{1,3})|\)|[ ]?[0-9a-z]\)"
    r"|[ ]?\[[0-9a-z]{1,3}\]|[ ]?\([0-9]{1,2}\)|(?:(?<=,[0-9])|(?<=,[0-9]{2})|(?<=\.[0-9]{3}))[ ][1-9](?![\w.,])"
    r"|[ ]{0,2}\((?=[^()\n]{0,40}[^\W\d_]{2})[^()\n]{2,80}\)|[ ]{1,2}(?:waarvan|w\.v\.)[ ][^|\n]{2,80}\Z"
    r"|[ ]{2}[^\W\d_][^0-9|\n]{1,60}\Z"
)
MINUS = r"(?:[-‐‑‒–−]/[-‐‑‒–−]|[-‐‑‒–−])[ ]?"
CELL = re.compile(
    rf"[*_ ]*(?:{BESIDE})*(?:{EURO}[ ]?(?={MINUS}))?(?P<minus>{MINUS})?(?:[+][ ]?)?"
    rf"(?P<figure>(?!20[0-4][0-9][ ]?[-–])(?:{FIGURE})(?:{JOINT}(?:{FIGURE}))?)(?:{BEHIND})*[*_ ]*",
    re.IGNORECASE,
)
YEAR_CELL = re.compile(r"[*_ ]*(?:in |t/m )?(?P<year>20[0-4][0-9]|2\.0[1-4][0-9])(?![0-9.,])[^0-9]{0,25}[*_ ]*")
# What stands above a column of years.
YEAR_COLUMN = re.compile(
    r"[*_ ]*(?:\w*ja(?:ar|ren)(?:tal(?:len)?)?|looptijd(?:en)?|periode|tijdvak|(?:start|begin|eind)?datum)"
    r"(?:[ ]\([^()]{1,20}\))?[*_ ]*",
    re.IGNORECASE,
)
OF_ONE_YEAR = re.compile(r"(?<!\w)(?:in|voor|over)[ ](?:het[ ]jaar[ ])?(20[0-4][0-9])(?![\w-])", re.IGNORECASE)
YEARS_RANGE = r"20[0-4][0-9](?:[ ]?[-‐‑‒–−/][ ]?|[ ]?t/m[ ]?|[ ]tot en met[ ]|[ ]en[ ])(?:20)?[0-9]{2}"
YEARS_ONLY = re.compile(rf"20[0-4][0-9]|{YEARS_RANGE}")
FOUR_FIGURES = re.compile(r"[0-9]{4,}(?:,[0-9]+)?")  # an amount without a point between its thousands
COUNTS = re.compile(r"aantal|%|procent|stuks|personen|fte|mensen|vluchteling|ontheemd|inwoner|huishoud", re.IGNORECASE)
LONGEST_LABEL, LONGEST_LINE = 90, 400
# An amount with its own unit, as a cell may hold it.
PRINTED = rf"""(?:{SIGN}[ ]?(?:{MINUS})?[0-9][0-9.,]*(?:[ ]?(?:{ABBREVIATED}|{one_of(WRITTEN_SCALES)})(?![^\W_])\.?)?
    |[0-9][0-9.,]*[ ]?(?:{ABBREVIATED}|{one_of(LARGE_SCALES)})(?![^\W_])\.?(?:[ ](?:{CURRENCY}))?)"""
WHOLE_PRINTED = re.compile(
    rf"[*_ ]*(?:{BESIDE})*(?P<printed>(?:{MINUS})?{PRINTED})(?:{BEHIND})*[*_ ]*",
    re.VERBOSE | re.IGNORECASE,
)
# What a cell says that has no figure: "p.m.", "nog onbekend".
WITHOUT_FIGURE = (
    r"p\.?m\.?|nihil|n\.?v\.?t\.?|n\.?n\.?b\.?|n\.?t\.?b\.?|(?:nog[ ])?(?:onbekend|niet[ ]bekend|te[ ]bepalen)|volgt|geen"
    "|vertrouwelijk"
)
PRINTED_CELL = re.compile(
    rf"""(?P<amount>{PRINTED})
    |(?<=[ \t|])(?:[-–—]|{WITHOUT_FIGURE}|0)(?=[ \t|]|\Z)""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Figure:
    """An amount in a table; `years` are those of its column or row, () where none are printed. Of a range `amount` is the
    lower end and `high` the upper."""

    start: int
    end: int
    amount: int
    currency: str
    years: tuple[int, ...]
    label: str
    row: tuple[int, int]  # its line in the text
    caption: str
    high: int | None = None
    head: tuple[int, int] | None = None  # of its column, in a table with a row for each year: that is its label
    is_total: bool = False  # its row or column says to be the sum of others
    is_of_some_year: bool = False  # below years, of which it is not known which one


@dataclass(frozen=True)
class Column:
    """A cell with an amount whose currency and scale are printed in the cell itself, under a head of years."""

    start: int
    end: int
    years: tuple[int, ...]
    label: str
    row: tuple[int, int]
    caption: str = ""
    is_of_some_year: bool = False  # as of a Figure


@dataclass(frozen=True)
class Caption:
    start: int
    end: int
    factor: int
    currency: str
    words: str
    years: tuple[int, ...]  # the one year for which its line says that the whole table is


def caption_of(match: re.Match[str], text: str) -> Caption | None:
    """The Caption, or None where it could be an amount in a sentence ("in EUR 1 miljoen")."""
    currency = match["before"] or match["after"]
    if not currency and not match["amounts"] and not (match["times"] and match["one"]):
        return None
    if (match["one"] or match["scale"][0].isdigit()) and not (match["times"] or match["amounts"] or match["in"]):
        return None
    begin = match.start("before") if match["before"] else match.start("one") if match["one"] else match.start("scale")
    end = match.end("after") if match["after"] else match.end("scale")
    line = text[max(text.rfind("\n", 0, begin) + 1, begin - LONGEST_LINE) : begin]
    years = {year_of(year) for year in OF_ONE_YEAR.findall(line)}
    years_of_all = tuple(years) if len(years) == 1 else ()
    words = " ".join(match[0].strip("(|[ )]").split())
    return Caption(begin, end, _factor(match["scale"]), currency_of(currency), words, years_of_all)


def _factor(written: str | None) -> int:
    """What a scale multiplies by, as a caption writes it: "1.000", "mln.", "miljoenen"; 1 for none."""
    scale = folded(written or "").rstrip(".")
    return FACTORS.get(scale) or SCALES.get(scale) or SCALES.get(scale.removesuffix("en"), 1)


# "bedragen in euro's", "(x € 1)": what a table counts in, where that is no more than one.
EUROS = re.compile(
    rf"""(?:bedragen[ ](?:zijn[ ]|luiden[ ])?(?:in|x)[ ](?:hele[ ])?(?P<named>{CURRENCY})(?:[ ]?1)?
        |(?<!\w)[x×][ ]?(?P<times>{EURO})[ ]?1|[(\[](?:in[ ](?:hele[ ])?)?(?P<bracketed>{CURRENCY})(?=[ ]?[)\]]))
    (?![\w.,€]|[ ]?(?:[0-9]|{SCALE}))""",
    re.VERBOSE | re.IGNORECASE,
)
# A cell that is nothing but a unit: "€ mln.", "x € 1.000", "EUR".
UNIT = re.compile(
    rf"""[(\[]?(?:bedragen[ ])?(?P<lead>in[ ]|[x×][ ]?)?(?:hele[ ])?(?:(?P<before>{CURRENCY})[ ]?)?(?:(?P<one>1)[ ]?)?
    (?P<scale>{SCALE})?(?:[ ]?(?P<after>{CURRENCY}))?[)\]]?""",
    re.VERBOSE | re.IGNORECASE,
)


def captions_in(text: str, start: int, end: int) -> list[Caption]:
    """The Captions in this part of a text, in order."""
    found = [caption_of(match, text) for match in CAPTION.finditer(text, start, end)]
    found += [_of_euros(match) for match in EUROS.finditer(text, start, end)]
    return sorted(filter(None, found), key=lambda one: one.start)


def _of_euros(match: re.Match[str]) -> Caption:
    name = next(name for name in ("named", "times", "bracketed") if match[name])
    return Caption(match.start(name), match.end(name), 1, currency_of(match[name]), match[0].strip("([ "), ())


def unit_of(text: str, start: int, end: int, of_cell: bool) -> Caption | None:
    """What a cell says that figures count in: as a caption does, or by being nothing but a unit. Of a cell among figures
    (`of_cell`) only the second, for "€ 1.000" may be an amount."""
    if end - start > LONGEST_LINE:
        return None
    match = UNIT.fullmatch(text, start, end)
    currency = match and (match["before"] or match["after"])
    has_figures = match and ((match["scale"] or "")[:1].isdigit() or match["one"])
    if match and currency and (match["lead"] or not (of_cell and has_figures)):
        words = " ".join(match[0].strip("([ )]").split())
        return Caption(start, end, _factor(match["scale"]), currency_of(currency), words, ())
    captions = [] if of_cell else captions_in(text, start, end)
    return captions[-1] if captions and captions[-1].currency else None


def is_of_counts(text: str, caption: Caption) -> bool:
    """Whether the words before a caption without currency say what is counted: "Vluchtelingen (x 1 miljoen)"."""
    line = text[max(text.rfind("\n", 0, caption.start), caption.start - LONGEST_LABEL, 0) : caption.start]
    return not caption.currency and bool(COUNTS.search(line))


def values_of(written: str) -> tuple[Decimal | None, Decimal | None]:
    """The number of a figure as it is written in its cell, and the upper end where it is a range."""
    low, *high = map(number_value, re.split(JOINT, re.sub(rf"{EURO}[ ]?", "", written), flags=re.IGNORECASE))
    return low, high[0] if high else None


def is_complete(value: Decimal, is_bare: bool, caption: Caption) -> bool:
    """Whether a cell is an amount by itself, whatever the caption says: "€ 500.000" in a table in millions."""
    return not is_bare and value >= 100_000 and caption.factor >= 10**6


MARK_IN_LINE = re.compile(
    r"<sup>[^<>\n]{1,9}</sup>|[⁰¹²³⁴-⁹]+"
    r"|(?<=[0-9])[ ]?(?:\*{1,3}(?![*\w])|[†‡§]{1,3}|\[[0-9a-z]{1,3}\]|\([1-9]\))"
    r"|(?<=[0-9]\.[0-9]{3})[1-9][0-9]?(?![0-9.,])"
)
PLAIN_YEAR = re.compile(r"(?<![\w.,])20[0-4][0-9](?![\w.,])")
MARKED_YEAR = re.compile(r"(?<![\w.,])(20[0-4][0-9])[1-9](?![\w.,])")


def unmarked(line: str) -> str:
    """A line of a table with a NO_MARK for each sign of a mark of a note, so that every place stays. A fifth figure is the
    mark of a year where the line has years beside it."""
    line = MARK_IN_LINE.sub(lambda mark: NO_MARK * len(mark[0]), line)
    return MARKED_YEAR.sub(rf"\1{NO_MARK}", line) if PLAIN_YEAR.search(line) else line


def year_of(written: str) -> int:
    return int(written.replace(".", ""))
