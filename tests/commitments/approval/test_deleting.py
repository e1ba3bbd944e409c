"""What was never public is deleted with all that is in it, and only then; the history keeps who and when, and no text."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from commitments.approval.start_page import last_edits
from commitments.entry.letter import beginning
from commitments.models import Commitment, Intake, Mention
from letters.models import Letter, Minister, Signature
from tests.commitments import factories as make
from tests.commitments.clerks import Clerk, address, told

pytestmark = pytest.mark.django_db

TEXT = "Nederland geeft € 100 en daarna nog eens € 60, zo staat het in de geheime bijlage."


@pytest.fixture
def anna(db):
    return Clerk("anna", "redacteur")


@pytest.fixture
def draft(db):
    """A draft with a text, a whole, its part, a quote of each and one more amount, and a signature."""
    letter = make.working(number=171, short_title="Steun in 2024", text=TEXT)
    whole = make.promised(letter, 100, title="Geheel")
    make.promised(letter, 60, title="Deel", part_of=whole)
    make.mention(letter)
    minister = Minister.objects.create(slug="wit", name="Anna de Wit", family_name="Wit")
    letter.signatures.create(minister=minister, office="Minister van Defensie")
    return make.again(letter)


def delete_page(clerk, row):
    """The address of the page that asks whether it may go, as its link leads there."""
    return clerk.get(address(row, "delete")).url


def shown(clerk, row):
    return clerk.get(delete_page(clerk, row)).render().content.decode()


def delete(clerk, row):
    return clerk.post(delete_page(clerk, row), {"post": "yes"})


def test_a_draft_letter_goes_with_all_that_is_in_it_in_one_step(anna, draft):
    assert told(delete(anna, draft))[0][0] == "success"
    assert [model.objects.count() for model in (Letter, Commitment, Mention, Signature)] == [0, 0, 0, 0]


def test_the_page_lists_what_goes_before_anything_goes(anna, draft):
    page = shown(anna, draft)
    for row in ("brief: Kamerstuk 36 045, nr. 171 (Steun in 2024)", "toezegging: Geheel", "toezegging: Deel",
                "vindplaats: EUR 5 miljoen (Kamerstuk 36 045, nr. 171)",
                "ondertekening: Anna de Wit, Minister van Defensie"):  # fmt: skip
        assert row in page
    assert Letter.objects.exists()


@pytest.mark.parametrize("page", ["review", "history", "compare"])
def test_a_link_to_a_letter_that_was_deleted_leads_to_who_did_that(anna, draft, page):
    link, name = address(draft, page), str(draft)
    delete(anna, draft)
    response = Clerk("bert").get(link)
    assert (response.status_code, response.url) == (302, "/beheer/#changes")
    ((level, words),) = told(response)
    assert level == "warning"
    assert words.startswith(f"Deze pagina is er niet meer: anna verwijderde “{name}” op ")


def test_a_link_to_a_letter_that_never_was_is_not_found(anna):
    for key in ("999", "x"):
        with pytest.raises(Http404):
            anna.get(f"/beheer/letters/letter/{key}/history/")


def test_the_history_keeps_who_deleted_which_letter_and_none_of_its_words(anna, draft):
    anna.open(draft).type(note="Uit de geheime bijlage.").save()
    part = draft.commitments.get(title="Deel")
    part.note, part.period_note = "Geheim.", "januari"
    part.save()
    signature = draft.signatures.get()
    signature.name_as_printed = "A. de Wit"
    signature.save()
    delete(anna, draft)
    (edit, *_) = last_edits()
    assert (edit.name, edit.is_deletion, edit.version.made_by) == (
        "Kamerstuk 36 045, nr. 171 (Steun in 2024)", True, anna.user,
    )  # fmt: skip
    assert {(row.text, row.note) for row in Letter.history.filter(id=draft.pk)} == {("", "")}
    assert {(row.quote, row.note) for row in Mention.history.filter(letter_id=draft.pk)} == {("", "")}
    of_letter = {"letter_id": draft.pk}
    rows = Commitment.history.filter(**of_letter).values_list("title", "note", "period_note")
    assert set(rows) == {("", "", "")}
    assert {row.name_as_printed for row in Signature.history.filter(**of_letter)} == {""}
    assert LogEntry.objects.latest("pk").object_repr == "Kamerstuk 36 045, nr. 171 (Steun in 2024)"


def test_the_intake_from_which_a_draft_came_goes_with_it(anna, draft):
    Intake.objects.create(text=TEXT, fingerprint="x", letter=draft, proposals={"rows": [], "marks": []})
    assert "invoer van een brief: Brief" in shown(anna, draft)
    delete(anna, draft)
    assert not Intake.objects.exists()


def test_the_history_keeps_no_words_of_a_commitment_that_was_deleted_nor_its_quotes(anna, draft):
    part, other = draft.commitments.get(title="Deel"), draft.commitments.get(title="Geheel")
    (quote,) = part.mentions.values_list("pk", flat=True)
    part.note = "Geheim."
    part.save()
    delete(anna, part)
    rows = Commitment.history.filter(id=part.pk).values_list("title", "note", "period_note")
    assert set(rows) == {("", "", "")}
    assert {(row.quote, row.note) for row in Mention.history.filter(id=quote)} == {("", "")}
    kept = {row.title for row in Commitment.history.filter(id=other.pk)}
    assert kept == {"Geheel"}
    assert "" not in {row.quote for row in Mention.history.filter(commitment_id=other.pk)}
    assert told(anna.does(draft, "restore", number="1")) == [
        (
            "error",
            "In deze versie staat een concept dat daarna is verwijderd, met zijn woorden. Kies een andere versie.",
        )
    ]


def test_a_draft_commitment_goes_with_its_quotes_and_its_letter_gets_a_new_version(anna, draft):
    assert told(delete(anna, Commitment.objects.get(title="Deel")))[0][0] == "success"
    draft = make.again(draft)
    assert [row.title for row in draft.commitments.all()] == ["Geheel"]
    assert [row.amount_as_written for row in draft.mentions.all()] == ["€\xa0100", "EUR 5 miljoen"]
    assert (draft.version, draft.edited_by) == (2, anna.user)


def test_a_draft_commitment_in_a_public_letter_can_go(anna):
    letter = make.approved(make.working(100))
    added = make.promised(letter, 50)
    assert told(delete(anna, added))[0][0] == "success"
    assert letter.commitments.count() == 1


def test_what_another_letter_rests_on_does_not_go_and_the_page_says_what_to_change_first(anna, draft):
    whole, part = Commitment.objects.get(title="Geheel"), Commitment.objects.get(title="Deel")
    other = make.working(number=172)
    make.promised(other, 10, title="Nog een deel", part_of=whole)
    make.promised(other, 200, title="Opvolger", replaces=whole, takes=[part])
    make.states(part, verdict="repeats", letter=other)
    for row in (draft, whole):
        page = shown(anna, row)
        assert "“Nog een deel” (Kamerstuk 36 045, nr. 172) is een onderdeel van “Geheel”. Verander dat eerst." in page
        assert "“Geheel” eindigt door een wijziging in Kamerstuk 36 045, nr. 172. Verander die eerst." in page
        assert delete(anna, row).status_code == 200
        assert make.again(row)
    page = shown(anna, draft)
    goes_on = "“Deel” gaat verder in “Opvolger” door een wijziging in Kamerstuk 36 045, nr. 172. Verander die eerst."
    assert goes_on in page
    assert (
        "“€\xa060” in Kamerstuk 36 045, nr. 172 hoort bij “Deel”. Geef die vindplaats eerst een ander oordeel." in page
    )


def test_a_whole_does_not_go_before_its_part_in_the_same_letter(anna, draft):
    page = shown(anna, Commitment.objects.get(title="Geheel"))
    assert "“Deel” (Kamerstuk 36 045, nr. 171) is een onderdeel van “Geheel”. Verander dat eerst." in page


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_what_was_ever_public_is_not_deleted_by_anybody_and_the_page_says_what_to_do_instead(is_withdrawn):
    letter = make.approved(make.working(100))
    boss = Clerk("baas")
    boss.user.is_superuser = True
    boss.user.save()
    if is_withdrawn:
        boss.does(letter, "withdraw", reason="Niet van ons.")
    for row, instead in (
        (letter, "Een eindredacteur trekt de brief terug bij “Beoordelen”; de reden komt op de site te staan."),
        (letter.commitments.get(), "Kruis op de pagina van de brief eerst bij haar citaten en dan bij haar "
         "“verwijderen” aan. Wie dat goedkeurt, geeft de reden; die komt op de site te staan."),
        (letter.dossier, "U kunt het wel wijzigen."),
    ):  # fmt: skip
        for page in (boss.get(address(row, "delete")), boss.get(address(row))):
            text = page.render().content.decode()
            assert "openbaar geweest" in text
            assert instead in text
        assert boss.post(address(row, "delete"), {"post": "yes"}).status_code == 403
        assert make.again(row)


def test_a_draft_with_a_commitment_that_was_public_elsewhere_does_not_go(anna):
    public = make.approved(make.working(100, number=171))
    moved, draft = public.commitments.get(), make.working(number=172)
    public.mentions.update(letter=draft)
    Commitment.objects.filter(pk=moved.pk).update(letter=draft)
    assert f"“{moved}” is openbaar geweest, in Kamerstuk 36 045, nr. 171." in shown(anna, draft)
    assert delete(anna, draft).status_code == 200
    assert make.again(draft)


def test_who_may_not_delete_each_kind_of_row_deletes_none(draft):
    bert = Clerk("bert", group=None)
    may = ["view_letter", "delete_letter", "delete_commitment", "delete_signature"]
    bert.user.user_permissions.set(Permission.objects.filter(codename__in=may))
    page = shown(bert, draft)
    assert "daarvan mag u dit niet verwijderen" in page
    assert "<li>vindplaats</li>" in page
    with pytest.raises(PermissionDenied):
        delete(bert, draft)
    assert make.again(draft)


# an intake


@pytest.fixture
def intake(db):
    make.category()
    return beginning.begin(f"Den Haag, 15 november 2023\n\n{TEXT}", User.objects.create_user("collega"))


@pytest.fixture
def browser(client):
    client.force_login(Clerk("anna", "redacteur").user)
    return client


def discard_page(intake):
    return reverse("admin:intake_discard", args=[intake.pk])


def test_an_intake_begun_by_mistake_is_thrown_away_with_its_text_in_one_confirmed_step(browser, intake):
    page = browser.get(discard_page(intake)).content.decode()
    assert "Dit verdwijnt voorgoed" in page
    assert "Begonnen door collega" in page
    assert Intake.objects.exists()
    response = browser.post(discard_page(intake), {"version": 1}, follow=True)
    assert f"Weggegooid: de invoer van “{intake}”, met de tekst." in response.content.decode()
    assert not Intake.objects.exists()


def test_the_history_keeps_who_threw_away_which_intake_and_none_of_its_text(browser, intake):
    browser.post(discard_page(intake), {"version": 1})
    (edit,) = last_edits()
    assert (edit.kind, edit.name, edit.is_deletion) == ("invoer van een brief", str(intake), True)
    assert edit.version.made_by.username == "anna"
    entry = LogEntry.objects.get()
    assert "geheime" not in f"{entry.object_repr} {entry.change_message}"
    assert f"{intake}</li>" not in (page := browser.get(reverse("admin:index")).content.decode())
    assert "invoer van een brief, verwijderd, anna" in page


@pytest.mark.parametrize("version", [2, "", "x", "9" * 30])
def test_an_intake_that_somebody_saved_meanwhile_is_looked_at_again_first(version, browser, intake):
    response = browser.post(discard_page(intake), {"version": version}, follow=True)
    assert "Intussen is er iets bewaard in deze invoer." in response.content.decode()
    assert Intake.objects.exists()


def test_the_letter_whose_amounts_an_intake_goes_through_stays(browser, draft):
    make.category()
    intake = beginning.begin_for(draft, User.objects.create_user("collega"))
    assert "zelf blijft staan" in browser.get(discard_page(intake)).content.decode()
    browser.post(discard_page(intake), {"version": intake.version})
    assert not Intake.objects.exists()
    assert make.again(draft).text == TEXT


def test_an_intake_that_is_done_is_not_thrown_away(browser, intake):
    Intake.objects.update(finished_at=make.NOW)
    assert browser.post(discard_page(intake), {"version": 1}).status_code == 403
    assert Intake.objects.exists()


def test_the_pages_of_an_intake_lead_to_where_it_is_thrown_away(browser, intake):
    for page in (intake.get_absolute_url(), reverse("admin:intake_list")):
        assert discard_page(intake) in browser.get(page).content.decode()
