"""`make same BASE=HEAD~3`: whether every public page and file is the same to the byte as it was at another commit.

Both commits serve the ledger that the site ships with (and, where the letters lie beside the checkout, their text), at
the same moment. Every address is asked that a page, a chart or the sitemap leads to. Prints what differs; ends with 1
when anything does.
"""

import datetime
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path
from unittest import mock
from urllib.parse import urldefrag, urljoin

HOST = "http://testserver"
BEGINNINGS = ("/", "/sitemap.xml", "/robots.txt", "/stijl/", "/toegankelijkheid/", "/favicon.ico", "/bestaat-niet/")
LINK = re.compile(r'"([/?][^"\s]*|http://testserver/[^"\s]*)"|<loc>([^<]+)</loc>')
FRESH = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')  # another in every answer
LEFT_OUT = ("/beheer/", "/static/", "/melden/?")  # of the form to tell us something, once is enough
NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
MOST = 6000  # addresses


def dump(folder):
    """In one of the two checkouts: asks for every address, keeps each answer in the folder, and prints their names."""
    sys.path.insert(0, os.getcwd())
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import setup_test_environment

    setup_test_environment()
    connection.creation.create_test_db(verbosity=0)
    letters = Path("..", "shared", "letters").resolve()
    with mock.patch("django.utils.timezone.now", return_value=NOW):
        call_command("load_ledger", stdout=sys.stderr)
        if letters.is_dir():
            call_command("import_letters", str(letters), stdout=sys.stderr)
        answers = {}
        waiting = list(BEGINNINGS)
        client = Client()
        while waiting and len(answers) < MOST:
            address = waiting.pop(0)
            if address in answers:
                continue
            response = client.get(address)
            content = b"".join(response.streaming_content) if response.streaming else response.content
            content = FRESH.sub(b"", content)
            name = hashlib.sha256(content).hexdigest()
            Path(folder, name).write_bytes(content)
            headers = sorted((key, value) for key, value in response.items() if key not in ("Date", "Last-Modified"))
            answers[address] = [response.status_code, headers, name]
            if address.count("?") and ("page=" in address or address.count("&")):
                continue  # a list that is sorted or filtered twice: asked for, not followed
            if response["Content-Type"].split(";")[0] in ("text/html", "application/xml"):
                waiting += _links(address, content.decode())
    print(json.dumps(answers))


def _links(address, text):
    for one, other in LINK.findall(text):
        target = urldefrag(urljoin(HOST + address, unescape(one or other))).url
        if target.startswith(f"{HOST}/") and not target.removeprefix(HOST).startswith(LEFT_OUT):
            yield target.removeprefix(HOST)


def answers_of(checkout, folder):
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONHASHSEED": "0"}  # sets print in one order
    command = [sys.executable, str(Path(__file__).resolve()), "dump", str(folder)]
    done = subprocess.run(command, cwd=checkout, env=environment, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def main(base):
    root = Path(__file__).resolve().parent.parent
    with tempfile.TemporaryDirectory(prefix="oekrainesteun-") as name:
        folder, old = Path(name), Path(name, "was")
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", old, base], cwd=root, check=True)
        try:
            if (root.parent / "shared").is_dir():
                (folder / "shared").symlink_to(root.parent / "shared")
            before, after = answers_of(old, folder), answers_of(root, folder)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", old], cwd=root, check=True)
        differing = sorted(address for address in before | after if before.get(address) != after.get(address))
        for address in differing:
            print(address)
            _tell(folder, before.get(address), after.get(address))
        print(f"{len(before)} addresses before, {len(after)} after, {len(differing)} differ.")
        sys.exit(bool(differing))


def _tell(folder, before, after):
    """The first line in which two answers differ."""
    if not before or not after or before[:2] != after[:2]:
        print("   before:", before and before[:2], "\n   after: ", after and after[:2])
        return
    one, other = ((folder / answer[2]).read_bytes().splitlines() for answer in (before, after))
    place = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if place is not None:
        print("   before:", one[place][:200], "\n   after: ", other[place][:200])


if __name__ == "__main__":
    if sys.argv[1:2] == ["dump"]:
        dump(sys.argv[2])
    else:
        main(sys.argv[1] if len(sys.argv) > 1 else "HEAD")
