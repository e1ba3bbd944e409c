"""Nothing runs on a page but files of this site: the headers forbid it, and no page asks for more."""

import json
import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from .urls import (
    PAGES,
    PATTERNS,
    SETS_A_COOKIE,
    addresses,
    body,
    parse,
    text_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "style-src-attr": "'unsafe-inline'",  # plotly places its labels with style attributes
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# What fetches a file, and in which attribute; a link (a, form) only leads somewhere.
FETCHES = ("src", "srcset", "data", "poster", "background", "action", "formaction")
URL_IN_CSS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


def policy_of(response):
    directives = (part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    return {name: value[0] if value else "" for name, *value in directives}


@pytest.mark.parametrize("pattern", PATTERNS, ids=str)
def test_every_answer_carries_the_security_headers(pattern, visit):
    response = visit(addresses(pattern)[0])
    assert policy_of(response) == POLICY
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert "Set-Cookie" not in response.headers
    assert list(response.cookies) == (["csrftoken"] if pattern.name in SETS_A_COOKIE else []), (
        "a visitor gets no cookie"
    )


@pytest.mark.parametrize(
    "path", ["/bestaat-niet/", "/brieven/bestaat-niet/", "/toezeggingen.csv?year=x", "/?q=%00", "/beheer/"]
)
def test_a_refusal_carries_them_too(path, ledger, client):
    response = client.get(path)
    assert policy_of(response) == POLICY
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


def test_an_error_carries_the_policy_too(ledger, monkeypatch):
    monkeypatch.setattr("commitments.site.views.read_filter", None)
    response = Client(raise_request_exception=False).get(reverse("overview"))
    assert response.status_code == 500
    assert policy_of(response) == POLICY


def is_fetched_link(element):
    """Whether this names a file that the browser fetches; others (canonical, alternate) only say something."""
    return element.tag == "link" and element.get("rel") not in ("canonical", "alternate", "license", "prev", "next")


def asks_for_more(document):
    """What on a page does not come from a file of this site, or what the policy would stop."""
    found = []
    for element in document.iter():
        about = f"<{element.tag} {element.attrib}>"
        if element.tag in ("style", "iframe", "object", "embed", "base"):
            found.append(about)
        if element.tag == "script" and not element.get("src"):
            if element.get("type") == "application/json":
                json.loads(element.text)
            else:
                found.append(f"inline {about}")
        found += [f"{name} in {about}" for name in element.attrib if name.startswith("on")]
        fetched = [element.get(name) for name in FETCHES if element.get(name) is not None]
        if is_fetched_link(element):
            fetched.append(element.get("href", ""))
        found += [f"{url} in {about}" for url in fetched if not url.startswith("/") or url.startswith("//")]
        if element.tag == "a" and not element.get("href", "/").startswith(("/", "#", "?", "https://")):
            found.append(about)
    return found


@pytest.mark.parametrize("pattern", PAGES, ids=str)
def test_no_page_runs_or_fetches_anything_but_files_of_this_site(pattern, visit):
    for address in addresses(pattern):
        document, _ = parse(text_of(visit(address)))
        assert asks_for_more(document) == [], address
        sources = [script.get("src") for script in document.iter("script") if script.get("src")]
        assert "/static/js/site.js" in sources, address


@pytest.mark.parametrize("page", ["400.html", "403_csrf.html", "413.html", "500.html"])
def test_an_error_page_fetches_nothing_at_all(page, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        text = render_to_string(page)
    document, mistakes = parse(text)
    assert mistakes == []
    assert asks_for_more(document) == []
    assert [link.get("href") for link in document.iter("a")] == ["/"]


def test_every_stylesheet_takes_its_files_from_beside_it():
    sheets = sorted((settings.BASE_DIR / "static").rglob("*.css"))
    assert len(sheets) >= 4
    for sheet in sheets:
        if "node_modules" in sheet.parts:
            continue
        for url in filter(
            None, (match[1] or match[2] for match in URL_IN_CSS.finditer(sheet.read_text(encoding="utf-8")))
        ):
            assert url.startswith("data:") or (sheet.parent / url).resolve().is_file(), f"{sheet.name}: {url}"


def test_our_own_scripts_name_no_other_site():
    scripts = sorted((settings.BASE_DIR / "static" / "js").glob("*.js"))
    names = ["charts.js", "effect.js", "filters.js", "intake.js", "send_again.js", "site.js"]
    assert [script.name for script in scripts] == names
    for script in scripts:
        text = script.read_text(encoding="utf-8")
        assert re.findall(r"https?://|//[a-z0-9-]+\.[a-z]{2,}|\beval\(|innerHTML|document\.write", text) == [], (
            script.name
        )


def test_every_file_that_a_page_asks_for_is_served_with_its_own_content_type(visit, client):
    kinds = {
        ".css": "text/css",
        ".js": "text/javascript",
        ".svg": "image/svg+xml",
        ".woff2": "font/woff2",
        ".png": "image/png",
    }
    asked = set()
    for pattern in PAGES:
        document, _ = parse(text_of(visit(addresses(pattern)[0])))
        asked |= {script.get("src") for script in document.iter("script") if script.get("src")}
        asked |= {link.get("href") for link in document.iter("link") if is_fetched_link(link)}
    assert len(asked) >= 7
    for url in sorted(asked):
        response = client.get(url)
        assert (response.status_code, bool(body(response))) == (200, True), url
        suffix = url[url.rindex(".") :]
        assert response["Content-Type"].split(";")[0] == kinds[suffix], url
        assert response["X-Content-Type-Options"] == "nosniff", url
