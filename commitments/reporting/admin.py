"""The queue of reports: what readers told us, and what staff make of it."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import Truncator

from commitments.reports import Report
from ukrainesteun.editions.choosing import ShortSearch

from .forms import DealtWithForm


class ReportAdmin(ShortSearch):
    """Reports come from readers: staff look into them and say what became of them, and add none."""

    form = DealtWithForm
    list_display = ["received_at", "state", "title", "beginning"]
    list_display_links = ["received_at", "beginning"]
    list_filter = ["state", "kind"]
    search_fields = ["text", "title", "mistake", "answer"]
    readonly_fields = ["page", "text", "reply_to", "received_at", "dealt_with", "course"]
    fieldsets = [
        ("Wat een lezer schreef", {"fields": ["page", "text", "reply_to", "received_at"]}),
        ("Wat ervan werd", {"fields": ["state", "mistake", "answer", "dealt_with", "course", "opened"]}),
    ]
    actions = ["put_away_as_spam"]

    def has_add_permission(self, request):
        return False

    def get_fieldsets(self, request, obj=None):
        """Who may only look gets no field of the form."""
        if self.has_change_permission(request, obj):
            return self.fieldsets
        return [
            (name, {"fields": [one for one in facts["fields"] if one != "opened"]}) for name, facts in self.fieldsets
        ]

    def save_model(self, request, report, form, change):
        had_email = bool(report.email)
        report.note_state(request.user, timezone.now())
        super().save_model(request, report, form, change)
        if had_email and not report.email:
            self.message_user(request, "De melding is afgehandeld; het e-mailadres is gewist.", messages.INFO)

    @admin.action(description="Afdoen als spam", permissions=["change"])
    def put_away_as_spam(self, request, queryset):
        open_ones = queryset.exclude(state__in=Report.DEALT_WITH)
        for report in open_ones:
            report.state = Report.State.SPAM
            report.note_state(request.user, timezone.now())
            report.save()
            self.log_change(request, report, "Afgedaan als spam.")
        self.message_user(request, f"Als spam afgedaan: {len(open_ones)}.")

    @admin.display(description="melding")
    def beginning(self, report):
        return Truncator(report.text).chars(80)

    @admin.display(description="gaat over")
    def page(self, report):
        return format_html('de {} (<a href="{}">{}</a>)', report.title, report.address, report.address)

    @admin.display(description="e-mailadres")
    def reply_to(self, report):
        if not report.email:
            return "geen, of al gewist"
        return format_html(
            '<a href="mailto:{0}">{0}</a> (wordt gewist als de melding is afgehandeld, of anders na 90 dagen)',
            report.email,
        )

    @admin.display(description="afgehandeld")
    def dealt_with(self, report):
        if not report.dealt_with_at:
            return "nog niet"
        by = f" door {report.dealt_with_by}" if report.dealt_with_by else ""
        return f"{date_format(timezone.localtime(report.dealt_with_at), 'j F Y, H:i')}{by}"

    @admin.display(description="verloop")
    def course(self, report):
        """Every change, newest first; what the reader wrote and his address are not in the history."""
        lines = (
            (
                date_format(timezone.localtime(line.history_date), "j F Y, H:i"),
                line.history_user or "een lezer, of een opdracht aan het programma",
                " · ".join(filter(None, [line.get_state_display(), line.mistake, line.answer])),
            )
            for line in report.history.select_related("history_user").order_by("-history_id")
        )
        return format_html_join(mark_safe("<br>"), "{}, {}: {}", lines)
