"""Whether a sentence says that the cabinet gives an amount, and nothing else: each of its words is known, and in its place.

A new commitment is certain only by such a sentence. What its words may mean else need not be foreseen: a word that is not
known, another name, a comma or a second verb puts it in doubt.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from letters.reading.meaning.lexicon import category_of_word
from letters.reading.text.flowing import flowed
from letters.reading.text.sentences import word_set

_YEAR = "20[0-9]{2}"
_MINISTRY = (
    r"(?:het [Mm]inisterie van )?(?:Buitenlandse Zaken|Buitenlandse Handel en Ontwikkelings(?:samenwerking|hulp)|Defensie|"
    r"Financiën|Economische Zaken|Justitie en Veiligheid)"
)
# What stands in such a sentence, by a letter that its frame is written in.
_PIECES = (
    ("M", "€"),
    ("Y", rf"(?:(?i:in|voor|gedurende|van) )?(?:de (?:periode|jaren) )?(?:van )?"
          rf"(?:{_YEAR}(?:(?:, {_YEAR})* en {_YEAR}| ?[-–] ?{_YEAR}| tot en met {_YEAR}| t/m {_YEAR})?|dit jaar|volgend jaar)"
          r"(?![\w'’/-])"),
    ("B", rf"(?:(?i:op|in) de (?:rijks)?begroting(?: van {_MINISTRY})?)(?!\w)"),
    ("S", rf"(?:(?i:het kabinet|wij|ik)|Nederland|(?i:de) [Mm]inister van {_MINISTRY}|(?i:het) [Mm]inisterie van {_MINISTRY}|"
          r"Defensie)(?![\w-])"),
    ("Q", r"(?:beschikbaar gesteld|gereserveerd|toegewezen|vrijgemaakt|uitgetrokken|begroot|opgenomen)(?!\w)"),
    ("P", r"(?:ter beschikking|beschikbaar|uit|vrij|bij(?= (?:aan|via|in|voor|tegen) |\Z))(?!\w)"),
    ("T", r"(?:toegezegd|bijgedragen)(?!\w)"),
    ("V", r"(?:trekt|stelt|maakt|draagt|geeft|reserveert|investeert|betaalt|besteedt|doneert|schenkt)(?!\w)"),
    ("G", r"(?:krijgt|ontvangt)(?!\w)"),
    ("N", rf"van (?:Nederland|het kabinet|Defensie|het [Mm]inisterie van {_MINISTRY})(?![\w-])"),
    ("H", r"(?:heeft|heb|hebben)(?!\w)"),
    ("W", r"(?:is|zijn|staat)(?!\w)"),
    ("E", r"(?:jaarlijks|(?:per|ieder|elk) jaar)(?!\w)"),
    ("O", r"(?:respectievelijk|achtereenvolgens)(?!\w)"),
    ("X", r"(?:extra|eenmalig)(?!\w)"),
    ("A", r"(?i:ook|daarom|daarnaast|verder|tevens)(?!\w)"),
    ("R", r"(?:(?:voor )?(?:ruim|bijna|circa|ongeveer)|voor)(?= €)"),
    ("p", r"(?i:voor|aan|van|via|met|in|tegen|bij|naar)(?!\w)"),
    ("d", r"(?i:de|het|een)(?!\w)"),
    ("e", r"en(?!\w)"),
    ("n", r"(?:het Rode Kruis|Rode Kruis|Dutch Relief Alliance|Internationaal Strafhof|Raad van Europa|Energy Support Fund|"
          r"Tallinn-mechanisme|Nederlandse bijdrage(?= aan ))(?!\w)"),
    (",", ","),
)  # fmt: skip
_PIECE = re.compile("|".join(f"(?P<_{number}>{pattern})" for number, (_, pattern) in enumerate(_PIECES)))
_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
_SPACE = re.compile(r" *")
# With which verb which word behind it: "trekt … uit".
_WITH = {"trekt": {"uit"}, "stelt": {"beschikbaar", "ter beschikking"}, "maakt": {"vrij"}, "draagt": {"bij"}}
# Names and words of what Ukraine is given, besides those of the lexicon.
_NAMES = frozenset(
    ("Oekraïne", "Oekraïense", "Kyiv", "Charkiv", "Cherson", "Odesa", "Mykolajiv", "Soemy", "Lviv", "Dnipro", "Zaporizja",
     "Donetsk", "Tsjernihiv", "Poltava", "Zjytomyr", "Wereldbank", "EBRD", "UNDP", "OCHA", "IFRC", "ICRC", "PURL", "NSATU",
     "Eurojust", "Schaderegister", "Tsjechische")
)  # fmt: skip
_NOUNS = word_set(
    """
    steun hulp stroomnet net bijdrage aanschaf aankoop levering productie onderzoek vervoer kleding beschermende
    haven havens stad steden regio front uitrusting onderdelen reparatie noodreparaties mobiele decentrale opwekking
    zoeklichten teams weerbaarheid urgente urgent bescherming
    """
)
# Words of the lexicon that may as well be of the Netherlands themselves.
_MAY_BE_DUTCH = re.compile(
    r"vluchteling|ontheemd|opvang|huisvest|onderdak|krijgsmacht|strijdkracht|^marine$|mariniers|luchtmacht|commandotroep|gereedheid|"
    r"instandhouding|verwerving|defensie|gastland|toeslag|belasting|reserv|schol(?:ing|er)|handel|bedrijf|ondernemer|mkb|voorraad"
)
_PHRASE = "p(?>(?:[dpn]|e(?=[dpn]))*)(?<=n)"  # what for, through whom or where: never two beside each other
_PART = f"(?>(?:[YEBX]|{_PHRASE})*)"  # when, each year, in which budget, on top, and what for
_FRONT = f"(?>(?:[AYEBX]|{_PHRASE})+)"
_AMOUNTS = f"R?M{_PART}(?:P?{_PART}(?:,e?|e){_PART}R?M{_PART})*"
_GIVEN = f"A?{_PART}O?{_PART}{_AMOUNTS}"
FRAMES = tuple(
    re.compile(frame)
    for frame in (
        f"A?SV{_GIVEN}P?{_PART}",  # Het kabinet trekt in 2026 € 3 miljoen uit voor munitie
        f"{_FRONT}VA?S{_GIVEN}P?{_PART}",  # In 2026 trekt het kabinet € 3 miljoen uit voor munitie
        f"A?SH{_GIVEN}Q{_PART}",  # Het kabinet heeft voor munitie € 3 miljoen vrijgemaakt
        f"{_FRONT}HS{_GIVEN}Q{_PART}",
        f"d?nG{_PART}N{_PART}R?M{_PART}",  # UNICEF krijgt in 2026 van Nederland € 3 miljoen voor noodhulp
        f"d?nG{_PART}R?M{_PART}N{_PART}",
    )
)
OPEN_FRAME = re.compile(f"{_FRONT}W{_GIVEN}[QP]{_PART}")  # who gives is not said
OLD_FRAME = re.compile(f"(?:A?SH|{_FRONT}HS){_GIVEN}[QT]{_PART}")  # heeft … toegezegd: when is not said
MORE = "de zin zegt meer dan dat het kabinet dit geld geeft"
OTHERWISE = "de zin zegt niet met zoveel woorden dat het kabinet dit geld geeft"


def masked(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    """This stretch of the text as one line without its mark at the end, each of its amounts as "€"."""
    parts, place = [], start
    for first, last in spans:
        if start <= first and last <= end:
            parts += [text[place:first], " € "]
            place = last
    said = flowed("".join([*parts, text[place:end]]))
    return " ".join(re.sub(r"\[[0-9]{1,3}\]", " ", said).split()).rstrip(" .")


def years_named(said: str) -> tuple[set[str], bool]:
    """(the years of a masked sentence, whether it names some that are joined by "en" or commas)."""
    named = re.findall(_YEAR, said)
    return set(named), bool(re.search(rf"{_YEAR}(?:,| en) (?:(?:in|voor) )?{_YEAR}", said))


@lru_cache(maxsize=2_000)
def why_not_plain(said: str, may_leave_open: bool = False) -> str:
    """What makes a masked sentence more, or less, than one that says that the cabinet gives its amounts; "" for nothing.

    It `may_leave_open` who gives ("is … beschikbaar", without a budget in which it is) or since when ("heeft … toegezegd").
    """
    pieces = list(_pieces(said))
    if unknown := next((word for kind, word in pieces if not kind), ""):
        return f"‘{unknown}’: {MORE}"
    frame = "".join(kind for kind, _ in pieces)
    if any(known.fullmatch(frame) for known in FRAMES) and _has_its_particle(pieces):
        return ""
    if OPEN_FRAME.fullmatch(frame) and (
        may_leave_open or "B" in frame or {"begroot", "opgenomen"} & {word for _, word in pieces}
    ):
        return ""
    if may_leave_open and OLD_FRAME.fullmatch(frame):
        return ""
    return OTHERWISE


def _pieces(said: str) -> Iterator[tuple[str, str]]:
    """Each piece of a sentence by its letter; "" for one that is not known, which is the last."""
    place = 0
    while place < len(said):
        piece = _PIECE.match(said, place)
        word = None if piece else _WORD.match(said, place)
        if piece:
            yield _PIECES[int(str(piece.lastgroup)[1:])][0], piece[0]
        elif word and _is_of_ukraine(word[0], is_first=place == 0):
            yield "n", word[0]
        else:
            yield "", (word or re.compile(r"\S+").match(said, place) or [said[place:]])[0]
            return
        place = _SPACE.match(said, (piece or word).end()).end()  # type: ignore[union-attr]


def _is_of_ukraine(word: str, is_first: bool) -> bool:
    """Whether a word is one of what Ukraine is given, or of where."""
    small = word.lower()
    if word in _NAMES:
        return True
    if _MAY_BE_DUTCH.search(small):
        return False
    is_known = bool(category_of_word(small)) or small in _NOUNS
    return is_known and (is_first or word[0].islower() or word.isupper())


def _has_its_particle(pieces: list[tuple[str, str]]) -> bool:
    verb = next((word for kind, word in pieces if kind == "V"), "")
    behind = {word for kind, word in pieces if kind == "P"}
    return behind <= _WITH[verb] and bool(behind) if verb in _WITH else not behind
