"""What each chart shows, in a sentence made from its own numbers: the titles. No database."""

from collections.abc import Iterable

from ukrainesteun.money import short_euro

from .series import ROUGHLY, CategoryLabel, Flow, LetterLabel, PeriodSeries, RunningTotal, Whole, combined


def _listed(names: list[str]) -> str:
    """ "a", "a en b", "a, b en c"."""
    *first, last = names or [""]
    return f"{', '.join(first)} en {last}" if first else last


def of_sum(series: PeriodSeries) -> str:
    """All of it: what is left to say where the reader chose the year or the category."""
    return f"Samen {series.roughly}{short_euro(series.total_eur)}"


def of_periods(series: PeriodSeries) -> str:
    """For which year most is; what the letters do not split by year could be for another, so that is said too."""
    totals = {period: total for period in series.years if (total := series.period_total(period))}
    if not totals:
        return f"Bij geen bedrag zeggen de brieven voor welk jaar het is: {series.roughly}{short_euro(series.total_eur)} samen"
    highest = max(totals.values())
    years = [period for period, total in totals.items() if total == highest]
    amount = f"{ROUGHLY[combined(series.precision(period) for period in years)]}{short_euro(highest)}"
    named = _listed([period.label for period in years])
    if len(years) == len(series.years):
        finding = f"Voor elk jaar is er evenveel: {amount}"
    elif len(totals) == 1:
        finding = f"Alleen voor {named} is er een eigen bedrag" if series.unsplit else f"Al het geld is voor {named}"
        finding += f": {amount}"
    else:
        finding = f"Het meeste geld is voor {named}: {'elk ' if len(years) > 1 else ''}{amount}"
    unsplit = [segment for period in series.unsplit for segment in series.of(period)]
    if not unsplit:
        return finding
    roughly = ROUGHLY[combined(segment.precision for segment in unsplit)]
    rest = short_euro(sum(segment.amount_eur for segment in unsplit))
    return f"{finding}. Bij {roughly}{rest} zeggen de brieven niet voor welk jaar."


def of_running_total(running: RunningTotal) -> str:
    """Which letter changed the total most."""
    date, _, _, change, letters = max(running.rows(), key=lambda row: abs(row[3].amount_eur))
    who = f"“{letters[0].name}”" if len(letters) == 1 else f"Brieven van {date.day}-{date.month}-{date.year}"
    if len(running.dates) == 1 and len(letters) == 1:
        return f"Alles staat in één brief: {who}"
    verb = "bracht" if len(letters) == 1 else "brachten"
    return f"{who} {verb} de grootste verandering: {change.signed}"


def of_flows(flows: Iterable[Flow]) -> str:
    """The largest stream from a letter to a category, over all years."""
    streams: dict[tuple[LetterLabel, CategoryLabel], list[Flow]] = {}
    for flow in flows:
        streams.setdefault((flow.letter, flow.category), []).append(flow)
    (letter, category), found = max(streams.items(), key=lambda stream: sum(flow.amount_eur for flow in stream[1]))
    roughly = ROUGHLY[combined(flow.precision for flow in found)]
    amount = short_euro(sum(flow.amount_eur for flow in found))
    return f"De grootste stroom: {roughly}{amount} uit “{letter.name}” naar “{category.name}”"


def of_whole(whole: Whole) -> str:
    """How much of an amount is divided, or, where all of it is, how much its largest slice takes."""
    rest = sum(piece.amount_eur for piece in whole.slices if not piece.url)
    total = f"{ROUGHLY[whole.precision]}{short_euro(whole.amount_eur)}"
    if rest:
        return f"Van {total} is {short_euro(whole.amount_eur - rest)} over onderdelen verdeeld"
    parts = "1 onderdeel" if len(whole.slices) == 1 else f"{len(whole.slices)} onderdelen"
    return f"{total[0].upper()}{total[1:]}, helemaal verdeeld over {parts}"


def of_total(whole: Whole) -> str:
    """How much of everything its largest category takes."""
    piece, per_mille = max(whole.rows(), key=lambda row: row[0].amount_eur)
    if len(whole.slices) == 1:
        return f"Alles valt in de categorie {piece.name}"
    if per_mille >= 995:
        return f"Bijna alles valt in de categorie {piece.name}"
    return f"Van elke € 100 valt € {(per_mille + 5) // 10} in de categorie {piece.name}"


def of_panels(series: PeriodSeries) -> str:
    """Which category is the largest, and whether it is larger than all others together."""
    largest, *others = sorted(series.categories, key=series.category_total, reverse=True)
    if not others:
        return f"Er is één categorie: “{largest.name}”"
    if series.category_total(largest) == series.category_total(others[0]):
        equal = [one for one in (largest, *others) if series.category_total(one) == series.category_total(largest)]
        return f"{_listed([f'“{one.name}”' for one in equal])} zijn het grootst"
    if series.category_total(largest) * 2 > series.total_eur:
        return f"“{largest.name}” is groter dan al het andere samen"
    return f"“{largest.name}” is het grootst, dan volgt “{others[0].name}”"


def stages_in_words(series: PeriodSeries) -> str:
    """In which stages the euros are, the surest first: "geleverd € 1,06 mld, toegewezen € 3,73 mld"."""
    told = []
    for stage in series.stages:
        parts = [part for part in series.segments if part.stage == stage]
        roughly = ROUGHLY[combined(part.precision for part in parts)]
        told.append(f"{roughly}{short_euro(sum(part.amount_eur for part in parts))} {stage}")
    return _listed(told)
