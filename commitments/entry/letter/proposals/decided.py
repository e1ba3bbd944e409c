"""Whether the words around an amount leave no doubt that it is a new commitment, or that it is one that was named before."""

import re
from collections.abc import Sequence

from letters.reading.amounts.mentions import AmountMention
from letters.reading.meaning.lexicon import lexicon
from letters.reading.text.flowing import flowed

from .fields import years_of
from .plain import masked, why_not_plain, years_named
from .proposed import NEW, REPEATS, Proposed, ProposedRow
from .purposes import may_hold
from .wholes import is_within, sentence_around
from .wordings import words

# How the sentence behind it begins, or what it has, where that tells of this amount.
BEGINS = re.compile(
    r"(?:Met|Zo|Dat|Dit|Die|Deze|(?:Van|Uit|Binnen) (?!de EPF\b|de Europese\b)|Een (?:deel|bedrag)|"
    r"De (?:overige|resterende|rest))\b",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    r"\b(?:daar(?!naast|om\b|bovenop)\w*|hier\w*|(?:dit|dat|deze|die) "
    r"(?:bedrag|budget|geld|bijdrage|steun|reservering|pakket|middelen)|"
    r"herhal\w*|grootste|"
    r"mits|indien|althans|voorbehoud|voorwaarden?|instem\w*|goedkeur\w*|helft|terug\w*)\b|\beerder(?!\w)(?![^.]*[€0-9]{2})",
    re.IGNORECASE,
)
BESIDE = words(r"ook|daarnaast|verder|tevens|voorts")
TOLD = words(
    r"schrij(?:ft|ven)|vraagt|vragen|vroeg|fracties?|leden|motie|voorstel\w*|indien|mocht|"
    r"geïnformeerd|gemeld|meldde|toegezegd|zegde|besloot|besloten|eerder\w*|vorige?|herhaal\w*|brief van"
)
# What says of an amount that it is not the same again, or no longer.
NEWER = words(
    r"wederom|weer|opnieuw|nog|tweede|derde|vierde|verdere?|extra|\w*tranche|bij(?=\s*\Z)|erbij|gehalveerd|halve\w+|gaat|gaan|nu|"
    r"in plaats van|ande(?:re?|rs)|méér|meer|minder|nieuwe?|groei\w*|verdubbel\w*|volg(?:t|en|ende)|ook|aanvullende?|vervolg\w*|"
    r"verhoog\w*|verlaag\w*|niet(?!-)|geen|krijg\w*|wijzig\w*|gewijzigd|ter discussie|onzeker"
)
OF_IT = re.compile(r"(?<!\w)(?:van|uit|binnen|met|inclusief) (?:de|die|deze)(?: \w+){0,3} €", re.IGNORECASE)
THE_ONE = re.compile(r"(?<!\w)(?:de|die|deze)(?: \w+){0,3} €", re.IGNORECASE)
STANDS = words(
    r"blijft (?:staan|beschikbaar|gereserveerd)|komt uit|bestaat uit|gereserveerde?|beschikbaar|uitgetrokken|toegezegde?|"
    r"aangekondigde?|vrijgemaakte?|begrote?|opgenomen"
)
SAID_BEFORE = re.compile(
    r"(?<!\w)(?:eerder(?:e)? (?:toegezegde?|aangekondigde?|genoemde|gemelde|gereserveerde?|uitgetrokken|€)|"
    r"zoals (?:\w+ )?(?:gemeld|aangekondigd|vermeld|toegezegd)|(?:was|heeft|heb|waarvoor|werd|is|die)(?: \w+){0,3} eerder|"
    r"eerder(?: \w+){0,2} "
    r"(?:aangekondigd|toegezegd|gemeld)|geïnformeerd|herhaald dat|gemeld dat|al(?: \w+){0,3} (?:aangekondigd|toegezegd))|"
    r"\(Kamerstuk",
    re.IGNORECASE,
)
BY_ORDER = "respectievelijk"  # how the reason begins for years in the order of the amounts
SMALLEST = 1_000  # euros that are written without "miljoen"
HAS_SCALE = re.compile(r"m(?:iljoen|iljard|ln|ld|rd)|duizend|ton", re.IGNORECASE)


def is_by_order(mention: AmountMention) -> bool:
    """Whether its year is its own of several amounts and as many years: "respectievelijk"."""
    return mention.years.why.startswith(BY_ORDER)


def why_not_surely_new(row: ProposedRow, mention: AmountMention, rows: Sequence[ProposedRow], text: str) -> str:
    """What leaves a doubt of this new commitment; "" where its sentence says it in so many words, and nothing beside it tells
    that it was told before, or that a part of it follows."""
    first, last = sentence_around(text, row.start, row.end)
    others = [other for other in rows if first <= other.start < last and other.key != row.key]
    proved, first_proved = _proved(row, others)
    has_own_year = _has_each_its_year(row, others)
    in_order = is_by_order(mention)
    if len(proved) < len(others) and not (in_order or has_own_year):
        return "de zin noemt nog een bedrag: lees of dat hetzelfde geld is"
    is_piece = (row.amount or 0) < SMALLEST or (others and not HAS_SCALE.search(row.as_written) and not proved)
    if is_piece and not in_order:
        return "het bedrag kan in stukken geschreven zijn"
    spans = [(other.start, other.end) for other in (*others, row)]
    said = _head(masked(text, first, first_proved or last, sorted(spans)), bool(first_proved))
    if why := why_not_plain(said) or ("" if has_own_year else _why_not_its_years(row, mention, said)):
        return why
    return _why_beside(row, rows, text, first, last)


def _has_each_its_year(row: ProposedRow, others: Sequence[ProposedRow]) -> bool:
    """Whether each of several amounts of a sentence, all written in full, has one year of its own: "€ 3 miljoen in 2026 en …"."""
    if not others or not all(one.verdict == NEW and HAS_SCALE.search(one.as_written) for one in (row, *others)):
        return False
    years = [one.fields["year"] for one in (row, *others)]
    are_single = not any(one.fields["end_year"].value or "each_year" in one.fields for one in (row, *others))
    return are_single and not any(one.doubtful for one in years) and len({one.value for one in years}) == len(years)


def _proved(row: ProposedRow, others: Sequence[ProposedRow]) -> tuple[list[ProposedRow], int]:
    """(the other amounts of its sentence that surely are its parts, its printed total or the others of that, where in the
    text the first part or the total begins; 0 for none)."""
    parts = [one for one in others if _is_sure_part(one, row)]
    totals = [one for one in others if one.verdict == REPEATS and re.search(rf"\b{row.name}\b", one.target)]
    summed = [one for one in others for total in totals if re.search(rf"\b{one.name}\b", total.target)]
    ends = [one.start for one in (*parts, *totals) if one.start > row.start]
    return [*parts, *totals, *summed], min(ends, default=0)


def _is_sure_part(one: ProposedRow, whole: ProposedRow) -> bool:
    part_of = one.fields.get("part_of", Proposed())
    return one.verdict == NEW and part_of.value == whole.name and not part_of.doubtful


def _adds_up(total: ProposedRow, row: ProposedRow) -> bool:
    """Whether one is the printed total of this row, of all times that it is given or with others."""
    is_named = re.search(rf"\b{row.name}\b", total.fields.get("target", Proposed()).value)
    return total.verdict == REPEATS and bool(is_named) and total.amount != row.amount


def _head(said: str, is_cut: bool) -> str:
    """A masked sentence up to what leads to its parts or its total."""
    if not is_cut:
        return said
    amount = said.rfind("€")
    cut = re.compile("[,:]").search(said, amount if amount >= 0 else 0)
    return said[: cut.start()] if cut else said


def _why_not_its_years(row: ProposedRow, mention: AmountMention, said: str) -> str:
    """That the years of its sentence may be others than those of the amount, or each have one."""
    named, are_joined = years_named(said)
    own = set(map(str, years_of(mention.years)))
    if is_by_order(mention):
        return "" if own <= named else "lees voor welke jaren het is"
    if re.search(r"jaarlijks|(?:per|ieder|elk) jaar", said) and not row.is_given_again:
        return "lees over welke jaren het elk jaar gegeven wordt"
    if are_joined and not row.is_given_again:
        return "lees of het voor elk van de jaren is, of voor alle samen"
    if named and not (min(own, default="") == min(named) and max(own, default="") == max(named)):
        return "lees voor welke jaren het is"
    return ""


def _why_beside(row: ProposedRow, rows: Sequence[ProposedRow], text: str, first: int, last: int) -> str:
    """What the sentences before and behind it, in its paragraph, leave in doubt."""
    end = sentence_around(text, last + 1, last + 1)[1] if last + 1 < len(text) else last
    behind = text[last + 1 : end].partition("\n\n")[0]
    inside = [one for one in rows if last < one.start < last + 1 + len(behind)]
    if any(_is_sure_part(one, row) or _adds_up(one, row) for one in inside):
        return ""
    following = flowed(behind).strip()
    if said := BEGINS.match(following) or GOES_ON.search(following):
        return f"‘{said[0]}’ in de zin erna: lees of die van dit bedrag vertelt"
    this = text[first:last]
    for one in inside:
        spans = [(other.start, other.end) for other in inside]
        is_plain = not why_not_plain(masked(text, last + 1, last + 1 + len(behind), spans), may_leave_open=True)
        if _may_be_part(one, row, is_plain) and not _are_listed(this, behind):
            return f"lees of {one.as_written} ({one.name}) er een deel van is"
    before = text[max(first - 400, 0) : first]
    if not before.strip(" ") or "\n\n" in before[-3:]:
        return ""
    start = sentence_around(text, first - 2, first - 2)[0]
    before = text[start:first].rpartition("\n\n")[2]
    if said := TOLD.search(flowed(before)):
        return f"‘{said[0]}’ in de zin ervoor: dit kan in een eerdere brief staan"
    wholes = [one for one in rows if first - len(before) <= one.start < first]
    whole = next((one for one in wholes if _may_be_part(row, one, is_plain=True)), None)
    if whole and not _are_listed(before, this):
        return f"dit kan een deel zijn van {whole.as_written} ({whole.name})"
    return ""


def _may_be_part(one: ProposedRow, whole: ProposedRow, is_plain: bool) -> bool:
    """Whether a smaller amount of the sentence behind that of another may lie inside that one: where its sentence says that it is
    given too, only one for the same purpose."""
    if (
        one.verdict != NEW
        or whole.verdict != NEW
        or not (one.amount or 0) < (whole.amount or 0)
        or not is_within(one, whole)
    ):
        return False
    kinds = {row.fields["category"].value for row in (one, whole)}
    if len(kinds) == 2 and not kinds & {"", lexicon().without_purpose}:
        return False
    return not is_plain or may_hold(whole.quote, one.quote)


def _are_listed(one: str, after: str) -> bool:
    """Whether two sentences begin alike, or the second says that it adds one: "Ook", "Daarnaast"."""
    opening, following = one.split()[:3], after.split()[:3]
    return opening == following or bool(BESIDE.search(" ".join(after.split())))


def why_not_surely_again(row: ProposedRow, rows: Sequence[ProposedRow], text: str) -> str:
    """What leaves a doubt that an amount is the one that it seems to repeat; "" where the words say that it is, or where its
    sentence says no more than that one did."""
    first, last = sentence_around(text, row.start, row.end)
    others = [(other.start, other.end) for other in rows if first <= other.start < last and other.key != row.key]
    said = masked(text, first, last, [(row.start, row.end)])
    newer = NEWER.search(said)
    is_of_it = OF_IT.search(said) and others
    if newer and not (is_of_it and newer[0].lower() in ("gaat", "gaan")):
        return f"‘{newer[0]}’: lees of het hetzelfde geld is"
    is_pointed_at = THE_ONE.search(said) and STANDS.search(said)
    if OF_IT.search(said) or is_pointed_at or SAID_BEFORE.search(said):
        return ""
    if not others and not why_not_plain(said, may_leave_open=True):
        return ""
    return "de woorden zeggen niet dat het hetzelfde geld is"
