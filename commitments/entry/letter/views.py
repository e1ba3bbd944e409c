"""The pages on which staff enter a letter: /beheer/invoeren/ to begin or go on, and one page for each letter."""

from functools import wraps

from django.contrib import admin, messages
from django.contrib.admin.models import DELETION, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from commitments.models import Commitment, Intake
from letters.models import Letter
from letters.reading.files.documents import LARGEST_FILE, UnreadableDocument, read_document
from letters.reading.text.paragraphs import blocks
from ukrainesteun.editions.admin import admin_address
from ukrainesteun.signing_in.labels import labelled

from . import alike, beginning, entering, going_on, new_names
from .answers import posted_answers, row_answers
from .fields import NEW_NAMES, TICKED
from .page import IntakePage, label_of
from .versions import beside_saved, differences

MAY_ENTER = [
    f"{app}.{right}_{model}"
    for app, model in (("letters", "letter"), ("commitments", "commitment"), ("commitments", "mention"))
    for right in ("add", "change")
]
MAY_DISCARD = "commitments.delete_intake"
BOTH = (
    "U plakte een tekst en koos ook een bestand. Er wordt één van de twee gelezen: maak het vak met de tekst leeg als het "
    "bestand de brief is, of verstuur de tekst zonder bestand."
)
MAY_SEE = ["letters.view_letter", "commitments.view_commitment"]


def for_staff(view):
    """Who is not logged in, logs in first; who may neither enter letters nor see them, is refused."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not (request.user.has_perms(MAY_ENTER) or request.user.has_perms(MAY_SEE)):
            raise PermissionDenied
        if request.method == "POST" and not request.user.has_perms(MAY_ENTER):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return admin.site.admin_view(checked)


def _render(request, template, **context):
    may = {"may_enter": request.user.has_perms(MAY_ENTER), "may_discard": request.user.has_perm(MAY_DISCARD)}
    return render(request, template, {**admin.site.each_context(request), **may, **context})


# begin, or go on


@for_staff
def intake_list(request):
    if request.method == "POST":
        return _begin(request)
    return _start_page(request)


def _start_page(request, text="", problem="", known=None):
    under_way = Intake.objects.under_way().select_related("edited_by", "letter__dossier").defer("text")
    context = {
        "title": "Brief invoeren",
        "text": text,
        "problem": problem,
        "known": known,
        "intakes": [(intake, IntakePage(intake)) for intake in under_way],
        "letters": list(beginning.letters_to_check()),
    }
    return _render(request, "admin/commitments/intake_list.html", **context)


def _begin(request):
    """Reads what was pasted or uploaded, and leads to its page, or says where this letter is already.

    Of a text and a file at once neither is left out unseen.
    """
    # A NUL: PostgreSQL cannot hold it, and no person types one.
    text, file = request.POST.get("text", "").replace("\0", ""), request.FILES.get("file")
    try:
        document = read_document(file.name, file.read(LARGEST_FILE + 1)) if file else None
        if document and text.strip():
            raise beginning.CannotBegin(f"{BOTH} Het bestand was {file.name}.")
        written = document.text.replace("\0", "") if document else text
        facts = {}
        if document:
            name = file.name.replace("\0", "")
            facts = {"file_name": name, "form": document.form, "facts": document.facts, "paper": document.paper}
        intake = beginning.begin(written, request.user, **facts)
    except beginning.UnderWay as under_way:
        return _start_page(request, text, known=(str(under_way), under_way.intake.get_absolute_url()))
    except beginning.AlreadyThere as there:
        return _start_page(request, text, known=(str(there), _address_of(there.letter)))
    except (UnreadableDocument, beginning.CannotBegin) as problem:
        return _start_page(request, text, problem=str(problem))
    return redirect(intake)


def _address_of(letter):
    """Where work on this letter goes on: in its intake while that is under way, and else on its own page."""
    intake = Intake.objects.under_way().filter(letter=letter).first()
    return intake.get_absolute_url() if intake else admin_address(Letter, "change", letter.pk)


@for_staff
@require_POST
def check(request, pk):
    """Opens the intake in which the mentions of this letter are gone through."""
    letter = get_object_or_404(Letter.objects.working().exclude(text=""), pk=pk)
    try:
        return redirect(beginning.begin_for(letter, request.user))
    except beginning.CannotBegin as problem:
        messages.error(request, str(problem))
        return redirect("admin:intake_list")


@for_staff
def discard(request, pk):
    """Asks whether an intake can go that was begun by mistake, and throws it away with its text.

    The history keeps who did it, when, and what it was called.
    """
    intake = get_object_or_404(Intake.objects.select_related("letter__dossier", "started_by", "edited_by"), pk=pk)
    if not request.user.has_perm(MAY_DISCARD) or intake.finished_at is not None:
        raise PermissionDenied
    if request.method == "POST":
        with transaction.atomic():
            if intake.discard(_number(request.POST.get("version", ""))):
                LogEntry.objects.log_actions(request.user.pk, [intake], DELETION, "Met de tekst weggegooid.")
                messages.success(request, f"Weggegooid: de invoer van “{intake}”, met de tekst.")
                return redirect("admin:intake_list")
        messages.warning(request, "Intussen is er iets bewaard in deze invoer. Kijk nog eens wat er verdwijnt.")
        return redirect("admin:intake_discard", pk)
    context = {"title": "Invoer weggooien", "intake": intake, "page": IntakePage(intake)}
    return _render(request, "admin/commitments/intake_discard.html", **context)


# one letter


@for_staff
def intake_letter(request, pk):
    intake = get_object_or_404(Intake.objects.select_related("letter__dossier", "edited_by"), pk=pk)
    if request.method == "POST" and intake.finished_at is None:
        return _save(request, intake)
    if request.method == "POST":
        return both_versions(request, intake, posted_answers(intake, request.POST))
    return letter_page(request, intake)


def letter_page(request, intake, answers=None, errors=None, **context):
    page = IntakePage(intake, answers, errors).with_links()
    page = new_names.with_name_that_lacks(alike.with_alike(page, intake))
    context = {
        "is_nav_sidebar_enabled": False,  # the letter and its rows need the width
        "title": str(intake),
        "intake": intake,
        "page": page,
        "blocks": blocks(intake.paper, _spans(intake, page)),
        "targets": _targets(page),
        "there": going_on.letter_there(intake, page.answers),
        "may_make": new_names.may_be_made(request.user),
        "is_open": intake.finished_at is None and request.user.has_perms(MAY_ENTER),
        **context,
    }
    return _render(request, "admin/commitments/intake_letter.html", **context)


def _spans(intake, page):
    """What is marked in the text: the rows, of several from one quote the first, and quietly what else was found."""
    rows = [(row.start, row.end, row) for row in page.rows if row.is_found and row.place == row.key]
    marks = [(start, end, {"kind": kind, "url": url}) for start, end, kind, url in intake.proposals["marks"]]
    free = [mark for mark in marks if not any(start < mark[1] and mark[0] < end for start, end, _ in rows)]
    return sorted(rows + free, key=lambda span: span[:2])


def _targets(page):
    """What a row can refer to, as (what is typed, words): the rows of this letter, and the ledger."""
    rows = [(f"rij {row.key}", row.fields["title"].value) for row in page.rows if row.verdict == "new"]
    commitments = Commitment.objects.working().select_related("letter__dossier").defer("letter__text", "note")
    return rows + [(one.slug, f"{one.title} · {one.period} · {one.letter.designation}") for one in commitments]


def _save(request, intake):
    """Saves the page as typed, whatever button was pressed, and then does what the button says."""
    answers = posted_answers(intake, request.POST)
    answers |= {name: intake.answers.get(name, "") for name in request.POST.getlist("take") if name in answers}
    if request.POST.get("version") != str(intake.version):
        return both_versions(request, intake, answers)
    if "agree_all" in request.POST:
        answers |= {f"row-{row.key}-agreed": TICKED for row in IntakePage(intake, answers).certain}
    anchor, problem, errors = "", "", {}
    may_make, new = new_names.may_be_made(request.user), request.POST.get("new")
    if new in may_make:
        errors = _make_name(request, intake, answers, new)
    if new == "ministers" and "minister" in may_make:
        errors = _make_all_who_signed(request, intake, answers)
    if "alike" in request.POST:
        anchor = _answer_alike(request, intake, answers)
    if "add" in request.POST:
        anchor, problem = _add_row(request, intake, answers)
    if "more" in request.POST:
        anchor = _add_to_quote(request, intake, answers)
    if "remove" in request.POST:
        intake.proposals["rows"] = [
            row
            for row in intake.proposals["rows"]
            if not (row.get("is_added") and row["key"] == request.POST["remove"])
        ]
    if not intake.save_answers(answers, request.user):
        return both_versions(request, Intake.objects.get(pk=intake.pk), answers)
    if errors:
        return letter_page(request, intake, errors=errors)
    if problem:
        return letter_page(request, intake, errors={"": [problem]}, quote=request.POST.get("quote", ""))
    if "finish" in request.POST:
        return _finish(request, intake)
    if "same" in request.POST:
        return _go_on(request, intake, answers)
    if "save" in request.POST:
        messages.success(request, "Bewaard. U kunt later verdergaan.")
    return redirect(f"{intake.get_absolute_url()}{anchor}")


def _make_name(request, intake, answers, kind):
    """Makes the name that was typed, chooses it where it lacks, and empties its fields; the errors by field where it
    cannot be made."""
    made, errors = new_names.make(kind, answers, request.user, timezone.now())
    if made:
        answers |= new_names.chosen_where_it_lacks(made, IntakePage(intake, answers))
        answers |= dict.fromkeys((f"new-{spec.name}" for spec in NEW_NAMES[kind]), "")
        messages.success(request, f"Toegevoegd: {made}. Deze naam staat nu in de lijsten op deze pagina.")
    return errors


def _make_all_who_signed(request, intake, answers):
    """Makes a minister of each name below the letter that has nobody; the errors of the first that cannot be made."""
    for printed in new_names.names_that_lack(IntakePage(intake, answers)):
        answers |= new_names.typed_from(printed)
        if errors := _make_name(request, intake, answers, "minister"):
            return errors
    return {}


def _answer_alike(request, intake, answers):
    """Gives the rows that ask the same as this one its answer, and says which: where the next row to do stands."""
    shared = alike.answer_alike(intake, answers, request.POST["alike"])
    if shared is None:
        return ""
    messages.success(request, str(shared))
    rows = IntakePage(intake, answers).rows
    return next((f"#{row.anchor}" for row in rows if not row.is_handled), "")


def _add_row(request, intake, answers):
    """Adds a row for the quote that was selected or pasted: (where it stands, "") or ("", why not)."""
    try:
        row = beginning.added_row(intake, request.POST.get("quote", ""), _number(request.POST.get("skip", "")) or 0)
    except beginning.NotInText as problem:
        return "", str(problem)
    answers |= {f"row-{row['key']}-{name}": one["value"] for name, one in row["fields"].items()}
    return _inserted(intake, row), ""


def _add_to_quote(request, intake, answers):
    """Adds a row for one more commitment from the quote of a row, with the same answers: where it stands."""
    row = beginning.another_row(intake, request.POST["more"])
    if row is None:
        return ""
    same = row_answers(answers, request.POST["more"]) | {"for_each": ""}
    answers |= {f"row-{row['key']}-{name}": value for name, value in same.items()}
    return _inserted(intake, row)


def _inserted(intake, row):
    intake.proposals["rows"] = sorted([*intake.proposals["rows"], row], key=lambda one: (one["start"], one["key"]))
    return f"#rij-{row['key']}"


def both_versions(request, intake, answers):
    """Somebody else saved first: what was typed stays, and what differs is shown beside it. What only the other changed
    is taken over; it is not saved before this person has seen it."""
    answers, taken = beside_saved(intake, answers, _number(request.POST.get("version", "")))
    context = {"differing": list(differences(intake, answers)), "taken": taken, "quote": request.POST.get("quote", "")}
    return letter_page(request, intake, answers, is_conflict=True, **context)


def _number(written):
    """The number that a page sent along; None for what was forged, which may be of any length."""
    return int(written) if written.isdecimal() and len(written) < 10 else None


def _go_on(request, intake, answers):
    """Goes on in the letter that is there, with what was done here."""
    there = going_on.letter_there(intake, answers)
    if there is None:
        return letter_page(request, intake)
    name, pk = str(intake), intake.pk
    try:
        into, left = going_on.go_on(intake, there.letter, request.user)
    except beginning.CannotBegin as problem:
        return letter_page(request, intake, errors={"": [str(problem)]})
    except going_on.SavedMeanwhile:
        return both_versions(request, Intake.objects.get(pk=pk), answers)
    if left:
        what = f"Niet in de tekst van {there.letter}, en dus niet meegegaan: {', '.join(left)}. De invoer “{name}” is er nog."
        messages.warning(request, what)
    elif into is None or into.pk != pk:
        intake.pk = pk  # what it had, for the history
        LogEntry.objects.log_actions(request.user.pk, [intake], DELETION, f"Verdergegaan in {there.letter}.")
    done = "Wat u deed is meegegaan." if into else "Deze invoer is weggegooid: er was nog niets in gedaan."
    messages.success(request, f"Dit is de invoer van {there.letter}. {done}" if into else done)
    return redirect(into or admin_address(Letter, "change", there.letter.pk))


def _finish(request, intake):
    letter, errors = entering.enter(intake, request.user, timezone.now())
    if errors:
        return letter_page(request, intake, errors=errors)
    messages.success(request, format_html("{} staat als concept in het grootboek.", letter))
    return redirect("admin:letters_letter_review", letter.pk)


labelled(intake_list, {"text": "De tekst van de brief", "file": "Bestand"})
intake_letter.label_of = label_of

urlpatterns = [
    path("invoeren/", intake_list, name="intake_list"),
    path("invoeren/<int:pk>/", intake_letter, name="intake_letter"),
    path("invoeren/<int:pk>/weggooien/", discard, name="intake_discard"),
    path("invoeren/nalopen/<int:pk>/", check, name="intake_check"),
]
