"""Many commitments at once, as a file: export, preview and import. Read files.py (XLSX and CSV to cells and back), then
importing.py (what would change, all of it or nothing) and admin.py."""
