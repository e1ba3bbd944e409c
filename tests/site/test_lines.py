"""How text is broken over lines, and whether a list fits its page: measured in a browser."""

import re

import pytest

from ukrainesteun.months import MONTHS, SHORT_MONTHS

from .test_browser import one_of_each
from .urls import PAGES, every_address, parse, text_of

pytestmark = pytest.mark.looks

WIDTHS = (390, 820, 1440)
MORE = [
    "/?as_of=2023-02-20",
    "/toezeggingen/?year=2024",
    "/tijdlijn/?year=2024",
    "/categorieen/?year=2024",
    "/toezeggingen/?q=drones",
]

# What begins or ends a line and should not, or is parted from the letters that it follows: "letters before|letters behind".
BROKEN = r"""() => {
    const hidden = 'svg, .note, .hidden, .cite, details:not([open]) > :not(summary)', found = new Set();
    const place = (node, at) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return [...range.getClientRects()].at(-1);
    };
    const block = (node) => {
        let one = node.parentElement;
        while (/^(inline|contents)/.test(getComputedStyle(one).display)) one = one.parentElement;
        return one;
    };
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT,
        (node) => node.parentElement.closest(hidden) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    let before = null;
    while (walker.nextNode()) {
        const node = walker.currentNode, within = block(node);
        for (const [at, sign] of [...node.data].entries()) {
            if (/\s/.test(sign)) {
                if (before) before.space = true;
                continue;
            }
            const box = place(node, at);
            if (!box?.width) continue;
            if (before?.within === within && box.top >= before.box.bottom - 1) {
                const isTorn = /\p{L}/u.test(sign) && /\p{L}/u.test(before.sign) && !before.space;
                if (/[·–,.;:?!)”’]/.test(sign) || /[(“‘€]/.test(before.sign) || isTorn) {
                    found.add(`${before.told}|${node.data.slice(at, at + 10)}`);
                }
            }
            before = {box, sign, within, space: false, told: node.data.slice(Math.max(0, at - 20), at + 1)};
        }
    }
    return [...found];
}"""

# The lists that are wider than their place.
WIDE = """() => [...document.querySelectorAll('.scroll:has(> .cards)')].filter((one) =>
    one.scrollWidth > one.clientWidth || one.firstElementChild.getBoundingClientRect().right
        > one.getBoundingClientRect().right + 1).map((one) => one.ariaLabel)"""

# The links to files that are too small for a finger.
SMALL = """() => [...document.querySelectorAll('.files a')].map((one) => [one.innerText, one.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.width < 24 || box.height < 24)).map(([name]) => name)"""


# What may not be parted, and the places where we print what others wrote, or what is there to be copied.
DAY_OR_NUMBER = re.compile(
    rf"\b\d{{1,2}} (?:{'|'.join((*MONTHS, *SHORT_MONTHS))})\b|(?:{'|'.join(MONTHS)}) \d{{4}}|nr\. \d"
)
COPIED = ("svg", "blockquote", "title", "script", "textarea", "option")
COPIED_CLASSES = {"cite", "citation", "letter", "margin", "glossary", "columns"}


def printed(element):
    """The pieces of text in an element, without those that are copied."""
    is_quote = element.get("data-label") == "Citaat"
    if element.tag.rpartition("}")[2] in COPIED or is_quote or COPIED_CLASSES & set(element.get("class", "").split()):
        return
    yield element.text or ""
    for child in element:
        yield from printed(child)
        yield child.tail or ""


@pytest.mark.django_db
def test_every_page_prints_its_days_and_numbers_of_documents_whole(visit):
    found = {}
    for address in [*every_address(PAGES), *MORE, "/stromen/?as_of=2024-02-01", "/tijdlijn/?letter=kst-36045-171"]:
        document, _ = parse(text_of(visit(address)))
        if parted := [text for text in printed(document.find(".//body")) if DAY_OR_NUMBER.search(text)]:
            found[address] = parted
    assert found == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_begins_with_a_sign_or_ends_with_an_opening_one_and_no_word_is_torn(width, live_ledger, open_page):
    page, found = open_page(viewport={"width": width, "height": 900}), {}
    for address in [*one_of_each(), *MORE]:
        page.goto(address)
        if broken := page.evaluate(BROKEN):
            found[address] = broken
    assert found == {}


@pytest.mark.parametrize("width", [720, 820, 844, 1024])
def test_a_list_on_a_tablet_has_all_its_columns_within_the_page(width, live_ledger, open_page):
    page = open_page(viewport={"width": width, "height": 900})
    for address in ("/toezeggingen/", "/vindplaatsen/", "/categorieen/trade-finance/", "/verantwoording/"):
        page.goto(address)
        assert page.evaluate(WIDE) == [], address


@pytest.mark.parametrize("width", WIDTHS)
def test_each_link_to_a_file_is_large_enough_for_a_finger(width, live_ledger, open_page):
    page = open_page(viewport={"width": width, "height": 900})
    for address in ("/", "/toezeggingen/", "/categorieen/accountability/", "/brieven/"):
        page.goto(address)
        assert page.evaluate(SMALL) == [], address
