"""One letter is one letter, however it comes in: pasted, as a file, from a folder, corrected in an intake, or by hand."""

import datetime
import re
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commitments.models import Intake
from letters.importing import NotImported, import_letter
from letters.models import Dossier, Letter
from letters.reading.letter import read_letter
from tests.commitments import factories
from tests.commitments.clerks import Clerk, errors_of
from tests.commitments.entry.letter.test_entering import at_the_same_instant

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

START = reverse("admin:intake_list")
MONTHS = {6: "juni", 7: "juli"}


@dataclass(frozen=True)
class Facts:
    """What a copy of a letter prints of itself."""

    number: int | None
    dossiers: tuple
    date: datetime.date
    reference: str = ""
    body: str = "Dit is een kopie."

    @property
    def text(self):
        reference = f"Onze Referentie\n{self.reference}\n\n" if self.reference else ""
        dossiers = "".join(f"{one} Steun\n\n" for one in self.dossiers)
        number = f"Nr. {self.number} BRIEF VAN DE MINISTER VAN DEFENSIE\n\n" if self.number else ""
        day = f"Den Haag, {self.date.day} {MONTHS[self.date.month]} {self.date.year}\n\n"
        return f"{reference}{dossiers}{number}{day}{self.body}"


NUMBERED, UNNUMBERED = "kst-21501-20-2189", "bzdoc-1516"
DAY, NEXT_DAY, LATER = datetime.date(2024, 6, 28), datetime.date(2024, 6, 29), datetime.date(2024, 7, 5)
BODY = " ".join(f"De minister schreef ook zin {number}." for number in range(60))
CASES = {
    "the same letter": (Facts(2189, ("21 501-20", "36 045"), DAY), NUMBERED),
    "its dossiers in another order": (Facts(2189, ("36 045", "21 501-20"), DAY), NUMBERED),
    "only its second dossier": (Facts(2189, ("36 045",), DAY), NUMBERED),
    "a reference only": (Facts(None, (), LATER, "BZDOC-1516"), UNNUMBERED),
    "a reference that got a number later": (Facts(184, ("36 045",), LATER, "BZDOC-1516"), UNNUMBERED),
    "a number instead of a reference, and the same words": (Facts(233, ("36 045",), LATER, body=BODY), UNNUMBERED),
    "a number instead of a reference, and other words": (Facts(233, ("36 045",), LATER, body=BODY[:300]), "new"),
    "another date": (Facts(2189, ("21 501-20",), NEXT_DAY), "another day"),
    "another date and order": (Facts(2189, ("36 045", "21 501-20"), NEXT_DAY), "another day"),
    "a reference that got a number, and another date": (Facts(184, ("36 045",), NEXT_DAY, "BZDOC-1516"), "another day"),
    "the number in another dossier": (Facts(2189, ("28 676",), DAY), "new"),
    "the number in another dossier, on another day": (Facts(2189, ("28 676", "36 045"), NEXT_DAY), "new"),
}


@pytest.fixture
def ledger_of_two(db):
    """A letter in two dossiers, and one that has only the reference of the ministry."""
    factories.letter(
        DAY, number=2189, slug=NUMBERED, dossier=Dossier.objects.create(number="21501-20"), text="Een.",
        published_at=None,
    ).other_dossiers.add(Dossier.objects.create(number="36045"))  # fmt: skip
    factories.letter(
        LATER,
        number=None,
        dossier=None,
        slug=UNNUMBERED,
        reference="BZDOC-1516",
        text=f"Kenmerk BZDOC-1516. {BODY}",
        published_at=None,
    )


def answer(said):
    """Which letter is meant by what a person is told; "another day" where two dates contradict each other."""
    assert len(said) == 1, said
    if "is er al, maar van" in said[0]:
        return "another day"
    letters = {str(letter): letter.slug for letter in Letter.objects.all()}
    assert re.search("staat al in het grootboek|heeft al een andere tekst", said[0]), said
    return next(slug for words, slug in letters.items() if words in said[0] or slug in said[0])


def begun(client, **sent):
    response = client.post(START, sent)
    if response.status_code == 302:
        return "new"
    known = response.context["known"]
    return answer([known[0] if known else response.context["problem"]])


def pasted(client, facts):
    return begun(client, text=facts.text)


def as_a_file(client, facts):
    return begun(client, file=SimpleUploadedFile("brief.txt", facts.text.encode()))


def imported(client, facts):
    try:
        said = import_letter(facts.text, read_letter(facts.text))
    except NotImported as problem:
        return answer([str(problem)])
    assert "nieuw, als concept" in said
    return "new"


def corrected_in_an_intake(client, facts):
    begun(client, text=Facts(9999, ("28 676",), datetime.date(2024, 6, 1), body=facts.body).text)
    intake = Intake.objects.get()
    typed = {"letter-number": facts.number or "", "letter-date": f"{facts.date:%d-%m-%Y}"}
    typed |= {f"dossier-{number}-number": one for number, one in enumerate(facts.dossiers, start=1)}
    typed |= {"dossier-1-title": ""} | ({} if facts.dossiers else {"dossier-1-number": ""})
    typed |= {"letter-reference": facts.reference, "letter-short_title": "Steun"}
    response = client.post(intake.get_absolute_url(), intake.answers | typed | {"version": "1", "finish": "1"})
    if response.status_code == 302:
        return "new"
    intake.refresh_from_db()
    assert {name: intake.answers[name] for name in typed} == {name: str(value) for name, value in typed.items()}
    assert intake.finished_at is None
    return answer([said for _, where, said in response.context["page"].problems])


def by_hand(client, facts):
    dossiers = [Dossier.objects.get_or_create(number=re.sub(" ", "", one))[0].pk for one in facts.dossiers]
    form = Clerk("piet").new(Letter).type(date=f"{facts.date:%d-%m-%Y}", short_title="Steun")
    form.type(number=facts.number or "", reference=facts.reference, text=facts.body)
    form.type(dossier=dossiers[0] if dossiers else "", other_dossiers=dossiers[1:])
    response = form.save()
    return "new" if response.status_code == 302 else answer(list(errors_of(response)))


@pytest.mark.parametrize("way", [pasted, as_a_file, imported, corrected_in_an_intake, by_hand])
@pytest.mark.parametrize("case", CASES)
def test_each_way_says_the_same_of_which_letter_it_is(admin_client, ledger_of_two, way, case):
    facts, which = CASES[case]
    assert way(admin_client, facts) == which
    assert Letter.objects.count() == (3 if which == "new" and way not in (pasted, as_a_file) else 2)


@pytest.mark.parametrize("way", [pasted, as_a_file])
@pytest.mark.parametrize("case", CASES)
def test_a_copy_of_a_letter_that_is_being_entered_leads_there(admin_client, way, case):
    under_way = {}
    for slug, facts in (
        (NUMBERED, Facts(2189, ("21 501-20", "36 045"), DAY)),
        (UNNUMBERED, Facts(None, (), LATER, "BZDOC-1516", BODY)),
    ):
        begun(admin_client, text=f"{facts.text} Een andere tekst.")
        under_way[slug] = Intake.objects.latest("pk")
    facts, which = CASES[case]
    before = Intake.objects.count()
    if which not in under_way:
        assert way(admin_client, facts) == "new"
        return
    sent = {"text": facts.text}
    if way is as_a_file:
        sent = {"file": SimpleUploadedFile("brief.txt", facts.text.encode())}
    words, address = admin_client.post(START, sent).context["known"]
    assert words == f"Deze brief wordt al ingevoerd: {under_way[which]}."
    assert address == under_way[which].get_absolute_url()
    assert Intake.objects.count() == before


def test_what_was_typed_in_an_intake_says_which_letter_it_is(admin_client, db):
    begun(admin_client, text=Facts(9999, ("28 676",), DAY).text)
    intake = Intake.objects.get()
    intake.answers |= {"letter-number": "2189", "dossier-1-number": "21 501-20"}
    intake.save()
    assert begun(admin_client, text=f"{Facts(9999, ('28 676',), DAY).text} Kopie.") == "new"
    response = admin_client.post(START, {"text": Facts(2189, ("21 501-20",), DAY).text})
    assert response.context["known"][1] == intake.get_absolute_url()
    for wrong in ({"letter-date": "31-02-2024"}, {"letter-date": ""}, {"letter-number": "²", "dossier-1-number": "x"}):
        Intake.objects.filter(pk=intake.pk).update(answers=intake.answers | wrong)
        facts = Facts(2189, ("21 501-20",), DAY)
        assert begun(admin_client, text=f"{facts.text} {wrong}") == "new"
        Intake.objects.exclude(pk=intake.pk).delete()


@pytest.mark.engines
def test_of_a_letter_that_is_typed_by_hand_and_comes_another_way_at_the_same_instant_there_is_one(
    transactional_db, admin_client
):
    User.objects.create_user("anna", is_staff=True, is_superuser=True)
    dossiers = [Dossier.objects.create(number=number).pk for number in ("21501-20", "36045")]
    for number in range(1, 6):
        facts = Facts(8000, ("28 676",), DAY)
        begun(admin_client, text=f"{facts.text} {number}")
        intake = Intake.objects.under_way().get()
        corrected = {"letter-number": str(number), "dossier-1-number": "21 501-20", "letter-short_title": "Steun"}
        entered = (intake.get_absolute_url(), intake.answers | corrected | {"version": "1", "finish": "1"})
        form = Clerk("piet").new(Letter).type(date="28-06-2024", short_title="Steun", number=number)
        form.type(dossier=dossiers[1], other_dossiers=dossiers[:1])
        turned = (form.path, {name: list(values) for name, values in form.data.items()})
        form.type(dossier=dossiers[0], other_dossiers=dossiers[1:])
        answers = at_the_same_instant(entered, turned, (form.path, form.data))
        assert sorted(one.status_code for one in answers) == [200, 200, 302]
        assert Letter.objects.filter(number=number).count() == 1
        Intake.objects.under_way().delete()


def test_a_clerk_is_led_to_the_letter_that_is_there(admin_client, ledger_of_two):
    there = Letter.objects.get(slug=NUMBERED)
    link = f'<a href="{reverse("admin:letters_letter_change", args=[there.pk])}">{there}</a>'
    form = Clerk("piet").new(Letter).type(number=2189, dossier=there.dossier.pk, short_title="Steun")
    assert errors_of(form.type(date="28-06-2024").save()) == {
        f"Deze brief staat al in het grootboek. Ga verder op de pagina van {link}, of verbeter wat u hier typte."
    }
    assert errors_of(form.type(date="29-06-2024").save()) == {
        "Kamerstuk 21 501-20, nr. 2189 is er al, maar van 28 juni 2024, en deze brief is van 29 juni 2024. Kijk beide na. "
        f"Ga verder op de pagina van {link}, of verbeter wat u hier typte."
    }


def test_a_number_of_one_letter_and_the_reference_of_another_are_refused_by_hand_too(ledger_of_two):
    there = Letter.objects.get(slug=NUMBERED)
    form = Clerk("piet").new(Letter).type(number=2189, dossier=there.dossier.pk, reference="BZDOC-1516")
    Letter.objects.filter(slug=UNNUMBERED).update(date=DAY)
    assert errors_of(form.type(date="28-06-2024", short_title="Steun").save()) == {
        "Nr. 2189 van 28 juni 2024 kan meer dan één brief zijn: Kamerstuk 21 501-20, nr. 2189 of kenmerk BZDOC-1516. "
        "Zet de dossiers erboven, of kijk nummer en kenmerk na."
    }


def test_a_letter_that_is_edited_does_not_become_another_that_is_there(ledger_of_two):
    letter = factories.letter(DAY, number=2189, dossier=Dossier.objects.create(number="28676"), published_at=None)
    other = Dossier.objects.get(number="21501-20")
    assert (
        "staat al in het grootboek"
        in errors_of(Clerk("piet").open(letter).type(other_dossiers=[other.pk]).save()).pop()
    )
    assert Clerk("piet").open(letter).type(note="Nagekeken.").save().status_code == 302


def test_a_letter_that_was_entered_meanwhile_is_not_entered_again(admin_client, ledger_of_two):
    facts = Facts(9999, ("28 676",), DAY)
    begun(admin_client, text=facts.text)
    imported(admin_client, facts)
    intake = Intake.objects.get()
    response = admin_client.post(intake.get_absolute_url(), intake.answers | {"version": "1", "finish": "1"})
    assert answer([said for _, _, said in response.context["page"].problems]) == "kst-28676-9999"
    page = response.content.decode()
    assert f'<a href="{reverse("admin:letters_letter_change", args=[Letter.objects.get(number=9999).pk])}">' in page
