"""When one press may take a proposal, and the words that forbid it: doubt is cheap, a wrong certainty is not.

A repeat is certain where amount, period and purpose (or words that point back) agree. A new commitment is certain where no
word near it says that it may be a sum, an outcome, a part, money that comes back, a wish or a question, and its sentence says
no more than that the cabinet gives it (decided.py).
"""

import datetime
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from letters.reading.amounts.mentions import AmountMention
from letters.reading.meaning.lexicon import category_of_word, lexicon
from ukrainesteun.money import EURO_SIGNS, may_be_euros
from ukrainesteun.numerals import one_of

from .decided import is_by_order, why_not_surely_again, why_not_surely_new
from .fields import years_of
from .proposed import NEW, NOT_MONEY, OTHERS, OUTCOME, REPEATS, Proposed, ProposedRow
from .wholes import INSIDE, SUM_WORDS, is_within, sentence_around
from .wordings import ASKS, words

EURO = one_of(EURO_SIGNS)


@dataclass(frozen=True)
class _Warning:
    """Words that forbid certainty, and what they may mean. `in_sentence`: also where they stand beside the quote."""

    said: re.Pattern[str]
    meaning: str
    in_sentence: bool = True
    verdicts: tuple[str, ...] = (NEW,)
    is_of_euros: bool = False  # in another currency it says nothing


WARNINGS = (
    _Warning(
        words(
            rf"{SUM_WORDS}|sinds|tot (?:nu|nog|dan) toe|tot dusver|tot op heden|inmiddels|cumulatief|(?:de )?afgelopen \w+|"
            r"bedraagt|bedroeg|komt? uit op|kwam\w*|loopt op"
        ),
        "dit kan een optelling zijn van wat al eerder is toegezegd",
    ),
    _Warning(
        words(
            r"(?:Nederland|kabinet|Defensie|Rijk|wij)(?: \w+)? ontv[ai]ng\w*|"
            r"ontv[ai]ng\w*(?: \w+)? (?:Nederland|kabinet|Defensie|Rijk)|"
            r"ontvangsten|ontvangen|terug(?:ge)?\w*|verlaag\w*|verlaging|lager|minder|gekort|korting|bezuinig\w*|vrijval\w*|"
            r"vrijgevallen|onder(?:uitputting|besteding)|door(?:ge)?sch[ou]\w+|verschoven|schui[fv]\w*|overgehevel\w+|overhevel\w+|"
            r"naar de begroting|kasschuif|ingetrokken|verval\w*|meevaller|resteert|restant|overgebleven"
        ),
        "hier kan geld terugkomen, omlaag gaan of naar elders gaan",
        verdicts=(NEW, REPEATS),
    ),
    _Warning(
        words(
            r"sinds|tot (?:nu|nog|dan) toe|tot dusver|tot op heden|cumulatief|opgelopen|(?:de )?afgelopen (?:\w+ )?(?:jaar|jaren)"
        ),
        "dit kan een optelling zijn van wat al eerder is toegezegd",
        verdicts=(REPEATS,),
    ),
    _Warning(
        words(r"nodig|noden|behoefte\w*|geraamd|raam\w*|\w*raming\w*|bijgesteld|kosten|kost|schat\w*|geschat"),
        "dit kan een behoefte of een raming zijn, en geen toezegging",
        verdicts=(NEW, OTHERS),
    ),
    _Warning(
        words(
            r"motie\w*|amendement\S*|verzoe[kc]\w*|verzocht|vraagt|vragen|gevraagd|vroeg\w*|(?<!uw )Kamer|stemde\w*|leden|"
            r"fractie\w*|zou|zouden|mogelijk|wellicht|overweegt|onderzoekt|indien|mits|onder voorbehoud"
        ),
        "dit kan een vraag, een wens of een voorbehoud zijn",
        verdicts=(NEW, REPEATS),
    ),
    _Warning(
        words(r"nieuw geld|in aanvulling op|naast|(?:daar)?bovenop|nog eens|nogmaals|extra|aanvullende?|additionele?"),
        "dan kan het nieuw geld zijn",
        verdicts=(REPEATS,),
    ),
    _Warning(ASKS, "dit kan een vraag of een wens zijn", verdicts=(OTHERS,)),
    _Warning(re.compile(r"\?"), "dit is een vraag", verdicts=(NEW, REPEATS)),
    _Warning(
        words(r"niet(?!-)|geen|nooit|noch"), "lees of dit geld er wel komt", in_sentence=False, verdicts=(NEW, REPEATS)
    ),
    _Warning(
        words(r"(?:hier|daar|waar)(?:voor|toe|aan|mee|bij)|dat doel|dit doel"),
        "waarvoor het geld is, staat ergens anders",
        in_sentence=False,
    ),
    _Warning(
        words(
            r"eerder(?:e|genoemde)?|vorige?|opnieuw|verleng\w*|voortgezet|voortzetting|\w*tranche|termijn|wederom|andermaal|zoals|"
            r"meldt|meldde|gemeld|schreef|volgens"
        ),
        "dit kan in een eerdere brief staan die het grootboek niet heeft",
    ),
    _Warning(
        words(r"voor de krijgsmacht|eigen|Moldavië|Georgië|Armenië|Gaza|Syrië|Soedan|Taiwan"),
        "dit kan voor iets anders dan steun aan Oekraïne zijn",
    ),
    _Warning(
        words(
            rf"(?:de helft|een derde|een kwart|een deel|driekwart|\w+ procent|\d+%) van|in plaats van|niet (?={EURO})"
        ),
        "dit kan meer of minder zijn dan er komt",
    ),
    _Warning(
        words(r"vervang\w*|(?:ver)?koop|(?:op)?brengt|opbrengst\w*|voorraden"),
        "dit kan geld voor Nederland zelf zijn",
    ),
    _Warning(
        words(r"opvang|asiel\w*|leefgeld|ontheemden"),
        "dit kan opvang in Nederland zijn, en geen steun in Oekraïne",
        verdicts=(NEW, OUTCOME),
    ),
    _Warning(words(r"\w*fonds"), "dat fonds kan ook van Nederland zijn", verdicts=(OTHERS,), is_of_euros=True),
    _Warning(
        words(
            r"(?:van|uit|binnen) (?:dit|dat|deze|die) (?:bedrag|budget|middelen|pakket|reservering|geld|bijdrage|steun)|"
            r"hiervan|daarvan|inclusief|met inbegrip van|daarin|hierin|waarin|best(?:aat|ond|aande) uit|te weten|ter waarde van"
        ),
        "dit kan een deel zijn van een ander bedrag",
    ),
    _Warning(
        re.compile(r":\s+(?:een )?(?:bijdrage|subsidie|gift|donatie) van\b"),
        "wie voor de dubbele punt staat, kan het krijgen",
        in_sentence=False,
        verdicts=(OTHERS,),
    ),
    _Warning(
        words(r"Nederland(?:se?)?|kabinet|regering|rijksbegroting|wij"),
        "de zin noemt ook Nederland: lees wie er betaalt",
        verdicts=(OTHERS,),
    ),
)

# The amount of one of several that are given, where the row is not said to be given again.
MORE_THAN_ONCE = words(
    r"telkens|steeds|ieder|iedere|elk|elke|allebei|alle (?:twee|drie|vier)|(?:beide|twee|drie|vier|vijf|meerdere) \w+ van|"
    r"(?:beide|twee|drie|vier|vijf|\d+)(?: \w+)? (?:keren|keer|maal)|per (?:jaar|stuk|organisatie|land|keer)|op jaarbasis|"
    r"(?:per (?:maand|week|kwartaal)|maandelijks|jaarlijkse?)|\w+ jaar (?:lang|achtereen|achter elkaar|op rij)|respectievelijk"
)
ADDED = words(
    r"extra|nieuwe?|aanvullende?|additionele?|(?:daar)?boven(?:op|dien)|nog eens|nogmaals|verhoog\w*|opgehoogd"
)
POINTS_BACK = words(
    r"eerder(?:e|genoemde)?|(?:boven|voor)?genoemde|(?:al|reeds) (?:bekende?|(?:aan|toe)?ge\w+|was|is|werd)|Kamerstuk|"
    r"zoals (?:\w+ )?(?:gemeld|aangekondigd|vermeld|toegezegd|bekend)|gemeld in"
)
# "de EUR 2 miljard", "de voor 2023 gereserveerde EUR 2,5 miljard": named before.
THE = re.compile(r"(?<!\w)(?:de|die|deze)\s+(?:voor\s+20[0-9]{2}\s+)?(?:\w+e\s+){0,2}\Z", re.IGNORECASE)
YEAR = re.compile(r"(?<![\w.,])20[0-9]{2}(?![\w/]|[.,][0-9])")
# What a part of another amount may say without harm.
OF_A_PART = ("dit kan een deel zijn van een ander bedrag", "waarvoor het geld is, staat ergens anders",
             "dit kan een optelling zijn van wat al eerder is toegezegd")  # fmt: skip
LIST_FOLLOWS = re.compile(r"[^;\n.]*:\s")  # behind an amount: what it is divided in
OPENING = 20  # characters in which the items of an enumeration begin alike: "Het kabinet geeft in 2026 …"
MOST_PARTS = 12  # rows in a row that are added up
NEAR = 40  # characters before an amount in which its own year stands
DELIVERED = "geleverd"  # the stage


def is_printed_total(row: ProposedRow) -> bool:
    """Whether it is the printed total of other rows, by its own sum."""
    return row.verdict == REPEATS and " en " in row.target


def _is_made_of(row: ProposedRow, rows: Sequence[ProposedRow]) -> bool:
    """Whether it is the printed total of one row that is given more than once."""
    return any(row.target == other.name and other.amount != row.amount for other in rows)


def has_said_more(row: ProposedRow) -> str:
    """The word that says that the amount comes on top of one of the same size; "" for none."""
    said = ADDED.search(row.quote)
    return said[0] if said else ""


def points_back(row: ProposedRow) -> bool:
    """Whether the words say that the amount was named before, here or in an earlier letter."""
    return bool(POINTS_BACK.search(row.quote) or is_named_again(row))


def is_named_again(row: ProposedRow) -> bool:
    """ "De EUR 2 miljard": an amount with an article was named before it."""
    return bool(THE.search(row.quote.partition(row.as_written)[0]))


def as_sure_as_it_is(
    row: ProposedRow,
    mention: AmountMention | None,
    rows: Sequence[ProposedRow],
    text: str,
    letter_date: datetime.date | None,
) -> ProposedRow:
    """The row, its verdict doubtful where a word near it forbids that one press takes it; of a new one that is in doubt
    already, this is told too."""
    verdict = row.fields["verdict"]
    if not row.verdict or (verdict.doubtful and row.verdict != NEW):
        return row
    why = _forbidden(row, mention, rows, text, letter_date)
    if why and verdict.doubtful:
        why = f"{why} ({verdict.why})"
    return row.having(verdict=Proposed(verdict.value, why, True)) if why else row


def with_doubt_of_its_row(row: ProposedRow, doubted: Collection[str]) -> ProposedRow:
    """The row, in doubt where it repeats, or is a part of, one of these rows, of which the words forbid certainty."""
    if row.fields["verdict"].doubtful or row.verdict not in (NEW, REPEATS):
        return row
    if row.fields["target" if row.verdict == REPEATS else "part_of"].value not in doubted:
        return row
    why = f"{row.fields['verdict'].why}, waarvan de woorden in twijfel zijn"
    return row.having(verdict=Proposed(row.verdict, why, True))


def with_doubt_of_hidden_parts(rows: Sequence[ProposedRow]) -> list[ProposedRow]:
    """The rows, new ones that stand in a row in doubt where together they are exactly the new one before or behind them: the
    letter may give one amount twice, whole and in parts."""
    new = [at for at, row in enumerate(rows) if row.verdict == NEW and not row.fields["part_of"].value and row.amount]
    result = list(rows)
    for place, at in enumerate(new):
        for run in (new[place + 1 : place + 1 + MOST_PARTS], new[max(place - MOST_PARTS, 0) : place][::-1]):
            made = list(accumulate(rows[one].amount or 0 for one in run))
            is_enumeration = bool(run) and rows[at].quote[:OPENING] == rows[run[0]].quote[:OPENING]
            if rows[at].amount not in made[1:] or is_enumeration:
                continue
            parts = run[: made.index(rows[at].amount or 0) + 1]
            if all(is_within(rows[one], rows[at]) for one in parts):
                for one in (at, *parts):
                    result[one] = _in_doubt_of_a_sum(result[one], rows[at])
    return result


def _in_doubt_of_a_sum(row: ProposedRow, whole: ProposedRow) -> ProposedRow:
    if row.fields["verdict"].doubtful:
        return row
    why = f"de bedragen ernaast maken samen precies {whole.as_written} ({whole.name}): lees of het hetzelfde geld is"
    return row.having(verdict=Proposed(NEW, why, True))


def _forbidden(
    row: ProposedRow,
    mention: AmountMention | None,
    rows: Sequence[ProposedRow],
    text: str,
    letter_date: datetime.date | None,
) -> str:
    """Why the verdict of this row may not be taken unseen; "" where it may."""
    if row.verdict == NOT_MONEY or mention is None or is_printed_total(row):
        return ""
    first, last = sentence_around(text, row.start, row.end)
    beside = [other for other in rows if first <= other.start < last]
    if row.verdict == NEW and row.fields["stage"].value == DELIVERED:
        return f"{row.fields['stage'].why}: dit kan de uitkomst zijn van een eerdere toezegging"
    said = MORE_THAN_ONCE.search(row.quote)
    if row.verdict == NEW and (more := has_said_more(row)) and _stands_earlier(row, rows):
        return f"‘{more}’, en hetzelfde bedrag staat er eerder: lees of het nieuw geld is"
    is_sure_part = bool(row.fields["part_of"].value) and not row.fields["part_of"].doubtful
    if row.verdict == NEW and not row.is_given_again and said and not (is_by_order(mention) or is_sure_part):
        return f"‘{said[0]}’: dit bedrag kan meer dan één keer gegeven worden"
    is_part = row.verdict == NEW and row.fields["part_of"].value
    if row.verdict == NEW and not is_part and (whole := _whole_in(row, beside, text)):
        return f"dit kan een deel zijn van {whole.as_written} ({whole.name})"
    around = _words_of(row, mention, beside, text, (first, last))
    for warning in WARNINGS:
        if (is_part and warning.meaning in OF_A_PART) or (warning.is_of_euros and not may_be_euros(row.currency)):
            continue
        said = warning.said.search(around if warning.in_sentence else row.quote)
        if said and row.verdict in warning.verdicts:
            return f"‘{said[0]}’: {warning.meaning}"
    if row.verdict == REPEATS and not (row.fields["verdict"].doubtful or _is_made_of(row, rows)):
        return why_not_surely_again(row, rows, text)
    if row.verdict != NEW or is_part:
        return ""
    if two := _two_purposes(row.quote):
        return f"‘{two[0]}’ en ‘{two[1]}’: lees voor welk doel het is"
    why = _why_its_years_may_be_wrong(
        mention, _words_with_years(row, mention, beside, text[first:last], row.start - first, around), letter_date
    )
    return why or ("" if row.fields["verdict"].doubtful else why_not_surely_new(row, mention, rows, text))


def _stands_earlier(row: ProposedRow, rows: Sequence[ProposedRow]) -> bool:
    """Whether the letter has the same amount before this one."""
    before = [other for other in rows if other.start < row.start and other.is_in_the_money_of(row)]
    return any(other.amount == row.amount for other in before)


def _two_purposes(quote: str) -> tuple[str, ...]:
    """Two words side by side that point to two categories: "medische voertuigen"."""
    told = [(word, category_of_word(word.lower())) for word in re.findall(r"[^\W\d_][\w-]*", quote)]
    for (word, one), (after, other) in pairwise(told):
        if one and other and one != other and lexicon().without_purpose not in (one, other):
            return word, after
    return ()


def _words_with_years(
    row: ProposedRow, mention: AmountMention, beside: Sequence[ProposedRow], sentence: str, at: int, around: str
) -> str:
    """The words in which another year would be of this amount too: of several amounts that each have a year beside them, only
    those right before it, else those up to the next. `at` is where it begins in its sentence."""
    if is_by_order(mention):
        return ""
    since = max((other.end - row.start for other in beside if other.end <= row.start), default=-NEAR)
    until = min((other.start - row.start for other in beside if other.start >= row.end), default=len(sentence) - at)
    near = sentence[:at][max(since, -NEAR) :]
    after = sentence[at + row.end - row.start : at + until]
    if len(beside) > 1:
        for own in (near, after):
            if any(year in own for year in map(str, years_of(mention.years))):
                return own
    return around


def _why_its_years_may_be_wrong(mention: AmountMention, around: str, letter_date: datetime.date | None) -> str:
    """That its words name another year as well, or that what was given for a year that is over was promised before."""
    years = set(map(str, years_of(mention.years)))
    if others := {year for year in YEAR.findall(around) if year not in years}:
        return f"de zin noemt ook {min(others)}: lees voor welk jaar het is"
    past = sorted(year for year in years if letter_date and year < str(letter_date.year))
    return f"{past[0]} is voorbij: dit kan in een eerdere brief staan die het grootboek niet heeft" if past else ""


def _words_of(
    row: ProposedRow, mention: AmountMention, beside: Sequence[ProposedRow], text: str, sentence: tuple[int, int]
) -> str:
    """The words of its sentence without those that are another amount's own: how the sentence begins, what leads to
    this amount and is quoted with it, and how the sentence ends, with its mark."""
    first, last = sentence
    before = [other.end for other in beside if other.end <= row.start]
    parts = (
        text[first : min(other.start for other in beside)],
        text[max([first, *before]) : max(row.end, mention.quote_end)],
        text[max(other.end for other in beside) : last + 1],
    )
    return " ".join(" ".join(parts).split())


def _whole_in(row: ProposedRow, beside: Sequence[ProposedRow], text: str) -> ProposedRow | None:
    """A larger amount before it in its sentence, of which the words between say that parts follow."""
    for other in beside:
        is_larger = (
            other.start < row.start and (other.amount or 0) > (row.amount or 0) and other.is_in_the_money_of(row)
        )
        between = text[other.end : row.start]
        if is_larger and (INSIDE.search(between) or LIST_FOLLOWS.match(between)):
            return other
    return None
