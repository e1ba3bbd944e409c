"""From a draft to what the public reads, with a second pair of eyes. Read public_copies.py, authors.py (who wrote
what), public_notes.py (what readers are told), decisions.py (approve, withdraw), effects.py, explaining.py (of
contradictions), restoring.py and deleting.py (of what was never public), then pages.py and foreseen.py (what is
typed); invariants.py proves the ledger, start_page.py begins the admin."""
