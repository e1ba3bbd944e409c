"""Two editions of a row, one that is worked on and one that the public reads, for any app. Read models.py, merging.py
(two people, one page), versions.py (what differs), choosing.py (what can be picked),
conflicts.py (two people, one field) and admin.py (the pages)."""
