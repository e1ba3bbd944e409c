"""Every amount of money in a letter's text, and what the words around it suggest; percentages and counts apart.

How it goes: the text is made to flow (flowing.py), terms are found in it (terms.py, money_words.py), each is told to be
money or a count of something else (counted.py), and its clause is asked for precision, years, purpose and payer.
Nothing here decides: every inferred field says why, and a person approves.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from letters.reading.meaning.clauses import clauses, quote_span
from letters.reading.meaning.counted import tell_apart
from letters.reading.meaning.inferred import NOTHING, Inferred
from letters.reading.meaning.payers import infer_payer, infer_payer_in_row, payers_named
from letters.reading.meaning.periods import infer_years, periods_in
from letters.reading.meaning.precisions import infer_precision
from letters.reading.meaning.purposes import (
    infer_category,
    infer_exclusion,
    infer_finance_type,
    infer_stage,
    telling_words,
)
from letters.reading.meaning.setting import Period, Setting
from letters.reading.meaning.titles import IN_TABLE, LABELS, infer_title
from letters.reading.text.flowing import FlowingText, flowed
from letters.reading.text.nearby import matches_in, parts_around, spans_of_words
from letters.reading.text.paper import Paper
from letters.reading.text.sentences import Sentences, words_of

from .below_zero import BELOW_ZERO
from .captions import Column, Figure
from .found import Found
from .money_words import MOST_MATCHES, PERCENT_WORDS, PERCENTAGE, number_value
from .open_marks import OpenMarks
from .terms import find_terms

MOST_INTERPRETED = 1_000  # no letter has so many
LONGEST_QUOTE = 600
OF_SOME_YEAR = "boven de kolommen staan jaren, en niet te zien is welk hierbij hoort"


@dataclass(frozen=True)
class AmountMention:
    """One place where a letter writes an amount of money. start and end, and quote_start and quote_end, are places in
    the text; as_written and quote are what stands there, flowed on one line, the first also without footnote marks.

    A word that is one with the amount belongs to as_written ("180-miljoenpakket"). A figure of a table is written
    without its scale ("2.000", under "x EUR mln."), and so may be one of a list ("41" of "25, 41 en 89 miljoen").
    """

    start: int
    end: int
    as_written: str
    quote: str
    quote_start: int
    quote_end: int
    amount: int | None  # whole units of the currency; None for "vele miljarden"
    amount_high: int | None  # the upper end of a range; amount is the lower
    currency: str  # ISO 4217, of the amount beside it where it has none of its own; "" where none is printed
    precision: Inferred = NOTHING  # exact, circa, at-least, at-most
    years: Inferred = NOTHING  # a tuple of all years
    category: Inferred = NOTHING  # slug
    stage: Inferred = NOTHING
    payer: Inferred = NOTHING  # netherlands, other
    finance_type: Inferred = NOTHING
    exclusion: Inferred = NOTHING
    title: Inferred = NOTHING
    remark: str = ""  # in Dutch, where the amount is read otherwise than it is printed
    is_total: bool = False  # a row or column of its table that says to be the sum of others

    @property
    def is_labelled(self) -> bool:
        """Whether it is a row of a table or an item of a list, under a label of its own: its title."""
        return self.title.why in LABELS

    @property
    def is_in_table(self) -> bool:
        """Whether it stands in a row of a table that has a label."""
        return self.title.why == IN_TABLE


@dataclass(frozen=True)
class Percentage:
    """A percentage as written; `value` is an exact decimal as a string: "2", "5.5"."""

    start: int
    end: int
    as_written: str
    value: str


@dataclass(frozen=True)
class Quantity:
    """A large number that counts something else than money; `why` says what."""

    start: int
    end: int
    as_written: str
    quote: str
    amount: int | None
    why: str


@dataclass(frozen=True)
class Numbers:
    """All numbers of a letter that say something, each kind in order of place."""

    amounts: tuple[AmountMention, ...]
    percentages: tuple[Percentage, ...]
    quantities: tuple[Quantity, ...]


def read_numbers(letter: Paper | str, letter_date: datetime.date | None = None) -> Numbers:
    """The Numbers of a letter. Never raises. `letter_date` gives "dit jaar" a meaning.

    Of a text with more than 1,000 amounts, which is no letter, the later ones are found but not interpreted; one with
    more than 20,000 is not read to its end.
    """
    paper = Paper.of(letter)
    amounts, counts = tell_apart(paper.flowing.flow, paper.sentences, find_terms(paper))
    return Numbers(
        tuple(_mentions(paper, amounts, letter_date)),
        tuple(_percentages(paper.flowing)),
        tuple(_quantities(paper.flowing, paper.sentences, counts)),
    )


def read_amounts(letter: Paper | str, letter_date: datetime.date | None = None) -> tuple[AmountMention, ...]:
    """The AmountMentions of a letter, in order of place."""
    return read_numbers(letter, letter_date).amounts


# From terms to mentions


def _mentions(paper: Paper, amounts: list[Found], letter_date: datetime.date | None) -> Iterator[AmountMention]:
    yield from _interpreted(paper, amounts[:MOST_INTERPRETED], letter_date)
    yield from (_uninterpreted(paper.flowing, item) for item in amounts[MOST_INTERPRETED:])


def _interpreted(paper: Paper, amounts: list[Found], letter_date: datetime.date | None) -> Iterator[AmountMention]:
    """The mentions, sentence by sentence. Where a sentence names no year, the one that names this amount earlier may."""
    known: dict[tuple[int | None, str], Inferred] = {}
    marks = OpenMarks(paper)
    at = 0
    while at < len(amounts):
        first, end = paper.sentences.around(amounts[at].start, amounts[at].end)
        last = at + 1
        while last < len(amounts) and amounts[last].start < end:
            last += 1
        sentence = (first, max(end, amounts[last - 1].end))
        for mention in _of_sentence(paper, sentence, _with_currency(amounts[at:last]), letter_date):
            key = (mention.amount, mention.currency)
            if mention.amount and not mention.years.doubtful:
                known.setdefault(key, mention.years)
            elif key in known and mention.years.why != OF_SOME_YEAR:
                years = replace(known[key], why="eerder in de brief bij dit bedrag", doubtful=True)
                mention = replace(mention, years=years)
            yield mention if mention.remark else replace(mention, remark=marks.doubt_of(mention.as_written))
        at = last


def _with_currency(amounts: list[Found]) -> list[Found]:
    """The amounts of a sentence, those without a currency with that of the one before them there: "640 miljoen euro, waarvan
    230 miljoen"."""
    before, result = "", []
    for one in amounts:
        is_open = not one.currency and one.amount is not None and not one.figure
        result.append(replace(one, currency=before) if is_open and before else one)
        before = one.currency or before
    return result


def _of_sentence(
    paper: Paper,
    sentence: tuple[int, int],
    amounts: list[Found],
    letter_date: datetime.date | None,
) -> Iterator[AmountMention]:
    flow = paper.flowing.flow
    groups = list(dict.fromkeys(item.span for item in amounts))
    own = dict(zip(groups, clauses(flow, sentence, groups), strict=True))
    around = _of_whole(flow, paper.sentences, sentence, amounts, letter_date)
    for item in amounts:
        clause = own[item.span]
        quote = quote_span(flow, clause, *item.span, sentence[1])
        setting = replace(around, start=item.start, end=item.end, currency=item.currency, own=clause, quote=quote)
        yield _mention(paper, item, setting)


def _of_whole(
    flow: str,
    sentences: Sentences,
    sentence: tuple[int, int],
    amounts: list[Found],
    letter_date: datetime.date | None,
) -> Setting:
    """The Setting of a sentence as a whole: what its amounts have in common. An item of a list has what announces the list
    before it, as the beginning of its sentence."""
    earlier = sentences.before(sentence[0])
    announced = [sentences.announcing(sentence[0]) or (sentence[0], sentence[0]), sentence]
    words = [word for part in announced for word in words_of(flow, *part)]
    periods = [period for part in announced for period in periods_in(flow, *part, letter_date)]
    earlier_words = [words_of(flow, first, last) for first, last in earlier[:2]]
    return Setting(
        flow=flow,
        start=sentence[0],
        end=sentence[1],
        currency="",
        own=sentence,
        quote=sentence,
        sentence=(announced[0][0], sentence[1]),
        neighbours=tuple((item.start, item.end) for item in amounts),
        words=words,
        telling=telling_words(words),
        payers=payers_named(flow, words),
        periods=_outside(periods, amounts),
        earlier=earlier,
        earlier_telling=[telling_words(words) for words in earlier_words],
        earlier_payers=payers_named(flow, earlier_words[0]) if earlier_words else [],
        heading=sentences.heading_above(sentence[0]),
        letter_date=letter_date,
    )


def _outside(periods: list[Period], amounts: list[Found]) -> list[Period]:
    """Those that are no part of an amount."""
    return [p for p in periods if not any(item.start < p.end and p.start < item.end for item in amounts)]


def _mention(paper: Paper, item: Found, setting: Setting) -> AmountMention:
    flowing = paper.flowing
    start, end = flowing.span(item.start, item.end)
    if cell := item.figure or item.column:
        return _tabled(paper, item, cell, setting)
    quote_start, quote_end = flowing.span(*setting.quote)
    return AmountMention(
        start=start,
        end=end,
        as_written=_as_written(flowing, item),
        quote=flowed(flowing.text[quote_start:quote_end]),
        quote_start=quote_start,
        quote_end=quote_end,
        amount=item.amount,
        amount_high=item.high,
        currency=item.currency,
        precision=_precision(item, setting),
        years=infer_years(setting),
        category=infer_category(setting),
        stage=infer_stage(setting),
        payer=infer_payer(setting),
        finance_type=infer_finance_type(setting),
        exclusion=infer_exclusion(setting),
        title=infer_title(setting),
        remark=item.remark,
    )


def _uninterpreted(flowing: FlowingText, item: Found) -> AmountMention:
    """An amount in a text with so many of them that it is no letter: found, but not asked what it means."""
    start, end = flowing.span(item.start, item.end)
    written = _as_written(flowing, item)
    return AmountMention(
        start=start,
        end=end,
        as_written=written,
        quote=written[:LONGEST_QUOTE],
        quote_start=start,
        quote_end=end,
        amount=item.amount,
        amount_high=item.high,
        currency=item.currency,
        remark=f"meer dan {MOST_INTERPRETED} bedragen in deze tekst; van dit bedrag is verder niets afgeleid",
    )


def _as_written(flowing: FlowingText, item: Found) -> str:
    """The amount as the flow has it, with its dashes as they are printed."""
    words = flowing.flow[item.start : item.end]
    if "-" in words or "–" in words:
        words = "".join(
            flowing.text[flowing.place(at)] if sign in "-–" else sign for at, sign in enumerate(words, item.start)
        )
    return " ".join(words.split())


def _precision(item: Found, setting: Setting) -> Inferred:
    if item.high is not None:
        words = " ".join(setting.flow[item.start : item.end].split())
        return Inferred("at-least", f"de ondergrens van ‘{words}’")
    if item.amount is None:
        return Inferred("circa", " ".join(setting.flow[item.start : item.end].split()))
    first, last = item.span
    return infer_precision(setting.flow, setting.sentence[0], setting.own, first, last)


def _tabled(paper: Paper, item: Found, cell: Figure | Column, setting: Setting) -> AmountMention:
    """An amount in a table: its row is its quote, the label what it is for, the column its year."""
    flowing = paper.flowing
    start, end = flowing.span(item.start, item.end)
    row_start, row_end = cell.row
    row = flowing.text[row_start:row_end]
    row_start += len(row) - len(row.lstrip(" |\t"))
    row_end = max(end, row_end - (len(row) - len(row.rstrip(" |\t"))))
    first, last = flowing.at(row_start), flowing.at(row_end - 1) + 1
    words = words_of(setting.flow, first, last)
    whole = (first, last)
    label = replace(setting, own=whole, quote=whole, sentence=whole, words=words, telling=telling_words(words))
    about = _with_head(flowing, label, item.figure.head) if item.figure and item.figure.head else label
    said = _precision(item, label if item.figure else setting)
    exact = Inferred("exact", f"een getal in een tabel ({cell.caption})" if cell.caption else "een getal in een tabel")
    return AmountMention(
        start=start,
        end=end,
        as_written=_as_written(flowing, item),
        quote=flowed(flowing.text[row_start:row_end])[:LONGEST_QUOTE],
        quote_start=row_start,
        quote_end=row_end,
        amount=item.amount,
        amount_high=item.high,
        currency=item.currency,
        precision=exact if item.figure and said.value == "exact" else said,
        years=_years_of(cell, setting),
        category=infer_category(about),
        stage=infer_stage(setting),
        payer=infer_payer_in_row(label, paper.head_of_row(row_start)),
        finance_type=infer_finance_type(label),
        exclusion=infer_exclusion(label),
        title=Inferred(cell.label[:1].upper() + cell.label[1:100], IN_TABLE) if cell.label else NOTHING,
        remark=_remark_on_figure(item.figure, flowing.text) if item.figure else item.remark,
        is_total=bool(item.figure and item.figure.is_total),
    )


def _years_of(cell: Figure | Column, setting: Setting) -> Inferred:
    if cell.is_of_some_year:
        return Inferred(None, OF_SOME_YEAR, True)
    return Inferred(cell.years, "de kolom of rij van de tabel") if cell.years else infer_years(setting)


def _with_head(flowing: FlowingText, label: Setting, head: tuple[int, int]) -> Setting:
    """The Setting of a row, with the head of the column as its first words."""
    first, last = flowing.at(head[0]), flowing.at(head[1] - 1) + 1
    words = [*words_of(flowing.flow, first, last), *label.words]
    return replace(label, own=(first, label.own[1]), words=words, telling=telling_words(words))


def _remark_on_figure(cell: Figure, text: str) -> str:
    remarks = [f"de eenheid staat bij de tabel: {cell.caption}"]
    if text[cell.start - 1 : cell.start] == "(" and text[cell.end : cell.end + 1] == ")":
        remarks.append("tussen haakjes: dat kan een aftrek zijn")
    if cell.amount < 0:
        remarks.append(BELOW_ZERO)
    if cell.is_total:
        remarks.append("een totaal in de tabel: de som van andere bedragen")
    return "; ".join(remarks)


def _percentages(flowing: FlowingText) -> Iterator[Percentage]:
    parts = parts_around(spans_of_words(flowing.folded, PERCENT_WORDS), 50, 10)
    for match in matches_in(PERCENTAGE, flowing.flow, parts, MOST_MATCHES):
        written = match["number"].replace(".", ",")
        value = number_value(written)
        if value is not None:
            start, end = flowing.span(*match.span())
            yield Percentage(start, end, " ".join(match[0].split()), str(value))


def _quantities(flowing: FlowingText, sentences: Sentences, counts: list[tuple[Found, str]]) -> Iterator[Quantity]:
    for at, (item, word) in enumerate(counts):
        first, last = item.start, item.end
        if at < MOST_INTERPRETED:
            sentence = sentences.around(first, last)
            first, last = quote_span(flowing.flow, sentence, first, last, sentence[1])
        start, end = flowing.span(item.start, item.end)
        quote = flowed(flowing.text[slice(*flowing.span(first, last))])
        why = f"telt ‘{word}’" if word else "er staat geen munt bij en geen woord dat op geld wijst"
        yield Quantity(start, end, _as_written(flowing, item), quote, item.amount, why)
