"""What comes on top of an earlier commitment: both stand, both count, and each leads to the other."""

import datetime
import re

import pytest

from commitments.approval import decisions
from commitments.entry.forms import LedgerLetterForm
from commitments.models import Commitment
from letters.models import Letter
from tests.commitments import factories as make

pytestmark = pytest.mark.django_db

BASE, TOP_UP = "/toezeggingen/reservering-2023/", "/toezeggingen/intensivering-militaire-steun-2023/"


def fact(client, address, name):
    """What stands behind this name among the facts of a commitment, with its links; None where it is not there."""
    found = re.search(f"<dt>{name}</dt><dd>(.*?)</dd>", client.get(address).content.decode())
    return found and found.group(1)


@pytest.mark.looks
def test_a_commitment_and_what_came_on_top_of_it_lead_to_each_other(ledger, client):
    assert fact(client, BASE, "Aangevuld met") == (
        f'<a href="{TOP_UP}">Meer militaire steun, zomer 2023</a> (€\xa01,7\xa0mld, brief van 17\xa0november\xa02023)'
    )
    assert fact(client, TOP_UP, "Komt boven op") == (
        f'<a href="{BASE}">Reservering voor steun in 2023</a> (€\xa02,5\xa0mld); beide tellen mee'
    )
    assert (fact(client, BASE, "Komt boven op"), fact(client, TOP_UP, "Aangevuld met")) == (None, None)


@pytest.mark.looks
def test_before_its_letter_nothing_came_on_top(ledger, client):
    assert fact(client, f"{BASE}?as_of=2023-11-16", "Aangevuld met") is None
    assert f'href="{TOP_UP}?as_of=2023-11-17"' in fact(client, f"{BASE}?as_of=2023-11-17", "Aangevuld met")


@pytest.mark.looks
def test_the_timeline_says_what_comes_on_top_of_what(ledger, client):
    text = client.get("/tijdlijn/").content.decode()
    assert text.count(f'komt boven op een <a href="{BASE}">eerdere toezegging</a>') == 1


def test_what_comes_on_top_changes_no_sum():
    base = make.commitment(100)
    top_up = make.commitment(70)
    before = Commitment.objects.published().counted().totals()
    Commitment.objects.filter(pk=top_up.pk).update(on_top_of=base)
    assert Commitment.objects.published().counted().totals() == before
    assert Commitment.objects.published().counted().total_eur() == 170


def test_approval_takes_the_link_along_to_the_public_copies():
    base = make.approved(make.promised(make.working(number=1)))
    top_up = make.approved(make.promised(make.working(number=2), on_top_of=base))
    assert top_up.public_copy.on_top_of == base.public_copy
    Commitment.objects.filter(pk=top_up.pk).update(on_top_of=None)
    assert make.again(top_up.public_copy).on_top_of == base.public_copy, "as long as nobody approved that"
    assert make.approved(top_up).public_copy.on_top_of is None


def test_what_was_never_approved_holds_back_what_comes_on_top_of_it():
    base = make.promised(make.working(number=151), title="Eerste")
    top_up = make.promised(make.working(), title="Tweede", on_top_of=base)
    with pytest.raises(decisions.Refused) as refusal:
        make.approved(top_up)
    assert refusal.value.problems == [
        "“Tweede” komt boven op “Eerste”, dat nog een concept is. Keur eerst Kamerstuk 36 045, nr. 151 goed."
    ]


@pytest.mark.looks
def test_of_what_was_withdrawn_no_page_tells_that_another_came_on_top(client, admin_user):
    base = make.approved(make.promised(make.working(number=1)))
    top_up = make.approved(make.promised(make.working(number=2), on_top_of=base))
    decisions.withdraw_letter(make.again(base.letter), admin_user, make.NOW, "dubbel")
    assert fact(client, top_up.get_absolute_url(), "Bedrag") is not None
    assert fact(client, top_up.get_absolute_url(), "Komt boven op") is None
    decisions.withdraw_letter(make.again(top_up.letter), admin_user, make.NOW, "ook")
    assert not Commitment.objects.public_copies().exclude(on_top_of=None)


def test_a_draft_that_comes_on_top_is_on_no_public_page(client):
    base = make.approved(make.promised(make.working(number=1)))
    make.promised(make.working(number=2), on_top_of=base)
    assert fact(client, base.get_absolute_url(), "Aangevuld met") is None


def test_a_date_that_would_make_it_older_than_what_it_tops_is_refused(client, admin_user):
    base = make.promised(make.working(number=1, date=datetime.date(2023, 1, 1)), title="Eerste")
    top_up = make.promised(make.working(number=2, date=datetime.date(2023, 6, 1)), title="Tweede", on_top_of=base)
    for letter, date in ((top_up.letter, "2022-12-31"), (base.letter, "2023-06-02")):
        form = LedgerLetterForm({"date": date}, instance=Letter.objects.get(pk=letter.pk))
        assert form.errors["date"] == [
            "“Tweede” komt boven op “Eerste”, en zou met deze datum ouder zijn. "
            "Kijk de datum na, of haal eerst die verwijzing weg."
        ]


def test_the_whole_ledger_is_held_to_it():
    base = make.commitment(letter=make.letter(datetime.date(2024, 6, 1)), slug="later")
    make.commitment(letter=make.letter(datetime.date(2024, 1, 1)), slug="eerder", on_top_of=base)
    assert make.broken_rules()["een aanvulling is niet ouder dan wat zij aanvult, en staat ernaast"] == [
        "eerder: “"
        + str(base)
        + "” staat in een latere brief dan deze. Wat erbovenop komt, staat in dezelfde brief of een "
        "latere."
    ]
