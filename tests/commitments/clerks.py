"""Clerks at work: what one has open in the admin, and what his browser would send from there.

A page takes the browser, and the program, much work; what it would carry is made here by the admin's own code, and
test_editing_together.py holds that to what stands in the page. The views are the real ones, found by their address,
with what the middleware gives them; what they answer is rendered only where a test asks for it.
"""

import re

from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory
from django.urls import resolve, reverse
from simple_history.models import HistoricalRecords

from ukrainesteun.editions.admin import BASE, CHOICE, DISPUTE, VERSION, WAS_PUBLIC, carried
from ukrainesteun.editions.merging import write_page
from ukrainesteun.editions.models import unit_of
from ukrainesteun.signing_in.unsaved import TYPED_BY


def staff(name, group="eindredacteur"):
    """A member of staff, in this group."""
    user, is_new = User.objects.get_or_create(username=name, defaults={"is_staff": True})
    if is_new and group:
        user.groups.add(Group.objects.get(name=group))
    return user


def address(row, page="change"):
    """The address of a page about this row; without a row, that of a model: address(Letter, "add")."""
    arguments = [row.pk] if row.pk and not isinstance(row, type) else []
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=arguments)


class Clerk:
    """One member of staff at work in the admin."""

    def __init__(self, name, group="eindredacteur"):
        self.user = staff(name, group)

    def get(self, path, /, **data):
        return self._answer(RequestFactory().get(path, data))

    def post(self, path, data=()):
        return self._answer(RequestFactory().post(path, dict(data)))

    def open(self, row, page=None):
        """The Form that the page of this row carries; `page` is what is saved, for who knows it already."""
        return Form.of(self, row, page)

    def new(self, model):
        """The Form of the page to enter a new one."""
        return Form.new(self, model)

    def does(self, row, what, version=None, **data):
        """Presses a button of the review or history page, as it was at this version; what the person is told then.

        Who approves says why, unless told otherwise: the page asks it of what is public already.
        """
        data = {"reason": "Verbeterd."} | data if what == "approve" else data
        version = type(row).objects.get(pk=row.pk).version if version is None else version
        return self.post(address(row, what), {"version": version} | data)

    def _answer(self, request):
        request.user, request.session, request._dont_enforce_csrf_checks = self.user, {}, True
        request._messages = CookieStorage(request)
        request.resolver_match = match = resolve(request.path_info)
        HistoricalRecords.context.request = request
        try:
            response = match.func(request, *match.args, **match.kwargs)
        finally:
            del HistoricalRecords.context.request
        response.asked = request
        return response


def told(response):
    """The messages for the person, after this answer: (level, text)."""
    return [(message.level_tag, message.message) for message in get_messages(response.asked)]


def errors_of(response):
    """Every message of the page's forms."""
    assert response.status_code == 200, "it was accepted"
    data = getattr(response, "context_data", None) or response.context
    return {str(error) for errors in data["errors"] for error in ([errors] if isinstance(errors, str) else errors)}


def page_of(clerk, row):
    """The SentPage of this row as it is saved: what a browser sends back when nobody touches it."""
    request = RequestFactory().get(address(row))
    request.user, request.resolver_match = clerk.user, resolve(address(row))
    model_admin = admin.site.get_model_admin(type(row))
    row = model_admin.get_object(request, str(row.pk))
    return row and model_admin._page_of(request, row)


class Form:
    """A page that is open: its fields by name, as lists, where they are sent to, and the SentPage that was saved then."""

    def __init__(self, clerk, path, data, page=None):
        self.clerk, self.path, self.data, self.page = clerk, path, data, page

    @classmethod
    def of(cls, clerk, row, page=None):
        request = RequestFactory().get(address(row))
        request.user, request.resolver_match = clerk.user, resolve(address(row))
        model_admin = admin.site.get_model_admin(type(row))
        row = model_admin.get_object(request, str(row.pk))
        page = page or model_admin._page_of(request, row)
        prefixes = [prefix for prefix, _ in model_admin._formsets_of(request, row)]
        data = {name: list(values) for name, values in write_page(page, prefixes).items()}
        more = carried(unit_of(row), page)
        hidden = {VERSION: [more["version"]], BASE: [more["base"]], WAS_PUBLIC: [more["was_public"]]}
        hidden |= {TYPED_BY: [clerk.user.username]}
        return cls(clerk, address(row), data | hidden, page)

    @classmethod
    def new(cls, clerk, model):
        context = clerk.get(address(model, "add")).context_data
        forms = [
            context["adminform"].form,
            *(inline.formset.management_form for inline in context["inline_admin_formsets"]),
        ]
        values = {field.html_name: field.value() for form in forms for field in form}
        values[TYPED_BY] = clerk.user.username
        return cls(clerk, address(model, "add"), {name: [str(one)] for name, one in values.items() if one is not None})

    def copy(self):
        return Form(self.clerk, self.path, dict(self.data))

    def row(self, row):
        """The name in the form of a row that is there: commitments-3."""
        prefix = f"{row._meta.model_name}s"
        name = re.compile(rf"{prefix}-\d+-id")
        return next(
            field[:-3] for field, values in self.data.items() if name.fullmatch(field) and values == [str(row.pk)]
        )

    def type(self, **fields):
        """Types in fields of the form itself."""
        return self.fill("", **fields)

    def fill(self, name, /, **fields):
        """Types in the fields of a row, such as commitments-3; None empties, a list chooses several."""
        for field, value in fields.items():
            values = value if isinstance(value, list) else [] if value is None else [value]
            values = [one if isinstance(one, bytes) else str(one) for one in values]
            self.data[f"{name}-{field}" if name else field] = values
        return self

    def add(self, prefix, **fields):
        """Opens a new row and fills it in; its name."""
        number = int(self.data[f"{prefix}-TOTAL_FORMS"][0])
        self.data[f"{prefix}-TOTAL_FORMS"] = [str(number + 1)]
        self.fill(f"{prefix}-{number}", **fields)
        return f"{prefix}-{number}"

    def delete(self, *rows):
        for row in rows:
            self.data[f"{self.row(row)}-DELETE"] = ["on"]
        return self

    def choose(self, choice, *fields):
        """Chooses "mine" or "theirs": for these fields ("note"), or for all that are asked."""
        for name in self.data.get(DISPUTE, ()):
            if not fields or name.partition(" ")[2] in fields:
                self.data[f"{CHOICE}:{name}"] = [choice]
        return self

    def save(self):
        """Sends it. Where it is not accepted, this form becomes the page that came back."""
        response = self.clerk.post(self.path, self.data)
        if response.status_code == 200:
            self.data = sent_again(response)
        return response


def sent_again(response):
    """What the browser sends from the page that came back, when nobody touches it."""
    context = response.context_data
    data = {name: values for name, values in response.asked.POST.lists() if name not in (VERSION, BASE, DISPUTE)}
    data = {name: values for name, values in data.items() if not name.startswith(CHOICE)}
    if "version" in context:
        data |= {VERSION: [context["version"]], BASE: [context["base"]]}
    if conflict := context.get("conflict"):
        data[DISPUTE] = [dispute["name"] for dispute in conflict["disputes"]]
    return data
