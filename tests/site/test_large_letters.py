"""With letters twice as large on the narrowest screen, a heading stays in sight."""

import pytest

from .test_browser import one_of_each

pytestmark = pytest.mark.looks

BEYOND = """() => {
    const edge = document.documentElement.clientWidth;
    return [...document.querySelectorAll('h1, h1 .big, .eyebrow, .lead, .sure')]
        .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right > edge)
        .map((one) => one.innerText);
}"""
BROKEN = """() => [...document.querySelectorAll('h1 .big')]
    .filter((one) => {
        const lines = Math.round(one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight));
        return lines > 1;
    }).map((one) => one.innerText)"""


def test_at_320_pixels_and_twice_the_size_no_word_of_a_heading_is_out_of_sight(live_ledger, open_page):
    page, found = open_page(viewport={"width": 320, "height": 700}), {}
    for address in one_of_each():
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if beyond := page.evaluate(BEYOND):
            found[address] = beyond
    assert found == {}


def test_at_the_usual_size_an_amount_in_a_heading_stays_on_one_line(live_ledger, open_page):
    found = {}
    for width in (390, 1280):
        page = open_page(viewport={"width": width, "height": 700})
        for address in one_of_each():
            page.goto(address)
            if broken := page.evaluate(BROKEN):
                found[width, address] = broken
    assert found == {}
