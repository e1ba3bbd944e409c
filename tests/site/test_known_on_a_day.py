"""What is asked as known on a day is what would be there if no later letter had ever come: of every page, file and chart."""

import datetime
import difflib
import re

import pytest
from django.test import Client
from django.utils.formats import date_format

from commitments.models import Affected, Category, Change, Commitment, Mention
from letters.models import Letter, Signature
from tests.commitments import factories as make

from .urls import PATTERNS, addresses, body, parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

# These are about the site, not about what letters say.
OF_THE_SITE = {
    *("corrections_csv", "corrections_excel", "corrections_json", "corrections_xlsx", "sitemap", "robots"),
    *("releases", "release", "newest_release", "release_data", "release_commitments", "release_difference"),
}
# Made of the rows of other files, or of a drawing that is also there as SVG: slow, and they say when they were made.
MADE_OF_OTHERS = {"xlsx", "png"}
NO_DAY = OF_THE_SITE | {"usual_admin", "favicon", "plain_card", "style", "report", "report_thanks"}
DAY = datetime.date(2023, 12, 31)
# As the way back to the newest day, the link to the day of the next letter is not of the day that is shown.
ON_TO_THE_NEXT = re.compile("<li><a [^>]*>Eén brief later: [^<]*</a></li>".encode())


def is_compared(pattern):
    return pattern.name not in NO_DAY and pattern.name.rpartition("_")[2] not in MADE_OF_OTHERS


def answers(of_addresses):
    """{address: (status, content)} of each of these, as known on the day."""
    client, found = Client(), {}
    for address in of_addresses:
        response = client.get(f"{address}{'&' if '?' in address else '?'}as_of={DAY.isoformat()}")
        found[address] = response.status_code, ON_TO_THE_NEXT.sub(b"", body(response))
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


def test_before_its_letter_a_page_tells_nothing_of_what_it_is_but_from_which_letter_on_it_is_known(ledger, client):
    late = Commitment.objects.published().latest("letter__date").letter
    early = late.date - datetime.timedelta(days=1)
    rows = [late, *late.commitments.published()]
    pages = set()
    for row in rows:
        response = client.get(row.get_absolute_url(), {"as_of": early.isoformat(), "year": "2024"})
        text = text_of(response)
        document, _ = parse(text)
        said = words(document.find(".//main"))
        assert response.status_code == 200
        assert f"Op {date_format(early, 'j F Y')} was dit nog niet bekend" in said
        assert f"{date_format(late.date, 'j F Y')}: {late.designation}" in said.replace("\xa0", " ")
        assert "€" not in text
        assert str(row) not in text
        then = f"?as_of={late.date.isoformat()}&year=2024"
        ways = {words(link): link.get("href") for link in document.find(".//main").iter("a")}
        assert f"{late.get_absolute_url()}{then}" in ways.values()
        to_the_day = f"Bekijk deze pagina zoals bekend op {date_format(late.date, 'j F Y')}"
        assert ways[to_the_day] == f"{row.get_absolute_url()}{then}"
        assert ways["Ga terug naar de laatste stand van deze pagina"] == f"{row.get_absolute_url()}?year=2024"
        if row != late:
            pages.add(text.replace(row.slug, ""))
    assert len(pages) == 1, "the pages of all commitments of a letter are the same before it"


def test_the_card_of_what_was_not_known_yet_says_nothing_of_it_either(ledger, client):
    late = Commitment.objects.published().latest("letter__date").letter
    early = (late.date - datetime.timedelta(days=1)).isoformat()
    plain = client.get("/kaart-zonder-bedrag.png").content
    for row in (late, *late.commitments.published()):
        assert client.get(f"{row.get_absolute_url()}kaart.png", {"as_of": early}).content == plain
