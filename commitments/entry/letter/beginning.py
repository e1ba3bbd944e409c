"""From a text to an Intake: what the program reads and proposes, ready for a person to go through."""

import datetime
from contextlib import suppress
from dataclasses import replace
from string import ascii_lowercase

from django.db import transaction
from django.db.models import F
from django.utils.text import capfirst

from commitments.intakes import paper_of
from commitments.ledger.completeness import count_without_verdict
from commitments.models import Intake, Mention
from letters.models import Dossier, Letter
from letters.reading.amounts.mentions import AmountMention, read_amounts
from letters.reading.amounts.unread_tables import unread_tables
from letters.reading.letter import read_letter
from letters.reading.letterhead.ministers import match_minister
from letters.reading.letterhead.signatories import unread_signatories
from letters.reading.meaning.inferred import NOTHING
from letters.reading.text.layout import tidy, without_ligatures
from letters.reading.text.paper import LONGEST_TEXT, Paper
from letters.reading.text.quotes import NormalisedText
from letters.reading.text.structure import json_of_structure
from letters.recognising import (
    Copy,
    Unclear,
    fingerprint_of,
    holders_of_offices,
    known_ministers,
    let_others_wait,
    letter_with,
    recognise,
    same_letter,
)
from ukrainesteun.money import AMOUNT, NotMoney, parse_money

from . import proposals
from .answers import first_answers, json_of, json_of_fields, typed_header
from .first_rows import known_categories, known_commitments, new_rows, rows_of_letter
from .proposals import (
    Proposed,
)

MOST_AMOUNTS = 400  # of one letter: as many rows as a page can show and a request can carry
LETTERS_COUNTED_AT_ONCE = 20  # a text that is read for the first time takes a tenth of a second
MOST_SKIPPED = 1_000  # places of one quote; what a person selects stands in a letter far less often
LONGEST_QUOTE: int = Mention._meta.get_field("quote").max_length  # type: ignore[assignment]  # it has one


class CannotBegin(ValueError):
    """The text cannot be entered; the message says in Dutch why not."""


class UnderWay(ValueError):
    """This letter is being entered already; `intake` says where."""

    def __init__(self, intake):
        super().__init__(f"Deze brief wordt al ingevoerd: {intake}.")
        self.intake = intake


class AlreadyThere(ValueError):
    """The ledger has this letter, with its text; `letter` says which."""

    def __init__(self, letter):
        super().__init__(f"Deze brief staat al in het grootboek: {letter}.")
        self.letter = letter


# beginning


def begin(text, user, file_name="", form="", facts=None, paper=None):
    """A saved Intake of this text, with everything that the program proposes; its answers are the proposals.

    `paper` is the Paper that a file gave of this text, with its tables as the format knows them; these are kept with the
    proposals. Raises CannotBegin; UnderWay where somebody is entering this letter, and AlreadyThere where the ledger has
    this letter with its text.
    """
    text = without_ligatures(text.replace("\r\n", "\n"))
    fingerprint = fingerprint_of(text)
    _refuse_what_is_under_way(fingerprint)
    if letter := letter_with(text):
        raise AlreadyThere(letter)
    paper = paper if paper and paper.text == text else Paper(text)
    reading = _read(paper, facts)
    with transaction.atomic():
        let_others_wait()
        _refuse_what_is_under_way(fingerprint)  # begun while this was read: a button that was pressed twice
        letter = _letter_of(reading.header, text)
        if letter is None:
            _refuse_a_copy_under_way(reading.header, text)
        intake = Intake(text=text, fingerprint=fingerprint, file_name=file_name[:200], form=form, letter=letter)
        intake.started_by = intake.edited_by = user
        intake.writers = {"": [user.pk]}  # the text is a letter's words too
        return _with_proposals(intake, reading, paper)


def refuse_another_way(text, header):
    """Raises UnderWay where somebody is entering a letter that comes in otherwise, as a file of a folder, just now.

    A text that the ledger has already brings nothing in.
    """
    if letter_with(text):
        return
    _refuse_what_is_under_way(fingerprint_of(text))
    _refuse_a_copy_under_way(header, text)
    with suppress(Unclear):  # the import itself says what is unclear
        letter = recognise(header, text)
        if letter and (intake := Intake.objects.under_way().filter(letter=letter).first()):
            raise UnderWay(intake)


def _refuse_what_is_under_way(fingerprint):
    if intake := Intake.objects.under_way().filter(fingerprint=fingerprint).first():
        raise UnderWay(intake)


def _refuse_a_copy_under_way(header, text):
    """Another text of a letter that somebody is entering, such as its PDF: by what is typed there now."""
    new = Intake.objects.under_way().filter(letter=None)
    copies = {intake: Copy(typed_header(intake.answers), intake.text) for intake in new}
    if same := same_letter(Copy(header, text), copies):
        raise UnderWay(same[0])


def _letter_of(header, text):
    """The letter of the ledger, without a text so far, that this header is of; None for a new one."""
    try:
        letter = recognise(header, text)
    except Unclear as problem:
        raise CannotBegin(capfirst(str(problem))) from problem
    if letter and (letter.text or hasattr(letter, "intake")):
        raise AlreadyThere(letter)
    return letter


def begin_for(letter, user):
    """The Intake in which the mentions of this letter are gone through: what is in the ledger, and what is not."""
    if intake := Intake.objects.under_way().filter(letter=letter).first():
        return intake
    paper = paper_of(letter)
    reading = _read(paper)
    with transaction.atomic():
        let_others_wait()
        intake = Intake.objects.filter(letter=letter).first() or Intake(letter=letter, started_by=user)
        if intake.pk and intake.finished_at is None:
            return intake
        intake.text, intake.fingerprint = letter.text, fingerprint_of(letter.text)
        intake.edited_by, intake.finished_at = user, None
        return _with_proposals(intake, reading, paper)


def begin_again_for(intake, letter, user):
    """The same Intake with its own text, begun anew as that of this letter, which has no text and no intake so far."""
    intake.letter, intake.edited_by = letter, user
    return _with_proposals(intake, _read(intake.paper), intake.paper)


def _read(paper, facts=None):
    if not paper.text.strip():
        raise CannotBegin("Plak de tekst van de brief, of kies een bestand.")
    if len(paper.text) > LONGEST_TEXT:
        raise CannotBegin(f"Deze tekst is langer dan {LONGEST_TEXT // 1_000_000} miljoen tekens; dat is geen brief.")
    reading = read_letter(paper, facts)
    if (count := len(reading.amounts) + len(reading.quantities)) > MOST_AMOUNTS:
        raise CannotBegin(
            f"In deze tekst staan {count} bedragen en aantallen; er passen er hooguit {MOST_AMOUNTS} op één pagina. "
            "Voer het document in delen in."
        )
    categories = known_categories()
    return replace(reading, amounts=tuple(_in_ledger_terms(amount, categories) for amount in reading.amounts))


def _in_ledger_terms(mention, categories):
    """The mention, without a category that the ledger does not have: the lexicon may know more, or staff had it go."""
    return mention if mention.category.value in categories else replace(mention, category=NOTHING)


def _with_proposals(intake, reading, paper):
    rows = rows_of_letter(intake, reading) if intake.letter else new_rows(intake, reading)
    intake.proposals = {
        "date": reading.header.date,
        "letter": json_of_fields(proposals.propose_letter(reading.header)),
        "dossiers": [json_of_fields(fields) for fields in _dossiers(reading)],
        "signatures": [json_of_fields(fields) for fields in _signatures(reading)],
        "unread_signatories": unread_signatories(reading.header, reading.signatures),
        "unread_tables": unread_tables(paper, reading.amounts),
        "rows": rows,
        "marks": _marks(reading),
        "structure": paper.structure and json_of_structure(paper.structure),
    }
    intake.answers, intake.changes = first_answers(intake.proposals), {}
    intake.version += bool(intake.pk)
    intake.save()
    intake.refresh_from_db(fields=["proposals"])  # a date in it is kept as text
    return intake


def _dossiers(reading):
    titles = dict(Dossier.objects.working().values_list("number", "title"))
    return proposals.propose_dossiers(reading.header, titles, [citation.dossier for citation in reading.citations])


def _signatures(reading):
    known, offices = known_ministers(), holders_of_offices(reading.header.date)
    return [
        proposals.propose_signature(signature, match_minister(signature, known, offices))
        for signature in reading.signatures
    ]


def _marks(reading):
    """What is marked in the text beside the rows: (start, end, kind, address)."""
    marks = [(one.start, one.end, "citation", one.url) for one in reading.citations]
    return sorted(marks + [(one.start, one.end, "percentage", "") for one in reading.percentages])


def letters_to_check():
    """(letter, how many money expressions no mention covers) for letters with such; None where nobody counted yet."""
    budget = LETTERS_COUNTED_AT_ONCE
    letters = Letter.objects.working().exclude(text="").without_text().select_related("dossier", "counted")
    for letter in letters.exclude(counted__version=F("version"), counted__without_verdict=0):
        count = count_without_verdict(letter, may_read=False)
        if count is None and budget:
            budget -= 1
            count = count_without_verdict(letter)
        if count != 0:
            yield letter, count


# a row that the program missed


class NotInText(ValueError):
    """The quote does not stand in the letter; the message says so in Dutch."""


def added_row(intake, quote, skip=0):
    """A row for this quote, as it is kept with the intake; `skip` says how often the quote stands in the text before,
    and is forged where it says more than there is: then the last place is meant, or that after MOST_SKIPPED.

    The amount is read from the quote; what is not understood is left to the person. Raises NotInText.
    """
    text, quote = NormalisedText.of(intake.text), " ".join(quote.split())
    place = text.find(quote)
    for _ in range(min(skip, MOST_SKIPPED)):
        if place is None or (later := text.find(quote, place[0] + 1)) is None:
            break
        place = later
    if place is None:
        raise NotInText(f"“{quote}” staat niet in de tekst van de brief. Neem het letterlijk over.")
    date = intake.proposals["date"] and datetime.date.fromisoformat(intake.proposals["date"])
    mention = _amount_in(intake.text, *place, date)
    start, end = (mention.start, mention.end) if mention else place
    if taken := next((row for row in intake.proposals["rows"] if row["start"] < end and start < row["end"]), None):
        more = "Staat er meer dan één toezegging in: vraag daar om nog een uit dit citaat."
        raise NotInText(f"Dit bedrag heeft al een rij: rij {taken['key']}. {more}")
    if place == (start, end):
        quote = tidy(intake.text[slice(*proposals.sentence_around(intake.text, start, end, LONGEST_QUOTE))])
    row = proposals.ProposedRow(_next_key(intake.proposals["rows"], start), start, end, quote, "")
    row = replace(row, fields={"verdict": Proposed("", "zelf toegevoegd: kies het oordeel", True)})
    if mention:
        row = replace(row, as_written=mention.as_written, amount=mention.amount, currency=mention.currency)
        mention = proposals.with_quoted_reasons(_in_ledger_terms(mention, known_categories()), intake.text)
        row = proposals.propose(row, mention, known_commitments(date), letter_date=date)
    return json_of(row, is_added=True)


def another_row(intake, key):
    """A row for one more commitment from the quote of this row, as it is kept with the intake; None where that row is
    not there, or has a mention in the ledger."""
    row = next((row for row in intake.proposals["rows"] if row["key"] == key and row.get("mention") is None), None)
    return row and row | {"key": _next_key(intake.proposals["rows"], row["start"] + 1), "is_added": True}


def _amount_in(text, start, end, date):
    """The first amount in this piece of the text, read with the sentence around it; None where there is none."""
    around, until = proposals.sentence_around(text, start, end)
    for mention in read_amounts(text[around:until], date):
        if mention.start < end - around and start - around < mention.end:
            return replace(mention, start=around + mention.start, end=around + mention.end)
    piece = text[start:end]
    for match in AMOUNT.finditer(tidy(piece)):
        written = match[0].removeprefix(match["about"] or "").strip()
        place = NormalisedText.of(piece).find(written)
        try:
            money = parse_money(written)
        except NotMoney:
            continue
        if place and (match["scale"] or money.currency):
            return _bare(start + place[0], start + place[1], written, piece, money)
    return None


def _bare(start, end, written, quote, money):
    """An amount of which nothing is known but what is written."""
    return AmountMention(start, end, written, quote, start, end, money.amount, None, money.currency)


def _next_key(rows, start):
    """The key of a row at this place: behind row 3 comes 3a. So no other row gets another number."""
    before = max((int(row["key"].rstrip(ascii_lowercase)) for row in rows if row["start"] < start), default=0)
    taken = {row["key"] for row in rows}
    letters = (letter * times for times in range(1, len(rows) + 2) for letter in ascii_lowercase)
    return next(key for letter in letters if (key := f"{before}{letter}") not in taken)
