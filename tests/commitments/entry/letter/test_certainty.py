"""A proposal that one press takes is not wrong: the rule in examples, and over all letters that have answers."""

import re

import pytest

from commitments.entry.letter.fields import VERDICTS
from commitments.entry.letter.proposals import Known, propose_rows
from commitments.entry.letter.proposals.wholes import SUM_WORDS
from letters.reading.letter import read_letter
from tests import LETTERS
from tests.letters.test_own_letters import NAMES

from .certain import of_own_letter, of_shared_letter, report

DEMINING = Known("ontmijning", "Ontmijning", 10_000_000, 2026, 2026, "humanitarian", "Kamerstuk 36 045, nr. 1")
HEAD = "Den Haag, 3 april 2026\n\nGeachte voorzitter,\n\n"


def rows_of(sentence, known=()):
    text = f"{HEAD}{sentence}\n"
    reading = read_letter(text)
    return propose_rows(reading, text, known, (), reading.header.date)


# (the sentence, whether its first amount is a certain repeat of EUR 10 million for demining in 2026)
REPEATS = [
    ("Voor ontmijning is in 2026 € 10 miljoen beschikbaar.", True),
    ("De eerder toegezegde € 10 miljoen is in 2026 beschikbaar voor mensen zonder dak.", True),
    ("In 2026 is de € 10 miljoen beschikbaar voor hulp.", True),
    ("Voor ontmijning is € 10 miljoen beschikbaar.", False),  # no year
    ("Voor ontmijning is in 2026 € 10 miljoen extra beschikbaar.", False),
    ("Voor ontmijning is in 2026 nog eens € 10 miljoen beschikbaar.", False),
    ("Voor ontmijning geeft Nederland in 2026 een garantie van € 10 miljoen.", False),
    ("Is er in 2026 voor ontmijning € 10 miljoen beschikbaar?", False),
    ("Er is in 2026 geen € 10 miljoen voor ontmijning.", False),
]


@pytest.mark.parametrize(("sentence", "is_certain"), REPEATS)
def test_a_repeat_is_certain_by_amount_period_and_purpose_or_words_that_point_back(sentence, is_certain):
    row, *_ = rows_of(sentence, [DEMINING])
    assert (row.verdict, row.doubts == []) == ("repeats", is_certain)


@pytest.mark.parametrize(
    "sentence",
    [
        "Voor noodhulp via het Rode Kruis is tien miljoen euro vrijgemaakt, waarvan € 4 miljoen voor ontmijning.",
        "Voor noodhulp is in 2026 € 10 miljoen beschikbaar.",
    ],
)
def test_the_same_amount_for_something_else_is_new_and_in_doubt(sentence):
    row, *_ = rows_of(sentence, [DEMINING])
    assert row.verdict == "new"
    assert "hetzelfde bedrag als “Ontmijning” (Kamerstuk 36 045, nr. 1), maar daar voor iets anders" in row.doubts


@pytest.mark.parametrize("word", SUM_WORDS.split("|"))
def test_a_word_that_tells_of_a_sum_forbids_certainty_and_makes_a_total_of_what_adds_up(word):
    alone, *_ = rows_of(f"Voor ontmijning stelt Nederland in 2026 {word} € 10 miljoen beschikbaar.")
    assert alone.doubts != []
    items = "Voor noodhulp geeft Nederland € 4 miljoen en voor ontmijning € 6 miljoen."
    *_, total = rows_of(f"{items} Dat is {word} € 10 miljoen.")
    assert (total.verdict, total.fields["target"].value) == ("repeats", "rij 1 en rij 2")


@pytest.mark.parametrize("years", [(2026, 2027), (2025, 2026)])
def test_a_repeat_of_another_period_is_not_certain(years):
    known = Known("ontmijning", "Ontmijning", 10_000_000, *years, "humanitarian", "Kamerstuk 36 045, nr. 1")
    row, *_ = rows_of("Voor ontmijning is in 2026 € 10 miljoen beschikbaar.", [known])
    assert row.doubts != []


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Voor ontmijning is in 2026 € 10 tot € 12 miljoen beschikbaar.", "repeats"),
        ("Voor noodhulp is in 2026 € 10 tot € 12 miljoen beschikbaar.", "new"),
        ("Voor ontmijning is € 10 tot € 12 miljoen beschikbaar.", "new"),
    ],
)
def test_a_range_is_at_most_a_repeat_in_doubt_and_only_of_the_same_period_and_purpose(sentence, verdict):
    row, *_ = rows_of(sentence, [DEMINING])
    assert row.verdict == verdict
    assert row.doubts != []


def test_two_equal_rows_of_a_table_may_be_two_commitments():
    table = "Steun in 2026 (x € 1 mln)\nCyber          12\nDrones         40\nCyber          12\n"
    *_, second = rows_of(f"Het kabinet geeft in 2026:\n\n{table}")
    assert (second.verdict, second.fields["target"].value) == ("repeats", "rij 1")
    assert "het kan ook een tweede bedrag zijn" in " ".join(second.doubts)


def test_an_amount_as_large_as_a_printed_total_may_be_those_rows_again():
    tables = "Militair in 2026 (x € 1 mln)\nDrones         12\nTanks          40\nTotaal         52\n\n"
    *_, last = rows_of(f"Het kabinet geeft in 2026:\n\n{tables}Samenvatting in 2026 (x € 1 mln)\nMilitair       52\n")
    assert (last.verdict, last.fields["target"].value) == ("repeats", "rij 1 en rij 2")
    assert "het totaal van rij 1 en rij 2" in " ".join(last.doubts)


# What its words may mean instead of a new commitment.
NEVER_NEW = [
    ("De steun voor munitie bedraagt in 2026 € 30 miljoen.", "een optelling"),
    ("Voor de vervanging van munitie reserveert het kabinet in 2026 € 30 miljoen.", "geld voor Nederland zelf"),
    ("De eerste tranche van € 30 miljoen voor munitie stelt het kabinet in 2026 beschikbaar.", "in een eerdere brief"),
    ("Het kabinet trekt in 2025 € 30 miljoen uit voor munitie.", "2025 is voorbij"),
    ("Het kabinet reserveerde in 2026 € 30 miljoen voor munitie in 2027.", "de zin noemt ook 2027"),
    ("In totaal stelt het kabinet in 2026 € 30 miljoen beschikbaar voor munitie.", "een optelling"),
    ("Het kabinet heeft in 2026 inmiddels € 30 miljoen beschikbaar gesteld voor munitie.", "een optelling"),
    ("Het kabinet gaf in 2026 € 30 miljoen voor munitie.", "de uitkomst zijn"),
    ("Nederland ontvangt in 2026 € 30 miljoen voor munitie uit de begroting van Defensie.", "hier kan geld terugkomen"),
    (
        "Al eerder heeft het kabinet voor 2026 € 58 miljoen beschikbaar gemaakt voor energiesteun.",
        "in een eerdere brief",
    ),
    ("Het kabinet geeft in 2026 geen € 30 miljoen voor munitie.", "lees of dit geld er wel komt"),
    ("Het kabinet stelt hiervoor in 2026 € 30 miljoen beschikbaar, vooral munitie.", "staat ergens anders"),
    ("In 2026 en 2027 stelt het kabinet telkens € 51 miljoen beschikbaar voor munitie.", "dan zijn het 2"),
    ("Voor munitie stelt het kabinet in 2026 en 2027 ieder € 62 miljoen beschikbaar.", "meer dan één keer"),
    ("Voor munitie stelt het kabinet in 2026 beide keren € 44 miljoen beschikbaar.", "meer dan één keer"),
    ("Voor munitie stelt het kabinet vanaf mei 2026 op jaarbasis € 46 miljoen beschikbaar.", "meer dan één keer"),
    ("Voor munitie stelt het kabinet vanaf mei 2026 drie jaar lang € 61 miljoen beschikbaar.", "meer dan één keer"),
    ("Het kabinet geeft in 2026 twee bijdragen van € 48 miljoen voor munitie.", "meer dan één keer"),
    ("Het kabinet geeft het Rode Kruis en UNICEF in 2026 elk € 49 miljoen voor noodhulp.", "meer dan één keer"),
    ("Van dit bedrag reserveert het kabinet in 2026 € 30 miljoen voor munitie.", "een deel zijn"),
    ("Inclusief deze bijdrage stelt Nederland in 2026 € 40 miljoen beschikbaar voor munitie.", "een deel zijn"),
    ("In 2026 is door de provincies € 30 miljoen beschikbaar gesteld voor noodhulp.", "geld van Nederland"),
    ("De Rekenkamer meldt dat in 2026 € 30 miljoen beschikbaar is voor munitie.", "in een eerdere brief"),
    ("Zoals gemeld trekt het kabinet in 2026 € 30 miljoen uit voor munitie.", "in een eerdere brief"),
    ("Voor de krijgsmacht trekt het kabinet in 2026 € 30 miljoen uit voor munitie.", "iets anders dan steun"),
    ("Voor Moldavië trekt het kabinet in 2026 € 30 miljoen uit voor noodhulp.", "iets anders dan steun"),
    ("Het kabinet maakt in 2026 de helft van € 30 miljoen vrij voor munitie.", "meer of minder"),
    ("Het kabinet stelt in 2026 per maand € 20 miljoen beschikbaar voor munitie.", "meer dan één keer"),
    ("Voor de opvang van ontheemden is in 2026 € 100 miljoen gereserveerd.", "opvang in Nederland"),
    ("Het pakket munitie dat het kabinet in 2026 geeft, bestaat uit € 30 miljoen voor granaten.", "een deel zijn"),
]


@pytest.mark.parametrize(("sentence", "meaning"), NEVER_NEW)
def test_a_new_commitment_is_in_doubt_where_its_words_may_mean_something_else(sentence, meaning):
    row, *_ = rows_of(sentence)
    assert row.verdict == "new"
    assert meaning in " ".join(row.doubts)


# What its words say that it is instead.
MEANT = [
    ("De Kamer heeft gevraagd om in 2026 € 30 miljoen vrij te maken voor munitie.", "motion", "‘gevraagd’"),
    ("Sinds 2022 heeft het kabinet € 13,6 miljard voor militaire steun toegezegd.", "other", "een optelling"),
    ("Het kabinet heeft in 2026 € 30 miljoen aan munitie geleverd.", "outcome", "‘geleverd’"),
    ("Het kabinet verlaagt in 2026 het budget voor munitie met € 30 miljoen.", "changes", "‘verlaagt’"),
    ("Het kabinet raamt voor munitie in 2026 € 30 miljoen.", "need", "‘raamt’"),
    ("De motie verzoekt het kabinet in 2026 € 30 miljoen te geven voor munitie.", "motion", "‘motie’"),
    ("Deze toezegging van € 30 miljoen voor munitie wordt ingetrokken.", "changes", "‘ingetrokken’"),
    ("Van de middelen voor munitie wordt € 30 miljoen doorgeschoven van 2026 naar 2027.", "changes", "‘doorgeschoven’"),
    ("Uit de Europese Vredesfaciliteit ontving Nederland tot nu toe € 30 miljoen terug.", "outcome", "‘ontving’"),
    ("Nederland heeft voor € 30 miljoen aan declaraties ingediend.", "outcome", "‘declaraties’"),
    ("In 2025 is € 30 miljoen minder uitgegeven dan begroot.", "other", "‘minder uitgegeven’"),
    ("Bent u bereid om € 30 miljoen vrij te maken voor munitie?", "motion", "een vraag"),
    ("Volgens de Wereldbank is € 30 miljoen nodig voor munitie.", "need", "‘nodig’"),
    ("Voor exportkredieten geldt een plafond van € 30 miljoen.", "ceiling", "‘plafond’"),
    ("Dat is € 30 miljoen meer dan in het voorjaar.", "other", "een verschil"),
    ("Sinds 2022 heeft Nederland voor € 30 miljoen aan munitie geleverd of toegezegd.", "other", "een optelling"),
    ("Eind 2025 stond voor € 30 miljoen aan verplichtingen open.", "outcome", "‘verplichtingen open’"),
    ("De gerealiseerde uitgaven voor munitie in 2025 bedragen € 30 miljoen.", "outcome", "‘gerealiseerde uitgaven’"),
    ("De uitgaven voor munitie worden neerwaarts bijgesteld met € 30 miljoen.", "changes", "‘neerwaarts bijgesteld’"),
    ("Daarom wordt € 30 miljoen van 2026 naar 2027 geschoven.", "changes", "‘van 2026 naar 2027 geschoven’"),
    ("Het responsplan van de VN vraagt voor 2027 om $ 30 miljoen.", "need", "‘responsplan … vraagt’"),
    ("Het budget van het kabinet wordt verhoogd met € 30 miljoen vanwege de schade.", "new", "‘verhoogd’"),
]


@pytest.mark.parametrize(("sentence", "verdict", "why"), MEANT)
def test_a_row_says_what_its_amount_is_with_the_words_that_suggest_it(sentence, verdict, why):
    row, *_ = rows_of(sentence)
    assert row.verdict == verdict
    assert why in row.fields["verdict"].why


@pytest.mark.parametrize(
    "sentence",
    [
        "Sinds het begin van de oorlog heeft Nederland € 10 miljoen toegezegd voor ontmijning in 2026.",
        "De steun voor ontmijning in 2026 is inmiddels opgelopen tot € 10 miljoen.",
        "Nederland kreeg in 2026 € 10 miljoen terug voor ontmijning.",
        "De bijdrage aan ontmijning in 2026 wordt verlaagd met € 10 miljoen.",
        "Van de eerder toegezegde middelen wordt in 2026 € 10 miljoen overgeheveld naar ontmijning.",
        "Voor ontmijning komt er in 2026 € 10 miljoen extra bij.",
        "Voor ontmijning is in 2026 nog eens € 10 miljoen uitgetrokken.",
        "Bovenop de hulp trekt het kabinet in 2026 € 10 miljoen uit voor ontmijning.",
        "Voor ontmijning is in 2026 € 10 miljoen beschikbaar; dit is nieuw geld.",
        "In aanvulling op eerdere steun is in 2026 € 10 miljoen voor ontmijning beschikbaar.",
    ],
)
def test_what_adds_up_comes_back_moves_or_comes_on_top_is_never_certain_as_new_or_as_a_repeat(sentence):
    row, *_ = rows_of(sentence, [DEMINING])
    assert row.verdict not in ("new", "repeats") or row.doubts != []


@pytest.mark.parametrize(
    "sentence",
    [
        "Uit de onderuitputting van 2025 is in 2026 € 30 miljoen beschikbaar voor munitie.",
        "Nederland heeft in 2026 contracten gesloten voor € 30 miljoen aan munitie.",
        "Nederland leverde in 2026 voor € 30 miljoen aan munitie.",
        "Tsjechië schat dat in 2026 € 30 miljoen nodig is; daarvan is € 10 miljoen toegezegd.",
    ],
)
def test_what_may_be_a_promise_that_the_ledger_does_not_have_is_never_certain_as_something_else(sentence):
    row, *_ = rows_of(sentence)
    assert row.verdict == "need" or row.doubts != []


@pytest.mark.parametrize(
    ("sentence", "is_certain"),
    [
        ("Sinds het begin van de oorlog komt de totale steun daarmee uit op € 17,9 miljard.", True),
        ("Sinds februari 2022 heeft Nederland voor ruim € 1,9 miljard aan niet-militaire steun toegezegd.", True),
        (
            "Sinds de start van de grootschalige invasie heeft Nederland € 21 miljard aan steun beschikbaar gesteld.",
            True,
        ),
        (
            "Sinds februari 2022 heeft Nederland € 10 miljoen toegezegd voor ontmijning in 2026.",
            False,
        ),  # perhaps a new one
        ("Sinds het begin van de oorlog heeft Nederland ook nog € 10 miljoen extra toegezegd.", False),
        ("Sinds de vorige brief heeft Nederland € 10 miljoen aan steun toegezegd.", False),
        ("Exportkredieten zijn verzekerd tot een plafond van € 30 miljoen.", True),
        ("Nederland heeft een faciliteit opgericht met een plafond van € 30 miljoen.", False),  # that may be a promise
        ("Nederland kreeg in 2025 € 210 miljoen terug uit de Europese Vredesfaciliteit.", True),
    ],
)
def test_a_recap_since_the_war_began_a_ceiling_and_what_came_back_are_certain_where_nothing_else_is_said(
    sentence, is_certain
):
    row, *_ = rows_of(sentence)
    assert row.verdict in ("other", "ceiling", "outcome")
    assert (row.doubts == []) == is_certain, row.doubts


@pytest.mark.parametrize(
    "sentence",
    [
        "De Nederlandse bijdragen zijn als volgt. UNESCO: een bijdrage van $ 30 miljoen voor musea in Odesa.",
        "De ontvangstenraming wordt bijgesteld met € 30 miljoen, omdat de Europese Vredesfaciliteit stilligt.",
    ],
)
def test_money_of_others_is_in_doubt_where_it_may_be_for_them_or_a_change_of_what_is_expected(sentence):
    assert [row for row in rows_of(sentence) if not row.doubts] == []


def test_an_amount_for_each_year_is_certain_where_the_next_sentence_prints_what_it_makes():
    said = "Voor ontmijning trekt het kabinet in 2026 tot en met 2029 € 50 miljoen per jaar uit."
    of_each_year, total = rows_of(f"{said} Over de gehele periode is hiermee € 200 miljoen gemoeid.")
    assert (of_each_year.verdict, of_each_year.doubts) == ("new", [])
    assert (total.verdict, total.fields["target"].value, total.doubts) == ("repeats", of_each_year.name, [])
    of_each_year, other = rows_of(f"{said} Over de gehele periode is hiermee € 180 miljoen gemoeid.")
    assert of_each_year.doubts != []
    assert other.doubts != []


def test_parts_that_make_their_whole_are_certain_and_others_are_in_doubt():
    _, first, second = rows_of(
        "Het kabinet geeft in 2026 € 30 miljoen, bestaande uit € 20 miljoen voor munitie en € 10 miljoen voor drones."
    )
    assert [row.fields["part_of"].value for row in (first, second)] == ["rij 1", "rij 1"]
    assert [row.fields["part_of"].doubtful for row in (first, second)] == [False, False]
    _, first, second = rows_of(
        "Het kabinet geeft in 2026 € 30 miljoen, waarvan € 12 miljoen voor munitie en € 10 miljoen voor drones."
    )
    assert [row.fields["part_of"].doubtful for row in (first, second)] == [True, True]


@pytest.mark.parametrize(
    "said",
    [
        "€ 30 miljoen beschikbaar: € 20 miljoen voor munitie en € 10 miljoen voor drones.",
        "€ 30 miljoen beschikbaar, te weten € 20 miljoen voor munitie en € 10 miljoen voor drones.",
        "€ 30 miljoen beschikbaar, onderverdeeld in € 20 miljoen voor munitie en € 10 miljoen voor drones.",
        "€ 30 miljoen beschikbaar. Hiervan gaat € 20 miljoen naar munitie en € 10 miljoen naar drones.",
        "€ 30 miljoen beschikbaar. Dit bedrag is als volgt verdeeld:\n\n- munitie: € 20 miljoen;\n- drones: € 10 miljoen.",
        "€ 30 miljoen beschikbaar. Daarvan gaat € 20 miljoen naar munitie. De resterende € 10 miljoen is voor drones.",
    ],
)
def test_parts_keep_the_year_of_their_whole_in_a_sentence_a_list_and_the_next_sentence(said):
    _, first, second = rows_of(f"Het kabinet stelt in 2026 {said}")
    assert [row.fields["part_of"].value for row in (first, second)] == ["rij 1", "rij 1"]
    assert [row.fields["year"].value for row in (first, second)] == ["2026", "2026"]


def test_amounts_that_together_are_exactly_the_one_before_them_may_be_that_one_again():
    rows = rows_of(
        "Het kabinet stelt in 2026 € 30 miljoen beschikbaar voor munitie. "
        "Voor granaten is in 2026 € 20 miljoen beschikbaar en voor patronen is in 2026 € 10 miljoen vrijgemaakt."
    )
    assert ["maken samen precies € 30 miljoen (rij 1)" in " ".join(row.doubts) for row in rows] == [True] * 3


def test_a_part_of_what_was_delivered_is_delivered_and_a_part_of_what_is_needed_is_needed():
    _, part = rows_of("Tot en met 2025 heeft Nederland voor € 30 miljoen geleverd, waarvan € 20 miljoen aan munitie.")
    assert (part.verdict, part.fields["outcome_kind"].value) == ("outcome", "delivered")
    _, part = rows_of("Volgens de Wereldbank is 30 miljard dollar nodig, waarvan 20 miljard dollar voor wegen.")
    assert part.verdict == "need"


def test_what_came_of_a_part_names_the_commitment_that_it_came_of():
    _, spent = rows_of(
        "Het kabinet heeft in 2026 € 30 miljoen uitgetrokken voor munitie. Hiervan is € 20 miljoen besteed."
    )
    assert (spent.verdict, spent.fields["outcome_kind"].value, spent.fields["about"].value) == (
        "outcome",
        "spent",
        "rij 1",
    )


def test_a_repeat_of_a_row_whose_words_are_in_doubt_is_in_doubt():
    asked, given = rows_of(
        "De Kamer vroeg in 2026 € 100 miljoen voor ontmijning. De € 100 miljoen is in 2026 beschikbaar voor ontmijning."
    )
    assert asked.doubts != []
    assert given.doubts[0] == "hetzelfde bedrag als in rij 1, waarvan de woorden in twijfel zijn"


def test_the_words_of_another_amount_in_the_sentence_forbid_nothing():
    first, second, total = rows_of(
        "Het kabinet geeft in 2026 € 9 miljoen voor het tribunaal en € 6 miljoen voor het schaderegister, in totaal € 15 miljoen."
    )
    assert [first.doubts, second.doubts, total.doubts] == [[], [], []]
    assert total.fields["target"].value == "rij 1 en rij 2"


def test_money_of_others_is_in_doubt_where_the_sentence_names_the_netherlands_too():
    row, *_ = rows_of("Zweden legt in 2026 € 350 miljoen in voor Nederland en Oekraïne.")
    assert row.verdict == "others"
    assert row.doubts == ["‘Nederland’: de zin noemt ook Nederland: lees wie er betaalt"]


def test_money_of_a_fund_is_in_doubt_for_the_netherlands_have_funds_too():
    row, *_ = rows_of("Vanuit het Energiefonds is € 645.000 verstrekt.")
    assert (row.verdict, row.doubts) == ("others", ["‘Energiefonds’: dat fonds kan ook van Nederland zijn"])


# dollars and pounds


def test_dutch_dollars_are_in_doubt_and_it_says_what_to_do():
    row, *_ = rows_of("Nederland heeft $ 2,4 miljoen overgemaakt aan het NAVO-fonds CAP.")
    assert (row.verdict, row.fields["amount"].value, row.fields["currency"].value) == ("new", "2.400.000", "USD")
    assert (
        "Nederland betaalt dit in USD (‘Nederland’); geeft de brief dit bedrag ook in euro's, maak dan" in row.doubts[0]
    )
    [named] = re.findall("“(.+?)”", row.doubts[0])
    assert [label for _, label in VERDICTS if label.startswith(named)] == ["iets anders, geen toezegging"]
    assert row.fields["rate"].why in row.doubts
    assert "zonder koers telt het bedrag niet mee" in row.fields["rate"].why


def test_a_promise_of_the_netherlands_in_another_currency_is_never_certain():
    for sentence in (
        "Nederland stort in 2026 £ 90 miljoen in het fonds.",
        "Het kabinet geeft in 2026 USD 5 miljoen aan Moldavië.",
    ):
        row, *_ = rows_of(sentence)
        assert row.verdict == "new"
        assert row.fields["verdict"].doubtful


def test_what_is_named_again_in_its_own_currency_repeats_it_in_doubt():
    first, again, euros = rows_of(
        "Nederland stort in 2026 £ 90 miljoen in het fonds voor drones. De £ 90 miljoen voor drones betaalt Nederland in 2026. "
        "Nederland geeft in 2026 ook € 90 miljoen aan noodhulp."
    )
    assert (again.verdict, again.fields["target"].value) == ("repeats", first.name)
    assert again.fields["verdict"].doubtful
    assert euros.verdict == "new"


@pytest.mark.parametrize(
    ("sentence", "verdict", "is_certain"),
    [
        ("De Wereldbank raamt de schade op USD 11,4 miljard.", "need", True),
        ("Het pakket van 60 miljard dollar ligt nog bij het Congres.", "others", True),
        ("In Londen is £ 1 miljoen toegezegd.", "others", False),
    ],
)
def test_other_money_is_no_promise_in_doubt_where_the_netherlands_may_pay_it(sentence, verdict, is_certain):
    row, *_ = rows_of(sentence)
    assert (row.verdict, row.doubts == []) == (verdict, is_certain)


# over all letters with answers


@pytest.mark.parametrize("name", NAMES)
def test_no_certain_proposal_about_a_letter_of_our_own_is_wrong(name):
    _, found = of_own_letter(name)
    assert [(one.key, one.as_written, one.fault) for one in found if one.fault] == []


@pytest.mark.skipif(not LETTERS.exists(), reason="the letters' texts are not here")
def test_no_certain_proposal_about_the_letters_of_the_ledger_is_wrong():
    found = [one for path in sorted(LETTERS.glob("*.txt")) for one in of_shared_letter(path)[1]]
    assert [(one.letter, one.key, one.fault) for one in found if one.fault] == []


def test_it_is_told_how_many_rows_are_certain_and_how_many_of_these_are_wrong():
    first, *rest = report()
    assert first.endswith("of these wrong")
    assert [line.split(":")[0].strip() for line in rest] == [
        "new",
        "repeats",
        "outcome",
        "others",
        "ceiling",
        "need",
        "motion",
        "other",
        "not-money",
    ]
