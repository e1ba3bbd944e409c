"""Many commitments at once, as a file: export, preview and import. Read files.py (XLSX and CSV to cells and back),
columns.py (cells to values), importing.py (an edit, all of it or nothing; what it does is in the rooms that it calls) and
admin.py (the pages)."""
