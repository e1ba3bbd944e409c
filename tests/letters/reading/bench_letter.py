"""`python -m tests.letters.reading.bench_letter OTHER`: the whole reading of 1 MB, beside that of another checkout.

Both are run in turn, each in a process of its own, and the processor time of `read_letter` is compared: of our own
letters repeated to 1 MB, and of the texts of bench_reading.py. Prints Markdown.
"""

import subprocess
import sys
from pathlib import Path
from statistics import median

from tests import ROOT

from . import bench_reading

PAIRS = 5
SIZE = 1_000_000
OWN = ROOT / "tests" / "letters" / "own"
TEXTS = {
    "letters of our own": "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(OWN.glob("*.txt"))),
    **bench_reading.TEXTS,
}
MEASURE = """
import sys, time
from letters.reading.letter import read_letter
text = sys.stdin.read()
start = time.process_time()
read_letter(text)
print(time.process_time() - start)
"""


def seconds(checkout, text):
    """Processor time of reading this text with the code of that checkout."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE], cwd=checkout, input=text, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def main(other):
    print("| text | there | here | here / there |\n|---|--:|--:|--:|")
    for name, unit in TEXTS.items():
        text = (unit * (SIZE // len(unit) + 1))[:SIZE]
        pairs = [(seconds(other, text), seconds(ROOT, text)) for _ in range(PAIRS)]
        there, here = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
        ratio = median(mine / theirs for theirs, mine in pairs)
        print(f"| {name} | {there:.2f} s | {here:.2f} s | {ratio:.0%} |", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
