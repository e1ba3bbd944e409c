"""Every page is valid HTML, also when every text in the database tries to be HTML itself."""

import csv
import io
import json
from collections import Counter
from itertools import pairwise

import pytest
from django.db import models
from django.urls import reverse

from commitments.models import Category, Channel, Commitment, Mention
from letters.models import Dossier, Letter, Minister, Signature
from tests.commitments import factories as make

from .ledgers import make_ledger
from .urls import PAGES, every_address, parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

LISTS = (
    "/?as_of=2022-12-31",
    "/?as_of=2010-01-01",
    "/tijdlijn/?category=military&year=2024",
    "/tijdlijn/?category=trade-finance",
    "/toezeggingen/?q=steun&sort=-amount_eur&amount_min=1000000",
    "/toezeggingen/?q=zoekraakt",
    "/toezeggingen/?as_of=2023-06-01&stage=gereserveerd",
    "/toezeggingen/?year=1999&category=onzin&as_of=gisteren",
    "/bestaat-niet/",
)
FIELDS_WITH_A_NAME = {"input", "select", "textarea"}


def mistakes(text):
    """What is wrong with a page: by the strict parser, and by the rules that it does not know."""
    document, problems = parse(text)
    found = [*problems]
    ids = Counter(element.get("id") for element in document.iter() if element.get("id"))
    found += [f"id “{name}” stands {times} times" for name, times in ids.items() if times > 1]
    labels = {label.get("for") for label in document.iter("label")}
    found += [f"a label for “{name}”, which is not there" for name in labels if name not in ids]
    for element in document.iter():
        about = f"<{element.tag} {element.attrib}>"
        if element.tag in FIELDS_WITH_A_NAME and element.get("type") != "hidden" and element.get("id") not in labels:
            found.append(f"{about} has no label")
        if element.tag == "img" and element.get("alt") is None:
            found.append(f"{about} has no alt")
        if element.tag in ("a", "button", "summary") and not (words(element) or element.get("aria-label")):
            found.append(f"{about} has no words")
        for attribute in ("aria-labelledby", "aria-describedby"):
            found += [f"{about} refers to “{name}”" for name in element.get(attribute, "").split() if name not in ids]
    found += _wrong_headings(document) + _wrong_tables(document)
    return found


def _wrong_headings(document):
    levels = [int(element.tag[1]) for element in document.iter() if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    return [f"h{after} after h{before}" for before, after in pairwise(levels) if after > before + 1]


def _wrong_tables(document):
    """Each row of a table is as wide as its head."""
    found = []
    for table in document.iter("table"):
        widths = {sum(int(cell.get("colspan", 1)) for cell in row) for row in table.iter("tr")}
        if len(widths) != 1:
            found.append(f"a table with rows of {sorted(widths)} cells: {words(table)[:60]}")
        if table.find("caption") is None:
            found.append(f"a table without a caption: {words(table)[:60]}")
    return found


def all_mistakes(get, addresses):
    found = {address: mistakes(text_of(get(address))) for address in addresses}
    return {address: problems for address, problems in found.items() if problems}


def test_every_page_is_valid_html(visit):
    assert all_mistakes(visit, [*every_address(PAGES), *LISTS]) == {}


def test_every_page_of_an_empty_site_is_valid_html(db, client):
    assert all_mistakes(client.get, [*every_address(PAGES), *LISTS]) == {}


def test_every_page_of_a_long_list_is_valid_html(client):
    make_ledger(220)
    pages = [
        "/toezeggingen/?page=2",
        "/toezeggingen/?page=5",
        "/tijdlijn/?page=2",
        "/brieven/?page=2",
        "/",
        "/stromen/",
    ]
    assert all_mistakes(client.get, pages) == {}
    for address in pages[:4]:
        document, _ = parse(text_of(client.get(address)))
        assert [words(nav) for nav in document.iter("nav") if nav.get("class") == "pages"], f"{address} has no pages"


def hostile(length, value=""):
    """A text of at most this length that breaks out of every place where it is not escaped."""
    attack = "</script></title></textarea>\"'><kwaad onkwaad=1 x='`{{ 7|add:7 }}{% now %}&amp;&lt;--><!-- ‮ é 🇺🇦 "
    return (value + attack * (length // len(attack) + 1))[:length].rstrip()


def test_no_text_in_the_database_can_be_html(ledger, client):
    """Every text field of every row is filled to its end; choices, addresses and numbers stay what they are."""
    filled = 0
    there = Commitment.objects.published().first()
    make.in_dollars(100_000_000, "1.1", letter=there.letter, category=there.category)
    for model in (Dossier, Minister, Letter, Signature, Category, Channel, Commitment, Mention):
        fields = [
            field
            for field in model._meta.get_fields()
            if isinstance(field, models.CharField | models.TextField)
            and not field.choices
            and field.name not in ("slug", "number", "currency")
        ]
        for row in model.objects.all():
            for field in fields:
                if field.name == "rate_source" and row.rate is None:
                    continue  # there is none
                length = field.max_length or 1_000
                setattr(row, field.name, hostile(length, f"{row.pk} " if model is Signature else ""))
            row.save()
        filled += len(fields)
    assert filled == 22, "a field more or less: is it text that a visitor sees?"
    addresses = [*every_address(PAGES), *LISTS]
    for address in addresses:
        text = text_of(client.get(address))
        assert mistakes(text) == [], address
        assert "<kwaad" not in text, address
        assert "<!--" not in text, address
        document, _ = parse(text)
        assert [
            element.tag for element in document.iter() if any(name.startswith("on") for name in element.attrib)
        ] == []
    assert "&lt;kwaad" in text_of(client.get("/"))
    for name, value in (("commitments_json", _from_json), ("commitments_csv", _from_csv)):
        titles = value(text_of(client.get(reverse(name))))
        assert set(titles) == {hostile(300)}, f"{name}: the texts as they are"


def _from_json(text):
    return [row["title"] for row in json.loads(text)["rows"]]


def _from_csv(text):
    return [row["title"] for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))]


def test_what_a_visitor_types_cannot_be_html(ledger, client):
    document, _ = parse(text_of(client.get(reverse("commitments"))))
    names = {field.get("name") for field in document.iter() if field.get("name")} | {"sort", "page"}
    assert {"q", "year", "as_of"} < names
    for path in ("/", "/tijdlijn/", "/toezeggingen/", "/brieven/", "/categorieen/military/"):
        response = client.get(path, dict.fromkeys(sorted(names), hostile(150)))
        text = text_of(response)
        assert "<kwaad" not in text, path
        assert mistakes(text) == [], path
    for path in ("/toezeggingen.csv", "/toezeggingen.json"):
        response = client.get(path, dict.fromkeys(sorted(names), hostile(150)))
        assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")
