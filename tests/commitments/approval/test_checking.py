"""When the ledger is checked, and what staff read of it without checking again."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commitments.approval import checking, invariants, start_page
from commitments.entry.letter import beginning
from commitments.ledger import completeness
from commitments.models import Category, Channel, Commitment, LedgerCheck, Mention
from letters.models import Letter
from tests.commitments import factories as make
from tests.commitments.clerks import Clerk, address, told
from tests.site.ledgers import make_ledger
from tests.site.urls import parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

NOW = datetime.datetime(2024, 5, 4, 10, 0, tzinfo=datetime.UTC)
START, CHECK = "/beheer/", "/beheer/nazoeken/"


@pytest.fixture
def letter(db):
    return make.approved(make.working(100, 200))


def found_on(clerk):
    """What the start page says of the check, and where it leads: (words, addresses)."""
    document, _ = parse(text_of(clerk.get(START).render()))
    part = next(one for one in document.iter("section") if one.get("aria-labelledby") == "broken")
    return words(part).removeprefix("Nagezocht "), [link.get("href") for link in part.iter("a")]


def test_nothing_is_checked_by_looking_at_the_start_page(letter, monkeypatch):
    checking.check(NOW)
    monkeypatch.setattr(invariants, "INVARIANTS", None)
    said, _ = found_on(Clerk("anna"))
    assert said.startswith("Alle 22 regels van het grootboek gaan op, op 4 mei, 12:00.")


def test_a_draft_is_read_once_to_count_what_waits_for_a_verdict_until_it_changes(monkeypatch):
    text = "Nederland geeft €\xa0100 en daarna nog eens €\xa060. Dit is brief drie."
    draft, read = make.working(100, number=3, text=text), []
    monkeypatch.setattr(completeness, "without_verdict", lambda letter: read.append(letter) or [1])
    anna = Clerk("anna")
    for _ in range(3):
        assert "concept; 1 van 2 behandeld" in text_of(anna.get(START).render())
    assert len(read) == 1
    make.mention(draft)
    draft.save_edit(None, NOW)
    assert "concept; 2 van 3 behandeld" in text_of(anna.get(START).render())
    assert len(read) == 2
    anna.post(CHECK)
    anna.get(START).render()
    assert len(read) == 3, "who has it all looked up has the text read again, as by a later version of the program"


@pytest.mark.engines
def test_what_was_counted_is_known_to_every_process_and_read_without_the_text(monkeypatch):
    for number in range(1, 4):
        text = f"Nederland geeft €\xa0100 en daarna nog eens €\xa060. Dit is brief {number}."
        make.working(100, number=number, text=text)
    list(start_page.waiting_for_verdicts())
    monkeypatch.setattr(completeness, "without_verdict", None)
    with CaptureQueriesContext(connection) as captured:
        assert [(handled, total) for _, handled, total in start_page.waiting_for_verdicts()] == [(1, 3)] * 3
        assert [count for _, count in beginning.letters_to_check()] == [2, 2, 2]
    assert len(captured) == 2
    assert not [query for query in captured if '"letters_letter"."text",' in query["sql"]]


def test_the_start_page_takes_as_many_queries_with_many_commitments_as_with_few(letter):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            anna.get(START).render()
        return len(captured)

    anna = Clerk("anna")
    queries()
    few = queries()
    make.approved(make.working(*range(1, 60), slug="kst-36045-9", number=9))
    assert queries() <= few + 2  # a second letter, with what is said of it


def test_what_does_not_hold_names_row_reason_and_the_page_where_it_is_mended(letter):
    Commitment.objects.public_copies().filter(amount_eur=100).update(amount_eur=99)
    Mention.objects.filter(letter=letter).update(quote="Iets anders.")
    assert Clerk("anna").post(CHECK).headers["Location"] == f"{START}#broken"
    said, addresses = found_on(Clerk("bert"))
    assert said.startswith("Niet alle regels van het grootboek gaan op, op ")
    assert (
        "1 keer: elke openbare toezegging heeft in haar eigen brief een citaat met haar bedrag, of het verschil waaruit dat volgt"
        in said
    )
    assert "het citaat zegt € 100, de toezegging € 99" in said
    assert "Gaat niet op, 2 keer: elk bedrag staat in zijn citaat" in said
    assert set(addresses) == {address(letter), address(letter, "review")}


@pytest.mark.parametrize(
    ("model", "fault"),
    [
        (Letter, {"note": "Anders."}),
        (Commitment, {"amount_eur": 99}),
        (Commitment, {"channel": None}),
        (Mention, {"quote": "Iets anders."}),
        (Category, {"name": "Anders"}),
    ],
)
def test_a_fault_in_the_public_copy_only_is_mended_on_its_page_by_approving_again(letter, model, fault):
    letter.commitments.update(channel=Channel.objects.create(slug="ifu", name="IFU", short_name="IFU"))
    make.approved(letter, "Kanaal genoemd.")
    own = {Letter: "working", Commitment: "letter__working", Mention: "letter__working"}
    copies = model.objects.filter(**{own[model]: letter}) if model in own else model.objects.public_copies()
    copies.filter(pk=copies.first().pk).update(**fault)
    unit = copies.first().working if model is Category else letter
    bert = Clerk("bert")
    page = address(unit, "review")
    assert "Opnieuw goedkeuren" in text_of(bert.get(page).render())
    assert told(bert.does(unit, "approve", reason="Hersteld."))[-1][0] == "success"
    assert "Opnieuw goedkeuren" not in text_of(bert.get(page).render())
    assert [str(one) for _, rows in invariants.broken() for one in rows] == []


def test_after_an_approval_the_ledger_is_checked_and_who_approves_is_told_what_does_not_hold(letter):
    Clerk("anna").open(letter).type(note="Anders").save()
    assert LedgerCheck.objects.count() == 0
    bert = Clerk("bert")
    bert.does(letter, "approve")
    check = LedgerCheck.objects.get()
    assert (check.broken, check.statements) == ([], 22)

    other = make.working(300, slug="kst-36045-9", number=9)
    Commitment.objects.public_copies().filter(amount_eur=100).update(amount_eur=101)
    (_, done), (level, warning) = told(bert.does(other, "approve"))
    assert "goedgekeurd en openbaar" in done
    assert (level, "Een regel van het grootboek gaat niet op" in warning) == ("warning", True)


def test_the_start_page_says_when_something_was_edited_since(letter):
    anna = Clerk("anna")
    checking.check(timezone.now())
    assert "Daarna is er nog iets bewerkt." not in found_on(anna)[0]
    anna.open(letter).type(note="Anders").save()
    assert "Daarna is er nog iets bewerkt." in found_on(anna)[0]


def test_a_site_that_was_never_checked_says_so(letter):
    assert found_on(Clerk("anna"))[0] == "De regels van het grootboek zijn nog niet nagezocht. Zoek nu na"


def test_of_many_rows_some_are_kept_and_all_are_counted(letter):
    many = make.working(*range(1, 9), slug="kst-36045-9", number=9)
    Mention.objects.filter(letter=many).update(quote="Iets anders.")
    checking.check(NOW)
    (one,) = [one for one in LedgerCheck.objects.get().broken if one["statement"] == "elk bedrag staat in zijn citaat"]
    assert (one["number"], len(one["rows"])) == (8, checking.KEPT)


def test_the_commands_keep_what_they_found(ledger):
    assert LedgerCheck.objects.get().broken == [], "load_ledger did"
    before = LedgerCheck.objects.get().checked_at
    call_command("check_ledger", verbosity=0)
    assert LedgerCheck.objects.get().checked_at > before


def test_of_the_ledger_as_a_whole_there_is_no_page():
    offence = invariants.Offence(None, "eigen delen 1, categorieën 2")
    assert (offence.address, str(offence)) == ("", "het grootboek: eigen delen 1, categorieën 2")


def test_a_check_asks_the_database_no_more_often_for_many_commitments_than_for_few(db, monkeypatch):
    monkeypatch.setattr(
        invariants, "reading_of", None
    )  # each amount says by itself what it is: no text is read for that
    asked = []
    for number in (8, 60):
        before = transaction.savepoint()
        make_ledger(number)
        with CaptureQueriesContext(connection) as queries:
            list(invariants._amounts_parse())
            checking.check(NOW)
        asked.append(len(queries))
        transaction.savepoint_rollback(before)
    assert asked[1] <= asked[0]


def test_an_amount_that_only_its_letter_explains_is_checked_by_its_letter(letter):
    mention = Mention.objects.filter(letter__is_public_copy=False).first()
    before = list(invariants._amounts_parse())
    Mention.objects.filter(pk=mention.pk).update(
        amount_as_written="2,5 miljard", quote="EUR 2,5 miljard", amount=2_400_000_000
    )
    assert before == []
    assert [(row.pk, why) for row, why in invariants._amounts_parse()] == [
        (mention.pk, "2,5 miljard is niet 2400000000")
    ]
