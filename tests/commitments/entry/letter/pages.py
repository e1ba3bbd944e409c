"""The page of an intake, as a browser sends it."""

import re

from django.contrib.auth.models import User
from django.urls import reverse

from commitments.entry.letter.page import IntakePage
from commitments.models import Intake

START = reverse("admin:intake_list")


def logged_in(client):
    user = User.objects.create_user("anna", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def begin(client, text, **more):
    response = client.post(START, {"text": text, **more})
    assert response.status_code == 302, response.context["problem"] or response.context["known"]
    return Intake.objects.get(pk=re.search(r"/(\d+)/$", response.url)[1])


def typed(intake, **changes):
    """What the browser would send from the page: every field with its value, ticks only where ticked."""
    page = IntakePage(Intake.objects.get(pk=intake.pk))
    data = {one.name: one.value for _, one in page.fields if one.spec.kind != "tick" or one.value}
    data |= {f"row-{row.key}-agreed": "on" for row in page.rows if row.is_agreed}
    data["version"] = Intake.objects.get(pk=intake.pk).version
    return data | {name.replace("__", "-"): value for name, value in changes.items()}


def agreed(intake):
    return {f"row-{row['key']}-agreed": "on" for row in intake.proposals["rows"]}


def send(client, intake, button="save", follow=False, **changes):
    return client.post(intake.get_absolute_url(), typed(intake, **changes) | {button: "1"}, follow=follow)


def finish(client, intake, **changes):
    data = typed(intake) | agreed(intake) | {name.replace("__", "-"): value for name, value in changes.items()}
    return client.post(intake.get_absolute_url(), data | {"finish": "1"})


def problems(response):
    """What the page says is wrong: (where, sentence)."""
    return [(where, sentence) for _, where, sentence in response.context["page"].problems]
