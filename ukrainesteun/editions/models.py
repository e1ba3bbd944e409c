"""Two editions of what is entered: the working row, which the admin edits, and the public copy, which the site reads.

A public copy is made and renewed only when somebody approves. Copies refer to copies, so the rows that are public and
the rows that are worked on are two ledgers side by side, each whole in itself.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

# What a row has as an edition, and says nothing about its subject: not copied, not restored, not shown as a difference.
EDITION_FIELDS = frozenset({"id", "is_public_copy", "working", "version", "edited_by", "edited_at", "published_at"})

_reason = ContextVar("reason", default="")


@contextmanager
def because(reason):
    """Everything that is saved inside has this reason in its history."""
    token = _reason.set(reason)
    try:
        yield
    finally:
        _reason.reset(token)


class EditionQuerySet(models.QuerySet):
    def working(self):
        """The rows that are worked on, without their public copies."""
        return self.filter(is_public_copy=False)

    def public_copies(self):
        return self.filter(is_public_copy=True)

    def awaiting_approval(self):
        """The working rows of which the last version was not approved, or never any."""
        return self.working().exclude(public__version=models.F("version"))


class Edition(models.Model):
    """A row that is either worked on or the public copy of one that is."""

    is_public_copy = models.BooleanField("openbare versie", default=False, editable=False)
    working = models.OneToOneField(
        "self",
        verbose_name="werkversie",
        related_name="public",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        help_text="Bij een openbare versie: de rij waarvan zij de goedgekeurde stand is. Leeg als die is verwijderd.",
    )

    class Meta:
        abstract = True

    @property
    def public_copy(self):
        """What the public reads of this working row, or None when it was never approved."""
        return getattr(self, "public", None)


class Unit(Edition):
    """What is saved, approved and withdrawn as a whole, with its version: a letter with all that is in it, a name.

    `version` rises with every save by a person or a command. Of a public copy it is the version that was approved,
    and `edited_by` and `edited_at` say who approved it, and when.
    """

    version = models.PositiveIntegerField("versie", default=1, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="bewerkt door",
        related_name="+",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
    )
    edited_at = models.DateTimeField("bewerkt op", null=True, editable=False)

    class Meta:
        abstract = True

    def note_edit(self, user, now):
        """Notes that this user (None: a command) makes a new version now; the caller saves it."""
        self.version += not self._state.adding
        self.edited_by, self.edited_at = user, now

    def save_edit(self, user, now):
        """Saves that this user makes a new version now, of what is in this unit and not in its own row."""
        self.note_edit(user, now)
        self.save(update_fields=["version", "edited_by", "edited_at"])

    @property
    def editor(self):
        """Who made this version, in words."""
        return str(self.edited_by) if self.edited_by else "Een opdracht aan het programma"

    @property
    def is_published(self):
        """Whether the public reads this: the row itself, or the public copy of it."""
        return self.is_public_copy or self.public_copy is not None

    @property
    def is_approved(self):
        """Whether this version is the one that was approved last."""
        copy = self.public_copy
        return copy is not None and copy.version == self.version

    @property
    def state(self):
        """Where it stands, in a few words."""
        if self.public_copy is None:
            return "concept"
        if not self.is_published:
            return "teruggetrokken" if self.is_approved else "teruggetrokken, en nadien gewijzigd"
        return "openbaar" if self.is_approved else "openbaar; een wijziging wacht op goedkeuring"


def unit_of(row: models.Model) -> "Unit":
    """The unit with which this row is saved and approved: itself, or what the link that its model names in UNIT gives."""
    return row if isinstance(row, Unit) else getattr(row, row.UNIT)


@cache
def facts_in(model: Any) -> list[models.Field]:
    """The fields in which a row of this model says something of its subject: not those of the edition, nor its unit.

    What a model names in WORKED_OUT follows from the other fields: it is copied, and nobody needs to compare it.
    """
    left_out = EDITION_FIELDS | {getattr(model, "UNIT", None)}
    return [field for field in model._meta.concrete_fields if field.name not in left_out]


_unit_version = ContextVar("unit_version", default=0)


def version_being_saved() -> int:
    """The version of the unit to which a row belongs that is being written into the history just now."""
    return _unit_version.get()


class EditHistory(HistoricalRecords):
    """The history of what people do. Public copies have none: their history is that of the approvals.

    What a version said is asked by its number, never by the clock of the machine, which may go back. A unit has its
    version in its own record; each record of a row that is saved with a unit has it in `unit_version`. A row that
    moves to another unit leaves a record of its departure with the one it was in, as if it were deleted there.
    """

    def get_extra_fields(self, model, fields):
        extra = super().get_extra_fields(model, fields)
        if not issubclass(model, Unit):
            extra["unit_version"] = models.PositiveIntegerField("versie", default=version_being_saved, editable=False)
        return extra

    def create_historical_record(self, instance, history_type, using=None):
        if isinstance(instance, Unit):
            if not instance.is_public_copy:
                super().create_historical_record(instance, history_type, using)
            return
        unit = unit_of(instance)
        if not (unit.is_public_copy or getattr(instance, "is_public_copy", False)):
            self._note_departure(instance, history_type)
            with _saving(type(unit), unit.pk):
                super().create_historical_record(instance, history_type, using)

    def _note_departure(self, instance, history_type):
        link = f"{instance.UNIT}_id"
        records = getattr(type(instance), self.manager_name).filter(id=instance.pk)
        last = records.order_by("-history_id").first() if history_type == "~" else None
        if last is not None and last.history_type != "-" and getattr(last, link) != getattr(instance, link):
            with _saving(instance._meta.get_field(instance.UNIT).related_model, getattr(last, link)):
                last.unit_version = version_being_saved()
            last.history_id, last.history_type = None, "-"
            last.history_date, last.history_user = timezone.now(), self.get_history_user(instance)
            last.history_change_reason = _reason.get()
            last.save(force_insert=True)

    def get_change_reason_for_object(self, instance, history_type, using):
        return super().get_change_reason_for_object(instance, history_type, using) or _reason.get()


@contextmanager
def _saving(model, pk):
    """Asked of the database: a row may know its unit as it was before it got this version."""
    version = model._base_manager.filter(pk=pk).values_list("version", flat=True).first()
    token = _unit_version.set(version or 0)
    try:
        yield
    finally:
        _unit_version.reset(token)


def write_history(rows, is_new, user, reason):
    """The history of rows of one unit that were saved without it: at once is much faster. None of them moved."""
    if rows:
        unit = unit_of(rows[0])
        with _saving(type(unit), unit.pk):
            type(rows[0]).history.bulk_history_create(
                rows,
                update=not is_new,
                default_user=user,
                default_change_reason=reason,
                custom_historical_attrs={"unit_version": version_being_saved()},
            )
