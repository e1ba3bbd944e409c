"""Explanations of contradictions in the admin: one writes, another approves, and who belongs to nothing any more is told."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Case, Value, When
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from commitments.ledger.contradictions import contradictions, known_by
from commitments.models import Explanation, Mention, Release
from commitments.releasing.making import make_release
from commitments.site.contradictions import TITLES
from letters.reading.text.quotes import NormalisedText
from ukrainesteun.editions.choosing import ShortSearch, WorkingLinks

APPROVES = "letters.approve_letter"
DECIDE = {"_approve", "_retract"}  # the buttons of who may
OWN = "U schreef dit zelf. Een ander keurt het goed."
NOT_PUBLIC = "Deze brief is niet openbaar. Kies een brief die op de site staat."
NOT_IN_LETTER = "Dit citaat staat niet in de tekst van de brief. Neem het letterlijk over."
TYPED = "Er is iets gewijzigd. Dat is bewaard en wacht op goedkeuring door een ander."
GONE = "hoort nergens meer bij: deze tegenspraak is er niet meer"


def found_now():
    """The contradictions of all that is public, as {key: what it is about, in words}."""
    found = contradictions().found
    mentions = Mention.objects.select_related("letter__dossier").defer("letter__text")
    by_pk = mentions.in_bulk({key for one in found for key in one.mentions})
    return {known_by(one, by_pk): _about(one, by_pk) for one in found}


def _about(contradiction, mentions):
    first, *second = (mentions[key] for key in contradiction.mentions)
    beside = ", ".join(f"“{one.amount_as_written}” in {one.letter.designation}" for one in second)
    printed = f"“{first.amount_as_written}” in {first.letter.designation} tegenover {beside}"
    return f"{TITLES[contradiction.kind]}: {printed}"


def left_over():
    """Explanations of which the contradiction is no longer found."""
    written = Explanation.objects.all()
    return written.exclude(key__in=found_now()) if written.exists() else written


def quote_problem(explanation):
    """Why its quote cannot be shown to the public, in Dutch; "" where it can."""
    letter = explanation.letter
    if not letter.is_published:
        return NOT_PUBLIC
    texts = {letter.text, letter.public_copy.text} - {""}
    return "" if all(NormalisedText.of(text).find(explanation.quote) for text in texts) else NOT_IN_LETTER


class ExplanationForm(forms.ModelForm):
    contradiction = forms.ChoiceField(label="Tegenspraak", help_text="Waarbij nog geen toelichting staat.")

    class Meta:
        model = Explanation
        fields = ["text", "quote", "letter"]
        widgets = {name: forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}) for name in ("text", "quote")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("contradiction", None)
        elif "contradiction" in self.fields:
            taken = set(Explanation.objects.values_list("key", flat=True))
            self.abouts = {key: words for key, words in found_now().items() if key not in taken}
            self.fields["contradiction"].choices = [("", "Kies een tegenspraak"), *self.abouts.items()]

    def clean(self):
        data = super().clean()
        if not self.errors and (key := data.get("contradiction")):
            self.instance.key, self.instance.about = key, self.abouts[key]
        return data

    def _post_clean(self):
        super()._post_clean()
        if not self.errors and (problem := quote_problem(self.instance)):
            self.add_error("letter" if problem == NOT_PUBLIC else "quote", problem)


class ExplanationAdmin(WorkingLinks, ShortSearch):
    """What is saved waits for somebody else; the buttons to approve and to take off the site are on its page."""

    form = ExplanationForm
    change_form_template = "admin/commitments/explanation/change_form.html"
    list_display = ["about", "stand", "written_by", "written_at"]
    list_select_related = ["written_by"]
    search_fields = ["about", "text", "quote"]
    autocomplete_fields = ["letter"]
    readonly_fields = ["about", "stand", "public_text", "public_quote", "course"]

    def get_queryset(self, request):
        """Each with whether its contradiction is still found."""
        rows = super().get_queryset(request).select_related("letter__public")
        is_found = When(key__in=list(found_now()) if rows.exists() else [], then=Value(True))
        return rows.annotate(is_found=Case(is_found, default=Value(False)))

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return [(None, {"fields": ["contradiction", "text", "quote", "letter"]})]
        typed = ["about", "stand", "text", "quote", "letter"]
        return [(None, {"fields": typed}), ("Openbaar", {"fields": ["public_text", "public_quote", "course"]})]

    def get_actions(self, request):
        return {}

    def save_model(self, request, obj, form, change):
        """What was typed waits for somebody else, whatever button was pressed."""
        if not change or {"text", "quote", "letter"} & set(form.changed_data):
            obj.note_edit(request.user, timezone.now())
            if DECIDE & set(request.POST):
                self.message_user(request, TYPED, messages.WARNING)
            super().save_model(request, obj, form, change)
        elif self._decide(request, obj):
            with transaction.atomic():
                super().save_model(request, obj, form, change)
                make_release(timezone.now(), Release.Occasion.EXPLAINED)

    def _decide(self, request, obj):
        """Approves it or takes it off the site, where a button says so and this user may; whether that was done."""
        if not DECIDE & set(request.POST):
            return False
        if not request.user.has_perm(APPROVES):
            raise PermissionDenied
        if "_retract" in request.POST:
            obj.retract()
            self.message_user(request, "Deze toelichting staat niet meer op de site.", messages.SUCCESS)
            return True
        if own_problem(obj, request.user):
            self.message_user(request, OWN, messages.ERROR)
            return False
        obj.approve(request.user, timezone.now())
        self.message_user(request, "Goedgekeurd: deze toelichting staat op de site.", messages.SUCCESS)
        return True

    def response_change(self, request, obj):
        if not DECIDE & set(request.POST):
            return super().response_change(request, obj)
        return redirect(request.path)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and request.user.has_perm(APPROVES):
            own = own_problem(obj, request.user)
            context |= {"own": "" if obj.is_approved else own, "may_retract": obj.is_public}
            context["may_approve"] = not (obj.is_approved or own)
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description="stand")
    def stand(self, explanation):
        return explanation.state if explanation.is_found else f"{explanation.state}; {GONE}"

    @admin.display(description="verloop")
    def course(self, explanation):
        """Every version, newest first."""
        records = explanation.history.select_related("history_user").order_by("-history_id")
        lines = (
            (
                date_format(timezone.localtime(one.history_date), "j F Y, H:i"),
                one.history_user or "een opdracht aan het programma",
                "openbaar" if one.approved_at else "niet openbaar",
                one.text,
            )
            for one in records
        )
        return format_html_join(mark_safe("<br>"), "{}, {} ({}): {}", lines)


def own_problem(explanation, user):
    """Who wrote any of it does not approve it, unless the installation has one person (FOUR_EYES=false)."""
    return OWN if settings.FOUR_EYES and user.pk in explanation.writers() else ""
