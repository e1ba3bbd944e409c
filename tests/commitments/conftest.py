"""Two members of staff at their desks."""

import pytest

from .desks import Desk


@pytest.fixture
def anna(db):
    return Desk("anna")


@pytest.fixture
def bert(db):
    return Desk("bert")
