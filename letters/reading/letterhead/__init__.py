"""What a letter says of itself: number, dossiers, date, who signed it, and which letters it names. Read printed.py and
header.py with lines.py, labels.py and own_number.py, then offices.py, signatures.py and citations.py."""
