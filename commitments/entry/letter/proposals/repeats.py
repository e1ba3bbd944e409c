"""Whether an amount repeats a commitment that is known, and what its words add to that one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from letters.reading.amounts.mentions import AmountMention
from letters.reading.meaning.inferred import Inferred
from letters.reading.meaning.lexicon import lexicon

from .fields import first_year, period_note, proposed, years_of
from .proposed import NEW, REPEATS, Known, Proposed, ProposedRow


@dataclass(frozen=True, order=True)
class _Candidate:
    """A commitment of the same amount. The best is the one that fits best; of those, the row that stands last."""

    fit: int
    place: int  # of its row among the rows before; 0 for one that the ledger knows
    target: str
    why: str
    is_later: bool = False
    is_for_another: bool = False  # what each is for is said, and not the same


def repeated(
    row: ProposedRow,
    mention: AmountMention,
    known: Iterable[Known],
    earlier: Sequence[ProposedRow],
    mentions: Mapping[str, AmountMention],
) -> Proposed | None:
    """Which commitment this amount repeats: the `target` field, or None. Years and category may not contradict it."""
    candidates = sorted([*_in_the_ledger(row, mention, known), *_in_the_letter(row, mention, earlier, mentions)])
    if not candidates:
        return None
    best = candidates[-1]
    if best.is_later:
        return Proposed(best.target, f"{best.why}, een latere brief: dan noemt deze brief het bedrag het eerst", True)
    if best.is_for_another:
        return Proposed(best.target, f"{best.why}, maar daar voor iets anders", True)
    if best.fit == 0:
        return Proposed(best.target, f"{best.why}; jaar en categorie staan er niet bij", True)
    if len(candidates) > 1 and candidates[-2].fit == best.fit:
        return Proposed(best.target, f"{best.why}; {candidates[-2].target} past even goed", True)
    return Proposed(best.target, best.why)


def _in_the_ledger(row: ProposedRow, mention: AmountMention, known: Iterable[Known]) -> Iterable[_Candidate]:
    for commitment in known:
        if commitment.amount_eur == row.amount:
            years = Inferred(tuple(range(commitment.year, commitment.end_year + 1)))
            fit = _fit(mention, years, Inferred(commitment.category))
            if fit is not None:
                why = f"hetzelfde bedrag als “{commitment.title}” ({commitment.designation})"
                yield _Candidate(fit, 0, commitment.slug, why, commitment.is_later)


def _in_the_letter(
    row: ProposedRow, mention: AmountMention, earlier: Sequence[ProposedRow], mentions: Mapping[str, AmountMention]
) -> Iterable[_Candidate]:
    for place, other in enumerate(earlier, start=1):
        if other.verdict == NEW and other.amount == row.amount:
            seen = mentions[other.key]
            fit = _fit(mention, seen.years, seen.category)
            if fit is not None:
                is_apart = not _go_together(mention.title, seen.title)
                why = f"hetzelfde bedrag als in {other.name}"
                yield _Candidate(fit, place, other.name, why, is_for_another=is_apart)


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
        if other.verdict != REPEATS or other.fields["target"].value != row.name:
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
