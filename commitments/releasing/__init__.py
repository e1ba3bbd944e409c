"""Releases (uitgaven): whatever changes what the public reads makes one, with files that never change again. Read
contents.py (what the data file holds) and difference.py (what changed since the one before), making.py, and views.py."""
