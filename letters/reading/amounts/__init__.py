"""Which words of a text are money, and how much. Read money_words.py and tables.py, then terms.py (the words found) and
mentions.py (each with what the words around it say); written.py reads one amount as a letter writes it."""
