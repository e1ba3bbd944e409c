"""What a row proves besides one commitment of its own amount: that amount several times, a printed total of others, or what
remains of one. Each with its sum, for a person to see and for the program to check. Pure Python."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ukrainesteun.money import MINUS, format_euro
from ukrainesteun.years import FIRST_YEAR, LAST_YEAR

MOST_TIMES = 20  # of one amount
DIVIDED = (
    "Een toezegging heeft het bedrag van haar citaat. Maak er één toezegging van met het hele bedrag, noem in de titel waarvoor "
    "het is en haal de andere rij weg. Een deel heeft een eigen rij waar de brief het bedrag van dat deel noemt."
)
PRINTED_ONCE = (
    "Dit bedrag staat er één keer. Noemt de brief het voor elk (“elk € 50 miljoen”, “twee maal”), kruis dan “Voor elk dit "
    "bedrag” aan. Is het voor alles samen, haal deze rij dan weg."
)
NOT_YEARS = "Schrijf van elke keer het jaar, zoals 2025, 2026 en 2027."
# "rij 1, rij 2 en rij 3"; a minus has blanks around it, for an address has hyphens.
BETWEEN = re.compile(r"(\s+(?:[-−–]|min)\s+|\s*[,;+]\s*|\s+en\s+)", re.IGNORECASE)
ROW = re.compile(r"rij\s*([0-9]+[a-z]*)", re.IGNORECASE)
NAMED_ROW = re.compile(r"rij [0-9]+[a-z]*")  # as the program writes it
# "rij 2", "rijen 2 t/m 7", and behind a row "3" and "5-7" too.
ROWS = re.compile(
    r"(?P<rij>rij(?:en)?\s*)?(?P<first>[0-9]{1,4}[a-z]*)(?:\s*(?:t/m|[-–])\s*(?:rij\s*)?(?P<last>[0-9]{1,4}[a-z]*))?",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
PERIOD_AT_END = re.compile(r" in 20[0-9]{2}(?:-20[0-9]{2})?\Z")
THROUGH = re.compile(r"(20[0-9]{2})\s*(?:[-–]|t/m|tot en met)\s*(20[0-9]{2})")


@dataclass(frozen=True)
class Term:
    """One of the rows or commitments to which a row refers; taken off where `is_minus`."""

    name: str
    is_minus: bool = False


def named(written: str) -> str:
    """The one name of a row, however it is typed: "rij 1" for "Rij 1" and "rij1"; another name as it is."""
    match = ROW.fullmatch(written.strip())
    return f"rij {match[1].lower()}" if match else written.strip()


def terms_of(written: str, keys: Sequence[str]) -> list[Term]:
    """The Terms of "rij 1, rij 2" and of "rij 1 - rij 2", in their order; of "rij 2, 3 en 5 t/m 7" as well.

    `keys` are those of the rows of the page in their order, so that "3 t/m 4" has 3a too.
    """
    joined = re.sub(r"\btot en met\b", "t/m", written.strip(), flags=re.IGNORECASE)
    pieces, terms = ["", *BETWEEN.split(joined)], []
    is_of_rows = False  # once a row is named, a bare number is a row as well
    for joint, name in zip(pieces[::2], pieces[1::2], strict=True):
        rows = ROWS.fullmatch(name.strip())
        is_of_rows = bool(rows and (rows["rij"] or is_of_rows))
        names = _rows_between(rows["first"], rows["last"], keys) if rows and is_of_rows else [named(name)]
        terms += [Term(one, bool(re.search("[-−–]|min", joint))) for one in names if one]
    return terms


def _rows_between(first: str, last: str | None, keys: Sequence[str]) -> list[str]:
    """The names of the rows from the first to the last, both with them; what is no such piece of the page is one name."""
    first, last = first.lower(), (last or first).lower()
    if first == last:
        return [f"rij {first}"]
    if first not in keys or last not in keys or keys.index(first) > keys.index(last):
        return [f"rij {first} t/m {last}"]
    return [f"rij {key}" for key in keys[keys.index(first) : keys.index(last) + 1]]


def spelt_out(terms: Sequence[Term], totals: Mapping[str, Sequence[Term]]) -> list[Term]:
    """The terms with those of a row that is itself a total in its place, and so on; what is in its own total stays."""
    found = []
    for term in terms:
        others = {name: inner for name, inner in totals.items() if name != term.name}
        inner = spelt_out(totals.get(term.name) or [], others)
        found += [Term(one.name, one.is_minus != term.is_minus) for one in inner] or [term]
    return found


def as_typed(terms: Sequence[Term]) -> str:
    """ "rij 1, rij 2 en rij 3", or "rij 1 + rij 2 - rij 3", as terms_of reads it."""
    if not any(term.is_minus for term in terms):
        return in_a_row([term.name for term in terms])
    in_order = sorted(terms, key=lambda term: term.is_minus)
    return "".join(f" {'-' if term.is_minus else '+'} {term.name}" for term in in_order).removeprefix(" + ")


def years_of(written: str) -> list[int]:
    """The year of each time, in order: "2025, 2026 en 2027", "2025-2027", "2024 en 2024" for twice in one year; [] for
    nothing. Raises ValueError with what to type."""
    spelt = THROUGH.sub(lambda match: ", ".join(map(str, range(int(match[1]), int(match[2]) + 1))), written.strip())
    pieces = [piece.strip() for piece in BETWEEN.split(spelt)[::2]] if spelt else []
    if not all(re.fullmatch("[0-9]{4}", piece) and FIRST_YEAR <= int(piece) <= LAST_YEAR for piece in pieces):
        raise ValueError(NOT_YEARS)
    if len(pieces) > MOST_TIMES:
        raise ValueError(f"Dat zijn {len(pieces)} toezeggingen uit één citaat; hooguit {MOST_TIMES} kan.")
    return [int(piece) for piece in pieces]


def renamed(written: str, names: Mapping[str, str]) -> str:
    """ "rij 1 - rij 3" with the new name of each row; "" where one of them has none."""
    are_known = all(row in names for row in NAMED_ROW.findall(written))
    return NAMED_ROW.sub(lambda row: names[row[0]], written) if are_known else ""


def in_a_row(names: Sequence[object]) -> str:
    """ "2025, 2026 en 2027", as it would be typed."""
    *most, last = map(str, names)
    return f"{', '.join(most)} en {last}" if most else last


def titles_of(title: str, years: list[int]) -> list[str]:
    """A title for each time: with its year instead of that at its end, or of times in one year with which it is; "" where
    none was typed."""
    if len(years) < 2 or not title:
        return [title] * len(years)
    if len(set(years)) < len(years):
        return [f"{title} ({number} van {len(years)})" for number in range(1, len(years) + 1)]
    title = PERIOD_AT_END.sub("", title)
    return [f"{title} ({year})" if YEAR.search(title) else f"{title} in {year}" for year in years]


@dataclass(frozen=True)
class Sum:
    """Amounts in euros, those taken off below zero, and what they make."""

    amounts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.amounts)

    def __str__(self) -> str:
        """ "3 × € 50 = € 150", "€ 2.500 − € 1.240 = € 1.260", with every euro."""
        terms = [(sign, len(list(same))) for sign, same in groupby(self.amounts)]
        words = [f"{f'{times} × ' if times > 1 else ''}{format_euro(abs(amount))}" for amount, times in terms]
        signs = [f" {MINUS if amount < 0 else '+'} " for amount, _ in terms[1:]]
        return f"{words[0]}{''.join(map(''.join, zip(signs, words[1:], strict=True)))} = {format_euro(self.total)}"


def sum_of(terms: Sequence[Term], amounts: Mapping[str, Sequence[int]], written: int | None) -> Sum | None:
    """The Sum of these terms, by the amounts that each name has, one for each time that it is given.

    None where one has none, and for a single term that is given once, or whose amount of each time is what is written.
    """
    if any(not amounts.get(term.name) for term in terms):
        return None
    made = tuple(-amount if term.is_minus else amount for term in terms for amount in amounts[term.name])
    return None if len(made) < 2 or (len(terms) == 1 and written in made) else Sum(made)


def faults_in_one_quote(amounts: Sequence[int], are_for_each: Sequence[bool], written: int | None) -> list[str]:
    """Of several new commitments from one printed amount, what is wrong with each; "" for nothing.

    Each has the amount that is written, or all have another reading of it ("€ 340 en € 3 miljoen"); and of all but the first a
    person says that the letter means it for each.
    """
    is_read_otherwise = len(set(amounts)) == 1 and sum(amounts) != written
    is_divided = [bool(written) and amount != written and not is_read_otherwise for amount in amounts]
    is_once = [number > 0 and not is_for_each for number, is_for_each in enumerate(are_for_each)]
    return [
        DIVIDED if divided else PRINTED_ONCE if once else "" for divided, once in zip(is_divided, is_once, strict=True)
    ]
