"""The commitments as CSV and JSON, from one list of columns. docs/data-dictionary.md describes each."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Prefetch

from commitments.models import Commitment, Mention
from commitments.querysets import CommitmentQuerySet
from ukrainesteun.cells import guarded

CHUNK = 500  # rows fetched at a time, so that memory does not grow with the ledger


@dataclass(frozen=True)
class Column:
    """One published column: its name, and its value for a commitment (None where there is none)."""

    name: str
    value: Callable[[Any], object]  # of a commitment with what `rows` adds to it


def _first_stating(commitment: Any) -> Mention | None:
    return next(iter(commitment.stating_mentions), None)


def _quote(commitment: Any) -> str | None:
    mention = _first_stating(commitment)
    return mention.quote if mention else None


def _source_url(commitment: Any) -> str | None:
    mention = _first_stating(commitment)
    return (mention.source_url if mention else commitment.letter.official_url) or None


def _kamerstuk(commitment: Commitment) -> str | None:
    return commitment.letter.kamerstuk.printed if commitment.letter.kamerstuk else None


def _ministers(commitment: Commitment) -> str | None:
    return "; ".join(signature.minister.name for signature in commitment.letter.signatures.all()) or None


COLUMNS = (
    Column("slug", lambda commitment: commitment.slug),
    Column("title", lambda commitment: commitment.title),
    Column("amount_eur", lambda commitment: commitment.amount_eur),
    Column("own_share_eur", lambda commitment: commitment.counted_share_eur),
    Column("precision", lambda commitment: commitment.precision),
    Column("year", lambda commitment: commitment.year),
    Column("end_year", lambda commitment: commitment.end_year),
    Column("period_note", lambda commitment: commitment.period_note or None),
    Column("category", lambda commitment: commitment.category.slug),
    Column("channel", lambda commitment: commitment.channel.slug if commitment.channel else None),
    Column("stage", lambda commitment: commitment.stage),
    Column("finance_type", lambda commitment: commitment.finance_type),
    Column("standing", lambda commitment: commitment.standing.value),
    Column("part_of", lambda commitment: commitment.whole_slug),
    Column("supersedes", lambda commitment: commitment.predecessor_slug),
    Column("letter", lambda commitment: commitment.letter.slug),
    Column("kamerstuk", _kamerstuk),
    Column("letter_date", lambda commitment: commitment.letter.date.isoformat()),
    Column("ministers", _ministers),
    Column("quote", _quote),
    Column("source_url", _source_url),
)


def rows(commitments: CommitmentQuerySet[Commitment]) -> Iterator[dict[str, object]]:
    """A dict for each of these commitments, its columns in order; fetched as they are read."""
    found = (
        commitments.with_standing()
        .with_counted_share()
        .select_related("category", "channel", "letter__dossier")
        .defer("letter__text")
        .prefetch_related(
            "letter__signatures__minister",
            Prefetch(
                "mentions",
                queryset=Mention.objects.stating()
                .filter(letter=F("commitment__letter"))
                .select_related("letter__dossier")
                .defer("letter__text")
                .order_by("position"),
                to_attr="stating_mentions",
            ),
        )
    )
    for commitment in found.iterator(chunk_size=CHUNK):
        yield {column.name: column.value(commitment) for column in COLUMNS}


class _Echo:
    """A file for csv.writer that hands back each line."""

    def write(self, line: str) -> str:
        return line


def csv_lines(commitments: CommitmentQuerySet[Commitment]) -> Iterator[str]:
    """The CSV file, line by line: UTF-8 with a BOM, by which spreadsheets know it."""
    return table_lines([column.name for column in COLUMNS], (row.values() for row in rows(commitments)))


def table_lines(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The CSV file of any table, in the same manner: the commitments, or what a chart draws."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(columns)
    for row in rows:
        yield writer.writerow([guarded(value) if isinstance(value, str) else value for value in row])


def json_pieces(commitments: CommitmentQuerySet[Commitment]) -> Iterator[str]:
    """The JSON file in pieces: a list of objects, one for each row."""
    yield "["
    for number, row in enumerate(rows(commitments)):
        yield (",\n" if number else "\n") + json.dumps(row, ensure_ascii=False)
    yield "\n]\n"
