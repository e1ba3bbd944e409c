"""Four eyes in the admin: who approves what, what that does to the totals, and what is said of what is withdrawn."""

import datetime
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from commitments.approval.effects import effect_of_approval, snapshot_of
from commitments.ledger.effects import Effect
from commitments.models import Category, Channel, Commitment, Correction
from letters.models import Dossier, Letter, Minister
from tests.browsing import follow
from tests.commitments import factories as make
from tests.commitments.clerks import Clerk, address, told

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

OWN = (
    "U schreef zelf mee aan wat hiermee openbaar wordt. Wie er niets van schreef, keurt het goed. "
    "Maakt u ongedaan wat u veranderde, dan mag u het ook."
)
STALE = [("warning", "Intussen is er een nieuwere versie. Kijk die eerst na.")]


@pytest.fixture
def letter(db):
    """A letter that is public as it is worked on, worth 300 euros."""
    return make.approved(make.working(100, 200, note="Zoals het was.", short_title="Steun"))


def public(letter):
    return Letter.objects.public_copies().get(working=letter)


def totals():
    """The public totals, as the overview shows them."""
    return {
        (one.year, one.end_year, one.category): one.amount_eur
        for one in Commitment.objects.published().counted().totals()
    }


def page(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.render().content.decode()))


def state_in_list(clerk, letter):
    rows = clerk.get(reverse("admin:letters_letter_changelist")).context_data["cl"].result_list
    return next(row.state for row in rows if row.pk == letter.pk)


# approving


def test_who_wrote_of_it_does_not_approve_it(anna, bert, letter):
    anna.open(letter).type(note="Van Anna").save()
    assert told(anna.does(letter, "approve")) == [("error", OWN)]
    assert public(letter).note == "Zoals het was."
    assert OWN in page(anna.get(address(letter, "review")))
    assert "Goedkeuren en openbaar maken" not in anna.get(address(letter, "review")).render().content.decode()

    response = bert.does(letter, "approve")
    assert told(response) == [("success", f"{letter}: goedgekeurd en openbaar: versie 2.")]
    assert response.url == address(letter, "review")
    copy = public(letter)
    assert (copy.note, copy.version, copy.edited_by) == ("Van Anna", 2, bert.user)


@pytest.mark.parametrize("model", [Category, Channel, Dossier, Minister])
def test_a_name_is_approved_by_another_too(anna, bert, model):
    row = {
        Category: lambda: make.category(),
        Channel: lambda: Channel.objects.create(slug="ifu", name="IFU", short_name="IFU"),
        Dossier: lambda: Dossier.objects.create(number="36045"),
        Minister: lambda: Minister.objects.create(slug="m", name="M", family_name="M"),
    }[model]()
    field = "title" if model is Dossier else "name"
    anna.open(row).type(**{field: "Van Anna"}).save()
    assert told(anna.does(row, "approve")) == [("error", OWN)]
    assert not model.objects.public_copies().exists()
    assert told(bert.does(row, "approve"))[0][0] == "success"
    assert getattr(model.objects.public_copies().get(), field) == "Van Anna"


def test_whoever_typed_on_a_commitments_own_page_edited_its_letter(anna, bert, letter):
    anna.open(letter.commitments.first()).type(note="Van Anna").save()
    assert told(anna.does(letter, "approve")) == [("error", OWN)]
    assert told(bert.does(letter, "approve"))[0][0] == "success"


def test_one_person_alone_may_turn_it_off(anna, letter, settings):
    settings.FOUR_EYES = False
    anna.open(letter).type(note="Van Anna").save()
    assert "Goedkeuren en openbaar maken" in anna.get(address(letter, "review")).render().content.decode()
    assert told(anna.does(letter, "approve"))[0][0] == "success"
    assert public(letter).note == "Van Anna"


def test_after_approval_an_edit_waits_and_the_public_reads_what_was_approved(anna, bert, letter, client):
    assert state_in_list(anna, letter) == "openbaar"
    anna.open(letter).type(note="Van Anna").save()
    assert state_in_list(anna, letter) == "openbaar; een wijziging wacht op goedkeuring"
    site = letter.get_absolute_url()
    assert "Van Anna" not in client.get(site).content.decode()
    bert.does(letter, "approve")
    assert state_in_list(anna, letter) == "openbaar"
    assert "Van Anna" in client.get(site).content.decode()


def test_a_draft_that_is_reviewed_stays_a_draft(bert):
    letter = make.working(100)
    shown = page(bert.get(address(letter, "review")))
    assert "Concept. Versie 1" in shown
    assert "Wat openbaar wordt" in shown
    assert not Letter.objects.public_copies().exists()
    assert not Commitment.objects.public_copies().exists()


def test_a_version_that_nobody_looked_at_is_not_approved_withdrawn_or_restored(anna, bert, letter):
    anna.open(letter).type(note="Van Anna").save()
    anna.open(letter).type(note="Weer van Anna").save()
    before = snapshot_of(public(letter))
    for what, data in (("approve", {}), ("withdraw", {"reason": "x"}), ("restore", {"number": "1"})):
        for version in ("1", "2", "", "x", "9" * 400, "٣"):
            assert told(bert.post(address(letter, what), data | {"version": version})) == STALE
        assert told(bert.post(address(letter, what), data)) == STALE
    assert snapshot_of(public(letter)) == before
    assert make.again(letter).version == 3
    assert public(letter).is_published


def test_what_cannot_be_approved_says_why_and_stays_as_it_was(anna, bert, letter):
    form = anna.open(letter)
    form.add("commitments", title="Drones", amount_eur="1 mln", year="2024", category=make.category().pk,
             precision="exact", stage="aangekondigd", finance_type="gift")  # fmt: skip
    form.save()
    problem = (
        "“Drones” heeft nog geen citaat. Voeg bij de brief een vindplaats toe met het oordeel “noemt de toezegging”."
    )
    shown = page(bert.get(address(letter, "review")))
    assert problem in shown
    assert "Goedkeuren en openbaar maken" not in shown
    assert told(bert.does(letter, "approve")) == [("error", problem)]
    assert public(letter).commitments.count() == 2


def fields_of(response):
    """What stands in the reasons of a page, by the id of their field."""
    html = response.render().content.decode()
    return dict(re.findall(r'<textarea id="([\w-]+)"[^>]*>([^<]*)</textarea>', html))


def test_a_reason_is_kept_when_a_colleague_saved_meanwhile(anna, bert, letter):
    anna.open(letter).type(note="Van Anna").save()
    anna.open(letter).type(note="Weer van Anna").save()
    response = bert.does(letter, "approve", version=2, reason="Nagezien in de brief.")
    assert told(response) == STALE
    assert fields_of(response) == {"approve-reason": "Nagezien in de brief.", "withdraw-reason": ""}
    assert bert.does(letter, "approve", reason="Nagezien in de brief.").status_code == 302

    response = bert.does(letter, "withdraw", version=2, reason="Vergissing.")
    assert told(response) == STALE
    assert fields_of(response) == {"withdraw-reason": "Vergissing."}
    assert '<details class="withdraw" open>' in response.content.decode()


def test_the_reason_of_a_date_is_kept_when_approval_is_refused(anna, bert):
    letter = make.working(100, date=datetime.date(2013, 1, 1), short_title="Oud")
    response = bert.does(letter, "approve", version=2, date_reason="Zo staat het er.", date_is_right="on")
    assert fields_of(response) == {"date-reason": "Zo staat het er."}
    assert 'name="date_is_right" required checked>' in response.content.decode()


def test_a_reason_for_which_there_is_no_field_any_more_is_shown_too(anna, bert, letter):
    anna.open(letter).type(note="Van Anna").save()
    assert "Wat u typte Dit is niet bewaard" in page(anna.does(letter, "approve", reason="Mijn reden."))
    shown = page(anna.does(letter, "approve", reason="Mijn reden."))
    assert "als u het straks nog nodig hebt. Mijn reden." in shown
    assert "Wat u typte" not in page(bert.does(letter, "approve", version=1, reason="Mijn reden."))


def test_a_reason_to_put_a_version_back_is_kept(anna, bert, letter):
    for note in ("Twee", "Drie", "Vier"):
        anna.open(letter).type(note=note).save()
    response = bert.does(letter, "restore", version=3, number="2", reason="Anna vergiste zich")
    assert told(response) == STALE
    html = response.render().content.decode()
    assert "<option selected>2</option>" in html
    assert 'maxlength="300" value="Anna vergiste zich">' in html


# what it does to the totals


def test_the_effect_that_is_shown_is_what_happens_to_the_totals(anna, bert, letter):
    make.approved(make.working(1000))
    whole = letter.commitments.get(amount_eur=200)
    form = anna.open(letter)
    for title, amount, year, end_year, category, part_of in (
        ("Drones", "50", "2024", "", "humanitarian", whole.pk),
        ("Periode", "70", "2025", "2026", "military", ""),
        ("Plafond", "90", "2024", "", "military", ""),
    ):
        row = form.add("commitments", title=title, amount_eur=amount, year=year, end_year=end_year, part_of=part_of,
                       category=make.category(category).pk, precision="exact", stage="aangekondigd", finance_type="gift",
                       exclusion="plafond" if title == "Plafond" else "")  # fmt: skip
        form.add("mentions", quote=f"EUR {amount}", amount_as_written=f"EUR {amount}", verdict="states",
                 new_commitment=int(row.rpartition("-")[2]) + 1)  # fmt: skip
    assert form.save().status_code == 302
    before = totals()
    [newest] = effect_of_approval(letter, make.NOW)
    effects = newest.effects
    assert effects == [
        Effect("2024", "Humanitarian", 0, 50),
        Effect("2024", "Military", 1300, 1250),
        Effect("2025-2026", "Military", 0, 70),
        Effect("", "", 1300, 1370),
    ]
    assert totals() == before, "it was only tried"
    shown = bert.get(address(letter, "review")).context_data["effects"]
    assert shown == [newest]
    bert.does(letter, "approve")
    names = dict(Category.objects.working().values_list("slug", "name"))
    after = {
        (f"{year}" if year == end_year else f"{year}-{end_year}", names[slug]): amount
        for (year, end_year, slug), amount in totals().items()
    }
    assert after == {(effect.period, effect.category): effect.after_eur for effect in effects[:-1]}
    assert sum(after.values()) == 1370


def test_approving_what_is_public_already_changes_nothing(bert, letter):
    assert [day.effects for day in effect_of_approval(letter, make.NOW)] == [[Effect("", "", 300, 300)]]
    assert "Geen verschil." in page(bert.get(address(letter, "review")))


def test_of_a_letter_that_is_not_the_newest_the_effect_is_told_on_its_date_and_on_the_newest_day(bert, letter):
    """The letter of 2024 promises 500; a letter of 2025 ended 200 of what was there."""
    public = make.approved(make.promised(make.working(date=datetime.date(2023, 1, 1)), 200, title="Oud"))
    later = make.working(date=datetime.date(2025, 1, 1))
    make.change(later, [public])
    make.approved(later)
    make.promised(letter, 500, year=2026)
    on_its_date, newest = effect_of_approval(letter, make.NOW)
    assert (on_its_date.day, newest.day) == (letter.date, later.date)
    assert on_its_date.effects == [Effect("2026", "Military", 0, 500), Effect("", "", 500, 1000)]
    assert newest.effects == [Effect("2026", "Military", 0, 500), Effect("", "", 300, 800)]
    shown = page(bert.get(address(letter, "review"))).replace("\xa0", " ")
    assert "Openbare totalen op 1 januari 2024, de datum van de brief" in shown
    assert "Openbare totalen op 1 januari 2025, de nieuwste dag" in shown


# what disappears


def test_what_was_public_disappears_only_with_a_reason(anna, bert, letter):
    gone = letter.commitments.get(amount_eur=100)
    form = anna.open(letter)
    assert form.delete(gone.mentions.get()).save().status_code == 302
    assert anna.open(letter).delete(gone).save().status_code == 302
    shown = page(bert.get(address(letter, "review")))
    assert f"Deze versie laat weg wat nu openbaar is: “{gone}”." in shown
    [(level, text)] = told(bert.does(letter, "approve", reason="  "))
    assert (level, text) == (
        "error", f"Deze versie laat weg wat openbaar is: “{gone}”. Geef de reden; zij komt op de site te staan."
    )  # fmt: skip
    assert sum(totals().values()) == 300
    assert told(bert.does(letter, "approve", reason="Dubbel geteld."))[0][0] == "success"
    assert sum(totals().values()) == 200
    note = Correction.objects.withdrawals().get()
    assert (note.title, note.before_eur, note.reason, note.made_by) == (
        gone.title,
        100,
        "Dubbel geteld.",
        bert.user,
    )


def test_what_was_left_out_before_is_not_told_again_as_going(anna, bert, letter):
    gone = letter.commitments.first()
    gone.mentions.all().delete()
    gone.delete()
    make.approved(letter, "Vergissing.")
    anna.open(letter).type(note="Van Anna").save()
    assert "vervalt" not in page(bert.get(address(letter, "review")))


def test_a_letter_is_withdrawn_only_with_a_reason(anna, letter, client):
    for reason in ("", " \n "):
        assert told(anna.does(letter, "withdraw", reason=reason)) == [
            ("error", "Geef een reden: zij komt op de site te staan.")
        ]
        assert public(letter).is_published
    assert told(anna.does(letter, "withdraw", reason="Vergissing."))[0][0] == "success"
    assert totals() == {}
    assert client.get(letter.get_absolute_url()).status_code in (404, 410)
    assert set(Correction.objects.values_list("kind", "reason")) == {
        ("brief", "Vergissing."),
        ("toezegging", "Vergissing."),
    }
    assert state_in_list(anna, letter) == "teruggetrokken"
    assert told(anna.does(letter, "withdraw", reason="Nog eens")) == [("error", "Deze brief is niet openbaar.")]


def test_what_rests_on_a_letter_keeps_it_public(anna, letter):
    part = make.working()
    make.promised(part, 50, part_of=letter.commitments.get(amount_eur=200), title="Deel")
    make.approved(part)
    [(level, text)] = told(anna.does(letter, "withdraw", reason="x"))
    assert level == "error"
    assert "heeft een openbaar onderdeel: “Deel”. Trek dat eerst terug." in text
    assert sum(totals().values()) == 300


def test_only_a_letter_is_withdrawn(anna):
    category = make.category()
    assert told(anna.does(category, "withdraw", reason="x")) == [("error", "Alleen een brief wordt teruggetrokken.")]


# who may do what

MAY = {
    "lezer": {"review": True, "history": True, "compare": True},
    "redacteur": {"review": True, "history": True, "compare": True, "restore": True},
    "eindredacteur": dict.fromkeys(("review", "history", "compare", "restore", "approve", "withdraw"), True),
    None: {},
}


@pytest.mark.parametrize("group", MAY)
def test_each_group_may_do_what_it_is_for(group, anna, letter):
    anna.open(letter).type(note="Van Anna").save()
    somebody = Clerk("iemand", group)
    for row in (letter, make.category()):
        for what in ("review", "history", "compare"):
            assert allows(lambda what=what, row=row: somebody.get(address(row, what))) == MAY[group].get(what, False)
        for what in ("restore", "approve", "withdraw"):
            assert allows(lambda what=what, row=row: somebody.does(row, what)) == MAY[group].get(what, False), what
    copy = public(letter)
    assert copy.note == ("Van Anna" if group == "eindredacteur" else "Zoals het was.")


def allows(act):
    try:
        return act().status_code in (200, 302)
    except PermissionDenied:
        return False


def test_a_reader_and_an_editor_see_no_button_to_approve(anna, letter):
    anna.open(letter).type(note="Van Anna").save()
    for group in ("lezer", "redacteur"):
        shown = Clerk(group, group).get(address(letter, "review")).render().content.decode()
        assert "Goedkeuren en openbaar maken" not in shown
        assert "Terugtrekken" not in shown
        assert "Een eindredacteur keurt deze versie goed." in shown


def test_a_button_answers_to_a_button_only(anna, letter):
    for what in ("approve", "withdraw", "restore"):
        assert anna.get(address(letter, what)).status_code == 405


def test_what_is_gone_has_no_review(anna):
    row = make.category("cyber")
    where = {what: address(row, what) for what in ("review", "history", "compare", "approve", "restore")}
    row.delete()
    type(row).history.all().delete()  # where a link to what the history knows leads, test_deleting.py tells
    for what, path in where.items():
        with pytest.raises(Http404):
            (anna.get if what in ("review", "history", "compare") else anna.post)(path)


VIEWS = [
    "category",
    "change",
    "channel",
    "commitment",
    "dossier",
    "intake",
    "letter",
    "mention",
    "minister",
    "outcome",
    "signature",
]
OF_REPORTS = ["change_report", "view_report"]  # what readers tell us is added by them, and kept
OF_EXPLANATIONS = [
    "add_explanation",
    "change_explanation",
    "view_explanation",
]  # kept, also where they belong to nothing
EVERYTHING = sorted(f"{verb}_{model}" for verb in ("add", "change", "delete", "view") for model in VIEWS)


@pytest.mark.parametrize(
    ("group", "permissions"),
    [
        ("lezer", sorted([*(f"view_{model}" for model in VIEWS), "view_explanation", "view_report"])),
        ("redacteur", sorted([*EVERYTHING, *OF_EXPLANATIONS, *OF_REPORTS])),
        ("eindredacteur", sorted([*EVERYTHING, *OF_EXPLANATIONS, *OF_REPORTS, "approve_letter"])),
    ],
)
def test_the_groups_are_there_with_exactly_these_permissions(group, permissions):
    found = Group.objects.get(name=group).permissions.values_list("codename", flat=True)
    assert sorted(found) == permissions


def test_there_are_three_groups_and_nobody_is_in_one_by_himself():
    assert set(Group.objects.values_list("name", flat=True)) == {"lezer", "redacteur", "eindredacteur"}
    assert not User.objects.exists()


# how it looks

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.mark.looks
def test_the_pages_of_two_versions_are_accessible_and_fit_a_telephone(open_page, axe, transactional_db):
    letter = make.approved(make.working(100, 200))
    anna, bert = Clerk("anna"), Clerk("bert")
    bert.user.set_password("winterkost-62-fiets")
    bert.user.save()
    mention = make.mention(letter, note="Weg")
    page = open_page()
    page.goto(address(letter))
    page.get_by_label("Gebruikersnaam").fill("bert")
    page.get_by_label("Wachtwoord").fill("winterkost-62-fiets")
    follow(page.get_by_role("button", name="Aanmelden"))
    page.locator("#id_note").fill("Van Bert")
    form = anna.open(letter).type(note="Van Anna " * 40, title="Titel").delete(mention)
    form.add("mentions", quote="EUR 1 mln", amount_as_written="EUR 1 mln", verdict="other")
    assert form.save().status_code == 302
    page.get_by_role("button", name="Opslaan", exact=True).click()
    page.locator(".conflict").wait_for()
    found = {}
    for name in ("change", "review", "history", "compare"):
        if name != "change":
            page.goto(address(letter, name))
        page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
        for viewport in (WIDE, NARROW):
            page.set_viewport_size(viewport)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                page.wait_for_timeout(300)  # links fade from one colour to the other
                # Django's search boxes have no name of their own.
                faults = [fault for fault in axe(page, preload=False) if "select2" not in fault]
                if page.evaluate("document.documentElement.scrollWidth") > viewport["width"]:
                    faults.append("wider than the screen")
                if faults:
                    found[f"{name} {viewport['width']} {scheme}"] = faults
    assert found == {}


def test_who_approves_what_was_approved_a_moment_ago_is_told_so_and_it_is_noted_once(db):
    letter, bert = make.working(100), Clerk("bert")
    for _ in range(2):
        response = bert.does(letter, "approve", letter.version)
        assert response.status_code == 302
    assert told(response) == [("info", "Deze versie is al goedgekeurd en openbaar.")]
    noted = LogEntry.objects.filter(object_id=str(letter.pk), change_message__startswith="Goedgekeurd")
    assert noted.count() == 1
