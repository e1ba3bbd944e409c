"""What superseded another commitment before there were changes, as an existing database gets it."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from commitments.approval.effects import snapshot_of
from commitments.models import Change, Commitment, Intake
from letters.models import Letter

pytestmark = pytest.mark.looks

BEFORE = [("commitments", "0017_precision_of_corrections")]
NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def migrate(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


@pytest.fixture
def before(transactional_db):
    """The models of before there were changes, in a database of then; it becomes that of today again."""
    newest = [key for key in MigrationExecutor(connection).loader.graph.leaf_nodes() if key[0] == "commitments"]
    apps = migrate(BEFORE)
    yield apps, lambda: migrate(newest)
    migrate(newest)


class Ledger:
    """Rows of then: working rows with the history of each save, and public copies."""

    def __init__(self, apps):
        self.model = lambda name, app="commitments": apps.get_model(app, name)
        self.category = self.model("Category").objects.create(slug="military", name="Militair", short_name="Militair")

    def letter(self, number, date, public=False):
        dossier, _ = self.model("Dossier", "letters").objects.get_or_create(number="36045", is_public_copy=public)
        return self.model("Letter", "letters").objects.create(
            slug=f"kst-36045-{number}", dossier=dossier, number=number, date=date, short_title=f"Brief {number}",
            is_public_copy=public, published_at=NOW if public else None, version=3,
        )  # fmt: skip

    def commitment(self, slug, letter, amount, **fields):
        facts = {"title": slug.title(), "year": 2024, "end_year": 2024, "category": self.category} | fields
        return self.model("Commitment").objects.create(slug=slug, letter=letter, amount_eur=amount, **facts)

    def record(self, row, version, supersedes=None, moved=(), kind="~"):
        """That version of this row in the history, with what it superseded and took along."""
        names = ("id", "slug", "title", "amount_eur", "year", "end_year", "category_id", "letter_id", "is_public_copy")
        facts = {name: getattr(row, name) for name in names} | {"supersedes_id": supersedes and supersedes.pk}
        record = self.model("HistoricalCommitment").objects.create(
            **facts, unit_version=version, history_type=kind, history_date=NOW
        )
        for part in moved:
            self.model("HistoricalCommitment_moved_parts").objects.create(
                id=0, history=record, from_commitment_id=row.pk, to_commitment_id=part.pk
            )


def test_a_successor_of_before_begins_by_a_change_that_ends_what_it_superseded(before):
    apps, forward = before
    ledger = Ledger(apps)
    for public in (False, True):
        shown = {"is_public_copy": public, "published_at": NOW if public else None}
        old = ledger.letter(1, datetime.date(2023, 2, 20), public)
        new = ledger.letter(2, datetime.date(2024, 6, 28), public)
        whole = ledger.commitment("geheel", old, 100, **shown)
        parts = [ledger.commitment(slug, old, 30, part_of=whole, **shown) for slug in ("blijft", "gaat-mee")]
        successor = ledger.commitment("opvolger", new, 80, supersedes=whole, **shown)
        successor.moved_parts.set(parts[1:])
    forward()
    for edition in (Letter.objects.working(), Letter.objects.public_copies()):
        change = Change.objects.get(letter__in=edition)
        assert (change.kind, change.letter.slug, change.rest_ends) == ("lowered", "kst-36045-2", True)
        assert [one.slug for one in change.ended] == ["geheel"]
        assert [(part.slug, into.slug) for part, into in change.gone_on] == [("gaat-mee", "opvolger")]
        assert [one.slug for one in change.begins.all()] == ["opvolger"]
    counted = Commitment.objects.published().counted()
    assert dict(counted.with_own_share().values_list("slug", "own_share_eur")) == {"opvolger": 50, "gaat-mee": 30}


def test_the_history_of_before_tells_of_each_change(before):
    apps, forward = before
    ledger = Ledger(apps)
    old, new = ledger.letter(1, datetime.date(2023, 2, 20)), ledger.letter(2, datetime.date(2024, 6, 28))
    first, second, part = (ledger.commitment(slug, old, 100) for slug in ("eerst", "tweede", "deel"))
    successor = ledger.commitment("opvolger", new, 80, supersedes=second)
    successor.moved_parts.set([part])
    ledger.record(successor, 1, supersedes=first, kind="+")
    ledger.record(successor, 2, supersedes=second)
    ledger.record(successor, 3, supersedes=second, moved=[part])
    letters = apps.get_model("letters", "HistoricalLetter").objects
    for version in (1, 2, 3):
        facts = {"id": new.pk, "slug": new.slug, "number": 2, "dossier_id": new.dossier_id, "date": new.date}
        letters.create(**facts, short_title="Brief 2", version=version, history_type="~", history_date=NOW)
    forward()
    letter = Letter.objects.get(pk=new.pk)

    def told(version):
        snapshot = snapshot_of(letter, version)
        changes = [row.facts for name, row in snapshot.items() if name.startswith("change")]
        return [(facts["eindigt"], facts["gaat verder"]) for facts in changes]

    assert [told(version) for version in (1, 2, 3)] == [
        [("Eerst", "")],
        [("Tweede", "")],
        [("Tweede", "Deel in Opvolger")],
    ]
    gone = set(Change.history.values_list("id", flat=True)) - {letter.changes.get().pk}
    assert len(gone) == 1
    assert Change.objects.create(letter=letter, position=9, kind="withdrawn").pk not in gone


def test_what_was_typed_in_an_intake_of_before_stays_under_the_new_names(before):
    apps, forward = before
    fields = {"verdict": {"value": "new"}, "supersedes": {"value": ""}, "parts_stay": {"value": ""}}
    apps.get_model("commitments", "Intake").objects.create(
        text="Tekst",
        proposals={"rows": [{"key": "1", "start": 0, "end": 1, "fields": fields}]},
        answers={"row-1-supersedes": "reservering-2023", "row-1-moved_parts": "deel", "letter-title": "T"},
        changes={"2": {"row-1-parts_stay": "on"}},
    )
    forward()
    intake = Intake.objects.get()
    assert intake.answers == {"row-1-replaces": "reservering-2023", "row-1-takes": "deel", "letter-title": "T"}
    assert sorted(intake.proposals["rows"][0]["fields"]) == ["replaces", "rest_ends", "verdict"]
    assert intake.changes == {"2": {"row-1-rest_ends": "on"}}


def test_who_may_do_something_with_commitments_may_do_it_with_changes(before):
    apps, forward = before
    group = apps.get_model("auth", "Group").objects.create(name="tellers")
    permissions = apps.get_model("auth", "Permission").objects
    group.permissions.set(permissions.filter(codename__in=["view_commitment", "add_commitment", "view_letter"]))
    forward()
    codenames = Group.objects.get(name="tellers").permissions.values_list("codename", flat=True)
    assert sorted(codenames) == ["add_change", "add_commitment", "view_change", "view_commitment", "view_letter"]
