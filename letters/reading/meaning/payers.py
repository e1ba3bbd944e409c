"""Who pays: the Netherlands, or somebody else, by the subject of the clause."""

import re
from dataclasses import replace
from functools import lru_cache

from letters.reading.text.sentences import word_set
from ukrainesteun.money import COMMON_NAMES, SCALE_ABBREVIATIONS, WRITTEN_SCALES, may_be_euros
from ukrainesteun.numerals import numeral_value, one_of

from .inferred import Inferred
from .setting import Payer, Setting, Word

NETHERLANDS, OTHER = "netherlands", "other"
DUTCH = re.compile(
    r"nederland(?:se)?$|kabinet|bewindspers|defensie(?:begroting)?$|rijksbegroting|rijksoverheid|minister(?:s|-president)?$|"
    r"ministerie$|bhos|bhos-begroting|bz-begroting|hgis|hgis-non-oda|oda-budget|oda-middelen|oekraïne-reservering|"
    r"oekraïnereservering|rvo$|atradius|staatssecretaris|mensenrechtenfonds|stabiliteitsfonds|defensiematerieelbegrotingsfonds"
)
BUDGET = re.compile(
    r"defensiebegroting|mensenrechtenfonds|stabiliteitsfonds|rijksbegroting|bhos|bz-begroting|hgis|oda-|"
    r"oekraïne-?reservering|middelen$|begroting$"
)
FOREIGN = re.compile(
    r"(?:eu|vs|vk|g7|g7-landen|g20|navo|unie|commissie|lidstaten|eu-lidstaten|bondgenoten|staten|"
    r"koninkrijk|donoren|duitsland|frankrijk|polen|noorwegen|denemarken|zweden|finland|estland|letland|litouwen|belgië|canada|"
    r"japan|italië|spanje|tsjechië|australië|zuid-korea|turkije|zwitserland|ierland|luxemburg|roemenië|griekenland|washington|"
    r"londen|berlijn|parijs|brussel|rusland|kremlin|oekraïne|kyiv|internationale|amerikaanse|amerikanen|duitse|britse|franse|"
    r"noorse|deense|zweedse|poolse|canadese|japanse|europa|landen|partners|partnerlanden|congres|senaat|biden|trump|"
    r"verenigde|wereldwijd|eu-(?:steun\w*|\w*pakket|\w*lening(?:en)?|hulp|bijdragen?|geld|middelen|garanties?)|"
    r"eu-oekraïne-?faciliteit|oekraïne-?faciliteit|navo-bondgenoten|eu-begroting|mff|coalitie)$"
)
BANK = re.compile(
    r"^imf-|(?:^bank|(?:investerings|ontwikkelings)bank|imf|ebrd|eib|ceb|wereldbank|vn|unicef|wfp|unhcr|undp|ifrc|icc)$"
)
FUND = re.compile(
    r"(?:ifu|fonds|fund|epf|vredesfaciliteit|faciliteit|oekraïne-faciliteit|mechanisme|jumpstart|purl|instrument)$"
)
FROZEN = re.compile(
    r"(?:tegoeden|bevroren|banktegoeden|activa|geïmmobiliseerde|windfall|overwinsten|rente-inkomsten|era-lening(?:en)?)"
)
NEED = re.compile(
    r"(?:herstelkosten|wederopbouwkosten|financieringstekort|financieringsbehoefte|financieringsgat|begrotingstekort|schade|needs|rdna[0-9]?|behoeften?)$"
)
REGISTERED = re.compile(r"registrati|register|vastlegg|documente")  # the work on damage, not the damage
RECEIVES = word_set("""aan via bij naar voor met binnen in tussen richting namens tegen over op en""")
SUBJECT = frozenset(["door", "vanuit", "dat", "omdat", "doordat", "nu", "heeft", "hebben"])
# "de lening van het IMF" is its money; "het fonds van de VN" receives, and so does who gets a guarantee.
LENDS = re.compile(r"(?:lening(?:en)?|krediet(?:en)?|bijdragen?|financiering|tranches?|(?<!oekraïne)steun)$")
PAYS = frozenset(["door", "vanuit", "uit", "van", "heeft"])
BETWEEN = word_set(
    """de het een deze andere overige internationale europese verenigd verenigde zowel diverse alle 27 30 32"""
)
NEVER_PAYS = frozenset(["rusland", "kremlin"])  # where it is the one by whom or against whom something is done
GETS = frozenset(["krijgt", "krijgen", "ontvangt", "ontvangen", "kan", "kunnen"])  # who does this receives
# What Europe or Ukraine pays, by the word after the adjective; and what business does, which is nobody's promise.
OF_OTHERS = {
    "europese": re.compile(r"(?:garanties?|lening(?:en)?|steunpakket|middelen|hulp|giften|begroting)$"),
    "oekraïense": re.compile(r"(?:regering|begroting|overheid|staat|fabrikanten|bedrijven|industrie)$"),
    "nederlandse": re.compile(r"(?:bedrijven|ondernemers|bedrijfsleven|burgers|huishoudens)$"),
}
# "…, Denemarken € 120 miljoen en Nederland € 240 miljoen": who pays stands right before the amount.
RIGHT_BEFORE = re.compile(r"(?:\A|[,;]|[ \n]en)[ \n]+(?:de[ ]|het[ ])?(?P<name>(?:[A-Z][\w-]+[ ]?){1,2})\Z")
OUR_SHARE = re.compile(r"(?<!\w)Nederlandse[ \n](?:inleg|deel|aandeel|contributie)(?!\w)")
INVEST = re.compile(r"invest|stak|steken|schonk|doneer|doneren|gaven|brachten|droegen")
AMOUNT_ENDS = re.compile(rf"{one_of([*WRITTEN_SCALES, *SCALE_ABBREVIATIONS, *COMMON_NAMES])}|[0-9.]*[0-9]")
COUNTED = frozenset(["landen", "lidstaten", "bondgenoten", "partners", "donoren"])  # "zeven landen dragen bij"
SIZE = re.compile(r"(?:plafond|omvang|referentiebedrag)$")  # of a fund, which others pay too
WITH_IT = re.compile(r"(?<!\w)waar(?:mee|voor|in|aan|door)(?!\w)")  # who does something with the money does not pay it
# Above the names of a table: who pays, or who receives.
GIVERS = re.compile(
    r"\b(?:donor(?:en|land(?:en)?)?|gevers?|financiers?|wie betaalt|betaald door|bijdrage van)\b", re.IGNORECASE
)
RECEIVERS = re.compile(
    r"\b(?:ontvangers?|begunstigden?|(?:\w+)?organisaties?|(?:\w*)partners?|uitvoerders?|kana(?:al|len)|instellingen?|"
    r"(?:bijdrage )?aan|via)\b",
    re.IGNORECASE,
)
REACH = 6  # words between "vanuit" and the name of a fund


@lru_cache(maxsize=20_000)
def _kind(word: str) -> str:
    if FROZEN.match(word):
        return "frozen"
    if NEED.search(word):
        return "need"
    if DUTCH.match(word):
        return "dutch"
    if FOREIGN.match(word):
        return "foreign"
    if BANK.match(word):
        return "bank"
    return "fund" if FUND.search(word) else ""


def _says(words: list[Word], at: int) -> str:
    """Who a word names as the one who pays: a payer, or "" where it only names who receives or where."""
    word, following = words[at][2], words[at + 1][2] if at + 1 < len(words) else ""
    if (phrase := _says_with_its_neighbour(words, at, following)) is not None:
        return phrase
    kind = _kind(word)
    if not kind:
        return ""
    if kind == "need" and any(REGISTERED.match(before) for _, _, before in words[max(0, at - 3) : at]):
        return ""
    if kind in ("frozen", "need"):
        return OTHER
    preposition = _preposition(words, at)
    if kind == "dutch":
        return NETHERLANDS if preposition not in RECEIVES or BUDGET.match(word) or word == "nederlandse" else ""
    if following in GETS and kind in ("bank", "fund", "foreign"):
        return ""
    if word in NEVER_PAYS and preposition in PAYS:
        return ""
    if kind == "bank" and (preposition in SUBJECT or (at < 2 and preposition not in RECEIVES and preposition != "van")):
        return OTHER
    if kind in ("fund", "bank") and preposition == "van" and _lends(words, at):
        return OTHER
    if kind in ("fund", "bank"):
        return OTHER if {"door", "vanuit"} & {w for _, _, w in words[max(0, at - REACH) : at]} else ""
    if (
        word in ("internationale", "verenigde", "landen", "partners", "europa", "wereldwijd", "coalitie")
        and preposition not in PAYS
    ):
        return ""
    return "" if preposition in RECEIVES or preposition == "uit" else OTHER  # "munitie uit Tsjechië"


def _says_with_its_neighbour(words: list[Word], at: int, following: str) -> str | None:
    """Who two words together name as the one who pays; None where the word says what it says alone."""
    word, before = words[at][2], words[at - 1][2] if at else ""
    gets = _preposition(words, at) in RECEIVES
    if word in OF_OTHERS and OF_OTHERS[word].match(following):
        if word == "nederlandse" and not any(INVEST.match(after) for _, _, after in words[at + 2 : at + 6]):
            return ""  # for whom the money is
        return "" if gets and not _is_of_an_amount(words, at) else OTHER
    if word in COUNTED and numeral_value(before) is not None and _preposition(words, at - 1) not in RECEIVES:
        return OTHER
    if (before, word) == ("europese", "raad"):
        return "" if gets else OTHER
    if word in ("oekraïne", "kyiv"):
        return OTHER if (word, following) == ("oekraïne", "zelf") else ""
    if word == "europa" and at > 1 and (words[at - 2][2], before) == ("raad", "van"):
        return ""  # the Raad van Europa receives
    if word == "commissie" and before in ("vaste", "algemene"):
        return ""  # of the Tweede Kamer
    return None


def _is_of_an_amount(words: list[Word], at: int) -> bool:
    """ "€ 2,3 miljard aan Europese garanties": what the amount consists of, not who receives it."""
    return at > 1 and words[at - 1][2] == "aan" and bool(AMOUNT_ENDS.fullmatch(words[at - 2][2]))


def _lends(words: list[Word], at: int) -> bool:
    """Whether what is said to be of this name is money that it gives."""
    before = [word for _, _, word in words[max(0, at - 2 * REACH) : at]]
    van = len(before) - before[::-1].index("van") - 1
    is_guaranteed = any(word.startswith("garan") for word in before)
    return van > 0 and bool(LENDS.search(before[van - 1])) and not is_guaranteed


def _preposition(words: list[Word], at: int) -> str:
    """The word before a name and its article."""
    for _, _, word in words[max(0, at - 4) : at][::-1]:
        if word not in BETWEEN:
            return word
    return ""


def payers_named(flow: str, words: list[Word]) -> list[Payer]:
    """(payer, start, end, the words that say so) of each place among these words of the flow that names who pays."""
    result = []
    for at, (start, end, _) in enumerate(words):
        payer = _says(words, at)
        if payer:
            phrase = " ".join(flow[words[max(at - 1, 0)][0] : end].split())
            result.append((payer, start, end, phrase))
    return result


def infer_payer(setting: Setting) -> Inferred:
    """ "netherlands" or "other"; doubtful where another sentence says it, or none does."""
    first, last = setting.own
    if beside := _right_before(setting):
        return beside
    if share := OUR_SHARE.search(setting.flow, first, setting.start):
        return Inferred(NETHERLANDS, " ".join(share[0].split()))
    before = [said for said in setting.payers if first <= said[1] and said[2] <= setting.start]
    with_it = WITH_IT.search(setting.flow, setting.end, last)
    after = [said for said in setting.payers if setting.end <= said[1] < (with_it.start() if with_it else last)]
    lead = [said for said in setting.payers if said[2] <= first]
    for group in (before[-1:], after[:1], lead[-1:]):
        guarantees = [hit for hit in setting.telling["finance"] if hit[0] == "garantie" and first <= hit[1] < last]
        if group and guarantees and group[0][0] == OTHER and guarantees[0][1] < group[0][1]:
            return Inferred(NETHERLANDS, guarantees[0][3])  # "de garantie voor de leningen van de EU"
        if group:
            return Inferred(group[0][0], group[0][3])
    if not may_be_euros(setting.currency):
        return Inferred(OTHER, f"het bedrag is in {setting.currency}", doubtful=True)
    tail = [said for said in setting.payers if said[1] >= last]
    if fund := _of_fund(setting):
        return fund
    earlier = [
        said for said in setting.earlier_payers if not NEED.search(said[3].lower())
    ]  # what is needed pays nothing else
    for group in (tail[:1], earlier[:1]):
        if group:
            return Inferred(group[0][0], group[0][3], doubtful=True)
    return Inferred(NETHERLANDS, "een brief van het kabinet; de zin noemt geen ander", doubtful=True)


def _right_before(setting: Setting) -> Inferred | None:
    """The payer whose name is the only thing between the amount before and this one."""
    earlier = [last for _, last in setting.neighbours if last <= setting.start]
    named = RIGHT_BEFORE.search(
        setting.flow[max([earlier[-1] if earlier else setting.start, setting.start - 60]) : setting.start]
    )
    kinds = [_kind(word.lower()) for word in named["name"].split()] if named else []
    if "dutch" in kinds:
        return Inferred(NETHERLANDS, " ".join(named["name"].split()) if named else "")
    return Inferred(OTHER, " ".join(named["name"].split())) if named and "foreign" in kinds else None


def _of_fund(setting: Setting) -> Inferred | None:
    """The ceiling or the size of a fund that its clause names; in doubt, for the Netherlands have funds too."""
    first, last = setting.own
    words = [word for start, _, word in setting.words if first <= start < last]
    size, fund = (next(filter(test, words), "") for test in (SIZE.search, FUND.search))
    return Inferred(OTHER, f"{size} van {fund}", doubtful=True) if size and fund else None


def names_others(text: str) -> bool:
    """Whether a text names a country, a bank, a fund or another who pays or receives, besides Ukraine."""
    found = (
        _kind(word) for word in re.findall(r"[^\W\d_][\w-]*", text.lower()) if not word.startswith(("oekraïne", "kyiv"))
    )
    return any(kind in ("foreign", "bank", "fund", "frozen") for kind in found)


def infer_payer_in_row(row: Setting, head: str) -> Inferred:
    """The payer of an amount in a table: a name in its row may be who pays, and as well who receives.

    Other people's money is certain only where the head above the names says that these pay. Below one that says that they
    receive, the name of an organisation is who receives; that of a country is not.
    """
    payer = infer_payer(row)
    if payer.value != OTHER or payer.doubtful or GIVERS.search(head):
        return payer
    kinds = {_kind(word) for _, _, word in row.words}
    if RECEIVERS.search(head) and not kinds & {"foreign", "frozen", "need"}:
        return Inferred(NETHERLANDS, f"een brief van het kabinet; boven de namen staat ‘{head}’", doubtful=True)
    return replace(payer, doubtful=True)
