"""Which commitments came in each other's place: the lineage of one, from the first promise to what stands now."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connections
from django.db.models import Q

from commitments.models import Affected, Change, Commitment
from commitments.querysets import CommitmentQuerySet
from letters.models import Letter

Place = tuple[Any, int]  # of a letter in the order of letters: its date and its key


def place_of(letter: Letter) -> Place:
    return letter.date, letter.pk


@dataclass(frozen=True)
class End:
    """By which change a commitment ended: as one of those that the change names, or as a part along with its `whole`."""

    change: Change
    whole: Commitment | None = None

    @property
    def place(self) -> Place:
        return place_of(self.change.letter)


@dataclass(frozen=True)
class Lineage:
    """A commitment with all in whose place it came and all that came in its place, as known on a day."""

    of: Commitment
    members: list[Commitment]  # in order of letters; `of` is one
    wholes: dict[int, Commitment]  # by key: those in which a member lies or lay, at any depth
    going_on: list[Affected]  # the parts that went on: members, and the parts of members
    peildatum: datetime.date | None = None  # the day; None for the newest

    @cached_property
    def keys(self) -> set[int]:
        return {one.pk for one in self.members}

    @cached_property
    def _rows(self) -> dict[int, Commitment]:
        return self.wholes | {one.pk: one for one in self.members}

    def end_of(self, one: Commitment) -> End | None:
        """How it ended; None for one that stands. Of its own end and that of its whole, the first."""
        whole = self._whole_of(one)
        with_whole = self.end_of(whole) if whole else None
        ends = [End(one.ended_by)] if one.ended_by else []
        ends += [End(with_whole.change, whole)] if with_whole else []
        return min(ends, key=lambda end: end.place, default=None)

    def _whole_of(self, one: Commitment) -> Commitment | None:
        """The whole that it lies in: the one it is part of, or that in which it went on when that ended."""
        into = {row.change_id: row.into_id or 0 for row in self.going_on if row.commitment_id == one.pk}
        whole = self._rows.get(one.part_of_id or 0)
        while whole and whole.ended_by and whole.ended_by.pk in into:
            whole = self._rows.get(into[whole.ended_by.pk])
        return whole

    def stands_after(self, one: Commitment, place: Place) -> bool:
        """Whether it stands once the letters up to this place have come."""
        end = self.end_of(one)
        return place_of(one.letter) <= place and (end is None or end.place > place)


def lineage_of(commitment: Commitment, rows: CommitmentQuerySet[Commitment]) -> Lineage:
    """The lineage of a published commitment among `rows`: what is published and known on their peildatum."""
    known = Commitment.objects.published().as_of(rows.peildatum)
    kin, wholes = _keys(commitment, known)
    found = rows.filter(pk__in=kin | wholes).with_changes().select_related("category", "channel", "letter__dossier")
    by_key = {one.pk: one for one in found.defer("letter__text")}
    public = known.order_by().values("pk")
    going_on = Affected.objects.filter(
        Q(commitment__in=kin | wholes) | Q(into__in=kin), commitment__in=public, into__in=public
    ).select_related("commitment", "into")
    members = sorted((by_key[key] for key in kin), key=lambda one: (place_of(one.letter), one.pk))
    found_wholes = {key: by_key[key] for key in wholes}
    return Lineage(by_key[commitment.pk], members, found_wholes, list(going_on.order_by("pk")), rows.peildatum)


def _keys(commitment: Commitment, known: CommitmentQuerySet[Commitment]) -> tuple[set[int], set[int]]:
    """The keys of its lineage among these, and of the wholes in which that lies, asked in one query at any depth."""
    told_sql, params = (
        known.order_by().values_list("pk", "begun_by_id", "part_of_id").query.get_compiler(known.db).as_sql()
    )
    with connections[known.db].cursor() as cursor:
        cursor.execute(_reached_sql(told_sql, Affected._meta.db_table), [*params, commitment.pk, commitment.pk])
        rows = cursor.fetchall()
    kin = {key for is_kin, key in rows if is_kin}
    return kin, {key for _, key in rows} - kin


def _reached_sql(told: str, affected: str) -> str:
    """Each step looks up by key what it needs, so that it costs as much in a large ledger as in a small one."""
    return f"""
        WITH RECURSIVE
        told(id, begun_by, part_of) AS NOT MATERIALIZED ({told}),
        earlier(id) AS (
            SELECT CAST(%s AS bigint)
            UNION
            SELECT ended.id
            FROM earlier JOIN told begun ON begun.id = earlier.id
            JOIN {affected} a ON a.change_id = begun.begun_by AND a.into_id IS NULL
            JOIN told ended ON ended.id = a.commitment_id
        ),
        later(id) AS (
            SELECT CAST(%s AS bigint)
            UNION
            SELECT begun.id
            FROM later JOIN {affected} a ON a.commitment_id = later.id AND a.into_id IS NULL
            JOIN told begun ON begun.begun_by = a.change_id
        ),
        kin(id) AS (SELECT id FROM earlier UNION SELECT id FROM later),
        around(id) AS (
            SELECT id FROM kin
            UNION
            SELECT whole.id
            FROM around JOIN told part ON part.id = around.id
            LEFT JOIN {affected} a ON a.commitment_id = part.id AND a.into_id IS NOT NULL
            JOIN told whole ON whole.id IN (part.part_of, a.into_id)
        )
        SELECT 1, id FROM kin UNION ALL SELECT 0, id FROM around
    """
