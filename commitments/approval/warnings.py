"""What the review page warns of before a letter becomes public: where its numbers may be counted twice, or are not those
that the letter prints. A warning stops nobody: each says what to look at."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate

from commitments.entry.letter.proposals import sums_up
from commitments.ledger.effects import EffectsOnDay
from commitments.models import Commitment, Mention
from letters.models import Letter
from ukrainesteun.money import format_euro
from ukrainesteun.years import period_label

MOST_PARTS = 20  # that are added up behind one amount
TIMES = 2  # as large as it was


def warnings_about(letter: Letter, effects: Sequence[EffectsOnDay]) -> list[str]:
    """The warnings about a letter as it is now, with what its approval would do to the totals."""
    stated = _stated(letter)
    return [
        *_sums_of_earlier_ones(stated),
        *_wholes_beside_their_parts([commitment for commitment, _ in stated]),
        *_years_that_grow(effects),
        *_other_totals_than_printed(letter, stated, effects),
    ]


def _stated(letter: Letter) -> list[tuple[Commitment, str]]:
    """The commitments of the letter that would count, each with its quote, in the order of the letter; none that is public."""
    mentions = letter.mentions.filter(verdict=Mention.Verdict.STATES).select_related("commitment__public")
    found = ((mention.commitment, mention.quote) for mention in mentions)
    return [(one, quote) for one, quote in found if one and one.letter_id == letter.pk and _would_count(one)]


def _would_count(commitment: Commitment) -> bool:
    is_new = commitment.public_copy is None
    return is_new and bool(commitment.amount_eur) and not commitment.exclusion and commitment.part_of_id is None


def _sums_of_earlier_ones(stated: Sequence[tuple[Commitment, str]]) -> Iterator[str]:
    for commitment, quote in stated:
        if said := sums_up(quote):
            yield (
                f"“{commitment}” ({format_euro(commitment.amount_eur or 0)}) klinkt als een optelling: ‘{said}’. "
                "Kijk of dit geld al in eerdere toezeggingen zit."
            )


def _wholes_beside_their_parts(commitments: Sequence[Commitment]) -> Iterator[str]:
    for number, whole in enumerate(commitments):
        following = commitments[number + 1 : number + 1 + MOST_PARTS]
        made, euros = list(accumulate(one.amount_eur or 0 for one in following)), whole.amount_eur or 0
        if euros in made[1:]:
            parts = following[: made.index(euros) + 1]
            named = ", ".join(f"“{one}”" for one in parts)
            yield (
                f"“{whole}” is precies de som van {named}, en alles telt mee: {format_euro(2 * euros)}. "
                "Kies bij de delen waarvan zij een onderdeel zijn."
            )


def _years_that_grow(effects: Sequence[EffectsOnDay]) -> Iterator[str]:
    if not effects:
        return
    now = _public_now()
    more: dict[str, int] = defaultdict(int)
    for effect in effects[-1].effects[:-1]:
        more[effect.period] += effect.change_eur
    for period, change in more.items():
        before = now.get(period, 0)
        if before and before + change > TIMES * before:
            yield (
                f"Het totaal van {period} wordt meer dan {TIMES} keer zo groot: van {format_euro(before)} naar "
                f"{format_euro(before + change)}. Kijk of het nieuwe geld er niet al in zit."
            )


def _public_now() -> dict[str, int]:
    totals: dict[str, int] = defaultdict(int)
    for total in Commitment.objects.published().counted().totals():
        totals[period_label(total.year, total.end_year)] += total.amount_eur
    return totals


def _other_totals_than_printed(
    letter: Letter, stated: Sequence[tuple[Commitment, str]], effects: Sequence[EffectsOnDay]
) -> Iterator[str]:
    """Where the letter prints a total, and approval adds another one."""
    verdicts = (Mention.Verdict.SUMS, Mention.Verdict.OTHER)
    printed = {
        mention.amount: mention.amount_as_written
        for mention in letter.mentions.filter(verdict__in=verdicts, amount__gt=0)
        if sums_up(mention.quote)
    }
    change = effects[-1].sum.change_eur if effects else 0
    if printed and stated and change and change not in printed:
        named = " en ".join(f"‘{written}’" for written in printed.values())
        yield (
            f"De brief noemt als totaal {named}; goedkeuren verandert het openbare totaal met {format_euro(change)}. "
            "Kijk waar het verschil vandaan komt."
        )
