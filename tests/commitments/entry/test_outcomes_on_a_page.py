"""What came of promises and what adds them up, entered on the page of a letter, approved, restored and deleted."""

import datetime

import pytest

from commitments.approval.decisions import Refused
from commitments.approval.effects import snapshot_of
from commitments.models import Commitment, Correction, Mention, Outcome
from letters.models import Letter
from tests.commitments import factories as make
from tests.commitments.clerks import address, errors_of, told
from tests.commitments.factories import broken_rules

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

QUOTE = "Van de steun is EUR 5 miljoen uitgegeven."


@pytest.fixture
def earlier(db):
    """A public commitment of 8 million."""
    row = make.promised(make.working(date=datetime.date(2024, 6, 28)), 8_000_000, title="Steun in 2024")
    return make.approved(row)


@pytest.fixture
def letter(earlier):
    return make.working(date=datetime.date(2025, 3, 4), number=184)


def spent(form, *about, **more):
    """Fills in an outcome of 5 million with its quote."""
    facts = {"kind": "spent", "amount_eur": "5 mln", "precision": "exact", "year": "2024"}
    form.add("outcomes", **facts | {"commitments": [one.pk for one in about]} | more)
    form.add("mentions", quote=QUOTE, amount_as_written="EUR 5 miljoen", verdict="outcome", new_outcome=1)
    return form


@pytest.mark.engines
def test_an_outcome_is_entered_with_its_quote_and_made_public_with_its_letter(anna, letter, earlier):
    before = Commitment.objects.published().counted().total_eur()
    assert spent(anna.open(letter), earlier).save().status_code == 302
    make.approved(letter)
    (outcome,) = Outcome.objects.published()
    assert (str(outcome), outcome.period) == ("uitgegeven: €\xa05\xa0mln", "2024")
    assert list(outcome.commitments.all()) == [earlier.public]
    assert [mention.quote for mention in outcome.mentions.all()] == [QUOTE]
    assert Commitment.objects.published().counted().total_eur() == before
    assert broken_rules() == {}


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"amount_eur": "6 mln"}, "Het citaat zegt € 5.000.000, de uitkomst “uitgegeven: € 6 mln” € 6.000.000. Een van beide "
         "klopt niet."),
        ({"commitments": []}, "Waarvan is dit de uitkomst? Kies toezeggingen, of een categorie met haar jaren."),
        ({"year": ""}, "Van wanneer is dit bedrag? Vul “stand op” in, of een jaar."),
        ({"is_cumulative": "on"}, "Alles tot welke dag? Vul “stand op” in."),
        ({"on_date": "05-03-2025"}, "De stand is van na de brief. Kijk de datum na."),
        ({"end_year": "2023"}, "De periode eindigt voor ze begint. Draai de jaren om of laat “tot en met” leeg."),
        ({"DELETE": "on"}, "Hierboven staat geen uitkomst met nummer 1."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_outcome_is_told_in_a_sentence(anna, letter, earlier, changed, problem):
    form = spent(anna.open(letter), earlier)
    said = errors_of(form.fill("outcomes-0", **changed).save())
    assert problem in {one.replace("\xa0", " ") for one in said}
    assert not Outcome.objects.exists()


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"new_outcome": ""}, "Kies de uitkomst die dit bedrag noemt. Is zij hierboven nieuw ingevuld, geef dan hiernaast haar "
         "nummer."),
        ({"new_outcome": 2}, "Hierboven staat geen uitkomst met nummer 2."),
        ({"verdict": "others"}, "Bij dit oordeel hoort geen uitkomst. Laat dit leeg."),
    ],
)  # fmt: skip
def test_a_mention_of_an_outcome_names_it_and_no_other_mention_does(anna, letter, earlier, changed, problem):
    assert problem in errors_of(spent(anna.open(letter), earlier).fill("mentions-0", **changed).save())


def test_an_outcome_without_a_quote_or_about_a_draft_is_not_approved(anna, letter):
    draft = make.promised(make.working(date=datetime.date(2024, 6, 28), number=90), 8_000_000, title="Concept")
    spent(anna.open(letter), draft).save()
    letter.mentions.all().delete()
    with pytest.raises(Refused) as refused:
        make.approved(letter)
    assert [one.replace("\xa0", " ") for one in refused.value.problems] == [
        "“uitgegeven: € 5 mln” heeft nog geen citaat. Voeg een vindplaats toe met het oordeel “zegt wat ervan kwam”.",
        "“uitgegeven: € 5 mln” gaat over “Concept”, die niet openbaar is. Keur eerst Kamerstuk 36 045, nr. 90 goed, "
        "of kies een andere toezegging.",
    ]


@pytest.mark.engines
def test_an_outcome_that_was_changed_is_told_to_the_public_and_comes_back_from_its_version(anna, bert, letter, earlier):
    spent(anna.open(letter), earlier).save()
    make.approved(letter)
    number, before = make.again(letter).version, snapshot_of(make.again(letter))
    form = anna.open(make.again(letter))
    form.fill("outcomes-0", kind="delivered", valuation="book", commitments=[], category=make.category().pk)
    assert form.save().status_code == 302
    make.approved(letter, "Verkeerd gelezen.")
    correction = Correction.objects.get(field="outcomes")
    assert correction.before.replace("\xa0", " ") == "uitgegeven: € 5.000.000, “Steun in 2024”, 2024"
    assert correction.after.replace("\xa0", " ") == "geleverd: € 5.000.000, Military, 2024, boekwaarde"
    assert told(anna.does(letter, "restore", number=str(number)))[0][0] == "success"
    assert snapshot_of(make.again(letter)) == before
    assert [one.slug for one in letter.outcomes.get().commitments.all()] == [earlier.slug]


def test_a_draft_goes_with_its_outcomes_and_a_commitment_that_one_is_about_stays(anna, letter):
    other = make.working(date=datetime.date(2024, 6, 28), number=90)
    draft = make.promised(other, 8_000_000, title="Concept")
    spent(anna.open(letter), draft).save()
    anna.open(other).delete(draft.mentions.get()).save()
    assert "Verander eerst die uitkomst." in errors_of(anna.open(other).delete(draft).save())
    page = anna.get(anna.get(address(draft, "delete")).url).render().content.decode().replace("\xa0", " ")
    assert "“uitgegeven: € 5 mln” in Kamerstuk 36 045, nr. 184 gaat over wat u verwijdert." in page
    letter = make.again(letter)
    assert anna.post(anna.get(address(letter, "delete")).url, {"post": "yes"}).status_code == 302
    assert not Letter.objects.filter(pk=letter.pk).exists()
    assert not Outcome.objects.exists()


def test_a_total_is_a_mention_for_each_commitment_that_it_adds_up(anna, letter, earlier):
    other = make.approved(make.promised(make.working(date=datetime.date(2024, 6, 28)), 2_000_000, title="Ander"))
    quote = {"quote": "Samen is dat EUR 10 miljoen.", "amount_as_written": "EUR 10 miljoen", "verdict": "sums"}
    form = anna.open(letter)
    form.add("mentions", **quote, commitment=earlier.pk)
    assert errors_of(form.save()) == {
        "Een totaal telt ten minste twee toezeggingen op. Voer hetzelfde citaat nog eens in, met de andere."
    }
    form.add("mentions", **quote, commitment=other.pk)
    assert form.save().status_code == 302
    make.approved(letter)
    published = Mention.objects.published().filter(letter__working=letter)
    assert published.naive_eur() == 10_000_000
    assert broken_rules() == {}
