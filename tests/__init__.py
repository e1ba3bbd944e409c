"""The tests mirror the apps; the tests of the whole site are in this folder itself.

`make test` runs everything (tests/run.py). For one test: `.venv/bin/pytest -k name`.
"""

# What the environment may say to the site, and may not say to its tests.
SITE_VARIABLES = (
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "DEBUG",
    "FOUR_EYES",
    "HTTPS",
    "SECRET_KEY",
    "SESSION_IDLE_MINUTES",
    "VAR_DIR",
)
