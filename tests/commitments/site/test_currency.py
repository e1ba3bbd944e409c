"""A promise in another currency on the pages and in the files: what the letter prints, and what is ours."""

import csv
import json

import pytest

from commitments.models import Commitment
from commitments.site.files import commitments, delimited, objects
from commitments.site.files.table import Extract
from commitments.site.glossary import ENTRIES
from tests.commitments import factories as make
from tests.site.urls import parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


@pytest.fixture
def both(db):
    """A promise of 110 million dollars with a rate, and one of 90 million without."""
    with_rate = make.in_dollars(110_000_000, "1.1", title="Noodhulp", slug="noodhulp")
    without = make.in_dollars(90_000_000, title="Drones", slug="drones")
    for row in (with_rate, without):
        make.states(row, quote=f"Voor {row.title} is {row.as_printed}.")
    return with_rate, without


def main_of(client, address):
    return parse(text_of(client.get(address)))[0].find(".//main")


def amount_on(client, row):
    """What the facts of its page say of the amount."""
    facts = main_of(client, row.get_absolute_url()).find(".//dl")
    return plain(words(facts.find("dd")))


def plain(text):
    """Without the notes that explain a word, and with usual spaces."""
    for entry in (entry for entry in ENTRIES if entry.slug in ("omrekening", "zonder-koers")):
        text = text.replace(entry.meaning, "")
    return text.replace("\u00a0", " ")


def test_its_page_gives_the_rate_its_day_and_its_source(client, both):
    assert amount_on(client, both[0]) == (
        "circa € 100.000.000 (US$ 110.000.000, eigen omrekening: 1 euro is 1,1 USD op 1 januari 2024, bron: Europese Centrale "
        "Bank) (in de brief: “US$ 110.000.000”)"
    )


def test_without_a_rate_its_page_says_that_it_does_not_count(client, both):
    assert amount_on(client, both[1]).startswith("US$ 90.000.000, zonder koers: telt niet mee (in de brief")
    said = words(main_of(client, both[1].get_absolute_url()))
    assert "Dit bedrag telt niet mee in het totaal. De brief noemt het in een andere munt" in said


def test_without_a_rate_its_life_has_no_sum_until_euros_come_in_its_place(client, both):
    later = make.commitment(
        80_000_000, letter=make.letter(), replaces=both[1], title="Drones in euro's", slug="in-euro"
    )
    make.states(later)
    life = parse(text_of(client.get(both[1].get_absolute_url())))[0].find(".//ol[@class='story life']")
    first, last = (plain(words(step)) for step in life)
    assert "€" not in first
    assert "€ 80 mln" in last
    assert "niets" not in last


def test_what_came_of_a_promise_without_a_rate_stands_beside_its_name_only(client, both):
    make.outcome(make.letter(), 5_000_000, [both[1]])
    said = plain(words(main_of(client, "/uitvoering/")))
    assert "Toegezegd: Drones." in said


@pytest.mark.parametrize("address", ["/toezeggingen/", "/tijdlijn/", "/categorieen/military/"])
def test_a_list_marks_both(client, both, address):
    said = plain(words(main_of(client, address)))
    assert "circa € 100 mlnUS$ 110 mln, eigen omrekening" in said
    assert "US$ 90 mlnzonder koers" in said


def test_nothing_is_ever_printed_as_no_euros(client, both):
    for address in (
        "/",
        "/toezeggingen/",
        "/tijdlijn/",
        "/stromen/",
        "/categorieen/",
        "/verantwoording/",
        "/verschil/",
    ):
        said = text_of(client.get(address)).replace("\u00a0", " ")
        assert "€ 0<" not in said, address
        assert "€ 0 " not in said, address
        assert "None" not in said, address


def test_the_total_is_circa_and_has_what_has_a_rate_only(client, both):
    said = words(main_of(client, "/toezeggingen/")).replace("\u00a0", " ")
    assert "Dat is circa € 100.000.000. Van deze 2 toezeggingen telt er 1 mee en 1 niet" in said


def test_an_amount_without_euros_comes_last_in_either_order(client, both):
    for order in ("amount_eur", "-amount_eur"):
        main = main_of(client, f"/toezeggingen/?sort={order}")
        assert [words(one) for one in main.findall(".//tbody//th")] == ["Noodhulp", "Drones"]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("110 mln dollar", ["Noodhulp"]),
        ("$ 90 miljoen", ["Drones"]),
        ("USD 90.000.000", ["Drones"]),
        ("100 mln", ["Noodhulp"]),
        ("£ 90 miljoen", []),
        ("90 mln", []),
    ],
)
def test_an_amount_is_found_in_its_own_currency_and_in_our_euros(client, both, sought, found):
    main = main_of(client, f"/toezeggingen/?q={sought}")
    assert [words(one) for one in main.findall(".//tbody//th")] == found


def test_the_search_says_which_currency_it_looks_for(client, both):
    said = words(main_of(client, "/toezeggingen/?q=110 mln dollar")).replace("\u00a0", " ")
    assert "een bedrag van US$ 110.000.000" in said


def test_the_files_have_the_amount_of_the_letter_and_the_rate(both):
    table = commitments.table_of(Commitment.objects.published())
    names = ("amount_eur", "own_share_eur", "precision", "currency", "amount", "rate", "rate_date", "rate_source")
    rows = {row["slug"]: row for row in csv.DictReader("".join(delimited.standard_lines(table)).splitlines())}
    facts = ["100000000", "100000000", "circa", "USD", "110000000", "1.1", "2024-01-01", "Europese Centrale Bank"]
    assert [rows["noodhulp"][name] for name in names] == facts
    assert [rows["drones"][name] for name in names] == ["", "", "exact", "USD", "90000000", "", "", ""]
    excel = "".join(delimited.excel_lines(table)).removeprefix("\ufeff").splitlines()
    assert [row["rate"] for row in csv.DictReader(excel, delimiter=";") if row["rate"]] == ["1,1"]
    told = json.loads("".join(objects.pieces(table, Extract(None))))
    assert {row["slug"]: row["rate"] for row in told["rows"]} == {"noodhulp": "1.1", "drones": None}
    assert (told["total_eur"], told["total_precision"]) == (100_000_000, "circa")


def test_a_workbook_has_the_rate_as_a_number(client, both):
    assert client.get("/toezeggingen.xlsx").status_code == 200


@pytest.mark.parametrize("what", ["", "/kaart.png"])
def test_each_has_a_page_and_a_card(client, both, what):
    for row in both:
        assert client.get(row.get_absolute_url()).status_code == 200
