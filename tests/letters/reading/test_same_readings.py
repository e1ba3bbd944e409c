"""What is read of each letter is what was read before, to the last field.

`readings.json` has for each letter the sha256 of its whole report, and beside it what a person can follow. A change that
means to read otherwise renews it: `python -m tests.letters.reading.test_same_readings`, and looks at what differs.
"""

import hashlib
import json
from functools import cache
from pathlib import Path

import pytest

from letters.reading.letter import read_letter
from letters.reading.report import as_json
from tests import LETTERS, ROOT

KNOWN = Path(__file__).parent / "readings.json"
FOLDERS = {"own": ROOT / "tests" / "letters" / "own", "shared": LETTERS}


@cache
def known():
    """The digest of each letter, by its folder and name."""
    return json.loads(KNOWN.read_text(encoding="utf-8"))


def path_of(name):
    folder, _, file = name.partition("/")
    return FOLDERS[folder] / f"{file}.txt"


def digest_of(text):
    """The sha256 of the report of this letter, and in words: how many of each, the sum in euros, and the first amount."""
    report = as_json(read_letter(text))
    canonical = json.dumps(report, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    amounts = report["amounts"]
    return {
        "sha256": hashlib.sha256(canonical.encode()).hexdigest(),
        **{part: len(report[part]) for part in ("amounts", "percentages", "quantities", "citations", "signatures")},
        "euros": sum(one["amount"] or 0 for one in amounts if one["currency"] == "EUR"),
        "first": amounts[0]["as_written"] if amounts else "",
    }


def names_here():
    return [f"{folder}/{path.stem}" for folder, place in FOLDERS.items() for path in sorted(place.glob("*.txt"))]


def renew():
    """Writes the digest of every letter that is here, one on a line; those that are not here keep theirs."""
    digests = known() | {name: digest_of(path_of(name).read_text(encoding="utf-8")) for name in names_here()}
    lines = [
        f"{json.dumps(name)}: {json.dumps(digest, ensure_ascii=False)}" for name, digest in sorted(digests.items())
    ]
    KNOWN.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


@pytest.mark.parametrize("name", known())
def test_a_letter_is_read_as_it_was(name):
    path = path_of(name)
    if not path.exists():
        pytest.skip(f"the letters of {path.parent.name} are not here")
    assert digest_of(path.read_text(encoding="utf-8")) == known()[name]


def test_every_letter_here_has_its_digest():
    assert set(names_here()) <= set(known())


if __name__ == "__main__":
    renew()
