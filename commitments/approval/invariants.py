"""What must be true of the whole ledger. `manage.py check_ledger` proves it; `load_ledger` refuses what breaks it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import CheckConstraint, Count, F, Min, Prefetch, Q

from commitments.intakes import paper_of
from commitments.ledger import rules
from commitments.ledger.changes import (
    PlannedChange,
    change_problems,
    circle_of_changes,
    differences_in,
    ended_for,
    origins,
    with_what_they_affect,
)
from commitments.ledger.outcomes import outcome_problems, proof_problems
from commitments.ledger.places import moved_mentions
from commitments.ledger.wholes import parts_in_time, parts_problem
from commitments.models import Affected, Category, Change, Channel, Commitment, Mention, Outcome
from letters.models import Dossier, Letter, Minister, Signature
from letters.reading.amounts.written import reading_of, says_by_itself
from letters.reading.text.quotes import amount_stands_in
from ukrainesteun.editions.admin import admin_address
from ukrainesteun.editions.models import Edition, unit_of
from ukrainesteun.exchange_rates import in_euros
from ukrainesteun.money import NotMoney, format_euro

from . import public_copies

LETTERS_READ_AT_ONCE = 20
LEDGER = (Dossier, Minister, Letter, Signature, Category, Channel, Change, Commitment, Outcome, Mention)
EDITION_OF: dict[type[models.Model], str] = {Affected: "change__letter"}  # what tells of which edition a row is

Found = Iterable[tuple[models.Model | None, str]]  # each row with why; None where it is the ledger as a whole


@dataclass(frozen=True)
class Offence:
    """A row that breaks a statement."""

    row: models.Model | None
    reason: str

    @property
    def name(self) -> str:
        """What people call the row."""
        match self.row:
            case None:
                return "het grootboek"
            case Mention():
                return f"{self.row.letter.slug} {self.row.position}"
            case Outcome():
                return f"{self.row.letter.slug} uitkomst {self.row.position}"
            case Change():
                return f"{self.row.letter.slug} wijziging {self.row.position}"
            case Commitment() | Letter():
                return self.row.slug
            case _:
                return f"{self.row._meta.verbose_name} {self.row}"

    @property
    def address(self) -> str:
        """The page of the admin where it is mended; "" for the ledger.

        Of a public copy that is the review page: it offers to approve anew what the copy says otherwise than the version
        that was approved, and says what is in the way. What both say wrong is an offence of the working row too.
        """
        if self.row is None:
            return ""
        unit = unit_of(self.row)
        if unit.is_public_copy:
            return admin_address(type(unit), "review", unit.working_id)
        return admin_address(type(unit), "change", unit.pk)

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


@dataclass(frozen=True)
class Invariant:
    """One statement about the ledger, in Dutch, and how to find the rows that break it."""

    statement: str
    offenders: Callable[[], Found]

    def broken_by(self) -> list[Offence]:
        return [Offence(row, reason) for row, reason in self.offenders()]


def _constraints():
    for model in (*LEDGER, Affected):
        for constraint in model._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                for row in model.objects.filter(~constraint.condition):
                    yield row, str(constraint.violation_error_message)


def _addresses():
    for letter in Letter.objects.without_text().select_related("dossier"):
        if letter.slug not in letter.addresses():
            yield letter, f"hoort het adres {letter.expected_slug()} te hebben"


def _commitments():
    with_links = Commitment.objects.select_related("letter", "part_of", "on_top_of__letter", "begun_by")
    return with_links.defer("letter__text", "on_top_of__letter__text")


def _circles():
    for link in Commitment.LINKS:
        for commitment in _commitments().filter(**{f"{link}__isnull": False}):
            if problem := rules.circle_problem(commitment, link):
                yield commitment, problem


def _periods():
    for part in _commitments().filter(part_of__isnull=False):
        if problem := rules.period_problem(part, part.part_of):
            yield part, problem


def _parts():
    wholes = Commitment.objects.exclude(parts=None, takes=None).distinct()
    letters = ("parts__letter", "parts__affected__change__letter", "takes__change__letter", "takes__commitment__letter")
    with_parts = wholes.prefetch_related(
        *(Prefetch(name, Letter.objects.without_text()) for name in letters),
        Prefetch("takes__commitment__affected__change__letter", Letter.objects.without_text()),
    )
    for whole in with_parts.iterator(chunk_size=200):
        if problem := parts_problem(whole, parts_in_time(whole)):
            yield whole, problem


def _editions_apart():
    """Copies refer to copies and working rows to working rows, or a half-edited row could be read in public."""
    for model in (*LEDGER, Affected):
        own = "is_public_copy" if issubclass(model, Edition) else f"{EDITION_OF.get(model, 'letter')}__is_public_copy"
        for link in model._meta.get_fields():
            is_link = link.concrete and (link.many_to_one or link.many_to_many) and link.name != "working"
            if is_link and issubclass(link.related_model, Edition):
                crossing = Q(**{own: F(f"{link.name}__is_public_copy")}) | Q(**{f"{link.name}__isnull": True})
                for row in model.objects.exclude(crossing).distinct():
                    yield row, f"verwijst bij “{link.verbose_name}” naar de andere versie"


def _approved_as_working():
    """A public copy that carries the version of its working row says what that says."""
    for model in (Dossier, Minister, Letter, Category, Channel):
        for copy in model.objects.public_copies().filter(working__version=F("version")).select_related("working"):
            if public_copies.facts(copy) != public_copies.facts(copy.working):
                yield copy, "is anders dan de werkversie met hetzelfde nummer"


def _wholes_published():
    for part in _commitments().filter(published_at__isnull=False, part_of__isnull=False, part_of__published_at=None):
        yield part, f"is openbaar, maar zijn geheel {part.part_of.slug} niet"


def _letters_published():
    for commitment in _commitments().filter(published_at__isnull=False, letter__published_at=None):
        yield commitment, f"is openbaar, maar zijn brief {commitment.letter.slug} niet"


def _changes():
    before = origins([])
    for change in with_what_they_affect(Change.objects.all()).iterator(chunk_size=200):
        planned = PlannedChange.of(change)
        problems = [*change_problems(planned), circle_of_changes(planned, before)]
        yield from ((change, problem) for problem in problems if problem)
    for commitment in _commitments().filter(begun_by__isnull=False).exclude(letter=F("begun_by__letter")):
        yield commitment, "begint door een wijziging in een andere brief"


def _ended_published():
    ending = Affected.objects.ending().filter(commitment__published_at=None)
    for row in ending.select_related("change__letter", "commitment"):
        yield row.change, f"is openbaar, maar wat zij beëindigt, {row.commitment.slug}, niet"


def _top_ups():
    for commitment in _commitments().filter(on_top_of__isnull=False):
        if problem := rules.top_up_problem(commitment):
            yield commitment, problem


def _quotes_of_commitments():
    stated = defaultdict(list)
    for mention in Mention.objects.proving().select_related("commitment"):
        stated[mention.commitment_id].append(mention)
    begun = Commitment.objects.published().select_related("begun_by").prefetch_related("begun_by__affected__commitment")
    for commitment in begun:
        own = [mention for mention in stated[commitment.pk] if mention.letter_id == commitment.letter_id]
        if not own:
            yield commitment, "geen citaat in de eigen brief"
        stating = [mention for mention in own if mention.verdict == Mention.Verdict.STATES]
        if (
            own
            and not stating
            and (problem := rules.computed_problem(commitment, ended_for(commitment), differences_in(own)))
        ):
            yield commitment, problem
        for mention in stating:
            if not rules.is_amount_of(mention.amount, mention.currency, commitment):
                yield commitment, f"het citaat zegt {mention.amount_as_written}, de toezegging {commitment.as_printed}"


def _conversions():
    """SQL cannot divide as exactly as we do."""
    for commitment in Commitment.objects.filter(rate__gt=0, amount_in_currency__gt=0):
        euros = in_euros(commitment.amount_in_currency, commitment.rate)
        if commitment.amount_eur != euros:
            yield (
                commitment,
                f"{commitment.as_printed} is bij deze koers {format_euro(euros)}, niet {commitment.amount_eur}",
            )


def _outcomes():
    found = Outcome.objects.select_related("letter", "category").prefetch_related("commitments__letter", "mentions")
    for outcome in found.defer("letter__text").iterator(chunk_size=200):
        about = (list(outcome.commitments.all()), outcome.category, outcome.year, outcome.on_date, outcome.letter)
        for problem in [
            *(said for _, said in outcome_problems(*about)),
            *proof_problems(outcome, outcome.mentions.all()),
        ]:
            yield outcome, problem


def _amounts_in_quotes():
    for mention in Mention.objects.iterator(chunk_size=2000):
        if not amount_stands_in(mention.quote, mention.amount_as_written):
            yield mention, f"{mention.amount_as_written} staat niet in het citaat"


def _amounts_parse():
    """Most amounts say by themselves what they are; only of the letters of the others the text is read."""
    unclear = defaultdict(list)
    with_amounts = Mention.objects.filter(amount__isnull=False)
    for pk, letter, *said in with_amounts.values_list("pk", "letter", "amount_as_written", "amount", "currency"):
        if not says_by_itself(*said):
            unclear[letter].append(pk)
    keys = sorted(unclear)
    for at in range(0, len(keys), LETTERS_READ_AT_ONCE):
        letters = keys[at : at + LETTERS_READ_AT_ONCE]
        asked = Prefetch(
            "mentions", Mention.objects.filter(pk__in=[pk for letter in letters for pk in unclear[letter]])
        )
        found = (
            Letter.objects.filter(pk__in=letters).select_related("intake", "working__intake").prefetch_related(asked)
        )
        for one in found:
            paper = paper_of(one)
            for mention in one.mentions.all():
                if problem := _reading_problem(mention, paper):
                    yield mention, str(problem)


def _reading_problem(mention, paper):
    written = mention.amount_as_written
    try:
        money, _ = reading_of(written, mention.quote, paper, mention.amount, mention.currency)
    except NotMoney as problem:
        return problem
    return None if money else f"{written} is niet {mention.amount}"


def _quotes_in_letters():
    for mention in (
        Mention.objects.exclude(letter__text="").filter(start=None).select_related("letter").defer("letter__text")
    ):
        yield mention, f"niet in de tekst: {mention.quote}"


def _places():
    for letter in Letter.objects.prefetch_related("mentions").iterator(chunk_size=20):
        for mention in moved_mentions(letter.mentions.all(), letter.text):
            yield mention, f"{mention.amount_as_written} staat niet waar het is bewaard"


def _positions():
    taken = (
        Mention.objects.values("letter", "position").annotate(times=Count("pk"), first=Min("pk")).filter(times__gt=1)
    )
    firsts = Mention.objects.select_related("letter").defer("letter__text").in_bulk([row["first"] for row in taken])
    for row in taken.order_by("letter__slug", "position"):
        yield firsts[row["first"]], f"{row['times']} vindplaatsen hebben volgorde {row['position']}"


def _sums():
    known = Commitment.objects.published()
    counted = known.counted()
    total = counted.total_eur()
    categories = sum(row.amount_eur for row in counted.totals())
    standing = list(known.with_standing().values_list("pk", "amount_eur", "counts", "whole_slug"))
    roots = sum(amount for _, amount, counts, whole in standing if counts and not whole)
    movements = sum(movement.amount_eur for movement in known.movements())
    if not total == categories == roots == movements:
        yield None, f"eigen delen {total}, categorieën {categories}, gehelen {roots}, stappen in de tijd {movements}"
    for row in counted.with_own_share().filter(own_share_eur__lt=0):
        yield row, f"eigen deel {row.own_share_eur}"


def _all_or_out():
    known = Commitment.objects.published().select_related("letter")
    seen = Counter(known.counted().values_list("slug", flat=True))
    seen.update(known.left_out().values_list("slug", flat=True))
    for commitment in known:
        if seen[commitment.slug] != 1:
            yield commitment, f"staat {seen[commitment.slug]} keer in meegeteld en weggelaten samen"


INVARIANTS = (
    Invariant("elke rij voldoet aan de regels van de database", _constraints),
    Invariant("elke brief heeft het adres dat bij zijn nummer of kenmerk hoort", _addresses),
    Invariant("geen toezegging is langs een omweg onderdeel of aanvulling van zichzelf", _circles),
    Invariant("de periode van een onderdeel valt binnen die van het geheel", _periods),
    Invariant("onderdelen zijn samen niet meer dan hun geheel", _parts),
    Invariant("een wijziging beëindigt wat er stond, en zegt waar elk bedrag en elk onderdeel blijft", _changes),
    Invariant("een aanvulling is niet ouder dan wat zij aanvult, en staat ernaast", _top_ups),
    Invariant("openbare versies en werkversies verwijzen niet naar elkaar", _editions_apart),
    Invariant("een openbare versie is gelijk aan de werkversie die is goedgekeurd", _approved_as_working),
    Invariant("geen onderdeel is openbaar voor zijn geheel", _wholes_published),
    Invariant("geen wijziging is openbaar voor wat zij beëindigt", _ended_published),
    Invariant("geen toezegging is openbaar voor haar brief", _letters_published),
    Invariant(
        "elke openbare toezegging heeft in haar eigen brief een citaat met haar bedrag, of het verschil waaruit dat volgt",
        _quotes_of_commitments,
    ),
    Invariant("elke uitkomst zegt waarvan en van wanneer zij is, en heeft een citaat met haar bedrag", _outcomes),
    Invariant("elk omgerekend bedrag is wat de koers geeft", _conversions),
    Invariant("elk bedrag staat in zijn citaat", _amounts_in_quotes),
    Invariant("elk bedrag is gelezen zoals het geschreven is", _amounts_parse),
    Invariant("elk citaat staat in de tekst van de brief, waar we die hebben", _quotes_in_letters),
    Invariant("de bewaarde plaats van elk bedrag is waar het in de tekst wordt gevonden", _places),
    Invariant("elke vindplaats heeft in haar brief een eigen volgorde", _positions),
    Invariant("categorieën, gehelen, eigen delen en stappen in de tijd geven hetzelfde totaal", _sums),
    Invariant("elke openbare toezegging telt mee of is weggelaten, en niet allebei", _all_or_out),
)


def broken():
    """Each invariant with what breaks it, as (statement, [Offence, ...]); a sound ledger gives empty lists."""
    return [(invariant.statement, invariant.broken_by()) for invariant in INVARIANTS]
