"""Whatever is typed in an address, the answer is clear, in Dutch, and never an error of the server."""

import itertools

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views import defaults

from commitments.models import Commitment
from commitments.releasing.making import make_release
from commitments.site.tables import CommitmentTable, commitment_table
from tests.proving import TIMES

from .ledgers import NOW, make_ledger
from .test_html import mistakes
from .urls import (
    OF_RELEASES,
    PATTERNS,
    WITH_SLUG,
    addresses,
    parse,
    text_of,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

LONG = "9" * 10_000
UNKNOWN = ("onzin", "-1", "\0", LONG)
NO_AMOUNT = ("abc", "-1", "1,5", "1.5", "NaN", "sNaN", "-Infinity", "1e99", "10000000000001", "\0", LONG)
NO_DATE = ("gisteren", "2023-02-30", "31-12-2023", "0000-00-00", "\0", "2023-12-31\0", LONG)
WRONG = {
    "year": (*UNKNOWN, "1999", "2024-2020", "2024-2026-2028"),
    "category": (*UNKNOWN, "MILITARY", "'; DROP TABLE letters_letter; --", "🇺🇦"),
    "stage": UNKNOWN,
    "verdict": UNKNOWN,
    "minister": UNKNOWN,
    "letter": (*UNKNOWN, "kst-36045-999999"),
    "channel": UNKNOWN,
    "amount_min": NO_AMOUNT,
    "amount_max": ("abc", "-1", "1e99", "\0"),
    "as_of": NO_DATE,
    "q": ("\0", "x" * 201, LONG),
    "definitie": (*UNKNOWN, "eigen", "MILITAIR"),
    "per": (*UNKNOWN, "inwoners", "BBP"),
}
OF_COMMITMENTS = tuple(name for name in WRONG if name not in ("verdict", "per"))
OF_MENTIONS = ("q", "year", "category", "stage", "minister", "letter", "verdict", "as_of")
READS = {  # which parameters a page reads
    "overview": ("as_of", "definitie", "per"),
    "definitions": OF_COMMITMENTS,
    "contradictions": ("as_of",),
    "timeline": ("year", "category", "stage", "minister", "as_of", "definitie"),
    "flows": OF_COMMITMENTS,
    "categories": OF_COMMITMENTS,
    "commitments": OF_COMMITMENTS,
    "commitments_csv": OF_COMMITMENTS,
    "commitments_json": OF_COMMITMENTS,
    "commitments_xlsx": OF_COMMITMENTS,
    "mentions": OF_MENTIONS,
    "mentions_csv": OF_MENTIONS,
    "letters_json": ("as_of",),
    "ministers": ("as_of",),
    "ministers_csv": ("as_of",),
    "categories_csv": OF_COMMITMENTS,
    "method": ("as_of",),
}
SAYS = {  # what the answer says, by parameter
    "year": "Jaar",
    "category": "Categorie",
    "stage": "Fase",
    "verdict": "Oordeel",
    "minister": "Bewindspersoon",
    "letter": "Brief",
    "channel": "Kanaal",
    "amount_min": "Minstens: ",
    "amount_max": "Hooguit: ",
    "as_of": "peildatum",
    "q": "200 tekens",
    "definitie": "definitie",
    "per": "omrekening",
}
# Of these, nonsense gives a page that exists and the usual order: who follows an old link sees a list.
NEAREST = {
    "page": ("0", "x", "9" * 30, LONG),
    "sort": ("onzin", "--title", "letter__text", LONG),
}


@pytest.fixture
def ledger(db):
    """A small one: what is said of a wrong value does not depend on how many rows there are."""
    make_ledger(8)
    make_release(NOW, "geladen")


def alerts(document):
    return [words(element) for element in document.iter() if element.get("role") == "alert"]


def problems_of(response, name, value):
    """What is wrong with the answer to a wrong value, in words. A NUL may also be refused as a whole, for any name."""
    text, is_page = text_of(response), response["Content-Type"] == "text/html; charset=utf-8"
    document, _ = parse(text)
    has_nul = "\0" in value
    said = " ".join(alerts(document)) if response.status_code == 200 else words(document)
    found = mistakes(text) if is_page else []
    if response.status_code not in ({200, 400} if is_page and has_nul else {200} if is_page else {400}):
        found.append(f"status {response.status_code}")
    if not is_page and response["Content-Type"] != "text/plain; charset=utf-8":
        found.append(response["Content-Type"])
    if not any(expected in said for expected in (SAYS[name], "teken" if has_nul else SAYS[name])):
        found.append(f"it says: {said[:200]!r}")
    if "\0" in text:
        found.append("a NUL in the answer")
    return found


@pytest.mark.prove
@pytest.mark.parametrize("page", READS)
def test_a_wrong_value_is_answered_with_what_is_wrong(page, ledger, client):
    """All pages have the same filters, so each value is tried on the two with the most, and on the others one of a filter."""
    found, most = {}, 100 if page in ("commitments", "mentions") else TIMES
    for name in READS[page]:
        for value in WRONG[name][:most]:
            response = client.get(reverse(page), {name: value})
            if problems := problems_of(response, name, value):
                found[f"{name}={value[:30]!r}"] = problems
    assert found == {}


@pytest.mark.parametrize("page", READS)
def test_every_wrong_value_at_once_is_answered_with_each_of_them(page, ledger, client):
    response = client.get(reverse(page), {name: "onzin" if name != "q" else LONG for name in READS[page]})
    text = text_of(response)
    said = " ".join(alerts(parse(text)[0])) or text
    assert [name for name in READS[page] if SAYS[name] not in said] == []


def test_every_wrong_value_is_tried_on_every_filter(ledger, client):
    """A filter that is added needs its wrong values above. The day has a form of its own, above all pages."""
    for page, tried in (("commitments", OF_COMMITMENTS), ("mentions", OF_MENTIONS)):
        document, _ = parse(text_of(client.get(reverse(page))))
        form = next(form for form in document.iter("form") if form.get("class") == "filters")
        assert {field.get("name") for field in form.iter() if field.get("name")} == set(tried) - {"as_of"}, page


def test_nonsense_in_page_or_sort_gives_a_list(ledger, client):
    found = {}
    for page in ("timeline", "commitments", "letters", "overview", "category", "commitments_csv", "commitments_json"):
        address = addresses(next(pattern for pattern in PATTERNS if pattern.name == page))[0]
        for name, values in NEAREST.items():
            for value in values:
                response = client.get(address, {name: value})
                text = text_of(response)
                problems = [] if response.status_code == 200 else [f"status {response.status_code}"]
                if response["Content-Type"].startswith("text/html"):
                    problems += mistakes(text)
                if problems:
                    found[f"{address}?{name}={value[:30]!r}"] = problems
    assert found == {}


def test_a_nul_anywhere_in_the_question_is_refused_in_dutch(ledger, client):
    for page in ("timeline", "commitments", "letters", "overview", "commitments_csv"):
        for name in ("page", "sort", "nooit"):
            response = client.get(reverse(page), {name: "a\0b"})
            assert (response.status_code, "Dit adres klopt niet" in text_of(response)) == (400, True), (page, name)


@pytest.mark.parametrize(("page", "shown"), [("x", 1), ("", 1), ("2", 2), ("3", 3), ("4", 3), ("0", 3), ("9" * 30, 3)])
def test_a_page_that_does_not_exist_gives_the_first_or_the_last(page, shown, client):
    make_ledger(120)
    document, _ = parse(text_of(client.get(reverse("commitments"), {"page": page})))
    navigation = next(nav for nav in document.iter("nav") if nav.get("class") == "pages")
    assert f"pagina {shown} van 3" in words(navigation)


def test_the_pages_of_each_sorted_table_hold_every_commitment_once(db):
    make_ledger(120)
    slugs = sorted(Commitment.objects.published().values_list("slug", flat=True))
    sorts = [name for name, column in CommitmentTable.base_columns.items() if column.orderable is not False]
    for sort, sign in itertools.product(sorts, ("", "-")):
        shown = []
        for page in (1, 2, 3):
            request = RequestFactory().get("/", {"sort": sign + sort, "page": page})
            table = commitment_table(request, Commitment.objects.published())
            shown += [row.record.slug for row in table.paginated_rows]
        assert sorted(shown) == slugs, sign + sort


def test_each_sort_ends_with_a_column_in_which_no_two_rows_are_equal(db):
    """Without one, a database may give rows that are equal in another order on each page: PostgreSQL does."""
    sorts = [name for name, column in CommitmentTable.base_columns.items() if column.orderable is not False]
    last = {}
    for sort in ("", *sorts, *(f"-{sort}" for sort in sorts)):
        table = commitment_table(RequestFactory().get("/", {"sort": sort}), Commitment.objects.published())
        last[sort] = table.data.data.query.order_by[-1].lstrip("-")
    assert {sort for sort, column in last.items() if column not in ("pk", "id", "slug")} == set()


def test_of_a_repeated_parameter_one_counts(ledger, client):
    for page in READS:
        query = "&".join(f"{name}={value}" for name in READS[page] for value in ("onzin", "", ""))
        assert client.get(f"{reverse(page)}?{query}").status_code == 200, page
    both = text_of(
        client.get(f"{reverse('commitments')}?category=cyber&category=military&sort=title&sort=-year&page=1&page=2")
    )
    assert mistakes(both) == []
    one = parse(text_of(client.get(f"{reverse('commitments')}?category=military")))[0]
    assert words(parse(both)[0].find(".//h1")) == words(one.find(".//h1"))


BROKEN = "% %zz &&& = ? q=%ff%fe q=%ED%A0%80 %00=%00 []=1 q[]=1 year=2024;category=x as_of"


@pytest.mark.parametrize("query", BROKEN.split())
def test_a_broken_query_string_gives_a_page(query, ledger, client):
    for page in READS:
        response = client.get(reverse(page), QUERY_STRING=query)
        assert response.status_code in (200, 400), page
        if response["Content-Type"].startswith("text/html"):
            assert mistakes(text_of(response)) == [], page


def test_more_parameters_than_anybody_needs_are_refused(ledger, client):
    response = client.get(
        reverse("commitments"), QUERY_STRING="&".join(["q=x"] * (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    )
    assert response.status_code == 413
    assert parse(text_of(response))[0].get("lang") == "nl"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "BREW"])
def test_a_public_address_refuses_any_other_method_and_says_which_it_knows(method, ledger):
    visitor, answers = Client(enforce_csrf_checks=True), {}
    for pattern in PATTERNS:
        response = visitor.generic(method, addresses(pattern)[0], "{}", content_type="application/json")
        answers[pattern.name] = (response.status_code, response.headers.get("Allow"))
    form = (403, None) if method == "POST" else (405, "GET, HEAD, POST")  # what is sent must carry its cookie
    assert answers.pop("report") == form
    assert {name: answer for name, answer in answers.items() if answer != (405, "GET, HEAD")} == {}


def test_a_question_for_the_head_alone_gets_the_same_status(ledger, client):
    for pattern in PATTERNS:
        address = addresses(pattern)[0]
        head = client.head(address)
        assert (head.status_code, text_of(head)) == (client.get(address).status_code, ""), address


@pytest.mark.parametrize("pattern", WITH_SLUG, ids=str)
@pytest.mark.parametrize("slug", ["bestaat-niet", "0", "-", "x" * 5_000, "KST-36045-0"])
def test_an_unknown_row_gives_a_404_in_dutch(pattern, slug, ledger, client):
    response = client.get(reverse(pattern.name, args=[slug]))
    assert_is_not_found_page(response)


@pytest.mark.parametrize("pattern", [one for one in PATTERNS if one.name in OF_RELEASES], ids=str)
@pytest.mark.parametrize("number", [0, 2, 10**30])
def test_a_release_that_is_not_there_gives_a_404_in_dutch(pattern, number, ledger, client):
    assert_is_not_found_page(client.get(reverse(pattern.name, args=[number])))


NOWHERE = """/bestaat-niet/ /toezeggingen/a/b/ /brieven/a%00b/ /brieven/%FF/ /brieven/a%2Fb/ /%00 /toezeggingen.xls
    /toezeggingen/é/ /../../etc/passwd /static/bestaat-niet.css /sitemap.xml?p=2 /sitemap.xml?p=x"""


@pytest.mark.parametrize("path", [*NOWHERE.split(), "/" + "x" * 10_000], ids=lambda path: path[:20])
def test_an_unknown_address_gives_a_404_in_dutch(path, ledger, client):
    assert_is_not_found_page(client.get(path))


def assert_is_not_found_page(response):
    text = text_of(response)
    document, _ = parse(text)
    assert response.status_code == 404
    assert mistakes(text) == []
    assert document.get("lang") == "nl"
    assert words(document.find(".//h1")) == "Deze pagina bestaat niet"
    assert "Geen website van de Rijksoverheid" in words(document.find(".//footer"))
    assert {reverse("overview"), reverse("commitments"), reverse("letters")} <= {
        link.get("href") for link in document.find(".//main").iter("a")
    }


def test_the_page_for_an_error_of_the_server_is_dutch_and_needs_nothing_of_it(django_assert_num_queries):
    request = RequestFactory().get("/")
    with django_assert_num_queries(0, connection=connection):
        response = defaults.server_error(request)
    text = text_of(response)
    document, _ = parse(text)
    assert response.status_code == 500
    assert mistakes(text) == []
    assert (document.get("lang"), words(document.find(".//h1"))) == ("nl", "Er ging iets mis")
    assert "Geen website van de Rijksoverheid" in words(document)
    assert [
        element.tag for element in document.iter() if element.get("src") or element.tag in ("link", "script", "style")
    ] == []


def test_a_view_that_fails_gives_that_page(ledger, monkeypatch):
    def fails(*args):
        raise RuntimeError

    monkeypatch.setattr("commitments.site.views.read_filter", fails)
    response = Client(raise_request_exception=False).get(reverse("overview"))
    assert response.status_code == 500
    assert "Er ging iets mis" in text_of(response)


def test_a_refused_form_is_answered_in_dutch(ledger):
    response = Client(enforce_csrf_checks=True).post(reverse("report"), {})
    assert response.status_code == 403
    assert parse(text_of(response))[0].get("lang") == "nl"
