"""What was promised: the commitments; and every other model, for Django takes them from here."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify

from letters.models import Letter
from ukrainesteun.editions.models import EditHistory, Edition
from ukrainesteun.years import FIRST_YEAR, LAST_YEAR, period_label

from . import precision
from .changes import Affected, Change
from .checks import LedgerCheck, LetterCount
from .corrections import Correction
from .currency import CONSTRAINTS, NO_RATE, InCurrency
from .explanations import Explanation
from .intakes import Intake
from .mentions import Mention
from .names import Category, Channel
from .outcomes import Outcome
from .precision import Sum
from .querysets import CommitmentQuerySet
from .releases import Release, ReleaseFile
from .reports import Report

# Those that stand in a room of their own too.
__all__ = [
    "Affected",
    "Category",
    "Change",
    "Channel",
    "Commitment",
    "Correction",
    "Explanation",
    "Intake",
    "LedgerCheck",
    "LetterCount",
    "Mention",
    "Outcome",
    "Release",
    "ReleaseFile",
    "Report",
]

HIGHEST_AMOUNT_EUR = 10**13  # ten times the Dutch economy; more is a slip of the keyboard


class Commitment(InCurrency, Edition):
    """One decision of the Dutch government worth one amount, for one year or one period, in one category."""

    LINKS = ("part_of", "on_top_of")  # each to one other commitment

    Precision = precision.Precision

    class Stage(models.TextChoices):
        ANNOUNCED = "aangekondigd", "aangekondigd"
        RESERVED = "gereserveerd", "gereserveerd"
        ALLOCATED = "toegewezen", "toegewezen"
        DELIVERED = "geleverd", "geleverd"

    class FinanceType(models.TextChoices):
        GRANT = "gift", "gift (geld of goederen)"
        LOAN = "lening", "lening"
        GUARANTEE = "garantie", "garantie"

    class Exclusion(models.TextChoices):
        COUNTS = "", "geen: het bedrag telt mee"
        CEILING = "plafond", "een plafond, geen toegezegd bedrag"
        GUARANTEE = "garantie", "een garantie, geen uitgave"
        LOAN = "lening", "een lening, geen gift"
        OVERLAP_UNKNOWN = "overlap-onbekend", "niet bekend of het al in een ander bedrag zit"
        NO_RATE = NO_RATE, "een vreemde munt zonder koers"

    class Standing(models.TextChoices):
        COUNTED = "counted", "telt mee"
        INSIDE_WHOLE = "inside-whole", "telt mee in een groter bedrag"
        SUPERSEDED = "superseded", "vervangen"
        WITHDRAWN = "withdrawn", "vervallen"
        EXCLUDED = "excluded", "telt niet mee"
        WHOLE_LEFT_OUT = "whole-left-out", "het grotere bedrag telt niet mee"
        DRAFT = "draft", "concept"
        NOT_YET_KNOWN = "not-yet-known", "nog niet bekend op de peildatum"

    UNIT = "letter"

    slug = models.SlugField(
        "adres", max_length=80, blank=True, help_text="Staat in het webadres; blijft altijd gelijk."
    )
    title = models.CharField("titel", max_length=300, help_text="Wat is toegezegd, in eigen woorden en zonder bedrag.")
    amount_eur = models.BigIntegerField(
        "bedrag", null=True, blank=True, help_text="In hele euro's. “2,5 miljard” of “102 mln” mag ook."
    )
    precision = models.CharField("nauwkeurigheid", max_length=10, choices=Precision, default=Precision.EXACT)
    year = models.PositiveSmallIntegerField(
        "jaar",
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        help_text="Het jaar waarvoor het bedrag is, of het eerste jaar van de periode.",
    )
    end_year = models.PositiveSmallIntegerField(
        "tot en met",
        blank=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        help_text="Leeg voor één jaar. Een periode die de brief niet per jaar verdeelt, blijft één bedrag.",
    )
    period_note = models.CharField("periode in woorden", max_length=80, blank=True, help_text="Zoals januari-april.")
    category = models.ForeignKey(
        Category, verbose_name="categorie", related_name="commitments", on_delete=models.PROTECT
    )
    channel = models.ForeignKey(
        Channel, verbose_name="kanaal", related_name="commitments", null=True, blank=True, on_delete=models.PROTECT
    )
    stage = models.CharField("fase", max_length=12, choices=Stage, default=Stage.ANNOUNCED)
    finance_type = models.CharField("soort", max_length=8, choices=FinanceType, default=FinanceType.GRANT)
    exclusion = models.CharField(
        "uitgesloten omdat", max_length=16, choices=Exclusion, blank=True, default=Exclusion.COUNTS
    )
    letter = models.ForeignKey(
        Letter,
        verbose_name="aangekondigd in",
        related_name="commitments",
        on_delete=models.PROTECT,
        help_text="De eerste brief die dit bedrag noemt.",
    )
    part_of = models.ForeignKey(
        "self",
        verbose_name="onderdeel van",
        related_name="parts",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        help_text="Het geheel waar dit bedrag al in zit.",
    )
    on_top_of = models.ForeignKey(
        "self",
        verbose_name="komt boven op",
        related_name="top_ups",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        help_text="De eerdere toezegging die hiermee wordt aangevuld en zelf blijft staan. Beide tellen mee.",
    )
    begun_by = models.ForeignKey(
        Change,
        verbose_name="begint door",
        related_name="begins",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        help_text="De wijziging die deze toezegging in de plaats van andere laat komen. Leeg voor nieuw geld.",
    )
    note = models.TextField(
        "toelichting",
        blank=True,
        help_text="Waarom wij de brief zo lezen: wat er staat en wat er niet staat. Openbaar.",
    )
    published_at = models.DateTimeField("gepubliceerd op", null=True, blank=True, editable=False)

    objects = CommitmentQuerySet.as_manager()
    history = EditHistory()

    class Meta:
        verbose_name = "toezegging"
        verbose_name_plural = "toezeggingen"
        ordering = ["-letter__date", "year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "is_public_copy"],
                name="a_commitment_has_an_address_alone",
                violation_error_message="Er is al een toezegging met dit adres.",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(is_public_copy=True),
                name="only_the_public_copy_of_a_commitment_is_public",
                violation_error_message="Alleen een goedgekeurde versie is openbaar.",
            ),
            models.CheckConstraint(
                condition=Q(amount_eur__isnull=True) | Q(amount_eur__gt=0),
                name="an_amount_is_positive",
                violation_error_message="Een toezegging is meer dan nul euro. Vul het bedrag in hele euro's in.",
            ),
            models.CheckConstraint(
                condition=Q(amount_eur__isnull=True) | Q(amount_eur__lte=HIGHEST_AMOUNT_EUR),
                name="an_amount_is_believable",
                violation_error_message="Dit is meer dan tienduizend miljard euro. Kijk het aantal nullen na.",
            ),
            models.CheckConstraint(
                condition=Q(end_year__gte=F("year")),
                name="the_end_year_is_not_before_the_year",
                violation_error_message="De periode eindigt voor ze begint. Draai de jaren om of laat “tot en met” leeg.",
            ),
            models.CheckConstraint(
                condition=~Q(finance_type="garantie") | ~Q(exclusion=""),
                name="a_guarantee_is_excluded",
                violation_error_message="Een garantie is geen uitgave en telt niet mee: "
                "kies bij “uitgesloten omdat” de garantie.",
            ),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("pk")),
                name="a_commitment_is_not_part_of_itself",
                violation_error_message="Een toezegging kan geen onderdeel van zichzelf zijn.",
            ),
            models.CheckConstraint(
                condition=Q(on_top_of__isnull=True) | ~Q(on_top_of=F("pk")),
                name="a_commitment_is_not_on_top_of_itself",
                violation_error_message="Een toezegging kan niet boven op zichzelf komen.",
            ),
            *CONSTRAINTS,
        ]
        indexes = [models.Index(fields=["year", "end_year"], name="commitment_period")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("commitment", args=[self.slug])

    def natural_key(self):
        return (self.slug,)

    natural_key.dependencies = ["letters.letter", "commitments.category", "commitments.channel"]

    @property
    def is_published(self):
        """Whether the public reads this commitment: this row itself, or the public copy of it."""
        shown = self if self.is_public_copy else self.public_copy
        return shown is not None and shown.published_at is not None

    @property
    def own_amount(self):
        """What of it is in the total besides its parts, as sure as all of it; None where it does not count.

        Asks for `with_counted_share()`.
        """
        return None if self.counted_share_eur is None else Sum(self.counted_share_eur, self.precision)

    @property
    def period(self):
        """ "2024", or "2024-2026" for a period that the letter does not split."""
        return period_label(self.year, self.end_year)

    @property
    def is_period(self):
        return self.year != self.end_year

    @property
    def standing(self):
        """Where it stands on the peildatum of the queryset; needs `with_standing()`."""
        if self.published_at is None or self.letter.published_at is None:
            return self.Standing.DRAFT
        if self.peildatum is not None and self.letter.date > self.peildatum:
            return self.Standing.NOT_YET_KNOWN
        if self.counts:
            return self.Standing.INSIDE_WHOLE if self.whole_slug else self.Standing.COUNTED
        if self.ended_as:
            return self.Standing.WITHDRAWN if self.ended_as == Change.Kind.WITHDRAWN else self.Standing.SUPERSEDED
        return self.Standing.EXCLUDED if self.exclusion else self.Standing.WHOLE_LEFT_OUT

    @property
    def predecessors(self):
        """The commitments in whose place it came; asks for `with_changes()`, as the next two do."""
        return [row.commitment for row in self.begun_by.known_ended] if self.begun_by else []

    @property
    def ended_by(self):
        """The change that ended it, None where none did."""
        return self.endings[0].change if self.endings else None

    @property
    def successors(self):
        """The commitments that came in its place."""
        return self.ended_by.known_begins if self.ended_by else []

    def clean(self):
        """Fills in what follows from the rest: the euros of another currency, one year is a period of one, and a new
        commitment gets its address."""
        self.convert()
        if self.end_year is None:
            self.end_year = self.year
        if not self.slug and self.title:
            base = slugify(self.title)[:70].strip("-") or "toezegging"
            taken = set(Commitment.objects.working().filter(slug__startswith=base).values_list("slug", flat=True))
            self.slug = next(slug for slug in _numbered(base) if slug not in taken)


def _numbered(base):
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1
