"""What was written: letters, the dossiers they stand in, and who signed them. Knows nothing of commitments."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.text import slugify

from ukrainesteun.editions.models import EditHistory, Unit

from .kamerstuk import HIGHEST_NUMBER, KamerstukId, NotAKamerstuk, parse_dossier, print_dossier
from .querysets import DossierQuerySet, LetterQuerySet, MinisterQuerySet, SignatureQuerySet


class DossierNumberField(models.CharField):  # type: ignore[type-arg]  # Django's own class takes none
    """A dossier number in any printed form (36 200 V), kept in one: 36200-V."""

    def to_python(self, value: Any) -> str | None:
        typed: str | None = super().to_python(value)
        if not typed:
            return typed
        try:
            return parse_dossier(typed)
        except NotAKamerstuk as problem:
            raise ValidationError(str(problem)) from problem


class Dossier(Unit):
    """One dossier of the Tweede Kamer, under which letters are numbered."""

    number = DossierNumberField(
        "nummer", max_length=20, help_text="Zoals het gedrukt staat: 36 045, 21 501-20 of 36 200 V."
    )
    title = models.CharField("titel", max_length=300, blank=True, help_text="Zoals boven de brief gedrukt.")

    objects = DossierQuerySet.as_manager()
    history = EditHistory()

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "is_public_copy"],
                name="a_dossier_has_its_number_alone",
                violation_error_message="Er is al een dossier met dit nummer.",
            )
        ]

    def __str__(self) -> str:
        return " · ".join(filter(None, [self.printed_number, self.title]))

    def natural_key(self) -> tuple[str]:
        return (self.number,)

    @property
    def printed_number(self) -> str:
        return print_dossier(self.number)


class Minister(Unit):
    """One person who signed letters as a minister; the office belongs to each signature."""

    slug = models.SlugField("adres", max_length=80, help_text="Staat in het webadres; blijft altijd gelijk.")
    name = models.CharField("naam", max_length=120, help_text="Zoals in het dagelijks gebruik: Kajsa Ollongren.")
    family_name = models.CharField("achternaam", max_length=80, help_text="Waarop lijsten sorteren.")

    objects = MinisterQuerySet.as_manager()
    history = EditHistory()

    class Meta:
        verbose_name = "bewindspersoon"
        verbose_name_plural = "bewindspersonen"
        ordering = ["family_name", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "is_public_copy"],
                name="a_minister_has_an_address_alone",
                violation_error_message="Er is al een bewindspersoon met dit adres.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("minister", args=[self.slug])

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class Letter(Unit):
    """One document sent to the Tweede Kamer, with its facts and, once imported, its text."""

    class Kind(models.TextChoices):
        BRIEF = "brief", "brief"
        VERSLAG = "verslag", "verslag van een schriftelijk overleg"

    slug = models.SlugField(
        "adres",
        max_length=80,
        editable=False,
        help_text="Het Kamerstuknummer (kst-36045-171), of anders het kenmerk.",
    )
    kind = models.CharField("soort", max_length=10, choices=Kind, default=Kind.BRIEF)
    dossier = models.ForeignKey(
        Dossier,
        verbose_name="dossier",
        related_name="letters",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        help_text="Het eerste dossier op de brief; daarbij hoort het nummer.",
    )
    number = models.PositiveIntegerField(
        "nummer",
        null=True,
        blank=True,
        validators=[
            MinValueValidator(1, "Een Kamerstuknummer begint bij 1."),
            MaxValueValidator(HIGHEST_NUMBER, "Een Kamerstuknummer heeft hooguit vijf cijfers."),
        ],
        help_text="Het nummer binnen het dossier. Leeg als de brief nooit een nummer kreeg.",
    )
    other_dossiers = models.ManyToManyField(
        Dossier,
        verbose_name="andere dossiers",
        related_name="other_letters",
        blank=True,
        help_text="De andere dossiers waaronder de brief is gedrukt.",
    )
    reference = models.CharField(
        "kenmerk", max_length=60, blank=True, help_text="Het kenmerk van het ministerie, zoals BZDOC-151675943-16."
    )
    date = models.DateField("datum", help_text="De datum op de brief; bij een verslag de datum van vaststelling.")
    title = models.CharField(
        "titel", max_length=300, blank=True, help_text="Zoals gedrukt. Leeg als er geen titel staat."
    )
    short_title = models.CharField(
        "korte naam", max_length=80, help_text="Onze eigen korte naam, voor lijsten en grafieken. Geen citaat."
    )
    note = models.TextField(
        "toelichting", blank=True, help_text="Wat een lezer over dit document moet weten. Openbaar."
    )
    text = models.TextField("tekst", blank=True, help_text="De volledige tekst. Hiermee wordt elk citaat nagezocht.")
    published_at = models.DateTimeField("gepubliceerd op", null=True, blank=True, editable=False)

    objects = LetterQuerySet.as_manager()
    history = EditHistory(m2m_fields=[other_dossiers])

    class Meta:
        verbose_name = "brief"
        verbose_name_plural = "brieven"
        ordering = ["-date", "-pk"]
        permissions = [("approve_letter", "Kan goedkeuren, openbaar maken en terugtrekken")]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "is_public_copy"],
                name="a_letter_has_an_address_alone",
                violation_error_message="Er is al een brief met dit adres.",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True) | models.Q(is_public_copy=True),
                name="only_the_public_copy_of_a_letter_is_public",
                violation_error_message="Alleen een goedgekeurde versie is openbaar.",
            ),
            models.UniqueConstraint(
                fields=["dossier", "number"],
                name="a_kamerstuk_number_stands_once_in_a_dossier",
                violation_error_message="Dit nummer is in dit dossier al in gebruik voor een andere brief.",
            ),
            models.CheckConstraint(
                condition=models.Q(number__isnull=True) | models.Q(dossier__isnull=False),
                name="a_kamerstuk_number_needs_a_dossier",
                violation_error_message="Een nummer hoort bij een dossier: kies het dossier, of laat het nummer leeg.",
            ),
            models.CheckConstraint(
                condition=models.Q(number__isnull=False) | ~models.Q(reference=""),
                name="a_letter_has_a_number_or_a_reference",
                violation_error_message="Vul het dossier met nummer in, of anders het kenmerk. "
                "Zonder een van beide is de brief niet terug te vinden.",
            ),
        ]
        indexes = [models.Index(fields=["date"], name="letter_date")]

    def __str__(self) -> str:
        return f"{self.designation} ({self.short_title})"

    def get_absolute_url(self) -> str:
        return reverse("letter", args=[self.slug])

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = ["letters.dossier"]

    @property
    def kamerstuk(self) -> KamerstukId | None:
        """The letter's Kamerstuk id, or None when it was never numbered."""
        if self.number is None or self.dossier is None:
            return None
        return KamerstukId(self.dossier.number, self.number)

    @property
    def designation(self) -> str:
        """What the letter is officially called: "Kamerstuk 36 045, nr. 171", or its reference."""
        return f"Kamerstuk {self.kamerstuk.printed}" if self.kamerstuk else f"kenmerk {self.reference}"

    @property
    def one(self) -> str:
        """What its page is about."""
        return f"Eén {self.Kind(self.kind).value}"

    @property
    def this(self) -> str:
        """How a sentence refers to it."""
        return {self.Kind.BRIEF: "deze brief", self.Kind.VERSLAG: "dit verslag"}[self.Kind(self.kind)]

    @property
    def official_url(self) -> str:
        """The official publication; empty for a letter without a number."""
        return self.kamerstuk.url if self.kamerstuk else ""

    @property
    def is_published(self) -> bool:
        """Whether the public reads this letter: this row itself, or the public copy of it."""
        shown = self if self.is_public_copy else self.public_copy
        return shown is not None and shown.published_at is not None

    def expected_slug(self) -> str:
        return self.kamerstuk.slug if self.kamerstuk else slugify(self.reference)

    def addresses(self) -> set[str]:
        """The slugs it may have: that of its number, or of its reference from before it had a number."""
        return {self.expected_slug(), slugify(self.reference)} - {""}

    def clean(self) -> None:
        """Gives a new letter its address. An address that exists stays: others link to it."""
        if not self._state.adding or self.slug:
            return
        try:
            self.slug = self.expected_slug()
        except NotAKamerstuk:
            return  # the number's own message says what is wrong
        if self.reference and not slugify(self.reference):
            raise ValidationError({"reference": "In een kenmerk staan letters of cijfers, zoals BZDOC-151675943-16."})
        if Letter.objects.working().filter(slug=self.slug).exists():
            raise ValidationError(f"Er is al een brief met het adres {self.slug}. Open die brief om hem te bewerken.")


class Signature(models.Model):
    """One minister under one letter, in the office held that day."""

    class Manner(models.TextChoices):
        SIGNED = "ondertekend", "ondertekend"
        ON_BEHALF = "mede-namens", "mede namens"

    UNIT = "letter"

    letter = models.ForeignKey(Letter, verbose_name="brief", related_name="signatures", on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField("volgorde", default=1)
    minister = models.ForeignKey(
        Minister, verbose_name="bewindspersoon", related_name="signatures", on_delete=models.PROTECT
    )
    office = models.CharField("ambt", max_length=120, help_text="Zoals gedrukt: Minister van Defensie.")
    manner = models.CharField("hoe", max_length=12, choices=Manner, default=Manner.SIGNED)
    name_as_printed = models.CharField(
        "naam zoals gedrukt",
        max_length=120,
        blank=True,
        help_text="Letterlijk, ook met een spelfout. Leeg als de brief alleen het ambt noemt.",
    )

    objects = SignatureQuerySet.as_manager()
    history = EditHistory()

    class Meta:
        verbose_name = "ondertekening"
        verbose_name_plural = "ondertekeningen"
        ordering = ["letter", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "minister", "office"],
                name="a_minister_stands_once_under_a_letter_in_an_office",
                violation_error_message="Deze bewindspersoon staat met dit ambt al onder deze brief.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.minister}, {self.office}"

    def natural_key(self) -> tuple[str, str, str]:
        return (self.letter.slug, self.minister.slug, self.office)

    natural_key.dependencies = ["letters.letter", "letters.minister"]
