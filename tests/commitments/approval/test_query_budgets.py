"""A page of staff about a letter asks the database as often for 200 commitments as for 5."""

import datetime

import pytest

from commitments.approval import decisions
from commitments.models import Channel, Commitment, Mention
from letters.models import Minister, Signature
from tests.commitments import factories as make
from tests.commitments.clerks import Clerk, address
from tests.site.urls import text_of
from ukrainesteun.editions.models import write_history

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

ROWS = (5, 50, 200)
EACH = 20  # of so many rows five have something to do with others
EARLY, LATE = datetime.date(2025, 1, 5), datetime.date(2025, 2, 5)
OF_RELEASE = 55  # queries that making a release takes, with the files of all that is public
IN_PARTS = 12  # queries more that a database takes to write 200 rows, being given no more than some at once


def plain(rows):
    """A letter of this many commitments of several categories and channels, with two signatures, worked on by nobody here."""
    letter = make.working(date=LATE)
    for place in range(2):
        minister = Minister.objects.create(slug=f"m-{place}", name=f"M {place}", family_name="M")
        Signature.objects.create(letter=letter, position=place + 1, minister=minister, office="Minister")
    channels = [Channel.objects.create(slug=f"k-{place}", name="K", short_name="K") for place in range(5)]
    categories = [make.category(f"c-{place}") for place in range(5)]
    commitments = Commitment.objects.bulk_create(
        Commitment(
            letter=letter, slug=f"t-{place}", title=f"T {place}", amount_eur=1_000 + place, year=2024, end_year=2024,
            category=categories[place % 5], channel=channels[place % 5],
        )
        for place in range(rows)
    )  # fmt: skip
    mentions = Mention.objects.bulk_create(
        Mention(
            letter=letter, position=place, verdict="states", commitment=one, quote=f"{one.as_printed}.",
            amount_as_written=str(one.as_printed), amount=one.amount_eur, currency="EUR",
        )
        for place, one in enumerate(commitments, start=1)
    )  # fmt: skip
    write_history(commitments, is_new=True, user=None, reason="")
    write_history(mentions, is_new=True, user=None, reason="")
    return letter


def with_everything(rows):
    """The same, of which one in five or more ends one of an earlier letter, is a part, tops up, or has an outcome or a repeat."""
    letter, earlier = plain(rows), make.working(date=EARLY)
    ended = [make.promised(earlier, 100 + place) for place in range(-(-rows // EACH))]
    make.approved(earlier)
    own = list(letter.commitments.order_by("pk"))
    own = [own[place : place + 5] for place in range(0, rows, EACH)]
    for old, (new, part, top, told, _) in zip(ended, own, strict=True):
        make.change(letter, [old], "raised", begins=[new])
        part.part_of, top.on_top_of = told, old
        part.save()
        top.save()
        make.outcome(letter, 10, [told])
        make.states(old, "repeats", letter=letter)
    return letter


def edited(letter):
    """The same letter, approved, and with every third commitment changed since."""
    letter = make.approved(letter)
    changed = list(letter.commitments.order_by("pk")[::3])
    letter.commitments.filter(pk__in=[one.pk for one in changed]).update(note="Anders.")
    write_history(changed, is_new=False, user=None, reason="")
    letter.save_edit(None, make.NOW)
    return letter


def reviewed(letter):
    page = text_of(Clerk("bert").get(address(letter, "review")).render())
    assert "Goedkeuren en openbaar maken" in page


def approved(letter):
    decisions.approve_letter(make.again(letter), Clerk("bert").user, make.NOW, "Verbeterd.")
    assert make.again(letter).is_approved


@pytest.mark.parametrize(
    ("letter_of", "step", "most"),
    [
        (plain, reviewed, 110),
        (plain, approved, 85 + OF_RELEASE),
        (lambda rows: edited(plain(rows)), reviewed, 120),
        (lambda rows: edited(plain(rows)), approved, 90 + OF_RELEASE),
        (with_everything, reviewed, 145),
        (with_everything, approved, 115 + OF_RELEASE),
        (lambda rows: edited(with_everything(rows)), reviewed, 190),
        (lambda rows: edited(with_everything(rows)), approved, 145 + OF_RELEASE),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_it_takes_no_more_queries_for_two_hundred_rows_than_for_five(
    letter_of, step, most, django_assert_max_num_queries
):
    asked = []
    for rows in ROWS:
        with make.rolled_back():
            letter = letter_of(rows)
            with django_assert_max_num_queries(most) as queries:
                step(letter)
            asked.append(len(queries))
    assert max(asked) - min(asked) <= IN_PARTS, asked
