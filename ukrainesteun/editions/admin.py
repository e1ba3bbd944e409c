"""The pages of the admin for what two people may work on at once, with the version that is being edited.

A page carries the version it was opened at. Who saves an older version than the one that is there gets both side by
side, with what he typed, and chooses (merging.py). Nothing is overwritten unseen.
"""

import json
from contextlib import suppress

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.http import QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from .choosing import ShortSearch, WorkingLinks
from .conflicts import conflict, sent
from .merging import MAIN, NOT_TYPED, Merge, SentPage, all_new, choose, is_same, merge, read_page, write_page
from .models import Unit, because, unit_of

VERSION, BASE, REASON, DISPUTE, CHOICE = "_version", "_base", "_reason", "_dispute", "_choice"
WAS_PUBLIC = "_was_public"  # whether the public read it when the page was opened

WITHDRAWN_MEANWHILE = (
    "is teruggetrokken terwijl u eraan werkte, en staat dus niet meer op de site. Wat u bewaarde staat hier als concept; "
    "het wordt openbaar als een collega het opnieuw goedkeurt."
)


class VersionedAdmin(ShortSearch, WorkingLinks):
    """The admin of a Unit, or of a row that is saved, approved and withdrawn with one."""

    row_references = ()  # (prefix, field, prefix referred to), see merging.write_page
    instead_of_deleting = "U kunt het wel wijzigen."  # what may be done with what was ever public
    change_form_template = "admin/versioned_change_form.html"

    def get_queryset(self, request):
        return super().get_queryset(request).working()

    def get_actions(self, request):
        """Deleting is done one by one, where the page says what goes along."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def has_delete_permission(self, request, obj=None):
        """What was ever public is not deleted: its copy stays, also where it was withdrawn."""
        was_public = obj is not None and obj.public_copy is not None
        return super().has_delete_permission(request, obj) and not was_public

    # saving

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            return self._save_page(request, object_id, form_url, extra_context)
        except IntegrityError:
            # Somebody was first with what must be unique: now that it is there, the form says so.
            request.__dict__.pop("saved_forms", None)
            return self._save_page(request, object_id, form_url, extra_context)

    def _save_page(self, request, object_id, form_url, extra_context):
        with transaction.atomic(), because(reason_in(request.POST, REASON)):
            if object_id is None:
                return super().changeform_view(request, object_id, form_url, extra_context)
            row = self._locked(request, object_id)
            if row is None:
                return self._save_what_was_deleted(request, extra_context)
            if self.has_change_permission(request, row):
                self._compare_with_what_is_saved(request, row)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        """A save that changes nothing is no new version."""
        if request.POST.get(WAS_PUBLIC) and not unit_of(obj).is_published:
            self.message_user(request, f"{unit_of(obj)} {WITHDRAWN_MEANWHILE}", messages.WARNING)
        if getattr(request, "changes_nothing", False):
            return
        units = {unit.pk: unit for unit in self._units_touched(obj, form)}.values()
        for unit in units:
            if unit is obj:
                unit.note_edit(request.user, timezone.now())
            else:
                unit.save_edit(request.user, timezone.now())
        super().save_model(request, obj, form, change)

    def _units_touched(self, row, form):
        yield unit_of(row)

    def delete_model(self, request, obj):
        unit = unit_of(obj)
        if unit is not obj:
            unit.save_edit(request.user, timezone.now())
        super().delete_model(request, obj)

    def delete_view(self, request, object_id, extra_context=None):
        """The question "are you sure?" is about one version: the address carries it."""
        with transaction.atomic():
            row = self._locked(request, object_id)
            if row is not None and row.public_copy is not None and self.has_delete_permission(request):
                return self._not_deleted(request, row)
            if row is None or not self.has_delete_permission(request, row):
                return super().delete_view(request, object_id, extra_context)
            version = str(unit_of(row).version)
            if request.GET.get("version") == version:
                return super().delete_view(request, object_id, extra_context)
            if request.method == "POST":
                changed = f"{unit_of(row).editor} heeft dit intussen gewijzigd. Kijk nog eens wat er verdwijnt."
                self.message_user(request, changed, messages.WARNING)
            query = request.GET.copy()
            query["version"] = version
            return redirect(f"{request.path}?{query.urlencode()}")

    def _not_deleted(self, request, row):
        """The page that says what to do instead."""
        context = {
            **self.admin_site.each_context(request),
            "title": "Verwijderen kan niet",
            "opts": self.opts,
            "original": row,
            "instead": self.instead_of_deleting,
            "review_url": _review_of(unit_of(row)),
        }
        return TemplateResponse(request, "admin/not_deleted.html", context, status=403 if request.POST else 200)

    def _locked(self, request, object_id):
        """The row, while nobody else can save its unit; None when it is not there."""
        row = self.get_object(request, object_id)
        if row is None:
            return None
        unit = unit_of(row)
        locked = type(unit)._base_manager.select_for_update().filter(pk=unit.pk).first()
        return locked and self.get_object(request, object_id)

    # two at once

    def _compare_with_what_is_saved(self, request, row):
        """Takes over the choices between two versions, or asks for them: `request.merge` then is what to ask."""
        unit, saved = unit_of(row), self._page_of(request, row)
        prefixes = [prefix for prefix, _ in self._formsets_of(request, row)]
        mine = read_page(dict(request.POST.lists()), prefixes, saved.rows[MAIN], self._parent_field())
        if request.POST.get(VERSION) == _edition(unit):
            mine, undecided = choose(mine, saved, _choices_of(request))
            merged = Merge(mine, undecided)
        else:
            merged = merge(_base_of(request), mine, saved)
        request.changes_nothing = is_same(mine, saved)
        if merged.tells_something and not request.changes_nothing:
            request.merge = merged
        self._send_instead(request, write_page(merged.page, prefixes, self.row_references), prefixes)

    def _send_instead(self, request, data, prefixes):
        instead = QueryDict(mutable=True)
        ours = tuple(f"{prefix}-" for prefix in prefixes)
        for name, values in request.POST.lists():
            is_setting = name.endswith(("-MIN_NUM_FORMS", "-MAX_NUM_FORMS"))
            if name.startswith("_") or name == "csrfmiddlewaretoken" or (name.startswith(ours) and is_setting):
                instead.setlist(name, values)
        for name, values in data.items():
            instead.setlist(name, list(values))
        request.POST = instead

    def _save_what_was_deleted(self, request, extra_context):
        """Somebody deleted what is being saved: the page for a new one opens, with everything that was typed."""
        if not self.has_add_permission(request):
            return self._get_obj_does_not_exist_redirect(request, self.opts, request.resolver_match.kwargs["object_id"])
        form, prefixes = self.get_form(request)(), [prefix for prefix, _ in self._formsets_of(request, None)]
        mine = read_page(dict(request.POST.lists()), prefixes, form.fields, self._parent_field())
        self._send_instead(request, write_page(all_new(mine), prefixes, self.row_references), prefixes)
        request.was_deleted = True
        add = admin_address(self.model, "add")
        return super().changeform_view(request, None, add, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """While two versions wait for a choice, the form shows what was typed and saves nothing."""
        form = super().get_form(request, obj, change, **kwargs)
        problem = ""
        if getattr(request, "merge", None):
            problem = (
                "Er is nog niets bewaard: een collega was u voor. Kijk hierboven wat er anders is en bewaar opnieuw."
            )
        if getattr(request, "was_deleted", False):
            problem = (
                "Een collega heeft dit intussen verwijderd. Uw invoer staat hieronder; bewaren voert het opnieuw in."
            )
        return _refusing(form, problem) if problem else form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["reason"] = request.POST.get(REASON, "")
        if obj is not None:
            # A form that was not accepted has left what was typed in the row that it was given.
            obj = self.get_object(request, str(obj.pk)) if request.method == "POST" else obj
            unit = unit_of(obj)
            context |= carried(unit, self._page_of(request, obj)) | {
                "unit": unit,
                "review_url": _review_of(unit),
            }
            if request.method == "POST":
                context["was_public"] = request.POST.get(WAS_PUBLIC, "")
            if obj.public_copy is not None and self.has_delete_permission(request):
                context["instead"] = self.instead_of_deleting
            if merged := getattr(request, "merge", None):
                context["conflict"] = conflict(merged, self._saved_forms(request, obj), unit)
        return super().render_change_form(request, context, add, change, form_url, obj)

    # the page as it is saved

    def _formsets_of(self, request, row):
        """(prefix, formset class, inline) of each block of rows below the form, as the page numbers them."""
        seen: dict[str, int] = {}
        for formset, inline in self.get_formsets_with_inlines(request, row):
            prefix = formset.get_default_prefix()
            seen[prefix] = seen.get(prefix, 0) + 1
            yield (prefix if seen[prefix] == 1 else f"{prefix}-{seen[prefix]}"), (formset, inline)

    def _parent_field(self):
        return self.opts.model_name

    def _saved_forms(self, request, row):
        """For each row of the page, the form in which it is shown as it is saved; made once for a request."""
        made = request.__dict__.setdefault("saved_forms", {})
        if row.pk not in made:
            made[row.pk] = self._make_saved_forms(request, row)
        return made[row.pk]

    def _make_saved_forms(self, request, row):
        fields = flatten_fieldsets(self.get_fieldsets(request, row))
        saved_forms = {MAIN: super().get_form(request, row, change=True, fields=fields)(instance=row)}
        for prefix, (formset, inline) in self._formsets_of(request, row):
            rows = formset(instance=row, prefix=prefix, queryset=inline.get_queryset(request)).initial_forms
            for one in rows:
                if not inline.has_change_permission(request, row):
                    one.fields.clear()  # shown as text
                saved_forms[f"{prefix}:{one.instance.pk}"] = one
        return saved_forms

    def _page_of(self, request, row):
        """The SentPage of this row as it is saved, as a browser that changes nothing sends it back."""
        not_typed = (*NOT_TYPED, self._parent_field())
        return SentPage(
            {
                name: {field: sent(one[field]) for field in one.fields if field not in not_typed}
                for name, one in self._saved_forms(request, row).items()
            }
        )


def carried(unit: Unit, page: SentPage) -> dict[str, str]:
    """What a page carries besides its fields: which version it shows, how each field was, and whether it was public."""
    return {
        "version": _edition(unit),
        "base": json.dumps(page.fingerprints(), separators=(",", ":")),
        "was_public": "1" if unit.is_published else "",
    }


def _review_of(unit):
    return admin_address(type(unit), "review", unit.pk)


def _edition(unit):
    """The version of a unit, with which unit it is: a row may meanwhile have moved to another."""
    return f"{unit.pk}.{unit.version}"


def admin_address(model: type[Model], page: str, *keys: object) -> str:
    """The address of a page of the admin about rows of this model: admin_address(Letter, "review", 3)."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=keys)


def reason_in(data: QueryDict, name: str) -> str:
    """The reason that somebody typed in this field, without what no database holds (NUL); it may be empty."""
    return data.get(name, "").replace("\0", "").strip()


def _choices_of(request):
    """What was chosen about each dispute that the page showed."""
    return {name: request.POST.get(f"{CHOICE}:{name}") for name in request.POST.getlist(DISPUTE)}


def _base_of(request):
    """The fingerprints that the page carried; without them every difference is one to choose about."""
    with suppress(ValueError, TypeError, RecursionError):
        base = json.loads(request.POST.get(BASE, ""))
        if isinstance(base, dict):
            return base
    return {}


def _refusing(form, problem):
    """The same form, that shows what was typed and is never valid."""

    class Refusing(form):
        def clean(self):
            data = super().clean()
            self.add_error(None, problem)
            return data

    return Refusing
