"""An amount is printed with its precision, and in one place."""

import re

from commitments.models import Commitment
from commitments.precision import IN_DRAWING, ROUGHLY, Sum
from tests import ROOT, product_sources


def spaced(text):
    return text.replace("\u00a0", " ")


def test_every_precision_has_its_words():
    assert set(ROUGHLY) == set(IN_DRAWING) == set(Commitment.Precision.values)
    told = {choice: f"{words} " if choice != "exact" else "" for choice, words in Commitment.Precision.choices}
    assert told == ROUGHLY


def test_each_way_to_print_an_amount_says_how_precise_it_is():
    circa, least = Sum(3_740_000_000, "circa"), Sum(-5, "at-least")
    assert [spaced(text) for text in (str(circa), circa.full, circa.in_drawing)] == [
        "circa € 3,74 mld",
        "circa € 3.740.000.000",
        "ca. 3,74 mld",
    ]
    assert [spaced(text) for text in (circa.signed, circa.signed_full, circa.signed_in_drawing)] == [
        "+ circa € 3,74 mld",
        "+ circa € 3.740.000.000",
        "+ ca. € 3,74 mld",
    ]
    assert [spaced(text) for text in (least.signed, least.signed_in_drawing)] == ["− ten minste € 5", "− min. € 5"]


def test_a_commitment_prints_its_amount_and_its_own_share_alike():
    commitment = Commitment(amount_eur=2_500_000_000, precision="at-most")
    commitment.counted_share_eur = 1_260_000_000
    assert [spaced(str(one)) for one in (commitment.amount, commitment.own_amount)] == [
        "ten hoogste € 2,5 mld",
        "ten hoogste € 1,26 mld",
    ]


def test_a_commitment_that_does_not_count_has_no_own_share_to_print():
    commitment = Commitment(amount_eur=2_500_000_000, precision="circa")
    commitment.counted_share_eur = None
    assert commitment.own_amount is None


def test_nobody_else_puts_the_words_before_an_amount():
    taken = re.compile(r"(ROUGHLY|IN_DRAWING)\b|\broughly=")
    elsewhere = {path for path, text in product_sources().items() if taken.search(text)}
    # money.py puts them behind the sign of a difference; PRECISION is the one that gives them.
    assert elsewhere <= {"commitments/precision.py", "ukrainesteun/money.py"}
    pages = [path for path in (ROOT / "templates").rglob("*.html") if ".roughly" in path.read_text(encoding="utf-8")]
    # Of the headline only the euros are large, so their two halves stand beside each other.
    assert [path.name for path in pages] == ["overview.html"]
