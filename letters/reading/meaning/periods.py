"""Which years an amount is for, by the years and the words for years around it."""

import datetime
import re
from dataclasses import replace

from ukrainesteun.months import MONTHS
from ukrainesteun.numerals import ONES, numeral_value, one_of

from .inferred import NOTHING, Inferred
from .setting import Period, Setting

MONTH = "|".join(MONTHS)
SEASONS = {"winter": 1, "voorjaar": 4, "lente": 4, "zomer": 7, "najaar": 10, "herfst": 10}
# A year may be spoilt in the export: 2.023.
YEAR = r"(?<![\w.,/])(?:20[0-4][0-9]|2\.0[1-4][0-9])(?![0-9]|[.,][0-9]|[ ]?[–-]?/[0-9]{2}(?![0-9]))"
THROUGH = r"(?:[ ]?(?:[-–—]|t/m|tot[ ]en[ ]met|tot)[ ]?|,?[ ](?:en[ ])?(?:voor[ ]het[ ]laatst|eindigend)[ ](?:in[ ])?)"
SOME = one_of(ONES[1:5])  # "de twee jaren daarna"
PERIOD = re.compile(
    rf"""(?:(?<!\w)(?P<since>sinds|vanaf)[ ](?:de[ ]|het[ ])?)?
        (?P<between>(?<!\w)tussen[ ])?(?:(?<![\w.,])(?P<day>[0-9]{{1,2}})[ ])?
        (?:(?<!\w)(?P<month>{MONTH}|begin|eind|medio)[ ])?
        (?P<first>{YEAR})(?:{THROUGH}(?:(?:en[ ]met|eind|begin|{MONTH})[ ])*
        (?P<last>(?<!\w)(?:20[0-4][0-9]|2\.0[1-4][0-9])(?![0-9]))
        |(?P<more>(?:,[ ](?:in[ ])?{YEAR})*(?:,?[ ](?:en|of|als)[ ](?:in[ ]|voor[ ])?|/){YEAR}))?
    |(?P<until>(?:tot[ ]en[ ]met|t/m)[ ](?:eind[ ])?)(?P<until_year>{YEAR})
    |(?P<invasion>(?:sinds|vanaf)[ ](?:het[ ]begin[ ]van[ ])?(?:de[ ])?(?:\w+[ ]){{0,2}}(?:inval|invasie|oorlog)(?!\w))
    |(?<!\w)(?P<relative>(?:dit|lopende?|komende?|volgende?|vorige?|afgelopen|eerstkomende|huidige)
        (?:[ ]begrotings|[ ])jaar(?!\w))(?:[ ](?:en|als)[ ](?:in[ ]|voor[ ])?
        (?:(?P<next_year>(?:het[ ])?(?:volgend|komend)e?[ ]jaar)(?!\w)|(?P<and_year>{YEAR})))?
    |(?<!\w)(?:de[ ](?P<count>{SOME})[ ]jaren|het[ ]jaar)[ ](?P<after>daarna)(?!\w)
    |(?<!\w)(?P<past>{MONTH}|{"|".join(SEASONS)})[ ](?:jl\.?|jongstleden|vorig[ ]jaar)(?!\w)
    |(?<!\w)afgelopen[ ](?P<last_month>{MONTH}|{"|".join(SEASONS)})(?!\w)
    |(?<!\w)(?P<coming>aanstaande|aankomende?|komende?)[ ](?P<next_month>{"|".join(SEASONS)}|{MONTH})(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
# A year in the name of a paper says nothing about money.
PAPER = re.compile(
    r"(?:Kamerstuk(?:ken)?|Handelingen|nota|agenda|Kamerbrief|motie|Verdrag|conferentie|top|rapport|Regeerprogramma|vergaderjaar)"
    r"(?:[ ]van|[ ]in|,)?[ ]*\Z",
    re.IGNORECASE,
)
REFERENCE = re.compile(r"\([^()]{0,200}?(?:Kamer|motie|Motie|Handelingen|Stb|Stcrt|nr\.)[^()]{0,200}\)")
RELATIVE = {
    "dit": 0,
    "lopend": 0,
    "huidig": 0,
    "komend": 1,
    "volgend": 1,
    "eerstkomend": 1,
    "vorig": -1,
    "afgelopen": -1,
}
OPENING = re.compile(r"[ \n]*(?:In|Voor|Over|Sinds|Vanaf|Begin|Eind|Medio|Ook in|Dit|Vorig|Afgelopen|Komend|Volgend)\b")
TURN = re.compile(
    r"[ \n]*(?:\S+[ ]){0,3}?(?:daarnaast|verder|tevens|voorts|bovendien|tot slot|overigens|ook)\b", re.IGNORECASE
)
RESPECTIVELY = re.compile(r"(?<!\w)(?:respectievelijk|resp\.|achtereenvolgens|onderscheidenlijk)", re.IGNORECASE)
POINTS_BACK = re.compile(
    r"[ \n]*(?:Daarvan|Hiervan|Van dit bedrag|Van deze middelen|Dit bedrag|"
    r"(?:In totaal gaat het|Het gaat)(?: hierbij| daarbij)? om)\b"
)
MEANT_FOR = re.compile(r"(?<!\w)voor[ \n](?:de[ ]periode[ ]|het[ ]jaar[ ]|de[ ]jaren[ ])?\Z", re.IGNORECASE)
NEAR, DATE = 26, "date"
INVASION_YEAR = 2022


def periods_in(flow: str, start: int, end: int, letter_date: datetime.date | None = None) -> list[Period]:
    """The Periods named in a part of the flow, in order; relative words only where the letter's date is known."""
    references = [match.span() for match in REFERENCE.finditer(flow, start, end)]
    result: list[Period] = []
    for match in PERIOD.finditer(flow, start, end):
        if any(first <= match.start() and match.end() <= last for first, last in references):
            continue
        years, kind = _thereafter(match, result) if match["after"] else _years(match, letter_date)
        named = match.start("first") if match["first"] else match.start()
        if years and not PAPER.search(flow, max(start, named - 30), named):
            words = " ".join(match[0].split())
            result.append(Period(match.start(), match.end(), years, kind, words))
    return result


def _thereafter(match: re.Match[str], earlier: list[Period]) -> tuple[tuple[int, ...], str]:
    """ "In 2026, en in de twee jaren daarna": counted from the last year before it."""
    if not earlier:
        return (), ""
    last, count = max(earlier[-1].years), int(numeral_value(match["count"] or "een") or 1)
    return tuple(range(last + 1, last + 1 + count)), "explicit"


def _year(written: str) -> int:
    return int(written.replace(".", ""))


def _years(match: re.Match[str], letter_date: datetime.date | None) -> tuple[tuple[int, ...], str]:
    this = letter_date.year if letter_date else None
    if match["first"]:
        return _explicit(match, this)
    if match["until"]:
        last = _year(match["until_year"])
        return (tuple(range(this, last + 1)) if this and this <= last <= this + 15 else (last,)), "explicit"
    if letter_date is None or this is None:
        return (), ""
    if match["invasion"]:
        return tuple(range(INVASION_YEAR, this + 1)), "since"
    if match["relative"]:
        word = match["relative"].split()[0].lower()
        year = this + next(step for stem, step in RELATIVE.items() if word.startswith(stem))
        also = this + 1 if match["next_year"] else _year(match["and_year"]) if match["and_year"] else year
        return tuple(sorted({year, also})), "relative"
    past = match["past"] or match["last_month"]
    if past:
        return (this - (_month(past) > letter_date.month),), "relative"
    return (this + (_month(match["next_month"]) < letter_date.month),), "relative"


def _month(word: str) -> int:
    word = word.lower()
    return SEASONS[word] if word in SEASONS else MONTHS.index(word) + 1


def _explicit(match: re.Match[str], this: int | None) -> tuple[tuple[int, ...], str]:
    first = _year(match["first"])
    if match["day"] and match["month"]:
        kind = "since" if match["since"] and match["since"].lower() == "sinds" else DATE
        return (tuple(range(first, this + 1)) if kind == "since" and this and this >= first else (first,)), kind
    if match["last"]:
        last = _year(match["last"])
        return (tuple(range(first, last + 1)) if first < last <= first + 30 else (first,)), "explicit"
    if match["more"]:
        years = {first, *map(_year, re.findall(YEAR, match["more"].replace("/", " ")))}
        if match["between"]:
            years = set(range(min(years), max(years) + 1))
        return tuple(sorted(years)), "explicit"
    if match["since"] and match["since"].lower() == "sinds" and this and first <= this:
        return tuple(range(first, this + 1)), "since"
    return (first,), "explicit"


def infer_years(setting: Setting) -> Inferred:
    """The years of an amount: a tuple of all years of its period. The year of the letter is offered as doubtful."""
    periods = [p for p in setting.periods if p.end <= setting.start or p.start >= setting.end]
    if by_order := _by_order(setting, periods):
        return by_order
    found = (
        _in_clause(setting, periods)
        or _opening(setting, periods)
        or _of_what_it_points_to(setting)
        or _earlier(setting)
        or _of_letter(setting.letter_date)
    )
    are_of_each = isinstance(found.value, tuple) and len(found.value) > 1 and _is_respectively(setting)
    return replace(found, doubtful=True) if are_of_each else found


def _as_inferred(period: Period, doubtful: bool = False) -> Inferred:
    why = f"‘{period.words}’" if period.kind == "relative" else period.words
    if period.kind == "relative":
        why += ", gerekend vanaf de datum van de brief"
    elif period.kind == "since":
        why += ", tot en met het jaar van de brief"
    return Inferred(period.years, why, doubtful)


def _in_clause(setting: Setting, periods: list[Period]) -> Inferred | None:
    first, last = setting.own
    before = [p for p in periods if first <= p.start and p.end <= setting.start]
    after = [p for p in periods if setting.end <= p.start and p.end <= last]
    telling = [p for p in before if p.kind != DATE]
    meant = [p for p in after if p.kind == "explicit" and MEANT_FOR.search(setting.flow, max(p.start - 20, 0), p.start)]
    if meant and not (telling and MEANT_FOR.search(setting.flow, max(telling[-1].start - 20, 0), telling[-1].start)):
        return _as_inferred(meant[0])
    if telling and setting.start - telling[-1].end <= NEAR and telling[-1].kind != "relative":
        return _as_inferred(telling[-1])
    for group in (
        [p for p in after if p.kind in ("explicit", "since")][:1],
        telling[-1:],
        [p for p in after if p.kind != DATE][:1],
    ):
        if group:
            return _as_inferred(group[0])
    dates = before[-1:] or after[:1]
    return _as_inferred(dates[0], doubtful=True) if dates else None


def _by_order(setting: Setting, periods: list[Period]) -> Inferred | None:
    """ "EUR 25 en 41 miljoen in respectievelijk 2025 en 2026"."""
    if not _is_respectively(setting):
        return None
    for period in periods:
        if len(period.years) == len(setting.neighbours) > 1:
            year = period.years[setting.neighbours.index((setting.start, setting.end))]
            return Inferred((year,), f"respectievelijk {period.words}")
    return None


def _is_respectively(setting: Setting) -> bool:
    return bool(RESPECTIVELY.search(setting.flow, *setting.sentence))


def _of_what_it_points_to(setting: Setting) -> Inferred | None:
    """The years of the sentence before it, where this one begins with "Daarvan" or "Het gaat om"."""
    if not setting.earlier or not POINTS_BACK.match(setting.flow, *setting.sentence):
        return None
    periods = periods_in(setting.flow, *setting.earlier[0], setting.letter_date)
    telling = [p for p in periods if p.kind == "explicit"]
    return _as_inferred(telling[-1], doubtful=True) if telling else None


def _opening(setting: Setting, periods: list[Period]) -> Inferred | None:
    """What the sentence says before its first amount holds for all of them; what it says after the last may."""
    first, last = setting.neighbours[0][0], setting.neighbours[-1][1]
    lead = [p for p in periods if p.end <= first]
    telling = [p for p in lead if p.kind != DATE]
    if telling:
        return _as_inferred(telling[-1])
    tail = [p for p in periods if p.start >= last and p.kind == "explicit"]
    if tail:
        return _as_inferred(tail[0], doubtful=True)
    return _as_inferred(lead[-1], doubtful=True) if lead else None


def _earlier(setting: Setting) -> Inferred | None:
    """The opening of one of the sentences before it ("Sinds het begin van de inval heeft ..."), or the heading."""
    if not TURN.match(setting.flow, setting.sentence[0], setting.sentence[1]):
        for first, last in setting.earlier:
            if OPENING.match(setting.flow, first, last):
                periods = periods_in(setting.flow, first, min(last, first + 90), setting.letter_date)
                telling = [p for p in periods if p.kind != DATE]
                if telling:
                    return _as_inferred(telling[0], doubtful=True)
    named = periods_in(setting.heading, 0, len(setting.heading), setting.letter_date)
    periods = [p for p in named if p.kind != DATE]  # "Den Haag, 3 april 2026" heads the letter, not an amount
    return _as_inferred(periods[0], doubtful=True) if periods else None


def _of_letter(letter_date: datetime.date | None) -> Inferred:
    if letter_date is None:
        return NOTHING
    return Inferred((letter_date.year,), "het jaar van de brief; de zin noemt geen jaar", doubtful=True)
