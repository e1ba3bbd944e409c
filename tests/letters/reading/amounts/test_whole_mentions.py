"""What is told of one amount, percentage or quantity, whole: every field, with its place and its reason."""

import datetime

from letters.reading.amounts.mentions import (
    AmountMention,
    Percentage,
    Quantity,
    read_amounts,
    read_numbers,
)
from letters.reading.meaning.inferred import NOTHING, Inferred

DAY = datetime.date(2023, 2, 20)
OF_THE_CABINET = Inferred("netherlands", "een brief van het kabinet; de zin noemt geen ander", doubtful=True)
YEAR_OF_THE_LETTER = Inferred((2023,), "het jaar van de brief; de zin noemt geen jaar", doubtful=True)
NO_WORD_BESIDE_IT = Inferred("exact", "er staat geen woord als ‘circa’ of ‘maximaal’ bij")


def test_an_amount_in_a_sentence():
    text = "Zie hieronder. Nederland geeft in 2024 EUR 2 miljard militaire steun via het EPF. Tot slot."
    (mention,) = read_amounts(text, DAY)
    assert mention == AmountMention(
        start=39,
        end=52,
        as_written="EUR 2 miljard",
        quote="Nederland geeft in 2024 EUR 2 miljard militaire steun via het EPF",
        quote_start=15,
        quote_end=80,
        amount=2_000_000_000,
        amount_high=None,
        currency="EUR",
        precision=NO_WORD_BESIDE_IT,
        years=Inferred((2024,), "2024"),
        category=Inferred("epf", "epf"),
        stage=Inferred("aangekondigd", "geeft"),
        payer=Inferred("netherlands", "Nederland"),
        finance_type=Inferred("gift", "steun"),
        exclusion=NOTHING,
        title=Inferred("Militaire steun via het EPF", "de woorden na het bedrag"),
        remark="",
    )


def test_a_figure_under_the_unit_of_its_table():
    text = (
        "Zie de tabel.\n\nTabel 1: steun aan Oekraïne (x EUR mln.)\n\n| Post | 2023 | 2024 |\n| --- | --- | --- |\n"
        "| militaire steun | 1.240 | 2.000 |\n|  hulp via de Wereldbank (lening) | 60 | 41 |  \n\nTot slot."
    )
    first, second, _, last = read_amounts(text, DAY)
    of_the_table = {
        "amount_high": None,
        "currency": "EUR",
        "precision": Inferred("exact", "een getal in een tabel (x EUR mln.)"),
        "stage": NOTHING,
        "payer": OF_THE_CABINET,
        "remark": "de eenheid staat bij de tabel: x EUR mln.",
    }
    military = {
        **of_the_table,
        "quote": "militaire steun | 1.240 | 2.000",
        "quote_start": 102,
        "quote_end": 133,
        "category": Inferred("military", "militaire"),
        "finance_type": Inferred("gift", "steun"),
        "exclusion": NOTHING,
        "title": Inferred("Militaire steun", "de rij van de tabel"),
    }
    assert first == AmountMention(
        start=120,
        end=125,
        as_written="1.240",
        amount=1_240_000_000,
        years=Inferred((2023,), "de kolom of rij van de tabel"),
        **military,
    )
    assert second == AmountMention(
        start=128,
        end=133,
        as_written="2.000",
        amount=2_000_000_000,
        years=Inferred((2024,), "de kolom of rij van de tabel"),
        **military,
    )
    assert last == AmountMention(
        start=178,
        end=180,
        as_written="41",
        quote="hulp via de Wereldbank (lening) | 60 | 41",
        quote_start=139,
        quote_end=180,
        amount=41_000_000,
        years=Inferred((2024,), "de kolom of rij van de tabel"),
        category=NOTHING,
        finance_type=Inferred("lening", "lening"),
        exclusion=Inferred("lening", "lening"),
        title=Inferred("Hulp via de Wereldbank (lening)", "de rij van de tabel"),
        **of_the_table,
    )


def test_an_amount_in_a_column_of_a_year_has_its_own_unit_and_precision():
    text = "| Post | 2023 | 2024 |\n| --- | --- | --- |\n| munitie | € 60.000.000 | circa € 3 miljoen |\n"
    assert [
        (mention.quote, mention.precision, mention.years, mention.title, mention.remark)
        for mention in read_amounts(text, DAY)
    ] == [
        (
            "munitie | € 60.000.000 | circa € 3 miljoen",
            precision,
            Inferred((year,), "de kolom of rij van de tabel"),
            Inferred("Munitie", "de rij van de tabel"),
            "",
        )
        for year, precision in ((2023, NO_WORD_BESIDE_IT), (2024, Inferred("circa", "circa")))
    ]


def test_the_row_of_a_table_says_who_pays_and_is_a_title_of_a_hundred_characters_at_most():
    text = (
        f"| Post (x EUR mln.) | Bedrag |\n| --- | --- |\n| bijdrage van Duitsland | 60 |\n| {'lange post ' * 12}| 7 |\n"
    )
    first, second = read_amounts(text, DAY)
    assert first.payer == Inferred("other", "van Duitsland", doubtful=True), "it may as well be who receives"
    assert (first.years, second.years) == (YEAR_OF_THE_LETTER, YEAR_OF_THE_LETTER)
    assert second.title == Inferred("Lange post " + "lange post " * 8 + "l", "de rij van de tabel")


def test_the_lower_end_of_a_range_is_the_amount_and_the_upper_end_stands_beside_it():
    (mention,) = read_amounts("Dit kost naar verwachting 2 tot 3 miljard euro.", DAY)
    assert (mention.amount, mention.amount_high) == (2_000_000_000, 3_000_000_000)
    assert mention.precision == Inferred("at-least", "de ondergrens van ‘2 tot 3 miljard euro’")


def test_an_amount_without_a_number_is_roughly_what_its_words_say():
    (mention,) = read_amounts("Dit kost vele miljarden euro.", DAY)
    assert (mention.amount, mention.precision) == (None, Inferred("circa", mention.as_written))


def test_an_amount_in_a_sentence_without_a_year_has_the_year_that_its_first_mention_names():
    text = (
        "Nederland gaf in 2022 EUR 180 miljoen. Nederland gaf in 2021 EUR 180 miljoen. Later is EUR 180 miljoen "
        "geleverd. Er is ook USD 180 miljoen geleverd."
    )
    assert [mention.years for mention in read_amounts(text, DAY)] == [
        Inferred((2022,), "2022"),
        Inferred((2021,), "2021"),
        Inferred((2022,), "eerder in de brief bij dit bedrag", doubtful=True),
        YEAR_OF_THE_LETTER,
    ]


def test_of_what_comes_after_a_thousand_amounts_nothing_is_inferred():
    text = "EUR 1 miljoen. " * 1_000 + "Daarna nog USD 2 tot 3 miljoen."
    mentions = read_amounts(text, DAY)
    assert len(mentions) == 1_001
    assert mentions[999].years == YEAR_OF_THE_LETTER
    assert mentions[1_000] == AmountMention(
        start=15_011,
        end=15_030,
        as_written="USD 2 tot 3 miljoen",
        quote="USD 2 tot 3 miljoen",
        quote_start=15_011,
        quote_end=15_030,
        amount=2_000_000,
        amount_high=3_000_000,
        currency="USD",
        remark="meer dan 1000 bedragen in deze tekst; van dit bedrag is verder niets afgeleid",
    )


def test_a_percentage_is_an_exact_decimal():
    text = "Dat is 2,5%, dus geen 5.5  procent."
    assert read_numbers(text).percentages == (
        Percentage(start=7, end=11, as_written="2,5%", value="2.5"),
        Percentage(start=22, end=34, as_written="5.5 procent", value="5.5"),
    )


def test_a_quantity_says_what_it_counts():
    text = "Nederland helpt. Ook gaan 50 miljoen lampen naar Kyiv. Er kwamen 3 miljoen."
    (first, *_) = found = read_numbers(text).quantities
    assert first == Quantity(
        start=26,
        end=36,
        as_written="50 miljoen",
        quote="Ook gaan 50 miljoen lampen naar Kyiv",
        amount=50_000_000,
        why="telt ‘lampen’",
    )
    assert [(quantity.as_written, quantity.quote, quantity.amount, quantity.why) for quantity in found[1:]] == [
        (
            "3 miljoen",
            "Er kwamen 3 miljoen",
            3_000_000,
            "er staat geen munt bij en geen woord dat op geld wijst",
        )
    ]
