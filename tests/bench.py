"""`make bench`: how time, queries and memory grow with the ledger, on both engines. Prints Markdown.

Each size and engine is measured in a process of its own, on a database made for it. docs/performance.md keeps the
figures of one run.
"""

import json
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from tests import ROOT

from .postgres import postgres

SIZES = (20, 1_000, 10_000)
RUNS = 5
PORT = 8765


def measure(size):
    """In the measured process: makes a ledger of this size and prints, as JSON, what each measurement gave."""
    import django

    django.setup()
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from commitments.models import Commitment
    from letters.models import Letter
    from tests.site.ledgers import make_ledger

    call_command("migrate", verbosity=0)
    make_ledger(size, drafts=40)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    client = Client(SERVER_NAME="localhost")
    letter = Letter.objects.published().order_by("pk")[Letter.objects.published().count() // 2]

    def page(path):
        response = client.get(path)
        assert response.status_code == 200, f"{path} gives {response.status_code}"
        return sum(map(len, response.streaming_content)) if response.streaming else len(response.content)

    staff = Client(SERVER_NAME="localhost")
    staff.force_login(User.objects.create_superuser("bench"))
    draft = Letter.objects.working().order_by("pk").first()

    def staff_page(path):
        response = staff.get(path)
        assert response.status_code == 200, f"{path} gives {response.status_code}"
        return len(response.content)

    tasks = {
        "totals": lambda: len(Commitment.objects.published().counted().totals()),
        "overview": lambda: page("/"),
        "table page of 50": lambda: page("/toezeggingen/"),
        "CSV": lambda: page("/toezeggingen.csv"),
        "letter page": lambda: page(letter.get_absolute_url()),
        "start page of staff": lambda: staff_page("/beheer/"),
        "page to enter letters": lambda: staff_page("/beheer/invoeren/"),
        "form of a letter": lambda: staff_page(f"/beheer/letters/letter/{draft.pk}/change/"),
    }
    results = {}
    for name, task in tasks.items():
        task()  # what is loaded once
        with CaptureQueriesContext(connection) as captured:
            task()
        queries = len(captured)  # now, for the next request forgets them
        seconds = []
        for _ in range(RUNS):
            start = time.perf_counter()
            task()
            seconds.append(time.perf_counter() - start)
        tracemalloc.start()
        task()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        results[name] = {"ms": statistics.median(seconds) * 1000, "queries": queries, "peak_mb": peak / 1e6}
    results["process"] = {"rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
    print(json.dumps(results))


@contextmanager
def database(engine):
    """The DATABASE_URL of an empty database of this engine."""
    if engine == "PostgreSQL":
        with postgres() as url:
            yield url.rsplit("/", 1)[0] + "/postgres"
    else:
        with tempfile.TemporaryDirectory(prefix="oekrainesteun-bench-") as folder:
            yield f"sqlite:///{folder}/bench.sqlite3"


def worker_memory_mb(environment):
    """The most memory that a gunicorn worker took, in MB, after 40 rounds of the pages, on the database that is there."""
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "ukrainesteun/gunicorn.py", "ukrainesteun.wsgi"],
        cwd=ROOT,
        env=environment | {"PORT": str(PORT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        paths = ["/", "/tijdlijn/", "/stromen/", "/toezeggingen/", "/toezeggingen.csv", "/brieven/", "/verantwoording/"]
        time.sleep(3)
        for _ in range(40):
            for path in paths:
                with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=60) as response:
                    while response.read(1 << 16):
                        pass
        workers = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        return max(_high_water_mb(Path(f"/proc/{worker}/status")) for worker in workers)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _high_water_mb(status):
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def main(engines=("SQLite", "PostgreSQL")):
    for engine in engines:
        found = {}
        for size in SIZES:
            with database(engine) as url, tempfile.TemporaryDirectory() as var:
                environment = os.environ | {
                    "DATABASE_URL": url,
                    "VAR_DIR": var,
                    "DJANGO_SETTINGS_MODULE": "ukrainesteun.settings",
                    "PYTHONPATH": str(ROOT),
                }
                command = [sys.executable, "-m", "tests.bench", str(size)]
                done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
                found[size] = json.loads(done.stdout.splitlines()[-1])
                if size == max(SIZES):
                    memory = worker_memory_mb(environment)
        report(engine, found)
        print(f"A gunicorn worker took at most {memory:.0f} MB with {max(SIZES):,} commitments.\n", flush=True)


def report(engine, found):
    print(f"### {engine}\n")
    heads = " | ".join(f"{size:,}: ms, queries, peak MB" for size in SIZES)
    print(f"| | {heads} | growth {SIZES[0]:,}-{SIZES[1]:,} | growth {SIZES[1]:,}-{SIZES[2]:,} |")
    print("|---" * (len(SIZES) + 3) + "|")
    for name in found[SIZES[0]]:
        if name == "process":
            continue
        rows = [found[size][name] for size in SIZES]
        cells = " | ".join(f"{row['ms']:.1f}, {row['queries']}, {row['peak_mb']:.1f}" for row in rows)
        growth = [
            math.log(after["ms"] / before["ms"]) / math.log(larger / smaller)
            for before, after, smaller, larger in zip(rows, rows[1:], SIZES, SIZES[1:], strict=False)
        ]
        print(f"| {name} | {cells} | {growth[0]:.2f} | {growth[1]:.2f} |")
    peaks = ", ".join(f"{found[size]['process']['rss_mb']:.0f} MB at {size:,}" for size in SIZES)
    print(f"\nThe measuring process at its largest: {peaks}.", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]))
    else:
        main()
