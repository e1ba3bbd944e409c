"""What an amount is for: category, stage, kind of finance, and a title in the letter's own words."""

import re
from itertools import pairwise

from letters.reading.text.sentences import word_set, words_of
from ukrainesteun.money import COMMON_SIGNS, EURO_SIGNS, SCALE_ABBREVIATIONS, SCALE_WORDS
from ukrainesteun.numerals import one_of

from .counted import VERB, counted_by
from .inferred import NOTHING, Inferred
from .lexicon import category_of_word, finance_of_word, lexicon, stage_of_word
from .setting import Setting, Span, Telling, Word

Hit = tuple[str, int, int, str]  # what a word points to, its place, and the word

IN_TABLE, IN_LIST = "de rij van de tabel", "de woorden voor de dubbele punt"
OF_SENTENCE = "de woorden aan het begin van de zin"
LABELS = frozenset([IN_TABLE, IN_LIST])  # why a title is what it is: the label of a row or of an item of a list
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
    rest = _between(telling, setting.own[1], _between_semicolons(setting)[1])
    if chosen and (chosen[1].startswith(("gereserveerd", "reservering")) or not _choose(lead, [])):
        is_for_a_thing = chosen[1].startswith("gereserveerd") and THING.search(
            _opening(setting) or _for_before(setting)
        )
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
    around = _between_semicolons(setting)
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


def _between_semicolons(setting: Setting) -> Span:
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


STOP = re.compile(
    r"[,;:()\n\[\]|–—]|[.!?](?:[ ]|$)|(?<!\w)(?:beschikbaar|uitgetrokken|gereserveerd|vrijgemaakt|toegevoegd|toegezegd|gegeven|"
    r"verstrekt|uitgegeven|besteed|overgeheveld|gealloceerd|aangekondigd|bijgedragen|wordt|worden|werd|werden|is|zijn|was|zal|"
    r"zullen|kan|kunnen|verzekerd|bevroren|heeft|hebben|die|dat|waarmee|waarvan|waarvoor|waaronder|welke|bij|nodig|ingezet|bestemd|extra|"
    r"opgenomen|gaat|gaan|komt|komen|bedraagt|bedragen|krijgt|"
    r"(?:in|voor|over|tot en met|t/m|vanaf|gedurende)(?: het jaar| de jaren| de periode)? (?:20[0-9]{2}|2\.0[0-9]{2})|"
    r"(?:dit|komend|volgend|vorig|afgelopen|per) jaar|"
    rf"en (?=(?:in|voor|zal|wordt|is|heeft|{one_of(EURO_SIGNS)}|nog|ruim|circa) ?))(?!\w)"
)
FOR = re.compile(
    r"[ \n]*(?:[^\s,;:(]+[ \n]|\([^()]{1,30}\)[ \n]){0,6}?"
    r"(?:voor|aan|ten behoeve van|t\.b\.v\.|ter ondersteuning van|als|naar)[ \n]"
    r"(?!(?:20|2\.0)[0-9]|de jaren|de periode|het jaar|de eerste)"
)
NAMED = re.compile(
    r"(?:^|[ \n])(?:een|het|de|dit|deze|zijn|haar)[ \n](?P<what>(?:[^\s,;:()]+[ \n]){1,6}?)"
    r"(?:(?:opgericht|aangekocht|opgezet)[ \n])?"
    r"(?:van|ter waarde van|ter hoogte van|ten bedrage van|met een (?:waarde|omvang|plafond|budget) van|met)[ \n]"
    r"(?:[\w.’']+[ \n]){0,3}$"
)
TIME = re.compile(r"(?:maand|jaar|jaren|zomer|periode|begin|eind|kwartaal|week|weken)")
ARTICLE = re.compile(
    r"(?:de|het|een|voor|aan|als|voorzien van|dit \w+|deze \w+|extra|additionele|aanvullende|onder meer|o\.a\.|onder andere)[ ]",
    re.IGNORECASE,
)
# What says nothing by itself, or names who receives instead of what for.
EMPTY = re.compile(
    r"(?:bedrag|totaal|som|waarde|bijdrage|omvang|budget|plafond|pakket|totaalbedrag|totale omvang|maximum|bedragen|toename|"
    r"afname|deel|verdeling|winter|bijdragen|rest|restant|verschil|verhoging|verlaging|raming|helft|verschillende|diverse|"
    r"andere|overige|daarvan|hiervan)$"
)
WEAK_BEGIN = re.compile(
    r"(?:oekraïne|nederland|europa|kyiv|dit|dat|deze|die|zijn|hun|onze|rato|zo|meer|minder)(?:[ ]|\Z)", re.IGNORECASE
)
CLUMSY_END = re.compile(
    r"[ ](?:in de vorm van|om|tegen|ten behoeve|op basis van|naar aanleiding van|conform|volgens)[ ].*\Z|[ ]te[ ]\w+en\Z"
)
MARK = re.compile(r"(?<=[a-zë»])[.,]?[0-9]{1,2}\Z")
NO_NOUNS = word_set("voorzien nodig beschikbaar extra gemoeid meer minder hoger lager")
RESERVED = re.compile(r"(?:ge)?reserve(?:erde?|ert|ring|ren)")
OF_WHAT = re.compile(
    r"(?<!\w)(?<!en[ ])(?:de|het|een)[ ](?P<what>[^\W\d_]{4,}[ ]van[ ](?:[^\W\d_]+e[ ])?)\Z", re.IGNORECASE
)
TABLE_NUMBER = re.compile(r"\ATabel[ ][0-9]{1,2}[.:]?[ ]+", re.IGNORECASE)
LONGEST_TITLE, MOST_HEADING_WORDS = 80, 6


LONGEST_LABEL = 120
LABEL = re.compile(
    r"[\s\-–—•*·▪>]*(?P<what>[^\W\d_][^.:;!?|\n]{2,80}):[ ]{0,3}(?:(?:circa|ca\.|ruim|bijna|ongeveer|maximaal)[ ])?\Z"
)
# Words that make it the beginning of a sentence instead: "Daarvoor is beschikbaar: EUR 5 miljoen".
NO_LABEL = re.compile(
    r"(?<!\w)(?:is|zijn|was|waren|gaat|wordt|worden|werd|werden|heeft|hebben|betreft|bedraagt|bedragen|volgt|volgende|stelt|trekt|"
    r"bestaat|verdeeld|onderverdeeld|namelijk|samen|totaal|kabinet|hiervoor|daarvoor|daarvan|hiervan|20[0-9]{2})(?!\w)",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"\s*(?:Voor|Aan|Naar)[ \n](?!(?:deze|dit|die|dat|elk|ieder)(?!\w))(?P<what>[^\n.,;:()]{4,80}?)"
    r"(?:[ ](?:daarvan|hiervan))?[ \n]"
    r"(?=(?:stelt|trekt|is|zijn|reserveert|heeft|maakt|wordt|draagt|geeft|gaat|gaan|komt|komen|besteedt|betaalt)(?!\w))"
)
# What stands between a word and the amount: "in 2026 eenmalig", "samen ruim".
FILLERS = r"(?:[ \n](?:(?:in|voor)[ \n]20[0-9]{2}|eenmalig|daarvoor|hiervoor|samen|nog|ook|circa|ruim|bijna|maximaal))*[ \n]\(?\Z"
PHRASE = r"[^\s.,;:()0-9][^.,;:()0-9\n]{2,80}?"
# "voor rolstoelen EUR 37.250", in a sentence that names more than one.
FOR_BEFORE = re.compile(
    rf"(?:[,;)]|[ \n]en)[ \n](?:en[ \n])?(?:voor|aan|naar)[ \n](?!het eerst)(?P<what>{PHRASE}){FILLERS}"
)
NO_RECEIVER = r"(?!(?:via|van|door|per|voor|in|daarvoor|hiervoor)[ \n])"
RECEIVES = r"(?:krijgt|krijgen|ontvangt|ontvangen)"
RECEIVER = re.compile(
    rf"(?:(?:\A|[.!?][ \n]|\n)(?P<first>[A-ZÀ-Þ]{PHRASE}),?[ \n]{RECEIVES}|"
    rf"{RECEIVES}[ \n]{NO_RECEIVER}(?P<then>{PHRASE})){FILLERS}"
)
# "… EUR 46.000 en een gaarkeuken EUR 18.500", after who receives the first.
NEXT_RECEIVER = re.compile(rf"(?:,|[ \n]en)[ \n](?P<what>(?:een|de|het)[ \n]{PHRASE}){FILLERS}")


def infer_title(setting: Setting) -> Inferred:
    """A short title in the letter's own words for what the money is for, without an amount."""
    for guess, why in (
        (_labelled(setting), IN_LIST),
        (_direct(setting), "de woorden na het bedrag"),
        (_for_what(setting), "de woorden na het bedrag"),
        (_opening(setting), "de woorden voor het bedrag"),
        (_named(setting), "de woorden voor het bedrag"),
        (_for_before(setting), "de woorden voor het bedrag"),
        (_receiver(setting), "wie het krijgt"),
        (_from_words(setting), "de woorden bij het bedrag"),
        (_opening(setting, setting.sentence[0]), OF_SENTENCE),
        (_heading(setting), "de kop erboven"),
    ):
        title = _tidy(guess)
        if len(title) >= 4 and _says_something(title):
            return Inferred(title, why, doubtful=why == OF_SENTENCE)
    first, last = _between_semicolons(setting)
    reserved = next((word for start, _, word in setting.words if first <= start < last and RESERVED.match(word)), "")
    return Inferred("Reservering", f"‘{reserved}’", doubtful=True) if reserved else NOTHING


def _says_something(title: str) -> bool:
    """Whether it names a thing; an adjective or a verb alone does not."""
    word = title.lower()
    is_no_noun = word.endswith("e") or word in NO_NOUNS or VERB.fullmatch(word)
    is_no_thing = is_no_noun and " " not in word and not category_of_word(word)
    return not (is_no_thing or EMPTY.fullmatch(word) or WEAK_BEGIN.match(word))


def _heading(setting: Setting) -> str:
    """The heading above, where it is short, no date, and about what the amount is for."""
    heading = TABLE_NUMBER.sub("", setting.heading)
    words = heading.split()
    if len(words) > MOST_HEADING_WORDS or re.search("[0-9?]", heading):
        return ""
    category = infer_category(setting).value
    told = {slug for word in words if (slug := category_of_word(word.lower().strip(",.")))}
    return heading if not told or not category or category in told else ""


def _until_stop(text: str) -> str:
    stop = STOP.search(text)
    return text[: stop.start()] if stop else text


def _labelled(setting: Setting) -> str:
    """What stands before the colon where a line begins with it: "- Verbandmiddelen: EUR 45.000"."""
    floor = max(setting.sentence[0], setting.start - LONGEST_LABEL)
    begin = max(floor, setting.flow.rfind("\n", floor, setting.start) + 1)
    match = LABEL.match(setting.flow, begin, setting.start)
    return match["what"] if match and not NO_LABEL.search(match["what"]) else ""


def _for_what(setting: Setting) -> str:
    rest = setting.flow[setting.end : min(setting.own[1], setting.end + 250)]
    match = FOR.match(rest)
    return _until_stop(rest[match.end() :]) if match else ""


def _opening(setting: Setting, begin: int | None = None) -> str:
    """What the clause begins with, or the sentence: "Voor de training van militairen trekt het kabinet ... uit"."""
    match = OPENING.match(setting.flow, setting.own[0] if begin is None else begin, setting.start)
    return match["what"] if match and not re.search("[0-9]", match["what"]) else ""


def _for_before(setting: Setting) -> str:
    match = FOR_BEFORE.search(setting.flow, max(setting.own[0] - 5, setting.sentence[0]), setting.start)
    return match["what"] if match else ""


def _receiver(setting: Setting) -> str:
    """Who receives it, where the sentence says no more: "Een archief van getuigenissen krijgt EUR 61.400"."""
    first = setting.sentence[0]
    if match := RECEIVER.search(setting.flow[first : setting.start].lstrip()):
        return match["first"] or match["then"]
    earlier = [last for _, last in setting.neighbours if last <= setting.start]
    if earlier and re.search(rf"(?<!\w){RECEIVES}(?!\w)", setting.flow[first : earlier[0]]):
        match = NEXT_RECEIVER.fullmatch(setting.flow[earlier[-1] : setting.start])
        return match["what"] if match else ""
    return ""


def _direct(setting: Setting) -> str:
    """What follows as one phrase: "EUR 2 miljard militaire steun"."""
    kind, _ = counted_by(setting.flow, setting.end)
    return _until_stop(setting.flow[setting.end : min(setting.own[1], setting.end + 120)]) if kind else ""


def _named(setting: Setting) -> str:
    """What the amount belongs to: "een wintersteunpakket van EUR 180 miljoen"."""
    match = NAMED.search(setting.flow, max(setting.own[0], setting.start - 110), setting.start)
    what = _until_stop(match["what"]).strip() if match else ""
    return "" if EMPTY.search(what) or TIME.search(what) else what


def _from_words(setting: Setting) -> str:
    """The phrase around the word that tells the category, nearest to the amount."""
    words = [word for word in setting.words if setting.own[0] <= word[0] < setting.own[1]]
    telling = [
        (max(start - setting.end, 2 * (setting.start - end)), at)
        for at, (start, end, word) in enumerate(words)
        if category_of_word(word) not in ("", lexicon().without_purpose)
    ]
    if not telling:
        return ""
    at = min(telling)[1]
    last = at + 1 if words[at][2].endswith("e") and at + 1 < len(words) else at
    of_what = OF_WHAT.search(setting.flow, max(setting.own[0], words[at][0] - 60), words[at][0])
    return _until_stop(setting.flow[of_what.start("what") if of_what else words[at][0] : words[last][1]])


# Not "150 duizend mensen": thousands count things as often as euros.
_LARGE = one_of(word for word, value in (SCALE_WORDS | SCALE_ABBREVIATIONS).items() if value >= 10**6)
_CODES = one_of(sign for sign in COMMON_SIGNS if sign.isalpha())
HOLDS_MONEY = re.compile(rf"[€$£]|(?<!\w)(?:{_CODES}|{_LARGE})(?!\w)")


def _tidy(guess: str) -> str:
    words = " ".join(guess.split()).strip(" -–*.,/&#")
    while match := ARTICLE.match(words):
        words = words[match.end() :]
    words = CLUMSY_END.sub("", MARK.sub("", words))
    if words.count("«") != words.count("»"):
        words = words.strip("«»")
    if HOLDS_MONEY.search(words):
        return ""
    if len(words) > LONGEST_TITLE:
        words = words[:LONGEST_TITLE].rsplit(" ", 1)[0]
    words = re.sub(
        r"(?:[ ](?:en|of|van|voor|aan|in|de|het|een|met|op|te|via|om|ter|tot|als|door|uit|naar))+$", "", words
    )
    return words[:1].upper() + words[1:]
