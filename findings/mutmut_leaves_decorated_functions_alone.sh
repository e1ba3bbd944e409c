#!/usr/bin/env bash
# mutmut 3.8.1: does it change a function that has a decorator?
#
# Guess, written down first: yes, or it says which functions it leaves out. A decorated function is a function.
# Seen: it makes no mutant of it and does not say so; the run ends well, and the list of results does not name it.
# So: with @transaction.atomic, the functions that most need a test are the ones left out. tests/mutation wraps them in
#   the copy that it works on, and counts the mutants of every function.
# Ends with 1 when there is a mutant of the decorated function, or none of the plain one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mutmut==3.8.1 pytest==9.2.0
mkdir -p "$folder/project/sums" "$folder/project/tests"
cd "$folder/project"
cat > sums/__init__.py <<'PY'
from functools import wraps


def kept(function):
    @wraps(function)
    def call(*arguments):
        return function(*arguments)

    return call


def plain(one, other):
    return one + other


@kept
def decorated(one, other):
    return one + other
PY
cat > tests/test_sums.py <<'PY'
from sums import decorated, plain


def test_both_add():
    assert plain(2, 3) == 5
    assert decorated(2, 3) == 5
PY
printf '[tool.mutmut]\nsource_paths = ["sums/"]\n' > pyproject.toml
"$folder/venv/bin/python" -m mutmut run > run.log 2>&1 || { tail -5 run.log; exit 1; }
"$folder/venv/bin/python" -m mutmut results --all true > results.log 2>&1
plain=$(grep -c 'plain__mutmut' results.log || true)
decorated=$(grep -c 'decorated__mutmut' results.log || true)
told=$(grep -ci 'decorat' run.log || true)
printf 'mutmut 3.8.1: mutants of the plain function: %s; of the decorated one: %s; lines that say so: %s\n' "$plain" "$decorated" "$told"
[ "$plain" -gt 0 ] && [ "$decorated" -eq 0 ] && [ "$told" -eq 0 ]
