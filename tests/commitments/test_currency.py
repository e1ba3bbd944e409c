"""A promise in another currency: in euros by its rate, and without a rate it stands and does not count."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import strategies as st

from commitments.charts import catalogue, growth
from commitments.charts.selection import everything
from commitments.ledger.changes import PlannedChange, change_problems, kind_between
from commitments.ledger.rules import computed_problem, is_amount_of
from commitments.models import Commitment, Mention
from ukrainesteun.exchange_rates import in_euros

from . import factories as make

pytestmark = pytest.mark.django_db

BANK = "Europese Centrale Bank"
DAYS = [make.DATES[2], None]


def dollars(**fields):
    """A commitment in dollars that nobody saved yet, as a form fills it in."""
    facts = {"title": "Noodhulp", "year": 2024, "end_year": 2024, "currency": "USD", "amount_in_currency": 100}
    row = Commitment(**facts | fields)
    row.clean()
    return row


def test_the_euros_are_what_the_rate_gives_and_never_exact():
    row = dollars(amount_in_currency=100_000_000, rate=Decimal("1.0843"))
    assert (row.amount_eur, row.precision, row.exclusion) == (92_225_399, "circa", "")
    assert str(row.amount) == "circa €\u00a092,23\u00a0mln"
    assert str(row.as_printed) == "US$\u00a0100.000.000"


def test_at_least_so_many_dollars_are_at_least_so_many_euros():
    assert dollars(rate=Decimal("1.1"), precision="at-least").precision == "at-least"


def test_without_a_rate_there_are_no_euros_and_that_is_the_reason():
    row = dollars(amount_in_currency=100_000_000)
    assert (row.amount_eur, row.precision, row.exclusion) == (None, "exact", "geen-koers")
    assert str(row.amount) == "US$\u00a0100\u00a0mln"
    assert row.amount.full == "US$\u00a0100.000.000"


def test_another_reason_not_to_count_stays():
    assert dollars(exclusion="plafond").exclusion == "plafond"
    assert dollars(exclusion="plafond", rate=Decimal("1.1")).exclusion == "plafond"


def test_a_rate_makes_it_count_and_without_it_again_it_does_not():
    row = dollars()
    row.rate = Decimal("1.1")
    row.clean()
    assert (row.amount_eur, row.exclusion) == (91, "")
    row.rate = None
    row.clean()
    assert (row.amount_eur, row.exclusion) == (None, "geen-koers")


def test_a_guarantee_with_a_rate_does_not_count_as_a_guarantee():
    row = dollars(finance_type="garantie")
    assert row.exclusion == "geen-koers"
    row.rate = Decimal("1.1")
    row.clean()
    assert row.exclusion == "garantie"


WRONG = {
    "Vul het bedrag in.": {"currency": "EUR", "amount_eur": None, "exclusion": "plafond"},
    "Een bedrag in euro's heeft geen koers": {"rate": Decimal("1.1"), "precision": "circa"},
    "Vul het bedrag in de munt van de brief in.": {"currency": "USD", "amount_eur": None, "exclusion": "geen-koers"},
    "Een koers heeft een dag en een bron": {
        **{"currency": "USD", "amount_in_currency": 100, "rate": Decimal("1.1"), "precision": "circa"},
        "rate_source": BANK,
    },
    "Een koers is meer dan nul": {
        **{"currency": "USD", "amount_in_currency": 100, "rate": Decimal("-1"), "precision": "circa"},
        **{"rate_date": datetime.date(2024, 1, 1), "rate_source": BANK},
    },
    "is alleen met een koers een bedrag in euro's": {"currency": "USD", "amount_in_currency": 100},
    "Zonder koers telt een bedrag in een andere munt niet mee": {
        **{"currency": "USD", "amount_in_currency": 100, "amount_eur": None}
    },
    "Kies een andere reden, of geen": {"exclusion": "geen-koers"},
    "Een omgerekend bedrag is niet precies": {
        **{"currency": "USD", "amount_in_currency": 100, "rate": Decimal("1.1")},
        **{"rate_date": datetime.date(2024, 1, 1), "rate_source": BANK},
    },
}


@pytest.mark.parametrize("message", WRONG)
def test_the_database_holds_currency_rate_and_euros_together(message):
    row = make.commitment(100, published_at=None)
    for name, value in WRONG[message].items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    with pytest.raises(ValidationError, match=message):
        row.validate_constraints()


def test_without_a_rate_a_promise_stands_and_does_not_count():
    make.commitment(70)
    row = make.in_dollars(100)
    known = Commitment.objects.published()
    assert known.counted().total_eur() == 70
    assert row in known.left_out()
    row = known.with_standing().get(pk=row.pk)
    assert (row.standing, row.get_exclusion_display()) == ("excluded", "een vreemde munt zonder koers")


def test_no_definition_counts_what_has_no_euros():
    make.in_dollars(100, exclusion="plafond")
    admitting = Commitment.objects.published().admitting(["plafond", "geen-koers"])
    assert not admitting.counted().exists()
    assert (admitting.totals(), admitting.movements(), admitting.counted().total_eur()) == ([], [], 0)


def test_a_converted_promise_counts_its_euros_and_makes_the_total_circa():
    make.commitment(70)
    make.in_dollars(110, "1.1")
    known = Commitment.objects.published()
    assert known.counted().total_eur() == 170
    assert {share.precision for share in known.counted().shares()} == {"exact", "circa"}
    assert catalogue.of_total(everything()).total.precision == "circa"
    assert make.broken_rules() == {
        "elke openbare toezegging heeft in haar eigen brief een citaat met haar bedrag, of het verschil waaruit dat volgt": [
            *(f"{row.slug}: geen citaat in de eigen brief" for row in known.order_by("-letter__date", "year", "pk"))
        ]
    }


def test_check_ledger_finds_euros_that_the_rate_does_not_give():
    row = make.in_dollars(110, "1.1", amount_eur=99)
    broken = make.broken_rules()["elk omgerekend bedrag is wat de koers geeft"]
    assert broken == [f"{row.slug}: US$\u00a0110 is bij deze koers €\u00a0100, niet 99"]


# whatever the ledger is


def shown(day):
    """All that is added up or drawn of the ledger on this day."""
    known, selection = Commitment.objects.published().as_of(day), everything(day)
    charts = [
        *(
            draw(selection)
            for draw in (catalogue.per_period, catalogue.per_category, catalogue.flows, catalogue.of_total)
        ),
        *(draw(selection) for draw in (catalogue.running_total, growth.named)),
    ]
    drawn = [chart and (chart.title, chart.rows(), chart.drawings()) for chart in charts]
    counted = known.counted()
    return counted.total_eur(), counted.totals(), counted.shares(), known.movements(), drawn


# So that no year or category is named for the first time, which a chart would show as having no amount.
AS_BESIDE = ("letter", "category", "year", "end_year", "published_at")
AMOUNTS = st.lists(st.integers(1, 10**12), min_size=1, max_size=3)


@make.for_every(st.tuples(make.ledgers(8), AMOUNTS, st.data()), examples=5)
def test_a_commitment_without_a_rate_changes_no_total_movement_or_chart(drawn):
    rows, amounts, data = drawn
    with make.rolled_back():
        saved = list(make.save(rows).values())
        before = [shown(day) for day in DAYS]
        for amount in amounts:
            whole = data.draw(st.sampled_from([None, *saved]))
            beside = data.draw(st.sampled_from(saved))
            make.in_dollars(amount, part_of=whole, **{name: getattr(beside, name) for name in AS_BESIDE})
        assert [shown(day) for day in DAYS] == before


@make.for_every(st.tuples(st.integers(2, 10**13), st.decimals("0.6", "1.9", places=4)))
def test_with_a_rate_the_total_is_what_the_rate_gives(drawn):
    amount, rate = drawn
    with make.rolled_back():
        row = dollars(
            **{"amount_in_currency": amount, "rate": rate, "rate_date": datetime.date(2024, 1, 1), "rate_source": BANK},
            **{"letter": make.letter(), "category": make.category(), "published_at": make.NOW, "is_public_copy": True},
        )
        if row.amount_eur > 10**13:
            return
        row.save()
        assert Commitment.objects.published().counted().total_eur() == in_euros(amount, rate)


# beside other rows


def test_the_quote_proves_the_amount_of_the_currency_and_not_our_euros():
    row = make.in_dollars(110, "1.1", published_at=None)
    assert is_amount_of(110, "USD", row)
    assert is_amount_of(110, "", row)
    assert not is_amount_of(100, "EUR", row)
    assert not is_amount_of(110, "EUR", row)
    assert not is_amount_of(110, "GBP", row)
    assert not is_amount_of(110, "USD", make.commitment(110))


def test_amounts_of_one_currency_are_compared_without_a_rate():
    letter = make.letter(datetime.date(2024, 5, 1))
    before, after = make.in_dollars(100), make.in_dollars(150, letter=letter)
    assert kind_between([before], [after]) == "raised"
    assert list(change_problems(PlannedChange(letter, "raised", (before,), (after,)))) == []
    told = "wat eindigt is samen US$\u00a0100, wat begint US$\u00a0150"
    assert list(change_problems(PlannedChange(letter, "lowered", (before,), (after,)))) == [
        f"“verlaagd” maakt een bedrag lager, maar {told}."
    ]


def test_amounts_of_two_currencies_without_a_rate_cannot_be_compared():
    letter = make.letter(datetime.date(2024, 5, 1))
    before, after = make.in_dollars(100), make.in_dollars(150, letter=letter, currency="GBP")
    assert kind_between([before], [after]) == "corrected"
    [problem] = change_problems(PlannedChange(letter, "raised", (before,), (after,)))
    assert "in verschillende munten, en zonder koers" in problem


def test_a_promise_in_dollars_that_a_later_letter_gives_in_euros_is_corrected():
    letter = make.letter(datetime.date(2024, 5, 1))
    before, after = make.in_dollars(100), make.commitment(92, letter=letter)
    assert kind_between([before], [after]) == "corrected"
    assert list(change_problems(PlannedChange(letter, "corrected", (before,), (after,)))) == []


def test_a_difference_is_worked_out_in_the_currency_of_both():
    before, after = make.in_dollars(100, "1.1"), make.in_dollars(150, "1.2")
    assert computed_problem(after, [before], [50]) is None
    assert "volgt US$\u00a060, of US$\u00a0140 als het erbij komt" in computed_problem(after, [before], [40])
    assert "in een andere munt" in computed_problem(after, [make.commitment(100)], [50])


def test_in_a_printed_total_of_euros_what_has_none_has_no_part():
    letter = make.letter(datetime.date(2024, 5, 1))
    for row in (make.commitment(60, letter=letter), make.in_dollars(100, letter=letter)):
        make.states(row, "repeats", letter, quote="Samen € 150.", amount_as_written="€ 150", amount=150, currency="EUR")
    amounts = Mention.objects.published().with_naive_eur().order_by("pk").values_list("naive_amount_eur", flat=True)
    assert list(amounts) == [60, None]
