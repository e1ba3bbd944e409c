"""Entry of letters, dossiers and ministers. commitments/admin.py adds to a letter what it promises."""

from contextlib import suppress

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ukrainesteun.editions.admin import VersionedAdmin
from ukrainesteun.editions.choosing import WorkingLinks, WorkingLinksFilter

from .dating import told_while_entered, unanswered_doubt
from .forms import EditionForm, LetterForm, SignatureFormSet
from .kamerstuk import NotAKamerstuk, parse_kamerstuk
from .models import Dossier, Letter, Minister, Signature
from .recognising import let_others_wait


@admin.register(Dossier)
class DossierAdmin(VersionedAdmin):
    form = EditionForm
    list_display = ["printed_number", "title"]
    search_fields = ["number", "title"]

    @admin.display(description="nummer", ordering="number")
    def printed_number(self, dossier):
        return dossier.printed_number


class FixedAddressAdmin(VersionedAdmin):
    """A slug is typed once; others link to it, so afterwards it stays."""

    form = EditionForm

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["slug"] if obj else [])]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields


@admin.register(Minister)
class MinisterAdmin(FixedAddressAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name", "family_name"]
    prepopulated_fields = {"slug": ["family_name"]}


class SignatureInline(WorkingLinks, admin.StackedInline):
    model = Signature
    formset = SignatureFormSet
    fieldsets = [(None, {"fields": [("minister", "office"), ("manner", "name_as_printed", "position")]})]
    autocomplete_fields = ["minister"]
    extra = 0


class StateFilter(admin.SimpleListFilter):
    """Where a row stands between the person who enters it and the public."""

    title = "stand"
    parameter_name = "stand"

    def lookups(self, request, model_admin):
        return [("openbaar", "openbaar"), ("wacht", "wacht op goedkeuring"), ("concept", "niet openbaar")]

    def queryset(self, request, queryset):
        public = Q(public__published_at__isnull=False)
        states = {
            "openbaar": queryset.filter(public),
            "wacht": self.waiting(queryset),
            "concept": queryset.exclude(public),
        }
        return states.get(self.value(), queryset)

    def waiting(self, queryset):
        return queryset.awaiting_approval()


@admin.register(Letter)
class LetterAdmin(VersionedAdmin):
    form = LetterForm
    list_display = ["designation", "short_title", "date", "kind", "state"]
    list_filter = [StateFilter, "kind", ("dossier", WorkingLinksFilter)]
    list_select_related = ["dossier", "public"]
    search_fields = ["short_title", "title", "reference", "slug", "signatures__minister__name"]
    date_hierarchy = "date"
    autocomplete_fields = ["dossier", "other_dossiers"]
    readonly_fields = ["slug", "state"]
    inlines = [SignatureInline]
    fieldsets = [
        (None, {"fields": ["kind", ("dossier", "number"), "other_dossiers", "reference", "date"]}),
        ("Naam en toelichting", {"fields": ["title", "short_title", "note"]}),
        ("Tekst", {"fields": ["text"], "classes": ["collapse"]}),
        ("Openbaar", {"fields": ["slug", "state"]}),
    ]

    def _save_page(self, request, *args):
        """Who saves a letter waits for others that enter or save one."""
        with transaction.atomic():
            let_others_wait()
            return super()._save_page(request, *args)

    def save_model(self, request, obj, form, change):
        """Who saves a date that is in doubt is told so at once: the page that comes may be another."""
        if "date" in form.changed_data and (doubt := unanswered_doubt(obj, timezone.localdate())):
            self.message_user(request, told_while_entered(doubt), messages.WARNING)
        super().save_model(request, obj, form, change)

    @admin.display(description="brief", ordering="slug")
    def designation(self, letter):
        return letter.designation

    @admin.display(description="stand")
    def state(self, letter):
        return letter.state

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset.without_text() if request.resolver_match.url_name.endswith("_changelist") else queryset

    def get_search_results(self, request, queryset, search_term):
        with suppress(NotAKamerstuk):  # "36 045, nr. 171" in any form
            search_term = parse_kamerstuk(search_term).slug
        return super().get_search_results(request, queryset, search_term)

    def get_view_on_site_url(self, obj=None):
        """A draft has no public page."""
        return obj.get_absolute_url() if obj and obj.is_published else None
