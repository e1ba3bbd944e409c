"""manage.py totals, check_ledger and load_ledger."""

import datetime
import json
import re
from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from commitments.approval import decisions, invariants
from commitments.ledger.places import renew_places
from commitments.models import Category, Channel, Commitment, Mention, Outcome
from commitments.querysets import CommitmentQuerySet
from letters.models import Dossier, Letter, Minister, Signature

from . import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

MODELS = (Dossier, Minister, Letter, Signature, Category, Channel, Commitment, Mention)
COUNTS = [3, 9, 5, 14, 7, 5, 20, 37]


def run(capsys, name, *words):
    call_command(name, *words)
    return capsys.readouterr().out


def everything():
    """Every value of every row, also of the relations between many."""
    return {
        (model.__name__, row.pk): {
            field.name: field.value_from_object(row)
            for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        }
        for model in MODELS
        for row in model.objects.all()
    }


def edition(model, is_public_copy):
    """The rows of this model that are public copies, or those that are worked on."""
    of_letter = model in (Signature, Mention)
    return model.objects.filter(**{"letter__is_public_copy" if of_letter else "is_public_copy": is_public_copy})


# totals


@pytest.mark.engines
def test_totals_are_given_by_period_and_category(ledger, capsys):
    assert json.loads(run(capsys, "totals", "--format", "json")) == {
        "2022": {"military": 1_000_000_000, "humanitarian": 180_000_000},
        "2022-2023": {"humanitarian": 60_000_000},
        "2023": {"military": 2_940_000_000, "undivided": 1_260_000_000},
        "2024": {
            "military": 2_000_000_000,
            "epf": 295_000_000,
            "humanitarian": 102_000_000,
            "accountability": 89_000_000,
            "cyber": 3_000_000,
        },
        "2024-2026": {"military": 4_000_000_000},
        "2025": {"accountability": 25_000_000},
        "2026": {"accountability": 41_000_000},
    }


@pytest.mark.engines
@pytest.mark.parametrize(
    ("day", "totals"),
    [
        ("2022-01-13", {}),
        ("2023-02-19", {}),
        (
            "2023-02-20",
            {
                "2022": {"military": 1_000_000_000, "humanitarian": 180_000_000},
                "2022-2023": {"humanitarian": 60_000_000},
                "2023": {"military": 1_240_000_000, "undivided": 1_260_000_000},
            },
        ),
        (
            "2024-06-27",
            {
                "2022": {"military": 1_000_000_000, "humanitarian": 180_000_000},
                "2022-2023": {"humanitarian": 60_000_000},
                "2023": {"military": 2_940_000_000, "undivided": 1_260_000_000},
                "2024": {
                    "military": 2_000_000_000,
                    "epf": 295_000_000,
                    "humanitarian": 102_000_000,
                    "accountability": 89_000_000,
                    "cyber": 3_000_000,
                },
                "2025": {"accountability": 25_000_000},
                "2026": {"accountability": 41_000_000},
            },
        ),
    ],
)
def test_totals_are_given_as_known_on_a_date(ledger, capsys, day, totals):
    assert json.loads(run(capsys, "totals", "--format", "json", "--as-of", day)) == totals


def test_totals_are_printed_for_people_too(ledger, capsys):
    lines = run(capsys, "totals", "--as-of", "2023-02-20").splitlines()
    assert [line.replace("\xa0", " ").split(maxsplit=2) for line in lines] == [
        ["2022", "military", "€ 1.000.000.000"],
        ["2022", "humanitarian", "€ 180.000.000"],
        ["2022-2023", "humanitarian", "€ 60.000.000"],
        ["2023", "military", "€ 1.240.000.000"],
        ["2023", "undivided", "€ 1.260.000.000"],
        ["totaal", "€", "3.740.000.000"],
    ]
    assert len({len(line) for line in lines}) == 1


@pytest.mark.parametrize("text", ["gisteren", "2023-02-30", "20-02-2023"])
def test_what_is_no_date_is_answered_with_how_to_write_one(text):
    with pytest.raises(
        CommandError, match=f"^“{text}” kunnen wij niet lezen als datum. Schrijf de peildatum zo: 2023-12-31.$"
    ):
        call_command("totals", "--as-of", text)


def test_the_last_day_of_all_knows_every_letter(ledger, capsys):
    of_now = run(capsys, "totals")
    assert run(capsys, "totals", "--as-of", "9999-12-31") == of_now


@pytest.mark.engines
def test_totals_of_an_empty_ledger_are_nothing(capsys):
    assert json.loads(run(capsys, "totals", "--format", "json")) == {}
    assert run(capsys, "totals").split() == ["totaal", "€", "0"]


# check_ledger


@contextmanager
def no_checks_by_the_database():
    """Lets a test put a row in the database that its constraints would refuse."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(
                "SELECT conrelid::regclass, conname FROM pg_constraint WHERE contype = 'c' AND conrelid::regclass::text ~ "
                "'^(letters|commitments)_'"
            )
            for table, name in cursor.fetchall():
                cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')  # rolled back with the test
        try:
            yield
        finally:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA ignore_check_constraints = OFF")


def check(capsys):
    """The exit code of check_ledger, and what it names under each rule that is broken."""
    code = 0
    try:
        call_command("check_ledger")
    except CommandError as error:
        code = error.returncode
    broken, rows = {}, None
    for line in capsys.readouterr().out.splitlines():
        if line.startswith("FOUT"):
            rows = broken.setdefault(line.removeprefix("FOUT").strip(), [])
        elif line.startswith("       - "):
            rows.append(line.removeprefix("       - "))
    return code, broken


@pytest.mark.engines
def test_the_ledger_of_the_site_is_sound(ledger, capsys):
    statements = [
        *(invariant.statement for invariant in invariants.INVARIANTS),
        "elk bestand van elke uitgave is byte voor byte zoals het verscheen",
        "de uitgaven volgen op elkaar, zonder gat",
        "de nieuwste uitgave is wat er op de site staat",
    ]
    assert run(capsys, "check_ledger").splitlines() == [
        *(f"ok     {statement}" for statement in statements),
        f"{len(statements)} regels nagezocht; alles klopt.",
    ]


@pytest.mark.engines
def test_an_empty_ledger_is_sound(capsys):
    assert check(capsys) == (0, {})


@pytest.mark.engines
@pytest.mark.parametrize(
    ("model", "row", "fields", "offence"),
    [
        (Commitment, {"slug": "cyber-2024"}, {"amount_eur": 0}, "cyber-2024"),
        (Commitment, {"slug": "cyber-2024"}, {"amount_eur": 10**14}, "cyber-2024"),
        (Commitment, {"slug": "cyber-2024"}, {"end_year": 2023}, "cyber-2024"),
        (Commitment, {"slug": "exportkredietverzekering-2024"}, {"exclusion": ""}, "exportkredietverzekering-2024"),
        (Mention, {"position": 1, "letter__slug": "kst-36045-184"}, {"verdict": "other"}, "kst-36045-184 1"),
        (Mention, {"position": 1, "letter__slug": "kst-21501-20-2189"}, {"verdict": "states"}, "kst-21501-20-2189 1"),
        (Mention, {"position": 1, "letter__slug": "kst-21501-20-2189"}, {"amount": 0}, "kst-21501-20-2189 1"),
        (Letter, {"slug": "kst-36045-184"}, {"number": None, "reference": ""}, "kst-36045-184"),
    ],
)
def test_a_row_that_breaks_a_rule_of_the_database_is_named(ledger, capsys, model, row, fields, offence):
    with no_checks_by_the_database():
        model.objects.filter(pk=edition(model, True).get(**row).pk).update(**fields)
        code, broken = check(capsys)
        (named,) = broken["elke rij voldoet aan de regels van de database"]
    assert code == 1
    assert named.startswith(f"{offence}: ")


# Each of these breaks a rule in the public ledger.


def change(slug, **fields):
    assert edition(Commitment, True).filter(slug=slug).update(**fields) == 1


def a_commitment(slug):
    return edition(Commitment, True).get(slug=slug)


def a_letter(slug):
    return edition(Letter, True).filter(slug=slug)


def a_mention(letter, position):
    return edition(Mention, True).filter(letter__slug=letter, position=position)


def a_wrong_address():
    a_letter("kst-36045-171").update(slug="kst-36045-172")


def a_circle_of_parts():
    change("reservering-2023", part_of=a_commitment("militaire-steun-2023"), amount_eur=1_240_000_000)
    a_commitment("reservering-2023").mentions.update(
        amount=1_240_000_000, amount_as_written="EUR 1,24 mld", quote="EUR 1,24 mld"
    )


def replaced(ended, begins, **into):
    """In the letter of what begins, a change that ends the one and begins the other."""
    row = a_commitment(begins)
    make.change(row.letter, [a_commitment(ended)], "corrected", [row], **into)


def a_circle_of_changes():
    replaced("accountability-2025", "accountability-2026")
    replaced("accountability-2026", "accountability-2025")


def a_part_outside_its_period():
    change("militaire-steun-2023", year=2022, end_year=2022)


def parts_above_their_whole():
    change("intensivering-militaire-steun-2023", part_of=a_commitment("reservering-2023"))


def parts_above_what_they_went_on_in():
    into = {a_commitment("militaire-steun-2023"): a_commitment("cyber-2024")}
    replaced("reservering-2023", "cyber-2024", into=into)


def a_change_before_its_time():
    replaced("cyber-2024", "militaire-steun-2022")


def a_top_up_before_its_time():
    change("militaire-steun-2022", on_top_of=a_commitment("cyber-2024"))


def a_change_to_outside_the_whole():
    replaced("ontmijning-2022-2023", "cyber-2024")


def a_stray_that_goes_on():
    replaced("wintersteunpakket-2022", "cyber-2024", into={a_commitment("epf-2024"): a_commitment("cyber-2024")})


def a_change_that_does_not_conserve():
    row = a_commitment("cyber-2024")
    make.change(row.letter, [a_commitment("wintersteunpakket-2022")], "transferred", [row])


def a_part_before_its_whole():
    change("reservering-2023", published_at=None)


def a_change_before_what_it_ends():
    change("wintersteunpakket-2022", published_at=None)
    replaced("wintersteunpakket-2022", "cyber-2024")


def a_commitment_before_its_letter():
    a_letter("kst-36045-184").update(published_at=None)


def a_commitment_without_a_quote():
    a_mention("kst-36045-171", 7).delete()


def another_amount_than_the_quote():
    change("cyber-2024", amount_eur=4_000_000)


def euros_that_the_rate_does_not_give():
    rate = {"rate": Decimal("1.1"), "rate_date": datetime.date(2023, 11, 17), "rate_source": "Europese Centrale Bank"}
    in_dollars = {"currency": "USD", "amount_in_currency": 3_300_000, "precision": "circa"}
    change("cyber-2024", amount_eur=4_000_000, **in_dollars, **rate)


def an_amount_outside_its_quote():
    a_mention("kst-36045-171", 7).update(quote="voor niet-militaire cybersteun")


def an_amount_misread():
    a_mention("kst-28676-384", 1).update(amount=4_000_000)


def a_currency_misread():
    a_mention("kst-28676-384", 1).update(currency="EUR")


def no_amount_at_all():
    a_mention("kst-28676-384", 1).update(amount_as_written="militaire steun", quote="militaire steun")


def a_place_elsewhere():
    a_mention("kst-36045-184", 1).update(start=3, end=9)


def a_quote_that_the_text_lacks():
    a_letter("kst-36045-184").update(text="€4 miljard extra uitgetrokken voor andere dingen")
    a_mention("kst-36045-184", 2).delete()
    a_mention("kst-36045-184", 3).delete()
    for letter in a_letter("kst-36045-184"):
        renew_places(letter)
    for slug in ("partnerschapsfaciliteit-2024", "exportkredietverzekering-2024"):
        a_commitment(slug).delete()


def a_position_taken_twice():
    a_mention("kst-28676-384", 2).update(position=1)


def an_own_share_below_zero():
    parts_above_their_whole()


def a_copy_that_leads_to_a_working_row():
    change("cyber-2024", category=Category.objects.working().get(slug="cyber"))


def a_copy_among_whose_many_is_a_working_row():
    (letter,) = a_letter("kst-21501-20-2189")
    letter.other_dossiers.add(Dossier.objects.working().get(number="36045"))


def a_working_row_that_leads_to_a_copy():
    stating = edition(Mention, False).stating()
    stating.filter(commitment__slug="cyber-2024").update(commitment=a_commitment("cyber-2024"))


def a_copy_unlike_what_was_approved():
    a_letter("kst-36045-171").update(short_title="Anders")


def a_name_unlike_what_was_approved():
    Category.objects.working().filter(slug="cyber").update(name="Anders")  # without a new version


def an_outcome_without_a_quote():
    category = edition(Category, True).get(slug="military")
    letter = a_letter("kst-36045-184").get()
    Outcome.objects.create(
        letter=letter, kind="spent", amount_eur=5_000_000, year=2024, end_year=2024, category=category
    )


OFFENCES = [  # (what is done, the beginning of the rule, what is named; <slug> stands for the title of that one)
    (
        an_outcome_without_a_quote,
        "elke uitkomst zegt",
        [
            "kst-36045-184 uitkomst 1: “uitgegeven: €\xa05\xa0mln” heeft nog geen citaat. "
            "Voeg een vindplaats toe met het oordeel “zegt wat ervan kwam”."
        ],
    ),
    (a_wrong_address, "elke brief heeft het adres", ["kst-36045-172: hoort het adres kst-36045-171 te hebben"]),
    (
        a_circle_of_parts,
        "geen toezegging is langs een omweg",
        [
            "militaire-steun-2023: Dit wordt een kring: <reservering-2023> komt via “is een onderdeel van” "
            "weer bij deze toezegging uit. Kies een andere.",
            "reservering-2023: Dit wordt een kring: <militaire-steun-2023> komt via "
            "“is een onderdeel van” weer bij deze toezegging uit. Kies een andere.",
        ],
    ),
    (
        a_circle_of_changes,
        "een wijziging beëindigt wat er stond",
        [
            "kst-36045-171 wijziging 1: Dit wordt een kring: <accountability-2026> begint hier, en is een voorganger van "
            "wat hier eindigt. Kies een andere.",
            "kst-36045-171 wijziging 2: Dit wordt een kring: <accountability-2025> begint hier, en is een voorganger van "
            "wat hier eindigt. Kies een andere.",
        ],
    ),
    (
        a_part_outside_its_period,
        "de periode van een onderdeel",
        ["militaire-steun-2023: De periode 2022 valt buiten die van het geheel <reservering-2023> (2023)."],
    ),
    (
        parts_above_their_whole,
        "onderdelen zijn samen niet meer",
        [
            "reservering-2023: De onderdelen zijn samen €\xa02.940.000.000, meer dan het geheel <reservering-2023>"
            " van €\xa02.500.000.000: <intensivering-militaire-steun-2023> €\xa01.700.000.000, "
            "<militaire-steun-2023> €\xa01.240.000.000."
        ],
    ),
    (
        parts_above_what_they_went_on_in,
        "onderdelen zijn samen niet meer",
        [
            "cyber-2024: De onderdelen zijn samen €\xa01.240.000.000, meer dan het geheel <cyber-2024>"
            " van €\xa03.000.000: <militaire-steun-2023> €\xa01.240.000.000."
        ],
    ),
    (
        a_change_before_its_time,
        "een wijziging beëindigt wat er stond",
        ["kst-36045-151 wijziging 1: <cyber-2024> staat in een latere brief dan deze en kan hier dus niet eindigen."],
    ),
    (
        a_top_up_before_its_time,
        "een aanvulling is niet ouder",
        [
            "militaire-steun-2022: <cyber-2024> staat in een latere brief dan deze. "
            "Wat erbovenop komt, staat in dezelfde brief of een latere."
        ],
    ),
    (
        a_change_to_outside_the_whole,
        "een wijziging beëindigt wat er stond",
        [
            "kst-36045-171 wijziging 1: <ontmijning-2022-2023> is een onderdeel van <humanitaire-hulp-2022-2023>. "
            "Kies dat geheel bij <cyber-2024> ook, anders telt het bedrag dubbel."
        ],
    ),
    (
        a_stray_that_goes_on,
        "een wijziging beëindigt wat er stond",
        ["kst-36045-171 wijziging 1: Geen onderdeel van wat hiermee eindigt: <epf-2024>. Haal dat weg."],
    ),
    (
        a_change_that_does_not_conserve,
        "een wijziging beëindigt wat er stond",
        [
            "kst-36045-171 wijziging 1: Bij “overgeheveld” blijft het bedrag gelijk, maar wat eindigt is samen "
            "€ 180.000.000, wat begint € 3.000.000: € 177.000.000 minder. Voer dat verschil in als een eigen "
            "wijziging: “verlaagd”."
        ],
    ),
    (
        a_part_before_its_whole,
        "geen onderdeel is openbaar voor zijn geheel",
        ["militaire-steun-2023: is openbaar, maar zijn geheel reservering-2023 niet"],
    ),
    (
        a_change_before_what_it_ends,
        "geen wijziging is openbaar voor wat zij beëindigt",
        ["kst-36045-171 wijziging 1: is openbaar, maar wat zij beëindigt, wintersteunpakket-2022, niet"],
    ),
    (
        a_commitment_before_its_letter,
        "geen toezegging is openbaar voor haar brief",
        [
            f"{slug}: is openbaar, maar zijn brief kst-36045-184 niet"
            for slug in (
                "exportkredietverzekering-2024",
                "militaire-steun-extra-2024-2026",
                "partnerschapsfaciliteit-2024",
            )
        ],
    ),
    (
        a_commitment_without_a_quote,
        "elke openbare toezegging heeft in haar eigen brief",
        ["cyber-2024: geen citaat in de eigen brief"],
    ),
    (
        another_amount_than_the_quote,
        "elke openbare toezegging heeft in haar eigen brief",
        ["cyber-2024: het citaat zegt EUR 3 miljoen, de toezegging €\u00a04.000.000"],
    ),
    (
        euros_that_the_rate_does_not_give,
        "elk omgerekend bedrag is wat de koers geeft",
        ["cyber-2024: US$\u00a03.300.000 is bij deze koers €\u00a03.000.000, niet 4000000"],
    ),
    (
        an_amount_outside_its_quote,
        "elk bedrag staat in zijn citaat",
        ["kst-36045-171 7: EUR 3 miljoen staat niet in het citaat"],
    ),
    (
        an_amount_misread,
        "elk bedrag is gelezen",
        ["kst-28676-384 1: 400 miljoen dollar is niet 4000000"],
    ),
    (
        a_currency_misread,
        "elk bedrag is gelezen",
        ["kst-28676-384 1: 400 miljoen dollar is niet 400000000"],
    ),
    (
        no_amount_at_all,
        "elk bedrag is gelezen",
        [
            "kst-28676-384 1: ‘militaire steun’ is geen bedrag. Schrijf bijvoorbeeld 2,5 miljard, 102 mln of "
            "2.500.000.000."
        ],
    ),
    (
        a_quote_that_the_text_lacks,
        "elk citaat staat in de tekst",
        [
            "kst-36045-184 1: niet in de tekst: €4 miljard extra uitgetrokken voor militaire steun aan Oekraïne "
            "voor de periode 2024-2026"
        ],
    ),
    (
        a_place_elsewhere,
        "de bewaarde plaats van elk bedrag",
        ["kst-36045-184 1: €4 miljard staat niet waar het is bewaard"],
    ),
    (a_position_taken_twice, "elke vindplaats heeft", ["kst-28676-384 1: 2 vindplaatsen hebben volgorde 1"]),
    (an_own_share_below_zero, "categorieën, gehelen", ["reservering-2023: eigen deel -440000000"]),
    (
        a_copy_that_leads_to_a_working_row,
        "openbare versies en werkversies",
        ["cyber-2024: verwijst bij “categorie” naar de andere versie"],
    ),
    (
        a_copy_among_whose_many_is_a_working_row,
        "openbare versies en werkversies",
        ["kst-21501-20-2189: verwijst bij “andere dossiers” naar de andere versie"],
    ),
    (
        a_working_row_that_leads_to_a_copy,
        "openbare versies en werkversies",
        ["kst-36045-171 7: verwijst bij “toezegging” naar de andere versie"],
    ),
    (
        a_copy_unlike_what_was_approved,
        "een openbare versie is gelijk",
        ["kst-36045-171: is anders dan de werkversie met hetzelfde nummer"],
    ),
    (
        a_name_unlike_what_was_approved,
        "een openbare versie is gelijk",
        ["categorie Cyber: is anders dan de werkversie met hetzelfde nummer"],
    ),
]


@pytest.mark.engines
@pytest.mark.parametrize(("break_it", "statement", "rows"), OFFENCES, ids=[row[0].__name__ for row in OFFENCES])
def test_a_broken_rule_is_found_and_the_row_named(ledger, capsys, break_it, statement, rows):
    rows = [re.sub(r"<([\w-]+)>", lambda slug: f"“{a_commitment(slug[1])}”", row) for row in rows]
    break_it()
    code, broken = check(capsys)
    (named,) = [sorted(found) for rule, found in broken.items() if rule.startswith(statement)]
    assert (code, named) == (1, rows)


@pytest.mark.engines
def test_a_row_that_neither_counts_nor_is_left_out_is_found(ledger, capsys, monkeypatch):
    monkeypatch.setattr(CommitmentQuerySet, "left_out", lambda known: known.filter(exclusion="plafond"))
    code, broken = check(capsys)
    assert (code, broken) == (
        1,
        {
            "elke openbare toezegging telt mee of is weggelaten, en niet allebei": [
                f"{slug}: staat 0 keer in meegeteld en weggelaten samen"
                for slug in ("exportkredietverzekering-2024", "ifu-2023", "enlighten-ukraine-2023", "ebrd-energie-2023")
            ]
        },
    )


@pytest.mark.engines
def test_totals_that_differ_are_found(ledger, capsys, monkeypatch):
    monkeypatch.setattr(CommitmentQuerySet, "total_eur", lambda counted: 1)
    code, broken = check(capsys)
    assert (code, broken) == (
        1,
        {
            "categorieën, gehelen, eigen delen en stappen in de tijd geven hetzelfde totaal": [
                "het grootboek: eigen delen 1, categorieën 11995000000, gehelen 11995000000, stappen in de tijd 11995000000"
            ]
        },
    )


def test_every_rule_is_broken_by_one_of_these_tests():
    here = {statement for _, statement, _ in OFFENCES} | {
        "elke rij voldoet aan de regels van de database",
        "elke openbare toezegging telt mee of is weggelaten",
        "geen wijziging is openbaar voor wat zij beëindigt",
    }
    untested = [
        invariant.statement
        for invariant in invariants.INVARIANTS
        if not any(invariant.statement.startswith(start) for start in here)
    ]
    assert untested == []


def test_a_letter_that_got_its_number_later_keeps_the_address_of_its_reference(capsys):
    letter = make.letter(reference="MINBUZA-2024.12345", number=None, published_at=None)
    assert letter.slug == "minbuza-202412345"
    assert check(capsys) == (0, {})
    letter.dossier, letter.number = Dossier.objects.create(number="36045"), 200
    letter.full_clean()
    letter.save()
    assert check(capsys) == (0, {})


@pytest.mark.engines
def test_a_change_that_is_public_before_what_it_ends_is_found(capsys):
    first = make.commitment(100)
    second = make.commitment(100, replaces=first, published_at=None, letter=make.letter(published_at=None))
    third = make.commitment(100, replaces=second)
    for commitment in (first, third):
        make.states(commitment)
    code, broken = check(capsys)  # now both the first and the third count
    assert (code, broken["geen wijziging is openbaar voor wat zij beëindigt"]) == (
        1,
        [f"{third.letter.slug} wijziging 1: is openbaar, maar wat zij beëindigt, {second.slug}, niet"],
    )


# load_ledger


def counts(is_public_copy=False):
    return [edition(model, is_public_copy).count() for model in MODELS]


@pytest.mark.engines
def test_an_empty_database_gets_the_ledger_of_the_site(capsys):
    assert run(capsys, "load_ledger") == "Rijen toegevoegd: 100. Rijen die er al waren en niet zijn veranderd: 0.\n"
    assert counts() == counts(is_public_copy=True) == COUNTS
    assert all(letter.is_approved and letter.is_published for letter in Letter.objects.working())
    assert check(capsys) == (0, {})


def test_every_row_that_is_loaded_has_a_history_that_says_so(ledger):
    for model in MODELS:
        loaded = set(edition(model, False).values_list("pk", flat=True))
        assert set(model.history.values_list("id", "history_change_reason")) == {(pk, "load_ledger") for pk in loaded}


@pytest.mark.engines
def test_a_second_run_adds_nothing_and_touches_nothing(ledger, capsys):
    before = everything()
    assert run(capsys, "load_ledger") == "Rijen toegevoegd: 0. Rijen die er al waren en niet zijn veranderd: 100.\n"
    assert everything() == before


def test_what_a_person_edited_stays(ledger, capsys):
    edited(Minister.objects.working().get(slug="klever"), name="R. Klever")
    edited(Letter.objects.working().get(slug="kst-36045-171"), short_title="Anders")
    Letter.objects.working().get(slug="kst-21501-20-2189").other_dossiers.clear()
    edited(Category.objects.working().get(slug="cyber"), position=5, colour="plum")
    edition(Commitment, False).filter(letter__slug="kst-36045-171").update(note="Anders gelezen")
    edition(Mention, False).filter(position=3).update(note="Zo bedoeld")
    make.promised(make.working(date=datetime.date(2025, 5, 1)))
    before = everything()
    assert run(capsys, "load_ledger") == "Rijen toegevoegd: 0. Rijen die er al waren en niet zijn veranderd: 100.\n"
    assert everything() == before


def edited(row, **fields):
    """What the admin does: new values and a new version."""
    for name, value in fields.items():
        setattr(row, name, value)
    row.note_edit(None, make.NOW)
    row.save()


def delete_a_letter(edition_of):
    for model in (Mention, Commitment):
        edition_of(model).filter(letter__slug="kst-36045-184").delete()
    edition_of(Letter).filter(slug="kst-36045-184").delete()
    edition_of(Channel).filter(slug="rvo").delete()


@pytest.mark.parametrize("also_public", [True, False])
def test_what_is_missing_is_added_and_public(ledger, capsys, also_public):
    delete_a_letter(lambda model: edition(model, False))
    if also_public:
        delete_a_letter(lambda model: edition(model, True))
    assert counts() == [3, 9, 4, 11, 7, 4, 17, 34]
    assert run(capsys, "load_ledger") == "Rijen toegevoegd: 11. Rijen die er al waren en niet zijn veranderd: 89.\n"
    assert counts() == counts(is_public_copy=True) == COUNTS
    assert Commitment.objects.published().counted().total_eur() == 11_995_000_000
    assert check(capsys) == (0, {})


def test_what_waits_for_approval_does_not_become_public_by_loading(ledger, capsys):
    letter = Letter.objects.working().get(slug="kst-36045-171")
    edited(letter, short_title="Anders")
    letter.mentions.get(position=3).delete()
    Letter.objects.working().get(slug="kst-36045-184").mentions.get(position=2).delete()
    before = everything()
    assert run(capsys, "load_ledger").startswith("Rijen toegevoegd: 2.")
    letter.refresh_from_db()
    assert not letter.is_approved
    assert letter.public_copy.short_title == before["Letter", letter.public_copy.pk]["short_title"] != "Anders"


def test_what_was_withdrawn_does_not_become_public_again_by_loading(ledger, capsys):
    letter = Letter.objects.working().get(slug="kst-36045-184")
    decisions.withdraw_letter(letter, None, make.NOW, "Vergissing.")
    letter.mentions.get(position=2).delete()
    assert run(capsys, "load_ledger").startswith("Rijen toegevoegd: 1.")
    assert not Letter.objects.working().get(pk=letter.pk).is_published


def test_a_database_with_a_letter_is_left_alone_if_asked(capsys):
    make.letter()
    assert run(capsys, "load_ledger", "--if-empty") == "De database is niet leeg; er is niets geladen.\n"
    assert Commitment.objects.count() == 0


def test_an_empty_database_is_filled_if_asked(capsys):
    assert run(capsys, "load_ledger", "--if-empty").startswith("Rijen toegevoegd: 100.")


@pytest.mark.engines
def test_nothing_is_loaded_when_the_ledger_would_not_be_sound(capsys):
    wrong = make.approved(make.promised(make.working(), slug="fout")).public_copy
    wrong.mentions.all().delete()
    before = everything()
    with pytest.raises(CommandError) as refused:
        call_command("load_ledger")
    assert str(refused.value) == (
        "Er is niets geladen, want dan klopt het grootboek niet:\n- fout: geen citaat in de eigen brief"
    )
    assert everything() == before
    make.states(wrong)
    assert run(capsys, "load_ledger").startswith("Rijen toegevoegd: 98.")


@pytest.mark.engines
def test_a_fixture_that_does_not_hold_is_refused_whole(monkeypatch, tmp_path, settings):
    from commitments.management.commands import load_ledger

    source = settings.BASE_DIR
    for name in load_ledger.FIXTURES:
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        text = (source / name).read_text(encoding="utf-8")
        path.write_text(text.replace("amount_eur: 1_240_000_000", "amount_eur: 2_600_000_000"), encoding="utf-8")
    settings.BASE_DIR = tmp_path
    message = r"^Kamerstuk 36 045, nr. 151 .*is €\xa02.600.000.000, maar het citaat zegt “EUR 1,24 mld”\.$"
    with pytest.raises(CommandError, match=message):
        call_command("load_ledger")
    assert everything() == {}
