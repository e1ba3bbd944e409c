"""How well letters are read and proposed: `python -m tests.letters.measure` prints it, over the letters that have answers.

Answers say of each amount what it is (own/README.md and kinds/README.md). What is measured:

- amounts, found and not: recall and precision; currency, years and payer of those that were found;
- the kind of proposal, and what one press ("Alle zekere voorstellen akkoord") would do: how many rows it takes, how many of
  these are wrong, and how many euros it would add that do not exist or leave out;
- how many rows a clerk has to correct.

Letters that were written when the rules stood (unseen/) are counted apart; docs/reading.md has what the program made of
them when it first met them, and the table that `--table` prints. `--wrong` prints each row that is wrong; names of
letters (or `kinds`, `own`, `unseen`) choose among them.
"""

import datetime
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from commitments.entry.letter.proposals import (
    CEILING,
    CHANGES,
    NEW,
    NOT_MONEY,
    OTHER,
    REPEATS,
    Known,
    ProposedRow,
    propose_rows,
)
from letters.reading.letter import Reading, read_letter
from tests import ROOT
from tests.letters.test_own_letters import pairs

HERE = Path(__file__).parent
FOLDERS, UNSEEN = ("kinds", "own"), "unseen"  # the last were written when the rules stood
LATER = "letters written when the rules stood"
BEGINNINGS = ROOT.parent / "shared" / "real-beginnings"
# What a row may propose for each kind; the first word of an answer's `kind`.
PROPOSED_FOR: dict[str, tuple[str, ...]] = {
    "guarantee": (CEILING, "guarantee"),
    "loan": (CEILING, "loan"),
    "underspending": (OTHER,),
    "sum": ("sum", OTHER),
    "rest": ("rest", "part"),
}
OF_KIND = ("it is ", "not found", "no amount")  # how a fault begins that is of the kind itself
LONGEST = 60  # characters between where an answer says that an amount is, and where it begins
COUNTS = ("new",)  # the kinds that put euros into the ledger


@dataclass(frozen=True)
class Letter:
    """A letter with its answer: `known` is what the ledger has when it comes."""

    name: str
    text: str
    answers: tuple[dict[str, object], ...]
    known: tuple[Known, ...]
    date: datetime.date | None


@dataclass(frozen=True)
class Judged:
    """One amount: as it was answered (None where it is none), and as it was proposed (None where it was not found)."""

    letter: str
    answer: dict[str, object] | None
    row: ProposedRow | None
    faults: tuple[str, ...] = ()
    added: int = 0  # euros that acceptance as it is would add to the ledger though they do not exist
    left_out: int = 0

    @property
    def is_certain(self) -> bool:
        return self.row is not None and not self.row.doubts

    @property
    def is_judged(self) -> bool:
        """Whether the answer says what kind it is."""
        return self.answer is None or "kind" in self.answer

    def __str__(self) -> str:
        row, answer = self.row, self.answer or {}
        sure = "CERTAIN " if self.is_certain else ""
        read = f"{kind_of(row)} {'-'.join(years_of(row))}; {'; '.join(row.doubts)}" if row else ""
        return f"{self.letter} {sure}{answer.get('as_written')}: {', '.join(self.faults)}; read as {read}"


@dataclass
class Measure:
    """The figures of some letters."""

    judged: list[Judged] = field(default_factory=list)
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)

    def share(self, name: str) -> str:
        asked = self.asked[name]
        return f"{name} {self.right[name]} of {asked}" + (f" ({100 * self.right[name] / asked:.1f} %)" if asked else "")


# Letters with answers


@cache
def letters(*chosen: str) -> tuple[Letter, ...]:
    """The letters of which the answers say the kind of each amount."""
    folders = (*FOLDERS, UNSEEN) if chosen else FOLDERS
    found = []
    for path in (path for folder in folders for path in sorted((HERE / folder).glob("*.yaml"))):
        answer = yaml.safe_load(path.read_text(encoding="utf-8"))
        is_chosen = not chosen or path.parent.name in chosen or path.stem in chosen
        if is_chosen and any("kind" in one for one in answer["amounts"]):
            text = path.with_suffix(".txt").read_text(encoding="utf-8")
            date = answer.get("date") or answer["header"]["date"]
            known = tuple(_known(one) for one in answer.get("known", ())) or _shipped(path.parent.name, date)
            found.append(Letter(path.stem, text, tuple(answer["amounts"]), known, date))
    return tuple(found)


def _known(one: dict[str, object]) -> Known:
    years = one["years"]
    return Known(one["slug"], one["title"], one["amount"], years[0], years[-1], one["category"], one["letter"])


def _shipped(folder: str, date: datetime.date) -> tuple[Known, ...]:
    """What the site ships with: the ledger of letters of our own that name nothing else."""
    from tests.commitments.entry.letter.certain import known_on

    return tuple(known_on(date)) if folder == "own" else ()


# Proposals beside answers


def kind_of(row: ProposedRow) -> str:
    """What a row proposes that its amount is."""
    target = row.fields["target"].value if "target" in row.fields else ""
    if row.verdict == REPEATS:
        is_multiple = "×" in row.fields["target"].why  # of one row that is given more than once
        return "rest" if " - " in target else "sum" if " en " in target or is_multiple else "repeats"
    if row.verdict != NEW:
        return {CHANGES: "change"}.get(row.verdict, row.verdict)
    if row.fields.get("change_kind") and row.fields["change_kind"].value:
        return "change"
    if row.fields["part_of"].value:
        return "part"
    return {"garantie": "guarantee", "lening": "loan"}.get(row.fields["finance_type"].value, NEW)


def years_of(row: ProposedRow) -> tuple[str, str]:
    year = row.fields["year"].value if "year" in row.fields else ""
    return year, row.fields["end_year"].value or year if year else ""


def times_given(row: ProposedRow) -> int:
    again = row.fields["each_year"].value if "each_year" in row.fields else ""
    return len(re.findall("[0-9]{4}", again)) or 1


def judge(letter: Letter) -> Iterator[tuple[Judged, Reading]]:
    """Each amount of a letter with what is wrong with its proposal."""
    reading = read_letter(letter.text)
    rows = propose_rows(reading, letter.text, letter.known, (), letter.date or reading.header.date)
    by_place = {(row.start, row.end): row for row in rows}
    beside = list(pairs(letter.answers, reading.amounts))
    names = {
        f"rij {at}": by_place[mention.start, mention.end].name
        for at, (_, mention) in enumerate((one for one in beside if one[0]), start=1)
        if mention
    }
    for answer, mention in beside:
        row = by_place[mention.start, mention.end] if mention else None
        faults = tuple(_faults(answer, row, mention, names))
        proposed, right = _euros(row), _right_euros(answer)
        yield Judged(letter.name, answer, row, faults, max(proposed - right, 0), max(right - proposed, 0)), mention


def _faults(answer, row, mention, names) -> Iterator[str]:
    if row is None:
        yield "not found"
        return
    if answer is None:
        if row.verdict != NOT_MONEY:
            yield "no amount"
        return
    if "currency" in answer and (answer["currency"] or "") != mention.currency:
        yield f"currency is {answer['currency']}"
    wanted = answer.get("kind", ())
    kinds = tuple(wanted) if isinstance(wanted, list) else (wanted,)
    kind = kind_of(row)
    if wanted and kind not in [one for each in kinds for one in PROPOSED_FOR.get(each, (each,))]:
        yield f"it is {wanted}"
    elif kind in (NEW, "part", "guarantee"):
        yield from _faults_of_new(answer, row, names)
    elif kind in ("repeats", "sum", "rest") and answer.get("of"):
        of = answer["of"]
        target_of = row.fields["target"].value
        target = " en ".join(names.get(one, one) for one in (of if isinstance(of, list) else [of]))
        proposed = target_of.partition(" - ")[0] if kind == "rest" else target_of.replace(", ", " en ")
        if target != proposed:
            yield f"it is of {target}"
    elif kind == "outcome" and answer.get("outcome") and row.fields["outcome_kind"].value != answer["outcome"]:
        yield f"its outcome is {answer['outcome']}"


def _faults_of_new(answer, row, names) -> Iterator[str]:
    years = answer.get("years")
    times = times_given(row)
    if times != answer.get("times", 1):
        yield f"it is given {answer.get('times', 1)} times, not {times}"
    if years and years_of(row) != (str(min(years)), str(max(years))):
        yield f"its years are {years}"
    if answer.get("kind") == "part" and answer.get("of"):
        wanted = names.get(answer["of"], answer["of"])
        if row.fields["part_of"].value != wanted:
            yield f"it is part of {wanted}"


def _euros(row: ProposedRow | None) -> int:
    """The euros that a row adds to the ledger when it is accepted."""
    if row is None or kind_of(row) != NEW or row.fields["exclusion"].value or row.currency not in ("EUR", ""):
        return 0
    return (row.amount or 0) * times_given(row)


def _right_euros(answer: dict[str, object] | None) -> int:
    kind = (answer or {}).get("kind")
    is_counted = kind in COUNTS and answer.get("currency", "EUR") in ("EUR", None)
    return answer["amount"] * answer.get("times", 1) if is_counted else 0


def measured(chosen: tuple[str, ...] = ()) -> Measure:
    measure = Measure()
    for letter in letters(*chosen):
        for one, mention in judge(letter):
            measure.judged.append(one)
            _count(measure, one.answer, one.row, mention)
    return measure


def _count(measure: Measure, answer, row, mention) -> None:
    measure.asked["recall"] += answer is not None
    measure.asked["precision"] += mention is not None
    measure.right["recall"] += answer is not None and mention is not None
    measure.right["precision"] += answer is not None and mention is not None
    if answer is None or mention is None:
        return
    _hold(measure, "currency", answer.get("currency", ...), mention.currency or None)
    if answer.get("years"):
        for name in ("years", *(["years without a doubt"] if not mention.years.doubtful else [])):
            _hold(measure, name, _ends(answer["years"]), _ends(mention.years.value))
    _hold(measure, "payer", answer.get("payer") or ..., mention.payer.value)


def _ends(years: object) -> tuple[int, int] | None:
    return (min(years), max(years)) if isinstance(years, list | tuple) and years else None


def _hold(measure: Measure, name: str, wanted: object, read: object) -> None:
    if wanted is not ...:
        measure.asked[name] += 1
        measure.right[name] += wanted == read


# Real beginnings, of which the answers say no kind


def beginnings() -> Measure:
    """The figures of the beginnings of real documents, where these lie beside the checkout."""
    measure = Measure()
    for path in sorted(BEGINNINGS.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
        reading = read_letter(text)
        answers = [
            {"as_written": one["quote"], "amount": one["amount"], "high": one["amount_high"], "currency": one["currency"],
             "years": _years_said(one["years"]), "payer": {"nl": "netherlands"}.get(one["payer"], one["payer"])}
            for one in gold["amounts"]
        ]  # fmt: skip
        rows = {(row.start, row.end): row for row in propose_rows(reading, text, (), (), reading.header.date)}
        end = max((one["at"] for one in gold["amounts"]), default=0) + LONGEST if gold["table"] else len(text)
        cells = gold["table"]["amounts"] if gold["table"] else []
        read = [one.amount for one in reading.amounts if one.is_in_table] if cells else []
        measure.asked["table cells"] += len(cells)
        measure.right["table cells"] += sum(one == cell for one, cell in zip(read, cells, strict=False))
        of_text = [one for one in reading.amounts if one.start <= end and not (cells and one.is_in_table)]
        for answer, mention in pairs(answers, of_text):
            row = rows[mention.start, mention.end] if mention else None
            faults = [] if answer and mention else ["no amount" if mention else "not found"]
            if answer and mention:
                read = {
                    "currency": mention.currency or None,
                    "payer": mention.payer.value,
                    "years": _ends(mention.years.value),
                }
                said = answer | {"years": _ends(answer["years"])}
                faults += [
                    f"{name} is {said[name]}, not {read[name]}" for name in read if said[name] not in (None, read[name])
                ]
            measure.judged.append(Judged(path.name.split(".")[0], answer, row, tuple(faults)))
            _count(measure, answer, row, mention)
    return measure


def _years_said(years: str | None) -> list[int]:
    """ "2024-2026" and "2026, 2028" as their years."""
    return [int(year) for year in re.findall("20[0-9]{2}", years or "")]


# What is printed


def report(measure: Measure, title: str) -> Iterator[str]:
    rows = [one for one in measure.judged if one.is_judged]
    certain = [one for one in rows if one.is_certain]
    wrong = [one for one in certain if one.faults]
    yield f"{title}: {len({one.letter for one in measure.judged})} documents, {len(measure.judged)} amounts"
    yield "  " + "; ".join(measure.share(name) for name in measure.asked)
    if not any(one.answer and "kind" in one.answer for one in rows):
        return
    right = len(certain) - len(wrong)
    to_correct = [one for one in rows if one.faults]
    yield f"  certain {len(certain)} of {len(rows)}, wrong {len(wrong)}; certain and right {100 * right / len(rows):.1f} %"
    yield f"  to correct {len(to_correct)} of {len(rows)} ({100 * len(to_correct) / len(rows):.1f} %)"
    added, left_out = (sum(getattr(one, name) for one in certain) for name in ("added", "left_out"))
    exist = sum(_right_euros(one.answer) for one in rows)
    yield f"  euros if all certain ones are accepted: {added:,} added, {left_out:,} left out, of {exist:,}"
    yield "  kind           rows  kind right  certain  certain and wrong  to correct"
    kinds = Counter(_kind_answered(one) for one in rows)
    for kind, count in sorted(kinds.items(), key=lambda each: -each[1]):
        ones = [one for one in rows if _kind_answered(one) == kind]
        right_kind = sum(not any(fault.startswith(OF_KIND) for fault in one.faults) for one in ones)
        sure = [one for one in ones if one.is_certain]
        yield (f"  {kind:13} {count:5} {right_kind:11} {len(sure):8} {sum(bool(one.faults) for one in sure):18} "
               f"{sum(bool(one.faults) for one in ones):11}")  # fmt: skip


def table(measure: Measure) -> Iterator[str]:
    """The rows of docs/reading.md: by kind, how many there are, of how many the kind is right, what one press takes."""
    rows = [one for one in measure.judged if one.is_judged]
    yield "| kind | rows | kind right | certain | certain and wrong | to correct |"
    yield "|---|--:|--:|--:|--:|--:|"
    by_kind = Counter(_kind_answered(one) for one in rows)
    for kind, ones in [*sorted(by_kind.items(), key=lambda each: (-each[1], each[0])), ("all", len(rows))]:
        of_kind = [one for one in rows if kind in ("all", _kind_answered(one))]
        sure = [one for one in of_kind if one.is_certain]
        right = sum(not any(fault.startswith(OF_KIND) for fault in one.faults) for one in of_kind)
        wrong, to_correct = (sum(bool(one.faults) for one in group) for group in (sure, of_kind))
        yield f"| {kind} | {ones} | {right} | {len(sure)} | {wrong} | {to_correct} |"


def _kind_answered(one: Judged) -> str:
    kind = (one.answer or {}).get("kind", "no amount")
    return kind[0] if isinstance(kind, list) else kind


def main(arguments: list[str]) -> None:
    chosen = tuple(one for one in arguments if not one.startswith("-"))
    measures = [(measured(chosen), "letters with answers")]
    if not chosen:
        measures.append((measured((UNSEEN,)), LATER))
    if not chosen and BEGINNINGS.exists():
        measures.append((beginnings(), "real beginnings"))
    for measure, title in measures:
        print("\n".join(report(measure, title)))
        if "--table" in arguments:
            print("\n".join(table(measure)))
        if "--wrong" in arguments:
            print("\n".join(str(one) for one in measure.judged if one.faults))


if __name__ == "__main__":
    main(sys.argv[1:])
