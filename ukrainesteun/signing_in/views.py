"""The pages of the second step. Each is wrapped in `admin_view` (urls.py): staff only, never cached."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.cache import never_cache

from ukrainesteun.signing_in import sessions
from ukrainesteun.signing_in.forms import CodeForm, PhoneForm
from ukrainesteun.signing_in.second_factor import (
    PENDING_KEY,
    key_as_text,
    new_recovery_codes,
    pass_step,
    pending_phone,
    phone_of,
    qr_code,
    recovery_codes_left,
    replace_phone,
    spaced,
)
from ukrainesteun.signing_in.unsaved import next_address

FEW_CODES = 3  # from here on a page says that it is time for new ones
MANY_WRONG_CODES = 3  # so many one does not type oneself without knowing it


def _page(request, template, title, **context):
    context = {**admin.site.each_context(request), "title": title, "next": next_address(request), **context}
    if not request.user.is_verified():
        context["is_nav_sidebar_enabled"] = False
    return TemplateResponse(request, template, context)


def _note(user, message):
    LogEntry.objects.log_actions(
        user.pk, get_user_model().objects.filter(pk=user.pk), CHANGE, change_message=message, single_object=True
    )


@never_cache
def sign_in(request):
    """Django's own page to sign in, which would go on to any address of this host."""
    response = admin.site.login(request)
    if response.status_code == 302:
        response["Location"] = next_address(request)
    return response


def second_factor(request):
    """Asks the code, after the password."""
    phone = phone_of(request.user)
    if phone is None:
        return redirect(f"{reverse('admin:second_factor_setup')}?{request.GET.urlencode()}")
    if request.user.is_verified():
        return redirect(next_address(request))
    form = CodeForm(request.user, request.POST or None)
    if form.is_valid():
        pass_step(request, form.device)
        _warn_of_wrong_codes(request, phone.throttling_failure_count)
        _warn_of_few_codes(request)
        return redirect(next_address(request))
    return _page(request, "admin/second_factor.html", "Tweede stap", form=form)


def _warn_of_wrong_codes(request, wrong):
    if wrong >= MANY_WRONG_CODES:
        text = "Er is meermaals een verkeerde code ingevoerd, door iemand die uw wachtwoord kent. Was u dat niet,"
        link = format_html('<a href="{}">wijzig dan nu uw wachtwoord</a>', reverse("admin:password_change"))
        messages.warning(request, format_html("{} {}.", text, link))


def _warn_of_few_codes(request):
    left = recovery_codes_left(request.user)
    if left <= FEW_CODES:
        link = format_html('<a href="{}">Maak nieuwe</a>', reverse("admin:recovery_codes"))
        messages.warning(request, format_html("U hebt nog {} van uw herstelcodes. {}.", left or "geen", link))


def second_factor_setup(request):
    """Sets up a phone: the first one, or another in its place."""
    present = phone_of(request.user)
    if present and not request.user.is_verified():
        return redirect(f"{reverse('admin:second_factor')}?{request.GET.urlencode()}")
    phone = pending_phone(request)
    form = PhoneForm(phone, present, request.POST or None)
    if form.is_valid():
        return _phone_set_up(request, present, phone)
    title = "Naar een andere telefoon" if present else "Tweede stap instellen"
    return _page(
        request,
        "admin/second_factor_setup.html",
        title,
        form=form,
        present=present,
        qr_code=qr_code(phone),
        key=key_as_text(phone),
    )


def _phone_set_up(request, present, phone):
    del request.session[PENDING_KEY]
    if not replace_phone(present, phone):
        messages.error(request, "Er is intussen in een ander venster een telefoon ingesteld; die blijft gelden.")
        return redirect("admin:second_factor")
    pass_step(request, phone)
    if present:
        _note(request.user, "Tweede stap: naar een andere telefoon.")
        messages.success(request, "Uw nieuwe telefoon is ingesteld. Die van vroeger geeft geen geldige codes meer.")
        return redirect(next_address(request))
    _note(request.user, "Tweede stap ingesteld.")
    return _show_codes(request)


def recovery_codes(request):
    """How many recovery codes are left, and ten new ones for who gives a code."""
    if phone_of(request.user) is None:
        return redirect("admin:second_factor_setup")
    form = CodeForm(request.user, request.POST or None)
    if form.is_valid():
        _note(request.user, "Nieuwe herstelcodes gemaakt.")
        return _show_codes(request)
    left = recovery_codes_left(request.user)
    return _page(request, "admin/second_factor_codes.html", "Nieuwe herstelcodes", form=form, left=left)


def _show_codes(request):
    """Not after a redirect: the codes are in no session and no database, only in this one answer."""
    codes = [spaced(code) for code in new_recovery_codes(request.user)]
    return _page(request, "admin/second_factor_new_codes.html", "Uw herstelcodes", codes=codes)


def kept_form(request):
    """What was sent when the session had just ended: to send it once more, or throw it away."""
    kept = sessions.kept_form(request)
    if request.method == "POST":
        sessions.forget_form(request.session)
        messages.info(request, "Uw invoer is weggegooid.")
    if request.method == "POST" or kept is None:
        return redirect("admin:index")
    return _page(request, "admin/kept_form.html", "Uw invoer is bewaard", kept=kept)
