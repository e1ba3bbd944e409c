"""What a clerk may enter: the rules between rows, as the forms hold them, each with its sentence."""

import datetime
from itertools import islice

import pytest
from django.forms.models import inlineformset_factory

from commitments.entry.forms import (
    CommitmentForm,
    CommitmentFormSet,
    LedgerCommitmentForm,
)
from commitments.entry.mentions import MentionForm, MentionFormSet
from commitments.ledger.rules import chain
from commitments.ledger.wholes import part_problems
from commitments.models import Commitment, Mention
from letters.models import Letter
from tests.commitments import factories as make
from ukrainesteun.fields import EuroField

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

EARLY, LATE = datetime.date(2023, 2, 20), datetime.date(2024, 6, 28)
CommitmentInlines = inlineformset_factory(
    Letter, Commitment, form=CommitmentForm, formset=CommitmentFormSet, exclude=["slug"], extra=0
)
MentionInlines = inlineformset_factory(
    Letter, Mention, form=MentionForm, formset=MentionFormSet, fields="__all__", extra=0
)


def typed(commitment=None, **fields):
    """What stands in the fields of a commitment's form: what is there, with these changed."""
    start = {
        "title": "Nieuwe toezegging",
        "amount_eur": "100",
        "precision": "exact",
        "year": 2024,
        "end_year": "",
        "category": make.category().pk,
        "stage": "aangekondigd",
        "finance_type": "gift",
        "exclusion": "",
    }
    if commitment:
        start = {name: value for name in start if (value := getattr(commitment, name)) is not None}
        start["category"] = commitment.category_id
        start["letter"] = commitment.letter_id
        for link in Commitment.LINKS:
            if getattr(commitment, link):
                start[link] = getattr(commitment, link).pk
    data = start | fields
    for name, value in data.items():
        if hasattr(value, "pk"):
            data[name] = value.pk
        elif isinstance(value, list):
            data[name] = [row.pk for row in value]
    return data


def page(commitment=None, **fields):
    """The commitment's own page, filled in so."""
    if commitment is None and "letter" not in fields:
        fields["letter"] = make.letter(LATE)
    fresh = commitment and Commitment.objects.get(pk=commitment.pk)  # a form writes on its instance
    return LedgerCommitmentForm(typed(fresh, **fields), instance=fresh)


def problems(form):
    """Everything that is wrong on a form, by field."""
    return {name: list(messages) for name, messages in form.errors.items()}


def management(prefix, initial, total):
    return {f"{prefix}-INITIAL_FORMS": initial, f"{prefix}-TOTAL_FORMS": total}


def letter_page(letter, *rows, new=()):
    """The commitments of a letter on its page: (commitment, changed fields) pairs, and the fields of new ones."""
    data = management("commitments", len(rows), len(rows) + len(new))
    filled = [typed(commitment, **fields) | {"id": commitment.pk} for commitment, fields in rows]
    for number, fields in enumerate([*filled, *(typed(**fields) for fields in new)]):
        data |= {f"commitments-{number}-{name}": value for name, value in fields.items() if name != "letter"}
    return CommitmentInlines(data, instance=letter)


def problems_on(formset):
    """What is wrong on each form of a page."""
    formset.full_clean()
    assert list(formset.non_form_errors()) == []
    return [problems(form) for form in formset.forms]


# Amounts as people type them


@pytest.mark.parametrize(
    ("text", "amount"),
    [("2,5 miljard", 2_500_000_000), ("102 mln", 102_000_000), ("€ 2.500.000", 2_500_000), ("1", 1)],
)
def test_an_amount_may_be_typed_as_people_write_it(text, amount):
    form = page(amount_eur=text)
    assert problems(form) == {}
    assert form.save().amount_eur == amount


@pytest.mark.parametrize("text", ["2.5 miljard", "-5", "0", "circa 5 miljoen", "USD 5 miljoen", "veel", "5,5", "5 6"])
def test_what_is_no_whole_amount_of_euros_is_refused_with_a_sentence(text):
    messages = problems(page(amount_eur=text))["amount_eur"]
    assert len(messages) == 1
    assert messages[0].endswith(".")


def test_a_broken_decimal_point_is_answered_with_how_to_write_it():
    assert problems(page(amount_eur="2.5 miljard")) == {
        "amount_eur": [
            "‘2.5 miljard’: gebruik een komma voor decimalen (2,5 miljard) en punten tussen duizendtallen (2.500.000.000)."
        ]
    }


def test_an_amount_is_shown_as_it_may_be_typed_and_is_then_not_changed():
    field = EuroField()
    assert field.prepare_value(2_500_000_000) == "2.500.000.000"
    assert field.has_changed(2_500_000_000, "2.500.000.000") is False
    assert field.has_changed(2_500_000_000, "2,5 miljard") is False
    assert field.has_changed(2_500_000_000, "2,6 miljard") is True
    assert field.has_changed(2_500_000_000, "veel") is True


def test_a_guarantee_needs_an_exclusion():
    assert problems(page(finance_type="garantie")) == {
        "__all__": ["Een garantie is geen uitgave en telt niet mee: kies bij “uitgesloten omdat” de garantie."]
    }
    assert problems(page(finance_type="garantie", exclusion="garantie")) == {}


# Parts and wholes


def test_parts_do_not_exceed_their_whole():
    whole = make.commitment(2_500, title="Reservering")
    make.commitment(1_300, title="Militair", part_of=whole)
    assert problems(page(part_of=whole, amount_eur="1.200", title="Herstel")) == {}
    assert problems(page(part_of=whole, amount_eur="1.201", title="Herstel")) == {
        "__all__": [
            "De onderdelen zijn samen €\xa02.501, meer dan het geheel “Reservering” van €\xa02.500: "
            "“Herstel” €\xa01.201, “Militair” €\xa01.300."
        ]
    }


def test_an_excluded_or_superseded_part_takes_no_place():
    whole = make.commitment(100)
    make.commitment(100, part_of=whole, exclusion="plafond")
    superseded = make.commitment(90, part_of=whole)
    make.commitment(10, part_of=whole, replaces=superseded)
    assert problems(page(part_of=whole, amount_eur="90")) == {}
    assert problems(page(part_of=whole, amount_eur="1.000", exclusion="plafond")) == {}


@pytest.mark.engines
def test_several_new_parts_together_do_not_exceed_their_whole():
    letter = make.letter(LATE)
    whole = make.commitment(100, title="Geheel", letter=letter)
    new = [{"part_of": whole, "amount_eur": "60", "title": title} for title in ("Eerste", "Tweede")]
    assert problems_on(letter_page(letter, (whole, {}), new=new[:1])) == [{}, {}]
    assert problems_on(letter_page(letter, (whole, {}), new=new)) == [
        {},
        {
            "__all__": [
                "De onderdelen zijn samen €\xa0120, meer dan het geheel “Geheel” van €\xa0100: "
                "“Eerste” €\xa060, “Tweede” €\xa060."
            ]
        },
        {},
    ]


def test_a_whole_does_not_shrink_below_its_parts():
    whole = make.commitment(100, title="Geheel")
    make.commitment(60, title="Deel", part_of=whole)
    assert problems(page(whole, amount_eur="60")) == {}
    assert problems(page(whole, amount_eur="59")) == {
        "__all__": ["De onderdelen zijn samen €\xa060, meer dan het geheel “Geheel” van €\xa059: “Deel” €\xa060."]
    }


def test_a_whole_and_its_part_may_change_together():
    letter = make.letter(LATE)
    whole = make.commitment(100, letter=letter)
    part = make.commitment(60, part_of=whole, letter=letter)
    grown = letter_page(letter, (whole, {"amount_eur": "200"}), (part, {"amount_eur": "150"}))
    assert problems_on(grown) == [{}, {}]
    shrunk = letter_page(letter, (whole, {"amount_eur": "50"}), (part, {"amount_eur": "50"}))
    assert problems_on(shrunk) == [{}, {}]


def test_a_deleted_part_makes_place():
    letter = make.letter(LATE)
    whole = make.commitment(100)
    part = make.commitment(60, part_of=whole, letter=letter)
    new = [{"part_of": whole, "amount_eur": "100"}]
    formset = letter_page(letter, (part, {"DELETE": "on"}), new=new)
    assert problems_on(formset) == [{}, {}]


def test_parts_that_moved_along_leave_less_place_for_new_parts():
    whole = make.commitment(100, letter=make.letter(EARLY))
    part = make.commitment(60, part_of=whole, letter=make.letter(EARLY))
    successor = make.commitment(100, letter=make.letter(LATE), replaces=whole, takes=[part])
    assert problems(page(part_of=successor, amount_eur="40")) == {}
    assert problems(page(part_of=successor, amount_eur="41")) != {}


def test_a_successor_does_not_shrink_below_the_parts_that_moved_along():
    whole = make.commitment(100, letter=make.letter(EARLY))
    part = make.commitment(60, part_of=whole, letter=make.letter(EARLY))
    successor = make.commitment(100, letter=make.letter(LATE), replaces=whole, takes=[part])
    assert problems(page(successor, amount_eur="60")) == {}
    assert problems(page(successor, amount_eur="59")) != {}


def test_a_part_does_not_outgrow_the_successor_that_took_it_along():
    whole = make.commitment(100, letter=make.letter(EARLY))
    part = make.commitment(60, part_of=whole, letter=make.letter(EARLY))
    make.commitment(70, letter=make.letter(LATE), replaces=whole, takes=[part])
    assert problems(page(part, amount_eur="70")) == {}
    assert problems(page(part, amount_eur="71")) != {}


def test_a_part_lies_within_the_period_of_its_whole():
    whole = make.commitment(100, year=2024, end_year=2025, title="Geheel")
    assert problems(page(part_of=whole, amount_eur="1", year=2025)) == {}
    assert problems(page(part_of=whole, amount_eur="1", year=2025, end_year=2026)) == {
        "__all__": ["De periode 2025-2026 valt buiten die van het geheel “Geheel” (2024-2025)."]
    }


def test_a_whole_does_not_leave_the_period_of_its_parts():
    whole = make.commitment(100, year=2024, end_year=2025, title="Geheel")
    make.commitment(10, year=2025, part_of=whole)
    assert problems(page(whole, end_year=2024)) == {
        "__all__": ["De periode 2025 valt buiten die van het geheel “Geheel” (2024)."]
    }


def test_a_whole_that_changes_together_with_one_part_does_not_leave_the_period_of_the_others():
    letter = make.letter(LATE)
    whole = make.commitment(100, year=2024, end_year=2025, letter=letter, title="Geheel")
    part = make.commitment(10, year=2024, part_of=whole, letter=letter)
    make.commitment(10, year=2025, part_of=whole, letter=letter)
    formset = letter_page(letter, (whole, {"end_year": 2024}), (part, {"title": "Anders"}))
    assert problems_on(formset) == [
        {"__all__": ["De periode 2025 valt buiten die van het geheel “Geheel” (2024)."]},
        {},
    ]


def test_a_whole_and_its_part_may_widen_together():
    letter = make.letter(LATE)
    whole = make.commitment(100, year=2024, letter=letter)
    part = make.commitment(10, year=2024, part_of=whole, letter=letter)
    formset = letter_page(letter, (whole, {"end_year": 2026}), (part, {"year": 2025, "end_year": 2025}))
    assert problems_on(formset) == [{}, {}]


@pytest.mark.engines
@pytest.mark.parametrize("link", Commitment.LINKS)
def test_a_circle_is_refused(link):
    letter = make.letter()
    first = make.commitment(100, letter=letter, title="Eerste")
    second = make.commitment(100, letter=letter, title="Tweede", **{link: first})
    third = make.commitment(100, letter=letter, title="Derde", **{link: second})
    word = {"part_of": "is een onderdeel van", "on_top_of": "komt boven op"}[link]
    assert problems(page(first, **{link: third}))["__all__"][0] == (
        f"Dit wordt een kring: “Derde” komt via “{word}” weer bij deze toezegging uit. Kies een andere."
    )


@pytest.mark.parametrize("link", Commitment.LINKS)
def test_a_circle_that_is_made_on_one_page_is_refused(link):
    letter = make.letter()
    first, second = make.commitment(letter=letter), make.commitment(letter=letter)
    formset = letter_page(letter, (first, {link: second}), (second, {link: first}))
    assert problems_on(formset) != [{}, {}]


def test_nothing_becomes_its_own_part():
    commitment = make.commitment()
    assert problems(page(commitment, part_of=commitment)) == {
        "__all__": ["Een toezegging kan geen onderdeel van zichzelf zijn."]
    }


def test_a_circle_that_stands_already_is_gone_round_once():
    first, second = make.commitment(), make.commitment()
    first.part_of, second.part_of = second, first
    below = make.commitment(part_of=first)
    below.part_of = first
    assert list(islice(chain(below, "part_of"), 9)) == [first, second]


def test_a_commitment_without_an_amount_yet_does_not_hide_what_is_wrong_with_the_next():
    blank, whole = make.commitment(), make.commitment(100)
    make.commitment(150, part_of=whole)
    blank.amount_eur = None
    assert [commitment for commitment, _ in part_problems([blank, whole])] == [whole]


@pytest.mark.engines
def test_a_part_takes_its_place_again_when_the_change_that_ended_it_is_deleted():
    whole = make.commitment(100)
    part = make.commitment(60, part_of=whole)
    successor = make.commitment(60, part_of=whole, replaces=part)
    new = make.commitment(50, part_of=whole)
    assert list(part_problems([new], removed=[successor])) == []
    successor.begun_by.delete()
    assert [commitment for commitment, _ in part_problems([new], removed=[successor])] == [new]


# What comes on top


def test_what_comes_on_top_is_not_older_than_what_it_tops():
    first = make.commitment(letter=make.letter(LATE), title="Later")
    assert problems(page(on_top_of=first, letter=make.letter(LATE))) == {}
    assert problems(page(on_top_of=first, letter=make.letter(EARLY))) == {
        "__all__": [
            "“Later” staat in een latere brief dan deze. Wat erbovenop komt, staat in dezelfde brief of een latere."
        ]
    }


def test_what_comes_on_top_of_another_is_not_inside_it():
    first = make.commitment(letter=make.letter(EARLY), title="Eerder")
    assert problems(page(on_top_of=first, part_of=first, letter=make.letter(LATE))) == {
        "__all__": ["Dit komt boven op “Eerder” en kan er dus geen onderdeel van zijn. Kies één van beide."]
    }


def test_what_begins_by_a_change_of_a_letter_stays_in_that_letter():
    first = make.commitment(letter=make.letter(EARLY))
    second = make.commitment(letter=make.letter(LATE, number=171), replaces=first)
    assert problems(page(second, letter=make.letter(LATE))) == {
        "letter": [
            "Deze toezegging begint door een wijziging van Kamerstuk 36 045, nr. 171, en hoort dus bij die brief. "
            "Haal haar daar eerst weg."
        ]
    }


def test_a_letter_without_a_date_gets_a_complaint_and_no_crash():
    first = make.commitment()
    formset = CommitmentInlines(
        management("commitments", 0, 1)
        | {f"commitments-0-{name}": value for name, value in typed(part_of=first).items()},
        instance=Letter(),
    )
    formset.is_valid()  # the letter's own form says that the date is missing


# Mentions

QUOTE = "Nederland draagt met EUR 100 miljoen bij"


def mention_form(letter=None, **fields):
    letter = letter or make.letter(LATE)
    data = {"quote": QUOTE, "amount_as_written": "EUR 100 miljoen", "verdict": "other", "letter": letter.pk}
    data |= {name: getattr(value, "pk", value) for name, value in fields.items()}
    return MentionForm(data, instance=Mention(letter=letter))


def mentions_page(letter, *new):
    data = management("mentions", 0, len(new))
    for number, fields in enumerate(new):
        start = {"quote": QUOTE, "amount_as_written": "EUR 100 miljoen", "verdict": "other"}
        data |= {f"mentions-{number}-{name}": value for name, value in (start | fields).items()}
    return MentionInlines(data, instance=letter)


def test_an_amount_is_read_from_how_it_is_written():
    saved = mention_form(position=1).save()
    assert (saved.amount, saved.currency) == (100_000_000, "EUR")


@pytest.mark.parametrize(
    ("quote", "written", "amount", "currency"),
    [
        ("in 2022 7,2 miljard uitgegeven", "7,2 miljard", 7_200_000_000, ""),
        ("meer dan 400 miljoen dollar aan", "400 miljoen dollar", 400_000_000, "USD"),
        ("circa EUR 1 miljard.5 In de", "EUR 1 miljard", 1_000_000_000, "EUR"),
        ("vele miljarden aan tegoeden", "vele miljarden", None, ""),
    ],
)
def test_what_a_letter_writes_is_taken_as_it_is_written(quote, written, amount, currency):
    form = mention_form(quote=quote, amount_as_written=written, position=1)
    assert problems(form) == {}
    saved = form.save()
    assert (saved.amount, saved.currency) == (amount, currency)


def test_the_amount_stands_in_the_quote():
    assert problems(mention_form(amount_as_written="EUR 10 miljoen")) == {
        "amount_as_written": ["“EUR 10 miljoen” staat niet in het citaat. Neem het letterlijk over."]
    }


def test_a_typed_amount_is_what_is_written():
    assert problems(mention_form(amount=100_000_000, currency="EUR")) == {}
    assert problems(mention_form(amount=10_000_000, currency="EUR")) == {
        "amount": [
            "“EUR 100 miljoen” is €\xa0100.000.000, hier staat €\xa010.000.000. Laat het veld leeg of verbeter het."
        ]
    }
    assert problems(mention_form(amount=100_000_000, currency="USD")) == {
        "currency": ["In “EUR 100 miljoen” staat EUR, hier USD. Laat het veld leeg."]
    }


def test_a_verdict_that_needs_a_commitment_also_needs_an_amount():
    commitment = make.commitment()
    form = mention_form(
        letter=commitment.letter,
        quote="vele miljarden",
        amount_as_written="vele miljarden",
        verdict="states",
        commitment=commitment,
    )
    assert list(problems(form)) == ["amount_as_written"]


@pytest.mark.parametrize("verdict", ["states", "repeats"])
def test_a_verdict_that_needs_a_commitment_asks_for_one(verdict):
    assert problems(mention_form(verdict=verdict))["commitment"] == [
        "Kies de toezegging die dit bedrag noemt of herhaalt. Is zij hierboven nieuw ingevuld, "
        "geef dan hiernaast haar nummer."
    ]


@pytest.mark.parametrize("verdict", ["other", "not-money"])
def test_a_verdict_that_needs_no_commitment_has_none(verdict):
    commitment = make.commitment(100_000_000)
    assert problems(mention_form(commitment.letter, verdict=verdict, commitment=commitment))["commitment"] == [
        "Bij dit oordeel hoort geen toezegging. Laat dit leeg."
    ]


def test_only_the_letter_that_announces_a_commitment_states_it():
    commitment = make.commitment(100_000_000, letter=make.letter(EARLY, number=151), title="Steun")
    later = make.letter(LATE)

    def on(letter, verdict):
        return problems_on(mentions_page(letter, {"verdict": verdict, "commitment": commitment.pk}))

    assert on(commitment.letter, "states") == on(later, "repeats") == [{}]
    assert on(later, "states") == [
        {
            "verdict": [
                "“Steun” is aangekondigd in Kamerstuk 36 045, nr. 151. "
                "In deze brief wordt zij dus herhaald, niet genoemd."
            ]
        }
    ]


def test_a_quote_states_the_amount_of_its_commitment():
    commitment = make.commitment(90_000_000, title="Steun")
    page = mentions_page(commitment.letter, {"verdict": "states", "commitment": commitment.pk})
    assert problems_on(page) == [
        {
            "amount_as_written": [
                "Het citaat zegt €\xa0100.000.000, de toezegging “Steun” €\xa090.000.000. Een van beide klopt niet."
            ]
        }
    ]


def test_a_quote_in_dollars_states_no_commitment_in_euros():
    commitment = make.commitment(100_000_000)
    dollars = {"quote": "met 100 miljoen dollar", "amount_as_written": "100 miljoen dollar"}
    page = mentions_page(commitment.letter, {"verdict": "states", "commitment": commitment.pk} | dollars)
    assert [list(found) for found in problems_on(page)] == [["amount_as_written"]]


def test_a_quote_stands_in_the_text_of_its_letter_where_we_have_it():
    letter = make.letter(text="Geachte voorzitter,\n\nNederland draagt met EUR\n100 miljoen bij aan dit fonds.")
    assert problems_on(mentions_page(letter, {})) == [{}]
    assert problems_on(mentions_page(letter, {"quote": "Nederland geeft EUR 100 miljoen"})) == [
        {"quote": ["Dit citaat staat niet in de tekst van de brief. Neem het letterlijk over."]}
    ]
    assert problems_on(mentions_page(make.letter(), {"quote": "Nederland geeft EUR 100 miljoen"})) == [{}]


def test_positions_are_filled_in_behind_those_that_are_there():
    letter = make.letter()
    formset = mentions_page(letter, {"position": ""}, {"position": 5}, {"position": ""})
    assert problems_on(formset) == [{}, {}, {}]
    formset.save()
    assert sorted(letter.mentions.values_list("position", flat=True)) == [5, 6, 7]


@pytest.mark.engines
def test_each_position_is_used_once():
    assert problems_on(mentions_page(make.letter(), {"position": 3}, {"position": 3})) == [
        {},
        {"position": ["Volgorde 3 is al gebruikt. Geef elke vindplaats een eigen."]},
    ]


@pytest.mark.engines
def test_the_ledger_of_the_site_can_be_saved_once_more_without_a_complaint(ledger):
    found = {}
    for commitment in Commitment.objects.working().select_related("letter", "category"):
        form = page(commitment, channel=commitment.channel or "", note=commitment.note, slug=commitment.slug)
        found |= {commitment.slug: problems(form)} if form.errors else {}
    for mention in Mention.objects.filter(letter__is_public_copy=False).select_related("letter", "commitment"):
        fields = ("position", "quote", "amount_as_written", "verdict", "currency", "note")
        data = {name: getattr(mention, name) for name in fields} | {"letter": mention.letter_id}
        data |= {"amount": mention.amount or "", "commitment": mention.commitment_id or ""}
        form = MentionForm(data, instance=mention)
        found |= {str(mention): problems(form)} if form.errors else {}
    assert found == {}
