"""From whom the letters are, in words: who signed is told apart from whom somebody else signed for."""

import datetime

import pytest

from letters.models import Minister, Signature
from tests.commitments import factories as make
from tests.site.urls import parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


@pytest.fixture
def signed():
    """Signs a new letter by each of these (name, whether by somebody else on behalf of that minister)."""

    def sign(*names, month=1):
        letter = make.letter(datetime.date(2024, month, 1))
        for place, (name, on_behalf) in enumerate(names):
            minister, _ = Minister.objects.get_or_create(slug=name.lower(), name=name, family_name=name)
            manner = Signature.Manner.ON_BEHALF if on_behalf else Signature.Manner.SIGNED
            Signature.objects.create(
                letter=letter, minister=minister, office="Minister", manner=manner, position=place + 1
            )
        return letter

    return sign


def page(client, address="/bewindspersonen/", **asked):
    return parse(text_of(client.get(address, asked)))[0]


def heading(client, address="/bewindspersonen/", **asked):
    return words(page(client, address, **asked).find(".//h1"))


def description(client, address):
    return page(client, address).find(".//meta[@name='description']").get("content")


def test_the_list_says_how_many_signed_and_how_many_let_another_sign(signed, client):
    assert heading(client) == "Nog geen brief komt van een bewindspersoon"
    signed(("Jan", False))
    assert heading(client) == "De brieven komen van 1 bewindspersoon"
    signed(("Ans", True), ("Jan", False), month=2)
    assert heading(client) == "De brieven komen van 2 bewindspersonen: 1 tekende, 1 liet een ander tekenen"
    signed(("Els", False), ("Piet", True), month=3)
    assert heading(client) == "De brieven komen van 4 bewindspersonen: 2 tekenden, 2 lieten een ander tekenen"
    rows = {words(row.find("b")): words(row) for row in page(client).findall(".//main//a[@class='row']")}
    assert rows["Jan"].endswith("2 brieven")
    assert rows["Ans"].endswith("1 brief, mede namens")


def test_a_page_says_whose_letters_they_are_and_nobody_signed_what_another_did(signed, client):
    signed(("Jan", False), ("Ans", True))
    signed(("Jan", False), ("Els", False), month=2)
    signed(("Els", True), ("Ans", True), month=3)
    assert heading(client, "/bewindspersonen/jan/") == "Jan ondertekende 2 brieven"
    assert heading(client, "/bewindspersonen/ans/") == "2 brieven kwamen mede namens Ans"
    assert heading(client, "/bewindspersonen/ans/", as_of="2024-01-01") == "1 brief kwam mede namens Ans"
    assert heading(client, "/bewindspersonen/els/") == "2 brieven kwamen van Els"
    assert "Els ondertekende er 1. Daarin staat geen Nederlands bedrag dat meetelt." in words(
        page(client, "/bewindspersonen/els/").find(".//main")
    )


def test_where_nobody_chose_a_description_does_not_speak_of_a_choice(signed, client):
    signed(("Jan", False), ("Ans", True))
    assert description(client, "/bewindspersonen/jan/") == (
        "Jan. In de brief van deze bewindspersoon staat geen bedrag dat meetelt."
    )
    assert description(client, "/bewindspersonen/jan/?year=2024").startswith("Jan. ")
    make.commitment(100, year=2024, letter=make.letter())
    assert description(client, "/bewindspersonen/jan/?year=2024") == (
        "Jan: 2024. Bij deze keuze is er geen bedrag dat meetelt."
    )
    assert description(client, "/categorieen/military/?year=2024") != ""


def test_a_page_offers_no_list_and_no_file_where_there_is_nothing_in_it(visit):
    for slug, offers in (("ollongren", True), ("schoof", False)):
        main = page_of(visit, f"/bewindspersonen/{slug}/")
        assert ("Alle toezeggingen in deze brieven" in words(main)) == offers
        assert any("toezeggingen.xlsx" in link.get("href") for link in main.iter("a")) == offers


def page_of(visit, address):
    return parse(text_of(visit(address)))[0].find(".//main")
