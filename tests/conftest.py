"""Fixtures for all tests.

`ledger` and `live_ledger` load the shipped ledger. A browser test asks for `page` (or `open_page`, for a page with
options) and fails by itself when the browser complains about anything at all.
"""

import gc
import os
from importlib import import_module
from pathlib import Path

import axe_playwright_python
import hypothesis
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from playwright.sync_api import sync_playwright

from commitments.charts import images

from . import shipped
from .chromium import NAMES, OPTIONS, SHELL, find_chromium
from .proving import TIMES
from .visits import Visitor

hypothesis.settings.register_profile(
    "site",
    deadline=None,
    max_examples=25 * TIMES,
    derandomize="CI" in os.environ,
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("site")

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")


def pytest_collection_finish():
    """What was imported and collected stays; Python need not look through it again and again for what can go."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_collection_modifyitems(items):
    """Marks every test that opens a browser: `pytest -m "not browser"` leaves them out.

    Another engine than SQLite runs what asks a database, and not how pages look.
    """
    for item in items:
        if "chromium" in item.fixturenames:
            item.add_marker("browser")
        if getattr(item.obj, "is_hypothesis_test", False):
            item.add_marker("prove")
        if "sqlite" not in settings.DATABASES["default"]["ENGINE"]:
            if item.get_closest_marker("looks") and not item.get_closest_marker("engines"):
                item.add_marker(pytest.mark.skip(reason="the same on every engine: see SQLite"))
            elif not (item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames)):
                item.add_marker(pytest.mark.skip(reason="asks no database: see SQLite"))


# The steps of migrations that give groups their permissions, in order.
STEPS_OF_GROUPS = {
    "0005_roles": "make_groups",
    "0007_reports": "let_staff_see_reports",
    "0019_changes_from_successors": "let_the_same_people",
    "0023_what_context_was": "let_the_same_people",
    "0025_explanations": "let_staff_explain",
}


@pytest.fixture(autouse=True)
def groups(request):
    """The groups of the migrations, also after a test with real transactions: emptying its database takes them along."""
    for name in ("transactional_db", "db"):
        if name in request.fixturenames:
            request.getfixturevalue(name)
    is_of_database = request.node.get_closest_marker("django_db") or {"transactional_db", "db"} & set(
        request.fixturenames
    )
    if is_of_database and not Group.objects.exists():
        make_groups()


def make_groups():
    """The groups with their permissions, as the migrations make them."""
    for migration, step in STEPS_OF_GROUPS.items():
        getattr(import_module(f"commitments.migrations.{migration}"), step)(apps, None)


@pytest.fixture
def ledger(db):
    """The ledger that the site ships with."""
    shipped.load()


@pytest.fixture
def pictures_as_svg(monkeypatch):
    """Each picture is answered as the SVG that it is made of: that can be searched, and takes no time to render."""
    monkeypatch.setattr(images, "png", lambda svg, width: f"{width} {svg}".encode())


@pytest.fixture
def visit(ledger, pictures_as_svg):
    """A function that gives the Answer at an address of the shipped ledger."""
    return Visitor()


@pytest.fixture
def live_ledger(transactional_db):
    """The same, where the live server can see it."""
    shipped.load()


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright):
    browser = playwright.chromium.launch(executable_path=find_chromium((SHELL, *NAMES)), args=OPTIONS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def chromium_for_fingers(playwright):
    """The whole Chromium: its headless shell does not take a tap for a click that points as well."""
    browser = playwright.chromium.launch(executable_path=find_chromium(), args=OPTIONS)
    yield browser
    browser.close()


@pytest.fixture
def complaints():
    """What the browser complained about. A test that expects a complaint takes it out: `complaints.pop()`."""
    return []


@pytest.fixture(scope="session")
def contexts():
    """The contexts that earlier tests left, by their options: a new one would fetch every font and style anew."""
    return {}


def emptied(context):
    """The context as if it were new, but for its cache of files."""
    for page in context.pages:
        page.close()
    context.unroute_all(behavior="ignoreErrors")
    context.clear_cookies()
    context.clear_permissions()
    return context


@pytest.fixture
def open_page(request, chromium, contexts, live_server, transactional_db, complaints):
    """Opens a page; options are playwright's for a context: `open_page(java_script_enabled=False)`.

    Addresses may be relative: `page.goto("/")`. At the end it fails the test for each warning or error on the
    console (a breach of the Content-Security-Policy is one), each uncaught exception, and each request to anywhere
    but the live server. Each page is in a context of its own; the next test with the same options gets it emptied.
    """
    opened = []

    def note_console(message):
        if message.type in ("error", "warning"):
            complaints.append(f"console {message.type}: {message.text} ({message.location['url']})")

    def note_error(error):
        complaints.append(f"uncaught: {error.error}")

    def note_request(request):
        if not request.url.startswith((f"{live_server.url}/", "data:", "blob:")):
            complaints.append(f"request to elsewhere: {request.url}")

    listeners = {"console": note_console, "weberror": note_error, "request": note_request}

    def open_page(**options):
        defaults = {
            "base_url": live_server.url,
            "locale": "nl-NL",
            "timezone_id": "Europe/Amsterdam",
            "viewport": {"width": 1280, "height": 900},
            "reduced_motion": "reduce",
        }
        key = repr(sorted((defaults | options).items()))
        free = contexts.setdefault(key, [])
        browser = request.getfixturevalue("chromium_for_fingers") if "has_touch" in options else chromium
        context = free.pop() if free else browser.new_context(**defaults | options)
        opened.append((key, context))
        context.set_default_timeout(15_000)
        for name, listener in listeners.items():
            context.on(name, listener)
        return context.new_page()

    yield open_page
    for key, context in opened:
        for page in context.pages:
            page.wait_for_load_state("domcontentloaded")
            page.evaluate("0")  # what the browser has said by now has come in when it answers
        for name, listener in listeners.items():
            context.remove_listener(name, listener)
        contexts[key].append(emptied(context))
    assert complaints == []


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def axe():
    """A function that lists what axe finds wrong on a page, or in the parts that a selector names: `assert axe(page) == []`."""

    def violations(page, parts=":root", **options):
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE)
        found = page.evaluate(
            "([parts, options]) => axe.run(document.querySelectorAll(parts), options)",
            [parts, {"resultTypes": ["violations"], "selectors": False, **options}],
        )
        return [
            f"{rule['id']} ({rule['impact']}): {rule['help']}: {node['html']} {node['failureSummary']}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    return violations
