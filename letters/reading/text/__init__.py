"""A letter's text made even, once, for all who read it. Read layout.py and paragraphs.py, then flowing.py and
sentences.py; quotes.py finds a quote again, and dates.py holds the words of dates."""
