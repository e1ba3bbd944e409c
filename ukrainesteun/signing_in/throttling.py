"""What a person sees who typed too many wrong passwords. django-axes counts them: see AXES_ in the settings."""

from datetime import timedelta
from math import ceil

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from django.contrib import admin
from django.db.models import Max
from django.shortcuts import render
from django.utils import timezone


def locked_out(request, response, credentials):
    """The answer (429) instead of axes' own. It is the same for a name that nobody has."""
    (attempts,) = AxesProxyHandler.get_implementation().get_user_attempts(request, credentials)
    last = attempts.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    until = last + get_cool_off(request)
    seconds = max(1, ceil((until - timezone.now()).total_seconds()))
    context = {
        **admin.site.each_context(request),
        "title": "Even wachten",
        "minutes": ceil(seconds / 60),
        "until": until + timedelta(seconds=59),  # it is printed to the minute, and must not be too early
    }
    answer = render(request, "admin/locked_out.html", context, status=429)
    answer["Retry-After"] = str(seconds)
    return answer
