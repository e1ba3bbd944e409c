"""Entry of dossiers, ministers and a letter's facts. What a letter promises is tried in tests/commitments."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from letters.models import Dossier, Letter, Minister

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


def errors_of(response):
    assert response.status_code == 200, "it was accepted"
    found = response.context["errors"]
    return {str(error) for errors in found for error in ([errors] if isinstance(errors, str) else errors)}


@pytest.mark.parametrize("written", ["36 045", "36045", " 36.045 "])
def test_a_dossier_may_be_typed_as_it_is_printed_and_is_there_once(admin_client, written):
    address = reverse("admin:letters_dossier_add")
    assert admin_client.post(address, {"number": written, "title": "Situatie in Oekraïne"}).status_code == 302
    assert str(Dossier.objects.get()) == "36 045 · Situatie in Oekraïne"
    assert errors_of(admin_client.post(address, {"number": "36 045"})) == {"Er is al een dossier met dit nummer."}


def test_what_is_no_dossier_is_answered_with_an_example(admin_client):
    response = admin_client.post(reverse("admin:letters_dossier_add"), {"number": "Oekraïne"})
    assert errors_of(response) == {"‘Oekraïne’ is geen dossier. Schrijf bijvoorbeeld 36 045, 21 501-20 of 36 200 V."}
    assert response.context["adminform"].form["number"].value() == "Oekraïne"


def test_a_new_minister_comes_back_to_the_letter_that_asked_for_one(admin_client):
    fields = {"name": "Kajsa Ollongren", "family_name": "Ollongren", "slug": "ollongren", "_popup": "1"}
    response = admin_client.post(f"{reverse('admin:letters_minister_add')}?_popup=1", fields)
    assert "Kajsa Ollongren" in response.content.decode()
    assert response.templates[0].name == "admin/popup_response.html"


def test_the_address_of_a_minister_stays(admin_client):
    minister = Minister.objects.create(slug="ollongren", name="Kajsa Ollongren", family_name="Ollongren")
    address = reverse("admin:letters_minister_change", args=[minister.pk])
    page = admin_client.get(address).content.decode()
    assert 'name="slug"' not in page
    fields = {"name": "K. Ollongren", "family_name": "Ollongren", "slug": "anders"}
    admin_client.post(address, fields | {"_version": re.search(r'name="_version" value="([^"]+)"', page)[1]})
    minister.refresh_from_db()
    assert (minister.slug, minister.name) == ("ollongren", "K. Ollongren")


def test_a_minister_stands_once_in_an_office_under_a_letter(admin_client):
    minister = Minister.objects.create(slug="m", name="M", family_name="M")
    data = {"kind": "brief", "reference": "BZDOC-1", "date": "4 maart 2025", "short_title": "Proef"}
    for prefix in ("signatures", "commitments", "mentions"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    data["signatures-TOTAL_FORMS"] = 2
    for row in (0, 1):
        data |= {f"signatures-{row}-minister": minister.pk, f"signatures-{row}-office": "Minister"}
        data |= {f"signatures-{row}-manner": "ondertekend", f"signatures-{row}-position": row + 1}
    messages = errors_of(admin_client.post(reverse("admin:letters_letter_add"), data | {"date": "04-03-2025"}))
    assert "Een bewindspersoon staat hier twee keer met hetzelfde ambt. Haal er één weg." in messages
    assert not Letter.objects.exists()


def test_the_icon_that_a_browser_asks_for_is_there(client):
    response = client.get("/favicon.ico", follow=True)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"
    assert "/static/favicon.svg" in client.get(reverse("admin:login")).content.decode()


def test_the_admin_has_no_field_without_a_dutch_name():
    names = {
        str(field.verbose_name)
        for model in admin.site._registry
        if model._meta.app_label in ("letters", "commitments")
        for field in model._meta.fields
        if not field.primary_key
    }
    assert names.isdisjoint({"number", "title", "date", "minister", "office", "position", "letter", "amount", "note"})
