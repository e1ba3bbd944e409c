"""The admin as a clerk meets it: every page, the two actions, and what a form says when something is wrong."""

import datetime
import re

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from model_bakery import baker

from commitments import invariants
from commitments.models import Category, Commitment, Mention
from letters.models import Dossier, Letter, Minister

MODELS = [
    "letters_dossier",
    "letters_minister",
    "letters_letter",
    "commitments_category",
    "commitments_channel",
    "commitments_commitment",
    "commitments_mention",
]
LETTER_LIST = reverse("admin:letters_letter_changelist")
LETTER_ADD = reverse("admin:letters_letter_add")
COMMITMENT_LIST = reverse("admin:commitments_commitment_changelist")


def page_of(row):
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])


def typed(response):
    """What the browser would send back from this page: every field under its name, unchanged."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    values = {field.html_name: field.value() for form in forms for field in form}
    return {
        name: value
        for name, value in values.items()
        if value is not None and value is not False and value not in ("", [])
    }


def add_row(data, prefix, **fields):
    """A clerk adds a row to an inline and fills it in; returns the row's name in the form."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    data[f"{prefix}-TOTAL_FORMS"] = number + 1
    data.update({f"{prefix}-{number}-{name}": value for name, value in fields.items()})
    return f"{prefix}-{number}"


def row_of(data, row):
    """The name in the form of a row that is there already: commitments-3."""
    prefix = row._meta.model_name + "s"
    return next(name.removesuffix("-id") for name, value in data.items() if name.endswith("-id") and value == row.pk
                and name.startswith(prefix))  # fmt: skip


def errors_of(response):
    """Every message of the page's forms."""
    assert response.status_code == 200, "it was accepted"
    found = response.context["errors"]
    return {str(error) for errors in found for error in ([errors] if isinstance(errors, str) else errors)}


def notices(response):
    return [(notice.level_tag, str(notice)) for notice in response.context["messages"]]


def sound():
    return {statement: rows for statement, rows in invariants.broken() if rows} == {}


def commitment_fields(**fields):
    category = Category.objects.get_or_create(slug="military", defaults={"name": "Militair", "short_name": "Militair"})
    defaults = {"title": "Drones", "amount_eur": "10 mln", "precision": "exact", "year": 2024, "stage": "aangekondigd"}
    return defaults | {"category": category[0].pk, "finance_type": "gift", "exclusion": ""} | fields


def mention_fields(**fields):
    return {"quote": "EUR 10 miljoen voor drones", "amount_as_written": "EUR 10 miljoen", "verdict": "states"} | fields


@pytest.fixture
def letter_171(ledger):
    return Letter.objects.get(slug="kst-36045-171")


@pytest.fixture
def edit(admin_client):
    """Opens a page of the admin and saves it with changes: edit(letter, lambda data: ...)."""

    def edit(row, change, button="_save"):
        address = row if isinstance(row, str) else page_of(row)
        data = typed(admin_client.get(address))
        change(data)
        return admin_client.post(address, data | {button: "1"}, follow=False)

    return edit


# every page


@pytest.fixture
def addresses(ledger):
    """Every kind of page of every model in the admin."""
    found = [reverse("admin:index"), reverse("admin:app_list", args=["letters"]), reverse("admin:password_change")]
    for model in (Dossier, Minister, Letter, Category, Commitment, Mention):
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        row = model.objects.first()
        found += [reverse(f"{name}_changelist"), f"{reverse(f'{name}_changelist')}?q=oekra%C3%AFne"]
        found += [reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "history")]
        if model is not Mention:
            found += [reverse(f"{name}_add"), f"{reverse(f'{name}_add')}?_popup=1"]
            found += [f"{page_of(row)}?_popup=1", reverse(f"{name}_delete", args=[row.pk])]
    return found


ENGLISH = re.compile(
    r"\b(the|please|you|and|add|search|select|choose|back|home|welcome|delete|history|change password|view site|"
    r"printed|note|amount|year|part of|toggle sorting|show all|no results|date of|this field)\b",
    re.IGNORECASE,
)


def test_every_page_of_the_admin_answers_in_dutch(admin_client, addresses):
    english = {}
    for address in addresses:
        response = admin_client.get(address)
        assert response.status_code == 200, address
        page = response.content.decode()
        assert '<html lang="nl"' in page
        text = re.sub(r"(?s)<(script|style).*?</\1>|<textarea.*?</textarea>|<[^>]*>|&[a-z]+;", " ", page)
        titles = " ".join(re.findall(r'(?:title|aria-label|placeholder|value|alt)="([^"]*)"', page))
        if found := set(ENGLISH.findall(f"{text} {titles}".replace("International Fund for Ukraine", ""))):
            english[address] = found
    assert english == {}


@pytest.mark.parametrize("model", ["category", "channel", "commitment"])
def test_what_is_picked_can_be_searched(admin_client, ledger, model):
    answer = admin_client.get(
        reverse("admin:autocomplete"),
        {"term": "e", "app_label": "commitments", "model_name": "commitment", "field_name": "channel"}
        if model == "channel"
        else {"term": "e", "app_label": "commitments", "model_name": "mention", "field_name": "commitment"}
        if model == "commitment"
        else {"term": "e", "app_label": "commitments", "model_name": "commitment", "field_name": "category"},
    )
    assert answer.status_code == 200
    assert answer.json()["results"]


@pytest.mark.parametrize("name", ["letter", "commitment", "mention", "dossier", "minister", "category", "channel"])
def test_a_list_asks_the_database_as_much_for_200_rows_as_for_5(admin_client, name, django_assert_max_num_queries):
    app = "letters" if name in ("letter", "dossier", "minister") else "commitments"
    address = reverse(f"admin:{app}_{name}_changelist")

    def make(numbers):
        category = Category.objects.get_or_create(slug="cyber", name="Cyber", short_name="Cyber")[0]
        for number in numbers:
            dossier = baker.make(Dossier, number=f"{number + 30000}", title="Oekraïne")
            letter = baker.make(Letter, slug=f"b-{number}", dossier=dossier, number=1, date=datetime.date(2024, 1, 1))
            commitment = baker.make(Commitment, slug=f"t-{number}", category=category, letter=letter, amount_eur=1,
                                    year=2024, end_year=2024, exclusion="")  # fmt: skip
            baker.make(Mention, letter=letter, verdict="states", commitment=commitment, amount=1, currency="EUR")
            baker.make(Minister, slug=f"m-{number}")
            if name in ("category", "channel"):
                baker.make(f"commitments.{name}", slug=f"c-{number}")

    make(range(5))
    with django_assert_max_num_queries(100) as few:
        assert admin_client.get(address).status_code == 200
    make(range(5, 200))
    with django_assert_max_num_queries(len(few)):
        assert admin_client.get(address).status_code == 200


# finding


@pytest.mark.parametrize(
    "words", ["36 045, nr. 171", "kst-36045-171", "36045-171", "steun aan oekraïne in 2024", "bruins slot"]
)
def test_a_letter_is_found_by_its_number_in_any_form_by_its_name_and_by_who_signed_it(admin_client, letter_171, words):
    found = admin_client.get(LETTER_LIST, {"q": words}).context["cl"].queryset
    assert letter_171 in found
    assert len(found) < 5


def test_the_lists_show_what_is_public_and_what_is_draft(admin_client, ledger, letter_171):
    assert letter_171.commitments.update(published_at=None) == 8
    Letter.objects.filter(pk=letter_171.pk).update(published_at=None)

    def shown(address, standing):
        return list(admin_client.get(address, {"stand": standing}).context["cl"].queryset)

    assert shown(LETTER_LIST, "concept") == [letter_171]
    assert letter_171 not in shown(LETTER_LIST, "openbaar")
    assert {commitment.letter for commitment in shown(COMMITMENT_LIST, "concept")} == {letter_171}
    assert {commitment.letter for commitment in shown(COMMITMENT_LIST, "openbaar")}.isdisjoint({letter_171})


@pytest.mark.parametrize(
    "query", ["q=%00", "stand=%00", "stand=x", "kind__exact=x", "dossier__id__exact=x", "date__year=x", "p=x", "o=x.9",
              "dossier__id__exact=99999999999999999999999", "q=" + "9" * 3000, "q=%F0%9F%90%88"]
)  # fmt: skip
def test_a_list_survives_any_address(admin_client, ledger, query):
    assert admin_client.get(f"{LETTER_LIST}?{query}").status_code in (200, 302, 400)


# publishing


def act(client, address, action, *rows):
    return client.post(address, {"action": action, "_selected_action": [row.pk for row in rows]}, follow=True)


def test_a_letter_is_withdrawn_and_published_with_its_commitments(admin_client, letter_171):
    name = "Kamerstuk 36 045, nr. 171 (Steun aan Oekraïne in 2024)"
    response = act(admin_client, LETTER_LIST, "withdraw", letter_171)
    assert notices(response) == [("success", f"{name} is weer een concept.")]
    assert not Commitment.objects.published().filter(letter=letter_171).exists()
    assert admin_client.get(letter_171.get_absolute_url()).status_code == 404

    response = act(admin_client, LETTER_LIST, "publish", letter_171)
    assert notices(response) == [("success", f"{name} is nu openbaar.")]
    assert Commitment.objects.published().filter(letter=letter_171).count() == 8
    assert admin_client.get(letter_171.get_absolute_url()).status_code == 200
    history = admin_client.get(reverse("admin:letters_letter_history", args=[letter_171.pk])).content.decode()
    assert "Teruggetrokken." in history
    assert "Gepubliceerd." in history


def test_what_cannot_be_published_says_why_and_stays_a_draft(admin_client, letter_171):
    act(admin_client, LETTER_LIST, "withdraw", letter_171)
    cyber = Commitment.objects.get(slug="cyber-2024")
    cyber.mentions.all().delete()
    response = act(admin_client, LETTER_LIST, "publish", letter_171)
    [(level, text)] = notices(response)
    assert level == "error"
    assert "“Niet-militaire cybersteun in 2024” heeft nog geen citaat." in text
    assert not Letter.objects.get(pk=letter_171.pk).is_published
    assert not Commitment.objects.published().filter(letter=letter_171).exists()

    response = act(admin_client, COMMITMENT_LIST, "publish", *letter_171.commitments.all()[:2])
    assert {level for level, _ in notices(response)} == {"error"}
    assert "staat in een brief die nog niet openbaar is" in notices(response)[0][1]


def test_a_whole_is_not_withdrawn_from_under_its_part(admin_client, ledger):
    whole = Commitment.objects.get(slug="reservering-2023")
    response = act(admin_client, COMMITMENT_LIST, "withdraw", whole)
    assert [level for level, _ in notices(response)] == ["error"]
    assert "heeft een openbaar onderdeel" in notices(response)[0][1]
    response = act(admin_client, COMMITMENT_LIST, "withdraw", whole, *whole.parts.all())
    assert notices(response) == [("success", "De toezeggingen zijn weer concepten.")]
    response = act(admin_client, COMMITMENT_LIST, "publish", whole, *whole.parts.all())
    assert notices(response) == [("success", "De toezeggingen zijn nu openbaar.")]
    assert sound()


def test_the_letters_own_page_publishes_and_withdraws_what_is_on_it(admin_client, edit, letter_171):
    page = admin_client.get(page_of(letter_171)).content.decode()
    assert "Opslaan en terugtrekken" in page
    assert f'href="{letter_171.get_absolute_url()}"' in page  # to see it as the public does
    response = edit(letter_171, lambda data: data.update(note="Nagezien."), "_withdraw")
    assert response.url == page_of(letter_171)
    letter_171.refresh_from_db()
    assert (letter_171.note, letter_171.is_published) == ("Nagezien.", False)
    page = admin_client.get(page_of(letter_171)).content.decode()
    assert "Opslaan en terugtrekken" not in page
    assert f'href="{letter_171.get_absolute_url()}"' not in page

    edit(letter_171, lambda data: data.update(note="Klaar."), "_publish")
    letter_171.refresh_from_db()
    assert (letter_171.note, letter_171.is_published) == ("Klaar.", True)
    assert sound()


def test_nothing_is_published_when_the_page_has_an_error(edit, letter_171):
    edit(letter_171, lambda data: None, "_withdraw")
    response = edit(letter_171, lambda data: data.update(date="31-02-2024"), "_publish")
    assert errors_of(response) == {"Voer een geldige datum in."}
    assert not Letter.objects.get(pk=letter_171.pk).is_published


def test_what_cannot_be_published_is_saved_and_says_why(admin_client, edit, letter_171):
    edit(letter_171, lambda data: None, "_withdraw")

    def one_more(data):
        add_row(data, "commitments", **commitment_fields(title="Drones"))

    response = admin_client.get(edit(letter_171, one_more, "_publish").url)
    assert [level for level, _ in notices(response)] == ["success", "error"]
    assert "“Drones” heeft nog geen citaat" in notices(response)[-1][1]
    assert letter_171.commitments.filter(title="Drones", published_at=None).exists()
    assert not Letter.objects.get(pk=letter_171.pk).is_published


# who may do what


@pytest.fixture
def clerk(client, ledger):
    """Logs in staff with these rights: clerk("view_letter")."""

    def clerk(*rights):
        user = User.objects.create_user("griffier", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=rights))
        client.force_login(user)
        return client

    return clerk


def test_staff_without_rights_sees_nothing_and_may_do_nothing(clerk, letter_171):
    client = clerk()
    assert client.get(LETTER_LIST).status_code == 403
    assert client.get(page_of(letter_171)).status_code == 403
    assert client.post(page_of(letter_171), {"_withdraw": "1"}).status_code == 403
    assert client.post(LETTER_LIST, {"action": "withdraw", "_selected_action": [letter_171.pk]}).status_code == 403
    assert client.post(LETTER_ADD, {"_publish": "1"}).status_code == 403
    assert Letter.objects.get(pk=letter_171.pk).is_published


def test_staff_who_may_only_look_has_no_button_and_no_action(clerk, letter_171):
    client = clerk("view_letter", "view_commitment", "view_mention", "view_signature")
    response = client.get(LETTER_LIST)
    assert response.context["action_form"] is None
    page = client.get(page_of(letter_171)).content.decode()
    assert "Militaire steun in 2024" in page
    assert "Opslaan" not in page
    assert client.post(page_of(letter_171), {"_withdraw": "1"}).status_code == 403
    act(client, LETTER_LIST, "withdraw", letter_171)
    assert Letter.objects.get(pk=letter_171.pk).is_published


def test_staff_who_may_only_change_letters_keeps_what_others_entered(clerk, letter_171):
    client = clerk("view_letter", "change_letter")
    page = client.get(page_of(letter_171))
    assert [inline.opts.model for inline in page.context["inline_admin_formsets"]] == []
    response = client.post(page_of(letter_171), typed(page) | {"note": "Nagezien.", "_save": "1"})
    assert response.status_code == 302
    assert letter_171.commitments.count() == 8
    assert Letter.objects.get(pk=letter_171.pk).note == "Nagezien."


def test_staff_who_may_look_at_commitments_can_add_mentions_to_them(clerk, letter_171):
    client = clerk("change_letter", "view_commitment", "view_mention", "add_mention", "change_mention")
    data = typed(client.get(page_of(letter_171)))
    fields = mention_fields(quote="EUR 3 miljoen, nogmaals", amount_as_written="EUR 3 miljoen", verdict="repeats")
    add_row(data, "mentions", **fields, commitment=Commitment.objects.get(slug="cyber-2024").pk)
    response = client.post(page_of(letter_171), data | {"_save": "1"})
    assert response.status_code == 302
    assert letter_171.mentions.count() == 15


def test_who_is_not_logged_in_is_asked_to(client, addresses):
    for address in addresses:
        response = client.get(address)
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
FIELDS = [
    *[(name, TEXTS) for name in ("reference", "date", "title", "short_title", "note", "text")],
    *[(f"signatures-0-{name}", TEXTS) for name in ("office", "name_as_printed")],
    *[(f"commitments-0-{name}", TEXTS) for name in ("title", "period_note", "note")],
    *[(f"mentions-0-{name}", TEXTS) for name in ("quote", "amount_as_written", "currency", "note")],
    *[(name, NUMBERS) for name in ("number", "date", "signatures-0-position")],
    *[(f"commitments-0-{name}", NUMBERS) for name in ("amount_eur", "year", "end_year")],
    *[(f"mentions-0-{name}", NUMBERS) for name in ("amount_as_written", "amount", "new_commitment", "position")],
]
DUTCH = re.compile(r"(?i)\b(is|niet|geen|een|teken|waarde|hier|vul|voer|kies|staat|wordt|deze|zorg|selecteer|bedrag)\b")


@pytest.fixture
def new_letter(admin_client, db):
    """A sound new letter as a clerk fills it in: with one signature, one commitment and the quote that states it."""
    data = typed(admin_client.get(LETTER_ADD))
    dossier = Dossier.objects.get_or_create(number="36045")[0]
    minister = Minister.objects.get_or_create(slug="m", defaults={"name": "M", "family_name": "M"})[0]
    data.update(kind="brief", dossier=dossier.pk, number=7, date="17-11-2023", short_title="Proef")
    add_row(data, "signatures", minister=minister.pk, office="Minister", manner="ondertekend", position=1)
    add_row(data, "commitments", **commitment_fields())
    add_row(data, "mentions", **mention_fields(new_commitment=1))
    return data


@pytest.mark.parametrize(("field", "texts"), FIELDS)
def test_whatever_is_typed_is_kept_or_refused_in_dutch_and_shown_again(admin_client, new_letter, field, texts):
    for name, text in texts.items():
        response = admin_client.post(LETTER_ADD, new_letter | {field: text, "_save": "1"})
        if response.status_code == 302:
            letter = Letter.objects.get()
            assert sound(), (field, name)
            assert admin_client.get(page_of(letter)).status_code == 200, (field, name)
            letter.mentions.all().delete()
            letter.commitments.all().delete()
            letter.delete()
            continue
        messages = errors_of(response)
        assert messages, (field, name)
        assert all(DUTCH.search(message) for message in messages), (field, name, messages)
        assert not Letter.objects.exists()
        again = typed(response)
        sent = {key: str(value) for key, value in new_letter.items() if key != field and value != ""}
        assert {key: str(again.get(key)) for key in sent} == sent
        assert b"<script>alert(1)" not in response.content
        if isinstance(text, str) and text.strip():
            value = again.get(field)
            assert value == [text] if isinstance(value, list) else value == text, (field, name, value)


def test_what_was_published_from_naughty_input_shows_on_the_public_pages(admin_client, new_letter):
    cat = "🐈 <b>&amp;</b> {{ x }} \u202e"
    fields = ["short_title", "title", "note", "text", "reference", "signatures-0-office", "signatures-0-name_as_printed",
              "commitments-0-title", "commitments-0-note", "commitments-0-period_note", "mentions-0-note"]  # fmt: skip
    data = new_letter | dict.fromkeys(fields, cat) | {"reference": "x", "text": ""}
    data |= {"mentions-0-quote": f"{cat} EUR 10 miljoen {cat}", "_publish": "1"}
    assert admin_client.post(LETTER_ADD, data).status_code == 302
    letter = Letter.objects.published().get()
    for address in ("/", letter.get_absolute_url(), letter.commitments.get().get_absolute_url(), "/brieven/"):
        response = admin_client.get(address)
        assert response.status_code == 200, address
        assert b"<b>&amp;</b>" not in response.content


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("letters_dossier", {"number": "36 100", "title": "x"}),
        ("letters_minister", {"slug": "x", "name": "x", "family_name": "x"}),
        ("commitments_category", {"slug": "x", "name": "x", "short_name": "x", "description": "x", "position": "1",
                                  "colour": "blue"}),
        ("commitments_channel", {"slug": "x", "name": "x", "short_name": "x"}),
        ("commitments_commitment", {"slug": "x"}),
    ],
)  # fmt: skip
def test_the_small_forms_survive_whatever_is_typed(admin_client, ledger, address, fields):
    add = reverse(f"admin:{address}_add")
    text_fields = list(fields)
    if address == "commitments_commitment":
        fields = commitment_fields(**fields, letter=Letter.objects.first().pk)
        text_fields += ["title", "amount_eur", "year", "end_year", "period_note", "note"]
    for field in text_fields:
        for name, text in {**TEXTS, **NUMBERS}.items():
            response = admin_client.post(add, fields | {field: text})
            if response.status_code == 200:
                messages = errors_of(response)
                assert all(DUTCH.search(message) for message in messages), (field, name, messages)
            else:
                assert response.status_code == 302
                changelist = admin_client.get(reverse(f"admin:{address}_changelist"))
                assert changelist.status_code == 200
                row = changelist.context["cl"].queryset.order_by("-pk").first()
                assert admin_client.get(page_of(row)).status_code == 200
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
        ({"mentions-0-verdict": "context"}, "Bij “context” en “geen geld” hoort geen toezegging. Laat dit leeg."),
        ({"text": "Hier staat iets anders."}, "Dit citaat staat niet in de tekst van de brief. Neem het letterlijk over."),
    ],
)  # fmt: skip
def test_a_mistake_gets_a_sentence_that_says_what_to_do(admin_client, new_letter, changes, message):
    response = admin_client.post(LETTER_ADD, new_letter | changes)
    assert errors_of(response) == {message}
    assert not Letter.objects.exists()


def test_amount_currency_and_place_fill_themselves(admin_client, new_letter):
    add_row(new_letter, "mentions", **mention_fields(quote="Van die 10 miljoen", amount_as_written="10 miljoen",
                                                     verdict="repeats", new_commitment=1))  # fmt: skip
    add_row(new_letter, "mentions", **mention_fields(quote="$ 4 mld.", amount_as_written="$ 4 mld.", verdict="context"))
    assert admin_client.post(LETTER_ADD, new_letter).status_code == 302
    drones = Commitment.objects.get()
    assert (drones.slug, drones.amount_eur, drones.end_year) == ("drones", 10_000_000, 2024)
    assert list(Mention.objects.values_list("position", "amount", "currency", "commitment")) == [
        (1, 10_000_000, "EUR", drones.pk),
        (2, 10_000_000, "", drones.pk),
        (3, 4_000_000_000, "USD", None),
    ]
    assert sound()


def test_a_number_counts_the_rows_on_the_page_not_those_that_are_there_already(admin_client, edit, letter_171):
    def two_more(data):
        row = add_row(data, "commitments", **commitment_fields(title="Drones"))
        add_row(data, "commitments", **commitment_fields(title="Munitie", amount_eur="20 mln"))
        assert row == "commitments-8"
        add_row(data, "mentions", **mention_fields(new_commitment=9))
        fields = mention_fields(quote="EUR 20 miljoen", amount_as_written="EUR 20 miljoen", new_commitment=10)
        add_row(data, "mentions", **fields)

    assert "#9" in admin_client.get(page_of(letter_171)).content.decode()
    assert edit(letter_171, two_more).status_code == 302
    stated = Mention.objects.filter(letter=letter_171, position__gt=14)
    assert [mention.commitment.title for mention in stated] == ["Drones", "Munitie"]
    response = edit(letter_171, lambda data: add_row(data, "mentions", **mention_fields(new_commitment=3)))
    assert errors_of(response) == {"Hierboven staat geen nieuwe toezegging met nummer 3."}


def test_a_letter_that_is_there_already_is_not_entered_twice(admin_client, new_letter):
    assert admin_client.post(LETTER_ADD, new_letter).status_code == 302
    assert errors_of(admin_client.post(LETTER_ADD, new_letter)) == {
        "Er is al een brief met het adres kst-36045-7. Open die brief om hem te bewerken.",
        "Dit nummer is in dit dossier al in gebruik voor een andere brief.",
    }


def test_two_commitments_of_one_name_each_get_an_address(admin_client, new_letter):
    add_row(new_letter, "commitments", **commitment_fields())
    assert admin_client.post(LETTER_ADD, new_letter).status_code == 302
    assert sorted(Commitment.objects.values_list("slug", flat=True)) == ["drones", "drones-2"]


# number and date


def test_the_address_of_a_draft_follows_its_number_that_of_a_public_letter_stays(edit, letter_171):
    response = edit(letter_171, lambda data: data.update(number=172))
    assert errors_of(response) == {
        "Deze brief is openbaar op het adres kst-36045-171, dat bij het oude nummer of kenmerk hoort. "
        "Trek hem terug, verander het dan en publiceer hem opnieuw."
    }
    edit(letter_171, lambda data: None, "_withdraw")
    assert errors_of(edit(letter_171, lambda data: data.update(number=151))) == {
        "Dit nummer is in dit dossier al in gebruik voor een andere brief."
    }
    assert edit(letter_171, lambda data: data.update(number=172)).status_code == 302
    letter_171.refresh_from_db()
    assert letter_171.slug == "kst-36045-172"
    assert sound()


def test_a_letter_with_a_reference_keeps_its_address_when_it_gets_a_number(admin_client, edit, new_letter):
    new_letter.update(dossier="", number="", reference="BZDOC-1", _publish="1")
    admin_client.post(LETTER_ADD, new_letter)
    letter = Letter.objects.published().get()
    dossier = Dossier.objects.get()
    assert edit(letter, lambda data: data.update(dossier=dossier.pk, number=9)).status_code == 302
    letter.refresh_from_db()
    assert (letter.slug, letter.designation) == ("bzdoc-1", "Kamerstuk 36 045, nr. 9")
    assert sound()


def test_the_date_suits_what_is_superseded(edit, ledger, letter_171):
    old, new = Letter.objects.get(slug="kst-36045-151"), Commitment.objects.get(slug="cyber-2024")
    Commitment.objects.filter(pk=new.pk).update(supersedes=Commitment.objects.get(slug="wintersteunpakket-2022"))
    message = (
        "“Niet-militaire cybersteun in 2024” vervangt “Wintersteunpakket”, en zou met deze datum ouder zijn dan wat zij "
        "vervangt. Kijk de datum na, of haal eerst het vervangen weg."
    )
    assert message in errors_of(edit(letter_171, lambda data: data.update(date="19-02-2023")))
    assert message in errors_of(edit(old, lambda data: data.update(date="18-11-2023")))
    assert edit(old, lambda data: data.update(date="17-11-2023")).status_code == 302
    assert sound()


# rows that hang together


def test_new_parts_of_one_whole_do_not_exceed_it_together(edit, letter_171):
    whole = Commitment.objects.get(slug="militaire-steun-2024")

    def parts(data):
        for title in ("Drones", "Munitie", "Training"):
            add_row(data, "commitments", **commitment_fields(title=title, amount_eur="700 mln", part_of=whole.pk))

    [message] = errors_of(edit(letter_171, parts))
    assert message.replace("\xa0", " ") == (
        "De onderdelen zijn samen € 2.100.000.000, meer dan het geheel “Militaire steun in 2024” van "
        "€ 2.000.000.000: “Drones” € 700.000.000, “Munitie” € 700.000.000, “Training” € 700.000.000."
    )
    assert letter_171.commitments.count() == 8


def test_a_whole_and_its_parts_shrink_together_or_not_at_all(edit, new_letter, admin_client):
    add_row(new_letter, "commitments", **commitment_fields(title="Geheel", amount_eur="100 mln"))
    admin_client.post(LETTER_ADD, new_letter)
    letter, drones, whole = Letter.objects.get(), *Commitment.objects.order_by("slug")
    assert edit(letter, lambda data: data.update({f"{row_of(data, drones)}-part_of": whole.pk})).status_code == 302

    response = edit(letter, lambda data: data.update({f"{row_of(data, whole)}-amount_eur": "9 mln"}))
    assert "meer dan het geheel “Geheel” van €\xa09.000.000" in errors_of(response).pop()

    def both(data):
        data.update({f"{row_of(data, whole)}-amount_eur": "9 mln", f"{row_of(data, drones)}-amount_eur": "8 mln"})
        mention = row_of(data, Mention.objects.get())
        data.update({f"{mention}-quote": "8 miljoen", f"{mention}-amount_as_written": "8 miljoen"})
        data.update({f"{mention}-amount": "", f"{mention}-currency": "", f"{mention}-verdict": "repeats"})

    assert edit(letter, both).status_code == 302
    assert list(Commitment.objects.order_by("slug").values_list("amount_eur", flat=True)) == [8_000_000, 9_000_000]
    assert sound()


def test_two_commitments_cannot_become_part_of_each_other_on_one_page(edit, letter_171):
    one, other = letter_171.commitments.filter(year=2024)[:2]

    def circle(data):
        data.update({f"{row_of(data, one)}-part_of": other.pk, f"{row_of(data, other)}-part_of": one.pk})

    messages = errors_of(edit(letter_171, circle))
    assert any(message.startswith("Dit wordt een kring:") for message in messages)
    assert sound()


def test_two_new_commitments_cannot_supersede_the_same_one(edit, letter_171):
    old = Commitment.objects.get(slug="cyber-2024")

    def twice(data):
        for title in ("Drones", "Munitie"):
            add_row(data, "commitments", **commitment_fields(title=title, supersedes=old.pk))

    assert "Twee toezeggingen op deze pagina vervangen dezelfde. Laat de een de ander vervangen." in errors_of(
        edit(letter_171, twice)
    )


def test_a_new_letter_with_a_wrong_date_and_a_successor_is_a_mistake_not_a_crash(admin_client, new_letter, ledger):
    new_letter.update({"date": "morgen", "commitments-0-supersedes": Commitment.objects.get(slug="cyber-2024").pk})
    assert errors_of(admin_client.post(LETTER_ADD, new_letter)) == {"Voer een geldige datum in."}


def test_places_are_swapped_and_not_used_twice(edit, letter_171):
    first, second = letter_171.mentions.all()[:2]

    def same(data):
        data.update({f"{row_of(data, second)}-position": 1})

    assert errors_of(edit(letter_171, same)) == {"Volgorde 1 is al gebruikt. Geef elke vindplaats een eigen."}

    def swap(data):
        data.update({f"{row_of(data, first)}-position": 2, f"{row_of(data, second)}-position": 1})

    assert edit(letter_171, swap).status_code == 302
    assert list(letter_171.mentions.all()[:2]) == [second, first]
    assert sound()


def test_a_commitment_and_its_quote_are_corrected_together(edit, letter_171):
    cyber = Commitment.objects.get(slug="cyber-2024")
    stating = cyber.mentions.stating().get()

    response = edit(letter_171, lambda data: data.update({f"{row_of(data, cyber)}-amount_eur": "4 mln"}))
    assert errors_of(response) == {
        "Het citaat zegt €\xa03.000.000, de toezegging “Niet-militaire cybersteun in 2024” €\xa04.000.000. "
        "Een van beide klopt niet."
    }

    def both(data):
        row = row_of(data, stating)
        data.update({f"{row_of(data, cyber)}-amount_eur": "4 mln", f"{row}-quote": "EUR 4 miljoen voor cyber"})
        data.update({f"{row}-amount_as_written": "EUR 4 miljoen", f"{row}-amount": "", f"{row}-currency": ""})

    assert edit(letter_171, both).status_code == 302
    assert sound()


def test_a_commitment_with_quotes_is_not_deleted_without_them(edit, letter_171):
    cyber = Commitment.objects.get(slug="cyber-2024")

    def delete(data, *rows):
        data.update({f"{row_of(data, row)}-DELETE": "on" for row in rows})

    for rows in ([cyber], [cyber, *cyber.mentions.all()]):
        messages = errors_of(edit(letter_171, lambda data, rows=rows: delete(data, *rows)))
        assert any("EUR 3 mln (Kamerstuk 36 045, nr. 171)" in message for message in messages)
        assert "Verwijder die eerst en sla op; daarna kan de toezegging weg." in messages
    [message] = errors_of(edit(letter_171, lambda data: delete(data, *cyber.mentions.all())))
    assert message == (
        "Zonder vindplaats die haar noemt kan een toezegging niet openbaar zijn: “Niet-militaire cybersteun in 2024”. "
        "Trek haar eerst terug, of geef haar een ander citaat."
    )
    Commitment.objects.filter(pk=cyber.pk).update(published_at=None)
    assert edit(letter_171, lambda data: delete(data, *cyber.mentions.all())).status_code == 302
    assert edit(letter_171, lambda data: delete(data, cyber)).status_code == 302
    assert not Commitment.objects.filter(slug="cyber-2024").exists()
    assert letter_171.mentions.count() == 12
    assert sound()


def test_a_letter_with_commitments_and_a_category_in_use_are_not_deleted(admin_client, ledger, letter_171):
    for row in (letter_171, Commitment.objects.first(), Category.objects.first(), Dossier.objects.get(number="36045")):
        address = reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_delete", args=[row.pk])
        page = admin_client.get(address).content.decode()
        assert "kan niet worden verwijderd" in page
        assert admin_client.post(address, {"post": "yes"}).status_code == 200
        row.refresh_from_db()


# a commitment's own page


def test_on_its_own_page_a_commitment_keeps_to_its_quote_and_its_letter(edit, ledger):
    cyber = Commitment.objects.get(slug="cyber-2024")
    assert errors_of(edit(cyber, lambda data: data.update(amount_eur="4 mln"))) == {
        "Het citaat zegt “EUR 3 miljoen”. Verbeter bedrag en citaat samen, op de pagina van de brief "
        "(Kamerstuk 36 045, nr. 171)."
    }
    other = Letter.objects.get(slug="kst-36045-184")
    assert errors_of(edit(cyber, lambda data: data.update(letter=other.pk))) == {
        "Kamerstuk 36 045, nr. 171 noemt deze toezegging (“EUR 3 miljoen”). Verander eerst het oordeel van die vindplaats."
    }
    assert edit(cyber, lambda data: data.update(note="Nagezien.")).status_code == 302
    assert sound()


def test_a_part_is_not_public_before_its_whole(edit, ledger, admin_client):
    part = Commitment.objects.get(slug="militaire-steun-2023")
    whole = Commitment.objects.get(slug="intensivering-militaire-steun-2023")
    Commitment.objects.filter(pk=whole.pk).update(published_at=None)
    assert errors_of(edit(part, lambda data: data.update(part_of=whole.pk))) == {
        f"“{whole}” is nog een concept. Publiceer eerst het geheel."
    }


@pytest.mark.parametrize(
    "field",
    ["kind", "dossier", "other_dossiers", "signatures-0-minister", "signatures-0-manner", "commitments-0-category",
     "commitments-0-channel", "commitments-0-part_of", "commitments-0-supersedes", "commitments-0-moved_parts",
     "commitments-0-exclusion", "mentions-0-commitment", "mentions-0-verdict"],
)  # fmt: skip
def test_what_was_picked_and_is_gone_by_now_is_a_mistake_not_a_crash(admin_client, new_letter, field):
    messages = errors_of(admin_client.post(LETTER_ADD, new_letter | {field: "999999"}))
    assert all(DUTCH.search(message) for message in messages), messages


@pytest.mark.parametrize("term", ["9" * 5000, "🐈", "%", "' OR 1=1"])
def test_a_search_box_survives_whatever_is_typed(admin_client, ledger, term):
    names = {"app_label": "commitments", "model_name": "mention", "field_name": "commitment"}
    assert admin_client.get(reverse("admin:autocomplete"), names | {"term": term}).json()["results"] == []


def test_a_letters_page_asks_no_more_for_its_own_name_with_every_mention(
    admin_client, letter_171, django_assert_max_num_queries
):
    with django_assert_max_num_queries(55):  # most are Django's: each search box looks up what is chosen in it
        assert admin_client.get(page_of(letter_171)).status_code == 200
