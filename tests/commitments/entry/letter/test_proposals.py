"""What is proposed for each amount of a letter, and why. Readings are made by hand, but for the real letters."""

import datetime
from dataclasses import dataclass, field, replace

import pytest

from commitments.approval import decisions
from commitments.entry.letter.first_rows import known_channels, known_commitments
from commitments.entry.letter.proposals import (
    Known,
    KnownChannel,
    Proposed,
    propose_dossiers,
    propose_letter,
    propose_rows,
    propose_signature,
    sentence_around,
)
from commitments.models import Commitment, Mention
from letters.models import Letter
from letters.reading.amounts.below_zero import BELOW_ZERO
from letters.reading.amounts.mentions import AmountMention, Quantity
from letters.reading.letter import read_letter
from letters.reading.letterhead.ministers import Match
from letters.reading.letterhead.printed import Header, PrintedDossier
from letters.reading.letterhead.signatures import PrintedSignature
from letters.reading.meaning.inferred import NOTHING, Inferred
from tests import LETTERS
from tests.commitments import factories as make

LETTER_DATE = datetime.date(2024, 3, 1)
DUTCH = Inferred("netherlands", "het kabinet")


READ = {
    "precision": Inferred("exact"),
    "years": Inferred((2024,), "2024"),
    "category": Inferred("military", "militaire"),
    "stage": Inferred("toegewezen", "beschikbaar"),
    "payer": DUTCH,
    "finance_type": Inferred("gift", "steun"),
    "exclusion": NOTHING,
    "title": Inferred("Militaire steun", "de woorden bij het bedrag"),
}


def amount(start, sentence, as_written="EUR 5 miljoen", **facts):
    """What the reader says of one amount; a test gives what it is about."""
    place = start + sentence.index(as_written)
    where = {"start": place, "end": place + len(as_written), "quote_start": start, "quote_end": start + len(sentence)}
    money = {"amount": 5_000_000, "amount_high": None, "currency": "EUR"}
    return AmountMention(quote=sentence, as_written=as_written, **where, **money | READ | facts)


@dataclass(frozen=True)
class Reading:
    amounts: tuple = ()
    quantities: tuple = ()
    header: Header = field(default_factory=lambda: Header(paper="brief"))


RESERVATION = Known(
    "reservering-2023", "Reservering", 2_500_000_000, 2023, 2023, "undivided", "Kamerstuk 36 045, nr. 151"
)


def rows_of(*written, known=(), channels=()):
    """The rows for a letter of these (sentence, facts): the amount of each is "EUR 5 miljoen" unless the facts say else."""
    text, amounts = "", []
    for sentence, facts in written:
        amounts.append(amount(len(text), sentence, **facts))
        text += f"{sentence} "
    return propose_rows(Reading(tuple(amounts)), text, known, channels, LETTER_DATE)


def row_of(sentence="Het kabinet geeft EUR 5 miljoen.", known=(), channels=(), **facts):
    [row] = rows_of((sentence, facts), known=known, channels=channels)
    return row


# which verdict


def test_an_amount_that_nobody_knows_is_a_new_commitment_with_all_that_is_read():
    row = row_of("Het kabinet stelt in 2024 EUR 5 miljoen beschikbaar voor militaire steun.")
    assert row.doubts == []
    assert {name: (one.value, one.why) for name, one in row.fields.items() if one.value} == {
        "verdict": ("new", "geld van Nederland: het kabinet"),
        "title": ("Militaire steun in 2024", "de woorden bij het bedrag"),
        "amount": ("5.000.000", "‘EUR 5 miljoen’"),
        "precision": ("exact", ""),
        "year": ("2024", "‘2024’"),
        "category": ("military", "‘militaire’"),
        "stage": ("toegewezen", "‘beschikbaar’"),
        "finance_type": ("gift", "‘steun’"),
    }


@pytest.mark.parametrize(
    ("facts", "verdict", "why"),
    [
        ({"payer": Inferred("other", "de EU")}, "others", "geld van anderen: de EU"),
        (
            {"currency": "USD", "as_written": "USD 5 miljoen", "payer": Inferred("other", "de Wereldbank")},
            "others",
            "geld van anderen: de Wereldbank",
        ),
        ({"amount": None, "as_written": "vele miljoenen"}, "other", "er staat geen getal"),
    ],
)
def test_money_of_others_other_money_and_no_number_are_no_promise(facts, verdict, why):
    row = row_of(f"Er is {facts.get('as_written', 'EUR 5 miljoen')}.", **facts)
    assert (row.fields["verdict"], row.doubts) == (Proposed(verdict, why), [])


def test_an_amount_below_zero_is_no_new_commitment_and_a_person_looks_at_it():
    row = row_of("Het saldo is EUR 5 miljoen.", amount=-5_000_000)
    assert (row.verdict, row.amount, row.doubts) == ("other", 5_000_000, [BELOW_ZERO])


def test_a_doubtful_payer_makes_a_doubtful_verdict():
    for value, verdict in (("other", "others"), ("netherlands", "new")):
        row = row_of(payer=Inferred(value, "een fonds", doubtful=True))
        assert (row.verdict, row.fields["verdict"].doubtful) == (verdict, True)


def test_a_count_of_something_else_is_no_money():
    count = Quantity(9, 19, "12 miljoen", "Meer dan 12 miljoen vluchtelingen", 12_000_000, "telt ‘vluchtelingen’")
    [row] = propose_rows(Reading(quantities=(count,)), "Meer dan 12 miljoen vluchtelingen")
    assert row.fields["verdict"] == Proposed("not-money", "telt ‘vluchtelingen’")


def test_a_known_commitment_with_the_same_amount_year_and_purpose_is_repeated():
    known = Known("steun", "Munitie", 5_000_000, 2024, 2024, "military", "Kamerstuk 36 045, nr. 1")
    row = row_of("Het kabinet geeft in 2024 EUR 5 miljoen voor munitie.", known=[RESERVATION, known])
    assert row.fields["target"] == Proposed("steun", "hetzelfde bedrag als “Munitie” (Kamerstuk 36 045, nr. 1)")
    assert (row.verdict, row.doubts) == ("repeats", [])


@pytest.mark.parametrize("facts", [{"years": Inferred((2025,), "2025")}, {"category": Inferred("cyber", "cyber")}])
def test_another_year_or_another_category_is_another_commitment(facts):
    known = Known("steun", "Steun", 5_000_000, 2024, 2024, "military", "Kamerstuk 36 045, nr. 1")
    assert row_of(known=[known], **facts).verdict == "new"


def test_a_doubtful_year_contradicts_nothing():
    known = Known("steun", "Steun", 5_000_000, 2023, 2023, "military", "Kamerstuk 36 045, nr. 1")
    row = row_of(known=[known], years=Inferred((2024,), "het jaar van de brief", doubtful=True))
    assert (row.verdict, row.fields["target"].value) == ("repeats", "steun")


def test_undivided_money_goes_with_every_category():
    row = row_of(known=[replace(RESERVATION, amount_eur=5_000_000)], years=Inferred((2023,), "2023"))
    assert row.verdict == "repeats"


def test_the_same_amount_alone_is_a_doubtful_repeat():
    row = row_of(known=[replace(RESERVATION, amount_eur=5_000_000)], years=NOTHING, category=NOTHING)
    assert row.verdict == "repeats"
    assert (
        row.doubts
        == ["hetzelfde bedrag als “Reservering” (Kamerstuk 36 045, nr. 151); jaar en categorie staan er niet bij"] * 2
    )


def test_two_commitments_that_fit_equally_well_are_doubtful():
    one = Known("een", "Munitie", 5_000_000, 2024, 2024, "military", "Kamerstuk 36 045, nr. 1")
    row = row_of("EUR 5 miljoen voor munitie.", known=[one, replace(one, slug="twee")])
    assert row.fields["target"].doubtful
    assert "past even goed" in row.fields["target"].why


def test_a_commitment_of_a_later_letter_is_a_doubtful_repeat():
    known = Known("steun", "Steun", 5_000_000, 2024, 2024, "military", "Kamerstuk 36 045, nr. 1", is_later=True)
    assert "een latere brief" in row_of(known=[known]).fields["target"].why


def test_a_second_place_in_the_same_letter_repeats_the_first():
    first, second = rows_of(
        ("In 2024 EUR 5 miljoen voor wapens.", {}), ("De EUR 5 miljoen gaat op.", {"years": NOTHING})
    )
    assert (first.verdict, second.verdict) == ("new", "repeats")
    assert second.fields["target"] == Proposed("rij 1", "hetzelfde bedrag als in rij 1")


def test_a_later_place_fills_in_what_the_first_leaves_open():
    first, _ = rows_of(
        ("Er is EUR 5 miljoen.", {"stage": NOTHING, "payer": Inferred("netherlands", "de brief", doubtful=True)}),
        ("Voor de eerste vier maanden is EUR 5 miljoen beschikbaar.", {}),
    )
    assert first.fields["stage"] == Proposed("toegewezen", "‘beschikbaar’ (rij 2)")
    assert first.fields["period_note"] == Proposed("januari-april", "‘eerste vier maanden’ (rij 2)")
    assert not any(first.fields[name].doubtful for name in ("stage", "year", "category"))


# what a new commitment says


def test_what_the_letter_does_not_say_is_doubtful_and_not_made_up():
    row = row_of(years=NOTHING, category=NOTHING, stage=NOTHING, title=NOTHING)
    assert row.fields["year"] == Proposed("2024", "bij dit bedrag staat geen jaar; dit is het jaar van de brief", True)
    assert row.fields["category"] == Proposed("", "de brief noemt geen bestemming: kies de categorie", True)
    assert row.fields["stage"] == Proposed("aangekondigd", "de brief noemt geen fase; ‘geeft’")
    silent = row_of("EUR 5 miljoen voor munitie.", stage=NOTHING)
    assert silent.fields["stage"] == Proposed("aangekondigd", "de brief noemt geen fase", True)
    assert row.fields["title"] == Proposed("", "geef de toezegging een titel", True)


def test_a_period_of_years_stays_one():
    row = row_of(years=Inferred((2024, 2025, 2026), "2024-2026"))
    assert [row.fields[name].value for name in ("title", "year", "end_year")] == [
        "Militaire steun in 2024-2026", "2024", "2026",
    ]  # fmt: skip


def test_a_range_is_entered_at_its_lowest_and_doubtful():
    row = row_of(amount_high=6_000_000, precision=Inferred("at-least", "tussen"))
    assert (row.fields["amount"].value, row.fields["precision"].value) == ("5.000.000", "at-least")
    assert row.doubts == ["een bereik, tot €\xa06.000.000: hier staat het laagste"]


def test_a_commitment_without_a_currency_and_one_read_otherwise_than_printed_are_doubtful():
    assert row_of(currency="").doubts == ["er staat geen munt bij dit bedrag"]
    assert row_of(remark="de tabel is in miljoenen").doubts == ["de tabel is in miljoenen"]


def test_the_channel_is_the_one_that_the_quote_names():
    channels = [KnownChannel("ifu", ("International Fund for Ukraine", "IFU")), KnownChannel("rvo", ("RVO",))]
    row = row_of("Via het International Fund for Ukraine EUR 5 miljoen.", channels=channels)
    assert row.fields["channel"] == Proposed("ifu", "‘International Fund for Ukraine’")
    assert row_of("Via KRVOT EUR 5 miljoen.", channels=channels).fields["channel"] == Proposed()


def test_an_amount_inside_the_one_before_it_is_a_part():
    whole = {"as_written": "EUR 60 miljoen", "amount": 60_000_000}
    for words in ("waaronder", "waarvan", "daarvan"):
        sentence = f"EUR 60 miljoen, {words} EUR 5 miljoen voor ontmijning"
        _, part = rows_of_two(sentence, whole)
        assert part.fields["part_of"] == Proposed("rij 1", f"‘{words}’ EUR 60 miljoen", True)
    _, apart = rows_of_two("EUR 60 miljoen voor hulp. Daarvan los staat EUR 5 miljoen voor ontmijning", whole)
    assert apart.fields["part_of"] == Proposed()


def rows_of_two(sentence, whole):
    amounts = (amount(0, sentence, **whole), amount(0, sentence))
    return propose_rows(Reading(amounts), sentence, (), (), LETTER_DATE)


def test_an_amount_from_the_reservation_above_is_a_doubtful_part_of_it():
    reserved = {"as_written": "EUR 2,5 miljard", "amount": 2_500_000_000, "years": Inferred((2023,), "2023"),
                "category": Inferred("undivided", "gereserveerd"), "stage": Inferred("gereserveerd", "gereserveerd")}  # fmt: skip
    sentences = [
        ("Voor 2023 is EUR 2,5 miljard gereserveerd.", reserved),
        ("EUR 5 miljoen komt uit bovengenoemde reservering.", {"years": Inferred((2023,), "2023")}),
    ]
    _, part = rows_of(*sentences)
    assert part.fields["part_of"] == Proposed("rij 1", "‘uit bovengenoemde reservering’: EUR 2,5 miljard", True)
    _, part = rows_of(*sentences, known=[RESERVATION])
    assert part.fields["part_of"].value == "reservering-2023"


def test_what_may_lie_in_a_larger_amount_is_proposed_not_to_count():
    year = Inferred((2024,), "het jaar van de brief", doubtful=True)
    larger = replace(RESERVATION, year=2024, end_year=2024)
    row = row_of(years=year, known=[larger])
    assert row.fields["exclusion"] == Proposed(
        "overlap-onbekend", "bij dit bedrag staat geen jaar; het kan al in “Reservering” zitten", True
    )
    assert row_of(known=[larger]).fields["exclusion"] == Proposed()


@pytest.mark.parametrize(
    ("whole", "part", "is_excluded"),
    [
        ({"category": Inferred("undivided", "gereserveerd")}, {}, True),
        ({}, {}, False),  # the larger one is for something of its own
        (
            {"category": Inferred("undivided", "gereserveerd")},
            {"title": Inferred("Tenten", "de woorden voor de dubbele punt")},
            False,
        ),
    ],
)
def test_an_amount_may_lie_in_a_larger_one_of_its_letter_only_where_that_has_no_purpose(whole, part, is_excluded):
    year = {"years": Inferred((2024,), "het jaar van de brief", doubtful=True)}
    large = {"as_written": "EUR 9 miljoen", "amount": 9_000_000} | year
    _, row = rows_of(("Er is EUR 9 miljoen.", large | whole), ("Er is EUR 5 miljoen.", year | part))
    assert (row.fields["exclusion"].value == "overlap-onbekend") == is_excluded


@pytest.mark.parametrize(
    ("said", "is_excluded"),
    [
        ("Het gaat in alle gevallen om nieuwe bijdragen.", False),
        ("Alle bedragen zijn van Nederland en komen bovenop wat eerder is gemeld.", False),
        ("Dit is de lijst van alle nieuwe leden.", True),
    ],
)
def test_nothing_lies_in_a_larger_amount_where_the_letter_says_that_all_is_new(said, is_excluded):
    text = f"{said}\n\nNederland geeft EUR 5 miljoen voor munitie."
    (row,) = propose_rows(read_letter(text), text, [replace(RESERVATION, year=2024, end_year=2024)], (), LETTER_DATE)
    assert (row.fields["exclusion"].value == "overlap-onbekend") == is_excluded


def test_a_larger_amount_further_on_excludes_nothing_nor_one_on_top_of_which_it_comes():
    year = {"years": Inferred((2024,), "het jaar van de brief", doubtful=True)}
    large = {
        "as_written": "EUR 9 miljoen",
        "amount": 9_000_000,
        "category": Inferred("undivided", "gereserveerd"),
    } | year
    row, _ = rows_of(("Er is EUR 5 miljoen.", year), ("Er is EUR 9 miljoen.", large))
    assert row.fields["exclusion"] == Proposed()
    _, row = rows_of(("Er is EUR 9 miljoen.", large), ("Daar komt nog eens EUR 5 miljoen bij.", year))
    assert row.fields["exclusion"] == Proposed()


def test_a_row_of_any_verdict_can_become_a_new_commitment():
    row = row_of(payer=Inferred("other", "de EU"))
    assert (row.verdict, row.fields["year"].value, row.fields["stage"].value) == ("others", "2024", "toegewezen")


def test_a_sentence_ends_at_a_full_stop_and_a_capital_and_is_cut_where_it_is_too_long():
    text = "Eerst dit. Dan is nr. 3 EUR 5 miljoen waard. Dan dat."
    start = text.index("EUR")
    assert text[slice(*sentence_around(text, start, start + 13))] == "Dan is nr. 3 EUR 5 miljoen waard"
    start, end = sentence_around("x" * 2000, 1000, 1010, longest=600)
    assert end - start == 600


# the letter itself


def test_the_letters_own_fields_are_those_of_its_head():
    header = Header(
        kamerstuk_number=171, date=LETTER_DATE, title="Brief van de Minister van Defensie", reference="BZ-1"
    )
    fields = propose_letter(header)
    assert {name: one.value for name, one in fields.items()} == {
        "kind": "brief", "number": "171", "reference": "BZ-1", "date": "01-03-2024",
        "title": "Brief van de Minister van Defensie", "short_title": "Brief van 1 maart 2024", "note": "",
    }  # fmt: skip
    assert [name for name, one in fields.items() if one.doubtful] == ["short_title"]


def test_a_short_name_is_the_subject_in_whole_words_and_always_doubtful():
    short = propose_letter(Header(subject="Kabinetsreactie " + "op het advies " * 10))["short_title"]
    assert short.value.endswith("op het…")
    assert len(short.value) <= 80
    assert short.doubtful


def test_a_letter_without_a_date_says_so():
    date = propose_letter(Header())["date"]
    assert date == Proposed("", "niet gevonden in de brief", True)


def test_a_dossier_keeps_the_title_that_the_ledger_has():
    header = Header(
        kamerstuk_number=1, dossiers=(PrintedDossier("36045", "Oekraine"), PrintedDossier("21501-20", "Raad"))
    )
    one, other = propose_dossiers(header, {"36045": "Situatie in Oekraïne"})
    assert [one["number"].value, one["title"].value] == ["36 045", "Situatie in Oekraïne"]
    assert other["title"] == Proposed("Raad", "nieuw: wordt met de brief aangemaakt")


def test_a_number_without_a_dossier_gets_the_one_that_the_letter_cites_most():
    [dossier] = propose_dossiers(
        Header(kamerstuk_number=1), {"36045": "Oekraïne"}, ["36045", "28676", "36045", "28676", "28676"]
    )
    assert dossier["number"] == Proposed(
        "36 045", "staat niet op de brief; hij verwijst er het vaakst naar (2 keer)", True
    )
    assert list(propose_dossiers(Header(), {"36045": "Oekraïne"}, ["36045"])) == []


def test_a_signature_of_nobody_we_know_is_doubtful():
    signature = PrintedSignature("J. Jansen", "Minister van Defensie", "ondertekend", 0, 9)
    fields = propose_signature(signature, Match(None, "onbekend", False))
    assert fields["minister"] == Proposed("", "onbekend", True)
    assert [fields[name].value for name in ("office", "manner", "name_as_printed")] == [
        "Minister van Defensie", "ondertekend", "J. Jansen",
    ]  # fmt: skip


# the real letters


@pytest.mark.django_db
def test_what_was_withdrawn_is_not_proposed_as_what_a_letter_repeats():
    kept, withdrawn = (make.approved(make.promised(make.working(number=number))) for number in (151, 171))
    decisions.withdraw_letter(make.again(withdrawn.letter), None, make.NOW, "Vergissing.")
    assert [one.slug for one in known_commitments(LETTER_DATE)] == [kept.slug]


@pytest.mark.skipif(not LETTERS.exists(), reason="the letters' texts are not here")
def test_letter_171_is_proposed_as_the_ledger_has_it(ledger):
    """With the four other letters in the ledger: every verdict, and of each commitment all that counts."""
    [path] = LETTERS.glob("003_*.txt")
    text, letter = path.read_text(encoding="utf-8"), Letter.objects.get_by_natural_key("kst-36045-171")
    reading = read_letter(text)
    own = set(letter.commitments.values_list("slug", flat=True))
    known = [one for one in known_commitments(letter.date) if one.slug not in own]
    rows = propose_rows(reading, text, known, known_channels(), letter.date)
    mentions = list(letter.mentions.select_related("commitment__category", "commitment__channel"))
    assert [_as_proposed(row, rows) for row in rows] == [_as_entered(mention) for mention in mentions]


NAMES = (
    "year",
    "end_year",
    "category",
    "channel",
    "precision",
    "stage",
    "finance_type",
    "exclusion",
    "period_note",
    "part_of",
)


def _as_proposed(row, rows):
    target = row.fields["target"].value if row.verdict == "repeats" else ""
    row_meant = next((other for other in rows if other.name == target), None)
    facts = tuple(row.fields[name].value for name in NAMES) if row.verdict == "new" else ()
    return row.as_written, row.verdict, (row_meant.start if row_meant else target), facts


def _as_entered(mention):
    commitment, letter = mention.commitment, mention.letter
    if mention.verdict == Mention.Verdict.STATES:
        facts = (str(commitment.year), str(commitment.end_year) if commitment.is_period else "", commitment.category.slug,
                 commitment.channel.slug if commitment.channel else "", commitment.precision, commitment.stage,
                 commitment.finance_type, commitment.exclusion, commitment.period_note,
                 commitment.part_of.slug if commitment.part_of else "")  # fmt: skip
        return mention.amount_as_written, "new", "", facts
    target = commitment.slug if commitment else ""
    if commitment and commitment.letter_id == letter.pk:
        target = _first_place(commitment)
    return mention.amount_as_written, mention.verdict, target, ()


def _first_place(commitment):
    [path] = LETTERS.glob("003_*.txt")
    text = path.read_text(encoding="utf-8")
    stated = Commitment.objects.get(pk=commitment.pk).mentions.get(verdict="states")
    return next(one.start for one in read_letter(text).amounts if one.as_written == stated.amount_as_written)


def test_an_amount_that_stood_before_for_something_else_is_a_repeat_in_doubt():
    schools, hospitals = {"title": Inferred("Herstel van scholen")}, {"title": Inferred("Herstel van ziekenhuizen")}
    sentence = "Het kabinet geeft EUR 5 miljoen."
    _, other, same = rows_of((sentence, schools), ("Er is EUR 5 miljoen.", hospitals), (sentence, schools))
    assert other.fields["target"] == Proposed(
        "rij 1", "hetzelfde bedrag als in rij 1, maar daar voor iets anders", True
    )
    assert same.fields["target"] == Proposed("rij 1", "hetzelfde bedrag als in rij 1")


def test_of_sentences_that_begin_alike_the_same_amount_for_something_else_is_new_in_doubt():
    sentence = "Het kabinet geeft EUR 5 miljoen."
    _, other = rows_of((sentence, {"title": Inferred("Scholen")}), (sentence, {"title": Inferred("Ziekenhuizen")}))
    assert other.fields["verdict"] == Proposed("new", "hetzelfde bedrag als in rij 1, maar daar voor iets anders", True)


@pytest.mark.parametrize("why", ["de rij van de tabel", "de woorden voor de dubbele punt"])
def test_two_items_of_a_list_or_table_with_the_same_amount_are_two_commitments(why):
    _, other = rows_of(
        ("Tenten: EUR 5 miljoen", {"title": Inferred("Tenten", why)}),
        ("Laptops: EUR 5 miljoen", {"title": Inferred("Laptops", why)}),
    )
    assert other.verdict == "new"
    assert "hetzelfde bedrag" not in " ".join(other.doubts)


def test_a_repeat_of_an_amount_that_may_be_read_otherwise_is_in_doubt_and_says_how():
    sentence = "Het kabinet geeft EUR 5 miljoen."
    _, again = rows_of((sentence, {}), (sentence, {"remark": "zonder ‘miljoen’ is het € 5"}))
    assert again.fields["target"] == Proposed(
        "rij 1", "hetzelfde bedrag als in rij 1; zonder ‘miljoen’ is het € 5", True
    )


@pytest.mark.parametrize(("years", "part_of"), [((2024,), "rij 1"), ((2025,), "")])
def test_a_part_is_not_proposed_for_a_whole_of_other_years(years, part_of):
    whole = "Het kabinet geeft EUR 9 miljoen,"
    part = "waarvan EUR 5 miljoen voor munitie."
    written = {"as_written": "EUR 9 miljoen", "amount": 9_000_000}
    _, row = rows_of((whole, written), (part, {"years": Inferred(years, "jaar")}))
    assert row.fields["part_of"].value == part_of


def test_what_was_repeated_is_a_term_of_a_sum_once():
    five, ten = "Het kabinet geeft EUR 5 miljoen.", {"as_written": "EUR 10 miljoen", "amount": 10_000_000}
    _, again, total = rows_of((five, {}), (five, {}), ("Dat is in totaal EUR 10 miljoen.", ten))
    assert (again.verdict, total.verdict) == ("repeats", "new")
