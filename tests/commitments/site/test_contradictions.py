"""The page on which letters that do not say the same stand side by side."""

import datetime

import pytest

from tests.commitments import factories as make
from tests.site.urls import parse, text_of, words

pytestmark = pytest.mark.django_db

ADDRESS = "/verantwoording/tegenspraak/"
BLAME = ("fout van", "liegt", "onjuist", "ten onrechte", "verzwijgt", "misleid")


def main_of(client, **asked):
    return parse(text_of(client.get(ADDRESS, asked)))[0].find(".//main")


@pytest.fixture
def differing():
    """A promise of 5 million that a later letter repeats as 6 million."""
    row = make.commitment(5_000_000, letter=make.letter(datetime.date(2023, 5, 1)), title="Hulp", precision="circa")
    make.states(row, quote="Er gaat EUR 5 miljoen naar hulp.")
    later = make.letter(datetime.date(2024, 5, 1), short_title="Stand van zaken")
    make.states(row, "repeats", later, quote="De EUR 6 miljoen voor hulp.", amount=6_000_000)
    return row


def test_without_contradictions_the_page_says_how_many_pairs_were_compared(visit):
    said = words(parse(text_of(visit(ADDRESS)))[0].find(".//main"))
    assert "In deze brieven vonden wij geen tegenspraak" in said
    assert "In alle brieven op deze site vergeleken wij 9 paar bedragen: 7 keer een toezegging en dezelfde" in said


def test_before_anything_can_be_compared_the_page_says_so(client):
    assert words(main_of(client).find("h1")) == "Er is nog niets om te vergelijken"


def test_both_quotes_stand_side_by_side_with_letter_date_and_links(differing, client):
    main = main_of(client)
    assert words(main.find("h1")) == "Op 1 plek zeggen brieven niet hetzelfde"
    first, second = main.find("section").find("div").findall("div")
    assert words(first.find("h3")) == "circa € 5.000.000"
    assert words(first.find("blockquote")) == "“Er gaat EUR 5 miljoen naar hulp.”"
    assert "1 mei 2023" in words(first)
    assert words(second.find("blockquote")) == "“De EUR 6 miljoen voor hulp.”"
    assert "1 mei 2024, Stand van zaken" in words(second)
    links = [link.get("href") for link in second.iter("a")]
    assert links[0].endswith("/#vindplaats-1")
    assert differing.get_absolute_url() in links
    assert any(link.startswith("https://") for link in links), "to the letter itself"
    assert "Verschil: circa € 1.000.000" in words(main)


def test_the_page_blames_nobody(differing, client):
    said = words(main_of(client)).lower()
    assert [word for word in BLAME if word in said] == []
    assert "een verschil hoeft geen fout te zijn" in said


def test_on_a_day_before_the_second_letter_there_is_no_contradiction(differing, client):
    main = main_of(client, as_of="2023-12-31")
    assert "1 plek" not in words(main)
    assert "In de brieven tot en met 31 december 2023 vergeleken wij 0 paar bedragen" in words(main)


def test_a_day_that_is_none_is_told(client):
    assert "U ziet nu de laatste stand." in words(main_of(client, as_of="gisteren"))
