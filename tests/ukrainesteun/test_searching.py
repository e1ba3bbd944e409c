"""What staff and readers find: the words, however they are typed, on each engine alike."""

import pytest
from django.db.models import TextField, Value
from django.urls import reverse

from commitments.models import Commitment
from letters.models import Letter, Minister
from tests.commitments import factories as make

pytestmark = pytest.mark.django_db

FOUND = [
    ("oekraine", "Steun aan Oekraïne"),
    ("OEKRAÏNE", "Steun aan Oekraïne"),
    ("oekrai\u0308ne", "Steun aan Oekraïne"),
    ("Oekraïne", "Steun aan Oekrai\u0308ne"),
    ("scholz e", "Scholz École"),
    ("ecole", "Scholz École"),
    ("100%", "Voor 100% betaald"),
    ("a_b", "Nummer a_b"),
    ("київ", "Weg naar Київ"),
]
NOT_FOUND = [("1000", "Voor 100% betaald"), ("a.b", "Nummer a_b"), ("axb", "Nummer a_b"), ("1_0", "Voor 100% betaald")]


@pytest.mark.parametrize(("typed", "title"), FOUND)
def test_words_are_found_without_regard_to_capitals_and_accents(typed, title):
    make.commitment(title=title)
    assert Commitment.objects.filter(title__has=typed).exists()


@pytest.mark.parametrize(("typed", "title"), NOT_FOUND)
def test_no_sign_of_what_is_typed_stands_for_another(typed, title):
    make.commitment(title=title)
    assert not Commitment.objects.filter(title__has=typed).exists()


def test_what_is_not_there_has_no_words():
    make.commitment()
    assert (
        not Commitment.objects.annotate(nothing=Value(None, output_field=TextField())).filter(nothing__has="a").exists()
    )


@pytest.mark.parametrize(
    ("model", "typed", "is_found"),
    [
        (Minister, "bruin slot", True),
        (Minister, "SLOT bruins", True),
        (Minister, "bruin sloot", False),
        (Letter, "oekraine gedachte", True),
        (Letter, "bruin slot", True),
        (Commitment, "oekraine", True),
        (Commitment, "gedachte", True),
    ],
)
def test_each_list_and_field_of_staff_finds_by_them(admin_client, model, typed, is_found):
    letter = make.letter(published_at=None, short_title="Gedáchte steun aan Oekraïne", number=None, reference="BZ-1")
    minister = Minister.objects.create(name="Hanke Bruins Slot", family_name="Bruins Slot", slug="bruins-slot")
    letter.signatures.create(minister=minister, office="Minister van Buitenlandse Zaken")
    make.commitment(letter=letter, published_at=None, title="Drones voor Oekraïne")
    app, name = model._meta.app_label, model._meta.model_name
    page = admin_client.get(reverse(f"admin:{app}_{name}_changelist"), {"q": typed})
    assert bool(page.context["cl"].result_count) == is_found
    source = {
        Minister: ("signature", "minister"),
        Letter: ("commitment", "letter"),
        Commitment: ("mention", "commitment"),
    }
    of, field = source[model]
    asked = {
        "term": typed,
        "app_label": "letters" if of == "signature" else "commitments",
        "model_name": of,
        "field_name": field,
    }
    answer = admin_client.get(reverse("admin:autocomplete"), asked)
    assert bool(answer.json()["results"]) == is_found


def test_a_reader_finds_by_them_too(client):
    row = make.commitment(title="Drones voor Oekraïne")
    make.commitment(title="Iets anders")
    make.states(row, quote="Voor Oekraïne is EUR 100.", amount_as_written="EUR 100")
    page = client.get("/toezeggingen/", {"q": "oekraine drones"})
    assert [one.pk for one in page.context["table"].data] == []  # words as they stand, not one by one
    page = client.get("/toezeggingen/", {"q": "voor oekraine"})
    assert [one.pk for one in page.context["table"].data] == [row.pk]


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("oekraine in 2024", True),
        ("oekraine in 202", False),
        ("024 voor reparatie", False),
        ("2024 voor réparatie", True),
    ],
)
def test_a_number_at_the_edge_of_the_words_is_found_whole(client, typed, is_found):
    row = make.commitment(title="Drones voor Oekraïne in 2024 voor Reparatie")
    make.states(row, quote="Voor Oekraïne is EUR 100.", amount_as_written="EUR 100")
    page = client.get("/toezeggingen/", {"q": typed})
    assert bool(page.context["table"].data) == is_found
