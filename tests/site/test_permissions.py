"""Who may do what in the admin: every address, every role, looking and sending, as admin_urls.py says."""

from copy import deepcopy
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commitments.approval.explaining import found_now
from commitments.entry.letter import beginning
from commitments.entry.sheet import admin as sheet_admin
from commitments.entry.sheet import files
from commitments.entry.sheet.columns import COLUMNS
from commitments.entry.sheet.importing import preview
from commitments.models import Category, Channel, Commitment, Explanation, Intake, Report
from letters.models import Dossier, Letter, Minister
from tests.commitments.factories import NOW, again, approved, rolled_back, states, working

from .admin_urls import METHODS, PATTERNS, ROLES, expected

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

PASSWORD = "drie-blauwe-stoelen"
TOKEN = "t" * 32
BRIEF = """36 045 Situatie in Oekraïne

Nr. {number} Brief van de minister van Defensie

Den Haag, 15 november 2023

Nederland geeft in 2024 EUR 5 miljoen voor drones.
"""
LOGIN = reverse("admin:login")


# the rows that the pages are about


@dataclass(frozen=True)
class Ledger:
    """For each model a row that is public, edited since and waits for approval, and a draft that nobody needs."""

    edited: dict[str, object]
    drafts: dict[str, object]
    intake: Intake  # a letter that is being entered


@pytest.fixture
def ledger_of_staff():
    """A Ledger in which a colleague, who is nobody of the roles, made the last version of everything."""
    colleague = User.objects.create_superuser("collega")
    minister = Minister.objects.create(slug="wit", name="Anna de Wit", family_name="Wit")
    channel = Channel.objects.create(slug="ifu", name="Fonds", short_name="IFU")
    letter = working(100)
    letter.signatures.create(minister=minister, office="Minister van Defensie")
    letter.commitments.update(channel=channel)
    letter = approved(letter)
    commitment = letter.commitments.get()
    edited = {
        row._meta.label_lower.replace(".", "_"): row
        for row in (letter, letter.dossier, minister, channel, commitment.category)
    }
    for row in edited.values():
        changed = "title" if isinstance(row, Letter | Dossier) else "name"
        setattr(row, changed, "Nog niet goedgekeurd")
        row.note_edit(colleague, NOW)
        row.save()
    written = letter.mentions.get()
    begun = beginning.begin(BRIEF.format(number=9302), colleague)
    told = Report.objects.create(title="site als geheel", address="/", text="Er ontbreekt een brief.", received_at=NOW)
    explained = _explained(letter, colleague)
    others = {
        "commitments_report": told,
        "commitments_explanation": explained,
        "commitments_commitment": commitment,
        "commitments_mention": written,
    }
    spare = {"auth_user": User.objects.create_user("reserve"), "auth_group": Group.objects.create(name="reserve")}
    draft, with_text = working(200), working(text="Nederland geeft EUR 5 miljoen.")
    drafts = {
        "letters_letter": with_text,
        "letters_dossier": Dossier.objects.create(number="21501-20"),
        "letters_minister": Minister.objects.create(slug="zwart", name="Bert Zwart", family_name="Zwart"),
        "commitments_channel": Channel.objects.create(slug="rvo", name="Dienst", short_name="RVO"),
        "commitments_category": Category.objects.create(slug="cyber", name="Cyber", short_name="Cyber"),
        "commitments_commitment": draft.commitments.get(),
        "commitments_mention": written,
        "commitments_report": told,
        "commitments_explanation": explained,
    }
    draft.mentions.all().delete()
    return Ledger(edited | others | spare, drafts | spare, begun)


def _explained(letter, by):
    """An explanation of a contradiction that this user wrote; one more contradiction has none yet."""
    for amount in (600, 700):
        later = working()
        states(letter.commitments.get(), "repeats", later, amount=amount, amount_as_written=f"€ {amount}")
        approved(later)
    [(key, about), _] = found_now().items()
    return Explanation.objects.create(
        key=key, about=about, text="Een ronding", quote="EUR", letter=letter, written_by=by, written_at=NOW
    )


@pytest.fixture
def clients(ledger_of_staff):
    """A browser for each role, of which the token against forged forms is TOKEN."""
    users = {role: User.objects.create_user(role, password=PASSWORD, is_staff=True) for role in ROLES[2:]}
    for role in ("lezer", "redacteur", "eindredacteur"):
        users[role].groups.add(Group.objects.get(name=role))
    users["superuser"].is_superuser = True
    users["superuser"].save()
    users["outsider"] = User.objects.create_user("outsider", password=PASSWORD)
    found = {}
    for role in ROLES:
        found[role] = Client(enforce_csrf_checks=True)
        if role in users:
            found[role].force_login(users[role])
        found[role].cookies["csrftoken"] = TOKEN
        found[role].user = users.get(role)
    return found


# what is sent


def sent_from(page):
    """What a browser sends from this page of the admin when nobody touches it."""
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    values = {field.html_name: field.value() for form in forms for field in form}
    values |= {f"_{name}": page.context[name] for name in ("version", "base") if name in page.context}
    return {name: value for name, value in values.items() if not (value is None or value is False or value in ("", []))}


CHANGED = {  # what somebody changes on the page of each model
    "letters_letter": {"short_title": "Anders"},
    "letters_dossier": {"title": "Anders"},
    "letters_minister": {"name": "Anders"},
    "commitments_category": {"name": "Anders"},
    "commitments_channel": {"name": "Anders"},
    "commitments_commitment": {"note": "Anders"},
    "commitments_report": {"state": "in-behandeling"},
    "commitments_explanation": {"text": "Anders"},
    "auth_group": {"name": "anders"},
    "auth_user": {"first_name": "Anders", "date_joined_0": "2024-01-01", "date_joined_1": "12:00"},
}
NEW_PASSWORD = {"password1": "vijf-groene-tafels", "password2": "vijf-groene-tafels", "usable_password": "true"}
ADDED = {  # and what makes a new row
    "letters_letter": {"reference": "BZDOC-1", "date": "2024-02-03", "short_title": "Nieuw", "kind": "brief"},
    "letters_dossier": {"number": "28 676", "title": "Nieuw"},
    "letters_minister": {"slug": "nieuw", "name": "Nieuw", "family_name": "Nieuw"},
    "commitments_category": {"slug": "nieuw", "name": "Nieuw", "short_name": "Nieuw"},
    "commitments_channel": {"slug": "nieuw", "name": "Nieuw", "short_name": "Nieuw"},
    "commitments_commitment": {"title": "Nieuw", "amount_eur": "10 mln", "year": 2024},
    "auth_group": {"name": "nieuw"},
    "auth_user": {"username": "nieuw", **NEW_PASSWORD},
}
SENT = {  # what is sent to an address that is no page of one model, by the key of its row in the table
    "login": {"username": "niemand", "password": PASSWORD},
    "password_change": {"old_password": PASSWORD, "new_password1": "vijf-groene-tafels",
                        "new_password2": "vijf-groene-tafels"},
    "autocomplete": {"term": "e", "app_label": "commitments", "model_name": "mention", "field_name": "commitment"},
    "auth_user_password_change": NEW_PASSWORD,
    "commitments_report_add": {},  # nobody gets a form
    "intake_list": {"text": BRIEF.format(number=9303)},
    "intake_letter": {"version": 1, "letter-short_title": "Anders", "save": "1"},
    "intake_effect": {"version": 1, "letter-short_title": "Anders", "_effect": "part"},
    "intake_discard": {"version": 1},
    "commitments_commitment_export": {"format": "1", "resource": "0"},
}  # fmt: skip
ASKED = {"autocomplete"}  # what is sent to these is in the question too
NOWHERE = "(?P<url>.*)$"  # the last pattern, that takes every address
ARGUMENTS = {  # what stands in an address that is no page of one model, by the same key
    "app_list": lambda ledger: ["letters"],
    "intake_letter": lambda ledger: [ledger.intake.pk],
    "intake_discard": lambda ledger: [ledger.intake.pk],
    "intake_effect": lambda ledger: [ledger.intake.pk],
    "intake_check": lambda ledger: [ledger.drafts["letters_letter"].pk],
    "auth_user_password_change": lambda ledger: [ledger.edited["auth_user"].pk],
    "view_on_site": lambda ledger: [
        ContentType.objects.get_for_model(Letter).pk,
        ledger.edited["letters_letter"].pk,
    ],
}


class Pages:
    """The address of each pattern, and what is sent there; as the superuser's browser finds it."""

    def __init__(self, ledger, browser):
        self.ledger, self.browser = ledger, browser

    def address(self, pattern):
        model, page = self._parts(pattern)
        if pattern.key in ARGUMENTS:
            return reverse(f"admin:{pattern.name}", args=ARGUMENTS[pattern.key](self.ledger))
        if pattern.key == NOWHERE:
            return "/beheer/nergens/"
        if "<" not in pattern.route:
            return reverse(f"admin:{pattern.name}")
        row = self._row(model, page)
        if pattern.name is None:
            return "/" + pattern.route.replace("<path:object_id>", str(row.pk))
        address = reverse(f"admin:{pattern.name}", args=[row.pk])
        return f"{address}?version={_unit(row).version}" if page == "delete" and _unit(row) else address

    def sent(self, pattern, user):
        model, page = self._parts(pattern)
        if page == "process_import":
            return {"kept": self._previewed(user or self.browser.user)}
        if pattern.key in SENT or model is None or model == "commitments_mention":
            return SENT.get(pattern.key, {})
        row = self._row(model, page)
        if page == "change":
            return self._found(f"admin:{model}_change", row.pk) | CHANGED[model]
        if page == "add":
            return self._found(f"admin:{model}_add") | self._added(model)
        if page == "changelist":
            return {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
        return {"post": "yes", "version": getattr(row, "version", ""), "reason": "Vergissing", "number": 1}

    def _parts(self, pattern):
        """The model and the page: ("letters_letter", "change"); (None, None) for what is no page of one model."""
        if pattern.name is None:
            model = "_".join(pattern.key.split("/")[:2])
            return (model, "") if model in self.ledger.edited else (None, None)
        for model in self.ledger.edited:
            if pattern.name.startswith(f"{model}_"):
                return model, pattern.name.removeprefix(f"{model}_")
        return None, None

    def _previewed(self, user):
        """What the preview of a file hands to this user, with which he confirms it."""
        row = ADDED["commitments_commitment"] | {"category": self.ledger.edited["commitments_category"].slug}
        row |= {"letter": self.ledger.edited["letters_letter"].slug, "precision": "exact", "stage": "aangekondigd"}
        row |= {"finance_type": "gift"}
        file = files.write_csv(COLUMNS, [[row.get(name, "") for name in COLUMNS]])
        seen = preview(files.read(file, COLUMNS), user, NOW)
        assert seen.can_be_done, [one.problems for one in seen.rows]
        return sheet_admin.packed("toezeggingen.csv", file, seen.fingerprint, user)

    def _found(self, name, *arguments):
        return sent_from(self.browser.get(reverse(name, args=arguments)))

    def _added(self, model):
        rows = self.ledger.edited
        if model == "commitments_explanation":
            new = next(key for key in found_now() if not Explanation.objects.filter(key=key).exists())
            return {"contradiction": new, "text": "Nieuw", "quote": "Nederland", "letter": rows["letters_letter"].pk}
        links = {"category": rows["commitments_category"].pk, "letter": rows["letters_letter"].pk}
        return ADDED[model] | (links if model == "commitments_commitment" else {})

    def _row(self, model, page):
        return (self.ledger.drafts if page in ("delete", "changelist") else self.ledger.edited)[model]


def _unit(row):
    """What is saved and approved as a whole with this row; None for a user or a group."""
    return row.letter if isinstance(row, Commitment) else row if hasattr(row, "version") else None


# what comes of it

# Written by looking at a page: a session, and what was counted in a letter.
NOT_OF_THE_LEDGER = {"django_session", "commitments_lettercount"}


def contents(user):
    """Two sets of rows, as (table, row): what is in the database, and what of it is this user's own account."""
    everything, own = set(), set()
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names(cursor)) - NOT_OF_THE_LEDGER:
            cursor.execute(f'SELECT * FROM "{table}"')
            columns = [column.name if hasattr(column, "name") else column[0] for column in cursor.description]
            person = "id" if table == "auth_user" else "user_id"
            for row in cursor.fetchall():
                entry = (table, repr(row))
                everything.add(entry)
                if user and person in columns and row[columns.index(person)] == user.pk:
                    own.add(entry)
    return everything, own


class Writes:
    """Notes whether anything was written to the database but a session; used as an execute_wrapper."""

    def __init__(self):
        self.found = False

    def __call__(self, execute, sql, params, many, context):
        words = sql.split(maxsplit=3)
        is_write = words[0].upper() in ("INSERT", "UPDATE", "DELETE")
        self.found |= is_write and not any(table in sql.partition(" SET ")[0] for table in NOT_OF_THE_LEDGER)
        return execute(sql, params, many, context)


def outcome(browser, method, address, data, before):
    """What became of it, in a word of the table; the database is as before afterwards. `before` is its contents()."""
    cookies, writes, after = deepcopy(browser.cookies), Writes(), before
    with rolled_back():
        with connection.execute_wrapper(writes):
            response = browser.get(address, data) if method == "GET" else browser.post(address, data)
        if writes.found:
            after = contents(browser.user)
    browser.cookies = cookies  # who signed out is in again: the session was rolled back too
    changed = after[0] ^ before[0]
    if changed:
        assert response.status_code in (200, 302), f"{response.status_code}, and yet something changed"
        return "own" if changed <= after[1] | before[1] else "done"
    if response.status_code == 302 and response.url.startswith(LOGIN):
        return "login"
    if response.status_code == 403 and response.context and response.context.get("sign_in") == LOGIN:
        return "login"
    return str(response.status_code)


@pytest.fixture
def quiet(caplog):
    """Refusals are what is asked for here; to write each of them down takes longer than to refuse."""
    caplog.set_level("CRITICAL", logger="django.request")


@pytest.mark.parametrize("role", ROLES)
def test_every_page_gives_each_role_what_the_table_says(role, ledger_of_staff, clients, quiet):
    pages, table, browser = Pages(ledger_of_staff, clients["superuser"]), expected(), clients[role]
    before, wrong = contents(browser.user), {}
    for pattern in PATTERNS:
        if pattern.key not in table:
            continue  # the next test names it
        address, sent = pages.address(pattern), pages.sent(pattern, browser.user)
        asked = sent if pattern.key in ASKED else {}
        for method, data in (("GET", asked), ("POST", sent | {"csrfmiddlewaretoken": TOKEN})):
            found, right = outcome(browser, method, address, data, before), table[pattern.key][role, method]
            if found != right:
                wrong[f"{method} {address} ({pattern.key})"] = f"{found}, not {right}"
    assert wrong == {}


def test_every_address_of_the_admin_has_a_row_in_the_table_and_every_row_an_address():
    assert {pattern.key for pattern in PATTERNS} ^ expected().keys() == set()


def cells(*roles, pages=""):
    """The outcomes in the table of these roles, on the pages of which the name has this in it."""
    return {
        (key, method): outcome
        for key, row in expected().items()
        for (role, method), outcome in row.items()
        if role in roles and pages in key
    }


def test_who_is_no_staff_gets_no_further_than_the_door():
    doors = {(key, method) for key in ("login", "logout") for method in METHODS}
    found = cells("anonymous", "outsider")
    assert {outcome for cell, outcome in found.items() if cell not in doors} == {"login"}
    assert {found[cell] for cell in doors} == {"200", "302"}


def test_a_lezer_sees_what_only_shows_and_changes_nothing_but_a_password():
    found = cells("lezer")
    assert {cell: outcome for cell, outcome in found.items() if outcome in ("own", "done")} == {
        ("password_change", "POST"): "own"
    }
    shows = ("_review", "_history", "_compare", "_changelist", "_change")
    assert {found[key, "GET"] for key, _ in found if key.endswith(shows) and not key.startswith("auth")} == {"200"}


def test_looking_changes_nothing_for_anybody():
    assert {cell for cell, outcome in cells(*ROLES).items() if cell[1] == "GET" and outcome in ("own", "done")} == set()


def test_only_who_approves_approves_and_withdraws():
    for pages in ("_approve", "_withdraw"):
        assert set(cells("lezer", "redacteur", pages=pages).values()) == {"405", "403"}
        assert cells("eindredacteur", pages=pages)[f"letters_letter{pages}", "POST"] == "done"


def test_users_and_groups_are_for_the_superuser_alone():
    found = cells("lezer", "redacteur", "eindredacteur", pages="auth_")
    assert found
    assert set(found.values()) == {"403"}


@pytest.mark.parametrize(
    ("model", "field"), [("letters_letter", "note"), ("letters_dossier", "title"), ("commitments_category", "name")]
)
def test_who_wrote_of_it_does_not_approve_it_and_a_colleague_does(model, field, ledger_of_staff, clients):
    row = ledger_of_staff.edited[model]
    setattr(row, field, "Anders")
    row.save_edit(clients["eindredacteur"].user, timezone.now())
    data = {"version": row.version, "reason": "Nagekeken", "csrfmiddlewaretoken": TOKEN}
    for role, is_approved in (("eindredacteur", False), ("superuser", True)):
        clients[role].post(reverse(f"admin:{model}_approve", args=[row.pk]), data)
        assert again(row).is_approved == is_approved


def test_what_was_ever_public_is_not_deleted_by_anybody(ledger_of_staff, clients, quiet):
    for model, row in ledger_of_staff.edited.items():
        if hasattr(row, "version"):
            address = f"{reverse(f'admin:{model}_delete', args=[row.pk])}?version={row.version}"
            answer = clients["superuser"].post(address, {"post": "yes", "csrfmiddlewaretoken": TOKEN})
            assert (model, answer.status_code) == (model, 403)


@pytest.mark.parametrize("role", ["anonymous", "superuser"])
def test_nothing_is_taken_without_the_token_of_the_page(role, ledger_of_staff, clients, quiet):
    pages, before = Pages(ledger_of_staff, clients["superuser"]), contents(clients[role].user)
    found = {
        pattern.key: outcome(clients[role], "POST", pages.address(pattern), {}, before)
        for pattern in PATTERNS
        if pattern.key in expected()
    }
    assert {key: what for key, what in found.items() if what != "403"} == {}
