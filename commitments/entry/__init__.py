"""How an amount gets into the ledger, always as a draft. forms.py holds what a clerk may type by hand; letter/ proposes
what a pasted or uploaded letter says, and sheet/ takes many commitments at once from a spreadsheet."""
