"""The counting rule as SQL, for all dates at once: from when until when each commitment counts, and inside which whole.

What it is, in words, stands in querysets.py, which alone uses it.
"""

import datetime
from functools import cache
from typing import Any

from django.db import models
from django.db.models import F, Func

END_OF_TIME = datetime.date(9999, 12, 31)  # "not ended", as a date that can be compared


class OwnShare(Func):
    """The euros of a counted commitment without its parts that count on this day; compiled once, for pages ask it often."""

    def __init__(self, commitment: Any, day: datetime.date) -> None:
        super().__init__(F("amount_eur"), F("pk"), output_field=models.BigIntegerField())
        self.commitment, self.day = commitment, day

    def as_sql(self, compiler: Any, connection: Any, *ways: Any, **more: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        (sql, [*params]), (pk, pk_params) = (compiler.compile(one) for one in self.source_expressions)
        for parts, own_params in _standing_parts_sql(self.commitment, connection.alias):
            sql += f""" - COALESCE((SELECT CAST(SUM(part.amount_eur) AS bigint) FROM ({parts}) part
                WHERE part.whole_id = {pk} AND part.since <= %s AND part.until > %s), 0)"""
            params += [*own_params, *pk_params, self.day, self.day]
        return f"({sql})", params


def affected_of(commitment: Any) -> Any:
    """The model of what a change does to a commitment; the models stand on this module."""
    return commitment.affected.rel.related_model


@cache
def _standing_parts_sql(commitment: Any, alias: str) -> list[tuple[str, tuple[Any, ...]]]:
    """Queries of (whole_id, amount_eur, since, until) and their parameters: of parts, and of what went on in a whole."""
    parts = (
        commitment.objects.standing_alone().annotate(whole_id=F(whole)).exclude(whole_id=None)
        for whole in ("part_of_id", "affected__into_id")
    )
    rows = [part.order_by().values("whole_id", "amount_eur", "since", "until").query for part in parts]
    return [row.get_compiler(alias).as_sql() for row in rows]


@cache
def spans_sql(commitment: Any, alias: str) -> tuple[str, tuple[Any, ...]]:
    """The rule for wholes and parts: a common table `span(id, whole_id, since, until, begun_in, ended_in)`, and its
    parameters.

    A row says that a commitment counts from `since` up to (not on) `until`, inside `whole_id` or, where that is
    null, on its own; `begun_in` and `ended_in` are the letters (keys) that made it so. A part lies in the commitment it
    is part of, and in those in which it went on.

    It holds for every peildatum and every filter, so it is compiled once for the model and the database's alias.
    """
    whole = commitment.objects.published().annotate(since=F("letter__date"))
    gone_on = affected_of(commitment).objects.filter(into__in=whole.values("pk"))
    parts = {
        "alone": commitment.objects.standing_alone().values_list("pk", "since", "until", "begun_in", "ended_in"),
        "direct": commitment.objects.filter(part_of__in=whole.values("pk")).values_list(
            "pk", "part_of_id", "part_of__letter__date", "part_of__letter_id"
        ),
        "taken": gone_on.values_list("commitment_id", "into_id", "into__letter__date", "into__letter_id"),
    }
    sql: dict[str, str] = {}
    params: list[Any] = []
    for name, queryset in parts.items():
        sql[name], own_params = queryset.order_by().query.get_compiler(alias).as_sql()
        params.extend(own_params)
    return (
        f"""
        WITH RECURSIVE
        alone(id, since, until, begun_in, ended_in) AS ({sql["alone"]}),
        part(id, whole_id, since, begun_in) AS ({sql["direct"]} UNION ALL {sql["taken"]}),
        first(id, since) AS (SELECT id, MIN(since) FROM part GROUP BY id),
        whole(id, since, begun_in) AS (
            SELECT part.id, part.since, MIN(part.begun_in)
            FROM part JOIN first ON first.id = part.id AND first.since = part.since GROUP BY part.id, part.since
        ),
        root(id, since, until, begun_in, ended_in) AS (
            SELECT alone.id, alone.since,
                CASE WHEN whole.since < alone.until THEN whole.since ELSE alone.until END,
                alone.begun_in,
                CASE WHEN whole.since < alone.until THEN whole.begun_in ELSE alone.ended_in END
            FROM alone LEFT JOIN whole ON whole.id = alone.id
        ),
        inside(id, whole_id, since, until, begun_in, ended_in) AS (
            SELECT part.id, part.whole_id, alone.since, alone.until, alone.begun_in, alone.ended_in
            FROM part JOIN alone ON alone.id = part.id
        ),
        span(id, whole_id, since, until, begun_in, ended_in) AS (
            SELECT id, CAST(NULL AS bigint), since, until, begun_in, ended_in FROM root WHERE since < until
            UNION ALL
            SELECT inside.id, span.id,
                CASE WHEN inside.since > span.since THEN inside.since ELSE span.since END,
                CASE WHEN inside.until < span.until THEN inside.until ELSE span.until END,
                CASE WHEN inside.since > span.since THEN inside.begun_in ELSE span.begun_in END,
                CASE WHEN inside.until < span.until THEN inside.ended_in ELSE span.ended_in END
            FROM span JOIN inside
                ON inside.whole_id = span.id AND inside.since < span.until AND inside.until > span.since
        )
        """,
        tuple(params),
    )


def movements_sql(commitment: Any, alias: str, chosen: str) -> tuple[str, list[Any]]:
    """What movements() asks, and its parameters up to those of `chosen`, the query of the keys that were chosen.

    Each span moves its commitment when it begins and when it ends, and its whole the other way; what caused that tells the
    kind.
    """
    category, letter, change = (
        commitment._meta.get_field(name).related_model._meta.db_table for name in ("category", "letter", "begun_by")
    )
    table, affected = commitment._meta.db_table, affected_of(commitment)._meta.db_table
    sql, params = spans_sql(commitment, alias)
    return (
        f"""{sql},
        told(id, whole_id, since, until, begun_in, ended_in, euros, begun_as, ended_as) AS (
            SELECT span.id, whole_id, since, until, begun_in, ended_in, amount_eur, begins.kind, ends.kind
            FROM span JOIN {table} c ON c.id = span.id
            LEFT JOIN {change} begins ON begins.id = c.begun_by_id AND begins.letter_id = begun_in
            LEFT JOIN {affected} affected ON affected.commitment_id = span.id AND affected.into_id IS NULL
            LEFT JOIN {change} ends ON ends.id = affected.change_id AND ends.letter_id = ended_in
        ),
        movement(id, day, letter, euros, kind) AS (
            SELECT id, since, begun_in, euros, begun_as FROM told
            UNION ALL
            SELECT id, until, ended_in, -euros, ended_as FROM told WHERE until < %s
            UNION ALL
            SELECT whole_id, since, begun_in, -euros, begun_as FROM told WHERE whole_id IS NOT NULL
            UNION ALL
            SELECT whole_id, until, ended_in, euros, ended_as FROM told WHERE whole_id IS NOT NULL AND until < %s
        ),
        moved(day, letter, category, year, end_year, precision, kind, euros) AS (
            SELECT day, letter, category_id, year, end_year, precision, kind, SUM(euros)
            FROM movement JOIN {table} c ON c.id = movement.id
            WHERE movement.id IN ({chosen})
            GROUP BY day, letter, category_id, year, end_year, precision, kind
            HAVING SUM(euros) <> 0
        )
        SELECT day, category.slug, year, end_year, euros, precision, letter.slug, COALESCE(moved.kind, 'new')
        FROM moved JOIN {category} category ON category.id = moved.category JOIN {letter} letter ON letter.id = moved.letter
        ORDER BY day, letter.id, category.position, category.slug, year, end_year, precision, moved.kind
        """,
        [*params, END_OF_TIME, END_OF_TIME],
    )
