"""What a letter says of itself: number, dossiers, date, who signed it, and which letters it names. Read header.py,
offices.py, signatures.py and citations.py."""
