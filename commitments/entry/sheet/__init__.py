"""Many commitments at once, as a file: export, preview and import. Read files.py (XLSX and CSV to cells and back),
columns.py (cells to values), working.py (what is there), drafts.py (the rows beside that), checking.py (what is wrong with them),
preview.py (what is told of them) and writing.py (into the database), then importing.py (an edit, all of it or nothing)
and admin.py (the pages)."""
