"""What the public is told of each approval that changed what it could read, and of each withdrawal."""

from typing import Self

from django.conf import settings
from django.db import models

from .precision import Sum


class CorrectionQuerySet(models.QuerySet):
    def about(self, kind, slug) -> Self:
        """Of one letter or commitment, by its address."""
        return self.filter(kind=kind, slug=slug)

    def with_letters_once(self) -> Self:
        """A letter that was withdrawn is one row: its commitments, which went with it, have none of their own."""
        letter = Correction.objects.withdrawals().filter(
            made_at=models.OuterRef("made_at"), letter_slug=models.OuterRef("letter_slug"), kind=Correction.Kind.LETTER
        )
        return self.exclude(
            models.Q(models.Exists(letter), what=Correction.What.WITHDRAWN, kind=Correction.Kind.COMMITMENT)
        )

    def withdrawals(self) -> Self:
        return self.filter(what=Correction.What.WITHDRAWN)


class Correction(models.Model):
    """One thing that the site said otherwise before: a fact of a letter, a commitment or a name that was changed, a
    commitment that a public letter got later, or a letter or commitment that was withdrawn. With when, and why.

    It is written when somebody approves or withdraws, and stays as it is: `title` and `letter` are what it was called
    then; a name has no letter. `before` and `after` are in words, as the site prints them; empty for nothing, and both
    of the text of a letter, which is too long to tell and may be what had to go.
    """

    class Kind(models.TextChoices):
        LETTER = "brief", "brief"
        COMMITMENT = "toezegging", "toezegging"
        CATEGORY = "categorie", "categorie"
        CHANNEL = "kanaal", "kanaal"
        MINISTER = "bewindspersoon", "bewindspersoon"
        DOSSIER = "dossier", "dossier"

    class What(models.TextChoices):
        CHANGED = "gewijzigd", "gewijzigd"
        ADDED = "toegevoegd", "toegevoegd"
        WITHDRAWN = "teruggetrokken", "teruggetrokken"

    class Field(models.TextChoices):
        TITLE = "title", "titel"
        AMOUNT = "amount_eur", "bedrag"
        RATE = "rate", "koers"
        PRECISION = "precision", "nauwkeurigheid"
        PERIOD = "period", "jaar of periode"
        PERIOD_NOTE = "period_note", "periode in woorden"
        CATEGORY = "category", "categorie"
        CHANNEL = "channel", "kanaal"
        STAGE = "stage", "fase"
        FINANCE_TYPE = "finance_type", "soort"
        EXCLUSION = "exclusion", "telt niet mee, omdat"
        PART_OF = "part_of", "onderdeel van"
        SUPERSEDES = "supersedes", "vervangt"  # this one and MOVED_PARTS: of before there were changes
        ON_TOP_OF = "on_top_of", "komt boven op"
        MOVED_PARTS = "moved_parts", "onderdelen die meegaan"
        BEGUN_BY = "begun_by", "begint door"
        CHANGES = "changes", "wijzigingen"
        OUTCOMES = "outcomes", "uitkomsten"
        LETTER = "letter", "brief"
        QUOTE = "quote", "citaat"
        NOTE = "note", "toelichting"
        DESIGNATION = "designation", "nummer"
        KIND = "kind", "soort document"
        REFERENCE = "reference", "kenmerk"
        DATE = "date", "datum"
        SHORT_TITLE = "short_title", "korte naam"
        DOSSIERS = "dossiers", "dossiers"
        SIGNATURES = "signatures", "ondertekening"
        TEXT = "text", "tekst"
        READING = "reading", "hoe wij een bedrag lezen"
        NAME = "name", "naam"
        SHORT_NAME = "short_name", "korte naam"
        DESCRIPTION = "description", "omschrijving"

    what = models.CharField("wat", max_length=14, choices=What)
    kind = models.CharField("soort", max_length=14, choices=Kind)
    slug = models.SlugField("adres", max_length=80)
    title = models.CharField("titel", max_length=300)
    letter = models.CharField(
        "brief",
        max_length=120,
        blank=True,
        help_text="De aanduiding van de brief: Kamerstuk 36 045, nr. 171. Leeg bij een naam.",
    )
    letter_slug = models.SlugField("adres van de brief", max_length=80, blank=True)
    field = models.CharField(
        "veld", max_length=12, choices=Field, blank=True, help_text="Leeg als niet één veld veranderde."
    )
    before = models.TextField("wat er stond", blank=True)
    after = models.TextField("wat er nu staat", blank=True)
    before_eur = models.BigIntegerField(
        "bedrag dat er stond", null=True, help_text="In hele euro's; bij een teruggetrokken brief wat zij meetelde."
    )
    after_eur = models.BigIntegerField("bedrag dat er nu staat", null=True, help_text="In hele euro's.")
    before_precision = models.CharField("hoe precies dat was", max_length=10, blank=True)
    after_precision = models.CharField("hoe precies het nu is", max_length=10, blank=True)
    reason = models.TextField("reden")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="door", related_name="+", null=True, on_delete=models.SET_NULL
    )
    made_at = models.DateTimeField("op")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "correctie"
        verbose_name_plural = "correcties"
        ordering = ["-pk"]  # newest first, whatever the clock said
        indexes = [models.Index(fields=["kind", "slug"], name="correction_of_what")]

    def __str__(self):
        return f"{self.title} ({self.letter or self.get_kind_display()}): {self.get_what_display()}"

    @property
    def before_sum(self):
        """The amount that the site said, as precise as it was; None where it said none.

        How precise was not kept before there were columns for it.
        """
        return None if self.before_eur is None else Sum(self.before_eur, self.before_precision or "exact")

    @property
    def before_amount(self):
        """The amount that a withdrawn letter or commitment had, in words; of another currency without a rate in that."""
        return self.before_sum.full if self.before_sum else self.before
