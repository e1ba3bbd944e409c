"""The tests mirror the apps; the tests of the whole site are in this folder itself.

`make test` runs everything (tests/run.py). For one test: `.venv/bin/pytest -k name`.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The documents of the Tweede Kamer that lie beside a checkout of ours; tests that read them skip where they are absent.
LETTERS = ROOT.parent / "shared" / "letters"
APPS = ("commitments", "letters", "ukrainesteun")

# What the environment may say to the site, and may not say to its tests.
SITE_VARIABLES = (
    "ALLOWED_HOSTS",
    "CONTACT_EMAIL",
    "CSRF_TRUSTED_ORIGINS",
    "DEBUG",
    "FOUR_EYES",
    "HTTPS",
    "KEEP_ANSWERS",
    "SECRET_KEY",
    "SESSION_IDLE_MINUTES",
    "VAR_DIR",
)


def product_sources():
    """The text of each module of the apps by its path; not of migrations, which keep what the program once did."""
    paths = (path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}
