"""What a large number counts where no currency is printed with it: money, or people and things."""

import re
from functools import lru_cache
from itertools import islice
from typing import Protocol, TypeVar

from letters.reading.text.sentences import WORD, Sentences, word_set, words_of
from ukrainesteun.money import COMMON_NAMES, SCALE_ABBREVIATIONS, TON
from ukrainesteun.numerals import one_of

# A word that begins a phrase of its own, so that what follows is not what is counted.
FUNCTION = word_set(
    """aan voor in uit van naar via door met op om te en of is was zijn waren wordt werd worden werden zal
    zullen zou die dat waarmee waarvan waarvoor waaronder waar per tot als bij over sinds vanaf onder heeft
    hebben had hadden kan kunnen gaat gaan ten ter tegen dan meer minder hoger lager boven bovenop niet ook
    nog wel al reeds inmiddels thans intussen ondertussen sindsdien alvast dus vervolgens destijds deels grotendeels
    rechtstreeks samen alleen eveneens tevens slechts minstens tenminste dit deze jaarlijks structureel
    incidenteel nodig vrij gemoeid erbij bedraagt bedragen
    beschikbaar vanuit binnen tussen hiervoor daarvoor hiervan daarvan er het de een toe mee totaal netto
    bruto respectievelijk resp gedurende tijdens wegens rond volgens en/of maar hoewel want komt komen blijft
    blijven staat staan ligt liggen kost loopt lopen valt vallen volgt volgen dient dienen krijgt krijgen
    moet moeten mag mogen naast zonder groot hoog"""
)
MONEY = re.compile(
    r"niet-militair|^militaire?$|^humanitaire?$|"
    r"(?:steun|hulp$|bijdrage|subsidie|lening|krediet|garant|middelen|geld|schade|kosten|uitgave|invester|budget|"
    r"financier|financieel|financiële|schenking|donatie|gift|begroting|tekort|schuld|rente|inkomsten|opbrengst|belasting|"
    r"bezuinig|intensiver|bijstand|reserv|tegoed|activa|assets|waarde|export|import|omzet|winst|verplichting|fonds|"
    r"plafond|faciliteit|pakket(?!ten)|bedrag|betaal|besteed|besteding|uitgegeven|toegezegd|toezegging|vrijgemaakt|uitgetrokken|"
    rf"gealloceerd|bijgedragen|bijdragen|{one_of(COMMON_NAMES)}|prijs|schuif|tranche|kapitaal|vermogen|vergoeding|premie|ophoging|"
    r"obligatie|overgeheveld|uitgekeerd|verstrekt|macro-|munitie-initiatief|contract|order|aanschaf|aankoop)"
)
COUNT = re.compile(
    r"mensen|people|persone|inwoner|bevolking|burger|vluchteling|ontheemd|displaced|kinder|vrouw|slachtoffer|oekraïners|nederlanders|europeanen|"
    r"militairen$|soldat|troepen|gewond|huishoud|gezinnen|leerling|student|patiënt|gebruiker|kiezer|huizen|woning|gebouw|lamp|"
    r"granat|granaten|patron|kogel|drones|raketten|voertuig|kilogram|kubieke|vierkante|kilometer|hectare|watt|joule|dosis|doses|"
    r"vaccin|maaltijd|exemplar|handtekening|begunstigde|ontvangers|gevlucht|vertrokken|geregistreerd|verblijven|wonen|vlucht$|paspoort|teruggekeerd|misdrij|werknemers|families|documenten|"
    r"^(?:rus|russen|mannen|doden|mijnen|wapens|ton|tonnen|kilo|gram|liter|vat|vaten|barrel|barrels|kuub|m|m2|m3|km|meter|[kmgt]w|"
    r"kilowattuur|[kmgt]wh|bcm|volt|\w*(?<!steun)pakketten|uur|uren|dagen|jaar|jaren|keer|stuks|boeken|bomen|dieren|graan|tarwe|bestanden|berichten|"
    r"bedrijven|vluchten|visa|aanvragen|zaken|dossiers|gevallen|adressen|accounts|views|banen|stemmen|fte|man|burgers|schoten)$"
)
# Things that are bought, and spans of time: where these stand in a sentence, its numbers may well be money.
NO_HINT = re.compile(
    r"^(?:jaar|jaren|uur|uren|dagen|keer|man|zaken|bedrijven|gevallen|banen|dossiers|vluchten|stuks|wapens|mijnen|schoten)$|"
    r"drones|raketten|voertuig|granat|patron|kogel|lamp|gebouw|militairen$|soldat|troepen|pakketten|munitie"
)
REACH, MOST_WORDS = 90, 5  # characters and words after the number
PLURAL = ("en", "s")
# "7,2 miljard uitgegeven", "2 miljard extra": no noun follows.
INFINITIVE = re.compile(r"(?:be|ver|ont|her|uit|bij)\w{3,}en")  # "met 2 miljard verhogen"
VERB = re.compile(r"extra|additioneel|aanvullend|\w*ge\w{3,}(?:d|t|en)|(?:be|ver|ont)\w{3,}(?:d|t)")


@lru_cache(maxsize=20_000)
def kind_of_word(word: str) -> str:
    """ "money", "count" or "" for a word in small letters."""
    if MONEY.search(word):
        return "money"
    return "count" if COUNT.search(word) else ""


def counted_by(flow: str, end: int) -> tuple[str, str]:
    """(kind, word) of what a number that ends here counts: kind is "money", "count", "unknown" (one thing) or "unknown
    things", or "" where a sign or a function word follows."""
    place, words = end, []
    for match in islice(WORD.finditer(flow, end, end + REACH), MOST_WORDS):
        word = match[0].lower()
        if word.replace("é", "e") in FUNCTION or flow[place : match.start()].strip(" \n-"):
            break
        if match.start() == end and word.isdigit():
            place = match.end()  # a footnote mark
            continue
        kind = kind_of_word(word)
        if kind:
            return kind, match[0]
        if VERB.fullmatch(word) or INFINITIVE.fullmatch(word):
            break
        words.append(match[0])
        place = match.end()
    if not words:
        return "", ""
    return ("unknown things" if words[-1].endswith(PLURAL) else "unknown"), words[0]


def words_that_tell(words: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """(start, end, kind) of those words that tell money from people and things."""
    kinds = ((start, end, word, kind_of_word(word)) for start, end, word in words)
    return [
        (start, end, kind) for start, end, word, kind in kinds if kind == "money" or (kind and not NO_HINT.search(word))
    ]


def nearest_kind(telling: list[tuple[int, int, str]], start: int, end: int) -> str:
    """The kind of the telling word nearest to start..end; "" where there is none."""
    return min(
        ((first - end if first >= end else start - last, kind) for first, last, kind in telling), default=(0, "")
    )[1]


# Telling apart


class Term(Protocol):
    """A large number in the flow, as letters.reading.amounts finds it."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def amount(self) -> int | None: ...
    @property
    def currency(self) -> str: ...
    @property
    def scale(self) -> int: ...
    @property
    def unit(self) -> str: ...
    @property
    def figure(self) -> object: ...


T = TypeVar("T", bound=Term)

COORDINATED = re.compile(r"(?:,|;|[ \n](?:en|of|plus))[ \n](?:[\w.’']+[ \n]){0,5}\Z")
OFFERED = frozenset(["aan", "voor", "extra", "beschikbaar", "uit", "vrij", "ter", "per", "nodig"])
MOST_ASKED = 10_000  # in a text with more, which is no letter, one without a sign is no money
LARGE = 10**9
# Hardly anybody counts people in "mln."
ABBREVIATED = re.compile(rf"(?:{one_of(SCALE_ABBREVIATIONS)})\.?\Z", re.IGNORECASE)
PRICED = re.compile(
    r"(?<!\w)(?:voor|kost|kostte|bedraagt|bedroeg|waarde van|bedrag van|budget van|omvang van|pakket van|"
    r"(?:(?:hier|daar|waar)van|er) (?:gaat|ging))[ \n]"
    r"(?:(?:circa|ruim|bijna|maximaal|ongeveer|in|totaal|meer|dan|een|de)[ \n]){0,3}\Z",
    re.IGNORECASE,
)
# "een bevolking van 18 miljoen", "van wie 89 duizend in Nederland"
COUNTED_BEFORE = re.compile(
    r"(?<!\w)(?:(?:\w*bevolking|inwonertal|aantal|oplage|land|stad)[ \n]van|(?:van|onder)[ \n]wie)[ \n](?:er[ \n])?"
    r"(?:(?:nog|nu|al|ruim|circa|bijna|ongeveer|zo['’]n|meer|dan|zeker|naar|schatting|inmiddels)[ \n]){0,4}\Z",
    re.IGNORECASE,
)
COUNTED_AFTER = re.compile(r",?[ \n](?:van|onder)[ \n]wie(?!\w)")
# "zijn er nog 32 miljoen": likely people, unless it is said what was done with the money.
THERE = re.compile(r"(?<!\w)er[ \n](?:(?:nog|nu|al|ruim|circa|bijna|ongeveer|zo['’]n)[ \n]){0,3}\Z", re.IGNORECASE)


def tell_apart(flow: str, sentences: Sentences, found: list[T]) -> tuple[list[T], list[tuple[T, str]]]:
    """(amounts, [(count, what is counted)]) of the terms found in a flow."""
    printed = {item.amount for item in found if item.currency and item.amount}
    hints = _Hints(flow, sentences)
    amounts: list[T] = []
    counts: list[tuple[T, str]] = []
    for item in found:
        previous = amounts[-1] if amounts else None
        if item.currency or item.figure or item.scale == TON:
            amounts.append(item)
            continue
        if len(amounts) + len(counts) >= MOST_ASKED:
            counts.append((item, ""))
            continue
        shares = previous is not None and (
            _is_coordinated(flow, sentences, previous, item) or _are_bracketed(flow, previous, item)
        )
        kind, word = _kind(flow, hints, item, printed, shares)
        if kind == "money":
            amounts.append(item)
        else:
            counts.append((item, word))
    return amounts, counts


class _Hints:
    """The words of a sentence that tell money from people and things; those of the sentence last asked are kept."""

    def __init__(self, flow: str, sentences: Sentences) -> None:
        self.flow, self.sentences = flow, sentences
        self.bounds: tuple[int, int] = (0, 0)
        self.words: list[tuple[int, int, str]] = []

    def nearest(self, item: Term) -> str:
        """ "money", "count" or ""."""
        first, last = self.bounds
        if not first <= item.start < item.end <= last:
            self.bounds = self.sentences.around(item.start, item.end)
            self.words = words_that_tell(words_of(self.flow, *self.bounds))
        return nearest_kind(self.words, item.start, item.end)


def _is_coordinated(flow: str, sentences: Sentences, previous: Term, item: Term) -> bool:
    """Whether it follows in one list on an amount, and so is one too."""
    between = flow[previous.end : min(item.start, previous.end + 81)]
    return bool(
        len(between) <= 80
        and item.start < sentences.around(previous.start, previous.end)[1]
        and not re.search(r"[.;:](?:[ \n]|\Z)", between)
        and COORDINATED.search(between)
    )


def _are_bracketed(flow: str, *items: Term) -> bool:
    """Whether each stands alone in brackets: "tanks (EUR 5 miljoen) en drones (3 miljoen)"."""
    return all(flow[each.start - 1 : each.start] == "(" and flow[each.end : each.end + 1] == ")" for each in items)


def _kind(flow: str, hints: _Hints, item: Term, printed: set[int], shares: bool) -> tuple[str, str]:
    """("money", "") or ("count", what is counted)."""
    if item.unit:
        kind = kind_of_word(item.unit.lower()) or "money"
        return (kind, "" if kind == "money" else item.unit)
    kind, word = counted_by(flow, item.end)
    if kind in ("money", "count"):
        return kind, word if kind == "count" else ""
    before = flow[max(0, item.start - 60) : item.start]
    if COUNTED_BEFORE.search(before) or COUNTED_AFTER.match(flow, item.end):
        return "count", ""
    is_printed = item.amount and item.amount in printed
    is_abbreviated = ABBREVIATED.search(flow, item.start, item.end)
    if kind == "unknown things" and not (is_printed or is_abbreviated):
        return "count", word
    nearest = hints.nearest(item)
    if THERE.search(before) and nearest != "money":
        return "count", word
    following = WORD.search(flow, item.end, item.end + 20)
    is_offered = following and following[0].lower() in OFFERED and item.scale > 1000
    if shares or is_offered or PRICED.search(before) or is_printed:
        return "money", ""
    is_large = item.scale >= LARGE or is_abbreviated
    is_money = nearest == "money" or (not nearest and (is_large or (printed and item.scale > 1000)))
    return ("money", "") if is_money else ("count", word)
