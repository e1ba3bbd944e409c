"""What staff sent in a form and was not saved: the page that has it once more, with why, and what to do.

What was typed is kept nowhere but in that page, so nobody needs to be signed in for it. It is shown only where the form
came from a page of this site: else another site could put words in somebody's mouth.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import logout
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from . import sessions
from .labels import label_of

# Where one signs in and out, with or without a session.
DOORS = {"admin:login", "admin:logout"}
# Where one is sent for the second step.
STEPS = {"admin:second_factor", "admin:second_factor_setup"}
# The forms of these hold codes and passwords, or nothing that anybody typed.
NOT_KEPT = DOORS | STEPS | {"admin:recovery_codes", "admin:kept_form"}
TYPED_BY = "_typed_by"  # the field in which a page says for whom it was opened
SHOWN_TO = "_shown_to"  # and in which the page with a form once more says who was signed in; empty for nobody
NEXT = "next"  # the parameter with the address to which somebody was going


@dataclass(frozen=True)
class Reason:
    """Why a form was not saved, and what to do, in Dutch; whether it makes sense to send it once more."""

    status: int
    text: str
    can_be_sent: bool = True


OLD_PAGE = Reason(
    403,
    "U hebt u opnieuw aangemeld nadat u deze pagina opende, misschien in een ander tabblad. Daarom is dit formulier nog "
    "niet opgeslagen. Wat u typte is er nog. Verstuur het hieronder alsnog.",
)
SIGNED_OUT = Reason(
    403,
    "U bent niet meer aangemeld. Daarom is dit formulier nog niet opgeslagen. Wat u typte is er nog, zolang deze pagina "
    "open blijft. Meld u aan in een nieuw tabblad, kom hier terug en verstuur het dan alsnog.",
)
SECOND_STEP = Reason(
    403,
    "U bent nog niet helemaal aangemeld. Daarom is dit formulier nog niet opgeslagen. Rond in een nieuw tabblad de tweede "
    "stap af, kom hier terug en verstuur het dan alsnog.",
)
LOCKED = Reason(
    503,
    f"Een ander was langer dan {settings.LOCK_SECONDS} seconden aan het bewaren. Zo lang wacht deze website niet. Uw "
    "formulier is dus niet opgeslagen. Wat u typte is er nog. Wacht even en verstuur het dan alsnog.",
)
BROKEN = Reason(
    500,
    "Er ging iets mis. Dat ligt aan deze website, niet aan u. Kijk in een nieuw tabblad na of uw formulier is opgeslagen. "
    "Is dat niet zo, verstuur het dan hieronder alsnog: wat u typte is er nog.",
)
GONE = Reason(
    404,
    "Wat u wilde opslaan hoort bij iets dat er niet meer is: een collega verwijderde het of gooide het weg. Er is niets "
    "opgeslagen. Wat u typte staat hieronder. Kopieer wat u nog nodig hebt.",
    can_be_sent=False,
)
NOT_ALLOWED = Reason(
    403,
    "U mag dit niet opslaan, of niet meer. Er is niets opgeslagen. Wat u typte staat hieronder. Kopieer wat u nodig hebt "
    "en vraag een collega die dit wel mag.",
    can_be_sent=False,
)


def is_staff_page(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("admin:index"))


def page_of(request: HttpRequest) -> str:
    """The name of the page that was asked for; empty where there is none at that address."""
    return request.resolver_match.view_name if request.resolver_match else ""


def next_address(request: HttpRequest) -> str:
    """Where the user was going: a page of the admin, else its first page."""
    address = request.POST.get(NEXT) or request.GET.get(NEXT, "")
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if is_ours and _is_of_the_admin(urlsplit(address).path) else reverse("admin:index")


def _is_of_the_admin(path: str) -> bool:
    """Whether a browser finds a page of the admin at this path: it goes up at a "..", however that is written."""
    known = unquote(path)
    if not known.startswith(reverse("admin:index")) or {".", "..", ""} & set(known.rstrip("/").split("/")[1:]):
        return False
    try:
        return resolve(known).url_name is not None  # any other address is caught as well, without a name
    except Resolver404:
        return False


def sent_form(request: HttpRequest) -> dict[str, Any] | None:
    """What was sent: {"path": …, "fields": [[name, value], …], "files": [[field, file name], …]}.

    None where nothing was typed. Nobody's password or code is among it; of a file only its name, for a page cannot hand
    back a file.
    """
    if request.method != "POST" or not is_staff_page(request) or page_of(request) in NOT_KEPT:
        return None
    if any("password" in name for name in request.POST):
        return None
    of_the_page = {"csrfmiddlewaretoken", SHOWN_TO}
    fields = [[name, value] for name, values in request.POST.lists() for value in values if name not in of_the_page]
    files = [[name, file.name] for name, files in request.FILES.lists() for file in files]
    return {"path": request.get_full_path(), "fields": fields, "files": files} if fields or files else None


def readable(request: HttpRequest, sent: dict[str, list[list[str]]]) -> list[tuple[str, str]]:
    """(label, value) of what a person typed or chose, and of a file that it was not kept."""
    typed = [(label_of(request, name), value) for name, value in sent["fields"] if value]
    lost = "{}: dit bestand is niet bewaard. Een pagina kan geen bestand teruggeven."
    files = [(label_of(request, name), lost.format(file)) for name, file in sent["files"]]
    return [(label, value) for label, value in [*typed, *files] if label]


def unsaved(request: HttpRequest, reason: Reason) -> HttpResponse | None:
    """The page that says why this form was not saved and has what was typed; None where nothing was."""
    sent = sent_form(request)
    if sent is None:
        return None
    context = {
        **admin.site.each_context(request),
        "title": "Nog niet opgeslagen",
        "is_nav_sidebar_enabled": False,
        "reason": reason,
        "sign_in": None if request.user.is_authenticated and reason is not SECOND_STEP else reverse("admin:login"),
        "kept": sent,
        "typed": readable(request, sent),
        "typed_by": request.POST.get(TYPED_BY, ""),
    }
    return TemplateResponse(request, "admin/unsaved.html", context, status=reason.status).render()


def unless_told(request: HttpRequest) -> HttpResponse | None:
    """The page once more, for who sends what another typed and was not told that: he signed in after it was shown."""
    typed_by, sender = request.POST.get(TYPED_BY), request.user.get_username()
    if SHOWN_TO in request.POST and typed_by and sender not in (typed_by, request.POST[SHOWN_TO]):
        return unsaved(request, OLD_PAGE)
    return None


def is_lock(error: BaseException) -> bool:
    """Whether the database gave up waiting for somebody else: SQLITE_BUSY, lock_timeout, or a deadlock."""
    cause = error.__cause__ if isinstance(error, OperationalError) else None
    return getattr(cause, "pgcode", None) in ("55P03", "40P01") or getattr(cause, "sqlite_errorcode", 0) & 255 == 5


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form without the right token (CSRF_FAILURE_VIEW).

    It came from a page of this site that was opened before somebody signed in, where the browser says so: then it can
    be sent once more, from a page with the right token. Else it may be forged, and nothing of it is shown.
    """
    if is_staff_page(request) and _came_from_here(request):
        if sessions.has_ended(request.session):
            logout(request)
        if page_of(request) == "admin:login" and request.user.is_authenticated:
            return redirect(next_address(request))  # signed in meanwhile, in another tab
        if page := unsaved(request, OLD_PAGE if request.user.is_authenticated else SIGNED_OUT):
            return page
    return HttpResponse(render_to_string("403_csrf.html"), status=403)


def _came_from_here(request):
    here = f"{request.scheme}://{request.get_host()}"
    return request.META.get("HTTP_ORIGIN") in {here, *settings.CSRF_TRUSTED_ORIGINS}
