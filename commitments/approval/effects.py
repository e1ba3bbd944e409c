"""A letter with all it promises, at one version, and what its approval does to the totals."""

from commitments.currency import CHOICES
from commitments.ledger.effects import effects_of
from commitments.models import Change, Commitment, Mention, Outcome
from letters.models import Letter, Signature
from ukrainesteun.editions.versions import (
    RowFacts,
    facts_of,
    linked,
    linked_at,
    rows_at,
    unit_at,
)
from ukrainesteun.exchange_rates import EUR, format_rate
from ukrainesteun.money import format_euro, format_money

from . import decisions, public_copies
from .authors import name_of

MONEY = {
    "amount_eur": lambda amount: format_euro(amount) if amount is not None else "",
    "amount_in_currency": lambda amount: format_money(amount, "") if amount is not None else "",
    "currency": lambda words: "" if words == dict(CHOICES)[EUR] else words,  # of nearly all rows it would be told
    "rate": lambda rate: format_rate(rate) if rate is not None else "",
}


def snapshot_of(unit, number=None):
    """What a unit says at this version (None: as the row is now): of a letter also its signatures and amounts."""
    then = unit_at(unit, number)
    if not isinstance(unit, Letter):
        return {"": RowFacts(str(then), facts_of(then))}
    found = {"": RowFacts(name_of(then), facts_of(then, [("andere dossiers", linked_at(then, "other_dossiers"))]))}
    for row in rows_at(Signature, unit, number):
        minister = linked(row, "minister")
        found[f"signature {getattr(minister, 'slug', '')} {row.office}"] = RowFacts(name_of(row), facts_of(row))
    for row in sorted(rows_at(Change, unit, number), key=lambda change: change.position):
        found[f"change {row.position}"] = RowFacts(name_of(row), facts_of(row, _affected_at(row)))
    for row in rows_at(Commitment, unit, number):
        if row.is_public_copy and not row.is_published:  # withdrawn: nobody reads it any more
            continue
        found[f"commitment {row.slug}"] = RowFacts(name_of(row), facts_of(row, (), MONEY))
    for row in sorted(rows_at(Outcome, unit, number), key=lambda outcome: outcome.position):
        about = [("toezeggingen", linked_at(row, "commitments"))]
        found[f"outcome {row.position}"] = RowFacts(name_of(row), facts_of(row, about, MONEY))
    for row in sorted(rows_at(Mention, unit, number), key=lambda mention: mention.position):
        printers = {"amount": lambda amount, row=row: format_money(amount, row.currency) if amount else ""}
        found[f"mention {row.position}"] = RowFacts(name_of(row), facts_of(row, (), printers))
    return found


def _affected_at(change):
    """What a change ended and what went on then, as facts: (label, words)."""
    rows = change.affected.all() if getattr(change, "_history", None) is None else change._history.affects.all()
    pairs = [(linked(row, "commitment"), linked(row, "into")) for row in rows]
    ended = [commitment for commitment, into in pairs if into is None]
    return [("eindigt", ended), ("gaat verder", [f"{part} in {into}" for part, into in pairs if into is not None])]


def effect_of_approval(letter, now):
    """The EffectsOnDay of publishing this letter as it is. Raises Refused."""
    letter = _as_saved(letter)
    reason = "Berekening van het effect"
    return effects_of(lambda: decisions.publish_letter(letter, None, now, reason), letter.date)


def effect_of_draft(letter, now):
    """The same, also while approval would still ask something of this letter, such as a quote or a verdict."""
    letter = _as_saved(letter)
    gone = decisions.public_without(letter)
    return effects_of(lambda: public_copies.renew(letter, gone, None, now), letter.date)


def _as_saved(letter):
    """The caller's row would remember the copy that is made here and taken back."""
    return Letter.objects.get(pk=letter.pk)
