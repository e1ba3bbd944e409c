"""Whatever is typed in the admin is kept as it was typed, or refused in Dutch; and wherever it shows, it is only text.

What each field of a new letter says of one wrong value, tests/commitments/test_admin.py holds; here every text field of
every form is filled at once, and followed to the last public file.
"""

import csv
import io
import json
import re
from contextlib import suppress
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from openpyxl import load_workbook

from commitments.approval import invariants
from commitments.models import Channel, Commitment, Correction, Mention
from letters.models import Letter, Minister, Signature
from tests.commitments.factories import again, mention, promised, working
from ukrainesteun.cells import FORMULA_STARTS

from .test_permissions import sent_from
from .urls import XLSX, body, every_address, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pictures_as_svg"), pytest.mark.looks]

STRINGS = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "-2+3",
    "\u202eomgekeerd\u202c",
    "🇺🇦 👩‍🚒 𝔘𐍈",
    "a\u200b\u200d\u2060b",
    "Z" + "\u0301\u0316" * 9,
    "<script>kwaad()</script>",
    "\"'><kwaad onkwaad=1 x='`",
    "</textarea></title><!--",
    "{{ 7|add:7 }}{% now %}",
    "'; DROP TABLE x; --",
    "a\t=1+1\rb\r\n=1+1\nc",
    "٣٤ ² ½",
    "null None NaN -0",
    "9" * 25,
    "a\x01\x08\x1b\x7fb",
    "a\x85\u2028\ufffe\uffffb",
    "%s %(x)d %00 \\0 \\x00",
    "&lt;kwaad&gt;&amp;&#0;",
    "javascript:kwaad()",
    "../../etc/passwd",
)
NUL = "a\0b"
LONG = "<kwaad onkwaad=1> \u0301🐈 " * 50_000  # more than a million characters
ATTACK = "=\"' on=1 ><kwaad></script>{{ 7|add:7 }}</textarea><!--🐈 \u202e &amp; `{% now %}` "
WRITTEN = "€ 100"  # the amount that the quote of the commitment has to state
# These have a form of their own, and are refused in another; the source of a rate is there only with a rate (test_html.py).
NO_TEXT = {"slug", "number", "currency", "rate_source"}
NUMBERS = ("", "x", "-1", "0", "٣", "²", "1e9", "9" * 25, "9" * 5_000, NUL, "=1+1", "<kwaad>")
DUTCH = re.compile(r"(?i)\b(is|niet|geen|een|teken|tekens|waarde|zorg|bedrag)\b")
LISTS = (
    "letters_letter",
    "letters_dossier",
    "letters_minister",
    "commitments_category",
    "commitments_channel",
    "commitments_commitment",
    "commitments_mention",
)


def texts(length):
    """The STRINGS in texts of at most this length, each of which begins with another."""
    found = [""]
    for string in STRINGS:
        if len(string) <= length:
            joined = f"{found[-1]} {string}" if found[-1] else string
            found = [*found[:-1], joined] if len(joined) <= length else [*found, string]
    return found


def text_fields(model):
    """The fields of a model in which a person types a text, with the longest that they hold."""
    return {
        field.name: field.max_length or 2_000
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField) and not field.choices and field.name not in NO_TEXT
    }


PREFIXES = {Signature: "signatures", Commitment: "commitments", Mention: "mentions"}


class Clerk:
    """One editor's browser in the admin."""

    def __init__(self, name):
        self.user = User.objects.create_superuser(name)
        self.browser = Client()
        self.browser.force_login(self.user)

    def page(self, row, page="change"):
        return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])

    def get(self, address, data=None):
        return self.browser.get(address, data)

    def shown(self, row, page):
        return text_of(self.browser.get(self.page(row, page), follow=True))

    def sent(self, row):
        """What is sent from the page of this row when nobody touches it."""
        return sent_from(self.get(self.page(row)))

    def save(self, row, changes):
        return self.browser.post(self.page(row), self.sent(row) | changes)

    def decide(self, row, page, **data):
        data = {"version": again(row).version, "reason": "Verbeterd."} | data
        return self.browser.post(self.page(row, page), data, follow=True)


@pytest.fixture
def anna(db):
    return Clerk("anna")


@pytest.fixture
def bert(db):
    return Clerk("bert")


@pytest.fixture
def letter(db):
    """A letter that can be approved, with a row of every kind."""
    minister = Minister.objects.create(slug="wit", name="Anna de Wit", family_name="Wit")
    channel = Channel.objects.create(slug="ifu", name="Fonds", short_name="IFU")
    row = working()
    promised(row, 100, channel=channel)
    mention(row, verdict="not-money", amount=None, currency="")
    Signature.objects.create(letter=row, minister=minister, office="Minister van Defensie")
    return row


def rows_of(letter):
    return [letter, *letter.signatures.all(), *letter.commitments.all(), *letter.mentions.all()]


def names_of(letter):
    commitment = letter.commitments.get()
    return [commitment.category, commitment.channel, letter.dossier, letter.signatures.get().minister]


def chunk(place):
    """Of the STRINGS the text number `place`, for a field of any length."""
    return lambda length: texts(length)[place % len(texts(length))]


def attack(length):
    """As much as a field holds of a text that breaks out of every place where it is not escaped."""
    return (ATTACK * (length // len(ATTACK) + 1))[:length]


def filled(row, text):
    """{field: text(length)} for each text field of this row; a quote still holds its amount."""
    lengths = text_fields(type(row))
    if not isinstance(row, Mention):
        return {name: text(length) for name, length in lengths.items()}
    lengths["quote"] -= lengths["amount_as_written"] + 1
    found = {name: text(length) for name, length in lengths.items()}
    if row.verdict == Mention.Verdict.STATES:
        found["amount_as_written"] = WRITTEN
    return found | {"quote": f"{found['quote']} {found['amount_as_written']}"}


def typed_in(letter, text):
    """The same for a letter and all its rows: as the page names the fields, and as {(row, field): text} of what is kept.

    The letter's own text stays empty: every quote has to stand in it.
    """
    sent, kept, places = {}, {}, dict.fromkeys(PREFIXES, 0)
    for row in rows_of(letter):
        before = ""
        if row != letter:
            before = f"{PREFIXES[type(row)]}-{places[type(row)]}-"
            places[type(row)] += 1
        for name, typed in filled(row, text).items():
            if (row, name) != (letter, "text"):
                sent[before + name] = kept[row, name] = typed
    return sent, kept


def differing(kept):
    """What is not as it was typed; the spaces around it were taken off."""
    found = {}
    for (row, name), text in kept.items():
        value = getattr(again(row), name)
        if value != text.strip():
            found[f"{row._meta.label}.{name}"] = (text, value)
    return found


class Marks(HTMLParser):
    """Notes in `found` every attribute of a page that a browser would run."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name.startswith("on") or (value or "").startswith("javascript:"):
                self.found.append(f"<{tag} {name}>")


def harm(text):
    """Where a page takes a text for something else: a mark, an attribute or an instruction.

    Where it has LONG as text, whole, that is as good as one word, and a megabyte less to go through.
    """
    text = text.replace(escape(LONG.strip()), "kwaad")
    marks = Marks()
    marks.feed(text)
    return marks.found + [mark for mark in ("<kwaad", "<!--🐈", "{{ 14 }}") if mark in text]


def refusals(response):
    """{field: messages} of the forms of a page that was not accepted."""
    assert response.status_code == 200, "it was accepted"
    forms = [response.context["adminform"].form]
    forms += [form for inline in response.context["inline_admin_formsets"] for form in inline.formset.forms]
    return {form.add_prefix(name): messages for form in forms for name, messages in form.errors.items()}


def is_refused(row, response):
    """Whether a page was refused in Dutch, shows harmlessly what was typed, and left the row as it was."""
    said = [message for messages in refusals(response).values() for message in messages]
    return (
        all(DUTCH.search(message) for message in said)
        and harm(text_of(response)) == []
        and again(row).version == row.version
    )


# kept


@pytest.mark.engines
def test_every_text_is_kept_as_it_was_typed_in_a_letter_and_all_its_rows(letter, anna):
    for place in range(len(texts(80))):
        sent, kept = typed_in(letter, chunk(place))
        assert (anna.save(letter, sent).status_code, differing(kept)) == (302, {})


@pytest.mark.engines
def test_every_text_is_kept_as_it_was_typed_in_a_name_and_in_a_commitment_on_its_own_page(letter, anna):
    for row in (*names_of(letter), letter.commitments.get()):
        shortest = min(text_fields(type(row)).values())
        for place in range(len(texts(shortest))):
            typed = filled(row, chunk(place))
            kept = {(row, name): text for name, text in typed.items()}
            assert (anna.save(row, typed).status_code, differing(kept)) == (302, {})


# refused


@pytest.mark.engines
def test_a_text_with_a_nul_is_refused_in_every_field(letter, anna):
    sent, _ = typed_in(letter, lambda length: NUL)
    response = anna.save(letter, sent)
    assert sent.keys() - refusals(response).keys() == {"mentions-0-amount_as_written"}  # there it says WRITTEN
    assert is_refused(letter, response)
    for row in names_of(letter):
        response = anna.save(row, filled(row, lambda length: NUL))
        assert refusals(response).keys() == text_fields(type(row)).keys()
        assert is_refused(row, response)


@pytest.mark.looks
def test_a_text_of_a_megabyte_is_refused_where_it_does_not_fit_and_kept_where_it_does(letter, anna, bert):
    category = letter.commitments.get().category
    for row, fits in ((category, {"description"}), (letter, {"note", "text"})):
        fields = text_fields(type(row)).keys() - fits
        response = anna.save(row, dict.fromkeys(fields, LONG))
        assert refusals(response).keys() == fields
        assert is_refused(row, response)
    for row, name in ((category, "description"), (letter, "note")):
        assert anna.save(row, {name: LONG}).status_code == 302
        assert differing({(row, name): LONG}) == {}
        assert [page for page in ("change", "review", "history", "compare") if harm(anna.shown(row, page))] == []
    bert.decide(letter, "approve")
    assert again(letter).is_approved
    assert harm(text_of(bert.get(letter.get_absolute_url()))) == []
    text = "\n\n".join([LONG.strip(), *letter.mentions.values_list("quote", flat=True)])
    assert anna.save(letter, {"text": text}).status_code == 302
    assert differing({(letter, "text"): text}) == {}


# shown


def test_what_was_typed_is_only_text_on_every_page_of_the_admin(letter, anna, bert):
    opened, (sent, kept) = bert.sent(letter), typed_in(letter, attack)
    for row in names_of(letter):
        assert anna.save(row, filled(row, attack)).status_code == 302
    assert anna.save(letter, sent | {"_reason": attack(300)}).status_code == 302
    assert differing(kept) == {}
    conflict = text_of(bert.browser.post(bert.page(letter), opened | {"short_title": f"B{attack(79)}"}))
    assert "Twee versies naast elkaar" in conflict
    units, others = [letter, *names_of(letter)], [letter.commitments.get(), letter.mentions.last()]
    addresses = [
        reverse("admin:index"),
        *(bert.page(row, page) for row in units for page in ("change", "review", "history", "compare", "delete")),
        *(bert.page(row, page) for row in others for page in ("change", "history")),
        *(reverse(f"admin:{name}_changelist") for name in LISTS),
    ]
    pages = {address: text_of(bert.browser.get(address, follow=True)) for address in addresses}
    pages["conflict"] = conflict
    assert {address: found for address, text in pages.items() if (found := harm(text))} == {}
    assert [address for address, text in pages.items() if "kwaad" not in text] == []


def test_what_was_approved_is_only_text_on_every_public_page_and_in_every_file(letter, anna, bert, client):
    sent, _ = typed_in(letter, attack)
    for row in names_of(letter):
        anna.save(row, filled(row, attack))
    anna.save(letter, sent)
    bert.decide(letter, "approve")
    assert again(letter).is_approved
    assert [rows for _, rows in invariants.broken() if rows] == []
    wrong = {address: problems for address in every_address() if (problems := harm_of_file(client.get(address)))}
    assert wrong == {}
    bert.decide(letter, "withdraw", reason=attack(2_000))
    for address in (letter.get_absolute_url(), letter.commitments.get().get_absolute_url()):
        gone = text_of(client.get(address))
        assert "kwaad" in gone
        assert harm(gone) == []


def harm_of_file(response):
    """What is wrong with an answer of the site, whatever kind of file it is."""
    kind = response["Content-Type"].partition(";")[0]
    if kind == XLSX:
        sheets = load_workbook(io.BytesIO(body(response)))
        cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
        return [cell.value for cell in cells if cell.data_type not in ("s", "n")]
    text = text_of(response)
    if response.status_code not in (200, 301, 302):
        return [str(response.status_code)]
    if kind == "text/html":
        return harm(text)
    if kind in ("image/svg+xml", "application/xml", "image/png"):  # a picture comes here as the SVG it is made of
        marks = ElementTree.fromstring(text[text.index("<") :]).iter()
        return [mark.tag for mark in marks if "kwaad" in mark.tag or any(name.startswith("on") for name in mark.attrib)]
    if kind == "text/csv":
        delimiter = ";" if text.startswith("\ufeff") else ","
        rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
        cells = [cell for row in rows for cell in row]
        return [cell for cell in cells if cell.startswith(FORMULA_STARTS) and not cell[1:].isdecimal()]
    if kind == "application/json":
        json.loads(text)
    return []


def test_a_file_has_every_text_as_it_was_typed(letter, anna, bert, client):
    for place in range(len(texts(300))):
        sent, _ = typed_in(letter, chunk(place))
        anna.save(letter, sent)
        bert.decide(letter, "approve")
        title, quote = sent["commitments-0-title"].strip(), sent["mentions-0-quote"].strip()
        [as_json] = json.loads(text_of(client.get(reverse("commitments_json"))))["rows"]
        assert (as_json["title"], as_json["quote"]) == (title, quote)
        file = io.StringIO(text_of(client.get(reverse("commitments_csv"))), newline="")
        [as_csv] = csv.DictReader(file)
        for cell, typed in ((as_csv["title"], title), (as_csv["quote"], quote)):
            assert cell == (f"'{typed}" if typed.startswith(FORMULA_STARTS) else typed)
        files = [address for address in every_address() if not address.endswith("/")]
        assert [address for address in files if harm_of_file(client.get(address))] == []


# beside the forms


@pytest.mark.parametrize(
    "reason", [*texts(300), *(pytest.param(one, marks=pytest.mark.engines) for one in (NUL, LONG))], ids=str.__len__
)
def test_a_reason_is_kept_as_it_was_typed_or_without_what_no_database_holds(reason, letter, anna, bert):
    expected = reason.replace("\0", "").strip()
    anna.save(letter, {"note": "Anders", "_reason": reason})
    assert letter.history.latest("history_id").history_change_reason == expected
    anna.decide(letter, "restore", number=1, reason=reason)
    assert (again(letter).version, letter.history.latest("history_id").history_change_reason) == (3, expected)
    bert.decide(letter, "approve", reason=reason)
    bert.decide(letter, "withdraw", reason=reason)
    assert {withdrawal.reason for withdrawal in Correction.objects.all()} == {expected}
    assert harm(text_of(bert.get(bert.page(letter, "history")))) == []


def test_a_decision_about_no_version_changes_nothing(letter, anna, bert):
    for number in NUMBERS:
        for page, data in (
            ("approve", {"version": number}),
            ("withdraw", {"version": number}),
            ("restore", {"number": number}),
        ):
            data = {"version": letter.version, "reason": "Vergissing"} | data
            assert bert.browser.post(bert.page(letter, page), data).status_code in (200, 302)
        for name in ("van", "naar"):
            assert anna.get(anna.page(letter, "compare"), {name: number}).status_code in (200, 400, 404)
    assert again(letter).state == "concept"
    assert again(letter).version == 1


@pytest.mark.engines
def test_a_list_answers_whatever_is_searched_or_filtered(letter, anna):
    for name in LISTS:
        address = reverse(f"admin:{name}_changelist")
        specs = anna.get(address).context["cl"].filter_specs
        parameters = {"p", "o", "e", *(parameter for spec in specs for parameter in spec.expected_parameters())}
        questions = [{"q": text} for text in (*texts(190), NUL, "a " * 2_000)]
        questions += [{parameter: text} for parameter in parameters for text in (attack(60), "٣", "9" * 25)]
        for question in questions:
            response = anna.get(address, question)
            assert response.status_code in (200, 302, 400), question
            assert response.status_code == 302 or harm(text_of(response)) == []


@pytest.mark.engines
def test_a_search_for_more_than_a_database_can_look_for_is_refused(letter, anna):
    for name in LISTS:
        page = anna.get(reverse(f"admin:{name}_changelist"), {"q": "a " * 101})
        assert "Zoek met hooguit 200 tekens." in text_of(page)
        assert list(page.context["cl"].result_list) == []


UNSEEN = {  # what a page sends along without anybody typing it
    "_version": ("", "9" * 25, NUL),
    "_base": ("9" * 5_000, "[" * 100_000, '{"": []}'),
    "_dispute": ("", "commitments:1 x"),
    "mentions-0-id": ("x", "9" * 25),
    "commitments-TOTAL_FORMS": ("-1", "9" * 25),
    "signatures-INITIAL_FORMS": ("", "9"),
}
PICKED = ("other_dossiers", "commitments-0-takes", "commitments-0-part_of", "mentions-0-commitment")


@pytest.mark.looks
def test_nothing_that_a_browser_sends_along_unseen_breaks_a_page(letter, anna):
    sent, old = anna.sent(letter), {"_version": "0.0"}  # an old version is laid beside the one that is there
    changes = [old | {name: value} for name, values in UNSEEN.items() for value in values]
    changes += [before | {name: value} for name in PICKED for value in ("9" * 25, NUL) for before in ({}, old)]
    for change in changes:
        response = anna.browser.post(anna.page(letter), sent | change)
        assert response.status_code in (200, 302), change
        assert response.status_code == 302 or harm(text_of(response)) == []


IMPORTED = """36 045 Situatie in Oekraïne {text}

Nr. 9301 BRIEF VAN DE MINISTER VAN DEFENSIE {text}

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 15 november 2023

Betreft: {text}

Nederland geeft EUR 5 miljoen voor {text} in 2024.

De Minister van Defensie {text},
K.H. {text} Ollongren
"""


@pytest.mark.parametrize("text", [attack(150), *texts(150), NUL], ids=lambda text: str(len(text)))
def test_a_letter_that_is_read_from_a_file_is_refused_or_only_text(text, tmp_path, anna):
    Minister.objects.create(slug="ollongren", name="Kajsa Ollongren", family_name="Ollongren")
    (tmp_path / "brief.txt").write_text(IMPORTED.format(text=text), encoding="utf-8", newline="")
    said = io.StringIO()
    with suppress(CommandError):
        call_command("import_letters", str(tmp_path), stdout=said)
    letter = Letter.objects.first()
    assert said.getvalue().startswith("brief.txt: NIET: " if letter is None else "brief.txt: kst-36045-9301, nieuw")
    rows = [letter, letter.dossier] if letter else []
    pages = [anna.shown(row, page) for row in rows for page in ("change", "review", "history")]
    assert [found for page in [*pages, text_of(anna.get(reverse("admin:index")))] if (found := harm(page))] == []
