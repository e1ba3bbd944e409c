"""A row for each amount of a letter: its verdict, and the fields that go with it."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from letters.reading.amounts.below_zero import BELOW_ZERO
from letters.reading.amounts.mentions import AmountMention, Quantity
from letters.reading.letterhead.printed import Header
from letters.reading.meaning.payers import names_others
from ukrainesteun.money import may_be_euros

from .certainty import as_sure_as_it_is, with_doubt_of_hidden_parts, with_doubt_of_its_row
from .fields import DEFAULT_STAGE, of_new_commitment, period_note, with_quoted_reasons
from .meanings import (
    Meaning,
    is_surely_a_recap,
    meaning_of,
    names_another_giver,
    recap_of,
    tells_of_what_was_known,
)
from .outcomes import of_outcome
from .papers import with_doubt_of_paper
from .parts import with_parts
from .proposed import (
    CHANGES,
    NEED,
    NEW,
    NOT_MONEY,
    OTHER,
    OTHERS,
    OUTCOME,
    REPEATS,
    Known,
    KnownChannel,
    Proposed,
    ProposedRow,
)
from .repeats import learn_from_repeats, repeated
from .sums import REST, given_again, given_the_same_again, rest_of, total_of, with_total_of_what_follows
from .surroundings import Surroundings, surroundings_of
from .wholes import says_that_all_is_new, whole_of, with_overlap, within_its_whole
from .wordings import ANNOUNCES, DUTCH, IS_CHANGED, PROMISED

# What to do with money that is not in euros, of which nobody says who pays it.
PERHAPS_DUTCH = "betaalt Nederland het, maak er dan een toezegging van, met haar koers"
ADDS_UP = "dit kan een optelling zijn van wat al eerder is toegezegd"
PAYER_NOT_SAID = "de zin noemt geen ander"
NEEDED = re.compile(r"\b(?:nodig|noden|behoefte\w*|geraamd|raamt|raming\w*)\b", re.IGNORECASE)


class Amounts(Protocol):
    """As much of a letter's Reading as the rows need."""

    @property
    def amounts(self) -> tuple[AmountMention, ...]: ...

    @property
    def quantities(self) -> tuple[Quantity, ...]: ...

    @property
    def header(self) -> Header: ...


def propose_rows(
    reading: Amounts,
    text: str,
    known: Sequence[Known] = (),
    channels: Sequence[KnownChannel] = (),
    letter_date: datetime.date | None = None,
) -> list[ProposedRow]:
    """The ProposedRows of a letter's amounts and quantities, in the order of the text. `known` are the ledger's commitments."""
    found: list[AmountMention | Quantity] = sorted(
        [*reading.amounts, *reading.quantities], key=lambda one: (one.start, one.end)
    )
    spans = [(one.start, one.end) for one in found if not isinstance(one, Quantity)]
    told = _Told()
    rows: list[ProposedRow] = []
    for number, mention in enumerate(found, start=1):
        row = ProposedRow(str(number), mention.start, mention.end, mention.quote, mention.as_written, mention.amount)
        if isinstance(mention, Quantity):
            rows.append(row.having(verdict=Proposed(NOT_MONEY, mention.why)))
        else:
            row = replace(row, currency=mention.currency, amount=mention.amount and abs(mention.amount))
            told.add(row, with_quoted_reasons(mention, text), surroundings_of((row.start, row.end), spans, text))
            rows.append(_proposed(row, known, rows, told, letter_date))
    mentions = told.mentions
    rows = [with_total_of_what_follows(row, rows, mentions) for row in rows]
    rows = [learn_from_repeats(row, rows, mentions) for row in rows]
    rows = [_finished(row, rows, text, channels) for row in rows]
    rows = with_parts(rows, told.around, told.meanings, text)
    rows = [within_its_whole(row, rows) for row in rows]
    if not says_that_all_is_new(text):
        rows = [with_overlap(row, mentions.get(row.key), rows, known, letter_date) for row in rows]
    sure = with_doubt_of_hidden_parts(rows)
    sure = [as_sure_as_it_is(row, mentions.get(row.key), sure, text, letter_date) for row in sure]
    doubted = {row.name for row, one in zip(rows, sure, strict=True) if row != one or one.fields["verdict"].doubtful}
    result = []
    for row in sure:
        result.append(with_doubt_of_its_row(row, doubted))
        if result[-1] != row:
            doubted.add(row.name)
    return with_doubt_of_paper(result, reading.header.paper, text)


@dataclass
class _Told:
    """What the letter says of each amount so far, by the key of its row."""

    mentions: dict[str, AmountMention] = field(default_factory=dict)
    around: dict[str, Surroundings] = field(default_factory=dict)
    meanings: dict[str, Meaning | None] = field(default_factory=dict)

    def add(self, row: ProposedRow, mention: AmountMention, around: Surroundings) -> None:
        """The meaning of an amount may go on from that of the one before it in its sentence."""
        before = next(reversed(self.meanings.values()), None) if not around.is_first else None
        self.mentions[row.key], self.around[row.key] = mention, around
        self.meanings[row.key] = meaning_of(mention, around, before) if row.amount is not None else None


def _proposed(
    row: ProposedRow,
    known: Sequence[Known],
    earlier: Sequence[ProposedRow],
    told: _Told,
    letter_date: datetime.date | None,
) -> ProposedRow:
    """The row by what its words say that it is, else as a promise or what repeats one."""
    mention, around, meaning = told.mentions[row.key], told.around[row.key], told.meanings[row.key]
    row = propose(row, mention, known, earlier, told.mentions, letter_date)
    if meaning is None:
        return _unless_it_adds_up(row, mention, around)
    if around.is_question and row.verdict == REPEATS:
        return row
    verdict = Proposed(meaning.verdict, meaning.why, not meaning.is_certain)
    if meaning.verdict == OUTCOME:
        is_known = tells_of_what_was_known(meaning, around)
        verdict = replace(verdict, doubtful=not (meaning.is_certain and is_known))
        return row.having(verdict=verdict, **of_outcome(row, meaning, around, letter_date))
    fields = {"change_kind": Proposed(meaning.change, meaning.why, True)} if meaning.change else {}
    return row.having(verdict=verdict, target=Proposed(), **fields)


def _unless_it_adds_up(row: ProposedRow, mention: AmountMention, around: Surroundings) -> ProposedRow:
    """The row, as no promise where its words add up what was promised until now; else a promise that its words are sure of."""
    if row.verdict != NEW:
        return _of_others_in_their_money(row, mention, around)
    if not row.is_given_again and (said := recap_of(around)):  # an amount of each year adds up nothing
        return row.having(verdict=Proposed(OTHER, f"‘{said}’: {ADDS_UP}", not is_surely_a_recap(around)))
    if changed := IS_CHANGED.search(around.after):
        verdict = Proposed(CHANGES, f"‘{changed[0]}’: kies welke toezegging dit wijzigt", True)
        return row.having(verdict=verdict, target=Proposed())
    if (left := REST.search(row.quote)) and row.fields["verdict"].doubtful:
        return row.having(verdict=Proposed(OTHER, f"‘{left[0]}’: wat er overblijft", True))
    row = _announced(row, around)
    promised = PROMISED.search(f"{around.lead} {around.own} {around.tail}")
    is_open = row.fields["verdict"].why.endswith(PAYER_NOT_SAID) or "’" in row.fields["verdict"].why
    if (
        row.fields["verdict"].doubtful
        and promised
        and row.currency
        and is_open
        and not names_others(f"{around.earlier} {around.sentence}")
        and not names_another_giver(around.sentence)
    ):
        why = f"‘{promised[0]}’, in een brief van het kabinet"
        return row.having(verdict=Proposed(NEW, why, not may_be_euros(row.currency)))
    return row


def _announced(row: ProposedRow, around: Surroundings) -> ProposedRow:
    """The row, its stage without a doubt where the letter names none and a verb promises: then it announces."""
    stage, said = row.fields["stage"], ANNOUNCES.search(f"{around.lead} {around.own}")
    if not (said and stage.doubtful and stage.value == DEFAULT_STAGE):
        return row
    return row.having(stage=Proposed(stage.value, f"{stage.why}; ‘{said[0]}’"))


def _of_others_in_their_money(row: ProposedRow, mention: AmountMention, around: Surroundings) -> ProposedRow:
    """Money in another currency is that of others where its sentence names these, and not the Netherlands."""
    if row.verdict != OTHER or may_be_euros(row.currency):
        return row
    if names_others(around.sentence) and not DUTCH.search(around.sentence):
        why = f"bedrag in {row.currency}; de zin noemt anderen"
        return row.having(verdict=Proposed(OTHERS, why, bool(mention.stage.value)))
    return row.having(verdict=replace(row.fields["verdict"], doubtful=True))


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
    """A row with what needs the whole letter, and a new commitment with what needs the ledger's channels."""
    if row.verdict != NOT_MONEY:  # a person may decide that what seems a cost is a promise
        row = row.having(**given_the_same_again(row, text))
    if row.verdict != NEW:
        return row
    fields = {"channel": _channel(row.quote, channels), "part_of": whole_of(row, rows, text), **period_note(row.quote)}
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
