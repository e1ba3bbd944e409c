"""Rows of which a test gives only what it is about, and whole ledgers for properties.

The functions save one row each; what they make is published, unless told otherwise. `ledgers()` draws a ledger as
plain Rows, which `save()` puts in the database.

What is published here is a public copy that nobody worked on, and drafts refer to it freely: to what is counted and
shown it is all the same. Tests of approval begin with `working()`, which keeps the editions apart as the site does.
"""

import datetime
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count

from django.db import connection, transaction
from django.db.models import Max
from hypothesis import given, settings
from hypothesis import strategies as st

from commitments.approval import decisions, invariants
from commitments.ledger.changes import kind_between
from commitments.ledger.places import renew_places
from commitments.models import Affected, Category, Change, Commitment, Mention, Outcome
from letters.models import Dossier, Letter
from tests.proving import TIMES
from ukrainesteun.exchange_rates import in_euros
from ukrainesteun.money import format_euro

NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
numbers = count(20_000)  # above the numbers of letters that a test names


def category(slug="military", **fields):
    positions = {"military": 10, "humanitarian": 20, "undivided": 30}
    names = {"name": slug.title(), "short_name": slug.title(), "position": positions.get(slug, 100)}
    return Category.objects.working().get_or_create(slug=slug, defaults=names | fields)[0]


def letter(date=datetime.date(2024, 1, 1), **fields):
    if "number" not in fields and "reference" not in fields:
        fields = {"number": next(numbers), **fields}
    if fields.get("number") and "dossier" not in fields:
        fields["dossier"] = Dossier.objects.working().get_or_create(number="36045")[0]
    fields = {"short_title": "Een brief", "published_at": NOW, **fields}
    row = Letter(date=date, is_public_copy=fields["published_at"] is not None, **fields)
    row.slug = row.slug or row.expected_slug()
    row.save()
    return row


def commitment(amount_eur=100, replaces=None, takes=(), **fields):
    """A commitment for 2024; `category` may be a slug. It may come in the place of one or more, and take parts along."""
    number = next(numbers)
    if not isinstance(fields.get("category"), Category):
        fields["category"] = category(fields.get("category", "military"))
    if "letter" not in fields:
        fields["letter"] = letter()
    fields = {"slug": f"toezegging-{number}", "title": f"Toezegging {number}", "year": 2024} | fields
    fields = {"end_year": fields["year"], "published_at": NOW, "amount_eur": amount_eur} | fields
    row = Commitment.objects.create(is_public_copy=fields["published_at"] is not None, **fields)
    if replaces:
        ended = [replaces] if isinstance(replaces, Commitment) else replaces
        row.begun_by = change(row.letter, ended, kind_between(ended, [row]), into=dict.fromkeys(takes, row))
        row.save()
    return row


def in_dollars(amount=100, rate=None, **fields):
    """A commitment that its letter prints in dollars; without a rate it has no euros."""
    if rate:
        rate = Decimal(rate)
        facts = {"rate": rate, "rate_date": datetime.date(2024, 1, 1), "rate_source": "Europese Centrale Bank"}
        facts |= {"amount_eur": in_euros(amount, rate), "precision": "circa"}
    else:
        facts = {"amount_eur": None, "exclusion": "geen-koers"}
    return commitment(**{"currency": "USD", "amount_in_currency": amount, **facts, **fields})


def change(letter, ended, kind="withdrawn", begins=(), into=None, **fields):
    """A change behind the others of this letter: it ends these, begins those, and parts go on `into` what they give."""
    position = 1 + letter.changes.aggregate(last=Max("position", default=0))["last"]
    row = Change.objects.create(letter=letter, kind=kind, **{"position": position, "rest_ends": True, **fields})
    row.set_affected(dict.fromkeys(ended) | (into or {}))
    for one in begins:
        one.begun_by = row
        one.save()
    return row


def mention(letter, **fields):
    """A mention behind the others of this letter; context, unless told otherwise."""
    facts = {"quote": "Het gaat om EUR 5 miljoen.", "amount_as_written": "EUR 5 miljoen", "amount": 5_000_000}
    position = 1 + letter.mentions.aggregate(last=Max("position", default=0))["last"]
    verdict = {"verdict": "other", "currency": "EUR", "position": position}
    row = Mention.objects.create(letter=letter, **facts | verdict | fields)
    renew_places(letter)
    row.refresh_from_db(fields=["start", "end"])
    return row


def states(commitment, verdict="states", letter=None, **fields):
    """The mention that proves this commitment in its own letter."""
    written, printed = str(commitment.as_printed), commitment.as_printed
    facts = {"quote": f"Nederland geeft {written}.", "amount_as_written": written, "amount": printed.amount}
    facts |= {"currency": printed.currency}
    return mention(letter or commitment.letter, commitment=commitment, verdict=verdict, **facts | fields)


def outcome(letter, amount_eur=5_000_000, commitments=(), **fields):
    """What this letter says that was spent in 2024, unless told otherwise, with its quote."""
    about = {"year": 2024, "end_year": 2024} if "year" not in fields and "on_date" not in fields else {}
    position = letter.outcomes.count() + 1
    facts = {"kind": "spent", "position": position} | about | fields
    row = Outcome.objects.create(letter=letter, amount_eur=amount_eur, **facts)
    row.commitments.set(commitments)
    written = format_euro(amount_eur)
    mention(letter, verdict="outcome", outcome=row, amount=amount_eur, amount_as_written=written,
            quote=f"Daarvan is {written} uitgegeven.")  # fmt: skip
    return row


# What is worked on, and approved


def working(*amounts, **fields):
    """A letter that is worked on and can be approved, with a commitment for each of these amounts."""
    row = letter(published_at=None, **fields)
    for amount_eur in amounts:
        promised(row, amount_eur)
    return row


def promised(letter, amount_eur=100, **fields):
    """A commitment that is worked on in this letter, with the quote that it needs."""
    row = commitment(amount_eur, letter=letter, published_at=None, **fields)
    states(row)
    return row


def approved(row, reason=""):
    """This letter, or this commitment with its letter, once its working version is what the public reads."""
    decisions.publish_letter(again(row if isinstance(row, Letter) else row.letter), None, NOW, reason)
    return again(row)


def again(row):
    """The row as it is in the database now."""
    return type(row).objects.get(pk=row.pk)


# Many rows


def commitments_in_bulk(number):
    """A ledger of this many commitments in a few letters: wholes, parts, exclusions, superseded ones and drafts."""
    letters = [letter(datetime.date(2022 + year, 3, 1)) for year in range(4)]
    categories = [category(slug) for slug in ("military", "humanitarian", "undivided")]
    first = next(numbers) + 1_000_000
    rows = [
        Commitment(
            pk=first + place,
            slug=f"toezegging-{first + place}",
            title=f"Toezegging {place}",
            amount_eur=10**9 if place % 5 == 0 else 10**6,
            year=2024,
            end_year=2024 + (place % 5 == 4),
            category=categories[place % 3],
            letter=letters[place % 4],
            part_of_id=first + place - 1 if place % 5 in (1, 2) else None,
            exclusion="plafond" if place % 5 == 3 else "",
            published_at=None if place % 50 == 49 else NOW,
            is_public_copy=place % 50 != 49,
        )
        for place in range(number)
    ]
    Commitment.objects.bulk_create(rows)
    for place in range(5, number, 10):
        row, ended = rows[place], rows[place - 5]
        row.begun_by = change(row.letter, [ended], kind_between([ended], [row]), into={rows[place - 4]: row})
        row.save()
    Mention.objects.bulk_create(
        Mention(
            letter=row.letter,
            commitment=row,
            position=place,
            quote=f"Nederland geeft EUR {row.amount_eur}.",
            amount_as_written=f"EUR {row.amount_eur}",
            amount=row.amount_eur,
            currency="EUR",
            verdict="states",
        )
        for place, row in enumerate(rows)
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as PostgreSQL itself does some time after so many new rows
    return rows


# Whole ledgers

OF_EDITIONS = {
    "openbare versies en werkversies verwijzen niet naar elkaar",
    "een openbare versie is gelijk aan de werkversie die is goedgekeurd",
}


def broken_rules():
    """Which invariants a ledger of these functions breaks, with the rows; it mixes the editions, as said above."""
    return {
        statement: [str(row) for row in rows]
        for statement, rows in invariants.broken()
        if rows and statement not in OF_EDITIONS
    }


LETTERS = (  # (date, whether the letter is published); two dates have two letters
    (datetime.date(2022, 3, 1), True),
    (datetime.date(2023, 2, 20), True),
    (datetime.date(2023, 2, 20), True),
    (datetime.date(2023, 11, 17), True),
    (datetime.date(2024, 6, 28), True),
    (datetime.date(2024, 6, 28), False),
    (datetime.date(2025, 3, 4), True),
)
DATES = sorted({date for date, _ in LETTERS})
CATEGORIES = ("military", "humanitarian", "undivided")
ANY_LETTER = range(len(LETTERS))
DEEPEST = 4
MOST_AT_ONCE = 2  # rows that one step adds


@dataclass(frozen=True)
class Row:
    """One commitment as a test sees it; its relations are keys of other Rows."""

    key: int
    letter: int
    amount: int
    category: str
    year: int
    end_year: int
    published: bool
    exclusion: str = ""
    part_of: int | None = None
    change: int | None = None  # the key of the first row that begins by the same change
    kind: str = ""  # of that change
    replaces: frozenset = frozenset()  # what that change ends
    moved: frozenset = frozenset()  # the parts that go on in this row
    withdrawn: int | None = None  # the letter that ends it, with nothing in its place

    @property
    def date(self):
        return LETTERS[self.letter][0]


def for_every(strategy, examples=20):
    """Tries a test on what this strategy draws; fewer times than usual, for each time fills the database."""
    return lambda test: settings(max_examples=examples * TIMES)(given(strategy)(test))


@contextmanager
def rolled_back():
    """What happens in this block leaves no trace, so that each example of a property begins with nothing."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def save(rows):
    """Puts these Rows in the database; returns the commitments by key."""
    letters = [
        Letter(slug=f"brief-{place}", reference=f"BRIEF-{place}", date=date, short_title=f"Brief {place}")
        for place, (date, _) in enumerate(LETTERS)
    ]
    for row, (_, is_published) in zip(letters, LETTERS, strict=True):
        row.published_at = NOW if is_published else None
        row.is_public_copy = is_published
    Letter.objects.bulk_create(letters)
    categories = {slug: category(slug) for slug in CATEGORIES}
    saved = {
        row.key: Commitment(
            pk=1_000_000 + row.key,
            slug=str(row.key),
            title=f"Toezegging {row.key}",
            letter=letters[row.letter],
            amount_eur=row.amount,
            category=categories[row.category],
            year=row.year,
            end_year=row.end_year,
            published_at=NOW if row.published else None,
            is_public_copy=row.published,
            exclusion=row.exclusion,
            part_of_id=None if row.part_of is None else 1_000_000 + row.part_of,
        )
        for row in rows
    }
    Commitment.objects.bulk_create(saved.values())
    _save_changes(rows, letters, saved)
    return saved


def _save_changes(rows, letters, saved):
    together = {}
    for row in rows:
        if row.change is not None:
            together.setdefault(row.change, []).append(row)
    begun = list(together.values())
    ended = [(row.withdrawn, "withdrawn", [row.key], []) for row in rows if row.withdrawn is not None]
    ended += [(ones[0].letter, ones[0].kind, sorted(ones[0].replaces), ones) for ones in begun]
    changes = Change.objects.bulk_create(
        Change(letter=letters[letter], kind=kind, position=place, rest_ends=True)
        for place, (letter, kind, _, _) in enumerate(ended, start=1)
    )
    affected = []
    for change, (_, _, keys, ones) in zip(changes, ended, strict=True):
        affected += [Affected(change=change, commitment=saved[key]) for key in keys]
        for row in ones:
            saved[row.key].begun_by = change
            affected += [
                Affected(change=change, commitment=saved[part], into=saved[row.key]) for part in sorted(row.moved)
            ]
    Affected.objects.bulk_create(affected)
    Commitment.objects.bulk_update([saved[row.key] for ones in begun for row in ones], ["begun_by"])


def without(rows, is_gone):
    """The ledger as it is when these Rows had never been entered."""
    kept = [row for row in rows if not is_gone(row)]
    keys = {row.key for row in kept}
    return [
        replace(
            row,
            part_of=row.part_of if row.part_of in keys else None,
            replaces=row.replaces & keys,
            change=row.change if row.replaces & keys else None,
            moved=row.moved & keys if row.replaces & keys else frozenset(),
            withdrawn=None if row.withdrawn is None or is_gone(replace(row, letter=row.withdrawn)) else row.withdrawn,
        )
        for row in kept
    ]


def members(rows, whole):
    """The parts of this whole: its own and those that it took along."""
    return [row for row in rows if row.part_of == whole.key or row.key in whole.moved]


def claims(parts):
    """The most that these parts can ever take of their whole together: what begins by a change only what it has more."""
    by_key, together = {part.key: part for part in parts}, {}
    for part in parts:
        together.setdefault(("alone", part.key) if part.change is None else part.change, []).append(part)
    return sum(
        max(sum(part.amount for part in ones) - sum(by_key[key].amount for key in ones[0].replaces if key in by_key), 0)
        for ones in together.values()
    )


def room(rows, whole):
    return whole.amount - claims(members(rows, whole))


def _depth(rows, row):
    by_key, depth = {row.key: row for row in rows}, 1
    while row.part_of is not None:
        row, depth = by_key[row.part_of], depth + 1
    return depth


def _period(draw, whole):
    first, last = (whole.year, whole.end_year) if whole else (2022, 2026)
    year = draw(st.integers(first, last))
    return {"year": year, "end_year": draw(st.sampled_from([year, last]))}


def _row(draw, rows, letters=ANY_LETTER, whole=None, **facts):
    letter = draw(st.sampled_from(letters))
    may_be_published = LETTERS[letter][1] and (whole is None or whole.published)
    return Row(
        key=len(rows),
        letter=letter,
        category=draw(st.sampled_from(CATEGORIES)),
        published=may_be_published and draw(st.integers(0, 7)) > 0,
        **{"exclusion": draw(st.sampled_from([""] * 7 + ["overlap-onbekend"])), **facts},
    )


def with_whole(draw, rows):
    return [*rows, _row(draw, rows, amount=draw(st.integers(1, 10**10)), **_period(draw, None))]


def with_part(draw, rows, letters=None):
    """The rows and one part more. It may stand in an earlier letter than its whole, unless `letters` says which."""
    wholes = [row for row in rows if room(rows, row) > 0 and _depth(rows, row) < DEEPEST]
    if not wholes:
        return with_whole(draw, rows)
    whole = draw(st.sampled_from(wholes))
    allowed = letters(whole) if letters else ANY_LETTER
    facts = {"amount": draw(st.integers(1, room(rows, whole))), "part_of": whole.key, **_period(draw, whole)}
    return [*rows, _row(draw, rows, allowed, whole=whole, **facts)]


def on_or_after(row):
    """The places of the letters with the date of this row's letter, or a later one."""
    return [place for place, (date, _) in enumerate(LETTERS) if date >= row.date]


def _ended(rows):
    """The keys of what a change ends."""
    return {key for row in rows for key in row.replaces} | {row.key for row in rows if row.withdrawn is not None}


def letters_to_end(*ended):
    """The letters in which a change may end these: not before theirs, and in public only what is public."""
    are_public = all(row.published for row in ended)
    return [place for place in on_or_after(max(ended, key=lambda row: row.date)) if are_public or not LETTERS[place][1]]


def with_successor(draw, rows, equal=False):
    """The rows and a successor of one of them, in the whole where that one is then, with some of its parts.

    `equal`: worth the same, for the same reason counted or not.
    """
    gone = _ended(rows)
    predecessors = [row for row in rows if row.key not in gone and letters_to_end(row)]
    if not predecessors:
        return with_whole(draw, rows)
    predecessor = draw(st.sampled_from(predecessors))
    new = _row(draw, rows, letters_to_end(predecessor), amount=0, year=0, end_year=0)
    new = replace(new, published=LETTERS[new.letter][1])
    by_key, later = {row.key: row for row in rows}, []
    whole = by_key.get(predecessor.part_of)
    step = whole
    while step := next(
        (row for row in rows if step and step.key in row.replaces and predecessor.key in row.moved), None
    ):
        if step.date <= new.date and not later and (step.published or not new.published):
            whole = step
        else:
            later.append(step)
    parts = members(rows, predecessor)
    moved = draw(st.sets(st.sampled_from(parts))) if parts else set()
    least = max(claims(sorted(moved, key=lambda part: part.key)), 1)
    most = predecessor.amount + room(rows, whole) if whole else max(10**10, least)
    if equal or most < least:
        amount, exclusion = predecessor.amount, predecessor.exclusion
    else:
        amount, exclusion = draw(st.integers(least, most)), new.exclusion
    kind = "raised" if amount > predecessor.amount else "lowered"
    if exclusion != predecessor.exclusion or amount == predecessor.amount:
        kind = "corrected"
    new = replace(
        new,
        amount=amount,
        exclusion=exclusion,
        change=new.key,
        kind=kind,
        replaces=frozenset([predecessor.key]),
        part_of=whole and whole.key,
        moved=frozenset(part.key for part in moved),
        **_period(draw, whole),
    )
    more = max(amount - predecessor.amount, 0)
    takers = set()
    if later and all(room(rows, row) >= more for row in later) and draw(st.booleans()):
        takers = {row.key for row in later}  # a later letter takes the successor along too
    return [*(replace(row, moved=row.moved | {new.key}) if row.key in takers else row for row in rows), new]


def with_change(draw, rows, kinds=tuple(Change.Kind.values)):
    """The rows and a change of one of these kinds: it ends one or more of them and begins none or more, in the same whole."""
    gone = _ended(rows)
    moved = {key for row in rows for key in row.moved}
    free = [row for row in rows if row.key not in gone | moved and row.part_of not in gone and letters_to_end(row)]
    if not free:
        return with_whole(draw, rows)
    first = draw(st.sampled_from(free))
    kind = draw(st.sampled_from(kinds))
    beside = [row for row in free if (row.part_of, row.exclusion) == (first.part_of, first.exclusion) and row != first]
    ended = [
        first,
        *(draw(st.lists(st.sampled_from(beside), max_size=2, unique=True)) if beside and kind != "split" else ()),
    ]
    if not letters_to_end(*ended):
        ended = [first]
    letter = draw(st.sampled_from(letters_to_end(*ended)))
    whole = next((row for row in rows if row.key == first.part_of), None)
    before = sum(row.amount for row in ended)
    number = {"withdrawn": 0, "split": 2, "merged": 1}.get(kind) or (
        draw(st.integers(1, 2)) if kind != "withdrawn" else 0
    )
    space = room(rows, whole) if whole else 10**10
    amounts, kind = _amounts_of(draw, kind, number, before, space, len(ended))
    if kind == "withdrawn":
        keys = {row.key for row in ended}
        return [replace(row, withdrawn=letter) if row.key in keys else row for row in rows]
    begun = []
    for amount in amounts:
        new = _row(draw, [*rows, *begun], [letter], amount=amount, **_period(draw, whole), exclusion=first.exclusion)
        facts = {"change": len(rows), "kind": kind, "replaces": frozenset(row.key for row in ended)}
        begun.append(replace(new, published=LETTERS[letter][1], part_of=first.part_of, **facts))
    for part in {part.key: part for one in ended for part in members(rows, one)}.values():
        place = draw(st.integers(-1, len(begun) - 1))
        fits = place >= 0 and claims([*members(rows, begun[place]), part]) <= begun[place].amount
        if fits and part.key not in gone:
            begun[place] = replace(begun[place], moved=begun[place].moved | {part.key})
    return [*rows, *begun]


def _amounts_of(draw, kind, number, before, space, ended):
    """What begins by a change of this kind, and the kind: another one where these amounts cannot be of it."""
    if kind == "withdrawn" or before + space < max(number, 1):
        return [], "withdrawn"
    is_conserving = kind in Change.CONSERVING
    if (kind == "merged" and ended == 1) or (is_conserving and before < number) or (kind == "raised" and not space):
        kind, is_conserving = "corrected", False
    if kind == "lowered" and before <= number:
        return [], "withdrawn"
    least, most = {
        "raised": (before + 1, before + space),
        "lowered": (number, before - 1),
        "corrected": (number, before + space),
    }.get(kind, (before, before))
    total = draw(st.integers(max(least, number), most))
    first = draw(st.integers(1, total - 1)) if number == 2 else total
    return ([first, total - first] if number == 2 else [total]), kind


@st.composite
def ledgers(draw, max_size=12):
    """A ledger without mistakes, as a list of Rows."""
    rows = with_whole(draw, [])
    for _ in range(draw(st.integers(0, max_size - 1))):
        steps = [with_whole, with_part, with_part, with_part, with_successor, with_successor, with_change, with_change]
        step = draw(st.sampled_from(steps))
        if len(rows) + MOST_AT_ONCE <= max_size:
            rows = step(draw, rows)
    return rows


@st.composite
def ledgers_and(draw, step, **options):
    """A ledger, and the same ledger after one step more."""
    rows = draw(ledgers())
    return rows, step(draw, rows, **options)
