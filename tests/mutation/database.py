"""For the conftest.py of a copy that mutmut works on: each forked process gets a migrated database of its own."""

import gc
import os
import shutil
from functools import lru_cache
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from mutmut.state import state

from tests import shipped

OURS = ("commitments", "letters", "ukrainesteun")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """A copy of a database that the first session migrated. The code as it is now loads the ledger."""
    shipped._rows.clear()
    template = Path(settings.DATABASES["default"]["TEST"]["NAME"])
    own = template.with_name(f"{os.getpid()}.sqlite3")
    with django_db_blocker.unblock():
        connection.close()
        if not template.exists():
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            connection.close()
        shutil.copyfile(template, own)
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = str(own)
        yield
        connection.close()
    for file in own.parent.glob(f"{own.name}*"):
        file.unlink()


def pytest_collection_modifyitems(items):
    """The quickest tests first: a mutant is dead at the first that fails. No function remembers an answer from before it."""
    for one in gc.get_objects():
        if isinstance(one, type(lru_cache(int))) and str(one.__module__).startswith(OURS):
            one.cache_clear()
    items.sort(key=lambda item: state().duration_by_test.get(item.nodeid, 0))
