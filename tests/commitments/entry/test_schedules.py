"""Random schedules of two to five people in the admin: every save that was answered is there, or was seen before it went.

Each schedule goes on where the last one ended. What somebody has open is a Form (clerks.py) with the SentPage that he saw:
the one that he opened, or the one that a page with two versions told him of. The rule is held at every save that was
accepted: what it found in the database is what that person had seen, and what he typed is there afterwards.
"""

import random
import threading
from itertools import count

import pytest
from django.db import connections
from django.test import Client

from commitments.approval.authors import wrote_any
from commitments.approval.effects import snapshot_of
from commitments.models import Category, Channel, Commitment, Mention
from letters.models import Letter, Minister, Signature
from tests.commitments import factories as make
from tests.commitments.clerks import Clerk, address, page_of
from tests.proving import TIMES
from ukrainesteun.editions.merging import MAIN, normal
from ukrainesteun.editions.versions import differences

NAMES = ("anna", "bert", "chris", "dina", "ewout")
ON_EVERY_ENGINE, ON_SQLITE, SHARDS = 30 * TIMES, 200 * TIMES, 8
EDITORS = (*(2,) * 12, 3, 4, 5)  # how many have the same row open
# What people type in, of each kind of row.
FIELDS = {
    Letter: ["note", "title", "short_title"],
    Commitment: ["note", "title", "period_note"],
    Channel: ["name", "short_name"],
    Minister: ["name", "family_name"],
    Mention: ["note"],
    Signature: ["name_as_printed"],
}
INLINES = (Commitment, Mention, Signature)


class World:
    """The rows that are worked on; what is deleted comes back before the next schedule."""

    def __init__(self, chance, weights):
        self.chance, self.weights, self.words = chance, weights, count(1)
        self.clerks = [Clerk(name) for name in NAMES]
        self.public, self.pages = public_rows(), {}

    def page_of(self, clerk, row):
        """The SentPage that is saved, made once for each version. One time in ten it is made again: a row that changed
        without a version would show."""
        version = version_of(row)
        if version is None:
            return None
        key = (type(row), row.pk, version)
        if key not in self.pages or self.chance.random() < 0.1:
            page = page_of(clerk, row)
            assert self.pages.setdefault(key, page).fingerprints() == page.fingerprints(), "a change without a version"
        return self.pages[key]

    def fill(self):
        fields = {"name": "K", "short_name": "K"}
        self.channel = Channel.objects.working().filter(slug="k").first() or Channel.objects.create(slug="k", **fields)
        fields = {"name": "M", "family_name": "M"}
        self.minister = Minister.objects.working().filter(slug="m").first() or Minister.objects.create(
            slug="m", **fields
        )
        other = Minister.objects.working().filter(slug="other").first() or Minister.objects.create(
            slug="other", **fields
        )
        self.letter = Letter.objects.working().filter(slug="kst-36045-1").first() or make.working(number=1)
        if not self.letter.commitments.exists():
            make.promised(self.letter, 100)
        if not self.letter.signatures.exists():
            self.letter.signatures.create(minister=other, office="Minister")

    def word(self):
        return f"woord {next(self.words)}"

    def some_row(self):
        """Names most often: they take the least time, and the letter's page with all its rows the most."""
        kind = self.chance.choices(("name", "commitment", "letter"), self.weights)[0]
        if kind == "name":
            return self.chance.choice((self.channel, self.minister))
        return self.letter.commitments.first() if kind == "commitment" else self.letter


class Editor:
    """Somebody with one page open."""

    def __init__(self, world, clerk, row):
        self.world, self.clerk, self.row = world, clerk, row
        self.form = self.seen = None

    @property
    def chance(self):
        return self.world.chance

    def step(self):
        """The next thing this person does; True when he is done."""
        if self.form is None:
            if self.chance.random() < 0.25:
                self.decide()
                return True
            return self.open()
        return self.save()

    def open(self):
        if not type(self.row).objects.filter(pk=self.row.pk).exists():
            return True
        self.form = self.clerk.open(self.row, self.world.page_of(self.clerk, self.row))
        self.seen = self.form.page
        self.typed = self.type()
        return False

    def type(self):
        """Types in some fields, and on a letter's page adds or deletes a row; what is there afterwards if it is kept."""
        typed = {}
        for row, fields in list(self.seen.rows.items()):
            model = (
                type(self.row)
                if row == MAIN
                else next(one for one in INLINES if row.startswith(f"{one._meta.model_name}s"))
            )
            for field in FIELDS[model]:
                if field in fields and self.chance.random() < (0.5 if row == MAIN else 0.2):
                    typed[row, field] = self.world.word()
                    self.form.fill(self.name_of(row), **{field: typed[row, field]})
            if model is Mention and self.chance.random() < 0.2:
                self.form.data[f"{self.name_of(row)}-DELETE"] = ["on"]
                typed = {place: word for place, word in typed.items() if place[0] != row}
        if isinstance(self.row, Letter) and self.chance.random() < 0.3:
            self.form.add(
                "mentions", quote="EUR 1 mln", amount_as_written="EUR 1 mln", verdict="other", note=self.world.word()
            )
        return typed

    def name_of(self, row):
        if row == MAIN:
            return ""
        prefix, _, key = row.partition(":")
        fields = self.form.data.items()
        return next(
            name[:-3] for name, values in fields if name.startswith(prefix) and name.endswith("-id") and values == [key]
        )

    def save(self):
        """Saves what is open. Where two versions are shown he chooses, most often; then he saves again."""
        found, version = self.world.page_of(self.clerk, self.row), self.version()
        response = self.form.save()
        if response.status_code == 302:
            if found is not None:
                self.hold_that_nothing_was_overwritten(found, version)
            return True
        assert response.status_code == 200
        if self.chance.random() < 0.02:
            response.render()
        assert self.version() == version, "what is asked about is not saved"
        conflict = response.context_data.get("conflict")
        if found is None or conflict is None:
            return True  # it is gone, or refused for another reason: what was typed stays on the page
        self.hold_that_it_tells_everything(conflict, found)
        self.seen = found
        for dispute in conflict["disputes"]:
            choice = self.chance.choice(("mine", "mine", "theirs", None))
            if choice:
                self.form.data[f"_choice:{dispute['name']}"] = [choice]
            row, _, field = dispute["name"].partition(" ")
            if choice == "theirs":
                self.typed.pop((row, field), None)
        self.typed = {place: word for place, word in self.typed.items() if place[0] in found.rows}
        return False

    def version(self):
        return version_of(self.row)

    def hold_that_nothing_was_overwritten(self, found, version):
        after = self.world.page_of(self.clerk, self.row)
        if self.version() == version:
            assert after.fingerprints() == found.fingerprints(), "a change without a version"
        else:
            assert found.fingerprints() == self.seen.fingerprints(), "overwritten unseen"
            self.hold_that_the_history_says_who(version)
        for (row, field), word in self.typed.items():
            assert normal(after.rows[row][field]) == (word,), "answered and not there"

    def hold_that_the_history_says_who(self, version):
        unit, number = self.version()
        assert number == version[1] + 1
        model = Letter if isinstance(self.row, Commitment) else type(self.row)
        record = model.history.filter(id=unit, version=number).earliest()
        assert record.history_user == self.clerk.user

    def hold_that_it_tells_everything(self, conflict, found):
        """Each difference from what he last saw is in what the page tells him."""
        told = {dispute["name"] for dispute in conflict["disputes"]}
        before, now = self.seen.fingerprints(), found.fingerprints()
        shown = {name for name in now if self.shows(name, found)}
        for name, hashed in now.items():
            if before.get(name, hashed) != hashed:
                assert name in told | shown, "changed, and not told"
        added = [row for row in found.rows if row not in self.seen.rows]
        removed = [row for row in self.seen.rows if row not in found.rows]
        assert len(conflict["added"]) == len(added)
        assert conflict["removed"] + conflict["rescued"] == len(removed)

    def shows(self, name, found):
        """Whether the form that came back has in this field what is saved."""
        row, _, field = name.partition(" ")
        place = self.name_of(row)
        return normal(self.form.data.get(f"{place}-{field}" if place else field, ())) == normal(found.rows[row][field])

    def decide(self):
        """Approves, withdraws, restores or deletes, from a page that may be older than what is there."""
        row = self.letter_or_name()
        found = type(row).objects.filter(pk=row.pk).first()
        if found is None:
            return
        version = found.version - self.chance.choice((0, 0, 0, 1))
        what = self.chance.choice(("approve", "approve", "approve", "withdraw", "restore", "delete"))
        before, public, wrote = snapshot_of(found), self.world.public, wrote_any(found, self.clerk.user)
        if what == "delete":
            response = self.clerk.get(address(row, "delete")) if not found.public_copy else None
            if response is None:
                return
            version_asked = response.url.rpartition("=")[2]
            assert version_asked == str(found.version)
            self.clerk.post(f"{address(row, 'delete')}?version={version}", {"post": "yes"})
            assert type(row).objects.filter(pk=row.pk).exists() or version == found.version, "deleted unseen"
            self.world.fill()
        else:
            numbers = list(type(row).history.filter(id=row.pk).values_list("version", flat=True))
            data = {"reason": "x", "number": self.chance.choice(numbers or [1])}
            assert self.clerk.does(row, what, version=version, **data).status_code in (200, 302), "not done, or done"
        now = type(row).objects.filter(pk=row.pk).first()
        self.world.public = public_rows()
        if what != "restore" and now is not None:
            assert snapshot_of(now) == before, "a decision is no edit"
        if version != found.version:
            assert self.world.public == public, "decided about what nobody saw"
        if what in ("restore", "delete"):
            assert self.world.public == public, "public without approval"
        elif what == "approve" and self.world.public != public:
            assert not wrote, "approved by who wrote of it"
            shown = {key: row.facts for key, row in snapshot_of(now.public_copy).items()}
            assert shown.keys() == before.keys()
            assert not [
                one for one in differences(snapshot_of(now.public_copy), before) if one.is_added or one.is_removed
            ]
        if now is not None and now.version != found.version:
            assert what == "restore"
            self.hold_that_the_history_says_who((now.pk, found.version))

    def letter_or_name(self):
        return self.row.letter if isinstance(self.row, Commitment) else self.row


def version_of(row):
    """(key, version) of the unit of this row, None where the row is gone."""
    row = type(row).objects.filter(pk=row.pk).first()
    unit = row.letter if isinstance(row, Commitment) else row
    return unit and (unit.pk, unit.version)


def public_rows():
    """What the public reads."""
    return [
        list(model.objects.public_copies().order_by("pk").values_list())
        for model in (Category, Channel, Minister, Letter, Commitment)
    ] + [list(Mention.objects.filter(letter__is_public_copy=True).order_by("pk").values_list())]


def run(schedules, seed, weights):
    chance = random.Random(seed)
    world = World(chance, weights)
    world.fill()
    for _ in range(schedules):
        row = world.some_row()
        editors = [Editor(world, clerk, row) for clerk in chance.sample(world.clerks, chance.choice(EDITORS))]
        while editors:
            editor = chance.choice(editors)
            if editor.step():
                editors.remove(editor)
        assert public_rows() == world.public, "an edit became public"


@pytest.mark.django_db
@pytest.mark.looks
@pytest.mark.prove
@pytest.mark.parametrize("seed", range(SHARDS))
def test_nothing_is_lost_in_any_schedule(seed):
    run(ON_SQLITE // SHARDS, seed, (97, 2, 1))


@pytest.mark.django_db
@pytest.mark.prove
def test_nothing_is_lost_on_any_engine():
    run(ON_EVERY_ENGINE, "every engine", (80, 12, 8))


# at the same instant


@pytest.mark.prove
def test_of_two_who_save_a_letter_at_the_same_instant_one_is_first_and_the_other_sees_both(transactional_db):
    """Each in a thread of his own, with a connection of his own, through all of the middleware."""
    letter = make.working(100)
    people = [Client(HTTP_HOST="127.0.0.1"), Client(HTTP_HOST="127.0.0.1")]
    clerks = [Clerk(name) for name in ("anna", "bert")]
    for client, clerk in zip(people, clerks, strict=True):
        client.force_login(clerk.user)
    start, answers = threading.Barrier(2), {}

    def save(place, data):
        try:
            start.wait(20)
            answers[place] = people[place].post(address(letter), data)
        finally:
            connections.close_all()

    for number in range(5 * TIMES):
        forms = [clerk.open(letter).type(note=f"{clerk.user} {number}") for clerk in clerks]
        threads = [threading.Thread(target=save, args=(place, form.data)) for place, form in enumerate(forms)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answer.status_code for answer in answers.values()) == [200, 302]
        first = next(place for place, answer in answers.items() if answer.status_code == 302)
        page = answers[1 - first].content.decode()
        assert "Twee versies naast elkaar" in page
        assert f"{clerks[0].user} {number}" in page
        assert f"{clerks[1].user} {number}" in page
        saved = make.again(letter)
        assert (saved.note, saved.version, saved.edited_by) == (
            f"{clerks[first].user} {number}",
            number + 2,
            clerks[first].user,
        )
    assert letter.history.count() == 1 + 5 * TIMES
