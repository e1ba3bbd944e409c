"""Several people on one page of the admin: nothing that was saved or typed is lost, and nobody meets an error."""

import html5lib
import pytest
from django.http import Http404
from django.urls import reverse

from commitments.models import Category, Channel, Commitment, Mention
from letters.models import Dossier, Letter, Minister
from tests.commitments import factories as make
from tests.commitments.clerks import address, errors_of, sent_again, told

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


@pytest.fixture
def letter(db):
    """A letter with two commitments, the quotes that state them, and one signature."""
    letter = make.working(100, 200, note="Zoals het was.")
    letter.signatures.create(minister=minister(), office="Minister van Defensie")
    return make.again(letter)


def minister():
    return Minister.objects.create(slug="ollongren", name="Kajsa Ollongren", family_name="Ollongren")


def one_of(name):
    """A row that is worked on, the field of it that people type in here, and who else is needed."""
    if name == "letter":
        return make.working(100), "note"
    if name == "commitment":
        return make.working(100).commitments.get(), "note"
    if name == "minister":
        return minister(), "name"
    if name == "dossier":
        return Dossier.objects.create(number="36045", title="Oekraïne"), "title"
    if name == "channel":
        return Channel.objects.create(slug="ifu", name="IFU", short_name="IFU"), "name"
    return make.category(), "name"


KINDS = ["letter", "commitment", "minister", "dossier", "channel", "category"]


def version_of(row):
    row = make.again(row)
    return row.letter.version if isinstance(row, Commitment) else row.version


def records():
    """How many rows the history has."""
    return sum(model.history.count() for model in (Letter, Commitment, Mention, Minister, Dossier, Channel, Category))


def asked(response):
    """What a page asks of the second to save: (label, mine, theirs)."""
    assert response.status_code == 200, "it was accepted"
    disputes = response.context_data["conflict"]["disputes"]
    return [(dispute["label"].capitalize(), dispute["mine"], dispute["theirs"]) for dispute in disputes]


# what a page carries


def fields_in(response):
    """The fields of the form in this page, as a browser reads them."""
    document = html5lib.parse(response.render().content.decode(), namespaceHTMLElements=False)
    form = next(form for form in document.iter("form") if form.get("id", "").endswith("_form"))
    found = {}
    for one in form.iter():
        name, kind = one.get("name"), one.get("type")
        if not name or name == "csrfmiddlewaretoken" or kind in ("submit", "button", "radio"):
            continue
        if one.tag == "select":
            values = [option.get("value") for option in one.iter("option") if option.get("selected") is not None]
        elif one.tag == "textarea":
            values = ["".join(one.itertext()).removeprefix("\n")]
        else:
            box = kind == "checkbox"
            values = [] if box and one.get("checked") is None else [one.get("value", "on" if box else "")]
        found.setdefault(name, []).extend(values)
    left_out = ("-MIN_NUM_FORMS", "-MAX_NUM_FORMS", "-letter")
    names = [name for name in found if "__prefix__" not in name and not name.endswith(left_out)]
    return {name: sorted(filter(None, found[name])) for name in names if any(found[name])}


def carried(data):
    return {name: sorted(filter(None, values)) for name, values in data.items() if any(values)}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_carries_what_these_tests_send(anna, kind):
    row, _ = one_of(kind)
    if kind == "letter":
        row.other_dossiers.set([Dossier.objects.create(number="21501-20"), Dossier.objects.create(number="28676")])
        row.signatures.create(minister=minister(), office=" Minister\nvan Defensie ")
        make.promised(row, replaces=row.commitments.get(), note="<b>&amp;</b> “é”\n\n\n")
    form = anna.open(row)
    assert carried(form.data) == fields_in(anna.get(address(row)))


def test_a_page_that_comes_back_carries_what_these_tests_send_next(anna, bert, letter):
    form, other = anna.open(letter), bert.open(letter)
    other.type(note="Van Bert", title="T").add("mentions", quote="x")
    other.fill("mentions-2", amount_as_written="x", verdict="other")
    assert other.save().status_code == 302
    form.type(note="Van Anna", _reason="Omdat.").add(
        "commitments", title="Drones", takes=[letter.commitments.last().pk]
    )
    response = form.save()
    assert carried(sent_again(response)) == fields_in(response)


# the second to save


@pytest.mark.parametrize("kind", KINDS)
def test_who_saves_second_sees_both_versions_and_nothing_is_saved_until_he_chose(anna, bert, kind):
    row, field = one_of(kind)
    first, second = anna.open(row), bert.open(row)
    assert first.type(**{field: "Van Anna"}).save().status_code == 302
    before = records()
    response = second.type(**{field: "Van Bert"}).save()
    assert [theirs for _, _, theirs in asked(response)] == ["Van Anna"]
    assert [mine for _, mine, _ in asked(response)] == ["Van Bert"]
    assert response.context_data["conflict"]["who"] == "anna"
    page = response.render().content.decode()
    assert "Er is nog niets bewaard: een collega was u voor." in page
    assert "Twee versies naast elkaar" in page
    assert second.data[field] == ["Van Bert"]
    assert (getattr(make.again(row), field), records()) == ("Van Anna", before)

    response = second.save()
    assert [mine for _, mine, _ in asked(response)] == ["Van Bert"], "who does not choose is asked again"
    assert (getattr(make.again(row), field), records()) == ("Van Anna", before)

    assert second.choose("mine").save().status_code == 302
    assert getattr(make.again(row), field) == "Van Bert"
    assert version_of(row) == 3


def test_for_each_field_one_chooses_whose_it_is(anna, bert, letter):
    first, second = anna.open(letter), bert.open(letter)
    assert first.type(note="Van Anna", title="Titel van Anna").save().status_code == 302
    second.type(note="Van Bert", title="Titel van Bert").save()
    response = second.choose("theirs", "title").save()
    assert asked(response) == [("Toelichting", "Van Bert", "Van Anna")], (
        "the other is asked again, with the choice kept"
    )
    assert second.choose("mine", "note").save().status_code == 302
    assert (make.again(letter).note, make.again(letter).title) == ("Van Bert", "Titel van Anna")


def test_who_chooses_all_that_the_other_saved_makes_no_new_version(anna, bert, letter):
    first, second = anna.open(letter), bert.open(letter)
    first.type(note="Van Anna").save()
    second.type(note="Van Bert").save()
    before = records()
    assert second.choose("theirs").save().status_code == 302
    assert (make.again(letter).note, version_of(letter), records()) == ("Van Anna", 2, before)


def test_who_types_what_the_other_saved_has_nothing_to_choose(anna, bert, letter):
    first, second, third = anna.open(letter), bert.open(letter), bert.open(letter)
    first.type(note="Van Anna").save()
    second.type(note="Van Bert").save()
    assert second.type(note="Van Anna").save().status_code == 302
    assert third.type(note="Van Anna").save().status_code == 302, "it is there already"
    assert version_of(letter) == 2


def test_what_only_the_other_changed_is_taken_over_and_told(anna, bert, letter):
    first, second = anna.open(letter), bert.open(letter)
    first.type(note="Van Anna").fill("commitments-0", stage="geleverd", note="Geleverd.")
    assert first.save().status_code == 302
    response = second.type(title="Van Bert").fill("commitments-1", note="Van Bert").save()
    assert asked(response) == []
    taken = [(one["label"].capitalize(), one["theirs"]) for one in response.context_data["conflict"]["taken"]]
    assert taken == [("Toelichting", "Van Anna"), ("Fase", "geleverd"), ("Toelichting", "Geleverd.")]
    assert second.save().status_code == 302
    letter = make.again(letter)
    assert (letter.note, letter.title) == ("Van Anna", "Van Bert")
    assert [row.note for row in letter.commitments.order_by("pk")] == ["Geleverd.", "Van Bert"]
    assert [row.stage for row in letter.commitments.order_by("pk")] == ["geleverd", "aangekondigd"]


def test_several_dossiers_are_one_choice(anna, bert, letter):
    one, other = Dossier.objects.create(number="21501-20"), Dossier.objects.create(number="28676")
    first, second = anna.open(letter), bert.open(letter)
    first.type(other_dossiers=[str(one.pk)]).save()
    response = second.type(other_dossiers=[str(other.pk), str(one.pk)]).save()
    assert asked(response) == [("Andere dossiers", "21 501-20, 28 676", "21 501-20")]
    second.choose("mine").save()
    assert set(make.again(letter).other_dossiers.all()) == {one, other}


def test_a_row_that_the_other_added_is_there_and_stays(anna, bert, letter):
    first, second = anna.open(letter), bert.open(letter)
    first.add("mentions", quote="Nog EUR 1 mln", amount_as_written="EUR 1 mln", verdict="other")
    assert first.save().status_code == 302
    response = second.type(note="Van Bert").save()
    assert len(response.context_data["conflict"]["added"]) == 1
    assert second.save().status_code == 302
    assert letter.mentions.filter(amount_as_written="EUR 1 mln").count() == 1
    assert make.again(letter).note == "Van Bert"


def test_new_rows_of_both_are_kept_and_numbers_still_point_to_them(anna, bert, letter):
    def more(form, title):
        row = form.add("commitments", title=title, amount_eur="1 mln", year="2024", category=make.category().pk,
                       precision="exact", stage="aangekondigd", finance_type="gift")  # fmt: skip
        form.add("mentions", quote=f"EUR 1 mln {title}", amount_as_written="EUR 1 mln", verdict="states",
                 new_commitment=int(row.rpartition("-")[2]) + 1)  # fmt: skip
        return form

    first, second = more(anna.open(letter), "Drones"), more(bert.open(letter), "Munitie")
    assert first.save().status_code == 302
    second.save()
    assert second.data["mentions-3-new_commitment"] == ["4"], "it was the third, and is the fourth now"
    assert second.save().status_code == 302
    stated = letter.mentions.order_by("position").values_list("commitment__title", flat=True)
    assert list(stated)[2:] == ["Drones", "Munitie"]


def test_a_row_that_the_other_removed_comes_back_as_a_new_one_if_i_changed_it(anna, bert, letter):
    mention = make.mention(letter, note="a")
    first, second = anna.open(letter), bert.open(letter)
    assert first.delete(mention).save().status_code == 302
    response = second.fill(second.row(mention), note="Van Bert").save()
    assert response.context_data["conflict"]["rescued"] == 1
    assert second.save().status_code == 302
    assert letter.mentions.get(note="Van Bert").pk != mention.pk


def test_a_row_that_the_other_removed_stays_away_if_i_left_it_alone(anna, bert, letter):
    mention = make.mention(letter)
    first, second = anna.open(letter), bert.open(letter)
    first.delete(mention).save()
    response = second.type(note="Van Bert").save()
    assert response.context_data["conflict"]["removed"] == 1
    assert second.save().status_code == 302
    assert not letter.mentions.filter(pk=mention.pk).exists()


def test_a_row_that_the_other_changed_is_not_removed_unseen(anna, bert, letter):
    mention = make.mention(letter)
    first, second = anna.open(letter), bert.open(letter)
    first.fill(first.row(mention), note="Toch van belang").save()
    response = second.delete(mention).save()
    assert len(response.context_data["conflict"]["spared"]) == 1
    assert second.save().status_code == 302, "the tick is gone: saving keeps the row"
    assert letter.mentions.filter(pk=mention.pk).exists()
    assert second.clerk.open(letter).delete(mention).save().status_code == 302
    assert not letter.mentions.filter(pk=mention.pk).exists()


def test_a_commitments_own_page_and_its_letters_page_know_of_each_other(anna, bert, letter):
    commitment = letter.commitments.order_by("pk").first()
    own, whole = anna.open(commitment), bert.open(letter)
    assert whole.fill(whole.row(commitment), note="Van Bert").save().status_code == 302
    assert asked(own.type(note="Van Anna").save()) == [("Toelichting", "Van Anna", "Van Bert")]
    assert own.choose("mine").save().status_code == 302
    assert (make.again(commitment).note, version_of(letter)) == ("Van Anna", 3)
    whole = bert.open(letter)
    anna.open(commitment).type(note="Weer van Anna").save()
    assert asked(whole.fill(whole.row(commitment), note="Weer van Bert").save()) == [
        ("Toelichting", "Weer van Bert", "Weer van Anna")
    ]


def test_what_was_saved_elsewhere_in_the_letter_does_not_hold_up_who_saves_a_commitment(anna, bert, letter):
    commitment = letter.commitments.order_by("pk").first()
    own = anna.open(commitment)
    bert.open(letter).type(note="Van Bert").save()
    assert own.type(note="Van Anna").save().status_code == 302
    assert (make.again(letter).note, make.again(commitment).note) == ("Van Bert", "Van Anna")


def test_a_commitment_that_moved_to_another_letter_is_not_moved_back_unseen(anna, bert):
    here, there = make.working(), make.working()
    commitment = make.commitment(letter=here, published_at=None)
    stale = bert.open(commitment)
    there.note_edit(None, make.NOW)
    there.save()
    anna.open(there).type(note="x").save()
    here.note_edit(None, make.NOW)
    here.save()
    stale = bert.open(commitment)
    assert anna.open(commitment).type(letter=there.pk).save().status_code == 302
    Letter.objects.filter(pk=there.pk).update(version=2)  # the number that Bert's page has, of the other letter
    response = stale.type(note="Van Bert").save()
    assert [one["label"] for one in response.context_data["conflict"]["taken"]] == ["Aangekondigd in"]
    assert stale.save().status_code == 302
    assert make.again(commitment).letter == there


def test_a_third_version_is_laid_beside_what_was_shown_and_not_beside_what_was_typed(anna, bert, letter):
    """A form that is not accepted leaves what was typed in the row; that must not pass for what was saved."""
    form = bert.open(letter).type(note="Van Bert", date="geen datum")
    assert "Voer een geldige datum in." in errors_of(form.save())
    anna.open(letter).type(note="Van Anna").save()
    assert asked(form.type(date="01-01-2024").save()) == [("Toelichting", "Van Bert", "Van Anna")]
    anna.open(letter).type(note="Weer van Anna").save()
    assert asked(form.choose("mine").save()) == [("Toelichting", "Van Bert", "Weer van Anna")]
    assert form.choose("mine").save().status_code == 302
    assert make.again(letter).note == "Van Bert"


def test_the_reason_that_was_typed_stays_and_comes_into_the_history(anna, bert, letter):
    first, second = anna.open(letter), bert.open(letter)
    first.type(note="Van Anna", _reason="Gebeld met Defensie").save()
    response = second.type(note="Van Bert", _reason="Nagelezen").save()
    assert 'value="Nagelezen"' in response.render().content.decode()
    second.choose("mine").save()
    history = letter.history.order_by("version").values_list(
        "version", "history_user__username", "history_change_reason"
    )
    assert list(history) == [(1, None, ""), (2, "anna", "Gebeld met Defensie"), (3, "bert", "Nagelezen")]


def test_the_reason_of_what_is_entered_new_comes_into_the_history(anna):
    fields = {"name": "IFU", "short_name": "IFU", "slug": "ifu", "_reason": "Nieuw fonds"}
    assert anna.post(address(Channel, "add"), fields).status_code == 302
    [record] = Channel.objects.get().history.all()
    assert (record.version, record.history_user, record.history_change_reason) == (1, anna.user, "Nieuw fonds")


# nothing changed, nothing known


@pytest.mark.parametrize("kind", KINDS)
def test_saving_a_page_as_it_was_makes_no_version_and_no_history(anna, kind):
    row, _ = one_of(kind)
    before = records()
    assert anna.open(row).save().status_code == 302
    assert (version_of(row), records()) == (1, before)


VERSIONS = [None, "", "1", "x", "999999999999999999999", "\u0663", "{}.1", "{}.999", "{}.\u0662", "{}.02", "0.2"]
BASES = [None, "", "{", "[]", "null", "1" * 5000, '{" name": 1}', '{" name": ["x"]}', '{" name": "x"}', "[" * 100_000]


@pytest.mark.parametrize("version", VERSIONS)
def test_who_sends_no_sound_version_overwrites_nothing(anna, bert, version):
    row = make.category(name="Zoals het was")
    stale = bert.open(row)
    anna.open(row).type(name="Van Anna").save()
    stale.type(name="Van Bert", _version=version and version.format(row.pk))
    for base in (*stale.data["_base"], *BASES):
        response = bert.post(stale.path, stale.data | {"_base": [base] if base is not None else []})
        assert asked(response) == [("Naam", "Van Bert", "Van Anna")], base
    assert (make.again(row).name, version_of(row)) == ("Van Anna", 2)


def test_who_sends_no_version_of_a_letter_overwrites_none_of_its_rows(anna, bert, letter):
    stale = bert.open(letter).fill("mentions-0", note="Van Bert").type(_version=None, _base=None)
    anna.open(letter).fill("mentions-0", note="Van Anna").save()
    assert asked(stale.save()) == [("Toelichting", "Van Bert", "Van Anna")]


def test_choices_about_what_nobody_asked_change_nothing(anna, letter):
    form = anna.open(letter).type(note="Van Anna")
    names = ["", " ", "x", " note", "mentions:999 note", "commitments:x title", "mentions:new-7 note", " slug", "🐈"]
    form.type(_dispute=names)
    for name in names:
        form.type(**{f"_choice:{name}": "theirs"})
    assert form.save().status_code == 302
    assert make.again(letter).note == "Zoals het was.", "the only field of these that was on the page"


def test_a_page_without_rows_or_with_too_many_is_no_crash(anna, letter):
    form = anna.open(letter)
    for name, value in [("mentions-TOTAL_FORMS", "x"), ("mentions-INITIAL_FORMS", "9" * 30), ("mentions-1-id", "x"),
                        ("mentions-0-id", "9" * 30), ("mentions-99999-note", "a"), ("commitments-0-id", "-1")]:  # fmt: skip
        response = anna.post(form.path, form.data | {"note": [f"{name} {value}"], name: [value]})
        assert response.status_code in (200, 302)
        if response.status_code == 200:
            response.render()
        assert letter.mentions.count() == letter.commitments.count() == 2


# what is gone


def test_who_saves_what_was_withdrawn_meanwhile_is_told_and_loses_nothing(anna, bert):
    letter = make.working(100)
    make.approved(letter)
    commitment = letter.commitments.get()
    forms = [bert.open(letter).type(note="Van Bert"), bert.open(commitment).type(note="Ook van Bert")]
    assert anna.does(letter, "withdraw", reason="Onjuist.").status_code == 302
    refused = forms[1].copy().type(title="").save()
    assert refused.context_data["was_public"] == "1"
    for form, row in zip(forms, (letter, commitment), strict=True):
        response = form.save()
        assert [text for level, text in told(response) if level == "warning"] == [
            f"{letter} is teruggetrokken terwijl u eraan werkte, en staat dus niet meer op de site. Wat u bewaarde staat "
            "hier als concept; het wordt openbaar als een collega het opnieuw goedkeurt."
        ]
        assert "Van Bert".casefold() in make.again(row).note.casefold()
    assert [level for level, _ in told(bert.open(letter).type(note="Later").save())] == ["success"]


@pytest.mark.parametrize("kind", KINDS)
def test_who_saves_what_a_colleague_deleted_gets_a_page_for_a_new_one_with_what_he_typed(anna, bert, kind):
    row, field = one_of(kind)
    free(row)
    form = bert.open(row).type(**{field: "Van Bert"})
    assert delete(anna, row).status_code == 302
    response = form.save()
    assert "Een collega heeft dit intussen verwijderd." in " ".join(errors_of(response))
    page = response.render().content.decode()
    assert "Van Bert" in page
    assert f'action="{address(type(row), "add")}"' in page
    assert not type(row).objects.filter(pk=row.pk).exists()

    form.path = address(type(row), "add")
    if "slug" in response.context_data["adminform"].form.fields:
        form.type(slug="opnieuw")
    assert form.save().status_code == 302
    assert getattr(type(row).objects.get(), field) == "Van Bert"


def test_a_deleted_letter_comes_back_with_all_its_rows_and_their_numbers(anna, bert):
    letter = make.working()
    make.mention(letter, note="a")
    dropped = make.mention(letter, note="b")
    form = bert.open(letter).fill("mentions-0", note="Van Bert").delete(dropped)
    row = form.add("commitments", title="Drones", amount_eur="5 mln", year="2024", category=make.category().pk,
                   precision="exact", stage="aangekondigd", finance_type="gift")  # fmt: skip
    form.add("mentions", quote="EUR 5 mln", amount_as_written="EUR 5 mln", verdict="states",
             new_commitment=int(row.rpartition("-")[2]) + 1)  # fmt: skip
    free(letter)
    delete(anna, letter)
    form.save()
    form.path = address(Letter, "add")
    assert form.save().status_code == 302
    again = Letter.objects.get()
    assert [mention.note for mention in again.mentions.all()] == ["Van Bert", ""]
    assert again.mentions.last().commitment.title == "Drones"
    assert again.pk != letter.pk


def delete(clerk, row):
    """Deletes a row by the page that asks whether one is sure."""
    question = clerk.get(address(row, "delete"))
    return clerk.post(question.url, {"post": "yes"})


@pytest.mark.parametrize("kind", KINDS)
def test_who_deletes_what_a_colleague_changed_is_asked_again(anna, bert, kind):
    row, field = one_of(kind)
    free(row)
    question = bert.get(f"{address(row, 'delete')}?_popup=1")
    assert question.url.endswith("?_popup=1&version=1")
    anna.open(row).type(**{field: "Van Anna"}).save()
    response = bert.post(question.url, {"post": "yes"})
    assert response.url.endswith("version=2")
    assert told(response) == [("warning", "anna heeft dit intussen gewijzigd. Kijk nog eens wat er verdwijnt.")]
    assert type(row).objects.filter(pk=row.pk).exists()
    assert bert.post(address(row, "delete"), {"post": "yes"}).url.endswith("?version=2"), "an address without version"
    assert bert.post(response.url, {"post": "yes"}).status_code == 302
    assert not type(row).objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("kind", KINDS)
def test_who_deletes_what_is_gone_is_told(anna, bert, kind):
    row, _ = one_of(kind)
    question = bert.get(address(row, "delete"))
    free(row)
    row.delete()
    response = bert.post(question.url, {"post": "yes"})
    assert response.url == reverse("admin:index")
    [(level, text)] = told(response)
    assert level == "warning"
    assert "bestaat niet" in text


def free(row):
    """Deletes what would keep this row from being deleted."""
    if isinstance(row, Letter | Commitment):
        row.mentions.all().delete()
    if isinstance(row, Letter):
        row.commitments.all().delete()


# public copies


def test_no_page_of_the_admin_is_about_a_public_copy(anna, letter):
    make.approved(letter)
    copies = [
        letter.public,
        letter.commitments.first().public_copy,
        make.again(letter).dossier.public,
        make.category().public,
    ]
    for copy in (make.again(copy) for copy in copies):
        for page in ("change", "history", "delete"):
            response = gone(anna, address(copy, page))
            assert response in (302, 404), (copy, page)
    for page in ("review", "compare"):
        assert gone(anna, address(letter.public, page)) == 404
    for page in ("approve", "withdraw", "restore"):
        with pytest.raises(Http404):
            anna.does(letter.public, page)


def gone(clerk, path):
    try:
        return clerk.get(path).status_code
    except Http404:
        return 404


@pytest.mark.parametrize("field", ["dossier", "other_dossiers", "signatures-0-minister", "commitments-0-category",
                                   "commitments-0-channel", "commitments-0-part_of", "commitments-0-begun_by",
                                   "commitments-0-takes", "mentions-0-commitment"])  # fmt: skip
def test_a_public_copy_is_chosen_in_no_field_of_a_letter(anna, letter, field):
    commitment = letter.commitments.order_by("pk").first()
    commitment.channel = Channel.objects.create(slug="ifu", name="IFU", short_name="IFU")
    commitment.save()
    make.approved(letter)
    copy = letter.public
    copies = {
        "dossier": copy.dossier,
        "other_dossiers": copy.dossier,
        "minister": copy.signatures.get().minister,
        "category": copy.commitments.first().category,
        "channel": Channel.objects.public_copies().get(),
        "begun_by": make.change(copy, []),
    }
    chosen = copies.get(field.rpartition("-")[2], copy.commitments.first())
    before = records()
    form = anna.open(letter).type(note="Van Anna", **{field: [str(chosen.pk)]})
    assert errors_of(form.save())
    assert records() == before


def test_a_row_that_pretends_to_be_of_a_public_copy_changes_nothing(anna, letter):
    make.approved(letter)
    copy = letter.public
    form = anna.open(letter)
    for prefix, row in (("commitments", copy.commitments.first()), ("mentions", copy.mentions.first())):
        form.fill(f"{prefix}-0", id=row.pk, note="Vervalst")
        form.fill(f"{prefix}-1", id=row.pk, note="Vervalst", DELETE="on")
    form.save()
    assert not Commitment.objects.filter(note="Vervalst").exists()
    assert not Mention.objects.filter(note="Vervalst").exists()
    assert (
        copy.commitments.count() == copy.mentions.count() == letter.commitments.count() == letter.mentions.count() == 2
    )


@pytest.mark.parametrize("field", ["letter", "category", "channel", "part_of", "on_top_of"])
def test_a_public_copy_is_chosen_in_no_field_of_a_commitment(anna, letter, field):
    other = make.approved(make.working(300))
    copy = other.public.commitments.get()
    channel = Channel.objects.create(slug="x", name="X", short_name="X", is_public_copy=True)
    chosen = {"letter": other.public, "category": copy.category, "channel": channel}.get(field, copy)
    form = anna.open(letter.commitments.first()).type(**{field: [str(chosen.pk)]})
    assert errors_of(form.save())
