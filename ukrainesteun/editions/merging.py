"""What two people made of one page, laid side by side: nothing of either is lost without a choice.

A SentPage is the fields of a form and of the rows below it, as strings, as a browser sends them. `base` is what the page
was when the second person opened it, as a fingerprint of each field: enough to see who changed what.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MAIN = ""  # the row of the form itself; other rows are "mentions:12" (by key) or "mentions:new-0"
NOT_TYPED = ("id", "DELETE")
RESCUED = 100_000  # new rows that a browser sends have lower numbers

Values = tuple[str, ...]  # what a browser sends for one field; an unticked box sends nothing
Fingerprints = Mapping[str, object]  # by "row field"; a browser may send any JSON in its place


@dataclass
class SentPage:
    """The rows of a page as a browser sends it, each by its fields; `deleted` are those ticked to be deleted."""

    rows: dict[str, dict[str, Values]]
    deleted: set[str] = field(default_factory=set)

    def fingerprints(self) -> dict[str, str]:
        """For each field "row field" a short hash of what it holds."""
        return {
            f"{row} {name}": fingerprint(values) for row, fields in self.rows.items() for name, values in fields.items()
        }


@dataclass(frozen=True)
class Dispute:
    """A field that both changed, each in another way."""

    row: str
    field: str
    mine: Values
    theirs: Values

    @property
    def name(self) -> str:
        return f"{self.row} {self.field}"


@dataclass
class Merge:
    """The page to show the second person: `page` holds what he typed and, where he typed nothing, what is saved now."""

    page: SentPage
    disputes: list[Dispute] = field(default_factory=list)
    taken: list[tuple[str, str]] = field(default_factory=list)  # (row, field) that only the other changed
    added: list[str] = field(default_factory=list)  # rows the other added
    removed: list[str] = field(default_factory=list)  # rows the other removed, and mine were as before
    rescued: list[str] = field(default_factory=list)  # rows the other removed while I changed them: now new rows
    spared: list[str] = field(default_factory=list)  # rows I wanted to delete, that the other changed

    @property
    def tells_something(self) -> bool:
        """Whether anything differs from what I saw when I opened the page."""
        return any((self.disputes, self.taken, self.added, self.removed, self.rescued, self.spared))


def normal(values: Iterable[str]) -> Values:
    """The same whatever line ends, and spaces around it, a browser or a form adds, and in whatever order one chose."""
    return tuple(sorted(value.replace("\r\n", "\n").replace("\r", "\n").strip() for value in values if value.strip()))


def fingerprint(values: Values) -> str:
    """A short hash of what a field holds, equal for what is no difference."""
    return hashlib.blake2b("\0".join(normal(values)).encode(errors="replace"), digest_size=5).hexdigest()


def read_page(
    data: Mapping[str, Iterable[str]], prefixes: Iterable[str], fields_of_main: Iterable[str], parent: str = ""
) -> SentPage:
    """The SentPage in what a browser sent: `data` maps names to lists, `prefixes` are those of the rows below the form.

    `parent` is the field in which those rows name the row of the form.
    """
    page = SentPage({MAIN: {name: tuple(data.get(name, ())) for name in fields_of_main}})
    names: dict[str, dict[int, dict[str, Values]]] = {prefix: {} for prefix in prefixes}
    for name, values in data.items():
        prefix, _, rest = name.partition("-")
        number, _, field_name = rest.partition("-")
        if prefix in names and number.isdecimal() and len(number) < 6 and field_name:
            names[prefix].setdefault(int(number), {})[field_name] = tuple(values)
    for prefix, rows in names.items():
        for place, fields in sorted(rows.items()):
            key = "".join(fields.get("id", ()))
            row = f"{prefix}:{key}" if key else f"{prefix}:new-{place}"
            page.rows[row] = {name: values for name, values in fields.items() if name not in (*NOT_TYPED, parent)}
            if fields.get("DELETE"):
                page.deleted.add(row)
    return page


def write_page(
    page: SentPage, prefixes: Iterable[str], references: Iterable[tuple[str, str, str]] = ()
) -> dict[str, Values]:
    """The SentPage as a browser would send it: names with their values. Rows that are saved come before new ones.

    `references` are (prefix, field, prefix referred to): a field that holds the number of a row, counted from 1. Where
    that row gets another number, so does the field; else it stays as it was typed.
    """
    data = {name: values for name, values in page.rows[MAIN].items() if values}
    places = {prefix: _places(page, prefix) for prefix in prefixes}
    for prefix, rows in places.items():
        saved = sum(not _is_new(row) for row in rows)
        data |= {f"{prefix}-TOTAL_FORMS": (str(len(rows)),), f"{prefix}-INITIAL_FORMS": (str(saved),)}
        for number, row in enumerate(rows):
            for name, values in page.rows[row].items():
                data[f"{prefix}-{number}-{name}"] = values
            if not _is_new(row):
                data[f"{prefix}-{number}-id"] = (row.partition(":")[2],)
            if row in page.deleted:
                data[f"{prefix}-{number}-DELETE"] = ("on",)
    for prefix, name, target in references:
        for number, row in enumerate(places.get(prefix, ())):
            was = _number(page.rows[row].get(name, ()))
            referred = f"{target}:new-{was - 1}" if was is not None else ""
            if referred in places.get(target, ()) and (now := places[target].index(referred) + 1) != was:
                data[f"{prefix}-{number}-{name}"] = (str(now),)
    return data


def _number(values: Values) -> int | None:
    """The number of a row, as it was typed; numbers on a page count from 1."""
    number = "".join(values).strip()
    return int(number) if number.isdecimal() and len(number) < 6 else None


def _is_new(row: str) -> bool:
    return row.partition(":")[2].startswith("new-")


def _places(page: SentPage, prefix: str) -> list[str]:
    rows = [row for row in page.rows if row.startswith(f"{prefix}:")]
    return sorted(rows, key=_is_new)


def merge(base: Fingerprints, mine: SentPage, theirs: SentPage) -> Merge:
    """A Merge of my page with the page as it is saved now, given the fingerprints of what I started from."""
    merged = Merge(SentPage({}))
    for row in [*theirs.rows, *(row for row in mine.rows if row not in theirs.rows)]:
        if row not in mine.rows:
            merged.added.append(row)
            merged.page.rows[row] = dict(theirs.rows[row])
        elif row in theirs.rows:
            _merge_row(base, row, mine, theirs, merged)
        elif _is_new(row):
            merged.page.rows[row] = dict(mine.rows[row])
        else:
            _merge_removed(base, row, mine, merged)
    return merged


def _merge_row(base: Fingerprints, row: str, mine: SentPage, theirs: SentPage, merged: Merge) -> None:
    fields: dict[str, Values] = {}
    merged.page.rows[row] = fields
    changed_there = False
    for name, saved in theirs.rows[row].items():
        typed, was = mine.rows[row].get(name, ()), base.get(f"{row} {name}")
        changed_there |= fingerprint(saved) != was
        if normal(typed) == normal(saved) or fingerprint(saved) == was:
            fields[name] = typed
        elif fingerprint(typed) == was:
            fields[name] = saved
            merged.taken.append((row, name))
        else:
            fields[name] = typed
            merged.disputes.append(Dispute(row, name, typed, saved))
    fields |= {name: typed for name, typed in mine.rows[row].items() if name not in fields}
    if row in mine.deleted:
        if changed_there:
            merged.spared.append(row)
        else:
            merged.page.deleted.add(row)


def _merge_removed(base: Fingerprints, row: str, mine: SentPage, merged: Merge) -> None:
    fields = mine.rows[row]
    untouched = all(
        base.get(f"{row} {name}", fingerprint(())) == fingerprint(values) for name, values in fields.items()
    )
    if untouched or row in mine.deleted:
        merged.removed.append(row)
        return
    prefix = row.partition(":")[0]
    rescued = f"{prefix}:new-{RESCUED + len(merged.rescued)}"
    merged.page.rows[rescued] = dict(fields)
    merged.rescued.append(rescued)


def differing(mine: SentPage, theirs: SentPage) -> list[tuple[str, str]]:
    """(row, field) of every field on both pages that they do not have alike."""
    return [
        (row, name)
        for row, fields in theirs.rows.items()
        if row in mine.rows
        for name, values in fields.items()
        if normal(mine.rows[row].get(name, ())) != normal(values)
    ]


def is_same(mine: SentPage, theirs: SentPage) -> bool:
    """Whether saving my page would change nothing."""
    return not mine.deleted and mine.rows.keys() == theirs.rows.keys() and not differing(mine, theirs)


def choose(mine: SentPage, theirs: SentPage, choices: Mapping[str, str | None]) -> tuple[SentPage, list[Dispute]]:
    """My page with their value where that was chosen, and the disputes about which nothing was chosen yet.

    `choices` has, by the name of each dispute that was shown, "mine", "theirs" or something else for none.
    """
    chosen = SentPage({row: dict(fields) for row, fields in mine.rows.items()}, set(mine.deleted))
    undecided = []
    for name, choice in choices.items():
        row, _, field_name = name.partition(" ")
        if row not in mine.rows or field_name not in theirs.rows.get(row, {}) or choice == "mine":
            continue
        typed, saved = mine.rows[row].get(field_name, ()), theirs.rows[row][field_name]
        if choice == "theirs":
            chosen.rows[row][field_name] = saved
        elif normal(typed) != normal(saved):
            undecided.append(Dispute(row, field_name, typed, saved))
    return chosen, undecided


def all_new(page: SentPage) -> SentPage:
    """The page of somebody whose row was deleted: without the rows he deleted, and every other one a new one.

    New rows keep their names, for numbers on the page refer to them.
    """
    kept = {row: fields for row, fields in page.rows.items() if row not in page.deleted}
    return SentPage({_renamed(row, RESCUED + place): fields for place, (row, fields) in enumerate(kept.items())})


def _renamed(row: str, number: int) -> str:
    return row if row == MAIN or _is_new(row) else f"{row.partition(':')[0]}:new-{number}"
