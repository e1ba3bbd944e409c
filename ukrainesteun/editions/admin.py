"""The pages of the admin for what two people may work on at once, with the version that is being edited.

A page carries the version it was opened at. Who saves an older version than the one that is there gets both side by
side, with what he typed, and chooses (merging.py). Nothing is overwritten unseen.
"""

import json
from contextlib import suppress

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from .merging import (
    MAIN,
    NOT_TYPED,
    RESCUED,
    Dispute,
    Merge,
    Page,
    merge,
    normal,
    read_page,
    write_page,
)
from .models import Edition, because, unit_of

VERSION, BASE, REASON, DISPUTE, CHOICE = "_version", "_base", "_reason", "_dispute", "_choice"
LONGEST_SEARCH = 200  # characters, as in the public list of commitments


def _is_key(value):
    """Whether it can be the key of a row; what was forged can not, and a database would choke on it."""
    return (value := str(value)).isdecimal() and len(value) < 19


class _OnlyKeys:
    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [one for one in value if _is_key(one)], attr)


class SearchOne(_OnlyKeys, AutocompleteSelect):
    """A search box that can also show again what no page could send."""


class SearchMany(_OnlyKeys, AutocompleteSelectMultiple):
    """The same for several."""


class KeysField(forms.ModelMultipleChoiceField):
    """Several rows, by their keys."""

    def clean(self, value):
        for one in value or ():
            if not _is_key(one):
                raise forms.ValidationError(self.error_messages["invalid_pk_value"], params={"pk": str(one)[:20]})
        return super().clean(value)


class WorkingLinks:
    """In the admin, a working row links to working rows: the public copies are not to choose from."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = SearchOne(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **_working(db_field) | kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs |= {"widget": SearchMany(db_field, self.admin_site), "form_class": KeysField}
        return super().formfield_for_manytomany(db_field, request, **_working(db_field) | kwargs)


def _working(link):
    if not issubclass(link.related_model, Edition):
        return {}
    return {"queryset": link.related_model.objects.working()}


class WorkingLinksFilter(admin.RelatedFieldListFilter):
    """A filter on a link, with the working rows to choose from."""

    def field_choices(self, field, request, model_admin):
        ordering = self.field_admin_ordering(field, request, model_admin)
        return field.get_choices(include_blank=False, ordering=ordering, limit_choices_to={"is_public_copy": False})


class ShortSearch:
    """A list of the admin in which nobody searches for more words than a database can look for at once."""

    def get_search_results(self, request, queryset, search_term):
        if len(search_term) > LONGEST_SEARCH:
            self.message_user(request, f"Zoek met hooguit {LONGEST_SEARCH} tekens.", messages.WARNING)
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term)


class VersionedAdmin(ShortSearch, WorkingLinks, admin.ModelAdmin):
    """The admin of a Unit, or of a row that is saved, approved and withdrawn with one."""

    row_references = ()  # (prefix, field, prefix referred to), see merging.write_page
    change_form_template = "admin/versioned_change_form.html"

    def unit_of(self, row):
        """The Unit that gets a new version when this row is saved."""
        return unit_of(row)

    def get_queryset(self, request):
        return super().get_queryset(request).working()

    def get_actions(self, request):
        """Deleting is done one by one, where the page says what goes along."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def has_delete_permission(self, request, obj=None):
        """What was ever public is withdrawn, with a reason; it is not deleted."""
        was_public = obj is not None and self.unit_of(obj) is obj and obj.public_copy is not None
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
        yield self.unit_of(row)

    def delete_model(self, request, obj):
        unit = self.unit_of(obj)
        if unit is not obj:
            unit.save_edit(request.user, timezone.now())
        super().delete_model(request, obj)

    def delete_view(self, request, object_id, extra_context=None):
        """The question "are you sure?" is about one version: the address carries it."""
        with transaction.atomic():
            row = self._locked(request, object_id)
            if row is None or not self.has_delete_permission(request, row):
                return super().delete_view(request, object_id, extra_context)
            version = str(self.unit_of(row).version)
            if request.GET.get("version") == version:
                return super().delete_view(request, object_id, extra_context)
            if request.method == "POST":
                changed = f"{_who(self.unit_of(row))} heeft dit intussen gewijzigd. Kijk nog eens wat er verdwijnt."
                self.message_user(request, changed, messages.WARNING)
            query = request.GET.copy()
            query["version"] = version
            return redirect(f"{request.path}?{query.urlencode()}")

    def _locked(self, request, object_id):
        """The row, while nobody else can save its unit; None when it is not there."""
        row = self.get_object(request, object_id)
        if row is None:
            return None
        unit = self.unit_of(row)
        locked = type(unit)._base_manager.select_for_update().filter(pk=unit.pk).first()
        return locked and self.get_object(request, object_id)

    # two at once

    def _compare_with_what_is_saved(self, request, row):
        """Takes over the choices between two versions, or asks for them: `request.merge` then is what to ask."""
        unit, saved = self.unit_of(row), self._page_of(request, row)
        prefixes = [prefix for prefix, _ in self._formsets_of(request, row)]
        mine = read_page(dict(request.POST.lists()), prefixes, saved.rows[MAIN], self._parent_field())
        if request.POST.get(VERSION) == _edition(unit):
            merged = Merge(mine, self._apply_choices(request, mine, saved))
        else:
            merged = merge(_base_of(request), mine, saved)
        request.changes_nothing = _is_same(mine, saved)
        if merged.tells_something and not request.changes_nothing:
            request.merge = merged
        self._send_instead(request, write_page(merged.page, prefixes, self.row_references), prefixes)

    def _apply_choices(self, request, mine, saved):
        """Fills in the saved value where that was chosen; returns the disputes about which nothing was chosen."""
        undecided = []
        for name in dict.fromkeys(request.POST.getlist(DISPUTE)):
            row, _, field = name.partition(" ")
            choice = request.POST.get(f"{CHOICE}:{name}")
            if row not in mine.rows or field not in saved.rows.get(row, {}) or choice == "mine":
                continue
            typed, theirs = mine.rows[row].get(field, ()), saved.rows[row][field]
            if choice == "theirs":
                mine.rows[row][field] = theirs
            elif normal(typed) != normal(theirs):
                undecided.append(Dispute(row, field, typed, theirs))
        return undecided

    def _send_instead(self, request, data, prefixes):
        sent = QueryDict(mutable=True)
        ours = tuple(f"{prefix}-" for prefix in prefixes)
        for name, values in request.POST.lists():
            is_setting = name.endswith(("-MIN_NUM_FORMS", "-MAX_NUM_FORMS"))
            if name.startswith("_") or name == "csrfmiddlewaretoken" or (name.startswith(ours) and is_setting):
                sent.setlist(name, values)
        for name, values in data.items():
            sent.setlist(name, list(values))
        request.POST = sent

    def _save_what_was_deleted(self, request, extra_context):
        """Somebody deleted what is being saved: the page for a new one opens, with everything that was typed."""
        if not self.has_add_permission(request):
            return self._get_obj_does_not_exist_redirect(request, self.opts, request.resolver_match.kwargs["object_id"])
        form, prefixes = self.get_form(request)(), [prefix for prefix, _ in self._formsets_of(request, None)]
        mine = read_page(dict(request.POST.lists()), prefixes, form.fields, self._parent_field())
        kept = {row: fields for row, fields in mine.rows.items() if row not in mine.deleted}
        mine = Page({_as_new(row, place): fields for place, (row, fields) in enumerate(kept.items())})
        self._send_instead(request, write_page(mine, prefixes, self.row_references), prefixes)
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
            unit = self.unit_of(obj)
            context |= carried(unit, self._page_of(request, obj)) | {
                "unit": unit,
                "review_url": admin_address(type(unit), "review", unit.pk),
            }
            if merged := getattr(request, "merge", None):
                context["conflict"] = self._told(request, obj, merged)
        return super().render_change_form(request, context, add, change, form_url, obj)

    # the page as it is saved

    def _formsets_of(self, request, row):
        """(prefix, formset class, inline) of each block of rows below the form, as the page numbers them."""
        seen = {}
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
        fields = admin.utils.flatten_fieldsets(self.get_fieldsets(request, row))
        saved_forms = {MAIN: super().get_form(request, row, change=True, fields=fields)(instance=row)}
        for prefix, (formset, inline) in self._formsets_of(request, row):
            rows = formset(instance=row, prefix=prefix, queryset=inline.get_queryset(request)).initial_forms
            for one in rows:
                if not inline.has_change_permission(request, row):
                    one.fields.clear()  # shown as text
                saved_forms[f"{prefix}:{one.instance.pk}"] = one
        return saved_forms

    def _page_of(self, request, row):
        """The Page of this row as it is saved, as a browser that changes nothing sends it back."""
        not_typed = (*NOT_TYPED, self._parent_field())
        return Page(
            {
                name: {field: _sent(one[field]) for field in one.fields if field not in not_typed}
                for name, one in self._saved_forms(request, row).items()
            }
        )

    def _told(self, request, row, merged):
        """What the page says of two versions: who was first, and each difference in words."""
        saved_forms = self._saved_forms(request, row)

        def label(name, field):
            return saved_forms[name].fields[field].label or field

        def tell(name, field, values):
            return _printed(saved_forms[name].fields[field], values)

        def place(name):
            return "" if name == MAIN else str(saved_forms[name].instance)

        return {
            "who": _who(self.unit_of(row)),
            "when": self.unit_of(row).edited_at,
            "disputes": [
                {
                    "name": one.name,
                    "where": place(one.row),
                    "label": label(one.row, one.field),
                    "mine": tell(one.row, one.field, one.mine),
                    "theirs": tell(one.row, one.field, one.theirs),
                }
                for one in merged.disputes
            ],
            "taken": [
                {
                    "where": place(name),
                    "label": label(name, field),
                    "theirs": tell(name, field, merged.page.rows[name][field]),
                }
                for name, field in merged.taken
            ],
            "added": [place(name) for name in merged.added],
            "removed": len(merged.removed),
            "rescued": len(merged.rescued),
            "spared": [place(name) for name in merged.spared],
        }


def carried(unit, page):
    """What a page carries besides its fields: which version it shows, and how each field was."""
    return {"version": _edition(unit), "base": json.dumps(page.fingerprints(), separators=(",", ":"))}


def _edition(unit):
    """The version of a unit, with which unit it is: a row may meanwhile have moved to another."""
    return f"{unit.pk}.{unit.version}"


def admin_address(model, page, *keys):
    """The address of a page of the admin about rows of this model: admin_address(Letter, "review", 3)."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=keys)


def reason_in(sent, name):
    """The reason that somebody typed in this field, without what no database holds (NUL); it may be empty."""
    return sent.get(name, "").replace("\0", "").strip()


def _who(unit):
    return str(unit.edited_by) if unit.edited_by else "Een opdracht aan het programma"


def _base_of(request):
    """The fingerprints that the page carried; without them every difference is one to choose about."""
    with suppress(ValueError, TypeError, RecursionError):
        base = json.loads(request.POST.get(BASE, ""))
        if isinstance(base, dict):
            return base
    return {}


def _is_same(mine, saved):
    if mine.deleted or mine.rows.keys() != saved.rows.keys():
        return False
    return all(
        normal(mine.rows[row].get(name, ())) == normal(values)
        for row, fields in saved.rows.items()
        for name, values in fields.items()
    )


def _as_new(row, place):
    """The name of a saved row as a new one; new rows keep theirs, to which numbers on the page refer."""
    prefix, _, rest = row.partition(":")
    return f"{prefix}:new-{RESCUED + place}" if prefix and not rest.startswith("new-") else row


def _refusing(form, problem):
    """The same form, that shows what was typed and is never valid."""

    class Refusing(form):
        def clean(self):
            data = super().clean()
            self.add_error(None, problem)
            return data

    return Refusing


def _sent(bound):
    """What a browser sends for this field when nobody touches it."""
    widget = getattr(bound.field.widget, "widget", bound.field.widget)
    if isinstance(widget, forms.CheckboxInput):
        return ("on",) if bound.value() else ()
    shown = widget.format_value(bound.value())
    if isinstance(shown, list | tuple):
        return tuple(str(value) for value in shown if value not in (None, ""))
    return () if shown is None else (str(shown),)


def _printed(field, values):
    """What was sent for a field, in words."""
    values = normal(values)
    if isinstance(field, forms.ModelChoiceField):
        known = field.queryset.filter(pk__in=filter(_is_key, values))
        values = [str(row) for row in known]
    elif isinstance(field, forms.ChoiceField):
        values = [str(dict(field.choices).get(value, value)) for value in values]
    elif isinstance(field, forms.BooleanField):
        values = ["ja" if values else "nee"]
    return ", ".join(values) or "(leeg)"
