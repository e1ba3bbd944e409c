"""Whether a new commitment lies inside a larger one: because the letter says so, or because it may."""

import datetime
import re
from collections.abc import Iterable, Sequence

from letters.reading.amounts.mentions import AmountMention
from letters.reading.meaning.lexicon import lexicon
from ukrainesteun.money import may_be_euros

from .proposed import NEW, REPEATS, Known, Proposed, ProposedRow

OVERLAP_UNKNOWN = "overlap-onbekend"
# "Op 1 september jl. € 387 miljoen" goes on, and so does a list behind its colon.
SENTENCE_END = re.compile(
    r"(?<!\bjl)(?<!\bnr)(?<!\bca)(?<!\bc\.s)[.!?](?:[0-9]{1,2}|[¹²³⁴-⁹]{1,2}|<sup>[0-9]{1,2}</sup>)?[\"'»”’)*]{0,4}\s+(?=[*_\"'«“‘(]{0,4}[A-Z])"
    r"|(?<![:;])\n\s*\n"
)
INSIDE = re.compile(
    r"\b(?:waaronder|waarvan|daarvan|hiervan|daaronder|hieronder vallen|inclusief|bestaande uit|bestaat uit|bestond uit|te weten|"
    r"namelijk|(?:onder)?verdeeld (?:in|over))\b",
    re.IGNORECASE,
)
INSIDE_THE_RESERVATION = re.compile(
    r"\b(?:uit|van|binnen|vanuit)\s+(?:de\s+|deze\s+|die\s+)?(?:bovengenoemde|genoemde|eerdergenoemde|voornoemde|deze|die)\s+"
    r"(?:reservering|middelen|bedrag|pakket)\b",
    re.IGNORECASE,
)
ON_TOP = re.compile(
    r"\b(?:nog eens|(?:daar)?bovenop|los van|in aanvulling op|naast (?:de|het|deze|dit|(?:boven)?genoemde)|komt daar\b.*\bbij)\b",
    re.IGNORECASE | re.DOTALL,
)
# "Het gaat in alle gevallen om nieuwe bijdragen": so the letter says that none lies in an earlier one.
ALL_NEW = re.compile(
    r"\b(?:alle|uitsluitend|alleen)\b[^.]{0,60}\b(?:nieuwe?|aanvullende)\s+(?:bijdrage|middel|toezegging|project|steun)\w*|"
    r"\balle\s+(?:bedragen|bijdragen)\b[^.]{0,60}\bkomen\s+bovenop\b",
    re.IGNORECASE,
)
RESERVED = re.compile(r"\b(?:ge)?reserve(?:ring|erd)", re.IGNORECASE)
# Words that tell of a sum of amounts, here or in earlier letters: as pieces of a pattern between word boundaries.
SUM_WORDS = (
    r"in totaal|totaal|totale|subtotaal|tezamen|samen|gezamenlijk|opgeteld|bij elkaar|bijeen|"
    r"over de gehele periode|over de hele periode"
)


def whole_of(row: ProposedRow, rows: Sequence[ProposedRow], text: str) -> Proposed:
    """The reservation, named before, that this one is taken from, where the letter says so; always doubtful: it moves money."""
    before = [
        other
        for other in rows
        if other.start < row.start and (other.amount or 0) > (row.amount or 0) and other.is_in_the_money_of(row)
    ]
    if said := INSIDE_THE_RESERVATION.search(text, *sentence_around(text, row.start, row.end)):
        reserved = [other for other in before if RESERVED.search(other.quote) or _is_reserved(other)]
        if reserved:
            return _part_of(reserved[-1], row, f"‘{' '.join(said[0].split())}’: {reserved[-1].as_written}")
    return Proposed()


def _is_reserved(row: ProposedRow) -> bool:
    return "stage" in row.fields and row.fields["stage"].value == "gereserveerd"


def _part_of(whole: ProposedRow, row: ProposedRow, why: str) -> Proposed:
    """The whole, unless the years that were read of a new one leave out those of its part: the ledger refuses that."""
    if whole.verdict == NEW:
        return Proposed(whole.name, why, True) if is_within(row, whole) else Proposed()
    if whole.verdict == REPEATS:
        return Proposed(whole.target, why, True)
    return Proposed()


def is_within(part: ProposedRow, whole: ProposedRow) -> bool:
    """Whether the years of a part, where both are certain, lie in those of the whole: the ledger asks that."""
    return part.fields["year"].doubtful or whole.fields["year"].doubtful or _lies_in(part, whole)


def within_its_whole(row: ProposedRow, rows: Iterable[ProposedRow]) -> ProposedRow:
    """The row, as no part of a row that is for other years, in doubt or not: a person has to say what is wrong."""
    whole = next((other for other in rows if other.name == row.value("part_of")), None)
    return row if whole is None or _lies_in(row, whole) else row.having(part_of=Proposed())


def _lies_in(part: ProposedRow, whole: ProposedRow) -> bool:
    (first, last), (begin, end) = _period(part), _period(whole)
    return not (first and begin) or begin <= first <= last <= end


def _period(row: ProposedRow) -> tuple[str, str]:
    """The first and the last year, as they would be typed; "" where none was read."""
    year = row.fields["year"].value
    return year, row.fields["end_year"].value or year


def says_that_all_is_new(text: str) -> bool:
    return bool(ALL_NEW.search(text))


def with_overlap(
    row: ProposedRow,
    mention: AmountMention | None,
    rows: Iterable[ProposedRow],
    known: Iterable[Known],
    letter_date: datetime.date | None,
) -> ProposedRow:
    """A commitment for which the letter prints no year may lie in a larger one of that year: then it is proposed not to
    count, for an amount that counts twice is worse than one that waits.

    In one of this letter only where that was named before, without a purpose of its own. An item of a
    list or a table is beside its others, and so is what the letter says comes on top.
    """
    if row.verdict != NEW or letter_date is None or row.fields["exclusion"].value or _stands_apart(row, mention):
        return row
    if not may_be_euros(row.currency):
        return row
    year, is_of_letter = row.fields["year"], row.fields["year"].value == str(letter_date.year)
    if not (year.doubtful and is_of_letter) or row.fields["end_year"].value or row.fields["part_of"].value:
        return row
    amount, categories = row.amount or 0, (lexicon().without_purpose, row.fields["category"].value)
    larger = [one.title for one in known if (one.amount_eur or 0) > amount and one.year <= letter_date.year <= one.end_year
              and one.category in categories]  # fmt: skip
    larger += [other.name for other in rows if other.verdict == NEW and other.is_in_the_money_of(row) and other.start < row.start
               and (other.amount or 0) > amount and other.fields["year"].value == year.value
               and other.fields["category"].value == lexicon().without_purpose]  # fmt: skip
    if not larger:
        return row
    why = f"bij dit bedrag staat geen jaar; het kan al in “{larger[-1]}” zitten"
    return row.having(exclusion=Proposed(OVERLAP_UNKNOWN, why, True))


def _stands_apart(row: ProposedRow, mention: AmountMention | None) -> bool:
    return bool(mention and mention.is_labelled) or bool(ON_TOP.search(row.quote))


def sentence_around(text: str, start: int, end: int, longest: int = 1000) -> tuple[int, int]:
    """The (start, end) of the sentence in which this place stands; of a longer one, the part around the place."""
    room = max(longest - (end - start), 0) // 2
    ends = (match.end() for match in SENTENCE_END.finditer(text, max(start - room, 0), start + 1))
    starts = [place for place in ends if place <= start]
    stop = SENTENCE_END.search(text, end, end + room)
    return (starts[-1] if starts else max(start - room, 0)), (stop.start() if stop else min(end + room, len(text)))
