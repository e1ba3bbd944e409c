"""A clerk enters Kamerstuk 36 045, nr. 171 from scratch, in a browser, and a colleague approves it.

The totals are then those of the shipped ledger.
"""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core import serializers
from django.core.management import call_command

from commitments.approval import invariants
from commitments.models import Category, Change, Channel, Commitment, Mention
from commitments.querysets import Total
from letters.models import Letter
from tests.browsing import follow

pytestmark = pytest.mark.looks

SIGNATURES = [
    ("Kajsa Ollongren", "Ollongren", "Minister van Defensie", "K.H. Ollongren"),
    ("Hanke Bruins Slot", "Bruins Slot", "Minister van Buitenlandse Zaken", "H.G.J. Bruin Slot"),
    ("Liesje Schreinemacher", "Schreinemacher", "Minister voor Buitenlandse Handel en Ontwikkelingssamenwerking",
     "E.N.A.J. Schreinemacher"),
]  # fmt: skip
# title, amount, year, category, stage, and the quote that states it with the amount as written
COMMITMENTS = [
    ("Intensivering van de militaire steun in 2023", "1,7 miljard", 2023, "Militair", "gereserveerd",
     "in de zomer van 2.023 EUR 1,7 miljard voor de intensivering van de militaire steun is toegevoegd",
     "EUR 1,7 miljard"),
    ("Militaire steun in 2024", "2 miljard", 2024, "Militair", "toegewezen",
     "De steun in 2024 is onderverdeeld in EUR 2 miljard militaire steun", "EUR 2 miljard"),
    ("Bijdrage aan de Europese Vredesfaciliteit in 2024", "295 miljoen", 2024, "Europese Vredesfaciliteit", "toegewezen",
     "EUR 295 miljoen als bijdrage aan de Europese Vredesfaciliteit (EPF)", "EUR 295 miljoen"),
    ("Humanitaire hulp en urgente herstelnoden, begin 2024", "102 mln", 2024, "Humanitair en herstel", "toegewezen",
     "EUR 102 miljoen voor humanitaire steun en steun voor herstel en wederopbouw", "EUR 102 miljoen"),
    ("Accountability in 2024", "89 miljoen", 2024, "Accountability", "toegewezen",
     "EUR 89 miljoen voor accountability", "EUR 89 miljoen"),
    ("Niet-militaire cybersteun in 2024", "€ 3 miljoen", 2024, "Cyber", "toegewezen",
     "EUR 3 miljoen voor niet-militaire cybersteun", "EUR 3 miljoen"),
    ("Accountability in 2025", "25.000.000", 2025, "Accountability", "aangekondigd",
     "een bedrag van EUR 25 miljoen in 2025", "EUR 25 miljoen"),
    ("Accountability in 2026", "41000000", 2026, "Accountability", "aangekondigd",
     "EUR 41 miljoen in 2026", "EUR 41 miljoen"),
]  # fmt: skip
REPEATS = [
    ("De EUR 2 miljard, die conform de Oekraïne-regeling wordt vrijgemaakt", "EUR 2 miljard", "Militaire steun in 2024"),
    ("zal EUR 295 miljoen worden bijgedragen aan de Europese Vredesfaciliteit", "EUR 295 miljoen", "Vredesfaciliteit"),
    ("voor de eerste vier maanden van 2.024 EUR 102 miljoen uit algemene middelen beschikbaar", "EUR 102 miljoen",
     "Humanitaire hulp"),
    ("heeft daartoe voor 2.024 EUR 89 miljoen uit algemene middelen beschikbaar gesteld", "EUR 89 miljoen",
     "Accountability in 2024"),
    ("in 2.024 EUR 3 mln extra ter beschikking gesteld", "EUR 3 mln", "cybersteun"),
]  # fmt: skip
TOTALS = [
    Total(2023, 2023, "military", 1_700_000_000),
    Total(2024, 2024, "military", 2_000_000_000),
    Total(2024, 2024, "epf", 295_000_000),
    Total(2024, 2024, "humanitarian", 102_000_000),
    Total(2024, 2024, "accountability", 89_000_000),
    Total(2024, 2024, "cyber", 3_000_000),
    Total(2025, 2025, "accountability", 25_000_000),
    Total(2026, 2026, "accountability", 41_000_000),
]


def totals_of_171():
    return Commitment.objects.published().filter(letter__slug="kst-36045-171").counted().totals()


@pytest.fixture
def categories_and_channels(transactional_db, settings):
    fixture = Path(settings.BASE_DIR, "commitments/fixtures/commitments.yaml").read_text(encoding="utf-8")
    rows = re.split(r"(?m)^(?=- model: )", fixture)
    chosen = "".join(row for row in rows if re.match(r"- model: commitments\.(category|channel)\b", row))
    for row in serializers.deserialize("yaml", chosen):
        row.save()


@pytest.fixture
def clerk(page, categories_and_channels):
    """A page of the admin, after logging in."""
    return signed_in(page, "griffier", "/beheer/letters/letter/add/")


def signed_in(page, name, path):
    """The page at this path, after a member of staff with this name has logged in."""
    User.objects.create_superuser(name, password="winterkost-62-fiets")
    page.goto(path)
    page.get_by_label("Gebruikersnaam").fill(name)
    page.get_by_label("Wachtwoord").fill("winterkost-62-fiets")
    follow(page.get_by_role("button", name="Aanmelden"))
    return page


def in_popup(page, link, **fields):
    """Adds what is missing in the small window behind the plus, and waits until the page has it."""
    with page.expect_popup() as popup:
        page.locator(link).click()
    window = popup.value
    window.wait_for_load_state()  # the admin moves to the first field as it loads, also while somebody types
    for name, value in fields.items():
        window.locator(f"#id_{name}").press_sequentially(value)
    with window.expect_event("close"):
        window.get_by_role("button", name="Opslaan").click()


def add_row(page, prefix):
    """Opens a new row; returns a function that gives its fields."""
    number = page.locator(f"#id_{prefix}-TOTAL_FORMS").input_value()
    page.locator(f"#{prefix}-group .add-row a").click()
    return lambda name: page.locator(f"#id_{prefix}-{number}-{name}")


def search(page, field, words):
    """Types these words in a field with autocomplete, and picks the first of what is found that has them all."""
    field.locator("xpath=following-sibling::span").first.click()
    page.locator(".select2-search__field").last.fill(words)
    page.locator(".select2-results__option", has_text=words).first.click()


def test_a_letter_entered_from_scratch_and_approved_gives_the_totals_of_the_ledger(clerk, open_page, axe):
    page = clerk
    in_popup(page, "#add_id_dossier", number="36 045", title="Situatie in Oekraïne")
    page.get_by_label("Nummer").fill("171")
    page.get_by_label("Datum").fill("17-11-2023")
    page.get_by_label("Korte naam").fill("Steun aan Oekraïne in 2024")

    for place, (name, family_name, office, printed) in enumerate(SIGNATURES, start=1):
        signature = add_row(page, "signatures")
        in_popup(page, f"#add_id_signatures-{place - 1}-minister", name=name, family_name=family_name)
        signature("office").fill(office)
        signature("name_as_printed").fill(printed)
        signature("position").fill(str(place))

    for title, amount, year, category, stage, *_ in COMMITMENTS:
        commitment = add_row(page, "commitments")
        commitment("title").fill(title)
        commitment("amount_eur").fill(amount)
        commitment("year").fill(str(year))
        commitment("category").select_option(label=category)
        commitment("stage").select_option(label=stage)
    search(page, page.locator("#id_commitments-2-channel"), "Europese Vredesfaciliteit")

    # In the ledger this repeats the reservation of letter 151, which is not in this database.
    mention = add_row(page, "mentions")
    mention("quote").fill("In 2023 was er door het kabinet EUR 2,5 miljard gereserveerd")
    mention("amount_as_written").fill("EUR 2,5 miljard")
    mention("verdict").select_option("other")
    for number, (*_, quote, written) in enumerate(COMMITMENTS, start=1):
        mention = add_row(page, "mentions")
        mention("quote").fill(quote)
        mention("amount_as_written").fill(written)
        mention("verdict").select_option("states")
        mention("new_commitment").fill(str(number))
    follow(page.get_by_role("button", name="Opslaan en opnieuw bewerken"))
    assert "is met succes toegevoegd" in page.locator(".messagelist").inner_text()

    for quote, written, commitment in REPEATS:
        mention = add_row(page, "mentions")
        mention("quote").fill(quote)
        mention("amount_as_written").fill(written)
        mention("verdict").select_option("repeats")
        search(page, mention("commitment"), commitment)
    assert not Letter.objects.published().exists()
    follow(page.get_by_role("button", name="Opslaan en opnieuw bewerken"))
    # Django's search boxes have no name of their own; for the rest the page is sound.
    assert [fault for fault in axe(page, preload=False) if "select2" not in fault] == []
    follow(page.get_by_role("link", name="Beoordelen"))
    assert "U schreef zelf mee aan wat hiermee openbaar wordt." in page.locator("#content-main").inner_text()
    assert page.get_by_role("button", name="Goedkeuren en openbaar maken").count() == 0

    page = signed_in(open_page(), "collega", page.url)
    effect = [text.replace("\xa0", " ") for text in page.locator(".effects tfoot td").all_inner_texts()]
    assert effect == ["€ 0", "€ 4.255.000.000", "+ € 4.255.000.000"]
    assert not Letter.objects.published().exists()
    follow(page.get_by_role("button", name="Goedkeuren en openbaar maken"))
    assert page.locator(".messagelist li").all_inner_texts() == [
        "Kamerstuk 36 045, nr. 171 (Steun aan Oekraïne in 2024): goedgekeurd en openbaar: versie 2.",
    ]

    assert [
        (s.minister.slug, s.office, s.name_as_printed) for s in Letter.objects.published().get().signatures.all()
    ] == [
        ("ollongren", "Minister van Defensie", "K.H. Ollongren"),
        ("bruins-slot", "Minister van Buitenlandse Zaken", "H.G.J. Bruin Slot"),
        ("schreinemacher", "Minister voor Buitenlandse Handel en Ontwikkelingssamenwerking", "E.N.A.J. Schreinemacher"),
    ]
    for edition in Letter.objects.all():
        assert list(edition.mentions.values_list("position", flat=True)) == list(range(1, 15))
    assert not any(rows for _, rows in invariants.broken())
    assert totals_of_171() == TOTALS

    follow(page.get_by_role("link", name="Bewerken"))
    follow(page.get_by_role("link", name="Weergeven op website"))
    assert "Steun aan Oekraïne in 2024" in page.locator("main").inner_text()
    page.goto("/")
    shown = page.locator("main").text_content().replace("\xa0", " ")
    for amount in ("4.255.000.000", "1.700.000.000", "2.489.000.000", "295.000.000", "102.000.000", "155.000.000"):
        assert f"€ {amount}" in shown

    # The same letter as the site ships it.
    Commitment.objects.update(part_of=None, begun_by=None, on_top_of=None)
    for model in (Mention, Change, Commitment, Letter, Category, Channel):
        model.objects.all().delete()
    call_command("load_ledger", verbosity=0)
    assert totals_of_171() == TOTALS


def test_what_was_typed_is_kept_when_something_is_wrong(clerk):
    page = clerk
    page.get_by_label("Korte naam").fill("Proef 🐈")
    commitment = add_row(page, "commitments")
    commitment("title").fill("Drones <b>")
    commitment("amount_eur").fill("2.5 miljard")
    mention = add_row(page, "mentions")
    mention("quote").fill("EUR 2,5 miljard voor drones")
    follow(page.get_by_role("button", name="Opslaan en opnieuw bewerken"))

    page.locator(".errornote").wait_for()
    assert "gebruik een komma voor decimalen (2,5 miljard)" in page.locator("#commitments-0").inner_text()
    assert page.get_by_label("Korte naam").input_value() == "Proef 🐈"
    assert page.locator("#id_commitments-0-title").input_value() == "Drones <b>"
    assert page.locator("#id_commitments-0-amount_eur").input_value() == "2.5 miljard"
    assert page.locator("#id_mentions-0-quote").input_value() == "EUR 2,5 miljard voor drones"
    assert not Letter.objects.exists()


def test_the_letters_page_fits_a_telephone(open_page, live_ledger):
    letter = Letter.objects.working().get(slug="kst-36045-171")
    page = open_page(viewport={"width": 390, "height": 844})
    signed_in(page, "griffier", f"/beheer/letters/letter/{letter.pk}/change/")
    page.locator("#mentions-13").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
