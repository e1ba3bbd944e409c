"""What is written in a flow as an amount, with or without a sign, and whether it is money or counts something else."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from letters.reading.meaning.periods import RESPECTIVELY
from letters.reading.meaning.precisions import BECAME
from letters.reading.text.flowing import FlowingText
from letters.reading.text.nearby import Part, matches_from, matches_in, parts_around, parts_with
from letters.reading.text.paper import Paper
from ukrainesteun.money import HIGHEST_AMOUNT, LARGE_SCALES, TON, currency_of, format_money, sign_scale

from .below_zero import signed
from .captions import Column, Figure
from .found import Found
from .money_words import (
    BARE,
    BARE_AFTER,
    BARE_BEFORE,
    BARE_BEFORE_SIGN,
    BY,
    COSTS,
    CROWNS,
    GOODS,
    LIST,
    LIST_ANCHOR,
    LIST_WORDS,
    MEMBER,
    MOST_MATCHES,
    TERM,
    TERM_STARTER,
    TON_WORDS,
    TONS,
    UNIT_AFTER,
    VAGUE,
    VAGUE_WORDS,
    currency_of_crowns,
    neighbourhoods,
    number_value,
    scale_value,
    unit_value,
)
from .tables import read_tables

LEAST_COMPLETE = 10**5  # nobody writes "EUR 500.000 miljoen"
MOST_BEFORE_CROWNS = 150  # characters, in which their country may be named
LONGEST_LIST = 200  # characters, of numbers that share the sign of the amount before them


def find_terms(paper: Paper) -> list[Found]:
    """The Founds of a Paper, by their places in its flow, in order and apart: money, and large numbers of other things."""
    flowing = paper.flowing
    flow = flowing.flow
    parts = neighbourhoods(flowing)
    text_parts = [(s, e) for s, e in (_text_part(flowing, part) for part in parts)]
    tables = read_tables(paper, text_parts)
    taken = [(flowing.at(start), flowing.at(end - 1) + 1) for start, end in tables.captions]
    tabled = [Found(*_flow_part(flowing, f), f.amount, f.currency, f.high, figure=f) for f in tables.figures]
    with_and, with_tons, with_many = (
        parts_with(words, flowing.folded, parts) for words in (LIST_WORDS, TON_WORDS, VAGUE_WORDS)
    )
    endings = parts_around((match.span() for match in matches_in(LIST_ANCHOR, flow, with_and)), 120, 60)
    lists = [found for match in matches_in(LIST, flow, endings, MOST_MATCHES) for found in _list(flow, match)]
    terms = [
        found
        for match in islice(matches_from(TERM_STARTER, TERM, flow, parts), MOST_MATCHES)
        for found in _terms(flow, match)
    ]
    tons = [found for match in matches_in(TONS, flow, with_tons, MOST_MATCHES) if (found := _tons(flow, match))]
    vague = [
        _vague(match) for match in matches_in(VAGUE, flow, with_many, MOST_MATCHES) if not _is_caption(flow, match)
    ]
    terms = [_with_country(flow, found) for found in terms]
    kept = _apart(_apart(tabled + lists, taken) + terms + tons + vague, taken)
    return _in_columns(
        flowing,
        [signed(flowing, _times_unit_after(flow, one)) for one in _with_bare_members(flow, kept)],
        tables.columns,
    )


def _flow_part(flowing: FlowingText, cell: Figure | Column) -> Part:
    return flowing.at(cell.start), flowing.at(cell.end - 1) + 1


def _times_unit_after(flow: str, found: Found) -> Found:
    """The same, or times the unit that stands right after it between brackets: "€ 46.000 (x € 1.000)"."""
    unit = UNIT_AFTER.match(flow, found.end) if not found.figure and found.scale == 1 and found.amount else None
    if not unit:
        return found
    factor = unit_value(unit)
    remark = f"‘{unit[0].strip()}’: maal {format_money(factor, '')}"
    high = found.high and found.high * factor
    return replace(found, end=unit.end(), amount=(found.amount or 0) * factor, high=high, remark=remark)


def _with_country(flow: str, found: Found) -> Found:
    """The same, crowns with the country that their sentence names: "Noorwegen geeft 640 miljoen kronen"."""
    if found.currency or not CROWNS.search(flow, found.start, found.end):
        return found
    before = flow[max(0, found.start - MOST_BEFORE_CROWNS) : found.start]
    return replace(found, currency=currency_of_crowns(re.split(r"[.!?][ \n]|\n", before)[-1]))


def _text_part(flowing: FlowingText, part: Part) -> Part:
    start, end = part
    end = min(end, len(flowing.flow))
    return flowing.span(start, end) if start < end else (0, 0)


def _apart(found: Iterable[Found], taken: list[Part]) -> list[Found]:
    """Those that overlap neither each other nor a place that is taken, in order; of two that do, the likelier."""
    kept: list[Found] = []
    taken = sorted(taken)
    at = 0
    for item in sorted(found, key=lambda item: item.start):
        while at < len(taken) and taken[at][1] <= item.start:
            at += 1
        if at < len(taken) and taken[at][0] < item.end:
            continue
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
        elif _rank(item) < _rank(kept[-1]):
            kept[-1] = item
    return kept


def _rank(found: Found) -> int:
    return 0 if found.figure else 1 if found.group else 2


def _amount(value: Decimal | None, factor: int) -> tuple[int | None, str]:
    """(amount, remark) of a number times its scale, in whole units."""
    if value is None or value * factor > HIGHEST_AMOUNT:
        return None, "het getal is onwaarschijnlijk groot, of niet te lezen"
    exact = value * factor
    whole = int(exact + value.__class__("0.5")) if exact != int(exact) else int(exact)
    return whole, "" if whole == exact else "afgerond op hele eenheden"


def _term(
    match: re.Match[str],
    number: str,
    span: tuple[int, int],
    scale_word: str | None,
    sign: str | None,
    name: str | None,
    unit: str = "",
    group: tuple[int, int] | None = None,
) -> Found:
    value = number_value(match[number])
    factor = scale_value(scale_word) * sign_scale(sign or name)
    amount, remark = _amount(value, factor)
    if "." in match[number] and POINT_FOR_COMMA.search(match[number]):
        remark = "de punt is gelezen als komma"
    currency = currency_of((sign or "").strip()) or currency_of(name)
    return Found(*span, amount, currency, scale=factor, remark=remark, unit=unit, group=group)


POINT_FOR_COMMA = re.compile(r"(?<![0-9.])[0-9]+\.[0-9]{1,2}$")
# Numbers that are complete as they stand: "500.000", "500 000", "500,-"; and of these, those of which the thousands show.
THOUSANDS = re.compile(r"[0-9][. \n'’][0-9]{3}(?![0-9])|[0-9],[0-9]{3},")
WRITTEN_OUT = re.compile(rf"{THOUSANDS.pattern}|,(?:[-–—]|00$)")
RANGES = frozenset(["à", "a", "tot", "of", "-", "–", "—", "t/m"]) | {"tot en met"}
YEAR_LIKE = re.compile(r"(?:19|20)[0-9]{2}|2\.0[1-4][0-9]")
BETWEEN = re.compile(r"(?<!\w)tussen[ \n](?:\w+[ \n]){0,2}\Z", re.IGNORECASE)
FROM = re.compile(r"(?<!\w)van[ \n](?:\w+[ \n]){0,3}\Z", re.IGNORECASE)


def _terms(flow: str, match: re.Match[str]) -> list[Found]:
    """The one or two amounts of a TERM that are more than nothing."""
    number = match["number"]
    article = number.lower() == "een" and not match["scale"] and not match["low"]  # "een euro", "een miljardenbedrag"
    name = (match["sign"] or "").lower() == "euro" and not match["scale"] and YEAR_LIKE.fullmatch(number)  # Euro 2024
    return [] if article or name else [found for found in _parts(flow, match) if found.amount != 0 and _has_unit(found)]


def _has_unit(found: Found) -> bool:
    return bool(found.currency or found.scale > 1 or found.unit)


def _parts(flow: str, match: re.Match[str]) -> list[Found]:
    scale, after = match["scale"] or match["compound"] or (match["short"] or "").strip(), match["after"]
    unit = match["compound"] or ""
    if not match["low"]:
        return [_term(match, "number", match.span(), scale, match["sign"], after, unit=unit)]
    has_unit = bool(match["sign"] or match["low_scale"] or match["low_after"])
    start = match.start("second" if match["second"] else "number")
    sign = match["second"] or match["sign"]
    last = _term(match, "number", (start, match.end()), scale, sign, after or match["low_after"], unit=unit)
    is_bare = not (scale or after or match["second"])
    low = _low(match, "" if is_bare else _low_scale(flow, match, scale), after)
    if YEAR_LIKE.fullmatch(match["low"]) and not has_unit:
        return [last]
    if is_bare and not _is_plain_range(match, low, last):
        return [low] if has_unit else []
    if match["second"] and low.scale > 1 and not match["low_scale"] and _falls(low, last):
        low = replace(low, remark=_scale_of_the_next(flow, match, low, last))
    return _joined(flow, match, low, last, has_unit)


def _scale_of_the_next(flow: str, match: re.Match[str], low: Found, last: Found) -> str:
    """Says which two amounts "€ 340" in "€ 340 en € 3 miljoen" may be: each under a sign of its own, it has no scale."""
    printed, following = (" ".join(flow[one.start : one.end].split()) for one in (low, last))
    sign = printed.removesuffix(match["low"])
    unit = match["scale"] or match["compound"] or (match["short"] or "").strip()
    read = format_money(low.amount or 0, "")
    return f"‘{unit}’ staat alleen bij ‘{following}’: ‘{printed}’ is hier gelezen als {sign}{read}; zonder is het {printed}"


def _falls(low: Found, last: Found) -> bool:
    return low.amount is not None and last.amount is not None and low.amount > last.amount


def _is_complete(number: str, neighbour: str) -> bool:
    """Whether a number needs no scale of its neighbour: "500.000" in "EUR 500.000 en EUR 3 miljoen".

    A neighbour under the same sign that has its thousands apart as well shares its own: "EUR 1.500 tot 2.000 miljoen".
    """
    value = number_value(number)
    shares = THOUSANDS.search(neighbour) and value is not None and value < LEAST_COMPLETE
    return bool(WRITTEN_OUT.search(number)) and not shares


def _low_scale(flow: str, match: re.Match[str], scale: str) -> str:
    """The scale that the first of two numbers shares with the second, or "" where it is complete.

    "EUR 800 tot EUR 2 miljoen" is no range that falls, "van EUR 800 verlaagd tot EUR 200 miljoen" may fall.
    """
    if match["low_after"] or _is_complete(match["low"], "" if match["second"] else match["number"]):
        return ""
    low, last = number_value(match["low"]), number_value(match["number"])
    if not match["sign"] or low is None or last is None or low <= last or _becomes(flow, match):
        return scale
    joint, before = _joint(match), flow[max(0, match.start() - 80) : match.start()]
    is_span = joint in RANGES or BETWEEN.search(before) or (match["second"] and _has_word_between(flow, match))
    return "" if joint in ("tot", "à") or (is_span and low > 100 * last) else scale


def _joint(match: re.Match[str]) -> str:
    """What stands between the two numbers of a TERM: "tot", "en"."""
    return (match["joint"] or match["dash"]).lower()


def _becomes(flow: str, match: re.Match[str]) -> bool:
    """Whether the first number became the second: "verhoogd van EUR 2 tot EUR 3 miljard"."""
    before = flow[max(0, match.start() - 80) : match.start()]
    near = before + flow[match.end("low") : match.start("number")] + flow[match.end() : match.end() + 40]
    return bool(_joint(match) == "tot" and FROM.search(before) and BECAME.search(near))


def _low(match: re.Match[str], scale: str, after: str | None) -> Found:
    """The first of the two numbers of a TERM."""
    end = next(match.end(name) for name in ("low_after", "low_scale", "low") if match[name])
    sign, name = match["sign"] or match["second"], match["low_after"] or after
    return _term(match, "low", (match.start(), end), match["low_scale"] or scale, sign, name)


def _is_plain_range(match: re.Match[str], low: Found, last: Found) -> bool:
    """ "EUR 500.000 tot 750.000"; not "EUR 2 miljard tot 2026"."""
    return (
        bool(match["sign"])
        and not match["low_scale"]
        and _joint(match) in RANGES
        and not YEAR_LIKE.fullmatch(match["number"])
        and low.amount is not None
        and last.amount is not None
        and low.amount < last.amount
    )


def _joined(flow: str, match: re.Match[str], low: Found, last: Found, has_unit: bool) -> list[Found]:
    """A range is one amount; a list, and what goes from one to another, are two."""
    joint, becomes = _joint(match), _becomes(flow, match)
    before = flow[max(0, match.start() - 80) : match.start()]
    rises = low.amount is not None and last.amount is not None and low.amount < last.amount
    if joint in ("tot", "naar") and BY.search(before):
        return [low, last]
    is_range = joint in RANGES or (joint == "en" and BETWEEN.search(before))
    if rises and is_range and not becomes and (low.currency == last.currency or not low.currency or not last.currency):
        currency = low.currency or last.currency
        return [replace(low, end=last.end, high=last.amount, currency=currency, scale=last.scale, unit=last.unit)]
    if has_unit or joint in ("naar", "+") or becomes or (joint == "en" and _shares(flow, match)):
        is_apart = (match["low_scale"] and has_unit) or (match["second"] and _has_word_between(flow, match))
        group = None if is_apart else (match.start(), match.end())
        return [replace(low, group=group), replace(last, group=group)]
    return [last]


def _has_word_between(flow: str, match: re.Match[str]) -> bool:
    """Whether the second number has a word of its own: "minimaal € 500.000 en maximaal € 3 miljoen"."""
    return bool(flow[match.end("joint" if match["joint"] else "dash") : match.start("second")].strip())


def _shares(flow: str, match: re.Match[str]) -> bool:
    return bool(match["after"] or RESPECTIVELY.search(flow, max(0, match.start() - 60), match.start()))


def _list(flow: str, match: re.Match[str]) -> list[Found]:
    """The members of "EUR 25, 41 en 89 miljoen", or nothing where these are no amounts."""
    members = list(MEMBER.finditer(flow, match.start("members"), match.end("members")))
    years = [member for member in members if YEAR_LIKE.fullmatch(member["number"])]
    near = flow[max(0, match.start() - 80) : match.start()] + flow[match.end() : match.end() + 60]
    has_scales = all(member["scale"] for member in members)
    sign, after, group = match["sign"], match["after"], match.span()
    if not sign and (years or not (after or has_scales or RESPECTIVELY.search(near))):
        return []
    start = match.start("last_sign" if match["last_sign"] else "last")
    starts = [match.start(), *(member.start() for member in members[1:])]
    signs = [sign, *(member["sign"] for member in members[1:])]
    shared = "" if match["last_sign"] or any(signs[1:]) else sign  # one that is printed twice is not shared
    last_number = "" if match["last_sign"] else match["last"]
    scales = [
        member["scale"] or ("" if _is_complete(member["number"], last_number) else match["scale"]) for member in members
    ]
    result = [
        _term(member, "number", (first, member.end()), scale, own or shared, after, group=group)
        for first, member, scale, own in zip(starts, members, scales, signs, strict=True)
    ]
    own = match["last_sign"] or shared
    result.append(_term(match, "last", (start, match.end()), match["scale"], own, after, group=group))
    return [found for found in result if found.amount != 0]


def _vague(match: re.Match[str]) -> Found:
    word = next(scale for scale in LARGE_SCALES if scale in match[0].lower())
    return Found(*match.span(), None, currency_of(match["after"]), scale=scale_value(word))


def _is_caption(flow: str, match: re.Match[str]) -> bool:
    """ "in miljoenen euro's", "x miljoen": what a table counts in."""
    return not match["many"] and bool(
        re.search(r"(?:(?<!\w)(?:in|x)|[×(])[ ]?\Z", flow[max(0, match.start() - 4) : match.start()])
    )


def _tons(flow: str, match: re.Match[str]) -> Found | None:
    """The amount of "2 à 3 ton", or None where nothing near it is about money."""
    near = flow[max(0, match.start() - 90) : match.start()]
    if not match["after"] and (not COSTS.search(near) or GOODS.search(near)):
        return None
    low, number = match["low"], match["number"]
    end = match.end("after") if match["after"] else match.end()
    amount, remark = _amount(number_value(low or number), TON)
    high = _amount(number_value(number), TON)[0] if low else None
    if amount is None or (high is not None and high <= amount):
        return None
    return Found(match.start(), end, amount, currency_of(match["after"]), high=high, scale=TON, remark=remark)


def _with_bare_members(flow: str, found: list[Found]) -> list[Found]:
    """With the numbers that have neither sign nor scale and share those of the amount beside them."""
    more: list[Found] = []
    for item in found:
        if item.scale > 1 and not item.figure and item.amount:
            more += (_bare(flow, item, *span) for span in _bare_beside(flow, item))
    return _apart(found + [item for item in more if item.amount], []) if more else found


def _bare_beside(flow: str, item: Found) -> Iterator[tuple[int, int]]:
    """The (start, end) of those numbers."""
    for pattern in BARE_AFTER:
        if match := pattern.match(flow, item.end, item.end + LONGEST_LIST):
            for number in BARE.finditer(flow, *match.span("members")):
                yield number.span()
    before = flow[max(0, item.start - 80) : item.start]
    for pattern in BARE_BEFORE + (BARE_BEFORE_SIGN if item.currency else ()):
        if match := pattern.search(before):
            place = item.start - len(before)
            for number in BARE.finditer(flow, place + match.start("members"), place + match.end("members")):
                yield number.span()


def _bare(flow: str, item: Found, start: int, end: int) -> Found:
    scale = 1 if _is_complete(flow[start:end], flow[item.start : item.end]) else item.scale
    amount, remark = _amount(number_value(flow[start:end]), scale)
    return Found(start, end, amount, item.currency, scale=scale, remark=remark)


def _in_columns(flowing: FlowingText, found: list[Found], read: list[Column]) -> list[Found]:
    """The same, those that stand in the cells of a table with the column they stand in."""
    columns = [(*_flow_part(flowing, each), each) for each in read]
    if not columns:
        return found
    starts = [start for start, _, _ in columns]
    return [_in_column(item, columns, starts) for item in found]


def _in_column(item: Found, columns: list[tuple[int, int, Column]], starts: list[int]) -> Found:
    at = bisect_right(starts, item.start) - 1
    is_in = at >= 0 and item.end <= columns[at][1] and not item.figure
    return replace(item, column=columns[at][2]) if is_in else item
