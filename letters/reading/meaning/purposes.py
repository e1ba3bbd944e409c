"""What an amount is for: category, stage and kind of finance."""

import re
from itertools import pairwise

from letters.reading.text.sentences import word_set, words_of

from .inferred import NOTHING, Inferred
from .leading import for_before, opening
from .lexicon import category_of_word, finance_of_word, lexicon, stage_of_word
from .setting import Setting, Span, Telling, Word

Hit = tuple[str, int, int, str]  # what a word points to, its place, and the word

THEREOF = ("daarvan", "hiervan", "ervan")
# "uit bijdragen aan partners": the noun, not the verb.
OF_CONTRIBUTIONS = word_set("uit van de deze onze eigen alle andere jaarlijkse vrijwillige nederlandse")
TRAINING = re.compile(r"(?:opleiding|training)(?:en)?$")
OF_WHOM = word_set("van voor aan door")
CIVILIANS = re.compile(
    r"rechter|aanklager|jurist|onderzoeker|artsen|arts$|verple|zorg|chirurg|psycholo|leraren|leerkracht|docent|onderwijz|"
    r"journalist|ambtena|agenten|politie|brandweer|burgers|vrouwen|jongeren|ondernemer|boeren|ingenieurs|monteurs|vrijwilligers"
)
ASIDE = re.compile(r"(?<!\w)(?:naast|behalve|exclusief|los van|afgezien van)(?!\w)")  # what follows is paid otherwise
PART = re.compile(r"[ \n,]*(?:waarvan|waaronder)(?!\w)")  # of what the sentence said before
DELIVERED = "geleverd"
TO_COME = re.compile(
    r"(?<!\w)(?:wordt|worden|zal|zullen|kan|kunnen|moet|moeten|te)(?:[ \n][^\s.,;:]+){0,6}[ \n]\Z", re.IGNORECASE
)
TO_COME_AFTER = re.compile(r"[ \n](?:wordt|worden|zal|zullen|kan|kunnen|moet|moeten)(?!\w)")
CEILING = re.compile(r"plafond|subsidieplafond|bovengrens")


def telling_words(words: list[Word]) -> Telling:
    """kind -> [(what it points to, start, end, word)] of the words that point to a category, stage or kind of finance."""
    kinds = {"category": category_of_word, "stage": stage_of_word, "finance": finance_of_word}
    told = {
        kind: [(slug, start, end, word) for start, end, word in words if (slug := slug_of(word))]
        for kind, slug_of in kinds.items()
    }
    before = {start: word for (_, _, word), (start, _, _) in pairwise(words)}
    told["stage"] = [
        hit for hit in told["stage"] if hit[3] != "bijdragen" or before.get(hit[1]) not in OF_CONTRIBUTIONS
    ]
    told["category"] = [hit for hit in told["category"] if not _is_of_civilians(hit, words)]
    after = {start: following for (start, _, _), (_, _, following) in pairwise(words)}
    # "het herstel daarvan" is the repair of what was named before.
    told["category"] = [hit for hit in told["category"] if hit[3] != "herstel" or after.get(hit[1]) not in THEREOF]
    return told


def _is_of_civilians(hit: Hit, words: list[Word]) -> bool:
    """Whether it is the training of others than soldiers: "de opleiding van rechters". The words of whom tell the rest."""
    if not TRAINING.match(hit[3]):
        return False
    at = next(number for number, word in enumerate(words) if word[0] == hit[1])
    of_whom = [word for _, _, word in words[at + 1 : at + 5]]
    return bool(of_whom) and of_whom[0] in OF_WHOM and any(CIVILIANS.search(word) for word in of_whom[1:])


def _between(telling: list[Hit], first: int, last: int) -> list[tuple[str, str]]:
    """(what it points to, word) of those between two places, in order."""
    return [(slug, word) for slug, start, end, word in telling if start >= first and end <= last]


def infer_category(setting: Setting) -> Inferred:
    """The slug of a category, by the word nearest to the amount: first of what follows it in its own clause."""
    telling = setting.telling["category"]
    aside = ASIDE.search(setting.flow, setting.end, setting.own[1])
    after = _between(telling, setting.end, aside.start() if aside else setting.own[1])
    before = _between(telling, setting.own[0], setting.start)[::-1]
    chosen = _choose(after, before)
    if chosen and chosen[0] != lexicon().without_purpose:
        return Inferred(*chosen)
    is_part = PART.match(setting.flow, setting.own[0])
    lead = _between(telling, setting.sentence[0], setting.own[0] if is_part else setting.neighbours[0][0])[::-1]
    rest = _between(telling, setting.own[1], between_semicolons(setting)[1])
    if chosen and (chosen[1].startswith(("gereserveerd", "reservering")) or not _choose(lead, [])):
        is_for_a_thing = chosen[1].startswith("gereserveerd") and THING.search(opening(setting) or for_before(setting))
        return _category_above(setting) if is_for_a_thing else _undivided(setting, chosen)
    for group in (lead, rest):
        if told := _choose(group, []):
            return Inferred(*told)
    return _category_above(setting)


# A word that names more than "steun aan Oekraïne" does.
THING = re.compile(
    r"(?<!\w)(?!(?:steun|hulp|militaire|niet|civiele|oekraïn|nieuwe?|extra|verdere?|komend|overige?|onvoorzien|periode|jaren)\w*)[a-zà-ÿ]{5,}"
)


def _undivided(setting: Setting, chosen: tuple[str, str]) -> Inferred:
    """ "Gereserveerd" says nothing of what for: a heading that does is offered; sentences before it only raise doubt."""
    above = _category_above(setting)
    is_verb = chosen[1].startswith("gereserveerd")
    if is_verb and above.why.startswith("kop") and above.value != lexicon().without_purpose:
        return above
    return Inferred(*chosen, doubtful=bool(above.value) and not above.why.startswith("kop"))


def _category_above(setting: Setting) -> Inferred:
    """What the sentences before it in its paragraph tell, else the heading; always doubtful."""
    for earlier in setting.earlier_telling:
        if earlier["category"] and earlier["category"][-1][0] != lexicon().without_purpose:
            slug, _, _, word = earlier["category"][-1]
            return Inferred(slug, word, doubtful=True)
    words = words_of(setting.heading, 0, len(setting.heading))
    slug = next((found for _, _, word in words if (found := category_of_word(word))), "")
    return Inferred(slug, f"kop ‘{setting.heading}’", doubtful=True) if slug else NOTHING


def _choose(after: list[tuple[str, str]], before: list[tuple[str, str]]) -> tuple[str, str] | None:
    told = [hit for hit in after + before if hit[0] != lexicon().without_purpose]
    if not told:
        return (after + before)[0] if after or before else None
    if told[0][0] == lexicon().general:
        return next((hit for hit in told if hit[0] in lexicon().specific), told[0])
    return told[0]


def infer_stage(setting: Setting) -> Inferred:
    """aangekondigd, gereserveerd, toegewezen or geleverd, by the verb of the clause, else of the sentence.

    Delivered is only what the clause of the amount says, and says to be done: "wordt besteed" is still to come.
    """
    around = between_semicolons(setting)
    colon = setting.flow.rfind(":", setting.sentence[0], setting.neighbours[0][0])
    announcement = (setting.sentence[0], max(colon, setting.sentence[0]))
    for part in (setting.quote, setting.own, around, announcement):
        hits = [
            (word in lexicon().weak_stages, max(start - setting.end, setting.start - end), stage, word)
            for stage, start, end, word in setting.telling["stage"]
            if part[0] <= start and end <= part[1] and (stage != DELIVERED or _is_done(setting, start, end))
        ]
        if hits:
            return Inferred(*min(hits)[2:])
    return NOTHING


def _is_done(setting: Setting, start: int, end: int) -> bool:
    """Whether a participle is of the amount's own clause or quote, and what it says has happened."""
    before = setting.flow[max(setting.own[0], start - 60) : start]
    is_own = any(first <= start and end <= last for first, last in (setting.quote, setting.own))
    return is_own and not (TO_COME.search(before) or TO_COME_AFTER.match(setting.flow, end))


def between_semicolons(setting: Setting) -> Span:
    """The part of the sentence around the amount that no semicolon cuts off."""
    first, last = setting.sentence
    line = setting.flow.rfind("\n", first, setting.start) + 1  # of an item of a list, whose sentence begins above it
    start = setting.flow.rfind(";", max(first, line), setting.start) + 1 or first
    end = setting.flow.find(";", setting.end, last)
    return start, end if end >= 0 else last


def infer_finance_type(setting: Setting) -> Inferred:
    """gift, lening or garantie, only where a word of the clause says so."""
    hits = _between(setting.telling["finance"], *setting.own)
    for slug, _ in lexicon().finance_types:  # a "bijdrage" in the form of a loan is a loan
        found = [word for kind, word in hits if kind == slug]
        if found:
            return Inferred(slug, found[0])
    return NOTHING


def infer_exclusion(setting: Setting) -> Inferred:
    """Why it might not count: plafond, garantie or lening, only where a word of the clause says so."""
    for first, last, word in setting.words:
        if setting.own[0] <= first and last <= setting.own[1] and CEILING.search(word):
            return Inferred("plafond", word)
    finance = infer_finance_type(setting)
    return finance if finance.value in ("garantie", "lening") else NOTHING
