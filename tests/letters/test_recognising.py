"""Which letter this is, and who held an office: one answer for paste, file and folder."""

import ast
import datetime

import pytest

from letters.models import Dossier, Letter, Minister, Signature
from letters.reading.letterhead.header import printed_header
from letters.reading.letterhead.printed import Header, PrintedDossier, with_facts
from letters.recognising import (
    Copy,
    Unclear,
    fingerprint_of,
    holders_of_offices,
    known_ministers,
    letter_with,
    recognise,
    resembling,
)
from tests import LETTERS, ROOT

pytestmark = pytest.mark.django_db

DAY = datetime.date(2025, 3, 4)
TITLE = "Brief van de Minister van Defensie"
BODY = " ".join(f"woord{number}" for number in range(100))
HALF = " ".join([*BODY.split()[:60], *(f"anders{number}" for number in range(40))])


def letter(slug, number=None, dossier=None, date=DAY, others=(), **fields):
    home = Dossier.objects.get_or_create(number=dossier)[0] if dossier else None
    row = Letter.objects.create(slug=slug, number=number, dossier=home, date=date, short_title="Steun", **fields)
    row.other_dossiers.set([Dossier.objects.get_or_create(number=other)[0] for other in others])
    return row


def says(*facts, **more):
    """What is said of a letter that cannot be told."""
    with pytest.raises(Unclear) as problem:
        recognise(header(*facts, **more))
    return str(problem.value)


def header(number=None, *dossiers, date=DAY, **fields):
    return Header(
        kamerstuk_number=number, dossiers=tuple(PrintedDossier(one, "") for one in dossiers), date=date, **fields
    )


def test_a_number_is_that_of_its_dossier():
    found = letter("a", 171, "36045")
    letter("b", 171, "28676")
    assert recognise(header(171, "36045")) == found
    assert recognise(header(171, "21501-20")) is None


def test_a_letter_that_prints_its_dossiers_in_another_order_is_the_same_letter():
    found = letter("a", 2189, "21501-20")
    assert recognise(header(2189, "36045", "21501-20")) == found


def test_a_letter_that_prints_only_another_of_its_dossiers_is_the_same_letter():
    found = letter("a", 2189, "21501-20", others=["36045"])
    assert recognise(header(2189, "36045")) == found


def test_letters_that_share_only_a_dossier_to_which_neither_number_belongs_are_two():
    letter("a", 2189, "21501-20", others=["36045"])
    assert recognise(header(2189, "21501-02", "36045")) is None


def test_of_two_letters_with_the_number_it_is_the_one_in_the_dossier_that_is_printed_first():
    letter("a", 171, "36045")
    found = letter("b", 171, "28676")
    assert recognise(header(171, "28676", "36045")) == found


def test_letters_of_one_day_with_one_number_in_two_dossiers_are_two_where_each_has_a_reference_of_its_own():
    there = letter("a", 250, "21501-28", reference="BZDOC-1")
    assert recognise(header(250, "36045", "21501-28", reference="BZDOC-2")) is None
    assert recognise(header(250, "36045", "21501-28", reference="BZDOC-1")) == there
    assert recognise(header(250, "36045", "21501-28")) == there


def test_a_copy_without_a_dossier_is_told_by_number_and_date():
    found = letter("a", 171, "36045")
    assert recognise(header(171)) == found
    assert recognise(header(171, date=DAY + datetime.timedelta(days=1))) is None


def test_a_number_without_a_dossier_may_be_that_of_two_letters():
    letter("a", 171, "36045")
    letter("b", 171, "28676")
    assert says(171) == (
        "nr. 171 van 4 maart 2025 kan meer dan één brief zijn: Kamerstuk 36 045, nr. 171 of Kamerstuk 28 676, nr. 171. "
        "Zet de dossiers erboven, of kijk nummer en kenmerk na."
    )


def test_a_reference_is_told_whatever_its_case_and_spaces():
    found = letter("a", reference="BZDOC-151675943-16")
    assert recognise(header(reference="bzdoc-151675943-16 ")) == found


def test_a_letter_that_got_its_number_later_is_found_by_its_reference_and_the_other_way_round():
    unnumbered = letter("a", reference="BZDOC-1")
    assert recognise(header(184, "36045", reference="BZDOC-1")) == unnumbered
    numbered = letter("b", 185, "36045", reference="BZDOC-2")
    assert recognise(header(reference="BZDOC-2")) == numbered


def test_a_number_weighs_more_than_a_reference():
    letter("a", 184, "36045", reference="BZDOC-1")
    assert recognise(header(186, "36045", reference="BZDOC-1")) is None


def test_a_number_of_one_letter_and_the_reference_of_another_is_unclear():
    letter("a", 184, "36045")
    letter("b", reference="BZDOC-1")
    assert says(184, "36045", reference="BZDOC-1") == (
        "nr. 184 van 4 maart 2025 kan meer dan één brief zijn: Kamerstuk 36 045, nr. 184 of kenmerk BZDOC-1. "
        "Zet de dossiers erboven, of kijk nummer en kenmerk na."
    )


def test_of_one_day_and_title_a_copy_with_a_number_and_one_with_only_a_reference_are_one_letter():
    unnumbered = letter("a", reference="BZDOC-1", title=TITLE)
    assert recognise(header(184, "36045", title=TITLE.upper())) == unnumbered
    assert recognise(header(reference="BZDOC-9", title=TITLE)) is None
    assert recognise(header(184, "36045", title=TITLE, date=datetime.date(2025, 3, 5))) is None


def test_two_numbered_letters_of_one_day_and_title_are_two():
    letter("a", 184, "36045", title=TITLE)
    assert recognise(header(185, "36045", title=TITLE)) is None


def test_a_new_letter_cannot_have_the_number_of_one_of_another_day():
    letter("a", 171, "36045", date=datetime.date(2023, 11, 17))
    with pytest.raises(
        Unclear,
        match=r"Kamerstuk 36 045, nr\. 171 is er al, maar van 17 november 2023, en deze brief is van 4 maart 2025",
    ):
        recognise(header(171, "36045"))


def test_a_new_letter_cannot_have_the_number_of_one_of_another_day_in_another_order_of_dossiers():
    letter("a", 2189, "21501-20", date=datetime.date(2024, 6, 28), others=["36045"])
    assert says(2189, "36045", "21501-20") == (
        "Kamerstuk 21 501-20, nr. 2189 is er al, maar van 28 juni 2024, en deze brief is van 4 maart 2025. Kijk beide na. "
        "Zijn het twee brieven, zet dan in het beheer bij beide het kenmerk."
    )


def test_letters_of_two_days_with_one_number_in_two_dossiers_are_two_where_each_has_a_reference_of_its_own():
    letter("a", 250, "21501-28", date=datetime.date(2024, 6, 28), reference="BZDOC-1")
    assert recognise(header(250, "36045", "21501-28", reference="BZDOC-2")) is None
    assert "is er al, maar van 28 juni 2024" in says(250, "21501-28", "36045", reference="BZDOC-2")


def test_a_number_in_a_dossier_that_is_not_printed_is_that_of_another_letter():
    letter("a", 250, "21501-28", date=datetime.date(2024, 6, 28), others=["36045"])
    assert recognise(header(250, "36045")) is None


def test_a_letter_that_got_its_number_later_cannot_be_of_another_day():
    unnumbered = letter("a", date=datetime.date(2024, 6, 28), reference="BZDOC-1")
    assert "kenmerk BZDOC-1 is er al, maar van 28 juni 2024" in says(reference="BZDOC-1")
    assert says(184, "36045", reference=" bzdoc-1") == (
        "kenmerk BZDOC-1 is er al, maar van 28 juni 2024, en deze brief is van 4 maart 2025. Kijk beide na."
    )
    Letter.objects.filter(pk=unnumbered.pk).update(number=184, dossier=Dossier.objects.create(number="36045"))
    assert says(reference="BZDOC-1").startswith("Kamerstuk 36 045, nr. 184 is er al, maar van 28 juni 2024")


def test_who_contradicts_another_letter_is_told_which():
    there = letter("a", 171, "36045", date=datetime.date(2023, 11, 17))
    with pytest.raises(Unclear) as problem:
        recognise(header(171, "36045"))
    assert problem.value.letter == there


def test_the_row_that_is_edited_is_not_found_itself():
    row = letter("a", 171, "36045", reference="BZDOC-1")
    assert recognise(header(171, "36045"), other_than=row.pk) is None
    assert recognise(header(171, "36045", date=datetime.date(2025, 3, 5)), other_than=row.pk) is None
    twin = letter("b", 171, "28676")
    assert recognise(header(171, "36045", "28676"), other_than=row.pk) == twin


def test_nothing_is_told_without_a_date_or_without_any_name():
    letter("a", 171, "36045")
    assert recognise(header(171, "36045", date=None)) is None
    assert recognise(header()) is None


def test_a_public_copy_is_not_what_is_worked_on():
    found = letter("a", 171, "36045")
    Letter.objects.create(slug="a", reference="x", date=DAY, short_title="Steun", is_public_copy=True, working=found)
    assert recognise(header(171, "36045")) == found
    assert recognise(header(reference="x")) is None


def test_a_text_is_told_by_its_words():
    found = letter("a", 171, "36045", text="Nederland zegt\n€ 2 miljard toe.")
    assert letter_with("Nederland zegt\r\n€ 2  miljard toe.\n") == found
    assert letter_with("Nederland zegt\n€ 3 miljard toe.") is None
    assert letter_with(" ") is None
    assert fingerprint_of("a  b\n") == fingerprint_of("a b") != fingerprint_of("ab")


def signed(slug, office, date):
    minister, _ = Minister.objects.get_or_create(slug=slug, defaults={"name": slug.title(), "family_name": slug})
    under = letter(f"{slug}-{date}", reference=f"{slug}-{date}", date=date)
    return Signature.objects.create(letter=under, minister=minister, office=office)


def test_who_held_an_office_is_told_by_the_nearest_letter_of_about_then():
    signed("hoekstra", "Minister van Buitenlandse Zaken", datetime.date(2023, 2, 20))
    signed("bruins-slot", "Minister van Buitenlandse Zaken", datetime.date(2023, 11, 17))
    signed("ollongren", "Minister van Defensie", datetime.date(2021, 1, 1))
    assert holders_of_offices(datetime.date(2023, 3, 1)) == {"Minister van Buitenlandse Zaken": "hoekstra"}
    assert holders_of_offices(datetime.date(2023, 12, 1)) == {"Minister van Buitenlandse Zaken": "bruins-slot"}
    assert holders_of_offices(datetime.date(2026, 1, 1)) == {}
    assert holders_of_offices(None) == {}


def test_the_ministers_of_the_ledger_are_known_once_each():
    signed("hoekstra", "Minister van Buitenlandse Zaken", datetime.date(2023, 2, 20))
    Minister.objects.create(slug="hoekstra", name="Hoekstra", family_name="hoekstra", is_public_copy=True)
    assert [(one.slug, one.name, one.family_name) for one in known_ministers()] == [
        ("hoekstra", "Hoekstra", "hoekstra")
    ]


@pytest.mark.skipif(not LETTERS.is_dir(), reason="the letters do not lie beside this checkout")
def test_each_of_the_five_letters_is_recognised_by_its_text(ledger):
    headers = {
        path.name[:3]: with_facts(printed_header(path.read_text(encoding="utf-8"))) for path in LETTERS.glob("*.txt")
    }
    found = {name: recognise(header) for name, header in headers.items()}
    assert {name: letter.slug for name, letter in found.items()} == {
        "000": "kst-36045-184",
        "001": "kst-36045-151",
        "002": "kst-21501-20-2189",
        "003": "kst-36045-171",
        "004": "kst-28676-384",
    }


def test_nobody_else_looks_a_letter_or_a_holder_of_an_office_up():
    """Each question is answered here and nowhere else: a second answer would disagree one day."""
    elsewhere = []
    for app in ("letters", "commitments"):
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                is_question = isinstance(node, ast.Call) and {word.arg for word in node.keywords} & {
                    "date", "letter__date", "reference"
                }  # fmt: skip
                if is_question and isinstance(node.func, ast.Attribute) and node.func.attr in ("filter", "get"):
                    elsewhere.append(path.relative_to(ROOT).as_posix())
    assert set(elsewhere) == {"letters/recognising.py"}


def test_a_copy_with_another_name_of_the_same_day_is_told_by_its_words():
    there = letter("a", reference="BZDOC-1", text=f"Kenmerk BZDOC-1 {BODY}")
    assert recognise(header(184, "36045"), f"Nr. 184 BRIEF {BODY.upper()}") == there
    assert recognise(header(184, "36045", date=DAY + datetime.timedelta(days=1)), BODY) is None
    assert recognise(header(184, "36045"), HALF) is None
    assert recognise(header(184, "36045")) is None


def test_few_words_tell_nothing():
    letter("a", reference="BZDOC-1", text="Bijgaand bied ik u de brief aan.")
    assert recognise(header(184, "36045"), "Bijgaand bied ik u de brief aan.") is None


@pytest.mark.parametrize(
    ("there", "printed"),
    [
        ({"number": 171, "dossier": "36045"}, {"number": 172}),
        ({"number": 171, "dossier": "28676"}, {"number": 171}),
        ({"reference": "BZDOC-1"}, {"reference": "BZDOC-2"}),
    ],
)
def test_where_number_or_reference_says_that_it_is_another_letter_with_the_same_words_a_person_tells(there, printed):
    found = letter("a", text=BODY, **there)
    number, reference = printed.get("number"), printed.get("reference", "")
    printed = header(number, *(["36045"] if number else []), reference=reference)
    assert recognise(printed, BODY) is None
    assert resembling(Copy(printed, BODY)) == found


def test_a_letter_with_most_of_the_words_may_be_the_same_and_of_another_day_only_with_nearly_all():
    found = letter("a", reference="BZDOC-1", text=BODY)
    assert resembling(Copy(header(184, "36045"), HALF)) == found
    next_day = header(184, "36045", date=DAY + datetime.timedelta(days=1))
    assert resembling(Copy(next_day, HALF)) is None
    assert resembling(Copy(next_day, BODY)) == found
    Letter.objects.update(number=183, dossier=Dossier.objects.create(number="36045"))
    assert resembling(Copy(next_day, BODY)) is None
    assert resembling(Copy(header(184, "36045", date=DAY + datetime.timedelta(days=40)), BODY)) is None
    assert resembling(Copy(header(184, "36045", date=None), BODY)) is None
