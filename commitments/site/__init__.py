"""What the public reads: pages, filters, tables and files, from published rows only. Read peildatum.py and filters.py,
then views.py (fetch, shape, render), downloads.py, and urls.py for the addresses; sitemaps.py lists these
for search engines, tables.py and files.py say which columns are shown."""
