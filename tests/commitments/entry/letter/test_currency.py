"""A promise in dollars from the text of a letter to the ledger: proposed in doubt, with a rate that a person fills in."""

import datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from commitments.entry.letter.beginning import begin_for
from commitments.models import Commitment
from tests.commitments.entry.letter.pages import begin, finish, problems, send, typed

LETTER = """\
36 045 Situatie in Oekraïne

Nr. 9172 BRIEF VAN DE MINISTER VAN DEFENSIE

Den Haag, 15 november 2023

In 2024 stelt het kabinet USD 110 miljoen beschikbaar voor militaire steun.

De Minister van Defensie,
K.H. Ollongren
"""
RATE = {"row_1_rate": "1,1", "row_1_rate_date": "15-11-2023", "row_1_rate_source": "Europese Centrale Bank"}

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


@pytest.fixture
def begun(client, anna):
    return begin(client, LETTER)


def with_rate(**changes):
    return {name.replace("row_1_", "row-1-"): value for name, value in (RATE | changes).items()}


def test_it_is_proposed_as_a_new_commitment_in_its_currency_and_never_certain(client, begun):
    [row] = client.get(begun.get_absolute_url()).context["page"].rows
    assert (row.verdict, row.state, row.fields["amount"].value) == ("new", "doubtful", "110.000.000")
    assert row.fields["currency"].words == "Amerikaanse dollar (USD)"
    assert [one.spec.name for one in row.asked][:2] == ["verdict", "rate"]


def test_with_its_rate_it_goes_into_the_ledger_with_the_quote_in_dollars(client, begun):
    assert finish(client, begun, **with_rate()).status_code == 302
    row = Commitment.objects.working().get(currency="USD")
    assert (row.amount_eur, row.amount_in_currency, row.rate) == (10**8, 110_000_000, Decimal("1.1"))
    assert (row.rate_date, row.rate_source, row.exclusion) == (
        datetime.date(2023, 11, 15),
        "Europese Centrale Bank",
        "",
    )
    mention = row.mentions.get()
    assert (mention.amount, mention.currency, mention.verdict) == (110_000_000, "USD", "states")


def test_without_a_rate_it_goes_in_and_does_not_count(client, begun):
    assert finish(client, begun).status_code == 302
    row = Commitment.objects.working().get(currency="USD")
    assert (row.amount_eur, row.exclusion) == (None, "geen-koers")


def test_what_is_wrong_with_the_rate_is_said_at_its_field(client, begun):
    response = finish(client, begun, **with_rate(row_1_rate_source=""))
    assert [(where, said) for where, said in problems(response)] == [
        ("Rij 1, bron van de koers", "Vul in waar deze koers staat, zoals Europese Centrale Bank.")
    ]
    response = finish(client, begun, **with_rate(row_1_rate="0,0011"))
    assert "Eén euro is ongeveer 1,1 Amerikaanse dollar" in problems(response)[0][1]


def test_another_currency_than_that_of_the_quote_is_refused(client, begun):
    response = finish(client, begun, **with_rate(row_1_currency="CAD", row_1_rate="1,5"))
    assert "Rij 1, bedrag zoals geschreven" in [where for where, _ in problems(response)]


def test_what_is_in_the_ledger_comes_back_with_its_rate(client, begun):
    assert finish(client, begun, **with_rate()).status_code == 302
    begun.delete()
    again = begin_for(Commitment.objects.working().get(currency="USD").letter, User.objects.get())
    [row] = again.proposals["rows"]
    said = {name: row["fields"][name]["value"] for name in ("amount", "currency", "rate", "rate_date", "rate_source")}
    assert list(said.values()) == ["110.000.000", "USD", "1,1", "15-11-2023", "Europese Centrale Bank"]


def test_a_row_that_was_kept_before_there_were_currencies_is_about_euros(client, begun):
    begun.proposals["rows"][0]["fields"].pop("currency")
    begun.answers.pop("row-1-currency")
    begun.save()
    assert send(client, begun, **{"row-1-title": "Steun"}).status_code in (200, 302)
    assert typed(begun)["row-1-currency"] == ""
