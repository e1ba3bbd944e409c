"""What the public reads: pages, filters, tables and files, from published rows only. Read filters.py, searching.py and
mention_filter.py, then views.py (fetch, shape, render; filtered_pages.py answers those with filters), lists.py (the lists
that are files too), downloads.py (charts and cards), sums.py (what rows add up to), certainty.py (how sure that is), life.py
(what letters did to one commitment), execution.py (what came of promises), titles.py and citations.py (how a page is called
and cited), answers.py, files/ (what a file is and how it is written), and urls.py for the addresses; sitemaps.py lists these
for search engines, tables.py says which columns are shown."""
