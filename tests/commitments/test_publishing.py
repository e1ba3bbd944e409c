"""What may become public, and what may be taken back: all of it or nothing, and never a part without its whole."""

import datetime

import pytest

from commitments import publishing
from commitments.models import Commitment
from letters.models import Letter

from . import factories as make

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


def draft(*args, **fields):
    """A draft with the quote that it needs to become public."""
    commitment = make.commitment(*args, published_at=None, **fields)
    make.states(commitment)
    return commitment


def publish(*commitments):
    return publishing.publish_commitments(these(*commitments), NOW)


def withdraw(*commitments):
    return publishing.withdraw_commitments(these(*commitments))


def these(*commitments):
    return Commitment.objects.filter(pk__in=[commitment.pk for commitment in commitments])


def moments(*rows):
    """When each row was published, as it is in the database."""
    return [type(row).objects.get(pk=row.pk).published_at for row in rows]


def test_what_has_a_quote_and_a_public_letter_becomes_public():
    commitment = draft()
    assert publish(commitment) == []
    assert moments(commitment) == [NOW]


def test_what_is_public_already_keeps_its_moment():
    public, new = make.commitment(), draft()
    assert publish(public, new) == []
    assert moments(public, new) == [make.NOW, NOW]


def test_a_draft_whole_holds_back_its_part():
    whole = draft(title="Geheel")
    part = draft(title="Deel", part_of=whole)
    assert publish(part) == ["“Deel” is een onderdeel van “Geheel”, dat nog een concept is. Publiceer dat eerst."]
    assert moments(whole, part) == [None, None]


def test_a_whole_and_its_parts_become_public_together():
    whole = draft()
    part = draft(part_of=whole)
    deeper = draft(part_of=part)
    assert publish(deeper, part, whole) == []
    assert moments(whole, part, deeper) == [NOW, NOW, NOW]


def test_without_a_quote_in_its_own_letter_nothing_becomes_public():
    commitment = make.commitment(title="Steun", published_at=None)
    message = (
        "“Steun” heeft nog geen citaat. Voeg bij de brief een vindplaats toe met het oordeel “noemt de toezegging”."
    )
    assert publish(commitment) == [message]
    make.states(commitment, verdict="repeats")
    make.states(commitment, letter=make.letter())
    assert publish(commitment) == [message]
    assert moments(commitment) == [None]


def test_nothing_becomes_public_before_its_letter():
    commitment = draft(title="Steun", letter=make.letter(published_at=None))
    assert publish(commitment) == ["“Steun” staat in een brief die nog niet openbaar is. Publiceer eerst de brief."]
    assert moments(commitment) == [None]


def test_with_one_problem_nothing_becomes_public():
    right, wrong = draft(), make.commitment(published_at=None)
    assert len(publish(right, wrong)) == 1
    assert moments(right, wrong) == [None, None]


def test_a_quote_with_another_amount_holds_back_its_commitment():
    commitment = make.commitment(100, title="Steun", published_at=None)
    make.states(commitment, amount=90)
    assert len(publish(commitment)) == 1
    assert moments(commitment) == [None]


def test_a_draft_predecessor_holds_back_its_successor():
    # Otherwise both the first and the third of a chain count, as long as the second is a draft.
    letter = make.letter()
    first = make.commitment(100, letter=letter)
    second = draft(100, letter=letter, supersedes=first)
    third = draft(100, letter=letter, supersedes=second)
    assert len(publish(third)) == 1
    assert Commitment.objects.published().counted().total_eur() == 100
    assert publish(second, third) == []
    assert Commitment.objects.published().counted().total_eur() == 100


def test_a_predecessor_of_what_is_public_is_not_taken_back():
    first = make.commitment(100)
    second = make.commitment(100, supersedes=first)
    make.commitment(100, supersedes=second)
    assert len(withdraw(second)) == 1
    assert Commitment.objects.published().counted().total_eur() == 100


def test_what_becomes_public_does_not_make_parts_exceed_their_whole():
    # A draft successor makes place for a new part only once it is public itself.
    letter = make.letter()
    whole = make.commitment(100, letter=letter)
    part = make.commitment(60, letter=letter, part_of=whole)
    smaller = draft(30, letter=letter, part_of=whole, supersedes=part)
    other = draft(70, letter=letter, part_of=whole)
    assert len(publish(other)) == 1
    assert publish(smaller, other) == []
    shares = Commitment.objects.published().counted().with_own_share().values_list("own_share_eur", flat=True)
    assert sorted(shares) == [0, 30, 70]


def test_a_letter_becomes_public_with_all_its_drafts():
    letter = make.letter(published_at=None)
    whole = draft(letter=letter)
    part = draft(letter=letter, part_of=whole)
    assert publishing.publish_letter(letter, NOW) == []
    assert moments(letter, whole, part) == [NOW, NOW, NOW]


def test_a_letter_without_commitments_becomes_public():
    letter = make.letter(published_at=None)
    assert publishing.publish_letter(letter, NOW) == []
    assert moments(letter) == [NOW]


def test_a_letter_becomes_public_whole_or_not_at_all():
    letter = make.letter(published_at=None)
    right, wrong = draft(letter=letter), make.commitment(letter=letter, title="Steun", published_at=None)
    assert publishing.publish_letter(letter, NOW) == [
        "“Steun” heeft nog geen citaat. Voeg bij de brief een vindplaats toe met het oordeel “noemt de toezegging”."
    ]
    assert moments(letter, right, wrong) == [None, None, None]


def test_a_public_letter_keeps_its_moment_when_new_drafts_follow():
    letter = make.letter()
    new = draft(letter=letter)
    assert publishing.publish_letter(letter, NOW) == []
    assert moments(letter, new) == [make.NOW, NOW]


def test_a_whole_with_a_public_part_is_not_taken_back():
    whole = make.commitment(title="Geheel")
    part = make.commitment(title="Deel", part_of=whole)
    assert withdraw(whole) == ["“Geheel” heeft een openbaar onderdeel: “Deel”. Trek dat eerst terug."]
    assert moments(whole, part) == [make.NOW, make.NOW]


def test_a_whole_and_its_parts_are_taken_back_together():
    whole = make.commitment()
    part = make.commitment(part_of=whole)
    assert withdraw(whole, part) == []
    assert moments(whole, part) == [None, None]


def test_a_whole_with_only_draft_parts_is_taken_back():
    whole = make.commitment()
    make.commitment(part_of=whole, published_at=None)
    assert withdraw(whole) == []
    assert moments(whole) == [None]


def test_a_letter_is_taken_back_with_all_its_commitments_or_not_at_all():
    letter = make.letter()
    whole = make.commitment(letter=letter, title="Geheel")
    elsewhere = make.commitment(part_of=whole, title="Deel")
    assert publishing.withdraw_letter(letter) == [
        "“Geheel” heeft een openbaar onderdeel: “Deel”. Trek dat eerst terug."
    ]
    assert moments(letter, whole, elsewhere) == [make.NOW, make.NOW, make.NOW]
    assert withdraw(elsewhere) == []
    assert publishing.withdraw_letter(letter) == []
    assert moments(letter, whole) == [None, None]


def test_what_is_taken_back_and_published_again_counts_as_before(ledger):
    before = Commitment.objects.published().counted().totals()
    letters = list(Letter.objects.newest_first())
    assert [publishing.withdraw_letter(letter) for letter in letters] == [[]] * 5
    assert Commitment.objects.published().counted().totals() == []
    assert [publishing.publish_letter(letter, NOW) for letter in reversed(letters)] == [[]] * 5
    assert Commitment.objects.published().counted().totals() == before
