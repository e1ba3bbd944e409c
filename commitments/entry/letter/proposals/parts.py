"""Wholes and their parts: which amounts lie inside one that stands before them, in its sentence, its list or the next sentence.

A part takes over what its whole is: of an outcome it is an outcome, of money of others it is money of others. A new one is
certain only where the parts make the whole exactly.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from letters.reading.text.flowing import flowed

from .meanings import Meaning
from .outcomes import about
from .proposed import NEED, NEW, OTHER, OTHERS, OUTCOME, REPEATS, Proposed, ProposedRow
from .surroundings import Surroundings
from .wholes import INSIDE, SENTENCE_END, is_within
from .wordings import words

POINTS_AT = words(
    r"hiervan|daarvan|ervan|hieruit|daaruit|daarbinnen|hierbinnen|"
    r"(?:van|uit|binnen) (?:dit|dat|deze|die|het genoemde|de genoemde) "
    r"(?:bedrag|budget|middelen|pakket|reservering|steun|geld|bijdrage)|"
    r"(?:dit|dat|het) (?:bedrag|pakket|budget|geld) (?:is|wordt|bestaat)|als volgt (?:\w+ )?verdeeld|"
    r"(?:deze|die) (?:middelen|gelden) (?:worden|zijn|gaan)|bestaat uit|bestaan uit|bestaande uit|"
    r"verdeeld (?:over|in)|valt uiteen"
)
PERHAPS = words(r"het gaat (?:hierbij |daarbij )?om|posten|als volgt|onderdelen|daarmee|hiermee")
OF_THE = re.compile(
    r"(?:\A|[,;] |\ben |(?= [VUB]) )(?i:van|uit|binnen)(?: de| die| deze| het| dat)"
    r"(?: \w+e| eerder| totaal van| bedrag van| reservering van| budget van| pakket van){0,4}\Z"
)
APART = words(r"los|daarnaast|bovenop|daarbovenop|nog eens|extra")
OF_YEARS = re.compile(r" ?\((?:in )?20[0-9]{2}:")
DIVIDED = words(r"bestaat uit|bestaan uit|(?:onder)?verdeeld|opgebouwd")
REMAINING = words(r"resterende|overige|rest van|restant van")
DIVISION = words(
    r"verdeling|verdeeld|onderverdeeld|uitgesplitst|uitsplitsing|valt uiteen|bestaat uit|onderdelen|opgebouwd"
)
AMONG = "waaronder"  # what follows may be examples of what it is for
LONGEST_HEAD, MOST_BACK = 300, 5  # characters between what announces a list and its first amount; rows before that
LIST_MARK = re.compile(r"[;\n]")
MOST_PARTS = 40
GOES_OVER = (OUTCOME, OTHERS, NEED, OTHER)  # what a part of such an amount is too


@dataclass(frozen=True)
class _Group:
    """A whole with its parts: `said` are the words that say so. `is_exact` where they make it."""

    whole: int
    parts: tuple[int, ...]
    said: str
    is_exact: bool
    is_sure: bool  # whether the words leave no doubt of the first part


def with_parts(
    rows: Sequence[ProposedRow],
    around: Mapping[str, Surroundings],
    meanings: Mapping[str, Meaning | None],
    text: str,
) -> list[ProposedRow]:
    """The rows, each that lies inside another as its part; the innermost whole is that of a part."""
    result, taken = list(rows), set[int]()
    groups = []
    for number in range(len(rows) - 2, -1, -1):
        if group := _group(number, rows, around, text, taken):
            taken |= set(group.parts)
            groups.append(group)
    groups += _lists(rows, around, text, taken)
    for group in reversed(groups):
        for place in group.parts:
            is_sure = group.is_exact or (group.is_sure and place == group.parts[0])
            result[place] = _inside(result[place], result[group.whole], group, is_sure, meanings.get(rows[place].key))
    return result


# Which are parts


def _group(
    number: int, rows: Sequence[ProposedRow], around: Mapping[str, Surroundings], text: str, taken: set[int]
) -> _Group | None:
    whole = rows[number]
    if not whole.amount or whole.key not in around:
        return None
    gap = text[whole.end : rows[number + 1].start]
    if len(gap) > 600:
        return None
    is_of = bool(OF_THE.search(around[whole.key].before)) and around[whole.key].is_first
    said, is_sure, ends_at_mark = _said_in(gap, is_of, around[whole.key], rows, number)
    if not said:
        return None
    parts, total = [], 0
    for place in _following(number, rows, text, ends_at_mark, bool(DIVIDED.fullmatch(said))):
        row = rows[place]
        if place in taken or not row.amount or not row.is_in_the_money_of(whole) or row.key not in around:
            continue
        if total + row.amount > whole.amount or row.amount == whole.amount:
            break
        parts.append(place)
        total += row.amount
        if total == whole.amount:
            break
    is_made = total == whole.amount and len(parts) > 1
    is_exact = is_made and not _goes_on(parts[-1], rows, text) and all(is_within(rows[place], whole) for place in parts)
    remaining = _remaining(parts, total, whole, rows, around, taken)
    if remaining is not None:
        parts, is_exact = [*parts, remaining], True
    return (
        _Group(number, tuple(parts), said, is_exact, is_sure)
        if parts and (is_sure or is_exact or is_made or is_of or said.lower() == AMONG)
        else None
    )


def _goes_on(last: int, rows: Sequence[ProposedRow], text: str) -> bool:
    """Whether an amount that is no sum follows the last part in its sentence: then these were not all."""
    if last + 1 >= len(rows) or SENTENCE_END.search(text, rows[last].end, rows[last + 1].start):
        return False
    return rows[last + 1].verdict == NEW and "\n\n" not in text[rows[last].end : rows[last + 1].start]


def _lists(
    rows: Sequence[ProposedRow], around: Mapping[str, Surroundings], text: str, taken: set[int]
) -> Iterator[_Group]:
    """The lists and tables that are said to divide an amount a little further back: their items make it exactly."""
    for first in range(1, len(rows)):
        announced = DIVISION.search(text, max(rows[first].start - LONGEST_HEAD, rows[first - 1].end), rows[first].start)
        if first in taken or not announced:
            continue
        parts, total = [], 0
        for place in range(first, min(len(rows), first + MOST_PARTS)):
            if rows[place].key not in around or not rows[place].amount or place in taken:
                break
            parts.append(place)
            total += rows[place].amount or 0
            whole = _of_size(total, rows, range(max(first - MOST_BACK, 0), first)) if len(parts) > 1 else None
            if whole is not None and rows[first].is_in_the_money_of(rows[whole]):
                taken |= set(parts)
                yield _Group(whole, tuple(parts), announced[0], True, True)
                break


def _of_size(amount: int, rows: Sequence[ProposedRow], places: range) -> int | None:
    """The last of these rows that is a promise, or repeats one, of exactly this amount."""
    return next(
        (at for at in reversed(places) if rows[at].amount == amount and rows[at].verdict in (NEW, REPEATS)), None
    )


def _said_in(
    gap: str, is_of: bool, around: Surroundings, rows: Sequence[ProposedRow], number: int
) -> tuple[str, bool, bool]:
    """(the words between a whole and what follows that say that parts follow, whether they leave no doubt, whether a
    semicolon or a new line ends the parts)."""
    end = SENTENCE_END.search(gap)
    if OF_YEARS.match(gap):
        return ":", False, False
    if not end:
        if inside := INSIDE.search(gap):
            is_sure = inside[0].lower() != AMONG and not LIST_MARK.search(gap[: inside.start()])
            return inside[0], is_sure, "\n- " not in gap and ":" not in gap
        if ":" in gap:
            return ":", False, False
        return (flowed(around.before), False, False) if is_of else ("", False, False)
    if divided := DIVIDED.search(gap, 0, end.start()):
        return divided[0], False, False
    following = flowed(gap[end.end() :])
    if SENTENCE_END.search(gap, end.end()):
        return "", False, False
    if APART.search(following):
        return "", False, False
    if said := POINTS_AT.search(following):
        return said[0], True, False
    if (said := PERHAPS.search(following)) or following.endswith(":"):
        return said[0] if said else ":", False, False
    return "", False, False


def _following(number: int, rows: Sequence[ProposedRow], text: str, ends_at_mark: bool, goes_on: bool) -> Iterator[int]:
    """The rows after this one in the sentence of the first of these; where it `goes_on`, in its paragraph."""
    for place in range(number + 1, min(len(rows), number + 1 + MOST_PARTS)):
        if place > number + 1:
            gap = text[rows[place - 1].end : rows[place].start]
            if ("\n\n" in gap if goes_on else SENTENCE_END.search(gap)) or (ends_at_mark and LIST_MARK.search(gap)):
                return
        yield place


def _remaining(
    parts: Sequence[int],
    total: int,
    whole: ProposedRow,
    rows: Sequence[ProposedRow],
    around: Mapping[str, Surroundings],
    taken: set[int],
) -> int | None:
    """The row after the parts that is what remains of the whole, in the next sentence: "De resterende € 225 miljoen"."""
    place = next((at for at in range(parts[-1] + 1 if parts else len(rows), len(rows)) if at not in taken), len(rows))
    if place >= len(rows) or rows[place].key not in around or not whole.amount:
        return None
    is_rest = REMAINING.search(around[rows[place].key].before) and total + (rows[place].amount or 0) == whole.amount
    return place if is_rest else None


# What a part is


def _inside(row: ProposedRow, whole: ProposedRow, group: _Group, is_sure: bool, meaning: Meaning | None) -> ProposedRow:
    why = f"‘{group.said}’ {whole.as_written}" if group.said != ":" else f"een deel van {whole.as_written}"
    why += ": de delen maken het geheel" if group.is_exact else ""
    is_doubtful = not is_sure or whole.fields["verdict"].doubtful
    target = _name_of(whole)
    if row.verdict == OUTCOME and target:
        verdict = row.fields["verdict"]
        is_sure = bool(meaning and meaning.is_certain) and not is_doubtful
        return about(row.having(verdict=Proposed(OUTCOME, verdict.why, not is_sure)), target, why)
    if meaning and meaning.verdict == OTHER:
        return row
    is_ours = whole.verdict == OTHERS and row.verdict == NEW and not row.fields["verdict"].doubtful
    if whole.verdict in GOES_OVER and row.verdict in (NEW, REPEATS, OTHER) and not is_ours:
        return _as_its_whole(row, whole, why, is_doubtful)
    is_free = row.verdict in (NEW, OTHER) or (row.verdict == REPEATS and row.fields["target"].doubtful)
    if not target or not is_free or (meaning and meaning.change) or not is_within(row, whole):
        return row
    is_doubtful = is_doubtful or not group.is_exact
    told = {"verdict": Proposed(NEW, why, is_doubtful), "part_of": Proposed(target, why, is_doubtful)}
    return _with_what_its_whole_says(row.having(**told), whole)


def _name_of(whole: ProposedRow) -> str:
    """How a part names its whole; "" where that is no commitment."""
    if whole.verdict == NEW:
        return whole.name
    target = whole.target if whole.verdict == REPEATS else ""
    if target and whole.fields["target"].doubtful and not target.startswith("rij "):
        return ""  # it may be another of the same size
    return target if " " not in target.removeprefix("rij ") else ""


def _as_its_whole(row: ProposedRow, whole: ProposedRow, why: str, is_doubtful: bool) -> ProposedRow:
    fields = {"verdict": Proposed(whole.verdict, why, is_doubtful)}
    if whole.verdict == OUTCOME:
        same = ("outcome_kind", "on_date", "is_cumulative", "valuation", "about", "year", "end_year", "category")
        fields |= {name: whole.fields[name] for name in same if name in whole.fields}
    return row.having(**fields)


def _with_what_its_whole_says(row: ProposedRow, whole: ProposedRow) -> ProposedRow:
    """The row with the years, the stage and the purpose of its whole where its own words leave these open."""
    said = {}
    for name in ("stage", "category"):
        own, other = row.fields[name], whole.fields.get(name, Proposed())
        if own.doubtful and other.value:
            said[name] = Proposed(other.value, f"zoals {whole.name}", other.doubtful)
    if row.fields["year"].doubtful and whole.fields["year"].value:
        said |= {name: Proposed(whole.fields[name].value, f"zoals {whole.name}", whole.fields[name].doubtful)
                 for name in ("year", "end_year")}  # fmt: skip
    return row.having(**said)
