"""The files: the rows of the screen, the same in CSV and JSON, and a dictionary that describes each column."""

import csv
import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.models import Commitment
from commitments.site.files import commitments, delimited, objects
from commitments.site.files.table import Extract
from letters.models import Minister, Signature
from tests.commitments import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

NAMES = [
    "slug",
    "title",
    "amount_eur",
    "own_share_eur",
    "precision",
    "currency",
    "amount",
    "rate",
    "rate_date",
    "rate_source",
    "year",
    "end_year",
    "period_note",
    "category",
    "channel",
    "stage",
    "finance_type",
    "standing",
    "part_of",
    "change",
    "supersedes",
    "ended_on",
    "ended_as",
    "on_top_of",
    "letter",
    "kamerstuk",
    "letter_date",
    "ministers",
    "quote",
    "source_url",
    "corrected_on",
    "not_included",
]


def known(day=None):
    return Commitment.objects.published().as_of(day)


def as_csv(found):
    return list(csv.reader("".join(delimited.standard_lines(commitments.table_of(found))).splitlines(keepends=True)))


def as_json(found):
    return json.loads("".join(objects.pieces(commitments.table_of(found), Extract(None))))["rows"]


def test_one_list_of_columns_feeds_both_files(ledger):
    header, *rows = as_csv(known())
    objects = as_json(known())
    assert header == NAMES == [column.name for column in commitments.COLUMNS]
    assert [list(row) for row in objects] == [NAMES] * 20
    assert rows == [["" if value is None else str(value) for value in row.values()] for row in objects]


def test_a_row_says_all_there_is_to_say_of_a_commitment(ledger):
    rows = {row["slug"]: row for row in as_json(known())}
    assert rows["militaire-steun-2023"] == {
        "slug": "militaire-steun-2023",
        "title": known().get(slug="militaire-steun-2023").title,
        "amount_eur": 1_240_000_000,
        "own_share_eur": 1_240_000_000,
        "precision": "exact",
        "currency": "EUR",
        "amount": None,
        "rate": None,
        "rate_date": None,
        "rate_source": None,
        "year": 2023,
        "end_year": 2023,
        "period_note": None,
        "category": "military",
        "channel": None,
        "stage": "toegewezen",
        "finance_type": "gift",
        "standing": "inside-whole",
        "part_of": "reservering-2023",
        "change": None,
        "supersedes": None,
        "ended_on": None,
        "ended_as": None,
        "on_top_of": None,
        "letter": "kst-36045-151",
        "kamerstuk": "36 045, nr. 151",
        "letter_date": "2023-02-20",
        "ministers": "Wopke Hoekstra; Kajsa Ollongren; Liesje Schreinemacher; Dilan Yeşilgöz-Zegerius",
        "quote": "EUR 1,24 mld die nodig is om de militaire steun aan Oekraïne voort te zetten, wordt overgeheveld "
        "naar de Defensiebegroting vanuit bovengenoemde reservering",
        "source_url": "https://zoek.officielebekendmakingen.nl/kst-36045-151.html"
        "#:~:text=EUR%201%2C24%20mld%20die,Defensiebegroting%20vanuit%20bovengenoemde%20reservering",
        "corrected_on": None,
        "not_included": None,
    }
    assert rows["intensivering-militaire-steun-2023"]["on_top_of"] == "reservering-2023"
    assert (rows["ifu-2023"]["own_share_eur"], rows["ifu-2023"]["standing"]) == (None, "excluded")
    assert rows["reservering-2023"]["own_share_eur"] == 1_260_000_000


@pytest.mark.parametrize("day", [None, datetime.date(2023, 12, 31), datetime.date(2022, 1, 1)])
def test_the_own_shares_of_a_file_add_up_to_the_total(ledger, day):
    shares = [row["own_share_eur"] or 0 for row in as_json(known(day))]
    assert sum(shares) == known(day).counted().total_eur()


@pytest.mark.engines
@make.for_every(make.ledgers())
def test_the_own_shares_of_any_file_add_up_to_the_total_of_its_rows(rows):
    with make.rolled_back():
        make.save(rows)
        for chosen in (known(), known(make.DATES[2]), known().filter(category__slug="military")):
            found = as_json(chosen)
            assert sum(row["own_share_eur"] or 0 for row in found) == chosen.counted().total_eur()
            assert {row["slug"] for row in found} == set(chosen.values_list("slug", flat=True))


def test_a_file_of_nothing_is_still_a_file():
    assert as_csv(known()) == [NAMES]
    assert as_json(known()) == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_run_as_a_formula(start):
    title = f"{start}1+1"
    commitment = make.commitment(title=title)
    make.states(commitment, quote=f"{start}EUR 100")
    (row,) = as_json(known())
    header, cells = as_csv(known())
    cells = dict(zip(header, cells, strict=True))
    assert (row["title"], row["quote"]) == (title, f"{start}EUR 100")
    assert (cells["title"], cells["quote"]) == (f"'{title}", f"'{start}EUR 100")


def test_quotes_commas_and_line_ends_stay_in_their_cell():
    title = 'Steun, "heel" veel;\nen meer'
    make.commitment(title=title)
    assert as_csv(known())[1][1] == title
    assert as_json(known())[0]["title"] == title


def test_a_letter_without_number_ministers_or_quote_leaves_cells_empty():
    make.commitment(letter=make.letter(reference="BZ-1"))
    (row,) = as_json(known())
    assert {name: row[name] for name in ("letter", "kamerstuk", "ministers", "quote", "source_url")} == {
        "letter": "bz-1",
        "kamerstuk": None,
        "ministers": None,
        "quote": None,
        "source_url": None,
    }


@pytest.mark.engines
def test_ministers_come_in_the_order_of_the_letter():
    commitment = make.commitment()
    for position, name in ((2, "Anna"), (1, "Zeno")):
        minister = Minister.objects.create(slug=name.lower(), name=name, family_name=name)
        Signature.objects.create(letter=commitment.letter, minister=minister, office="Minister", position=position)
    assert as_json(known())[0]["ministers"] == "Zeno; Anna"


def test_a_file_tells_of_no_draft():
    draft = make.commitment(published_at=None)
    public = make.commitment(replaces=draft)
    make.commitment(part_of=public, published_at=None)
    make.commitment(letter=make.letter(published_at=None))
    (row,) = as_json(known())
    assert (row["slug"], row["own_share_eur"], row["supersedes"]) == (public.slug, 100, None)


@pytest.mark.engines
def test_a_file_of_any_size_costs_the_same_number_of_queries():
    counts = {}
    for size in (10, 500):
        with make.rolled_back():
            make.commitments_in_bulk(size)
            with CaptureQueriesContext(connection) as queries:
                assert len(list(commitments.rows(known()))) == size - size // 50
            counts[size] = len(queries)
    assert counts[10] == counts[500] <= 7
