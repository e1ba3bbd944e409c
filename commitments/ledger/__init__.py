"""What must hold between the rows of the ledger, beyond what the database holds of one row. Read rules.py (amounts and
their quotes, links), changes.py (what a letter does to what stands), wholes.py (parts in time), lineage.py (what came in
the place of what), outcomes.py (what came of promises), places.py (where each amount stands), contradictions.py (what
letters print differently), effects.py (what a step does to the totals), then completeness.py (which amounts of a letter
have no verdict yet)."""
