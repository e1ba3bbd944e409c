#!/usr/bin/env bash
# django-stubs 6.1.2 with mypy 2.4.1 and Django 5.2.19: does a second run, with mypy's cache, say what the first would?
#
# Guess, written down first: yes. mypy's cache makes a run faster, never different.
# Seen: after a function that has nothing to do with them was added to models.py, the run with the cache cannot resolve
#   the managers of the models there (`objects = SomeQuerySet.as_manager()`, from a module that did not change): errors
#   of kind django-manager-missing. The same files without the cache have no error.
# So: mypy runs without a cache here (cache_dir = "/dev/null" in pyproject.toml), which costs some seconds.
# Ends with 1 when the run with the cache is clean, or the one without is not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check Django==5.2.19 django-stubs==6.1.2 mypy==2.4.1
mkdir -p "$folder/project/shop"
cd "$folder/project"
touch shop/__init__.py
cat > settings.py <<'PY'
SECRET_KEY = "x"
INSTALLED_APPS = ["shop"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
PY
cat > pyproject.toml <<'TOML'
[tool.mypy]
plugins = ["mypy_django_plugin.main"]
[tool.django-stubs]
django_settings_module = "settings"
TOML
cat > shop/querysets.py <<'PY'
from django.db import models


class ThingQuerySet(models.QuerySet):
    def cheap(self):
        return self.filter(price__lt=10)
PY
cat > shop/models.py <<'PY'
from django.db import models

from .querysets import ThingQuerySet


class Thing(models.Model):
    price = models.IntegerField()

    objects = ThingQuerySet.as_manager()
PY
run() { "$folder/venv/bin/python" -m mypy shop "$@" 2>&1 || true; }
first=$(run)
printf '\n\ndef more() -> int:\n    return 1\n' >> shop/models.py
cached=$(run)
anew=$(run --cache-dir=/dev/null)
printf 'first run:\n%s\nafter an edit, with the cache:\n%s\nafter the edit, without:\n%s\n' "$first" "$cached" "$anew"
grep -q 'django-manager-missing' <<<"$cached" && grep -q '^Success' <<<"$first" && grep -q '^Success' <<<"$anew"
