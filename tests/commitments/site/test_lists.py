"""The lists as files of each kind: what they hold, what they say of themselves, and the naive sum that anybody can make."""

import csv
import datetime
import gc
import html
import io
import json
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from openpyxl.worksheet._writer import ALL_TEMP_FILES

from commitments.models import Commitment, Mention
from commitments.site.files import (
    categories,
    commitments,
    corrections,
    delimited,
    letters,
    mentions,
    ministers,
    workbook,
)
from commitments.site.files.names import file_name
from commitments.site.files.table import Column, Extract, Table
from letters.models import Letter
from tests import ROOT
from tests.commitments import factories as make
from tests.site.urls import body, parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

NAIVE_EUR, TOTAL_EUR = 21_056_000_000, 11_995_000_000
LISTS = {
    "toezeggingen": commitments,
    "vindplaatsen": mentions,
    "brieven": letters,
    "bewindspersonen": ministers,
    "categorieen": categories,
}
EVERY_LIST = LISTS | {"correcties": corrections}  # with the one that has no peildatum
SHEETS = {
    "toezeggingen": ["Toezeggingen", "Vindplaatsen", "Brieven", "Correcties", "Uitleg"],
    "vindplaatsen": ["Vindplaatsen", "Toezeggingen", "Brieven", "Uitleg"],
    "brieven": ["Brieven", "Toezeggingen", "Vindplaatsen", "Uitleg"],
    "bewindspersonen": ["Bewindspersonen", "Vindplaatsen", "Brieven", "Uitleg"],
    "categorieen": ["Categorieën", "Toezeggingen", "Vindplaatsen", "Brieven", "Uitleg"],
    "correcties": ["Correcties", "Toezeggingen", "Vindplaatsen", "Brieven", "Uitleg"],
}
FEBRUARY = datetime.date(2024, 2, 1)


def content(client, path, **query):
    response = client.get(path, query)
    assert response.status_code == 200, path
    return b"".join(response.streaming_content)


def csv_rows(client, path, **query):
    return list(csv.DictReader(io.StringIO(content(client, path, **query).decode(), newline="")))


def sheet_rows(client, path, sheet, **query):
    header, *rows = load_workbook(io.BytesIO(content(client, path, **query)))[sheet].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def explained(client, path, **query):
    rows = load_workbook(io.BytesIO(content(client, path, **query)))["Uitleg"].iter_rows(values_only=True)
    return [(name, value) for name, value, *_ in rows]


def naive(rows):
    return sum(
        int(row["amount"]) for row in rows if row["verdict"] in ("states", "repeats") and row["currency"] == "EUR"
    )


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("/toezeggingen/", ""),
        ("/toezeggingen/?q=accountability&sort=amount&page=1", "?q=accountability"),
        ("/categorieen/accountability/?as_of=2024-02-01", "?as_of=2024-02-01&category=accountability"),
    ],
)
def test_from_the_head_of_a_list_one_step_leads_to_its_file_and_to_the_others(address, asked, ledger, client):
    document, _ = parse(text_of(client.get(address)))
    at_the_head = next(one for one in document.iter("a") if one.get("download") is not None)
    assert at_the_head.get("href") == f"/toezeggingen.xlsx{asked}"
    (link,) = (one for one in document.iter("a") if one.get("href") == "#bestanden")
    (files,) = (one for one in document.iter("ul") if one.get("id") == "bestanden")
    assert words(link) == "een ander bestand"
    assert {one.get("href").partition("?")[0] for one in files.iter("a") if one.get("download") is not None} == {
        f"/toezeggingen{suffix}" for suffix in (".xlsx", "-excel.csv", ".csv", ".json")
    }


def test_anybody_can_make_the_naive_sum_from_each_kind_of_file(ledger, client):
    of_json = json.loads(content(client, "/vindplaatsen.json"))
    kinds = {
        "csv": csv_rows(client, "/vindplaatsen.csv"),
        "json": of_json["rows"],
        "xlsx": sheet_rows(client, "/vindplaatsen.xlsx", "Vindplaatsen"),
    }
    for kind, rows in kinds.items():
        assert naive(rows) == NAIVE_EUR, kind
        assert sum(int(row["naive_eur"] or 0) for row in rows) == NAIVE_EUR, kind
    assert of_json["total_eur"] == NAIVE_EUR
    page = client.get("/verantwoording/").content.decode().replace("\xa0", " ")
    assert "€ 21.056.000.000" in page
    assert all(f'href="/vindplaatsen{end}"' in page for end in ("/", ".csv", ".json", ".xlsx"))


def test_the_letters_add_up_to_the_total_and_to_the_naive_sum(ledger, client):
    rows = csv_rows(client, "/brieven.csv")
    assert len(rows) == Letter.objects.published().count() == 5
    assert sum(int(row["share_eur"] or 0) for row in rows) == TOTAL_EUR
    assert sum(int(row["change_eur"] or 0) for row in rows) == TOTAL_EUR
    assert sum(int(row["naive_eur"] or 0) for row in rows) == NAIVE_EUR
    assert "0" not in {row["share_eur"] for row in rows}, "nothing to tell is an empty cell"


def test_the_categories_add_up_to_the_total_of_their_choice(ledger, client):
    for query in ({}, {"year": "2024"}, {"as_of": "2024-02-01", "stage": "gereserveerd"}):
        rows = csv_rows(client, "/categorieen.csv", **query)
        page = client.get("/categorieen/", query).context["series"]
        assert sum(int(row["share_eur"] or 0) for row in rows) == page.total_eur > 0, query
        assert "0" not in {row["share_eur"] for row in rows}
        told = json.loads(content(client, "/categorieen.json", **query))
        assert told["total_eur"] == page.total_eur
    assert {row["slug"]: row["share_eur"] for row in csv_rows(client, "/categorieen.csv", year="2024")} == {
        **{"military": "2000000000", "epf": "295000000", "humanitarian": "102000000", "accountability": "89000000"},
        **{"cyber": "3000000", "undivided": "", "trade-finance": ""},
    }


def test_a_minister_has_the_letters_of_his_page_and_no_budget_of_his_own(ledger, client):
    rows = {row["slug"]: row for row in csv_rows(client, "/bewindspersonen.csv")}
    for slug in ("ollongren", "hoekstra"):
        page = client.get(f"/bewindspersonen/{slug}/").context
        assert int(rows[slug]["letter_count"]) == len(page["signatures"]) == len(rows[slug]["letters"].split("; "))
        assert int(rows[slug]["share_eur"] or 0) == page["series"].total_eur
    then = {row["slug"]: row for row in csv_rows(client, "/bewindspersonen.csv", as_of="2023-06-01")}
    assert rows["ollongren"]["letter_count"] == "3"
    assert then["ollongren"] == then["ollongren"] | {"letter_count": "1", "signed_count": "1", "on_behalf_count": "0"}
    assert json.loads(content(client, "/bewindspersonen.json"))["total_eur"] is None


def test_a_mention_says_where_it_stands_and_what_we_make_of_it(ledger, client):
    rows = json.loads(content(client, "/vindplaatsen.json", letter="kst-36045-151", verdict="states"))["rows"]
    [row] = [row for row in rows if row["commitment"] == "militaire-steun-2023"]
    assert row == row | {
        "letter": "kst-36045-151",
        "kamerstuk": "36 045, nr. 151",
        "letter_date": "2023-02-20",
        "amount_as_written": "EUR 1,24 mld",
        "amount": 1_240_000_000,
        "currency": "EUR",
        "verdict": "states",
        "naive_eur": 1_240_000_000,
        "category": "military",
    }


@pytest.mark.parametrize("stem", LISTS)
def test_json_says_what_it_is(stem, ledger, client):
    told = json.loads(content(client, f"/{stem}.json", as_of="2024-02-01"))
    assert list(told) == [
        *("title", "address", "as_of", "filters", "total_eur", "total_precision", "total_means", "not_included"),
        *("licence", "licence_url", "columns", "rows"),
    ]
    assert (told["as_of"], told["filters"], told["licence"]) == ("2024-02-01", {"as_of": "2024-02-01"}, "CC0 1.0")
    assert told["address"] == f"http://testserver/{stem}.json?as_of=2024-02-01"
    assert [column["name"] for column in told["columns"]] == list(told["rows"][0])
    assert all(column["description"].endswith(".") for column in told["columns"])
    assert json.loads(content(client, f"/{stem}.json"))["as_of"] == "2025-03-04", "the newest letter"


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/toezeggingen.json", "Toezeggingen"),
        ("/toezeggingen.json?year=2024&category=military", "Toezeggingen: 2024, Militair"),
        ("/vindplaatsen.json?q=cyber&as_of=2024-02-01", "Vindplaatsen: met “cyber”, zoals bekend op 1 februari 2024"),
        ("/brieven.json?as_of=2024-02-01", "Brieven, zoals bekend op 1 februari 2024"),
        ("/categorieen.json?minister=hoekstra", "Categorieën: in brieven van Wopke Hoekstra"),
    ],
)
def test_json_is_called_by_what_was_chosen_as_its_page_is(address, title, ledger, client):
    assert json.loads(content(client, address))["title"] == title


def test_the_total_of_a_file_is_that_of_its_choice(ledger, client):
    told = json.loads(content(client, "/toezeggingen.json", category="military", as_of="2024-02-01"))
    chosen = Commitment.objects.published().as_of(FEBRUARY).filter(category__slug="military")
    assert told["total_eur"] == chosen.counted().total_eur() == 5_940_000_000
    assert told["filters"] == {"category": "military", "as_of": "2024-02-01"}


SPANNING = "Niet erbij, want niet per jaar verdeeld: €\xa04\xa0mld voor 2024-2026 samen."


@pytest.mark.parametrize("stem", ["toezeggingen", "categorieen", "vindplaatsen"])
def test_a_file_of_one_year_says_in_each_kind_what_is_for_more_years_and_not_in_it(stem, ledger, client):
    rows = csv_rows(client, f"/{stem}.csv", year="2024")
    assert {row["not_included"] for row in rows} == {SPANNING}
    assert json.loads(content(client, f"/{stem}.json", year="2024"))["not_included"] == SPANNING
    assert ("Let op", SPANNING) in explained(client, f"/{stem}.xlsx", year="2024")


@pytest.mark.parametrize("stem", ["toezeggingen", "categorieen", "vindplaatsen"])
@pytest.mark.parametrize(
    "query", [{}, {"year": "2024", "category": "cyber"}, {"year": "2024-2026"}, {"year": "2024", "as_of": "2023-06-01"}]
)
def test_a_file_of_which_nothing_is_left_out_says_nothing_of_it(query, stem, ledger, client):
    assert {row["not_included"] for row in csv_rows(client, f"/{stem}.csv", **query)} <= {""}
    assert json.loads(content(client, f"/{stem}.json", **query))["not_included"] is None
    assert "Let op" not in dict(explained(client, f"/{stem}.xlsx", **query))


def test_what_a_file_of_one_year_leaves_out_is_of_the_same_choice(ledger, client):
    of_military = json.loads(content(client, "/vindplaatsen.json", year="2024", category="military"))
    of_cyber = json.loads(content(client, "/vindplaatsen.json", year="2024", category="cyber"))
    assert (of_military["not_included"], of_cyber["not_included"]) == (SPANNING, None)


def test_a_total_says_how_exact_it_is_in_each_kind_of_file(ledger, client):
    for path, query, precision in (
        ("/toezeggingen.json", {}, "circa"),
        ("/toezeggingen.json", {"year": "2024"}, "exact"),
        ("/vindplaatsen.json", {"year": "2022"}, "circa"),
        ("/brieven.json", {}, "circa"),
        ("/categorieen.json", {"category": "cyber"}, "exact"),
        ("/bewindspersonen.json", {}, None),
        ("/grafieken/per-jaar-gegevens.json", {}, "circa"),
        ("/grafieken/lopend-totaal-gegevens.json", {}, None),
    ):
        assert json.loads(content(client, path, **query))["total_precision"] == precision, path
    assert dict(explained(client, "/toezeggingen.xlsx", year="2022"))["Hoe precies"] == "circa"


@pytest.mark.parametrize("path", ["/brieven.csv", "/bewindspersonen.csv"])
def test_what_a_letter_or_a_name_adds_says_how_exact_it_is(path, ledger, client):
    rows = csv_rows(client, path)
    assert {bool(row["share_eur"]) == bool(row["precision"]) for row in rows} == {True}
    by_slug = {row["slug"]: row["precision"] for row in rows}
    names = {"/brieven.csv": {"kst-36045-171": "exact"}, "/bewindspersonen.csv": {"hoekstra": "circa"}}[path]
    assert {slug: by_slug[slug] for slug in names} == names


@pytest.mark.parametrize(
    ("path", "amount"),
    [
        ("/vindplaatsen/?year=2022", "circa €\xa01.180.000.000"),
        ("/verantwoording/", "samen circa €\xa021.056.000.000"),
    ],
)
def test_a_page_prints_a_naive_sum_as_exact_as_what_is_in_it(path, amount, ledger, client):
    assert amount in client.get(path).content.decode()


@pytest.mark.parametrize("stem", EVERY_LIST)
def test_a_workbook_has_the_rows_the_mentions_the_letters_and_an_explanation(stem, ledger, client):
    book = load_workbook(io.BytesIO(content(client, f"/{stem}.xlsx")))
    assert book.sheetnames == SHEETS[stem]
    of_csv = csv_rows(client, f"/{stem}.csv")
    rows = sheet_rows(client, f"/{stem}.xlsx", SHEETS[stem][0])
    assert [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows] == of_csv


def test_every_workbook_brings_the_mentions_and_the_letters_of_its_rows_as_known_on_its_day(ledger, client):
    for stem in EVERY_LIST:
        day = {} if stem == "correcties" else {"as_of": "2023-06-01"}
        for sheet in ("Vindplaatsen", "Brieven"):
            rows = sheet_rows(client, f"/{stem}.xlsx", sheet, **day)
            dates = {row.get("letter_date") or row["date"] for row in rows}
            assert bool(rows) == (stem != "correcties"), f"{stem}, {sheet}: the shipped ledger was never corrected"
            assert all(date <= "2023-06-01" for date in dates), f"{stem}, {sheet}"


def test_a_workbook_explains_every_column_the_rule_the_date_the_licence_and_the_choice(ledger, client):
    rows = explained(client, "/toezeggingen.xlsx", year="2024", category="military", as_of="2024-02-01")
    told = dict(rows)
    assert told["Stand"] == "met de brieven tot en met 1 februari 2024"
    assert told["Gekozen"] == "Jaar: 2024; Categorie: Militair"
    assert told["Licentie"] == "CC0 1.0, vrij te gebruiken: https://creativecommons.org/publicdomain/zero/1.0/"
    assert told["Telregel"].startswith("Tel van de toezeggingen die openbaar zijn")
    assert next(value for name, value in rows if name == "Totaal in euro") == 2_000_000_000
    assert {column.name for kind in (commitments, mentions, letters) for column in kind.COLUMNS} <= set(told)


def test_the_other_sheets_of_a_choice_are_about_its_rows(ledger, client):
    query = {"category": "cyber"}
    slugs = {row["slug"] for row in sheet_rows(client, "/toezeggingen.xlsx", "Toezeggingen", **query)}
    places = sheet_rows(client, "/toezeggingen.xlsx", "Vindplaatsen", **query)
    assert {row["commitment"] for row in places} == slugs == {"cyber-2024"}
    found = {row["slug"] for row in sheet_rows(client, "/toezeggingen.xlsx", "Brieven", **query)}
    assert found == {row["letter"] for row in places}


def test_a_workbook_of_the_same_rows_is_the_same_to_the_byte(ledger, client):
    assert content(client, "/vindplaatsen.xlsx") == content(client, "/vindplaatsen.xlsx")


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@x", "a\x01b", "_x0041_", "x" * 300])
def test_a_text_in_a_workbook_is_a_text_whatever_is_in_it(title, client):
    make.commitment(title=title)
    book = load_workbook(io.BytesIO(content(client, "/toezeggingen.xlsx")))
    cell = book["Toezeggingen"]["B2"]
    assert (cell.data_type, cell.value) == ("s", title.replace("\x01", "\ufffd").replace("_x0041_", "_x005F_x0041_"))


@pytest.mark.parametrize("stem", EVERY_LIST)
def test_csv_comes_in_a_standard_manner_and_in_that_of_a_dutch_excel(stem, ledger, client):
    standard = content(client, f"/{stem}.csv").decode()
    excel = content(client, f"/{stem}-excel.csv").decode()
    assert not standard.startswith("\ufeff")
    assert excel.startswith("\ufeff")
    commas = list(csv.reader(io.StringIO(standard, newline="")))
    semicolons = list(csv.reader(io.StringIO(excel.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert commas == semicolons
    assert standard.count("\r\n") >= len(commas), "lines end as RFC 4180 says"
    assert client.get(f"/{stem}.csv")["Content-Type"] == "text/csv; charset=utf-8; header=present"


def test_a_page_names_both_kinds_of_csv_and_keeps_the_filters(ledger, client):
    page = client.get("/toezeggingen/?year=2024&sort=title").content.decode()
    for end, name in ((".xlsx", "Excel (XLSX)"), ("-excel.csv", "CSV voor Excel"), (".csv", "CSV (standaard)")):
        assert f'<a href="/toezeggingen{end}?year=2024" download>{name}</a>' in page


@pytest.mark.engines
@pytest.mark.parametrize("stem", EVERY_LIST)
def test_a_file_takes_the_same_number_of_queries_whatever_its_size(stem, client):
    counts = {}
    for size in (10, 400):
        with make.rolled_back():
            make.commitments_in_bulk(size)
            with CaptureQueriesContext(connection) as queries:
                content(client, f"/{stem}.xlsx")
            counts[size] = len(queries)
    assert counts[10] == counts[400] <= 22


def test_a_workbook_holds_no_more_than_a_row_at_a_time():
    held, most = 0, 0

    class Cell(str):
        def __new__(cls, text):
            nonlocal held, most
            held += 1
            most = max(most, held)
            return super().__new__(cls, text)

        def __del__(self):
            nonlocal held
            held -= 1

    columns = (Column("a", "text", "Een kolom."),)
    table = Table("rijen", "Rijen", columns, lambda: ((Cell(f"rij {place}"),) for place in range(2_000)), None, "")
    assert b"".join(workbook.pieces([table], Extract(None)))
    assert most <= 5


def test_of_a_workbook_whose_rows_cannot_be_read_nothing_stays_open_or_on_disk():
    def rows():
        yield ("eerste",)
        raise OperationalError("the database went away")

    tables = [Table(title, title, (Column("a", "text", "Een kolom."),), rows, None, "") for title in ("Een", "Twee")]
    before = set(ALL_TEMP_FILES)
    with pytest.raises(OperationalError, match="went away"):
        next(workbook.pieces(tables, Extract(None)))
    assert set(ALL_TEMP_FILES) == before
    gc.collect()  # A sheet left open would be complained of here.


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ((), "toezeggingen-stand-2024-02-01.csv"),
        ((("Jaar", "2024"), ("Categorie", "Militair")), "toezeggingen-2024-militair-stand-2024-02-01.csv"),
        ((("Bewindspersoon", "Dilan Yeşilgöz-Zegerius"),), "toezeggingen-dilan-yesilgoz-zegerius-stand-2024-02-01.csv"),
        ((("Minstens (in euro)", "1000000"),), "toezeggingen-minstens-1000000-stand-2024-02-01.csv"),
        ((("Zoek", "een bedrag van €\xa02,5\xa0mld"),), "toezeggingen-een-bedrag-van-2-5-mld-stand-2024-02-01.csv"),
        ((("Zoek", '../"\r\nX: 1'),), "toezeggingen-x-1-stand-2024-02-01.csv"),
        ((("Zoek", "🇺🇦"),), "toezeggingen-stand-2024-02-01.csv"),
    ],
)
def test_the_name_of_a_file_says_the_choice(words, name):
    assert file_name("toezeggingen", Extract(FEBRUARY, words=words), "csv") == name


def test_the_name_of_a_file_is_never_too_long_to_save():
    name = file_name("toezeggingen", Extract(FEBRUARY, words=(("Zoek", "woord " * 40),) * 9), "csv")
    assert len(name) <= 120
    assert name.endswith("-woord-stand-2024-02-01.csv")


def test_a_download_is_saved_under_the_name_of_its_choice(ledger, client):
    query = {"year": "2024", "category": "military", "as_of": "2024-02-01"}
    for end, kind in (("", "csv"), ("-excel", "csv"), ("", "json"), ("", "xlsx")):
        response = client.get(f"/toezeggingen{end}.{kind}", query)
        name = f"toezeggingen{end}-2024-militair-stand-2024-02-01.{kind}"
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert b"".join(response.streaming_content)


def test_the_page_of_the_mentions_has_the_rows_of_its_file(ledger, client):
    for query in ({}, {"verdict": "repeats"}, {"category": "military", "year": "2024"}, {"q": "winter"}):
        response = client.get("/vindplaatsen/", query)
        assert response.context["count"] == len(csv_rows(client, "/vindplaatsen.csv", **query)) > 0, query
        assert response.context["naive"].amount_eur == naive(csv_rows(client, "/vindplaatsen.csv", **query))


def test_the_page_of_the_mentions_shows_only_what_the_filters_mean(ledger, client):
    found = Mention.objects.published()
    for query, rows in (
        ({"letter": "kst-36045-171"}, found.filter(letter__slug="kst-36045-171")),
        ({"stage": "geleverd"}, found.filter(commitment__stage="geleverd")),
        ({"minister": "ollongren"}, found.filter(letter__signatures__minister__slug="ollongren").distinct()),
        ({"as_of": "2023-06-01"}, found.filter(letter__date__lte=datetime.date(2023, 6, 1))),
    ):
        assert client.get("/vindplaatsen/", query).context["count"] == rows.count() > 0, query


def test_where_no_mention_is_found_a_filter_to_let_go_of_is_named(ledger, client):
    page = client.get("/vindplaatsen/", {"verdict": "not-money", "category": "military"}).content.decode()
    assert "Geen vindplaats past bij deze keuze" in page
    assert "Zonder ‘Categorie: Militair’" in page


def test_the_data_dictionary_describes_each_column_of_each_list_in_order():
    page = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    for stem, kind in EVERY_LIST.items():
        part = page.partition(f"\n`/{stem}.csv` and its siblings")[2].partition("\n# ")[0]
        told = [line.split("|")[1:3] for line in part.splitlines() if line.startswith("| `")]
        assert [(name.strip(" `"), what.strip()) for name, what in told] == [
            (column.name, column.kind) for column in kind.COLUMNS
        ], stem


def test_lines_are_handed_out_as_they_are_read():
    table = commitments.table_of(Commitment.objects.published())
    assert next(delimited.standard_lines(table)).startswith("slug,title,")


KINDS = (".xlsx", "-excel.csv", ".csv", ".json")


def offered(page, stem):
    """The addresses of the files of this list that a page offers."""
    return [html.unescape(address) for address in re.findall(rf'href="(/{stem}[^"/]+\?[^"]+)" download', page)]


@pytest.mark.parametrize("query", ["", "?as_of=2024-02-01"])
def test_the_page_of_a_letter_offers_its_amounts_in_each_kind_of_file(query, ledger, client):
    page = client.get(f"/brieven/kst-36045-171/{query}")
    files = offered(page.content.decode(), "vindplaatsen")
    day = f"{query.removeprefix('?')}&" if query else ""
    assert files == [f"/vindplaatsen{kind}?{day}letter=kst-36045-171" for kind in KINDS]
    rows = json.loads(content(client, files[-1]))["rows"]
    assert [row["amount_as_written"] for row in rows] == [one.amount_as_written for one in page.context["mentions"]]
    assert len(rows) == 14


@pytest.mark.parametrize("query", [{}, {"as_of": "2024-02-01"}, {"year": "2023"}, {"minister": "ollongren"}])
def test_the_page_of_a_minister_offers_the_commitments_in_his_letters(query, ledger, client):
    page = client.get("/bewindspersonen/hoekstra/", query)
    files = offered(page.content.decode(), "toezeggingen")
    assert [urlsplit(file).path.removeprefix("/toezeggingen") for file in files[:4]] == list(KINDS)
    assert dict(parse_qsl(urlsplit(files[0]).query)) == query | {"minister": "hoekstra"}
    assert json.loads(content(client, files[3]))["total_eur"] == page.context["series"].total_eur


def test_the_page_of_a_category_offers_its_commitments_with_quote_and_source(ledger, client):
    page = client.get("/categorieen/accountability/?year=2024").content.decode()
    (address,) = re.findall(r'href="(/toezeggingen\.json\?[^"]+)"', page)
    rows = json.loads(content(client, html.unescape(address)))["rows"]
    assert [(row["slug"], row["amount_eur"]) for row in rows] == [("accountability-2024", 89_000_000)]
    assert all(row["quote"] and row["source_url"] for row in rows)


def test_each_column_of_each_file_is_explained_on_a_page_to_which_the_files_lead(visit):
    main = parse(text_of(visit("/verantwoording/")))[0].find(".//main")
    (section,) = [one for one in main.iter("section") if one.get("aria-labelledby") == "kolommen"]
    told = [(words(one.find("summary")), [words(name) for name in one.iter("dt")]) for one in section.iter("details")]
    columns = dict(told)
    assert list(columns) == [
        "Toezeggingen",
        "Vindplaatsen",
        "Brieven",
        "Bewindspersonen",
        "Categorieën",
        "Uitkomsten",
        "Correcties",
        "Grafieken",
    ]
    lists = ("toezeggingen", "vindplaatsen", "brieven", "bewindspersonen", "categorieen", "uitkomsten", "correcties")
    for title, stem in zip(list(columns)[:-1], lists, strict=True):
        assert columns[title] == body(visit(f"/{stem}.csv")).decode().splitlines()[0].split(","), stem
    for chart in ("per-jaar", "lopend-totaal", "stromen"):
        assert set(body(visit(f"/grafieken/{chart}.csv")).decode().splitlines()[0].split(",")) <= set(
            columns["Grafieken"]
        )
    for address in ("/", "/toezeggingen/?year=2024"):
        links = {words(link): link.get("href") for link in parse(text_of(visit(address)))[0].iter("a")}
        query = address.partition("?")[2]
        assert links["Wat staat er in de kolommen?"] == f"/verantwoording/{'?' * bool(query)}{query}#kolommen"


def test_the_list_of_letters_tells_letters_and_reports_apart(client, db):
    def heading():
        return words(parse(text_of(client.get("/brieven/")))[0].find(".//main//h1"))

    assert heading() == "Nog geen brief aan de Tweede Kamer"
    make.letter(kind="verslag")
    assert heading() == "1 verslag van een schriftelijk overleg"
    make.letter(datetime.date(2024, 1, 2))
    assert heading() == "1 brief aan de Tweede Kamer en 1 verslag"
    make.letter(datetime.date(2024, 1, 3))
    make.letter(datetime.date(2024, 1, 4), kind="verslag")
    assert heading() == "2 brieven aan de Tweede Kamer en 2 verslagen"
