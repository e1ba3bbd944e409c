"""Who wrote what of what an approval makes public. Whoever wrote any of it is not its second pair of eyes.

It is about content, not about who saved last: a colleague's full stop takes nobody's words away, and what was undone was
written by nobody. Of a text everybody counts whose change is still in it; of a date, an amount or a choice, who made
it what it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.contrib.auth.models import User
from django.db import models

from commitments.models import Change, Commitment, Mention, Outcome
from letters.models import Letter, Signature
from ukrainesteun.editions.models import Unit, facts_in
from ukrainesteun.editions.versions import know_links, linked

People = frozenset[int | None]  # keys of users; None is a command
Values = dict[str, object]  # what a row says, by field
NOT_THERE = object()  # what a field says of a row that is not there
# Of a letter: what is saved and approved with it.
PARTS: tuple[type[Any], ...] = (Signature, Change, Commitment, Outcome, Mention)
SHOWN = 20  # rows of one author that a page lists


@dataclass(frozen=True)
class Written:
    """What one author wrote of what becomes public: the fields by row, as (name of the row, labels of its fields)."""

    author: str
    key: int | None  # of the user; None for a command
    rows: list[tuple[str, list[str]]]

    @property
    def more(self) -> int:
        """How many rows a page does not list."""
        return max(len(self.rows) - SHOWN, 0)

    @property
    def shown(self) -> list[tuple[str, list[str]]]:
        return self.rows[:SHOWN]


def written(unit: Unit) -> list[Written]:
    """What each author wrote of what approving this unit makes public, the first who wrote of it first."""
    found: dict[int | None, dict[str, list[str]]] = {}
    along = _written_in_names(list(_names_along(unit))) if isinstance(unit, Letter) else ()
    for name, label, people in chain(_fields_written(unit), along):
        for key in sorted(people, key=lambda key: key or 0):
            labels = found.setdefault(key, {}).setdefault(name, [])
            if label not in labels:
                labels.append(label)
    users = User.objects.in_bulk([key for key in found if key])
    return [Written(_name(key, users), key, list(rows.items())) for key, rows in found.items()]


def wrote_any(unit: Unit, user: User, found: Iterable[Written] | None = None) -> bool:
    """Whether this user wrote any of what approving this unit makes public; `found` is what is `written`, where known."""
    return any(one.key == user.pk for one in (written(unit) if found is None else found))


def name_of(row: Any) -> str:
    """What a row of a letter is called where versions are compared."""
    if isinstance(row, Signature):
        return f"ondertekening: {linked(row, 'minister')}, {row.office}"
    if isinstance(row, Change):
        return f"wijziging {row.position}: {row.get_kind_display()}"
    if isinstance(row, Outcome):
        return f"uitkomst {row.position}: {row}"
    if isinstance(row, Commitment):
        return f"toezegging: {row.title}"
    if isinstance(row, Mention):
        return f"vindplaats {row.position}: {row.amount_as_written}"
    return "brief" if isinstance(row, Letter) else f"{row._meta.verbose_name}: {row}"


def _name(key: int | None, users: dict[int, User]) -> str:
    if key is None:
        return "een opdracht aan het programma"
    return str(users[key]) if key in users else "iemand die hier niet meer werkt"


def _names_along(letter: Letter) -> Iterator[Unit]:
    """The names that this letter uses and that become public with it, because they never were."""
    commitments = letter.commitments.select_related("category__public", "channel__public")
    names: list[Unit | None] = [letter.dossier, *letter.other_dossiers.select_related("public")]
    names += [signature.minister for signature in letter.signatures.select_related("minister__public")]
    names += [name for commitment in commitments for name in (commitment.category, commitment.channel)]
    names += [outcome.category for outcome in letter.outcomes.select_related("category__public")]
    for name in {(type(name), name.pk): name for name in names if name is not None}.values():
        if name.public_copy is None:
            yield name


def _fields_written(unit: Any) -> Iterator[tuple[str, str, People]]:
    """(name of the row, label, who wrote it) of each field that is not as it was approved last."""
    editors, since = _editors(unit), _approved_version(unit)
    yield from _of_model(unit.history.all(), "version", editors, since)
    if isinstance(unit, Letter):
        for model in PARTS:
            yield from _of_model(model.history.filter(letter_id=unit.pk), "unit_version", editors, since)
        yield from _brought_along(unit)


def _written_in_names(names: list[Any]) -> Iterator[tuple[str, str, People]]:
    """The same of these names, of which none was ever approved; their histories are read at once."""
    known: dict[tuple[Any, int], list[Any]] = defaultdict(list)
    for model in dict.fromkeys(type(name) for name in names):
        keys = [name.pk for name in names if type(name) is model]
        for record in model.history.filter(id__in=keys).order_by("history_id"):
            known[model, record.id].append(record)
    for name in names:
        records = known[type(name), name.pk]
        editors = {record.version: People([record.edited_by_id]) for record in records}
        yield from _of_records(type(name), records, "version", editors, 0)


def _brought_along(letter: Letter) -> Iterator[tuple[str, str, People]]:
    """The same of commitments that are in this letter now: what was written of them in another, and not approved there."""
    elsewhere = Commitment.history.filter(id__in=letter.commitments.values("pk")).exclude(letter_id=letter.pk)
    elsewhere = elsewhere.exclude(history_type="-")  # that it went
    for other in Letter.objects.filter(pk__in=elsewhere.values("letter_id")):
        there = elsewhere.filter(letter_id=other.pk)
        yield from _of_model(there, "unit_version", _editors(other), _approved_version(other))


def _approved_version(unit: Any) -> int:
    return unit.public_copy.version if unit.public_copy else 0


def _editors(unit: Any) -> dict[int, People]:
    """Who made each version. What was typed in an intake is of everybody who typed there, not only of who finished it."""
    records = unit.history.order_by("history_id").values_list("version", "edited_by_id")
    editors: dict[int, People] = {version: frozenset([key]) for version, key in records}
    for version, keys in _writers_of_intake(unit).items():
        editors[int(version)] = editors.get(int(version), frozenset()) | frozenset(keys)
    return editors


def _writers_of_intake(unit: Unit) -> dict[str, list[int]]:
    intake = getattr(unit, "intake", None)
    return {version: keys for version, keys in intake.writers.items() if version} if intake else {}


def _of_model(
    records: models.QuerySet[Any], version: str, editors: dict[int, People], since: int
) -> Iterator[tuple[str, str, People]]:
    return _of_records(records.model.instance_type, list(records.order_by("history_id")), version, editors, since)


def _of_records(
    model: Any, records: list[Any], version: str, editors: dict[int, People], since: int
) -> Iterator[tuple[str, str, People]]:
    rows: dict[int, list[Any]] = {}
    for record in records:
        rows.setdefault(record.id, []).append(record)
    fields = _fields_of(model)
    many = _links_to_many(model, records)
    last = {pk: found[-1].instance for pk, found in rows.items()}
    if model is Signature:
        know_links(list(last.values()))  # it is called by the name of its minister
    for pk, found in rows.items():
        steps = [
            (
                getattr(record, version),
                editors.get(getattr(record, version), People([None])),
                _values(record, fields, many),
            )
            for record in found
        ]
        before = [values for number, _, values in steps if number <= since]
        after = [(people, values) for number, people, values in steps if number > since]
        base = before[-1] if before else dict.fromkeys(fields, NOT_THERE)
        for label, people in _of_row(base, after, fields):
            yield name_of(last[pk]), label, people


def _fields_of(model: Any) -> dict[str, Any]:
    """The fields in which a row says something, by the name of their value; those to many by their own."""
    worked_out = getattr(model, "WORKED_OUT", ())
    own = {field.attname: field for field in facts_in(model) if field.name not in worked_out}
    return own | {field.name: field for field in model._meta.many_to_many}


def _of_row(base: Values, steps: list[tuple[People, Values]], fields: dict[str, Any]) -> Iterator[tuple[str, People]]:
    """(label, who wrote it) of what is not as it was; of a row that is new or gone that is said once, of who did that."""
    whose = {
        name: _whose(base[name], [(people, values[name]) for people, values in steps], is_text=_is_text(field))
        for name, field in fields.items()
    }
    is_new, is_gone = NOT_THERE in base.values(), steps and NOT_THERE in steps[-1][1].values()
    if not any(whose.values()):
        return
    said = steps[0][0] if is_new else steps[-1][0] if is_gone else People()
    if said:
        yield ("nieuw" if is_new else "vervalt"), said
    for name, people in whose.items():
        if people - said:
            yield str(fields[name].verbose_name), people - said


def _links_to_many(model: Any, records: list[Any]) -> dict[str, dict[int, frozenset[Any]]]:
    """By field to many: the keys that each record of the history links to, with what else it says of each link."""
    found = {}
    for field in model._meta.many_to_many if records else ():
        links = getattr(type(records[0]), field.name).filter(history_id__in=[record.pk for record in records])
        says = [one.attname for one in field.remote_field.through._meta.fields if not one.primary_key]
        says.remove(f"{field.m2m_field_name()}_id")
        keys: dict[int, set[Any]] = {record.pk: set() for record in records}
        for history_id, *said in links.values_list("history_id", *says):
            keys[history_id].add(tuple(said))
        found[field.name] = {pk: frozenset(ones) for pk, ones in keys.items()}
    return found


def _values(record: Any, fields: Iterable[str], many: dict[str, dict[int, frozenset[Any]]]) -> Values:
    if record.history_type == "-":
        return dict.fromkeys(fields, NOT_THERE)
    return {name: many[name][record.pk] if name in many else getattr(record, name) for name in fields}


def _is_text(field: "models.Field[Any, Any]") -> bool:
    return isinstance(field, models.CharField | models.TextField) and not field.choices


def _whose(base: object, steps: list[tuple[People, object]], is_text: bool) -> People:
    """Whose changes the last of these values has in it; nobody's where it is what it was."""
    path: list[tuple[People, object]] = [(frozenset(), base)]
    for people, value in steps:
        back = next((place for place, (_, known) in enumerate(path) if known == value), None)
        path = path[: back + 1] if back is not None else [*path, (people, value)]
    changed = path[1:]
    counts = changed if is_text and path[-1][1] is not NOT_THERE else changed[-1:]
    return frozenset().union(*(people for people, _ in counts))
