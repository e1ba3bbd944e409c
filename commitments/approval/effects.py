"""A letter with all it promises, at one version, and what its approval does to the totals."""

from django.db.models import prefetch_related_objects

from commitments.currency import CHOICES
from commitments.ledger.effects import effects_of
from commitments.models import Change, Commitment, Mention, Outcome
from letters.models import Letter, Signature
from ukrainesteun.editions.versions import (
    RowFacts,
    facts_of,
    know_links,
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
    for row in know_links(rows_at(Signature, unit, number)):
        minister = linked(row, "minister")
        found[f"signature {getattr(minister, 'slug', '')} {row.office}"] = RowFacts(name_of(row), facts_of(row))
    for row in sorted(
        _with_many(rows_at(Change, unit, number), "affected__commitment", "affected__into"),
        key=lambda change: change.position,
    ):
        found[f"change {row.position}"] = RowFacts(name_of(row), facts_of(row, _affected_at(row)))
    commitments = know_links(rows_at(Commitment, unit, number))
    begun_by = {id(one): one for row in commitments if isinstance(one := linked(row, "begun_by"), Change)}
    prefetch_related_objects([*begun_by.values()], "affected__commitment")  # by which it is called
    for row in commitments:
        if row.is_public_copy and not row.is_published:  # withdrawn: nobody reads it any more
            continue
        found[f"commitment {row.slug}"] = RowFacts(name_of(row), facts_of(row, (), MONEY))
    outcomes = know_links(_with_many(rows_at(Outcome, unit, number), "commitments"))
    for row in sorted(outcomes, key=lambda outcome: outcome.position):
        about = [("toezeggingen", linked_at(row, "commitments"))]
        found[f"outcome {row.position}"] = RowFacts(name_of(row), facts_of(row, about, MONEY))
    for row in sorted(know_links(rows_at(Mention, unit, number)), key=lambda mention: mention.position):
        printers = {"amount": lambda amount, row=row: format_money(amount, row.currency) if amount else ""}
        found[f"mention {row.position}"] = RowFacts(name_of(row), facts_of(row, (), printers))
    return found


def _with_many(rows, *links):
    """The same rows with what they link to by fields to many, fetched at once; what the history tells, it has itself."""
    prefetch_related_objects([row for row in rows if not hasattr(row, "_history")], *links)
    return rows


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
    return Letter.objects.select_related("dossier", "public__dossier").get(pk=letter.pk)
