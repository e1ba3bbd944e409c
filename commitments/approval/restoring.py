"""An older version as a new draft: a unit gets back what it said, as its newest version. What is public stays as it is."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, Model, ProtectedError
from django.db.models.functions import Cast

from commitments.changes import set_affected
from commitments.ledger.changes import ended_already, planned_changes
from commitments.ledger.places import renew_places
from commitments.ledger.wholes import part_problems
from commitments.models import Affected, Change, Commitment, Mention, Outcome
from letters.models import Letter, Signature
from ukrainesteun.editions.models import Unit, facts_in
from ukrainesteun.editions.versions import Gone, linked, linked_at, rows_at, unit_at

from .authors import PARTS
from .decisions import Refused


@transaction.atomic
def restore(unit: Unit, number: int, by: User, now: datetime) -> None:
    """Saves what version `number` said as a new version of this unit. Raises LookupError, or Refused with why not."""
    then = unit_at(unit, number)
    rows = {model: rows_at(model, unit, number) for model in PARTS} if isinstance(unit, Letter) else {}
    for field in facts_in(type(unit)):
        setattr(unit, field.attname, getattr(then, field.attname))
    unit.note_edit(by, now)
    _check([unit])
    unit.save()
    if isinstance(unit, Letter):
        unit.other_dossiers.set(_still_there("brief", linked_at(then, "other_dossiers")))
        _restore_rows(unit, rows)
        renew_places(unit)


def _restore_rows(letter: Letter, then: dict[type[Model], list[Any]]) -> None:
    _refuse_what_moved(letter, then[Commitment])
    if not all(row.title for row in then[Commitment]):  # see deleting.py
        raise Refused(
            ["In deze versie staat een concept dat daarna is verwijderd, met zijn woorden. Kies een andere versie."]
        )
    _let_go(letter)
    try:
        for model in (Mention, Signature, Outcome, Commitment, Change):
            model.objects.filter(letter=letter).exclude(pk__in=[row.pk for row in then[model]]).delete()
    except ProtectedError as error:
        names = ", ".join(f"“{row}”" for row in list(error.protected_objects)[:3])
        raise Refused(
            [f"Een toezegging die dan vervalt, is nog in gebruik bij {names}. Verander dat eerst."]
        ) from error
    for rows in then.values():
        for row in rows:
            row._state.adding = False  # so that it does not count as another row with the same address
    _check(then[Commitment], Commitment.validate_constraints)
    for model in (Change, Commitment, Outcome, Signature, Mention):
        for row in then[model]:
            row.save()
    affected = {row: _affected_then(row) for row in then[Change]}
    ended = [one for into in affected.values() for one, whole in into.items() if whole is None]
    if elsewhere := ended_already(ended, besides=[row.pk for row in then[Change]]):
        raise Refused(list(elsewhere.values()))
    set_affected(affected)
    for row in then[Outcome]:
        row.commitments.set(_still_there(_named(row), linked_at(row, "commitments")))
    for row in then[Commitment]:
        # The copy of one that was deleted meanwhile is its copy again.
        left_behind = Commitment.objects.public_copies().filter(working=None, letter__working=letter)
        left_behind.filter(slug=row.slug).update(working=row)
    _check([row for rows in then.values() for row in rows])
    if problems := list(
        dict.fromkeys(problem for _, problem in part_problems(then[Commitment], planned_changes(letter)))
    ):
        raise Refused(problems)


def _affected_then(change: Change) -> dict[Any, Any]:
    """What a change affected in the version from which it comes: each commitment with what it went on in."""
    rows = list(change._history.affects.all())  # type: ignore[attr-defined]
    pairs = [(linked(row, "commitment"), linked(row, "into")) for row in rows]
    _still_there(_named(change), [one for pair in pairs for one in pair])
    return dict(pairs)


def _refuse_what_moved(letter: Letter, commitments: Iterable[Commitment]) -> None:
    moved = Commitment.objects.filter(pk__in=[row.pk for row in commitments]).exclude(letter=letter)
    if problems := [
        f"“{row}” staat nu bij {row.letter.designation}. Verplaats haar eerst terug."
        for row in moved.select_related("letter__dossier")
    ]:
        raise Refused(problems)


def _let_go(letter: Letter) -> None:
    """Rows may have changed places since, or use what is about to go: none holds on to another while they come back."""
    letter.commitments.update(begun_by=None, **dict.fromkeys(Commitment.LINKS))
    Affected.objects.filter(change__letter=letter).delete()
    letter.mentions.update(verdict=Mention.Verdict.OTHER, commitment=None, outcome=None)
    letter.signatures.update(office=Cast("pk", CharField()))


def _still_there(name: str, rows: Sequence[Any]) -> Sequence[Any]:
    if gone := [str(row) for row in rows if isinstance(row, Gone)]:
        raise Refused([f"{name}: {', '.join(gone)}. Voer dat eerst opnieuw in."])
    return rows


def _check(rows: Iterable[Model], check: Callable[[Any], None] | None = None) -> None:
    """Refuses what the ledger does not allow any more: a name that is gone, an address that is taken."""
    problems = []
    for row in rows:
        try:
            for field in row._meta.concrete_fields:
                if field.is_relation and check is None:
                    _still_there(_named(row), [linked(row, field.name)])
            (check or type(row).full_clean)(row)
        except ValidationError as error:
            problems += [f"{_named(row)}: {message}" for message in error.messages]
        except Refused as refusal:
            problems += refusal.problems
    if problems:
        raise Refused(problems)


def _named(row: Model) -> str:
    """What a message calls this row, also where what it links to is gone."""
    name = row.office if isinstance(row, Signature) else row.amount_as_written if isinstance(row, Mention) else row
    return f"{row._meta.verbose_name} “{name}”"
