"""The form with which a reader tells us something, and the page that thanks."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from commitments.reports import Report
from ukrainesteun.signing_in.address import client_address

from . import limits
from .forms import ReportForm
from .subjects import WHOLE_SITE, subject_of


@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request):
    """The form about the page in `over`; the one public page that sets a cookie, against forged forms."""
    sent = request.method == "POST"
    asked = (request.POST if sent else request.GET).get("over", "")
    subject = subject_of(asked) if asked else WHOLE_SITE
    form = ReportForm(request.POST if sent else None)
    limit = None
    if sent and form.is_valid() and subject:
        limit = _keep(subject, form.cleaned_data, client_address(request), timezone.now())
        if limit is None:
            return redirect(f"{reverse('report_thanks')}?{_asked_with(request, subject.address)}")
    context = {"form": form, "subject": subject or WHOLE_SITE, "is_unknown": subject is None, "limit": limit}
    response = render(request, "commitments/report.html", context, status=429 if limit else 200)
    if limit:
        response["Retry-After"] = str(max(1, int((limit.until - timezone.now()).total_seconds()) + 1))
    return response


def _asked_with(request, address):
    """The query of this address, which has the reader's question, with the page that the report is about."""
    asked = request.GET.copy()
    asked["over"] = address
    return asked.urlencode()


def _keep(subject, typed, address, now):
    """Puts what was typed in the queue; or gives the Limit that stands in the way."""
    sender = limits.sender_of(address, now)
    if limit := limits.limit_reached(sender, now):
        return limit
    Report.objects.forget_people(now)
    Report.objects.create(
        kind=subject.kind,
        title=subject.title,
        address=subject.address,
        text=typed["text"],
        email=typed["email"],
        sender=sender,
        received_at=now,
    )
    return None


@require_safe
def thanks(request):
    """What happens next, and the way back to the page that the report is about."""
    subject = subject_of(request.GET.get("over", "")) or WHOLE_SITE
    return render(request, "commitments/report_thanks.html", {"subject": subject})
