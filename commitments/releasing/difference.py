"""What one release has otherwise than the one before it: for each commitment its amounts before and after."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from commitments.precision import Sum


class What(StrEnum):
    NEW = "nieuw"
    CHANGED = "gewijzigd"
    GONE = "verdwenen"


# Of the columns of the file of commitments, those in which a reader sees another promise.
SEEN = (
    *("title", "amount_eur", "own_share_eur", "precision", "currency", "amount", "year", "end_year", "period_note"),
    *("category", "channel", "stage", "finance_type", "standing", "letter"),
)
HEAD = (
    *("what", "slug", "title", "amount_before_eur", "amount_after_eur", "own_share_before_eur", "own_share_after_eur"),
    *("precision_before", "precision_after", "fields"),
)


@dataclass(frozen=True)
class Difference:
    """One commitment that is new, gone, or other than it was. Amounts are in whole euros, None where there is none.

    `own_share` is what it adds to the total. `fields` are the columns that differ, of one that was changed.
    """

    what: What
    slug: str
    title: str
    amount_before: Sum | None
    amount_after: Sum | None
    own_share_before: Sum | None
    own_share_after: Sum | None
    fields: tuple[str, ...] = ()

    @property
    def change_eur(self) -> int:
        """By how many whole euros it changed the total."""
        return _eur(self.own_share_after) - _eur(self.own_share_before)


def differences(before: str, after: str) -> list[Difference]:
    """Between two files of commitments (CSV): what changes the total most comes first, and equals by name."""
    then, now = _rows(before), _rows(after)
    found = [
        _difference(then.get(slug), now.get(slug)) for slug in then | now if _differs(then.get(slug), now.get(slug))
    ]
    return sorted(found, key=lambda one: (-abs(one.change_eur), one.slug))


def written(found: list[Difference]) -> str:
    """These as CSV, one a line."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(HEAD)
    for one in found:
        amounts = [one.amount_before, one.amount_after, one.own_share_before, one.own_share_after]
        sums = [amount.amount_eur if amount else "" for amount in amounts]
        precisions = [amount.precision if amount else "" for amount in amounts[:2]]
        writer.writerow([one.what.value, one.slug, one.title, *sums, *precisions, " ".join(one.fields)])
    return file.getvalue()


def read(text: str) -> Iterator[Difference]:
    """What `written` wrote, as it is read."""
    for row in csv.DictReader(io.StringIO(text)):
        then, now = ((row[f"precision_{when}"] or "exact") for when in ("before", "after"))
        yield Difference(
            What(row["what"]),
            row["slug"],
            row["title"],
            _sum(row["amount_before_eur"], then),
            _sum(row["amount_after_eur"], now),
            _sum(row["own_share_before_eur"], then),
            _sum(row["own_share_after_eur"], now),
            tuple(row["fields"].split()),
        )


def _rows(text: str) -> dict[str, dict[str, str]]:
    return {row["slug"]: row for row in csv.DictReader(io.StringIO(text))}


def _differs(then: dict[str, str] | None, now: dict[str, str] | None) -> bool:
    return then is None or now is None or bool(_fields(then, now))


def _fields(then: dict[str, str], now: dict[str, str]) -> tuple[str, ...]:
    """A column that one of the two files has not, is no difference: files of long ago have fewer."""
    return tuple(name for name in SEEN if name in then and name in now and then[name] != now[name])


def _difference(then: dict[str, str] | None, now: dict[str, str] | None) -> Difference:
    what = What.NEW if then is None else What.GONE if now is None else What.CHANGED
    named = now or then or {}
    return Difference(
        what,
        named["slug"],
        named["title"],
        amount_before=_sum_in(then, "amount_eur"),
        amount_after=_sum_in(now, "amount_eur"),
        own_share_before=_sum_in(then, "own_share_eur"),
        own_share_after=_sum_in(now, "own_share_eur"),
        fields=_fields(then, now) if then and now else (),
    )


def _sum_in(row: dict[str, str] | None, name: str) -> Sum | None:
    return _sum(row[name], row["precision"]) if row else None


def _sum(eur: str, precision: str) -> Sum | None:
    return Sum(int(eur), precision) if eur else None


def _eur(amount: Sum | None) -> int:
    return amount.amount_eur if amount else 0
