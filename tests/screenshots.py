"""`make screenshots`: the pictures of the overview in docs/ and README.md, of the site with the ledger that it ships with."""

from playwright.sync_api import sync_playwright

from .chromium import ensure_chromium, find_chromium
from .conftest import CHROMIUM_OPTIONS
from .production import ROOT, production

PICTURES = {
    "overview.png": {"viewport": {"width": 1280, "height": 1250}},
    "overview-dark.png": {"viewport": {"width": 1280, "height": 1250}, "color_scheme": "dark"},
    "overview-phone.png": {"viewport": {"width": 390, "height": 1250}},
}


def main():
    ensure_chromium()
    with production() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_OPTIONS)
        for name, options in PICTURES.items():
            page = browser.new_context(locale="nl-NL", reduced_motion="reduce", **options).new_page()
            page.goto(address)
            page.evaluate("() => document.fonts.ready")
            page.screenshot(path=ROOT / "docs" / name)
            print(f"docs/{name}")
        browser.close()


if __name__ == "__main__":
    main()
