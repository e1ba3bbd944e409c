"""Rows of an intake that ask the same, and one answer for all of them.

Two rows of one table, or of the text outside tables, ask the same where the program doubts the same field for the same reason.
Who answers one of them may give the others that answer in one press: what was corrected there is corrected where the
program had proposed the same for the same reason, and a row is agreed with where nothing else is asked of it. What a row
says of itself (its title, its quote, its amount) is never taken over.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from commitments.models import Intake
from ukrainesteun.years import period_label

from .arithmetic import in_a_row
from .fields import ALWAYS, TICKED
from .going_on import REFERRING  # these say which money is the same: a value of its own each
from .page import Field, IntakePage, IntakeRow
from .proposals import FIELDS_OF

# What several rows can have alike; the rest is a row's own.
TAKEN_OVER = (
    "verdict", "currency", "rate", "rate_date", "rate_source", "precision", "year", "end_year", "period_note", "each_year",
    "category", "channel", "stage", "finance_type", "exclusion",
)  # fmt: skip
QUOTED = re.compile(r"‘[^’]*’")
NUMBER = re.compile(r"[0-9][0-9.,]*")
IN_TEXT = -1  # the place of a row that stands in no table
FEWEST_IN_A_RUN = 3


class Question(NamedTuple):
    """What the program doubts of a row: the field, why (without the letter's own words and numbers), and where it matters
    what it proposes."""

    name: str
    why: str
    value: str


@dataclass
class Shared:
    """What one press did: the rows it agreed with, the fields it took over, and the rows that ask something else too."""

    agreed: list[str] = field(default_factory=list)
    taken_over: list[Field] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        said = [f"Akkoord: {named(self.agreed)}."]
        if self.taken_over:
            facts = (f"{one.spec.label.lower()} {one.words or 'leeg'}" for one in self.taken_over)
            said.append(f"Overgenomen: {in_a_row(list(facts))}.")
        if self.left:
            said.append(f"Nog iets anders te vragen: {named(self.left)}.")
        return " ".join(said)


def with_alike(page: IntakePage, intake: Intake) -> IntakePage:
    """The page, each row that nobody handled yet with the keys of those that ask nothing which it does not ask too.

    In a table also with those that ask the same and more: `partly`.
    """
    places = _places(page.rows, intake)
    asked = {row.key: frozenset(_as_proposed(row, places[row.key])) for row in _open(page.rows)}
    asking: dict[tuple[int, str, Question], list[str]] = defaultdict(list)
    rows = [row for row in page.rows if asked.get(row.key)]
    for row in rows:
        for question in asked[row.key]:
            asking[places[row.key], _proposed_verdict(row), question].append(row.key)
    order = {row.key: number for number, row in enumerate(page.rows)}
    for row in rows:
        kind = places[row.key], _proposed_verdict(row)
        sharing = {key for question in asked[row.key] for key in asking[(*kind, question)]} - {row.key}
        in_order = sorted(sharing, key=order.__getitem__)
        row.alike = [key for key in in_order if asked[key] <= asked[row.key]]
        row.partly = [key for key in in_order if key not in row.alike] if places[row.key] != IN_TEXT else []
        row.alike_in_words = named(row.alike or row.partly) if row.alike or row.partly else ""
    return page


def answer_alike(intake: Intake, answers: dict[str, str], key: str) -> Shared | None:
    """Puts the answer of this row, and that to the rows that ask the same, among the answers; None where none does."""
    page = with_alike(IntakePage(intake, answers), intake)
    places = _places(page.rows, intake)
    row = next((one for one in page.rows if one.key == key), None)
    if row is None or not row.alike_in_words:
        return None
    others = [one for one in page.rows if one.key in row.alike or one.key in row.partly]
    shared = Shared()
    for other in others:
        for one in _corrected_alike(row, other, places[key]):
            answers[f"row-{other.key}-{one.spec.name}"] = one.value
            if one not in shared.taken_over:
                shared.taken_over.append(one)
    keys = [key, *(one.key for one in others)]
    if any(one.spec.name in ("year", "end_year") for one in shared.taken_over):
        _let_titles_follow(IntakePage(intake, answers), keys, answers)
    rows = {one.key: one for one in IntakePage(intake, answers).rows}
    accepted = set(_asked_now(rows[key], places[key]))
    for each in keys:
        asked = set(_asked_now(rows[each], places[each]))
        if each == key or (asked <= accepted and _is_whole(rows[each])):
            answers[f"row-{each}-agreed"] = TICKED
            shared.agreed.append(each)
        else:
            shared.left.append(each)
    return shared


def named(keys: Sequence[str]) -> str:
    """ "rij 2, rij 5 t/m 9 en rij 12": rows by their keys; three or more in a row as one."""
    runs: list[list[str]] = []
    for key in keys:
        follows = runs and key.isdecimal() and runs[-1][-1].isdecimal() and int(key) == int(runs[-1][-1]) + 1
        if follows:
            runs[-1].append(key)
        else:
            runs.append([key])
    pieces: list[str] = []
    for run in runs:
        is_run = len(run) >= FEWEST_IN_A_RUN
        pieces += [f"rij {run[0]} t/m {run[-1]}"] if is_run else [f"rij {key}" for key in run]
    return in_a_row(pieces)


def _places(rows: Iterable[IntakeRow], intake: Intake) -> dict[str, int]:
    """By key, in which table of the letter each row stands, or IN_TEXT."""
    tables = intake.paper.tables
    starts = [table.start for table in tables]
    found = {}
    for row in rows:
        number = bisect_right(starts, row.start) - 1
        found[row.key] = number if number >= 0 and row.start < tables[number].end else IN_TEXT
    return found


def _open(rows: Sequence[IntakeRow]) -> Iterator[IntakeRow]:
    """The rows that nobody handled and that are the only one of their quote."""
    of_quote: dict[str, int] = defaultdict(int)
    for row in rows:
        of_quote[row.place] += 1
    return (row for row in rows if not (row.is_handled or row.is_added) and of_quote[row.place] == 1)


def _proposed_verdict(row: IntakeRow) -> str:
    return row.fields["verdict"].proposed


def _as_proposed(row: IntakeRow, place: int) -> Iterator[Question]:
    """What was asked of the row at first, whatever was typed since."""
    needed = {*ALWAYS, *FIELDS_OF.get(_proposed_verdict(row), ())}
    return (_question(one, place) for one in row.fields.values() if one.is_asked and one.spec.name in needed)


def _asked_now(row: IntakeRow, place: int) -> Iterator[Question]:
    """What is still asked of it."""
    needed = {*ALWAYS, *FIELDS_OF.get(row.verdict, ())}
    return (_question(one, place) for one in row.fields.values() if one.is_doubtful and one.spec.name in needed)


def _question(one: Field, place: int) -> Question:
    matters = one.spec.name in REFERRING or (place == IN_TEXT and one.spec.name != "title")
    return Question(one.spec.name, _kind(one.why), one.proposed if matters else "")


def _kind(why: str) -> str:
    """A reason without the letter's own words and numbers: what kind of reason it is. Where it is nothing else, it is that."""
    kind = NUMBER.sub("", QUOTED.sub("", why))
    return kind if re.search(r"\w", kind) else why


def _corrected_alike(row: IntakeRow, other: IntakeRow, place: int) -> Iterator[Field]:
    """The fields that a person corrected in this row, and of which the program proposed the same in the other for the same
    reason; not where a person typed something there as well."""
    for name in TAKEN_OVER:
        mine, theirs = row.fields[name], other.fields[name]
        is_corrected = mine.value != mine.proposed and theirs.value == theirs.proposed
        if is_corrected and mine.proposed == theirs.proposed and _is_for_one_reason(mine, theirs, place):
            yield mine


def _is_for_one_reason(mine: Field, theirs: Field, place: int) -> bool:
    """Whether two fields are in the same doubt, or in one table are without doubt for the very same reason."""
    if mine.is_asked:
        return theirs.is_asked and _kind(mine.why) == _kind(theirs.why)
    return place != IN_TEXT and not theirs.is_asked and mine.why != "" and mine.why == theirs.why


def _let_titles_follow(page: IntakePage, keys: Sequence[str], answers: dict[str, str]) -> None:
    """A title that nobody typed and that ends with the period proposed ends with the one that was typed."""
    for row in page.rows:
        title = row.fields["title"]
        before, now = (_period(row, name) for name in ("proposed", "value"))
        if row.key in keys and now and title.value == title.proposed and title.value.endswith(f" in {before}"):
            answers[f"row-{row.key}-title"] = f"{title.value.removesuffix(before)}{now}"


def _period(row: IntakeRow, which: str) -> str:
    year, end_year = (getattr(row.fields[name], which) for name in ("year", "end_year"))
    return period_label(year, end_year) if year and end_year else year


def _is_whole(row: IntakeRow) -> bool:
    """Whether every field in doubt has a value: what nobody filled in is not agreed with unseen."""
    needed = {*ALWAYS, *FIELDS_OF.get(row.verdict, ())}
    asked = [one for one in row.fields.values() if one.is_doubtful and one.spec.name in needed]
    return bool(row.verdict) and all(one.value for one in asked)
