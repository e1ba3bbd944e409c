"""Whatever was answered is kept: editors save through a server that is killed time and again while they do."""

import http.client
import os
import random
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.urls import reverse

from commitments.approval import invariants
from commitments.models import Category, Commitment, Mention
from letters.models import Letter, Minister, Signature
from tests.commitments.factories import approved, promised, working
from tests.killed_server import killed_server
from tests.proving import TIMES

from .test_permissions import TOKEN, sent_from

KILLS = 50 * TIMES
EDITORS = 3
LONGEST_DELAY = 0.06  # seconds between what a life of the server waits for, and its end
WEIGHTS = (4, 4, 1)  # how often an editor saves a category, a minister and a letter, which takes the longest
PATIENCE = 30  # seconds that an editor waits for an answer
VERSION = re.compile(r'name="_version" value="\d+\.(\d+)"')


@dataclass(frozen=True)
class Save:
    """A save that was answered: this row has this version, with this text in it, made by this user."""

    row: tuple[type, int]
    version: int
    text: str
    user: int


@dataclass(frozen=True)
class Form:
    """The page of one row: what a browser sends from it, and in which fields an editor writes his text."""

    row: tuple[type, int]
    sent: dict[str, object]
    fields: tuple[str, ...]

    @property
    def address(self):
        model, pk = self.row
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[pk])


class Editor(threading.Thread):
    """Saves one page after another, each time with another text, until told to stop; `saves` were answered."""

    def __init__(self, address, user, cookie, forms):
        super().__init__(daemon=True)
        self.address, self.user, self.forms = address, user, forms
        self.headers = {
            "Cookie": f"{cookie}; csrftoken={TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.versions = {form.row: int(form.sent["_version"].rpartition(".")[2]) for form in forms}
        self.saves, self.tried, self.unanswered, self.wrong = [], 0, 0, []
        self.stopped = threading.Event()

    def run(self):
        while not self.stopped.is_set():
            self.save(random.choices(self.forms, WEIGHTS)[0])

    def save(self, form):
        self.tried += 1
        text = f"{self.user.username}-{self.tried}"
        version = self.versions[form.row]
        data = form.sent | dict.fromkeys(form.fields, text)
        data |= {"_version": f"{form.row[1]}.{version}", "_reason": text, "csrfmiddlewaretoken": TOKEN}
        status = self.ask("POST", form.address, urlencode(data))[0]
        if status == 302:
            self.versions[form.row] = version + 1
            self.saves.append(Save(form.row, version + 1, text, self.user.pk))
        elif status in (None, 200):  # no answer; or a colleague was first
            self.reload(form)
        else:
            self.wrong.append((form.address, status))

    def reload(self, form):
        """Opens the page anew, to edit the version that is there."""
        status, page = self.ask("GET", form.address)
        if status == 200:
            self.versions[form.row] = int(VERSION.search(page)[1])
        elif status is not None:
            self.wrong.append((form.address, status))

    def ask(self, method, address, body=None):
        """The status and the text of the answer; (None, "") where the server was killed first."""
        browser = http.client.HTTPConnection(*self.address, timeout=PATIENCE)
        try:
            browser.request(method, address, body, self.headers)
            answer = browser.getresponse()
            page = answer.read().decode()
            if answer.status == 200 and "</html>" not in page:  # cut off before it said how long it is
                raise http.client.IncompleteRead(page)
            return answer.status, page
        except TimeoutError:
            raise
        except (http.client.HTTPException, OSError):
            self.unanswered += 1
            return None, ""
        finally:
            browser.close()


def database_url():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


def form_of(browser, row, *fields):
    """The Form of a row; an editor writes in the fields with these names, or that end so."""
    empty = Form((type(row), row.pk), {}, ())
    sent = sent_from(browser.get(empty.address))
    return replace(empty, sent=sent, fields=tuple(name for name in sent if name.endswith(fields)))


@pytest.fixture
def shared_letter(transactional_db):
    """A letter with rows of every kind, public, that all editors work on."""
    minister = Minister.objects.create(slug="wit", name="Anna de Wit", family_name="Wit")
    letter = working(100)
    promised(letter, 200)
    Signature.objects.create(letter=letter, minister=minister, office="Minister van Defensie", name_as_printed="A. Wit")
    Commitment.objects.filter(letter=letter).update(note="-")
    Mention.objects.filter(letter=letter).update(note="-")
    Letter.objects.filter(pk=letter.pk).update(note="-")
    return approved(letter)


def hired(number, letter):
    """The user, the cookie and the Forms of a new editor: two names of his own, and the letter of all."""
    user = User.objects.create_superuser(f"redacteur{number}")
    browser = Client()
    browser.force_login(user)
    category = Category.objects.create(slug=f"soort-{number}", name="Soort", short_name="Soort", description="-")
    minister = Minister.objects.create(slug=f"naam-{number}", name="Naam", family_name="Naam")
    forms = [
        form_of(browser, category, "description"),
        form_of(browser, minister, "name"),
        form_of(browser, letter, "note", "name_as_printed"),
    ]
    return user, f"sessionid={browser.cookies['sessionid'].value}", forms


def await_moment(kill, editors):
    """Waits until the server is to be killed for this time: at once, after a save was answered, or a save of a letter,
    and then for a random while."""
    kinds = (Letter,) if kill % 10 == 1 else (Letter, Category, Minister)

    def answered():
        return sum(save.row[0] in kinds for editor in editors for save in list(editor.saves))

    before, patience = answered(), time.monotonic() + PATIENCE
    while kill % 2 and answered() == before and time.monotonic() < patience:
        time.sleep(0.002)
    time.sleep(random.uniform(0, LONGEST_DELAY))


@pytest.mark.prove
def test_no_save_that_was_answered_is_lost_when_the_server_is_killed(shared_letter, tmp_path):
    hands = [hired(number, shared_letter) for number in range(EDITORS)]
    _, cookie, forms = hands[0]
    pages = [form.address for form in forms]
    with killed_server(tmp_path, database_url(), settings.SECRET_KEY, cookie, pages) as server:
        editors = [Editor(server.address, *hand) for hand in hands]
        for editor in editors:
            editor.start()
        for kill in range(KILLS):
            await_moment(kill, editors)
            server.kill()
            if kill % 20 == 0:
                assert lost(editors) == []
        for editor in editors:
            editor.stopped.set()
        for editor in editors:
            editor.join(PATIENCE)
    assert [wrong for editor in editors for wrong in editor.wrong] == []
    saves = [save for editor in editors for save in editor.saves]
    assert len(saves) > KILLS / 2
    assert {model for model, _ in (save.row for save in saves)} == {Letter, Category, Minister}
    assert sum(editor.unanswered for editor in editors) > KILLS / 2
    assert lost(editors) == []
    assert half_saved(shared_letter) == []
    assert gaps(save.row for save in saves) == []
    assert [rows for _, rows in invariants.broken() if rows] == []
    assert is_whole()


def lost(editors):
    """The saves that were answered and of which the history does not have version, text, reason and user."""
    answered = [save for editor in editors for save in list(editor.saves)]
    kept = {}
    for model, name in ((Category, "description"), (Minister, "name"), (Letter, "note")):
        for pk, *found in model.history.values_list("id", "version", name, "history_change_reason", "history_user"):
            kept.setdefault(((model, pk), found[0]), set()).add(tuple(found[1:]))
    return [
        save for save in answered if (save.text, save.text, save.user) not in kept.get((save.row, save.version), ())
    ]


def gaps(rows):
    """The rows of which the history, or the admin's own log, does not have each version once."""
    found = []
    for model, pk in set(rows):
        versions = sorted(model.history.filter(id=pk).values_list("version", flat=True))
        logged = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id=str(pk))
        if versions != list(range(1, model.objects.get(pk=pk).version + 1)) or logged.count() != len(versions) - 1:
            found.append((model, pk, versions, logged.count()))
    return found


def half_saved(letter):
    """The texts that are in the history of some of a letter's rows and not of all, and of its rows as they are."""
    parts = ((Letter, "note", "id"), (Signature, "name_as_printed", "letter_id"),
             (Commitment, "note", "letter_id"), (Mention, "note", "letter_id"))  # fmt: skip
    found, whole, now = {}, Counter(), set()
    for model, name, link in parts:
        texts = model.history.filter(**{link: letter.pk}, history_change_reason__startswith="redacteur")
        for text in texts.values_list(name, flat=True):
            found.setdefault(text, Counter())[model] += 1
        current = model.objects.filter(**{link.replace("letter_id", "letter"): letter.pk}).values_list(name, flat=True)
        whole[model] = len(current)
        now |= set(current)
    return [text for text, rows in found.items() if rows != whole] + (sorted(now) if len(now) > 1 else [])


def is_whole():
    """Whether the file of the database is whole; a server of PostgreSQL was not killed."""
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
