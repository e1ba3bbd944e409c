"""Each chart as a figure, a table and a picture: with the filters in the address, and clear where there is nothing."""

import csv
import datetime
import io
import json
import struct
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from commitments.charts import catalogue, images
from commitments.charts.selection import everything
from commitments.models import Category, Commitment
from letters.models import Letter
from tests.commitments import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

KINDS = ("json", "csv", "svg", "png")
CHARTS = [*catalogue.CHARTS, f"{catalogue.OF_COMMITMENT}"]
WHOLE = {"commitment": "reservering-2023"}
NOTHING = "Bij deze keuze is er geen bedrag dat meetelt.\n"
SVG = "{http://www.w3.org/2000/svg}"


def get(client, name, kind, **query):
    return client.get(f"/grafieken/{name}.{kind}", (WHOLE if name == catalogue.OF_COMMITMENT else {}) | query)


def body(response):
    return response.getvalue() if response.streaming else response.content


def rows_of(response):
    return list(csv.DictReader(io.StringIO(body(response).decode("utf-8-sig"), newline="")))


def size_of(png):
    """The width and height of a PNG, from its header."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize("name", CHARTS)
def test_a_file_of_each_kind(name, ledger, client):
    figures = get(client, name, "json")
    assert (figures.status_code, figures["Content-Type"]) == (200, "application/json")
    shapes = json.loads(figures.content)
    assert list(shapes) == (["wide"] if name == "stromen" else ["wide", "narrow"])
    assert all(figure["data"] for figure in shapes.values())

    table = get(client, name, "csv")
    assert (table.status_code, table["Content-Type"]) == (200, "text/csv; charset=utf-8; header=present")
    chosen = "-reservering-2023" if name == catalogue.OF_COMMITMENT else ""
    assert table["Content-Disposition"] == f'attachment; filename="{name}{chosen}-stand-2025-03-04.csv"'
    header = body(table).decode().splitlines()[0]
    excel = body(client.get(f"/grafieken/{name}-excel.csv", WHOLE if chosen else {})).decode()
    assert excel.startswith("\ufeff" + header.replace(",", ";"))
    rows = client.get(f"/grafieken/{name}-gegevens.json", WHOLE if chosen else {})
    told = json.loads(body(rows))
    assert [list(row) for row in told["rows"]] == [header.split(",")] * len(told["rows"])
    assert [column["name"] for column in told["columns"]] == header.split(",")

    picture = get(client, name, "svg")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/svg+xml")
    root = ElementTree.fromstring(picture.content)
    assert (root.tag, root.get("width"), root.get("height")) == (f"{SVG}svg", "1120", "630")


@pytest.mark.parametrize("name", CHARTS)
def test_the_file_has_the_rows_of_the_chart(name, ledger, client):
    if name == catalogue.OF_COMMITMENT:
        known = Commitment.objects.published()
        whole = known.with_standing().with_counted_share().get(slug=WHOLE["commitment"])
        chart = catalogue.of_commitment(whole, everything())
    else:
        chart = catalogue.CHARTS[name](everything())
    found = rows_of(get(client, name, "csv"))
    assert [tuple(row.values()) for row in found] == [
        (*("" if value is None else str(value) for value in row), "") for row in chart.rows()
    ]
    assert tuple(found[0]) == (*chart.columns, "note")


@pytest.mark.parametrize("name", catalogue.CHARTS)
def test_the_picture_and_the_file_of_a_year_tell_what_runs_over_several_years(name, ledger, client):
    note = "Niet erbij, want niet per jaar verdeeld: €\xa04\xa0mld voor 2024-2026 samen."
    rows = rows_of(get(client, name, "csv", year="2024"))
    assert {row["note"] for row in rows} == {note}
    picture = get(client, name, "svg", year="2024").content.decode()
    words = " ".join(element.get("aria-label", "") for element in ElementTree.fromstring(picture).iter(f"{SVG}g"))
    assert note in words
    assert {row["note"] for row in rows_of(get(client, name, "csv"))} == {""}


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize(("shape", "size"), [("wide", (1600, 900)), ("square", (1200, 1200)), ("social", (1200, 630))])
def test_a_picture_has_the_size_of_its_shape_and_something_on_it(shape, size, name, ledger, client):
    response = get(client, name, "png", shape=shape)
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert size_of(response.content) == size
    assert len(response.content) > 10_000
    root = ElementTree.fromstring(get(client, name, "svg", shape=shape).content)
    words = " ".join(group.get("aria-label", "") for group in root.iter(f"{SVG}g"))
    for part in ("Bron: Kamerstuk 36\xa0045", "testserver · geen website van de Rijksoverheid", "Oekraïnesteun"):
        assert part in words, part


@pytest.mark.parametrize("name", CHARTS)
def test_an_svg_needs_no_typeface_and_keeps_its_words(name, ledger, client):
    root = ElementTree.fromstring(get(client, name, "svg").content)
    assert not list(root.iter(f"{SVG}text"))
    assert not [element for element in root.iter() if any(key.startswith("font") for key in element.attrib)]
    titles = [element.text for element in root.iter(f"{SVG}title")]
    descriptions = [element.text for element in root.iter(f"{SVG}desc")]
    assert titles[0] in titles[1:], "of the picture, and of the drawing in it"
    assert len(descriptions) == 2
    assert all(group.find(f"{SVG}path") is not None for group in root.iter(f"{SVG}g") if group.get("aria-label"))


def test_a_wide_picture_is_the_usual_one(ledger, client):
    assert get(client, "per-jaar", "svg").content == get(client, "per-jaar", "svg", shape="wide").content


def test_a_filter_chooses_what_is_in_a_file(ledger, client):
    def total(**query):
        return sum(int(row["amount_eur"]) for row in rows_of(get(client, "per-jaar", "csv", **query)))

    known = Commitment.objects.published()
    military = Category.objects.published().get(slug="military")
    assert total() == known.counted().total_eur() == 11_995_000_000
    assert total(category="military") == known.filter(category=military).counted().total_eur()
    november = Letter.objects.published().get(slug="kst-36045-171")
    assert total(as_of="2023-12-31") == known.as_of(november.date).counted().total_eur()
    assert total(minister="ollongren") > 0
    assert {row["category"] for row in rows_of(get(client, "stromen", "csv", category="cyber"))} == {"cyber"}
    assert {row["letter"] for row in rows_of(get(client, "stromen", "csv", letter="kst-36045-171"))} == {
        "kst-36045-171"
    }


def test_what_leads_on_from_a_file_keeps_its_filters(ledger, client):
    figure = get(client, "per-jaar", "json", as_of="2023-12-31", minister="ollongren").json()["wide"]
    leads = [leads for trace in figure["data"] for _, leads in trace["customdata"]]
    assert leads
    for address in leads:
        assert address.startswith("/toezeggingen/?as_of=2023-12-31&minister=ollongren&year="), address
        assert client.get(address).status_code == 200
    assert all("&category=" in address and "&stage=" in address for address in leads)


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_filter_is_refused_in_plain_dutch(kind, ledger, client):
    for query, words in (
        ({"category": "onzin"}, "Categorie “onzin” komt in deze gegevens niet voor."),
        ({"as_of": "gisteren"}, "peildatum"),
        ({"year": "1999"}, "Jaar “1999” komt in deze gegevens niet voor."),
        ({"minister": "niemand"}, "Bewindspersoon “niemand” komt in deze gegevens niet voor."),
    ):
        response = get(client, "per-jaar", kind, **query)
        assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8"), query
        assert words in response.content.decode(), query


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_an_unknown_shape_is_refused_with_those_there_are(kind, ledger, client):
    response = get(client, "per-jaar", kind, shape="rond" * 40)
    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert response.content.decode() == f"“{'rond' * 10}” is geen vorm. Kies uit: wide, square, social.\n"


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_chart_is_not_found(kind, ledger, client):
    response = get(client, "onbekend", kind)
    assert response.status_code == 404
    assert "Deze pagina bestaat niet" in response.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_without_an_amount_there_is_no_chart_and_it_says_so(kind, db, client):
    for name in catalogue.CHARTS:
        response = get(client, name, kind)
        assert (response.status_code, response["Content-Type"]) == (404, "text/plain; charset=utf-8"), name
        assert response.content.decode() == NOTHING
    make.commitment(5, exclusion="plafond")
    assert get(client, "per-jaar", kind).content.decode() == NOTHING, "an amount that does not count"


@pytest.mark.parametrize("kind", KINDS)
def test_a_commitment_without_parts_has_no_chart_and_it_says_so(kind, ledger, client):
    without = Commitment.objects.published().exclude(pk__in=Commitment.objects.exclude(part_of=None).values("part_of"))
    response = get(client, catalogue.OF_COMMITMENT, kind, commitment=without.first().slug)
    assert (response.status_code, response.content.decode()) == (
        404,
        "Deze toezegging heeft geen onderdelen die meetellen, stand van 4 maart 2025.\n",
    )
    for slug in ("bestaat-niet", ""):
        assert get(client, catalogue.OF_COMMITMENT, kind, commitment=slug).status_code == 404


def test_a_file_of_the_parts_of_a_commitment_agrees_with_its_page_on_every_day(client):
    whole = make.commitment(10, letter=make.letter(datetime.date(2023, 1, 10)))
    part = make.commitment(4, part_of=whole, letter=make.letter(datetime.date(2023, 3, 10)))
    make.commitment(3, part_of=whole, letter=make.letter(datetime.date(2023, 9, 10)))
    make.commitment(5, replaces=part, part_of=whole, letter=make.letter(datetime.date(2023, 12, 10)))
    for day, amounts, stand in (
        ("2023-02-01", None, None),
        ("2023-03-10", [4, 6], "2023-03-10"),
        ("2023-09-10", [4, 3, 3], "2023-09-10"),
        ("2023-12-10", [5, 3, 2], "2023-12-10"),
    ):
        chart = client.get(whole.get_absolute_url(), {"as_of": day}).context["chart"]
        assert (chart and [amount for *_, amount in chart.rows()]) == amounts, day
        if chart:
            assert [int(row["amount_eur"]) for row in rows_of(client.get(chart.csv_url))] == amounts, day
            told = json.loads(body(client.get(chart.json_url)))
            assert (told["as_of"], [row["amount_eur"] for row in told["rows"]]) == (stand, amounts)
            for address in (chart.figure_url, chart.excel_url, *chart.svg_urls.values(), *chart.png_urls.values()):
                response = client.get(address)
                assert response.status_code == 200, address
                assert f"-stand-{stand}." in response.get("Content-Disposition", f"-stand-{stand}."), address


@pytest.mark.parametrize("kind", KINDS)
def test_the_parts_of_a_commitment_are_refused_on_a_day_that_has_none_or_is_none(kind, ledger, client):
    for day, status, words in (
        ("2022-06-01", 404, "Op 1 juni 2022 was deze toezegging nog niet bekend.\n"),
        ("gisteren", 400, "peildatum"),
    ):
        response = get(client, catalogue.OF_COMMITMENT, kind, as_of=day)
        assert response.status_code == status
        assert words in response.content.decode()


def test_a_draft_has_no_file(client):
    draft = make.commitment(5, published_at=None)
    make.commitment(2, part_of=draft, published_at=None)
    public = make.commitment(7)
    make.commitment(3, part_of=public, published_at=None)
    for kind in KINDS:
        assert get(client, catalogue.OF_COMMITMENT, kind, commitment=draft.slug).status_code == 404
        assert get(client, catalogue.OF_COMMITMENT, kind, commitment=public.slug).status_code == 404, "its part is one"
    assert client.get(reverse("commitment_card", args=[draft.slug])).status_code == 404
    assert [row["amount_eur"] for row in rows_of(get(client, "per-jaar", "csv"))] == ["7"]


def test_the_cards_of_pages_without_a_chart(ledger, client):
    letter, commitment = Letter.objects.published().first(), Commitment.objects.published().first()
    cards = [
        client.get(address)
        for address in (
            reverse("site_card"),
            reverse("letter_card", args=[letter.slug]),
            reverse("commitment_card", args=[commitment.slug]),
        )
    ]
    assert [(card.status_code, card["Content-Type"], size_of(card.content)) for card in cards] == [
        (200, "image/png", (1200, 630))
    ] * 3
    assert len({card.content for card in cards}) == 3
    assert min(len(card.content) for card in cards) > 10_000


def test_the_cards_of_the_site_and_of_a_letter_are_filled_with_what_the_total_is_made_of(visit):
    for address, title in (
        ("/kaart.png", "Nederland zegde Oekraïne circa € 12 mld toe"),
        ("/brieven/kst-36045-151/kaart.png", "Een jaar oorlog, terug- en vooruitblik: circa € 3,74 mld"),
    ):
        _, _, svg = visit(address).content.decode().replace("\xa0", " ").partition(" ")
        root = ElementTree.fromstring(svg)
        assert root.find("{*}title").text == title
        inner = root.find("{*}svg")
        assert float(inner.get("width")) * float(inner.get("height")) > 0.25 * 1200 * 630, address
        assert "Eén staaf van circa" in inner.find("{*}desc").text
        assert "Bij elk bedrag staat" in svg or "Elke euro telt" in svg


def test_the_card_of_a_letter_without_money_says_how_many_amounts_were_read(visit):
    svg = visit("/brieven/kst-28676-384/kaart.png").content.decode().replace("\xa0", " ")
    assert "In dit document staat geen Nederlandse toezegging die meetelt. Wij lazen er " in svg


def test_a_name_of_a_formula_is_harmless_in_a_spreadsheet(client):
    whole = make.commitment(9)
    make.commitment(5, part_of=whole, title="=1+1")
    (row, _) = rows_of(get(client, catalogue.OF_COMMITMENT, "csv", commitment=whole.slug))
    assert row == {"name": "'=1+1", "precision": "exact", "amount_eur": "5", "note": ""}


def test_no_chart_writes_a_zero_where_no_letter_says_zero(ledger, client):
    rows = rows_of(get(client, "lopend-totaal", "csv"))
    first = {row["category"]: (row["precision"], row["total_eur"]) for row in rows if row["date"] == "2023-02-20"}
    assert first["epf"] == first["accountability"] == first["cyber"] == ("", "")
    assert first["humanitarian"] == ("circa", "240000000")
    for name in CHARTS:
        assert all("0" not in row.values() for row in rows_of(get(client, name, "csv"))), name


def test_every_chart_says_how_precise_each_amount_is(ledger, client):
    for name in CHARTS:
        found = {row["precision"] for row in rows_of(get(client, name, "csv"))}
        assert found <= {"exact", "circa", "at-least", "at-most", ""}, name
        assert "exact" in found, name


def test_a_file_of_a_chart_is_named_for_its_choice(ledger, client):
    query = {"year": "2024", "category": "military", "as_of": "2024-02-01"}
    names = {kind: get(client, "per-jaar", kind, **query)["Content-Disposition"] for kind in ("csv", "svg")}
    assert names == {
        "csv": 'attachment; filename="per-jaar-2024-militair-stand-2024-02-01.csv"',
        "svg": 'inline; filename="per-jaar-2024-militair-stand-2024-02-01.svg"',
    }
    square = get(client, "per-jaar", "svg", shape="square")
    assert square["Content-Disposition"] == 'inline; filename="per-jaar-vierkant-stand-2025-03-04.svg"'


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/kaart.png", "oekrainesteun-kaart-stand-2025-03-04.png"),
        ("/kaart.png?as_of=2023-06-01", "oekrainesteun-kaart-stand-2023-06-01.png"),
        ("/kaart-zonder-bedrag.png", "oekrainesteun-zonder-bedrag.png"),
        ("/brieven/kst-36045-151/kaart.png?as_of=2023-06-01", "brief-kst-36045-151-kaart-stand-2023-06-01.png"),
        ("/toezeggingen/reservering-2023/kaart.png", "toezegging-reservering-2023-kaart-stand-2025-03-04.png"),
        # before its own letter nothing is said of it
        ("/toezeggingen/reservering-2023/kaart.png?as_of=2022-06-01", "oekrainesteun-zonder-bedrag.png"),
    ],
)
def test_a_card_is_saved_under_what_it_is_of_and_its_day(address, name, visit):
    assert visit(address)["Content-Disposition"] == f'inline; filename="{name}"'


@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_says_once_who_added_up(name, ledger, client):
    description = ElementTree.fromstring(body(get(client, name, "svg"))).find(f"{SVG}desc").text
    assert description.count("Eigen optelling.") == 1


def test_the_card_of_a_commitment_quotes_no_later_letter(client, monkeypatch):
    monkeypatch.setattr(images, "png", lambda svg, width: svg.encode())
    commitment = make.commitment(5, letter=make.letter(datetime.date(2024, 2, 1)))
    make.states(commitment, letter=make.letter(datetime.date(2024, 6, 1)), quote="Het gaat om EUR 5 miljoen.")
    card = f"/toezeggingen/{commitment.slug}/kaart.png"
    assert b"Het gaat om EUR 5 miljoen." in client.get(card).content
    assert b"Het gaat om EUR 5 miljoen." not in client.get(card, {"as_of": "2024-03-01"}).content
