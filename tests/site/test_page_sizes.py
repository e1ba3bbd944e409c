"""A page stays small however large the ledger is, and what it leaves to a list or a file is there."""

import csv
import datetime
import io
from collections import Counter

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format

from commitments.charts import series
from commitments.models import Category, Commitment, Mention, Report
from commitments.releasing.making import make_release
from commitments.site import choosing, difference, execution, method, views
from letters.models import Letter, Minister, Signature
from letters.views import MINISTERS_PER_PAGE

from .ledgers import NOW, make_ledger
from .urls import PAGES, addresses, body, parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

LARGE = 1_200  # commitments: a page that lists them, or their letters, would be larger than MOST_KB
MOST_KB = 300


@pytest.fixture
def large(db):
    make_ledger(LARGE)


def add_ministers():
    """So many under the first letter that a list to choose from would be too long."""
    more = Minister.objects.bulk_create(
        Minister(slug=f"erbij-{place}", name=f"Bé van Erbij {place}", family_name="Erbij")
        for place in range(choosing.MOST_CHOICES)
    )
    first, behalf = Letter.objects.get(slug="kst-36045-1"), Signature.Manner.ON_BEHALF
    Signature.objects.bulk_create(
        Signature(letter=first, position=3 + place, minister=one, office="Minister", manner=behalf)
        for place, one in enumerate(more)
    )


def document_at(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return parse(text_of(response))[0]


def links_of(element):
    return [link.get("href") for link in element.iter("a") if link.get("href")]


def section(document, heading):
    return next(one for one in document.iter("section") if one.get("aria-labelledby") == heading)


def rows_of_file(client, address):
    return list(csv.DictReader(io.StringIO(text_of(client.get(address)))))


def chart_of(document, name):
    return next(one for one in document.iter("figure") if one.get("id") == f"grafiek-{name}")


def table_of_chart(document, name):
    """(The cells of each row in the body, those in the foot) of the table of a chart, in words."""
    chart = chart_of(document, name)
    body, foot = (
        [[words(cell) for cell in row] for row in part.iter("tr")]
        for part in (chart.find(".//tbody"), chart.find(".//tfoot"))
    )
    return body, foot


def euros(cell):
    """Whole euros of a cell; an empty one has none."""
    return int("".join(filter(str.isdecimal, cell)) or 0)


# How this site counts


def test_new_money_shows_the_largest_letters_and_the_others_together_and_the_file_has_each(large, client):
    body, foot = table_of_chart(document_at(client, reverse("method")), "nieuw-geld")
    rows = rows_of_file(client, "/grafieken/nieuw-geld.csv")
    by_letter = {}
    for row in rows:
        by_letter[row["letter"]] = by_letter.get(row["letter"], 0) + int(row["named_eur"])
    assert len(by_letter) == LARGE // 4
    assert len(body) == series.MOST_LETTERS + 1
    shown = {one.short_title: by_letter[one.slug] for one in Letter.objects.all()}
    own, others = body[:-1], body[-1]
    assert [euros(row[-1]) for row in own] == [shown[row[1]] for row in own]
    assert min(euros(row[-1]) for row in own) >= sorted(by_letter.values())[-series.MOST_LETTERS]
    assert others[:2] == ["", f"Overige ({len(by_letter) - series.MOST_LETTERS} brieven)"]
    by_kind = [sum(int(row["named_eur"]) for row in rows if row["named_as"] == kind) for kind in series.NAMED_AS]
    assert [sum(euros(row[place]) for row in body) for place in (2, 3, 4)] == by_kind
    assert sum(euros(row[-1]) for row in body) == euros(foot[0][-1]) == sum(by_letter.values())


def test_the_drawing_of_new_money_tells_the_others_with_their_sum(large, client):
    body, _ = table_of_chart(document_at(client, reverse("method")), "nieuw-geld")
    answer = client.get("/grafieken/nieuw-geld.svg")
    said = " ".join(words(parse(text_of(answer))[0]).split())
    name, sums = body[-1][1], [cell for cell in body[-1][2:-1] if cell]
    assert all(f"{cell.replace(chr(160), ' ')}" in said.replace("\xa0", " ") for cell in sums)
    assert name in said
    assert f"De 24 brieven met het meeste geld staan apart, de andere {LARGE // 4 - 24} samen." in said


def test_what_does_not_count_stands_on_the_page_as_far_as_it_fits_and_first_in_the_list(large, client):
    page = section(document_at(client, reverse("method")), "weggelaten")
    left_out = Commitment.objects.published().left_out()
    shown = {link for link in links_of(page) if link.startswith("/toezeggingen/toezegging-")}
    highest = sorted(left_out.values_list("amount_eur", flat=True), reverse=True)[: method.MOST_LEFT_OUT]
    assert len(shown) == method.MOST_LEFT_OUT
    assert sorted((row.amount_eur for row in left_out if row.get_absolute_url() in shown), reverse=True) == highest
    (address,) = {link for link in links_of(page) if "sort" in link}
    listed = []
    for number in range(1, left_out.count() // 50 + 2):
        table = document_at(client, f"{address}&page={number}").find(".//tbody")
        listed += [next(iter(row.iter("a"))).get("href") for row in table if row.get("class") == "leftout"]
    assert sorted(listed) == sorted(row.get_absolute_url() for row in left_out)


def test_the_newest_letters_stand_on_the_page_and_it_leads_to_the_list_of_all(large, client):
    page = section(document_at(client, reverse("method")), "bronnen")
    newest = [letter.get_absolute_url() for letter in Letter.objects.published().newest_first()[: method.MOST_LETTERS]]
    assert [link for link in links_of(page) if link != reverse("letters")] == newest[::-1]
    assert f"Dit zijn de {method.MOST_LETTERS} nieuwste van {LARGE // 4} documenten." in words(page)
    assert reverse("letters") in links_of(page)


def test_reports_of_readers_stand_in_pages(db, client):
    number = method.REPORTS_PER_PAGE + 3
    Report.objects.bulk_create(
        Report(
            address="/", received_at=NOW, title=f"de pagina {place}", text="Klopt niet.", state=Report.State.CORRECTED,
            mistake=f"Fout {place}.", answer="Hersteld.", dealt_with_at=NOW,
        )
        for place in range(number)
    )  # fmt: skip
    told = []
    for page in (1, 2):
        found = section(document_at(client, f"{reverse('method')}?page={page}"), "gecorrigeerd")
        told += [words(one.find(".//b/a")) for one in found.iter("li")]
        assert [link for link in links_of(found) if link.startswith("?page")] == [f"?page={3 - page}#gecorrigeerd"]
    assert sorted(told) == sorted(f"De pagina {place}" for place in range(number))


# The timeline


def test_the_running_total_of_many_days_is_told_at_the_end_of_each_quarter_and_the_file_has_each_day(large, client):
    document = document_at(client, reverse("timeline"))
    chart = chart_of(document, "lopend-totaal")
    head = [words(cell) for cell in chart.find(".//thead/tr")]
    body = [[words(cell) for cell in row] for row in chart.find(".//tbody")]
    totals = {}
    for row in rows_of_file(client, "/grafieken/lopend-totaal.csv"):
        totals[row["date"]] = totals.get(row["date"], 0) + int(row["total_eur"] or 0)
    ends = sorted({(date[:4], (int(date[5:7]) - 1) // 3): date for date in sorted(totals)}.values())
    assert len(totals) > 100 > len(ends)
    printed = [date_format(datetime.date.fromisoformat(date), "j F Y") for date in ends]
    assert [row[0] for row in body] == printed
    assert [euros(row[head.index("Samen")]) for row in body] == [totals[date] for date in ends]
    changes = [euros(row[-1]) * (-1 if "−" in row[-1] else 1) for row in body]
    assert changes == [totals[date] - before for date, before in zip(ends, [0, *map(totals.get, ends)], strict=False)]
    assert "Het totaal na de laatste brief van elk kwartaal die het veranderde" in words(chart.find(".//caption"))
    assert "Hier staat het totaal na de laatste brief van elk kwartaal." in words(chart)
    figure = client.get("/grafieken/lopend-totaal.json").json()
    assert {len(trace["x"]) for shape in figure.values() for trace in shape["data"]} == {len(ends)}


def test_every_letter_stands_in_one_of_the_pages_of_the_timeline(large, client):
    pages = [document_at(client, f"{reverse('timeline')}?page={page}") for page in range(1, LARGE // 4 // 25 + 1)]
    told = [one.find(".//h3/a").get("href") for page in pages for one in page.find(".//ol[@class='story']")]
    assert told == [one.get_absolute_url() for one in Letter.objects.published().in_order_of_date()]


# The flows


def test_the_flows_of_the_smaller_letters_are_those_of_one_and_the_file_has_each(large, client):
    document = document_at(client, reverse("flows"))
    body, foot = table_of_chart(document, "stromen")
    rows = rows_of_file(client, "/grafieken/stromen.csv")
    names = {letter.slug: letter.short_title for letter in Letter.objects.all()}
    categories = {category.slug: category.name for category in Category.objects.all()}
    each = Counter()
    for row in rows:
        period = "-".join(sorted({row["year"], row["end_year"]}))
        each[names[row["letter"]], categories[row["category"]], period] += int(row["amount_eur"])
    shown = list(dict.fromkeys(name for name, *_ in body))
    own, others = shown[:-1], f"Overige ({LARGE // 4 - 24} brieven)"
    assert (len(own), shown[-1]) == (24, others)
    expected = Counter()
    for (name, category, period), amount in each.items():
        expected[name if name in own else others, category, period] += amount
    assert {tuple(row[:3]): euros(row[3]) for row in body} == dict(expected)
    assert sum(euros(row[3]) for row in body) == euros(foot[0][-1]) == sum(each.values())
    by_letter = Counter()
    for (name, *_), amount in each.items():
        by_letter[name] += amount
    assert min(by_letter[name] for name in own) >= max(amount for name, amount in by_letter.items() if name not in own)


def test_the_others_of_the_flows_lead_nowhere_for_no_filter_chooses_them(large, client):
    chart = chart_of(document_at(client, reverse("flows")), "stromen")
    rows = [row for row in chart.find(".//tbody") if words(row[0]).startswith("Overige")]
    assert rows
    assert [links_of(row) for row in rows] == [[]] * len(rows)
    points = [one for one in chart.iter() if "point" in (one.get("class") or "").split()]
    told = [one for one in points if "Overige" in "".join(one.itertext())]
    assert told
    assert {one.get("href") for one in told} == {None}
    assert {bool(one.get("href")) for one in points if one not in told} == {True}


# The filters


@pytest.fixture
def many(db):
    """More letters than a list to choose from has, and more ministers."""
    make_ledger(4 * (choosing.MOST_CHOICES + 1))
    add_ministers()


def fields_of(document):
    form = next(one for one in document.iter("form") if one.get("id") == "filters")
    return {one.get("name"): one.tag for one in form.iter() if one.tag in ("input", "select")}


@pytest.mark.parametrize("name", ["commitments", "mentions", "timeline"])
def test_where_there_are_many_to_choose_from_a_filter_is_a_field_to_search_in(name, many, client):
    fields = fields_of(document_at(client, reverse(name)))
    assert {field: tag for field, tag in fields.items() if field in ("letter", "minister", "stage")} == {
        **({} if name == "timeline" else {"letter": "input"}),
        "minister": "input",
        "stage": "select",
    }


def test_with_fewer_to_choose_from_it_is_a_list(ledger, client):
    fields = fields_of(document_at(client, reverse("commitments")))
    assert (fields["letter"], fields["minister"]) == ("select", "select")


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("letter=kst-36045-7", "letter=kst-36045-7"),
        ("letter=36 045, nr. 7", "letter=kst-36045-7"),
        ("letter=Steun oekraine 7", "letter=kst-36045-7"),
        ("minister=be erbij 7", "minister=erbij-7"),
    ],
)
def test_what_is_found_by_its_number_or_by_words_that_only_it_has_is_chosen_by_its_address(query, chosen, many, client):
    address = reverse("commitments_csv")
    assert rows_of_file(client, f"{address}?{query}") == rows_of_file(client, f"{address}?{chosen}") != []
    chart = client.get(f"{reverse('flows')}?{query}").content.decode()
    assert f"/grafieken/stromen.csv?{chosen}" in chart


def test_words_that_several_letters_have_are_answered_with_what_may_be_meant(many, client):
    address = f"{reverse('commitments')}?letter=steun&year=2022&page=2"
    head = document_at(client, address).find(".//*[@id='kop']")
    assert "Bij “steun” past meer dan één brief. Kies er een, of typ er iets bij." in words(head)
    meant = list(head.find(".//ul[@class='ways']").iter("a"))
    newest = Letter.objects.published().newest_first()[: choosing.MOST_SUGGESTIONS]
    assert [(words(link), link.get("href")) for link in meant] == [
        (" ".join(str(one).split()), f"{reverse('commitments')}?year=2022&letter={one.slug}") for one in newest
    ]
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "Bedoelt u misschien:" in part
    assert client.get(f"{reverse('commitments_csv')}?letter=steun").status_code == 400


def test_words_that_no_letter_has_are_said_to_have_found_none(many, client):
    head = words(document_at(client, f"{reverse('commitments')}?letter=zoekraakt").find(".//*[@id='kop']"))
    assert "Bij “zoekraakt” vinden wij geen brief. Typ iets anders. Wij gebruiken dit filter nu niet." in head
    assert "Bedoelt u" not in head


# The other lists


def pages_of(client, address):
    """The document of each page of a list, until there is no next one."""
    found, following = [], address
    while following:
        found.append(document_at(client, following))
        links = [link.get("href") for link in found[-1].iter("a") if link.get("rel") == "next"]
        following = address + links[0].partition("#")[0] if links else ""
    return found


def test_every_day_with_a_letter_stands_in_one_of_the_pages_of_the_difference(large, client):
    pages = pages_of(client, reverse("difference"))
    told = [link for page in pages for link in links_of(section(page, "per-brief")) if "as_of" in link]
    days = sorted({str(letter.date) for letter in Letter.objects.published()})
    since = ["", *(f"&since={day}" for day in days)]
    assert told == [f"/verschil/?as_of={day}{before}" for before, day in zip(since, days, strict=False)]
    assert len(pages) == -(-len(days) // difference.STEPS_PER_PAGE) > 1
    suggested = [one.get("value") for one in pages[0].iter("option")]
    assert suggested == days[-difference.MOST_DAYS :]


def test_every_minister_stands_in_one_of_the_pages_and_the_heading_counts_all(large, client):
    add_ministers()
    pages = pages_of(client, reverse("ministers"))
    lists = [next(one for one in page.iter("ul") if one.get("class") == "rows people") for page in pages]
    told = [link for one in lists for link in links_of(one)]
    known = Minister.objects.published().order_by("pk")
    assert told == [minister.get_absolute_url() for minister in known]
    assert len(pages) == -(-known.count() // MINISTERS_PER_PAGE) > 1
    signed = known.filter(signatures__manner=Signature.Manner.SIGNED).distinct().count()
    counted = f"{signed} tekenden, {known.count() - signed} lieten een ander tekenen"
    assert {words(page.find(".//h1")) for page in pages} == {
        f"De brieven komen van {known.count()} bewindspersonen: {counted}"
    }


def test_every_letter_of_a_minister_stands_in_one_of_the_pages(large, client):
    minister = Minister.objects.create(slug="overal", name="Overal Bij", family_name="Bij")
    Signature.objects.bulk_create(
        Signature(letter=letter, position=9, minister=minister, office="Minister") for letter in Letter.objects.all()
    )
    pages = pages_of(client, minister.get_absolute_url())
    told = [link for page in pages for link in links_of(section(page, "brieven")) if link.startswith("/brieven/")]
    assert told == [letter.get_absolute_url() for letter in Letter.objects.order_by("-date")]
    assert len(pages) == LARGE // 4 // views.SIGNATURES_PER_PAGE
    assert all(f"{LARGE // 4} brieven" in words(page.find(".//h1")) for page in pages)


def test_every_outcome_stands_in_one_of_the_pages_and_what_the_table_tells_leads_to_its_page(large, client):
    address = reverse("execution")
    pages = pages_of(client, address)
    told = Counter(words(one) for page in pages for one in page.iter("blockquote"))
    quotes = Mention.objects.published().exclude(outcome=None).values_list("quote", flat=True)
    assert told == Counter(f"“{quote}”" for quote in quotes)
    assert len(pages) == -(-len(quotes) // execution.OUTCOMES_PER_PAGE) > 1
    for place, page in enumerate(pages, start=1):
        links = [link for link in links_of(section(page, "naast-elkaar")) if "#verhaal-" in link]
        for link in links:
            query, _, anchor = link.partition("#")
            there = pages[place - 1] if not query else pages[int(query.removeprefix("?page=")) - 1]
            assert there.find(f".//*[@id='{anchor}']") is not None, link
        rows = section(page, "naast-elkaar").find(".//tbody")
        assert all(len(links_of(row)) <= 1 + execution.MOST_TOLD + 1 for row in rows)


# All of them

# For maintainers: every chart of the site, and every drawing in every state beside it.
NOT_SMALL = {"style"}
SMALL = [pattern for pattern in PAGES if pattern.name not in NOT_SMALL]
LISTS = [pattern for pattern in SMALL if not pattern.arguments]
MAY_GROW_KB = 5  # numbers have more digits


def sizes(client, patterns, commitments):
    """{address: KB} of each of these pages, of three rows where they have rows, in a ledger of which nothing stays behind."""
    found = {}
    with transaction.atomic():
        make_ledger(commitments)
        add_ministers()
        make_release(NOW, "geladen")
        for pattern in patterns:
            rows = addresses(pattern)
            for address in {rows[0], rows[len(rows) // 2], rows[-1]}:
                found[address] = len(body(client.get(address))) / 1000
        transaction.set_rollback(True)
    return found


def test_no_page_is_large_or_grows_with_the_ledger(db, client):
    large, larger = sizes(client, SMALL, 2 * LARGE), sizes(client, LISTS, 4 * LARGE)
    assert {address: size for address, size in (large | larger).items() if size > MOST_KB} == {}
    assert {one: (large[one], size) for one, size in larger.items() if size > large[one] + MAY_GROW_KB} == {}
