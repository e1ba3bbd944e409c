"""The public answers of this site as readers get them: kept until the next release, and the same as the site itself gives."""

import html
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.contrib.auth.models import User
from django.core.wsgi import get_wsgi_application

from commitments.approval import decisions
from commitments.releasing.making import make_release
from commitments.site.question import ACCEPTED
from letters.models import Letter
from tests.commitments import factories as make
from tests.ukrainesteun.kept_answers.programs import ask
from ukrainesteun.keeping import NOT_FOR_ALL, keeping, public_paths

from .urls import every_address, parse, text_of, words

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.looks]


@pytest.fixture
def site(live_ledger, settings, tmp_path, pictures_as_svg):
    """The site behind its kept answers; gives the Reply at an address."""
    settings.KEPT_DIR = tmp_path
    kept = keeping(get_wsgi_application())
    kept._on_new_version = None

    def asked(address, **said):
        path, _, query = address.partition("?")
        return ask(kept, path, query, host="testserver", **said)

    return asked


def test_what_is_kept_is_what_the_site_itself_answers(site, client):
    """Twice each: as it was made, and as it was kept."""
    differing = []
    for address in every_address():
        if address.startswith(NOT_FOR_ALL):
            continue
        response = client.get(address)
        content = response.getvalue() if response.streaming else response.content
        for _ in range(2):
            reply = site(address)
            if (reply.status, reply.body) != (response.status_code, content):
                differing.append(address)
    assert differing == []


def test_every_parameter_in_a_link_or_form_is_one_that_keeps_answers_apart(live_ledger, client):
    """One that is not would be taken out, and the page would not answer it."""
    unknown = {}
    shows_forms = "/stijl/"  # that are not to be sent
    for address in [
        *(set(every_address()) - {shows_forms}),
        "/?year=2024",
        "/toezeggingen/?category=military&as_of=2024-02-01",
    ]:
        response = client.get(address)
        if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
            continue
        text = text_of(response)
        links = [
            urlsplit(html.unescape(link))
            for link in re.findall(r'(?:href|action|data-[a-z-]+)="([^"#]*\?[^"]*)"', text)
        ]
        names = {name for link in links if not link.scheme and not link.path.startswith(NOT_FOR_ALL)
                 for name, _ in parse_qsl(link.query, keep_blank_values=True)}  # fmt: skip
        forms = [form for form in parse(text)[0].iter("form") if form.get("method", "get").lower() == "get"]
        names |= {field.get("name") for form in forms for field in form.iter() if field.get("name")}
        if found := names - set(ACCEPTED):
            unknown[address] = found
    assert unknown == {}


def test_an_approval_is_read_at_once_by_staff_and_then_by_everybody(site):
    before = site("/toezeggingen/?q=luchtschepen").body
    letter = make.working(50, title="Luchtschepen", short_title="Luchtschepen")
    letter.commitments.update(title="Zeventien luchtschepen")
    decisions.approve_letter(make.again(letter), User.objects.create_superuser("els"), make.NOW, "", "nagekeken")
    after = site("/toezeggingen/?q=luchtschepen", cookie="sessionid=x").body
    assert (b"Zeventien luchtschepen" in before, b"Zeventien luchtschepen" in after) == (False, True)
    assert site("/toezeggingen/?q=luchtschepen").body == after


def test_a_page_without_its_database_is_the_one_that_was_kept(site, monkeypatch):
    whole = site("/").body

    def gone():
        raise ConnectionError("weg")

    monkeypatch.setattr("commitments.releases.Release.objects.values_list", gone)
    assert site("/", cookie="sessionid=x").body == whole


def test_the_headers_that_protect_a_reader_are_kept_with_the_page(site, client):
    named = ("content-security-policy", "x-frame-options", "referrer-policy", "x-content-type-options")
    response = client.get("/")
    assert {name: site("/").headers[name] for name in named} == {name: response.headers[name] for name in named}


def test_a_page_that_is_sent_is_not_kept_but_its_form_works(site):
    assert {site("/melden/").headers["set-cookie"] for _ in range(2)} != {None}
    assert site("/melden/").status == 200


def test_the_pages_that_are_made_before_readers_ask_are_those_of_the_sitemap(live_ledger, client):
    told = re.findall(r"<loc>http://testserver([^<]+)</loc>", text_of(client.get("/sitemap.xml")))
    assert list(public_paths()) == told


def test_a_release_makes_the_address_of_its_file_and_page_new_together(site):
    page, file = site("/toezeggingen/"), site("/toezeggingen.csv")
    make_release(make.NOW, "tekst", Letter.objects.published()[:1])
    tags = [
        (site(path, cookie="sessionid=x").headers["last-modified"]) for path in ("/toezeggingen/", "/toezeggingen.csv")
    ]
    assert page.headers["last-modified"] == file.headers["last-modified"]
    assert tags[0] == tags[1]
    assert tags[0] != page.headers["last-modified"]


def test_the_foot_names_the_release_of_which_the_page_is(site):
    make_release(make.NOW, "tekst", [])
    assert "Dit is uitgave 2 van" in words(parse(site("/", cookie="sessionid=x").body.decode())[0].find(".//footer"))
