"""A promise in another currency as a clerk fills it in: on its own page, and on that of its letter."""

import datetime
from decimal import Decimal

import pytest

from commitments.models import Commitment, Correction
from tests.commitments import factories as make
from tests.commitments.clerks import Clerk, errors_of

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

BANK = "Europese Centrale Bank"
RATE = {"rate": "1,1", "rate_date": "01-01-2024", "rate_source": BANK}


@pytest.fixture
def anna(db):
    return Clerk("anna")


@pytest.fixture
def row(db):
    """A promise of 110 dollars that is worked on, with its quote and without a rate."""
    found = make.in_dollars(110, letter=make.working(number=171), published_at=None)
    make.states(found)
    return found


def saved(response):
    assert response.status_code == 302, errors_of(response)


def test_a_rate_gives_the_euros_that_count(anna, row):
    saved(anna.open(row).type(**RATE).save())
    row = make.again(row)
    assert (row.amount_eur, row.precision, row.exclusion) == (100, "circa", "")
    assert (row.rate, row.rate_date, row.rate_source) == (Decimal("1.1"), datetime.date(2024, 1, 1), BANK)


def test_a_page_that_was_saved_can_be_saved_again_with_another_rate(anna, row):
    saved(anna.open(row).type(**RATE).save())
    saved(anna.open(row).save())
    saved(anna.open(row).type(rate="1,2").save())
    assert make.again(row).amount_eur == 92


def test_without_its_rate_the_euros_are_gone(anna, row):
    saved(anna.open(row).type(**RATE).save())
    saved(anna.open(row).type(rate="", rate_date="", rate_source="").save())
    assert (make.again(row).amount_eur, make.again(row).exclusion) == (None, "geen-koers")


WRONG = [
    ({"rate": "1,1"}, "Vul de dag van deze koers in."),
    ({"rate": "1,1"}, "Vul in waar deze koers staat, zoals Europese Centrale Bank."),
    ({"rate_date": "01-01-2024"}, "Vul de koers in, of maak dag en bron leeg."),
    (RATE | {"rate_date": "01-01-2124"}, "Deze dag moet nog komen, dus er is nog geen koers. Kijk de dag na."),
    (RATE | {"rate": "11"}, "Eén euro is ongeveer 1,1 Amerikaanse dollar, hier staat 11."),
    (RATE | {"rate": "een"}, "‘een’ is geen koers. Schrijf hoeveel van de munt één euro is, zoals 1,0843."),
    (RATE | {"amount_eur": "90"}, "Dit volgt uit de koers: €\u00a0100. Maak dit leeg."),
    ({"amount_eur": "90"}, "Zonder koers zijn er geen euro's. Maak dit leeg, of vul de koers in."),
    ({"amount_in_currency": ""}, "Vul het bedrag in de munt van de brief in, zoals de brief het noemt."),
    ({"amount_in_currency": "$ 110"}, "‘$ 110’: schrijf het bedrag zonder de munt, die staat ernaast."),
    ({"amount_in_currency": "120"}, "Het citaat zegt “US$\u00a0110”."),
    ({"currency": "EUR"}, "Een bedrag in euro's heeft dit niet. Kies de munt van de brief, of maak dit leeg."),
    ({"currency": "EUR", "amount_in_currency": ""}, "Dit veld is verplicht."),
    (
        {"currency": "EUR", "amount_in_currency": "", "amount_eur": "110"},
        "Dit bedrag is in euro's of heeft een koers. Kies een andere reden, of geen.",
    ),
    (
        {"currency": "EUR", "amount_in_currency": "", "amount_eur": "110", "exclusion": ""},
        "Het citaat zegt “US$\u00a0110”.",
    ),
]


@pytest.mark.parametrize(("facts", "message"), WRONG)
def test_what_does_not_go_together_is_said_in_plain_words(anna, row, facts, message):
    response = anna.open(row).type(**facts).save()
    assert response.status_code == 200
    assert any(error.startswith(message) for error in errors_of(response)), errors_of(response)
    assert make.again(row).rate is None


def test_a_letter_takes_a_new_promise_in_dollars_with_its_quote(anna):
    letter = make.working(number=171)
    form = anna.open(letter)
    facts = {"title": "Noodhulp", "year": 2024, "category": make.category().pk, "precision": "exact"}
    facts |= {"stage": "toegewezen", "finance_type": "gift"}
    form.add("commitments", currency="USD", amount_in_currency="110 mln", **facts, **RATE)
    quote = {"quote": "Nederland geeft 110 miljoen dollar.", "amount_as_written": "110 miljoen dollar"}
    form.add("mentions", verdict="states", new_commitment=1, **quote)
    saved(form.save())
    row = Commitment.objects.get()
    assert (row.amount_eur, row.as_printed.amount, row.currency) == (10**8, 110_000_000, "USD")
    assert row.mentions.get().currency == "USD"


def test_a_quote_in_euros_proves_no_dollars(anna, row):
    form = anna.open(row.letter)
    form.fill("mentions-0", quote="Nederland geeft € 110.", amount_as_written="€ 110", amount=110, currency="EUR")
    assert f"Het citaat zegt €\u00a0110, de toezegging “{row}” US$\u00a0110. Een van beide klopt niet." in errors_of(
        form.save()
    )


def test_readers_are_told_of_another_rate(anna, row):
    row.rate, row.rate_date, row.rate_source = Decimal("1.1"), datetime.date(2024, 1, 1), BANK
    row.clean()
    row.save()
    make.approved(row)
    row = make.again(row)
    row.rate = Decimal("1.2")
    row.clean()
    row.save()
    make.approved(row, "Dit is de koers van de dag van de brief.")
    told = {one.field: (one.before, one.after) for one in Correction.objects.all()}
    assert told == {
        "amount_eur": ("circa €\u00a0100 (US$\u00a0110)", "circa €\u00a092 (US$\u00a0110)"),
        "rate": tuple(f"1 euro is {rate} USD op 1 januari 2024, bron: {BANK}" for rate in ("1,1", "1,2")),
    }
    amount = Correction.objects.get(field="amount_eur")
    assert (amount.before_eur, amount.after_eur) == (100, 92)


def test_readers_are_told_of_a_first_rate(row):
    make.approved(row)
    row = make.again(row)
    row.rate, row.rate_date, row.rate_source = Decimal("1.1"), datetime.date(2024, 1, 1), BANK
    row.clean()
    row.save()
    make.approved(row, "Wij zochten de koers op.")
    told = {one.field: (one.before, one.after, one.before_eur) for one in Correction.objects.all()}
    assert told["amount_eur"] == ("US$\u00a0110", "circa €\u00a0100 (US$\u00a0110)", None)
    assert told["rate"][0] == ""
    assert told["exclusion"] == ("een vreemde munt zonder koers", "", None)
