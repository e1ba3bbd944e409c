"""The words of the field are explained where they stand: on a tap, to a pointer, by keyboard, and without JavaScript."""

import re

import pytest
from django.template import Context, Template
from django.urls import reverse

from commitments.site.glossary import ENTRIES

from .test_accessibility import OPEN_ALL
from .test_browser import NARROW, WIDE, one_of_each
from .urls import PAGES, addresses, parse, text_of, words

pytestmark = pytest.mark.looks

RESERVED = "Het geld is apart gezet. De brief zegt niet dat het al is uitgegeven."
PHONE = {"viewport": NARROW, "has_touch": True, "is_mobile": True}
# What the note that is open lies over: the total of the page, of a table, or what a letter adds to it.
HIDES = """note => {
    const its = note.getBoundingClientRect();
    const meets = ({left, right, top, bottom}) =>
        left < its.right - 1 && its.left < right - 1 && top < its.bottom - 1 && its.top < bottom - 1;
    return [...document.querySelectorAll('.big, tfoot td, .change')]
        .filter((one) => one.checkVisibility() && [...one.getClientRects()].some(meets)).map((one) => one.outerHTML);
}"""

# The pieces of text of the paragraph that the open note lies over.
# Opens the note of every word in turn, and tells how many there are and what is wrong with which.
EVERY_NOTE = f"""async () => {{
    const hides = {HIDES}, wrong = [], words = [...document.querySelectorAll('.word')].filter((one) => one.checkVisibility());
    for (const word of words) {{
        word.scrollIntoView({{block: 'nearest'}});
        word.click();
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        const note = document.querySelector('.note:popover-open');
        if (!note) {{ wrong.push(`${{word.textContent}} has no note`); continue; }}
        const {{left, right}} = note.getBoundingClientRect();
        if (left < 0 || right > innerWidth) wrong.push(`${{word.textContent}} has a note beyond the edge`);
        wrong.push(...hides(note).map((one) => `${{word.textContent}} hides ${{one}}`));
        note.hidePopover();
    }}
    return [words.length, wrong];
}}"""
HIDES_OF_ITS_PARAGRAPH = """note => {
    const its = note.getBoundingClientRect();
    const meets = ({left, right, top, bottom}) =>
        left < its.right - 1 && its.left < right - 1 && top < its.bottom - 2 && its.top < bottom - 2;
    const found = [], range = document.createRange();
    const walker = document.createTreeWalker(note.closest('p, li, dd, blockquote'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        if (!walker.currentNode.parentElement.closest('.note')) {
            range.selectNodeContents(walker.currentNode);
            if ([...range.getClientRects()].some(meets)) found.push(walker.currentNode.data);
        }
    }
    return found;
}"""


def rendered(source, **context):
    return Template(source).render(Context({"explained": {}} | context))


def note_of(page, slug):
    return page.locator(f"#uitleg-{slug}")


def word_of(page, slug):
    return page.locator(f"[popovertarget=uitleg-{slug}]")


# What stands in the page


def test_a_word_of_the_glossary_becomes_a_button_with_its_note_and_the_sign_behind_it_stays_on_its_line():
    assert rendered('{% explain "€ 5 gereserveerd." %}') == (
        '€ 5 <span class="nowrap"><button type="button" class="word" popovertarget="uitleg-gereserveerd" '
        'aria-describedby="uitleg-gereserveerd">gereserveerd</button>.<span class="note" id="uitleg-gereserveerd" popover>'
        f"{RESERVED}</span></span>"
    )


def test_a_word_is_explained_once_on_a_page_in_whatever_form_it_stands():
    twice = rendered('{% explain "Onderdelen" %} en nog een {% explain "onderdeel" %}')
    assert twice.count("<button") == twice.count("popover>") == 1
    assert twice.endswith(" en nog een onderdeel")


def test_what_is_no_word_of_the_glossary_is_printed_as_it_is_and_never_as_html():
    assert rendered("{% explain text %}", text="<b>aangekondigde</b> & meer") == (
        "&lt;b&gt;aangekondigde&lt;/b&gt; &amp; meer"
    )


def test_under_a_chart_are_asked_only_the_words_that_the_page_did_not_explain_before():
    source = '{% explain "geleverd" %}{% include "_unknown_words.html" with words=names %}'
    html = rendered(source, names=["geleverd", "Accountability", "Militair", "Cyber"])
    assert re.sub(r"\s+", " ", re.sub(r"<span class=.note.*?</span>|<[^>]*>", "", html)).strip() == (
        "geleverd Wat betekent accountability of cyber?"
    )
    assert "Wat betekent" not in rendered(source, names=["geleverd", "Militair"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "slugs"),
    [
        ("/toezeggingen/", {"epf", "accountability", "niet-verdeeld"}),
        ("/toezeggingen/?category=accountability", {"accountability"}),
        ("/vindplaatsen/", {"epf", "accountability"}),
        ("/vindplaatsen/?category=accountability", {"accountability"}),
        ("/brieven/kst-36045-171/", {"epf", "accountability"}),
        ("/toezeggingen/accountability-2024/", {"accountability"}),
        ("/toezeggingen/?year=2023", {"filter-kanaal"}),
        ("/brieven/kst-36045-184/", {"aiv", "kamerstuk"}),
        ("/stromen/", {"aiv", "kamerstuk"}),
        ("/brieven/", {"kamerstuk"}),
        ("/", {"kamerstuk"}),
    ],
)
def test_a_list_or_a_letter_explains_its_hard_words_once(address, slugs, visit):
    document, _ = parse(text_of(visit(address)))
    ids = [note.get("id") for note in document.iter("span") if note.get("class") == "note"]
    assert {f"uitleg-{slug}" for slug in slugs} <= set(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.django_db
def test_the_counting_rule_explains_the_peildatum_itself_for_the_head_of_the_page_does_so_folded_away(visit):
    (rule,) = parse(text_of(visit(reverse("method"))))[0].iterfind(".//ol")
    buttons = {words(one) for one in rule.iter("button")}
    assert buttons == {"toezeggingen", "peildatum", "vervangen", "onderdelen", "eigen delen"}


@pytest.mark.django_db
@pytest.mark.parametrize(("asked", "day"), [({}, "4 maart 2025"), ({"as_of": "2024-02-01"}, "17 november 2023")])
def test_what_is_not_divided_yet_has_the_same_day_on_every_page(asked, day, visit):
    for address, sentence in (
        ("/", "De brieven tot en met {} zeggen nog niet waarvoor"),
        ("/categorieen/", ", in de brieven tot en met {}."),
        ("/categorieen/undivided/", "Zo staat het in de brieven tot en met {}."),
        ("/toezeggingen/reservering-2023/", "Nog niet verdeeld, in de brieven tot en met {}"),
    ):
        assert sentence.format(day) in words(parse(text_of(visit(address, asked)))[0].find(".//main")), address
    military = words(parse(text_of(visit("/categorieen/military/", asked)))[0].find(".//main"))
    assert "Zo staat het in de brieven" not in military


def test_the_notes_and_the_page_that_explains_say_the_same(visit):
    document, _ = parse(text_of(visit(reverse("method"))))
    (glossary,) = [one for one in document.iter("dl") if one.get("class") == "glossary"]
    terms = [words(one) for one in glossary.iter("dt")]
    assert dict(zip(terms, [words(one) for one in glossary.iter("dd")], strict=True)) == {
        entry.word[0].upper() + entry.word[1:]: entry.meaning for entry in ENTRIES
    }
    meanings = {entry.slug: entry.meaning for entry in ENTRIES}
    told = {}
    for pattern in PAGES:
        document, _ = parse(text_of(visit(addresses(pattern)[0])))
        for note in document.iter("span"):
            if note.get("class") == "note":
                told[note.get("id").removeprefix("uitleg-").removeprefix("filter-").removeprefix("regel-")] = words(
                    note
                )
    assert told == {slug: meanings[slug] for slug in told}
    assert {"gereserveerd", "toegewezen", "geleverd", "epf", "accountability"} <= told.keys()


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.slug for entry in ENTRIES])
def test_an_explanation_is_short(entry):
    sentences = re.split(r"(?<=[.:]) ", entry.meaning)
    assert max(len(sentence.split()) for sentence in sentences) <= 20
    assert len(entry.meaning.split()) <= 35


# In a browser


def test_on_a_phone_a_tap_opens_the_note_and_a_tap_elsewhere_closes_it(live_ledger, open_page):
    page = open_page(**PHONE)
    page.goto("/")
    word, note = word_of(page, "gereserveerd"), note_of(page, "gereserveerd")
    assert not note.is_visible()
    word.evaluate("one => one.scrollIntoView({block: 'center'})")
    word.tap()
    assert note.inner_text() == RESERVED
    box, target = note.bounding_box(), word.bounding_box()
    assert box["x"] >= 8
    assert box["x"] + box["width"] <= NARROW["width"] - 8
    assert 0 <= box["y"] - (target["y"] + target["height"]) < 4, "right below its word"
    assert min(target["width"], target["height"]) >= 24
    page.locator("h1").tap()
    assert not note.is_visible()
    word.tap()
    word.tap()
    assert not note.is_visible(), "and so does a second tap"


def test_pointing_opens_the_note_which_stays_while_the_pointer_is_on_it(live_ledger, page):
    page.goto("/")
    word, note = word_of(page, "gereserveerd"), note_of(page, "gereserveerd")
    word.hover()
    assert note.is_visible()
    word.click()
    assert note.is_visible(), "a click does not close again what pointing opened"
    note.hover()
    assert note.is_visible()
    page.locator("h1").hover()
    assert not note.is_visible()


def test_by_keyboard_the_focus_opens_the_note_and_escape_closes_it(live_ledger, page):
    page.goto("/")
    word, note = word_of(page, "gereserveerd"), note_of(page, "gereserveerd")
    word_of(page, "toegewezen").focus()
    page.keyboard.press("Tab")
    assert note.is_visible()
    assert not note_of(page, "toegewezen").is_visible()
    page.keyboard.press("Escape")
    assert not note.is_visible()
    assert word.evaluate("one => one === document.activeElement")
    page.keyboard.press("Enter")
    assert note.is_visible()
    page.keyboard.press("Tab")
    assert not note.is_visible()


def test_a_screen_reader_is_told_what_the_word_means(live_ledger, page):
    page.goto("/")
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    told = {
        node["name"]["value"]: node.get("description", {}).get("value")
        for node in tree
        if node.get("role", {}).get("value") == "button"
    }
    assert told["gereserveerd"] == RESERVED


def test_without_javascript_a_tap_a_pointer_and_the_keyboard_open_it_too(live_ledger, open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/")
    word, note = word_of(page, "gereserveerd"), note_of(page, "gereserveerd")
    word.hover()
    assert note.is_visible()
    note.hover()
    assert note.is_visible()
    page.locator("h1").hover()
    assert not note.is_visible()
    word_of(page, "toegewezen").focus()
    page.keyboard.press("Tab")
    assert note.is_visible()
    page = open_page(java_script_enabled=False, **PHONE)
    page.goto("/")
    word_of(page, "gereserveerd").tap()
    assert note_of(page, "gereserveerd").is_visible()
    page.locator("h1").tap()
    assert not note_of(page, "gereserveerd").is_visible()


def test_on_paper_there_are_no_notes_and_no_questions(live_ledger, page):
    page.goto("/")
    word_of(page, "gereserveerd").focus()
    page.emulate_media(media="print")
    assert page.locator(".note:visible, .unknown:visible").count() == 0
    assert "gereserveerd" in page.locator(".sure").inner_text()


@pytest.mark.parametrize(
    "options",
    [PHONE, {"viewport": WIDE}, PHONE | {"java_script_enabled": False}],
    ids=["390", "1280", "390 without JavaScript"],
)
def test_a_note_hides_nothing_of_its_own_paragraph(options, live_ledger, open_page):
    page, found, opened = open_page(**options), [], 0
    for address in ("/", "/toezeggingen/?year=2023", "/categorieen/", "/verantwoording/", "/bewindspersonen/"):
        page.goto(address)
        for word in page.locator("main p .word:visible").all():
            word.evaluate("one => one.scrollIntoView({block: 'center'})")
            word.tap() if "has_touch" in options else word.click()
            note = page.locator(".note:visible")
            page.wait_for_timeout(50)
            found += [f"{address}: “{word.inner_text()}” hides: {one}" for one in note.evaluate(HIDES_OF_ITS_PARAGRAPH)]
            page.keyboard.press("Escape")
            opened += 1
    assert found == []
    assert opened > 12


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["390", "1280"])
def test_a_note_hides_no_total_and_fits_the_screen(viewport, live_ledger, open_page):
    page, found, opened = open_page(viewport=viewport), {}, 0
    for address in one_of_each():
        page.goto(address)
        page.evaluate(OPEN_ALL)
        number, wrong = page.evaluate(EVERY_NOTE)
        opened += number
        if wrong:
            found[address] = wrong
    assert found == {}
    assert opened > 30


def test_the_engines_find_nothing_wrong_with_a_note_that_is_open(live_ledger, page, axe):
    page.goto("/")
    word_of(page, "gereserveerd").hover()
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours)
        assert axe(page, preload=False) == []
