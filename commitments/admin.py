"""Entry of what was promised: a letter with its commitments and mentions on one page, and publication."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils import timezone

from letters.admin import LetterAdmin as PlainLetterAdmin
from letters.admin import PublishedFilter, SignatureInline
from letters.models import Letter

from . import publishing
from .forms import (
    CommitmentForm,
    CommitmentFormSet,
    LedgerCommitmentForm,
    LedgerLetterForm,
    MentionForm,
    MentionFormSet,
)
from .models import Category, Channel, Commitment, Mention

COMMITMENT_FIELDS = [
    "title",
    ("amount_eur", "precision"),
    ("year", "end_year", "period_note"),
    ("category", "channel"),
    ("stage", "finance_type", "exclusion"),
    "note",
]
RELATIONS = (
    "Onderdeel van een andere toezegging, of in de plaats van een andere",
    {"fields": ["part_of", "supersedes", ("moved_parts", "parts_stay")], "classes": ["collapse"]},
)


class FixedAddressAdmin(admin.ModelAdmin):
    """A slug is typed once; others link to it, so afterwards it stays."""

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["slug"] if obj else [])]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields


@admin.register(Category)
class CategoryAdmin(FixedAddressAdmin):
    list_display = ["name", "short_name", "position", "colour"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Channel)
class ChannelAdmin(FixedAddressAdmin):
    list_display = ["name", "short_name"]
    search_fields = ["name", "short_name"]
    prepopulated_fields = {"slug": ["short_name"]}


class CommitmentInline(admin.StackedInline):
    model = Commitment
    form = CommitmentForm
    formset = CommitmentFormSet
    fieldsets = [(None, {"fields": COMMITMENT_FIELDS}), RELATIONS]
    autocomplete_fields = ["channel", "part_of", "supersedes", "moved_parts"]
    extra = 0
    show_change_link = True
    view_on_site = False


class MentionInline(admin.StackedInline):
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


def _report(admin_page, request, name, problems, done):
    for problem in problems:
        admin_page.message_user(request, f"{name}: {problem}", messages.ERROR)
    if not problems:
        admin_page.message_user(request, f"{name} {done}.", messages.SUCCESS)


admin.site.unregister(Letter)


@admin.register(Letter)
class LetterAdmin(PlainLetterAdmin):
    """A letter with all it promises. Beside Django's buttons: save and publish, save and withdraw."""

    form = LedgerLetterForm
    inlines = [SignatureInline, CommitmentInline, MentionInline]
    actions = ["publish", "withdraw"]

    def _create_formsets(self, request, obj, change):
        """A mention may point to a commitment that is typed on the same page."""
        formsets, inlines = super()._create_formsets(request, obj, change)
        by_model = {formset.model: formset for formset in formsets}
        if Mention in by_model:
            by_model[Mention].commitments = by_model.get(Commitment)
        return formsets, inlines

    def response_add(self, request, obj, post_url_continue=None):
        return self._press(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._press(request, obj) or super().response_change(request, obj)

    def _press(self, request, letter):
        buttons = {"_publish": self.publish, "_withdraw": self.withdraw}
        action = next((action for name, action in buttons.items() if name in request.POST), None)
        if action is None or not self.has_change_permission(request, letter):
            return None
        self.message_user(request, f"{letter} is opgeslagen.", messages.SUCCESS)
        action(request, Letter.objects.filter(pk=letter.pk))
        return redirect("admin:letters_letter_change", letter.pk)

    @admin.action(description="Publiceer de gekozen brieven met hun toezeggingen", permissions=["change"])
    def publish(self, request, letters):
        for letter in letters.in_order_of_date():
            problems = publishing.publish_letter(letter, timezone.now())
            _report(self, request, str(letter), problems, "is nu openbaar")
            if not problems:
                self.log_change(request, letter, "Gepubliceerd.")

    @admin.action(description="Trek de gekozen brieven met hun toezeggingen terug", permissions=["change"])
    def withdraw(self, request, letters):
        for letter in letters.newest_first():
            problems = publishing.withdraw_letter(letter)
            _report(self, request, str(letter), problems, "is weer een concept")
            if not problems:
                self.log_change(request, letter, "Teruggetrokken.")


@admin.register(Commitment)
class CommitmentAdmin(FixedAddressAdmin):
    form = LedgerCommitmentForm
    list_display = ["title", "amount_eur", "period", "category", "stage", "letter", "public"]
    list_filter = [PublishedFilter, "category", "stage", "exclusion", "year"]
    list_select_related = ["category", "letter__dossier"]
    search_fields = ["title", "slug", "note", "letter__short_title", "letter__slug"]
    autocomplete_fields = ["category", "channel", "letter", "part_of", "supersedes", "moved_parts"]
    readonly_fields = ["published_at"]
    fieldsets = [
        (None, {"fields": ["letter", *COMMITMENT_FIELDS]}),
        RELATIONS,
        ("Openbaar", {"fields": ["slug", "published_at"]}),
    ]
    actions = ["publish", "withdraw"]
    view_on_site = False

    @admin.display(description="periode", ordering="year")
    def period(self, commitment):
        return commitment.period

    @admin.display(description="openbaar", boolean=True, ordering="published_at")
    def public(self, commitment):
        return commitment.is_published

    @admin.action(description="Publiceer de gekozen toezeggingen", permissions=["change"])
    def publish(self, request, commitments):
        problems = publishing.publish_commitments(commitments, timezone.now())
        _report(self, request, "De toezeggingen", problems, "zijn nu openbaar")

    @admin.action(description="Trek de gekozen toezeggingen terug", permissions=["change"])
    def withdraw(self, request, commitments):
        problems = publishing.withdraw_commitments(commitments)
        _report(self, request, "De toezeggingen", problems, "zijn weer concepten")


@admin.register(Mention)
class MentionAdmin(admin.ModelAdmin):
    """To find a quote again; mentions are entered and edited on their letter's page."""

    list_display = ["amount_as_written", "verdict", "commitment", "letter"]
    list_filter = ["verdict", "currency"]
    list_select_related = ["commitment", "letter__dossier"]
    search_fields = ["quote", "amount_as_written", "commitment__title"]
    view_on_site = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
