"""What was written: letters, the dossiers they stand in, and who signed them; it knows nothing of commitments. Read
models.py and kamerstuk.py, then reading/ for what the program finds in a text and importing.py for how that becomes rows."""
