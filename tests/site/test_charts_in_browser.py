"""A chart in a real Chromium: the server's drawing first, plotly on the same spots when a reader asks for it."""

import json
import re

import pytest

from commitments.charts import catalogue, growth
from commitments.palette import PALETTE
from commitments.site.downloads import OF_ONE
from tests import contact_sheets
from tests.browsing import until
from tests.proving import TIMES

from .test_browser import NARROW, WIDE
from .urls import text_of

pytestmark = pytest.mark.looks

TABLET = {"width": 820, "height": 1180}
WHOLE = "/toezeggingen/reservering-2023/"
CHARTS = {  # where each chart stands
    "per-jaar": "/",
    "totaal": "/categorieen/",
    "lopend-totaal": "/tijdlijn/",
    "per-categorie": "/categorieen/",
    "onderdelen": WHOLE,
    "stromen": "/stromen/",
}
WITH_THIN_PIECES = ("year=2024", "stage=toegewezen", "letter=kst-36045-171")  # in the bar of "totaal"
# What else is measured: other selections, other ways to see the amounts, and charts that plotly never takes over.
ALSO_LEGIBLE = (
    "/tijdlijn/?year=2022",
    "/categorieen/?year=2024",
    "/?per=inwoner",
    "/?per=bbp",
    "/verschil/",
    "/verantwoording/",
    "/stromen/?definitie=toegewezen-en-geleverd",  # a band that ends close to the name of another category
)
ON_A_PHONE = [name for name in CHARTS if name != "stromen"]  # which is a list there, and stays one

# Of a chart: the amounts of the drawing that is seen, and plotly's bars, each with its words and its place on the screen.
MARKS = """(id) => {
    const box = (one) => { const {left, top, right, bottom} = one.getBoundingClientRect(); return [left, top, right, bottom]; };
    const words = (one) => one.getAttribute('aria-label') ?? one.querySelector('title').textContent;
    const frame = document.querySelector(`#${id} .frame`);
    const drawing = [...frame.querySelectorAll('.drawing')].find((one) => one.offsetParent);
    return {
        points: [...drawing.querySelectorAll('.point')].map((one) => ({
            words: words(one),
            euros: words(one).match(/€\\u00a0[0-9.]+/)[0],
            box: box(one.querySelector('.mark')),
            visible: getComputedStyle(one.querySelector('.mark')).visibility,
        })),
        bars: [...frame.querySelectorAll('.plot .trace.bars')].flatMap((trace) =>
            [...trace.querySelectorAll('.point')].filter((one) => one.querySelector('path').getBBox().height > 0).map((one) => ({
                words: trace.__data__[0].trace.customdata[one.__data__.i][0],
                href: trace.__data__[0].trace.customdata[one.__data__.i][1],
                box: box(one.querySelector('path')),
            }))),
        nodes: [...frame.querySelectorAll('.plot .sankey-node .node-rect')].map((one) => ({
            words: one.__data__.node.customdata[0], box: box(one)})),
    };
}"""
TABLE = """(id) => [...document.querySelectorAll(`#${id} table tr`)].map(
    (row) => [...row.cells].map((cell) => cell.textContent.trim().replace(/\\s+/g, ' ')))"""
IS_LOADED = "() => Boolean(window.Plotly || document.querySelector('script[src*=plotly]'))"


def frame_of(page, chart):
    return page.locator(f"#grafiek-{chart} .frame")


def make_live(page, chart):
    """Points at the chart, waits for plotly, and goes away again."""
    frame = frame_of(page, chart)
    frame.scroll_into_view_if_needed()
    frame.dispatch_event("pointerover")
    page.wait_for_selector(f"#grafiek-{chart} .frame.live[data-state=live]")


def marks_of(page, chart):
    return page.evaluate(MARKS, f"grafiek-{chart}")


def euros(text):
    """ "€ 1.000.000.000" as a number; None for an empty cell."""
    return int(re.sub("[^0-9]", "", text)) if "€" in text else None


def spot_of(box):
    left, top, right, bottom = box
    return (left + right) / 2, (top + bottom) / 2


def largest(marks):
    return max(marks, key=lambda one: (one["box"][2] - one["box"][0]) * (one["box"][3] - one["box"][1]))


def apart(one, other):
    """How far two boxes are from each other, at the side where that is most."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


EVERY_CHART = (*catalogue.CHARTS, *growth.GROWTH, *OF_ONE)


def test_every_chart_stands_on_a_page_of_the_contact_sheets(ledger, client):
    pages = [text_of(client.get(path)) for path in contact_sheets.PAGES.values()]
    assert [chart for chart in EVERY_CHART if not any(f'id="grafiek-{chart}"' in page for page in pages)] == []


def test_every_chart_has_pictures_to_take_along_on_the_contact_sheets(ledger, client):
    for chart in EVERY_CHART:
        queries = contact_sheets.asked_of(chart, ["", "as_of=2024-06-28", "year=2024"])
        found = [query for query in queries if client.get(f"/grafieken/{chart}.csv?{query}").status_code == 200]
        assert len(found) > 1, chart


def test_no_word_of_a_chart_stands_on_another_or_outside_its_drawing(live_ledger, open_page):
    """`make screenshots` asks the same of every selection."""
    for viewport in (WIDE, NARROW):
        page = open_page(viewport=viewport)
        for address in [*dict.fromkeys(CHARTS.values()), *ALSO_LEGIBLE]:
            page.goto(address)
            page.evaluate("() => document.fonts.ready")
            words, faults = page.evaluate(contact_sheets.MEASURE)
            assert (words > 0, faults) == (True, []), address


def test_the_drawing_and_the_table_have_the_same_numbers(live_ledger, page):
    for viewport in (WIDE, NARROW):
        page.set_viewport_size(viewport)
        for address in ("/", "/?as_of=2023-03-01", "/bewindspersonen/ollongren/", "/categorieen/military/"):
            page.goto(address)
            _, *rows, foot = page.evaluate(TABLE, "grafiek-per-jaar")
            amounts = [euros(point["euros"]) for point in marks_of(page, "per-jaar")["points"]]
            assert sum(amounts) == euros(foot[-2]), address
            periods = {row[0].removesuffix(" niet per jaar verdeeld"): euros(row[-2]) for row in rows}
            for period, total in periods.items():
                words = [point for point in marks_of(page, "per-jaar")["points"] if f", {period}: " in point["words"]]
                assert sum(euros(point["euros"]) for point in words) == (total or 0), f"{address} {period}"
        page.goto("/tijdlijn/")
        _, *rows = page.evaluate(TABLE, "grafiek-lopend-totaal")
        told = [euros(cell) for row in zip(*rows, strict=True) for cell in row if "€" in cell]
        points = [euros(point["euros"]) for point in marks_of(page, "lopend-totaal")["points"]]
        assert points == told[: len(points)], "category by category, letter by letter"
        assert len(told) == len(points) + 2 * len(rows), "beside them their sums and the changes"
        page.goto(WHOLE)
        _, *rows, foot = page.evaluate(TABLE, "grafiek-onderdelen")
        assert [euros(row[1]) for row in rows] == [
            euros(point["euros"]) for point in marks_of(page, "onderdelen")["points"]
        ]
    page.set_viewport_size(WIDE)
    page.goto("/stromen/")
    _, *rows, foot = page.evaluate(TABLE, "grafiek-stromen")
    bands = [point for point in marks_of(page, "stromen")["points"] if " naar " in point["words"].split(": ")[0]]
    assert sum(euros(point["euros"]) for point in bands) == 2 * sum(euros(row[-1]) for row in rows)
    assert sum(euros(row[-1]) for row in rows) == euros(foot[-1])


@pytest.mark.parametrize("intent", ["pointer", "focus", "touch"])
def test_plotly_comes_when_a_reader_asks_for_it_and_not_before(intent, live_ledger, open_page):
    page = open_page(has_touch=True)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/categorieen/")
    page.wait_for_load_state("networkidle")
    assert not page.evaluate(IS_LOADED)
    assert not [url for url in asked if ".json" in url]
    frame = frame_of(page, "totaal")
    assert frame.get_attribute("data-state") is None
    frame.scroll_into_view_if_needed()
    page.wait_for_timeout(100)
    assert not page.evaluate(IS_LOADED), "to scroll is not to ask"
    if intent == "pointer":
        frame.hover(position={"x": 5, "y": 5})
    elif intent == "focus":
        frame.focus()
    else:
        frame.tap(position={"x": 5, "y": 5})
    page.wait_for_selector("#grafiek-totaal .frame.live[data-state=live]")
    assert page.evaluate("typeof window.Plotly.react") == "function"
    figures = [url.partition("/grafieken/")[2] for url in asked if ".json" in url and "toelichting" not in url]
    assert figures == ["totaal.json"], "for this chart only"
    frame_of(page, "per-categorie").dispatch_event("pointerover")
    page.wait_for_selector("#grafiek-per-categorie .frame.live")
    assert page.locator("script[src*=plotly]").count() == 1, "once for all charts"


CONNECTIONS = {
    "fast": ({"effectiveType": "4g", "downlink": 10, "saveData": False}, True),
    "saved": ({"effectiveType": "4g", "downlink": 10, "saveData": True}, False),
    "slow": ({"effectiveType": "3g", "downlink": 10, "saveData": False}, False),
    "narrow": ({"effectiveType": "4g", "downlink": 1, "saveData": False}, False),
    "unknown": (None, False),
}


def test_plotly_is_fetched_beforehand_only_where_that_costs_the_reader_nothing(live_ledger, open_page):
    for name, (connection, is_fetched) in CONNECTIONS.items():
        page = open_page()
        page.add_init_script(f"Object.defineProperty(navigator, 'connection', {{value: {json.dumps(connection)}}})")
        asked = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto("/")
        page.wait_for_load_state("networkidle")
        if is_fetched:
            page.wait_for_selector("link[rel=prefetch]", state="attached")
            assert page.locator("link[rel=prefetch]").count() == 2
        else:
            page.evaluate("() => new Promise((done) => requestIdleCallback(done))")
            assert page.locator("link[rel=prefetch]").count() == 0, name
            assert not [url for url in asked if "plotly" in url], name
        assert not page.evaluate(IS_LOADED), f"{name}: fetched, and not yet run"
        page.close()


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_plotlys_bars_stand_on_the_spots_of_the_drawing(viewport, live_ledger, open_page):
    page = open_page(viewport=viewport)
    found = {}
    for chart in ON_A_PHONE:
        page.goto(CHARTS[chart])
        words_before = page.locator(f"#grafiek-{chart} svg text").all_text_contents()
        make_live(page, chart)
        marks = marks_of(page, chart)
        assert {point["visible"] for point in marks["points"]} == {"hidden"}, chart
        assert len(marks["bars"]) == len(marks["points"]) > 0, chart
        bars = {bar["words"]: bar["box"] for bar in marks["bars"]}
        if chart == "lopend-totaal":  # which says more than the drawing, in the same order
            pairs = zip(marks["points"], marks["bars"], strict=True)
            places = [(point["words"], point["box"], bar["box"]) for point, bar in pairs]
        else:
            places = [(point["words"], point["box"], bars[point["words"]]) for point in marks["points"]]
        if wrong := [(words, one, other) for words, one, other in places if apart(one, other) > 2]:
            found[chart] = wrong
        in_drawing = page.locator(f"#grafiek-{chart} .drawing svg text").all_text_contents()
        assert in_drawing == words_before, f"{chart}: the words of the drawing stay"
        assert page.locator(f"#grafiek-{chart} .plot text").all_inner_texts() == [], f"{chart}: plotly writes nothing"
    assert found == {}


def test_plotlys_flows_stand_on_the_spots_of_the_drawing(live_ledger, page):
    page.goto("/stromen/")
    make_live(page, "stromen")
    marks = marks_of(page, "stromen")
    drawn = {point["words"]: point["box"] for point in marks["points"]}
    assert len(marks["nodes"]) > 10
    far = {node["words"]: round(apart(node["box"], drawn[node["words"]]), 1) for node in marks["nodes"]}
    assert {words: distance for words, distance in far.items() if distance > 4} == {}


def test_the_key_stays_and_the_chosen_amount_is_seen_when_plotly_is_there(live_ledger, page):
    page.goto("/")
    squares = "[...document.querySelectorAll('#grafiek-per-jaar .drawing.wide .mark')].filter((one) => !one.closest('.point'))"
    make_live(page, "per-jaar")
    seen = page.evaluate(f"{squares}.map((one) => getComputedStyle(one).visibility)")
    assert seen
    assert set(seen) == {"visible"}
    frame_of(page, "per-jaar").focus()
    page.keyboard.press("ArrowRight")
    chosen = "getComputedStyle(document.querySelector('#grafiek-per-jaar .chosen .mark'))"
    assert page.evaluate(f"[{chosen}.visibility, {chosen}.strokeWidth]") == ["visible", "1.5px"]


def told(tip):
    """(what it is, what stands behind it, the quote, the source, the link) in a note, once all of it is there."""
    tip.locator("blockquote").wait_for(state="visible")
    what, behind, source = tip.locator("p").all_inner_texts()
    return what, behind, tip.locator("blockquote").inner_text(), source, tip.locator("a").last


def test_who_points_at_a_bar_reads_what_it_is_and_who_clicks_goes_there(live_ledger, page):
    for chart in ("per-jaar", "per-categorie", "lopend-totaal", "onderdelen", "totaal"):
        page.goto(CHARTS[chart])
        make_live(page, chart)
        bar = largest([bar for bar in marks_of(page, chart)["bars"] if bar["href"]])
        tip = page.locator(f"#grafiek-{chart} .tip")
        x, y = spot_of(bar["box"])
        page.mouse.move(x - 2, y)
        page.mouse.move(x, y)
        tip.wait_for(state="visible")
        assert tip.locator(".what").inner_text() == bar["words"], chart
        box, screen = tip.bounding_box(), page.viewport_size["width"]
        assert box["x"] >= 0, chart
        assert box["x"] + box["width"] <= screen, chart
        page.mouse.click(x, y)
        page.wait_for_url(f"**{bar['href']}")
        assert page.locator("h1").count() == 1, chart
        if chart in ("per-jaar", "per-categorie"):
            assert "/toezeggingen/?" in page.url, chart
            for part in ("year=", "category=", "stage="):
                assert part in page.url, chart


def test_a_note_has_the_amount_the_stage_a_quote_and_a_link_and_stays_for_who_moves_into_it(live_ledger, page):
    page.goto("/")
    point = page.locator("#grafiek-per-jaar .drawing.wide .point[href*='year=2024-2026']")
    point.scroll_into_view_if_needed()
    box = point.locator(".mark").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    tip = page.locator("#grafiek-per-jaar .tip")
    what, behind, quote, source, link = told(tip)
    assert what == "Militair, 2024-2026: €\xa04.000.000.000 (gereserveerd)"
    assert behind == "Extra militaire steun voor 2024 tot en met 2026 (gereserveerd)"
    assert "4 miljard" in quote
    assert source == "Kamerstuk 36 045, nr. 184"
    assert [(one.inner_text(), one.get_attribute("href")) for one in tip.locator("a").all()] == [
        ("Kamerstuk 36 045, nr. 184", "/brieven/kst-36045-184/"),
        ("Naar deze toezegging", "/toezeggingen/militaire-steun-extra-2024-2026/"),
    ], "one commitment is led to, not a list of one"
    assert page.locator("#grafiek-per-jaar .frame title").count() == 0, "no tooltip of the browser over it"
    link.hover()
    page.wait_for_timeout(500)
    assert tip.is_visible(), "there is time to read it and to follow its link"
    page.mouse.move(5, 5)
    tip.wait_for(state="hidden")
    page.mouse.move(x, y)
    tip.wait_for(state="visible")
    page.keyboard.press("Escape")
    assert not tip.is_visible(), "and it can be put away where it stands in the way"


def test_a_note_says_why_its_amount_is_less_than_that_of_the_quote(live_ledger, page):
    page.goto("/")
    point = page.locator("#grafiek-per-jaar .drawing.wide .point[href*='category=undivided']")
    point.scroll_into_view_if_needed()
    box = point.locator(".mark").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 10)
    tip = page.locator("#grafiek-per-jaar .tip")
    tip.locator("blockquote").wait_for(state="visible")
    assert "EUR 2,5 mld" in tip.locator("blockquote").inner_text()
    assert tip.locator("p").last.inner_text().replace("\xa0", " ") == (
        "Hier telt € 1,26 mld: € 2,5 mld, min € 1,24 mld die al als onderdeel telt."
    )


def test_a_mouse_on_a_mark_is_told_of_that_mark_also_where_another_reaches(live_ledger, page):
    for chart in ("per-jaar", "totaal", "lopend-totaal", "onderdelen"):
        page.goto(CHARTS[chart])
        frame_of(page, chart).scroll_into_view_if_needed()
        for point in marks_of(page, chart)["points"]:
            left, top, right, bottom = point["box"]
            if min(right - left, bottom - top) < 2:
                continue  # thinner than a pointer is exact
            page.mouse.move(left + (right - left) / 2, top + (bottom - top) / 2)
            page.locator(f"#grafiek-{chart} .tip .what", has_text=point["words"]).wait_for(state="visible")


def test_a_note_of_several_commitments_says_so_and_quotes_the_largest(live_ledger, page):
    page.goto("/tijdlijn/")
    make_live(page, "lopend-totaal")
    page.mouse.move(*spot_of(largest(marks_of(page, "lopend-totaal")["points"])["box"]))
    _, behind, _, _, link = told(page.locator("#grafiek-lopend-totaal .tip"))
    assert behind == "5 toezeggingen. De grootste: Extra militaire steun voor 2024 tot en met 2026 (gereserveerd)"
    assert link.inner_text() == "Naar deze 5 toezeggingen"


def test_the_links_in_a_note_keep_the_readers_question(live_ledger, page):
    page.goto("/?as_of=2024-07-01")
    page.locator("#grafiek-per-jaar .drawing.wide .point[href*='year=2024-2026'] .mark").hover()
    tip = page.locator("#grafiek-per-jaar .tip")
    told(tip)
    assert [one.get_attribute("href").partition("?")[2] for one in tip.locator("a").all()] == ["as_of=2024-07-01"] * 2


def test_the_label_at_a_bar_opens_the_note_of_its_bar_and_a_year_leads_to_that_year(live_ledger, open_page):
    for viewport in (NARROW, TABLET):
        page = open_page(viewport=viewport, has_touch=True, is_mobile=True)
        page.goto("/")
        address = page.url
        labels = page.locator("#grafiek-per-jaar .drawing:visible .words")
        assert labels.count() >= 9
        for label in labels.all():
            words = label.evaluate("(one) => one.getAttribute('aria-label') ?? one.querySelector('title').textContent")
            label.locator("text").first.tap()
            what = page.locator("#grafiek-per-jaar .tip .what")
            until(page, "([one, words]) => one.textContent === words", arg=[what.element_handle(), words])
            page.keyboard.press("Escape")
        assert page.url == address, "a tap itself goes nowhere"
        page.locator("footer p").first.tap()
        page.locator("#grafiek-per-jaar .drawing:visible .label", has_text="2024").first.tap()
        page.wait_for_url("**/toezeggingen/?year=2024")


@pytest.mark.parametrize("viewport", [WIDE, TABLET, NARROW], ids=["wide", "tablet", "narrow"])
def test_a_note_hides_no_total_and_stays_on_the_screen(viewport, live_ledger, open_page):
    page = open_page(viewport=viewport)
    for chart in ("per-jaar", "totaal", "onderdelen", "per-categorie"):
        page.goto(CHARTS[chart])
        frame = frame_of(page, chart)
        frame.focus()
        for _ in range(len(marks_of(page, chart)["points"])):
            page.keyboard.press("ArrowRight")
            tip = page.locator(f"#grafiek-{chart} .tip")
            if tip.locator("a").count():
                tip.locator("blockquote").wait_for(state="visible")
            assert page.evaluate(HIDDEN, [f"grafiek-{chart}", "text[font-weight]"]) == [[], True], (
                chart,
                tip.inner_text(),
            )


@pytest.mark.prove
@pytest.mark.parametrize("viewport", [TABLET, {"width": 844, "height": 390}], ids=["tablet", "phone on its side"])
def test_a_note_hides_no_word_of_the_chart_where_there_is_room_beside_it(viewport, live_ledger, open_page):
    page = open_page(viewport=viewport, has_touch=True, is_mobile=True)
    for chart in ("per-jaar", "totaal", "per-categorie", "lopend-totaal", "stromen"):
        page.goto(CHARTS[chart])
        for mark in frame_of(page, chart).locator(".drawing:visible .point .mark").all()[:14][:: 1 if TIMES > 1 else 3]:
            mark.scroll_into_view_if_needed()
            box = mark.bounding_box()
            page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            page.locator(f"#grafiek-{chart} .tip blockquote").wait_for(state="visible")
            assert page.evaluate(HIDDEN, [f"grafiek-{chart}", "text"]) == [[], True], chart


# [the words of this kind that the note stands on, whether the note is between the sides of the screen]
HIDDEN = """([id, kind]) => {
    const box = (one) => one.getBoundingClientRect();
    const frame = document.querySelector(`#${id} .frame`);
    const tip = box(frame.querySelector('.tip'));
    const shown = [...frame.querySelectorAll('.drawing')].find((one) => one.offsetParent);
    const meets = (one) => one.left < tip.right && tip.left < one.right && one.top < tip.bottom && tip.top < one.bottom;
    return [
        [...shown.querySelectorAll(kind)].filter((one) => meets(box(one))).map((one) => one.textContent),
        tip.left >= 0 && tip.right <= innerWidth,
    ];
}"""


def test_without_plotly_yet_a_segment_leads_to_its_commitments(live_ledger, page):
    page.route("**/*plotly*", lambda route: None)  # which never comes
    page.goto("/?as_of=2023-12-31")
    point = page.locator("#grafiek-per-jaar .drawing.wide a.point").first
    href = point.get_attribute("href")
    assert "as_of=2023-12-31" in href, "the filters of the page go along"
    point.click()
    page.wait_for_url(f"**{href}")
    page.unroute_all(behavior="ignoreErrors")


def test_the_arrows_walk_along_the_amounts(live_ledger, page):
    page.goto("/")
    frame = frame_of(page, "per-jaar")
    words = [point["words"] for point in marks_of(page, "per-jaar")["points"]]
    frame.focus()
    tip = page.locator("#grafiek-per-jaar .tip")
    for key, place in (
        ("ArrowRight", 0),
        ("ArrowDown", 1),
        ("ArrowLeft", 0),
        ("ArrowUp", 0),
        ("End", len(words) - 1),
        ("ArrowRight", len(words) - 1),
        ("Home", 0),
        ("ArrowRight", 1),
    ):
        page.keyboard.press(key)
        assert (tip.locator(".what").inner_text(), tip.get_attribute("role")) == (words[place], "status"), key
        assert page.locator("#grafiek-per-jaar .chosen title").all_text_contents() == [words[place]]
    page.wait_for_selector("#grafiek-per-jaar .frame.live")
    page.keyboard.press("Escape")
    assert (tip.is_visible(), page.locator(".chosen").count()) == (False, 0)
    page.keyboard.press("ArrowLeft")
    assert tip.locator(".what").inner_text() == words[-1], "from where it let go it begins at the other end"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").startswith("Naar deze toezegging"), (
        "the link in the note"
    )
    assert tip.is_visible()
    page.keyboard.press("Tab")
    assert (tip.is_visible(), page.locator(".chosen").count()) == (False, 0), "who leaves lets go"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    href = page.locator("#grafiek-per-jaar .chosen").get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{href}")


def test_the_first_tap_tells_and_the_link_in_the_note_goes_there(live_ledger, open_page):
    page = open_page(viewport=NARROW, has_touch=True, is_mobile=True)
    for chart in ("per-jaar", "totaal", "lopend-totaal", "onderdelen", "per-categorie"):
        page.goto(CHARTS[chart])
        address = page.url
        frame_of(page, chart).locator(".drawing:visible a.point .mark").first.tap()
        what, behind, quote, source, link = told(page.locator(f"#grafiek-{chart} .tip"))
        assert "€" in what, chart
        assert behind.endswith(("(geleverd)", "(toegewezen)", "(gereserveerd)", "(aangekondigd)")), chart
        assert (quote[0], source.startswith("Kamerstuk ")) == ("“", True), chart
        page.wait_for_timeout(400)
        assert page.url == address, f"{chart}: the tap itself goes nowhere"
        href = link.get_attribute("href")
        link.tap()
        page.wait_for_url(f"**{href}")


def test_a_finger_is_told_where_plotly_does_not_come_and_a_tap_elsewhere_closes_the_note(live_ledger, open_page):
    """The flows on a phone are a list that stays the server's: nothing is fetched for it."""
    page = open_page(viewport=NARROW, has_touch=True, is_mobile=True)
    page.goto("/stromen/")
    flow = page.locator("#grafiek-stromen .drawing:visible a.point").nth(1)
    words = flow.locator("title").text_content()
    flow.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    flow.locator(".mark").tap()
    tip = page.locator("#grafiek-stromen .tip")
    what, *_, link = told(tip)
    assert what == words
    assert link.get_attribute("href") == "/toezeggingen/wintersteunpakket-2022/"
    assert not page.evaluate(IS_LOADED)
    page.locator("footer p").first.tap()
    assert not tip.is_visible()
    assert page.url.endswith("/stromen/")


def test_without_a_script_a_tap_follows_the_link(live_ledger, open_page):
    page = open_page(viewport=NARROW, has_touch=True, is_mobile=True, java_script_enabled=False)
    page.goto("/")
    point = page.locator("#grafiek-per-jaar .drawing.narrow a.point").first
    href = point.get_attribute("href")
    point.locator(".mark").tap()
    page.wait_for_url(f"**{href}")


def test_when_the_note_finds_nothing_out_it_still_has_the_amount_and_the_link(live_ledger, page, complaints):
    page.route("**/toelichting.json*", lambda route: route.abort())
    page.goto("/")
    point = page.locator("#grafiek-per-jaar .drawing.wide .point[href*='year=2024-2026']")
    point.locator(".mark").hover()
    page.wait_for_timeout(400)
    assert page.locator("#grafiek-per-jaar .tip p, #grafiek-per-jaar .tip a").all_inner_texts() == [
        "Militair, 2024-2026: €\xa04.000.000.000 (gereserveerd)",
        "Naar deze toezeggingen",
    ]
    assert [complaint for complaint in complaints if "Failed to load resource" not in complaint] == []
    complaints.clear()


# Of a chart: (words, width, height) of what can be touched and is smaller than this many pixels, and (text, size) of words.
TOO_SMALL = """([least, letters]) => [...document.querySelectorAll('.frame .drawing')].filter((one) => one.offsetParent).flatMap(
    (drawing) => {
        const svg = drawing.querySelector('svg');
        const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
        const links = [...drawing.querySelectorAll('a')].map((link) => {
            const {width, height} = (link.querySelector('.reach') ?? link).getBoundingClientRect();
            const thick = link.querySelector('path.reach') ? least : Math.min(width, height);
            return [link.querySelector('title').textContent, thick];
        });
        const elsewhere = (words) => links.some(([other, size]) => size >= least && words.startsWith(other));
        return [
            ...links.filter(([words, size]) => size < least - 0.1 && !elsewhere(words)),
            ...[...drawing.querySelectorAll('text')].map((text) => [
                text.textContent, Number(text.getAttribute('font-size') ?? 16) * scale,
            ]).filter(([, size]) => size < letters - 0.05),
        ];
    })"""


@pytest.mark.parametrize("viewport", [WIDE, TABLET, NARROW], ids=["wide", "tablet", "narrow"])
def test_what_leads_on_is_24_pixels_large_and_words_of_a_chart_are_12(viewport, live_ledger, open_page):
    page = open_page(viewport=viewport)
    for address in [*dict.fromkeys(CHARTS.values()), *(f"/categorieen/?{choice}" for choice in WITH_THIN_PIECES)]:
        page.goto(address)
        assert page.evaluate(TOO_SMALL, [24, 12]) == [], address


@pytest.mark.parametrize("width", [1440, 820, 720, 390])
def test_the_table_of_a_chart_fits_its_page_and_lists_are_tables_from_720_pixels_up(width, live_ledger, open_page):
    page = open_page(viewport={"width": width, "height": 900})
    for chart, address in CHARTS.items():
        page.goto(address)
        page.locator(f"#grafiek-{chart}").get_by_text("Toon als tabel").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        if width > 390:
            scroll = page.locator(f"#grafiek-{chart} .twin .scroll")
            assert scroll.evaluate("(one) => one.scrollWidth - one.clientWidth") <= 0, (address, "the table itself too")
    page.goto("/toezeggingen/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shape = page.locator("table.cards tbody tr").first.evaluate("(one) => getComputedStyle(one).display")
    assert shape == ("block" if width == 390 else "table-row")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_source_of_a_chart_has_a_line_of_its_own_and_a_citation_stands_apart_from_the_files(
    width, live_ledger, open_page
):
    page = open_page(viewport={"width": width, "height": 900})
    page.goto("/categorieen/cyber/")
    chart = page.locator("#grafiek-per-jaar")
    tools, source = chart.locator(".tools").bounding_box(), chart.locator(".source").bounding_box()
    assert (source["x"], source["width"]) == (tools["x"], tools["width"])
    files, citation = page.locator(".files.apart").bounding_box(), page.locator(".files + .cite").bounding_box()
    assert citation["y"] - files["y"] - files["height"] == 16


def test_dark_is_drawn_in_the_dark_colours_of_the_palette(live_ledger, page):
    colours = """(id) => document.querySelector(`#${id} .plot`).data.map(
        ({meta, marker, node, link}) => [meta, marker?.color, node?.color, link?.color])"""
    for chart in ("per-jaar", "lopend-totaal", "stromen"):
        page.emulate_media(color_scheme="light")
        page.goto(CHARTS[chart])
        make_live(page, chart)
        for scheme in ("light", "dark", "light"):
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(150)
            for meta, marker, nodes, links in page.evaluate(colours, f"grafiek-{chart}"):
                names = [*meta["nodes"], *meta["links"]] if nodes else [meta]
                found = [colour[:7] for colour in [*nodes, *links]] if nodes else [marker]
                assert found == [getattr(PALETTE[name], scheme) for name in names], f"{chart} {scheme}"
    page.emulate_media(color_scheme="dark")
    page.goto("/")
    point = page.locator("#grafiek-per-jaar .drawing.wide .point .mark").first
    name = next(part for part in point.get_attribute("class").split() if part.startswith("colour-"))[7:]
    red, green, blue = (int(PALETTE[name].dark[place : place + 2], 16) for place in (1, 3, 5))
    assert point.evaluate("(one) => getComputedStyle(one).fill") == f"rgb({red}, {green}, {blue})", (
        "and the drawing too"
    )


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_chart_that_is_live_follows_the_width_of_the_page(viewport, live_ledger, open_page):
    page = open_page(viewport={"width": 1000, "height": 900})
    page.goto("/")
    make_live(page, "per-jaar")
    page.set_viewport_size(viewport)
    page.wait_for_timeout(300)
    marks = marks_of(page, "per-jaar")
    bars = {bar["words"]: bar["box"] for bar in marks["bars"]}
    assert [point["words"] for point in marks["points"] if apart(point["box"], bars[point["words"]]) > 2] == []


@pytest.mark.parametrize("broken", ["**/vendor/plotly/*.js", "**/vendor/plotly/*.css", "**/grafieken/*.json"])
def test_when_something_does_not_come_the_drawing_stays(broken, live_ledger, page, complaints):
    page.route(broken, lambda route: route.abort())
    page.goto("/")
    frame = frame_of(page, "per-jaar")
    frame.hover(position={"x": 5, "y": 5})
    until(page, "() => !document.querySelector('#grafiek-per-jaar .frame').dataset.state")
    page.wait_for_timeout(200)
    assert page.locator("#grafiek-per-jaar .live, #grafiek-per-jaar.live").count() == 0
    assert {point["visible"] for point in marks_of(page, "per-jaar")["points"]} == {"visible"}
    assert frame.locator("svg").first.is_visible()
    uncaught = [complaint for complaint in complaints if "Failed to load resource" not in complaint]
    assert uncaught == []
    complaints.clear()
    page.unroute_all(behavior="ignoreErrors")
    frame.dispatch_event("pointerover")
    page.wait_for_selector("#grafiek-per-jaar .frame.live")
    complaints.clear()


def test_without_javascript_the_drawing_and_the_table_are_there(live_ledger, open_page):
    for viewport, shape, other in ((WIDE, "wide", "narrow"), (NARROW, "narrow", "wide")):
        page = open_page(java_script_enabled=False, viewport=viewport)
        for chart, address in CHARTS.items():
            page.goto(address)
            figure = page.locator(f"#grafiek-{chart}")
            assert figure.locator(f".drawing.{shape} svg").is_visible(), address
            assert not figure.locator(f".drawing.{other} svg").is_visible(), address
            assert figure.locator(".plot").count() == 0
            figure.get_by_text("Toon als tabel").click()
            assert "€" in figure.locator("details.twin tbody").inner_text(), address
        page.goto("/?as_of=2022-06-01")
        assert page.locator(".chart").count() == 0, "no amount, no chart"
        assert "nog geen bedrag" in page.locator("h1").inner_text()
