"""The start page of staff: what waits for verdicts, what waits for a colleague, what readers
told us, what is wrong, what changed last."""

from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from commitments.entry.changes import with_amount
from commitments.entry.letter.page import IntakePage
from commitments.ledger.completeness import count_without_verdict, forget_counts
from commitments.models import Category, Channel, Commitment, Explanation, Intake, LedgerCheck, Report
from letters.models import Dossier, Letter, Minister
from ukrainesteun.editions.admin import admin_address
from ukrainesteun.editions.versions import Version

from . import checking, explaining

NAMES = (Minister, Category, Channel, Dossier)
CHECK = "letters.change_letter"  # the permission of who may have the ledger checked
SHOWN = 10  # of each kind; the lists in the admin have the rest


def waiting_for_verdicts():
    """(letter, with a verdict, in all) for unapproved letters of which an amount has no verdict yet.

    A text is read for this once: what was counted is kept until the letter changes.
    """
    letters = Letter.objects.awaiting_approval().without_text().select_related("dossier", "counted")
    for letter in letters.annotate(handled=Count("mentions")).newest_first()[:SHOWN]:
        if missing := count_without_verdict(letter):
            yield letter, letter.handled, letter.handled + missing


def waiting_for_approval():
    """The units of which the last version is not approved, letters first, newest edit first; some of each kind.

    A name that no approved letter uses yet comes along with the first that does, and does not wait.
    """
    letters = Letter.objects.awaiting_approval().without_text().select_related("dossier", "public", "edited_by")
    names = (
        model.objects.awaiting_approval().filter(public__isnull=False).select_related("public", "edited_by")
        for model in NAMES
    )
    for units in (letters, *names):
        yield from units.order_by("-edited_at", "-pk")[:SHOWN]


@dataclass(frozen=True)
class LastEdit:
    """One new version of a letter or a name, or its deletion; or an intake that was thrown away."""

    kind: str
    name: str
    version: Version
    is_deletion: bool
    url: str  # the page that compares it with the version before; empty where the row is gone


def last_edits():
    """The newest LastEdits that the history knows, newest first; of an intake only that it was thrown away."""
    by_people = (_newest(model.history.filter(history_user__isnull=False)) for model in NAMES)
    records = chain(_newest(Letter.history), *by_people)  # the names that came with the ledger are no news
    versions: dict[tuple[object, ...], Any] = {}
    for record in sorted(records, key=lambda record: record.history_date):
        versions.setdefault((record.instance_type, record.id, record.version, record.history_type == "-"), record)
    newest = sorted(versions.values(), key=lambda record: record.history_date, reverse=True)
    edits = [*map(_last_edit, newest[:SHOWN]), *_discarded_intakes()]
    return sorted(edits, key=lambda edit: edit.version.made_at, reverse=True)[:SHOWN]


def _discarded_intakes():
    kind = ContentType.objects.get_for_model(Intake)
    for entry in LogEntry.objects.filter(content_type=kind, action_flag=DELETION).select_related("user")[:SHOWN]:
        version = Version(0, entry.user, entry.action_time, "")
        yield LastEdit(str(Intake._meta.verbose_name), str(entry.object_repr), version, is_deletion=True, url="")


def _newest(history):
    return history.select_related("history_user").order_by("-history_id")[: 5 * SHOWN]


def _last_edit(record):
    model = record.instance_type
    is_there = model.objects.filter(pk=record.id).exists()
    url = f"{admin_address(model, 'compare', record.id)}?naar={record.version}" if is_there else ""
    return LastEdit(
        kind=model._meta.verbose_name,
        name=str(record.instance),
        version=Version(record.version, record.history_user, record.history_date, record.history_change_reason or ""),
        is_deletion=record.history_type == "-",
        url=url,
    )


class Found(AutocompleteJsonView):
    """What a search box finds: of commitments with their amounts."""

    def serialize_result(self, obj, to_field_name):
        result = super().serialize_result(obj, to_field_name)
        return result | {"text": with_amount(obj)} if isinstance(obj, Commitment) else result


class StaffSite(admin.AdminSite):
    index_template = "admin/start.html"

    def autocomplete_view(self, request):
        return Found.as_view(admin_site=self)(request)

    def get_urls(self):
        check = path("nazoeken/", self.admin_view(require_POST(self.check_view)), name="check_ledger")
        return [check, *super().get_urls()]

    def check_view(self, request):
        """Checks the whole ledger now; the start page has what was found."""
        if not request.user.has_perm(CHECK):
            raise PermissionDenied
        forget_counts()
        checking.check(timezone.now())
        return redirect(f"{reverse('admin:index')}#broken")

    def index(self, request, extra_context=None):
        context = {}
        if request.user.has_perm("letters.view_letter"):
            intakes = Intake.objects.under_way().select_related("edited_by", "letter__dossier").defer("text")
            edits = last_edits()
            context = {
                "intakes": [(intake, IntakePage(intake)) for intake in intakes[:SHOWN]],
                "unread": list(waiting_for_verdicts()),
                "waiting": [(unit, admin_address(type(unit), "review", unit.pk)) for unit in waiting_for_approval()],
                "check": (check := LedgerCheck.objects.first()),
                "edited_since": check and edits and edits[0].version.made_at > check.checked_at,
                "may_check": request.user.has_perm(CHECK),
                "last_edits": edits,
            }
        if request.user.has_perm("commitments.view_report"):
            context["new_reports"] = Report.objects.unseen().count()
        if request.user.has_perm("commitments.view_explanation"):
            context["explanations"] = {
                "waiting": Explanation.objects.awaiting_approval().count(),
                "left_over": explaining.left_over().count(),
            }
        return super().index(request, context | (extra_context or {}))
