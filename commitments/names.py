"""The names that amounts are sorted by: what the money is for, and through which channel it goes."""

from django.db import models
from django.urls import reverse

from ukrainesteun.editions.models import EditHistory, Unit

from . import palette
from .querysets import CategoryQuerySet, ChannelQuerySet


class Category(Unit):
    """One purpose that money is promised for."""

    slug = models.SlugField("adres", max_length=40, help_text="Staat in het webadres; blijft altijd gelijk.")
    name = models.CharField("naam", max_length=80)
    short_name = models.CharField("korte naam", max_length=30, help_text="Voor in een grafiek.")
    description = models.TextField("omschrijving", blank=True, help_text="Wat er wel en niet onder valt. Openbaar.")
    position = models.PositiveSmallIntegerField("volgorde", default=100, help_text="Van onder naar boven in de staaf.")
    colour = models.CharField("kleur", max_length=10, choices=palette.CHOICES, default="slate")

    objects = CategoryQuerySet.as_manager()
    history = EditHistory()

    class Meta:
        verbose_name = "categorie"
        verbose_name_plural = "categorieën"
        ordering = ["position", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "is_public_copy"],
                name="a_category_has_an_address_alone",
                violation_error_message="Er is al een categorie met dit adres.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("category", args=[self.slug])

    def natural_key(self):
        return (self.slug,)


class Channel(Unit):
    """One road along which the money goes: a fund, a bank, an agency, the own stock."""

    slug = models.SlugField("adres", max_length=40, help_text="Staat in het webadres; blijft altijd gelijk.")
    name = models.CharField("naam", max_length=120)
    short_name = models.CharField("korte naam", max_length=40)

    objects = ChannelQuerySet.as_manager()
    history = EditHistory()

    class Meta:
        verbose_name = "kanaal"
        verbose_name_plural = "kanalen"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "is_public_copy"],
                name="a_channel_has_an_address_alone",
                violation_error_message="Er is al een kanaal met dit adres.",
            )
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)
