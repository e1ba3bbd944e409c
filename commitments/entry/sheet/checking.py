"""What is wrong with the rows of a file: with each alone, between them, and as the database and the quotes have it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.utils import formats, timezone

from commitments.ledger.rules import BEGINS_THERE, stating_problems
from commitments.ledger.wholes import part_problems
from commitments.models import Commitment, Mention

from .columns import COLUMN_OF, plain_text, shortened, without_decimals
from .drafts import Draft
from .working import WorkingLedger

# A row with only these columns wrong is held against the others all the same.
BESIDE_THE_RULES = {
    *("title", "period_note", "note", "channel", "precision", "stage", "finance_type", "exclusion"),
    "version",
}
LINKED = {"category", "channel", "letter", *Commitment.LINKS}


def check_rows(drafts: list[Draft], ledger: WorkingLedger) -> None:
    """Notes what is wrong with the rows that change something, before any of them is written."""
    for draft in drafts:
        _check_fields(draft)
        _check_letter(draft)
        _check_version(draft)
    _check_twins(drafts, ledger)
    for draft in drafts:
        _check_circles(draft)


def check_constraints(drafts: list[Draft]) -> None:
    """The rules of the database, one by one. That takes long, and the database holds them itself: only to name them."""
    for draft in drafts:
        with draft.noting_problems():
            draft.commitment.validate_constraints(exclude=LINKED | draft.wrong_fields)


def writable(drafts: list[Draft]) -> list[Draft]:
    """Those that can be written to be held against each other: whole, or with a mistake that says nothing to other rows."""
    fit = [draft for draft in drafts if {column for column, _ in draft.problems} <= BESIDE_THE_RULES]
    while True:
        there = {id(draft.commitment) for draft in fit}
        kept = [draft for draft in fit if all(one.pk or id(one) in there for one in _linked(draft))]
        if len(kept) == len(fit):
            return fit
        fit = kept


def _linked(draft):
    return list(filter(None, (getattr(draft.commitment, link) for link in Commitment.LINKS)))


@contextmanager
def without_wrong_texts(drafts: list[Draft]) -> Iterator[None]:
    """Inside, what is typed wrong in a text does not keep a row from being written."""
    typed = []
    for draft in drafts:
        for name in draft.wrong_columns & {"title", "period_note", "note"}:
            typed.append((draft.commitment, name, getattr(draft.commitment, name)))
            setattr(draft.commitment, name, f"Rij {draft.number}" if name == "title" else "")
        draft.commitment.clean()
    try:
        yield
    finally:
        for commitment, name, text in typed:
            setattr(commitment, name, text)


def check_written(drafts: list[Draft], ledger: WorkingLedger, not_written: Iterable[Draft] = ()) -> None:
    """Notes what is wrong between rows, and with their quotes: once they are written, for the rules ask the database.

    Nothing is said between rows of which some were not written: with these they may be right.
    """
    left_out = {id(draft.commitment) for draft in not_written}
    by_commitment = {id(draft.commitment): draft for draft in drafts}
    for family in _families(drafts, ledger, left_out):
        for commitment, problem in part_problems(family):
            by_commitment[id(commitment)].note("", problem)
    _hold_against_quotes({draft.commitment.pk: draft for draft in drafts if not draft.is_new})


# each row


def _check_fields(draft):
    """What the fields hold, and an address for a new row. What they refer to, we have just read."""
    wrong = draft.wrong_fields
    if not draft.cells["end_year"]:
        wrong.add("end_year")  # it follows the year, and so would the complaint
    with draft.noting_problems():
        draft.commitment.full_clean(exclude=LINKED | wrong, validate_unique=False, validate_constraints=False)


def _check_letter(draft):
    """What begins by a change of a letter, stays in that letter."""
    if not draft.is_new and draft.commitment.begun_by_id and draft.letter != draft.commitment.letter:
        draft.note("letter", BEGINS_THERE.format(draft.letter.designation))


def _check_version(draft):
    """Who changes a row, has seen the last version of its letter."""
    if draft.is_new:
        return
    seen, letter = without_decimals(plain_text(draft.cells["version"])), draft.letter
    if not seen.isdecimal():
        draft.note("version", "Hier hoort het getal uit een export. Neem de rij opnieuw uit een export.")
    elif seen != str(letter.version):
        when = f" op {_moment(letter.edited_at)}" if letter.edited_at else ""
        draft.note(
            "version",
            f"{letter.editor} heeft {letter.designation} intussen bewerkt{when}: het bestand kent versie "
            f"{shortened(seen)}, nu is er versie {letter.version}. "
            "Exporteer opnieuw en breng uw wijziging daarin aan.",
        )


def _check_circles(draft):
    """Also between rows that are not saved yet, which therefore could not be."""
    for link in Commitment.LINKS:
        seen, above = set(), getattr(draft.commitment, link)
        while above is not None and above is not draft.commitment and id(above) not in seen:
            seen.add(id(above))
            above = getattr(above, link)
        if above is draft.commitment:
            draft.note(link, "Via deze kolom komt de rij weer bij zichzelf uit. Kies een andere.")


# rows beside each other


def _check_twins(drafts, ledger):
    """A file that was imported before, or a button pressed twice, enters nothing twice."""
    there = {_identity(one): f"op het adres {slug}" for slug, one in ledger.commitments.items()}
    for draft in drafts:
        if draft.is_new and not draft.problems:
            here = f"op rij {draft.number}"
            place = there.setdefault(_identity(draft.commitment), here)
            if place != here:
                draft.note(
                    "slug", f"Deze toezegging is er al, {place}. Haal de rij weg, of zeg in de titel wat anders is."
                )


def _identity(commitment):
    """What two commitments of one letter do not have in common."""
    period = (commitment.year, commitment.end_year)
    return (commitment.letter_id, commitment.category_id, commitment.title, commitment.as_printed, *period)


# rows that are written


def _families(drafts, ledger, left_out) -> Iterator[list[Commitment]]:
    """The rows that changed, by the wholes that they have in common; without those that have none.

    The rules look at each row of a family with each other one, which would take long for all rows of a file.
    """
    relatives = _relatives(ledger)
    places, seen = {id(draft.commitment): place for place, draft in enumerate(drafts)}, set()
    for key in relatives:
        family, found, is_whole = [], [key], True
        while found:
            key = found.pop()
            if key not in seen:
                seen.add(key)
                found += relatives[key]
                is_whole &= key not in left_out
                family += [places[key]] if key in places else []
        if family and is_whole:
            yield [drafts[place].commitment for place in sorted(family)]


def _relatives(ledger):
    """The commitments that each refers to or is referred to by, by id()."""
    relatives = defaultdict(set)
    for one in ledger.everything():
        for other in (getattr(one, link) for link in Commitment.LINKS):
            if other is not None:
                relatives[id(one)].add(id(other))
                relatives[id(other)].add(id(one))
    return relatives


def _hold_against_quotes(drafts):
    """A commitment is stated in its own letter, with its own amount."""
    stating = Mention.objects.stating().filter(commitment__in=drafts)
    for mention in stating.select_related("letter__dossier").defer("letter__text"):
        draft = drafts[mention.commitment_id]
        for field, problem in stating_problems(draft.commitment, [mention]):
            draft.note(COLUMN_OF.get(field, field), problem)


def _moment(moment):
    return formats.date_format(timezone.localtime(moment), "j F Y \\o\\m H:i")
