"""`make screenshots`: pictures of the site with the ledger that it ships with.

Those of the overview go to docs/ (README.md shows one), those of all selections to var/contact-sheets/, to be looked at.
"""

import os
import sys

from playwright.sync_api import sync_playwright

from . import contact_sheets
from .chromium import OPTIONS, ensure_chromium, find_chromium
from .production import ROOT, production

PICTURES = {
    "overview.png": {"viewport": {"width": 1280, "height": 1250}},
    "overview-dark.png": {"viewport": {"width": 1280, "height": 1250}, "color_scheme": "dark"},
    "overview-phone.png": {"viewport": {"width": 390, "height": 1250}},
}


def main():
    ensure_chromium()
    with production() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=OPTIONS)
        for name, options in PICTURES.items():
            page = browser.new_context(locale="nl-NL", reduced_motion="reduce", **options).new_page()
            page.goto(address)
            page.evaluate("() => document.fonts.ready")
            page.screenshot(path=ROOT / "docs" / name)
            print(f"docs/{name}")
        made, words, faults = contact_sheets.make(browser, address)
        browser.close()
    for fault in faults:
        print(*fault, sep=": ")
    print(f"{made} pictures made, {words} words measured, {len(faults)} not legible")
    print(f"{os.path.relpath(contact_sheets.FOLDER, ROOT)}/")
    sys.exit(f"{len(faults)} words are not legible" if faults else 0)


if __name__ == "__main__":
    main()
