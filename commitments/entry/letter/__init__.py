"""From a letter's text to a draft in the ledger: the program proposes, a person decides. Read proposals/, page.py
(the form as it is typed), beginning.py, entering.py and views.py in that order."""
