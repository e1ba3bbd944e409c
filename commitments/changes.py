"""What one letter does to commitments that stand: it ends some, begins others, and says where the parts of a whole go."""

# mypy: allow-any-generics
# django-stubs gives a query set its row, but only where none is asked for.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import F, Q

from letters.models import Letter
from ukrainesteun.editions.models import EditHistory

Commitment = Any  # the model, which stands on this module


class AffectedQuerySet(models.QuerySet):
    def ending(self) -> AffectedQuerySet:
        """Those that say that a commitment ends, in changes that are published."""
        return self.filter(into=None, change__letter__published_at__isnull=False)


class Affected(models.Model):
    """What a Change does to one commitment: it ends, or it goes on as a part of one that the change begins."""

    change = models.ForeignKey("commitments.Change", related_name="affected", on_delete=models.CASCADE)
    commitment = models.ForeignKey(
        "commitments.Commitment", verbose_name="toezegging", related_name="affected", on_delete=models.PROTECT
    )
    into = models.ForeignKey(
        "commitments.Commitment",
        verbose_name="gaat verder in",
        related_name="takes",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        help_text="Leeg als de toezegging hiermee eindigt.",
    )

    objects = AffectedQuerySet.as_manager()
    UNIT = "letter"

    class Meta:
        verbose_name = "gewijzigde toezegging"
        verbose_name_plural = "gewijzigde toezeggingen"
        constraints = [
            models.UniqueConstraint(fields=["change", "commitment"], name="a_change_affects_a_commitment_once"),
            models.UniqueConstraint(
                fields=["commitment"],
                condition=Q(into__isnull=True),
                name="a_commitment_ends_once",
                violation_error_message="Deze toezegging is al geëindigd door een andere wijziging.",
            ),
            models.CheckConstraint(
                condition=Q(into__isnull=True) | ~Q(into=F("commitment")),
                name="a_commitment_does_not_go_on_in_itself",
                violation_error_message="Een toezegging kan niet in zichzelf verder gaan.",
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.commitment}” " + (f"gaat verder in “{self.into}”" if self.into_id else "eindigt")

    @property
    def letter(self) -> Letter:
        return self.change.letter


class ChangeQuerySet(models.QuerySet):
    def get_by_natural_key(self, letter_slug: str, position: int) -> Any:
        return self.get(letter__is_public_copy=False, letter__slug=letter_slug, position=position)


class Change(models.Model):
    """What one letter does at once to commitments that stand, in one of its Kinds.

    It ends the commitments that it `affects` without an `into`, from the date of its letter on, and begins none or more
    commitments of its own letter (`begins`). A part of what ends goes on in one that begins, or with `rest_ends` ends too.
    """

    class Kind(models.TextChoices):
        RAISED = "raised", "verhoogd"
        LOWERED = "lowered", "verlaagd"
        MOVED_IN_TIME = "moved-in-time", "verschoven in de tijd"
        TRANSFERRED = "transferred", "overgeheveld"
        SPLIT = "split", "gesplitst"
        MERGED = "merged", "samengevoegd"
        WITHDRAWN = "withdrawn", "vervallen"
        CORRECTED = "corrected", "hersteld"

    CONSERVING = (Kind.MOVED_IN_TIME, Kind.TRANSFERRED, Kind.SPLIT, Kind.MERGED)  # what ends equals what begins
    UNIT = "letter"

    letter = models.ForeignKey(Letter, verbose_name="brief", related_name="changes", on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField(
        "volgorde", default=1, help_text="De hoeveelste wijziging in de brief dit is."
    )
    kind = models.CharField("soort wijziging", max_length=14, choices=Kind)
    rest_ends = models.BooleanField(
        "andere onderdelen eindigen mee",
        default=False,
        help_text="Kruis aan als de onderdelen van wat eindigt, die niet verder gaan, mee eindigen.",
    )
    note = models.TextField("toelichting", blank=True, help_text="Waarom wij de brief zo lezen. Openbaar.")
    affects = models.ManyToManyField(
        "commitments.Commitment",
        verbose_name="eindigt, of gaat verder",
        related_name="affected_by",
        through=Affected,
        through_fields=("change", "commitment"),
    )

    objects = ChangeQuerySet.as_manager()
    history = EditHistory(m2m_fields=[affects])

    class Meta:
        verbose_name = "wijziging"
        verbose_name_plural = "wijzigingen"
        ordering = ["letter", "position", "pk"]

    def __str__(self) -> str:
        ended = ", ".join(f"“{one}”" for one in self.ended) if self.pk else ""
        return f"{self.get_kind_display()}: {ended}" if ended else self.get_kind_display()

    def natural_key(self) -> tuple[str, int]:
        return (self.letter.slug, self.position)

    natural_key.dependencies = ["letters.letter"]  # type: ignore[attr-defined]

    @property
    def ended(self) -> list[Commitment]:
        """The commitments that it ends, in the order in which they were entered."""
        return [row.commitment for row in self._rows() if row.into_id is None]

    @property
    def gone_on(self) -> list[tuple[Commitment, Commitment]]:
        """The parts of what ends that go on, each with the commitment in which it does."""
        return [(row.commitment, row.into) for row in self._rows() if row.into is not None]

    def _rows(self) -> list[Affected]:
        return sorted(self.affected.all(), key=lambda row: row.pk)

    def set_affected(self, into: Mapping[Commitment, Commitment | None]) -> None:
        """What it ends (None) and what goes on in what, instead of what it affected until now; noted in its history."""
        set_affected({self: into})


def set_affected(of_changes: Mapping[Change, Mapping[Commitment, Commitment | None]]) -> None:
    """The same for several changes at once, which may take over from each other what they end."""
    for_new = {
        change: [Affected(change=change, commitment=one, into=whole) for one, whole in into.items()]
        for change, into in of_changes.items()
    }
    differing = [
        change
        for change, rows in for_new.items()
        if {(row.commitment_id, row.into_id) for row in rows}
        != set(change.affected.values_list("commitment_id", "into_id"))
    ]
    Affected.objects.filter(change__in=differing).delete()
    for change in differing:
        Affected.objects.bulk_create(for_new[change])
        change.save()
