"""What staff know of a contradiction: written with a quote, approved by somebody else, and kept where it belongs to nothing."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from commitments.approval.explaining import GONE, NOT_IN_LETTER, NOT_PUBLIC, OWN, TYPED, found_now, left_over
from commitments.models import Explanation
from tests.commitments import factories as make
from tests.commitments.clerks import Clerk, address, errors_of, told

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

PAGE = "/verantwoording/tegenspraak/"
SAID = "Het verschil komt door afronding"


@pytest.fixture
def differing(db):
    """A letter of 2023 with 5 million, that one of 2024 repeats as 6 million; the later letter."""
    first = make.working(date=datetime.date(2023, 5, 1), text="Er gaat EUR 5 miljoen naar hulp.")
    row = make.commitment(5_000_000, letter=first, published_at=None, title="Hulp")
    make.states(row, quote="Er gaat EUR 5 miljoen naar hulp.", amount_as_written="EUR 5 miljoen")
    make.approved(first)
    later = make.working(date=datetime.date(2024, 5, 1), text=f"De EUR 6 miljoen voor hulp. {SAID}.", number=191)
    make.states(
        row, "repeats", later, quote="De EUR 6 miljoen voor hulp.", amount_as_written="EUR 6 miljoen", amount=6_000_000
    )
    make.approved(later)
    return later


def typed(letter, **fields):
    [key] = found_now()
    return {"contradiction": key, "text": "De brief rondt af.", "quote": SAID, "letter": letter.pk} | fields


def write(clerk, letter, **fields):
    """The explanation that this clerk saved."""
    response = clerk.post(address(Explanation, "add"), typed(letter, **fields))
    assert response.status_code == 302, errors_of(response)
    return Explanation.objects.get()


def send(clerk, explanation, *buttons, **fields):
    facts = {"text": explanation.text, "quote": explanation.quote, "letter": explanation.letter_id} | fields
    return clerk.post(address(explanation), facts | dict.fromkeys(buttons, "1"))


def page(client, **asked):
    return client.get(PAGE, asked).content.decode()


@pytest.mark.engines
def test_an_explanation_is_public_once_somebody_else_approved_it(anna, bert, client, differing):
    explanation = write(anna, differing)
    assert explanation.about.startswith("Zelfde toezegging, ander bedrag: “EUR 5 miljoen” in")
    assert "De brief rondt af." not in page(client)
    assert OWN in [text for _, text in told(send(anna, explanation, "_approve"))]
    assert not make.again(explanation).is_public
    send(bert, explanation, "_approve")
    said = page(client)
    assert "De brief rondt af." in said
    assert f"“{SAID}”" in said
    assert "Kamerstuk 36" in said
    explanation = make.again(explanation)
    assert (explanation.written_by, explanation.approved_by) == (anna.user, bert.user)


def test_a_change_waits_and_what_was_approved_stays_public_meanwhile(anna, bert, client, differing):
    explanation = write(anna, differing)
    send(bert, explanation, "_approve")
    send(bert, explanation, text="Anders gezegd.")
    explanation = make.again(explanation)
    assert explanation.state == "openbaar; een wijziging wacht op goedkeuring"
    assert "De brief rondt af." in page(client)
    assert OWN in [text for _, text in told(send(bert, explanation, "_approve"))]
    send(anna, explanation, "_approve")
    assert "Anders gezegd." in page(client)
    assert "De brief rondt af." not in page(client)
    assert [one.text for one in explanation.history.order_by("history_id")] == [
        "De brief rondt af.", "De brief rondt af.", "Anders gezegd.", "Anders gezegd."
    ]  # fmt: skip


def test_who_changes_something_and_presses_approve_has_it_saved_and_not_approved(anna, bert, differing):
    explanation = write(anna, differing)
    assert [text for _, text in told(send(bert, explanation, "_approve", text="Door Bert."))] == [TYPED]
    explanation = make.again(explanation)
    assert (explanation.text, explanation.is_public, explanation.writers()) == (
        "Door Bert.", False, {anna.user.pk, bert.user.pk}
    )  # fmt: skip


def test_it_can_be_taken_off_the_site_and_is_kept(anna, bert, client, differing):
    explanation = write(anna, differing)
    send(bert, explanation, "_approve")
    send(anna, explanation, "_retract")
    assert "De brief rondt af." not in page(client)
    assert make.again(explanation).text == "De brief rondt af."


@pytest.mark.parametrize("button", ["_approve", "_retract"])
def test_who_may_not_approve_letters_does_not_approve_or_retract_an_explanation(anna, bert, differing, button):
    explanation = write(anna, differing)
    clerk = Clerk("carla", "redacteur")
    with pytest.raises(PermissionDenied):
        send(clerk, explanation, button)
    assert send(clerk, explanation, text="Door Carla.").status_code == 302


def test_the_quote_stands_in_the_text_of_the_letter_that_it_names(anna, differing):
    response = anna.post(address(Explanation, "add"), typed(differing, quote="Het is een vergissing."))
    assert errors_of(response) == {NOT_IN_LETTER}


def test_the_letter_of_the_quote_is_public(anna, differing):
    draft = make.working(text=SAID)
    assert errors_of(anna.post(address(Explanation, "add"), typed(draft))) == {NOT_PUBLIC}


@pytest.mark.engines
def test_an_explanation_survives_that_its_letters_are_approved_again(anna, bert, client, differing):
    send(bert, write(anna, differing), "_approve")
    before = {mention.pk for mention in differing.public_copy.mentions.all()}
    anna.open(differing).type(note="Anders").save()
    make.approved(differing)
    assert before.isdisjoint(mention.pk for mention in make.again(differing).public_copy.mentions.all())
    assert "De brief rondt af." in page(client)


def test_one_that_belongs_to_nothing_any_more_is_kept_and_told_to_staff(anna, bert, client, differing):
    explanation = write(anna, differing)
    send(bert, explanation, "_approve")
    differing.mentions.update(amount=5_000_000)
    make.approved(differing)
    assert list(left_over()) == [explanation]
    assert "De brief rondt af." not in page(client)
    shown = anna.get(address(explanation)).render().content.decode()
    assert GONE in shown
    assert "1 hoort nergens meer bij" in anna.get("/beheer/").render().content.decode()


def test_what_waits_is_told_on_the_start_page(anna, differing):
    write(anna, differing)
    assert "1 wacht op goedkeuring" in anna.get("/beheer/").render().content.decode()


def test_on_a_day_before_the_letter_of_its_quote_it_was_not_known(anna, bert, client, differing):
    later = make.approved(make.working(date=datetime.date(2025, 1, 1), text=SAID))
    send(bert, write(anna, later), "_approve")
    assert "De brief rondt af." in page(client)
    assert "De brief rondt af." not in page(client, as_of="2024-12-31")


def test_with_the_letter_of_its_quote_withdrawn_it_is_not_shown(anna, bert, client, differing):
    later = make.approved(make.working(date=datetime.date(2025, 1, 1), text=SAID))
    send(bert, write(anna, later), "_approve")
    later.public_copy.published_at = None
    later.public_copy.save()
    assert "De brief rondt af." not in page(client)


def test_a_contradiction_has_one_explanation(anna, differing):
    write(anna, differing)
    shown = anna.get(address(Explanation, "add")).render().content.decode()
    assert "Kies een tegenspraak" in shown
    assert "EUR 6 miljoen" not in shown


def test_the_buttons_stand_behind_those_to_save_for_who_may_press_them(anna, bert, differing):
    """Enter in a field presses the first button of a form."""
    explanation = write(anna, differing)
    shown = bert.get(address(explanation)).render().content.decode()
    assert 0 < shown.index('name="_save"') < shown.index('name="_approve"')
    assert 'name="_retract"' not in shown
    shown = anna.get(address(explanation)).render().content.decode()
    assert OWN in shown
    assert 'name="_approve"' not in shown


def test_who_may_only_look_sees_it(anna, differing):
    explanation = write(anna, differing)
    shown = Clerk("lezer", "lezer").get(address(explanation)).render().content.decode()
    assert "De brief rondt af." in shown
    assert "Goedkeuren en openbaar maken" not in shown
