"""How many cases a property is tried on: a few in `make test`, ten times as many in `make prove`.

`make prove` runs the tests marked `prove` and no others: every property of hypothesis (by itself, conftest.py), and
what multiplies its number of cases by TIMES.
"""

import os

TIMES = 10 if os.environ.get("PROVE") else 1
