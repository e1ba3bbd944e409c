"""The rows of a file into the database: new versions of letters, rows in an order in which links exist, and history."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser

from commitments.models import Commitment
from ukrainesteun.editions.models import write_history

from .drafts import Draft


def write(drafts: list[Draft], user: AbstractBaseUser, now: datetime, reason: str) -> None:
    """Saves these rows as one edit, by this user. Raises IntegrityError where a row breaks a rule of the database."""
    for letter in _letters_touched(drafts):
        letter.save_edit(user, now)
    _save(drafts)
    _write_history(drafts, user, reason)


def _letters_touched(drafts):
    """Those in which rows change, and those that rows leave."""
    letters = [letter for draft in drafts for letter in (draft.letter, draft.commitment.letter) if letter]
    return {letter.pk: letter for letter in letters}.values()


def _save(drafts):
    given = set()
    for draft in _wholes_first(drafts):
        if draft.commitment.slug in given:
            # Of two new rows with one title, the second gets its address when the first is saved.
            draft.commitment.slug = ""
            draft.commitment.clean()
        given.add(draft.commitment.slug)
        if _has_history_of_its_own(draft):
            draft.commitment.save()
        else:
            draft.commitment.save_without_historical_record()


def _write_history(drafts, user, reason):
    """The history of what was saved without it."""
    together: dict[tuple[int, bool], list[Commitment]] = {}
    for draft in drafts:
        if not _has_history_of_its_own(draft):
            together.setdefault((draft.commitment.letter_id, draft.is_new), []).append(draft.commitment)
    for (_, is_new), rows in together.items():
        write_history(rows, is_new, user, reason)


def _has_history_of_its_own(draft):
    """What is written at once does not tell which letter a row left."""
    return not draft.is_new and draft.letter.pk != draft.commitment.letter_id


def _wholes_first(drafts):
    """The rows in an order in which each refers only to what is there already."""
    waiting = {id(draft.commitment): draft for draft in drafts}
    for draft in drafts:
        stack = [draft.commitment]
        while stack:
            commitment = stack[-1]
            above = [getattr(commitment, link) for link in Commitment.LINKS]
            missing = [one for one in above if one is not None and one.pk is None and id(one) in waiting]
            if missing:
                stack += missing
            else:
                stack.pop()
                if id(commitment) in waiting:
                    yield waiting.pop(id(commitment))
