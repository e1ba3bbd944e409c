"""The site as `make run` serves it, with the shipped ledger in a folder of its own: for pictures and measurements."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager

from tests import ROOT

from . import SITE_VARIABLES


def free_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return server.getsockname()[1]


@contextmanager
def production():
    """Yields the address of a running site, of which the static files have been collected (Makefile)."""
    with tempfile.TemporaryDirectory(prefix="oekrainesteun-", ignore_cleanup_errors=True) as var:
        clean = {name: value for name, value in os.environ.items() if name not in (*SITE_VARIABLES, "DATABASE_URL")}
        port = str(free_port())
        clean |= {"VAR_DIR": var, "PORT": port, "DJANGO_SETTINGS_MODULE": "ukrainesteun.settings"}
        for words in (["migrate", "--verbosity", "0"], ["load_ledger", "--verbosity", "0"]):
            subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=clean, check=True)
        command = [sys.executable, "-m", "gunicorn", "--config", "ukrainesteun/gunicorn.py", "ukrainesteun.wsgi"]
        server = subprocess.Popen(command, cwd=ROOT, env=clean, stdout=subprocess.DEVNULL)
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(address, server)
            yield address
        finally:
            server.terminate()
            server.wait()


def wait_for(address, server):
    for _ in range(150):
        try:
            urllib.request.urlopen(address).close()
            return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.2)
    raise RuntimeError("the site did not start")
