"""Many commitments at once: a file as an edit of the working rows.

An import is one edit by one person: all of it or nothing, one new version of each letter that it touches, and the same
rules as the forms. The preview is that edit itself, taken back; so what it promises is what confirming does.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction

from ukrainesteun.editions.models import because

from .checking import check_constraints, check_rows, check_written, without_wrong_texts, writable
from .drafts import Draft, drafts_of
from .files import SheetRow
from .preview import Done, Preview
from .working import WorkingLedger
from .writing import write


def preview(rows: list[SheetRow], user: AbstractBaseUser, now: datetime) -> Preview:
    """What an import of these rows would do. Nothing is written."""
    with transaction.atomic():
        edit = _edit(rows, user, now)
        transaction.set_rollback(True)
    return edit.preview()


@transaction.atomic
def import_rows(
    rows: list[SheetRow], fingerprint: str, user: AbstractBaseUser, now: datetime, reason: str
) -> tuple[Done | None, Preview]:
    """Writes these rows if that does exactly what the Preview with this fingerprint said.

    Returns (Done, Preview); Done is None when nothing was written, because the Preview is another one now.
    """
    with because(reason):
        edit = _edit(rows, user, now, reason)
    found = edit.preview()
    if found.fingerprint != fingerprint or not found.can_be_done:
        transaction.set_rollback(True)
        return None, found
    return edit.done(), found


@dataclass
class _Edit:
    """The rows of one file, of which `changing` change something; `is_complete` once these were written and held
    against each other."""

    drafts: list[Draft]
    changing: list[Draft]
    is_complete: bool = False

    @property
    def has_problems(self):
        return any(draft.problems for draft in self.drafts)

    def preview(self):
        return Preview(tuple(draft.preview() for draft in self.drafts), self.is_complete)

    def done(self):
        return Done(
            new=tuple(draft.commitment for draft in self.changing if draft.is_new),
            changed=tuple(draft.commitment for draft in self.changing if not draft.is_new),
        )


def _edit(rows, user, now, reason=""):
    """The _Edit that these rows are, in the database; where a row is wrong, only what is wrong."""
    ledger = WorkingLedger()
    drafts = drafts_of(rows, ledger)
    edit = _Edit(drafts, [draft for draft in drafts if draft.changes])
    check_rows(edit.changing, ledger)
    if edit.has_problems:
        check_constraints(edit.changing)
        _check_the_rest(edit, ledger, user, now)
        return edit
    try:
        with transaction.atomic():
            write(edit.changing, user, now, reason)
    except IntegrityError:
        check_constraints(edit.changing)
        if not edit.has_problems:
            raise
        return edit
    check_written(edit.changing, ledger)
    edit.is_complete = True
    return edit


def _check_the_rest(edit, ledger, user, now):
    """Holds against each other what can be written of a file with mistakes, so that all are told at once."""
    sound = writable(edit.changing)
    written = {id(draft) for draft in sound}
    wrong = [draft for draft in edit.drafts if draft.problems and id(draft) not in written]
    with suppress(IntegrityError), transaction.atomic(), without_wrong_texts(sound):
        write(sound, user, now, "")
        check_written(sound, ledger, wrong)
        transaction.set_rollback(True)
