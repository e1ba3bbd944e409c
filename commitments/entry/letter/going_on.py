"""An intake that turns out to be of a letter that the ledger has: which one, and going on there with what was done.

The letter keeps its own facts and signatures. Its rows get what was done here with the same amounts, by where these stand in
its text; a row that refers to another row goes on referring to it.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from commitments.ledger.places import find_places
from commitments.models import Commitment, Intake, Mention
from letters.models import Letter
from letters.reading.text.layout import tidy
from letters.reading.text.quotes import NormalisedText
from letters.recognising import Copy, Unclear, let_others_wait, recognise, resembling

from .answers import row_answers, typed_header
from .arithmetic import terms_of
from .beginning import NotInText, added_row, another_row, begin_again_for, begin_for
from .fields import TICKED

IS_ANOTHER = "letter-is_another"  # the answer in which a person says of which letter this is none
REFERRING = ("target", "replaces", "takes", *Commitment.LINKS)


@dataclass(frozen=True)
class There:
    """A letter of the ledger that an intake is of, or may be of: `problem` says in Dutch what contradicts that, "" for
    nothing; `can_be_another` where a person may say that it is not."""

    letter: Letter
    problem: str = ""
    can_be_another: bool = False


def letter_there(intake: Intake, answers: dict[str, str]) -> There | None:
    """The letter of the ledger that this intake is of, by its text and what is typed now; None for a new letter."""
    if intake.letter_id:
        return None
    header = typed_header(answers)
    try:
        letter = recognise(header, intake.text)
    except Unclear as unclear:
        return There(unclear.letter, str(unclear)) if unclear.letter else None
    if letter:
        return There(letter)
    alike = resembling(Copy(header, intake.text))
    return There(alike, "De tekst is voor een groot deel dezelfde.", can_be_another=True) if alike else None


def is_unanswered(there: There | None, answers: dict[str, str]) -> bool:
    """Whether a person still has to say if this is the same letter."""
    return bool(there and there.can_be_another and answers.get(IS_ANOTHER) != there.letter.slug)


class SavedMeanwhile(ValueError):
    """Somebody saved one of the two intakes just now; nothing was done."""


@transaction.atomic
def go_on(intake: Intake, letter: Letter, user: User) -> tuple[Intake | None, list[str]]:
    """The intake of this letter, with what was done in this one, which is no more; None where nothing was done and the
    letter has a text. And the amounts of rows that were done and of which its text has not the words: for these this one stays.

    Raises CannotBegin and SavedMeanwhile.
    """
    let_others_wait()
    mine = Intake.objects.select_for_update().filter(pk=intake.pk, version=intake.version, finished_at=None)
    if not mine:
        raise SavedMeanwhile
    rows, answers, text, writers = list(_rows(intake)), intake.answers, intake.text, intake.writers.get("", [])
    if letter.text and not any(row.is_done for row in rows):
        intake.delete()
        return None, []
    has_own = letter.text or Intake.objects.filter(letter=letter).exists()
    into = begin_for(letter, user) if has_own else begin_again_for(intake, letter, user)
    taken, left = _taken_over(into, rows, answers, text)
    into.writers = into.writers | {"": sorted({*into.writers.get("", ()), *writers})}
    if not into.save_answers(into.answers | taken, user):
        raise SavedMeanwhile
    if has_own and not left:
        intake.delete()
    return into, left


@dataclass(eq=False)
class _Row:
    """A row of the intake that was left, as a mention is found."""

    key: str
    quote: str
    amount_as_written: str
    start: int | None
    end: int | None
    is_done: bool


def _rows(intake: Intake) -> Iterator[_Row]:
    for row in intake.proposals["rows"]:
        answers = row_answers(intake.answers, row["key"])
        proposed = {name: one["value"] for name, one in row["fields"].items()}
        is_typed = any(value != proposed.get(name, "") for name, value in answers.items())
        is_done = is_typed or row.get("is_added") or intake.answers.get(f"row-{row['key']}-agreed") == TICKED
        written = tidy(intake.text[row["start"] : row["end"]])
        yield _Row(row["key"], proposed["quote"], written, row["start"], row["end"], bool(is_done))


def _taken_over(into: Intake, rows: list[_Row], answers: dict[str, str], text: str) -> tuple[dict[str, str], list[str]]:
    """The answers of the rows that were done, under the names of the rows of that intake, which gets rows for what was added."""
    if text != into.text:
        for row in rows:
            row.start = row.end = None
        found = find_places(rows, into.text)
        for start, end, row in found:
            row.start, row.end = start, end
    keys: dict[str, str] = {}
    left = []
    for row in rows:
        if key := _key_there(into, row, set(keys.values())):
            keys[row.key] = key
        elif row.is_done:
            left.append(row.amount_as_written)
    names = {f"rij {old}": _name_of(into, new) for old, new in keys.items()}
    order = [row.key for row in rows]
    taken: dict[str, str] = {}
    for row in rows:
        if row.is_done and row.key in keys and not _is_done_there(into, keys[row.key]):
            taken |= _renamed(answers, row.key, keys[row.key], names, order)
    return taken, left


def _key_there(into: Intake, row: _Row, taken: set[str]) -> str:
    """The key of the row of that intake that stands at the place of this one, for what was done made where there is none;
    "" where the text has not its words."""
    if row.start is None or row.end is None:
        return ""
    start, end = row.start, row.end
    at_place = [one["key"] for one in into.proposals["rows"] if one["start"] < end and start < one["end"]]
    free = [key for key in at_place if key not in taken]
    if free or not row.is_done:
        return free[0] if free else ""
    new = another_row(into, at_place[0]) if at_place else None
    if new is None:
        places = NormalisedText.of(into.text).find_all(row.amount_as_written)
        with suppress(NotInText):
            new = added_row(into, row.amount_as_written, sum(place[0] < start for place in places))
    return _put_in(into, new) if new else ""


def _put_in(into: Intake, row: dict) -> str:
    rows = [*into.proposals["rows"], row]
    into.proposals["rows"] = sorted(rows, key=lambda one: (one["start"], one["key"]))
    into.answers |= {f"row-{row['key']}-{name}": one["value"] for name, one in row["fields"].items()}
    return row["key"]


def _name_of(into: Intake, key: str) -> str:
    """What another row types for this one: of a row that stands in the ledger the address of its commitment."""
    mention = next(row.get("mention") for row in into.proposals["rows"] if row["key"] == key)
    if mention is None:
        return f"rij {key}"
    commitment = Mention.objects.get(pk=mention).commitment
    return commitment.slug if commitment else ""


def _is_done_there(into: Intake, key: str) -> bool:
    row = next(row for row in into.proposals["rows"] if row["key"] == key)
    return row.get("mention") is not None or into.answers.get(f"row-{key}-agreed") == TICKED


def _renamed(answers: dict[str, str], old: str, new: str, names: dict[str, str], order: list[str]) -> dict[str, str]:
    """The answers of a row under its new key, with the new names of the rows to which it refers."""
    fields = row_answers(answers, old) | {"agreed": answers.get(f"row-{old}-agreed", "")}
    for name in REFERRING:
        terms = terms_of(fields[name], order)
        if any(term.name in names for term in terms):
            signs = [" - " if term.is_minus else ", " for term in terms]
            written = [names.get(term.name, term.name) for term in terms]
            fields[name] = "".join(f"{sign}{one}" for sign, one in zip(signs, written, strict=True))[2:].strip()
    return {f"row-{new}-{name}": value for name, value in fields.items()}
