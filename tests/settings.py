"""The site's own settings, with only what a test run must change.

DATABASE_URL chooses the engine; without it that is SQLite.
"""

import os
import tempfile
from pathlib import Path

from . import SITE_VARIABLES

for _name in SITE_VARIABLES:
    os.environ.pop(_name, None)
# Nothing of the operator's is touched: key, database and static files live in a folder that goes when the tests end.
_folder = tempfile.TemporaryDirectory(prefix="oekrainesteun-tests-", ignore_cleanup_errors=True)
os.environ["VAR_DIR"] = _folder.name
# Playwright's event loop runs in the thread of the tests, and Django takes that for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from ukrainesteun.settings import *

# What Django's test client calls this machine; a test of the second step uses another name.
LOOPBACK_HOSTS |= {"testserver"}
# `client.login()` has no request, from which axes would read an address. tests/ukrainesteun/test_throttling.py turns it on.
AXES_ENABLED = False

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Static files come straight from static/, under their own names: nothing has to be collected first.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = Path(_folder.name) / "staticfiles"
STATIC_ROOT.mkdir()
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in production: the live server's threads then have connections and locks of their own.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_folder.name) / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
