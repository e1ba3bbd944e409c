"""What staff know of a contradiction between letters: where the difference comes from, with a quote that says so."""

import hashlib
import json
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from letters.models import Letter

Place = tuple[str, str, str]  # the slug of a letter, a quote in it, and the amount as written there

FACTS = ("text", "quote", "letter_id")  # what is typed, and approved


def key_of(kind: str, first: Place, second: Iterable[Place]) -> str:
    """What a contradiction is known by, however often its letters are approved again: its kind, and what both sides print."""
    sides = [kind, list(first), sorted(map(list, second))]
    return hashlib.sha256(json.dumps(sides, ensure_ascii=False).encode()).hexdigest()


class ExplanationQuerySet(models.QuerySet):
    def public(self):
        """Those that the public reads: approved, with the quote in a letter that is public."""
        return self.filter(approved_at__isnull=False, public_letter__public__published_at__isnull=False)

    def awaiting_approval(self):
        same = Q(public_text=F("text"), public_quote=F("quote"), public_letter=F("letter"))
        return self.exclude(same, approved_at__isnull=False)


class Explanation(models.Model):
    """What one contradiction comes from, with the quote that says so. The public reads what was approved last.

    `key` is the key_of() its contradiction. Where that is no longer found, the explanation stays and belongs to nothing.
    """

    key = models.CharField("kenmerk", max_length=64, unique=True, editable=False)
    about = models.TextField(
        "gaat over", editable=False, help_text="De tegenspraak, zoals die was toen dit werd geschreven."
    )
    text = models.TextField("toelichting", max_length=1000, help_text="Waar het verschil vandaan komt. Openbaar.")
    quote = models.CharField("citaat", max_length=600, help_text="Het letterlijke fragment waaruit dat blijkt.")
    letter = models.ForeignKey(
        Letter,
        verbose_name="staat in",
        related_name="explanations",
        on_delete=models.PROTECT,
        help_text="De openbare brief waarin het citaat staat.",
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="geschreven door",
        related_name="+",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
    )
    written_at = models.DateTimeField("geschreven op", editable=False)
    public_text = models.TextField("openbare toelichting", blank=True, editable=False)
    public_quote = models.CharField("openbaar citaat", max_length=600, blank=True, editable=False)
    public_letter = models.ForeignKey(
        Letter, verbose_name="openbaar: staat in", related_name="+", null=True, editable=False, on_delete=models.PROTECT
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="goedgekeurd door",
        related_name="+",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
    )
    approved_at = models.DateTimeField("goedgekeurd op", null=True, editable=False)

    objects = ExplanationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "toelichting bij een tegenspraak"
        verbose_name_plural = "toelichtingen bij tegenspraak"
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True)
                | ~(Q(public_text="") | Q(public_quote="") | Q(public_letter=None)),
                name="an_explanation_that_is_public_has_a_quote_and_a_letter",
                violation_error_message="Een openbare toelichting heeft een citaat, en een brief waarin dat staat.",
            )
        ]

    def __str__(self):
        return self.about

    @property
    def is_public(self):
        return self.approved_at is not None

    @property
    def is_approved(self):
        """Whether what is typed now is what was approved."""
        approved = (self.public_text, self.public_quote, self.public_letter_id)
        return self.is_public and approved == tuple(getattr(self, name) for name in FACTS)

    @property
    def state(self):
        if not self.is_public:
            return "wacht op goedkeuring"
        return "openbaar" if self.is_approved else "openbaar; een wijziging wacht op goedkeuring"

    def note_edit(self, user, now):
        """Notes that this user typed what it says now; the caller saves it."""
        self.written_by, self.written_at = user, now

    def approve(self, user, now):
        """Makes what it says now what the public reads; the caller asked whether this user may, and saves it."""
        self.public_text, self.public_quote, self.public_letter = self.text, self.quote, self.letter
        self.approved_by, self.approved_at = user, now

    def retract(self):
        """Takes it off the site; what it said is in the history. The caller saves it."""
        self.public_text = self.public_quote = ""
        self.public_letter = self.approved_by = self.approved_at = None

    def writers(self):
        """The keys of who typed any of what is not approved yet."""
        found, last = set(), None
        for record in self.history.order_by("history_id"):
            said = tuple(getattr(record, name) for name in FACTS)
            if said != last:
                found.add(record.history_user_id)
            if record.approved_at and (record.public_text, record.public_quote, record.public_letter_id) == said:
                found.clear()
            last = said
        return found - {None}
