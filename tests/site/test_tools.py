"""The commands that are no part of `make test` start: what they import, they find outside Django and pytest."""

import os
import subprocess
import sys

import pytest

from tests import ROOT, SITE_VARIABLES

TOOLS = ("bench", "house", "lighthouse.__main__", "run", "same_site", "screenshots")


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_starts_without_the_settings_of_the_tests(tool):
    clean = {name: value for name, value in os.environ.items() if name not in SITE_VARIABLES}
    clean.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "-c", f"import tests.{tool}"], cwd=ROOT, env=clean, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
