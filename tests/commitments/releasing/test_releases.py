"""Whatever changes what the public reads makes a release, and what was released never changes again."""

import csv
import datetime
import hashlib
import io
import json

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from commitments.approval import decisions
from commitments.models import Category, Commitment, Release, ReleaseFile
from commitments.precision import Sum
from commitments.releasing import proving
from commitments.releasing.difference import Difference, What, differences, read, written
from commitments.releasing.making import make_release
from letters.models import Letter
from tests.commitments import factories as make
from tests.commitments.approval.test_explaining import differing, send, write  # noqa: F401 (a fixture)
from tests.commitments.clerks import Clerk
from tests.commitments.reporting.test_admin import WORDS, decide
from tests.commitments.reporting.test_admin import told as told_by_a_reader
from tests.letters.test_import_letters import TEXT
from tests.site.urls import parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

LATER = make.NOW + datetime.timedelta(days=1)
HEAD = "slug,title,amount_eur,own_share_eur,precision,year\r\n"


@pytest.fixture
def approver(db):
    return User.objects.create_superuser("els")


def approve(letter, by, now=make.NOW, reason=""):
    return decisions.approve_letter(make.again(letter), by, now, reason, "nagekeken")


def released():
    """(number, occasion, letters, total before, total after) of each release, the oldest first."""
    fields = ("number", "occasion", "letters", "total_before_eur", "total_after_eur")
    return list(Release.objects.order_by("number").values_list(*fields))


def content(number, name):
    return ReleaseFile.objects.get(release__number=number, name=name).content.decode()


def changed_in(number):
    return [(one.what, one.title, one.change_eur) for one in read(content(number, "verschil.csv"))]


def test_the_shipped_ledger_is_the_first_release(ledger):
    total = Commitment.objects.published().counted().total_eur()
    letters = [[one.slug, one.designation] for one in Letter.objects.published().in_order_of_date()]
    assert released() == [(1, "geladen", letters, None, total)]


def test_approval_and_withdrawal_make_releases_with_what_they_changed(approver):
    letter = make.working(100, 30)
    copy = approve(letter, approver)
    told = [[copy.slug, copy.designation]]
    decisions.withdraw_letter(make.again(letter), approver, LATER, "Vergissing.")
    assert released() == [(1, "goedgekeurd", told, None, 130), (2, "teruggetrokken", told, 130, None)]
    assert [(what, change) for what, _, change in changed_in(1)] == [("nieuw", 100), ("nieuw", 30)]
    assert [(what, change) for what, _, change in changed_in(2)] == [("verdwenen", -100), ("verdwenen", -30)]


def test_what_is_refused_makes_none(approver):
    letter = make.letter(published_at=None)
    make.commitment(100, letter=letter, published_at=None)  # without a quote
    with pytest.raises(decisions.Refused):
        approve(letter, approver)
    assert released() == []


def test_a_name_that_is_approved_makes_a_release(ledger, approver):
    category = Category.objects.working().first()
    category.name = "Iets anders"
    category.save_edit(None, LATER)
    decisions.approve_name(category, approver, LATER, "Zo heet het.")
    assert released()[1:] == [(2, "naam", [], *[Release.objects.first().total_after_eur] * 2)]
    assert "Iets anders" in content(2, "gegevens.json")
    assert "Iets anders" not in content(1, "gegevens.json")


def test_an_explanation_makes_a_release_when_it_appears_and_when_it_goes(differing):  # noqa: F811
    explanation = write(Clerk("invoerder"), differing)
    chief = Clerk("eindredacteur")
    assert released() == []
    send(chief, explanation, "_approve")
    send(chief, explanation, "_retract")
    assert [release[:2] for release in released()] == [(1, "toelichting"), (2, "toelichting")]
    told = [json.loads(content(number, "gegevens.json"))["toelichtingen bij tegenspraak"] for number in (1, 2)]
    assert [[one["text"] for one in ones] for ones in told] == [[explanation.text], []]


def test_a_report_makes_a_release_when_it_led_to_a_correction_and_not_before(ledger, admin_client):
    report = told_by_a_reader()
    for state in ("in-behandeling", "correctie", "geen-correctie"):
        assert decide(admin_client, report, state=state, **WORDS).status_code == 302, state
    assert [release[1] for release in released()] == ["geladen", "melding", "melding"]
    told = [json.loads(content(number, "gegevens.json"))["meldingen"] for number in (1, 2, 3)]
    assert [[one["mistake"] for one in ones] for ones in told] == [[], [WORDS["mistake"]], []]


def test_a_text_that_becomes_public_makes_a_release(ledger, tmp_path):
    letter = Letter.objects.published().get(slug="kst-36045-171")
    file = tmp_path / "brief.txt"
    file.write_text(TEXT, "utf-8")
    call_command("import_letters", str(file), verbosity=0)
    call_command("import_letters", str(file), verbosity=0)  # nothing new
    text = Letter.objects.get(pk=letter.pk).text
    assert [release[1:3] for release in released()[1:]] == [("tekst", [[letter.slug, letter.designation]])]
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert json.loads(content(2, "gegevens.json"))["teksten"] == [{"letter": letter.slug, "sha256": digest}]


def test_loading_again_makes_a_release_only_of_what_the_newest_does_not_say(ledger):
    call_command("load_ledger", verbosity=0)
    call_command("load_ledger", if_empty=True, verbosity=0)
    assert len(released()) == 1
    Commitment.objects.published().filter(pk=Commitment.objects.published().first().pk).update(note="Iets anders.")
    call_command("load_ledger", if_empty=True, verbosity=0)
    call_command("load_ledger", if_empty=True, verbosity=0)
    assert [release[:2] for release in released()] == [(1, "geladen"), (2, "geladen")]


def test_what_was_released_stays_the_same_to_the_byte(ledger, approver, client):
    """Replayed after everything that can happen: approvals, a withdrawal, a correction, a column that goes."""
    letter = make.working(500)
    approve(letter, approver)
    before = {file.get_absolute_url(): file.sha256 for file in ReleaseFile.objects.all()}
    Commitment.objects.filter(letter=letter).update(title="Anders")
    letter.save_edit(None, LATER)
    approve(letter, approver, LATER, "Beter.")
    decisions.withdraw_letter(make.again(letter), approver, LATER, "Vergissing.")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM commitments_correction")
    assert {url: hashlib.sha256(client.get(url).content).hexdigest() for url in before} == before


def test_a_file_is_sent_as_one_that_never_changes(ledger, client):
    for name, kind in (
        ("gegevens.json", "application/json"),
        ("toezeggingen.csv", "text/csv"),
        ("verschil.csv", "text/csv"),
    ):
        response = client.get(f"/uitgaven/1/{name}")
        assert response.headers["Content-Type"].startswith(kind)
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response.headers["Content-Disposition"] == f'attachment; filename="oekrainesteun-uitgave-1-{name}"'


def test_the_file_of_commitments_is_that_of_the_site_and_adds_up_to_its_total(ledger, client):
    assert content(1, "toezeggingen.csv") == text_of(client.get("/toezeggingen.csv"))
    shares = [row["own_share_eur"] for row in csv.DictReader(io.StringIO(content(1, "toezeggingen.csv")))]
    assert sum(int(share) for share in shares if share) == Release.objects.get().total_after_eur


def test_the_data_file_has_every_public_list(ledger, client):
    lists = ("toezeggingen", "vindplaatsen", "brieven", "bewindspersonen", "uitkomsten", "correcties")
    data = json.loads(content(1, "gegevens.json"))
    public = {name: json.loads(text_of(client.get(f"/{name}.json")))["rows"] for name in lists}
    assert {name: data[name] for name in lists} == public


def test_the_same_rows_give_the_same_file(ledger):
    first, second = ReleaseFile.objects.get(name="gegevens.json"), make_release(LATER, Release.Occasion.LOADED)
    assert second.files.get(name="gegevens.json").sha256 == first.sha256
    assert changed_in(2) == []


def test_a_text_and_a_draft_are_not_in_a_release(ledger, approver):
    make.working(77_000_001, text="Een geheime brief met EUR 77 miljoen.")
    public = Letter.objects.published().first()
    Letter.objects.filter(pk=public.pk).update(text="Deze tekst moest later weg.")
    make_release(LATER, Release.Occasion.TEXT, [public])
    for name in ("gegevens.json", "toezeggingen.csv", "verschil.csv"):
        assert "77000001" not in content(2, name)
        assert "moest later weg" not in content(2, name)


def sums(*amounts):
    return [None if amount is None else Sum(amount, "exact") for amount in amounts]


def test_what_differs_between_two_releases():
    before = HEAD + "gaat,Gaat,100,100,exact,2023\r\nlager,Lager,90,90,exact,2023\r\nblijft,Blijft,5,5,exact,2023\r\n"
    after = HEAD + "blijft,Blijft,5,5,exact,2023\r\nlager,Lager,60,,exact,2024\r\nnieuw,Nieuw,7,7,exact,2023\r\n"
    assert differences(before, after) == [
        Difference(What.GONE, "gaat", "Gaat", *sums(100, None, 100, None)),
        Difference(What.CHANGED, "lager", "Lager", *sums(90, 60, 90, None), ("amount_eur", "own_share_eur", "year")),
        Difference(What.NEW, "nieuw", "Nieuw", *sums(None, 7, None, 7)),
    ]


def test_a_column_that_one_release_has_not_is_no_difference():
    after = HEAD.replace("year", "year,stage") + "a,A,1,1,exact,2023,geleverd\r\n"
    assert differences(HEAD + "a,A,1,1,exact,2023\r\n", after) == []


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20)
AMOUNTS = st.none() | st.builds(Sum, st.integers(-(10**13), 10**13), st.just("circa"))
DIFFERENCES = st.builds(
    Difference, st.sampled_from(What), TEXTS, TEXTS, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, st.just(("title", "year"))
)


@given(st.lists(DIFFERENCES))
def test_the_file_of_differences_is_read_as_it_was_written(found):
    def amounts(one):
        return [amount and amount.amount_eur for amount in (one.amount_before, one.amount_after)]

    again = list(read(written(found)))
    assert [(one.what, one.slug, one.title, amounts(one), one.change_eur) for one in again] == [
        (one.what, one.slug, one.title, amounts(one), one.change_eur) for one in found
    ]


def test_check_ledger_tells_a_file_that_was_altered_a_gap_and_a_site_that_says_something_else(ledger, capsys):
    assert [problems for _, problems in proving.broken()] == [[], [], []]
    make_release(LATER, Release.Occasion.LOADED)
    make_release(LATER, Release.Occasion.LOADED)
    ReleaseFile.objects.filter(release__number=2).delete()
    Release.objects.filter(number=2).delete()
    ReleaseFile.objects.filter(release__number=1, name="verschil.csv").update(packed=b"niets")
    Commitment.objects.published().filter(pk=Commitment.objects.published().first().pk).update(title="Anders")
    assert [problems for _, problems in proving.broken()] == [
        ["verschil.csv van uitgave 1 is veranderd"],
        ["uitgave 2 ontbreekt"],
        ["de site zegt iets anders; maak een uitgave met load_ledger --if-empty"],
    ]
    with pytest.raises(CommandError):
        call_command("check_ledger")
    assert "uitgave 2 ontbreekt" in capsys.readouterr().out


# What a reader sees


def page(client, path):
    return parse(text_of(client.get(path)))[0].find(".//main")


def test_the_list_says_what_each_release_did_to_the_total(approver, client):
    letter = make.working(2_000_000)
    approve(letter, approver)
    letter.note = "Nu met een toelichting."
    letter.save_edit(None, LATER)
    approve(letter, approver, LATER, "Duidelijker.")
    rows = [[words(cell) for cell in row] for row in page(client, "/uitgaven/").iter("a") if row.get("class") == "row"]
    name = Letter.objects.published().get().designation
    assert rows == [
        ["2 jan 2026", f"Uitgave 2Brief goedgekeurd: {name}", "totaal gelijk"],
        ["1 jan 2026", f"Uitgave 1Brief goedgekeurd: {name}", "+ € 2 mln"],
    ]


def test_a_release_says_what_was_before_and_what_is_now(approver, client):
    letter = make.working(2_000_000)
    approve(letter, approver)
    Commitment.objects.filter(letter=letter).update(amount_eur=3_000_000)
    make.again(letter).mentions.update(amount=3_000_000, amount_as_written="EUR 3 miljoen", quote="EUR 3 miljoen")
    letter.save_edit(None, LATER)
    approve(letter, approver, LATER, "Verschreven.")
    shown = words(page(client, "/uitgaven/2/"))
    assert "Uitgave 2: € 1 mln erbij" in shown
    assert "Was: € 2.000.000Nu: € 3.000.000" in shown
    assert "Dit is de nieuwste uitgave." in shown
    assert "Er is een nieuwere uitgave." in words(page(client, "/uitgaven/1/"))


def test_the_newest_release_has_a_fixed_address(ledger, client):
    make_release(LATER, Release.Occasion.LOADED)
    assert client.get("/uitgaven/laatste/").headers["Location"] == "/uitgaven/2/"


@pytest.mark.parametrize("path", ["/uitgaven/laatste/", "/uitgaven/1/", "/uitgaven/1/gegevens.json", "/uitgaven/0/"])
def test_a_release_that_is_not_there_is_a_page_not_found(path, client):
    assert client.get(path).status_code == 404


def test_every_page_names_the_newest_release(ledger, client):
    foot = parse(text_of(client.get("/")))[0].find(".//footer")
    assert "Dit is uitgave 1 van" in words(foot)
