"""From a letter's text to a draft in the ledger: read, propose, let a person decide, enter."""
