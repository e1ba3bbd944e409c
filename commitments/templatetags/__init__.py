"""What templates of every floor ask: question.py says what of the reader's question a page cannot answer, glossary.py what
a word means, citation.py how a page is cited, introduction.py how it is introduced elsewhere,
differences.py what differs between two versions."""
