"""Whether an amount is given more than once, is a printed total of other rows, or is what remains of one: with the sum."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commitments.entry.letter.arithmetic import MOST_TIMES, Sum, as_typed, in_a_row, terms_of
from letters.reading.amounts.mentions import AmountMention
from ukrainesteun.numerals import ONES, TEENS, numeral_value, one_of

from .fields import proposed, years_of
from .proposed import NEW, REPEATS, Proposed, ProposedRow
from .wholes import SUM_WORDS

YEARLY = re.compile(
    r"\b(?:jaarlijkse?|(?:per|elk|ieder|in elk|voor elk) jaar|elk van (?:de|deze) jaren)\b", re.IGNORECASE
)
# Also what goes on without an end: "structureel", "vanaf 2027".
EACH_YEAR = re.compile(rf"{YEARLY.pattern}|\bstructure(?:el|le)\b|\bvanaf 20[0-9]{{2}}\b(?! tot)", re.IGNORECASE)
TIMES = re.compile(
    rf"\b(?P<number>[2-9]|1[0-2]|{one_of([*ONES[1:], *TEENS[:3]])})\s?(?:maal|keer|[x×])\s+\Z", re.IGNORECASE
)
# The same in other words, of an amount for several years.
AGAIN = re.compile(
    rf"\b(?:telkens|steeds|(?P<number>{one_of([*ONES[1:], *TEENS[:3]])}) jaar (?:lang|achtereen|achter elkaar|op rij)|"
    r"op jaarbasis|"
    rf"(?:elk|ieder) van de (?:(?:twee|drie|vier|vijf) )?jaren|(?:in|voor) beide jaren|"
    rf"zowel (?:(?:(?:in|voor) )?20[0-9]{{2}}|dit jaar) als)\b",
    re.IGNORECASE,
)
SAME_AGAIN = re.compile(
    r"[^.;:€]{0,60}\ben (?:in|voor) (?P<year>20[0-9]{2}) (?P<said>(?:nog eens )?(?:het|een)zelfde bedrag|een even groot bedrag)\b"
)
TOTAL = re.compile(rf"\b(?:{SUM_WORDS})\b", re.IGNORECASE)
REST = re.compile(
    r"\b(?:resteert|resteren|resterende?|restant|rest|overblijft|overblijven|blijft over|blijft nog|nog over|overige)\b",
    re.IGNORECASE,
)


def given_again(row: ProposedRow, mention: AmountMention) -> dict[str, Proposed]:
    """The fields for an amount that is given each year, or so many times; none for one that is given once.

    The title is then without the years, which each gets of its own. It makes money, so it is doubtful unless "jaarlijks" or
    the like stands right beside the amount.
    """
    years, said = years_of(mention.years), _said_of_times(row, mention)
    if row.amount and not said and (yearly := EACH_YEAR.search(row.quote)):
        return {"each_year": Proposed("", f"‘{yearly[0]}’: over welke jaren? Schrijf ze hier", True)}
    if not row.amount or not said or not years:
        return {}
    words, times = said
    years = years if len(years) == times else years[:1] * times
    if not 1 < times <= MOST_TIMES:
        return {}
    beside = rf"{re.escape(words)}\s+{re.escape(row.as_written)}|{re.escape(row.as_written)}\s+{re.escape(words)}"
    is_certain = YEARLY.fullmatch(words) and re.search(beside, row.quote)
    again = Proposed(in_a_row(years), f"‘{words}’: dan zijn het {times} toezeggingen", not is_certain)
    return {"each_year": again, "title": proposed(mention.title)}


def _said_of_times(row: ProposedRow, mention: AmountMention) -> tuple[str, int] | None:
    """The words that say that the amount is given more than once, and how often."""
    before = row.quote.partition(row.as_written)[0]
    if times := TIMES.search(before):
        number = numeral_value(times["number"])
        return " ".join(times[0].split()), int(number if number is not None else times["number"])
    count = len(years_of(mention.years))
    if count < 2 or mention.years.doubtful:
        return None
    if yearly := YEARLY.search(row.quote):
        return yearly[0], count
    again = AGAIN.search(row.quote)
    is_of_these = again and (not again["number"] or numeral_value(again["number"]) == count)
    return (again[0], count) if again and is_of_these else None


def given_the_same_again(row: ProposedRow, text: str) -> dict[str, Proposed]:
    """The field for "€ 18 miljoen en in 2027 hetzelfde bedrag": a second commitment, that prints no amount of its own."""
    again = SAME_AGAIN.match(f" {' '.join(text[row.end : row.end + 150].split())}")
    year = row.fields["year"]
    if not again or not year.value or year.doubtful or row.fields["end_year"].value or "each_year" in row.fields:
        return {}
    why = f"‘{again['said']}’: dan zijn het 2 toezeggingen"
    return {"each_year": Proposed(in_a_row([year.value, again["year"]]), why, True)}


@dataclass(frozen=True)
class _Named:
    """An earlier row, by the name that a target gives it, with its amount of each time that it is given."""

    name: str
    amounts: tuple[int, ...]
    key: str  # of the row


def total_of(
    row: ProposedRow, mention: AmountMention, earlier: Sequence[ProposedRow], mentions: Mapping[str, AmountMention]
) -> Proposed | None:
    """The `target` of a printed total: the rows right before it, in a table those of its column, that make it exactly."""
    if of_row := _total_of_row(row, mention, earlier, mentions):
        return of_row
    said = TOTAL.search(row.quote)
    if not said:
        return None
    beside = _beside(row, mention, earlier, mentions)
    is_of_column = mention.is_in_table and TOTAL.match(str(mention.title.value))
    if is_of_column and len(beside) == 1 and beside[0].amounts == (row.amount,):
        return Proposed(beside[0].name, f"‘{said[0]}’: in deze kolom staat alleen {beside[0].name}", True)
    for count in range(1, len(beside) + 1):
        made = Sum(tuple(amount for one in beside[-count:] for amount in one.amounts))
        if made.total == row.amount and len(made.amounts) > 1:
            names = in_a_row([one.name for one in beside[-count:]])
            return Proposed(names, f"‘{said[0]}’: de som van {names}" if count > 1 else f"‘{said[0]}’: {made}")
        if made.total > (row.amount or 0):
            break
    return None


def _total_of_row(
    row: ProposedRow, mention: AmountMention, earlier: Sequence[ProposedRow], mentions: Mapping[str, AmountMention]
) -> Proposed | None:
    """The `target` of the last cell of a row in a table, that has the years of all: the cells before it make it exactly.

    Where these are totals themselves it adds up what they add up.
    """
    if not mention.is_in_table or len(years_of(mention.years)) < 2:
        return None
    cells = [one for one in earlier if one.key in mentions and mentions[one.key].quote_start == mention.quote_start]
    cells = [one for one in cells if one.is_in_the_money_of(row)]
    named = [one.name if one.verdict == NEW else one.target for one in cells]
    if len(cells) < 2 or sum(one.amount or 0 for one in cells) != row.amount or not all(named):
        return None
    names = as_typed([term for one in named for term in terms_of(one, ())])
    return Proposed(names, f"de laatste kolom: de som van {names}")


def with_total_of_what_follows(
    row: ProposedRow, rows: Sequence[ProposedRow], mentions: Mapping[str, AmountMention]
) -> ProposedRow:
    """The row, as a repeat where it is a total that is printed first: the new rows right after it make it exactly.

    Certain where these are the rows of tables or lists; elsewhere they may as well be its parts.
    """
    said = TOTAL.search(row.quote)
    if row.verdict != NEW or not said:
        return row
    following = [other for other in rows if other.start > row.start and other.is_in_the_money_of(row)]
    promises = _promises(following)
    for count in range(2, len(promises) + 1):
        made = sum(amount for one in promises[:count] for amount in one.amounts)
        if made == row.amount:
            names = in_a_row([one.name for one in promises[:count]])
            are_items = all(mentions[one.key].is_labelled for one in promises[:count])
            target = Proposed(names, f"‘{said[0]}’: de som van {names}", not are_items)
            return row.having(verdict=Proposed(REPEATS, target.why, target.doubtful), target=target)
        if made > (row.amount or 0):
            break
    return row


def rest_of(
    row: ProposedRow, mention: AmountMention, earlier: Sequence[ProposedRow], mentions: Mapping[str, AmountMention]
) -> Proposed | None:
    """The `target` of what remains of an earlier amount: that amount, less those right after it, makes it exactly."""
    said = REST.search(row.quote)
    if not said:
        return None
    beside = _beside(row, mention, earlier, mentions)
    for place in range(len(beside) - 2, -1, -1):
        taken = (-amount for one in beside[place + 1 :] for amount in one.amounts)
        if sum((*beside[place].amounts, *taken)) == row.amount:
            names = " - ".join(one.name for one in beside[place:])
            return Proposed(names, f"‘{said[0]}’: {names}", True)
    return None


def _beside(
    row: ProposedRow, mention: AmountMention, earlier: Sequence[ProposedRow], mentions: Mapping[str, AmountMention]
) -> list[_Named]:
    """The promises that stand before it in the same money, each once; those of the same year where both say one."""
    own = set(years_of(mention.years)) if not mention.years.doubtful else set()
    beside = []
    for other in (one for one in earlier if one.is_in_the_money_of(row)):
        there = mentions[other.key].years if other.key in mentions else None
        years = set(years_of(there)) if there and not there.doubtful else set()
        if not (own and years and own != years):
            beside.append(other)
    return _promises(beside)


def _promises(rows: Sequence[ProposedRow]) -> list[_Named]:
    """What these rows promise, or repeat of one promise, each once."""
    found: dict[str, _Named] = {}
    for row in rows:
        repeats = row.target if row.verdict == REPEATS else ""
        name = row.name if row.verdict == NEW else repeats
        if name and row.amount and " " not in name.removeprefix("rij "):
            found.setdefault(name, _Named(name, _given(row), row.key))
    return list(found.values())


def _given(row: ProposedRow) -> tuple[int, ...]:
    """What the row promises each time: an amount that is given each year counts for each."""
    again = row.fields["each_year"].value if "each_year" in row.fields else ""
    return (row.amount or 0,) * (len(re.findall("[0-9]{4}", again)) or 1)
