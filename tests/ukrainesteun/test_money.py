from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukrainesteun.money import (
    HIGHEST_AMOUNT,
    Money,
    NotMoney,
    format_euro,
    format_money,
    format_per_cent,
    format_signed_euro,
    parse_euro,
    parse_money,
    short_euro,
    short_money,
    signed_euro,
)
from ukrainesteun.templatetags import money as filters

amounts = st.integers(min_value=1, max_value=HIGHEST_AMOUNT)


def spaced(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("written", "money"),
    [
        ("EUR 2,5 miljard", Money(2_500_000_000, "EUR")),
        ("EUR 1,24 mld", Money(1_240_000_000, "EUR")),
        ("EUR\n2 miljard", Money(2_000_000_000, "EUR")),
        ("EUR\u202f102\u00a0miljoen", Money(102_000_000, "EUR")),
        ("EUR 102 mil-\njoen", Money(102_000_000, "EUR")),
        ("EUR 102 mil\u00adjoen", Money(102_000_000, "EUR")),
        ("102 miljoen euro’s", Money(102_000_000, "EUR")),
        ("102 miljoen euro's", Money(102_000_000, "EUR")),
        ("EUR 72 mln.", Money(72_000_000, "EUR")),
        ("€4 miljard", Money(4_000_000_000, "EUR")),
        ("€25 mln.", Money(25_000_000, "EUR")),
        ("€ 120 miljoen", Money(120_000_000, "EUR")),
        ("€ 2.500.000.000", Money(2_500_000_000, "EUR")),
        ("€ 2.500.000,00", Money(2_500_000, "EUR")),
        ("€ 750.000,-", Money(750_000, "EUR")),
        ("EUR 30 000", Money(30_000, "EUR")),
        ("2 miljard euro", Money(2_000_000_000, "EUR")),
        ("3 duizend euro", Money(3_000, "EUR")),
        ("circa EUR 1 miljard", Money(1_000_000_000, "EUR")),
        ("1.074 miljard euro", Money(1_074_000_000_000, "EUR")),
        ("USD 524 miljard", Money(524_000_000_000, "USD")),
        ("400 miljoen dollar", Money(400_000_000, "USD")),
        ("$ 5 mln", Money(5_000_000, "USD")),
        ("7,2 miljard", Money(7_200_000_000, "")),
        ("€ 5.000,--", Money(5_000, "EUR")),
        ("€ 500,–", Money(500, "EUR")),
        ("€ 1.240 miljoen", Money(1_240_000_000, "EUR")),
        ("CHF 1’250’000", Money(1_250_000, "CHF")),
        ("2,5 mld.", Money(2_500_000_000, "")),
        ("5 mio euro", Money(5_000_000, "EUR")),
        ("150-miljoen euro", Money(150_000_000, "EUR")),
        ("anderhalf miljard", Money(1_500_000_000, "")),
        ("een half miljard euro", Money(500_000_000, "EUR")),
        ("½ miljard", Money(500_000_000, "")),
        ("EUR 1½ miljoen", Money(1_500_000, "EUR")),
        ("vijfhonderd miljoen", Money(500_000_000, "")),
        ("één miljoen", Money(1_000_000, "")),
        ("tweeëndertig mln euro", Money(32_000_000, "EUR")),
        ("vierhonderdduizend euro", Money(400_000, "EUR")),
        ("een kleine miljard", Money(1_000_000_000, "")),
        ("MEUR 5", Money(5_000_000, "EUR")),
        ("5 M€", Money(5_000_000, "EUR")),
        ("kEUR 750", Money(750_000, "EUR")),
        ("€25M", Money(25_000_000, "EUR")),
        ("$61B", Money(61_000_000_000, "USD")),
        ("EUR 3 ton", Money(300_000, "EUR")),
        ("1,2 miljard Deense kronen", Money(1_200_000_000, "DKK")),
        ("2 miljard Canadese dollar", Money(2_000_000_000, "CAD")),
        ("2,7 miljard SDR", Money(2_700_000_000, "XDR")),
        ("471,9 miljard yen", Money(471_900_000_000, "JPY")),
    ],
)
def test_an_amount_as_a_letter_writes_it_becomes_whole_units(written, money):
    assert parse_money(written) == money


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", "Vul een bedrag in"),
        ("vele miljarden", "is geen bedrag"),
        ("miljard", "is geen bedrag"),
        ("2 tot 3 miljard", "meer dan één bedrag"),
        ("€ 3,6 à € 3,8 miljard", "meer dan één bedrag"),
        ("€ 165 mln. tot € 180 mln.", "meer dan één bedrag"),
        ("EUR 45 en 50 miljoen", "meer dan één bedrag"),
        ("tientallen miljoenen", "is geen bedrag"),
        ("180-miljoenpakket", "is geen bedrag"),
        ("471,9 miljard knopen", "schrijf alleen het bedrag, zonder ‘knopen’"),
        ("twee", "schrijf het getal in cijfers"),
        ("een euro", "is geen bedrag"),
        ("5 m", "Bedoelt u 5 miljoen"),
        ("US$ 1.9 bn", "gebruik een komma voor decimalen"),
        ("3 ton", "kan ook een gewicht zijn. Schrijf bijvoorbeeld 3 ton euro, of 300.000"),
        ("85 miljard kroon", "niet van welk land"),
        ("MEUR 5 miljoen", "de schaal twee keer"),
        ("EUR 1 miljard.5", "is geen bedrag"),
        ("2,5", "geen heel bedrag"),
        ("0,0000000005 miljard", "geen heel bedrag"),
        ("2.5 miljard", "gebruik een komma voor decimalen"),
        ("2,500,000", "punten tussen duizendtallen"),
        ("102,000", "punten tussen duizendtallen"),
        ("-3 mln", "groter dan nul"),
        ("€ −3 mln", "groter dan nul"),
        ("0", "groter dan nul"),
        ("1.000.001 miljard", "onwaarschijnlijk groot"),
        ("EUR 3 dollar", "twee munten"),
        ("9" * 5000, "te lang"),
    ],
)
def test_what_is_no_amount_is_refused_with_what_to_type_instead(written, message):
    with pytest.raises(NotMoney, match=message):
        parse_money(written)


@pytest.mark.parametrize(
    ("act", "written", "message"),
    [
        (parse_money, " ", "Vul een bedrag in, bijvoorbeeld 2,5 miljard."),
        (
            parse_money,
            "9" * 81,
            "Deze tekst is te lang voor een bedrag. Schrijf alleen het bedrag, bijvoorbeeld 2,5 miljard.",
        ),
        (parse_money, "0 mln", "Een bedrag is groter dan nul. Staat er geen bedrag in de brief, laat het dan weg."),
        (parse_money, "EUR 3 dollar", "‘EUR 3 dollar’ noemt twee munten. Schrijf er één."),
        (
            parse_euro,
            "1.240 miljard",
            "‘1.240 miljard’ kan twee dingen betekenen. Gebruik een komma voor decimalen (1,240 miljard), of schrijf "
            "het bedrag voluit in cijfers.",
        ),
    ],
)
def test_a_refusal_says_in_whole_sentences_what_is_wrong(act, written, message):
    with pytest.raises(NotMoney) as refused:
        act(written)
    assert str(refused.value) == message


def test_a_text_of_eighty_characters_is_still_read():
    assert parse_money("0" * 79 + "5") == Money(5)


@pytest.mark.parametrize(
    ("typed", "amount_eur"),
    [
        ("2,5 miljard", 2_500_000_000),
        ("2.500.000.000", 2_500_000_000),
        ("€ 102 mln", 102_000_000),
        ("102000000", 102_000_000),
        (" 102 mln ", 102_000_000),
        ("1.240 mln", 1_240_000_000),
        ("anderhalf miljard", 1_500_000_000),
        ("3 ton euro", 300_000),
        ("MEUR 5", 5_000_000),
        ("€ 5.000,--", 5_000),
        ("½ miljard", 500_000_000),
        ("EUR 1,5 bn", 1_500_000_000),
    ],
)
def test_a_form_takes_the_usual_ways_to_type_euros(typed, amount_eur):
    assert parse_euro(typed) == amount_eur


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("400 miljoen dollar", "in USD. Vul een bedrag in euro's in"),
        ("circa 2 miljard", "‘circa’ hoort bij de nauwkeurigheid"),
        ("een ruime miljard", "‘ruime’ hoort bij de nauwkeurigheid"),
        ("85 miljard Noorse kronen", "in NOK. Vul een bedrag in euro's in"),
        ("2.5 miljard", "gebruik een komma"),
        ("1.240 miljard", r"Gebruik een komma voor decimalen \(1,240 miljard\)"),
    ],
)
def test_a_form_refuses_what_could_be_misread(typed, message):
    with pytest.raises(NotMoney, match=message):
        parse_euro(typed)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("6,5E+07", "‘6,5E+07’ is een afgekort getal, zoals een spreadsheet dat maakt. Kijk het na en schrijf het voluit, "
         "zoals 65.000.000."),
        ("1e99", "‘1e99’ is een afgekort getal, zoals een spreadsheet dat maakt. Kijk het na en schrijf het voluit."),
        ("1,5 bn", "‘bn’ achter een getal kan van alles zijn. Bedoelt u 1,5 miljard, schrijf dat dan."),
        ("560m", "‘m’ achter een getal kan van alles zijn. Bedoelt u 560 miljoen, schrijf dat dan."),
        ("5 milj", "‘milj’ kennen wij niet bij een bedrag. Schrijf duizend, mln, miljoen, mld of miljard."),
        ("¾ miljard", "‘¾ miljard’: schrijf een breuk met een komma, bijvoorbeeld 0,25 miljard."),
        ("1/2 miljard", "‘1/2 miljard’: schrijf een breuk met een komma, bijvoorbeeld 0,25 miljard."),
        ("€ 102 mln,-", "‘€ 102 mln,-’: schrijf alleen het bedrag, zonder ‘,-’."),
        ("€ 5.000,-- per jaar", "‘€ 5.000,-- per jaar’: schrijf alleen het bedrag, zonder ‘per jaar’."),
        ("€ 1 mld 500 mln", "‘€ 1 mld 500 mln’ noemt meer dan één bedrag. Schrijf er één."),
        ("12.5%", "‘12.5%’ is een percentage. Schrijf het bedrag zelf, bijvoorbeeld 2,5 miljard."),
        ("vijf", "‘vijf’: schrijf het getal in cijfers, of met miljoen of miljard erbij."),
    ],
)  # fmt: skip
def test_a_refusal_names_what_is_wrong_and_what_to_type(typed, message):
    with pytest.raises(NotMoney) as refused:
        parse_euro(typed)
    assert str(refused.value) == message


def test_the_printed_forms():
    assert [
        spaced(text)
        for text in (
            format_euro(2_500_000_000),
            format_euro(-3_000_000),
            short_euro(2_500_000_000),
            short_euro(295_000_000),
            short_euro(1_240_000_000),
            short_euro(1_240_000_000, digits=1),
            short_euro(750_000),
            short_euro(0),
            short_euro(-3_000_000),
            signed_euro(3_200_000_000),
            signed_euro(-3_000_000),
            signed_euro(0),
            format_money(524_000_000_000, "USD"),
            short_money(524_000_000_000, "USD"),
            short_money(7_200_000_000, ""),
            str(Money(25_000_000, "EUR")),
        )
    ] == [
        "€ 2.500.000.000",
        "−€ 3.000.000",
        "€ 2,5 mld",
        "€ 295 mln",
        "€ 1,24 mld",
        "€ 1,2 mld",
        "€ 750.000",
        "€ 0",
        "−€ 3 mln",
        "+ € 3,2 mld",
        "− € 3 mln",
        "€ 0",
        "US$ 524.000.000.000",
        "US$ 524 mld",
        "7,2 mld",
        "€ 25.000.000",
    ]


def test_an_exact_difference_has_its_sign():
    assert [spaced(format_signed_euro(amount)) for amount in (3_200_000_000, -1_260_000_001, 0)] == [
        "+ € 3.200.000.000",
        "− € 1.260.000.001",
        "€ 0",
    ]


def test_a_short_form_has_two_decimals_unless_another_number_is_asked():
    amount = 1_234_500_000
    assert [spaced(text) for text in (short_money(amount, "EUR"), short_euro(amount), signed_euro(amount))] == [
        "€ 1,23 mld",
        "€ 1,23 mld",
        "+ € 1,23 mld",
    ]
    assert [spaced(text) for text in (short_euro(amount, 0), signed_euro(-amount, 1), signed_euro(amount, 4))] == [
        "€ 1 mld",
        "− € 1,2 mld",
        "+ € 1,2345 mld",
    ]


def test_a_difference_of_one_euro_has_a_sign_too():
    assert [spaced(signed_euro(amount, roughly="circa ")) for amount in (1, -1)] == ["+ circa € 1", "− circa € 1"]


def test_a_share_in_tenths_of_a_per_cent():
    assert [spaced(format_per_cent(per_mille)) for per_mille in (0, 1, 9, 10, 829, 1000)] == [
        "minder dan 0,1 %",
        "0,1 %",
        "0,9 %",
        "1,0 %",
        "82,9 %",
        "100,0 %",
    ]


def test_the_short_form_rounds_half_up_and_rolls_over_to_the_next_word():
    assert [
        spaced(short_euro(amount))
        for amount in (999_999, 1_004_999, 1_005_000, 11_995_000, 999_994_999, 999_995_000, -999_995_000, 10**12)
    ] == ["€ 999.999", "€ 1 mln", "€ 1,01 mln", "€ 12 mln", "€ 999,99 mln", "€ 1 mld", "−€ 1 mld", "€ 1 bln"]


def test_a_printed_amount_never_breaks_over_two_lines():
    assert " " not in format_euro(-2_500_000_000) + short_euro(-2_500_000_000) + signed_euro(2_500_000_000)


@pytest.mark.parametrize("amount", [2.5, 2.0, "2"])
def test_only_an_int_is_printed(amount):
    with pytest.raises(TypeError):
        format_euro(amount)


@given(amounts)
def test_what_is_printed_exactly_is_read_back_exactly(amount):
    assert parse_euro(format_euro(amount)) == amount
    assert parse_money(format_money(amount, "USD")) == Money(amount, "USD")


@given(amounts)
def test_what_is_printed_short_is_read_back_within_half_a_percent(amount):
    assert abs(parse_euro(short_euro(amount)) - amount) * 200 <= amount


@given(st.integers(min_value=10**6, max_value=999 * 10**12))
def test_a_short_form_never_says_a_thousand_mln(amount):
    number = short_euro(amount).split("\u00a0")[1]
    assert "." not in number
    assert len(number.split(",")[0]) <= 3


@pytest.mark.parametrize("typed", ["2 MİLJOEN", "2 mıljoen", "2 mİljoen"])
def test_a_turkish_i_is_read_as_an_i(typed):
    assert parse_euro(typed) == 2_000_000


@given(st.text())
def test_no_text_does_anything_but_parse_or_be_refused(text):
    with suppress(NotMoney):
        assert 0 < parse_money(text).amount <= HIGHEST_AMOUNT


def test_the_template_filters_print_nothing_for_nothing():
    assert [filters.euro(None), filters.short_euro(None), filters.short_euro(0)] == ["", "", "€\u00a00"]
    assert filters.register.filters.keys() == {"euro", "short_euro", "in_heading", "signed_full_euro", "per_cent"}
    assert filters.signed_full_euro(5) == format_signed_euro(5)
    assert filters.per_cent(5) == format_per_cent(5)
