"""Where an amount is written: the quotes of a letter, each with what we say that it is."""

from django.db import models
from django.db.models import F, Q

from letters.models import Letter
from letters.reading.text.quotes import text_fragment_url
from ukrainesteun.editions.models import EditHistory

from .outcomes import Outcome
from .querysets import MentionQuerySet


class Mention(models.Model):
    """One place in one letter where an amount is written: the quote, the amount, and our verdict.

    A total of several commitments has a mention for each of them, with the verdict SUMS.
    Where a letter prints only by how much it changes a promise, the verdict is CHANGES and the commitment is the one that
    begins, of which the amount follows.
    """

    class Verdict(models.TextChoices):
        STATES = "states", "noemt de toezegging"
        REPEATS = "repeats", "herhaalt een toezegging"
        SUMS = "sums", "telt toezeggingen op"
        CHANGES = "changes", "noemt een verschil"
        OUTCOME = "outcome", "zegt wat ervan kwam"
        OTHERS = "others", "geld van anderen"
        CEILING = "ceiling", "een plafond, geen toezegging"
        NEED = "need", "wat nodig is"
        MOTION = "motion", "een wens van de Kamer"
        OTHER = "other", "iets anders, geen toezegging"
        NOT_MONEY = "not-money", "geen geld"

    UNIT = "letter"
    WORKED_OUT = ("start", "end")
    NEEDS_COMMITMENT: tuple[object, ...] = (Verdict.STATES, Verdict.REPEATS, Verdict.SUMS, Verdict.CHANGES)

    letter = models.ForeignKey(Letter, verbose_name="brief", related_name="mentions", on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField(
        "volgorde", default=1, help_text="De hoeveelste vindplaats in de brief dit is."
    )
    quote = models.CharField(
        "citaat",
        max_length=600,
        help_text="Het kortste letterlijke fragment met het bedrag en waarvoor het is.",
    )
    amount_as_written = models.CharField("bedrag zoals geschreven", max_length=80, help_text="Zoals EUR 2,5 miljard.")
    amount = models.BigIntegerField(
        "bedrag", null=True, blank=True, help_text="In hele eenheden. Leeg laten mag: wij lezen het uit het citaat."
    )
    currency = models.CharField(
        "munt", max_length=3, blank=True, help_text="EUR, USD, ... Leeg als de brief geen munt bij dit bedrag zet."
    )
    verdict = models.CharField("oordeel", max_length=10, choices=Verdict)
    commitment = models.ForeignKey(
        "commitments.Commitment",
        verbose_name="toezegging",
        related_name="mentions",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        help_text="Welke toezegging dit bedrag noemt of herhaalt.",
    )
    outcome = models.ForeignKey(
        Outcome,
        verbose_name="uitkomst",
        related_name="mentions",
        null=True,
        blank=True,
        on_delete=models.RESTRICT,  # so that a letter goes with both
        help_text="Bij “zegt wat ervan kwam”: welke uitkomst.",
    )
    note = models.TextField("toelichting", blank=True, help_text="Waarom dit oordeel. Openbaar.")
    start = models.PositiveIntegerField(
        "begint op teken", null=True, editable=False, help_text="Waar het bedrag in de tekst van de brief staat."
    )
    end = models.PositiveIntegerField("eindigt voor teken", null=True, editable=False)

    objects = MentionQuerySet.as_manager()
    history = EditHistory()

    class Meta:
        verbose_name = "vindplaats"
        verbose_name_plural = "vindplaatsen"
        ordering = ["letter", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=["states", "repeats", "sums", "changes"], commitment__isnull=False)
                | Q(
                    verdict__in=["outcome", "others", "ceiling", "need", "motion", "other", "not-money"],
                    commitment__isnull=True,
                ),
                name="a_verdict_has_a_commitment_only_if_it_needs_one",
                violation_error_message="Kies bij “noemt”, “herhaalt”, “telt op” en “noemt een verschil” de toezegging; "
                "laat haar bij elk ander oordeel leeg.",
            ),
            models.CheckConstraint(
                condition=Q(verdict="outcome", outcome__isnull=False) | ~Q(verdict="outcome") & Q(outcome__isnull=True),
                name="a_verdict_has_an_outcome_only_if_it_needs_one",
                violation_error_message="Kies bij “zegt wat ervan kwam” de uitkomst; laat haar bij elk ander oordeel leeg.",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0),
                name="a_written_amount_is_positive",
                violation_error_message="Een bedrag is meer dan nul. Laat het leeg als er geen getal staat.",
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(start__isnull=False, end__isnull=False, start__lt=F("end")),
                name="a_place_in_the_text_begins_before_it_ends",
                violation_error_message="Een plaats in de tekst begint voor zij eindigt.",
            ),
        ]

    def __str__(self):
        return f"{self.amount_as_written} ({self.letter.designation})"

    def natural_key(self):
        return (self.letter.slug, self.position)

    natural_key.dependencies = ["letters.letter", "commitments.commitment", "commitments.outcome"]  # type: ignore[attr-defined]

    @property
    def source_url(self):
        """The official page, at this quote; empty for a letter without a number."""
        return text_fragment_url(self.letter.official_url, self.quote) if self.letter.official_url else ""
