"""What was "context" or a repeat before there were words for it, as an existing database gets it."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from commitments.models import Intake, Mention
from tests.commitments.test_changes_of_before import Ledger, migrate

pytestmark = pytest.mark.looks

BEFORE = [("commitments", "0021_differences")]


@pytest.fixture
def before(transactional_db):
    newest = [key for key in MigrationExecutor(connection).loader.graph.leaf_nodes() if key[0] == "commitments"]
    apps = migrate(BEFORE)
    yield apps, lambda: migrate(newest)
    migrate(newest)


def test_every_amount_of_before_gets_the_word_that_is_true_of_it(before):
    apps, forward = before
    ledger = Ledger(apps)
    letter = ledger.letter(151, datetime.date(2023, 2, 20))
    facts = {"letter": letter, "quote": "q", "currency": "EUR"}
    rows = [ledger.commitment(slug, letter, amount) for slug, amount in (("een", 20), ("twee", 30), ("drie", 50))]
    mentions = apps.get_model("commitments", "Mention").objects

    def mention(written, amount, verdict="context", **more):
        return mentions.create(**facts | more, amount_as_written=written, amount=amount, verdict=verdict).pk

    ours, unknown = mention("EUR 18 miljard", 18), mention("EUR 7", 7)
    total = [mention("EUR 50", 50, "repeats", commitment=row, quote="Samen EUR 50") for row in rows[:2]]
    each = [mention("EUR 50", 50, "repeats", commitment=row, quote="EUR 50") for row in rows[2:]]
    record = {"id": unknown, "verdict": "context", "amount_as_written": "EUR 7", "quote": "q", "letter_id": letter.pk}
    apps.get_model("commitments", "HistoricalMention").objects.create(
        **record, history_type="+", history_date=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC), unit_version=1
    )
    apps.get_model("commitments", "Intake").objects.create(
        text="Tekst",
        proposals={"rows": [
            {"key": "1", "fields": {"verdict": {"value": "context", "why": "geld van anderen: de EU"}}},
            {"key": "2", "fields": {"verdict": {"value": "context", "why": "er staat geen getal"}}},
        ]},
        answers={"row-1-verdict": "context", "row-2-verdict": "context", "letter-title": "context"},
        changes={"2": {"row-1-verdict": "context"}},
    )  # fmt: skip
    group = apps.get_model("auth", "Group").objects.create(name="tellers")
    group.permissions.set(apps.get_model("auth", "Permission").objects.filter(codename="add_mention"))
    forward()
    verdicts = dict(Mention.objects.values_list("pk", "verdict"))
    assert [verdicts[pk] for pk in (ours, unknown, *total, *each)] == ["others", "other", "sums", "sums", "repeats"]
    assert Mention.history.get().verdict == "other"
    intake = Intake.objects.get()
    assert intake.answers == {"row-1-verdict": "others", "row-2-verdict": "other", "letter-title": "context"}
    assert intake.changes == {"2": {"row-1-verdict": "others"}}
    assert [row["fields"]["verdict"]["value"] for row in intake.proposals["rows"]] == ["others", "other"]
    codes = Group.objects.get(name="tellers").permissions.values_list("codename", flat=True)
    assert set(codes) == {"add_mention", "add_outcome"}
