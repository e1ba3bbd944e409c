"""A row of an intake that says what came of promises, from the page to the ledger."""

import pytest

from commitments.entry.letter.proposals import wordings
from commitments.entry.letter.proposals.outcomes import VALUATIONS
from commitments.models import Outcome
from tests.commitments.entry.letter.pages import finish, problems, send
from tests.commitments.entry.letter.test_sums import begun, entered, rows

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

BODY = (
    "Van de reservering voor 2023 is EUR 1,1 miljard uitgegeven. In 2024 stelt het kabinet EUR 20 miljoen beschikbaar voor "
    "militaire steun."
)
SPENT = {
    "row-1-verdict": "outcome",
    "row-1-outcome_kind": "spent",
    "row-1-amount": "1,1 miljard",
    "row-1-year": "2023",
    "row-1-about": "reservering-2023",
    "row-2-verdict": "new",
    "row-2-year": "2024",
    "row-2-title": "Militaire steun",
    "row-2-category": "military",
}


@pytest.mark.engines
def test_what_came_of_a_promise_goes_to_the_ledger_with_its_quote(client, anna):
    letter = entered(client, begun(client, BODY), **SPENT)
    outcome = letter.outcomes.get()
    assert (outcome.kind, outcome.amount_eur, outcome.period) == ("spent", 1_100_000_000, "2023")
    assert [one.slug for one in outcome.commitments.all()] == ["reservering-2023"]
    assert letter.mentions.filter(outcome=outcome).get().verdict == "outcome"


def test_it_may_be_about_a_new_commitment_of_the_same_letter(client, anna):
    letter = entered(
        client, begun(client, BODY), **SPENT | {"row-1-about": "reservering-2023, rij 2", "row-1-category": "cyber"}
    )
    outcome = letter.outcomes.get()
    assert sorted(one.title for one in outcome.commitments.all()) == [
        "Militaire steun",
        "Reservering voor steun in 2023",
    ]
    assert outcome.category is None


def test_it_may_be_about_a_category_in_its_years(client, anna):
    about = {
        "row-1-about": "",
        "row-1-category": "military",
        "row-1-on_date": "31-10-2023",
        "row-1-is_cumulative": "on",
    }
    letter = entered(client, begun(client, BODY), **SPENT | about)
    outcome = letter.outcomes.get()
    assert (outcome.category.slug, outcome.is_cumulative, str(outcome.on_date)) == ("military", True, "2023-10-31")


@pytest.mark.parametrize(
    ("changed", "where", "problem"),
    [
        ({"row-1-outcome_kind": ""}, "Rij 1, soort uitkomst", "Dit veld is verplicht."),
        ({"row-1-amount": "1,2 miljard"}, "Rij 1, bedrag zoals geschreven", "Het citaat zegt € 1.100.000.000, de uitkomst "
         "“uitgegeven: € 1,2 mld” € 1.200.000.000. Een van beide klopt niet."),
        ({"row-1-about": "", "row-1-category": ""}, "Rij 1, uitkomst van", "Waarvan is dit de uitkomst? Kies toezeggingen, of "
         "een categorie met haar jaren."),
        ({"row-1-about": "nergens"}, "Rij 1, uitkomst van", "“nergens” bestaat niet. Geef een rij van deze brief (zoals rij 3) "
         "of het adres van een toezegging."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_it_is_told_at_its_field(client, anna, changed, where, problem):
    response = finish(client, begun(client, BODY), **SPENT | changed)
    found = [(place, words.replace("\xa0", " ")) for place, words in problems(response)]
    assert (where, problem) in found


def test_the_row_says_what_it_is_and_of_what(client, anna):
    intake = begun(client, BODY)
    send(client, intake, **SPENT)
    row = rows(client, intake)["1"]
    assert (row.verdict, row.summary) == ("outcome", "uitgegeven · reservering-2023")


def test_the_kinds_that_are_proposed_are_those_of_the_ledger():
    assert {kind for kind, _, _ in wordings.OUTCOMES} | {"received"} == set(Outcome.Kind.values)
    assert {valuation for valuation, _ in VALUATIONS} | {""} == set(Outcome.Valuation.values)
