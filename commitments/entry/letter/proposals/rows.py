"""A row for each amount of a letter: its verdict, and the fields that go with it."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from letters.reading.amounts.below_zero import BELOW_ZERO
from letters.reading.amounts.mentions import AmountMention, Quantity
from ukrainesteun.money import may_be_euros

from .certainty import as_sure_as_it_is, with_doubt_of_its_row
from .fields import of_new_commitment, period_note, with_quoted_reasons
from .proposed import NEED, NEW, NOT_MONEY, OTHER, OTHERS, REPEATS, Known, KnownChannel, Proposed, ProposedRow
from .repeats import learn_from_repeats, repeated
from .sums import given_again, given_the_same_again, rest_of, total_of, with_total_of_what_follows
from .wholes import says_that_all_is_new, whole_of, with_overlap

# What to do with money that is not in euros, of which nobody says who pays it.
PERHAPS_DUTCH = "betaalt Nederland het, maak er dan een toezegging van, met haar koers"
NEEDED = re.compile(r"\b(?:nodig|noden|behoefte\w*|geraamd|raamt|raming\w*)\b", re.IGNORECASE)


class Amounts(Protocol):
    """As much of a letter's Reading as the rows need."""

    @property
    def amounts(self) -> tuple[AmountMention, ...]: ...

    @property
    def quantities(self) -> tuple[Quantity, ...]: ...


def propose_rows(
    reading: Amounts,
    text: str,
    known: Sequence[Known] = (),
    channels: Sequence[KnownChannel] = (),
    letter_date: datetime.date | None = None,
) -> list[ProposedRow]:
    """The ProposedRows of a letter's amounts and quantities, in the order of the text. `known` are the ledger's commitments."""
    found: list[AmountMention | Quantity] = [*reading.amounts, *reading.quantities]
    rows: list[ProposedRow] = []
    mentions: dict[str, AmountMention] = {}
    for number, mention in enumerate(sorted(found, key=lambda one: (one.start, one.end)), start=1):
        row = ProposedRow(str(number), mention.start, mention.end, mention.quote, mention.as_written, mention.amount)
        if isinstance(mention, Quantity):
            rows.append(row.having(verdict=Proposed(NOT_MONEY, mention.why)))
        else:
            row = replace(row, currency=mention.currency, amount=mention.amount and abs(mention.amount))
            mentions[row.key] = with_quoted_reasons(mention, text)
            rows.append(propose(row, mentions[row.key], known, rows, mentions, letter_date))
    rows = [with_total_of_what_follows(row, rows, mentions) for row in rows]
    rows = [learn_from_repeats(row, rows, mentions) for row in rows]
    rows = [_finished(row, rows, text, channels) for row in rows]
    if not says_that_all_is_new(text):
        rows = [with_overlap(row, mentions.get(row.key), rows, known, letter_date) for row in rows]
    sure = [as_sure_as_it_is(row, mentions.get(row.key), rows, text, letter_date) for row in rows]
    doubted = {row.name for row, one in zip(rows, sure, strict=True) if row != one}
    return [with_doubt_of_its_row(row, doubted) for row in sure]


def propose(
    row: ProposedRow,
    mention: AmountMention,
    known: Iterable[Known] = (),
    earlier: Sequence[ProposedRow] = (),
    mentions: Mapping[str, AmountMention] | None = None,
    letter_date: datetime.date | None = None,
) -> ProposedRow:
    """The row with its verdict, and with what the letter says of it: also of a row that seems no new commitment, for a
    person may decide that it is one. `mentions` are those of the `earlier` rows, by key."""
    row = row.having(**of_new_commitment(row, mention, letter_date)).having(**given_again(row, mention))
    of_others = Proposed(OTHERS, f"geld van anderen: {mention.payer.why}", mention.payer.doubtful)
    if row.amount is None:
        is_of_others = mention.payer.value == "other" and not mention.payer.doubtful
        return row.having(verdict=of_others if is_of_others else Proposed(OTHER, "er staat geen getal"))
    if mention.amount is not None and mention.amount < 0:
        return row.having(verdict=Proposed(OTHER, BELOW_ZERO, True))
    if not may_be_euros(row.currency) and mention.payer.value != "netherlands":
        return row.having(verdict=_of_other_money(row, mention, of_others))
    if mention.payer.value == "other":
        return row.having(verdict=of_others)
    sums = (total_of(row, mention, earlier, mentions or {}), rest_of(row, mention, earlier, mentions or {}))
    if target := next(filter(None, sums), None):
        return row.having(verdict=Proposed(REPEATS, target.why, target.doubtful), target=target)
    target = repeated(row, mention, known, earlier, mentions or {})
    if target and target.value and not may_be_euros(row.currency):
        target = replace(target, doubtful=True)
    if target and not target.value:
        return row.having(verdict=Proposed(NEW, target.why, True))
    return row.having(verdict=Proposed(REPEATS, target.why, target.doubtful), target=target) if target else row


def _of_other_money(row: ProposedRow, mention: AmountMention, of_others: Proposed) -> Proposed:
    """The verdict on dollars and pounds of which the Netherlands do not say that they pay them: in doubt where nobody does."""
    payer = mention.payer
    if payer.doubtful and mention.stage.value:
        return Proposed(OTHER, f"{payer.why}, en de zin zegt niet wie betaalt; {PERHAPS_DUTCH}", True)
    if said := NEEDED.search(row.quote):
        return Proposed(NEED, f"‘{said[0]}’, in {row.currency}")
    if payer.value == "other" and not payer.doubtful:
        return of_others
    return Proposed(OTHER, f"geen euro's maar {row.currency}")


def _finished(
    row: ProposedRow, rows: Sequence[ProposedRow], text: str, channels: Iterable[KnownChannel]
) -> ProposedRow:
    """A new commitment with what needs the whole letter and the ledger's channels."""
    if row.verdict != NEW:
        return row
    fields = {"channel": _channel(row.quote, channels), "part_of": whole_of(row, rows, text), **period_note(row.quote)}
    fields |= given_the_same_again(row, text)
    if not row.fields["title"].value:
        fields["title"] = Proposed("", "geef de toezegging een titel", True)
    return row.having(**fields)


def _channel(quote: str, channels: Iterable[KnownChannel]) -> Proposed:
    """The channel that the quote names, by the longest name."""
    named = [
        (name, channel)
        for channel in channels
        for name in channel.names
        if name and re.search(rf"\b{re.escape(name)}\b", quote)
    ]
    if not named:
        return Proposed()
    name, channel = max(named, key=lambda pair: len(pair[0]))
    return Proposed(channel.slug, f"‘{name}’")
