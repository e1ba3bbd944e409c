"""Versions of a unit, laid side by side: what was, what is, what is public.

What one version says is told in words a person reads, row by row. Older versions come from the history.
"""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Max
from django.utils import formats

from .models import facts_in

LONGEST_SHOWN, AROUND = 600, 120  # characters of a long text, and of what stands around a difference in it


@dataclass(frozen=True)
class RowFacts:
    """One row of a version: its name, and what it says by the label of each field."""

    name: str
    facts: dict[str, str]


@dataclass(frozen=True)
class Difference:
    """One row that differs between two versions: (label, before, after) of each field that differs.

    Of a row that was added `before` is empty everywhere, of one that was removed `after` is.
    """

    name: str
    is_added: bool = False
    is_removed: bool = False
    changes: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def excerpts(self):
        """The changes, of long texts only the part that differs."""
        return [(label, *excerpts(before, after)) for label, before, after in self.changes]


@dataclass(frozen=True)
class Gone:
    """What an older version links to and is no longer there."""

    kind: str

    def __str__(self):
        return f"{self.kind} (intussen verwijderd)"


@dataclass(frozen=True)
class Version:
    """One version of a unit: who made it, when and why."""

    number: int
    made_by: object
    made_at: datetime.datetime
    reason: str


def facts_of(row, links=(), printers=None):
    """What a row says of itself; `links` are fields to many with the rows they hold, `printers` print a field by name."""
    printers, model = printers or {}, row.__class__
    facts = {}
    for one in facts_in(model):
        if one.name in getattr(row, "WORKED_OUT", ()):
            continue
        printer = printers.get(one.name, _printed)
        facts[str(one.verbose_name)] = printer(_value(row, one))
    for label, rows in links:
        facts[label] = ", ".join(sorted(str(one) for one in rows))
    return facts


def _value(row, one):
    if one.choices:
        return getattr(row, f"get_{one.name}_display")()
    if not one.is_relation:
        return getattr(row, one.attname)
    return linked(row, one.name)


def _printed(value):
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return formats.date_format(value, "j F Y")
    return str(value)


def differences(before, after):
    """The Differences between two snapshots: dicts of key -> RowFacts, in the order of `after`, removed rows last."""
    found = []
    for key, row in after.items():
        old = before.get(key)
        if old is None:
            changes = [(label, "", value) for label, value in row.facts.items() if value]
            found.append(Difference(row.name, is_added=True, changes=changes))
        else:
            labels = [*row.facts, *(label for label in old.facts if label not in row.facts)]
            pairs = ((label, old.facts.get(label, ""), row.facts.get(label, "")) for label in labels)
            if changes := [pair for pair in pairs if pair[1] != pair[2]]:
                found.append(Difference(row.name, changes=changes))
    for key, row in before.items():
        if key not in after:
            changes = [(label, value, "") for label, value in row.facts.items() if value]
            found.append(Difference(row.name, is_removed=True, changes=changes))
    return found


def excerpts(before, after):
    """Two long values cut to where they differ: what they have in common before and after that becomes "…"."""
    if max(len(before), len(after)) <= LONGEST_SHOWN:
        return before, after
    start = _in_common(before, after)
    end = _in_common(before[start:][::-1], after[start:][::-1])
    return tuple(_cut(value, start, len(value) - end) for value in (before, after))


def _in_common(one, other):
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (here, there) in pairs if here != there), min(len(one), len(other)))


def _cut(value, start, end):
    first, last = max(start - AROUND, 0), min(end + AROUND, start + LONGEST_SHOWN, len(value))
    return ("…" if first else "") + value[first:last] + ("…" if last < len(value) else "")


def versions(unit):
    """The Versions of this unit that the history knows, newest first."""
    found: dict[int, Version] = {}
    for record in unit.history.select_related("history_user").order_by("history_id"):
        found.setdefault(
            record.version,
            Version(record.version, record.history_user, record.history_date, record.history_change_reason or ""),
        )
    return sorted(found.values(), key=lambda version: -version.number)


def unit_at(unit, number):
    """The unit as it was at this version (None: now), with its record as `_history`. Raises LookupError."""
    if number in (None, unit.version):
        return type(unit).objects.select_related(*_links(type(unit))).get(pk=unit.pk)
    record = unit.history.filter(version=number).order_by("-history_id").first()
    if record is None:
        raise LookupError(f"Versie {number} staat niet in de geschiedenis.")
    return record.instance


def rows_at(model, unit, number):
    """The rows of a model that were in this unit at this version (None: now), each as `unit_at` gives the unit."""
    within = {f"{model.UNIT}_id": unit.pk}
    if number in (None, unit.version):
        return list(model.objects.filter(**within).select_related(*_links(model)))
    known = model.history.filter(**within, unit_version__lte=number)
    newest = known.order_by().values("id").annotate(newest=Max("history_id")).values("newest")
    records = model.history.filter(history_id__in=newest).exclude(history_type="-")
    return [record.instance for record in records.order_by("id")]


def know_links(rows):
    """The same rows of one model, for which all that they link to is fetched at once."""
    model: Any = type(rows[0]) if rows else None
    for name in _links(model) if rows else ():
        one = model._meta.get_field(name)
        asked = [row for row in rows if not one.is_cached(row)]
        found = one.related_model._base_manager.in_bulk({getattr(row, one.attname) for row in asked} - {None})
        for row in asked:
            if there := found.get(getattr(row, one.attname)):
                one.set_cached_value(row, there)
    return rows


def _links(model):
    return [one.name for one in facts_in(model) if one.is_relation]


def linked(row, name):
    """The row to which a row links: None, or Gone where its history knows one that was deleted since."""
    try:
        return getattr(row, name)
    except ObjectDoesNotExist:
        return Gone(row._meta.get_field(name).related_model._meta.verbose_name)


def linked_at(row, name):
    """The rows to which a row links by a field to many, now or as its history has it; Gone for each deleted since."""
    record = getattr(row, "_history", None)
    if record is None:
        return list(getattr(row, name).all())
    target = row._meta.get_field(name).m2m_reverse_field_name()
    return [linked(link, target) for link in getattr(record, name).all()]
