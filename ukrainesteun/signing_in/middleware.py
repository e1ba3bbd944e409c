"""What every address under /beheer/ asks of a session, before its view, and what becomes of a form that cannot be saved.
No other address is looked at.

What is asked of a session is asked in `process_view`, so after the check against forged forms.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from ukrainesteun.signing_in import second_factor, sessions, unsaved
from ukrainesteun.signing_in.address import is_on_loopback
from ukrainesteun.signing_in.unsaved import DOORS, STEPS, is_staff_page


def _redirect(name, **parameters):
    return redirect(f"{reverse(name)}?{urlencode(parameters)}")


class NothingTypedIsLost:
    """Answers a form that could not be saved, for what staff could not foresee, with the page that has it once more.

    What goes wrong in the program itself is seen from the answer: Django has noted it by then.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 500 and not settings.DEBUG:
            return unsaved.unsaved(request, unsaved.BROKEN) or response
        return response

    def process_exception(self, request, error):
        if unsaved.is_lock(error):
            return unsaved.unsaved(request, unsaved.LOCKED)
        if isinstance(error, Http404):
            return unsaved.unsaved(request, unsaved.GONE)
        if isinstance(error, PermissionDenied):
            return unsaved.unsaved(request, unsaved.NOT_ALLOWED)
        return None


class StaffSessions:
    """Ends a session that was idle, or lasted, too long (sessions.py); the login page then says what became of it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if is_staff_page(request):
            sessions.note_use(request.session)
            sessions.forget_form_when_saved(request, response)
        return response

    def process_view(self, request, view, args, kwargs):
        if not is_staff_page(request):
            return None
        ended = request.user.is_authenticated and sessions.has_ended(request.session)
        if unsaved.page_of(request) in DOORS:
            if ended:
                logout(request)
            return None
        sent = unsaved.sent_form(request)
        if ended and sent and sessions.end_keeping_form(request, sent):
            return _redirect("admin:login", ended="kept", next=reverse("admin:kept_form"))
        if ended:
            logout(request)
        elif request.user.is_authenticated:
            return unsaved.unless_told(request)
        if sent:
            return unsaved.unsaved(request, unsaved.SIGNED_OUT)
        if not ended and request.method != "POST":
            return None
        return _redirect(
            "admin:login", ended="lost" if request.method == "POST" else "idle", next=request.get_full_path()
        )


class SecondFactor:
    """Sends staff to the second step, and lets them nowhere else.

    Who has set up a phone is asked for its code, everywhere. Who has not must set one up first, except on the machine
    itself (is_on_loopback).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not is_staff_page(request) or request.resolver_match.view_name in DOORS | STEPS:
            return None
        if not request.user.is_staff or request.user.is_verified():
            return None
        has_phone = second_factor.phone_of(request.user)
        if not has_phone and is_on_loopback(request):
            return None
        step = "admin:second_factor" if has_phone else "admin:second_factor_setup"
        return unsaved.unsaved(request, unsaved.SECOND_STEP) or _redirect(step, next=request.get_full_path())
