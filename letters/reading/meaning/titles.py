"""A title for an amount in the letter's own words: what it is for."""

import re
from dataclasses import replace

from letters.reading.text.sentences import word_set
from ukrainesteun.money import COMMON_SIGNS, EURO_SIGNS, SCALE_ABBREVIATIONS, SCALE_WORDS
from ukrainesteun.numerals import one_of

from .counted import VERB, counted_by
from .inferred import NOTHING, Inferred
from .leading import FILLERS, PHRASE, for_before, opening
from .lexicon import category_of_word, lexicon
from .purposes import between_semicolons, infer_category
from .setting import Setting

IN_TABLE, IN_LIST = "de rij van de tabel", "de woorden voor de dubbele punt"
OF_SENTENCE = "de woorden aan het begin van de zin"
LABELS = frozenset([IN_TABLE, IN_LIST])  # why a title is what it is: the label of a row or of an item of a list
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
    r"(?:(?:eenmalige|jaarlijkse|extra|kleine|financiële)[ ])?"
    r"(?:bedrag|totaal|som|waarde|bijdrage|omvang|budget|plafond|pakket|totaalbedrag|totale omvang|maximum|bedragen|toename|"
    r"afname|deel|verdeling|winter|bijdragen|rest|restant|verschil|verhoging|verlaging|raming|helft|verschillende|diverse|"
    r"andere|overige|daarvan|hiervan)$"
)
WEAK_BEGIN = re.compile(
    r"(?:oekraïne|nederland|europa|kyiv|dit|dat|deze|die|zijn|hun|onze|rato|zo|meer|minder)(?:[ ]|\Z)", re.IGNORECASE
)
CLUMSY_END = re.compile(
    r"[ ](?:steunt|in de vorm van|om|tegen|ten behoeve|op basis van|naar aanleiding van|conform|volgens)[ ].*\Z|[ ]te[ ]\w+en\Z"
)
MARK = re.compile(r"(?<=[a-zë»])[.,]?[0-9]{1,2}\Z")
NO_NOUNS = word_set("voorzien nodig beschikbaar extra gemoeid meer minder hoger lager rekenen ondersteund gesteund")
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
NO_RECEIVER = r"(?!(?:via|van|door|per|voor|in|daarvoor|hiervoor)[ \n])"
RECEIVES = r"(?:krijgt|krijgen|ontvangt|ontvangen)"
RECEIVER = re.compile(
    rf"(?:(?:\A|[.!?][ \n]|\n)(?P<first>[A-ZÀ-Þ]{PHRASE}),?[ \n]{RECEIVES}|"
    rf"{RECEIVES}[ \n]{NO_RECEIVER}(?P<then>{PHRASE})){FILLERS}"
)
# "… EUR 46.000 en een gaarkeuken EUR 18.500", after who receives the first.
NEXT_RECEIVER = re.compile(rf"(?:,|[ \n]en)[ \n](?P<what>(?:een|de|het)[ \n]{PHRASE}){FILLERS}")


GIVES = re.compile(
    r"\s*(?:geeft|geven|betaalt|betalen|besteedt|reserveert)(?!\w)", re.IGNORECASE
)  # "dat Nederland € 5 miljoen geeft voor"
ONLY_YEARS = re.compile(
    r"(?:[ \n,;]|(?<!\w)(?:en|in|voor|met|de|jaren|daarna|ondersteund|vrijgemaakt|uitgetrokken|gereserveerd|beschikbaar)(?!\w)|"
    r"20[0-9]{2})*"
)


def infer_title(setting: Setting) -> Inferred:
    """A short title in the letter's own words for what the money is for, without an amount."""
    for guess, why in (
        (_labelled(setting), IN_LIST),
        (_direct(setting), "de woorden na het bedrag"),
        (_for_what(setting), "de woorden na het bedrag"),
        (opening(setting), "de woorden voor het bedrag"),
        (_named(setting), "de woorden voor het bedrag"),
        (for_before(setting), "de woorden voor het bedrag"),
        (_receiver(setting), "wie het krijgt"),
        (_from_words(setting), "de woorden bij het bedrag"),
        (opening(setting, setting.sentence[0]), OF_SENTENCE),
        (_of_series(setting), OF_SENTENCE),
        (_heading(setting), "de kop erboven"),
    ):
        title = _tidy(guess)
        if len(title) >= 4 and _says_something(title):
            return Inferred(title, why, doubtful=why == OF_SENTENCE)
    first, last = between_semicolons(setting)
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
    words = _until_stop(setting.flow[setting.end : min(setting.own[1], setting.end + 120)]) if kind else ""
    return "" if GIVES.match(words) else words


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
def _of_series(setting: Setting) -> str:
    """What the first amount of the sentence is for, where no more than years stand between: "… kost in 2026 € 7 miljoen en in
    2027 en 2028 € 5 miljoen"."""
    first = setting.neighbours[0]
    before = [last for _, last in setting.neighbours if last <= setting.start]
    if not before or not ONLY_YEARS.fullmatch(setting.flow, before[-1], setting.start):
        return ""
    return _from_words(replace(setting, start=first[0], end=first[1], own=(setting.sentence[0], first[1])))


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
