"""The clause of one amount among others in a sentence, and the quote that proves it."""

import re
from itertools import pairwise

from letters.reading.text.sentences import words_of
from ukrainesteun.money import EURO_SIGNS
from ukrainesteun.numerals import one_of

from .lexicon import category_of_word

# "in 2024, 2025 en 2026" is one; ", 2025: EUR 5 mln." and ", 2025 EUR 5 mln." begin a new clause.
EURO = one_of(EURO_SIGNS)
YEARS_FOLLOW = rf"(?![ \n](?:20|2\.0)[0-9]{{2}}(?![0-9:]|[ ](?:{EURO})))"
CUT = re.compile(
    rf"(?P<mark>[,;)]|(?<!20[0-9][0-9]):|[ ][-–—])(?=[ \n]){YEARS_FOLLOW}"
    rf"|[ \n](?P<join>en|of|plus|alsmede|evenals|maar)(?=[ \n]){YEARS_FOLLOW}"
    r"|[ \n]\((?!20[0-9]{2}\))"
    rf"|[ \n]naar[ \n](?=(?:de[ ]|ruim[ ]|circa[ ]|bijna[ ]|meer[ ]dan[ ])?(?:{EURO}|[0-9]|\Z))"
    r"|[ \n](?P<part>waarvan|waaronder)(?=[ \n])"
)
STOP = re.compile(
    r"[,;:()](?=[ \n]|\Z)|[ \n]\(|[ \n][–—-][ \n]"
    r"|[ \n]en[ \n](?=(?:is|zijn|wordt|worden|werd|werden|heeft|hebben|zal|zullen|kan|kunnen|gaat)(?!\w))"
    r"|[ \n]en[ \n](?=(?:het|er|dit|dat|daarvoor|hiervoor|daarmee|hiermee)[ \n]"
    r"(?:is|gaat|wordt|werd|zal|heeft|komt|betreft)(?!\w))"
)
# "tenten (€ 5.000) en dekens (€ 3.000)", "tenten (€ 5.000); 2. dekens (€ 3.000)": what each is for stands before it.
NEXT_BRACKETED = re.compile(r"\)(?=[;,.]|[ \n]en[ \n])(?:[;,.]|[ \n]en)?(?:[ \n](?:[0-9]{1,2}|[a-z])[.)](?=[ \n]))?")
BETWEEN_YEARS = re.compile(r"(?<![0-9])20[0-9]{2},[ \n]20[0-9]{2}(?![0-9])")  # "in 2025, 2026 en 2027"
MARK = re.compile(r"[.!?][\"'»”’)]*[0-9]{0,2}[ \n]*\Z")
PART = re.compile(r"[ \n](?:waaronder|waarvan)(?!\w)")
RELATIVE = re.compile(r",?[ \n](?:die|dat|waarmee|waarvan|welke)(?!\w)")
LONGEST_QUOTE, LONGEST_SIDE = 400, 200


def clauses(flow: str, sentence: tuple[int, int], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """For each amount of a sentence, given as (start, end) in order: the (start, end) of its own clause."""
    first, last = sentence
    begins, ends = [first], []
    for (_, previous_end), (start, _) in pairwise(spans):
        bracketed = NEXT_BRACKETED.match(flow, previous_end, start) if flow[start - 1 : start] == "(" else None
        if bracketed:
            ends.append(previous_end + 1)
            begins.append(bracketed.end())
            continue
        cut = None
        for cut in CUT.finditer(flow, previous_end, start):  # noqa: B007, the last one is meant
            pass
        ends.append(cut.start() if cut else previous_end)
        begins.append(previous_end if not cut else cut.start("part") if cut["part"] else cut.end())
    ends.append(last)
    return list(zip(begins, ends, strict=True))


def quote_span(flow: str, own: tuple[int, int], start: int, end: int, sentence_end: int) -> tuple[int, int]:
    """The (start, end) of the shortest part of the flow that holds the amount and what it is for."""
    last = _right(flow, own, start, end, sentence_end)
    first = _left(flow, own, start, end, last)
    while first < start and flow[first] in ' \n,;:)|•#-–—"»”’':
        first += 1
    mark = MARK.search(flow, max(end, last - 8), last)
    last = mark.start() if mark else last
    if flow[end:last].isdigit():
        last = end  # a footnote mark that sticks to the amount
    while last > end and flow[last - 1] in " \n,;:(|.!?…«“":
        last -= 1
    if last > end and flow[last - 1] == ")" and flow.count("(", first, last) < flow.count(")", first, last):
        last -= 1
    if flow.startswith(")", last) and flow.count("(", first, last) > flow.count(")", first, last):
        last += 1
    return first, last


def _right(flow: str, own: tuple[int, int], start: int, end: int, sentence_end: int) -> int:
    if own[1] < sentence_end and PART.match(flow, own[1]) and not _has_purpose(flow, *own):
        return min(sentence_end, end + LONGEST_SIDE)  # "EUR 60 miljoen, waaronder EUR 10 miljoen voor ..., aan hulp"
    limit = min(own[1], end + LONGEST_SIDE)
    if RELATIVE.match(flow, end) and end < limit:
        stops = [match.start() for match in STOP.finditer(flow, end + 2, limit)]
    else:
        stops = [match.start() for match in STOP.finditer(flow, end, limit)]
    has_lead = len(words_of(flow, max(own[0], start - LONGEST_SIDE), start)) >= 3
    for stop in stops:
        if has_lead or words_of(flow, end, stop):
            return stop
    return _at_space(flow, limit, own[1])


def _left(flow: str, own: tuple[int, int], start: int, end: int, last: int) -> int:
    floor = max(own[0], start - LONGEST_SIDE)
    if floor > own[0]:
        floor = flow.find(" ", floor, start) + 1 or start
    if not _says_what_for(flow, end, last):
        return floor
    stops = [stop for stop in STOP.finditer(flow, floor, start) if not _is_between_years(flow, stop)]
    return stops[-1].end() if stops and "(" not in stops[-1][0] else floor


def _is_between_years(flow: str, stop: re.Match[str]) -> bool:
    return bool(BETWEEN_YEARS.match(flow, max(stop.start() - 4, 0)))


def _says_what_for(flow: str, end: int, last: int) -> bool:
    return len(words_of(flow, end, last)) >= 3 and _has_purpose(flow, end, last)


def _has_purpose(flow: str, start: int, end: int) -> bool:
    return any(category_of_word(word) for _, _, word in words_of(flow, start, end))


def _at_space(flow: str, limit: int, end: int) -> int:
    """A place to stop that does not break a word."""
    if limit >= end:
        return end
    space = flow.rfind(" ", 0, limit)
    return space if space > limit - 60 else limit
