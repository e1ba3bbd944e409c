"""What the words around an amount say that it is, where it is no promise: a wish, a need, an outcome, a change, a recap.

Each Meaning has the words that suggest it. It is certain only where these words leave nothing else open.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from letters.reading.amounts.mentions import AmountMention
from letters.reading.meaning.payers import names_others
from ukrainesteun.money import may_be_euros

from .proposed import CEILING, CHANGES, MOTION, NEED, NEW, OTHER, OUTCOME
from .surroundings import Surroundings
from .wholes import SUM_WORDS
from .wordings import (
    ALL_UNTIL,
    ALSO_NEEDED,
    APPEAL,
    ASKS,
    BACK,
    BY_HOW_MUCH,
    CLAIMED,
    CLAUSE,
    COMPARED,
    COSTED,
    COSTS,
    DOES,
    DONE,
    DUTCH,
    DUTCH_PROMISES,
    EACH,
    FOR,
    FOR_WHOM,
    GAP,
    GAVE,
    GIVEN,
    GIVERS,
    GOES_BACK,
    GOT,
    LIMIT,
    LOWERED,
    MOVED,
    NEEDED,
    NOT_YET,
    OF_A_BUDGET,
    OF_THAT,
    OF_THE_WHOLE,
    OR_PROMISED,
    OUTCOMES,
    PAID,
    PAID_OUT,
    PAPER,
    PROMISE,
    PROPOSAL,
    RAISED,
    RECAP,
    RECEIVED,
    RECEIVER,
    RIGHT_BEHIND,
    SAYS_MORE,
    SURE_LIMIT,
    SURE_RECAP,
    SURELY_RECEIVED,
    SURELY_UNDERSPENT,
    TO_COME,
    TO_WHAT,
    TRANSFERRED,
    TURNS_OUT,
    UNDERSPENT,
    VALUED,
    WISHERS,
    WISHES,
    WITHDRAWN,
    words,
)

TOTALS = words(SUM_WORDS)
DUTCH_STEUN = words(r"Nederland(?:se)?|kabinet|wij|(?:totale )?(?:(?:niet-)?militaire )?steun")


@dataclass(frozen=True)
class Meaning:
    """`why` is Dutch, with the words of the letter. `outcome` and `change` are the kind of what came of it and of the change."""

    verdict: str
    why: str
    is_certain: bool = False
    outcome: str = ""
    change: str = ""


def meaning_of(mention: AmountMention, around: Surroundings, before_it: Meaning | None) -> Meaning | None:
    """What the words say that this amount is; None where they leave it a promise, or a repeat of one. `before_it` is the
    Meaning of the amount before it in its sentence."""
    is_of_others = mention.payer.value == "other"
    readers: tuple[Callable[[], Meaning | None], ...] = (
        lambda: _wish(around),
        lambda: _withdrawal(around),
        lambda: _comparison(around),
        lambda: _received(around),
        lambda: _need(mention, around, before_it),
        lambda: None if is_of_others else _underspending(around) or _change(around),
        lambda: _ceiling(around, is_of_others),
        lambda: None if is_of_others or not may_be_euros(mention.currency) else _outcome(around, before_it),
    )
    return next(filter(None, (read() for read in readers)), None)


def tells_of_what_was_known(meaning: Meaning, around: Surroundings) -> bool:
    """Whether an outcome surely tells of money that was promised before: of all until a day, or of what is got back."""
    said = f"{around.lead} {around.own}"
    is_known = ALL_UNTIL.search(said) or OF_THAT.search(said) or OF_A_BUDGET.search(said)
    return meaning.outcome in ("claimed", "received") or bool(around.head or is_known or recap_of(around))


def names_another_giver(sentence: str) -> bool:
    """Whether a sentence names somebody besides a government as the one who may give: "bedrijven", not "voor bedrijven"."""
    return any(not FOR_WHOM & set(sentence[: said.start()].lower().split()[-3:]) for said in GIVERS.finditer(sentence))


def sums_up(quote: str) -> str:
    """The word of a quote that adds up what was promised before, or is a total of what is; "" for none."""
    said = RECAP.search(quote) or TOTALS.search(quote)
    return said[0] if said else ""


def recap_of(around: Surroundings) -> str:
    """The words that say that an amount adds up what was promised until now; "" for none."""
    said = None if around.head else RECAP.search(f"{around.lead} {around.own}")
    return said[0] if said else ""


def is_surely_a_recap(around: Surroundings) -> bool:
    """Whether a sentence has this amount alone, and says no more than what the Netherlands promised since the war began."""
    is_alone = around.is_first and not around.tail and not around.head
    later = set(re.findall("20[0-9]{2}", around.sentence)) - {"2022"}
    if not is_alone or later or around.is_question or not SURE_RECAP.search(around.own):
        return False
    return bool(GAVE.search(around.sentence) and DUTCH_STEUN.search(around.sentence)) and not SAYS_MORE.search(
        around.sentence
    )


# A wish


def _wish(around: Surroundings) -> Meaning | None:
    leading = f"{around.lead} {around.before}"
    if around.is_question:
        wish = WISHES.search(around.sentence)
        return Meaning(MOTION, f"een vraag: ‘{wish[0]}’" if wish else "dit is een vraag", is_certain=bool(wish))
    if DUTCH_PROMISES.search(around.sentence):
        return None
    if proposal := PROPOSAL.search(leading):
        return Meaning(MOTION, f"‘{proposal[0]}’", is_certain=True)
    asks = ASKS.search(around.sentence)
    if (paper := PAPER.search(leading)) and (asks or DOES.search(f"{around.before} {around.after}")):
        return Meaning(MOTION, f"‘{paper[0]}’", is_certain=bool(asks))
    if (asked := ASKS.search(leading)) and FOR.search(around.before) and not DUTCH.search(leading):
        if (appeal := APPEAL.search(leading)) and not WISHERS.search(leading):
            return Meaning(NEED, f"‘{appeal[0]} … {asked[0]}’", is_certain=True)
        return Meaning(MOTION, f"‘{asked[0]}’", is_certain=True)
    if asks and WISHERS.search(leading) and words("om").search(leading):
        return Meaning(MOTION, f"‘{asks[0]}’", is_certain=not DUTCH.search(leading))
    return None


# A need


def _need(mention: AmountMention, around: Surroundings, before_it: Meaning | None) -> Meaning | None:
    if mention.is_in_table:
        return None  # what stands in its other rows is said of others
    said_of_all = f"{around.lead} {around.own} {around.tail}"
    before, clause = _leading(around), _own_clause(around)
    if PROMISE.search(clause if NEEDED.search(clause) else said_of_all):
        return None
    is_changed = BY_HOW_MUCH.search(around.before) and (RAISED.search(said_of_all) or LOWERED.search(said_of_all))
    if is_changed:
        return None  # "verhoogd met € 80 miljoen vanwege de schade": what is changed is no need
    if said := NEEDED.search(f"{before} {around.after}") or (None if around.is_first else NEEDED.search(around.lead)):
        is_theirs = mention.payer.value == "other" or names_others(said_of_all)
        return Meaning(NEED, f"‘{said[0]}’", is_certain=is_theirs and not DUTCH.search(said_of_all))
    if _outcome(around, None) or PAID.search(said_of_all):
        return None
    if before_it and before_it.verdict == NEED and (also := ALSO_NEEDED.search(around.before)):
        return Meaning(NEED, f"‘{also[0]}’ {before_it.why}", before_it.is_certain)
    if said := COSTS.search(_last_part(before)) or COSTED.search(around.after):
        is_theirs = not (may_be_euros(mention.currency) or DUTCH.search(said_of_all))
        return Meaning(NEED, f"‘{said[0]}’: een raming of kosten, en geen toezegging", is_theirs)
    return None


def _leading(around: Surroundings) -> str:
    """What leads to the amount and to no other one before it."""
    return around.before if around.is_first else _last_part(around.before)


def _own_clause(around: Surroundings) -> str:
    """What leads to the amount and what follows it, up to a semicolon."""
    return f"{_leading(around)} {around.after.partition(';')[0]}"


def _last_part(before: str) -> str:
    """The words after the last comma or "en" before an amount: those that are its own."""
    return re.split(r"[,;:]|\ben\b|\bmaar\b", before)[-1]


# What came of promises


def _received(around: Surroundings) -> Meaning | None:
    if claimed := _done(CLAIMED, around) or OUTCOMES[0][2].search(around.own):
        return Meaning(OUTCOME, f"‘{claimed[0]}’", bool(DUTCH.search(around.sentence)), outcome="claimed")
    scope = around.own if around.is_first else f"{_last_part(around.before)} {around.after} {around.lead}"
    if said := BACK.search(around.after) if TO_COME.search(scope) else None:
        return Meaning(OUTCOME, f"‘{said[0]}’", outcome="received")
    back = words("terug").search(scope)
    said = RECEIVED.search(scope) or (GOT.search(scope) if back else None)
    if said and not TO_COME.search(scope):
        is_back = said[0].lower().startswith("terug")
        is_dutch = bool(DUTCH.search(around.sentence) or RECEIVER.search(around.sentence))
        if is_back or is_dutch or said[0].lower() == "ontvangsten":
            is_certain = bool(SURELY_RECEIVED.search(said[0]) or (back and DUTCH.search(scope))) and not NOT_YET.search(
                scope
            )
            return Meaning(OUTCOME, f"‘{said[0]}’", is_certain and (is_back or is_dutch), outcome="received")
    paid_out = _done(PAID_OUT, around)
    if paid_out and CLAIMED.search(f"{around.earlier} {around.lead}"):
        return Meaning(OUTCOME, f"‘{paid_out[0]}’, van wat gedeclareerd is", True, outcome="received")
    return None


def _outcome(around: Surroundings, before_it: Meaning | None) -> Meaning | None:
    if OF_THE_WHOLE.search(around.before) or OR_PROMISED.search(around.own):
        return None
    if around.head:
        return _of_a_column(around.head)
    done = [(said, kind) for kind, participle, _ in OUTCOMES[1:] if (said := _done(participle, around))]
    if done:
        said, kind = min(done, key=lambda one: _farness(one[0], around))
        is_sure = _is_beside(said, around) and not (NOT_YET.search(around.own) or GIVEN.fullmatch(said[0]))
        return Meaning(OUTCOME, f"‘{said[0]}’", is_sure, outcome=kind)
    for kind, _, finite in OUTCOMES[1:]:
        if said := finite.search(_of_its_own(around)):
            return Meaning(OUTCOME, f"‘{said[0]}’", not TO_COME.search(around.own), outcome=kind)
    if said := VALUED.search(around.own):
        return Meaning(OUTCOME, f"‘{said[0]}’", outcome="delivered")
    if before_it and before_it.verdict == OUTCOME and not PROMISE.search(f"{_last_part(around.before)} {around.after}"):
        own = f"{_last_part(around.before)} {around.after}"
        shares = any(participle.match(around.before) for _, participle, _ in OUTCOMES) and not TO_COME.search(own)
        return Meaning(OUTCOME, before_it.why, outcome=before_it.outcome) if shares else None
    return None


def _is_beside(said: re.Match[str], around: Surroundings) -> bool:
    """Whether nothing cuts the participle off from the amount: no comma, no other clause."""
    if said.string == around.after:
        return not CLAUSE.search(around.after, 0, said.start())
    return said.string in around.before and not CLAUSE.search(said.string, said.end())


def _of_a_column(head: str) -> Meaning | None:
    """What the names of the columns say of all amounts below them."""
    for kind, participle, finite in OUTCOMES:
        if said := participle.search(head) or finite.search(head):
            return Meaning(OUTCOME, f"‘{said[0]}’ boven de kolom", is_certain=not TO_COME.search(head), outcome=kind)
    return None


def _farness(said: re.Match[str], around: Surroundings) -> tuple[bool, int]:
    """How far a participle stands from the amount: first what follows it, the nearest first."""
    is_after = said.string == around.after
    return not is_after, said.start() if is_after else -said.end()


def _of_its_own(around: Surroundings) -> str:
    before = _leading(around)
    shares = "" if PROMISE.search(f"{before} {around.after}") else around.lead
    return f"{shares} {before} {around.after}"


def _done(participle: re.Pattern[str], around: Surroundings) -> re.Match[str] | None:
    """The participle that says of this amount what was done with it, and was done: nearest after it, before it, or shared."""
    before = _leading(around)
    helping = f"{around.lead} {before}"
    places = [(around.after, helping), (before, around.lead)]
    if not PROMISE.search(f"{before} {around.after}"):
        places += [(around.tail, f"{helping} {around.after}"), (around.lead, "")]
    for place, help_before in places:
        said = participle.search(place)
        if said:
            near = f"{before if place is around.after else ''} {place[: said.start()]}"
            beside = place[said.end() : said.end() + 12]
            upto = near if DONE.search(near) else f"{help_before} {place[: said.start()]}"
            is_done = DONE.search(upto) or DONE.search(beside)
            return said if is_done and not (TO_COME.search(upto) or TO_COME.search(beside)) else None
    return None


def _underspending(around: Surroundings) -> Meaning | None:
    said = UNDERSPENT.search(_own_clause(around))
    if not said:
        return None
    is_used = PROMISE.search(around.sentence) or TO_COME.search(around.own) or "ingezet" in around.own
    is_sure = bool(SURELY_UNDERSPENT.search(said[0])) and not is_used
    return Meaning(OTHER, f"‘{said[0]}’: geld dat niet is uitgegeven", is_sure)


# A change


def _withdrawal(around: Surroundings) -> Meaning | None:
    is_ours = not names_others(f"{around.lead} {around.before}")
    if is_ours and (said := WITHDRAWN.search(around.after)):
        return _changes("withdrawn", said)
    if is_ours and (said := TURNS_OUT.search(around.after)):
        return _changes("lowered" if said[0].lower().startswith(("lager", "minder")) else "raised", said)
    if said := GOES_BACK.search(around.after):
        return _changes("lowered", said)
    return None


def _comparison(around: Surroundings) -> Meaning | None:
    """ "25 miljoen meer dan begroot" is a difference that nobody decided on."""
    if said := COMPARED.match(around.after) or GAP.search(around.before):
        return Meaning(OTHER, f"‘{said[0].strip()}’: een verschil, en geen toezegging")
    if said := EACH.match(around.after):
        return Meaning(OTHER, f"‘{said[0]}’: de prijs of het deel van één")
    return None


def _change(around: Surroundings) -> Meaning | None:
    leading = around.before if around.is_first else f"{around.lead} {around.before}"
    for kind, pattern in (("raised", RAISED), ("lowered", LOWERED)):
        said = pattern.search(leading) or (pattern.search(around.after) if BY_HOW_MUCH.search(around.before) else None)
        if said and TO_WHAT.search(around.before):
            return Meaning(NEW, f"‘{said[0]}’: het nieuwe bedrag", change=kind)
        was = said and RIGHT_BEHIND.match(around.before, said.end()) and TO_WHAT.search(around.after)
        if said and not was and (BY_HOW_MUCH.search(around.before) or RIGHT_BEHIND.match(around.before, said.end())):
            is_raise = kind == "raised" and not TO_WHAT.search(around.after)
            raised = Meaning(NEW, f"‘{said[0]}’: dit komt erbij", change=kind)
            return raised if is_raise else _changes(kind, said)
    for kind, pattern in (("moved-in-time", MOVED), ("transferred", TRANSFERRED)):
        own = around.own if around.is_first else f"{_last_part(around.before)} {around.after}"
        if said := pattern.search(own):
            return _changes(kind, said)
    return None


def _changes(kind: str, said: re.Match[str]) -> Meaning:
    return Meaning(CHANGES, f"‘{said[0]}’: kies welke toezegging dit wijzigt", change=kind)


def _ceiling(around: Surroundings, is_of_others: bool) -> Meaning | None:
    said = LIMIT.search(_own_clause(around))
    if not said or (is_of_others and names_others(around.sentence)):
        return None
    return Meaning(CEILING, f"‘{said[0]}’", is_certain=bool(SURE_LIMIT.search(around.before)))
