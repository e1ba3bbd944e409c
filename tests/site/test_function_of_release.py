"""A public answer is a function of the release and the address: not of the clock, who asks, or the process that answers."""

import json
import os
import subprocess
import sys

import pytest

from tests import ROOT

READERS = (("0", "2026-02-01", "visitor"), ("1", "2027-03-31", "staff"))  # seed of Python's hashes, day, who


def answers(folder, seed, day, who):
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "tests.site.rendering", str(folder), day, who]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return json.loads(done.stdout)


@pytest.mark.looks
def test_every_public_address_gives_the_same_bytes_in_another_process_on_another_day_to_somebody_else(tmp_path):
    one, other = (answers(tmp_path, *reader) for reader in READERS)
    assert len(one) > 150
    assert {address: answer for address, answer in one.items() if other[address] != answer} == {}
    assert one.keys() == other.keys()
