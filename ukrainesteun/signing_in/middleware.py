"""What every address under /beheer/ asks of a session, before its view. No other address is looked at.

Both classes look in `process_view`, so after the check against forged forms.
"""

from urllib.parse import urlencode

from django.contrib.auth import logout
from django.shortcuts import redirect
from django.urls import reverse

from ukrainesteun.signing_in import second_factor, sessions
from ukrainesteun.signing_in.address import is_on_loopback

# Where one signs in and out, with or without a session.
DOORS = {"admin:login", "admin:logout"}
# Where one is sent for the second step.
STEPS = {"admin:second_factor", "admin:second_factor_setup"}
# The forms of these hold codes, or nothing that anybody typed.
NOT_KEPT = STEPS | {"admin:recovery_codes", "admin:kept_form"}


def is_staff_page(request):
    return request.path.startswith(reverse("admin:index"))


def _redirect(name, **parameters):
    return redirect(f"{reverse(name)}?{urlencode(parameters)}")


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
        page = request.resolver_match.view_name
        ended = request.user.is_authenticated and sessions.has_ended(request.session)
        if page in DOORS:
            if ended:
                logout(request)
            return None
        sent = request.method == "POST" and page not in NOT_KEPT
        if ended and sent and sessions.end_keeping_form(request):
            return _redirect("admin:login", ended="kept", next=reverse("admin:kept_form"))
        if ended:
            logout(request)
        elif request.user.is_authenticated or not sent:
            return None
        return _redirect("admin:login", ended="lost" if sent else "idle", next=request.get_full_path())


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
        if second_factor.phone_of(request.user):
            return _redirect("admin:second_factor", next=request.get_full_path())
        if is_on_loopback(request):
            return None
        return _redirect("admin:second_factor_setup", next=request.get_full_path())
