"""What was written: letters, the dossiers they stand in, and who signed them; it knows nothing of commitments. Read
models.py and kamerstuk.py, then reading/ (a text to facts), recognising.py (which letter that is) and importing.py.
"""
