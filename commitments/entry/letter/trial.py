"""An intake entered by way of trial: as a draft of what is typed now, of which nothing stays.

What is asked only before it is done waits: whether each row is agreed, and who signed. A row that is not right yet is left
out, and so is what refers to it.
"""

from django.db import transaction

from .answers import NAME
from .entering import Entry

MOST_TIMES = 5  # each time without the rows that were not right the time before


def try_out(intake, user, now, look):
    """What `look` gives for the letter as this draft would be, None where even the letter is not right; and the messages
    by field name of what is left out, as `enter` gives them."""
    left_out: set[str] = set()
    told: dict[str, list[str]] = {}
    for _ in range(MOST_TIMES):
        with transaction.atomic():
            trial = _Trial(intake, user, now, left_out)
            letter = trial.put_in()
            seen = None if trial.errors else look(letter)
            transaction.set_rollback(True)
        if not trial.errors:
            return seen, told
        told |= trial.errors
        keys = {_row_of(name) for name in trial.errors}
        if None in keys:
            return None, told
        left_out |= keys
    return None, told


class _Trial(Entry):
    def __init__(self, intake, user, now, left_out):
        self.left_out = left_out
        super().__init__(intake, user, now)
        self.rows = [row for row in self.rows if row.key not in left_out]

    def _note(self, name, messages):
        if _row_of(name) not in self.left_out:
            super()._note(name, messages)

    def _ask_for_agreement(self):
        """A row counts as it stands."""

    def _signatures(self, letter):
        """Who signed does not change a total."""


def _row_of(name):
    """The key of the row to which this field belongs, or that this is; None for what belongs to no row."""
    prefix, _, rest = name.partition("-")
    match = NAME.fullmatch(name)
    if prefix != "row" or not rest:
        return None
    return match["key"] if match and match["key"] else rest
