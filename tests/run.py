"""`make test`: every check, one line for each, all of them run, and a last line that says how it went.

Two lines of stages run beside each other, for a browser waits as often as it works: pytest on SQLite, and the rest.
`python -m tests.run fast` runs the tests without a browser on SQLite, `... coverage` the same with branch coverage, and
`... prove` ten times as many cases of every property. All show what pytest says; docs/testing.md tells which command
proves what.
"""

import os
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

from tests import ROOT

from . import SITE_VARIABLES
from .chromium import ensure_chromium
from .postgres import postgres

PYTHON = sys.executable
MANAGE = (PYTHON, "manage.py")
CORES = min(4, os.cpu_count() or 1)
PYTEST = (PYTHON, "-m", "pytest", "--quiet", "--tb=short", "--dist", "worksteal", "-n")
LINT_IMPORTS = (PYTHON, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")
SKIPPED = 77  # with this a stage says that this machine lacks what it needs; its last line names it
# As on a server behind a proxy that speaks HTTPS, with a key of its own.
DEPLOYED = {"HTTPS": "true", "SECRET_KEY": secrets.token_urlsafe(64)}

STAGES = {
    "ruff check": [PYTHON, "-m", "ruff", "check", "."],
    "ruff format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "import contracts": LINT_IMPORTS,
    "types": [PYTHON, "-m", "mypy"],
    "migrations complete": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "deployment check": [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
    "Nu Html Checker": [PYTHON, "-m", "tests.nu"],
    # Its databases go with the server; dropping them one by one waits.
    "pytest on PostgreSQL": [*PYTEST, str(max(CORES // 2, 1)), "--reuse-db"],
    "pytest on SQLite": [*PYTEST, str(CORES)],
}
BESIDE = "pytest on SQLite"  # runs beside all others, which run one after the other
ALONE = {  # by hand, not in `make test`
    "fast": ([*PYTEST, str(CORES), "-m", "not browser"], {}),
    "coverage": ([*PYTEST, str(CORES), "-m", "not browser", "--cov", "--cov-report=term:skip-covered"], {}),
    "prove": ([*PYTEST, str(CORES), "-m", "prove"], {"PROVE": "1"}),
}


def run_stage(name, command, environment):
    """Runs one stage, prints its line (and its output where it failed) and returns "ok", "skipped" or "failed"."""
    start = time.monotonic()
    done = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    output = done.stdout.decode(errors="replace").rstrip()
    if done.returncode == SKIPPED:
        tell(f"{name:<22}{output.splitlines()[-1]}")
        return "skipped"
    line = f"{name:<22}{'FAILED' if done.returncode else 'ok    '} {time.monotonic() - start:6.1f} s"
    if done.returncode:
        line += f"\n{output}\n"
    elif "pytest" in name:
        line += "  " + re.sub(r"\A=+ | =+\Z", "", output.splitlines()[-1])
    tell(line)
    return "failed" if done.returncode else "ok"


def tell(line):
    """In one piece, for two stages may end at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def run_one_by_one(names, clean):
    """Runs these stages; {name: "ok", "skipped" or "failed"}."""
    results = {}
    for name in names:
        extra = {"DJANGO_SETTINGS_MODULE": "tests.settings"} if "pytest" in name else {}
        if name == "deployment check":
            extra = DEPLOYED
        try:
            with postgres() if "PostgreSQL" in name else nullcontext() as database_url:
                if database_url:
                    extra["DATABASE_URL"] = database_url
                results[name] = run_stage(name, STAGES[name], clean | extra)
        except RuntimeError as error:  # the database server did not start
            tell(f"{name:<22}FAILED\n{error}\n")
            results[name] = "failed"
    return results


def environment_of(var):
    """That of whoever starts this, without what it says to the site; what is made goes to this folder.

    Python keeps what it compiled, also where it is told not to, as in many containers: a worker that has to rewrite the
    asserts of all tests anew, and each server that a test starts, takes seconds for it.
    """
    left_out = {*SITE_VARIABLES, "DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}
    clean = {name: value for name, value in os.environ.items() if name not in left_out}
    return clean | {"VAR_DIR": var, "TMPDIR": var, "DJANGO_SETTINGS_MODULE": "ukrainesteun.settings"}


def run_alone(command, extra):
    with tempfile.TemporaryDirectory(prefix="oekrainesteun-") as var:
        environment = environment_of(var) | extra
        environment |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "COVERAGE_FILE": f"{var}/coverage"}
        sys.exit(subprocess.run(command, env=environment, check=False).returncode)


def main():
    # Ended from outside, it still stops the database server.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    os.chdir(ROOT)
    if sys.argv[1:]:
        if sys.argv[1] == "prove":
            ensure_chromium()
        run_alone(*ALONE[sys.argv[1]])
    start = time.monotonic()
    ensure_chromium()
    with tempfile.TemporaryDirectory(prefix="oekrainesteun-") as var, ThreadPoolExecutor(1) as other:
        clean = environment_of(var)
        beside = other.submit(run_one_by_one, [BESIDE], clean)
        results = run_one_by_one([name for name in STAGES if name != BESIDE], clean) | beside.result()
    seconds = time.monotonic() - start
    failed, skipped = ([name for name, result in results.items() if result == one] for one in ("failed", "skipped"))
    if failed:
        print(f"{len(failed)} of {len(STAGES)} stages FAILED in {seconds:.0f} s: {', '.join(failed)}")
        sys.exit(1)
    if skipped:
        print(f"{len(STAGES) - len(skipped)} stages passed in {seconds:.0f} s; skipped: {', '.join(skipped)}.")
    else:
        print(f"All {len(STAGES)} stages passed in {seconds:.0f} s.")


if __name__ == "__main__":
    main()
