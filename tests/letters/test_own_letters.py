"""The reader of letters against letters of our own, whose answers were written before it; see own/README.md."""

import datetime
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest
import yaml

from letters.reading.letter import read_letter
from letters.reading.letterhead.ministers import KnownMinister, match_minister
from letters.reading.text.quotes import NormalisedText
from tests import ROOT

OWN = Path(__file__).parent / "own"
NAMES = sorted(path.stem for path in OWN.glob("*.txt"))
LETTERS_FIXTURE = ROOT / "letters" / "fixtures" / "letters.yaml"
WANTED_SHARE = 0.98
WANTED_SHARE_OF_WHAT_IS_INFERRED = 0.90
INFERRED = ("years", "category", "stage", "payer")
ABSENT = object()


@cache
def text_of(name):
    return (OWN / f"{name}.txt").read_text(encoding="utf-8")


@cache
def answer_to(name):
    return yaml.safe_load((OWN / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def reading_of(name):
    return read_letter(text_of(name))


@cache
def known_ministers():
    """The ministers of the five letters that the site ships with."""
    rows = yaml.safe_load(LETTERS_FIXTURE.read_text(encoding="utf-8"))
    return tuple(KnownMinister(**row["fields"]) for row in rows if row["model"] == "letters.minister")


def flowed(text):
    return NormalisedText.of(text).normal.strip()


@dataclass(frozen=True)
class Amount:
    """What must be right about one amount."""

    amount: int | None
    high: int | None
    currency: object
    precision: object

    @classmethod
    def answered(cls, answer):
        currency = answer.get("currency", ABSENT)
        return cls(answer["amount"], answer.get("high"), currency or "", answer.get("precision", ABSENT))

    @classmethod
    def read(cls, mention):
        return cls(mention.amount, mention.amount_high, mention.currency, mention.precision.value)

    def agrees(self, other):
        """Whether both are equal, as far as the answer judges it."""
        return all(
            ABSENT in (mine, theirs) or mine == theirs
            for mine, theirs in zip(self.__dict__.values(), other.__dict__.values(), strict=True)
        )


def pairs(answers, mentions):
    """Answers beside mentions in the order of the text, None where one of them has no counterpart.

    They are laid beside each other by their size, which says nothing about currency or precision being right.
    """
    matcher = SequenceMatcher(
        a=[(answer["amount"], answer.get("high")) for answer in answers],
        b=[(mention.amount, mention.amount_high) for mention in mentions],
        autojunk=False,
    )
    for tag, begin, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(answers[begin:end], mentions[first:last], strict=True)
        else:
            yield from ((answer, None) for answer in answers[begin:end])
            yield from ((None, mention) for mention in mentions[first:last])


def differences(name):
    """(what was found right, a sentence for each answer missed or misread, a sentence for each mention too many)."""
    right, missed, too_many = 0, [], []
    for answer, mention in pairs(answer_to(name)["amounts"], reading_of(name).amounts):
        if answer and mention and Amount.answered(answer).agrees(Amount.read(mention)):
            right += 1
        elif answer and mention:
            missed.append(f"{name}: {Amount.answered(answer)}, read as {Amount.read(mention)} in {mention.quote!r}")
            too_many.append(missed[-1])
        elif answer:
            missed.append(f"{name}: {answer.get('as_written', answer['amount'])!r} was not found")
        else:
            too_many.append(f"{name}: {mention.as_written!r} ({mention.amount}) is no amount in {mention.quote!r}")
    return right, missed, too_many


@pytest.mark.parametrize("name", NAMES)
def test_every_amount_of_an_answer_stands_in_its_letter_in_that_order(name):
    text, place = NormalisedText.of(text_of(name)), 0
    for answer in answer_to(name)["amounts"]:
        if "as_written" in answer:
            found = text.find(answer["as_written"], place)
            assert found, answer
            place = found[1]


def test_at_least_98_percent_of_the_amounts_are_found_and_98_percent_of_what_is_found_is_one():
    results = [differences(name) for name in NAMES]
    right = sum(count for count, _, _ in results)
    missed = [sentence for _, sentences, _ in results for sentence in sentences]
    too_many = [sentence for _, _, sentences in results for sentence in sentences]
    recall, precision = right / (right + len(missed)), right / (right + len(too_many))
    report = "\n".join(dict.fromkeys([f"recall {recall:.3f}, precision {precision:.3f}", *missed, *too_many]))
    print(report)
    assert min(recall, precision) >= WANTED_SHARE, report


@pytest.mark.parametrize("name", NAMES)
def test_the_amounts_of_a_letter_are_those_of_its_answer(name):
    _, missed, too_many = differences(name)
    assert list(dict.fromkeys(missed + too_many)) == []


@pytest.mark.parametrize("name", NAMES)
def test_an_amount_is_cut_from_the_text_as_it_is_written_there(name):
    text, wrong = text_of(name), []
    for answer, mention in pairs(answer_to(name)["amounts"], reading_of(name).amounts):
        if not (answer and mention and "as_written" in answer):
            continue
        wanted = flowed(answer["as_written"])
        if {flowed(mention.as_written), flowed(text[mention.start : mention.end])} != {wanted}:
            wrong.append((wanted, mention.as_written, text[mention.start : mention.end]))
    assert wrong == []


def test_what_is_inferred_without_doubt_about_an_amount_is_nearly_always_right():
    judged, agreed, wrong = Counter(), Counter(), []
    for name in NAMES:
        for answer, mention in pairs(answer_to(name)["amounts"], reading_of(name).amounts):
            for field in INFERRED if answer and mention else ():
                inferred = getattr(mention, field)
                if field not in answer or inferred.doubtful or not inferred.value:
                    continue
                judged[field] += 1
                wanted, read = _comparable(answer[field]), _comparable(inferred.value)
                agreed[field] += wanted == read
                if wanted != read:
                    wrong.append(
                        f"{name}: {field} of {mention.as_written!r} is {wanted}, read as {read}: {inferred.why}"
                    )
    report = "\n".join([*(f"{field}: {agreed[field]} of {judged[field]}" for field in INFERRED), *wrong])
    print(report)
    assert all(judged[field] for field in INFERRED), report
    assert all(agreed[field] >= WANTED_SHARE_OF_WHAT_IS_INFERRED * judged[field] for field in INFERRED), report


def _comparable(value):
    """Years as their first and last, as a period may be written either way; other values as they are."""
    if value is None or isinstance(value, str):
        return value
    return (min(value), max(value)) if value else None


@pytest.mark.parametrize("name", NAMES)
def test_the_header_of_a_letter_is_that_of_its_answer(name):
    header, wanted = reading_of(name).header, answer_to(name)["header"]
    read = {
        "kind": header.kind,
        "number": header.kamerstuk_number,
        "dossiers": [{"number": dossier.number, "title": dossier.title} for dossier in header.dossiers],
        "date": header.date,
        "subject": header.subject,
        "reference": header.reference,
        "session_year": header.session_year,
        "addressee": header.addressee,
    }
    assert {key: read[key] for key in wanted} == wanted
    assert isinstance(wanted["date"], datetime.date)


@pytest.mark.parametrize("name", NAMES)
def test_the_signatures_of_a_letter_are_those_of_its_answer(name):
    read = [
        {
            "name": signature.name,
            "office": signature.office,
            "manner": signature.manner,
            "minister": match_minister(signature, known_ministers()).slug,
        }
        for signature in reading_of(name).signatures
    ]
    assert read == answer_to(name)["signatures"]


@pytest.mark.parametrize("name", NAMES)
def test_the_citations_of_a_letter_are_those_of_its_answer(name):
    citations = reading_of(name).citations
    kamerstukken = [citation.slug for citation in citations if citation.slug.startswith("kst-")]
    assert list(dict.fromkeys(kamerstukken)) == answer_to(name)["citations"]
    unnumbered = [citation for citation in citations if citation.kind == "motie" and not citation.slug]
    moties = [f"motie-{motie.what.removesuffix(' c.s.')}" for motie in unnumbered]
    assert moties == answer_to(name).get("moties", [])


@pytest.mark.parametrize("name", NAMES)
def test_numbers_that_are_no_money_and_percentages_are_reported_apart(name):
    reading, answer = reading_of(name), answer_to(name)
    read = {
        "quantities": [flowed(quantity.as_written) for quantity in reading.quantities],
        "percentages": [flowed(percentage.as_written) for percentage in reading.percentages],
    }
    assert read == {key: answer[key] for key in read}
