"""What each chart shows, in a sentence made from its own numbers: the titles. No database."""

import datetime
from collections.abc import Iterable

from ukrainesteun.money import format_euro
from ukrainesteun.months import MONTHS

from .series import (
    CategoryLabel,
    Difference,
    Flow,
    LetterLabel,
    Life,
    Named,
    PeriodSeries,
    RunningTotal,
    Sum,
    Whole,
    combined,
)

MOST_DAYS = 6  # that a title names


def _listed(names: list[str]) -> str:
    """ "a", "a en b", "a, b en c"."""
    *first, last = names or [""]
    return f"{', '.join(first)} en {last}" if first else last


def of_sum(series: PeriodSeries) -> str:
    """All of it: what is left to say where the reader chose the year or the category."""
    return f"Samen {series.total}"


def of_periods(series: PeriodSeries) -> str:
    """For which year most is, of what the letters give a year; what is for several years together could be for another."""
    totals = {period: total for period in series.years if (total := series.period_total(period))}
    if not totals:
        return f"Al het geld is voor meer jaren samen: {series.total}"
    highest = max(totals.values())
    years = [period for period, total in totals.items() if total == highest]
    named = _listed([period.label for period in years])
    of_each = Sum(highest, combined(part.precision for period in years for part in series.of(period)))
    amount = f"{'elk ' if len(years) > 1 else ''}{of_each}"
    if len(years) < len(totals):
        most = "Van het geld voor één jaar is het meeste" if series.unsplit else "Het meeste geld is"
        return f"{most} voor {named}: {amount}"
    if series.unsplit:
        return f"Alleen {named} {'hebben' if len(years) > 1 else 'heeft'} een eigen bedrag: {amount}"
    return f"Al het geld is voor {named}: {amount}"


def unsplit_in_words(series: PeriodSeries) -> str:
    """A sentence on what the letters do not split by year; nothing where they split all."""
    amounts = [amount for _, amount in series.unsplit_totals()]
    if not amounts or len(series.unsplit) == len([period for period in series.periods if series.of(period)]):
        return ""
    total = Sum.of((amount.amount_eur, amount.precision) for amount in amounts)
    return f"Daarbij komt wat de brieven niet per jaar verdelen: {total}."


def of_running_total(running: RunningTotal) -> str:
    """When the total changed most, and by which letter."""
    most = max(abs(change.amount_eur) for _, _, _, change, _ in running.rows())
    largest = [row for row in running.rows() if abs(row[3].amount_eur) == most]
    date, _, _, change, letters = largest[0]
    if len(largest) > MOST_DAYS:
        return f"Op {len(largest)} dagen veranderde het totaal het meest"
    if len(largest) > 1:
        told = [f"{_day(date)} ({change.signed})" for date, _, _, change, _ in largest]
        return f"Het totaal veranderde het meest op {_listed(told)}"
    if len(running.dates) == 1:
        who = f"met de brief “{letters[0].name}”" if len(letters) == 1 else f"op {_day(date)}"
        return f"Het totaal veranderde één keer, {who}: {change.signed}"
    if len(letters) == 1:
        return f"Met de brief “{letters[0].name}” veranderde het totaal het meest: {change.signed}"
    return f"Het totaal veranderde het meest op {_day(date)}: {change.signed}"


def of_each_step(running: RunningTotal) -> str:
    """After which letters it tells the total: "elke brief", or "de laatste brief van elk kwartaal"."""
    return f"de laatste brief van {running.each}" if running.each else "elke brief"


def _day(date: datetime.date) -> str:
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def of_together(last: LetterLabel, number: int) -> str:
    """A sentence where the last of the letters that are shown is several, and this number stand apart; nothing where all do."""
    if not last.is_several:
        return ""
    who = f"De {number} brieven met het meeste geld staan" if number > 1 else "De brief met het meeste geld staat"
    return f"{who} apart, de andere {last.count} samen."


def of_flows(flows: Iterable[Flow]) -> str:
    """The largest stream from a letter to a category, over all years; it can be several amounts of that letter."""
    streams: dict[tuple[LetterLabel, CategoryLabel], list[Flow]] = {}
    for flow in flows:
        streams.setdefault((flow.letter, flow.category), []).append(flow)
    totals = {ends: sum(flow.amount_eur for flow in found) for ends, found in streams.items()}
    largest = [ends for ends, total in totals.items() if total == max(totals.values())]
    amount = Sum(totals[largest[0]], combined(flow.precision for ends in largest for flow in streams[ends]))
    if len(largest) > 1:
        return f"{len(largest)} stromen zijn het grootst: elk {amount}"
    letter, category = largest[0]
    which = "Al het geld" if len(streams) == 1 else "De grootste stroom"
    return f"{which}: {amount}, van de brief “{letter.name}” naar “{category.name}”"


def of_whole(whole: Whole) -> str:
    """How much of an amount is divided, or, where all of it is, how much its largest slice takes."""
    divided = Sum.of((piece.amount_eur, piece.precision) for piece in whole.slices if piece.url)
    total = str(whole.amount)
    if divided.amount_eur < whole.amount_eur:
        return f"Van {total} is {divided} over onderdelen verdeeld"
    parts = "1 onderdeel" if len(whole.slices) == 1 else f"{len(whole.slices)} onderdelen"
    return f"{total[0].upper()}{total[1:]}, helemaal verdeeld over {parts}"


def of_total(whole: Whole) -> str:
    """How much of everything its largest category takes."""
    piece = max(whole.slices, key=lambda piece: piece.amount_eur)
    if len(whole.slices) == 1:
        return f"Alles valt in de categorie {piece.name}"
    if piece.amount_eur * 1000 >= whole.amount_eur * 995:
        return f"Bijna alles valt in de categorie {piece.name}"
    of_hundred = (piece.amount_eur * 200 + whole.amount_eur) // (2 * whole.amount_eur)
    return f"Van elke {format_euro(100)} valt {format_euro(of_hundred)} in de categorie {piece.name}"


def of_panels(series: PeriodSeries) -> str:
    """Which of several categories is the largest, and whether it is larger than all others together."""
    totals = {category: series.category_total(category) for category in series.categories}
    largest, *rest = sorted(set(totals.values()), reverse=True)
    first = [f"“{category.name}”" for category, total in totals.items() if total == largest]
    if not rest:
        return f"{_listed(first)} zijn even groot"
    if len(first) > 1:
        return f"{_listed(first)} zijn het grootst"
    if largest * 2 > series.total_eur:
        return f"{first[0]} is groter dan al het andere samen"
    second = [f"“{category.name}”" for category, total in totals.items() if total == rest[0]]
    return f"{first[0]} is het grootst, dan {'volgen' if len(second) > 1 else 'volgt'} {_listed(second)}"


def stages_in_words(series: PeriodSeries) -> str:
    """In which stages the euros are, the surest first: "geleverd € 1,06 mld, toegewezen € 3,73 mld"."""
    told = []
    for stage in series.stages:
        amount = Sum.of((part.amount_eur, part.precision) for part in series.segments if part.stage == stage)
        told.append(f"{amount} {stage}")
    return _listed(told)


def of_named(letters: Iterable[Named]) -> str:
    """How much of the Dutch money that the letters name counts for the first time."""
    told = list(letters)
    new = sum(one.new.amount_eur for one in told)
    named = sum(one.total.amount_eur for one in told)
    if new in (0, named):
        return f"{'Al het' if new else 'Niets van het'} Nederlandse geld in de brieven telt voor het eerst mee"
    if new * 1000 < named * 5 or new * 1000 >= named * 995:
        how_much = "al het" if new * 2 > named else "niets van het"
        return f"Bijna {how_much} Nederlandse geld in de brieven telt voor het eerst mee"
    of_hundred = (new * 200 + named) // (2 * named)
    of_each = f"Van elke {format_euro(100)} aan Nederlands geld in de brieven"
    return f"{of_each} telt {format_euro(of_hundred)} voor het eerst mee"


def of_difference(difference: Difference) -> str:
    """By how much the total is another one than on the first day."""
    change, begin, end = difference.change, difference.begin, difference.end
    if not change.amount_eur:
        return f"Het totaal bleef gelijk: {end}" if end.amount_eur else "Er telde op geen van beide dagen iets mee"
    if not begin.amount_eur:
        return f"Het totaal groeide naar {end}"
    went = "omhoog" if change.amount_eur > 0 else "omlaag"
    return f"Het totaal ging {change.size} {went}, van {begin} naar {_or_nothing(end)}"


def _or_nothing(amount: Sum) -> str:
    """No letter says zero."""
    return str(amount) if amount.amount_eur else "niets"


def of_life(life: Life) -> str:
    """What became of an amount: whether it changed, and whether that is because money went apart or came with it."""
    first, last = next(step.total for step in life.steps if step.total.amount_eur), life.last
    if not last.amount_eur:
        before = [step.total for step in life.steps if step.total.amount_eur][-1]
        return f"Dit bedrag geldt niet meer: het was {before}"
    if life.left or life.joined:
        why = {
            (True, False): "een ander deel ging apart verder",
            (False, True): "samen met ander geld",
            (True, True): "met ander geld erbij, en zonder een deel dat apart verderging",
        }[life.left, life.joined]
        return f"Eerst {first}, daarna {last}: {why}"
    change = last.amount_eur - first.amount_eur
    if change:
        went = "hoger" if change > 0 else "lager"
        return f"Het bedrag werd {Sum(abs(change), combined([first.precision, last.precision]))} {went}: {last}"
    if len({step.total.amount_eur for step in life.steps}) > 1:
        return f"Het bedrag veranderde, en is nu weer {last}"
    letters = "één brief" if life.repeats == 1 else f"{life.repeats} brieven"
    return f"Het bedrag bleef {last}" + (f", en is in {letters} herhaald" if life.repeats else "")
