"""`make test`: every check, one line for each, all of them run, and a last line that says how it went."""

import os
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext

from tests import ROOT

from . import SITE_VARIABLES
from .chromium import ensure_chromium
from .postgres import postgres

PYTHON = sys.executable
MANAGE = (PYTHON, "manage.py")
PYTEST = (
    PYTHON,
    "-m",
    "pytest",
    "--quiet",
    "--tb=short",
    "-n",
    str(min(4, os.cpu_count() or 1)),
    "--dist",
    "worksteal",
)
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
    "pytest on SQLite": PYTEST,
    "pytest on PostgreSQL": (*PYTEST, "--reuse-db"),  # its databases go with the server; dropping them one by one waits
}


def run_stage(name, command, environment):
    """Runs one stage, prints its line (and its output where it failed) and returns "ok", "skipped" or "failed"."""
    print(f"{name:<22}", end="", flush=True)
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
        print(output.splitlines()[-1], flush=True)
        return "skipped"
    print("FAILED" if done.returncode else "ok    ", f"{time.monotonic() - start:6.1f} s", flush=True)
    if done.returncode:
        print(f"{output}\n")
    elif "pytest" in name:
        print(re.sub(r"\A=+ | =+\Z", "", output.splitlines()[-1]))
    return "failed" if done.returncode else "ok"


def main():
    # Ended from outside, it still stops the database server.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    os.chdir(ROOT)
    start = time.monotonic()
    ensure_chromium()
    results = {}
    with tempfile.TemporaryDirectory(prefix="oekrainesteun-") as var:
        clean = {name: value for name, value in os.environ.items() if name not in (*SITE_VARIABLES, "DATABASE_URL")}
        clean |= {"VAR_DIR": var, "TMPDIR": var, "DJANGO_SETTINGS_MODULE": "ukrainesteun.settings"}
        for name, command in STAGES.items():
            extra = {"DJANGO_SETTINGS_MODULE": "tests.settings"} if "pytest" in name else {}
            if name == "deployment check":
                extra = DEPLOYED
            try:
                with postgres() if "PostgreSQL" in name else nullcontext() as database_url:
                    if database_url:
                        extra["DATABASE_URL"] = database_url
                    results[name] = run_stage(name, command, clean | extra)
            except RuntimeError as error:  # the database server did not start
                print(f"{name:<22}FAILED\n{error}\n", flush=True)
                results[name] = "failed"
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
