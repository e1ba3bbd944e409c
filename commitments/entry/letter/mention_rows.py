"""What a row of an intake, or a mention that is there, is in the form of a mention."""

from contextlib import suppress

from letters.reading.amounts.written import reading_of
from ukrainesteun.money import NotMoney

from .proposals import NEW
from .rows_to_enter import typed_amount

MENTION_FIELDS = (
    "position", "quote", "amount_as_written", "amount", "currency", "verdict", "commitment", "outcome", "note",
)  # fmt: skip


def amount_of(row, paper):
    """Amount and currency as the program read them, unless the person wrote the expression in another way, or typed the
    amount that it may be as well: "€ 340 en € 3 miljoen" has € 340, or 340 million."""
    proposed = row.proposed
    if row.answers["as_written"] != proposed["fields"]["as_written"]["value"] or not proposed["written_amount"]:
        return {}
    amount, currency = proposed["written_amount"], proposed["currency"]
    if row.verdict == NEW:
        with suppress(NotMoney):
            typed = typed_amount(row.answers)
            other, _ = reading_of(row.answers["as_written"], row.answers["quote"], paper, typed, None)
            if other:
                amount, currency = other.amount, other.currency
    return {"amount": amount, "currency": currency}


def mention_as_it_is(mention):
    values = {name: getattr(mention, name) for name in MENTION_FIELDS if name not in ("commitment", "outcome")}
    values |= {"id": mention.pk, "commitment": mention.commitment_id, "outcome": mention.outcome_id}
    return {name: "" if value is None else value for name, value in values.items()}
