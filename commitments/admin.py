"""Entry of what was promised: a letter with its commitments and mentions on one page."""

from django.contrib import admin
from django.db import transaction
from django.utils import timezone

from commitments.approval.explaining import ExplanationAdmin
from commitments.approval.foreseen import ForeseeingAdmin
from commitments.approval.pages import DraftsAdmin, ReviewedAdmin
from commitments.entry.changes import ChangeForm, ChangeFormSet
from commitments.entry.forms import (
    CommitmentFormSet,
    LedgerCommitmentForm,
    LedgerLetterForm,
    LetterCommitmentForm,
)
from commitments.entry.mentions import MentionForm, MentionFormSet
from commitments.entry.outcomes import OutcomeForm, OutcomeFormSet
from commitments.entry.sheet.admin import SheetAdmin
from commitments.ledger.places import renew_places
from commitments.releasing.making import make_release
from commitments.reporting.admin import ReportAdmin
from letters.admin import DossierAdmin as PlainDossierAdmin
from letters.admin import FixedAddressAdmin, SignatureInline, StateFilter
from letters.admin import LetterAdmin as PlainLetterAdmin
from letters.admin import MinisterAdmin as PlainMinisterAdmin
from letters.models import Dossier, Letter, Minister
from ukrainesteun.editions.choosing import ShortSearch, WorkingLinks, WorkingLinksFilter

from .models import Category, Change, Channel, Commitment, Explanation, Mention, Outcome, Release, Report

COMMITMENT_FIELDS = [
    "title",
    ("amount_eur", "precision"),
    ("currency", "amount_in_currency"),
    ("rate", "rate_date", "rate_source"),
    ("year", "end_year", "period_note"),
    ("category", "channel"),
    ("stage", "finance_type", "exclusion"),
    "note",
]
RELATIONS = (
    "Onderdeel van een andere toezegging, of erbovenop",
    {"fields": ["part_of", "on_top_of"], "classes": ["collapse"]},
)
BEGIN = (
    "In de plaats van een andere toezegging",
    {"fields": [("begun_by", "new_change"), "takes"], "classes": ["collapse"]},
)


@admin.register(Category)
class CategoryAdmin(ReviewedAdmin, FixedAddressAdmin):
    list_display = ["name", "short_name", "position", "colour"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Channel)
class ChannelAdmin(ReviewedAdmin, FixedAddressAdmin):
    list_display = ["name", "short_name"]
    search_fields = ["name", "short_name"]
    prepopulated_fields = {"slug": ["short_name"]}


class CommitmentInline(WorkingLinks, admin.StackedInline):
    model = Commitment
    form = LetterCommitmentForm
    formset = CommitmentFormSet
    fieldsets = [(None, {"fields": COMMITMENT_FIELDS}), RELATIONS, BEGIN]
    autocomplete_fields = ["channel", "part_of", "on_top_of"]
    extra = 0
    show_change_link = True
    view_on_site = False

    def get_queryset(self, request):
        """Each row says by what it began, and what goes on in it."""
        return super().get_queryset(request).select_related("begun_by").prefetch_related("takes__commitment")

    @admin.display(description="onderdelen die hierin verder gaan")
    def takes(self, commitment):
        """For who may only look."""
        return ", ".join(f"“{row.commitment}”" for row in commitment.takes.all())


class ChangeInline(WorkingLinks, admin.StackedInline):
    model = Change
    form = ChangeForm
    formset = ChangeFormSet
    fieldsets = [(None, {"fields": ["kind", "ended", "rest_ends", ("position", "note")]})]
    extra = 0

    def get_queryset(self, request):
        """Each row is headed by what it ends."""
        return super().get_queryset(request).prefetch_related("affected__commitment", "affected__into")

    @admin.display(description="eindigt")
    def ended(self, change):
        """For who may only look."""
        return ", ".join(f"“{one}”" for one in change.ended)


class OutcomeInline(WorkingLinks, admin.StackedInline):
    model = Outcome
    form = OutcomeForm
    formset = OutcomeFormSet
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "kind",
                    ("amount_eur", "precision", "valuation"),
                    ("on_date", "is_cumulative"),
                    ("year", "end_year"),
                    "commitments",
                    "category",
                    ("position", "note"),
                ]
            },
        )
    ]
    autocomplete_fields = ["commitments"]
    extra = 0


class MentionInline(WorkingLinks, admin.StackedInline):
    model = Mention
    form = MentionForm
    formset = MentionFormSet
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "quote",
                    ("amount_as_written", "amount", "currency"),
                    ("verdict", "commitment", "new_commitment"),
                    ("outcome", "new_outcome"),
                    ("position", "note"),
                ]
            },
        )
    ]
    autocomplete_fields = ["commitment"]
    extra = 0

    def get_queryset(self, request):
        """Each row is headed by the name of its letter."""
        return super().get_queryset(request).select_related("letter__dossier").defer("letter__text")


for model in (Dossier, Letter, Minister):
    admin.site.unregister(model)


@admin.register(Dossier)
class DossierAdmin(ReviewedAdmin, PlainDossierAdmin):
    pass


@admin.register(Minister)
class MinisterAdmin(ReviewedAdmin, PlainMinisterAdmin):
    pass


@admin.register(Letter)
class LetterAdmin(ForeseeingAdmin, DraftsAdmin, ReviewedAdmin, PlainLetterAdmin):
    """A letter with all it promises. It becomes public on its review page (approval/pages.py)."""

    form = LedgerLetterForm
    inlines = [SignatureInline, ChangeInline, CommitmentInline, OutcomeInline, MentionInline]
    row_references = [
        ("mentions", "new_commitment", "commitments"),
        ("mentions", "new_outcome", "outcomes"),
        ("commitments", "new_change", "changes"),
    ]
    instead_of_deleting = "Een eindredacteur trekt de brief terug bij “Beoordelen”; de reden komt op de site te staan."

    def _create_formsets(self, request, obj, change):
        """A mention may point to a commitment that is typed on the same page, and that to a change."""
        formsets, inlines = super()._create_formsets(request, obj, change)
        by_model = {formset.model: formset for formset in formsets}
        if Commitment in by_model and Change in by_model:
            by_model[Commitment].changes, by_model[Change].commitments = by_model[Change], by_model[Commitment]
        if Mention in by_model:
            by_model[Mention].commitments = by_model.get(Commitment)
            by_model[Mention].outcomes = by_model.get(Outcome)
        return formsets, inlines

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        by_model = {formset.model: formset for formset in formsets}
        if Commitment in by_model and Change in by_model:
            by_model[Change].save_affected(by_model[Commitment].there)
        renew_places(form.instance)


class LetterStateFilter(StateFilter):
    """A commitment waits with its letter, which is approved as a whole."""

    def waiting(self, queryset):
        return queryset.filter(letter__in=Letter.objects.awaiting_approval())


@admin.register(Commitment)
class CommitmentAdmin(DraftsAdmin, SheetAdmin, FixedAddressAdmin):
    instead_of_deleting = (
        "Kruis op de pagina van de brief eerst bij haar citaten en dan bij haar “verwijderen” aan. Wie dat goedkeurt, "
        "geeft de reden; die komt op de site te staan."
    )
    form = LedgerCommitmentForm
    list_display = ["title", "amount_eur", "period", "category", "stage", "letter", "state"]
    list_filter = [LetterStateFilter, ("category", WorkingLinksFilter), "stage", "exclusion", "year"]
    list_select_related = ["category", "letter__dossier", "letter__public", "public__letter"]
    search_fields = ["title", "slug", "note", "letter__short_title", "letter__slug"]
    autocomplete_fields = ["category", "channel", "letter", "part_of", "on_top_of"]
    readonly_fields = ["state"]
    fieldsets = [
        (None, {"fields": ["letter", *COMMITMENT_FIELDS]}),
        RELATIONS,
        ("Openbaar", {"fields": ["slug", "state"]}),
    ]
    view_on_site = False

    def _units_touched(self, commitment, form):
        """Its letter, and the one that it leaves."""
        yield commitment.letter
        if "letter" in form.changed_data and form.initial.get("letter"):
            yield Letter.objects.get(pk=form.initial["letter"])

    @admin.display(description="periode", ordering="year")
    def period(self, commitment):
        return commitment.period

    @admin.display(description="stand")
    def state(self, commitment):
        return commitment.letter.state if commitment.public_copy else "concept"


@admin.register(Mention)
class MentionAdmin(ShortSearch):
    """To find a quote again; mentions are entered and edited on their letter's page."""

    list_display = ["amount_as_written", "verdict", "commitment", "letter"]
    list_filter = ["verdict", "currency"]
    list_select_related = ["commitment", "letter__dossier"]
    search_fields = ["quote", "amount_as_written", "commitment__title"]
    view_on_site = False

    def get_queryset(self, request):
        return super().get_queryset(request).filter(letter__is_public_copy=False)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Report)
class PublishedReportAdmin(ReportAdmin):
    """A report that led to a correction is public, with what was done: what changes there makes a release."""

    @transaction.atomic
    def save_model(self, request, report, form, change):
        public = Report.objects.that_led_to_a_correction().filter(pk=report.pk)
        was_public = public.exists()
        super().save_model(request, report, form, change)
        if was_public or public.exists():
            make_release(timezone.now(), Release.Occasion.REPORTED)


admin.site.register(Explanation, ExplanationAdmin)
