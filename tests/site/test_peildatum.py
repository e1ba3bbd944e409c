"""The day up to which letters are known: said at the top of each page it governs, and one truth on pages and in files."""

import json
import re
from copy import deepcopy
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from letters.models import Letter

from .urls import LISTED, addresses, body, parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

# These are about the site, not about what letters say.
WITHOUT_A_DAY = {"accessibility", "report", "corrections", "releases", "release"}
GOVERNED = [pattern for pattern in LISTED if pattern.name not in WITHOUT_A_DAY]
BEFORE_ALL = "1900-01-01"
NOTHING_YET = "Op deze site staat geen brief van 1 januari 1900 of eerder. De eerste is van 13 januari 2022."
HEADING = "<h1>"
ISO_DATE = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")


def main_of(response):
    return parse(text_of(response))[0].find(".//main")


def above_the_heading(main):
    page = deepcopy(main)
    page.find(".//h1").text = HEADING
    return words(page).partition(HEADING)[0]


@pytest.mark.parametrize("pattern", GOVERNED, ids=str)
def test_it_stands_above_the_heading_of_every_page_that_it_governs_with_the_way_to_another_day_and_back(pattern, visit):
    address = addresses(pattern)[0]
    plain, on_a_day = (main_of(visit(address, asked)) for asked in ({}, {"as_of": "2025-03-04"}))
    asked = "Kies twee dagen" if pattern.name == "difference" else "Wat was eerder bekend? Kies een dag"
    assert asked in above_the_heading(plain)
    assert [field.get("value") for field in plain.iter("input") if field.get("name") == "as_of"] == ["2025-03-04"]
    assert "zoals bekend op 4 maart 2025 · terug naar de laatste stand" in above_the_heading(on_a_day)


@pytest.mark.parametrize("pattern", GOVERNED, ids=str)
def test_on_a_day_before_the_first_letter_every_page_says_that_nothing_was_known_and_when_the_first_letter_came(
    pattern, visit
):
    address = addresses(pattern)[0]
    main = main_of(visit(address, {"as_of": BEFORE_ALL}))
    if pattern.name in ("commitment", "letter"):
        assert "Op 1 januari 1900 was dit nog niet bekend" in words(main)
        return
    assert NOTHING_YET in words(main)
    first = Letter.objects.published().in_order_of_date().first()
    assert f"{first.get_absolute_url()}?as_of={BEFORE_ALL}" in {link.get("href") for link in main.iter("a")}
    of_the_ledger = [words(one) for one in main.iter() if one.get("class") in ("big", "value", "money", "sure")]
    assert [told for told in of_the_ledger if "€" in told] == []


@pytest.mark.parametrize("name", ["commitments", "mentions", "letters", "ministers"])
def test_the_files_of_that_day_say_the_same_they_have_no_rows(name, visit):
    assert len(body(visit(reverse(f"{name}_csv"), {"as_of": BEFORE_ALL})).splitlines()) == 1, "the names of the columns"
    told = json.loads(text_of(visit(reverse(f"{name}_json"), {"as_of": BEFORE_ALL})))
    assert (told["as_of"], told["rows"]) == (BEFORE_ALL, [])


@pytest.mark.parametrize("address", ["/toezeggingen/", "/tijdlijn/", "/vindplaatsen/", "/stromen/", "/categorieen/"])
def test_who_lets_go_of_all_filters_keeps_the_day_which_has_its_own_way_back(address, visit):
    main = main_of(visit(address, {"as_of": "2024-02-01", "year": "2023", "category": "military"}))
    links = {words(link): link.get("href") for link in main.iter("a")}
    assert links["verwijder alle filters"] == f"{address}?as_of=2024-02-01"
    assert links["terug naar de laatste stand"] == f"{address}?year=2023&category=military"


def test_where_nothing_is_found_letting_go_of_all_filters_keeps_the_day_too(visit):
    main = main_of(
        visit("/toezeggingen/", {"as_of": "2024-02-01", "q": "zoekraakt", "year": "2022", "category": "cyber"})
    )
    links = {words(link): link.get("href") for link in main.iter("a")}
    assert links["Verwijder alle filters"] == "/toezeggingen/?as_of=2024-02-01"


@pytest.mark.parametrize("asked", [{}, {"as_of": "2024-02-01"}, {"as_of": BEFORE_ALL}], ids=lambda asked: str(asked))
@pytest.mark.parametrize("pattern", LISTED, ids=str)
def test_no_page_prints_a_date_as_a_computer_writes_it(pattern, asked, visit):
    """But in an address, such as that of a citation."""
    told = words(parse(text_of(visit(addresses(pattern)[0], asked)))[0].find("body"))
    assert ISO_DATE.findall(re.sub(r"https?://\S+", "", told)) == []


def test_what_is_no_date_is_told_how_to_write_one(visit):
    assert "“gisteren” kunnen wij niet lezen als datum. Schrijf de peildatum zo: 2023-12-31." in words(
        main_of(visit("/verantwoording/", {"as_of": "gisteren"}))
    )


def test_who_sends_no_day_is_told_what_to_do_and_finds_the_field_open(visit):
    main = main_of(visit("/toezeggingen/", {"as_of": ""}))
    assert (
        "U vulde geen dag in. Daarom ziet u de laatste stand. Kies hierboven een dag, bijvoorbeeld 31-12-2023."
        in above_the_heading(main)
    )
    assert [one.get("open") is not None for one in main.iter("details") if "when" in one.get("class", "")] == [True]


@pytest.mark.parametrize("pattern", GOVERNED, ids=str)
def test_a_day_that_is_still_to_come_becomes_the_last_day_that_is_known_and_every_page_says_so(pattern, visit):
    newest = Letter.objects.published().newest_first().first()
    last = date_format(localdate(newest.published_at), "j F Y")
    main = main_of(visit(addresses(pattern)[0], {"as_of": "2130-01-01"}))
    said = f"U koos 1 januari 2130, maar wat dan bekend is, weten wij nog niet. U ziet wat bekend was op {last}."
    assert said in above_the_heading(main)


def test_of_a_day_that_is_shown_as_it_was_asked_nothing_is_said(visit):
    for asked in ({}, {"as_of": "2024-02-01"}, {"as_of": "gisteren"}):
        assert "ziet u de laatste stand" not in words(main_of(visit("/toezeggingen/", asked)))
        assert "weten wij nog niet" not in words(main_of(visit("/toezeggingen/", asked)))


def test_the_method_tells_what_was_counted_on_that_day(visit):
    main = main_of(visit("/verantwoording/", {"as_of": "2023-06-01"}))
    assert words(main.find("h1")) == (
        "Van circa € 7,67 mld aan Nederlands geld in de brieven telt circa € 3,74 mld mee"
    )


@pytest.mark.parametrize(
    ("asked", "day"), [({}, "2025-03-04"), ({"as_of": "2024-02-01"}, "2024-02-01"), ({"as_of": ""}, "")]
)
def test_the_calendar_opens_at_the_newest_letter_or_at_the_chosen_day(asked, day, visit):
    [field] = [one for one in main_of(visit("/", asked)).iter("input") if one.get("name") == "as_of"]
    assert field.get("value") == day


def test_the_list_of_ministers_has_who_signed_until_that_day(visit):
    main = main_of(visit("/bewindspersonen/", {"as_of": "2023-06-01"}))
    assert words(main.find("h1")) == "De brieven komen van 4 bewindspersonen: 3 tekenden, 1 liet een ander tekenen"


@pytest.mark.parametrize(
    ("asked", "lead"),
    [
        ({}, "Elke toezegging op deze site staat in een van deze documenten."),
        ({"as_of": "2023-06-01"}, "Elke toezegging die toen bekend was, staat in een van deze documenten."),
        ({"as_of": "2022-06-01"}, "Elke toezegging die toen bekend was, staat in dit document."),
        ({"as_of": BEFORE_ALL}, None),
    ],
)
def test_the_list_of_letters_says_of_which_commitments_it_has_the_letters(asked, lead, visit):
    main = deepcopy(main_of(visit("/brieven/", asked)))  # other tests look at the same page, with its notes
    for note in [one for one in main.iter("span") if one.get("class") == "note"]:
        note.clear()
    assert [words(one) for one in main.iter("p") if one.get("class") == "lead"] == ([lead] if lead else [])


def test_what_a_category_is_for_is_as_true_of_an_earlier_day(visit):
    for asked in ({}, {"as_of": "2022-06-01"}):
        told = words(main_of(visit("/categorieen/", asked)))
        assert "In deze brieven staan alleen" not in told
        assert "Een plafond of een garantie telt niet mee." in told


def steps_in(text):
    main = parse(text)[0].find(".//main")
    steps = [one for one in main.iter("nav") if one.get("aria-label") == "Van brief tot brief"]
    return {words(link).partition(":")[0]: link.get("href") for link in steps[0].iter("a")} if steps else {}


@pytest.mark.parametrize("address", ["/", "/tijdlijn/", "/toezeggingen/?category=military", "/toezeggingen/ifu-2023/"])
def test_a_reader_steps_from_letter_to_letter_back_to_the_first_and_on_to_the_last(address, visit):
    days = [date.isoformat() for date in Letter.objects.published().order_by("date").values_list("date", flat=True)]
    at, seen = address, [days[-1]]
    while before := steps_in(text_of(visit(at))).get("Eén brief eerder"):
        at = before if before.startswith("/") else f"{address.partition('?')[0]}{before}"
        seen.append(parse_qs(urlsplit(at).query)["as_of"][0])
    assert seen == days[::-1]
    while after := steps_in(text_of(visit(at))).get("Eén brief later"):
        at = after
        seen.append(parse_qs(urlsplit(at).query)["as_of"][0])
    assert seen[len(days) :] == days[1:]
    assert parse_qs(urlsplit(at).query).get("category") == parse_qs(urlsplit(address).query).get("category")


def test_before_the_first_letter_the_step_leads_to_it(visit):
    assert steps_in(text_of(visit("/?as_of=2015-01-01"))) == {"Eén brief later": "/?as_of=2022-01-13"}
