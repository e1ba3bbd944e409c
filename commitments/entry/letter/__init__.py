"""From a letter's text to a draft in the ledger: the program proposes, a person decides. Read arithmetic.py (what a
row can refer to), proposals/, fields.py and answers.py (what is asked and typed), page.py (the page of that),
alike.py (one answer for several rows), versions.py, beginning.py, rows_to_enter.py, entering.py, trial.py and
views.py in that order."""
