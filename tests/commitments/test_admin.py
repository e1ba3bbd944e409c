"""The admin as a clerk meets it: every page, what he may type, and what a form says when something is wrong."""

import datetime
import json
import re
from contextlib import suppress

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from commitments.approval import invariants
from commitments.models import Category, Channel, Commitment, Mention
from letters.models import Dossier, Letter, Minister

from . import factories as make
from .clerks import Clerk, address, errors_of, told

pytestmark = pytest.mark.looks

LETTER_LIST = reverse("admin:letters_letter_changelist")
LETTER_ADD = reverse("admin:letters_letter_add")
COMMITMENT_LIST = reverse("admin:commitments_commitment_changelist")
CYBER, MILITARY = "Niet-militaire cybersteun in 2024", "Militaire steun in 2024"


def sound():
    return {statement: rows for statement, rows in invariants.broken() if rows} == {}


def commitment_fields(**fields):
    defaults = {"title": "Drones", "amount_eur": "10 mln", "precision": "exact", "year": 2024, "stage": "aangekondigd"}
    return defaults | {"category": make.category().pk, "finance_type": "gift", "exclusion": ""} | fields


def mention_fields(**fields):
    return {"quote": "EUR 10 miljoen voor drones", "amount_as_written": "EUR 10 miljoen", "verdict": "states"} | fields


@pytest.fixture
def anna(db):
    return Clerk("anna")


@pytest.fixture
def letter(db):
    """A public letter with two commitments and the quotes that state them."""
    letter = make.working(number=171, short_title="Steun aan Oekraïne in 2024", date=datetime.date(2023, 11, 17))
    for title, amount_eur, written in ((CYBER, 3_000_000, "EUR 3 miljoen"), (MILITARY, 2 * 10**9, "EUR 2 miljard")):
        row = make.commitment(amount_eur, letter=letter, published_at=None, title=title)
        make.states(row, quote=f"{written} voor {title}", amount_as_written=written)
    return make.approved(letter)


def of(letter, title):
    return letter.commitments.get(title=title)


# every page


@pytest.fixture
def addresses(letter):
    """Every kind of page of every model in the admin."""
    letter.signatures.create(minister=Minister.objects.create(slug="m", name="M", family_name="M"), office="Minister")
    found = [reverse("admin:index"), reverse("admin:app_list", args=["letters"]), reverse("admin:password_change")]
    for model in (Dossier, Minister, Letter, Category, Commitment, Mention):
        row = model.objects.filter(letter=letter).first() if model is Mention else model.objects.working().first()
        found += [address(model, "changelist"), f"{address(model, 'changelist')}?q=oekra%C3%AFne"]
        found += [address(row), address(row, "history")]
        if model not in (Mention, Commitment):
            found += [address(row, "review"), address(row, "compare")]
        if model is not Mention:
            found += [address(model, "add"), f"{address(model, 'add')}?_popup=1", f"{address(row)}?_popup=1"]
        if model is Commitment:
            found += [f"{address(row, 'delete')}?version=1"]
    return found


ENGLISH = re.compile(
    r"\b(the|please|you|and|add|search|select|choose|back|home|welcome|delete|history|change password|view site|"
    r"printed|note|amount|year|part of|toggle sorting|show all|no results|date of|this field)\b",
    re.IGNORECASE,
)


def test_every_page_of_the_admin_answers_in_dutch(admin_client, addresses):
    english = {}
    for path in addresses:
        response = admin_client.get(path)
        assert response.status_code == 200, path
        page = response.content.decode()
        assert '<html lang="nl"' in page
        text = re.sub(r"(?s)<(script|style).*?</\1>|<textarea.*?</textarea>|<[^>]*>|&[a-z]+;", " ", page)
        page = re.sub(r'<input type="hidden"[^>]*>', "", page)
        titles = " ".join(re.findall(r'(?:title|aria-label|placeholder|value|alt)="([^"]*)"', page))
        if found := set(ENGLISH.findall(f"{text} {titles}".replace("International Fund for Ukraine", ""))):
            english[path] = found
    assert english == {}


@pytest.mark.parametrize(
    ("app", "model", "field"),
    [
        ("commitments", "commitment", "category"),
        ("commitments", "commitment", "channel"),
        ("commitments", "mention", "commitment"),
        ("letters", "letter", "dossier"),
        ("letters", "signature", "minister"),
    ],
)
@pytest.mark.engines
def test_what_is_picked_can_be_searched_and_public_copies_are_not_found(anna, letter, app, model, field):
    channel, minister = Channel(slug="e", name="E", short_name="E"), Minister(slug="e", name="E", family_name="E")
    for row in (channel, minister):
        row.save()
        anna.does(row, "approve")
    names = {"app_label": app, "model_name": model, "field_name": field}
    answer = anna.get(reverse("admin:autocomplete"), term={"dossier": "6", "category": "i"}.get(field, "e"), **names)
    found = [int(one["id"]) for one in json.loads(answer.content)["results"]]
    target = {
        "category": Category,
        "channel": Channel,
        "commitment": Commitment,
        "dossier": Dossier,
        "minister": Minister,
    }
    assert sorted(found) == sorted(target[field].objects.working().values_list("pk", flat=True))


LISTED = (Letter, Commitment, Mention, Dossier, Minister, Category, Channel)


@pytest.mark.engines
def test_a_list_asks_the_database_as_much_for_100_rows_as_for_5(admin_client, django_assert_max_num_queries):
    def make_rows(numbers):
        for number in numbers:
            category = Category.objects.create(slug=f"c-{number}", name="C", short_name="C")
            Channel.objects.create(slug=f"k-{number}", name="K", short_name="K")
            Minister.objects.create(slug=f"m-{number}", name="M", family_name="M")
            letter = make.working(dossier=Dossier.objects.create(number=str(30000 + number), title="Oekraïne"))
            make.promised(letter, category=category)

    make_rows(range(5))
    few = {}
    for model in LISTED:
        with django_assert_max_num_queries(100) as asked:
            assert admin_client.get(address(model, "changelist")).status_code == 200
        few[model] = len(asked)
    make_rows(range(5, 100))
    for model in LISTED:
        with django_assert_max_num_queries(few[model]):
            assert admin_client.get(address(model, "changelist")).status_code == 200


# finding


@pytest.mark.parametrize(
    "words", ["36 045, nr. 171", "kst-36045-171", "36045-171", "steun aan oekraïne in 2024", "bruins slot"]
)
@pytest.mark.engines
def test_a_letter_is_found_by_its_number_in_any_form_by_its_name_and_by_who_signed_it(anna, letter, words):
    minister = Minister.objects.create(slug="bruins-slot", name="Hanke Bruins Slot", family_name="Bruins Slot")
    letter.signatures.create(minister=minister, office="Minister van Buitenlandse Zaken")
    make.working(number=17)
    assert list(anna.get(LETTER_LIST, q=words).context_data["cl"].queryset) == [letter]


def test_the_lists_show_what_is_public_what_waits_and_what_is_draft(anna, letter):
    draft, gone = make.working(100), make.approved(make.working(100))
    assert told(anna.does(gone, "withdraw", reason="x"))[0][0] == "success"

    def shown(path, standing):
        return set(anna.get(path, stand=standing).context_data["cl"].queryset)

    assert shown(LETTER_LIST, "openbaar") == {letter}
    assert shown(LETTER_LIST, "concept") == {draft, gone}
    assert shown(LETTER_LIST, "wacht") == {draft}
    assert shown(COMMITMENT_LIST, "openbaar") == set(letter.commitments.all())
    assert shown(COMMITMENT_LIST, "concept") == {*draft.commitments.all(), *gone.commitments.all()}
    anna.open(letter).type(note="x").save()
    assert shown(LETTER_LIST, "wacht") == {letter, draft}


@pytest.mark.parametrize(
    "query", ["q=%00", "stand=%00", "stand=x", "kind__exact=x", "dossier__id__exact=x", "date__year=x", "p=x", "o=x.9",
              "dossier__id__exact=99999999999999999999999", "q=" + "9" * 3000, "q=%F0%9F%90%88"]
)  # fmt: skip
@pytest.mark.engines
def test_a_list_survives_any_address(admin_client, letter, query):
    assert admin_client.get(f"{LETTER_LIST}?{query}").status_code in (200, 302, 400)


def test_no_list_has_an_action_for_many_rows_at_once(anna, letter):
    """Nothing is approved, withdrawn or deleted without a page that says what it does."""
    for model in (Letter, Commitment, Category, Channel, Dossier, Minister, Mention):
        assert anna.get(address(model, "changelist")).context_data["action_form"] is None


def test_a_public_letters_page_shows_it_as_the_public_does_a_drafts_page_does_not(anna, letter):
    link = f'href="{letter.get_absolute_url()}"'
    assert link in anna.get(address(letter)).render().content.decode()
    anna.does(letter, "withdraw", reason="x")
    assert link not in anna.get(address(letter)).render().content.decode()


# who may do what


@pytest.fixture
def clerk_who_may(db):
    """Staff with these rights: clerk_who_may("view_letter")."""

    def clerk_who_may(*rights):
        clerk = Clerk("griffier", None)
        clerk.user.user_permissions.set(Permission.objects.filter(codename__in=rights))
        return clerk

    return clerk_who_may


def test_staff_without_rights_sees_nothing_and_may_do_nothing(clerk_who_may, letter):
    clerk = clerk_who_may()
    for path in (LETTER_LIST, LETTER_ADD, address(letter)):
        for ask in (clerk.get, clerk.post):
            with pytest.raises(PermissionDenied):
                ask(path)


def test_staff_who_may_only_look_has_no_button(clerk_who_may, letter):
    clerk = clerk_who_may("view_letter", "view_commitment", "view_mention", "view_signature", "view_change")
    old = make.promised(make.working(date=datetime.date(2023, 2, 20)), title="Wintersteunpakket")
    make.change(letter, [old], "corrected", [of(letter, CYBER)], into={of(letter, MILITARY): of(letter, CYBER)})
    page = clerk.get(address(letter)).render().content.decode()
    assert MILITARY in page
    assert page.count("“Wintersteunpakket”") == 3  # twice in the name of the change
    assert f"“{MILITARY}”" in page
    assert "Opslaan" not in page
    with pytest.raises(PermissionDenied):
        clerk.post(address(letter), {"note": "x"})


def test_staff_who_may_only_change_letters_keeps_what_others_entered(clerk_who_may, letter):
    form = clerk_who_may("view_letter", "change_letter").open(letter)
    assert not any(name.startswith(("commitments", "mentions", "signatures")) for name in form.data)
    assert form.type(note="Nagezien.").save().status_code == 302
    assert (make.again(letter).note, letter.commitments.count(), letter.mentions.count()) == ("Nagezien.", 2, 2)


def test_staff_who_may_look_at_commitments_can_add_mentions_to_them(clerk_who_may, letter):
    form = clerk_who_may("change_letter", "view_commitment", "view_mention", "add_mention", "change_mention").open(
        letter
    )
    fields = mention_fields(quote="EUR 3 miljoen, nogmaals", amount_as_written="EUR 3 miljoen", verdict="repeats")
    form.add("mentions", **fields, commitment=of(letter, CYBER).pk)
    assert form.save().status_code == 302
    assert letter.mentions.count() == 3


def test_rows_that_somebody_may_only_look_at_are_no_change_of_his(clerk_who_may, letter):
    form = clerk_who_may("change_letter", "view_commitment", "view_signature").open(letter)
    assert form.save().status_code == 302
    assert make.again(letter).version == letter.version


def test_who_may_look_at_mentions_and_commitments_saves_the_letter_and_none_of_them(clerk_who_may, letter):
    form = clerk_who_may("change_letter", "view_commitment", "view_mention").open(letter)
    assert form.type(note="Nagezien.").save().status_code == 302
    assert (make.again(letter).note, letter.mentions.count()) == ("Nagezien.", 2)


def test_who_is_not_logged_in_is_asked_to(client, addresses):
    for path in addresses:
        response = client.get(path)
        assert response.status_code == 302
        assert response.url.startswith("/beheer/login/")


# what is typed wrong

TEXTS = {
    "nul": "a\x00b",
    "emoji": "🐈‍⬛ 🇺🇦",
    "html": "<script>alert(1)</script>\"'>{{ 7|add:7 }}{% now %}",
    "long": "9" * 100_000,
    "direction": "\u202e\u200b",
    "spaces": " \t\r\n ",
    "no utf-8": b"\xff\xfe",
}
NUMBERS = {
    "nul": "1\x00",
    "text": "<b>één</b> 🐈",
    "long": "9" * 100_000,
    "minus": "-1",
    "zero": "0",
    "huge": "9" * 25,
    "fits in 63 bits": "9223372036854775807",
    "infinite": "1e999",
    "arabic": "٣",
    "superscript": "²",
    "no utf-8": b"\xff\xfe",
}
# Not the fields one picks from a list: those send numbers that the page itself put there.
TEXT_FIELDS = [
    *("reference", "date", "title", "short_title", "note", "text"),
    *(f"signatures-0-{name}" for name in ("office", "name_as_printed")),
    *(f"commitments-0-{name}" for name in ("title", "period_note", "note")),
    *(f"mentions-0-{name}" for name in ("quote", "amount_as_written", "currency", "note")),
]
NUMBER_FIELDS = [
    *("number", "date", "signatures-0-position"),
    *(f"commitments-0-{name}" for name in ("amount_eur", "year", "end_year")),
    *(f"mentions-0-{name}" for name in ("amount_as_written", "amount", "new_commitment", "position")),
]
NUMERIC = {"number", "position", "amount_eur", "year", "end_year"}
DUTCH = re.compile(r"(?i)\b(is|niet|geen|een|teken|waarde|hier|vul|voer|kies|staat|wordt|deze|zorg|selecteer|bedrag)\b")


@pytest.fixture
def new_letter(anna):
    """A sound new letter as a clerk fills it in: with one signature, one commitment and the quote that states it."""
    form = anna.new(Letter)
    dossier = Dossier.objects.get_or_create(number="36045")[0]
    minister = Minister.objects.get_or_create(slug="m", defaults={"name": "M", "family_name": "M"})[0]
    form.type(kind="brief", dossier=dossier.pk, number=7, date="17-11-2023", short_title="Proef")
    form.add("signatures", minister=minister.pk, office="Minister", manner="ondertekend", position=1)
    form.add("commitments", **commitment_fields())
    form.add("mentions", **mention_fields(new_commitment=1))
    return form


def fields_with_errors(response):
    context = response.context_data
    forms = [
        context["adminform"].form,
        *(form for inline in context["inline_admin_formsets"] for form in inline.formset.forms),
    ]
    return {form.add_prefix(name) for form in forms for name in form.errors}


@pytest.mark.parametrize(
    ("fields", "texts", "name"),
    [
        *((TEXT_FIELDS, TEXTS, name) for name in TEXTS),
        *((NUMBER_FIELDS, NUMBERS, name) for name in NUMBERS),
    ],
)
def test_whatever_is_typed_is_refused_in_dutch_and_shown_again_or_kept(anna, new_letter, fields, texts, name):
    """The same in every field, and then only in those where it was accepted, until it is all kept."""
    accepted, text = set(fields), texts[name]
    while True:
        form = new_letter.copy().type(**dict.fromkeys(accepted, text))
        response = form.save()
        if response.status_code == 302:
            break
        messages, refused = errors_of(response), fields_with_errors(response)
        assert messages
        assert all(DUTCH.search(message) for message in messages), messages
        assert not Letter.objects.exists()
        if accepted == set(fields):
            assert "<script>alert(1)" not in response.render().content.decode()
        bound = [response.context_data["adminform"].form] + [
            one for inline in response.context_data["inline_admin_formsets"] for one in inline.formset.forms
        ]
        shown = {field.html_name: str(field.value() or "") for one in bound for field in one}
        typed = {field: "".join(values) for field, values in form.data.items() if field in shown}
        assert {field: shown[field] for field in typed} == typed
        # A sum of two that are each accepted may be refused as well: then the later is left as it was.
        accepted -= refused & accepted or {max(accepted, key=fields.index)}
    letter = Letter.objects.get()
    assert sound()
    assert anna.get(address(letter)).render().status_code == 200
    for field in accepted & {"title", "short_title", "note", "reference"}:
        assert getattr(letter, field) == (text if isinstance(text, str) else text.decode(errors="replace")).strip()


def test_what_was_approved_from_naughty_input_shows_on_the_public_pages(anna, new_letter, client):
    cat = "🐈 <b>&amp;</b> {{ x }} \u202e"
    fields = ["short_title", "title", "note", "signatures-0-office", "signatures-0-name_as_printed",
              "commitments-0-title", "commitments-0-note", "commitments-0-period_note", "mentions-0-note"]  # fmt: skip
    new_letter.type(**dict.fromkeys(fields, cat))
    new_letter.type(reference="x", text="", **{"mentions-0-quote": f"{cat} EUR 10 miljoen {cat}"})
    assert new_letter.save().status_code == 302
    letter = Letter.objects.get()
    assert told(Clerk("bert").does(letter, "approve"))[0][0] == "success"
    for path in ("/", letter.get_absolute_url(), letter.commitments.get().get_absolute_url(), "/brieven/"):
        response = client.get(path)
        assert response.status_code == 200, path
        assert b"<b>&amp;</b>" not in response.content
    for page in ("review", "history", "change"):
        assert "<b>&amp;</b>" not in anna.get(address(letter, page)).render().content.decode()


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Dossier, {"number": "36 100", "title": "x"}),
        (Minister, {"slug": "x", "name": "x", "family_name": "x"}),
        (
            Category,
            {"slug": "x", "name": "x", "short_name": "x", "description": "x", "position": "1", "colour": "blue"},
        ),
        (Channel, {"slug": "x", "name": "x", "short_name": "x"}),
        (Commitment, {"slug": "x"}),
    ],
)
def test_the_small_forms_survive_whatever_is_typed(anna, model, fields):
    fields_of_text = list(fields)
    if model is Commitment:
        fields = commitment_fields(**fields, letter=make.working().pk)
        fields_of_text += ["title", "amount_eur", "year", "end_year", "period_note", "note"]
    for field in fields_of_text:
        for name, text in (NUMBERS if field in NUMERIC else TEXTS).items():
            response = anna.post(address(model, "add"), fields | {field: text})
            if response.status_code == 200:
                messages = errors_of(response)
                assert all(DUTCH.search(message) for message in messages), (field, name, messages)
            else:
                assert response.status_code == 302
                row = model.objects.order_by("pk").last()
                assert anna.open(row).save().status_code == 302, "as it was kept it can be saved again"
                row.delete()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"number": "0"}, "Een Kamerstuknummer begint bij 1."),
        ({"number": "100000"}, "Een Kamerstuknummer heeft hooguit vijf cijfers."),
        ({"dossier": ""}, "Een nummer hoort bij een dossier: kies het dossier, of laat het nummer leeg."),
        ({"number": ""}, "Vul het dossier met nummer in, of anders het kenmerk. "
                         "Zonder een van beide is de brief niet terug te vinden."),
        ({"reference": "🐈", "number": ""}, "In een kenmerk staan letters of cijfers, zoals BZDOC-151675943-16."),
        ({"date": "17-11-0203"}, "Een brief uit het jaar 203 kan hier niet staan. Kijk het jaar na."),
        ({"date": "17 november"}, "Voer een geldige datum in."),
        ({"commitments-0-amount_eur": "2.5 miljard"},
         "‘2.5 miljard’: gebruik een komma voor decimalen (2,5 miljard) en punten tussen duizendtallen (2.500.000.000)."),
        ({"commitments-0-amount_eur": "20 biljoen"}, "Dit is meer dan tienduizend miljard euro. Kijk het aantal nullen na."),
        ({"commitments-0-end_year": "2023"},
         "De periode eindigt voor ze begint. Draai de jaren om of laat “tot en met” leeg."),
        ({"commitments-0-finance_type": "garantie"},
         "Een garantie is geen uitgave en telt niet mee: kies bij “uitgesloten omdat” de garantie."),
        ({"commitments-0-amount_eur": "11 mln"},
         "Het citaat zegt €\xa010.000.000, de toezegging “Drones” €\xa011.000.000. Een van beide klopt niet."),
        ({"mentions-0-quote": "voor drones"}, "“EUR 10 miljoen” staat niet in het citaat. Neem het letterlijk over."),
        ({"mentions-0-currency": "USD"}, "In “EUR 10 miljoen” staat EUR, hier USD. Laat het veld leeg."),
        ({"mentions-0-amount": "1000000"},
         "“EUR 10 miljoen” is €\xa010.000.000, hier staat €\xa01.000.000. Laat het veld leeg of verbeter het."),
        ({"mentions-0-new_commitment": ""}, "Kies de toezegging die dit bedrag noemt of herhaalt. "
         "Is zij hierboven nieuw ingevuld, geef dan hiernaast haar nummer."),
        ({"mentions-0-new_commitment": "2"}, "Hierboven staat geen nieuwe toezegging met nummer 2."),
        ({"mentions-0-verdict": "other"}, "Bij dit oordeel hoort geen toezegging. Laat dit leeg."),
        ({"text": "Hier staat iets anders."}, "Dit citaat staat niet in de tekst van de brief. Neem het letterlijk over."),
    ],
)  # fmt: skip
def test_a_mistake_gets_a_sentence_that_says_what_to_do(new_letter, changes, message):
    assert errors_of(new_letter.type(**changes).save()) == {message}
    assert not Letter.objects.exists()


def test_amount_currency_and_place_fill_themselves(new_letter):
    new_letter.add("mentions", **mention_fields(quote="Van die 10 miljoen", amount_as_written="10 miljoen",
                                                verdict="repeats", new_commitment=1))  # fmt: skip
    new_letter.add("mentions", **mention_fields(quote="$ 4 mld.", amount_as_written="$ 4 mld.", verdict="other"))
    assert new_letter.save().status_code == 302
    drones = Commitment.objects.get()
    assert (drones.slug, drones.amount_eur, drones.end_year) == ("drones", 10_000_000, 2024)
    assert list(Mention.objects.values_list("position", "amount", "currency", "commitment")) == [
        (1, 10_000_000, "EUR", drones.pk),
        (2, 10_000_000, "", drones.pk),
        (3, 4_000_000_000, "USD", None),
    ]
    assert sound()


def test_a_number_counts_the_rows_on_the_page_not_those_that_are_there_already(anna, letter):
    form = anna.open(letter)
    assert "#3" in anna.get(address(letter)).render().content.decode()
    assert form.add("commitments", **commitment_fields(title="Drones")) == "commitments-2"
    form.add("commitments", **commitment_fields(title="Munitie", amount_eur="20 mln"))
    form.add("mentions", **mention_fields(new_commitment=3))
    form.add("mentions", **mention_fields(quote="EUR 20 miljoen", amount_as_written="EUR 20 miljoen", new_commitment=4))
    assert form.save().status_code == 302
    stated = letter.mentions.filter(position__gt=2)
    assert [mention.commitment.title for mention in stated] == ["Drones", "Munitie"]
    form = anna.open(letter)
    form.add("mentions", **mention_fields(new_commitment=3))
    assert errors_of(form.save()) == {"Hierboven staat geen nieuwe toezegging met nummer 3."}


@pytest.mark.engines
def test_a_letter_that_is_there_already_is_not_entered_twice(new_letter):
    again = new_letter.copy()
    assert new_letter.save().status_code == 302
    [problem] = errors_of(again.save())
    assert problem.startswith("Deze brief staat al in het grootboek.")


def test_two_commitments_of_one_name_each_get_an_address(new_letter):
    new_letter.add("commitments", **commitment_fields())
    assert new_letter.save().status_code == 302
    assert sorted(Commitment.objects.values_list("slug", flat=True)) == ["drones", "drones-2"]


# number and date


def test_the_address_of_a_draft_follows_its_number_that_of_a_public_letter_stays(anna, letter):
    make.working(number=151)
    assert errors_of(anna.open(letter).type(number=172).save()) == {
        "Deze brief is openbaar op het adres kst-36045-171, dat bij het oude nummer of kenmerk hoort. "
        "Trek hem terug, verander het dan en publiceer hem opnieuw."
    }
    anna.does(letter, "withdraw", reason="Verkeerd nummer")
    [problem] = errors_of(anna.open(letter).type(number=151).save())
    assert problem.startswith(
        "Kamerstuk 36 045, nr. 151 is er al, maar van 1 januari 2024, en deze brief is van 17 november 2023."
    )
    assert anna.open(letter).type(number=172).save().status_code == 302
    assert make.again(letter).slug == "kst-36045-172"
    assert sound()


def test_a_letter_with_a_reference_keeps_its_address_when_it_gets_a_number(anna, new_letter):
    assert new_letter.type(dossier="", number="", reference="BZDOC-1").save().status_code == 302
    letter = make.approved(Letter.objects.get())
    assert anna.open(letter).type(dossier=Dossier.objects.working().get().pk, number=9).save().status_code == 302
    letter = make.again(letter)
    assert (letter.slug, letter.designation) == ("bzdoc-1", "Kamerstuk 36 045, nr. 9")
    assert sound()


def test_the_date_suits_what_is_superseded(anna, letter):
    old = make.working(date=datetime.date(2023, 2, 20))
    predecessor = make.promised(old, title="Wintersteunpakket")
    make.change(letter, [predecessor], "corrected", [of(letter, CYBER)])
    message = (
        f"“Wintersteunpakket” eindigt door {letter.designation}, en zou met deze datum nog niet bestaan. "
        "Kijk de datum na, of verander de wijziging."
    )
    assert message in errors_of(anna.open(letter).type(date="19-02-2023").save())
    assert message in errors_of(anna.open(old).type(date="18-11-2023").save())
    assert anna.open(old).type(date="17-11-2023").save().status_code == 302


# rows that hang together


def test_new_parts_of_one_whole_do_not_exceed_it_together(anna, letter):
    form = anna.open(letter)
    for title in ("Drones", "Munitie", "Training"):
        form.add("commitments", **commitment_fields(title=title, amount_eur="700 mln", part_of=of(letter, MILITARY).pk))
    [message] = errors_of(form.save())
    assert message.replace("\xa0", " ") == (
        "De onderdelen zijn samen € 2.100.000.000, meer dan het geheel “Militaire steun in 2024” van "
        "€ 2.000.000.000: “Drones” € 700.000.000, “Munitie” € 700.000.000, “Training” € 700.000.000."
    )
    assert letter.commitments.count() == 2


def test_a_whole_and_its_parts_shrink_together_or_not_at_all(anna, new_letter):
    new_letter.add("commitments", **commitment_fields(title="Geheel", amount_eur="100 mln"))
    new_letter.save()
    letter = Letter.objects.get()
    drones, whole = letter.commitments.order_by("slug")
    form = anna.open(letter)
    assert form.fill(form.row(drones), part_of=whole.pk).save().status_code == 302

    form = anna.open(letter)
    response = form.fill(form.row(whole), amount_eur="9 mln").save()
    assert "meer dan het geheel “Geheel” van €\xa09.000.000" in errors_of(response).pop()

    form.fill(form.row(drones), amount_eur="8 mln")
    form.fill(
        "mentions-0", quote="8 miljoen", amount_as_written="8 miljoen", amount=None, currency=None, verdict="repeats"
    )
    assert form.save().status_code == 302
    assert list(letter.commitments.order_by("slug").values_list("amount_eur", flat=True)) == [8_000_000, 9_000_000]
    assert sound()


def test_two_commitments_cannot_become_part_of_each_other_on_one_page(anna, letter):
    form, one, other = anna.open(letter), of(letter, CYBER), of(letter, MILITARY)
    form.fill(form.row(one), part_of=other.pk).fill(form.row(other), part_of=one.pk)
    assert any(message.startswith("Dit wordt een kring:") for message in errors_of(form.save()))
    assert sound()


def test_a_new_letter_with_a_wrong_date_and_a_change_is_a_mistake_not_a_crash(new_letter, letter):
    new_letter.type(date="morgen").add("changes", kind="lowered", ended=[of(letter, CYBER).pk])
    assert errors_of(new_letter.save()) == {"Voer een geldige datum in."}


@pytest.mark.engines
def test_places_are_swapped_and_not_used_twice(anna, letter):
    first, second = letter.mentions.all()
    form = anna.open(letter)
    response = form.fill(form.row(second), position=1).save()
    assert errors_of(response) == {"Volgorde 1 is al gebruikt. Geef elke vindplaats een eigen."}
    assert form.fill(form.row(first), position=2).save().status_code == 302
    assert list(letter.mentions.all()) == [second, first]
    assert sound()


def test_a_commitment_and_its_quote_are_corrected_together(anna, letter):
    cyber = of(letter, CYBER)
    form = anna.open(letter)
    response = form.fill(form.row(cyber), amount_eur="4 mln").save()
    assert errors_of(response) == {
        "Het citaat zegt €\xa03.000.000, de toezegging “Niet-militaire cybersteun in 2024” €\xa04.000.000. "
        "Een van beide klopt niet."
    }
    fields = {
        "quote": "EUR 4 miljoen voor cyber",
        "amount_as_written": "EUR 4 miljoen",
        "amount": None,
        "currency": None,
    }
    assert form.fill(form.row(cyber.mentions.get()), **fields).save().status_code == 302
    assert sound()


@pytest.mark.engines
def test_a_commitment_with_quotes_is_not_deleted_without_them(anna, letter):
    cyber = of(letter, CYBER)
    for rows in ([cyber], [cyber, cyber.mentions.get()]):
        messages = errors_of(anna.open(letter).delete(*rows).save())
        assert any("EUR 3 miljoen (Kamerstuk 36 045, nr. 171)" in message for message in messages)
        assert "Verwijder die eerst en sla op; daarna kan de toezegging weg." in messages
    assert anna.open(letter).delete(cyber.mentions.get()).save().status_code == 302
    assert anna.open(letter).delete(cyber).save().status_code == 302
    assert [row.title for row in letter.commitments.all()] == [MILITARY]
    assert letter.mentions.count() == 1
    assert sound()


@pytest.mark.engines
def test_what_is_in_use_is_not_deleted(anna, db):
    make.working(100)
    for used in (make.category(), Dossier.objects.get()):
        path = anna.get(address(used, "delete")).url
        assert "kan niet worden verwijderd" in anna.get(path).render().content.decode()
        with suppress(PermissionDenied):
            assert anna.post(path, {"post": "yes"}).status_code == 200
        assert make.again(used)


# a commitment's own page


def test_on_its_own_page_a_commitment_keeps_to_its_quote_and_its_letter(anna, letter):
    cyber, other = of(letter, CYBER), make.working()
    assert errors_of(anna.open(cyber).type(amount_eur="4 mln").save()) == {
        "Het citaat zegt “EUR 3 miljoen”. Verbeter bedrag en citaat samen, op de pagina van de brief "
        "(Kamerstuk 36 045, nr. 171)."
    }
    assert errors_of(anna.open(cyber).type(letter=other.pk).save()) == {
        "Kamerstuk 36 045, nr. 171 noemt deze toezegging (“EUR 3 miljoen”). Verander eerst, op de pagina van die brief, "
        "het oordeel van die vindplaats."
    }
    assert anna.open(cyber).type(note="Nagezien.").save().status_code == 302
    assert sound()


def test_a_part_is_not_approved_before_its_whole(anna, letter):
    draft = make.working(300)
    whole = draft.commitments.get()
    part = make.promised(letter, 100, title="Deel")
    assert anna.open(part).type(part_of=whole.pk).save().status_code == 302
    problem = f"“Deel” is een onderdeel van “{whole}”, dat nog een concept is. Keur eerst {draft.designation} goed."
    assert told(Clerk("bert").does(letter, "approve")) == [("error", problem)]


@pytest.mark.parametrize(
    "field",
    ["kind", "dossier", "other_dossiers", "signatures-0-minister", "signatures-0-manner", "commitments-0-category",
     "commitments-0-channel", "commitments-0-part_of", "commitments-0-begun_by", "commitments-0-takes",
     "commitments-0-exclusion", "mentions-0-commitment", "mentions-0-verdict"],
)  # fmt: skip
def test_what_was_picked_and_is_gone_by_now_is_a_mistake_not_a_crash(anna, new_letter, field):
    for gone in ("999999", "9" * 30, "x", "²"):
        response = new_letter.copy().type(**{field: gone}).save()
        messages = errors_of(response)
        assert all(DUTCH.search(message) for message in messages), messages
        response.render()


def test_what_was_picked_and_is_gone_by_now_is_a_mistake_also_while_two_versions_wait_for_a_choice(anna):
    row = make.working(100)
    for gone in ("999999", "9" * 30, "x", "²", "-1"):
        form = anna.open(row)
        anna.open(row).fill("commitments-0", category=make.category(f"c-{len(gone)}").pk, note=gone).save()
        response = form.fill("commitments-0", category=gone, note="Mijn").save()
        assert {one["label"] for one in response.context_data["conflict"]["disputes"]} >= {"Toelichting"}
        response.render()


@pytest.mark.parametrize("term", ["9" * 5000, "🐈", "%", "' OR 1=1"])
@pytest.mark.engines
def test_a_search_box_survives_whatever_is_typed(admin_client, letter, term):
    names = {"app_label": "commitments", "model_name": "mention", "field_name": "commitment"}
    assert admin_client.get(reverse("admin:autocomplete"), names | {"term": term}).json()["results"] == []


def test_a_letters_page_asks_no_more_for_its_own_name_with_every_mention(admin_client, django_assert_max_num_queries):
    letter = make.working()
    for _ in range(20):
        make.mention(letter)
    with django_assert_max_num_queries(55):  # most are Django's: each search box looks up what is chosen in it
        assert admin_client.get(address(letter)).status_code == 200
