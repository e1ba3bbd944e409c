"""By how much a letter changed the total is the same wherever the site says it."""

import csv
import io
import re

import pytest
from django.test import Client
from hypothesis import assume

from commitments.charts import series
from commitments.charts.selection import everything
from letters.models import Letter
from tests.commitments import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


def text(client, address):
    response = client.get(address)
    content = b"".join(response) if response.streaming else response.content
    return content.decode().replace("\xa0", " ").replace("\u202f", " ")


def on_the_timeline(client):
    page = text(client, "/tijdlijn/")
    found = re.findall(r'<h3><a href="/brieven/([\w-]+)/">.*?<p class="change[^>]*>(.*?)</p>', page, re.DOTALL)
    return {slug: re.sub("<[^>]*>", "", said) for slug, said in found}


def on_the_overview(client):
    page = text(client, "/")
    found = re.findall(
        r'<li><a class="row" href="/brieven/([\w-]+)/">.*?<span class="value[^>]*>(.*?)</span></a>', page
    )
    return dict(found)


def in_the_file(client):
    rows = csv.DictReader(io.StringIO(text(client, "/brieven.csv")))
    return {row["slug"]: int(row["change_eur"]) for row in rows if row["change_eur"]}


def steps_of_the_chart(client):
    """By how much its total changed on each day."""
    totals = {}
    for row in csv.DictReader(io.StringIO(text(client, "/grafieken/lopend-totaal.csv"))):
        totals[row["date"]] = totals.get(row["date"], 0) + int(row["total_eur"] or 0)
    before = [0, *totals.values()]
    return {day: total - before[place] for place, (day, total) in enumerate(totals.items()) if total != before[place]}


def by_day(changes):
    found = {}
    for slug, change in changes.items():
        day = Letter.objects.get(slug=slug).date.isoformat()
        found[day] = found.get(day, 0) + change
    return {day: change for day, change in found.items() if change}


def as_printed(changes):
    return {slug: series.Sum(change).signed.replace("\xa0", " ") for slug, change in changes.items()}


@make.for_every(make.ledgers(), examples=10)
def test_timeline_overview_page_file_and_chart_say_the_same_of_each_letter(rows):
    with make.rolled_back():
        make.save(rows)
        client = Client()
        changes = {slug: one.amount_eur for slug, one in series.changes_by_letter(everything().movements).items()}
        assume(changes)
        assert in_the_file(client) == changes
        assert {slug: said for slug, said in on_the_timeline(client).items() if "€" in said} == as_printed(changes)
        newest = on_the_overview(client)
        assert {slug: said for slug, said in newest.items() if "€" in said} == {
            slug: said for slug, said in as_printed(changes).items() if slug in newest
        }
        assert steps_of_the_chart(client) == by_day(changes)
        for slug, change in changes.items():
            page = text(client, f"/brieven/{slug}/")
            lead = re.search(r'<p class="lead">(.*?)</p>', page)[1]
            assert series.Sum(abs(change)).full.replace("\xa0", " ") in lead, (slug, lead)


def test_what_a_letter_did_is_told_by_kind_where_it_did_several_things(client):
    early, late = make.letter(make.LETTERS[1][0]), make.letter(make.LETTERS[4][0], short_title="Begroting")
    lowered, withdrawn = (
        make.commitment(amount * 10**9, letter=early, title=title) for amount, title in ((4, "Vier"), (1, "Eén"))
    )
    make.commitment(3 * 10**9, letter=late, replaces=lowered, title="Drie")
    make.change(late, [withdrawn], note="Het gaat niet door.")
    make.commitment(5 * 10**9, letter=late, title="Nieuw")
    page = text(client, "/tijdlijn/")
    assert on_the_timeline(client)[late.slug] == "+ € 3 mld"
    kinds = re.sub("<[^>]*>", "", re.search(r'<p class="small">(nieuw geld.*?)</p>', page)[1])
    assert kinds == "nieuw geld + € 5 mld, verlaagd \u2212 € 1 mld, vervallen \u2212 € 1 mld"
    assert f'Vervallen: <a href="{withdrawn.get_absolute_url()}">Eén</a> (' in page
    detail = text(client, late.get_absolute_url())
    words = re.sub(r"\s+", " ", re.sub("<[^>]*>", "", detail))
    assert "Met deze brief ging het totaal € 3 mld omhoog. Van deze brief telt nu € 8 mld mee in het totaal." in words
    assert "Verlaagd: Vier (€ 4 mld). Daarvoor in de plaats: Drie (€ 3 mld)." in words
    assert "Vervallen: Eén (€ 1 mld). Het gaat niet door." in words
    assert "Dit bedrag telt niet meer mee: het is vervallen." in text(client, withdrawn.get_absolute_url())
