"""When a staff session ends, and what becomes of what somebody had typed.

A session bears two times, in seconds since 1970: when it began, and when it was last used, to the minute.
"""

import time

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.models import Session
from django.utils import timezone

BEGAN_AT = "began_at"
USED_AT = "used_at"
NOTED_EVERY = 60  # seconds; a session is written no more often for this
KEPT_FORM = "kept_form"
LONGEST_KEPT = 3_000_000  # characters: a letter of a megabyte with all its rows


def has_ended(session):
    """Whether the session was idle, or has lasted, too long. One that bears no times has just begun."""
    now = time.time()
    return (
        now - session.get(USED_AT, now) >= settings.STAFF_IDLE_SECONDS
        or now - session.get(BEGAN_AT, now) >= settings.SESSION_COOKIE_AGE
    )


def note_use(session):
    """Writes down that a signed-in user is at work."""
    if SESSION_KEY not in session:
        return
    now = int(time.time())
    session.setdefault(BEGAN_AT, now)
    if now - session.get(USED_AT, 0) >= NOTED_EVERY:
        session[USED_AT] = now


def end_keeping_form(request, sent):
    """Ends the session, and keeps in the new, anonymous one what its user just sent in a form (unsaved.py). True where
    it could.

    The middleware calls this after the check against forged forms, so what is kept was sent from a page of this site.
    """
    user = request.user.pk
    logout(request)
    fits = sum(len(name) + len(value) for name, value in sent["fields"]) <= LONGEST_KEPT
    if fits:
        request.session[KEPT_FORM] = {"user": user, **sent}
    return fits


def kept_form(request):
    """What this user had sent when the session ended, as unsaved.py gives it; None if nothing."""
    kept = request.session.get(KEPT_FORM)
    return kept if kept and kept["user"] == request.user.pk else None


def forget_form(session):
    session.pop(KEPT_FORM, None)


def forget_form_when_saved(request, response):
    """The kept form was sent once more. Where the answer is a redirect it was accepted."""
    kept = kept_form(request) if request.method == "POST" and response.status_code == 302 else None
    if kept and kept["path"] == request.get_full_path():
        forget_form(request.session)


def end_all_of(user):
    """Ends every session of this user. There are few sessions to read: visitors have none."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
