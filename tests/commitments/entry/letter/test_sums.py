"""Rows that are no single commitment of their own amount: given several times, a printed total, what remains, and several
commitments from one quote. Each shows its sum, and what does not add up is refused."""

import pytest
from django.urls import reverse

from commitments.approval import invariants
from commitments.entry.letter.arithmetic import (
    DIVIDED,
    NOT_YEARS,
    PRINTED_ONCE,
    Sum,
    Term,
    as_typed,
    faults_in_one_quote,
    in_a_row,
    renamed,
    spelt_out,
    sum_of,
    terms_of,
    titles_of,
    years_of,
)
from commitments.entry.letter.rows_to_enter import NOT_LESS
from commitments.models import Commitment, Intake
from letters.models import Letter
from tests.commitments.entry.letter.pages import begin, finish, problems, send

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

# what is typed, and what it adds up to


@pytest.mark.parametrize(
    ("written", "terms"),
    [
        ("", []),
        ("rij 3", [Term("rij 3")]),
        ("rij 1, rij 2 en rij 3", [Term("rij 1"), Term("rij 2"), Term("rij 3")]),
        ("rij 1 + rij 2", [Term("rij 1"), Term("rij 2")]),
        (
            "militaire-steun-2023 - rij 2 − rij 3",
            [Term("militaire-steun-2023"), Term("rij 2", True), Term("rij 3", True)],
        ),
        ("Rij 1 en RIJ 2A", [Term("rij 1"), Term("rij 2a")]),
        ("rij1, rij  2", [Term("rij 1"), Term("rij 2")]),
        ("rij 1 min rij 2", [Term("rij 1"), Term("rij 2", True)]),
    ],
)
def test_what_a_row_refers_to_may_be_several_with_a_sign(written, terms):
    assert terms_of(written, ["1", "2", "2a", "3"]) == terms


@pytest.mark.parametrize(
    ("written", "rows"),
    [
        ("rij 2, 3, 4", ["rij 2", "rij 3", "rij 4"]),
        ("rij 8, 9, 16 en 17", ["rij 8", "rij 9", "rij 16", "rij 17"]),
        ("rijen 2 en 3", ["rij 2", "rij 3"]),
        ("rij 2 t/m 4", ["rij 2", "rij 3", "rij 3a", "rij 4"]),
        ("Rij 2 tot en met rij 4", ["rij 2", "rij 3", "rij 3a", "rij 4"]),
        ("rij 2-4 en 9", ["rij 2", "rij 3", "rij 3a", "rij 4", "rij 9"]),
        ("rij 2, 3 t/m 4", ["rij 2", "rij 3", "rij 3a", "rij 4"]),
        ("winterpakket-2022, 3", ["winterpakket-2022", "3"]),
        ("rij 2, winterpakket-2022", ["rij 2", "winterpakket-2022"]),
        ("rij 4 t/m 2", ["rij 4 t/m 2"]),
        ("rij 2 t/m 99", ["rij 2 t/m 99"]),
    ],
)
def test_rows_are_named_as_people_write_them(written, rows):
    assert terms_of(written, ["1", "2", "3", "3a", "4", "8", "9", "16", "17"]) == [Term(row) for row in rows]


def test_what_is_left_of_a_row_may_leave_out_the_word_too():
    assert terms_of("rij 1 - 2 - 3", ["1", "2", "3"]) == [Term("rij 1"), Term("rij 2", True), Term("rij 3", True)]


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("", []),
        ("2025, 2026 en 2027", [2025, 2026, 2027]),
        ("2025-2027", [2025, 2026, 2027]),
        ("2025 t/m 2026", [2025, 2026]),
        ("2024 en 2024", [2024, 2024]),
    ],
)
def test_the_years_of_each_time_are_read_as_people_write_them(written, years):
    assert years_of(written) == years


@pytest.mark.parametrize("written", ["drie keer", "2025,", "1999", "2025, x", "25"])
def test_what_is_no_list_of_years_says_what_to_type(written):
    with pytest.raises(ValueError, match=NOT_YEARS):
        years_of(written)


def test_no_more_than_twenty_commitments_come_of_one_quote():
    with pytest.raises(ValueError, match="Dat zijn 77 toezeggingen uit één citaat; hooguit 20 kan"):
        years_of("2014-2090")


@pytest.mark.parametrize(
    ("written", "again"),
    [
        ("rij 1", "rij 2"),
        ("rij 1 - rij 3", "rij 2 - rij 5"),
        ("rij 1 en rij 4", ""),
        ("steun-2024", "steun-2024"),
        ("", ""),
    ],
)
def test_a_row_that_refers_to_several_does_so_under_their_new_names(written, again):
    assert renamed(written, {"rij 1": "rij 2", "rij 3": "rij 5"}) == again


@pytest.mark.parametrize(
    ("title", "years", "titles"),
    [
        ("Steun", [2025, 2026], ["Steun in 2025", "Steun in 2026"]),
        ("Steun in 2025", [2025, 2026], ["Steun in 2025", "Steun in 2026"]),
        ("Steun in 2025-2027", [2025, 2026], ["Steun in 2025", "Steun in 2026"]),
        ("Plan 2025 voor energie", [2025, 2026], ["Plan 2025 voor energie (2025)", "Plan 2025 voor energie (2026)"]),
        ("Steun", [2024, 2024], ["Steun (1 van 2)", "Steun (2 van 2)"]),
        ("Steun", [2024], ["Steun"]),
        ("", [2025, 2026], ["", ""]),
    ],
)
def test_each_time_has_a_title_of_its_own(title, years, titles):
    assert titles_of(title, years) == titles


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        ((50_000_000,) * 3, "3 × € 50.000.000 = € 150.000.000"),
        ((2_500, -1_240), "€ 2.500 − € 1.240 = € 1.260"),
        ((1, 2, 2), "€ 1 + 2 × € 2 = € 5"),
        ((1, -2), "€ 1 − € 2 = −€ 1"),
    ],
)
def test_a_sum_says_what_it_adds_up(amounts, words):
    assert str(Sum(amounts)).replace("\N{NO-BREAK SPACE}", " ") == words


def test_there_is_no_sum_of_one_or_of_what_has_no_amount():
    assert sum_of([Term("rij 1")], {"rij 1": (5,)}, 6) is None
    assert sum_of([Term("rij 1"), Term("rij 2")], {"rij 1": (5,)}, 5) is None
    assert sum_of([Term("rij 1"), Term("rij 2")], {"rij 1": (5,), "rij 2": ()}, 5) is None
    assert sum_of([Term("rij 1"), Term("rij 2", True)], {"rij 1": (5,), "rij 2": (3,)}, 2) == Sum((5, -3))
    assert in_a_row([1, 2, 3]) == "1, 2 en 3"


def test_an_amount_given_three_times_is_a_sum_of_three_unless_what_is_written_is_that_of_each_time():
    assert sum_of([Term("rij 1")], {"rij 1": (5, 5, 5)}, 16) == Sum((5, 5, 5))
    assert sum_of([Term("rij 1")], {"rij 1": (5, 5, 5)}, 5) is None


# on the page, and into the ledger

HEAD = """\
36 045 Situatie in Oekraïne

Nr. 9171 BRIEF VAN DE MINISTER VAN DEFENSIE

Den Haag, 15 november 2023

"""
FOOT = "\n\nDe Minister van Defensie,\nK.H. Ollongren\n"
YEARLY = "Het kabinet stelt in 2025, 2026 en 2027 jaarlijks € 50 miljoen beschikbaar voor luchtverdediging."
YEARLY_IN_ALL = "Het kabinet stelt in 2025, 2026 en 2027 jaarlijks € 50 miljoen beschikbaar, in totaal € 150 miljoen."
NAMED = {"row-1-title": "Steun", "row-1-category": "military"}
TWICE = "Het kabinet draagt in 2024 twee maal € 50 miljoen bij aan militaire training."
TOTAL = (
    "Het kabinet geeft in 2024 EUR 10 miljoen voor militaire training en EUR 20 miljoen voor cyberhulp, "
    "in totaal EUR 30 miljoen."
)
REST = (
    "Voor 2024 heeft het kabinet EUR 900 miljoen voor militaire steun gereserveerd. Het kabinet geeft daarvan in 2024 "
    "EUR 150 miljoen aan militaire training. Dan resteert nog EUR 750 miljoen."
)
TWO_SCALES = "De bijdragen van het kabinet aan militaire training zijn in 2024 € 340 en € 3 miljoen."
TABLE = """\
Steun (x € 1 miljoen)

| Doel | 2024 | 2025 |
|---|---|---|
| Militaire steun | 10 | 10,5 |
| Cyber | 10 | 12 |
| Totaal | 20 | 22,5 |
"""


TWO_TABLES = """\
Tabel 1: Militaire steun (bedragen x € 1 miljoen)

| Onderdeel | 2024 | 2025 |
|---|---|---|
| Luchtverdediging | 120,5 | 120,5 |
| Drones | 200,5 | 100,0 |
| Totaal | 321,0 | 220,5 |

Tabel 2: Niet-militaire steun (in miljoenen euro)

| Onderdeel | 2024 | 2025 |
|---|---|---|
| Energieherstel | 50,0 | 50,0 |
| Winterhulp | 24,5 | 24,5 |
| Totaal | 74,5 | 74,5 |
"""
OF_ALL_ROWS = "rij 2, rij 3, rij 4, rij 5, rij 8, rij 9, rij 10 en rij 11"
A_LIST = """\
Het kabinet geeft in 2024 de volgende bijdragen aan de krijgsmacht:

- Verbandmiddelen: € 45.000
- Nachtkijkers: € 310.000
- Transport over de weg: € 45.000

Samen is dit € 400.000."""


def begun(client, body):
    return begin(client, f"{HEAD}{body}{FOOT}")


def rows(client, intake):
    return {row.key: row for row in client.get(intake.get_absolute_url()).context["page"].rows}


def said(sums):
    return [(words.replace("\N{NO-BREAK SPACE}", " "), is_right) for words, is_right in sums]


def entered(client, intake, **changes):
    response = finish(client, intake, **changes)
    assert response.status_code == 302, problems(response)
    letter = Letter.objects.get(number=9171)
    assert {statement: found for statement, found in invariants.broken() if found} == {}
    return letter


def mentions(letter):
    return list(letter.mentions.values_list("amount_as_written", "verdict", "commitment__title", "start"))


@pytest.mark.parametrize(
    ("sentence", "words", "is_doubtful"),
    [
        (YEARLY, "‘jaarlijks’", False),
        (YEARLY.replace("jaarlijks € 50 miljoen", "€ 50 miljoen per jaar"), "‘per jaar’", False),
        (YEARLY.replace("stelt", "stelt jaarlijks").replace("jaarlijks €", "€"), "‘jaarlijks’", True),
    ],
)
def test_an_amount_for_each_year_is_proposed_as_so_many_commitments(client, anna, sentence, words, is_doubtful):
    row = rows(client, begun(client, sentence))["1"]
    again = row.fields["each_year"]
    assert (again.value, again.why) == ("2025, 2026 en 2027", f"{words}: dan zijn het 3 toezeggingen")
    assert again.is_doubtful == is_doubtful
    assert said(row.sums) == [("3 × € 50.000.000 = € 150.000.000, uit één citaat", True)]


@pytest.mark.parametrize(
    ("sentence", "years", "words"),
    [
        ("In 2025 en 2026 geeft het kabinet telkens € 5 miljoen.", "2025 en 2026", "telkens"),
        (
            "Drie jaar lang geeft het kabinet € 5 miljoen, van 2025 tot en met 2027.",
            "2025, 2026 en 2027",
            "Drie jaar lang",
        ),
        ("Vier jaar lang geeft het kabinet € 5 miljoen, van 2025 tot en met 2027.", "", ""),
        ("Zowel in 2025 als in 2026 geeft het kabinet € 5 miljoen.", "2025 en 2026", "Zowel in 2025 als"),
        ("Het kabinet geeft in 2025 € 5 miljoen en in 2026 hetzelfde bedrag.", "2025 en 2026", "hetzelfde bedrag"),
        ("Het kabinet geeft in 2025 € 5 miljoen. En in 2026 hetzelfde bedrag.", "", ""),
        ("In elk van de jaren 2025 en 2026 geeft het kabinet € 5 miljoen.", "2025 en 2026", "elk van de jaren"),
    ],
)
def test_an_amount_for_several_years_in_other_words_is_proposed_for_each_in_doubt(client, anna, sentence, years, words):
    again = rows(client, begun(client, sentence))["1"].fields["each_year"]
    assert again.value == years
    assert again.is_doubtful == bool(years)
    assert words in again.why


def test_one_quote_proves_a_commitment_for_each_year(client, anna):
    letter = entered(client, begun(client, YEARLY))
    facts = letter.commitments.order_by("year").values_list("title", "amount_eur", "year", "end_year")
    assert list(facts) == [(f"Luchtverdediging in {year}", 50_000_000, year, year) for year in (2025, 2026, 2027)]
    start = letter.text.index("€ 50 miljoen")
    assert mentions(letter) == [
        ("€ 50 miljoen", "states", f"Luchtverdediging in {year}", start) for year in (2025, 2026, 2027)
    ]


@pytest.mark.parametrize("sentence", [
    YEARLY_IN_ALL,
    f"{YEARLY} In totaal gaat het om € 150 miljoen.",
    f"{TWICE} Tezamen is dat € 100 miljoen.",
])  # fmt: skip
def test_the_printed_total_of_an_amount_for_each_year_makes_no_money(client, anna, sentence):
    intake = begun(client, sentence)
    total = rows(client, intake)["2"]
    assert (total.verdict, total.fields["target"].value) == ("repeats", "rij 1")
    letter = entered(client, intake, **NAMED)
    assert {one.amount_eur for one in letter.commitments.all()} == {50_000_000}
    assert [note.replace("\N{NO-BREAK SPACE}", " ") for note in letter.mentions.values_list("note", flat=True)][-1] in (
        "Nagerekend: 3 × € 50.000.000 = € 150.000.000.", "Nagerekend: 2 × € 50.000.000 = € 100.000.000.",
    )  # fmt: skip


@pytest.mark.parametrize("named", ["rij 1 t/m 3", "rij 1, 2 en 3"])
def test_the_rows_of_a_total_need_no_word_each(client, anna, named):
    intake = begun(client, TOTAL.replace(" en EUR 20", ", EUR 5 miljoen voor noodhulp en EUR 20").replace("30", "35"))
    send(client, intake, **{"row-4-verdict": "repeats", "row-4-target": named})
    assert said(rows(client, intake)["4"].sums) == [("€ 10.000.000 + € 5.000.000 + € 20.000.000 = € 35.000.000", True)]
    letter = entered(client, intake, **{"row-2-category": "humanitarian"})
    assert [(written, verdict) for written, verdict, *_ in mentions(letter)][3:] == [("EUR 35 miljoen", "sums")] * 3


def test_the_total_of_an_amount_for_each_year_is_shown_and_refused_where_it_is_not_right(client, anna):
    intake = begun(client, YEARLY_IN_ALL.replace("150", "160"))
    send(client, intake, **{"row-2-verdict": "repeats", "row-2-target": "rij 1"})
    assert said(rows(client, intake)["2"].sums) == [("3 × € 50.000.000 = € 150.000.000", False)]
    response = finish(client, intake, **NAMED)
    assert [(where, words.replace("\N{NO-BREAK SPACE}", " ")) for where, words in problems(response)] == [
        ("Rij 2, herhaalt", "3 × € 50.000.000 = € 150.000.000, maar hier staat € 160.000.000. "
         "Noem andere rijen, of geef dit een ander oordeel.")
    ]  # fmt: skip


def test_an_amount_that_is_given_twice_is_two_commitments(client, anna):
    letter = entered(client, begun(client, TWICE))
    assert sorted(letter.commitments.values_list("title", "year")) == [
        ("Militaire training (1 van 2)", 2024), ("Militaire training (2 van 2)", 2024),
    ]  # fmt: skip


def test_who_thinks_that_it_is_given_once_empties_the_field(client, anna):
    letter = entered(client, begun(client, YEARLY), **{"row-1-each_year": ""})
    assert [(one.amount_eur, one.period) for one in letter.commitments.all()] == [(50_000_000, "2025-2027")]


def test_what_is_no_list_of_years_is_said_at_its_field(client, anna):
    response = finish(client, begun(client, YEARLY), **{"row-1-each_year": "drie keer"})
    assert problems(response) == [("Rij 1, telkens opnieuw in", NOT_YEARS)]


def test_a_repeat_of_an_amount_for_each_year_repeats_them_all(client, anna):
    again = "De € 50 miljoen voor luchtverdediging in 2025, 2026 en 2027 komt uit de algemene middelen."
    letter = entered(client, begun(client, f"{YEARLY} {again}"))
    assert [verdict for _, verdict, *_ in mentions(letter)] == ["states"] * 3 + ["repeats"] * 3


def test_a_part_lies_in_the_whole_of_its_own_year(client, anna):
    part = "Het kabinet geeft in 2026 EUR 8 miljoen aan munitie."
    intake = begun(client, f"{YEARLY} {part}")
    letter = entered(client, intake, **{"row-2-part_of": "rij 1"})
    assert letter.commitments.get(amount_eur=8_000_000).part_of.year == 2026


@pytest.mark.parametrize(
    ("body", "key", "target", "words"),
    [
        (TOTAL, "3", "rij 1 en rij 2", "€ 10.000.000 + € 20.000.000 = € 30.000.000"),
        (REST, "3", "rij 1 - rij 2", "€ 900.000.000 − € 150.000.000 = € 750.000.000"),
        (TABLE, "5", "rij 1 en rij 3", "2 × € 10.000.000 = € 20.000.000"),
        (TABLE, "6", "rij 2 en rij 4", "€ 10.500.000 + € 12.000.000 = € 22.500.000"),
    ],
)
def test_a_printed_total_and_what_remains_are_proposed_as_repeats_with_their_sum(
    client, anna, body, key, target, words
):
    row = rows(client, begun(client, body))[key]
    assert (row.verdict, row.fields["target"].value, said(row.sums)) == ("repeats", target, [(words, True)])


def test_a_total_repeats_each_of_its_terms_and_what_remains_the_whole(client, anna):
    letter = entered(client, begun(client, f"{TOTAL}\n\n{REST}"))
    titles = {one.amount_eur: one.title for one in letter.commitments.all()}
    found = [(written, title) for written, verdict, title, _ in mentions(letter) if verdict in ("repeats", "sums")]
    assert found == [
        ("EUR 30 miljoen", titles[10_000_000]),
        ("EUR 30 miljoen", titles[20_000_000]),
        ("EUR 750 miljoen", titles[900_000_000]),
    ]
    assert Commitment.objects.filter(letter=letter).count() == 4
    notes = [note.replace("\N{NO-BREAK SPACE}", " ") for note in letter.mentions.values_list("note", flat=True) if note]
    assert notes == [
        *["Nagerekend: € 10.000.000 + € 20.000.000 = € 30.000.000."] * 2,
        "Nagerekend: € 900.000.000 − € 150.000.000 = € 750.000.000.",
    ]


def test_a_total_that_is_not_what_its_terms_make_is_shown_and_refused(client, anna):
    intake = begun(client, TOTAL.replace("EUR 30", "EUR 31"))
    changes = {"row-3-verdict": "repeats", "row-3-target": "rij 1, rij 2"}
    send(client, intake, **changes)
    assert said(rows(client, intake)["3"].sums) == [("€ 10.000.000 + € 20.000.000 = € 30.000.000", False)]
    response = finish(client, intake)
    assert [(where, words.replace("\N{NO-BREAK SPACE}", " ")) for where, words in problems(response)] == [
        ("Rij 3, herhaalt", "€ 10.000.000 + € 20.000.000 = € 30.000.000, maar hier staat € 31.000.000. "
         "Noem andere rijen, of één, of geef dit een ander oordeel.")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("terms", "typed"),
    [
        ("rij 1 en rij 4", "rij 1, rij 1 en rij 2"),
        ("rij 5", "rij 1 + rij 3 - rij 2"),
        ("rij 3 - rij 5", "rij 3 + rij 2 - rij 1 - rij 3"),
        ("rij 6", "rij 6"),
        ("steun-2024", "steun-2024"),
    ],
)
def test_a_row_that_is_a_total_is_spelt_out_in_what_it_adds_up(terms, typed):
    keys = ["1", "2", "3", "4", "5", "6"]
    written = {"rij 4": "rij 1 en rij 2", "rij 5": "rij 1 - rij 2 + rij 3", "rij 6": "rij 6"}
    meant = spelt_out(terms_of(terms, keys), {name: terms_of(one, keys) for name, one in written.items()})
    assert as_typed(meant) == typed
    assert sorted(terms_of(typed, keys), key=str) == sorted(meant, key=str)


@pytest.mark.parametrize(
    ("changes", "where", "words"),
    [
        ({"row-5-target": "rij 3 en rij 4"}, "Rij 5, herhaalt",
         "Rij 3 is zelf een herhaling of een totaal. Typ hier: rij 1, rij 2 en rij 4."),
        ({"row-5-target": "rij 3", "row-4-part_of": "rij 3"}, "Rij 4, onderdeel van",
         "Rij 3 is zelf een herhaling of een totaal. Kies één van: rij 1 en rij 2."),
        ({"row-3-target": "rij 4", "row-4-verdict": "other", "row-5-target": "rij 4"}, "Rij 3, herhaalt",
         "Rij 4 is geen andere rij met een nieuwe toezegging."),
        ({"row-5-target": "rij 5"}, "Rij 5, herhaalt", "Rij 5 is geen andere rij met een nieuwe toezegging."),
        ({"row-3-target": "rij 5", "row-5-target": "rij 3"}, "Rij 5, herhaalt",
         "Rij 3 is geen andere rij met een nieuwe toezegging."),
    ],
)  # fmt: skip
def test_who_names_a_row_that_is_itself_a_total_is_told_what_to_type(client, anna, changes, where, words):
    intake = begun(client, f"{TOTAL} In 2024 geeft Nederland EUR 5 miljoen aan drones, samen EUR 35 miljoen.")
    assert [row.verdict for row in rows(client, intake).values()] == ["new", "new", "repeats", "new", "repeats"]
    assert (where, words) in problems(finish(client, intake, **changes))


@pytest.mark.parametrize("target", ["Rij 1 en Rij 2", "rij1, rij2", " rij 1 , RIJ 2 "])
def test_a_row_may_be_named_in_any_way_and_its_sum_is_shown(client, anna, target):
    intake = begun(client, TOTAL)
    send(client, intake, **{"row-3-target": target})
    assert said(rows(client, intake)["3"].sums) == [("€ 10.000.000 + € 20.000.000 = € 30.000.000", True)]
    letter = entered(client, intake)
    assert [verdict for _, verdict, *_ in mentions(letter)] == ["states", "states", "sums", "sums"]


def test_of_parts_that_move_along_none_is_taken_off_in_silence(client, anna):
    response = finish(client, begun(client, TOTAL), **{"row-3-verdict": "new", "row-3-takes": "rij 1 - rij 2"})
    assert ("Rij 3, onderdelen die hierin verder gaan", NOT_LESS) in problems(response)


def test_a_total_that_is_not_exact_may_differ(client, anna):
    intake = begun(client, TOTAL.replace("in totaal EUR 30", "in totaal circa EUR 31"))
    assert entered(client, intake, **{"row-3-verdict": "repeats", "row-3-target": "rij 1, rij 2"})


def test_commitments_of_the_ledger_may_be_terms(client, anna):
    body = "Van de reservering voor 2023 resteert nog EUR 1,26 miljard."
    changes = {"row-1-verdict": "repeats", "row-1-target": "reservering-2023 - militaire-steun-2023"}
    intake = begun(client, body)
    send(client, intake, **changes)
    assert said(rows(client, intake)["1"].sums) == [("€ 2.500.000.000 − € 1.240.000.000 = € 1.260.000.000", True)]
    letter = entered(client, intake)
    assert [one.commitment.slug for one in letter.mentions.all()] == ["reservering-2023"]


def test_a_row_names_each_commitment_that_it_adds_up_and_leads_to_it(client, anna):
    intake = begun(client, f"Van de reservering voor 2023 resteert nog EUR 1,26 miljard.\n\n{TOTAL}")
    changes = {"row-1-verdict": "repeats", "row-1-target": "reservering-2023 - militaire-steun-2023, nergens"}
    send(client, intake, **changes)
    page, part = client.get(intake.get_absolute_url()), Commitment.objects.get(slug="militaire-steun-2023")
    row, total = page.context["page"].rows[0], page.context["page"].rows[3]
    assert (row.summary, total.summary) == (
        f"Reservering voor steun in 2023 − {part.title} en nergens",
        "rij 2 en rij 3",
    )
    assert [address for *_, address in total.refers_to] == ["#rij-2", "#rij-3"]
    link = f'<a href="/beheer/commitments/commitment/{part.pk}/change/">{part.title}</a> en nergens'
    assert link in page.content.decode()


def test_one_more_commitment_from_a_quote_is_a_row_beside_it(client, anna):
    intake = begun(client, TWICE)
    response = send(client, intake, **{"row-1-each_year": "", "more": "1"})
    assert response.url.endswith("#rij-1a")
    intake.refresh_from_db()
    found = rows(client, intake)
    assert [(row.key, row.start, row.place, row.is_added) for row in found.values()] == [
        ("1", found["1"].start, "1", False), ("1a", found["1"].start, "1", True),
    ]  # fmt: skip
    together = "samen uit dit citaat: 2 × € 50.000.000 = € 100.000.000"
    assert (said(found["1a"].sums), found["1a"].state) == ([(together, False)], "doubtful")
    assert PRINTED_ONCE.removesuffix(".") in found["1a"].doubts
    send(client, intake, agree_all="1")
    assert not rows(client, intake)["1a"].is_agreed
    response = finish(client, intake, **{"row-1a-title": "De tweede keer"})
    assert problems(response) == [("Rij 1a, voor elk dit bedrag", PRINTED_ONCE)]

    send(client, intake, **{"row-1a-for_each": "on"})
    found = rows(client, intake)
    assert said(found["1a"].sums) == [(together, True)]
    assert "for_each" not in [one.spec.name for one in found["1"].of_commitment]
    letter = entered(client, intake, **{"row-1a-title": "De tweede keer"})
    assert sorted(one.title for one in letter.commitments.all()) == ["De tweede keer", "Militaire training"]


def test_one_amount_for_two_things_is_one_commitment_and_the_page_says_so(client, anna):
    intake = begun(client, "Het kabinet geeft in 2024 € 100 miljoen voor luchtverdediging en munitie.")
    send(client, intake, more="1")
    intake.refresh_from_db()
    send(client, intake, **{"row-1-amount": "60 mln", "row-1a-amount": "40 mln"})
    found = rows(client, intake)
    assert said(found["1a"].sums) == [("samen uit dit citaat: € 60.000.000 + € 40.000.000 = € 100.000.000", True)]
    assert [DIVIDED.removesuffix(".") in row.doubts for row in found.values()] == [True, True]
    response = finish(client, intake)
    assert {("Rij 1, bedrag", DIVIDED), ("Rij 1a, bedrag", DIVIDED)} <= set(problems(response))

    send(client, intake, **{"row-1-amount": "100 mln", "remove": "1a"})
    intake.refresh_from_db()
    letter = entered(client, intake)
    assert [one.amount_eur for one in letter.commitments.all()] == [100_000_000]


@pytest.mark.parametrize(
    ("amounts", "are_for_each", "written", "faults"),
    [
        ((100, 100), (False, True), 100, ["", ""]),
        ((100, 100), (False, False), 100, ["", PRINTED_ONCE]),
        ((100, 40), (False, True), 100, ["", DIVIDED]),
        ((50, 50), (False, True), 100, [DIVIDED, DIVIDED]),
        ((340, 340), (False, True), 340_000_000, ["", ""]),
        ((60, 40), (False, True), None, ["", ""]),
    ],
)
def test_each_of_one_quote_has_its_amount_and_is_said_to_be_meant(amounts, are_for_each, written, faults):
    assert faults_in_one_quote(amounts, are_for_each, written) == faults


def test_a_row_that_is_in_the_ledger_or_not_there_gets_no_other(client, anna):
    intake = begun(client, TWICE)
    before = len(intake.proposals["rows"])
    for forged in ("77", "", "x"):
        assert send(client, intake, more=forged).status_code == 302
    intake.refresh_from_db()
    assert len(intake.proposals["rows"]) == before


ACROSS = """Militaire steun (x € 1 miljoen)

| Onderwerp | 2024 | 2025 | 2026 | Totaal |
|---|---:|---:|---:|---:|
| Drones | 75 | 60 | 45 | 180 |
| Voertuigen | 120 | 90 | - | 210 |
| Totaal | 195 | 150 | 45 | 390 |
"""


def test_the_last_column_of_a_table_is_the_total_of_its_row_and_the_last_cell_of_all(client, anna):
    found = rows(client, begun(client, ACROSS))
    totals = {key: row.fields["target"].value for key, row in found.items() if row.verdict == "repeats"}
    assert totals == {
        "4": "rij 1, rij 2 en rij 3",
        "7": "rij 5 en rij 6",
        "8": "rij 1 en rij 5",
        "9": "rij 2 en rij 6",
        "10": "rij 3",
        "11": "rij 1, rij 5, rij 2, rij 6 en rij 3",
    }
    assert found["10"].fields["target"].is_doubtful, "the only one in its column"
    Intake.objects.all().delete()
    wrong = rows(client, begun(client, ACROSS.replace("45 | 180", "45 | 181")))
    assert wrong["4"].verdict == "new"


MORE_ROWS = """Steun (x € 1 miljoen)

| Onderwerp | 2025 |
|---|---:|
| Drones | 33 |
| Voertuigen | 10 |
| Totaal | 10 |
"""


def test_a_total_that_is_as_large_as_the_last_of_several_rows_is_not_said_to_stand_alone_in_its_column(client, anna):
    assert rows(client, begun(client, MORE_ROWS))["3"].fields["target"].value == ""
    Intake.objects.all().delete()
    alone = rows(client, begun(client, MORE_ROWS.replace("| Drones | 33 |\n", "")))["2"]
    assert (alone.fields["target"].value, alone.fields["target"].is_doubtful) == ("rij 1", True)


def test_a_total_whose_verdict_was_lost_is_proposed_again_of_the_commitments_that_its_rows_became(client, anna):
    letter = entered(client, begun(client, ACROSS))
    letter.mentions.filter(amount_as_written="195").delete()
    client.post(reverse("admin:intake_check", args=[letter.pk]))
    intake = Intake.objects.get(letter=letter, finished_at=None)
    again = next(row for row in rows(client, intake).values() if row.written_amount == 195_000_000)
    assert again.fields["target"].value == "drones-in-2024 en voertuigen-in-2024"


def test_a_total_that_is_printed_before_its_two_tables_is_of_all_their_rows(client, anna):
    intake = begun(client, f"Het kabinet stelt in totaal € 690,5 miljoen beschikbaar.\n\n{TWO_TABLES}")
    total = rows(client, intake)["1"]
    assert (total.verdict, total.fields["target"].value, total.doubts) == ("repeats", OF_ALL_ROWS, [])
    letter = entered(client, intake)
    assert sum(one.amount_eur for one in letter.commitments.all()) == 690_500_000
    assert letter.commitments.count() == 8


def test_a_total_that_is_printed_below_two_tables_is_of_all_their_rows(client, anna):
    intake = begun(client, f"{TWO_TABLES}\nSamen is dit € 690,5 miljoen.")
    total = rows(client, intake)["13"]
    of_all = "rij 1, rij 2, rij 3, rij 4, rij 7, rij 8, rij 9 en rij 10"
    assert (total.verdict, total.fields["target"].value, total.doubts) == ("repeats", of_all, [])
    assert sum(one.amount_eur for one in entered(client, intake).commitments.all()) == 690_500_000


def test_a_total_of_what_follows_in_a_sentence_is_in_doubt_for_these_may_be_its_parts(client, anna):
    body = "In totaal geeft het kabinet in 2024 € 30 miljoen: € 10 miljoen voor drones en € 20 miljoen voor munitie."
    total = rows(client, begun(client, body))["1"]
    assert (total.fields["target"].value, total.fields["target"].is_doubtful) == ("rij 2 en rij 3", True)


def test_the_items_of_a_list_are_commitments_of_their_own_and_their_total_is_theirs(client, anna):
    intake = begun(client, A_LIST)
    shown = rows(client, intake)
    assert [row.doubts == [] for row in shown.values()] == [False, False, False, True]
    assert shown["4"].fields["target"].value == "rij 1, rij 2 en rij 3"
    letter = entered(client, intake)
    assert list(letter.commitments.order_by("pk").values_list("title", "amount_eur", "exclusion")) == [
        ("Verbandmiddelen in 2024", 45_000, ""),
        ("Nachtkijkers in 2024", 310_000, ""),
        ("Transport over de weg in 2024", 45_000, ""),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("een half miljoen euro per jaar", "‘per jaar’"),
        ("jaarlijks € 500.000", "‘jaarlijks’"),
        ("structureel € 500.000", "‘structureel’"),
        ("vanaf 2024 € 500.000", "‘vanaf 2024’"),
    ],
)
def test_an_amount_per_year_without_years_asks_which(client, anna, words, said):
    intake = begun(client, f"Het kabinet stelt voor militaire training {words} beschikbaar.")
    again = rows(client, intake)["1"].fields["each_year"]
    assert (again.value, again.why, again.is_doubtful) == ("", f"{said}: over welke jaren? Schrijf ze hier", True)
    letter = entered(client, intake, **{"row-1-each_year": "2024 en 2025"})
    assert list(letter.commitments.order_by("year").values_list("amount_eur", "year")) == [
        (500_000, 2024), (500_000, 2025),
    ]  # fmt: skip


def test_an_amount_that_has_no_scale_of_its_own_is_in_doubt_with_both_that_it_may_be(client, anna):
    body = "De bijdrage van het kabinet aan de militaire training gaat in 2024 van € 340 naar € 3 miljoen."
    assert (
        "bedrag: ‘miljoen’ staat alleen bij ‘€ 3 miljoen’: ‘€ 340’ is hier gelezen als € 340.000.000; zonder is het € 340"
        in rows(client, begun(client, body))["1"].doubts
    )


def test_a_number_without_its_scale_may_be_either(client, anna):
    intake = begun(client, TWO_SCALES)
    row = rows(client, intake)["1"]
    assert "‘€ 340’ is hier gelezen als € 340.000.000; zonder is het € 340" in row.fields["amount"].why
    assert row.fields["amount"].value == "340.000.000"
    letter = entered(client, intake, **{"row-1-amount": "340"})
    assert [(one.amount_as_written, one.amount) for one in letter.mentions.all()] == [
        ("€ 340", 340), ("€ 3 miljoen", 3_000_000),
    ]  # fmt: skip


def test_the_reason_on_a_row_is_that_of_the_verdict_that_it_has(client, anna):
    intake = begun(client, TOTAL)
    shown = rows(client, intake)
    assert (shown["1"].verdict, shown["1"].why) == ("new", "geld van Nederland: ‘Het kabinet’")
    assert shown["3"].why.startswith("‘in totaal’")
    send(client, intake, **{"row-1-verdict": "other", "row-3-verdict": "new"})
    shown = rows(client, intake)
    assert (shown["1"].why, shown["3"].why, shown["3"].sums) == ("", "", [])
    page = client.get(intake.get_absolute_url()).content.decode()
    assert "geld van Nederland" not in page.partition('id="rij-1"')[2].partition("</article>")[0]
