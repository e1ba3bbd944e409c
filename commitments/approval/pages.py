"""The second pair of eyes in the admin: what changed, what it does to the totals, approval, withdrawal and history."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial, wraps

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from commitments.ledger.completeness import progress
from commitments.ledger.effects import EffectsOnDay
from letters.dating import unanswered_doubt
from letters.models import Letter
from ukrainesteun.editions.admin import VersionedAdmin, admin_address, reason_in
from ukrainesteun.editions.models import because, unit_of
from ukrainesteun.editions.versions import differences, versions
from ukrainesteun.signing_in.labels import labelled

from . import checking, decisions, deleting, public_copies
from .authors import written
from .effects import effect_of_approval, snapshot_of
from .restoring import restore
from .warnings import warnings_about

APPROVE = "letters.approve_letter"
LABELS = {"reason": "Reden", "date_reason": "Waarom klopt de datum", "number": "Versie"}  # of what is typed here


class DraftsAdmin(VersionedAdmin):
    """The admin of what is deleted with all that is in it, as long as it was never public."""

    delete_confirmation_template = "admin/delete_draft.html"

    def get_deleted_objects(self, objs, request):
        (draft,) = objs
        rows = deleting.rows_of(draft)
        listed = [f"{row._meta.verbose_name}: {row}" for row in (draft, *rows)]
        return (
            [listed[0], listed[1:]] if rows else listed,
            {},
            deleting.may_not_delete(request.user, draft),
            deleting.in_the_way(draft),
        )

    def delete_model(self, request, obj):
        unit = unit_of(obj)
        if unit is not obj:
            unit.save_edit(request.user, timezone.now())
        deleting.delete(obj)


def _unless_deleted(view):
    """Who follows a link to a page about a row that was deleted is told who did that, where the history has it."""

    @wraps(view)
    def shown(self, request, object_id, *args, **kwargs):
        if request.method == "GET" and (deletion := self._deletion_of(object_id)):
            if not self.has_view_permission(request):
                raise PermissionDenied
            who = deletion.history_user or "een opdracht aan het programma"
            when = date_format(timezone.localtime(deletion.history_date), r"j F Y \o\m H:i")
            gone = f"Deze pagina is er niet meer: {who} verwijderde “{deletion.instance}” op {when}."
            self.message_user(request, gone, messages.WARNING)
            return redirect(f"{reverse('admin:index')}#changes")
        return view(self, request, object_id, *args, **kwargs)

    return shown


class ReviewedAdmin(VersionedAdmin):
    """The pages of a unit besides its form: review, history, comparison; approve, withdraw, restore."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"

        def wrap(view):
            return labelled(self.admin_site.admin_view(view), LABELS)

        return [
            path("<path:object_id>/beoordelen/", wrap(self.review_view), name=f"{name}_review"),
            path("<path:object_id>/goedkeuren/", wrap(require_POST(self.approve_view)), name=f"{name}_approve"),
            path("<path:object_id>/terugtrekken/", wrap(require_POST(self.withdraw_view)), name=f"{name}_withdraw"),
            path("<path:object_id>/versies/", wrap(self.compare_view), name=f"{name}_compare"),
            path("<path:object_id>/terugzetten/", wrap(require_POST(self.restore_view)), name=f"{name}_restore"),
            *super().get_urls(),
        ]

    # to read

    @_unless_deleted
    def review_view(self, request, object_id, typed=None):
        """What is not public yet, what stands in its way, and what it does to the totals.

        `typed` is what somebody sent from it that was not done, by the names of its forms: it is shown again.
        """
        unit = self._to_view(request, object_id)
        copy, is_letter = unit.public_copy, isinstance(unit, Letter)
        problems: Sequence[str] = []
        effects: list[EffectsOnDay] = []
        if is_letter:
            try:
                effects = effect_of_approval(unit, timezone.now())
            except decisions.Refused as refusal:
                problems = refusal.problems
        is_shown = unit.is_published
        found, has_strayed = written(unit), public_copies.has_strayed(unit)
        own = decisions.four_eyes_problem(unit, request.user, found)
        is_waiting = has_strayed or not (unit.is_approved and is_shown)
        context = {
            "differences": differences(snapshot_of(copy) if is_shown else {}, snapshot_of(unit)),
            "problems": problems,
            "effects": effects,
            "warnings": warnings_about(unit, effects) if is_waiting and effects else (),
            "is_letter": is_letter,
            "is_shown": is_shown,
            "progress": progress(unit) if is_letter else None,
            "own": own,
            "date_doubt": unanswered_doubt(unit, timezone.localdate()) if is_letter else None,
            "written": found,
            "needs_reason": copy is not None,
            "reason": _reasons_since(unit, copy),
            "typed": typed or {},
            "gone": decisions.public_without(unit) if is_letter else (),
            "has_strayed": has_strayed,
            "is_waiting": is_waiting,
            "may_approve": request.user.has_perm(APPROVE) and not problems and not own,
            "may_withdraw": request.user.has_perm(APPROVE) and is_letter and is_shown,
        }
        context["kept"] = _without_a_field(context)
        return self._page(request, unit, "admin/review.html", "Beoordelen", context)

    @_unless_deleted
    def history_view(self, request, object_id, extra_context=None):
        unit = self._to_view(request, object_id)
        context = {
            "versions": versions(unit),
            "decided": _decided(unit),
            "may_restore": self.has_change_permission(request, unit),
        }
        return self._page(request, unit, "admin/unit_history.html", "Geschiedenis", context | (extra_context or {}))

    @_unless_deleted
    def compare_view(self, request, object_id):
        """Two versions side by side: ?van=1&naar=2, by default the last two."""
        unit = self._to_view(request, object_id)
        known = [version.number for version in versions(unit)]
        try:
            after = int(request.GET.get("naar", unit.version))
            before = int(request.GET.get("van", max((one for one in known if one < after), default=after)))
            found = differences(snapshot_of(unit, before), snapshot_of(unit, after))
        except (ValueError, LookupError, OverflowError) as error:
            raise Http404("Deze versie staat niet in de geschiedenis.") from error
        names = {"before_name": f"Versie {before}", "after_name": f"Versie {after}"}
        context = {**names, "differences": found}
        return self._page(request, unit, "admin/compare.html", f"Versie {before} en {after}", context)

    # to do

    def approve_view(self, request, object_id):
        def approve(unit, now, reason):
            if unit.is_approved and unit.is_published and not public_copies.has_strayed(unit):
                return ""  # by a second press of the button, or by a colleague
            if isinstance(unit, Letter):
                is_confirmed = "date_is_right" in request.POST
                date_reason = reason_in(request.POST, "date_reason") if is_confirmed else ""
                decisions.approve_letter(unit, request.user, now, reason, date_reason)
                confirmed = f". De datum klopt: {date_reason}" if date_reason else ""
            else:
                decisions.approve_name(unit, request.user, now, reason)
                confirmed = ""
            return f"Goedgekeurd en openbaar: versie {unit.version}{confirmed}"

        typed = {
            "approve": reason_in(request.POST, "reason"),
            "date_is_right": "date_is_right" in request.POST,
            "date_reason": reason_in(request.POST, "date_reason"),
        }
        again = partial(self.review_view, request, object_id, typed)
        return self._decide(request, object_id, request.user.has_perm(APPROVE), approve, again)

    def withdraw_view(self, request, object_id):
        def withdraw(unit, now, reason):
            if not isinstance(unit, Letter):
                raise decisions.Refused(["Alleen een brief wordt teruggetrokken."])
            decisions.withdraw_letter(unit, request.user, now, reason)
            return "Teruggetrokken"

        again = partial(self.review_view, request, object_id, {"withdraw": reason_in(request.POST, "reason")})
        return self._decide(request, object_id, request.user.has_perm(APPROVE), withdraw, again)

    def restore_view(self, request, object_id):
        def restored(unit, now, reason):
            try:
                number = int(request.POST.get("number", ""))
                with because(reason or f"Versie {number} teruggezet"):
                    restore(unit, number, request.user, now)
            except (ValueError, LookupError) as error:
                if isinstance(error, decisions.Refused):
                    raise
                raise decisions.Refused(["Kies een versie uit de geschiedenis."]) from error
            return f"Versie {number} is teruggezet als concept, versie {unit.version}"

        may = self.has_change_permission(request, self._to_view(request, object_id))
        typed = {"number": request.POST.get("number", ""), "reason": reason_in(request.POST, "reason")}
        again = partial(self.history_view, request, object_id, {"typed": typed})
        return self._decide(request, object_id, may, restored, again)

    def _decide(self, request, object_id, may, action, again):
        """Does one thing to the version that the person saw, or says why not on the page that `again` gives: that has
        what was typed."""
        unit, is_done = self._to_view(request, object_id), False
        if not may:
            raise PermissionDenied
        with transaction.atomic():
            unit = self._locked(request, object_id)
            if unit is None:
                raise Http404
            if request.POST.get("version") != str(unit.version):
                self.message_user(request, "Intussen is er een nieuwere versie. Kijk die eerst na.", messages.WARNING)
            else:
                with suppress(decisions.Refused):
                    self._do(request, unit, action)
                    is_done = True
        if not is_done:
            return again()
        self._check(request)
        return redirect(admin_address(self.model, "review", object_id))

    def _check(self, request):
        """Checks the whole ledger after a decision, and warns where it does not hold any more."""
        if any(rows for _, rows in checking.check(timezone.now())):
            start_page = reverse("admin:index")
            warning = 'Een regel van het grootboek gaat niet op: <a href="{}#broken">bekijk welke, en waar u dat herstelt</a>.'
            self.message_user(request, format_html(warning, start_page), messages.WARNING)

    def _do(self, request, unit, action):
        try:
            done = action(unit, timezone.now(), reason_in(request.POST, "reason"))
        except decisions.Refused as refusal:
            for problem in refusal.problems:
                self.message_user(request, problem, messages.ERROR)
            raise
        if not done:
            self.message_user(request, "Deze versie is al goedgekeurd en openbaar.", messages.INFO)
            return
        done += "" if done.endswith((".", "!", "?")) else "."  # it may end with what somebody typed
        self.log_change(request, unit, done)
        self.message_user(request, f"{unit}: {done[0].lower()}{done[1:]}", messages.SUCCESS)

    def _deletion_of(self, object_id):
        """The last record in the history of a row that was deleted; None for one that is there, or never was."""
        with suppress(ValidationError):
            pk = self.opts.pk.to_python(object_id)
            last = self.model.history.filter(id=pk).order_by("-history_id").first()
            return last if last and last.history_type == "-" else None
        return None

    def _to_view(self, request, object_id):
        unit = self.get_object(request, object_id)
        if unit is None:
            raise Http404
        if not self.has_view_or_change_permission(request, unit):
            raise PermissionDenied
        return unit

    def _page(self, request, unit, template, title, context):
        return TemplateResponse(
            request,
            template,
            {
                **self.admin_site.each_context(request),
                "title": title,
                "subtitle": str(unit),
                "opts": self.opts,
                "original": unit,
                "unit": unit,
                "urls": {
                    name: admin_address(self.model, name, unit.pk)
                    for name in ("change", "review", "approve", "withdraw", "compare", "restore", "history")
                },
                **context,
            },
        )


def _without_a_field(page):
    """What was typed and has no place on this review page: meanwhile there may be nothing to decide, or not by this user."""
    may_approve = page["is_waiting"] and page["may_approve"]
    has_field = {
        "approve": may_approve and page["needs_reason"],
        "date_reason": may_approve and page["date_doubt"],
        "withdraw": page["may_withdraw"],
    }
    return [page["typed"][name] for name, has in has_field.items() if page["typed"].get(name) and not has]


def _reasons_since(unit, copy):
    """Why people changed it since it was approved, in their own words, the first of them first."""
    since = [version for version in versions(unit) if copy is not None and version.number > copy.version]
    return "\n".join(dict.fromkeys(version.reason for version in reversed(since) if version.reason))


def _decided(unit):
    """What people decided about this unit (approved, withdrawn, put back), as LogEntries, the newest first."""
    about = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(unit), object_id=str(unit.pk), action_flag=CHANGE
    )
    saved = "["  # so begins what Django itself notes of a form that was saved
    return about.exclude(change_message__startswith=saved).select_related("user").order_by("-pk")
