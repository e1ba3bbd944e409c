"""How the site's own sentences read: short, and no two amounts around a full stop. What they claim is judged elsewhere."""

import re
from collections import Counter
from itertools import chain

import pytest
from django.urls import reverse

from commitments.charts import catalogue
from commitments.charts.selection import everything
from commitments.models import Category, Commitment, Mention
from commitments.site.filters import CommitmentFilter
from letters.models import Letter, Minister

from .ledgers import make_ledger
from .urls import LISTED, PAGES, every_address, parse, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

AMOUNT = r"(?:€\s?|EUR\s)[\d.,]*\d(?:\s(?:mln|mld|bln|miljoen|miljard))?|\d[\d.,]*\s(?:mln|mld|bln|miljoen|miljard)"
# An amount, a full stop, and at once a number or within three words another amount: the eye takes them for one sum.
MEETING = re.compile(rf"(?:{AMOUNT})[”)]*[.!?]\s(?:\d|(?:[^\s.€]+\s){{0,3}}?(?:{AMOUNT}))")
LONGEST = 20  # words
BLOCKS = {"p", "h1", "h2", "h3", "li", "dt", "dd", "figcaption", "caption", "summary", "label", "desc", "title"}
# Not sentences of ours: quotes, citations, what the letters and the ledger say, and lists of names.
NOT_OURS = {"blockquote", "table", "svg"}
NOT_OUR_CLASSES = {
    "cite",
    "citation",
    "letter",
    "mentions",
    "note",
    "row",
    "rows",
    "facts",
    "trail",
    "story",
    "source",
    "ways",
}
QUESTIONS = (
    {},
    {"as_of": "2024-02-01"},
    {"as_of": "2022-06-01"},
    {"year": "2024"},
    {"year": "2024-2026"},
    {"category": "undivided"},
    {"stage": "gereserveerd"},
)


def blocks(root, is_ours=False):
    """The text of each block that has none in it, without the notes of words."""
    for one in root:
        tag, classes = one.tag.rpartition("}")[2], set((one.get("class") or "").split())
        if "note" in classes or (is_ours and (tag in NOT_OURS or classes & NOT_OUR_CLASSES)):
            continue
        if tag in BLOCKS and not any(inner.tag in BLOCKS for inner in one.iter() if inner is not one):
            yield " ".join(_text(one).split())
        else:
            yield from blocks(one, is_ours)


def _text(element):
    inner = "".join(("" if one.get("class") == "note" else _text(one)) + (one.tail or "") for one in element)
    return (element.text or "") + inner


def sentences(text):
    return re.split(r"(?<=[.?!;:])(?<!nr\.)\s+(?=\S)", text)


def meetings(texts):
    return [found[0] for text in texts for found in MEETING.finditer(text)]


def test_two_amounts_around_a_full_stop_are_found():
    assert meetings(["Het meeste is voor 2023: € 4,2 mld. Bij circa € 4,06 mld zeggen de brieven niets."])
    assert meetings(["Het is € 5.000. € 7 komt daarbij.", "Zo’n 2,5 miljard (EUR 3 mln). Daarna 7 mln."])
    assert meetings(["Samen is dat € 2.489.000.000. 5 van deze 7 toezeggingen tellen mee."])
    assert not meetings(
        ["Het is € 5.000. Dat is niet per jaar verdeeld.", "Samen € 4 mld en € 5 mln.", "€ 5. Zo is het."]
    )


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: " ".join(asked.values()) or "nothing")
def test_two_amounts_never_meet_around_a_full_stop(asked, visit):
    found = {}
    for address in (
        every_address(PAGES)
        if not asked
        else map(reverse, ("overview", "timeline", "categories", "flows", "commitments"))
    ):
        document, _ = parse(text_of(visit(address, asked)))
        main, description = document.find(".//main"), document.find(".//meta[@name='description']").get("content")
        if met := meetings([*blocks(main), description]):
            found[address] = met
    assert found == {}


def selections():
    """Every choice of one filter that a reader can make, on each day on which a letter came."""
    published = Commitment.objects.published()
    days = [None, *Letter.objects.published().order_by("date").values_list("date", flat=True).distinct()]
    values = {
        "year": {
            f"{year}-{end}" if end > year else str(year) for year, end in published.values_list("year", "end_year")
        },
        "category": set(Category.objects.published().values_list("slug", flat=True)),
        "stage": set(Commitment.Stage.values),
        "minister": set(Minister.objects.published().values_list("slug", flat=True)[:6]),
        "letter": set(Letter.objects.published().values_list("slug", flat=True)[:6]),
    }
    for day in days[:: max(1, len(days) // 6)]:
        yield everything(day)
        for name, value in chain.from_iterable(
            ((name, one) for one in sorted(found)) for name, found in values.items()
        ):
            yield CommitmentFilter({name: value}, published.as_of(day)).selection()


@pytest.mark.parametrize("size", ["shipped", 16])
def test_nor_in_what_any_chart_says_of_any_selection_as_a_picture_or_a_citation(size, request):
    request.getfixturevalue("ledger") if size == "shipped" else make_ledger(size, text_length=200)
    found, told = set(), 0
    for selection in selections():
        for build in catalogue.CHARTS.values():
            if chart := build(selection):
                # A picture has them below each other, a screen reader and a citation behind each other.
                text = f"{chart.title}. {chart.subtitle} {chart.wide.description} {chart.source_in_words}"
                found |= {(chart.name, met) for met in meetings([" ".join(text.split())])}
                told += 1
    assert found == set()
    assert told > 100


def test_a_sentence_of_ours_is_short(visit):
    long = {}
    for address in every_address(PAGES):
        if address == reverse("style"):
            continue
        for text in blocks(parse(text_of(visit(address)))[0].find(".//main"), is_ours=True):
            long |= {one: address for one in sentences(text) if len(one.split()) > LONGEST}
    for rows in (Commitment, Letter, Mention):
        for note in rows.objects.published().values_list("note", flat=True):
            long |= {one: rows for one in sentences(note) if len(one.split()) > LONGEST}
    for description in Category.objects.published().values_list("description", flat=True):
        long |= {one: Category for one in sentences(description) if len(one.split()) > LONGEST}
    assert long == {}


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: " ".join(asked.values()) or "nothing")
def test_no_two_headings_of_a_page_say_the_same_and_none_says_zero_euros(asked, visit):
    said_twice, zeros = {}, {}
    names = ("overview", "timeline", "categories", "flows", "commitments", "difference", "definitions")
    for address in map(reverse, names):
        main = parse(text_of(visit(address, asked)))[0].find(".//main")
        headings = Counter(words(one) for one in main.iter() if one.tag in ("h1", "h2"))
        said_twice |= {one: address for one, times in headings.items() if times > 1}
        if zero := re.search(r".{30}€\s0(?![\d.,])", words(main)):
            zeros[address] = zero[0]
    assert (said_twice, zeros) == ({}, {})


def test_the_page_on_how_is_counted_is_called_that_wherever_it_is_named(visit):
    """“Verantwoording” is what a government gives of what it spent, and what the category accountability is about."""
    for address in every_address(LISTED):
        document, _ = parse(text_of(visit(address)))
        said = words(document.find(".//body")).lower()
        assert not re.search(r"(?<!/)verantwoording(?!/)", said), address
        assert "Zo is geteld" in [words(link) for link in document.find(".//nav").iter("a")], address


def test_a_report_of_a_meeting_is_not_called_a_letter(visit):
    report = Letter.objects.published().get(kind=Letter.Kind.VERSLAG)
    main = parse(text_of(visit(report.get_absolute_url())))[0].find(".//main")
    assert "Eén verslag" in words(main)
    assert "deze brief" not in words(main).lower()
    told = parse(text_of(visit(reverse("timeline"))))[0].find(".//main")
    assert "In dit verslag staat geen Nederlands bedrag." in words(told)


def test_where_money_is_said_to_stand_only_letters_with_money_are_counted(ledger, client):
    document, _ = parse(text_of(client.get("/")))
    assert words(document.find(".//h1")).startswith("In 3 brieven zegt Nederland")
    document, _ = parse(text_of(client.get(reverse("timeline"))))
    assert words(document.find(".//h1")) == "Circa € 12 mld, uit 3 brieven"
    assert Letter.objects.published().count() == 5
