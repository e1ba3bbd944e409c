"""The site in a process that is killed and comes back at once: a parent that has loaded everything, and its children.

The parent listens and never answers; a child, forked from it, does, until it is killed (SIGKILL). So nobody who
connects in between is refused: he waits for the next child. The parent kills only the child that it forked itself.
All of it ends with its input, or else after LONGEST seconds.
"""

import gc
import os
import signal
import subprocess
import sys
from contextlib import contextmanager

from tests import ROOT

from . import SITE_VARIABLES
from .proving import TIMES

LONGEST = 120 * TIMES  # seconds


class KilledServer:
    """What a test holds of it: `address` as (host, port), and kill()."""

    def __init__(self, process):
        self._process = process
        self.address = ("127.0.0.1", int(self._answer()))

    def kill(self):
        """Kills the child and returns when the next one is there."""
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        self._answer()

    def _answer(self):
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the server that is to be killed ended by itself")
        return line


@contextmanager
def killed_server(folder, database_url, secret_key, cookie, pages):
    """Yields a KilledServer with the site's own settings on this database; `folder` is its VAR_DIR.

    These pages it opens beforehand with this cookie, so that a child has nothing left to load.
    """
    environment = {name: value for name, value in os.environ.items() if name not in SITE_VARIABLES}
    environment |= {
        "VAR_DIR": str(folder),
        "DATABASE_URL": database_url,
        "SECRET_KEY": secret_key,
        "DJANGO_SETTINGS_MODULE": "ukrainesteun.settings",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.killed_server", cookie, *pages],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield KilledServer(process)  # leaving closes its input


# inside the process


def _listening(cookie, pages):
    """A server that listens on a free port of this machine, and has opened these pages."""
    from ukrainesteun import settings

    # Nothing was collected: static files come under their own names, and nobody asks for them.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.db import connections
    from django.test import Client

    from ukrainesteun.wsgi import application

    class QuietHandler(WSGIRequestHandler):
        def log_message(self, *args):
            pass

    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
    server.daemon_threads = True
    server.set_app(application)
    for page in pages:
        if Client(HTTP_HOST="127.0.0.1", HTTP_COOKIE=cookie).get(page).status_code != 200:
            sys.exit(f"{page} does not open")
    connections.close_all()  # a child has connections of its own
    gc.freeze()  # what is loaded is no garbage; a child that looks would copy it all
    return server


def _fork(server):
    """A child that answers; returns its process id."""
    child = os.fork()
    if child == 0:
        signal.alarm(LONGEST)  # an alarm is not inherited
        os.close(0)
        server.serve_forever(poll_interval=60)
        os._exit(1)
    return child


def main():
    signal.alarm(LONGEST)
    server = _listening(sys.argv[1], sys.argv[2:])
    child = _fork(server)
    print(server.server_port, flush=True)
    try:
        for _ in sys.stdin:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            child = _fork(server)
            print(child, flush=True)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
