"""What a reader may ask for in the URL: which rows it gives, what may be chosen, and what is said of nonsense."""

import datetime
import re
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from commitments.models import Commitment, Mention
from commitments.site.filters import CommitmentFilter, TimelineFilter
from letters.models import Minister, Signature
from letters.peildatum import read_peildatum
from tests.commitments import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


def asked(query, kind=CommitmentFilter):
    found = kind(QueryDict(query), Commitment.objects.published())
    assert found.qs is not None  # as every view does first: it reads the form
    return found


def slugs(query):
    return sorted(row.slug for row in asked(query).qs)


def choices(name, kind=CommitmentFilter):
    field = asked("", kind).form.fields[name]
    return [(str(getattr(value, "value", value)), str(label)) for value, label in field.choices]


@pytest.mark.engines
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("year=2022", ["militaire-steun-2022", "wintersteunpakket-2022"]),
        ("year=2022-2023", ["humanitaire-hulp-2022-2023", "ontmijning-2022-2023"]),
        ("category=cyber", ["cyber-2024"]),
        ("category=trade-finance", ["exportkredietverzekering-2024", "partnerschapsfaciliteit-2024"]),
        ("stage=gereserveerd&year=2023", ["intensivering-militaire-steun-2023", "reservering-2023"]),
        ("minister=veldkamp", []),
        (
            "minister=hoekstra&category=military",
            ["ifu-2023", "militaire-steun-2022", "militaire-steun-2023"],
        ),
        (
            "letter=kst-36045-184",
            ["exportkredietverzekering-2024", "militaire-steun-extra-2024-2026", "partnerschapsfaciliteit-2024"],
        ),
        ("channel=ebrd", ["ebrd-energie-2023"]),
        ("amount_min=2,5 miljard", ["militaire-steun-extra-2024-2026", "reservering-2023"]),
        ("amount_min=2.500.000.000", ["militaire-steun-extra-2024-2026", "reservering-2023"]),
        ("amount_max=5 mln", ["cyber-2024", "enlighten-ukraine-2023"]),
        ("amount_min=2500000000", ["militaire-steun-extra-2024-2026", "reservering-2023"]),
        ("amount_max=5000000", ["cyber-2024", "enlighten-ukraine-2023"]),
        ("amount_min=3000000&amount_max=3000000", ["cyber-2024"]),
        ("q=ontmijning", ["ontmijning-2022-2023", "humanitaire-hulp-2022-2023"][::-1]),
        ("q=LEDLAMPEN", ["enlighten-ukraine-2023"]),
        ("q=Oekraïne-regeling", ["militaire-steun-2024"]),
        ("q=%25", []),
        ("q=_", []),
        ("q=" + "x" * 200, []),
    ],
)
def test_the_url_chooses_the_rows(ledger, query, found):
    assert slugs(query) == found


@pytest.mark.engines
def test_nothing_asked_is_everything(ledger):
    assert len(slugs("")) == len(slugs("year=&category=&stage=&minister=&letter=&channel=&q=")) == 20


@pytest.mark.engines
def test_words_are_found_in_title_note_quote_and_letter():
    letter = make.letter(short_title="Advies over tanks")
    rows = [
        make.commitment(slug="a-title", title="Tanks voor later"),
        make.commitment(slug="b-note", note="Zonder tanks"),
        make.commitment(slug="c-letter", letter=letter),
        make.commitment(slug="d-quote"),
        make.commitment(slug="e-none"),
    ]
    make.states(rows[3], quote="EUR 5 voor tanks")
    assert slugs("q=tanks") == ["a-title", "b-note", "c-letter", "d-quote"]


@pytest.mark.engines
@pytest.mark.parametrize("typed", ["100 mln", "€ 100 miljoen", "100.000.000", "honderd miljoen"])
def test_who_types_an_amount_finds_the_commitments_of_that_amount(ledger, typed):
    found = set(slugs(urlencode({"q": typed})))
    exact = set(Commitment.objects.published().filter(amount_eur=100_000_000).values_list("slug", flat=True))
    assert exact
    assert exact <= found


@pytest.mark.engines
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("2 miljard", ["named-elsewhere", "two"]),
        ("24 miljard", []),
        ("1,24 miljard", ["one-and-a-bit"]),
        ("987", ["number"]),
        ("98", []),
        ("87 mensen", []),
    ],
)
def test_a_number_that_is_sought_is_whole_and_an_amount_is_no_word_of_an_explanation(typed, found):
    make.commitment(slug="two", amount_eur=2_000_000_000)
    make.states(make.commitment(slug="one-and-a-bit", amount_eur=1_240_000_000), quote="EUR 1,24 miljard")
    make.states(make.commitment(slug="number"), quote="Voor 987 mensen")
    make.commitment(slug="explained", note="Van de 2 miljard is dit een deel")
    letter = make.letter()
    named = make.commitment(slug="named-elsewhere", letter=letter)
    make.states(named, verdict="repeats", quote="EUR 2 miljard", amount=2_000_000_000)
    assert slugs(urlencode({"q": typed})) == found


@pytest.mark.parametrize("typed", ["2,5 miljard", "2.500.000.000", "€ 2,5 mld"])
def test_it_is_said_that_an_amount_is_looked_for(ledger, client, typed):
    page = client.get("/toezeggingen/", {"q": typed})
    [(label, value, _)] = page.context["filter"].chosen()
    assert (label, value) == ("Zoek", "een bedrag van €\xa02,5\xa0mld")
    assert "reservering-2023" in slugs(urlencode({"q": typed}))
    assert "Toezeggingen: met een bedrag van" in page.content.decode()


def test_an_amount_that_does_not_fit_in_short_is_said_in_full(ledger):
    assert asked(urlencode({"q": "2.489.600.000"})).chosen()[0][1] == "een bedrag van €\xa02.489.600.000"


@pytest.mark.parametrize("typed", ["2024", "36 045", "171", "1.240 miljard", "tanks"])
def test_a_year_a_number_of_a_document_and_words_are_no_amount(ledger, typed):
    assert asked(urlencode({"q": typed})).chosen()[0][1] == typed


def test_who_types_an_amount_finds_the_places_where_it_is_written_in_euros_however(ledger, client):
    for typed in ("2,5 miljard", "2.500.000.000"):
        rows = client.get("/vindplaatsen/", {"q": typed}).context["filter"].qs
        assert rows.filter(amount=2_500_000_000, currency="EUR").count() == (
            Mention.objects.published().filter(amount=2_500_000_000, currency="EUR").count()
        )
        assert not rows.filter(currency="USD").exists()


def test_a_quote_of_a_draft_letter_is_not_searched():
    commitment = make.commitment(slug="steun")
    make.states(commitment, verdict="repeats", letter=make.letter(published_at=None), quote="EUR 100 geheim")
    assert slugs("q=geheim") == []


@pytest.mark.engines
def test_drafts_are_neither_found_nor_offered():
    make.commitment(year=2024, category="military")
    draft_letter = make.letter(published_at=None, reference="GEHEIM")
    minister = Minister.objects.create(slug="geheim", name="Geheim", family_name="Geheim")
    Signature.objects.create(letter=draft_letter, minister=minister, office="Minister")
    make.commitment(year=2030, category="geheim", letter=draft_letter)
    make.commitment(year=2031, category="geheim", published_at=None)
    assert len(slugs("")) == 1
    offered = [label for name in ("year", "category", "minister", "letter", "channel") for _, label in choices(name)]
    assert [label for label in offered if "geheim" in label.lower() or label in ("2030", "2031")] == []
    assert asked("category=geheim").problems() == [
        ("category", "Categorie “geheim” komt in deze gegevens niet voor. Kies er een uit de lijst.")
    ]


@pytest.mark.engines
def test_years_come_before_periods(ledger):
    assert choices("year") == [
        ("", "alle jaren"),
        ("2022", "2022"),
        ("2023", "2023"),
        ("2024", "2024"),
        ("2025", "2025"),
        ("2026", "2026"),
        ("2022-2023", "2022-2023 (niet per jaar verdeeld)"),
        ("2024-2026", "2024-2026 (niet per jaar verdeeld)"),
    ]


def test_choices_have_addresses_and_names(ledger):
    assert choices("channel") == [
        ("", "alle kanalen"),
        ("atradius", "Atradius Dutch State Business"),
        ("ebrd", "Europese Bank voor Wederopbouw en Ontwikkeling"),
        ("epf", "Europese Vredesfaciliteit"),
        ("ifu", "International Fund for Ukraine"),
        ("rvo", "Rijksdienst voor Ondernemend Nederland"),
    ]
    assert [value for value, _ in choices("category")] == [
        "",
        "military",
        "epf",
        "humanitarian",
        "accountability",
        "cyber",
        "undivided",
        "trade-finance",
    ]
    assert [value for value, _ in choices("minister")][:3] == ["", "brekelmans", "bruins-slot"]
    assert ("kst-36045-171", "Kamerstuk 36 045, nr. 171 (Steun aan Oekraïne in 2024)") in choices("letter")


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("year=1999", "Jaar “1999” komt in deze gegevens niet voor. Kies er een uit de lijst."),
        ("year=2022-", "Jaar “2022-” komt in deze gegevens niet voor. Kies er een uit de lijst."),
        ("category=wapens", "Categorie “wapens” komt in deze gegevens niet voor. Kies er een uit de lijst."),
        ("stage=<b>", "Fase “<b>” komt in deze gegevens niet voor. Kies er een uit de lijst."),
        ("minister=rutte", "Bewindspersoon “rutte” komt in deze gegevens niet voor. Kies er een uit de lijst."),
        ("letter=kst-1-1", "Brief “kst-1-1” komt in deze gegevens niet voor. Kies er een uit de lijst."),
        ("channel=x", "Kanaal “x” komt in deze gegevens niet voor. Kies er een uit de lijst."),
        (
            "amount_min=veel",
            "Minstens: ‘veel’ is geen bedrag. Schrijf bijvoorbeeld 2,5 miljard, 102 mln of 2.500.000.000.",
        ),
        ("amount_min=-1", "Minstens: ‘-1’: een bedrag is groter dan nul. Schrijf het zonder minteken."),
        (
            "amount_min=0.5",
            "Minstens: ‘0.5’: gebruik een komma voor decimalen (2,5 miljard) en punten tussen duizendtallen (2.500.000.000).",
        ),
        ("amount_max=10.000.000.000.001", "Hooguit: meer dan tienduizend miljard euro komt niet voor."),
    ],
)
def test_nonsense_is_answered_with_a_sentence(ledger, query, problem):
    assert set(asked(query).problems()) == {(query.partition("=")[0], problem)}


@pytest.mark.engines
def test_a_year_also_tells_of_the_periods_that_hold_it(ledger):
    def around(query):
        return sorted(row.slug for row in asked(query).selection().around or ())

    expected = {
        "year=2024": ["militaire-steun-extra-2024-2026"],
        "year=2022": ["humanitaire-hulp-2022-2023", "ontmijning-2022-2023"],
        "year=2022&q=ontmijning": ["humanitaire-hulp-2022-2023", "ontmijning-2022-2023"],
        "year=2024&category=cyber": [],
        "year=2024-2026": [],
        "": [],
    }
    assert {query: around(query) for query in expected} == expected


@pytest.mark.engines
@pytest.mark.parametrize("query", ["q=%00", "category=%00", "minister=%00", "letter=%00", "q=" + "x" * 201, "year=%00"])
def test_strange_characters_break_nothing(ledger, query):
    found = asked(query)
    assert len(found.problems()) == 1
    assert isinstance(found.qs.count(), int)


def test_what_is_chosen_is_told_in_words_and_can_be_taken_away(ledger):
    query = "year=2024-2026&category=military&minister=ollongren&stage=gereserveerd&page=2&q=extra"
    assert asked(query).chosen() == [
        ("Zoek", "extra", "year=2024-2026&category=military&minister=ollongren&stage=gereserveerd"),
        (
            "Jaar",
            "2024-2026 (niet per jaar verdeeld)",
            "category=military&minister=ollongren&stage=gereserveerd&q=extra",
        ),
        ("Categorie", "Militair", "year=2024-2026&minister=ollongren&stage=gereserveerd&q=extra"),
        ("Fase", "gereserveerd", "year=2024-2026&category=military&minister=ollongren&q=extra"),
        ("Bewindspersoon", "Kajsa Ollongren", "year=2024-2026&category=military&stage=gereserveerd&q=extra"),
    ]
    assert asked("").chosen() == []


def test_a_filter_on_the_timeline_also_filters_the_movements(ledger):
    found = asked("category=cyber", TimelineFilter).qs.movements()
    assert [(row.category, row.amount_eur) for row in found] == [("cyber", 3_000_000)]


# When nothing is found


def ways_out(query, peildatum=None):
    found = CommitmentFilter(QueryDict(query), Commitment.objects.published().as_of(peildatum))
    assert not found.qs.exists()
    return found.ways_out(lambda rows, is_choice: rows)


def test_who_finds_nothing_hears_which_filter_alone_is_in_the_way(ledger):
    assert ways_out("category=cyber&year=2022&sort=title") == [
        ("Jaar", "2022", "category=cyber&sort=title", 1),
        ("Categorie", "Cyber", "year=2022&sort=title", 2),
    ]
    assert ways_out("category=cyber&year=2022&stage=gereserveerd&q=zoekraakt") == []


def test_the_peildatum_can_be_in_the_way_too(ledger):
    early = datetime.date(2022, 1, 1)
    assert ways_out("as_of=2022-01-01", early) == [("Zoals bekend op", "1 januari 2022", "", 20)]
    assert ways_out("category=cyber&as_of=2022-01-01", early) == [
        ("Zoals bekend op", "1 januari 2022", "category=cyber", 1)
    ]


@pytest.mark.engines
def test_the_ways_out_are_counted_in_one_query(ledger, django_assert_num_queries):
    query = "category=cyber&year=2022&stage=gereserveerd&minister=ollongren&letter=kst-36045-171&channel=ifu&q=x&amount_min=1"
    found = asked(query)
    assert len(found.chosen()) == 8
    with django_assert_num_queries(1):
        found.ways_out(lambda rows, is_choice: rows)


# The peildatum


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (None, (None, "")),
        ("", (None, "")),
        ("2023-12-31", (datetime.date(2023, 12, 31), "")),
        ("2014-01-01", (datetime.date(2014, 1, 1), "")),
        ("2100-12-31", (datetime.date(2100, 12, 31), "")),
        ("1900-01-01", (datetime.date(1900, 1, 1), "")),  # nothing was known yet
        ("9999-12-31", (datetime.date(9999, 12, 31), "")),  # without any approval there is no newest
        (
            "31-12-2023",
            (
                None,
                "“31-12-2023” kunnen wij niet lezen als datum. Schrijf de peildatum zo: 2023-12-31.",
            ),
        ),
        (
            "2023-02-30",
            (
                None,
                "“2023-02-30” kunnen wij niet lezen als datum. Schrijf de peildatum zo: 2023-12-31.",
            ),
        ),
        (
            "x" * 100,
            (
                None,
                f"“{'x' * 40}” kunnen wij niet lezen als datum. Schrijf de peildatum zo: 2023-12-31.",
            ),
        ),
    ],
)
def test_a_peildatum_is_a_date_or_is_answered_with_how_to_write_one(text, found):
    assert read_peildatum(text) == found


@pytest.mark.engines
def test_sorting_by_stage_follows_the_ladder(ledger, client):
    ladder = ["aangekondigd", "gereserveerd", "toegewezen", "geleverd"]
    for order, expected in (("stage", ladder), ("-stage", ladder[::-1])):
        rows = client.get("/toezeggingen/", {"sort": order}).context["table"].paginated_rows
        stages = list(dict.fromkeys(row.record.stage for row in rows))
        assert stages == [stage for stage in expected if stage in stages]
        assert len(stages) == 4


def changes_on_the_timeline(visit, query):
    """{day: what the timeline says at the letter of that day}."""
    page = visit(f"/tijdlijn/?{query}").content.decode().replace("\xa0", " ")
    found = re.findall(r'<time datetime="([\d-]+)">.*?<p class="change[^>]*>(?:<span[^>]*>)?([^<]+)<', page, re.DOTALL)
    return dict(found)


def test_the_timeline_says_no_new_amount_only_where_no_choice_would_have_one(visit):
    none, outside = "Geen nieuw bedrag dat meetelt", "Het nieuwe bedrag valt buiten deze keuze"
    assert changes_on_the_timeline(visit, "") == {
        "2022-01-13": none,
        "2023-02-20": "+ circa € 3,74 mld",
        "2023-11-17": "+ € 4,26 mld",
        "2024-06-28": "+ € 4 mld",
        "2025-03-04": none,
    }
    assert changes_on_the_timeline(visit, "minister=hoekstra")["2023-11-17"] == outside
    assert changes_on_the_timeline(visit, "year=2024")["2024-06-28"] == outside
    assert none not in changes_on_the_timeline(visit, "category=military&as_of=2024-12-31").values()


def test_where_its_parts_are_outside_the_choice_a_whole_says_what_of_it_is_in_the_sum(visit):
    page = visit("/tijdlijn/?category=undivided").content.decode().replace("\xa0", " ")
    assert "+ € 1,26 mld" in page
    assert "2023 · gereserveerd · waarvan eigen deel € 1,26 mld" in page


def test_what_is_called_a_part_on_the_timeline_stands_below_its_whole(visit):
    below = re.compile(r'<li class="part">.*?waarvan <i')
    named = "telt mee in een <a href="
    page = visit("/tijdlijn/").content.decode()
    assert len(below.findall(page)) == page.count("waarvan <i") == 2
    assert named not in page
    of_one_category = visit("/tijdlijn/?category=military").content.decode()
    assert below.findall(of_one_category) == []
    assert "waarvan <i" not in of_one_category
    assert of_one_category.count(named) == 1
