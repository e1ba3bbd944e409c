"""The rows of an intake as they go to the ledger, one for each commitment, and what each refers to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from commitments.models import Commitment
from ukrainesteun.exchange_rates import EUR
from ukrainesteun.money import PERHAPS_EUROS, NotMoney, format_money, parse_euro, parse_units

from .answers import row_answers
from .arithmetic import (
    DIVIDED,
    Sum,
    Term,
    as_typed,
    faults_in_one_quote,
    in_a_row,
    named,
    spelt_out,
    sum_of,
    terms_of,
    titles_of,
    years_of,
)
from .fields import TICKED
from .proposals import CHANGES, NEW, OUTCOME, REPEATS

TARGET = "een rij van deze brief (zoals rij 3) of het adres van een toezegging"
NOT_LESS = "Hier gaat niets af: zet een komma tussen de toezeggingen, en laat weg wat niet meedoet."
SEVERAL = ("target", "replaces", "takes", "about")  # fields that may name more than one

REFERS_BY = {
    NEW: (*Commitment.LINKS, "replaces", "takes"),
    REPEATS: ("target",),
    CHANGES: ("target",),
    OUTCOME: ("about",),
}

Note = Callable[[str, Iterable[object]], None]  # a field of the page, and what is wrong with it


@dataclass(eq=False)
class RowToEnter:
    """One row of the page: where it stands in the text, its answers by field, and by field what it refers to: other
    RowToEnters and Commitments. Of an amount that is given several times there is one for each time."""

    key: str
    start: int
    end: int
    answers: dict
    proposed: dict
    targets: dict = field(default_factory=dict)
    sum: Sum | None = None  # what its targets make together

    @property
    def is_total(self):
        """Whether its amount is what several commitments make together."""
        return self.sum is not None and min(self.sum.amounts) > 0 and len(self.targets["target"]) > 1

    @property
    def prefix(self):
        return f"row-{self.key}"

    @property
    def name(self):
        return f"rij {self.key}"

    @property
    def verdict(self):
        return self.answers["verdict"]


def rows_to_enter(intake, note: Note) -> list[RowToEnter]:
    """The rows that the ledger does not have, in the order of the text; what is wrong with them is noted."""
    rows: list[RowToEnter] = []
    for row in sorted(intake.proposals["rows"], key=lambda row: row["start"]):
        if row.get("mention") is None:
            answers = row_answers(intake.answers, row["key"])
            rows += (
                RowToEnter(row["key"], row["start"], row["end"], one, row) for one in _each_time(row, answers, note)
            )
    return rows


def _each_time(row, answers, note):
    """The answers, or for a new commitment that is given several times those of each."""
    if answers["verdict"] != NEW or not answers["each_year"].strip():
        return [answers]
    try:
        years = years_of(answers["each_year"])
    except ValueError as problem:
        note(f"row-{row['key']}-each_year", [problem])
        return [answers]
    titles = titles_of(answers["title"].strip(), years)
    return [
        answers | {"title": title, "year": str(year), "end_year": ""} for title, year in zip(titles, years, strict=True)
    ]


def find_targets(rows: list[RowToEnter], keys: Sequence[str], note: Note) -> None:
    """Finds what each row refers to; what is not there, or does not add up, is noted. `keys` are of all rows of the page."""
    for row in rows:
        for name in REFERS_BY.get(row.verdict, ()):
            row.targets[name] = _targets(row, name, rows, keys, note)


def _targets(row, name, rows, keys, note):
    written, where = row.answers[name].strip(), f"{row.prefix}-{name}"
    if name == "target" and not written:
        note(where, [f"Welke toezegging herhaalt dit bedrag? Geef {TARGET}."])
    terms = terms_of(written, keys) if name in SEVERAL else [Term(named(written))] * bool(written)
    if name in ("replaces", "takes", "about") and any(term.is_minus for term in terms):
        note(where, [NOT_LESS])
    if problem := _are_no_commitments(row, name, terms, rows, keys):
        note(where, [problem])
        return []
    found = [(term, _named(row, term.name, rows, where, note)) for term in terms]
    if name == "target" and row.verdict == REPEATS and all(ones for _, ones in found):
        _check_sum(row, found, where, note)
    targets = list(dict.fromkeys(one for term, ones in found for one in ones if not term.is_minus))
    if name in Commitment.LINKS and len(targets) > 1:
        targets = [one for one in targets if one.answers["year"] == row.answers["year"]]
        if not targets:
            note(where, [f"{written} staat voor meer dan één jaar, en niet voor {row.answers['year']}."])
    return targets


def _are_no_commitments(row, name, terms, rows, keys):
    """Of rows that are themselves a total or another repeat, what to type instead; "" where none is that."""
    written = {one.name: one.answers["target"] for one in rows if one.verdict == REPEATS and one.answers["target"]}
    totals = {one: terms_of(target, keys) for one, target in written.items()}
    repeating = list(dict.fromkeys(term.name for term in terms if term.name in totals))
    meant = spelt_out(terms, totals)
    if not repeating or {row.name, *totals} & {term.name for term in meant}:
        return ""  # or they go round in a circle
    are = "is zelf een herhaling of een totaal" if len(repeating) == 1 else "zijn zelf herhalingen of totalen"
    is_one = name in Commitment.LINKS and len(meant) > 1
    return f"{in_a_row(repeating).capitalize()} {are}. {'Kies één van' if is_one else 'Typ hier'}: {as_typed(meant)}."


def _named(row, written, rows, where, note):
    """The rows, or the commitment of the ledger, of this name; [] where there are none."""
    if not written.startswith("rij "):
        commitment = Commitment.objects.working().filter(slug=written).first()
        if commitment is None:
            note(where, [f"“{written}” bestaat niet. Geef {TARGET}."])
        return [commitment] if commitment else []
    others = [one for one in rows if one.name == written != row.name and one.verdict == NEW]
    if not others:
        note(where, [f"{written.capitalize()} is geen andere rij met een nieuwe toezegging."])
    return others


def _check_sum(row, found, where, note):
    """A printed total, or what remains, is what its terms make; of an amount that is not exact it may differ."""
    written, precision = row.proposed["written_amount"], row.answers["precision"]
    terms, amounts = [term for term, _ in found], {term.name: _amounts(ones) for term, ones in found}
    if row.proposed["currency"] not in PERHAPS_EUROS or not _are_euros(one for _, ones in found for one in ones):
        return  # a sum is made of euros
    row.sum = made = sum_of(terms, amounts, written)
    if made and written and made.total != written and precision in ("", Commitment.Precision.EXACT):
        here = format_money(written, row.proposed["currency"])
        others = "andere rijen, of één," if len(terms) > 1 else "andere rijen,"
        note(where, [f"{made}, maar hier staat {here}. Noem {others} of geef dit een ander oordeel."])


def check_quotes(rows: list[RowToEnter], note: Note) -> None:
    """What is wrong with several new commitments from one printed amount is noted."""
    together: dict[int, dict[str, RowToEnter]] = {}
    for row in rows:
        if row.verdict == NEW:
            together.setdefault(row.start, {})[row.key] = row
    for ones in together.values():
        shared, amounts = list(ones.values()), _amounts(ones.values())
        if len(shared) > 1 and amounts:
            are_for_each = [row.answers["for_each"] == TICKED for row in shared]
            faults = faults_in_one_quote(amounts, are_for_each, shared[0].proposed["written_amount"])
            for row, fault in zip(shared, faults, strict=True):
                if fault:
                    note(f"{row.prefix}-{'amount' if fault == DIVIDED else 'for_each'}", [fault])


def typed_amount(answers):
    """The amount that was typed, in the currency that was chosen. Raises NotMoney."""
    return (parse_units if answers["currency"] else parse_euro)(answers["amount"])


def _are_euros(ones):
    return all(one.currency == EUR if isinstance(one, Commitment) else not one.answers["currency"] for one in ones)


def _amounts(ones):
    """The amount of each in its currency; () where one cannot be read, which is said there."""
    try:
        return [one.as_printed.amount if isinstance(one, Commitment) else typed_amount(one.answers) for one in ones]
    except NotMoney:
        return ()


def working_key(model, slug):
    """The key of the category or channel that is worked on with this slug; "" where there is none."""
    return model.objects.working().filter(slug=slug).values_list("pk", flat=True).first() or ""
