"""What a commitment's page, and a link to it, say of whether it counts: a sentence, and no ceiling is called promised."""

import datetime

import pytest

from commitments.models import Change, Commitment
from commitments.site.standings import IS_NO_PROMISE, WHY_LEFT_OUT, in_short
from tests.commitments import factories as make
from tests.site.urls import parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

Exclusion = Commitment.Exclusion
REASONS = [one for one in Exclusion.values if one]


def shown(client, row):
    """(the sentences below the heading, the description that goes with a link) of the page of a commitment."""
    document, _ = parse(text_of(client.get(row.get_absolute_url())))
    lead = next(one for one in document.iter("p") if one.get("class") == "lead")
    for note in [one for one in lead.iter("span") if one.get("class") == "note"]:
        note.text = ""
    return words(lead), document.find(".//meta[@name='description']").get("content").replace("\xa0", " ")


def excluded(exclusion):
    if exclusion == Exclusion.NO_RATE:
        return make.in_dollars(letter=make.letter(), title="Drones")
    return make.commitment(100, letter=make.letter(), title="Drones", exclusion=exclusion)


def test_every_reason_to_leave_out_has_its_sentence():
    assert set(WHY_LEFT_OUT) == set(REASONS)
    assert set(IS_NO_PROMISE) < set(REASONS)


@pytest.mark.parametrize("exclusion", REASONS)
def test_a_page_says_in_a_sentence_of_its_own_why_its_amount_is_left_out(exclusion, client):
    lead, description = shown(client, excluded(exclusion))
    assert lead == f"Dit bedrag telt niet mee in het totaal. {WHY_LEFT_OUT[exclusion]}"
    assert "want:" not in lead
    assert "toegezegd" not in description
    assert description.endswith(" Het telt niet mee.")


def test_a_ceiling_is_called_one_and_what_may_lie_in_another_amount_is_only_named(client):
    row = excluded(Exclusion.CEILING)
    assert shown(client, row)[1] == f"Drones. € 100: een plafond in {row.letter.designation}. Het telt niet mee."
    row = excluded(Exclusion.OVERLAP_UNKNOWN)
    assert shown(client, row)[1] == f"Drones. € 100, genoemd in {row.letter.designation}. Het telt niet mee."


def test_what_counts_is_called_promised_in_a_sentence_that_begins_with_a_capital(client):
    row = make.commitment(100, letter=make.letter(), title="Drones", precision="circa")
    lead, description = shown(client, row)
    assert lead == "Dit bedrag telt mee in het totaal."
    assert description == f"Drones. Circa € 100, toegezegd in {row.letter.designation}."


def test_of_what_came_later_a_description_says_so_once_it_is_known():
    row = make.commitment(100, year=2023, letter=make.letter(datetime.date(2023, 2, 20)))
    make.commitment(90, year=2023, replaces=row, letter=make.letter(datetime.date(2023, 11, 17)))
    gone = make.commitment(100, year=2023, letter=make.letter(datetime.date(2023, 2, 21)))
    make.change(make.letter(datetime.date(2023, 11, 18)), [gone], kind=Change.Kind.WITHDRAWN)
    rows = Commitment.objects.published()
    told = {one.pk: in_short(one) for one in rows.as_of(None).with_standing().select_related("letter__dossier")}
    assert told[row.pk].endswith(f"toegezegd in {row.letter.designation}. Het is later vervangen.")
    assert told[gone.pk].endswith(" Het is later vervallen.")
    before = rows.as_of(datetime.date(2023, 3, 1)).with_standing().get(pk=row.pk)
    assert in_short(before).endswith(f"toegezegd in {row.letter.designation}.")
