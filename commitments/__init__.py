"""What was promised: one decision, one amount, and where each amount is written. Read models.py (with names.py,
precision.py, intakes.py, reports.py and palette.py) and querysets.py (the counting rule), then ledger, charts, reporting,
site, entry and approval; none looks at one that comes later. admin.py brings the last two together under /beheer/."""
