"""What a pattern may not hold, for a Python that we run on matches it otherwise."""

import re

import pytest

from tests import product_sources

OF_A_GROUP = re.compile(r"\)(?:[*+?]|\{+[0-9,]+\}+)\+")


def test_no_group_is_repeated_possessively():
    """Before Python 3.11.5 (gh-106052) such a group may take less than all; Debian 12 has 3.11.2. `(?>(?:…)*)` is right."""
    assert {name for name, source in product_sources().items() if OF_A_GROUP.search(source)} == set()


@pytest.mark.parametrize("pattern", [r"(?:a)*+", r"(a|b)++", r"(?:a)?+", r"(?:a){1,8}+", r"(?:a){{1,8}}+"])
def test_a_group_that_is_would_be_seen(pattern):
    assert OF_A_GROUP.search(pattern)
