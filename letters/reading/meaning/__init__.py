"""What the words around an amount say of it: for what, for when, by whom, how sure. Read inferred.py, setting.py
and clauses.py, then purposes.py with lexicon.py, payers.py, periods.py and precisions.py; counted.py tells money from
people and things."""
