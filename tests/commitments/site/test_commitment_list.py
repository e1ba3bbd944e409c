"""The list of commitments: what its head says of the rows, in which order they stand, and what it says where none is found."""

import pytest

from tests.site.urls import parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


def main_of(visit, address):
    return parse(text_of(visit(address)))[0].find(".//main")


def lead_of(visit, address):
    """What it says without a tap on a word."""
    leads = [one for one in main_of(visit, address).iter("p") if one.get("class") == "lead"]
    for note in [one for lead in leads for one in lead.iter("span") if one.get("class") == "note"]:
        note.text = ""
    return [words(lead) for lead in leads]


def titles(visit, address):
    return [words(row.find("th")) for row in main_of(visit, address).find(".//tbody").iter("tr")]


@pytest.mark.parametrize(
    ("query", "lead"),
    [
        (
            "?year=2024",
            ["Samen is dat € 2.489.000.000. Van deze 7 toezeggingen tellen er 5 mee en 2 niet; de reden staat erbij."],
        ),
        (
            "?year=2023",
            [
                "Samen is dat € 4.200.000.000. Van deze 6 toezeggingen tellen er 3 mee en 3 niet; de reden staat erbij. Een "
                "onderdeel telt mee als deel van een groter bedrag."
            ],
        ),
        ("?year=2025&category=accountability", ["Dat is € 25.000.000."]),
        ("?category=accountability", ["Samen is dat € 155.000.000."]),
        ("?category=trade-finance", ["Geen van deze 2 toezeggingen telt mee; de reden staat erbij."]),
        ("?q=exportkrediet", ["Deze toezegging telt niet mee; de reden staat erbij."]),
    ],
)
def test_the_head_says_how_many_count_and_explains_a_part_only_where_there_is_one(query, lead, visit):
    assert lead_of(visit, f"/toezeggingen/{query}") == lead


def test_what_counts_stands_first_and_of_that_the_newest_letters(visit):
    assert titles(visit, "/toezeggingen/?year=2024") == [
        "Militaire steun in 2024",
        "Bijdrage aan de Europese Vredesfaciliteit in 2024",
        "Humanitaire hulp en urgente herstelnoden, begin 2024",
        "Accountability in 2024",
        "Niet-militaire cybersteun in 2024",
        "Oekraïne Partnerschapsfaciliteit",
        "Exportkredietverzekering",
    ]
    assert titles(visit, "/toezeggingen/?year=2024") == titles(visit, "/toezeggingen/?year=2024&sort=standing")


def test_who_sorts_by_letter_gets_the_newest_first_whatever_counts(visit):
    assert titles(visit, "/toezeggingen/?year=2024&sort=-letter")[:2] == [
        "Oekraïne Partnerschapsfaciliteit",
        "Exportkredietverzekering",
    ]


@pytest.mark.parametrize(
    ("address", "told", "ways"),
    [
        (
            "/toezeggingen/?q=drones&year=2024",
            "Wij zochten in de titels van toezeggingen, in hun citaten, in onze uitleg en in de titels van hun brieven. De "
            "hele tekst van een brief doorzoeken wij niet. Dat er niets is gevonden, wil dus niet zeggen dat het nooit is "
            "toegezegd.",
            {
                "Zoek “drones” in de vindplaatsen": "/vindplaatsen/?q=drones&year=2024",
                "Lees de brieven zelf": "/brieven/?q=drones&year=2024",
            },
        ),
        (
            "/vindplaatsen/?q=drones",
            "Wij zochten in de citaten bij de bedragen, in onze uitleg en in de titels van toezeggingen. De hele tekst van "
            "een brief doorzoeken wij niet. Dat er niets is gevonden, wil dus niet zeggen dat het nooit is toegezegd.",
            {
                "Zoek “drones” in de toezeggingen": "/toezeggingen/?q=drones",
                "Lees de brieven zelf": "/brieven/?q=drones",
            },
        ),
    ],
)
def test_where_a_word_is_not_found_the_page_says_where_it_looked_and_where_else_to_look(address, told, ways, visit):
    main = main_of(visit, address)
    assert told in words(main)
    links = {words(link): link.get("href") for link in main.iter("a")}
    assert {name: links[name] for name in ways} == ways


def test_where_no_word_was_sought_nothing_is_said_of_searching(visit):
    assert "Wij zochten" not in words(main_of(visit, "/toezeggingen/?year=2022&category=cyber"))
