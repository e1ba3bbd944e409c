"""Where the amounts stand in a letter's text: searched when it is saved, kept, and the same as a search finds."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from commitments.approval.restoring import restore
from commitments.ledger.completeness import without_verdict
from commitments.ledger.places import count_amounts, places_in, renew_places
from commitments.models import Mention
from letters.models import Letter
from letters.reading.text.quotes import NormalisedText
from tests import ROOT
from tests.commitments import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

QUOTE = "Het gaat om EUR 5 miljoen."  # of make.mention; its amount begins at the twelfth character
TEXT = f"Aan de Kamer.\n\n{QUOTE} Voor cyber ook.\n\n{QUOTE}\n"


def kept(letter):
    """The (start, end) of each mention of this letter, in order of position."""
    return list(letter.mentions.order_by("position").values_list("start", "end"))


def test_the_place_is_that_of_the_amount_in_its_quote():
    letter = make.letter(text=TEXT)
    make.mention(letter)
    assert kept(letter) == [(27, 40)]
    assert letter.text[27:40] == "EUR 5 miljoen"


def test_equal_quotes_have_the_places_of_their_order():
    letter = make.letter(text=TEXT)
    make.mention(letter, position=2)
    make.mention(letter, position=1)
    assert kept(letter) == [(27, 40), (71, 84)]


ROW = "| Pakket 10 | 10 | 10 |"


def test_equal_amounts_in_one_quote_have_each_their_own_place():
    letter = make.letter(text=f"{ROW}\n{ROW}\n")
    for _ in range(6):
        make.mention(letter, quote=ROW, amount_as_written="10")
    assert kept(letter) == [(9, 11), (14, 16), (19, 21), (33, 35), (38, 40), (43, 45)]


def test_a_mention_stays_where_it_stands_and_a_new_one_gets_what_is_free():
    letter = make.letter(text=ROW)
    second = make.mention(letter, quote=ROW, amount_as_written="10")
    Mention.objects.filter(pk=second.pk).update(start=14, end=16)
    make.mention(letter, quote=ROW, amount_as_written="10")
    assert kept(letter) == [(9, 11), (14, 16)]


def test_mentions_for_which_no_place_is_left_share_one():
    letter = make.letter(text=QUOTE)
    for _ in range(3):
        make.mention(letter)
    assert kept(letter) == [(12, 25)] * 3


def test_without_a_text_or_where_the_quote_is_not_in_it_there_is_no_place():
    bare, letter = make.letter(), make.letter(text=TEXT)
    make.mention(bare)
    make.mention(letter, quote="Zeker EUR 5 miljoen")
    assert kept(bare) == kept(letter) == [(None, None)]


@pytest.mark.engines
@pytest.mark.parametrize("place", [{"start": 3}, {"end": 3}, {"start": 3, "end": 3}, {"start": 4, "end": 3}])
def test_a_place_is_whole_and_begins_before_it_ends(place):
    mention = make.mention(make.letter())
    with pytest.raises(IntegrityError, match="a_place_in_the_text_begins_before_it_ends"), transaction.atomic():
        Mention.objects.filter(pk=mention.pk).update(**place)


def test_another_text_than_the_letters_own_is_searched():
    letter = make.letter(text=TEXT)
    mention = make.mention(letter)
    assert places_in(letter.mentions.all(), letter, TEXT) == [(27, 40, mention)]
    assert places_in(letter.mentions.all(), letter, QUOTE) == [(12, 25, mention)]


# Renewed by whoever saves a text or a mention


def test_editing_the_text_in_the_admin_renews_the_places(anna):
    letter = make.working(text=TEXT)
    make.mention(letter)
    form = anna.open(letter)
    form.type(text=QUOTE)
    assert form.save().status_code == 302
    assert kept(letter) == [(12, 25)]


def test_adding_and_removing_a_mention_in_the_admin_renews_the_places(anna):
    letter = make.working(text=TEXT)
    first = make.mention(letter)
    form = anna.open(letter)
    form.add("mentions", quote=QUOTE, amount_as_written="EUR 5 miljoen", verdict="other")
    assert form.save().status_code == 302
    assert kept(letter) == [(27, 40), (71, 84)]
    assert anna.open(letter).delete(first).save().status_code == 302
    assert kept(letter) == [(71, 84)]  # the other stays where it stands


@pytest.mark.engines
def test_approval_copies_the_places():
    letter = make.working(text=TEXT)
    for _ in range(2):
        make.mention(letter)
    assert kept(make.approved(letter).public_copy) == [(27, 40), (71, 84)]


def test_importing_a_text_gives_both_editions_their_places(tmp_path):
    letter = make.approved(make.working(5_000_000, number=171))
    text = f"36 045 Oekraïne\n\nNr. 171 BRIEF\n\nDen Haag, 1 januari 2024\n\n{letter.mentions.get().quote}\n"
    (tmp_path / "brief.txt").write_text(text, encoding="utf-8")
    call_command("import_letters", str(tmp_path), verbosity=0)
    letter = make.again(letter)
    (place,) = kept(letter)
    assert letter.text[slice(*place)] == letter.mentions.get().amount_as_written
    assert kept(letter.public_copy) == [place]


def test_restoring_a_version_renews_the_places(anna):
    letter = make.working(text=TEXT)
    make.mention(letter)
    form = anna.open(letter)
    form.type(text=QUOTE)
    form.save()
    restore(make.again(letter), 1, anna.user, timezone.now())
    assert (make.again(letter).text, kept(letter)) == (TEXT, [(27, 40)])


def test_loading_the_ledger_gives_what_it_adds_a_place():
    call_command("load_ledger", verbosity=0)
    letter = Letter.objects.working().get(slug="kst-36045-184")
    letter.text = "\n\n".join(letter.mentions.order_by("position").values_list("quote", flat=True))
    letter.save()
    letter.mentions.filter(position=1).delete()
    call_command("load_ledger", verbosity=0)
    assert kept(letter)[0] == (0, 10)
    assert letter.text[:10] == "€4 miljard"


def test_an_amount_that_proves_several_commitments_is_counted_once_and_one_without_a_place_by_itself():
    letter, bare = make.letter(text=TEXT), make.letter()
    here = [make.mention(letter) for _ in range(3)]
    Mention.objects.filter(pk__in=[here[0].pk, here[1].pk]).update(start=27, end=40)
    Mention.objects.filter(pk=here[2].pk).update(start=71, end=84)
    make.mention(bare)
    make.mention(bare)
    assert [count_amounts(one.mentions.all()) for one in (letter, bare)] == [2, 2]


@pytest.mark.engines
def test_the_migration_gives_a_place_to_what_is_there():
    letter, bare = make.letter(text=TEXT), make.letter()
    for _ in range(2):
        make.mention(letter)
    make.mention(bare)
    Mention.objects.update(start=None, end=None)
    import_module("commitments.migrations.0006_places_of_amounts").find_amounts(apps, None)
    assert (kept(letter), kept(bare)) == ([(27, 40), (71, 84)], [(None, None)])


# the text, the quote and the amount as a person typed them, and what stands at the place that is found
ODD = [
    ("Voor her-\nstel gaat EUR\u00a05 mil-\njoen.¹ Einde", "Voor herstel gaat EUR 5 miljoen.", "EUR 5 miljoen",
     "EUR\u00a05 mil-\njoen"),
    ("Het „gaat“ om **EUR 5 miljoen**.", "Het 'gaat' om EUR 5 miljoen.", "EUR 5 miljoen", "EUR 5 miljoen"),
    ("Eerst EUR 2,5 miljard en dan EUR 5 miljard2 erbij.", "EUR 5 miljard erbij", "EUR 5 miljard", "EUR 5 miljard"),
    ("Er is 2,5 miljard.", "5 miljard", "5 miljard", ""),
    ("Er is 2,5 miljard<sup>3</sup> voor 2024–2026.", "2,5 miljard voor 2024-2026", "2,5 miljard", "2,5 miljard"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "written", "found"), ODD)
def test_the_migration_finds_a_quote_however_the_text_was_exported(text, quote, written, found):
    letter = make.letter(text=text)
    make.mention(letter, quote=quote, amount_as_written=written)
    import_module("commitments.migrations.0006_places_of_amounts").find_amounts(apps, None)
    [(start, end)] = kept(letter)
    assert ("" if start is None else text[start:end]) == found


def test_no_migration_uses_code_of_the_program_but_the_fields_that_django_asks_for():
    """Later code would change what an old migration does. A field or a default of ours is what makemigrations itself writes."""
    ours = {
        (path.relative_to(ROOT).as_posix(), line.strip())
        for path in ROOT.glob("*/migrations/*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.match(r"\s*(from|import) (commitments|letters|ukrainesteun)\b", line)
    }
    assert ours == {
        ("commitments/migrations/0009_history_by_number.py", "import ukrainesteun.editions.models"),
        ("commitments/migrations/0018_changes.py", "import ukrainesteun.editions.models"),
        ("commitments/migrations/0022_outcomes.py", "import ukrainesteun.editions.models"),
        ("letters/migrations/0004_history_by_number.py", "import ukrainesteun.editions.models"),
        ("letters/migrations/0001_initial.py", "import letters.models"),
        ("letters/migrations/0002_editions_and_history.py", "import letters.models"),
    }


# Used instead of a search


@pytest.fixture
def nothing_is_searched(monkeypatch):
    def searched(text):
        raise AssertionError("searched")

    return lambda: monkeypatch.setattr(NormalisedText, "of", searched)


def test_the_public_page_and_the_verdicts_take_the_places_that_are_kept(client, nothing_is_searched):
    letter = make.letter(text=TEXT)
    make.mention(letter)
    nothing_is_searched()
    assert client.get(reverse("letter", args=[letter.slug])).content.count(b"<mark") == 1
    assert [(amount.start, amount.end) for amount in without_verdict(letter)] == [(71, 84)]


def test_a_place_that_a_search_does_not_find_is_a_broken_rule():
    letter = make.letter(text=TEXT, number=171)
    mention = make.mention(letter)
    assert make.broken_rules() == {}
    Mention.objects.filter(pk=mention.pk).update(start=1, end=14)
    rule = "de bewaarde plaats van elk bedrag is waar het in de tekst wordt gevonden"
    assert make.broken_rules() == {rule: ["kst-36045-171 1: EUR 5 miljoen staat niet waar het is bewaard"]}
    renew_places(letter)
    assert make.broken_rules() == {}
