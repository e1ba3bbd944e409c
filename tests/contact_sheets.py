"""Contact sheets: every chart of every selection, side by side, to be looked at; made by `make screenshots`.

A selection is one filter with one of its values, or one way to see the amounts, on one day that may be asked for. The
sheets go to var/contact-sheets/: of each chart its pictures to take along in each shape, and of each page with charts its
drawings, wide and narrow, light and dark; what several selections draw the same is there once. What stands on something
else, too close to it, or outside its drawing or picture, is measured in the browser and told, with how many pictures were
made and how many words were measured. Dark has the words where light has them, so they are measured in light.
"""

import math
import re
from itertools import product
from urllib.parse import urlencode

from tests import ROOT

FOLDER = ROOT / "var" / "contact-sheets"
LIST = "/toezeggingen/"  # has every filter
PAGES = {  # with charts: its name on the sheets, and its path
    "overzicht": "/",
    "stromen": "/stromen/",
    "tijdlijn": "/tijdlijn/",
    "categorieen": "/categorieen/",
    "verschil": "/verschil/",
    "zo-is-geteld": "/verantwoording/",
    "categorie": "/categorieen/military/",
    "bewindspersoon": "/bewindspersonen/ollongren/",
    "toezegging-met-een-onderdeel": "/toezeggingen/reservering-2023/",
    "toezegging-met-onderdelen": "/toezeggingen/humanitaire-hulp-2022-2023/",
}
OF_ONE = ("onderdelen", "levensloop")  # charts of one commitment
YARDSTICKS = [("per", "inwoner"), ("per", "bbp")]  # the ways to see amounts but euros, which no form offers
SHAPES = ("wide", "square", "social")
LOOKS = list(product((1440, 390), ("light", "dark")))
MOST_ON_A_SHEET = 60
LONGEST_MS = 300_000  # a picture of a long page, on a machine that does other things too
TILE = 460  # pixels

FILTERS = """() => Array.from(document.querySelectorAll("form.filters select"))
    .flatMap(select => Array.from(select.options).map(option => [select.name, option.value]))
    .filter(([name, value]) => value && name !== "sort")"""

# Of all drawings on a page [how many texts they have, what is wrong]: pairs of texts that stand on each other, or so close on
# one line that they read as one, and texts that reach outside their drawing by more than a pixel.
MEASURE = """() => Array.from(document.querySelectorAll("figure svg, .chart svg")).filter(svg => svg.checkVisibility())
    .map(svg => {
        const frame = svg.getBoundingClientRect();
        const texts = Array.from(svg.querySelectorAll("text, g[role=img]"))
            .map(text => [text.getAttribute("aria-label") ?? text.textContent, text.getBoundingClientRect()])
            .filter(([words, box]) => words.trim() && box.width);
        const outside = texts.filter(([, box]) => Math.max(frame.left - box.left, box.right - frame.right,
            frame.top - box.top, box.bottom - frame.bottom) > 1).map(([words]) => `outside: ${words}`);
        const pairs = texts.flatMap(([words, a], place) => texts.slice(place + 1).map(([other, b]) => [
            Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
            a.height, `${words} | ${other}`]));
        const over = pairs.filter(([across, down, high]) => across > 1 && down > high / 3)
            .map(([,,, both]) => `on each other: ${both}`);
        const close = pairs.filter(([across, down, high]) => across <= 1 && across > -high / 3 && down > high / 2)
            .map(([,,, both]) => `too close: ${both}`);
        return [texts.length, [...outside, ...over, ...close]];
    }).reduce(([words, faults], [more, found]) => [words + more, [...faults, ...found]], [0, []])"""


def selections(page, address):
    """The query strings of all selections: nothing chosen, or one value of one filter; on no day, or that of each letter."""
    page.goto(f"{address}{LIST}")
    filters = page.evaluate(FILTERS)
    days = sorted({row["date"] for row in page.request.get(f"{address}/brieven.json").json()["rows"]})
    chosen = [[], *([tuple(one)] for one in filters)]
    known = [[], *([("as_of", day)] for day in days)]
    chosen += [[one] for one in YARDSTICKS]
    return [urlencode(choice + day) for choice, day in product(chosen, known)]


def charts(page, address):
    """The names of the charts of which these pages offer files."""
    pages = "".join(page.request.get(f"{address}{path}").text() for path in PAGES.values())
    return sorted(set(re.findall(r"/grafieken/([a-z-]+)\.svg", pages)))


def asked_of(chart, queries):
    """With which of these query strings a chart has files: some are of one commitment, on each of the days."""
    if chart not in OF_ONE:
        return queries
    wholes = [path.split("/")[2] for path in PAGES.values() if path.startswith(LIST)]
    days = [query for query in queries if not query or query.startswith("as_of=")]
    return ["&".join(filter(None, [f"commitment={slug}", day])) for slug, day in product(wholes, days)]


def drawn_differently(page, address, path, queries):
    """Of these query strings those with which the page draws something that none before it draws."""
    found = {}
    for query in queries:
        drawings = re.findall(r"<svg.*?</svg>", page.request.get(f"{address}{path}?{query}").text(), re.DOTALL)
        if drawings:
            found.setdefault(re.sub(r' href="[^"]*"', "", "".join(drawings)), query)
    return list(found.values())


def make(browser, address):
    """Writes all sheets; (how many pictures, how many words were measured, the faults as (address, what) pairs)."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    page = browser.new_page()
    queries = selections(page, address)
    made, words, faults = 0, 0, []
    for chart, shape in product(charts(page, address), SHAPES):
        pictures = [
            (query or "alles", f"{address}/grafieken/{chart}.svg?{query}&shape={shape}")
            for query in asked_of(chart, queries)
            if page.request.get(f"{address}/grafieken/{chart}.csv?{query}").ok
        ]
        measured, found = of_pictures(page, pictures)
        lay_out(page, f"{chart}-{shape}", pictures)
        made, words, faults = made + len(pictures), words + measured, faults + found
    for name in PAGES:
        different = drawn_differently(page, address, PAGES[name], queries)
        for look in LOOKS:
            measured, found = of_page(browser, address, name, different, look)
            made, words, faults = made + len(different), words + measured, faults + found
    page.close()
    return made, words, faults


def of_pictures(page, pictures):
    """How many words these pictures have (their letters are outlines, each line a group with its words), and their faults."""
    words, faults, seen = 0, [], set()
    for query, source in pictures:
        drawing = page.request.get(source).text()
        if drawing in seen:
            continue
        seen.add(drawing)
        page.set_content(f"<figure style='margin: 0'>{drawing[drawing.index('<svg') :]}</figure>")
        measured, found = page.evaluate(MEASURE)
        words += measured
        faults += [(f"{source.partition('?')[0]} {query}", what) for what in found]
    return words, faults


def of_page(browser, address, name, queries, look):
    """Writes the sheets of a page's drawings in one look; (how many words, their faults as (address, what) pairs)."""
    path, (width, scheme) = PAGES[name], look
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    context.set_default_timeout(LONGEST_MS)
    page, words, faults, pictures = context.new_page(), 0, [], []
    folder = FOLDER / "pages"
    folder.mkdir(exist_ok=True)
    for number, query in enumerate(queries):
        page.goto(f"{address}{path}?{query}")
        page.evaluate("() => document.fonts.ready")
        if scheme == "light":
            measured, found = page.evaluate(MEASURE)
            words += measured
            faults += [(f"{path}?{query} {width}", what) for what in found]
        picture = folder / f"{name}-{width}-{scheme}-{number}.png"
        page.locator("main").screenshot(path=picture)
        pictures.append((query or "alles", picture.as_uri()))
    context.close()
    page = browser.new_page()
    lay_out(page, f"{name}-{width}-{scheme}", pictures)
    page.close()
    return words, faults


def lay_out(page, name, pictures):
    """Prints (words, address of an image) pairs on as many sheets as they need."""
    page.set_default_timeout(LONGEST_MS)
    for number in range(math.ceil(len(pictures) / MOST_ON_A_SHEET)):
        shown = pictures[number * MOST_ON_A_SHEET : (number + 1) * MOST_ON_A_SHEET]
        tiles = "".join(
            f'<figure><figcaption>{words}</figcaption><img src="{source.replace("&", "&amp;")}"></figure>'
            for words, source in shown
        )
        sheet = FOLDER / f"{name}-{number + 1}"
        sheet.with_suffix(".html").write_text(
            f"<!doctype html><style>body{{display:flex;flex-wrap:wrap;gap:12px;font:12px sans-serif;background:#888}}"
            f"figure{{margin:0;width:{TILE}px}}img{{width:100%}}</style>{tiles}",
            "utf-8",
        )
        page.set_viewport_size({"width": 4 * (TILE + 16), "height": 900})
        page.goto(sheet.with_suffix(".html").as_uri(), wait_until="networkidle")
        page.screenshot(path=sheet.with_suffix(".png"), full_page=True)
        sheet.with_suffix(".html").unlink()
