"""What must hold between the rows of the ledger, beyond what the database holds of one row. Read rules.py (wholes,
parts, successors, amounts and their quotes), places.py (where each amount stands), then completeness.py (which amounts
of a letter have no verdict yet)."""
