"""What a report can be about: a public page of ours or a chart on it, and nothing else."""

from html import unescape

import pytest
from django.urls import reverse

from commitments.charts.catalogue import CHARTS as IN_CATALOGUE
from commitments.charts.catalogue import OF_COMMITMENT
from commitments.charts.growth import GROWTH, LIFE
from commitments.reporting.subjects import CHARTS, Subject, subject_of
from tests.commitments import factories as make
from tests.site.urls import LISTED, addresses

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


@pytest.mark.parametrize(
    ("address", "kind", "title"),
    [
        ("/", "pagina", "pagina “Overzicht”"),
        ("/tijdlijn/?year=2024", "pagina", "pagina “Tijdlijn”"),
        ("/toezeggingen/reservering-2023/", "toezegging", "toezegging “Reservering voor steun in 2023”"),
        ("/brieven/kst-36045-171/", "brief", "brief “Kamerstuk 36 045, nr. 171 (Steun aan Oekraïne in 2024)”"),
        ("/bewindspersonen/ollongren/", "pagina", "bewindspersoon “Kajsa Ollongren”"),
        ("/categorieen/cyber/", "pagina", "categorie “Cyber”"),
        ("/?as_of=2023-12-31#grafiek-per-jaar", "grafiek", "grafiek “Bedragen per jaar” op de pagina “Overzicht”"),
    ],
)
def test_a_public_page_and_a_chart_on_it_are_named_as_the_reader_knows_them(address, kind, title, ledger):
    assert subject_of(address) == Subject(kind, title, address)


@pytest.mark.parametrize(
    "address",
    [
        "https://elders.example/",
        "//elders.example/tijdlijn/",
        "/\\elders.example/",
        "\\\\elders.example",
        "javascript:kwaad()",
        "http:/tijdlijn/",
        "tijdlijn/",
        "/beheer/",
        "/beheer/login/",
        "/admin/",
        "/toezeggingen.csv",
        "/melden/",
        "/stijl/",
        "/bestaat-niet/",
        "/toezeggingen/bestaat-niet/",
        "/toezeggingen/" + "x" * 10_000 + "/",
        "/tijdlijn/\0",
        "/tijdlijn/?q=%00",
        "http://[",
        "<script>kwaad()</script>",
    ],
)
def test_nothing_else_is_a_page_of_ours(address, ledger):
    assert subject_of(address) is None


def test_a_draft_has_no_page(db):
    draft = make.working(100)
    found = [draft.get_absolute_url(), draft.commitments.get().get_absolute_url()]
    assert [subject_of(address) for address in found] == [None, None]
    make.approved(draft)
    assert None not in [subject_of(address) for address in found]


def test_what_was_typed_in_an_address_is_written_anew_and_left_out_where_it_is_too_long(ledger):
    quote = "%22%3E%3Ckwaad%3E"
    assert subject_of('/toezeggingen/?q="><kwaad>&x').address == f"/toezeggingen/?q={quote}"
    assert subject_of("/toezeggingen/?q=" + "x" * 500).address == "/toezeggingen/"
    assert subject_of("/tijdlijn/#grafiek-onzin").address == "/tijdlijn/"


def test_every_page_that_is_listed_but_the_form_itself_can_be_told_about(ledger):
    found = {pattern.name: subject_of(addresses(pattern)[0]) for pattern in LISTED}
    assert [name for name, subject in found.items() if subject is None] == ["report"]


def test_every_chart_has_a_name():
    assert set(CHARTS) == {*IN_CATALOGUE, *GROWTH, OF_COMMITMENT, LIFE}


@pytest.mark.parametrize(
    ("page", "about"),
    [
        ("/toezeggingen/reservering-2023/", "/toezeggingen/reservering-2023/"),
        ("/brieven/kst-36045-171/", "/brieven/kst-36045-171/"),
        ("/tijdlijn/?year=2023", "/tijdlijn/?year=2023#grafiek-lopend-totaal"),
        ("/toegankelijkheid/", "/toegankelijkheid/"),
    ],
)
def test_a_page_and_each_of_its_charts_lead_to_the_form_about_them(page, about, ledger, client):
    text = unescape(client.get(page).content.decode())
    links = [part.partition('"')[0] for part in text.split(f'href="{reverse("report")}?')[1:]]
    shown = [client.get(f"{reverse('report')}?{link}").context["subject"].address for link in links]
    assert about in shown
