"""How many proposals that one press takes are wrong: over the letters of our own, and over the five that the site ships with.

`python -m tests.commitments.entry.letter.certain` prints it, with each that is wrong. What is right stands in
verdicts.yaml and in the answer of each letter (tests/letters/own) and, for the five, in the ledger itself.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import yaml

from commitments.entry.letter.proposals import NEW, NO_PROMISE, NOT_MONEY, OTHERS, OUTCOME, REPEATS, Known, propose_rows
from letters.reading.letter import read_letter
from tests import LETTERS, ROOT
from tests.letters.test_own_letters import NAMES, answer_to, pairs, reading_of, text_of

SHARED = {
    "000": "kst-36045-184",
    "001": "kst-36045-151",
    "002": "kst-21501-20-2189",
    "003": "kst-36045-171",
    "004": "kst-28676-384",
}
VERDICT_OF = {"states": NEW, "repeats": REPEATS, "not-money": NOT_MONEY} | dict.fromkeys(NO_PROMISE, NO_PROMISE[0])
JUDGED = ("category", "stage", "precision")


@dataclass(frozen=True)
class Certain:
    """A row that one press takes; `fault` says what is wrong with it, "" for nothing."""

    letter: str
    key: str
    as_written: str
    verdict: str
    quote: str
    fault: str


@cache
def ledger():
    """(the fields of the letters by slug, of the commitments in order, of the mentions by the slug of their letter)."""
    letters = yaml.safe_load((ROOT / "letters/fixtures/letters.yaml").read_text(encoding="utf-8"))
    rows = yaml.safe_load((ROOT / "commitments/fixtures/commitments.yaml").read_text(encoding="utf-8"))
    commitments = [row["fields"] for row in rows if row["model"] == "commitments.commitment"]
    mentions = [row["fields"] for row in rows if row["model"] == "commitments.mention"]
    by_letter = {slug: list(ones) for slug, ones in groupby(mentions, key=lambda one: one["letter"][0])}
    return {row["fields"]["slug"]: row["fields"] for row in letters if "slug" in row["fields"]}, commitments, by_letter


def known_on(date, without=""):
    """The Knowns of the shipped ledger for a letter of this date; without those of the letter itself."""
    letters, commitments, _ = ledger()
    return [
        Known(one["slug"], one["title"], one["amount_eur"], one["year"], one.get("end_year") or one["year"], one["category"][0],
              one["letter"][0], is_later=letters[one["letter"][0]]["date"] > date)
        for one in commitments
        if one["letter"][0] != without
    ]  # fmt: skip


@cache
def verdicts():
    return yaml.safe_load((Path(__file__).parent / "verdicts.yaml").read_text(encoding="utf-8"))


def rows_of_own(name):
    reading = reading_of(name)
    return propose_rows(reading, text_of(name), known_on(reading.header.date), (), reading.header.date)


def of_own_letter(name):
    """(how many rows it has, its Certains)."""
    rows = rows_of_own(name)
    answers = {(mention.start, mention.end): answer or {} for answer, mention in
               pairs(answer_to(name)["amounts"], reading_of(name).amounts) if mention}  # fmt: skip
    found = [
        Certain(
            name, row.key, row.as_written, row.verdict, row.quote, _fault(name, row, answers.get((row.start, row.end)))
        )
        for row in rows
        if not row.doubts
    ]
    return len(rows), found


def _fault(name, row, answer):
    if row.verdict == NOT_MONEY:
        return "" if answer is None else "it is money"
    if row.verdict in NO_PROMISE:
        is_ours = answer.get("payer") == "netherlands"
        return "the Netherlands pay it" if row.verdict == OTHERS and is_ours else ""
    if row.verdict != OUTCOME and answer.get("payer") == "other":
        return "others pay it"
    meant, _, target = verdicts().get(name, {}).get(int(row.key), "no answer in verdicts.yaml").partition(" ")
    if meant == "total":
        return "" if row.verdict == REPEATS and " en " in row.fields["target"].value else "it is a total"
    if meant in (OUTCOME, "recap") and row.verdict == OUTCOME:
        return ""
    if meant == "part":
        return "" if row.fields["part_of"].value == target else f"it is a part of {target}"
    if meant not in (NEW, REPEATS) or meant != row.verdict or (meant == NEW and row.fields["part_of"].value):
        return f"it is {meant} {target}".strip()
    if row.verdict == REPEATS:
        return "" if row.fields["target"].value == target else f"it repeats {target}"
    return _fault_in_fields(row, answer)


def _fault_in_fields(row, answer):
    read = (row.fields["year"].value, row.fields["end_year"].value or row.fields["year"].value)
    if answer.get("years") and read != (str(min(answer["years"])), str(max(answer["years"]))):
        return f"its years are {answer['years']}, not {read}"
    wrong = [name for name in JUDGED if answer.get(name) and answer[name] != row.fields[name].value]
    return f"its {wrong[0]} is {answer[wrong[0]]}, not {row.fields[wrong[0]].value}" if wrong else ""


def of_shared_letter(path):
    """As `of_own_letter`, of a letter that the site ships with: what is right is what the ledger has of it."""
    slug = SHARED[path.name[:3]]
    text, (letters, _, mentions) = path.read_text(encoding="utf-8"), ledger()
    date = letters[slug]["date"]
    rows = propose_rows(read_letter(text), text, known_on(date, without=slug), (), date)
    assert [row.as_written for row in rows] == [one["amount_as_written"] for one in mentions[slug]], slug
    stated = {one["commitment"][0]: f"rij {number}" for number, one in enumerate(mentions[slug], start=1)
              if one["verdict"] == "states"}  # fmt: skip
    found = []
    for row, mention in zip(rows, mentions[slug], strict=True):
        if not row.doubts:
            right = VERDICT_OF[mention["verdict"]] == VERDICT_OF.get(row.verdict, row.verdict)
            if right and row.verdict == REPEATS:
                repeated = mention["commitment"][0]
                right = row.fields["target"].value == stated.get(repeated, repeated)
            fault = "" if right else f"the ledger says {mention['verdict']}"
            found.append(Certain(slug, row.key, row.as_written, row.verdict, row.quote, fault))
    return len(rows), found


def measured():
    """(how many rows there are, all Certains)."""
    results = [of_own_letter(name) for name in NAMES]
    results += [of_shared_letter(path) for path in sorted(LETTERS.glob("*.txt"))]
    return sum(count for count, _ in results), [one for _, ones in results for one in ones]


def report():
    """The figures, a line each, and then what is wrong."""
    count, found = measured()
    by_verdict, wrong = Counter(one.verdict for one in found), [one for one in found if one.fault]
    faults = Counter(one.verdict for one in wrong)
    yield f"{len(found)} of {count} rows are certain ({100 * len(found) / count:.0f} %), {len(wrong)} of these wrong"
    for verdict in (NEW, REPEATS, OUTCOME, *NO_PROMISE, NOT_MONEY):
        yield f"  {verdict}: {by_verdict[verdict]} certain, {faults[verdict]} wrong"
    for one in wrong:
        yield f"{one.letter} row {one.key} [{one.as_written}] {one.verdict}: {one.fault}; {one.quote[:100]!r}"


if __name__ == "__main__":
    print("\n".join(report()))
