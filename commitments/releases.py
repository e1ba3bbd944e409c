"""Releases (uitgaven): what the public reads, as of one moment, frozen."""

import datetime
import gzip
import hashlib
import zlib

from django.db import connection, models
from django.urls import reverse

from .precision import Precision, Sum, combined


class Release(models.Model):
    """What the public read from one moment until the next release: made where an approval, or a command, changes that.

    `letters` are the letters that this was about, as [slug, designation] pairs, as they were called then. The totals are
    those of all that counts, in whole euros, just before and just after; None where nothing counted.
    """

    class Occasion(models.TextChoices):
        LOADED = "geladen", "gegevens geladen"
        APPROVED = "goedgekeurd", "brief goedgekeurd"
        WITHDRAWN = "teruggetrokken", "brief teruggetrokken"
        NAMED = "naam", "naam veranderd"
        EXPLAINED = "toelichting", "toelichting bij een tegenspraak"
        REPORTED = "melding", "melding van een lezer"
        TEXT = "tekst", "tekst ingelezen"

    number = models.PositiveIntegerField("nummer", unique=True)
    made_at = models.DateTimeField("gemaakt op")
    occasion = models.CharField("aanleiding", max_length=14, choices=Occasion)
    letters = models.JSONField("brieven", default=list)
    total_before_eur = models.BigIntegerField("totaal ervoor", null=True)
    total_after_eur = models.BigIntegerField("totaal erna", null=True)
    precision_before = models.CharField(max_length=10, choices=Precision, blank=True)
    precision_after = models.CharField(max_length=10, choices=Precision, blank=True)

    class Meta:
        verbose_name = "uitgave"
        verbose_name_plural = "uitgaven"
        ordering = ["-number"]

    def __str__(self):
        return f"uitgave {self.number}"

    def get_absolute_url(self):
        return reverse("release", args=[self.number])

    @property
    def total_before(self):
        return Sum(self.total_before_eur, self.precision_before) if self.total_before_eur else None

    @property
    def total_after(self):
        return Sum(self.total_after_eur, self.precision_after) if self.total_after_eur else None

    @property
    def change_eur(self):
        """By how many whole euros the total changed."""
        return (self.total_after_eur or 0) - (self.total_before_eur or 0)

    @property
    def change(self):
        """The same as a Sum, as sure as both totals."""
        precisions = [self.precision_before or "exact", self.precision_after or "exact"]
        return Sum(self.change_eur, combined(precisions))


class ReleaseFile(models.Model):
    """One file of a release, byte for byte the same for ever.

    `sha256` and `size` (in bytes) are those of the file as it is read; `packed` is the same, compressed.
    """

    class Name(models.TextChoices):
        DATA = "gegevens.json", "alle openbare gegevens"
        COMMITMENTS = "toezeggingen.csv", "de toezeggingen"
        DIFFERENCE = "verschil.csv", "wat er veranderde"

    release = models.ForeignKey(Release, verbose_name="uitgave", related_name="files", on_delete=models.PROTECT)
    name = models.CharField("naam", max_length=20, choices=Name)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("grootte")
    packed = models.BinaryField()

    class Meta:
        verbose_name = "bestand van een uitgave"
        verbose_name_plural = "bestanden van uitgaven"
        ordering = ["release", "pk"]
        constraints = [models.UniqueConstraint(fields=["release", "name"], name="a_release_has_each_file_once")]

    def __str__(self):
        return f"{self.name} van {self.release}"

    def get_absolute_url(self):
        kind = self.Name(self.name).name.lower()
        return reverse(f"release_{kind}", args=[self.release.number])

    @classmethod
    def of(cls, release: Release, name: str, content: bytes) -> "ReleaseFile":
        """The file with this content, not saved."""
        digest = hashlib.sha256(content).hexdigest()
        packed = gzip.compress(content, mtime=0)
        return cls(release=release, name=name, sha256=digest, size=len(content), packed=packed)

    @property
    def content(self) -> bytes:
        return gzip.decompress(self.packed)

    @property
    def is_sound(self) -> bool:
        """Whether it still is what was released."""
        try:
            return hashlib.sha256(self.content).hexdigest() == self.sha256
        except (OSError, EOFError, zlib.error):
            return False


def newest_version() -> tuple[int, datetime.datetime] | None:
    """The number of the newest release and when it was made, None before the first; for who is no part of a request. Raises
    what the database raises."""
    try:
        return Release.objects.values_list("number", "made_at").first()
    finally:
        connection.close()
