"""What the processes of one test run make once for all of them: whichever comes first makes it, the others take it."""

import fcntl
import os
import pickle
import tempfile
from hashlib import sha256
from pathlib import Path


def shared(name, make):
    """What `make()` gives, from the process of this run that made it first; it must be something to pickle."""
    if (run := os.environ.get("PYTEST_XDIST_TESTRUNUID")) is None:
        return make()
    folder = Path(tempfile.gettempdir(), f"oekrainesteun-{run}")
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / sha256(name.encode()).hexdigest()).open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        if kept := file.read():
            return pickle.loads(kept)
        made = make()
        file.write(pickle.dumps(made))
        return made
