"""How exact a letter says an amount is: the word beside it."""

import re

from letters.reading.text.sentences import word_set, words_of

from .inferred import Inferred

CIRCA, AT_LEAST, AT_MOST = "circa", "at-least", "at-most"
# Read backwards from the amount: the last word, or the last words, before it.
PHRASES = {
    CIRCA: """circa|ca|ongeveer|zo'n|zo’n|rond|rond de|om en nabij|om en nabij de|naar schatting|bijna|grofweg|afgerond|
    pakweg|plusminus|plm|geschat|geschat op|geschatte|geschatte waarde van|in de orde van|in de orde van grootte van|
    ordegrootte|orde van grootte van|tegen de|krap|indicatief|schatting van|nagenoeg|vrijwel|om nabij|richting de|
    ongeveer de|kleine|krappe|slordige|in de buurt van|in de buurt van de|schat op""",
    AT_LEAST: """ruim|meer dan|ten minste|tenminste|minstens|minimaal|boven de|boven|vanaf|op zijn minst|op z'n minst|dik|
    niet minder dan|minimum van|zeker|hoger dan|groter dan|minimaal de|in ieder geval|van meer dan|dikke|ruime|goede|
    ondergrens van|minimale|minimumbedrag van|niet lager dan""",
    AT_MOST: """maximaal|max|maximale|ten hoogste|hooguit|hoogstens|tot maximaal|tot wel|tot een maximum van|niet meer dan|
    niet hoger dan|onder de|onder|minder dan|lager dan|nog geen|net geen|net niet|tot ten hoogste|tot en met|maximaal de|
    tot aan|ten hoogste tot|gemaximeerd op|gelimiteerd tot|begrensd op|begrensd tot|maximumbedrag van""",
}
BY_PHRASE = {
    tuple(phrase.split()): precision for precision, phrases in PHRASES.items() for phrase in phrases.split("|")
}
LONGEST_PHRASE = max(map(len, BY_PHRASE))
FILLERS = word_set(
    """in totaal nog de het een extra additioneel additionele aanvullend aanvullende jaarlijks jaarlijkse bedrag
    bedragen waarde van al respectievelijk resp nederlandse oekraïense totale omvang omgerekend cumulatief
    structureel is zijn was hiervan hiervoor daarvoor per saldo nu toen destijds bijdrage budget ter zijnde
    nominaal netto bruto tussen"""
)
MOST_FILLERS = 4
# After these "tot" says what an amount became, not a limit.
BECAME = re.compile(
    r"(?<!\w)(?:tel(?:t|len)|komt|komen|neemt|nemen|nam|namen|leid(?:t|en)|breng(?:t|en))(?!\w)|"
    r"(?:loopt|liep|liepen|lopen) (?:op|terug)(?!\w)|hoogd?(?:e|t)?(?!\w)|hog(?:en|ing)|stijg|steg|steeg|"
    r"toegenomen|toename|bijgesteld|bijstel|verlaag|verlag|gedaald|daalt|daald|dalen|groei|oplop|opgelop|terug|aangepast|"
    r"opgeteld|optel|uitgebreid|uitbreid|beperkt|verdubbel|verdrievoudig|opgeschroefd|aangevuld|vermeerder|verminder|gebracht",
    re.IGNORECASE,
)
MAY = re.compile(r"(?<!\w)(?:kan|kunnen|mag|mogen|zou|zouden)(?!\w)", re.IGNORECASE)
# "het plafond lag op", "het maximum van deze regeling is vastgesteld op", "een plafond voor 2024 van"
CEILING = re.compile(
    r"(?<!\w)(?:\w*plafond|maximum|bovengrens)"
    r"(?:[ \n](?:van|voor|onder|binnen)[ \n](?:de|het|deze|dit|die)[ \n][^\W\d][\w-]*)?"
    r"(?:[ \n](?:is|ligt|lag|bedraagt|bedroeg|op|van|wordt|werd|nu|daarmee|"
    r"vastgesteld|gesteld|verhoogd|verlaagd|opgehoogd|naar|tot|komt|kwam|blijft|voor|uit|in|totaal|dit|jaar|de|een|20[0-9]{2}))*"
    r"[ \n]\Z",
    re.IGNORECASE,
)
SIGNS = {"±": CIRCA, "~": CIRCA, "≈": CIRCA, ">": AT_LEAST, "≥": AT_LEAST, "<": AT_MOST, "≤": AT_MOST}
AFTERWARDS = (
    (
        re.compile(r"[ ,]*\(?(?:circa|ongeveer|naar schatting|bij benadering|afgerond|indicatief)\)?(?=[ .,;)]|$)"),
        CIRCA,
    ),
    (
        re.compile(
            r" (?:of|en) (?:meer|hoger)(?![^\W_])| als (?:minimum|ondergrens)"
            r"|[ ,]*\(?(?:minimaal|ten minste|tenminste|minstens)\)"
        ),
        AT_LEAST,
    ),
    (
        re.compile(r"[ ,]*\(?(?:maximaal|max\.?|ten hoogste|plafond|maximum)\)|[ ,]+(?:als|aan) (?:plafond|maximum)"),
        AT_MOST,
    ),
)
# "waarmee voor € 120 miljoen aan transacties verzekerd kan worden"
ROOM = re.compile(
    r"(?:verzekerd|gegarandeerd|geleend|gebruikt)(?: kan| kunnen) worden|(?:kan|kunnen) worden (?:verzekerd|gegarandeerd|geleend)"
)
EXACT = Inferred("exact", "er staat geen woord als ‘circa’ of ‘maximaal’ bij")


def infer_precision(flow: str, sentence_start: int, own: tuple[int, int], start: int, end: int) -> Inferred:
    """The precision of the amount at start..end of the flow: Inferred over exact, circa, at-least, at-most.

    `own` is the (start, end) of its clause; a word of another amount's clause says nothing.
    """
    found = _before(flow, sentence_start, max(own[0], start - 90), start)
    if found:
        return found
    after = flow[end : min(own[1], end + 60)]
    for pattern, precision in AFTERWARDS:
        match = pattern.match(after)
        if match:
            return Inferred(precision, match[0].strip(" ,()"))
    match = ROOM.search(flow, end, min(own[1], end + 150))
    return Inferred(AT_MOST, match[0]) if match else EXACT


def _before(flow: str, sentence_start: int, floor: int, start: int) -> Inferred | None:
    ceiling = CEILING.search(flow[floor:start])
    if ceiling:
        return Inferred(AT_MOST, " ".join(ceiling[0].split()))
    words = words_of(flow, floor, start)
    place = start
    for _ in range(MOST_FILLERS + 1):
        between = flow[words[-1][1] if words else floor : place]
        in_cell = between.rpartition("|")[2]
        sign = next((sign for sign in SIGNS if sign in in_cell), "")
        if sign and _is_open(in_cell):
            return Inferred(SIGNS[sign], sign)
        if not words or not _is_open(between):
            return None
        for count in range(min(LONGEST_PHRASE, len(words)), 0, -1):
            precision = BY_PHRASE.get(tuple(word for _, _, word in words[-count:]))
            if precision:
                return Inferred(precision, flow[words[-count][0] : words[-1][1]])
        if words[-1][2] == "tot":
            return _limit(flow, max(sentence_start, start - 120), words[-1], start)
        if words[-1][2] not in FILLERS:
            return None
        place = words.pop()[0]
    return None


def _limit(flow: str, floor: int, to: tuple[int, int, str], start: int) -> Inferred | None:
    """ "tot EUR 2 miljard" is a limit; "verhoogd tot EUR 2 miljard" and "tot EUR 2 miljard te verhogen" are not."""
    lead = re.split(r"[;:]|[ \n](?:en|maar)[ \n]", flow[floor : to[0]])[-1]
    following = words_of(flow, start, min(start + 70, len(flow)))[2:6]
    near = " ".join([lead, *(word for _, _, word in following if word not in ("komt", "komen"))])
    is_reached = BECAME.search(near) and not MAY.search(lead)
    return None if is_reached else Inferred(AT_MOST, flow[to[0] : to[1]])


def _is_open(between: str) -> bool:
    """Whether only blanks, an opening bracket or the point of "ca." stand between a word and what follows it."""
    return not between.strip(" \n.(«\"'’‘~±≈<>≤≥:-")
