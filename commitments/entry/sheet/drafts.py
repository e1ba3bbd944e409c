"""The rows of a file laid beside the ledger: which commitment each makes or changes, and what changes in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.utils import timezone

from commitments.entry.currency import OF_ANOTHER_CURRENCY, currency_problems, typed_euros_problem
from commitments.models import Commitment
from letters.models import Letter
from ukrainesteun.editions.merging import normal
from ukrainesteun.exchange_rates import EUR, format_rate
from ukrainesteun.money import format_euro, format_money

from .columns import COLUMN_OF, FACTS, FIELD_OF, OF_THE_AMOUNT, CommitmentResource, plain_text, shortened
from .files import SheetRow, Unreadable
from .preview import CellChange, RowPreview
from .working import WorkingLedger

RESOURCE = CommitmentResource()
UNSAID = {"currency": EUR}  # what a new commitment is without being told
PRINTED = {"amount_eur": format_euro, "amount": lambda amount: format_money(amount, ""), "rate": format_rate}


@dataclass
class Draft:
    """One row of the file while it is being looked at, with the commitment that it makes or changes."""

    number: int
    cells: dict[str, object]
    commitment: Commitment
    is_new: bool
    letter: Letter | None  # the one it was in
    before: dict[str, object] = field(default_factory=dict)  # the facts as they are; empty if new
    changes: tuple[CellChange, ...] = ()
    problems: list[tuple[str, str]] = field(default_factory=list)

    @property
    def wrong_columns(self) -> set[str]:
        return {column for column, _ in self.problems if column}

    @property
    def wrong_fields(self) -> set[str]:
        """The fields of which nothing more need be said: of an amount all that go with it."""
        wrong = self.wrong_columns
        return {FIELD_OF.get(one, one) for one in (wrong | OF_THE_AMOUNT if wrong & OF_THE_AMOUNT else wrong)}

    def note(self, column: str, problem: str) -> None:
        self.problems.append((column, problem))

    @contextmanager
    def noting_problems(self) -> Iterator[None]:
        """What is invalid inside is a problem of this row."""
        try:
            yield
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                for message in messages:
                    self.note("" if name == NON_FIELD_ERRORS else COLUMN_OF.get(name, name), message)

    def preview(self) -> RowPreview:
        title = self.commitment.title or shortened(plain_text(self.cells["title"]))
        changes = () if self.problems else self.changes
        return RowPreview(self.number, title, self.is_new, changes, tuple(dict.fromkeys(self.problems)))


def drafts_of(rows: list[SheetRow], ledger: WorkingLedger) -> list[Draft]:
    """A Draft of each row. New commitments are in `ledger.new` before any row is read, for rows refer to each other."""
    drafts = list(_begun(rows, ledger))
    for draft in drafts:
        _read(draft, ledger)
    for draft in drafts:
        _compare(draft)
    return drafts


def _begun(rows, ledger):
    """The drafts with the commitment that their address says; their other cells are not read yet."""
    seen: dict[str, int] = {}
    for row in rows:
        slug = plain_text(row.cells["slug"])
        known = ledger.commitments.get(slug)
        draft = Draft(row.number, row.cells, known or Commitment(), not known, known and known.letter)
        if isinstance(row.cells["slug"], Unreadable):
            draft.note("slug", row.cells["slug"].problem)
        elif slug in seen:
            draft.note("slug", f"‘{shortened(slug)}’ staat ook op rij {seen[slug]}. Houd één van de twee rijen.")
            draft.commitment = Commitment()
        elif slug and not known:
            draft.note(
                "slug", f"Er is geen toezegging met het adres ‘{shortened(slug)}’. Laat de cel leeg voor een nieuwe."
            )
        if slug:
            seen.setdefault(slug, row.number)
        if known:
            draft.before = _facts(known)
        elif not draft.problems:
            ledger.new[plain_text(row.cells["title"])].append(draft.commitment)
        yield draft


def _facts(commitment):
    return {name: RESOURCE.fields[name].get_value(commitment) for name in FACTS}


def _read(draft, ledger):
    """Fills the commitment of this row with what its cells mean."""
    with draft.noting_problems():
        RESOURCE.import_instance(draft.commitment, draft.cells, ledger=ledger)
    _convert(draft)
    if draft.commitment.end_year is None:
        draft.commitment.end_year = draft.commitment.year


def _convert(draft):
    """Notes what is wrong between the amount and its currency, and fills in the euros that follow."""
    commitment = draft.commitment
    facts = {name: getattr(commitment, name) for name in ("currency", *OF_ANOTHER_CURRENCY)}
    if not draft.wrong_columns & OF_THE_AMOUNT:
        if facts["currency"] == EUR and commitment.amount_eur is None:
            draft.note("amount_eur", "Deze cel is leeg. Vul haar in.")
        for name, problem in currency_problems(facts, timezone.localdate()):
            draft.note(COLUMN_OF.get(name, name), problem)
        if typed := typed_euros_problem(commitment.amount_eur, draft.before.get("amount_eur"), facts):
            draft.note("amount_eur", typed)
    commitment.convert()


def _compare(draft):
    """Notes what changes. A text of which only the line ends or the space around it differ, stays as it was."""
    for name, after in _facts(draft.commitment).items():
        before = draft.before.get(name, UNSAID.get(name))
        if isinstance(before, str) and is_same_fact(before, after):
            setattr(draft.commitment, FIELD_OF.get(name, name), before)
    draft.changes = tuple(
        CellChange(_label(name), _in_words(name, draft.before.get(name)), _in_words(name, value))
        for name, value in _facts(draft.commitment).items()
        if not is_same_fact(draft.before.get(name, UNSAID.get(name)), value)
    )


def is_same_fact(before: Any, after: Any) -> bool:
    """Whether a fact is what it was, as two people's pages are held together: line ends and the space around a text are
    no difference."""
    return normal(_as_sent(before)) == normal(_as_sent(after))


def _as_sent(fact):
    """A fact as a browser would send it; a row by its key, and one without a key yet by itself."""
    if fact is None:
        return []
    return [str(fact.pk or id(fact)) if isinstance(fact, Model) else str(fact)]


def _label(name):
    return str(_field(name).verbose_name)


def _field(column):
    return Commitment._meta.get_field(FIELD_OF.get(column, column))


def _in_words(name, value):
    if not value:
        return ""
    if name in PRINTED:
        return PRINTED[name](value)
    choices = _field(name).choices
    return str(dict(choices)[value] if choices else value)
