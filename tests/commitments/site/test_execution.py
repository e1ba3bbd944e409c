"""The page that has what was promised beside what came of it."""

import datetime
import json

import pytest

from tests.commitments import factories as make
from tests.site.urls import parse, text_of, words

pytestmark = pytest.mark.django_db

ADDRESS = "/uitvoering/"
NOT_SAID = "staat niet in de brieven"
MARCH, JUNE = datetime.date(2025, 3, 1), datetime.date(2025, 6, 1)


def main_of(client, **asked):
    return parse(text_of(client.get(ADDRESS, asked)))[0].find(".//main")


def cells(main):
    return [[words(cell) for cell in row] for row in main.find(".//tbody").findall("tr")]


@pytest.fixture
def promised():
    row = make.commitment(9_000_000, title="Drones", stage="toegewezen", letter=make.letter(datetime.date(2024, 6, 1)))
    make.states(row)
    return row


def test_where_no_letter_says_what_came_of_it_the_page_says_that(visit):
    main = parse(text_of(visit(ADDRESS)))[0].find(".//main")
    assert words(main.find("h1")) == "Geen latere brief noemt een bedrag dat is uitgegeven of geleverd"
    assert "Van het totaal is circa € 1,06 mld al geleverd," in words(main)
    assert "volgens de brief met de toezegging. Wat een latere brief zegt, staat erbij." in words(main)
    rows = {row[0]: row[1:] for row in cells(main)}
    assert rows["Militair"] == ["circa € 9.940.000.000", "circa € 1.000.000.000", NOT_SAID]
    assert rows["Cyber"][1:] == [NOT_SAID, NOT_SAID], "and no letter says zero"
    assert "Waar latere brieven niets over zeggen Dat zijn alle categorieën hierboven." in words(main)


def test_before_anything_was_promised_there_is_nothing_to_tell(client):
    assert words(main_of(client).find("h1")) == "Er is nog niets toegezegd"


def test_what_came_of_a_promise_stands_beside_it_with_its_quote_and_day(promised, client):
    letter = make.letter(MARCH, short_title="Stand van zaken")
    make.outcome(letter, 5_000_000, kind="delivered", valuation="book", on_date=MARCH, is_cumulative=True,
                 commitments=[promised])  # fmt: skip
    main = main_of(client)
    assert words(main.find("h1")) == "1 keer zegt een brief wat er met het geld gebeurde"
    assert cells(main) == [
        ["Military", "€ 9.000.000", NOT_SAID, "Geleverd: € 5.000.000, alles tot en met 1 maart 2025, boekwaarde"]
    ]
    assert "Geleverd (boekwaarde): Drones Toegezegd: € 9.000.000, in Drones." in words(main)
    assert "“Daarvan is € 5.000.000 uitgegeven.”" in words(main)


def test_on_a_day_only_what_was_said_by_then_stands_there(promised, client):
    make.outcome(make.letter(MARCH), 5_000_000, commitments=[promised])
    make.outcome(make.letter(JUNE), 6_000_000, commitments=[promised])
    said = words(main_of(client, as_of="2025-04-01"))
    assert "€ 5.000.000" in said
    assert "€ 6.000.000" not in said
    assert "Geen latere brief noemde toen een bedrag dat is uitgegeven of geleverd" in words(
        main_of(client, as_of="2025-01-01")
    )


def test_what_came_back_is_taken_off_once(promised, client):
    facts = {"kind": "received", "category": promised.category, "is_cumulative": True, "year": 2024, "end_year": 2024}
    for day, amount in ((MARCH, 2_000_000), (JUNE, 3_000_000)):
        make.outcome(make.letter(day), amount, on_date=day, **facts)
    assert "bruto € 9.000.000, terug € 3.000.000, netto € 6.000.000" in words(main_of(client))


def test_a_day_that_has_less_than_an_earlier_one_is_told_here_and_among_the_contradictions(promised, client):
    for day, amount in ((MARCH, 5_000_000), (JUNE, 4_000_000)):
        make.outcome(make.letter(day), amount, on_date=day, is_cumulative=True, commitments=[promised])
    assert "Dat is lager dan de stand van 1 maart 2025: € 5.000.000." in words(main_of(client))
    said = words(parse(text_of(client.get("/verantwoording/tegenspraak/")))[0].find(".//main"))
    assert "Een stand tot en met een latere dag is lager Verschil: € 1.000.000 € 5.000.000" in said
    assert "1 keer een tussenstand van wat is uitgegeven of geleverd, en de tussenstand daarna" in said


def test_the_file_has_a_row_for_each_outcome_and_no_total(promised, client):
    make.outcome(make.letter(MARCH), 5_000_000, kind="claimed", commitments=[promised])
    found = json.loads(b"".join(client.get("/uitkomsten.json").streaming_content))
    (row,) = found["rows"]
    assert (row["outcome"], row["outcome_eur"], row["commitments"]) == ("claimed", 5_000_000, promised.slug)
    assert (row["year"], row["on_date"], row["is_cumulative"]) == (2024, None, "no")


def test_a_letter_leads_from_its_amount_to_what_came_of_it(promised, client):
    outcome = make.outcome(make.letter(MARCH), 5_000_000, commitments=[promised])
    page = parse(text_of(client.get(outcome.letter.get_absolute_url())))[0]
    assert "zegt wat ervan kwam uitgegeven, over 2024" in words(page.find(".//main"))
    assert ADDRESS in {link.get("href") for link in page.iter("a")}
