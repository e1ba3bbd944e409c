"""`make lighthouse`: what Google's Lighthouse, as on a phone, finds of the site as production serves it.

It prints four scores for each page, of 100, and what cost points. It needs npm, which brings Lighthouse
(package-lock.json beside this file fixes it by its hash), and is not a part of `make test`: the scores for performance are
those of this machine at this moment.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.chromium import OPTIONS, ensure_chromium, find_chromium
from tests.production import production

HERE = Path(__file__).resolve().parent
LIGHTHOUSE = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
PAGES = ("/", "/tijdlijn/", "/toezeggingen/", "/brieven/kst-36045-171/")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 98
TRIES = 3


def bring_lighthouse():
    if not shutil.which("npm"):
        sys.exit("This needs Node and npm.")
    if not LIGHTHOUSE.exists():
        words = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        subprocess.run(words, cwd=HERE, check=True)


def measure(address):
    """Lighthouse's report on a page; now and then it has to ask a browser twice."""
    command = (
        "node",
        LIGHTHOUSE,
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join([*OPTIONS, '--headless=new'])}",
    )
    chromium = {"CHROME_PATH": path} if (path := find_chromium()) else {}
    for _ in range(TRIES):
        done = subprocess.run(command, env=os.environ | chromium, capture_output=True, check=False)
        if not done.returncode:
            return json.loads(done.stdout)
    sys.exit(done.stderr.decode(errors="replace"))


def lost(report):
    """What cost points, in words: the category, the audit and what it measured."""
    for name in CATEGORIES:
        for part in report["categories"][name]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{name}: {audit['title']} {audit.get('displayValue', '')} ({audit['score'] * 100:.0f})"


def main():
    ensure_chromium()
    bring_lighthouse()
    low = []
    with production() as site:
        print(f"{'':<28}{''.join(f'{name:>16}' for name in CATEGORIES)}")
        for page in PAGES:
            report = measure(f"{site}{page}")
            scores = [round(report["categories"][name]["score"] * 100) for name in CATEGORIES]
            print(f"{page:<28}{''.join(f'{score:>16}' for score in scores)}", flush=True)
            for line in lost(report):
                print(f"    {line}", flush=True)
            low += [page] * (min(scores) < LEAST)
    if low:
        sys.exit(f"Below {LEAST}: {', '.join(low)}")


if __name__ == "__main__":
    main()
