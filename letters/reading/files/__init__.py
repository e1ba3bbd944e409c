"""From the bytes of a file to a letter's text, whatever the format. Read documents.py; extraction.py does the dangerous
part in a process of its own, with xml.py and html.py for the official publications."""
