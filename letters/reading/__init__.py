"""From a file to facts, without a database: what a letter is, who signed it, and every amount with what it means. Read
letter.py, which puts it together, then files, text, letterhead, amounts and meaning: the way a letter goes; report.py
gives it the shape of JSON."""
