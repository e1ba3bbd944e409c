"""The counting rule, the only way any total is made. The site prints it in words on /verantwoording/.

    Take the commitments that are published and whose letter is dated on or before the peildatum. Leave out those
    that a change ended in a letter that is itself published and known by then, those with an exclusion, and the parts
    of what is left out. Add up each one's OWN SHARE (its amount minus the amounts of its parts that count), by (year or
    period, category).

On a peildatum only letters up to that date exist. So a part whose whole is announced later stands on its own until
then, and what a later letter does never changes an earlier total.

    Commitment.objects.published().as_of(date).counted().with_own_share().totals()
"""

# mypy: allow-any-generics
# django-stubs gives these classes their row, but only where none is asked for.

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.db import connections, models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Subquery, Sum, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Least

from letters.models import Minister
from letters.querysets import BySlugQuerySet

from .spans import END_OF_TIME, OwnShare, affected_of, movements_sql, spans_sql

REPEATING = ("repeats", "sums")  # verdicts of a mention that tells again what was promised
LAST_DAY = END_OF_TIME - datetime.timedelta(days=1)


@dataclass(frozen=True)
class Total:
    """The euros of one category in one year or period."""

    year: int
    end_year: int
    category: str  # the slug
    amount_eur: int


@dataclass(frozen=True)
class Share:
    """The euros that one letter promised for one category in one year or period, in one stage and precision."""

    letter: str  # the slug
    category: str  # the slug
    year: int
    end_year: int
    stage: str
    precision: str
    amount_eur: int


@dataclass(frozen=True)
class Movement:
    """A change of the total of one category by one letter, on its date."""

    date: datetime.date
    category: str  # the slug
    year: int
    end_year: int
    amount_eur: int
    precision: str = "exact"
    letter: str = ""  # the slug
    kind: str = "new"  # or that of the change by which it moved: see Change.Kind


@dataclass(frozen=True)
class Naming:
    """The Dutch euros that a naive reader finds in one letter, of commitments with one exclusion (or none) and precision."""

    letter: str  # the slug
    exclusion: str
    precision: str
    amount_eur: int


def _as_date(day: datetime.date | str) -> datetime.date:
    """A date of plain SQL, which SQLite gives as text."""
    return day if isinstance(day, datetime.date) else datetime.date.fromisoformat(day)


class CategoryQuerySet(BySlugQuerySet):
    model: Any  # Category; the models stand on this module

    def published(self) -> Self:
        """Categories with at least one published commitment."""
        return self.filter(
            Exists(self.model.commitments.rel.related_model.objects.published().filter(category=OuterRef("pk")))
        )


class ChannelQuerySet(BySlugQuerySet):
    model: Any  # Channel

    def published(self) -> Self:
        """Channels of at least one published commitment."""
        return self.filter(
            Exists(self.model.commitments.rel.related_model.objects.published().filter(channel=OuterRef("pk")))
        )


@dataclass(frozen=True)
class CountedOtherwise:
    """The model of commitments as the counting rule asks it, with what it leaves out by an exclusion but for `admitted`."""

    model: Any
    admitted: frozenset[str]

    @property
    def objects(self) -> "CommitmentQuerySet":
        found: CommitmentQuerySet = self.model.objects.admitting(self.admitted)
        return found

    @property
    def _meta(self) -> Any:
        return self.model._meta

    @property
    def affected(self) -> Any:
        return self.model.affected


class CommitmentQuerySet(BySlugQuerySet):
    model: Any  # Commitment
    peildatum: datetime.date | None = None  # set by as_of(), carried along by every copy
    admitted: frozenset[str] = frozenset()  # set by admitting(), likewise

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]  # not in the stubs, being Django's own
        clone.peildatum, clone.admitted = self.peildatum, self.admitted
        return clone

    # which exist

    def published(self) -> Self:
        """Published, in a letter that is published."""
        return self.filter(published_at__isnull=False, letter__published_at__isnull=False)

    def as_of(self, peildatum: datetime.date | None) -> Self:
        """Only what letters up to the peildatum announced; None leaves out nothing."""
        known = self.all() if peildatum is None else self.filter(letter__date__lte=peildatum)
        known.peildatum = peildatum
        return known

    @property
    def _day(self) -> datetime.date:
        """The peildatum as a date to compare with; without one, a day on which all letters are known."""
        return min(self.peildatum or LAST_DAY, LAST_DAY)

    def _all_known(self) -> "CommitmentQuerySet":
        known: CommitmentQuerySet = self.model.objects.using(self.db).published().as_of(self.peildatum)
        return known

    def in_year(self, year: int) -> Self:
        """Those for this year alone, or for a period that holds it."""
        return self.filter(year__lte=year, end_year__gte=year)

    def inside(self, whole: models.Model) -> Self:
        """Those that are a part of this commitment, or went on in it."""
        return self.filter(Q(part_of=whole) | Q(affected__into=whole)).distinct()

    def signed_by(self, minister: Minister) -> Self:
        return self.filter(Exists(minister.signatures.filter(letter=OuterRef("letter"))))

    # which count

    def admitting(self, exclusions: Iterable[str]) -> Self:
        """The same, counted as if these exclusions were no reason to leave anything out: see definitions.py."""
        found = self.all()
        found.admitted = frozenset(exclusions)
        return found

    @property
    def _rule(self) -> Any:
        """What the counting rule is asked of: the model, or the model with some exclusions admitted."""
        return CountedOtherwise(self.model, self.admitted) if self.admitted else self.model

    def standing_alone(self) -> Self:
        """Those that nothing but their whole can leave out, with the dates `since` and `until` when each stands, and the
        letters (keys) in which it begins and ends.

        A commitment stands from its own letter until the letter of the published change that ends it; with an exclusion
        that is not admitted, never. What has no euros, being in another currency without a rate, does not either,
        whatever is admitted.
        """
        ending = affected_of(self.model).objects.ending().filter(commitment=OuterRef("pk"))
        return (
            self.published()
            .filter(exclusion__in=["", *sorted(self.admitted)], amount_eur__isnull=False)
            .annotate(
                since=F("letter__date"),
                until=Coalesce(Subquery(ending.values("change__letter__date")[:1]), Value(END_OF_TIME)),
                begun_in=F("letter_id"),
                ended_in=Subquery(ending.values("change__letter_id")[:1]),
            )
        )

    def counted(self) -> Self:
        """Those that count on the peildatum, whatever else is filtered."""
        return self.filter(pk__in=self._counted_pks())

    def _counted_pks(self) -> RawSQL:
        sql, params = spans_sql(self._rule, self.db)
        return RawSQL(f"{sql} SELECT id FROM span WHERE since <= %s AND until > %s", (*params, self._day, self._day))

    def left_out(self) -> Self:
        """Those that are known on the peildatum but do not count."""
        return self.exclude(pk__in=self._counted_pks())

    # how much

    def with_own_share(self) -> Self:
        """Each with `own_share_eur`: its amount minus the amounts of its parts that count. For rows that count."""
        return self.annotate(own_share_eur=OwnShare(self._rule, self._day))

    def totals(self) -> list[Total]:
        """What these rows that count add up to: a Total for each year or period and category, in order.

        A whole that its parts divide wholly leaves nothing to tell, so no Total is zero.
        """
        rows = (
            self.with_own_share()
            .order_by("year", "end_year", "category__position", "category__slug")
            .values_list("year", "end_year", "category__slug", "category__position")
            .annotate(total=Sum("own_share_eur"))
        )
        return [Total(year, end_year, category, total) for year, end_year, category, _, total in rows if total]

    def shares(self) -> list[Share]:
        """What these rows that count add up to, as finely as any chart needs it: each Share, in order of letter.

        None is zero, and their sum is the total.
        """
        columns = ["letter__slug", "category__slug", "year", "end_year", "stage", "precision"]
        rows = (
            self.with_own_share()
            .order_by("letter__date", "letter_id", "category__position", "year", "end_year", "stage", "precision")
            .values_list(*columns)
            .annotate(total=Sum("own_share_eur"))
        )
        return [Share(*row) for row in rows if row[-1]]

    def roots(self) -> Self:
        """Of rows with their standing: those that lie in no whole."""
        return self.filter(whole_slug=None)

    def total_eur(self) -> int:
        """The sum of the own shares of these rows that count, in euros."""
        total: int = self.with_own_share().aggregate(total=Sum("own_share_eur", default=0))["total"]
        return total

    def movements(self) -> list[Movement]:
        """How the total of these rows came to be: each Movement, in order of date and letter.

        The sum of the movements up to a date is the total on that date; that of the movements of a letter is what the
        letter changed. The peildatum does not matter here.
        """
        these_sql, these_params = self.order_by().values("pk").query.get_compiler(self.db).as_sql()
        sql, params = movements_sql(self._rule, self.db, these_sql)
        with connections[self.db].cursor() as cursor:
            cursor.execute(sql, [*params, *these_params])
            rows = cursor.fetchall()
        return [
            Movement(_as_date(day), slug, year, end_year, int(euros), *more)
            for day, slug, year, end_year, euros, *more in rows
        ]

    # where each stands

    def with_standing(self) -> Self:
        """Each with what `standing` needs to tell, and the slugs of its relations that are known on the peildatum.

        `whole_slug`: the whole it lies in now; `ended_as`: the kind of the change that ended it; `on_top_of_slug`: what it
        comes on top of.
        """
        known = self._all_known()
        ending = affected_of(self.model).objects.ending().filter(change__letter__date__lte=self._day)
        going_on = known.filter(~Exists(ending.filter(commitment=OuterRef("pk"))))
        return self.annotate(
            peildatum=Value(self.peildatum, output_field=models.DateField(null=True)),
            counts=Case(When(pk__in=self._counted_pks(), then=True), default=False),
            whole_slug=Coalesce(
                Subquery(going_on.filter(takes__commitment=OuterRef("pk")).values("slug")[:1]),
                Subquery(known.filter(pk=OuterRef("part_of_id")).values("slug")[:1]),
            ),
            ended_as=Subquery(ending.filter(commitment=OuterRef("pk")).values("change__kind")[:1]),
            on_top_of_slug=Subquery(known.filter(pk=OuterRef("on_top_of_id")).values("slug")[:1]),
        )

    def with_changes(self) -> Self:
        """Each with what its `predecessors`, `ended_by` and `successors` need to tell, as known on the peildatum."""
        known, affected = self._all_known(), affected_of(self.model).objects
        ended = (
            affected.filter(into=None, commitment__in=known.values("pk")).select_related("commitment").order_by("pk")
        )
        ending = affected.ending().filter(change__letter__date__lte=self._day).select_related("change__letter__dossier")
        begun = Prefetch("change__begins", known.order_by("pk"), to_attr="known_begins")
        return self.select_related("begun_by").prefetch_related(
            Prefetch("begun_by__affected", ended, to_attr="known_ended"),
            Prefetch("affected", ending.prefetch_related(begun), to_attr="endings"),
        )

    def with_counted_share(self) -> Self:
        """Each with `counted_share_eur`: what it adds to the total on the peildatum, null where it does not count.

        Needs `with_standing()`. The sum over all rows is the total.
        """
        return self.with_own_share().annotate(counted_share_eur=Case(When(counts=True, then=F("own_share_eur"))))


class MentionQuerySet(models.QuerySet):
    peildatum: datetime.date | None = None  # set by as_of(), carried along by every copy

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]  # not in the stubs, being Django's own
        clone.peildatum = self.peildatum
        return clone

    def get_by_natural_key(self, letter_slug: str, position: int) -> Any:
        return self.get(letter__is_public_copy=False, letter__slug=letter_slug, position=position)

    def published(self) -> Self:
        """Mentions in published letters, and of these none that tells of a commitment that is still a draft."""
        return self.filter(
            Q(commitment__isnull=True)
            | Q(commitment__published_at__isnull=False, commitment__letter__published_at__isnull=False),
            letter__published_at__isnull=False,
        )

    def as_of(self, peildatum: datetime.date | None) -> Self:
        """Only those in letters up to the peildatum; None leaves out nothing."""
        known = self.all() if peildatum is None else self.filter(letter__date__lte=peildatum)
        known.peildatum = peildatum
        return known

    def stating(self) -> Self:
        return self.filter(verdict="states")

    def repeating(self) -> Self:
        """Those that tell again what was promised, one by one or added up."""
        return self.filter(verdict__in=REPEATING)

    def proving(self) -> Self:
        """Those that state a commitment, or the difference from which its amount follows."""
        return self.filter(verdict__in=["states", "changes"])

    def with_naive_eur(self) -> Self:
        """Each with `naive_amount_eur`: its euros as a naive reader adds them up, empty where it has none. Of a printed total
        that repeats several commitments each row has what its own commitment is, so that together they make the total,
        whichever rows are chosen; one without euros has no such part. Of an amount that states one commitment and is the
        difference of another, only the first."""
        same = {name: OuterRef(name) for name in ("letter", "quote", "amount_as_written")}
        beside = self.model._base_manager.filter(verdict__in=REPEATING, **same).exclude(
            commitment=OuterRef("commitment")
        )
        in_sum = {"verdict__in": REPEATING, "currency": "EUR"}
        none = When(Exists(beside), commitment__amount_eur=None, **in_sum, then=Value(None))  # as each engine has it
        share = When(Exists(beside), **in_sum, then=Least("amount", "commitment__amount_eur"))
        told = self.model._base_manager.filter(verdict__in=["states", *REPEATING], **same)
        whole = When(verdict__in=["states", *REPEATING], currency="EUR", then=F("amount"))
        difference = When(~Exists(told), verdict="changes", currency="EUR", then=F("amount"))
        return self.annotate(naive_amount_eur=Case(none, share, whole, difference))

    def naive_eur(self) -> int:
        """What a naive reader makes of these: all Dutch euros in them, repeats and parts included."""
        return sum(amount_eur for amount_eur, _ in self.naive_amounts())

    def naive_amounts(self) -> list[tuple[int, str]]:
        """The same as (euros, precision of the commitment that it tells of), one for each precision."""
        found = self.with_naive_eur().exclude(naive_amount_eur=None).order_by().values_list("commitment__precision")
        return [(total, precision) for precision, total in found.annotate(Sum("naive_amount_eur"))]

    def namings(self) -> list[Naming]:
        """The same for each letter: each Naming, in order of date and letter. Together they are `naive_eur()`."""
        of_each = ["letter__slug", "commitment__exclusion", "commitment__precision"]
        found = self.with_naive_eur().exclude(naive_amount_eur=None).order_by("letter__date", "letter_id", *of_each[1:])
        return [Naming(*row) for row in found.values_list(*of_each).annotate(Sum("naive_amount_eur"))]
