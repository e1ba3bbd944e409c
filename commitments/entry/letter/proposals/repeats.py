"""Whether an amount repeats a commitment that is known, and what its words add to that one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from letters.reading.amounts.mentions import AmountMention
from letters.reading.meaning.inferred import Inferred
from letters.reading.meaning.lexicon import lexicon

from .certainty import has_said_more, is_named_again, is_printed_total, points_back
from .fields import first_year, period_note, proposed, years_of
from .proposed import NEW, REPEATS, Known, Proposed, ProposedRow
from .purposes import says_something_else, shares_a_word

GUARANTEE, LOAN = "garantie", "lening"


@dataclass(frozen=True, order=True)
class _Candidate:
    """A commitment of the same amount. The best is the one that fits best; of those, the row that stands last."""

    fit: int
    place: int  # of its row among the rows before; 0 for one that the ledger knows
    target: str
    why: str
    is_later: bool = False
    is_for_something_else: bool = False  # a commitment of the ledger whose title has other words than these
    is_for_another: bool = False  # what each is for is said, and not the same
    begins_alike: bool = False  # as one of an enumeration: "Het kabinet geeft in 2026 ... voor"
    has_period: bool = False  # both say their years, and the same
    has_purpose: bool = False  # a word that says what the money is for stands in both
    are_alike_items: bool = False  # both stand in a list or a table, under the same label
    is_total: bool = False  # of other rows, which this amount may repeat together


def repeated(
    row: ProposedRow,
    mention: AmountMention,
    known: Iterable[Known],
    earlier: Sequence[ProposedRow],
    mentions: Mapping[str, AmountMention],
) -> Proposed | None:
    """Which commitment this amount repeats: the `target` field, or None. Years and category may not contradict it.

    A `target` without a value says that the same amount stood before in a sentence that begins alike,
    for something else: then it is a new one, in doubt.
    """
    candidates = sorted([*_in_the_ledger(row, mention, known), *_in_the_letter(row, mention, earlier, mentions)])
    if mention.amount_high is not None:  # its lowest end is the amount of many things
        candidates = [one for one in candidates if one.has_period and one.has_purpose]
    if not candidates:
        return None
    best = candidates[-1]
    if best.is_for_something_else and _says_what_for(mention) and not points_back(row):
        return Proposed("", f"{best.why}, maar daar voor iets anders", True)
    if best.is_for_another and best.begins_alike:
        return Proposed("", f"{best.why}, maar daar voor iets anders", True)
    rival = candidates[-2].target if len(candidates) > 1 and candidates[-2].fit == best.fit else ""
    is_only = len({one.target for one in candidates}) == 1
    doubt = "" if is_only and _is_pointed_at(best, row, mention) else _doubt(best, row, mention, rival)
    if mention.remark and not mention.is_labelled:  # the amount itself may be read otherwise
        doubt = f"{doubt}; {mention.remark}"
    return Proposed(best.target, f"{best.why}{doubt}", bool(doubt))


def _is_pointed_at(best: _Candidate, row: ProposedRow, mention: AmountMention) -> bool:
    """Whether the words name the only one of this size again: "van de € 118 miljoen", or with its purpose "eerder toegezegd"."""
    is_other = best.is_later or best.is_total or best.are_alike_items or mention.amount_high is not None
    if is_other or has_said_more(row) or mention.finance_type.value in (GUARANTEE, LOAN):
        return False
    if best.place:
        return is_named_again(row)
    return best.has_purpose and points_back(row)


def _doubt(best: _Candidate, row: ProposedRow, mention: AmountMention, rival: str) -> str:
    """What keeps this from being certain; "" where nothing does. The same amount alone is never enough: it takes its
    period and its purpose as well, or words that point back to it."""
    is_back_here = bool(best.place) and is_named_again(row)  # "De EUR 5 miljoen", in the letter that names them
    if best.is_later:
        return ", een latere brief: dan noemt deze brief het bedrag het eerst"
    if best.is_for_another:
        return ", maar daar voor iets anders"
    if best.is_total:
        return f", het totaal van {best.target}"
    if best.are_alike_items:
        return " en dezelfde naam; het kan ook een tweede bedrag zijn"
    if mention.amount_high is not None:
        return ", maar hier is het een bereik"
    if more := has_said_more(row):
        return f"; ‘{more}’: dan kan het nieuw geld zijn"
    if mention.finance_type.value in (GUARANTEE, LOAN) and not best.place:
        return f"; ‘{mention.finance_type.why.strip('‘’')}’: kijk of dat hetzelfde geld is"
    if not (best.has_period or is_back_here):
        return "; jaar en categorie staan er niet bij" if best.fit == 0 else "; het jaar staat er niet bij"
    if not (best.has_purpose or points_back(row)):
        return "; waarvoor het is, staat er niet met dezelfde woorden bij"
    return f"; {rival} past even goed" if rival else ""


def _in_the_ledger(row: ProposedRow, mention: AmountMention, known: Iterable[Known]) -> Iterable[_Candidate]:
    for commitment in known:
        if commitment.is_worth(row.amount, row.currency):
            years = Inferred(tuple(range(commitment.year, commitment.end_year + 1)))
            fit = _fit(mention, years, Inferred(commitment.category))
            if fit is not None:
                why = f"hetzelfde bedrag als “{commitment.title}” ({commitment.designation})"
                yield _Candidate(
                    fit, 0, commitment.slug, why, commitment.is_later,
                    has_period=_has_same_years(mention.years, years), has_purpose=shares_a_word(commitment.title, row.quote),
                    is_for_something_else=commitment.category != lexicon().without_purpose
                    and says_something_else(commitment.title, row.quote),
                )  # fmt: skip


def _in_the_letter(
    row: ProposedRow, mention: AmountMention, earlier: Sequence[ProposedRow], mentions: Mapping[str, AmountMention]
) -> Iterable[_Candidate]:
    for place, other in enumerate(earlier, start=1):
        seen = mentions.get(other.key)
        is_total = is_printed_total(other)
        if not (other.verdict == NEW or is_total) or other.amount != row.amount or seen is None:
            continue
        if not other.is_in_the_money_of(row):
            continue
        if _are_two_items(mention, seen) and not is_total:
            continue
        fit = _fit(mention, seen.years, seen.category)
        if fit is not None:
            is_apart = not _go_together(mention.title, seen.title)
            why = f"hetzelfde bedrag als in {other.name}"
            target = other.target if is_total else other.name
            yield _Candidate(
                fit, place, target, why,
                is_for_another=is_apart and not is_total, begins_alike=_opening(other) == _opening(row) != "",
                has_period=_has_same_years(mention.years, seen.years),
                has_purpose=shares_a_word(other.quote, row.quote) or _is_for_the_same(mention.category, seen.category),
                are_alike_items=mention.is_labelled and seen.is_labelled, is_total=is_total,
            )  # fmt: skip


def _says_what_for(mention: AmountMention) -> bool:
    """Whether its own words say what it is for."""
    category = mention.category
    return bool(category.value) and not category.doubtful and category.value != lexicon().without_purpose


def _has_same_years(here: Inferred, there: Inferred) -> bool:
    """Whether both are certain of the same years."""
    return (
        not (here.doubtful or there.doubtful) and bool(years_of(here)) and set(years_of(here)) == set(years_of(there))
    )


def _is_for_the_same(here: Inferred, there: Inferred) -> bool:
    """Whether both name the same purpose; in one letter that says enough."""
    is_certain = not (here.doubtful or there.doubtful)
    return is_certain and bool(here.value) and here.value == there.value != lexicon().without_purpose


def _are_two_items(mention: AmountMention, other: AmountMention) -> bool:
    """Whether both stand in a list or a table under a label of their own: then each is for something else."""
    return mention.is_labelled and other.is_labelled and mention.title.value != other.title.value


def _opening(row: ProposedRow) -> str:
    """The words before the amount, where these are a few."""
    words = row.quote.partition(row.as_written)[0].split()
    return " ".join(words) if len(words) > 2 else ""


def _go_together(here: Inferred, there: Inferred) -> bool:
    """Whether two titles may be of one thing: the words of one are in the other, or one is not known."""
    words, others = set(str(here.value or "").casefold().split()), set(str(there.value or "").casefold().split())
    return words <= others or others <= words


def _fit(mention: AmountMention, years: Inferred, category: Inferred) -> int | None:
    """How much an amount agrees with another besides its value: None where they contradict each other, 0 where nothing
    is known. What is doubtful contradicts nothing, and money without a purpose yet goes with every category."""
    here, there = set(years_of(mention.years)), set(years_of(years))
    is_certain = not (mention.years.doubtful or years.doubtful)
    if is_certain and here and there and not (here <= there or there <= here):
        return None
    named = {mention.category.value, category.value} - {None, "", lexicon().without_purpose}
    if len(named) == 2 and not (mention.category.doubtful or category.doubtful):
        return None
    fit = (2 if here == there else 1) if is_certain and here and there else 0
    return fit + (1 if mention.category.value and mention.category.value == category.value else 0)


def learn_from_repeats(
    row: ProposedRow, rows: Sequence[ProposedRow], mentions: Mapping[str, AmountMention]
) -> ProposedRow:
    """A new commitment with what the letter says of it further on, where its own sentence leaves something open."""
    if row.verdict != NEW:
        return row
    learnt: dict[str, Proposed] = {}
    for other in rows:
        if other.verdict != REPEATS or other.target != row.name:
            continue
        mention, said_in = mentions[other.key], f" ({other.name})"
        if row.fields["verdict"].doubtful and not mention.payer.doubtful:
            learnt["verdict"] = Proposed(NEW, f"geld van Nederland: {mention.payer.why}{said_in}")
        further = {
            "category": proposed(mention.category),
            "stage": proposed(mention.stage),
            "year": first_year(mention),
        }
        for name, found in further.items():
            if row.fields[name].doubtful and found.value and not found.doubtful and name not in learnt:
                learnt[name] = replace(found, why=f"{found.why}{said_in}")
        learnt |= period_note(f"{row.quote} {other.quote}", said_in)
    return row.having(**learnt)
