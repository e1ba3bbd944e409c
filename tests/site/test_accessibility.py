"""WCAG 2.2 AA by machine: axe-core and HTML_CodeSniffer on every public page, and what is computed about its layout.

A page is loaded once and then looked at in each way a visitor may: on a wide screen, on a phone, in the dark, with
forced colours and on paper. Machines find only a part of what can be wrong. templates/commitments/accessibility.html says
so to visitors and says what was tested; the last test holds it to that.
"""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from .ledgers import give_letters_a_text
from .test_browser import NARROW, WIDE, one_of_each, scrolls_sideways
from .urls import PAGES, every_address, parse, text_of, words

pytestmark = pytest.mark.looks

SHARDS = 4
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOURS = ("color-contrast", "link-in-text-block")
SCREEN = {"media": "screen", "color_scheme": "light", "forced_colors": "none"}
# The ways to look at a page: the viewport, the media, and whether axe finds more there than what colours do.
LOOKS = {
    "1280": (WIDE, SCREEN, True),
    "390": (NARROW, SCREEN, True),
    "dark": (NARROW, SCREEN | {"color_scheme": "dark"}, False),
    "forced colours": (NARROW, SCREEN | {"color_scheme": "dark", "forced_colors": "active"}, False),
    "paper": (WIDE, SCREEN | {"media": "print"}, False),
}
# Marks the texts of a page whose colours, as computed for them and for all around them, are not among those known, and
# returns the new ones. Equal colours have an equal contrast, so axe compares them once in each look. It cannot tell what
# lies behind a word in a drawing and never reports one, as a test below holds, so there it is not asked.
MARK_NEW = """known => {
    const found = new Set(), behind = new Map([[document.documentElement.parentNode, '']]);
    const around = (one) => {
        if (!behind.has(one)) {
            const {backgroundColor, backgroundImage, opacity, position, color} = getComputedStyle(one);
            behind.set(one, `${around(one.parentNode)}/${[backgroundColor, backgroundImage, opacity, position, color]}`);
        }
        return behind.get(one);
    };
    for (const one of document.body.querySelectorAll('*')) {
        const {fontSize, fontWeight, textDecorationLine, textShadow} = getComputedStyle(one);
        const itself = [one.localName, fontSize, fontWeight, textDecorationLine, textShadow, around(one)].join();
        const hasText = one.placeholder || one.value || [...one.childNodes].some((node) => node.data?.trim());
        const isNew = hasText && one.checkVisibility() && !one.closest('svg') && !known.includes(itself) && !found.has(itself);
        one.toggleAttribute('data-new', isNew);
        if (isNew) found.add(itself);
    }
    return [...found];
}"""
# Chromium paints text in the forced colour, and still tells axe the colour it would have filled it with otherwise.
# First all are asked and then all are told, or the browser would work out every style anew for each.
TELL_PAINTED = """{
    const isForced = matchMedia('(forced-colors: active)').matches;
    const painted = [...document.body.querySelectorAll('*')].map((one) => [one, isForced ? getComputedStyle(one).color : '']);
    for (const [one, colour] of painted) if (one.style.webkitTextFillColor !== colour) one.style.webkitTextFillColor = colour;
}"""
OPEN_ALL = "for (const folded of document.querySelectorAll('details')) folded.open = true"

SNIFFER = (Path(__file__).parents[1] / "vendor" / "html_codesniffer" / "HTMLCS.js").read_text(encoding="utf-8")
SNIFF = """() => new Promise((resolve) => HTMLCS.process('WCAG2AA', document, () => resolve(
    HTMLCS.getMessages()
        .filter(({type}) => type === HTMLCS.ERROR)
        .map(({code, msg, element}) => `${code}: ${msg} ${(element.outerHTML ?? 'document').slice(0, 200)}`))))"""


@pytest.fixture(scope="module")
def known():
    """The colours that were compared before, by look: `known` of found_by_both."""
    return {}


@pytest.fixture
def site(live_ledger):
    """The ledger, with all that its pages can show."""
    give_letters_a_text()


def open_at(page, address):
    """Opens a page with everything on it unfolded."""
    page.goto(address)
    page.evaluate(OPEN_ALL)


def look(page, name):
    viewport, media, _ = LOOKS[name]
    page.set_viewport_size(viewport)
    page.emulate_media(**media)
    page.evaluate(TELL_PAINTED)


def found_by_axe(page, axe, name, has_new):
    """What axe finds on a page in this look; the colours that it compares are of the texts that are marked as new."""
    found = []
    if LOOKS[name][-1]:
        rest = {rule: {"enabled": False} for rule in COLOURS}
        found = axe(page, runOnly=list(TAGS), rules=rest, preload=False)
    if has_new:
        found += axe(page, "[data-new]", runOnly=list(COLOURS), preload=False)
    return found


def found_by_sniffer(page):
    if not page.evaluate("'HTMLCS' in window"):
        page.evaluate(SNIFFER)
    return page.evaluate(SNIFF)


def found_by_both(page, axe, name, known):
    """What the two engines find on a page in this look: (axe's, the sniffer's).

    `known` has, and gets, the colours that they compared before, by look. Where a look can only differ in colours and has
    none that is new, the sniffer would read the same page once more, so it is not asked.
    """
    new = page.evaluate(MARK_NEW, known.setdefault(name, []))
    known[name] += new
    by_sniffer = found_by_sniffer(page) if new or LOOKS[name][-1] else []
    return found_by_axe(page, axe, name, bool(new)), by_sniffer


@pytest.mark.parametrize("shard", range(SHARDS))
def test_two_engines_find_nothing_wrong_on_any_page_however_it_is_looked_at(shard, known, site, page, axe):
    found = {}
    addresses = [*every_address(PAGES), "/?as_of=2010-01-01", "/toezeggingen/?q=zoekraakt&year=1900&as_of=gisteren"]
    for address in addresses[shard::SHARDS]:
        open_at(page, address)
        for name in LOOKS:
            look(page, name)
            by_axe, by_sniffer = found_by_both(page, axe, name, known)
            if by_axe or by_sniffer:
                found[f"{address} {name}"] = by_axe + by_sniffer
    assert found == {}


def test_the_engines_find_what_is_wrong_on_purpose(site, page, axe):
    """Else a mistake in how they are asked would look like a site without mistakes."""
    page.goto(reverse("method"))
    known = {}
    for name in LOOKS:
        look(page, name)
        assert found_by_both(page, axe, name, known) == ([], [])
    page.evaluate("""document.querySelector('main').insertAdjacentHTML('beforeend', `
        <img src="/static/favicon.svg" id="no-alt">
        <p id="faint" style="color: #999; background: #888; forced-color-adjust: none">Dit is niet te lezen</p>`)""")
    for name in LOOKS:
        look(page, name)
        for engine, found in zip(("axe", "sniffer"), found_by_both(page, axe, name, known), strict=True):
            assert any('id="faint"' in problem for problem in found), f"{engine}, {name}"
            if name in ("1280", "390"):
                assert any('id="no-alt"' in problem for problem in found), f"{engine}, {name}"


def test_axe_reports_no_word_of_a_drawing_however_hard_it_is_to_read(site, page, axe):
    """So nothing is lost where it is not asked. When it learns to, MARK_NEW must mark these words too."""
    page.goto("/")
    page.evaluate("""for (const one of document.querySelectorAll('svg, svg *')) {
        for (const name of ['fill', 'color', 'backgroundColor']) one.style[name] = '#888';
    }""")
    for name in LOOKS:
        look(page, name)
        assert page.locator("svg text:visible").count() > 10
        assert axe(page, "svg text", runOnly=list(COLOURS), preload=False) == []


# Success criterion 2.5.8: each target is 24 pixels wide and high, or a circle of that width around its middle touches no
# other target and no such circle. Excepted are links in a sentence, and links in a drawing: its table has the same.
SMALL_TARGETS = """() => {
    const found = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]')];
    const inSentence = (one) => {
        if (getComputedStyle(one).display !== 'inline') return false;
        let block = one.parentElement;
        while (getComputedStyle(block).display === 'inline') block = block.parentElement;
        const rest = block.cloneNode(true);
        for (const target of rest.querySelectorAll('a, button')) target.remove();
        return /[\\p{L}\\p{N}]/u.test(rest.textContent);
    };
    const targets = found
        .filter((one) => one.checkVisibility({visibilityProperty: true}))
        .filter((one) => !one.closest('svg, .skip') && !one.matches('.frame, .scroll'))
        .map((one) => ({one, box: one.getBoundingClientRect()}))
        .filter(({box}) => box.width > 0)
        .map(({one, box}) => ({one, box, x: box.x + box.width / 2, y: box.y + box.height / 2,
            isSmall: box.width < 23.9 || box.height < 23.9}));
    const gap = ({x, y}, {left, right, top, bottom}) =>
        Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
    return targets.filter((target) => target.isSmall && !inSentence(target.one) && targets.some((other) =>
            other !== target && !target.one.contains(other.one) && !other.one.contains(target.one)
            && (gap(target, other.box) < 11.9
                || (other.isSmall && Math.hypot(target.x - other.x, target.y - other.y) < 23.9))))
        .map(({one, box}) => `${Math.round(box.width)}x${Math.round(box.height)} ${one.outerHTML.slice(0, 120)}`);
}"""

# Nothing in the head of a page lies over something else or beyond the edge, and no text is cut off anywhere.
CUT_OFF = """() => {
    const width = document.documentElement.clientWidth;
    const name = (one) => one.outerHTML.slice(0, 100);
    const found = [];
    const parts = [...document.querySelectorAll('.top .mark, .menu a, .top input, .top button')]
        .filter((one) => one.checkVisibility());
    for (const [at, one] of parts.entries()) {
        const box = one.getBoundingClientRect();
        if (box.left < 0 || box.right > width + 1) found.push(`beyond the edge: ${name(one)}`);
        for (const other of parts.slice(at + 1)) {
            const its = other.getBoundingClientRect();
            if (box.left < its.right - 1 && its.left < box.right - 1 && box.top < its.bottom - 1 && its.top < box.bottom - 1) {
                found.push(`over each other: ${name(one)} and ${name(other)}`);
            }
        }
    }
    for (const one of document.body.querySelectorAll('*')) {
        const {overflowX, overflowY, clipPath} = getComputedStyle(one);
        if (clipPath !== 'none' || one.closest('svg, .hidden, .cards thead') || !one.checkVisibility()) continue;
        const cuts = (overflow) => ['hidden', 'clip'].includes(overflow);
        if (cuts(overflowX) && one.scrollWidth > one.clientWidth + 1) found.push(`cut off: ${name(one)}`);
        if (cuts(overflowY) && one.scrollHeight > one.clientHeight + 1) found.push(`cut off: ${name(one)}`);
    }
    return found;
}"""
# Success criterion 1.4.12. Its style sheet is one that scripts make, which the Content-Security-Policy lets be.
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
        p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
}"""
# How a reader may change a page that then still fits: the width, the size of letters in the browser's settings, a script.
CHANGES = {
    "320 wide": (320, 16, "null"),
    "1280 wide with letters twice as large": (1280, 32, "null"),
    "390 wide with letters twice as large": (390, 32, "null"),
    "390 wide with more space between the letters": (390, 16, SPACED),
}


def test_the_computations_find_what_is_wrong_on_purpose(site, page):
    page.goto(reverse("method"))
    assert page.evaluate(SMALL_TARGETS) == page.evaluate(CUT_OFF) == []
    page.evaluate("""document.querySelector('main').insertAdjacentHTML('beforeend', `
        <p style="font-size: 10px"><a href="/" id="this">1</a> <a href="/" id="that">2</a></p>
        <p>In een zin mag <a href="/" id="fine">1</a> klein zijn.</p>
        <div id="cut" style="height: 1em; overflow: hidden">Een<br>Twee</div>`)
        document.querySelector('.menu a').style.marginRight = '-3em'""")
    small, cut = page.evaluate(SMALL_TARGETS), page.evaluate(CUT_OFF)
    assert [re.search('id="(.*?)"', problem)[1] for problem in small] == ["this", "that"]
    assert [problem.partition(":")[0] for problem in cut] == ["over each other", "cut off"]


def test_targets_are_large_enough_or_lie_apart(site, page):
    found = {}
    for address in one_of_each():
        open_at(page, address)
        for viewport in (NARROW, WIDE):
            page.set_viewport_size(viewport)
            if small := page.evaluate(SMALL_TARGETS):
                found[f"{address} {viewport['width']}"] = small
    assert found == {}


@pytest.mark.parametrize("change", CHANGES)
def test_a_page_still_fits(change, site, open_page):
    """Only a table may be wider than the screen, and then it scrolls by itself."""
    width, size, do = CHANGES[change]
    page = open_page(viewport={"width": width, "height": 800})
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": size}})
    found = {}
    for address in one_of_each():
        page.goto(address)
        page.evaluate(do)
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == f"{size}px"
        for unfolded in (False, True):
            if unfolded:
                page.evaluate(OPEN_ALL)
            if problems := [*filter(None, [scrolls_sideways(page)]), *page.evaluate(CUT_OFF)]:
                found[f"{address}{' unfolded' if unfolded else ''}"] = problems
    assert found == {}


def test_the_page_about_accessibility_says_what_machines_tested_and_that_people_did_not(ledger, client):
    document, _ = parse(text_of(client.get(reverse("accessibility"))))
    says = words(document)
    for tested in ("WCAG 2.2", "axe-core", "HTML_CodeSniffer", "Nu Html Checker", "toetsenbord", "JavaScript"):
        assert tested in says, tested
    for viewport in (WIDE, NARROW):
        assert f"{viewport['width']} beeldpunten" in says
    assert "Een onderzoek door mensen is er nog niet geweest." in says
    assert "Er is geen onderzoek gedaan door een onafhankelijke deskundige." in says
    assert "voldoet aan" not in says.lower(), "no machine can say so"
