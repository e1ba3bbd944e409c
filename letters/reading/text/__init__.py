"""A letter's text made even, once, for all who read it. Read paper.py, which holds each view of it, then layout.py,
flowing.py with feet.py, sentences.py, tables.py and stacked.py; paragraphs.py shows it, quotes.py finds a quote again, and
nearby.py helps who look in it."""
