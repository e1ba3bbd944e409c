#!/usr/bin/env bash
# openpyxl 3.1.5: what is left of a write-only workbook that was never saved, because reading its rows raised?
#
# Guess, written down first: nothing. Workbook.close() is there to let go of what it has open, and what it forgets goes
#   when the workbook itself does.
# Seen: each sheet that got a row has a temporary file, which stays after close() and after the workbook is collected, until
#   the process ends. The collection itself complains: its generator wants to end its XML in a file that is closed by then.
#   That is said in whatever code runs at that moment; pytest makes it the error of another test.
# So: whoever writes rows that may raise saves the workbook all the same, into a file that is thrown away.
# Ends with 1 when no file is left any more, when nothing is complained of, or when saving leaves one too.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5 et-xmlfile==2.0.0
cat > "$folder/unsaved.py" <<'PY'
import gc
import io
import sys
import tempfile
from pathlib import Path

from openpyxl import Workbook

complaints = []
sys.unraisablehook = lambda said: complaints.append(str(said.exc_value))


def left_behind(is_saved):
    """How many files are left of a workbook of which the second row cannot be read."""
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Een")
        sheet.append(["eerste rij"])
        if is_saved:
            book.save(io.BytesIO())
        book.close()
        del book, sheet
        gc.collect()
        tempfile.tempdir = None
        return len(list(Path(folder).iterdir()))


print(left_behind(is_saved=False), left_behind(is_saved=True), "; ".join(complaints))
PY
seen=$("$folder/venv/bin/python" "$folder/unsaved.py")
printf 'files left without saving, files left after saving, complaints: %s\n' "$seen"
[[ "$seen" == "1 0 I/O operation on closed file."* ]]
