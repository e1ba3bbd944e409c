"""The lists of the site and the rows of its charts as files. Read table.py (what a file is), then commitments.py,
mentions.py and letters.py (which columns each list has), charts.py for those of a chart, then how each kind is written:
delimited.py (CSV), objects.py (JSON) and workbook.py (XLSX); names.py makes the name under which a file is saved,
explained.py has all columns for the page that explains them.
docs/data-dictionary.md describes each column."""
