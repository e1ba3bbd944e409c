"""A commitment in another currency in a file of commitments: its euros follow from the rate, in and out again."""

import datetime
from decimal import Decimal

import pytest

from commitments.models import Commitment
from tests.commitments import factories as make

from .test_importing import as_csv, as_xlsx, cells, confirm, exported, person, problems, seen

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

BANK = "Europese Centrale Bank"
RATE = {"rate": "1,1", "rate_date": "2024-01-01", "rate_source": BANK}


@pytest.fixture
def letter(client):
    person(client, "anna", "redacteur")
    return make.working()


def in_dollars(letter, **fields):
    return cells(**{"letter": letter.slug, "amount_eur": "", "currency": "usd", "amount": "110 mln", **fields})


@pytest.mark.parametrize("file", [as_xlsx, as_csv])
@pytest.mark.parametrize("rate", ["1,1", 1.1, "1.1"])
@pytest.mark.parametrize("day", ["2024-01-01", "1-1-2024"])
def test_the_euros_of_a_row_follow_from_its_rate(client, letter, file, rate, day):
    confirm(client, file(in_dollars(letter, **RATE | {"rate": rate, "rate_date": day})))
    row = Commitment.objects.get()
    assert (row.currency, row.amount_in_currency, row.amount_eur, row.precision) == ("USD", 110_000_000, 10**8, "circa")
    assert (row.rate, row.rate_date, row.rate_source) == (Decimal("1.1"), datetime.date(2024, 1, 1), BANK)


def test_a_row_without_a_rate_does_not_count_for_that_reason(client, letter):
    confirm(client, as_xlsx(in_dollars(letter)))
    row = Commitment.objects.get()
    assert (row.amount_eur, row.exclusion) == (None, "geen-koers")


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_exported_changes_nothing(client, letter, kind):
    make.in_dollars(110, "1.1", letter=letter, published_at=None)
    make.in_dollars(90, letter=letter, published_at=None)
    rows = exported(client, kind)
    assert [row["rate"] for row in rows if row["rate"]] == ["1,1"]
    file = {"xlsx": as_xlsx, "csv": as_csv}[kind]
    assert {told for told, _ in seen(client, file(*rows)).values()} == {"ongewijzigd"}


def test_a_new_rate_says_what_else_it_changes(client, letter):
    make.in_dollars(110, letter=letter, published_at=None)
    [row] = exported(client)
    assert seen(client, as_xlsx(row | RATE)) == {
        2: (
            "gewijzigd",
            [
                ("bedrag", "", "€\u00a0100"),
                *[("koers", "", "1,1"), ("dag van de koers", "", "2024-01-01"), ("bron van de koers", "", BANK)],
                ("nauwkeurigheid", "precies", "circa"),
                ("uitgesloten omdat", "een vreemde munt zonder koers", ""),
            ],
        )
    }


WRONG = {
    "amount_eur": ({"amount_eur": 5}, "Zonder koers zijn er geen euro's. Maak dit leeg, of vul de koers in."),
    "currency": ({"currency": "ABC"}, "‘ABC’ kennen wij niet. Kies uit: EUR, USD, GBP, "),
    "amount": ({"amount": ""}, "Vul het bedrag in de munt van de brief in, zoals de brief het noemt."),
    "rate": (RATE | {"rate": "0,09"}, "Eén euro is ongeveer 1,1 Amerikaanse dollar, hier staat 0,09."),
    "rate_date": (RATE | {"rate_date": "2124-01-01"}, "Deze dag moet nog komen"),
    "rate_source": (RATE | {"rate_source": ""}, "Vul in waar deze koers staat"),
}


@pytest.mark.parametrize("column", WRONG)
def test_what_is_wrong_is_said_at_its_column(client, letter, column):
    typed, message = WRONG[column]
    [(where, said)] = problems(client, in_dollars(letter, **typed)).items()
    assert where == (2, column)
    assert said.startswith(message)


def test_euros_have_no_rate_and_need_an_amount(client, letter):
    assert set(problems(client, cells(letter=letter.slug, **RATE))) == {
        (2, "rate"),
        (2, "rate_date"),
        (2, "rate_source"),
    }
    assert problems(client, cells(letter=letter.slug, amount_eur="")) == {
        (2, "amount_eur"): "Deze cel is leeg. Vul haar in."
    }


def test_the_quote_holds_the_amount_in_its_currency(client, letter):
    make.states(make.in_dollars(110, letter=letter, published_at=None))
    [row] = exported(client)
    assert set(problems(client, as_row := row | {"amount": 120})) == {(2, "amount")}
    assert as_row["amount_eur"] == ""
