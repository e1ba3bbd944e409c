"""What readers tell us: of what page, what is wrong, and what became of it."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

LONGEST_TEXT = 4_000  # characters
LONGEST_ADDRESS = 500
SENDER_IS_KEPT = datetime.timedelta(hours=1)  # the time over which the limits count
EMAIL_IS_KEPT = datetime.timedelta(days=90)  # and no longer than until the report is dealt with


class ReportQuerySet(models.QuerySet):
    def unseen(self):
        return self.filter(state=Report.State.NEW)

    def that_led_to_a_correction(self):
        """What the public reads of reports, newest first."""
        return self.filter(state=Report.State.CORRECTED).order_by("-dealt_with_at", "-pk")

    def forget_people(self, now):
        """Erases what tells who sent a report, where it was kept as long as it may be; (senders, e-mail addresses) erased.

        Without a history: that has neither.
        """
        senders = self.filter(received_at__lte=now - SENDER_IS_KEPT).exclude(sender="").update(sender="")
        return senders, self.filter(received_at__lte=now - EMAIL_IS_KEPT).exclude(email="").update(email="")


class Report(models.Model):
    """One message of a reader: something on a public page is not right, or a letter is missing."""

    class Kind(models.TextChoices):
        COMMITMENT = "toezegging", "toezegging"
        LETTER = "brief", "brief"
        CHART = "grafiek", "grafiek"
        PAGE = "pagina", "andere pagina"
        SITE = "site", "site als geheel"

    class State(models.TextChoices):
        NEW = "nieuw", "nieuw"
        LOOKED_AT = "in-behandeling", "wordt bekeken"
        CORRECTED = "correctie", "leidde tot een correctie"
        NOT_NEEDED = "geen-correctie", "geen correctie nodig"
        SPAM = "spam", "spam"

    DEALT_WITH = (State.CORRECTED, State.NOT_NEEDED, State.SPAM)

    kind = models.CharField("soort", max_length=10, choices=Kind, default=Kind.SITE)
    title = models.CharField("gaat over", max_length=500, help_text="Zoals het heette toen de melding kwam.")
    address = models.CharField(
        "adres", max_length=LONGEST_ADDRESS, help_text="Met de filters van toen, en de plaats van de grafiek."
    )
    text = models.TextField("melding", max_length=LONGEST_TEXT)
    email = models.EmailField(
        "e-mailadres",
        blank=True,
        help_text="Niet openbaar. Wordt gewist als de melding is afgehandeld, en in elk geval na 90 dagen.",
    )
    sender = models.CharField("afzender", max_length=64, blank=True, editable=False)  # see reporting/limits.py
    received_at = models.DateTimeField("ontvangen op", db_index=True)
    state = models.CharField("stand", max_length=14, choices=State, default=State.NEW, db_index=True)
    mistake = models.TextField(
        "wat er niet klopte",
        blank=True,
        help_text="In eigen woorden. Openbaar als de melding tot een correctie leidde.",
    )
    answer = models.TextField(
        "wat ermee is gedaan", blank=True, help_text="Openbaar als de melding tot een correctie leidde."
    )
    dealt_with_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="afgehandeld door",
        related_name="+",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
    )
    dealt_with_at = models.DateTimeField("afgehandeld op", null=True, editable=False)

    objects = ReportQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["text", "email", "sender"])

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="correctie") | (~Q(mistake="") & ~Q(answer="")),
                name="a_correction_says_what_was_wrong_and_what_was_done",
                violation_error_message="Een melding die tot een correctie leidde wordt openbaar: "
                "schrijf op wat er niet klopte en wat ermee is gedaan.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["nieuw", "in-behandeling"], dealt_with_at__isnull=True)
                | Q(state__in=["correctie", "geen-correctie", "spam"], dealt_with_at__isnull=False, email=""),
                name="a_report_that_is_dealt_with_has_a_date_and_no_email_address",
                violation_error_message="Een afgehandelde melding heeft een datum, en geen e-mailadres meer.",
            ),
        ]

    def __str__(self):
        return f"Melding {self.pk} over de {self.title}"

    @property
    def is_dealt_with(self):
        return self.state in self.DEALT_WITH

    @property
    def page(self):
        """The address for everybody to read: without the filters, in which the reader may have typed anything."""
        path, _, place = self.address.partition("#")
        return path.partition("?")[0] + (f"#{place}" if place else "")

    def note_state(self, user, now):
        """Notes what follows from its state, which this user gave it; the caller saves it.

        Who dealt with it first stays, also when his words are corrected later.
        """
        if not self.is_dealt_with:
            self.dealt_with_by = self.dealt_with_at = None
        elif self.dealt_with_at is None:
            self.dealt_with_by, self.dealt_with_at = user, now
        if self.is_dealt_with:
            self.email = ""
