"""What is not approved changes nothing that a visitor can get: not a page, a total, a file or a list of choices.

Every public address is fetched before there are drafts, and once more with drafts of every kind and with every field of
what was approved edited since; and the bytes are compared.
"""

import datetime
import re
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from commitments.approval import decisions
from commitments.charts.catalogue import CHARTS, OF_COMMITMENT
from commitments.charts.drawings.cards import SHAPES
from commitments.models import Category, Change, Channel, Commitment, Mention, Outcome
from letters.models import Dossier, Letter, Minister, Signature
from tests.commitments import factories as make
from tests.commitments.factories import broken_rules

from .ledgers import make_ledger
from .urls import LISTS, PAGES, body, every_address

pytestmark = [pytest.mark.django_db, pytest.mark.looks, pytest.mark.usefixtures("pictures_as_svg")]

SECRET = "konijnenhol"  # a word that stands in every draft and nowhere else
NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
AMOUNT = {"amount_as_written": "EUR 987 miljoen", "amount": 987_000_000, "currency": "EUR"}
# Each kind of filter with values that published rows have and with those that only drafts have, each sort, each peildatum.
QUERIES = (
    "year=2023",
    "year=2024-2026",
    "year=2029",
    "category=military",
    f"category={SECRET}",
    "stage=gereserveerd",
    "minister=ollongren",
    f"minister={SECRET}",
    "letter=kst-36045-171",
    "letter=kst-99999-1",
    "channel=ifu",
    f"channel={SECRET}",
    f"q={SECRET}",
    "q=987",
    "q=miljard",
    "amount_min=986000000&amount_max=988000000",
    "amount_max=2000",
    "as_of=2022-12-31",
    "as_of=2023-11-17",
    "as_of=2027-12-31",
    "sort=title",
    "sort=-amount_eur",
    "sort=year",
    "sort=-category",
    "sort=stage",
    "sort=letter",
    "page=2",
    "category=military&year=2024&as_of=2024-12-31&sort=-amount_eur",
)
ON_OTHER_LISTS = {  # each of these reads the same filters; one of a kind is enough
    "overview": ("as_of=2022-12-31", "as_of=2023-11-17", "as_of=2027-12-31"),
    "timeline": (
        "year=2029",
        f"category={SECRET}",
        "category=military",
        "minister=ollongren",
        f"minister={SECRET}",
        "page=2",
    ),
    "commitments_csv": (f"channel={SECRET}", f"q={SECRET}", "q=987", "letter=kst-99999-1", "as_of=2023-11-17"),
    "commitments_json": (f"minister={SECRET}", "year=2023", "as_of=2027-12-31"),
    "mentions": (
        f"q={SECRET}",
        "q=987",
        f"category={SECRET}",
        "verdict=states",
        "as_of=2023-11-17",
        "as_of=2027-12-31",
    ),
    "mentions_csv": (f"q={SECRET}", "letter=kst-99999-1", "as_of=2027-12-31"),
    "letters_json": ("as_of=2023-11-17", "as_of=2027-12-31"),
    "letters": ("page=2",),
    "flows": ("as_of=2023-11-17",),
    "difference": ("since=2023-06-01", "since=2023-06-01&as_of=2027-12-31"),
    "categories": ("as_of=2023-11-17",),
}
# Of a chart each kind of file with each kind of question; a kind is written from the same rows whatever was asked.
ON_CHARTS = {
    "json": (f"category={SECRET}", "letter=kst-99999-1", "as_of=2023-11-17"),
    "csv": (f"minister={SECRET}", "minister=ollongren", "as_of=2027-12-31"),
    "svg": (f"q={SECRET}", "category=military", "year=2029"),
}


def variants():
    """Every public address, and the lists with each kind of filter, sort, page and peildatum."""
    queries = {"commitments": QUERIES, **ON_OTHER_LISTS}
    of_lists = [f"{reverse(name)}?{query}" for name, found in queries.items() for query in found]
    of_charts = [
        f"/grafieken/{chart}.{kind}?{query}" for chart in CHARTS for kind, asked in ON_CHARTS.items() for query in asked
    ]
    shapes = [f"/grafieken/{chart}.png?shape={shape}" for chart in CHARTS for shape in SHAPES]
    of_draft = [f"/grafieken/{OF_COMMITMENT}.{kind}?commitment={SECRET}-part" for kind in ("json", "csv", "svg", "png")]
    return [*every_address(), *of_lists, *of_charts, *shapes, *of_draft]


FRESH = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')  # another in every answer


def fetch(get, found):
    answers = {}
    for address in found:
        response = get(address)
        answers[address] = (response.status_code, response.get("Location"), FRESH.sub(b"", body(response)))
    return answers


def differences(before, after):
    return [address for address, answer in before.items() if after[address] != answer]


def add_drafts():
    """Drafts of every kind, around rows that are published."""
    category = Category.objects.create(slug=SECRET, name=SECRET, short_name=SECRET, position=1, colour="plum")
    channel = Channel.objects.create(slug=SECRET, name=SECRET, short_name=SECRET)
    minister = Minister.objects.create(slug=SECRET, name=SECRET, family_name=SECRET)
    dossier = Dossier.objects.create(number="99999", title=SECRET)
    published = Letter.objects.published().newest_first().exclude(commitments=None).first()
    public = Commitment.objects.published()
    whole = public.get(slug="reservering-2023")
    part = public.get(slug="militaire-steun-2023")
    counted = public.get(slug="intensivering-militaire-steun-2023")
    another = public.get(slug="wintersteunpakket-2022")

    # A letter, newer than all, with a new minister and one who also signed published letters.
    letter = Letter.objects.create(
        slug="kst-99999-1", dossier=dossier, number=1, date=datetime.date(2027, 1, 1), title=SECRET,
        short_title=SECRET, note=SECRET, text=f"{SECRET} EUR 987 miljoen", reference=SECRET.upper(),
    )  # fmt: skip
    letter.other_dossiers.add(published.dossier)
    for position, who in enumerate([minister, *Minister.objects.published()], start=1):
        Signature.objects.create(letter=letter, position=position, minister=who, office=SECRET, name_as_printed=SECRET)
    # One that is older than all, for it could be the first in an order.
    oldest = Letter.objects.create(
        slug=f"{SECRET}-oud", reference=f"{SECRET}-OUD", date=datetime.date(2021, 1, 1), short_title=SECRET
    )

    facts = {"amount_eur": 987_000_000, "year": 2029, "end_year": 2029, "category": category, "channel": channel}
    facts |= {"title": SECRET, "note": SECRET, "period_note": SECRET}

    def commitment(kind, letter, **more):
        is_public_copy = "published_at" in more
        return Commitment.objects.create(
            slug=f"{SECRET}-{kind}", letter=letter, is_public_copy=is_public_copy, **{**facts, **more}
        )

    known = {"category": whole.category, "channel": None}
    rows = [
        commitment("in-draft-letter", letter),
        commitment("in-old-letter", oldest, **known),
        commitment("in-published-letter", published, **known, year=2024, end_year=2024),
        commitment("part", published, part_of=whole, **known, year=2023, end_year=2023, amount_eur=1_000),
        # Marked as published, in a letter that is not: it counts nowhere, and neither does what it would do.
        commitment("published-in-draft-letter", letter, published_at=NOW),
        commitment(
            "published-part", letter, part_of=whole, published_at=NOW, year=2023, end_year=2023, amount_eur=2_000
        ),
        commitment("published-successor", letter, published_at=NOW, **known),
    ]
    # What changes them is worked on too: in the public letter it would be public.
    successor = commitment("successor", letter, **known, year=2023, end_year=2023)
    make.change(letter, [counted], "corrected", [rows[-1]], note=SECRET)
    make.change(letter, [whole], "corrected", [successor], into={part: successor})
    make.change(letter, [another], "withdrawn", note=SECRET)
    for place, row in enumerate([*rows, successor], start=1):
        quote = f"Voor het {SECRET} is EUR 987 miljoen."
        Mention.objects.create(
            letter=row.letter, position=500 + place, verdict="states", commitment=row, quote=quote, **AMOUNT
        )
        Mention.objects.create(
            letter=published, position=600 + place, verdict="repeats", commitment=row, quote=quote, **AMOUNT
        )
    # A draft letter repeats, states and talks about what is published.
    for position, (verdict, about) in enumerate(
        [
            ("states", whole),
            ("repeats", whole),
            ("states", part),
            ("states", counted),
            ("other", None),
            ("not-money", None),
        ],
        start=700,
    ):
        for place, draft in enumerate((letter, oldest)):
            Mention.objects.create(
                letter=draft, position=position + 100 * place, verdict=verdict, commitment=about, note=SECRET,
                quote=f"{SECRET}: EUR 987 miljoen", **AMOUNT,
            )  # fmt: skip
    for draft in (letter, oldest):
        outcome = Outcome.objects.create(letter=draft, kind="spent", amount_eur=987_000_000, year=2029, end_year=2029,
                                         category=whole.category, note=SECRET)  # fmt: skip
        outcome.commitments.set([whole])
        Mention.objects.create(
            letter=draft, position=900, verdict="outcome", outcome=outcome, quote=f"{SECRET}: EUR 987 miljoen", **AMOUNT
        )
    return [*rows, successor], [letter, oldest]


MODELS = (Dossier, Minister, Letter, Signature, Category, Channel, Change, Commitment, Outcome, Mention)
# Another value that the rules of the database allow, where not just any will do.
OTHERWISE = {
    "start": lambda mention: (mention.start or 0) + 1,
    "end": lambda mention: (mention.end or 1) + 1,
    "finance_type": lambda commitment: "lening",
    "exclusion": lambda commitment: "" if commitment.exclusion else "plafond",
    "verdict": lambda mention: {"states": "repeats", "repeats": "states"}.get(mention.verdict, "not-money"),
    "currency": lambda mention: "USD",
    "amount_in_currency": lambda commitment: 987_000_000,
    "rate": lambda commitment: Decimal("1.1"),
    "rate_date": lambda commitment: datetime.date(2021, 1, 1),
    "precision": lambda commitment: "circa" if commitment.precision != "circa" else "at-most",  # by a rate never exact
    "amount": lambda mention: (mention.amount or 0) + 1,
    "number": lambda row: f"9{row.number[1:]}" if isinstance(row, Dossier) else row.number + 1,
    "colour": lambda category: "plum",
    "part_of": lambda commitment: next_of(commitment),
    "begun_by": lambda commitment: commitment.begun_by,
    "on_top_of": lambda commitment: next_of(commitment),
    "commitment": lambda mention: mention.commitment and next_of(mention.commitment),
    "outcome": lambda mention: mention.outcome,
}
OF_THE_PROGRAM = {"id", "is_public_copy", "working", "edited_by", "edited_at", "published_at"}


def worked_on(model):
    of_letter = model in (Signature, Change, Outcome, Mention)
    return model.objects.filter(**{"letter__is_public_copy" if of_letter else "is_public_copy": False}).order_by("pk")


def next_of(row):
    """Another row that is worked on, a different one for each."""
    rows = list(worked_on(type(row)))
    return rows[(rows.index(row) + 1) % len(rows)]


def otherwise(field, row):
    """Another value than this field has in this row."""
    value = getattr(row, field.name)
    if field.name in OTHERWISE:
        return OTHERWISE[field.name](row)
    if field.choices:
        return next(choice for choice, _ in field.choices if choice != value)
    if field.is_relation:
        return next_of(value) if value else worked_on(field.related_model).first()
    if isinstance(value, datetime.date):
        return value + datetime.timedelta(days=400)
    return value + 1 if isinstance(value, int) else f"{SECRET}-{value}"[: field.max_length]


def edit_everything():
    """Gives every field of every row that is worked on another value."""
    for model in MODELS:
        for row in worked_on(model):
            for field in model._meta.concrete_fields:
                if field.name not in OF_THE_PROGRAM:
                    setattr(row, field.name, otherwise(field, row))
            row.save()
            for field in model._meta.many_to_many:
                getattr(row, field.name).set([worked_on(field.related_model).last()])


def delete_everything():
    """Every row that is worked on, those that lead to others first."""
    worked_on(Commitment).update(part_of=None, begun_by=None, on_top_of=None)
    Change.objects.filter(letter__is_public_copy=False).delete()
    worked_on(Outcome).delete()  # the shipped letters have none
    for model in (Mention, Commitment, Signature, Letter, Category, Channel, Minister, Dossier):
        assert worked_on(model).delete()[0] > 0, model


def test_no_public_answer_changes_by_drafts_of_any_kind_nor_by_editing_what_was_approved(visit, client):
    before, titles = fetch(visit, variants()), set(Commitment.objects.published().values_list("title", flat=True))
    edit_everything()
    assert titles.isdisjoint(worked_on(Commitment).values_list("title", flat=True))
    add_drafts()
    assert variants() == list(before), "a draft has a page, or took one away"
    after = fetch(client.get, before)
    assert differences(before, after) == []
    shown = [address for address, answer in after.items() if SECRET in answer[2].decode(errors="replace").lower()]
    assert [address for address in shown if SECRET not in address] == [], "the drafts' word, where nobody asked for it"


def test_no_page_changes_by_deleting_what_was_approved(visit, client):
    found = [*every_address(PAGES), reverse("commitments_csv"), reverse("commitments_json"), reverse("sitemap")]
    before = fetch(visit, found)
    delete_everything()
    assert every_address(PAGES) == found[:-3]
    assert differences(before, fetch(client.get, found)) == []


def test_what_is_approved_does_change_what_is_public(ledger, client):
    """What these tests compare would show it, were an edited row read."""
    letter, category = Letter.objects.working().get(slug="kst-36045-171"), Category.objects.working().get(slug="cyber")
    letter.commitments.filter(slug="cyber-2024").update(title=SECRET)
    Category.objects.filter(pk=category.pk).update(name=SECRET)
    approver = User.objects.create(username="anna")
    decisions.approve_letter(letter, approver, NOW, reason="Verbeterd.")
    decisions.approve_name(Category.objects.get(pk=category.pk), approver, NOW, "Zo heet het.")
    for address in (letter.get_absolute_url(), reverse("commitments"), reverse("commitments_csv")):
        assert SECRET in body(client.get(address)).decode(), address
    assert SECRET in body(client.get(category.get_absolute_url())).decode()


def test_a_file_quotes_no_draft_letter(ledger, client):
    """Also where that letter states a commitment that is published."""
    add_drafts()
    for name in [f"{name}_{kind}" for name in LISTS for kind in ("csv", "excel", "json")]:
        assert SECRET not in body(client.get(reverse(name))).decode(), name


def test_a_draft_has_no_page(ledger, client):
    commitments, letters = add_drafts()
    rows = [*commitments, *letters, Minister.objects.get(slug=SECRET), Category.objects.get(slug=SECRET)]
    found = [row.get_absolute_url() for row in rows] + [reverse("letter", args=[letters[0].reference.lower()])]
    assert {address: client.get(address).status_code for address in found} == dict.fromkeys(found, 404)


def test_who_is_logged_in_sees_the_same_public_pages(visit, client):
    found = [*every_address(), f"/toezeggingen/?q={SECRET}"]
    before = fetch(visit, found)
    add_drafts()
    client.force_login(User.objects.create_superuser("anna"))
    assert differences(before, fetch(client.get, found)) == []


def test_publishing_the_drafts_does_change_every_page(ledger, client):
    """What these tests compare would show it, had a draft leaked."""
    commitments, letters = add_drafts()
    names = (
        "overview",
        "timeline",
        "categories",
        "flows",
        "commitments",
        "mentions",
        "letters",
        "ministers",
        "method",
        "sitemap",
    )
    lists = [name for name in LISTS if name != "corrections"]  # a first publication corrects nothing
    files = [reverse(f"{name}_{kind}") for name in lists for kind in ("csv", "excel", "json", "xlsx")]
    files += [f"/grafieken/{chart}.{kind}" for chart in CHARTS for kind in ("json", "csv", "svg", "png")]
    found = [*map(reverse, names), *files, *every_address(pattern for pattern in PAGES if pattern.arguments)]
    before = fetch(client.get, found)
    shown = {"is_public_copy": True, "published_at": NOW}
    Letter.objects.filter(pk__in=[letter.pk for letter in letters]).update(**shown)
    Commitment.objects.filter(pk__in=[commitment.pk for commitment in commitments]).update(**shown)
    assert differences(before, fetch(client.get, before)) == found


def test_a_big_ledger_shows_the_same_with_as_many_drafts_behind_it(db, client):
    make_ledger(20, drafts=20)
    assert broken_rules() == {}
    with_drafts = fetch(
        client.get, [*every_address(), "/toezeggingen/?sort=-amount_eur", "/toezeggingen/?as_of=2023-01-01"]
    )
    drafts = Commitment.objects.filter(published_at=None)
    assert drafts.count() == 20
    Mention.objects.filter(commitment__in=drafts).delete()
    Change.objects.filter(letter__published_at=None).delete()
    drafts.update(part_of=None, begun_by=None, on_top_of=None)
    drafts.delete()
    Letter.objects.filter(published_at=None).delete()
    assert differences(with_drafts, fetch(client.get, with_drafts)) == []
