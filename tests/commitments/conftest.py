"""Two members of staff at their clerks."""

import pytest

from .clerks import Clerk


@pytest.fixture
def anna(db):
    return Clerk("anna")


@pytest.fixture
def bert(db):
    return Clerk("bert")
