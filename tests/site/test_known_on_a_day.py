"""What is asked as known on a day is what would be there if no later letter had ever come: of every page, file and chart."""

import datetime
import difflib

import pytest
from django.test import Client

from commitments.models import Affected, Category, Change, Commitment, Mention
from letters.models import Letter, Signature
from tests.commitments import factories as make

from .urls import PATTERNS, addresses, body

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

# These are about the site, not about what letters say.
OF_THE_SITE = {"corrections_csv", "corrections_excel", "corrections_json", "corrections_xlsx", "sitemap", "robots"}
# Made of the rows of other files, or of a drawing that is also there as SVG: slow, and they say when they were made.
MADE_OF_OTHERS = {"xlsx", "png"}
NO_DAY = OF_THE_SITE | {"usual_admin", "favicon", "plain_card", "style", "report", "report_thanks"}
DAY = datetime.date(2023, 12, 31)


def is_compared(pattern):
    return pattern.name not in NO_DAY and pattern.name.rpartition("_")[2] not in MADE_OF_OTHERS


def answers(of_addresses):
    """{address: (status, content)} of each of these, as known on the day."""
    client, found = Client(), {}
    for address in of_addresses:
        response = client.get(f"{address}{'&' if '?' in address else '?'}as_of={DAY.isoformat()}")
        found[address] = response.status_code, body(response)
    return found


def a_later_letter_of_every_kind():
    """A letter after the others, which changes, repeats and divides what earlier ones promised."""
    late = make.letter(datetime.date(2025, 6, 1), short_title="Voorjaarsnota", number=4321)
    early = list(Commitment.objects.published().as_of(DAY).counted().filter(part_of=None).order_by("pk")[:4])
    make.commitment(
        early[0].amount_eur + 10**9, letter=late, replaces=early[0], title="Verhoogd", category=early[0].category
    )
    make.change(late, [early[1]], "withdrawn", note="Het gaat niet door.")
    new = make.commitment(7 * 10**9, letter=late, year=2031, title="Nieuw", category=early[0].category)
    make.states(new)
    make.states(early[2], "repeats", letter=late)
    make.commitment(early[3].amount_eur, letter=late, on_top_of=early[3], title="Boven op", category=early[3].category)


def forget_later_letters():
    later = Letter.objects.filter(date__gt=DAY)
    Mention.objects.filter(letter__in=later).delete()
    Affected.objects.filter(change__letter__in=later).delete()
    Commitment.objects.filter(letter__in=later).update(begun_by=None, part_of=None, on_top_of=None)
    Change.objects.filter(letter__in=later).delete()
    Commitment.objects.filter(letter__in=later).delete()
    Signature.objects.filter(letter__in=later).delete()
    later.delete()


def test_every_page_file_and_chart_of_a_day_is_as_if_no_later_letter_had_come(ledger):
    early = Letter.objects.published().as_of(DAY).latest("date")
    for category in Category.objects.published():  # a category is of no letter: it is there on every day
        make.commitment(1, letter=early, category=category, exclusion="plafond")
    a_later_letter_of_every_kind()
    every = [address for pattern in PATTERNS if is_compared(pattern) for address in addresses(pattern)]
    now = answers(every)
    forget_later_letters()
    still = {address for pattern in PATTERNS if is_compared(pattern) for address in addresses(pattern)}
    then = answers([address for address in every if address in still])
    different = {
        address: differences(now[address], answer) for address, answer in then.items() if now[address] != answer
    }
    assert different == {}


def differences(one, other):
    (status, now), (status_then, then) = one, other
    lines = difflib.unified_diff(then.decode().splitlines(), now.decode().splitlines(), lineterm="", n=0)
    return status_then, status, list(lines)[:6]
