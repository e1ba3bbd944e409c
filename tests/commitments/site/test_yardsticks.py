"""The overview by another yardstick than euros: per inhabitant, as a share of GDP."""

import pytest

from commitments.yardsticks import BY_SLUG
from tests.site.urls import parse, text_of, words

pytestmark = pytest.mark.django_db


def table_of(visit, address):
    main = parse(text_of(visit(address)))[0].find(".//main")
    sections = [one for one in main.iter() if one.get("aria-labelledby") == "omgerekend"]
    return [[words(cell) for cell in row] for row in sections[0].iter() if row.tag.endswith("tr")] if sections else None


def test_each_year_is_divided_by_its_own_figure(visit):
    assert table_of(visit, "/?per=inwoner") == [
        ["Jaar", "Toegezegd", "Per inwoner", "Inwoners"],
        ["2022", "circa € 1,18 mld", "circa € 67", "17.590.672"],
        ["2023", "€ 4,2 mld", "€ 236", "17.811.291"],
        ["2024", "€ 2,49 mld", "€ 139", "17.942.942"],
        ["2025", "€ 25 mln", "€ 1,39", "18.044.027"],
        ["2026", "€ 41 mln", "niet te zeggen", "wij hebben nog geen cijfer"],
        ["2022-2023", "circa € 60 mln", "niet te zeggen", "meer jaren"],
        ["2024-2026", "€ 4 mld", "niet te zeggen", "meer jaren"],
    ]


def test_a_share_of_gdp_is_in_per_cent(visit):
    assert [row[2] for row in table_of(visit, "/?per=bbp")[1:4]] == ["circa 0,13 %", "0,41 %", "0,22 %"]


def test_in_euros_nothing_is_worked_out(visit):
    assert table_of(visit, "/") is None


@pytest.mark.parametrize("slug", BY_SLUG)
def test_a_day_and_a_definition_are_measured_too(slug, visit):
    whole = table_of(visit, f"/?per={slug}")
    assert table_of(visit, f"/?per={slug}&as_of=2023-06-01") not in (None, whole)
    assert table_of(visit, f"/?per={slug}&definitie=militair") not in (None, whole)


def test_an_unknown_yardstick_is_said_and_the_amounts_stay_in_euros(visit):
    said = words(parse(text_of(visit("/?per=koe")))[0].find(".//main"))
    assert (
        "De omrekening “koe” kennen wij niet. Kies “inwoner” of “bbp”. Hieronder staan de bedragen in euro's." in said
    )


def test_another_day_and_another_definition_keep_the_yardstick(visit):
    """It is a way to show the overview, and no part of the question: what leads elsewhere lets go of it."""
    main = parse(text_of(visit("/?per=bbp&as_of=2024-02-01")))[0].find(".//main")
    own = [link.get("href") for link in main.iter("a") if (link.get("href") or "").startswith("/?")]
    assert own
    assert [href for href in own if "per=" not in href] == ["/?as_of=2024-02-01"]  # in euro's
    elsewhere = [link.get("href") for link in main.iter("a") if (link.get("href") or "").startswith("/toezeggingen/")]
    assert elsewhere
    assert [href for href in elsewhere if "per=" in href] == []
    assert [field.get("value") for field in main.iter("input") if field.get("name") == "per"] == ["bbp"]
