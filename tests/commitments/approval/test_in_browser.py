"""Three people at work in their own browsers: who wrote may not approve, and what was never public can go."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from commitments.entry.letter import beginning
from commitments.models import Correction, Intake
from letters.models import Letter
from tests.browsing import follow
from tests.commitments import factories as make
from tests.commitments.clerks import address

pytestmark = pytest.mark.looks

PASSWORD = "winterkost-62-fiets"


@pytest.fixture
def at_work(transactional_db, open_page):
    """A function that gives a browser in which a colleague of this name has signed in."""

    def signed_in(name):
        User.objects.create_superuser(name, password=PASSWORD)
        page = open_page()
        page.goto(reverse("admin:index"))
        page.get_by_label("Gebruikersnaam").fill(name)
        page.get_by_label("Wachtwoord").fill(PASSWORD)
        follow(page.get_by_role("button", name="Aanmelden"))
        return page

    return signed_in


def saves_note(page, letter, note, reason):
    page.goto(address(letter))
    page.locator("#id_note").fill(note)
    page.get_by_label("Reden van de wijziging").fill(reason)
    follow(page.get_by_role("button", name="Opslaan en opnieuw bewerken"))


def faults(axe, page):
    return [fault for fault in axe(page, preload=False) if "select2" not in fault]


def test_a_third_colleague_approves_what_two_wrote_and_readers_see_what_changed(at_work, axe):
    letter = make.approved(make.working(100, note="Zoals het was.", short_title="Steun"))
    anna, bert, carla = at_work("anna"), at_work("bert"), at_work("carla")
    saves_note(anna, letter, "Zo lezen wij deze brief", "Een lezer vroeg erom.")
    saves_note(bert, letter, "Zo lezen wij deze brief.", "Punt.")
    for page in (anna, bert):
        page.goto(address(letter, "review"))
        assert "U schreef zelf mee aan wat hiermee openbaar wordt." in page.locator("#content-main").inner_text()
        assert page.get_by_role("button", name="Goedkeuren en openbaar maken").count() == 0
    carla.goto(address(letter, "review"))
    assert carla.locator(".authors dt").all_inner_texts() == ["Anna", "Bert"]
    assert faults(axe, carla) == []
    assert carla.locator("#approve-reason").input_value() == "Een lezer vroeg erom.\nPunt."
    carla.locator("#approve-reason").fill("Een lezer vroeg erom.")
    follow(carla.get_by_role("button", name="Goedkeuren en openbaar maken"))
    carla.goto("/correcties/")
    told = carla.locator(".corrections li").inner_text()
    for words in (
        "Steun",
        "Er stond: Zoals het was.",
        "Er staat nu: Zo lezen wij deze brief.",
        "Een lezer vroeg erom.",
    ):
        assert words in told
    assert Correction.objects.get().made_by.username == "carla"


def test_a_draft_and_an_intake_are_deleted_from_their_own_pages_after_one_question(at_work, axe):
    draft = make.working(100, text="Nederland geeft €\xa0100.", short_title="Vergissing")
    anna = at_work("anna")
    anna.goto(address(draft))
    follow(anna.get_by_role("link", name="Verwijderen", exact=True))
    assert "Dit concept is nooit openbaar geweest." in anna.locator("#content").inner_text()
    assert faults(axe, anna) == []
    follow(anna.get_by_role("button", name="Voorgoed verwijderen"))
    assert not Letter.objects.exists()

    intake = beginning.begin("Den Haag, 15 november 2023\n\nGeheim.", User.objects.get())
    anna.goto(intake.get_absolute_url())
    follow(anna.get_by_role("link", name="Bij vergissing begonnen? Gooi deze invoer weg"))
    assert faults(axe, anna) == []
    follow(anna.get_by_role("button", name="Voorgoed weggooien"))
    assert not Intake.objects.exists()
    anna.goto(reverse("admin:index"))
    changes = anna.locator("section[aria-labelledby=changes]").inner_text()
    assert "Vergissing" in changes
    assert "verwijderd, anna" in changes
