"""`python -m tests.nu`: what the Nu Html Checker, the W3C's own, finds wrong with every public page and every SVG file.

It needs Java, and npm brings it (package-lock.json beside this file fixes it by its hash). Where one of these is missing,
this says so and ends with SKIPPED; it installs neither.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import django

from tests.run import SKIPPED

HERE = Path(__file__).resolve().parent
JAR = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
STAMP = HERE / "node_modules" / ".package-lock.json"  # npm's own note of what it installed
# A mistake in each kind of file, made on purpose: when these are not found, the checker did not do its work.
CONTROLS = {
    "control.html": "<!doctype html><html lang=nl><title>Proef</title><p><li>Verdwaald",
    "control.svg": '<svg xmlns="http://www.w3.org/2000/svg"><rekt/></svg>',
}
MORE = ("/bestaat-niet/", "/?as_of=2010-01-01", "/toezeggingen/?q=zoekraakt&year=1900&as_of=gisteren")


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(SKIPPED)


def works(*command):
    """Whether this program is here and runs: a Mac has a java that only says where to get one."""
    return bool(shutil.which(command[0])) and subprocess.run(command, capture_output=True, check=False).returncode == 0


def bring_checker():
    if not works("java", "-version"):
        skip("no Java on this machine")
    if JAR.exists() and STAMP.stat().st_mtime >= (HERE / "package-lock.json").stat().st_mtime:
        return
    if not works("npm", "--version"):
        skip("no npm on this machine")
    words = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    done = subprocess.run(words, cwd=HERE, capture_output=True, text=True, check=False)
    if done.returncode:
        skip(
            f"npm could not bring it: {done.stderr.strip().splitlines()[0] if done.stderr.strip() else 'no reason given'}"
        )


def render(folder):
    """Writes each page and each SVG file in this folder and tells which address is in which file."""
    from django.core.management import call_command
    from django.test import Client

    from tests.site.ledgers import give_letters_a_text
    from tests.site.urls import PAGES, PATTERNS, every_address, text_of

    call_command("migrate", verbosity=0)
    call_command("load_ledger", verbosity=0)
    give_letters_a_text()
    client = Client(SERVER_NAME="localhost")
    drawings = [pattern for pattern in PATTERNS if pattern.name == "chart_svg"]
    files = {}
    for place, address in enumerate([*every_address([*PAGES, *drawings]), *MORE]):
        response = client.get(address)
        suffix = "svg" if response["Content-Type"].startswith("image/svg") else "html"
        name = f"{place:03}.{suffix}"
        (folder / name).write_text(text_of(response), encoding="utf-8")
        files[name] = address
    return files


def main():
    bring_checker()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    with tempfile.TemporaryDirectory() as name:
        files = render(Path(name))
        for control, text in CONTROLS.items():
            (Path(name) / control).write_text(text, encoding="utf-8")
        command = ("java", "-Xmx512m", "-jar", JAR, "--errors-only", "--also-check-svg", name)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [re.sub(r'"file:[^"]*/([\w.]+)"', lambda match: match[1], line) for line in done.stderr.splitlines()]
    blind = [
        f"not found: the mistake in {control}" for control in CONTROLS if not any(control in line for line in lines)
    ]
    found = [
        re.sub(r"^[\w.]+", lambda match: files.get(match[0], match[0]), line)
        for line in lines
        if not line.startswith(tuple(CONTROLS))
    ]
    print("\n".join([*found, *blind]) or f"nothing wrong with {len(files)} files")
    sys.exit(bool(found or blind))


if __name__ == "__main__":
    main()
