"""What a person may type and what the reader reads is one language, and each word of it is written down once."""

import re

import pytest
import yaml

from letters.reading.amounts.mentions import read_amounts
from letters.reading.amounts.money_words import number_value, scale_value
from tests import ROOT, product_sources
from ukrainesteun.money import CODES, CURRENCY_NAMES, SCALE_LETTERS, SCALES, Money, NotMoney, currency_of, parse_money
from ukrainesteun.numerals import numeral_value

OWN = ROOT / "tests/letters/own"
# Why an amount of a letter cannot be typed: a range, no number, or a slip: a point for a comma, a currency of no country.
REASONS = {
    "range": "meer dan één bedrag|is geen bedrag",
    "unknown": "is geen bedrag",
    "slip": "gebruik een komma|van welk land",
}
RANGE = re.compile(r" (?:à|tot|en) ")


def answers():
    for path in sorted(OWN.glob("*.yaml")):
        for amount in yaml.safe_load(path.read_text(encoding="utf-8"))["amounts"]:
            yield amount.get("as_written", ""), amount["amount"], amount.get("currency") or "", amount.get("high")


def ledger():
    for row in yaml.safe_load((ROOT / "commitments/fixtures/commitments.yaml").read_text(encoding="utf-8")):
        if row["model"] == "commitments.mention" and row["fields"].get("amount"):
            yield (
                row["fields"]["amount_as_written"],
                row["fields"]["amount"],
                row["fields"].get("currency", "EUR"),
                None,
            )


def is_whole(written):
    """Whether an expression says all by itself: "41" in a list or a table has its scale elsewhere."""
    return bool(re.search(r"[^\W\d_]|½", re.sub(r"EUR|USD", "", written)))


def parsed(written):
    """(Money, "") of what is understood, (None, why) of what is not."""
    try:
        return parse_money(written), ""
    except NotMoney as problem:
        return None, str(problem)


def test_what_letters_print_is_understood_or_refused_with_the_reason():
    understood = 0
    refused = {}
    for written, amount, currency, high in filter(lambda one: is_whole(one[0]), [*answers(), *ledger()]):
        money, why = parsed(written)
        if money:
            assert money.amount == amount, written
            assert not currency or money.currency in (currency, ""), written  # a list has one sign
            understood += 1
        else:
            reason = "unknown" if amount is None else "range" if high or RANGE.search(written) else "slip"
            refused.setdefault(reason, set()).add(written)
            assert re.search(REASONS[reason], why), written
    assert understood > 350
    assert refused["slip"] == {"€ 3.75 miljoen", "US$ 1.9 bn", "€ 2.0 miljard", "85 miljard kroon"}


@pytest.mark.parametrize("scale", sorted(SCALES))
@pytest.mark.parametrize("number", ["2,5", "12", "1½", "750", "anderhalf", "vijfhonderd", "een half"])
def test_who_types_and_who_reads_agree_on_every_scale(number, scale):
    if scale in SCALE_LETTERS and not number[0].isdigit():
        return  # nobody writes "EUR anderhalfm"
    written = f"EUR {number}{'' if len(scale) < 2 else ' '}{scale}"
    found = read_amounts(f"Het kabinet geeft {written}.")
    assert [(one.amount, one.currency) for one in found] == [(parse_money(written).amount, "EUR")]
    assert parse_money(written).amount == number_value(number) * scale_value(scale)


@pytest.mark.parametrize(
    "currency", [*CODES, *(name for name, code in CURRENCY_NAMES.items() if code), "Noorse kronen"]
)
def test_who_types_and_who_reads_agree_on_every_currency(currency):
    found = read_amounts(f"Zij geven 3 miljoen {currency} aan Oekraïne.")
    assert [Money(one.amount, one.currency) for one in found] == [parse_money(f"3 miljoen {currency}")]
    assert currency_of(currency) == found[0].currency != ""


def test_a_scale_a_currency_and_a_numeral_stand_in_one_file():
    """A second list would lack a word one day, as it did: 12 of 17 forms that letters print could not be typed."""
    where = {word: set() for word in ('"mrd"', '"hryvnia"', '"negentig"', '"CZK"')}
    for name, source in product_sources().items():
        for word, files in where.items():
            files |= {name} if word in source else set()
    assert where == {
        '"mrd"': {"ukrainesteun/money.py"},
        '"hryvnia"': {"ukrainesteun/money.py"},
        '"negentig"': {"ukrainesteun/numerals.py"},
        '"CZK"': {"ukrainesteun/money.py"},
    }


def test_a_numeral_that_is_misspelt_has_no_value():
    assert numeral_value("vijfhonder") is None


def test_the_months_and_what_may_be_euros_are_said_once():
    once = {
        r'"januari",|januari[|]februari|januari februari': "ukrainesteun/months.py",
        r'[(\[{]("", "EUR"|"EUR", "")[)\]}]': "ukrainesteun/money.py",
    }
    for pattern, home in once.items():
        assert {name for name, source in product_sources().items() if re.search(pattern, source)} == {home}, pattern
