"""Many commitments at once: the working rows as a file, and a file as an edit of the working rows.

An import is one edit by one person: all of it or nothing, one new version of each letter that it touches, and the same
rules as the forms. The preview is that edit itself, taken back; so what it promises is what confirming does.
"""

import hashlib
import re
from collections import Counter, defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.utils import formats, timezone
from import_export.fields import Field
from import_export.resources import Resource
from import_export.widgets import ManyToManyWidget, Widget

from commitments.ledger.rules import moving_problems, part_problems, stating_problems
from commitments.models import Category, Channel, Commitment, Mention
from letters.models import Letter
from ukrainesteun.cells import guarded
from ukrainesteun.editions.models import because
from ukrainesteun.money import NotMoney, format_euro, parse_euro

from .files import Unreadable

NO_PARTS = "geen"  # in moved_parts: the parts of the predecessor were thought of, and none moves
LINKS = ("part_of", "supersedes")
HAS_SUCCESSOR = next(
    constraint.violation_error_message
    for constraint in Commitment._meta.constraints
    if constraint.name == "a_commitment_has_at_most_one_successor"
)
LINKED = {"category", "channel", "letter", *LINKS}


# The columns


class Cell(Widget):
    """What stands in one cell of a column; `read` gives what it means, or raises ValueError with what to type instead."""

    def __init__(self, required=False):
        super().__init__()
        self.required = required

    def clean(self, value, row=None, ledger=None, **kwargs):
        if isinstance(value, Unreadable):
            raise ValueError(value.problem)
        text = _text(value)
        if "\x00" in text:
            raise ValueError("Hier staat een onzichtbaar nulteken. Typ de tekst opnieuw.")
        if not text and self.required:
            raise ValueError(f"Deze cel is leeg. {self.advice(ledger)}")
        return self.read(text, ledger)

    def advice(self, ledger):
        return "Vul haar in."

    def read(self, text, ledger):
        return text

    def render(self, value, obj=None, **kwargs):
        return guarded("" if value is None else str(value))


class Number(Cell):
    """Whole numbers, written as numbers."""

    def render(self, value, obj=None, **kwargs):
        return value


class Euros(Number):
    def read(self, text, ledger):
        try:
            return parse_euro(_whole(text))
        except NotMoney as problem:
            raise ValueError(str(problem)) from problem


class Year(Number):
    def read(self, text, ledger):
        text = _whole(text)
        if text and not re.fullmatch("[0-9]{4}", text):
            raise ValueError(f"‘{_short(text)}’ is geen jaartal. Vul vier cijfers in, zoals 2024.")
        return int(text) if text else None


class Code(Cell):
    """One of the codes of a field."""

    def __init__(self, choices, required=True):
        super().__init__(required)
        self.codes = [code for code in choices.values if code]

    def advice(self, ledger):
        return f"Kies uit: {', '.join(self.codes)}."

    def read(self, text, ledger):
        if text and text.lower() not in self.codes:
            raise ValueError(f"‘{_short(text)}’ kennen wij niet. {self.advice(ledger)}")
        return text.lower()


class Name(Cell):
    """The address of a category, channel or letter that is worked on."""

    MOST_TOLD = 20

    def __init__(self, kind, required=False):
        super().__init__(required)
        self.kind = kind

    def advice(self, ledger):
        known = sorted(getattr(ledger, self.kind))
        if len(known) > self.MOST_TOLD:
            return "Neem het adres over uit een export, of voer eerst in wat ontbreekt."
        return f"Kies uit: {', '.join(known)}; of voer eerst in wat ontbreekt."

    def read(self, text, ledger):
        if not text:
            return None
        try:
            return getattr(ledger, self.kind)[text]
        except KeyError:
            raise ValueError(f"‘{_short(text)}’ kennen wij niet. {self.advice(ledger)}") from None

    def render(self, value, obj=None, **kwargs):
        return value.slug if value else ""


class Link(Name):
    """The address of another commitment, or the title of a new one in the same file."""

    def __init__(self):
        super().__init__("commitments")

    def read(self, text, ledger):
        return ledger.commitment(text) if text else None


class MovedParts(ManyToManyWidget):
    """The same for several, with semicolons between them. None means that the cell is empty."""

    def __init__(self):
        super().__init__(Commitment)

    def clean(self, value, row=None, ledger=None, **kwargs):
        text = Cell().clean(value)
        if not text:
            return None
        if text.lower() == NO_PARTS:
            return []
        return list({id(one): one for one in map(ledger.commitment, _split(text))}.values())

    def render(self, value, obj=None, **kwargs):
        return "; ".join(sorted(part.slug for part in value.all()))


def _split(text):
    return [name for name in re.split(r"\s*[;\n]\s*", text) if name]


def _text(value):
    """A cell as the text that its spreadsheet shows; line ends are those of the site, whatever program wrote them."""
    if isinstance(value, float):
        value = int(value) if value.is_integer() else str(value).replace(".", ",")
    return re.sub("\r\n?", "\n", str(value)).strip()


def _plain(cell):
    """A cell as text, also where it cannot be read."""
    return "" if isinstance(cell, Unreadable) else _text(cell)


def _whole(text):
    """A program that knows only broken numbers writes 2500000000.0 or 2500000000,00."""
    return re.sub("^([0-9]+)[.,]0{1,2}$", r"\1", text)


def _short(text):
    return text if len(text) <= 60 else f"{text[:57]}…"


def _column(name, widget, **options):
    return Field(attribute=options.pop("attribute", name), column_name=name, widget=widget, **options)


class CommitmentResource(Resource):
    """A commitment as a row of a file. docs/data-dictionary.md describes the columns; a test holds it to this list."""

    slug = _column("slug", Cell(), readonly=True)
    title = _column("title", Cell(required=True))
    amount_eur = _column("amount_eur", Euros(required=True))
    precision = _column("precision", Code(Commitment.Precision))
    year = _column("year", Year(required=True))
    end_year = _column("end_year", Year())
    period_note = _column("period_note", Cell())
    category = _column("category", Name("categories", required=True))
    channel = _column("channel", Name("channels"))
    stage = _column("stage", Code(Commitment.Stage))
    finance_type = _column("finance_type", Code(Commitment.FinanceType))
    exclusion = _column("exclusion", Code(Commitment.Exclusion, required=False))
    letter = _column("letter", Name("letters", required=True))
    part_of = _column("part_of", Link())
    supersedes = _column("supersedes", Link())
    moved_parts = _column("moved_parts", MovedParts())
    note = _column("note", Cell())
    version = _column("version", Number(), attribute="letter__version", readonly=True)

    @classmethod
    def get_display_name(cls):
        """Asked by the library's form, which shows it where there is a choice."""
        return str(Commitment._meta.verbose_name_plural)

    def filter_export(self, queryset, **kwargs):
        related = ["category", "channel", "letter", "part_of", "supersedes"]
        return queryset.select_related(*related).defer("letter__text").prefetch_related("moved_parts")


COLUMNS = tuple(CommitmentResource.fields)
FACTS = tuple(name for name in COLUMNS if name not in ("slug", "version", "moved_parts"))


# What a file would do


@dataclass(frozen=True)
class Change:
    """One field of a row that changes, in words; empty for nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """What an import does with one row: its number in the file, and either its changes or what is wrong with it.

    A problem is (column, message); the column is empty where it is about the row as a whole.
    """

    number: int
    title: str
    is_new: bool
    changes: tuple[Change, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Preview:
    """What an import does, row by row. `is_complete` says whether also the rules between rows were looked at."""

    rows: tuple[Told, ...]
    is_complete: bool

    @property
    def new(self):
        return [row for row in self.rows if row.is_new and not row.problems]

    @property
    def changed(self):
        return [row for row in self.rows if row.changes and not row.is_new and not row.problems]

    @property
    def unchanged(self):
        return [row for row in self.rows if not (row.changes or row.problems)]

    @property
    def wrong(self):
        return [row for row in self.rows if row.problems]

    @property
    def can_be_done(self):
        return not self.wrong and bool(self.new or self.changed)

    @property
    def fingerprint(self):
        """Equal for two previews that say the same."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


@dataclass(frozen=True)
class Done:
    """What an import wrote."""

    new: tuple[Commitment, ...]
    changed: tuple[Commitment, ...]


def preview(rows, user, now):
    """The Preview of these rows (sheets.Row). Nothing is written."""
    with transaction.atomic():
        found = _Edit(rows).carried_out(user, now)
        transaction.set_rollback(True)
    return found.told()


@transaction.atomic
def import_rows(rows, fingerprint, user, now, reason):
    """Writes these rows if that does exactly what the Preview with this fingerprint said.

    Returns (Done, Preview); Done is None when nothing was written, because the Preview is another one now.
    """
    with because(reason):
        edit = _Edit(rows).carried_out(user, now, reason)
    found = edit.told()
    if found.fingerprint != fingerprint or not found.can_be_done:
        transaction.set_rollback(True)
        return None, found
    return edit.done(), found


# How it is done


class _Ledger:
    """All that is worked on, read once and linked to itself; nobody else can save a letter until the transaction ends."""

    def __init__(self):
        letters = Letter.objects.working().select_for_update(of=("self",)).select_related("dossier", "edited_by")
        by_pk = {letter.pk: letter for letter in letters.order_by("pk").defer("text")}
        self.letters = {letter.slug: letter for letter in by_pk.values()}
        self.categories = {one.slug: one for one in Category.objects.working()}
        self.channels = {one.slug: one for one in Channel.objects.working()}
        rows = list(Commitment.objects.working().select_related("category", "channel").order_by("pk"))
        known = {row.pk: row for row in rows}
        for row in rows:
            row.letter = by_pk[row.letter_id]
            for link in LINKS:
                if pk := getattr(row, f"{link}_id"):
                    setattr(row, link, known[pk])
        self.commitments = {row.slug: row for row in rows}
        self.moved = defaultdict(list)
        moves = Commitment.moved_parts.through.objects.filter(from_commitment__is_public_copy=False)
        for successor, part in moves.values_list("from_commitment", "to_commitment"):
            self.moved[successor].append(known[part])
        self.new = defaultdict(list)  # the new ones in the file, by title

    def everything(self):
        return [*self.commitments.values(), *(one for ones in self.new.values() for one in ones)]

    def commitment(self, name):
        if name in self.commitments:
            return self.commitments[name]
        found = self.new.get(name, [])
        if len(found) > 1:
            raise ValueError(
                f"‘{_short(name)}’ is de titel van {len(found)} nieuwe rijen. Geef die elk een eigen titel."
            )
        if not found:
            raise ValueError(
                f"‘{_short(name)}’ is geen adres van een toezegging, en geen titel van een nieuwe rij in dit bestand. "
                "Kijk het na in een export."
            )
        return found[0]


@dataclass
class _Draft:
    """One row of the file while it is being looked at, with the commitment that it makes or changes."""

    number: int
    cells: dict
    commitment: Commitment
    is_new: bool
    before: dict
    letter: Letter | None  # the one it was in
    moved: list = field(default_factory=list)
    parts_were_chosen: bool = False
    changes: tuple = ()
    problems: list = field(default_factory=list)

    @property
    def has_moved_parts(self):
        """Whether parts move with it, now or as it will be."""
        return bool(self.moved or self.before.get("moved_parts"))

    @contextmanager
    def noting_problems(self):
        """What is invalid inside is a problem of this row."""
        try:
            yield
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                column = "" if name == NON_FIELD_ERRORS else name
                self.problems += [(column, message) for message in messages]

    def told(self):
        title = self.commitment.title or _short(_plain(self.cells["title"]))
        changes = () if self.problems else self.changes
        return Told(self.number, title, self.is_new, changes, tuple(dict.fromkeys(self.problems)))


class _Edit:
    """The rows of one file, read against the ledger of this moment."""

    def __init__(self, rows):
        self.resource = CommitmentResource()
        self.ledger = _Ledger()
        self.is_complete = False
        self.drafts = list(self._drafts(rows))
        for draft in self.drafts:
            self._read(draft)
        for draft in self.drafts:
            self._compare(draft)
        self.touched = [draft for draft in self.drafts if draft.changes]
        for draft in self.touched:
            self._check(draft)
        self._check_versions()
        self._check_twins()
        self._check_successors()
        self._check_circles()

    @property
    def has_problems(self):
        return any(draft.problems for draft in self.drafts)

    def carried_out(self, user, now, reason=""):
        """Itself, once its rows are in the database and were held against each other; without, where a row is wrong."""
        if self.has_problems:
            self._check_constraints()
            return self
        try:
            with transaction.atomic():
                self._write(user, now, reason)
        except IntegrityError:
            self._check_constraints()
            if not self.has_problems:
                raise
            return self
        self._hold_against_each_other()
        self.is_complete = True
        return self

    def told(self):
        return Preview(tuple(draft.told() for draft in self.drafts), self.is_complete)

    def done(self):
        return Done(
            new=tuple(draft.commitment for draft in self.touched if draft.is_new),
            changed=tuple(draft.commitment for draft in self.touched if not draft.is_new),
        )

    # reading

    def _drafts(self, rows):
        seen = {}
        for row in rows:
            slug = _plain(row.cells["slug"])
            known = self.ledger.commitments.get(slug)
            draft = _Draft(row.number, row.cells, known or Commitment(), not known, {}, known and known.letter)
            if isinstance(row.cells["slug"], Unreadable):
                draft.problems.append(("slug", row.cells["slug"].problem))
            elif slug in seen:
                draft.problems.append(
                    ("slug", f"‘{_short(slug)}’ staat ook op rij {seen[slug]}. Houd één van de twee rijen.")
                )
                draft.commitment = Commitment()
            elif slug and not known:
                draft.problems.append(
                    ("slug", f"Er is geen toezegging met het adres ‘{_short(slug)}’. Laat de cel leeg voor een nieuwe.")
                )
            if slug:
                seen.setdefault(slug, row.number)
            if known:
                draft.before = self._facts(known) | {"moved_parts": list(self.ledger.moved[known.pk])}
                draft.moved = draft.before["moved_parts"]
            elif not draft.problems:
                self.ledger.new[_plain(row.cells["title"])].append(draft.commitment)
            yield draft

    def _facts(self, commitment):
        return {name: self.resource.fields[name].get_value(commitment) for name in FACTS}

    def _read(self, draft):
        """Fills the commitment of this row with what its cells mean."""
        with draft.noting_problems():
            self.resource.import_instance(draft.commitment, draft.cells, ledger=self.ledger)
        if draft.commitment.end_year is None:
            draft.commitment.end_year = draft.commitment.year
        try:
            moved = self.resource.fields["moved_parts"].clean(draft.cells, ledger=self.ledger)
        except ValueError as error:
            draft.problems.append(("moved_parts", str(error)))
        else:
            draft.moved, draft.parts_were_chosen = moved or [], moved is not None

    def _compare(self, draft):
        """Notes what changes. A text of which only the line ends or the space around it differ, does not."""
        for name, before in draft.before.items():
            after = draft.moved if name == "moved_parts" else getattr(draft.commitment, name)
            if name != "moved_parts" and isinstance(before, str) and before != after and _text(before) == after:
                setattr(draft.commitment, name, before)
        after = self._facts(draft.commitment) | {"moved_parts": draft.moved}
        draft.changes = tuple(
            Change(_label(name), _printed(name, draft.before.get(name)), _printed(name, value))
            for name, value in after.items()
            if not _same(draft.before.get(name), value)
        )

    # what is wrong with a row

    def _check(self, draft):
        """What the fields hold, and an address for a new row. What they refer to, we have just read."""
        wrong = {name for name, _ in draft.problems if name}
        if not draft.cells["end_year"]:
            wrong.add("end_year")  # it follows the year, and so would the complaint
        with draft.noting_problems():
            draft.commitment.full_clean(exclude=LINKED | wrong, validate_unique=False, validate_constraints=False)

    def _check_constraints(self):
        """The rules of the database, one by one. That takes long, and the database holds them itself: only to name them."""
        for draft in self.touched:
            wrong = {name for name, _ in draft.problems if name}
            with draft.noting_problems():
                draft.commitment.validate_constraints(exclude=LINKED | wrong)

    def _check_versions(self):
        """Who changes a row, has seen the last version of its letter."""
        for draft in self.touched:
            if draft.is_new:
                continue
            seen, letter = _whole(_plain(draft.cells["version"])), draft.letter
            if not seen.isdecimal():
                draft.problems.append(
                    ("version", "Hier hoort het getal uit een export. Neem de rij opnieuw uit een export.")
                )
            elif seen != str(letter.version):
                who = letter.edited_by or "Een opdracht aan het programma"
                when = f" op {_moment(letter.edited_at)}" if letter.edited_at else ""
                draft.problems.append(
                    (
                        "version",
                        f"{who} heeft {letter.designation} intussen bewerkt{when}: het bestand kent versie {_short(seen)}, "
                        f"nu is er versie {letter.version}. Exporteer opnieuw en breng uw wijziging daarin aan.",
                    )
                )

    def _check_twins(self):
        """A file that was imported before, or a button pressed twice, enters nothing twice."""
        there = {_key(one): f"op het adres {slug}" for slug, one in self.ledger.commitments.items()}
        for draft in self.touched:
            if draft.is_new and not draft.problems:
                place = there.setdefault(_key(draft.commitment), f"op rij {draft.number}")
                if place != f"op rij {draft.number}":
                    draft.problems.append(
                        (
                            "slug",
                            f"Deze toezegging is er al, {place}. Haal de rij weg, of zeg in de titel wat anders is.",
                        )
                    )

    def _check_successors(self):
        """At most one successor, as it will be: two rows may change places."""
        count = Counter(id(one.supersedes) for one in self.ledger.everything() if one.supersedes)
        for draft in self.touched:
            if draft.commitment.supersedes and count[id(draft.commitment.supersedes)] > 1:
                draft.problems.append(("supersedes", HAS_SUCCESSOR))

    def _check_circles(self):
        """Also between rows that are not saved yet, which therefore could not be."""
        for draft in self.touched:
            for link in LINKS:
                seen, above = set(), getattr(draft.commitment, link)
                while above is not None and above is not draft.commitment and id(above) not in seen:
                    seen.add(id(above))
                    above = getattr(above, link)
                if above is draft.commitment:
                    advice = "Via deze kolom komt de rij weer bij zichzelf uit. Kies een andere."
                    draft.problems.append((link, advice))

    # writing

    def _write(self, user, now, reason):
        for letter in self._letters_touched():
            letter.save_edit(user, now)
        # First all free: two may have changed places.
        freed = [draft.commitment.pk for draft in self.touched if not draft.is_new]
        Commitment.objects.filter(pk__in=freed).update(supersedes=None)
        given = set()
        for draft in self._wholes_first():
            if draft.commitment.slug in given:
                # Of two new rows with one title, the second gets its address when the first is saved.
                draft.commitment.slug = ""
                draft.commitment.clean()
            given.add(draft.commitment.slug)
            if draft.has_moved_parts:
                draft.commitment.save()
            else:
                draft.commitment.save_without_historical_record()
        # The rest of the history at once, which is much faster; it would leave out which parts move.
        for is_new in (True, False):
            rows = [one.commitment for one in self.touched if one.is_new is is_new and not one.has_moved_parts]
            Commitment.history.bulk_history_create(
                rows, update=not is_new, default_user=user, default_change_reason=reason
            )
        for draft in self.touched:
            if not _same(draft.before.get("moved_parts"), draft.moved):
                draft.commitment.moved_parts.set(draft.moved)

    def _letters_touched(self):
        """Those in which rows change, and those that rows leave."""
        letters = [letter for draft in self.touched for letter in (draft.letter, draft.commitment.letter) if letter]
        return {letter.pk: letter for letter in letters}.values()

    def _wholes_first(self):
        """The rows in an order in which each refers only to what is there already."""
        waiting = {id(draft.commitment): draft for draft in self.touched}
        for draft in self.touched:
            stack = [draft.commitment]
            while stack:
                commitment = stack[-1]
                above = [getattr(commitment, link) for link in LINKS]
                missing = [one for one in above if one is not None and one.pk is None and id(one) in waiting]
                if missing:
                    stack += missing
                else:
                    stack.pop()
                    if id(commitment) in waiting:
                        yield waiting.pop(id(commitment))

    # what is wrong between rows

    def _hold_against_each_other(self):
        by_commitment = {id(draft.commitment): draft for draft in self.touched}
        moved = {id(draft.commitment): draft.moved for draft in self.touched}
        for family in self._families(moved):
            for commitment, problem in part_problems(family, moved):
                by_commitment[id(commitment)].problems.append(("", problem))
        self._hold_against_quotes({draft.commitment.pk: draft for draft in self.touched if not draft.is_new})
        for draft in self.touched:
            draft.problems += [("moved_parts", problem) for problem in _moved_problems(draft)]

    def _families(self, moved):
        """The rows that changed, by the wholes and predecessors that they have in common; without those that have none.

        The rules look at each row of a family with each other one, which would take long for all rows of a file.
        """
        relatives = defaultdict(set)
        for one in self.ledger.everything():
            parts = moved[id(one)] if id(one) in moved else self.ledger.moved.get(one.pk, ())
            for other in (one.part_of, one.supersedes, *parts):
                if other is not None:
                    relatives[id(one)].add(id(other))
                    relatives[id(other)].add(id(one))
        places, seen = {id(draft.commitment): place for place, draft in enumerate(self.touched)}, set()
        for key in relatives:
            family, found = [], [key]
            while found:
                key = found.pop()
                if key not in seen:
                    seen.add(key)
                    found += relatives[key]
                    family += [places[key]] if key in places else []
            if family:
                yield [self.touched[place].commitment for place in sorted(family)]

    def _hold_against_quotes(self, drafts):
        """A commitment is stated in its own letter, with its own amount."""
        stating = Mention.objects.stating().filter(commitment__in=drafts)
        for mention in stating.select_related("letter__dossier").defer("letter__text"):
            draft = drafts[mention.commitment_id]
            draft.problems += stating_problems(draft.commitment, [mention])


def _moved_problems(draft):
    predecessor = draft.commitment.supersedes
    is_same = predecessor is not None and draft.before.get("supersedes") is predecessor
    if is_same and not draft.moved:
        return ()
    return moving_problems(
        draft.commitment,
        predecessor,
        draft.moved,
        is_decided=is_same or draft.parts_were_chosen,
        how_to_decide=f"Vul in welke hierin meegaan, of ‘{NO_PARTS}’.",
    )


def _key(commitment):
    """What two commitments of one letter do not have in common."""
    period = (commitment.year, commitment.end_year)
    return (commitment.letter_id, commitment.category_id, commitment.title, commitment.amount_eur, *period)


def _same(before, after):
    if isinstance(after, list):
        return {id(one) for one in before or ()} == {id(one) for one in after}
    return (before or "") == (after or "")


def _label(name):
    return str(Commitment._meta.get_field(name).verbose_name)


def _printed(name, value):
    if not value:
        return ""
    if isinstance(value, list):
        return "; ".join(str(one) for one in value)
    if name == "amount_eur":
        return format_euro(value)
    choices = Commitment._meta.get_field(name).choices
    return str(dict(choices)[value] if choices else value)


def _moment(moment):
    return formats.date_format(timezone.localtime(moment), "j F Y \\o\\m H:i")
