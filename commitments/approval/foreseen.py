"""What is typed and not yet saved, as it would change the totals: on the page of a letter, and on that of an intake.

It is saved and made public by way of trial, and all of that is taken back. So it is what the review page will show. What
colleagues have as a draft does not count.
"""

import copy
from dataclasses import dataclass, field

from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.forms.utils import ErrorDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.text import capfirst

from commitments.entry.letter.answers import posted_answers
from commitments.entry.letter.page import IntakePage
from commitments.entry.letter.trial import try_out
from commitments.entry.letter.views import both_versions, for_staff, intake_letter, letter_page
from commitments.ledger.effects import EffectsOnDay
from commitments.models import Change, Commitment, Intake
from ukrainesteun.editions.admin import VersionedAdmin

from .effects import effect_of_draft

EFFECT = "_effect"  # the button that asks for it
PART = "part"  # its value where only the effect is asked for, by the script of the page
TEMPLATE = "admin/_foreseen.html"
SAVED_MEANWHILE = "Een collega bewaarde hier intussen iets. Bewaar wat u typte: dan ziet u allebei de versies."
ENDS_ELSEWHERE = "Wat hier eindigt, eindigt voor lezers al door een andere brief. Kijk die eerst na."


@dataclass
class Foreseen:
    """What would become of the totals: no days where that cannot be told yet."""

    days: list[EffectsOnDay] = field(default_factory=list)
    unreadable: list[tuple[str, str, str]] = field(default_factory=list)  # (anchor, where, what is wrong)
    drafts: list[Commitment] = field(default_factory=list)  # of other letters, that it ends or is a part of
    message: str = ""  # why it is not told at all

    @property
    def sum(self):
        return self.days[-1].sum if self.days else None


def _foresee(letter):
    """What the approval of this letter would do, saved as it is by way of trial."""
    try:
        return Foreseen(effect_of_draft(letter, timezone.now()), drafts=_drafts_of_others(letter))
    except IntegrityError:
        return Foreseen(message=ENDS_ELSEWHERE)


def _drafts_of_others(letter):
    named = Q(affected__change__letter=letter) | Q(parts__letter=letter)
    drafts = Commitment.objects.working().filter(named, public__published_at=None).exclude(letter=letter)
    return list(drafts.distinct().order_by("pk"))


# on the page of a letter


class ForeseeingAdmin(VersionedAdmin):
    """The admin of a letter, of which the page shows what it would do to the totals."""

    change_form_template = "admin/letters/letter/change_form.html"

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        return _never_saved(form) if getattr(request, "only_looks", False) else form

    def _changeform_view(self, request, object_id, form_url, extra_context):
        """Django's own, with the forms that were sent; these are saved by way of trial only where the effect is asked."""
        if request.method != "POST" or EFFECT not in request.POST:
            return super()._changeform_view(request, object_id, form_url, extra_context)
        row = self.get_object(request, unquote(object_id)) if object_id else None
        if not (self.has_change_permission(request, row) if row else self.has_add_permission(request)):
            raise PermissionDenied
        foreseen = self._foreseen(request, row)
        if request.POST[EFFECT] == PART:
            return TemplateResponse(request, TEMPLATE, {"foreseen": foreseen})
        request.only_looks = True
        return super()._changeform_view(request, object_id, form_url, (extra_context or {}) | {"foreseen": foreseen})

    def _foreseen(self, request, row):
        fields = flatten_fieldsets(self.get_fieldsets(request, row))
        is_there = row is not None
        form = self.get_form(request, row, change=is_there, fields=fields)(request.POST, instance=row)
        formsets, _ = self._create_formsets(request, form.instance, change=is_there)
        counted = [formset for formset in formsets if formset.model in (Change, Commitment)]
        for formset in counted:
            formset.form = _right_as_saved(formset.form) if formset.model is Commitment else formset.form
        if unreadable := [*_faults_of(form), *(fault for formset in counted for fault in _faults_in(formset))]:
            return Foreseen(unreadable=unreadable)
        try:
            with transaction.atomic():
                letter = form.save()
                _save(counted)
                foreseen = _foresee(letter)
                transaction.set_rollback(True)
        except IntegrityError:
            return Foreseen(message=SAVED_MEANWHILE)
        return foreseen


def _save(formsets):
    for formset in formsets:
        formset.save()
    by_model = {formset.model: formset for formset in formsets}
    if Change in by_model and Commitment in by_model:
        by_model[Change].save_affected(by_model[Commitment].there)


def _never_saved(form):
    """The same form, that shows what was typed and what is wrong with it; it is not saved."""

    class Shown(form):
        def is_valid(self):
            super().is_valid()
            return False

    return Shown


def _right_as_saved(form):
    """The same form of a commitment, which does not ask of one that nobody changed whether it is right: it is saved."""

    class Saved(form):
        def full_clean(self):
            if self.instance.pk is None or self.has_changed():
                return super().full_clean()
            self._errors, row = ErrorDict(), self.instance
            takes = [one.commitment for one in row.takes.all()]
            self.cleaned_data = {"id": row, "begun_by": row.begun_by, "new_change": None, "takes": takes}

    return Saved


def _faults_of(form, prefix="", where="Brief"):
    for name, sentences in form.errors.items():
        named = form.fields.get(name)
        place = f"{where}, {capfirst(named.label or name).lower()}" if named else where
        anchor = form[name].id_for_label if named else prefix
        yield from ((anchor, place, str(sentence)) for sentence in sentences)


def _faults_in(formset):
    formset.is_valid()
    name = capfirst(formset.model._meta.verbose_name)
    for number, form in enumerate(formset.forms, start=1):
        if form in formset.deleted_forms:
            continue
        title = str(form.instance) if form.instance.pk else ""
        yield from _faults_of(form, form.prefix, f"{name} {number}" + (f" (“{title}”)" if title else ""))
    yield from (("", capfirst(formset.model._meta.verbose_name_plural), str(one)) for one in formset.non_form_errors())


# in an intake


@for_staff
def intake_effect(request, pk):
    """The page of an intake with what it would do to the totals as it is typed; or, for the script, only that."""
    intake = get_object_or_404(Intake.objects.select_related("letter__dossier", "edited_by"), pk=pk)
    if request.method != "POST":
        return redirect(intake)
    answers = posted_answers(intake, request.POST)
    is_part = request.POST.get(EFFECT) == PART
    if intake.finished_at is not None or request.POST.get("version") != str(intake.version):
        if is_part:
            return TemplateResponse(request, TEMPLATE, {"foreseen": Foreseen(message=SAVED_MEANWHILE)})
        return both_versions(request, intake, answers)
    foreseen = _foreseen_of(intake, answers, request.user)
    if is_part:
        return TemplateResponse(request, TEMPLATE, {"foreseen": foreseen})
    return letter_page(request, intake, answers, foreseen=foreseen, quote=request.POST.get("quote", ""))


def _foreseen_of(intake, answers, user):
    typed = copy.copy(intake)
    typed.answers = answers
    foreseen, wrong = try_out(typed, user, timezone.now(), _foresee)
    foreseen = foreseen or Foreseen()
    foreseen.unreadable = IntakePage(intake, answers, wrong).problems
    return foreseen


intake_effect.label_of = intake_letter.label_of

urlpatterns = [path("invoeren/<int:pk>/effect/", intake_effect, name="intake_effect")]
