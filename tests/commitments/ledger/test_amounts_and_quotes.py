"""Whether a quote has the amount of its commitment is one answer, wherever it is asked."""

from pathlib import Path

import pytest

from commitments.approval import decisions
from commitments.ledger.rules import is_amount_of
from tests.commitments import factories as make
from tests.commitments.clerks import errors_of

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[3]
CASES = [  # of a quote for a commitment of 100 euros: its amount and currency, and whether they are the same
    (100, "EUR", True),
    (100, "", True),
    (100, "USD", False),
    (101, "EUR", False),
    (99, "", False),
    (None, "", False),
]
SAYS = (
    "elke openbare toezegging heeft in haar eigen brief een citaat met haar bedrag, of het verschil waaruit dat volgt"
)


def stated(letter, amount, currency, **fields):
    commitment = make.commitment(100, letter=letter, **fields)
    make.states(commitment, amount=amount, currency=currency)
    return commitment


@pytest.mark.parametrize(("amount", "currency", "is_same"), CASES)
def test_form_approval_and_check_ledger_give_one_answer(anna, amount, currency, is_same):
    draft = stated(make.working(), amount, currency, published_at=None)
    assert is_amount_of(amount, currency, draft) == is_same

    response = anna.open(draft).type(note="Anders").save()
    assert (response.status_code == 302) == is_same
    if not is_same:
        assert any("Het citaat zegt" in error for error in errors_of(response))

    try:
        decisions.publish_letter(make.again(draft.letter), None, make.NOW)
        problems = []
    except decisions.Refused as refusal:
        problems = refusal.problems
    assert [("maar het citaat zegt" in problem) for problem in problems] == ([] if is_same else [True])

    stated(make.letter(), amount, currency)
    assert (SAYS in make.broken_rules()) != is_same


def test_nobody_but_the_rule_knows_what_counts_as_euros():
    """The form of a commitment and the import of a sheet hold it against its quotes by one rule, in the same words."""
    asking = [path for path in (ROOT / "commitments").rglob("*.py") if "may_be_euros" in path.read_text("utf-8")]
    holding = {path.name for path in asking if path.parent.name != "proposals"}  # there a person decides
    assert holding == {"rules.py", "contradictions.py"}, "the second holds amounts against no commitment"
    for asks in ("forms.py", "sheet/checking.py"):
        assert "stating_problems(" in (ROOT / "commitments" / "entry" / asks).read_text("utf-8")
