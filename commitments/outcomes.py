"""What came of promises: an amount in a letter that promises nothing, but tells what was spent, delivered or got back."""

# mypy: allow-any-generics
# django-stubs gives a query set its row, but only where none is asked for.

from __future__ import annotations

import datetime
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from letters.models import Letter
from ukrainesteun.editions.models import EditHistory
from ukrainesteun.years import FIRST_YEAR, LAST_YEAR, period_label

from .names import Category
from .precision import Precision, Sum


class OutcomeQuerySet(models.QuerySet):
    def get_by_natural_key(self, letter_slug: str, position: int) -> Any:
        return self.get(letter__is_public_copy=False, letter__slug=letter_slug, position=position)

    def working(self) -> OutcomeQuerySet:
        """Those that staff edit."""
        return self.filter(letter__is_public_copy=False)

    def published(self) -> OutcomeQuerySet:
        """Those in published letters."""
        return self.filter(letter__is_public_copy=True, letter__published_at__isnull=False)

    def with_what_they_tell(self) -> OutcomeQuerySet:
        """Each with its letter, and of what the public reads: its category, commitments and mentions."""
        model: Any = self.model
        commitment, mention = model.commitments.rel.model.objects, model.mentions.rel.related_model.objects
        return (
            self.select_related("letter__dossier", "category")
            .defer("letter__text")
            .prefetch_related(
                models.Prefetch(
                    "commitments",
                    commitment.published().select_related("category", "letter").defer("letter__text"),
                ),
                models.Prefetch("mentions", mention.select_related("letter__dossier").defer("letter__text")),
            )
        )

    def as_of(self, peildatum: datetime.date | None) -> OutcomeQuerySet:
        """Only those in letters up to the peildatum; None leaves out nothing."""
        return self if peildatum is None else self.filter(letter__date__lte=peildatum)


class Outcome(models.Model):
    """What one letter says that became of promises: an amount of one Kind, on a day or over years. In no total of promises.

    It is about commitments, or about a category in its years. Each mention of it has its amount. Two letters that say it
    are two outcomes: each speaks for its own day.
    """

    class Kind(models.TextChoices):
        OBLIGATED = "obligated", "vastgelegd in contracten"
        SPENT = "spent", "uitgegeven"
        DELIVERED = "delivered", "geleverd"
        CLAIMED = "claimed", "gedeclareerd"
        RECEIVED = "received", "terugontvangen"

    class Valuation(models.TextChoices):
        NOT_SAID = "", "zegt de brief niet"
        BOOK = "book", "boekwaarde"
        REPLACEMENT = "replacement", "vervangingswaarde"
        PURCHASE = "purchase", "aanschafwaarde"

    UNIT = "letter"

    letter = models.ForeignKey(Letter, verbose_name="brief", related_name="outcomes", on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField(
        "volgorde", default=1, help_text="De hoeveelste uitkomst in de brief dit is."
    )
    kind = models.CharField("soort uitkomst", max_length=9, choices=Kind)
    amount_eur = models.BigIntegerField("bedrag", help_text="In hele euro's. “2,5 miljard” of “102 mln” mag ook.")
    precision = models.CharField("nauwkeurigheid", max_length=10, choices=Precision, default=Precision.EXACT)
    on_date = models.DateField(
        "stand op", null=True, blank=True, help_text="De dag waarvoor het bedrag geldt, zoals 31-12-2024."
    )
    year = models.PositiveSmallIntegerField(
        "jaar",
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        help_text="Het jaar waarover het bedrag gaat, of het eerste jaar van de periode.",
    )
    end_year = models.PositiveSmallIntegerField(
        "tot en met",
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        help_text="Leeg voor één jaar.",
    )
    is_cumulative = models.BooleanField(
        "alles tot die dag",
        default=False,
        help_text="Kruis aan als het bedrag alles tot die dag telt, ook wat een eerdere brief al noemde.",
    )
    valuation = models.CharField(
        "gewaardeerd op", max_length=11, choices=Valuation, blank=True, default=Valuation.NOT_SAID
    )
    category = models.ForeignKey(
        Category,
        verbose_name="categorie",
        related_name="outcomes",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        help_text="Alleen als de brief geen toezeggingen aanwijst.",
    )
    commitments = models.ManyToManyField(
        "commitments.Commitment",
        verbose_name="toezeggingen",
        related_name="outcomes",
        blank=True,
        help_text="De toezeggingen waarvan dit de uitkomst is.",
    )
    note = models.TextField("toelichting", blank=True, help_text="Waarom wij de brief zo lezen. Openbaar.")

    objects = OutcomeQuerySet.as_manager()
    history = EditHistory(m2m_fields=[commitments])

    class Meta:
        verbose_name = "uitkomst"
        verbose_name_plural = "uitkomsten"
        ordering = ["letter", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_eur__gt=0),
                name="an_outcome_is_positive",
                violation_error_message="Een uitkomst is meer dan nul euro. Vul het bedrag in hele euro's in.",
            ),
            models.CheckConstraint(
                condition=Q(on_date__isnull=False) | Q(year__isnull=False),
                name="an_outcome_has_a_day_or_years",
                violation_error_message="Van wanneer is dit bedrag? Vul “stand op” in, of een jaar.",
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True, end_year__isnull=True) | Q(end_year__gte=F("year")),
                name="the_years_of_an_outcome_are_in_order",
                violation_error_message="De periode eindigt voor ze begint. Draai de jaren om of laat “tot en met” leeg.",
            ),
            models.CheckConstraint(
                condition=Q(is_cumulative=False) | Q(on_date__isnull=False),
                name="a_cumulative_outcome_has_its_day",
                violation_error_message="Alles tot welke dag? Vul “stand op” in.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.amount}"

    def natural_key(self) -> tuple[str, int]:
        return (self.letter.slug, self.position)

    natural_key.dependencies = ["letters.letter", "commitments.category", "commitments.commitment"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """One year is a period of one."""
        if self.year is not None and self.end_year is None:
            self.end_year = self.year

    @property
    def amount(self) -> Sum:
        """The amount with how sure it is."""
        return Sum(self.amount_eur, self.precision)

    @property
    def period(self) -> str:
        """ "2024" or "2022-2024"; empty where the letter names no years."""
        return period_label(self.year, self.end_year or self.year) if self.year else ""

    @property
    def day(self) -> datetime.date:
        """The day for which it holds: as the letter says, else that of the letter."""
        return self.on_date or self.letter.date
