"""With the keyboard alone, in a real Chromium: each Tab goes somewhere, in the order in which a page is read, and shows it.

The walks are those of templates/commitments/accessibility.html. Like everything about how pages look, these tests run
once, on SQLite (see test_accessibility.py).
"""

import re
from itertools import pairwise

import pytest
from django.urls import reverse

from commitments.models import Commitment
from letters.models import Letter

from .test_accessibility import site  # noqa: F401 (a fixture)
from .test_browser import NARROW, WIDE, one_of_each

pytestmark = pytest.mark.looks
MOST_STOPS = 400

# What has the focus now, and what is wrong with how that shows (null when nothing has it).
STOP = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const wrong = [];
    const boxes = [...one.getClientRects()].filter(({width, height}) => width > 0 && height > 0);
    const inView = boxes.filter(({left, right, top, bottom}) =>
        right > 0 && bottom > 0 && left < innerWidth && top < innerHeight);
    if (!one.checkVisibility({visibilityProperty: true, opacityProperty: true}) || !inView.length) wrong.push('not in view');

    // Success criterion 2.4.11: of at least one of its spots, it is what a reader sees there.
    const between = (from, to, most, part) => Math.max(from, 0) + part * (Math.min(to, most) - Math.max(from, 0));
    const spots = inView.flatMap(({left, right, top, bottom}) => [.1, .5, .9].flatMap((across) => [.2, .5, .8].map((down) =>
        [between(left, right, innerWidth, across), between(top, bottom, innerHeight, down)])));
    const shown = spots.some(([x, y]) => {
        const there = document.elementFromPoint(x, y);
        return there && (one.contains(there) || there.contains(one) && !there.matches('body, html, main'));
    });
    if (inView.length && !shown) wrong.push('hidden behind something');

    // 2.4.7 and 1.4.11: an outline of two pixels that contrasts with the page.
    const number = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (colour) => {
        const [r, g, b] = number(colour).map((part) => part / 255)
            .map((part) => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
        return .2126 * r + .7152 * g + .0722 * b;
    };
    const {outlineStyle, outlineWidth, outlineColor} = getComputedStyle(one);
    const [lighter, darker] = [light(outlineColor), light(getComputedStyle(document.body).backgroundColor)].sort((a, b) => b - a);
    if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2 || number(outlineColor)[3] === 0) wrong.push('no outline');
    else if ((lighter + .05) / (darker + .05) < 3) wrong.push(`a faint outline: ${outlineColor}`);

    const box = one.getBoundingClientRect();
    // The head of a long table stays in sight; its place in the document is at the top of the table.
    const head = one.closest('thead th');
    const stuck = head && getComputedStyle(head).position === 'sticky';
    const first = stuck ? one.closest('table').getBoundingClientRect() : boxes[0] ?? box;
    const last = window.lastStop;
    window.lastStop = one;
    return {
        isAgain: one === last,
        isBack: Boolean(last?.isConnected && last.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING),
        wrong, tag: one.tagName, id: one.id, classes: one.className, href: one.getAttribute('href'),
        html: one.outerHTML.slice(0, 120), text: one.textContent.trim(),
        left: (boxes[0] ?? box).left, right: (boxes[0] ?? box).right,
        top: first.top + scrollY, bottom: (stuck ? first.top + 1 : first.bottom) + scrollY,
        positive: one.tabIndex > 0, skip: one.matches('.skip'),
    };
}"""


def press(page, key="Tab"):
    """Presses a key and tells where that leads."""
    page.keyboard.press(key)
    return page.evaluate(STOP)


def what(stop):
    return stop and (stop["tag"], stop["id"], stop["href"], stop["text"][:60])


def walk(page, key="Tab"):
    """Where the key stops from here to the end of the page, each once."""
    stops = []
    for _ in range(MOST_STOPS):
        stop = press(page, key)
        # After its last stop, a browser without a window of its own may go straight on with the first.
        if stop is None or (stops and stops[-1]["skip"] != stop["skip"] and (stop["isBack"] == (key == "Tab"))):
            return stops
        if not stop["isAgain"]:  # a date is three numbers and a button
            stops.append(stop)
    raise AssertionError(f"after {MOST_STOPS} times {key} the page has no end: {stops[-1]['html']}")


def wrong_with(stops):
    """What a reader would stumble over, at each stop and from one to the next."""
    found = [f"{problem}: {stop['html']}" for stop in stops for problem in stop["wrong"]]
    found += [f"a tabindex above 0: {stop['html']}" for stop in stops if stop["positive"]]
    shown = [stop for stop in stops if not stop["skip"]]
    for before, after in pairwise(shown):
        if after["isBack"]:
            found.append(f"back in the document: {before['html']} then {after['html']}")
        # Downwards, or to the right of it in a next column.
        if after["bottom"] <= before["top"] and after["left"] < before["right"]:
            found.append(f"upwards: {before['html']} then {after['html']}")
        on_one_line = after["top"] < before["bottom"] and before["top"] < after["bottom"]
        if on_one_line and after["right"] <= before["left"] and after["bottom"] <= before["bottom"]:
            found.append(f"to the left: {before['html']} then {after['html']}")
    return found


def tab_to(page, found, key="Tab", most=MOST_STOPS):
    """Presses Tab until a stop is the one that is sought; on the way nothing may be wrong."""
    stops = []
    for _ in range(most):
        stop = press(page, key)
        assert stop is not None, "the end of the page, and it was not there"
        if not stop["isAgain"]:
            stops.append(stop)
        if found(stop):
            break
    else:
        raise AssertionError(f"not found in {most} stops")
    assert key != "Tab" or wrong_with(stops) == []
    return stops[-1]


@pytest.fixture(params=[WIDE, NARROW], ids=["1280", "390"])
def page(request, site, open_page):  # noqa: F811
    return open_page(viewport=request.param)


def test_on_every_kind_of_page_tab_shows_where_it_is_and_comes_to_an_end(page):
    found = {}
    for address in one_of_each():
        page.goto(address)
        stops = walk(page)
        if problems := wrong_with(stops):
            found[address] = problems
        assert stops[0]["skip"], f"{address}: first of all, a reader can skip the menu"
        assert len(stops) > 12, f"{address}: {len(stops)} stops"
        back = press(page, "Shift+Tab") or press(page, "Shift+Tab")
        assert what(back) == what(stops[-1]), f"{address}: Shift+Tab goes back into the page"
    assert found == {}


def test_tab_backwards_stops_at_the_same_places(page):
    for address in ("/", reverse("commitments")):
        page.goto(address)
        there = [what(stop) for stop in walk(page)]
        page.goto(address)
        back = [what(stop) for stop in walk(page, "Shift+Tab")]
        assert back == there[::-1], address


def test_who_reads_the_overview_walks_along_the_amounts_and_opens_the_table(page, axe):
    page.goto("/")
    tab_to(page, lambda stop: stop["skip"])
    press(page, "Enter")
    assert page.evaluate("location.hash") == "#inhoud"
    tab_to(page, lambda stop: "frame" in stop["classes"].split())
    frame = page.locator("#grafiek-per-jaar .frame")
    tip = frame.locator(".tip")
    told = []
    for key in ("ArrowRight", "ArrowRight", "End", "Home"):
        page.keyboard.press(key)
        told.append(tip.locator(".what").inner_text())
        assert "€" in told[-1]
        assert frame.locator(".drawing:visible .point.chosen").count() == 1
    assert told[0] == told[3]
    assert len(set(told)) == 3
    page.locator("#grafiek-per-jaar .frame[data-state=live]").wait_for()
    assert axe(page, preload=False) == [], "with plotly in it and an amount shown"
    page.keyboard.press("Escape")
    assert not tip.is_visible()

    table = page.locator("#grafiek-per-jaar details.twin table")
    assert not table.is_visible()
    stop = tab_to(page, lambda stop: stop["tag"] == "SUMMARY", most=6)  # past the words that are explained
    assert stop["text"] == "Toon als tabel"
    page.keyboard.press("Enter")
    assert table.is_visible()
    tab_to(page, lambda stop: stop["tag"] == "A" and "toezeggingen" in (stop["href"] or ""), most=5)
    tab_to(page, lambda stop: stop["tag"] == "SUMMARY", "Shift+Tab", most=5)
    page.keyboard.press("Space")
    assert not table.is_visible()


def test_who_seeks_a_commitment_filters_the_list_and_opens_it(page):
    page.goto(reverse("commitments"))
    if page.viewport_size == NARROW:
        tab_to(page, lambda _: page.evaluate("document.activeElement.matches('.fold > summary')"))
        page.keyboard.press("Enter")
    tab_to(page, lambda stop: stop["id"] == "id_category")
    name = Commitment.objects.published().get(slug="reservering-2023").category.name
    page.keyboard.type(name.split()[0])  # a space would open the list
    page.wait_for_url("**category=**")
    chosen = page.evaluate("document.activeElement.selectedOptions[0].textContent")
    assert chosen == name
    page.locator("#lijst:not([aria-busy]) .chosen", has_text=name).wait_for()
    assert page.evaluate("document.activeElement.id") == "id_category", "the focus stays where the reader is"

    rows = page.locator("#lijst tbody tr th")
    assert rows.count() == Commitment.objects.published().filter(category__name=name).count()
    sought = Commitment.objects.published().get(slug="reservering-2023").get_absolute_url()
    tab_to(page, lambda stop: (stop["href"] or "").partition("?")[0] == sought)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{sought}?category=*")
    assert page.locator("blockquote").first.is_visible()
    page.go_back()  # Alt and the arrow to the left are the browser's own, and this one has no window
    page.wait_for_url("**category=**")
    assert rows.count() == Commitment.objects.published().filter(category__name=name).count()


def test_who_reads_a_letter_jumps_from_an_amount_to_our_verdict_and_back(page):
    letter = Letter.objects.published().get(slug="kst-36045-171")
    page.goto(reverse("letters"))
    tab_to(page, lambda stop: stop["href"] == letter.get_absolute_url())
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{letter.get_absolute_url()}")
    stop = tab_to(page, lambda stop: re.fullmatch("#vindplaats-[0-9]+", stop["href"] or ""))
    page.keyboard.press("Enter")
    verdict = page.locator(".mentions > li:target")
    assert verdict.get_attribute("id") == stop["href"].removeprefix("#")
    assert verdict.locator("blockquote").is_visible()
    back = tab_to(page, lambda stop: (stop["href"] or "").startswith("#plaats-"), most=6)
    assert back["href"].removeprefix("#plaats-") == stop["href"].removeprefix("#vindplaats-")
    page.keyboard.press("Enter")
    amount = page.locator("mark:target")
    assert amount.inner_text() == stop["text"]
    assert what(press(page)) == what(stop), "Tab goes on from there"
