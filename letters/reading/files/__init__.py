"""From the bytes of a file to a letter's text and structure, whatever the format. Read documents.py; extraction.py does
the dangerous part in a process of its own, with xml.py, html.py and signs.py for the official publications."""
