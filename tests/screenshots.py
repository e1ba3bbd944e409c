"""`make screenshots`: the pictures of the overview in docs/ and README.md, of the site with the ledger that it ships with."""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

from tests import SITE_VARIABLES
from tests.chromium import ensure_chromium, find_chromium
from tests.conftest import CHROMIUM_OPTIONS

ROOT = Path(__file__).resolve().parent.parent
PORT = 8799
PICTURES = {
    "overview.png": {"viewport": {"width": 1280, "height": 1250}},
    "overview-dark.png": {"viewport": {"width": 1280, "height": 1250}, "color_scheme": "dark"},
    "overview-phone.png": {"viewport": {"width": 390, "height": 1250}},
}


@contextmanager
def site():
    """The address of the site, served until the end of the block from a folder of its own."""
    with tempfile.TemporaryDirectory() as var:
        environment = {name: value for name, value in os.environ.items() if name not in SITE_VARIABLES}
        environment |= {"VAR_DIR": var, "DEBUG": "true"}
        manage = [sys.executable, "manage.py"]
        for words in (["migrate", "--verbosity", "0"], ["load_ledger"]):
            subprocess.run([*manage, *words], cwd=ROOT, env=environment, check=True)
        server = subprocess.Popen([*manage, "runserver", "--noreload", str(PORT)], cwd=ROOT, env=environment)
        try:
            yield _when_it_answers(f"http://127.0.0.1:{PORT}/")
        finally:
            server.terminate()
            server.wait()


def _when_it_answers(address, seconds=30):
    for _ in range(seconds):
        try:
            urlopen(address).close()
            return address
        except URLError:
            time.sleep(1)
    sys.exit(f"The site did not start within {seconds} seconds.")


def main():
    ensure_chromium()
    with site() as address, sync_playwright() as playwright:
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
