"""A small ledger, and somebody who enters letters in it."""

import datetime

import pytest

from letters.models import Dossier, Minister
from tests.commitments import factories
from tests.commitments.entry.letter.pages import logged_in


@pytest.fixture
def ledger_of_two(db):
    """A letter with a reservation and a part of it, one more letter, and whom and what a new letter can name."""
    for slug in ("military", "undivided", "humanitarian", "cyber"):
        factories.category(slug)
    Minister.objects.create(slug="ollongren", name="Kajsa Ollongren", family_name="Ollongren")
    Minister.objects.create(slug="hoekstra", name="Wopke Hoekstra", family_name="Hoekstra")
    Dossier.objects.create(number="36045", title="Situatie in Oekraïne")
    letter = factories.letter(datetime.date(2023, 2, 20), number=151, published_at=None)
    factories.letter(datetime.date(2023, 11, 17), number=171, published_at=None)
    facts = {"letter": letter, "year": 2023, "published_at": None}
    whole = factories.commitment(
        2_500_000_000, slug="reservering-2023", title="Reservering voor steun in 2023", category="undivided", **facts
    )
    part = factories.commitment(1_240_000_000, slug="militaire-steun-2023", part_of=whole, **facts)
    factories.states(whole)
    factories.states(part)


@pytest.fixture
def anna(client, ledger_of_two):
    return logged_in(client)
