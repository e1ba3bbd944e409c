"""What a person may type and what the reader reads is one language, and each word of it is written down once."""

import ast
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
    where = {word: set() for word in ('"mrd"', '"hryvnia"', '"negentig"', '"tsjechische"')}
    for name, source in product_sources().items():
        for word, files in where.items():
            files |= {name} if word in source else set()
    assert where == {
        '"mrd"': {"ukrainesteun/money.py"},
        '"hryvnia"': {"ukrainesteun/money.py"},
        '"negentig"': {"ukrainesteun/numerals.py"},
        '"tsjechische"': {"ukrainesteun/money.py"},
    }


LOOKS_LIKE_A_PATTERN = re.compile(r"[|]|\[[^\]]+\]")
SPELLED_OUT = re.compile(r"miljoen|miljard|biljoen|mln|mld|EUR|USD|(?<![a-z])euro(?!p)|dollar")
# What a pattern may spell out for a good reason.
SPELLED_ON_PURPOSE = {
    (
        "letters/reading/amounts/money_words.py",
        "EUR",
    ): "as a sign in any case of letters, the other codes in capitals only",
    ("letters/reading/amounts/money_words.py", "euro"): "the one name before a number, and the one that a ton may have",
    ("letters/reading/amounts/money_words.py", "dollar"): "the other name before a number, also as US dollar",
}


def literals(source):
    """The strings of a module but its docstrings; of one with values in it, what stands around these."""
    nodes = list(ast.walk(ast.parse(source)))
    within = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value for part in node.values if isinstance(part, ast.Constant))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in within | docstrings:
            yield node.value


def spelled_out(source):
    """The scales and currencies that the patterns of a module spell out."""
    patterns = (text for text in literals(source) if LOOKS_LIKE_A_PATTERN.search(text))
    return {word for pattern in patterns for word in SPELLED_OUT.findall(pattern)}


def test_no_pattern_but_those_of_money_spells_out_a_scale_or_a_currency():
    sources = {name: source for name, source in product_sources().items() if name != "ukrainesteun/money.py"}
    spelled = {(name, word) for name, source in sources.items() for word in spelled_out(source)}
    assert spelled == set(SPELLED_ON_PURPOSE)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('X = r"(?:mln|mld)"', {"mln", "mld"}),
        ('X = rf"[€$]|{Y}|USD"', {"USD"}),
        ('X = r"euro[\'’]?s?"', {"euro"}),
        ('X = "Vul een bedrag in euro in."', set()),
        ('X = r"europa|landen"', set()),
        ('def x():\n    """[x] EUR"""', set()),
    ],
)
def test_a_pattern_that_spells_out_a_scale_or_a_currency_would_be_seen(source, words):
    assert spelled_out(source) == words


def test_a_word_with_a_scale_in_it_has_that_scale():
    assert [scale_value(word) for word in ("miljoenpakket", "miljardenpakket", "biljoenenfonds")] == [
        1_000_000,
        1_000_000_000,
        1_000_000_000_000,
    ]


@pytest.mark.parametrize("caption", ["(x EUR mio)", "(x EUR mrd)", "(x EUR bln.)", "(x £ mln)"])
def test_a_table_may_count_in_any_scale_and_any_common_currency(caption):
    _, sign, scale = caption.strip("()").split()
    found = read_amounts(f"Steun {caption}\n\n| | 2024 | 2025 |\n|---|---|---|\n| Wapens | 20 | 30 |\n")
    wanted = [parse_money(f"{sign} {number} {scale}") for number in (20, 30)]
    assert [(one.amount, one.currency) for one in found] == [(money.amount, money.currency) for money in wanted]


def test_a_numeral_that_is_misspelt_has_no_value():
    assert numeral_value("vijfhonder") is None


def test_the_months_and_what_may_be_euros_are_said_once():
    once = {
        r'"januari",|januari[|]februari|januari februari': "ukrainesteun/months.py",
        r'[(\[{]("", "EUR"|"EUR", "")[)\]}]': "ukrainesteun/money.py",
    }
    for pattern, home in once.items():
        assert {name for name, source in product_sources().items() if re.search(pattern, source)} == {home}, pattern
