"""The page of a letter for the public: its text, with each amount marked where it stands."""

import re

import pytest
from playwright.sync_api import expect

from commitments.ledger.places import renew_places
from tests.commitments import factories as make
from tests.site.test_html import mistakes
from tests.site.urls import parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

TABLE = """De steun per doel staat hieronder.

Tabel 1 (bedragen x € 1 miljoen)

| Doel | 2024 | 2025 |
| --- | --- | --- |
| Munitie | 80 | 80 |
| Drones | 120,5 | 90 |

Daarna is er EUR 5 miljoen voor herstel."""


CELLS = (
    ("Munitie | 80 | 80", "80", 80_000_000),
    ("Munitie | 80 | 80", "80", 80_000_000),
    ("Drones | 120,5 | 90", "120,5", 120_500_000),
    ("Drones | 120,5 | 90", "90", 90_000_000),
)


def letter_with_a_table():
    """A public letter with a table, of which each cell has a verdict."""
    letter = make.working(text=TABLE)
    for quote, written, amount in CELLS:
        make.mention(letter, quote=quote, amount_as_written=written, amount=amount)
    make.mention(letter, quote="EUR 5 miljoen voor herstel")
    return make.approved(letter)


@pytest.fixture
def shown(client):
    return client.get(letter_with_a_table().get_absolute_url()).content.decode()


def test_a_table_is_shown_as_a_table_with_the_cells_that_have_a_verdict_marked(shown):
    rows = re.findall(r"<tr>(.*?)</tr>", shown[shown.index('aria-label="Tabel in de brief"') :])
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows[:3]]
    assert cells[0] == ["Doel", "2024", "2025"]
    assert [re.findall(r'id="plaats-(\d)"', cell) for cell in cells[1]] == [[], ["1"], ["2"]]
    assert [re.sub("<.*?>", "", cell) for cell in cells[2]] == ["Drones", "120,5", "90"]
    assert "| 80" not in re.sub("<blockquote>.*?</blockquote>", "", shown)


def test_beside_a_table_stands_how_each_of_its_amounts_is_read_and_beside_a_paragraph_its_own(shown):
    notes = re.findall(r'<ul class="margin" aria-label="(.*?)">(.*?)</ul>', shown)
    assert [(label, re.findall("<b>(.*?)</b>", marks)) for label, marks in notes] == [
        ("Bij deze tabel", ["80", "80", "120,5", "90"]),
        ("Bij deze alinea", ["EUR 5 miljoen"]),
    ]


def test_beside_a_total_stands_every_commitment_that_it_adds_up(client):
    letter = make.working(text="Dat is EUR 30 miljoen in totaal, met daarnaast EUR 5 miljoen voor herstel.")
    drones, tanks, maps = (make.promised(letter, 10, title=title) for title in ("Drones", "Tanks", "Kaarten"))
    about = {"quote": "Dat is EUR 30 miljoen", "amount_as_written": "EUR 30 miljoen", "amount": 30_000_000}
    for commitment in (drones, tanks, maps):
        make.mention(letter, verdict="repeats", commitment=commitment, **about)
    make.mention(letter, quote="EUR 5 miljoen voor herstel")
    renew_places(letter)
    page = client.get(make.approved(letter).get_absolute_url()).content.decode()
    (margin,) = re.findall(r'<ul class="margin".*?>(.*?)</ul>', page)
    assert [re.sub("<.*?>", "", one) for one in re.findall(r"<li.*?>(.*?)</li>", margin)] == [
        "EUR 30 miljoen herhaalt een toezegging: Drones, Tanks en Kaarten",
        "EUR 5 miljoen iets anders, geen toezegging",
    ]
    assert page.count('id="plaats-') == 2


def test_the_page_with_a_table_is_valid_html(shown):
    assert mistakes(shown) == []


def test_the_table_is_usable_by_everybody_and_its_mark_leads_to_the_verdict_on_a_phone(
    open_page, transactional_db, axe
):
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto(letter_with_a_table().get_absolute_url())
    assert axe(page, "#tekst, .letter") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("cell", name="120,5").get_by_role("link").click()
    expect(page.locator("#vindplaats-3")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        (["others"], "Wij vonden 1 bedrag in dit document. Bij elk staat hoe wij het lezen."),
        (["others", "need"], "Wij vonden 2 bedragen in dit document. Bij elk staat hoe wij het lezen."),
        (
            ["others", "need", "not-money"],
            "Wij vonden 2 bedragen in dit document, en 1 groot getal dat niet over geld gaat. Bij elk staat",
        ),
        (
            ["others", "not-money", "not-money"],
            "1 bedrag in dit document, en 2 grote getallen die niet over geld gaan.",
        ),
        (["not-money"], "Wij vonden in dit document 1 groot getal. Dat gaat niet over geld."),
        (["not-money", "not-money"], "Wij vonden in dit document 2 grote getallen. Die gaan niet over geld."),
    ],
)
def test_what_is_no_money_is_not_called_an_amount(verdicts, said, client):
    letter = make.letter()
    for place, verdict in enumerate(verdicts):
        make.mention(letter, verdict=verdict, position=place + 1)
    lead = next(
        one for one in parse(text_of(client.get(letter.get_absolute_url())))[0].iter("p") if one.get("class") == "lead"
    )
    assert said in words(lead)
