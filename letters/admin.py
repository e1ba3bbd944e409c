"""Entry of letters, dossiers and ministers. commitments/admin.py adds to a letter what it promises."""

from contextlib import suppress

from django.contrib import admin

from .forms import LetterForm, SignatureFormSet
from .kamerstuk import NotAKamerstuk, parse_kamerstuk
from .models import Dossier, Letter, Minister, Signature


@admin.register(Dossier)
class DossierAdmin(admin.ModelAdmin):
    list_display = ["printed_number", "title"]
    search_fields = ["number", "title"]

    @admin.display(description="nummer", ordering="number")
    def printed_number(self, dossier):
        return dossier.printed_number


@admin.register(Minister)
class MinisterAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name", "family_name"]
    prepopulated_fields = {"slug": ["family_name"]}

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields


class SignatureInline(admin.StackedInline):
    model = Signature
    formset = SignatureFormSet
    fieldsets = [(None, {"fields": [("minister", "office"), ("manner", "name_as_printed", "position")]})]
    autocomplete_fields = ["minister"]
    extra = 0


class PublishedFilter(admin.SimpleListFilter):
    title = "stand"
    parameter_name = "stand"

    def lookups(self, request, model_admin):
        return [("openbaar", "openbaar"), ("concept", "concept")]

    def queryset(self, request, queryset):
        if self.value() in ("openbaar", "concept"):
            return queryset.filter(published_at__isnull=self.value() == "concept")
        return queryset


@admin.register(Letter)
class LetterAdmin(admin.ModelAdmin):
    form = LetterForm
    list_display = ["designation", "short_title", "date", "kind", "public"]
    list_filter = [PublishedFilter, "kind", "dossier"]
    list_select_related = ["dossier"]
    search_fields = ["short_title", "title", "reference", "slug", "signatures__minister__name"]
    date_hierarchy = "date"
    autocomplete_fields = ["dossier", "other_dossiers"]
    readonly_fields = ["slug", "published_at"]
    inlines = [SignatureInline]
    fieldsets = [
        (None, {"fields": ["kind", ("dossier", "number"), "other_dossiers", "reference", "date"]}),
        ("Naam en toelichting", {"fields": ["title", "short_title", "note"]}),
        ("Tekst", {"fields": ["text"], "classes": ["collapse"]}),
        ("Openbaar", {"fields": ["slug", "published_at"]}),
    ]

    @admin.display(description="brief", ordering="slug")
    def designation(self, letter):
        return letter.designation

    @admin.display(description="openbaar", boolean=True, ordering="published_at")
    def public(self, letter):
        return letter.is_published

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
