"""The ledger that the site ships with: what the five letters promise, and how we read them."""

import datetime
from collections import Counter

import pytest
from django.db.models import Sum

from commitments.models import Category, Channel, Commitment, Mention
from commitments.querysets import Movement, Total
from letters.models import Dossier, Letter, Minister, Signature

pytestmark = [pytest.mark.django_db, pytest.mark.looks, pytest.mark.usefixtures("ledger")]

FEBRUARY_2023 = [
    Total(2022, 2022, "military", 1_000_000_000),
    Total(2022, 2022, "humanitarian", 180_000_000),
    Total(2022, 2023, "humanitarian", 60_000_000),
    Total(2023, 2023, "military", 1_240_000_000),
    Total(2023, 2023, "undivided", 1_260_000_000),
]
NOVEMBER_2023 = [
    *FEBRUARY_2023[:3],
    Total(2023, 2023, "military", 2_940_000_000),
    Total(2023, 2023, "undivided", 1_260_000_000),
    Total(2024, 2024, "military", 2_000_000_000),
    Total(2024, 2024, "epf", 295_000_000),
    Total(2024, 2024, "humanitarian", 102_000_000),
    Total(2024, 2024, "accountability", 89_000_000),
    Total(2024, 2024, "cyber", 3_000_000),
    Total(2025, 2025, "accountability", 25_000_000),
    Total(2026, 2026, "accountability", 41_000_000),
]
JUNE_2024 = [*NOVEMBER_2023[:10], Total(2024, 2026, "military", 4_000_000_000), *NOVEMBER_2023[10:]]


def known(day=None):
    return Commitment.objects.published().as_of(day)


def facts(*slugs):
    """(amount, year, end year, category) of each of these, and where it stands now."""
    rows = {row.slug: row for row in known().with_standing().select_related("category", "letter")}
    return [
        (row.amount_eur, row.year, row.end_year, row.category.slug, row.standing.value)
        for row in (rows[slug] for slug in slugs)
    ]


def mentions(letter, written):
    """(verdict, amount, currency, commitment) of each mention of this amount in this letter."""
    rows = Mention.objects.published().filter(letter__slug=letter, amount_as_written=written)
    return list(rows.values_list("verdict", "amount", "currency", "commitment__slug"))


def test_the_totals_are_those_of_the_letters():
    assert known().counted().totals() == JUNE_2024
    assert known().counted().total_eur() == 11_995_000_000


@pytest.mark.parametrize(
    ("day", "totals", "total"),
    [
        (datetime.date(2022, 1, 13), [], 0),
        (datetime.date(2023, 2, 19), [], 0),
        (datetime.date(2023, 2, 20), FEBRUARY_2023, 3_740_000_000),
        (datetime.date(2023, 11, 16), FEBRUARY_2023, 3_740_000_000),
        (datetime.date(2023, 11, 17), NOVEMBER_2023, 7_995_000_000),
        (datetime.date(2024, 6, 27), NOVEMBER_2023, 7_995_000_000),
        (datetime.date(2024, 6, 28), JUNE_2024, 11_995_000_000),
        (datetime.date(2025, 3, 4), JUNE_2024, 11_995_000_000),
    ],
)
def test_the_totals_are_those_known_on_a_date(day, totals, total):
    assert known(day).counted().totals() == totals
    assert known(day).counted().total_eur() == total


def test_the_movements_are_those_of_three_letters():
    first, second, third = datetime.date(2023, 2, 20), datetime.date(2023, 11, 17), datetime.date(2024, 6, 28)
    first_letter, second_letter, third_letter = "kst-36045-151", "kst-36045-171", "kst-36045-184"
    assert known().movements() == [
        Movement(first, "military", 2022, 2022, 1_000_000_000, "circa", first_letter),
        Movement(first, "military", 2023, 2023, 1_240_000_000, "exact", first_letter),
        Movement(first, "humanitarian", 2022, 2022, 180_000_000, "exact", first_letter),
        Movement(first, "humanitarian", 2022, 2023, 50_000_000, "circa", first_letter),
        Movement(first, "humanitarian", 2022, 2023, 10_000_000, "exact", first_letter),
        Movement(first, "undivided", 2023, 2023, 1_260_000_000, "exact", first_letter),
        Movement(second, "military", 2023, 2023, 1_700_000_000, "exact", second_letter),
        Movement(second, "military", 2024, 2024, 2_000_000_000, "exact", second_letter),
        Movement(second, "epf", 2024, 2024, 295_000_000, "exact", second_letter),
        Movement(second, "humanitarian", 2024, 2024, 102_000_000, "exact", second_letter),
        Movement(second, "accountability", 2024, 2024, 89_000_000, "exact", second_letter),
        Movement(second, "accountability", 2025, 2025, 25_000_000, "exact", second_letter),
        Movement(second, "accountability", 2026, 2026, 41_000_000, "exact", second_letter),
        Movement(second, "cyber", 2024, 2024, 3_000_000, "exact", second_letter),
        Movement(third, "military", 2024, 2026, 4_000_000_000, "exact", third_letter),
    ]


def test_a_naive_sum_of_all_dutch_amounts_is_far_above_ours():
    naive = Mention.objects.published().filter(verdict__in=["states", "repeats"], currency="EUR")
    assert naive.aggregate(total=Sum("amount"))["total"] == 21_056_000_000
    assert known().counted().total_eur() == 11_995_000_000


def test_each_row_stands_where_we_put_it():
    assert dict(Counter(row.standing.value for row in known().with_standing().select_related("letter"))) == {
        "counted": 13,
        "inside-whole": 2,
        "excluded": 5,
    }


def test_each_row_has_a_public_note_and_one_quote_of_its_own():
    assert [row.slug for row in known().filter(note="")] == []
    stating = Counter(Mention.objects.published().stating().values_list("commitment__slug", flat=True))
    assert stating == Counter(known().values_list("slug", flat=True))


# The rulings, one by one


def test_ruling_1_spoilt_years_footnote_marks_and_lamps_are_no_amounts():
    february, november = "kst-36045-151", "kst-36045-171"
    assert mentions(february, "EUR 2,5 mld") == [("states", 2_500_000_000, "EUR", "reservering-2023")]
    assert mentions(november, "EUR 3 mln") == [("repeats", 3_000_000, "EUR", "cyber-2024")]
    assert mentions(february, "EUR 1 miljard") == [("states", 1_000_000_000, "EUR", "militaire-steun-2022")]
    assert mentions(february, "7,2 miljard") == [("others", 7_200_000_000, "", None)]
    assert mentions(february, "50 miljoen") == [("not-money", 50_000_000, "", None)]
    assert mentions(february, "12 miljoen") == [("not-money", 12_000_000, "", None)]
    spoilt = Mention.objects.filter(quote__regex=r"2\.02[0-9]").exclude(note__contains="is het jaar 202")
    assert list(spoilt) == []


def test_ruling_2_the_military_support_of_2023_is_part_of_the_reservation_and_the_rest_is_not_yet_divided():
    assert facts("reservering-2023", "militaire-steun-2023") == [
        (2_500_000_000, 2023, 2023, "undivided", "counted"),
        (1_240_000_000, 2023, 2023, "military", "inside-whole"),
    ]
    whole = known().counted().with_own_share().get(slug="reservering-2023")
    assert [part.slug for part in whole.parts.all()] == ["militaire-steun-2023"]
    assert whole.own_share_eur == 1_260_000_000


def test_ruling_3_the_intensification_of_summer_2023_comes_on_top():
    (intensification,) = known().filter(slug="intensivering-militaire-steun-2023")
    assert intensification.part_of is None
    assert list(known().exclude(on_top_of=None).values_list("slug", "on_top_of__slug")) == [
        ("intensivering-militaire-steun-2023", "reservering-2023")
    ]
    assert facts(intensification.slug) == [(1_700_000_000, 2023, 2023, "military", "counted")]


def test_ruling_4_the_extra_support_is_a_commitment_of_its_own_for_a_period():
    extra = known().get(slug="militaire-steun-extra-2024-2026")
    assert (extra.part_of, extra.begun_by) == (None, None)
    assert facts(extra.slug, "militaire-steun-2024") == [
        (4_000_000_000, 2024, 2026, "military", "counted"),
        (2_000_000_000, 2024, 2024, "military", "counted"),
    ]
    assert "maar niet waar het bij komt" in extra.note


def test_ruling_5_the_five_amounts_for_2024_add_up_and_their_sum_is_ours():
    slugs = ("militaire-steun-2024", "epf-2024", "humanitair-en-herstel-2024", "accountability-2024", "cyber-2024")
    assert facts(*slugs) == [
        (2_000_000_000, 2024, 2024, "military", "counted"),
        (295_000_000, 2024, 2024, "epf", "counted"),
        (102_000_000, 2024, 2024, "humanitarian", "counted"),
        (89_000_000, 2024, 2024, "accountability", "counted"),
        (3_000_000, 2024, 2024, "cyber", "counted"),
    ]
    assert known().counted().filter(year=2024, end_year=2024).total_eur() == 2_489_000_000
    assert not Mention.objects.filter(amount=2_489_000_000).exists()
    assert known().get(slug="humanitair-en-herstel-2024").period_note == "januari-april"


def test_ruling_6_accountability_is_three_commitments():
    assert facts("accountability-2024", "accountability-2025", "accountability-2026") == [
        (89_000_000, 2024, 2024, "accountability", "counted"),
        (25_000_000, 2025, 2025, "accountability", "counted"),
        (41_000_000, 2026, 2026, "accountability", "counted"),
    ]


def test_ruling_7_humanitarian_aid_since_the_invasion_is_a_period_with_demining_inside():
    assert facts("humanitaire-hulp-2022-2023", "ontmijning-2022-2023") == [
        (60_000_000, 2022, 2023, "humanitarian", "counted"),
        (10_000_000, 2022, 2023, "humanitarian", "inside-whole"),
    ]
    aid = known().get(slug="humanitaire-hulp-2022-2023")
    assert aid.precision == "circa"
    assert [part.slug for part in aid.parts.all()] == ["ontmijning-2022-2023"]


def test_ruling_8_the_winter_package_stands_in_2022_and_says_why():
    assert facts("wintersteunpakket-2022") == [(180_000_000, 2022, 2022, "humanitarian", "counted")]
    assert "oktober 2022" in known().get(slug="wintersteunpakket-2022").note


def test_ruling_9_what_may_overlap_ceilings_and_guarantees_are_left_out():
    rows = known().left_out().order_by("letter__date", "pk")
    assert list(rows.values_list("slug", "amount_eur", "exclusion", "finance_type", "channel__slug")) == [
        ("ifu-2023", 100_000_000, "overlap-onbekend", "gift", "ifu"),
        ("enlighten-ukraine-2023", 5_000_000, "overlap-onbekend", "gift", None),
        ("ebrd-energie-2023", 72_000_000, "overlap-onbekend", "gift", "ebrd"),
        ("partnerschapsfaciliteit-2024", 25_000_000, "plafond", "gift", "rvo"),
        ("exportkredietverzekering-2024", 120_000_000, "garantie", "garantie", "atradius"),
    ]


def test_ruling_10_other_peoples_money_and_what_is_needed_are_no_promise():
    context = Mention.objects.published().filter(verdict__in=["others", "need"]).order_by("letter__date", "position")
    assert list(context.values_list("letter__slug", "amount_as_written", "amount", "currency")) == [
        ("kst-28676-384", "400 miljoen dollar", 400_000_000, "USD"),
        ("kst-28676-384", "60 miljoen dollar", 60_000_000, "USD"),
        ("kst-36045-151", "EUR 271 miljoen", 271_000_000, "EUR"),
        ("kst-36045-151", "7,2 miljard", 7_200_000_000, ""),
        ("kst-36045-151", "EUR 18 miljard", 18_000_000_000, "EUR"),
        ("kst-36045-151", "vele miljarden", None, ""),
        ("kst-21501-20-2189", "USD 524 miljard", 524_000_000_000, "USD"),
        ("kst-21501-20-2189", "USD 38 miljard", 38_000_000_000, "USD"),
    ]
    assert [mention.note for mention in context if not mention.note] == []


# The letters


def test_the_five_documents_are_there():
    rows = Letter.objects.published().in_order_of_date()
    assert [(row.slug, row.kind, row.date.isoformat(), row.reference, row.designation) for row in rows] == [
        ("kst-28676-384", "verslag", "2022-01-13", "", "Kamerstuk 28 676, nr. 384"),
        ("kst-36045-151", "brief", "2023-02-20", "", "Kamerstuk 36 045, nr. 151"),
        ("kst-36045-171", "brief", "2023-11-17", "", "Kamerstuk 36 045, nr. 171"),
        ("kst-36045-184", "brief", "2024-06-28", "BZDOC-151675943-16", "Kamerstuk 36 045, nr. 184"),
        ("kst-21501-20-2189", "brief", "2025-03-04", "", "Kamerstuk 21 501-20, nr. 2189"),
    ]
    others = {row.slug: [dossier.number for dossier in row.other_dossiers.all()] for row in rows}
    assert {slug: numbers for slug, numbers in others.items() if numbers} == {"kst-21501-20-2189": ["36045"]}
    assert all(row.is_published and not row.text for row in rows)


def test_every_signature_has_its_office_and_its_name_as_printed():
    foreign, defence = "Minister van Buitenlandse Zaken", "Minister van Defensie"
    trade = "Minister voor Buitenlandse Handel en Ontwikkelingssamenwerking"
    rows = Signature.objects.published().order_by("letter__date", "position")
    assert list(rows.values_list("letter__slug", "minister__name", "office", "manner", "name_as_printed")) == [
        ("kst-36045-151", "Wopke Hoekstra", foreign, "ondertekend", "W.B. Hoekstra"),
        ("kst-36045-151", "Kajsa Ollongren", defence, "ondertekend", "K.H. Ollongren"),
        ("kst-36045-151", "Liesje Schreinemacher", trade, "ondertekend", "E.N.A.J. Schreinemacher"),
        ("kst-36045-151", "Dilan Yeşilgöz-Zegerius", "Minister van Justitie & Veiligheid", "mede-namens", ""),
        ("kst-36045-171", "Kajsa Ollongren", defence, "ondertekend", "K.H. Ollongren"),
        ("kst-36045-171", "Hanke Bruins Slot", foreign, "ondertekend", "H.G.J. Bruin Slot"),
        ("kst-36045-171", "Liesje Schreinemacher", trade, "ondertekend", "E.N.A.J. Schreinemacher"),
        ("kst-36045-184", "Hanke Bruins Slot", foreign, "ondertekend", "Hanke Bruins Slot"),
        ("kst-36045-184", "Kajsa Ollongren", defence, "ondertekend", "drs. K.H. Ollongren"),
        ("kst-36045-184", "Liesje Schreinemacher", trade, "ondertekend", "Liesje Schreinemacher"),
        ("kst-21501-20-2189", "Caspar Veldkamp", foreign, "ondertekend", "C.C.J. Veldkamp"),
        ("kst-21501-20-2189", "Ruben Brekelmans", defence, "ondertekend", "R.P. Brekelmans"),
        ("kst-21501-20-2189", "Dick Schoof", "Minister-President", "mede-namens", ""),
        (
            "kst-21501-20-2189",
            "Reinette Klever",
            "Minister voor Buitenlandse Handel en Ontwikkelingshulp",
            "mede-namens",
            "",
        ),
    ]


def test_every_row_could_be_entered_by_hand():
    # full_clean holds every field to its length, choices and constraints.
    for model in (Dossier, Minister, Letter, Signature, Category, Channel, Commitment, Mention):
        for row in model.objects.all():
            row.full_clean()


def test_each_category_has_its_own_colour_and_only_the_undivided_is_hatched():
    assert dict(Category.objects.published().values_list("slug", "colour")) == {
        "military": "blue",
        "epf": "ochre",
        "humanitarian": "rust",
        "accountability": "violet",
        "cyber": "teal",
        "undivided": "stone",
        "trade-finance": "sky",
    }


def test_each_channel_is_used():
    assert list(Channel.objects.working().filter(commitments=None)) == []
