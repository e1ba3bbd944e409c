"""What the settings make of the environment, read in a process of its own."""

import os
import subprocess
import sys

import pytest

from tests import ROOT, SITE_VARIABLES

PRINT_CONTACT = "from ukrainesteun import settings; print(settings.CONTACT_EMAIL)"
PRINT_KEY = "from ukrainesteun import settings; print(settings.SECRET_KEY)"


@pytest.fixture
def key_with(tmp_path):
    """Gives the key that the site has with these variables in its environment, and with a key in its VAR_DIR."""
    (tmp_path / "secret-key").write_text("the key in var")
    clean = {name: value for name, value in os.environ.items() if name not in SITE_VARIABLES}

    def read(**variables):
        environment = clean | {"VAR_DIR": str(tmp_path)} | variables
        command = [sys.executable, "-c", PRINT_KEY]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.removesuffix("\n")

    return read


@pytest.mark.parametrize("key", ["a key", "$abc", "$HOME", " a=b#c$d'e\" "])
def test_the_key_in_the_environment_is_the_key_also_where_it_begins_with_a_dollar_sign(key, key_with):
    assert key_with(SECRET_KEY=key) == key


def test_what_is_kept_goes_to_the_folder_in_the_environment_also_where_it_begins_with_a_dollar_sign(tmp_path):
    clean = {name: value for name, value in os.environ.items() if name not in SITE_VARIABLES}
    environment = clean | {"VAR_DIR": "$folder", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", PRINT_KEY], cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert (tmp_path / "$folder" / "secret-key").exists()


def test_without_a_key_in_the_environment_or_with_an_empty_one_the_key_is_that_in_var(key_with):
    assert key_with() == "the key in var"
    assert key_with(SECRET_KEY="") == "the key in var"


@pytest.mark.parametrize(
    ("typed", "address"), [("", ""), (" a@b.nl ", "a@b.nl"), ("redactie", None), ("a@b.nl?cc=x", None)]
)
def test_a_contact_address_that_is_none_stops_the_site_before_it_stands_under_every_page(typed, address, tmp_path):
    clean = {name: value for name, value in os.environ.items() if name not in SITE_VARIABLES}
    environment = clean | {"VAR_DIR": str(tmp_path), "CONTACT_EMAIL": typed}
    command = [sys.executable, "-c", PRINT_CONTACT]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if address is None:
        assert "CONTACT_EMAIL is no e-mail address" in done.stderr
    else:
        assert done.stdout == f"{address}\n"
