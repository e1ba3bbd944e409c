"""Entering a letter: from a pasted text to a draft in the ledger, and everything that may happen on the way."""

import datetime
import io
import re
import threading

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.urls import reverse

from commitments.approval import invariants
from commitments.entry.letter import beginning, entering
from commitments.entry.letter.page import IntakePage
from commitments.ledger.places import renew_places
from commitments.models import Category, Change, Commitment, Intake, Mention
from letters.models import Dossier, Letter
from letters.reading.text.quotes import NormalisedText
from tests import LETTERS
from tests.commitments import factories
from tests.commitments.entry.letter.pages import START, agreed, begin, finish, logged_in, problems, send, typed
from tests.commitments.test_admin import ENGLISH
from tests.site.test_html import mistakes

LETTER = """\
36 045 Situatie in Oekraïne

Nr. 9171 BRIEF VAN DE MINISTER VAN DEFENSIE

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 15 november 2023

Voor 2023 heeft het kabinet EUR 2,5 miljard gereserveerd. Daarvan gaat 12% naar herstel.

In 2024 stelt het kabinet EUR 900 miljoen beschikbaar voor militaire steun, waaronder EUR 150 miljoen voor militaire
training. De EU geeft in 2024 EUR 6 miljard aan leningen (Kamerstuk 36 045, nr. 9134).

De EUR 900 miljoen voor militaire steun komt in 2024 uit de algemene middelen. Drieduizend dozen kosten veel.

De Minister van Defensie,
K.H. Ollongren
"""
WHOLE, PART, REPEAT = "2", "3", "5"  # the rows of EUR 900 miljoen, EUR 150 miljoen, and the first once more

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


@pytest.fixture
def begun(client, anna):
    """The intake of the letter, just pasted."""
    return begin(client, LETTER)


def answers(intake):
    intake.refresh_from_db()
    return intake.answers


# beginning


def test_a_pasted_letter_becomes_a_page_with_all_that_was_found(client, begun):
    page = client.get(begun.get_absolute_url()).context["page"]
    assert {one.spec.name: one.value for one in page.letter} == {
        "kind": "brief", "number": "9171", "reference": "", "date": "15-11-2023",
        "title": "Brief van de Minister van Defensie", "short_title": "Brief van 15 november 2023", "note": "",
    }  # fmt: skip
    assert [one.value for one in page.dossiers[0].fields] == ["36 045", "Situatie in Oekraïne"]
    assert [one.value for one in page.signatures[0].fields] == [
        "ollongren", "Minister van Defensie", "ondertekend", "K.H. Ollongren", "",
    ]  # fmt: skip
    assert [(row.key, row.fields["as_written"].value, row.verdict, row.summary) for row in page.rows] == [
        ("1", "EUR 2,5 miljard", "repeats", "Reservering voor steun in 2023"),
        ("2", "EUR 900 miljoen", "new", "Militaire steun in 2024 · 2024 · Military"),
        ("3", "EUR 150 miljoen", "new", "Militaire training in 2024 · 2024 · Military"),
        ("4", "EUR 6 miljard", "others", ""),
        ("5", "EUR 900 miljoen", "repeats", "rij 2"),
    ]
    assert page.rows[2].fields["part_of"].value == "rij 2"
    assert (begun.started_by.username, begun.letter, begun.finished_at) == ("anna", None, None)


@pytest.mark.parametrize(
    ("year", "end_year", "printed"),
    [
        ("2024", "", "2024"),
        ("2024", "2024", "2024"),
        ("2024", "2026", "2024-2026"),
        ("", "2026", "2026"),
    ],
)
def test_a_row_says_its_year_once_and_a_period_with_both_its_ends(begun, year, end_year, printed):
    page = IntakePage(begun, begun.answers | {"row-2-year": year, "row-2-end_year": end_year})
    assert page.rows[1].summary == f"Militaire steun in 2024 · {printed} · Military"


def test_a_category_that_the_ledger_does_not_have_is_not_proposed(anna):
    Category.objects.filter(slug="military").update(slug="defence")
    rows = beginning.begin(LETTER, anna).proposals["rows"]
    assert {row["key"]: row["fields"]["category"]["value"] for row in rows[:3]} == {
        "1": "undivided",
        WHOLE: "",
        PART: "",
    }


def test_the_letter_shows_each_amount_with_its_row_and_state_and_the_rest_quietly(client, begun):
    page = client.get(begun.get_absolute_url()).content.decode()
    assert '<a href="#rij-1" data-row="1" data-state="te doen">EUR 2,5 miljard</a>' in page
    assert 'data-row="3" data-state="twijfel">EUR 150 miljoen</a>' in page
    assert '<mark class="percentage">12%</mark>' in page
    assert 'href="https://zoek.officielebekendmakingen.nl/kst-36045-9134.html"' in page


def test_a_repeat_links_to_the_commitment_that_the_ledger_has(client, begun):
    known = Commitment.objects.get(slug="reservering-2023")
    page = client.get(begun.get_absolute_url()).content.decode()
    assert f'<a href="{reverse("admin:commitments_commitment_change", args=[known.pk])}">{known}</a>' in page


def test_what_is_doubtful_or_missing_is_said_in_words(client, begun):
    page = client.get(begun.get_absolute_url())
    [row] = [row for row in page.context["page"].rows if row.key == PART]
    assert row.state == "doubtful"
    assert "onderdeel van: ‘waaronder’ EUR 900 miljoen" in row.doubts
    assert "<b>Nakijken:</b> ‘waaronder’ EUR 900 miljoen" in page.content.decode()


def test_a_file_is_read_too(client, anna):
    intake = begin(client, "", file=SimpleUploadedFile("brief.txt", LETTER.encode()))
    assert (intake.file_name, intake.form, len(intake.proposals["rows"])) == ("brief.txt", "text", 5)


@pytest.mark.parametrize("is_file", [False, True])
def test_ligatures_of_a_pdf_are_letters_in_the_title_and_the_quotes(client, anna, is_file):
    letter = LETTER.replace("Drieduizend dozen kosten veel.", "Voor officiële bijstand komt er EUR 3 miljoen.")
    printed = letter.replace("offici", "oﬃci").replace("bij", "bĳ")
    sent = {"file": SimpleUploadedFile("brief.txt", printed.encode())} if is_file else {}
    intake = begin(client, "" if is_file else printed, **sent)
    assert intake.text == letter
    assert "Voor officiële bijstand komt er EUR 3 miljoen" in answers(intake)["row-6-quote"]
    response = client.post(START, {"text": letter})
    assert response.context["known"][1] == intake.get_absolute_url()


def test_a_file_that_cannot_be_read_says_why_and_leaves_what_was_pasted(client, anna):
    response = client.post(
        START,
        {"text": "Geachte Voorzitter", "file": SimpleUploadedFile("brief.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0")},
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert "oude Word" in response.context["problem"]
    assert "Geachte Voorzitter</textarea>" in page
    assert not Intake.objects.exists()


@pytest.mark.parametrize("text", ["", " \n ", "\0"])
def test_nothing_pasted_says_what_to_do(client, anna, text):
    response = client.post(START, {"text": text})
    assert response.context["problem"] == "Plak de tekst van de brief, of kies een bestand."


def test_a_text_that_is_too_long_or_has_too_many_amounts_is_refused(client, anna, monkeypatch):
    monkeypatch.setattr(beginning, "LONGEST_TEXT", 1_000_000)
    response = client.post(START, {"text": "steun " * 200_000})
    assert "langer dan 1 miljoen tekens" in response.context["problem"]
    monkeypatch.setattr(beginning, "MOST_AMOUNTS", 4)
    assert "staan 5 bedragen" in client.post(START, {"text": LETTER}).context["problem"]
    assert not Intake.objects.exists()


def test_the_same_text_leads_to_where_it_is_already(client, begun):
    for text in (LETTER, LETTER.replace("\n", "\r\n"), f"\n\n{LETTER}  "):
        response = client.post(START, {"text": text})
        words, address = response.context["known"]
        assert words.startswith("Deze brief wordt al ingevoerd")
        assert address == begun.get_absolute_url()
    finish(client, begun)
    words, address = client.post(START, {"text": LETTER}).context["known"]
    assert "Kamerstuk 36 045, nr. 9171" in words
    assert address == reverse("admin:letters_letter_change", args=[Letter.objects.get(number=9171).pk])


@pytest.fixture
def pressed_twice(monkeypatch):
    """Makes a second press of a button come in while the text of the first is being read."""

    def pressed_twice(second_press):
        answers, read_letter = [], beginning.read_letter

        def interrupted(*words):
            monkeypatch.setattr(beginning, "read_letter", read_letter)
            answers.append(second_press())
            return read_letter(*words)

        monkeypatch.setattr(beginning, "read_letter", interrupted)
        return answers

    return pressed_twice


def test_a_text_that_is_sent_twice_at_once_is_begun_once(client, anna, pressed_twice):
    answers = pressed_twice(lambda: client.post(START, {"text": LETTER}))
    words, address = client.post(START, {"text": LETTER}).context["known"]
    assert words.startswith("Deze brief wordt al ingevoerd")
    assert [address] == [one.url for one in answers] == [Intake.objects.get().get_absolute_url()]


def at_the_same_instant(*requests):
    """The answers to these requests (an address and what is sent), each from a browser, thread and connection of its own."""
    start, answers = threading.Barrier(len(requests)), []
    user = User.objects.get(username="anna")

    def send(address, data):
        browser = Client()
        browser.force_login(user)
        try:
            start.wait(20)
            answers.append(browser.post(address, data))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=request) for request in requests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.engines
def test_of_two_tabs_at_the_same_instant_one_begins_the_letter_and_one_enters_it(transactional_db, anna):
    for number in range(1, 6):
        text = LETTER.replace("9171", str(number))
        begun = at_the_same_instant(*[(START, {"text": text})] * 2)
        assert sorted(answer.status_code for answer in begun) == [200, 302]
        intake = Intake.objects.under_way().get()
        data = typed(intake) | agreed(intake) | {"finish": "1", "letter-date": f"{number}-11-2023"}
        entered = at_the_same_instant(*[(intake.get_absolute_url(), data)] * 2)
        assert sorted(answer.status_code for answer in entered) == [200, 302]
        assert Letter.objects.filter(number=number).count() == 1


@pytest.mark.engines
def test_of_two_copies_that_are_entered_at_the_same_instant_one_is_the_letter(transactional_db, client, anna):
    for number in range(1, 6):
        text = LETTER.replace("9171", str(number)).replace("15 november", f"{number} november")
        two = [begin(client, text), begin(client, text.replace(f"Nr. {number} ", "Nr. 8888 "))]
        turned = {
            "letter-number": number,
            "dossier-1-number": "28 676",
            "dossier-1-title": "",
            "dossier-2-number": "36 045",
        }
        requests = [(one.get_absolute_url(), typed(one) | agreed(one) | {"finish": "1"}) for one in two]
        requests[1][1].update(turned)
        refused, accepted = sorted(at_the_same_instant(*requests), key=lambda answer: answer.status_code)
        assert (refused.status_code, accepted.status_code) == (200, 302)
        assert "Deze brief staat al in het grootboek." in refused.content.decode()
        assert Letter.objects.filter(number=number).count() == 1


def test_another_text_of_a_letter_that_the_ledger_has_leads_there_too(client, begun):
    finish(client, begun)
    words, _ = client.post(START, {"text": LETTER.replace("Drieduizend", "Tweeduizend")}).context["known"]
    assert "Kamerstuk 36 045, nr. 9171" in words


def test_what_is_under_way_stands_on_the_first_page_with_its_count(client, begun):
    send(client, begun, **{f"row-{WHOLE}-agreed": "on"})
    page = client.get(START).content.decode()
    assert "1 van 5 behandeld" in page
    assert "laatst bewaard door anna" in page


# going on


def test_everything_typed_is_kept_also_what_is_not_valid(client, begun):
    odd = {"letter-date": "31 februari", "row-2-amount": "2.5 miljard <b>", "row-2-title": "  Drones 🐈 ", "row-2-year": "",
           "dossier-2-number": "x", "row-4-note": "één\ntwee", "signature-1-left_out": "on"}  # fmt: skip
    response = send(client, begun, follow=True, **odd)
    assert [str(message) for message in response.context["messages"]] == ["Bewaard. U kunt later verdergaan."]
    assert {name: answers(begun)[name] for name in odd} == odd
    assert 'value="2.5 miljard &lt;b&gt;"' in response.content.decode()


def test_a_nul_is_left_out(client, begun):
    send(client, begun, **{"row-2-title": "Dro\0nes"})
    assert answers(begun)["row-2-title"] == "Drones"


def test_what_is_no_field_of_the_page_is_not_kept(client, begun):
    send(client, begun, **{"row-2-__class__": "x", "letter-title2": "x", "onzin": "x", "row-77-title": "x"})
    assert {"row-2-__class__", "letter-title2", "onzin", "row-77-title"} & set(answers(begun)) == set()


def test_a_row_is_handled_only_when_a_person_says_so(client, begun):
    page = IntakePage(begun)
    assert (page.handled, [row.state for row in page.rows]) == (0, ["open", "doubtful", "doubtful", "open", "doubtful"])
    send(client, begun, **{"row-3-title": "Anders", "row-1-agreed": "on"})
    begun.refresh_from_db()
    assert [row.is_handled for row in IntakePage(begun).rows] == [True, False, False, False, False]
    send(client, begun)
    begun.refresh_from_db()
    assert IntakePage(begun).handled == 1
    client.post(begun.get_absolute_url(), {k: v for k, v in typed(begun).items() if k != "row-1-agreed"})
    begun.refresh_from_db()
    assert IntakePage(begun).handled == 0


def test_one_button_agrees_with_all_that_is_certain_and_with_nothing_else(client, begun):
    send(client, begun, "agree_all")
    begun.refresh_from_db()
    assert [row.key for row in IntakePage(begun).rows if not row.is_handled] == [WHOLE, PART, REPEAT]


def test_the_older_version_of_two_is_not_saved_over_the_newer(client, begun):
    mine, theirs = typed(begun), typed(begun)
    theirs |= {"row-2-title": "Van Piet", "row-3-title": "Ook van Piet", "row-4-agreed": "on", "save": "1"}
    mine |= {"row-2-title": "Van Anna", "row-5-agreed": "on", "save": "1"}
    client.post(begun.get_absolute_url(), theirs)
    response = client.post(begun.get_absolute_url(), mine)
    page = response.content.decode()
    assert "heeft intussen een nieuwere versie bewaard" in page
    assert 'value="Van Anna"' in page
    assert (answers(begun)["row-2-title"], answers(begun)["row-3-title"]) == ("Van Piet", "Ook van Piet")

    # What both changed, or only I did, stands side by side; what only the other changed is in my page.
    assert [(where, my.spec.name, my.value, their.value) for where, my, their in response.context["differing"]] == [
        ("Rij 2", "title", "Van Anna", "Van Piet"),
        ("Rij 5", "agreed", "ja", "nee"),
    ]
    assert set(response.context["taken"]) == {"row-3-title", "row-4-agreed"}
    assert [row.is_agreed for row in response.context["page"].rows] == [False, False, False, True, True]
    assert 'value="Ook van Piet"' in page


def test_after_both_versions_were_shown_a_person_chooses(client, begun):
    for title, version in (("Van Piet", 1), ("Van Anna", 1), ("Van Anna", 2)):
        data = typed(begun, **{"row-2-title": title, "row-1-title": title, "version": version, "save": "1"})
        response = client.post(begun.get_absolute_url(), data | ({"take": "row-1-title"} if version == 2 else {}))
    assert response.status_code == 302
    assert (answers(begun)["row-2-title"], answers(begun)["row-1-title"]) == ("Van Anna", "Van Piet")


def test_every_earlier_version_can_be_told(client, begun):
    for title in ("Een", "Twee", "Drie"):
        send(client, begun, **{"row-2-title": title})
    begun.refresh_from_db()
    assert [begun.answers_at(version)["row-2-title"] for version in (1, 2, 3, 4)] == [
        "Militaire steun in 2024", "Een", "Twee", "Drie",
    ]  # fmt: skip


def test_a_version_that_is_no_number_is_an_old_one(client, begun):
    assert send(client, begun, version="x").context["is_conflict"]


# a row that the program missed


def test_a_missed_amount_is_added_at_its_place_and_can_be_removed(client, begun):
    response = send(client, begun, "add", quote="Drieduizend dozen kosten veel", skip="0")
    assert response.url.endswith("#rij-5a")
    begun.refresh_from_db()
    row = IntakePage(begun).rows[-1]
    assert (row.key, row.is_added, row.state) == ("5a", True, "doubtful")
    assert row.fields["quote"].value.startswith("Drieduizend dozen")
    client.post(begun.get_absolute_url(), typed(begun) | {"remove": "5a"})
    begun.refresh_from_db()
    assert [row["key"] for row in begun.proposals["rows"]] == ["1", "2", "3", "4", "5"]


def test_an_added_amount_is_read_and_proposed_like_the_others(client, begun):
    begun.proposals["rows"] = [row for row in begun.proposals["rows"] if row["key"] != PART]
    begun.save()
    send(client, begun, "add", quote="EUR 150 miljoen")
    begun.refresh_from_db()
    [row] = [row for row in IntakePage(begun).rows if row.is_added]
    assert (row.key, row.fields["as_written"].value, row.fields["amount"].value) == (
        "2a",
        "EUR 150 miljoen",
        "150.000.000",
    )
    assert row.fields["quote"].value.startswith("In 2024 stelt het kabinet")
    assert row.verdict == "new"


def test_the_second_of_two_equal_quotes_can_be_added(client, anna):
    intake = begin(client, LETTER.replace("Drieduizend dozen kosten veel", "Een doos. Nog een doos"))
    places = [beginning.added_row(intake, "doos", skip)["start"] for skip in (0, 1, 7)]
    assert places[0] < places[1] == places[2]


def test_the_places_before_a_quote_are_walked_once_each_however_many_are_forged(client, anna, monkeypatch):
    intake = begin(client, LETTER.replace("Drieduizend dozen kosten veel", "Een doos. Nog een doos"))
    searched, find = [], NormalisedText.find
    monkeypatch.setattr(NormalisedText, "find", lambda *words: searched.append(words) or find(*words))
    for skip in ("999999999", "9" * 5000, "²", "-1"):
        assert send(client, intake, "add", quote="doos", skip=skip).status_code == 302
        client.post(intake.get_absolute_url(), typed(intake) | {"remove": "5a"})
    assert [words[1] for words in searched].count("doos") == 6  # three to see that there is no third, and one each


def test_no_more_than_a_thousand_places_of_a_quote_are_walked(client, anna):
    intake = begin(client, LETTER.replace("Drieduizend dozen kosten veel", "doos " * 1_200))
    places = [beginning.added_row(intake, "doos", skip)["start"] for skip in (999, 1_000, 1_100)]
    assert places[0] < places[1] == places[2]


def test_what_is_not_in_the_letter_or_has_a_row_is_not_added(client, begun):
    response = send(client, begun, "add", quote="EUR 7 miljoen voor niets")
    assert "staat niet in de tekst van de brief" in problems(response)[0][1]
    assert 'value="EUR 7 miljoen voor niets"' in response.content.decode()
    assert problems(send(client, begun, "add", quote="EUR 6 miljard")) == [
        (
            "",
            "Dit bedrag heeft al een rij: rij 4. Staat er meer dan één toezegging in: vraag daar om nog een uit dit citaat.",
        )
    ]
    assert problems(send(client, begun, "add", quote=""))[0][1].startswith("“” staat niet")
    assert len(begun.proposals["rows"]) == 5


def test_what_the_program_found_cannot_be_removed(client, begun):
    client.post(begun.get_absolute_url(), typed(begun) | {"remove": "2"})
    begun.refresh_from_db()
    assert len(begun.proposals["rows"]) == 5


# into the ledger


def test_a_whole_letter_goes_to_the_ledger_as_a_draft(client, begun):
    response = finish(client, begun, **{"letter-short_title": "Steun in 2024"})
    letter = Letter.objects.get(number=9171)
    assert response.url == reverse("admin:letters_letter_review", args=[letter.pk])
    assert (letter.short_title, letter.slug, letter.text, letter.is_published) == (
        "Steun in 2024", "kst-36045-9171", LETTER, False,
    )  # fmt: skip
    assert [(one.minister.slug, one.office, one.name_as_printed) for one in letter.signatures.all()] == [
        ("ollongren", "Minister van Defensie", "K.H. Ollongren")
    ]
    found = letter.mentions.values_list(
        "position", "amount_as_written", "verdict", "commitment__title", "commitment__amount_eur"
    )
    assert list(found) == [
        (1, "EUR 2,5 miljard", "repeats", "Reservering voor steun in 2023", 2_500_000_000),
        (2, "EUR 900 miljoen", "states", "Militaire steun in 2024", 900_000_000),
        (3, "EUR 150 miljoen", "states", "Militaire training in 2024", 150_000_000),
        (4, "EUR 6 miljard", "others", None, None),
        (5, "EUR 900 miljoen", "repeats", "Militaire steun in 2024", 900_000_000),
    ]
    assert [one.part_of and one.part_of.title for one in letter.commitments.order_by("pk")] == [
        None,
        "Militaire steun in 2024",
    ]
    assert not any(one.is_published for one in letter.commitments.all())
    assert {statement: rows for statement, rows in invariants.broken() if rows} == {}
    begun.refresh_from_db()
    assert (begun.letter, begun.finished_at is None) == (letter, False)


def test_an_intake_that_is_done_is_shown_and_not_changed(client, begun):
    data = typed(begun) | agreed(begun)
    finish(client, begun)
    response = client.post(begun.get_absolute_url(), data | {"row-2-title": "Anders", "save": "1"})
    assert "Deze invoer is klaar" in response.content.decode()
    assert answers(begun)["row-2-title"] != "Anders"
    assert begun not in [intake for intake, _ in client.get(START).context["intakes"]]


def test_what_is_typed_while_a_colleague_finishes_the_letter_is_shown_beside_his(client, begun):
    data = typed(begun) | agreed(begun)
    finish(client, begun)
    response = client.post(begun.get_absolute_url(), data | {"row-2-title": "Anders", "save": "1"})
    page = response.content.decode()
    assert "anna maakte deze invoer klaar terwijl u typte" in page
    assert [(mine.name, mine.value) for _, mine, _ in response.context["differing"]] == [("row-2-title", "Anders")]
    assert 'value="Anders"' in page
    assert "Overnemen" not in page


def test_of_a_pasted_text_and_a_file_at_once_neither_is_lost_unseen(client, anna):
    file = SimpleUploadedFile("brief.txt", LETTER.encode())
    response = client.post(START, {"text": "Nederland geeft EUR 5 miljoen.", "file": file})
    assert response.context["problem"].startswith("U plakte een tekst en koos ook een bestand.")
    assert "Het bestand was brief.txt." in response.context["problem"]
    assert response.context["text"] == "Nederland geeft EUR 5 miljoen."
    assert not Intake.objects.exists()


def test_a_letter_that_is_sent_twice_is_entered_once(client, begun):
    data = typed(begun) | agreed(begun) | {"finish": "1"}
    assert client.post(begun.get_absolute_url(), data).status_code == 302
    before = [model.objects.count() for model in (Letter, Commitment, Mention)]
    assert "Deze invoer is klaar" in client.post(begun.get_absolute_url(), data).content.decode()
    assert [model.objects.count() for model in (Letter, Commitment, Mention)] == before


def test_a_letter_that_is_sent_again_while_it_is_being_entered_is_entered_once(client, begun, monkeypatch):
    data, enter = typed(begun) | agreed(begun) | {"finish": "1"}, entering.enter
    answers = []

    def interrupted(*words):
        monkeypatch.setattr(entering, "enter", enter)
        answers.append(client.post(begun.get_absolute_url(), data))
        return enter(*words)

    monkeypatch.setattr(entering, "enter", interrupted)
    assert client.post(begun.get_absolute_url(), data).status_code == 302
    assert answers[0].context["is_conflict"]
    assert Letter.objects.filter(number=9171).count() == 1


@pytest.mark.parametrize(
    ("open_rows", "words"),
    [
        ("2", "Rij 2 is nog niet behandeld: kijk het voorstel na"),
        ("12", "Rij 1 en 2 zijn nog niet behandeld: kijk de voorstellen na"),
        ("134", "Rij 1, 3 en 4 zijn nog niet behandeld"),
        ("1345", "Rij 1 en 3 tot en met 5 zijn nog niet behandeld"),
        ("12345", "Rij 1 tot en met 5 zijn nog niet behandeld"),
    ],
)
def test_rows_that_nobody_handled_are_told_in_one_line_with_links(client, begun, open_rows, words):
    response = finish(client, begun, **{f"row-{key}-agreed": "" for key in open_rows})
    page = response.content.decode()
    summary = page[page.index('class="errornote problems"') : page.index('<form method="post" id="intake"')]
    assert words in re.sub("<[^>]+>", "", summary)
    assert summary.count("<li>") == 1
    assert f'<a href="#rij-{open_rows[0]}">' in summary


@pytest.mark.parametrize(
    ("day", "doubt"),
    [
        ("01-01-2099", "De brief is gedateerd op 1 januari 2099: dat moet nog komen."),
        ("31-12-2013", "De brief is gedateerd op 31 december 2013: van voor 2014."),
        ("15-11-2023", None),
        ("gisteren", None),
    ],
)
def test_a_date_in_doubt_is_told_while_the_letter_is_entered(client, begun, day, doubt):
    send(client, begun, **{"letter-date": day})
    page = client.get(begun.get_absolute_url()).content.decode()
    told = f"<b>Nakijken:</b> {doubt} Klopt dat, dan vraagt de site bij het goedkeuren waarom."
    assert (told in page) == (doubt is not None)
    assert "De brief is gedateerd op" in page if doubt else "De brief is gedateerd op" not in page


def test_what_is_wrong_with_a_signature_says_with_which(client, begun):
    response = finish(client, begun, **{"signature-1-minister": ""})
    assert [where for where, _ in problems(response)] == ["Ondertekening 1, bewindspersoon"]


def test_a_row_that_nobody_handled_keeps_the_letter_out(client, begun):
    response = finish(client, begun, **{f"row-{PART}-agreed": ""})
    assert problems(response) == []
    sentence = "Rij 3 is nog niet behandeld: kijk het voorstel na en kruis “Akkoord” aan."
    assert sentence in re.sub("<[^>]+>", "", response.content.decode())
    assert not Letter.objects.filter(number=9171).exists()
    assert answers(begun)["row-1-agreed"] == "on"


WRONG = [  # field, what is typed, where it is said, and how the sentence begins
    ("letter-date", "", "Brief, datum", "Dit veld is verplicht."),
    ("letter-date", "31-02-2024", "Brief, datum", "Voer een geldige datum in."),
    ("letter-number", "", "Brief", "Vul het dossier met nummer in, of anders het kenmerk."),
    ("letter-number", "171", "Brief", "Kamerstuk 36 045, nr. 171 is er al, maar van 17 november 2023"),
    ("dossier-1-number", "xyz", "Dossier 1, dossier", "‘xyz’ is geen dossier."),
    ("dossier-1-number", "", "Dossier 1, dossier", "Vul het nummer van dit dossier in, of haal de titel weg."),
    ("signature-1-minister", "", "Ondertekening 1, bewindspersoon", "Dit veld is verplicht."),
    ("signature-1-office", "", "Ondertekening 1, ambt", "Dit veld is verplicht."),
    ("row-2-title", "", "Rij 2, titel", "Dit veld is verplicht."),
    ("row-2-year", "x", "Rij 2, jaar", "Voer een geheel getal in."),
    ("row-2-category", "onzin", "Rij 2, categorie", "Dit veld is verplicht."),
    ("row-2-amount", "2.5 miljard", "Rij 2, bedrag", "‘2.5 miljard’: gebruik een komma voor decimalen"),
    ("row-2-amount", "8 mln", "Rij 2, bedrag zoals geschreven", "Het citaat zegt €\xa0900.000.000, de toezegging"),
    ("row-2-finance_type", "garantie", "Rij 2", "Een garantie is geen uitgave en telt niet mee"),
    ("row-2-quote", "EUR 900 miljoen voor taart", "Rij 2, citaat", "Dit citaat staat niet in de tekst van de brief."),
    ("row-2-as_written", "EUR 9 mln", "Rij 2, bedrag zoals geschreven", "“EUR 9 mln” staat niet in het citaat."),
    ("row-2-verdict", "", "Rij 2, oordeel", "Dit veld is verplicht."),
    ("row-1-target", "", "Rij 1, herhaalt", "Welke toezegging herhaalt dit bedrag? Geef een rij van deze brief"),
    ("row-1-target", "onzin", "Rij 1, herhaalt", "“onzin” bestaat niet. Geef een rij van deze brief (zoals rij 3)"),
    ("row-5-target", "rij 4", "Rij 5, herhaalt", "Rij 4 is geen andere rij met een nieuwe toezegging."),
    ("row-3-part_of", "rij 3", "Rij 3, onderdeel van", "Rij 3 is geen andere rij met een nieuwe toezegging."),
    ("row-2-part_of", "rij 3", "Rij 2", "Dit wordt een kring: “Militaire training in 2024” komt via"),
    ("row-3-year", "2025", "Rij 3", "De periode 2025 valt buiten die van het geheel “Militaire steun in 2024” (2024)."),
]


@pytest.mark.parametrize(("name", "value", "where", "sentence"), WRONG)
def test_what_the_ledger_refuses_is_said_at_its_field_and_nothing_is_saved(client, begun, name, value, where, sentence):
    before = [model.objects.count() for model in (Letter, Commitment, Mention, Dossier)]
    response = finish(client, begun, **{name: value})
    assert response.status_code == 200, response.url
    said = [said for place, said in problems(response) if place == where]
    assert [one for one in said if one.startswith(sentence)] != [], said
    assert [model.objects.count() for model in (Letter, Commitment, Mention, Dossier)] == before
    assert answers(begun)[name] == value
    assert begun.finished_at is None


def test_each_error_stands_beside_its_field_and_is_summed_up_on_top(client, begun):
    page = finish(client, begun, **{"row-2-year": "x"}).content.decode()
    assert '<a href="#id_row-2-year">Rij 2, jaar</a>: Voer een geheel getal in.' in page
    assert re.search(r'id="id_row-2-year"[^>]*aria-describedby="id_row-2-year_says"[^>]*aria-invalid="true"', page)
    assert '<p class="error">Voer een geheel getal in.</p>' in page


def test_parts_do_not_exceed_a_whole_of_the_same_page(client, begun):
    text = LETTER.replace("EUR 150 miljoen", "EUR 950 miljoen")
    intake = begin(client, text.replace("9171", "9172"))
    response = finish(client, intake, **{"row-3-part_of": "rij 2"})
    [(where, sentence)] = problems(response)
    assert where == "Rij 3"
    assert sentence.startswith(
        "De onderdelen zijn samen €\xa0950.000.000, meer dan het geheel “Militaire steun in 2024”"
    )


def test_a_dossier_that_is_unknown_is_made_with_the_letter(client, begun):
    finish(
        client, begun, **{"dossier-2-number": "36 200 V", "dossier-2-title": "Begroting", "dossier-1-title": "Anders"}
    )
    letter = Letter.objects.get(number=9171)
    assert [(one.number, one.title) for one in letter.other_dossiers.all()] == [("36200-V", "Begroting")]
    assert Dossier.objects.get(number="36045").title == "Situatie in Oekraïne"


def test_a_signature_can_be_left_out_and_another_added(client, begun):
    other = {"minister": "hoekstra", "office": "Minister van X", "manner": "mede-namens"}
    other = {f"signature-2-{name}": value for name, value in other.items()}
    finish(client, begun, **other, **{"signature-1-left_out": "on"})
    assert [(one.minister.slug, one.manner) for one in Letter.objects.get(number=9171).signatures.all()] == [
        ("hoekstra", "mede-namens")
    ]


def test_a_commitment_can_take_the_place_of_another_with_its_parts(client, begun):
    new = {"row-1-verdict": "new", "row-1-replaces": "reservering-2023"}
    [(row, problem)] = problems(finish(client, begun, **new))
    assert (row, problem.split(": ")[0]) == ("Rij 1", "Wat eindigt heeft onderdelen")
    finish(client, begun, **new, **{"row-1-takes": "militaire-steun-2023"})
    change = Change.objects.get(letter__number=9171)
    assert [one.slug for one in change.ended] == ["reservering-2023"]
    assert [(part.slug, into) for part, into in change.gone_on] == [("militaire-steun-2023", change.begins.get())]


def test_a_commitment_can_come_on_top_of_another_also_of_the_same_letter(client, begun):
    finish(client, begun, **{"row-1-verdict": "new", "row-1-on_top_of": "reservering-2023"})
    (top_up,) = Commitment.objects.filter(on_top_of__slug="reservering-2023", letter__number=9171)
    assert top_up.begun_by is None


def test_an_added_row_stands_in_the_ledger_at_its_place(client, begun):
    begun.proposals["rows"] = [row for row in begun.proposals["rows"] if row["key"] != PART]
    begun.save()
    send(client, begun, "add", quote="EUR 150 miljoen voor militaire training")
    begun.refresh_from_db()
    finish(client, begun)
    letter = Letter.objects.get(number=9171)
    assert list(letter.mentions.values_list("position", "amount_as_written"))[2] == (3, "EUR 150 miljoen")


def test_of_two_who_press_ready_at_once_one_enters_the_letter(client, begun):
    begun.answers |= agreed(begun)
    begun.save()
    stale = Intake.objects.get(pk=begun.pk)
    _, errors = entering.enter(begun, begun.started_by, factories.NOW)
    assert errors == {}
    _, errors = entering.enter(stale, begun.started_by, factories.NOW)
    assert errors
    assert Letter.objects.filter(number=9171).count() == 1


# a letter that is in the ledger already


@pytest.mark.skipif(not LETTERS.is_dir(), reason="the letters do not lie beside this checkout")
@pytest.mark.parametrize("number", [151, 171])
def test_another_copy_of_a_real_letter_is_recognised_though_it_prints_no_dossier(ledger, client, number):
    logged_in(client)
    call_command("import_letters", str(LETTERS), stdout=io.StringIO())
    letter = Letter.objects.working().get(dossier__number="36045", number=number)
    response = client.post(START, {"text": f"{letter.text}\nKopie voor het dossier."})
    words, address = response.context["known"]
    assert words == f"Deze brief staat al in het grootboek: {letter}."
    assert address == reverse("admin:letters_letter_change", args=[letter.pk])
    assert not Intake.objects.exists()


@pytest.fixture
def entered(client, begun):
    """The letter in the ledger, with a text in which the training is a new amount."""
    finish(client, begun)
    letter = Letter.objects.get(number=9171)
    letter.text = LETTER.replace(
        "Drieduizend dozen kosten veel.", "In 2025 stelt het kabinet EUR 33 miljoen beschikbaar voor drones."
    )
    letter.save()
    renew_places(letter)
    return letter


def check(client, letter):
    response = client.post(reverse("admin:intake_check", args=[letter.pk]))
    return Intake.objects.get(pk=re.search(r"/(\d+)/$", response.url)[1])


def test_a_letter_with_an_amount_without_a_verdict_is_listed(client, entered):
    assert list(client.get(START).context["letters"]) == [(entered, 1)]
    finish(client, check(client, entered))
    assert list(client.get(START).context["letters"]) == []


def test_what_is_in_the_ledger_is_shown_as_handled_and_the_rest_is_proposed(client, entered):
    page = IntakePage(check(client, entered))
    assert [(row.key, row.state, row.verdict) for row in page.rows] == [
        ("1", "known", "repeats"), ("2", "known", "new"), ("3", "known", "new"), ("4", "known", "others"),
        ("5", "known", "repeats"), ("6", "open", "new"),
    ]  # fmt: skip
    assert (page.handled, page.rows[1].summary) == (5, "Militaire steun in 2024 · 2024 · Military")


def test_what_is_added_stands_in_the_order_of_the_text_and_the_rest_stays(client, entered):
    entered.text = LETTER.replace(
        "De EU geeft", "Het kabinet stelt in 2024 EUR 44 miljoen beschikbaar voor cyberhulp. De EU geeft"
    )
    entered.save()
    renew_places(entered)
    entered.mentions.filter(position=4).update(note="Van een mens.")
    intake = check(client, entered)
    response = finish(client, intake)
    assert response.status_code == 302, problems(response)
    assert list(entered.mentions.values_list("position", "amount_as_written", "note")) == [
        (1, "EUR 2,5 miljard", ""), (2, "EUR 900 miljoen", ""), (3, "EUR 150 miljoen", ""), (4, "EUR 44 miljoen", ""),
        (5, "EUR 6 miljard", "Van een mens."), (6, "EUR 900 miljoen", ""),
    ]  # fmt: skip
    assert entered.commitments.count() == 3
    assert {statement: rows for statement, rows in invariants.broken() if rows} == {}


def test_what_a_person_edited_meanwhile_stays(client, entered):
    intake = check(client, entered)
    Letter.objects.filter(pk=entered.pk).update(short_title="Nieuw", note="Nagezien.")
    entered.commitments.filter(title="Militaire steun in 2024").update(note="Van een mens.")
    last = IntakePage(intake).rows[-1]
    factories.mention(entered, quote=last.fields["quote"].value, amount_as_written="EUR 33 miljoen", amount=33_000_000)
    assert finish(client, intake).status_code == 302
    entered.refresh_from_db()
    assert (entered.short_title, entered.note) == ("Nieuw", "Nagezien.")
    assert entered.commitments.get(title="Militaire steun in 2024").note == "Van een mens."
    assert entered.mentions.filter(amount=33_000_000).get().verdict == "other"


def test_a_letter_that_waits_for_its_text_gets_it(client, anna):
    letter = factories.letter(
        datetime.date(2023, 11, 15), number=9171, dossier=Dossier.objects.get(number="36045"), published_at=None
    )
    intake = begin(client, LETTER)
    assert intake.letter == letter
    assert finish(client, intake).status_code == 302
    letter.refresh_from_db()
    assert (letter.text, letter.mentions.count(), letter.short_title) == (LETTER, 5, "Een brief")


def test_an_intake_of_a_letter_that_is_asked_for_twice_at_once_is_opened_once(client, anna, pressed_twice):
    letter = factories.letter(datetime.date(2023, 11, 15), number=9171, text=LETTER, published_at=None)
    answers = pressed_twice(lambda: check(client, letter))
    assert [check(client, letter)] == answers == [Intake.objects.get()]


def test_an_intake_of_a_letter_is_opened_once(client, entered):
    first = check(client, entered)
    send(client, first, **{"row-6-title": "Half"})
    again = check(client, entered)
    assert (again.pk, again.answers["row-6-title"]) == (first.pk, "Half")


# who may do what


ENTER = ["add_letter", "change_letter", "add_commitment", "change_commitment", "add_mention", "change_mention"]
LOOK = ["view_letter", "view_commitment"]


@pytest.fixture
def login(client):
    def login(*rights):
        user = User.objects.create_user("piet", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=rights))
        client.force_login(user)

    return login


def test_who_may_enter_letters_may_do_it_all(client, begun, login):
    login(*ENTER, *LOOK)
    assert finish(client, begun).status_code == 302
    assert Letter.objects.filter(number=9171).exists()


def test_who_may_only_look_sees_the_page_and_changes_nothing(client, begun, login):
    login(*LOOK)
    page = client.get(begun.get_absolute_url()).content.decode()
    assert "<fieldset disabled>" in page
    assert "U kunt deze invoer bekijken, niet bewerken." in page
    assert 'name="save"' not in page
    assert 'name="text"' not in client.get(START).content.decode()
    assert send(client, begun).status_code == 403
    assert client.post(START, {"text": LETTER}).status_code == 403
    assert client.post(reverse("admin:intake_check", args=[1])).status_code == 403
    assert answers(begun) == begun.answers


def test_staff_without_rights_is_refused_and_who_is_not_logged_in_logs_in(client, begun, login):
    login()
    for address in (START, begun.get_absolute_url()):
        assert client.get(address).status_code == 403
    client.logout()
    for address in (START, begun.get_absolute_url()):
        response = client.get(address)
        assert response.url == f"{reverse('admin:login')}?next={address}"


def test_the_list_of_letters_has_a_button_for_who_may_add_one(client, anna):
    assert (
        f'<a href="{START}">Brief invoeren</a>'
        in client.get(reverse("admin:letters_letter_changelist")).content.decode()
    )


# the pages themselves


def test_the_pages_are_dutch_and_valid_html(client, begun):
    stale = typed(begun) | {"row-2-title": "Van Anna", "save": "1"}
    client.post(begun.get_absolute_url(), typed(begun) | {"row-2-title": "Van Piet", "row-4-agreed": "on"})
    client.post(begun.get_absolute_url(), typed(begun) | {"add": "1", "quote": "Drieduizend dozen"})
    pages = [client.get(START), client.get(begun.get_absolute_url()), client.post(begun.get_absolute_url(), stale),
             send(client, begun, "finish")]  # fmt: skip
    assert pages[2].context["is_conflict"]
    for response in pages:
        page = response.content.decode()
        text = re.sub(r"(?s)<(script|style).*?</\1>|<[^>]*>|&[a-z]+;", " ", page)
        assert set(ENGLISH.findall(text)) == set()
        assert (
            mistakes(re.sub(r'(?s)<nav class="sticky" id="nav-sidebar".*?</nav>', "", page)) == []
        )  # that is Django's own


# large and odd


@pytest.mark.looks
def test_a_letter_of_many_amounts_has_a_page_of_few_queries(client, anna, django_assert_max_num_queries):
    sentences = [
        f"In 2024 stelt het kabinet EUR {1000 + number} miljoen beschikbaar voor militaire steun."
        for number in range(60)
    ]
    intake = begin(client, LETTER.replace("Drieduizend dozen kosten veel.", "\n\n".join(sentences)))
    with django_assert_max_num_queries(20):
        response = client.get(intake.get_absolute_url())
    assert len(response.context["page"].rows) == 65
    assert finish(client, intake).status_code == 302
    assert Letter.objects.get(number=9171).mentions.count() == 65


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "‮abc", "🐈" * 500, "=1+1", "{{ x }}", "x" * 100_000, "</textarea><b>"]
)
def test_any_text_is_kept_and_shown_harmless(client, anna, text):
    intake = begin(client, f"{text}\n{LETTER}")
    response = send(client, intake, follow=True, **dict.fromkeys(intake.answers, text))
    assert response.status_code == 200
    assert set(answers(intake).values()) - {"", "on"} == {text}
    page = response.content.decode()
    assert "<script>alert" not in page
    assert "</textarea><b>" not in page
    assert finish(client, intake).status_code == 200


@pytest.mark.skipif(not LETTERS.exists(), reason="the letters' texts are not here")
def test_letter_171_takes_at_most_25_actions(client, ledger):
    """Paste, read, agree with what is certain, agree with each doubtful row, and ready: what a person does, counted."""
    logged_in(client)
    letter = Letter.objects.get_by_natural_key("kst-36045-171")
    facts = [(one.amount_eur, one.period, one.category.slug, one.stage) for one in letter.commitments.order_by("pk")]
    letter.mentions.all().delete()
    Mention.objects.filter(commitment__letter=letter).delete()
    letter.commitments.all().delete()
    letter.delete()
    [path] = LETTERS.glob("003_*.txt")
    actions = 2
    intake = begin(client, path.read_text(encoding="utf-8"))
    actions += 1
    send(client, intake, "agree_all")
    intake.refresh_from_db()
    doubtful = {f"row-{row.key}-agreed": "on" for row in IntakePage(intake).rows if not row.is_handled}
    actions += len(doubtful) + 2  # a short name, and ready
    response = send(client, intake, "finish", **doubtful, **{"letter-short_title": "Steun aan Oekraïne in 2024"})
    assert response.status_code == 302, problems(response)
    assert actions <= 25
    entered = Letter.objects.get_by_natural_key("kst-36045-171")
    assert [
        (one.amount_eur, one.period, one.category.slug, one.stage) for one in entered.commitments.order_by("pk")
    ] == facts
    assert {statement: rows for statement, rows in invariants.broken() if rows} == {}


def test_a_letter_whose_signatories_are_not_read_says_so(client, anna):
    said = "Wie deze brief ondertekende, is niet gelezen."
    assert said not in client.get(begin(client, LETTER).get_absolute_url()).content.decode()
    unsigned = begin(client, LETTER.partition("De Minister van Defensie,")[0].replace("9171", "9172"))
    assert said in client.get(unsigned.get_absolute_url()).content.decode()


STACKED = "Steun (in miljoenen euro)\n\n2024\n\n2025\n\nMilitaire steun\n\n700\n\n650\n\nHerstel\n\n90\n\n80\n"


def test_a_table_with_each_cell_on_a_line_of_its_own_is_read_and_shown_or_it_is_told(client, anna):
    intake = begin(client, LETTER.replace("De Minister van Defensie,", f"{STACKED}\nDe Minister van Defensie,"))
    page = client.get(intake.get_absolute_url()).content.decode()
    assert "elke cel op een eigen regel" not in page
    rows = re.search(r"<table>(.*?)</table>", page, re.DOTALL)[1]
    assert '<th scope="col">2024</th><th scope="col">2025</th>' in rows
    assert len(re.findall("<mark", rows)) == 4
    read = {(row.fields["amount"].value, row.fields["year"].value) for row in IntakePage(intake).rows}
    assert {("700.000.000", "2024"), ("650.000.000", "2025"), ("90.000.000", "2024"), ("80.000.000", "2025")} <= read

    torn = STACKED.replace("650\n\n", "").replace("80\n", "80\n\nOntmijnen\n\n12\n\n13\n")
    text = LETTER.replace("9171", "9173").replace("De Minister van Defensie,", f"{torn}\nDe Minister van Defensie,")
    page = client.get(begin(client, text).get_absolute_url()).content.decode()
    assert "een tabel met elke cel op een eigen regel, vanaf ‘Steun (in miljoenen euro)’" in page


TABLE = "| Doel | 2024 |\n|---|---|\n| Militaire steun voor Oekraïne | € 700 mln. |\n"


def test_a_table_of_the_letter_is_shown_as_a_table_with_its_amounts_marked(client, anna):
    intake = begin(client, LETTER.replace("De Minister van Defensie,", f"{TABLE}\nDe Minister van Defensie,"))
    page = client.get(intake.get_absolute_url()).content.decode()
    (table,) = re.findall(r'<div class="table" tabindex="0" role="group"[^>]*><table>(.*?)</table></div>', page)
    assert '<tr><th scope="col">Doel</th><th scope="col">2024</th></tr>' in table
    assert re.search(
        r'<td>Militaire steun voor Oekraïne</td><td><mark class="amount \w+" id="plaats-\w+"><a href="#rij-\w+"[^>]*>€ 700 mln\.',
        table,
    )
    assert "---" not in page.partition('id="letter"')[2].partition("</section>")[0]
    assert mistakes(page) == []


def tables_shown(client, intake):
    """The tables of the letter on the page: rows of (element, words)."""
    page = client.get(intake.get_absolute_url()).content.decode()
    tables = re.findall(r'<div class="table" tabindex="0" role="group"[^>]*><table>(.*?)</table></div>', page)
    cell = re.compile(r"<(th|td)\b[^>]*>(.*?)</\1>")
    return [
        [
            [(kind, re.sub(r"<[^>]+>", "", words)) for kind, words in cell.findall(row)]
            for row in table.split("</tr>")[:-1]
        ]
        for table in tables
    ]


ROWS = [
    [("th", "Doel"), ("th", "2024"), ("th", "2025")],
    [("td", "Militair | civiel"), ("td", ""), ("td", "€ 700 mln.")],
    [("td", "Herstel"), ("td", "€ 3 mln."), ("td", "")],
]
AS_HTML = """<table><tr><th>Doel</th><th>2024</th><th>2025</th></tr><tr><td>Militair | civiel</td><td></td><td>€ 700 mln.</td>
</tr><tr><td>Herstel</td><td>€ 3 mln.</td><td></td></tr></table>"""
AS_XML = """<table><tgroup><thead><row><entry>Doel</entry><entry>2024</entry><entry>2025</entry></row></thead><tbody>
<row><entry>Militair | civiel</entry><entry/><entry>€ 700 mln.</entry></row>
<row><entry>Herstel</entry><entry>€ 3 mln.</entry><entry/></row></tbody></tgroup></table>"""


@pytest.fixture(params=["brief.html", "brief.xml"])
def uploaded(request, client, anna):
    """The intake of a letter that came as a file of this format, with the table between its paragraphs."""
    is_html = request.param.endswith("html")
    paragraph, table = ("p", AS_HTML) if is_html else ("al", AS_XML)
    body = "".join(f"<{paragraph}>{words}</{paragraph}>" for words in LETTER.strip().split("\n\n"))
    body = body.replace(f"<{paragraph}>De Minister", f"{table}<{paragraph}>De Minister")
    if is_html:
        content = f"<html><body>{body}</body></html>"
    else:
        content = f"<officiele-publicatie><kamerstuk><stuk>{body}</stuk></kamerstuk></officiele-publicatie>"
    return begin(client, "", file=SimpleUploadedFile(request.param, content.encode()))


def test_a_table_of_a_file_is_shown_with_the_cells_that_its_format_gave_it_every_time(client, uploaded):
    assert tables_shown(client, uploaded) == [ROWS]
    send(client, uploaded, **{"letter-short_title": "Bewaard"})
    assert tables_shown(client, Intake.objects.get(pk=uploaded.pk)) == [ROWS]


def test_a_table_of_a_file_is_shown_as_such_when_its_letter_is_gone_through_again(client, uploaded):
    finish(client, uploaded)
    again = check(client, Letter.objects.get(number=9171))
    assert again.finished_at is None
    assert tables_shown(client, again) == [ROWS]


def test_the_tables_of_a_text_are_found_in_it_also_where_a_file_gave_other_ones(client, uploaded):
    finish(client, uploaded)
    letter = Letter.objects.get(number=9171)
    letter.text = LETTER + TABLE
    letter.save()
    assert tables_shown(client, check(client, letter)) == [
        [[("th", "Doel"), ("th", "2024")], [("td", "Militaire steun voor Oekraïne"), ("td", "€ 700 mln.")]]
    ]
