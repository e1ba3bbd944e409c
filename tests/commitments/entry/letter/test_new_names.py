"""A name that the ledger does not have is made on the page of the intake, and nothing typed there is lost."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission

from commitments.entry.letter.new_names import family_name_of
from commitments.models import Category, Channel
from letters.models import Minister
from tests.commitments.clerks import staff

from .pages import begin, problems, typed
from .test_entering import LETTER, answers

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


@pytest.fixture
def begun(client, anna):
    """The intake of a letter that a minister signed whom the ledger does not know."""
    return begin(
        client,
        LETTER.replace("De Minister van Defensie,\nK.H. Ollongren", "De Minister van Defensie,\nR.P. Brekelmans"),
    )


def make(client, intake, kind, **fields):
    data = typed(intake) | {f"new-{kind}_{name}": value for name, value in fields.items()} | {"new": kind}
    return client.post(intake.get_absolute_url(), data | {"letter-note": "Getypt."})


def test_an_unknown_minister_is_added_and_stands_with_the_signature_that_had_nobody(client, begun, anna):
    assert answers(begun)["signature-1-minister"] == ""
    assert make(client, begun, "minister", name="Ruben Brekelmans", family_name="Brekelmans").status_code == 302
    minister = Minister.objects.get(slug="brekelmans")
    assert (minister.name, minister.family_name, minister.edited_by) == ("Ruben Brekelmans", "Brekelmans", anna)
    assert (minister.is_public_copy, minister.history.count()) == (False, 1)
    kept = answers(begun)
    assert (kept["signature-1-minister"], kept["letter-note"], kept["new-minister_name"]) == (
        "brekelmans",
        "Getypt.",
        "",
    )
    assert LogEntry.objects.get(object_id=minister.pk).change_message == "Bij het invoeren van een brief."
    page = client.get(begun.get_absolute_url()).content.decode()
    assert "Toegevoegd: Ruben Brekelmans. Deze naam staat nu in de lijsten op deze pagina." in page


def test_who_signed_and_is_not_known_is_proposed_so_that_one_press_adds_him(client, begun):
    page = client.get(begun.get_absolute_url()).context["page"]
    proposed = {one.name: one.value for group in page.new_names for one in group.fields if one.value}
    assert proposed == {"new-minister_name": "R.P. Brekelmans", "new-minister_family_name": "Brekelmans"}
    data = typed(begun) | proposed | {"new": "minister"}
    assert client.post(begun.get_absolute_url(), data).status_code == 302
    assert answers(begun)["signature-1-minister"] == "brekelmans"
    after = client.get(begun.get_absolute_url()).context["page"]
    assert not after.has_new_names


def test_all_who_signed_and_are_not_known_are_added_in_one_press(client, anna):
    text = LETTER.replace("De Minister van Defensie,\nK.H. Ollongren", "De Minister van Defensie,\nR.P. Brekelmans")
    intake = begin(client, f"{text}\nDe Minister van Buitenlandse Zaken,\nD.M. van Weel\n")
    page = client.get(intake.get_absolute_url())
    assert page.context["page"].lacking == ["R.P. Brekelmans", "D.M. van Weel"]
    assert "Alle 2 toevoegen: R.P. Brekelmans, D.M. van Weel" in page.content.decode()
    client.post(intake.get_absolute_url(), typed(intake) | {"new": "ministers"})
    kept = answers(intake)
    assert [kept[f"signature-{number}-minister"] for number in (1, 2)] == ["brekelmans", "van-weel"]
    bert = staff("bert", "redacteur")
    bert.groups.get().permissions.remove(Permission.objects.get(codename="add_minister"))
    client.force_login(bert)
    client.post(intake.get_absolute_url(), typed(intake) | {"signature-1-minister": "", "new": "ministers"})
    assert answers(intake)["signature-1-minister"] == ""


def test_a_proposed_name_goes_when_its_signature_has_somebody_and_what_was_typed_stays(client, begun):
    kept = {"new-minister_name": "R.P. Brekelmans", "new-minister_family_name": "Brekelmans-Smit"}
    client.post(begun.get_absolute_url(), typed(begun) | kept | {"save": "1"})
    fields = client.get(begun.get_absolute_url()).context["page"].new_names[0].fields
    assert [one.value for one in fields] == list(kept.values())
    client.post(
        begun.get_absolute_url(), typed(begun) | kept | {"signature-1-minister": "kajsa-ollongren", "save": "1"}
    )
    fields = client.get(begun.get_absolute_url()).context["page"].new_names[0].fields
    assert [one.value for one in fields] == ["", "Brekelmans-Smit"]


@pytest.mark.parametrize(
    ("printed", "family_name"),
    [
        ("R.P. Brekelmans", "Brekelmans"),
        ("D.M. van Weel", "Van Weel"),
        ("mr. C.E. Schmidt-Berg", "Schmidt-Berg"),
        ("Anna de Wit", "De Wit"),
        ("", ""),
    ],
)
def test_a_family_name_is_what_follows_first_names_initials_and_titles(printed, family_name):
    assert family_name_of(printed) == family_name


@pytest.mark.parametrize(
    ("kind", "model", "short", "slug"),
    [("category", Category, "Sport", "sport-en-spel"), ("channel", Channel, "NOC", "noc")],
)
def test_an_unknown_category_or_channel_is_added_and_can_be_chosen(kind, model, short, slug, client, begun):
    make(client, begun, kind, name="Sport en spel", short_name=short)
    assert model.objects.get(slug=slug).short_name == short
    page = client.get(begun.get_absolute_url())
    assert (slug, "Sport en spel") in page.context["page"].rows[0].fields[kind].options


def test_a_name_that_is_there_or_not_whole_is_refused_at_its_field_and_stays_typed(client, begun):
    response = make(client, begun, "minister", name="kajsa ollongren", family_name="Ollongren")
    assert problems(response) == [
        ("Nieuwe naam, naam van de bewindspersoon", "“kajsa ollongren” staat er al. Kies die naam uit de lijst."),
    ]
    response = make(client, begun, "category", name="Sport", short_name="")
    assert problems(response) == [("Nieuwe naam, kort, voor in een grafiek", "Dit veld is verplicht.")]
    assert answers(begun)["new-category_name"] == "Sport"
    assert answers(begun)["letter-note"] == "Getypt."
    assert '<details class="names" id="nieuwe-namen" open>' in response.content.decode()
    assert not Category.objects.filter(name="Sport").exists()


def test_of_two_with_one_family_name_the_second_gets_its_whole_name_for_an_address(client, begun):
    make(client, begun, "minister", name="Kees Ollongren", family_name="Ollongren")
    assert Minister.objects.get(name="Kees Ollongren").slug == "kees-ollongren"


def test_who_may_not_add_a_name_sees_no_fields_for_it_and_adds_none(client, begun):
    bert = staff("bert", "redacteur")
    group = bert.groups.get()
    group.permissions.remove(Permission.objects.get(codename="add_category"))
    client.force_login(bert)
    page = client.get(begun.get_absolute_url()).content.decode()
    assert ('value="minister"' in page, 'value="category"' in page) == (True, False)
    make(client, begun, "category", name="Sport", short_name="Sport")
    assert not Category.objects.filter(name="Sport").exists()
