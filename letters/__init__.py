"""What was written: letters, the dossiers they stand in, and who signed them; it knows nothing of commitments. Read
models.py with querysets.py and kamerstuk.py, then reading/ (a text to facts), recognising.py (which letter that is),
dating.py (whether its date can be right) and importing.py. For the public there are views.py and context.py, for staff
forms.py and admin.py."""
