#!/usr/bin/env bash
# django-csp 4.0 on Django 5.2.19: does the same policy give the same header in every process?
#
# Guess, written down first: yes. CONTENT_SECURITY_POLICY is a dict, a dict keeps its order, so the header does too.
# Seen: the directives come in an order that depends on the seed of Python's string hashes, which each process draws
#   anew. Two workers of one site answer with different bytes for the same page; the policy means the same.
# So: who compares, hashes or keeps answers puts the directives in order first (ukrainesteun/middleware.py).
# Ends with 1 when the two headers are equal, or no longer mean the same.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check Django==5.2.19 django-csp==4.0
cat > "$folder/header.py" <<'PY'
from django.conf import settings

POLICY = {name: ["'self'"] for name in ("default-src", "script-src", "style-src", "img-src", "font-src", "connect-src")}
settings.configure(CONTENT_SECURITY_POLICY={"DIRECTIVES": POLICY})

from csp.utils import build_policy

print(build_policy())
PY
one=$(PYTHONHASHSEED=1 "$folder/venv/bin/python" "$folder/header.py")
other=$(PYTHONHASHSEED=2 "$folder/venv/bin/python" "$folder/header.py")
printf 'django-csp 4.0, one process:     %s\ndjango-csp 4.0, another process: %s\n' "$one" "$other"
sorted() { tr ';' '\n' <<<"$1" | sed 's/^ *//' | sort; }
[ "$one" != "$other" ] && [ "$(sorted "$one")" = "$(sorted "$other")" ]
