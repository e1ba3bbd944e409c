"""The page that compares two days, what a letter's page says of new money, and their files."""

import csv
import io
import re

import pytest

from letters.models import Letter
from tests.site.urls import parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


def main_of(response):
    return parse(text_of(response))[0].find(".//main")


def rows_of(response):
    return list(csv.DictReader(io.StringIO(b"".join(response).decode())))


def test_without_a_first_day_it_begins_with_nothing_and_ends_with_the_total(ledger, client):
    main = main_of(client.get("/verschil/"))
    assert words(main.find("h1")) == "Van niets naar circa € 12 mld"
    rows = rows_of(client.get("/grafieken/verschil.csv"))
    assert [(row["step"], row["change_eur"], row["total_eur"]) for row in rows] == [
        ("begin", "", "0"),
        ("new", "11995000000", "11995000000"),
        *((step, "0", "11995000000") for step in ("more", "less", "moved", "withdrawn")),
        ("end", "", "11995000000"),
    ]


def test_the_two_days_stand_in_one_form_which_works_without_script_and_keeps_the_filters(ledger, client):
    main = main_of(client.get("/verschil/", {"since": "2023-06-01", "as_of": "2024-02-01", "category": "military"}))
    (form,) = [one for one in main.iter("form") if any(field.get("name") == "since" for field in one.iter("input"))]
    fields = {field.get("name"): field.get("value") for field in form.iter("input")}
    assert fields == {"since": "2023-06-01", "as_of": "2024-02-01", "category": "military"}
    offered = [option.get("value") for option in form.iter("option")]
    assert offered == ["2022-01-13", "2023-02-20", "2023-11-17"], "the days of letters, up to the peildatum"


def test_each_letter_has_a_link_to_what_it_changed(ledger, client):
    main = main_of(client.get("/verschil/"))
    links = [
        link.get("href") for link in main.iter("a") if "as_of=" in link.get("href") and "since" in link.get("href")
    ]
    assert links == [
        "/verschil/?as_of=2023-02-20&since=2022-01-13",
        "/verschil/?as_of=2023-11-17&since=2023-02-20",
        "/verschil/?as_of=2024-06-28&since=2023-11-17",
        "/verschil/?as_of=2025-03-04&since=2024-06-28",
    ]
    changes = {row["date"]: int(row["change_eur"] or 0) for row in rows_of(client.get("/brieven.csv"))}
    for link in links:
        rows = rows_of(client.get(link.replace("/verschil/", "/grafieken/verschil.csv")))
        day = re.search(r"as_of=([\d-]+)", link)[1]
        assert sum(int(row["change_eur"] or 0) for row in rows) == changes[day], link


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"since": "gisteren"}, "“gisteren” kunnen wij niet lezen als datum. Schrijf de begindag zo: 2023-12-31."),
        (
            {"since": "2024-02-01", "as_of": "2023-06-01"},
            "De eerste dag ligt na de tweede. Kies een eerdere eerste dag.",
        ),
    ],
)
def test_a_first_day_that_cannot_be_is_told_on_the_page_and_refused_by_the_file(asked, told, ledger, client):
    assert f"{told} Wij beginnen nu vóór de eerste brief." in words(main_of(client.get("/verschil/", asked)))
    response = client.get("/grafieken/verschil.csv", asked)
    assert (response.status_code, response.content.decode()) == (400, f"{told}\n")


def test_files_pictures_and_citation_keep_both_days(ledger, client):
    main = main_of(client.get("/verschil/", {"since": "2023-06-01", "as_of": "2024-02-01"}))
    files = [link.get("href") for link in main.iter("a") if link.get("href").startswith("/grafieken/")]
    assert len(files) == 7
    assert all("as_of=2024-02-01&since=2023-06-01" in address for address in files)
    (cited,) = [words(one) for one in main.iter("details") if one.get("class") == "citation"]
    assert "/verschil/?since=2023-06-01&as_of=2024-02-01#grafiek-verschil" in cited


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        (
            "kst-36045-151",
            "Zomaar opgeteld staat er circa € 7.667.000.000 aan Nederlands geld in deze brief. Daarvan telt circa "
            "€ 3.740.000.000 hier voor het eerst mee. Verder is circa € 3.750.000.000 dubbel: hier of eerder al genoemd. "
            "De rest, € 177.000.000, telt niet mee.",
        ),
        (
            "kst-36045-171",
            "Zomaar opgeteld staat er € 9.244.000.000 aan Nederlands geld in deze brief. Daarvan telt € 4.255.000.000 hier "
            "voor het eerst mee. Verder is € 4.989.000.000 dubbel: hier of eerder al genoemd.",
        ),
    ],
)
def test_the_page_of_a_letter_says_what_of_its_money_is_new_on_any_day(slug, sentence, ledger, client):
    date = Letter.objects.published().get(slug=slug).date.isoformat()
    for asked in ({}, {"as_of": date}):
        assert sentence in words(main_of(client.get(f"/brieven/{slug}/", asked))).replace("\xa0", " ")


def test_a_letter_without_dutch_money_says_nothing_of_new_money(ledger, client):
    named = {row["letter"] for row in rows_of(client.get("/grafieken/nieuw-geld.csv"))}
    for letter in Letter.objects.published().exclude(slug__in=named):
        assert "Zomaar opgeteld" not in words(main_of(client.get(letter.get_absolute_url())))


@pytest.mark.parametrize("chosen", ["letter=kst-36045-171", "minister=hoekstra", "letter=kst-36045-151&year=2023"])
def test_what_each_letter_names_is_not_told_of_the_commitments_of_some_letters(chosen, ledger, client):
    """Letter 171 repeats money of letter 151, which is not among its own commitments."""
    for kind in ("csv", "svg", "png"):
        response = client.get(f"/grafieken/nieuw-geld.{kind}?{chosen}")
        assert (response.status_code, "Kies hier dus geen brief" in response.text) == (404, True), kind
    assert client.get("/grafieken/nieuw-geld.csv?year=2023").status_code == 200


def test_the_method_takes_the_naive_sum_apart(ledger, client):
    rows = rows_of(client.get("/grafieken/nieuw-geld.csv"))
    of_letters = rows_of(client.get("/brieven.csv"))
    assert sum(int(row["named_eur"]) for row in rows) == sum(int(row["naive_eur"] or 0) for row in of_letters)
    new = {row["letter"]: row["named_eur"] for row in rows if row["named_as"] == "new"}
    assert new == {row["slug"]: row["change_eur"] for row in of_letters if row["change_eur"]}
    main = main_of(client.get("/verantwoording/"))
    assert "Van elke € 100 aan Nederlands geld in de brieven telt € 57 voor het eerst mee" in words(main).replace(
        "\xa0", " "
    )
