"""What the last check of the whole ledger found, for pages to show without checking again."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from letters.models import Letter


class LetterCount(models.Model):
    """How many money expressions no mention covers in one letter, as the program read it at this version of the letter."""

    letter = models.OneToOneField(
        Letter, verbose_name="brief", related_name="counted", primary_key=True, on_delete=models.CASCADE
    )
    version = models.PositiveIntegerField("versie")
    without_verdict = models.PositiveIntegerField("zonder oordeel")

    class Meta:
        verbose_name = "telling van een brief"
        verbose_name_plural = "tellingen van brieven"
        default_permissions = ()  # the start page shows it

    def __str__(self):
        return f"{self.letter}: {self.without_verdict}"


class LedgerCheck(models.Model):
    """One check of all statements about the ledger, which approval/checking.py made. Only the last is kept.

    `broken` has for each statement that does not hold a dict of `statement`, `number` (of rows that break it) and `rows`,
    of which some are kept: each a dict of `name`, `reason` and `address` (the page where it is mended, or "").
    """

    checked_at = models.DateTimeField("nagezocht op")
    statements = models.PositiveIntegerField("regels")
    broken = models.JSONField("gaat niet op", default=list, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = "controle van het grootboek"
        verbose_name_plural = "controles van het grootboek"
        ordering = ["-checked_at", "-pk"]
        get_latest_by = ["checked_at", "pk"]
        default_permissions = ()  # the start page shows it

    def __str__(self):
        return f"Controle van {self.checked_at:%Y-%m-%d %H:%M}"
